//! Changes of scenarios: each function builds the [`Edit`] of one step, or refuses in words.
//!
//! Nothing here changes the document. A locked scenario is changed by nothing but unlocking it: the builders refuse, and
//! [`check_locks`] stands at the session's gate for edits that were built by hand.

mod assumptions;
mod holds;
mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use assumptions::{add, free_assumption_id, move_to, promote, remove, replace, switch};
pub use holds::{hold, release};
pub(in crate::domain) use names::free_file_id;
pub use names::free_id;

use super::scenario_check::ring;
use super::{Document, Edit, EditError, Scenario, Table};
use crate::base::{Diagnostic, Label, NodeId, Place, ScenarioId};

/// A change of scenarios that was refused. Names are the scenarios' own, as the user knows them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioRefusal {
    /// There is no such scenario.
    #[error("there is no scenario {name}")]
    Gone {
        /// Its id.
        name: String,
    },
    /// The scenario is locked.
    #[error("the scenario {name} is locked")]
    Locked {
        /// Its name.
        name: String,
    },
    /// A scenario below the one to be deleted is locked, so that it cannot be given another parent.
    #[error("the scenario {name} below it is locked")]
    ChildLocked {
        /// Name of the one below.
        name: String,
    },
    /// The scenario would inherit from itself.
    #[error("{parent} inherits from {name}")]
    OwnParent {
        /// Name of the scenario.
        name: String,
        /// Name of the parent asked for.
        parent: String,
    },
    /// The scenario has no such assumption.
    #[error("there is no assumption {name}")]
    NoAssumption {
        /// Its id.
        name: String,
    },
    /// The scenario builds on the plan itself, so that nothing can be moved to its parent.
    #[error("the scenario {name} builds on the plan itself")]
    WithoutParent {
        /// Its name.
        name: String,
    },
    /// What was to be held is no finite number.
    #[error("{text} cannot be held")]
    NotANumber {
        /// The value.
        text: String,
    },
    /// The value is held by a scenario above.
    #[error("{name} holds the value")]
    HeldAbove {
        /// Name of the scenario that holds it.
        name: String,
    },
}

impl ScenarioRefusal {
    /// What the user is told.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |code, name: &String| Diagnostic::error(code, Place::default()).arg("name", name);
        match self {
            Self::Gone { name } => error("scenario-gone", name),
            Self::Locked { name } => error("scenario-locked", name),
            Self::ChildLocked { name } => error("scenario-child-locked", name),
            Self::OwnParent { name, parent } => error("scenario-own-parent", name).arg("parent", parent),
            Self::NoAssumption { name } => error("assumption-gone", name),
            Self::WithoutParent { name } => error("scenario-without-parent", name),
            Self::NotANumber { text } => Diagnostic::error("hold-not-number", Place::default()).arg("text", text),
            Self::HeldAbove { name } => error("hold-above", name),
        }
    }
}

/// What building a change gives.
pub type Built<T = Edit> = Result<T, ScenarioRefusal>;

/// A scenario's name as messages give it.
fn called(scenario: &Scenario) -> String {
    if scenario.name.text.is_empty() { scenario.id.to_string() } else { scenario.name.text.clone() }
}

fn find<'a>(document: &'a Document, id: &ScenarioId) -> Built<&'a Scenario> {
    document.scenarios.get(id).ok_or_else(|| ScenarioRefusal::Gone { name: id.to_string() })
}

/// The scenario, where it may be changed.
fn open<'a>(document: &'a Document, id: &ScenarioId) -> Built<&'a Scenario> {
    let scenario = find(document, id)?;
    if scenario.locked { Err(ScenarioRefusal::Locked { name: called(scenario) }) } else { Ok(scenario) }
}

fn put(document: &Document, scenario: Scenario) -> Edit {
    Edit::scenario(&document.scenarios, scenario)
}

/// An empty scenario, and the id it gets.
pub fn create(document: &Document, name: Label, parent: Option<ScenarioId>) -> Built<(ScenarioId, Edit)> {
    if let Some(parent) = &parent {
        find(document, parent)?;
    }
    let id = free_id(&document.scenarios, &name.text);
    Ok((id.clone(), put(document, Scenario::new(id, name, parent))))
}

/// A copy of a scenario under another name, on the same parent and not locked; and the id it gets.
pub fn duplicate(document: &Document, scenario: &ScenarioId, name: Label) -> Built<(ScenarioId, Edit)> {
    let original = find(document, scenario)?;
    let id = free_id(&document.scenarios, &name.text);
    Ok((id.clone(), put(document, Scenario { id, name, locked: false, ..original.clone() })))
}

/// Gives a scenario another name. Its id, and with it its file, stays.
pub fn rename(document: &Document, scenario: &ScenarioId, name: Label) -> Built {
    let scenario = open(document, scenario)?;
    Ok(put(document, Scenario { name, ..scenario.clone() }))
}

/// Sets what a scenario tells in own words.
pub fn describe(document: &Document, scenario: &ScenarioId, note: &str) -> Built {
    let scenario = open(document, scenario)?;
    Ok(put(document, Scenario { note: note.to_owned(), ..scenario.clone() }))
}

/// Sets the nodes shown beside the chosen one.
pub fn set_pins(document: &Document, scenario: &ScenarioId, pins: Vec<NodeId>) -> Built {
    let scenario = open(document, scenario)?;
    Ok(put(document, Scenario { pins, ..scenario.clone() }))
}

/// Locks or unlocks a scenario.
pub fn lock(document: &Document, scenario: &ScenarioId, locked: bool) -> Built {
    let scenario = find(document, scenario)?;
    Ok(put(document, Scenario { locked, ..scenario.clone() }))
}

/// Lets a scenario inherit from another one, or from the plan. A ring is refused.
pub fn set_parent(document: &Document, scenario: &ScenarioId, parent: Option<ScenarioId>) -> Built {
    let below = open(document, scenario)?;
    if let Some(above) = &parent {
        let above = find(document, above)?;
        if ring(&document.scenarios, scenario, Some(&above.id)) {
            return Err(ScenarioRefusal::OwnParent { name: called(below), parent: called(above) });
        }
    }
    Ok(put(document, Scenario { parent, ..below.clone() }))
}

/// A scenario to be deleted, and what becomes of those below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deletion {
    /// The change.
    pub edit: Edit,
    /// Name of the scenario.
    pub name: String,
    /// The scenarios that inherited from it and now inherit from what it inherited from.
    pub children: Vec<ScenarioId>,
}

impl Deletion {
    /// What the user is told of those below; nothing where there are none.
    pub fn told(&self) -> Option<Diagnostic> {
        let note = || Diagnostic::note("scenario-children-moved", Place::default());
        (!self.children.is_empty()).then(|| note().arg("name", &self.name).arg("count", self.children.len()))
    }
}

/// Deletes a scenario. Those that inherit from it are given its own parent in the same step; a locked one among them refuses.
pub fn delete(document: &Document, scenario: &ScenarioId) -> Built<Deletion> {
    let gone = open(document, scenario)?;
    let children: Vec<&Scenario> = document.scenarios.iter().filter(|below| below.parent.as_ref() == Some(scenario)).collect();
    if let Some(locked) = children.iter().find(|below| below.locked) {
        return Err(ScenarioRefusal::ChildLocked { name: called(locked) });
    }
    let mut edits: Vec<Edit> =
        children.iter().map(|below| put(document, Scenario { parent: gone.parent.clone(), ..(*below).clone() })).collect();
    edits.push(Edit::remove_scenario(scenario));
    let children = children.into_iter().map(|below| below.id.clone()).collect();
    Ok(Deletion { edit: Edit::Batch(edits), name: called(gone), children })
}

/// Refuses an edit that changes a locked scenario in anything but its lock. Undo and redo need no such check: what they carry out
/// was allowed once.
pub fn check_locks(document: &Document, edit: &Edit) -> Result<(), EditError> {
    if document.scenarios.is_empty() && !matches!(edit, Edit::Batch(_)) {
        return Ok(());
    }
    check(&document.scenarios, edit, &mut BTreeMap::new())
}

/// `changed` holds what earlier edits of the same batch have made of scenarios.
fn check<'a>(
    scenarios: &'a Table<Scenario>,
    edit: &'a Edit,
    changed: &mut BTreeMap<&'a ScenarioId, Option<&'a Scenario>>,
) -> Result<(), EditError> {
    match edit {
        Edit::Batch(edits) => edits.iter().try_for_each(|edit| check(scenarios, edit, changed)),
        Edit::Scenario(put) => {
            let before = changed.get(&put.id).copied().unwrap_or_else(|| scenarios.get(&put.id));
            let after = put.to.as_ref().map(|(_, scenario)| scenario);
            if let Some(before) = before.filter(|before| before.locked)
                && !after.is_some_and(|after| Scenario { locked: before.locked, ..after.clone() } == *before)
            {
                return Err(EditError::ScenarioLocked { name: called(before) });
            }
            changed.insert(&put.id, after);
            Ok(())
        }
        _ => Ok(()),
    }
}
