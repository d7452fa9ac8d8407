//! Values by hand: a year's value of a node and metric is held, or let go.

use std::collections::BTreeMap;

use super::assumptions::free_assumption_id;
use super::{Built, ScenarioRefusal, called, open, put};
use crate::base::{MetricId, NodeId, ScenarioId, UnitId};
use crate::domain::{Assumption, Document, Edit, Lever, Scenario, Scope};

/// True where the assumption holds values of exactly this node and metric.
fn holds(assumption: &Assumption, node: &NodeId, metric: &MetricId) -> bool {
    let by_hand = matches!(assumption.lever, Lever::Values { .. });
    by_hand && assumption.metric.as_ref() == Some(metric) && assumption.scope.within.as_slice() == std::slice::from_ref(node)
}

/// Holds values of a node and metric, each in `unit`.
///
/// The scenario's assumption that holds values of the node and metric already takes them up, where it still has the last word:
/// where nothing behind it could move them again. Otherwise a new one at the end does, and older holds of these years are let go.
pub fn hold(
    document: &Document,
    scenario: &ScenarioId,
    (node, metric): (&NodeId, &MetricId),
    values: &BTreeMap<i32, f64>,
    unit: &UnitId,
) -> Built {
    if let Some(value) = values.values().find(|value| !value.is_finite()) {
        return Err(ScenarioRefusal::NotANumber { text: value.to_string() });
    }
    let mut scenario = open(document, scenario)?.clone();
    if values.is_empty() {
        return Ok(Edit::default());
    }
    match taking_up(document, &scenario, (node, metric), values, unit) {
        Some((at, converted)) => {
            if let Lever::Values { values: known, .. } = &mut scenario.assumptions[at].lever {
                known.extend(converted);
            }
        }
        None => {
            let_go(&mut scenario, node, metric, |year| values.contains_key(&year));
            let lever = Lever::Values { values: values.clone(), unit: unit.clone() };
            let id = free_assumption_id(&scenario, lever.word());
            scenario.assumptions.push(Assumption::new(id, Scope::of(node), Some(metric.clone()), lever));
        }
    }
    Ok(put(document, scenario))
}

/// The assumption that takes values up, and the values in its unit.
fn taking_up(
    document: &Document,
    scenario: &Scenario,
    (node, metric): (&NodeId, &MetricId),
    values: &BTreeMap<i32, f64>,
    unit: &UnitId,
) -> Option<(usize, BTreeMap<i32, f64>)> {
    let moves = |assumption: &Assumption| !matches!(assumption.lever, Lever::Values { .. } | Lever::Basis(_) | Lever::Limit { .. });
    let after_last_mover = scenario.assumptions.iter().rposition(moves).map_or(0, |at| at + 1);
    let fits = |assumption: &Assumption| {
        let spans = |(from, to): (i32, i32)| values.keys().all(|year| (from..=to).contains(year));
        assumption.on && holds(assumption, node, metric) && assumption.years.is_none_or(spans)
    };
    let at = scenario.assumptions.iter().rposition(fits).filter(|at| *at >= after_last_mover)?;
    let Lever::Values { unit: known, .. } = &scenario.assumptions[at].lever else { return None };
    if known == unit {
        return Some((at, values.clone()));
    }
    let units = document.plan.units();
    let converted = values.iter().map(|(year, value)| {
        let value = units.convert(*value, unit, known).ok().filter(|value| value.is_finite())?;
        Some((*year, value))
    });
    converted.collect::<Option<_>>().map(|converted| (at, converted))
}

/// Lets go the values that a scenario holds of a node and metric in some years. An assumption that holds nothing any more goes with
/// its last value. Years that a scenario above holds can only be let go there.
pub fn release(document: &Document, scenario: &ScenarioId, (node, metric): (&NodeId, &MetricId), years: &[i32]) -> Built {
    let before = open(document, scenario)?;
    let mut after = before.clone();
    let_go(&mut after, node, metric, |year| years.contains(&year));
    if after != *before {
        return Ok(put(document, after));
    }
    let mut above = before.parent.as_ref().and_then(|parent| document.scenarios.get(parent));
    for _ in 0..document.scenarios.len() {
        let Some(scenario) = above else { break };
        let held = |assumption: &Assumption| {
            let Lever::Values { values, .. } = &assumption.lever else { return false };
            assumption.on && holds(assumption, node, metric) && years.iter().any(|year| values.contains_key(year))
        };
        if scenario.assumptions.iter().any(held) {
            return Err(ScenarioRefusal::HeldAbove { name: called(scenario) });
        }
        above = scenario.parent.as_ref().and_then(|parent| document.scenarios.get(parent));
    }
    Ok(Edit::default())
}

fn let_go(scenario: &mut Scenario, node: &NodeId, metric: &MetricId, goes: impl Fn(i32) -> bool) {
    scenario.assumptions.retain_mut(|assumption| {
        if !holds(assumption, node, metric) {
            return true;
        }
        let Lever::Values { values, .. } = &mut assumption.lever else { return true };
        let before = values.len();
        values.retain(|year, _| !goes(*year));
        !values.is_empty() || before == 0
    });
}
