//! Parts against totals, and floors of parts against the target of the whole.
//!
//! For every node that states a level of a metric that adds: the members of each dimension beneath it, the clusters beneath
//! it, the parts of a cluster. Members of a dimension cover the whole; clusters and parts need not, so that a sum below the
//! whole is only told for members. What rounding as printed allows is taken off first.

use super::book::{Book, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::range::Range;
use crate::base::{Period, Severity, Span};
use crate::domain::{NodeKind, Threshold};

/// Parts listed one by one; more are added up.
const LISTED: usize = 16;

/// All findings about parts and totals.
pub(super) fn find(book: &Book<'_>, out: &mut Vec<Finding>) {
    for (node, group, children) in wholes(book) {
        for metric in 0..book.plan.metrics.len() {
            if book.evaluation.adds(book.metric_id(metric)) {
                let years: Vec<i32> = book.levels(node, metric).filter(|s| !s.beside).map(|s| s.year).collect();
                for (place, year) in years.iter().enumerate() {
                    if !years[..place].contains(year) {
                        out.extend(Whole { book, node, metric, group: &group, children: &children }.at(*year));
                    }
                }
            }
        }
    }
}

/// Every node with what it is made of.
pub(super) fn wholes(book: &Book<'_>) -> Vec<(usize, Group, Vec<usize>)> {
    let frame = book.frame;
    let mut found = Vec::new();
    for node in 0..frame.clusters.start {
        for (place, dimension) in frame.dimensions.iter().enumerate() {
            let within = node == 0 || frame.dimension_of[node - 1] == place;
            let members: Vec<usize> = if within { frame.members_beneath(node, place).collect() } else { Vec::new() };
            if !members.is_empty() {
                found.push((node, Group::Members(dimension.clone()), members));
            }
        }
    }
    for (node, clusters) in clusters_of(book).into_iter().enumerate() {
        if !clusters.is_empty() {
            found.push((node, Group::Clusters, clusters));
        }
    }
    for (number, parts) in frame.parts_of.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
        found.push((frame.clusters.start + number, Group::Parts, parts.iter().map(|part| *part as usize).collect()));
    }
    found
}

/// Per node above the clusters: the clusters beneath it, in the plan's order. One pass, however many members there are.
pub(super) fn clusters_of(book: &Book<'_>) -> Vec<Vec<usize>> {
    let frame = book.frame;
    let mut lists = vec![Vec::new(); frame.clusters.start];
    lists[0] = frame.clusters.clone().collect();
    for (number, cluster) in frame.clusters.clone().enumerate() {
        for of in &frame.direct {
            let mut above = of[number];
            while let Some(member) = lists.get_mut(above as usize) {
                member.push(cluster);
                above = frame.parent[above as usize];
            }
        }
    }
    lists
}

/// One whole with one set of parts.
struct Whole<'a> {
    book: &'a Book<'a>,
    node: usize,
    metric: usize,
    group: &'a Group,
    children: &'a [usize],
}

/// What the parts make together.
struct Total<'a> {
    parts: Vec<(usize, &'a Stmt)>,
    sum: f64,
    range: Range,
    tolerance: f64,
    floors: bool,
    mixed: bool,
    other_paper: bool,
}

impl Whole<'_> {
    fn at(&self, year: i32) -> Option<Finding> {
        let whole = self.book.level(self.node, self.metric, year).filter(|s| !s.beside && s.bound.value().is_some())?;
        let total = self.total(whole, year)?;
        let range = whole.range(self.book);
        let complete = total.parts.len() == self.children.len() && matches!(self.group, Group::Members(_));
        let over = total.range.low > range.high && !total.range.meets(range);
        if over && total.other_paper {
            return Some(self.finding(Case::RevisedByParts, Severity::Warning, whole, &total, year));
        }
        if over {
            let severity = if total.mixed { Severity::Warning } else { Severity::Error };
            return Some(self.finding(Case::PartsOver, severity, whole, &total, year));
        }
        if whole.is_floor() && total.sum - total.tolerance > whole.value() * self.book.limit(Threshold::FloorsAbove) {
            return Some(self.finding(Case::FloorBelowParts, Severity::Warning, whole, &total, year));
        }
        if !complete || total.mixed || total.other_paper {
            return None;
        }
        if total.range.high < range.low && !total.range.meets(range) {
            return Some(self.finding(Case::PartsUnder, Severity::Warning, whole, &total, year));
        }
        let short = total.floors && total.sum + total.tolerance < whole.printed().low;
        (short && range.low.is_finite()).then(|| self.finding(Case::FloorsShort, Severity::Warning, whole, &total, year))
    }

    fn total<'s>(&'s self, whole: &Stmt, year: i32) -> Option<Total<'s>> {
        let nothing = Range { low: 0.0, high: 0.0 };
        let mut total =
            Total { parts: Vec::new(), sum: 0.0, range: nothing, tolerance: 0.0, floors: false, mixed: false, other_paper: true };
        for child in self.children {
            let Some(stmt) = self.book.level(*child, self.metric, year) else { continue };
            let Some(value) = stmt.bound.value() else { continue };
            let mut range = stmt.range(self.book);
            // What adds over clusters is not negative unless it is stated so.
            range.low = if value >= 0.0 { range.low.max(0.0) } else { range.low };
            total.sum += value;
            total.range = total.range.plus(range);
            total.tolerance += stmt.half();
            total.floors |= stmt.is_floor();
            total.mixed |= !self.book.same_coverage(whole, stmt);
            total.other_paper &= self.book.other_paper(whole, stmt);
            total.parts.push((*child, stmt));
        }
        (!total.parts.is_empty()).then_some(total)
    }

    fn finding(&self, case: Case, severity: Severity, whole: &Stmt, total: &Total<'_>, year: i32) -> Finding {
        let book = self.book;
        let (unit, metric) = (book.unit(self.metric), book.metric_id(self.metric));
        let difference = whole.value() - total.sum;
        let year_text = year.to_string();
        let mut finding = Finding::new(case, severity, book.node(self.node), &[metric.as_str(), &year_text, self.group.word()])
            .metric(metric)
            .at(Span::At(Period::year(year)))
            .arg("group", Arg::Group(self.group.clone()))
            .number("whole", Amount::Bound(whole.bound, unit.clone()))
            .number("sum", Amount::Value(total.sum, unit.clone()))
            .number("gap", Amount::Value(difference.abs(), unit.clone()))
            .number("share", Amount::Share(total.sum / whole.value()))
            .number("n", Amount::Number(total.parts.len() as f64))
            .number("of", Amount::Number(self.children.len() as f64));
        list(book, &mut finding, self.metric, &total.parts);
        if book.frame.kind(self.node) == NodeKind::Cluster || total.parts.len() <= LISTED {
            for (child, _) in &total.parts {
                finding = finding.with_node(book.node(*child));
            }
        }
        finding.push(count_step(Sign::Equals, Line::Sum, total.parts.len(), self.children.len(), Amount::Value(total.sum, unit.clone())));
        finding.push(stated(book, self.node, self.metric, whole, Sign::Against));
        finding.push(Step::new(Sign::Equals, Line::Difference, Amount::Value(difference, unit.clone())));
        if total.tolerance > 0.0 {
            let allowed = total.tolerance + whole.half();
            finding.push(Step::new(Sign::Against, Line::Tolerance, Amount::Value(allowed, unit)));
        }
        finding
    }
}

/// Steps for the parts: the largest one by one, the rest together.
pub(super) fn list(book: &Book<'_>, finding: &mut Finding, metric: usize, parts: &[(usize, &Stmt)]) {
    for (place, (child, stmt)) in parts.iter().take(LISTED).enumerate() {
        finding.push(stated(book, *child, metric, stmt, if place == 0 { Sign::Given } else { Sign::Plus }));
    }
    if parts.len() > LISTED {
        let rest: f64 = parts[LISTED..].iter().map(|(_, stmt)| stmt.value()).sum();
        let more = Step::new(Sign::Plus, Line::More, Amount::Value(rest, book.unit(metric)));
        finding.push(more.arg("n", Arg::Amount(Amount::Number((parts.len() - LISTED) as f64))));
        let known: Vec<_> = parts[LISTED..].iter().map(|(_, stmt)| book.id(stmt).clone()).collect();
        finding.figures.extend(known);
    }
}

/// A step with a figure as stated.
pub(super) fn stated(book: &Book<'_>, node: usize, metric: usize, stmt: &Stmt, sign: Sign) -> Step {
    let amount = match stmt.kind {
        super::book::Kind::Level => Amount::Bound(stmt.bound, book.unit(metric)),
        super::book::Kind::Multiple => Amount::Factor(stmt.value()),
        super::book::Kind::AnnualChange => Amount::Points(stmt.value()),
        _ => Amount::Share(stmt.value()),
    };
    Step::new(sign, Line::Figure, amount)
        .arg("node", Arg::Node(book.node(node).clone()))
        .arg("metric", Arg::Metric(book.metric_id(metric).clone()))
        .arg("time", Arg::Time(book.figure(stmt).time))
        .figure(book.id(stmt))
}

/// A step over n of m.
pub(super) fn count_step(sign: Sign, line: Line, n: usize, of: usize, amount: Amount) -> Step {
    let number = |value: usize| Arg::Amount(Amount::Number(value as f64));
    Step::new(sign, line, amount).arg("n", number(n)).arg("of", number(of))
}
