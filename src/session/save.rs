//! Saving: begun on the session, carried out anywhere, brought back to the session.
//!
//! A [`SaveTask`] owns a snapshot and can run on any thread. What was edited meanwhile stays dirty and stays in the
//! journal. Nothing here writes a file itself: that is the files room's.

use std::path::{Path, PathBuf};

use super::Session;
use super::history::StateId;
use super::journal::Mark;
use super::lock::{Lock, Taken};
use crate::base::{Diagnostic, Place};
use crate::domain::Document;
use crate::io::workspace::{self, Opened, Prints, WorkspaceError};

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The plan has no folder yet: ask for one.
    #[error("no folder has been chosen")]
    NoFolder,
    /// The files cannot be written, or another window has them open.
    #[error("the workspace is open for reading only")]
    ReadOnly,
    /// A save is running.
    #[error("a save is running")]
    Busy,
    /// The files could not be written.
    #[error(transparent)]
    Files(#[from] WorkspaceError),
}

impl SaveError {
    /// What the user is told.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |code| Diagnostic::error(code, Place::default());
        match self {
            Self::NoFolder => error("save-no-folder"),
            Self::ReadOnly => error("save-read-only"),
            Self::Busy => error("save-busy"),
            Self::Files(files) => files.diagnostic(),
        }
    }
}

/// A save that is ready to run on any thread.
#[derive(Debug)]
pub struct SaveTask {
    folder: PathBuf,
    document: Document,
    prints: Prints,
    state: StateId,
    mark: Mark,
    /// True where the folder becomes the session's own by this save.
    elsewhere: bool,
    /// The session's folder before, whose other files go along.
    from: Option<PathBuf>,
}

/// What a save brought, to be handed to [`Session::finish_save`].
#[derive(Debug)]
pub struct SaveOutcome {
    folder: PathBuf,
    state: StateId,
    mark: Mark,
    elsewhere: bool,
    result: Result<(Prints, Option<Lock>), WorkspaceError>,
}

impl SaveOutcome {
    /// The folder, where everything was written to it.
    pub fn folder(&self) -> Option<&Path> {
        self.result.is_ok().then_some(self.folder.as_path())
    }
}

impl SaveTask {
    /// Writes the files.
    pub fn run(self) -> SaveOutcome {
        let Self { folder, document, prints, state, mark, elsewhere, from } = self;
        let result = if elsewhere {
            // A folder that holds a plan is refused, so nobody can have it open.
            workspace::save_as(from.as_deref().map(|from| (from, &prints)), &folder, &document).map(|prints| (prints, lock(&folder)))
        } else {
            workspace::save(&folder, &document, &prints).map(|prints| (prints, None))
        };
        SaveOutcome { folder, state, mark, elsewhere, result }
    }
}

fn lock(folder: &Path) -> Option<Lock> {
    match Lock::take(folder) {
        Taken::Held(lock) => Some(lock),
        Taken::ByOther(_) | Taken::Impossible => None,
    }
}

impl Session {
    /// Begins to save in place. Run the task (in a job) and hand its outcome to [`Session::finish_save`].
    pub fn begin_save(&mut self) -> Result<SaveTask, SaveError> {
        if self.read_only {
            return Err(SaveError::ReadOnly);
        }
        let folder = self.folder.clone().ok_or(SaveError::NoFolder)?;
        self.begin(folder, false)
    }

    /// Begins to save into another folder, which becomes the session's own when that is done.
    pub fn begin_save_as(&mut self, folder: &Path) -> Result<SaveTask, SaveError> {
        if self.folder.as_deref().is_some_and(|own| same_folder(own, folder)) {
            return self.begin_save();
        }
        self.begin(folder.to_owned(), true)
    }

    fn begin(&mut self, folder: PathBuf, elsewhere: bool) -> Result<SaveTask, SaveError> {
        if self.saving {
            return Err(SaveError::Busy);
        }
        self.saving = true;
        // What is typed from here on is not in the snapshot, so it must not become part of a step that is.
        self.end_gesture();
        let (state, mark, from) = (self.history.state(), self.journal.mark(), self.folder.clone());
        Ok(SaveTask { folder, document: self.snapshot(), prints: self.prints.clone(), state, mark, elsewhere, from })
    }

    /// Takes note of a save that ran. Edits made meanwhile stay dirty.
    pub fn finish_save(&mut self, outcome: SaveOutcome) -> Result<(), SaveError> {
        self.saving = false;
        let SaveOutcome { folder, state, mark, elsewhere, result } = outcome;
        let (prints, lock) = result?;
        self.saved = Some(state);
        if elsewhere {
            self.folder = Some(folder.clone());
            self.read_only = false;
            self.lock = lock;
        }
        self.journal.saved(mark, elsewhere.then_some(folder.as_path()), &prints);
        self.prints = prints;
        self.hear_journal();
        Ok(())
    }

    /// Takes note that a save broke down, so that another can begin.
    pub fn save_broke(&mut self) {
        self.saving = false;
    }

    /// True while a save runs.
    pub fn is_saving(&self) -> bool {
        self.saving
    }

    /// Saves at once, on this thread.
    pub fn save(&mut self) -> Result<(), SaveError> {
        let task = self.begin_save()?;
        self.finish_save(task.run())
    }

    /// Saves at once into another folder, on this thread.
    pub fn save_as(&mut self, folder: &Path) -> Result<(), SaveError> {
        let task = self.begin_save_as(folder)?;
        self.finish_save(task.run())
    }

    /// Allows saving although another window has the workspace open. Of no use where the files cannot be written.
    pub fn save_anyway(&mut self) {
        self.read_only = false;
    }

    /// What finds out, on any thread, which files changed on disk since they were read or written. Empty for unsaved plans.
    pub fn disk_check(&self) -> impl FnOnce() -> Vec<String> + Send + 'static {
        let (folder, prints) = (self.folder.clone(), self.prints.clone());
        move || folder.map(|folder| workspace::changed(&folder, &prints)).unwrap_or_default()
    }

    /// What reads the workspace again, on any thread; its result goes to [`Session::take_over`].
    pub fn disk_reload(&self) -> impl FnOnce() -> Result<Opened, SaveError> + Send + 'static {
        let folder = self.folder.clone();
        move || Ok(workspace::open(&folder.ok_or(SaveError::NoFolder)?)?)
    }

    /// Goes on with the files as they were read again. History ends here; unsaved edits are set aside, not deleted.
    pub fn take_over(&mut self, opened: Opened) {
        self.journal.set_aside();
        self.journal.builds_on(&opened.prints);
        self.document = opened.document;
        self.diagnostics = opened.diagnostics;
        self.prints = opened.prints;
        self.read_only |= opened.read_only;
        self.history.restart();
        self.saved = Some(self.history.state());
        self.revision += 1;
        self.plan_revision = self.revision;
    }
}

impl Session {
    /// The document counts as unsaved although nothing was changed here: these files on disk are others, and the next save writes
    /// over them, keeping a copy of each, even where the document still gives what once stood in them.
    pub fn keep_mine(&mut self, files: &[String]) {
        self.saved = None;
        files.iter().for_each(|file| self.prints.forget(file));
    }
}

/// True where both paths lead to one folder.
pub(super) fn same_folder(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

impl Session {
    /// Ends the session in good order. Unsaved edits, given up by the user, are set aside and not deleted.
    ///
    /// A session that is merely dropped, as in a crash, leaves its journal to be offered at the next opening.
    pub fn close(mut self) {
        if self.is_dirty() {
            self.journal.set_aside();
        } else {
            self.journal.empty();
        }
    }
}
