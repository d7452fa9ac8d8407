//! Metrics: what is measured, in which unit, and how it adds up.

use serde::{Deserialize, Serialize};

use super::structure::record;
use super::{Extra, Record};
use crate::base::{Label, MetricId, Quantity, Unit, UnitId};

/// A metric of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Identity; also the word for it in formulas.
    pub id: MetricId,
    /// Name.
    pub name: Label,
    /// Unit in which values are shown and summed.
    pub unit: UnitId,
    /// What kind of number it is.
    pub kind: MetricKind,
    /// Which way is better.
    pub direction: Direction,
    /// How children make a parent; `None` takes the rule of the kind.
    pub roll_up: Option<RollUp>,
    /// Decimals shown; `None` chooses by size.
    pub decimals: Option<u8>,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// What it means, in own words.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// The six kinds of metrics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum MetricKind {
    /// Adds over time and over clusters: sales revenue.
    Flow,
    /// A level at a point of time; adds over clusters: land.
    Stock,
    /// Never adds: a share, a rate.
    Ratio,
    /// Whole things counted: firms, patents.
    Count,
    /// Firms above a size.
    TierCount {
        /// The metric that the size is measured by.
        of: MetricId,
        /// The size.
        above: Quantity,
    },
    /// Computed from other metrics.
    Derived {
        /// The formula over metric ids, as `profit / sales_revenue`.
        formula: String,
    },
}

impl MetricKind {
    /// The word of the kind in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Stock => "stock",
            Self::Ratio => "ratio",
            Self::Count => "count",
            Self::TierCount { .. } => "tier-count",
            Self::Derived { .. } => "derived",
        }
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    #[default]
    Up,
    /// Less is better.
    Down,
    /// Neither.
    Neutral,
}

/// How the values of children make the value of a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RollUp {
    /// They add.
    Sum,
    /// They say nothing about the parent.
    None,
    /// The parent's value is computed by the formula from the parent's own inputs.
    Recompute,
}

impl Metric {
    /// The roll-up rule in force.
    pub fn roll_up(&self) -> RollUp {
        match self.kind {
            MetricKind::Derived { .. } => RollUp::Recompute,
            MetricKind::Ratio => RollUp::None,
            _ => self.roll_up.unwrap_or(RollUp::Sum),
        }
    }

    /// True where parts of a year say something about the year: what comes together month by month.
    pub fn adds_in_year(&self) -> bool {
        matches!(self.kind, MetricKind::Flow | MetricKind::Count)
    }

    /// True where a plan path between two values is geometric as long as both are positive.
    pub fn grows_geometrically(&self) -> bool {
        matches!(self.kind, MetricKind::Flow)
    }
}

impl Record for Unit {
    type Id = UnitId;
    fn id(&self) -> &UnitId {
        &self.id
    }
}

record!(Metric => MetricId);
