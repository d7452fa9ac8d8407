//! Bars over time, a row a project: from its start through its ramp to full output. How far a project is shows by mark, fill and
//! outline; the colour is that of its cluster.

use super::canvas::{Canvas, Pen};
use super::timeline_bar::{self, Looks};
use crate::view::chart::more::{Timeline, TimelineRow};
use crate::view::chart::scene::{Anchor, Pos, Rect, Shape};
use crate::view::chart::spec::Ink;

/// Where things lie.
struct Frame {
    room: Rect,
    /// Where bars lie.
    area: Rect,
    /// Right ends of the columns of numbers.
    investment_right: f32,
    output_right: f32,
    /// Widths of the columns of numbers.
    investment: f32,
    output: f32,
    first: f64,
    year: f32,
    row: f32,
}

impl Frame {
    fn x(&self, year: f64) -> f32 {
        (self.area.left + (year - self.first) as f32 * self.year).clamp(self.area.left, self.area.right)
    }

    /// The row at a place.
    fn row(&self, place: usize) -> Rect {
        let top = self.area.top + self.row * place as f32;
        Rect::new(self.room.left, top, self.room.right, top + self.row)
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, timeline: &Timeline, room: Rect, head_right: f32) {
    let em = canvas.style.text;
    let top = legend(canvas, timeline, Rect { right: head_right, ..room });
    let head = canvas.style.caption * 2.0;
    let capacity = ((room.bottom - top - head) / (em * 1.55)).max(0.0).floor() as usize;
    let all = timeline.rows.len();
    let shown = if all > capacity { capacity.saturating_sub(1) } else { all };
    if shown == 0 || timeline.last < timeline.first {
        return;
    }
    let mut rows: Vec<(usize, &TimelineRow)> = timeline.rows.iter().enumerate().take(shown).collect();
    // The one that is chosen elsewhere is always shown.
    let chosen = timeline.rows.iter().enumerate().skip(shown).find(|(_, row)| row.chosen);
    if let (Some(chosen), Some(last)) = (chosen, rows.last_mut()) {
        *last = chosen;
    }
    let slots = if all > shown { shown + 1 } else { shown };
    let row = ((room.bottom - top - head) / slots as f32).min(em * 2.7);
    let frame = frame(canvas, timeline, &rows, Rect { top: top + head, ..room }, row);
    ground(canvas, timeline, &frame, shown);
    heads(canvas, timeline, &frame, top);
    for (number, (place, row)) in rows.iter().enumerate() {
        draw_row(canvas, row, *place, frame.row(number), &frame);
    }
    if all > shown {
        let pen = Pen { size: canvas.style.caption, bold: false, colour: canvas.style.palette.tertiary };
        let text = canvas.fit(&timeline.more.replace("{n}", &(all - shown).to_string()), pen, room.width());
        let y = canvas.middle(frame.row(shown).centre().y, pen.size);
        canvas.text_if_free(Pos::new(room.left + em * 0.4, y), Anchor::Start, &text, pen);
    }
}

fn frame(canvas: &Canvas<'_>, timeline: &Timeline, rows: &[(usize, &TimelineRow)], room: Rect, row: f32) -> Frame {
    let (em, caption) = (canvas.style.text, canvas.style.caption);
    let number = |pick: fn(&TimelineRow) -> &str, head: &str| {
        let texts = rows.iter().map(|(_, row)| canvas.width(pick(row), em, false)).fold(0.0, f32::max);
        if head.is_empty() { 0.0 } else { texts.max(canvas.width(head, caption, false)).min(room.width() * 0.17) }
    };
    let investment = number(|row| &row.investment, &timeline.investment_name);
    let output = number(|row| &row.output, &timeline.output_name);
    let gap = em * 1.3;
    let output_right = room.right - em * 0.4;
    let investment_right = output_right - if output > 0.0 { output + gap } else { 0.0 };
    let right = investment_right - if investment > 0.0 { investment + gap } else { 0.0 };
    let wanted = rows.iter().map(|(_, row)| name_width(canvas, row)).fold(0.0, f32::max);
    let names = wanted.min(room.width() * 0.36);
    let left = room.left + em * 0.4 + names + em * 1.2;
    let area = Rect::new(left, room.top, right.max(left + 1.0), room.bottom);
    let years = f64::from(timeline.last) - f64::from(timeline.first) + 1.0;
    let year = area.width() / years as f32;
    Frame { room, area, investment_right, output_right, investment, output, first: f64::from(timeline.first), year, row }
}

fn name_width(canvas: &Canvas<'_>, row: &TimelineRow) -> f32 {
    let (em, caption) = (canvas.style.text, canvas.style.caption);
    canvas.width(&row.name, em, row.chosen) + if row.place.is_empty() { 0.0 } else { em * 0.7 + canvas.width(&row.place, caption, false) }
}

/// The plan's years as a pale ground, and a hairline at every year that is named.
fn ground(canvas: &mut Canvas<'_>, timeline: &Timeline, frame: &Frame, rows: usize) {
    let bottom = frame.area.top + frame.row * rows as f32;
    let (from, to) = (frame.x(f64::from(timeline.horizon.0)), frame.x(f64::from(timeline.horizon.1) + 1.0));
    let fill = Some(canvas.style.zone());
    canvas.shapes.push(Shape::Rect { rect: Rect::new(from, frame.area.top, to, bottom), corner: 0.0, fill, stroke: None });
    let (colour, width) = (canvas.style.palette.grid_line, canvas.style.text / 12.0);
    for year in (timeline.first..=timeline.last + 1).step_by(every(canvas, frame)) {
        let x = frame.x(f64::from(year));
        canvas.rule(Pos::new(x, frame.area.top), Pos::new(x, bottom), colour, width);
    }
}

/// Every how many years one is named.
fn every(canvas: &Canvas<'_>, frame: &Frame) -> usize {
    let need = canvas.width("0000", canvas.style.caption, false) + canvas.style.caption * 0.6;
    [1_usize, 2, 5, 10, 20, 50, 100].into_iter().find(|n| frame.year * *n as f32 >= need).unwrap_or(500)
}

fn heads(canvas: &mut Canvas<'_>, timeline: &Timeline, frame: &Frame, top: f32) {
    let style = canvas.style;
    let (em, size) = (style.text, style.caption);
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let base = top + size * 1.1;
    let name = canvas.fit(&timeline.row_name, pen, frame.area.left - frame.room.left - em);
    canvas.text(Pos::new(frame.room.left + em * 0.4, base), Anchor::Start, &name, pen);
    for (text, right, room) in
        [(&timeline.investment_name, frame.investment_right, frame.investment), (&timeline.output_name, frame.output_right, frame.output)]
    {
        let text = canvas.fit(text, pen, room);
        canvas.text_if_free(Pos::new(right, base), Anchor::End, &text, pen);
    }
    let every = every(canvas, frame);
    for year in (timeline.first..=timeline.last).step_by(every) {
        let x =
            if every == 1 { frame.x(f64::from(year) + 0.5) } else { frame.x(f64::from(year)) + canvas.width("0000", size, false) * 0.6 };
        canvas.text_if_free(Pos::new(x, base), Anchor::Middle, &year.to_string(), pen);
    }
    let y = frame.area.top;
    canvas.rule(Pos::new(frame.room.left, y), Pos::new(frame.room.right, y), style.palette.hairline, em / 12.0);
}

fn draw_row(canvas: &mut Canvas<'_>, row: &TimelineRow, place: usize, whole: Rect, frame: &Frame) {
    let style = canvas.style;
    let em = style.text;
    if row.chosen {
        canvas.shapes.push(Shape::Rect { rect: whole, corner: em * 0.25, fill: Some(style.palette.selection), stroke: None });
    }
    canvas.rule(Pos::new(frame.room.left, whole.bottom), Pos::new(frame.room.right, whole.bottom), style.palette.grid_line, em / 14.0);
    let base = canvas.middle(whole.centre().y, em);
    names(canvas, row, Pos::new(frame.room.left + em * 0.4, base), frame.area.left - em * 1.0);
    let quiet = Pen { size: em, bold: false, colour: style.palette.text };
    for (text, right, room) in
        [(&row.investment, frame.investment_right, frame.investment), (&row.output, frame.output_right, frame.output)]
    {
        let text = canvas.fit(text, quiet, room);
        canvas.text(Pos::new(right, base), Anchor::End, &text, quiet);
    }
    let looks = Looks::of(canvas, row.status, row.ink, row.chosen);
    let half = (frame.row * 0.3).min(em * 0.62);
    match row.start.filter(|start| start.is_finite()) {
        Some(start) => {
            let steps = steps(row, start, frame);
            timeline_bar::bar(canvas, &looks, &steps, whole.centre().y, half);
            let x = frame.x(start).min(frame.area.right - em * 0.4);
            timeline_bar::mark(canvas, &looks, Pos::new(x, whole.centre().y));
        }
        None => {
            let at = Pos::new(frame.area.left + em * 0.5, whole.centre().y);
            timeline_bar::mark(canvas, &looks, at);
            let pen = Pen { size: style.caption, bold: false, colour: canvas.text_ink(Ink::Tertiary) };
            let text = canvas.fit(&row.start_text, pen, frame.area.right - at.x - em);
            let base = canvas.middle(at.y, pen.size);
            canvas.text(Pos::new(at.x + em * 0.9, base), Anchor::Start, &text, pen);
        }
    }
    canvas.pick(whole, &row.hover, place);
}

/// Name, and where the project belongs as far as there is room.
fn names(canvas: &mut Canvas<'_>, row: &TimelineRow, at: Pos, right: f32) {
    let style = canvas.style;
    let pen = Pen { size: style.text, bold: row.chosen, colour: style.palette.text };
    let name = canvas.fit(&row.name, pen, right - at.x);
    let end = canvas.text(at, Anchor::Start, &name, pen).right + style.text * 0.7;
    let pen = Pen { size: style.caption, bold: false, colour: canvas.text_ink(Ink::Secondary) };
    if right - end > style.text * 2.0 {
        let place = canvas.fit(&row.place, pen, right - end);
        canvas.text(Pos::new(end, at.y), Anchor::Start, &place, pen);
    }
}

/// From where to where the bar has which share of its height.
fn steps(row: &TimelineRow, start: f64, frame: &Frame) -> Vec<(f32, f32, f32)> {
    let end = frame.first + f64::from(frame.area.width() / frame.year.max(f32::MIN_POSITIVE));
    let mut steps = Vec::new();
    let mut from = start;
    for share in row.ramp.iter().copied().filter(|share| share.is_finite()) {
        steps.push((frame.x(from), frame.x(from + 1.0), share.clamp(0.0, 1.0) as f32));
        from += 1.0;
    }
    steps.push((frame.x(from), frame.x(end), 1.0));
    steps.retain(|(from, to, _)| to > from);
    steps
}

/// What the marks stand for; the result is where the drawing may start.
fn legend(canvas: &mut Canvas<'_>, timeline: &Timeline, room: Rect) -> f32 {
    let style = canvas.style;
    let (em, size) = (style.text, style.caption);
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let base = room.top + size * 1.05;
    let y = base - size * 0.36;
    let mut x = room.left + em * 0.4;
    for state in &timeline.states {
        let sample = em * 2.2;
        let text = canvas.fit(&state.name, pen, (room.right - x - sample - em * 0.5).max(0.0));
        if text.is_empty() {
            break;
        }
        let looks = Looks::of(canvas, state.status, Ink::Secondary, false);
        timeline_bar::bar(canvas, &looks, &[(x + em * 0.3, x + sample, 1.0)], y, em * 0.36);
        timeline_bar::mark(canvas, &looks, Pos::new(x + em * 0.3, y));
        x = canvas.text(Pos::new(x + sample + em * 0.4, base), Anchor::Start, &text, pen).right + em * 1.4;
    }
    room.top + size * 1.6 + em * 0.4
}
