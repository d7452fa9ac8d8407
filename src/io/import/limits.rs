//! How much of a file is held in memory. Beyond it a table is cut and says so; nothing here grows with the file.

/// Bytes of a text file that become a table. What lies behind is hashed and can be streamed ([`super::rows`]).
pub const TEXT_BYTES: usize = 64 << 20;
/// Cells of all tables of a file together; a row counts as one more.
pub const CELLS: usize = 4_000_000;
/// Bytes of the texts of all cells of a file together.
pub const CELL_BYTES: usize = 256 << 20;
/// Columns of a row, as many as Excel has.
pub const COLUMNS: usize = 16_384;
/// Rows of a sheet, as many as Excel has; a text file may have more.
pub const SHEET_ROWS: usize = 1_048_576;
/// Characters of a cell, as many as Excel has.
pub const CELL_CHARACTERS: usize = 32_767;
/// Bytes within which a quote that opens a cell has to close.
pub const QUOTED_BYTES: usize = 4 * CELL_CHARACTERS;
/// Bytes of one row of a text file that is streamed.
pub const ROW_BYTES: usize = 16 << 20;
/// Bytes of a workbook on disk.
pub const WORKBOOK_BYTES: u64 = 512 << 20;
/// Bytes of an old Excel workbook on disk, which has to be read at once.
pub const OLD_WORKBOOK_BYTES: u64 = 64 << 20;
/// Bytes that one part of a workbook may unpack to.
pub const PART_BYTES: u64 = 512 << 20;
/// Bytes that the texts of a workbook may unpack to, all of which are held at once.
pub const SHARED_BYTES: u64 = 128 << 20;
/// Bytes that all parts of a workbook together may unpack to.
pub const ALL_PARTS_BYTES: u64 = 1 << 30;
/// Parts of a workbook.
pub const PARTS: usize = 20_000;
/// Blocks of merged cells of a sheet that are kept.
pub const MERGES: usize = 10_000;

/// What is left of the memory that one file may use.
#[derive(Debug)]
pub struct Budget {
    cells: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: CELLS, bytes: CELL_BYTES }
    }
}

impl Budget {
    /// Takes cells and bytes off; false where there is not enough left, and then nothing is taken any more.
    pub fn take(&mut self, cells: usize, bytes: usize) -> bool {
        match (self.cells.checked_sub(cells), self.bytes.checked_sub(bytes)) {
            (Some(cells), Some(bytes)) => {
                (self.cells, self.bytes) = (cells, bytes);
                true
            }
            _ => {
                (self.cells, self.bytes) = (0, 0);
                false
            }
        }
    }
}
