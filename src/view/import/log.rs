//! The import log: what came in, when, and how much of it was used. Data and its table; the file is read and written by `io`.

use serde::{Deserialize, Serialize};

use super::difference::{Change, Difference};
use super::raw::RawFile;
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Tone};
use crate::view::{Words, number};

/// One file, or one sheet of one, that was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogEntry {
    /// When: date, time and distance from Greenwich.
    pub time: String,
    /// Name of the file.
    pub file: String,
    /// The sheet; empty where the file has none.
    pub sheet: String,
    /// Size in bytes.
    pub size: u64,
    /// Hash of its bytes.
    pub hash: String,
    /// The profile it was read by; empty without one.
    pub profile: String,
    /// The actuals file that its values went into; empty where nothing was new.
    pub actuals: String,
    /// Rows read.
    pub read: usize,
    /// Rows of which values were used.
    pub used: usize,
    /// Rows that were asked about.
    pub questioned: usize,
    /// Rows of which nothing was used.
    pub left: usize,
    /// New values.
    pub new: usize,
    /// Values that were there already.
    pub same: usize,
    /// Revised values, final ones after preliminary ones among them.
    pub revised: usize,
    /// Firms of the last year, for a table of firms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firms: Option<u64>,
    /// Those of them that reach the reporting threshold, where one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firms_above: Option<u64>,
    /// True while the values are not saved: such an entry is shown and not in the file.
    #[serde(skip)]
    pub unsaved: bool,
}

impl LogEntry {
    /// The entry of an import. `time` is the moment; `sheet` and `profile` may be empty.
    pub fn new(time: &str, file: &RawFile, sheet: &str, profile: &str, actuals: &str, difference: &Difference) -> Self {
        let counts = difference.reading.counts;
        let written = difference.count(Change::New) + difference.count(Change::Revision) + difference.count(Change::Final);
        Self {
            time: time.to_owned(),
            file: file.name.clone(),
            sheet: sheet.to_owned(),
            size: file.size,
            hash: file.hash.clone(),
            profile: profile.to_owned(),
            actuals: if written == 0 { String::new() } else { actuals.to_owned() },
            read: counts.rows,
            used: counts.used,
            questioned: counts.questioned,
            left: counts.left,
            new: difference.count(Change::New),
            same: difference.count(Change::Same),
            revised: difference.count(Change::Revision) + difference.count(Change::Final),
            firms: difference.reading.firms.as_ref().map(|firms| firms.firms),
            unsaved: false,
            firms_above: difference.reading.firms.as_ref().and_then(|firms| firms.above),
        }
    }
}

/// The log as a table, newest first.
#[derive(Clone, Debug)]
pub struct LogTable {
    unsaved: String,
    entries: Vec<LogEntry>,
    columns: Vec<GridColumn>,
}

/// Heading, width, and whether the column is of numbers.
const COLUMNS: [(&str, f32, bool); 15] = [
    ("import-log-time", 180.0, false),
    ("import-log-file", 200.0, false),
    ("import-log-sheet", 90.0, false),
    ("import-log-read", 72.0, true),
    ("import-log-used", 72.0, true),
    ("import-log-questioned", 72.0, true),
    ("import-log-left", 72.0, true),
    ("import-log-new", 72.0, true),
    ("import-log-same", 72.0, true),
    ("import-log-revised", 72.0, true),
    ("import-log-firms", 110.0, true),
    ("import-log-actuals", 170.0, false),
    ("import-log-profile", 120.0, false),
    ("import-log-size", 92.0, true),
    ("import-log-hash", 140.0, false),
];

impl LogTable {
    /// The table of a log in the order it was written.
    pub fn new(mut entries: Vec<LogEntry>, words: &Words) -> Self {
        entries.reverse();
        let column = |(key, width, numbers): &(&str, f32, bool)| GridColumn {
            title: words.text(key).to_owned(),
            width: *width,
            align: if *numbers { Align::Right } else { Align::Left },
            ..GridColumn::default()
        };
        Self { unsaved: words.text("import-log-unsaved").to_owned(), entries, columns: COLUMNS.iter().map(column).collect() }
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn minute(entry: &LogEntry) -> String {
    entry.time.replacen('T', " ", 1).chars().take(16).collect()
}

/// Firms, and behind a stroke those above the reporting threshold.
fn firms(entry: &LogEntry) -> GridCell {
    let count = |count: u64| number::fixed(count as f64, 0);
    let text = match (entry.firms, entry.firms_above) {
        (None, _) => String::new(),
        (Some(firms), None) => count(firms),
        (Some(firms), Some(above)) => format!("{} / {}", count(firms), count(above)),
    };
    GridCell { number: entry.firms.map(|firms| firms as f64), ..GridCell::text(text) }
}

impl GridSource for LogTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.entries.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(entry) = self.entries.get(row) else { return GridCell::default() };
        let count = |value: usize| GridCell { number: Some(value as f64), ..GridCell::text(number::fixed(value as f64, 0)) };
        match column {
            0 if entry.unsaved => {
                GridCell { hint: self.unsaved.clone(), badge: self.unsaved.clone(), ..GridCell::text(minute(entry)) }.tone(Tone::Warning)
            }
            // To the minute: the seconds and the distance from Greenwich stand in the hint.
            0 => GridCell { hint: entry.time.clone(), ..GridCell::text(minute(entry)) },
            1 => GridCell { hint: entry.file.clone(), ..GridCell::text(&entry.file) },
            2 => GridCell::text(&entry.sheet),
            3 => count(entry.read),
            4 => count(entry.used),
            5 if entry.questioned > 0 => count(entry.questioned).tone(Tone::Warning),
            5 => count(entry.questioned),
            6 => count(entry.left),
            7 => count(entry.new),
            8 => count(entry.same),
            9 => count(entry.revised),
            10 => firms(entry),
            11 if entry.actuals.is_empty() => GridCell::text(number::MISSING).tone(Tone::Quiet),
            11 => GridCell::text(format!("actuals/{}.csv", entry.actuals)),
            12 => GridCell::text(&entry.profile),
            13 => GridCell { number: Some(entry.size as f64), ..GridCell::text(number::fixed(entry.size as f64, 0)) },
            14 => GridCell::text(&entry.hash).tone(Tone::Quiet),
            _ => GridCell::default(),
        }
    }

    fn frozen(&self) -> usize {
        2
    }
}
