//! What is left outside the clusters, at the base and at the target, where clusters are stated in the metric of the whole or
//! in a comparable one.
//!
//! `rest = whole − Σ clusters`. A rest below zero contradicts the whole; a rest that shrinks while everything grows, or that
//! has to leap, says that the two targets were not set together. Clusters without a base count as zero there, so that the
//! rest at the base is the most it can be; how many are counted is said.

use super::book::{Book, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::parts::{count_step, stated, wholes};
use crate::base::{Period, Severity, Span};
use crate::domain::Threshold;

/// Clusters listed one by one.
const LISTED: usize = 16;

/// All findings about what is left outside the clusters.
pub(super) fn find(book: &Book<'_>, out: &mut Vec<Finding>) {
    for (node, group, children) in wholes(book).into_iter().filter(|(_, group, _)| *group == Group::Clusters) {
        for metric in 0..book.plan.metrics.len() {
            if book.evaluation.adds(book.metric_id(metric)) {
                out.extend(of(book, node, metric, &group, &children));
            }
        }
    }
}

/// Clusters of one year: what they state, in the metric of the whole.
struct Inside<'a> {
    list: Vec<(usize, &'a Stmt, usize, f64)>,
    sum: f64,
    comparable: bool,
}

/// The clusters' levels of a year; a cluster without one counts the sum of its parts.
fn inside<'a>(book: &'a Book<'_>, children: &[usize], metric: usize, year: i32) -> Inside<'a> {
    let mut inside = Inside { list: Vec::new(), sum: 0.0, comparable: false };
    for child in children {
        let own = book.level_like(*child, metric, year).map(|found| (*child, found));
        let number = *child - book.frame.clusters.start;
        let parts = || book.frame.parts_of[number].iter().filter_map(|p| Some((*p as usize, book.level_like(*p as usize, metric, year)?)));
        let found: Vec<_> = own.map_or_else(|| parts().collect(), |own| vec![own]);
        for (node, (stmt, of)) in found {
            if stmt.beside {
                continue;
            }
            let Some(value) = book.factor(of, metric).map(|scale| scale.apply(stmt.value())).filter(|v| v.is_finite()) else { continue };
            inside.sum += value;
            inside.comparable |= of != metric;
            inside.list.push((node, stmt, of, value));
        }
    }
    inside
}

fn of(book: &Book<'_>, node: usize, metric: usize, group: &Group, children: &[usize]) -> Option<Finding> {
    let (base, target) = (book.base(node, metric)?, book.target(node, metric)?);
    let (whole_base, whole_target) = (base.value(), target.value());
    if !(whole_base > 0.0 && whole_target > 0.0) {
        return None;
    }
    let then = inside(book, children, metric, target.year);
    let now = inside(book, children, metric, base.year);
    let clusters = |inside: &Inside<'_>| {
        let mut above: Vec<usize> = inside.list.iter().map(|(node, ..)| cluster(book, *node)).collect();
        above.dedup();
        above.len()
    };
    let (n_then, n_now) = (clusters(&then), clusters(&now));
    if n_then == 0 {
        return None;
    }
    let (rest_base, rest_target) = (whole_base - now.sum, whole_target - then.sum);
    let (share_base, share_target) = (rest_base / whole_base, rest_target / whole_target);
    // What rounding allows in the numbers as printed.
    let slack: f64 = then.list.iter().map(|(_, stmt, ..)| stmt.half()).sum::<f64>() + target.half();
    // A rest at the base is only known where most clusters state one.
    let known = n_now * 2 >= children.len() && n_now > 0;
    let case = if rest_target < -slack {
        // In one metric alone, parts against totals says it.
        if !then.comparable {
            return None;
        }
        Case::RestNegative
    } else if known && n_then == children.len() && share_target < share_base - book.limit(Threshold::RestMoves) && rest_target < rest_base {
        Case::RestShrinks
    } else if n_now == children.len() && n_then == children.len() && share_target > share_base + book.limit(Threshold::RestMoves) {
        Case::RestLeaps
    } else {
        return None;
    };
    let unit = book.unit(metric);
    let mut finding = Finding::new(case, Severity::Warning, book.node(node), &[book.metric_id(metric).as_str()])
        .metric(book.metric_id(metric))
        .at(Span::At(Period::year(target.year)))
        .arg("group", Arg::Group(group.clone()))
        .number("whole", Amount::Bound(target.bound, unit.clone()))
        .number("sum", Amount::Value(then.sum, unit.clone()))
        .number("rest-base", Amount::Value(rest_base, unit.clone()))
        .number("rest-target", Amount::Value(rest_target, unit.clone()))
        .number("base-year", Amount::Year(base.year))
        .number("share-base", Amount::Share(share_base))
        .number("share-target", Amount::Share(share_target))
        .number("n", Amount::Number(n_then as f64))
        .number("of", Amount::Number(children.len() as f64));
    for (whole, of_year, rest, line, n) in
        [(base, &now, rest_base, Line::RestBase, n_now), (target, &then, rest_target, Line::RestTarget, n_then)]
    {
        if n == 0 {
            continue;
        }
        for (place, (child, stmt, of, _)) in of_year.list.iter().take(LISTED).enumerate() {
            finding.push(stated(book, *child, *of, stmt, if place == 0 { Sign::Given } else { Sign::Plus }));
        }
        if of_year.list.len() > LISTED {
            let more: f64 = of_year.list[LISTED..].iter().map(|(.., value)| value).sum();
            let n = Arg::Amount(Amount::Number((of_year.list.len() - LISTED) as f64));
            finding.push(Step::new(Sign::Plus, Line::More, Amount::Value(more, unit.clone())).arg("n", n));
        }
        finding.push(count_step(Sign::Equals, Line::Sum, n, children.len(), Amount::Value(of_year.sum, unit.clone())));
        finding.push(stated(book, node, metric, whole, Sign::Against));
        finding.push(Step::new(Sign::Equals, line, Amount::Value(rest, unit.clone())));
        if rest >= 0.0 {
            finding.push(Step::new(Sign::Equals, Line::Share, Amount::Share(rest / whole.value())));
        }
    }
    Some(finding)
}

/// The cluster of a node: its own, or the one it is part of.
fn cluster(book: &Book<'_>, node: usize) -> usize {
    if book.frame.parts.contains(&node) { book.frame.parent[node] as usize } else { node }
}
