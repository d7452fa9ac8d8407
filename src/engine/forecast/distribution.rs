//! Student's t: the spread of a forecast from few points.
//!
//! The distribution function through the regularised incomplete beta function, whose continued fraction is evaluated by Lentz's
//! method (Press et al., Numerical Recipes, 6.4); the quantile by bisection, which needs no care and is fast enough here.

/// The chance that a value of Student's t with so many degrees of freedom is at most `x`.
pub fn below(x: f64, freedom: f64) -> f64 {
    if !x.is_finite() {
        return if x > 0.0 { 1.0 } else { 0.0 };
    }
    let tail = 0.5 * incomplete_beta(freedom / (freedom + x * x), freedom / 2.0, 0.5);
    if x >= 0.0 { 1.0 - tail } else { tail }
}

/// Half the width of the interval that holds a share `level` (0.8 for 80 %) of Student's t.
pub fn half_width(level: f64, freedom: f64) -> f64 {
    let share = 0.5 + level.clamp(0.0, 0.999_999) / 2.0;
    let (mut low, mut high) = (0.0, 1.0);
    while below(high, freedom) < share && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if below(middle, freedom) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) { front * fraction(x, a, b) / a } else { 1.0 - front * fraction(1.0 - x, b, a) / b }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let safe = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / safe(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for step in 1..300 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / safe(1.0 + even * d);
        c = safe(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / safe(1.0 + odd * d);
        c = safe(1.0 + odd / c);
        result *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    result
}

/// The logarithm of the gamma function (Lanczos, g = 7, nine terms; good to fifteen digits).
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let sum = TERMS.iter().enumerate().fold(0.999_999_999_999_809_9, |sum, (place, term)| sum + term / (x + place as f64 + 1.0));
    let t = x + 7.5;
    0.5 * std::f64::consts::TAU.ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_printed_tables() {
        // Two-sided 80 %, 90 % and 95 % of Student's t as printed in any table.
        for (freedom, expected) in [
            (1.0, [3.078, 6.314, 12.706]),
            (2.0, [1.886, 2.920, 4.303]),
            (3.0, [1.638, 2.353, 3.182]),
            (10.0, [1.372, 1.812, 2.228]),
            (30.0, [1.310, 1.697, 2.042]),
        ] {
            for (level, value) in [0.8, 0.9, 0.95].into_iter().zip(expected) {
                assert!((half_width(level, freedom) - value).abs() < 6e-4, "{level} {freedom} {}", half_width(level, freedom));
            }
        }
        assert!((below(0.0, 4.0) - 0.5).abs() < 1e-12);
        assert!((below(-1.0, 1.0) - 0.25).abs() < 1e-12, "the quarter of a Cauchy distribution");
        assert_eq!((below(f64::INFINITY, 3.0), below(f64::NEG_INFINITY, 3.0)), (1.0, 0.0));
    }
}
