//! `check`: loads a workspace, evaluates it, and lists what was found; `--audit` asks whether the plan holds together.

use serde_json::json;

use super::args::{CheckArgs, CheckFormat};
use super::output::{Failure, Out, cell, sentence};
use super::{Exit, open, tell};
use crate::base::{Diagnostic, Place, ScenarioId, Severity};
use crate::domain::{Document, Scenario, scenario_check};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::workspace::{self, Opened};
use crate::view::{Words, wording};

/// Runs the command.
pub fn run(args: &CheckArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let evaluation = Evaluation::of(&opened.document);
    let of_scenarios = of_scenarios(&opened, &evaluation);
    let findings: Vec<&Diagnostic> = opened.diagnostics.iter().chain(evaluation.diagnostics()).chain(&of_scenarios).collect();
    summary(&findings, words);
    if args.audit {
        // What could not be read is told in one line; the list is the audit's.
        let exit = super::audit::run(args, &opened.document, &evaluation, words, out)?;
        return Ok(super::audit::worst(exit, findings.iter().map(|finding| finding.severity)));
    }
    match args.format {
        CheckFormat::Text => text(&findings, words, out)?,
        CheckFormat::Csv => csv(&findings, words, out)?,
        CheckFormat::Json => out.json(findings.iter().map(|finding| json(finding, words)))?,
    }
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if errors { Exit::Findings } else { Exit::Fine })
}

/// What evaluating the scenarios tells, each finding in the file of its scenario. What was told while opening them, or of a scenario
/// above, is not told again.
fn of_scenarios(opened: &Opened, evaluation: &Evaluation) -> Vec<Diagnostic> {
    let document = &opened.document;
    let mut found: Vec<Diagnostic> = Vec::new();
    for scenario in document.scenarios.iter() {
        let told = ScenarioEvaluation::of(document, evaluation, &scenario.id);
        for finding in told.diagnostics() {
            let placed = Diagnostic { place: place(document, &scenario.id, &finding.place), ..finding.clone() };
            if !found.contains(&placed) && !opened.diagnostics.iter().any(|known| is_told(known, &placed)) {
                found.push(placed);
            }
        }
    }
    found
}

/// True where opening the files told of the same missing name in the same file already.
fn is_told(known: &Diagnostic, finding: &Diagnostic) -> bool {
    known.place.file == finding.place.file && scenario_check::says_already(known, finding)
}

/// The place in a file of what the evaluation names by the ids of scenario and assumption.
fn place(document: &Document, evaluated: &ScenarioId, place: &Place) -> Place {
    let record = place.record.as_deref().unwrap_or_default();
    let split = |scenario: &Scenario| Some((scenario.id.clone(), record.strip_prefix(scenario.id.as_str())?.strip_prefix(' ')?.to_owned()));
    let (scenario, record) = match document.scenarios.iter().find_map(split) {
        Some((scenario, assumption)) => (scenario, Some(assumption)),
        None => (document.scenarios.get(record).map_or_else(|| evaluated.clone(), |known| known.id.clone()), place.record.clone()),
    };
    Place { file: Place::file(workspace::scenario_name(scenario.as_str())).file, record, ..place.clone() }
}

fn summary(findings: &[&Diagnostic], words: &Words) {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    tell(&words.with("cli-check-summary", &[("errors", &errors), ("warnings", &warnings), ("notes", &notes)]));
}

fn text(findings: &[&Diagnostic], words: &Words, out: &mut Out) -> Result<(), Failure> {
    for finding in findings {
        // The place is part of the sentence; a line stays a line whatever text it quotes.
        let sentence = words.diagnostic(finding).replace(['\r', '\n'], " ");
        out.line(&words.with("cli-finding", &[("severity", wording::severity(words, finding.severity)), ("sentence", &sentence)]))?;
    }
    Ok(())
}

fn csv(findings: &[&Diagnostic], words: &Words, out: &mut Out) -> Result<(), Failure> {
    let mut csv = out.csv()?;
    csv.write_record(["severity", "code", "file", "line", "column", "record", "sentence"])?;
    for finding in findings {
        let place = &finding.place;
        let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
        csv.write_record([
            finding.severity.as_str(),
            finding.code,
            &cell(place.file.as_deref().unwrap_or_default()),
            &number(place.line),
            &number(place.column),
            &cell(place.record.as_deref().unwrap_or_default()),
            &cell(&sentence(finding, words)),
        ])?;
    }
    Ok(csv.flush()?)
}

fn json(finding: &Diagnostic, words: &Words) -> serde_json::Value {
    let args: serde_json::Map<String, serde_json::Value> =
        finding.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect();
    json!({
        "severity": finding.severity.as_str(),
        "code": finding.code,
        "file": finding.place.file.as_deref(),
        "line": finding.place.line,
        "column": finding.place.column,
        "record": finding.place.record,
        "sentence": sentence(finding, words),
        "args": args,
    })
}
