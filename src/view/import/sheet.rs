//! A raw table with its merged cells opened: what a person sees in each cell.

use rustc_hash::FxHashMap;

use super::number::{self, NumberText};
use super::period::{self, Partial, Place};
use super::raw::{CellValue, RawCell, RawTable};

/// Cells of merged blocks that are opened; a workbook of one giant block is not worth more.
const OPENED: usize = 200_000;

/// A table with its merged cells.
pub struct Sheet<'a> {
    /// The table.
    pub table: &'a RawTable,
    merged: FxHashMap<(usize, usize), (usize, usize)>,
    /// Number of columns.
    pub width: usize,
}

/// What a cell looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing.
    Empty,
    /// A sign for a missing value.
    Missing,
    /// A whole number that may be a year.
    Year,
    /// A number.
    Number,
    /// A period, or part of one.
    Period,
    /// Anything else.
    Text,
}

impl<'a> Sheet<'a> {
    /// Opens the merged cells of a table.
    pub fn new(table: &'a RawTable) -> Self {
        let mut merged = FxHashMap::default();
        for merge in &table.merged {
            for row in merge.first_row..=merge.last_row {
                for column in merge.first_column..=merge.last_column {
                    if merged.len() < OPENED {
                        merged.insert((row, column), (merge.first_row, merge.first_column));
                    }
                }
            }
        }
        Self { table, merged, width: table.width() }
    }

    /// The cell that shows at a place.
    pub fn cell(&self, row: usize, column: usize) -> Option<&'a RawCell> {
        match self.merged.get(&(row, column)) {
            Some((row, column)) => self.table.cell(*row, *column),
            None => self.table.cell(row, column),
        }
    }

    /// The text that shows at a place.
    pub fn text(&self, row: usize, column: usize) -> &'a str {
        self.cell(row, column).map_or("", |cell| cell.text.trim())
    }

    /// Places of the cells of a row that hold something by themselves.
    pub fn filled(&self, row: usize) -> Vec<usize> {
        let cells = self.table.rows.get(row).map_or(&[][..], Vec::as_slice);
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(place, _)| place).collect()
    }

    /// What a cell looks like.
    pub fn look(&self, row: usize, column: usize) -> Look {
        self.cell(row, column).map_or(Look::Empty, look)
    }

    /// The period a cell says, dates of workbooks among them.
    pub fn partial(&self, row: usize, column: usize, place: Place) -> Option<Partial> {
        partial(self.cell(row, column)?, place)
    }
}

/// The period a cell says.
pub fn partial(cell: &RawCell, place: Place) -> Option<Partial> {
    match cell.value {
        CellValue::Date { year, month, day } => Some(Partial::date(i32::from(year), month, day)),
        CellValue::Empty | CellValue::Bool(_) | CellValue::Error => None,
        _ => period::parse(&cell.text, place),
    }
}

fn look(cell: &RawCell) -> Look {
    match cell.value {
        CellValue::Empty => Look::Empty,
        CellValue::Date { .. } => Look::Period,
        CellValue::Bool(_) | CellValue::Error => Look::Text,
        _ => look_of(&cell.text),
    }
}

fn look_of(text: &str) -> Look {
    let text = text.trim();
    let year = text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2199).contains(&year));
    if year {
        return Look::Year;
    }
    match number::parse(text, None) {
        NumberText::Missing => Look::Missing,
        // 201103 is a period in a header and a number in the body; whoever asks knows the place.
        NumberText::Number(number) if number.unit.is_empty() => Look::Number,
        _ if period::parse(text, Place::Any).is_some() => Look::Period,
        NumberText::Number(number) if !number.unit.contains(['年', '月', '季']) => Look::Number,
        // 增长7.7倍 stands where a value would.
        NumberText::Growth(_) => Look::Missing,
        NumberText::Number(_) | NumberText::Unclear => Look::Text,
    }
}
