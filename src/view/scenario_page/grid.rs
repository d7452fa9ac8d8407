//! A node's values year by year: plan, actuals, parent, scenario; the scenario's row takes values by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::change::{Entered, Way, put, release, way};
use super::list;
use crate::base::{Diagnostic, MetricId, NodeId, Place, ScenarioId};
use crate::domain::{Document, Edit};
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::{Evaluation, Layer, Reading};
use crate::view::grid::{Align, CellRefusal, CellWrite, GridCell, GridColumn, GridSource, RowKind, Tone, text_width};
use crate::view::words::SharedWords;
use crate::view::{number, wording};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRow {
    /// The plan path.
    Plan,
    /// Actuals.
    Actual,
    /// What the scenario inherits from.
    Parent,
    /// The scenario; takes values by hand.
    Scenario,
    /// Scenario less plan.
    Difference,
    /// The scenario's growth on the year before.
    Growth,
}

/// What the table is about.
#[derive(Clone)]
pub struct YearGridOf {
    /// The document.
    pub document: Document,
    /// Plan and actuals.
    pub evaluation: Arc<Evaluation>,
    /// The plan as a scenario.
    pub plan: Arc<ScenarioEvaluation>,
    /// The parent, where it is a scenario.
    pub parent: Option<Arc<ScenarioEvaluation>>,
    /// The scenario.
    pub scenario: Arc<ScenarioEvaluation>,
    /// Its id.
    pub id: ScenarioId,
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// The words.
    pub words: SharedWords,
}

/// The table.
pub struct YearGrid {
    of: YearGridOf,
    years: Vec<i32>,
    rows: Vec<YearRow>,
    columns: Vec<GridColumn>,
    decimals: u8,
    locked: bool,
}

/// What typed values ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// A change.
    Edit(Edit),
    /// A choice of rule and holds: these totals are to be spread.
    Spread(BTreeMap<i32, f64>),
}

impl YearGrid {
    /// The table of a node and metric.
    pub fn new(of: YearGridOf) -> Self {
        let info = &of.document.plan.info;
        let years: Vec<i32> = (info.base_year..=info.last_year).collect();
        let mut rows = vec![YearRow::Plan, YearRow::Actual];
        rows.extend(of.parent.is_some().then_some(YearRow::Parent));
        rows.extend([YearRow::Scenario, YearRow::Difference, YearRow::Growth]);
        let locked = of.document.scenarios.get(&of.id).is_some_and(|scenario| scenario.locked);
        let mut grid = Self { of, years, rows, columns: Vec::new(), decimals: 0, locked };
        let shown = [YearRow::Plan, YearRow::Actual, YearRow::Parent, YearRow::Scenario];
        let values = shown.iter().flat_map(|row| grid.years.iter().filter_map(|year| grid.reading(*row, *year).value));
        // Computed values have any number of digits; two of them are enough beside each other.
        grid.decimals = number::column_decimals(values).min(2);
        grid.columns = grid.make_columns();
        grid
    }

    fn make_columns(&self) -> Vec<GridColumn> {
        let words = &*self.of.words;
        let title = list::subject_title(words, &self.of.document, &self.of.node, &self.of.metric);
        let wide = |row: &YearRow| text_width(&self.row_name(*row)) + text_width(&self.row_badge(*row)) + 26.0;
        let names = self.rows.iter().map(wide).fold(text_width(&title) + 20.0, f32::max);
        let units = self.of.document.plan.units();
        let metric = self.of.document.plan.metrics.get(&self.of.metric);
        let unit = metric.map_or_else(String::new, |metric| wording::unit(words, &units, &metric.unit).to_owned());
        let first = GridColumn { title, unit, width: names.clamp(110.0, 176.0), ..GridColumn::default() };
        let value = |row: &YearRow, year: &i32| {
            self.reading(*row, *year).value.map_or(0.0, |value| text_width(&number::fixed(value, self.decimals)))
        };
        let widest = self.rows.iter().flat_map(|row| self.years.iter().map(move |year| value(row, year))).fold(36.0, f32::max);
        let held = self.years.iter().any(|year| self.of.scenario.is_held(&self.of.node, &self.of.metric, *year).is_some());
        let width = widest + if held { 50.0 } else { 20.0 };
        let year = |year: &i32| GridColumn { title: year.to_string(), width, align: Align::Right, ..GridColumn::default() };
        std::iter::once(first).chain(self.years.iter().map(year)).collect()
    }

    fn row_name(&self, row: YearRow) -> String {
        let (words, document) = (&*self.of.words, &self.of.document);
        match row {
            YearRow::Plan => words.text("chart-path").to_owned(),
            YearRow::Actual => words.text("chart-actual").to_owned(),
            YearRow::Parent => {
                let parent = document.scenarios.get(&self.of.id).and_then(|scenario| scenario.parent.as_ref());
                list::name(words, document, parent)
            }
            YearRow::Scenario => list::name(words, document, Some(&self.of.id)),
            YearRow::Difference => words.text("scenario-row-difference").to_owned(),
            YearRow::Growth => words.text("scenario-row-growth").to_owned(),
        }
    }

    fn reading(&self, row: YearRow, year: i32) -> Reading {
        let of = &self.of;
        match row {
            YearRow::Plan => of.plan.reading(&of.node, &of.metric, year),
            YearRow::Actual => of.evaluation.reading(&of.node, &of.metric, Layer::Actual, year),
            YearRow::Parent => of.parent.as_ref().map(|parent| parent.reading(&of.node, &of.metric, year)).unwrap_or_default(),
            YearRow::Scenario | YearRow::Difference | YearRow::Growth => of.scenario.reading(&of.node, &of.metric, year),
        }
    }

    /// The row of a place.
    pub fn row_at(&self, row: usize) -> Option<YearRow> {
        self.rows.get(row).copied()
    }

    /// The year of a column.
    pub fn year_at(&self, column: usize) -> Option<i32> {
        self.years.get(column.checked_sub(1)?).copied()
    }

    /// True where a cell of the scenario is held by an assumption.
    pub fn is_held(&self, column: usize) -> bool {
        self.year_at(column).is_some_and(|year| self.of.scenario.is_held(&self.of.node, &self.of.metric, year).is_some())
    }

    /// What typed or pasted texts ask for, and what could not be taken.
    pub fn write(&self, writes: &[CellWrite]) -> (Option<Typed>, Vec<CellRefusal>) {
        let (mut values, mut released, mut refusals) = (BTreeMap::new(), Vec::new(), Vec::new());
        for write in writes {
            let refuse = |diagnostic| CellRefusal { row: write.row, column: write.column, diagnostic };
            let error = |code| Diagnostic::error(code, Place::default()).arg("text", write.text.trim());
            match (self.row_at(write.row), self.year_at(write.column)) {
                (Some(YearRow::Scenario), Some(year)) if write.text.trim().is_empty() => released.push(year),
                (Some(YearRow::Scenario), Some(year)) => match number::parse(&write.text) {
                    Some(value) => _ = values.insert(year, value),
                    None => refusals.push(refuse(error("cell-no-number"))),
                },
                _ => refusals.push(refuse(error("cell-computed"))),
            }
        }
        let of = &self.of;
        let typed = if values.is_empty() {
            (!released.is_empty()).then(|| release(&of.document, &of.id, &of.node, &of.metric, &released).map(Typed::Edit))
        } else if way(&of.document.plan, &of.node, &of.metric) == Way::Spread && !self.locked {
            Some(Ok(Typed::Spread(values)))
        } else {
            let entered = Entered { scenario: &of.id, node: &of.node, metric: &of.metric, values };
            Some(put(&of.document, &entered).map(Typed::Edit))
        };
        match typed.transpose() {
            Ok(typed) => (typed, refusals),
            Err(diagnostic) => {
                refusals.extend(writes.first().map(|w| CellRefusal { row: w.row, column: w.column, diagnostic }));
                (None, refusals)
            }
        }
    }

    fn scenario_cell(&self, cell: GridCell, year: i32) -> GridCell {
        let of = &self.of;
        let editable = !self.locked && way(&of.document.plan, &of.node, &of.metric) != Way::Computed;
        let mut cell = GridCell { editable, tone: Tone::Strong, ..cell };
        if let Some(hold) = of.scenario.is_held(&of.node, &of.metric, year) {
            cell.badge = of.words.text("scenario-held").to_owned();
            let document = &of.document;
            let by = document.scenarios.get(&hold.by.scenario).and_then(|scenario| scenario.assumption(&hold.by.assumption));
            let name = by.map_or_else(String::new, |by| super::card::title(&of.words, &document.plan, by));
            cell.hint = of.words.with("scenario-held-by", &[("name", &name)]);
        }
        if self.locked {
            cell.hint = of.words.text("scenario-locked").to_owned();
        }
        cell
    }

    /// How many of a sum's parts count, and that values are illustrative: said once for the row, year by year on hover.
    fn row_badge(&self, row: YearRow) -> String {
        if matches!(row, YearRow::Difference | YearRow::Growth) {
            return String::new();
        }
        let readings: Vec<Reading> = self.years.iter().map(|year| self.reading(row, *year)).filter(|r| r.value.is_some()).collect();
        let mut gaps = readings.iter().filter(|reading| reading.n < reading.of);
        let (least, most) = gaps.clone().fold((u32::MAX, 0), |(least, most), reading| (least.min(reading.n), most.max(reading.n)));
        let counted = gaps
            .next_back()
            .map(|reading| if least == most { format!("{most}/{}", reading.of) } else { format!("{least}–{most}/{}", reading.of) });
        let illustrative = readings.iter().any(|reading| reading.illustrative);
        let mark = illustrative.then(|| self.of.words.text("status-illustrative").to_owned());
        counted.into_iter().chain(mark).collect::<Vec<_>>().join(" ")
    }

    fn growth(&self, year: i32) -> Option<f64> {
        let (now, before) = (self.reading(YearRow::Scenario, year), self.reading(YearRow::Scenario, year - 1));
        // Sums over other clusters than the year before would grow for no reason.
        let comparable = year > *self.years.first()? && (now.n, now.of) == (before.n, before.of);
        let before = before.value.filter(|before| comparable && *before > 0.0)?;
        Some(now.value? / before - 1.0).filter(|growth| growth.is_finite())
    }

    fn value_cell(&self, reading: Reading, unit: String) -> GridCell {
        let text = number::optional(reading.value, self.decimals);
        let mut cell = GridCell { number: reading.value, unit, tone: Tone::Computed, ..GridCell::text(text) };
        if reading.value.is_some() && reading.n < reading.of {
            let (n, of) = (reading.n.to_string(), reading.of.to_string());
            cell.hint = self.of.words.with("sum-coverage", &[("n", &n), ("of", &of)]);
        }
        cell
    }
}

impl GridSource for YearGrid {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn row_kind(&self, _: usize) -> RowKind {
        RowKind::Normal
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(row) = self.row_at(row) else { return GridCell::default() };
        let Some(year) = self.year_at(column) else {
            let tone = if row == YearRow::Scenario { Tone::Strong } else { Tone::Quiet };
            let badge = self.row_badge(row);
            return GridCell { badge, ..GridCell::text(self.row_name(row)).tone(tone) };
        };
        let unit = self.columns.first().map_or_else(String::new, |column| column.unit.clone());
        match row {
            YearRow::Plan | YearRow::Actual | YearRow::Parent => self.value_cell(self.reading(row, year), unit),
            YearRow::Scenario => self.scenario_cell(self.value_cell(self.reading(row, year), unit), year),
            YearRow::Difference => {
                let (plan, now) = (self.reading(YearRow::Plan, year).value, self.reading(YearRow::Scenario, year).value);
                let difference = plan.zip(now).map(|(plan, now)| now - plan);
                let text = number::optional(difference, self.decimals);
                let text = if difference.is_some_and(|d| d > 0.0) && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
                    format!("+{text}")
                } else {
                    text
                };
                GridCell { number: difference, unit, tone: Tone::Computed, ..GridCell::text(text) }
            }
            YearRow::Growth => {
                let growth = self.growth(year);
                let text = growth.map_or_else(|| number::MISSING.to_owned(), |growth| number::signed_percent(growth, 1));
                GridCell::text(text).tone(Tone::Computed)
            }
        }
    }

    fn edit_text(&self, row: usize, column: usize) -> String {
        let value = self.row_at(row).zip(self.year_at(column)).and_then(|(row, year)| self.reading(row, year).value);
        value.map_or_else(String::new, number::computed)
    }
}
