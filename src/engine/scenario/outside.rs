//! What lies outside the clusters: residuals taken through their steps, and what they pass on to the residuals round them.
//!
//! The residual of a member or of the total starts from its own figures where it has any, else from the node's own path less
//! the sum of the clusters that have a value (also where some have none; readings say so).
//!
//! A change of a member's residual is a change of the residual of the member above it, and at the top of that of the total:
//! what is outside the clusters of solar is outside those of new energy, and outside those of the city. A residual that the
//! step moves itself takes nothing from those within it, since its own move contains theirs. The dimensions of a plan cut the same
//! firms in different ways; so the total takes the residuals of the first dimension only that has any to give, and the evaluation
//! says so where there is a second.

use super::run::{At, Table, Worker};
use super::step::{Kind, Step};
use crate::domain::BasisLine;
use crate::engine::Layer;
use crate::engine::frame::NOWHERE;
use crate::engine::rollup::{Buffer, Exact};
use crate::engine::table::ILLUSTRATIVE;

/// The residuals of one metric, by the place of the node that they lie inside.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outside {
    years: usize,
    /// What they start from, before any basis; missing values where there is none.
    base: Vec<f64>,
    /// Changes in all.
    change: Vec<f64>,
    /// By the basis.
    pub(super) basis: Vec<(u32, Vec<f64>)>,
    /// True where the basis is made from illustrative actuals.
    illustrative: Vec<bool>,
    /// Per step.
    pub(super) steps: Vec<Vec<(u32, Vec<f64>)>>,
    /// Two dimensions that both have residuals to give to the total, of which only the first gives.
    pub(super) second: Option<(usize, usize)>,
}

impl Outside {
    /// The changes of a residual.
    pub(super) fn change(&self, top: usize) -> &[f64] {
        self.change.get(top * self.years..(top + 1) * self.years).unwrap_or_default()
    }

    /// True where the basis of a residual is made from illustrative actuals.
    pub(super) fn is_illustrative(&self, top: usize) -> bool {
        self.illustrative.get(top).copied().unwrap_or(false)
    }

    /// The final value of a residual; `None` where it has nothing to start from.
    pub(super) fn value(&self, top: usize, year: usize) -> Option<f64> {
        let at = top * self.years + year;
        let (base, change) = (*self.base.get(at)?, *self.change.get(at)?);
        let value = if change == 0.0 { base } else { base + change };
        value.is_finite().then_some(value)
    }
}

/// What a residual starts from: value, and how many clusters are known of how many.
pub(super) fn start(worker: &Worker<'_>, top: usize, layer: Layer, year: usize) -> Option<(f64, u32, u32)> {
    let (plan, metric) = (worker.plan, worker.metric);
    start_of(plan, metric, top, layer, year)
}

/// The same, without a worker.
pub(super) fn start_of(plan: &crate::engine::Evaluation, metric: usize, top: usize, layer: Layer, year: usize) -> Option<(f64, u32, u32)> {
    let frame = plan.frame();
    let plane = plan.plane(metric, layer);
    if let (Some((own, _)), true) = (plane.get(frame.outside.start + top, year), plan.adds_at(metric)) {
        return Some((own, 1, 1));
    }
    let (stated, _) = plane.get(top, year)?;
    if !plan.adds_at(metric) {
        // No residual: the node's own value, which stands alone.
        return Some((stated, 1, 1));
    }
    let of = frame.beneath[top];
    let sum = plan.table(metric, layer).get(top as u32, year);
    let (sum, n) = sum.map_or((0.0, 0), |cell| (cell.value, cell.n));
    Some((stated - sum, n, of))
}

/// Takes residuals through the steps.
pub(super) struct Walk {
    out: Outside,
    run: Vec<f64>,
    /// First year that steps can move, per residual.
    free: Vec<usize>,
    /// Members from the deepest up, the total last.
    upwards: Vec<usize>,
    /// The dimension whose residuals the total takes.
    gives: Option<usize>,
    next: usize,
}

impl Walk {
    /// Residuals with their basis. `of_clusters` is what bases change in the sums of clusters, by top.
    pub(super) fn new(worker: &Worker<'_>, of_clusters: &[f64]) -> Self {
        let frame = worker.plan.frame();
        let (tops, years) = (frame.clusters.start, frame.years);
        let mut base = vec![f64::NAN; tops * years];
        for top in 0..tops {
            for year in 0..years {
                base[top * years + year] = start(worker, top, Layer::Path, year).map_or(f64::NAN, |(value, ..)| value);
            }
        }
        let upwards = frame.deepest_first.iter().map(|member| *member as usize).chain([0]).collect();
        let (gives, second) = dimensions(worker);
        let steps = vec![Vec::new(); worker.program.steps.len()];
        let change = vec![0.0; tops * years];
        let out = Outside { years, base, change, basis: Vec::new(), illustrative: vec![false; tops], steps, second };
        let mut walk = Self { run: out.base.clone(), out, free: vec![0; tops], upwards, gives, next: 0 };
        walk.set_bases(worker, of_clusters);
        walk
    }

    fn set_bases(&mut self, worker: &Worker<'_>, of_clusters: &[f64]) {
        let years = self.out.years;
        let mut moved = Vec::new();
        for top in 0..self.free.len() {
            let basis = worker.program.bases.iter().rfind(|basis| basis.reached.outside.binary_search(&(top as u32)).is_ok());
            let Some(basis) = basis.filter(|basis| basis.line != BasisLine::PlanPath) else { continue };
            let cells = top * years..(top + 1) * years;
            let path = self.out.base[cells.clone()].to_vec();
            let actual: Vec<f64> = (0..years).map(|year| actual(worker, top, year, of_clusters[top * years + year])).collect();
            let mut row = path.clone();
            let place = worker.plan.frame().outside.start + top;
            let made = super::basis::fill(&basis.line, &worker.known(place, &path, &actual), &mut row);
            self.free[top] = made.unwrap_or(0);
            let marks = worker.plan.plane(worker.metric, Layer::Actual);
            self.out.illustrative[top] = self.free[top] > 0 && (marks.row_marks(top) | marks.row_marks(place)) & ILLUSTRATIVE != 0;
            let change: Vec<f64> = row.iter().zip(&path).map(|(row, path)| if path.is_finite() { row - path } else { 0.0 }).collect();
            for ((run, base), (row, path)) in self.run[cells.clone()].iter_mut().zip(&mut self.out.base[cells]).zip(row.iter().zip(&path)) {
                // Where the plan has nothing, the basis is what it starts from.
                if path.is_nan() {
                    (*run, *base) = (*row, *row);
                }
            }
            moved.push((top as u32, change));
        }
        if !moved.is_empty() {
            let within = |top: u32| moved.iter().any(|(moved, _)| *moved == top);
            let set: Vec<u32> = (0..self.free.len() as u32).filter(|top| within(*top)).collect();
            self.out.basis = self.pass(worker, moved, &set);
        }
    }

    /// Takes the steps before `until`.
    pub(super) fn advance(&mut self, worker: &Worker<'_>, until: usize) {
        let years = self.out.years;
        let mut other = Vec::new();
        while self.next < until.min(worker.program.steps.len()) {
            let place = self.next;
            self.next += 1;
            let step = &worker.program.steps[place];
            let table = worker.tables.get(place).and_then(Option::as_deref);
            if let Kind::Spread { .. } = step.kind {
                if let Some((top, change)) = table.and_then(|table: &Table| table.outside.clone()) {
                    self.out.steps[place] = self.pass(worker, vec![(top, change)], &[top]);
                }
                continue;
            }
            let mut moved = Vec::new();
            for top in &step.reached.outside {
                let cells = *top as usize * years..(*top as usize + 1) * years;
                if let Kind::Ratio { of: Some(of), .. } = &step.kind {
                    denominators(worker, step, *of, *top as usize, &mut other);
                }
                let before = &self.run[cells];
                let mut row = before.to_vec();
                step.work(&mut row, before, self.free[*top as usize], &other);
                let change = |(after, before): (&f64, &f64)| match (after.is_finite(), before.is_finite()) {
                    (true, true) => after - before,
                    (true, false) => *after,
                    _ => 0.0,
                };
                let change: Vec<f64> = row.iter().zip(before).map(change).collect();
                moved.push((*top, change));
            }
            self.out.steps[place] = self.pass(worker, moved, &step.reached.outside);
        }
    }

    /// Carries out changes and passes them on; gives what each residual takes in the end.
    fn pass(&mut self, worker: &Worker<'_>, moved: Vec<(u32, Vec<f64>)>, set: &[u32]) -> Vec<(u32, Vec<f64>)> {
        let (frame, years) = (worker.plan.frame(), self.out.years);
        let mut taken: Vec<Option<Vec<Exact>>> = vec![None; self.free.len()];
        let is_set = |top: usize| set.binary_search(&(top as u32)).is_ok();
        for (top, change) in moved {
            taken[top as usize] = Some(change.into_iter().map(|c| Exact::default().with(c)).collect());
        }
        let mut all = Vec::new();
        for top in self.upwards.clone() {
            let Some(change) = taken[top].take() else { continue };
            let change: Vec<f64> = change.into_iter().map(Exact::value).collect();
            if change.iter().all(|c| *c == 0.0) {
                continue;
            }
            let above = match frame.parent[top] {
                _ if top == 0 || !worker.plan.adds_at(worker.metric) => None,
                NOWHERE => Some(0).filter(|_| self.gives == Some(frame.dimension_of[top - 1])),
                above => Some(above as usize),
            };
            if let Some(above) = above.filter(|above| !is_set(*above)) {
                let sums = taken[above].get_or_insert_with(|| vec![Exact::default(); years]);
                sums.iter_mut().zip(&change).for_each(|(sum, c)| sum.add(*c));
            }
            let cells = top * years..(top + 1) * years;
            for ((run, (base, total)), c) in self.run[cells.clone()]
                .iter_mut()
                .zip(self.out.base[cells.clone()].iter_mut().zip(&mut self.out.change[cells]))
                .zip(&change)
            {
                if *c == 0.0 {
                    continue;
                }
                if run.is_nan() && is_set(top) {
                    // A value by hand where there was none.
                    (*run, *base, *total) = (*c, 0.0, *c);
                } else {
                    *run += c;
                    *total += c;
                }
            }
            all.push((top as u32, change));
        }
        all
    }

    /// The changes of a residual so far.
    pub(super) fn change(&self, top: usize) -> &[f64] {
        self.out.change(top)
    }

    /// The residuals after all steps.
    pub(super) fn finish(mut self, worker: &Worker<'_>) -> Outside {
        self.advance(worker, usize::MAX);
        self.out
    }
}

/// The actual of a residual: its own, else the node's own actual less what its clusters start from in the scenario, so that the
/// node shows its actual.
fn actual(worker: &Worker<'_>, top: usize, year: usize, of_clusters: f64) -> f64 {
    let (plan, metric) = (worker.plan, worker.metric);
    let plane = plan.plane(metric, Layer::Actual);
    if let Some((own, _)) = plane.get(plan.frame().outside.start + top, year) {
        return own;
    }
    let Some((stated, _)) = plane.get(top, year) else { return f64::NAN };
    if !plan.adds_at(metric) {
        return stated;
    }
    let planned = plan.table(metric, Layer::Path).get(top as u32, year).map_or(0.0, |cell| cell.value);
    stated - planned - of_clusters
}

/// What a ratio of a residual is taken of. Where the step also moves the clusters beneath, all that has no numerator of its own in the
/// plan: the node's own denominator less that of the clusters that do, so that the node itself comes to have the ratio.
fn denominators(worker: &Worker<'_>, step: &Step, of: usize, top: usize, out: &mut Vec<f64>) {
    let years = worker.plan.frame().years;
    out.clear();
    if !step.reached.groups.is_empty() && worker.others.top_row(of, top, out) {
        let (mut buffer, mut plan, mut row) = (Buffer::default(), Vec::new(), Vec::new());
        let mut sums = vec![Exact::default(); years];
        for group in &worker.groups.beneath[top] {
            for (number, place) in worker.groups.clusters[*group as usize].iter().enumerate() {
                let at = At { group: *group, number: number as u32, place: *place as usize };
                worker.plan_row(at.place, Layer::Path, &mut buffer, &mut plan);
                if !worker.others.row(of, at, &mut row) {
                    continue;
                }
                let known = (0..years).filter(|year| plan[*year].is_finite() && row[*year].is_finite());
                known.for_each(|year| sums[year].add(row[year]));
            }
        }
        out.iter_mut().zip(sums).for_each(|(own, sum)| *own -= sum.value());
        return;
    }
    worker.others.outside_row(of, top, out);
}

/// The first dimension whose residuals anything moves without moving the total's, and a second one.
fn dimensions(worker: &Worker<'_>) -> (Option<usize>, Option<(usize, usize)>) {
    let frame = worker.plan.frame();
    let steps = worker.program.steps.iter().map(|step| (&step.reached, matches!(step.kind, Kind::Spread { .. })));
    let bases = worker.program.bases.iter().map(|basis| (&basis.reached, false));
    let mut found: Vec<usize> = Vec::new();
    for (reached, is_spread) in steps.chain(bases) {
        // A spread moves the residual of its own node only.
        let tops: &[u32] = match (&reached.top, is_spread) {
            (Some(top), true) => std::slice::from_ref(top),
            _ => &reached.outside,
        };
        if !tops.contains(&0) && worker.plan.adds_at(worker.metric) {
            found.extend(tops.iter().map(|top| frame.dimension_of[*top as usize - 1]));
        }
    }
    // A member of a dimension that the plan does not have gives to nobody.
    found.retain(|dimension| *dimension < frame.dimensions.len());
    found.sort_unstable();
    found.dedup();
    (found.first().copied(), found.first().copied().zip(found.get(1).copied()))
}
