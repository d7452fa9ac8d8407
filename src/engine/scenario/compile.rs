//! Assumptions made ready to work: places instead of ids, rows of years instead of settings, values in the metric's unit.
//!
//! What cannot be used (a node that is gone, a unit of another kind) is left out and reported; all else works.

use std::collections::BTreeMap;

use super::quotient::{Quotient, quotient};
use super::scope::Reached;
use super::step::{self, Kind, Rule, Step};
use super::{By, Groups, project};
use crate::base::{AssumptionId, Diagnostic, MetricId, NodeId, Place, UnitId, Units};
use crate::domain::{Assumption, BasisLine, Document, Lever, Metric, MetricKind, Project, ProjectLever, RollUp, SpreadRule};
use crate::engine::frame::{Frame, NOWHERE};
use crate::engine::measure;
use crate::engine::order;

/// A basis that an assumption sets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BasisStep {
    pub(super) number: u32,
    pub(super) line: BasisLine,
    pub(super) reached: Reached,
}

/// A step or a basis that concerns a group of clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its place in the program's list.
    pub(super) at: u32,
    /// The number of the one cluster in the group that it concerns; [`NOWHERE`] for all.
    pub(super) leaf: u32,
    /// The part of that cluster that it concerns, if it is one.
    pub(super) part: u32,
}

/// What happens to one metric.
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) bases: Vec<BasisStep>,
    /// Per group: the steps that concern it, in order.
    pub(super) entries: Vec<Vec<Entry>>,
    /// Per group: the bases that concern it, in order.
    pub(super) base_entries: Vec<Vec<Entry>>,
    /// The metrics whose values it needs.
    pub(super) inputs: Vec<usize>,
    /// Metrics of a ring with it: one made before it is read as well, and counts for what has to be made anew.
    pub(super) cut: Vec<usize>,
}

impl Program {
    /// True where nothing happens.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.bases.is_empty()
    }

    /// True where a step needs more than one leaf at a time.
    pub(super) fn has_spreads(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.kind, Kind::Spread { .. }))
    }

    fn list_entries(&mut self, groups: &Groups, frame: &Frame) {
        let entries = |reached: Vec<&Reached>| {
            let mut list: Vec<Vec<Entry>> = vec![Vec::new(); groups.clusters.len()];
            for (at, reached) in reached.into_iter().enumerate() {
                let at = at as u32;
                for group in &reached.groups {
                    list[*group as usize].push(Entry { at, leaf: NOWHERE, part: NOWHERE });
                }
                let above = reached.part.map(|part| frame.parent[part as usize]).filter(|above| *above != NOWHERE);
                if let Some(cluster) = reached.cluster.or(above)
                    && let Some((group, leaf)) = groups.of.get(cluster as usize - frame.clusters.start)
                {
                    list[*group as usize].push(Entry { at, leaf: *leaf, part: reached.part.unwrap_or(NOWHERE) });
                }
            }
            list
        };
        self.entries = entries(self.steps.iter().map(|step| &step.reached).collect());
        self.base_entries = entries(self.bases.iter().map(|basis| &basis.reached).collect());
    }
}

/// All programs of a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Compiled {
    /// Per metric.
    pub(super) programs: Vec<Program>,
    /// Metrics behind those whose values they need.
    pub(super) order: Vec<usize>,
    /// Per assumption: its leaves and the metric it moves.
    pub(super) reached: Vec<(Reached, Option<usize>)>,
    /// Per assumption of kind project that is at work: the project as assumed and the years' shares at work.
    pub(super) projects: Vec<AtWork>,
}

/// A project that an assumption brings on stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AtWork {
    pub(super) number: u32,
    pub(super) project: Project,
    pub(super) scale: f64,
    /// When it comes on stream, in years from the first of the axis.
    pub(super) start: f64,
}

/// The largest rate, factor or scale taken at its word, and the largest delay in months: beyond lie slips of the keyboard.
const MOST_RATE: f64 = 1e4;
/// The largest amount taken at its word, in the metric's unit.
const MOST_AMOUNT: f64 = 1e18;

/// Makes assumptions ready.
pub(super) struct Compiler<'a> {
    document: &'a Document,
    frame: &'a Frame,
    groups: &'a Groups,
    units: &'a Units,
    metrics: &'a [Metric],
    out: &'a mut Vec<Diagnostic>,
    done: Compiled,
}

impl<'a> Compiler<'a> {
    /// All programs of a list of assumptions.
    pub(super) fn all(
        document: &'a Document,
        frame: &'a Frame,
        groups: &'a Groups,
        units: &'a Units,
        assumptions: &[(By, Assumption)],
        out: &'a mut Vec<Diagnostic>,
    ) -> Compiled {
        let metrics = document.plan.metrics.rows();
        let done = Compiled { programs: vec![Program::default(); metrics.len()], ..Compiled::default() };
        let mut compiler = Self { document, frame, groups, units, metrics, out, done };
        for (number, (by, assumption)) in assumptions.iter().enumerate() {
            compiler.done.reached.push((Reached::default(), None));
            compiler.take(number as u32, &Of { by, assumption }, assumptions);
        }
        compiler.finish()
    }

    fn finish(mut self) -> Compiled {
        for program in &mut self.done.programs {
            // A held total closes behind everything else.
            program.steps.sort_by_key(|step| matches!(step.kind, Kind::Spread { last: true, .. }));
            program.list_entries(self.groups, self.frame);
            program.inputs.sort_unstable();
            program.inputs.dedup();
        }
        let inputs = |done: &Compiled| -> Vec<Option<Vec<usize>>> { done.programs.iter().map(|p| Some(p.inputs.clone())).collect() };
        for ring in &order::of(&inputs(&self.done)).rings {
            let names: Vec<&str> = ring.iter().chain(ring.first()).map(|m| self.metrics[*m].id.as_str()).collect();
            self.out.push(Diagnostic::error("lever-metric-ring", Place::default()).arg("text", names.join(" → ")));
            // Cut, so that all else can be evaluated: who comes first in the ring reads the plan's values of the others.
            for metric in ring {
                let program = &mut self.done.programs[*metric];
                program.cut.extend(program.inputs.extract_if(.., |input| ring.contains(input)));
            }
        }
        self.done.order = order::of(&inputs(&self.done)).order;
        self.done
    }

    fn take(&mut self, number: u32, of: &Of<'_>, all: &[(By, Assumption)]) {
        if let Lever::Project(lever) = &of.assumption.lever {
            return self.project(number, of, lever, all);
        }
        let mut reached = match Reached::of(self.frame, self.groups, &of.assumption.scope) {
            Ok(reached) => reached,
            Err(node) => return self.error("lever-node", of, &[("text", node.as_str())]),
        };
        self.tell_years_outside(of);
        self.reach_tops(of.assumption, &mut reached);
        self.done.reached[number as usize].0 = reached.clone();
        match &of.assumption.lever {
            Lever::Basis(line) => self.basis(number, of, line, reached),
            Lever::Limit { .. } | Lever::Project(_) => {}
            _ => {
                let Some(metric) = self.metric(of, of.assumption.metric.as_ref()) else { return };
                if let Some(kind) = self.kind(of, metric, &reached) {
                    self.push(number, of, metric.0, kind, reached);
                }
            }
        }
    }

    /// Of a metric that does not add, members and the total are no sums but leaves of their own: they are moved where they are named.
    /// A value by hand is that of the named node alone.
    fn reach_tops(&self, assumption: &Assumption, reached: &mut Reached) {
        let metric = assumption.metric.as_ref().and_then(|id| self.document.plan.metrics.get(id));
        let (Some(metric), Some(top)) = (metric, reached.top) else { return };
        if metric.roll_up() != RollUp::None {
            return;
        }
        if matches!(assumption.lever, Lever::Values { .. }) {
            *reached = Reached { outside: vec![top], ..Reached::default() };
        } else if reached.outside.is_empty() {
            reached.outside = vec![top];
        }
    }

    fn push(&mut self, number: u32, of: &Of<'_>, metric: usize, kind: Kind, reached: Reached) {
        // A ratio of two metrics moves its numerator.
        let target = match &kind {
            Kind::Ratio { metric: target, of: Some(denominator), .. } => {
                self.done.programs[*target].inputs.push(*denominator);
                *target
            }
            Kind::Spread { rule: Rule::Metric(by), .. } if *by != metric => {
                self.done.programs[metric].inputs.push(*by);
                metric
            }
            _ => metric,
        };
        let is_top_spread = matches!(kind, Kind::Spread { .. }) && reached.top.is_some();
        if reached.is_empty() && !is_top_spread {
            self.warn("lever-nothing", of, &[]);
        }
        let (from, to) = self.years(of.assumption);
        self.done.reached[number as usize].1 = Some(target);
        self.done.programs[target].steps.push(Step { number, kind, from, to, reached });
    }

    fn basis(&mut self, number: u32, of: &Of<'_>, line: &BasisLine, reached: Reached) {
        if let BasisLine::Growth { rate: Some(rate) } = line
            && !self.is_sound(of, *rate, MOST_RATE)
        {
            return;
        }
        let chosen = match &of.assumption.metric {
            None => None,
            some => match self.metric(of, some.as_ref()) {
                None => return,
                Some((metric, row)) if matches!(row.kind, MetricKind::Derived { .. }) => {
                    let name = self.metrics[metric].id.as_str().to_owned();
                    return self.error("lever-derived", of, &[("metric", &name)]);
                }
                Some((metric, _)) => Some(metric),
            },
        };
        self.done.reached[number as usize].1 = chosen;
        for (metric, program) in self.done.programs.iter_mut().enumerate() {
            let driver = !matches!(self.metrics[metric].kind, MetricKind::Derived { .. });
            if driver && chosen.is_none_or(|chosen| chosen == metric) {
                program.bases.push(BasisStep { number, line: line.clone(), reached: reached.clone() });
            }
        }
    }

    fn metric(&mut self, of: &Of<'_>, id: Option<&MetricId>) -> Option<(usize, &'a Metric)> {
        let place = id.and_then(|id| self.frame.metric(id));
        if place.is_none() {
            self.error("lever-metric", of, &[("text", id.map_or("", MetricId::as_str))]);
        }
        place.map(|place| (place, &self.metrics[place]))
    }

    fn kind(&mut self, of: &Of<'_>, metric: (usize, &'a Metric), reached: &Reached) -> Option<Kind> {
        let (place, row) = metric;
        let (from, to) = self.years(of.assumption);
        let derived = matches!(row.kind, MetricKind::Derived { .. });
        match &of.assumption.lever {
            Lever::RatioPath { values, unit } => {
                let values = self.values(of, values, unit, row)?;
                let list: Vec<(i32, f64)> = values.into_iter().collect();
                self.ratio(of, place, step::line(self.frame.years, self.frame.first_year, &list, from, to))
            }
            Lever::Values { values, unit } => {
                let row = self.values(of, values, unit, row)?;
                let row = self.row(&row);
                match (derived, reached.top) {
                    (true, _) => self.ratio(of, place, row),
                    // A member's value by hand is a total that is held: spread by value, behind everything else.
                    (false, Some(_)) if self.metrics[place].roll_up() == RollUp::Sum => {
                        Some(Kind::Spread { totals: row, rule: Rule::Value, holds: Vec::new(), last: true })
                    }
                    (false, _) => Some(Kind::Given(row)),
                }
            }
            _ if derived => {
                self.error("lever-derived", of, &[("metric", row.id.as_str())]);
                None
            }
            Lever::GrowthSet { rate } => self.is_sound(of, *rate, MOST_RATE).then_some(Kind::GrowthSet(*rate)),
            Lever::GrowthShift { points } => self.is_sound(of, *points, MOST_RATE).then_some(Kind::GrowthShift(*points)),
            Lever::LevelShock { factor, recovery } => {
                let (from, to) = self.offsets(of.assumption);
                self.is_sound(of, *factor, MOST_RATE).then(|| Kind::Factor(step::shock(self.frame.years, from, to, *factor, *recovery)))
            }
            Lever::Spread { totals, unit, rule, holds } => {
                if row.roll_up() != RollUp::Sum {
                    self.error("lever-spread-metric", of, &[("metric", row.id.as_str())]);
                    return None;
                }
                let totals = self.values(of, totals, unit, row)?;
                if !self.is_over_several(reached) {
                    // Nothing stands beneath: the total is the value.
                    return Some(Kind::Given(self.row(&totals)));
                }
                let rule = self.rule(of, rule)?;
                let places: Vec<u32> = holds.iter().filter_map(|node| self.frame.place(node)).map(|p| p as u32).collect();
                Some(Kind::Spread { totals: self.row(&totals), rule, holds: places, last: false })
            }
            Lever::Basis(_) | Lever::Project(_) | Lever::Limit { .. } => None,
        }
    }

    /// True where a total can be spread over several leaves.
    fn is_over_several(&self, reached: &Reached) -> bool {
        let parts = |cluster: u32| !self.frame.parts_of[cluster as usize - self.frame.clusters.start].is_empty();
        reached.top.is_some() || !reached.groups.is_empty() || reached.cluster.is_some_and(parts)
    }

    fn rule(&mut self, of: &Of<'_>, rule: &SpreadRule) -> Option<Rule> {
        Some(match rule {
            SpreadRule::Value => Rule::Value,
            SpreadRule::Equal => Rule::Equal,
            SpreadRule::Metric(id) => {
                let (place, row) = self.metric(of, Some(id))?;
                if matches!(row.kind, MetricKind::Derived { .. }) {
                    self.error("lever-derived", of, &[("metric", row.id.as_str())]);
                    return None;
                }
                Rule::Metric(place)
            }
            SpreadRule::Year(year) => match self.frame.year(*year) {
                Some(year) => Rule::Year(year),
                None => {
                    self.error("lever-year", of, &[("year", &year.to_string())]);
                    return None;
                }
            },
            SpreadRule::Weights(weights) => {
                let of_node = |(node, weight): (&NodeId, &f64)| Some((self.frame.place(node)? as u32, *weight));
                let mut list: Vec<(u32, f64)> = weights.iter().filter_map(of_node).collect();
                list.sort_by_key(|(place, _)| *place);
                Rule::Weights(list)
            }
        })
    }

    /// A ratio as a step: the ratio itself, or the numerator of a formula `a / b`.
    fn ratio(&mut self, of: &Of<'_>, place: usize, ratio: Vec<f64>) -> Option<Kind> {
        let row = &self.metrics[place];
        let MetricKind::Derived { formula } = &row.kind else {
            return Some(Kind::Ratio { ratio, metric: place, of: None, scale: (1.0, 1.0) });
        };
        let quotient = quotient(&self.document.plan, self.units, row);
        let place = |found: Quotient| Some((self.frame.metric(&found.upper)?, self.frame.metric(&found.lower)?, found.scale));
        let Some((upper, lower, scale)) = quotient.and_then(place) else {
            self.error("lever-ratio-form", of, &[("metric", row.id.as_str()), ("formula", formula)]);
            return None;
        };
        Some(Kind::Ratio { ratio, metric: upper, of: Some(lower), scale: (scale.multiply, scale.divide) })
    }

    fn project(&mut self, number: u32, of: &Of<'_>, lever: &ProjectLever, all: &[(By, Assumption)]) {
        let planned = lever.project.as_ref().map(|id| self.document.plan.projects.get(id).ok_or(id));
        let project = match (planned, lever.own.as_deref()) {
            (Some(Err(id)), _) => return self.error("lever-project", of, &[("text", id.as_str())]),
            (Some(Ok(project)), _) | (None, Some(project)) => project,
            (None, None) => return self.error("lever-project", of, &[("text", "")]),
        };
        let Some(place) = self.frame.place(&project.node) else {
            return self.error("lever-node", of, &[("text", project.node.as_str())]);
        };
        let reached = Reached::node(self.frame, place);
        self.done.reached[number as usize].0 = reached.clone();
        if !(self.is_sound(of, lever.scale, MOST_RATE) && self.is_sound(of, lever.delay_months, MOST_RATE)) {
            return;
        }
        // Of several assumptions about one project of the plan the last one counts.
        let again = |(_, later): &(By, Assumption)| matches!(&later.lever, Lever::Project(other) if other.project.is_some() && other.project == lever.project);
        if lever.cancelled || all.iter().skip(number as usize + 1).any(again) {
            return;
        }
        let Some(on_stream) = lever.on_stream.or(project.on_stream) else {
            return self.error("lever-project-date", of, &[("project", &project.name.text)]);
        };
        let starts_in = self.document.plan.info.year_starts_in;
        let start = project::start(on_stream, self.frame.first_year, starts_in) + lever.delay_months / 12.0;
        self.done.projects.push(AtWork { number, project: project.clone(), scale: lever.scale, start });
        let (Some(metric), Some(output)) = (project.metric.as_ref(), project.full_output.as_ref()) else {
            return self.warn("lever-project-output", of, &[("project", &project.name.text)]);
        };
        let Some((metric, row)) = self.metric(of, Some(metric)) else { return };
        if matches!(row.kind, MetricKind::Derived { .. } | MetricKind::Ratio) {
            return self.error("lever-derived", of, &[("metric", row.id.as_str())]);
        }
        let Some(full) = self.convert(of, output.amount, &output.unit, &row.unit) else { return };
        let is_flow = matches!(row.kind, MetricKind::Flow);
        let shares = project::shares(self.frame.years, start, &project.ramp, lever.scale, is_flow);
        let rows = shares.iter().map(|share| full * share).collect();
        self.push(number, of, metric, Kind::Add { project: project.id.clone(), rows, full, shares }, reached);
    }

    /// First and last year, counted from the first of the axis.
    fn offsets(&self, assumption: &Assumption) -> (i64, i64) {
        let info = &self.document.plan.info;
        let (from, to) = assumption.years.unwrap_or((info.first_year, info.last_year));
        let first = i64::from(self.frame.first_year);
        (i64::from(from) - first, i64::from(to) - first)
    }

    /// First and last year as places; a first one behind the last where none is on the axis.
    fn years(&self, assumption: &Assumption) -> (usize, usize) {
        let (from, to) = self.offsets(assumption);
        let place = |year: i64| year.clamp(0, self.frame.years as i64) as usize;
        if to < 0 { (1, 0) } else { (place(from), place(to)) }
    }

    fn values(&mut self, of: &Of<'_>, values: &BTreeMap<i32, f64>, unit: &UnitId, metric: &Metric) -> Option<BTreeMap<i32, f64>> {
        let mut converted = BTreeMap::new();
        for (year, value) in values {
            converted.insert(*year, self.convert(of, *value, unit, &metric.unit)?);
        }
        Some(converted)
    }

    fn row(&self, values: &BTreeMap<i32, f64>) -> Vec<f64> {
        let mut row = vec![f64::NAN; self.frame.years];
        for (year, value) in values {
            if let Some(place) = self.frame.year(*year) {
                row[place] = *value;
            }
        }
        row
    }

    fn convert(&mut self, of: &Of<'_>, value: f64, from: &UnitId, to: &UnitId) -> Option<f64> {
        match measure::factor(self.units, from, to) {
            Ok(scale) => Some(scale.apply(value)).filter(|value| self.is_sound(of, *value, MOST_AMOUNT)),
            Err(_) => {
                self.error("lever-unit", of, &[("text", from.as_str()), ("unit", to.as_str())]);
                None
            }
        }
    }

    /// True for a number that can be meant: with any other one values would run out of what can be computed and shown.
    fn is_sound(&mut self, of: &Of<'_>, number: f64, most: f64) -> bool {
        let sound = number.is_finite() && number.abs() <= most;
        if !sound {
            self.error("lever-number", of, &[]);
        }
        sound
    }

    /// Says which years that an assumption names lie outside those that are evaluated: they come to nothing.
    fn tell_years_outside(&mut self, of: &Of<'_>) {
        let (first, last) = (self.frame.first_year, self.frame.first_year + self.frame.years as i32 - 1);
        let outside = |year: i32| year < first || year > last;
        let named: Vec<i32> = match &of.assumption.lever {
            Lever::Values { values, .. } | Lever::RatioPath { values, .. } => values.keys().copied().collect(),
            Lever::Spread { totals, .. } => totals.keys().copied().collect(),
            _ => Vec::new(),
        };
        let mut years: Vec<String> = named.into_iter().filter(|year| outside(*year)).map(|year| year.to_string()).collect();
        // A ratio runs level behind its last year and before its first one: only where all lie outside is there something to say. The
        // same holds of a shock, which comes back over years.
        let works = match &of.assumption.lever {
            Lever::RatioPath { values, .. } => values.len() > years.len(),
            Lever::LevelShock { recovery, .. } => {
                recovery.is_none_or(|recovery| recovery > 0) && of.assumption.years.is_some_and(|(_, to)| to < first)
            }
            _ => false,
        };
        if works {
            years.clear();
        }
        let span = of.assumption.years.filter(|(from, to)| !works && (*to < first || *from > last));
        years.extend(span.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") }));
        if !years.is_empty() {
            let axis = (first.to_string(), last.to_string());
            self.warn("lever-years-outside", of, &[("years", &years.join(", ")), ("first", &axis.0), ("last", &axis.1)]);
        }
    }

    fn error(&mut self, code: &'static str, of: &Of<'_>, args: &[(&'static str, &str)]) {
        self.tell(Diagnostic::error(code, of.place()), of, args);
    }

    fn warn(&mut self, code: &'static str, of: &Of<'_>, args: &[(&'static str, &str)]) {
        self.tell(Diagnostic::warning(code, of.place()), of, args);
    }

    fn tell(&mut self, diagnostic: Diagnostic, of: &Of<'_>, args: &[(&'static str, &str)]) {
        let named = diagnostic.arg("assumption", of.name());
        self.out.push(args.iter().fold(named, |diagnostic, (name, value)| diagnostic.arg(name, value)));
    }
}

/// The assumption that is made ready.
struct Of<'a> {
    by: &'a By,
    assumption: &'a Assumption,
}

impl Of<'_> {
    fn place(&self) -> Place {
        place(&self.by.scenario, &self.by.assumption)
    }

    fn name(&self) -> &str {
        name(self.assumption)
    }
}

/// The place of an assumption in messages.
pub fn place(scenario: &crate::base::ScenarioId, assumption: &AssumptionId) -> Place {
    Place::default().record(format!("{scenario} {assumption}"))
}

/// The name of an assumption in messages; its id where it has none.
pub(super) fn name(assumption: &Assumption) -> &str {
    if assumption.name.text.is_empty() { assumption.id.as_str() } else { &assumption.name.text }
}
