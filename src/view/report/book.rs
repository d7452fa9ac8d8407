//! A workbook of a report: its tables and charts, and by choice what the plan states, what was observed, every value by year, scenarios,
//! their differences, judgements and scores.

use super::book_values::{comparison, judgements, results, scores, sheet_of_node, years};
use super::build::{Desk, Inputs};
use super::model::{Cell, Column, NumberForm, Report, Row, Table, What};
use crate::base::NodeId;
use crate::domain::{Document, Status};
use crate::view::chart::{ChartSpec, Dash, Ink};
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
    /// Its chart, with numbers of its own.
    pub chart: Option<ChartSpec>,
    /// A chart of rows of its table.
    pub lines: Option<RowLines>,
    /// Where its numbers come from.
    pub sources: Vec<String>,
    /// The mark, where anything in it is illustrative.
    pub mark: Option<String>,
}

/// A line chart of rows of a table, a line a row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowLines {
    /// Title.
    pub title: String,
    /// Unit of the values; may be empty.
    pub unit: String,
    /// The column that names the lines.
    pub names: usize,
    /// The first and the last column of the values.
    pub columns: (usize, usize),
    /// The rows, each with its colour and dash.
    pub rows: Vec<(usize, Ink, Dash)>,
}

/// What a workbook can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BookPart {
    /// The tables and charts of the briefing.
    Items,
    /// What the plan states.
    Figures,
    /// What was observed.
    Actuals,
    /// Plan path and actuals by year.
    Years,
    /// Scenarios by year beside the plan.
    Results,
    /// Scenarios against the plan in its last year.
    Comparison,
    /// How every node stands.
    Assessment,
    /// The scores of the plan's schemes.
    Scores,
}

impl BookPart {
    /// All parts, in the order of their sheets.
    pub const ALL: [Self; 8] =
        [Self::Items, Self::Figures, Self::Actuals, Self::Years, Self::Results, Self::Comparison, Self::Assessment, Self::Scores];
    /// What a workbook holds where nothing is chosen.
    pub const USUAL: [Self; 4] = [Self::Items, Self::Figures, Self::Actuals, Self::Years];

    /// The word on the command line, and the end of its name's key in the language files (`book-part-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Figures => "figures",
            Self::Actuals => "actuals",
            Self::Years => "years",
            Self::Results => "results",
            Self::Comparison => "comparison",
            Self::Assessment => "assessment",
            Self::Scores => "scores",
        }
    }

    /// The part of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
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

/// The sheets of a workbook, as they are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// How figures are laid over them.
    pub spread: Spread,
    /// Its parts, in any order.
    pub parts: Vec<BookPart>,
}

impl Default for Sheets {
    fn default() -> Self {
        Self { spread: Spread::default(), parts: BookPart::USUAL.to_vec() }
    }
}

/// The workbook of a report with the sheets chosen. What the plan has nothing for (no scenario, no scheme) has no sheet.
pub fn book_of(report: &Report, inputs: Inputs<'_>, spread: Spread, parts: &[BookPart]) -> Book {
    let words = inputs.words;
    let desk = Desk::of(inputs);
    let has = |part: BookPart| parts.contains(&part);
    let mut sheets = Vec::new();
    for part in BookPart::ALL.into_iter().filter(|part| has(*part)) {
        match (part, spread) {
            (BookPart::Items, _) => sheets.extend(of_report(report, words)),
            (BookPart::Figures, _) => sheets.push(figures(&desk)),
            (BookPart::Actuals, _) => sheets.push(actuals(inputs.document, words)),
            (BookPart::Years, Spread::OneTable) => sheets.push(years(&desk)),
            (BookPart::Results, Spread::OneTable) => sheets.extend(results(&desk)),
            (BookPart::Years, Spread::SheetPerNode) => sheets.extend(per_node(&desk, parts)),
            // Where each node has a sheet, scenarios stand there.
            (BookPart::Results, Spread::SheetPerNode) if has(BookPart::Years) => {}
            (BookPart::Results, Spread::SheetPerNode) => sheets.extend(per_node(&desk, parts)),
            (BookPart::Comparison, _) => sheets.extend(comparison(&desk)),
            (BookPart::Assessment, _) => sheets.extend(judgements(&desk)),
            (BookPart::Scores, _) => sheets.extend(scores(&desk)),
        }
    }
    let mark = sheets.iter().find_map(|sheet| sheet.mark.clone()).or_else(|| report.mark.clone());
    let about = words.text("book-about").to_owned();
    Book { title: report.title.clone(), about, lines: report.lines.clone(), mark, sheets }
}

fn per_node(desk: &Desk<'_>, parts: &[BookPart]) -> Vec<BookSheet> {
    let nodes: Vec<NodeId> = desk.inputs.document.plan.nodes().collect();
    nodes.iter().map(|node| sheet_of_node(desk, node, parts)).collect()
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
                    sheets.push(BookSheet { name, title, table: Some(table.clone()), chart: None, lines: None, sources, mark });
                }
                What::Chart { spec, .. } => {
                    let name = words.with("book-chart", &[("n", &(sheets.len() + 1).to_string())]);
                    let chart = Some((**spec).clone());
                    let mark = spec.mark.clone();
                    let (title, sources) = (spec.title.clone(), vec![spec.foot.clone()]);
                    sheets.push(BookSheet { name, title, table: None, chart, lines: None, sources, mark });
                }
                _ => {}
            }
        }
    }
    sheets
}

pub(super) fn heads(words: &Words, keys: &[&str], numbers: &[usize]) -> Vec<Column> {
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
    BookSheet { name: title.clone(), title, table: Some(table), chart: None, lines: None, sources, mark: None }
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
    BookSheet { name: title.clone(), title, table: Some(table), chart: None, lines: None, sources: Vec::new(), mark }
}
