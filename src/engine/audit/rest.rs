//! What is left outside the clusters, at the base and at the target, where clusters are stated in the metric of the whole or
//! in a comparable one.
//!
//! `rest = whole − Σ clusters`. A rest below zero contradicts the whole; a floor that the clusters exceed binds nothing. A rest
//! that shrinks while the whole grows, or that has to leap, says that the two targets were not set together; where less is
//! better it may. Clusters without a base count as zero there, so that the rest at the base is the most it can be; how many are
//! counted is said.

use super::book::{Book, Stmt};
use super::counted::{Counted, Subject, above_floor, exceeds, least, planned};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::parts::{count_step, stated, wholes};
use super::range::Range;
use crate::base::{Period, Severity, Span};
use crate::domain::{Direction, Threshold};
use crate::engine::measure::Scale;

/// Clusters listed one by one.
const LISTED: usize = 16;

/// All findings about what is left outside the clusters.
pub(super) fn find(book: &Book<'_>, out: &mut Vec<Finding>) {
    let adding: Vec<usize> = (0..book.plan.metrics.len()).filter(|metric| book.evaluation.adds(book.metric_id(*metric))).collect();
    for (node, group, children) in wholes(book).into_iter().filter(|(_, group, _)| *group == Group::Clusters) {
        out.extend(adding.iter().filter_map(|metric| of(book, node, *metric, &group, &children)));
    }
}

/// Clusters of one year: what they state, in the metric of the whole.
struct Inside<'a> {
    list: Vec<(usize, &'a Stmt, usize, f64)>,
    sum: f64,
    /// What they can make before rounding; a floor or a ceiling stands for what is planned.
    range: Range,
    /// What they make at the least, of all metrics and of the whole's own alone; without and with what is only aspired to.
    least: f64,
    own: f64,
    firm: f64,
    comparable: bool,
    /// How many clusters are counted.
    n: usize,
}

/// The clusters' levels for the year of a statement of the whole; a cluster without one counts the sum of its parts.
fn inside<'a>(book: &'a Book<'a>, node: usize, metric: usize, whole: &'a Stmt, children: &[usize]) -> Inside<'a> {
    let subject = Subject::of(book, node, metric, whole);
    let metrics = std::iter::once(metric).chain(book.comparable[metric].iter().copied());
    let scales: Vec<(usize, Scale)> = metrics.filter_map(|of| Some((of, book.factor(of, metric)?))).collect();
    let level = |node: usize| scales.iter().find_map(|(of, scale)| Some((node, subject.level(node, *of, Counted::Set)?, *of, *scale)));
    let nothing = Range { low: 0.0, high: 0.0 };
    let mut inside = Inside { list: Vec::new(), sum: 0.0, range: nothing, least: 0.0, own: 0.0, firm: 0.0, comparable: false, n: 0 };
    for child in children {
        let parts = || book.frame.parts_of[*child - book.frame.clusters.start].iter().filter_map(|part| level(*part as usize));
        let before = inside.list.len();
        match level(*child) {
            Some(found) => inside.add(book, metric, found),
            None => parts().for_each(|found| inside.add(book, metric, found)),
        }
        inside.n += usize::from(inside.list.len() > before);
    }
    inside
}

impl<'a> Inside<'a> {
    fn add(&mut self, book: &Book<'_>, metric: usize, (node, stmt, of, scale): (usize, &'a Stmt, usize, Scale)) {
        let value = scale.apply(stmt.value());
        if !value.is_finite() {
            return;
        }
        let least = scale.apply(least(book, stmt));
        self.sum += value;
        self.range = self.range.plus(planned(book, stmt).map(|value| scale.apply(value)));
        self.least += least;
        self.own += if of == metric { least } else { 0.0 };
        self.firm += if stmt.aspiration { least.min(0.0) } else { least };
        self.comparable |= of != metric;
        self.list.push((node, stmt, of, value));
    }

    /// The share of a whole that is left outside, before rounding.
    fn share_outside(&self, whole: Range) -> Range {
        Range { low: 1.0 - self.range.high / whole.low, high: 1.0 - self.range.low / whole.high }
    }

    /// What is left outside of a whole, before rounding.
    fn outside(&self, whole: Range) -> Range {
        Range { low: whole.low - self.range.high, high: whole.high - self.range.low }
    }
}

/// What there is to say, and how grave it is.
fn case(book: &Book<'_>, metric: usize, [(base, now), (target, then)]: [(&Stmt, &Inside<'_>); 2], of: usize) -> Option<(Case, Severity)> {
    let (case, limit) = if target.is_floor() {
        (Case::FloorBelowClusters, above_floor(target.value(), book.limit(Threshold::FloorsAbove)))
    } else {
        (Case::RestNegative, target.range(book).high)
    };
    if exceeds(then.least, limit) {
        // In one metric alone, parts against totals says it.
        let told = !then.comparable || exceeds(then.own, limit);
        let firm = target.aspiration || exceeds(then.firm, limit);
        return (!told).then_some((case, if firm { Severity::Warning } else { Severity::Note }));
    }
    let ends = [base, target].map(|stmt| planned(book, stmt));
    let (before, after) = (now.outside(ends[0]), then.outside(ends[1]));
    // Clusters beyond a floor, or beyond the middle of what the whole may be, leave nothing to compare.
    let beyond = then.range.low > (ends[1].low + ends[1].high) / 2.0;
    if beyond || ends.iter().any(|whole| whole.low <= 0.0) || book.metric(metric).direction == Direction::Down {
        return None;
    }
    let (share_before, share_after) = (now.share_outside(ends[0]), then.share_outside(ends[1]));
    let moves = book.limit(Threshold::RestMoves);
    let all_then = then.n == of;
    // A rest at the base is only known where most clusters state one.
    let known = now.n * 2 >= of && now.n > 0;
    let grows = target.value() > base.value();
    if known && all_then && grows && share_after.high < share_before.low - moves && after.high < before.low {
        return Some((Case::RestShrinks, Severity::Warning));
    }
    let leaps = now.n == of && all_then && share_after.low > share_before.high + moves && after.low > before.high;
    leaps.then_some((Case::RestLeaps, Severity::Warning))
}

fn of(book: &Book<'_>, node: usize, metric: usize, group: &Group, children: &[usize]) -> Option<Finding> {
    let (base, target) = (book.base(node, metric)?, book.target(node, metric)?);
    let (whole_base, whole_target) = (base.value(), target.value());
    if !(whole_base > 0.0 && whole_target > 0.0) {
        return None;
    }
    let then = inside(book, node, metric, target, children);
    if then.n == 0 {
        return None;
    }
    let now = inside(book, node, metric, base, children);
    let (case, severity) = case(book, metric, [(base, &now), (target, &then)], children.len())?;
    let (n_then, n_now) = (then.n, now.n);
    let (rest_base, rest_target) = (whole_base - now.sum, whole_target - then.sum);
    let (share_base, share_target) = (rest_base / whole_base, rest_target / whole_target);
    let unit = book.unit(metric);
    let mut finding = Finding::new(case, severity, book.node(node), &[book.metric_id(metric).as_str()])
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
    let beyond = case == Case::FloorBelowClusters;
    for (whole, of_year, rest, line, n) in
        [(base, &now, rest_base, Line::RestBase, n_now), (target, &then, rest_target, Line::RestTarget, n_then)]
    {
        // Beside a floor that binds nothing it says nothing what was left outside at the base.
        if n == 0 || (beyond && line == Line::RestBase) {
            continue;
        }
        let line = if beyond { Line::Difference } else { line };
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
