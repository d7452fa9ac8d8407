//! `briefings/<id>.toml`: the text of a briefing read and written.
//!
//! As with the plan: reading never stops at an error but returns all that is sound and says what is not; writing always lays the
//! same briefing out as the same bytes. Nothing here touches the disk, and no name in it is looked up but the kinds of charts.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{Reading, read};
pub use write::write;

/// The newest format that this version reads, and the one it writes.
pub const FORMAT: i64 = 1;

/// A briefing that cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the briefing has format {format}; this version reads up to {FORMAT}")]
pub struct TooNew {
    /// The format that the file names.
    pub format: i64,
}

/// All codes of diagnostics that reading a briefing can give, beyond those of a plan.
pub const CODES: &[&str] = &["briefing-missing", "briefing-chart-unknown"];
