//! What was observed of a node by the end of a month of a year, and what that rests on.
//!
//! Flows come together as [`InYear`] reads them. Of stocks, and of counts without a running total, the level reported for the month
//! (or for the quarter, half or year that ends with it) is what was observed. A member or the total without values of its own has the
//! sum of its clusters; a sum with gaps says nothing.

use std::cmp::Reverse;

use super::super::gathered::Beneath;
use super::super::in_year::{InYear, Running, Series, Year, own_coverage_first};
use super::super::{Evaluation, Layer, measure};
use crate::base::{MetricId, NodeId, Period, Units};
use crate::domain::{Document, Metric, MetricKind, NodeKind, Observation, Status, actuals};

/// What the numbers of a warning rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rests {
    /// True where any of them is illustrative.
    pub illustrative: bool,
    /// True where any of them may still be revised.
    pub preliminary: bool,
}

impl Rests {
    /// On what both rest.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { illustrative: self.illustrative || other.illustrative, preliminary: self.preliminary || other.preliminary }
    }
}

/// Reads what was observed by the end of a month.
pub(super) struct Observed<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    units: Units,
    pub(super) in_year: InYear<'a>,
}

impl<'a> Observed<'a> {
    pub(super) fn of(document: &'a Document, evaluation: &'a Evaluation) -> Self {
        Self { document, evaluation, units: document.plan.units(), in_year: InYear::of(document, evaluation) }
    }

    /// The value of a whole year, where nothing beneath is missing.
    pub(super) fn whole(&self, node: &NodeId, metric: &MetricId, year: i32) -> Option<(Period, f64)> {
        let reading = self.evaluation.reading(node, metric, Layer::Actual, year);
        reading.value.filter(|_| reading.is_complete()).map(|value| (Period::year(year), value))
    }

    /// What was observed at the end of each month of a year. Counts are read as levels too only where `levels` asks for it: a month of
    /// theirs may be what came in that month or what there was at its end.
    pub(super) fn months(&self, node: &NodeId, metric: &Metric, year: i32, levels: bool) -> Year {
        let is_level = matches!(metric.kind, MetricKind::Stock | MetricKind::TierCount { .. });
        let mut months = if is_level { self.levels(node, metric, year) } else { self.in_year.running(node, &metric.id, year) };
        if levels && metric.kind == MetricKind::Count {
            let known = self.levels(node, metric, year);
            months.iter_mut().zip(known).for_each(|(month, level)| *month = month.or(level));
        }
        months
    }

    /// The last month among the first `months` with a value without gaps, and the value.
    pub(super) fn latest(of: &Year, months: u8) -> Option<(u8, Running)> {
        let complete = |month: u8| of.get(usize::from(month).checked_sub(1)?)?.filter(|total| total.n == total.of);
        (1..=months.min(12)).rev().find_map(|month| Some((month, complete(month)?)))
    }

    /// The period to the end of a month of a year: what came together by then, or of a level the month itself.
    pub(super) fn period(&self, metric: &Metric, year: i32, months: u8) -> Period {
        let first = self.document.plan.info.first_month();
        let level = (!metric.adds_in_year()).then(|| Period::month_of_year(year, first, months)).flatten();
        level.unwrap_or_else(|| self.in_year.period(year, months))
    }

    /// What the value observed of a period rests on.
    pub(super) fn rests(&self, node: &NodeId, metric: &Metric, period: Period) -> Rests {
        if let Some(year) = period.as_year() {
            let reading = self.evaluation.reading(node, &metric.id, Layer::Actual, year);
            return Rests { illustrative: reading.illustrative, preliminary: reading.preliminary };
        }
        let (year, months) = self.document.plan.info.end_of(period);
        let of = self.months(node, metric, year, true).get(usize::from(months) - 1).copied().flatten();
        of.map_or_else(Rests::default, |of| Rests { illustrative: of.illustrative, preliminary: of.preliminary })
    }

    fn series(&self, node: &NodeId, metric: &MetricId) -> Vec<Series<'a>> {
        let mut series: Vec<Series<'a>> = self.document.actuals.of_node_metric(node, metric).collect();
        own_coverage_first(self.evaluation, &mut series);
        series
    }

    /// The observations of a year that count, of the first of a node's series that has any.
    fn of_year(&self, node: &NodeId, metric: &MetricId, year: i32) -> Vec<&'a Observation> {
        let counting = |(_, list): &Series<'a>| {
            let start = list.partition_point(|o| o.period.plan_year() < year);
            let end = list.partition_point(|o| o.period.plan_year() <= year);
            list[start..end].chunk_by(|a, b| a.period == b.period).filter_map(actuals::counting).collect::<Vec<_>>()
        };
        self.series(node, metric).iter().map(counting).find(|list| !list.is_empty()).unwrap_or_default()
    }

    fn levels(&self, node: &NodeId, metric: &Metric, year: i32) -> Year {
        let own = self.own_levels(node, metric, year);
        let sums = matches!(self.document.plan.node_kind(node), Some(NodeKind::Total | NodeKind::Member));
        if !sums || !self.evaluation.adds(&metric.id) || own.iter().any(Option::is_some) {
            return own;
        }
        let mut beneath = Beneath::default();
        self.evaluation.clusters_of(node).for_each(|cluster| beneath.add(&self.own_levels(&cluster, metric, year), None));
        beneath.totals()
    }

    fn own_levels(&self, node: &NodeId, metric: &Metric, year: i32) -> Year {
        let mut found: Year = [None; 12];
        let mut list = self.of_year(node, &metric.id, year);
        list.retain(|o| metric.kind == MetricKind::Count || o.period.as_year_to_date().is_none());
        // What is said of the longer period ending with a month goes before, a real value before an illustrative one.
        list.sort_by_key(|o| (o.status == Status::Illustrative, Reverse(o.period.months())));
        for o in list {
            let place = self.in_year.elapsed(o.period).and_then(|month| found.get_mut(usize::from(month).checked_sub(1)?));
            let value = measure::factor(&self.units, &o.unit, &metric.unit).ok().map(|scale| scale.apply(o.value));
            if let (Some(place @ None), Some(value)) = (place, value.filter(|value| value.is_finite())) {
                let (illustrative, preliminary) = (o.status == Status::Illustrative, o.status == Status::Preliminary);
                *place = Some(Running { value, n: 1, of: 1, illustrative, preliminary });
            }
        }
        found
    }
}
