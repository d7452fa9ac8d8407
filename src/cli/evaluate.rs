//! `evaluate`: every value of every node, metric and year in long form, of the plan, of what was observed, and of scenarios.

use serde_json::{Value, json};

use super::args::{EvaluateArgs, TableFormat};
use super::output::{Failure, Out, cell, hint_at_findings};
use super::{Exit, names, open};
use crate::base::{MetricId, NodeId, ScenarioId};
use crate::domain::{Document, Plan};
use crate::engine::evaluate::{EvaluatedRow, rows};
use crate::engine::scenario::{Part, ScenarioEvaluation};
use crate::engine::{Basis, Evaluation, Layer, Reading};
use crate::view::{Words, number, wording};

/// The name under which stands what was observed, so that no two rows are about the same.
const ACTUAL: &str = "actual";
/// What stands as the basis of a row that is a part of the value before it.
const PART: &str = "part";
/// `n` and `of` say how many clusters a sum is made of and how many there are: a sum with gaps must not pass for a whole one.
/// `illustrative` is true where any part of the value was made up to show the program.
const COLUMNS: [&str; 11] = ["scenario", "node", "node_name", "metric", "period", "value", "unit", "basis", "n", "of", "illustrative"];

/// One row as other programs read it.
struct Row<'a> {
    scenario: &'a str,
    node: NodeId,
    metric: MetricId,
    year: i32,
    value: f64,
    basis: &'static str,
    reading: Reading,
    /// What a part comes from; empty for the value itself.
    part: String,
}

/// Runs the command.
pub fn run(args: &EvaluateArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let wanted: Result<Vec<Option<ScenarioId>>, Failure> =
        args.scenario.iter().map(|name| names::scenario(name, &document.scenarios, words)).collect();
    let mut wanted = wanted?;
    if wanted.is_empty() {
        wanted.push(None);
    }
    let mut seen = std::collections::BTreeSet::new();
    wanted.retain(|scenario| seen.insert(scenario.clone()));
    let evaluation = Evaluation::of(document);
    let scenarios: Vec<ScenarioEvaluation> =
        wanted.iter().map(|scenario| names::evaluated(document, &evaluation, scenario.as_ref())).collect();
    let of_scenarios = scenarios.iter().filter(|scenario| scenario.scenario().is_some()).flat_map(|scenario| scenario.diagnostics());
    let found = opened.diagnostics.iter().chain(evaluation.diagnostics()).chain(of_scenarios);
    let found = hint_at_findings(found, &args.workspace, words);
    let writer = Writer { document, words, parts: args.contributions };
    let rows = scenarios.iter().flat_map(|scenario| writer.rows(&evaluation, scenario));
    match args.format {
        TableFormat::Csv => {
            let mut csv = out.csv()?;
            csv.write_record(writer.columns())?;
            for row in rows {
                csv.write_record(writer.cells(&row))?;
            }
            csv.flush()?;
        }
        TableFormat::Json => out.json(rows.map(|row| writer.json(&row)))?,
    }
    Ok(found)
}

struct Writer<'a> {
    document: &'a Document,
    words: &'a Words,
    /// True where the parts of each value follow it.
    parts: bool,
}

impl<'a> Writer<'a> {
    /// The rows of a scenario; of the plan itself and what was observed, where it is none. They are many, so they come one by one.
    fn rows(&'a self, evaluation: &'a Evaluation, scenario: &'a ScenarioEvaluation) -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
        let Some(id) = scenario.scenario() else {
            return Box::new(rows(evaluation, self.document).flat_map(|row| {
                let of_path = row.layer == Layer::Path;
                let found = planned(row);
                let parts = if of_path { self.parts_of(scenario, &found) } else { Vec::new() };
                std::iter::once(found).chain(parts)
            }));
        };
        let metrics = &self.document.plan.metrics;
        let series = evaluation.nodes().iter().flat_map(move |node| metrics.iter().map(move |metric| (node, &metric.id)));
        let places = series.flat_map(|(node, metric)| evaluation.years().map(move |year| (node, metric, year)));
        Box::new(places.flat_map(move |(node, metric, year)| {
            let reading = scenario.reading(node, metric, year);
            let found = reading.value.map(|value| {
                let (node, metric, part) = (node.clone(), metric.clone(), String::new());
                Row { scenario: id.as_str(), node, metric, year, value, basis: reading.basis.word(), reading, part }
            });
            let parts = found.as_ref().map(|found| self.parts_of(scenario, found)).unwrap_or_default();
            found.into_iter().chain(parts)
        }))
    }

    /// The parts of a value, where they are asked for.
    fn parts_of(&self, scenario: &ScenarioEvaluation, whole: &Row<'a>) -> Vec<Row<'a>> {
        if !self.parts {
            return Vec::new();
        }
        let contributions = scenario.contributions(&whole.node, &whole.metric, whole.year).into_iter();
        let rows = contributions.map(|contribution| Row {
            value: contribution.amount,
            basis: PART,
            part: part(&contribution.part),
            node: whole.node.clone(),
            metric: whole.metric.clone(),
            // No part was stated as such.
            reading: Reading { basis: Basis::Scenario, ..whole.reading },
            ..*whole
        });
        rows.collect()
    }

    fn columns(&self) -> Vec<&'static str> {
        COLUMNS.into_iter().chain(self.parts.then_some(PART)).collect()
    }

    fn cells(&self, row: &Row<'_>) -> Vec<String> {
        let plan = &self.document.plan;
        let mut cells = vec![
            cell(row.scenario).into_owned(),
            cell(row.node.as_str()).into_owned(),
            cell(&wording::node(self.words, plan, &row.node)).into_owned(),
            cell(row.metric.as_str()).into_owned(),
            row.year.to_string(),
            row.written(),
            cell(unit(&row.metric, plan)).into_owned(),
            row.basis.to_owned(),
            row.reading.n.to_string(),
            row.reading.of.to_string(),
            if row.reading.illustrative { "true" } else { "false" }.to_owned(),
        ];
        if self.parts {
            cells.push(cell(&row.part).into_owned());
        }
        cells
    }

    fn json(&self, row: &Row<'_>) -> Value {
        let plan = &self.document.plan;
        let mut json = json!({
            "scenario": row.scenario,
            "node": row.node.as_str(),
            "node_name": wording::node(self.words, plan, &row.node),
            "metric": row.metric.as_str(),
            "period": row.year.to_string(),
            "value": row.written().parse::<f64>().unwrap_or(row.value),
            "unit": unit(&row.metric, plan),
            "basis": row.basis,
            "n": row.reading.n,
            "of": row.reading.of,
            "illustrative": row.reading.illustrative,
        });
        if let Some(object) = json.as_object_mut().filter(|_| self.parts) {
            object.insert(PART.to_owned(), if row.part.is_empty() { Value::Null } else { row.part.clone().into() });
        }
        json
    }
}

impl Row<'_> {
    /// The value as text: what was stated or observed to the last digit, what was computed without noise.
    fn written(&self) -> String {
        match self.reading.basis {
            Basis::Stated | Basis::Actual => number::exact(self.value),
            _ => number::computed(self.value),
        }
    }
}

fn planned(of: EvaluatedRow) -> Row<'static> {
    let EvaluatedRow { node, metric, year, layer, value, basis, reading } = of;
    let scenario = if layer == Layer::Actual { ACTUAL } else { names::PLAN };
    Row { scenario, node, metric, year, value, basis: basis.word(), reading, part: String::new() }
}

/// What a part comes from, by id: `basis`, the assumption behind its scenario, the project behind that.
pub fn part(part: &Part) -> String {
    match part {
        Part::Basis => "basis".to_owned(),
        Part::Assumption(by) => format!("{}/{}", by.scenario, by.assumption),
        Part::Project(by, project) => format!("{}/{}/{project}", by.scenario, by.assumption),
    }
}

/// The unit of a metric, by id.
pub fn unit<'a>(metric: &MetricId, plan: &'a Plan) -> &'a str {
    plan.metrics.get(metric).map_or("", |metric| metric.unit.as_str())
}
