//! The table of a node: a line a metric, with its figures, its actuals and what follows from them.
//!
//! One table serves two spans: years (base, actuals, milestones, target) and the periods within years. Lines that are
//! computed (sums of clusters, what lies outside them, formulas) stand under what is stated and cannot be typed into.

use std::sync::Arc;

use crate::base::{Bound, CoverageId, MetricId, NodeId, Period};
use crate::domain::actuals::ENTERED;
use crate::domain::{Document, Figure, Form, MetricKind, Observation, Role, SeriesKey, Status, Strength};
use crate::engine::{Evaluation, Layer};
use crate::view::grid::{GridCell, GridColumn, GridSource, RowKind, Tone};
use crate::view::inspection::Subject;
use crate::view::words::SharedWords;
use crate::view::{number, requirement, wording};

/// The periods a node's table has columns for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Span {
    /// Years, with base, milestones and target.
    #[default]
    Years,
    /// Running totals by month.
    ToDate,
    /// Single months.
    Months,
    /// Quarters.
    Quarters,
}

impl Span {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Years, Self::ToDate, Self::Months, Self::Quarters];

    /// Key of the name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Years => "node-span-years",
            Self::ToDate => "node-span-to-date",
            Self::Months => "node-span-months",
            Self::Quarters => "node-span-quarters",
        }
    }

    /// The periods of a year that starts in the month `first`.
    fn periods(self, year: i32, first: u8) -> Vec<Period> {
        match self {
            Self::Years => vec![Period::year(year)],
            Self::ToDate => (1..=12).filter_map(|month| Period::to_date(year, first, month)).collect(),
            Self::Months => (1..=12).filter_map(|month| Period::month_of_year(year, first, month)).collect(),
            Self::Quarters => (1..=4).filter_map(|quarter| Period::quarter(year, quarter)).collect(),
        }
    }
}

/// What the table is to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Which columns.
    pub span: Span,
    /// Also metrics without any value, to type into.
    pub all_metrics: bool,
    /// The lines of firm tiers are folded away beneath their heading.
    pub fold_tiers: bool,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Heads the lines of firm tiers.
    Tiers,
    /// What is stated and observed.
    Stated { metric: MetricId, coverage: Option<CoverageId> },
    /// The sum of the clusters beneath.
    Sum { metric: MetricId },
    /// Stated less that sum.
    Residual { metric: MetricId },
    /// Computed by formula.
    Derived { metric: MetricId },
}

impl Line {
    pub(super) fn metric(&self) -> Option<&MetricId> {
        match self {
            Self::Tiers => None,
            Self::Stated { metric, .. } | Self::Sum { metric } | Self::Residual { metric } | Self::Derived { metric } => Some(metric),
        }
    }
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Unit,
    Coverage,
    Base,
    Actual(Period),
    Milestones,
    Target,
    Required,
    Strength,
}

/// The table of a node.
pub struct NodeTable {
    pub(super) document: Document,
    pub(super) evaluation: Arc<Evaluation>,
    pub(super) words: SharedWords,
    pub(super) node: NodeId,
    /// The node's own figures: every cell looks through them, so they are gathered once.
    figures: Vec<Figure>,
    pub(super) lines: Vec<Line>,
    pub(super) kinds: Vec<Column>,
    columns: Vec<GridColumn>,
    decimals: Vec<u8>,
    illustrative: bool,
}

impl NodeTable {
    /// The table of a node.
    pub fn new(document: &Document, evaluation: Arc<Evaluation>, words: SharedWords, node: &NodeId, options: TableOptions) -> Self {
        let mut table = Self {
            document: document.clone(),
            evaluation,
            words,
            node: node.clone(),
            figures: document.plan.figures.iter().filter(|f| f.node == *node).cloned().collect(),
            lines: Vec::new(),
            kinds: Vec::new(),
            columns: Vec::new(),
            decimals: Vec::new(),
            illustrative: false,
        };
        table.lines = table.gather_lines(options);
        table.kinds = table.gather_columns(options.span);
        table.decimals = table.lines.iter().map(|line| table.line_decimals(line)).collect();
        table.columns = table.kinds.iter().map(|kind| table.column(*kind)).collect();
        table.illustrative = table.find_illustrative();
        table
    }

    /// True where the table has no line with a value of its own.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// True where any value of the table is illustrative.
    pub fn has_illustrative(&self) -> bool {
        self.illustrative
    }

    fn find_illustrative(&self) -> bool {
        let own = self.document.actuals.of_node(&self.node).flat_map(|(_, list)| list).any(|o| o.status == Status::Illustrative);
        own || (0..self.lines.len()).any(|row| (0..self.kinds.len()).any(|column| self.is_illustrative(row, column)))
    }

    fn is_illustrative(&self, row: usize, column: usize) -> bool {
        let (Some(line), Some(Column::Actual(period))) = (self.lines.get(row), self.kinds.get(column)) else { return false };
        match (line.metric(), period.as_year()) {
            (Some(metric), Some(year)) => self.evaluation.reading(&self.node, metric, Layer::Actual, year).illustrative,
            _ => false,
        }
    }

    /// What stands in a cell, for the inspector.
    pub fn subject(&self, row: usize, column: usize) -> Option<Subject> {
        let line = self.lines.get(row)?;
        let metric = line.metric()?.clone();
        let node = self.node.clone();
        Some(match (line, self.kinds.get(column)?) {
            (Line::Stated { coverage, .. }, Column::Actual(period)) => {
                Subject::Actual { key: SeriesKey { node, metric, coverage: coverage.clone() }, period: *period }
            }
            (Line::Stated { coverage, .. }, Column::Base) => match self.figure(&metric, coverage.as_ref(), Role::Baseline) {
                Some(figure) => Subject::Figure(figure.id.clone()),
                None => Subject::Base { node, metric },
            },
            (Line::Stated { coverage, .. }, Column::Target | Column::Strength) => {
                match self.figure(&metric, coverage.as_ref(), Role::Target) {
                    Some(figure) => Subject::Figure(figure.id.clone()),
                    None => Subject::Target { node, metric },
                }
            }
            (Line::Stated { coverage, .. }, Column::Milestones) => {
                Subject::Figure(self.milestones(&metric, coverage.as_ref()).next()?.id.clone())
            }
            (Line::Stated { .. }, _) => Subject::Required { node, metric },
            (Line::Sum { .. }, Column::Actual(period)) => Subject::Sum { node, metric, layer: Layer::Actual, year: period.as_year()? },
            (Line::Sum { .. }, Column::Base) => Subject::Sum { node, metric, layer: Layer::Plan, year: self.document.plan.info.base_year },
            (Line::Sum { .. }, Column::Target) => {
                Subject::Sum { node, metric, layer: Layer::Plan, year: self.document.plan.info.last_year }
            }
            (_, Column::Actual(period)) => Subject::Value { node, metric, layer: Layer::Actual, year: period.as_year()? },
            (_, Column::Base) => Subject::Value { node, metric, layer: Layer::Plan, year: self.document.plan.info.base_year },
            (_, Column::Target) => Subject::Value { node, metric, layer: Layer::Plan, year: self.document.plan.info.last_year },
            _ => return None,
        })
    }

    fn gather_lines(&self, options: TableOptions) -> Vec<Line> {
        let plan = &self.document.plan;
        let (mut lines, mut tiers) = (Vec::new(), Vec::new());
        for metric in &plan.metrics {
            let target = if matches!(metric.kind, MetricKind::TierCount { .. }) { &mut tiers } else { &mut lines };
            let coverages = self.coverages(&metric.id);
            let derived = matches!(metric.kind, MetricKind::Derived { .. });
            if derived && coverages.is_empty() {
                if self.has_any(&metric.id) {
                    target.push(Line::Derived { metric: metric.id.clone() });
                }
                continue;
            }
            let years = self.evaluation.years();
            let summed = [Layer::Plan, Layer::Actual]
                .into_iter()
                .any(|layer| years.clone().any(|year| self.evaluation.sum(&self.node, &metric.id, layer, year).is_some()));
            if coverages.is_empty() && (summed || options.all_metrics) {
                target.push(Line::Stated { metric: metric.id.clone(), coverage: None });
            }
            let stated = !coverages.is_empty();
            target.extend(coverages.into_iter().map(|coverage| Line::Stated { metric: metric.id.clone(), coverage }));
            if summed {
                target.push(Line::Sum { metric: metric.id.clone() });
                if stated && self.has_residual(&metric.id) {
                    target.push(Line::Residual { metric: metric.id.clone() });
                }
            }
        }
        if !tiers.is_empty() {
            lines.push(Line::Tiers);
            if !options.fold_tiers {
                lines.extend(tiers);
            }
        }
        lines
    }

    fn has_any(&self, metric: &MetricId) -> bool {
        [Layer::Plan, Layer::Actual]
            .into_iter()
            .any(|layer| self.evaluation.years().any(|year| self.evaluation.reading(&self.node, metric, layer, year).value.is_some()))
    }

    fn has_residual(&self, metric: &MetricId) -> bool {
        [Layer::Plan, Layer::Actual]
            .into_iter()
            .any(|layer| self.evaluation.years().any(|year| self.evaluation.residual(&self.node, metric, layer, year).is_some()))
    }

    /// The coverages that the node has yearly figures or actuals of, in the plan's order, the unstated last.
    fn coverages(&self, metric: &MetricId) -> Vec<Option<CoverageId>> {
        let plan = &self.document.plan;
        let of_figures = self.figures.iter().filter(|f| f.metric == *metric && f.yearly_level().is_some());
        let of_actuals = self.document.actuals.of_node_metric(&self.node, metric).map(|(key, _)| key.coverage.clone());
        let mut found: Vec<Option<CoverageId>> = of_figures.map(|f| f.coverage.clone()).chain(of_actuals).collect();
        found.sort_by_key(|coverage| coverage.as_ref().map_or(usize::MAX, |c| plan.coverages.place(c).unwrap_or(usize::MAX - 1)));
        found.dedup();
        found
    }

    fn gather_columns(&self, span: Span) -> Vec<Column> {
        let info = &self.document.plan.info;
        let mut columns = vec![Column::Name, Column::Unit, Column::Coverage];
        let last_actual = self.document.actuals.of_node(&self.node).flat_map(|(_, list)| list).map(|o| o.period.plan_year()).max();
        let last = info.last_year.max(last_actual.unwrap_or(info.last_year)).min(info.last_year + 30);
        if span == Span::Years {
            columns.push(Column::Base);
        }
        columns.extend((info.first_year..=last).flat_map(|year| span.periods(year, info.first_month())).map(Column::Actual));
        if span == Span::Years {
            let milestones = self.figures.iter().any(|f| f.role == Role::Milestone && f.form == Form::Level);
            if milestones {
                columns.push(Column::Milestones);
            }
            columns.extend([Column::Target, Column::Required, Column::Strength]);
        }
        columns
    }

    pub(super) fn cell_of(&self, row: usize, kind: Column) -> GridCell {
        let Some(line) = self.lines.get(row) else { return GridCell::default() };
        let decimals = self.decimals.get(row).copied().unwrap_or(0);
        match (kind, line) {
            (Column::Name | Column::Unit | Column::Coverage, _) | (_, Line::Tiers) => self.text_cell(row, kind),
            (kind, Line::Stated { metric, coverage }) => self.stated_cell(metric, coverage.as_ref(), kind, decimals),
            (kind, line) => self.computed_cell(line, kind, decimals),
        }
    }

    pub(super) fn text_cell(&self, row: usize, kind: Column) -> GridCell {
        let Some(line) = self.lines.get(row) else { return GridCell::default() };
        match (kind, line) {
            (Column::Name, _) => self.name_cell(line),
            (_, Line::Tiers) => GridCell::default(),
            (Column::Coverage, Line::Stated { coverage, .. }) => {
                let name = coverage.as_ref().map_or("", |c| wording::coverage(&self.words, &self.document.plan, Some(c)));
                GridCell::text(name).tone(Tone::Quiet)
            }
            (Column::Unit, _) => GridCell::text(line.metric().map(|m| self.unit_text(m)).unwrap_or_default()).tone(Tone::Quiet),
            _ => GridCell::default(),
        }
    }

    fn line_decimals(&self, line: &Line) -> u8 {
        let Some(metric) = line.metric() else { return 0 };
        if let Some(decimals) = self.document.plan.metrics.get(metric).and_then(|m| m.decimals) {
            return decimals;
        }
        if let Line::Derived { .. } = line {
            return 1;
        }
        number::column_decimals(self.kinds.iter().filter_map(|kind| self.value(line, *kind)))
    }

    pub(super) fn unit_text(&self, metric: &MetricId) -> String {
        let plan = &self.document.plan;
        plan.metrics.get(metric).map_or_else(String::new, |m| wording::unit(&self.words, &plan.units(), &m.unit).to_owned())
    }

    /// The figure of a role that stands in the table: of the base or last year where there is one, else the nearest.
    pub(super) fn figure(&self, metric: &MetricId, coverage: Option<&CoverageId>, role: Role) -> Option<&Figure> {
        let info = &self.document.plan.info;
        let wanted = if role == Role::Baseline { info.base_year } else { info.last_year };
        let mine = self.figures.iter().filter(|f| f.metric == *metric && f.role == role);
        mine.filter(|f| f.coverage.as_ref() == coverage && f.form == Form::Level)
            .filter_map(|f| f.time.last_year().map(|year| ((year - wanted).abs(), f)))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, figure)| figure)
    }

    pub(super) fn milestones(&self, metric: &MetricId, coverage: Option<&CoverageId>) -> impl Iterator<Item = &Figure> {
        let (metric, coverage) = (metric.clone(), coverage.cloned());
        self.figures
            .iter()
            .filter(move |f| f.metric == metric && f.coverage == coverage && f.role == Role::Milestone && f.form == Form::Level)
    }

    /// A figure's bound in the metric's unit; as it stands where its unit does not convert.
    pub(super) fn bound_in_unit(&self, figure: &Figure) -> Bound {
        let plan = &self.document.plan;
        let factor =
            figure.unit.as_ref().zip(plan.metrics.get(&figure.metric)).and_then(|(from, m)| plan.units().factor(from, &m.unit).ok());
        factor.map_or(figure.bound, |(multiply, divide)| figure.bound.map(|value| value * multiply / divide))
    }

    pub(super) fn observation(&self, metric: &MetricId, coverage: Option<&CoverageId>, period: Period) -> Option<&Observation> {
        let key = SeriesKey { node: self.node.clone(), metric: metric.clone(), coverage: coverage.cloned() };
        self.document.actuals.current(&key, period)
    }

    /// How many values were read for a period.
    fn vintages(&self, metric: &MetricId, coverage: Option<&CoverageId>, period: Period) -> usize {
        let key = SeriesKey { node: self.node.clone(), metric: metric.clone(), coverage: coverage.cloned() };
        self.document.actuals.all_at(&key, period).len()
    }

    fn observed(&self, metric: &MetricId, observation: &Observation) -> Option<f64> {
        let plan = &self.document.plan;
        plan.units().convert(observation.value, &observation.unit, &plan.metrics.get(metric)?.unit).ok()
    }

    fn value(&self, line: &Line, kind: Column) -> Option<f64> {
        let info = &self.document.plan.info;
        let (layer, year) = match kind {
            Column::Base => (Layer::Plan, info.base_year),
            Column::Target => (Layer::Plan, info.last_year),
            Column::Actual(period) => (Layer::Actual, period.as_year().unwrap_or(i32::MIN)),
            _ => return None,
        };
        match line {
            Line::Tiers => None,
            Line::Sum { metric } => self.evaluation.sum(&self.node, metric, layer, year).map(|s| s.value),
            Line::Residual { metric } => self.evaluation.residual(&self.node, metric, layer, year),
            Line::Derived { metric } => self.evaluation.reading(&self.node, metric, layer, year).value,
            Line::Stated { metric, coverage } => match kind {
                Column::Base => self.figure(metric, coverage.as_ref(), Role::Baseline).and_then(|f| self.bound_in_unit(f).value()),
                Column::Target => self.figure(metric, coverage.as_ref(), Role::Target).and_then(|f| self.bound_in_unit(f).value()),
                Column::Actual(period) => self.observation(metric, coverage.as_ref(), period).and_then(|o| self.observed(metric, o)),
                _ => None,
            },
        }
    }

    fn stated_cell(&self, metric: &MetricId, coverage: Option<&CoverageId>, kind: Column, decimals: u8) -> GridCell {
        match kind {
            Column::Base => self.figure_cell(self.figure(metric, coverage, Role::Baseline), self.document.plan.info.base_year, decimals),
            Column::Target => self.figure_cell(self.figure(metric, coverage, Role::Target), self.document.plan.info.last_year, decimals),
            Column::Actual(period) => self.actual_cell(metric, coverage, period, decimals),
            Column::Milestones => self.milestones_cell(metric, coverage, decimals),
            Column::Strength => {
                let strength = self.figure(metric, coverage, Role::Target).and_then(|f| f.strength);
                let text = strength.map_or("", |s| wording::strength(&self.words, s));
                let mut cell = GridCell::text(text).tone(Tone::Quiet);
                cell.editable = self.figure(metric, coverage, Role::Target).is_some();
                cell
            }
            Column::Required => {
                let requirement = self.evaluation.requirement(&self.node, metric);
                let own = self.evaluation.coverage_of(&self.node, metric).as_ref() == coverage;
                if !own {
                    return GridCell::default();
                }
                let hint = requirement::sentence(&self.words, &requirement, &self.unit_text(metric));
                GridCell { text: requirement::short(&requirement), tone: Tone::Computed, hint, ..GridCell::default() }
            }
            _ => GridCell::default(),
        }
    }

    fn figure_cell(&self, figure: Option<&Figure>, year: i32, decimals: u8) -> GridCell {
        let Some(figure) = figure else { return GridCell::default().editable() };
        let bound = self.bound_in_unit(figure);
        let mut cell = GridCell::text(wording::bound_fixed(&self.words, &bound, None, decimals)).editable();
        cell.number = bound.value();
        cell.unit = self.unit_text(&figure.metric);
        cell.hint = wording::source(&self.words, &self.document.plan, &figure.source);
        if let Some(stated) = figure.time.last_year().filter(|stated| *stated != year) {
            cell.badge = stated.to_string();
        }
        cell
    }

    fn actual_cell(&self, metric: &MetricId, coverage: Option<&CoverageId>, period: Period, decimals: u8) -> GridCell {
        if let Some(observation) = self.observation(metric, coverage, period) {
            let value = self.observed(metric, observation);
            let mut cell = GridCell::text(number::optional(value, decimals.max(value.map_or(0, number::decimals).min(2)))).editable();
            cell.number = value;
            cell.unit = self.unit_text(metric);
            if observation.status == Status::Illustrative {
                cell.tone = Tone::Quiet;
                cell.hint = self.words.text("illustrative-hint").to_owned();
            } else if observation.status == Status::Preliminary {
                cell.hint = wording::status(&self.words, Status::Preliminary).to_owned();
            }
            let vintages = self.vintages(metric, coverage, period);
            if vintages > 1 {
                let several = self.words.with("vintage-several", &[("n", &vintages.to_string())]);
                cell.hint = if cell.hint.is_empty() { several } else { format!("{}\n{several}", cell.hint) };
            }
            return cell;
        }
        let mut cell = GridCell::default().editable();
        if let Some(year) = period.as_year()
            && self.evaluation.coverage_of(&self.node, metric).as_ref() == coverage
            && let Some(value) = self.evaluation.stated(&self.node, metric, Layer::Actual, year)
        {
            // Not stated for the year itself but made of its months or quarters.
            cell.text = number::fixed(value, decimals);
            cell.number = Some(value);
            cell.unit = self.unit_text(metric);
            cell.tone = Tone::Computed;
            cell.hint = self.words.text("node-from-periods").to_owned();
        }
        cell
    }

    fn milestones_cell(&self, metric: &MetricId, coverage: Option<&CoverageId>, decimals: u8) -> GridCell {
        let texts: Vec<String> = self
            .milestones(metric, coverage)
            .map(|figure| {
                let bound = wording::bound_fixed(&self.words, &self.bound_in_unit(figure), None, decimals);
                figure.time.last_year().map_or_else(|| bound.clone(), |year| format!("{year}: {bound}"))
            })
            .collect();
        GridCell { hint: texts.join("\n"), text: texts.join("; "), tone: Tone::Quiet, ..GridCell::default() }
    }

    fn computed_cell(&self, line: &Line, kind: Column, decimals: u8) -> GridCell {
        let Some(value) = self.value(line, kind) else { return GridCell::default() };
        let mut cell = GridCell::text(number::fixed(value, decimals)).tone(Tone::Computed);
        cell.number = Some(value);
        if let Some(metric) = line.metric() {
            cell.unit = self.unit_text(metric);
        }
        if let (Line::Sum { metric }, Some((layer, year))) = (line, self.layer_of(kind))
            && let Some(sum) = self.evaluation.sum(&self.node, metric, layer, year)
        {
            let (n, of) = (sum.n.to_string(), sum.of.to_string());
            cell.hint = self.words.with("sum-coverage", &[("n", &n), ("of", &of)]);
            if sum.n < sum.of {
                cell.badge = format!("{n}/{of}");
            }
            if sum.illustrative {
                cell.hint = format!("{}\n{}", cell.hint, self.words.text("illustrative-hint"));
            }
        }
        cell
    }

    fn layer_of(&self, kind: Column) -> Option<(Layer, i32)> {
        match kind {
            Column::Base => Some((Layer::Plan, self.document.plan.info.base_year)),
            Column::Target => Some((Layer::Plan, self.document.plan.info.last_year)),
            Column::Actual(period) => Some((Layer::Actual, period.as_year()?)),
            _ => None,
        }
    }

    fn name_cell(&self, line: &Line) -> GridCell {
        let words = &*self.words;
        let plan = &self.document.plan;
        match line {
            Line::Tiers => GridCell::text(words.text("node-tiers")),
            Line::Stated { metric, .. } => GridCell::text(wording::metric(words, plan, metric)),
            Line::Derived { metric } => {
                let mut cell = GridCell::text(wording::metric(words, plan, metric)).tone(Tone::Computed);
                if let Some(MetricKind::Derived { formula }) = plan.metrics.get(metric).map(|m| &m.kind) {
                    cell.hint.clone_from(formula);
                }
                cell
            }
            Line::Sum { .. } => {
                let mut cell = GridCell::text(words.text("node-sum-of-clusters")).tone(Tone::Computed);
                cell.indent = 1;
                cell
            }
            Line::Residual { .. } => {
                let mut cell = GridCell::text(words.text("node-outside-clusters")).tone(Tone::Computed);
                cell.indent = 1;
                cell
            }
        }
    }

    pub(super) fn strength_choices(&self) -> Vec<String> {
        std::iter::once(String::new()).chain(Strength::ALL.iter().map(|s| wording::strength(&self.words, *s).to_owned())).collect()
    }

    /// The file that typed actuals are kept in.
    pub(super) fn entered() -> Arc<str> {
        Arc::from(ENTERED)
    }
}

impl GridSource for NodeTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.lines.len()
    }

    fn row_kind(&self, row: usize) -> RowKind {
        if matches!(self.lines.get(row), Some(Line::Tiers)) { RowKind::Group { open: row + 1 < self.lines.len() } } else { RowKind::Normal }
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        self.kinds.get(column).map_or_else(GridCell::default, |kind| self.cell_of(row, *kind))
    }

    fn frozen(&self) -> usize {
        2
    }

    fn edit_text(&self, row: usize, column: usize) -> String {
        self.text_to_edit(row, column)
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        match (self.lines.get(row), self.kinds.get(column)) {
            (Some(Line::Stated { .. }), Some(Column::Strength)) => self.strength_choices(),
            _ => Vec::new(),
        }
    }
}
