//! Yearly growth: actual growth as columns, what the plan requires and what is still needed as levels.
//!
//! Amounts that grow by rates are shown in %; what has no meaningful rate (ratios, land, counts, values at or below zero) as
//! the change on the year before, in the metric's unit.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::domain::Direction;
use crate::engine::{Basis, How, Layer, Reading, Requirement};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Column, Columns, Dash, Hover, Ink, Line, Marker, Plot, Point, Slot, Zone};
use crate::view::{number, wording};

/// The yearly growth of a node.
pub fn growth(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let mut foot = Foot::default();
    let rates = has_rates(&look);
    let what = if rates { "chart-what-growth" } else { "chart-what-change" };
    let title = look.title(&look.words.with(what, &[("metric", look.metric_name())]));
    let info = &look.document.plan.info;
    let years = look.evaluation.years();
    let changes: Vec<Change> = years.clone().filter_map(|year| change(&look, year, rates, &mut foot)).collect();
    let required = look.evaluation.requirement(subject.node, subject.metric);
    let remaining = look.evaluation.remaining(subject.node, subject.metric);
    let levels: Vec<(&str, &str, Ink, &Requirement)> = [
        ("chart-name-required", "chart-growth-required", Ink::Secondary, &required),
        ("chart-name-remaining", "chart-growth-remaining", urgency(&look, &required, &remaining), &remaining),
    ]
    .into_iter()
    .filter(|(.., requirement)| span(requirement).is_some() && (requirement.how == How::Geometric) == rates)
    .collect();
    let of_levels = levels.iter().filter_map(|(.., requirement)| span(requirement));
    let of_changes = changes.iter().map(|change| (change.year, change.year));
    let Some((first, last)) = of_levels.chain(of_changes).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
        return Ok(look.empty(ChartKind::Growth, title, "chart-empty-growth"));
    };
    let (first, last) = (first.min(info.first_year), last.max(info.last_year));
    let lines = levels.iter().filter_map(|(name, key, ink, requirement)| level(&look, first, (name, key), *ink, requirement, &mut foot));
    let lines: Vec<Line> = lines.collect();
    let latest = changes.iter().map(|change| change.year).max();
    let mut zones = Vec::new();
    if let Some(latest) = latest.filter(|year| *year < last) {
        zones.push(Zone { from: f64::from(latest + 1 - first), to: f64::from(last - first), label: String::new() });
    }
    let name = look.words.text(if rates { "chart-growth-actual" } else { "chart-change-actual" }).to_owned();
    let list = changes.into_iter().map(|change| change.column(first)).collect();
    let columns = vec![Columns { name, ink: Ink::Accent, lane: 0, named: false, list }];
    let slots = (first..=last).map(|year| Slot { label: year.to_string(), note: String::new() }).collect();
    let suffix = if rates { "%".to_owned() } else { String::new() };
    let slot_name = look.words.text("chart-year-axis").to_owned();
    let plot = Plot { slot_name, slots, suffix, zones, columns, lines, ..Plot::default() };
    let unit = if rates {
        look.words.text("chart-growth-unit").to_owned()
    } else {
        look.words.with("chart-change-unit", &[("unit", &look.unit())])
    };
    let subtitle = vec![look.years(first, last), look.coverage()];
    Ok(look.spec(ChartKind::Growth, title, subtitle, unit, Body::Plot(plot), &foot))
}

/// Growth of one year.
struct Change {
    year: i32,
    /// In % or in the metric's unit.
    value: f64,
    stated: bool,
    text: String,
    hover: Hover,
}

impl Change {
    fn column(self, first: i32) -> Column {
        let slot = (self.year - first).max(0) as usize;
        let Self { value, stated, text, hover, .. } = self;
        Column { slot, from: 0.0, to: value, value, planned: stated, label: Some(text), hover }
    }
}

/// True where the metric grows by rates and has no value at or below zero.
fn has_rates(look: &Look<'_>) -> bool {
    let positive =
        |year| look.evaluation.reading(look.subject.node, look.subject.metric, Layer::Actual, year).value.is_none_or(|v| v > 0.0);
    let requirement = look.evaluation.requirement(look.subject.node, look.subject.metric);
    let ends = requirement.per_year.is_none() || requirement.how == How::Geometric;
    look.metric.grows_geometrically() && ends && look.evaluation.years().all(positive)
}

/// First and last year that a requirement speaks of.
fn span(requirement: &Requirement) -> Option<(i32, i32)> {
    requirement.per_year?;
    Some((requirement.base?.0 + 1, requirement.target?.year))
}

/// More than the plan required at first is bad news, less is good news.
fn urgency(look: &Look<'_>, required: &Requirement, remaining: &Requirement) -> Ink {
    let (Some(plan), Some(now)) = (required.per_year, remaining.per_year) else { return Ink::Accent };
    let behind = if look.metric.direction == Direction::Down { now < plan } else { now > plan };
    if behind { Ink::Bad } else { Ink::Good }
}

/// The growth of a year: from actuals (the base year's figure counts as the first), else as the plan states it.
fn change(look: &Look<'_>, year: i32, rates: bool, foot: &mut Foot) -> Option<Change> {
    let computed = computed(look, year, rates);
    if let Some((value, now, before)) = computed {
        foot.actual(look, look.subject.node, year, &now);
        if before.basis == Basis::Stated {
            let figure = before.value.and_then(|value| look.figure_at(look.subject.node, year - 1, value));
            figure.into_iter().for_each(|figure| foot.figure(look, figure));
        } else {
            foot.actual(look, look.subject.node, year - 1, &before);
        }
        let text = text(look, value, rates);
        let [to, from] = [now, before].map(|reading| reading.value.map_or_else(String::new, |v| look.with_unit(v)));
        let mut lines = vec![format!("{} → {}", from, to)];
        lines.extend(look.origin(look.subject.node, year, &now));
        let title = look.hover_title(&look.years(year, year), look.words.text("chart-growth-actual"));
        return Some(Change { year, value, stated: false, hover: Hover { title, value: text.clone(), lines }, text });
    }
    let (_, value, figure) = look.stated_growth(look.subject.node).find(|(of, ..)| rates && *of == year)?;
    foot.figure(look, figure);
    let text = text(look, value, rates);
    let source = wording::source(look.words, &look.document.plan, &figure.source);
    let stated = look.words.text("chart-hover-stated-growth").to_owned();
    let title = look.hover_title(&look.years(year, year), wording::role(look.words, figure.role));
    Some(Change { year, value, stated: true, hover: Hover { title, value: text.clone(), lines: vec![stated, source] }, text })
}

fn computed(look: &Look<'_>, year: i32, rates: bool) -> Option<(f64, Reading, Reading)> {
    let (node, metric) = (look.subject.node, look.subject.metric);
    let now = look.evaluation.reading(node, metric, Layer::Actual, year);
    let mut before = look.evaluation.reading(node, metric, Layer::Actual, year - 1);
    if before.value.is_none() && year - 1 == look.document.plan.info.base_year {
        before = look.evaluation.reading(node, metric, Layer::Plan, year - 1);
    }
    let comparable = now.is_complete() && before.is_complete() && now.mixed_coverage == before.mixed_coverage;
    let (to, from) = (now.value?, before.value?);
    let value = if rates { (to / from - 1.0) * 100.0 } else { to - from };
    (comparable && value.is_finite() && (!rates || from > 0.0)).then_some((value, now, before))
}

fn text(look: &Look<'_>, value: f64, rates: bool) -> String {
    if rates {
        return number::signed_percent(value / 100.0, 1);
    }
    let text = look.number(value);
    if value > 0.0 { format!("+{text}") } else { text }
}

fn level(look: &Look<'_>, first: i32, keys: (&str, &str), ink: Ink, requirement: &Requirement, foot: &mut Foot) -> Option<Line> {
    let (from, to) = span(requirement)?;
    let per_year = requirement.per_year?;
    let rates = requirement.how == How::Geometric;
    let value = if rates { per_year * 100.0 } else { per_year };
    let rate = text(look, value, rates);
    foot.illustrative |= requirement.illustrative;
    foot.mixed |= requirement.mixed_coverage;
    for (year, value) in [requirement.base, requirement.target.map(|t| (t.year, t.value))].into_iter().flatten() {
        let figure = look.figure_at(look.subject.node, year, value);
        figure.into_iter().for_each(|figure| foot.figure(look, figure));
    }
    let name = look.words.text(keys.0).to_owned();
    let end = |year: i32, value: String| format!("{} {value}", look.years(year, year));
    let start = requirement.base.map(|(year, value)| end(year, look.with_unit(value)));
    let target = requirement.target.map(|t| end(t.year, wording::bound(look.words, &t.bound, Some(&look.unit()))));
    let lines: Vec<String> = vec![[start, target].into_iter().flatten().collect::<Vec<_>>().join(" → ")];
    let point = |year: i32| {
        let hover = Hover { title: look.hover_title(&look.years(year, year), &name), value: rate.clone(), lines: lines.clone() };
        Point { slot: f64::from(year - first), value, label: None, marked: false, hover: Some(hover) }
    };
    let points = (from..=to).map(point).collect();
    let label = Some(look.words.with(keys.1, &[("rate", &rate)]));
    Some(Line { name, label, label_at_end: true, ink, dash: Dash::Dashed, marker: Marker::None, wide: true, points })
}
