//! Lines, columns, bands and targets over years or categories.

use super::canvas::{Canvas, Pen};
use super::plot_labels;
use crate::view::chart::more::Grip;
use crate::view::chart::scene::{Anchor, Focus, Handle, Pos, Rect, Shape, Stroke};
use crate::view::chart::spec::{Column, Columns, Dash, Line, Marker, Plot, Target};
use crate::view::chart::ticks::Axis;

/// Where slots and values lie.
pub(super) struct Scale {
    /// The area between the axes.
    pub area: Rect,
    pub axis: Axis,
    /// Place of the first slot and distance to the next.
    first: f32,
    step: f32,
    /// Half the width of a slot's own stretch, for columns, zones and levels.
    half: f32,
}

impl Scale {
    pub fn x(&self, slot: f64) -> f32 {
        self.first + self.step * slot as f32
    }

    pub fn y(&self, value: f64) -> f32 {
        self.area.bottom - self.axis.share(value).clamp(-1.0, 2.0) * self.area.height()
    }

    /// Distance from slot to slot.
    pub fn step(&self) -> f32 {
        self.step
    }

    pub fn pos(&self, slot: f64, value: f64) -> Pos {
        Pos::new(self.x(slot), self.y(value))
    }
}

/// Draws the plot; the result is the area between its axes.
pub(super) fn draw(canvas: &mut Canvas<'_>, plot: &Plot, room: Rect) -> Option<Rect> {
    if plot.slots.is_empty() {
        return None;
    }
    let plot = &drawable(plot);
    let scale = scale(canvas, plot, room);
    zones(canvas, plot, &scale);
    grid(canvas, &scale, room.left, &plot.suffix);
    slots(canvas, plot, &scale, room);
    for band in &plot.bands {
        let along = |pick: fn(&(f64, f64, f64)) -> f64| band.points.iter().map(|p| scale.pos(p.0, pick(p))).collect();
        let fill = canvas.style.panel().mix(canvas.style.ink(band.ink), 0.16);
        canvas.shapes.push(Shape::Area { upper: along(|p| p.2), lower: along(|p| p.1), fill });
    }
    let lanes = plot.columns.iter().map(|series| series.lane + 1).max().unwrap_or(1);
    for series in &plot.columns {
        for column in &series.list {
            draw_column(canvas, &scale, series, column, lanes);
        }
    }
    zero_line(canvas, &scale);
    for line in &plot.lines {
        draw_line(canvas, &scale, line);
    }
    for line in &plot.lines {
        markers(canvas, &scale, line);
    }
    for target in &plot.targets {
        draw_target(canvas, &scale, target);
    }
    for grip in &plot.grips {
        draw_grip(canvas, &scale, grip);
    }
    plot_labels::draw(canvas, plot, &scale, room, lanes);
    Some(scale.area)
}

/// The plot without what has no number and so no place; a gap is never drawn as zero.
fn drawable(plot: &Plot) -> Plot {
    let mut plot = plot.clone();
    plot.lines.iter_mut().for_each(|line| line.points.retain(|p| p.value.is_finite() && p.slot.is_finite()));
    let slots = plot.slots.len();
    plot.columns.iter_mut().for_each(|series| series.list.retain(|c| c.from.is_finite() && c.to.is_finite() && c.slot < slots));
    plot.bands.iter_mut().for_each(|band| band.points.retain(|p| p.0.is_finite() && p.1.is_finite() && p.2.is_finite()));
    plot.targets.retain(|target| target.value.is_finite() && target.slot.is_finite());
    plot.targets.iter_mut().for_each(|target| target.high = target.high.filter(|high| high.is_finite()));
    plot.notes.retain(|note| note.value.is_finite());
    plot.grips.retain(|grip| grip.value.is_finite() && grip.slot.is_finite());
    plot.span = plot.span.filter(|(low, high)| low.is_finite() && high.is_finite());
    plot
}

fn scale(canvas: &Canvas<'_>, plot: &Plot, room: Rect) -> Scale {
    let em = canvas.style.text;
    let caption = canvas.style.caption;
    let notes = plot.slots.iter().any(|slot| !slot.note.is_empty());
    let bottom = room.bottom - caption * if notes { 3.0 } else { 1.7 };
    let top = (room.top + caption * 0.5).min(bottom - 1.0);
    let most = ((bottom - top) / (em * 3.6)).clamp(1.0, 6.0) as usize;
    let axis = canvas.held.clone().unwrap_or_else(|| Axis::of(values(plot), most));
    let numbers = axis.ticks.iter().map(|tick| canvas.width(&tick_text(&axis, *tick, &plot.suffix), caption, false)).fold(0.0, f32::max);
    let left = room.left + numbers + caption * 0.7;
    let right = (room.right - plot_labels::margin(canvas, plot, room.width())).max(left + 1.0);
    let count = plot.slots.len() as f32;
    let banded = !plot.columns.is_empty();
    let (first, step, half) = if banded {
        let step = (right - left) / count;
        (left + step / 2.0, step, step / 2.0)
    } else if plot.slots.len() == 1 {
        (left + (right - left) / 2.0, right - left, (right - left) / 2.0)
    } else {
        let inset = (em * 0.9).min((right - left) * 0.1);
        (left + inset, (right - left - inset * 2.0) / (count - 1.0), inset)
    };
    Scale { area: Rect::new(left, top, right, bottom), axis, first, step, half }
}

/// All values that the axis must hold.
fn values(plot: &Plot) -> Vec<f64> {
    let mut values: Vec<f64> = plot.lines.iter().flat_map(|line| line.points.iter().map(|p| p.value)).collect();
    values.extend(plot.columns.iter().flat_map(|series| series.list.iter().flat_map(|c| [c.from, c.to])));
    values.extend(plot.bands.iter().flat_map(|band| band.points.iter().flat_map(|p| [p.1, p.2])));
    values.extend(plot.targets.iter().flat_map(|t| [Some(t.value), t.high]).flatten());
    values.extend(plot.notes.iter().map(|n| n.value));
    values.extend(plot.grips.iter().map(|grip| grip.value));
    values.extend(plot.span.into_iter().flat_map(|(low, high)| [low, high]));
    // Labels below negative columns need room above the years.
    let span = values.iter().copied().fold(0.0, f64::max) - values.iter().copied().fold(0.0, f64::min);
    let labelled = plot.columns.iter().flat_map(|series| &series.list).filter(|c| c.label.is_some() && c.to < c.from);
    let lowest = labelled.map(|c| c.to - span * 0.06).fold(0.0, f64::min);
    values.push(lowest);
    values
}

fn tick_text(axis: &Axis, tick: f64, suffix: &str) -> String {
    format!("{}{suffix}", axis.text(tick))
}

fn zones(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale) {
    let fill = canvas.style.zone();
    for zone in &plot.zones {
        let last = (plot.slots.len() - 1) as f64;
        // Between columns a zone starts at the slot's own edge; on a line it starts at the point.
        let edge = |slot: f64, outward: f32| {
            let open = !plot.columns.is_empty() || slot <= 0.0 && outward < 0.0 || slot >= last && outward > 0.0 || zone.from == zone.to;
            scale.x(slot) + if open { scale.half * outward } else { 0.0 }
        };
        let rect = Rect::new(edge(zone.from, -1.0), scale.area.top, edge(zone.to, 1.0), scale.area.bottom);
        canvas.shapes.push(Shape::Rect { rect, corner: 0.0, fill: Some(fill), stroke: None });
    }
}

/// Horizontal lines with their numbers; shared with the bubbles.
pub(super) fn grid(canvas: &mut Canvas<'_>, scale: &Scale, left: f32, suffix: &str) {
    let style = canvas.style;
    let pen = Pen { size: style.caption, bold: false, colour: style.palette.secondary };
    for tick in &scale.axis.ticks {
        let y = scale.y(*tick);
        canvas.rule(Pos::new(scale.area.left, y), Pos::new(scale.area.right, y), style.palette.grid_line, style.text / 12.0);
        let text = tick_text(&scale.axis, *tick, suffix);
        let text = canvas.fit(&text, pen, scale.area.left - left);
        let at = Pos::new(scale.area.left - style.caption * 0.7, canvas.middle(y, pen.size));
        canvas.text_if_free(at, Anchor::End, &text, pen);
    }
}

fn zero_line(canvas: &mut Canvas<'_>, scale: &Scale) {
    let style = canvas.style;
    let y = scale.y(0.0);
    let colour = style.palette.hairline.mix(style.palette.tertiary, 0.7);
    let ends = [Pos::new(scale.area.left, y), Pos::new(scale.area.right, y)];
    canvas.rule(ends[0], ends[1], colour, style.text / 12.0);
    canvas.avoid_strokes(&ends);
}

/// Years or categories under the axis: all of them, or every so many where they would touch.
fn slots(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale, room: Rect) {
    let style = canvas.style;
    let size = style.caption;
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let faint = Pen { colour: style.palette.tertiary, ..pen };
    let base = scale.area.bottom + size * 1.45;
    let fits = |every: usize| {
        let mut shown = plot.slots.iter().enumerate().step_by(every);
        shown.all(|(_, slot)| canvas.width(&slot.label, size, false) + size * 0.6 <= scale.step * every as f32)
    };
    let years = plot.slots.iter().all(|slot| slot.label.chars().count() <= 7);
    let every = if years { [1, 2, 5, 10, 20, 50].into_iter().find(|every| fits(*every)).unwrap_or(plot.slots.len()) } else { 1 };
    let wide = if plot.slots.len() == 1 { room.width() } else { scale.step - size * 0.6 };
    for (place, slot) in plot.slots.iter().enumerate().step_by(every) {
        let label = if years { slot.label.clone() } else { canvas.fit(&slot.label, pen, wide) };
        let half = canvas.width(&label, size, false) / 2.0;
        let x = scale.x(place as f64).clamp(room.left + half, (room.right - half).max(room.left + half));
        canvas.text_if_free(Pos::new(x, base), Anchor::Middle, &label, pen);
        let note = canvas.fit(&slot.note, faint, (scale.step * every as f32 - size * 0.4).max(size * 2.5));
        canvas.text_if_free(Pos::new(x, base + size * 1.3), Anchor::Middle, &note, faint);
    }
}

/// The rectangle of a column.
pub(super) fn column_rect(canvas: &Canvas<'_>, scale: &Scale, series: &Columns, column: &Column, lanes: usize) -> Rect {
    let whole = (scale.half * 2.0 * 0.6).min(canvas.style.text * 4.5);
    let width = whole / lanes as f32;
    let left = scale.x(column.slot as f64) - whole / 2.0 + width * series.lane as f32;
    Rect::new(left, scale.y(column.to), left + width, scale.y(column.from))
}

fn draw_column(canvas: &mut Canvas<'_>, scale: &Scale, series: &Columns, column: &Column, lanes: usize) {
    let style = canvas.style;
    let rect = column_rect(canvas, scale, series, column, lanes);
    let ink = style.ink(series.ink);
    let hair = style.text / 12.0;
    let (fill, outline) = if column.planned { (style.panel().mix(ink, 0.28), ink.mix(style.panel(), 0.35)) } else { (ink, style.panel()) };
    // A gap in the ground's colour keeps stacked columns apart without colour.
    let inner =
        if rect.height() > hair * 3.0 { Rect { top: rect.top + hair * 0.5, bottom: rect.bottom - hair * 0.5, ..rect } } else { rect };
    let stroke = column.planned.then_some(Stroke { colour: outline, width: hair, dash: None });
    canvas.shapes.push(Shape::Rect { rect: inner, corner: 0.0, fill: Some(fill), stroke });
    canvas.avoid(rect);
    let reach = (style.text * 0.5 - rect.height() / 2.0).max(0.0);
    let wide = Rect { top: rect.top - reach, bottom: rect.bottom + reach, ..rect };
    canvas.hit(wide, Focus::Area(rect), &column.hover);
}

/// Places of a line's points; a wide line reaches over its first and last slot.
pub(super) fn places(scale: &Scale, line: &Line) -> Vec<Pos> {
    let mut places: Vec<Pos> = line.points.iter().map(|p| scale.pos(p.slot, p.value)).collect();
    if line.wide {
        if let Some(first) = places.first().copied() {
            places.insert(0, Pos::new(first.x - scale.half, first.y));
        }
        if let Some(last) = places.last().copied() {
            places.push(Pos::new(last.x + scale.half, last.y));
        }
    }
    places
}

fn draw_line(canvas: &mut Canvas<'_>, scale: &Scale, line: &Line) {
    let em = canvas.style.text;
    let places = places(scale, line);
    let (width, dash) = match line.dash {
        Dash::Solid => (em / 6.0, None),
        Dash::Dashed => (em / 8.0, Some((em * 0.42, em * 0.3))),
        Dash::Dotted => (em / 6.5, Some((em * 0.02, em * 0.3))),
        Dash::Long => (em / 6.5, Some((em * 1.1, em * 0.32))),
    };
    canvas.avoid_strokes(&places);
    if places.len() > 1 {
        let colour = canvas.style.ink(line.ink);
        canvas.line(places, Stroke { colour, width, dash });
    }
}

/// Radius of the ring of an actual.
pub(super) fn ring(em: f32) -> f32 {
    em * 0.29
}

/// Radius of the diamond of a target.
pub(super) fn diamond(em: f32) -> f32 {
    em * 0.55
}

fn markers(canvas: &mut Canvas<'_>, scale: &Scale, line: &Line) {
    let em = canvas.style.text;
    let colour = canvas.style.ink(line.ink);
    for point in &line.points {
        let centre = scale.pos(point.slot, point.value);
        let radius = ring(em);
        if point.marked {
            let (fill, stroke, radius) = match line.marker {
                Marker::None => continue,
                Marker::Ring => (canvas.style.panel(), Some(Stroke { colour, width: em / 7.0, dash: None }), radius),
                Marker::Disc => (colour, None, radius * 0.8),
            };
            canvas.shapes.push(Shape::Circle { centre, radius, fill: Some((fill, 1.0)), stroke });
            canvas.avoid(Rect::around(centre, radius * 1.2));
        }
        if let Some(hover) = &point.hover {
            canvas.hit(Rect::around(centre, em), Focus::Point(centre, radius), hover);
        }
    }
}

fn draw_target(canvas: &mut Canvas<'_>, scale: &Scale, target: &Target) {
    let em = canvas.style.text;
    let colour = canvas.style.ink(target.ink);
    let centre = scale.pos(target.slot, target.value);
    let stroke = Stroke { colour, width: em / 7.0, dash: None };
    if let Some(high) = target.high {
        let top = scale.pos(target.slot, high);
        canvas.line(vec![centre, top], stroke);
        let cap = em * 0.4;
        canvas.line(vec![Pos::new(top.x - cap, top.y), Pos::new(top.x + cap, top.y)], stroke);
    }
    let radius = diamond(em);
    canvas.shapes.push(Shape::Diamond { centre, radius, fill: Some(canvas.style.panel()), stroke });
    canvas.avoid(Rect::around(centre, radius));
    canvas.hit(Rect::around(centre, em * 1.1), Focus::Point(centre, radius), &target.hover);
}

/// A point to drag: a ring that is larger than that of an actual; filled where the value is held.
fn draw_grip(canvas: &mut Canvas<'_>, scale: &Scale, grip: &Grip) {
    let em = canvas.style.text;
    let colour = canvas.style.ink(grip.ink);
    let centre = scale.pos(grip.slot, grip.value);
    let radius = ring(em) * 1.15;
    let fill = if grip.held { colour } else { canvas.style.panel() };
    let stroke = Stroke { colour, width: em / 6.5, dash: None };
    canvas.shapes.push(Shape::Circle { centre, radius, fill: Some((fill, 1.0)), stroke: Some(stroke) });
    canvas.avoid(Rect::around(centre, radius * 1.2));
    let rect = Rect::around(centre, em * 1.1);
    canvas.handles.push(Handle { grip: grip.clone(), centre, rect, axis: scale.axis.clone(), area: scale.area });
}

impl Scale {
    /// A scale over an area whose horizontal axis is one of numbers; slots are its pixels.
    pub fn free(area: Rect, axis: Axis) -> Self {
        Self { area, axis, first: 0.0, step: 1.0, half: 0.0 }
    }
}
