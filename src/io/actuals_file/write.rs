//! Actuals as text, one file at a time.

use rayon::prelude::*;

use crate::domain::{Actuals, Observation, SeriesKey};
use crate::io::plan_file::number_text::number;

use super::{ALWAYS, COLUMNS, PINNED};

/// Series that are written as one piece of work.
const PIECE: usize = 2048;

/// The text of the actuals file of this name (without folder and ending).
pub fn write(actuals: &Actuals, file: &str) -> String {
    let all: Vec<(&SeriesKey, &[Observation])> = actuals.series().collect();
    let own = || all.iter().flat_map(|(_, list)| list.iter()).filter(|observation| &*observation.file == file);
    let more = More {
        read_on: own().any(|o| o.read_on.is_some()),
        pinned: own().any(|o| o.pinned),
        growth: own().any(|o| o.stated_growth.is_some()),
    };
    let pieces: Vec<String> = all.par_chunks(PIECE).map(|piece| series(piece, file, more)).collect();
    let mut out = String::with_capacity(pieces.iter().map(String::len).sum::<usize>() + 100);
    out.push_str(&COLUMNS[..ALWAYS].join(","));
    for (_, name) in [more.read_on, more.pinned, more.growth].iter().zip(&COLUMNS[ALWAYS..]).filter(|(needed, _)| **needed) {
        out.push(',');
        out.push_str(name);
    }
    out.push('\n');
    pieces.iter().for_each(|piece| out.push_str(piece));
    out
}

/// Which columns a file has beyond those that every file has: a file without need of them stays as it always was.
#[derive(Clone, Copy)]
struct More {
    read_on: bool,
    pinned: bool,
    growth: bool,
}

fn series(piece: &[(&SeriesKey, &[Observation])], file: &str, more: More) -> String {
    let mut out = String::new();
    for (key, list) in piece {
        let mut head = None;
        for observation in list.iter().filter(|observation| &*observation.file == file) {
            let head: &String = head.get_or_insert_with(|| head_of(key));
            row(&mut out, head, observation, more);
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

fn row(out: &mut String, head: &str, observation: &Observation, more: More) {
    use std::fmt::Write;
    out.push_str(head);
    let _ = write!(out, "{},{},", observation.period, number(observation.value));
    field(out, observation.unit.as_str());
    out.push(',');
    out.push_str(observation.status.word());
    out.push(',');
    field(out, &observation.source);
    if more.read_on {
        out.push(',');
        if let Some(day) = observation.read_on {
            let _ = write!(out, "{day}");
        }
    }
    if more.pinned {
        out.push(',');
        out.push_str(if observation.pinned { PINNED } else { "" });
    }
    if more.growth {
        out.push(',');
        out.extend(observation.stated_growth.map(number));
    }
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
