//! Growth on the year before as the source of an actual states it (公布的同比), beside the growth that the values themselves come to.
//!
//! Statistics offices state growth of the same firms or at constant prices, or revise the year before without a word; the quotient of two
//! published values is then another number. Both are shown side by side and neither replaces the other.

use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Document, Observation, SeriesKey, Status};
use crate::engine::in_year::own_coverage_first;
use crate::engine::{Evaluation, measure};

/// The latest periods of a series that are looked at: two years of months.
const LATEST: usize = 24;

/// Growth of one period on the same period a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedGrowth {
    /// The later period.
    pub period: Period,
    /// As the source states it (0.1 for 10 %).
    pub stated: f64,
    /// What the two values come to; `None` where the year before is missing or not above zero.
    pub computed: Option<f64>,
    /// True where the value or the one before may still be revised.
    pub preliminary: bool,
    /// True where either is illustrative.
    pub illustrative: bool,
}

impl PublishedGrowth {
    /// Stated less computed.
    pub fn difference(&self) -> Option<f64> {
        self.computed.map(|computed| self.stated - computed)
    }
}

/// True where any actual comes with growth: without one there is nothing to look for node by node.
pub fn is_told(document: &Document) -> bool {
    document.actuals.series().flat_map(|(_, list)| list).any(|observation| observation.stated_growth.is_some())
}

/// The growth that counting observations of a node and metric come with, in order of periods: from the series of the node's own
/// coverage, or the first other that has any.
pub fn of(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId) -> Vec<PublishedGrowth> {
    let mut series: Vec<(&SeriesKey, &[Observation])> = document.actuals.of_node_metric(node, metric).collect();
    own_coverage_first(evaluation, &mut series);
    let of_series = |(key, list): &(&SeriesKey, &[Observation])| -> Vec<PublishedGrowth> {
        let counting: Vec<&Observation> = list.chunk_by(|a, b| a.period == b.period).filter_map(crate::domain::actuals::counting).collect();
        let latest = counting.get(counting.len().saturating_sub(LATEST)..).unwrap_or_default();
        latest.iter().filter_map(|observation| one(document, key, observation)).collect()
    };
    series.iter().map(of_series).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The rate of a year, else that of the last period of it.
pub fn of_year(all: &[PublishedGrowth], year: i32) -> Option<PublishedGrowth> {
    let whole = all.iter().find(|growth| growth.period.as_year() == Some(year));
    whole.or_else(|| all.iter().rfind(|growth| growth.period.plan_year() == year)).copied()
}

fn one(document: &Document, key: &SeriesKey, now: &Observation) -> Option<PublishedGrowth> {
    let stated = now.stated_growth? / 100.0;
    let before = now.period.year_before().and_then(|period| document.actuals.current(key, period));
    let computed = before.and_then(|before| {
        let scale = measure::factor(&document.plan.units(), &before.unit, &now.unit).ok()?;
        let from = scale.apply(before.value);
        let growth = now.value / from - 1.0;
        (from > 0.0 && growth.is_finite()).then_some(growth)
    });
    let any = |status: Status| now.status == status || (computed.is_some() && before.is_some_and(|before| before.status == status));
    Some(PublishedGrowth {
        period: now.period,
        stated,
        computed,
        preliminary: any(Status::Preliminary),
        illustrative: any(Status::Illustrative),
    })
}
