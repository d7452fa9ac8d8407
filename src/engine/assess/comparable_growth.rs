//! Growth of the same firms (同口径) beside nominal growth, where the actuals carry it.
//!
//! Rows of firms keep with every sum what the firms that report both times came to now and a year before. Nominal growth is that of
//! the values themselves: firms that came or went move it. A member or the total without such values of its own has the sums of its
//! clusters, nominal growth then being that of the same clusters, with how many of how many.

use std::collections::BTreeMap;

use crate::base::{MetricId, NodeId, Period, Units};
use crate::domain::{Document, Observation, SeriesKey, Status};
use crate::engine::firms::{FirmsTold, SameFirms};
use crate::engine::in_year::own_coverage_first;
use crate::engine::rollup::Exact;
use crate::engine::{Evaluation, measure};

/// The latest observations of a series that are looked at: two years of months.
const LATEST: usize = 24;

/// Both growth rates of one period on the same period a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparableGrowth {
    /// The later period.
    pub period: Period,
    /// Growth of the values as they are (0.1 for 10 %); `None` where the year before is missing or not above zero.
    pub nominal: Option<f64>,
    /// Growth of the firms of both times.
    pub comparable: f64,
    /// How many firms these are.
    pub firms: u64,
    /// Nodes it is made of, and how many there are; 1 of 1 for a node's own values.
    pub n: u32,
    /// How many there are.
    pub of: u32,
    /// True where any value is illustrative.
    pub illustrative: bool,
}

impl ComparableGrowth {
    /// Nominal less comparable growth.
    pub fn difference(&self) -> Option<f64> {
        self.nominal.map(|nominal| nominal - self.comparable)
    }
}

/// Sums of one period.
#[derive(Clone, Copy, Default)]
struct Both {
    same: (Exact, Exact),
    all: Option<(Exact, Exact)>,
    firms: u64,
    n: u32,
    illustrative: bool,
}

type Found = BTreeMap<Period, Both>;

/// True where any actual tells of the firms behind it: without one there is nothing to look for node by node.
pub fn is_told(document: &Document) -> bool {
    let mut before: &str = "";
    document.actuals.series().flat_map(|(_, list)| list).any(|observation| {
        // Neighbours mostly share one source.
        let same = std::ptr::eq(before, &*observation.source);
        before = &observation.source;
        !same && FirmsTold::of_source(before).is_some_and(|told| told.same.is_some())
    })
}

/// Both growth rates of a node and metric for every period that tells of the same firms, in order of periods.
pub fn of(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId) -> Vec<ComparableGrowth> {
    let units = document.plan.units();
    let (mut found, mut of) = (own(document, evaluation, &units, node, metric), 1);
    if found.is_empty() && evaluation.adds(metric) {
        of = 0;
        for cluster in evaluation.clusters_of(node).filter(|cluster| cluster != node) {
            of += 1;
            for (period, both) in own(document, evaluation, &units, &cluster, metric) {
                add(found.entry(period).or_default(), &both);
            }
        }
    }
    found.into_iter().filter_map(|(period, both)| told(period, &both, of)).collect()
}

/// The later rate of a year, else of the last period of it.
pub fn of_year(all: &[ComparableGrowth], year: i32) -> Option<ComparableGrowth> {
    let whole = all.iter().find(|growth| growth.period.as_year() == Some(year));
    whole.or_else(|| all.iter().rfind(|growth| growth.period.plan_year() == year)).copied()
}

/// What a node's own series tell: the one of its own coverage, or the first other that tells anything.
fn own(document: &Document, evaluation: &Evaluation, units: &Units, node: &NodeId, metric: &MetricId) -> Found {
    let Some(unit) = document.plan.metrics.get(metric).map(|of| &of.unit) else { return Found::new() };
    let mut series: Vec<(&SeriesKey, &[Observation])> = document.actuals.of_node_metric(node, metric).collect();
    own_coverage_first(evaluation, &mut series);
    let of_series = |(key, list): &(&SeriesKey, &[Observation])| -> Found {
        let latest = list.get(list.len().saturating_sub(LATEST)..).unwrap_or_default();
        let scaled = |o: &Observation| measure::factor(units, &o.unit, unit).ok();
        let one = |o: &Observation| {
            let same = FirmsTold::of_source(&o.source)?.same?;
            let scale = scaled(o)?;
            let before = o.period.year_before().and_then(|period| document.actuals.current(key, period));
            let all = before.and_then(|before| Some((scaled(before)?.apply(before.value), scale.apply(o.value))));
            let made_up = [Some(o), before].into_iter().flatten().any(|o| o.status == Status::Illustrative);
            let same = SameFirms { before: scale.apply(same.before), now: scale.apply(same.now), ..same };
            let exact = |(before, now): (f64, f64)| (Exact::default().with(before), Exact::default().with(now));
            let both = Both { same: exact((same.before, same.now)), all: all.map(exact), firms: same.firms, n: 1, illustrative: made_up };
            Some((o.period, both))
        };
        let counting = latest.chunk_by(|a, b| a.period == b.period).filter_map(crate::domain::actuals::counting);
        counting.filter_map(one).collect()
    };
    series.iter().map(of_series).find(|found| !found.is_empty()).unwrap_or_default()
}

fn add(sum: &mut Both, part: &Both) {
    let plus = |a: (Exact, Exact), b: (Exact, Exact)| (a.0.with(b.0.value()), a.1.with(b.1.value()));
    // A cluster without the year before leaves no nominal growth of the same clusters.
    sum.all = if sum.n == 0 { part.all } else { sum.all.zip(part.all).map(|(a, b)| plus(a, b)) };
    sum.same = plus(sum.same, part.same);
    (sum.firms, sum.n) = (sum.firms + part.firms, sum.n + part.n);
    sum.illustrative |= part.illustrative;
}

fn told(period: Period, both: &Both, of: u32) -> Option<ComparableGrowth> {
    let growth = |(before, now): (Exact, Exact)| {
        let growth = now.value() / before.value() - 1.0;
        (before.value() > 0.0 && growth.is_finite()).then_some(growth)
    };
    Some(ComparableGrowth {
        period,
        nominal: both.all.and_then(growth),
        comparable: growth(both.same)?,
        firms: both.firms,
        n: both.n,
        of,
        illustrative: both.illustrative,
    })
}
