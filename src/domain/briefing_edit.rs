//! Changes of briefings: each function builds the [`Edit`] of one step. Nothing here changes the document.
//!
//! What names something that is gone (a briefing, an item) gives an edit that changes nothing.

use super::scenario_edit::free_file_id;
use super::{Briefing, Document, Edit, Item};
use crate::base::id::free_text;
use crate::base::{BriefingId, ItemId, Label};

/// Names of built-in briefings on the command line; one of the workspace does not hide them.
const BUILT_IN: [&str; 2] = ["deck", "bulletin"];

fn free_id(document: &Document, name: &str) -> BriefingId {
    BriefingId::new(free_file_id(document.briefings.iter().map(|known| known.id.as_str()), name, "briefing", &BUILT_IN))
}

fn put(document: &Document, briefing: Briefing) -> Edit {
    Edit::briefing(&document.briefings, briefing)
}

/// Adds a briefing under a free id that reads like its name; and the id it gets.
pub fn create(document: &Document, briefing: Briefing) -> (BriefingId, Edit) {
    let id = free_id(document, &briefing.name.text);
    (id.clone(), put(document, Briefing { id, ..briefing }))
}

/// A copy of a briefing under another name; and the id it gets. `None` where it is gone.
pub fn duplicate(document: &Document, briefing: &BriefingId, name: Label) -> Option<(BriefingId, Edit)> {
    let original = document.briefings.get(briefing)?;
    Some(create(document, Briefing { name, ..original.clone() }))
}

/// Puts a briefing in the place of the one of its id.
pub fn replace(document: &Document, briefing: Briefing) -> Edit {
    put(document, briefing)
}

/// An id that no item of the briefing has: `chart-3`.
pub fn free_item_id(briefing: &Briefing, item: &Item) -> ItemId {
    let word = item.content.word();
    let taken = |id: &str| briefing.items.iter().any(|known| known.id.as_str() == id);
    let first = format!("{word}-1");
    // The second of a kind is `chart-2`, not `chart-1-2`.
    if taken(&first) { ItemId::new(free_text(word, |id| id == word || taken(id))) } else { ItemId::new(first) }
}

/// Changes the items of a briefing.
fn with_items(document: &Document, briefing: &BriefingId, change: impl FnOnce(&mut Vec<Item>)) -> Edit {
    let Some(original) = document.briefings.get(briefing) else { return Edit::default() };
    let mut changed = original.clone();
    change(&mut changed.items);
    if changed == *original { Edit::default() } else { put(document, changed) }
}

/// Adds an item at a place (past the last: at the end) under a free id; and the id it gets. `None` where the briefing is gone.
pub fn add(document: &Document, briefing: &BriefingId, item: Item, place: usize) -> Option<(ItemId, Edit)> {
    let id = free_item_id(document.briefings.get(briefing)?, &item);
    let item = Item { id: id.clone(), ..item };
    Some((id, with_items(document, briefing, |items| items.insert(place.min(items.len()), item))))
}

/// Puts an item in the place of the one of its id.
pub fn set(document: &Document, briefing: &BriefingId, item: Item) -> Edit {
    with_items(document, briefing, |items| {
        if let Some(known) = items.iter_mut().find(|known| known.id == item.id) {
            *known = item;
        }
    })
}

/// A copy of an item right behind it; and the id it gets.
pub fn duplicate_item(document: &Document, briefing: &BriefingId, item: &ItemId) -> Option<(ItemId, Edit)> {
    let items = &document.briefings.get(briefing)?.items;
    let place = items.iter().position(|known| known.id == *item)?;
    add(document, briefing, items[place].clone(), place + 1)
}

/// Removes an item.
pub fn remove(document: &Document, briefing: &BriefingId, item: &ItemId) -> Edit {
    with_items(document, briefing, |items| items.retain(|known| known.id != *item))
}

/// Moves an item so that it stands at a place (past the last: at the end).
pub fn move_to(document: &Document, briefing: &BriefingId, item: &ItemId, place: usize) -> Edit {
    with_items(document, briefing, |items| {
        if let Some(from) = items.iter().position(|known| known.id == *item) {
            let item = items.remove(from);
            items.insert(place.min(items.len()), item);
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;
    use crate::domain::Content;

    fn apply(document: &mut Document, edit: Edit) -> Edit {
        document.apply(edit).unwrap()
    }

    fn ids(document: &Document, id: &BriefingId) -> Vec<String> {
        document.briefings.get(id).unwrap().items.iter().map(|item| item.id.to_string()).collect()
    }

    #[test]
    fn briefings_get_ids_of_their_own_and_none_hides_a_built_in_one() {
        let mut document = Document::default();
        let fresh = |name: &str| Briefing::new("x".into(), Label::new(name));
        for (name, expected) in
            [("月度 简报", "月度-简报"), ("月度-简报", "月度-简报-2"), ("Deck", "deck-2"), ("…", "briefing"), ("nul", "nul-briefing")]
        {
            let (id, edit) = create(&document, fresh(name));
            assert_eq!(id.as_str(), expected);
            apply(&mut document, edit);
        }
        let (copy, edit) = duplicate(&document, &"deck-2".into(), Label::new("Deck")).unwrap();
        assert_eq!(copy.as_str(), "deck-3");
        apply(&mut document, edit);
        assert!(duplicate(&document, &"none".into(), Label::default()).is_none());
    }

    #[test]
    fn items_are_added_moved_copied_and_removed_each_as_one_step_that_can_be_taken_back() {
        let mut document = Document::default();
        let (id, edit) = create(&document, Briefing::new("x".into(), Label::new("a")));
        apply(&mut document, edit);
        let item = |content| Item::new("any".into(), content);
        let mut states = vec![document.clone()];
        let mut inverses = Vec::new();
        let mut step = |document: &mut Document, edit: Edit, expected: &[&str]| {
            inverses.push(apply(document, edit));
            assert_eq!(ids(document, &id), expected);
            states.push(document.clone());
        };
        let (first, edit) = add(&document, &id, item(Content::KeyNumbers), usize::MAX).unwrap();
        step(&mut document, edit, &["key-numbers-1"]);
        let edit = add(&document, &id, item(Content::Break), 0).unwrap().1;
        step(&mut document, edit, &["break-1", "key-numbers-1"]);
        let edit = duplicate_item(&document, &id, &first).unwrap().1;
        step(&mut document, edit, &["break-1", "key-numbers-1", "key-numbers-2"]);
        let edit = move_to(&document, &id, &"key-numbers-2".into(), 0);
        step(&mut document, edit, &["key-numbers-2", "break-1", "key-numbers-1"]);
        let edit = move_to(&document, &id, &"key-numbers-2".into(), 9);
        step(&mut document, edit, &["break-1", "key-numbers-1", "key-numbers-2"]);
        let edit = remove(&document, &id, &first);
        step(&mut document, edit, &["break-1", "key-numbers-2"]);
        assert!(remove(&document, &id, &first).is_empty() && move_to(&document, &id, &first, 0).is_empty());
        assert!(set(&document, &id, Item::new(first, Content::Break)).is_empty(), "what is gone is not brought back");
        states.pop();
        for (inverse, before) in inverses.into_iter().rev().zip(states.into_iter().rev()) {
            apply(&mut document, inverse);
            assert_eq!(document, before);
        }
    }
}
