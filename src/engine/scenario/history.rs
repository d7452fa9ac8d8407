//! Growth that nobody in the sector ever had.
//!
//! The sector of a cluster is its member of the plan's first dimension (its industry); that of the total and of members is what they
//! are themselves. What the sector ever had is the highest yearly rate, of the node and of every cluster in it, among: the actuals (from
//! one year with a value to the next, averaged over gaps), the plan's own figures up to the base year, and the growth that the
//! plan states for years up to it. Illustrative actuals are no history. Where there is none, nothing is said. Only metrics
//! that grow by rates are looked at.

use rayon::prelude::*;

use super::{BeyondHistory, Inner, Precedent};
use crate::domain::{Form, MetricKind};
use crate::engine::frame::NOWHERE;
use crate::engine::table::{ILLUSTRATIVE, Plane};
use crate::engine::{Layer, measure};

/// A rate and where it was observed, by places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    growth: f64,
    node: u32,
    from: u32,
    to: u32,
}

/// Per metric: the highest growth of each top and of each cluster; empty for metrics that do not grow by rates.
#[derive(Debug, Default)]
pub(super) struct History(Vec<Vec<Option<Most>>>);

/// Rates closer than this are one.
const ROUNDING: f64 = 1e-9;

fn higher(a: Option<Most>, b: Option<Most>) -> Option<Most> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.growth > a.growth { b } else { a }),
        (a, b) => a.or(b),
    }
}

impl Inner {
    /// Growth beyond what the sector ever had.
    pub(super) fn beyond_history(&self) -> Vec<BeyondHistory> {
        let history = self.history.get_or_init(|| self.find_history());
        let frame = self.plan.frame();
        let Some(base) = self.base_year else { return Vec::new() };
        let cells = (0..frame.metrics.len()).flat_map(|metric| (0..frame.parts.start).map(move |node| (metric, node)));
        let cells: Vec<(usize, usize)> = cells.filter(|(metric, _)| !history.0[*metric].is_empty()).collect();
        let beyond = |(metric, node): &(usize, usize)| {
            let most = self.most(&history.0[*metric], *node)?;
            let value = |year: usize| self.read(*node, *metric, year).value.filter(|value| *value > 0.0);
            let mut last = value(base);
            let mut found: Option<(usize, f64)> = None;
            for year in base + 1..frame.years {
                let now = value(year);
                if let (Some(now), Some(last)) = (now, last) {
                    let growth = now / last - 1.0;
                    if growth > most.growth + ROUNDING && found.is_none_or(|(_, other)| growth > other) {
                        found = Some((year, growth));
                    }
                }
                last = now;
            }
            let (year, growth) = found?;
            let at = |place: u32| frame.first_year + place as i32;
            let most =
                Precedent { node: frame.nodes[most.node as usize].clone(), from: at(most.from), to: at(most.to), growth: most.growth };
            let (node, metric) = (frame.nodes[*node].clone(), frame.metrics[*metric].clone());
            Some(BeyondHistory { node, metric, year: at(year as u32), growth, most })
        };
        cells.par_iter().filter_map(beyond).collect()
    }

    fn most(&self, of: &[Option<Most>], node: usize) -> Option<Most> {
        let frame = self.plan.frame();
        let number = node.checked_sub(frame.clusters.start);
        let sector = number.and_then(|number| frame.direct.first().map(|of| of[number])).filter(|sector| *sector != NOWHERE);
        higher(of[node], sector.and_then(|sector| of[sector as usize]))
    }

    fn find_history(&self) -> History {
        let frame = self.plan.frame();
        let units = self.document.plan.units();
        let metrics = self.document.plan.metrics.rows();
        let stated = |metric: usize| {
            let figures = self.document.plan.figures.iter().filter(move |figure| figure.metric == metrics[metric].id);
            figures.filter_map(|figure| {
                let average = matches!(figure.form, Form::AverageGrowth);
                if !average && figure.form != Form::Growth {
                    return None;
                }
                let to = frame.year(figure.time.last_year()?).filter(|year| Some(*year) <= self.base_year)?;
                let (powers, scale) = measure::resolve(&units, figure.unit.as_ref()?).ok()?;
                let growth = scale.apply(figure.bound.value().filter(|_| powers.is_number())?);
                let from = if average { first_year(figure.time).and_then(|year| frame.year(year)).unwrap_or(to) } else { to };
                let node = frame.place(&figure.node)?;
                Some((node, Most { growth, node: node as u32, from: from.saturating_sub(1) as u32, to: to as u32 }))
            })
        };
        let of_metric = |metric: usize| {
            if !matches!(metrics[metric].kind, MetricKind::Flow) {
                return Vec::new();
            }
            let mut most: Vec<Option<Most>> = (0..frame.parts.start).map(|node| self.observed(metric, node)).collect();
            for (node, growth) in stated(metric).filter(|(node, _)| *node < frame.parts.start) {
                most[node] = higher(most[node], Some(growth));
            }
            let own = most.clone();
            for (number, cluster) in frame.clusters.clone().enumerate() {
                let (group, _) = self.plan.groups().of[number];
                for top in self.plan.groups().within[group as usize].iter().chain(&[0]) {
                    most[*top as usize] = higher(most[*top as usize], own[cluster]);
                }
            }
            most
        };
        History((0..metrics.len()).into_par_iter().map(of_metric).collect())
    }

    /// The highest growth of a node among its actuals and the plan's figures up to the base year.
    fn observed(&self, metric: usize, node: usize) -> Option<Most> {
        let until = self.base_year.map_or(0, |base| base + 1);
        let actual = rates(self.plan.plane(metric, Layer::Actual), node, self.plan.frame().years);
        higher(actual, rates(self.plan.plane(metric, Layer::Plan), node, until))
    }
}

fn first_year(time: crate::base::Span) -> Option<i32> {
    match time {
        crate::base::Span::Years { from, .. } => Some(from),
        crate::base::Span::At(period) => Some(period.plan_year()),
        crate::base::Span::Unstated => None,
    }
}

fn rates(plane: &Plane, node: usize, until: usize) -> Option<Most> {
    let row = plane.row(node)?;
    let marks = plane.marks(node);
    let mut most = None;
    let mut last: Option<(usize, f64)> = None;
    for (year, value) in row.iter().enumerate().take(until).filter(|(_, value)| value.is_finite()) {
        if marks.get(year).is_some_and(|marks| marks & ILLUSTRATIVE != 0) {
            continue;
        }
        if let Some((from, start)) = last.filter(|(_, start)| *start > 0.0 && *value > 0.0) {
            let growth = (value / start).powf(1.0 / (year - from) as f64) - 1.0;
            most = higher(most, Some(Most { growth, node: node as u32, from: from as u32, to: year as u32 }));
        }
        last = Some((year, *value));
    }
    most.filter(|most| most.growth.is_finite())
}
