//! Growth as a source states it, beside the growth that its levels come to.
//!
//! A stated rate that is at constant prices or on a comparable base (同口径) is not the quotient of nominal levels; the two are shown
//! side by side and neither replaces the other.

use std::collections::BTreeSet;

use crate::base::{FigureId, MetricId, NodeId, Span};
use crate::domain::{Document, Figure, Form, PriceBasis};
use crate::engine::{Evaluation, Layer, measure};

/// One stated growth rate.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedGrowth {
    /// The figure that states it.
    pub figure: FigureId,
    /// From which year.
    pub from: i32,
    /// To which year.
    pub to: i32,
    /// The rate a year as stated (0.1 for 10 %).
    pub stated: f64,
    /// The rate a year that the levels come to; `None` where one of them is missing or not above zero.
    pub computed: Option<f64>,
    /// Whether the levels are actuals; otherwise they are figures of the plan.
    pub of_actuals: bool,
    /// True where the source states it at constant prices, so that it is real growth; `None` where it does not say.
    pub constant_prices: Option<bool>,
    /// Stated less computed.
    pub difference: Option<f64>,
}

/// The nodes and metrics of which the plan states growth, so that others need not be asked one by one.
pub fn subjects(document: &Document) -> BTreeSet<(&NodeId, &MetricId)> {
    let grows = |figure: &&Figure| matches!(figure.form, Form::Growth | Form::AverageGrowth);
    document.plan.figures.iter().filter(grows).map(|figure| (&figure.node, &figure.metric)).collect()
}

/// Every growth rate that the plan states for a node and metric, in the plan's order.
pub fn of(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId) -> Vec<StatedGrowth> {
    let figures = document.plan.figures.iter().filter(|figure| figure.node == *node && figure.metric == *metric);
    figures.filter_map(|figure| stated(document, evaluation, figure)).collect()
}

fn stated(document: &Document, evaluation: &Evaluation, figure: &Figure) -> Option<StatedGrowth> {
    let (from, to) = match (&figure.form, figure.time) {
        (Form::Growth, Span::At(period)) => (period.as_year()?.checked_sub(1)?, period.as_year()?),
        // Average growth over 2011..2015 is that of five years on 2010.
        (Form::AverageGrowth, Span::Years { from, to }) => (from.checked_sub(1)?, to),
        _ => return None,
    };
    let unit = figure.unit.as_ref()?;
    let (powers, scale) = measure::resolve(&document.plan.units(), unit).ok()?;
    let stated = scale.apply(figure.bound.value()?);
    if !powers.is_number() || !stated.is_finite() {
        return None;
    }
    let level = |layer, year| {
        let reading = evaluation.reading(&figure.node, &figure.metric, layer, year);
        reading.value.filter(|value| *value > 0.0 && reading.is_complete())
    };
    let rate = |layer| {
        let rate = (level(layer, to)? / level(layer, from)?).powf(1.0 / f64::from(to - from)) - 1.0;
        rate.is_finite().then_some(rate)
    };
    let (of_plan, of_actual) = (rate(Layer::Plan), rate(Layer::Actual));
    let computed = of_plan.or(of_actual);
    Some(StatedGrowth {
        figure: figure.id.clone(),
        from,
        to,
        stated,
        computed,
        of_actuals: of_plan.is_none() && of_actual.is_some(),
        constant_prices: figure.price.map(|price| matches!(price, PriceBasis::Constant { .. })),
        difference: computed.map(|computed| stated - computed),
    })
}
