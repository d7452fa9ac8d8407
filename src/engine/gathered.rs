//! What judging many nodes reads of actuals, gathered once: the series of every node and metric, and what the clusters beneath every
//! member come to.
//!
//! One pass over all series stands in for a search per node, metric and year; a pass over the clusters per metric and year adds up for
//! every member at once. Of one node alone nothing is gathered: [`InYear`] then looks up what it needs. Both give the same numbers.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Evaluation;
use super::assess::YearPlan;
use super::frame::{Frame, NOWHERE};
use super::in_year::{InYear, LastTotal, Running, Series, Year, added};
use super::rollup::Exact;
use crate::base::NodeId;
use crate::domain::{Document, Metric};

/// What has come together of the clusters beneath a node in one year.
#[derive(Clone, Debug, Default)]
pub(super) struct Beneath {
    /// How many clusters there are.
    pub(super) of: u32,
    /// Totals of those that have reported, month by month.
    sums: [Option<(Exact, Running)>; 12],
    /// Totals of those of them that also have a plan of the year, with the sum of their plans.
    matched: [Option<(Running, f64)>; 12],
}

impl Beneath {
    /// Takes one cluster in.
    pub(super) fn add(&mut self, totals: &Year, plan: Option<YearPlan>) {
        self.of += 1;
        for ((sum, matched), part) in self.sums.iter_mut().zip(&mut self.matched).zip(totals) {
            let Some(part) = *part else { continue };
            let n = sum.map_or(0, |(_, known)| known.n) + 1;
            let (exact, joined) = added(*sum, part);
            *sum = Some((exact, Running { n, ..joined }));
            if let Some(plan) = plan {
                let none = Running { value: 0.0, n: 0, of: 0, illustrative: false, preliminary: false };
                let (done, planned) = matched.get_or_insert((none, 0.0));
                done.value += part.value;
                done.n += 1;
                done.illustrative |= part.illustrative;
                done.preliminary |= part.preliminary;
                *planned += plan.value;
            }
        }
    }

    /// The totals of all clusters that have reported.
    pub(super) fn totals(&self) -> Year {
        self.sums.map(|sum| sum.map(|(exact, running)| Running { value: exact.value(), of: self.of, ..running }))
    }

    /// Totals and plans of the clusters that have both, to the end of a month (1 to 12).
    pub(super) fn matched(&self, months: u8) -> Option<(Running, YearPlan)> {
        let (done, planned) = (*self.matched.get(usize::from(months).checked_sub(1)?)?)?;
        Some((Running { of: self.of, ..done }, YearPlan { value: planned, stated: false }))
    }
}

/// What was reported last of one metric.
struct Last {
    /// Per node above the clusters: the last year known of any cluster beneath it.
    tops: Vec<Option<i32>>,
    /// Per cluster: its latest total.
    clusters: Vec<Option<LastTotal>>,
}

impl Last {
    fn of(evaluation: &Evaluation, clusters: Vec<Option<LastTotal>>) -> Self {
        let frame = evaluation.frame();
        let mut tops = vec![None; frame.clusters.start];
        for (cluster, last) in frame.clusters.clone().zip(&clusters) {
            let year = last.map(|last| last.year);
            above(evaluation, cluster, |top| tops[top] = tops[top].max(year));
        }
        Self { tops, clusters }
    }
}

/// Clusters whose observations are fetched together.
const FEW: usize = 8;

/// Series or clusters that one piece of parallel work takes.
const BLOCK: usize = 1024;

/// Where series belong: the node's place × the number of metrics + the metric's place; [`NOWHERE`] for what the plan does not know.
fn rows_of<'a>(frame: &Frame, series: &[Series<'a>]) -> Vec<u32> {
    let mut known: Option<(&NodeId, Option<usize>)> = None;
    let mut row = |(key, _): &Series<'a>| {
        let place = match known {
            Some((node, place)) if *node == key.node => place,
            _ => frame.place(&key.node),
        };
        known = Some((&key.node, place));
        let row = place.zip(frame.metric(&key.metric)).map(|(node, metric)| node * frame.metrics.len() + metric);
        row.map_or(NOWHERE, |row| row as u32)
    };
    series.iter().map(&mut row).collect()
}

/// The series of all nodes and metrics, and sums beneath members as they are asked for.
pub(super) struct Gathered<'a> {
    metrics: usize,
    /// Per node and metric: where its series start, and how many there are.
    places: Vec<(u32, u32)>,
    series: Vec<Series<'a>>,
    /// Per metric: the last of every cluster, and of the clusters beneath every node above them.
    last: Vec<OnceLock<Last>>,
    /// Per metric and year: what is beneath every node above the clusters.
    beneath: Vec<OnceLock<Vec<Beneath>>>,
}

impl<'a> Gathered<'a> {
    pub(super) fn of(document: &'a Document, evaluation: &Evaluation) -> Self {
        let frame = evaluation.frame();
        let metrics = frame.metrics.len();
        let mut series: Vec<Series<'a>> = document.actuals.series().collect();
        let rows: Vec<Vec<u32>> = series.par_chunks(BLOCK).map(|series| rows_of(frame, series)).collect();
        let mut places = vec![(0, 0); frame.nodes.len() * metrics];
        // Series stand in order of nodes, then metrics: those of one node and metric side by side.
        for (place, row) in rows.iter().flatten().enumerate() {
            let Some((start, count)) = places.get_mut(*row as usize) else { continue };
            if *count == 0 {
                *start = place as u32;
            }
            *count += 1;
        }
        for (start, count) in places.iter().filter(|(_, count)| *count > 1) {
            super::in_year::own_coverage_first(evaluation, &mut series[*start as usize..(*start + *count) as usize]);
        }
        let slots = |count: usize| (0..count).map(|_| OnceLock::new()).collect();
        Self { metrics, places, series, last: slots(metrics), beneath: (0..metrics * frame.years).map(|_| OnceLock::new()).collect() }
    }

    /// The series of a node and metric by their places, those of its own coverage first.
    pub(super) fn series(&self, node: usize, metric: usize) -> &[Series<'a>] {
        let (start, count) = self.places.get(node * self.metrics + metric).copied().unwrap_or_default();
        self.series.get(start as usize..(start + count) as usize).unwrap_or_default()
    }

    /// The last year known of a cluster, or of any cluster beneath a node above them.
    pub(super) fn last(&self, in_year: &InYear<'_>, node: usize, metric: usize) -> Option<i32> {
        let all = self.all_last(in_year, metric)?;
        match node.checked_sub(all.tops.len()) {
            None => all.tops[node],
            Some(cluster) => all.clusters.get(cluster)?.map(|last| last.year),
        }
    }

    /// The latest total of a cluster.
    pub(super) fn last_total(&self, in_year: &InYear<'_>, node: usize, metric: usize) -> Option<LastTotal> {
        let all = self.all_last(in_year, metric)?;
        *all.clusters.get(node.checked_sub(all.tops.len())?)?
    }

    fn all_last(&self, in_year: &InYear<'_>, metric: usize) -> Option<&Last> {
        let of = in_year.metric(metric)?;
        let own = |cluster| in_year.own_last(self.series(cluster, metric), of);
        Some(
            self.last
                .get(metric)?
                .get_or_init(|| Last::of(in_year.evaluation(), in_year.evaluation().frame().clusters.clone().map(own).collect())),
        )
    }

    /// Looks up what was reported last of several metrics at once. Observations of a cluster lie together, whatever their metric: one
    /// cluster after the other is far quicker than one metric after the other.
    pub(super) fn look_up_last(&self, in_year: &InYear<'_>, metrics: &[usize]) {
        let evaluation = in_year.evaluation();
        let clusters: Vec<usize> = evaluation.frame().clusters.clone().collect();
        let of: Vec<(usize, &Metric)> = metrics.iter().filter_map(|metric| Some((*metric, in_year.metric(*metric)?))).collect();
        let of_block = |block: &[usize]| {
            let mut lists: Vec<Vec<Option<LastTotal>>> = of.iter().map(|_| Vec::with_capacity(block.len())).collect();
            for few in block.chunks(FEW) {
                self.fetch(few, &of);
                for cluster in few {
                    for ((metric, of), list) in of.iter().zip(&mut lists) {
                        list.push(in_year.own_last(self.series(*cluster, *metric), of));
                    }
                }
            }
            lists
        };
        let blocks: Vec<Vec<Vec<Option<LastTotal>>>> = clusters.par_chunks(BLOCK).map(of_block).collect();
        of.par_iter().enumerate().for_each(|(number, (metric, _))| {
            let of_metric = blocks.iter().filter_map(|lists| lists.get(number)).flatten().copied().collect();
            if let Some(last) = self.last.get(*metric) {
                last.get_or_init(|| Last::of(evaluation, of_metric));
            }
        });
    }

    /// Looks at the last observations of a few clusters and at nothing else, so that the memory they lie in is fetched side by side
    /// rather than one piece after the other once each is worked on.
    fn fetch(&self, clusters: &[usize], of: &[(usize, &Metric)]) {
        let lists = clusters.iter().flat_map(|cluster| of.iter().flat_map(|(metric, _)| self.series(*cluster, *metric)));
        let years = lists.filter_map(|(_, list)| list.last()).map(|last| last.period.plan_year());
        std::hint::black_box(years.fold(0, i32::wrapping_add));
    }

    /// What is beneath a node above the clusters in a year.
    pub(super) fn beneath(&self, in_year: &InYear<'_>, node: usize, (metric, of): (usize, &Metric), year: i32) -> Option<&Beneath> {
        let evaluation = in_year.evaluation();
        let frame = evaluation.frame();
        let place = frame.year(year)?;
        let tops = self.beneath.get(metric * frame.years + place)?.get_or_init(|| {
            let mut tops = vec![Beneath::default(); frame.clusters.start];
            let last = self.all_last(in_year, metric).map_or(&[] as &[_], |last| &last.clusters);
            for (number, cluster) in frame.clusters.clone().enumerate() {
                // What was reported last was looked at already and mostly tells all; who never reported has nothing.
                let told = match last.get(number) {
                    Some(Some(last)) => last.totals(year),
                    Some(None) => Some([None; 12]),
                    None => None,
                };
                let totals = told.unwrap_or_else(|| in_year.own(self.series(cluster, metric), of, year));
                let plan = super::assess::year_plan_at(evaluation, cluster, metric, place);
                above(evaluation, cluster, |top| tops[top].add(&totals, plan));
            }
            tops
        });
        tops.get(node)
    }
}

/// Every node above a cluster: the total and the members of each dimension from the lowest up.
fn above(evaluation: &Evaluation, cluster: usize, mut visit: impl FnMut(usize)) {
    let frame = evaluation.frame();
    visit(0);
    for of in &frame.direct {
        let mut member = of[cluster - frame.clusters.start];
        while member != NOWHERE {
            visit(member as usize);
            member = frame.parent[member as usize];
        }
    }
}
