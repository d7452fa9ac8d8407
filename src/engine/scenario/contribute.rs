//! What a value is made of, and the steps that lead to it.
//!
//! Every step's part is the difference of the running values behind and before it, summed over what lies beneath; the basis is what
//! is left of the value. A derived metric's parts follow from letting the steps of its inputs work one after the other and taking
//! the differences of what the formula gives.

use super::compile::Program;
use super::run::Scratch;
use super::state::State;
use super::step::{Kind, Step};
use super::{Contribution, Explained, How, Inner, Part};
use crate::domain::{Lever, NodeKind};
use crate::engine::rollup::Exact;
use crate::engine::{Layer, Reading};

/// What one assumption does to a value.
#[derive(Clone, Debug)]
struct Amount {
    number: u32,
    amount: f64,
}

impl Inner {
    fn part(&self, number: u32) -> Part {
        let (by, assumption) = &self.assumptions[number as usize];
        let project = || self.compiled.projects.iter().find(|at_work| at_work.number == number).map(|at_work| at_work.project.id.clone());
        match (&assumption.lever, project()) {
            (Lever::Project(_), Some(project)) => Part::Project(by.clone(), project),
            _ => Part::Assumption(by.clone()),
        }
    }

    /// The parts of a value; the basis first, then what has any amount, in the order in which it works.
    pub(super) fn contributions(&self, node: usize, metric: usize, year: usize) -> Vec<Contribution> {
        let Some(value) = self.read(node, metric, year).value else { return Vec::new() };
        let amounts = self.amounts(node, metric, year);
        let rest = amounts.iter().fold(Exact::default().with(value), |sum, of| sum.with(-of.amount)).value();
        let mut parts = vec![Contribution { part: Part::Basis, amount: rest }];
        parts.extend(amounts.iter().filter(|of| of.amount != 0.0).map(|of| Contribution { part: self.part(of.number), amount: of.amount }));
        parts
    }

    fn amounts(&self, node: usize, metric: usize, year: usize) -> Vec<Amount> {
        if self.plan.programs().list[metric].is_some() {
            return self.amounts_derived(node, metric, year);
        }
        let Some(state) = &self.states[metric] else { return Vec::new() };
        match self.plan.frame().kind(node) {
            NodeKind::Total | NodeKind::Member => self.amounts_top(node, metric, year, state),
            NodeKind::Outside => {
                let inside = self.plan.frame().inside(node).unwrap_or(0);
                self.amounts_outside(inside, year, state)
            }
            NodeKind::Cluster | NodeKind::Part => {
                let mut found = Vec::new();
                self.replay(node, metric, year, |number, _, before, after, _| {
                    let amount = if before.is_finite() { after - before } else { after };
                    found.push(Amount { number, amount: if amount.is_finite() { amount } else { 0.0 } });
                });
                found
            }
        }
    }

    fn amounts_outside(&self, inside: usize, year: usize, state: &State) -> Vec<Amount> {
        let Some(outside) = &state.outside else { return Vec::new() };
        let steps = state.program.steps.iter().zip(&outside.steps);
        let of = |(step, moved): (&Step, &Vec<(u32, Vec<f64>)>)| {
            let (_, change) = moved.iter().find(|(top, _)| *top as usize == inside)?;
            Some(Amount { number: step.number, amount: change[year] })
        };
        steps.filter_map(of).collect()
    }

    fn amounts_top(&self, top: usize, metric: usize, year: usize, state: &State) -> Vec<Amount> {
        let years = self.plan.frame().years;
        let has_own = self.plan.plane(metric, Layer::Path).get(top, year).is_some();
        let mut sums = vec![Exact::default(); state.program.steps.len()];
        let adds = self.plan.adds_at(metric);
        for group in self.plan.groups().beneath[top].iter().filter(|_| adds) {
            let Some(done) = state.groups[*group as usize].as_deref() else { continue };
            for (number, entry) in state.program.entries[*group as usize].iter().enumerate() {
                let sum = &mut sums[entry.at as usize];
                sum.add(done.sum(number + 1)[year]);
                if let (false, Some(new)) = (has_own, &done.appeared) {
                    sum.add(new.rows[(number + 1) * years + year]);
                }
            }
        }
        if has_own && let Some(outside) = &state.outside {
            for (sum, moved) in sums.iter_mut().zip(&outside.steps) {
                moved.iter().filter(|(of, _)| *of as usize == top).for_each(|(_, change)| sum.add(change[year]));
            }
        }
        let amount = |(step, sum): (&Step, &Exact)| Amount { number: step.number, amount: sum.value() };
        state.program.steps.iter().zip(&sums).map(amount).collect()
    }

    /// Takes a cluster or a part through its steps once more and tells each: the assumption, the step, the value before and after,
    /// the rows before and after.
    fn replay(&self, node: usize, metric: usize, year: usize, mut told: impl FnMut(u32, &Step, f64, f64, (&[f64], &[f64]))) {
        let (Some(state), Some(at)) = (&self.states[metric], self.at(node)) else { return };
        let states = self.states();
        let worker = states.worker(metric, &state.program, &state.tables, self.base_year);
        let mut s = Scratch::default();
        worker.load(at, &mut s);
        let entries = &state.program.entries[at.group as usize];
        worker.run(at, u32::MAX, &mut s, |entry, _, s| {
            let step = &state.program.steps[entries[entry].at as usize];
            if at.place == node {
                told(step.number, step, s.before[year], s.row[year], (&s.before, &s.row));
                return;
            }
            // Parts are moved by their own steps and by what is spread over their cluster.
            let concerns = |part: u32| entries[entry].part == part || matches!(step.kind, Kind::Spread { .. });
            if let Some(part) = s.parts.iter().find(|part| part.part as usize == node && concerns(part.part)) {
                told(step.number, step, part.before[year], part.row[year], (&part.before, &part.row));
            }
        });
    }

    fn amounts_derived(&self, node: usize, metric: usize, year: usize) -> Vec<Amount> {
        let reading = self.read(node, metric, year);
        if reading == self.plan.read(node, metric, Layer::Path, year) {
            return Vec::new();
        }
        let inputs = self.inputs_of(node, metric, year);
        let mut now: Vec<(usize, f64)> = inputs.iter().map(|(input, start, _)| (*input, *start)).collect();
        let mut events: Vec<(usize, Amount)> =
            inputs.into_iter().enumerate().flat_map(|(input, (_, _, amounts))| amounts.into_iter().map(move |of| (input, of))).collect();
        events.sort_by_key(|(_, of)| of.number);
        let value = |now: &[(usize, f64)]| {
            let given = |input: usize| now.iter().find(|(known, _)| *known == input).map(|(_, value)| (*value, true));
            self.formula(metric, &mut |input| given(input)).0
        };
        let mut before = value(&now).unwrap_or(0.0);
        let mut amounts = Vec::new();
        for (input, of) in events {
            now[input].1 += of.amount;
            let after = value(&now).unwrap_or(before);
            amounts.push(Amount { number: of.number, amount: after - before });
            before = after;
        }
        amounts
    }

    /// The metrics that a derived value comes down to: place, value at the start, what assumptions do to it.
    fn inputs_of(&self, node: usize, metric: usize, year: usize) -> Vec<(usize, f64, Vec<Amount>)> {
        let mut roots = Vec::new();
        self.collect_roots(metric, &mut roots);
        let own: Option<Vec<f64>> = roots.iter().map(|root| Some(self.own(node, *root, year)?.0)).collect();
        if let Some(own) = own {
            let of = |(root, value): (&usize, f64)| {
                let amounts = self.amounts(node, *root, year);
                let start = amounts.iter().fold(Exact::default().with(value), |sum, of| sum.with(-of.amount)).value();
                (*root, start, amounts)
            };
            return roots.iter().zip(own).map(of).collect();
        }
        self.matched_inputs(node, &roots, year)
    }

    fn collect_roots(&self, metric: usize, roots: &mut Vec<usize>) {
        match &self.plan.programs().list[metric] {
            Some(program) => program.inputs.iter().for_each(|input| self.collect_roots(*input, roots)),
            None if roots.contains(&metric) => {}
            None => roots.push(metric),
        }
    }

    /// The same over those clusters for which all of it is known.
    fn matched_inputs(&self, top: usize, roots: &[usize], year: usize) -> Vec<(usize, f64, Vec<Amount>)> {
        let mut found: Vec<(usize, Exact, Vec<(u32, Exact)>)> = roots.iter().map(|root| (*root, Exact::default(), Vec::new())).collect();
        for place in self.plan.frame().clusters_beneath(top) {
            let values: Option<Vec<f64>> = roots.iter().map(|root| Some(self.own(place, *root, year)?.0)).collect();
            let Some(values) = values else { continue };
            for ((root, start, sums), value) in found.iter_mut().zip(values) {
                start.add(value);
                for of in self.amounts(place, *root, year) {
                    start.add(-of.amount);
                    match sums.iter_mut().find(|(number, _)| *number == of.number) {
                        Some((_, sum)) => sum.add(of.amount),
                        None => sums.push((of.number, Exact::default().with(of.amount))),
                    }
                }
            }
        }
        let amount = |(number, sum): (u32, Exact)| Amount { number, amount: sum.value() };
        found.into_iter().map(|(root, start, sums)| (root, start.value(), sums.into_iter().map(amount).collect())).collect()
    }

    /// The steps that lead to a value.
    pub(super) fn explain(&self, node: usize, metric: usize, year: usize) -> Vec<Explained> {
        let reading: Reading = self.read(node, metric, year);
        let derived = self.plan.programs().list[metric].is_some();
        let state = self.states[metric].as_ref();
        if let (false, Some(state), Some(_)) = (derived, state, self.at(node)) {
            let mut steps = Vec::new();
            let mut start = None;
            self.replay(node, metric, year, |number, step, before, after, rows| {
                let of = |value: f64| value.is_finite().then_some(value);
                start.get_or_insert(of(before));
                let how = self.how(&state.program, step, metric, node, year, rows);
                if before.to_bits() != after.to_bits() {
                    steps.push(Explained { part: self.part(number), before: of(before), after: of(after), how });
                }
            });
            let start = start.unwrap_or(reading.value);
            steps.insert(0, Explained { part: Part::Basis, before: None, after: start, how: How::Start });
            return steps;
        }
        let mut sum = Exact::default();
        let mut steps = Vec::new();
        for Contribution { part, amount } in self.contributions(node, metric, year) {
            let first = part == Part::Basis;
            let before = (!first).then(|| sum.value());
            sum.add(amount);
            let how = match first {
                true => How::Start,
                false if derived => How::Formula,
                false => How::Beneath,
            };
            steps.push(Explained { part, before, after: Some(sum.value()), how });
        }
        steps
    }

    fn how(&self, program: &Program, step: &Step, metric: usize, node: usize, year: usize, rows: (&[f64], &[f64])) -> How {
        let rate = |row: &[f64]| {
            let (now, last) = (row[year], *row.get(year.checked_sub(1)?)?);
            (last > 0.0).then(|| now / last - 1.0).filter(|rate| rate.is_finite())
        };
        match &step.kind {
            Kind::GrowthSet(_) | Kind::GrowthShift(_) => How::Growth { before: rate(rows.0), after: rate(rows.1) },
            Kind::Factor(factors) => How::Factor(factors[year]),
            Kind::Given(_) => How::Given,
            Kind::Add { full, shares, .. } => How::Output { full: *full, share: shares[year] },
            Kind::Ratio { ratio, of, .. } => {
                let denominator = of.and_then(|of| Some(self.own(node, of, year)?.0));
                How::Ratio { ratio: ratio[year], of: of.map(|of| self.plan.frame().metrics[of].clone()), denominator }
            }
            Kind::Spread { totals, .. } => {
                let place = program.steps.iter().position(|other| other.number == step.number);
                let tables = self.states[metric].as_ref().map(|state| &state.tables);
                let table = place.zip(tables).and_then(|(place, tables)| tables[place].as_deref());
                let held = table.and_then(|table| table.held.get(year).copied()).unwrap_or(0.0);
                How::Spread { total: totals[year], held }
            }
        }
    }

    /// How many of an assumption's leaves it moves in any year.
    pub(super) fn moved_by(&self, number: u32, places: &[usize]) -> usize {
        let metrics: Vec<usize> = (0..self.states.len()).filter(|metric| self.has_step(*metric, number)).collect();
        let moves = |place: &&usize| metrics.iter().any(|metric| self.moves(number, **place, *metric));
        places.iter().filter(moves).count()
    }

    fn has_step(&self, metric: usize, number: u32) -> bool {
        let Some(state) = &self.states[metric] else { return false };
        state.program.steps.iter().any(|step| step.number == number) || state.program.bases.iter().any(|basis| basis.number == number)
    }

    fn moves(&self, number: u32, place: usize, metric: usize) -> bool {
        let Some(state) = &self.states[metric] else { return false };
        if let Some(inside) = self.plan.frame().inside(place) {
            let Some(outside) = &state.outside else { return false };
            let of_steps = state.program.steps.iter().zip(&outside.steps).filter(|(step, _)| step.number == number);
            let is = |(top, change): &(u32, Vec<f64>)| *top as usize == inside && change.iter().any(|c| *c != 0.0);
            return of_steps.flat_map(|(_, moved)| moved).any(is) || outside.basis.iter().any(is);
        }
        let Some(at) = self.at(place) else { return false };
        let states = self.states();
        let worker = states.worker(metric, &state.program, &state.tables, self.base_year);
        let mut s = Scratch::default();
        worker.load(at, &mut s);
        let differ = |a: &[f64], b: &[f64]| a.iter().zip(b).any(|(a, b)| a.to_bits() != b.to_bits());
        let based = s.basis.is_some_and(|basis| state.program.bases[basis as usize].number == number);
        let mut moved = based && differ(&s.plan, &s.row);
        let entries = &state.program.entries[at.group as usize];
        worker.run(at, u32::MAX, &mut s, |entry, _, s| {
            let of_step = state.program.steps[entries[entry].at as usize].number == number;
            moved |= of_step && (differ(&s.before, &s.row) || s.parts.iter().any(|part| differ(&part.before, &part.row)));
        });
        moved
    }
}
