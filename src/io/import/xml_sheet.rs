//! Reads workbooks as one XML text (Excel 2003), which statistics systems still write under the name `.xls`.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ImportError;
use super::limits;
use super::sheet::{self, Sheet};
use super::workbook::Context;
use super::xml::{self, EVENTS_A_CALL};
use crate::view::import::raw::{CellValue, Merge, RawCell, RawTable};

/// Where the reading of a sheet stands; rows and columns count from 0.
#[derive(Debug, Default)]
struct At {
    row: usize,
    column: usize,
    /// Columns that the cell at hand covers beyond its own.
    across: usize,
    percent: bool,
    kind: String,
    text: String,
    in_data: bool,
    full: bool,
    merges: Vec<Merge>,
}

/// Reads all worksheets; none where the text is no such workbook.
pub(super) fn tables(text: &str, context: &mut Context<'_>) -> Result<Vec<RawTable>, ImportError> {
    let file = context.file.to_owned();
    let damaged = move |reason: &dyn std::fmt::Display| ImportError::Damaged { file: file.clone(), reason: reason.to_string() };
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut tables, mut percent, mut style) = (Vec::new(), Vec::new(), String::new());
    loop {
        match reader.read_event().map_err(|error| damaged(&error))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "Style" => style = attribute(&tag, "ID").unwrap_or_default(),
                "NumberFormat" if attribute(&tag, "Format").is_some_and(|format| format.contains('%') || format == "Percent") => {
                    percent.push(style.clone());
                }
                "Worksheet" => {
                    let name = attribute(&tag, "Name").unwrap_or_default();
                    tables.push(table(&mut reader, &name, &percent, text.len(), context)?);
                }
                _ => {}
            },
            Event::Eof => return Ok(tables),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(xml::value(&found))
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok()
}

/// Reads one worksheet up to its end tag.
fn table(
    reader: &mut Reader<&[u8]>,
    name: &str,
    percent: &[String],
    length: usize,
    context: &mut Context<'_>,
) -> Result<RawTable, ImportError> {
    // A sheet without a name would pass for a text.
    let name = if name.is_empty() { "1" } else { name };
    let mut sheet = Sheet::new(name, context.choices.rows, context.file, &mut context.budget, &mut context.noticed);
    let (mut at, mut hidden) = (At::default(), false);
    for passed in 1_usize.. {
        if passed.is_multiple_of(EVENTS_A_CALL) {
            context.listener.tell(0, 1, reader.buffer_position() as f64 / length.max(1) as f64)?;
        }
        match reader.read_event() {
            Err(error) => {
                sheet.broke(&error.to_string());
                break;
            }
            Ok(Event::Eof) => {
                sheet.broke("</Worksheet>");
                break;
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "Worksheet" => break,
            Ok(Event::End(tag)) => at.end(tag.local_name().as_ref(), &mut sheet),
            Ok(Event::Start(tag)) => at.start(&tag, percent),
            Ok(Event::Text(text)) => {
                hidden |= text.xml10_content().trim() == "SheetHidden";
                at.write(&text.xml10_content());
            }
            Ok(Event::CData(text)) => at.write(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => {
                xml::sign(&name).into_iter().for_each(|sign| at.write(sign.encode_utf8(&mut [0; 4])));
            }
            Ok(_) => {}
        }
    }
    at.merges.into_iter().for_each(|merge| sheet.merge(merge));
    Ok(sheet.finish(hidden))
}

impl At {
    fn start(&mut self, tag: &BytesStart<'_>, percent: &[String]) {
        match tag.local_name().as_ref() {
            "Row" => {
                self.row = number(tag, "Index").map_or(self.row, |index| index.saturating_sub(1));
                self.column = 0;
            }
            "Cell" => {
                self.column = number(tag, "Index").map_or(self.column, |index| index.saturating_sub(1));
                self.percent = attribute(tag, "StyleID").is_some_and(|style| percent.contains(&style));
                let (across, down) = (number(tag, "MergeAcross").unwrap_or(0), number(tag, "MergeDown").unwrap_or(0));
                self.across = across.min(limits::COLUMNS);
                if (across > 0 || down > 0) && self.merges.len() < limits::MERGES {
                    let (last_row, last_column) = (self.row.saturating_add(down), self.column.saturating_add(self.across));
                    self.merges.push(Merge { first_row: self.row, first_column: self.column, last_row, last_column });
                }
                (self.kind, self.text) = (String::new(), String::new());
            }
            "Data" => {
                self.in_data = true;
                self.kind = attribute(tag, "Type").unwrap_or_default();
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.in_data && self.text.len() < 4 * limits::CELL_CHARACTERS {
            self.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str, sheet: &mut Sheet<'_>) {
        match name {
            "Data" => self.in_data = false,
            "Cell" => {
                let cell = self.cell();
                self.full = self.full || !sheet.put(self.row, self.column, cell);
                self.column = self.column.saturating_add(1 + self.across);
            }
            "Row" => self.row = self.row.saturating_add(1),
            _ => {}
        }
    }

    fn cell(&mut self) -> RawCell {
        let text = std::mem::take(&mut self.text);
        match self.kind.as_str() {
            "Number" => match text.trim().parse::<f64>() {
                Ok(value) => sheet::number(value, self.percent),
                Err(_) => RawCell::text(text),
            },
            "DateTime" => sheet::iso_date(&text).unwrap_or_else(|| RawCell::text(text)),
            "Boolean" => RawCell { value: CellValue::Bool(text.trim() == "1"), text },
            "Error" => RawCell { text, value: CellValue::Error },
            _ => RawCell::text(text),
        }
    }
}
