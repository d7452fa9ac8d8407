//! Floor 3: what is to be shown, as data: wording, numbers, tables, chart specifications.
//!
//! View models prepare every text and every number, so that drawing code formats nothing and computes nothing.
//! Nothing here touches files, clocks or the screen.

pub mod audit;
pub mod briefing_page;
pub mod chart;
pub mod compare;
pub mod figure_list;
pub mod fonts;
pub mod grid;
pub mod house;
pub mod import;
pub mod inspection;
pub mod judging;
pub mod key_fields;
pub mod memo;
pub mod names;
pub mod navigator;
pub mod new_plan;
pub mod node_page;
pub mod number;
pub mod overview;
pub mod palette;
pub mod register;
pub mod report;
pub mod requirement;
pub mod safe_cell;
pub mod scenario_page;
pub mod search;
pub mod spelling;
pub mod tasks;
pub mod vintages;
pub mod why;
pub mod wording;
pub mod words;

pub use words::{Language, Words};
