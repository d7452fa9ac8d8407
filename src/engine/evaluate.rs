//! Every value of an evaluation as rows, for the command line: node by node, metric by metric, year by year.

use super::evaluation::Evaluation;
use super::reading::{Basis, Layer, Reading};
use crate::base::{MetricId, NodeId};
use crate::domain::Document;

/// One value with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluatedRow {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// When.
    pub year: i32,
    /// The plan's side ([`Layer::Plan`] or [`Layer::Path`]) or the actuals' ([`Layer::Actual`]).
    pub layer: Layer,
    /// The value in the metric's unit.
    pub value: f64,
    /// Where it comes from.
    pub basis: Basis,
    /// How it is made up.
    pub reading: Reading,
}

/// Every node × metric × year with a value, nodes and metrics in the plan's order, outside-clusters residuals at the end.
///
/// At most two rows for each: the plan's (the figure as stated, else the path with its sums, else what else follows from the
/// figures) and the actuals'.
pub fn rows<'a>(evaluation: &'a Evaluation, document: &'a Document) -> impl Iterator<Item = EvaluatedRow> + 'a {
    let frame = evaluation.frame();
    let places =
        (0..frame.nodes.len()).flat_map(move |node| (0..document.plan.metrics.len().min(frame.metrics.len())).map(move |m| (node, m)));
    let cells = places.flat_map(move |(node, metric)| (0..frame.years).map(move |year| (node, metric, year)));
    cells.flat_map(move |(node, metric, year)| {
        let found = [planned(evaluation, node, metric, year), actual(evaluation, node, metric, year)];
        found.into_iter().flatten().map(move |(layer, reading, value)| EvaluatedRow {
            node: frame.nodes[node].clone(),
            metric: frame.metrics[metric].clone(),
            year: frame.first_year + year as i32,
            layer,
            value,
            basis: reading.basis,
            reading,
        })
    })
}

type Found = Option<(Layer, Reading, f64)>;

fn planned(evaluation: &Evaluation, node: usize, metric: usize, year: usize) -> Found {
    let plan = evaluation.read(node, metric, Layer::Plan, year);
    if plan.basis == Basis::Stated {
        return plan.value.map(|value| (Layer::Plan, plan, value));
    }
    let path = evaluation.read(node, metric, Layer::Path, year);
    let of_path = path.value.map(|value| (Layer::Path, path, value));
    of_path.or_else(|| plan.value.map(|value| (Layer::Plan, plan, value)))
}

fn actual(evaluation: &Evaluation, node: usize, metric: usize, year: usize) -> Found {
    let actual = evaluation.read(node, metric, Layer::Actual, year);
    actual.value.map(|value| (Layer::Actual, actual, value))
}
