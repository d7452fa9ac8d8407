//! Values of the scenario: what no assumption moves is the plan path's own reading, to the last bit.
//!
//! A derived metric follows its formula in every year in which an assumption moves one of its inputs, also where the plan states the
//! metric itself; in all other years it is what the plan path says.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Inner;
use super::compile::Entry;
use super::outside;
use super::run::{At, Others};
use super::state::{State, States};
use crate::domain::NodeKind;
use crate::engine::frame::NOWHERE;
use crate::engine::rollup::{Exact, Leaves};
use crate::engine::table::ILLUSTRATIVE;
use crate::engine::{Basis, Layer, Reading};

/// Matched sums of one derived metric: over those clusters for which all that it comes down to is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Matched {
    /// Per group.
    groups: Vec<Arc<OfGroup>>,
    /// Per top and year: the value, and how many clusters it is made of.
    values: Vec<f64>,
    n: Vec<u32>,
}

/// Matched sums of a group: a row for each root, and how many clusters are in them.
#[derive(Clone, Debug, Default)]
struct OfGroup {
    sums: Vec<f64>,
    n: Vec<u32>,
}

/// Matched sums, made when first asked for; with those of groups that are as they were the last time.
#[derive(Debug, Default)]
pub(super) struct Lazy {
    made: OnceLock<Matched>,
    kept: Vec<Option<Arc<OfGroup>>>,
}

impl Lazy {
    /// Keeps those groups for which `is_kept` says so.
    pub(super) fn after(before: &Self, is_kept: impl Fn(usize) -> bool) -> Self {
        let kept = |made: &Matched| made.groups.iter().enumerate().map(|(group, of)| is_kept(group).then(|| of.clone())).collect();
        Self { made: OnceLock::new(), kept: before.made.get().map(kept).unwrap_or_default() }
    }
}

impl Inner {
    pub(super) fn states(&self) -> States<'_> {
        States { plan: &self.plan, groups: self.plan.groups(), list: &self.states }
    }

    /// Where the cluster at a place (or that of a part) stands.
    pub(super) fn at(&self, place: usize) -> Option<At> {
        let frame = self.plan.frame();
        let cluster = match frame.kind(place) {
            NodeKind::Cluster => place,
            NodeKind::Part => frame.parent[place] as usize,
            _ => return None,
        };
        let number = cluster.checked_sub(frame.clusters.start)?;
        let (group, number) = *self.plan.groups().of.get(number)?;
        Some(At { group, number, place: cluster })
    }

    /// The reading of a node, metric and year by their places.
    pub(super) fn read(&self, node: usize, metric: usize, year: usize) -> Reading {
        let plan = self.plan.read(node, metric, Layer::Path, year);
        if self.plan.programs().list[metric].is_some() {
            return self.read_derived(node, metric, year, plan);
        }
        let kind = self.plan.frame().kind(node);
        let Some(state) = &self.states[metric] else {
            return if kind == NodeKind::Outside && plan.value.is_none() && self.plan.adds_at(metric) {
                self.rest(node, metric, year, None)
            } else {
                plan
            };
        };
        match kind {
            NodeKind::Outside if !self.plan.adds_at(metric) => plan,
            NodeKind::Outside => match (plan.value, &state.outside) {
                (None, outside) => self.rest(node, metric, year, outside.as_deref()),
                (_, None) => plan,
                (_, Some(outside)) => {
                    let inside = self.plan.frame().inside(node).unwrap_or(0);
                    if outside.change(inside).get(year).is_none_or(|change| *change == 0.0) {
                        return plan;
                    }
                    let moved = outside.value(inside, year);
                    let illustrative = plan.illustrative || outside.is_illustrative(inside);
                    Reading { value: moved, basis: Basis::Scenario, illustrative, estimated: true, ..plan }
                }
            },
            NodeKind::Total | NodeKind::Member => self.read_top(node, metric, year, plan, state),
            NodeKind::Cluster | NodeKind::Part => match self.own(node, metric, year) {
                Some((value, true)) => {
                    let illustrative = plan.illustrative || self.is_illustrative(node, metric);
                    let (n, of) = (1, 1);
                    Reading { value: Some(value), basis: Basis::Scenario, n, of, illustrative, estimated: true, ..plan }
                }
                _ => plan,
            },
        }
    }

    /// A residual that the plan path does not give, since clusters beneath have no value.
    fn rest(&self, node: usize, metric: usize, year: usize, outside: Option<&outside::Outside>) -> Reading {
        let inside = self.plan.frame().inside(node).unwrap_or(0);
        let start = outside::start_of(&self.plan, metric, inside, Layer::Path, year);
        let (value, n, of) = start.map_or((None, 0, 0), |(value, n, of)| (Some(value), n, of));
        let changed = outside.and_then(|outside| outside.change(inside).get(year)).is_some_and(|change| *change != 0.0);
        let moved = outside.and_then(|outside| outside.value(inside, year));
        let Some(value) = (if outside.is_some() { moved } else { value }) else { return Reading::default() };
        let basis = if changed || start.is_none() { Basis::Scenario } else { Basis::Residual };
        Reading { value: Some(value), basis, n, of, estimated: true, ..Reading::default() }
    }

    fn read_top(&self, top: usize, metric: usize, year: usize, plan: Reading, state: &State) -> Reading {
        let (change, appeared, n) = state.tops.get(top, year);
        let of_rest = state.outside.as_ref().is_some_and(|outside| outside.is_illustrative(top));
        let illustrative = plan.illustrative || of_rest || state.tops.is_illustrative(top);
        if let Some((value, changed)) = self.own(top, metric, year) {
            let moved = Reading { value: Some(value), basis: Basis::Scenario, n: 1, of: 1, illustrative, estimated: true, ..plan };
            return if changed { moved } else { plan };
        }
        if (change == 0.0 && n == 0) || !self.plan.adds_at(metric) {
            return plan;
        }
        let of = self.plan.frame().beneath[top];
        let value = plan.value.unwrap_or(0.0) + change + appeared;
        Reading { value: Some(value), basis: Basis::Sum, n: plan.n + n, of, illustrative, estimated: true, ..plan }
    }

    fn is_illustrative(&self, node: usize, metric: usize) -> bool {
        let based = self.states[metric].as_ref().is_some_and(|state| !state.program.bases.is_empty());
        let plane = self.plan.plane(metric, Layer::Actual);
        based && plane.row_marks(node) & ILLUSTRATIVE != 0 && self.at(node).is_some_and(|at| self.has_basis(metric, at))
    }

    fn has_basis(&self, metric: usize, at: At) -> bool {
        let concerns = |entry: &Entry| entry.leaf == NOWHERE || entry.leaf == at.number;
        let entries = self.states[metric].as_ref().and_then(|state| state.program.base_entries.get(at.group as usize));
        entries.is_some_and(|entries| entries.iter().any(concerns))
    }

    /// The node's own value and whether an assumption moves it: the path with what changes beneath it; no sum of clusters.
    pub(super) fn own(&self, node: usize, metric: usize, year: usize) -> Option<(f64, bool)> {
        let frame = self.plan.frame();
        let state = self.states[metric].as_ref();
        match frame.kind(node) {
            NodeKind::Total | NodeKind::Member => {
                let (path, _) = self.plan.plane(metric, Layer::Path).get(node, year)?;
                let Some(state) = state else { return Some((path, false)) };
                let outside = state.outside.as_ref().map_or(0.0, |outside| outside.change(node)[year]);
                let beneath = if self.plan.adds_at(metric) { state.tops.get(node, year).0 } else { 0.0 };
                let change = beneath + outside;
                Some(if change == 0.0 { (path, false) } else { (path + change, true) })
            }
            NodeKind::Outside => {
                let inside = frame.inside(node)?;
                if let Some(outside) = state.and_then(|state| state.outside.as_ref()) {
                    let changed = outside.change(inside)[year] != 0.0;
                    return Some((outside.value(inside, year)?, changed));
                }
                self.plan.read(node, metric, Layer::Path, year).value.map(|value| (value, false))
            }
            NodeKind::Cluster | NodeKind::Part => {
                let mut buffer = crate::engine::rollup::Buffer::default();
                let rows = self.plan.rows(metric, Layer::Path);
                let plan = rows.leaf(node, &mut buffer).and_then(|leaf| leaf.values.get(year).copied()).filter(|v| v.is_finite());
                let moved = self.moved_row(node, metric).and_then(|row| row.get(year).copied()).filter(|v| v.is_finite());
                match (plan, moved) {
                    (Some(plan), Some(moved)) => Some((moved, moved.to_bits() != plan.to_bits())),
                    (None, Some(moved)) => Some((moved, true)),
                    (plan, None) => plan.map(|plan| (plan, false)),
                }
            }
        }
    }

    /// The final row of a cluster or part, where it is touched.
    fn moved_row(&self, node: usize, metric: usize) -> Option<&[f64]> {
        let state = self.states[metric].as_ref()?;
        let at = self.at(node)?;
        let done = state.groups[at.group as usize].as_deref()?;
        if at.place == node {
            return done.row(at.number);
        }
        done.parts.iter().find(|(part, _)| *part as usize == node).map(|(_, row)| row.as_slice())
    }

    fn read_derived(&self, node: usize, metric: usize, year: usize, plan: Reading) -> Reading {
        let programs = self.plan.programs();
        if programs.roots[metric].iter().all(|root| self.states[*root].is_none()) && !self.touches_inputs(metric) {
            return plan;
        }
        let mut known = true;
        let (value, changed) = self.formula(metric, &mut |input| {
            let own = self.own(node, input, year);
            known &= own.is_some();
            own
        });
        let illustrative = plan.illustrative || programs.roots[metric].iter().any(|root| self.is_illustrative(node, *root));
        if known {
            let stated = matches!(plan.basis, Basis::Stated | Basis::Path);
            return match value {
                Some(_) if changed => Reading { value, basis: Basis::Derived, n: 1, of: 1, illustrative, estimated: true, ..plan },
                None if changed && !stated => Reading { of: plan.of, ..Reading::default() },
                _ => plan,
            };
        }
        let is_top = node < self.plan.frame().clusters.start;
        if !is_top || matches!(plan.basis, Basis::Stated | Basis::Path) || !self.changes_beneath(node, metric, year) {
            return plan;
        }
        let Some((value, n)) = self.matched_cell(metric, node, year) else { return plan };
        let of = self.plan.frame().beneath[node];
        Reading { value: Some(value), basis: Basis::Derived, n, of, illustrative, estimated: true, ..plan }
    }

    /// True where an input of a formula (or an input of that) is touched.
    fn touches_inputs(&self, metric: usize) -> bool {
        let inputs = self.plan.programs().list[metric].as_ref().map(|program| program.inputs.as_slice()).unwrap_or_default();
        inputs.iter().any(|input| self.states[*input].is_some() || self.touches_inputs(*input))
    }

    fn changes_beneath(&self, top: usize, metric: usize, year: usize) -> bool {
        let changes = |root: &usize| {
            let Some(state) = &self.states[*root] else { return false };
            let (_, _, n) = state.tops.get(top, year);
            let any = |group: &u32| {
                let done = state.groups[*group as usize].as_deref();
                done.is_some_and(|done| (0..done.sums.len() / self.plan.frame().years).any(|at| done.sum(at)[year] != 0.0))
            };
            n > 0 || self.plan.groups().beneath[top].iter().any(any)
        };
        self.plan.programs().roots[metric].iter().any(changes)
    }

    /// A formula in one year; `given` tells the value of a metric and whether it is moved. Whether any input is moved comes back too.
    pub(super) fn formula(&self, metric: usize, given: &mut dyn FnMut(usize) -> Option<(f64, bool)>) -> (Option<f64>, bool) {
        let programs = self.plan.programs();
        let Some(program) = &programs.list[metric] else {
            let given = given(metric);
            return (given.map(|(value, _)| value), given.is_some_and(|(_, moved)| moved));
        };
        let (mut inputs, mut moved) = (Vec::with_capacity(program.inputs.len()), false);
        for input in &program.inputs {
            let (value, changed) = if programs.list[*input].is_some() {
                self.formula(*input, given)
            } else {
                let given = given(*input);
                (given.map(|(value, _)| value), given.is_some_and(|(_, moved)| moved))
            };
            moved |= changed;
            inputs.push([value.unwrap_or(f64::NAN)]);
        }
        let rows: Vec<&[f64]> = inputs.iter().map(|row| &row[..]).collect();
        let mut out = [f64::NAN];
        program.run(&rows, &mut out, &mut Vec::new());
        (out[0].is_finite().then_some(out[0]), moved)
    }

    fn matched_cell(&self, metric: usize, top: usize, year: usize) -> Option<(f64, u32)> {
        let matched = self.matched[metric].made.get_or_init(|| self.match_up(metric, &self.matched[metric].kept));
        let at = top * self.plan.frame().years + year;
        let value = *matched.values.get(at)?;
        value.is_finite().then(|| (value, matched.n[at]))
    }

    fn match_up(&self, metric: usize, kept: &[Option<Arc<OfGroup>>]) -> Matched {
        let (frame, groups, roots) = (self.plan.frame(), self.plan.groups(), &self.plan.programs().roots[metric]);
        let years = frame.years;
        if roots.is_empty() {
            return Matched::default();
        }
        let of = |group: usize| match kept.get(group) {
            Some(Some(kept)) => kept.clone(),
            _ => Arc::new(self.match_group(group as u32, roots)),
        };
        let done: Vec<Arc<OfGroup>> = (0..groups.clusters.len()).into_par_iter().map(of).collect();
        let (mut values, mut n) = (vec![f64::NAN; frame.clusters.start * years], vec![0; frame.clusters.start * years]);
        for top in 0..frame.clusters.start {
            let mut sums = vec![Exact::default(); roots.len() * years];
            for group in &groups.beneath[top] {
                let of = &done[*group as usize];
                sums.iter_mut().zip(&of.sums).for_each(|(sum, value)| sum.add(*value));
                (0..years).for_each(|year| n[top * years + year] += of.n[year]);
            }
            for year in (0..years).filter(|year| n[top * years + year] > 0) {
                let root = |input: usize| Some((sums[roots.binary_search(&input).ok()? * years + year].value(), true));
                values[top * years + year] = self.formula(metric, &mut |input| root(input)).0.unwrap_or(f64::NAN);
            }
        }
        Matched { groups: done, values, n }
    }

    fn match_group(&self, group: u32, roots: &[usize]) -> OfGroup {
        let years = self.plan.frame().years;
        let mut sums = vec![Exact::default(); roots.len() * years];
        let mut of = OfGroup { sums: Vec::new(), n: vec![0; years] };
        let states = self.states();
        let mut rows = vec![Vec::new(); roots.len()];
        for (number, place) in self.plan.groups().clusters[group as usize].iter().enumerate() {
            let at = At { group, number: number as u32, place: *place as usize };
            if !roots.iter().zip(&mut rows).all(|(root, row)| states.row(*root, at, row)) {
                continue;
            }
            for year in (0..years).filter(|year| rows.iter().all(|row| row[*year].is_finite())) {
                of.n[year] += 1;
                rows.iter().enumerate().for_each(|(root, row)| sums[root * years + year].add(row[year]));
            }
        }
        of.sums = sums.into_iter().map(Exact::value).collect();
        of
    }
}
