//! `assess`: where every node stands with every metric, by which method, and the numbers behind it.

use serde_json::json;

use super::{computed, json_number, metrics, nodes, truth};
use crate::base::{MetricId, NodeId, Units};
use crate::cli::args::{AssessArgs, CheckFormat};
use crate::cli::output::{Failure, Out, cell, hint_at_findings};
use crate::cli::{Exit, open, tell};
use crate::domain::Plan;
use crate::domain::judging::Method;
use crate::engine::Evaluation;
use crate::engine::assess::comparable_growth::{self, ComparableGrowth};
use crate::engine::assess::published_growth::{self, PublishedGrowth};
use crate::engine::assess::stated_growth::{self, StatedGrowth};
use crate::engine::assess::{Arithmetic, Ask, Judged, State, one};
use crate::view::{Words, judging, wording};

/// `measure` is what the method decides by: the gap, the ratio, the miss, the lead, as a fraction.
const COLUMNS: [&str; 25] = [
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
    "stated_growth",
    "computed_growth",
    "published_growth",
    "nominal_growth",
    "comparable_growth",
];

struct Row {
    node: NodeId,
    metric: MetricId,
    judged: Judged,
    stated: Vec<StatedGrowth>,
    published: Vec<PublishedGrowth>,
    comparable: Vec<ComparableGrowth>,
    growth: Vec<String>,
}

impl Row {
    /// The year judged: growth in both ways is told of it.
    fn year(&self) -> Option<i32> {
        self.judged.actual.map(|(year, _)| year)
    }

    /// Growth on the year before as a source states it of the year judged.
    fn stated(&self) -> Option<&StatedGrowth> {
        self.stated.iter().find(|of| Some(of.to) == self.year() && of.to - of.from == 1)
    }

    /// Growth as the source of the actual states it of the year judged.
    fn published(&self) -> Option<PublishedGrowth> {
        published_growth::of_year(&self.published, self.year()?)
    }

    /// Nominal and comparable growth of the year judged.
    fn comparable(&self) -> Option<ComparableGrowth> {
        comparable_growth::of_year(&self.comparable, self.year()?)
    }
}

/// Runs the command.
pub fn run(args: &AssessArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.places.workspace, words)?;
    let document = &opened.document;
    let (nodes, metrics) = (nodes(&args.places.node, &document.plan, words)?, metrics(&args.places.metric, &document.plan, words)?);
    let as_of = super::names::period(args.as_of, &document.plan.info, words)?;
    let evaluation = Evaluation::of(document);
    let found = hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.places.workspace, words);
    let ask = Ask { as_of, method: args.method };
    let places = nodes.iter().flat_map(|node| metrics.iter().map(move |metric| (node, metric)));
    let (grown, firms) = (stated_growth::subjects(document), comparable_growth::is_told(document));
    let told = published_growth::is_told(document);
    let rows = places.map(|(node, metric)| {
        let judged = one(document, &evaluation, node, metric, &ask);
        let (node, metric) = (node.clone(), metric.clone());
        let stated = if grown.contains(&(&node, &metric)) { stated_growth::of(document, &evaluation, &node, &metric) } else { Vec::new() };
        let comparable = if firms { comparable_growth::of(document, &evaluation, &node, &metric) } else { Vec::new() };
        let published = if told { published_growth::of(document, &evaluation, &node, &metric) } else { Vec::new() };
        let growth = judging::growth_lines(words, &document.plan.info, &stated, (&published, &comparable), as_of);
        Row { node, metric, judged, stated, published, comparable, growth }
    });
    // Where the plan asks for nothing there is nothing to judge, and nothing to tell.
    let rows: Vec<Row> = rows.filter(|row| row.judged.used.is_some() || row.judged.target.is_some()).collect();
    summary(&rows, words);
    match args.places.format {
        CheckFormat::Text => text(&rows, &document.plan, words, out)?,
        CheckFormat::Csv => csv(&rows, &document.plan, words, out)?,
        CheckFormat::Json => {
            let units = document.plan.units();
            out.json(rows.iter().map(|row| json(row, &document.plan, &units, words)))?;
        }
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
    let units = plan.units();
    for row in rows {
        let unit = plan.metrics.get(&row.metric).map_or("", |metric| wording::unit(words, &units, &metric.unit));
        let lines: Vec<String> = judging::lines(words, &row.judged, unit).into_iter().chain(row.growth.iter().cloned()).collect();
        let lines = lines.join(words.text("cli-sentence-join"));
        let (node, metric) = (wording::node(words, plan, &row.node), wording::metric(words, plan, &row.metric));
        let line = words.with("cli-judged-line", &[("node", &node), ("metric", metric), ("text", &lines)]);
        out.line(&line.replace(['\r', '\n'], " "))?;
    }
    Ok(())
}

fn csv(rows: &[Row], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let mut csv = out.csv()?;
    csv.write_record(COLUMNS)?;
    for row in rows {
        let Row { node, metric, judged, .. } = row;
        let (stated, comparable) = (row.stated(), row.comparable());
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
            &computed(stated.map(|of| of.stated)),
            &computed(stated.and_then(|of| of.computed)),
            &computed(row.published().map(|of| of.stated)),
            &computed(comparable.and_then(|of| of.nominal)),
            &computed(comparable.map(|of| of.comparable)),
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

fn json(row: &Row, plan: &Plan, units: &Units, words: &Words) -> serde_json::Value {
    let Row { node, metric, judged, .. } = row;
    let rate = |value: Option<f64>| json_number(value);
    let stated = row.stated.iter().map(|of| {
        json!({
            "from": of.from,
            "to": of.to,
            "stated": rate(Some(of.stated)),
            "computed": rate(of.computed),
            "difference": rate(of.difference),
            "of_actuals": of.of_actuals,
            "constant_prices": of.constant_prices,
        })
    });
    let comparable = row.comparable.iter().map(|of| {
        json!({
            "period": of.period.to_string(),
            "nominal": rate(of.nominal),
            "comparable": rate(Some(of.comparable)),
            "firms": of.firms,
            "n": of.n,
            "of": of.of,
            "illustrative": of.illustrative,
        })
    });
    let published = row.published.iter().map(|of| {
        json!({
            "period": of.period.to_string(),
            "stated": rate(Some(of.stated)),
            "computed": rate(of.computed),
            "preliminary": of.preliminary,
            "illustrative": of.illustrative,
        })
    });
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
        "of_clusters": judged.of_clusters,
        "stated_growth": stated.collect::<Vec<_>>(),
        "published_growth": published.collect::<Vec<_>>(),
        "comparable_growth": comparable.collect::<Vec<_>>(),
        "sentences": judging::lines(words, judged, plan.metrics.get(metric).map_or("", |of| wording::unit(words, units, &of.unit))),
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
