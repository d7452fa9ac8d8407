//! Growth against size: siblings by the last actual and the average yearly growth since the base; before there are actuals,
//! by target and the growth it requires.

use super::foot::Foot;
use super::look::Look;
use super::ranking::Shown;
use super::{ChartError, Subject};
use crate::base::NodeId;
use crate::engine::{How, Layer, Reading};
use crate::view::chart::spec::{Body, Bubble, BubbleField, ChartKind, ChartSpec, Hover};
use crate::view::{number, wording};

/// Growth against size of a node's siblings; of the total: of all clusters.
pub fn bubbles(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let peers = look.peers();
    let what = look.words.with("chart-what-bubbles", &[("metric", look.metric_name())]);
    let title = look.words.with("chart-title", &[("node", &look.name(&peers.parent)), ("what", &what)]);
    let mut foot = Foot::default();
    let shown = Shown::of(&look, &peers.nodes);
    let axes = Axes { rates: look.metric.grows_geometrically(), of_actuals: shown.layer == Layer::Actual, shown };
    let list: Vec<Bubble> =
        peers.nodes.iter().enumerate().filter_map(|(place, node)| bubble(&look, node, place, &axes, &mut foot)).collect();
    let (list, left_out) = largest(list);
    if list.is_empty() {
        return Ok(look.empty(ChartKind::Bubbles, title, "chart-empty-bubbles"));
    }
    let words = look.words;
    let last = look.document.plan.info.last_year.to_string();
    let (unit, metric) = (look.unit(), look.metric_name().to_owned());
    let year = axes.shown.year.to_string();
    let base = look.document.plan.info.base_year.to_string();
    let x_name = if axes.of_actuals {
        words.with("chart-bubble-size", &[("year", &year), ("metric", &metric), ("unit", &unit)])
    } else {
        words.with("chart-bubble-target-size", &[("metric", &metric), ("unit", &unit)])
    };
    let y_name = match (axes.of_actuals, axes.rates) {
        (true, true) => words.with("chart-bubble-growth", &[("year", &base)]),
        (_, false) => words.with("chart-bubble-change", &[("year", &base), ("unit", &unit)]),
        (false, true) => words.text("chart-bubble-required").to_owned(),
    };
    let has_area = list.iter().any(|bubble| bubble.area.is_some());
    let area = if has_area { words.with("chart-bubble-area", &[("year", &last)]) } else { String::new() };
    let level = growth(&look, &peers.parent, &axes, &mut Foot::default()).map(|(_, growth)| {
        let rate = rate_text(&look, growth, axes.rates);
        (growth, words.with("chart-bubble-level", &[("node", &look.short(&peers.parent)), ("rate", &rate)]))
    });
    let note = if left_out { words.with("chart-note-largest", &[("n", &MOST.to_string())]) } else { String::new() };
    let subtitle = vec![peers.kind.clone(), area, look.coverage(), note];
    let y_suffix = if axes.rates { "%".to_owned() } else { String::new() };
    let area_name = words.with("chart-bubble-area-name", &[("year", &last), ("unit", &unit)]);
    let body = Body::Bubbles(BubbleField { name: peers.kind, x_name, y_name, area_name, y_suffix, level, list });
    Ok(look.spec(ChartKind::Bubbles, title, subtitle, look.unit(), body, &foot))
}

/// Bubbles at most: more would be a cloud.
const MOST: usize = 300;

/// The largest bubbles and the chosen one, and whether others were left out.
fn largest(mut list: Vec<Bubble>) -> (Vec<Bubble>, bool) {
    let left_out = list.len() > MOST;
    if left_out {
        list.sort_by(|a, b| b.chosen.cmp(&a.chosen).then(b.x.total_cmp(&a.x)));
        list.truncate(MOST);
    }
    (list, left_out)
}

/// What the axes show.
struct Axes {
    shown: Shown,
    /// True for growth in %, false for change in the metric's unit.
    rates: bool,
    /// True for actuals, false for targets.
    of_actuals: bool,
}

/// Size and yearly growth of a node: from the base to the last actual, or to the target.
fn growth(look: &Look<'_>, node: &NodeId, axes: &Axes, foot: &mut Foot) -> Option<(f64, f64)> {
    let requirement = look.evaluation.requirement(node, look.subject.metric);
    if !axes.of_actuals {
        let (target, per_year) = (requirement.target?, requirement.per_year?);
        let scale = if axes.rates { 100.0 } else { 1.0 };
        if (requirement.how == How::Geometric) != axes.rates {
            return None;
        }
        for (year, value) in [requirement.base, Some((target.year, target.value))].into_iter().flatten() {
            let figure = look.figure_at(node, year, value);
            figure.into_iter().for_each(|figure| foot.figure(look, figure));
        }
        return Some((target.value, per_year * scale));
    }
    let now = axes.shown.reading(look, node);
    let (base_year, base) = base(look, node)?;
    let years = axes.shown.year - base_year;
    let (from, to) = (base.value?, now.value?);
    // A sum with gaps against a full one would be a growth that is none.
    if years <= 0 || now.n != base.n || now.of != base.of {
        return None;
    }
    let how = How::between(from, to, axes.rates);
    let per_year = how.per_year(from, to, years).filter(|_| (how == How::Geometric) == axes.rates)?;
    foot.actual(look, node, axes.shown.year, &now);
    foot.plan(look, node, base_year, &base);
    Some((to, if axes.rates { per_year * 100.0 } else { per_year }))
}

/// The value of the base year: the actual, else the plan's figure.
fn base(look: &Look<'_>, node: &NodeId) -> Option<(i32, Reading)> {
    let year = look.document.plan.info.base_year;
    let of = |layer| look.evaluation.reading(node, look.subject.metric, layer, year);
    [Layer::Actual, Layer::Plan].into_iter().map(of).find(|reading| reading.value.is_some()).map(|reading| (year, reading))
}

fn rate_text(look: &Look<'_>, growth: f64, rates: bool) -> String {
    if rates { number::signed_percent(growth / 100.0, 1) } else { look.number(growth) }
}

fn bubble(look: &Look<'_>, node: &NodeId, place: usize, axes: &Axes, foot: &mut Foot) -> Option<Bubble> {
    let (x, y) = growth(look, node, axes, foot)?;
    let requirement = look.evaluation.requirement(node, look.subject.metric);
    let area = requirement.target.map(|target| target.value).filter(|value| *value >= 0.0);
    let name = look.short(node);
    let rate = rate_text(look, y, axes.rates);
    let mut lines = vec![look.words.with("chart-hover-growth-of", &[("value", &rate)])];
    if let Some(target) = requirement.target {
        let value = wording::bound(look.words, &target.bound, Some(&look.unit()));
        lines.push(look.words.with("chart-hover-target-of", &[("value", &value)]));
    }
    if axes.of_actuals {
        lines.extend(look.origin(node, axes.shown.year, &axes.shown.reading(look, node)));
    }
    let year = if axes.of_actuals { axes.shown.year } else { requirement.target.map_or(axes.shown.year, |target| target.year) };
    let hover = Hover { title: look.hover_title(&name, &look.years(year, year)), value: look.with_unit(x), lines };
    Some(Bubble { name, ink: look.ink(node, place), chosen: node == look.subject.node, x, y, area, hover })
}
