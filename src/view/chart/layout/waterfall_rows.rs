//! The way from one value to another as rows: for names that are long, and for many steps.

use super::canvas::{Canvas, Pen};
use super::waterfall::{Bar, draw_bar};
use crate::view::chart::scene::{Anchor, Focus, Pos, Rect};
use crate::view::chart::spec::Ink;
use crate::view::chart::ticks::Axis;

pub(super) fn draw(canvas: &mut Canvas<'_>, bars: &[Bar<'_>], room: Rect) {
    let style = canvas.style;
    let em = style.text;
    let row = (room.height() / bars.len() as f32).min(em * 4.2);
    // Rows lower than their texts would lie on each other; the ends say most, so they stay.
    if row < em * 1.25 {
        return ends_only(canvas, bars, room);
    }
    let widest = |texts: &mut dyn Iterator<Item = &str>, canvas: &Canvas<'_>| texts.map(|t| canvas.width(t, em, true)).fold(0.0, f32::max);
    let names = widest(&mut bars.iter().map(|bar| bar.step.name.as_str()), canvas).min(room.width() * 0.4);
    let numbers = widest(&mut bars.iter().map(|bar| bar.step.text.as_str()), canvas).min(room.width() * 0.24);
    let left = room.left + names + em * 1.2;
    let right = (room.right - numbers - em * 1.2).max(left + 1.0);
    let (low, high) = bars.iter().flat_map(|bar| [bar.from, bar.to]).fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    let axis = Axis { low, high: if high - low < 1e-280 { low + 1.0 } else { high }, ticks: Vec::new(), decimals: 0 };
    let x = |value: f64| left + axis.share(value).clamp(0.0, 1.0) * (right - left);
    let half = (row * 0.3).min(em * 0.75);
    let y = |place: usize| room.top + row * (place as f32 + 0.5);
    let colour = style.palette.hairline.mix(style.palette.tertiary, 0.7);
    canvas.rule(Pos::new(x(0.0), room.top), Pos::new(x(0.0), room.top + row * bars.len() as f32), colour, em / 12.0);
    for (place, bar) in bars.iter().enumerate() {
        let base = canvas.middle(y(place), em);
        let pen = Pen { size: em, bold: bar.end, colour: style.palette.text };
        let name = canvas.fit(&bar.step.name, pen, names + em * 0.2);
        canvas.text(Pos::new(room.left, base), Anchor::Start, &name, pen);
        let pen = Pen { size: em, bold: true, colour: canvas.text_ink(if bar.end { Ink::Text } else { bar.ink() }) };
        let text = canvas.fit(&bar.step.text, pen, numbers + em * 0.2);
        canvas.text(Pos::new(room.right, base), Anchor::End, &text, pen);
        if place + 1 < bars.len() {
            let at = x(bar.to);
            canvas.rule(Pos::new(at, y(place) + half), Pos::new(at, y(place + 1) - half), style.palette.tertiary, em / 14.0);
            let line = room.top + row * (place as f32 + 1.0);
            canvas.rule(Pos::new(room.left, line), Pos::new(room.right, line), style.palette.grid_line, em / 14.0);
        }
        draw_bar(canvas, bar, Rect::new(x(bar.from), y(place) - half, x(bar.to), y(place) + half));
        let whole = Rect::new(room.left, y(place) - row / 2.0, room.right, y(place) + row / 2.0);
        match bar.pick {
            Some(pick) => canvas.pick(whole, &bar.step.hover, pick),
            None => canvas.hit(whole, Focus::Area(whole), &bar.step.hover),
        }
    }
}

/// Where not even rows find room: from where to where.
fn ends_only(canvas: &mut Canvas<'_>, bars: &[Bar<'_>], room: Rect) {
    let em = canvas.style.text;
    let ends: Vec<&Bar<'_>> = bars.iter().filter(|bar| bar.end).collect();
    if room.height() < em * 1.3 * ends.len() as f32 {
        return;
    }
    for (place, bar) in ends.into_iter().enumerate() {
        let pen = Pen { size: em, bold: true, colour: canvas.style.palette.text };
        let base = room.top + em * (1.0 + 1.3 * place as f32);
        let text = canvas.fit(&bar.step.text, pen, room.width() * 0.4);
        let rect = canvas.text(Pos::new(room.right, base), Anchor::End, &text, pen);
        let pen = Pen { bold: false, ..pen };
        let name = canvas.fit(&bar.step.name, pen, rect.left - room.left - em);
        canvas.text(Pos::new(room.left, base), Anchor::Start, &name, pen);
    }
}
