//! `compare`: two scenarios side by side, with their differences and, on request, the way from one to the other.

use serde_json::{Value, json};

use super::args::{CompareArgs, TableFormat};
use super::evaluate::{part, unit};
use super::output::{Failure, Out, cell, hint_at_findings};
use super::{Exit, names, open};
use crate::base::{MetricId, NodeId};
use crate::domain::Plan;
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::scenario::compare::{difference, waterfall};
use crate::engine::{Evaluation, Reading};
use crate::view::{Words, number, wording};

/// What stands in `kind` for a value and for a part of it.
const KINDS: [&str; 2] = ["value", "part"];
const COLUMNS: [&str; 16] = [
    "node",
    "node_name",
    "metric",
    "period",
    "unit",
    "kind",
    "part",
    "base",
    "with",
    "absolute",
    "relative",
    "base_n",
    "base_of",
    "with_n",
    "with_of",
    "illustrative",
];

/// One row: a value in both scenarios, or what one part adds to it in both.
struct Row<'a> {
    node: &'a NodeId,
    metric: &'a MetricId,
    year: i32,
    part: Option<String>,
    base: Option<f64>,
    other: Option<f64>,
    absolute: Option<f64>,
    relative: Option<f64>,
    readings: [Reading; 2],
}

/// Runs the command.
pub fn run(args: &CompareArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let plan = &*document.plan;
    let base = names::scenario(&args.base, &document.scenarios, words)?;
    let other = names::scenario(&args.with, &document.scenarios, words)?;
    let asked = names::nodes(&args.node, plan, words)?;
    let metrics: Vec<MetricId> = match args.metric.as_slice() {
        [] => plan.metrics.iter().map(|metric| metric.id.clone()).collect(),
        some => some.iter().map(|name| names::metric(name, plan, words)).collect::<Result<_, _>>()?,
    };
    let evaluation = Evaluation::of(document);
    let nodes: &[NodeId] = if asked.is_empty() { evaluation.nodes() } else { &asked };
    let [base, other] = [base, other].map(|scenario| names::evaluated(document, &evaluation, scenario.as_ref()));
    let of_scenarios = [&base, &other].into_iter().filter(|one| one.scenario().is_some()).flat_map(|one| one.diagnostics());
    let found = opened.diagnostics.iter().chain(evaluation.diagnostics()).chain(of_scenarios);
    let found = hint_at_findings(found, &args.workspace, words);
    let years: Vec<i32> = evaluation.years().filter(|year| args.year.is_empty() || args.year.contains(year)).collect();
    let (metrics, years) = (&metrics, &years);
    let series = nodes.iter().flat_map(|node| metrics.iter().map(move |metric| (node, metric)));
    let places = series.flat_map(|(node, metric)| years.iter().map(move |year| (node, metric, *year)));
    let rows = places.flat_map(|place| of_value(&base, &other, place, args.contributions));
    match args.format {
        TableFormat::Csv => {
            let mut csv = out.csv()?;
            csv.write_record(COLUMNS)?;
            for row in rows {
                csv.write_record(cells(&row, plan, words))?;
            }
            csv.flush()?;
        }
        TableFormat::Json => out.json(rows.map(|row| json(&row, plan, words)))?,
    }
    Ok(found)
}

/// The row of a value, where either scenario has one, and those of its parts where they are asked for.
fn of_value<'a>(
    base: &ScenarioEvaluation,
    other: &ScenarioEvaluation,
    (node, metric, year): (&'a NodeId, &'a MetricId, i32),
    parts: bool,
) -> Vec<Row<'a>> {
    let found = difference(base, other, node, metric, year);
    if found.base.value.is_none() && found.other.value.is_none() {
        return Vec::new();
    }
    let (absolute, relative, readings) = (found.absolute, found.relative, [found.base, found.other]);
    let mut rows =
        vec![Row { node, metric, year, part: None, base: found.base.value, other: found.other.value, absolute, relative, readings }];
    if parts {
        let steps = waterfall(base, other, node, metric, year).steps.into_iter();
        rows.extend(steps.map(|step| Row {
            node,
            metric,
            year,
            part: Some(part(&step.part)),
            base: Some(step.base),
            other: Some(step.other),
            absolute: Some(step.amount()),
            relative: None,
            readings,
        }));
    }
    rows
}

fn cells(row: &Row<'_>, plan: &Plan, words: &Words) -> Vec<String> {
    let value = |value: Option<f64>| value.map(number::computed).unwrap_or_default();
    let [base, other] = &row.readings;
    vec![
        cell(row.node.as_str()).into_owned(),
        cell(&wording::node(words, plan, row.node)).into_owned(),
        cell(row.metric.as_str()).into_owned(),
        row.year.to_string(),
        cell(unit(row.metric, plan)).into_owned(),
        KINDS[usize::from(row.part.is_some())].to_owned(),
        cell(row.part.as_deref().unwrap_or_default()).into_owned(),
        value(row.base),
        value(row.other),
        value(row.absolute),
        value(row.relative),
        base.n.to_string(),
        base.of.to_string(),
        other.n.to_string(),
        other.of.to_string(),
        (base.illustrative || other.illustrative).to_string(),
    ]
}

fn json(row: &Row<'_>, plan: &Plan, words: &Words) -> Value {
    let value = |value: Option<f64>| value.map(|value| number::computed(value).parse::<f64>().unwrap_or(value));
    let [base, other] = &row.readings;
    json!({
        "node": row.node.as_str(),
        "node_name": wording::node(words, plan, row.node),
        "metric": row.metric.as_str(),
        "period": row.year.to_string(),
        "unit": unit(row.metric, plan),
        "kind": KINDS[usize::from(row.part.is_some())],
        "part": row.part.as_deref(),
        "base": value(row.base),
        "with": value(row.other),
        "absolute": value(row.absolute),
        "relative": value(row.relative),
        "base_n": base.n,
        "base_of": base.of,
        "with_n": other.n,
        "with_of": other.of,
        "illustrative": base.illustrative || other.illustrative,
    })
}
