//! What every table of the program shows: columns, rows and cells as data, asked for one cell at a time.
//!
//! The grid widget draws any [`GridSource`]; it knows nothing of plans. What is typed or pasted comes back as
//! [`CellWrite`]s, which the view model that made the table turns into one change of the document.

use super::number;
use super::palette::Rgb;

/// Where a column's text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    #[default]
    Left,
    /// Numbers.
    Right,
    /// Marks.
    Center,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridColumn {
    /// Heading.
    pub title: String,
    /// Unit or remark, shown small beside the heading; empty for none.
    pub unit: String,
    /// Explanation on hover; empty for none.
    pub hint: String,
    /// Width in points at 100 %.
    pub width: f32,
    /// Width down to which the column gives way where the table is wider than its room; 0 where it keeps its width.
    pub least: f32,
    /// True for a column of sentences: it takes what room the others leave.
    pub flexible: bool,
    /// Where texts stand.
    pub align: Align,
    /// True where a click on the heading sorts.
    pub sortable: bool,
    /// `Some(true)` where rows are sorted by this column upwards, `Some(false)` downwards.
    pub sorted: Option<bool>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// An ordinary row.
    #[default]
    Normal,
    /// Heads a group: bold on the alternate ground. `open` is false where its rows are folded away.
    Group {
        /// False where the group's rows are folded away.
        open: bool,
    },
    /// A sum: bold above a hairline.
    Total,
    /// The empty row at the end that a new record is typed into.
    New,
}

/// How a cell's text is toned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Data.
    #[default]
    Normal,
    /// Secondary: computed or explained.
    Quiet,
    /// Bold.
    Strong,
    /// Computed, not editable: secondary.
    Computed,
    /// Worse than wanted.
    Bad,
    /// Better than wanted.
    Good,
    /// A warning.
    Warning,
}

/// A state's shape and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Disc with tick.
    Achieved,
    /// Disc.
    OnTrack,
    /// Triangle.
    Slipping,
    /// Diamond.
    OffTrack,
    /// Ring.
    NoData,
}

/// A small picture in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// A line through values from left to right; gaps are `None`.
    Spark(Vec<Option<f64>>),
    /// A bar from the middle: −1 to 1, below zero to the left.
    Bar(f64),
}

/// One cell, ready to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridCell {
    /// The text.
    pub text: String,
    /// The number behind the text, for the sum of a selection.
    pub number: Option<f64>,
    /// Unit of the number; a selection of one unit is summed.
    pub unit: String,
    /// Tone.
    pub tone: Tone,
    /// True where typing changes it.
    pub editable: bool,
    /// What is wrong with it; shown in the cell's corner and on hover.
    pub error: Option<String>,
    /// Explanation on hover; empty for none.
    pub hint: String,
    /// A small trailing remark such as `示例` or a year; empty for none.
    pub badge: String,
    /// State mark before the text.
    pub mark: Option<Mark>,
    /// Strip of colour before the text.
    pub strip: Option<Rgb>,
    /// Ground tint by size, 0 to 1.
    pub heat: Option<f64>,
    /// Ground tint by what the cell belongs to; a remark or a heading says the same in words.
    pub tint: Option<Rgb>,
    /// Small picture.
    pub picture: Option<Picture>,
    /// Steps of indentation.
    pub indent: u8,
}

impl GridCell {
    /// A cell with a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same cell, editable.
    #[must_use]
    pub fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// The same cell in another tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// A table of any size, asked for one cell at a time.
pub trait GridSource {
    /// The columns.
    fn columns(&self) -> &[GridColumn];

    /// Number of rows.
    fn row_count(&self) -> usize;

    /// What a row is.
    fn row_kind(&self, row: usize) -> RowKind {
        let _ = row;
        RowKind::Normal
    }

    /// One cell.
    fn cell(&self, row: usize, column: usize) -> GridCell;

    /// Columns that stay when the table scrolls sideways.
    fn frozen(&self) -> usize {
        1
    }

    /// The text an editor opens with; by default that of the cell.
    fn edit_text(&self, row: usize, column: usize) -> String {
        self.cell(row, column).text
    }

    /// The text that copying a cell gives: what an editor would open with, or the shown text with a number as other programs read it.
    fn copy_text(&self, row: usize, column: usize) -> String {
        let cell = self.cell(row, column);
        if cell.editable { self.edit_text(row, column) } else { plain_text(&cell) }
    }

    /// What a row is called, for readers of the screen; by default the text of its first cell.
    fn row_title(&self, row: usize) -> String {
        self.cell(row, 0).text
    }

    /// The texts to choose from; none where the cell takes free text.
    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        let _ = (row, column);
        Vec::new()
    }
}

/// A shown text as other programs read it: nothing for a missing value, a number with all its digits and a plain minus.
fn plain_text(cell: &GridCell) -> String {
    match cell.number {
        _ if cell.text == number::MISSING => String::new(),
        Some(value) if value.is_finite() && !cell.text.ends_with('%') => {
            // Fifteen digits, as spreadsheets keep: 0.1 + 0.2 is 0.3.
            format!("{value:.14e}").parse().map_or_else(|_| cell.text.clone(), number::exact)
        }
        Some(_) => cell.text.replace('−', "-").replace(',', ""),
        None => cell.text.clone(),
    }
}

/// A text typed or pasted into a cell. An empty text empties the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellWrite {
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// The text.
    pub text: String,
}

/// A write that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRefusal {
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// What is wrong.
    pub diagnostic: crate::base::Diagnostic,
}

/// About how wide a text is in a table, in points: enough to give columns a width before anything is drawn.
pub fn text_width(text: &str) -> f32 {
    let wide = |c: char| match c {
        '\u{2E80}'.. => 12.0,
        'i' | 'j' | 'l' | 'I' | ' ' | '.' | ',' | ':' | ';' | '|' | '\'' => 3.6,
        'A'..='Z' | 'm' | 'w' | '%' => 8.2,
        _ => 6.8,
    };
    text.chars().map(wide).sum()
}

/// The wording of a selection's sum for the status line; empty where there is nothing to say.
pub fn selection_text(words: &super::Words, cells: usize, sum: Option<f64>, average: Option<f64>, unit: &str) -> String {
    let (Some(sum), Some(average)) = (sum, average) else {
        return if cells > 1 { words.with("selection-cells", &[("cells", &cells.to_string())]) } else { String::new() };
    };
    if cells < 2 {
        return String::new();
    }
    let texts = (number::value(sum), number::value(average));
    words.with("selection-sum", &[("cells", &cells.to_string()), ("sum", &texts.0), ("average", &texts.1), ("unit", unit)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_numbers_are_read_by_other_programs() {
        for (text, value, copied) in [
            ("1,222.0", Some(1222.0), "1222"),
            ("−3.4", Some(-3.4), "-3.4"),
            ("0.3", Some(0.1 + 0.2), "0.3"),
            ("−24.1%", Some(-0.241), "-24.1%"),
            ("—", None, ""),
            ("海宁", None, "海宁"),
        ] {
            assert_eq!(plain_text(&GridCell { number: value, ..GridCell::text(text) }), copied, "{text}");
        }
    }
}
