//! What an evaluated scenario tells: parts of a value, steps of a chain, limits, targets, growth without example.
//!
//! Data only. Amounts and values are in the metric's unit, growth rates are fractions, years are plan years.

use crate::base::{AssumptionId, Bound, FigureId, LimitId, MetricId, NodeId, ProjectId, ScenarioId};

/// An assumption and the scenario it stands in: a scenario also works with those of its parents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct By {
    /// The scenario that states it.
    pub scenario: ScenarioId,
    /// The assumption.
    pub assumption: AssumptionId,
}

/// What a part of a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What the value starts from: the plan path, or the basis that the scenario sets.
    Basis,
    /// An assumption.
    Assumption(By),
    /// A project, brought on stream by an assumption.
    Project(By, ProjectId),
}

impl Part {
    /// The assumption behind it; none for the basis.
    pub fn by(&self) -> Option<&By> {
        match self {
            Self::Basis => None,
            Self::Assumption(by) | Self::Project(by, _) => Some(by),
        }
    }
}

/// One part of a value. The amounts of all parts add up to the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What it comes from.
    pub part: Part,
    /// How much, in the metric's unit.
    pub amount: f64,
}

/// One step on the way to a value, for “why”.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// What moves the value.
    pub part: Part,
    /// The value before; `None` where there was none.
    pub before: Option<f64>,
    /// The value after.
    pub after: Option<f64>,
    /// How.
    pub how: How,
}

/// How one step moves a value.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// Where it starts.
    Start,
    /// Growth on the year before was this and is that; `None` where the year before has no positive value.
    Growth {
        /// Rate before.
        before: Option<f64>,
        /// Rate after.
        after: Option<f64>,
    },
    /// The level is multiplied.
    Factor(f64),
    /// The value is given by hand.
    Given,
    /// A project adds a share of its full output.
    Output {
        /// Full output a year.
        full: f64,
        /// Share of it in the year: 0 to 1, times the scale.
        share: f64,
    },
    /// A ratio times its denominator.
    Ratio {
        /// The ratio, in its own metric's unit.
        ratio: f64,
        /// The denominator's metric; `None` where the metric itself is the ratio.
        of: Option<MetricId>,
        /// The denominator's value in the scenario.
        denominator: Option<f64>,
    },
    /// A share of a total that was spread.
    Spread {
        /// The total.
        total: f64,
        /// What was held of it.
        held: f64,
    },
    /// The sum of what happens to the clusters and residuals beneath.
    Beneath,
    /// What follows by formula from the inputs.
    Formula,
}

/// Which assumption holds a value fast.
#[derive(Clone, Debug, PartialEq)]
pub struct HoldBy {
    /// The assumption.
    pub by: By,
    /// The value held, in the metric's unit; `None` where a spread only leaves the node as it is.
    pub value: Option<f64>,
}

/// How far a limit is used in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitUse {
    /// The limit of the plan; `None` for one that the scenario sets.
    pub limit: Option<LimitId>,
    /// The assumption that sets or moves it.
    pub by: Option<By>,
    /// The node it binds.
    pub node: NodeId,
    /// The metric it limits.
    pub metric: MetricId,
    /// The year.
    pub year: i32,
    /// What is allowed, in the metric's unit.
    pub bound: Bound,
    /// What is used: the metric's value and what projects take. `None` where neither is known.
    pub used: Option<f64>,
    /// What projects take of it.
    pub of_projects: f64,
    /// True where values beneath are missing, so that more may be used than is known.
    pub has_gaps: bool,
    /// By how much the bound is missed; 0 where it is kept or nothing is known.
    pub excess: f64,
}

/// Whether a target is met.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetOutcome {
    /// The figure that states it.
    pub figure: FigureId,
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// When.
    pub year: i32,
    /// How it binds, in the metric's unit.
    pub bound: Bound,
    /// The value in the scenario.
    pub value: Option<f64>,
    /// Whether the target is met; `None` without a value or without a number in the bound.
    pub met: Option<bool>,
    /// By how much the bound is missed, towards its nearest end; 0 where it is met, `None` where nothing can be said.
    pub shortfall: Option<f64>,
    /// The upper end of a range with a floor and what is missing to it; `None` for other bounds.
    pub ambition: Option<(f64, f64)>,
    /// True where the value misses parts, is of another coverage than the rest, or illustrative.
    pub doubtful: bool,
}

/// Where a rate of growth was observed.
#[derive(Clone, Debug, PartialEq)]
pub struct Precedent {
    /// Of whom.
    pub node: NodeId,
    /// First year of the growth.
    pub from: i32,
    /// Last year of it.
    pub to: i32,
    /// Rate a year.
    pub growth: f64,
}

/// Growth that nobody in the sector ever had.
#[derive(Clone, Debug, PartialEq)]
pub struct BeyondHistory {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// The year in which it is furthest beyond.
    pub year: i32,
    /// Growth on the year before in the scenario.
    pub growth: f64,
    /// The highest growth that the node or one of its sector ever had.
    pub most: Precedent,
}

/// What an assumption reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affected {
    /// Clusters, parts and residuals in its scope.
    pub nodes: Vec<NodeId>,
    /// How many of them it moves in any year.
    pub moved: usize,
}
