//! The document: everything that one undo history covers.

use std::sync::Arc;

use super::edit::{Edit, EditError};
use super::{Actuals, Briefing, HouseStyle, Plan, Scenario, Table};

/// Plan, actuals, scenarios, briefings and house style of a workspace. Cloning is cheap: background jobs work on their own snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The actuals.
    pub actuals: Arc<Actuals>,
    /// The scenarios, in the order of their ids.
    pub scenarios: Arc<Table<Scenario>>,
    /// The briefings, in the order of their ids.
    pub briefings: Arc<Table<Briefing>>,
    /// What all files made from it have in common.
    pub house: Arc<HouseStyle>,
}

impl Document {
    /// A document of a plan and its actuals, without scenarios and briefings.
    pub fn new(plan: Plan, actuals: Actuals) -> Self {
        Self { plan: Arc::new(plan), actuals: Arc::new(actuals), ..Self::default() }
    }

    /// Carries out a change and returns the change that takes it back. Nothing is changed on an error.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        edit.apply(self)
    }
}
