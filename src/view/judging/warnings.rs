//! Early warnings as a table: what holds, of which node and metric, since when, and what it would take to end it.

use crate::base::{MetricId, NodeId};
use crate::domain::Document;
use crate::engine::warn::{Fact, Warning};
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Mark, Tone};
use crate::view::words::SharedWords;
use crate::view::{number, wording};

/// The warnings as a table.
pub struct WarningTable {
    rows: Vec<Row>,
    columns: Vec<GridColumn>,
}

struct Row {
    node: NodeId,
    metric: Option<MetricId>,
    mark: Mark,
    cells: [String; 6],
}

/// Heading and width.
const COLUMNS: [(&str, f32); 6] = [
    ("warning-node", 190.0),
    ("warning-metric", 110.0),
    ("warning-rule", 150.0),
    ("warning-what", 400.0),
    ("warning-since", 96.0),
    ("warning-takes", 320.0),
];

impl WarningTable {
    /// The table of warnings, in the order of their rules.
    pub fn new(document: &Document, words: &SharedWords, warnings: &[Warning]) -> Self {
        let column = |(key, width): &(&str, f32)| GridColumn {
            title: words.text(key).to_owned(),
            width: *width,
            align: Align::Left,
            ..GridColumn::default()
        };
        let rows = warnings.iter().map(|warning| row(document, words, warning)).collect();
        Self { rows, columns: COLUMNS.iter().map(column).collect() }
    }

    /// The node and metric of a row.
    pub fn subject(&self, row: usize) -> Option<(&NodeId, Option<&MetricId>)> {
        self.rows.get(row).map(|row| (&row.node, row.metric.as_ref()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without warnings.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn row(document: &Document, words: &SharedWords, warning: &Warning) -> Row {
    let plan = &document.plan;
    let rule = plan.warning_rules.get(&warning.rule);
    let name = rule.map(|rule| words.label(&rule.name).to_owned()).filter(|name| !name.is_empty());
    let name = name.or_else(|| rule.map(|rule| super::warning_kind(words, rule.kind).to_owned())).unwrap_or_default();
    let mark = match warning.fact {
        Fact::OffTrack { .. } => Mark::OffTrack,
        Fact::NoReport { .. } => Mark::NoData,
        Fact::LimitUse { .. } | Fact::Fall { .. } => Mark::Slipping,
    };
    let cells = [
        wording::node(words, plan, &warning.node),
        warning.metric.as_ref().map_or("", |metric| wording::metric(words, plan, metric)).to_owned(),
        name,
        super::warning_fact(words, plan, warning),
        warning.since.map_or_else(|| number::MISSING.to_owned(), |since| wording::period(words, since)),
        super::warning_takes(words, plan, warning),
    ];
    Row { node: warning.node.clone(), metric: warning.metric.clone(), mark, cells }
}

impl GridSource for WarningTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(row) = self.rows.get(row) else { return GridCell::default() };
        let Some(text) = row.cells.get(column) else { return GridCell::default() };
        let tone = if column == 2 { Tone::Quiet } else { Tone::Normal };
        GridCell { mark: (column == 0).then_some(row.mark), ..GridCell::text(text).tone(tone) }
    }

    fn frozen(&self) -> usize {
        1
    }
}
