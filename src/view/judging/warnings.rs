//! Early warnings as a table: what holds, of which node and metric, since when, and what it would take to end it.
//!
//! Sentences are made when they are asked for: a large plan raises many, of which few are looked at.

use std::sync::Arc;

use crate::base::{MetricId, NodeId};
use crate::domain::{Document, Plan};
use crate::engine::warn::{Fact, Warning};
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Mark, Tone};
use crate::view::words::SharedWords;
use crate::view::{Words, number, wording};

/// The warnings as a table.
pub struct WarningTable {
    plan: Arc<Plan>,
    words: SharedWords,
    warnings: Arc<Vec<Warning>>,
    columns: Vec<GridColumn>,
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
    pub fn new(document: &Document, words: SharedWords, warnings: Arc<Vec<Warning>>) -> Self {
        let column = |(key, width): &(&str, f32)| GridColumn {
            title: words.text(key).to_owned(),
            width: *width,
            align: Align::Left,
            ..GridColumn::default()
        };
        let columns = COLUMNS.iter().map(column).collect();
        Self { plan: document.plan.clone(), words, warnings, columns }
    }

    /// The node and metric of a row.
    pub fn subject(&self, row: usize) -> Option<(&NodeId, Option<&MetricId>)> {
        self.warnings.get(row).map(|warning| (&warning.node, warning.metric.as_ref()))
    }

    /// True where any warning rests on illustrative values.
    pub fn has_illustrative(&self) -> bool {
        self.warnings.iter().any(|warning| warning.rests.illustrative)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.warnings.len()
    }

    /// True without warnings.
    pub fn is_empty(&self) -> bool {
        self.warnings.is_empty()
    }
}

fn mark(warning: &Warning) -> Mark {
    match warning.fact {
        Fact::OffTrack { .. } => Mark::OffTrack,
        Fact::NoReport { .. } => Mark::NoData,
        Fact::LimitUse { .. } | Fact::Fall { .. } => Mark::Slipping,
    }
}

/// The name of the rule, or what kind it is where it has none.
pub fn warning_rule(words: &Words, plan: &Plan, warning: &Warning) -> String {
    let rule = plan.warning_rules.get(&warning.rule);
    let name = rule.map(|rule| words.label(&rule.name).to_owned()).filter(|name| !name.is_empty());
    name.or_else(|| rule.map(|rule| super::warning_kind(words, rule.kind).to_owned())).unwrap_or_default()
}

/// What the numbers of a warning rest on, small beside it; empty where they are final.
pub fn warning_mark(words: &Words, warning: &Warning) -> String {
    let illustrative = warning.rests.illustrative.then(|| words.text("illustrative"));
    let preliminary = warning.rests.preliminary.then(|| words.text("status-preliminary"));
    illustrative.into_iter().chain(preliminary).collect::<Vec<_>>().join(" · ")
}

/// The same in sentences.
pub fn warning_rests(words: &Words, warning: &Warning) -> Vec<String> {
    let said = [(warning.rests.illustrative, "warning-illustrative"), (warning.rests.preliminary, "judged-preliminary")];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| words.text(key).to_owned()).collect()
}

impl GridSource for WarningTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.warnings.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(warning) = self.warnings.get(row) else { return GridCell::default() };
        let (words, plan) = (&self.words, &*self.plan);
        let text = match column {
            0 => wording::node(words, plan, &warning.node),
            1 => warning.metric.as_ref().map_or("", |metric| wording::metric(words, plan, metric)).to_owned(),
            2 => warning_rule(words, plan, warning),
            3 => super::warning_fact(words, plan, warning),
            4 => warning.since.map_or_else(|| number::MISSING.to_owned(), |since| wording::period(words, since)),
            5 => super::warning_takes(words, plan, warning),
            _ => return GridCell::default(),
        };
        let tone = if column == 2 { Tone::Quiet } else { Tone::Normal };
        // What does not fit into its column is read in full where the pointer rests.
        let mut hints = if matches!(column, 3 | 5) { vec![text.clone()] } else { Vec::new() };
        let badge = if column == 3 { warning_mark(words, warning) } else { String::new() };
        if column == 3 {
            hints.extend(warning_rests(words, warning));
        }
        GridCell { mark: (column == 0).then(|| mark(warning)), hint: hints.join("\n"), badge, ..GridCell::text(text).tone(tone) }
    }

    fn frozen(&self) -> usize {
        1
    }
}
