//! Seek: the value of one lever with which a figure meets its bound.
//!
//! The range of the lever (its own, else a wide one) is cut into parts first, so that it is seen whether the bound is crossed never, once or
//! several times; where once, the crossing is closed in on between two settings of which one meets the bound and one does not. The answer
//! meets the bound by its number, not only but for the noise of computing. Only what the lever touches is evaluated again.

use super::{By, Inner, ScenarioEvaluation};
use crate::base::id::free_text;
use crate::base::{AssumptionId, Bound, MetricId, NodeId, ScenarioId};
use crate::domain::{Assumption, BasisLine, Direction, Document, Lever, Scenario, Scope};
use crate::engine::Evaluation;
use crate::engine::accept::Accepted;

/// The lever that is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Handle {
    /// A new assumption behind the others: one rate of growth a year over a scope.
    GrowthSet {
        /// Which nodes.
        scope: Scope,
        /// Which metric.
        metric: MetricId,
        /// In which years; `None` for the plan's horizon.
        years: Option<(i32, i32)>,
    },
    /// A new assumption behind the others: one shift of the rates of growth over a scope.
    Shift {
        /// Which nodes.
        scope: Scope,
        /// Which metric.
        metric: MetricId,
        /// In which years; `None` for the plan's horizon.
        years: Option<(i32, i32)>,
    },
    /// The delay of a project assumption of the scenario, in whole months.
    Delay(AssumptionId),
    /// The one number of an assumption of the scenario: rate, points, factor, scale.
    Setting(AssumptionId),
}

/// What is to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// When.
    pub year: i32,
    /// How it binds, in the metric's unit.
    pub bound: Bound,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The setting: a fraction for rates, months for a delay.
    pub value: f64,
    /// What the figure is then.
    pub reached: f64,
    /// What the figure was before.
    pub before: Option<f64>,
    /// Lowest and highest setting looked at.
    pub range: (f64, f64),
    /// Every setting tried with the figure it gives, in the order of the settings.
    pub tried: Vec<(f64, Option<f64>)>,
    /// The assumption with its answer, ready to be put into the scenario.
    pub assumption: Assumption,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum SeekRefusal {
    /// The scenario, the assumption, the node or the metric does not exist.
    Unknown,
    /// The assumption has no single number to move.
    NoNumber,
    /// The bound has no number.
    NoBound,
    /// The figure has no value.
    NoFigure,
    /// The figure meets its bound as it is.
    AlreadyMet {
        /// What it is.
        value: f64,
    },
    /// The lever does not move the figure.
    NotMoved {
        /// What the figure stays at.
        value: f64,
    },
    /// Even the longest delay looked at keeps the bound.
    AlwaysMet {
        /// That delay and what it gives.
        at_high: (f64, f64),
    },
    /// The bound is crossed nowhere in the range.
    None {
        /// Lowest setting and what it gives.
        at_low: (f64, Option<f64>),
        /// Highest setting and what it gives.
        at_high: (f64, Option<f64>),
        /// The setting that comes nearest and what it gives.
        nearest: (f64, f64),
    },
    /// Several settings meet the bound, with settings between them that do not.
    Several(Vec<f64>),
}

/// Looks for the setting of a lever with which a figure just meets its bound; of a delay, for the longest that still does.
pub fn seek(
    document: &Document,
    evaluation: &Evaluation,
    scenario: &ScenarioId,
    handle: &Handle,
    goal: &Goal,
) -> Result<Found, SeekRefusal> {
    let own = document.scenarios.get(scenario).ok_or(SeekRefusal::Unknown)?;
    let base = ScenarioEvaluation::of(document, evaluation, scenario);
    let places = base.inner.places(&goal.node, &goal.metric, goal.year).ok_or(SeekRefusal::Unknown)?;
    let (assumption, is_new) = moved(document, own, handle)?;
    let direction = document.plan.metrics.get(&goal.metric).map(|metric| metric.direction).unwrap_or_default();
    let tolerance = document.plan.info.about_tolerance;
    let mut search =
        Search { document, evaluation, base: &base.inner, places, goal, assumption, is_new, direction, tolerance, tried: Vec::new() };
    let before = base.inner.read(places.0, places.1, places.2).value;
    if before.and_then(|value| search.short(value)).is_none() && goal.bound.value().is_none() {
        return Err(SeekRefusal::NoBound);
    }
    let found = if matches!(handle, Handle::Delay(_)) { search.longest() } else { search.crossing(before) };
    let (value, reached) = found?;
    let range = search.range();
    let mut tried = search.tried.clone();
    tried.sort_by(|a, b| a.0.total_cmp(&b.0));
    tried.dedup_by(|a, b| a.0 == b.0);
    Ok(Found { value, reached, before, range, tried, assumption: set(&search.assumption, handle, value) })
}

/// The assumption that a handle moves, and whether it is a new one.
fn moved(document: &Document, scenario: &Scenario, handle: &Handle) -> Result<(Assumption, bool), SeekRefusal> {
    let (scope, metric, years, lever) = match handle {
        Handle::GrowthSet { scope, metric, years } => (scope, metric, years, Lever::GrowthSet { rate: 0.0 }),
        Handle::Shift { scope, metric, years } => (scope, metric, years, Lever::GrowthShift { points: 0.0 }),
        Handle::Delay(id) | Handle::Setting(id) => {
            let assumption = scenario.assumption(id).ok_or(SeekRefusal::Unknown)?;
            let is_project = matches!(assumption.lever, Lever::Project(_));
            let fits = if matches!(handle, Handle::Delay(_)) { is_project } else { number(&assumption.lever).is_some() };
            let on = Assumption { on: true, ..assumption.clone() };
            return if fits { Ok((on, false)) } else { Err(SeekRefusal::NoNumber) };
        }
    };
    if !document.plan.metrics.contains(metric) {
        return Err(SeekRefusal::Unknown);
    }
    let taken = |text: &str| scenario.assumptions.iter().any(|assumption| assumption.id.as_str() == text);
    let id = AssumptionId::new(free_text("sought", taken));
    Ok((Assumption { years: *years, ..Assumption::new(id, scope.clone(), Some(metric.clone()), lever) }, true))
}

/// The one number of a lever, where it has one.
pub fn number(lever: &Lever) -> Option<f64> {
    match lever {
        Lever::Basis(BasisLine::Growth { rate }) => Some(rate.unwrap_or(0.0)),
        Lever::GrowthSet { rate } => Some(*rate),
        Lever::GrowthShift { points } => Some(*points),
        Lever::LevelShock { factor, .. } => Some(*factor),
        Lever::Project(project) => Some(project.scale),
        _ => None,
    }
}

/// The same assumption with another number: a delay for [`Handle::Delay`], else the lever's one number.
fn set(assumption: &Assumption, handle: &Handle, value: f64) -> Assumption {
    let mut set = assumption.clone();
    match (&mut set.lever, matches!(handle, Handle::Delay(_))) {
        (Lever::Project(project), true) => project.delay_months = value,
        (lever, _) => set_number(lever, value),
    }
    set
}

fn set_number(lever: &mut Lever, value: f64) {
    match lever {
        Lever::Basis(BasisLine::Growth { rate }) => *rate = Some(value),
        Lever::GrowthSet { rate } => *rate = value,
        Lever::GrowthShift { points } => *points = value,
        Lever::LevelShock { factor, .. } => *factor = value,
        Lever::Project(project) => project.scale = value,
        _ => {}
    }
}

/// Rates and shifts looked at where the assumption states no range of its own.
const RATES: (f64, f64) = (-0.5, 1.0);
/// Factors of a shock.
const FACTORS: (f64, f64) = (0.0, 2.0);
/// Factors on the size of a project.
const SCALES: (f64, f64) = (0.0, 5.0);
/// Delays in months.
const DELAYS: (f64, f64) = (0.0, 120.0);
/// Into how many parts a range is cut to see where the bound is crossed.
const PARTS: usize = 12;
/// Share of a part of the range below which settings are one.
const NARROW: f64 = 1e-12;
/// Share of the figure by which it may be on the safe side of the bound.
const CLOSE: f64 = 1e-10;
/// Most tries to close in on one crossing.
const TRIES: usize = 60;

struct Search<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    base: &'a Inner,
    places: (usize, usize, usize),
    goal: &'a Goal,
    assumption: Assumption,
    is_new: bool,
    direction: Direction,
    tolerance: f64,
    tried: Vec<(f64, Option<f64>)>,
}

impl Search<'_> {
    fn short(&self, value: f64) -> Option<f64> {
        super::checks::short(&self.goal.bound, value, self.tolerance, self.direction)
    }

    fn is_met(&self, value: f64) -> bool {
        self.short(value) == Some(0.0)
    }

    /// True where the value meets the bound without any allowance for the noise of computing.
    fn is_met_exactly(&self, value: f64) -> bool {
        let within = |of: Accepted| of.low.is_none_or(|low| value >= low) && of.high.is_none_or(|high| value <= high);
        Accepted::of(&self.goal.bound, self.direction, self.tolerance).is_some_and(within)
    }

    fn range(&self) -> (f64, f64) {
        let usual = match &self.assumption.lever {
            Lever::LevelShock { .. } => FACTORS,
            Lever::Project(_) => SCALES,
            _ => RATES,
        };
        self.assumption.range.filter(|(low, high)| low < high && low.is_finite() && high.is_finite()).unwrap_or(usual)
    }

    /// What the figure is with a number set.
    fn figure(&mut self, value: f64, is_delay: bool) -> Option<f64> {
        if let Some((_, known)) = self.tried.iter().find(|(tried, _)| *tried == value) {
            return *known;
        }
        let mut moved = self.assumption.clone();
        match (&mut moved.lever, is_delay) {
            (Lever::Project(project), true) => project.delay_months = value,
            (lever, _) => set_number(lever, value),
        }
        let mut assumptions = self.base.assumptions.clone();
        let scenario = self.base.scenario.as_ref()?;
        let by = By { scenario: scenario.clone(), assumption: moved.id.clone() };
        match assumptions.iter_mut().find(|(known, _)| *known == by).filter(|_| !self.is_new) {
            Some((_, known)) => *known = moved,
            None => assumptions.push((by, moved)),
        }
        let inner = Inner::with(self.document, self.evaluation, Some(scenario), assumptions, Some(self.base), Vec::new());
        let (node, metric, year) = self.places;
        let figure = inner.read(node, metric, year).value;
        self.tried.push((value, figure));
        figure
    }

    /// Where the figure crosses its bound.
    fn crossing(&mut self, before: Option<f64>) -> Result<(f64, f64), SeekRefusal> {
        if let Some(value) = before.filter(|value| self.is_met(*value)) {
            return Err(SeekRefusal::AlreadyMet { value });
        }
        let bound = self.edge(before).ok_or(SeekRefusal::NoBound)?;
        let (low, high) = self.range();
        let mut settings: Vec<f64> = (0..=PARTS).map(|part| low + (high - low) * part as f64 / PARTS as f64).collect();
        settings.extend(number(&self.assumption.lever).filter(|now| *now > low && *now < high));
        settings.sort_by(f64::total_cmp);
        settings.dedup();
        let seen: Vec<(f64, Option<f64>)> = settings.into_iter().map(|setting| (setting, self.figure(setting, false))).collect();
        let known: Vec<(f64, f64)> = seen.iter().filter_map(|(setting, figure)| Some((*setting, (*figure)?))).collect();
        let (lowest, highest) = known.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), (_, v)| (a.min(*v), b.max(*v)));
        if known.is_empty() {
            return Err(SeekRefusal::NoFigure);
        }
        if highest - lowest <= 1e-12 * highest.abs().max(lowest.abs()) {
            return Err(SeekRefusal::NotMoved { value: lowest });
        }
        let side = |value: f64| value - bound;
        let mut roots: Vec<(f64, f64)> = Vec::new();
        for pair in known.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            if self.is_met(a.1) != self.is_met(b.1) {
                roots.push(self.close_in(a, b, &side));
            }
        }
        match roots[..] {
            [root] => Ok(root),
            [] => {
                let near = |a: &&(f64, f64), b: &&(f64, f64)| side(a.1).abs().total_cmp(&side(b.1).abs());
                let nearest = known.iter().min_by(near).copied().unwrap_or((low, lowest));
                let ends = |at: Option<&(f64, Option<f64>)>| at.copied().unwrap_or((f64::NAN, None));
                Err(SeekRefusal::None { at_low: ends(seen.first()), at_high: ends(seen.last()), nearest })
            }
            _ => Err(SeekRefusal::Several(roots.into_iter().map(|(setting, _)| setting).collect())),
        }
    }

    /// The number that the figure has to reach from where it is.
    fn edge(&self, before: Option<f64>) -> Option<f64> {
        let accepted = Accepted::of(&self.goal.bound, self.direction, self.tolerance)?;
        match (accepted.low, accepted.high) {
            (_, Some(high)) if accepted.low.is_none() || before.is_some_and(|before| before > high) => Some(high),
            (low, _) => low,
        }
    }

    /// Closes in on a crossing between two settings of which one meets the bound; gives the nearest one that meets it. Regula falsi
    /// in the Illinois form, with halving where that is slow: the crossing stays between the two. Where the end that meets the bound
    /// does so exactly, the answer does too: what only the noise of computing lets through would read as missing it.
    fn close_in(&mut self, a: (f64, f64), b: (f64, f64), side: &dyn Fn(f64) -> f64) -> (f64, f64) {
        let (mut met, mut missed) = if self.is_met(a.1) { (a, b) } else { (b, a) };
        let exactly = self.is_met_exactly(met.1);
        let (mut of_met, mut of_missed) = (side(met.1), side(missed.1));
        let narrow = NARROW * (b.0 - a.0).abs();
        let mut kept_met = None;
        for nth in 0..TRIES {
            if (met.0 - missed.0).abs() <= narrow || side(met.1).abs() <= CLOSE * met.1.abs() {
                break;
            }
            let by_chord = met.0 - of_met * (met.0 - missed.0) / (of_met - of_missed);
            let inside = by_chord > met.0.min(missed.0) && by_chord < met.0.max(missed.0);
            let at = if inside && nth % 6 != 5 { by_chord } else { 0.5 * (met.0 + missed.0) };
            let Some(figure) = self.figure(at, false) else { break };
            // An end that stays twice counts half, so that the chord comes to lie on its side too.
            if if exactly { self.is_met_exactly(figure) } else { self.is_met(figure) } {
                (met, of_met) = ((at, figure), side(figure));
                of_missed *= if kept_met == Some(false) { 0.5 } else { 1.0 };
                kept_met = Some(false);
            } else {
                (missed, of_missed) = ((at, figure), side(figure));
                of_met *= if kept_met == Some(true) { 0.5 } else { 1.0 };
                kept_met = Some(true);
            }
        }
        met
    }

    /// The longest delay, in whole months, up to which the figure meets its bound.
    fn longest(&mut self) -> Result<(f64, f64), SeekRefusal> {
        let (low, high) = self.assumption.range.filter(|(low, high)| *low >= 0.0 && low < high).unwrap_or(DELAYS);
        let (low, high) = (low.ceil() as i32, high.floor().min(1200.0) as i32);
        let steps: Vec<i32> = (low..=high).step_by(6).chain([high]).collect();
        let seen: Vec<(i32, Option<f64>)> = steps.into_iter().map(|month| (month, self.figure(f64::from(month), true))).collect();
        let known: Vec<(i32, f64)> = seen.iter().filter_map(|(month, figure)| Some((*month, (*figure)?))).collect();
        let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else { return Err(SeekRefusal::NoFigure) };
        let number = |(month, figure): (i32, f64)| (f64::from(month), Some(figure));
        if known.iter().all(|(_, figure)| (figure - first.1).abs() <= 1e-12 * first.1.abs()) {
            return Err(SeekRefusal::NotMoved { value: first.1 });
        }
        let crossings: Vec<((i32, f64), (i32, f64))> =
            known.windows(2).map(|pair| (pair[0], pair[1])).filter(|(a, b)| self.is_met(a.1) != self.is_met(b.1)).collect();
        match crossings[..] {
            [] if self.is_met(first.1) => Err(SeekRefusal::AlwaysMet { at_high: (f64::from(last.0), last.1) }),
            [] => {
                let nearest = if last.1 > first.1 { last } else { first };
                Err(SeekRefusal::None { at_low: number(first), at_high: number(last), nearest: (f64::from(nearest.0), nearest.1) })
            }
            [(mut met, mut missed)] if self.is_met(met.1) => {
                while missed.0 - met.0 > 1 {
                    let month = (met.0 + missed.0) / 2;
                    let Some(figure) = self.figure(f64::from(month), true) else { break };
                    if self.is_met(figure) { met = (month, figure) } else { missed = (month, figure) }
                }
                Ok((f64::from(met.0), met.1))
            }
            _ => Err(SeekRefusal::Several(crossings.iter().map(|(a, _)| f64::from(a.0)).collect())),
        }
    }
}
