//! Rows of bullets with their numbers in columns: a bar for the actual, a tick for the path, a hollow diamond for the target.

use super::canvas::{Canvas, Pen};
use crate::view::chart::scene::{Anchor, Focus, Pos, Rect, Shape, Stroke};
use crate::view::chart::spec::{Ranking, RankingRow};
use crate::view::chart::ticks::Axis;

/// Where the columns and rows lie.
struct Grid {
    /// Where bars lie, without the inset of its marks.
    bars: Rect,
    /// Right ends of the columns of numbers.
    actual_right: f32,
    target_right: f32,
    axis: Axis,
    row: f32,
    left: f32,
    right: f32,
}

impl Grid {
    fn x(&self, value: f64) -> f32 {
        self.bars.left + self.axis.share(value).clamp(-1.0, 2.0) * self.bars.width()
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, ranking: &Ranking, unit: &str, room: Rect, head_right: f32) {
    let em = canvas.style.text;
    let head = canvas.style.caption * 2.1;
    // Without a heading the mark stands in the first line, so the heads of the columns take the next one.
    let head_top = if head_right < room.right { room.top + canvas.style.caption * 1.9 } else { room.top };
    let top = head_top + head;
    let capacity = ((room.bottom - top) / (em * 1.55)).max(0.0).floor() as usize;
    let all = ranking.rows.len();
    let shown = if all > capacity || ranking.left_out > 0 { capacity.saturating_sub(1).min(all) } else { all };
    if shown == 0 {
        return;
    }
    let hidden = all - shown + ranking.left_out;
    let slots = if hidden > 0 { shown + 1 } else { shown };
    let row = ((room.bottom - top) / slots as f32).min(em * 4.2);
    let mut rows: Vec<RankingRow> = ranking.rows[..shown].iter().map(drawable).collect();
    // The one that the chart is about is always shown.
    if let (Some(chosen), Some(last)) = (ranking.rows[shown..].iter().find(|row| row.chosen), rows.last_mut()) {
        *last = drawable(chosen);
    }
    let rows = rows.as_slice();
    let grid = columns(canvas, ranking, unit, rows, Rect { top, ..room }, row);
    heads(canvas, ranking, unit, &grid, head_top);
    for (number, entry) in rows.iter().enumerate() {
        draw_row(canvas, entry, &grid, top + row * number as f32);
    }
    let zero = grid.x(0.0);
    let colour = canvas.style.palette.hairline.mix(canvas.style.palette.tertiary, 0.7);
    canvas.rule(Pos::new(zero, top), Pos::new(zero, top + row * shown as f32), colour, em / 12.0);
    if hidden > 0 {
        let pen = Pen { size: canvas.style.caption, bold: false, colour: canvas.style.palette.tertiary };
        let text = ranking.more.replace("{n}", &hidden.to_string());
        let text = canvas.fit(&text, pen, room.width());
        let y = canvas.middle(top + row * (shown as f32 + 0.5), pen.size);
        canvas.text(Pos::new(room.left + em * 0.4, y), Anchor::Start, &text, pen);
    }
}

/// The row without what has no number and so no place.
fn drawable(row: &RankingRow) -> RankingRow {
    let finite = |value: Option<f64>| value.filter(|v| v.is_finite());
    RankingRow { actual: finite(row.actual), path: finite(row.path), target: finite(row.target), ..row.clone() }
}

fn widest(canvas: &Canvas<'_>, texts: impl Iterator<Item = impl AsRef<str>>, size: f32, bold: bool) -> f32 {
    texts.map(|text| canvas.width(text.as_ref(), size, bold)).fold(0.0, f32::max)
}

fn columns(canvas: &Canvas<'_>, ranking: &Ranking, unit: &str, rows: &[RankingRow], room: Rect, row: f32) -> Grid {
    let (em, caption) = (canvas.style.text, canvas.style.caption);
    let number = |texts: &mut dyn Iterator<Item = &str>, head: &str| {
        let width = widest(canvas, texts, em, true).min(room.width() * 0.2);
        if head.is_empty() && width == 0.0 {
            0.0
        } else {
            width.max(canvas.width(head, caption, false) + em * 1.1).min(room.width() * 0.24)
        }
    };
    let target = number(&mut rows.iter().map(|r| r.target_text.as_str()), &ranking.target_name);
    let actual = number(&mut rows.iter().map(|r| r.actual_text.as_str()), &ranking.actual_name);
    let names = widest(canvas, rows.iter().map(|r| &r.name), em, true).min(room.width() * 0.34);
    let names = names.max(canvas.width(unit, caption, false).min(room.width() * 0.2));
    let target_right = room.right - em * 0.4;
    let actual_right = target_right - if target > 0.0 { target + em * 1.4 } else { 0.0 };
    let left = room.left + em * 0.4 + names + em * 1.2;
    let right = (actual_right - actual - em * 1.4).max(left + 1.0);
    let values = rows.iter().flat_map(|r| [r.actual, r.path, r.target]).flatten();
    let axis = tight(values);
    Grid { bars: Rect::new(left, room.top, right, room.bottom), actual_right, target_right, axis, row, left: room.left, right: room.right }
}

/// An axis from zero to the outermost values: its numbers stand in the columns, so it needs no round ends.
fn tight(values: impl Iterator<Item = f64>) -> Axis {
    let (low, high) = values.filter(|v| v.is_finite()).fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let high = if high - low < 1e-280 { 1.0 } else { high };
    Axis { low, high, ticks: Vec::new(), decimals: 0 }
}

/// The heads of the columns, which also tell what the marks are.
fn heads(canvas: &mut Canvas<'_>, ranking: &Ranking, unit: &str, grid: &Grid, top: f32) {
    let style = canvas.style;
    let (em, size) = (style.text, style.caption);
    let pen = Pen { size, bold: false, colour: style.palette.secondary };
    let y = top + size * 0.75;
    let base = canvas.middle(y, size);
    let names = grid.bars.left - grid.left - em * 1.2;
    let unit = canvas.fit(unit, pen, names);
    canvas.text(Pos::new(grid.left + em * 0.4, base), Anchor::Start, &unit, pen);
    let limit = grid.actual_right - em * 1.4;
    let glyph = |canvas: &mut Canvas<'_>, text: &str, right: f32, room: f32| {
        let text = canvas.fit(text, pen, room - em * 1.1);
        let rect = canvas.text(Pos::new(right, base), Anchor::End, &text, pen);
        Pos::new(rect.left - em * 0.6, y)
    };
    if !ranking.target_name.is_empty() {
        let at = glyph(canvas, &ranking.target_name, grid.target_right, grid.target_right - grid.actual_right);
        let stroke = Stroke { colour: style.palette.secondary, width: em / 11.0, dash: None };
        canvas.shapes.push(Shape::Diamond { centre: at, radius: em * 0.36, fill: Some(style.panel()), stroke });
    }
    if !ranking.actual_name.is_empty() {
        let at = glyph(canvas, &ranking.actual_name, grid.actual_right, limit - grid.bars.left);
        let rect = Rect::new(at.x - em * 0.36, at.y - em * 0.22, at.x + em * 0.36, at.y + em * 0.22);
        canvas.shapes.push(Shape::Rect { rect, corner: 0.0, fill: Some(style.palette.tertiary), stroke: None });
    }
    if !ranking.path_name.is_empty() {
        let left = grid.bars.left + em * 0.7;
        let text = canvas.fit(&ranking.path_name, pen, grid.bars.right - left - em);
        if canvas.text_if_free(Pos::new(left, base), Anchor::Start, &text, pen) && !text.is_empty() {
            let x = grid.bars.left + em * 0.2;
            canvas.rule(Pos::new(x, y - em * 0.45), Pos::new(x, y + em * 0.45), style.palette.secondary, em / 6.0);
        }
    }
    let y = top + size * 1.95;
    canvas.rule(Pos::new(grid.left, y), Pos::new(grid.right, y), style.palette.hairline, em / 12.0);
}

fn draw_row(canvas: &mut Canvas<'_>, row: &RankingRow, grid: &Grid, top: f32) {
    let style = canvas.style;
    let em = style.text;
    let y = top + grid.row / 2.0;
    let whole = Rect::new(grid.left, top, grid.right, top + grid.row);
    if row.chosen {
        canvas.shapes.push(Shape::Rect { rect: whole, corner: em * 0.25, fill: Some(style.palette.selection), stroke: None });
    }
    canvas.rule(Pos::new(grid.left, whole.bottom), Pos::new(grid.right, whole.bottom), style.palette.grid_line, em / 14.0);
    let pen = Pen { size: em, bold: row.chosen, colour: style.palette.text };
    let name = canvas.fit(&row.name, pen, grid.bars.left - grid.left - em * 1.5);
    let base = canvas.middle(y, em);
    canvas.text(Pos::new(grid.left + em * 0.4, base), Anchor::Start, &name, pen);
    let numbers = Pen { bold: true, ..pen };
    let text = canvas.fit(&row.actual_text, numbers, grid.actual_right - grid.bars.right - em * 0.5);
    canvas.text(Pos::new(grid.actual_right, base), Anchor::End, &text, numbers);
    let quiet = Pen { bold: false, colour: style.palette.secondary, ..pen };
    let text = canvas.fit(&row.target_text, quiet, grid.target_right - grid.actual_right - em * 0.4);
    canvas.text(Pos::new(grid.target_right, base), Anchor::End, &text, quiet);
    bullet(canvas, row, grid, y);
    canvas.hit(whole, Focus::Area(whole), &row.hover);
}

fn bullet(canvas: &mut Canvas<'_>, row: &RankingRow, grid: &Grid, y: f32) {
    let style = canvas.style;
    let em = style.text;
    let zero = grid.x(0.0);
    if let (Some(target), Some(actual)) = (row.target, row.actual.or(Some(0.0))) {
        // A thin line leads the eye from what is to what shall be.
        let (from, to) = (grid.x(actual), grid.x(target));
        canvas.rule(Pos::new(from, y), Pos::new(to, y), style.palette.hairline, em / 8.0);
    }
    let half = (grid.row * 0.26).min(em * 0.62);
    if let Some(actual) = row.actual {
        let rect = Rect::new(zero, y - half, grid.x(actual), y + half);
        canvas.shapes.push(Shape::Rect { rect, corner: 0.0, fill: Some(style.ink(row.ink)), stroke: None });
    }
    if let Some(path) = row.path {
        let x = grid.x(path);
        let reach = half * 1.55;
        // A rim in the ground's colour keeps the tick visible upon its bar.
        let ground = if row.chosen { style.palette.selection } else { style.panel() };
        canvas.rule(Pos::new(x, y - reach), Pos::new(x, y + reach), ground, em / 2.6);
        canvas.rule(Pos::new(x, y - reach), Pos::new(x, y + reach), style.palette.text, em / 6.5);
    }
    if let Some(target) = row.target {
        let stroke = Stroke { colour: style.ink(row.ink), width: em / 8.0, dash: None };
        let radius = (grid.row * 0.27).min(em * 0.5);
        canvas.shapes.push(Shape::Diamond { centre: Pos::new(grid.x(target), y), radius, fill: Some(style.panel()), stroke });
    }
}
