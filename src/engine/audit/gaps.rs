//! What statements lack: targets without a base, figures without a year, a unit or a number; and what lies beyond the horizon.

use super::book::{Book, Kind, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use crate::base::{MetricId, NodeId, Period, Severity, Span};
use crate::domain::{Figure, MetricKind, Role};

/// Targets of one node that nothing leads up to, told once a node. `told` are metrics that another finding explains.
pub(super) fn no_base(book: &Book<'_>, node: usize, told: &[usize], tiers: &mut Vec<(usize, u32)>, out: &mut Vec<Finding>) {
    let mut lacking: Vec<(usize, &Stmt)> = Vec::new();
    // Where the cluster of a part states its base in another metric, that is said of the cluster.
    let above = if book.frame.parts.contains(&node) { book.frame.parent[node] } else { crate::engine::frame::NOWHERE };
    let of_cluster =
        if above == crate::engine::frame::NOWHERE { Vec::new() } else { super::measures::measure(book, above as usize, &mut Vec::new()) };
    for metric in (0..book.plan.metrics.len()).filter(|metric| !told.contains(metric) && !of_cluster.contains(metric)) {
        let Some(target) = book.target(node, metric).filter(|t| t.bound.value().is_some()) else { continue };
        let before = |s: &&Stmt| s.kind == Kind::Level && s.year != 0 && s.year < target.year && s.role != Role::Target;
        let leads = |s: &&Stmt| matches!(s.kind, Kind::AnnualChange | Kind::AverageGrowth | Kind::Multiple) && s.year == target.year;
        if book.all(node, metric).iter().any(|s| before(&s) || leads(&s))
            || from_formula(book, node, metric, target.year)
            || book.actual(node, metric, book.plan.info.base_year).is_some()
        {
            continue;
        }
        match book.metric(metric).kind {
            MetricKind::TierCount { .. } => tiers.push((node, target.figure)),
            _ => lacking.push((metric, target)),
        }
    }
    let Some((_, first)) = lacking.first() else { return };
    let size = lacking.iter().any(|(metric, _)| matches!(book.metric(*metric).kind, MetricKind::Flow));
    let severity = if size { Severity::Warning } else { Severity::Note };
    let mut found = Finding::new(Case::NoBase, severity, book.node(node), &[])
        .at(Span::At(Period::year(first.year)))
        .arg("metrics", Arg::Metrics(lacking.iter().map(|(metric, _)| book.metric_id(*metric).clone()).collect()))
        .number("base-year", Amount::Year(book.plan.info.base_year))
        .number("n", Amount::Number(lacking.len() as f64));
    for (metric, stmt) in &lacking {
        found.push(stated(book, node, *metric, stmt, Sign::Given));
    }
    out.push(found);
}

/// True where a derived metric can be computed before the target's year.
fn from_formula(book: &Book<'_>, node: usize, metric: usize, target: i32) -> bool {
    matches!(book.metric(metric).kind, MetricKind::Derived { .. })
        && (0..book.frame.years).any(|year| {
            let of = book.frame.first_year + year as i32;
            of < target && book.evaluation.read(node, metric, crate::engine::Layer::Plan, year).value.is_some()
        })
}

/// Counts of firms by size without a base: one finding for all of them.
pub(super) fn no_base_tiers(book: &Book<'_>, tiers: &[(usize, u32)], out: &mut Vec<Finding>) {
    if tiers.is_empty() {
        return;
    }
    let mut nodes: Vec<&NodeId> = tiers.iter().map(|(node, _)| book.node(*node)).collect();
    nodes.dedup();
    let figures = book.plan.figures.rows();
    let mut found = Finding::new(Case::NoBaseTiers, Severity::Note, &NodeId::total(), &[])
        .at(Span::At(Period::year(book.plan.info.last_year)))
        .number("n", Amount::Number(tiers.len() as f64))
        .number("of", Amount::Number(nodes.len() as f64))
        .number("base-year", Amount::Year(book.plan.info.base_year));
    found.figures = tiers.iter().map(|(_, figure)| figures[*figure as usize].id.clone()).collect();
    out.push(found);
}

/// Figures without a year, a unit or a number; one finding a figure.
pub(super) fn incomplete(book: &Book<'_>, out: &mut Vec<Finding>) {
    for number in &book.incomplete {
        let figure = &book.plan.figures.rows()[*number as usize];
        let case = if figure.bound.value().is_none() {
            Case::NoNumber
        } else if figure.unit.is_none() {
            Case::NoUnit
        } else {
            Case::NoYear
        };
        out.push(bare(book, case, Severity::Note, figure, &[figure.id.as_str()]));
    }
}

fn bare(book: &Book<'_>, case: Case, severity: Severity, figure: &Figure, subjects: &[&str]) -> Finding {
    let severity = if case == Case::NoUnit { Severity::Warning } else { severity };
    let unit = figure.unit.clone().or_else(|| book.plan.metrics.get(&figure.metric).map(|metric| metric.unit.clone()));
    let amount = match (figure.bound.value(), unit) {
        (Some(_), Some(unit)) => Amount::Bound(figure.bound, unit),
        _ => Amount::None,
    };
    let step = Step::new(Sign::Given, Line::Figure, amount)
        .arg("node", Arg::Node(figure.node.clone()))
        .arg("metric", Arg::Metric(figure.metric.clone()))
        .arg("time", Arg::Time(figure.time))
        .figure(&figure.id);
    let found = Finding::new(case, severity, &figure.node, subjects).metric(&figure.metric).at(figure.time);
    found.arg("printed", Arg::Text(figure.source.printed.clone())).step(step)
}

/// Figures and tasks beyond the plan's last year; one finding a node and year, one a task.
pub(super) fn horizon(book: &Book<'_>, out: &mut Vec<Finding>) {
    let last = book.plan.info.last_year;
    let mut groups: Vec<((&NodeId, i32), Vec<&Figure>)> = Vec::new();
    let mut places: rustc_hash::FxHashMap<(&NodeId, i32), usize> = rustc_hash::FxHashMap::default();
    for number in &book.beyond {
        let figure = &book.plan.figures.rows()[*number as usize];
        let Some(year) = super::reader::last_year(figure) else { continue };
        let place = *places.entry((&figure.node, year)).or_insert_with(|| {
            groups.push(((&figure.node, year), Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(figure);
    }
    for ((node, year), figures) in groups {
        let metrics: Vec<MetricId> = figures.iter().map(|figure| figure.metric.clone()).collect();
        let mut found = Finding::new(Case::BeyondHorizon, Severity::Note, node, &[&year.to_string()])
            .at(Span::At(Period::year(year)))
            .arg("metrics", Arg::Metrics(metrics))
            .number("year", Amount::Year(year))
            .number("last-year", Amount::Year(last));
        for figure in figures {
            let step = bare(book, Case::BeyondHorizon, Severity::Note, figure, &[]).steps.remove(0);
            found.push(step);
        }
        out.push(found.step(Step::new(Sign::Against, Line::LastYear, Amount::Year(last))));
    }
    for task in &book.plan.tasks {
        let Some(due) = task.due.filter(|due| due.plan_year() > last) else { continue };
        let total = NodeId::total();
        let node = task.nodes.first().unwrap_or(&total);
        let found = Finding::new(Case::TaskBeyondHorizon, Severity::Note, node, &[task.id.as_str()])
            .at(Span::At(due))
            .arg("title", Arg::Label(task.title.clone()))
            .number("last-year", Amount::Year(last));
        out.push(found.step(Step::new(Sign::Against, Line::LastYear, Amount::Year(last))));
    }
}
