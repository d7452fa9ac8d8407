//! Outliers among siblings: a ratio, a growth or a required growth unlike those of the others.
//!
//! By the median and the median absolute deviation, or the mean one where more than half are alike (Iglewicz and Hoaglin 1993:
//! a modified z-score above 3.5), of at least six siblings; and only where the value is at least twice or at most half the median, so that close siblings raise none.

use rayon::prelude::*;

use super::book::{Book, Kind, Quotient, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Period, Severity, Span};
use crate::domain::Threshold;
use crate::engine::Layer;

/// What makes the median absolute deviation comparable to a standard deviation.
const NORMAL: f64 = 1.4826;
/// The same for the mean absolute deviation (Iglewicz and Hoaglin 1993).
const NORMAL_MEAN: f64 = 1.253_314;

/// One sibling with its value.
#[derive(Clone, Copy)]
struct Sibling {
    node: usize,
    value: f64,
}

/// What is compared: a metric of siblings, and which of its numbers.
#[derive(Clone, Copy)]
enum Measure<'a> {
    /// A quotient at the base year.
    Ratio(&'a Quotient),
    /// Growth a year from base to target.
    Required(usize),
    /// Stated growth of the base year.
    Growth(usize),
}

/// Clusters that one piece of parallel work takes.
const BLOCK: usize = 1024;

/// All outliers: among the clusters of a member, or of the plan where members have too few.
pub(super) fn find(book: &Book<'_>, lists: &[Vec<usize>], out: &mut Vec<Finding>) {
    let groups = groups(book, lists);
    let of_clusters = |(node, clusters): &(usize, &[usize])| {
        let mut found = Vec::new();
        for quotient in &book.quotients {
            judge(book, *node, &Group::Clusters, Measure::Ratio(quotient), &ratios(book, clusters, quotient), &mut found);
        }
        for (metric, list) in required(book, clusters).iter().enumerate() {
            judge(book, *node, &Group::Clusters, Measure::Required(metric), list, &mut found);
        }
        found
    };
    out.extend(groups.par_iter().map(of_clusters).collect::<Vec<_>>().into_iter().flatten());
    let growths = growths(book);
    if growths.is_empty() {
        return;
    }
    let wholes: Vec<_> = super::parts::wholes(book).into_iter().filter(|(_, group, _)| *group != Group::Parts).collect();
    let of_whole = |(node, group, children): &(usize, Group, Vec<usize>)| {
        let mut found = Vec::new();
        for (metric, of_node) in &growths {
            let growth = |child: &usize| of_node[*child].map(|value| Sibling { node: *child, value });
            let list: Vec<Sibling> = children.iter().filter_map(growth).collect();
            judge(book, *node, group, Measure::Growth(*metric), &list, &mut found);
        }
        found
    };
    out.extend(wholes.par_iter().map(of_whole).collect::<Vec<_>>().into_iter().flatten());
}

/// The sets of clusters that are compared: those of each lowest member of the first dimension that has enough, where one has
/// twice as many as that at least; else all.
fn groups<'a>(book: &Book<'_>, lists: &'a [Vec<usize>]) -> Vec<(usize, &'a [usize])> {
    let lowest = |member: usize| book.frame.dimension_of[member - 1] == 0 && !book.frame.parent.contains(&(member as u32));
    let least = fewest(book);
    let enough: Vec<usize> = (1..lists.len()).filter(|member| lists[*member].len() >= least && lowest(*member)).collect();
    if !enough.iter().any(|member| lists[*member].len() >= 2 * least) {
        return lists.first().map(|all| (0, all.as_slice())).into_iter().collect();
    }
    enough.into_iter().map(|member| (member, lists[member].as_slice())).collect()
}

fn ratios(book: &Book<'_>, nodes: &[usize], of: &Quotient) -> Vec<Sibling> {
    let Some(place) = book.frame.year(book.plan.info.base_year) else { return Vec::new() };
    let ratio = |node: &usize| {
        let value = book.evaluation.read(*node, of.derived, Layer::Plan, place).value.filter(|v| *v > 0.0)?;
        Measure::Ratio(of).behind(book, *node).iter().all(Option::is_some).then_some(Sibling { node: *node, value })
    };
    nodes.iter().filter_map(ratio).collect()
}

/// Per metric: what its targets require a year. Statements stand in order of nodes, so nodes are gone through once for all metrics.
fn required(book: &Book<'_>, nodes: &[usize]) -> Vec<Vec<Sibling>> {
    let metrics = book.plan.metrics.len();
    let grows: Vec<usize> = (0..metrics).filter(|metric| book.metric(*metric).grows_geometrically()).collect();
    let of_block = |nodes: &[usize]| {
        let mut lists: Vec<Vec<Sibling>> = vec![Vec::with_capacity(nodes.len()); metrics];
        for node in nodes {
            for metric in &grows {
                lists[*metric].extend(growth_required(book, *node, *metric).map(|value| Sibling { node: *node, value }));
            }
        }
        lists
    };
    let mut lists = vec![Vec::new(); metrics];
    for block in nodes.par_chunks(BLOCK).map(of_block).collect::<Vec<_>>() {
        lists.iter_mut().zip(block).for_each(|(list, more)| list.extend(more));
    }
    lists
}

fn growth_required(book: &Book<'_>, node: usize, metric: usize) -> Option<f64> {
    let (base, target) = (book.base(node, metric)?, book.target(node, metric)?);
    let years = f64::from(target.year - base.year);
    let (from, to) = (base.value(), target.value());
    // Only what asks for growth is compared.
    (from > 0.0 && to > from && years > 0.0).then(|| (to / from).powf(1.0 / years) - 1.0).filter(|rate| *rate > 0.0)
}

/// Per metric of which growth is stated: the growth of the base year of every node, where it grew.
fn growths(book: &Book<'_>) -> Vec<(usize, Vec<Option<f64>>)> {
    let stated = (0..book.plan.metrics.len()).filter(|metric| book.has_kind(*metric, Kind::Growth));
    let of_metric = |metric: usize| {
        let growth = |node: usize| growth_of_base(book, node, metric).map(Stmt::value).filter(|value| *value > 0.0);
        (metric, (0..book.frame.nodes.len()).map(growth).collect())
    };
    stated.map(of_metric).collect()
}

fn growth_of_base<'a>(book: &'a Book<'_>, node: usize, metric: usize) -> Option<&'a Stmt> {
    book.of_kind(node, metric, Kind::Growth).find(|s| s.year == book.plan.info.base_year)
}

impl Measure<'_> {
    fn metric(self) -> usize {
        match self {
            Self::Ratio(quotient) => quotient.derived,
            Self::Required(metric) | Self::Growth(metric) => metric,
        }
    }

    fn case(self) -> Case {
        match self {
            Self::Ratio(_) => Case::RatioOutlier,
            Self::Required(_) => Case::RequiredOutlier,
            Self::Growth(_) => Case::GrowthOutlier,
        }
    }

    /// The statements behind the value of a node.
    fn behind<'a>(self, book: &'a Book<'_>, node: usize) -> [Option<(usize, &'a Stmt)>; 2] {
        match self {
            Self::Ratio(of) => [of.upper, of.lower].map(|m| Some((m, book.level(node, m, book.plan.info.base_year)?))),
            Self::Required(m) => [book.base(node, m), book.target(node, m)].map(|stmt| stmt.map(|stmt| (m, stmt))),
            Self::Growth(m) => [growth_of_base(book, node, m).map(|stmt| (m, stmt)), None],
        }
    }
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

/// How far siblings usually are from their middle, comparable to a standard deviation; nothing where all are alike.
fn deviation(list: &[Sibling], middle: f64) -> Option<f64> {
    let away: Vec<f64> = list.iter().map(|sibling| (sibling.value - middle).abs()).collect();
    let mean = NORMAL_MEAN * away.iter().sum::<f64>() / away.len() as f64;
    let by_median = NORMAL * median(away);
    // What is left of equal values is the error of the arithmetic.
    [by_median, mean].into_iter().find(|deviation| *deviation > 1e-9 * middle.abs())
}

fn judge(book: &Book<'_>, parent: usize, group: &Group, measure: Measure<'_>, list: &[Sibling], out: &mut Vec<Finding>) {
    if list.len() < fewest(book) {
        return;
    }
    let middle = median(list.iter().map(|s| s.value).collect());
    let Some(deviation) = deviation(list, middle) else { return };
    let score = book.limit(Threshold::OutlierScore);
    let (metric, case) = (measure.metric(), measure.case());
    for sibling in list {
        let far = ((sibling.value - middle) / deviation).abs() > score;
        if !far || (sibling.value < middle * 2.0 && sibling.value > middle / 2.0) {
            continue;
        }
        let amount = |value: f64| match case {
            Case::RatioOutlier => Amount::Value(value, book.unit(metric)),
            _ => Amount::Share(value),
        };
        let behind = measure.behind(book, sibling.node);
        let year = behind.iter().flatten().map(|(_, stmt)| stmt.year).max().unwrap_or(book.plan.info.base_year);
        let mut found = Finding::new(case, Severity::Note, book.node(sibling.node), &[book.metric_id(metric).as_str()])
            .metric(book.metric_id(metric))
            .at(Span::At(Period::year(year)))
            .arg("parent", Arg::Node(book.node(parent).clone()))
            .arg("group", Arg::Group(group.clone()))
            .number("value", amount(sibling.value))
            .number("median", amount(middle))
            .number("n", Amount::Number(list.len() as f64));
        for (of, stmt) in behind.iter().flatten() {
            found.push(stated(book, sibling.node, *of, stmt, Sign::Given));
        }
        if behind.iter().all(Option::is_some) {
            let line = if case == Case::RatioOutlier { Line::Ratio } else { Line::Required };
            found.push(Step::new(Sign::Equals, line, amount(sibling.value)).arg("time", Arg::Time(found.period)));
        }
        let counted = Arg::Amount(Amount::Number(list.len() as f64));
        found.push(Step::new(Sign::Against, Line::Median, amount(middle)).arg("n", counted));
        out.push(found.step(Step::new(Sign::Against, Line::Deviation, amount(deviation))));
    }
}
