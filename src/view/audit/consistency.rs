//! The consistency view: which metrics have sums to be set side by side. The chart itself is built with the other charts.

use crate::base::{MetricId, NodeId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::audit::triangle;
use crate::view::{Words, wording};

/// The metrics for which at least two sums can be set side by side, with their names; the main metric's family first.
pub fn metrics(document: &Document, evaluation: &Evaluation, words: &Words) -> Vec<(MetricId, String)> {
    let triangles = triangle(document, evaluation, &NodeId::total());
    // What says most comes first: most corners, then most of them at the target.
    let mut found: Vec<(usize, MetricId)> =
        triangles.into_iter().map(|t| (t.corners.iter().filter(|c| c.target.is_some()).count(), t.metric)).collect();
    found.sort_by_key(|(corners, _)| std::cmp::Reverse(*corners));
    found.into_iter().map(|(_, metric)| (metric.clone(), wording::metric(words, &document.plan, &metric).to_owned())).collect()
}
