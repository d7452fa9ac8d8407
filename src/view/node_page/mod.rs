//! The page of one node: who it is, and its table of figures and actuals.

mod columns;
mod facts;
mod table;
mod write;
mod year_plan;

pub use facts::{NodeFacts, facts};
pub use table::{NodeTable, Span, TableOptions};
pub use year_plan::{YearPlanDraft, YearPlanLine, year_plan_line};
