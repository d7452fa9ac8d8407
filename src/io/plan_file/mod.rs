//! `plan.toml`: the text of a plan read and written.
//!
//! Reading never stops at an error: it returns all that is sound, says what is not, and whether writing the plan back would lose
//! something. Writing always lays the same plan out as the same bytes. Nothing here touches the disk.

pub(super) mod blocks;
pub(super) mod fields;
mod figures;
pub(super) mod lines;
mod links;
pub mod number_text;
pub(super) mod read;
pub(super) mod records;
pub(super) mod toml_text;
pub(super) mod write;

pub use fields::excerpt;
pub use read::{Reading, read};
pub use write::write;

/// Name of the file in a workspace.
pub const FILE: &str = "plan.toml";

/// The newest format that this version reads, and the one it writes.
pub const FORMAT: i64 = 1;

/// A plan that cannot be opened at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{FILE} has format {format}; this version reads up to {FORMAT}")]
pub struct TooNew {
    /// The format that the file names.
    pub format: i64,
}

/// All codes of diagnostics that reading a plan can give.
pub fn codes() -> impl Iterator<Item = &'static str> {
    [fields::CODES, figures::CODES, links::CODES, read::CODES, records::CODES].into_iter().flatten().copied()
}

#[cfg(test)]
mod tests;
