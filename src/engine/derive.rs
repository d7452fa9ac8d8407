//! Derived metrics: computed by formula over the same node, year and layer, behind their inputs.
//!
//! In this order:
//! 1. an own value of the derived metric itself (a figure that states the margin) counts before any computation;
//! 2. the formula over the node's own inputs. A cluster's own input may be the complete sum of its parts, that of an
//!    outside-clusters residual the stated value less the sum;
//! 3. for what has clusters (or parts) beneath: the formula over matched sums, which add only those clusters for which every
//!    input is known in that year, and know how many they are of how many. Profit of ten clusters is never set against the
//!    sales of thirteen. Only where all that the formula comes down to are metrics that add.
//!
//! A stated input is never set against a summed one: the two count different firms.

use rayon::prelude::*;

use super::frame::{Frame, NOWHERE};
use super::program::{Program, Programs};
use super::rollup::{self, Buffer, Leaf, Leaves, Rows, SumTable};
use super::table::{MIXED, NO_CODE, Plane};

/// Rows that one piece of parallel work takes.
const BLOCK: usize = 1024;

/// The values of a derived metric in one layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Derived {
    /// Own and computed values of every node.
    pub(super) plane: Plane,
    /// The computed values by matched sums; a row for each slot.
    pub(super) matched: Option<Matched>,
}

/// Values by matched sums.
#[derive(Clone, Debug)]
pub(super) struct Matched {
    years: usize,
    values: Vec<f64>,
    counts: SumTable,
}

impl Matched {
    /// Value, number of clusters, marks.
    pub(super) fn get(&self, slot: u32, year: usize) -> Option<(f64, u32, u8)> {
        let value = *self.values.get(slot as usize * self.years + year)?;
        let cell = self.counts.get(slot, year)?;
        value.is_finite().then_some((value, cell.n, cell.marks))
    }
}

/// What one layer gives to formulas.
pub(super) struct Layered<'a> {
    pub(super) frame: &'a Frame,
    pub(super) programs: &'a Programs,
    /// Per metric: own values.
    pub(super) own: Vec<&'a Plane>,
    /// Per metric: coverage codes of the nodes.
    pub(super) codes: Vec<&'a [u8]>,
    /// Per metric: sums.
    pub(super) sums: &'a [SumTable],
}

/// Computes all derived metrics of a layer; per metric, empty for those that are not derived.
pub(super) fn all(layer: &Layered<'_>) -> Vec<Derived> {
    let mut done: Vec<Derived> = vec![Derived::default(); layer.own.len()];
    for metric in &layer.programs.order {
        let Some(program) = &layer.programs.list[*metric] else { continue };
        done[*metric].plane = plane(layer, *metric, program, &done);
    }
    let matched: Vec<Option<Matched>> = layer.programs.order.par_iter().map(|metric| matched(layer, *metric)).collect();
    for (metric, matched) in layer.programs.order.iter().zip(matched) {
        done[*metric].matched = matched;
    }
    done
}

fn rows<'a>(layer: &'a Layered<'_>, metric: usize, done: &'a [Derived]) -> Rows<'a> {
    let computed = &done[metric].plane;
    let own = if computed.is_empty() { layer.own[metric] } else { computed };
    let sums = Some(&layer.sums[metric]).filter(|sums| !sums.is_empty());
    Rows { frame: layer.frame, own, codes: layer.codes[metric], parts: sums, sums }
}

/// The formula over own inputs, beside own values of the metric itself.
fn plane(layer: &Layered<'_>, metric: usize, program: &Program, done: &[Derived]) -> Plane {
    let inputs: Vec<Rows<'_>> = program.inputs.iter().map(|input| rows(layer, *input, done)).collect();
    let own = layer.own[metric];
    if inputs.iter().any(|input| input.own.is_empty()) {
        return own.clone();
    }
    let (nodes, years) = (layer.frame.nodes.len(), layer.frame.years);
    let mut plane = if own.is_empty() { Plane::missing(nodes, years) } else { own.clone() };
    let marks: Vec<Vec<(u32, u32, u8)>> = plane
        .values_mut()
        .par_chunks_mut(years * BLOCK)
        .enumerate()
        .map(|(block, values)| fill_block(&inputs, program, block * BLOCK, years, values))
        .collect();
    for (row, year, marks) in marks.into_iter().flatten() {
        plane.mark(row as usize, year as usize, marks);
    }
    plane
}

/// Fills the missing values of a block of rows; returns the marks of those filled that have any.
fn fill_block(inputs: &[Rows<'_>], program: &Program, first: usize, years: usize, values: &mut [f64]) -> Vec<(u32, u32, u8)> {
    let mut buffers: Vec<Buffer> = inputs.iter().map(|_| Buffer::default()).collect();
    let (mut stack, mut result, mut marks) = (Vec::new(), vec![0.0; years], Vec::new());
    for (number, out) in values.chunks_mut(years).enumerate() {
        let row = first + number;
        let leaves: Vec<Leaf<'_>> = inputs.iter().zip(&mut buffers).filter_map(|(rows, buffer)| rows.leaf(row, buffer)).collect();
        if leaves.len() < inputs.len() {
            continue;
        }
        let given: Vec<&[f64]> = leaves.iter().map(|leaf| leaf.values).collect();
        program.run(&given, &mut result, &mut stack);
        let mixed = mixed(&leaves);
        for (year, value) in result.iter().enumerate() {
            if out[year].is_nan() && !value.is_nan() {
                out[year] = *value;
                let all = leaves.iter().fold(mixed, |all, leaf| all | leaf.marks.get(year).copied().unwrap_or(0));
                if all != 0 {
                    marks.push((row as u32, year as u32, all));
                }
            }
        }
    }
    marks
}

fn mixed(leaves: &[Leaf<'_>]) -> u8 {
    let mut codes = leaves.iter().map(|leaf| leaf.code).filter(|code| *code != NO_CODE);
    let first = codes.next();
    if codes.any(|code| Some(code) != first) { MIXED } else { 0 }
}

/// One input of a formula, with the years left out in which another input is missing.
struct Together<'a> {
    inputs: &'a [Rows<'a>],
    one: usize,
}

impl Leaves for Together<'_> {
    fn leaf<'b>(&'b self, place: usize, buffer: &'b mut Buffer) -> Option<Leaf<'b>> {
        let mut spare = Buffer::default();
        let (code, mut values, mut marks) = {
            let leaf = self.inputs[self.one].leaf(place, buffer)?;
            (leaf.code, leaf.values.to_vec(), leaf.marks.to_vec())
        };
        for other in self.inputs.iter().enumerate().filter(|(number, _)| *number != self.one).map(|(_, rows)| rows) {
            let leaf = other.leaf(place, &mut spare)?;
            for (value, other) in values.iter_mut().zip(leaf.values) {
                *value = if other.is_nan() { f64::NAN } else { *value };
            }
            let differ = if leaf.code == code { 0 } else { MIXED };
            if differ != 0 || !leaf.marks.is_empty() {
                marks.resize(values.len(), 0);
                for (year, marks) in marks.iter_mut().enumerate() {
                    *marks |= differ | leaf.marks.get(year).copied().unwrap_or(0);
                }
            }
        }
        buffer.values = values;
        buffer.marks = marks;
        Some(Leaf { values: &buffer.values, marks: &buffer.marks, code })
    }

    fn may_mix(&self, places: std::ops::Range<usize>) -> bool {
        self.inputs[self.one].may_mix(places)
    }
}

/// The formula over sums of those clusters for which every input is known.
fn matched(layer: &Layered<'_>, metric: usize) -> Option<Matched> {
    let (frame, roots) = (layer.frame, &layer.programs.roots[metric]);
    if roots.is_empty() || roots.iter().any(|root| layer.own[*root].is_empty()) {
        return None;
    }
    let none: Vec<Derived> = vec![Derived::default(); layer.own.len()];
    let with_parts: Vec<Rows<'_>> = roots.iter().map(|root| Rows { sums: None, ..rows(layer, *root, &none) }).collect();
    let plain: Vec<Rows<'_>> = roots.iter().map(|root| Rows { sums: None, parts: None, ..rows(layer, *root, &none) }).collect();
    let sums: Vec<SumTable> = (0..roots.len())
        .into_par_iter()
        .map(|one| {
            let parts = rollup::parts(frame, &Together { inputs: &plain, one });
            rollup::joined(frame, rollup::clusters(frame, &Together { inputs: &with_parts, one }), parts)
        })
        .collect();
    let values = over_sums(layer, metric, roots, &sums);
    let counts = sums.into_iter().next()?;
    Some(Matched { years: frame.years, values, counts })
}

fn over_sums(layer: &Layered<'_>, metric: usize, roots: &[usize], sums: &[SumTable]) -> Vec<f64> {
    let (years, slots) = (layer.frame.years, layer.frame.beneath.len());
    let needed = needed(layer.programs, metric);
    // Per computed metric, in order; roots are read from their sums.
    let mut computed: Vec<Vec<f64>> = Vec::with_capacity(needed.len());
    let mut stack = Vec::new();
    for (number, of) in needed.iter().enumerate() {
        let mut values = vec![f64::NAN; slots * years];
        if let Some(program) = &layer.programs.list[*of] {
            for (slot, out) in values.chunks_mut(years).enumerate() {
                let row = |input: &usize| match roots.binary_search(input) {
                    Ok(root) => sums[root].row(slot),
                    Err(_) => {
                        let place = needed[..number].iter().position(|m| m == input);
                        place.map_or(&[][..], |place| &computed[place][slot * years..(slot + 1) * years])
                    }
                };
                let inputs: Vec<&[f64]> = program.inputs.iter().map(row).collect();
                if inputs.iter().all(|row| row.len() == years) {
                    program.run(&inputs, out, &mut stack);
                }
            }
        }
        computed.push(values);
    }
    computed.pop().unwrap_or_default()
}

/// The derived metrics that a metric comes through, behind their inputs, itself the last.
fn needed(programs: &Programs, metric: usize) -> Vec<usize> {
    let mut wanted = vec![false; programs.list.len()];
    wanted[metric] = true;
    for of in programs.order.iter().rev().filter(|of| programs.list[**of].is_some()) {
        if wanted[*of] {
            programs.list[*of].iter().flat_map(|program| &program.inputs).for_each(|input| wanted[*input] = true);
        }
    }
    let until = programs.order.iter().position(|of| *of == metric).map_or(0, |place| place + 1);
    programs.order[..until].iter().copied().filter(|of| wanted[*of]).collect()
}

/// The slot of a node in tables of sums.
pub(super) fn slot(frame: &Frame, place: usize) -> Option<u32> {
    frame.slot.get(place).copied().filter(|slot| *slot != NOWHERE)
}
