//! Base years, metrics and coverages that differ between base and target or between siblings: what cannot be compared or
//! added without a word.

use rayon::prelude::*;

use super::book::{Book, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::parts::{count_step, stated};
use crate::base::{CoverageId, Period, Severity, Span};
use crate::domain::{MetricKind, Role};

/// A base that stands in another year than the plan's, told once a node.
pub(super) fn base_year(book: &Book<'_>, node: usize, out: &mut Vec<Finding>) {
    let plan_year = book.plan.info.base_year;
    let mut other: Vec<(usize, &Stmt)> = Vec::new();
    for metric in 0..book.plan.metrics.len() {
        let at_base = book.levels(node, metric).any(|s| s.year == plan_year);
        let stmt = book.levels(node, metric).filter(|s| s.role == Role::Baseline).max_by_key(|s| s.year);
        other.extend(stmt.filter(|s| !at_base && s.year != plan_year).map(|s| (metric, s)));
    }
    let Some((_, first)) = other.first() else { return };
    let mut found = Finding::new(Case::BaseYear, Severity::Warning, book.node(node), &[])
        .at(Span::At(Period::year(first.year)))
        .arg("metrics", Arg::Metrics(other.iter().map(|(metric, _)| book.metric_id(*metric).clone()).collect()))
        .number("year", Amount::Year(first.year))
        .number("base-year", Amount::Year(plan_year));
    for (metric, stmt) in &other {
        found.push(stated(book, node, *metric, stmt, Sign::Given));
    }
    out.push(found.step(Step::new(Sign::Against, Line::BaseYear, Amount::Year(plan_year))));
}

/// Base and target of one node and metric: of different coverage.
pub(super) fn coverage(book: &Book<'_>, node: usize, metric: usize, out: &mut Vec<Finding>) {
    let (Some(base), Some(target)) = (book.base(node, metric), book.target(node, metric)) else { return };
    if book.same_coverage(base, target) {
        return;
    }
    let (from, to) = (&book.figure(base).coverage, &book.figure(target).coverage);
    let severity = if from.is_some() && to.is_some() { Severity::Warning } else { Severity::Note };
    let mut found = Finding::new(Case::CoverageEnds, severity, book.node(node), &[book.metric_id(metric).as_str()])
        .metric(book.metric_id(metric))
        .at(Span::Years { from: base.year.min(target.year), to: target.year.max(base.year) })
        .arg("from", Arg::Coverage(from.clone()))
        .arg("to", Arg::Coverage(to.clone()));
    for (stmt, of) in [(base, from), (target, to)] {
        found.push(stated(book, node, metric, stmt, Sign::Given));
        found.push(Step::new(Sign::Given, Line::Coverage, Amount::None).arg("coverage", Arg::Coverage(of.clone())));
    }
    out.push(found);
}

/// A target in a metric that has no base while the base stands in another metric of the same measure.
pub(super) fn measure(book: &Book<'_>, node: usize, out: &mut Vec<Finding>) -> Vec<usize> {
    let mut told = Vec::new();
    let flows = || (0..book.plan.metrics.len()).filter(|m| matches!(book.metric(*m).kind, MetricKind::Flow | MetricKind::Stock));
    for metric in flows() {
        let Some((of, target)) = target_or_parts(book, node, metric) else { continue };
        if book.base(node, metric).is_some() || target_or_base(book, node, metric).is_some() {
            continue;
        }
        let lonely = |other: &usize| *other != metric && book.base(node, *other).is_some() && target_or_parts(book, node, *other).is_none();
        // Only where the plan says that they are of one size: a tax is no base of sales though both are money.
        let declared = book.comparable[metric].iter().copied().find(lonely);
        let Some(other) = declared else { continue };
        let Some(base) = book.base(node, other) else { continue };
        told.push(metric);
        let mut found = Finding::new(Case::MeasureEnds, Severity::Warning, book.node(node), &[book.metric_id(metric).as_str()])
            .metric(book.metric_id(metric))
            .at(Span::At(Period::year(target.year)))
            .arg("other", Arg::Metric(book.metric_id(other).clone()));
        found.push(stated(book, node, other, base, Sign::Given));
        for part in of {
            if let Some(stmt) = book.target(part, metric) {
                found.push(stated(book, part, metric, stmt, Sign::Against));
            }
        }
        out.push(found);
    }
    told
}

/// The target of a node, or of its parts: which nodes state it, and the first statement.
fn target_or_parts<'a>(book: &'a Book<'_>, node: usize, metric: usize) -> Option<(Vec<usize>, &'a Stmt)> {
    if let Some(stmt) = book.target(node, metric) {
        return Some((vec![node], stmt));
    }
    let parts = parts_of(book, node);
    let stating: Vec<usize> = parts.iter().map(|p| *p as usize).filter(|part| book.target(*part, metric).is_some()).collect();
    let first = *stating.first()?;
    Some((stating, book.target(first, metric)?))
}

/// A base stated by parts of the node.
fn target_or_base(book: &Book<'_>, node: usize, metric: usize) -> Option<()> {
    parts_of(book, node).iter().any(|part| book.base(*part as usize, metric).is_some()).then_some(())
}

fn parts_of<'a>(book: &'a Book<'_>, node: usize) -> &'a [u32] {
    if book.frame.clusters.contains(&node) { &book.frame.parts_of[node - book.frame.clusters.start] } else { &[] }
}

/// Siblings of which some state one metric and some a comparable one instead; the base year and the last year on their own.
pub(super) fn siblings(book: &Book<'_>, lists: &[Vec<usize>], out: &mut Vec<Finding>) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (a, others) in book.comparable.iter().enumerate() {
        pairs.extend(others.iter().filter(|b| a < **b).map(|b| (a, *b)));
    }
    for (a, b) in pairs {
        for year in [book.plan.info.base_year, book.plan.info.last_year] {
            let states = |node: usize, metric: usize| {
                let own = book.level(node, metric, year).is_some_and(|s| !s.beside);
                own || parts_of(book, node).iter().any(|part| book.level(*part as usize, metric, year).is_some_and(|s| !s.beside))
            };
            for (node, clusters) in lists.iter().enumerate() {
                let only = |metric: usize, not: usize| -> Vec<usize> {
                    clusters.iter().copied().filter(|c| states(*c, metric) && !states(*c, not)).collect()
                };
                let (of_a, of_b) = (only(a, b), only(b, a));
                if of_a.is_empty() || of_b.is_empty() {
                    continue;
                }
                out.push(sibling_finding(book, node, year, clusters.len(), (a, &of_a), (b, &of_b)));
            }
        }
    }
}

fn sibling_finding(
    book: &Book<'_>,
    node: usize,
    year: i32,
    of: usize,
    (a, of_a): (usize, &[usize]),
    (b, of_b): (usize, &[usize]),
) -> Finding {
    let id = [book.metric_id(a).as_str(), book.metric_id(b).as_str(), &year.to_string()];
    let mut found = Finding::new(Case::MeasureSiblings, Severity::Warning, book.node(node), &id)
        .metric(book.metric_id(a))
        .at(Span::At(Period::year(year)))
        .arg("other", Arg::Metric(book.metric_id(b).clone()))
        .arg("group", Arg::Group(Group::Clusters))
        .number("n", Amount::Number(of_a.len() as f64))
        .number("m", Amount::Number(of_b.len() as f64));
    // The fewer are told one by one: they are what has to be restated.
    for (metric, list) in [(a, of_a), (b, of_b)] {
        let step = count_step(Sign::Given, Line::Count, list.len(), of, Amount::Number(list.len() as f64));
        found.push(step.arg("metric", Arg::Metric(book.metric_id(metric).clone())));
        if list.len() > 6 {
            continue;
        }
        for cluster in list {
            let own = book.level(*cluster, metric, year).map(|s| (*cluster, s));
            let parts = parts_of(book, *cluster).iter().filter_map(|p| Some((*p as usize, book.level(*p as usize, metric, year)?)));
            for (of, stmt) in own.into_iter().chain(parts) {
                found.push(stated(book, of, metric, stmt, Sign::Given));
            }
        }
    }
    found
}

/// Clusters of one member that state one metric with different coverages; the total only where no member says it already.
pub(super) fn coverages(book: &Book<'_>, lists: &[Vec<usize>], out: &mut Vec<Finding>) {
    let adds = |metric: &usize| {
        let counts = matches!(book.metric(*metric).kind, MetricKind::TierCount { .. } | MetricKind::Count);
        !counts && book.evaluation.adds(book.metric_id(*metric))
    };
    let of_metric = |metric: usize| {
        // Read once per cluster, however many members it belongs to.
        let clusters = book.frame.clusters.clone();
        let coverages: Vec<Option<Option<&CoverageId>>> =
            clusters.map(|cluster| end(book, cluster, metric).map(|stmt| book.figure(stmt).coverage.as_ref())).collect();
        // Members first, the total only where none of them says it.
        let of_node = |node: usize| coverage_siblings(book, node, metric, &lists[node], &coverages);
        let found: Vec<Finding> = (1..lists.len()).filter_map(of_node).collect();
        if found.is_empty() { of_node(0).into_iter().collect() } else { found }
    };
    let metrics: Vec<usize> = of_several_coverages(book).into_iter().filter(adds).collect();
    let found: Vec<Vec<Finding>> = metrics.into_par_iter().map(of_metric).collect();
    out.extend(found.into_iter().flatten());
}

/// What a cluster states of a metric: its base, else its target.
fn end<'a>(book: &'a Book<'_>, cluster: usize, metric: usize) -> Option<&'a Stmt> {
    book.base(cluster, metric).or_else(|| book.target(cluster, metric))
}

/// The metrics that clusters do not all state with one coverage, found in one pass in the order of statements.
fn of_several_coverages(book: &Book<'_>) -> Vec<usize> {
    let mut first: Vec<Option<&Stmt>> = vec![None; book.plan.metrics.len()];
    let mut several = vec![false; first.len()];
    for cluster in book.frame.clusters.clone() {
        for (metric, known) in first.iter_mut().enumerate() {
            let Some(stmt) = end(book, cluster, metric) else { continue };
            several[metric] |= !book.same_coverage(known.get_or_insert(stmt), stmt);
        }
    }
    (0..several.len()).filter(|metric| several[*metric]).collect()
}

fn coverage_siblings(
    book: &Book<'_>,
    node: usize,
    metric: usize,
    clusters: &[usize],
    coverages: &[Option<Option<&CoverageId>>],
) -> Option<Finding> {
    let mut kinds: Vec<(Option<&CoverageId>, usize, usize)> = Vec::new();
    for cluster in clusters {
        let Some(coverage) = coverages.get(cluster - book.frame.clusters.start).copied().flatten() else { continue };
        match kinds.iter_mut().find(|(known, ..)| *known == coverage) {
            Some((_, count, _)) => *count += 1,
            None => kinds.push((coverage, 1, *cluster)),
        }
    }
    if kinds.len() < 2 {
        return None;
    }
    let severity = if kinds.iter().all(|(coverage, ..)| coverage.is_some()) { Severity::Warning } else { Severity::Note };
    let mut found = Finding::new(Case::CoverageSiblings, severity, book.node(node), &[book.metric_id(metric).as_str()])
        .metric(book.metric_id(metric))
        .arg("group", Arg::Group(Group::Clusters))
        .number("n", Amount::Number(kinds.len() as f64));
    let stating: usize = kinds.iter().map(|(_, count, _)| count).sum();
    for (coverage, count, first) in &kinds {
        let of = Arg::Coverage(coverage.cloned());
        found.push(count_step(Sign::Given, Line::Coverage, *count, stating, Amount::Number(*count as f64)).arg("coverage", of));
        if let Some(stmt) = book.base(*first, metric).or_else(|| book.target(*first, metric)) {
            found.push(stated(book, *first, metric, stmt, Sign::Given));
        }
    }
    Some(found)
}
