//! Scenarios: what follows when the assumptions of a scenario and of its parents are laid over the plan.
//!
//! **What is moved.** Assumptions move *leaves*: clusters, parts of clusters, and what members and the total have outside their clusters.
//! What no assumption moves is the plan path, to the last bit; a scenario without assumptions is the plan.
//! 1. *Basis*: the last basis assumption that concerns a leaf says what its values start from, wherever it stands in the order.
//! 2. *Steps*: the other assumptions work one after the other on the running values, those of the topmost parent first, each scenario's
//!    in its own order. Growth is set or shifted on what earlier steps left; years behind keep their growth, so that their levels
//!    move. A level shock multiplies. Values by hand replace. A project adds its output. A ratio path on
//!    a ratio replaces it; on a derived metric `a / b` it moves the numerator: `a` becomes the ratio times what `b` is in the scenario,
//!    whatever else moves `b` and wherever that stands in the order. A spread distributes a total. A
//!    total given by hand for a member or the plan's total is a spread by value that is held: it closes behind all other steps.
//! 3. *Derived metrics* follow their formulas, in every year in which an input is moved.
//! 4. *Roll-up*: a node with a path of its own changes by what its clusters and its residual change by; one without is the sum of its
//!    clusters. Values that appear where the plan has none do not move a node with a path of its own: the plan counts them somewhere
//!    already. A part moves its cluster by as much; a cluster that is moved itself leaves its parts as they are.
//!
//! **Projects.** The plan path contains what the plan intends. So a project of the register is part of no value until an assumption brings it
//! on stream; then it adds its output to what is there. Of several assumptions about one project the last one counts, and a
//! cancelled one adds nothing. A project at a leaf without a value adds to nothing, and the evaluation says so.
//!
//! **Actuals.** Where a basis starts from actuals, years with an actual show it and are not moved.
//!
//! **Contributions** add up to the value: each step's part is what the running value changed by, the basis is the rest.
//!
//! Nothing here reads a clock or draws lots; the same document gives the same values, bit for bit, in whatever order the processor's
//! cores work.

mod basis;
mod chain;
mod checks;
pub mod compare;
mod compile;
mod contribute;
mod distribute;
mod groups;
mod history;
mod outside;
mod project;
mod quotient;
mod read;
mod result;
mod run;
mod scope;
pub mod seek;
pub mod spread;
mod state;
mod step;

use std::sync::{Arc, OnceLock};

pub(super) use groups::Groups;
pub use quotient::{Quotient, is_movable_ratio, quotient};
pub use result::{Affected, BeyondHistory, By, Contribution, Explained, HoldBy, How, LimitUse, Part, Precedent, TargetOutcome};

#[cfg(test)]
pub(super) use self::checks::short as short_of;
use self::compile::{Compiled, Compiler};
use self::spread::SpreadRefusal;
use self::state::State;
use self::step::{Kind, Step};
use super::rollup::{Buffer, Leaves};
use super::{Evaluation, Layer, Reading};
use crate::base::{Diagnostic, MetricId, NodeId, Place, ScenarioId};
use crate::domain::{Assumption, Document};

pub use compile::place;

/// Every value that follows from a plan and a scenario. Borrows nothing; cloning is cheap.
#[derive(Clone, Debug)]
pub struct ScenarioEvaluation {
    inner: Arc<Inner>,
}

/// The evaluation itself.
#[derive(Debug)]
struct Inner {
    plan: Evaluation,
    document: Document,
    scenario: Option<ScenarioId>,
    assumptions: Vec<(By, Assumption)>,
    compiled: Compiled,
    /// Per metric; `None` where nothing moves it.
    states: Vec<Option<State>>,
    /// Per metric: matched sums of a derived one.
    matched: Vec<read::Lazy>,
    base_year: Option<usize>,
    diagnostics: Vec<Diagnostic>,
    history: Arc<OnceLock<history::History>>,
    limits: OnceLock<Vec<LimitUse>>,
    targets: OnceLock<Vec<TargetOutcome>>,
    beyond: OnceLock<Vec<BeyondHistory>>,
}

impl Inner {
    fn of(document: &Document, evaluation: &Evaluation, scenario: Option<&ScenarioId>, before: Option<&Self>) -> Self {
        let mut diagnostics = Vec::new();
        let assumptions = scenario.map(|id| chain::assumptions(document, id, &mut diagnostics)).unwrap_or_default();
        Self::with(document, evaluation, scenario, assumptions, before, diagnostics)
    }

    fn with(
        document: &Document,
        evaluation: &Evaluation,
        scenario: Option<&ScenarioId>,
        assumptions: Vec<(By, Assumption)>,
        before: Option<&Self>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let (frame, groups) = (evaluation.frame(), evaluation.groups());
        let units = document.plan.units();
        let mut compiled = Compiler::all(document, frame, groups, &units, &assumptions, &mut diagnostics);
        let base_year = frame.year(document.plan.info.base_year);
        let before = before.filter(|before| before.plan.is_same(evaluation));
        let states = state::all(evaluation, groups, &mut compiled, base_year, before.map(|before| before.states.as_slice()));
        let matched = (0..states.len()).map(|metric| keep_matched(evaluation, metric, &states, before)).collect();
        let mut inner = Self {
            plan: evaluation.clone(),
            document: document.clone(),
            scenario: scenario.cloned(),
            assumptions,
            compiled,
            states,
            matched,
            base_year,
            diagnostics,
            history: before.map(|before| before.history.clone()).unwrap_or_default(),
            limits: OnceLock::new(),
            targets: OnceLock::new(),
            beyond: OnceLock::new(),
        };
        let told = inner.told();
        inner.diagnostics.extend(told);
        inner
    }

    /// What came up while the steps were at work.
    fn told(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let (mut without, mut fixed) = (0, 0);
        for (metric, state) in self.states.iter().enumerate() {
            let Some(state) = state else { continue };
            found.extend(state.refused.iter().map(|refused| self.refusal(refused)));
            let done = state.groups.iter().flatten();
            done.for_each(|done| (without, fixed) = (without + done.without_basis, fixed + done.fixed));
            if let Some((first, second)) = state.outside.as_ref().and_then(|outside| outside.second) {
                let dimensions = &self.plan.frame().dimensions;
                let metric = &self.plan.frame().metrics[metric];
                let diagnostic = Diagnostic::warning("lever-two-dimensions", self.place()).arg("metric", metric);
                found.push(diagnostic.arg("first", &dimensions[first]).arg("text", &dimensions[second]));
            }
            found.extend(self.without_value(metric, state));
        }
        if without > 0 {
            found.push(Diagnostic::note("lever-basis-few", self.place()).arg("count", without));
        }
        if fixed > 0 {
            found.push(Diagnostic::note("lever-actual-years", self.place()));
        }
        found
    }

    fn place(&self) -> Place {
        self.scenario.as_ref().map_or_else(Place::default, |id| Place::default().record(id))
    }

    /// Projects that have nothing to add to, and steps that find no value in their whole scope.
    fn without_value(&self, metric: usize, state: &State) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for step in &state.program.steps {
            let Kind::Add { rows, .. } = &step.kind else {
                found.extend(self.without_any(metric, step));
                continue;
            };
            let places = step.reached.places(self.plan.frame(), self.plan.groups());
            let yields = |year: &usize| rows[*year] != 0.0;
            let empty = |place: &usize| !(0..rows.len()).filter(yields).any(|year| self.own(*place, metric, year).is_some());
            if places.iter().any(empty) && rows.iter().any(|row| *row != 0.0) {
                let (by, assumption) = &self.assumptions[step.number as usize];
                let diagnostic = Diagnostic::warning("lever-project-nothing", place(&by.scenario, &by.assumption));
                let metric = &self.plan.frame().metrics[metric];
                found.push(diagnostic.arg("assumption", compile::name(assumption)).arg("metric", metric));
            }
        }
        found
    }

    fn without_any(&self, metric: usize, step: &Step) -> Option<Diagnostic> {
        let read = match &step.kind {
            Kind::GrowthSet(_) | Kind::GrowthShift(_) | Kind::Factor(_) | Kind::Spread { .. } => metric,
            Kind::Ratio { of: Some(of), .. } => *of,
            _ => return None,
        };
        let (frame, groups) = (self.plan.frame(), self.plan.groups());
        let rows = self.plan.rows(read, Layer::Path);
        let mut buffer = Buffer::default();
        let mut has_value = |place: usize| rows.leaf(place, &mut buffer).is_some_and(|leaf| leaf.values.iter().any(|v| v.is_finite()));
        let mut clusters = step.reached.groups.iter().flat_map(|group| &groups.clusters[*group as usize]);
        let found =
            clusters.any(|place| has_value(*place as usize))
                || step.reached.cluster.iter().chain(&step.reached.part).chain(&step.reached.top).any(|place| has_value(*place as usize))
                    && (step.reached.top.is_none() || matches!(step.kind, Kind::Spread { .. }))
                || step.reached.outside.iter().any(|top| {
                    (0..frame.years).any(|year| outside::start_of(&self.plan, read, *top as usize, Layer::Path, year).is_some())
                });
        let (by, assumption) = &self.assumptions[step.number as usize];
        let diagnostic = Diagnostic::warning("lever-no-value", place(&by.scenario, &by.assumption));
        let diagnostic = diagnostic.arg("assumption", compile::name(assumption)).arg("metric", &frame.metrics[read]);
        (!found && !step.reached.is_empty()).then_some(diagnostic)
    }

    fn refusal(&self, refused: &distribute::Refused) -> Diagnostic {
        let (by, assumption) = &self.assumptions[refused.number as usize];
        let (code, total, held) = match refused.refusal {
            SpreadRefusal::UnderHeld { total, held } => ("lever-spread-held", total, held),
            SpreadRefusal::NothingFree { total, held } => ("lever-spread-fixed", total, held),
        };
        let diagnostic = Diagnostic::error(code, place(&by.scenario, &by.assumption)).arg("assumption", compile::name(assumption));
        let year = self.plan.frame().first_year + refused.year as i32;
        // Short enough to read: six decimals.
        let number = |value: f64| ((value * 1e6).round() / 1e6).to_string();
        diagnostic.arg("year", year).arg("total", number(total)).arg("held", number(held))
    }

    fn places(&self, node: &NodeId, metric: &MetricId, year: i32) -> Option<(usize, usize, usize)> {
        let frame = self.plan.frame();
        Some((frame.place(node)?, frame.metric(metric)?, frame.year(year)?))
    }

    fn held(&self, node: usize, metric: usize, year: usize) -> Option<HoldBy> {
        let state = self.states[metric].as_ref()?;
        let frame = self.plan.frame();
        let inside = frame.inside(node).map(|inside| inside as u32);
        let place = node as u32;
        state.program.steps.iter().rev().find_map(|step| {
            let reached = &step.reached;
            let value = match &step.kind {
                Kind::Given(given) => {
                    let is_leaf = reached.cluster == Some(place) || reached.part == Some(place);
                    let alone = if self.plan.adds_at(metric) { inside } else { Some(place) };
                    let is_rest = alone.is_some_and(|alone| reached.outside == [alone]);
                    (is_leaf || is_rest).then(|| given[year]).filter(|value| value.is_finite()).map(Some)
                }
                Kind::Spread { totals, holds, .. } if totals[year].is_finite() => {
                    let is_total = reached.top == Some(place) || reached.cluster == Some(place);
                    let is_kept = holds.contains(&place);
                    if is_total { Some(Some(totals[year])) } else { is_kept.then_some(None) }
                }
                _ => None,
            };
            value.map(|value| HoldBy { by: self.assumptions[step.number as usize].0.clone(), value })
        })
    }
}

/// Matched sums that are still good: of groups in which none of the metrics has changed.
fn keep_matched(plan: &Evaluation, metric: usize, states: &[Option<State>], before: Option<&Inner>) -> read::Lazy {
    let Some(before) = before else { return read::Lazy::default() };
    let roots = &plan.programs().roots[metric];
    let done = |states: &[Option<State>], root: usize, group: usize| states[root].as_ref().and_then(|state| state.groups[group].clone());
    let alike = |root: &usize, group: usize| match (done(states, *root, group), done(&before.states, *root, group)) {
        (Some(now), Some(then)) => Arc::ptr_eq(&now, &then),
        (None, None) => true,
        _ => false,
    };
    read::Lazy::after(&before.matched[metric], |group| roots.iter().all(|root| alike(root, group)))
}

impl ScenarioEvaluation {
    /// Evaluates a scenario. Never fails: what cannot be used is told by [`Self::diagnostics`], what can be is.
    pub fn of(document: &Document, evaluation: &Evaluation, scenario: &ScenarioId) -> Self {
        Self { inner: Arc::new(Inner::of(document, evaluation, Some(scenario), None)) }
    }

    /// The plan itself, as a scenario without assumptions.
    pub fn plan(document: &Document, evaluation: &Evaluation) -> Self {
        Self { inner: Arc::new(Inner::of(document, evaluation, None, None)) }
    }

    /// The evaluation after scenarios changed (a slider moved). What did not change is taken over, as long as `evaluation` is
    /// the same one or a copy of it; the result equals that of [`Self::of`] to the last bit.
    #[must_use]
    pub fn moved(&self, document: &Document, evaluation: &Evaluation) -> Self {
        let scenario = self.inner.scenario.as_ref();
        Self { inner: Arc::new(Inner::of(document, evaluation, scenario, Some(&self.inner))) }
    }

    /// The scenario; `None` for the plan itself.
    pub fn scenario(&self) -> Option<&ScenarioId> {
        self.inner.scenario.as_ref()
    }

    /// All assumptions at work, those of the parents first, in the order in which they work. Switched-off ones are left out.
    pub fn assumptions(&self) -> impl Iterator<Item = (&By, &Assumption)> {
        self.inner.assumptions.iter().map(|(by, assumption)| (by, assumption))
    }

    /// The value of a node, metric and year.
    pub fn reading(&self, node: &NodeId, metric: &MetricId, year: i32) -> Reading {
        let places = self.inner.places(node, metric, year);
        places.map(|(node, metric, year)| self.inner.read(node, metric, year)).unwrap_or_default()
    }

    /// What the value is made of. The amounts add up to the value; empty without a value.
    pub fn contributions(&self, node: &NodeId, metric: &MetricId, year: i32) -> Vec<Contribution> {
        let places = self.inner.places(node, metric, year);
        places.map(|(node, metric, year)| self.inner.contributions(node, metric, year)).unwrap_or_default()
    }

    /// The steps that lead to the value, in their order, those that change nothing left out.
    pub fn explain(&self, node: &NodeId, metric: &MetricId, year: i32) -> Vec<Explained> {
        let places = self.inner.places(node, metric, year);
        places.map(|(node, metric, year)| self.inner.explain(node, metric, year)).unwrap_or_default()
    }

    /// Which assumption holds the value fast.
    pub fn is_held(&self, node: &NodeId, metric: &MetricId, year: i32) -> Option<HoldBy> {
        let (node, metric, year) = self.inner.places(node, metric, year)?;
        self.inner.held(node, metric, year)
    }

    /// The nodes that an assumption reaches, and how many of them it moves.
    pub fn affected(&self, by: &By) -> Affected {
        let Some(number) = self.inner.assumptions.iter().position(|(known, _)| known == by) else { return Affected::default() };
        let frame = self.inner.plan.frame();
        let places = self.inner.compiled.reached[number].0.places(frame, self.inner.plan.groups());
        let moved = self.inner.moved_by(number as u32, &places);
        Affected { nodes: places.into_iter().map(|place| frame.nodes[place].clone()).collect(), moved }
    }

    /// How far every limit is used, year by year.
    pub fn limits(&self) -> &[LimitUse] {
        self.inner.limits.get_or_init(|| self.inner.use_of_limits())
    }

    /// Whether every target of the plan is met, in the plan's order.
    pub fn targets(&self) -> &[TargetOutcome] {
        self.inner.targets.get_or_init(|| self.inner.outcomes())
    }

    /// Growth that nobody in the sector ever had, one entry for a node and metric: where it is furthest beyond.
    pub fn beyond_history(&self) -> &[BeyondHistory] {
        self.inner.beyond.get_or_init(|| self.inner.beyond_history())
    }

    /// What could not be used as it stands, and what is worth knowing.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.inner.diagnostics
    }
}
