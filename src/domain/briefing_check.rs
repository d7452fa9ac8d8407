//! What a briefing names that the workspace no longer has. All of it is kept as it stands; this only tells.

use super::{Briefing, Plan, Scenario, Table};
use crate::base::{Diagnostic, Place};

/// The codes of this module.
pub const CODES: &[&str] = &[
    "briefing-node-unknown",
    "briefing-metric-unknown",
    "briefing-dimension-unknown",
    "briefing-scenario-unknown",
    "briefing-scheme-unknown",
];

/// Warnings about the nodes, metrics, dimensions, scenarios and schemes that items name and nobody has. The record of each is the item's id.
pub fn orphans(plan: &Plan, scenarios: &Table<Scenario>, briefing: &Briefing) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for item in &briefing.items {
        let place = || Place { record: Some(item.id.to_string()), ..Place::default() };
        if plan.node_kind(&item.node).is_none() {
            told.push(Diagnostic::warning("briefing-node-unknown", place()).arg("id", &item.node));
        }
        for metric in item.metrics.iter().filter(|metric| !plan.metrics.contains(*metric)) {
            told.push(Diagnostic::warning("briefing-metric-unknown", place()).arg("id", metric));
        }
        if let Some(dimension) = item.dimension.as_ref().filter(|dimension| !plan.dimensions.contains(*dimension)) {
            told.push(Diagnostic::warning("briefing-dimension-unknown", place()).arg("id", dimension));
        }
        for scenario in item.scenarios.iter().chain(&item.base).filter(|scenario| !scenarios.contains(*scenario)) {
            told.push(Diagnostic::warning("briefing-scenario-unknown", place()).arg("id", scenario));
        }
        if let Some(scheme) = item.scheme.as_ref().filter(|scheme| !plan.score_schemes.contains(*scheme)) {
            told.push(Diagnostic::warning("briefing-scheme-unknown", place()).arg("id", scheme));
        }
    }
    told
}
