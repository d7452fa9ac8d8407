//! The judgements of every node and metric, early warnings and scores, kept as long as nothing that they follow from changes.
//!
//! Drawing code asks for them whenever it needs them and gets what is kept. Where the plan is large they are computed elsewhere:
//! the asking is noted, and those before stay on the screen meanwhile. Nothing here starts a job by itself.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::base::{Period, SchemeId};
use crate::domain::{Document, ScoreScheme};
use crate::engine::Evaluation;
use crate::engine::assess::{Ask, Assessments};
use crate::engine::score::ScoreTable;
use crate::engine::warn::{self, Warning};
use crate::view::judging;

/// Judgements that are kept at once: as of now, as of an earlier period, by another method.
const MOST: usize = 6;

/// Early warnings: of which results, as of when, and what they are.
type Warned = (u64, Option<Period>, Arc<Vec<Warning>>);

/// Which scores are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreAsk {
    /// By which scheme.
    pub scheme: SchemeId,
    /// As of when; `None` for the last period that most have reached.
    pub as_of: Option<Period>,
    /// Weights tried out instead of the plan's, in the order of the indicators.
    pub weights: Option<Vec<f64>>,
}

/// The scores of a scheme with the changes since the period reported before.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The scheme as it was scored.
    pub scheme: ScoreScheme,
    /// The scores.
    pub scores: ScoreTable,
    /// The period that changes are told against.
    pub since: Option<Period>,
}

impl Scored {
    /// Scores as asked for; `None` where the plan has no such scheme.
    pub fn of(document: &Document, evaluation: &Evaluation, ask: &ScoreAsk) -> Option<Self> {
        let scheme = document.plan.score_schemes.get(&ask.scheme)?;
        let periods = judging::reported_periods(document);
        let (scores, since) = judging::scores_with_change(document, evaluation, scheme, ask.as_of, ask.weights.as_deref(), &periods);
        Some(Self { scheme: scheme.clone(), scores, since })
    }
}

/// Scores that are kept: of which results, how they were asked for, a number of their own, and what they are.
type KeptScores = (u64, ScoreAsk, u64, Option<Arc<Scored>>);

/// Kept judgements, those used last behind.
#[derive(Debug, Default)]
pub struct JudgementMemo {
    kept: RefCell<Vec<(u64, Arc<Assessments>)>>,
    wanted: RefCell<Vec<Ask>>,
    warnings: RefCell<Option<Warned>>,
    warnings_wanted: Cell<Option<Option<Period>>>,
    scores: RefCell<Option<KeptScores>>,
    scores_wanted: RefCell<Option<ScoreAsk>>,
    scored: Cell<u64>,
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

    /// Scores as asked for, of the results `evaluated`, with a number that changes with them; where they are computed elsewhere,
    /// those of the same scheme before until they are there.
    pub fn scores(&self, document: &Document, evaluation: &Evaluation, evaluated: u64, ask: &ScoreAsk) -> (u64, Option<Arc<Scored>>) {
        let kept = self.scores.borrow().clone();
        match kept {
            Some((of, asked, number, known)) if of == evaluated && asked == *ask => (number, known),
            kept if self.elsewhere.get() => {
                *self.scores_wanted.borrow_mut() = Some(ask.clone());
                let same = kept.filter(|(_, asked, ..)| asked.scheme == ask.scheme);
                same.map_or((0, None), |(_, _, number, known)| (number, known))
            }
            _ => {
                let fresh = Scored::of(document, evaluation, ask).map(Arc::new);
                self.keep_scores(evaluated, ask.clone(), fresh.clone());
                (self.scored.get(), fresh)
            }
        }
    }

    /// Which scores were asked for that are to be computed elsewhere.
    pub fn take_scores_wanted(&self) -> Option<ScoreAsk> {
        self.scores_wanted.borrow_mut().take()
    }

    /// Takes scores that were computed; those of later results stay.
    pub fn keep_scores(&self, evaluated: u64, ask: ScoreAsk, scored: Option<Arc<Scored>>) {
        let mut kept = self.scores.borrow_mut();
        if kept.as_ref().is_none_or(|(of, ..)| *of <= evaluated) {
            self.scored.set(self.scored.get() + 1);
            *kept = Some((evaluated, ask, self.scored.get(), scored));
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
    fn scores_are_kept_with_the_weights_tried_and_those_of_a_large_plan_follow() {
        let (mut document, memo) = (Document::default(), JudgementMemo::default());
        let scheme = ScoreScheme {
            id: "s".into(),
            name: crate::base::Label::default(),
            scored: crate::domain::judging::Scored::Clusters,
            indicators: Vec::new(),
            published_at: None,
            published: std::collections::BTreeMap::new(),
            source: crate::domain::Source::default(),
            note: String::new(),
            extra: crate::domain::Extra::new(),
        };
        Arc::make_mut(&mut document.plan).score_schemes.push(scheme);
        let evaluation = Evaluation::of(&document);
        let ask = |weights: Option<Vec<f64>>| ScoreAsk { scheme: "s".into(), as_of: None, weights };
        let get = |revision, ask: &ScoreAsk| memo.scores(&document, &evaluation, revision, ask).0;
        let first = get(1, &ask(None));
        assert_eq!(get(1, &ask(None)), first, "asked again");
        assert_ne!(get(1, &ask(Some(vec![2.0]))), first, "other weights");
        memo.compute_elsewhere(true);
        let before = get(1, &ask(Some(vec![2.0])));
        assert_eq!((get(2, &ask(None)), memo.take_scores_wanted()), (before, Some(ask(None))), "the ones before stay meanwhile");
        let other = ScoreAsk { scheme: "other".into(), ..ask(None) };
        assert_eq!(get(2, &other), 0, "never those of another scheme");
        memo.keep_scores(2, ask(None), None);
        assert!(get(2, &ask(None)) > before);
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
