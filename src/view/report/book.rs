//! A workbook of a report: its tables and charts, what the plan states, what was observed, and every value by year.

use super::build::{Desk, Inputs};
use super::model::{Cell, Column, NumberForm, Report, Row, Table, What};
use crate::base::NodeId;
use crate::domain::{Document, Status};
use crate::engine::{Evaluation, Layer};
use crate::view::chart::ChartSpec;
use crate::view::{Words, number, wording};

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Title.
    pub title: String,
    /// Name of its first sheet.
    pub about: String,
    /// Lines of its first sheet.
    pub lines: Vec<String>,
    /// The mark, where anything in it is illustrative.
    pub mark: Option<String>,
    /// Its sheets in order.
    pub sheets: Vec<BookSheet>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct BookSheet {
    /// Its name; writers make it fit and unique.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its table; `None` where the chart's own numbers are the table.
    pub table: Option<Table>,
    /// Its chart.
    pub chart: Option<ChartSpec>,
    /// Where its numbers come from.
    pub sources: Vec<String>,
    /// The mark, where anything in it is illustrative.
    pub mark: Option<String>,
}

/// How values by year are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spread {
    /// One table of all nodes.
    #[default]
    OneTable,
    /// A sheet for each node.
    SheetPerNode,
}

/// The workbook of a report.
pub fn book(report: &Report, inputs: Inputs<'_>, spread: Spread) -> Book {
    let words = inputs.words;
    let mut sheets = of_report(report, words);
    let desk = Desk::of(inputs);
    sheets.push(figures(&desk));
    sheets.push(actuals(inputs.document, words));
    match spread {
        Spread::OneTable => sheets.push(all_years(&desk)),
        Spread::SheetPerNode => sheets.extend(inputs.document.plan.nodes().map(|node| node_years(&desk, &node))),
    }
    let mark = sheets.iter().find_map(|sheet| sheet.mark.clone()).or_else(|| report.mark.clone());
    let about = words.text("book-about").to_owned();
    Book { title: report.title.clone(), about, lines: report.lines.clone(), mark, sheets }
}

fn of_report(report: &Report, words: &Words) -> Vec<BookSheet> {
    let mut sheets = Vec::new();
    for section in &report.sections {
        for block in &section.blocks {
            let (sources, mark) = (section.sources.clone(), section.mark.clone());
            match &block.what {
                What::Table(table) => {
                    let title = if section.title.is_empty() { table.title.clone() } else { section.title.clone() };
                    let name = words.with("book-table", &[("n", &(sheets.len() + 1).to_string())]);
                    sheets.push(BookSheet { name, title, table: Some(table.clone()), chart: None, sources, mark });
                }
                What::Chart { spec, .. } => {
                    let name = words.with("book-chart", &[("n", &(sheets.len() + 1).to_string())]);
                    let chart = Some((**spec).clone());
                    let mark = spec.mark.clone();
                    sheets.push(BookSheet { name, title: spec.title.clone(), table: None, chart, sources: vec![spec.foot.clone()], mark });
                }
                _ => {}
            }
        }
    }
    sheets
}

fn heads(words: &Words, keys: &[&str], numbers: &[usize]) -> Vec<Column> {
    let column = |(place, key): (usize, &&str)| Column { head: words.text(key).to_owned(), number: numbers.contains(&place) };
    keys.iter().enumerate().map(column).collect()
}

/// What the plan states: a figure a row, as it was printed.
fn figures(desk: &Desk<'_>) -> BookSheet {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let keys = [
        "report-head-node",
        "report-head-metric",
        "report-head-role",
        "report-head-period",
        "report-head-value",
        "report-head-unit-name",
        "report-head-figure",
        "report-head-coverage",
        "report-head-source",
        "report-head-printed",
    ];
    let units = plan.units();
    let row = |figure: &crate::domain::Figure| {
        let unit = figure.unit.as_ref().map(|unit| wording::unit(words, &units, unit)).unwrap_or_default();
        Row {
            cells: vec![
                Cell::text(desk.name(&figure.node)),
                Cell::text(desk.metric_name(&figure.metric)),
                Cell::text(wording::role(words, figure.role)),
                Cell::text(wording::span(words, figure.time)),
                exact(figure.bound.value()),
                Cell::text(unit),
                Cell::text(wording::bound(words, &figure.bound, Some(unit))),
                Cell::text(wording::coverage(words, plan, figure.coverage.as_ref())),
                Cell::text(wording::source_place(words, plan, &figure.source)),
                Cell::text(figure.source.printed.clone()),
            ],
            strong: false,
        }
    };
    let title = words.text("book-figures").to_owned();
    let table = Table { columns: heads(words, &keys, &[4]), rows: plan.figures.iter().map(row).collect(), ..Table::default() };
    let sources = plan.info.papers.iter().map(|paper| wording::document(words, plan, &paper.id)).collect();
    BookSheet { name: title.clone(), title, table: Some(table), chart: None, sources, mark: None }
}

/// A value with all its digits.
fn exact(value: Option<f64>) -> Cell {
    let value = value.filter(|value| value.is_finite());
    let form = NumberForm { decimals: value.map_or(0, number::decimals), ..NumberForm::default() };
    Cell { text: value.map_or_else(|| number::MISSING.to_owned(), number::value), value, form }
}

/// What was observed: an observation a row, as it was accepted.
fn actuals(document: &Document, words: &Words) -> BookSheet {
    let plan = &document.plan;
    let keys = [
        "report-head-node",
        "report-head-metric",
        "report-head-coverage",
        "report-head-period",
        "report-head-value",
        "report-head-unit-name",
        "report-head-status",
        "report-head-file",
        "report-head-source",
    ];
    let units = plan.units();
    let mut rows = Vec::with_capacity(document.actuals.len());
    for (key, list) in document.actuals.series() {
        let (node, metric) = (wording::node(words, plan, &key.node), wording::metric(words, plan, &key.metric));
        let coverage = wording::coverage(words, plan, key.coverage.as_ref());
        rows.extend(list.iter().map(|observation| Row {
            cells: vec![
                Cell::text(node.clone()),
                Cell::text(metric),
                Cell::text(coverage),
                Cell::text(observation.period.to_string()),
                exact(Some(observation.value)),
                Cell::text(wording::unit(words, &units, &observation.unit)),
                Cell::text(wording::status(words, observation.status)),
                Cell::text(observation.file.to_string()),
                Cell::text(observation.source.to_string()),
            ],
            strong: false,
        }));
    }
    let illustrative = document.actuals.series().any(|(_, list)| list.iter().any(|o| o.status == Status::Illustrative));
    let title = words.text("book-actuals").to_owned();
    let table = Table { columns: heads(words, &keys, &[4]), rows, ..Table::default() };
    let mark = illustrative.then(|| words.text("chart-illustrative").to_owned());
    BookSheet { name: title.clone(), title, table: Some(table), chart: None, sources: Vec::new(), mark }
}

fn years_of(evaluation: &Evaluation, document: &Document) -> Vec<i32> {
    let info = &document.plan.info;
    // A stray year far away makes no column of its own.
    evaluation.years().filter(|year| (info.base_year - 10..=info.last_year + 10).contains(year)).collect()
}

fn year_columns(words: &Words, years: &[i32], with_node: bool) -> Vec<Column> {
    let keys: &[&str] = if with_node {
        &["report-head-node", "report-head-metric", "report-head-unit-name", "report-head-what"]
    } else {
        &["report-head-metric", "report-head-unit-name", "report-head-what"]
    };
    let mut columns = heads(words, keys, &[]);
    columns.extend(years.iter().map(|year| Column::number(year.to_string())));
    columns.push(Column::text(words.text("report-head-note")));
    columns
}

/// The rows of a node: path and actuals of every metric that it has values of.
fn rows_of(desk: &Desk<'_>, node: &NodeId, years: &[i32], with_node: bool, illustrative: &mut bool) -> Vec<Row> {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let mut rows = Vec::new();
    for metric in &plan.metrics {
        let scale = desk.scales.get(&metric.id);
        for (layer, key) in [(Layer::Path, "report-layer-path"), (Layer::Actual, "report-layer-actual")] {
            let readings: Vec<_> = years.iter().map(|year| desk.inputs.evaluation.reading(node, &metric.id, layer, *year)).collect();
            if readings.iter().all(|reading| reading.value.is_none()) {
                continue;
            }
            let made_up = readings.iter().any(|reading| reading.value.is_some() && reading.illustrative);
            *illustrative |= made_up;
            let gaps = readings.iter().filter(|reading| reading.value.is_some() && !reading.is_complete());
            let mut notes: Vec<String> = Vec::new();
            if made_up {
                notes.push(words.text("chart-illustrative").to_owned());
            }
            if let Some(reading) = gaps.min_by_key(|reading| reading.n) {
                notes.push(words.with("report-n-of-m", &[("n", &reading.n.to_string()), ("of", &reading.of.to_string())]));
            }
            let mut cells = if with_node { vec![Cell::text(desk.name(node))] } else { Vec::new() };
            cells.extend([Cell::text(desk.metric_name(&metric.id)), Cell::text(scale.unit.clone()), Cell::text(words.text(key))]);
            cells.extend(readings.iter().map(|reading| scale.cell(reading.value)));
            cells.push(Cell::text(notes.join(words.text("chart-phrase-join"))));
            rows.push(Row { cells, strong: false });
        }
    }
    rows
}

fn all_years(desk: &Desk<'_>) -> BookSheet {
    let (words, document) = (desk.words(), desk.inputs.document);
    let years = years_of(desk.inputs.evaluation, document);
    let mut illustrative = false;
    let nodes: Vec<NodeId> = document.plan.nodes().collect();
    let rows = nodes.iter().flat_map(|node| rows_of(desk, node, &years, true, &mut illustrative)).collect();
    let title = words.text("book-years").to_owned();
    let table = Table { columns: year_columns(words, &years, true), rows, ..Table::default() };
    let mark = illustrative.then(|| words.text("chart-illustrative").to_owned());
    BookSheet { name: title.clone(), title, table: Some(table), chart: None, sources: Vec::new(), mark }
}

fn node_years(desk: &Desk<'_>, node: &NodeId) -> BookSheet {
    let (words, document) = (desk.words(), desk.inputs.document);
    let years = years_of(desk.inputs.evaluation, document);
    let mut illustrative = false;
    let rows = rows_of(desk, node, &years, false, &mut illustrative);
    let table = Table { columns: year_columns(words, &years, false), rows, ..Table::default() };
    let chart = document.plan.main_metric().and_then(|metric| {
        let spec = crate::view::chart::trajectory(&desk.subject(node, &metric, None)).ok()?;
        (!matches!(spec.body, crate::view::chart::Body::Empty(_))).then_some(spec)
    });
    let sources = chart.iter().map(|spec| spec.foot.clone()).collect();
    let mark = illustrative.then(|| words.text("chart-illustrative").to_owned());
    BookSheet { name: desk.short(node), title: desk.name(node), table: Some(table), chart, sources, mark }
}
