//! Tables as CSV that spreadsheets open safely: UTF-8 with a byte order mark, and no cell that would be taken for a formula.

use std::borrow::Cow;

use crate::view::report::Table;

/// What Excel needs to take a file for UTF-8.
const MARK: &str = "\u{feff}";

/// A text as a cell that no spreadsheet takes for a formula. Plain numbers stay numbers.
pub fn cell(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && text.parse::<f64>().is_err() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The bytes of a table: heads, rows, notes. Numbers are written for programs: with a point and without separators.
pub fn write(table: &Table) -> Vec<u8> {
    let heads = table.columns.iter().map(|column| column.head.clone()).collect();
    let number = |cell: &crate::view::report::Cell| cell.value.map(crate::view::number::computed);
    let row = |row: &crate::view::report::Row| {
        row.cells
            .iter()
            .map(|cell| {
                number(cell).unwrap_or_else(|| if cell.text == crate::view::number::MISSING { String::new() } else { cell.text.clone() })
            })
            .collect()
    };
    let rows = std::iter::once(heads).chain(table.rows.iter().map(row)).chain(table.notes.iter().map(|note| vec![note.clone()]));
    rows_of(rows)
}

/// The bytes of rows of texts.
pub fn rows_of(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = MARK.to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| quoted(&cell(text))).collect();
        out.push_str(&cells.join(","));
        // As spreadsheets write it themselves.
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("-3", "-3"),
            ("-3 亿元", "'-3 亿元"),
            ("+x", "'+x"),
            ("嘉兴", "嘉兴"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(cell(text), safe);
        }
        let bytes = rows_of([vec!["a,b".to_owned(), "=cmd|' /C calc'!A0".to_owned()]].into_iter());
        assert_eq!(String::from_utf8(bytes).unwrap_or_default(), "\u{feff}\"a,b\",'=cmd|' /C calc'!A0\r\n");
    }
}
