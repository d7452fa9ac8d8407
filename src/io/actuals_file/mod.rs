//! `actuals/*.csv`: observations in long form, one a row, read and written.
//!
//! Three columns more stand only in files that need them: the day on which a value was read, the mark of one that a person chose to
//! count, and the growth on the year before that its source states, in per cent. Reading takes any order of columns, either line break and a byte order mark, and never stops at a bad row: the row is told with
//! its line and text. Writing is sorted and always gives the same bytes. Nothing here touches the disk.

mod read;
mod rows;
mod write;

pub use read::{FileRead, read, tell_twice};
#[cfg(test)]
pub(super) use rows::quoted;
pub use write::write;

/// The columns in the order they are written; those from [`ALWAYS`] on only where some value needs them.
pub const COLUMNS: [&str; 11] =
    ["node", "metric", "coverage", "period", "value", "unit", "status", "source", "read_on", "pinned", "growth_percent"];

/// How many of [`COLUMNS`] every file has.
const ALWAYS: usize = 8;

/// The word of a chosen value in its column.
const PINNED: &str = "yes";

/// All codes of diagnostics that reading actuals can give.
pub const CODES: &[&str] = &[
    "actuals-column-missing",
    "actuals-column-unknown",
    "row-fields",
    "row-empty",
    "row-period",
    "row-value",
    "row-status",
    "row-read-on",
    "row-pinned",
    "row-growth",
    "row-not-utf8",
    "row-twice",
];
