//! Outliers among siblings: a ratio, a growth or a required growth unlike those of the others.
//!
//! By the median and the median absolute deviation (Iglewicz and Hoaglin 1993: a modified z-score above 3.5), of at least
//! six siblings; and only where the value is at least twice or at most half the median, so that close siblings raise none.

use rayon::prelude::*;

use super::book::{Book, Kind, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Period, Severity, Span};
use crate::domain::Threshold;
use crate::engine::Layer;

/// What makes the median absolute deviation comparable to a standard deviation.
const NORMAL: f64 = 1.4826;

/// One sibling: its node, its value and the statements behind it.
struct Sibling<'a> {
    node: usize,
    value: f64,
    of: [Option<(usize, &'a Stmt)>; 2],
}

/// All outliers: among the clusters of a member, or of the plan where members have too few.
pub(super) fn find(book: &Book<'_>, lists: &[Vec<usize>], out: &mut Vec<Finding>) {
    let metrics = 0..book.plan.metrics.len();
    let of_clusters = |(node, clusters): &(usize, &[usize])| {
        let mut found = Vec::new();
        for quotient in &book.quotients {
            let list = ratios(book, clusters, quotient.derived, (quotient.upper, quotient.lower));
            judge(book, *node, &Group::Clusters, (quotient.derived, Case::RatioOutlier), &list, &mut found);
        }
        // Side by side also where all clusters are one group.
        let grows: Vec<usize> = metrics.clone().filter(|m| book.metric(*m).grows_geometrically()).collect();
        let of_metric = |metric: usize| {
            let mut found = Vec::new();
            let list = required(book, clusters, metric);
            judge(book, *node, &Group::Clusters, (metric, Case::RequiredOutlier), &list, &mut found);
            found
        };
        found.extend(grows.into_par_iter().map(of_metric).collect::<Vec<_>>().into_iter().flatten());
        found
    };
    let groups = groups(book, lists);
    out.extend(groups.par_iter().map(of_clusters).collect::<Vec<_>>().into_iter().flatten());
    let wholes: Vec<_> = super::parts::wholes(book).into_iter().filter(|(_, group, _)| *group != Group::Parts).collect();
    let of_whole = |(node, group, children): &(usize, Group, Vec<usize>)| {
        let mut found = Vec::new();
        for metric in metrics.clone() {
            let list = growths(book, children, metric);
            judge(book, *node, group, (metric, Case::GrowthOutlier), &list, &mut found);
        }
        found
    };
    out.extend(wholes.par_iter().map(of_whole).collect::<Vec<_>>().into_iter().flatten());
}

/// The sets of clusters that are compared: those of each lowest member of the first dimension where it has enough, else all.
fn groups<'a>(book: &Book<'_>, lists: &'a [Vec<usize>]) -> Vec<(usize, &'a [usize])> {
    let lowest = |member: usize| book.frame.dimension_of[member - 1] == 0 && !book.frame.parent.contains(&(member as u32));
    let large: Vec<(usize, &[usize])> =
        (1..lists.len()).filter(|m| lowest(*m) && lists[*m].len() >= 2 * fewest(book)).map(|m| (m, lists[m].as_slice())).collect();
    if large.is_empty() { lists.first().map(|all| (0, all.as_slice())).into_iter().collect() } else { large }
}

fn ratios<'a>(book: &'a Book<'_>, nodes: &[usize], derived: usize, (upper, lower): (usize, usize)) -> Vec<Sibling<'a>> {
    let (year, metric) = (book.plan.info.base_year, derived);
    let Some(place) = book.frame.year(year) else { return Vec::new() };
    let of = |node: &usize| {
        let value = book.evaluation.read(*node, metric, Layer::Plan, place).value.filter(|v| *v > 0.0)?;
        let of = [upper, lower].map(|m| Some((m, book.level(*node, m, year)?)));
        of.iter().all(Option::is_some).then_some(Sibling { node: *node, value, of })
    };
    nodes.iter().filter_map(of).collect()
}

fn required<'a>(book: &'a Book<'_>, nodes: &[usize], metric: usize) -> Vec<Sibling<'a>> {
    let of = |node: &usize| {
        let (base, target) = (book.base(*node, metric)?, book.target(*node, metric)?);
        let years = f64::from(target.year - base.year);
        let value = (target.value() / base.value()).powf(1.0 / years) - 1.0;
        (base.value() > 0.0 && years > 0.0 && value > 0.0).then_some(Sibling {
            node: *node,
            value,
            of: [Some((metric, base)), Some((metric, target))],
        })
    };
    nodes.iter().filter_map(of).collect()
}

fn growths<'a>(book: &'a Book<'_>, nodes: &[usize], metric: usize) -> Vec<Sibling<'a>> {
    let of = |node: &usize| {
        let stmt = book.of_kind(*node, metric, Kind::Growth).find(|s| s.year == book.plan.info.base_year)?;
        (stmt.value() > 0.0).then(|| Sibling { node: *node, value: stmt.value(), of: [Some((metric, stmt)), None] })
    };
    nodes.iter().filter_map(of).collect()
}

/// Fewest siblings that say anything about one of them.
fn fewest(book: &Book<'_>) -> usize {
    book.limit(Threshold::OutlierSiblings) as usize
}

fn median(mut values: Vec<f64>) -> f64 {
    let (middle, odd) = (values.len() / 2, values.len() % 2 == 1);
    let (lower, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    if odd { upper } else { (lower.iter().copied().fold(f64::MIN, f64::max) + upper) / 2.0 }
}

fn judge(book: &Book<'_>, parent: usize, group: &Group, (metric, case): (usize, Case), list: &[Sibling<'_>], out: &mut Vec<Finding>) {
    if list.len() < fewest(book) {
        return;
    }
    let middle = median(list.iter().map(|s| s.value).collect());
    let deviation = NORMAL * median(list.iter().map(|s| (s.value - middle).abs()).collect());
    if deviation.is_nan() || deviation <= 0.0 {
        return;
    }
    let score = book.limit(Threshold::OutlierScore);
    for sibling in list {
        let far = ((sibling.value - middle) / deviation).abs() > score;
        if !far || (sibling.value < middle * 2.0 && sibling.value > middle / 2.0) {
            continue;
        }
        let amount = |value: f64| match case {
            Case::RatioOutlier => Amount::Value(value, book.unit(metric)),
            _ => Amount::Share(value),
        };
        let year = sibling.of.iter().flatten().map(|(_, stmt)| stmt.year).max().unwrap_or(book.plan.info.base_year);
        let mut found = Finding::new(case, Severity::Note, book.node(sibling.node), &[book.metric_id(metric).as_str()])
            .metric(book.metric_id(metric))
            .at(Span::At(Period::year(year)))
            .arg("parent", Arg::Node(book.node(parent).clone()))
            .arg("group", Arg::Group(group.clone()))
            .number("value", amount(sibling.value))
            .number("median", amount(middle))
            .number("n", Amount::Number(list.len() as f64));
        for (of, stmt) in sibling.of.iter().flatten() {
            found.push(stated(book, sibling.node, *of, stmt, Sign::Given));
        }
        if sibling.of.iter().all(Option::is_some) {
            let line = if case == Case::RatioOutlier { Line::Ratio } else { Line::Required };
            found.push(Step::new(Sign::Equals, line, amount(sibling.value)).arg("time", Arg::Time(found.period)));
        }
        let counted = Arg::Amount(Amount::Number(list.len() as f64));
        found.push(Step::new(Sign::Against, Line::Median, amount(middle)).arg("n", counted));
        out.push(found.step(Step::new(Sign::Against, Line::Deviation, amount(deviation))));
    }
}
