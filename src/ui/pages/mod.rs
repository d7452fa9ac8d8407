//! The pages that tabs show. Each draws a view model and emits commands.

pub mod audit;
pub mod briefing;
pub mod compare;
pub mod import;
pub mod import_log;
pub mod judging;
pub mod messages;
pub mod node;
pub mod overview;
pub mod scenario;
pub mod standing;
pub mod structure;
pub mod timeline;

use super::command::Command;
use super::grid::GridState;
use crate::view::Words;
use crate::view::grid::{CellRefusal, GridCell, GridColumn, GridSource, RowKind, selection_text};

/// The wording of a table's selection for the status line.
pub fn summary_text(words: &Words, grid: &GridState, source: &dyn GridSource) -> String {
    let summary = grid.summary(source);
    selection_text(words, summary.cells, summary.sum, summary.average, &summary.unit)
}

/// Cells whose text was refused, with the sentence why; they are marked until the next write.
#[derive(Clone, Debug, Default)]
pub struct Refusals(Vec<(usize, usize, String)>);

impl Refusals {
    /// Takes over what a write refused, and tells of it.
    pub fn take(&mut self, words: &Words, refused: Vec<CellRefusal>, out: &mut Vec<Command>) {
        self.0 = refused.iter().map(|r| (r.row, r.column, words.diagnostic(&r.diagnostic))).collect();
        out.extend(refused.into_iter().map(|r| Command::Tell(r.diagnostic)));
    }
}

/// A table with its refused cells marked.
pub struct Refused<'a> {
    /// The table.
    pub source: &'a dyn GridSource,
    /// What was refused.
    pub refusals: &'a Refusals,
}

impl GridSource for Refused<'_> {
    fn columns(&self) -> &[GridColumn] {
        self.source.columns()
    }

    fn row_count(&self) -> usize {
        self.source.row_count()
    }

    fn row_kind(&self, row: usize) -> RowKind {
        self.source.row_kind(row)
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let mut cell = self.source.cell(row, column);
        if let Some((.., sentence)) = self.refusals.0.iter().find(|(r, c, _)| (*r, *c) == (row, column)) {
            cell.error = Some(sentence.clone());
        }
        cell
    }

    fn frozen(&self) -> usize {
        self.source.frozen()
    }

    fn edit_text(&self, row: usize, column: usize) -> String {
        self.source.edit_text(row, column)
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        self.source.choices(row, column)
    }
}
