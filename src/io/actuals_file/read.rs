//! A whole CSV file: the header, the cut into pieces that are read side by side, and what is said about bad rows.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::COLUMNS;
use super::rows::{self, BadRow, Layout, Piece};
use crate::base::{Diagnostic, Place, UnitId};
use crate::domain::actuals::Refused;
use crate::domain::{Observation, SeriesKey};
use crate::io::findings::Findings;
use crate::io::hash;
use crate::io::plan_file::excerpt;

/// Bytes that one thread reads as a piece of work.
const PIECE: usize = 1 << 20;

/// Bytes that are taken from the file at a time, while those before are being read. A whole large file in memory would cost more
/// time than its rows.
const BATCH: usize = 2 * hash::PIECE;

/// Columns without which no row says anything: node, metric, period, value, unit.
const NEEDED: [usize; 5] = [0, 1, 3, 4, 5];

/// What one file holds.
#[derive(Debug, Default)]
pub struct FileRead {
    /// Observations by series, in the order of the rows; a series may come more than once.
    pub groups: Vec<(SeriesKey, Vec<Observation>)>,
    /// Units that occur.
    pub units: Vec<UnitId>,
    /// Number of bytes.
    pub length: u64,
    /// Hash of the bytes.
    pub hash: u64,
    /// What was found.
    pub(in crate::io) found: Findings,
}

/// Reads a file; `name` is its name without folder and ending, `shown` the one that messages show.
pub fn read(name: &Arc<str>, shown: &str, mut source: impl Read + Send) -> io::Result<FileRead> {
    let mut file = FileRead::default();
    let mut seen = hash::Running::default();
    let (mut batch, mut next) = (Vec::with_capacity(BATCH + PIECE), Vec::new());
    let mut last = fill(&mut source, &mut batch, &mut seen)?;
    let (mut start, header) = header(&batch);
    let layout = layout(&header, shown, &mut file.found);
    let mut line = 1 + count(&batch[..start], b'\n');
    loop {
        let (pieces, end) = pieces(&batch, start, last);
        next.clear();
        next.extend_from_slice(&batch[end..]);
        let (of_batch, more) = rayon::join(
            || layout.map(|layout| pieces.into_par_iter().map(|range| rows::read(&batch, range, &layout, name)).collect::<Vec<Piece>>()),
            || if last { Ok(true) } else { fill(&mut source, &mut next, &mut seen) },
        );
        if let (Some(of_batch), Some(layout)) = (of_batch, &layout) {
            take(&mut file, of_batch, &Rows { bytes: &batch, start, line, shown, layout });
        }
        line += count(&batch[start..end], b'\n');
        if last {
            break;
        }
        last = more?;
        start = 0;
        std::mem::swap(&mut batch, &mut next);
    }
    file.units.sort_unstable();
    file.units.dedup();
    (file.length, file.hash) = (seen.length(), seen.finish());
    Ok(file)
}

/// Appends the next bytes of the file; true where there are no more.
fn fill(source: &mut impl Read, batch: &mut Vec<u8>, seen: &mut hash::Running) -> io::Result<bool> {
    let before = batch.len();
    let taken = source.take(BATCH as u64).read_to_end(batch)?;
    seen.take(&batch[before..]);
    Ok(taken < BATCH)
}

/// Where the rows start, and the names of the columns.
fn header(bytes: &[u8]) -> (usize, Vec<String>) {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (header, length) = rows::quoted(&bytes[start..]);
    (start + length, header.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect())
}

/// Rows of a file with what is needed to tell where they stand.
struct Rows<'a> {
    bytes: &'a [u8],
    start: usize,
    line: usize,
    shown: &'a str,
    layout: &'a Layout,
}

fn take(file: &mut FileRead, pieces: Vec<Piece>, rows: &Rows<'_>) {
    let mut bad = Vec::new();
    file.groups.reserve(pieces.iter().map(|piece| piece.groups.len()).sum());
    for piece in pieces {
        join(&mut file.groups, piece.groups);
        file.units.extend(piece.units);
        bad.extend(piece.bad);
    }
    tell(bad, rows, &mut file.found);
}

/// Appends the series of a piece; one that the cut went through becomes whole again.
fn join(groups: &mut Vec<(SeriesKey, Vec<Observation>)>, mut more: Vec<(SeriesKey, Vec<Observation>)>) {
    if let (Some(last), Some(first)) = (groups.last_mut(), more.first_mut())
        && last.0 == first.0
    {
        last.1.append(&mut first.1);
        groups.extend(more.into_iter().skip(1));
    } else {
        groups.append(&mut more);
    }
}

/// Tells where observations stand that came twice, by looking for their rows again.
pub fn tell_twice(refused: &[&Refused], name: &Arc<str>, shown: &str, bytes: &[u8], found: &mut Findings) {
    let mut seen: FxHashMap<(SeriesKey, crate::base::Period), usize> =
        refused.iter().map(|(key, o)| ((key.clone(), o.period), 0)).collect();
    let (start, header) = header(bytes);
    let Some(layout) = layout(&header, shown, &mut Findings::default()) else { return };
    let (mut place, mut line) = (start, 1 + count(&bytes[..start], b'\n'));
    while place < bytes.len() {
        let rest = &bytes[place..];
        let (_, length) = if rest.first() == Some(&b'\n') { (Vec::new(), 1) } else { rows::quoted(rest) };
        let range = place..place + length;
        for (key, list) in rows::read(bytes, range.clone(), &layout, name).groups {
            for observation in list {
                let Some(times) = seen.get_mut(&(key.clone(), observation.period)) else { continue };
                *times += 1;
                if *times > 1 {
                    let row = String::from_utf8_lossy(&bytes[range.clone()]);
                    let blank = row.len() - row.trim_start_matches(['\r', '\n']).len();
                    let place = Place::file(shown).line(line + count(&row.as_bytes()[..blank], b'\n'));
                    found.left_out(Diagnostic::error("row-twice", place).arg("text", excerpt(&row)));
                }
            }
        }
        line += count(&bytes[range], b'\n');
        place += length;
    }
}

fn count(bytes: &[u8], byte: u8) -> usize {
    // In stretches that a byte can count: many times as fast as counting in words.
    bytes.chunks(255).map(|stretch| usize::from(stretch.iter().map(|b| u8::from(*b == byte)).sum::<u8>())).sum()
}

/// Where the columns stand; `None` where one is missing that no row can do without.
fn layout(header: &[String], file: &str, found: &mut Findings) -> Option<Layout> {
    let place = |column: &str| header.iter().position(|name| name == column);
    let places = COLUMNS.map(place);
    let here = || Place::file(file).line(1);
    let text = excerpt(&header.join(","));
    for (column, name) in COLUMNS.iter().enumerate().filter(|(column, _)| places[*column].is_none()) {
        if NEEDED.contains(&column) {
            found.left_out(Diagnostic::error("actuals-column-missing", here()).arg("column", name).arg("text", &text));
        } else {
            found.tell(Diagnostic::warning("actuals-column-missing", here()).arg("column", name).arg("text", &text));
        }
    }
    for (place, name) in header.iter().enumerate() {
        if !name.is_empty() && !places.contains(&Some(place)) {
            // Its values cannot be kept.
            found.left_out(Diagnostic::warning("actuals-column-unknown", here().column(place + 1)).arg("column", excerpt(name)));
        }
    }
    NEEDED.iter().all(|column| places[*column].is_some()).then_some(Layout { places, count: header.len() })
}

/// Cuts the rows from `start` into pieces at line breaks that stand in no quotes, and says where they end: at the end of the bytes
/// if those are the `last`, else behind the last row that is whole.
fn pieces(bytes: &[u8], start: usize, last: bool) -> (Vec<Range<usize>>, usize) {
    let mut pieces = Vec::with_capacity(bytes.len() / PIECE + 1);
    let mut from = start;
    while from < bytes.len() {
        let (mut to, mut quotes, mut whole) = (from, 0, false);
        while !whole && to < bytes.len() {
            let reach = if to == from { (to + PIECE).min(bytes.len()) } else { to };
            let Some(end) = bytes[reach..].iter().position(|b| *b == b'\n').map(|at| reach + at + 1) else { break };
            quotes += count(&bytes[to..end], b'"');
            to = end;
            whole = quotes % 2 == 0;
        }
        if !whole {
            let end = if last { bytes.len() } else { last_row(bytes, from) };
            if end > from {
                pieces.push(from..end);
            }
            return (pieces, end);
        }
        pieces.push(from..to);
        from = to;
    }
    (pieces, from)
}

/// The end of the last whole row after `from`.
fn last_row(bytes: &[u8], from: usize) -> usize {
    let mut quotes = count(&bytes[from..], b'"');
    let mut end = bytes.len();
    while let Some(at) = bytes[from..end].iter().rposition(|b| *b == b'\n').map(|at| from + at) {
        quotes -= count(&bytes[at..end], b'"');
        end = at;
        if quotes.is_multiple_of(2) {
            return at + 1;
        }
    }
    from
}

/// Reports bad rows in the order of the file; line numbers are counted only here.
fn tell(bad: Vec<BadRow>, rows: &Rows<'_>, found: &mut Findings) {
    let Rows { bytes, start, mut line, shown, layout } = *rows;
    let mut counted = start;
    for row in bad {
        line += count(&bytes[counted..row.range.start], b'\n');
        counted = row.range.start;
        let mut place = Place::file(shown).line(line);
        let column = row.column.and_then(|column| layout.places[column]);
        place.column = column.map(|column| column + 1);
        let text = String::from_utf8_lossy(&bytes[row.range.start..row.range.end.min(row.range.start + 400)]);
        let bad = Diagnostic::error(row.code, place)
            .arg("column", row.column.map_or("", |column| COLUMNS[column]))
            .arg("value", excerpt(&row.text))
            .arg("count", layout.count)
            .arg("text", excerpt(&text));
        found.left_out(bad);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_batches_end_with_whole_rows() {
        let row = b"a,b,\"x\ny\",2011,1,u,final,\n";
        let bytes: Vec<u8> = row.iter().copied().cycle().take(row.len() * 100_000 + 9).collect();
        for last in [false, true] {
            let (pieces, end) = pieces(&bytes, 0, last);
            assert_eq!(end, if last { bytes.len() } else { row.len() * 100_000 });
            assert!(pieces.len() > 2);
            assert!(pieces.windows(2).all(|two| two[0].end == two[1].start && two[0].end % row.len() == 0));
            assert_eq!(pieces.last().map(|piece| piece.end), Some(end));
        }
        let (pieces_before_an_open_quote, end) = pieces(b"a\n\"b\nc", 0, false);
        assert_eq!((pieces_before_an_open_quote.len(), end), (1, 2));
        assert_eq!(pieces(b"\"b\nc", 0, false), (vec![], 0));
    }

    #[test]
    fn a_file_of_several_batches_is_read_whole_with_its_lines() {
        let mut text = String::from("node,metric,coverage,period,value,unit,status,source\n");
        while text.len() < BATCH * 2 + 1000 {
            let n = text.len();
            text.push_str(&format!("n{},m,,2011,{n},u,final,\"a\nb\"\n", n / 1000));
        }
        text.push_str("n,m,,2011,x,u,final,\n");
        let read = read(&Arc::from("f"), "f", text.as_bytes()).unwrap_or_default();
        let values: usize = read.groups.iter().map(|(_, list)| list.len()).sum();
        let lines = text.matches('\n').count();
        assert_eq!(values, (lines - 2) / 2);
        assert_eq!((read.length, read.hash), (text.len() as u64, hash::of(text.as_bytes())));
        assert_eq!(read.found.into_list("f").iter().map(|d| d.place.line).collect::<Vec<_>>(), [Some(lines)]);
    }
}
