//! The own values of every node: yearly level figures of the plan, the path through them, and yearly actuals, all in the
//! metric's unit.
//!
//! **Coverage.** A node's coverage for a metric is the first of the plan's coverages that has a yearly level figure or an
//! actual there; without one, values without coverage. Years it lacks are filled from values without coverage, then from other
//! coverages in the plan's order, and marked as mixed.
//!
//! **Several statements for one year.** Baselines, milestones and targets count before limits and references; of those the
//! one of the earlier coverage; of those a firm one before an aspiration (力争); of those the first in the plan.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::accept::aim;
use super::actual::{self, InYear};
use super::frame::Frame;
use super::measure::{self, Scale};
use super::path::{self, Point, TargetPoint};
use super::table::{MIXED, NO_CODE, Plane};
use super::uncounted;
use crate::base::{CoverageId, Diagnostic, Place, UnitId, Units};
use crate::domain::{Document, Figure, Form, Metric, Observation, PlanInfo, Role, SeriesKey, Strength};

/// Coverages as small numbers, in the order in which they count.
#[derive(Clone, Debug)]
pub(super) struct Coverages {
    list: Vec<Option<CoverageId>>,
    codes: FxHashMap<CoverageId, u8>,
    unstated: u8,
}

impl Coverages {
    /// The plan's coverages, then values without one, then coverages that the plan does not list.
    pub(super) fn of(document: &Document) -> Self {
        let mut list: Vec<Option<CoverageId>> = document.plan.coverages.iter().map(|c| Some(c.id.clone())).collect();
        list.truncate(usize::from(NO_CODE) - 2);
        let unstated = list.len() as u8;
        list.push(None);
        let known = |id: &CoverageId| document.plan.coverages.contains(id);
        let of_figures = document.plan.figures.iter().filter_map(|f| f.coverage.as_ref());
        let mut others: Vec<CoverageId> = of_figures.filter(|id| !known(id)).cloned().collect();
        others.extend(document.actuals.series().filter_map(|(key, _)| key.coverage.as_ref()).filter(|id| !known(id)).cloned());
        others.sort_unstable();
        others.dedup();
        list.extend(others.into_iter().map(Some));
        let last = usize::from(NO_CODE) - 1;
        let codes = list.iter().enumerate().filter_map(|(code, id)| Some((id.clone()?, code.min(last) as u8))).collect();
        Self { list, codes, unstated }
    }

    fn code(&self, id: Option<&CoverageId>) -> u8 {
        id.map_or(self.unstated, |id| self.codes.get(id).copied().unwrap_or(NO_CODE - 1))
    }

    /// The coverage of a code.
    pub(super) fn get(&self, code: u8) -> Option<&CoverageId> {
        self.list.get(usize::from(code))?.as_ref()
    }
}

/// Baseline and target of a node and metric.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    /// Year and value of the baseline: the last one before the target, else the last.
    pub(super) base: Option<(i32, f64)>,
    /// The last target.
    pub(super) target: Option<TargetPoint>,
    /// True where the two are of different coverage.
    pub(super) mixed: bool,
}

/// The own values of all nodes for one metric.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    /// Plan, path, actual, in the order of `Layer`.
    pub(super) layers: [Plane; 3],
    /// Per node: the code of its coverage.
    pub(super) codes: Vec<u8>,
    /// Baseline and target of the nodes that have either, in order of place.
    pub(super) ends: Vec<(u32, Ends)>,
    diagnostics: Vec<Diagnostic>,
}

/// A yearly level figure with a value in its metric's unit, and what decides which of several counts.
#[derive(Clone, Copy)]
struct Stated {
    row: u32,
    figure: u32,
    year: i32,
    beside: bool,
    code: u8,
    aspiration: bool,
    role: Role,
    value: f64,
    scale: Scale,
}

/// Yearly figures and series in order of metric and node.
struct Index<'a> {
    nodes: usize,
    stated: Vec<Stated>,
    stated_starts: Vec<u32>,
    series: Vec<(&'a SeriesKey, &'a [Observation])>,
    series_ranges: Vec<(u32, u32)>,
}

/// The own values of all nodes and metrics. The frame gets its years here, where figures and actuals are gone through anyway.
pub(super) fn read(document: &Document, frame: &mut Frame, units: &Units, coverages: &Coverages, out: &mut Vec<Diagnostic>) -> Vec<Own> {
    let index = Index::of(document, frame, units, coverages, out);
    frame.set_years(&document.plan.info, index.stated.iter().map(|s| s.year), &index.series);
    let (frame, figures) = (&*frame, document.plan.figures.rows());
    let last_month = (document.plan.info.year_starts_in.clamp(1, 12) + 10) % 12 + 1;
    let metrics = document.plan.metrics.rows();
    let mut all: Vec<Own> = metrics
        .par_iter()
        .enumerate()
        .map(|(place, metric)| {
            let convert = Converter { units, to: &metric.unit, known: Vec::new() };
            Reader {
                frame,
                figures,
                metric,
                place,
                coverages,
                last_month,
                info: &document.plan.info,
                index: &index,
                convert,
                own: Own::default(),
            }
            .read()
        })
        .collect();
    for own in &mut all {
        out.append(&mut own.diagnostics);
    }
    all
}

/// Figures that one piece of parallel work takes.
const BLOCK: usize = 4096;

impl<'a> Index<'a> {
    fn of(document: &'a Document, frame: &Frame, units: &Units, coverages: &Coverages, out: &mut Vec<Diagnostic>) -> Self {
        let (figures, metrics) = (document.plan.figures.rows(), document.plan.metrics.rows());
        // Figures are large records: they are gone through once, in order, and what counts is kept in small ones.
        let blocks: Vec<(Vec<Stated>, Vec<Diagnostic>)> = figures
            .par_chunks(BLOCK)
            .enumerate()
            .map(|(block, list)| {
                let mut gather =
                    Gather { frame, metrics, units, coverages, scales: Vec::new(), found: Vec::new(), diagnostics: Vec::new() };
                list.iter().enumerate().for_each(|(number, figure)| gather.take((block * BLOCK + number) as u32, figure));
                (gather.found, gather.diagnostics)
            })
            .collect();
        let nodes = frame.nodes.len();
        let count = nodes * metrics.len();
        let mut starts = vec![0_u32; count + 2];
        blocks.iter().flat_map(|(found, _)| found).for_each(|s| starts[s.row as usize + 2] += 1);
        for place in 2..starts.len() {
            starts[place] += starts[place - 1];
        }
        let first = blocks.iter().find_map(|(found, _)| found.first().copied());
        let total = blocks.iter().map(|(found, _)| found.len()).sum();
        let mut stated: Vec<Stated> = first.map_or_else(Vec::new, |first| vec![first; total]);
        for (found, diagnostics) in blocks {
            for s in found {
                let next = &mut starts[s.row as usize + 1];
                stated[*next as usize] = s;
                *next += 1;
            }
            out.extend(diagnostics);
        }
        let mut index = Self { nodes, stated, stated_starts: starts, series: Vec::new(), series_ranges: vec![(0, 0); count] };
        index.place_series(document, frame, out);
        index
    }

    fn place_series(&mut self, document: &'a Document, frame: &Frame, out: &mut Vec<Diagnostic>) {
        self.series = document.actuals.series().collect();
        let mut node = None;
        for (number, (key, _)) in self.series.iter().enumerate() {
            // Series stand in order of node, so that most look-ups are of the node before.
            if number == 0 || self.series[number - 1].0.node != key.node {
                node = frame.place(&key.node);
            }
            let (Some(node), Some(metric)) = (node, frame.metric(&key.metric)) else {
                let code = if node.is_none() { "actual-node" } else { "actual-metric" };
                let text = if node.is_none() { key.node.as_str() } else { key.metric.as_str() };
                let place = Place::default().record(format!("{} {}", key.node, key.metric));
                out.push(Diagnostic::error(code, place).arg("text", text).arg("node", &key.node).arg("metric", &key.metric));
                continue;
            };
            let range = &mut self.series_ranges[metric * self.nodes + node];
            if range.1 == 0 {
                range.0 = number as u32;
            }
            range.1 = number as u32 + 1;
        }
    }

    fn stated(&self, metric: usize, node: usize) -> &[Stated] {
        let row = metric * self.nodes + node;
        &self.stated[self.stated_starts[row] as usize..self.stated_starts[row + 1] as usize]
    }

    fn series(&self, metric: usize, node: usize) -> &[(&'a SeriesKey, &'a [Observation])] {
        let (start, end) = self.series_ranges[metric * self.nodes + node];
        &self.series[start as usize..end as usize]
    }
}

/// Takes figures in order and keeps those that are yearly levels with a value.
struct Gather<'a> {
    frame: &'a Frame,
    metrics: &'a [Metric],
    units: &'a Units,
    coverages: &'a Coverages,
    /// Factors found so far, by metric and unit.
    scales: Vec<(usize, UnitId, Option<Scale>)>,
    found: Vec<Stated>,
    diagnostics: Vec<Diagnostic>,
}

impl Gather<'_> {
    fn take(&mut self, number: u32, figure: &Figure) {
        let about = |code| Diagnostic::error(code, Place::default().record(&figure.id)).arg("figure", &figure.id);
        let (node, metric) = match (self.frame.place(&figure.node), self.frame.metric(&figure.metric)) {
            (Some(node), Some(metric)) => (node, metric),
            (None, _) => return self.diagnostics.push(about("figure-node").arg("text", &figure.node)),
            (_, None) => return self.diagnostics.push(about("figure-metric").arg("text", &figure.metric)),
        };
        let direction = self.metrics[metric].direction;
        let Some(value) = aim(&figure.bound, direction).filter(|_| figure.form == Form::Level) else { return };
        let Some(unit) = &figure.unit else {
            let place = Place::default().record(&figure.id);
            return self.diagnostics.push(Diagnostic::warning("figure-without-unit", place).arg("figure", &figure.id));
        };
        let scale = self.scale(metric, unit);
        let Some((scale, value)) = scale.map(|scale| (scale, scale.apply(value))).filter(|(_, value)| value.is_finite()) else {
            let to = &self.metrics[metric];
            return self.diagnostics.push(about("figure-unit").arg("text", unit).arg("metric", &to.id).arg("unit", &to.unit));
        };
        let Some(year) = figure.yearly_level() else { return };
        self.found.push(Stated {
            row: (metric * self.frame.nodes.len() + node) as u32,
            figure: number,
            year,
            beside: matches!(figure.role, Role::Limit | Role::Reference),
            code: self.coverages.code(figure.coverage.as_ref()),
            aspiration: figure.strength == Some(Strength::Aspirational),
            role: figure.role,
            value,
            scale,
        });
    }

    fn scale(&mut self, metric: usize, unit: &UnitId) -> Option<Scale> {
        if let Some((.., scale)) = self.scales.iter().find(|(of, known, _)| *of == metric && known == unit) {
            return *scale;
        }
        let scale = measure::factor(self.units, unit, &self.metrics[metric].unit).ok();
        self.scales.push((metric, unit.clone(), scale));
        scale
    }
}

/// Conversion into one unit, with the factors found so far.
struct Converter<'a> {
    units: &'a Units,
    to: &'a UnitId,
    known: Vec<(UnitId, Option<Scale>)>,
}

impl Converter<'_> {
    fn convert(&mut self, value: f64, from: &UnitId) -> Option<f64> {
        let scale = match self.known.iter().find(|(unit, _)| unit == from) {
            Some((_, scale)) => *scale,
            None => {
                let scale = measure::factor(self.units, from, self.to).ok();
                self.known.push((from.clone(), scale));
                scale
            }
        };
        Some(scale?.apply(value)).filter(|value| value.is_finite())
    }
}

struct Reader<'a> {
    frame: &'a Frame,
    figures: &'a [Figure],
    metric: &'a Metric,
    place: usize,
    coverages: &'a Coverages,
    last_month: u8,
    info: &'a PlanInfo,
    index: &'a Index<'a>,
    convert: Converter<'a>,
    own: Own,
}

impl Reader<'_> {
    fn read(mut self) -> Own {
        let nodes = self.frame.nodes.len();
        self.own.codes = vec![NO_CODE; nodes];
        let mut stated = Vec::new();
        for node in 0..nodes {
            let (of_node, series) = (self.index.stated(self.place, node), self.index.series(self.place, node));
            if of_node.is_empty() && series.is_empty() {
                continue;
            }
            stated.clear();
            stated.extend(of_node.iter().filter(|s| self.frame.year(s.year).is_some()));
            let of_figures = stated.iter().map(|s: &Stated| s.code);
            let of_series = series.iter().map(|(key, _)| self.coverages.code(key.coverage.as_ref()));
            // What the plan counts decides; only where it says nothing do the actuals.
            let code = of_figures.min().or_else(|| of_series.min()).unwrap_or(NO_CODE);
            self.own.codes[node] = code;
            self.put_figures(node, code, &mut stated);
            self.put_series(node, code, series);
        }
        self.own
    }

    fn put_figures(&mut self, node: usize, code: u8, stated: &mut Vec<Stated>) {
        if stated.is_empty() {
            return;
        }
        // Stable, so that of equals the first in the plan comes first.
        stated.sort_by_key(|s| (s.year, s.beside, s.code, s.aspiration));
        stated.dedup_by_key(|s| s.year);
        let first = self.frame.first_year;
        let point = |s: &Stated| -> Point { ((s.year - first) as usize, s.value, if s.code == code { 0 } else { MIXED }) };
        let plan = made(&mut self.own.layers[0], self.frame);
        for (year, value, marks) in stated.iter().map(point) {
            plan.set(node, year, value, marks);
        }
        stated.retain(|s| !s.beside);
        let points: Vec<Point> = stated.iter().map(point).collect();
        path::fill(made(&mut self.own.layers[1], self.frame), node, &points, self.metric.grows_geometrically());
        let ends = self.ends(stated);
        if ends.base.is_some() || ends.target.is_some() {
            self.own.ends.push((node as u32, ends));
        }
    }

    fn ends(&self, stated: &[Stated]) -> Ends {
        let target = stated.iter().rfind(|s| s.role == Role::Target);
        let baselines = || stated.iter().filter(|s| s.role == Role::Baseline);
        let before = baselines().rfind(|s| target.is_none_or(|t| s.year < t.year));
        let base = before.or_else(|| baselines().next_back());
        let bound = |s: &Stated| self.figures[s.figure as usize].bound.map(|value| s.scale.apply(value));
        Ends {
            base: base.map(|s| (s.year, s.value)),
            target: target.map(|s| TargetPoint { year: s.year, value: s.value, bound: bound(s) }),
            mixed: base.zip(target).is_some_and(|(base, target)| base.code != target.code),
        }
    }

    fn put_series(&mut self, node: usize, code: u8, series: &[(&SeriesKey, &[Observation])]) {
        let rule = InYear::of(self.metric);
        let mut by_code: Vec<(u8, &SeriesKey, &[Observation])> =
            series.iter().map(|(key, list)| (self.coverages.code(key.coverage.as_ref()), *key, *list)).collect();
        by_code.sort_by_key(|(of, ..)| (*of != code, *of));
        for (of, key, list) in by_code {
            self.own.diagnostics.extend(uncounted::running_totals(key, list, self.info));
            let mut failed: Option<UnitId> = None;
            let plane = made(&mut self.own.layers[2], self.frame);
            for of_year in list.chunk_by(|a, b| a.period.plan_year() == b.period.plan_year()) {
                let Some(year) = of_year.first().and_then(|o| self.frame.year(o.period.plan_year())) else { continue };
                if plane.get(node, year).is_some() {
                    continue;
                }
                let convert = &mut self.convert;
                let mut value = |o: &Observation| {
                    let value = convert.convert(o.value, &o.unit);
                    if value.is_none() && failed.is_none() {
                        failed = Some(o.unit.clone());
                    }
                    value
                };
                if let Some((value, marks)) = actual::of_year(of_year, rule, self.last_month, &mut value) {
                    let marks = marks | if of == code { 0 } else { MIXED };
                    plane.set(node, year, value, marks);
                }
            }
            if let Some(unit) = failed {
                let place = Place::default().record(format!("{} {}", key.node, key.metric));
                let diagnostic = Diagnostic::error("actual-unit", place).arg("node", &key.node).arg("metric", &key.metric);
                self.own.diagnostics.push(diagnostic.arg("text", unit).arg("unit", &self.metric.unit));
            }
        }
    }
}

/// The plane, made on first use so that metrics without values cost nothing.
fn made<'p>(plane: &'p mut Plane, frame: &Frame) -> &'p mut Plane {
    if plane.is_empty() {
        *plane = Plane::missing(frame.nodes.len(), frame.years);
    }
    plane
}
