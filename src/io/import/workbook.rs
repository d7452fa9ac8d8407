//! Opens workbooks: looks into packed ones first, then reads every sheet within bounds and proposes one.

use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::ImportError;
use super::limits::{self, Budget};
use super::noticed::Noticed;
use super::package::{self, Package};
use super::sheet::{self, Sheet, Shows};
use super::source::{self, Progress, Source};
use super::{ods, ranges};
use crate::base::{Place, Severity};
use crate::view::import::raw::{CellValue, FileKind, Merge, OpenChoices, RawCell, RawFile, RawTable};

/// Cells between two calls of the progress.
const CELLS_A_CALL: usize = 8192;
/// Rows by which the proposed sheet is judged.
const ROWS_JUDGED: usize = 200;

/// What the reading of sheets goes through.
pub(super) struct Context<'a> {
    pub file: &'a str,
    pub choices: &'a OpenChoices,
    pub budget: Budget,
    pub noticed: Noticed,
    pub listener: Listener<'a>,
}

/// Who hears how far the reading of the sheets is.
pub(super) struct Listener<'a> {
    progress: Progress<'a>,
    from: f64,
}

impl Listener<'_> {
    /// Tells that `done` (0 to 1) of the sheet `index` of `count` is read; stops where that is wished.
    pub fn tell(&mut self, index: usize, count: usize, done: f64) -> Result<(), ImportError> {
        let share = (index as f64 + done.clamp(0.0, 1.0)) / count.max(1) as f64;
        if (self.progress)(self.from + (1.0 - self.from) * share) { Ok(()) } else { Err(ImportError::Cancelled) }
    }
}

/// Opens a packed workbook.
pub fn packed(source: Source, path: &Path, choices: &OpenChoices, from: f64, progress: Progress<'_>) -> Result<RawFile, ImportError> {
    bounded(&source, limits::WORKBOOK_BYTES)?;
    let looked = from + (1.0 - from) * 0.3;
    let (package, archive) = package::look(&source.name, source::open(path)?.0, (from, looked), progress)?;
    let reopened = || Ok::<_, ImportError>(BufReader::new(source::open(path)?.0));
    guarded(source, choices, looked, progress, |context| match package {
        Package::Xlsx => Ok((FileKind::Xlsx, xlsx(reopened()?, context)?)),
        Package::Xlsb => Ok((FileKind::Xlsb, xlsb(reopened()?, context)?)),
        Package::Ods => Ok((FileKind::Ods, ods::tables(archive, context)?)),
    })
}

/// Opens an old Excel workbook, or says what else the compound file is.
pub fn compound(source: Source, path: &Path, choices: &OpenChoices, from: f64, progress: Progress<'_>) -> Result<RawFile, ImportError> {
    bounded(&source, limits::OLD_WORKBOOK_BYTES)?;
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        source.head.windows(wide.len()).any(|bytes| bytes == wide)
    };
    if holds("EncryptedPackage") {
        return Err(ImportError::Password(source.name));
    }
    if holds("WordDocument") || holds("PowerPoint Document") {
        return Err(ImportError::NoTable { file: source.name, found: "DOC" });
    }
    guarded(source, choices, from, progress, |context| {
        let file = source::open(path)?.0;
        Ok((FileKind::Xls, xls(BufReader::new(file), context)?))
    })
}

fn bounded(source: &Source, allowed: u64) -> Result<(), ImportError> {
    if source.size <= allowed {
        return Ok(());
    }
    Err(ImportError::TooLarge { file: source.name.clone(), allowed: allowed >> 20 })
}

/// Runs a reader that may break on damaged files: whatever happens inside, the answer is tables or a reason.
pub(super) fn guarded(
    source: Source,
    choices: &OpenChoices,
    from: f64,
    progress: Progress<'_>,
    read: impl FnOnce(&mut Context<'_>) -> Result<(FileKind, Vec<RawTable>), ImportError>,
) -> Result<RawFile, ImportError> {
    let listener = Listener { progress, from };
    let mut context = Context { file: &source.name, choices, budget: Budget::default(), noticed: Noticed::default(), listener };
    let result = catch_unwind(AssertUnwindSafe(|| read(&mut context)));
    let (kind, mut tables) = result.unwrap_or_else(|_| Err(damaged(&source.name, &"?")))?;
    let mut noticed = context.noticed;
    if tables.is_empty() {
        return Err(match kind {
            FileKind::WebPage => ImportError::WebPage(source.name),
            FileKind::XmlSheet => ImportError::XmlSheet(source.name),
            _ => ImportError::NoTable { file: source.name, found: "?" },
        });
    }
    let proposed = chosen(&tables, choices, &source.name, &mut noticed);
    ranges::take(&mut tables[proposed], choices.range, &source.name, &mut noticed);
    let diagnostics = noticed.into_list();
    Ok(RawFile { name: source.name, kind, size: source.size, hash: source.hash, tables, proposed, diagnostics, ..RawFile::default() })
}

fn damaged(file: &str, reason: &dyn std::fmt::Display) -> ImportError {
    ImportError::Damaged { file: file.to_owned(), reason: reason.to_string() }
}

/// The sheet that was chosen, or the one with the most numbers.
fn chosen(tables: &[RawTable], choices: &OpenChoices, file: &str, noticed: &mut Noticed) -> usize {
    let best = proposal(tables);
    let wanted = match (&choices.sheet_name, choices.sheet) {
        (Some(name), place) => match tables.iter().position(|table| table.name == *name) {
            Some(found) => return found,
            None => place.filter(|place| *place < tables.len()).or(Some(best)).map(|place| (place, name.clone())),
        },
        (None, Some(place)) if place < tables.len() => return place,
        (None, Some(place)) => Some((best, (place + 1).to_string())),
        (None, None) => None,
    };
    let Some((place, name)) = wanted else { return best };
    let instead = tables[place].name.clone();
    noticed.tell(Severity::Warning, "import-sheet-missing", Place::file(file), |d| d.arg("text", name).arg("instead", instead));
    place
}

/// The sheet with the most numbers in its first rows; a hidden one only where no other has any.
fn proposal(tables: &[RawTable]) -> usize {
    let numbers = |table: &RawTable| {
        let cells = table.rows.iter().take(ROWS_JUDGED).flatten();
        cells.filter(|cell| matches!(cell.value, CellValue::Number(_)) || is_number_text(&cell.text)).count()
    };
    let key = |table: &RawTable| (!table.hidden && numbers(table) > 0, numbers(table), !table.hidden && !table.is_empty());
    let keys: Vec<_> = tables.iter().map(key).collect();
    (0..keys.len()).rev().max_by_key(|place| keys[*place]).unwrap_or(0)
}

fn is_number_text(text: &str) -> bool {
    let text = text.trim();
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || "+-.,%() ".contains(c))
}

/// The worksheets by place in the file, name and whether they are hidden; the chosen one comes first, for the memory's sake.
fn worksheets(list: &[calamine::Sheet], choices: &OpenChoices) -> Vec<(usize, String, bool)> {
    let is_sheet = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let hidden = |sheet: &calamine::Sheet| sheet.visible != SheetVisible::Visible;
    let mut sheets: Vec<_> =
        list.iter().filter(is_sheet).enumerate().map(|(place, sheet)| (place, sheet.name.clone(), hidden(sheet))).collect();
    let first = match &choices.sheet_name {
        Some(name) => sheets.iter().position(|sheet| sheet.1 == *name).or(choices.sheet),
        None => choices.sheet,
    };
    if let Some(first) = first.filter(|first| *first < sheets.len()) {
        sheets[..=first].rotate_right(1);
    }
    sheets
}

/// Sheets as read, back in the file's order.
fn in_order(mut read: Vec<(usize, RawTable)>) -> Vec<RawTable> {
    read.sort_by_key(|(place, _)| *place);
    read.into_iter().map(|(_, table)| table).collect()
}

/// Fills a sheet with what `next` gives: row, column and cell.
fn fill(
    sheet: &mut Sheet<'_>,
    mut next: impl FnMut() -> Result<Option<(u32, u32, RawCell)>, String>,
    mut hear: impl FnMut(u32) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    for passed in 1_usize.. {
        match next() {
            Ok(None) => break,
            Err(reason) => {
                sheet.broke(&reason);
                break;
            }
            Ok(Some((row, column, cell))) => {
                if !sheet.put(row as usize, column as usize, cell) {
                    break;
                }
                if passed.is_multiple_of(CELLS_A_CALL) {
                    hear(row)?;
                }
            }
        }
    }
    Ok(())
}

fn xlsx(file: BufReader<File>, context: &mut Context<'_>) -> Result<Vec<RawTable>, ImportError> {
    let mut book = Xlsx::new(file).map_err(|error| match error {
        calamine::XlsxError::Password => ImportError::Password(context.file.to_owned()),
        error => damaged(context.file, &error),
    })?;
    let sheets = worksheets(book.sheets_metadata(), context.choices);
    let (count, mut read) = (sheets.len(), Vec::new());
    for (done, (place, name, hidden)) in sheets.into_iter().enumerate() {
        context.listener.tell(done, count, 0.0)?;
        let mut sheet = Sheet::new(&name, context.choices.rows, context.file, &mut context.budget, &mut context.noticed);
        match book.worksheet_cells_reader(&name) {
            Err(error) => sheet.broke(&error.to_string()),
            Ok(mut cells) => {
                let formats: Vec<(bool, Shows)> = cells.styles().iter().map(format_of).collect();
                let rows = f64::from(cells.dimensions().end.0.max(1));
                let next = || {
                    let found = cells.next_cell_with_style_id().map_err(|error| error.to_string())?;
                    Ok(found.map(|(cell, style)| {
                        let (percent, shows) = formats.get(style).copied().unwrap_or((false, Shows::Day));
                        let (row, column) = cell.get_position();
                        (row, column, cell_of(cell.get_value(), percent, shows))
                    }))
                };
                fill(&mut sheet, next, |row| context.listener.tell(done, count, f64::from(row) / rows))?;
            }
        }
        book.merge_cells_by_sheet_name(&name).unwrap_or_default().into_iter().for_each(|block| sheet.merge(merge_of(block)));
        read.push((place, sheet.finish(hidden)));
    }
    Ok(in_order(read))
}

/// Whether a style shows per cent, and what of a day.
fn format_of(style: &calamine::Style) -> (bool, Shows) {
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    (code.contains('%'), sheet::shows(code))
}

fn xlsb(file: BufReader<File>, context: &mut Context<'_>) -> Result<Vec<RawTable>, ImportError> {
    let mut book = Xlsb::new(file).map_err(|error| damaged(context.file, &error))?;
    let sheets = worksheets(book.sheets_metadata(), context.choices);
    let (count, mut read) = (sheets.len(), Vec::new());
    for (done, (place, name, hidden)) in sheets.into_iter().enumerate() {
        context.listener.tell(done, count, 0.0)?;
        let mut sheet = Sheet::new(&name, context.choices.rows, context.file, &mut context.budget, &mut context.noticed);
        match book.worksheet_cells_reader(&name) {
            Err(error) => sheet.broke(&error.to_string()),
            Ok(mut cells) => {
                let rows = f64::from(cells.dimensions().end.0.max(1));
                let next = || {
                    let found = cells.next_cell().map_err(|error| error.to_string())?;
                    Ok(found.map(|cell| {
                        let (row, column) = cell.get_position();
                        (row, column, cell_of(cell.get_value(), false, Shows::Day))
                    }))
                };
                fill(&mut sheet, next, |row| context.listener.tell(done, count, f64::from(row) / rows))?;
            }
        }
        read.push((place, sheet.finish(hidden)));
    }
    Ok(in_order(read))
}

fn xls(file: BufReader<File>, context: &mut Context<'_>) -> Result<Vec<RawTable>, ImportError> {
    let mut book: Xls<_> = Xls::new(file).map_err(|error| match error {
        calamine::XlsError::Password => ImportError::Password(context.file.to_owned()),
        error => damaged(context.file, &error),
    })?;
    let sheets = worksheets(book.sheets_metadata(), context.choices);
    let (count, mut read) = (sheets.len(), Vec::new());
    for (done, (place, name, hidden)) in sheets.into_iter().enumerate() {
        context.listener.tell(done, count, 0.0)?;
        let mut sheet = Sheet::new(&name, context.choices.rows, context.file, &mut context.budget, &mut context.noticed);
        match book.worksheet_range(&name) {
            Err(error) => sheet.broke(&error.to_string()),
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                let _ = range.used_cells().all(|(row, column, data)| {
                    sheet.put(top as usize + row, left as usize + column, cell_of(&DataRef::from_data(data), false, Shows::Day))
                });
            }
        }
        book.merge_cells_by_sheet_name(&name).unwrap_or_default().into_iter().for_each(|block| sheet.merge(merge_of(block)));
        read.push((place, sheet.finish(hidden)));
    }
    Ok(in_order(read))
}

fn merge_of(block: Dimensions) -> Merge {
    Merge {
        first_row: block.start.0 as usize,
        first_column: block.start.1 as usize,
        last_row: block.end.0 as usize,
        last_column: block.end.1 as usize,
    }
}

/// Old workbooks give owned cells, new ones borrowed ones; both are read alike.
trait FromData<'a> {
    fn from_data(data: &'a Data) -> Self;
}

impl<'a> FromData<'a> for DataRef<'a> {
    fn from_data(data: &'a Data) -> Self {
        match data {
            Data::Int(value) => Self::Int(*value),
            Data::Float(value) => Self::Float(*value),
            Data::String(text) => Self::SharedString(text),
            Data::Bool(value) => Self::Bool(*value),
            Data::DateTime(value) => Self::DateTime(*value),
            Data::DateTimeIso(text) => Self::DateTimeIso(text.clone()),
            Data::DurationIso(text) => Self::DurationIso(text.clone()),
            Data::Error(error) => Self::Error(error.clone()),
            Data::Empty => Self::Empty,
        }
    }
}

/// A cell as calamine gives it.
fn cell_of(data: &DataRef<'_>, percent: bool, shows: Shows) -> RawCell {
    match data {
        DataRef::Int(value) => sheet::number(*value as f64, percent),
        DataRef::Float(value) => sheet::number(*value, percent),
        DataRef::String(text) | DataRef::DurationIso(text) => RawCell::text(text.as_str()),
        DataRef::SharedString(text) => RawCell::text(*text),
        DataRef::Bool(value) => RawCell { text: value.to_string(), value: CellValue::Bool(*value) },
        DataRef::DateTime(value) => moment(*value, shows),
        DataRef::DateTimeIso(text) => sheet::iso_date(text).unwrap_or_else(|| RawCell::text(text.as_str())),
        DataRef::Error(error) => RawCell { text: error_text(error), value: CellValue::Error },
        DataRef::Empty => RawCell::default(),
    }
}

/// A day; durations and times of day are no days and stay numbers.
fn moment(value: ExcelDateTime, shows: Shows) -> RawCell {
    let number = value.as_f64();
    if value.is_duration() || !(1.0..2_958_466.0).contains(&number) {
        return sheet::number(number, false);
    }
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    sheet::date(year, month, day, shows)
}

fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}
