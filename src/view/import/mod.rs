//! What comes in from others, as data: raw tables, what their regions mean, and how they differ from what is there.
//!
//! Three pure steps: [`detect`] finds what each region of a table is, [`read`] turns its rows into items, questions and rows
//! left out, and [`compare`] sets the items against what is there. Everything a person can decide is a [`Choices`], which is also
//! the content of an import profile. Nothing here opens a file (`io::import` fills the raw tables), and nothing is written but
//! through the one [`Edit`](crate::domain::Edit) that a [`Difference`] gives.

pub mod answered;
mod checks;
pub mod choices;
mod columns;
pub mod difference;
pub mod difference_table;
pub mod facts;
mod facts_of;
pub mod firm;
pub mod firm_table;
mod growth;
mod han;
pub mod log;
pub mod matching;
mod meaning;
pub mod number;
pub mod origin;
pub mod period;
mod period_text;
pub mod preview;
pub mod profile;
pub mod raw;
pub mod reading;
mod rows;
pub mod running;
mod said;
pub mod shape;
mod sheet;
pub mod telling;
mod text;
pub mod understanding;
pub mod unit;

pub use choices::{Answer, Choices, ColumnChoice, alias_edit};
pub use difference::{Change, Difference, DifferenceRow, compare};
pub use raw::{CellValue, Merge, RawCell, RawFile, RawTable};
pub use reading::{Candidate, Counts, Item, LeftReason, LeftRow, Question, QuestionKind, Reading, read};
pub use shape::{ColumnRole, Region, RegionRole, Shape, ShapeKind, detect, detect_with};
