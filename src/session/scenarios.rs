//! The evaluations of scenarios, kept as long as nothing that they follow from changes.
//!
//! Drawing code asks for one whenever it needs it and gets what is kept. Where the plan is large it is computed elsewhere: the
//! asking is noted, and the one before stays on the screen meanwhile. Nothing here starts a job by itself.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::ScenarioId;
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;

/// What an evaluation was made from: the revision of the document and that of the plan's own evaluation.
pub type Made = (u64, u64);

/// Kept evaluations; `None` stands for the plan itself.
#[derive(Debug, Default)]
pub struct ScenarioMemo {
    kept: RefCell<BTreeMap<Option<ScenarioId>, (Made, Arc<ScenarioEvaluation>)>>,
    wanted: RefCell<BTreeSet<Option<ScenarioId>>>,
    /// True where evaluations are computed elsewhere.
    elsewhere: Cell<bool>,
}

impl ScenarioMemo {
    /// Says whether evaluations are to be computed elsewhere: they are where the plan is large.
    pub fn compute_elsewhere(&self, elsewhere: bool) {
        self.elsewhere.set(elsewhere);
    }

    /// The evaluation of a scenario (`None`: of the plan), and what it was made from. Where it is computed elsewhere, the one
    /// before until it is there; only without any before it is computed at once.
    pub fn get(
        &self,
        document: &Document,
        evaluation: &Evaluation,
        made: Made,
        scenario: Option<&ScenarioId>,
    ) -> (Made, Arc<ScenarioEvaluation>) {
        let key = scenario.cloned();
        let kept = self.kept.borrow().get(&key).cloned();
        match kept {
            Some((known, kept)) if known == made => (known, kept),
            // The plan without assumptions does not change with scenarios.
            Some(((_, of_plan), kept)) if key.is_none() && of_plan == made.1 => (made, kept),
            Some((known, kept)) if self.elsewhere.get() => {
                self.wanted.borrow_mut().insert(key);
                (known, kept)
            }
            kept => {
                let fresh = Arc::new(match (&kept, scenario) {
                    // Only scenarios changed: what they did not touch is taken over.
                    (Some((known, kept)), _) if known.1 == made.1 => kept.moved(document, evaluation),
                    (_, Some(scenario)) => ScenarioEvaluation::of(document, evaluation, scenario),
                    (_, None) => ScenarioEvaluation::plan(document, evaluation),
                });
                self.keep(key, made, fresh.clone());
                (made, fresh)
            }
        }
    }

    /// The scenarios that were asked for and are to be computed elsewhere, with what is kept of each.
    pub fn take_wanted(&self) -> Vec<(Option<ScenarioId>, Option<(Made, Arc<ScenarioEvaluation>)>)> {
        let kept = self.kept.borrow();
        std::mem::take(&mut *self.wanted.borrow_mut()).into_iter().map(|key| (key.clone(), kept.get(&key).cloned())).collect()
    }

    /// Takes an evaluation that was computed elsewhere. An older one than is kept is let go.
    pub fn keep(&self, scenario: Option<ScenarioId>, made: Made, evaluation: Arc<ScenarioEvaluation>) {
        let mut kept = self.kept.borrow_mut();
        if kept.get(&scenario).is_none_or(|(known, _)| *known <= made) {
            kept.insert(scenario, (made, evaluation));
        }
    }

    /// Lets go of scenarios that are no more.
    pub fn retain(&self, document: &Document) {
        self.kept.borrow_mut().retain(|key, _| key.as_ref().is_none_or(|id| document.scenarios.contains(id)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Label;
    use crate::domain::{Edit, Scenario};

    #[test]
    fn an_evaluation_is_kept_until_its_scenario_or_the_plan_changes() {
        let mut document = Document::default();
        let id = ScenarioId::new("a");
        let edit = Edit::scenario(&document.scenarios, Scenario::new(id.clone(), Label::new("a"), None));
        assert!(document.apply(edit).is_ok());
        let evaluation = Evaluation::of(&document);
        let memo = ScenarioMemo::default();
        let (_, first) = memo.get(&document, &evaluation, (1, 1), Some(&id));
        let (_, plan) = memo.get(&document, &evaluation, (1, 1), None);
        assert!(Arc::ptr_eq(&first, &memo.get(&document, &evaluation, (1, 1), Some(&id)).1));
        assert!(!Arc::ptr_eq(&first, &memo.get(&document, &evaluation, (2, 1), Some(&id)).1), "a scenario changed");
        assert!(Arc::ptr_eq(&plan, &memo.get(&document, &evaluation, (2, 1), None).1), "the plan did not");
        assert!(!Arc::ptr_eq(&plan, &memo.get(&document, &evaluation, (3, 3), None).1));
    }

    #[test]
    fn a_large_plan_keeps_the_last_result_and_notes_what_is_wanted() {
        let document = Document::default();
        let evaluation = Evaluation::of(&document);
        let memo = ScenarioMemo::default();
        memo.compute_elsewhere(true);
        let id = ScenarioId::new("a");
        let (made, first) = memo.get(&document, &evaluation, (1, 1), Some(&id));
        assert_eq!(made, (1, 1), "nothing is kept yet: it is computed at once");
        let (made, second) = memo.get(&document, &evaluation, (2, 1), Some(&id));
        assert!(made == (1, 1) && Arc::ptr_eq(&first, &second), "the last one stays meanwhile");
        assert_eq!(memo.take_wanted().len(), 1);
        assert!(memo.take_wanted().is_empty(), "asked for once");
        memo.keep(Some(id.clone()), (2, 1), Arc::new(ScenarioEvaluation::of(&document, &evaluation, &id)));
        assert_eq!(memo.get(&document, &evaluation, (2, 1), Some(&id)).0, (2, 1));
        memo.keep(Some(id.clone()), (1, 1), first);
        assert_eq!(memo.get(&document, &evaluation, (2, 1), Some(&id)).0, (2, 1), "an older one is let go");
    }
}
