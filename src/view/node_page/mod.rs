//! The page of one node: who it is, and its table of figures and actuals.

mod columns;
mod facts;
mod table;
mod write;

pub use facts::{NodeFacts, facts};
pub use table::{NodeTable, Span, TableOptions};
