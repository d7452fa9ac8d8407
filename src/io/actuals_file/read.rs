//! A whole CSV file: the header, the cut into pieces that are read side by side, and what is said about bad rows.

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
use crate::io::plan_file::excerpt;

/// Bytes that are read as one piece of work.
const PIECE: usize = 1 << 20;

/// Columns without which no row says anything: node, metric, period, value, unit.
const NEEDED: [usize; 5] = [0, 1, 3, 4, 5];

/// What one file holds.
#[derive(Debug, Default)]
pub struct FileRead {
    /// Observations by series, in the order of the rows; a series may come more than once.
    pub groups: Vec<(SeriesKey, Vec<Observation>)>,
    /// Units that occur.
    pub units: Vec<UnitId>,
    /// What was found.
    pub(in crate::io) found: Findings,
}

/// Reads a file; `name` is its name without folder and ending, `shown` the one that messages show.
pub fn read(name: &Arc<str>, shown: &str, bytes: &[u8]) -> FileRead {
    let mut file = FileRead::default();
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (header, length) = rows::quoted(&bytes[start..]);
    let header: Vec<String> = header.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect();
    let Some(layout) = layout(&header, shown, &mut file.found) else { return file };
    let pieces: Vec<Piece> = pieces(bytes, start + length).into_par_iter().map(|range| rows::read(bytes, range, &layout, name)).collect();
    let mut bad = Vec::new();
    file.groups.reserve(pieces.iter().map(|piece| piece.groups.len()).sum());
    for piece in pieces {
        join(&mut file.groups, piece.groups);
        file.units.extend(piece.units);
        bad.extend(piece.bad);
    }
    file.units.sort_unstable();
    file.units.dedup();
    tell(bad, bytes, shown, &layout, &mut file.found);
    file
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
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (header, length) = rows::quoted(&bytes[start..]);
    let header: Vec<String> = header.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect();
    let Some(layout) = layout(&header, shown, &mut Findings::default()) else { return };
    let (mut place, mut line) = (start + length, 1 + count(&bytes[..start + length], b'\n'));
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
    bytes.iter().filter(|b| **b == byte).count()
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

/// Cuts the rows into pieces at line breaks that stand in no quotes.
fn pieces(bytes: &[u8], start: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(bytes.len() / PIECE + 1);
    let mut from = start;
    while from < bytes.len() {
        let mut to = from;
        let mut quotes = 0;
        let mut step = PIECE;
        while to < bytes.len() {
            let reach = (to + step).min(bytes.len());
            let end = bytes[reach..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| reach + at + 1);
            quotes += count(&bytes[to..end], b'"');
            to = end;
            if quotes % 2 == 0 {
                break;
            }
            step = 1;
        }
        pieces.push(from..to);
        from = to;
    }
    pieces
}

/// Reports bad rows in the order of the file; line numbers are counted only here.
fn tell(bad: Vec<BadRow>, bytes: &[u8], file: &str, layout: &Layout, found: &mut Findings) {
    let (mut line, mut counted) = (1, 0);
    for row in bad {
        line += count(&bytes[counted..row.range.start], b'\n');
        counted = row.range.start;
        let mut place = Place::file(file).line(line);
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
