//! `warnings`: what the plan's rules of early warning raise: what, since when, what it would take.

use serde_json::json;

use super::truth;
use crate::cli::args::{CheckFormat, WarningsArgs};
use crate::cli::output::{Failure, Out, cell, hint_at_findings};
use crate::cli::{Exit, names, open, tell};
use crate::domain::Plan;
use crate::engine::Evaluation;
use crate::engine::warn::{self, Warning};
use crate::view::{Words, judging, wording};

const COLUMNS: [&str; 10] = ["rule", "kind", "node", "node_name", "metric", "since", "what", "takes", "illustrative", "preliminary"];

/// Runs the command.
pub fn run(args: &WarningsArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let plan = &*document.plan;
    let as_of = names::period(args.as_of, &plan.info, words)?;
    if plan.warning_rules.is_empty() {
        tell(words.text("cli-no-rules"));
    }
    let evaluation = Evaluation::of(document);
    let found = hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.workspace, words);
    let warnings = warn::of(document, &evaluation, as_of);
    tell(&words.with("cli-warnings-summary", &[("count", &warnings.len().to_string())]));
    match args.format {
        CheckFormat::Text => text(&warnings, plan, words, out)?,
        CheckFormat::Csv => csv(&warnings, plan, words, out)?,
        CheckFormat::Json => out.json(warnings.iter().map(|warning| json(warning, plan, words)))?,
    }
    Ok(found)
}

fn text(warnings: &[Warning], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    for warning in warnings {
        let rule = plan.warning_rules.get(&warning.rule).map_or(warning.rule.as_str(), |rule| words.label(&rule.name));
        let mut node = wording::node(words, plan, &warning.node);
        if let Some(metric) = &warning.metric {
            node = format!("{node} · {}", wording::metric(words, plan, metric));
        }
        let parts = [judging::warning_fact(words, plan, warning), judging::warning_takes(words, plan, warning)];
        let parts = parts.into_iter().chain(judging::warning_rests(words, warning));
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        let text = parts.join(words.text("cli-sentence-join"));
        out.line(&words.with("cli-warning-line", &[("rule", rule), ("node", &node), ("text", &text)]).replace(['\r', '\n'], " "))?;
    }
    Ok(())
}

fn kind(warning: &Warning, plan: &Plan) -> &'static str {
    plan.warning_rules.get(&warning.rule).map_or("", |rule| rule.kind.word())
}

fn since(warning: &Warning) -> String {
    warning.since.map(|since| since.to_string()).unwrap_or_default()
}

fn csv(warnings: &[Warning], plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let mut csv = out.csv()?;
    csv.write_record(COLUMNS)?;
    for warning in warnings {
        csv.write_record([
            &*cell(warning.rule.as_str()),
            kind(warning, plan),
            &cell(warning.node.as_str()),
            &cell(&wording::node(words, plan, &warning.node)),
            &cell(warning.metric.as_ref().map_or("", |metric| metric.as_str())),
            &since(warning),
            &cell(&judging::warning_fact(words, plan, warning)),
            &cell(&judging::warning_takes(words, plan, warning)),
            truth(warning.rests.illustrative),
            truth(warning.rests.preliminary),
        ])?;
    }
    Ok(csv.flush()?)
}

fn json(warning: &Warning, plan: &Plan, words: &Words) -> serde_json::Value {
    json!({
        "rule": warning.rule.as_str(),
        "kind": kind(warning, plan),
        "node": warning.node.as_str(),
        "node_name": wording::node(words, plan, &warning.node),
        "metric": warning.metric.as_ref().map(|metric| metric.as_str()),
        "since": since(warning),
        "what": judging::warning_fact(words, plan, warning),
        "takes": judging::warning_takes(words, plan, warning),
        "illustrative": warning.rests.illustrative,
        "preliminary": warning.rests.preliminary,
    })
}
