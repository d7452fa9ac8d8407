//! Reads the figures of a plan as statements: in order of node and metric, in the metric's unit. Nothing is judged here.

use rayon::prelude::*;

use super::book::{CURRENT_PRICES, Kind, NO_COVERAGE, OTHER_COVERAGE, Stmt};
use super::range::half_of;
use crate::base::{CoverageId, MetricId, NodeId, Span, Unit, UnitId, Units};
use crate::domain::{Figure, Form, Metric, Plan, PriceBasis, Role, Strength};
use crate::engine::frame::Frame;
use crate::engine::measure::{self, Scale};

/// Figures that one piece of parallel work takes.
const BLOCK: usize = 4096;

/// What was read of all figures.
pub(super) struct Read {
    /// The statements in order of rows, of those in the plan's order.
    pub(super) stmts: Vec<Stmt>,
    /// Per row: where its statements start; one more for the end.
    pub(super) starts: Vec<u32>,
    /// Per metric: which kinds of statements there are, a bit each.
    pub(super) kinds: Vec<u8>,
    /// Numbers of the figures that lack a year, a unit or a number.
    pub(super) incomplete: Vec<u32>,
    /// Numbers of the figures about years beyond the plan's last, but for those told for comparison.
    pub(super) beyond: Vec<u32>,
}

/// Reads all figures that name a known node, metric and unit.
pub(super) fn read(plan: &Plan, frame: &Frame, units: &Units) -> Read {
    let metrics = plan.metrics.rows();
    let block = |(block, list): (usize, &[Figure])| {
        let mut reader = Reader { plan, metrics, frame, units, node: None, metric: None, scales: Vec::new(), found: Block::new(metrics) };
        // Room for all at once: growing would move them again and again.
        let mut stmts = Vec::with_capacity(list.len());
        stmts.extend(list.iter().enumerate().filter_map(|(number, figure)| reader.take((block * BLOCK + number) as u32, figure)));
        Block { stmts, ..reader.found }
    };
    let blocks: Vec<Block> = plan.figures.rows().par_chunks(BLOCK).enumerate().map(block).collect();
    let (stmts, starts) = sorted(&blocks, frame.nodes.len() * metrics.len());
    let mut kinds = vec![0; metrics.len()];
    for block in &blocks {
        kinds.iter_mut().zip(&block.kinds).for_each(|(all, kinds)| *all |= kinds);
    }
    let all = |of: fn(&Block) -> &[u32]| blocks.iter().flat_map(of).copied().collect();
    Read { stmts, starts, kinds, incomplete: all(|block| &block.incomplete), beyond: all(|block| &block.beyond) }
}

/// What was read of one piece of the figures.
struct Block {
    stmts: Vec<Stmt>,
    kinds: Vec<u8>,
    incomplete: Vec<u32>,
    beyond: Vec<u32>,
}

impl Block {
    fn new(metrics: &[Metric]) -> Self {
        Self { stmts: Vec::new(), kinds: vec![0; metrics.len()], incomplete: Vec::new(), beyond: Vec::new() }
    }
}

struct Reader<'a> {
    plan: &'a Plan,
    metrics: &'a [Metric],
    frame: &'a Frame,
    units: &'a Units,
    /// The node and metric looked up last: figures of one node stand together.
    node: Option<(&'a NodeId, Option<usize>)>,
    metric: Option<(&'a MetricId, Option<usize>)>,
    scales: Vec<(usize, UnitId, Kind, Option<Scale>)>,
    found: Block,
}

impl<'a> Reader<'a> {
    fn take(&mut self, number: u32, figure: &'a Figure) -> Option<Stmt> {
        self.note(number, figure);
        if self.node.is_none_or(|(known, _)| *known != figure.node) {
            self.node = Some((&figure.node, self.frame.place(&figure.node)));
        }
        if self.metric.is_none_or(|(known, _)| *known != figure.metric) {
            self.metric = Some((&figure.metric, self.frame.metric(&figure.metric)));
        }
        let (node, metric) = (self.node?.1?, self.metric?.1?);
        let kind = match figure.form {
            Form::Level => Kind::Level,
            Form::Growth => Kind::Growth,
            Form::AverageGrowth => Kind::AverageGrowth,
            Form::AnnualChange => Kind::AnnualChange,
            Form::Multiple { .. } => Kind::Multiple,
            Form::Share { .. } => Kind::Share,
        };
        let scale = self.scale(metric, figure.unit.as_ref()?, kind)?;
        let bound = match (&figure.form, figure.bound.map(|value| scale.apply(value))) {
            // What is added is counted: twice more is three times as much.
            (Form::Multiple { .. }, bound) if figure.unit.as_ref().is_some_and(Unit::counts_increase) => bound.map(|value| value + 1.0),
            (_, bound) => bound,
        };
        let (from, year) = match figure.time {
            Span::At(period) => period.as_year().map_or((0, 0), |year| (year, year)),
            Span::Years { from, to } => (from, to),
            Span::Unstated => (0, 0),
        };
        let coverage = self.coverage(figure.coverage.as_ref());
        if !bound.value().is_none_or(f64::is_finite) {
            return None;
        }
        self.found.kinds[metric] |= kind.bit();
        Some(Stmt {
            row: (node * self.metrics.len() + metric) as u32,
            figure: number,
            kind,
            role: figure.role,
            beside: matches!(figure.role, Role::Limit | Role::Reference),
            aspiration: figure.strength == Some(Strength::Aspirational),
            year,
            from,
            bound,
            half: scale.apply(half_of(figure.bound.value().unwrap_or(0.0))),
            coverage,
            prices: prices(figure),
        })
    }

    /// Notes what is amiss with a figure whether or not it makes a statement.
    fn note(&mut self, number: u32, figure: &Figure) {
        if figure.bound.value().is_none() || figure.unit.is_none() || figure.time == Span::Unstated {
            self.found.incomplete.push(number);
        }
        if figure.role != Role::Reference && last_year(figure).is_some_and(|year| year > self.plan.info.last_year) {
            self.found.beyond.push(number);
        }
    }

    fn coverage(&self, coverage: Option<&CoverageId>) -> u16 {
        let Some(coverage) = coverage else { return NO_COVERAGE };
        let place = self.plan.coverages.iter().position(|known| known.id == *coverage);
        place.and_then(|place| u16::try_from(place + 1).ok()).unwrap_or(OTHER_COVERAGE)
    }

    fn scale(&mut self, metric: usize, unit: &UnitId, kind: Kind) -> Option<Scale> {
        let known = self.scales.iter().find(|(of, known, as_kind, _)| *of == metric && known == unit && *as_kind == kind);
        if let Some((.., scale)) = known {
            return *scale;
        }
        let scale = match kind {
            Kind::Level => measure::factor(self.units, unit, &self.metrics[metric].unit).ok(),
            _ => measure::resolve(self.units, unit).ok().filter(|(powers, _)| powers.is_number()).map(|(_, scale)| scale),
        };
        self.scales.push((metric, unit.clone(), kind, scale));
        scale
    }
}

/// In which prices a figure is; years lie within 16 bits as those of periods do.
fn prices(figure: &Figure) -> u16 {
    match figure.price {
        Some(PriceBasis::Constant { year }) => u16::try_from(year).unwrap_or(u16::MAX),
        Some(PriceBasis::Current) | None => CURRENT_PRICES,
    }
}

/// The last year that a figure says anything of.
pub(super) fn last_year(figure: &Figure) -> Option<i32> {
    let base = if let Form::Multiple { base } = &figure.form { Some(base.plan_year()) } else { None };
    figure.time.last_year().max(base)
}

/// Puts the statements in order of rows, of those in the plan's order.
fn sorted(blocks: &[Block], rows: usize) -> (Vec<Stmt>, Vec<u32>) {
    let mut starts = vec![0_u32; rows + 2];
    let places =
        || blocks.iter().enumerate().flat_map(|(block, of)| of.stmts.iter().enumerate().map(move |(place, s)| (block, place, s.row)));
    places().for_each(|(.., row)| starts[row as usize + 2] += 1);
    for place in 2..starts.len() {
        starts[place] += starts[place - 1];
    }
    let mut order = vec![(0_u32, 0_u32); starts.last().map_or(0, |end| *end as usize)];
    for (block, place, row) in places() {
        let next = &mut starts[row as usize + 1];
        order[*next as usize] = (block as u32, place as u32);
        *next += 1;
    }
    (order.par_iter().map(|(block, place)| blocks[*block as usize].stmts[*place as usize]).collect(), starts)
}
