//! What was entered into a form, as the changed briefing or item. What does not fit its field changes nothing.

use super::form::{FieldId, LATEST, OWN};
use crate::base::{DimensionId, Label, MetricId, NodeId, ScenarioId};
use crate::domain::{Briefing, Content, FindingRule, Item, Plan, TableKind, When, Width};
use crate::view::register::codec::other_language;

/// What was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A text.
    Text(String),
    /// A choice, by its word.
    Choice(String),
    /// A node.
    Node(NodeId),
    /// One more of a list, by its word.
    Add(String),
    /// One fewer of a list, by its word.
    Remove(String),
}

impl Input {
    fn word(&self) -> &str {
        match self {
            Self::Text(text) | Self::Choice(text) | Self::Add(text) | Self::Remove(text) => text,
            Self::Node(node) => node.as_str(),
        }
    }
}

/// The briefing with what was entered into its own form.
pub fn enter_head(plan: &Plan, briefing: &Briefing, field: FieldId, input: &Input) -> Briefing {
    let mut changed = briefing.clone();
    let text = input.word();
    match field {
        // A briefing without a name could not be told from another.
        FieldId::Name if !text.trim().is_empty() => changed.name.text = text.trim().to_owned(),
        FieldId::NameOther => translate(plan, &mut changed.name, text),
        FieldId::Subtitle => changed.subtitle.text = text.trim().to_owned(),
        FieldId::SubtitleOther => translate(plan, &mut changed.subtitle, text),
        FieldId::Note => changed.note = text.to_owned(),
        FieldId::When => changed.when = when(text).unwrap_or_default(),
        _ => {}
    }
    changed
}

/// The item with what was entered into its form.
pub fn enter(plan: &Plan, item: &Item, field: FieldId, input: &Input) -> Item {
    let mut changed = item.clone();
    let word = input.word();
    match field {
        FieldId::Title => changed.title.text = word.trim().to_owned(),
        FieldId::TitleOther => translate(plan, &mut changed.title, word),
        FieldId::Chart => changed.content = Content::Chart { kind: word.to_owned() },
        FieldId::Table => {
            changed.content = TableKind::ALL.into_iter().find(|kind| kind.word() == word).map_or(changed.content, Content::Table);
        }
        FieldId::Rule => {
            changed.content = FindingRule::ALL.into_iter().find(|rule| rule.word() == word).map_or(changed.content, Content::Finding);
        }
        FieldId::Width => changed.width = Width::ALL.into_iter().find(|width| width.word() == word).unwrap_or(changed.width),
        FieldId::Node => changed.node = NodeId::new(word),
        FieldId::Metric => changed.metrics = chosen(word).map(MetricId::new).into_iter().collect(),
        FieldId::Metrics => several(&mut changed.metrics, input, MetricId::new(word)),
        FieldId::Dimension => changed.dimension = chosen(word).map(DimensionId::new),
        FieldId::Scenarios => several(&mut changed.scenarios, input, ScenarioId::new(word)),
        FieldId::When => changed.when = when(word),
        FieldId::Line => changed.content = Content::Section { text: word.trim().to_owned() },
        FieldId::Markdown => changed.content = Content::Text { markdown: word.to_owned() },
        FieldId::Name | FieldId::NameOther | FieldId::Subtitle | FieldId::SubtitleOther | FieldId::Note => {}
    }
    changed
}

fn chosen(word: &str) -> Option<&str> {
    Some(word).filter(|word| *word != OWN)
}

fn when(word: &str) -> Option<When> {
    if word == LATEST { Some(When::Latest) } else { word.parse().ok().map(When::At) }
}

fn several<T: PartialEq>(list: &mut Vec<T>, input: &Input, one: T) {
    match input {
        Input::Add(_) if !list.contains(&one) => list.push(one),
        Input::Remove(_) => list.retain(|known| *known != one),
        _ => {}
    }
}

/// Sets the text of the other language; an empty one removes it.
fn translate(plan: &Plan, label: &mut Label, text: &str) {
    let tag = other_language(&plan.info.language);
    if text.trim().is_empty() {
        label.translations.remove(tag);
    } else {
        label.translations.insert(tag.to_owned(), text.trim().to_owned());
    }
}
