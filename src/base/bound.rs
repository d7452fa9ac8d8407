//! How a figure binds: exactly, at least, at most, about, between, or without a number.

use serde::{Deserialize, Serialize};

/// What a figure demands of a value, in the figure's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "bound")]
pub enum Bound {
    /// The value as stated.
    Exactly {
        /// The stated value.
        value: f64,
    },
    /// A floor (以上, 超, 突破).
    AtLeast {
        /// The floor.
        value: f64,
    },
    /// A ceiling.
    AtMost {
        /// The ceiling.
        value: f64,
    },
    /// Around a value (左右, 约), within the plan's tolerance.
    About {
        /// The middle.
        value: f64,
    },
    /// Anywhere between two values (1～2), or a floor with an ambition.
    Between {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// Stated without a number (一批): kept, shown and questioned.
    Unstated,
}

impl Bound {
    /// The one number that stands for the bound in paths and sums: the value, or the lower end of a range.
    pub fn value(&self) -> Option<f64> {
        match *self {
            Self::Exactly { value } | Self::AtLeast { value } | Self::AtMost { value } | Self::About { value } => Some(value),
            Self::Between { low, .. } => Some(low),
            Self::Unstated => None,
        }
    }

    /// The same bound with every number passed through `f`, as for a conversion of units.
    #[must_use]
    pub fn map(&self, f: impl Fn(f64) -> f64) -> Self {
        match *self {
            Self::Exactly { value } => Self::Exactly { value: f(value) },
            Self::AtLeast { value } => Self::AtLeast { value: f(value) },
            Self::AtMost { value } => Self::AtMost { value: f(value) },
            Self::About { value } => Self::About { value: f(value) },
            Self::Between { low, high } => Self::Between { low: f(low), high: f(high) },
            Self::Unstated => Self::Unstated,
        }
    }

    /// True where `actual` meets the bound; `tolerance` is the share allowed around an "about" (0.05 for 5 %).
    /// `None` where the bound has no number.
    pub fn is_met_by(&self, actual: f64, tolerance: f64) -> Option<bool> {
        match *self {
            Self::Exactly { value } | Self::AtLeast { value } => Some(actual >= value),
            Self::AtMost { value } => Some(actual <= value),
            Self::About { value } => Some((actual - value).abs() <= tolerance * value.abs()),
            Self::Between { low, high } => Some(actual >= low && actual <= high),
            Self::Unstated => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bound_is_met_from_its_own_side() {
        let cases = [
            (Bound::AtLeast { value: 400.0 }, 400.0, Some(true)),
            (Bound::AtLeast { value: 400.0 }, 399.9, Some(false)),
            (Bound::AtMost { value: 10.0 }, 10.1, Some(false)),
            (Bound::About { value: 18.0 }, 17.2, Some(true)),
            (Bound::About { value: 18.0 }, 17.0, Some(false)),
            (Bound::Between { low: 1.0, high: 2.0 }, 1.5, Some(true)),
            (Bound::Between { low: 1.0, high: 2.0 }, 2.5, Some(false)),
            (Bound::Unstated, 2.5, None),
        ];
        for (bound, actual, met) in cases {
            assert_eq!(bound.is_met_by(actual, 0.05), met, "{bound:?} {actual}");
        }
    }
}
