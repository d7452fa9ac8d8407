//! Fresh briefings: an empty one named by the plan, and the built-in ones as briefings of the workspace, in both languages.

use std::collections::BTreeSet;

use crate::base::{BriefingId, Label};
use crate::domain::{Briefing, Document};
use crate::engine::Evaluation;
use crate::view::register::codec::other_language;
use crate::view::report::builtin::BuiltIn;
use crate::view::{Language, Words};

/// The words of the plan's own language and of the other one, which labels hold.
fn both(document: &Document) -> (Words, Words) {
    let other = Language::of_system(other_language(&document.plan.info.language));
    let own = if other == Language::English { Language::Chinese } else { Language::English };
    (Words::new(own), Words::new(other))
}

/// A label in both languages; one text where they say the same.
fn label(own: &str, other: &str, tag: &str) -> Label {
    let label = Label::new(own);
    if own == other || other.is_empty() { label } else { label.with(tag, other) }
}

/// A name in both languages, counted up until no briefing bears it.
fn free_name(document: &Document, own: &str, other: &str) -> Label {
    let taken: BTreeSet<&str> = document.briefings.iter().flat_map(|briefing| briefing.name.texts()).collect();
    let counted = |text: &str, n: usize| if n == 1 { text.to_owned() } else { format!("{text} {n}") };
    let mut n = 1;
    while taken.contains(counted(own, n).as_str()) {
        n += 1;
    }
    label(&counted(own, n), &counted(other, n), other_language(&document.plan.info.language))
}

/// An empty briefing, named by the plan.
pub fn empty(document: &Document) -> Briefing {
    let (own, other) = both(document);
    let name = |words: &Words| {
        let plan = words.label(&document.plan.info.title);
        if plan.is_empty() { words.text("briefing-new-name").to_owned() } else { words.with("briefing-of-plan", &[("plan", plan)]) }
    };
    Briefing::new(BriefingId::new(""), free_name(document, &name(&own), &name(&other)))
}

/// A built-in briefing to be kept in the workspace, with titles in both languages.
pub fn built_in(kind: BuiltIn, document: &Document, evaluation: &Evaluation) -> Briefing {
    let (own, other) = both(document);
    let tag = other_language(&document.plan.info.language);
    let (mut briefing, second) = (kind.briefing(document, evaluation, &own), kind.briefing(document, evaluation, &other));
    for (item, second) in briefing.items.iter_mut().zip(&second.items) {
        item.title = label(&item.title.text, &second.title.text, tag);
    }
    briefing.name = free_name(document, &briefing.name.text, &second.name.text);
    briefing
}

/// The name of a copy.
pub fn copy_name(document: &Document, briefing: &Briefing) -> Label {
    let (own, other) = both(document);
    let of = |words: &Words| words.with("briefing-copy", &[("name", words.label(&briefing.name))]);
    free_name(document, &of(&own), &of(&other))
}
