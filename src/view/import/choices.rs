//! Everything a person can decide about how a sender's tables are read. This is what an import profile keeps.
//!
//! All of it is optional: what is not decided is found out by [`detect`](super::detect) and [`read`](super::read), or asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::reading::{Candidate, Question, QuestionKind};
use super::shape::{ColumnRole, ShapeKind};
use crate::base::{CoverageId, MetricId, NodeId, Period, UnitId};
use crate::domain::{Document, Edit, Status};

/// A person's word on a name: it is this record, or its rows stay out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[serde(bound(serialize = "I: Clone + fmt::Display", deserialize = "I: for<'a> From<&'a str>"))]
pub enum Answer<I> {
    /// It is this record.
    Is(I),
    /// Rows of this name stay out.
    Leave,
}

impl<I: for<'a> From<&'a str>> From<String> for Answer<I> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Leave } else { Self::Is(I::from(text.as_str())) }
    }
}

impl<I: fmt::Display> From<Answer<I>> for String {
    fn from(answer: Answer<I>) -> Self {
        match answer {
            Answer::Is(id) => id.to_string(),
            Answer::Leave => Self::new(),
        }
    }
}

/// What a column is, said by a person. A column is known by its heading, so that next month's file may have others beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ColumnChoice {
    /// The heading; empty where the column has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// Number of the column in the table, from 1; it decides where no column has the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// What it is.
    pub role: ColumnRole,
}

/// Which sign stands between whole and fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

/// What period a date stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSense {
    /// Its month.
    Month,
    /// Its quarter.
    Quarter,
    /// Its year.
    Year,
}

/// Which years a sender means, where the plan's year does not start in January.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearSense {
    /// From January to December.
    Calendar,
    /// The plan's own year.
    Plan,
}

/// What the values of months are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MonthSense {
    /// Of the single month.
    Single,
    /// Running totals from January.
    RunningTotal,
}

/// Everything a person can decide about a sender's tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Choices {
    /// The shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ShapeKind>,
    /// First row of the header, from 1 in the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<usize>,
    /// Number of header rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<usize>,
    /// Last row with values, from 1 in the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_row: Option<usize>,
    /// Node of all values that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// Metric of all values that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<MetricId>,
    /// Unit of all values that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Coverage of all values that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageId>,
    /// Period of all values that name none; its year completes months without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Status of all values that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Sign between whole and fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// What dates stand for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateSense>,
    /// Which years are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<YearSense>,
    /// What the values of months are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<MonthSense>,
    /// The scenario of an IAMC table to be read, as `model / scenario`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Factor between neighbours beyond which a change of scope is asked; 5 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope_factor: Option<f64>,
    /// The amount that puts a firm above the reporting threshold, as text with unit (“2000 万元”).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firm_threshold: Option<String>,
    /// Questions answered with “it is right as it stands”, by their keys.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub accepted: BTreeSet<String>,
    /// Questions whose values stay out, by their keys.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub left: BTreeSet<String>,
    /// What columns are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnChoice>,
    /// Confirmed names of nodes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub nodes: BTreeMap<String, Answer<NodeId>>,
    /// Confirmed names of metrics.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: BTreeMap<String, Answer<MetricId>>,
    /// Confirmed names of coverages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub coverages: BTreeMap<String, Answer<CoverageId>>,
    /// Confirmed spellings of units.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub units: BTreeMap<String, Answer<UnitId>>,
    /// Units of metrics, whatever the file says, by metric id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub metric_units: BTreeMap<String, Answer<UnitId>>,
    /// Confirmed spellings of periods.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub periods: BTreeMap<String, Answer<PeriodText>>,
}

/// A period as text, so that “stay out” has a place beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PeriodText(pub String);

impl From<&str> for PeriodText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for PeriodText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Choices {
    /// Takes a person's answer to a question; the next [`read`](super::read) no longer asks it.
    pub fn answer(&mut self, question: &Question, candidate: &Candidate) {
        let name = question.text.trim().to_owned();
        let metric = question.args.iter().find(|(name, _)| *name == "metric-id").map(|(_, value)| value.clone());
        match (candidate, question.kind) {
            (Candidate::Node(node), QuestionKind::NodeMissing) => self.node = Some(node.clone()),
            (Candidate::Node(node), _) => _ = self.nodes.insert(name, Answer::Is(node.clone())),
            (Candidate::Metric(metric), QuestionKind::MetricMissing) => self.metric = Some(metric.clone()),
            (Candidate::Metric(metric), _) => _ = self.metrics.insert(name, Answer::Is(metric.clone())),
            (Candidate::Coverage(coverage), _) => _ = self.coverages.insert(name, Answer::Is(coverage.clone())),
            (Candidate::Unit(unit), QuestionKind::UnitUnknown) => _ = self.units.insert(name, Answer::Is(unit.clone())),
            (Candidate::Unit(unit), _) => match metric {
                Some(metric) => _ = self.metric_units.insert(metric, Answer::Is(unit.clone())),
                None => self.unit = Some(unit.clone()),
            },
            (Candidate::Period(period), QuestionKind::PeriodMissing) => self.period = Some(*period),
            (Candidate::Period(period), _) => _ = self.periods.insert(name, Answer::Is(PeriodText(period.to_string()))),
            (Candidate::Dates(sense), _) => self.dates = Some(*sense),
            (Candidate::Years(sense), _) => self.years = Some(*sense),
            (Candidate::Months(sense), _) => self.months = Some(*sense),
            (Candidate::Decimal(mark), _) => self.decimal = Some(*mark),
            (Candidate::Status(status), _) => self.status = Some(*status),
            (Candidate::Scenario(scenario), _) => self.scenario = Some(scenario.clone()),
            (Candidate::Accept, _) => _ = self.accepted.insert(question.key.clone()),
            (Candidate::Leave, QuestionKind::NodeUnknown | QuestionKind::NodeSeveral) => _ = self.nodes.insert(name, Answer::Leave),
            (Candidate::Leave, QuestionKind::MetricUnknown | QuestionKind::MetricSeveral) => _ = self.metrics.insert(name, Answer::Leave),
            (Candidate::Leave, QuestionKind::CoverageUnknown) => _ = self.coverages.insert(name, Answer::Leave),
            (Candidate::Leave, QuestionKind::PeriodUnclear) => _ = self.periods.insert(name, Answer::Leave),
            (Candidate::Leave, _) => _ = self.left.insert(question.key.clone()),
        }
    }
}

/// True for an amount with a unit that is known: `2000 万元`.
pub fn is_amount(text: &str, units: &crate::base::Units) -> bool {
    let parsed = crate::view::spelling::parse_bound_with_unit(text);
    parsed.is_some_and(|(bound, unit)| bound.value().is_some() && super::unit::lookup(&unit, units).is_some())
}

/// The change that keeps confirmed names as aliases in the plan, so that they are known without a profile. Names that the plan knows
/// already, and names of the total and of residuals, are left out.
pub fn alias_edit(choices: &Choices, document: &Document) -> Edit {
    let plan = &*document.plan;
    let mut edits = Vec::new();
    let new = |known: &[String], name: &String| !known.contains(name);
    for (id, names) in by_record(&choices.nodes) {
        let names = names.into_iter();
        if let Some(known) = plan.members.get(&id) {
            let mut member = known.clone();
            member.aliases.extend(names.filter(|name| new(&known.aliases, name)));
            edits.push(Edit::set(plan, member));
        } else if let Some(known) = plan.clusters.get(&id) {
            let mut cluster = known.clone();
            cluster.aliases.extend(names.filter(|name| new(&known.aliases, name)));
            edits.push(Edit::set(plan, cluster));
        }
    }
    for (id, names) in by_record(&choices.metrics) {
        if let Some(known) = plan.metrics.get(&id) {
            let mut metric = known.clone();
            metric.aliases.extend(names.into_iter().filter(|name| new(&known.aliases, name)));
            edits.push(Edit::set(plan, metric));
        }
    }
    Edit::Batch(edits)
}

fn by_record<I: Clone + Ord>(answers: &BTreeMap<String, Answer<I>>) -> BTreeMap<I, Vec<String>> {
    let mut records: BTreeMap<I, Vec<String>> = BTreeMap::new();
    for (name, answer) in answers {
        if let Answer::Is(id) = answer {
            records.entry(id.clone()).or_default().push(name.clone());
        }
    }
    records
}
