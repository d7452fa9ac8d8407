//! Starts the judging that drawing asked for and that is not done while it waits.

use std::sync::Arc;

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::engine::Evaluation;
use crate::engine::assess::Assessments;
use crate::engine::warn;

impl Workbench {
    /// Starts what was asked for; what is under way already is not started again.
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
        if let Some(as_of) = self.session.judgement_memo().take_warnings_wanted().filter(|_| !self.warning_job) {
            self.warning_job = true;
            let (document, evaluation, entered) = (self.session.snapshot(), evaluation.clone(), self.entered);
            let look = move || Outcome::Warned(entered, evaluated, as_of, Arc::new(warn::of(&document, &evaluation, as_of)));
            self.jobs.spawn("job-evaluate", move |_| look());
        }
    }
}
