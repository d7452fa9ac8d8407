//! The course of one node and metric: base, path, target and what was observed, as the methods read it.

use super::{Found, Judged, Point, Why, gap, growth, pace::PaceInput, progress, trend};
use crate::base::Bound;
use crate::domain::Direction;
use crate::domain::judging::{Assessment, Method};
use crate::engine::accept::{Accepted, Wanted, ambition};
use crate::engine::path::{How, TargetPoint};

/// What the methods read.
#[derive(Clone, Debug)]
pub struct Course {
    /// The baseline.
    pub base: Option<Point>,
    /// The target.
    pub target: Option<TargetPoint>,
    /// The plan path, year by year, in order of years.
    pub path: Vec<Point>,
    /// What was observed without gaps beneath, in order of years.
    pub actuals: Vec<Point>,
    /// True where the path of the metric is geometric as long as values are positive.
    pub geometric: bool,
    /// True for a rate or a share.
    pub rate: bool,
    /// Which way is better.
    pub direction: Direction,
    /// Share allowed around a rough number.
    pub tolerance: f64,
    /// What came together within the year, where pace is asked for.
    pub pace: Result<PaceInput, Why>,
    /// How many nodes the last value is made of, and how many there are.
    pub n_of: (u32, u32),
    /// True where the last value, or a part of it, is illustrative.
    pub illustrative: bool,
    /// True where values of different coverage meet.
    pub mixed_coverage: bool,
    /// A later year with gaps.
    pub left_out: Option<i32>,
    /// What the actuals are of, where they are not of all that the plan is of.
    pub scope: Scope,
}

/// What the actuals of a course are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Of what the plan is of.
    #[default]
    Whole,
    /// Of the clusters alone; base, path and target are then those of the same clusters together.
    Clusters,
    /// Of the clusters alone, which do not all have a plan: nothing is left to be compared.
    OutsideMissing,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            base: None,
            target: None,
            path: Vec::new(),
            actuals: Vec::new(),
            geometric: true,
            rate: false,
            direction: Direction::Up,
            tolerance: 0.05,
            pace: Err(Why::NothingInYear),
            n_of: (0, 0),
            illustrative: false,
            mixed_coverage: false,
            left_out: None,
            scope: Scope::Whole,
        }
    }
}

impl Course {
    /// A course from single numbers: the stated points of the path in any order, the last of them the target, and what was
    /// observed. A year given twice is refused.
    pub fn through(stated: &[Point], bound: Option<Bound>, actuals: &[Point], geometric: bool) -> Result<Self, Why> {
        let stated = sorted(stated)?;
        let actuals = sorted(actuals)?;
        let mut path = Vec::new();
        for pair in stated.windows(2) {
            let [(first, from), (last, to)] = *pair else { continue };
            let how = How::between(from, to, geometric);
            let per_year = how.per_year(from, to, last - first).ok_or(Why::OutOfRange)?;
            path.extend((first..last).map(|year| match how {
                How::Geometric => (year, from * (1.0 + per_year).powi(year - first)),
                How::Linear => (year, from + per_year * f64::from(year - first)),
            }));
        }
        path.extend(stated.last());
        let target = stated.last().filter(|_| stated.len() > 1);
        let target = target.map(|&(year, value)| TargetPoint { year, value, bound: bound.unwrap_or(Bound::AtLeast { value }) });
        let base = stated.first().copied();
        Ok(Self { base, target, path, actuals, geometric, n_of: (1, 1), ..Self::default() })
    }

    /// Which way is better.
    pub fn wanted(&self) -> Wanted {
        Wanted::of(self.target.as_ref().map(|target| &target.bound), self.direction)
    }

    /// 1 where more is better, −1 where less is.
    pub(super) fn sign(&self) -> Result<f64, Why> {
        match self.wanted() {
            Wanted::More => Ok(1.0),
            Wanted::Less => Ok(-1.0),
            Wanted::Near => Err(Why::NoDirection),
        }
    }

    /// The values that meet the target.
    pub fn accepted(&self) -> Option<Accepted> {
        Accepted::of(&self.target?.bound, self.direction, self.tolerance)
    }

    pub(super) fn met_at_base(&self) -> bool {
        self.base.zip(self.accepted()).is_some_and(|((_, base), accepted)| accepted.holds(base))
    }

    /// Why there is no value to be judged, where there is none.
    pub(in crate::engine) fn missing(&self) -> Why {
        match self.scope {
            Scope::OutsideMissing => Why::OutsideMissing,
            _ if self.left_out.is_some() => Why::Incomplete,
            _ => Why::NoActual,
        }
    }

    /// The last value, if a judgement can rest on it.
    pub(super) fn judged_value(&self) -> Result<Point, Why> {
        let actual = *self.actuals.last().ok_or(self.missing())?;
        match self.base {
            Some((year, _)) if actual.0 < year => Err(Why::BeforeBase),
            Some((year, _)) if actual.0 == year => Err(Why::AtBase),
            _ => Ok(actual),
        }
    }

    pub(in crate::engine) fn path_at(&self, year: i32) -> Option<f64> {
        // Paths seldom have holes: then the year itself tells the place.
        let guess = self.path.first().and_then(|(first, _)| self.path.get(usize::try_from(year - first).ok()?));
        if let Some((_, value)) = guess.filter(|(known, _)| *known == year) {
            return Some(*value);
        }
        self.path.binary_search_by_key(&year, |(known, _)| *known).ok().map(|place| self.path[place].1)
    }

    /// Base and target where the way from one to the other goes in the wanted direction.
    pub(super) fn way(&self) -> Result<(Point, Point), Why> {
        let target = self.target.ok_or(Why::NoTarget)?;
        let base = self.base.ok_or(Why::NoBaseline)?;
        if self.met_at_base() {
            return Err(if base.1 == target.value { Why::NoChange } else { Why::TargetBehindBase });
        }
        if base.1 == target.value {
            return Err(Why::NoChange);
        }
        Ok((base, (target.year, target.value)))
    }

    /// What was observed since the base year with the path of each year, the base itself first, and how they are compared.
    pub(super) fn since(&self, base: Point) -> Since<'_> {
        let mut since = Since { course: self, base, logarithms: false };
        let ends = self.target.is_some_and(|target| target.value > 0.0);
        since.logarithms = self.geometric && ends && since.points().all(|(_, value, path)| value > 0.0 && path > 0.0);
        since
    }

    /// The value that lies off the target by a deviation.
    pub(super) fn off_target(target: f64, deviation: f64, logarithms: bool) -> Result<f64, Why> {
        let value = if logarithms { target * deviation.exp() } else { target + deviation };
        if value.is_finite() { Ok(value) } else { Err(Why::OutOfRange) }
    }

    /// What one method makes of it.
    pub(super) fn by(&self, method: Method, settings: &Assessment) -> Result<Found, Why> {
        let bands = settings.bands_of(method);
        match method {
            Method::Gap => gap::judge(self, bands),
            Method::Growth => growth::judge(self, bands),
            Method::Trend => trend::judge(self, bands),
            Method::Progress => progress::judge(self, bands),
            Method::Pace => super::pace::judge(self, bands),
        }
    }

    pub(super) fn start(&self, asked: Method) -> Judged {
        let actual = self.actuals.last().copied();
        let met = actual.zip(self.accepted()).map(|((_, value), accepted)| accepted.holds(value));
        let far = self.target.and_then(|target| ambition(&target.bound, self.direction));
        let reaches = |far: f64| {
            let side = if self.direction == Direction::Down { Bound::AtMost { value: far } } else { Bound::AtLeast { value: far } };
            let accepted = Accepted::of(&side, self.direction, 0.0);
            actual.zip(accepted).is_some_and(|((_, value), accepted)| accepted.holds(value))
        };
        Judged {
            asked,
            base: self.base,
            target: self.target,
            met,
            ambition: far.map(|far| (far, reaches(far))),
            actual,
            n: self.n_of.0,
            of: self.n_of.1,
            illustrative: self.illustrative,
            mixed_coverage: self.mixed_coverage,
            left_out: self.left_out,
            of_clusters: self.scope == Scope::Clusters,
            ..Judged::default()
        }
    }
}

/// What was observed since the base year, to be compared with the path: as logarithms where the path is geometric, as differences
/// otherwise. Where the path is one rate or one straight line, a line through deviations is a line through values.
#[derive(Clone, Copy)]
pub(super) struct Since<'a> {
    course: &'a Course,
    base: Point,
    /// True where deviations are of logarithms.
    pub(super) logarithms: bool,
}

impl<'a> Since<'a> {
    /// Year, value and path, the base first; years without a path are left out.
    pub(super) fn points(self) -> impl Iterator<Item = (i32, f64, f64)> + 'a {
        let (course, base) = (self.course, self.base);
        let of = move |&(year, value): &Point| Some((year, value, course.path_at(year)?));
        let since = course.actuals.iter().filter(move |(year, _)| *year > base.0);
        std::iter::once((base.0, base.1, base.1)).chain(since.filter_map(of))
    }

    /// How far one point lies off the path.
    pub(super) fn deviation(self, (year, value, path): (i32, f64, f64)) -> Point {
        (year, if self.logarithms { (value / path).ln() } else { value - path })
    }
}

fn sorted(points: &[Point]) -> Result<Vec<Point>, Why> {
    let mut points = points.to_vec();
    points.sort_by_key(|(year, _)| *year);
    if points.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(Why::Twice);
    }
    if points.iter().any(|(_, value)| !value.is_finite()) {
        return Err(Why::OutOfRange);
    }
    Ok(points)
}
