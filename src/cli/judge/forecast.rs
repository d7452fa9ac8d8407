//! `forecast`: the actuals of every node continued to the target's year, and the chance that it is met.

use serde_json::json;

use super::{computed, json_number, metrics, nodes, truth};
use crate::base::{MetricId, NodeId};
use crate::cli::args::{CheckFormat, ForecastArgs};
use crate::cli::output::{Failure, Out, cell, hint_at_findings};
use crate::cli::{Exit, open};
use crate::domain::Plan;
use crate::engine::Evaluation;
use crate::engine::forecast::{self, Forecast, Method, NodeForecast, Refusal};
use crate::view::{Words, judging, number, wording};

const COLUMNS: [&str; 14] = [
    "node",
    "node_name",
    "metric",
    "year",
    "value",
    "low",
    "high",
    "method",
    "points",
    "target",
    "chance",
    "illustrative",
    "mixed_coverage",
    "reason",
];

struct Row {
    node: NodeId,
    metric: MetricId,
    of: NodeForecast,
}

impl Row {
    /// The forecast asked for: of months, else of years.
    fn forecast(&self) -> Result<&Forecast, Refusal> {
        match &self.of.seasonal {
            Some(Ok(found)) => Ok(&found.forecast),
            Some(Err(refusal)) => Err(*refusal),
            None => self.of.yearly.as_ref().map_err(|refusal| *refusal),
        }
    }

    /// Year, value, lower and upper end: every year ahead, of months the last one as their sum.
    fn years(&self) -> Vec<(i32, f64, f64, f64)> {
        match (&self.of.seasonal, &self.of.total) {
            (Some(_), Some(total)) => vec![(self.of.upto, total.value, total.low, total.high)],
            (Some(_), None) => Vec::new(),
            (None, _) => {
                let steps = self.of.yearly.iter().flat_map(|forecast| &forecast.steps);
                steps.map(|step| (step.time, step.value, step.low, step.high)).collect()
            }
        }
    }
}

/// Runs the command.
pub fn run(args: &ForecastArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.places.workspace, words)?;
    let document = &opened.document;
    let (nodes, metrics) = (nodes(&args.places.node, &document.plan, words)?, metrics(&args.places.metric, &document.plan, words)?);
    let evaluation = Evaluation::of(document);
    let found = hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.places.workspace, words);
    let places = nodes.iter().flat_map(|node| metrics.iter().map(move |metric| (node, metric)));
    let rows = places.map(|(node, metric)| {
        let of = forecast::of(document, &evaluation, node, metric, args.method, args.as_of);
        Row { node: node.clone(), metric: metric.clone(), of }
    });
    let rows: Vec<Row> = rows.filter(|row| row.forecast().is_ok() || !row.of.observed.is_empty() || row.of.target.is_some()).collect();
    match args.places.format {
        CheckFormat::Text => text(&rows, &document.plan, words, out)?,
        CheckFormat::Csv => csv(&rows, &document.plan, words, out)?,
        CheckFormat::Json => out.json(rows.iter().map(|row| json(row, &document.plan, words)))?,
    }
    Ok(found)
}

fn text(rows: &[Row], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let units = plan.units();
    for row in rows {
        let unit = plan.metrics.get(&row.metric).map_or("", |metric| wording::unit(words, &units, &metric.unit));
        let amount = |value: f64| wording::with_unit(&number::fixed(value, 2), unit);
        let mut parts = Vec::new();
        match (row.forecast(), row.years().last()) {
            (Ok(forecast), Some((year, value, low, high))) => {
                let args = [
                    ("year", year.to_string()),
                    ("value", amount(*value)),
                    ("low", amount(*low)),
                    ("high", amount(*high)),
                    ("method", judging::forecast_method(words, forecast.method)),
                    ("points", forecast.points.to_string()),
                ];
                let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
                parts.push(words.with("cli-forecast-line", &args));
            }
            (found, _) => {
                let reason = judging::refusal(words, found.err().unwrap_or(Refusal::NotAhead));
                parts.push(words.with("cli-forecast-none", &[("reason", &reason)]));
            }
        }
        if let (Some(chance), Some(target)) = (row.of.chance, row.of.target) {
            let (target, chance) = (wording::bound(words, &target.bound, Some(unit)), number::percent(chance, 0));
            parts.push(words.with("cli-forecast-chance", &[("target", &target), ("chance", &chance)]));
        }
        if row.of.illustrative {
            parts.push(words.text("illustrative-hint").to_owned());
        }
        if row.of.mixed_coverage {
            parts.push(words.text("judged-mixed-coverage").to_owned());
        }
        let (node, metric) = (wording::node(words, plan, &row.node), wording::metric(words, plan, &row.metric));
        let text = parts.join(words.text("cli-sentence-join"));
        out.line(&words.with("cli-judged-line", &[("node", &node), ("metric", metric), ("text", &text)]).replace(['\r', '\n'], " "))?;
    }
    Ok(())
}

fn csv(rows: &[Row], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let mut csv = out.csv()?;
    csv.write_record(COLUMNS)?;
    for row in rows {
        let of_node = [
            cell(row.node.as_str()).into_owned(),
            cell(&wording::node(words, plan, &row.node)).into_owned(),
            cell(row.metric.as_str()).into_owned(),
        ];
        let (method, points, reason) = match row.forecast() {
            Ok(forecast) => (forecast.method.word(), forecast.points.to_string(), ""),
            Err(refusal) => ("", row.of.observed.len().to_string(), refusal.word()),
        };
        let years: Vec<_> = row.years().into_iter().map(Some).collect();
        for year in if years.is_empty() { vec![None] } else { years } {
            let at_target = |year: i32| row.of.target.filter(|target| target.year == year);
            let target = year.and_then(|(year, ..)| at_target(year));
            let own = [
                year.map(|(year, ..)| year.to_string()).unwrap_or_default(),
                computed(year.map(|(_, value, ..)| value)),
                computed(year.map(|(_, _, low, _)| low)),
                computed(year.map(|(.., high)| high)),
                method.to_owned(),
                points.clone(),
                computed(target.map(|target| target.value)),
                computed(row.of.chance.filter(|_| target.is_some())),
                truth(row.of.illustrative).to_owned(),
                truth(row.of.mixed_coverage).to_owned(),
                reason.to_owned(),
            ];
            csv.write_record(of_node.iter().chain(&own))?;
        }
    }
    Ok(csv.flush()?)
}

fn json(row: &Row, plan: &Plan, words: &Words) -> serde_json::Value {
    let n = |value: f64| json_number(Some(value));
    let years: Vec<_> = row
        .years()
        .into_iter()
        .map(|(year, value, low, high)| json!({ "year": year, "value": n(value), "low": n(low), "high": n(high) }))
        .collect();
    let forecast = row.forecast();
    json!({
        "node": row.node.as_str(),
        "node_name": wording::node(words, plan, &row.node),
        "metric": row.metric.as_str(),
        "method": forecast.ok().map(|forecast| Method::word(forecast.method)),
        "points": forecast.map_or(row.of.observed.len(), |forecast| forecast.points),
        "level": forecast::LEVEL,
        "reason": forecast.err().map(Refusal::word),
        "years": years,
        "target": row.of.target.map(|target| json!({ "year": target.year, "value": n(target.value) })),
        "chance": json_number(row.of.chance),
        "illustrative": row.of.illustrative,
        "mixed_coverage": row.of.mixed_coverage,
    })
}
