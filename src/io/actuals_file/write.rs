//! Actuals as text, one file at a time.

use crate::domain::{Actuals, Observation, SeriesKey};
use crate::io::plan_file::number_text::number;

use super::COLUMNS;

/// The text of the actuals file of this name (without folder and ending).
pub fn write(actuals: &Actuals, file: &str) -> String {
    let mut out = COLUMNS.join(",");
    out.push('\n');
    for (key, list) in actuals.series() {
        let mut head = None;
        for observation in list.iter().filter(|observation| &*observation.file == file) {
            let head: &String = head.get_or_insert_with(|| head_of(key));
            row(&mut out, head, observation);
        }
    }
    out
}

fn head_of(key: &SeriesKey) -> String {
    let mut head = String::new();
    for text in [key.node.as_str(), key.metric.as_str(), key.coverage.as_ref().map_or("", |coverage| coverage.as_str())] {
        field(&mut head, text);
        head.push(',');
    }
    head
}

fn row(out: &mut String, head: &str, observation: &Observation) {
    use std::fmt::Write;
    out.push_str(head);
    let _ = write!(out, "{},{},", observation.period, number(observation.value));
    field(out, observation.unit.as_str());
    out.push(',');
    out.push_str(observation.status.word());
    out.push(',');
    field(out, &observation.source);
    out.push('\n');
}

/// A field, in quotes where it would not come back as it is.
fn field(out: &mut String, text: &str) {
    let trimmed = text.trim().len() != text.len();
    if !trimmed && !text.bytes().any(|b| matches!(b, b'"' | b',' | b'\n' | b'\r')) {
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}
