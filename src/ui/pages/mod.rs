//! The pages that tabs show. Each draws a view model and emits commands.

pub mod messages;
pub mod node;
pub mod overview;
pub mod structure;
