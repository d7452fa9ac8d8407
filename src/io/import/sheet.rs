//! Fills a table cell by cell as a workbook gives them, within bounds, and spells numbers and days.

use super::limits::{self, Budget};
use super::noticed::{Noticed, shown};
use crate::base::{Place, Severity};
use crate::view::import::raw::{CellValue, Merge, RawCell, RawTable};

/// A sheet in the making. Rows and columns count from the sheet's first, so that places are those a person sees.
pub struct Sheet<'a> {
    table: RawTable,
    file: &'a str,
    budget: &'a mut Budget,
    noticed: &'a mut Noticed,
    rows: usize,
    whole: bool,
}

impl<'a> Sheet<'a> {
    /// An empty sheet that takes at most `rows` rows, where so many are asked for and no more.
    pub fn new(name: &str, rows: Option<usize>, file: &'a str, budget: &'a mut Budget, noticed: &'a mut Noticed) -> Self {
        let table = RawTable { name: name.to_owned(), ..RawTable::default() };
        Self { table, file, budget, noticed, rows: rows.unwrap_or(limits::SHEET_ROWS).min(limits::SHEET_ROWS), whole: rows.is_none() }
    }

    /// Puts a cell; false where the sheet takes no more.
    pub fn put(&mut self, row: usize, column: usize, cell: RawCell) -> bool {
        if cell.is_empty() {
            return true;
        }
        if row >= self.rows {
            return self.end(row);
        }
        if column >= limits::COLUMNS {
            self.table.cut = true;
            let place = self.place(row, limits::COLUMNS);
            self.noticed
                .tell(Severity::Warning, "import-columns-cut", place, |d| d.arg("columns", column + 1).arg("allowed", limits::COLUMNS));
            return true;
        }
        let new_rows = (row + 1).saturating_sub(self.table.rows.len());
        let new_cells = (column + 1).saturating_sub(self.table.rows.get(row).map_or(0, Vec::len));
        if !self.budget.take(new_rows + new_cells, cell.text.len()) {
            return self.end(row);
        }
        if new_rows > 0 {
            self.table.rows.resize_with(row + 1, Vec::new);
        }
        let cell = self.bounded(row, column, cell);
        if let Some(cells) = self.table.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize_with(column + 1, RawCell::default);
            }
            cells[column] = cell;
        }
        true
    }

    /// Keeps a merged block; of a block that is a single cell nothing needs to be kept.
    pub fn merge(&mut self, merge: Merge) {
        let single = merge.first_row == merge.last_row && merge.first_column == merge.last_column;
        if !single && self.table.merged.len() < limits::MERGES && merge.first_row < self.table.rows.len() {
            self.table.merged.push(merge);
        }
    }

    /// The sheet could not be read to its end.
    pub fn broke(&mut self, reason: &str) {
        self.table.cut = true;
        let (name, row) = (self.table.name.clone(), self.table.rows.len());
        let place = Place::file(self.file).line(row.max(1)).record(&name);
        self.noticed.tell(Severity::Error, "import-sheet-unreadable", place, |d| d.arg("text", name).arg("row", row).arg("reason", reason));
    }

    /// The table.
    pub fn finish(mut self, hidden: bool) -> RawTable {
        self.table.hidden = hidden;
        self.table
    }

    fn end(&mut self, row: usize) -> bool {
        self.table.cut = true;
        if self.whole {
            let (name, rows) = (self.table.name.clone(), self.table.rows.len());
            let place = Place::file(self.file).line(row + 1).record(&name);
            self.noticed.tell(Severity::Warning, "import-sheet-cut", place, |d| d.arg("text", name).arg("rows", rows));
        }
        false
    }

    fn bounded(&mut self, row: usize, column: usize, mut cell: RawCell) -> RawCell {
        if cell.text.len() > limits::CELL_CHARACTERS
            && let Some((end, _)) = cell.text.char_indices().nth(limits::CELL_CHARACTERS)
        {
            let (bytes, start) = (cell.text.len(), shown(&cell.text));
            let place = self.place(row, column);
            self.noticed.tell(Severity::Warning, "import-cell-cut", place, |d| {
                d.arg("text", start).arg("bytes", bytes).arg("allowed", limits::CELL_CHARACTERS)
            });
            cell.text.truncate(end);
        }
        cell
    }

    fn place(&self, row: usize, column: usize) -> Place {
        Place::file(self.file).line(row + 1).column(column + 1).record(&self.table.name)
    }
}

/// A number's text: its shortest exact spelling, without the noise that binary fractions leave in the 15th digit.
pub fn number_text(value: f64) -> String {
    let exact = value.to_string();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    if digits(&exact) < 15 {
        return exact;
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let short = rounded.to_string();
    if digits(&short) + 3 <= digits(&exact) { short } else { exact }
}

/// A cell with a number. A share shown in per cent is spelled so, as a person sees it; its value stays the fraction.
pub fn number(value: f64, percent: bool) -> RawCell {
    if !value.is_finite() {
        return RawCell { text: "#NUM!".to_owned(), value: CellValue::Error };
    }
    let text = if percent { format!("{}%", number_text(value * 100.0)) } else { number_text(value) };
    RawCell { text, value: CellValue::Number(value) }
}

/// What of a day a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// What the number format of a day shows of it; the day where that cannot be told.
pub fn shows(format: &str) -> Shows {
    let (mut year, mut month, mut day, mut quoted) = (false, false, false, false);
    for c in format.chars() {
        match c.to_ascii_lowercase() {
            '"' => quoted = !quoted,
            ';' => break,
            'y' if !quoted => year = true,
            'm' if !quoted => month = true,
            'd' | 'h' | 's' if !quoted => day = true,
            _ => {}
        }
    }
    match (year, month, day) {
        (true, false, false) => Shows::Year,
        (true, true, false) => Shows::Month,
        _ => Shows::Day,
    }
}

/// A cell with a day, spelled as far as it is shown.
pub fn date(year: u16, month: u8, day: u8, shows: Shows) -> RawCell {
    let text = match shows {
        Shows::Year => format!("{year:04}"),
        Shows::Month => format!("{year:04}-{month:02}"),
        Shows::Day => format!("{year:04}-{month:02}-{day:02}"),
    };
    RawCell { text, value: CellValue::Date { year: i16::try_from(year).unwrap_or(i16::MAX), month, day } }
}

/// A day written as in ISO 8601, with or without a time of day behind it.
pub fn iso_date(text: &str) -> Option<RawCell> {
    let mut parts = text.get(..10)?.split('-');
    let mut part = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| date(year, month as u8, day as u8, Shows::Day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_spelled_as_a_person_sees_them() {
        for (value, text) in [
            (2011.0, "2011"),
            (0.1 + 0.2, "0.3"),
            (1203.5, "1203.5"),
            (-0.4, "-0.4"),
            (1.0 / 3.0, "0.3333333333333333"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(number_text(value), text);
        }
        assert_eq!(number(0.0712, true).text, "7.12%");
        assert_eq!(number(f64::NAN, false).value, CellValue::Error);
        assert_eq!(
            (shows("yyyy\"年\""), shows("yyyy/m"), shows("m/d/yy h:mm"), shows("")),
            (Shows::Year, Shows::Month, Shows::Day, Shows::Day)
        );
        assert_eq!(iso_date("2011-03-31T00:00:00").map(|cell| cell.text), Some("2011-03-31".to_owned()));
        assert_eq!(iso_date("2011-13-31"), None);
    }
}
