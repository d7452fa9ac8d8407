//! Workspaces and files: opening, saving, exporting, settings; all work on disk runs in jobs.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::background::{What, Work};
use super::exports::file_stem;
use super::import_notes;
use super::tasks::{Outcome, PathAnswer};
use super::workbench::{Next, Workbench};
use crate::base::{Diagnostic, Place};
use crate::domain::{Document, Plan};
use crate::io::workspace::WorkspaceError;
use crate::session::{OpenedSession, SaveError, SaveOutcome, SaveTask, Session};
use crate::ui::command::{CloseAnswer, PathPurpose};
use crate::ui::dialogs::Dialog;
use crate::ui::drop::ENDINGS;
use crate::ui::page::Page;
use crate::ui::tabs::Tabs;

/// A dialog that ends sooner than this was not answered by a person: no dialog service is there.
const TOO_SOON: Duration = Duration::from_millis(350);

impl Workbench {
    /// Opens a workspace, after asking about unsaved changes.
    pub(super) fn open_workspace(&mut self, folder: PathBuf) {
        if self.session.is_dirty() {
            self.next = Some(Next::Open(folder));
            self.dialog = Some(Dialog::Close);
            return;
        }
        self.open_now(folder);
    }

    fn open_now(&mut self, folder: PathBuf) {
        let recovery = self.folders.as_ref().map(|f| f.data.join("recovery"));
        self.jobs.spawn("job-open", move |_| {
            let result = Session::open(&folder, recovery.as_deref());
            // The first results are computed here, off the drawing thread.
            let _ = result.as_ref().map(|opened| opened.session.evaluation());
            Outcome::Opened(folder, Box::new(result))
        });
    }

    pub(super) fn take_opened(&mut self, folder: PathBuf, result: Result<OpenedSession, WorkspaceError>) {
        match result {
            Ok(opened) => self.enter(opened),
            Err(error) => {
                self.settings.forget(&folder);
                self.tell(error.diagnostic());
            }
        }
    }

    /// Goes on with another session; the one before ends in good order.
    pub fn enter(&mut self, opened: OpenedSession) {
        self.keep_layout();
        let before = std::mem::replace(&mut self.session, opened.session);
        before.close();
        let waiting = std::mem::take(&mut self.pages.import);
        waiting.jobs().for_each(|job| self.jobs.cancel(job));
        self.unsaved.clear();
        self.pages = super::workbench::Pages::default();
        self.forget_what_was_made();
        self.background.forget();
        self.entered += 1;
        self.saved_at = None;
        self.dialog = None;
        // Settings are saved with the layout of the moment, so the remembered one is taken first.
        self.take_layout();
        if let Some(folder) = self.session.folder().map(Path::to_owned) {
            self.settings.remember(&folder);
            self.save_settings();
        }
        if let Some(holder) = opened.holder {
            self.dialog = Some(Dialog::Held(holder_text(&holder)));
        }
        if let Some(recovery) = opened.recoverable {
            let time = recovery.time().map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string());
            self.dialog = Some(Dialog::Recover { edits: recovery.len(), time: time.unwrap_or_default() });
            self.recovery = Some(recovery);
        }
        self.go_on_importing(waiting);
        let errors = self.session.diagnostics().iter().filter(|d| d.severity == crate::base::Severity::Error).count();
        if errors > 0 {
            self.tell(Diagnostic::error("opened-with-errors", Place::default()).arg("count", errors));
        }
    }

    /// Goes on with a new, unsaved plan.
    pub(super) fn enter_new(&mut self, plan: Plan) {
        if self.session.is_dirty() {
            self.next = Some(Next::New(Box::new(plan)));
            self.dialog = Some(Dialog::Close);
            return;
        }
        self.enter_new_now(plan);
    }

    fn enter_new_now(&mut self, plan: Plan) {
        let recovery = self.folders.as_ref().map(|f| f.data.join("recovery"));
        let document = Document::new(plan, crate::domain::Actuals::default());
        let session = Session::unsaved(document, recovery.as_deref());
        self.enter(OpenedSession { session, recoverable: None, holder: None });
        self.pages.tabs.show(Page::Structure);
    }

    pub(super) fn save(&mut self, ctx: &egui::Context) {
        match self.session.begin_save() {
            Ok(task) => {
                self.run_save(task);
            }
            Err(SaveError::NoFolder | SaveError::ReadOnly) => self.ask_path(ctx, PathPurpose::SaveWorkspace),
            Err(error) => self.tell(error.diagnostic()),
        }
    }

    pub(super) fn save_to(&mut self, folder: &Path) {
        match self.session.begin_save_as(folder) {
            Ok(task) => {
                self.run_save(task);
            }
            Err(error) => self.tell(error.diagnostic()),
        }
    }

    /// Saves, and notes the imports whose values were saved.
    fn run_save(&mut self, task: SaveTask) {
        let (unsaved, entered) = (self.unsaved_imports(), self.entered);
        let job = self.jobs.spawn("job-save", move |_| {
            let outcome = task.run();
            let noted = outcome.folder().map(|folder| import_notes::note(folder, unsaved)).unwrap_or_default();
            Outcome::Saved(entered, Box::new(outcome), noted)
        });
        self.background.started(Work::of(What::Save, self.session.revision()), job);
    }

    pub(super) fn take_saved(&mut self, ctx: &egui::Context, outcome: SaveOutcome) {
        match self.session.finish_save(outcome) {
            Ok(()) => {
                self.acknowledged.clear();
                self.saved_at = Some((self.clock)());
                if let Some(folder) = self.session.folder().map(Path::to_owned) {
                    self.settings.remember(&folder);
                }
                self.save_settings();
                if !self.session.is_dirty() {
                    self.go_on(ctx);
                }
            }
            Err(error) => {
                self.next = None;
                self.tell(error.diagnostic());
            }
        }
    }

    /// What was put off until the open plan was saved or given up.
    fn go_on(&mut self, ctx: &egui::Context) {
        match self.next.take() {
            Some(Next::Quit) => {
                self.quit = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Some(Next::Open(folder)) => self.open_now(folder),
            Some(Next::New(plan)) => self.enter_new_now(*plan),
            None => {}
        }
    }

    pub(super) fn answer_close(&mut self, ctx: &egui::Context, answer: CloseAnswer) {
        self.dialog = None;
        match answer {
            CloseAnswer::Save => self.save(ctx),
            CloseAnswer::Discard => self.go_on(ctx),
            CloseAnswer::Stay => self.next = None,
        }
    }

    pub(super) fn check_disk(&mut self) {
        if self.session.folder().is_some() && !self.session.is_saving() && self.dialog.is_none() {
            let check = self.session.disk_check();
            self.jobs.spawn("job-check", move |_| Outcome::DiskChecked(check()));
        }
    }

    pub(super) fn answer_reload(&mut self, again: bool) {
        self.dialog = None;
        if again {
            let reload = self.session.disk_reload();
            self.jobs.spawn("job-open", move |_| Outcome::Reloaded(Box::new(reload())));
        } else {
            // The next save writes over them and keeps what stands there as a copy.
            self.session.keep_mine(&self.changed_files);
            self.acknowledged = std::mem::take(&mut self.changed_files);
        }
    }

    pub(super) fn answer_recover(&mut self, yes: bool) {
        self.dialog = None;
        let Some(recovery) = self.recovery.take() else { return };
        if yes {
            match self.session.recover(recovery, "step-recovered") {
                Ok(count) => self.tell(Diagnostic::note("recovered", Place::default()).arg("count", count)),
                Err(error) => self.tell(Diagnostic::error("recover-failed", Place::default()).arg("text", error)),
            }
        } else if let Some(path) = self.session.discard(recovery) {
            self.tell(Diagnostic::note("recovery-set-aside", Place::default()).arg("path", path.display()));
        }
    }

    /// Asks the system for a path, off the drawing thread; where no dialog service answers, a form asks for it.
    pub(super) fn ask_path(&mut self, _ctx: &egui::Context, purpose: PathPurpose) {
        let start = self.path_start(purpose);
        let title = self.words.text(match purpose {
            PathPurpose::OpenWorkspace => "path-open",
            PathPurpose::SaveWorkspace => "path-save",
            PathPurpose::ExportFile => "path-export",
            PathPurpose::ExportFolder => "path-export-folder",
            PathPurpose::FigureFile => "path-figures",
            PathPurpose::ActualsFiles => "path-actuals",
            PathPurpose::ReportFile => "path-report",
            PathPurpose::Logo => "path-logo",
            PathPurpose::Template => "path-template",
        });
        let (title, ask) = (title.to_owned(), self.file_dialog);
        self.jobs.spawn("job-dialog", move |_| Outcome::Path(purpose, ask(purpose, &title, &start)));
    }

    /// Where the search for a path starts: beside the open workspace, or in the user's folder.
    pub(super) fn path_start(&self, purpose: PathPurpose) -> String {
        let home = directories::UserDirs::new();
        let documents = home.as_ref().map(|h| h.document_dir().unwrap_or_else(|| h.home_dir()).to_owned());
        let beside = self.session.folder().and_then(Path::parent).map(Path::to_owned);
        let folder = match purpose {
            PathPurpose::ExportFile | PathPurpose::ExportFolder | PathPurpose::ReportFile => documents.or(beside),
            _ => beside.or(documents),
        };
        let folder = folder.unwrap_or_default();
        let path = match (purpose, &self.dialog) {
            (PathPurpose::ExportFile, Some(Dialog::Export(draft))) => folder.join(draft.file_name()),
            (PathPurpose::ReportFile, Some(Dialog::Report(draft))) => PathBuf::from(draft.path()),
            (PathPurpose::SaveWorkspace, _) => folder.join(file_stem(self.words.label(&self.session.document().plan.info.title))),
            _ => folder,
        };
        path.display().to_string()
    }

    pub(super) fn path_chosen(&mut self, ctx: &egui::Context, purpose: PathPurpose, path: PathBuf) {
        match purpose {
            PathPurpose::OpenWorkspace => self.open_workspace(path),
            PathPurpose::SaveWorkspace => self.save_to(&path),
            PathPurpose::ExportFile => {
                if let Some(Dialog::Export(draft)) = &self.dialog {
                    let request = draft.request(path);
                    self.dialog = None;
                    self.export_chart(request);
                }
            }
            PathPurpose::ExportFolder => {
                if let Some(Dialog::Batch(draft)) = &self.dialog {
                    let order = draft.order();
                    self.dialog = None;
                    order.into_iter().for_each(|order| self.export_batch(order, path.clone()));
                }
            }
            PathPurpose::FigureFile => {
                self.jobs.spawn("job-open", move |_| Outcome::FigureText(read_text(&path)));
            }
            PathPurpose::ActualsFiles => self.import_files(vec![path]),
            PathPurpose::ReportFile => {
                self.dialog = self.beneath.take().or_else(|| self.dialog.take());
                if let Some(Dialog::Report(draft)) = &mut self.dialog {
                    draft.set_path(&path);
                }
            }
            PathPurpose::Logo | PathPurpose::Template => self.take_house_file(purpose, path),
        }
        let _ = ctx;
    }

    pub(super) fn save_settings(&mut self) {
        self.keep_layout();
        let (Some(folders), settings) = (self.folders.clone(), self.settings.clone()) else { return };
        self.jobs.spawn("job-settings", move |_| Outcome::SettingsSaved(settings.save(&folders).err()));
    }

    /// Writes the settings at once: the program is about to end.
    pub fn save_settings_now(&mut self) {
        self.keep_layout();
        if let Some(folders) = &self.folders {
            // Nobody is there to be told any more; the next start finds the settings as they were.
            let _ = self.settings.save(folders);
        }
    }

    fn keep_layout(&mut self) {
        if let Some(folder) = self.session.folder().map(Path::to_owned) {
            let layout = self.pages.layout_text();
            self.settings.set_layout(&folder, layout);
        }
    }

    pub(super) fn take_layout(&mut self) {
        let text = self.session.folder().and_then(|folder| self.settings.layout(folder)).map(str::to_owned);
        if let Some(text) = text {
            self.pages.take_layout(&text);
        }
        self.forget_pages_that_are_gone();
    }

    pub(super) fn forget_pages_that_are_gone(&mut self) {
        let plan = self.session.document().plan.clone();
        let keep = |page: &Page| !matches!(page, Page::Node(node) if plan.node_kind(node).is_none());
        self.pages.tabs.retain(keep);
        self.pages.nodes.retain(|node, _| plan.node_kind(node).is_some());
    }

    /// The session ends in good order; edits given up are set aside.
    pub fn close(self) {
        self.session.close();
    }
}

impl super::workbench::Pages {
    fn layout_text(&self) -> String {
        serde_json::to_string(&(self.tabs.to_text(), self.hide_navigator, self.hide_inspector)).unwrap_or_default()
    }

    fn take_layout(&mut self, text: &str) {
        let Ok((tabs, hide_navigator, hide_inspector)) = serde_json::from_str::<(String, bool, bool)>(text) else { return };
        if let Some(tabs) = Tabs::of_text(&tabs) {
            self.tabs = tabs;
        }
        self.hide_navigator = hide_navigator;
        self.hide_inspector = hide_inspector;
    }
}

pub(super) fn file_dialog(purpose: PathPurpose, title: &str, start: &str) -> PathAnswer {
    let begun = Instant::now();
    let start = PathBuf::from(start);
    let dialog = rfd::FileDialog::new().set_title(title);
    let folder = if start.is_dir() { Some(start.as_path()) } else { start.parent() };
    let dialog = folder.map_or_else(|| dialog.clone(), |folder| dialog.clone().set_directory(folder));
    let name = start.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let answer = match purpose {
        PathPurpose::OpenWorkspace | PathPurpose::ExportFolder => dialog.pick_folder(),
        PathPurpose::SaveWorkspace | PathPurpose::ReportFile => dialog.set_file_name(name).save_file(),
        PathPurpose::ExportFile => dialog.set_file_name(name).add_filter("PNG, SVG, PDF", &["png", "svg", "pdf"]).save_file(),
        PathPurpose::FigureFile => dialog.add_filter("CSV, TSV", &["csv", "tsv", "txt"]).pick_file(),
        PathPurpose::Logo => dialog.add_filter("PNG", &["png"]).pick_file(),
        PathPurpose::Template => dialog.add_filter("PPTX", &["pptx", "potx"]).pick_file(),
        PathPurpose::ActualsFiles => {
            let paths = dialog.add_filter("CSV, TSV, XLSX, XLS, ODS", ENDINGS).pick_files();
            if let Some(paths) = paths {
                return PathAnswer::Several(paths);
            }
            None
        }
    };
    match answer {
        Some(path) => PathAnswer::Chosen(path),
        None if begun.elapsed() < TOO_SOON => PathAnswer::Unavailable,
        None => PathAnswer::Cancelled,
    }
}

/// The text of a file in UTF-8, UTF-16 with a mark, or else GB 18030, as Chinese offices send it.
fn read_text(path: &Path) -> Result<String, Diagnostic> {
    let place = || Place::file(path.display().to_string());
    let bytes = std::fs::read(path).map_err(|error| Diagnostic::error("file-unreadable", place()).arg("reason", error))?;
    let encoding = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(&bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::GB18030,
    };
    let (text, _, damaged) = encoding.decode(&bytes);
    if damaged { Err(Diagnostic::error("file-no-text", place())) } else { Ok(text.into_owned()) }
}

fn holder_text(holder: &crate::session::Holder) -> String {
    let process = if holder.process == 0 { String::new() } else { format!("#{}", holder.process) };
    [holder.host.as_str(), &process, &holder.time].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
