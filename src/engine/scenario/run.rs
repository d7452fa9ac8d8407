//! The clusters of a group taken through their steps: rows, sums of what every step does, and what of it all is new.
//!
//! Only clusters that a step concerns are touched. Of every step the sum of its changes over the group is kept, not its change of
//! every cluster: that follows again from taking the one cluster through its steps, which is as exact and costs next to nothing.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Groups;
use super::basis::{self, Known};
use super::compile::{Entry, Program};
use super::step::{Kind, Step};
use crate::domain::BasisLine;
use crate::engine::frame::NOWHERE;
use crate::engine::rollup::{Buffer, Leaves, two_sum};
use crate::engine::table::ILLUSTRATIVE;
use crate::engine::{Evaluation, Layer};

/// What came out of a spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Per group: new values of its clusters, a row each; missing where nothing is given.
    pub(super) groups: FxHashMap<u32, Arc<Vec<f64>>>,
    /// New values of parts.
    pub(super) parts: Vec<(u32, Vec<f64>)>,
    /// What a residual takes, by the place of the node it lies inside.
    pub(super) outside: Option<(u32, Vec<f64>)>,
    /// What was held of every total.
    pub(super) held: Vec<f64>,
}

/// Values that appear where the plan has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Appeared {
    /// By the basis (first row) and by each of the group's entries.
    pub(super) rows: Vec<f64>,
    /// How many clusters gained a value.
    pub(super) n: Vec<u32>,
    /// Their values.
    pub(super) total: Vec<f64>,
}

/// A group taken through its steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Done {
    /// Numbers of the clusters touched; empty where all are.
    leaves: Vec<u32>,
    /// A row of final values for each of them.
    rows: Vec<f64>,
    /// Final rows of the parts touched.
    pub(super) parts: Vec<(u32, Vec<f64>)>,
    /// Sums of changes against the plan: by the basis, by each entry, in all. Of clusters that have a value in the plan.
    pub(super) sums: Vec<f64>,
    /// What appeared.
    pub(super) appeared: Option<Box<Appeared>>,
    /// True where a basis is made from illustrative actuals.
    pub(super) illustrative: bool,
    /// Clusters for which a basis could not be made.
    pub(super) without_basis: u32,
    /// Clusters with years of actuals that assumptions do not move.
    pub(super) fixed: u32,
    years: usize,
}

impl Done {
    /// The final row of a cluster by its number; `None` where it is not touched.
    pub(super) fn row(&self, number: u32) -> Option<&[f64]> {
        let at = if self.leaves.is_empty() { number as usize } else { self.leaves.binary_search(&number).ok()? };
        self.rows.get(at * self.years..(at + 1) * self.years)
    }

    /// The sum of changes by the basis (0), by an entry (its number + 1), in all (the last).
    pub(super) fn sum(&self, at: usize) -> &[f64] {
        self.sums.get(at * self.years..(at + 1) * self.years).unwrap_or_default()
    }

    /// The sum of all changes.
    pub(super) fn total(&self) -> &[f64] {
        self.sums.get(self.sums.len().saturating_sub(self.years)..).unwrap_or_default()
    }
}

/// Where a cluster stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) group: u32,
    pub(super) number: u32,
    pub(super) place: usize,
}

/// What has been evaluated of other metrics.
pub(super) trait Others {
    /// The final row of a cluster; false where the plan has none.
    fn row(&self, metric: usize, at: At, out: &mut Vec<f64>) -> bool;
    /// The final row of a part.
    fn part_row(&self, metric: usize, at: At, part: u32, out: &mut Vec<f64>) -> bool;
    /// The final own row of the total or a member; false where it has no path of its own. Missing years are missing.
    fn top_row(&self, metric: usize, top: usize, out: &mut Vec<f64>) -> bool;
    /// The final row of what lies outside the clusters of a node.
    fn outside_row(&self, metric: usize, top: usize, out: &mut Vec<f64>) -> bool;
}

/// Room for the rows of one cluster.
#[derive(Default)]
pub(super) struct Scratch {
    /// The plan path.
    pub(super) plan: Vec<f64>,
    /// Running values.
    pub(super) row: Vec<f64>,
    /// Running values before the step at work.
    pub(super) before: Vec<f64>,
    /// Running values of parts.
    pub(super) parts: Vec<PartRow>,
    /// Which basis it has, as place in the program's list.
    pub(super) basis: Option<u32>,
    /// First year that assumptions can move.
    pub(super) free: usize,
    /// True where a basis was set that could not be made.
    pub(super) without_basis: bool,
    pub(super) illustrative: bool,
    other: Vec<f64>,
    actual: Vec<f64>,
    buffer: Buffer,
}

/// The running values of a part.
pub(super) struct PartRow {
    pub(super) part: u32,
    pub(super) row: Vec<f64>,
    pub(super) before: Vec<f64>,
}

/// Takes the clusters of one metric through its steps.
pub(super) struct Worker<'a> {
    pub(super) plan: &'a Evaluation,
    pub(super) groups: &'a Groups,
    pub(super) metric: usize,
    pub(super) program: &'a Program,
    /// Per step: what came out of it, where it is a spread.
    pub(super) tables: &'a [Option<Arc<Table>>],
    pub(super) others: &'a (dyn Others + Sync),
    pub(super) base_year: Option<usize>,
}

impl Worker<'_> {
    fn years(&self) -> usize {
        self.plan.frame().years
    }

    /// The row of the plan path; missing values where there is none.
    pub(super) fn plan_row(&self, place: usize, layer: Layer, buffer: &mut Buffer, out: &mut Vec<f64>) -> bool {
        out.clear();
        let rows = self.plan.rows(self.metric, layer);
        let Some(leaf) = rows.leaf(place, buffer) else {
            out.resize(self.years(), f64::NAN);
            return false;
        };
        out.extend_from_slice(leaf.values);
        leaf.marks.iter().any(|marks| marks & ILLUSTRATIVE != 0)
    }

    /// Loads a cluster: its plan path and, where the scenario sets one, its basis.
    pub(super) fn load(&self, at: At, s: &mut Scratch) {
        let mut plan = std::mem::take(&mut s.plan);
        self.plan_row(at.place, Layer::Path, &mut s.buffer, &mut plan);
        s.plan = plan;
        s.row.clear();
        s.row.extend_from_slice(&s.plan);
        s.parts.clear();
        (s.basis, s.free, s.without_basis, s.illustrative) = (None, 0, false, false);
        let concerns = |entry: &&Entry| entry.part == NOWHERE && (entry.leaf == NOWHERE || entry.leaf == at.number);
        let Some(entry) = self.program.base_entries[at.group as usize].iter().rfind(concerns) else { return };
        let line = &self.program.bases[entry.at as usize].line;
        s.basis = Some(entry.at);
        if *line == BasisLine::PlanPath {
            return;
        }
        let mut actual = std::mem::take(&mut s.actual);
        let illustrative = self.plan_row(at.place, Layer::Actual, &mut s.buffer, &mut actual);
        let known = self.known(at.place, &s.plan, &actual);
        let made = basis::fill(line, &known, &mut s.row);
        (s.free, s.without_basis) = (made.unwrap_or(0), made.is_none());
        s.illustrative = illustrative && s.free > 0;
        s.actual = actual;
    }

    /// What a basis of a node is made from.
    pub(super) fn known<'r>(&self, place: usize, path: &'r [f64], actual: &'r [f64]) -> Known<'r> {
        let baseline = self.plan.ends_at(place, self.metric).and_then(|ends| ends.base);
        let baseline = baseline.and_then(|(year, value)| Some((self.plan.frame().year(year)?, value)));
        Known { path, actual, baseline, base_year: self.base_year }
    }

    /// Takes a loaded cluster through its steps before `until` (a place in the program's list) and tells each: the number of
    /// the entry, the first year that may have changed.
    pub(super) fn run(&self, at: At, until: u32, s: &mut Scratch, told: impl FnMut(usize, usize, &mut Scratch)) {
        self.run_from(at, 0, until, s, told);
    }

    /// The same from an entry on.
    fn run_from(&self, at: At, from: usize, until: u32, s: &mut Scratch, mut told: impl FnMut(usize, usize, &mut Scratch)) {
        for (number, entry) in self.program.entries[at.group as usize].iter().enumerate().skip(from) {
            if entry.at >= until {
                break;
            }
            if entry.leaf != NOWHERE && entry.leaf != at.number {
                continue;
            }
            let step = &self.program.steps[entry.at as usize];
            let first = step.first();
            s.before.clear();
            s.before.extend_from_slice(&s.row);
            // Also of parts that this step leaves alone, so that no change of an earlier step is told twice.
            s.parts.iter_mut().for_each(|part| part.before.clone_from(&part.row));
            if entry.part == NOWHERE {
                self.step(step, entry.at, at, s);
            } else {
                self.part_step(step, entry, at, s);
            }
            told(number, first, s);
        }
    }

    fn step(&self, step: &Step, place: u32, at: At, s: &mut Scratch) {
        let mut spread = &[][..];
        match &step.kind {
            Kind::Ratio { of: Some(of), .. } if !self.others.row(*of, at, &mut s.other) => return,
            Kind::Spread { .. } => {
                let Some(table) = self.tables.get(place as usize).and_then(Option::as_deref) else { return };
                let years = self.years();
                let start = at.number as usize * years;
                spread = table.groups.get(&at.group).and_then(|rows| rows.get(start..start + years)).unwrap_or_default();
                let of_cluster = |(part, _): &&(u32, Vec<f64>)| self.plan.frame().parent[*part as usize] as usize == at.place;
                for (part, given) in table.parts.iter().filter(of_cluster) {
                    let number = self.part(*part, s);
                    for (value, given) in s.parts[number].row.iter_mut().zip(given) {
                        *value = if given.is_finite() { *given } else { *value };
                    }
                }
            }
            _ => {}
        }
        let other = if spread.is_empty() { &s.other[..] } else { spread };
        if matches!(step.kind, Kind::Spread { .. }) && spread.is_empty() {
            return;
        }
        step.work(&mut s.row, &s.before, s.free, other);
        // Too large for a number: as it was.
        for (value, before) in s.row.iter_mut().zip(&s.before) {
            *value = if value.is_finite() { *value } else { *before };
        }
    }

    /// Moves a part, and the cluster by as much.
    fn part_step(&self, step: &Step, entry: &Entry, at: At, s: &mut Scratch) {
        let number = self.part(entry.part, s);
        let mut other = std::mem::take(&mut s.other);
        let known = match &step.kind {
            Kind::Ratio { of: Some(of), .. } => self.others.part_row(*of, at, entry.part, &mut other),
            _ => true,
        };
        if known {
            let PartRow { row, before, .. } = &mut s.parts[number];
            step.work(row, before, 0, &other);
            for (year, (after, before)) in row.iter_mut().zip(before.iter()).enumerate() {
                *after = if after.is_finite() { *after } else { *before };
                let change = *after - *before;
                if change.is_finite() && year >= s.free {
                    s.row[year] += change;
                }
            }
        }
        s.other = other;
    }

    /// The running row of a part, loaded where it is not yet.
    fn part(&self, part: u32, s: &mut Scratch) -> usize {
        s.parts.iter().position(|known| known.part == part).unwrap_or_else(|| {
            let mut row = Vec::new();
            self.plan_row(part as usize, Layer::Path, &mut s.buffer, &mut row);
            s.parts.push(PartRow { part, before: row.clone(), row });
            s.parts.len() - 1
        })
    }

    /// The clusters of a group that anything concerns; `None` for all of them.
    fn touched(&self, group: usize) -> Option<Vec<u32>> {
        let entries = || self.program.entries[group].iter().chain(&self.program.base_entries[group]);
        if entries().any(|entry| entry.leaf == NOWHERE) {
            return None;
        }
        let mut leaves: Vec<u32> = entries().map(|entry| entry.leaf).collect();
        leaves.sort_unstable();
        leaves.dedup();
        Some(leaves)
    }

    /// Takes a whole group through its steps; `None` where nothing concerns it. `before` is what came out where the same basis and the
    /// first so many of the entries had been at work: only the others are carried out.
    pub(super) fn group(&self, group: u32, until: u32, before: Option<(&Done, usize)>) -> Option<Done> {
        let places = &self.groups.clusters[group as usize];
        let touched = self.touched(group as usize);
        if touched.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        let years = self.years();
        let entries = self.program.entries[group as usize].len();
        let mut gather = Gather::new(entries, years);
        let before = before.filter(|(done, _)| done.parts.is_empty() && done.appeared.is_none());
        let from = before.map_or(0, |(_, entries)| entries);
        if let Some((done, entries)) = before {
            let cells = (entries + 1) * years;
            gather.high[..cells].copy_from_slice(&done.sums[..cells]);
        }
        let mut done = Done { years, ..Done::default() };
        let mut s = Scratch::default();
        let count = touched.as_ref().map_or(places.len(), Vec::len);
        done.rows.reserve_exact(count * years);
        for nth in 0..count {
            let number = touched.as_ref().map_or(nth as u32, |leaves| leaves[nth]);
            let at = At { group, number, place: places[number as usize] as usize };
            self.load(at, &mut s);
            match before.and_then(|(done, _)| done.row(number)) {
                Some(row) => {
                    gather.whole(&s);
                    s.row.copy_from_slice(row);
                }
                // Steps before had nothing to do with it, unless it is new to the group as a whole.
                None => gather.leaf(&s, before.is_none()),
            }
            self.run_from(at, from, until, &mut s, |entry, first, s| gather.step(entry, first, s));
            gather.total(&s);
            done.rows.extend_from_slice(&s.row);
            done.parts.extend(s.parts.drain(..).map(|part| (part.part, part.row)));
            done.illustrative |= s.illustrative;
            done.without_basis += u32::from(s.without_basis);
            done.fixed += u32::from(s.free > 0);
        }
        done.leaves = touched.unwrap_or_default();
        gather.finish(&mut done);
        Some(done)
    }
}

/// Sums of changes over the clusters of a group, each with its rounding error.
struct Gather {
    years: usize,
    high: Vec<f64>,
    low: Vec<f64>,
    /// True where the cluster at work has a value in every year of the plan path.
    whole: bool,
    appeared: Option<Box<Appeared>>,
    entries: usize,
}

impl Gather {
    fn new(entries: usize, years: usize) -> Self {
        let cells = (entries + 2) * years;
        Self { years, high: vec![0.0; cells], low: vec![0.0; cells], whole: false, appeared: None, entries }
    }

    fn whole(&mut self, s: &Scratch) {
        self.whole = s.plan.iter().all(|value| value.is_finite());
    }

    /// A cluster with its basis, which is counted where it is not yet.
    fn leaf(&mut self, s: &Scratch, count: bool) {
        self.whole(s);
        if count && s.basis.is_some() {
            self.add(0, 0, &s.plan, &s.row, &s.plan);
        }
    }

    fn step(&mut self, entry: usize, first: usize, s: &Scratch) {
        self.add(entry + 1, first, &s.before, &s.row, &s.plan);
    }

    fn total(&mut self, s: &Scratch) {
        self.add(self.entries + 1, 0, &s.plan, &s.row, &s.plan);
    }

    #[inline]
    fn add(&mut self, at: usize, first: usize, before: &[f64], after: &[f64], plan: &[f64]) {
        let cells = at * self.years..(at + 1) * self.years;
        let (high, low) = (&mut self.high[cells.clone()], &mut self.low[cells]);
        if self.whole {
            let first = first.min(self.years);
            let sums = high[first..].iter_mut().zip(&mut low[first..]);
            for ((high, low), (before, after)) in sums.zip(before[first..].iter().zip(&after[first..])) {
                let (sum, error) = two_sum(*high, after - before);
                *high = sum;
                *low += error;
            }
            return;
        }
        for year in first..self.years {
            let (before, after) = (before[year], after[year]);
            if after.is_nan() {
                continue;
            }
            if plan[year].is_finite() {
                let (sum, error) = two_sum(high[year], after - before);
                high[year] = sum;
                low[year] += error;
            } else {
                let years = self.years;
                let entries = self.entries;
                let appeared = self.appeared.get_or_insert_with(|| {
                    let rows = vec![0.0; (entries + 1) * years];
                    Box::new(Appeared { rows, n: vec![0; years], total: vec![0.0; years] })
                });
                if at == entries + 1 {
                    appeared.n[year] += 1;
                    appeared.total[year] += after;
                } else {
                    appeared.rows[at * years + year] += if before.is_nan() { after } else { after - before };
                }
            }
        }
    }

    fn finish(self, done: &mut Done) {
        done.sums = self.high.iter().zip(&self.low).map(|(high, low)| high + low).collect();
        done.appeared = self.appeared;
    }
}
