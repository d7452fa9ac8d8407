//! Counts of firms above a size against the sum that they must at least make, under both readings.
//!
//! Nested: a firm above 50 counts among those above 10 as well, so that only what a class has beyond the class above it adds
//! its lower end. Exclusive: every class adds its own. The metric that size is measured by is the one the counts name; a
//! comparable one stands in where it is not stated.

use super::book::{Book, Stmt};
use super::counted::above_floor;
use super::finding::{Amount, Arg, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Bound, Period, Severity, Span};
use crate::domain::{MetricKind, Threshold};
use crate::engine::measure::Scale;

/// How grave it is where the sum is no floor: firms that need more nested, more exclusively and in no other way, more exclusively.
const GRAVE: [Severity; 3] = [Severity::Error, Severity::Error, Severity::Warning];

/// The classes that one metric is counted in, the highest first: metric of the count and lower end in the metric's unit.
pub(super) struct Ladder {
    of: usize,
    classes: Vec<(usize, f64)>,
}

/// The ladders of a plan.
pub(super) fn ladders(book: &Book<'_>) -> Vec<Ladder> {
    let mut ladders: Vec<Ladder> = Vec::new();
    for metric in 0..book.plan.metrics.len() {
        let MetricKind::TierCount { of, above } = &book.metric(metric).kind else { continue };
        let Some(of) = book.frame.metric(of) else { continue };
        let Some(lower) = above.amount_in(&book.unit(of), &book.units).ok().filter(|lower| *lower > 0.0) else { continue };
        match ladders.iter_mut().find(|ladder| ladder.of == of) {
            Some(ladder) => ladder.classes.push((metric, lower)),
            None => ladders.push(Ladder { of, classes: vec![(metric, lower)] }),
        }
    }
    for ladder in &mut ladders {
        ladder.classes.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    ladders
}

/// The finding about one ladder of a node in the years for which it states counts.
pub(super) fn find(book: &Book<'_>, node: usize, ladder: &Ladder, out: &mut Vec<Finding>) {
    let mut years: Vec<i32> = ladder.classes.iter().flat_map(|(metric, _)| book.levels(node, *metric)).map(|s| s.year).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        out.extend(of_year(book, node, ladder, year));
    }
}

/// The counts of a year, the highest class first, in the coverage of the highest that is counted. A ceiling of a count asks for
/// no firm.
fn classes<'a>(book: &'a Book<'_>, node: usize, ladder: &Ladder, year: i32) -> Vec<(usize, f64, &'a Stmt, f64)> {
    let mut found: Vec<(usize, f64, &Stmt, f64)> = Vec::new();
    for (metric, lower) in &ladder.classes {
        let stmt = match found.first() {
            Some((_, _, like, _)) => book.level_as(node, *metric, year, like),
            None => book.level(node, *metric, year),
        };
        let stmt = stmt.filter(|stmt| !matches!(stmt.bound, Bound::AtMost { .. }));
        found.extend(stmt.and_then(|stmt| Some((*metric, *lower, stmt, stmt.bound.value()?))));
    }
    found
}

/// The most that a sum admits but for rounding, and what rounding allows, in another unit. A floor admits anything, but firms
/// that need more than a little above it make it bind nothing.
fn most(book: &Book<'_>, sum: &Stmt, scale: Scale) -> Option<(f64, f64)> {
    let slack = scale.apply(sum.half());
    let most = match sum.bound {
        Bound::AtLeast { value } => scale.apply(above_floor(value, book.limit(Threshold::FloorsAbove))),
        _ => scale.apply(sum.range(book).high) - slack,
    };
    most.is_finite().then_some((most, slack))
}

fn of_year(book: &Book<'_>, node: usize, ladder: &Ladder, year: i32) -> Option<Finding> {
    let classes = classes(book, node, ladder, year);
    let (mut nested, mut exclusive, mut above) = (0.0, 0.0, 0.0_f64);
    let mut falls = false;
    for (_, lower, _, count) in &classes {
        falls |= *count < above;
        nested += (count - above).max(0.0) * lower;
        exclusive += count * lower;
        above = above.max(*count);
    }
    let like = classes.first()?.2;
    let metrics = std::iter::once(ladder.of).chain(book.comparable[ladder.of].iter().copied());
    let (sum, of) = metrics.filter_map(|of| Some((book.level_as(node, of, year, like)?, of))).next()?;
    let (most, slack) = most(book, sum, book.factor(of, ladder.of)?)?;
    let severity = if sum.is_floor() { [Severity::Warning, Severity::Note, Severity::Note] } else { GRAVE };
    let (case, severity) = if nested > most + slack {
        (Case::TiersNested, severity[0])
    } else if falls {
        // Fewer firms above the lower size than above the higher one: only the exclusive reading is left.
        (Case::TiersOrder, if exclusive > most + slack { severity[1] } else { Severity::Note })
    } else if classes.len() > 1 && exclusive >= most {
        (Case::TiersExclusive, severity[2])
    } else {
        return None;
    };
    let unit = book.unit(ladder.of);
    let id = [book.metric_id(ladder.of).as_str(), &year.to_string()];
    let mut found = Finding::new(case, severity, book.node(node), &id)
        .metric(book.metric_id(ladder.of))
        .at(Span::At(Period::year(year)))
        .number("sum", Amount::Bound(sum.bound, book.unit(of)))
        .number("nested", Amount::Value(nested, unit.clone()))
        .number("exclusive", Amount::Value(exclusive, unit.clone()));
    let mut before = 0.0_f64;
    for (metric, lower, stmt, count) in &classes {
        let step = Step::new(Sign::Plus, Line::Tier, Amount::Value(count * lower, unit.clone()))
            .arg("metric", Arg::Metric(book.metric_id(*metric).clone()))
            .arg("count", Arg::Amount(Amount::Number(*count)))
            .arg("more", Arg::Amount(Amount::Number((count - before).max(0.0))))
            .arg("lower", Arg::Amount(Amount::Value(*lower, unit.clone())));
        found.push(step.figure(book.id(stmt)));
        before = before.max(*count);
    }
    found.push(Step::new(Sign::Equals, Line::Exclusive, Amount::Value(exclusive, unit.clone())));
    found.push(Step::new(Sign::Equals, Line::Nested, Amount::Value(nested, unit)));
    Some(found.step(stated(book, node, of, sum, Sign::Against)))
}
