//! States rolled up: the clusters of a member or the whole for one metric, and the metrics of a node.
//!
//! Each state counts its weight times 1 (achieved, on track), 0.5 (slipping) or 0 (off track); the mean over what has a state decides
//! by the bands of the plan. All achieved is achieved, where all can be judged. What has a target but no state is not counted, only
//! said: n of m, and the share of weights that is known.

use super::{Assessments, Cell, State};
use crate::base::{MetricId, NodeId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::accept::at_least;

/// States rolled up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RolledUp {
    /// The state of all together.
    pub state: State,
    /// The weighted mean, 0 to 1; `None` where nothing has a state.
    pub mean: Option<f64>,
    /// How many there are of each state, in the order of [`State::ALL`]; those without data have a target but no state.
    pub counts: [u32; 5],
    /// How many have a state.
    pub n: u32,
    /// How many have a target.
    pub of: u32,
    /// Weights of those that have a state ÷ weights of those that have a target, 0 to 1.
    pub covered: f64,
    /// True where any state rests on illustrative values.
    pub illustrative: bool,
}

/// The clusters beneath a node (for a cluster: itself) for one metric.
pub fn of_metric(document: &Document, evaluation: &Evaluation, assessments: &Assessments, node: &NodeId, metric: &MetricId) -> RolledUp {
    let weights = &document.plan.assessment.node_weights;
    let cells = evaluation
        .clusters_of(node)
        .map(|cluster| (assessments.cell(evaluation, &cluster, metric), weights.get(&cluster).copied().unwrap_or(1.0)));
    rolled(document, cells)
}

/// The metrics of one node.
pub fn of_node(document: &Document, evaluation: &Evaluation, assessments: &Assessments, node: &NodeId) -> RolledUp {
    let weights = &document.plan.assessment.metric_weights;
    let usual = if weights.is_empty() { 1.0 } else { 0.0 };
    let cells = document.plan.metrics.iter().map(|metric| {
        let weight = weights.get(&metric.id).copied().unwrap_or(usual);
        (assessments.cell(evaluation, node, &metric.id), weight)
    });
    rolled(document, cells)
}

fn rolled(document: &Document, cells: impl Iterator<Item = (Cell, f64)>) -> RolledUp {
    let mut result = RolledUp::default();
    let (mut all, mut known, mut sum) = (0.0, 0.0, 0.0);
    for (cell, weight) in cells.filter(|(cell, weight)| *weight > 0.0 && (cell.planned || cell.state != State::NoData)) {
        result.of += 1;
        all += weight;
        result.counts[State::ALL.iter().position(|state| *state == cell.state).unwrap_or(4)] += 1;
        let worth = match cell.state {
            State::Achieved | State::OnTrack => 1.0,
            State::Slipping => 0.5,
            State::OffTrack => 0.0,
            State::NoData => continue,
        };
        result.n += 1;
        known += weight;
        sum += weight * worth;
        result.illustrative |= cell.illustrative;
    }
    if known > 0.0 {
        let (mean, bands) = (sum / known, document.plan.assessment.roll_up_bands());
        result.mean = Some(mean);
        result.covered = known / all;
        result.state = if result.counts[0] == result.of {
            State::Achieved
        } else if at_least(mean, bands.on_track) {
            State::OnTrack
        } else if at_least(mean, bands.slipping) {
            State::Slipping
        } else {
            State::OffTrack
        };
    }
    result
}
