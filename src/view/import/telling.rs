//! The import in words: shapes, questions and their answers, changes, reasons why rows stay out.

use super::choices::{DateSense, DecimalMark, MonthSense, YearSense};
use super::difference::{Change, Difference};
use super::reading::{Candidate, LeftReason, Question, QuestionKind};
use super::shape::{ColumnRole, Shape, ShapeKind};
use crate::domain::Plan;
use crate::view::{Words, wording};

/// The name of a shape.
pub fn kind(words: &Words, kind: ShapeKind) -> &str {
    words.text(match kind {
        ShapeKind::Long => "import-shape-long",
        ShapeKind::WideByPeriod => "import-shape-wide-by-period",
        ShapeKind::WideByMetric => "import-shape-wide-by-metric",
        ShapeKind::Transposed => "import-shape-transposed",
        ShapeKind::StatisticsSite => "import-shape-statistics-site",
        ShapeKind::Iamc => "import-shape-iamc",
        ShapeKind::FirmLevel => "import-shape-firm-level",
    })
}

/// The name of a table's shape.
pub fn shape<'a>(words: &'a Words, shape: &Shape) -> &'a str {
    kind(words, shape.kind)
}

/// The name of what a column holds.
pub fn column(words: &Words, role: ColumnRole) -> &str {
    super::preview::role_name(words, role.into())
}

/// How many questions are open.
pub fn questions(words: &Words, count: usize) -> String {
    if count == 0 {
        words.text("import-all-clear").to_owned()
    } else {
        words.with("import-open-questions", &[("count", &count.to_string())])
    }
}

/// What would change, in a few words: the kinds that occur with their counts.
pub fn changes(words: &Words, difference: &Difference) -> String {
    let part = |change: Change| {
        let count = difference.count(change);
        (count > 0).then(|| format!("{} {count}", self::change(words, change)))
    };
    let parts: Vec<String> = [Change::New, Change::Revision, Change::Final].into_iter().filter_map(part).collect();
    if parts.is_empty() { words.text("import-nothing-new").to_owned() } else { parts.join(" · ") }
}

/// The name of a change.
pub fn change(words: &Words, change: Change) -> &str {
    words.text(match change {
        Change::New => "import-change-new",
        Change::Same => "import-change-same",
        Change::Revision => "import-change-revision",
        Change::Final => "import-change-final",
        Change::Questioned => "import-change-questioned",
        Change::Derived => "import-change-derived",
        Change::Left => "import-change-left",
    })
}

/// Why a row stays out.
pub fn left(words: &Words, reason: LeftReason) -> String {
    words.text(&format!("import-left-{}", reason.word())).to_owned()
}

/// What a question is about: questions of one subject are shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Nodes, metrics, coverages.
    Names,
    /// Periods.
    Periods,
    /// Units, numbers, statuses.
    Values,
    /// Values that do not go together.
    Checks,
}

impl Subject {
    /// All subjects in order.
    pub const ALL: [Self; 4] = [Self::Names, Self::Periods, Self::Values, Self::Checks];

    /// Text key of the subject's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Names => "import-subject-names",
            Self::Periods => "import-subject-periods",
            Self::Values => "import-subject-values",
            Self::Checks => "import-subject-checks",
        }
    }

    /// The subject of a question.
    pub fn of(kind: QuestionKind) -> Self {
        use QuestionKind as Q;
        match kind {
            Q::NodeUnknown | Q::NodeSeveral | Q::NodeMissing | Q::MetricUnknown | Q::MetricSeveral | Q::MetricMissing => Self::Names,
            Q::CoverageUnknown | Q::ScenarioSeveral => Self::Names,
            Q::PeriodUnclear | Q::PeriodMissing | Q::DatesUnclear | Q::YearsUnclear => Self::Periods,
            Q::UnitUnknown | Q::UnitDoesNotFit | Q::UnitMissing | Q::NumberUnclear | Q::StatusUnknown => Self::Values,
            Q::Twice | Q::UnitJump | Q::ScopeJump | Q::RunningTotal | Q::FirmRows => Self::Checks,
        }
    }
}

/// What other answers than the proposed ones a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Any node.
    Nodes,
    /// Any metric.
    Metrics,
    /// Any unit.
    Units,
    /// Any coverage.
    Coverages,
    /// A typed period.
    Periods,
    /// None.
    Nothing,
}

/// What other answers than the proposed ones a question takes.
pub fn others(kind: QuestionKind) -> Others {
    use QuestionKind as Q;
    match kind {
        Q::NodeUnknown | Q::NodeSeveral | Q::NodeMissing => Others::Nodes,
        Q::MetricUnknown | Q::MetricSeveral | Q::MetricMissing => Others::Metrics,
        Q::UnitUnknown | Q::UnitDoesNotFit | Q::UnitMissing => Others::Units,
        Q::CoverageUnknown => Others::Coverages,
        Q::PeriodUnclear | Q::PeriodMissing => Others::Periods,
        _ => Others::Nothing,
    }
}

/// A possible answer to a question in words.
pub fn answer(words: &Words, plan: &Plan, question: &Question, candidate: &Candidate) -> String {
    match (question.kind, candidate) {
        (QuestionKind::FirmRows, Candidate::Accept) => words.text("import-accept-rows").to_owned(),
        _ => self::candidate(words, plan, candidate),
    }
}

/// A possible answer in words.
pub fn candidate(words: &Words, plan: &Plan, candidate: &Candidate) -> String {
    let key = match candidate {
        Candidate::Node(node) => return wording::node(words, plan, node),
        Candidate::Metric(metric) => return wording::metric(words, plan, metric).to_owned(),
        Candidate::Coverage(coverage) => return wording::coverage(words, plan, Some(coverage)).to_owned(),
        Candidate::Unit(unit) => return wording::unit(words, &plan.units(), unit).to_owned(),
        Candidate::Period(period) => return wording::period(words, *period),
        Candidate::Status(status) => return wording::status(words, *status).to_owned(),
        Candidate::Scenario(name) => return name.clone(),
        Candidate::Dates(DateSense::Month) => "import-dates-month",
        Candidate::Dates(DateSense::Quarter) => "import-dates-quarter",
        Candidate::Dates(DateSense::Year) => "import-dates-year",
        Candidate::Years(YearSense::Calendar) => "import-years-calendar",
        Candidate::Years(YearSense::Plan) => "import-years-plan",
        Candidate::Months(MonthSense::Single) => "import-months-single",
        Candidate::Months(MonthSense::RunningTotal) => "import-months-running",
        Candidate::Decimal(DecimalMark::Point) => "import-decimal-point",
        Candidate::Decimal(DecimalMark::Comma) => "import-decimal-comma",
        Candidate::Accept => "import-accept",
        Candidate::Leave => "import-leave",
    };
    words.text(key).to_owned()
}

/// Where a question stands in the file and how many values wait for it.
pub fn place(words: &Words, question: &Question) -> String {
    let args = [
        ("row", question.row.to_string()),
        ("column", super::raw::column_letters(question.column.saturating_sub(1))),
        ("count", question.values.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.with("import-question-place", &args)
}

/// What is asked, in a sentence.
pub fn sentence(words: &Words, question: &Question) -> String {
    // The place stands beside the question on the page, so the sentence goes without it.
    let diagnostic = question.diagnostic("");
    words.diagnostic(&crate::base::Diagnostic { place: crate::base::Place::default(), ..diagnostic })
}
