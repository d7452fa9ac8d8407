//! Lays a scenario out as text: keys in a fixed order, a blank line between assumptions.

use std::collections::BTreeMap;
use std::fmt::Display;

use toml::Value;

use super::FORMAT;
use crate::base::NodeId;
use crate::domain::{Assumption, BasisLine, Lever, ProjectLever, Reach, Scenario, SpreadRule};
use crate::io::plan_file::lines::{Inline, Lines};
use crate::io::plan_file::number_text::{bound, number};
use crate::io::plan_file::toml_text::{array, string};
use crate::io::plan_file::write::{is_block, project_keys};

/// The scenario as the text of its file.
pub fn write(scenario: &Scenario) -> String {
    let mut out = Lines { text: String::with_capacity(512 + scenario.assumptions.len() * 300) };
    out.whole("format", FORMAT);
    let (tables, values): (Vec<_>, Vec<_>) = scenario.extra.iter().partition(|(_, of): &(_, &Value)| is_block(of));
    for (name, of) in values {
        out.value(name, of);
    }
    out.text.push_str("\n[scenario]\n");
    out.label("name", &scenario.name);
    scenario.parent.iter().for_each(|parent| out.string("parent", parent.as_str()));
    out.filled("note", &scenario.note);
    if scenario.locked {
        truth(&mut out, "locked", true);
    }
    if !scenario.pins.is_empty() {
        nodes(&mut out, "pins", &scenario.pins);
    }
    out.extra(&scenario.scenario_extra);
    scenario.assumptions.iter().for_each(|row| assumption(&mut out, row));
    for (name, of) in tables {
        out.block(name, of);
    }
    out.text
}

fn assumption(out: &mut Lines, row: &Assumption) {
    out.head("assumption", row.id.as_str());
    if !row.name.text.is_empty() || !row.name.translations.is_empty() {
        out.label("name", &row.name);
    }
    if !row.on {
        truth(out, "on", false);
    }
    out.string("kind", row.lever.word());
    row.metric.iter().for_each(|metric| out.string("metric", metric.as_str()));
    if !row.scope.within.is_empty() {
        nodes(out, "within", &row.scope.within);
    }
    if row.scope.reach != Reach::default() {
        out.string("reach", row.scope.reach.word());
    }
    if let Some((from, to)) = row.years {
        out.whole("from", from.into());
        out.whole("to", to.into());
    }
    lever(out, &row.lever);
    if let Some((low, high)) = row.range {
        amount(out, "low", low);
        amount(out, "high", high);
    }
    out.filled("note", &row.note);
    out.filled("source", &row.source);
    out.extra(&row.extra);
    // A table of its own, so it must come last.
    if let Lever::Project(ProjectLever { own: Some(own), .. }) = &row.lever {
        out.text.push_str("[assumption.own]\n");
        out.string("id", own.id.as_str());
        project_keys(out, own);
    }
}

fn lever(out: &mut Lines, lever: &Lever) {
    match lever {
        Lever::Basis(line) => {
            out.string("basis", line.word());
            if let BasisLine::Growth { rate: Some(rate) } = line {
                amount(out, "rate", *rate);
            }
        }
        Lever::GrowthSet { rate } => amount(out, "rate", *rate),
        Lever::GrowthShift { points } => amount(out, "points", *points),
        Lever::LevelShock { factor, recovery } => {
            amount(out, "factor", *factor);
            match recovery {
                Some(years) => out.whole("recovery", (*years).into()),
                None => out.string("recovery", "never"),
            }
        }
        Lever::Values { values, unit } | Lever::RatioPath { values, unit } => {
            numbers(out, "values", values);
            out.string("unit", unit.as_str());
        }
        Lever::Project(project) => project_lever(out, project),
        Lever::Limit { limit, bound: of, unit } => {
            limit.iter().for_each(|limit| out.string("limit", limit.as_str()));
            out.string("value", &bound(of));
            out.string("unit", unit.as_str());
        }
        Lever::Spread { totals, unit, rule, holds } => {
            numbers(out, "totals", totals);
            out.string("unit", unit.as_str());
            spread_rule(out, rule);
            if !holds.is_empty() {
                nodes(out, "holds", holds);
            }
        }
    }
}

fn project_lever(out: &mut Lines, lever: &ProjectLever) {
    let usual = ProjectLever::default();
    lever.project.iter().for_each(|project| out.string("project", project.as_str()));
    lever.on_stream.iter().for_each(|period| out.string("on-stream", &period.to_string()));
    if lever.delay_months != usual.delay_months {
        amount(out, "delay-months", lever.delay_months);
    }
    if lever.scale != usual.scale {
        amount(out, "scale", lever.scale);
    }
    if lever.cancelled {
        truth(out, "cancelled", true);
    }
}

fn spread_rule(out: &mut Lines, rule: &SpreadRule) {
    out.string("rule", rule.word());
    match rule {
        SpreadRule::Value | SpreadRule::Equal => {}
        SpreadRule::Metric(metric) => out.string("rule-metric", metric.as_str()),
        SpreadRule::Year(year) => out.whole("rule-year", (*year).into()),
        SpreadRule::Weights(weights) => numbers(out, "weights", weights),
    }
}

fn truth(out: &mut Lines, name: &str, truth: bool) {
    out.value(name, &Value::Boolean(truth));
}

fn amount(out: &mut Lines, name: &str, of: f64) {
    out.key(name);
    out.text.push_str(&number(of));
    out.text.push('\n');
}

fn nodes(out: &mut Lines, name: &str, list: &[NodeId]) {
    out.key(name);
    array(&mut out.text, list, |text, node| string(text, node.as_str()));
    out.text.push('\n');
}

fn numbers(out: &mut Lines, name: &str, list: &BTreeMap<impl Display, f64>) {
    out.key(name);
    let mut entry = Inline::new(out, "");
    for (of, amount) in list {
        entry.name(&of.to_string());
        entry.text.push_str(&number(*amount));
    }
    entry.end("\n");
}
