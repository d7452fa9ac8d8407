//! `scenarios/<id>.toml`: the text of a scenario read and written.
//!
//! As with the plan: reading never stops at an error but returns all that is sound and says what is not; writing always lays the
//! same scenario out as the same bytes, one key a line in a fixed order. What the names in it lead to is no matter here, and
//! nothing here touches the disk.

mod lever;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use super::record_file::TooNew;
pub use read::read;
pub use write::write;

/// What reading a scenario gives.
pub type Reading = super::record_file::Reading<crate::domain::Scenario>;

/// The newest format that this version reads, and the one it writes.
pub const FORMAT: i64 = 1;

/// All codes of diagnostics that reading a scenario can give, beyond those of a plan.
pub const CODES: &[&str] = &["scenario-missing", "assumption-years-half", "assumption-years-turned", "assumption-range-half"];
