//! Comparison of two evaluated scenarios: differences, the way from one to the other, what their assumptions differ in.

use super::{By, Part, ScenarioEvaluation};
use crate::base::{MetricId, NodeId};
use crate::domain::Assumption;
use crate::engine::Reading;

/// The difference of one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The value in the scenario compared with.
    pub base: Reading,
    /// The value in the other.
    pub other: Reading,
    /// Other less base, in the metric's unit; `None` where either is missing.
    pub absolute: Option<f64>,
    /// Other over base, less 1; `None` without a positive base.
    pub relative: Option<f64>,
}

/// One step of the way from one scenario's value to another's.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallStep {
    /// What the step comes from.
    pub part: Part,
    /// How much of the base's value comes from it.
    pub base: f64,
    /// How much of the other's.
    pub other: f64,
}

impl WaterfallStep {
    /// What the step adds.
    pub fn amount(&self) -> f64 {
        self.other - self.base
    }
}

/// The way from one scenario's value to another's.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// Value in the base; `None` where there is none.
    pub from: Option<f64>,
    /// Value in the other.
    pub to: Option<f64>,
    /// The steps, those of the basis first, then assumptions in the order in which they work. They add up to `to − from`.
    pub steps: Vec<WaterfallStep>,
}

/// How an assumption differs between two scenarios.
#[derive(Clone, Debug, PartialEq)]
pub enum AssumptionDifference {
    /// Only in the base.
    OnlyBase(By, Assumption),
    /// Only in the other.
    OnlyOther(By, Assumption),
    /// In both, with other contents.
    Changed(By, Assumption, Assumption),
}

/// The difference of one value.
pub fn difference(base: &ScenarioEvaluation, other: &ScenarioEvaluation, node: &NodeId, metric: &MetricId, year: i32) -> Difference {
    let (base, other) = (base.reading(node, metric, year), other.reading(node, metric, year));
    let both = base.value.zip(other.value);
    let relative = both.filter(|(base, _)| *base > 0.0).map(|(base, other)| other / base - 1.0).filter(|r| r.is_finite());
    Difference { base, other, absolute: both.map(|(base, other)| other - base), relative }
}

/// The way from one scenario's value to another's by contribution.
pub fn waterfall(base: &ScenarioEvaluation, other: &ScenarioEvaluation, node: &NodeId, metric: &MetricId, year: i32) -> Waterfall {
    let mut steps: Vec<WaterfallStep> = Vec::new();
    let mut put = |part: Part, amount: f64, of_base: bool| {
        let at = steps.iter().position(|step| step.part == part).unwrap_or_else(|| {
            steps.push(WaterfallStep { part, base: 0.0, other: 0.0 });
            steps.len() - 1
        });
        let side = if of_base { &mut steps[at].base } else { &mut steps[at].other };
        *side += amount;
    };
    for contribution in base.contributions(node, metric, year) {
        put(contribution.part, contribution.amount, true);
    }
    for contribution in other.contributions(node, metric, year) {
        put(contribution.part, contribution.amount, false);
    }
    let (from, to) = (base.reading(node, metric, year).value, other.reading(node, metric, year).value);
    Waterfall { from, to, steps }
}

/// What the assumptions of two scenarios differ in, those of their parents among them; in the order of the base, then of the other.
pub fn assumptions(base: &ScenarioEvaluation, other: &ScenarioEvaluation) -> Vec<AssumptionDifference> {
    let (of_base, of_other): (Vec<_>, Vec<_>) = (base.assumptions().collect(), other.assumptions().collect());
    let mut found = Vec::new();
    for (by, assumption) in &of_base {
        match of_other.iter().find(|(other, _)| other == by) {
            None => found.push(AssumptionDifference::OnlyBase((*by).clone(), (*assumption).clone())),
            Some((_, changed)) if changed != assumption => {
                found.push(AssumptionDifference::Changed((*by).clone(), (*assumption).clone(), (*changed).clone()));
            }
            Some(_) => {}
        }
    }
    for (by, assumption) in of_other.iter().filter(|(by, _)| !of_base.iter().any(|(base, _)| base == by)) {
        found.push(AssumptionDifference::OnlyOther((*by).clone(), (*assumption).clone()));
    }
    found
}
