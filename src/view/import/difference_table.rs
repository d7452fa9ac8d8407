//! What an import would change, as a table: what stands there, what was read, and the difference.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::difference::{Change, DifferenceRow};
use super::raw::column_letters;
use super::reading::{Item, LeftReason};
use super::telling;
use super::understanding::Understanding;
use crate::base::{Period, UnitId, Units};
use crate::domain::{Document, Plan, SeriesKey};
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Mark, Tone, text_width};
use crate::view::words::SharedWords;
use crate::view::{number, wording};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Change,
    Node,
    Metric,
    Period,
    Old,
    New,
    Difference,
    Growth,
    Unit,
    Status,
    Coverage,
    Place,
    Raw,
}

const COLUMNS: [(Column, &str, f32, Align); 13] = [
    (Column::Change, "import-column-change", 92.0, Align::Left),
    (Column::Node, "import-column-node", 160.0, Align::Left),
    (Column::Metric, "import-column-metric", 92.0, Align::Left),
    (Column::Period, "import-column-period", 96.0, Align::Left),
    (Column::Old, "import-column-old", 76.0, Align::Right),
    (Column::New, "import-column-new", 76.0, Align::Right),
    (Column::Difference, "import-column-difference", 68.0, Align::Right),
    (Column::Growth, "import-column-growth", 84.0, Align::Right),
    (Column::Unit, "import-column-unit", 84.0, Align::Left),
    (Column::Raw, "import-column-raw", 96.0, Align::Left),
    (Column::Place, "import-column-place", 60.0, Align::Left),
    (Column::Status, "import-column-status", 84.0, Align::Left),
    (Column::Coverage, "import-column-coverage", 120.0, Align::Left),
];

/// Values that the decimals of a unit are taken from.
const MEASURED: usize = 2_000;
/// Room beside the text of a cell and for its mark, and the most that a column takes whose names are shown whole.
const PADDING: f32 = 20.0;
const MARK: f32 = 16.0;
const MOST_WIDTH: f32 = 240.0;

/// The difference as a table, filtered by kinds of change.
#[derive(Debug)]
pub struct DifferenceTable {
    understood: Arc<Understanding>,
    plan: Arc<Plan>,
    units: Units,
    words: SharedWords,
    rows: Vec<usize>,
    shown: Vec<Column>,
    columns: Vec<GridColumn>,
    decimals: BTreeMap<UnitId, u8>,
}

impl DifferenceTable {
    /// The lines of one kind, or all.
    pub fn new(understood: Arc<Understanding>, shown: Option<Change>, document: &Document, words: SharedWords) -> Self {
        let difference = &understood.difference;
        let fits = |row: &DifferenceRow| shown.is_none_or(|change| row.change == change);
        let rows = difference.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(place, _)| place).collect();
        let plan = document.plan.clone();
        let items = || difference.reading.items.iter().take(MEASURED);
        let units = plan.units();
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(text_width).fold(0.0, f32::max) + PADDING;
        // Names that differ in their last letters, such as counts of firms by size, are told apart only when whole.
        let wanted = |column: &Column| match column {
            Column::Change => widest(&mut difference.rows.iter().take(MEASURED).map(|row| telling::change(&words, row.change))) + MARK,
            Column::Metric => widest(&mut items().map(|item| wording::metric(&words, &plan, &item.key.metric))),
            Column::Period => {
                widest(&mut items().map(|item| wording::period(&words, item.period)).collect::<Vec<_>>().iter().map(String::as_str))
            }
            Column::Unit => widest(&mut items().map(|item| wording::unit(&words, &units, &item.unit))),
            _ => 0.0,
        };
        // Most tables state no growth beside their values.
        let growth = difference.reading.items.iter().any(|item| item.stated_growth.is_some());
        let list = || COLUMNS.iter().filter(|(column, ..)| growth || *column != Column::Growth);
        let shown = list().map(|(column, ..)| *column).collect();
        let columns = list()
            .map(|(column, key, width, align)| GridColumn {
                title: words.text(key).to_owned(),
                width: wanted(column).clamp(*width, width.max(MOST_WIDTH)),
                align: *align,
                ..GridColumn::default()
            })
            .collect();
        let mut values: BTreeMap<UnitId, Vec<f64>> = BTreeMap::new();
        for item in difference.reading.items.iter().take(MEASURED) {
            values.entry(item.unit.clone()).or_default().push(item.value);
        }
        let decimals = values.into_iter().map(|(unit, values)| (unit, number::column_decimals(values))).collect();
        Self { units, plan, understood, words, rows, shown, columns, decimals }
    }

    fn line(&self, row: usize) -> Option<&DifferenceRow> {
        self.rows.get(row).and_then(|place| self.understood.difference.rows.get(*place))
    }

    fn item(&self, line: &DifferenceRow) -> Option<&Item> {
        match line.change {
            Change::Derived | Change::Left => None,
            _ => self.understood.difference.reading.items.get(line.place),
        }
    }

    fn change_cell(&self, line: &DifferenceRow) -> GridCell {
        let mark = match line.change {
            Change::New => Some(Mark::OnTrack),
            Change::Revision => Some(Mark::Slipping),
            Change::Final => Some(Mark::Achieved),
            Change::Questioned => Some(Mark::OffTrack),
            Change::Same => Some(Mark::NoData),
            Change::Derived | Change::Left => None,
        };
        let hint = if matches!(line.change, Change::Revision | Change::Final | Change::New) && !line.counts {
            self.words.text("import-does-not-count").to_owned()
        } else {
            String::new()
        };
        let tone = if matches!(line.change, Change::Same | Change::Derived | Change::Left) { Tone::Quiet } else { Tone::Normal };
        GridCell { mark, tone, hint, ..GridCell::text(telling::change(&self.words, line.change)) }
    }

    fn item_cell(&self, line: &DifferenceRow, item: &Item, column: Column) -> GridCell {
        let old = line.old.as_ref().and_then(|old| self.units.convert(old.value, &old.unit, &item.unit).ok());
        match column {
            Column::Old => self.value(old, &item.unit).tone(Tone::Quiet),
            Column::New => self.value(Some(item.value), &item.unit),
            Column::Growth => {
                let growth = item.stated_growth.map(|growth| number::signed_percent(growth / 100.0, 1));
                growth.map(GridCell::text).unwrap_or_default()
            }
            Column::Difference => {
                let share = old
                    .filter(|old| *old != 0.0)
                    .map(|old| item.value / old - 1.0)
                    .filter(|share| share.is_finite() && line.change != Change::Same);
                share.map_or_else(GridCell::default, |share| GridCell::text(number::signed_percent(share, 1)).tone(Tone::Quiet))
            }
            Column::Status => GridCell::text(wording::status(&self.words, item.status)),
            Column::Place => GridCell::text(format!("{}{}", column_letters(item.column.saturating_sub(1)), item.row)).tone(Tone::Quiet),
            Column::Raw => GridCell::text(&item.raw).tone(Tone::Quiet),
            _ => self.key_cell(&item.key, item.period, &item.unit, column),
        }
    }

    fn key_cell(&self, key: &SeriesKey, period: Period, unit: &UnitId, column: Column) -> GridCell {
        let words = &self.words;
        GridCell::text(match column {
            Column::Node => wording::node(words, &self.plan, &key.node),
            Column::Metric => wording::metric(words, &self.plan, &key.metric).to_owned(),
            Column::Period => wording::period(words, period),
            Column::Unit => wording::unit(words, &self.units, unit).to_owned(),
            Column::Coverage => wording::coverage(words, &self.plan, key.coverage.as_ref()).to_owned(),
            _ => String::new(),
        })
    }

    fn value(&self, value: Option<f64>, unit: &UnitId) -> GridCell {
        let decimals = self.decimals.get(unit).copied().or(value.map(number::decimals)).unwrap_or_default();
        let unit = wording::unit(&self.words, &self.units, unit).to_owned();
        GridCell { number: value, unit, ..GridCell::text(number::optional(value, decimals)) }
    }

    fn derived_cell(&self, line: &DifferenceRow, column: Column) -> GridCell {
        let Some(single) = self.understood.difference.reading.derived.get(line.place) else { return GridCell::default() };
        match column {
            Column::New => self.value(Some(single.value), &single.unit).tone(Tone::Computed),
            _ => self.key_cell(&single.key, single.period, &single.unit, column).tone(Tone::Computed),
        }
    }

    fn left_cell(&self, line: &DifferenceRow, column: Column) -> GridCell {
        let Some(left) = self.understood.difference.reading.left.get(line.place) else { return GridCell::default() };
        let tone =
            if matches!(left.reason, LeftReason::Question | LeftReason::Error | LeftReason::Ratio) { Tone::Warning } else { Tone::Quiet };
        let text = match column {
            Column::Node => return GridCell::text(telling::left(&self.words, left.reason)).tone(tone),
            Column::Place => {
                left.column.map_or_else(|| left.row.to_string(), |c| format!("{}{}", column_letters(c.saturating_sub(1)), left.row))
            }
            // What waits is known by what it waits for.
            Column::Metric => left
                .question
                .and_then(|place| self.understood.difference.reading.questions.get(place))
                .map(|question| question.text.clone())
                .unwrap_or_default(),
            Column::Raw => left.text.clone(),
            _ => String::new(),
        };
        GridCell::text(text).tone(Tone::Quiet)
    }
}

impl GridSource for DifferenceTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn frozen(&self) -> usize {
        2
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let (Some(line), Some(column)) = (self.line(row), self.shown.get(column)) else { return GridCell::default() };
        if *column == Column::Change {
            return self.change_cell(line);
        }
        match (line.change, self.item(line)) {
            (Change::Derived, _) => self.derived_cell(line, *column),
            (Change::Left, _) => self.left_cell(line, *column),
            (_, Some(item)) => self.item_cell(line, item, *column),
            (_, None) => GridCell::default(),
        }
    }

    fn row_title(&self, row: usize) -> String {
        let parts = [1, 2, 3].map(|column| self.cell(row, column).text);
        parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
