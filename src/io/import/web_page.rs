//! Reads the tables of a web page. Pages of this kind are written by programs in a hurry: tags are not closed, and nothing but
//! `table`, `tr`, `td` and `th` says where a cell is.

use super::ImportError;
use super::limits;
use super::sheet::Sheet;
use super::workbook::Context;
use crate::view::import::raw::{Merge, RawCell, RawTable};

/// Tags between two calls of the progress.
const TAGS_A_CALL: usize = 8192;
/// Lines before a table that become its first rows: title and unit stand there.
const LINES: usize = 8;
/// Tables within tables that are looked into.
const DEPTH: usize = 32;

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    lines: Vec<String>,
    rows: Vec<Vec<String>>,
    /// For each column the rows below that a cell above still covers.
    covered: Vec<usize>,
    merges: Vec<Merge>,
    cell: Option<(String, usize, usize)>,
    full: bool,
}

/// Reads all tables that hold anything.
pub(super) fn tables(text: &str, context: &mut Context<'_>) -> Result<Vec<RawTable>, ImportError> {
    let (mut open, mut done, mut lines, mut line): (Vec<Open>, Vec<Open>, Vec<String>, String) = Default::default();
    let (mut rest, mut tags) = (text, 0_usize);
    while let Some(start) = rest.find('<') {
        take_text(&rest[..start], &mut open, &mut line);
        let tag = Tag::read(&rest[start..]);
        rest = &rest[start + tag.length..];
        tags += 1;
        if tags.is_multiple_of(TAGS_A_CALL) {
            context.listener.tell(0, 1, 1.0 - rest.len() as f64 / text.len() as f64)?;
        }
        match tag.name.as_str() {
            "script" | "style" | "title" | "xml" if !tag.closes => rest = behind(rest, &tag.name),
            "table" if tag.closes => done.extend(open.pop().map(Open::closed)),
            "table" if open.len() < DEPTH => {
                flush(&mut line, &mut lines);
                let from = lines.len().saturating_sub(LINES);
                open.push(Open { lines: lines.split_off(from), ..Open::default() });
                lines.clear();
            }
            "br" | "p" | "div" | "h1" | "h2" | "h3" | "h4" | "center" | "caption" | "li" => match open.last_mut() {
                Some(table) if table.cell.is_some() => table.write(" "),
                // A caption stands within the table and above its rows.
                Some(table) => flush(&mut line, &mut table.lines),
                None => flush(&mut line, &mut lines),
            },
            _ => open.iter_mut().last().into_iter().for_each(|table| table.tag(&tag)),
        }
    }
    take_text(rest, &mut open, &mut line);
    done.extend(open.into_iter().map(Open::closed));
    done.retain(|table| table.rows.iter().flatten().any(|text| !text.is_empty()));
    let count = done.len();
    Ok(done.into_iter().enumerate().map(|(n, table)| table.filled(if count > 1 { n + 1 } else { 0 }, context)).collect())
}

/// What stands behind the end of an element whose content is no text.
fn behind<'a>(rest: &'a str, name: &str) -> &'a str {
    let ends =
        |at: &usize| rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
    rest.match_indices("</").map(|(at, _)| at).find(ends).map_or("", |at| &rest[at..])
}

fn take_text(text: &str, open: &mut [Open], line: &mut String) {
    match open.last_mut() {
        Some(table) if table.cell.is_some() => table.write(text),
        _ if line.len() < limits::CELL_CHARACTERS => line.push_str(text),
        _ => {}
    }
}

fn flush(line: &mut String, lines: &mut Vec<String>) {
    let text = plain(&std::mem::take(line));
    if !text.is_empty() {
        lines.push(text);
    }
}

impl Open {
    fn write(&mut self, more: &str) {
        if let Some((text, ..)) = &mut self.cell
            && text.len() < 4 * limits::CELL_CHARACTERS
        {
            text.push_str(more);
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match (tag.name.as_str(), tag.closes) {
            ("tr", false) => {
                self.end_cell();
                self.rows.push(Vec::new());
                self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            }
            ("td" | "th", false) => {
                self.end_cell();
                if self.rows.is_empty() {
                    self.rows.push(Vec::new());
                }
                self.cell = Some((String::new(), tag.span("colspan", limits::COLUMNS), tag.span("rowspan", limits::SHEET_ROWS)));
            }
            ("td" | "th" | "tr", true) => self.end_cell(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some((text, across, down)) = self.cell.take() else { return };
        let row = self.rows.len().saturating_sub(1);
        let Some(cells) = self.rows.last_mut() else { return };
        // Cells that reach down from above keep their columns.
        while self.covered.get(cells.len()).is_some_and(|rows| *rows > 0) {
            cells.push(String::new());
        }
        let first = cells.len();
        self.full |= first + across > limits::COLUMNS;
        if self.full {
            return;
        }
        cells.push(plain(&text));
        cells.resize(first + across, String::new());
        if self.covered.len() < cells.len() {
            self.covered.resize(cells.len(), 0);
        }
        self.covered[first..first + across].fill(down);
        if (across > 1 || down > 1) && self.merges.len() < limits::MERGES {
            self.merges.push(Merge { first_row: row, first_column: first, last_row: row + down - 1, last_column: first + across - 1 });
        }
    }

    fn closed(mut self) -> Self {
        self.end_cell();
        self
    }

    /// The table; its name is its number where the page has several.
    fn filled(self, number: usize, context: &mut Context<'_>) -> RawTable {
        let name = number.max(1).to_string();
        let mut sheet = Sheet::new(&name, context.choices.rows, context.file, &mut context.budget, &mut context.noticed);
        let above = self.lines.len();
        let lines = self.lines.into_iter().map(|line| vec![line]);
        'rows: for (row, cells) in lines.chain(self.rows).enumerate() {
            for (column, text) in cells.into_iter().enumerate() {
                if !sheet.put(row, column, RawCell::text(text)) {
                    break 'rows;
                }
            }
        }
        for merge in self.merges {
            let (first_row, last_row) = (merge.first_row + above, merge.last_row + above);
            sheet.merge(Merge { first_row, last_row, ..merge });
        }
        if self.full {
            sheet.broke("td");
        }
        sheet.finish(false)
    }
}

/// A tag, or a comment, which has no name.
#[derive(Debug, Default)]
struct Tag {
    name: String,
    closes: bool,
    attributes: String,
    length: usize,
}

impl Tag {
    /// Reads the tag that a text begins with.
    fn read(text: &str) -> Self {
        if text.starts_with("<!--") {
            let length = text.find("-->").map_or(text.len(), |at| at + 3);
            return Self { length, ..Self::default() };
        }
        let inner = &text[1..];
        let closes = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let name: String = inner.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
        if name.is_empty() && !inner.starts_with(['!', '?']) {
            // A lone sign, as in “< 5”.
            return Self { length: 1, ..Self::default() };
        }
        let end = Self::end(text);
        let attributes = text[..end].to_ascii_lowercase();
        Self { name, closes, attributes, length: end }
    }

    /// The place behind the sign that ends the tag: none that stands within quotes.
    fn end(text: &str) -> usize {
        let mut quote = None;
        for (at, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => return at + 1,
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), byte) if open == byte => quote = None,
                // A quote that is never closed does not swallow the page.
                (Some(_), b'<') => return text.find('>').map_or(text.len(), |end| end + 1),
                _ => {}
            }
        }
        text.len()
    }

    fn span(&self, name: &str, most: usize) -> usize {
        let value = self.attributes.split_once(name).map_or("", |(_, rest)| rest.trim_start().trim_start_matches('='));
        let digits: String = value.trim_start_matches(['"', '\'', ' ']).chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(1).clamp(1, most)
    }
}

/// A text as a page shows it: white space as one space, references resolved.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').filter(|end| *end <= 10);
        let known = end.and_then(|end| Some((reference(&rest[at + 1..at + end])?, end)));
        match known {
            Some((sign, end)) => {
                out.push(sign);
                rest = &rest[at + end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn reference(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" | "ensp" | "emsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "times" => '×',
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_a_page_shows_them() {
        for (text, shown) in [
            ("  a&nbsp;\n b ", "a b"),
            ("&lt;5 &amp; &#20159;&#x5143;", "<5 & 亿元"),
            ("R&D", "R&D"),
            ("A & B; C", "A & B; C"),
            ("&mdash;", "—"),
        ] {
            assert_eq!(plain(text), shown, "{text}");
        }
    }

    #[test]
    fn tags_end_where_they_should() {
        for (text, length, name) in [
            ("<td title=\"a>b\">x", 16, "td"),
            ("<TD ALIGN=right >x", 17, "td"),
            ("<!-- <td> -->x", 13, ""),
            ("< 5", 1, ""),
            ("<td", 3, "td"),
        ] {
            let tag = Tag::read(text);
            assert_eq!((tag.length, tag.name.as_str()), (length, name), "{text}");
        }
        assert_eq!(Tag::read("<td colspan = '3' rowspan=2>").span("colspan", 9), 3);
        assert_eq!(Tag::read("<td rowspan=99>").span("rowspan", 9), 9);
    }
}
