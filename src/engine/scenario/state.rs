//! All metrics of a scenario taken through their steps; what did not change since the last time is taken over.

use std::sync::Arc;

use rayon::prelude::*;

use super::Groups;
use super::compile::{Compiled, Entry, Program};
use super::distribute::{self, Refused};
use super::outside::{self, Outside, Walk};
use super::run::{At, Done, Others, Table, Worker};
use super::step::{Kind, Step};
use crate::engine::rollup::{Buffer, Exact, Leaves};
use crate::engine::{Evaluation, Layer};

/// One metric after its steps.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) program: Arc<Program>,
    /// Per step: what came out of it, where it is a spread.
    pub(super) tables: Arc<Vec<Option<Arc<Table>>>>,
    /// Per group; `None` where nothing concerns it.
    pub(super) groups: Arc<Vec<Option<Arc<Done>>>>,
    /// The residuals; `None` where nothing moves them.
    pub(super) outside: Option<Arc<Outside>>,
    pub(super) tops: Arc<Tops>,
    pub(super) refused: Arc<Vec<Refused>>,
}

/// What changes in the sums of clusters of the total and every member.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tops {
    years: usize,
    change: Vec<f64>,
    appeared: Vec<f64>,
    n: Vec<u32>,
    illustrative: Vec<bool>,
}

impl Tops {
    /// Change of the clusters that have a value in the plan; sum and number of those that gained one.
    pub(super) fn get(&self, top: usize, year: usize) -> (f64, f64, u32) {
        let at = top * self.years + year;
        (self.change[at], self.appeared[at], self.n[at])
    }

    /// True where a basis beneath is made from illustrative actuals.
    pub(super) fn is_illustrative(&self, top: usize) -> bool {
        self.illustrative[top]
    }

    fn of(groups: &Groups, done: &[Option<Arc<Done>>], tops: usize, years: usize) -> Self {
        let cells = tops * years;
        let (mut change, mut appeared) = (vec![Exact::default(); cells], vec![Exact::default(); cells]);
        let mut all = Self { years, n: vec![0; cells], illustrative: vec![false; tops], ..Self::default() };
        for (group, done) in done.iter().enumerate() {
            let Some(done) = done else { continue };
            for top in groups.within[group].iter().chain(&[0]) {
                let start = *top as usize * years;
                change[start..start + years].iter_mut().zip(done.total()).for_each(|(sum, value)| sum.add(*value));
                all.illustrative[*top as usize] |= done.illustrative;
                let Some(new) = &done.appeared else { continue };
                for year in 0..years {
                    appeared[start + year].add(new.total[year]);
                    all.n[start + year] += new.n[year];
                }
            }
        }
        all.change = change.into_iter().map(Exact::value).collect();
        all.appeared = appeared.into_iter().map(Exact::value).collect();
        all
    }
}

/// The states of all metrics, as far as they are made.
#[derive(Clone, Copy)]
pub(super) struct States<'a> {
    pub(super) plan: &'a Evaluation,
    pub(super) groups: &'a Groups,
    pub(super) list: &'a [Option<State>],
}

impl Others for States<'_> {
    fn row(&self, metric: usize, at: At, out: &mut Vec<f64>) -> bool {
        out.clear();
        let done = self.list[metric].as_ref().and_then(|state| state.groups[at.group as usize].as_deref());
        if let Some(row) = done.and_then(|done| done.row(at.number)) {
            out.extend_from_slice(row);
            return true;
        }
        self.plan_row(metric, at.place, out)
    }

    fn part_row(&self, metric: usize, at: At, part: u32, out: &mut Vec<f64>) -> bool {
        out.clear();
        let done = self.list[metric].as_ref().and_then(|state| state.groups[at.group as usize].as_deref());
        if let Some((_, row)) = done.and_then(|done| done.parts.iter().find(|(known, _)| *known == part)) {
            out.extend_from_slice(row);
            return true;
        }
        self.plan_row(metric, part as usize, out)
    }

    fn top_row(&self, metric: usize, top: usize, out: &mut Vec<f64>) -> bool {
        out.clear();
        let Some(row) = self.plan.plane(metric, Layer::Path).row(top) else { return false };
        out.extend_from_slice(row);
        if let Some(state) = &self.list[metric] {
            let adds = self.plan.adds_at(metric);
            for (year, value) in out.iter_mut().enumerate() {
                let beneath = if adds { state.tops.get(top, year).0 } else { 0.0 };
                *value += beneath + state.outside.as_ref().map_or(0.0, |outside| outside.change(top)[year]);
            }
        }
        out.iter().any(|value| value.is_finite())
    }

    fn outside_row(&self, metric: usize, top: usize, out: &mut Vec<f64>) -> bool {
        out.clear();
        let value = |year: usize| match self.list[metric].as_ref().and_then(|state| state.outside.as_ref()) {
            Some(outside) => outside.value(top, year),
            None => outside::start_of(self.plan, metric, top, Layer::Path, year).map(|(value, ..)| value),
        };
        out.extend((0..self.plan.frame().years).map(|year| value(year).unwrap_or(f64::NAN)));
        true
    }
}

impl States<'_> {
    fn plan_row(&self, metric: usize, place: usize, out: &mut Vec<f64>) -> bool {
        let mut buffer = Buffer::default();
        let rows = self.plan.rows(metric, Layer::Path);
        let Some(leaf) = rows.leaf(place, &mut buffer) else { return false };
        out.extend_from_slice(leaf.values);
        true
    }

    /// A worker for one metric.
    pub(super) fn worker<'w>(
        &'w self,
        metric: usize,
        program: &'w Program,
        tables: &'w [Option<Arc<Table>>],
        base_year: Option<usize>,
    ) -> Worker<'w> {
        Worker { plan: self.plan, groups: self.groups, metric, program, tables, others: self, base_year }
    }
}

/// Takes all metrics through their steps.
pub(super) fn all(
    plan: &Evaluation,
    groups: &Groups,
    compiled: &mut Compiled,
    base_year: Option<usize>,
    before: Option<&[Option<State>]>,
) -> Vec<Option<State>> {
    let mut list: Vec<Option<State>> = vec![None; compiled.programs.len()];
    let mut changed: Vec<Vec<bool>> = vec![Vec::new(); compiled.programs.len()];
    for metric in compiled.order.clone() {
        let program = Arc::new(std::mem::take(&mut compiled.programs[metric]));
        let old = before.and_then(|before| before[metric].as_ref());
        if program.is_empty() {
            changed[metric] = old.map(|old| old.groups.iter().map(Option::is_some).collect()).unwrap_or_default();
            continue;
        }
        let stale: Vec<&[bool]> = program.inputs.iter().chain(&program.cut).map(|input| changed[*input].as_slice()).collect();
        let made = one(States { plan, groups, list: &list }, metric, program, base_year, old, &stale);
        changed[metric] = match old {
            Some(old) => made.groups.iter().zip(old.groups.iter()).map(|(a, b)| !same(a, b)).collect(),
            None => vec![true; groups.clusters.len()],
        };
        list[metric] = Some(made);
    }
    list
}

fn same(a: &Option<Arc<Done>>, b: &Option<Arc<Done>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn one(
    states: States<'_>,
    metric: usize,
    program: Arc<Program>,
    base_year: Option<usize>,
    old: Option<&State>,
    stale: &[&[bool]],
) -> State {
    let frame = states.plan.frame();
    let (tops, years) = (frame.clusters.start, frame.years);
    let mut tables: Vec<Option<Arc<Table>>> = vec![None; program.steps.len()];
    let mut refused = Vec::new();
    let mut walk = None;
    if program.has_spreads() {
        for place in 0..program.steps.len() {
            if matches!(program.steps[place].kind, Kind::Spread { .. }) {
                let worker = states.worker(metric, &program, &tables, base_year);
                let mut at = walk.take().unwrap_or_else(|| start_outside(&worker));
                let table = distribute::distribute(&worker, &mut at, place, &mut refused);
                walk = Some(at);
                tables[place] = Some(Arc::new(table));
            }
        }
    }
    let worker = states.worker(metric, &program, &tables, base_year);
    let group = |group: usize| {
        let is_stale = stale.iter().any(|stale| stale.get(group).copied().unwrap_or(false));
        let kept = old.filter(|old| !is_stale && is_unchanged(old, &program, &tables, group));
        match kept {
            Some(old) => old.groups[group].clone(),
            None => {
                let before = old.filter(|_| !is_stale).and_then(|old| resumes(old, &program, group));
                worker.group(group as u32, u32::MAX, before).map(Arc::new)
            }
        }
    };
    let groups: Vec<Option<Arc<Done>>> = (0..states.groups.clusters.len()).into_par_iter().map(group).collect();
    let moves_outside = walk.is_some()
        || program.steps.iter().any(|step| !step.reached.outside.is_empty())
        || program.bases.iter().any(|basis| !basis.reached.outside.is_empty());
    let outside = moves_outside.then(|| Arc::new(walk.unwrap_or_else(|| start_outside(&worker)).finish(&worker)));
    let tops = Arc::new(Tops::of(states.groups, &groups, tops, years));
    State { tops, groups: Arc::new(groups), outside, tables: Arc::new(tables), refused: Arc::new(refused), program }
}

/// Residuals with their basis; where they have one, what bases do to clusters has to be known first.
fn start_outside(worker: &Worker<'_>) -> Walk {
    let frame = worker.plan.frame();
    let (tops, years) = (frame.clusters.start, frame.years);
    if worker.program.bases.iter().all(|basis| basis.reached.outside.is_empty()) {
        return Walk::new(worker, &vec![0.0; tops * years]);
    }
    let done: Vec<Option<Arc<Done>>> =
        (0..worker.groups.clusters.len() as u32).into_par_iter().map(|group| worker.group(group, 0, None).map(Arc::new)).collect();
    Walk::new(worker, &Tops::of(worker.groups, &done, tops, years).change)
}

/// True where the same happens to a group as before.
fn is_unchanged(old: &State, program: &Program, tables: &[Option<Arc<Table>>], group: usize) -> bool {
    let (now, then) = (&program.entries[group], &old.program.entries[group]);
    let step = |a: &Entry, b: &Entry| {
        let (new, before): (&Step, &Step) = (&program.steps[a.at as usize], &old.program.steps[b.at as usize]);
        let is_spread = matches!(new.kind, Kind::Spread { .. }) && matches!(before.kind, Kind::Spread { .. });
        let moves_alike = match is_spread {
            true => same_table(tables[a.at as usize].as_deref(), old.tables[b.at as usize].as_deref(), group as u32),
            false => same_step(new, before),
        };
        alike(a, b) && moves_alike
    };
    now.len() == then.len() && now.iter().zip(then).all(|(a, b)| step(a, b)) && same_bases(old, program, group)
}

fn alike(a: &Entry, b: &Entry) -> bool {
    a.leaf == b.leaf && a.part == b.part
}

fn same_step(a: &Step, b: &Step) -> bool {
    a.from == b.from && a.to == b.to && a.kind.is_same(&b.kind)
}

fn same_bases(old: &State, program: &Program, group: usize) -> bool {
    let (now, then) = (&program.base_entries[group], &old.program.base_entries[group]);
    let basis = |(a, b): (&Entry, &Entry)| alike(a, b) && program.bases[a.at as usize].line == old.program.bases[b.at as usize].line;
    now.len() == then.len() && now.iter().zip(then).all(basis)
}

/// What came out of a group before, and its number of entries, where all of them are the first ones now. Spreads work on more than
/// the group and start anew.
fn resumes<'o>(old: &'o State, program: &Program, group: usize) -> Option<(&'o Done, usize)> {
    let done = old.groups[group].as_deref()?;
    let (now, then) = (&program.entries[group], &old.program.entries[group]);
    let same = |(a, b): (&Entry, &Entry)| alike(a, b) && same_step(&program.steps[a.at as usize], &old.program.steps[b.at as usize]);
    let is_start = then.len() < now.len() && then.iter().zip(now).all(|(b, a)| same((a, b)));
    (is_start && !program.has_spreads() && !old.program.has_spreads() && same_bases(old, program, group)).then_some((done, then.len()))
}

fn same_table(a: Option<&Table>, b: Option<&Table>, group: u32) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let bits = |row: &[f64]| row.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    let rows = |table: &Table| table.groups.get(&group).map(|rows| bits(rows));
    let parts = |table: &Table| table.parts.iter().map(|(part, row)| (*part, bits(row))).collect::<Vec<_>>();
    rows(a) == rows(b) && parts(a) == parts(b)
}
