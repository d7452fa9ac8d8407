//! What drawing code asks for. Commands are gathered while a frame is drawn and carried out after it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::actions::Action;
use super::page::Page;
use crate::base::{BriefingId, Diagnostic, MetricId, NodeId, ScenarioId};
use crate::domain::{Edit, Item};
use crate::engine::assess::Ask;
use crate::io::export::chart::{Format, Size};
use crate::io::export::report::ReportFormat;
use crate::session::GestureId;
use crate::view::chart::ChartSpec;
use crate::view::inspection::Subject;
use crate::view::report::book::Sheets;
use crate::view::report::builtin::BuiltIn;
use crate::view::scenario_page::seeking::SeekDraft;

/// A wish of the drawing code.
#[derive(Clone, Debug)]
pub enum Command {
    /// An action of the command table.
    Action(Action),
    /// A change of the document, with the key of its name for the history.
    Edit {
        /// The change.
        edit: Edit,
        /// Key of the step's name.
        label: &'static str,
    },
    /// A change as part of a gesture: those of one drag are one step.
    Gesture {
        /// The gesture.
        gesture: GestureId,
        /// The change.
        edit: Edit,
        /// Key of the step's name.
        label: &'static str,
    },
    /// Looks at a scenario on its page.
    ChooseScenario(ScenarioId),
    /// Looks at a node and a metric on the scenario page.
    LookAt(NodeId, MetricId),
    /// Asks how totals of a node and a metric are to be spread.
    AskSpread(NodeId, MetricId, BTreeMap<i32, f64>),
    /// Asks for the plan of a year.
    AskYearPlan(NodeId, MetricId, i32),
    /// Looks for a setting.
    Seek(Box<SeekDraft>),
    /// Something to be told.
    Tell(Diagnostic),
    /// Opens a page, or goes to it where it is open.
    Show(Page),
    /// Shows a list of the plan on the page of its structure.
    ShowRegister(crate::view::register::Register),
    /// Opens a node's page.
    OpenNode(NodeId),
    /// Judges as of another period or by another method.
    Judge(Ask),
    /// Shows something in the inspector.
    Inspect(Subject),
    /// Asks why something is what it is: the inspector is brought to the front with it.
    AskWhy(Subject),
    /// Opens a workspace.
    OpenWorkspace(PathBuf),
    /// Takes an edit made in a dialog as a new, unsaved plan.
    NewPlan(Box<crate::domain::Plan>),
    /// Answers the question before closing.
    Close(CloseAnswer),
    /// Answers the question about files changed on disk: true reads them again.
    Reload(bool),
    /// Answers the question about unsaved edits of an earlier run: true brings them back.
    Recover(bool),
    /// Allows saving although another window has the workspace open.
    SaveAnyway,
    /// Asks the system for a path, for a purpose.
    AskPath(PathPurpose),
    /// Something about the import of actuals.
    Import(ImportCommand),
    /// A path was chosen or typed.
    PathChosen(PathPurpose, PathBuf),
    /// Adds what is seen to the briefing at hand; makes one where there is none.
    AddToBriefing(Box<Item>),
    /// Makes a new briefing: a built-in one, or an empty one, and goes to it.
    NewBriefing(Option<BuiltIn>),
    /// Makes files of a briefing.
    MakeReport(Box<ReportRequest>),
    /// Reads the files that a house style names.
    CheckHouse(Box<crate::domain::HouseStyle>),
    /// Cancels a background job.
    CancelJob(crate::session::JobId),
    /// Empties the list of told messages.
    ClearMessages,
}

/// Answers to “save before closing?”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseAnswer {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Stay.
    Stay,
}

/// Identity of a file that waits to be imported; never reused while the window is open.
pub type QueueId = u64;

/// A wish about the import of actuals.
#[derive(Clone, Debug)]
pub enum ImportCommand {
    /// Read these files.
    Files(Vec<PathBuf>),
    /// Read a table that was pasted.
    Text(String),
    /// Read a file again: with another encoding, delimiter or sheet.
    Open(QueueId),
    /// Understand a file again: something was decided.
    Understand(QueueId),
    /// Stop understanding a file; it stays as it is.
    Halt(QueueId),
    /// Read a recognised file as its sender's files were read before, and write it where nothing is open.
    Same(QueueId),
    /// Write what a file brings into the actuals.
    Write(QueueId),
    /// Leave a file out.
    Remove(QueueId),
    /// Leave all files out and close the page.
    Leave,
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathPurpose {
    /// A workspace to open.
    OpenWorkspace,
    /// A folder to save the workspace to.
    SaveWorkspace,
    /// A file to export a chart to.
    ExportFile,
    /// A folder to export many charts to.
    ExportFolder,
    /// A list of figures to read.
    FigureFile,
    /// Files to read as actuals.
    ActualsFiles,
    /// Where the files of a briefing are to lie, and under which name.
    ReportFile,
    /// A picture for the first page of what is made.
    Logo,
    /// A deck whose layouts are used.
    Template,
}

/// Which briefing files are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportOf {
    /// One of the workspace.
    Own(BriefingId),
    /// A built-in one.
    BuiltIn(BuiltIn),
}

impl ReportOf {
    /// The word that what was made last is remembered by.
    pub fn word(&self) -> &str {
        match self {
            Self::Own(id) => id.as_str(),
            Self::BuiltIn(kind) => kind.id(),
        }
    }
}

/// What files are to be made of a briefing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// Of which briefing.
    pub of: ReportOf,
    /// In which formats.
    pub formats: Vec<ReportFormat>,
    /// The sheets of a workbook.
    pub sheets: Sheets,
    /// The path without ending.
    pub path: PathBuf,
}

impl ReportRequest {
    /// The file of a format.
    pub fn file(&self, format: ReportFormat) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(".");
        name.push(format.id());
        name.into()
    }
}

/// How a chart is to be exported.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The chart.
    pub spec: std::sync::Arc<ChartSpec>,
    /// The file.
    pub path: PathBuf,
    /// As what.
    pub format: Format,
    /// How large, and on what ground.
    pub size: Size,
}
