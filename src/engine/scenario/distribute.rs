//! Spreads at work: which leaves stand beneath a total, what holds them, and what each of them gets.
//!
//! A total entered at a member or at the plan's total is the value of that node. Beneath it stand its clusters and, where the
//! node has a path of its own, what it has outside them: held as it is unless the reach names it, or unless no cluster has a
//! value. Clusters without a value take no part. A value by hand is a hold, wherever it stands in the order: the spread counts with
//! it and leaves it alone. So are years of actuals.

use std::sync::Arc;

use rayon::prelude::*;

use super::outside::Walk;
use super::run::{At, Scratch, Table, Worker};
use super::spread::{self, Leaf, SpreadRefusal};
use super::step::{Kind, Rule, Step};
use crate::engine::Layer;
use crate::engine::frame::NOWHERE;

/// A year of a spread that could not be carried out.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) number: u32,
    pub(super) year: usize,
    pub(super) refusal: SpreadRefusal,
}

/// One leaf over all years.
struct Row {
    at: At,
    plan: Vec<f64>,
    values: Vec<f64>,
    /// The value by hand that holds it, per year.
    given: Option<Vec<f64>>,
    held: bool,
    free: usize,
    /// What it weighs where that is not its value.
    weights: Option<Vec<f64>>,
}

/// Carries out the spread at a place of the program.
pub(super) fn distribute(worker: &Worker<'_>, walk: &mut Walk, place: usize, refused: &mut Vec<Refused>) -> Table {
    let step = &worker.program.steps[place];
    let Kind::Spread { totals, rule, .. } = &step.kind else { return Table::default() };
    walk.advance(worker, place);
    if let Some(top) = step.reached.top {
        return over_top(worker, walk, place, top as usize, refused);
    }
    if let Some(cluster) = step.reached.cluster {
        return over_cluster(worker, place, cluster as usize, totals, rule, refused);
    }
    let rows = rows(worker, place, &step.reached.groups);
    let mut spread = Spread { worker, step, rows, top: None, table: Vec::new(), outside: Vec::new(), held: Vec::new() };
    spread.run(totals, refused);
    spread.finish()
}

fn over_top(worker: &Worker<'_>, walk: &Walk, place: usize, top: usize, refused: &mut Vec<Refused>) -> Table {
    let step = &worker.program.steps[place];
    let Kind::Spread { totals, .. } = &step.kind else { return Table::default() };
    let rows = rows(worker, place, &worker.groups.beneath[top]);
    let plane = worker.plan.plane(worker.metric, Layer::Path);
    let change = walk.change(top);
    // The node's own value as it stands, by year; missing where it has no path of its own.
    let own = |year: usize| {
        let (path, _) = plane.get(top, year)?;
        let moved = rows.iter().filter(|row| row.plan[year].is_finite()).map(|row| row.values[year] - row.plan[year]);
        Some(path + moved.sum::<f64>() + change[year])
    };
    let own: Vec<Option<f64>> = (0..worker.plan.frame().years).map(own).collect();
    let mut spread = Spread { worker, step, rows, top: Some((top as u32, own)), table: Vec::new(), outside: Vec::new(), held: Vec::new() };
    spread.run(totals, refused);
    spread.finish()
}

/// The rows of all clusters of some groups before a step.
fn rows(worker: &Worker<'_>, place: usize, groups: &[u32]) -> Vec<Row> {
    let Kind::Spread { holds, rule, .. } = &worker.program.steps[place].kind else { return Vec::new() };
    let of_group = |group: &u32| {
        let within = &worker.groups.within[*group as usize];
        let group_held = holds.iter().any(|hold| *hold == 0 || within.binary_search(hold).is_ok());
        let mut s = Scratch::default();
        let mut found = Vec::new();
        for (number, cluster) in worker.groups.clusters[*group as usize].iter().enumerate() {
            let at = At { group: *group, number: number as u32, place: *cluster as usize };
            worker.load(at, &mut s);
            worker.run(at, place as u32, &mut s, |_, _, _| {});
            found.push(Row {
                at,
                plan: s.plan.clone(),
                given: given(worker, at),
                held: group_held || holds.contains(cluster),
                free: s.free,
                weights: weights(worker, rule, at),
                values: std::mem::take(&mut s.row),
            });
        }
        found
    };
    groups.par_iter().flat_map_iter(of_group).collect()
}

/// What is given by hand for a cluster anywhere in the program.
fn given(worker: &Worker<'_>, at: At) -> Option<Vec<f64>> {
    let mut all: Option<Vec<f64>> = None;
    for entry in worker.program.entries[at.group as usize].iter().filter(|entry| entry.leaf == at.number && entry.part == NOWHERE) {
        if let Kind::Given(given) = &worker.program.steps[entry.at as usize].kind {
            let all = all.get_or_insert_with(|| vec![f64::NAN; given.len()]);
            all.iter_mut().zip(given).for_each(|(all, given)| *all = if given.is_finite() { *given } else { *all });
        }
    }
    all
}

fn weights(worker: &Worker<'_>, rule: &Rule, at: At) -> Option<Vec<f64>> {
    match rule {
        Rule::Metric(metric) if *metric != worker.metric => {
            let mut row = Vec::new();
            worker.others.row(*metric, at, &mut row);
            Some(row)
        }
        Rule::Weights(list) => Some(vec![weight(list, at.place)]),
        _ => None,
    }
}

fn weight(list: &[(u32, f64)], place: usize) -> f64 {
    list.binary_search_by_key(&(place as u32), |(place, _)| *place).map_or(0.0, |at| list[at].1)
}

struct Spread<'a> {
    worker: &'a Worker<'a>,
    step: &'a Step,
    rows: Vec<Row>,
    /// The node, and its own value as it stands by year, where it has one.
    top: Option<(u32, Vec<Option<f64>>)>,
    /// New values, a row for each leaf.
    table: Vec<f64>,
    /// Changes of the node's residual.
    outside: Vec<f64>,
    held: Vec<f64>,
}

impl Spread<'_> {
    fn run(&mut self, totals: &[f64], refused: &mut Vec<Refused>) {
        let years = totals.len();
        self.table = vec![f64::NAN; self.rows.len() * years];
        self.outside = vec![0.0; years];
        self.held = vec![0.0; years];
        for (year, total) in totals.iter().enumerate().filter(|(_, total)| total.is_finite()) {
            if let Err(refusal) = self.year(year, *total) {
                refused.push(Refused { number: self.step.number, year, refusal });
            }
        }
    }

    fn year(&mut self, year: usize, total: f64) -> Result<(), SpreadRefusal> {
        let years = self.outside.len();
        let Kind::Spread { rule, .. } = &self.step.kind else { return Ok(()) };
        let (mut leaves, mut of, mut sum) = (Vec::new(), Vec::new(), 0.0);
        let clusters_held = self.step.reached.groups.is_empty() && self.step.reached.top.is_some();
        let own = self.top.as_ref().and_then(|(top, own)| Some((*top, own[year]?)));
        for (number, row) in self.rows.iter().enumerate() {
            // A node with a path of its own does not change where a cluster gains a value that the plan leaves open.
            if own.is_some() && !row.plan[year].is_finite() {
                continue;
            }
            let by_hand = row.given.as_ref().map(|given| given[year]).filter(|given| given.is_finite());
            let value = by_hand.unwrap_or(row.values[year]);
            if !value.is_finite() {
                continue;
            }
            sum += row.values[year];
            let weight = self.weight(rule, row, year, value);
            let held = by_hand.is_some() || row.held || year < row.free || clusters_held;
            leaves.push(Leaf { value, held, weight: if weight.is_finite() { weight } else { 0.0 } });
            of.push(number);
        }
        let outside = own.map(|(top, own)| (top, own - sum));
        if let Some((top, value)) = outside {
            let by_hand = self.given_outside(top, year);
            let free = by_hand.is_none() && (self.step.reached.outside.contains(&top) || leaves.is_empty());
            let weight = match rule {
                Rule::Value | Rule::Metric(_) | Rule::Year(_) => value,
                Rule::Equal => 1.0,
                Rule::Weights(list) => weight(list, self.worker.plan.frame().outside.start + top as usize),
            };
            leaves.push(Leaf { value: by_hand.unwrap_or(value), held: !free, weight });
        }
        if leaves.is_empty() {
            return Ok(());
        }
        self.held[year] = leaves.iter().filter(|leaf| leaf.held).map(|leaf| leaf.value).sum();
        let new = spread::spread(total, &leaves)?;
        for ((number, leaf), new) in of.iter().zip(&leaves).zip(&new) {
            if !leaf.held {
                self.table[number * years + year] = *new;
            }
        }
        if let (Some((_, value)), Some(leaf), Some(new)) = (outside, leaves.last(), new.last())
            && !leaf.held
        {
            self.outside[year] = new - value;
        }
        Ok(())
    }

    /// What is given by hand for the node's residual.
    fn given_outside(&self, top: u32, year: usize) -> Option<f64> {
        let given = |step: &Step| match &step.kind {
            Kind::Given(given) if step.reached.outside == [top] => Some(given[year]).filter(|value| value.is_finite()),
            _ => None,
        };
        self.worker.program.steps.iter().rev().find_map(given)
    }

    fn weight(&self, rule: &Rule, row: &Row, year: usize, value: f64) -> f64 {
        match (rule, &row.weights) {
            (Rule::Equal, _) => 1.0,
            (Rule::Year(year), _) => row.values[*year],
            (Rule::Weights(_), Some(weights)) => weights[0],
            (Rule::Metric(_), Some(weights)) => weights.get(year).copied().unwrap_or(0.0),
            _ => value,
        }
    }

    fn finish(self) -> Table {
        let years = self.outside.len();
        let mut table = Table { held: self.held, ..Table::default() };
        let mut start = 0;
        for rows in self.rows.chunk_by(|a, b| a.at.group == b.at.group) {
            let end = start + rows.len() * years;
            table.groups.insert(rows[0].at.group, Arc::new(self.table[start..end].to_vec()));
            start = end;
        }
        if let Some((top, _)) = self.top
            && self.outside.iter().any(|change| *change != 0.0)
        {
            table.outside = Some((top, self.outside));
        }
        table
    }
}

/// A cluster's total over its parts. What the cluster has beside them is held.
fn over_cluster(worker: &Worker<'_>, place: usize, cluster: usize, totals: &[f64], rule: &Rule, refused: &mut Vec<Refused>) -> Table {
    let frame = worker.plan.frame();
    let number = cluster - frame.clusters.start;
    let (group, leaf) = worker.groups.of[number];
    let at = At { group, number: leaf, place: cluster };
    let years = frame.years;
    let mut table = Table { held: vec![0.0; years], ..Table::default() };
    let mut rows = vec![f64::NAN; worker.groups.clusters[group as usize].len() * years];
    let mut s = Scratch::default();
    worker.load(at, &mut s);
    worker.run(at, place as u32, &mut s, |_, _, _| {});
    let mut parts: Vec<(u32, Vec<f64>)> = Vec::new();
    for part in &frame.parts_of[number] {
        let running = s.parts.iter().find(|known| known.part == *part).map(|known| known.row.clone());
        let plan = || worker.plan.rows(worker.metric, Layer::Path).own.row(*part as usize).map(<[f64]>::to_vec);
        parts.push((*part, running.or_else(plan).unwrap_or_else(|| vec![f64::NAN; years])));
    }
    let mut new_parts: Vec<(u32, Vec<f64>)> = parts.iter().map(|(part, _)| (*part, vec![f64::NAN; years])).collect();
    let Kind::Spread { holds, .. } = &worker.program.steps[place].kind else { return table };
    for (year, total) in totals.iter().enumerate().filter(|(year, total)| total.is_finite() && *year >= s.free) {
        rows[leaf as usize * years + year] = *total;
        let known: Vec<usize> = (0..parts.len()).filter(|part| parts[*part].1[year].is_finite()).collect();
        if known.is_empty() {
            continue;
        }
        let of_parts: f64 = known.iter().map(|part| parts[*part].1[year]).sum();
        let mut leaves: Vec<Leaf> = Vec::new();
        for part in &known {
            let (place, row) = &parts[*part];
            let weight = match rule {
                Rule::Equal => 1.0,
                Rule::Weights(list) => weight(list, *place as usize),
                Rule::Year(year) => row[*year],
                Rule::Value | Rule::Metric(_) => row[year],
            };
            leaves.push(Leaf { value: row[year], held: holds.contains(place), weight: if weight.is_finite() { weight } else { 0.0 } });
        }
        let beside = if s.row[year].is_finite() { s.row[year] - of_parts } else { 0.0 };
        leaves.push(Leaf { value: beside, held: true, weight: 0.0 });
        table.held[year] = leaves.iter().filter(|leaf| leaf.held).map(|leaf| leaf.value).sum();
        match spread::spread(*total, &leaves) {
            Ok(new) => known.iter().zip(new).for_each(|(part, new)| new_parts[*part].1[year] = new),
            Err(refusal) => {
                rows[leaf as usize * years + year] = f64::NAN;
                refused.push(Refused { number: worker.program.steps[place].number, year, refusal });
            }
        }
    }
    table.groups.insert(group, Arc::new(rows));
    table.parts = new_parts;
    table
}
