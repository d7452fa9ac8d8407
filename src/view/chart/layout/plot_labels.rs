//! The texts of a plot: names at the ends of lines and stacks, bounds of targets, values at the points that matter.

use super::canvas::{Canvas, Pen, Side};
use super::gutter;
use super::plot::{Scale, column_rect, diamond, places, ring};
use crate::view::chart::scene::{Anchor, Pos, Rect, Shape};
use crate::view::chart::spec::{Columns, Ink, Line, Plot};

/// For labels that matter more than what they cover.
const ALWAYS: f32 = f32::INFINITY;

/// A label of the right margin.
struct EndLabel<'a> {
    text: &'a str,
    bold: bool,
    ink: Ink,
    /// True for a square of the ink before a text in text colour: columns.
    swatch: bool,
    dashed: bool,
    /// Slot that the label belongs to; one of the last slot when it stands in the margin.
    from: LabelPlace,
}

/// Where the thing lies that a label names.
#[derive(Clone, Copy)]
enum LabelPlace {
    Value(f64, f64),
    Column(usize, usize),
}

/// Names that stand in the right margin, most important first.
fn end_labels(plot: &Plot) -> Vec<EndLabel<'_>> {
    let last = plot.slots.len().saturating_sub(1) as f64;
    let mut labels = Vec::new();
    for target in plot.targets.iter().filter(|t| t.slot >= last && plot.columns.is_empty()) {
        let from = LabelPlace::Value(target.slot, target.value);
        labels.push(EndLabel { text: &target.label, bold: true, ink: target.ink, swatch: false, dashed: false, from });
    }
    for line in plot.lines.iter().filter(|line| line.label_at_end) {
        if let (Some(text), Some(point)) = (&line.label, line.points.last()) {
            let from = LabelPlace::Value(point.slot, point.value);
            labels.push(EndLabel { text, bold: true, ink: line.ink, swatch: false, dashed: false, from });
        }
    }
    for (place, series) in plot.columns.iter().enumerate().filter(|(_, series)| series.named) {
        let most = series.list.iter().enumerate().max_by_key(|(_, column)| column.slot);
        if let Some((column, _)) = most {
            let dashed = matches!(series.ink, Ink::Member(place) if place >= 8);
            let from = LabelPlace::Column(place, column);
            labels.push(EndLabel { text: &series.name, bold: false, ink: series.ink, swatch: true, dashed, from });
        }
    }
    labels
}

fn pen(canvas: &Canvas<'_>, label: &EndLabel<'_>) -> Pen {
    let colour = if label.swatch { canvas.style.palette.text } else { canvas.text_ink(label.ink) };
    Pen { size: if label.swatch { canvas.style.caption } else { canvas.style.text }, bold: label.bold, colour }
}

/// Room before a label's text.
fn lead(em: f32, label: &EndLabel<'_>) -> f32 {
    if label.swatch { em * 1.9 } else { em * 0.35 }
}

/// Width of the right margin: what its labels need, up to a third of the width.
pub(super) fn margin(canvas: &Canvas<'_>, plot: &Plot, width: f32) -> f32 {
    let em = canvas.style.text;
    let need = |label: &EndLabel<'_>| {
        let pen = pen(canvas, label);
        canvas.width(label.text, pen.size, pen.bold) + lead(em, label)
    };
    end_labels(plot).iter().map(need).fold(em * 0.5, f32::max).min(width / 3.0)
}

pub(super) fn draw(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale, room: Rect, lanes: usize) {
    ends(canvas, plot, scale, room, lanes);
    let bounds = Rect { left: scale.area.left, top: room.top - canvas.style.text, right: room.right, bottom: scale.area.bottom };
    targets_inside(canvas, plot, scale, bounds);
    column_values(canvas, plot, scale, bounds, lanes);
    for line in plot.lines.iter().rev() {
        point_values(canvas, line, scale, bounds);
    }
    zone_words(canvas, plot, scale);
    for line in plot.lines.iter().filter(|line| !line.label_at_end) {
        along(canvas, line, scale, bounds);
    }
}

fn ends(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale, room: Rect, lanes: usize) {
    let labels = end_labels(plot);
    let em = canvas.style.text;
    let origin = |label: &EndLabel<'_>| match label.from {
        LabelPlace::Value(slot, value) => scale.pos(slot, value),
        LabelPlace::Column(series, column) => {
            let series: &Columns = &plot.columns[series];
            let rect = column_rect(canvas, scale, series, &series.list[column], lanes);
            Pos::new(rect.right, rect.centre().y)
        }
    };
    let origins: Vec<Pos> = labels.iter().map(origin).collect();
    let wanted: Vec<f32> = origins.iter().map(|p| p.y).collect();
    let (top, bottom) = (scale.area.top, scale.area.bottom - em * 0.4);
    for ((label, origin), y) in labels.iter().zip(&origins).zip(gutter::spread(&wanted, em * 1.35, top, bottom)) {
        let Some(y) = y else { continue };
        let pen = pen(canvas, label);
        let left = scale.area.right + lead(em, label);
        let text = canvas.fit_name(label.text, pen, room.right - left);
        if label.swatch {
            // A leader from a column further left would cross the ones between.
            if origin.x > scale.area.right - scale.step() {
                leader(canvas, *origin, Pos::new(scale.area.right + em * 0.7, y));
            }
            swatch(canvas, Pos::new(scale.area.right + em * 1.25, y), label);
        } else if (y - origin.y).abs() > em * 0.5 {
            leader(canvas, Pos::new(origin.x + em * 0.6, origin.y), Pos::new(left - em * 0.1, y));
        }
        let at = Pos::new(left, canvas.middle(y, pen.size));
        canvas.text_if_free(at, Anchor::Start, &text, pen);
    }
}

fn leader(canvas: &mut Canvas<'_>, from: Pos, to: Pos) {
    let colour = canvas.style.palette.hairline.mix(canvas.style.palette.tertiary, 0.4);
    canvas.rule(from, to, colour, canvas.style.text / 14.0);
}

fn swatch(canvas: &mut Canvas<'_>, centre: Pos, label: &EndLabel<'_>) {
    let em = canvas.style.text;
    let ink = canvas.style.ink(label.ink);
    let rect = Rect::around(centre, em * 0.33);
    canvas.shapes.push(Shape::Rect { rect, corner: em * 0.08, fill: Some(ink), stroke: None });
    if label.dashed {
        let panel = canvas.style.panel();
        canvas.rule(Pos::new(rect.left, rect.bottom), Pos::new(rect.right, rect.top), panel, em / 8.0);
    }
}

/// Bounds of targets that do not stand at the right edge.
fn targets_inside(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale, bounds: Rect) {
    let last = plot.slots.len().saturating_sub(1) as f64;
    let size = canvas.style.text;
    for target in plot.targets.iter().filter(|t| t.slot < last || !plot.columns.is_empty()) {
        let pen = Pen { size, bold: true, colour: canvas.text_ink(target.ink) };
        let top = scale.pos(target.slot, target.high.unwrap_or(target.value));
        canvas.label((top, diamond(size)), &target.label, pen, &Side::ALL, bounds, ALWAYS);
    }
}

fn column_values(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale, bounds: Rect, lanes: usize) {
    let style = canvas.style;
    let pen = Pen { size: style.caption, bold: false, colour: style.palette.text };
    for series in &plot.columns {
        for column in &series.list {
            let Some(text) = &column.label else { continue };
            let rect = column_rect(canvas, scale, series, column, lanes);
            let (end, side) = if column.to < column.from { (rect.bottom, Side::Below) } else { (rect.top, Side::Above) };
            let room = Rect { top: bounds.top, bottom: bounds.bottom + style.text * 0.2, ..bounds };
            canvas.label((Pos::new(rect.centre().x, end), 0.0), text, pen, &[side, Side::Over, Side::Under], room, ALWAYS);
        }
    }
    let bold = Pen { bold: true, ..pen };
    for note in &plot.notes {
        canvas.label((scale.pos(note.slot, note.value), 0.0), &note.text, bold, &[Side::Above, Side::Over], bounds, ALWAYS);
    }
}

/// Values at points, the last ones first: they matter most.
fn point_values(canvas: &mut Canvas<'_>, line: &Line, scale: &Scale, bounds: Rect) {
    let size = canvas.style.text;
    let bold = line.ink != Ink::Secondary;
    let pen = Pen { size, bold, colour: canvas.text_ink(line.ink) };
    for point in line.points.iter().rev() {
        if let Some(text) = &point.label {
            canvas.label((scale.pos(point.slot, point.value), ring(size)), text, pen, &Side::ALL, bounds, ALWAYS);
        }
    }
}

fn zone_words(canvas: &mut Canvas<'_>, plot: &Plot, scale: &Scale) {
    let style = canvas.style;
    let pen = Pen { size: style.caption, bold: false, colour: style.palette.tertiary };
    for zone in plot.zones.iter().filter(|zone| !zone.label.is_empty()) {
        let at = Pos::new(scale.x(zone.from) + style.text * 0.5, scale.area.top + style.caption * 1.3);
        let rect = canvas.space(at, Anchor::Start, &zone.label, pen);
        if rect.right < scale.area.right && canvas.clutter(&rect) == 0.0 {
            canvas.text_if_free(at, Anchor::Start, &zone.label, pen);
        }
    }
}

/// The name of a line beside its middle, on the side where it covers least.
fn along(canvas: &mut Canvas<'_>, line: &Line, scale: &Scale, bounds: Rect) {
    let Some(text) = &line.label else { return };
    let size = canvas.style.caption;
    let pen = Pen { size, bold: false, colour: canvas.text_ink(line.ink) };
    let places = places(scale, line);
    let mut best: Option<(f32, Pos, Anchor)> = None;
    for (number, pair) in places.windows(2).enumerate() {
        let from_middle = (number as f32 + 0.5 - (places.len() - 1) as f32 * 0.55).abs();
        for share in [0.35, 0.5, 0.65, 0.85] {
            let on = Pos::new(pair[0].x + (pair[1].x - pair[0].x) * share, pair[0].y + (pair[1].y - pair[0].y) * share);
            for (dx, dy, anchor) in
                [(-0.5, -0.6, Anchor::End), (0.5, 1.35, Anchor::Start), (0.0, -0.9, Anchor::Middle), (0.0, 1.7, Anchor::Middle)]
            {
                let at = Pos::new(on.x + size * dx, on.y + size * dy);
                let rect = canvas.space(at, anchor, text, pen);
                if !bounds.holds(&rect) || !canvas.is_free(&rect) {
                    continue;
                }
                let cost = canvas.clutter(&rect) + from_middle * 0.3;
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, at, anchor));
                }
            }
        }
    }
    if let Some((cost, at, anchor)) = best
        && cost < 4.0
    {
        canvas.text(at, anchor, text, pen);
    }
}
