//! Assessment: where a node stands on the way to a metric's target, by one of five named methods.
//!
//! A method that does not apply hands over to the next: growth ratio to linear trend, linear trend and the others to the distance to
//! the path; each hand-over keeps its reason. The arithmetic is kept as data, so that a screen can say it in words.
//!
//! Rules that hold for every method but pace:
//! - What meets the target is achieved, before its year too, unless the baseline met it already: then the path is what counts.
//! - From the target's year on, what does not meet it has missed it, and is slipping at best.
//! - A year counts where nothing beneath is missing; the baseline figure stands for the base year.
//! - A node without figures of its own has the path that follows from what is beneath it or from a formula.

mod all;
pub mod comparable_growth;
mod course;
mod gap;
mod growth;
mod pace;
mod progress;
pub mod published_growth;
pub mod required;
mod roll_up;
pub mod stated_growth;
#[cfg(test)]
mod tests;
mod trend;

pub use all::{Ask, Assessments, Cell, course, latest_period, many, one};
pub(in crate::engine) use all::{Scene, last_of};
pub use course::{Course, Scope};
pub(in crate::engine) use pace::year_plan_at;
pub use pace::{PaceInput, YearPlan, year_plan};
pub use roll_up::{RolledUp, of_metric, of_node};

use super::accept::at_least;
use super::path::{Reason, TargetPoint};
use crate::base::Period;
use crate::domain::judging::{Assessment, Bands, Method};

/// Where a node stands. Each has a shape as well as a colour on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The target is met.
    Achieved,
    /// It will be met if things go on like this.
    OnTrack,
    /// It may be missed.
    Slipping,
    /// It will be missed if things go on like this.
    OffTrack,
    /// Nothing can be said.
    #[default]
    NoData,
}

impl State {
    /// All states, the best first.
    pub const ALL: [Self; 5] = [Self::Achieved, Self::OnTrack, Self::Slipping, Self::OffTrack, Self::NoData];

    /// The word in machine-readable output, and the end of its keys in the language files (`state-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on-track",
            Self::Slipping => "slipping",
            Self::OffTrack => "off-track",
            Self::NoData => "no-data",
        }
    }
}

/// What a state rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The target, or for pace the year's plan, is met.
    Achieved,
    /// Within the band of "on track".
    OnTrack,
    /// Within the band of "slipping".
    Slipping,
    /// Beyond both bands, in the wanted direction.
    OffTrack,
    /// It goes the wrong way.
    Away,
    /// The target's year is over and it is not met.
    Missed,
    /// Nothing can be said.
    #[default]
    None,
}

impl Verdict {
    /// The word in machine-readable output, and the end of its keys in the language files (`verdict-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on-track",
            Self::Slipping => "slipping",
            Self::OffTrack => "off-track",
            Self::Away => "away",
            Self::Missed => "missed",
            Self::None => "none",
        }
    }
}

/// Why a method does not apply, or nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Nothing was observed up to the period asked for.
    NoActual,
    /// Every observed year has gaps beneath.
    Incomplete,
    /// What was observed is of years before the base year.
    BeforeBase,
    /// Nothing was observed after the base year.
    AtBase,
    /// The plan states no baseline, so there is no path and no growth.
    NoBaseline,
    /// The plan states no target.
    NoTarget,
    /// The plan has no path value for the year.
    NoPath,
    /// The base, the value or the target is zero or negative: rates of growth say nothing.
    NotPositive,
    /// The metric is itself a rate or share, whose growth rate says nothing.
    Rate,
    /// The target does not ask for a change.
    NoChange,
    /// The base year is better than the target already.
    TargetBehindBase,
    /// The metric has no better direction: only the distance to the path says something.
    NoDirection,
    /// One point alone shows no trend.
    OnePoint,
    /// The metric does not add over time, so no part of a year's plan can be done.
    NotCumulative,
    /// The year has no plan of its own and lies on no path.
    NoYearPlan,
    /// The plan of the year is zero or negative.
    ZeroPlan,
    /// Nothing was reported of the year asked for.
    NothingInYear,
    /// The target's year is over: what counts is the target itself.
    TargetPast,
    /// A period is given twice.
    Twice,
    /// What was observed is the sum of the clusters, while the plan is of more than them and not all of them have one.
    OutsideMissing,
    /// The numbers are too far apart to compute with.
    OutOfRange,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 21] = [
        Self::NoActual,
        Self::Incomplete,
        Self::BeforeBase,
        Self::AtBase,
        Self::NoBaseline,
        Self::NoTarget,
        Self::NoPath,
        Self::NotPositive,
        Self::Rate,
        Self::NoChange,
        Self::TargetBehindBase,
        Self::NoDirection,
        Self::OnePoint,
        Self::NotCumulative,
        Self::NoYearPlan,
        Self::ZeroPlan,
        Self::NothingInYear,
        Self::TargetPast,
        Self::Twice,
        Self::OutsideMissing,
        Self::OutOfRange,
    ];

    /// The word in machine-readable output, and the end of its keys in the language files (`assess-why-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::NoActual => "no-actual",
            Self::Incomplete => "incomplete",
            Self::BeforeBase => "before-base",
            Self::AtBase => "at-base",
            Self::NoBaseline => "no-baseline",
            Self::NoTarget => "no-target",
            Self::NoPath => "no-path",
            Self::NotPositive => "not-positive",
            Self::Rate => "rate",
            Self::NoChange => "no-change",
            Self::TargetBehindBase => "target-behind-base",
            Self::NoDirection => "no-direction",
            Self::OnePoint => "one-point",
            Self::NotCumulative => "not-cumulative",
            Self::NoYearPlan => "no-year-plan",
            Self::ZeroPlan => "zero-plan",
            Self::NothingInYear => "nothing-in-year",
            Self::TargetPast => "target-past",
            Self::Twice => "twice",
            Self::OutsideMissing => "outside-missing",
            Self::OutOfRange => "out-of-range",
        }
    }
}

/// A year with its value in the metric's unit.
pub type Point = (i32, f64);

/// The numbers behind a verdict. All shares are fractions (0.1 for 10 %).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Arithmetic {
    /// Nothing was computed.
    #[default]
    None,
    /// Distance to the path.
    Gap {
        /// What was observed.
        actual: Point,
        /// The path (or from the target's year on the target) in that year.
        path: f64,
        /// Actual ÷ path − 1; actual less path as a share of the whole way from base to target where the path is zero or negative.
        gap: f64,
        /// True where the gap is a share of the way from base to target.
        of_way: bool,
    },
    /// Growth ratio.
    Growth {
        /// The base.
        base: Point,
        /// What was observed.
        actual: Point,
        /// What the path demanded of that year; on a path without milestones the rate to it is the rate to the target.
        due: f64,
        /// Average growth a year from base to actual.
        observed: f64,
        /// Average growth a year from base to what was due.
        required: f64,
        /// Observed ÷ required, positive in the wanted direction.
        ratio: f64,
    },
    /// Linear trend to the target.
    Trend {
        /// First point of the changes averaged.
        from: Point,
        /// What was observed.
        actual: Point,
        /// The target.
        target: Point,
        /// How many years the changes cover, 1 to 5.
        years: i32,
        /// Average change a year: a rate where `geometric`, else in the metric's unit.
        per_year: f64,
        /// True where changes are rates of growth.
        geometric: bool,
        /// What the target's year comes to.
        predicted: f64,
        /// What is missed ÷ what is still to go; negative where more comes than is needed.
        miss: f64,
    },
    /// Anticipated progress.
    Progress {
        /// The base.
        base: Point,
        /// What was observed last.
        actual: Point,
        /// The target.
        target: Point,
        /// How many points the regression has.
        points: usize,
        /// What the target's year comes to.
        predicted: f64,
        /// What is missed ÷ the whole way from base to target; negative where more comes than is needed.
        gap: f64,
    },
    /// Pace.
    Pace {
        /// From the start of the year to its end.
        period: Period,
        /// What came together.
        done: f64,
        /// The plan of the year.
        plan: f64,
        /// True where the plan states that year itself; else it lies on the path.
        stated: bool,
        /// Done ÷ plan.
        completion: f64,
        /// Share of the year elapsed.
        elapsed: f64,
        /// Completion less elapsed; times 100 it is in percentage points.
        ahead: f64,
    },
}

/// What a method makes of a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The verdict.
    pub verdict: Verdict,
    /// The numbers behind it.
    pub arithmetic: Arithmetic,
}

/// A judgement with all that it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Where the node stands.
    pub state: State,
    /// What that rests on.
    pub verdict: Verdict,
    /// The method asked for.
    pub asked: Method,
    /// The method used; `None` where nothing can be said.
    pub used: Option<Method>,
    /// The methods that did not apply, each with the reason, in the order in which they were tried.
    pub passed_over: Vec<(Method, Why)>,
    /// Why nothing can be said; `None` where something can.
    pub why: Option<Why>,
    /// The numbers.
    pub arithmetic: Arithmetic,
    /// The bands of the method used.
    pub bands: Option<Bands>,
    /// Year and value of the baseline.
    pub base: Option<Point>,
    /// The target.
    pub target: Option<TargetPoint>,
    /// Whether the value meets the target; `None` without a value or a target with a number.
    pub met: Option<bool>,
    /// The ambition beyond the floor (力争) and whether the value reaches it.
    pub ambition: Option<(f64, bool)>,
    /// The value judged and its year.
    pub actual: Option<Point>,
    /// How many nodes the value is made of (for pace: how many have both a value and a plan).
    pub n: u32,
    /// How many there are.
    pub of: u32,
    /// True where any part of the value is illustrative.
    pub illustrative: bool,
    /// True where any part of the value may still be revised.
    pub preliminary: bool,
    /// True where values of different coverage meet.
    pub mixed_coverage: bool,
    /// A later year that was left out because values beneath are missing.
    pub left_out: Option<i32>,
    /// True where the clusters are set against their own plans together: what lies outside them was not reported.
    pub of_clusters: bool,
}

impl Verdict {
    fn state(self, bands_state: State) -> State {
        match self {
            Self::Achieved => State::Achieved,
            Self::OnTrack => State::OnTrack,
            Self::Slipping => State::Slipping,
            Self::OffTrack | Self::Away => State::OffTrack,
            Self::Missed => bands_state,
            Self::None => State::NoData,
        }
    }
}

/// The verdict of a value that is better the larger it is.
fn from_below(value: f64, bands: Bands) -> Verdict {
    if at_least(value, bands.on_track) {
        Verdict::OnTrack
    } else if at_least(value, bands.slipping) {
        Verdict::Slipping
    } else {
        Verdict::OffTrack
    }
}

/// The verdict of a value that is better the smaller it is.
fn from_above(value: f64, bands: Bands) -> Verdict {
    from_below(-value, Bands { on_track: -bands.on_track, slipping: -bands.slipping })
}

/// Judges a course by a method, or by those it hands over to.
pub fn judge(course: &Course, asked: Method, settings: &Assessment) -> Judged {
    let mut judged = course.start(asked);
    if asked == Method::Pace {
        match pace::judge(course, settings.bands_of(Method::Pace)) {
            Ok(found) => return judged.done(Method::Pace, found, settings),
            Err(why) => judged.passed_over.push((Method::Pace, why)),
        }
    }
    let actual = match course.judged_value() {
        Ok(actual) => actual,
        Err(why) => return judged.without(why),
    };
    let past = course.target.is_some_and(|target| actual.0 >= target.year);
    if judged.met == Some(true) && (past || !course.met_at_base()) {
        let arithmetic = [asked, Method::Gap].into_iter().find_map(|method| course.by(method, settings).ok());
        let arithmetic = arithmetic.map(|found| found.arithmetic).unwrap_or_default();
        let used = if matches!(arithmetic, Arithmetic::Gap { .. }) { Method::Gap } else { asked };
        return judged.done(used, Found { verdict: Verdict::Achieved, arithmetic }, settings);
    }
    if past && judged.met == Some(false) {
        if asked != Method::Gap {
            judged.passed_over.push((asked, Why::TargetPast));
        }
        return match course.by(Method::Gap, settings) {
            Ok(found) => judged.missed(found, settings),
            Err(why) => judged.without(why),
        };
    }
    let chain: &[Method] = match asked {
        Method::Growth => &[Method::Growth, Method::Trend, Method::Gap],
        Method::Trend => &[Method::Trend, Method::Gap],
        Method::Progress => &[Method::Progress, Method::Gap],
        Method::Gap | Method::Pace => &[Method::Gap],
    };
    let mut last = Why::NoPath;
    for method in chain {
        match course.by(*method, settings) {
            Ok(found) => return judged.done(*method, found, settings),
            Err(why) => {
                judged.passed_over.push((*method, why));
                last = why;
            }
        }
    }
    // The reason of the last method is why nothing can be said, unless the plan asks for nothing at all.
    judged.without(if course.target.is_none() { Why::NoTarget } else { last })
}

impl Judged {
    /// What the rest of the way starts from, or why there is nothing to start from.
    pub fn start(&self) -> Result<Point, Reason> {
        let none = if self.why == Some(Why::OutsideMissing) { Reason::OutsideMissing } else { Reason::NoActual };
        self.actual.ok_or(none)
    }

    fn done(mut self, method: Method, found: Found, settings: &Assessment) -> Self {
        (self.used, self.verdict, self.arithmetic) = (Some(method), found.verdict, found.arithmetic);
        self.state = found.verdict.state(State::NoData);
        self.bands = Some(settings.bands_of(method));
        if let Arithmetic::Pace { done, period, .. } = found.arithmetic {
            self.actual = Some((period.plan_year(), done));
        }
        self
    }

    fn missed(mut self, found: Found, settings: &Assessment) -> Self {
        let near = matches!(found.verdict, Verdict::OnTrack | Verdict::Slipping);
        self = self.done(Method::Gap, Found { verdict: Verdict::Missed, ..found }, settings);
        self.state = if near { State::Slipping } else { State::OffTrack };
        self
    }

    fn without(mut self, why: Why) -> Self {
        self.why = Some(why);
        self
    }
}
