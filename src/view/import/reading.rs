//! What reading a table gives: items, questions and rows left out, each with its place. No row is ever dropped in silence.

use std::sync::Arc;

use super::choices::{Choices, DateSense, DecimalMark, MonthSense, YearSense};
use super::raw::RawTable;
use super::shape::Shape;
use crate::base::{CoverageId, Diagnostic, MetricId, NodeId, Period, Place, UnitId};
use crate::domain::{Document, SeriesKey, Status};

/// One value, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Of whom, what, and what it counts.
    pub key: SeriesKey,
    /// When.
    pub period: Period,
    /// The value, in `unit`.
    pub value: f64,
    /// Unit as read.
    pub unit: UnitId,
    /// How far it can be relied on.
    pub status: Status,
    /// The cell's text.
    pub raw: String,
    /// Row in the file, from 1.
    pub row: usize,
    /// Column in the file, from 1.
    pub column: usize,
    /// Half a unit of the last digit given, in `unit`: how far rounding may have moved the value.
    pub rounding: f64,
    /// Growth on the same period a year before as the table states it beside the value, in per cent.
    pub stated_growth: Option<f64>,
    /// What the row itself says about where the value comes from; empty for nothing.
    pub source: Arc<str>,
    /// True where the table is in the program's own long form, whose sources are kept word for word.
    pub own_format: bool,
    /// Places of the open questions about it in [`Reading::questions`].
    pub questions: Vec<usize>,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// No node has the name.
    NodeUnknown,
    /// Several nodes have the name.
    NodeSeveral,
    /// Nothing says whose the values are.
    NodeMissing,
    /// No metric has the name.
    MetricUnknown,
    /// Several metrics have the name.
    MetricSeveral,
    /// Nothing says what the values measure.
    MetricMissing,
    /// No coverage has the name.
    CoverageUnknown,
    /// The text is no period, or could be several.
    PeriodUnclear,
    /// Nothing says when.
    PeriodMissing,
    /// Dates could stand for months, quarters or years.
    DatesUnclear,
    /// Years could be calendar years or the plan's.
    YearsUnclear,
    /// Nobody defined the unit.
    UnitUnknown,
    /// The unit does not measure what the metric does.
    UnitDoesNotFit,
    /// Nothing says in which unit.
    UnitMissing,
    /// The text is no number, or could be several.
    NumberUnclear,
    /// The status is none that is known.
    StatusUnknown,
    /// Several scenarios stand in the table.
    ScenarioSeveral,
    /// The file says two things of one node, metric and period.
    Twice,
    /// Neighbours differ by about a power of ten.
    UnitJump,
    /// Neighbours differ by more than growth explains.
    ScopeJump,
    /// Month and previous running total do not make the running total.
    RunningTotal,
    /// Rows of firms that do not count, or count twice: the sums lack them, or hold them twice.
    FirmRows,
}

impl QuestionKind {
    /// The word of the kind in machine-readable output and text keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::NodeUnknown => "node-unknown",
            Self::NodeSeveral => "node-several",
            Self::NodeMissing => "node-missing",
            Self::MetricUnknown => "metric-unknown",
            Self::MetricSeveral => "metric-several",
            Self::MetricMissing => "metric-missing",
            Self::CoverageUnknown => "coverage-unknown",
            Self::PeriodUnclear => "period-unclear",
            Self::PeriodMissing => "period-missing",
            Self::DatesUnclear => "dates-unclear",
            Self::YearsUnclear => "years-unclear",
            Self::UnitUnknown => "unit-unknown",
            Self::UnitDoesNotFit => "unit-does-not-fit",
            Self::UnitMissing => "unit-missing",
            Self::NumberUnclear => "number-unclear",
            Self::StatusUnknown => "status-unknown",
            Self::ScenarioSeveral => "scenario-several",
            Self::Twice => "twice",
            Self::UnitJump => "unit-jump",
            Self::ScopeJump => "scope-jump",
            Self::RunningTotal => "running-total",
            Self::FirmRows => "firm-rows",
        }
    }

    /// The code of its diagnostic.
    pub fn code(self) -> &'static str {
        match self {
            Self::NodeUnknown => "import-node-unknown",
            Self::NodeSeveral => "import-node-several",
            Self::NodeMissing => "import-node-missing",
            Self::MetricUnknown => "import-metric-unknown",
            Self::MetricSeveral => "import-metric-several",
            Self::MetricMissing => "import-metric-missing",
            Self::CoverageUnknown => "import-coverage-unknown",
            Self::PeriodUnclear => "import-period-unclear",
            Self::PeriodMissing => "import-period-missing",
            Self::DatesUnclear => "import-dates-unclear",
            Self::YearsUnclear => "import-years-unclear",
            Self::UnitUnknown => "import-unit-unknown",
            Self::UnitDoesNotFit => "import-unit-does-not-fit",
            Self::UnitMissing => "import-unit-missing",
            Self::NumberUnclear => "import-number-unclear",
            Self::StatusUnknown => "import-status-unknown",
            Self::ScenarioSeveral => "import-scenario-several",
            Self::Twice => "import-twice",
            Self::UnitJump => "import-unit-jump",
            Self::ScopeJump => "import-scope-jump",
            Self::RunningTotal => "import-running-total",
            Self::FirmRows => "import-firm-rows",
        }
    }

    /// All kinds.
    pub const ALL: [Self; 22] = [
        Self::NodeUnknown,
        Self::NodeSeveral,
        Self::NodeMissing,
        Self::MetricUnknown,
        Self::MetricSeveral,
        Self::MetricMissing,
        Self::CoverageUnknown,
        Self::PeriodUnclear,
        Self::PeriodMissing,
        Self::DatesUnclear,
        Self::YearsUnclear,
        Self::UnitUnknown,
        Self::UnitDoesNotFit,
        Self::UnitMissing,
        Self::NumberUnclear,
        Self::StatusUnknown,
        Self::ScenarioSeveral,
        Self::Twice,
        Self::UnitJump,
        Self::ScopeJump,
        Self::RunningTotal,
        Self::FirmRows,
    ];
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Candidate {
    /// It is this node.
    Node(NodeId),
    /// It is this metric.
    Metric(MetricId),
    /// It is this coverage.
    Coverage(CoverageId),
    /// It is this unit.
    Unit(UnitId),
    /// It is this period.
    Period(Period),
    /// Dates mean this.
    Dates(DateSense),
    /// Years mean this.
    Years(YearSense),
    /// Months mean this.
    Months(MonthSense),
    /// Numbers are written so.
    Decimal(DecimalMark),
    /// It is this status.
    Status(Status),
    /// It is this scenario.
    Scenario(String),
    /// It is right as it stands.
    Accept,
    /// The values concerned stay out.
    Leave,
}

/// Something only a person can say. Values it concerns are not written until it is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// Key that stays the same from month to month.
    pub key: String,
    /// The text in question.
    pub text: String,
    /// Row in the file of the first value concerned, from 1.
    pub row: usize,
    /// Column in the file of the first value concerned, from 1.
    pub column: usize,
    /// Number of values concerned.
    pub values: usize,
    /// Possible answers, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// Further arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Question {
    /// The question as a diagnostic about `file`; its sentence has the key `diagnostic-import-<kind>`.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let place = Place::file(file).line(self.row).column(self.column);
        let mut diagnostic = Diagnostic::warning(self.kind.code(), place).arg("text", &self.text).arg("count", self.values);
        for (name, value) in &self.args {
            diagnostic = diagnostic.arg(name, value);
        }
        diagnostic
    }
}

/// Why a row or cell was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftReason {
    /// It has no value.
    NoValue,
    /// It holds growth, a multiple or an index number, which is no level.
    Growth,
    /// A person said so.
    Chosen,
    /// Nothing could be made of the column.
    UnknownColumn,
    /// Its years are calendar years, and the plan's are not.
    CalendarYear,
    /// It is a running total that does not start with the plan's year.
    RunningTotal,
    /// It belongs to another scenario.
    OtherScenario,
    /// It repeats what the file said before.
    Repeats,
    /// It waits for an answer to a question.
    Question,
    /// Its cell holds an error of a spreadsheet.
    Error,
    /// It is a row of totals among firms.
    Total,
    /// It is a ratio, which cannot be added up over firms.
    Ratio,
}

impl LeftReason {
    /// The word of the reason in machine-readable output and text keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoValue => "no-value",
            Self::Growth => "growth",
            Self::Chosen => "chosen",
            Self::UnknownColumn => "unknown-column",
            Self::CalendarYear => "calendar-year",
            Self::RunningTotal => "running-total",
            Self::OtherScenario => "other-scenario",
            Self::Repeats => "repeats",
            Self::Question => "question",
            Self::Error => "error",
            Self::Total => "total",
            Self::Ratio => "ratio",
        }
    }
}

/// A row, cell or column left out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftRow {
    /// Row in the file, from 1.
    pub row: usize,
    /// Column in the file, from 1; `None` for the whole row.
    pub column: Option<usize>,
    /// Why.
    pub reason: LeftReason,
    /// The text left.
    pub text: String,
    /// The question it waits for, as a place in [`Reading::questions`].
    pub question: Option<usize>,
}

/// How much was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the body.
    pub rows: usize,
    /// Rows of which at least one value was understood without a question.
    pub used: usize,
    /// Rows with a question.
    pub questioned: usize,
    /// Rows of which nothing is used.
    pub left: usize,
    /// Values understood.
    pub values: usize,
    /// Cells that say that a value is missing.
    pub missing: usize,
}

/// What reading a table gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Values understood, in the order of the file; those with open questions among them.
    pub items: Vec<Item>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Rows and cells left out.
    pub left: Vec<LeftRow>,
    /// Single periods made from running totals; shown, never written.
    pub derived: Vec<DerivedSingle>,
    /// Numbers of firms and their growth, for tables of firms; shown, never written.
    pub firms: Option<FirmReading>,
    /// What is wrong with the table as a whole.
    pub told: Vec<Diagnostic>,
    /// How much was read.
    pub counts: Counts,
}

/// What a table of firms says beside sums.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirmReading {
    /// Firms of the last year.
    pub firms: u64,
    /// Those of them that reach the reporting threshold; `None` where none was chosen.
    pub above: Option<u64>,
    /// That year, or as much of it as the file has.
    pub period: Option<Period>,
    /// The threshold as it was chosen.
    pub threshold: Option<String>,
    /// By node, metric and period.
    pub facts: Vec<FirmFacts>,
}

/// How many firms, and growth of those of both times beside growth of all.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmFacts {
    /// Of whom and what.
    pub key: SeriesKey,
    /// When.
    pub period: Period,
    /// Months compared; fewer than the period has where the file lacks some.
    pub months: u8,
    /// Firms with a value.
    pub firms: u64,
    /// Firms above the reporting threshold; `None` where none was chosen, or the period is no year.
    pub above: Option<u64>,
    /// Firms with a value a year before.
    pub before: Option<u64>,
    /// Firms with a value both times.
    pub same: Option<u64>,
    /// Growth of all firms on the same period a year before, as a share.
    pub nominal: Option<f64>,
    /// Growth of the firms that have a value both times (同口径), as a share.
    pub comparable: Option<f64>,
}

impl FirmFacts {
    /// Nothing known yet.
    pub fn new(key: SeriesKey, period: Period, months: u8) -> Self {
        Self { key, period, months, firms: 0, above: None, before: None, same: None, nominal: None, comparable: None }
    }
}

/// A single period made from the running totals of its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct DerivedSingle {
    /// The series.
    pub key: SeriesKey,
    /// The single period.
    pub period: Period,
    /// The value, in `unit`.
    pub value: f64,
    /// The unit.
    pub unit: UnitId,
    /// The running total it ends with.
    pub total: Period,
    /// The running total before, if any.
    pub before: Option<Period>,
}

/// Reads a table laid out as `shape` says.
pub fn read(table: &RawTable, shape: &Shape, choices: &Choices, document: &Document) -> Reading {
    super::meaning::read(table, shape, choices, document, None, &|| true).unwrap_or_default()
}
