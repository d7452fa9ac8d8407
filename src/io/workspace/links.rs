//! Whether actuals speak of nodes, metrics, coverages and units that the plan knows. What they say is kept either way.

use rustc_hash::FxHashSet;

use crate::base::{CoverageId, Diagnostic, MetricId, NodeId, Place, UnitId};
use crate::domain::{Actuals, Plan};
use crate::io::findings::Findings;

/// The codes of this module.
pub const CODES: &[&str] = &["actuals-node-unknown", "actuals-metric-unknown", "actuals-coverage-unknown", "actuals-unit-unknown"];

/// Tells each unknown name once.
pub fn check(plan: &Plan, actuals: &Actuals, units: &[(String, Vec<UnitId>)], found: &mut Findings) {
    let mut nodes: FxHashSet<&NodeId> = FxHashSet::default();
    let mut metrics: FxHashSet<&MetricId> = FxHashSet::default();
    let mut coverages: FxHashSet<&CoverageId> = FxHashSet::default();
    let mut last: Option<&NodeId> = None;
    let file =
        |list: &[crate::domain::Observation]| list.first().map_or_else(Place::default, |o| Place::file(super::actuals_name(&o.file)));
    for (key, list) in actuals.series() {
        if last != Some(&key.node) && nodes.insert(&key.node) && plan.node_kind(&key.node).is_none() {
            found.tell(Diagnostic::warning("actuals-node-unknown", file(list)).arg("id", &key.node));
        }
        last = Some(&key.node);
        if metrics.insert(&key.metric) && !plan.metrics.contains(&key.metric) {
            found.tell(Diagnostic::warning("actuals-metric-unknown", file(list)).arg("id", &key.metric));
        }
        if let Some(coverage) = &key.coverage
            && coverages.insert(coverage)
            && !plan.coverages.contains(coverage)
        {
            found.tell(Diagnostic::warning("actuals-coverage-unknown", file(list)).arg("id", coverage));
        }
    }
    let known = plan.units();
    for (file, units) in units {
        for unit in units.iter().filter(|unit| !known.knows(unit)) {
            found.tell(Diagnostic::warning("actuals-unit-unknown", Place::file(file)).arg("id", unit));
        }
    }
}
