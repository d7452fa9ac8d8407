//! The plan path between stated points, and the growth that a target requires.
//!
//! Between two stated points (y0 at t0, yT at tT): geometric, `y(t) = y0·(yT/y0)^((t−t0)/(tT−t0))`, the constant yearly rate
//! that statistics offices call average annual growth; linear where either end is zero or negative, or where the metric is no
//! flow (a ratio, land, a count). Milestones split the path. A target without a baseline has no path: it stands alone.

use super::table::{ESTIMATED, Plane};
use crate::base::Bound;

/// How a path runs between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By one rate of growth a year.
    Geometric,
    /// By one step a year.
    Linear,
}

impl How {
    /// The way between two values: geometric where the metric grows so and both are positive.
    pub fn between(from: f64, to: f64, geometric: bool) -> Self {
        if geometric && from > 0.0 && to > 0.0 { Self::Geometric } else { Self::Linear }
    }

    /// What one year adds on the way from one value to another in `years` years: a rate (0.1 for 10 %) on a geometric way, a
    /// step in the metric's unit on a linear one. `None` without years between, or where no finite number comes out.
    pub fn per_year(self, from: f64, to: f64, years: i32) -> Option<f64> {
        if years <= 0 {
            return None;
        }
        let per_year = match self {
            Self::Geometric => (to / from).powf(1.0 / f64::from(years)) - 1.0,
            Self::Linear => (to - from) / f64::from(years),
        };
        per_year.is_finite().then_some(per_year)
    }
}

/// Why there is no required growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The plan states no baseline.
    NoBaseline,
    /// The plan states no target.
    NoTarget,
    /// The baseline is of the target's year or later.
    BaseAfterTarget,
    /// There is no actual to start from.
    NoActual,
    /// The last actual is of the target's year or later.
    TargetPast,
    /// What was observed is the sum of the clusters, and the plan is of more than them.
    OutsideMissing,
    /// The numbers are too far apart to compute with.
    OutOfRange,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 7] =
        [Self::NoBaseline, Self::NoTarget, Self::BaseAfterTarget, Self::NoActual, Self::TargetPast, Self::OutsideMissing, Self::OutOfRange];

    /// The word of the reason: the end of its key in the language files (`requirement-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::NoBaseline => "no-baseline",
            Self::NoTarget => "no-target",
            Self::BaseAfterTarget => "base-after-target",
            Self::NoActual => "no-actual",
            Self::TargetPast => "target-past",
            Self::OutsideMissing => "outside-missing",
            Self::OutOfRange => "out-of-range",
        }
    }
}

/// The target a requirement leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetPoint {
    /// The target's year.
    pub year: i32,
    /// The number that stands for it.
    pub value: f64,
    /// How it binds, in the metric's unit.
    pub bound: Bound,
}

/// What a target requires every year: from the baseline, or from the last actual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requirement {
    /// Year and value it starts from.
    pub base: Option<(i32, f64)>,
    /// The target.
    pub target: Option<TargetPoint>,
    /// Whether `per_year` is a rate or a step.
    pub how: How,
    /// Growth a year: a rate (0.417 for 41.7 %) where geometric, a step in the metric's unit where linear (for a metric in
    /// % that is points a year).
    pub per_year: Option<f64>,
    /// Why there is no `per_year`; `None` where there is one.
    pub reason: Option<Reason>,
    /// True where the start is an illustrative actual.
    pub illustrative: bool,
    /// True where start and target are of different coverage.
    pub mixed_coverage: bool,
}

impl Requirement {
    /// The requirement between a start and a target, or why there is none.
    pub fn between(base: Result<(i32, f64), Reason>, target: Option<TargetPoint>, geometric: bool, late: Reason) -> Self {
        let start = base.ok();
        let how = match (start, target) {
            (Some((_, from)), Some(to)) => How::between(from, to.value, geometric),
            _ if geometric => How::Geometric,
            _ => How::Linear,
        };
        let per_year = match (base, target) {
            (_, None) => Err(Reason::NoTarget),
            (Err(reason), _) => Err(reason),
            (Ok((year, _)), Some(to)) if year >= to.year => Err(late),
            (Ok((year, from)), Some(to)) => how.per_year(from, to.value, to.year - year).ok_or(Reason::OutOfRange),
        };
        Self { base: start, target, how, per_year: per_year.ok(), reason: per_year.err(), illustrative: false, mixed_coverage: false }
    }
}

/// A stated point of a path: place of the year, value, marks.
pub(super) type Point = (usize, f64, u8);

/// Writes the path through the points (in order of years) into a row; a point alone stands alone.
pub(super) fn fill(plane: &mut Plane, row: usize, points: &[Point], geometric: bool) {
    for (year, value, marks) in points {
        plane.set(row, *year, *value, *marks);
    }
    for pair in points.windows(2) {
        let [(first, from, from_marks), (last, to, to_marks)] = *pair else { continue };
        if last <= first + 1 {
            continue;
        }
        let how = How::between(from, to, geometric);
        let Some(per_year) = how.per_year(from, to, (last - first) as i32) else { continue };
        let mut value = from;
        for year in first + 1..last {
            value = match how {
                How::Geometric => value * (1.0 + per_year),
                How::Linear => from + (to - from) * (year - first) as f64 / (last - first) as f64,
            };
            if value.is_finite() {
                plane.set(row, year, value, from_marks | to_marks | ESTIMATED);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a missing value is a failed test")]
mod tests {
    use super::*;

    fn path(points: &[(usize, f64)], geometric: bool) -> Vec<f64> {
        let mut plane = Plane::missing(1, 6);
        let points: Vec<Point> = points.iter().map(|(year, value)| (*year, *value, 0)).collect();
        fill(&mut plane, 0, &points, geometric);
        plane.row(0).unwrap().to_vec()
    }

    fn near(found: &[f64], expected: &[f64]) {
        for (f, e) in found.iter().zip(expected) {
            assert!((f.is_nan() && e.is_nan()) || (f - e).abs() < 0.005, "{found:?} {expected:?}");
        }
    }

    #[test]
    fn between_two_points_it_grows_by_one_rate() {
        // 400 / 70.13 = 5.70369; the fifth root is 1.416548.
        near(&path(&[(0, 70.13), (5, 400.0)], true), &[70.13, 99.3425, 140.7234, 199.3415, 282.3767, 400.0]);
    }

    #[test]
    fn milestones_split_it() {
        // 11.4 → 50 in two years: × 2.09427 a year; 50 → 200 in three: × 1.58740 a year.
        near(&path(&[(0, 11.4), (2, 50.0), (5, 200.0)], true), &[11.4, 23.87, 50.0, 79.37, 125.99, 200.0]);
    }

    #[test]
    fn from_zero_or_below_and_for_ratios_it_is_a_straight_line() {
        near(&path(&[(0, 0.0), (5, 10.0)], true), &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        near(&path(&[(0, -5.0), (5, 5.0)], true), &[-5.0, -3.0, -1.0, 1.0, 3.0, 5.0]);
        near(&path(&[(0, 10.0), (5, 20.0)], false), &[10.0, 12.0, 14.0, 16.0, 18.0, 20.0]);
    }

    #[test]
    fn a_point_alone_stands_alone() {
        let none = f64::NAN;
        near(&path(&[(5, 20.0)], true), &[none, none, none, none, none, 20.0]);
    }

    #[test]
    fn requirements_name_their_rate_or_the_reason_why_there_is_none() {
        let to = |year, value| Some(TargetPoint { year, value, bound: Bound::AtLeast { value } });
        let late = Reason::BaseAfterTarget;
        let between = |base, target, geometric| Requirement::between(base, target, geometric, late);
        let rate = between(Ok((2010, 70.13)), to(2015, 400.0), true);
        assert_eq!((rate.how, rate.reason), (How::Geometric, None));
        assert!((rate.per_year.unwrap() - 0.416_548).abs() < 5e-7, "{rate:?}");
        let step = between(Ok((2010, 8.0)), to(2015, 13.0), false);
        assert_eq!((step.how, step.per_year), (How::Linear, Some(1.0)));
        let zero = between(Ok((2010, 0.0)), to(2015, 10.0), true);
        assert_eq!((zero.how, zero.per_year), (How::Linear, Some(2.0)));
        for (base, target, reason) in [
            (Err(Reason::NoBaseline), to(2015, 1.0), Reason::NoBaseline),
            (Ok((2010, 1.0)), None, Reason::NoTarget),
            (Ok((2015, 1.0)), to(2015, 1.0), Reason::BaseAfterTarget),
            (Ok((2010, 1e-300)), to(2011, 1e300), Reason::OutOfRange),
        ] {
            let none = between(base, target, true);
            assert_eq!((none.per_year, none.reason), (None, Some(reason)));
        }
    }
}
