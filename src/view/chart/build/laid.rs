//! What scenarios add to a subject: which are shown, in which colour, under which name.

use std::sync::Arc;

use super::look::Look;
use crate::base::{NodeId, ScenarioId};
use crate::domain::Document;
use crate::engine::scenario::ScenarioEvaluation;
use crate::view::Words;
use crate::view::chart::spec::{Dash, Ink};

/// Scenarios laid over a subject.
#[derive(Clone, Copy, Debug, Default)]
pub struct Laid<'a> {
    /// The scenarios in the order in which they are drawn. The plan among them is not drawn twice.
    pub scenarios: &'a [Arc<ScenarioEvaluation>],
    /// The one whose values are given in small plots; `None` for the first.
    pub chosen: Option<&'a ScenarioId>,
    /// True where the points of the chosen one can be dragged.
    pub draggable: bool,
    /// What a waterfall starts from; `None` for the plan.
    pub base: Option<&'a ScenarioEvaluation>,
    /// The year of a waterfall; `None` for the last of the plan.
    pub year: Option<i32>,
    /// The nodes of small multiples; empty for what stands beneath the subject.
    pub nodes: &'a [NodeId],
}

impl Laid<'_> {
    /// The scenarios without the plan, each once.
    pub(super) fn real(&self) -> Vec<&ScenarioEvaluation> {
        let mut list: Vec<&ScenarioEvaluation> = Vec::new();
        for scenario in self.scenarios.iter().map(AsRef::as_ref).filter(|scenario| scenario.scenario().is_some()) {
            if !list.iter().any(|known| known.scenario() == scenario.scenario()) {
                list.push(scenario);
            }
        }
        list
    }

    /// True for the one whose points can be dragged.
    pub(super) fn is_chosen(&self, scenario: &ScenarioEvaluation) -> bool {
        scenario.scenario().is_some_and(|id| self.chosen == Some(id))
    }
}

/// The name of a scenario; that of the plan where it is none.
pub fn scenario_name(words: &Words, document: &Document, scenario: Option<&ScenarioId>) -> String {
    let Some(id) = scenario else { return words.text("chart-scenario-plan").to_owned() };
    let name = document.scenarios.get(id).map(|scenario| words.label(&scenario.name).to_owned()).unwrap_or_default();
    if name.is_empty() { id.to_string() } else { name }
}

/// Letters of a scenario's name before its value at the end of a line, a Chinese one counting twice.
const LONGEST: usize = 14;

impl Look<'_> {
    /// The name of a scenario.
    pub fn scenario(&self, scenario: &ScenarioEvaluation) -> String {
        scenario_name(self.words, self.document, scenario.scenario())
    }

    /// The name of a scenario with a value behind it; a long name is cut, never the value.
    pub fn named_value(&self, name: &str, value: f64) -> String {
        let mut width = 0;
        let kept: String = name
            .chars()
            .take_while(|c| {
                width += if c.is_ascii() { 1 } else { 2 };
                width <= LONGEST
            })
            .collect();
        let name = if kept.len() < name.len() { format!("{}…", kept.trim_end()) } else { kept };
        format!("{name} {}", self.number(value))
    }

    /// Colour and dash of a scenario, the same on every screen: they go by its place among all scenarios.
    pub fn scenario_ink(&self, scenario: &ScenarioEvaluation) -> (Ink, Dash) {
        let place = scenario.scenario().and_then(|id| self.document.scenarios.place(id)).unwrap_or(0);
        (Ink::Scenario(place), if place >= crate::view::palette::Palette::LIGHT.members.len() { Dash::Long } else { Dash::Solid })
    }

    /// A difference in words, with its sign.
    pub fn signed(&self, value: f64) -> String {
        let text = self.number(value);
        let is_zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
        if text.starts_with('−') || is_zero { text } else { format!("+{text}") }
    }
}
