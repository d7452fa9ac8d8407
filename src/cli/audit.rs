//! `check --audit`: whether the plan holds together, finding by finding.

use serde_json::json;

use super::Exit;
use super::args::{CheckArgs, CheckFormat};
use super::output::{Failure, Out, cell};
use crate::base::{Severity, Span};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::audit::{Audit, Finding, Standing, lost};
use crate::view::audit::{sentence, steps, way};
use crate::view::{Words, wording};

const COLUMNS: [&str; 13] =
    ["severity", "rule", "case", "id", "standing", "nodes", "metric", "period", "figures", "sentence", "resolve", "answer", "answered_by"];

/// Lists the findings; answers whose finding is gone are told behind them.
pub fn run(args: &CheckArgs, document: &Document, evaluation: &Evaluation, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let audit = Audit::of(document, evaluation);
    let [errors, warnings, notes] = audit.open(document).map(|count| count.to_string());
    let answered = audit.findings.iter().filter(|finding| !finding.standing(document).is_open()).count().to_string();
    super::tell(
        &words.with("cli-audit-summary", &[("errors", &errors), ("warnings", &warnings), ("notes", &notes), ("answered", &answered)]),
    );
    match args.format {
        CheckFormat::Text => text(&audit, document, words, out)?,
        CheckFormat::Csv => csv(&audit, document, words, out)?,
        CheckFormat::Json => out.json(audit.findings.iter().map(|finding| json(finding, document, words)))?,
    }
    for answer in lost(&audit, document) {
        super::tell(&words.with("cli-audit-lost", &[("said", &answer.said), ("text", &answer.text), ("id", answer.id.as_str())]));
    }
    Ok(if audit.has_open_errors(document) { Exit::Findings } else { Exit::Fine })
}

fn text(audit: &Audit, document: &Document, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let plan = &document.plan;
    for finding in &audit.findings {
        let standing = finding.standing(document);
        let severity = match standing {
            Standing::Open => wording::severity(words, finding.severity),
            other => wording::standing(words, other),
        };
        // A line stays a line whatever text it quotes.
        let one = |text: String| text.replace(['\r', '\n'], " ");
        out.line(&words.with("cli-finding", &[("severity", severity), ("sentence", &one(sentence(words, plan, finding)))]))?;
        out.line(&words.with("cli-audit-way", &[("way", &one(way(words, plan, finding)))]))?;
        if let Some(answer) = plan.answers.get(&finding.id) {
            let args = [("text", answer.text.as_str()), ("name", answer.name.as_str()), ("date", answer.date.as_str())];
            out.line(&one(words.with("cli-audit-answer", &args)))?;
        }
    }
    Ok(())
}

fn csv(audit: &Audit, document: &Document, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let plan = &document.plan;
    let mut csv = out.csv()?;
    csv.write_record(COLUMNS)?;
    for finding in &audit.findings {
        let answer = plan.answers.get(&finding.id);
        csv.write_record([
            finding.severity.as_str(),
            finding.case.rule().word(),
            finding.case.word(),
            &cell(finding.id.as_str()),
            finding.standing(document).word(),
            &cell(&joined(finding.nodes.iter())),
            &cell(finding.metric.as_ref().map_or("", |metric| metric.as_str())),
            &period(finding.period),
            &cell(&joined(finding.figures.iter())),
            &cell(&sentence(words, plan, finding)),
            &cell(&way(words, plan, finding)),
            &cell(answer.map_or("", |answer| answer.text.as_str())),
            &cell(answer.map_or("", |answer| answer.name.as_str())),
        ])?;
    }
    Ok(csv.flush()?)
}

fn joined(ids: impl Iterator<Item = impl ToString>) -> String {
    ids.map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
}

fn period(span: Span) -> String {
    span.to_string()
}

fn json(finding: &Finding, document: &Document, words: &Words) -> serde_json::Value {
    let plan = &document.plan;
    let step = |step: crate::view::audit::StepText| {
        json!({
            "sign": step.sign,
            "label": step.label,
            "amount": step.amount,
            "source": step.full_source,
            "figure": step.figure.map(|(figure, _)| figure.to_string()),
        })
    };
    let answer = plan.answers.get(&finding.id).map(|answer| json!({ "text": answer.text, "name": answer.name, "date": answer.date }));
    json!({
        "severity": finding.severity.as_str(),
        "rule": finding.case.rule().word(),
        "case": finding.case.word(),
        "id": finding.id.as_str(),
        "standing": finding.standing(document).word(),
        "nodes": finding.nodes.iter().map(|node| node.as_str()).collect::<Vec<_>>(),
        "metric": finding.metric.as_ref().map(|metric| metric.as_str()),
        "period": period(finding.period),
        "figures": finding.figures.iter().map(|figure| figure.as_str()).collect::<Vec<_>>(),
        "sentence": sentence(words, plan, finding),
        "resolve": way(words, plan, finding),
        "steps": steps(words, plan, finding).into_iter().map(step).collect::<Vec<_>>(),
        "fingerprint": finding.fingerprint(),
        "answer": answer,
    })
}

/// True where what was read is sound at error level.
pub fn worst(exit: Exit, errors: impl Iterator<Item = Severity>) -> Exit {
    if errors.into_iter().any(|severity| severity == Severity::Error) { Exit::Findings } else { exit }
}
