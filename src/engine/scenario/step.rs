//! Levers on a row of years.
//!
//! A row holds the running values of one leaf and metric; every step works on what the steps before it left. A missing value
//! stays missing unless the step gives one. What would overflow keeps the value before.

use super::scope::Reached;
use crate::base::ProjectId;

/// What a step does to a row.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Growth on the year before is set in the years of the step.
    GrowthSet(f64),
    /// Growth on the year before is shifted in the years of the step.
    GrowthShift(f64),
    /// The level times a factor a year; 1 where nothing happens.
    Factor(Vec<f64>),
    /// Values by hand; missing where nothing is given.
    Given(Vec<f64>),
    /// What a project adds; `full` and `shares` tell why.
    Add { project: ProjectId, rows: Vec<f64>, full: f64, shares: Vec<f64> },
    /// A ratio per year times the denominator (or the ratio itself); `scale` turns ratio × denominator into the metric's unit.
    Ratio { ratio: Vec<f64>, metric: usize, of: Option<usize>, scale: (f64, f64) },
    /// A total per year, spread over what is beneath the scope's node. `last` closes the metric: a held total.
    Spread { totals: Vec<f64>, rule: Rule, holds: Vec<u32>, last: bool },
}

impl Kind {
    /// True where both do the same, to the last bit. Missing values are alike.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let bits = |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits());
        match (self, other) {
            (Self::GrowthSet(a), Self::GrowthSet(b)) | (Self::GrowthShift(a), Self::GrowthShift(b)) => a.to_bits() == b.to_bits(),
            (Self::Factor(a), Self::Factor(b)) | (Self::Given(a), Self::Given(b)) => bits(a, b),
            (Self::Add { project, rows, .. }, Self::Add { project: other, rows: theirs, .. }) => project == other && bits(rows, theirs),
            (Self::Ratio { ratio, metric, of, scale }, Self::Ratio { ratio: r, metric: m, of: o, scale: s }) => {
                bits(ratio, r) && (metric, of, scale) == (m, o, s)
            }
            _ => false,
        }
    }
}

/// By which weights a spread shares.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rule {
    Value,
    Metric(usize),
    Year(usize),
    Equal,
    Weights(Vec<(u32, f64)>),
}

/// One assumption at work on one metric.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Its number in the list of assumptions.
    pub(super) number: u32,
    pub(super) kind: Kind,
    /// First and last year of growth, as places.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) reached: Reached,
}

impl Step {
    /// Moves a row; `before` holds a copy of it. Years before `free` stay as they are. Spreads and ratios over a denominator need
    /// more than the row and are told by `other`: the given values of a spread, the denominators of a ratio.
    pub(super) fn work(&self, row: &mut [f64], before: &[f64], free: usize, other: &[f64]) {
        match &self.kind {
            Kind::GrowthSet(rate) => self.grow(row, before, free, |_, _| 1.0 + rate),
            Kind::GrowthShift(points) => self.grow(row, before, free, |now, last| now / last + points),
            Kind::Factor(factors) => {
                for (value, factor) in row[free..].iter_mut().zip(&factors[free..]) {
                    *value *= factor;
                }
            }
            Kind::Add { rows, .. } => {
                for (value, add) in row[free..].iter_mut().zip(&rows[free..]) {
                    *value += add;
                }
            }
            Kind::Given(given) => put(row, given, free),
            Kind::Spread { .. } => put(row, other, free),
            Kind::Ratio { ratio, of: None, .. } => put(row, ratio, free),
            Kind::Ratio { ratio, scale, .. } => {
                for ((value, ratio), denominator) in row.iter_mut().zip(ratio).zip(other).skip(free) {
                    let numerator = ratio * denominator * scale.0 / scale.1;
                    *value = if numerator.is_finite() { numerator } else { *value };
                }
            }
        }
    }

    /// Growth year by year: `rate` gives the factor on the year before from the old value and the old one before it. Later
    /// years keep their own growth, so that their levels move by one factor (by one difference, where a level is not positive).
    fn grow(&self, row: &mut [f64], before: &[f64], free: usize, rate: impl Fn(f64, f64) -> f64) {
        let set = matches!(self.kind, Kind::GrowthSet(_));
        let first = self.from.max(free).max(1);
        let mut last = None;
        for year in first..=self.to.min(row.len().saturating_sub(1)) {
            let start = row[year - 1];
            // A rate needs a positive start; a shift also the growth that was there.
            if start > 0.0 && (set || before[year - 1] > 0.0) {
                let grown = start * rate(before[year], before[year - 1]);
                row[year] = if grown.is_finite() { grown } else { row[year] };
            }
            last = Some(year);
        }
        let Some(last) = last else { return };
        let (old, new) = (before[last], row[last]);
        if old > 0.0 && new > 0.0 {
            let factor = new / old;
            row[last + 1..].iter_mut().for_each(|value| *value *= factor);
        } else if (new - old).is_finite() {
            row[last + 1..].iter_mut().for_each(|value| *value += new - old);
        }
    }

    /// The first year that the step can move.
    pub(super) fn first(&self) -> usize {
        match &self.kind {
            Kind::GrowthSet(_) | Kind::GrowthShift(_) => self.from,
            // A shock of years before the axis works from the first year on.
            Kind::Factor(factors) => factors.iter().position(|factor| *factor != 1.0).unwrap_or(factors.len()),
            _ => 0,
        }
    }
}

fn put(row: &mut [f64], given: &[f64], free: usize) {
    for (value, given) in row.iter_mut().zip(given).skip(free) {
        *value = if given.is_finite() { *given } else { *value };
    }
}

/// The factors of a level shock: `factor` in its years, then back to 1 in `recovery` equal yearly steps (0: at once, `None`:
/// never).
///
/// `from` and `to` count from the first year of the axis; they may lie before or behind it.
pub(super) fn shock(years: usize, from: i64, to: i64, factor: f64, recovery: Option<u32>) -> Vec<f64> {
    let of = |year: i64| match year {
        year if year < from => 1.0,
        year if year <= to => factor,
        year => match recovery {
            None => factor,
            Some(recovery) if year - to >= i64::from(recovery) => 1.0,
            Some(recovery) => factor + (1.0 - factor) * (year - to) as f64 / f64::from(recovery),
        },
    };
    (0..years as i64).map(of).collect()
}

/// A path through values per year: linear between them, level before the first and behind the last; missing outside `from..=to`.
pub(super) fn line(years: usize, first_year: i32, values: &[(i32, f64)], from: usize, to: usize) -> Vec<f64> {
    let at = |year: usize| {
        let year = first_year + year as i32;
        let behind = values.iter().position(|(y, _)| *y >= year);
        match behind {
            None => values.last().map_or(f64::NAN, |(_, value)| *value),
            Some(0) => values[0].1,
            Some(next) => {
                let ((y0, v0), (y1, v1)) = (values[next - 1], values[next]);
                if y1 == year { v1 } else { v0 + (v1 - v0) * f64::from(year - y0) / f64::from(y1 - y0) }
            }
        }
    };
    (0..years).map(|year| if (from..=to).contains(&year) { at(year) } else { f64::NAN }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(kind: Kind, from: usize, to: usize, row: &[f64]) -> Vec<f64> {
        let step = Step { number: 0, kind, from, to, reached: Reached::default() };
        let mut after = row.to_vec();
        step.work(&mut after, row, 0, &[]);
        after
    }

    fn near(found: &[f64], expected: &[f64]) {
        for (f, e) in found.iter().zip(expected) {
            assert!((f.is_nan() && e.is_nan()) || (f - e).abs() < 1e-9, "{found:?} {expected:?}");
        }
    }

    const NONE: f64 = f64::NAN;

    #[test]
    fn growth_compounds_and_later_years_keep_their_own() {
        // Grows 10 %, 20 %, 50 %; set to 30 % in the first year: 130, then × 1.2 and × 1.5 as before.
        near(&moved(Kind::GrowthSet(0.3), 1, 1, &[100.0, 110.0, 132.0, 198.0]), &[100.0, 130.0, 156.0, 234.0]);
        near(&moved(Kind::GrowthSet(0.3), 1, 2, &[100.0, 110.0, 132.0, 198.0]), &[100.0, 130.0, 169.0, 253.5]);
        // Shifted by five points in the first two years: × 1.15 × 1.25, then × 1.5.
        near(&moved(Kind::GrowthShift(0.05), 1, 2, &[100.0, 110.0, 132.0, 198.0]), &[100.0, 115.0, 143.75, 215.625]);
    }

    #[test]
    fn growth_needs_a_positive_start() {
        near(&moved(Kind::GrowthSet(0.3), 1, 3, &[-5.0, 10.0, 20.0, 20.0]), &[-5.0, 10.0, 13.0, 16.9]);
        near(&moved(Kind::GrowthShift(0.1), 1, 2, &[0.0, 0.0, 5.0, 8.0]), &[0.0, 0.0, 5.0, 8.0]);
        near(&moved(Kind::GrowthShift(0.1), 1, 1, &[NONE, 10.0, 20.0, 20.0]), &[NONE, 10.0, 20.0, 20.0]);
        // A rate on a level gives the years that the plan leaves open.
        near(&moved(Kind::GrowthSet(0.5), 1, 2, &[100.0, NONE, NONE, 300.0]), &[100.0, 150.0, 225.0, 300.0]);
    }

    #[test]
    fn a_shock_comes_back_in_equal_steps() {
        assert_eq!(shock(6, 1, 2, 0.4, Some(3)), vec![1.0, 0.4, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(shock(4, 1, 1, 0.5, Some(0)), vec![1.0, 0.5, 1.0, 1.0]);
        assert_eq!(shock(4, 1, 1, 0.5, None), vec![1.0, 0.5, 0.5, 0.5]);
        assert_eq!(shock(3, -3, -1, 0.4, Some(3)), vec![0.6, 0.8, 1.0], "from before the axis");
        assert_eq!(shock(3, 5, 6, 0.4, None), vec![1.0; 3]);
    }

    #[test]
    fn a_ratio_runs_in_a_line_between_the_years_named() {
        let found = line(6, 2010, &[(2011, 10.0), (2014, 16.0)], 0, 4);
        near(&found, &[10.0, 10.0, 12.0, 14.0, 16.0, NONE]);
        near(&line(3, 2010, &[], 0, 2), &[NONE, NONE, NONE]);
    }

    #[test]
    fn what_overflows_or_is_missing_stays() {
        near(&moved(Kind::GrowthSet(1e300), 1, 2, &[1e200, 1e200, 5.0]), &[1e200, 1e200, 5.0]);
        near(&moved(Kind::Given(vec![NONE, 7.0, NONE]), 0, 2, &[1.0, NONE, 3.0]), &[1.0, 7.0, 3.0]);
    }
}
