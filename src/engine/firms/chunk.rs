//! A piece of a file, read into columns: numbers of places and periods, amounts, and firms sorted into parts by their hash.

use siphasher::sip128::SipHasher13;

use super::aggregate::Known;
use super::amount::{self, Amount, Cell};
use super::dictionary::Words;
use super::problem::{Problem, Problems};
use super::text::{LONGEST_RECORD, Stops, line_end, trimmed};
use super::{FirmSpec, PeriodColumns};
use crate::base::Period;

/// Number of parts that firms are sorted into; a power of two.
pub const PARTS: usize = 64;

/// What is to be done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Skip,
    Firm,
    Place(usize),
    Period,
    Month,
    Value(usize),
}

/// A row's firm, with what has to be known about it.
#[derive(Clone, Copy, Debug)]
pub struct FirmRow {
    /// Hash of name or code.
    pub key: [u64; 2],
    /// Number of the places.
    pub place: u32,
    /// Number of the period's text.
    pub period: u32,
}

/// Rows of the firms of one part.
#[derive(Debug, Default)]
pub struct Part {
    /// The rows.
    pub rows: Vec<FirmRow>,
    /// Values kept by firm, as many a row as columns are kept.
    pub values: Vec<Amount>,
}

/// How rows are read: the spec, resolved into one task a column.
#[derive(Debug)]
pub struct Reader {
    /// The spec.
    pub spec: FirmSpec,
    /// Ends of fields.
    pub stops: Stops,
    tasks: Vec<Task>,
    /// The value columns that are kept by firm.
    pub kept: Vec<usize>,
    hasher: SipHasher13,
}

impl Reader {
    /// A reader; `key` is the secret that firms are hashed with.
    pub fn new(spec: FirmSpec, key: [u64; 2]) -> Self {
        let columns = &spec.columns;
        let mut named: Vec<(usize, Task)> = columns.values.iter().enumerate().map(|(n, v)| (v.column, Task::Value(n))).collect();
        named.extend(columns.places.iter().enumerate().map(|(n, column)| (*column, Task::Place(n))));
        match columns.period {
            PeriodColumns::One(column) => named.push((column, Task::Period)),
            PeriodColumns::YearAndMonth { year, month } => named.extend([(year, Task::Period), (month, Task::Month)]),
            PeriodColumns::Nowhere => {}
        }
        named.extend(columns.firm.map(|column| (column, Task::Firm)));
        let mut tasks = vec![Task::Skip; named.iter().map(|(column, _)| column + 1).max().unwrap_or(0)];
        for (column, task) in named {
            tasks[column] = task;
        }
        let kept = columns.values.iter().enumerate().filter(|(_, v)| v.by_firm).map(|(n, _)| n).collect();
        Self { stops: Stops::new(spec.delimiter), tasks, kept, hasher: SipHasher13::new_with_keys(key[0], key[1]), spec }
    }

    /// Number of fields of the header, or of the first row where there is none, and the place behind the header rows.
    pub fn header(&self, bytes: &[u8]) -> (Option<usize>, usize) {
        let (mut at, mut width) = (0, None);
        if self.spec.header_rows == 0 && !bytes.is_empty() {
            return (Some(self.fields(bytes)), 0);
        }
        for _ in 0..self.spec.header_rows {
            let end = self.stops.record_end(bytes, at).unwrap_or(bytes.len());
            width = Some(self.fields(bytes.get(at..end).unwrap_or_default()));
            at = end;
        }
        (width, at)
    }

    /// The period of each value column for a text; nothing where none has one.
    pub fn periods(&self, text: &str) -> Option<Vec<Option<Period>>> {
        let columns = 0..self.spec.columns.values.len().max(1);
        let periods: Vec<Option<Period>> = columns.map(|column| (self.spec.period.0)(column, text)).collect();
        periods.iter().any(Option::is_some).then_some(periods)
    }

    fn fields(&self, record: &[u8]) -> usize {
        let (mut at, mut count) = (0, 1);
        while let Some(field) = self.stops.field(record, at) {
            match record.get(field.end) {
                Some(byte) if self.stops.is_delimiter(*byte) => (at, count) = (field.end + 1, count + 1),
                _ => break,
            }
        }
        count
    }
}

/// The record at hand.
#[derive(Debug, Default)]
struct Record {
    firm: Option<[u64; 2]>,
    place: u32,
    period: Option<u32>,
    /// What a row of totals is called, where it is one.
    total: Option<(usize, Vec<u8>)>,
    values: Vec<Amount>,
    /// Problems with values; they count only where the record does.
    odd: Vec<(Problem, usize, Vec<u8>)>,
}

/// A piece of a file in columns. Made once and filled again and again.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Number of the places of each row.
    pub places: Vec<u32>,
    /// Number of the period's text of each row.
    pub periods: Vec<u32>,
    /// Values of each value column.
    pub values: Vec<Vec<Amount>>,
    /// Firms, by the part they belong to.
    pub parts: Vec<Part>,
    pub(super) new_places: Words,
    pub(super) new_periods: Words,
    /// For each new text the period of each value column.
    pub(super) read_periods: Vec<Vec<Option<Period>>>,
    /// For each new place the record that it stands in first.
    pub(super) new_place_records: Vec<u64>,
    pub(super) problems: Problems,
    pub(super) records: u64,
    pub(super) blank: u64,
    pub(super) rounded: u64,
    place_text: Vec<u8>,
    period_text: Vec<u8>,
    month_text: Vec<u8>,
    pub(super) damaged: Vec<u32>,
    record: Record,
}

/// Why a record is left out.
enum Fault {
    Long,
    Quotes,
    Total,
    Period,
    /// The record has more or fewer fields than it should.
    Fields(usize),
}

impl Chunk {
    fn begin(&mut self, reader: &Reader, known: &Known) {
        let columns = &reader.spec.columns;
        self.values.resize_with(columns.values.len(), Vec::new);
        self.parts.resize_with(PARTS, Part::default);
        self.values.iter_mut().for_each(Vec::clear);
        for part in &mut self.parts {
            part.rows.clear();
            part.values.clear();
        }
        self.places.clear();
        self.periods.clear();
        self.new_places.begin(&known.places);
        self.new_periods.begin(&known.periods.texts);
        self.read_periods.clear();
        self.new_place_records.clear();
        self.problems.clear();
        (self.records, self.blank, self.rounded) = (0, 0, 0);
        self.damaged.clear();
        self.record.values = vec![Amount::NONE; columns.values.len()];
    }

    /// Reads bytes that begin with a record and end with one; `width` is the number of fields a row should have.
    pub fn read(&mut self, bytes: &[u8], width: Option<usize>, reader: &Reader, known: &Known) {
        self.begin(reader, known);
        let mut at = 0;
        while at < bytes.len() {
            let from = at;
            at = match bytes.get(at) {
                Some(b'\n') => {
                    self.blank += 1;
                    at + 1
                }
                Some(b'\r') => {
                    self.blank += 1;
                    line_end(bytes, at).unwrap_or(bytes.len())
                }
                _ => self.read_record(bytes, from, width, reader, known),
            };
            self.records += 1;
        }
        if !(self.damaged.is_empty() && known.damaged.is_empty()) {
            let damaged = |place: &&u32| self.damaged.contains(place) || known.damaged.contains(place);
            self.problems.more(Problem::Damaged, self.places.iter().filter(damaged).count() as u64);
        }
    }

    /// Reads the record at `from` and gives the place behind it.
    fn read_record(&mut self, bytes: &[u8], from: usize, width: Option<usize>, reader: &Reader, known: &Known) -> usize {
        self.record.firm = None;
        self.record.period = None;
        self.record.total = None;
        self.record.odd.clear();
        self.place_text.clear();
        self.period_text.clear();
        self.month_text.clear();
        let (found, behind) = self.read_fields(bytes, from, reader, known);
        let wanted = width.unwrap_or(0).max(reader.tasks.len());
        let result = match found {
            _ if behind - from > LONGEST_RECORD => Err(Fault::Long),
            Ok(count) if count == wanted || (count > wanted && is_padded(bytes.get(from..behind).unwrap_or_default(), wanted, reader)) => {
                self.settle(reader, known)
            }
            Ok(count) => Err(Fault::Fields(count)),
            Err(fault) => Err(fault),
        };
        if let Err(fault) = result {
            self.leave_out(&fault, reader);
        }
        behind
    }

    /// Puts the record into the columns.
    #[inline]
    fn settle(&mut self, reader: &Reader, known: &Known) -> Result<(), Fault> {
        let columns = &reader.spec.columns;
        if self.record.total.is_some() {
            return Err(Fault::Total);
        }
        let period = self.period_number(reader, known)?;
        if columns.places.len() != 1 {
            self.record.place = self.place_number(columns.places.len(), known);
        }
        let place = self.record.place;
        self.places.push(place);
        self.periods.push(period);
        for (column, value) in self.values.iter_mut().zip(&self.record.values) {
            column.push(*value);
        }
        match self.record.firm {
            Some(key) => {
                let part = &mut self.parts[(key[0] >> 58) as usize % PARTS];
                part.rows.push(FirmRow { key, place, period });
                part.values.extend(reader.kept.iter().map(|value| self.record.values[*value]));
            }
            None if columns.firm.is_some() => self.problems.found(Problem::Firm, self.records, columns.firm, b""),
            None => {}
        }
        for (problem, column, text) in self.record.odd.drain(..) {
            self.problems.found(problem, self.records, Some(column), &text);
        }
        Ok(())
    }

    #[inline]
    fn period_number(&mut self, reader: &Reader, known: &Known) -> Result<u32, Fault> {
        if reader.spec.columns.period == PeriodColumns::Nowhere {
            // The aggregate knows the periods of the columns from the start.
            return Ok(0);
        }
        if let Some(number) = self.record.period {
            return Ok(number);
        }
        if !self.month_text.is_empty() {
            self.period_text.push(b'-');
            self.period_text.extend_from_slice(&self.month_text);
        }
        if let Some(number) = self.new_periods.get(&self.period_text, 0, self.period_text.len(), &known.periods.texts) {
            return Ok(number);
        }
        let text = str::from_utf8(&self.period_text).map_err(|_| Fault::Period)?;
        self.read_periods.push(reader.periods(text).ok_or(Fault::Period)?);
        Ok(self.new_periods.add(&self.period_text))
    }

    fn place_number(&mut self, columns: usize, known: &Known) -> u32 {
        if let Some(number) = self.new_places.get(&self.place_text, 0, self.place_text.len(), &known.places) {
            return number;
        }
        let number = self.new_places.add(&self.place_text);
        self.new_place_records.push(self.records);
        let parts = super::groups::parts(&self.place_text, columns);
        if let Some(text) = parts.iter().find(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
            self.damaged.push(number);
            self.problems.example(Problem::Damaged, self.records, None, text.as_bytes());
        }
        number
    }

    #[cold]
    fn leave_out(&mut self, fault: &Fault, reader: &Reader) {
        let row = self.records;
        let column = match reader.spec.columns.period {
            PeriodColumns::One(column) | PeriodColumns::YearAndMonth { year: column, .. } => Some(column),
            PeriodColumns::Nowhere => None,
        };
        match fault {
            Fault::Long => self.problems.found(Problem::Long, row, None, b""),
            Fault::Quotes => self.problems.found(Problem::Quotes, row, None, b""),
            Fault::Total => {
                let (column, text) = self.record.total.take().unwrap_or_default();
                self.problems.found(Problem::Total, row, Some(column), &text);
            }
            Fault::Period => self.problems.found(Problem::Period, row, column, &self.period_text),
            Fault::Fields(count) => self.problems.found(Problem::Fields, row, None, count.to_string().as_bytes()),
        }
    }

    /// Reads all fields: how many there are, or what stops it, and the place behind the record.
    #[inline]
    fn read_fields(&mut self, bytes: &[u8], from: usize, reader: &Reader, known: &Known) -> (Result<usize, Fault>, usize) {
        let (mut at, mut column) = (from, 0);
        loop {
            let end = match reader.tasks.get(column).copied().unwrap_or(Task::Skip) {
                Task::Value(n) => match Amount::plain(bytes, at, &reader.stops.any) {
                    Some((amount, end)) => {
                        self.record.values[n] = amount;
                        Some(end)
                    }
                    None => self.read_odd_value(bytes, at, column, n, reader),
                },
                task => reader.stops.field(bytes, at).map(|field| {
                    if is_total(bytes.get(field.from..field.to).unwrap_or_default()) {
                        self.record.total = Some((column, bytes.get(field.from..field.to).unwrap_or_default().to_vec()));
                    }
                    if field.doubled {
                        let text = undoubled(bytes.get(field.from..field.to).unwrap_or_default());
                        self.take(task, &text, 0, text.len(), reader, known);
                    } else {
                        self.take(task, bytes, field.from, field.to, reader, known);
                    }
                    field.end
                }),
            };
            let Some(end) = end else {
                return (Err(Fault::Quotes), line_end(bytes, at).unwrap_or(bytes.len()));
            };
            column += 1;
            match bytes.get(end) {
                Some(b'\n') => return (Ok(column), end + 1),
                Some(byte) if reader.stops.is_delimiter(*byte) => at = end + 1,
                _ => return (Ok(column), line_end(bytes, end).unwrap_or(bytes.len())),
            }
        }
    }

    /// Takes the text of a field that is no value, from one place to another.
    #[inline]
    fn take(&mut self, task: Task, bytes: &[u8], from: usize, to: usize, reader: &Reader, known: &Known) {
        let (from, to) = trimmed(bytes, from, to);
        let text = bytes.get(from..to).unwrap_or_default();
        match task {
            Task::Firm if text.is_empty() => {}
            Task::Firm => {
                let hash = reader.hasher.hash(text);
                self.record.firm = Some([hash.h1, hash.h2]);
            }
            Task::Place(_) if reader.spec.columns.places.len() == 1 => match self.new_places.get(bytes, from, to, &known.places) {
                Some(number) => self.record.place = number,
                None => self.add_place(text, reader),
            },
            // The texts in the order of the columns, each behind its length.
            Task::Place(_) => {
                self.place_text.extend_from_slice(&(text.len() as u32).to_le_bytes());
                self.place_text.extend_from_slice(text);
            }
            // Most are known and need no copy.
            Task::Period if matches!(reader.spec.columns.period, PeriodColumns::One(_)) => {
                self.record.period = self.new_periods.get(bytes, from, to, &known.periods.texts);
                if self.record.period.is_none() {
                    self.period_text.extend_from_slice(text);
                }
            }
            Task::Period => self.period_text.extend_from_slice(text),
            Task::Month => self.month_text.extend_from_slice(text),
            Task::Skip | Task::Value(_) => {}
        }
    }

    #[cold]
    fn add_place(&mut self, text: &[u8], reader: &Reader) {
        self.record.place = self.new_places.add(text);
        self.new_place_records.push(self.records);
        if str::from_utf8(text).map_or(true, |text| text.contains(char::REPLACEMENT_CHARACTER)) {
            self.damaged.push(self.record.place);
            self.problems.example(Problem::Damaged, self.records, reader.spec.columns.places.first().copied(), text);
        }
    }

    /// A value that is no plain number; gives the end of its field, or nothing where quotes do not fit.
    #[cold]
    fn read_odd_value(&mut self, bytes: &[u8], at: usize, column: usize, value: usize, reader: &Reader) -> Option<usize> {
        let field = reader.stops.field(bytes, at)?;
        let text = bytes.get(field.from..field.to).unwrap_or_default();
        self.record.values[value] = Amount::NONE;
        if text.is_empty() {
            return Some(field.end);
        }
        match amount::read(&String::from_utf8_lossy(text), reader.spec.decimal_comma) {
            Cell::Number(amount, rounded) => {
                self.rounded += u64::from(rounded);
                self.record.values[value] = amount;
            }
            Cell::Missing => {}
            Cell::Unreadable => self.record.odd.push((Problem::Number, column, text.to_vec())),
            Cell::TooLarge => self.record.odd.push((Problem::TooLarge, column, text.to_vec())),
        }
        Some(field.end)
    }
}

/// True for what rows of totals are called, in whatever column of texts.
#[inline]
fn is_total(text: &[u8]) -> bool {
    // The first bytes of the names, of white space, and of the wide space.
    text.len() >= 5 && text.len() <= 20 && matches!(text.first(), Some(0xE3 | 0xE5 | 0xE6 | b'T' | b't' | b' ')) && is_total_name(text)
}

#[cold]
fn is_total_name(text: &[u8]) -> bool {
    const NAMES: [&str; 6] = ["合计", "总计", "小计", "Total", "total", "TOTAL"];
    let close = |text: &str| NAMES.contains(&text.split_whitespace().collect::<String>().as_str());
    str::from_utf8(text).is_ok_and(close)
}

/// True where all fields behind the first `wanted` are empty, as spreadsheets pad them.
#[cold]
fn is_padded(record: &[u8], wanted: usize, reader: &Reader) -> bool {
    let (mut at, mut column) = (0, 0);
    while let Some(field) = reader.stops.field(record, at) {
        if column >= wanted && field.from < field.to {
            return false;
        }
        column += 1;
        match record.get(field.end) {
            Some(byte) if reader.stops.is_delimiter(*byte) => at = field.end + 1,
            _ => return true,
        }
    }
    false
}

/// A text with doubled quotes made single.
fn undoubled(text: &[u8]) -> Vec<u8> {
    let mut last = false;
    let mut single = text.to_vec();
    single.retain(|byte| {
        let second = last && *byte == b'"';
        last = *byte == b'"' && !second;
        !second
    });
    single
}
