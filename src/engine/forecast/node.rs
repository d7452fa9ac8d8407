//! The forecast of a node's own actuals for a metric, and the chance that its target is met.

use super::{Forecast, Method, Refusal, Seasonal, Total, seasonal, yearly};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Document, judging};
use crate::engine::assess::{self, Ask};
use crate::engine::in_year::{self, InYear};
use crate::engine::{Evaluation, Layer, TargetPoint};

/// A node's forecast for a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeForecast {
    /// Last year of the forecast: the target's, or the plan's last one.
    pub upto: i32,
    /// The observed yearly values it was made from, those without gaps beneath only.
    pub observed: Vec<(i32, f64)>,
    /// The forecast year by year, or why there is none.
    pub yearly: Result<Forecast, Refusal>,
    /// The forecast by months, or by quarters where months are missing; asked for by [`Method::Seasonal`] only.
    pub seasonal: Option<Result<Seasonal, Refusal>>,
    /// The year of the target as the sum of its months; only with a forecast of months.
    pub total: Option<Total>,
    /// The target, where there is one.
    pub target: Option<TargetPoint>,
    /// The chance (0 to 1) that the target is met.
    pub chance: Option<f64>,
    /// True where any of the values is illustrative.
    pub illustrative: bool,
    /// True where values, or values and target, are of different coverage.
    pub mixed_coverage: bool,
    /// True where the first point is the baseline figure.
    pub from_baseline: bool,
    /// A later year that was left out because values beneath are missing.
    pub left_out: Option<i32>,
}

/// The forecast of a node and metric from its actuals up to and with `as_of` (all where none is given).
pub fn of(
    document: &Document,
    evaluation: &Evaluation,
    node: &NodeId,
    metric: &MetricId,
    method: Method,
    as_of: Option<i32>,
) -> NodeForecast {
    let plan = &document.plan;
    let ask = Ask { as_of: as_of.map(Period::year), method: Some(judging::Method::Gap) };
    let course = assess::course(document, evaluation, node, metric, &ask).unwrap_or_default();
    let target = course.target;
    let mut observed = course.actuals.clone();
    // The baseline figure stands for the base year, as in the assessment.
    let base = course.base.filter(|(year, _)| !observed.is_empty() && observed.iter().all(|(known, _)| known != year));
    if let Some(base) = base {
        let place = observed.partition_point(|(year, _)| *year < base.0);
        observed.insert(place, base);
    }
    let last = observed.last().map_or(i32::MIN, |(year, _)| *year);
    let upto = target.map_or(plan.info.last_year, |target| target.year).max(last.saturating_add(1)).min(9999);
    let accepted = course.accepted();
    let of_years = if observed.is_empty() { Err(Refusal::NoActuals) } else { yearly(&observed, upto, yearly_method(method)) };
    let of_months = (method == Method::Seasonal).then(|| parts(document, evaluation, node, metric, upto, as_of));
    let total = of_months.as_ref().and_then(|found| whole_year(found.as_ref().ok()?, document, evaluation, node, metric, upto));
    let chance = accepted.zip(target).and_then(|(accepted, target)| match (&total, &of_years) {
        (Some(total), _) => Some(total.chance(&accepted)),
        (None, Ok(forecast)) if method != Method::Seasonal => forecast.chance(target.year, &accepted),
        _ => None,
    });
    let made_up = |year: i32| evaluation.reading(node, metric, Layer::Actual, year).illustrative;
    let other = |year: i32| evaluation.reading(node, metric, Layer::Actual, year).mixed_coverage;
    let mixed_coverage = course.mixed_coverage || course.actuals.iter().any(|(year, _)| other(*year));
    let (illustrative, from_baseline) = (course.actuals.iter().any(|(year, _)| made_up(*year)), base.is_some());
    NodeForecast {
        upto,
        observed,
        yearly: of_years,
        seasonal: of_months,
        total,
        target,
        chance,
        illustrative,
        mixed_coverage,
        from_baseline,
        left_out: course.left_out,
    }
}

/// Years beside a forecast of months are continued in the usual way.
fn yearly_method(method: Method) -> Method {
    if method == Method::Seasonal { Method::Auto } else { method }
}

/// The year as the sum of what is known of it and the rest as forecast.
fn whole_year(
    found: &Seasonal,
    document: &Document,
    evaluation: &Evaluation,
    node: &NodeId,
    metric: &MetricId,
    year: i32,
) -> Option<Total> {
    let season = found.season as i32;
    let (first, last) = (year * season, year * season + season - 1);
    let from = found.forecast.from.1 + 1;
    let known = InYear::of(document, evaluation).parts(node, metric, season);
    let known: f64 = known.iter().filter(|(time, _)| (first..from).contains(time)).map(|(_, value)| value).sum();
    if from > last { None } else { found.total(from.max(first), last, known) }
}

/// Months where there are enough in a row, else quarters: many offices report January and February together.
fn parts(
    document: &Document,
    evaluation: &Evaluation,
    node: &NodeId,
    metric: &MetricId,
    upto: i32,
    as_of: Option<i32>,
) -> Result<Seasonal, Refusal> {
    let in_year = InYear::of(document, evaluation);
    let mut refusal = if in_year::adds(document, metric) { Refusal::NoActuals } else { Refusal::NotAdding };
    for season in [12, 4] {
        let mut points = in_year.parts(node, metric, season);
        points.retain(|(time, _)| as_of.is_none_or(|year| time.div_euclid(season) <= year));
        // Of a series with holes the unbroken end counts.
        let start = (1..points.len()).rev().find(|place| points[*place].0 != points[*place - 1].0 + 1).unwrap_or(0);
        match seasonal(&points[start..], season as usize, upto * season + season - 1) {
            Ok(found) => return Ok(found),
            Err(_) if points.is_empty() => {}
            Err(found) => refusal = found,
        }
    }
    Err(refusal)
}
