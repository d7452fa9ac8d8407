//! The commands that judge: `assess`, `score`, `forecast`, `warnings`.

pub mod assess;
pub mod forecast;
pub mod score;
pub mod warnings;

use super::names;
use super::output::Failure;
use crate::base::{MetricId, NodeId};
use crate::domain::Plan;
use crate::view::{Words, number};

/// The nodes asked for; all where none is named.
fn nodes(asked: &[String], plan: &Plan, words: &Words) -> Result<Vec<NodeId>, Failure> {
    if asked.is_empty() { Ok(plan.nodes().collect()) } else { names::nodes(asked, plan, words) }
}

/// The metrics asked for; all where none is named.
fn metrics(asked: &[String], plan: &Plan, words: &Words) -> Result<Vec<MetricId>, Failure> {
    if asked.is_empty() {
        return Ok(plan.metrics.iter().map(|metric| metric.id.clone()).collect());
    }
    asked.iter().map(|name| names::metric(name, plan, words)).collect()
}

/// A computed number for a cell; empty where there is none.
fn computed(value: Option<f64>) -> String {
    value.map(number::computed).unwrap_or_default()
}

/// A computed number for JSON, without the noise of binary fractions.
fn json_number(value: Option<f64>) -> serde_json::Value {
    value.and_then(|value| number::computed(value).parse::<f64>().ok()).into()
}

fn truth(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
