//! Tab-separated text from and to spreadsheets, and what a paste or a fill writes.
//!
//! Excel, WPS and LibreOffice put a field in quotes when it has a tab, a line break or a quote; quotes inside are doubled.

use super::state::{At, CellRange};
use crate::view::chart::hypertext;
use crate::view::grid::{CellWrite, GridColumn, GridSource, RowKind};
use crate::view::safe_cell::{plain_cell, safe_cell};

/// Reads tab-separated text: rows of fields. A line break at the end starts no row; an apostrophe that only keeps a text from being
/// a formula is none of the text.
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    if rest.is_empty() {
        return rows;
    }
    loop {
        let (field, after) = field(rest);
        row.push(plain_cell(&field).to_owned());
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or_default();
        if rest.is_empty() {
            return rows;
        }
    }
}

/// One field and what follows it: a tab, a line break or nothing.
fn field(text: &str) -> (String, &str) {
    if let Some(quoted) = text.strip_prefix('"')
        && let Some(found) = quoted_field(quoted)
    {
        return found;
    }
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A field whose quote has been opened. `None` where the quote is no delimiter but a part of the text (`"abc" def`).
fn quoted_field(text: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let quote = rest.find('"')?;
        field.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                field.push('"');
                rest = after;
            }
            None if rest.is_empty() || rest.starts_with(['\t', '\n', '\r']) => {
                return Some((field.replace("\r\n", "\n"), rest));
            }
            None => return None,
        }
    }
}

/// Writes fields as tab-separated text, with quotes where a field needs them.
pub fn write<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> String {
    let mut out = String::new();
    for (place, row) in rows.into_iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        for (place, field) in row.into_iter().enumerate() {
            if place > 0 {
                out.push('\t');
            }
            if field.contains(['\t', '\n', '\r', '"']) {
                out.push('"');
                out.push_str(&field.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&field);
            }
        }
    }
    out
}

/// The text of a block of cells, with the headings and their units above if wanted. No cell is a formula where it is pasted.
pub fn copy(source: &dyn GridSource, range: CellRange, headings: bool) -> String {
    write(rows(source, range, headings).into_iter().map(|row| row.into_iter().map(|cell| safe_cell(&cell).into_owned())))
}

/// The same with its headings as a table of a web page, for text processors.
pub fn formatted(source: &dyn GridSource, range: CellRange) -> String {
    hypertext(&rows(source, range, true))
}

fn rows(source: &dyn GridSource, range: CellRange, headings: bool) -> Vec<Vec<String>> {
    let columns = || range.left..=range.right;
    let title = |column: &GridColumn| match column.unit.as_str() {
        "" => column.title.clone(),
        unit => format!("{} ({unit})", column.title),
    };
    let heading = headings.then(|| columns().map(|column| title(&source.columns()[column])).collect());
    let rows = (range.top..=range.bottom).map(|row| columns().map(|column| source.copy_text(row, column)).collect());
    heading.into_iter().chain(rows).collect()
}

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paste {
    /// The cells to be written.
    pub writes: Vec<CellWrite>,
    /// The first cell that could not be written because it cannot be edited.
    pub locked: Option<At>,
    /// The block that was written to.
    pub range: CellRange,
}

/// Lays a block of texts over a selection. One value fills the whole selection, and so does a block that divides it
/// evenly; any other starts at the selection's corner. Rows past the end are written only where the table ends with a row for new records.
pub fn paste(source: &dyn GridSource, selection: CellRange, block: &[Vec<String>]) -> Paste {
    let (high, wide) = (block.len(), block.iter().map(Vec::len).max().unwrap_or(0));
    if high == 0 || wide == 0 {
        return Paste { range: selection, ..Paste::default() };
    }
    let tiles = selection.rows().is_multiple_of(high) && selection.columns().is_multiple_of(wide);
    let (rows, columns) = if tiles { (selection.rows(), selection.columns()) } else { (high, wide) };
    let (count, most) = (source.row_count(), source.columns().len());
    let open_end = count > 0 && source.row_kind(count - 1) == RowKind::New;
    let mut out = Paste::default();
    let last_row = selection.top + rows - 1;
    let last_column = (selection.left + columns - 1).min(most - 1);
    out.range = CellRange { top: selection.top, left: selection.left, bottom: last_row.min(count - 1), right: last_column };
    for row in selection.top..=if open_end { last_row } else { out.range.bottom } {
        let texts = &block[(row - selection.top) % high];
        for column in selection.left..=last_column {
            let Some(text) = texts.get((column - selection.left) % wide) else { continue };
            if source.cell(row.min(count - 1), column).editable {
                out.writes.push(CellWrite { row, column, text: text.clone() });
            } else {
                out.locked.get_or_insert(At { row, column });
            }
        }
    }
    out
}

/// Empties the cells of a block that can be edited and are not empty yet.
pub fn clear(source: &dyn GridSource, range: CellRange) -> Paste {
    let mut out = Paste { range, ..Paste::default() };
    for at in range.iter() {
        if !source.cell(at.row, at.column).editable {
            out.locked.get_or_insert(at);
        } else if !source.edit_text(at.row, at.column).is_empty() {
            out.writes.push(CellWrite { row: at.row, column: at.column, text: String::new() });
        }
    }
    out
}

/// Fills a block from its first row (or column). A block of one row (or column) is filled from the one before it.
pub fn fill(source: &dyn GridSource, range: CellRange, down: bool) -> Paste {
    let mut out = Paste { range, ..Paste::default() };
    let (first, single) = if down { (range.top, range.rows() == 1) } else { (range.left, range.columns() == 1) };
    if single && first == 0 {
        return out;
    }
    let from = if single { first - 1 } else { first };
    for at in range.iter() {
        let (origin, here) = if down { (At { row: from, ..at }, at.row) } else { (At { column: from, ..at }, at.column) };
        if here == from {
            continue;
        }
        if source.cell(at.row, at.column).editable {
            out.writes.push(CellWrite { row: at.row, column: at.column, text: source.copy_text(origin.row, origin.column) });
        } else {
            out.locked.get_or_insert(at);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::grid::GridCell;

    fn texts(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|field| (*field).to_owned()).collect()).collect()
    }

    #[test]
    fn tab_separated_text_is_read_as_spreadsheets_write_it() {
        for (text, wanted) in [
            ("", texts(&[])),
            ("a", texts(&[&["a"]])),
            ("a\tb\r\nc\td\r\n", texts(&[&["a", "b"], &["c", "d"]])),
            ("a\rb", texts(&[&["a"], &["b"]])),
            ("a\t\n\tb", texts(&[&["a", ""], &["", "b"]])),
            ("\n", texts(&[&[""]])),
            ("\"two\nlines\"\tx", texts(&[&["two\nlines", "x"]])),
            ("\"a\tb\"", texts(&[&["a\tb"]])),
            ("\"he said \"\"no\"\"\"\n2", texts(&[&["he said \"no\""], &["2"]])),
            ("\"abc\" def\tg", texts(&[&["\"abc\" def", "g"]])),
            ("\"open\tb", texts(&[&["\"open", "b"]])),
            ("5\" pipe", texts(&[&["5\" pipe"]])),
            ("\u{feff}名称\t数", texts(&[&["名称", "数"]])),
            ("'=1+1\t'x", texts(&[&["=1+1", "'x"]])),
        ] {
            assert_eq!(parse(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let block = texts(&[&["a\tb", "two\nlines", "\"q\""], &["", "x", "5\" pipe"]]);
        assert_eq!(parse(&write(block.clone())), block);
    }

    /// One row of texts and a number below zero, under headings with a unit.
    struct Table(Vec<GridColumn>);

    impl GridSource for Table {
        fn columns(&self) -> &[GridColumn] {
            &self.0
        }

        fn row_count(&self) -> usize {
            1
        }

        fn cell(&self, _row: usize, column: usize) -> GridCell {
            match column {
                0 => GridCell::text("=HYPERLINK(1)"),
                _ => GridCell { text: "−1,234.5".to_owned(), number: Some(-1234.5), ..GridCell::default() },
            }
        }
    }

    #[test]
    fn what_is_copied_has_its_units_is_no_formula_and_comes_back_as_it_was() {
        let column = |title: &str, unit: &str| GridColumn { title: title.to_owned(), unit: unit.to_owned(), ..GridColumn::default() };
        let table = Table(vec![column("@名称", ""), column("销售收入", "亿元")]);
        let text = copy(&table, CellRange { top: 0, left: 0, bottom: 0, right: 1 }, true);
        assert_eq!(text, "'@名称\t销售收入 (亿元)\n'=HYPERLINK(1)\t-1234.5");
        assert_eq!(parse(&text)[1], ["=HYPERLINK(1)", "-1234.5"]);
        let table = formatted(&table, CellRange { top: 0, left: 0, bottom: 0, right: 1 });
        assert!(table.contains(">销售收入 (亿元)</th>") && table.contains(r#""\@"'>=HYPERLINK(1)</td>"#), "{table}");
        assert!(table.contains("<td style='text-align:right'>-1234.5</td>"), "{table}");
    }
}
