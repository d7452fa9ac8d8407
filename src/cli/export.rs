//! `export`: charts as pictures in a folder, one file a chart and format.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::args::{ALL, ExportArgs};
use super::output::{Failure, Out, hint_at_findings};
use super::{Exit, names, open, tell};
use crate::base::{MetricId, ScenarioId};
use crate::domain::{Document, Plan};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::export::batch::{self, Ground, Made, Order};
use crate::io::export::chart::{Format, Size, palette};
use crate::io::export::names::{Field, Pattern};
use crate::io::export::preset::Preset;
use crate::view::chart::ChartKind;
use crate::view::{Words, wording};

/// Runs the command.
pub fn run(args: &ExportArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let evaluation = Evaluation::of(document);
    let order = order(args, document, words)?;
    let base = names::scenario(&args.base, &document.scenarios, words)?;
    let evaluate = |id: &ScenarioId| Arc::new(ScenarioEvaluation::of(document, &evaluation, id));
    let scenarios: Vec<_> = order.scenarios.iter().map(evaluate).collect();
    let base = names::evaluated(document, &evaluation, base.as_ref());
    let palette = palette(order.size, &document.house);
    let ground = Ground { document, evaluation: &evaluation, words, scenarios: &scenarios, base: Some(&base), palette: &palette };
    let made = batch::run(&order, ground, &args.out, &|_, _| true);
    made.files.iter().try_for_each(|file| out.line(&file.display().to_string()))?;
    say(&made, args, document, words);
    let of_scenarios = scenarios.iter().flat_map(|scenario| scenario.diagnostics());
    let found = opened.diagnostics.iter().chain(evaluation.diagnostics()).chain(of_scenarios);
    let found = hint_at_findings(found, &args.workspace, words);
    Ok(match (made.failed.is_empty(), made.files.is_empty() && made.kept == 0) {
        (false, _) => Exit::Unreadable,
        (true, true) => Exit::Findings,
        (true, false) => found,
    })
}

/// What came of it, on standard error: what was left out and why, what failed and why, how many there are.
fn say(made: &Made, args: &ExportArgs, document: &Document, words: &Words) {
    for batch::LeftOut { node, kind, reason } in &made.left_out {
        let (node, chart) = (wording::node(words, &document.plan, node), words.text(kind.name_key()));
        tell(&words.with("cli-chart-does-not-apply", &[("node", &node), ("chart", chart), ("reason", reason)]));
    }
    made.failed.iter().for_each(|failed| tell(&words.diagnostic(failed)));
    let [count, skipped, failed, kept] =
        [made.files.len(), made.left_out.len(), made.failed.len() + made.untried, made.kept].map(|number| number.to_string());
    let folder = args.out.display().to_string();
    tell(&words.with("cli-export-summary", &[("count", &count), ("folder", &folder), ("skipped", &skipped)]));
    if made.kept > 0 {
        tell(&words.with("cli-export-kept", &[("count", &kept)]));
    }
    if !made.failed.is_empty() {
        tell(&words.with("cli-export-unmade", &[("count", &failed)]));
    }
}

fn order(args: &ExportArgs, document: &Document, words: &Words) -> Result<Order, Failure> {
    let plan = &document.plan;
    let scenarios = scenarios(args, document, words)?;
    // Without a scenario “all” means all that can be drawn without one.
    let all = |kind: &ChartKind| !kind.needs_scenario() || !scenarios.is_empty();
    let asked = |kind: &ChartKind| args.chart.iter().any(|word| word == ALL && all(kind) || word == kind.id());
    let dpi = f64::from(args.dpi);
    let preset = args.preset.as_deref().and_then(Preset::of_id);
    let (width, height) = preset.map_or((args.width, args.height), |preset| preset.pixels(dpi));
    Ok(Order {
        nodes: names::nodes(&args.node, plan, words)?,
        metric: metric(args, plan, words)?,
        kinds: ChartKind::ALL.into_iter().filter(asked).collect(),
        year: args.year,
        formats: Format::ALL.into_iter().filter(|format| args.format.iter().any(|word| word == format.id())).collect(),
        size: Size { width, height, dpi, transparent: args.transparent, outlines: args.outlines, ..Size::default() },
        pattern: pattern(args, words)?,
        keep: args.keep_existing,
        scenarios,
    })
}

/// The pattern asked for; else names made of ids, with the metric where one is named.
fn pattern(args: &ExportArgs, words: &Words) -> Result<Pattern, Failure> {
    let Some(text) = &args.name else {
        let metric = args.metric.as_ref().map(|_| Field::MetricId);
        let fields = [Some(Field::NodeId), metric, Some(Field::ScenarioId), Some(Field::KindId)];
        return Ok(Pattern::of(&fields.into_iter().flatten().collect::<Vec<_>>()));
    };
    Pattern::parse(text).map_err(|told| Failure::Said(words.diagnostic(&told), Exit::WrongUse))
}

fn metric(args: &ExportArgs, plan: &Plan, words: &Words) -> Result<MetricId, Failure> {
    match &args.metric {
        Some(name) => names::metric(name, plan, words),
        None => plan.main_metric().ok_or_else(|| Failure::Said(words.text("cli-no-metric").to_owned(), Exit::Findings)),
    }
}

/// The scenarios asked for, each once. The plan is in every chart of scenarios anyway.
fn scenarios(args: &ExportArgs, document: &Document, words: &Words) -> Result<Vec<ScenarioId>, Failure> {
    let mut seen = BTreeSet::new();
    let mut list = Vec::new();
    for name in &args.scenario {
        let found = names::scenario(name, &document.scenarios, words)?;
        list.extend(found.filter(|id| seen.insert(id.clone())));
    }
    Ok(list)
}
