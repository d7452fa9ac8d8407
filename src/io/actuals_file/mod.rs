//! `actuals/*.csv`: observations in long form, one a row, read and written.
//!
//! Reading takes any order of columns, either line break and a byte order mark, and never stops at a bad row: the row is told with
//! its line and text. Writing is sorted and always gives the same bytes. Nothing here touches the disk.

mod read;
mod rows;
mod write;

pub use read::{FileRead, read, tell_twice};
#[cfg(test)]
pub(super) use rows::quoted;
pub use write::write;

/// The columns in the order they are written.
pub const COLUMNS: [&str; 8] = ["node", "metric", "coverage", "period", "value", "unit", "status", "source"];

/// All codes of diagnostics that reading actuals can give.
pub const CODES: &[&str] = &[
    "actuals-column-missing",
    "actuals-column-unknown",
    "row-fields",
    "row-empty",
    "row-period",
    "row-value",
    "row-status",
    "row-not-utf8",
    "row-twice",
];
