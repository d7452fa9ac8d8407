//! Parts against totals, floors of parts against the target of the whole, ceilings of parts against its ceiling.
//!
//! For every node that states a level of a metric that adds: the members of each dimension beneath it, the clusters beneath
//! it, the parts of a cluster. Members of a dimension cover the whole unless clusters hang on it directly; clusters and parts
//! need not, so that a sum below the whole is only told for members. A cluster without a level counts what its parts state.
//! What rounding as printed allows is taken off first.

use super::book::{Book, Stmt};
use super::counted::{Counted, Subject, above_floor, alike, exceeds, least, subjects};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::range::Range;
use crate::base::{Bound, Period, Severity, Span};
use crate::domain::{Direction, NodeKind, Threshold};

/// Parts listed one by one; more are added up.
const LISTED: usize = 16;

/// All findings about parts and totals.
pub(super) fn find(book: &Book<'_>, out: &mut Vec<Finding>) {
    let adding: Vec<usize> = (0..book.plan.metrics.len()).filter(|metric| book.evaluation.adds(book.metric_id(*metric))).collect();
    let open = Open::of(book);
    for (node, group, children) in wholes(book) {
        let covered = matches!(&group, Group::Members(_)) && !open.has_clusters(book, node, children[0]);
        for metric in &adding {
            let of = Whole { book, node, metric: *metric, group: &group, children: &children, covered };
            out.extend(subjects(book, node, *metric).iter().filter_map(|subject| of.at(subject)));
        }
    }
}

/// Which nodes have clusters that stand in no member beneath them.
struct Open {
    /// Per node above the clusters: true where clusters stand in it directly.
    members: Vec<bool>,
    /// Per dimension: true where a cluster stands in no member of it.
    dimensions: Vec<bool>,
}

impl Open {
    fn of(book: &Book<'_>) -> Self {
        let frame = book.frame;
        let mut open = Self { members: vec![false; frame.clusters.start], dimensions: vec![false; frame.dimensions.len()] };
        for (dimension, direct) in frame.direct.iter().enumerate() {
            for member in direct {
                match open.members.get_mut(*member as usize) {
                    Some(member) => *member = true,
                    None => open.dimensions[dimension] = true,
                }
            }
        }
        open
    }

    /// True where clusters of the node stand in none of its members, of which one is given.
    fn has_clusters(&self, book: &Book<'_>, node: usize, member: usize) -> bool {
        if node == 0 { self.dimensions[book.frame.dimension_of[member - 1]] } else { self.members[node] }
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
    /// True where the parts are all there is of the whole.
    covered: bool,
}

/// What the parts make together.
struct Total<'a> {
    parts: Vec<(usize, &'a Stmt)>,
    /// How many of the children state something.
    n: usize,
    sum: f64,
    range: Range,
    /// What they make at the least without those that are only aspired to.
    firm: f64,
    tolerance: f64,
    floors: bool,
    ceilings: bool,
}

impl<'a> Total<'a> {
    fn add(&mut self, book: &Book<'_>, node: usize, stmt: &'a Stmt) {
        let low = least(book, stmt);
        self.sum += stmt.value();
        self.range = self.range.plus(Range { low, high: stmt.range(book).high });
        self.firm += if stmt.aspiration { low.min(0.0) } else { low };
        self.tolerance += stmt.half();
        self.floors |= stmt.is_floor();
        self.ceilings |= matches!(stmt.bound, Bound::AtMost { .. });
        self.parts.push((node, stmt));
    }

    fn other_paper(&self, book: &Book<'_>, whole: &Stmt) -> bool {
        self.parts.iter().all(|(_, stmt)| book.other_paper(whole, stmt))
    }

    fn mixed(&self, book: &Book<'_>, whole: &Stmt) -> bool {
        self.parts.iter().any(|(_, stmt)| !alike(book, whole, stmt))
    }
}

impl<'a> Whole<'a> {
    fn at(&self, subject: &Subject<'a>) -> Option<Finding> {
        if subject.whole.beside {
            return self.ceilings(subject, &self.total(subject, Counted::Limits)?);
        }
        let set = self.total(subject, Counted::Set);
        // Only parts of another document revise a whole, together with what that one tells for comparison.
        let revises = set.as_ref().is_none_or(|total| total.other_paper(self.book, subject.whole));
        let found = set.and_then(|total| self.set(subject, total));
        if found.is_some() || !revises || self.book.figure(subject.whole).source.document.is_empty() {
            return found;
        }
        let told = self.total(subject, Counted::Told)?;
        let over = exceeds(told.range.low, subject.whole.range(self.book).high);
        over.then(|| self.finding(Case::RevisedByParts, Severity::Warning, subject, &told))
    }

    /// What the plan sets for the parts against what it sets for the whole.
    fn set(&self, subject: &Subject<'a>, total: Total<'a>) -> Option<Finding> {
        let (book, whole) = (self.book, subject.whole);
        let range = whole.range(book);
        // Aspirations of parts may go beyond what is firm for the whole.
        let firm = |limit: f64| whole.aspiration || exceeds(total.firm, limit);
        if exceeds(total.range.low, range.high) {
            let (case, severity) = if total.other_paper(book, whole) {
                (Case::RevisedByParts, Severity::Warning)
            } else if !firm(range.high) {
                (Case::AspirationsOver, Severity::Note)
            } else {
                (Case::PartsOver, if total.mixed(book, whole) { Severity::Warning } else { Severity::Error })
            };
            return Some(self.finding(case, severity, subject, &total));
        }
        let enough = above_floor(whole.value(), book.limit(Threshold::FloorsAbove));
        if whole.is_floor() && exceeds(total.range.low, enough) {
            let severity = if firm(enough) { Severity::Warning } else { Severity::Note };
            return Some(self.finding(Case::FloorBelowParts, severity, subject, &total));
        }
        if book.metric(self.metric).direction == Direction::Down
            && total.ceilings
            && let Some(found) = self.ceilings(subject, &total)
        {
            return Some(found);
        }
        let comparable = || !total.mixed(book, whole) && !total.other_paper(book, whole);
        if !self.covered || total.n < self.children.len() || !range.low.is_finite() {
            return None;
        }
        let under = total.range.high < range.low && !total.range.meets(range);
        let short = total.floors && total.sum + total.tolerance < whole.printed().low;
        let case = if under { Case::PartsUnder } else { Case::FloorsShort };
        ((under || short) && comparable()).then(|| self.finding(case, Severity::Warning, subject, &total))
    }

    /// Ceilings of parts that together allow more than the ceiling of the whole does. An exact limit is a ceiling as well.
    fn ceilings(&self, subject: &Subject<'a>, total: &Total<'a>) -> Option<Finding> {
        let (book, whole) = (self.book, subject.whole);
        let sum = total.range.high - total.tolerance;
        let above = !whole.is_floor() && sum.is_finite() && exceeds(sum - total.tolerance, whole.range(book).high);
        if !above || total.mixed(book, whole) || total.other_paper(book, whole) {
            return None;
        }
        let total = Total { sum, parts: total.parts.clone(), ..*total };
        Some(self.finding(Case::CeilingsOver, Severity::Warning, subject, &total))
    }

    /// What the parts make together of what counts; a cluster without a level counts the levels of its parts.
    fn total(&self, subject: &Subject<'a>, counted: Counted) -> Option<Total<'a>> {
        let book = self.book;
        let nothing = Range { low: 0.0, high: 0.0 };
        let mut total =
            Total { parts: Vec::new(), n: 0, sum: 0.0, range: nothing, firm: 0.0, tolerance: 0.0, floors: false, ceilings: false };
        for child in self.children {
            let before = total.parts.len();
            if let Some(stmt) = subject.level(*child, self.metric, counted) {
                total.add(book, *child, stmt);
            } else if book.frame.clusters.contains(child) {
                for part in &book.frame.parts_of[*child - book.frame.clusters.start] {
                    if let Some(stmt) = subject.level(*part as usize, self.metric, counted) {
                        total.add(book, *part as usize, stmt);
                    }
                }
            }
            total.n += usize::from(total.parts.len() > before);
        }
        (total.n > 0).then_some(total)
    }

    fn finding(&self, case: Case, severity: Severity, subject: &Subject<'_>, total: &Total<'_>) -> Finding {
        let (book, whole, year) = (self.book, subject.whole, subject.whole.year);
        let (unit, metric) = (book.unit(self.metric), book.metric_id(self.metric));
        let difference = whole.value() - total.sum;
        let (year_text, more) = (year.to_string(), subject.words());
        let mut id = vec![metric.as_str(), &year_text, self.group.word()];
        id.extend(more.iter().map(String::as_str));
        let share = if whole.value() > 0.0 { Amount::Share(total.sum / whole.value()) } else { Amount::None };
        let mut finding = Finding::new(case, severity, book.node(self.node), &id)
            .metric(metric)
            .at(Span::At(Period::year(year)))
            .arg("group", Arg::Group(self.group.clone()))
            .number("whole", Amount::Bound(whole.bound, unit.clone()))
            .number("sum", Amount::Value(total.sum, unit.clone()))
            .number("gap", Amount::Value(difference.abs(), unit.clone()))
            .number("share", share)
            .number("n", Amount::Number(total.n as f64))
            .number("of", Amount::Number(self.children.len() as f64));
        list(book, &mut finding, self.metric, &total.parts);
        if book.frame.kind(self.node) == NodeKind::Cluster || total.parts.len() <= LISTED {
            for (child, _) in &total.parts {
                finding = finding.with_node(book.node(*child));
            }
        }
        finding.push(count_step(Sign::Equals, Line::Sum, total.n, self.children.len(), Amount::Value(total.sum, unit.clone())));
        finding.push(stated(book, self.node, self.metric, whole, Sign::Against));
        if subject.is_one_of_several() {
            let coverage = Arg::Coverage(book.figure(whole).coverage.clone());
            finding.push(Step::new(Sign::Given, Line::Coverage, Amount::None).arg("coverage", coverage));
        }
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
