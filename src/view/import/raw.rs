//! A table as it was read from a file, before anybody says what it means: texts, values, merged cells. Data only.

use crate::base::Diagnostic;

/// What a cell holds by its own type.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellValue {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text,
    /// A number.
    Number(f64),
    /// A date.
    Date {
        /// Year.
        year: i32,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month.
        day: u8,
    },
    /// Yes or no.
    Bool(bool),
    /// An error value of a spreadsheet (#N/A).
    Error,
}

/// A cell: its text as read and its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawCell {
    /// The text as read.
    pub text: String,
    /// The value by its own type.
    pub value: CellValue,
}

/// A merged range of cells, in rows and columns of the table from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A table: one sheet, or one text file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawTable {
    /// Name of the sheet; empty for a text file.
    pub name: String,
    /// Number of rows before the first in the file.
    pub first_row: usize,
    /// Number of columns before the first in the file.
    pub first_column: usize,
    /// The rows.
    pub rows: Vec<Vec<RawCell>>,
    /// Merged cells.
    pub merged: Vec<Merge>,
    /// True where more was there than was read.
    pub cut: bool,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawFile {
    /// Name without folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hash of the bytes.
    pub hash: String,
    /// Encoding of a text file.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// Tables.
    pub tables: Vec<RawTable>,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}
