//! The overlay: plan path and actuals of one node with one line a scenario.

use super::foot::Foot;
use super::laid::Laid;
use super::look::Look;
use super::{ChartError, Subject, trajectory};
use crate::base::NodeId;
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::{Basis, Layer, Reading};
use crate::view::chart::more::{Grip, Series};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Dash, Hover, Ink, Line, Marker, Plot, Point, Slot, Zone};

/// Scenarios that the subtitle names; all have their names at their lines.
const NAMED: usize = 4;

/// The overlay of scenarios over a node.
pub fn scenario_overlay(subject: &Subject<'_>, laid: &Laid<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let title = look.title(look.metric_name());
    if laid.real().is_empty() {
        return Ok(look.empty(ChartKind::ScenarioOverlay, title, "chart-empty-no-scenario"));
    }
    let Some((first, last)) = extent(&look, laid) else {
        return Ok(look.empty(ChartKind::ScenarioOverlay, title, "chart-empty-overlay"));
    };
    let mut foot = Foot::default();
    let plot = plot(&look, laid, (first, last), true, &mut foot);
    let names: Vec<String> = laid.real().into_iter().map(|scenario| look.scenario(scenario)).collect();
    let list = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(look.words.text("chart-list-join"));
    let list = if names.len() > NAMED { look.words.with("chart-foot-etc", &[("list", &list)]) } else { list };
    let names = look.words.with("chart-note-scenarios", &[("list", &list)]);
    let subtitle = vec![look.years(first, last), look.coverage(), names];
    Ok(look.spec(ChartKind::ScenarioOverlay, title, subtitle, look.unit(), Body::Plot(plot), &foot))
}

/// The years to draw: those of the trajectory, or the horizon where only scenarios have values.
pub(super) fn extent(look: &Look<'_>, laid: &Laid<'_>) -> Option<(i32, i32)> {
    let info = &look.document.plan.info;
    let has = |scenario: &ScenarioEvaluation| {
        look.evaluation.years().any(|year| scenario.reading(look.subject.node, look.subject.metric, year).value.is_some())
    };
    trajectory::extent(look).or_else(|| laid.real().into_iter().any(has).then_some((info.base_year, info.last_year)))
}

/// Lines, zones and targets over the years.
pub(super) fn plot(look: &Look<'_>, laid: &Laid<'_>, (first, last): (i32, i32), whole: bool, foot: &mut Foot) -> Plot {
    let words = look.words;
    let targets = if whole { trajectory::targets(look, first, foot) } else { Vec::new() };
    let plan = plan_lines(look, (first, last), whole && targets.is_empty(), foot);
    let mut lines = Vec::new();
    let mut actuals = trajectory::actuals(look, first, last, foot);
    // Beside lines with values at their ends the last actual needs none of its own.
    actuals.iter_mut().for_each(|line| line.points.iter_mut().for_each(|point| point.label = None));
    let mut grips = Vec::new();
    let mut scenarios = laid.real();
    // The chosen one lies above the others.
    scenarios.sort_by_key(|scenario| laid.is_chosen(scenario));
    for scenario in scenarios {
        lines.extend(scenario_lines(look, scenario, (first, last), whole, foot));
        if laid.draggable && laid.is_chosen(scenario) {
            grips = self::grips(look, scenario, first);
        }
    }
    foot.method(words.text("chart-foot-scenarios").to_owned());
    // Dashes upon a scenario that follows the plan show both.
    lines.extend(plan);
    lines.extend(actuals);
    let mut zones: Vec<Zone> = trajectory::base_zone(look, first).into_iter().collect();
    let latest = look.evaluation.latest_actual(look.subject.node, look.subject.metric).map(|(year, _)| year);
    if let Some(latest) = latest.filter(|year| *year < last) {
        let label = if whole { words.text("chart-forecast-zone").to_owned() } else { String::new() };
        zones.push(Zone { from: f64::from(latest - first), to: f64::from(last - first), label });
    }
    let slots = (first..=last).map(|year| Slot { label: year.to_string(), note: String::new() }).collect();
    Plot { slot_name: words.text("chart-year-axis").to_owned(), slots, zones, lines, targets, grips, ..Plot::default() }
}

/// A value of a year.
#[derive(Clone)]
struct Year {
    year: i32,
    value: f64,
    reading: Reading,
}

/// Stretches of years over the same clusters: with others in other years a line would rise or fall for no reason.
fn stretches(years: Vec<Year>) -> Vec<Vec<Year>> {
    let mut list: Vec<Vec<Year>> = Vec::new();
    for year in years {
        let parts = (year.reading.n, year.reading.of);
        match list.last_mut().filter(|last| last.last().is_some_and(|known| (known.reading.n, known.reading.of) == parts)) {
            Some(stretch) => stretch.push(year),
            None => list.push(vec![year]),
        }
    }
    list
}

/// True for a stretch of one year, which no line can be drawn through.
fn alone(stretch: &[Year]) -> bool {
    stretch.len() == 1
}

/// A year that stands alone is a point.
fn marker(stretch: &[Year]) -> Marker {
    if alone(stretch) { Marker::Disc } else { Marker::None }
}

/// The name of a stretch: with how many clusters it has where some are missing.
fn stretch_name(look: &Look<'_>, name: &str, stretch: &[Year]) -> String {
    match stretch.first().map(|year| year.reading) {
        Some(reading) if reading.n < reading.of => {
            let args = [("name", name), ("n", &reading.n.to_string()), ("of", &reading.of.to_string())];
            look.words.with("chart-name-partial", &args)
        }
        _ => name.to_owned(),
    }
}

/// The plan path in grey, as the scenarios start from it.
fn plan_lines(look: &Look<'_>, (first, last): (i32, i32), at_end: bool, foot: &mut Foot) -> Vec<Line> {
    let (node, metric) = (look.subject.node, look.subject.metric);
    let read = |year: i32| {
        let reading = look.evaluation.reading(node, metric, Layer::Path, year);
        reading.value.filter(|value| value.is_finite()).map(|value| Year { year, value, reading })
    };
    let stretches = stretches((first..=last).filter_map(read).collect());
    let (count, name) = (stretches.len(), look.words.text("chart-path").to_owned());
    let line = |(place, stretch): (usize, Vec<Year>)| {
        let points = stretch.iter().map(|year| {
            foot.plan(look, node, year.year, &year.reading);
            let hover = look.reading_hover(node, year.year, &name, &year.reading);
            Point { slot: f64::from(year.year - first), value: year.value, label: None, marked: alone(&stretch), hover: Some(hover) }
        });
        let points = points.collect();
        let ends = at_end && place + 1 == count;
        let short = look.words.text("chart-scenario-plan");
        let label = stretch
            .last()
            .filter(|_| place + 1 == count)
            .map(|end| if ends { look.named_value(short, end.value) } else { stretch_name(look, &name, &stretch) });
        let (dash, marker) = (Dash::Dashed, marker(&stretch));
        let name = stretch_name(look, &name, &stretch);
        Line { name, label, label_at_end: ends, ink: Ink::Secondary, dash, marker, wide: false, points }
    };
    stretches.into_iter().enumerate().map(line).collect()
}

/// The line of a scenario from where it leaves plan and actuals.
fn scenario_lines(look: &Look<'_>, scenario: &ScenarioEvaluation, span: (i32, i32), at_end: bool, foot: &mut Foot) -> Vec<Line> {
    let (node, metric) = (look.subject.node, look.subject.metric);
    let (first, last) = span;
    let read = |year: i32| {
        let reading = scenario.reading(node, metric, year);
        reading.value.filter(|value| value.is_finite()).map(|value| Year { year, value, reading })
    };
    let years: Vec<Year> = (first..=last).filter_map(read).collect();
    let leaves = years.iter().position(|year| leaves(look, year)).unwrap_or(0);
    let stretches = stretches(years.into_iter().skip(leaves.saturating_sub(1)).collect());
    let (name, count) = (look.scenario(scenario), stretches.len());
    let (ink, dash) = look.scenario_ink(scenario);
    let line = |(place, stretch): (usize, Vec<Year>)| {
        let points = stretch.iter().map(|year| {
            foot.reading(look, &year.reading);
            let hover = scenario_hover(look, scenario, node, year);
            Point { slot: f64::from(year.year - first), value: year.value, label: None, marked: alone(&stretch), hover: Some(hover) }
        });
        let points = points.collect();
        let label = stretch.last().filter(|_| at_end && place + 1 == count).map(|end| look.named_value(&name, end.value));
        let (name, marker) = (stretch_name(look, &name, &stretch), marker(&stretch));
        Line { name, label_at_end: label.is_some(), label, ink, dash, marker, wide: false, points }
    };
    stretches.into_iter().enumerate().map(line).collect()
}

/// True where a scenario's value is neither the actual of the year nor, without one, that of the plan path.
fn leaves(look: &Look<'_>, year: &Year) -> bool {
    let (node, metric) = (look.subject.node, look.subject.metric);
    let value = |layer: Layer| look.evaluation.reading(node, metric, layer, year.year).value;
    let known = value(Layer::Actual).or_else(|| value(Layer::Path));
    known.is_none_or(|known| (known - year.value).abs() > 1e-9 * known.abs().max(year.value.abs()))
}

fn scenario_hover(look: &Look<'_>, scenario: &ScenarioEvaluation, node: &NodeId, year: &Year) -> Hover {
    let name = look.scenario(scenario);
    let mut hover = look.reading_hover(node, year.year, &name, &year.reading);
    let plan = look.evaluation.reading(node, look.subject.metric, Layer::Path, year.year);
    if let Some(plan) = plan.value.filter(|plan| (year.value - plan).abs() > 1e-9 * plan.abs()) {
        hover.lines.insert(0, look.words.with("chart-hover-from-plan", &[("value", &look.signed(year.value - plan))]));
    }
    if scenario.is_held(node, look.subject.metric, year.year).is_some() {
        hover.lines.push(look.words.text("chart-hover-held").to_owned());
    }
    hover
}

/// The points of a scenario that can be dragged: those of the plan's years that are not actuals.
fn grips(look: &Look<'_>, scenario: &ScenarioEvaluation, first: i32) -> Vec<Grip> {
    let (node, metric) = (look.subject.node, look.subject.metric);
    let Some(id) = scenario.scenario() else { return Vec::new() };
    let info = &look.document.plan.info;
    let grip = |year: i32| {
        let reading = scenario.reading(node, metric, year);
        let value = reading.value.filter(|_| reading.basis != Basis::Actual)?;
        let series = Series { scenario: id.clone(), node: node.clone(), metric: metric.clone() };
        let held = scenario.is_held(node, metric, year).is_some();
        Some(Grip { series, year, slot: f64::from(year - first), value, ink: look.scenario_ink(scenario).0, held })
    };
    (info.first_year.max(first)..=info.last_year).filter_map(grip).collect()
}
