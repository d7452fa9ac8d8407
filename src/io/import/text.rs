//! Makes a table of a text: decodes, splits, keeps within bounds, and tells what does not look right.

use std::borrow::Cow;

use super::ImportError;
use super::encoding::{self, Found};
use super::limits::{self, Budget};
use super::noticed::{Noticed, shown};
use super::records::{Record, Splitter, Step};
use super::source::{Progress, Source};
use super::{decode, delimiter, ranges};
use crate::base::{Place, Severity};
use crate::view::import::raw::{FileKind, OpenChoices, RawCell, RawFile, RawTable};

/// Rows between two calls of the progress.
const ROWS_A_CALL: usize = 4096;

/// Opens a text file. Progress goes on from `from`.
pub fn open(source: Source, choices: &OpenChoices, from: f64, progress: Progress<'_>) -> Result<RawFile, ImportError> {
    if choices.encoding.is_none() && encoding::is_binary(&source.head) {
        let found = if source.head.iter().all(|byte| *byte == 0) { "NUL" } else { "?" };
        return Err(ImportError::NoTable { file: source.name, found });
    }
    let whole = source.is_whole();
    let found = match &choices.encoding {
        Some(name) => encoding::named(name, &source.head).ok_or_else(|| ImportError::Encoding(name.clone()))?,
        None => encoding::find(&source.head, whole),
    };
    let bytes = &source.head[found.mark..];
    let bytes = if whole { bytes } else { up_to_a_line_end(bytes, found) };
    let (text, damaged) = decode::whole(found.encoding, bytes);
    let mut noticed = Noticed::default();
    if found.unsure {
        let name = found.encoding.name();
        noticed.tell(Severity::Note, "import-encoding-unsure", Place::file(&source.name), |d| d.arg("text", name));
    }
    let about = About { name: &source.name, encoding: found.encoding.name(), damaged, more: !whole, total: source.size };
    let (table, delimiter) = table(&text, &about, choices, &mut noticed, &mut |done| progress(from + (1.0 - from) * done))?;
    Ok(RawFile {
        kind: FileKind::Text,
        size: source.size,
        hash: source.hash.clone(),
        encoding: Some(found.encoding.name().to_owned()),
        delimiter,
        tables: vec![table],
        proposed: 0,
        diagnostics: noticed.into_list(),
        name: source.name,
    })
}

/// Reads a pasted text, which has no encoding any more.
pub fn pasted(name: &str, text: &str, choices: &OpenChoices) -> RawFile {
    let bytes = text.len() as u64;
    let (head, more) = match text.len() > limits::TEXT_BYTES {
        true => (&text[..text.floor_char_boundary(limits::TEXT_BYTES)], true),
        false => (text, false),
    };
    let mut noticed = Noticed::default();
    let about = About { name, encoding: "", damaged: false, more, total: bytes };
    // Progress that never stops leaves nothing to fail.
    let (table, delimiter) = table(head, &about, choices, &mut noticed, &mut |_| true).unwrap_or_default();
    RawFile {
        name: name.to_owned(),
        kind: FileKind::Pasted,
        size: bytes,
        hash: super::source::hexadecimal(crate::io::hash::of(text.as_bytes())),
        encoding: None,
        delimiter,
        tables: vec![table],
        proposed: 0,
        diagnostics: noticed.into_list(),
    }
}

/// The bytes up to the last line end, so that no row and no character is cut in two; all where there is none.
fn up_to_a_line_end(bytes: &[u8], found: Found) -> &[u8] {
    let end = match found.encoding.name() {
        "UTF-16LE" => bytes.chunks_exact(2).rposition(|pair| pair == [b'\n', 0]).map(|at| 2 * at + 2),
        "UTF-16BE" => bytes.chunks_exact(2).rposition(|pair| pair == [0, b'\n']).map(|at| 2 * at + 2),
        _ => bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map(|at| at + 1),
    };
    &bytes[..end.unwrap_or(bytes.len())]
}

/// What the table's making needs to know of the file.
struct About<'a> {
    name: &'a str,
    encoding: &'a str,
    damaged: bool,
    more: bool,
    total: u64,
}

/// Splits a text into a table.
fn table(
    text: &str,
    about: &About<'_>,
    choices: &OpenChoices,
    noticed: &mut Noticed,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<(RawTable, Option<char>), ImportError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let declared = delimiter::declared(text);
    let start = declared.map_or(0, |(_, start)| start);
    let delimiter = choices.delimiter.or(declared.map(|(delimiter, _)| delimiter)).or_else(|| delimiter::find(&text[start..]));
    let splitter = Splitter::new(delimiter);
    let mut maker = Maker { about, noticed, budget: Budget::default(), row: usize::from(start > 0) };
    let mut table = RawTable { first_row: maker.row, cut: about.more, ..RawTable::default() };
    let (mut at, mut record, mut ends) = (start, Record::default(), LineEnds::default());
    let allowed = choices.rows.unwrap_or(usize::MAX);
    while let Step::Next(next) = splitter.next(text, at, true, &mut record) {
        if table.rows.len() >= allowed {
            table.cut = true;
            break;
        }
        if maker.row.is_multiple_of(ROWS_A_CALL) && !progress(at as f64 / text.len() as f64) {
            return Err(ImportError::Cancelled);
        }
        let Some(row) = maker.row(&record, &mut table.cut) else {
            table.cut = true;
            break;
        };
        table.rows.push(row);
        maker.row += 1;
        ends.see(&text[..next], maker.row);
        at = next;
    }
    if table.cut && choices.rows.is_none() && at < about.total as usize {
        let (rows, share) = (maker.row, 100.0 * at as f64 / about.total.max(1) as f64);
        let place = Place::file(about.name).line(rows);
        noticed.tell(Severity::Warning, "import-rows-cut", place, |d| d.arg("rows", rows).arg("share", share.round()));
    }
    if let Some(row) = ends.mixed {
        noticed.tell(Severity::Note, "import-line-ends", Place::file(about.name).line(row), |d| d);
    }
    finish(&mut table, text, about, choices, noticed);
    Ok((table, delimiter))
}

/// What can be told only of the whole: widths, a row that breaks off. Then the chosen block is cut out.
fn finish(table: &mut RawTable, text: &str, about: &About<'_>, choices: &OpenChoices, noticed: &mut Noticed) {
    while table.rows.last().is_some_and(|row| row.iter().all(RawCell::is_empty)) {
        table.rows.pop();
    }
    widths(table, !text.ends_with(['\n', '\r']) && !table.cut, about, noticed);
    ranges::take(table, choices.range, about.name, noticed);
}

/// Makes rows of records.
struct Maker<'a> {
    about: &'a About<'a>,
    noticed: &'a mut Noticed,
    budget: Budget,
    /// Rows made, and those passed over before.
    row: usize,
}

impl Maker<'_> {
    /// The row, or nothing where no memory is left for it. Sets `cut` where columns were left out.
    fn row(&mut self, record: &Record<'_>, cut: &mut bool) -> Option<Vec<RawCell>> {
        let mut cells = record.cells.as_slice();
        if let [only] = cells
            && only.is_empty()
        {
            cells = &[];
        }
        if cells.len() > limits::COLUMNS {
            let columns = cells.len();
            let place = self.place(limits::COLUMNS);
            self.noticed
                .tell(Severity::Warning, "import-columns-cut", place, |d| d.arg("columns", columns).arg("allowed", limits::COLUMNS));
            *cut = true;
            cells = &cells[..limits::COLUMNS];
        }
        let bytes = cells.iter().map(|cell| cell.len().min(limits::CELL_CHARACTERS * 4)).sum();
        if !self.budget.take(cells.len() + 1, bytes) {
            return None;
        }
        if let Some(column) = record.unclosed {
            let text = shown(cells.get(column).map_or("", |cell| cell.as_ref()));
            let place = self.place(column);
            self.noticed.tell(Severity::Warning, "import-quote-open", place, |d| d.arg("text", text));
        }
        Some(cells.iter().enumerate().map(|(column, cell)| self.cell(column, cell)).collect())
    }

    fn cell(&mut self, column: usize, text: &str) -> RawCell {
        let mut text = Cow::Borrowed(text);
        if text.len() > limits::CELL_CHARACTERS
            && let Some((end, _)) = text.char_indices().nth(limits::CELL_CHARACTERS)
        {
            let (length, start) = (text.len(), shown(&text));
            let place = self.place(column);
            self.noticed.tell(Severity::Warning, "import-cell-cut", place, |d| {
                d.arg("text", start).arg("bytes", length).arg("allowed", limits::CELL_CHARACTERS)
            });
            text = Cow::Owned(text[..end].to_owned());
        }
        // Both are rare: one look for control characters tells that there is no zero byte.
        if text.as_bytes().contains(&0) {
            let without = text.replace('\0', "");
            let (place, told) = (self.place(column), shown(&without));
            self.noticed.tell(Severity::Warning, "import-nul", place, |d| d.arg("text", told));
            text = Cow::Owned(without);
        }
        if self.about.damaged && text.contains('\u{FFFD}') {
            let (place, told, encoding) = (self.place(column), shown(&text), self.about.encoding);
            self.noticed.tell(Severity::Warning, "import-not-decodable", place, |d| d.arg("text", told).arg("encoding", encoding));
        }
        RawCell::text(text)
    }

    fn place(&self, column: usize) -> Place {
        Place::file(self.about.name).line(self.row + 1).column(column + 1)
    }
}

/// How rows end. Line ends within a quoted cell are the cell's own and say nothing.
#[derive(Debug, Default)]
struct LineEnds {
    first: Option<&'static str>,
    /// The first row that ends otherwise than those before it, counted from 1.
    mixed: Option<usize>,
}

impl LineEnds {
    fn see(&mut self, up_to_end: &str, row: usize) {
        let Some(end) = ["\r\n", "\n", "\r"].into_iter().find(|end| up_to_end.ends_with(end)) else { return };
        if *self.first.get_or_insert(end) != end && self.mixed.is_none() {
            self.mixed = Some(row);
        }
    }
}

/// Tells of rows with more cells than the header and most others, and of a last row that breaks off.
fn widths(table: &RawTable, open_end: bool, about: &About<'_>, noticed: &mut Noticed) {
    let filled = |row: &[RawCell]| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut counts: Vec<usize> = Vec::new();
    for row in &table.rows {
        let width = row.len();
        if counts.len() <= width {
            counts.resize(width + 1, 0);
        }
        counts[width] += usize::from(filled(row) > 1);
    }
    let Some((width, most)) = counts.iter().enumerate().skip(2).max_by_key(|(_, count)| **count).filter(|(_, count)| **count > 2) else {
        return;
    };
    for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.len() > width && filled(row) > width) {
        let place = Place::file(about.name).line(table.row_number(index)).column(width + 1);
        let text = shown(&row[width].text);
        // Digits too many are half a number; words too many are a note below the table.
        let severity = if text.starts_with(|c: char| c.is_ascii_digit()) { Severity::Warning } else { Severity::Note };
        noticed.tell(severity, "import-rows-longer", place, |d| d.arg("text", text).arg("width", width));
    }
    let last = table.rows.last().map_or(0, Vec::len);
    // Nearly all rows are of one width and the last, without a line end, is not: the file may have broken off here.
    if open_end && (2..width).contains(&last) && most * 10 >= table.rows.len() * 9 {
        let row = table.rows.len() - 1;
        let place = Place::file(about.name).line(table.row_number(row)).column(last);
        let text = shown(table.text(row, last - 1));
        noticed.tell(Severity::Warning, "import-last-row-short", place, |d| d.arg("text", text).arg("width", width).arg("cells", last));
    }
}
