//! What the scenario page remembers between frames.

use crate::base::ScenarioId;
use crate::domain::Document;

/// What the scenario page remembers between frames.
#[derive(Default)]
pub struct ScenarioState {
    /// The scenario that was chosen last.
    pub wanted: Option<ScenarioId>,
}

impl ScenarioState {
    /// The scenario that is looked at: the chosen one, or the first where that is gone.
    pub fn chosen(&self, document: &Document) -> Option<ScenarioId> {
        let known = self.wanted.as_ref().filter(|id| document.scenarios.contains(*id));
        known.or_else(|| document.scenarios.iter().next().map(|scenario| &scenario.id)).cloned()
    }
}
