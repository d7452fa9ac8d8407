//! Running totals: the single periods that neighbours allow, and whether month and previous total make the total.
//!
//! A running total stays one; what is derived is shown beside it with its origin and never passes for a reported value. Only values
//! that add over time may come here.

use std::collections::BTreeMap;

use crate::base::Period;

/// A single period made from running totals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Single {
    /// The single period.
    pub period: Period,
    /// Its value.
    pub value: f64,
    /// The running total it ends with.
    pub total: Period,
    /// The running total that was taken off; `None` where the period begins with the year.
    pub before: Option<Period>,
}

/// A value with half a unit of its last digit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rounded {
    /// The value.
    pub value: f64,
    /// How far rounding may have moved it.
    pub rounding: f64,
}

/// A running total that its parts do not make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mismatch {
    /// The running total.
    pub total: Period,
    /// The total before; `None` where the part begins with the year.
    pub before: Option<Period>,
    /// The single period between them.
    pub part: Period,
    /// What both make.
    pub expected: f64,
    /// What stands there.
    pub found: f64,
}

/// The running total to a month of a year that starts in the month `first`, the total before and the single period between them, for
/// every pair that makes one.
fn triples(year: i32, first: u8, month: u8) -> Vec<(Period, Option<Period>, Period)> {
    let mut list = Vec::new();
    let mut add = |length: u8, part: Option<Period>| {
        let total = Period::to_date(year, first, month);
        let before = month.checked_sub(length).filter(|m| *m > 0).and_then(|m| Period::to_date(year, first, m));
        if let (Some(total), Some(part)) = (total, part)
            && month >= length
        {
            list.push((total, before, part));
        }
    };
    add(1, Period::month_of_year(year, first, month));
    if month.is_multiple_of(3) {
        add(3, Period::quarter(year, month / 3));
    }
    if month.is_multiple_of(6) {
        add(6, Period::half(year, month / 6));
    }
    if month == 12 {
        add(12, Some(Period::year(year)));
    }
    list
}

fn all_triples<T>(series: &BTreeMap<Period, T>) -> Vec<(Period, Option<Period>, Period)> {
    let of = |period: &Period| Some(triples(period.plan_year(), period.to_date_from()?, period.as_year_to_date()?));
    series.keys().filter_map(of).flatten().collect()
}

/// The single periods that the running totals of a series allow and that it does not report itself. February alone cannot be told
/// from January where only 1–2月 is published.
pub fn singles(series: &BTreeMap<Period, f64>) -> Vec<Single> {
    let mut found = Vec::new();
    for (total, before, period) in all_triples(series) {
        let Some(end) = series.get(&total) else { continue };
        let start = before.map_or(Some(0.0), |before| series.get(&before).copied());
        if let Some(start) = start
            && !series.contains_key(&period)
        {
            found.push(Single { period, value: end - start, total, before });
        }
    }
    found
}

/// The running totals that differ from the total before and the single period by more than rounding explains.
pub fn mismatches(series: &BTreeMap<Period, Rounded>) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for (total, before, part) in all_triples(series) {
        let (Some(end), Some(single)) = (series.get(&total), series.get(&part)) else { continue };
        let start = before.map_or(Some(Rounded { value: 0.0, rounding: 0.0 }), |before| series.get(&before).copied());
        let Some(start) = start else { continue };
        let expected = start.value + single.value;
        let room = end.rounding + single.rounding + start.rounding + 1e-9 * end.value.abs();
        if (expected - end.value).abs() > room {
            found.push(Mismatch { total, before, part, expected, found: end.value });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Period {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn singles_come_where_neighbours_allow() {
        let series: BTreeMap<Period, f64> =
            [("2011-01..02", 3.0), ("2011-01..03", 5.0), ("2011-01..06", 12.0), ("2011-04", 2.0)].map(|(p, v)| (at(p), v)).into();
        let found: Vec<(String, f64)> = singles(&series).iter().map(|s| (s.period.to_string(), s.value)).collect();
        let expected = [("2011-03", 2.0), ("2011Q1", 5.0), ("2011Q2", 7.0), ("2011H1", 12.0)];
        assert_eq!(found, expected.map(|(p, v)| (p.to_owned(), v)));
        assert_eq!(singles(&[(at("2011-01..01"), 1.0)].into()).len(), 1);
        // A year from April: its running totals make its own months, the last of them of the next calendar year.
        let series: BTreeMap<Period, f64> = [("2011-04..2012-01", 3.0), ("2011-04..2012-02", 5.0)].map(|(p, v)| (at(p), v)).into();
        let found: Vec<(String, f64)> = singles(&series).iter().map(|s| (s.period.to_string(), s.value)).collect();
        assert_eq!(found, [("2012-02".to_owned(), 2.0)]);
    }

    #[test]
    fn totals_are_checked_within_rounding() {
        let series = |total: f64| -> BTreeMap<Period, Rounded> {
            [("2011-01..02", 3.04), ("2011-03", 2.04), ("2011-01..03", total)]
                .map(|(p, value)| (at(p), Rounded { value, rounding: 0.05 }))
                .into()
        };
        assert!(mismatches(&series(5.2)).is_empty());
        assert_eq!(mismatches(&series(5.4)).len(), 1);
        let first: BTreeMap<Period, Rounded> =
            [("2011-01", 1.0), ("2011-01..01", 2.0)].map(|(p, value)| (at(p), Rounded { value, rounding: 0.0 })).into();
        assert_eq!(mismatches(&first).len(), 1);
    }
}
