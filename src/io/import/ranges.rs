//! Cuts the chosen block out of a table.

use super::noticed::Noticed;
use crate::base::{Place, Severity};
use crate::view::import::raw::{CellRange, Merge, RawTable};

/// Keeps only `range` of the table, where one is chosen.
pub fn take(table: &mut RawTable, range: Option<CellRange>, file: &str, noticed: &mut Noticed) {
    let Some(range) = range else { return };
    let (row, column) = (range.first_row.saturating_sub(table.first_row), range.first_column.saturating_sub(table.first_column));
    let below = (range.last_row + 1).saturating_sub(table.first_row);
    let right = (range.last_column + 1).saturating_sub(table.first_column);
    table.rows.truncate(below);
    table.rows.drain(..row.min(table.rows.len()));
    for cells in &mut table.rows {
        cells.truncate(right);
        cells.drain(..column.min(cells.len()));
    }
    table.merged.retain_mut(|merge| match clipped(*merge, (row, column), (below, right)) {
        Some(inside) => {
            *merge = inside;
            true
        }
        None => false,
    });
    (table.first_row, table.first_column) = (table.first_row + row, table.first_column + column);
    if table.is_empty() {
        noticed.tell(Severity::Warning, "import-range-outside", Place::file(file), |d| d.arg("text", range));
    }
}

/// The part of a merged block within the rows and columns from the first corner to before the second, counted from the first.
/// A block whose first cell lies outside shows nothing inside, so it goes.
fn clipped(merge: Merge, first: (usize, usize), end: (usize, usize)) -> Option<Merge> {
    let inside = merge.first_row >= first.0 && merge.first_column >= first.1 && merge.first_row < end.0 && merge.first_column < end.1;
    inside.then(|| Merge {
        first_row: merge.first_row - first.0,
        first_column: merge.first_column - first.1,
        last_row: merge.last_row.min(end.0 - 1) - first.0,
        last_column: merge.last_column.min(end.1 - 1) - first.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::import::raw::RawCell;

    #[test]
    fn a_block_is_cut_out_with_its_place() {
        let rows = (0..6).map(|row| (0..5).map(|column| RawCell::text(format!("{row}{column}"))).collect()).collect();
        let merged = vec![Merge { first_row: 1, first_column: 1, last_row: 5, last_column: 1 }];
        let mut table = RawTable { rows, merged, first_row: 2, ..RawTable::default() };
        let mut noticed = Noticed::default();
        take(&mut table, "B4:D6".parse().ok(), "f", &mut noticed);
        assert_eq!((table.first_row, table.first_column, table.rows.len(), table.width()), (3, 1, 3, 3));
        assert_eq!((table.text(0, 0), table.text(2, 2)), ("11", "33"));
        assert_eq!(table.merged, [Merge { first_row: 0, first_column: 0, last_row: 2, last_column: 0 }]);
        take(&mut table, "Z90:Z99".parse().ok(), "f", &mut noticed);
        assert_eq!(noticed.into_list().len(), 1);
    }
}
