//! What a leaf's values start from, where a scenario does not start from the plan path.
//!
//! - *Actuals, then plan*: the actuals, and behind the last one the growth that the plan path has year by year (its yearly steps,
//!   where a level is not positive).
//! - *Growth*: the actuals (without one, the plan's baseline), then one rate a year: the stated one, or the average rate
//!   from the baseline to the last actual (from the first actual where the plan has no earlier baseline).
//! - *Forecast*: the actuals, then the forecast of yearly series ([`forecast::yearly`]) from them and the plan's baseline.
//!
//! Where too little is known for that (no actual, too few points) the leaf keeps the plan path, and the evaluation says for how
//! many. Years before the last actual that have none keep the plan path too. Years with an actual are not moved by
//! assumptions.

use crate::domain::BasisLine;
use crate::engine::forecast;

/// What a basis is made from.
pub(super) struct Known<'a> {
    /// The plan path.
    pub(super) path: &'a [f64],
    /// The actuals.
    pub(super) actual: &'a [f64],
    /// Place and value of the plan's baseline.
    pub(super) baseline: Option<(usize, f64)>,
    /// Place of the plan's base year.
    pub(super) base_year: Option<usize>,
}

/// Writes the basis into `row`, which holds the plan path. Gives the first year that assumptions can move; `None` where too little
/// is known, the row is then as it was.
pub(super) fn fill(line: &BasisLine, known: &Known<'_>, row: &mut [f64]) -> Option<usize> {
    let last = known.actual.iter().rposition(|value| value.is_finite());
    match line {
        BasisLine::PlanPath => return Some(0),
        BasisLine::ActualsThenPlan => {
            let last = last?;
            put_actuals(known, row);
            for year in last + 1..row.len() {
                let (now, before) = (known.path[year], known.path[year - 1]);
                row[year] = if now > 0.0 && before > 0.0 && row[year - 1] > 0.0 {
                    row[year - 1] * (now / before)
                } else {
                    row[year - 1] + (now - before)
                };
            }
        }
        BasisLine::Growth { rate } => {
            let rate = rate.or_else(|| observed(known, last?))?;
            let from = last.or(known.baseline.map(|(year, _)| year)).or(known.base_year)?;
            if last.is_none() && !row[from].is_finite() {
                return None;
            }
            put_actuals(known, row);
            for year in from + 1..row.len() {
                row[year] = row[year - 1] * (1.0 + rate);
            }
            tidy(row, known.path);
            return Some(last.map_or(0, |last| last + 1));
        }
        BasisLine::Forecast => {
            let last = last?;
            let ahead = forecast(known, last, row.len())?;
            put_actuals(known, row);
            for (year, value) in ahead.into_iter().filter(|(year, _)| *year > last) {
                row[year] = value;
            }
        }
    }
    tidy(row, known.path);
    last.map(|last| last + 1)
}

fn put_actuals(known: &Known<'_>, row: &mut [f64]) {
    for (value, actual) in row.iter_mut().zip(known.actual) {
        *value = if actual.is_finite() { *actual } else { *value };
    }
}

/// Nothing but numbers: what overflowed or had no start keeps the plan path.
fn tidy(row: &mut [f64], path: &[f64]) {
    for (value, path) in row.iter_mut().zip(path) {
        *value = if value.is_finite() { *value } else { *path };
    }
}

/// The average yearly rate observed up to the last actual.
fn observed(known: &Known<'_>, last: usize) -> Option<f64> {
    let to = known.actual[last];
    let first = known.actual.iter().position(|value| value.is_finite()).map(|year| (year, known.actual[year]));
    let (from, start) = known.baseline.filter(|(year, _)| *year < last).or(first.filter(|(year, _)| *year < last))?;
    let rate = (to / start).powf(1.0 / (last - from) as f64) - 1.0;
    (start > 0.0 && to > 0.0 && rate.is_finite()).then_some(rate)
}

/// The years behind the last actual as the engine's own forecast continues the actuals; the plan's baseline stands for its year where
/// no actual does. Years beyond the reach of a forecast stay without a value.
fn forecast(known: &Known<'_>, last: usize, years: usize) -> Option<Vec<(usize, f64)>> {
    let mut points: Vec<(i32, f64)> =
        known.actual.iter().enumerate().filter(|(_, value)| value.is_finite()).map(|(year, value)| (year as i32, *value)).collect();
    points.extend(known.baseline.filter(|(year, _)| !known.actual[*year].is_finite()).map(|(year, value)| (year as i32, value)));
    let upto = (years as i32 - 1).min(last as i32 + forecast::FARTHEST);
    if upto <= last as i32 {
        return Some(Vec::new());
    }
    let ahead = forecast::yearly(&points, upto, forecast::Method::Auto).ok()?;
    Some(ahead.steps.iter().map(|step| (step.time as usize, step.value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: f64 = f64::NAN;

    fn made(line: &BasisLine, path: &[f64], actual: &[f64], baseline: Option<(usize, f64)>) -> (Vec<f64>, Option<usize>) {
        let mut row = path.to_vec();
        let free = fill(line, &Known { path, actual, baseline, base_year: Some(0) }, &mut row);
        (row.iter().map(|value| (value * 1e6).round() / 1e6).collect(), free)
    }

    #[test]
    fn actuals_come_first_and_the_rest_follows_the_line() {
        let path = [100.0, 110.0, 121.0, 133.1, 146.41];
        let actual = [NONE, 120.0, 90.0, NONE, NONE];
        assert_eq!(made(&BasisLine::ActualsThenPlan, &path, &actual, None), (vec![100.0, 120.0, 90.0, 99.0, 108.9], Some(3)));
        let half = BasisLine::Growth { rate: Some(0.5) };
        assert_eq!(made(&half, &path, &actual, None), (vec![100.0, 120.0, 90.0, 135.0, 202.5], Some(3)));
        // From 100 in the base year to 81 two years later: less a tenth a year.
        let observed = BasisLine::Growth { rate: None };
        let fallen = [NONE, NONE, 81.0, NONE, NONE];
        assert_eq!(made(&observed, &path, &fallen, Some((0, 100.0))), (vec![100.0, 110.0, 81.0, 72.9, 65.61], Some(3)));
        let doubling = [1.0, 2.0, 4.0, NONE, NONE];
        assert_eq!(made(&BasisLine::Forecast, &path, &doubling, None), (vec![1.0, 2.0, 4.0, 8.0, 16.0], Some(3)));
    }

    #[test]
    fn what_is_not_known_keeps_the_plan_path() {
        let path = [100.0, 110.0, 121.0];
        let none = [NONE; 3];
        for line in [BasisLine::ActualsThenPlan, BasisLine::Growth { rate: None }, BasisLine::Forecast] {
            assert_eq!(made(&line, &path, &none, Some((0, 100.0))), (path.to_vec(), None), "{line:?}");
        }
        assert_eq!(made(&BasisLine::Forecast, &path, &[1.0, 2.0, NONE], None).1, None, "two points are too few");
        // A stated rate goes from the baseline.
        let rate = BasisLine::Growth { rate: Some(0.2) };
        assert_eq!(made(&rate, &path, &none, Some((0, 100.0))), (vec![100.0, 120.0, 144.0], Some(0)));
    }
}
