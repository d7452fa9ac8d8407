//! The judgements of every node and metric, kept as long as nothing that they follow from changes.
//!
//! Drawing code asks for them whenever it needs them and gets what is kept. Where the plan is large they are computed elsewhere:
//! the asking is noted, and those before stay on the screen meanwhile. Nothing here starts a job by itself.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::assess::{Ask, Assessments};

/// Judgements that are kept at once: as of now, as of an earlier period, by another method.
const MOST: usize = 6;

/// Kept judgements, those used last behind.
#[derive(Debug, Default)]
pub struct JudgementMemo {
    kept: RefCell<Vec<(u64, Arc<Assessments>)>>,
    wanted: RefCell<Vec<Ask>>,
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
