//! The trajectory: base, plan path, milestones, targets and actuals of one node by year.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::base::{Bound, NodeId};
use crate::domain::Role;
use crate::engine::forecast;
use crate::engine::{Basis, How, Layer, Reading, Requirement};
use crate::view::chart::spec::{Band, Body, ChartKind, ChartSpec, Dash, Hover, Ink, Line, Marker, Plot, Point, Slot, Target, Zone};
use crate::view::{judging, number};

/// The trajectory of a node, with the forecast of its actuals where there are enough.
pub fn trajectory(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    drawn(subject, Some(None))
}

/// The trajectory of a node with the forecast of its actuals up to a year; `None` for all.
pub fn trajectory_as_of(subject: &Subject<'_>, as_of: Option<i32>) -> Result<ChartSpec, ChartError> {
    drawn(subject, Some(as_of))
}

/// The trajectory of a node as far as it is known: without a forecast.
pub fn trajectory_known(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    drawn(subject, None)
}

/// `ahead` asks for a forecast, and up to which year actuals count for it.
fn drawn(subject: &Subject<'_>, ahead: Option<Option<i32>>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let node = subject.node;
    let title = look.title(look.metric_name());
    let Some((first, last)) = extent(&look) else {
        return Ok(look.empty(ChartKind::Trajectory, title, "chart-empty-trajectory"));
    };
    let mut foot = Foot::default();
    let requirement = look.evaluation.requirement(node, subject.metric);
    let targets = targets(&look, first, &mut foot);
    let path = path(&look, first, last, &requirement, targets.is_empty(), &mut foot);
    let actuals = actuals(&look, first, last, &mut foot);
    let base = base_zone(&look, first);
    let latest = look.evaluation.latest_actual(node, subject.metric).map(|(year, _)| year);
    let mut zones: Vec<Zone> = base.into_iter().collect();
    if let Some(latest) = latest.filter(|year| *year < last) {
        let label = look.words.text("chart-forecast-zone").to_owned();
        zones.push(Zone { from: f64::from(latest - first), to: f64::from(last - first), label });
    }
    let mut subtitle = vec![look.years(first, last), look.coverage()];
    subtitle.extend(missing(&look, &requirement, &targets, latest).map(|key| look.words.text(key).to_owned()));
    let slots = (first..=last).map(|year| Slot { label: year.to_string(), note: String::new() }).collect();
    let mut lines: Vec<Line> = path.into_iter().collect();
    let (trend, bands) = ahead.map_or_else(Default::default, |as_of| forecast(&look, (first, last), as_of, &mut foot));
    lines.extend(trend);
    lines.extend(actuals);
    let slot_name = look.words.text("chart-year-axis").to_owned();
    let plot = Plot { slot_name, slots, zones, bands, lines, targets, ..Plot::default() };
    Ok(look.spec(ChartKind::Trajectory, title, subtitle, look.unit(), Body::Plot(plot), &foot))
}

/// The years to draw: the horizon with its base, widened to every value; `None` without any value.
pub(super) fn extent(look: &Look<'_>) -> Option<(i32, i32)> {
    let (node, metric) = (look.subject.node, look.subject.metric);
    // A stray plan value of one cluster in another year does not stretch the axis of all.
    let counts = |layer: Layer, reading: &Reading| reading.value.is_some() && (layer == Layer::Actual || reading.basis != Basis::Sum);
    let own = |year: &i32| Layer::ALL.iter().any(|layer| counts(*layer, &look.evaluation.reading(node, metric, *layer, *year)));
    let info = &look.document.plan.info;
    let horizon = info.base_year..=info.last_year;
    let summed = |year: &i32| horizon.contains(year) && look.evaluation.reading(node, metric, Layer::Path, *year).value.is_some();
    let has = |year: &i32| own(year) || summed(year);
    let valued: Vec<i32> = look.evaluation.years().filter(has).collect();
    Some(((*valued.first()?).min(info.base_year), (*valued.last()?).max(info.last_year)))
}

/// What is lacking, as the key of its note.
fn missing(look: &Look<'_>, requirement: &Requirement, targets: &[Target], latest: Option<i32>) -> impl Iterator<Item = &'static str> {
    let has_path = look.evaluation.years().any(|year| {
        let reading = look.evaluation.reading(look.subject.node, look.subject.metric, Layer::Path, year);
        matches!(reading.basis, Basis::Path | Basis::Sum)
    });
    let no_base = requirement.base.is_none() && !targets.is_empty() && !has_path;
    let no_target = targets.is_empty() && !has_path;
    let (node, metric) = (look.subject.node, look.subject.metric);
    let summed = latest.is_some_and(|year| look.evaluation.reading(node, metric, Layer::Actual, year).basis == Basis::Sum);
    let notes = [
        (no_base, "chart-note-no-baseline"),
        (no_target, "chart-note-no-target"),
        (latest.is_none(), "chart-note-no-actual"),
        (summed && look.evaluation.lacks_outside(node, metric), "chart-note-clusters-only"),
    ];
    notes.into_iter().filter(|(applies, _)| *applies).map(|(_, key)| key)
}

/// The forecast of the years still to come as a dotted line from the last actual that counts on, with its interval as a band.
fn forecast(look: &Look<'_>, (first, last): (i32, i32), as_of: Option<i32>, foot: &mut Foot) -> (Option<Line>, Vec<Band>) {
    let Subject { document, evaluation, words, node, metric, .. } = look.subject;
    let found = forecast::of(document, evaluation, node, metric, forecast::Method::Auto, as_of);
    let (Ok(ahead), Some((from, value))) = (&found.yearly, found.observed.last().copied()) else { return (None, Vec::new()) };
    let steps: Vec<_> = ahead.steps.iter().filter(|step| (first..=last).contains(&step.time)).collect();
    let Some(end) = steps.last().filter(|_| from >= first) else { return (None, Vec::new()) };
    let slot = |year: i32| f64::from(year - first);
    let level = number::percent(forecast::LEVEL, 0);
    let method = judging::forecast_method(words, ahead.method);
    let key = if as_of.is_some() { "chart-foot-forecast-as-of" } else { "chart-foot-forecast" };
    let upto = from.to_string();
    foot.method(words.with(key, &[("method", &method), ("points", &ahead.points.to_string()), ("level", &level), ("year", &upto)]));
    foot.illustrative |= found.illustrative;
    let name = words.text("chart-forecast").to_owned();
    let point = |step: &&forecast::Step| {
        let ends = [("low", &*look.number(step.low)), ("high", &*look.number(step.high)), ("level", &*level)];
        let hover = Hover {
            title: look.hover_title(&look.years(step.time, step.time), &name),
            value: look.with_unit(step.value),
            lines: vec![words.with("chart-forecast-interval", &ends), method.clone()],
        };
        Point { slot: slot(step.time), value: step.value, label: None, marked: false, hover: Some(hover) }
    };
    let start = Point { slot: slot(from), value, label: None, marked: false, hover: None };
    let points = std::iter::once(start).chain(steps.iter().map(point)).collect();
    let label = Some(words.with("chart-forecast-value", &[("value", &look.number(end.value))]));
    let (ink, dash, marker) = (Ink::Text, Dash::Dotted, Marker::None);
    let line = Line { name, label, label_at_end: true, ink, dash, marker, wide: false, points };
    let ends = std::iter::once((slot(from), value, value)).chain(steps.iter().map(|step| (slot(step.time), step.low, step.high)));
    let band = Band { name: words.with("chart-forecast-band", &[("level", &level)]), ink: Ink::Secondary, points: ends.collect() };
    (Some(line), vec![band])
}

pub(super) fn base_zone(look: &Look<'_>, first: i32) -> Option<Zone> {
    let base = look.document.plan.info.base_year;
    let slot = f64::from(base - first);
    (base >= first).then(|| Zone { from: slot, to: slot, label: String::new() })
}

/// Targets and limits as diamonds: each bound once, the firm ones before the aspirations.
pub(super) fn targets(look: &Look<'_>, first: i32, foot: &mut Foot) -> Vec<Target> {
    let mut list: Vec<Target> = Vec::new();
    for (year, figure) in look.levels(look.subject.node).filter(|(_, f)| matches!(f.role, Role::Target | Role::Limit)) {
        let Some((bound, value)) = look.bound(figure).and_then(|bound| Some((bound, bound.value()?))) else { continue };
        let slot = f64::from(year - first);
        let label = look.target_label(figure, &bound);
        if !look.evaluation.years().contains(&year) || list.iter().any(|known| known.slot == slot && known.label == label) {
            continue;
        }
        foot.figure(look, figure);
        let high = if let Bound::Between { high, .. } = bound { Some(high) } else { None };
        let ink = if figure.role == Role::Limit { Ink::Bad } else { Ink::Text };
        list.push(Target { slot, value, high, label, ink, hover: look.figure_hover(figure, year) });
    }
    list
}

/// The plan path: the node's own, else the sum of those beneath it that have a path through all years.
fn path(look: &Look<'_>, first: i32, last: i32, requirement: &Requirement, sole: bool, foot: &mut Foot) -> Option<Line> {
    let (node, words) = (look.subject.node, look.words);
    let own: Vec<PathPoint> = (first..=last).filter_map(|year| own_path(look, node, year)).collect();
    let summed = own.len() < 2;
    let kept = if summed { path_beneath(look, node) } else { own };
    let (end, whole) = (kept.last()?.clone(), kept.iter().all(|point| point.reading.is_complete()));
    if kept.len() < 2 {
        return None;
    }
    let (rate_key, method) = match requirement.how {
        How::Geometric => ("chart-path-rate", "chart-foot-geometric"),
        How::Linear => ("chart-path-step", "chart-foot-linear"),
    };
    foot.method(words.text(method).to_owned());
    let (n, of) = (end.reading.n.to_string(), end.reading.of.to_string());
    let at_end = sole && summed;
    let label = match (requirement.per_year, requirement.how) {
        _ if at_end => {
            let value = look.number(end.value);
            let value = if whole { value } else { words.with("chart-total-partial", &[("value", &value), ("n", &n), ("of", &of)]) };
            words.with("chart-target-of-clusters", &[("value", &value)])
        }
        _ if !whole => words.with("chart-path-partial", &[("n", &n), ("of", &of)]),
        (Some(rate), How::Geometric) if !summed => words.with(rate_key, &[("rate", &number::signed_percent(rate, 1))]),
        (Some(step), How::Linear) if !summed => words.with(rate_key, &[("step", &look.number(step))]),
        _ => words.text("chart-path").to_owned(),
    };
    let points = kept.iter().map(|point| path_point(look, node, first, point, foot)).collect();
    let name = words.text("chart-path").to_owned();
    let (dash, marker) = (Dash::Dashed, Marker::Disc);
    Some(Line { name, label: Some(label), label_at_end: at_end, ink: Ink::Secondary, dash, marker, wide: false, points })
}

/// A year of a plan path.
#[derive(Clone)]
struct PathPoint {
    year: i32,
    value: f64,
    reading: Reading,
}

fn own_path(look: &Look<'_>, node: &NodeId, year: i32) -> Option<PathPoint> {
    let reading = look.evaluation.reading(node, look.subject.metric, Layer::Path, year);
    let value = reading.value.filter(|_| reading.basis != Basis::Sum)?;
    Some(PathPoint { year, value, reading })
}

/// The sum of the paths beneath, year by year over the same clusters: with others in other years the line would rise or fall
/// for no reason.
fn path_beneath(look: &Look<'_>, node: &NodeId) -> Vec<PathPoint> {
    if !look.evaluation.adds(look.subject.metric) {
        return Vec::new();
    }
    let info = &look.document.plan.info;
    let years: Vec<i32> = (info.base_year..=info.last_year).collect();
    let mut sums: Vec<PathPoint> = Vec::new();
    let (mut n, mut of) = (0_u32, 0_u32);
    for cluster in look.evaluation.clusters_of(node).filter(|cluster| cluster != node) {
        of += 1;
        let of_cluster: Vec<PathPoint> = years.iter().filter_map(|year| own_path(look, &cluster, *year)).collect();
        if of_cluster.len() < years.len() {
            continue;
        }
        n += 1;
        if sums.is_empty() {
            sums = of_cluster;
        } else {
            for (sum, point) in sums.iter_mut().zip(&of_cluster) {
                sum.value += point.value;
                sum.reading.mixed_coverage |= point.reading.mixed_coverage;
            }
        }
    }
    for sum in &mut sums {
        sum.reading = Reading { value: Some(sum.value), basis: Basis::Sum, n, of, ..sum.reading };
    }
    sums
}

fn path_point(look: &Look<'_>, node: &NodeId, first: i32, point: &PathPoint, foot: &mut Foot) -> Point {
    let PathPoint { year, value, reading } = point;
    foot.plan(look, node, *year, reading);
    let figure = look.figure_at(node, *year, *value);
    let hover = match figure {
        Some(figure) => look.figure_hover(figure, *year),
        None => look.reading_hover(node, *year, look.words.text("chart-path"), reading),
    };
    let milestone = figure.is_some_and(|figure| figure.role == Role::Milestone);
    let marked = milestone || figure.is_some_and(|figure| figure.role == Role::Baseline);
    let label = milestone.then(|| look.number(*value));
    Point { slot: f64::from(year - first), value: *value, label, marked, hover: Some(hover) }
}

/// The actuals, joined to the base; sums with gaps apart from them, and sums of clusters where the base is of more than those, since
/// joining the two would show a rise or fall that is none.
pub(super) fn actuals(look: &Look<'_>, first: i32, last: i32, foot: &mut Foot) -> Vec<Line> {
    let (node, metric) = (look.subject.node, look.subject.metric);
    let words = look.words;
    let (mut whole, mut partial): (Vec<Point>, Vec<Point>) = (Vec::new(), Vec::new());
    let base_year = look.document.plan.info.base_year;
    let lacks_outside = look.evaluation.lacks_outside(node, metric);
    for year in first..=last {
        let reading = look.evaluation.reading(node, metric, Layer::Actual, year);
        let slot = f64::from(year - first);
        if let Some(value) = reading.value {
            foot.actual(look, node, year, &reading);
            let hover = look.reading_hover(node, year, words.text("chart-actual"), &reading);
            let point = Point { slot, value, label: None, marked: true, hover: Some(hover) };
            if reading.is_complete() && !(lacks_outside && reading.basis == Basis::Sum) {
                whole.push(point)
            } else {
                partial.push(point)
            }
            continue;
        }
        let base = look.evaluation.reading(node, metric, Layer::Plan, year);
        if let (true, Some(value)) = (year == base_year && base.is_complete(), base.value) {
            foot.plan(look, node, year, &base);
            let what = words.text("role-baseline");
            let hover = look.reading_hover(node, year, what, &base);
            whole.push(Point { slot, value, label: Some(look.number(value)), marked: true, hover: Some(hover) });
        }
    }
    // The last value is what everyone asks for.
    let latest = whole.last().map(|p| p.slot);
    if let Some(point) = whole.last_mut()
        && point.label.is_none()
    {
        point.label = Some(words.with("chart-actual-value", &[("value", &look.number(point.value))]));
    }
    if let Some(point) = partial.last_mut().filter(|p| latest.is_none_or(|latest| p.slot > latest)) {
        point.label = Some(words.with("chart-actual-value", &[("value", &look.number(point.value))]));
    }
    let line = |key: &str, ink, dash, marker, points: Vec<Point>| {
        let name = words.text(key).to_owned();
        (!points.is_empty()).then_some(Line { name, label: None, label_at_end: false, ink, dash, marker, wide: false, points })
    };
    let mut partial = line("chart-actual-partial", Ink::Tertiary, Dash::Dotted, Marker::Ring, partial);
    if let Some(partial) = &mut partial {
        partial.label = Some(partial.name.clone());
    }
    let whole = line("chart-actual", Ink::Text, Dash::Solid, Marker::Ring, whole);
    partial.into_iter().chain(whole).collect()
}
