//! Numbers of firms and growth on the same firms (同口径) beside growth of all, as a table. No firm is named.

use super::reading::{FirmFacts, FirmReading};
use crate::domain::Document;
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Tone, text_width};
use crate::view::words::SharedWords;
use crate::view::{Words, number, wording};

const METRIC: &str = "import-column-metric";
const COLUMNS: [(&str, f32, Align); 9] = [
    ("import-column-node", 156.0, Align::Left),
    (METRIC, 80.0, Align::Left),
    ("import-column-period", 80.0, Align::Left),
    ("import-firms-nominal", 76.0, Align::Right),
    ("import-firms-comparable", 88.0, Align::Right),
    ("import-firms-same", 76.0, Align::Right),
    ("import-firms-count", 68.0, Align::Right),
    ("import-firms-before", 80.0, Align::Right),
    ("import-firms-above", 104.0, Align::Right),
];

/// The table.
#[derive(Debug)]
pub struct FirmTable {
    columns: Vec<GridColumn>,
    rows: Vec<Vec<GridCell>>,
}

impl FirmTable {
    /// The table of what a file of firms says beside its sums.
    pub fn new(reading: &FirmReading, document: &Document, words: &SharedWords) -> Self {
        let names = reading.facts.iter().map(|facts| text_width(wording::metric(words, &document.plan, &facts.key.metric)));
        let widest = (names.fold(0.0, f32::max) + 20.0).min(240.0);
        let columns = COLUMNS
            .iter()
            .map(|(key, width, align)| GridColumn {
                title: words.text(key).to_owned(),
                width: if *key == METRIC { width.max(widest) } else { *width },
                align: *align,
                ..GridColumn::default()
            })
            .collect();
        Self { columns, rows: reading.facts.iter().map(|facts| row(facts, document, words)).collect() }
    }
}

fn row(facts: &FirmFacts, document: &Document, words: &Words) -> Vec<GridCell> {
    let growth = |share: Option<f64>| {
        let text = share.map_or_else(|| number::MISSING.to_owned(), |share| number::signed_percent(share, 1));
        GridCell { number: share.map(|share| share * 100.0), unit: "%".to_owned(), ..GridCell::text(text) }
    };
    let count = |count: Option<u64>| {
        let count = count.map(|count| count as f64);
        GridCell { number: count, ..GridCell::text(number::optional(count, 0)) }
    };
    let plan = &document.plan;
    let coverage = wording::coverage(words, plan, facts.key.coverage.as_ref()).to_owned();
    vec![
        GridCell { hint: coverage, ..GridCell::text(wording::node(words, plan, &facts.key.node)) },
        GridCell::text(wording::metric(words, plan, &facts.key.metric)),
        GridCell::text(wording::period(words, facts.period)),
        growth(facts.nominal).tone(Tone::Quiet),
        growth(facts.comparable).tone(Tone::Strong),
        count(facts.same),
        count(Some(facts.firms)),
        count(facts.before),
        count(facts.above),
    ]
}

impl GridSource for FirmTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        self.rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
    }

    fn frozen(&self) -> usize {
        1
    }
}

/// “2,011 firms in 2012, 1,640 of them from 2000 万元 on”.
pub fn summary(reading: &FirmReading, words: &Words) -> String {
    let count = |value: u64| number::fixed(value as f64, 0);
    let period = reading.period.map(|period| wording::period(words, period)).unwrap_or_default();
    let firms = count(reading.firms);
    match (reading.above, &reading.threshold) {
        (Some(above), Some(threshold)) => words.with(
            "import-firms-summary-above",
            &[("count", &firms), ("period", &period), ("above", &count(above)), ("threshold", threshold)],
        ),
        _ => words.with("import-firms-summary", &[("count", &firms), ("period", &period)]),
    }
}
