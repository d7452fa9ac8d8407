//! The overview: key numbers of the plan and the table of clusters × metrics, with sums and coverage.
//!
//! Cells are made when they are asked for; sorting and grouping are done once, when the options or the document change.

mod as_of;
mod cells;
mod facts;
mod widths;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use facts::{KeyFact, key_facts};

use super::grid::{Align, GridCell, GridColumn, GridSource, RowKind, Tone, text_width};
use super::navigator::colour_place;
use super::palette::Palette;
use super::words::SharedWords;
use super::{number, requirement, wording};
use crate::base::{DimensionId, MetricId, NodeId};
use crate::domain::Document;
use crate::engine::assess::{Assessments, State};
use crate::engine::{Evaluation, Layer, Sum};

/// What the columns of metrics show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// One metric in full: base, target, required growth, actual, trend, distance to the path.
    #[default]
    Detail,
    /// All metrics: values of the base year.
    Base,
    /// All metrics: targets.
    Target,
    /// All metrics: required yearly growth.
    Required,
    /// All metrics: latest actuals.
    Actual,
    /// All metrics: latest actuals as a share of the target.
    Completion,
    /// All metrics: latest actuals against the plan path.
    Gap,
    /// All metrics: the state.
    State,
}

impl Shown {
    /// All of them, in order.
    pub const ALL: [Self; 8] =
        [Self::Detail, Self::Base, Self::Target, Self::Required, Self::Actual, Self::Completion, Self::Gap, Self::State];

    /// Key of the name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Detail => "overview-shown-detail",
            Self::Base => "overview-shown-base",
            Self::Target => "overview-shown-target",
            Self::Required => "overview-shown-required",
            Self::Actual => "overview-shown-actual",
            Self::Completion => "overview-shown-completion",
            Self::Gap => "overview-shown-gap",
            Self::State => "overview-shown-state",
        }
    }
}

/// What the overview is to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewOptions {
    /// The metric shown in full; `None` takes the plan's main metric.
    pub metric: Option<MetricId>,
    /// What the columns show.
    pub shown: Shown,
    /// The dimension that rows are grouped by; `None` for no groups.
    pub group: Option<DimensionId>,
    /// Column to sort by and whether upwards; `None` keeps the plan's order.
    pub sort: Option<(usize, bool)>,
    /// Groups folded away.
    pub folded: BTreeSet<NodeId>,
}

impl OverviewOptions {
    /// Grouped by the plan's first dimension, the main metric in full.
    pub fn of(document: &Document) -> Self {
        let group = document.plan.dimensions.iter().next().map(|d| d.id.clone());
        Self { metric: None, shown: Shown::Detail, group, sort: None, folded: BTreeSet::new() }
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverviewRow {
    /// A member that heads its clusters.
    Group(NodeId),
    /// The heading of clusters without a member.
    Loose,
    /// A cluster.
    Cluster(NodeId),
    /// The sum of all clusters.
    Total,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Member(DimensionId),
    Base(MetricId),
    Target(MetricId),
    Required(MetricId),
    Actual(MetricId),
    Trend(MetricId),
    Gap(MetricId),
    Completion(MetricId),
    State(MetricId),
    Coverage(MetricId),
}

/// The table of clusters × metrics.
pub struct Overview {
    document: Document,
    evaluation: Arc<Evaluation>,
    assessments: Arc<Assessments>,
    words: SharedWords,
    palette: &'static Palette,
    options: OverviewOptions,
    kinds: Vec<Column>,
    columns: Vec<GridColumn>,
    decimals: Vec<u8>,
    spreads: Vec<Option<(f64, f64)>>,
    rows: Vec<OverviewRow>,
    latest: BTreeMap<MetricId, i32>,
}

/// Metrics of one table at most; more are reached by choosing one.
const MOST_METRICS: usize = 12;

impl Overview {
    /// The table for the options.
    pub fn new(
        document: &Document,
        (evaluation, assessments): (Arc<Evaluation>, Arc<Assessments>),
        words: SharedWords,
        palette: &'static Palette,
        options: OverviewOptions,
    ) -> Self {
        let mut table = Self {
            document: document.clone(),
            evaluation,
            assessments,
            words,
            palette,
            options,
            kinds: Vec::new(),
            columns: Vec::new(),
            decimals: Vec::new(),
            spreads: Vec::new(),
            rows: Vec::new(),
            latest: BTreeMap::new(),
        };
        table.latest = table.latest_years();
        table.kinds = table.column_kinds();
        table.decimals = table.kinds.iter().map(|kind| table.column_decimals(kind)).collect();
        table.spreads = table.kinds.iter().map(|kind| table.spread(kind)).collect();
        table.columns = table.kinds.iter().enumerate().map(|(place, kind)| table.column(place, kind)).collect();
        table.rows = table.ordered_rows();
        table
    }

    /// The node of a row, where it has one.
    pub fn node(&self, row: usize) -> Option<NodeId> {
        match self.rows.get(row)? {
            OverviewRow::Group(node) | OverviewRow::Cluster(node) => Some(node.clone()),
            OverviewRow::Total => Some(NodeId::total()),
            OverviewRow::Loose => None,
        }
    }

    /// The row's kind and node.
    pub fn row(&self, row: usize) -> Option<&OverviewRow> {
        self.rows.get(row)
    }

    /// What stands in a cell, for the inspector: the node, the metric, and what of it.
    pub fn subject(&self, row: usize, column: usize) -> Option<(NodeId, MetricId, CellSubject)> {
        let node = self.node(row)?;
        let subject = match self.kinds.get(column)? {
            Column::Base(m) => (m, CellSubject::Base),
            Column::Target(m) => (m, CellSubject::Target),
            Column::Required(m) | Column::Gap(m) => (m, CellSubject::Required),
            Column::Actual(m) | Column::Trend(m) | Column::Completion(m) => (m, CellSubject::Actual),
            Column::State(m) => (m, CellSubject::State),
            Column::Name | Column::Member(_) | Column::Coverage(_) => return None,
        };
        Some((node, subject.0.clone(), subject.1))
    }

    /// The latest year that any cluster has an actual of.
    pub fn latest_year(&self, metric: &MetricId) -> Option<i32> {
        self.latest.get(metric).copied()
    }

    fn latest_years(&self) -> BTreeMap<MetricId, i32> {
        let plan = &self.document.plan;
        let wanted = |m: &&MetricId| self.options.shown != Shown::Detail || Some(*m) == self.metric_in_full().as_ref();
        let latest = |m: &MetricId| plan.clusters.iter().filter_map(|c| self.latest_actual(&c.id, m)).map(|(year, _)| year).max();
        plan.metrics.iter().map(|m| &m.id).filter(wanted).filter_map(|m| Some((m.clone(), latest(m)?))).collect()
    }

    fn metric_in_full(&self) -> Option<MetricId> {
        let stated = self.options.metric.clone().filter(|m| self.document.plan.metrics.contains(m));
        stated.or_else(|| self.document.plan.main_metric())
    }

    fn column_kinds(&self) -> Vec<Column> {
        let mut kinds = vec![Column::Name];
        let plan = &self.document.plan;
        kinds.extend(plan.dimensions.iter().filter(|d| Some(&d.id) != self.options.group.as_ref()).map(|d| Column::Member(d.id.clone())));
        if self.options.shown == Shown::Detail {
            if let Some(m) = self.metric_in_full() {
                kinds.extend([
                    Column::Base(m.clone()),
                    Column::Target(m.clone()),
                    Column::Required(m.clone()),
                    Column::Actual(m.clone()),
                    Column::State(m.clone()),
                    Column::Trend(m.clone()),
                    Column::Gap(m.clone()),
                    Column::Coverage(m),
                ]);
            }
            return kinds;
        }
        let make = |m: MetricId| match self.options.shown {
            Shown::Target => Column::Target(m),
            Shown::Required => Column::Required(m),
            Shown::Actual => Column::Actual(m),
            Shown::Completion => Column::Completion(m),
            Shown::Gap => Column::Gap(m),
            Shown::State => Column::State(m),
            Shown::Base | Shown::Detail => Column::Base(m),
        };
        kinds.extend(self.metrics_of_clusters().into_iter().map(make));
        kinds
    }

    /// The metrics that any cluster has a value of for what is shown, in the plan's order.
    fn metrics_of_clusters(&self) -> Vec<MetricId> {
        let plan = &self.document.plan;
        let has = |metric: &&MetricId| {
            let probe = match self.options.shown {
                Shown::Target => Column::Target((*metric).clone()),
                Shown::Required => Column::Required((*metric).clone()),
                Shown::Actual | Shown::Completion | Shown::Gap => Column::Actual((*metric).clone()),
                Shown::State => {
                    return plan.clusters.iter().any(|cluster| self.assessments.cell(&self.evaluation, &cluster.id, metric).planned);
                }
                Shown::Base | Shown::Detail => Column::Base((*metric).clone()),
            };
            plan.clusters.iter().any(|cluster| self.value(&OverviewRow::Cluster(cluster.id.clone()), &probe).is_some())
        };
        plan.metrics.iter().map(|m| &m.id).filter(has).take(MOST_METRICS).cloned().collect()
    }

    fn column_decimals(&self, kind: &Column) -> u8 {
        match kind {
            Column::Required(_) | Column::Gap(_) | Column::Completion(_) => 1,
            Column::Base(m) | Column::Target(m) | Column::Actual(m) => {
                let fixed = self.document.plan.metrics.get(m).and_then(|m| m.decimals);
                fixed.unwrap_or_else(|| {
                    let cells = self.document.plan.clusters.iter().take(2_000).map(|c| OverviewRow::Cluster(c.id.clone()));
                    number::column_decimals(cells.filter_map(|row| self.value(&row, kind)))
                })
            }
            _ => 0,
        }
    }

    /// Smallest and largest value of a column over all clusters, where the column is tinted by size.
    fn spread(&self, kind: &Column) -> Option<(f64, f64)> {
        if matches!(self.options.shown, Shown::Detail | Shown::State) || matches!(kind, Column::Name | Column::Member(_)) {
            return None;
        }
        let rows = self.document.plan.clusters.iter().map(|c| OverviewRow::Cluster(c.id.clone()));
        let values: Vec<f64> = rows.filter_map(|row| self.value(&row, kind)).collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (values.len() > 1 && high > low).then_some((low, high))
    }

    fn column(&self, place: usize, kind: &Column) -> GridColumn {
        let words = &*self.words;
        let info = &self.document.plan.info;
        let base = info.base_year.to_string();
        let last = info.last_year.to_string();
        let detail = self.options.shown == Shown::Detail;
        let name = |m: &MetricId| wording::metric(words, &self.document.plan, m).to_owned();
        let (title, width) = match kind {
            Column::Name => (words.text("overview-cluster").to_owned(), 200.0),
            Column::Member(d) => (self.document.plan.dimensions.get(d).map_or("", |d| words.label(&d.name)).to_owned(), 64.0),
            Column::Base(m) => (if detail { words.with("overview-base", &[("year", &base)]) } else { name(m) }, 84.0),
            Column::Target(m) => (if detail { words.with("overview-target", &[("year", &last)]) } else { name(m) }, 84.0),
            Column::Required(m) => (if detail { words.text("overview-required").to_owned() } else { name(m) }, 84.0),
            Column::Actual(m) => (if detail { self.actual_title(m) } else { name(m) }, 96.0),
            Column::Trend(_) => (words.text("overview-trend").to_owned(), 72.0),
            Column::Gap(m) => (if detail { words.text("overview-gap").to_owned() } else { name(m) }, 96.0),
            Column::Completion(m) => (name(m), 84.0),
            Column::State(m) => (if detail { words.text("overview-shown-state").to_owned() } else { name(m) }, 116.0),
            Column::Coverage(_) => (words.text("overview-coverage").to_owned(), 84.0),
        };
        let unit = match kind {
            Column::Base(m) | Column::Target(m) | Column::Actual(m) => self.unit(m),
            _ => String::new(),
        };
        let left = matches!(kind, Column::Name | Column::Member(_) | Column::Coverage(_) | Column::State(_));
        let align = if left { Align::Left } else { Align::Right };
        let hint = match kind {
            Column::Gap(m) => self.as_of_hint(words.text("overview-gap-hint"), m),
            Column::Required(_) => words.text("overview-required-hint").to_owned(),
            Column::Completion(m) => self.as_of_hint(words.text("overview-completion-hint"), m),
            Column::Actual(m) | Column::Trend(m) => self.as_of_hint("", m),
            Column::Coverage(_) => words.text("overview-coverage-hint").to_owned(),
            _ => String::new(),
        };
        let sorted = self.options.sort.filter(|(column, _)| *column == place).map(|(_, up)| up);
        let sortable = !matches!(kind, Column::Trend(_) | Column::Coverage(_));
        let names = self.document.plan.clusters.iter().map(|cluster| text_width(words.label(&cluster.name)) + 40.0);
        let members = |d: &DimensionId| {
            let plan = &self.document.plan;
            let shorts = plan.members_of(d).filter_map(|m| plan.node_short(&m.id)).map(|label| text_width(words.label(label)) + 20.0);
            shorts.fold(0.0, f32::max).min(120.0)
        };
        let content = match kind {
            Column::Name => names.fold(0.0, f32::max).min(236.0),
            Column::Member(d) => members(d),
            _ => 0.0,
        };
        let width = f32::max(width, text_width(&title) + 20.0).max(content);
        // One metric in full has its unit beside the choice of it.
        let unit = if detail { String::new() } else { unit };
        GridColumn {
            least: widths::least(kind, width, content, &title),
            title,
            unit,
            hint,
            width,
            align,
            sortable,
            sorted,
            ..GridColumn::default()
        }
    }

    fn unit(&self, metric: &MetricId) -> String {
        let plan = &self.document.plan;
        plan.metrics.get(metric).map_or_else(String::new, |m| wording::unit(&self.words, &plan.units(), &m.unit).to_owned())
    }

    fn ordered_rows(&mut self) -> Vec<OverviewRow> {
        let plan = self.document.plan.clone();
        let Some(group) = self.options.group.clone().filter(|g| plan.dimensions.contains(g)) else {
            let mut rows = self.sorted(plan.clusters.iter().map(|c| c.id.clone()).collect());
            self.push_total(&mut rows);
            return rows;
        };
        let mut of_member: rustc_hash::FxHashMap<&NodeId, Vec<NodeId>> = rustc_hash::FxHashMap::default();
        let mut loose = Vec::new();
        for cluster in &plan.clusters {
            match cluster.membership.get(&group).filter(|m| plan.members.contains(*m)) {
                Some(member) => of_member.entry(member).or_default().push(cluster.id.clone()),
                None => loose.push(cluster.id.clone()),
            }
        }
        let mut rows = Vec::new();
        for member in plan.members_of(&group) {
            let clusters = of_member.remove(&member.id).unwrap_or_default();
            if clusters.is_empty() && !self.has_any_value(&member.id) {
                continue;
            }
            rows.push(OverviewRow::Group(member.id.clone()));
            if !self.options.folded.contains(&member.id) {
                rows.extend(self.sorted(clusters));
            }
        }
        if !loose.is_empty() {
            rows.push(OverviewRow::Loose);
            rows.extend(self.sorted(loose));
        }
        self.push_total(&mut rows);
        rows
    }

    fn push_total(&self, rows: &mut Vec<OverviewRow>) {
        if !self.document.plan.clusters.is_empty() {
            rows.push(OverviewRow::Total);
        }
    }

    fn has_any_value(&self, node: &NodeId) -> bool {
        let row = OverviewRow::Group(node.clone());
        self.kinds.iter().any(|kind| self.value(&row, kind).is_some())
    }

    fn sorted(&self, clusters: Vec<NodeId>) -> Vec<OverviewRow> {
        let mut rows: Vec<OverviewRow> = clusters.into_iter().map(OverviewRow::Cluster).collect();
        let Some((column, up)) = self.options.sort else { return rows };
        let Some(kind) = self.kinds.get(column) else { return rows };
        if matches!(kind, Column::Name | Column::Member(_)) {
            rows.sort_by_cached_key(|row| self.text(row, kind));
            if !up {
                rows.reverse();
            }
            return rows;
        }
        let mut keyed: Vec<(Option<f64>, OverviewRow)> = rows.into_iter().map(|row| (self.value(&row, kind), row)).collect();
        // Missing values stand last whichever way the column is sorted.
        keyed.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => {
                if up {
                    a.total_cmp(b)
                } else {
                    b.total_cmp(a)
                }
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    fn text(&self, row: &OverviewRow, kind: &Column) -> String {
        let plan = &self.document.plan;
        let node = match row {
            OverviewRow::Group(node) | OverviewRow::Cluster(node) => node,
            OverviewRow::Loose => return self.words.text("navigator-without-member").to_owned(),
            OverviewRow::Total => return self.words.text("overview-all-clusters").to_owned(),
        };
        match kind {
            Column::Name => plan.node_label(node).map_or("", |label| self.words.label(label)).to_owned(),
            Column::Member(d) => {
                let member = plan.clusters.get(node).and_then(|c| c.membership.get(d));
                member.and_then(|m| plan.node_short(m)).map_or("", |label| self.words.label(label)).to_owned()
            }
            _ => String::new(),
        }
    }

    /// The sum behind a group's or the total's cell.
    fn sum(&self, row: &OverviewRow, metric: &MetricId, layer: Layer, year: i32) -> Option<Sum> {
        let node = match row {
            OverviewRow::Group(node) => node.clone(),
            OverviewRow::Total => NodeId::total(),
            OverviewRow::Cluster(_) | OverviewRow::Loose => return None,
        };
        self.evaluation.sum(&node, metric, layer, year)
    }

    fn value(&self, row: &OverviewRow, kind: &Column) -> Option<f64> {
        let info = &self.document.plan.info;
        let at = |m: &MetricId, layer: Layer, year: i32| match row {
            OverviewRow::Cluster(node) => self.evaluation.reading(node, m, layer, year).value,
            _ => self.sum(row, m, layer, year).map(|sum| sum.value),
        };
        match kind {
            Column::Base(m) => at(m, Layer::Plan, info.base_year),
            Column::Target(m) => at(m, Layer::Plan, info.last_year),
            Column::Actual(m) => at(m, Layer::Actual, self.actual_year(row, m)?),
            Column::Required(m) => self.required(row, m),
            Column::Gap(m) => self.gap(row, m),
            Column::Completion(m) => self.completion(row, m),
            Column::State(m) => self.state_order(row, m),
            _ => None,
        }
    }

    /// Required yearly growth (0.1 for 10 %). Of a sum only where base and target are sums over the same, complete set.
    fn required(&self, row: &OverviewRow, metric: &MetricId) -> Option<f64> {
        match row {
            OverviewRow::Cluster(node) => requirement::rate(&self.evaluation.requirement(node, metric)),
            _ => {
                let info = &self.document.plan.info;
                let base = self.sum(row, metric, Layer::Plan, info.base_year)?;
                let target = self.sum(row, metric, Layer::Plan, info.last_year)?;
                let complete = base.n == base.of && target.n == target.of && base.value > 0.0 && target.value > 0.0;
                let years = info.last_year - info.base_year;
                (complete && years > 0).then(|| (target.value / base.value).powf(1.0 / f64::from(years)) - 1.0)
            }
        }
    }

    /// Actual against the plan path of the same year, as a share (−0.52 for 52 % below).
    fn gap(&self, row: &OverviewRow, metric: &MetricId) -> Option<f64> {
        let OverviewRow::Cluster(node) = row else { return None };
        let (year, reading) = self.latest_actual(node, metric)?;
        let path = self.evaluation.path(node, metric, year)?;
        let actual = reading.value?;
        (path > 0.0).then(|| actual / path - 1.0)
    }

    /// The latest actual as a share of the target; of a sum only where both are of the same, complete set.
    fn completion(&self, row: &OverviewRow, metric: &MetricId) -> Option<f64> {
        let last = self.document.plan.info.last_year;
        let (actual, target) = match row {
            OverviewRow::Cluster(node) => {
                let actual = self.latest_actual(node, metric)?.1.value?;
                (actual, self.evaluation.requirement(node, metric).target?.value)
            }
            _ => {
                let actual = self.sum(row, metric, Layer::Actual, self.latest_year(metric)?)?;
                let target = self.sum(row, metric, Layer::Plan, last)?;
                let complete = actual.n == actual.of && target.n == target.of;
                (actual.value, complete.then_some(target.value)?)
            }
        };
        (target > 0.0).then(|| actual / target)
    }

    /// States in their order, for sorting: the worst first where sorted upwards.
    fn state_order(&self, row: &OverviewRow, metric: &MetricId) -> Option<f64> {
        let OverviewRow::Cluster(node) = row else { return None };
        let cell = self.assessments.cell(&self.evaluation, node, metric);
        let place = State::ALL.iter().position(|state| *state == cell.state)?;
        (cell.state != State::NoData).then(|| -(place as f64))
    }
}

/// What of a node and metric stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellSubject {
    /// The value of the base year.
    Base,
    /// The target.
    Target,
    /// The state.
    State,
    /// The required growth.
    Required,
    /// The latest actual.
    Actual,
}

impl GridSource for Overview {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn row_kind(&self, row: usize) -> RowKind {
        match self.rows.get(row) {
            Some(OverviewRow::Group(node)) => RowKind::Group { open: !self.options.folded.contains(node) },
            Some(OverviewRow::Loose) => RowKind::Group { open: true },
            Some(OverviewRow::Total) => RowKind::Total,
            _ => RowKind::Normal,
        }
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let (Some(line), Some(kind)) = (self.rows.get(row), self.kinds.get(column)) else { return GridCell::default() };
        match kind {
            Column::Name => {
                let mut cell = GridCell::text(self.text(line, kind));
                if let OverviewRow::Group(node) = line {
                    cell.strip = colour_place(&self.document.plan, node).map(|place| self.palette.member(place).0);
                }
                cell.indent = u8::from(matches!(line, OverviewRow::Cluster(_)) && self.options.group.is_some());
                cell
            }
            Column::Member(_) => {
                let text = if matches!(line, OverviewRow::Cluster(_)) { self.text(line, kind) } else { String::new() };
                GridCell::text(text).tone(Tone::Quiet)
            }
            Column::Base(_) | Column::Target(_) | Column::Actual(_) => self.amount_cell(line, kind, column),
            Column::State(m) => self.state_cell(line, m),
            Column::Required(_) | Column::Gap(_) | Column::Completion(_) => {
                let mut cell = self.rate_cell(line, kind);
                if let (Some((low, high)), Some(value)) = (self.spreads.get(column).copied().flatten(), cell.number) {
                    cell.heat = Some(((value - low) / (high - low)).clamp(0.0, 1.0));
                }
                cell
            }
            Column::Trend(m) => self.trend_cell(line, m),
            Column::Coverage(m) => self.coverage_cell(line, m),
        }
    }
}
