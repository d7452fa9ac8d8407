//! Pace (序时进度): the share of the year's plan that is done, less the share of the year elapsed, in percentage points.
//!
//! As Chinese bureaus report it: 56.6 % of the year's plan at the end of June is 6.6 points ahead. The year counts evenly. The plan of a
//! year is its milestone or target; where the plan states none, its value on the plan path; for a sum, the plans of those clusters that
//! have reported.

use super::{Arithmetic, Course, Found, Verdict, Why, from_below};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::judging::Bands;
use crate::engine::accept::{Wanted, at_least};
use crate::engine::{Basis, Evaluation, Layer};

/// What came together within a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaceInput {
    /// From the start of the year to the end of this period.
    pub period: Period,
    /// What came together, in the metric's unit.
    pub done: f64,
    /// The plan of the year.
    pub plan: YearPlan,
    /// Months elapsed, 1 to 12.
    pub months: u8,
    /// How many nodes it is made of.
    pub n: u32,
    /// How many there are.
    pub of: u32,
    /// True where any part is illustrative.
    pub illustrative: bool,
    /// True where any part may still be revised.
    pub preliminary: bool,
}

/// The plan of one year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearPlan {
    /// Its value in the metric's unit.
    pub value: f64,
    /// True where the plan states that year; else the value lies on the path (or is a sum or quotient of paths).
    pub stated: bool,
}

/// The plan of a year: its milestone or target, else its value on the plan path.
pub fn year_plan(evaluation: &Evaluation, node: &NodeId, metric: &MetricId, year: i32) -> Option<YearPlan> {
    let reading = evaluation.reading(node, metric, Layer::Path, year);
    let value = reading.value.filter(|_| reading.is_complete())?;
    Some(YearPlan { value, stated: reading.basis == Basis::Stated })
}

/// The same by places.
pub(in crate::engine) fn year_plan_at(evaluation: &Evaluation, node: usize, metric: usize, year: usize) -> Option<YearPlan> {
    let reading = evaluation.read(node, metric, Layer::Path, year);
    let value = reading.value.filter(|_| reading.is_complete())?;
    Some(YearPlan { value, stated: reading.basis == Basis::Stated })
}

pub(super) fn judge(course: &Course, bands: Bands) -> Result<Found, Why> {
    let input = course.pace?;
    let PaceInput { period, done, plan, months, .. } = input;
    if plan.value <= 0.0 {
        return Err(Why::ZeroPlan);
    }
    let completion = done / plan.value;
    let elapsed = f64::from(months) / 12.0;
    let ahead = completion - elapsed;
    if !completion.is_finite() {
        return Err(Why::OutOfRange);
    }
    let (margin, done_well) = match course.wanted() {
        Wanted::More => (ahead, at_least(completion, 1.0)),
        Wanted::Less => (-ahead, months == 12 && at_least(1.0, completion)),
        Wanted::Near => (-ahead.abs(), months == 12 && (completion - 1.0).abs() <= course.tolerance),
    };
    let verdict = if done_well { Verdict::Achieved } else { from_below(margin, bands) };
    let arithmetic = Arithmetic::Pace { period, done, plan: plan.value, stated: plan.stated, completion, elapsed, ahead };
    Ok(Found { verdict, arithmetic })
}
