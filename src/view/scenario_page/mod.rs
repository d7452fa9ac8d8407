//! The scenario page as data.

pub mod card;
pub mod setting;
