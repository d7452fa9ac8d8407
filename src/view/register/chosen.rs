//! Some rows of a sheet as a sheet of their own: the figures of one node.

use super::sheet::Sheet;
use crate::base::{Diagnostic, Place};
use crate::domain::{Document, Edit};
use crate::view::grid::{CellRefusal, CellWrite, GridCell, GridColumn, RowKind};

/// A sheet that shows the rows of another whose places it lists. It takes no new rows.
pub(super) struct Chosen {
    pub(super) sheet: Box<dyn Sheet>,
    pub(super) rows: Vec<usize>,
}

impl Chosen {
    fn at(&self, row: usize) -> usize {
        self.rows.get(row).copied().unwrap_or(usize::MAX)
    }
}

impl Sheet for Chosen {
    fn columns(&self) -> &[GridColumn] {
        self.sheet.columns()
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn row_kind(&self, _: usize) -> RowKind {
        RowKind::Normal
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        self.rows.get(row).map_or_else(GridCell::default, |row| self.sheet.cell(*row, column))
    }

    fn exact(&self, row: usize, column: usize) -> String {
        self.rows.get(row).map_or_else(String::new, |row| self.sheet.exact(*row, column))
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        self.rows.get(row).map_or_else(Vec::new, |row| self.sheet.choices(*row, column))
    }

    fn write(&self, writes: &[CellWrite], document: &Document) -> (Edit, Vec<CellRefusal>) {
        let inner: Vec<CellWrite> =
            writes.iter().filter(|w| w.row < self.rows.len()).map(|w| CellWrite { row: self.at(w.row), ..w.clone() }).collect();
        let (edit, refusals) = self.sheet.write(&inner, document);
        let back = |inner: usize| self.rows.iter().position(|row| *row == inner);
        (edit, refusals.into_iter().filter_map(|r| Some(CellRefusal { row: back(r.row)?, ..r })).collect())
    }

    fn add(&self, _: &Document) -> Result<Edit, Diagnostic> {
        Err(Diagnostic::error("cell-not-editable", Place::default()).arg("text", ""))
    }

    fn remove(&self, rows: &[usize], document: &Document) -> Edit {
        let inner: Vec<usize> = rows.iter().filter_map(|row| self.rows.get(*row).copied()).collect();
        self.sheet.remove(&inner, document)
    }

    fn move_row(&self, from: usize, to: usize) -> Edit {
        self.sheet.move_row(self.at(from), self.at(to))
    }

    fn id_at(&self, row: usize) -> Option<String> {
        self.rows.get(row).and_then(|row| self.sheet.id_at(*row))
    }
}
