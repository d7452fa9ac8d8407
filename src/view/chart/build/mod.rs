//! From a document and its evaluation to the specification of a chart, one file per kind.
//!
//! All words come from the language files, all numbers from the evaluation. What is missing is said, never drawn as zero;
//! what is illustrative is marked wherever any value shown is.

mod bubbles;
mod composition;
mod consistency;
mod foot;
mod growth;
mod laid;
mod look;
mod multiples;
mod overlay;
mod peers;
mod ranking;
mod timeline;
mod trajectory;
mod vintages;
mod waterfall;

pub use bubbles::bubbles;
pub use composition::composition;
pub use consistency::consistency;
pub use growth::growth;
pub use laid::{Laid, scenario_name};
pub use multiples::small_multiples;
pub use overlay::scenario_overlay;
pub use ranking::ranking;
pub use timeline::project_timeline;
pub use trajectory::{trajectory, trajectory_as_of, trajectory_known};
pub use vintages::vintages;
pub use waterfall::waterfall;

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
    build_with(kind, subject, &Laid::default())
}

/// The chart of a kind with scenarios laid over the subject; kinds that show none leave them out.
pub fn build_with(kind: ChartKind, subject: &Subject<'_>, laid: &Laid<'_>) -> Result<ChartSpec, ChartError> {
    match kind {
        ChartKind::Trajectory => trajectory(subject),
        ChartKind::Growth => growth(subject),
        ChartKind::Composition => composition(subject),
        ChartKind::Ranking => ranking(subject),
        ChartKind::Bubbles => bubbles(subject),
        ChartKind::Vintages => vintages(subject),
        ChartKind::ScenarioOverlay => scenario_overlay(subject, laid),
        ChartKind::Waterfall => waterfall(subject, laid),
        ChartKind::SmallMultiples => small_multiples(subject, laid),
        ChartKind::ProjectTimeline => {
            look::Look::of(subject)?;
            let Subject { document, evaluation, words, node, dimension, .. } = *subject;
            Ok(project_timeline(document, evaluation, words, node, dimension, None))
        }
        ChartKind::Consistency => consistency(subject),
    }
}

#[cfg(test)]
mod tests;
