//! The import of actuals: files that are let go over the window or pasted, the jobs that read and understand them, and the
//! one step that writes.

use std::path::PathBuf;

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::base::{Diagnostic, Place};
use crate::io::import as reader;
use crate::session::{JobId, Progress};
use crate::ui::command::{Command, ImportCommand, PathPurpose, QueueId};
use crate::ui::drop;
use crate::ui::page::Page;
use crate::ui::pages::import::steps::Step;
use crate::ui::pages::import::{Origin, Queued, Stage};
use crate::view::import::Change;
use crate::view::import::raw::{OpenChoices, RawFile};
use crate::view::import::understanding::Understanding;

/// Files that are read at the same time.
const MOST_OPENING: usize = 2;

/// Frames that a pasted text is waited for: the system answers in the next one, or has no text.
const PASTE_PATIENCE: u8 = 6;

/// What a job of the import brings.
pub(super) enum ImportOutcome {
    /// A file was read, or not.
    Opened(QueueId, OpenChoices, Result<RawFile, Diagnostic>),
    /// A table was understood.
    Understood(QueueId, Understanding),
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
        self.tell(Diagnostic::note("import-log-empty", Place::default()));
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
            let job = self.jobs.spawn("job-import", move |progress| {
                let result = open(&name, &origin, &choices, progress);
                Outcome::Import(Box::new(ImportOutcome::Opened(id, choices, result)))
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
        if !queued.is_stale(revision) {
            return;
        }
        let key = queued.key(revision);
        let (table, choices) = (key.table, key.choices.clone());
        let job = self.jobs.spawn("job-import-understand", move |_| {
            let empty = Default::default();
            let understood = Understanding::of(file.tables.get(table).unwrap_or(&empty), &choices, &document);
            Outcome::Import(Box::new(ImportOutcome::Understood(id, understood)))
        });
        if let Some(queued) = self.pages.import.get_mut(id) {
            queued.understanding = Some((job, key));
        }
    }

    pub(super) fn take_import(&mut self, job: JobId, outcome: ImportOutcome) {
        match outcome {
            ImportOutcome::Opened(id, choices, result) => {
                let Some(queued) = self.pages.import.get_mut(id) else { return };
                if !matches!(queued.stage, Stage::Opening(known) if known == job) {
                    return;
                }
                queued.opened_for = choices;
                match result {
                    Ok(file) => queued.take_file(file),
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
            }
        }
    }

    /// Writes what a file brings: one step of the history. The next file is shown, or the page closes.
    fn write_import(&mut self, id: QueueId) {
        let revision = self.session.revision();
        let Some(queued) = self.pages.import.get_mut(id) else { return };
        let Some(understood) = queued.understood.clone().filter(|_| queued.is_current(revision)) else { return };
        let source = source_name(queued);
        let stem = queued.result.stem.trim().to_owned();
        let edit = understood.difference.edit(&stem, &source, self.session.document());
        if let Err(error) = self.session.apply(edit, "step-import") {
            return self.tell(Diagnostic::error("edit-failed", Place::default()).arg("text", error));
        }
        let count = |change| understood.difference.count(change).to_string();
        let mut notice = Diagnostic::note("import-written", Place::default()).arg("file", &source).arg("new", count(Change::New));
        notice = notice.arg("revised", count(Change::Revision)).arg("final", count(Change::Final));
        notice = notice.arg("same", count(Change::Same)).arg("open", count(Change::Questioned));
        self.pages.import.remove(id);
        self.tell(notice);
        if let Some(next) = self.pages.import.shown_mut() {
            next.go(Step::File);
        }
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

/// The name of the file, with the sheet behind `!` where it has several.
fn source_name(queued: &Queued) -> String {
    match (queued.raw(), queued.raw_table()) {
        (Some(file), Some(table)) if !table.name.is_empty() => format!("{}!{}", file.name, table.name),
        _ => queued.name.clone(),
    }
}
