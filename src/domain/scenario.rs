//! Scenarios: named, sparse overlays on the plan or on another scenario.
//!
//! What a scenario does not say comes from its parent, at last from the plan. Nothing here computes; references may dangle (the
//! plan changes under a scenario) and are then kept as they are.

use serde::{Deserialize, Serialize};

use super::lever::Lever;
use super::structure::record;
use super::{Extra, Record};
use crate::base::{AssumptionId, Label, MetricId, NodeId, ScenarioId};

/// A scenario: an ordered list of assumptions on a parent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Identity; also the name of its file.
    pub id: ScenarioId,
    /// Name.
    pub name: Label,
    /// What it tells, in own words.
    pub note: String,
    /// The scenario it inherits from; `None` for the plan itself.
    pub parent: Option<ScenarioId>,
    /// True where it is not to be changed.
    pub locked: bool,
    /// What it assumes, in the order in which it works.
    pub assumptions: Vec<Assumption>,
    /// Nodes shown beside the chosen one.
    pub pins: Vec<NodeId>,
    /// Unknown keys at the top of the file.
    pub extra: Extra,
    /// Unknown keys of the scenario's own table.
    pub scenario_extra: Extra,
}

/// One change that a scenario assumes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// Identity within its scenario.
    pub id: AssumptionId,
    /// Name; empty where the author gave none.
    pub name: Label,
    /// A remark.
    pub note: String,
    /// Where the author has it from.
    pub source: String,
    /// False where it is switched off.
    pub on: bool,
    /// Which nodes it concerns.
    pub scope: Scope,
    /// The metric it moves; `None` where the lever says so itself (projects, limits) or it holds for every metric (a basis).
    pub metric: Option<MetricId>,
    /// First and last year in which it works; `None` for the years of the plan's horizon.
    pub years: Option<(i32, i32)>,
    /// What changes.
    pub lever: Lever,
    /// Lowest and highest setting that the author holds possible, in the lever's own measure.
    pub range: Option<(f64, f64)>,
    /// Unknown keys.
    pub extra: Extra,
}

/// Which nodes an assumption concerns: the leaves that lie within every one of the named nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Nodes of which all must contain a leaf: a cluster, a part or a residual itself, an industry, a county, an industry and
    /// a county. Empty for the whole plan.
    pub within: Vec<NodeId>,
    /// Which leaves beneath members and the total count.
    pub reach: Reach,
}

/// Which leaves beneath a member or the total an assumption concerns. A node that is a leaf itself is always concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Clusters only.
    #[default]
    Clusters,
    /// Clusters and what lies outside them.
    All,
    /// Only what lies outside clusters.
    Outside,
}

impl Reach {
    /// All kinds of reach.
    pub const ALL: [Self; 3] = [Self::Clusters, Self::All, Self::Outside];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clusters => "clusters",
            Self::All => "all",
            Self::Outside => "outside",
        }
    }
}

impl Scope {
    /// The scope of one node.
    pub fn of(node: &NodeId) -> Self {
        Self { within: vec![node.clone()], reach: Reach::default() }
    }
}

impl Scenario {
    /// An empty scenario on a parent.
    pub fn new(id: ScenarioId, name: Label, parent: Option<ScenarioId>) -> Self {
        let (note, locked, assumptions, pins) = (String::new(), false, Vec::new(), Vec::new());
        Self { id, name, note, parent, locked, assumptions, pins, extra: Extra::new(), scenario_extra: Extra::new() }
    }

    /// The assumption of this id.
    pub fn assumption(&self, id: &AssumptionId) -> Option<&Assumption> {
        self.assumptions.iter().find(|assumption| assumption.id == *id)
    }
}

impl Assumption {
    /// An assumption that is switched on, without name, note or years of its own.
    pub fn new(id: AssumptionId, scope: Scope, metric: Option<MetricId>, lever: Lever) -> Self {
        let (name, note, source) = (Label::default(), String::new(), String::new());
        Self { id, name, note, source, on: true, scope, metric, years: None, lever, range: None, extra: Extra::new() }
    }
}

record!(Scenario => ScenarioId);
