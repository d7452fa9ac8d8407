//! Yearly series by one rate of growth: least squares, and the average growth of the last years.

use super::{Line, Method, Scale};

/// Ordinary least squares of value (or its logarithm) on time, with the interval for a new observation:
/// `s²·(1 + 1/n + (t − t̄)²/Sxx)` with n − 2 degrees of freedom (any textbook of regression; Draper & Smith, 1.4).
pub(super) fn least_squares(points: &[(i32, f64)], upto: i32, scale: Scale) -> Line {
    let n = points.len() as f64;
    let values: Vec<(f64, f64)> = points.iter().map(|(year, value)| (f64::from(*year), scale.scaled(*value))).collect();
    let mean_t = values.iter().map(|(t, _)| t).sum::<f64>() / n;
    let mean_y = values.iter().map(|(_, y)| y).sum::<f64>() / n;
    let sxx: f64 = values.iter().map(|(t, _)| (t - mean_t).powi(2)).sum();
    let slope = values.iter().map(|(t, y)| (t - mean_t) * (y - mean_y)).sum::<f64>() / sxx;
    let errors: f64 = values.iter().map(|(t, y)| (y - mean_y - slope * (t - mean_t)).powi(2)).sum();
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let variance = errors / (n - 2.0);
    let ahead = (last + 1..=upto).map(|year| {
        let t = f64::from(year) - mean_t;
        (year, mean_y + slope * t, (variance * (1.0 + 1.0 / n + t * t / sxx)).sqrt())
    });
    Line {
        method: if scale == Scale::Log { Method::LogLinear } else { Method::Linear },
        scale,
        points: points.len(),
        from: (first, last),
        per_year: Some(if scale == Scale::Log { slope.exp() - 1.0 } else { slope }),
        freedom: n - 2.0,
        ahead: ahead.collect(),
    }
}

/// The last value grown at the average rate of the last steps: a random walk with drift on the logarithms. With steps of δ years
/// and a window of T years the variance of h years ahead is `s²·h·(1 + h/T)` (Hyndman & Athanasopoulos, Forecasting, 5.2), s² from
/// the deviations of the steps from the average, each weighed by its length.
pub(super) fn last_growth(points: &[(i32, f64)], upto: i32, steps: u32) -> Line {
    let window = &points[points.len().saturating_sub(steps as usize + 1)..];
    let (first, last) = (window[0], window[window.len() - 1]);
    let years = f64::from(last.0 - first.0);
    let growth = (last.1 / first.1).ln() / years;
    let errors = window.windows(2).map(|pair| {
        let length = f64::from(pair[1].0 - pair[0].0);
        ((pair[1].1 / pair[0].1).ln() - growth * length).powi(2) / length
    });
    let freedom = (window.len() - 2) as f64;
    let variance = errors.sum::<f64>() / freedom;
    let ahead = (last.0 + 1..=upto).map(|year| {
        let h = f64::from(year - last.0);
        (year, last.1.ln() + growth * h, (variance * h * (1.0 + h / years)).sqrt())
    });
    Line {
        method: Method::LastGrowth { steps: window.len() as u32 - 1 },
        scale: Scale::Log,
        points: window.len(),
        from: (first.0, last.0),
        per_year: Some(growth.exp() - 1.0),
        freedom,
        ahead: ahead.collect(),
    }
}
