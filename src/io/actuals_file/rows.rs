//! Rows of a CSV file into observations, quickly: a row that repeats the one before but for period and value costs no look-up.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{ALWAYS, COLUMNS, PINNED};
use crate::base::{CoverageId, Date, MetricId, NodeId, Period, UnitId};
use crate::domain::{Observation, SeriesKey, Status};
use crate::io::plan_file::number_text::parse_number;

/// Where each of [`COLUMNS`] stands in the file, and how many columns there are.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Column of each of [`COLUMNS`].
    pub places: [Option<usize>; COLUMNS.len()],
    /// Number of columns.
    pub count: usize,
}

impl Layout {
    fn is_usual(&self) -> bool {
        // The columns that are not always there stand behind the others, where a comparison of all that follows covers them.
        let always = self.places.iter().take(ALWAYS).enumerate().all(|(place, column)| *column == Some(place));
        always && self.count == self.places.iter().flatten().count()
    }
}

/// A row that could not be read.
#[derive(Debug)]
pub struct BadRow {
    /// Bytes of the row.
    pub range: Range<usize>,
    /// What is wrong.
    pub code: &'static str,
    /// The column, as a place in [`COLUMNS`].
    pub column: Option<usize>,
    /// The text of that column.
    pub text: String,
}

/// What a stretch of rows holds.
#[derive(Debug, Default)]
pub struct Piece {
    /// Observations by series, in the order of the rows.
    pub groups: Vec<(SeriesKey, Vec<Observation>)>,
    /// Rows that could not be read.
    pub bad: Vec<BadRow>,
    /// Units that occur.
    pub units: Vec<UnitId>,
}

/// How many bad rows of a piece are kept with their text; the others are counted by their place only.
const KEPT: usize = 200;

/// Reads the rows in `range`, which starts and ends at a row.
pub fn read(bytes: &[u8], range: Range<usize>, layout: &Layout, file: &Arc<str>) -> Piece {
    let mut reader = Reader {
        bytes,
        layout: *layout,
        usual: layout.is_usual(),
        // A counter of its own for each piece: shared between threads it would be the slowest part of all.
        file: Arc::from(&**file),
        names: Names::default(),
        piece: Piece::default(),
        list: Vec::new(),
        last: None,
    };
    let mut place = range.start;
    while place < range.end {
        place = reader.again(place, range.end).unwrap_or_else(|| reader.row(place, range.end));
    }
    reader.finish()
}

/// The row before: what a row repeats if it is of the same series and source.
struct Last {
    /// Node, metric and coverage with their commas.
    head: Range<usize>,
    /// Unit, status, source and all that follows, with the line break.
    tail: Range<usize>,
    key: SeriesKey,
    unit: UnitId,
    status: Status,
    source: Arc<str>,
    read_on: Option<Date>,
    pinned: bool,
    stated_growth: Option<f64>,
}

struct Reader<'a> {
    bytes: &'a [u8],
    layout: Layout,
    usual: bool,
    file: Arc<str>,
    names: Names,
    piece: Piece,
    list: Vec<Observation>,
    last: Option<Last>,
}

#[derive(Default)]
struct Names {
    nodes: FxHashMap<Vec<u8>, NodeId>,
    metrics: FxHashMap<Vec<u8>, MetricId>,
    coverages: FxHashMap<Vec<u8>, CoverageId>,
    units: FxHashMap<Vec<u8>, UnitId>,
    sources: FxHashMap<Vec<u8>, Arc<str>>,
}

fn named<T: Clone>(known: &mut FxHashMap<Vec<u8>, T>, text: &str, new: impl Fn(&str) -> T) -> T {
    if let Some(id) = known.get(text.as_bytes()) {
        return id.clone();
    }
    let id = new(text);
    known.insert(text.as_bytes().to_vec(), id.clone());
    id
}

impl Reader<'_> {
    /// Reads a row that repeats the last one but for period and value; returns where the next row starts.
    fn again(&mut self, place: usize, end: usize) -> Option<usize> {
        let last = self.last.as_ref()?;
        let rest = self.bytes[place..end].strip_prefix(&self.bytes[last.head.clone()])?;
        let comma = rest.iter().take(24).position(|b| *b == b',')?;
        let (period, rest) = (&rest[..comma], &rest[comma + 1..]);
        let comma = rest.iter().take(32).position(|b| *b == b',')?;
        let (value, rest) = (&rest[..comma], &rest[comma + 1..]);
        let after = rest.strip_prefix(&self.bytes[last.tail.clone()])?;
        let observation = Observation {
            period: period_of(period)?,
            value: plain_number(value).or_else(|| parse_number(std::str::from_utf8(value).ok()?))?,
            unit: last.unit.clone(),
            status: last.status,
            source: last.source.clone(),
            file: self.file.clone(),
            read_on: last.read_on,
            pinned: last.pinned,
            stated_growth: last.stated_growth,
        };
        self.list.push(observation);
        Some(end - after.len())
    }

    /// Reads any row; returns where the next one starts.
    fn row(&mut self, place: usize, end: usize) -> usize {
        let rest = &self.bytes[place..end];
        let stop = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |at| at + 1);
        let line = &rest[..stop];
        if line.contains(&b'"') {
            let (fields, length) = quoted(rest);
            self.fields(&fields, place..place + length, false);
            return place + length;
        }
        let inside = line.trim_ascii_end();
        if !inside.is_empty() {
            let fields: Vec<Cow<'_, [u8]>> = line
                .strip_suffix(b"\n")
                .map_or(line, |l| l.strip_suffix(b"\r").unwrap_or(l))
                .split(|b| *b == b',')
                .map(Cow::Borrowed)
                .collect();
            self.fields(&fields, place..place + stop, line.ends_with(b"\n"));
        }
        place + stop
    }

    fn fields(&mut self, fields: &[Cow<'_, [u8]>], range: Range<usize>, plain: bool) {
        if fields.iter().all(|field| field.trim_ascii().is_empty()) {
            return;
        }
        if fields.len() != self.layout.count {
            self.bad(range, "row-fields", None, fields.len().to_string().as_bytes());
            return;
        }
        match self.observation(fields) {
            Ok((key, observation)) => self.add(key, observation, range, plain),
            Err((code, column)) => {
                let text = self.layout.places[column].map(|place| &*fields[place]).unwrap_or_default();
                self.bad(range, code, Some(column), text);
            }
        }
    }

    fn observation(&mut self, fields: &[Cow<'_, [u8]>]) -> Result<(SeriesKey, Observation), (&'static str, usize)> {
        let mut texts = [""; COLUMNS.len()];
        for (column, place) in self.layout.places.iter().enumerate() {
            if let Some(place) = place {
                let text = std::str::from_utf8(&fields[*place]).map_err(|_| ("row-not-utf8", column))?;
                // Blank space around the source is part of it; ids, numbers and words never have any.
                texts[column] = if column == 7 { text } else { text.trim() };
            }
        }
        let [node, metric, coverage, period, value, unit, status, source, read_on, pinned, growth] = texts;
        for (column, text) in [(0, node), (1, metric), (5, unit)] {
            if text.is_empty() {
                return Err(("row-empty", column));
            }
        }
        let names = &mut self.names;
        let key = SeriesKey {
            node: named(&mut names.nodes, node, |t| t.into()),
            metric: named(&mut names.metrics, metric, |t| t.into()),
            coverage: (!coverage.is_empty()).then(|| named(&mut names.coverages, coverage, |t| t.into())),
        };
        let observation = Observation {
            period: period_of(period.as_bytes()).ok_or(("row-period", 3_usize))?,
            value: parse_number(value).ok_or(("row-value", 4_usize))?,
            unit: named(&mut names.units, unit, |t| t.into()),
            status: status_of(status).ok_or(("row-status", 6_usize))?,
            source: named(&mut names.sources, source, |t| Arc::from(t)),
            file: self.file.clone(),
            read_on: day_of(read_on).ok_or(("row-read-on", 8_usize))?,
            pinned: pinned_of(pinned).ok_or(("row-pinned", 9_usize))?,
            stated_growth: growth_of(growth).ok_or(("row-growth", 10_usize))?,
        };
        Ok((key, observation))
    }

    fn add(&mut self, key: SeriesKey, observation: Observation, range: Range<usize>, plain: bool) {
        let Observation { unit, status, source, read_on, pinned, stated_growth, .. } = observation.clone();
        if self.last.as_ref().is_none_or(|last| last.key != key) {
            self.close();
        }
        self.list.push(observation);
        let (head, tail) = if plain && self.usual { ends(self.bytes, &range) } else { (0..0, 0..0) };
        // Without a head to compare, no row can be taken for a repetition.
        let head = if head.is_empty() { range.end.min(self.bytes.len())..self.bytes.len() } else { head };
        self.last = Some(Last { head, tail, key, unit, status, source, read_on, pinned, stated_growth });
    }

    fn close(&mut self) {
        if let Some(last) = self.last.take() {
            let next = Vec::with_capacity(self.list.len());
            let mut list = std::mem::replace(&mut self.list, next);
            list.shrink_to_fit();
            self.piece.groups.push((last.key, list));
        }
    }

    fn bad(&mut self, range: Range<usize>, code: &'static str, column: Option<usize>, text: &[u8]) {
        let text = if self.piece.bad.len() < KEPT { String::from_utf8_lossy(text).into_owned() } else { String::new() };
        self.piece.bad.push(BadRow { range, code, column, text });
    }

    fn finish(mut self) -> Piece {
        self.close();
        self.piece.units = self.names.units.into_values().collect();
        self.piece
    }
}

/// The parts of a plain row of the usual layout before its period and after its value.
fn ends(bytes: &[u8], range: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let mut commas = bytes[range.clone()].iter().enumerate().filter(|(_, b)| **b == b',').map(|(at, _)| range.start + at + 1);
    match (commas.nth(2), commas.nth(1)) {
        (Some(head), Some(tail)) => (range.start..head, tail..range.end),
        _ => (0..0, 0..0),
    }
}

/// Reads a period; whole years, by far the most, without detour.
pub fn period_of(text: &[u8]) -> Option<Period> {
    if let [a, b, c, d] = text
        && text.iter().all(u8::is_ascii_digit)
    {
        let year = [a, b, c, d].iter().fold(0, |year, digit| year * 10 + i32::from(**digit - b'0'));
        return (year > 0).then(|| Period::year(year));
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Reads a number of up to 15 digits without exponent; `None` for all others. Both the digits and the power of ten are whole
/// numbers that a float holds exactly, so that the one division rounds as a full parse would.
fn plain_number(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = text.strip_prefix(b"-").map_or((false, text), |digits| (true, digits));
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut whole, mut count, mut decimals) = (0_u64, 0_usize, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b'.' if decimals.is_none() && count > 0 => decimals = Some(count),
            _ => return None,
        }
    }
    let value = (count <= 15).then(|| whole as f64 / POWERS[count - decimals.unwrap_or(count)])?;
    Some(if negative { -value } else { value })
}

fn status_of(text: &str) -> Option<Status> {
    if text.is_empty() { Some(Status::Preliminary) } else { Status::ALL.into_iter().find(|status| status.word() == text) }
}

/// A day as `2012-03-01`, or none at all; `None` for any other text.
fn day_of(text: &str) -> Option<Option<Date>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

fn pinned_of(text: &str) -> Option<bool> {
    match text {
        "" => Some(false),
        _ if text == PINNED => Some(true),
        _ => None,
    }
}

/// A rate in per cent, or none at all; `None` for any other text.
fn growth_of(text: &str) -> Option<Option<f64>> {
    if text.is_empty() { Some(None) } else { parse_number(text).filter(|growth| growth.is_finite()).map(Some) }
}

/// One record that may hold quotes, and the bytes it takes, line break included. The CSV library reads the same (a test holds
/// the two together) but would set up a reader for each row here.
pub fn quoted(bytes: &[u8]) -> (Vec<Cow<'_, [u8]>>, usize) {
    let mut fields = Vec::with_capacity(COLUMNS.len());
    let mut at = 0;
    loop {
        let (field, end) = field(bytes, at);
        fields.push(field);
        at = end;
        match bytes.get(at) {
            Some(b',') => at += 1,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => return (fields, at + 2),
            Some(_) => return (fields, at + 1),
            None => return (fields, at),
        }
    }
}

/// One field from `at`, and the place of the comma or line break behind it.
fn field(bytes: &[u8], at: usize) -> (Cow<'_, [u8]>, usize) {
    let ends = |from: usize| bytes[from..].iter().position(|b| matches!(b, b',' | b'\n' | b'\r')).map_or(bytes.len(), |n| from + n);
    if bytes.get(at) != Some(&b'"') {
        let end = ends(at);
        return (Cow::Borrowed(&bytes[at..end]), end);
    }
    let mut value = Vec::new();
    let mut from = at + 1;
    loop {
        let Some(quote) = bytes[from..].iter().position(|b| *b == b'"').map(|n| from + n) else {
            // Never closed: it spoils its own row and no other.
            let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n);
            return (Cow::Borrowed(&bytes[at..end]), end);
        };
        value.extend_from_slice(&bytes[from..quote]);
        if bytes.get(quote + 1) != Some(&b'"') {
            let end = ends(quote + 1);
            value.extend_from_slice(&bytes[quote + 1..end]);
            return (Cow::Owned(value), end);
        }
        value.push(b'"');
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read_as_a_full_parse_reads_them() {
        let mut state = 7_u64;
        for digits in 1..=16 {
            for point in 0..=digits {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let whole = format!("{:016}", state % 10_000_000_000_000_000);
                let text = format!("-{}.{}", &whole[..point], &whole[point..digits]);
                for text in [text.as_str(), &text[1..], text.trim_end_matches('.')] {
                    if let Some(value) = plain_number(text.as_bytes()) {
                        assert_eq!(Some(value.to_bits()), parse_number(text).map(f64::to_bits), "{text}");
                    }
                }
            }
        }
        assert_eq!(plain_number(b"0.0001"), Some(0.0001));
        for text in ["", "-", ".", ".5", "1e5", "1.2.3", "+1", "12345678901234567", "inf"] {
            assert_eq!(plain_number(text.as_bytes()), None, "{text}");
        }
    }
}
