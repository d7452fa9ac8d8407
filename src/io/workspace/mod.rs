//! A workspace: a folder with `plan.toml`, `actuals/*.csv`, `scenarios/*.toml`, `briefings/*.toml` and `house-style.toml`, opened, saved, and watched for changes from outside.
//!
//! Opening returns all that is sound. Saving writes only files whose content changed, each atomically, and keeps a copy
//! (`plan.toml.bak-1` …) of every file that it would replace without having read all of it.

mod error;
mod filed;
mod links;
mod open;
mod prints;
mod save;

pub use error::WorkspaceError;
pub use open::{Opened, folder_of, open};
pub use prints::{Prints, changed};
pub use save::{create, save, save_as};

/// Folder of the actuals in a workspace.
pub const ACTUALS: &str = "actuals";

/// Folder of the scenarios in a workspace.
pub const SCENARIOS: &str = "scenarios";

/// Folder of the briefings in a workspace.
pub const BRIEFINGS: &str = "briefings";

/// The path of a scenario's file as messages and prints show it.
pub fn scenario_name(id: &str) -> String {
    format!("{SCENARIOS}/{id}.toml")
}

/// The name of an actuals file as messages and prints show it.
fn actuals_name(file: &str) -> String {
    format!("{ACTUALS}/{file}.csv")
}

/// All codes of diagnostics that opening and saving can give.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let shared = super::findings::CODES.iter().chain(super::actuals_file::CODES).chain(links::CODES);
    let of_scenarios = super::scenario_file::CODES.iter().chain(crate::domain::scenario_check::CODES).chain(filed::CODES);
    let of_briefings = super::briefing_file::CODES.iter().chain(crate::domain::briefing_check::CODES);
    let of_briefings = of_briefings.chain(super::export::house::CODES);
    super::plan_file::codes().chain(shared.chain(error::CODES).chain(of_scenarios).chain(of_briefings).copied())
}

#[cfg(test)]
mod tests;
