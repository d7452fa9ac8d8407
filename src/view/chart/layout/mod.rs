//! From a specification to a scene: the frame (title, subtitle, mark, foot) and what the drawings of all kinds share.
//!
//! Pure: the same specification, size, measure and style give the same scene. Labels never overlap: each has candidates,
//! takes the best free one, and goes where none is free.

mod bubbles;
mod canvas;
mod gutter;
mod multiples;
mod plot;
mod plot_labels;
mod ranking;
mod timeline;
mod timeline_bar;
mod waterfall;
mod waterfall_rows;

use canvas::{Canvas, Pen};

use super::measure::{self, Measure};
use super::scene::{Anchor, Pos, Rect, Scene, Shape};
use super::spec::{Body, ChartSpec};
use super::style::Style;
use super::ticks::Axis;

/// Lays a chart out in a size.
pub fn layout(spec: &ChartSpec, width: f32, height: f32, measure: &dyn Measure, style: &Style) -> Scene {
    layout_held(spec, width, height, measure, style, None)
}

/// Lays a chart out on an axis that stays as it was: while a point is dragged, its scale must not run away under the pointer.
pub fn layout_held(spec: &ChartSpec, width: f32, height: f32, measure: &dyn Measure, style: &Style, held: Option<&Axis>) -> Scene {
    let (width, height) = (width.max(1.0), height.max(1.0));
    let mut canvas = Canvas::new(measure, style);
    canvas.held = held.cloned();
    let frame = Rect::new(style.margin, style.margin, width - style.margin, height - style.margin);
    let free = mark(&mut canvas, spec, frame);
    let top = if style.heading { heading(&mut canvas, spec, frame, free) } else { frame.top };
    let bottom = foot(&mut canvas, spec, Rect::new(frame.left, top, frame.right, frame.bottom));
    let room = Rect::new(frame.left, top, frame.right, bottom.max(top));
    let unit_room = Rect { right: if style.heading { frame.right } else { free }, ..room };
    let plot = match &spec.body {
        Body::Empty(message) => {
            empty(&mut canvas, message, room);
            None
        }
        Body::Plot(plot) => {
            let top = unit(&mut canvas, &spec.unit, unit_room);
            plot::draw(&mut canvas, plot, Rect::new(room.left, top, room.right, room.bottom.max(top)))
        }
        Body::Ranking(ranking) => {
            ranking::draw(&mut canvas, ranking, &spec.unit, room, unit_room.right);
            None
        }
        Body::Bubbles(field) => {
            let top = unit(&mut canvas, &field.y_name, unit_room);
            bubbles::draw(&mut canvas, field, Rect::new(room.left, top, room.right, room.bottom.max(top)))
        }
        Body::Waterfall(waterfall) => {
            let top = unit(&mut canvas, &spec.unit, unit_room);
            waterfall::draw(&mut canvas, waterfall, Rect::new(room.left, top, room.right, room.bottom.max(top)));
            None
        }
        Body::Multiples(multiples) => {
            multiples::draw(&mut canvas, multiples, &spec.unit, room, unit_room.right);
            None
        }
        Body::Timeline(timeline) => {
            timeline::draw(&mut canvas, timeline, room, unit_room.right);
            None
        }
    };
    let ground = style.ground.then(|| style.panel());
    Scene { width, height, ground, plot, shapes: canvas.shapes, hits: canvas.hits, handles: canvas.handles }
}

/// The mark (示例数据) at the top right; the result is where the room left of it ends.
fn mark(canvas: &mut Canvas<'_>, spec: &ChartSpec, frame: Rect) -> f32 {
    let Some(text) = &spec.mark else { return frame.right };
    let style = canvas.style;
    let size = style.caption;
    let width = canvas.width(text, size, false) + size * 1.1;
    let height = size * 1.6;
    let chip = Rect::new(frame.right - width, frame.top, frame.right, frame.top + height);
    let ground = style.panel().mix(style.palette.slipping, if style.palette.dark { 0.18 } else { 0.12 });
    canvas.shapes.push(Shape::Rect { rect: chip, corner: size * 0.3, fill: Some(ground), stroke: None });
    let pen = Pen { size, bold: false, colour: canvas.readable_on(style.palette.slipping, ground) };
    canvas.text(Pos::new(chip.centre().x, canvas.middle(chip.centre().y, size)), Anchor::Middle, text, pen);
    chip.left - size
}

/// Title and subtitle; the result is where the drawing may start.
fn heading(canvas: &mut Canvas<'_>, spec: &ChartSpec, frame: Rect, free: f32) -> f32 {
    let style = canvas.style;
    let mut y = frame.top;
    let mut write = |canvas: &mut Canvas<'_>, text: &str, pen: Pen, right: f32, leading: f32| {
        for line in measure::wrap(canvas.measure, text, pen.size, pen.bold, right - frame.left, 2) {
            canvas.text(Pos::new(frame.left, y + pen.size * 0.88), Anchor::Start, &line, pen);
            y += pen.size * leading;
        }
        y
    };
    write(canvas, &spec.title, Pen { size: style.title, bold: true, colour: style.palette.text }, free, 1.35);
    let y = write(canvas, &spec.subtitle, Pen { size: style.text, bold: false, colour: style.palette.secondary }, frame.right, 1.45);
    y + style.text * 0.7
}

/// The foot; the result is where the drawing must end.
fn foot(canvas: &mut Canvas<'_>, spec: &ChartSpec, frame: Rect) -> f32 {
    let style = canvas.style;
    let size = style.caption;
    // A drawing smaller than its foot says nothing: the foot goes first.
    if frame.height() < size * 9.0 {
        return frame.bottom;
    }
    let lines = measure::wrap(canvas.measure, &spec.foot, size, false, frame.width(), 3);
    let height = lines.len() as f32 * size * 1.4;
    let top = frame.bottom - height;
    let pen = Pen { size, bold: false, colour: style.palette.tertiary };
    for (number, line) in lines.iter().enumerate() {
        let base = top + size * 1.4 * number as f32 + size * 1.15;
        canvas.text(Pos::new(frame.left, base), Anchor::Start, line, pen);
    }
    if lines.is_empty() { frame.bottom } else { top - size * 0.9 }
}

/// The unit at the top left; the result is where the drawing may start.
fn unit(canvas: &mut Canvas<'_>, text: &str, room: Rect) -> f32 {
    let style = canvas.style;
    let size = style.caption;
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let text = measure::fit(canvas.measure, text, size, false, room.width());
    canvas.text(Pos::new(room.left, room.top + size * 1.05), Anchor::Start, &text, pen);
    room.top + size * 1.6 + style.text * 0.5
}

/// The reason why there is nothing to show, in the middle.
fn empty(canvas: &mut Canvas<'_>, message: &str, room: Rect) {
    let style = canvas.style;
    let pen = Pen { size: style.text, bold: false, colour: style.palette.secondary };
    let lines = measure::wrap(canvas.measure, message, pen.size, false, room.width() * 0.8, 4);
    let mut base = room.centre().y - lines.len() as f32 * pen.size * 0.75 + pen.size;
    for line in lines {
        canvas.text(Pos::new(room.centre().x, base), Anchor::Middle, &line, pen);
        base += pen.size * 1.5;
    }
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
pub(crate) mod samples_scenarios;
#[cfg(test)]
mod tests;
