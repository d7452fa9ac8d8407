//! Distance to the path: actual ÷ path − 1, with bands.
//!
//! Where the path is zero or negative there is no such quotient; the difference is then taken as a share of the whole way from base to
//! target. Where less is better the sign turns round; without a direction either side counts as distance, and inside a range that is the
//! target there is none.

use super::{Arithmetic, Course, Found, Verdict, Why, from_below};
use crate::base::Bound;
use crate::domain::judging::Bands;
use crate::engine::accept::Wanted;

pub(super) fn judge(course: &Course, bands: Bands) -> Result<Found, Why> {
    let actual = course.judged_value()?;
    let target = course.target.filter(|target| actual.0 >= target.year);
    let missing = if course.base.is_none() { Why::NoBaseline } else { Why::NoPath };
    let path = target.map(|target| target.value).or_else(|| course.path_at(actual.0)).ok_or(missing)?;
    let path = nearest_of_range(course, actual.1, target.is_some()).unwrap_or(path);
    let (gap, of_way) = if path > 0.0 {
        (actual.1 / path - 1.0, false)
    } else if actual.1 == path {
        // No distance, whatever it would be measured by.
        (0.0, true)
    } else {
        let way = course.base.zip(course.target).map(|((_, base), target)| (target.value - base).abs());
        let way = way.filter(|way| *way > 0.0).ok_or(Why::NotPositive)?;
        ((actual.1 - path) / way, true)
    };
    if !gap.is_finite() {
        return Err(Why::OutOfRange);
    }
    let margin = match course.wanted() {
        Wanted::More => gap,
        Wanted::Less => -gap,
        Wanted::Near => -gap.abs(),
    };
    let verdict = match from_below(margin, bands) {
        // A value that stands on the wrong side of its own base has moved away.
        Verdict::OffTrack if moved_away(course, actual.1) => Verdict::Away,
        verdict => verdict,
    };
    Ok(Found { verdict, arithmetic: Arithmetic::Gap { actual, path, gap, of_way } })
}

/// Without a direction: the value itself where it lies inside the range that is the target, and once the target's year has come the end
/// of the range that is nearest.
fn nearest_of_range(course: &Course, actual: f64, due: bool) -> Option<f64> {
    let Bound::Between { low, high } = course.target?.bound else { return None };
    let nearest = actual.clamp(low.min(high), low.max(high));
    (course.wanted() == Wanted::Near && (due || nearest == actual)).then_some(nearest)
}

fn moved_away(course: &Course, actual: f64) -> bool {
    let (Ok(((_, base), _)), Ok(sign)) = (course.way(), course.sign()) else { return false };
    sign * (actual - base) < 0.0
}
