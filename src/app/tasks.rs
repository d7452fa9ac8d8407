//! What background jobs bring, and how the window takes it in.

use std::path::PathBuf;
use std::sync::Arc;

use super::background::What;
use super::import_notes::Noted;
use super::workbench::Workbench;
use crate::base::{Diagnostic, Place, ScenarioId};
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::workspace::{Opened, WorkspaceError};
use crate::session::{JobDone, JobResult, OpenedSession, SaveError, SaveOutcome};
use crate::ui::command::PathPurpose;
use crate::ui::dialogs::{Dialog, PathDialog};
use crate::view::scenario_page::seeking::{Answer, SeekDraft};

/// What a job brings.
pub(super) enum Outcome {
    /// A workspace was opened.
    Opened(PathBuf, Box<Result<OpenedSession, WorkspaceError>>),
    /// The results of a revision were computed; the first number tells which session they are of.
    Evaluated(u64, u64, Arc<crate::engine::Evaluation>),
    /// The results of a scenario (`None`: of the plan as one) were computed; the first number tells which session they are of.
    ScenarioEvaluated(u64, Option<ScenarioId>, crate::session::Made, Arc<ScenarioEvaluation>),
    /// Judgements were computed: of which session, and of the results of which revision.
    Judged(u64, u64, Arc<crate::engine::assess::Assessments>),
    /// A setting was sought.
    Sought(Box<SeekDraft>, Box<Answer>),
    /// A revision was audited; the first number tells which session it is of.
    Audited(u64, u64, Arc<crate::view::audit::Audited>),
    /// The early warnings of results as of a period; the session they are of is numbered first.
    Warned(u64, u64, Option<crate::base::Period>, Arc<Vec<crate::engine::warn::Warning>>),
    /// Scores of results, as they were asked for; the session they are of is numbered first.
    Scored(u64, u64, crate::session::ScoreAsk, Option<Arc<crate::session::Scored>>),
    /// A save ran.
    Saved(u64, Box<SaveOutcome>, Noted),
    /// Files that changed on disk.
    DiskChecked(Vec<String>),
    /// The workspace was read again.
    Reloaded(Box<Result<Opened, SaveError>>),
    /// A file was exported.
    Exported(Result<PathBuf, Diagnostic>),
    /// Many charts were exported to a folder.
    Batch(PathBuf, Box<crate::io::export::batch::Made>),
    /// A briefing was laid out; the session it is of is numbered first.
    Previewed(u64, Arc<crate::session::Preview>),
    /// Files were made of a briefing.
    Reported(Box<crate::ui::command::ReportRequest>, Box<crate::session::reports::ReportDone>),
    /// The system's file dialog answered.
    Path(PathPurpose, PathAnswer),
    /// A picture for the clipboard.
    Picture(Result<Arc<egui::ColorImage>, Diagnostic>),
    /// Settings were written.
    SettingsSaved(Option<Diagnostic>),
    /// A file's text for the list of figures.
    FigureText(Result<String, Diagnostic>),
    /// The files of a house style were read.
    HouseChecked(Box<crate::ui::dialogs::HouseFiles>),
    /// A file chosen for the house style, by its path in the workspace.
    HouseFile(PathPurpose, Result<String, Diagnostic>),
    /// Something of the import of actuals.
    Import(Box<super::imports::ImportOutcome>),
}

/// What a file dialog answered.
pub(super) enum PathAnswer {
    /// This path.
    Chosen(PathBuf),
    /// These paths.
    Several(Vec<PathBuf>),
    /// None: the user gave up.
    Cancelled,
    /// No dialog service answered.
    Unavailable,
}

impl Workbench {
    pub(super) fn take_outcome(&mut self, ctx: &egui::Context, done: JobDone<Outcome>) {
        let broke = self.background.ended(done.id, matches!(done.result, JobResult::Broken(_)));
        let outcome = match done.result {
            JobResult::Done(outcome) => outcome,
            JobResult::Broken(text) => {
                if broke == Some(What::Save) {
                    self.session.save_broke();
                }
                self.pages.import.job_broke(done.id);
                self.tell(Diagnostic::error("job-broke", Place::default()).arg("job", self.words.text(done.name)).arg("text", text));
                return;
            }
        };
        match outcome {
            Outcome::Opened(folder, result) => self.take_opened(folder, *result),
            Outcome::Evaluated(entered, revision, evaluation) => {
                // Results of a session that was left meanwhile are of no use.
                if entered == self.entered {
                    self.session.keep_evaluation(revision, evaluation);
                }
            }
            Outcome::Judged(entered, evaluated, assessments) => {
                if entered == self.entered {
                    self.session.judgement_memo().keep(evaluated, assessments);
                }
            }
            Outcome::Warned(entered, evaluated, as_of, warnings) => {
                if entered == self.entered {
                    self.session.judgement_memo().keep_warnings(evaluated, as_of, warnings);
                }
            }
            Outcome::Scored(entered, evaluated, ask, scored) => {
                if entered == self.entered {
                    self.session.judgement_memo().keep_scores(evaluated, ask, scored);
                }
            }
            Outcome::ScenarioEvaluated(entered, scenario, made, evaluation) => {
                if entered == self.entered {
                    self.session.scenario_memo().keep(scenario, made, evaluation);
                }
            }
            Outcome::Sought(draft, answer) => self.take_sought(&draft, *answer),
            Outcome::Audited(entered, revision, audited) => {
                if entered == self.entered {
                    self.audited = Some((revision, audited));
                }
            }
            Outcome::Saved(entered, outcome, noted) => {
                // What was saved of a session left meanwhile changes nothing in this one.
                if entered == self.entered {
                    self.take_saved(ctx, *outcome);
                    self.take_noted(noted);
                }
            }
            Outcome::DiskChecked(files) => {
                if !files.is_empty() && files != self.acknowledged && self.dialog.is_none() && !self.session.is_saving() {
                    self.changed_files.clone_from(&files);
                    self.dialog = Some(Dialog::Changed(files));
                }
            }
            Outcome::Reloaded(result) => match *result {
                Ok(opened) => {
                    self.session.take_over(opened);
                    self.forget_pages_that_are_gone();
                }
                Err(error) => self.tell(error.diagnostic()),
            },
            Outcome::Exported(Ok(path)) => {
                self.tell(Diagnostic::note("exported", Place::default()).arg("path", path.display()));
            }
            Outcome::Batch(folder, made) => self.take_batch(&folder, &made),
            Outcome::Previewed(entered, preview) => {
                if entered == self.entered {
                    self.session.preview_memo().keep(preview);
                }
            }
            Outcome::Reported(request, done) => self.take_report(&request, *done),
            Outcome::Path(purpose, answer) => self.take_path(ctx, purpose, answer),
            Outcome::Picture(Ok(image)) => {
                ctx.copy_image((*image).clone());
                self.tell(Diagnostic::note("picture-copied", Place::default()));
            }
            Outcome::SettingsSaved(None) => {}
            Outcome::Import(outcome) => self.take_import(done.id, *outcome),
            Outcome::HouseChecked(files) => self.house_checked(*files),
            Outcome::HouseFile(purpose, file) => self.house_file(purpose, file),
            Outcome::FigureText(Ok(text)) => self.take_figure_text(text),
            Outcome::Exported(Err(diagnostic))
            | Outcome::Picture(Err(diagnostic))
            | Outcome::SettingsSaved(Some(diagnostic))
            | Outcome::FigureText(Err(diagnostic)) => self.tell(diagnostic),
        }
    }

    fn take_path(&mut self, ctx: &egui::Context, purpose: PathPurpose, answer: PathAnswer) {
        match answer {
            PathAnswer::Chosen(path) => self.path_chosen(ctx, purpose, path),
            PathAnswer::Several(paths) => self.import_files(paths),
            PathAnswer::Cancelled => {}
            PathAnswer::Unavailable => {
                let start = self.path_start(purpose);
                let keeps_form = matches!(
                    purpose,
                    PathPurpose::ExportFile
                        | PathPurpose::ExportFolder
                        | PathPurpose::FigureFile
                        | PathPurpose::ReportFile
                        | PathPurpose::Logo
                        | PathPurpose::Template
                );
                if keeps_form {
                    // The form that asked stays as it was beneath and comes back with the answer.
                    self.beneath = self.dialog.take();
                }
                self.dialog = Some(Dialog::Path(PathDialog::new(purpose, &start)));
            }
        }
    }
}
