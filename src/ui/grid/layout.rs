//! Where everything of a table stands: columns, rows, the frozen part, and what lies beneath the pointer.
//!
//! Places are reckoned in double precision from whole-pixel offsets: a hundred thousand rows do not make rows tremble.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::state::At;
use crate::view::grid::GridColumn;

/// Least width of a column.
pub const LEAST_WIDTH: f32 = 36.0;
/// Half the width of the zone at a heading's edge that resizes the column.
pub const EDGE: f32 = 4.0;
/// A table wider than its columns spreads them by at most this factor.
const MOST_STRETCH: f32 = 1.35;

/// Where everything of a table stands in this frame.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The visible part of the table, without scroll bars.
    pub view: Rect,
    /// Height of the header.
    pub header: f32,
    /// Height of a row.
    pub row: f32,
    /// Number of rows.
    pub rows: usize,
    /// Widths of the columns.
    pub widths: Vec<f32>,
    /// Left sides of the columns, from the left of the content.
    pub lefts: Vec<f32>,
    /// Columns that stay.
    pub frozen: usize,
    /// How far the content is scrolled.
    pub offset: Vec2,
}

/// Fits columns to a room: sentences take what others leave, what may give way does so where there is too little.
fn fit(widths: &mut [f32], columns: &[GridColumn], room: f32) {
    let total: f32 = widths.iter().sum();
    let gives = |place: usize, width: f32| {
        columns.get(place).filter(|c| c.least > 0.0).map_or(0.0, |c| (width - c.least.max(LEAST_WIDTH)).max(0.0))
    };
    if total > room {
        let most: f32 = widths.iter().enumerate().map(|(place, width)| gives(place, *width)).sum();
        if most > 0.0 {
            let share = ((total - room) / most).min(1.0);
            widths.iter_mut().enumerate().for_each(|(place, width)| *width = (*width - gives(place, *width) * share).floor());
        }
        return;
    }
    let flexible = columns.iter().filter(|column| column.flexible).count();
    if flexible > 0 {
        let each = ((room - total) / flexible as f32).floor();
        widths.iter_mut().zip(columns).filter(|(_, column)| column.flexible).for_each(|(width, _)| *width += each);
    } else if total > 0.0 {
        let factor = (room / total).min(MOST_STRETCH);
        widths.iter_mut().for_each(|width| *width = (*width * factor).floor());
    }
}

impl Layout {
    /// Lays out columns over a width.
    pub fn new(view: Rect, columns: &[GridColumn], chosen: &[f32], frozen: usize, rows: usize, compact: bool) -> Self {
        use crate::view::palette::size;
        let mut widths: Vec<f32> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| chosen.get(place).copied().filter(|w| *w > 0.0).unwrap_or(column.width).max(LEAST_WIDTH))
            .collect();
        if chosen.is_empty() {
            fit(&mut widths, columns, view.width());
        }
        let lefts: Vec<f32> = widths
            .iter()
            .scan(0.0, |left, width| {
                let here = *left;
                *left += width;
                Some(here)
            })
            .collect();
        let row = if compact { size::COMPACT_ROW } else { size::ROW };
        let mut layout = Self { view, header: row + 2.0, row, rows, widths, lefts, frozen: 0, offset: Vec2::ZERO };
        // The frozen part never takes so much that nothing can scroll.
        layout.frozen = (0..=frozen.min(columns.len())).rev().find(|n| layout.right_of(*n) <= view.width() * 0.6).unwrap_or(0);
        layout
    }

    /// Right side of the first `count` columns, from the left of the content.
    fn right_of(&self, count: usize) -> f32 {
        count.checked_sub(1).map_or(0.0, |last| self.lefts[last] + self.widths[last])
    }

    /// Width of the frozen part.
    pub fn frozen_width(&self) -> f32 {
        self.right_of(self.frozen)
    }

    /// Size of header and all rows.
    pub fn content(&self) -> Vec2 {
        vec2(self.right_of(self.widths.len()), self.header + self.rows as f32 * self.row)
    }

    /// The part where rows are shown.
    pub fn body(&self) -> Rect {
        self.view.with_min_y((self.view.top() + self.header).min(self.view.bottom()))
    }

    /// The part of the body that scrolls sideways.
    pub fn moving(&self) -> Rect {
        let body = self.body();
        body.with_min_x((body.left() + self.frozen_width()).min(body.right()))
    }

    /// Rows that are at least partly seen.
    pub fn visible_rows(&self) -> std::ops::Range<usize> {
        let first = (f64::from(self.offset.y) / f64::from(self.row)).floor().max(0.0) as usize;
        let last = ((f64::from(self.offset.y) + f64::from(self.body().height())) / f64::from(self.row)).ceil().max(0.0) as usize;
        first.min(self.rows)..last.min(self.rows)
    }

    /// Columns of the moving part that are at least partly seen.
    pub fn visible_columns(&self) -> std::ops::Range<usize> {
        let from = self.frozen_width() + self.offset.x;
        let to = self.offset.x + self.view.width();
        let first = (self.frozen..self.widths.len()).find(|c| self.lefts[*c] + self.widths[*c] > from).unwrap_or(self.widths.len());
        let last = (first..self.widths.len()).find(|c| self.lefts[*c] >= to).unwrap_or(self.widths.len());
        first..last
    }

    /// Left side of a column on the screen.
    pub fn left(&self, column: usize) -> f32 {
        let moved = if column < self.frozen { 0.0 } else { self.offset.x };
        self.view.left() + self.lefts[column] - moved
    }

    /// Top of a row on the screen.
    pub fn top(&self, row: usize) -> f32 {
        let top = f64::from(self.view.top()) + f64::from(self.header) + row as f64 * f64::from(self.row) - f64::from(self.offset.y);
        top as f32
    }

    /// A cell's rectangle on the screen, which may lie outside of the view.
    pub fn cell(&self, at: At) -> Rect {
        Rect::from_min_size(pos2(self.left(at.column), self.top(at.row)), vec2(self.widths[at.column], self.row))
    }

    /// The part of the view that a column is seen in.
    pub fn clip(&self, column: usize) -> Rect {
        if column < self.frozen { self.body() } else { self.moving() }
    }

    fn column_at(&self, x: f32) -> Option<usize> {
        let inside = x - self.view.left();
        let content = if inside < self.frozen_width() { inside } else { inside + self.offset.x };
        (0..self.widths.len()).find(|c| content >= self.lefts[*c] && content < self.lefts[*c] + self.widths[*c])
    }

    /// The cell beneath a point of the view.
    pub fn hit(&self, point: Pos2) -> Option<At> {
        if !self.view.contains(point) {
            return None;
        }
        if point.y < self.view.top() + self.header {
            return None;
        }
        let row = ((f64::from(point.y) - f64::from(self.top(0))) / f64::from(self.row)).floor();
        let row = (row >= 0.0 && row < self.rows as f64).then_some(row as usize)?;
        self.column_at(point.x).map(|column| At { row, column })
    }

    /// The cell nearest to a point anywhere; for drags that leave the table.
    pub fn nearest(&self, point: Pos2) -> Option<At> {
        if self.rows == 0 || self.widths.is_empty() {
            return None;
        }
        let row = ((f64::from(point.y) - f64::from(self.top(0))) / f64::from(self.row)).floor().clamp(0.0, (self.rows - 1) as f64) as usize;
        let x = point.x.clamp(self.view.left(), self.view.right() - 1.0);
        let beyond = if point.x < self.view.left() { 0 } else { self.widths.len() - 1 };
        Some(At { row, column: self.column_at(x).unwrap_or(beyond) })
    }

    /// The offset at which a cell is seen whole, as near to the present one as can be.
    pub fn revealing(&self, at: At) -> Vec2 {
        let mut offset = self.offset;
        let (top, high) = (at.row as f32 * self.row, self.body().height());
        offset.y = offset.y.min(top).max(top + self.row - high);
        if at.column >= self.frozen {
            let (left, wide) = (self.lefts[at.column], self.widths[at.column]);
            let (from, to) = (left - self.frozen_width(), left + wide - self.view.width());
            offset.x = offset.x.max(to).min(from);
        }
        offset.max(Vec2::ZERO)
    }
}
