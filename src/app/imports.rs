//! The import of actuals: files that are let go over the window or pasted, the jobs that read and understand them, and the
//! one step that writes.

use std::path::{Path, PathBuf};

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::base::{Diagnostic, Place};
use crate::domain::{Document, Edit};
use crate::io::import::{self as reader, Understood};
use crate::io::{import_log, profiles};
use crate::session::{JobId, Progress};
use crate::ui::command::{Command, ImportCommand, PathPurpose, QueueId};
use crate::ui::drop;
use crate::ui::page::Page;
use crate::ui::pages::import::steps::Step;
use crate::ui::pages::import::{ImportState, Origin, Queued, Stage};
use crate::view::import::log::LogEntry;
use crate::view::import::profile::{Look, Profile, recognise};
use crate::view::import::raw::{OpenChoices, RawFile};
use crate::view::import::understanding::Understanding;
use crate::view::import::{Change, alias_edit, detect};

/// Files that are read at the same time.
const MOST_OPENING: usize = 2;

/// Frames that a pasted text is waited for: the system answers in the next one, or has no text.
const PASTE_PATIENCE: u8 = 20;

/// What a job of the import brings.
pub(super) enum ImportOutcome {
    /// A file was read, or not; and profiles that could not be.
    Opened(QueueId, OpenChoices, Box<Result<(RawFile, Option<Profile>), Diagnostic>>, Vec<Diagnostic>),
    /// A table was understood; nothing where that was stopped.
    Understood(QueueId, Option<Understood>),
    /// The import log was read.
    Log(Vec<LogEntry>, Vec<Diagnostic>),
}

impl Workbench {
    /// What comes in from outside: files let go over the window, and the text that was asked of the clipboard.
    pub(super) fn incoming(&mut self, ctx: &egui::Context, out: &mut Vec<Command>) {
        let dropped = drop::dropped(ctx);
        if !dropped.is_empty() {
            out.push(Command::Import(ImportCommand::Files(dropped)));
        }
        let Some(left) = self.paste_wanted else { return };
        let text = ctx.input_mut(|input| {
            let place = input.events.iter().position(|event| matches!(event, egui::Event::Paste(_)))?;
            if let egui::Event::Paste(text) = input.events.remove(place) { Some(text) } else { None }
        });
        self.paste_wanted = match text {
            Some(text) => {
                out.push(Command::Import(ImportCommand::Text(text)));
                None
            }
            None if left == 0 => {
                out.push(Command::Tell(Diagnostic::warning("clipboard-no-text", Place::default())));
                None
            }
            None => {
                ctx.request_repaint();
                Some(left - 1)
            }
        };
    }

    pub(super) fn ask_for_actuals(&mut self, ctx: &egui::Context) {
        self.ask_path(ctx, PathPurpose::ActualsFiles);
    }

    pub(super) fn ask_for_paste(&mut self, ctx: &egui::Context) {
        ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        ctx.request_repaint();
        self.paste_wanted = Some(PASTE_PATIENCE);
    }

    pub(super) fn show_import_log(&mut self) {
        self.read_import_log();
        self.pages.tabs.show(Page::ImportLog);
    }

    pub(super) fn read_import_log(&mut self) {
        let folder = self.session.folder().map(Path::to_owned);
        self.jobs.spawn("job-import-log", move |_| {
            let (entries, told) = folder.map(|folder| import_log::read(&folder)).unwrap_or_default();
            Outcome::Import(Box::new(ImportOutcome::Log(entries, told)))
        });
    }

    /// The files that waited in the workspace before wait in this one, to be read as its plan understands them.
    pub(super) fn go_on_importing(&mut self, waiting: ImportState) {
        let count = waiting.queue().len();
        self.pages.import = waiting.begun_again();
        if count > 0 {
            self.pages.tabs.show(Page::Import);
            self.read_waiting();
            self.tell(Diagnostic::note("import-carried", Place::default()).arg("count", count));
        }
    }

    pub(super) fn import(&mut self, command: ImportCommand) {
        match command {
            ImportCommand::Files(paths) => self.import_files(paths),
            ImportCommand::Text(text) => self.import_text(&text),
            ImportCommand::Open(id) => {
                self.cancel_import_jobs(id);
                if let Some(queued) = self.pages.import.get_mut(id) {
                    queued.stage = Stage::Waiting;
                }
                self.read_waiting();
            }
            ImportCommand::Understand(id) => self.understand(id),
            // The job itself tells that it was stopped.
            ImportCommand::Halt(id) => self.cancel_import_jobs(id),
            ImportCommand::Same(id) => {
                if let Some(queued) = self.pages.import.get_mut(id) {
                    queued.as_before();
                }
                self.understand(id);
                self.write_straight(id);
            }
            ImportCommand::Write(id) => self.write_import(id),
            ImportCommand::Remove(id) => {
                self.cancel_import_jobs(id);
                self.pages.import.remove(id);
                self.read_waiting();
                self.close_import_when_empty();
            }
            ImportCommand::Leave => {
                let ids: Vec<QueueId> = self.pages.import.queue().iter().map(|queued| queued.id).collect();
                ids.into_iter().for_each(|id| self.import(ImportCommand::Remove(id)));
            }
        }
    }

    pub(super) fn import_files(&mut self, paths: Vec<PathBuf>) {
        for path in &paths {
            self.pages.import.add_path(path);
        }
        self.pages.tabs.show(Page::Import);
        self.read_waiting();
    }

    fn import_text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self.tell(Diagnostic::warning("clipboard-no-text", Place::default()));
        }
        let name = self.words.text("import-clipboard").to_owned();
        self.pages.import.add_text(&name, text);
        self.pages.tabs.show(Page::Import);
        self.read_waiting();
    }

    /// Starts reading what waits, a few at a time.
    fn read_waiting(&mut self) {
        while let Some(id) = self.pages.import.next_waiting(MOST_OPENING) {
            let Some(queued) = self.pages.import.get_mut(id) else { return };
            let (name, origin, choices) = (queued.name.clone(), queued.origin.clone(), queued.open.clone());
            let (folder, document) = (self.session.folder().map(Path::to_owned), self.session.snapshot());
            let unsaved = self.unsaved_profiles();
            let job = self.jobs.spawn("job-import", move |progress| {
                let (known, damaged) = folder.map(|folder| profiles::list(&folder)).unwrap_or_default();
                let known = in_place_of(known, unsaved);
                let result = open(&name, &origin, &choices, progress).map(|file| {
                    let profile = recognised(&file, &known, &document);
                    (file, profile)
                });
                Outcome::Import(Box::new(ImportOutcome::Opened(id, choices, Box::new(result), damaged)))
            });
            if let Some(queued) = self.pages.import.get_mut(id) {
                queued.stage = Stage::Opening(job);
            }
        }
    }

    fn understand(&mut self, id: QueueId) {
        let document = self.session.snapshot();
        let revision = self.session.revision();
        let Some(queued) = self.pages.import.get_mut(id) else { return };
        let Some(file) = queued.raw().cloned() else { return };
        if queued.wants_opening() || !queued.is_stale(revision) {
            return;
        }
        let key = queued.key(revision);
        let (table, choices, kept) = (key.table, key.choices.clone(), queued.firms.clone());
        let path = if let Origin::Path(path) = &queued.origin { Some(path.clone()) } else { None };
        let job = self.jobs.spawn("job-import-understand", move |progress| {
            let mut hear = |share| {
                if share < 1.0 {
                    progress.report(share, "import-stage-firms");
                }
                !progress.is_cancelled()
            };
            let understood = reader::understand((&file, table), path.as_deref(), kept, &choices, &document, &mut hear);
            Outcome::Import(Box::new(ImportOutcome::Understood(id, understood)))
        });
        if let Some(queued) = self.pages.import.get_mut(id) {
            queued.understanding = Some((job, key));
        }
    }

    pub(super) fn take_import(&mut self, job: JobId, outcome: ImportOutcome) {
        match outcome {
            ImportOutcome::Opened(id, choices, result, damaged) => {
                // Each is said once, not with every file.
                let new: Vec<Diagnostic> = damaged.into_iter().filter(|known| self.pages.import.tells(known)).collect();
                new.into_iter().for_each(|diagnostic| self.tell(diagnostic));
                let Some(queued) = self.pages.import.get_mut(id) else { return };
                if !matches!(queued.stage, Stage::Opening(known) if known == job) {
                    return;
                }
                queued.opened_for = choices;
                match *result {
                    Ok((file, profile)) => {
                        queued.take_file(file);
                        queued.profile = profile.or(queued.profile.take());
                    }
                    Err(diagnostic) => queued.fail(diagnostic),
                }
                self.read_waiting();
                self.understand(id);
            }
            ImportOutcome::Understood(id, understood) => {
                if let Some(queued) = self.pages.import.get_mut(id) {
                    queued.take_understanding(job, understood);
                }
                self.understand(id);
                self.write_straight(id);
            }
            ImportOutcome::Log(entries, told) => {
                let unsaved = self.unsaved_entries();
                self.pages.import_log.take(entries.into_iter().chain(unsaved).collect());
                told.into_iter().for_each(|diagnostic| self.tell(diagnostic));
            }
        }
    }

    /// Writes a file that is to be read as before, once it is understood; where something is open, that is shown instead.
    fn write_straight(&mut self, id: QueueId) {
        let revision = self.session.revision();
        let Some(queued) = self.pages.import.get_mut(id) else { return };
        if !queued.straight || queued.wants_opening() || !queued.is_current(revision) {
            return;
        }
        queued.straight = false;
        let clear = queued.understood.as_ref().is_some_and(|understood| understood.questions() == 0 && understood.writes() > 0);
        if clear {
            self.write_import(id);
        } else {
            let asks = queued.understood.as_ref().is_some_and(|understood| understood.questions() > 0);
            queued.go(if asks { Step::Meaning } else { Step::Result });
            self.pages.import.show(id);
        }
    }

    /// Writes what a file brings: one step of the history. The next file is shown, or the page closes.
    fn write_import(&mut self, id: QueueId) {
        let revision = self.session.revision();
        let Some(queued) = self.pages.import.get_mut(id) else { return };
        let Some(understood) = queued.understood.clone().filter(|_| queued.is_current(revision)) else { return };
        let Some(queued) = self.pages.import.remove(id) else { return };
        let sheet = queued.raw_table().map_or("", |table| table.name.as_str());
        let (stem, now) = (queued.result.stem.trim().to_owned(), jiff::Zoned::now());
        let stem = understood.difference.free_stem(&stem, self.session.document());
        let edit = understood.difference.edit(&stem, (&queued.name, sheet), Some(now.date()), self.session.document());
        let names = queued.result.aliases.then(|| alias_edit(&queued.choices, self.session.document()));
        let edit = Edit::Batch(std::iter::once(edit).chain(names).collect());
        if let Err(error) = self.session.apply(edit, "step-import") {
            return self.tell(Diagnostic::error("edit-failed", Place::default()).arg("text", error));
        }
        self.tell(written(&queued, &understood));
        self.note_import(&queued, &understood, &stem, &now);
        if let Some(next) = self.pages.import.shown_mut() {
            next.go(Step::File);
        }
        // What was just written stands there now: the others are set against it.
        let others: Vec<QueueId> = self.pages.import.queue().iter().map(|queued| queued.id).collect();
        others.into_iter().for_each(|id| self.understand(id));
        self.close_import_when_empty();
    }

    fn close_import_when_empty(&mut self) {
        if self.pages.import.is_empty() {
            self.pages.tabs.close(&Page::Import);
        }
    }

    fn cancel_import_jobs(&mut self, id: QueueId) {
        if let Some(queued) = self.pages.import.get_mut(id) {
            let jobs: Vec<JobId> = queued.jobs().collect();
            jobs.into_iter().for_each(|job| self.jobs.cancel(job));
        }
    }
}

fn open(name: &str, origin: &Origin, choices: &OpenChoices, progress: &Progress) -> Result<RawFile, Diagnostic> {
    match origin {
        Origin::Path(path) => {
            let mut hear = |share| {
                progress.report(share, "import-stage-reading");
                !progress.is_cancelled()
            };
            reader::open(path, choices, &mut hear).map_err(|error| error.diagnostic())
        }
        Origin::Text(text) => Ok(reader::from_text(name, text, choices)),
    }
}

/// The profiles of a workspace with those that are not written yet.
fn in_place_of(mut known: Vec<Profile>, unsaved: Vec<Profile>) -> Vec<Profile> {
    known.retain(|profile| unsaved.iter().all(|newer| newer.id != profile.id));
    known.extend(unsaved);
    known
}

/// The sender whose files look like this one.
fn recognised(file: &RawFile, known: &[Profile], document: &Document) -> Option<Profile> {
    let table = file.table().filter(|_| !known.is_empty())?;
    recognise(known, &Look::of(&file.name, table, &detect(table, document))).cloned()
}

/// What is told of a file that was written.
fn written(queued: &Queued, understood: &Understanding) -> Diagnostic {
    let count = |change| understood.difference.count(change).to_string();
    let notice = Diagnostic::note("import-written", Place::default()).arg("file", &queued.name).arg("new", count(Change::New));
    let notice = notice.arg("revised", count(Change::Revision)).arg("final", count(Change::Final));
    notice.arg("same", count(Change::Same)).arg("open", count(Change::Questioned))
}
