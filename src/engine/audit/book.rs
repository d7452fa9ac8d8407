//! The figures of a plan as the audit reads them: in order of node and metric, in the metric's unit, with what rounding allows.
//!
//! Rates and multiples become plain fractions and factors. Nothing is judged here.

use rayon::prelude::*;

use super::range::Range;
use super::reader::{self, Read};
use crate::base::{Bound, FigureId, MetricId, NodeId, UnitId, Units};
use crate::domain::{Document, Figure, Metric, MetricKind, Plan, Relation, RelationKind, Role, Threshold};
use crate::engine::frame::Frame;
use crate::engine::measure::{self, Scale};
use crate::engine::{Evaluation, formula};

/// How the number of a statement is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Level,
    Growth,
    AverageGrowth,
    AnnualChange,
    Multiple,
    Share,
}

impl Kind {
    /// Its place in a set of kinds.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// One statement: a figure with its number in the metric's unit, or as a fraction where it is a rate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stmt {
    /// Node and metric: the node's place × the number of metrics + the metric's place.
    pub(super) row: u32,
    /// Number of the figure in the plan.
    pub(super) figure: u32,
    pub(super) kind: Kind,
    pub(super) role: Role,
    /// Told for comparison, or a limit: not what the plan sets.
    pub(super) beside: bool,
    pub(super) aspiration: bool,
    /// The year it is about; the last of a span. Zero where none is stated.
    pub(super) year: i32,
    /// The first year of a span, else the year.
    pub(super) from: i32,
    pub(super) bound: Bound,
    /// Half a unit of the last digit printed, in the unit of the number held.
    pub(super) half: f64,
    /// Which coverage it states.
    pub(super) coverage: u16,
    /// In which prices it is: [`CURRENT_PRICES`] where nobody says otherwise, else the year whose prices they are.
    pub(super) prices: u16,
}

/// A statement that states no coverage.
pub(super) const NO_COVERAGE: u16 = 0;
/// Prices of the period itself.
pub(super) const CURRENT_PRICES: u16 = 0;
/// A coverage that the plan does not list.
pub(super) const OTHER_COVERAGE: u16 = u16::MAX;
/// No statement.
const NOTHING: u32 = u32::MAX;

impl Stmt {
    /// The one number that stands for it.
    pub(super) fn value(&self) -> f64 {
        self.bound.value().unwrap_or(f64::NAN)
    }

    /// Half a unit of the last digit printed.
    pub(super) fn half(&self) -> f64 {
        self.half
    }

    /// The number as printed with what rounding allows, whatever the bound.
    pub(super) fn printed(&self) -> Range {
        Range::around(self.value(), self.half())
    }

    /// The number where calculations start from it: a rough one with what it leaves open, any other as printed.
    pub(super) fn start(&self, book: &Book<'_>) -> Range {
        if matches!(self.bound, Bound::About { .. } | Bound::Between { .. }) { self.range(book) } else { self.printed() }
    }

    /// All values that the statement admits.
    pub(super) fn range(&self, book: &Book<'_>) -> Range {
        let half = self.half();
        match self.bound {
            Bound::Exactly { value } => Range::around(value, half),
            Bound::AtLeast { value } => Range { low: value - half, high: f64::INFINITY },
            Bound::AtMost { value } => Range { low: f64::NEG_INFINITY, high: value + half },
            Bound::About { value } => Range::around(value, half.max(book.plan.info.about_tolerance * value.abs())),
            Bound::Between { low, high } => Range { low: low - half, high: high + half },
            Bound::Unstated => Range { low: f64::NEG_INFINITY, high: f64::INFINITY },
        }
    }

    /// True for a yearly level.
    fn is_level(&self) -> bool {
        self.kind == Kind::Level && self.year != 0
    }

    /// True for a floor.
    pub(super) fn is_floor(&self) -> bool {
        matches!(self.bound, Bound::AtLeast { .. })
    }
}

/// A formula that divides one metric by another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotient {
    pub(super) derived: usize,
    pub(super) upper: usize,
    pub(super) lower: usize,
    /// True where it is a pure number: both measure the same.
    pub(super) share: bool,
    /// True where the plan itself states it as a part of the whole: somewhere a share, nowhere more than all.
    pub(super) part: bool,
}

/// All statements of a plan, with what the rules need to read them.
pub(super) struct Book<'a> {
    pub(super) plan: &'a Plan,
    pub(super) evaluation: &'a Evaluation,
    pub(super) frame: &'a Frame,
    pub(super) units: Units,
    pub(super) quotients: Vec<Quotient>,
    /// Per metric: metrics of the same size, by declared relations.
    pub(super) comparable: Vec<Vec<usize>>,
    /// Pairs of which the first must not exceed the second.
    pub(super) at_most: Vec<(usize, usize)>,
    /// Thresholds in force, in the order of [`Threshold::ALL`].
    limits: [f64; Threshold::ALL.len()],
    stmts: Vec<Stmt>,
    starts: Vec<u32>,
    /// Per row: the statements that are its baseline and its last target.
    ends: Vec<[u32; 2]>,
    /// Per metric: which kinds of statements there are of it, a bit each.
    kinds: Vec<u8>,
    /// Numbers of the figures that lack a year, a unit or a number.
    pub(super) incomplete: Vec<u32>,
    /// Numbers of the figures about years beyond the plan's last, but for those told for comparison.
    pub(super) beyond: Vec<u32>,
}

impl<'a> Book<'a> {
    /// Reads the figures of a document.
    pub(super) fn of(document: &'a Document, evaluation: &'a Evaluation) -> Self {
        let plan = &*document.plan;
        let frame = evaluation.frame();
        let units = plan.units();
        let Read { stmts, starts, kinds, incomplete, beyond } = reader::read(plan, frame, &units);
        let ends = starts.par_windows(2).map(|row| ends(&stmts, row[0] as usize..row[1] as usize)).collect();
        let mut book = Self {
            plan,
            evaluation,
            frame,
            quotients: Vec::new(),
            comparable: vec![Vec::new(); plan.metrics.len()],
            at_most: Vec::new(),
            units,
            limits: plan.audit.in_force(),
            stmts,
            starts,
            ends,
            kinds,
            incomplete,
            beyond,
        };
        book.quotients = (0..plan.metrics.len()).filter_map(|metric| book.quotient(metric)).collect();
        book.relate();
        book
    }

    fn relate(&mut self) {
        for Relation { metric, kind, of, .. } in &self.plan.relations {
            let (Some(a), Some(b)) = (self.frame.metric(metric), self.frame.metric(of)) else { continue };
            if a == b || !self.same_unit(a, b) {
                continue;
            }
            match kind {
                RelationKind::AtMost => self.at_most.push((a, b)),
                RelationKind::Comparable => {
                    self.comparable[a].push(b);
                    self.comparable[b].push(a);
                }
            }
        }
    }

    fn quotient(&self, derived: usize) -> Option<Quotient> {
        let MetricKind::Derived { formula } = &self.metric(derived).kind else { return None };
        let formula::Expr::Binary(formula::Op::Divide, upper, lower) = formula::parse(formula).ok()? else { return None };
        let (formula::Expr::Metric(upper), formula::Expr::Metric(lower)) = (*upper, *lower) else { return None };
        let (upper, lower) = (self.frame.metric(&upper)?, self.frame.metric(&lower)?);
        Some(Quotient { derived, upper, lower, share: self.same_unit(upper, lower), part: self.is_part(derived) })
    }

    fn is_part(&self, derived: usize) -> bool {
        let Some(scale) = self.fraction(derived).filter(|_| self.has_kind(derived, Kind::Level)) else { return false };
        let shares = (0..self.frame.nodes.len()).flat_map(|node| self.levels(node, derived)).map(|s| scale.apply(s.value()));
        let (some, all) = shares.filter(|share| !share.is_nan()).fold((false, true), |(_, all), share| (true, all && share <= 1.0));
        some && all
    }

    /// From the quotient of upper and lower, each in its metric's unit, to the unit of the derived metric; `None` where that measures
    /// something else.
    pub(super) fn ratio(&self, of: Quotient) -> Option<Scale> {
        let resolve = |metric: usize| measure::resolve(&self.units, &self.metric(metric).unit).ok();
        let (upper, lower, derived) = (resolve(of.upper)?, resolve(of.lower)?, resolve(of.derived)?);
        let made = upper.0.times(&lower.0, -1);
        (made == derived.0).then(|| upper.1.times(lower.1, -1).times(derived.1, -1))
    }

    /// True where two metrics measure the same.
    fn same_unit(&self, a: usize, b: usize) -> bool {
        measure::factor(&self.units, &self.metric(a).unit, &self.metric(b).unit).is_ok()
    }

    /// A threshold in force.
    pub(super) fn limit(&self, of: Threshold) -> f64 {
        self.limits[of as usize]
    }

    /// What one unit of the first metric is in units of the second.
    pub(super) fn factor(&self, from: usize, to: usize) -> Option<Scale> {
        measure::factor(&self.units, &self.metric(from).unit, &self.metric(to).unit).ok()
    }

    /// What a rate of the metric is in fractions: 0.01 for %.
    pub(super) fn fraction(&self, metric: usize) -> Option<Scale> {
        let (powers, scale) = measure::resolve(&self.units, &self.metric(metric).unit).ok()?;
        powers.is_number().then_some(scale)
    }

    /// The metric at a place.
    pub(super) fn metric(&self, metric: usize) -> &'a Metric {
        &self.plan.metrics.rows()[metric]
    }

    /// The metric's id.
    pub(super) fn metric_id(&self, metric: usize) -> &'a MetricId {
        &self.metric(metric).id
    }

    /// The metric's unit.
    pub(super) fn unit(&self, metric: usize) -> UnitId {
        self.metric(metric).unit.clone()
    }

    /// The node at a place.
    pub(super) fn node(&self, node: usize) -> &'a NodeId {
        &self.frame.nodes[node]
    }

    /// The figure of a statement.
    pub(super) fn figure(&self, stmt: &Stmt) -> &'a Figure {
        &self.plan.figures.rows()[stmt.figure as usize]
    }

    /// The figure's id.
    pub(super) fn id(&self, stmt: &Stmt) -> &'a FigureId {
        &self.figure(stmt).id
    }

    /// All statements of a node about a metric, in the plan's order.
    pub(super) fn all(&self, node: usize, metric: usize) -> &[Stmt] {
        let row = node * self.plan.metrics.len() + metric;
        &self.stmts[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// True where a node states nothing at all.
    pub(super) fn is_silent(&self, node: usize) -> bool {
        let metrics = self.plan.metrics.len();
        self.starts[node * metrics] == self.starts[(node + 1) * metrics]
    }

    /// All statements about a metric that are yearly levels.
    pub(super) fn levels(&self, node: usize, metric: usize) -> impl Iterator<Item = &Stmt> {
        self.all(node, metric).iter().filter(|s| s.is_level())
    }

    /// The level that counts for a year: what the plan sets before what is told for comparison, a firm one before an aspiration.
    pub(super) fn level(&self, node: usize, metric: usize, year: i32) -> Option<&Stmt> {
        self.levels(node, metric).filter(|s| s.year == year).min_by_key(|s| (s.beside, s.aspiration))
    }

    /// The level of a year to be set beside a statement: of the same coverage and prices before any other, then as [`Self::level`].
    pub(super) fn level_as(&self, node: usize, metric: usize, year: i32, like: &Stmt) -> Option<&Stmt> {
        let other = |s: &Stmt| (!self.same_coverage(s, like), s.prices != like.prices, s.beside, s.aspiration);
        self.levels(node, metric).filter(|s| s.year == year).min_by_key(|s| other(s))
    }

    /// The same, only where nothing says that it counts something else or in other prices: those two may differ by any rate.
    pub(super) fn level_with(&self, node: usize, metric: usize, year: i32, like: &Stmt) -> Option<&Stmt> {
        self.level_as(node, metric, year, like).filter(|s| self.is_comparable(s, like))
    }

    /// True where both are in the same prices, and no two coverages are stated that differ.
    pub(super) fn is_comparable(&self, a: &Stmt, b: &Stmt) -> bool {
        let unsaid = a.coverage == NO_COVERAGE || b.coverage == NO_COVERAGE;
        a.prices == b.prices && (unsaid || self.same_coverage(a, b))
    }

    /// The level of a year in the metric, or in one of the same size: the statement and its metric.
    pub(super) fn level_like(&self, node: usize, metric: usize, year: i32) -> Option<(&Stmt, usize)> {
        if let Some(stmt) = self.level(node, metric, year) {
            return Some((stmt, metric));
        }
        self.comparable[metric].iter().find_map(|other| Some((self.level(node, *other, year)?, *other)))
    }

    /// The baseline: the last before the target, else the last.
    pub(super) fn base(&self, node: usize, metric: usize) -> Option<&Stmt> {
        self.stmts.get(self.ends[node * self.plan.metrics.len() + metric][0] as usize)
    }

    /// The last target.
    pub(super) fn target(&self, node: usize, metric: usize) -> Option<&Stmt> {
        self.stmts.get(self.ends[node * self.plan.metrics.len() + metric][1] as usize)
    }

    /// The statements of one kind.
    pub(super) fn of_kind(&self, node: usize, metric: usize, kind: Kind) -> impl Iterator<Item = &Stmt> {
        self.all(node, metric).iter().filter(move |s| s.kind == kind && !s.bound.value().is_none_or(f64::is_nan))
    }

    /// True where any node makes a statement of the kind about a metric.
    pub(super) fn has_kind(&self, metric: usize, kind: Kind) -> bool {
        self.kinds[metric] & kind.bit() != 0
    }

    /// The value of an actual year that is not illustrative and counts what the plan counts.
    pub(super) fn actual(&self, node: usize, metric: usize, year: i32) -> Option<f64> {
        let place = self.frame.year(year)?;
        let reading = self.evaluation.read(node, metric, crate::engine::Layer::Actual, place);
        reading.value.filter(|_| !reading.illustrative && reading.is_complete() && !reading.mixed_coverage)
    }

    /// True where both figures say the same of whom they count.
    pub(super) fn same_coverage(&self, a: &Stmt, b: &Stmt) -> bool {
        match (a.coverage, b.coverage) {
            (OTHER_COVERAGE, OTHER_COVERAGE) => self.figure(a).coverage == self.figure(b).coverage,
            (a, b) => a == b,
        }
    }

    /// True where both figures were read from documents that are known and differ.
    pub(super) fn other_paper(&self, a: &Stmt, b: &Stmt) -> bool {
        let (a, b) = (&self.figure(a).source.document, &self.figure(b).source.document);
        !a.is_empty() && !b.is_empty() && a != b
    }
}

/// The baseline (the last before the target, else the last) and the last target among the statements of a row. Of several of one year
/// those that have each other's coverage and prices count, in the order in which the plan lists coverages.
fn ends(stmts: &[Stmt], row: std::ops::Range<usize>) -> [u32; 2] {
    let of = |role: Role| row.clone().filter(move |place| stmts[*place].role == role && stmts[*place].is_level());
    let year = |place: &usize| stmts[*place].year;
    let last = of(Role::Target).map(|place| year(&place)).max();
    let alike = |a: &usize, b: &usize| (stmts[*a].coverage, stmts[*a].prices) == (stmts[*b].coverage, stmts[*b].prices);
    let targets = || of(Role::Target).filter(|place| Some(year(place)) == last);
    let lone = |place: &usize| !of(Role::Baseline).any(|base| alike(&base, place));
    let target = targets().min_by_key(|place| (stmts[*place].aspiration, lone(place), stmts[*place].coverage, stmts[*place].prices));
    let other = |place: &usize| target.is_some_and(|target| !alike(place, &target));
    let order = |place: &usize| (std::cmp::Reverse(year(place)), other(place), stmts[*place].coverage, stmts[*place].prices);
    let before = of(Role::Baseline).filter(|place| last.is_none_or(|last| year(place) < last)).min_by_key(order);
    let base = before.or_else(|| of(Role::Baseline).min_by_key(order));
    [base, target].map(|place| place.map_or(NOTHING, |place| place as u32))
}
