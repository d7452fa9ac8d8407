//! The difference that an import makes, as text for people and as JSON for programs.

use serde_json::{Value, json};

use super::FileResult;
use super::prepare::Prepared;
use crate::base::{Diagnostic, Severity};
use crate::cli::output::{Failure, Out, sentence};
use crate::domain::{Observation, Plan};
use crate::view::import::firm_table;
use crate::view::import::log::LogEntry;
use crate::view::import::origin::column_name;
use crate::view::import::reading::{FirmFacts, FirmReading};
use crate::view::import::{Candidate, Change, DifferenceRow, Item, LeftReason, LeftRow, Question};
use crate::view::{Words, number, wording};

/// What one file would change, a line a value; equal values are only counted.
pub fn text(file: &FileResult, plan: &Plan, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let prepared = match &file.result {
        Ok(prepared) => prepared,
        Err(diagnostic) => return out.line(&one_line(&words.diagnostic(diagnostic))),
    };
    out.line(&heading(&file.shown, prepared, words))?;
    let counts = prepared.difference.reading.counts;
    let texts = [counts.rows, counts.used, counts.questioned, counts.left].map(|n| n.to_string());
    let [rows, used, questioned, left] = &texts;
    out.line(&words.with("cli-import-rows", &[("rows", rows), ("used", used), ("questioned", questioned), ("left", left)]))?;
    let changes: Vec<String> = Change::ALL
        .into_iter()
        .filter(|change| !matches!(change, Change::Left | Change::Derived))
        .map(|change| format!("{} {}", words.text(&change_key(change)), prepared.difference.count(change)))
        .collect();
    out.line(&format!("  {}", changes.join(words.text("cli-import-join"))))?;
    for diagnostic in prepared.file.diagnostics.iter().filter(|d| d.severity > Severity::Note) {
        out.line(&format!("  ! {}", one_line(&words.diagnostic(diagnostic))))?;
    }
    for diagnostic in &prepared.difference.reading.told {
        out.line(&format!("  ! {}", one_line(&words.diagnostic(diagnostic))))?;
    }
    if let Some(firms) = &prepared.difference.reading.firms {
        out.line(&format!("  {}", firm_table::summary(firms, words)))?;
        firms.facts.iter().filter_map(|facts| growth_text(facts, plan, words)).try_for_each(|line| out.line(&line))?;
    }
    for row in &prepared.difference.rows {
        if let Some(line) = row_text(prepared, row, plan, words) {
            out.line(&line)?;
        }
    }
    for question in &prepared.difference.reading.questions {
        out.line(&format!("  ? {}", one_line(&words.diagnostic(&question.diagnostic(&prepared.file.name)))))?;
    }
    if prepared.difference.reading.items.is_empty() && prepared.difference.reading.questions.is_empty() {
        out.line(&format!("  ? {}", words.text("cli-import-nothing")))?;
    }
    Ok(())
}

fn change_key(change: Change) -> String {
    format!("import-change-{}", change.word())
}

fn heading(shown: &str, prepared: &Prepared, words: &Words) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend((!prepared.sheet().is_empty()).then(|| prepared.sheet().to_owned()));
    facts.extend(prepared.file.encoding.clone());
    if !prepared.profile.is_empty() {
        facts.push(words.with("cli-import-profile", &[("name", &prepared.profile)]));
    }
    if prepared.written() > 0 {
        facts.push(format!("→ actuals/{}.csv", prepared.stem));
    }
    let facts = facts.join(words.text("cli-import-join"));
    if facts.is_empty() { shown.to_owned() } else { format!("{shown}  {facts}") }
}

/// The line of a value or of what was left out; `None` for what is only counted.
fn row_text(prepared: &Prepared, row: &DifferenceRow, plan: &Plan, words: &Words) -> Option<String> {
    let sign = match row.change {
        Change::New => '+',
        Change::Revision => '~',
        Change::Final => '*',
        Change::Left => {
            // What waits for an answer is told once, with its question.
            let left = prepared.difference.reading.left.get(row.place).filter(|left| left.reason != LeftReason::Question)?;
            return Some(left_text(left, words));
        }
        Change::Same | Change::Questioned | Change::Derived => return None,
    };
    let item = prepared.difference.item(row)?;
    let value = |amount: f64, unit| wording::with_unit(&number::value(amount), wording::unit(words, &plan.units(), unit));
    let args = [
        ("sign", sign.to_string()),
        ("node", wording::node(words, plan, &item.key.node)),
        ("metric", wording::metric(words, plan, &item.key.metric).to_owned()),
        ("period", wording::period(words, item.period)),
        ("value", value(item.value, &item.unit)),
        ("old", row.old.as_ref().map(|old| value(old.value, &old.unit)).unwrap_or_default()),
        ("cell", format!("{}{}", column_name(item.column), item.row)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let line = words.with(if row.old.is_some() { "cli-import-changed" } else { "cli-import-added" }, &args);
    let growth = item.stated_growth.map(|growth| number::signed_percent(growth / 100.0, 1));
    let growth = growth.map(|growth| words.with("cli-import-stated-growth", &[("growth", &growth)])).unwrap_or_default();
    let hidden = if row.counts { "" } else { words.text("cli-import-does-not-count") };
    Some(format!("  {}{growth}{hidden}", one_line(&line)))
}

/// Growth of all firms and of those that are there both times; nothing where there is no year before.
fn growth_text(facts: &FirmFacts, plan: &Plan, words: &Words) -> Option<String> {
    facts.before?;
    let growth = |share: Option<f64>| share.map_or_else(|| number::MISSING.to_owned(), |share| number::signed_percent(share, 1));
    let args = [
        ("node", wording::node(words, plan, &facts.key.node)),
        ("metric", wording::metric(words, plan, &facts.key.metric).to_owned()),
        ("period", wording::period(words, facts.period)),
        ("nominal", growth(facts.nominal)),
        ("comparable", growth(facts.comparable)),
        ("same", facts.same.unwrap_or_default().to_string()),
        ("count", facts.firms.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Some(format!("  {}", one_line(&words.with("cli-import-growth", &args))))
}

fn left_text(left: &LeftRow, words: &Words) -> String {
    let place = left.column.map_or_else(|| left.row.to_string(), |column| format!("{}{}", column_name(column), left.row));
    let reason = words.text(&format!("import-left-{}", left.reason.word())).to_owned();
    let text: String = left.text.chars().take(60).collect();
    format!("  {}", one_line(&words.with("cli-import-left", &[("place", &place), ("reason", &reason), ("text", &text)])))
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// What one file would change, as one JSON object. Ids, not names, are what other programs read.
pub fn json(file: &FileResult, words: &Words) -> Value {
    let prepared = match &file.result {
        Ok(prepared) => prepared,
        Err(diagnostic) => return json!({ "file": file.shown, "error": diagnostic_json(diagnostic, words) }),
    };
    let reading = &prepared.difference.reading;
    let counts = reading.counts;
    let changes: serde_json::Map<String, Value> =
        Change::ALL.into_iter().map(|change| (change.word().to_owned(), prepared.difference.count(change).into())).collect();
    let rows = prepared.difference.rows.iter().filter_map(|row| Some(item_json(prepared.difference.item(row)?, row)));
    json!({
        "file": file.shown,
        "size": prepared.file.size,
        "hash": prepared.file.hash,
        "encoding": prepared.file.encoding,
        "sheet": text_or_null(prepared.sheet()),
        "profile": text_or_null(&prepared.profile),
        "actuals": (prepared.written() > 0).then_some(&prepared.stem),
        "needs_a_person": prepared.needs_a_person(),
        "rows": { "read": counts.rows, "used": counts.used, "questioned": counts.questioned, "left": counts.left },
        "changes": changes,
        "firms": reading.firms.as_ref().map(firms_json),
        "values": rows.collect::<Vec<Value>>(),
        "questions": reading.questions.iter().map(|q| question_json(q, &prepared.file.name, words)).collect::<Vec<Value>>(),
        "left": reading.left.iter().map(left_json).collect::<Vec<Value>>(),
        "diagnostics": prepared.file.diagnostics.iter().chain(&reading.told).map(|d| diagnostic_json(d, words)).collect::<Vec<Value>>(),
    })
}

fn firms_json(firms: &FirmReading) -> Value {
    let facts = |facts: &FirmFacts| {
        json!({
            "node": facts.key.node.as_str(),
            "metric": facts.key.metric.as_str(),
            "coverage": facts.key.coverage.as_ref().map(|coverage| coverage.as_str()),
            "period": facts.period.to_string(),
            "months": facts.months,
            "firms": facts.firms,
            "above": facts.above,
            "firms_before": facts.before,
            "firms_same": facts.same,
            "nominal": facts.nominal,
            "comparable": facts.comparable,
        })
    };
    json!({
        "firms": firms.firms,
        "above": firms.above,
        "period": firms.period.map(|period| period.to_string()),
        "threshold": firms.threshold,
        "growth": firms.facts.iter().map(facts).collect::<Vec<Value>>(),
    })
}

fn text_or_null(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn item_json(item: &Item, row: &DifferenceRow) -> Value {
    let old = |old: &Observation| json!({ "value": old.value, "unit": old.unit.as_str(), "status": old.status.word(), "file": &*old.file });
    json!({
        "change": row.change.word(),
        "node": item.key.node.as_str(),
        "metric": item.key.metric.as_str(),
        "coverage": item.key.coverage.as_ref().map(|coverage| coverage.as_str()),
        "period": item.period.to_string(),
        "value": item.value,
        "unit": item.unit.as_str(),
        "growth_percent": item.stated_growth,
        "status": item.status.word(),
        "old": row.old.as_ref().map(old),
        "counts": row.counts,
        "row": item.row,
        "column": item.column,
        "raw": item.raw,
    })
}

fn question_json(question: &Question, file: &str, words: &Words) -> Value {
    json!({
        "kind": question.kind.word(),
        "key": question.key,
        "text": question.text,
        "row": question.row,
        "column": question.column,
        "values": question.values,
        "candidates": question.candidates.iter().filter_map(candidate).collect::<Vec<String>>(),
        "sentence": sentence(&question.diagnostic(file), words),
    })
}

/// A possible answer that names something of the plan.
fn candidate(candidate: &Candidate) -> Option<String> {
    match candidate {
        Candidate::Node(id) => Some(id.to_string()),
        Candidate::Metric(id) => Some(id.to_string()),
        Candidate::Coverage(id) => Some(id.to_string()),
        Candidate::Unit(id) => Some(id.to_string()),
        Candidate::Period(period) => Some(period.to_string()),
        Candidate::Status(status) => Some(status.word().to_owned()),
        Candidate::Scenario(name) => Some(name.clone()),
        _ => None,
    }
}

fn left_json(left: &LeftRow) -> Value {
    json!({ "row": left.row, "column": left.column, "reason": left.reason.word(), "text": left.text })
}

fn diagnostic_json(diagnostic: &Diagnostic, words: &Words) -> Value {
    json!({
        "severity": diagnostic.severity.as_str(),
        "code": diagnostic.code,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "sentence": sentence(diagnostic, words),
    })
}

/// A line of the import log.
pub fn log_line(entry: &LogEntry, words: &Words) -> String {
    let count = |n: usize| n.to_string();
    let file = if entry.sheet.is_empty() { entry.file.clone() } else { format!("{}!{}", entry.file, entry.sheet) };
    let actuals = if entry.actuals.is_empty() { number::MISSING.to_owned() } else { format!("actuals/{}.csv", entry.actuals) };
    let args = [
        ("time", entry.time.clone()),
        ("file", file),
        ("size", entry.size.to_string()),
        ("hash", entry.hash.clone()),
        ("rows", count(entry.read)),
        ("used", count(entry.used)),
        ("questioned", count(entry.questioned)),
        ("left", count(entry.left)),
        ("actuals", actuals),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    one_line(&words.with("cli-import-log-line", &args))
}
