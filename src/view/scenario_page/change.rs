//! A value entered directly, by dragging a point or typing into a year, becomes the assumption that makes it so.
//!
//! A cluster's value is held by hand; a total is spread over what lies beneath; a ratio follows a path. What is computed by any
//! other formula is refused in words.

use std::collections::BTreeMap;

use super::card::is_leaf;
use super::kind::is_ratio;
use crate::base::{AssumptionId, Diagnostic, MetricId, NodeId, Place, ScenarioId, UnitId};
use crate::domain::scenario_edit::{self, Built};
use crate::domain::{Assumption, Document, Edit, Lever, MetricKind, Plan, RollUp, Scenario, Scope, SpreadRule};

/// What entering a value of a node and metric does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The value is held by hand.
    Hold,
    /// The total is spread.
    Spread,
    /// The ratio follows a path.
    Ratio,
    /// The value is computed and cannot be entered.
    Computed,
}

/// What entering a value of a node and metric would do.
pub fn way(plan: &Plan, node: &NodeId, metric: &MetricId) -> Way {
    match plan.metrics.get(metric) {
        None => Way::Computed,
        Some(of) if matches!(of.kind, MetricKind::Derived { .. }) => {
            if is_ratio(plan, metric) {
                Way::Ratio
            } else {
                Way::Computed
            }
        }
        Some(of) if of.roll_up() == RollUp::Sum && !is_leaf(plan, node) => Way::Spread,
        Some(_) => Way::Hold,
    }
}

/// What is entered: years with values in the metric's unit.
pub struct Entered<'a> {
    /// The scenario.
    pub scenario: &'a ScenarioId,
    /// Of whom.
    pub node: &'a NodeId,
    /// What.
    pub metric: &'a MetricId,
    /// Values by year.
    pub values: BTreeMap<i32, f64>,
}

/// The change that makes entered values so. A total is spread by the rule and with the holds of the spread that is there
/// already, else in proportion to the values.
pub fn put(document: &Document, entered: &Entered<'_>) -> Result<Edit, Diagnostic> {
    let unit = unit(&document.plan, entered.metric);
    let built = match way(&document.plan, entered.node, entered.metric) {
        Way::Hold => scenario_edit::hold(document, entered.scenario, (entered.node, entered.metric), &entered.values, &unit),
        Way::Spread => spread(document, entered, &SpreadBy::default()),
        Way::Ratio => ratio(document, entered),
        Way::Computed => {
            return Err(Diagnostic::error("scenario-value-computed", Place::default()));
        }
    };
    built.map_err(|refusal| refusal.diagnostic())
}

/// How a total is to be spread; `None` keeps what an earlier spread of the same total said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpreadBy {
    /// The rule.
    pub rule: Option<SpreadRule>,
    /// What must not move.
    pub holds: Option<Vec<NodeId>>,
}

/// The change that spreads entered totals.
pub fn spread(document: &Document, entered: &Entered<'_>, by: &SpreadBy) -> Built<Edit> {
    let unit = unit(&document.plan, entered.metric);
    let known = last_word(document, entered, |lever| matches!(lever, Lever::Spread { .. }));
    let lever = |before: Option<&Lever>| {
        let (mut totals, mut rule, mut holds) = match before {
            Some(Lever::Spread { totals, rule, holds, unit: of, .. }) => {
                (in_unit(document, totals, of, &unit), rule.clone(), holds.clone())
            }
            _ => Default::default(),
        };
        totals.extend(entered.values.clone());
        rule = by.rule.clone().unwrap_or(rule);
        holds = by.holds.clone().unwrap_or(holds);
        Lever::Spread { totals, unit: unit.clone(), rule, holds }
    };
    take_up(document, entered, known, lever)
}

/// The rule and the holds of the spread of exactly this total that has the last word; in proportion and without holds where there is
/// none.
pub(super) fn spread_before(document: &Document, scenario: &ScenarioId, node: &NodeId, metric: &MetricId) -> (SpreadRule, Vec<NodeId>) {
    let entered = Entered { scenario, node, metric, values: BTreeMap::new() };
    match last_word(document, &entered, |lever| matches!(lever, Lever::Spread { .. })).map(|assumption| &assumption.lever) {
        Some(Lever::Spread { rule, holds, .. }) => (rule.clone(), holds.clone()),
        _ => Default::default(),
    }
}

/// The change that lets a ratio follow entered values.
fn ratio(document: &Document, entered: &Entered<'_>) -> Built<Edit> {
    let unit = unit(&document.plan, entered.metric);
    let known = last_word(document, entered, |lever| matches!(lever, Lever::RatioPath { .. }));
    let lever = |before: Option<&Lever>| {
        let mut values = match before {
            Some(Lever::RatioPath { values, unit: of }) => in_unit(document, values, of, &unit),
            _ => BTreeMap::new(),
        };
        values.extend(entered.values.clone());
        Lever::RatioPath { values, unit: unit.clone() }
    };
    take_up(document, entered, known, lever)
}

fn take_up(document: &Document, entered: &Entered<'_>, known: Option<&Assumption>, lever: impl Fn(Option<&Lever>) -> Lever) -> Built<Edit> {
    match known {
        Some(assumption) => {
            let changed = Assumption { lever: lever(Some(&assumption.lever)), ..assumption.clone() };
            scenario_edit::replace(document, entered.scenario, changed)
        }
        None => {
            let lever = lever(None);
            let id = AssumptionId::new(lever.word());
            let fresh = Assumption::new(id, Scope::of(entered.node), Some(entered.metric.clone()), lever);
            scenario_edit::add(document, entered.scenario, fresh).map(|(_, edit)| edit)
        }
    }
}

/// The assumption of this kind about exactly the node and metric, where nothing behind it moves values again.
fn last_word<'a>(document: &'a Document, entered: &Entered<'_>, is: impl Fn(&Lever) -> bool) -> Option<&'a Assumption> {
    let scenario = document.scenarios.get(entered.scenario)?;
    let moves = |assumption: &&Assumption| assumption.on && !matches!(assumption.lever, Lever::Basis(_) | Lever::Limit { .. });
    let last = scenario.assumptions.iter().rfind(moves)?;
    let about = last.scope.within.as_slice() == std::slice::from_ref(entered.node) && last.metric.as_ref() == Some(entered.metric);
    (about && is(&last.lever)).then_some(last)
}

fn in_unit(document: &Document, values: &BTreeMap<i32, f64>, from: &UnitId, to: &UnitId) -> BTreeMap<i32, f64> {
    let units = document.plan.units();
    values.iter().filter_map(|(year, value)| Some((*year, units.convert(*value, from, to).ok()?))).collect()
}

pub(super) fn unit(plan: &Plan, metric: &MetricId) -> UnitId {
    plan.metrics.get(metric).map_or_else(|| UnitId::new("1"), |metric| metric.unit.clone())
}

/// The change that lets entered values of some years go: those held by hand, and the totals or ratios entered.
pub fn release(document: &Document, scenario: &ScenarioId, node: &NodeId, metric: &MetricId, years: &[i32]) -> Result<Edit, Diagnostic> {
    let refused = |refusal: scenario_edit::ScenarioRefusal| refusal.diagnostic();
    let Some(of) = document.scenarios.get(scenario) else { return Ok(Edit::default()) };
    let about = |a: &Assumption| a.scope.within.as_slice() == std::slice::from_ref(node) && a.metric.as_ref() == Some(metric);
    let mut after: Scenario = of.clone();
    after.assumptions.retain_mut(|assumption| {
        if !about(assumption) {
            return true;
        }
        let (Lever::Spread { totals: values, .. } | Lever::RatioPath { values, .. }) = &mut assumption.lever else { return true };
        let before = values.len();
        values.retain(|year, _| !years.contains(year));
        !values.is_empty() || before == 0
    });
    if after != *of && !of.locked {
        return Ok(Edit::scenario(&document.scenarios, after));
    }
    scenario_edit::release(document, scenario, (node, metric), years).map_err(refused)
}
