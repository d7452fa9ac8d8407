//! Where a node stands with a metric at a period: what tables, key numbers and findings are made of. Missing stays missing.

use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Document, Status, When};
use crate::engine::assess::{Ask, required};
use crate::engine::{Basis, Evaluation, Layer, Reading, Requirement};

/// Where a node stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The period that it is about; `None` where a node has no actual and the latest was asked for.
    pub period: Option<Period>,
    /// The actual, in the metric's unit.
    pub actual: Reading,
    /// True where any part of the actual is preliminary.
    pub preliminary: bool,
    /// Growth on the year before (0.1 for 10 %), of whole years only.
    pub growth: Option<f64>,
    /// The plan path in that year, of whole years only.
    pub path: Option<f64>,
    /// The value at the end of the plan.
    pub target: Option<f64>,
    /// What the target requires from the baseline on, its bound among it.
    pub requirement: Requirement,
    /// What the target requires from the last actual on.
    pub remaining: Requirement,
}

impl Standing {
    /// Where the node stands.
    pub fn of(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId, when: When) -> Self {
        let requirement = evaluation.requirement(node, metric);
        let remaining = remaining(document, evaluation, node, metric);
        let last = document.plan.info.last_year;
        let planned = || Some(evaluation.reading(node, metric, Layer::Plan, last)).filter(Reading::is_complete)?.value;
        let target = requirement.target.map(|target| target.value).or_else(planned);
        let (actual, growth, path) = (Reading::default(), None, None);
        let standing = Self { period: None, actual, preliminary: false, growth, path, target, requirement, remaining };
        let period = match when {
            When::At(period) => Some(period),
            When::Latest => evaluation.latest_actual(node, metric).map(|(year, _)| Period::year(year)),
        };
        let Some(period) = period else { return standing };
        let preliminary = is_preliminary(document, evaluation, node, metric, period);
        let Some(year) = period.as_year() else {
            let actual = within_year(document, node, metric, period);
            return Self { period: Some(period), actual, preliminary, ..standing };
        };
        let path = evaluation.reading(node, metric, Layer::Path, year);
        Self {
            period: Some(period),
            actual: evaluation.reading(node, metric, Layer::Actual, year),
            preliminary,
            growth: evaluation.growth(node, metric, Layer::Actual, year),
            path: path.value.filter(|_| path.is_complete()),
            ..standing
        }
    }

    /// The actual as a share of the plan path; a sum with gaps is compared with nothing.
    pub fn of_path(&self) -> Option<f64> {
        share(self.whole(), self.path)
    }

    /// The actual as a share of the target.
    pub fn of_target(&self) -> Option<f64> {
        share(self.whole(), self.target)
    }

    fn whole(&self) -> Option<f64> {
        self.actual.value.filter(|_| self.actual.is_complete())
    }

    /// True where the actual is a sum over some clusters only.
    pub fn is_partial(&self) -> bool {
        self.actual.value.is_some() && !self.actual.is_complete()
    }
}

/// What the rest of the plan requires; of a node without figures of its own, of what its path comes to.
fn remaining(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId) -> Requirement {
    let own = evaluation.remaining(node, metric);
    if own.per_year.is_some() {
        return own;
    }
    let beneath = required::of(document, evaluation, node, metric, &Ask::default(), false).yearly;
    if beneath.per_year.is_some() { beneath } else { own }
}

fn share(value: Option<f64>, of: Option<f64>) -> Option<f64> {
    let (value, of) = (value?, of.filter(|of| *of > 0.0)?);
    Some(value / of).filter(|share| share.is_finite())
}

/// What was observed for a part of a year; nothing is added up here.
fn within_year(document: &Document, node: &NodeId, metric: &MetricId, period: Period) -> Reading {
    let units = document.plan.units();
    let Some(unit) = document.plan.metrics.get(metric).map(|metric| &metric.unit) else { return Reading::default() };
    let current = |key| document.actuals.current(key, period);
    let found = document.actuals.of_node_metric(node, metric).find_map(|(key, _)| current(key));
    let Some((observation, value)) = found.and_then(|o| Some((o, units.convert(o.value, &o.unit, unit).ok()?))) else {
        return Reading::default();
    };
    let illustrative = observation.status == Status::Illustrative;
    Reading { value: Some(value), basis: Basis::Actual, n: 1, of: 1, illustrative, ..Reading::default() }
}

/// True where any part of what the value of a period is made of is preliminary.
pub(super) fn is_preliminary(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId, period: Period) -> bool {
    if let Some(year) = period.as_year() {
        return evaluation.reading(node, metric, Layer::Actual, year).preliminary;
    }
    let mut series = document.actuals.of_node_metric(node, metric);
    series.find_map(|(key, _)| document.actuals.current(key, period)).is_some_and(|o| o.status == Status::Preliminary)
}
