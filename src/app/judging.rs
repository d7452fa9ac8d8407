//! Judgements, warnings, scores and audits: at once, or in the background where the plan is large.

use std::sync::Arc;

use super::background::{What, Work};
use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::engine::Evaluation;
use crate::engine::assess::Assessments;
use crate::engine::warn;
use crate::session::Scored;
use crate::view::audit::Audited;

impl Workbench {
    /// Starts what was asked for; what is under way already is not started again.
    pub(super) fn judge_wanted(&mut self, evaluated: u64, evaluation: &Arc<Evaluation>) {
        for ask in self.session.judgement_memo().take_wanted() {
            let work = Work::of(What::Judgements(ask), evaluated);
            if !self.background.wants(&work) {
                continue;
            }
            let (document, evaluation, entered) = (self.session.snapshot(), evaluation.clone(), self.entered);
            let judge = move || Outcome::Judged(entered, evaluated, Arc::new(Assessments::of(&document, &evaluation, &ask)));
            let job = self.jobs.spawn("job-evaluate", move |_| judge());
            self.background.started(work, job);
        }
        let work = Work::of(What::Warnings, evaluated);
        if let Some(as_of) = self.session.judgement_memo().take_warnings_wanted().filter(|_| self.background.wants(&work)) {
            let (document, evaluation, entered) = (self.session.snapshot(), evaluation.clone(), self.entered);
            let look = move || Outcome::Warned(entered, evaluated, as_of, Arc::new(warn::of(&document, &evaluation, as_of)));
            let job = self.jobs.spawn("job-evaluate", move |_| look());
            self.background.started(work, job);
        }
    }

    /// Starts the scores that were asked for.
    pub(super) fn score_wanted(&mut self, evaluated: u64, evaluation: &Arc<Evaluation>) {
        let work = Work::of(What::Scores, evaluated);
        if let Some(ask) = self.session.judgement_memo().take_scores_wanted().filter(|_| self.background.wants(&work)) {
            let (document, evaluation, entered) = (self.session.snapshot(), evaluation.clone(), self.entered);
            let score = move || {
                let scored = Scored::of(&document, &evaluation, &ask).map(Arc::new);
                Outcome::Scored(entered, evaluated, ask, scored)
            };
            let job = self.jobs.spawn("job-evaluate", move |_| score());
            self.background.started(work, job);
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
        let work = Work::of(What::Audit, evaluated);
        if current && self.background.wants(&work) {
            let (snapshot, entered, evaluation) = (self.session.snapshot(), self.entered, evaluation.clone());
            let audit = move || Outcome::Audited(entered, evaluated, Arc::new(Audited::of(&snapshot, &evaluation)));
            let job = self.jobs.spawn("job-audit", move |_| audit());
            self.background.started(work, job);
        }
        self.audited.clone().unwrap_or_default()
    }
}
