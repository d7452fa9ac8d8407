//! The sheets of values of a workbook: every node and metric by year, in scenarios, compared, judged and scored.
//!
//! A row says all that it is of, so that a program can sort and filter; the lines of the whole plan stand first and are drawn.

use std::sync::Arc;

use super::book::{BookPart, BookSheet, RowLines, heads};
use super::build::Desk;
use super::judging_table::{judged_heads, judged_row, score_table};
use super::model::{Cell, Column, Row, Table};
use super::scale::percent;
use super::scenario_table::{compared, name};
use super::standing::is_preliminary;
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Content, Item};
use crate::engine::assess::{Ask, many};
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::scenario::compare::difference;
use crate::engine::{Layer, Reading};
use crate::view::chart::{Dash, Ink};
use crate::view::judging::{reported_periods, scores_with_change};
use crate::view::palette::Palette;
use crate::view::wording;

/// A year far from the plan's own makes no column.
const FAR: i32 = 10;

/// How the values of a line are read: of a node, a metric and a year.
type Read<'a> = Box<dyn Fn(&NodeId, &MetricId, i32) -> Reading + 'a>;

/// One line of a node and metric: what it is called, how it is drawn, and its values.
struct Line<'a> {
    name: String,
    ink: Ink,
    dash: Dash,
    /// The scenario, for the difference from the plan; `None` for plan path and actuals.
    scenario: Option<Arc<ScenarioEvaluation>>,
    /// True for what was observed, which may be preliminary.
    observed: bool,
    read: Read<'a>,
}

/// Plan path and actuals.
fn plain_lines<'a>(desk: &'a Desk<'_>) -> Vec<Line<'a>> {
    let evaluation = desk.inputs.evaluation;
    let of = |layer: Layer, key: &str, ink: Ink, dash: Dash| Line {
        name: desk.words().text(key).to_owned(),
        ink,
        dash,
        scenario: None,
        observed: layer == Layer::Actual,
        read: Box::new(move |node, metric, year| evaluation.reading(node, metric, layer, year)),
    };
    vec![
        of(Layer::Path, "report-layer-path", Ink::Secondary, Dash::Dashed),
        of(Layer::Actual, "report-layer-actual", Ink::Text, Dash::Solid),
    ]
}

/// All scenarios of the workspace.
fn scenario_lines<'a>(desk: &Desk<'_>) -> Vec<Line<'a>> {
    let ids = desk.inputs.document.scenarios.iter().map(|scenario| scenario.id.clone());
    let all = ids.enumerate().filter_map(|(place, id)| Some((place, desk.evaluated(Some(&id))?)));
    let line = |(place, scenario): (usize, Arc<ScenarioEvaluation>)| Line {
        name: name(desk, &scenario),
        ink: Ink::Scenario(place),
        dash: if place >= Palette::LIGHT.members.len() { Dash::Long } else { Dash::Solid },
        scenario: Some(scenario.clone()),
        observed: false,
        read: Box::new(move |node, metric, year| scenario.reading(node, metric, year)),
    };
    all.map(line).collect()
}

fn years_of(desk: &Desk<'_>) -> Vec<i32> {
    let info = &desk.inputs.document.plan.info;
    desk.inputs.evaluation.years().filter(|year| (info.base_year - FAR..=info.last_year + FAR).contains(year)).collect()
}

/// A table of lines by year in the making.
struct ByYear<'a, 'd> {
    desk: &'a Desk<'d>,
    years: Vec<i32>,
    with_node: bool,
    against: bool,
    rows: Vec<Row>,
    /// The rows of the whole plan's main metric (or of a node's), to be drawn.
    drawn: Vec<(usize, Ink, Dash)>,
    illustrative: bool,
}

impl<'a, 'd> ByYear<'a, 'd> {
    fn new(desk: &'a Desk<'d>, with_node: bool, against: bool) -> Self {
        Self { desk, years: years_of(desk), with_node, against, rows: Vec::new(), drawn: Vec::new(), illustrative: false }
    }

    /// The metrics, the main one first, so that its lines stand together at the head.
    fn metrics(&self) -> Vec<MetricId> {
        let plan = &self.desk.inputs.document.plan;
        let main = plan.main_metric();
        let others = plan.metrics.iter().map(|metric| metric.id.clone()).filter(|id| Some(id) != main.as_ref());
        main.iter().cloned().chain(others).collect()
    }

    fn node(&mut self, node: &NodeId, lines: &[Line<'_>], drawn: bool) {
        let main = self.desk.inputs.document.plan.main_metric();
        for metric in self.metrics() {
            for line in lines {
                let draw = drawn && Some(&metric) == main.as_ref();
                self.row(node, &metric, line, draw);
            }
        }
    }

    fn row(&mut self, node: &NodeId, metric: &MetricId, line: &Line<'_>, draw: bool) {
        let (desk, words) = (self.desk, self.desk.words());
        let readings: Vec<Reading> = self.years.iter().map(|year| (line.read)(node, metric, *year)).collect();
        if readings.iter().all(|reading| reading.value.is_none()) {
            return;
        }
        let scale = desk.scales.get(metric);
        let known = || readings.iter().filter(|reading| reading.value.is_some());
        let mut notes: Vec<String> = Vec::new();
        if known().any(|reading| reading.illustrative) {
            self.illustrative = true;
            notes.push(words.text("chart-illustrative").to_owned());
        }
        if let Some(reading) = known().filter(|reading| !reading.is_complete()).min_by_key(|reading| reading.n) {
            notes.push(words.with("report-n-of-m", &[("n", &reading.n.to_string()), ("of", &reading.of.to_string())]));
        }
        let (document, evaluation) = (desk.inputs.document, desk.inputs.evaluation);
        let doubtful = |year: &&i32| is_preliminary(document, evaluation, node, metric, Period::year(**year));
        let preliminary: Vec<String> = self.years.iter().filter(|_| line.observed).filter(doubtful).map(i32::to_string).collect();
        if !preliminary.is_empty() {
            let list = preliminary.join(words.text("chart-list-join"));
            notes.push(words.with("book-preliminary", &[("years", &list)]));
        }
        let mut cells = if self.with_node { vec![Cell::text(desk.name(node))] } else { Vec::new() };
        cells.extend([Cell::text(desk.metric_name(metric)), Cell::text(scale.unit.clone()), Cell::text(line.name.clone())]);
        cells.extend(readings.iter().map(|reading| scale.cell(reading.value)));
        if self.against {
            let last = document.plan.info.last_year;
            let plan = desk.evaluated(None);
            let share = line.scenario.as_ref().zip(plan).and_then(|(of, plan)| difference(&plan, of, node, metric, last).relative);
            cells.push(if line.scenario.is_some() { percent(share, true) } else { Cell::default() });
        }
        cells.push(Cell::text(notes.join(words.text("chart-phrase-join"))));
        if draw {
            self.drawn.push((self.rows.len(), line.ink, line.dash));
        }
        self.rows.push(Row { cells, strong: false });
    }

    fn sheet(self, name: String, title: String, of: &NodeId) -> BookSheet {
        let (desk, words) = (self.desk, self.desk.words());
        let keys = ["report-head-node", "report-head-metric", "report-head-unit-name", "report-head-what"];
        let mut columns = heads(words, if self.with_node { &keys } else { &keys[1..] }, &[]);
        let first = columns.len();
        columns.extend(self.years.iter().map(|year| Column::number(year.to_string())));
        let last = columns.len().saturating_sub(1);
        if self.against {
            let year = desk.inputs.document.plan.info.last_year.to_string();
            columns.push(Column::number(words.with("report-head-of-plan", &[("year", &year)])));
        }
        columns.push(Column::text(words.text("report-head-note")));
        let mark = self.illustrative.then(|| words.text("chart-illustrative").to_owned());
        let main = desk.inputs.document.plan.main_metric();
        let lines = main.filter(|_| !self.drawn.is_empty() && last >= first).map(|metric| RowLines {
            title: words.with("chart-title", &[("node", &desk.name(of)), ("what", &desk.metric_name(&metric))]),
            unit: desk.scales.get(&metric).unit,
            names: first - 1,
            columns: (first, last),
            rows: self.drawn,
        });
        let table = Table { columns, rows: self.rows, ..Table::default() };
        BookSheet { name, title, table: Some(table), chart: None, lines, sources: sources(desk, of), mark }
    }
}

/// Where the values of a node come from: what its main metric's trajectory says at its foot.
fn sources(desk: &Desk<'_>, node: &NodeId) -> Vec<String> {
    let Some(metric) = desk.inputs.document.plan.main_metric() else { return Vec::new() };
    let spec = crate::view::chart::trajectory_known(&desk.subject(node, &metric, None));
    spec.into_iter().map(|spec| spec.foot).filter(|foot| !foot.is_empty()).collect()
}

/// Plan path and actuals of all nodes.
pub(super) fn years(desk: &Desk<'_>) -> BookSheet {
    let title = desk.words().text("book-years").to_owned();
    let lines = plain_lines(desk);
    all_nodes(desk, ByYear::new(desk, true, false), &lines, title)
}

fn all_nodes(desk: &Desk<'_>, mut table: ByYear<'_, '_>, lines: &[Line<'_>], title: String) -> BookSheet {
    let total = NodeId::total();
    let others: Vec<NodeId> = desk.inputs.document.plan.nodes().filter(|node| *node != total).collect();
    table.node(&total, lines, true);
    others.iter().for_each(|node| table.node(node, lines, false));
    table.sheet(title.clone(), title, &total)
}

/// The plan and all scenarios, of all nodes; no sheet without scenarios.
pub(super) fn results(desk: &Desk<'_>) -> Option<BookSheet> {
    let scenarios = scenario_lines(desk);
    if scenarios.is_empty() {
        return None;
    }
    let lines: Vec<Line<'_>> = plain_lines(desk).into_iter().filter(|line| !line.observed).chain(scenarios).collect();
    let title = desk.words().text("book-part-results").to_owned();
    let mut sheet = all_nodes(desk, ByYear::new(desk, true, true), &lines, title);
    sheet.sources.push(assumed(desk));
    Some(sheet)
}

fn assumed(desk: &Desk<'_>) -> String {
    desk.words().text("book-assumed").to_owned()
}

/// All that there is of one node.
pub(super) fn sheet_of_node(desk: &Desk<'_>, node: &NodeId, parts: &[BookPart]) -> BookSheet {
    let mut lines = if parts.contains(&BookPart::Years) {
        plain_lines(desk)
    } else {
        plain_lines(desk).into_iter().filter(|line| !line.observed).collect()
    };
    let with_scenarios = parts.contains(&BookPart::Results) && !desk.inputs.document.scenarios.is_empty();
    if with_scenarios {
        lines.extend(scenario_lines(desk));
    }
    let mut table = ByYear::new(desk, false, with_scenarios);
    table.node(node, &lines, true);
    let mut sheet = table.sheet(desk.short(node), desk.name(node), node);
    sheet.sources.extend(with_scenarios.then(|| assumed(desk)));
    sheet
}

/// All scenarios against the plan in its last year; no sheet without scenarios.
pub(super) fn comparison(desk: &Desk<'_>) -> Option<BookSheet> {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let others: Vec<Arc<ScenarioEvaluation>> = scenario_lines(desk).into_iter().filter_map(|line| line.scenario).collect();
    let base = desk.evaluated(None)?;
    if others.is_empty() {
        return None;
    }
    let year = plan.info.last_year;
    let mut columns = heads(words, &["report-head-node", "report-head-metric", "report-head-unit-name"], &[]);
    let (mut rows, mut illustrative, mut notes) = (Vec::new(), false, Vec::new());
    columns.extend(compared::columns(desk, &base, &others, true));
    for node in plan.nodes() {
        for metric in plan.metrics.iter().map(|metric| &metric.id) {
            let made_up = |of: &Arc<ScenarioEvaluation>| of.reading(&node, metric, year);
            let readings: Vec<Reading> = std::iter::once(&base).chain(&others).map(made_up).collect();
            if readings.iter().all(|reading| reading.value.is_none()) {
                continue;
            }
            illustrative |= readings.iter().any(|reading| reading.value.is_some() && reading.illustrative);
            let mut cells =
                vec![Cell::text(desk.name(&node)), Cell::text(desk.metric_name(metric)), Cell::text(desk.scales.get(metric).unit)];
            let mut row = compared::Compared::default();
            cells.extend(row.cells(desk, (&node, metric, year), &base, &others));
            for note in row.notes(desk) {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
            rows.push(Row { cells, strong: false });
        }
    }
    let title = words.with("report-table-in-year", &[("metric", words.text("book-part-comparison")), ("year", &year.to_string())]);
    let table = Table { columns, rows, notes, ..Table::default() };
    let mark = illustrative.then(|| words.text("chart-illustrative").to_owned());
    let name = words.text("book-part-comparison").to_owned();
    Some(BookSheet { name, title, table: Some(table), chart: None, lines: None, sources: vec![assumed(desk)], mark })
}

/// How every node stands with every metric that it has a target or an actual of.
pub(super) fn judgements(desk: &Desk<'_>) -> Option<BookSheet> {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let as_of = desk.inputs.when.and_then(super::judging_table::period);
    let ask = Ask { as_of, method: None };
    let nodes: Vec<NodeId> = plan.nodes().collect();
    let mut columns = heads(words, &["report-head-node", "report-head-metric", "report-head-unit-name"], &[]);
    columns.extend(judged_heads(desk, None).into_iter().skip(1));
    let (mut rows, mut illustrative) = (Vec::new(), false);
    for metric in plan.metrics.iter().map(|metric| &metric.id) {
        let judged = many(desk.inputs.document, desk.inputs.evaluation, &nodes, metric, &ask);
        for (node, of) in nodes.iter().zip(&judged).filter(|(_, of)| of.actual.is_some() || of.target.is_some()) {
            illustrative |= of.illustrative && of.actual.is_some();
            let mut cells =
                vec![Cell::text(desk.name(node)), Cell::text(desk.metric_name(metric)), Cell::text(desk.scales.get(metric).unit)];
            cells.extend(judged_row(desk, metric, node, of, &ask, true).into_iter().skip(1));
            rows.push(Row { cells, strong: false });
        }
    }
    if rows.is_empty() {
        return None;
    }
    let title = words.text("book-part-assessment").to_owned();
    let mark = illustrative.then(|| words.text("chart-illustrative").to_owned());
    let sources = desk.inputs.judge.map(|judge| judge.method()).into_iter().collect();
    let table = Table { columns, rows, ..Table::default() };
    Some(BookSheet { name: title.clone(), title, table: Some(table), chart: None, lines: None, sources, mark })
}

/// A sheet for each scheme of the plan.
pub(super) fn scores(desk: &Desk<'_>) -> Vec<BookSheet> {
    let (document, evaluation) = (desk.inputs.document, desk.inputs.evaluation);
    let as_of = desk.inputs.when.and_then(super::judging_table::period);
    let periods = reported_periods(document);
    let item = Item::new("scores".into(), Content::KeyNumbers);
    let sheet = |scheme: &crate::domain::ScoreScheme| {
        let (scores, since) = scores_with_change(document, evaluation, scheme, as_of, None, &periods);
        let illustrative = scores.rows.iter().any(|row| row.illustrative && row.total.is_some());
        let table = score_table(desk, &item, scheme, scores, since);
        let mark = illustrative.then(|| desk.words().text("chart-illustrative").to_owned());
        let source = wording::source_place(desk.words(), &document.plan, &scheme.source);
        let sources = Some(source).filter(|source| !source.is_empty()).into_iter().collect();
        let (name, title) = (desk.words().label(&scheme.name).to_owned(), table.title.clone());
        BookSheet { name, title, table: Some(table), chart: None, lines: None, sources, mark }
    };
    document.plan.score_schemes.iter().map(sheet).collect()
}
