//! What comes out of a file of firms: sums, numbers of firms and growth, by place and period; no firm.

use std::sync::Arc;

use super::problem::Problems;
use crate::base::Period;

/// A place as the file writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which of the columns of places, by its place in the list of them; `None` for all rows together.
    pub column: Option<usize>,
    /// The text, without white space around it; empty where rows name no place.
    pub text: Arc<str>,
}

/// Sum of a measure over the rows of a place and period.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmSum {
    /// Where.
    pub place: Place,
    /// When.
    pub period: Period,
    /// Which measure.
    pub value: usize,
    /// The sum, in the file's unit.
    pub sum: f64,
    /// Number of rows with a value.
    pub rows: u64,
    /// Number of firms with a value; `None` where the measure is not kept by firm.
    pub firms: Option<u32>,
}

/// Numbers of firms of a place in a year. A firm's year is its year's value where the file has one, else the running total that
/// reaches farthest, else the sum of its halves, quarters or months, whichever cover more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmCount {
    /// Where.
    pub place: Place,
    /// The year, or the part of it that the file covers as a running total.
    pub period: Period,
    /// Months that the file covers of the year.
    pub months: u8,
    /// Firms with at least one row.
    pub firms: u32,
    /// Firms that reach each of the tiers asked for, in their order.
    pub reaching: Vec<u32>,
}

/// Growth on the same period a year before: of all firms, and of those that have a value both times (同口径).
#[derive(Clone, Debug, PartialEq)]
pub struct FirmGrowth {
    /// Where.
    pub place: Place,
    /// Which measure.
    pub value: usize,
    /// The later period: one of the file's, or a year made from them.
    pub period: Period,
    /// Months compared; fewer than the period has where the file lacks some in one of the years.
    pub months: u8,
    /// Sum of all firms now.
    pub all: f64,
    /// Sum of all firms a year before.
    pub all_before: f64,
    /// Sum of the firms of both times now.
    pub same: f64,
    /// Sum of the firms of both times a year before.
    pub same_before: f64,
    /// Firms with a value now.
    pub firms: u32,
    /// Firms with a value a year before.
    pub firms_before: u32,
    /// Firms with a value both times.
    pub firms_same: u32,
}

impl FirmGrowth {
    /// Nominal growth as a share; `None` where there was nothing above zero before.
    pub fn nominal(&self) -> Option<f64> {
        (self.all_before > 0.0).then(|| self.all / self.all_before - 1.0)
    }

    /// Growth of the firms that are there both times as a share.
    pub fn comparable(&self) -> Option<f64> {
        (self.same_before > 0.0).then(|| self.same / self.same_before - 1.0)
    }
}

/// Everything that a file of firms says about places. All lists are in order of place, then value column, then period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirmSummary {
    /// Sums.
    pub sums: Vec<FirmSum>,
    /// Numbers of firms.
    pub counts: Vec<FirmCount>,
    /// Growth.
    pub growth: Vec<FirmGrowth>,
    /// Different firms.
    pub firms: u64,
    /// For each column of places the firms that are in several of them; they count in each with what they have there.
    pub firms_in_several: Vec<u64>,
    /// Rows that repeat a firm, place and period of another row; all were added.
    pub repeated: u64,
    /// Rows read, header and empty ones included.
    pub rows: u64,
    /// Empty rows.
    pub blank: u64,
    /// Rows that count.
    pub used: u64,
    /// Values of which more than nine decimals were rounded away.
    pub rounded: u64,
    /// Rows that do not count, or not wholly.
    pub problems: Problems,
}
