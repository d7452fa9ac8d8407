//! Bubbles over two axes of numbers, each with its name beside it where one finds room.

use super::canvas::{Canvas, Pen, Side};
use super::plot::{Scale, grid};
use crate::view::chart::scene::{Anchor, Focus, Pos, Rect, Shape, Stroke};
use crate::view::chart::spec::{Bubble, BubbleField};
use crate::view::chart::ticks::Axis;

/// Draws the field; the result is the area between its axes.
pub(super) fn draw(canvas: &mut Canvas<'_>, field: &BubbleField, room: Rect) -> Option<Rect> {
    let (em, caption) = (canvas.style.text, canvas.style.caption);
    let bottom = room.bottom - caption * 3.2;
    let top = room.top;
    if bottom <= top + em {
        return None;
    }
    let most = ((bottom - top) / (em * 3.6)).clamp(1.0, 6.0) as usize;
    let level = field.level.as_ref().map(|(value, _)| *value);
    let y_axis = Axis::of(field.list.iter().map(|b| b.y).chain(level), most);
    let numbers = y_axis.ticks.iter().map(|tick| canvas.width(&y_axis.text(*tick), caption, false)).fold(0.0, f32::max);
    let left = room.left + numbers + canvas.width(&field.y_suffix, caption, false) + caption * 0.7;
    let area = Rect::new(left, top, room.right.max(left + 1.0), bottom);
    let largest = (area.height().min(area.width()) * 0.1).min(em * 3.2);
    // Bubbles at the ends of an axis stay inside.
    let pad = largest * 0.9;
    let scale = Scale::free(Rect { top: area.top + pad * 0.5, bottom: area.bottom - pad * 0.5, ..area }, y_axis);
    grid(canvas, &scale, room.left, &field.y_suffix);
    let x_most = (area.width() / (em * 8.0)).clamp(1.0, 6.0) as usize;
    let x_axis = Axis::of(field.list.iter().map(|b| b.x), x_most);
    let x = |value: f64| area.left + pad + x_axis.share(value) * (area.width() - pad * 2.0);
    x_numbers(canvas, field, &x_axis, &x, area, room);
    let zero = scale.y(0.0);
    let colour = canvas.style.palette.hairline.mix(canvas.style.palette.tertiary, 0.7);
    canvas.rule(Pos::new(area.left, zero), Pos::new(area.right, zero), colour, em / 12.0);
    if let Some((value, _)) = &field.level {
        let y = scale.y(*value);
        let stroke = Stroke { colour: canvas.style.palette.secondary, width: em / 8.0, dash: Some((em * 0.42, em * 0.3)) };
        let places = vec![Pos::new(area.left, y), Pos::new(area.right, y)];
        canvas.avoid_strokes(&places);
        canvas.line(places, stroke);
    }
    let placed = bubbles(canvas, field, &scale, &x, largest);
    names(canvas, field, &placed, area);
    level_name(canvas, field, &scale, area);
    Some(area)
}

fn x_numbers(canvas: &mut Canvas<'_>, field: &BubbleField, axis: &Axis, x: &dyn Fn(f64) -> f32, area: Rect, room: Rect) {
    let style = canvas.style;
    let size = style.caption;
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let base = area.bottom + size * 1.45;
    for tick in &axis.ticks {
        let text = axis.text(*tick);
        let half = canvas.width(&text, size, false) / 2.0;
        let at = x(*tick).min(room.right - half);
        canvas.text_if_free(Pos::new(at, base), Anchor::Middle, &text, pen);
        canvas.rule(
            Pos::new(x(*tick), area.bottom),
            Pos::new(x(*tick), area.bottom + size * 0.35),
            style.palette.hairline,
            style.text / 12.0,
        );
    }
    canvas.rule(Pos::new(area.left, area.bottom), Pos::new(area.right, area.bottom), style.palette.hairline, style.text / 12.0);
    let name = canvas.fit(&field.x_name, pen, area.width());
    canvas.text(Pos::new(area.right, base + size * 1.45), Anchor::End, &name, pen);
}

/// Places and radii of the bubbles, drawn from the largest to the smallest so that none is hidden.
fn bubbles(canvas: &mut Canvas<'_>, field: &BubbleField, scale: &Scale, x: &dyn Fn(f64) -> f32, largest: f32) -> Vec<(usize, Pos, f32)> {
    let em = canvas.style.text;
    let most = field.list.iter().filter_map(|b| b.area).filter(|a| a.is_finite()).fold(0.0, f64::max);
    let radius = |bubble: &Bubble| match bubble.area {
        Some(area) if most > 0.0 => ((area.max(0.0) / most).sqrt() as f32 * largest).max(em * 0.3),
        _ => em * 0.3,
    };
    let finite = field.list.iter().enumerate().filter(|(_, b)| b.x.is_finite() && b.y.is_finite());
    let mut placed: Vec<(usize, Pos, f32)> = finite.map(|(n, b)| (n, Pos::new(x(b.x), scale.y(b.y)), radius(b))).collect();
    placed.sort_by(|a, b| b.2.total_cmp(&a.2));
    for (number, centre, radius) in &placed {
        let bubble = &field.list[*number];
        let colour = canvas.style.ink(bubble.ink);
        let fill = bubble.area.map(|_| (colour, if bubble.chosen { 0.55 } else { 0.28 }));
        let width = if bubble.chosen { em / 5.0 } else { em / 9.0 };
        canvas.shapes.push(Shape::Circle { centre: *centre, radius: *radius, fill, stroke: Some(Stroke { colour, width, dash: None }) });
        canvas.avoid(Rect::around(*centre, radius * 0.75));
        canvas.hit(Rect::around(*centre, radius.max(em * 0.6)), Focus::Point(*centre, *radius), &bubble.hover);
    }
    placed
}

/// Names beside the bubbles, the chosen one and the larger ones first.
fn names(canvas: &mut Canvas<'_>, field: &BubbleField, placed: &[(usize, Pos, f32)], area: Rect) {
    let size = canvas.style.caption;
    let bounds = Rect { top: area.top - size, ..area };
    let order = [Side::Right, Side::Above, Side::Left, Side::Below, Side::AboveRight, Side::BelowRight, Side::AboveLeft, Side::BelowLeft];
    let mut sorted: Vec<_> = placed.iter().collect();
    sorted.sort_by_key(|(number, ..)| !field.list[*number].chosen);
    for (number, centre, radius) in sorted {
        let bubble = &field.list[*number];
        let pen = Pen { size, bold: bubble.chosen, colour: canvas.style.palette.text };
        let name = canvas.fit(&bubble.name, pen, area.width() * 0.22);
        // Hover tells the names that would lie on other bubbles.
        let most = if bubble.chosen { f32::INFINITY } else { order.len() as f32 * 0.4 };
        canvas.label((*centre, *radius), &name, pen, &order, bounds, most);
    }
}

fn level_name(canvas: &mut Canvas<'_>, field: &BubbleField, scale: &Scale, area: Rect) {
    let Some((value, text)) = &field.level else { return };
    let size = canvas.style.caption;
    let pen = Pen { size, bold: false, colour: canvas.style.palette.secondary };
    let text = canvas.fit(text, pen, area.width() * 0.5);
    let above = Pos::new(area.right, scale.y(*value) - size * 0.45);
    if !canvas.text_if_free(above, Anchor::End, &text, pen) {
        canvas.text_if_free(Pos::new(area.right, scale.y(*value) + size * 1.25), Anchor::End, &text, pen);
    }
}
