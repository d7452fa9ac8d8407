//! Actuals as text, one file at a time.

use rayon::prelude::*;

use crate::domain::{Actuals, Observation, SeriesKey};
use crate::io::plan_file::number_text::number;

use super::COLUMNS;

/// Series that are written as one piece of work.
const PIECE: usize = 2048;

/// The text of the actuals file of this name (without folder and ending).
pub fn write(actuals: &Actuals, file: &str) -> String {
    let all: Vec<(&SeriesKey, &[Observation])> = actuals.series().collect();
    let pieces: Vec<String> = all.par_chunks(PIECE).map(|piece| series(piece, file)).collect();
    let mut out = String::with_capacity(pieces.iter().map(String::len).sum::<usize>() + 100);
    out.push_str(&COLUMNS.join(","));
    out.push('\n');
    pieces.iter().for_each(|piece| out.push_str(piece));
    out
}

fn series(piece: &[(&SeriesKey, &[Observation])], file: &str) -> String {
    let mut out = String::new();
    for (key, list) in piece {
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
