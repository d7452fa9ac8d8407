//! From a document and its evaluation to the specification of a chart, one file per kind.
//!
//! All words come from the language files, all numbers from the evaluation. What is missing is said, never drawn as zero;
//! what is illustrative is marked wherever any value shown is.

mod bubbles;
mod composition;
mod foot;
mod growth;
mod look;
mod peers;
mod ranking;
mod trajectory;
mod vintages;

pub use bubbles::bubbles;
pub use composition::composition;
pub use growth::growth;
pub use ranking::ranking;
pub use trajectory::{trajectory, trajectory_known};
pub use vintages::vintages;

use super::spec::{ChartKind, ChartSpec};
use crate::base::{DimensionId, MetricId, NodeId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::view::Words;

/// What a chart is to be about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its evaluation.
    pub evaluation: &'a Evaluation,
    /// The language.
    pub words: &'a Words,
    /// Of whom.
    pub node: &'a NodeId,
    /// What.
    pub metric: &'a MetricId,
    /// The dimension by which the whole is broken down and siblings are coloured; `None` for the plan's first.
    pub dimension: Option<&'a DimensionId>,
}

/// Why there is no chart at all: the key of a sentence in the language files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}")]
pub struct ChartError {
    /// The sentence's key.
    pub key: &'static str,
}

/// The chart of a kind. A chart without anything to show is a chart that says so; only a node or metric that the plan does
/// not have is an error.
pub fn build(kind: ChartKind, subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    match kind {
        ChartKind::Trajectory => trajectory(subject),
        ChartKind::Growth => growth(subject),
        ChartKind::Composition => composition(subject),
        ChartKind::Ranking => ranking(subject),
        ChartKind::Bubbles => bubbles(subject),
        ChartKind::Vintages => vintages(subject),
    }
}

#[cfg(test)]
mod tests;
