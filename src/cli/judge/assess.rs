//! `assess`: where every node stands with every metric, by which method, and the numbers behind it.

use serde_json::json;

use super::{computed, json_number, metrics, nodes, truth};
use crate::base::{MetricId, NodeId};
use crate::cli::args::{AssessArgs, CheckFormat};
use crate::cli::output::{Failure, Out, cell, hint_at_findings};
use crate::cli::{Exit, open, tell};
use crate::domain::Plan;
use crate::domain::judging::Method;
use crate::engine::Evaluation;
use crate::engine::assess::{Arithmetic, Ask, Judged, State, one};
use crate::view::{Words, judging, wording};

/// `measure` is what the method decides by: the gap, the ratio, the miss, the lead, as a fraction.
const COLUMNS: [&str; 20] = [
    "node",
    "node_name",
    "metric",
    "state",
    "verdict",
    "asked",
    "method",
    "reason",
    "base_year",
    "base",
    "period",
    "actual",
    "target_year",
    "target",
    "measure",
    "n",
    "of",
    "illustrative",
    "preliminary",
    "mixed_coverage",
];

struct Row {
    node: NodeId,
    metric: MetricId,
    judged: Judged,
}

/// Runs the command.
pub fn run(args: &AssessArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let (nodes, metrics) = (nodes(&args.node, &document.plan, words)?, metrics(&args.metric, &document.plan, words)?);
    let evaluation = Evaluation::of(document);
    let found = hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.workspace, words);
    let ask = Ask { as_of: args.as_of, method: args.method };
    let places = nodes.iter().flat_map(|node| metrics.iter().map(move |metric| (node, metric)));
    let rows = places.map(|(node, metric)| {
        let judged = one(document, &evaluation, node, metric, &ask);
        Row { node: node.clone(), metric: metric.clone(), judged }
    });
    // Where the plan asks for nothing there is nothing to judge, and nothing to tell.
    let rows: Vec<Row> = rows.filter(|row| row.judged.used.is_some() || row.judged.target.is_some()).collect();
    summary(&rows, words);
    match args.format {
        CheckFormat::Text => text(&rows, &document.plan, words, out)?,
        CheckFormat::Csv => csv(&rows, &document.plan, words, out)?,
        CheckFormat::Json => out.json(rows.iter().map(|row| json(row, &document.plan, words)))?,
    }
    Ok(found)
}

fn summary(rows: &[Row], words: &Words) {
    let count = |state| rows.iter().filter(|row| row.judged.state == state).count().to_string();
    let [achieved, on_track, slipping, off_track, no_data] = State::ALL.map(count);
    let args =
        [("achieved", &*achieved), ("on-track", &on_track), ("slipping", &slipping), ("off-track", &off_track), ("no-data", &no_data)];
    tell(&words.with("cli-assess-summary", &args));
}

fn text(rows: &[Row], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    for row in rows {
        let unit = plan.metrics.get(&row.metric).map_or("", |metric| metric.unit.as_str());
        let lines = judging::lines(words, &row.judged, unit).join(words.text("cli-sentence-join"));
        let (node, metric) = (wording::node(words, plan, &row.node), wording::metric(words, plan, &row.metric));
        let line = words.with("cli-judged-line", &[("node", &node), ("metric", metric), ("text", &lines)]);
        out.line(&line.replace(['\r', '\n'], " "))?;
    }
    Ok(())
}

fn csv(rows: &[Row], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let mut csv = out.csv()?;
    csv.write_record(COLUMNS)?;
    for Row { node, metric, judged } in rows {
        let year = |point: Option<i32>| point.map(|year| year.to_string()).unwrap_or_default();
        csv.write_record([
            &*cell(node.as_str()),
            &cell(&wording::node(words, plan, node)),
            &cell(metric.as_str()),
            judged.state.word(),
            judged.verdict.word(),
            judged.asked.word(),
            judged.used.map_or("", Method::word),
            reason(judged),
            &year(judged.base.map(|(year, _)| year)),
            &computed(judged.base.map(|(_, value)| value)),
            &period(judged),
            &computed(judged.actual.map(|(_, value)| value)),
            &year(judged.target.map(|target| target.year)),
            &computed(judged.target.map(|target| target.value)),
            &computed(measure(&judged.arithmetic)),
            &judged.n.to_string(),
            &judged.of.to_string(),
            truth(judged.illustrative),
            truth(judged.preliminary),
            truth(judged.mixed_coverage),
        ])?;
    }
    Ok(csv.flush()?)
}

/// Why nothing can be said, else why the method asked for was not used.
fn reason(judged: &Judged) -> &'static str {
    let passed = judged.passed_over.first().map(|(_, why)| *why);
    judged.why.or(passed).map_or("", |why| why.word())
}

fn period(judged: &Judged) -> String {
    match judged.arithmetic {
        Arithmetic::Pace { period, .. } => period.to_string(),
        _ => judged.actual.map(|(year, _)| year.to_string()).unwrap_or_default(),
    }
}

fn measure(arithmetic: &Arithmetic) -> Option<f64> {
    match *arithmetic {
        Arithmetic::None => None,
        Arithmetic::Gap { gap, .. } | Arithmetic::Progress { gap, .. } => Some(gap),
        Arithmetic::Growth { ratio, .. } => Some(ratio),
        Arithmetic::Trend { miss, .. } => Some(miss),
        Arithmetic::Pace { ahead, .. } => Some(ahead),
    }
}

fn json(Row { node, metric, judged }: &Row, plan: &Plan, words: &Words) -> serde_json::Value {
    let unit = plan.metrics.get(metric).map_or("", |metric| metric.unit.as_str());
    let passed: Vec<_> = judged.passed_over.iter().map(|(method, why)| json!({ "method": method.word(), "reason": why.word() })).collect();
    json!({
        "node": node.as_str(),
        "node_name": wording::node(words, plan, node),
        "metric": metric.as_str(),
        "unit": unit,
        "state": judged.state.word(),
        "verdict": judged.verdict.word(),
        "asked": judged.asked.word(),
        "method": judged.used.map(Method::word),
        "reason": judged.why.map(|why| why.word()),
        "passed_over": passed,
        "base": judged.base.map(|(year, value)| json!({ "year": year, "value": json_number(Some(value)) })),
        "period": period(judged),
        "actual": json_number(judged.actual.map(|(_, value)| value)),
        "target": judged.target.map(|target| json!({ "year": target.year, "value": json_number(Some(target.value)) })),
        "met": judged.met,
        "bands": judged.bands.map(|bands| [bands.on_track, bands.slipping]),
        "arithmetic": arithmetic(&judged.arithmetic),
        "n": judged.n,
        "of": judged.of,
        "illustrative": judged.illustrative,
        "preliminary": judged.preliminary,
        "mixed_coverage": judged.mixed_coverage,
        "left_out": judged.left_out,
        "sentences": judging::lines(words, judged, unit),
    })
}

fn arithmetic(of: &Arithmetic) -> serde_json::Value {
    let n = |value: f64| json_number(Some(value));
    match *of {
        Arithmetic::None => serde_json::Value::Null,
        Arithmetic::Gap { path, gap, of_way, .. } => json!({ "path": n(path), "gap": n(gap), "of_way": of_way }),
        Arithmetic::Growth { due, observed, required, ratio, .. } => {
            json!({ "due": n(due), "observed": n(observed), "required": n(required), "ratio": n(ratio) })
        }
        Arithmetic::Trend { from, years, per_year, geometric, predicted, miss, .. } => json!({
            "from": { "year": from.0, "value": n(from.1) },
            "years": years,
            "per_year": n(per_year),
            "geometric": geometric,
            "predicted": n(predicted),
            "miss": n(miss),
        }),
        Arithmetic::Progress { points, predicted, gap, .. } => json!({ "points": points, "predicted": n(predicted), "gap": n(gap) }),
        Arithmetic::Pace { plan, stated, completion, elapsed, ahead, .. } => {
            json!({ "plan": n(plan), "stated": stated, "completion": n(completion), "elapsed": n(elapsed), "ahead": n(ahead) })
        }
    }
}
