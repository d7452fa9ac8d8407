//! The evaluation of a document: every value that follows from it, ready to be read.
//!
//! Made once per revision of the document; reading it computes next to nothing. It borrows nothing, and a copy of it shares
//! everything.

use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::derive::{self, Derived, Layered, slot};
use super::frame::Frame;
use super::path::{Reason, Requirement};
use super::points::{self, Coverages, Ends, Own};
use super::program::Programs;
use super::reading::{Basis, Layer, Reading, Sum};
use super::rollup::{self, Exact, Rows, SumTable};
use super::scenario::Groups;
use super::table::{ESTIMATED, ILLUSTRATIVE, MIXED, NO_CODE, PRELIMINARY, Plane};
use crate::base::{CoverageId, Diagnostic, DimensionId, MetricId, NodeId};
use crate::domain::{Document, NodeKind, RollUp};

/// Every value that follows from a document. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Evaluation {
    frame: Arc<Frame>,
    coverages: Arc<Coverages>,
    own: Arc<Vec<Own>>,
    adds: Arc<Vec<bool>>,
    geometric: Arc<Vec<bool>>,
    programs: Arc<Programs>,
    /// Per layer: sums per metric.
    sums: Arc<[LayerSums; 3]>,
    /// Per layer: derived values per metric.
    derived: Arc<[Vec<Derived>; 3]>,
    diagnostics: Arc<Vec<Diagnostic>>,
    /// Clusters grouped by where they belong, made when first asked for.
    groups: Arc<OnceLock<Groups>>,
}

/// How far the clusters' plans together may lie off that of the whole and count as all of it: figures of clusters are rounded.
const ROUNDED: f64 = 0.005;

/// The sums of one layer, metric by metric.
#[derive(Clone, Debug, Default)]
pub struct LayerSums(Vec<SumTable>);

impl Evaluation {
    /// Evaluates a document.
    pub fn of(document: &Document) -> Self {
        let plan = &*document.plan;
        let mut diagnostics = Vec::new();
        let units = plan.units();
        let mut frame = Frame::of(document, &mut diagnostics);
        let programs = Programs::of(plan, &frame, &units, &mut diagnostics);
        let coverages = Coverages::of(document);
        let own = points::read(document, &mut frame, &units, &coverages, &mut diagnostics);
        let mut evaluation = Self {
            adds: Arc::new(plan.metrics.iter().map(|metric| metric.roll_up() == RollUp::Sum).collect()),
            geometric: Arc::new(plan.metrics.iter().map(|metric| metric.grows_geometrically()).collect()),
            frame: Arc::new(frame),
            coverages: Arc::new(coverages),
            own: Arc::new(own),
            programs: Arc::new(programs),
            sums: Arc::default(),
            derived: Arc::default(),
            diagnostics: Arc::new(diagnostics),
            groups: Arc::default(),
        };
        evaluation.sums = Arc::new(Layer::ALL.map(|layer| evaluation.roll_up(layer)));
        evaluation.derived = Arc::new(Layer::ALL.map(|layer| evaluation.derive(layer)));
        evaluation
    }

    /// The roll-up of one layer: what [`Self::of`] does for each. Pure; for measuring and for overlays.
    pub fn roll_up(&self, layer: Layer) -> LayerSums {
        let of = |metric: usize| {
            let own = &self.own[metric];
            if self.adds[metric] { rollup::of(&self.frame, &own.layers[layer as usize], &own.codes) } else { SumTable::default() }
        };
        LayerSums((0..self.own.len()).into_par_iter().map(of).collect())
    }

    fn derive(&self, layer: Layer) -> Vec<Derived> {
        derive::all(&Layered {
            frame: &self.frame,
            programs: &self.programs,
            own: self.own.iter().map(|own| &own.layers[layer as usize]).collect(),
            codes: self.own.iter().map(|own| own.codes.as_slice()).collect(),
            sums: &self.sums[layer as usize].0,
        })
    }

    /// What could not be used as it stands: formulas, units, references.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The years of yearly axes.
    pub fn years(&self) -> RangeInclusive<i32> {
        self.frame.first_year..=self.frame.first_year + self.frame.years as i32 - 1
    }

    /// Every node with values: the total, members, clusters, parts, then outside-clusters residuals.
    pub fn nodes(&self) -> &[NodeId] {
        &self.frame.nodes
    }

    /// The best value: the own one, else a derived one, else the sum of what is beneath, else (outside clusters) the residual.
    pub fn reading(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Reading {
        match (self.frame.place(node), self.frame.metric(metric), self.frame.year(year)) {
            (Some(node), Some(metric), Some(year)) => self.read(node, metric, layer, year),
            _ => Reading::default(),
        }
    }

    pub(super) fn read(&self, node: usize, metric: usize, layer: Layer, year: usize) -> Reading {
        if let Some((value, marks)) = self.plane(metric, layer).get(node, year) {
            let basis = match layer {
                Layer::Plan => Basis::Stated,
                Layer::Actual => Basis::Actual,
                // A point of the path is a stated figure; what lies between is the path's own.
                Layer::Path if marks & ESTIMATED == 0 => Basis::Stated,
                Layer::Path => Basis::Path,
            };
            return read(value, basis, 1, 1, marks);
        }
        let derived = &self.derived[layer as usize][metric];
        if let Some((value, marks)) = derived.plane.get(node, year) {
            return read(value, Basis::Derived, 1, 1, marks);
        }
        let of = slot(&self.frame, node).map_or(0, |slot| self.frame.beneath[slot as usize]);
        if let Some(slot) = slot(&self.frame, node) {
            if let Some((value, n, marks)) = derived.matched.as_ref().and_then(|matched| matched.get(slot, year)) {
                return read(value, Basis::Derived, n, of, marks);
            }
            if let Some(sum) = self.table(metric, layer).get(slot, year) {
                return read(sum.value, Basis::Sum, sum.n, of, sum.marks);
            }
        }
        if let Some((value, marks)) = self.frame.inside(node).and_then(|inside| self.rest(inside, metric, layer, year)) {
            return read(value, Basis::Residual, 1, 1, marks);
        }
        Reading { of, ..Reading::default() }
    }

    /// The node's own value in the metric's unit: a figure, an actual, or a point of its own path.
    pub fn stated(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Option<f64> {
        let (node, metric, year) = (self.frame.place(node)?, self.frame.metric(metric)?, self.frame.year(year)?);
        self.plane(metric, layer).get(node, year).map(|(value, _)| value)
    }

    /// The sum over the clusters beneath a member or the total, over the parts of a cluster. `None` where no value is beneath,
    /// or where the metric does not add.
    pub fn sum(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Option<Sum> {
        let (node, metric, year) = (self.frame.place(node)?, self.frame.metric(metric)?, self.frame.year(year)?);
        let slot = slot(&self.frame, node)?;
        let cell = self.table(metric, layer).get(slot, year)?;
        Some(sum(cell.value, cell.n, self.frame.beneath[slot as usize], cell.marks))
    }

    /// The sum of the own values of the top members of a dimension (for the total), or of the members of that dimension
    /// directly beneath a member. Members without an own value are gaps, whatever their clusters say.
    pub fn members_sum(&self, node: &NodeId, dimension: &DimensionId, metric: &MetricId, layer: Layer, year: i32) -> Option<Sum> {
        let (node, metric, year) = (self.frame.place(node)?, self.frame.metric(metric)?, self.frame.year(year)?);
        let dimension = self.frame.dimensions.iter().position(|d| d == dimension)?;
        if !self.adds[metric] || !matches!(self.frame.kind(node), NodeKind::Total | NodeKind::Member) {
            return None;
        }
        let (mut total, mut n, mut of, mut marks, mut codes) = (Exact::default(), 0, 0, 0, (NO_CODE, 0));
        for member in self.frame.members_beneath(node, dimension) {
            of += 1;
            if let Some((value, own)) = self.plane(metric, layer).get(member, year) {
                total.add(value);
                n += 1;
                marks |= own;
                let code = self.own[metric].codes[member];
                codes = (codes.0.min(code), codes.1.max(code));
            }
        }
        let mixed = if n > 0 && codes.0 != codes.1 { MIXED } else { 0 };
        let value = total.value();
        (n > 0 && value.is_finite()).then(|| sum(value, n, of, marks | mixed))
    }

    /// The own value less the sum of the clusters beneath, only where none of them is missing. Takes the member (or the
    /// total) or its outside-clusters residual.
    pub fn residual(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Option<f64> {
        let (node, metric, year) = (self.frame.place(node)?, self.frame.metric(metric)?, self.frame.year(year)?);
        self.rest(self.frame.inside(node).unwrap_or(node), metric, layer, year).map(|(value, _)| value)
    }

    fn rest(&self, inside: usize, metric: usize, layer: Layer, year: usize) -> Option<(f64, u8)> {
        rollup::residual(&self.frame, self.plane(metric, layer), &self.own[metric].codes, self.table(metric, layer), inside, year)
    }

    /// True where the plan states base or target of a member or the total itself, of more than its clusters plan together, while what
    /// was observed is the sum of its clusters: what lies outside them is then missing from the actuals, and the two must not be
    /// compared.
    pub fn lacks_outside(&self, node: &NodeId, metric: &MetricId) -> bool {
        let places = self.frame.place(node).zip(self.frame.metric(metric));
        places.is_some_and(|(node, metric)| !self.has_own_actuals(node, metric) && self.plans_outside(node, metric))
    }

    /// True where a node above the clusters has actuals of its own.
    pub(super) fn has_own_actuals(&self, node: usize, metric: usize) -> bool {
        self.plane(metric, Layer::Actual).row(node).is_some_and(|row| row.iter().any(|value| value.is_finite()))
    }

    /// True where base or target of a node above the clusters is more than the clusters beneath plan together, or where not all of them
    /// plan anything: but for what rounding may hide.
    pub(super) fn plans_outside(&self, node: usize, metric: usize) -> bool {
        if node >= self.frame.clusters.start || !self.adds[metric] {
            return false;
        }
        let (Some(ends), Some(slot)) = (self.ends_at(node, metric), slot(&self.frame, node)) else { return false };
        let of = self.frame.beneath[slot as usize];
        let covered = |(year, own): (i32, f64)| {
            let sum = self.frame.year(year).and_then(|year| self.table(metric, Layer::Path).get(slot, year));
            sum.is_some_and(|sum| sum.n == of && (sum.value - own).abs() <= ROUNDED * own.abs())
        };
        let target = ends.target.map(|target| (target.year, target.value));
        !ends.base.into_iter().chain(target).all(covered)
    }

    /// The node's own plan path; a figure without another to lead to stands alone.
    pub fn path(&self, node: &NodeId, metric: &MetricId, year: i32) -> Option<f64> {
        self.stated(node, metric, Layer::Path, year)
    }

    /// Growth on the year before (0.1 for 10 %). `None` unless both years have a positive start, a value of the same basis
    /// and coverage, and nothing missing beneath.
    pub fn growth(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Option<f64> {
        let now = self.reading(node, metric, layer, year);
        let before = self.reading(node, metric, layer, year.checked_sub(1)?);
        let own = |basis| matches!(basis, Basis::Stated | Basis::Path);
        let alike = now.basis == before.basis || (own(now.basis) && own(before.basis));
        let comparable = alike && now.is_complete() && before.is_complete() && now.mixed_coverage == before.mixed_coverage;
        let (to, from) = (now.value?, before.value.filter(|from| *from > 0.0)?);
        let growth = to / from - 1.0;
        (comparable && growth.is_finite()).then_some(growth)
    }

    /// What the target requires every year from the baseline on.
    pub fn requirement(&self, node: &NodeId, metric: &MetricId) -> Requirement {
        let ends = self.ends(node, metric).unwrap_or_default();
        let base = ends.base.ok_or(Reason::NoBaseline);
        let between = Requirement::between(base, ends.target, self.is_geometric(metric), Reason::BaseAfterTarget);
        Requirement { mixed_coverage: ends.mixed, ..between }
    }

    /// What the target requires every year from the last actual on; a sum with gaps is no start.
    pub fn remaining(&self, node: &NodeId, metric: &MetricId) -> Requirement {
        let ends = self.ends(node, metric).unwrap_or_default();
        let last = self.last_actual(node, metric, Reading::is_complete);
        if last.is_some_and(|(_, reading)| reading.basis == Basis::Sum) && self.lacks_outside(node, metric) {
            return Requirement::between(Err(Reason::OutsideMissing), ends.target, self.is_geometric(metric), Reason::TargetPast);
        }
        let base = last.and_then(|(year, reading)| Some((year, reading.value?))).ok_or(Reason::NoActual);
        let between = Requirement::between(base, ends.target, self.is_geometric(metric), Reason::TargetPast);
        let reading = last.map(|(_, reading)| reading).unwrap_or_default();
        Requirement { illustrative: reading.illustrative, mixed_coverage: reading.mixed_coverage, ..between }
    }

    /// The last year with an actual of any basis, sums with gaps among them, and its reading.
    pub fn latest_actual(&self, node: &NodeId, metric: &MetricId) -> Option<(i32, Reading)> {
        self.last_actual(node, metric, |reading| reading.value.is_some())
    }

    fn last_actual(&self, node: &NodeId, metric: &MetricId, counts: impl Fn(&Reading) -> bool) -> Option<(i32, Reading)> {
        let (node, metric) = (self.frame.place(node)?, self.frame.metric(metric)?);
        let readings = (0..self.frame.years).rev().map(|year| (year, self.read(node, metric, Layer::Actual, year)));
        let (year, reading) = readings.into_iter().find(|(_, reading)| counts(reading))?;
        Some((self.frame.first_year + year as i32, reading))
    }

    /// The coverage that stands for the node and metric; `None` where there is no value, or none that states a coverage.
    pub fn coverage_of(&self, node: &NodeId, metric: &MetricId) -> Option<CoverageId> {
        let (node, metric) = (self.frame.place(node)?, self.frame.metric(metric)?);
        let code = *self.own.get(metric)?.codes.get(node)?;
        self.coverages.get(code).cloned()
    }

    /// What stands directly beneath a node: for the total the top members of every dimension, then clusters that belong to
    /// no member; for a member those directly in it; for a cluster its parts.
    pub fn children(&self, node: &NodeId) -> &[NodeId] {
        self.frame.place(node).map_or(&[], |place| self.frame.children(place))
    }

    /// The top members of a dimension (for the total), or its members directly beneath a member.
    pub fn members_beneath(&self, node: &NodeId, dimension: &DimensionId) -> Vec<NodeId> {
        let dimension = self.frame.dimensions.iter().position(|d| d == dimension);
        let Some((place, dimension)) = self.frame.place(node).zip(dimension) else { return Vec::new() };
        if !matches!(self.frame.kind(place), NodeKind::Total | NodeKind::Member) {
            return Vec::new();
        }
        self.frame.members_beneath(place, dimension).map(|member| self.frame.nodes[member].clone()).collect()
    }

    /// All clusters beneath a node, also those of members beneath it, in the plan's order; a cluster is beneath itself.
    pub fn clusters_of(&self, node: &NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let places = self.frame.place(node).map(|place| self.frame.clusters_beneath(place));
        places.into_iter().flatten().map(|place| self.frame.nodes[place].clone())
    }

    /// True where the metric adds over clusters.
    pub fn adds(&self, metric: &MetricId) -> bool {
        self.frame.metric(metric).is_some_and(|metric| self.adds[metric])
    }

    fn is_geometric(&self, metric: &MetricId) -> bool {
        self.frame.metric(metric).is_some_and(|metric| self.geometric[metric])
    }

    /// Clusters grouped by where they belong.
    pub(super) fn groups(&self) -> &Groups {
        self.groups.get_or_init(|| Groups::of(&self.frame))
    }

    fn ends(&self, node: &NodeId, metric: &MetricId) -> Option<Ends> {
        let (node, metric) = (self.frame.place(node)?, self.frame.metric(metric)?);
        self.ends_at(node, metric)
    }

    /// The rows of clusters and parts in one layer, a cluster's missing values filled by the complete sum of its parts.
    pub(super) fn rows(&self, metric: usize, layer: Layer) -> Rows<'_> {
        let parts = Some(self.table(metric, layer)).filter(|table| !table.is_empty());
        Rows { frame: &self.frame, own: self.plane(metric, layer), codes: &self.own[metric].codes, parts, sums: None }
    }

    /// Baseline and target of a node, by place.
    pub(super) fn ends_at(&self, node: usize, metric: usize) -> Option<Ends> {
        let ends = &self.own.get(metric)?.ends;
        // Where every node from the first on has some, the place itself tells where they stand.
        let guess = node.checked_sub(ends.first()?.0 as usize).and_then(|place| ends.get(place));
        if let Some((_, found)) = guess.filter(|(place, _)| *place as usize == node) {
            return Some(*found);
        }
        ends.binary_search_by_key(&(node as u32), |(place, _)| *place).ok().map(|found| ends[found].1)
    }

    /// False where a metric has no values of actuals at all, so that nothing of it can be judged.
    pub(super) fn has_actuals(&self, metric: usize) -> bool {
        !self.plane(metric, Layer::Actual).is_empty()
            || self.derived[Layer::Actual as usize].get(metric).is_some_and(|of| !of.plane.is_empty() || of.matched.is_some())
    }

    /// The formulas.
    pub(super) fn programs(&self) -> &Programs {
        &self.programs
    }

    /// True where the metric at a place adds over clusters.
    pub(super) fn adds_at(&self, metric: usize) -> bool {
        self.adds[metric]
    }

    /// True where both are evaluations of one state of plan and actuals.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.own, &other.own)
    }

    pub(super) fn plane(&self, metric: usize, layer: Layer) -> &Plane {
        &self.own[metric].layers[layer as usize]
    }

    pub(super) fn table(&self, metric: usize, layer: Layer) -> &SumTable {
        &self.sums[layer as usize].0[metric]
    }

    pub(super) fn frame(&self) -> &Frame {
        &self.frame
    }
}

fn read(value: f64, basis: Basis, n: u32, of: u32, marks: u8) -> Reading {
    Reading {
        value: Some(value),
        basis,
        n,
        of,
        illustrative: marks & ILLUSTRATIVE != 0,
        estimated: marks & ESTIMATED != 0,
        mixed_coverage: marks & MIXED != 0,
        preliminary: marks & PRELIMINARY != 0,
    }
}

fn sum(value: f64, n: u32, of: u32, marks: u8) -> Sum {
    Sum { value, n, of, illustrative: marks & ILLUSTRATIVE != 0, mixed_coverage: marks & MIXED != 0 }
}
