//! Growth ratio: observed growth against the growth that is required.
//!
//! Eurostat, Sustainable development in the European Union, annex on the method for indicators with a quantitative target; also used
//! by Statistics Canada: observed `a = (y_t/y_0)^(1/(t−t0)) − 1`, required `r = (y_T/y_0)^(1/(T−t0)) − 1`, `R = d·a/|r|` with d = 1
//! where more is better and −1 where less is; R ≥ 95 % on track, 60–95 % moderate, 0–60 % insufficient, below 0 away from the target.
//!
//! With milestones on the way, or a path that is a straight line, one rate to the target would call a node that is exactly on its path
//! slow or fast. The required rate is therefore the one from the base to the path of the year judged; on a geometric path without
//! milestones that is the rate to the target itself.

use super::{Arithmetic, Course, Found, Verdict, Why, from_below};
use crate::domain::judging::Bands;

pub(super) fn judge(course: &Course, bands: Bands) -> Result<Found, Why> {
    if course.rate {
        return Err(Why::Rate);
    }
    let sign = course.sign()?;
    let (base, target) = course.way()?;
    let actual = course.judged_value()?;
    let due = course.path_at(actual.0).ok_or(Why::NoPath)?;
    if base.1 <= 0.0 || actual.1 <= 0.0 || target.1 <= 0.0 || due <= 0.0 {
        return Err(Why::NotPositive);
    }
    let rate = |to: f64| (to / base.1).powf(1.0 / f64::from(actual.0 - base.0)) - 1.0;
    let (observed, required) = (rate(actual.1), rate(due));
    if sign * required <= 0.0 {
        // A milestone that asks for standing still or going back first.
        return Err(Why::NoChange);
    }
    let ratio = sign * observed / required.abs();
    if !ratio.is_finite() {
        return Err(Why::OutOfRange);
    }
    let verdict = if ratio < 0.0 { Verdict::Away } else { from_below(ratio, bands) };
    Ok(Found { verdict, arithmetic: Arithmetic::Growth { base, actual, due, observed, required, ratio } })
}
