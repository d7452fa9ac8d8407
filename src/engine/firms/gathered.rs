//! A file of firms as it was read, before its places are matched: sums by what rows say of their place, and the values of single firms
//! under a key nobody knows. Summed up as often as the matching changes, without a second reading.

use super::aggregate::Sums;
use super::finish;
use super::groups::{Groups, groups, parts};
use super::problem::Problems;
use super::store::Sorted;
use super::summary::FirmSummary;
use super::{FirmColumns, Tier};
use crate::base::Period;

/// What was read. A place is here all texts of a row's columns of places together.
#[derive(Debug)]
pub struct Gathered {
    pub(super) columns: FirmColumns,
    /// Measures kept by firm.
    pub(super) kept: Vec<usize>,
    pub(super) places: Vec<Box<[u8]>>,
    /// For each place its first row and number of rows.
    pub(super) seen: Vec<(u64, u64)>,
    pub(super) periods: Vec<Period>,
    pub(super) sums: Vec<Sums>,
    pub(super) stores: Vec<Sorted>,
    pub(super) records: u64,
    pub(super) blank: u64,
    pub(super) used: u64,
    pub(super) rounded: u64,
    pub(super) problems: Problems,
}

impl Gathered {
    /// For each place the texts of its columns, in the order of [`FirmColumns::places`].
    pub fn places(&self) -> Vec<Vec<String>> {
        let columns = &self.columns.places;
        let mut sorted: Vec<usize> = (0..columns.len()).collect();
        sorted.sort_by_key(|n| columns[*n]);
        let in_order = |place: &[u8]| {
            let mut texts = vec![String::new(); columns.len()];
            for (n, text) in sorted.iter().zip(parts(place, columns.len())) {
                texts[*n] = text;
            }
            texts
        };
        self.places.iter().map(|place| in_order(place)).collect()
    }

    /// Row in which a place stands first, from 1, and the number of its rows that count.
    pub fn rows_of(&self, place: usize) -> (u64, u64) {
        self.seen.get(place).copied().unwrap_or_default()
    }

    /// The periods in which rows of a place have a value of a measure.
    pub fn periods_of(&self, place: usize, measure: usize) -> impl Iterator<Item = Period> {
        let row = self.sums.get(measure).and_then(|sums| sums.get(place)).map_or(&[][..], Vec::as_slice);
        self.periods.iter().zip(row).filter(|(_, sum)| sum.rows > 0).map(|(period, _)| *period)
    }

    /// Groups by each column of places, and one of all rows.
    pub fn by_columns(&self) -> Vec<Groups> {
        groups(&self.places, &self.columns.places)
    }

    /// Sums, numbers of firms by size and growth by groups of places.
    pub fn summary(&self, groups: &[Groups], tiers: &[Tier]) -> FirmSummary {
        let mut summary = finish::finish(self, groups, tiers);
        summary.rows = self.records;
        (summary.blank, summary.used, summary.rounded) = (self.blank, self.used, self.rounded);
        summary.problems = self.problems.clone();
        summary
    }
}
