//! Scenarios: what follows when the assumptions of a scenario and of its parents are laid over the plan.

pub mod compare;
mod groups;
mod result;
pub mod seek;
pub mod spread;

pub(super) use groups::Groups;
pub use result::{Affected, BeyondHistory, By, Contribution, Explained, HoldBy, How, LimitUse, Part, Precedent, TargetOutcome};

use super::{Evaluation, Layer, Reading};
use crate::base::{Diagnostic, MetricId, NodeId, ScenarioId};
use crate::domain::{Assumption, Document};

/// Every value that follows from a plan and a scenario. Borrows nothing; cloning is cheap.
#[derive(Clone, Debug)]
pub struct ScenarioEvaluation {
    plan: Evaluation,
    scenario: Option<ScenarioId>,
    assumptions: Vec<(By, Assumption)>,
    diagnostics: Vec<Diagnostic>,
}

impl ScenarioEvaluation {
    /// Evaluates a scenario. Never fails: what cannot be used is told by [`Self::diagnostics`], what can be is.
    pub fn of(_document: &Document, evaluation: &Evaluation, scenario: &ScenarioId) -> Self {
        let scenario = Some(scenario.clone());
        Self { plan: evaluation.clone(), scenario, assumptions: Vec::new(), diagnostics: Vec::new() }
    }

    /// The plan itself, as a scenario without assumptions.
    pub fn plan(_document: &Document, evaluation: &Evaluation) -> Self {
        Self { plan: evaluation.clone(), scenario: None, assumptions: Vec::new(), diagnostics: Vec::new() }
    }

    /// The evaluation after scenarios changed (a slider moved). What did not change is taken over; the result equals that of
    /// [`Self::of`] to the last bit.
    #[must_use]
    pub fn moved(&self, document: &Document, evaluation: &Evaluation) -> Self {
        match &self.scenario {
            Some(scenario) => Self::of(document, evaluation, scenario),
            None => Self::plan(document, evaluation),
        }
    }

    /// The scenario; `None` for the plan itself.
    pub fn scenario(&self) -> Option<&ScenarioId> {
        self.scenario.as_ref()
    }

    /// All assumptions at work, those of the parents first, in the order in which they work. Switched-off ones are left out.
    pub fn assumptions(&self) -> impl Iterator<Item = (&By, &Assumption)> {
        self.assumptions.iter().map(|(by, assumption)| (by, assumption))
    }

    /// The value of a node, metric and year.
    pub fn reading(&self, node: &NodeId, metric: &MetricId, year: i32) -> Reading {
        self.plan.reading(node, metric, Layer::Path, year)
    }

    /// What the value is made of. The amounts add up to the value; empty without a value.
    pub fn contributions(&self, node: &NodeId, metric: &MetricId, year: i32) -> Vec<Contribution> {
        let value = self.reading(node, metric, year).value;
        value.map(|amount| Contribution { part: Part::Basis, amount }).into_iter().collect()
    }

    /// The steps that lead to the value, in their order.
    pub fn explain(&self, node: &NodeId, metric: &MetricId, year: i32) -> Vec<Explained> {
        let after = self.reading(node, metric, year).value;
        vec![Explained { part: Part::Basis, before: None, after, how: How::Start }]
    }

    /// Which assumption holds the value fast.
    pub fn is_held(&self, _node: &NodeId, _metric: &MetricId, _year: i32) -> Option<HoldBy> {
        None
    }

    /// The nodes that an assumption reaches.
    pub fn affected(&self, _by: &By) -> Affected {
        Affected::default()
    }

    /// How far every limit is used, year by year.
    pub fn limits(&self) -> &[LimitUse] {
        &[]
    }

    /// Whether every target of the plan is met, in the plan's order.
    pub fn targets(&self) -> &[TargetOutcome] {
        &[]
    }

    /// Growth that nobody in the sector ever had, one entry for a node and metric.
    pub fn beyond_history(&self) -> &[BeyondHistory] {
        &[]
    }

    /// What could not be used as it stands, and what is worth knowing.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}
