//! Briefings and items as lists: what each is, of whom, and what it names that the workspace no longer has.

use std::collections::BTreeMap;

use super::kind::Kind;
use crate::base::{BriefingId, ItemId, MetricId, ScenarioId};
use crate::domain::{Briefing, Content, Document, FindingRule, Item, TableKind, When, Width, briefing_check};
use crate::view::chart::ChartKind;
use crate::view::scenario_page::list as scenarios;
use crate::view::{Words, wording};

/// A briefing of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefingRow {
    /// Which.
    pub id: BriefingId,
    /// Its name.
    pub name: String,
    /// How many items it has, in words.
    pub count: String,
}

/// An item of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Which.
    pub id: ItemId,
    /// Of which kind.
    pub kind: Kind,
    /// Its title, or what it is where it has none.
    pub title: String,
    /// Its place and title, as readers of the screen tell it: `3 总体进展`.
    pub label: String,
    /// What it is, of whom, when.
    pub line: String,
    /// What it names that is gone, a sentence each.
    pub problems: Vec<String>,
}

/// A briefing's name; its id where it has none.
pub fn name(words: &Words, briefing: &Briefing) -> String {
    let name = words.label(&briefing.name);
    if name.is_empty() { briefing.id.to_string() } else { name.to_owned() }
}

/// The briefings in the order of their files.
pub fn briefings(words: &Words, document: &Document) -> Vec<BriefingRow> {
    let row = |briefing: &Briefing| BriefingRow {
        id: briefing.id.clone(),
        name: name(words, briefing),
        count: words.with("briefing-count", &[("n", &briefing.items.len().to_string())]),
    };
    document.briefings.iter().map(row).collect()
}

/// The items of a briefing in order.
pub fn items(words: &Words, document: &Document, briefing: &Briefing) -> Vec<ItemRow> {
    let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for told in briefing_check::orphans(&document.plan, &document.scenarios, briefing) {
        let id = told.place.record.clone().unwrap_or_default();
        problems.entry(id).or_default().push(words.diagnostic(&told));
    }
    let row = |(place, item): (usize, &Item)| {
        let own = words.label(&item.title);
        let what = what(words, &item.content);
        let shown = if own.is_empty() { untitled(words, &item.content, &what) } else { own.to_owned() };
        // What stands as the title is not said again beneath it.
        let parts = (shown != what).then(|| what.clone()).into_iter().chain(about(words, document, item));
        ItemRow {
            id: item.id.clone(),
            kind: Kind::of(&item.content),
            line: parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            label: words.with("briefing-item-label", &[("n", &(place + 1).to_string()), ("title", &shown)]),
            title: shown,
            problems: problems.remove(item.id.as_str()).unwrap_or_default(),
        }
    };
    briefing.items.iter().enumerate().map(row).collect()
}

/// What an item is: the name of its chart, table or rule, else of its kind.
fn what(words: &Words, content: &Content) -> String {
    match content {
        Content::Chart { kind } => chart_name(words, kind),
        Content::Table(kind) => table_name(words, *kind),
        Content::Finding(rule) => rule_name(words, *rule),
        _ => words.text(Kind::of(content).key()).to_owned(),
    }
}

/// What stands for the title of an item that has none of its own.
fn untitled(words: &Words, content: &Content, what: &str) -> String {
    let first = match content {
        Content::Text { markdown } => {
            markdown.lines().map(|line| line.trim_start_matches(['#', '-', '*', '>', ' '])).find(|line| !line.is_empty())
        }
        Content::Section { .. } => return words.text("briefing-section-untitled").to_owned(),
        _ => None,
    };
    first.unwrap_or(what).to_owned()
}

/// Of whom an item is, with what, and when.
fn about(words: &Words, document: &Document, item: &Item) -> Vec<String> {
    let plan = &document.plan;
    let mut parts = Vec::new();
    if item.content.shows_figures() {
        parts.push(wording::node_short(words, plan, &item.node));
        let metrics = item.metrics.iter().map(|metric: &MetricId| wording::metric(words, plan, metric));
        parts.push(metrics.collect::<Vec<_>>().join(words.text("list-separator")));
        let of = |id: &ScenarioId| scenarios::name(words, document, Some(id));
        parts.push(item.scenarios.iter().map(of).collect::<Vec<_>>().join(words.text("list-separator")));
        if let Some(When::At(period)) = item.when {
            parts.push(wording::period(words, period));
        }
    }
    if item.width == Width::Half {
        parts.push(words.text("briefing-width-half").to_owned());
    }
    parts
}

/// Name of a kind of chart; its word where it is none.
pub fn chart_name(words: &Words, kind: &str) -> String {
    ChartKind::of_id(kind).map_or_else(|| kind.to_owned(), |kind| words.text(kind.name_key()).to_owned())
}

/// Name of a kind of table.
pub fn table_name(words: &Words, kind: TableKind) -> String {
    words.text(&format!("table-kind-{}", kind.word())).to_owned()
}

/// Name of a rule for sentences.
pub fn rule_name(words: &Words, rule: FindingRule) -> String {
    words.text(&format!("finding-rule-{}", rule.word())).to_owned()
}
