//! A file of somebody else as it was read: sheets of cells, before anybody asks what they mean.
//!
//! Texts are kept as they stand in the file. Nothing here interprets a number's unit, a period or a name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::Diagnostic;

/// What the file itself says a cell holds. Text files know empty and text only, whatever the text looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum CellValue {
    /// Nothing, or white space.
    #[default]
    Empty,
    /// A text, also one that looks like a number.
    Text,
    /// A number of a workbook; always finite.
    Number(f64),
    /// A day of a workbook.
    Date {
        /// Calendar year.
        year: i16,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// True or false.
    Bool(bool),
    /// A formula that failed (`#DIV/0!`); the text says how.
    Error,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawCell {
    /// The text as read. Numbers and days of a workbook are spelled plainly, as far as the sheet shows them: `1203.5`, `7.12%`,
    /// `2011-03-31`, `2011-03` or `2011` for a day of which only month or year is shown.
    pub text: String,
    /// What the file says the cell holds.
    pub value: CellValue,
}

impl RawCell {
    /// A cell of a text file.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let value = if text.trim().is_empty() { CellValue::Empty } else { CellValue::Text };
        Self { text, value }
    }

    /// True where there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.value == CellValue::Empty
    }
}

/// A block of cells that the workbook shows as one; both ends belong to it. Counted within [`RawTable::rows`] from 0.
/// The text stands in its first cell, the others are empty ([`RawTable::shown`] looks through).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row.
    pub first_row: usize,
    /// First column.
    pub first_column: usize,
    /// Last row.
    pub last_row: usize,
    /// Last column.
    pub last_column: usize,
}

impl Merge {
    /// True where the block covers a cell.
    pub fn covers(&self, row: usize, column: usize) -> bool {
        (self.first_row..=self.last_row).contains(&row) && (self.first_column..=self.last_column).contains(&column)
    }
}

/// One sheet, or the whole of a text file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawTable {
    /// The sheet's name; empty for a text file.
    pub name: String,
    /// Row of the file in which `rows[0]` stands, counted from 0.
    pub first_row: usize,
    /// Column of the file in which the first cell of each row stands, counted from 0.
    pub first_column: usize,
    /// The rows; they may differ in length. Empty rows in between are kept.
    pub rows: Vec<Vec<RawCell>>,
    /// Blocks shown as one cell.
    pub merged: Vec<Merge>,
    /// True where the file has more than was read (a diagnostic says what).
    pub cut: bool,
    /// True for a sheet that the workbook hides.
    pub hidden: bool,
}

impl RawTable {
    /// A cell as it stands.
    pub fn cell(&self, row: usize, column: usize) -> Option<&RawCell> {
        self.rows.get(row)?.get(column)
    }

    /// A cell as the workbook shows it: within a merged block its first cell.
    pub fn shown(&self, row: usize, column: usize) -> Option<&RawCell> {
        match self.merged.iter().find(|merge| merge.covers(row, column)) {
            Some(merge) => self.cell(merge.first_row, merge.first_column),
            None => self.cell(row, column),
        }
    }

    /// The text of a cell; empty where there is none.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| cell.text.as_str())
    }

    /// Length of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// True where no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(RawCell::is_empty)
    }

    /// The row's number as a person sees it in the file, counted from 1.
    pub fn row_number(&self, row: usize) -> usize {
        self.first_row + row + 1
    }

    /// The column's number as a person sees it in the file, counted from 1.
    pub fn column_number(&self, column: usize) -> usize {
        self.first_column + column + 1
    }
}

/// The kind of a file, told from its content and not from its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// Plain text in lines.
    #[default]
    Text,
    /// Excel since 2007.
    Xlsx,
    /// Excel since 2007, binary.
    Xlsb,
    /// Excel until 2003.
    Xls,
    /// LibreOffice.
    Ods,
    /// A web page, whatever it is called.
    WebPage,
    /// Excel 2003, as one XML text.
    XmlSheet,
    /// A text that was pasted.
    Pasted,
}

impl FileKind {
    /// True where encoding and delimiter can be chosen.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Pasted)
    }
}

/// A file as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawFile {
    /// File name without folder.
    pub name: String,
    /// The kind of file.
    pub kind: FileKind,
    /// Size in bytes.
    pub size: u64,
    /// Hash of its bytes, 16 hexadecimal digits.
    pub hash: String,
    /// Name of the encoding as read (`GBK`); `None` for workbooks and pasted texts.
    pub encoding: Option<String>,
    /// The character between two cells; `None` for workbooks and for texts of one column.
    pub delimiter: Option<char>,
    /// All sheets in the file's order; exactly one for a text. Never empty.
    pub tables: Vec<RawTable>,
    /// Which of the tables was chosen, or is proposed: the one with the most numbers.
    pub proposed: usize,
    /// What was noticed on reading: places count rows and columns from 1.
    pub diagnostics: Vec<Diagnostic>,
}

impl RawFile {
    /// The chosen or proposed table.
    pub fn table(&self) -> Option<&RawTable> {
        self.tables.get(self.proposed)
    }
}

/// A block of cells of a sheet, both ends included, counted from 0. Written as in a spreadsheet: `B4:M30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// First row.
    pub first_row: usize,
    /// First column.
    pub first_column: usize,
    /// Last row.
    pub last_row: usize,
    /// Last column.
    pub last_column: usize,
}

/// A text that is no block of cells.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no block of cells; write B4:M30")]
pub struct CellRangeError(pub String);

/// Letters of a column as spreadsheets write them: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// One corner (`B4`) as row and column.
fn corner(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 4 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: usize = number.parse().ok().filter(|row| (1..=100_000_000).contains(row))?;
    Some((row - 1, column - 1))
}

impl FromStr for CellRange {
    type Err = CellRangeError;

    fn from_str(text: &str) -> Result<Self, CellRangeError> {
        let plain = text.trim().replace(['$', ' '], "").replace('：', ":");
        let (first, last) = plain.split_once(':').unwrap_or((&plain, &plain));
        match (corner(first), corner(last)) {
            (Some(a), Some(b)) => {
                Ok(Self { first_row: a.0.min(b.0), first_column: a.1.min(b.1), last_row: a.0.max(b.0), last_column: a.1.max(b.1) })
            }
            _ => Err(CellRangeError(text.to_owned())),
        }
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (column_letters(self.first_column), column_letters(self.last_column));
        write!(f, "{first}{}:{last}{}", self.first_row + 1, self.last_row + 1)
    }
}

impl Serialize for CellRange {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRange {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How a file is to be opened; what is `None` is found out. Part of an import profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct OpenChoices {
    /// Name of an encoding (`UTF-8`, `GBK`, `GB18030`, `UTF-16LE`, `UTF-16BE`, `Big5`, `windows-1252`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The character between two cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The sheet by name; goes before `sheet`, and a name that the file lacks is told and then ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet_name: Option<String>,
    /// The sheet by its place, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<usize>,
    /// Only this block of the chosen sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<CellRange>,
    /// At most so many rows of each table, as for a preview; `None` for as many as memory is allowed to hold.
    #[serde(skip)]
    pub rows: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_cells_read_as_they_are_written() {
        for text in ["A1:A1", "B4:M30", "Z9:AA10", "XFD1:XFD1048576"] {
            assert_eq!(text.parse::<CellRange>().map(|range| range.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("m30：$b$4".parse::<CellRange>().map(|range| range.to_string()), Ok("B4:M30".to_owned()));
        for text in ["", "B", "4", "B0:C1", "甲1", "ABCDE1", "A1:B2:C3"] {
            assert!(text.parse::<CellRange>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_merged_block_shows_its_first_cell() {
        let row = |texts: [&str; 3]| texts.map(RawCell::text).to_vec();
        let merged = vec![Merge { first_row: 0, first_column: 1, last_row: 0, last_column: 2 }];
        let table = RawTable { rows: vec![row(["", "2011", ""]), row(["a", "1", "2"])], merged, ..RawTable::default() };
        assert_eq!(table.shown(0, 2).map(|cell| cell.text.as_str()), Some("2011"));
        assert_eq!(table.shown(1, 2).map(|cell| cell.text.as_str()), Some("2"));
        assert_eq!((table.text(0, 2), table.text(7, 7), table.width()), ("", "", 3));
    }
}
