//! Seek: the value of one lever with which a figure meets its bound.

use super::ScenarioEvaluation;
use crate::base::{AssumptionId, Bound, MetricId, NodeId, ScenarioId};
use crate::domain::{Assumption, Document, Scope};
use crate::engine::Evaluation;

/// The lever that is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Handle {
    /// A new assumption behind the others: one rate of growth a year over a scope.
    GrowthSet {
        /// Which nodes.
        scope: Scope,
        /// Which metric.
        metric: MetricId,
        /// In which years; `None` for the plan's horizon.
        years: Option<(i32, i32)>,
    },
    /// A new assumption behind the others: one shift of the rates of growth over a scope.
    Shift {
        /// Which nodes.
        scope: Scope,
        /// Which metric.
        metric: MetricId,
        /// In which years; `None` for the plan's horizon.
        years: Option<(i32, i32)>,
    },
    /// The delay of a project assumption of the scenario, in whole months.
    Delay(AssumptionId),
    /// The one number of an assumption of the scenario: rate, points, factor, scale.
    Setting(AssumptionId),
}

/// What is to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// When.
    pub year: i32,
    /// How it binds, in the metric's unit.
    pub bound: Bound,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The setting: a fraction for rates, months for a delay.
    pub value: f64,
    /// What the figure is then.
    pub reached: f64,
    /// What the figure was before.
    pub before: Option<f64>,
    /// Lowest and highest setting looked at.
    pub range: (f64, f64),
    /// Every setting tried with the figure it gives, in the order of the settings.
    pub tried: Vec<(f64, Option<f64>)>,
    /// The assumption with its answer, ready to be put into the scenario.
    pub assumption: Assumption,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum SeekRefusal {
    /// The scenario, the assumption, the node or the metric does not exist.
    Unknown,
    /// The assumption has no single number to move.
    NoNumber,
    /// The bound has no number.
    NoBound,
    /// The figure has no value.
    NoFigure,
    /// The figure meets its bound as it is.
    AlreadyMet {
        /// What it is.
        value: f64,
    },
    /// The lever does not move the figure.
    NotMoved {
        /// What the figure stays at.
        value: f64,
    },
    /// No setting in the range meets the bound.
    None {
        /// Lowest setting and what it gives.
        at_low: (f64, Option<f64>),
        /// Highest setting and what it gives.
        at_high: (f64, Option<f64>),
        /// The setting that comes nearest and what it gives.
        nearest: (f64, f64),
    },
    /// Several settings meet the bound, with settings between them that do not.
    Several(Vec<f64>),
}

/// Looks for the setting of a lever with which a figure just meets its bound.
pub fn seek(
    document: &Document,
    evaluation: &Evaluation,
    scenario: &ScenarioId,
    handle: &Handle,
    goal: &Goal,
) -> Result<Found, SeekRefusal> {
    let _ = (ScenarioEvaluation::of(document, evaluation, scenario), handle, goal);
    Err(SeekRefusal::Unknown)
}
