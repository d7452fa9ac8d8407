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

use super::actual::{self, InYear};
use super::frame::{Frame, NOWHERE};
use super::measure::{self, Scale};
use super::path::{self, Point, TargetPoint};
use super::table::{ILLUSTRATIVE, MIXED, NO_CODE, Plane};
use crate::base::{CoverageId, Diagnostic, Place, UnitId, Units};
use crate::domain::{Document, Figure, Form, Metric, Observation, Role, SeriesKey, Strength};

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

/// Figures and series in order of metric and node.
struct Index<'a> {
    nodes: usize,
    figures: &'a [Figure],
    figure_rows: Vec<u32>,
    figure_starts: Vec<u32>,
    series: Vec<(&'a SeriesKey, &'a [Observation])>,
    series_ranges: Vec<(u32, u32)>,
}

/// The own values of all nodes and metrics.
pub(super) fn read(document: &Document, frame: &Frame, units: &Units, coverages: &Coverages, out: &mut Vec<Diagnostic>) -> Vec<Own> {
    let index = Index::of(document, frame, out);
    let metrics = document.plan.metrics.rows();
    let last_month = (document.plan.info.year_starts_in.clamp(1, 12) + 10) % 12 + 1;
    let mut all: Vec<Own> = metrics
        .par_iter()
        .enumerate()
        .map(|(place, metric)| {
            let convert = Converter { units, to: &metric.unit, known: Vec::new() };
            Reader { frame, metric, place, coverages, last_month, index: &index, convert, own: Own::default() }.read()
        })
        .collect();
    for own in &mut all {
        out.append(&mut own.diagnostics);
    }
    all
}

impl<'a> Index<'a> {
    fn of(document: &'a Document, frame: &Frame, out: &mut Vec<Diagnostic>) -> Self {
        let nodes = frame.nodes.len();
        let row = |node: Option<usize>, metric: Option<usize>| Some((metric? * nodes + node?) as u32);
        let figures = document.plan.figures.rows();
        let rows: Vec<u32> = figures.par_iter().map(|f| row(frame.place(&f.node), frame.metric(&f.metric)).unwrap_or(NOWHERE)).collect();
        let count = nodes * frame.metrics.len();
        let mut figure_starts = vec![0_u32; count + 2];
        for (figure, row) in figures.iter().zip(&rows) {
            if *row == NOWHERE {
                let code = if frame.place(&figure.node).is_none() { "figure-node" } else { "figure-metric" };
                let text = if code == "figure-node" { figure.node.as_str() } else { figure.metric.as_str() };
                out.push(Diagnostic::error(code, Place::default().record(&figure.id)).arg("figure", &figure.id).arg("text", text));
            } else {
                figure_starts[*row as usize + 2] += 1;
            }
        }
        for place in 2..figure_starts.len() {
            figure_starts[place] += figure_starts[place - 1];
        }
        let mut figure_rows = vec![0_u32; figures.len()];
        for (figure, row) in rows.iter().enumerate().filter(|(_, row)| **row != NOWHERE) {
            let next = &mut figure_starts[*row as usize + 1];
            figure_rows[*next as usize] = figure as u32;
            *next += 1;
        }
        let mut index = Self { nodes, figures, figure_rows, figure_starts, series: Vec::new(), series_ranges: vec![(0, 0); count] };
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

    fn figures(&self, metric: usize, node: usize) -> &[u32] {
        let row = metric * self.nodes + node;
        &self.figure_rows[self.figure_starts[row] as usize..self.figure_starts[row + 1] as usize]
    }

    fn series(&self, metric: usize, node: usize) -> &[(&'a SeriesKey, &'a [Observation])] {
        let (start, end) = self.series_ranges[metric * self.nodes + node];
        &self.series[start as usize..end as usize]
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

/// A yearly level figure that has a value, with what decides which of several counts.
struct Stated<'a> {
    year: usize,
    beside: bool,
    code: u8,
    aspiration: bool,
    figure: &'a Figure,
    value: f64,
}

struct Reader<'a> {
    frame: &'a Frame,
    metric: &'a Metric,
    place: usize,
    coverages: &'a Coverages,
    last_month: u8,
    index: &'a Index<'a>,
    convert: Converter<'a>,
    own: Own,
}

impl<'a> Reader<'a> {
    fn read(mut self) -> Own {
        let nodes = self.frame.nodes.len();
        self.own.codes = vec![NO_CODE; nodes];
        let mut stated = Vec::new();
        for node in 0..nodes {
            let (figures, series) = (self.index.figures(self.place, node), self.index.series(self.place, node));
            if figures.is_empty() && series.is_empty() {
                continue;
            }
            self.collect(figures, &mut stated);
            let of_figures = stated.iter().map(|s: &Stated<'_>| s.code);
            let of_series = series.iter().map(|(key, _)| self.coverages.code(key.coverage.as_ref()));
            let code = of_figures.chain(of_series).min().unwrap_or(NO_CODE);
            self.own.codes[node] = code;
            self.put_figures(node, code, &mut stated);
            self.put_series(node, code, series);
        }
        self.own
    }

    /// The figures that are yearly levels with a value inside the window.
    fn collect(&mut self, figures: &[u32], stated: &mut Vec<Stated<'a>>) {
        stated.clear();
        for number in figures {
            let figure = &self.index.figures[*number as usize];
            let Some(value) = figure.bound.value().filter(|_| figure.form == Form::Level) else { continue };
            let place = || Place::default().record(&figure.id);
            let Some(unit) = &figure.unit else {
                self.own.diagnostics.push(Diagnostic::warning("figure-without-unit", place()).arg("figure", &figure.id));
                continue;
            };
            let Some(value) = self.convert.convert(value, unit) else {
                let diagnostic = Diagnostic::error("figure-unit", place()).arg("figure", &figure.id).arg("text", unit);
                self.own.diagnostics.push(diagnostic.arg("metric", &self.metric.id).arg("unit", &self.metric.unit));
                continue;
            };
            let Some(year) = figure.yearly_level().and_then(|year| self.frame.year(year)) else { continue };
            stated.push(Stated {
                year,
                beside: matches!(figure.role, Role::Limit | Role::Reference),
                code: self.coverages.code(figure.coverage.as_ref()),
                aspiration: figure.strength == Some(Strength::Aspirational),
                figure,
                value,
            });
        }
    }

    fn put_figures(&mut self, node: usize, code: u8, stated: &mut Vec<Stated<'a>>) {
        if stated.is_empty() {
            return;
        }
        // Stable, so that of equals the first in the plan comes first.
        stated.sort_by_key(|s| (s.year, s.beside, s.code, s.aspiration));
        stated.dedup_by_key(|s| s.year);
        let marks = |s: &Stated<'_>| if s.code == code { 0 } else { MIXED };
        let plan = made(&mut self.own.layers[0], self.frame);
        for s in stated.iter() {
            plan.set(node, s.year, s.value, marks(s));
        }
        stated.retain(|s| !s.beside);
        let points: Vec<Point> = stated.iter().map(|s| (s.year, s.value, marks(s))).collect();
        path::fill(made(&mut self.own.layers[1], self.frame), node, &points, self.metric.grows_geometrically());
        let ends = self.ends(stated);
        if ends.base.is_some() || ends.target.is_some() {
            self.own.ends.push((node as u32, ends));
        }
    }

    fn ends(&self, stated: &[Stated<'_>]) -> Ends {
        let year = |s: &Stated<'_>| self.frame.first_year + s.year as i32;
        let target = stated.iter().rfind(|s| s.figure.role == Role::Target);
        let baselines = || stated.iter().filter(|s| s.figure.role == Role::Baseline);
        let before = baselines().rfind(|s| target.is_none_or(|t| s.year < t.year));
        let base = before.or_else(|| baselines().next_back());
        // The figure's unit converts, or it would not be here; the ratio of the two numbers is then the factor.
        let bound = |s: &Stated<'_>| {
            let unit = s.figure.unit.as_ref().unwrap_or(self.convert.to);
            let scale = measure::factor(self.convert.units, unit, self.convert.to).unwrap_or(Scale::ONE);
            s.figure.bound.map(|value| scale.apply(value))
        };
        Ends {
            base: base.map(|s| (year(s), s.value)),
            target: target.map(|s| TargetPoint { year: year(s), value: s.value, bound: bound(s) }),
            mixed: base.zip(target).is_some_and(|(base, target)| base.code != target.code),
        }
    }

    fn put_series(&mut self, node: usize, code: u8, series: &[(&SeriesKey, &[Observation])]) {
        let rule = InYear::of(self.metric);
        let mut by_code: Vec<(u8, &SeriesKey, &[Observation])> =
            series.iter().map(|(key, list)| (self.coverages.code(key.coverage.as_ref()), *key, *list)).collect();
        by_code.sort_by_key(|(code, ..)| *code);
        for (of, key, list) in by_code {
            let mut failed: Option<UnitId> = None;
            for of_year in list.chunk_by(|a, b| a.period.calendar_year() == b.period.calendar_year()) {
                let Some(year) = of_year.first().and_then(|o| self.frame.year(o.period.calendar_year())) else { continue };
                let plane = made(&mut self.own.layers[2], self.frame);
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
                if let Some((value, illustrative)) = actual::of_year(of_year, rule, self.last_month, &mut value) {
                    let marks = if illustrative { ILLUSTRATIVE } else { 0 } | if of == code { 0 } else { MIXED };
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
