//! The judgements of every node and metric, kept as long as nothing that they follow from changes.
//!
//! Drawing code asks for them whenever it needs them and gets what is kept. Where the plan is large they are computed elsewhere:
//! the asking is noted, and those before stay on the screen meanwhile. Nothing here starts a job by itself.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::base::Period;
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::assess::{Ask, Assessments};
use crate::engine::warn::{self, Warning};

/// Judgements that are kept at once: as of now, as of an earlier period, by another method.
const MOST: usize = 6;

/// Early warnings: of which results, as of when, and what they are.
type Warned = (u64, Option<Period>, Arc<Vec<Warning>>);

/// Kept judgements, those used last behind.
#[derive(Debug, Default)]
pub struct JudgementMemo {
    kept: RefCell<Vec<(u64, Arc<Assessments>)>>,
    wanted: RefCell<Vec<Ask>>,
    warnings: RefCell<Option<Warned>>,
    warnings_wanted: Cell<Option<Option<Period>>>,
    /// True where judgements are computed elsewhere.
    elsewhere: Cell<bool>,
}

impl JudgementMemo {
    /// Says whether judgements are to be computed elsewhere: they are where the plan is large.
    pub fn compute_elsewhere(&self, elsewhere: bool) {
        self.elsewhere.set(elsewhere);
    }

    /// The judgements as asked for, of the results `evaluated`, and which results they are of. Where they are computed elsewhere,
    /// those before until they are there; without any before they are empty.
    pub fn get(&self, document: &Document, evaluation: &Evaluation, evaluated: u64, ask: &Ask) -> (u64, Arc<Assessments>) {
        let kept = self.kept.borrow().iter().rev().find(|(_, known)| known.ask == *ask).cloned();
        match kept {
            Some((of, known)) if of == evaluated => (of, known),
            kept if self.elsewhere.get() => {
                let mut wanted = self.wanted.borrow_mut();
                if !wanted.contains(ask) {
                    wanted.push(*ask);
                }
                kept.unwrap_or_else(|| (0, Arc::new(Assessments::none(ask))))
            }
            _ => {
                let fresh = Arc::new(Assessments::of(document, evaluation, ask));
                self.keep(evaluated, fresh.clone());
                (evaluated, fresh)
            }
        }
    }

    /// The early warnings as of a period, of the results `evaluated`, and which results they are of; where they are computed
    /// elsewhere, those before until they are there.
    pub fn warnings(
        &self,
        document: &Document,
        evaluation: &Evaluation,
        evaluated: u64,
        as_of: Option<Period>,
    ) -> (u64, Arc<Vec<Warning>>) {
        let kept = self.warnings.borrow().clone();
        match kept {
            Some((of, asked, known)) if of == evaluated && asked == as_of => (of, known),
            kept if self.elsewhere.get() => {
                self.warnings_wanted.set(Some(as_of));
                kept.map_or_else(|| (0, Arc::default()), |(of, _, known)| (of, known))
            }
            _ => {
                let fresh = Arc::new(warn::of(document, evaluation, as_of));
                self.keep_warnings(evaluated, as_of, fresh.clone());
                (evaluated, fresh)
            }
        }
    }

    /// As of when warnings were asked for that are to be computed elsewhere.
    pub fn take_warnings_wanted(&self) -> Option<Option<Period>> {
        self.warnings_wanted.take()
    }

    /// Takes warnings that were computed; those of later results stay.
    pub fn keep_warnings(&self, evaluated: u64, as_of: Option<Period>, warnings: Arc<Vec<Warning>>) {
        let mut kept = self.warnings.borrow_mut();
        if kept.as_ref().is_none_or(|(of, _, _)| *of <= evaluated) {
            *kept = Some((evaluated, as_of, warnings));
        }
    }

    /// What was asked for and is to be computed elsewhere.
    pub fn take_wanted(&self) -> Vec<Ask> {
        std::mem::take(&mut *self.wanted.borrow_mut())
    }

    /// Takes judgements that were computed; older ones than are kept are let go.
    pub fn keep(&self, evaluated: u64, assessments: Arc<Assessments>) {
        let mut kept = self.kept.borrow_mut();
        if kept.iter().any(|(of, known)| known.ask == assessments.ask && *of > evaluated) {
            return;
        }
        kept.retain(|(_, known)| known.ask != assessments.ask);
        if kept.len() >= MOST {
            kept.remove(0);
        }
        kept.push((evaluated, assessments));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::judging::Method;

    #[test]
    fn judgements_are_kept_until_results_or_the_question_change() {
        let (document, memo) = (Document::default(), JudgementMemo::default());
        let evaluation = Evaluation::of(&document);
        let (_, first) = memo.get(&document, &evaluation, 1, &Ask::default());
        assert!(Arc::ptr_eq(&first, &memo.get(&document, &evaluation, 1, &Ask::default()).1));
        let pace = Ask { method: Some(Method::Pace), ..Ask::default() };
        assert!(!Arc::ptr_eq(&first, &memo.get(&document, &evaluation, 1, &pace).1));
        assert!(Arc::ptr_eq(&first, &memo.get(&document, &evaluation, 1, &Ask::default()).1), "both are kept");
        assert!(!Arc::ptr_eq(&first, &memo.get(&document, &evaluation, 2, &Ask::default()).1));
    }

    #[test]
    fn warnings_are_kept_and_those_of_a_large_plan_follow() {
        let (document, memo) = (Document::default(), JudgementMemo::default());
        let evaluation = Evaluation::of(&document);
        let (_, first) = memo.warnings(&document, &evaluation, 1, None);
        assert!(Arc::ptr_eq(&first, &memo.warnings(&document, &evaluation, 1, None).1));
        let earlier = Some(Period::year(2011));
        assert!(!Arc::ptr_eq(&first, &memo.warnings(&document, &evaluation, 1, earlier).1), "as of another time");
        memo.compute_elsewhere(true);
        let (of, before) = memo.warnings(&document, &evaluation, 2, None);
        assert!(of == 1 && memo.take_warnings_wanted() == Some(None), "the ones before stay meanwhile");
        memo.keep_warnings(2, None, Arc::default());
        assert_eq!(memo.warnings(&document, &evaluation, 2, None).0, 2);
        memo.keep_warnings(1, None, before);
        assert_eq!((memo.warnings(&document, &evaluation, 2, None).0, memo.take_warnings_wanted()), (2, None));
    }

    #[test]
    fn a_large_plan_keeps_the_judgements_before_and_notes_what_is_wanted() {
        let (document, memo) = (Document::default(), JudgementMemo::default());
        let evaluation = Evaluation::of(&document);
        let (_, first) = memo.get(&document, &evaluation, 1, &Ask::default());
        memo.compute_elsewhere(true);
        let (of, second) = memo.get(&document, &evaluation, 2, &Ask::default());
        assert!(of == 1 && Arc::ptr_eq(&first, &second), "the ones before stay meanwhile");
        assert_eq!(memo.take_wanted(), vec![Ask::default()]);
        assert!(memo.take_wanted().is_empty(), "asked for once");
        memo.keep(2, Arc::new(Assessments::of(&document, &evaluation, &Ask::default())));
        assert_eq!(memo.get(&document, &evaluation, 2, &Ask::default()).0, 2);
        memo.keep(1, first);
        assert_eq!(memo.get(&document, &evaluation, 2, &Ask::default()).0, 2, "older ones are let go");
    }
}
