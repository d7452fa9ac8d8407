//! Changes of a scenario's assumptions: added, replaced, moved, removed, switched, given to the parent.

use super::{Built, ScenarioRefusal, called, find, open, put};
use crate::base::id::free_text;
use crate::base::{AssumptionId, ScenarioId};
use crate::domain::{Assumption, Document, Edit, Scenario};

/// An id that the scenario has not given yet, from a word such as the lever's.
pub fn free_assumption_id(scenario: &Scenario, word: &str) -> AssumptionId {
    let stem = if word.is_empty() { "assumption" } else { word };
    AssumptionId::new(free_text(stem, |id| scenario.assumptions.iter().any(|known| known.id.as_str() == id)))
}

/// The place of an assumption.
fn place(scenario: &Scenario, id: &AssumptionId) -> Built<usize> {
    let place = scenario.assumptions.iter().position(|known| known.id == *id);
    place.ok_or_else(|| ScenarioRefusal::NoAssumption { name: id.to_string() })
}

/// The change that leaves a scenario with what `change` makes of its assumptions.
fn changed(document: &Document, scenario: &Scenario, change: impl FnOnce(&mut Vec<Assumption>)) -> Edit {
    let mut scenario = scenario.clone();
    change(&mut scenario.assumptions);
    put(document, scenario)
}

/// Adds an assumption at the end; where its id is taken it gets another one. Returns the id it stands under.
pub fn add(document: &Document, scenario: &ScenarioId, assumption: Assumption) -> Built<(AssumptionId, Edit)> {
    let scenario = open(document, scenario)?;
    let id = free_assumption_id(scenario, assumption.id.as_str());
    let edit = changed(document, scenario, |all| all.push(Assumption { id: id.clone(), ..assumption }));
    Ok((id, edit))
}

/// Replaces the assumption of the same id, as while a slider is dragged.
pub fn replace(document: &Document, scenario: &ScenarioId, assumption: Assumption) -> Built {
    let scenario = open(document, scenario)?;
    let at = place(scenario, &assumption.id)?;
    Ok(changed(document, scenario, |all| all[at] = assumption))
}

/// Moves an assumption to a place of the order in which they work; beyond the end means the end.
pub fn move_to(document: &Document, scenario: &ScenarioId, id: &AssumptionId, to: usize) -> Built {
    let scenario = open(document, scenario)?;
    let from = place(scenario, id)?;
    Ok(changed(document, scenario, |all| {
        let moved = all.remove(from);
        all.insert(to.min(all.len()), moved);
    }))
}

/// Removes an assumption.
pub fn remove(document: &Document, scenario: &ScenarioId, id: &AssumptionId) -> Built {
    let scenario = open(document, scenario)?;
    let at = place(scenario, id)?;
    Ok(changed(document, scenario, |all| _ = all.remove(at)))
}

/// Switches an assumption on or off.
pub fn switch(document: &Document, scenario: &ScenarioId, id: &AssumptionId, on: bool) -> Built {
    let scenario = open(document, scenario)?;
    let at = place(scenario, id)?;
    Ok(changed(document, scenario, |all| all[at].on = on))
}

/// Makes an assumption the parent scenario's, behind those it has, so that all who inherit from it share it.
pub fn promote(document: &Document, scenario: &ScenarioId, id: &AssumptionId) -> Built {
    let below = open(document, scenario)?;
    let at = place(below, id)?;
    let above = below.parent.as_ref().ok_or_else(|| ScenarioRefusal::WithoutParent { name: called(below) })?;
    find(document, above)?;
    let (_, given) = add(document, above, below.assumptions[at].clone())?;
    Ok(Edit::Batch(vec![changed(document, below, |all| _ = all.remove(at)), given]))
}
