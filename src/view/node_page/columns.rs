//! The headings and widths of a node's table: as wide as what stands in it, as far as that is sensible.

use super::table::{Column, Line, NodeTable};
use crate::base::Period;
use crate::view::grid::{Align, GridCell, GridColumn, text_width};
use crate::view::wording;

/// Room about a cell's text.
const PADDING: f32 = 20.0;

impl NodeTable {
    pub(super) fn column(&self, kind: Column) -> GridColumn {
        let words = &*self.words;
        let info = &self.document.plan.info;
        let year = |year: i32| year.to_string();
        let (title, width, align) = match kind {
            Column::Name => (words.text("node-metric").to_owned(), 120.0, Align::Left),
            Column::Unit => (words.text("node-unit").to_owned(), 44.0, Align::Left),
            Column::Coverage => (words.text("node-coverage").to_owned(), 44.0, Align::Left),
            Column::Base => (words.with("overview-base", &[("year", &year(info.base_year))]), 78.0, Align::Right),
            Column::Actual(period) => (period_title(words, period), if period.as_year().is_some() { 66.0 } else { 92.0 }, Align::Right),
            Column::Milestones => (words.text("node-milestones").to_owned(), 96.0, Align::Right),
            Column::Target => (words.with("overview-target", &[("year", &year(info.last_year))]), 82.0, Align::Right),
            Column::Required => (words.text("overview-required").to_owned(), 74.0, Align::Right),
            Column::Strength => (words.text("node-strength").to_owned(), 50.0, Align::Left),
        };
        let width = f32::max(width, text_width(&title) + PADDING).max(self.content_width(kind));
        GridColumn { title, width, align, ..GridColumn::default() }
    }

    /// What the longest of a column's texts needs, as far as a column grows for its texts.
    fn content_width(&self, kind: Column) -> f32 {
        let rows = 0..self.lines.len();
        let most = |texts: &mut dyn Iterator<Item = f32>, limit: f32| (texts.fold(0.0, f32::max) + PADDING).min(limit);
        match kind {
            Column::Name => {
                // A heading is bold and stands behind its arrow.
                let heading = |row: usize| if self.lines.get(row) == Some(&Line::Tiers) { 26.0 } else { 0.0 };
                let width = |row, cell: GridCell| text_width(&cell.text) + 16.0 * f32::from(cell.indent) + heading(row);
                most(&mut rows.map(|row| width(row, self.text_cell(row, kind))), 210.0)
            }
            Column::Unit => most(&mut rows.map(|row| text_width(&self.text_cell(row, kind).text)), 116.0),
            Column::Coverage => most(&mut rows.map(|row| text_width(&self.text_cell(row, kind).text)), 96.0),
            // A sum that is not of all clusters has “9/13” before it.
            Column::Base | Column::Actual(_) | Column::Target => {
                let sums = rows.filter(|row| matches!(self.lines.get(*row), Some(Line::Sum { .. })));
                most(&mut sums.map(|row| self.cell_of(row, kind)).map(|c| text_width(&c.text) + text_width(&c.badge)), 120.0)
            }
            _ => 0.0,
        }
    }
}

/// The heading of a period's column: a year stands alone.
fn period_title(words: &crate::view::Words, period: Period) -> String {
    period.as_year().map_or_else(|| wording::period(words, period), |year| year.to_string())
}
