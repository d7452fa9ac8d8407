//! What a scenario names that the plan no longer has. All of it is kept as it stands; this only tells.

use super::{Lever, Plan, Project, Scenario, SpreadRule, Table};
use crate::base::{Diagnostic, MetricId, NodeId, Place, ScenarioId, UnitId, Units};

/// The codes of this module.
pub const CODES: &[&str] = &[
    "scenario-node-unknown",
    "scenario-metric-unknown",
    "scenario-project-unknown",
    "scenario-limit-unknown",
    "scenario-unit-unknown",
    "scenario-parent-unknown",
    "scenario-parent-ring",
];

/// Warnings about the nodes, metrics, projects, limits, units and parents that a scenario names and nobody has. The record of each
/// is the assumption's id, or the scenario's for what stands in its own table.
pub fn orphans(plan: &Plan, scenarios: &Table<Scenario>, scenario: &Scenario) -> Vec<Diagnostic> {
    let mut look = Look { plan, units: plan.units(), record: scenario.id.to_string(), told: Vec::new() };
    if let Some(parent) = &scenario.parent {
        if !scenarios.contains(parent) {
            look.tell("scenario-parent-unknown", parent);
        } else if ring(scenarios, &scenario.id, Some(parent)) {
            let place = Place { record: Some(look.record.clone()), ..Place::default() };
            look.told.push(Diagnostic::error("scenario-parent-ring", place).arg("text", ring_names(scenarios, scenario)));
        }
    }
    scenario.pins.iter().for_each(|node| look.node(node));
    for assumption in &scenario.assumptions {
        look.record = assumption.id.to_string();
        assumption.scope.within.iter().for_each(|node| look.node(node));
        assumption.metric.iter().for_each(|metric| look.metric(metric));
        look.lever(&assumption.lever);
    }
    look.told
}

/// True where `scenario` would stand above itself with this parent.
pub fn ring(scenarios: &Table<Scenario>, scenario: &ScenarioId, parent: Option<&ScenarioId>) -> bool {
    let mut above = parent;
    // No chain is longer than the table; a ring further up, without this scenario, must not hold the walk.
    for _ in 0..=scenarios.len() {
        match above {
            Some(id) if id == scenario => return true,
            Some(id) => above = scenarios.get(id).and_then(|above| above.parent.as_ref()),
            None => return false,
        }
    }
    false
}

/// The names along a ring of parents, from a scenario in it round to itself.
fn ring_names(scenarios: &Table<Scenario>, scenario: &Scenario) -> String {
    let above = |below: &&Scenario| below.parent.as_ref().and_then(|parent| scenarios.get(parent));
    let rest = std::iter::successors(above(&scenario), above).take_while(|one| one.id != scenario.id);
    let name = |one: &Scenario| if one.name.text.is_empty() { one.id.to_string() } else { one.name.text.clone() };
    let round: Vec<String> = std::iter::once(scenario).chain(rest).chain(std::iter::once(scenario)).map(name).collect();
    round.join(" → ")
}

/// True where `told`, found by [`orphans`], says already what the evaluation found wrong with the same scenario or assumption.
pub fn says_already(told: &Diagnostic, found: &Diagnostic) -> bool {
    let arg = |diagnostic: &Diagnostic, name: &str| diagnostic.args.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone());
    match told.code {
        "scenario-parent-ring" => found.code == "lever-parent-ring",
        code => CODES.contains(&code) && arg(told, "id").is_some_and(|id| arg(found, "text") == Some(id)),
    }
}

struct Look<'a> {
    plan: &'a Plan,
    units: Units,
    record: String,
    told: Vec<Diagnostic>,
}

impl Look<'_> {
    fn tell(&mut self, code: &'static str, id: impl std::fmt::Display) {
        let place = Place { record: Some(self.record.clone()), ..Place::default() };
        let finding = Diagnostic::warning(code, place).arg("id", id);
        // One name is often named many times, in a spread's holds or over several years.
        if !self.told.contains(&finding) {
            self.told.push(finding);
        }
    }

    fn node(&mut self, node: &NodeId) {
        if self.plan.node_kind(node).is_none() {
            self.tell("scenario-node-unknown", node);
        }
    }

    fn metric(&mut self, metric: &MetricId) {
        if !self.plan.metrics.contains(metric) {
            self.tell("scenario-metric-unknown", metric);
        }
    }

    fn unit(&mut self, unit: &UnitId) {
        if !self.units.knows(unit) {
            self.tell("scenario-unit-unknown", unit);
        }
    }

    fn lever(&mut self, lever: &Lever) {
        match lever {
            Lever::Basis(_) | Lever::GrowthSet { .. } | Lever::GrowthShift { .. } | Lever::LevelShock { .. } => {}
            Lever::Values { unit, .. } | Lever::RatioPath { unit, .. } => self.unit(unit),
            Lever::Project(lever) => {
                if let Some(project) = lever.project.as_ref().filter(|project| !self.plan.projects.contains(*project)) {
                    self.tell("scenario-project-unknown", project);
                }
                lever.own.iter().for_each(|own| self.own(own));
            }
            Lever::Limit { limit, unit, .. } => {
                if let Some(limit) = limit.as_ref().filter(|limit| !self.plan.limits.contains(*limit)) {
                    self.tell("scenario-limit-unknown", limit);
                }
                self.unit(unit);
            }
            Lever::Spread { unit, rule, holds, .. } => {
                self.unit(unit);
                holds.iter().for_each(|node| self.node(node));
                match rule {
                    SpreadRule::Metric(metric) => self.metric(metric),
                    SpreadRule::Weights(weights) => weights.keys().for_each(|node| self.node(node)),
                    SpreadRule::Value | SpreadRule::Year(_) | SpreadRule::Equal => {}
                }
            }
        }
    }

    fn own(&mut self, project: &Project) {
        self.node(&project.node);
        project.metric.iter().for_each(|metric| self.metric(metric));
        for quantity in [&project.investment, &project.land, &project.energy, &project.full_output].into_iter().flatten() {
            self.unit(&quantity.unit);
        }
    }
}
