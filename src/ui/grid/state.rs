//! What a table keeps between frames: cursor, range, widths, place, and the text being typed.
//!
//! Pure data and moves over it; nothing here draws.

use egui::Vec2;

use crate::view::grid::GridSource;

/// A cell's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
}

/// A block of cells, all four sides included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CellRange {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

impl CellRange {
    /// The block between two cells.
    pub fn between(a: At, b: At) -> Self {
        Self { top: a.row.min(b.row), left: a.column.min(b.column), bottom: a.row.max(b.row), right: a.column.max(b.column) }
    }

    /// True where the cell is inside.
    pub fn contains(&self, at: At) -> bool {
        (self.top..=self.bottom).contains(&at.row) && (self.left..=self.right).contains(&at.column)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.bottom - self.top + 1
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.right - self.left + 1
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.rows() * self.columns()
    }

    /// All cells, row by row.
    pub fn iter(&self) -> impl Iterator<Item = At> + use<> {
        let range = *self;
        (range.top..=range.bottom).flat_map(move |row| (range.left..=range.right).map(move |column| At { row, column }))
    }
}

/// The sum of a selection, for the status line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Cells selected.
    pub cells: usize,
    /// Of these, cells with a number.
    pub numbers: usize,
    /// Sum of the numbers; none where they have several units, or there are none, or too many cells.
    pub sum: Option<f64>,
    /// Mean of the numbers, under the same conditions.
    pub average: Option<f64>,
    /// The unit that all numbers share.
    pub unit: String,
}

/// More cells than this are not summed: the sum is asked for in every frame.
const MOST_SUMMED: usize = 50_000;

/// A text being typed into a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    /// The cell.
    pub at: At,
    /// Begun by typing: arrows then leave the cell. Otherwise they move the caret.
    pub quick: bool,
    /// True once something was typed: only then are the choices filtered.
    pub typed: bool,
    /// The texts to choose from.
    pub choices: Vec<String>,
    /// The highlighted one among those that the text lets through.
    pub chosen: usize,
}

impl Draft {
    /// The choices that a text lets through.
    pub fn offered(&self, text: &str) -> Vec<&str> {
        let wanted = text.trim().to_lowercase();
        let all = !self.typed || wanted.is_empty();
        self.choices.iter().map(String::as_str).filter(|choice| all || choice.to_lowercase().contains(&wanted)).collect()
    }
}

/// What a table keeps between frames.
#[derive(Clone, Debug, Default)]
pub struct GridState {
    pub(super) cursor: Option<At>,
    pub(super) head: At,
    pub(super) widths: Vec<f32>,
    pub(super) offset: Vec2,
    pub(super) reveal: bool,
    pub(super) take_focus: bool,
    pub(super) tab_from: Option<usize>,
    pub(super) draft: Option<Draft>,
    pub(super) text: String,
    pub(super) caret_to_end: bool,
    pub(super) composing: bool,
    pub(super) page: usize,
    pub(super) deferred: Vec<egui::Event>,
    pub(super) menu_at: Option<At>,
}

impl GridState {
    /// The cell that typing goes to.
    pub fn cursor(&self) -> Option<At> {
        self.cursor
    }

    /// The selected block.
    pub fn range(&self) -> Option<CellRange> {
        self.cursor.map(|cursor| CellRange::between(cursor, self.head))
    }

    /// True while a text is being typed into a cell.
    pub fn is_editing(&self) -> bool {
        self.draft.is_some()
    }

    /// Puts the cursor on a cell and brings it into view.
    pub fn select(&mut self, row: usize, column: usize) {
        self.put(At { row, column }, false);
    }

    /// Selects a block: the cursor on one corner, the other corner opposite.
    pub fn select_range(&mut self, from: At, to: At) {
        self.put(from, false);
        self.head = to;
    }

    /// Gives the table the keyboard when it is next shown.
    pub fn request_focus(&mut self) {
        self.take_focus = true;
    }

    /// Widths that the user gave the columns; empty while they are as the table wants them. For keeping over a restart.
    pub fn widths(&self) -> &[f32] {
        &self.widths
    }

    /// Takes widths kept from before; what is no width is passed over.
    pub fn set_widths(&mut self, widths: Vec<f32>) {
        self.widths = widths.into_iter().map(|width| if width.is_finite() { width.clamp(0.0, 1200.0) } else { 0.0 }).collect();
    }

    /// Count, sum and mean of the selection. Over 50,000 cells only the count.
    pub fn summary(&self, source: &dyn GridSource) -> Summary {
        let Some(range) = self.range() else { return Summary::default() };
        let (rows, columns) = (source.row_count(), source.columns().len());
        let mut summary = Summary { cells: range.cells(), ..Summary::default() };
        if summary.cells > MOST_SUMMED {
            return summary;
        }
        let (mut sum, mut mixed) = (0.0, false);
        for at in range.iter().filter(|at| at.row < rows && at.column < columns) {
            let cell = source.cell(at.row, at.column);
            let Some(number) = cell.number.filter(|n| n.is_finite()) else { continue };
            mixed |= summary.numbers > 0 && cell.unit != summary.unit;
            if summary.numbers == 0 {
                summary.unit = cell.unit;
            }
            summary.numbers += 1;
            sum += number;
        }
        if mixed {
            summary.unit.clear();
        } else if summary.numbers > 0 {
            summary.sum = Some(sum);
            summary.average = Some(sum / summary.numbers as f64);
        }
        summary
    }

    /// Moves the cursor, or only the far end of the range.
    pub(super) fn put(&mut self, at: At, extend: bool) {
        if !extend || self.cursor.is_none() {
            self.cursor = Some(at);
        }
        self.head = at;
        self.reveal = true;
    }

    /// Keeps everything inside a table that may have shrunk.
    pub(super) fn clamp(&mut self, rows: usize, columns: usize) {
        if rows == 0 || columns == 0 {
            self.cursor = None;
            self.draft = None;
            return;
        }
        let inside = |at: At| At { row: at.row.min(rows - 1), column: at.column.min(columns - 1) };
        self.cursor = self.cursor.map(inside);
        self.head = inside(self.head);
        if self.draft.as_ref().is_some_and(|draft| inside(draft.at) != draft.at) {
            self.draft = None;
        }
    }

    /// Opens the editor on the cursor's cell if it can be edited. `text` replaces what is there.
    pub(super) fn edit(&mut self, source: &dyn GridSource, text: Option<&str>) -> bool {
        let Some(at) = self.cursor else { return false };
        if !source.cell(at.row, at.column).editable {
            return false;
        }
        let choices = source.choices(at.row, at.column);
        let present = source.edit_text(at.row, at.column);
        let chosen = choices.iter().position(|choice| *choice == present).unwrap_or(0);
        self.text = text.map_or(present, str::to_owned);
        self.draft =
            Some(Draft { at, quick: text.is_some(), typed: text.is_some(), choices, chosen: if text.is_some() { 0 } else { chosen } });
        self.head = at;
        self.caret_to_end = true;
        self.reveal = true;
        true
    }
}
