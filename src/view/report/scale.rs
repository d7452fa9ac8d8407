//! How a metric's numbers are written in one report: unit and decimals are chosen once for all of its values.

use std::collections::BTreeMap;

use super::model::{Cell, NumberForm};
use crate::base::{MetricId, UnitId, Units};
use crate::domain::{Document, Metric, MetricKind};
use crate::engine::{Evaluation, Layer};
use crate::view::{Words, number, wording};

/// Decimals at most.
const MOST: u8 = 2;

/// How the numbers of one metric are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The unit's name; empty for pure numbers.
    pub unit: String,
    /// What a value in the metric's own unit is multiplied with.
    pub factor: f64,
    /// Decimals.
    pub decimals: u8,
}

impl Scale {
    /// A value as text without its unit.
    pub fn number(&self, value: f64) -> String {
        number::fixed(value * self.factor, self.decimals)
    }

    /// A value as text with its unit.
    pub fn with_unit(&self, value: f64) -> String {
        wording::with_unit(&self.number(value), &self.unit)
    }

    /// A value as a cell.
    pub fn cell(&self, value: Option<f64>) -> Cell {
        let form = NumberForm { decimals: self.decimals, ..NumberForm::default() };
        let text = value.map_or_else(|| number::MISSING.to_owned(), |value| self.number(value));
        Cell { text, value: value.map(|value| value * self.factor), form }
    }
}

impl Scale {
    /// A difference as a cell, with its sign.
    pub fn signed_cell(&self, value: Option<f64>) -> Cell {
        let cell = self.cell(value);
        let plus = value.is_some_and(|value| value > 0.0) && cell.text.bytes().any(|b| (b'1'..=b'9').contains(&b));
        let text = if plus { format!("+{}", cell.text) } else { cell.text };
        Cell { text, form: NumberForm { signed: true, ..cell.form }, ..cell }
    }

    /// A head with the unit behind it.
    pub fn head(&self, words: &Words, head: &str) -> String {
        if self.unit.is_empty() { head.to_owned() } else { words.with("report-head-unit", &[("head", head), ("unit", &self.unit)]) }
    }
}

/// A share as a cell (0.124 as 12.4 %).
pub fn percent(value: Option<f64>, signed: bool) -> Cell {
    let write = |value: f64| if signed { number::signed_percent(value, 1) } else { number::percent(value, 1) };
    let text = value.map_or_else(|| number::MISSING.to_owned(), write);
    Cell { text, value, form: NumberForm { decimals: 1, percent: true, signed } }
}

/// The scales of all metrics of a plan.
#[derive(Clone, Debug, Default)]
pub struct Scales(BTreeMap<MetricId, Scale>);

impl Scales {
    /// Chooses them from all values that the nodes have, in the plan and as observed.
    pub fn of(document: &Document, evaluation: &Evaluation, words: &Words) -> Self {
        let units = document.plan.units();
        let one = |metric: &Metric| (metric.id.clone(), scale(metric, &values(document, evaluation, metric), &units, words));
        Self(document.plan.metrics.iter().map(one).collect())
    }

    /// The scale of a metric; plain numbers where the plan does not have it.
    pub fn get(&self, metric: &MetricId) -> Scale {
        self.0.get(metric).cloned().unwrap_or(Scale { unit: String::new(), factor: 1.0, decimals: 0 })
    }
}

fn values(document: &Document, evaluation: &Evaluation, metric: &Metric) -> Vec<f64> {
    let info = &document.plan.info;
    let nodes = document.plan.nodes().collect::<Vec<_>>();
    let years = [info.base_year, info.last_year];
    let planned = nodes.iter().flat_map(|node| years.map(|year| evaluation.reading(node, &metric.id, Layer::Path, year).value));
    let observed = nodes.iter().map(|node| evaluation.latest_actual(node, &metric.id).and_then(|(_, reading)| reading.value));
    planned.chain(observed).flatten().filter(|value| value.is_finite() && *value != 0.0).map(f64::abs).collect()
}

fn scale(metric: &Metric, values: &[f64], units: &Units, words: &Words) -> Scale {
    let largest = values.iter().copied().fold(0.0, f64::max);
    let (unit, factor) = unit(metric, largest, units);
    let shown: Vec<f64> = values.iter().map(|value| value * factor).collect();
    let decimals = match (metric.decimals, &metric.kind) {
        (Some(decimals), _) if factor == 1.0 => decimals,
        (_, MetricKind::Count | MetricKind::TierCount { .. }) => 0,
        (_, MetricKind::Ratio) => 1,
        // A thousand with one decimal reads as well as a dozen with two.
        _ => number::column_decimals(shown.iter().copied()).min(if largest * factor >= 1000.0 { 1 } else { MOST }),
    };
    Scale { unit: wording::unit(words, units, &unit).to_owned(), factor, decimals }
}

/// Money is told in hundred millions where the largest value reaches one, in ten thousands below: whichever of the two the metric is
/// kept in. Every other measure keeps its unit.
fn unit(metric: &Metric, largest: f64, units: &Units) -> (UnitId, f64) {
    let own = (metric.unit.clone(), 1.0);
    let Ok(kept) = units.get(&metric.unit) else { return own };
    let base = |unit: &crate::base::Unit| unit.numerator / unit.denominator;
    let (small, large) = (1e4, 1e8);
    if kept.measure != crate::base::unit::Measure::new("money") || largest == 0.0 || (base(kept) != small && base(kept) != large) {
        return own;
    }
    let of_size = |size: f64| units.iter().find(|unit| unit.measure == kept.measure && base(unit) == size);
    let (Some(ten_thousand), Some(hundred_million)) = (of_size(small), of_size(large)) else { return own };
    let wanted = if largest * base(kept) >= large { hundred_million } else { ten_thousand };
    if wanted.id == kept.id { own } else { (wanted.id.clone(), base(kept) / base(wanted)) }
}
