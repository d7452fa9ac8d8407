//! Months and quarters: exponential smoothing with a damped trend and seasons (Holt 1957, Winters 1960).
//!
//! On the logarithms where all values are positive, which makes the seasons factors. With seasons s of length m and φ fixed at 0.98:
//! `ŷ = l + φb + s`, `l' = l + φb + α·e`, `b' = φb + β·e`, `s' = s + γ·e`. Ahead: `l + (φ + … + φ^h)·b + s`; variance
//! `s²·(1 + Σ_{j<h} c_j²)` with `c_j = α + β·(φ + … + φ^j) + γ·[j is a multiple of m]` (ETS(A,Ad,A) in Hyndman & Athanasopoulos,
//! Forecasting, 8.7). Level, trend and seasons start from the first two years; α, β and γ come from a fixed grid by the smallest
//! sum of squared errors. m + 4 numbers are fitted.

use super::{FARTHEST, Forecast, LEVEL, Line, Method, Refusal, Scale, chance, distribution};
use crate::engine::accept::Accepted;

const DAMPING: f64 = 0.98;
const ALPHA: [f64; 8] = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
const BETA: [f64; 5] = [0.0, 0.01, 0.05, 0.1, 0.2];
const GAMMA: [f64; 5] = [0.0, 0.05, 0.1, 0.2, 0.4];

/// A forecast of months or quarters, with what is needed to add some of them up.
#[derive(Clone, Debug, PartialEq)]
pub struct Seasonal {
    /// The forecast, time by time.
    pub forecast: Forecast,
    /// Parts of a year: 12 or 4.
    pub season: usize,
    /// The standard deviation of one error.
    sigma: f64,
    /// What an error of j times before still weighs.
    gains: Vec<f64>,
}

/// The sum of some times of a forecast and what is known already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// The sum.
    pub value: f64,
    /// The lower end of the interval ([`LEVEL`]).
    pub low: f64,
    /// The upper end of the interval ([`LEVEL`]).
    pub high: f64,
    spread: f64,
    freedom: f64,
}

impl Total {
    /// The chance (0 to 1) that the sum lies within what is accepted.
    pub fn chance(&self, accepted: &Accepted) -> f64 {
        chance(self.value, self.spread, self.freedom, Scale::Linear, accepted)
    }
}

impl Seasonal {
    /// The sum of the times from `first` to `last` and of `known`, as for the year whose first months have been observed. Errors of
    /// the times hang together; their sum is taken to first order (delta method). `None` where the forecast does not reach.
    pub fn total(&self, first: i32, last: i32, known: f64) -> Option<Total> {
        let steps = &self.forecast.steps;
        let place = |time: i32| steps.iter().position(|step| step.time == time);
        let (first, last) = (place(first)?, place(last)?);
        let value = known + steps.get(first..=last)?.iter().map(|step| step.value).sum::<f64>();
        let weight = |h: usize| if self.forecast.scale == Scale::Log { steps[h].value } else { 1.0 };
        let variance: f64 = (0..=last)
            .map(|error| (first.max(error)..=last).map(|h| weight(h) * self.gains[h - error]).sum::<f64>())
            .map(|effect| effect * effect)
            .sum();
        let spread = variance.sqrt() * self.sigma;
        let half = distribution::half_width(LEVEL, self.forecast.freedom) * spread;
        let total = Total { value, low: value - half, high: value + half, spread, freedom: self.forecast.freedom };
        (total.low.is_finite() && total.high.is_finite()).then_some(total)
    }
}

#[derive(Clone)]
struct State {
    level: f64,
    trend: f64,
    seasons: Vec<f64>,
}

/// Continues a series of months (`season` 12, time = year × 12 + month − 1) or quarters (4, year × 4 + quarter − 1) to `upto`.
pub fn seasonal(points: &[(i32, f64)], season: usize, upto: i32) -> Result<Seasonal, Refusal> {
    let mut points: Vec<(i32, f64)> = points.to_vec();
    points.sort_by_key(|(time, _)| *time);
    let m = season.max(2);
    let need = (2 * m).max(m + 5);
    if points.len() < need {
        return Err(Refusal::TooFew { have: points.len(), need });
    }
    for pair in points.windows(2) {
        if pair[0].0 == pair[1].0 {
            return Err(Refusal::Twice { time: pair[0].0 });
        }
        if pair[1].0 != pair[0].0 + 1 {
            return Err(Refusal::Gap { time: pair[0].0 + 1 });
        }
    }
    let last = points[points.len() - 1].0;
    if upto <= last {
        return Err(Refusal::NotAhead);
    }
    if i64::from(upto) - i64::from(last) > i64::from(FARTHEST) * m as i64 || points.iter().any(|(_, value)| !value.is_finite()) {
        return Err(Refusal::OutOfRange);
    }
    let scale = if points.iter().all(|(_, value)| *value > 0.0) { Scale::Log } else { Scale::Linear };
    let values: Vec<f64> = points.iter().map(|(_, value)| scale.scaled(*value)).collect();
    let (alpha, beta, gamma) = weights(&values, m);
    let (state, errors) = run(&values, m, alpha, beta, gamma);
    let freedom = values.len() as f64 - (m + 4) as f64;
    let sigma = (errors / freedom).sqrt();
    let ahead = (upto - last) as usize;
    let damped: Vec<f64> = (0..ahead).scan((1.0, 0.0), |(power, sum), _| next(power, sum)).collect();
    let gain = |j: usize| alpha + beta * damped[j - 1] + if j.is_multiple_of(m) { gamma } else { 0.0 };
    let gains: Vec<f64> = (0..ahead).map(|j| if j == 0 { 1.0 } else { gain(j) }).collect();
    let mut variance = 0.0;
    let line = (0..ahead).map(|h| {
        variance += gains[h] * gains[h];
        let centre = state.level + damped[h] * state.trend + state.seasons[h % m];
        (last + 1 + h as i32, centre, sigma * f64::sqrt(variance))
    });
    let line = line.collect();
    let from = (points[0].0, last);
    let line = Line { method: Method::Seasonal, scale, points: points.len(), from, per_year: None, freedom, ahead: line };
    Ok(Seasonal { forecast: line.finish()?, season: m, sigma, gains })
}

/// The next sum of powers of the damping.
fn next(power: &mut f64, sum: &mut f64) -> Option<f64> {
    *power *= DAMPING;
    *sum += *power;
    Some(*sum)
}

fn weights(values: &[f64], m: usize) -> (f64, f64, f64) {
    let mut best: Option<(f64, (f64, f64, f64))> = None;
    for alpha in ALPHA {
        for beta in BETA.into_iter().filter(|beta| *beta <= alpha) {
            for gamma in GAMMA.into_iter().filter(|gamma| *gamma <= 1.0 - alpha) {
                let (_, errors) = run(values, m, alpha, beta, gamma);
                if best.is_none_or(|(least, _)| errors < least) {
                    best = Some((errors, (alpha, beta, gamma)));
                }
            }
        }
    }
    best.map_or((ALPHA[0], 0.0, 0.0), |(_, weights)| weights)
}

/// The state after the last value, seasons in the order in which they come next, and the sum of squared errors.
fn run(values: &[f64], m: usize, alpha: f64, beta: f64, gamma: f64) -> (State, f64) {
    let mut state = start(values, m);
    let mut errors = 0.0;
    for (place, value) in values.iter().enumerate() {
        let expected = state.level + DAMPING * state.trend;
        let error = value - expected - state.seasons[place % m];
        state.level = expected + alpha * error;
        state.trend = DAMPING * state.trend + beta * error;
        state.seasons[place % m] += gamma * error;
        errors += error * error;
    }
    state.seasons.rotate_left(values.len() % m);
    (state, errors)
}

/// The trend from one year's mean to the next; seasons as the mean deviation from that line in the first two years; all of it
/// as it stands before the first value.
fn start(values: &[f64], m: usize) -> State {
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
    let (one, two) = (mean(&values[..m]), mean(&values[m..2 * m]));
    let slope = (two - one) / m as f64;
    // The line through the middles of the two years.
    let line = |place: usize| one + slope * (place as f64 - (m as f64 - 1.0) / 2.0);
    let mut seasons: Vec<f64> = (0..m).map(|s| 0.5 * (values[s] - line(s) + values[s + m] - line(s + m))).collect();
    let middle = mean(&seasons);
    seasons.iter_mut().for_each(|season| *season -= middle);
    State { level: line(0) - slope, trend: slope / DAMPING, seasons }
}
