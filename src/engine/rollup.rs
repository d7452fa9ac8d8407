//! Roll-up: the sums of clusters for every member of every dimension and for the total, and of parts for their cluster.
//!
//! - Only metrics that add are summed; ratios never.
//! - A cluster's value is its own; where it has none, the sum of its parts if all of them are given.
//! - A member's sum runs over the clusters beneath it, also those of members beneath it. The total's runs over all clusters.
//!   Own values of outside-clusters residuals and of members are not in any sum: they stand beside it for comparison.
//! - A sum over gaps says so: it knows how many are summed (n) of how many there are (of).
//!
//! Sums are kept with the rounding error beside them (Knuth's two-sum, as in Neumaier's method), so that the order of the
//! clusters does not show and 33.3 + 33.3 + 33.4 is 100.

use super::frame::{Frame, NOWHERE};
use super::table::{MIXED, NO_CODE, Plane};

/// A sum that carries its rounding error.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Exact {
    high: f64,
    low: f64,
}

impl Exact {
    pub(super) fn add(&mut self, value: f64) {
        let (sum, error) = two_sum(self.high, value);
        self.high = sum;
        self.low += error;
    }

    /// The sum with one more value.
    pub(super) fn with(mut self, value: f64) -> Self {
        self.add(value);
        self
    }

    pub(super) fn value(self) -> f64 {
        self.high + self.low
    }
}

/// The sum of two numbers and its rounding error.
#[inline(always)]
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let shadow = sum - a;
    (sum, (a - (sum - shadow)) + (b - shadow))
}

/// The row of one cluster or part: values, marks (empty where there are none), code of its coverage.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub(super) values: &'a [f64],
    pub(super) marks: &'a [u8],
    pub(super) code: u8,
}

/// Room for a row that has to be put together.
#[derive(Default)]
pub(super) struct Buffer {
    pub(super) values: Vec<f64>,
    pub(super) marks: Vec<u8>,
}

/// Where the rows of clusters and parts come from.
pub(super) trait Leaves {
    /// The row at a place; none where nothing is known there.
    fn leaf<'b>(&'b self, place: usize, buffer: &'b mut Buffer) -> Option<Leaf<'b>>;
    /// True where the rows at these places may be of different coverages.
    fn may_mix(&self, places: std::ops::Range<usize>) -> bool;
}

/// Sums of one metric and layer; a row for each slot of the frame. Empty where nothing is summed.
#[derive(Clone, Debug, Default)]
pub(super) struct SumTable {
    years: usize,
    pub(super) values: Vec<f64>,
    n: Vec<u32>,
    marks: Vec<u8>,
    codes: Vec<u8>,
}

/// One cell of a table of sums.
#[derive(Clone, Copy)]
pub(super) struct SumCell {
    pub(super) value: f64,
    pub(super) n: u32,
    pub(super) marks: u8,
    /// The coverage, where it is one.
    pub(super) code: u8,
}

impl SumTable {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn get(&self, slot: u32, year: usize) -> Option<SumCell> {
        let at = slot as usize * self.years + year;
        let value = *self.values.get(at)?;
        value.is_finite().then(|| SumCell { value, n: self.n[at], marks: self.marks[at], code: self.codes[at] })
    }

    pub(super) fn row(&self, slot: usize) -> &[f64] {
        self.values.get(slot * self.years..(slot + 1) * self.years).unwrap_or_default()
    }
}

/// Running sums, row by row.
struct Running {
    years: usize,
    high: Vec<f64>,
    low: Vec<f64>,
    n: Vec<u32>,
    marks: Vec<u8>,
    /// Lowest and highest coverage code so far.
    codes: Vec<(u8, u8)>,
    track_codes: bool,
}

impl Running {
    fn new(rows: usize, years: usize, track_codes: bool) -> Self {
        let cells = rows * years;
        let (high, low, n) = (vec![0.0; cells], vec![0.0; cells], vec![0; cells]);
        Self { years, high, low, n, marks: vec![0; cells], codes: vec![(NO_CODE, 0); cells], track_codes }
    }

    fn add(&mut self, row: usize, leaf: &Leaf<'_>) {
        let cells = row * self.years..(row + 1) * self.years;
        let (high, low, n) = (&mut self.high[cells.clone()], &mut self.low[cells.clone()], &mut self.n[cells.clone()]);
        for (((high, low), n), value) in high.iter_mut().zip(low).zip(n).zip(leaf.values) {
            let present = !value.is_nan();
            let (sum, error) = two_sum(*high, if present { *value } else { 0.0 });
            *high = sum;
            *low += error;
            *n += u32::from(present);
        }
        if !leaf.marks.is_empty() {
            for ((marks, value), own) in self.marks[cells.clone()].iter_mut().zip(leaf.values).zip(leaf.marks) {
                *marks |= if value.is_nan() { 0 } else { *own };
            }
        }
        if self.track_codes {
            for (codes, value) in self.codes[cells].iter_mut().zip(leaf.values).filter(|(_, value)| !value.is_nan()) {
                debug_assert!(value.is_finite());
                *codes = (codes.0.min(leaf.code), codes.1.max(leaf.code));
            }
        }
    }

    /// Adds one row to another.
    fn merge(&mut self, from: usize, to: usize) {
        for year in 0..self.years {
            let (a, b) = (from * self.years + year, to * self.years + year);
            let (sum, error) = two_sum(self.high[b], self.high[a]);
            self.high[b] = sum;
            self.low[b] += error + self.low[a];
            self.n[b] += self.n[a];
            self.marks[b] |= self.marks[a];
            self.codes[b] = (self.codes[b].0.min(self.codes[a].0), self.codes[b].1.max(self.codes[a].1));
        }
    }

    /// The first `rows` rows as finished sums; `code` is the one coverage where codes were not tracked.
    fn finish(self, rows: usize, code: u8) -> SumTable {
        let cells = rows * self.years;
        let value = |at: usize| {
            let value = self.high[at] + self.low[at];
            if self.n[at] > 0 && value.is_finite() { value } else { f64::NAN }
        };
        let mixed = |at: usize| self.track_codes && self.n[at] > 0 && self.codes[at].0 != self.codes[at].1;
        SumTable {
            years: self.years,
            values: (0..cells).map(value).collect(),
            marks: (0..cells).map(|at| self.marks[at] | if mixed(at) { MIXED } else { 0 }).collect(),
            codes: (0..cells)
                .map(|at| {
                    if mixed(at) {
                        NO_CODE
                    } else if self.track_codes {
                        self.codes[at].0
                    } else {
                        code
                    }
                })
                .collect(),
            n: self.n.into_iter().take(cells).collect(),
        }
    }
}

/// Sums the clusters' rows for the total and every member. Rows of clusters with parts stay without value.
pub(super) fn clusters(frame: &Frame, leaves: &dyn Leaves) -> SumTable {
    let tops = frame.clusters.start;
    // One row more than there are tops: clusters without a member of the first dimension.
    let mut running = Running::new(tops + 1, frame.years, leaves.may_mix(frame.clusters.clone()));
    let mut buffer = Buffer::default();
    let mut code = NO_CODE;
    let first = frame.direct.first();
    let others = frame.direct.get(1..).unwrap_or_default();
    for (number, place) in frame.clusters.clone().enumerate() {
        let Some(leaf) = leaves.leaf(place, &mut buffer) else { continue };
        code = code.min(leaf.code);
        let member = first.map_or(NOWHERE, |of| of[number]);
        running.add(if member == NOWHERE { tops } else { member as usize }, &leaf);
        for member in others.iter().map(|of| of[number]).filter(|member| *member != NOWHERE) {
            running.add(member as usize, &leaf);
        }
    }
    // The total from the first dimension's direct sums, before members are added to those above them.
    for member in frame.members.clone().filter(|member| frame.dimension_of[member - 1] == 0) {
        running.merge(member, 0);
    }
    running.merge(tops, 0);
    for member in &frame.deepest_first {
        let above = frame.parent[*member as usize];
        if above != NOWHERE {
            running.merge(*member as usize, above as usize);
        }
    }
    running.finish(tops, code)
}

/// Sums the parts' rows for every cluster that has parts. Empty without parts.
pub(super) fn parts(frame: &Frame, leaves: &dyn Leaves) -> SumTable {
    let slots = frame.beneath.len();
    if slots == frame.clusters.start {
        return SumTable::default();
    }
    let mut running = Running::new(slots, frame.years, leaves.may_mix(frame.parts.clone()));
    let mut buffer = Buffer::default();
    let mut code = NO_CODE;
    for place in frame.parts.clone().filter(|place| frame.parent[*place] != NOWHERE) {
        let slot = frame.slot[frame.parent[place] as usize];
        if let Some(leaf) = leaves.leaf(place, &mut buffer) {
            code = code.min(leaf.code);
            running.add(slot as usize, &leaf);
        }
    }
    running.finish(slots, code)
}

/// The rows of tops from one table and those of clusters with parts from another.
pub(super) fn joined(frame: &Frame, mut tops: SumTable, parts: SumTable) -> SumTable {
    if !parts.is_empty() {
        let from = frame.clusters.start * frame.years;
        tops.values.extend_from_slice(&parts.values[from..]);
        tops.n.extend_from_slice(&parts.n[from..]);
        tops.marks.extend_from_slice(&parts.marks[from..]);
        tops.codes.extend_from_slice(&parts.codes[from..]);
    }
    tops
}

/// All sums of one metric and layer from the own values of clusters and parts.
pub(super) fn of(frame: &Frame, own: &Plane, codes: &[u8]) -> SumTable {
    if own.is_empty() {
        return SumTable::default();
    }
    let of_parts = parts(frame, &Rows { frame, own, codes, parts: None, sums: None });
    let rows = Rows { frame, own, codes, parts: Some(&of_parts).filter(|t| !t.is_empty()), sums: None };
    let tops = clusters(frame, &rows);
    joined(frame, tops, of_parts)
}

/// Own values with what stands in for missing ones: the complete sum of parts for a cluster, and (where sums are given) the
/// stated value less the sum for an outside-clusters residual.
pub(super) struct Rows<'a> {
    pub(super) frame: &'a Frame,
    pub(super) own: &'a Plane,
    pub(super) codes: &'a [u8],
    pub(super) parts: Option<&'a SumTable>,
    pub(super) sums: Option<&'a SumTable>,
}

impl Leaves for Rows<'_> {
    fn leaf<'b>(&'b self, place: usize, buffer: &'b mut Buffer) -> Option<Leaf<'b>> {
        let values = self.own.row(place)?;
        let marks = if self.own.row_marks(place) == 0 { &[] } else { self.own.marks(place) };
        let plain = Leaf { values, marks, code: self.codes.get(place).copied().unwrap_or(NO_CODE) };
        if let (Some(parts), true) = (self.parts, self.frame.clusters.contains(&place)) {
            let slot = self.frame.slot[place];
            if slot != NOWHERE && values.iter().any(|value| value.is_nan()) {
                return Some(self.with_parts(place, parts, slot, plain, buffer));
            }
        }
        match (self.sums, self.frame.inside(place)) {
            (Some(sums), Some(inside)) => Some(self.with_residual(place, sums, inside, plain, buffer)),
            _ => Some(plain),
        }
    }

    fn may_mix(&self, places: std::ops::Range<usize>) -> bool {
        let mut codes = places.filter_map(|place| self.codes.get(place).copied()).filter(|code| *code != NO_CODE);
        let first = codes.next();
        codes.any(|code| Some(code) != first) || self.parts.is_some()
    }
}

impl<'a> Rows<'a> {
    fn with_parts<'b>(&self, place: usize, parts: &SumTable, slot: u32, plain: Leaf<'b>, buffer: &'b mut Buffer) -> Leaf<'b> {
        let of = self.frame.beneath[slot as usize];
        let first = self.frame.parts_of[place - self.frame.clusters.start].first().map(|part| self.codes[*part as usize]);
        start(buffer, &plain);
        for year in 0..plain.values.len() {
            if let Some(cell) = parts.get(slot, year).filter(|cell| cell.n == of && plain.values[year].is_nan()) {
                buffer.values[year] = cell.value;
                buffer.marks[year] = cell.marks;
            }
        }
        let code = if plain.code == NO_CODE { first.unwrap_or(NO_CODE) } else { plain.code };
        Leaf { values: &buffer.values, marks: &buffer.marks, code }
    }

    fn with_residual<'b>(&self, place: usize, sums: &SumTable, inside: usize, plain: Leaf<'b>, buffer: &'b mut Buffer) -> Leaf<'b> {
        start(buffer, &plain);
        for year in 0..plain.values.len() {
            if let Some((value, marks)) = residual(self.frame, self.own, self.codes, sums, inside, year)
                && plain.values[year].is_nan()
            {
                buffer.values[year] = value;
                buffer.marks[year] = marks;
            }
        }
        let code = self.codes.get(if plain.code == NO_CODE { inside } else { place }).copied().unwrap_or(NO_CODE);
        Leaf { values: &buffer.values, marks: &buffer.marks, code }
    }
}

fn start(buffer: &mut Buffer, plain: &Leaf<'_>) {
    buffer.values.clear();
    buffer.values.extend_from_slice(plain.values);
    buffer.marks.clear();
    buffer.marks.extend_from_slice(plain.marks);
    buffer.marks.resize(plain.values.len(), 0);
}

/// The stated value of a node less the sum of what is beneath it, where nothing beneath is missing; with its marks.
pub(super) fn residual(frame: &Frame, own: &Plane, codes: &[u8], sums: &SumTable, node: usize, year: usize) -> Option<(f64, u8)> {
    let slot = frame.slot.get(node).copied().filter(|slot| *slot != NOWHERE)?;
    let (stated, marks) = own.get(node, year)?;
    let sum = sums.get(slot, year).filter(|sum| sum.n == frame.beneath[slot as usize])?;
    let mixed = if codes.get(node).is_some_and(|code| *code != sum.code) { MIXED } else { 0 };
    let value = stated - sum.value;
    value.is_finite().then_some((value, marks | sum.marks | mixed))
}
