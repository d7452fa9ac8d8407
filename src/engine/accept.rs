//! Which values meet a bound, given which way is better.
//!
//! A bound has a side of its own only where it names one: "at least" is met from its value upwards and "at most" downwards
//! whatever the metric's direction. An exact or a rough number and the ends of a range are met from the side that is worse:
//! where more is better, 约18 with 5 % allowed is met from 17.1 upwards, 1～2 from 1 upwards with 2 as the ambition. Without a
//! direction a number is met within the tolerance and a range inside.

use crate::base::Bound;
use crate::domain::Direction;

/// How much two numbers may differ and count as equal, as a share of the larger: the noise of computing.
pub const SLACK: f64 = 1e-9;

/// Which way a figure pulls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wanted {
    /// Upwards.
    More,
    /// Downwards.
    Less,
    /// To one value, or into a range.
    Near,
}

impl Wanted {
    /// The way of a bound on a metric.
    pub fn of(bound: Option<&Bound>, direction: Direction) -> Self {
        match (bound, direction) {
            (Some(Bound::AtLeast { .. }), _) => Self::More,
            (Some(Bound::AtMost { .. }), _) => Self::Less,
            (_, Direction::Up) => Self::More,
            (_, Direction::Down) => Self::Less,
            (_, Direction::Neutral) => Self::Near,
        }
    }

    /// The word in machine-readable output, and the end of its keys in the language files.
    pub fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Near => "near",
        }
    }
}

/// The values that meet a bound, both ends included; an end that is open is `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accepted {
    /// The lowest value that meets it.
    pub low: Option<f64>,
    /// The highest value that meets it.
    pub high: Option<f64>,
}

impl Accepted {
    /// What meets a bound; `tolerance` is the share allowed around a rough number. `None` for a bound without a number.
    pub fn of(bound: &Bound, direction: Direction, tolerance: f64) -> Option<Self> {
        let wanted = Wanted::of(Some(bound), direction);
        let (low, high) = match *bound {
            Bound::Exactly { value } => match wanted {
                Wanted::Near => (value - tolerance * value.abs(), value + tolerance * value.abs()),
                _ => (value, value),
            },
            Bound::AtLeast { value } | Bound::AtMost { value } => (value, value),
            Bound::About { value } => (value - tolerance * value.abs(), value + tolerance * value.abs()),
            Bound::Between { low, high } => (low.min(high), low.max(high)),
            Bound::Unstated => return None,
        };
        Some(match wanted {
            Wanted::More => Self { low: Some(low), high: None },
            Wanted::Less => Self { low: None, high: Some(high) },
            Wanted::Near => Self { low: Some(low), high: Some(high) },
        })
    }

    /// True where the value meets the bound; what is equal but for the noise of computing does.
    pub fn holds(&self, value: f64) -> bool {
        self.low.is_none_or(|low| at_least(value, low)) && self.high.is_none_or(|high| at_least(high, value))
    }
}

/// The one number that a path leads to: of a range the end that has to be met, so that the other is the ambition, and its middle where
/// there is no better direction. `None` for a bound without a number.
pub fn aim(bound: &Bound, direction: Direction) -> Option<f64> {
    match (*bound, direction) {
        (Bound::Between { low, high }, Direction::Up) => Some(low.min(high)),
        (Bound::Between { low, high }, Direction::Down) => Some(low.max(high)),
        (Bound::Between { low, high }, Direction::Neutral) => Some(f64::midpoint(low, high)),
        (bound, _) => bound.value(),
    }
}

/// The far end of a range (力争), which is met beyond the floor; `None` for a bound that names none.
pub fn ambition(bound: &Bound, direction: Direction) -> Option<f64> {
    match (bound, direction) {
        (Bound::Between { low, high }, Direction::Up) => Some(low.max(*high)),
        (Bound::Between { low, high }, Direction::Down) => Some(low.min(*high)),
        _ => None,
    }
}

/// True where `a` is `b` or more, but for the noise of computing.
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b || (a - b).abs() <= SLACK * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_met_from_the_side_that_is_worse() {
        use Direction::{Down, Neutral, Up};
        let (about, range) = (Bound::About { value: 18.0 }, Bound::Between { low: 1.0, high: 2.0 });
        for (bound, direction, value, met) in [
            (Bound::AtLeast { value: 400.0 }, Down, 401.0, true),
            (Bound::AtLeast { value: 400.0 }, Up, 399.9, false),
            (Bound::AtMost { value: 10.0 }, Up, 9.0, true),
            (Bound::AtMost { value: 10.0 }, Up, 10.1, false),
            (Bound::Exactly { value: 10.0 }, Up, 12.0, true),
            (Bound::Exactly { value: 10.0 }, Down, 12.0, false),
            (Bound::Exactly { value: 10.0 }, Neutral, 12.0, false),
            (Bound::Exactly { value: 10.0 }, Neutral, 10.4, true),
            (about, Up, 17.1, true),
            (about, Up, 30.0, true),
            (about, Down, 18.9, true),
            (about, Down, 19.0, false),
            (about, Neutral, 30.0, false),
            (range, Up, 1.5, true),
            (range, Up, 2.5, true),
            (range, Up, 0.9, false),
            (range, Down, 2.5, false),
            (range, Neutral, 2.5, false),
            (Bound::AtLeast { value: 0.3 }, Up, 0.1 + 0.2, true),
        ] {
            let accepted = Accepted::of(&bound, direction, 0.05);
            assert_eq!(accepted.map(|accepted| accepted.holds(value)), Some(met), "{bound:?} {direction:?} {value}");
        }
        assert_eq!(Accepted::of(&Bound::Unstated, Up, 0.05), None);
        assert_eq!([Up, Down, Neutral].map(|direction| aim(&range, direction)), [Some(1.0), Some(2.0), Some(1.5)]);
        assert_eq!((aim(&about, Down), aim(&Bound::Unstated, Up)), (Some(18.0), None));
        assert_eq!((ambition(&range, Up), ambition(&range, Down), ambition(&about, Up)), (Some(2.0), Some(1.0), None));
    }
}
