//! What was entered into a form, as the changed briefing or item. What does not fit its field changes nothing.

use super::form::{FieldId, LATEST, OWN};
use crate::base::{DimensionId, Label, MetricId, NodeId, ScenarioId, SchemeId};
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
        FieldId::Base => changed.base = chosen(word).map(ScenarioId::new),
        FieldId::Scheme => changed.scheme = chosen(word).map(SchemeId::new),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{BriefingId, ItemId, Period};

    fn text(text: &str) -> Input {
        Input::Text(text.to_owned())
    }

    fn choice(word: &str) -> Input {
        Input::Choice(word.to_owned())
    }

    #[test]
    fn what_is_entered_stands_in_the_item_and_what_fits_nowhere_changes_nothing() {
        let plan = Plan::default();
        let item = Item::new(ItemId::new("a"), Content::Table(TableKind::Progress));
        let entered = |field, input: &Input| enter(&plan, &item, field, input);
        assert_eq!(entered(FieldId::Title, &text(" T ")).title.text, "T");
        let titled = entered(FieldId::TitleOther, &text("other"));
        assert_eq!(titled.title.translations.values().collect::<Vec<_>>(), ["other"]);
        assert!(enter(&plan, &titled, FieldId::TitleOther, &text(" ")).title.translations.is_empty());
        assert_eq!(entered(FieldId::Table, &choice("years")).content, Content::Table(TableKind::Years));
        assert_eq!(entered(FieldId::Table, &choice("nothing")), item);
        assert_eq!(entered(FieldId::Width, &choice("half")).width, Width::Half);
        assert_eq!(entered(FieldId::Node, &Input::Node("n".into())).node, NodeId::new("n"));
        assert_eq!(entered(FieldId::Dimension, &choice("d")).dimension, Some("d".into()));
        assert_eq!(entered(FieldId::Dimension, &choice(OWN)).dimension, None);
        assert_eq!(entered(FieldId::When, &choice("2013")).when, Some(When::At(Period::year(2013))));
        assert_eq!(entered(FieldId::When, &choice(LATEST)).when, Some(When::Latest));
        assert_eq!(entered(FieldId::When, &choice(OWN)).when, None);
        let two = enter(&plan, &entered(FieldId::Metrics, &Input::Add("m".into())), FieldId::Metrics, &Input::Add("n".into()));
        assert_eq!(two.metrics, [MetricId::new("m"), MetricId::new("n")]);
        assert_eq!(enter(&plan, &two, FieldId::Metrics, &Input::Remove("m".into())).metrics, [MetricId::new("n")]);
        assert_eq!(enter(&plan, &two, FieldId::Metrics, &Input::Add("m".into())), two, "nothing twice");
        assert_eq!(enter(&plan, &two, FieldId::Metric, &choice("x")).metrics, [MetricId::new("x")]);
    }

    #[test]
    fn a_briefing_keeps_a_name() {
        let plan = Plan::default();
        let briefing = Briefing::new(BriefingId::new("a"), Label::new("A"));
        assert_eq!(enter_head(&plan, &briefing, FieldId::Name, &text("  ")), briefing);
        assert_eq!(enter_head(&plan, &briefing, FieldId::Name, &text(" B ")).name.text, "B");
        let fixed = enter_head(&plan, &briefing, FieldId::When, &choice("2012-01..06"));
        assert_eq!(fixed.when, When::At(Period::year_to_date(2012, 6).unwrap_or(Period::year(1))));
        assert_eq!(enter_head(&plan, &fixed, FieldId::When, &choice(LATEST)).when, When::Latest);
    }
}
