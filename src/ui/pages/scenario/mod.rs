//! The scenario page: assumptions at the left, charts in the middle, key results at the right, all live while dragging.

mod state;

pub use state::ScenarioState;
