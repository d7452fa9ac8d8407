//! The table of values: one row a node, metric and year; the base, then every other scenario with its differences from it.

use std::sync::Arc;

use super::{CompareOptions, years};
use crate::base::{MetricId, NodeId};
use crate::domain::{Direction, Document, MetricKind};
use crate::engine::Reading;
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::scenario::compare::difference;
use crate::view::chart::scenario_name;
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Tone, text_width};
use crate::view::words::SharedWords;
use crate::view::{number, wording};

/// What a row is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// When.
    pub year: i32,
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Node,
    Metric,
    Unit,
    Year,
    Base,
    Value(usize),
    Absolute(usize),
    Relative(usize),
}

/// A metric as the table shows it.
struct Shown {
    id: MetricId,
    name: String,
    unit: String,
    decimals: u8,
    direction: Direction,
    /// True for a ratio in percent: its differences are points.
    points: bool,
}

/// Scenarios side by side.
pub struct CompareTable {
    words: SharedWords,
    nodes: Vec<(NodeId, String)>,
    metrics: Vec<Shown>,
    years: Vec<i32>,
    base: Arc<ScenarioEvaluation>,
    others: Vec<Arc<ScenarioEvaluation>>,
    kinds: Vec<Column>,
    columns: Vec<GridColumn>,
    illustrative: bool,
}

/// Rows looked at to choose the decimals of a metric, and for illustrative values.
const LOOKED_AT: usize = 200;

impl CompareTable {
    /// A table of evaluations: that of the base, and those of the others in the order of the options.
    pub fn new(
        document: &Document,
        words: &SharedWords,
        options: &CompareOptions,
        base: Arc<ScenarioEvaluation>,
        others: Vec<Arc<ScenarioEvaluation>>,
    ) -> Self {
        let plan = &*document.plan;
        let nodes = options.nodes.iter().map(|node| (node.clone(), wording::node_short(words, plan, node))).collect();
        let years: Vec<i32> = options.year.map_or_else(|| years(document).collect(), |year| vec![year]);
        let mut table = Self {
            words: words.clone(),
            nodes,
            metrics: Vec::new(),
            years,
            base,
            others,
            kinds: Vec::new(),
            columns: Vec::new(),
            illustrative: false,
        };
        table.metrics = options.metrics.iter().filter_map(|metric| table.shown(document, metric)).collect();
        table.lay_columns(document);
        table.illustrative = table.shows_illustrative();
        table
    }

    fn shown(&self, document: &Document, id: &MetricId) -> Option<Shown> {
        let plan = &*document.plan;
        let metric = plan.metrics.get(id)?;
        let values = self.nodes.iter().take(LOOKED_AT).flat_map(|(node, _)| {
            self.years.iter().flat_map(move |year| self.all().filter_map(move |one| one.reading(node, id, *year).value))
        });
        let decimals = metric.decimals.unwrap_or_else(|| number::column_decimals(values).min(2));
        let unit = wording::unit(&self.words, &plan.units(), &metric.unit).to_owned();
        let ratio = matches!(metric.kind, MetricKind::Ratio | MetricKind::Derived { .. });
        Some(Shown {
            id: id.clone(),
            name: wording::metric(&self.words, plan, id).to_owned(),
            points: ratio && unit.starts_with('%'),
            unit,
            decimals,
            direction: metric.direction,
        })
    }

    fn all(&self) -> impl Iterator<Item = &Arc<ScenarioEvaluation>> {
        std::iter::once(&self.base).chain(&self.others)
    }

    fn lay_columns(&mut self, document: &Document) {
        let words = self.words.clone();
        let head = |key: &str, width: f32| GridColumn { title: words.text(key).to_owned(), width, ..GridColumn::default() };
        let numbers = |title: String, unit: &str, least: f32| GridColumn {
            width: (text_width(&title) + text_width(unit) + 34.0).clamp(least, 220.0),
            title,
            unit: unit.to_owned(),
            align: Align::Right,
            ..GridColumn::default()
        };
        let mut put = |kind, column| {
            self.kinds.push(kind);
            self.columns.push(column);
        };
        put(Column::Node, head("compare-node", 150.0));
        put(Column::Metric, head("compare-metric", 116.0));
        put(Column::Unit, head("compare-unit", 64.0));
        if self.years.len() > 1 {
            put(Column::Year, head("compare-year", 64.0));
        }
        let name = |scenario: &ScenarioEvaluation| scenario_name(&words, document, scenario.scenario());
        put(Column::Base, numbers(name(&self.base), words.text("compare-base-mark"), 104.0));
        for (place, other) in self.others.iter().enumerate() {
            let name = name(other);
            let hint = |key: &str, column: GridColumn| GridColumn { hint: words.with(key, &[("name", &name)]), ..column };
            put(Column::Value(place), numbers(name.clone(), "", 96.0));
            put(Column::Absolute(place), hint("compare-absolute-hint", numbers(words.text("compare-absolute").to_owned(), "", 88.0)));
            put(Column::Relative(place), hint("compare-relative-hint", numbers(words.text("compare-relative").to_owned(), "", 76.0)));
        }
    }

    /// What a row is of.
    pub fn key(&self, row: usize) -> Option<RowKey> {
        let (place, year) = (row.checked_div(self.years.len())?, row % self.years.len());
        let (node, metric) = (place.checked_div(self.metrics.len())?, place % self.metrics.len());
        let node = self.nodes.get(node)?.0.clone();
        Some(RowKey { node, metric: self.metrics.get(metric)?.id.clone(), year: *self.years.get(year)? })
    }

    /// The evaluation whose value stands in a column; `None` where it is no value of one.
    pub fn evaluation(&self, column: usize) -> Option<&Arc<ScenarioEvaluation>> {
        match self.kinds.get(column)? {
            Column::Base => Some(&self.base),
            Column::Value(place) | Column::Absolute(place) | Column::Relative(place) => self.others.get(*place),
            _ => None,
        }
    }

    /// True where any value shown rests on illustrative data.
    pub fn has_illustrative(&self) -> bool {
        self.illustrative
    }

    fn shows_illustrative(&self) -> bool {
        (0..self.row_count().min(LOOKED_AT))
            .filter_map(|row| self.key(row))
            .any(|key| self.all().any(|one| one.reading(&key.node, &key.metric, key.year).illustrative))
    }

    fn value_cell(&self, metric: &Shown, reading: &Reading) -> GridCell {
        let words = &self.words;
        let mut cell = GridCell::text(number::optional(reading.value, metric.decimals));
        (cell.number, cell.unit) = (reading.value, metric.unit.clone());
        if reading.value.is_none() {
            cell.hint = words.text("compare-no-value").to_owned();
            return cell.tone(Tone::Quiet);
        }
        let mut hints = Vec::new();
        if !reading.is_complete() {
            let (n, of) = (reading.n.to_string(), reading.of.to_string());
            cell.badge = format!("{n}/{of}");
            hints.push(words.with("chart-hover-sum", &[("n", &n), ("of", &of)]));
        }
        if reading.illustrative {
            hints.push(words.text("chart-illustrative").to_owned());
        }
        if reading.mixed_coverage {
            hints.push(words.text("chart-hover-mixed").to_owned());
        }
        cell.hint = hints.join("\n");
        cell
    }

    /// A difference in its tone: better, worse, or neither.
    fn difference_cell(&self, metric: &Shown, text: String, amount: Option<f64>) -> GridCell {
        let zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
        let tone = match (metric.direction, amount) {
            (_, None) => Tone::Quiet,
            _ if zero => Tone::Quiet,
            (Direction::Up, Some(amount)) => {
                if amount > 0.0 {
                    Tone::Good
                } else {
                    Tone::Bad
                }
            }
            (Direction::Down, Some(amount)) => {
                if amount < 0.0 {
                    Tone::Good
                } else {
                    Tone::Bad
                }
            }
            (Direction::Neutral, Some(_)) => Tone::Normal,
        };
        GridCell::text(text).tone(tone)
    }

    fn differences(&self, metric: &Shown, place: usize, row: &RowKey, relative: bool) -> GridCell {
        let Some(other) = self.others.get(place) else { return GridCell::default() };
        let found = difference(&self.base, other, &row.node, &row.metric, row.year);
        let words = &self.words;
        if relative {
            let text = found.relative.map_or_else(|| number::MISSING.to_owned(), |share| number::signed_percent(share, 1));
            let mut cell = self.difference_cell(metric, text, found.relative);
            if found.relative.is_none() {
                cell.hint = words.text(no_share(found.base.value, found.other.value)).to_owned();
            }
            return cell;
        }
        let text = found.absolute.map_or_else(
            || number::MISSING.to_owned(),
            |amount| {
                let text = number::fixed(amount, metric.decimals);
                let plus = amount > 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
                let text = if plus { format!("+{text}") } else { text };
                if metric.points { words.with("compare-points", &[("value", &text)]) } else { text }
            },
        );
        let mut cell = self.difference_cell(metric, text, found.absolute);
        cell.number = found.absolute;
        cell.unit = if metric.points { words.with("compare-points", &[("value", "")]).trim().to_owned() } else { metric.unit.clone() };
        if found.absolute.is_none() {
            cell.hint = words.text(no_difference(found.base.value, found.other.value)).to_owned();
        } else if (found.base.n, found.base.of) != (found.other.n, found.other.of) {
            // Other clusters on the two sides: the difference is not one of the scenarios alone.
            cell.hint = words.text("compare-other-parts").to_owned();
            cell.badge = "≠".to_owned();
        }
        cell
    }
}

/// Why there is no difference: the key of a sentence.
pub fn no_difference(base: Option<f64>, other: Option<f64>) -> &'static str {
    match (base, other) {
        (None, Some(_)) => "compare-no-base",
        (Some(_), None) => "compare-no-other",
        _ => "compare-no-value",
    }
}

/// Why there is no percentage: the key of a sentence.
pub fn no_share(base: Option<f64>, other: Option<f64>) -> &'static str {
    match (base, other) {
        (Some(0.0), Some(_)) => "compare-zero-base",
        (Some(_), Some(_)) => "compare-negative-base",
        _ => no_difference(base, other),
    }
}

impl GridSource for CompareTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.nodes.len() * self.metrics.len() * self.years.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let (Some(key), Some(kind)) = (self.key(row), self.kinds.get(column)) else { return GridCell::default() };
        let per_node = self.metrics.len() * self.years.len();
        let (node, within) = (row / per_node, row % per_node);
        let metric = &self.metrics[within / self.years.len()];
        let first_of_metric = within.is_multiple_of(self.years.len());
        // A name that repeats from row to row is quiet, so that the eye finds where the next one starts.
        let tone = |first: bool| if first { Tone::Normal } else { Tone::Quiet };
        match *kind {
            Column::Node => GridCell::text(&self.nodes[node].1).tone(tone(within == 0)),
            Column::Metric => GridCell::text(&metric.name).tone(tone(first_of_metric)),
            Column::Unit => GridCell::text(&metric.unit).tone(Tone::Quiet),
            Column::Year => GridCell::text(key.year.to_string()),
            Column::Base => self.value_cell(metric, &self.base.reading(&key.node, &key.metric, key.year)),
            Column::Value(place) => match self.others.get(place) {
                Some(other) => self.value_cell(metric, &other.reading(&key.node, &key.metric, key.year)),
                None => GridCell::default(),
            },
            Column::Absolute(place) => self.differences(metric, place, &key, false),
            Column::Relative(place) => self.differences(metric, place, &key, true),
        }
    }

    fn row_title(&self, row: usize) -> String {
        let texts: Vec<String> = self
            .key(row)
            .into_iter()
            .flat_map(|key| {
                let node = self.nodes.iter().find(|(node, _)| *node == key.node).map(|(_, name)| name.clone());
                let metric = self.metrics.iter().find(|metric| metric.id == key.metric).map(|metric| metric.name.clone());
                node.into_iter().chain(metric).chain([key.year.to_string()]).collect::<Vec<_>>()
            })
            .collect();
        texts.join(" ")
    }
}
