//! Tables of judgements: how what lies beneath a node stands, by which method; the scores of the plan's schemes.
//!
//! Judged and scored by the engine, told in the words of the pages that show the same.

use super::build::Desk;
use super::model::{Cell, Column, NumberForm, Row, Span, Table, What};
use super::scale::Scale;
use super::table::{MOST, PRELIMINARY, about, beneath, kind_of};
use crate::base::{Bound, MetricId, NodeId, Period};
use crate::domain::{Item, ScoreScheme, When};
use crate::engine::assess::{Ask, Judged, State, many};
use crate::engine::path::TargetPoint;
use crate::engine::score::{ScoreRow, ScoreTable};
use crate::engine::{How, Reason, Requirement};
use crate::view::grid::{Align, GridSource};
use crate::view::judging::{self, ScoreGrid, best_first, reported_periods, scores_with_change};
use crate::view::{number, requirement};

/// Reasons of bonuses and deductions listed at most.
const MOST_REASONS: usize = 12;

/// How what lies beneath a node stands with a metric, the best first; the node itself stands last.
pub(super) fn assessment(desk: &Desk<'_>, item: &Item, metric: &MetricId, when: When) -> Table {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let ask = Ask { as_of: period(when), method: None };
    let nodes = beneath(desk, &item.node, item.dimension.as_ref());
    let scale = desk.scales.get(metric);
    let mut columns = judged_heads(desk, Some(&scale));
    columns[0].head = kind_of(desk, &nodes);
    let mut table = Table { title: desk.metric_name(metric), columns, ..Table::default() };
    let (document, evaluation) = (desk.inputs.document, desk.inputs.evaluation);
    let direction = plan.metrics.get(metric).map(|of| of.direction).unwrap_or_default();
    let mut judged: Vec<(NodeId, Judged)> = nodes.iter().cloned().zip(many(document, evaluation, &nodes, metric, &ask)).collect();
    judged.sort_by(|(_, a), (_, b)| best_first(a, b, direction));
    judged.truncate(MOST);
    let mut counts = State::ALL.map(|state| (state, judged.iter().filter(|(_, of)| of.state == state).count()));
    counts.sort_by_key(|(state, _)| *state);
    let is_whole = nodes.iter().all(|node| *node != item.node);
    let whole = is_whole.then(|| many(document, evaluation, std::slice::from_ref(&item.node), metric, &ask));
    let whole = whole.into_iter().flatten().map(|of| (item.node.clone(), of));
    let mut preliminary = false;
    let mut used: Vec<String> = Vec::new();
    for (strong, (node, of)) in judged.into_iter().map(|row| (false, row)).chain(whole.map(|row| (true, row))) {
        desk.shown_illustrative(of.illustrative);
        preliminary |= of.preliminary && of.actual.is_some();
        if let Some(method) = of.used {
            let line = format!("{} {}", judging::method(words, method), judging::method_hint(words, method));
            used.extend(Some(line).filter(|line| !used.contains(line)));
        }
        table.rows.push(Row { cells: judged_row(desk, metric, &node, &of, strong), strong });
        desk.cite_values(&node, metric);
    }
    table.notes = counted(desk, &counts).into_iter().collect();
    if preliminary {
        table.notes.push(words.with("report-note-preliminary", &[("mark", PRELIMINARY)]));
    }
    table.notes.extend(used);
    table
}

/// The columns of judgements, the node's first; with the unit in a head where all rows have one.
pub(super) fn judged_heads(desk: &Desk<'_>, scale: Option<&Scale>) -> Vec<Column> {
    let words = desk.words();
    let actual = words.text("report-layer-actual");
    let mut columns: Vec<Column> =
        ["report-head-node", "report-head-state", "report-head-method"].iter().map(|key| Column::text(words.text(key))).collect();
    columns.push(Column::number(words.text("report-head-measure")));
    columns.push(Column::number(scale.map_or_else(|| actual.to_owned(), |scale| scale.head(words, actual))));
    columns.push(Column::number(words.text("report-head-observed")));
    columns.push(Column::number(words.text("report-head-demanded")));
    columns.push(Column::number(words.text("report-head-required")));
    columns.push(Column::text(words.text("report-head-note")));
    columns
}

pub(super) fn judged_row(desk: &Desk<'_>, metric: &MetricId, node: &NodeId, of: &Judged, strong: bool) -> Vec<Cell> {
    let (words, plan, scale) = (desk.words(), &desk.inputs.document.plan, desk.scales.get(metric));
    let geometric = plan.metrics.get(metric).is_some_and(|of| of.grows_geometrically());
    let start = of.base.ok_or(Reason::NoBaseline);
    let point = |(year, value): (i32, f64)| TargetPoint { year, value, bound: Bound::Exactly { value } };
    // What came of the way so far, what the plan asks of all of it, and what is left.
    let observed = Requirement::between(start, of.actual.map(point), geometric, Reason::BaseAfterTarget);
    let demanded = Requirement::between(start, of.target, geometric, Reason::BaseAfterTarget);
    let rest = Requirement::between(of.start(), of.target, geometric, Reason::TargetPast);
    let mut actual = scale.cell(of.actual.map(|(_, value)| value));
    if let Some((year, _)) = of.actual {
        if of.preliminary {
            actual.text.push_str(PRELIMINARY);
        }
        actual.text.push_str(&format!(" ({year})"));
    }
    let passed_over = of.passed_over.first().map(|(method, why)| {
        words.with("judged-passed-over", &[("method", judging::method(words, *method)), ("why", &judging::why(words, *why))])
    });
    let mut said: Vec<String> = of.why.map(|why| judging::why(words, why)).or(passed_over).into_iter().collect();
    if of.mixed_coverage {
        said.push(words.text("judged-mixed-coverage").to_owned());
    }
    if of.of_clusters {
        said.push(words.text("judged-of-clusters").to_owned());
    }
    if of.n < of.of {
        let (n, of) = (of.n.to_string(), of.of.to_string());
        said.push(words.with("judged-coverage", &[("n", &n), ("of", &of)]));
    }
    vec![
        Cell::text(if strong { desk.name(node) } else { desk.short(node) }),
        Cell::text(judging::verdict(words, of.verdict)),
        Cell::text(of.used.map_or(number::MISSING, |method| judging::method(words, method))),
        Cell::text(judging::measure(&of.arithmetic)),
        actual,
        growth(&observed),
        growth(&demanded),
        growth(&rest),
        Cell::text(said.join(words.text("chart-phrase-join"))),
    ]
}

/// Growth a year: a rate, or a step where rates say nothing.
fn growth(of: &Requirement) -> Cell {
    let form = NumberForm { decimals: 1, percent: of.how == How::Geometric, signed: false };
    Cell { value: requirement::rate(of), form, ..Cell::text(requirement::short(of)) }
}

/// How many stand in each state.
fn counted(desk: &Desk<'_>, counts: &[(State, usize)]) -> Option<String> {
    let words = desk.words();
    let one =
        |(state, count): &(State, usize)| words.with("judge-count", &[("state", judging::state(words, *state)), ("n", &count.to_string())]);
    let list: Vec<String> = counts.iter().filter(|(_, count)| *count > 0).map(one).collect();
    (!list.is_empty()).then(|| list.join(words.text("list-separator")))
}

pub(super) fn period(when: When) -> Option<Period> {
    match when {
        When::Latest => None,
        When::At(period) => Some(period),
    }
}

/// The score tables of an item: of the scheme that it names, else of all that score the node or what lies beneath it.
pub(super) fn scores(desk: &Desk<'_>, item: &Item, when: When) -> Vec<What> {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let paragraph = |text: String| vec![What::Paragraph(vec![Span::plain(text)])];
    if let Some(id) = item.scheme.as_ref().filter(|id| !plan.score_schemes.contains(*id)) {
        return paragraph(words.with("report-scheme-gone", &[("scheme", id.as_str())]));
    }
    let periods = reported_periods(desk.inputs.document);
    let wanted = |scheme: &&ScoreScheme| item.scheme.as_ref().is_none_or(|id| scheme.id == *id);
    let about = about(desk, &item.node);
    let mut tables = Vec::new();
    for scheme in plan.score_schemes.iter().filter(wanted) {
        let (document, evaluation) = (desk.inputs.document, desk.inputs.evaluation);
        let (table, since) = scores_with_change(document, evaluation, scheme, period(when), None, &periods);
        let concerned = item.scheme.is_some() || item.node.is_total() || table.rows.iter().any(|row| about(&row.node));
        if concerned {
            tables.push(What::Table(score_table(desk, item, scheme, table, since)));
        }
    }
    if tables.is_empty() { paragraph(words.text("report-no-scores").to_owned()) } else { tables }
}

pub(super) fn score_table(desk: &Desk<'_>, item: &Item, scheme: &ScoreScheme, scores: ScoreTable, since: Option<Period>) -> Table {
    let words = desk.words();
    let ranks: Vec<Option<i32>> = scores.rows.iter().map(|row| row.change.map(|(_, ranks)| ranks)).collect();
    let nodes: Vec<NodeId> = scores.rows.iter().map(|row| row.node.clone()).collect();
    let reasons: Vec<String> = scores.rows.iter().flat_map(|row| reasons(desk, row)).collect();
    let incomplete = scores.rows.iter().any(|row| row.covered < 1.0 && row.total.is_some());
    let partial = scores.rows.iter().flat_map(|row| &row.indicators).any(|score| score.points.is_some() && !score.is_complete());
    desk.shown_illustrative(scores.rows.iter().any(|row| row.illustrative && row.total.is_some()));
    let as_of = scores.period.map(|period| desk.period(period)).unwrap_or_default();
    for (row, indicator) in scores.rows.iter().flat_map(|row| scheme.indicators.iter().map(move |indicator| (row, indicator))) {
        desk.cite_values(&row.node, &indicator.metric);
    }
    let grid = ScoreGrid::new(desk.inputs.document, words, scheme, scores, since);
    let mut table = of_grid(&grid);
    let args = [("scheme", words.label(&scheme.name)), ("period", &as_of)];
    table.title = if as_of.is_empty() { words.label(&scheme.name).to_owned() } else { words.with("report-table-scored", &args) };
    table.columns.push(Column::number(words.text("report-head-rank-change")));
    for ((row, ranks), node) in table.rows.iter_mut().zip(ranks).zip(&nodes) {
        let text = match ranks {
            None => number::MISSING.to_owned(),
            Some(0) => "0".to_owned(),
            Some(up) if up > 0 => format!("↑{up}"),
            Some(down) => format!("↓{}", down.unsigned_abs()),
        };
        row.cells.push(Cell::text(text));
        row.strong = *node == item.node;
    }
    if let Some(since) = since {
        table.notes.push(words.with("report-note-since", &[("period", &desk.period(since))]));
    }
    if incomplete {
        table.notes.push(words.text("report-note-score-incomplete").to_owned());
    }
    if partial {
        table.notes.push(words.text("report-note-score-partial").to_owned());
    }
    if !scheme.note.is_empty() {
        table.notes.push(scheme.note.clone());
    }
    table.notes.extend(reasons.into_iter().take(MOST_REASONS));
    table
}

/// The bonuses and deductions of a row, each with its reason.
fn reasons(desk: &Desk<'_>, row: &ScoreRow) -> Vec<String> {
    let entries = row.entries.iter().filter_map(|id| desk.inputs.document.plan.score_entries.get(id));
    let name = desk.short(&row.node);
    let one = |entry: &crate::domain::ScoreEntry| {
        let points = number::value(entry.points);
        let points = if entry.points > 0.0 { format!("+{points}") } else { points };
        desk.words().with("report-note-entry", &[("node", &name), ("points", &points), ("reason", &entry.reason)])
    };
    entries.map(one).collect()
}

/// A table of the screen as one of a report: what a cell carries small beside its text stands in brackets behind it.
fn of_grid(grid: &dyn GridSource) -> Table {
    let head = |column: &crate::view::grid::GridColumn| {
        if column.unit.is_empty() { column.title.clone() } else { format!("{} ({})", column.title, column.unit) }
    };
    let columns: Vec<Column> =
        grid.columns().iter().map(|column| Column { head: head(column), number: column.align == Align::Right }).collect();
    let cell = |row: usize, column: usize| {
        let cell = grid.cell(row, column);
        // The last column tells its small part in a column of its own.
        let small = if cell.badge.is_empty() || column + 1 == columns.len() { String::new() } else { format!(" ({})", cell.badge) };
        let decimals = cell.text.rsplit_once('.').map_or(0, |(_, behind)| behind.bytes().filter(u8::is_ascii_digit).count());
        let form = NumberForm { decimals: decimals.min(6) as u8, ..NumberForm::default() };
        let value = cell.number.filter(|_| cell.text != number::MISSING);
        Cell { value, form, ..Cell::text(cell.text + &small) }
    };
    let row = |row: usize| Row { cells: (0..columns.len()).map(|column| cell(row, column)).collect(), strong: false };
    let rows = (0..grid.row_count().min(MOST)).map(row).collect();
    Table { columns, rows, ..Table::default() }
}
