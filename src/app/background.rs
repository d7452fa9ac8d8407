//! What is computed in the background of which one at a time is enough: what runs, and what broke and is not tried again.
//!
//! Bookkeeping only; starting and taking in is the window's.

use crate::base::{BriefingId, ScenarioId};
use crate::engine::assess::Ask;
use crate::session::JobId;
use crate::session::previews::PaperKind;
use crate::view::Language;

/// What is computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// The results of the plan.
    Evaluation,
    /// Those of a scenario; `None` for the plan as one.
    Scenario(Option<ScenarioId>),
    /// The judgements of all nodes.
    Judgements(Ask),
    /// Early warnings.
    Warnings,
    /// Scores.
    Scores,
    /// The audit.
    Audit,
    /// A briefing laid out on a paper, in a language.
    Preview(BriefingId, PaperKind, Language),
    /// A save.
    Save,
}

/// What is computed, and of which revisions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Work {
    pub(super) what: What,
    pub(super) of: (u64, u64),
}

impl Work {
    /// Work of what one revision tells.
    pub(super) fn of(what: What, revision: u64) -> Self {
        Self { what, of: (revision, revision) }
    }
}

/// What runs and what broke.
#[derive(Debug, Default)]
pub(super) struct Background {
    running: Vec<(Work, JobId)>,
    broken: Vec<Work>,
}

impl Background {
    /// True where the work is to be started: nothing of its kind runs, and it did not break before.
    pub(super) fn wants(&self, work: &Work) -> bool {
        self.running.iter().all(|(known, _)| known.what != work.what) && !self.broken.contains(work)
    }

    /// Work was started.
    pub(super) fn started(&mut self, work: Work, job: JobId) {
        self.running.push((work, job));
    }

    /// A job ended. Gives what it was where it broke; the same is not tried again, that of another revision is.
    pub(super) fn ended(&mut self, job: JobId, broke: bool) -> Option<What> {
        let place = self.running.iter().position(|(_, known)| *known == job)?;
        let (work, _) = self.running.swap_remove(place);
        if !broke {
            return None;
        }
        let what = work.what.clone();
        // A save is asked for by hand and may be asked for again.
        if what != What::Save {
            self.broken.retain(|known| known.what != work.what);
            self.broken.push(work);
        }
        Some(what)
    }

    /// Another session was entered: what runs for the one before is of no use, and nothing is known of this one.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Jobs;

    #[test]
    fn one_of_a_kind_runs_and_what_broke_waits_for_another_revision() {
        let mut jobs: Jobs<()> = Jobs::new(|| {});
        let [first, second, third] = [0, 1, 2].map(|_| jobs.spawn("job-evaluate", |_| ()));
        let mut background = Background::default();
        let (audit, later) = (Work::of(What::Audit, 1), Work::of(What::Audit, 2));
        assert!(background.wants(&audit));
        background.started(audit.clone(), first);
        assert!(!background.wants(&later), "one at a time");
        assert!(background.wants(&Work::of(What::Warnings, 1)), "another kind");
        assert_eq!(background.ended(third, true), None, "a job of something else");
        assert!(!background.wants(&audit), "it still runs");
        assert_eq!(background.ended(first, true), Some(What::Audit));
        assert!(!background.wants(&audit) && background.wants(&later), "the same would break again");
        background.started(later.clone(), second);
        assert_eq!(background.ended(second, false), None);
        assert!(background.wants(&later));
        let save = Work::of(What::Save, 1);
        background.started(save.clone(), first);
        assert_eq!(background.ended(first, true), Some(What::Save));
        assert!(background.wants(&save), "a save may be asked for again");
    }
}
