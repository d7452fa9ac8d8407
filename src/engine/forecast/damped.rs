//! A damped trend for yearly series of six points or more (Gardner & McKenzie 1985).
//!
//! On the logarithms where all values are positive. With level l, trend b and φ fixed at 0.9:
//! `ŷ = l + φb`, `l' = ŷ + α·e`, `b' = φb + β·e` for the error e. A missing year moves the state on without an error. Ahead:
//! `l + (φ + … + φ^h)·b`; variance `s²·(1 + Σ_{j<h} c_j²)` with `c_j = α + β·(φ + … + φ^j)` (Hyndman & Athanasopoulos, Forecasting,
//! 8.7). Level and trend start from least squares; α and β come from a fixed grid by the smallest sum of squared errors, so that the
//! same series gives the same forecast everywhere. Four numbers are fitted: n − 4 degrees of freedom.

use super::{Line, Method, Scale, trend};

/// How much of the trend remains from one year to the next.
const DAMPING: f64 = 0.9;
/// Steps of the grid over α and β.
const GRID: u32 = 20;

#[derive(Clone, Copy)]
struct State {
    level: f64,
    trend: f64,
}

impl State {
    /// One year on; `value` is missing where the year is.
    fn step(self, value: Option<f64>, alpha: f64, beta: f64) -> (Self, f64) {
        let expected = self.level + DAMPING * self.trend;
        let error = value.map_or(0.0, |value| value - expected);
        (Self { level: expected + alpha * error, trend: DAMPING * self.trend + beta * error }, error)
    }
}

pub(super) fn continued(points: &[(i32, f64)], upto: i32, scale: Scale) -> Line {
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let values: Vec<Option<f64>> = (first..=last)
        .map(|year| points.binary_search_by_key(&year, |(y, _)| *y).ok().map(|place| scale.scaled(points[place].1)))
        .collect();
    let start = start(points, scale);
    let run = |alpha: f64, beta: f64| {
        values.iter().fold((start, 0.0), |(state, errors), value| {
            let (next, error) = state.step(*value, alpha, beta);
            (next, errors + error * error)
        })
    };
    let mut best: Option<(f64, f64, f64)> = None;
    for a in 1..GRID {
        for b in 0..=a {
            let (alpha, beta) = (f64::from(a) / f64::from(GRID), f64::from(b) / f64::from(GRID));
            let (_, errors) = run(alpha, beta);
            if best.is_none_or(|(least, ..)| errors < least) {
                best = Some((errors, alpha, beta));
            }
        }
    }
    let (errors, alpha, beta) = best.unwrap_or_default();
    let (state, _) = run(alpha, beta);
    let freedom = points.len() as f64 - 4.0;
    let variance = errors / freedom;
    let (mut sum, mut power, mut gains) = (0.0, 1.0, 1.0);
    let ahead = (last + 1..=upto).map(|year| {
        power *= DAMPING;
        sum += power;
        let spread = (variance * gains).sqrt();
        gains += (alpha + beta * sum).powi(2);
        (year, state.level + sum * state.trend, spread)
    });
    let ahead = ahead.collect();
    Line { method: Method::Damped, scale, points: points.len(), from: (first, last), per_year: None, freedom, ahead }
}

/// Level and trend before the first year, such that the first expected value lies on the line of least squares.
fn start(points: &[(i32, f64)], scale: Scale) -> State {
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let line = trend::least_squares(points, last + 2, scale);
    let [(_, one, _), (_, two, _)] = line.ahead[..] else { return State { level: scale.scaled(points[0].1), trend: 0.0 } };
    let slope = two - one;
    let at_first = one - slope * f64::from(last + 1 - first);
    State { level: at_first - slope, trend: slope / DAMPING }
}
