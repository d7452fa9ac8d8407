//! The assumptions at work: those of the topmost parent first, then down to the scenario's own, each in its own order.

use super::By;
use crate::base::{Diagnostic, Place, ScenarioId};
use crate::domain::{Assumption, Document, Scenario};

/// The assumptions at work, switched-off ones left out. What is wrong with the chain of parents is reported: a ring is cut where it
/// would close, an unknown parent stands for the plan.
pub(super) fn assumptions(document: &Document, id: &ScenarioId, out: &mut Vec<Diagnostic>) -> Vec<(By, Assumption)> {
    let mut chain: Vec<&Scenario> = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        let place = Place::default().record(chain.last().map_or(id, |below| &below.id));
        if let Some(start) = chain.iter().position(|scenario| scenario.id == *id) {
            let names: Vec<&str> = chain[start..].iter().chain(&chain[start..=start]).map(|scenario| scenario.name.text.as_str()).collect();
            out.push(Diagnostic::error("lever-parent-ring", place).arg("text", names.join(" → ")));
            break;
        }
        let Some(scenario) = document.scenarios.get(id) else {
            let code = if chain.is_empty() { "lever-scenario" } else { "lever-parent" };
            out.push(Diagnostic::error(code, place).arg("text", id));
            break;
        };
        chain.push(scenario);
        next = scenario.parent.as_ref();
    }
    let at_work = |scenario: &Scenario| {
        let on = scenario.assumptions.iter().filter(|assumption| assumption.on).cloned();
        let by = |assumption: Assumption| (By { scenario: scenario.id.clone(), assumption: assumption.id.clone() }, assumption);
        on.map(by).collect::<Vec<_>>()
    };
    chain.into_iter().rev().flat_map(at_work).collect()
}
