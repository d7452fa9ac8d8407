//! What the numbers of places and periods stand for at the end: groups by column, and periods in their order.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::summary::Place;
use crate::base::Period;

/// The groups of one column of places, or the one group of all rows.
#[derive(Debug)]
pub struct Groups {
    /// Their texts, in order.
    pub names: Vec<Place>,
    /// The group of each place; [`NOWHERE`] for those that do not count.
    pub of_place: Vec<u32>,
}

/// Stands for no group.
pub const NOWHERE: u32 = u32::MAX;

impl Groups {
    /// The group of a place.
    #[inline]
    pub fn of(&self, place: usize) -> Option<usize> {
        self.of_place.get(place).filter(|group| **group != NOWHERE).map(|group| *group as usize)
    }
}

/// The groups of every column, and behind them the group of all. `columns` are the columns of places as asked for.
pub fn groups(places: &[Box<[u8]>], columns: &[usize]) -> Vec<Groups> {
    let mut sorted: Vec<usize> = (0..columns.len()).collect();
    sorted.sort_by_key(|n| columns[*n]);
    let texts: Vec<Vec<String>> = places.iter().map(|place| parts(place, columns.len())).collect();
    let mut all: Vec<Groups> = (0..columns.len())
        .map(|column| {
            let part = sorted.iter().position(|n| *n == column).unwrap_or_default();
            let text = |place: &[String]| Arc::<str>::from(place.get(part).map_or("", String::as_str));
            let mut numbers: BTreeMap<Arc<str>, u32> = texts.iter().map(|place| (text(place), 0)).collect();
            numbers.values_mut().zip(0..).for_each(|(number, n)| *number = n);
            let of_place = texts.iter().map(|place| numbers.get(&text(place)).copied().unwrap_or_default()).collect();
            let names = numbers.into_keys().map(|text| Place { column: Some(column), text }).collect();
            Groups { names, of_place }
        })
        .collect();
    all.push(Groups { names: vec![Place { column: None, text: Arc::from("") }], of_place: vec![0; places.len()] });
    all
}

/// The texts that make a place: itself for one column, else those behind their lengths.
pub fn parts(place: &[u8], columns: usize) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if columns == 1 {
        return vec![text(place)];
    }
    let (mut rest, mut found) = (place, Vec::new());
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        let (part, next) = behind.split_at(length.min(behind.len()));
        found.push(text(part));
        rest = next;
    }
    found
}

/// A year made from shorter periods, beside the same ones a year before.
#[derive(Debug)]
pub struct YearPair {
    /// How the year is to be called: itself, or a running total.
    pub period: Period,
    /// Months compared.
    pub months: u8,
    /// Places of the periods and of those a year before.
    pub pairs: Vec<(usize, usize)>,
}

/// The file's periods in order.
#[derive(Debug)]
pub struct Axis {
    /// The periods.
    pub periods: Vec<Period>,
    /// Where each period is in the order, by its number.
    pub rank: Vec<u16>,
    /// For each period the place of the same a year before.
    pub before: Vec<Option<usize>>,
    /// For each year its number and the range of its periods.
    pub years: Vec<(i32, Range<usize>)>,
    /// Years that can be compared.
    pub pairs: Vec<YearPair>,
}

impl Axis {
    /// The axis of periods in any order.
    pub fn new(list: &[Period]) -> Self {
        let mut periods = list.to_vec();
        periods.sort_unstable();
        let place = |period: &Period| periods.binary_search(period).ok();
        let rank = list.iter().map(|period| place(period).unwrap_or_default() as u16).collect();
        let before: Vec<Option<usize>> = periods.iter().map(|period| place(&year_before(*period)?)).collect();
        let mut years: Vec<(i32, Range<usize>)> = Vec::new();
        for (n, period) in periods.iter().enumerate() {
            match years.last_mut() {
                Some((year, range)) if *year == period.plan_year() => range.end = n + 1,
                _ => years.push((period.plan_year(), n..n + 1)),
            }
        }
        let mut axis = Self { periods, rank, before, years, pairs: Vec::new() };
        axis.pairs = (0..axis.years.len()).filter_map(|year| axis.pair(year)).collect();
        axis
    }

    /// The shorter periods of a year that the year before has too; nothing where the file compares directly.
    fn pair(&self, year: usize) -> Option<YearPair> {
        let (number, range) = self.years.get(year)?;
        for months in [1_u8, 3, 6] {
            let fits = |n: &usize| self.periods[*n].months() == months && self.periods[*n].as_year_to_date().is_none();
            let pairs: Vec<(usize, usize)> = range.clone().filter(fits).filter_map(|n| Some((n, self.before[n]?))).collect();
            if pairs.is_empty() {
                continue;
            }
            let covered = months * pairs.len() as u8;
            let last = pairs.last().map_or(12, |(n, _)| self.periods[*n].last_month());
            let period = name(*number, covered, last);
            // The file itself has that period, or the one shorter period is all there is.
            let has = |period: Period| self.periods.binary_search(&period).is_ok_and(|n| self.before[n].is_some());
            return (!has(period) && pairs.len() > 1).then_some(YearPair { period, months: covered, pairs });
        }
        None
    }

    /// The months of a year that the file covers, and how that stretch is to be called.
    pub fn covered(&self, year: usize) -> (u8, Period) {
        let Some((number, range)) = self.years.get(year) else { return (0, Period::year(1)) };
        let mut mask = 0_u16;
        for period in &self.periods[range.clone()] {
            let (last, months) = (u32::from(period.last_month()), u32::from(period.months()));
            mask |= (((1_u32 << months) - 1) << (last - months)) as u16;
        }
        let months = mask.count_ones() as u8;
        (months, name(*number, months, 16 - mask.leading_zeros() as u8))
    }
}

/// The year, or the running total where months are missing at its end only. A year with other gaps is called by its number.
fn name(year: i32, months: u8, last: u8) -> Period {
    Some(months)
        .filter(|months| *months == last && *months < 12)
        .and_then(|months| Period::year_to_date(year, months))
        .unwrap_or(Period::year(year))
}

fn year_before(period: Period) -> Option<Period> {
    let year = period.plan_year() - 1;
    if year < 1 {
        return None;
    }
    let other = period.as_month().map(|n| Period::month(year, n));
    let other = other.or_else(|| period.as_quarter().map(|n| Period::quarter(year, n)));
    let other = other.or_else(|| period.as_half().map(|n| Period::half(year, n)));
    other.or_else(|| period.as_year_to_date().map(|n| Period::year_to_date(year, n))).unwrap_or(Some(Period::year(year)))
}

/// A firm's value for a year from its values in the year's periods, which are in order.
pub fn yearly(periods: &[Period], values: &[Option<i128>], adds: bool) -> Option<i128> {
    let found = || periods.iter().zip(values).filter_map(|(period, value)| Some((period, (*value)?)));
    if !adds {
        return found().next_back().map(|(_, value)| value);
    }
    // What covers the year by kind, best kinds last: of equal cover the last wins.
    let mut single = [(0_u8, 0_i128); 3];
    let mut running = (0, 0);
    for (period, value) in found() {
        let sum = match (period.as_year_to_date(), period.months()) {
            (Some(month), _) => {
                running = (month, value);
                continue;
            }
            (None, 12) => return Some(value),
            (None, 1) => &mut single[0],
            (None, 3) => &mut single[1],
            (None, _) => &mut single[2],
        };
        *sum = (sum.0 + period.months(), sum.1 + value);
    }
    single.into_iter().chain([running]).max_by_key(|(months, _)| *months).filter(|(months, _)| *months > 0).map(|(_, value)| value)
}
