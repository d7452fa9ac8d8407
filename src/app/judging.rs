//! Judgements of large plans, made in the background.

use std::sync::Arc;

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::engine::Evaluation;
use crate::engine::assess::Assessments;

impl Workbench {
    /// Starts what drawing asked for and what is not judged while it waits.
    pub(super) fn judge_wanted(&mut self, evaluated: u64, evaluation: &Arc<Evaluation>) {
        for ask in self.session.judgement_memo().take_wanted() {
            if self.judging_jobs.contains(&ask) {
                continue;
            }
            self.judging_jobs.push(ask);
            let (document, evaluation, entered) = (self.session.snapshot(), evaluation.clone(), self.entered);
            let judge = move || Outcome::Judged(entered, evaluated, Arc::new(Assessments::of(&document, &evaluation, &ask)));
            self.jobs.spawn("job-evaluate", move |_| judge());
        }
    }
}
