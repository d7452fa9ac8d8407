//! The way from one value to another: columns that hang on each other, or rows where the names find no room under columns.

use super::canvas::{Canvas, Pen, Side};
use super::plot::{self, Scale};
use super::waterfall_rows;
use crate::view::chart::measure;
use crate::view::chart::more::{Step, Waterfall};
use crate::view::chart::scene::{Anchor, Pos, Rect, Shape};
use crate::view::chart::spec::Ink;
use crate::view::chart::ticks::Axis;

/// A bar: one of the ends, or a step between.
pub(super) struct Bar<'a> {
    pub step: &'a Step,
    pub from: f64,
    pub to: f64,
    /// True for the two ends.
    pub end: bool,
    /// What a click chooses: the place of the step; none for the ends.
    pub pick: Option<usize>,
}

impl Bar<'_> {
    /// What the bar is drawn in: the ends in grey, steps by whether they are for the better.
    pub fn ink(&self) -> Ink {
        match self.step.good {
            _ if self.end => Ink::Secondary,
            Some(true) => Ink::Good,
            Some(false) => Ink::Bad,
            None => Ink::Accent,
        }
    }
}

/// The bars from the start to the end.
pub(super) fn bars(waterfall: &Waterfall) -> Vec<Bar<'_>> {
    let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
    let mut level = finite(waterfall.start.amount);
    let mut bars = vec![Bar { step: &waterfall.start, from: 0.0, to: level, end: true, pick: None }];
    for (place, step) in waterfall.steps.iter().enumerate().filter(|(_, step)| step.amount.is_finite()) {
        let from = level;
        level += step.amount;
        bars.push(Bar { step, from, to: level, end: false, pick: Some(place) });
    }
    bars.push(Bar { step: &waterfall.end, from: 0.0, to: finite(waterfall.end.amount), end: true, pick: None });
    bars
}

/// Lines of a name under its column at most.
const MOST_LINES: usize = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, waterfall: &Waterfall, room: Rect) {
    let bars = bars(waterfall);
    match labels(canvas, &bars, room) {
        Some(labels) => columns(canvas, &bars, &labels, room),
        None => waterfall_rows::draw(canvas, &bars, room),
    }
}

/// The names under the columns, broken into lines; `None` where one of them would have to be cut.
fn labels(canvas: &Canvas<'_>, bars: &[Bar<'_>], room: Rect) -> Option<Vec<Vec<String>>> {
    let size = canvas.style.caption;
    // The numbers of the axis take their part; how much is known only when it is there.
    let step = (room.width() - size * 4.0) / bars.len() as f32;
    let wide = step - size * 0.5;
    let whole = |bar: &Bar<'_>| {
        let lines = measure::wrap(canvas.measure, &bar.step.name, size, false, wide, MOST_LINES + 1);
        let fits = lines.len() <= MOST_LINES && lines.iter().all(|line| canvas.width(line, size, false) <= wide);
        (fits && !lines.is_empty() && canvas.width(&bar.step.text, size, true) <= step * 1.15).then_some(lines)
    };
    // A picture lower than its names would be all names.
    (room.height() > size * 12.0).then(|| bars.iter().map(whole).collect()).flatten()
}

fn columns(canvas: &mut Canvas<'_>, bars: &[Bar<'_>], labels: &[Vec<String>], room: Rect) {
    let style = canvas.style;
    let (em, caption) = (style.text, style.caption);
    let lines = labels.iter().map(Vec::len).max().unwrap_or(1) as f32;
    let bottom = room.bottom - caption * (0.7 + 1.25 * lines);
    let top = (room.top + caption * 0.9).min(bottom - 1.0);
    let most = ((bottom - top) / (em * 3.6)).clamp(1.0, 6.0) as usize;
    let values: Vec<f64> = bars.iter().flat_map(|bar| [bar.from, bar.to]).collect();
    let span = values.iter().copied().fold(0.0, f64::max) - values.iter().copied().fold(0.0, f64::min);
    // Values below bars that end under zero need room above the names.
    let low = values.iter().copied().fold(0.0, f64::min);
    let axis = Axis::of(values.into_iter().chain([if low < 0.0 { low - span * 0.06 } else { 0.0 }]), most);
    let numbers = axis.ticks.iter().map(|tick| canvas.width(&axis.text(*tick), caption, false)).fold(0.0, f32::max);
    let left = room.left + numbers + caption * 0.7;
    let area = Rect::new(left, top, room.right.max(left + 1.0), bottom);
    let scale = Scale::free(area, axis);
    plot::grid(canvas, &scale, room.left, "");
    let step = area.width() / bars.len() as f32;
    let half = (step * 0.32).min(em * 2.4);
    let x = |place: usize| area.left + step * (place as f32 + 0.5);
    zero(canvas, &scale);
    for (place, bar) in bars.iter().enumerate() {
        if place + 1 < bars.len() {
            // The end of one bar is where the next one starts.
            let y = scale.y(bar.to);
            canvas.rule(Pos::new(x(place) + half, y), Pos::new(x(place + 1) - half, y), style.palette.tertiary, em / 14.0);
        }
    }
    for (place, bar) in bars.iter().enumerate() {
        let rect = Rect::new(x(place) - half, scale.y(bar.from), x(place) + half, scale.y(bar.to));
        draw_bar(canvas, bar, rect);
        let slot = Rect::new(x(place) - step / 2.0, area.top, x(place) + step / 2.0, bottom);
        match bar.pick {
            Some(pick) => canvas.pick(slot, &bar.step.hover, pick),
            None => canvas.hit(slot, crate::view::chart::scene::Focus::Area(rect), &bar.step.hover),
        }
    }
    let bounds = Rect { left: room.left, right: room.right, top: room.top - em * 1.6, bottom: bottom + caption * 0.3 };
    for (place, bar) in bars.iter().enumerate() {
        let pen = Pen { size: caption, bold: true, colour: canvas.text_ink(if bar.end { Ink::Text } else { bar.ink() }) };
        let below = bar.to < bar.from;
        let y = if below { scale.y(bar.to.min(bar.from)) } else { scale.y(bar.to.max(bar.from)) };
        let order = if below { [Side::Below, Side::Above, Side::Under] } else { [Side::Above, Side::Below, Side::Over] };
        canvas.label((Pos::new(x(place), y), em * 0.05), &bar.step.text, pen, &order, bounds, f32::INFINITY);
    }
    for (place, lines) in labels.iter().enumerate() {
        let pen = Pen { size: caption, bold: bars[place].end, colour: style.palette.secondary };
        for (line, text) in lines.iter().enumerate() {
            let base = bottom + caption * (1.45 + 1.25 * line as f32);
            canvas.text_if_free(Pos::new(x(place), base), Anchor::Middle, text, pen);
        }
    }
}

fn zero(canvas: &mut Canvas<'_>, scale: &Scale) {
    let style = canvas.style;
    let y = scale.y(0.0);
    let colour = style.palette.hairline.mix(style.palette.tertiary, 0.7);
    canvas.rule(Pos::new(scale.area.left, y), Pos::new(scale.area.right, y), colour, style.text / 12.0);
}

/// A bar, at least a hair high: a step that is small beside the others is still there.
pub(super) fn draw_bar(canvas: &mut Canvas<'_>, bar: &Bar<'_>, rect: Rect) {
    let em = canvas.style.text;
    let least = em / 9.0;
    let grow = |length: f32| ((least - length) / 2.0).max(0.0);
    let (x, y) = (grow(rect.width()), grow(rect.height()));
    let rect = Rect::new(rect.left - x, rect.top - y, rect.right + x, rect.bottom + y);
    let fill = Some(canvas.style.ink(bar.ink()));
    canvas.shapes.push(Shape::Rect { rect, corner: 0.0, fill, stroke: None });
    canvas.avoid(rect);
}
