//! Floor 5: the open document: its one gate for changes, history, journal, memo of computed results, background jobs.
//!
//! [`Session`] owns the document; [`Session::apply`] is the only way to change it. Nothing here draws, and nothing here
//! imports the window: the window and the tests drive it alike.

pub mod history;
pub mod jobs;
pub mod journal;
mod judgements;
pub mod lock;
pub mod previews;
mod rebuild;
pub mod reports;
pub mod save;
pub mod scenarios;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use history::{GestureId, StateId};
pub use jobs::{JobDone, JobId, JobResult, JobView, Jobs, Progress};
pub use journal::Recovery;
pub use judgements::{JudgementMemo, ScoreAsk, Scored};
pub use lock::Holder;
pub use previews::{Preview, PreviewKey, PreviewMemo};
pub use save::{SaveError, SaveOutcome, SaveTask};
pub use scenarios::{Made, ScenarioMemo};

use crate::base::{Diagnostic, Place};
use crate::domain::edit::EditError;
use crate::domain::{Document, Edit, scenario_edit};
use crate::engine::Evaluation;
use crate::io::workspace::{self, Opened, Prints, WorkspaceError};
use history::{History, Run};
use journal::Journal;
use lock::{Lock, Taken};

/// The open document and everything that belongs to having it open.
#[derive(Debug)]
pub struct Session {
    document: Document,
    history: History,
    /// The state that stands on disk; `None` where none does.
    saved: Option<StateId>,
    revision: u64,
    plan_revision: u64,
    folder: Option<PathBuf>,
    prints: Prints,
    diagnostics: Vec<Diagnostic>,
    read_only: bool,
    evaluation: RefCell<Option<(u64, Arc<Evaluation>)>>,
    scenarios: ScenarioMemo,
    judgements: JudgementMemo,
    previews: PreviewMemo,
    journal: Journal,
    lock: Option<Lock>,
    saving: bool,
}

/// A workspace as opened, with what is to be asked.
#[derive(Debug)]
pub struct OpenedSession {
    /// The session.
    pub session: Session,
    /// Edits of an earlier run that were never saved and fit the files: to be offered.
    pub recoverable: Option<Recovery>,
    /// Who has the workspace open already; the session is then read-only until [`Session::save_anyway`].
    pub holder: Option<Holder>,
}

impl Session {
    /// Opens a workspace. `recovery` is the folder for journals that cannot lie in the workspace itself.
    pub fn open(folder: &Path, recovery: Option<&Path>) -> Result<OpenedSession, WorkspaceError> {
        let folder = &*workspace::folder_of(folder);
        let Opened { document, mut diagnostics, prints, read_only, .. } = workspace::open(folder)?;
        let (lock, holder) = match if read_only { Taken::Impossible } else { Lock::take(folder) } {
            Taken::Held(lock) => (Some(lock), None),
            Taken::ByOther(holder) => (None, Some(holder)),
            Taken::Impossible => (None, None),
        };
        // Only who holds the workspace may touch the journal that lies in it.
        let own = !read_only && holder.is_none();
        let recoverable = journal::find(folder, &prints, own, recovery, &mut diagnostics);
        let journal = if own { Journal::in_workspace(folder) } else { Journal::aside(recovery, Some(folder)) };
        let mut session = Self::of(document, journal);
        session.saved = Some(session.history.state());
        session.folder = Some(folder.to_owned());
        session.journal.builds_on(&prints);
        session.prints = prints;
        session.diagnostics = diagnostics;
        session.read_only = read_only || holder.is_some();
        session.lock = lock;
        Ok(OpenedSession { session, recoverable, holder })
    }

    /// A plan that was never saved. `recovery` is the folder for its journal; without one nothing is kept.
    pub fn unsaved(document: Document, recovery: Option<&Path>) -> Self {
        let mut journal = Journal::aside(recovery, None);
        journal.starts_from(document.clone());
        let empty = document == Document::default();
        let mut session = Self::of(document, journal);
        session.saved = empty.then(|| session.history.state());
        session
    }

    fn of(document: Document, journal: Journal) -> Self {
        Self {
            document,
            history: History::default(),
            saved: None,
            revision: 0,
            plan_revision: 0,
            folder: None,
            prints: Prints::default(),
            diagnostics: Vec::new(),
            read_only: false,
            evaluation: RefCell::new(None),
            scenarios: ScenarioMemo::default(),
            judgements: JudgementMemo::default(),
            previews: PreviewMemo::default(),
            journal,
            lock: None,
            saving: false,
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document as it is now, for a background job; cheap.
    pub fn snapshot(&self) -> Document {
        self.document.clone()
    }

    /// Counts up with every change of the document, undo and redo included. What was computed for a revision stays right for it.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The revision in which the plan or its actuals changed last; a change of scenarios or briefings alone leaves it as it is, and
    /// with it all that follows from plan and actuals.
    pub fn plan_revision(&self) -> u64 {
        self.plan_revision
    }

    /// True where the document is not as it stands on disk.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.history.state())
    }

    /// The workspace's folder; `None` for a plan that was never saved.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The files as they were last read or written.
    pub fn prints(&self) -> &Prints {
        &self.prints
    }

    /// True where saving in place is refused: the files cannot be written, or another window has them open.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// What was found while opening, and what went wrong with the journal since.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The evaluation of plan and actuals, computed once for each [`Self::plan_revision`].
    pub fn evaluation(&self) -> Arc<Evaluation> {
        let mut memo = self.evaluation.borrow_mut();
        match &*memo {
            Some((revision, evaluation)) if *revision == self.plan_revision => evaluation.clone(),
            _ => {
                let evaluation = Arc::new(Evaluation::of(&self.document));
                *memo = Some((self.plan_revision, evaluation.clone()));
                evaluation
            }
        }
    }

    /// The evaluation kept last and the plan's revision it is of, which may be an older one; `None` before the first.
    pub fn kept_evaluation(&self) -> Option<(u64, Arc<Evaluation>)> {
        self.evaluation.borrow().clone()
    }

    /// Takes an evaluation that was computed elsewhere for a revision of the plan. An older one than is kept is let go.
    pub fn keep_evaluation(&self, revision: u64, evaluation: Arc<Evaluation>) {
        let mut memo = self.evaluation.borrow_mut();
        if memo.as_ref().is_none_or(|(known, _)| *known <= revision) {
            *memo = Some((revision, evaluation));
        }
    }

    /// The kept judgements.
    pub fn judgement_memo(&self) -> &JudgementMemo {
        &self.judgements
    }

    /// The kept preview of a briefing.
    pub fn preview_memo(&self) -> &PreviewMemo {
        &self.previews
    }

    /// The kept evaluations of scenarios.
    pub fn scenario_memo(&self) -> &ScenarioMemo {
        &self.scenarios
    }

    /// Changes the document as one step of the history; `label` is the text key of the step's name.
    ///
    /// An edit that changes nothing leaves no step. On an error nothing is changed.
    pub fn apply(&mut self, edit: Edit, label: &'static str) -> Result<(), EditError> {
        self.change(edit, label, None)
    }

    /// Changes the document as part of a gesture: edits of one gesture in a row are one step, until [`Session::end_gesture`].
    pub fn apply_gesture(&mut self, gesture: GestureId, edit: Edit, label: &'static str) -> Result<(), EditError> {
        self.change(edit, label, Some(gesture))
    }

    /// Ends the running gesture, as when the mouse button is let go.
    pub fn end_gesture(&mut self) {
        self.history.end_gesture();
    }

    /// Takes the last step back; returns its label, or `None` where there is none.
    pub fn undo(&mut self) -> Option<&'static str> {
        self.travel(History::undo)
    }

    /// Does the last undone step again; returns its label, or `None` where there is none.
    pub fn redo(&mut self) -> Option<&'static str> {
        self.travel(History::redo)
    }

    /// Name of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.history.undo_label()
    }

    /// Name of the step that redo would do again.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.history.redo_label()
    }

    /// Carries out the edits of an earlier run as one step that one undo takes back. Returns how many there were.
    pub fn recover(&mut self, recovery: Recovery, label: &'static str) -> Result<usize, EditError> {
        let (edits, path) = recovery.into_parts();
        let count = edits.len();
        // Out of the way before the new journal begins with all of it; it goes for good with the next save.
        let aside = journal::set_aside(&path);
        self.carry_out(Edit::Batch(edits), label, None)?;
        self.journal.forget_when_saved(aside);
        Ok(count)
    }

    /// Sets the edits of an earlier run aside, without deleting them. Returns where they lie now.
    pub fn discard(&self, recovery: Recovery) -> Option<PathBuf> {
        journal::set_aside(recovery.path())
    }

    /// The gate: a locked scenario is changed by nothing but unlocking it. What was done once, before it was locked, is let through by
    /// undo, redo and recovery, which do not pass here.
    fn change(&mut self, edit: Edit, label: &'static str, gesture: Option<GestureId>) -> Result<(), EditError> {
        scenario_edit::check_locks(&self.document, &edit)?;
        self.carry_out(edit, label, gesture)
    }

    fn carry_out(&mut self, edit: Edit, label: &'static str, gesture: Option<GestureId>) -> Result<(), EditError> {
        let inverse = self.document.apply(edit.clone())?;
        if history::is_no_change(&edit, &inverse) {
            return Ok(());
        }
        self.revision += 1;
        if !edit.leaves_plan_alone() {
            self.plan_revision = self.revision;
        }
        self.history.record(inverse, label, gesture);
        self.journal.append(&edit);
        self.hear_journal();
        Ok(())
    }

    fn travel(&mut self, step: Step) -> Option<&'static str> {
        let (document, journal) = (&mut self.document, &mut self.journal);
        let mut of_plan = false;
        let run = Box::new(|edit: &Edit| {
            of_plan = !edit.leaves_plan_alone();
            let inverse = document.apply(edit.clone())?;
            journal.append(edit);
            Ok(inverse)
        });
        // An inverse that cannot be carried out would be a fault of the domain; the step then stays where it is.
        let label = step(&mut self.history, run).ok().flatten();
        self.revision += u64::from(label.is_some());
        if of_plan {
            self.plan_revision = self.revision;
        }
        self.hear_journal();
        label
    }

    /// Tells once that edits are no longer written down.
    fn hear_journal(&mut self) {
        if let Some((file, text)) = self.journal.take_trouble() {
            self.diagnostics.push(Diagnostic::error("journal-failed", Place::file(file)).arg("text", text));
        }
    }
}

/// Undo or redo.
type Step = for<'a> fn(&mut History, Run<'a>) -> Result<Option<&'static str>, EditError>;
