//! Ranges: what a number can have been before it was rounded for print, and what follows from such numbers.

/// All values from `low` to `high`; ends may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Range {
    /// A value give or take `half`.
    pub(super) fn around(value: f64, half: f64) -> Self {
        Self { low: value - half, high: value + half }
    }

    /// The sum of two.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// The quotient by a range above zero, for a range that is not negative.
    pub(super) fn over(self, other: Self) -> Self {
        Self { low: self.low / other.high, high: self.high / other.low }
    }

    /// The quotient by a range above zero; what rounding lets reach zero counts as the smallest number above it.
    pub(super) fn quotient(self, other: Self) -> Self {
        let below = [other.low.max(f64::MIN_POSITIVE), other.high];
        let ends = [self.low, self.high].into_iter().flat_map(|of| below.map(|below| of / below));
        ends.fold(Self { low: f64::INFINITY, high: f64::NEG_INFINITY }, |range, end| Self {
            low: range.low.min(end),
            high: range.high.max(end),
        })
    }

    /// The product with a range, both not negative.
    pub(super) fn times(self, other: Self) -> Self {
        Self { low: self.low * other.low, high: self.high * other.high }
    }

    /// Passed through a function that grows.
    pub(super) fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { low: f(self.low), high: f(self.high) }
    }

    /// True where the two have a value in common; what lies within a billionth counts as common.
    pub(super) fn meets(self, other: Self) -> bool {
        let slack = 1e-9 * (self.low.abs().min(self.high.abs()) + other.low.abs().min(other.high.abs()));
        let slack = if slack.is_finite() { slack } else { 0.0 };
        self.low <= other.high + slack && other.low <= self.high + slack
    }
}

/// Half a unit of the last digit of a number as it was printed: 0.5 for 1222, 0.005 for 70.13. Zeros at the end of a whole
/// number count as digits.
pub(super) fn half_of(value: f64) -> f64 {
    let mut scale = 1.0;
    for _ in 0..9 {
        let shifted = value * scale;
        if (shifted - shifted.round()).abs() <= 1e-9 * shifted.abs().max(1.0) {
            return 0.5 / scale;
        }
        scale *= 10.0;
    }
    0.5 / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_decides_what_rounding_allows() {
        for (value, half) in [(1222.0, 0.5), (70.13, 0.005), (55.9, 0.05), (0.0, 0.5), (3600.0, 0.5), (0.07, 0.005)] {
            assert!((half_of(value) - half).abs() < 1e-12, "{value}: {}", half_of(value));
        }
    }

    #[test]
    fn ranges_meet_where_they_share_a_value() {
        let a = Range::around(10.0, 0.5);
        for (other, meets) in
            [(Range::around(11.0, 0.5), true), (Range::around(12.0, 0.5), false), (Range { low: 3.0, high: f64::INFINITY }, true)]
        {
            assert_eq!((a.meets(other), other.meets(a)), (meets, meets), "{other:?}");
        }
    }
}
