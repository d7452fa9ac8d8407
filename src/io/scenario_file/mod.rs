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

pub use read::{Reading, read};
pub use write::write;

/// The newest format that this version reads, and the one it writes.
pub const FORMAT: i64 = 1;

/// A scenario that cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the scenario has format {format}; this version reads up to {FORMAT}")]
pub struct TooNew {
    /// The format that the file names.
    pub format: i64,
}

/// All codes of diagnostics that reading a scenario can give, beyond those of a plan.
pub const CODES: &[&str] = &["scenario-missing", "assumption-years-half", "assumption-years-turned", "assumption-range-half"];
