//! Firm-level rows (a firm × a period) summed to places (cluster, industry, county …), firms counted by size, and growth of the firms
//! that are there both times (同口径) beside growth of all.
//!
//! Sums are decimal and exact, so that neither the order of rows nor the number of threads changes a result, and a firm that reaches
//! a threshold to the last digit counts. Of a firm only a 128-bit keyed hash of its name or code is kept while adding up (SipHash-1-3
//! with a key drawn anew for every file): two of ten million firms would share one with a chance below 10⁻²⁴. No result holds a firm's
//! name. A file's texts may write one place in two ways; then both are in the result and whoever matches names adds them.
//!
//! Pure: bytes come in as pieces that end with a record ([`chunk::Chunk::read`]), [`aggregate::Aggregate`] adds them, and its `finish`
//! gives the [`summary::FirmSummary`]. Where names have to be matched first, [`Gathered`] keeps what was read, so that answers to questions
//! need no second reading.

pub mod aggregate;
pub mod amount;
pub mod chunk;
mod dictionary;
mod finish;
pub mod gathered;
pub mod groups;
pub mod period_text;
pub mod problem;
mod store;
pub mod summary;
#[cfg(test)]
mod tests;
pub mod text;
mod told;

pub use aggregate::Aggregate;
pub use chunk::Chunk;
pub use gathered::Gathered;
pub use groups::Groups;
pub use problem::{Example, FirmError, Problem};
pub use summary::{FirmCount, FirmGrowth, FirmSum, FirmSummary, Place};
pub use told::{FirmsTold, SameFirms};

use std::sync::Arc;

use crate::base::Period;

/// What each column holds; columns count from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmColumns {
    /// Name or code of the firm; without it sums are made, but no firms are counted.
    pub firm: Option<usize>,
    /// Columns by whose texts rows are summed: cluster, industry, county.
    pub places: Vec<usize>,
    /// Where the period is said.
    pub period: PeriodColumns,
    /// Columns with values.
    pub values: Vec<ValueColumn>,
}

/// Where rows say their period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodColumns {
    /// In one column.
    One(usize),
    /// The year in one and the month in another; they are read as one text with `-` between them.
    YearAndMonth {
        /// Column of the year.
        year: usize,
        /// Column of the month.
        month: usize,
    },
    /// Nowhere: whoever reads periods knows them from the columns of values (see [`PeriodReader`]).
    Nowhere,
}

/// A column with values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueColumn {
    /// Which.
    pub column: usize,
    /// True where months add up to a year (sales); false for levels at a point of time (employees), of which the last counts.
    pub adds: bool,
    /// True where the values of single firms are kept until the end: needed for counts by size and for growth of the same firms. Takes
    /// 16 bytes a row of memory.
    pub by_firm: bool,
    /// What it measures, counted from 0 without gaps. Columns of one measure differ in the period they speak of (2011年销售收入,
    /// 2012年销售收入) and agree in all else.
    pub measure: usize,
}

/// A size from which firms are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The measure; its columns have to be kept by firm.
    pub value: usize,
    /// Least yearly value, in billionths of the file's unit; a firm that just reaches it counts (以上).
    pub least: i128,
}

/// Reads the period of a value: the place of its column in [`FirmColumns::values`] and what the row says (empty where no column of
/// periods is). `None` leaves the value out.
#[derive(Clone)]
pub struct PeriodReader(pub Arc<ReadPeriod>);

/// From a column's place and a text to a period.
pub type ReadPeriod = dyn Fn(usize, &str) -> Option<Period> + Send + Sync;

impl std::fmt::Debug for PeriodReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PeriodReader")
    }
}

/// Everything that has to be known to read a file of firms.
#[derive(Clone, Debug)]
pub struct FirmSpec {
    /// What each column holds.
    pub columns: FirmColumns,
    /// Sizes from which firms are counted, as those of the plan and the reporting threshold.
    pub tiers: Vec<Tier>,
    /// Sign between fields.
    pub delimiter: u8,
    /// True where the comma is the decimal sign.
    pub decimal_comma: bool,
    /// Rows above the first row of data. The last of them, the header, says how many fields a row has.
    pub header_rows: usize,
    /// Reads periods.
    pub period: PeriodReader,
}

impl FirmSpec {
    /// A file with commas and one header row.
    pub fn new(columns: FirmColumns) -> Self {
        let period = PeriodReader(Arc::new(|_, text| period_text::read(text)));
        Self { columns, tiers: Vec::new(), delimiter: b',', decimal_comma: false, header_rows: 1, period }
    }
}
