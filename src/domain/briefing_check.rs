//! What a briefing names that the workspace does not have. All of it is kept as it stands; this only tells.

use super::{Briefing, Plan, Scenario, Table, When};
use crate::base::{Diagnostic, Place};

/// The codes of this module.
pub const CODES: &[&str] = &[
    "briefing-node-unknown",
    "briefing-metric-unknown",
    "briefing-dimension-unknown",
    "briefing-scenario-unknown",
    "briefing-scheme-unknown",
    "briefing-running-total",
];

/// Warnings about periods that end no stretch of the plan's year, and about the nodes, metrics, dimensions, scenarios and schemes that items name and nobody has. The record of each is the item's id.
pub fn orphans(plan: &Plan, scenarios: &Table<Scenario>, briefing: &Briefing) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let elsewhere = |when: When, place: Place| {
        let When::At(period) = when else { return None };
        let told = Diagnostic::warning("briefing-running-total", place).arg("text", period);
        let told = told.arg("month", plan.info.first_month()).arg("example", plan.info.to_date(period));
        (!plan.info.counts(period)).then_some(told)
    };
    told.extend(elsewhere(briefing.when, Place::default()));
    for item in &briefing.items {
        let place = || Place { record: Some(item.id.to_string()), ..Place::default() };
        told.extend(item.when.and_then(|when| elsewhere(when, place())));
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
