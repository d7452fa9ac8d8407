//! Reads LibreOffice's sheets from their XML: cells as shown, repeats within bounds, merged blocks.
//!
//! A sheet of this kind may say "a million empty rows" in one line; only what holds something is kept.

use std::io::{BufRead, BufReader};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ImportError;
use super::limits;
use super::package::Archive;
use super::sheet::{self, Sheet};
use super::workbook::Context;
use super::xml::{self, EVENTS_A_CALL};
use crate::view::import::raw::{CellValue, Merge, RawCell, RawTable};

/// Times a filled cell or row is repeated at most: more is no data.
const REPEATS: usize = 4096;

/// Reads all sheets.
pub(super) fn tables(mut archive: Archive, context: &mut Context<'_>) -> Result<Vec<RawTable>, ImportError> {
    let file = context.file.to_owned();
    let damaged = move |reason: String| ImportError::Damaged { file: file.clone(), reason };
    if let Ok(manifest) = archive.by_name("META-INF/manifest.xml")
        && is_encrypted(BufReader::new(manifest))
    {
        return Err(ImportError::Password(context.file.to_owned()));
    }
    let content = archive.by_name("content.xml").map_err(|error| damaged(error.to_string()))?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut tables, mut styles) = (Vec::new(), Vec::new(), HiddenStyles::default());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(error.to_string()))? {
            Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                let name = attribute(&tag, "table:name").unwrap_or_default();
                let hidden = styles.hides(attribute(&tag, "table:style-name").as_deref());
                tables.push(table(&mut reader, &name, hidden, context)?);
            }
            Event::Start(tag) => styles.see(&tag),
            Event::Eof => return Ok(tables),
            _ => {}
        }
    }
}

fn is_encrypted(manifest: impl BufRead) -> bool {
    let (mut reader, mut buffer) = (Reader::from_reader(manifest), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref() == "manifest:encryption-data" => return true,
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Names of the styles that hide a sheet.
#[derive(Debug, Default)]
struct HiddenStyles {
    current: Option<String>,
    hiding: Vec<String>,
}

impl HiddenStyles {
    fn see(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "style:style" => self.current = attribute(tag, "style:name"),
            "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.hiding.extend(self.current.clone());
            }
            _ => {}
        }
    }

    fn hides(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.hiding.iter().any(|hiding| hiding == style))
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    Some(xml::value(&found))
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

/// Reads one sheet up to its end tag.
fn table<R: BufRead>(reader: &mut Reader<R>, name: &str, hidden: bool, context: &mut Context<'_>) -> Result<RawTable, ImportError> {
    let mut sheet = Sheet::new(name, context.choices.rows, context.file, &mut context.budget, &mut context.noticed);
    let mut state = State::default();
    let mut buffer = Vec::new();
    let mut merges = Vec::new();
    for passed in 1_usize.. {
        buffer.clear();
        if passed.is_multiple_of(EVENTS_A_CALL) {
            context.listener.tell(0, 1, 0.5)?;
        }
        match reader.read_event_into(&mut buffer) {
            Err(error) => {
                sheet.broke(&error.to_string());
                break;
            }
            Ok(Event::Eof) => {
                sheet.broke("</table:table>");
                break;
            }
            Ok(Event::End(tag)) if tag.name().as_ref() == "table:table" => break,
            Ok(event) => state.take(event, &mut sheet, &mut merges),
        }
    }
    merges.into_iter().for_each(|merge| sheet.merge(merge));
    Ok(sheet.finish(hidden))
}

/// Where the reading of a sheet stands.
#[derive(Debug, Default)]
struct State {
    row: usize,
    row_repeats: usize,
    column: usize,
    cells: Vec<(usize, RawCell)>,
    cell: Option<Cell>,
    /// Depth of notes within a cell, whose texts are not the cell's.
    note: usize,
    full: bool,
}

#[derive(Debug, Default)]
struct Cell {
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
    repeats: usize,
}

impl State {
    fn take(&mut self, event: Event<'_>, sheet: &mut Sheet<'_>, merges: &mut Vec<Merge>) {
        match event {
            Event::Start(tag) => self.start(&tag, merges),
            Event::End(tag) => match tag.name().as_ref() {
                "table:table-row" => self.end_row(sheet),
                "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
                "office:annotation" => self.note = self.note.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) if self.note == 0 => self.write(&text.xml10_content()),
            Event::CData(text) if self.note == 0 => self.write(&text.xml10_content()),
            Event::GeneralRef(name) if self.note == 0 => {
                xml::sign(&name).into_iter().for_each(|sign| self.write(sign.encode_utf8(&mut [0; 4])));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, merges: &mut Vec<Merge>) {
        match tag.name().as_ref() {
            "table:table-row" => {
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => self.start_cell(tag, merges),
            "office:annotation" => self.note += 1,
            "text:p" if self.note == 0 => {
                if self.cell.as_ref().is_some_and(|cell| cell.paragraphs > 0) {
                    self.write("\n");
                }
                self.cell.iter_mut().for_each(|cell| cell.paragraphs += 1);
            }
            "text:s" => (0..repeats(tag, "text:c").min(limits::CELL_CHARACTERS)).for_each(|_| self.write(" ")),
            "text:tab" => self.write("\t"),
            "text:line-break" => self.write("\n"),
            _ => {}
        }
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>, merges: &mut Vec<Merge>) {
        let kind = attribute(tag, "office:value-type").unwrap_or_default();
        let value = ["office:value", "office:date-value", "office:boolean-value", "office:string-value"];
        let value = value.iter().find_map(|name| attribute(tag, name)).unwrap_or_default();
        let repeats_here = repeats(tag, "table:number-columns-repeated");
        let (down, right) = (repeats(tag, "table:number-rows-spanned"), repeats(tag, "table:number-columns-spanned"));
        if (down > 1 || right > 1) && merges.len() < limits::MERGES {
            let (row, column) = (self.row, self.column);
            merges.push(Merge {
                first_row: row,
                first_column: column,
                last_row: row.saturating_add(down - 1),
                last_column: column.saturating_add(right - 1),
            });
        }
        let error = attribute(tag, "calcext:value-type").as_deref() == Some("error");
        let kind = if error { "error".to_owned() } else { kind };
        self.cell = Some(Cell { kind, value, text: String::new(), paragraphs: 0, repeats: repeats_here });
    }

    fn write(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && cell.paragraphs > 0
            && cell.text.len() < 4 * limits::CELL_CHARACTERS
        {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (first, count) = (self.column, cell.repeats);
        self.column = self.column.saturating_add(count);
        let read = cell.read();
        if !read.is_empty() {
            let last = count.min(REPEATS);
            self.cells.extend((0..last).map(|ahead| (first.saturating_add(ahead), read.clone())));
        }
    }

    fn end_row(&mut self, sheet: &mut Sheet<'_>) {
        let times = if self.cells.is_empty() { 0 } else { self.row_repeats.min(REPEATS) };
        for ahead in 0..times {
            for (column, cell) in &self.cells {
                self.full = self.full || !sheet.put(self.row.saturating_add(ahead), *column, cell.clone());
            }
            if self.full {
                break;
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        self.cells.clear();
    }
}

impl Cell {
    fn read(self) -> RawCell {
        let number = self.value.trim().parse::<f64>().ok().filter(|value| value.is_finite());
        match (self.kind.as_str(), number) {
            ("error", _) => RawCell { text: self.text, value: CellValue::Error },
            ("percentage", Some(value)) => sheet::number(value, true),
            // A number is spelled in full: what is shown may be rounded, and has separators of some language.
            ("float" | "currency", Some(value)) => sheet::number(value, false),
            ("date", _) => sheet::iso_date(&self.value).unwrap_or_else(|| RawCell::text(self.text)),
            ("boolean", _) => RawCell { value: CellValue::Bool(self.value == "true"), text: self.value },
            _ if self.text.is_empty() => RawCell::text(self.value),
            _ => RawCell::text(self.text),
        }
    }
}
