//! The scenario page as data: scenarios, assumptions as cards and forms, the values of a node year by year, key results.
//!
//! Pure: what is entered becomes an edit or a refusal; nothing here draws, and nothing here evaluates.

pub mod card;
pub mod change;
pub mod enter;
pub mod form;
pub mod grid;
pub mod kind;
pub mod list;
pub mod results;
pub mod seeking;
pub mod setting;
pub mod spreading;
