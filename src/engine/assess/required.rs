//! What the rest of the plan requires: every year to the target, and within the running year by month or quarter.
//!
//! The rest of a year's plan is spread over its remaining months by the node's own seasonal shares, the averages of the last three
//! years, where each of them is whole and its quarters at least are known; evenly otherwise. Which of the two is said.

use super::{Ask, Point, Scope, Why, YearPlan, all, pace};
use crate::base::{MetricId, NodeId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::in_year::{InYear, Year};
use crate::engine::path::{Reason, Requirement};

/// What is required from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Required {
    /// Every year from the last whole year to the target.
    pub yearly: Requirement,
    /// Within the running year.
    pub in_year: Result<RestOfYear, Why>,
}

/// What the rest of a year requires.
#[derive(Clone, Debug, PartialEq)]
pub struct RestOfYear {
    /// The year.
    pub year: i32,
    /// Its plan.
    pub plan: YearPlan,
    /// Months of it that have been reported, 0 to 11.
    pub months: u8,
    /// What they came to.
    pub done: f64,
    /// What is left; zero or less where the plan is done.
    pub rest: f64,
    /// The rest, part by part; empty where nothing is left.
    pub parts: Vec<Part>,
    /// By which shares it was spread.
    pub shares: Shares,
    /// Growth of the rest on the same months of the year before (0.1 for 10 %), where those are known.
    pub growth: Option<f64>,
}

/// A part of a year: a month, or several that are only known together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its first month, counted from the start of the plan's year, 1 to 12.
    pub first: u8,
    /// Its last month.
    pub last: u8,
    /// What it has to bring.
    pub value: f64,
}

/// How a year's plan is spread over its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shares {
    /// Evenly.
    Even,
    /// By the node's own shares in three years.
    Seasonal {
        /// The first of them.
        from: i32,
        /// The last of them.
        to: i32,
    },
}

/// What a node's target requires from now on. `quarters` asks for the rest of the year by quarters instead of months.
pub fn of(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId, ask: &Ask, quarters: bool) -> Required {
    let course = all::course(document, evaluation, node, metric, ask);
    let (actual, target, geometric) = course
        .as_ref()
        .map_or((None, None, false), |course| (course.actuals.last().copied() as Option<Point>, course.target, course.geometric));
    let outside = course.as_ref().is_some_and(|course| course.scope == Scope::OutsideMissing);
    let none = if outside { Reason::OutsideMissing } else { Reason::NoActual };
    let yearly = Requirement::between(actual.ok_or(none), target, geometric, Reason::TargetPast);
    let illustrative = course.as_ref().is_some_and(|course| course.illustrative);
    let mixed_coverage = course.as_ref().is_some_and(|course| course.mixed_coverage);
    let in_year = rest(document, evaluation, node, metric, ask, quarters);
    Required { yearly: Requirement { illustrative, mixed_coverage, ..yearly }, in_year }
}

fn rest(
    document: &Document,
    evaluation: &Evaluation,
    node: &NodeId,
    metric: &MetricId,
    ask: &Ask,
    quarters: bool,
) -> Result<RestOfYear, Why> {
    if !crate::engine::in_year::adds(document, metric) {
        return Err(Why::NotCumulative);
    }
    let in_year = InYear::of(document, evaluation);
    // What the clusters have done says nothing of what is left of a plan that is of more than them.
    if !in_year.has_own(node, metric) && evaluation.lacks_outside(node, metric) {
        return Err(Why::OutsideMissing);
    }
    let asked = ask.as_of.map(|period| document.plan.info.end_of(period));
    let (mut year, mut limit) = asked.or_else(|| in_year.last(node, metric)).ok_or(Why::NoActual)?;
    if limit == 12 {
        (year, limit) = (year + 1, 0);
    }
    let plan = pace::year_plan(evaluation, node, metric, year).ok_or(Why::NoYearPlan)?;
    let (months, done) = match in_year.latest(node, metric, year, limit) {
        Some((_, running)) if running.n < running.of => return Err(Why::Incomplete),
        Some((months, running)) => (months, running.value),
        None => (0, 0.0),
    };
    let left = plan.value - done;
    let years: Vec<Year> = (year - 3..year).map(|year| in_year.running(node, metric, year)).collect();
    let seasonal = shares(&years).filter(|ends| months == 0 || ends.iter().any(|(month, _)| *month == months));
    let (ends, shares) = match seasonal {
        Some(ends) => (ends, Shares::Seasonal { from: year - 3, to: year - 1 }),
        None => ((1..=12).map(|month| (month, f64::from(month) / 12.0)).collect(), Shares::Even),
    };
    let parts = if left > 0.0 { spread(left, months, &ends, quarters) } else { Vec::new() };
    let before = years.last().and_then(|totals| Some(whole(totals, 12)? - whole(totals, months)?));
    let growth = before.filter(|before| *before > 0.0 && left > 0.0).map(|before| left / before - 1.0);
    Ok(RestOfYear { year, plan, months, done, rest: left, parts, shares, growth: growth.filter(|growth| growth.is_finite()) })
}

/// What had come together by the end of a month (0 to 12); a sum with gaps beneath is not known.
fn whole(totals: &Year, months: u8) -> Option<f64> {
    match usize::from(months).checked_sub(1) {
        None => Some(0.0),
        Some(place) => totals.get(place).copied().flatten().filter(|total| total.n == total.of).map(|total| total.value),
    }
}

/// Shares of the year that have come together by the ends of months, the averages of three years; only ends known in all three.
fn shares(years: &[Year]) -> Option<Vec<(u8, f64)>> {
    let wholes: Vec<f64> = years.iter().map(|totals| whole(totals, 12).filter(|value| *value > 0.0)).collect::<Option<_>>()?;
    let share = |month: u8| {
        let of = |(totals, of_year): (&Year, &f64)| whole(totals, month).map(|value| value / of_year);
        let sum: f64 = years.iter().zip(&wholes).map(of).sum::<Option<f64>>()?;
        Some((month, sum / years.len() as f64))
    };
    let ends: Vec<(u8, f64)> = (1..=12).filter_map(share).collect();
    let quarters = [3, 6, 9, 12].iter().all(|quarter| ends.iter().any(|(month, _)| month == quarter));
    let rises = ends.windows(2).all(|pair| pair[1].1 >= pair[0].1);
    (quarters && rises).then_some(ends)
}

/// A rest spread over what follows a month, by shares.
fn spread(rest: f64, months: u8, ends: &[(u8, f64)], quarters: bool) -> Vec<Part> {
    let gone = ends.iter().find(|(month, _)| *month == months).map_or(0.0, |(_, share)| *share);
    let (mut first, mut from) = (months + 1, gone);
    let mut parts = Vec::new();
    if gone >= 1.0 {
        return parts;
    }
    for (last, share) in ends.iter().filter(|(month, _)| *month > months && (!quarters || month.is_multiple_of(3))) {
        parts.push(Part { first, last: *last, value: rest * (share - from) / (1.0 - gone) });
        (first, from) = (last + 1, *share);
    }
    parts
}
