//! The document: everything that one undo history covers.

use std::sync::Arc;

use super::calendar;
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
        Self { plan: Arc::new(plan), actuals: Arc::new(actuals), ..Self::default() }.in_plan_years()
    }

    /// The same with all its months counted in the plan's years, as every document made by [`Self::new`] or changed by [`Self::apply`]
    /// counts them: for scenarios and briefings that were put beside a plan.
    #[must_use]
    pub fn in_plan_years(mut self) -> Self {
        if self.plan.info.year_starts_in != 1 {
            calendar::of_document(&mut self);
        }
        self
    }

    /// Carries out a change and returns the change that takes it back. Nothing is changed on an error.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        edit.apply(self)
    }
}
