//! `evaluate`: every value of every node, metric and year in long form.

use serde_json::json;

use super::args::{EvaluateArgs, TableFormat};
use super::output::{Failure, Out, cell, hint_at_findings};
use super::{Exit, open};
use crate::domain::{Document, Plan};
use crate::engine::evaluate::{EvaluatedRow, rows};
use crate::engine::{Basis, Evaluation, Layer};
use crate::view::{Words, number, wording};

/// The name under which the plan itself stands among scenarios.
const PLAN: &str = "plan";
/// The name under which stands what was observed, so that no two rows are about the same.
const ACTUAL: &str = "actual";
/// `n` and `of` say how many clusters a sum is made of and how many there are: a sum with gaps must not pass for a whole one.
/// `illustrative` is true where any part of the value was made up to show the program.
const COLUMNS: [&str; 11] = ["scenario", "node", "node_name", "metric", "period", "value", "unit", "basis", "n", "of", "illustrative"];

/// Runs the command.
pub fn run(args: &EvaluateArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    if let Some(name) = args.scenario.iter().find(|name| *name != PLAN) {
        return Err(Failure::Said(words.with("cli-no-scenario", &[("name", name)]), Exit::WrongUse));
    }
    let opened = open(&args.workspace, words)?;
    let evaluation = Evaluation::of(&opened.document);
    let found = hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.workspace, words);
    match args.format {
        TableFormat::Csv => csv(&opened.document, &evaluation, words, out)?,
        TableFormat::Json => {
            let plan = &opened.document.plan;
            out.json(rows(&evaluation, &opened.document).map(|row| json(&row, plan, words)))?;
        }
    }
    Ok(found)
}

fn csv(document: &Document, evaluation: &Evaluation, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let plan = &document.plan;
    let mut csv = out.csv();
    csv.write_record(COLUMNS)?;
    for row in rows(evaluation, document) {
        csv.write_record([
            scenario(&row),
            &cell(row.node.as_str()),
            &cell(&wording::node(words, plan, &row.node)),
            &cell(row.metric.as_str()),
            &row.year.to_string(),
            &written(&row),
            &cell(unit(&row, plan)),
            row.basis.word(),
            &row.reading.n.to_string(),
            &row.reading.of.to_string(),
            if row.reading.illustrative { "true" } else { "false" },
        ])?;
    }
    Ok(csv.flush()?)
}

fn json(row: &EvaluatedRow, plan: &Plan, words: &Words) -> serde_json::Value {
    json!({
        "scenario": scenario(row),
        "node": row.node.as_str(),
        "node_name": wording::node(words, plan, &row.node),
        "metric": row.metric.as_str(),
        "period": row.year.to_string(),
        "value": written(row).parse::<f64>().unwrap_or(row.value),
        "unit": unit(row, plan),
        "basis": row.basis.word(),
        "n": row.reading.n,
        "of": row.reading.of,
        "illustrative": row.reading.illustrative,
    })
}

/// The value as other programs read it: what was stated or observed to the last digit, what was computed without noise.
fn written(row: &EvaluatedRow) -> String {
    match row.basis {
        Basis::Stated | Basis::Actual => number::exact(row.value),
        _ => number::computed(row.value),
    }
}

fn scenario(row: &EvaluatedRow) -> &'static str {
    if row.layer == Layer::Actual { ACTUAL } else { PLAN }
}

fn unit<'a>(row: &EvaluatedRow, plan: &'a Plan) -> &'a str {
    plan.metrics.get(&row.metric).map_or("", |metric| metric.unit.as_str())
}
