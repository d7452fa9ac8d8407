//! Nodes, metrics and scenarios as the arguments name them: by id, or refused with those there are.

use std::collections::BTreeSet;

use super::Exit;
use super::args::ALL;
use super::output::Failure;
use crate::base::{MetricId, NodeId, Period, ScenarioId};
use crate::domain::{Document, Plan, PlanInfo, Scenario, Table};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::view::Words;

/// The name under which the plan itself stands among scenarios.
pub const PLAN: &str = "plan";

/// The nodes asked for, each once; `all` stands for all of the plan.
pub fn nodes(asked: &[String], plan: &Plan, words: &Words) -> Result<Vec<NodeId>, Failure> {
    let mut nodes: Vec<NodeId> = Vec::new();
    for name in asked {
        if name == ALL {
            nodes.extend(plan.nodes());
            continue;
        }
        let node = NodeId::new(name);
        if plan.node_kind(&node).is_none() {
            let examples: Vec<String> = plan.nodes().take(4).map(|node| node.to_string()).collect();
            let message = words.with("cli-no-such-node", &[("name", name), ("examples", &examples.join(", "))]);
            return Err(Failure::Said(message, Exit::WrongUse));
        }
        nodes.push(node);
    }
    let mut seen = BTreeSet::new();
    nodes.retain(|node| seen.insert(node.clone()));
    Ok(nodes)
}

/// The period of an argument, counted in the plan's years; a running total that does not start with the plan's year is refused.
pub fn period(asked: Option<Period>, info: &PlanInfo, words: &Words) -> Result<Option<Period>, Failure> {
    let Some(period) = asked.filter(|period| !info.counts(*period)) else {
        return Ok(asked.map(|period| period.in_years_from(info.first_month())));
    };
    let (year, month) = period.last_calendar_month();
    let last = Period::month(year, month).unwrap_or(period);
    let [period, example, last] = [period, info.to_date(period), last].map(|period| period.to_string());
    let args = [("period", &*period), ("month", &info.first_month().to_string()), ("example", &example), ("last", &last)];
    Err(Failure::Said(words.with("cli-period-elsewhere", &args), Exit::WrongUse))
}

/// The metric of an id.
pub fn metric(name: &str, plan: &Plan, words: &Words) -> Result<MetricId, Failure> {
    let found = plan.metrics.get(name).map(|metric| metric.id.clone());
    found.ok_or_else(|| {
        let known: Vec<&str> = plan.metrics.iter().map(|metric| metric.id.as_str()).collect();
        Failure::Said(words.with("cli-no-such-metric", &[("name", name), ("choices", &known.join(", "))]), Exit::WrongUse)
    })
}

/// The scenario of an id; `None` for the plan itself.
pub fn scenario(name: &str, scenarios: &Table<Scenario>, words: &Words) -> Result<Option<ScenarioId>, Failure> {
    if name == PLAN {
        return Ok(None);
    }
    let found = scenarios.get(name).map(|scenario| Some(scenario.id.clone()));
    found.ok_or_else(|| {
        let known: Vec<&str> = std::iter::once(PLAN).chain(scenarios.iter().map(|scenario| scenario.id.as_str())).collect();
        Failure::Said(words.with("cli-no-scenario", &[("name", name), ("choices", &known.join(", "))]), Exit::WrongUse)
    })
}

/// The evaluation of a scenario, or of the plan as one.
pub fn evaluated(document: &Document, evaluation: &Evaluation, scenario: Option<&ScenarioId>) -> ScenarioEvaluation {
    match scenario {
        Some(scenario) => ScenarioEvaluation::of(document, evaluation, scenario),
        None => ScenarioEvaluation::plan(document, evaluation),
    }
}
