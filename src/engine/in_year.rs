//! What has come together within a year: running totals month by month, from whatever was reported.
//!
//! A total to the end of a month comes from the running total itself, else from the whole year (for its last month), else from all
//! single months up to it, else from all quarters, else from all halves. Only flows add; of counts a reported running total or
//! year counts. Months are numbered from the start of the plan's year; running totals (累计) that start in another month say nothing
//! of it. A member or the total without values of its own has the sum of its clusters, with how many of how many.

use std::borrow::Cow;

use super::Evaluation;
use super::assess::YearPlan;
use super::gathered::{Beneath, Gathered};
use super::measure::{self, Scale};
use super::rollup::Exact;
use crate::base::{MetricId, NodeId, Period, UnitId, Units};
use crate::domain::{Document, Metric, MetricKind, NodeKind, Observation, SeriesKey, Status};

/// What has come together from the start of a year to the end of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Running {
    /// The total in the metric's unit.
    pub value: f64,
    /// How many nodes it is made of; 1 for an own value.
    pub n: u32,
    /// How many there are.
    pub of: u32,
    /// True where any part of it is illustrative.
    pub illustrative: bool,
    /// True where any part of it may still be revised.
    pub preliminary: bool,
}

/// The totals at the end of each of the twelve months of a year.
pub type Year = [Option<Running>; 12];

/// The latest total that a node reported itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastTotal {
    /// The year.
    pub(super) year: i32,
    /// To the end of which month, 1 to 12.
    pub(super) months: u8,
    /// The total.
    pub(super) running: Running,
    /// True where nothing is known of that year but this total.
    pub(super) alone: bool,
}

impl LastTotal {
    fn of(year: i32, totals: &Year, months: u8) -> Option<Self> {
        let (months, running) = latest_of(totals, months)?;
        let alone = totals.iter().flatten().count() == 1;
        Some(Self { year, months, running, alone })
    }

    /// All totals of a year, where this tells them: those of later years are none, those of its own only where it stands alone.
    pub(super) fn totals(&self, year: i32) -> Option<Year> {
        let mut totals = [None; 12];
        match year.cmp(&self.year) {
            std::cmp::Ordering::Greater => Some(totals),
            std::cmp::Ordering::Equal if self.alone => {
                *totals.get_mut(usize::from(self.months) - 1)? = Some(self.running);
                Some(totals)
            }
            _ => None,
        }
    }
}

/// A series with its key.
pub(super) type Series<'a> = (&'a SeriesKey, &'a [Observation]);

/// Reads running totals of a document.
pub struct InYear<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    units: Units,
    /// Month in which the plan's year starts, 1 to 12.
    start: u8,
    /// What judging many nodes reads, where they are many.
    gathered: Option<Gathered<'a>>,
}

/// True where parts of a year say something about the year.
pub fn adds(document: &Document, metric: &MetricId) -> bool {
    document.plan.metrics.get(metric).is_some_and(Metric::adds_in_year)
}

impl<'a> InYear<'a> {
    /// Reads from a document and its evaluation.
    pub fn of(document: &'a Document, evaluation: &'a Evaluation) -> Self {
        let start = document.plan.info.year_starts_in.clamp(1, 12);
        Self { document, evaluation, units: document.plan.units(), start, gathered: None }
    }

    /// The same for reading many nodes: goes through all series once, and adds up what is beneath members once for all of them.
    pub fn gathered(document: &'a Document, evaluation: &'a Evaluation) -> Self {
        Self { gathered: Some(Gathered::of(document, evaluation)), ..Self::of(document, evaluation) }
    }

    /// Looks up what clusters reported last of these metrics, where anything was gathered.
    pub(super) fn look_up_last(&self, metrics: &[usize]) {
        if let Some(gathered) = &self.gathered {
            gathered.look_up_last(self, metrics);
        }
    }

    pub(super) fn evaluation(&self) -> &'a Evaluation {
        self.evaluation
    }

    /// The metric at a place.
    pub(super) fn metric(&self, metric: usize) -> Option<&'a Metric> {
        self.document.plan.metrics.rows().get(metric)
    }

    /// How many months of the plan's year have passed at the end of a period, 1 to 12. `None` for a running total that starts in another
    /// month than the plan's year.
    pub fn elapsed(&self, period: Period) -> Option<u8> {
        let info = &self.document.plan.info;
        info.counts(period).then(|| info.end_of(period).1)
    }

    /// The period from the start of the plan's year to the end of its month `elapsed` (1 to 12): the running total, or the whole year.
    pub fn period(&self, year: i32, elapsed: u8) -> Period {
        let running = if elapsed < 12 { Period::to_date(year, self.start, elapsed.max(1)) } else { None };
        running.unwrap_or_else(|| Period::year(year))
    }

    /// The totals of a node and year, month by month.
    pub fn running(&self, node: &NodeId, metric: &MetricId, year: i32) -> Year {
        let Some(of) = self.document.plan.metrics.get(metric).filter(|of| of.adds_in_year()) else { return [None; 12] };
        let own = self.own(&self.series(node, metric), of, year);
        if own.iter().any(Option::is_some) || !self.has_beneath(node, metric) {
            return own;
        }
        self.beneath(node, of, year).totals()
    }

    /// What [`Self::last`] and [`Self::latest`] find of a cluster, by places and without asking twice: its total within the year and
    /// months given, or of the last year that it reported. `None` also where nothing was gathered.
    pub(super) fn of_cluster(&self, node: usize, metric: usize, within: Option<(i32, u8)>) -> Option<LastTotal> {
        let gathered = self.gathered.as_ref()?;
        let Some((year, months)) = within else { return gathered.last_total(self, node, metric) };
        LastTotal::of(year, &self.own(gathered.series(node, metric), self.metric(metric)?, year), months)
    }

    /// True where the clusters beneath a node stand in for values of its own.
    fn has_beneath(&self, node: &NodeId, metric: &MetricId) -> bool {
        matches!(self.document.plan.node_kind(node), Some(NodeKind::Total | NodeKind::Member)) && self.evaluation.adds(metric)
    }

    /// The node's series, those of its own coverage first.
    fn series(&self, node: &NodeId, metric: &MetricId) -> Cow<'_, [Series<'a>]> {
        let frame = self.evaluation.frame();
        if let (Some(gathered), Some(node), Some(metric)) = (&self.gathered, frame.place(node), frame.metric(metric)) {
            return Cow::Borrowed(gathered.series(node, metric));
        }
        let mut series: Vec<Series<'a>> = self.document.actuals.of_node_metric(node, metric).collect();
        own_coverage_first(self.evaluation, &mut series);
        Cow::Owned(series)
    }

    /// True where the node has reported anything itself.
    pub(super) fn has_own(&self, node: &NodeId, metric: &MetricId) -> bool {
        !self.series(node, metric).is_empty()
    }

    /// True where the totals of a year are of another coverage than the one that stands for the node, or where that holds for any
    /// cluster that makes them up.
    pub(super) fn is_of_other_coverage(&self, node: &NodeId, metric: &Metric, year: i32) -> bool {
        let other = |node: &NodeId| {
            let series = self.series(node, &metric.id);
            let told = |of: &&Series<'_>| self.own(std::slice::from_ref(*of), metric, year).iter().any(Option::is_some);
            let used = series.iter().find(told).map(|(key, _)| &key.coverage);
            used.is_some_and(|coverage| *coverage != self.evaluation.coverage_of(node, &metric.id))
        };
        if self.has_own(node, &metric.id) { other(node) } else { self.evaluation.clusters_of(node).any(|cluster| other(&cluster)) }
    }

    /// The totals of a year from a node's own series. Coverages other than its own fill nothing, they only stand in where it has
    /// nothing at all.
    pub(super) fn own(&self, series: &[Series<'_>], metric: &Metric, year: i32) -> Year {
        let of = |list: &[Observation]| {
            let upto = upto(list, year);
            let from = upto.iter().rposition(|o| o.period.plan_year() < year).map_or(0, |before| before + 1);
            if from == upto.len() { [None; 12] } else { self.totals(&upto[from..], metric) }
        };
        series.iter().map(|(_, list)| of(list)).find(|year| year.iter().any(Option::is_some)).unwrap_or([None; 12])
    }

    /// The last year of the evaluation that a node's own series say anything of; only years with observations are looked at.
    pub(super) fn own_last(&self, series: &[Series<'_>], metric: &Metric) -> Option<LastTotal> {
        let (first, mut end) = self.evaluation.years().into_inner();
        loop {
            let last = |(_, list): &Series<'_>| upto(list, end).last().map(|o| o.period.plan_year());
            let year = series.iter().filter_map(last).max().filter(|year| *year >= first)?;
            let last = LastTotal::of(year, &self.own(series, metric, year), 12);
            if last.is_some() {
                return last;
            }
            end = year.checked_sub(1)?;
        }
    }

    /// The totals of one series and year.
    fn totals(&self, list: &[Observation], metric: &Metric) -> Year {
        let mut found: Year = [None; 12];
        if let [only] = list
            && only.period.as_year().is_some()
        {
            // By far the most frequent case: one value a year.
            let scale = measure::factor(&self.units, &only.unit, &metric.unit).ok();
            found[11] = scale.and_then(|scale| running_of(only, scale));
            return found;
        }
        let counting: Vec<&Observation> = list.chunk_by(|a, b| a.period == b.period).filter_map(crate::domain::actuals::counting).collect();
        let mut factor: Option<(&UnitId, Option<Scale>)> = None;
        let mut value = |o: &'_ &Observation| {
            if factor.is_none_or(|(unit, _)| *unit != o.unit) {
                factor = list.iter().map(|known| &known.unit).find(|unit| **unit == o.unit).map(|unit| {
                    let scale = measure::factor(&self.units, unit, &metric.unit).ok();
                    (unit, scale)
                });
            }
            running_of(o, factor.and_then(|(_, scale)| scale)?)
        };
        let flow = metric.kind == MetricKind::Flow;
        let put = |found: &mut Year, month: u8, total: Option<Running>| {
            if let (Some(total), Some(place)) = (total, found.get_mut(usize::from(month) - 1)) {
                // A real total goes before an illustrative one, an earlier kind before a later one.
                if place.is_none_or(|known| known.illustrative && !total.illustrative) {
                    *place = Some(total);
                }
            }
        };
        for o in counting.iter().filter(|o| o.period.to_date_from() == Some(self.start)) {
            put(&mut found, o.period.last_month(), value(o));
        }
        for o in counting.iter().filter(|o| o.period.as_year().is_some()) {
            let total = value(o);
            // The year itself, where it is final, takes the place of a running total that was still to be revised.
            if let (Some(total), Some(known)) = (total, found[11])
                && known.preliminary
                && !total.preliminary
                && !total.illustrative
            {
                found[11] = Some(total);
            }
            put(&mut found, 12, total);
        }
        if flow {
            for length in [1, 3, 6] {
                let mut total: Option<(Exact, Running)> = None;
                for end in (length..=12).step_by(usize::from(length)) {
                    let is = |o: &&&Observation| self.is_part(o.period, length) && self.elapsed(o.period) == Some(end);
                    let Some(part) = counting.iter().find(is).and_then(&mut value) else { break };
                    total = Some(added(total, part));
                    put(&mut found, end, total.map(|(sum, running)| Running { value: sum.value(), ..running }));
                }
            }
        }
        found
    }

    fn is_part(&self, period: Period, months: u8) -> bool {
        match months {
            1 => period.as_month().is_some(),
            3 => period.as_quarter().is_some(),
            _ => period.as_half().is_some(),
        }
    }

    fn beneath(&self, node: &NodeId, metric: &Metric, year: i32) -> Cow<'_, Beneath> {
        let frame = self.evaluation.frame();
        if let (Some(gathered), Some(node), Some(place)) = (&self.gathered, frame.place(node), frame.metric(&metric.id))
            && let Some(beneath) = gathered.beneath(self, node, (place, metric), year)
        {
            return Cow::Borrowed(beneath);
        }
        let mut beneath = Beneath::default();
        for cluster in self.evaluation.clusters_of(node) {
            let totals = self.own(&self.series(&cluster, &metric.id), metric, year);
            beneath.add(&totals, super::assess::year_plan(self.evaluation, &cluster, &metric.id, year));
        }
        Cow::Owned(beneath)
    }

    /// Totals and plans of those clusters beneath a node that have both, to the end of a month (1 to 12).
    pub(super) fn matched(&self, node: &NodeId, metric: &Metric, year: i32, months: u8) -> Option<(Running, YearPlan)> {
        self.beneath(node, metric, year).matched(months)
    }

    /// Single parts of years, `per_year` of them (12 or 4), as (plan year × `per_year` + number − 1, value): the differences of
    /// totals. Parts that are not known are left out; sums with gaps beneath count as not known.
    pub fn parts(&self, node: &NodeId, metric: &MetricId, per_year: i32) -> Vec<(i32, f64)> {
        let step = (12 / per_year.clamp(1, 12)) as usize;
        let mut parts = Vec::new();
        for year in self.evaluation.years() {
            let totals = self.running(node, metric, year);
            let at = |month: usize| match month {
                0 => Some(0.0),
                _ => totals[month - 1].filter(|total| total.n == total.of).map(|total| total.value),
            };
            for number in 0..12 / step {
                if let (Some(from), Some(to)) = (at(number * step), at((number + 1) * step)) {
                    parts.push((year * per_year + number as i32, to - from));
                }
            }
        }
        parts
    }

    /// The latest total of a year that lies within the first `months` months.
    pub fn latest(&self, node: &NodeId, metric: &MetricId, year: i32, months: u8) -> Option<(u8, Running)> {
        latest_of(&self.running(node, metric, year), months)
    }

    /// The last month of the last year that anything is known of: year, and months of it.
    pub fn last(&self, node: &NodeId, metric: &MetricId) -> Option<(i32, u8)> {
        let of = self.document.plan.metrics.get(metric).filter(|of| of.adds_in_year())?;
        let frame = self.evaluation.frame();
        let gathered = self.gathered.as_ref().zip(frame.place(node).zip(frame.metric(metric)));
        let own = match gathered {
            Some((gathered, (place, m))) if frame.clusters.contains(&place) => gathered.last(self, place, m),
            _ => self.own_last(&self.series(node, metric), of).map(|last| last.year),
        };
        let beneath = || match gathered {
            Some((gathered, (place, m))) => gathered.last(self, place, m),
            None => {
                let year = |cluster: NodeId| self.own_last(&self.series(&cluster, metric), of).map(|last| last.year);
                self.evaluation.clusters_of(node).filter_map(year).max()
            }
        };
        let year = if self.has_beneath(node, metric) { own.max(beneath()) } else { own }?;
        self.latest(node, metric, year, 12).map(|(months, _)| (year, months))
    }
}

/// The latest total of a year that lies within the first `months` months.
pub(super) fn latest_of(totals: &Year, months: u8) -> Option<(u8, Running)> {
    (1..=months.min(12)).rev().find_map(|month| Some((month, totals[usize::from(month) - 1]?)))
}

/// The observations of a series up to and with a year. Asked for is mostly the end of it: that is looked at first.
fn upto(list: &[Observation], year: i32) -> &[Observation] {
    match list.last() {
        Some(last) if last.period.plan_year() > year => &list[..list.partition_point(|o| o.period.plan_year() <= year)],
        _ => list,
    }
}

/// One observation as a total.
fn running_of(o: &Observation, scale: Scale) -> Option<Running> {
    let value = scale.apply(o.value);
    let (illustrative, preliminary) = (o.status == Status::Illustrative, o.status == Status::Preliminary);
    value.is_finite().then_some(Running { value, n: 1, of: 1, illustrative, preliminary })
}

/// Puts the series of the coverage that stands for their node and metric first.
pub(super) fn own_coverage_first(evaluation: &Evaluation, series: &mut [Series<'_>]) {
    if let [(key, _), _, ..] = *series {
        let coverage = evaluation.coverage_of(&key.node, &key.metric);
        series.sort_by_key(|(key, _)| key.coverage != coverage);
    }
}

pub(super) fn added(total: Option<(Exact, Running)>, part: Running) -> (Exact, Running) {
    let (mut sum, known) = total.unwrap_or((Exact::default(), Running { illustrative: false, preliminary: false, ..part }));
    sum.add(part.value);
    let illustrative = known.illustrative || part.illustrative;
    (sum, Running { illustrative, preliminary: known.preliminary || part.preliminary, ..known })
}
