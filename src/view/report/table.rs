//! The tables of reports: progress of what lies beneath a node, years of a node's metrics, the figures that the plan states. Those of
//! judgements and of scenarios stand beside this file.

use std::collections::BTreeSet;

use super::build::Desk;
use super::model::{Cell, Column, Row, Table, What};
use super::scale::percent;
use super::standing::Standing;
use super::{judging_table, scenario_table, watch_table};
use crate::base::{DimensionId, MetricId, NodeId, Period};
use crate::domain::{Item, NodeKind, TableKind, When};
use crate::engine::Layer;
use crate::view::{number, requirement, wording};

/// Sign behind a preliminary value.
pub(super) const PRELIMINARY: &str = "*";
/// Sign behind a sum with gaps.
const PARTIAL: &str = "†";
/// Rows of one table at most; a longer one is no page for a leader.
pub(super) const MOST: usize = 400;

/// The title of an item and what stands under it: a table for each metric where the kind is about one metric, a paragraph where there
/// is nothing to list.
pub(super) fn of(desk: &Desk<'_>, kind: TableKind, item: &Item, when: When) -> (String, Vec<What>) {
    let metrics = desk.metrics(item);
    let name = desk.name(&item.node);
    let metric = metrics.first().map(|m| desk.metric_name(m)).unwrap_or_default();
    let title = desk.words().with(&format!("report-table-{}", kind.word()), &[("node", &name), ("metric", &metric)]);
    let tables: Vec<Table> = match kind {
        TableKind::Progress => {
            let nodes = beneath(desk, &item.node, item.dimension.as_ref());
            metrics.iter().map(|metric| progress(desk, &item.node, &nodes, metric, when)).collect()
        }
        TableKind::Years => vec![years(desk, &item.node, &metrics, when)],
        TableKind::Figures => {
            let all = if item.metrics.is_empty() { None } else { Some(&*metrics) };
            vec![figures(desk, &item.node, all)]
        }
        TableKind::Assessment => metrics.iter().map(|metric| judging_table::assessment(desk, item, metric, when)).collect(),
        TableKind::Scores => return (title, judging_table::scores(desk, item, when)),
        TableKind::Warnings => return (title, watch_table::warnings(desk, item, when)),
        TableKind::Audit => return (title, watch_table::findings(desk, item)),
        TableKind::Results | TableKind::Comparison | TableKind::Targets | TableKind::Limits => {
            return (title, scenario_table::of(desk, kind, item, &metrics));
        }
    };
    (title, tables.into_iter().map(What::Table).collect())
}

/// What a table of progress lists: the members of the dimension beneath the node, else its clusters, else the node itself.
pub(super) fn beneath(desk: &Desk<'_>, node: &NodeId, dimension: Option<&DimensionId>) -> Vec<NodeId> {
    let (plan, evaluation) = (&desk.inputs.document.plan, desk.inputs.evaluation);
    let dimension = dimension.filter(|id| plan.dimensions.contains(*id)).or_else(|| plan.dimensions.iter().next().map(|d| &d.id));
    let members = dimension.map(|dimension| evaluation.members_beneath(node, dimension)).unwrap_or_default();
    let list = if members.is_empty() { evaluation.clusters_of(node).collect() } else { members };
    if list.is_empty() { vec![node.clone()] } else { list }
}

/// Which nodes a node stands for: all where it is the whole plan, else itself and what lies beneath it, parts among them.
pub(super) fn about(desk: &Desk<'_>, whole: &NodeId) -> impl Fn(&NodeId) -> bool + use<> {
    let (mut near, mut open) = (BTreeSet::new(), vec![whole.clone()]);
    while let Some(node) = open.pop().filter(|_| !whole.is_total()) {
        open.extend_from_slice(desk.inputs.evaluation.children(&node));
        near.insert(node);
    }
    let all = whole.is_total();
    move |node| all || near.contains(node)
}

fn progress(desk: &Desk<'_>, whole: &NodeId, nodes: &[NodeId], metric: &MetricId, when: When) -> Table {
    let (words, scale) = (desk.words(), desk.scales.get(metric));
    let when = common(desk, nodes, metric, when);
    let standing = |node: &NodeId| (node.clone(), desk.standing(node, metric, when));
    let mut rows: Vec<(NodeId, Standing)> = nodes.iter().take(MOST).map(standing).collect();
    rows.sort_by(|(_, a), (_, b)| {
        let key = |s: &Standing| s.of_path().map_or(f64::NEG_INFINITY, |share| share);
        key(b).total_cmp(&key(a))
    });
    let period = if let When::At(period) = when { desk.period(period) } else { String::new() };
    let with_unit = |head: &str| scale.head(words, head);
    let mut columns = vec![
        Column::text(kind_of(desk, nodes)),
        Column::number(with_unit(&words.with("report-head-actual", &[("period", &period)]))),
        Column::number(words.text("report-head-growth")),
        Column::number(with_unit(words.text("report-head-path"))),
        Column::number(words.text("report-head-of-path")),
        Column::number(with_unit(&words.with("report-head-target", &[("year", &desk.inputs.document.plan.info.last_year.to_string())]))),
        Column::number(words.text("report-head-of-target")),
        Column::number(words.text("report-head-required")),
    ];
    columns.extend(desk.inputs.judge.map(|judge| judge.heads()).unwrap_or_default());
    let mut marks = Marks::default();
    let mut table = Table { title: desk.metric_name(metric), columns, ..Table::default() };
    let is_whole = nodes.iter().all(|node| node != whole);
    let sum = is_whole.then(|| standing(whole));
    for (strong, (node, standing)) in rows.into_iter().map(|row| (false, row)).chain(sum.map(|row| (true, row))) {
        let mut cells = vec![
            Cell::text(if strong { desk.name(&node) } else { desk.short(&node) }),
            marks.cell(scale.cell(standing.actual.value), &standing),
            percent(standing.growth, true),
            scale.cell(standing.path),
            percent(standing.of_path(), false),
            target_cell(desk, &standing, &scale),
            percent(standing.of_target(), false),
            Cell {
                value: requirement::rate(&standing.remaining),
                form: percent(None, false).form,
                ..Cell::text(requirement::short(&standing.remaining))
            },
        ];
        if let Some(judge) = desk.inputs.judge {
            cells.extend(judge.verdict(&node, metric).cells);
        }
        desk.cite_values(&node, metric);
        table.rows.push(Row { cells, strong });
    }
    if let Some(judge) = desk.inputs.judge {
        desk.cite(judge.method());
    }
    table.notes = marks.notes(desk);
    if nodes.len() > MOST {
        table.notes.push(words.with("report-rows-left-out", &[("n", &(nodes.len() - MOST).to_string())]));
    }
    table
}

fn target_cell(desk: &Desk<'_>, standing: &Standing, scale: &super::scale::Scale) -> Cell {
    let bound = standing.requirement.target.map(|target| target.bound.map(|value| value * scale.factor));
    match bound {
        Some(bound) => Cell { text: wording::bound_fixed(desk.words(), &bound, None, scale.decimals), ..scale.cell(standing.target) },
        None => scale.cell(standing.target),
    }
}

/// One year for all rows, so that they can be compared: the last in which most of them have an actual.
fn common(desk: &Desk<'_>, nodes: &[NodeId], metric: &MetricId, when: When) -> When {
    let When::Latest = when else { return when };
    let latest = |node| desk.inputs.evaluation.latest_actual(node, metric).map(|(year, _)| year);
    let years: Vec<i32> = nodes.iter().filter_map(latest).collect();
    let count = |year: i32| years.iter().filter(|of| **of == year).count();
    let best = years.iter().copied().max_by(|a, b| count(*a).cmp(&count(*b)).then(a.cmp(b)));
    best.map_or(When::Latest, |year| When::At(Period::year(year)))
}

/// What the rows are: the dimension's name, or clusters.
pub(super) fn kind_of(desk: &Desk<'_>, nodes: &[NodeId]) -> String {
    let (plan, words) = (&desk.inputs.document.plan, desk.words());
    let Some(first) = nodes.first() else { return String::new() };
    match plan.node_kind(first) {
        Some(NodeKind::Member) => {
            plan.members.get(first).map(|m| wording::dimension(words, plan, &m.dimension).to_owned()).unwrap_or_default()
        }
        Some(kind) => wording::node_kind(words, kind).to_owned(),
        None => String::new(),
    }
}

/// Signs in a table, and what they mean.
#[derive(Default)]
struct Marks {
    preliminary: bool,
    partial: Option<(u32, u32)>,
}

impl Marks {
    fn cell(&mut self, cell: Cell, standing: &Standing) -> Cell {
        let mut text = cell.text;
        if standing.preliminary && cell.value.is_some() {
            self.preliminary = true;
            text.push_str(PRELIMINARY);
        }
        if standing.is_partial() {
            self.partial = Some((standing.actual.n, standing.actual.of));
            text.push_str(PARTIAL);
        }
        Cell { text, ..cell }
    }

    fn notes(&self, desk: &Desk<'_>) -> Vec<String> {
        let words = desk.words();
        let mut notes = Vec::new();
        if self.preliminary {
            notes.push(words.with("report-note-preliminary", &[("mark", PRELIMINARY)]));
        }
        if let Some((n, of)) = self.partial {
            notes.push(words.with("report-note-partial", &[("mark", PARTIAL), ("n", &n.to_string()), ("of", &of.to_string())]));
        }
        notes
    }
}

fn years(desk: &Desk<'_>, node: &NodeId, metrics: &[MetricId], when: When) -> Table {
    let (words, info) = (desk.words(), &desk.inputs.document.plan.info);
    let last = if let When::At(period) = when { period.plan_year().max(info.base_year) } else { info.last_year };
    let years: Vec<i32> = (info.base_year..=info.last_year.max(last)).take(40).collect();
    let mut columns = vec![Column::text(words.text("report-head-metric")), Column::text(words.text("report-head-what"))];
    columns.extend(years.iter().map(|year| Column::number(year.to_string())));
    let mut table = Table { columns, ..Table::default() };
    for metric in metrics {
        let scale = desk.scales.get(metric);
        let name = scale.head(words, &desk.metric_name(metric));
        for (layer, key) in [(Layer::Path, "report-layer-path"), (Layer::Actual, "report-layer-actual")] {
            let readings = years.iter().map(|year| desk.inputs.evaluation.reading(node, metric, layer, *year));
            let cells: Vec<Cell> = readings.inspect(|reading| desk.shown(reading)).map(|reading| scale.cell(reading.value)).collect();
            let first = if layer == Layer::Path { name.clone() } else { String::new() };
            let row = [Cell::text(first), Cell::text(words.text(key))].into_iter().chain(cells).collect();
            table.rows.push(Row { cells: row, strong: false });
        }
        desk.cite_values(node, metric);
    }
    table
}

fn figures(desk: &Desk<'_>, node: &NodeId, metrics: Option<&[MetricId]>) -> Table {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let heads = [
        "report-head-metric",
        "report-head-role",
        "report-head-period",
        "report-head-figure",
        "report-head-coverage",
        "report-head-source",
    ];
    let columns = heads.iter().enumerate().map(|(n, key)| Column { head: words.text(key).to_owned(), number: n == 3 }).collect();
    let mut table = Table { columns, ..Table::default() };
    let units = plan.units();
    let wanted = |metric: &MetricId| metrics.is_none_or(|metrics| metrics.contains(metric));
    for figure in plan.figures.iter().filter(|figure| figure.node == *node && wanted(&figure.metric)).take(MOST) {
        let unit = figure.unit.as_ref().map(|unit| wording::unit(words, &units, unit));
        table.rows.push(Row {
            cells: vec![
                Cell::text(desk.metric_name(&figure.metric)),
                Cell::text(wording::role(words, figure.role)),
                Cell::text(wording::span(words, figure.time)),
                Cell { value: figure.bound.value(), ..Cell::text(wording::bound(words, &figure.bound, unit)) },
                Cell::text(wording::coverage(words, plan, figure.coverage.as_ref())),
                Cell::text(wording::source_place(words, plan, &figure.source)),
            ],
            strong: false,
        });
    }
    if table.rows.is_empty() {
        table.notes.push(words.text("report-no-figures").to_owned());
    }
    table
}

/// The sign for a missing value, for tests and writers.
pub fn missing() -> Cell {
    Cell::text(number::MISSING)
}
