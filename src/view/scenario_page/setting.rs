//! The one number of an assumption that a slider moves, in the measure it is shown in.
//!
//! Levers keep fractions and factors; a person reads per cent, points and changes. The way there and back stands here once, so
//! that card, form, range and seek speak of the same number.

use crate::base::Bound;
use crate::domain::{Assumption, BasisLine, Lever};

/// How a lever's number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A rate a year: 0.12 is 12 %.
    Rate,
    /// A shift of a rate: 0.04 is 4 points.
    Points,
    /// A factor as a change: 0.65 is −35 %.
    Change,
    /// A factor as it is: 1.2 is 120 %.
    Scale,
    /// An amount in its unit.
    Amount,
}

impl Measure {
    /// The shown number of an own one.
    pub fn shown(self, own: f64) -> f64 {
        clean(match self {
            Self::Rate | Self::Points | Self::Scale => own * 100.0,
            Self::Change => (own - 1.0) * 100.0,
            Self::Amount => own,
        })
    }

    /// The own number of a shown one.
    pub fn own(self, shown: f64) -> f64 {
        clean(match self {
            Self::Rate | Self::Points | Self::Scale => shown / 100.0,
            Self::Change => 1.0 + shown / 100.0,
            Self::Amount => shown,
        })
    }

    /// Lowest and highest number offered, step and where the fill starts, all as shown. Amounts take theirs from the value.
    fn track(self, shown: f64) -> Track {
        let (low, high, step, origin) = match self {
            Self::Rate => (-20.0, 60.0, 0.1, 0.0),
            Self::Points => (-20.0, 20.0, 0.1, 0.0),
            Self::Change => (-90.0, 100.0, 1.0, 0.0),
            Self::Scale => (0.0, 200.0, 1.0, 100.0),
            Self::Amount => {
                let reach = nice_above(shown.abs() * 1.5);
                (if shown < 0.0 { -reach } else { 0.0 }, reach, reach / 500.0, 0.0)
            }
        };
        Track { low, high, step, origin }
    }
}

/// What a slider runs over, as shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Track {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
    /// What it steps by.
    pub step: f64,
    /// Where the fill starts.
    pub origin: f64,
}

impl Track {
    /// The track wide enough for a number.
    fn holding(self, shown: f64) -> Self {
        Self { low: self.low.min(shown), high: self.high.max(shown), ..self }
    }
}

/// The number of an assumption that its slider moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// How it is shown.
    pub measure: Measure,
    /// The number as shown.
    pub value: f64,
    /// What the slider runs over.
    pub track: Track,
}

impl Setting {
    /// A number with the track of its measure.
    pub fn of(measure: Measure, own: f64, range: Option<(f64, f64)>) -> Self {
        let value = measure.shown(own);
        let track = measure.track(value);
        let track = match range.map(|(low, high)| (measure.shown(low), measure.shown(high))) {
            // The author's range is the track; its step stays fine enough to reach both ends.
            Some((low, high)) if high > low => Track { low, high, step: track.step.min((high - low) / 100.0), ..track },
            _ => track,
        };
        Self { measure, value, track: track.holding(value) }
    }
}

/// The number that stands for a lever, in its own measure, and how it is shown; `None` for levers without one.
pub fn own(lever: &Lever) -> Option<(Measure, f64)> {
    match lever {
        Lever::Basis(BasisLine::Growth { rate: Some(rate) }) | Lever::GrowthSet { rate } => Some((Measure::Rate, *rate)),
        Lever::GrowthShift { points } => Some((Measure::Points, *points)),
        Lever::LevelShock { factor, .. } => Some((Measure::Change, *factor)),
        Lever::Project(project) if !project.cancelled => Some((Measure::Scale, project.scale)),
        Lever::Values { values, .. } | Lever::RatioPath { values, .. } | Lever::Spread { totals: values, .. } => {
            values.values().next_back().map(|value| (Measure::Amount, *value))
        }
        Lever::Limit { bound, .. } => bound.value().map(|value| (Measure::Amount, value)),
        Lever::Basis(_) | Lever::Project(_) => None,
    }
}

/// The setting of an assumption; `None` where its lever has no number of its own, or one beyond all measure.
pub fn setting(assumption: &Assumption) -> Option<Setting> {
    let setting = own(&assumption.lever).map(|(measure, own)| Setting::of(measure, own, assumption.range))?;
    let sound = [setting.value, setting.track.low, setting.track.high].into_iter().all(f64::is_finite);
    (sound && setting.track.low < setting.track.high).then_some(setting)
}

/// The assumption with its number set, as shown; unchanged where its lever has none. Of several values the last one moves.
pub fn with_setting(assumption: &Assumption, shown: f64) -> Assumption {
    let mut changed = assumption.clone();
    let Some((measure, _)) = own(&assumption.lever).filter(|_| shown.is_finite()) else { return changed };
    let number = measure.own(shown);
    match &mut changed.lever {
        Lever::Basis(BasisLine::Growth { rate: Some(rate) }) | Lever::GrowthSet { rate } => *rate = number,
        Lever::GrowthShift { points } => *points = number,
        Lever::LevelShock { factor, .. } => *factor = number.max(0.0),
        Lever::Project(project) => project.scale = number.max(0.0),
        Lever::Values { values, .. } | Lever::RatioPath { values, .. } | Lever::Spread { totals: values, .. } => {
            if let Some(last) = values.values_mut().next_back() {
                *last = number;
            }
        }
        Lever::Limit { bound, .. } => *bound = moved(bound, number),
        Lever::Basis(_) => {}
    }
    changed
}

/// A bound of the same kind around another number; a range keeps its width.
fn moved(bound: &Bound, number: f64) -> Bound {
    match *bound {
        Bound::Between { low, high } => Bound::Between { low: number, high: number + (high - low) },
        Bound::Unstated => Bound::AtMost { value: number },
        other => other.map(|_| number),
    }
}

/// A round number not below another: 1, 2 or 5 with zeros; 1 for zero.
fn nice_above(value: f64) -> f64 {
    if !(value > 0.0 && value.is_finite()) {
        return 1.0;
    }
    let ten = 10_f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * ten).find(|nice| *nice >= value).unwrap_or(value)
}

/// An amount to four digits behind the first: what a person would type.
pub(super) fn rounded(value: f64) -> f64 {
    format!("{value:.4e}").parse().unwrap_or(value)
}

/// Rid of the noise of binary fractions, so that 0.07 × 100 is 7.
fn clean(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ProjectLever, Scope};

    fn assumption(lever: Lever) -> Assumption {
        Assumption::new("a".into(), Scope::default(), None, lever)
    }

    #[test]
    fn a_number_goes_to_the_screen_and_back_unchanged() {
        let levers = [
            (Lever::GrowthSet { rate: 0.07 }, 7.0, 12.3, Lever::GrowthSet { rate: 0.123 }),
            (Lever::GrowthShift { points: -0.04 }, -4.0, 0.1, Lever::GrowthShift { points: 0.001 }),
            (Lever::LevelShock { factor: 0.65, recovery: Some(2) }, -35.0, -20.0, Lever::LevelShock { factor: 0.8, recovery: Some(2) }),
            (Lever::Project(ProjectLever::default()), 100.0, 120.0, Lever::Project(ProjectLever { scale: 1.2, ..ProjectLever::default() })),
            (
                Lever::Values { values: [(2012, 30.0), (2013, 31.5)].into(), unit: "亿元".into() },
                31.5,
                40.0,
                Lever::Values { values: [(2012, 30.0), (2013, 40.0)].into(), unit: "亿元".into() },
            ),
            (
                Lever::Limit { limit: None, bound: Bound::Between { low: 3.0, high: 5.0 }, unit: "亩".into() },
                3.0,
                4.0,
                Lever::Limit { limit: None, bound: Bound::Between { low: 4.0, high: 6.0 }, unit: "亩".into() },
            ),
        ];
        for (before, shown, set, after) in levers {
            let before = assumption(before);
            assert_eq!(setting(&before).map(|s| s.value), Some(shown), "{before:?}");
            let after = assumption(after);
            assert_eq!(with_setting(&before, set), after);
            assert_eq!(setting(&after).map(|s| s.value), Some(set));
            assert_eq!(with_setting(&before, f64::NAN), before, "no number moves nothing");
        }
        assert_eq!(setting(&assumption(Lever::Basis(BasisLine::PlanPath))), None);
        let cancelled = ProjectLever { cancelled: true, ..ProjectLever::default() };
        assert_eq!(setting(&assumption(Lever::Project(cancelled))), None);
    }

    #[test]
    fn a_track_holds_its_value_and_follows_the_authors_range() {
        let far = setting(&assumption(Lever::GrowthSet { rate: 0.9 })).map(|s| s.track.high);
        assert_eq!(far, Some(90.0));
        let own = Assumption { range: Some((0.02, 0.10)), ..assumption(Lever::GrowthSet { rate: 0.07 }) };
        let track = setting(&own).map(|s| (s.track.low, s.track.high));
        assert_eq!(track, Some((2.0, 10.0)));
        let turned = Assumption { range: Some((0.1, 0.1)), ..assumption(Lever::GrowthSet { rate: 0.07 }) };
        assert_eq!(setting(&turned).map(|s| s.track.high), Some(60.0), "an empty range is none");
        let amount = setting(&assumption(Lever::Values { values: [(2015, 340.0)].into(), unit: "亿元".into() }));
        assert_eq!(amount.map(|s| (s.track.low, s.track.high, s.track.step)), Some((0.0, 1000.0, 2.0)));
        let loss = setting(&assumption(Lever::Values { values: [(2015, -3.0)].into(), unit: "亿元".into() }));
        assert_eq!(loss.map(|s| (s.track.low, s.track.high)), Some((-5.0, 5.0)));
    }
}
