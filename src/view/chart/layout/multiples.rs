//! Several small plots side by side, with one legend for all.

use super::canvas::{Canvas, Pen};
use super::plot;
use crate::view::chart::measure;
use crate::view::chart::more::{Legend, Multiples, Panel};
use crate::view::chart::scene::{Anchor, Pos, Rect, Shape, Stroke};
use crate::view::chart::spec::Dash;

/// Least width and height of a plot in sizes of text, and what it should be as wide as high.
const LEAST: (f32, f32) = (13.0, 8.5);
const SHAPE: f32 = 1.7;
/// Room for a name in the legend, in sizes of text, below which it is not worth cutting it.
const LEAST_NAME: f32 = 12.0;
/// How bad a place without a plot is, beside the logarithm of how far plots are from that shape.
const EMPTY: f32 = 0.16;

pub(super) fn draw(canvas: &mut Canvas<'_>, multiples: &Multiples, unit: &str, room: Rect, head_right: f32) {
    let em = canvas.style.text;
    let top = legend(canvas, multiples, unit, Rect { right: head_right, ..room });
    let room = Rect::new(room.left, top, room.right, room.bottom.max(top));
    let gap = em * 1.6;
    let Some((columns, rows)) = arrangement(multiples.panels.len(), room, em, gap) else { return };
    let shown = multiples.panels.len().min(columns * rows);
    let hidden = multiples.panels.len() - shown;
    let foot = if hidden > 0 { canvas.style.caption * 1.8 } else { 0.0 };
    let used = shown.div_ceil(columns);
    let width = (room.width() - gap * (columns - 1) as f32) / columns as f32;
    let height = (room.height() - foot - gap * 0.5 * (used - 1) as f32) / used as f32;
    let height = height.min(width / 1.1);
    for (place, panel) in multiples.panels.iter().take(shown).enumerate() {
        let (column, row) = (place % columns, place / columns);
        let left = room.left + (width + gap) * column as f32;
        let top = room.top + (height + gap * 0.5) * row as f32;
        draw_panel(canvas, panel, place, Rect::new(left, top, left + width, top + height));
    }
    if hidden > 0 {
        let pen = Pen { size: canvas.style.caption, bold: false, colour: canvas.style.palette.tertiary };
        let text = canvas.fit(&multiples.more.replace("{n}", &hidden.to_string()), pen, room.width());
        canvas.text_if_free(Pos::new(room.left, room.bottom - pen.size * 0.35), Anchor::Start, &text, pen);
    }
}

/// Columns and rows: as many as there are plots, each as near to the wanted shape as can be; fewer plots where there is no room.
fn arrangement(count: usize, room: Rect, em: f32, gap: f32) -> Option<(usize, usize)> {
    let most = |length: f32, least: f32, gap: f32| (((length + gap) / (least * em + gap)).floor().max(0.0)) as usize;
    let (wide, high) = (most(room.width(), LEAST.0, gap), most(room.height(), LEAST.1, gap * 0.5));
    if count == 0 || wide == 0 || high == 0 {
        return None;
    }
    if count > wide * high {
        return Some((wide, high));
    }
    let badness = |columns: usize| {
        let rows = count.div_ceil(columns);
        let width = (room.width() - gap * (columns - 1) as f32) / columns as f32;
        let height = (room.height() - gap * 0.5 * (rows - 1) as f32) / rows as f32;
        // Places that stay empty are a waste too.
        ((width / height.max(1.0) / SHAPE).ln().abs(), columns * rows - count)
    };
    let fits = (1..=wide.min(count)).filter(|columns| count.div_ceil(*columns) <= high);
    let best = fits.min_by(|a, b| {
        let (a, b) = (badness(*a), badness(*b));
        (a.0 + a.1 as f32 * EMPTY).total_cmp(&(b.0 + b.1 as f32 * EMPTY))
    })?;
    Some((best, count.div_ceil(best)))
}

/// Unit and lines in one row; the result is where the plots may start.
fn legend(canvas: &mut Canvas<'_>, multiples: &Multiples, unit: &str, room: Rect) -> f32 {
    let style = canvas.style;
    let (em, size) = (style.text, style.caption);
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let base = room.top + size * 1.05;
    let unit = canvas.fit(unit, pen, room.width() * 0.3);
    let mut x = canvas.text(Pos::new(room.left, base), Anchor::Start, &unit, pen).right + if unit.is_empty() { 0.0 } else { em * 1.6 };
    let mut base = base;
    for entry in &multiples.legend {
        let sample = em * 1.7;
        let lead = sample + em * 0.5;
        // Where the rest of the row leaves too little of a name it goes to the next one.
        let left = room.right - x - lead;
        if x > room.left && left < em * LEAST_NAME && canvas.width(&entry.name, size, false) > left {
            (x, base) = (room.left, base + size * 1.6);
        }
        let text = canvas.fit(&entry.name, pen, (room.right - x - lead).max(0.0));
        swatch(canvas, entry, Pos::new(x, base - size * 0.36), sample);
        let pen = Pen { colour: canvas.text_ink(entry.ink), ..pen };
        x = canvas.text(Pos::new(x + sample + em * 0.4, base), Anchor::Start, &text, pen).right + em * 1.4;
    }
    base + size * 0.55 + em * 0.7
}

fn swatch(canvas: &mut Canvas<'_>, entry: &Legend, from: Pos, length: f32) {
    let em = canvas.style.text;
    let dash = match entry.dash {
        Dash::Solid => None,
        Dash::Dashed => Some((em * 0.42, em * 0.3)),
        Dash::Dotted => Some((em * 0.02, em * 0.3)),
        Dash::Long => Some((em * 0.8, em * 0.25)),
    };
    let stroke = Stroke { colour: canvas.style.ink(entry.ink), width: em / 6.0, dash };
    canvas.line(vec![from, Pos::new(from.x + length, from.y)], stroke);
}

fn draw_panel(canvas: &mut Canvas<'_>, panel: &Panel, place: usize, room: Rect) {
    let style = canvas.style;
    let (em, caption) = (style.text, style.caption);
    let base = room.top + em * 1.05;
    let strip = Rect::new(room.left, room.top + em * 0.15, room.left + em * 0.24, room.top + em * 1.3);
    canvas.shapes.push(Shape::Rect { rect: strip, corner: 0.0, fill: Some(style.ink(panel.ink)), stroke: None });
    let left = strip.right + em * 0.45;
    let pen = Pen { size: caption, bold: false, colour: style.palette.secondary };
    let note = canvas.fit(&panel.note, pen, room.width() * 0.42);
    let note_left = canvas.text(Pos::new(room.right, base), Anchor::End, &note, pen).left;
    let pen = Pen { size: em, bold: true, colour: style.palette.text };
    let name = canvas.fit(&panel.name, pen, (note_left - left - em * 0.6).max(0.0));
    canvas.text(Pos::new(left, base), Anchor::Start, &name, pen);
    let hover = crate::view::chart::spec::Hover { title: panel.name.clone(), value: String::new(), lines: Vec::new() };
    canvas.pick(Rect::new(room.left, room.top, room.right, room.top + em * 1.5), &hover, place);
    let area = Rect::new(room.left, room.top + em * 1.9, room.right, room.bottom);
    if panel.empty.is_empty() {
        plot::draw(canvas, &panel.plot, area);
        return;
    }
    let pen = Pen { size: caption, bold: false, colour: style.palette.secondary };
    for (number, line) in measure::wrap(canvas.measure, &panel.empty, caption, false, area.width(), 3).iter().enumerate() {
        let base = area.top + caption * (1.6 + 1.4 * number as f32);
        if base < area.bottom {
            canvas.text(Pos::new(area.left, base), Anchor::Start, line, pen);
        }
    }
}
