//! Forecasts from what was observed: always with an interval, the number of points, and a refusal where there are too few.
//!
//! Yearly series by [`yearly`], monthly and quarterly ones by [`seasonal()`]; [`of`] takes a node's own actuals. Values of a
//! logarithmic scale are medians: exceeded as often as not.

mod damped;
mod distribution;
mod node;
mod seasonal;
mod trend;

use serde::{Deserialize, Serialize};

pub use node::{NodeForecast, of};
pub use seasonal::{Seasonal, Total, seasonal};

use super::accept::Accepted;

/// Share of outcomes that the interval of a forecast holds where nothing else is asked for: 80 %.
pub const LEVEL: f64 = 0.8;
/// Fewest points of a yearly forecast: with two there is nothing to judge the spread by.
pub const FEWEST: usize = 3;
/// Fewest points of a damped trend.
pub const FEWEST_DAMPED: usize = 6;
/// Farthest year ahead.
pub const FARTHEST: i32 = 50;

/// How a yearly series is continued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Least squares on the logarithms; where a value is zero or negative, on the values themselves.
    #[default]
    Auto,
    /// Least squares on the logarithms: one rate of growth.
    LogLinear,
    /// Least squares on the values: one step a year.
    Linear,
    /// The average growth of the last years, from the last value on.
    LastGrowth {
        /// How many steps from one point to the next are averaged; all where there are fewer.
        steps: u32,
    },
    /// A trend that flattens: exponential smoothing with a damped trend.
    Damped,
    /// Exponential smoothing with seasons, of months or quarters.
    Seasonal,
}

impl Method {
    /// The methods for yearly series that can be chosen, the average of the last three years among them.
    pub const YEARLY: [Self; 5] = [Self::Auto, Self::LogLinear, Self::Linear, Self::LastGrowth { steps: 3 }, Self::Damped];

    /// The word in machine-readable output, and the end of its keys in the language files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::LogLinear => "log-linear",
            Self::Linear => "linear",
            Self::LastGrowth { .. } => "last-growth",
            Self::Damped => "damped",
            Self::Seasonal => "seasonal",
        }
    }
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too few points.
    TooFew {
        /// How many there are.
        have: usize,
        /// How many are needed.
        need: usize,
    },
    /// A zero or negative value has no logarithm.
    NotPositive,
    /// Two values stand for one time: a year, or a number of months or quarters.
    Twice {
        /// That time.
        time: i32,
    },
    /// Months or quarters are missing between the first and the last.
    Gap {
        /// The first time that is missing.
        time: i32,
    },
    /// The year asked for is not after the last point.
    NotAhead,
    /// The year asked for is too far ahead, or the numbers are too far apart to compute with.
    OutOfRange,
    /// There is no such node or metric, or nothing was observed.
    NoActuals,
    /// Values of parts of a year do not add to a year for this metric.
    NotAdding,
}

impl Refusal {
    /// The word in machine-readable output, and the end of its key in the language files (`forecast-refusal-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::TooFew { .. } => "too-few",
            Self::NotPositive => "not-positive",
            Self::Twice { .. } => "twice",
            Self::Gap { .. } => "gap",
            Self::NotAhead => "not-ahead",
            Self::OutOfRange => "out-of-range",
            Self::NoActuals => "no-actuals",
            Self::NotAdding => "not-adding",
        }
    }
}

/// On which scale a forecast's error is symmetric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// On the logarithms of values.
    Log,
    /// On the values.
    Linear,
}

impl Scale {
    fn scaled(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log if value > 0.0 => value.ln(),
            Self::Log => f64::NEG_INFINITY,
        }
    }

    fn unscaled(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log => value.exp(),
        }
    }
}

/// The forecast of one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The year; of months and quarters their number (year × 12 + month − 1, year × 4 + quarter − 1).
    pub time: i32,
    /// The median.
    pub value: f64,
    /// The lower end of the interval ([`LEVEL`]).
    pub low: f64,
    /// The upper end of the interval ([`LEVEL`]).
    pub high: f64,
    centre: f64,
    spread: f64,
}

/// A forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// How it was made; never [`Method::Auto`].
    pub method: Method,
    /// On which scale its error is symmetric.
    pub scale: Scale,
    /// How many points it was made from.
    pub points: usize,
    /// First and last time of those points.
    pub from: (i32, i32),
    /// Growth a year that it assumes (0.1 for 10 %) on a logarithmic scale, the step a year on a linear one; `None` where the
    /// trend changes on the way.
    pub per_year: Option<f64>,
    /// Degrees of freedom of Student's t that its spread follows.
    pub freedom: f64,
    /// Every time from the one after the last point on.
    pub steps: Vec<Step>,
}

impl Forecast {
    /// The forecast of a time.
    pub fn at(&self, time: i32) -> Option<&Step> {
        self.steps.iter().find(|step| step.time == time)
    }

    /// The interval that holds a share `level` (0.95 for 95 %) of outcomes.
    pub fn interval(&self, time: i32, level: f64) -> Option<(f64, f64)> {
        let step = self.at(time)?;
        let half = distribution::half_width(level, self.freedom) * step.spread;
        let ends = (self.scale.unscaled(step.centre - half), self.scale.unscaled(step.centre + half));
        (ends.0.is_finite() && ends.1.is_finite()).then_some(ends)
    }

    /// The chance (0 to 1) that the value of a time lies within what is accepted.
    pub fn chance(&self, time: i32, accepted: &Accepted) -> Option<f64> {
        let step = self.at(time)?;
        Some(chance(step.centre, step.spread, self.freedom, self.scale, accepted))
    }
}

fn chance(centre: f64, spread: f64, freedom: f64, scale: Scale, accepted: &Accepted) -> f64 {
    if spread <= super::accept::SLACK * centre.abs().max(1.0) {
        return if accepted.holds(scale.unscaled(centre)) { 1.0 } else { 0.0 };
    }
    let below = |end: f64| distribution::below((scale.scaled(end) - centre) / spread, freedom);
    let (low, high) = (accepted.low.map_or(0.0, below), accepted.high.map_or(1.0, below));
    (high - low).clamp(0.0, 1.0)
}

/// A series continued on a scale: centre and spread per time.
struct Line {
    method: Method,
    scale: Scale,
    points: usize,
    from: (i32, i32),
    per_year: Option<f64>,
    freedom: f64,
    /// Time, centre, spread.
    ahead: Vec<(i32, f64, f64)>,
}

impl Line {
    fn finish(self) -> Result<Forecast, Refusal> {
        let half = distribution::half_width(LEVEL, self.freedom);
        let steps: Vec<Step> = self
            .ahead
            .iter()
            .map(|&(time, centre, spread)| {
                let ends = [0.0, -1.0, 1.0].map(|sign| self.scale.unscaled(centre + sign * half * spread));
                Step { time, value: ends[0], low: ends[1], high: ends[2], centre, spread }
            })
            .collect();
        if steps.iter().any(|step| !step.value.is_finite() || !step.low.is_finite() || !step.high.is_finite()) {
            return Err(Refusal::OutOfRange);
        }
        let Self { method, scale, points, from, per_year, freedom, .. } = self;
        Ok(Forecast { method, scale, points, from, per_year, freedom, steps })
    }
}

/// Continues a yearly series to `upto`. Points may stand in any order and years may be missing; a year given twice is refused.
pub fn yearly(points: &[(i32, f64)], upto: i32, method: Method) -> Result<Forecast, Refusal> {
    let mut points: Vec<(i32, f64)> = points.to_vec();
    points.sort_by_key(|(year, _)| *year);
    if let Some(pair) = points.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(Refusal::Twice { time: pair[0].0 });
    }
    if points.iter().any(|(_, value)| !value.is_finite()) {
        return Err(Refusal::OutOfRange);
    }
    let need = if method == Method::Damped { FEWEST_DAMPED } else { FEWEST };
    let (Some((_, _)), Some((last, _))) = (points.first(), points.last()) else { return Err(Refusal::TooFew { have: 0, need }) };
    if points.len() < need {
        return Err(Refusal::TooFew { have: points.len(), need });
    }
    if upto <= *last {
        return Err(Refusal::NotAhead);
    }
    if i64::from(upto) - i64::from(*last) > i64::from(FARTHEST) {
        return Err(Refusal::OutOfRange);
    }
    let positive = points.iter().all(|(_, value)| *value > 0.0);
    let line = match method {
        Method::Auto | Method::LogLinear if positive => trend::least_squares(&points, upto, Scale::Log),
        Method::LogLinear => return Err(Refusal::NotPositive),
        Method::Auto | Method::Linear => trend::least_squares(&points, upto, Scale::Linear),
        Method::LastGrowth { .. } if !positive => return Err(Refusal::NotPositive),
        Method::LastGrowth { steps } => trend::last_growth(&points, upto, steps.max(2)),
        Method::Damped => damped::continued(&points, upto, if positive { Scale::Log } else { Scale::Linear }),
        Method::Seasonal => return Err(Refusal::NotAdding),
    };
    line.finish()
}

#[cfg(test)]
mod tests;
