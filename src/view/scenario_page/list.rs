//! The scenarios of a workspace as a list: who inherits from whom, how much each says, what is locked.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Label, Place, ScenarioId};
use crate::domain::scenario_check::{orphans, ring};
use crate::domain::{Document, Scenario};
use crate::view::{Words, wording};

/// One scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioRow {
    /// Which.
    pub id: ScenarioId,
    /// Its name.
    pub name: String,
    /// Its name as a list shows it: set in by its depth, with a word where it is locked.
    pub entry: String,
    /// Name and note, for the hover.
    pub hint: String,
    /// Steps below the plan.
    pub depth: u8,
    /// True where it is not to be changed.
    pub locked: bool,
    /// What it inherits from, in words.
    pub parent: String,
    /// How many assumptions it makes, in words.
    pub count: String,
    /// What it tells.
    pub note: String,
}

/// All scenarios, each behind the one it inherits from.
pub fn scenarios(words: &Words, document: &Document) -> Vec<ScenarioRow> {
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let is_root = |scenario: &&Scenario| scenario.parent.as_ref().is_none_or(|parent| !document.scenarios.contains(parent));
    for root in document.scenarios.iter().filter(is_root) {
        push(words, document, root, 0, &mut rows, &mut seen);
    }
    // What goes round in a ring has no root; it is listed all the same.
    for scenario in document.scenarios.iter() {
        push(words, document, scenario, 0, &mut rows, &mut seen);
    }
    rows
}

fn push(words: &Words, document: &Document, scenario: &Scenario, depth: u8, rows: &mut Vec<ScenarioRow>, seen: &mut BTreeSet<ScenarioId>) {
    if !seen.insert(scenario.id.clone()) {
        return;
    }
    let (n, on) = (scenario.assumptions.len(), scenario.assumptions.iter().filter(|a| a.on).count());
    let key = if n == on { "scenario-count" } else { "scenario-count-on" };
    let name_of = name(words, document, Some(&scenario.id));
    let lock = if scenario.locked { format!(" · {}", words.text("scenario-locked-short")) } else { String::new() };
    rows.push(ScenarioRow {
        id: scenario.id.clone(),
        entry: format!("{}{name_of}{lock}", "\u{2003}".repeat(usize::from(depth))),
        hint: if scenario.note.is_empty() { name_of.clone() } else { format!("{name_of}\n{}", scenario.note) },
        name: name_of,
        depth,
        locked: scenario.locked,
        parent: name(words, document, scenario.parent.as_ref()),
        count: words.with(key, &[("n", &n.to_string()), ("on", &on.to_string())]),
        note: scenario.note.clone(),
    });
    for below in document.scenarios.iter().filter(|below| below.parent.as_ref() == Some(&scenario.id)) {
        push(words, document, below, depth.saturating_add(1), rows, seen);
    }
}

/// A scenario's name; its id where it is gone or has none; the plan's own for none.
pub fn name(words: &Words, document: &Document, id: Option<&ScenarioId>) -> String {
    let Some(id) = id else { return words.text("scenario-plan").to_owned() };
    let name = document.scenarios.get(id).map_or("", |scenario| words.label(&scenario.name));
    if name.is_empty() { id.to_string() } else { name.to_owned() }
}

/// What the scenario's own table names and nobody has, in sentences: its parent, its pins.
pub fn lost(words: &Words, document: &Document, scenario: &Scenario) -> Vec<String> {
    let found = orphans(&document.plan, &document.scenarios, scenario);
    let own = found.into_iter().filter(|d| d.place.record.as_deref() == Some(scenario.id.as_str()));
    own.map(|d| words.diagnostic(&Diagnostic { place: Place::default(), ..d })).collect()
}

/// Names of all that a scenario may inherit from: the plan, and every other one that does not inherit from it.
pub fn parents(words: &Words, document: &Document, of: Option<&ScenarioId>) -> Vec<(Option<ScenarioId>, String)> {
    let fits = |row: &ScenarioRow| of.is_none_or(|of| !ring(&document.scenarios, of, Some(&row.id)));
    let others = scenarios(words, document).into_iter().filter(fits).map(|row| (Some(row.id), row.name));
    std::iter::once((None, name(words, document, None))).chain(others).collect()
}

/// A name that no scenario has yet: `情景 1`, `… 副本`.
pub fn free_name(words: &Words, document: &Document, copy_of: Option<&ScenarioId>) -> String {
    let taken = |text: &str| document.scenarios.iter().any(|scenario| scenario.name.texts().any(|known| known == text));
    let of = copy_of.map(|id| name(words, document, Some(id)));
    let candidate = |n: usize| match &of {
        Some(of) if n == 1 => words.with("scenario-copy", &[("name", of)]),
        Some(of) => words.with("scenario-copy-n", &[("name", of), ("n", &n.to_string())]),
        None => words.with("scenario-new-name", &[("n", &n.to_string())]),
    };
    let mut n = 1;
    while taken(&candidate(n)) {
        n += 1;
    }
    candidate(n)
}

/// A label of a text typed in the window's language.
pub fn label(words: &Words, document: &Document, before: Option<&Label>, text: &str) -> Label {
    let mut label = before.cloned().unwrap_or_default();
    super::enter::set_label(words, &document.plan, &mut label, text);
    label
}

/// The title of a node and metric: `嘉兴市 · 销售收入`.
pub fn subject_title(words: &Words, document: &Document, node: &crate::base::NodeId, metric: &crate::base::MetricId) -> String {
    format!("{} · {}", wording::node_short(words, &document.plan, node), wording::metric(words, &document.plan, metric))
}
