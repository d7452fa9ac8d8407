//! What the import remembers between frames: the files that wait, and for each what was decided about it.
//!
//! Opening and understanding run in jobs; what they bring is taken in with the decisions it was made for, so that a late
//! answer to an old question is passed over. Nothing here changes the document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::FileStep;
use super::meaning::MeaningStep;
use super::result::ResultStep;
use super::shape::ShapeStep;
use super::steps::{Step, StepView};
use crate::base::{Diagnostic, Place};
use crate::io::import::Understood;
use crate::session::JobId;
use crate::ui::command::QueueId;
use crate::view::Language;
use crate::view::import::Choices;
use crate::view::import::firm::FirmRows;
use crate::view::import::profile::Profile;
use crate::view::import::raw::{OpenChoices, RawFile, RawTable};
use crate::view::import::understanding::Understanding;
use crate::view::memo::Memo;

/// Where a table comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    Path(PathBuf),
    /// A pasted text.
    Text(Arc<str>),
}

/// How far a file has come.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Waits to be read.
    Waiting,
    /// Is being read.
    Opening(JobId),
    /// Was read.
    Ready(Arc<RawFile>),
    /// Could not be read.
    Failed(Diagnostic),
}

/// What an understanding was made for: it is made anew when any of it changes.
#[derive(Clone, Debug, PartialEq)]
pub struct UnderstandingKey {
    /// Which table of the file.
    pub table: usize,
    /// The decisions.
    pub choices: Choices,
    /// The document.
    pub revision: u64,
}

/// A file on its way.
pub struct Queued {
    /// Identity.
    pub id: QueueId,
    /// File name, or that it was pasted.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The step shown.
    pub step: Step,
    /// The furthest step that was looked at.
    pub reached: Step,
    /// How far it has come.
    pub stage: Stage,
    /// How it is to be opened.
    pub open: OpenChoices,
    /// How it was opened last.
    pub opened_for: OpenChoices,
    /// Which of its tables.
    pub table: usize,
    /// What was decided about its meaning.
    pub choices: Choices,
    /// What it was understood as.
    pub understood: Option<Arc<Understanding>>,
    /// What that was made for.
    pub understood_for: Option<UnderstandingKey>,
    /// The job that understands it, and what for.
    pub understanding: Option<(JobId, UnderstandingKey)>,
    /// The key whose understanding a person stopped: it is not made before something changes, or it is asked for.
    pub halted: Option<UnderstandingKey>,
    /// The rows of its firms, where they were read from the file itself.
    pub firms: Option<Arc<FirmRows>>,
    /// The sender that it was recognised as, with how their files were read before.
    pub profile: Option<Profile>,
    /// It is written as soon as it is understood without a question.
    pub straight: bool,
    /// Counts up with every answer of a job: what was made from it is made anew.
    pub version: u64,
    pub(super) notes: Memo<(Language, u64, Step, Step), [StepView; 4]>,
    pub(super) file: FileStep,
    pub(super) shape: ShapeStep,
    pub(super) meaning: MeaningStep,
    /// Where the values go.
    pub result: ResultStep,
}

impl Queued {
    fn new(id: QueueId, name: String, origin: Origin) -> Self {
        let result = ResultStep::new(&name);
        Self {
            id,
            name,
            origin,
            step: Step::File,
            reached: Step::File,
            stage: Stage::Waiting,
            open: OpenChoices::default(),
            opened_for: OpenChoices::default(),
            table: 0,
            choices: Choices::default(),
            understood: None,
            understood_for: None,
            understanding: None,
            halted: None,
            firms: None,
            profile: None,
            straight: false,
            version: 0,
            notes: Memo::default(),
            file: FileStep::default(),
            shape: ShapeStep::default(),
            meaning: MeaningStep::default(),
            result,
        }
    }

    /// The file, where it was read.
    pub fn raw(&self) -> Option<&Arc<RawFile>> {
        if let Stage::Ready(file) = &self.stage { Some(file) } else { None }
    }

    /// The table that is looked at.
    pub fn raw_table(&self) -> Option<&RawTable> {
        self.raw().and_then(|file| file.tables.get(self.table))
    }

    /// What an understanding must be made for now.
    pub fn key(&self, revision: u64) -> UnderstandingKey {
        UnderstandingKey { table: self.table, choices: self.choices.clone(), revision }
    }

    /// True where something was decided or changed since it was understood, and no job is about it.
    pub fn is_stale(&self, revision: u64) -> bool {
        let fits = |key: &UnderstandingKey| key.table == self.table && key.revision == revision && key.choices == self.choices;
        let done = [&self.understood_for, &self.halted].into_iter().flatten().any(fits);
        self.raw().is_some() && self.understanding.is_none() && !done
    }

    /// True where what is shown is what was decided.
    pub fn is_current(&self, revision: u64) -> bool {
        let fits = |key: &UnderstandingKey| key.table == self.table && key.revision == revision && key.choices == self.choices;
        self.understood_for.as_ref().is_some_and(fits)
    }

    /// True where the file is to be opened in another way than it was.
    pub fn wants_opening(&self) -> bool {
        self.raw().is_some() && self.open != self.opened_for
    }

    /// Goes to a step.
    pub fn go(&mut self, step: Step) {
        self.step = step;
        self.reached = self.reached.max(step);
    }

    /// Takes in what opening brought.
    pub fn take_file(&mut self, file: RawFile) {
        self.table = file.proposed.min(file.tables.len().saturating_sub(1));
        self.stage = Stage::Ready(Arc::new(file));
        self.understood = None;
        self.understood_for = None;
        self.understanding = None;
        (self.halted, self.firms) = (None, None);
        self.version += 1;
    }

    /// True where a person stopped the understanding of what is decided now.
    pub fn is_halted(&self, revision: u64) -> bool {
        self.halted.as_ref().is_some_and(|key| *key == self.key(revision))
    }

    /// Reads the file as its sender's files were read before.
    pub fn as_before(&mut self) {
        let Some(profile) = &self.profile else { return };
        self.open = profile.open.clone();
        self.choices = profile.choices.clone();
        self.result.profile.clone_from(&profile.name);
        self.straight = true;
        self.go(Step::Result);
    }

    /// Takes in why opening failed.
    pub fn fail(&mut self, diagnostic: Diagnostic) {
        self.stage = Stage::Failed(diagnostic);
        self.understood = None;
        self.step = Step::File;
        self.version += 1;
    }

    /// Takes in what understanding brought, where it answers what is asked now.
    pub fn take_understanding(&mut self, job: JobId, understood: Option<Understood>) {
        let Some((_, key)) = self.understanding.take_if(|(known, _)| *known == job) else { return };
        self.version += 1;
        let Some(understood) = understood else {
            self.halted = Some(key);
            self.straight = false;
            return;
        };
        self.understood = Some(Arc::new(understood.understanding));
        self.firms = understood.firms;
        (self.understood_for, self.halted) = (Some(key), None);
    }
}

/// The files that wait to be imported.
#[derive(Default)]
pub struct ImportState {
    queue: Vec<Queued>,
    shown: QueueId,
    last: QueueId,
    told: Vec<Diagnostic>,
}

impl ImportState {
    /// The same files, as if they had just come: with another plan nothing that was decided holds. Identities are not used again.
    #[must_use]
    pub fn begun_again(self) -> Self {
        let mut state = Self { last: self.last, ..Self::default() };
        self.queue.into_iter().for_each(|queued| state.add(queued.name, queued.origin));
        state
    }

    /// True the first time that something is to be told.
    pub fn tells(&mut self, diagnostic: &Diagnostic) -> bool {
        let new = !self.told.contains(diagnostic);
        if new {
            self.told.push(diagnostic.clone());
        }
        new
    }

    /// True without files.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// The files in order.
    pub fn queue(&self) -> &[Queued] {
        &self.queue
    }

    /// A file.
    pub fn get_mut(&mut self, id: QueueId) -> Option<&mut Queued> {
        self.queue.iter_mut().find(|queued| queued.id == id)
    }

    /// The file that is shown.
    pub fn shown_mut(&mut self) -> Option<&mut Queued> {
        let place = self.queue.iter().position(|queued| queued.id == self.shown).unwrap_or(0);
        self.queue.get_mut(place)
    }

    /// Identity of the file that is shown.
    pub fn shown(&self) -> QueueId {
        self.queue.iter().find(|queued| queued.id == self.shown).or(self.queue.first()).map_or(0, |queued| queued.id)
    }

    /// Shows a file.
    pub fn show(&mut self, id: QueueId) {
        self.shown = id;
    }

    /// Adds a file; one that waits already is shown instead.
    pub fn add_path(&mut self, path: &Path) {
        let origin = Origin::Path(path.to_owned());
        if let Some(known) = self.queue.iter().find(|queued| queued.origin == origin) {
            self.shown = known.id;
            return;
        }
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        self.add(name, origin);
    }

    /// Adds a pasted text.
    pub fn add_text(&mut self, name: &str, text: &str) {
        self.add(name.to_owned(), Origin::Text(Arc::from(text)));
        self.shown = self.last;
    }

    fn add(&mut self, name: String, origin: Origin) {
        self.last += 1;
        if self.queue.is_empty() {
            self.shown = self.last;
        }
        self.queue.push(Queued::new(self.last, name, origin));
    }

    /// Takes a file out; the one after it is shown.
    pub fn remove(&mut self, id: QueueId) -> Option<Queued> {
        let place = self.queue.iter().position(|queued| queued.id == id)?;
        let queued = self.queue.remove(place);
        if self.shown == id {
            let next = self.queue.get(place).or_else(|| self.queue.last());
            self.shown = next.map_or(0, |next| next.id);
        }
        Some(queued)
    }

    /// The next file to be read, where fewer than `most` are being read.
    pub fn next_waiting(&self, most: usize) -> Option<QueueId> {
        let opening = self.queue.iter().filter(|queued| matches!(queued.stage, Stage::Opening(_))).count();
        let waiting = self.queue.iter().find(|queued| matches!(queued.stage, Stage::Waiting));
        waiting.filter(|_| opening < most).map(|queued| queued.id)
    }

    /// The jobs that read or understand files.
    pub fn jobs(&self) -> impl Iterator<Item = JobId> {
        self.queue.iter().flat_map(Queued::jobs)
    }

    /// A job ended by a fault of the program: its file can be tried again.
    pub fn job_broke(&mut self, job: JobId) {
        for queued in &mut self.queue {
            if matches!(queued.stage, Stage::Opening(known) if known == job) {
                queued.stage = broke(queued);
            }
            if queued.understanding.take_if(|(known, _)| *known == job).is_some() {
                queued.stage = broke(queued);
            }
        }
    }
}

fn broke(queued: &Queued) -> Stage {
    Stage::Failed(Diagnostic::error("import-broke", Place::default()).arg("file", &queued.name))
}

impl Queued {
    /// The jobs that are about this file.
    pub fn jobs(&self) -> impl Iterator<Item = JobId> {
        let opening = if let Stage::Opening(job) = self.stage { Some(job) } else { None };
        opening.into_iter().chain(self.understanding.as_ref().map(|(job, _)| *job))
    }
}
