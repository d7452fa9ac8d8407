//! From where on the audit says something: the thresholds of its rules, as far as a plan sets them itself.
//!
//! Settings only; what is found is decided by the engine. All of it may be missing: the usual ones are then used.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::Extra;

/// How many thresholds there are.
const COUNT: usize = 12;

/// A threshold of the audit. The numbers are ours, but where a source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// A bound that needs less than this share of the base year's growth hardly asks for anything.
    BoundEasy,
    /// Below this share of it the bound is grave: a warning and no note.
    BoundHardly,
    /// A bound that needs more than this times the highest growth known is supported by nothing.
    BoundBeyond,
    /// How far the floors of parts may lie above the floor of their whole, as a factor.
    FloorsAbove,
    /// How far the share of what is outside the clusters may move between base and target, as a difference of shares.
    RestMoves,
    /// How far a share may change between base and target, as a factor.
    DriftShare,
    /// How far any other ratio may change, as output per land.
    DriftRatio,
    /// How far two growth rates that must agree may differ, as a difference of shares.
    RateGap,
    /// An implied growth below this share of the observed one, or above its inverse, is unlike any known.
    ImpliedUnlike,
    /// Where nothing was observed: a whole that grows at less than this share of its part's growth.
    ImpliedSlow,
    /// The modified z-score above which a value is an outlier (Iglewicz and Hoaglin 1993).
    OutlierScore,
    /// The fewest siblings that say anything about one of them.
    OutlierSiblings,
}

/// How a threshold is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdKind {
    /// A share of something: 0.75 for 75 %.
    Share,
    /// A difference of shares: 0.1 for ten percentage points.
    Points,
    /// Times something, or a plain number.
    Number,
    /// A whole number.
    Count,
}

impl Threshold {
    /// All thresholds, in the order of lists and files.
    pub const ALL: [Self; COUNT] = [
        Self::BoundEasy,
        Self::BoundHardly,
        Self::BoundBeyond,
        Self::FloorsAbove,
        Self::RestMoves,
        Self::DriftShare,
        Self::DriftRatio,
        Self::RateGap,
        Self::ImpliedUnlike,
        Self::ImpliedSlow,
        Self::OutlierScore,
        Self::OutlierSiblings,
    ];

    /// The word in files, and the end of its keys in the language files.
    pub fn word(self) -> &'static str {
        match self {
            Self::BoundEasy => "bound-easy",
            Self::BoundHardly => "bound-hardly",
            Self::BoundBeyond => "bound-beyond",
            Self::FloorsAbove => "floors-above",
            Self::RestMoves => "rest-moves",
            Self::DriftShare => "drift-share",
            Self::DriftRatio => "drift-ratio",
            Self::RateGap => "rate-gap",
            Self::ImpliedUnlike => "implied-unlike",
            Self::ImpliedSlow => "implied-slow",
            Self::OutlierScore => "outlier-score",
            Self::OutlierSiblings => "outlier-siblings",
        }
    }

    /// The number where the plan sets none.
    pub fn usual(self) -> f64 {
        match self {
            Self::BoundEasy => 0.75,
            Self::BoundHardly | Self::ImpliedUnlike => 0.5,
            Self::BoundBeyond => 4.0 / 3.0,
            Self::FloorsAbove => 1.1,
            Self::RestMoves => 0.1,
            Self::DriftShare => 1.25,
            Self::DriftRatio => 3.0,
            Self::RateGap => 0.005,
            Self::ImpliedSlow => 1.0 / 3.0,
            Self::OutlierScore => 3.5,
            Self::OutlierSiblings => 6.0,
        }
    }

    /// How it is written.
    pub fn kind(self) -> ThresholdKind {
        match self {
            Self::BoundEasy | Self::BoundHardly | Self::ImpliedUnlike | Self::ImpliedSlow => ThresholdKind::Share,
            Self::RestMoves | Self::RateGap => ThresholdKind::Points,
            Self::BoundBeyond | Self::FloorsAbove | Self::DriftShare | Self::DriftRatio | Self::OutlierScore => ThresholdKind::Number,
            Self::OutlierSiblings => ThresholdKind::Count,
        }
    }

    /// What it may be, both ends included.
    pub fn range(self) -> RangeInclusive<f64> {
        match self.kind() {
            ThresholdKind::Share | ThresholdKind::Points => 0.0..=1.0,
            ThresholdKind::Number => 1.0..=1000.0,
            ThresholdKind::Count => 3.0..=1000.0,
        }
    }

    /// True for a number that it may be.
    pub fn accepts(self, value: f64) -> bool {
        self.range().contains(&value) && (self.kind() != ThresholdKind::Count || value.fract() == 0.0)
    }
}

/// The table `[audit]`: thresholds that are not the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuditSettings {
    /// What is set.
    pub thresholds: BTreeMap<Threshold, f64>,
    /// A remark, as on who set this.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

impl AuditSettings {
    /// The number in force.
    pub fn threshold(&self, of: Threshold) -> f64 {
        self.thresholds.get(&of).copied().unwrap_or_else(|| of.usual())
    }

    /// All numbers in force, in the order of [`Threshold::ALL`].
    pub fn in_force(&self) -> [f64; COUNT] {
        Threshold::ALL.map(|of| self.threshold(of))
    }

    /// True where nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_thresholds_are_among_those_accepted_and_stand_in_order() {
        for (place, of) in Threshold::ALL.into_iter().enumerate() {
            assert!(of.accepts(of.usual()), "{of:?}");
            assert_eq!(of as usize, place, "{of:?}: numbers in force are read by place");
            assert!(!of.accepts(-0.1) && !of.accepts(f64::NAN) && !of.accepts(f64::INFINITY), "{of:?}");
        }
        assert!(!Threshold::OutlierSiblings.accepts(6.5) && !Threshold::DriftShare.accepts(0.5));
    }

    #[test]
    fn what_is_set_counts_and_the_rest_is_usual() {
        let settings = AuditSettings { thresholds: [(Threshold::DriftShare, 1.5)].into(), ..AuditSettings::default() };
        assert_eq!((settings.threshold(Threshold::DriftShare), settings.threshold(Threshold::DriftRatio)), (1.5, 3.0));
        assert_eq!(settings.in_force()[Threshold::DriftShare as usize], 1.5);
        assert!(!settings.is_empty() && AuditSettings::default().is_empty());
    }
}
