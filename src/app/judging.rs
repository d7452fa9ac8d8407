//! Judgements, warnings and audits: at once, or in the background where the plan is large.

use std::sync::Arc;

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::engine::Evaluation;
use crate::engine::assess::Assessments;
use crate::engine::warn;
use crate::view::audit::Audited;

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

    /// The audit to show: made anew with the results of a revision, in the background where the plan is very large.
    pub(super) fn audit(&mut self, evaluated: u64, evaluation: &Arc<Evaluation>) -> (u64, Arc<Audited>) {
        let current = evaluated == self.session.plan_revision();
        if let Some((revision, audited)) = &self.audited
            && (*revision == evaluated || !current)
        {
            return (*revision, audited.clone());
        }
        if !self.is_large() {
            let audited = Arc::new(Audited::of(self.session.document(), evaluation));
            self.audited = Some((evaluated, audited.clone()));
            return (evaluated, audited);
        }
        if !self.auditing && current {
            let (snapshot, entered, evaluation) = (self.session.snapshot(), self.entered, evaluation.clone());
            self.auditing = true;
            self.jobs.spawn("job-audit", move |_| Outcome::Audited(entered, evaluated, Arc::new(Audited::of(&snapshot, &evaluation))));
        }
        self.audited.clone().unwrap_or_default()
    }
}
