//! The commands that judge: `assess`, `score`, `forecast`, `warnings`.

pub mod assess;
pub mod forecast;
pub mod score;
pub mod warnings;

use super::Exit;
use super::args::ALL;
use super::output::Failure;
use crate::base::{MetricId, NodeId};
use crate::domain::Plan;
use crate::view::{Words, number};

/// The nodes asked for, in the plan's order where all are meant.
fn nodes(asked: &[String], plan: &Plan, words: &Words) -> Result<Vec<NodeId>, Failure> {
    if asked.is_empty() || asked.iter().any(|name| name == ALL) {
        return Ok(plan.nodes().collect());
    }
    let known = |name: &String| {
        let node = NodeId::new(name);
        plan.node_kind(&node).is_some().then_some(node).ok_or_else(|| {
            let examples: Vec<String> = plan.nodes().take(4).map(|node| node.to_string()).collect();
            let message = words.with("cli-no-such-node", &[("name", name), ("examples", &examples.join(", "))]);
            Failure::Said(message, Exit::WrongUse)
        })
    };
    asked.iter().map(known).collect()
}

/// The metrics asked for; all where none is named.
fn metrics(asked: &[String], plan: &Plan, words: &Words) -> Result<Vec<MetricId>, Failure> {
    if asked.is_empty() {
        return Ok(plan.metrics.iter().map(|metric| metric.id.clone()).collect());
    }
    let known = |name: &String| {
        plan.metrics.get(name.as_str()).map(|metric| metric.id.clone()).ok_or_else(|| {
            let choices: Vec<&str> = plan.metrics.iter().map(|metric| metric.id.as_str()).collect();
            let message = words.with("cli-no-such-metric", &[("name", name), ("choices", &choices.join(", "))]);
            Failure::Said(message, Exit::WrongUse)
        })
    };
    asked.iter().map(known).collect()
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
