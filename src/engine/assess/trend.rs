//! Linear trend to the target: the average of the last five yearly changes, continued to the target's year.
//!
//! As the German federal statistical office judges the indicators of the sustainability strategy (Statistisches Bundesamt, Nachhaltige
//! Entwicklung in Deutschland, Indikatorenbericht): what is missed ÷ what is still to go; below 5 % on track, 5–20 % slight, above 20 %
//! large, or the wrong direction.
//!
//! Changes are those of the deviation from the path: in the logarithm where the path is geometric, in the value otherwise. Where the
//! path is one straight line or one rate this is the average change, or rate, of the values themselves; with milestones it keeps a plan
//! that grows late from calling every early year slow.

use super::{Arithmetic, Course, Found, Verdict, Why, from_above};
use crate::domain::judging::Bands;

/// Years whose changes are averaged at most.
const YEARS: i32 = 5;

pub(super) fn judge(course: &Course, bands: Bands) -> Result<Found, Why> {
    let sign = course.sign()?;
    let (base, target) = course.way()?;
    let actual = course.judged_value()?;
    let since = course.since(base);
    let logarithms = since.logarithms;
    let last = since.points().last().ok_or(Why::OnePoint)?;
    if last.0 != actual.0 {
        return Err(Why::NoPath);
    }
    // The average of changes is that between the first and the last of them: no other deviation is needed.
    let first = since.points().find(|(year, ..)| *year >= last.0 - YEARS).filter(|first| first.0 < last.0).ok_or(Why::OnePoint)?;
    let (first, last) = (since.deviation(first), since.deviation(last));
    let years = last.0 - first.0;
    let drift = (last.1 - first.1) / f64::from(years);
    let predicted = Course::off_target(target.1, last.1 + drift * f64::from(target.0 - last.0), logarithms)?;
    let start = if first.0 == base.0 { base.1 } else { value_at(course, first.0).ok_or(Why::NoPath)? };
    let per_year = if logarithms { (actual.1 / start).powf(1.0 / f64::from(years)) - 1.0 } else { (actual.1 - start) / f64::from(years) };
    let to_go = sign * (target.1 - actual.1);
    if to_go <= 0.0 {
        // Beyond the number that stands for the bound, yet not within the bound itself.
        return Err(Why::NoChange);
    }
    let miss = sign * (target.1 - predicted) / to_go;
    if !miss.is_finite() || !per_year.is_finite() {
        return Err(Why::OutOfRange);
    }
    // Going away means that the target's year comes out worse than what is there now.
    let away = miss > 1.0 && !crate::engine::accept::at_least(1.0, miss);
    let verdict = if away { Verdict::Away } else { from_above(miss, bands) };
    let from = (first.0, start);
    Ok(Found { verdict, arithmetic: Arithmetic::Trend { from, actual, target, years, per_year, geometric: logarithms, predicted, miss } })
}

fn value_at(course: &Course, year: i32) -> Option<f64> {
    course.actuals.iter().find(|(known, _)| *known == year).map(|(_, value)| *value)
}
