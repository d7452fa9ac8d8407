//! Anticipated progress: a regression that weighs recent years more, continued to the target's year.
//!
//! UN ESCAP, Asia and the Pacific SDG Progress Report, technical notes (Anticipated Progress Index; Bidarbakht Nia, working papers
//! SD/WP/04 and SD/WP/05, 2017): time-weighted linear regression; gap = |target − predicted| ÷ |target − base|; up to 10 % maintain,
//! more than that accelerate, worse than the base reverse. The weights here are 1, 2, 3 … from the base on (our choice).
//!
//! The regression runs over deviations from the path, as for the linear trend.

use super::{Arithmetic, Course, Found, Verdict, Why, from_above};
use crate::domain::judging::Bands;
use crate::engine::accept::Wanted;

pub(super) fn judge(course: &Course, bands: Bands) -> Result<Found, Why> {
    let (base, target) = course.way()?;
    let actual = course.judged_value()?;
    let since = course.since(base);
    let (mut deviations, logarithms) = (Vec::with_capacity(course.actuals.len() + 1), since.logarithms);
    deviations.extend(since.points().map(|point| since.deviation(point)));
    if deviations.len() < 2 {
        return Err(Why::OnePoint);
    }
    let deviation = at(&deviations, target.0);
    let predicted = Course::off_target(target.1, deviation, logarithms)?;
    let missed = target.1 - predicted;
    let missed = match course.wanted() {
        Wanted::More => missed,
        Wanted::Less => -missed,
        Wanted::Near => missed.abs(),
    };
    let gap = missed / (target.1 - base.1).abs();
    if !gap.is_finite() {
        return Err(Why::OutOfRange);
    }
    let verdict = match from_above(gap, bands) {
        Verdict::OffTrack if gap > 1.0 => Verdict::Away,
        verdict => verdict,
    };
    let points = deviations.len();
    Ok(Found { verdict, arithmetic: Arithmetic::Progress { base, actual, target, points, predicted, gap } })
}

/// The line of weighted least squares at a year; the points have the weights 1, 2, 3 ….
fn at(points: &[(i32, f64)], year: i32) -> f64 {
    let weighted = || points.iter().enumerate().map(|(place, (t, y))| (place as f64 + 1.0, f64::from(*t), *y));
    let (all, of_t, of_y) = weighted().fold((0.0, 0.0, 0.0), |(all, of_t, of_y), (w, t, y)| (all + w, of_t + w * t, of_y + w * y));
    let (mean_t, mean_y): (f64, f64) = (of_t / all, of_y / all);
    let sums = |(sxx, sxy): (f64, f64), (w, t, y): (f64, f64, f64)| {
        let off = t - mean_t;
        (sxx + w * off.powi(2), sxy + w * off * (y - mean_y))
    };
    let (sxx, sxy) = weighted().fold((0.0, 0.0), sums);
    mean_y + sxy / sxx * (f64::from(year) - mean_t)
}
