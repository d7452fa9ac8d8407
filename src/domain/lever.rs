//! Levers: the kinds of change that an assumption makes.
//!
//! Data only. Rates, shares and factors are fractions (0.1 for 10 %); levels carry their unit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::register::Project;
use crate::base::{Bound, LimitId, MetricId, NodeId, Period, ProjectId, UnitId};

/// What an assumption changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lever {
    /// Where the values of the scope start from before anything moves them.
    Basis(BasisLine),
    /// Growth on the year before is set: each year of the assumption grows by this rate, later years keep the growth they had.
    GrowthSet {
        /// Rate a year.
        rate: f64,
    },
    /// Growth on the year before is shifted.
    GrowthShift {
        /// What is added to the rate a year (0.02 for two percentage points).
        points: f64,
    },
    /// The level is multiplied in the years of the assumption and comes back afterwards.
    LevelShock {
        /// Factor on the level: 0.65 for a fall of 35 %.
        factor: f64,
        /// Years after the last one of the shock until the old level is reached again, in equal steps; 0 comes back at
        /// once, `None` never.
        recovery: Option<u32>,
    },
    /// Values by hand, each a hold that no spread moves. The scope is one node.
    Values {
        /// Value per year.
        values: BTreeMap<i32, f64>,
        /// Unit of the values.
        unit: UnitId,
    },
    /// A project comes on stream, later, smaller, larger or not at all.
    Project(ProjectLever),
    /// A ratio (margin, tax rate, value-added rate, intensity) follows a path: linear between the years named, level before
    /// the first and after the last.
    RatioPath {
        /// Ratio per year, in the metric's unit as written.
        values: BTreeMap<i32, f64>,
        /// Unit of the ratios.
        unit: UnitId,
    },
    /// A limit of the plan is moved, or a new one is set on the scope's node and metric.
    Limit {
        /// The limit of the plan; `None` for a new one.
        limit: Option<LimitId>,
        /// How much.
        bound: Bound,
        /// Unit of the bound.
        unit: UnitId,
    },
    /// A total is entered and spread over what lies beneath the scope's node.
    Spread {
        /// Total per year.
        totals: BTreeMap<i32, f64>,
        /// Unit of the totals.
        unit: UnitId,
        /// By which shares.
        rule: SpreadRule,
        /// Nodes that the spread must not move.
        holds: Vec<NodeId>,
    },
}

/// What a scenario's values start from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BasisLine {
    /// The plan path.
    PlanPath,
    /// Actuals where there are any, then the growth that the plan path has year by year.
    ActualsThenPlan,
    /// Actuals where there are any, then one rate a year.
    Growth {
        /// Rate a year; `None` for the average rate observed from the baseline to the last actual.
        rate: Option<f64>,
    },
    /// Actuals where there are any, then a forecast from them.
    Forecast,
}

impl BasisLine {
    /// The word in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::PlanPath => "plan-path",
            Self::ActualsThenPlan => "actuals-then-plan",
            Self::Growth { .. } => "growth",
            Self::Forecast => "forecast",
        }
    }
}

/// What a scenario says of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectLever {
    /// The project of the plan; `None` where the scenario brings its own.
    pub project: Option<ProjectId>,
    /// The scenario's own project.
    pub own: Option<Box<Project>>,
    /// When it comes on stream instead.
    pub on_stream: Option<Period>,
    /// Months by which it is late.
    pub delay_months: f64,
    /// Factor on its size.
    pub scale: f64,
    /// True where it is given up.
    pub cancelled: bool,
}

impl Default for ProjectLever {
    fn default() -> Self {
        Self { project: None, own: None, on_stream: None, delay_months: 0.0, scale: 1.0, cancelled: false }
    }
}

/// The shares by which a spread distributes what is free.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpreadRule {
    /// In proportion to the values as they stand.
    #[default]
    Value,
    /// In proportion to another metric of the same year.
    Metric(MetricId),
    /// In proportion to the values of another year.
    Year(i32),
    /// In equal shares.
    Equal,
    /// By weights; a node without one gets nothing.
    Weights(BTreeMap<NodeId, f64>),
}

impl SpreadRule {
    /// The word in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Metric(_) => "metric",
            Self::Year(_) => "year",
            Self::Equal => "equal",
            Self::Weights(_) => "weights",
        }
    }
}

impl Lever {
    /// The word of the kind in files, and the end of its keys in the language files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Basis(_) => "basis",
            Self::GrowthSet { .. } => "growth-set",
            Self::GrowthShift { .. } => "growth-shift",
            Self::LevelShock { .. } => "level-shock",
            Self::Values { .. } => "values",
            Self::Project(_) => "project",
            Self::RatioPath { .. } => "ratio-path",
            Self::Limit { .. } => "limit",
            Self::Spread { .. } => "spread",
        }
    }
}
