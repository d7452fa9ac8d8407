//! The value of a year from observations of the year or of its parts.
//!
//! Flows add over time: the year itself, else its running total of all twelve months, else its twelve months, four quarters or two
//! halves. Stocks do not: the year itself, else its last month, last quarter or second half. Counts may be either, so that
//! only the year itself or such a running total is taken. Ratios never add: only the year itself. Nothing is taken from
//! parts that are incomplete. A real value counts before an illustrative one, and of the year and its running total a final one before
//! a preliminary one.

use super::table::{ILLUSTRATIVE, PRELIMINARY};
use crate::domain::actuals::counting;
use crate::domain::{Metric, MetricKind, Observation, Status};

/// How a metric's year is made from parts of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InYear {
    Adds,
    LastCounts,
    RunningTotalOnly,
    YearOnly,
}

impl InYear {
    pub(super) fn of(metric: &Metric) -> Self {
        match metric.kind {
            MetricKind::Flow => Self::Adds,
            MetricKind::Stock | MetricKind::TierCount { .. } => Self::LastCounts,
            MetricKind::Count => Self::RunningTotalOnly,
            MetricKind::Ratio | MetricKind::Derived { .. } => Self::YearOnly,
        }
    }
}

/// The value of a year from its observations (all of one series and year, in order of period) and the marks of those it is made of:
/// [`ILLUSTRATIVE`], [`PRELIMINARY`].
///
/// `last_month` is the number of the month that ends the plan's year; `convert` gives a value in the metric's unit.
pub(super) fn of_year(
    list: &[Observation],
    rule: InYear,
    last_month: u8,
    convert: &mut impl FnMut(&Observation) -> Option<f64>,
) -> Option<(f64, u8)> {
    let mut value = |o: &Observation| convert(o).map(|value| (value, marks_of(o.status)));
    if let [only] = list {
        // By far the most frequent case: one value a year.
        if only.period.as_year().is_some() {
            return value(only);
        }
    }
    let counting: Vec<&Observation> = list.chunk_by(|a, b| a.period == b.period).filter_map(counting).collect();
    let mut candidates = [None; 5];
    candidates[0] = one(&counting, &mut value, |o| o.period.as_year().is_some());
    // Only a running total that starts with the plan's year can be the whole year.
    let starts = last_month % 12 + 1;
    if matches!(rule, InYear::Adds | InYear::RunningTotalOnly) {
        candidates[1] = one(&counting, &mut value, |o| o.period.to_date_from() == Some(starts) && o.period.last_month() == 12);
    }
    let preliminary = |of: Valued| of.map(|(_, marks)| marks & PRELIMINARY != 0);
    if preliminary(candidates[0]) == Some(true) && preliminary(candidates[1]) == Some(false) {
        candidates.swap(0, 1);
    }
    match rule {
        InYear::Adds => {
            candidates[2] = whole(&counting, &mut value, 12, |o| o.period.as_month().is_some());
            candidates[3] = whole(&counting, &mut value, 4, |o| o.period.as_quarter().is_some());
            candidates[4] = whole(&counting, &mut value, 2, |o| o.period.as_half().is_some());
        }
        InYear::LastCounts => {
            candidates[2] = one(&counting, &mut value, |o| o.period.as_month() == Some(last_month));
            candidates[3] = one(&counting, &mut value, |o| o.period.as_quarter() == Some(4));
            candidates[4] = one(&counting, &mut value, |o| o.period.as_half() == Some(2));
        }
        InYear::RunningTotalOnly | InYear::YearOnly => {}
    }
    let real = candidates.iter().flatten().find(|(_, marks)| marks & ILLUSTRATIVE == 0);
    real.or_else(|| candidates.iter().flatten().next()).copied()
}

fn marks_of(status: Status) -> u8 {
    match status {
        Status::Illustrative => ILLUSTRATIVE,
        Status::Preliminary => PRELIMINARY,
        Status::Final => 0,
    }
}

/// A value with its marks.
type Valued = Option<(f64, u8)>;

fn one(list: &[&Observation], value: &mut impl FnMut(&Observation) -> Valued, is: impl Fn(&Observation) -> bool) -> Valued {
    list.iter().find(|o| is(o)).and_then(|o| value(o))
}

/// The sum of all parts of a kind, if there are `count` of them.
fn whole(list: &[&Observation], value: &mut impl FnMut(&Observation) -> Valued, count: usize, is: impl Fn(&Observation) -> bool) -> Valued {
    if list.iter().filter(|o| is(o)).count() != count {
        return None;
    }
    let mut sum = super::rollup::Exact::default();
    let mut marks = 0;
    for observation in list.iter().filter(|o| is(o)) {
        let (part, own) = value(observation)?;
        sum.add(part);
        marks |= own;
    }
    Some((sum.value(), marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(rule: InYear, list: &[(&str, f64, Status)]) -> Option<(f64, u8)> {
        let mut rows: Vec<Observation> = list
            .iter()
            .filter_map(|(period, value, status)| {
                let (source, file) = (std::sync::Arc::from(""), std::sync::Arc::from("a"));
                Some(Observation {
                    period: period.parse().ok()?,
                    value: *value,
                    unit: "亿元".into(),
                    status: *status,
                    source,
                    file,
                    read_on: None,
                    pinned: false,
                    stated_growth: None,
                })
            })
            .collect();
        rows.sort_by_key(|o| o.period);
        of_year(&rows, rule, 12, &mut |o| Some(o.value))
    }

    #[test]
    fn a_year_comes_from_itself_or_from_all_its_parts() {
        use Status::{Final, Illustrative};
        let months: Vec<(String, f64, Status)> = (1..=12).map(|m| (format!("2011-{m:02}"), 2.5, Final)).collect();
        let months: Vec<(&str, f64, Status)> = months.iter().map(|(p, v, s)| (p.as_str(), *v, *s)).collect();
        let halves = [("2011H1", 40.0, Final), ("2011H2", 60.0, Illustrative)];
        let totals = [("2011-01..06", 5.0, Final), ("2011-01..12", 11.0, Final)];
        assert_eq!(year(InYear::Adds, &[("2011", 7.0, Final), ("2011-01..12", 8.0, Final)]), Some((7.0, 0)));
        assert_eq!(year(InYear::Adds, &totals), Some((11.0, 0)));
        let flash = [("2011", 7.0, Status::Preliminary), ("2011-01..12", 8.0, Final)];
        assert_eq!(year(InYear::Adds, &flash), Some((8.0, 0)), "the final one");
        assert_eq!(year(InYear::Adds, &totals[..1]), None);
        assert_eq!(year(InYear::Adds, &months), Some((30.0, 0)));
        assert_eq!(year(InYear::Adds, &months[..11]), None, "eleven months are no year");
        assert_eq!(year(InYear::Adds, &halves), Some((100.0, ILLUSTRATIVE)), "illustrative as a whole");
        assert_eq!(year(InYear::LastCounts, &months), Some((2.5, 0)));
        assert_eq!(year(InYear::LastCounts, &totals), None, "a stock has no running total");
        assert_eq!(year(InYear::RunningTotalOnly, &months), None);
        assert_eq!(year(InYear::RunningTotalOnly, &totals), Some((11.0, 0)));
        assert_eq!(year(InYear::YearOnly, &totals), None, "ratios never add");
        assert_eq!(year(InYear::Adds, &[("2011", 9.0, Illustrative), ("2011-01..12", 8.0, Final)]), Some((8.0, 0)));
    }

    #[test]
    fn a_year_is_preliminary_where_what_it_is_made_of_is() {
        use Status::{Final, Preliminary};
        let flash = ("2011-01..12", 8.0, Preliminary);
        assert_eq!(year(InYear::Adds, &[flash, ("2011", 7.0, Final)]), Some((7.0, 0)), "an older flash does not count");
        assert_eq!(year(InYear::Adds, &[flash]), Some((8.0, PRELIMINARY)));
        let mut months: Vec<(String, f64, Status)> = (1..=12).map(|m| (format!("2011-{m:02}"), 2.5, Final)).collect();
        months[2].2 = Preliminary;
        let months: Vec<(&str, f64, Status)> = months.iter().map(|(p, v, s)| (p.as_str(), *v, *s)).collect();
        assert_eq!(year(InYear::Adds, &months), Some((30.0, PRELIMINARY)), "one month of twelve");
        assert_eq!(year(InYear::LastCounts, &months), Some((2.5, 0)), "a stock is its last month");
    }
}
