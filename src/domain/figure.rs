//! Figures: the statements of a plan, each with the passage it came from.

use serde::{Deserialize, Serialize};

use super::structure::record;
use super::{Extra, Record};
use crate::base::{Bound, CoverageId, FigureId, MetricId, NodeId, Period, Span, UnitId};

/// One statement of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Identity.
    pub id: FigureId,
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// What the value counts; `None` where the source does not say.
    pub coverage: Option<CoverageId>,
    /// At which prices; `None` where the source does not say.
    pub price: Option<PriceBasis>,
    /// When.
    pub time: Span,
    /// How the number is to be read.
    pub form: Form,
    /// What the statement is for.
    pub role: Role,
    /// The number or numbers, in `unit`.
    pub bound: Bound,
    /// How firmly it is meant; `None` where the source does not say.
    pub strength: Option<Strength>,
    /// Unit as printed; `None` where the source names none: kept, shown and questioned.
    pub unit: Option<UnitId>,
    /// Where it was read.
    pub source: Source,
    /// A remark.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

impl Figure {
    /// True for a level at a whole year, the kind of figure that paths, tables and sums are made of.
    pub fn yearly_level(&self) -> Option<i32> {
        if self.form == Form::Level { self.time.period().and_then(Period::as_year) } else { None }
    }
}

/// How the number of a figure is to be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "form")]
pub enum Form {
    /// The value itself.
    #[default]
    Level,
    /// Growth on the year before, in % (or 倍).
    Growth,
    /// Average yearly growth over the span, in %.
    AverageGrowth,
    /// A multiple of the value at a base period.
    Multiple {
        /// The base period.
        base: Period,
    },
    /// Change per year in points.
    AnnualChange,
    /// Share of another metric of the same node, in %.
    Share {
        /// The metric it is a share of.
        of: MetricId,
    },
}

impl Form {
    /// The word of the form in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Growth => "growth",
            Self::AverageGrowth => "average-growth",
            Self::Multiple { .. } => "multiple",
            Self::AnnualChange => "annual-change",
            Self::Share { .. } => "share",
        }
    }
}

/// What a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Where the plan starts.
    Baseline,
    /// On the way.
    Milestone,
    /// Where it is to end.
    Target,
    /// What must not be exceeded.
    Limit,
    /// Told for comparison.
    Reference,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] = [Self::Baseline, Self::Milestone, Self::Target, Self::Limit, Self::Reference];

    /// The word of the role in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Milestone => "milestone",
            Self::Target => "target",
            Self::Limit => "limit",
            Self::Reference => "reference",
        }
    }
}

/// How firmly a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// 约束性
    Binding,
    /// 预期性
    Expected,
    /// 力争
    Aspirational,
}

impl Strength {
    /// All strengths.
    pub const ALL: [Self; 3] = [Self::Binding, Self::Expected, Self::Aspirational];

    /// The word of the strength in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Binding => "binding",
            Self::Expected => "expected",
            Self::Aspirational => "aspirational",
        }
    }
}

/// At which prices a value is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceBasis {
    /// Prices of the period itself.
    Current,
    /// Prices of one year.
    Constant {
        /// That year.
        year: i32,
    },
}

/// Where a number was read. Empty parts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Document id or name.
    pub document: String,
    /// Section of the document, or row and column of a table.
    pub section: String,
    /// The figure as printed.
    pub printed: String,
    /// Public address.
    pub address: String,
    /// A remark about reliability.
    pub note: String,
}

record!(Figure => FigureId);
