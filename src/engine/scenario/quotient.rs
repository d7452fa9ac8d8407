//! Which ratios a scenario can move: a ratio that is reported as such, or a derived metric that is one driver divided by another.

use crate::base::{MetricId, Units};
use crate::domain::{Metric, MetricKind, Plan};
use crate::engine::formula::{self, Expr, Op};
use crate::engine::measure::{self, Scale};

/// A derived metric that is one metric divided by another, neither of them derived.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotient {
    /// The numerator, which moves with the ratio.
    pub upper: MetricId,
    /// The denominator, which stays.
    pub lower: MetricId,
    /// The factor from ratio × denominator to the numerator, each in its own unit.
    pub scale: Scale,
}

/// The quotient that a derived metric is; `None` for any other formula, and where a unit is not known.
pub fn quotient(plan: &Plan, units: &Units, ratio: &Metric) -> Option<Quotient> {
    let MetricKind::Derived { formula } = &ratio.kind else { return None };
    let Ok(Expr::Binary(Op::Divide, upper, lower)) = formula::parse(formula) else { return None };
    let (Expr::Metric(upper), Expr::Metric(lower)) = (*upper, *lower) else { return None };
    let driver = |id: &MetricId| plan.metrics.get(id).filter(|metric| !matches!(metric.kind, MetricKind::Derived { .. }));
    let (of_upper, of_lower) = (driver(&upper)?, driver(&lower)?);
    let scale = |metric: &Metric| measure::resolve(units, &metric.unit).ok().map(|(_, scale)| scale);
    let scale = scale(ratio)?.times(scale(of_lower)?, 1).times(scale(of_upper)?, -1);
    (upper != lower).then_some(Quotient { upper, lower, scale })
}

/// True where a path of the ratio can be assumed.
pub fn is_movable_ratio(plan: &Plan, metric: &MetricId) -> bool {
    plan.metrics.get(metric).is_some_and(|of| match of.kind {
        MetricKind::Ratio => true,
        MetricKind::Derived { .. } => quotient(plan, &plan.units(), of).is_some(),
        _ => false,
    })
}
