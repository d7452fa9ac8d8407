//! Checks of a scenario: limits by node and year, targets met or missed.
//!
//! **A limit** binds a metric of a node. What counts into it is the metric's value there and what the scenario's projects beneath the
//! node take, where it is measured in the same kind of unit: land from the year they come on stream, energy by the
//! share of output that they run at, investment (for a metric that no project's output counts towards) in the year they
//! come on stream. A scenario's assumption about a limit of the plan stands in for it in its years.
//!
//! **A target** is met as in a judgement (see [`crate::engine::accept`]): a floor from below, a ceiling from above, “about”, a stated
//! value and a range by the direction of the metric; the far end of a range is its ambition. What is short by less than a billionth counts
//! as met: a sum of rounded parts is no miss.

use super::compile::AtWork;
use super::{Inner, LimitUse, TargetOutcome, project, scope};
use crate::base::{Bound, MetricId, NodeId, Quantity, Span, UnitId, Units};
use crate::domain::{Direction, Figure, Lever, Metric, MetricKind, Role};
use crate::engine::accept::Accepted;
use crate::engine::measure;

/// A limit in force.
struct InForce {
    use_of: LimitUse,
    years: (i32, i32),
}

impl Inner {
    /// How far every limit is used.
    pub(super) fn use_of_limits(&self) -> Vec<LimitUse> {
        let units = self.document.plan.units();
        let mut found = Vec::new();
        for InForce { use_of, years } in self.limits_in_force(&units) {
            for year in years.0.max(self.plan.frame().first_year)..=years.1 {
                found.extend(self.use_of_limit(&units, &use_of, year));
            }
        }
        found
    }

    fn limits_in_force(&self, units: &Units) -> Vec<InForce> {
        let info = &self.document.plan.info;
        let horizon = (info.first_year, info.last_year);
        let mut list: Vec<InForce> = Vec::new();
        let in_force = |node: &NodeId, metric: &MetricId, bound: &Bound, unit: &UnitId, years| {
            let to = &self.document.plan.metrics.get(metric)?.unit;
            let scale = measure::factor(units, unit, to).ok()?;
            let bound = bound.map(|value| scale.apply(value));
            let (node, metric) = (node.clone(), metric.clone());
            let (used, of_projects, has_gaps, excess) = (None, 0.0, false, 0.0);
            Some(InForce {
                use_of: LimitUse { limit: None, by: None, node, metric, year: 0, bound, used, of_projects, has_gaps, excess },
                years,
            })
        };
        for limit in &self.document.plan.limits {
            let years = match limit.time {
                Span::At(period) => (period.plan_year(), period.plan_year()),
                Span::Years { from, to } => (from, to),
                Span::Unstated => horizon,
            };
            if let Some(mut made) = in_force(&limit.node, &limit.metric, &limit.bound, &limit.unit, years) {
                made.use_of.limit = Some(limit.id.clone());
                list.push(made);
            }
        }
        for (by, assumption) in &self.assumptions {
            let Lever::Limit { limit, bound, unit } = &assumption.lever else { continue };
            let planned = limit.as_ref().and_then(|id| self.document.plan.limits.get(id));
            let node = planned.map(|limit| &limit.node).or(assumption.scope.within.first());
            let metric = planned.map(|limit| &limit.metric).or(assumption.metric.as_ref());
            let total = NodeId::total();
            let (node, Some(metric)) = (node.unwrap_or(&total), metric) else { continue };
            if limit.is_some() && planned.is_none() {
                continue;
            }
            let of_limit = |made: &&InForce| made.use_of.limit == *limit && limit.is_some();
            let own = list.iter().filter(of_limit).map(|made| made.years).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
            let years = assumption.years.or(own).unwrap_or(horizon);
            let Some(mut made) = in_force(node, metric, bound, unit, years) else { continue };
            made.use_of.limit.clone_from(limit);
            made.use_of.by = Some(by.clone());
            if limit.is_some() {
                list = list.into_iter().flat_map(|old| cut(old, limit.as_ref(), years)).collect();
            }
            list.push(made);
        }
        list
    }

    fn use_of_limit(&self, units: &Units, limit: &LimitUse, year: i32) -> Option<LimitUse> {
        let frame = self.plan.frame();
        let (node, metric, place) = (frame.place(&limit.node)?, frame.metric(&limit.metric)?, frame.year(year)?);
        let reading = self.read(node, metric, place);
        let row = &self.document.plan.metrics.rows()[metric];
        let taken: Vec<f64> = self.compiled.projects.iter().filter_map(|at_work| self.taken(units, at_work, node, row, place)).collect();
        let of_projects: f64 = taken.iter().sum();
        let used = reading.value.map(|value| value + of_projects).or((!taken.is_empty()).then_some(of_projects));
        let excess = used.map_or(0.0, |used| over(&limit.bound, used, self.document.plan.info.about_tolerance));
        Some(LimitUse { year, used, of_projects, has_gaps: !reading.is_complete(), excess, ..limit.clone() })
    }

    /// What a project takes of a metric in a year, where it lies beneath the node.
    fn taken(&self, units: &Units, at_work: &AtWork, node: usize, metric: &Metric, year: usize) -> Option<f64> {
        let (frame, project) = (self.plan.frame(), &at_work.project);
        let place = frame.place(&project.node)?;
        let beneath = place == node || scope::contains(frame, self.plan.groups(), node, place) || self.is_member_within(place, node);
        if !beneath || project.metric.as_ref() == Some(&metric.id) {
            return None;
        }
        let convert = |quantity: &Option<Quantity>| {
            let quantity = quantity.as_ref()?;
            Some(measure::factor(units, &quantity.unit, &metric.unit).ok()?.apply(quantity.amount) * at_work.scale)
        };
        let starts = at_work.start.floor();
        let is_output = || self.compiled.projects.iter().any(|other| other.project.metric.as_ref() == Some(&metric.id));
        if let Some(land) = convert(&project.land) {
            return Some(if year as f64 >= starts { land } else { 0.0 });
        }
        if let Some(energy) = convert(&project.energy) {
            let shares = project::shares(frame.years, at_work.start, &project.ramp, 1.0, matches!(metric.kind, MetricKind::Flow));
            return Some(energy * shares[year]);
        }
        let investment = convert(&project.investment).filter(|_| !is_output())?;
        Some(if year as f64 == starts { investment } else { 0.0 })
    }

    fn is_member_within(&self, place: usize, node: usize) -> bool {
        let tops = self.plan.frame().clusters.start;
        place < tops && node < tops && (node == 0 || (place != 0 && scope::is_within(self.plan.frame(), place as u32, node as u32)))
    }

    /// Whether every target is met.
    pub(super) fn outcomes(&self) -> Vec<TargetOutcome> {
        let plan = &self.document.plan;
        let units = plan.units();
        let targets = plan.figures.iter().filter(|figure| figure.role == Role::Target);
        targets.filter_map(|figure| self.outcome(figure, plan.metrics.get(&figure.metric)?, &units)).collect()
    }

    fn outcome(&self, figure: &Figure, metric: &Metric, units: &Units) -> Option<TargetOutcome> {
        let frame = self.plan.frame();
        let year = figure.yearly_level()?;
        let (node, place, at) = (frame.place(&figure.node)?, frame.metric(&figure.metric)?, frame.year(year)?);
        let scale = measure::factor(units, figure.unit.as_ref()?, &metric.unit).ok()?;
        let bound = figure.bound.map(|value| scale.apply(value));
        let reading = self.read(node, place, at);
        let tolerance = self.document.plan.info.about_tolerance;
        let shortfall = reading.value.and_then(|value| short(&bound, value, tolerance, metric.direction));
        let ambition = match (&bound, metric.direction, reading.value) {
            (Bound::Between { low, .. }, Direction::Down, Some(value)) => Some((*low, (value - low).max(0.0))),
            (Bound::Between { high, .. }, Direction::Up, Some(value)) => Some((*high, (high - value).max(0.0))),
            _ => None,
        };
        Some(TargetOutcome {
            figure: figure.id.clone(),
            node: figure.node.clone(),
            metric: figure.metric.clone(),
            year,
            bound,
            value: reading.value,
            met: shortfall.map(|shortfall| shortfall == 0.0),
            shortfall,
            ambition,
            doubtful: reading.value.is_some() && (!reading.is_complete() || reading.mixed_coverage || reading.illustrative),
        })
    }
}

/// A limit in force without the years in which another stands in for it.
fn cut(old: InForce, limit: Option<&crate::base::LimitId>, years: (i32, i32)) -> Vec<InForce> {
    if old.use_of.limit.as_ref() != limit {
        return vec![old];
    }
    let (from, to) = old.years;
    let parts = [(from, to.min(years.0 - 1)), (from.max(years.1 + 1), to)];
    let parts = parts.into_iter().filter(|(from, to)| from <= to);
    parts.map(|years| InForce { use_of: old.use_of.clone(), years }).collect()
}

/// Share of a number below which a difference is rounding.
const ROUNDING: f64 = 1e-9;

fn beyond(amount: f64, of: f64) -> f64 {
    if amount > ROUNDING * of.abs() { amount } else { 0.0 }
}

/// By how much a limit is exceeded (for a floor: missed).
fn over(bound: &Bound, used: f64, tolerance: f64) -> f64 {
    match *bound {
        Bound::Exactly { value } | Bound::AtMost { value } => beyond(used - value, value),
        Bound::About { value } => beyond(used - value - tolerance * value.abs(), value),
        Bound::Between { high, .. } => beyond(used - high, high),
        Bound::AtLeast { value } => beyond(value - used, value),
        Bound::Unstated => 0.0,
    }
}

/// By how much a value misses a target, by the same rule as everywhere else ([`Accepted`]); 0 where it meets it, `None` where the
/// bound has no number.
pub(in crate::engine) fn short(bound: &Bound, value: f64, tolerance: f64, direction: Direction) -> Option<f64> {
    let accepted = Accepted::of(bound, direction, tolerance)?;
    if accepted.holds(value) {
        return Some(0.0);
    }
    let (below, above) = (accepted.low.map(|low| low - value), accepted.high.map(|high| value - high));
    Some(below.unwrap_or(0.0).max(above.unwrap_or(0.0)))
}
