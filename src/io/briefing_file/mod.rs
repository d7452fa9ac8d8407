//! `briefings/<id>.toml`: the text of a briefing read and written.
//!
//! As with the plan: reading never stops at an error but returns all that is sound and says what is not; writing always lays the
//! same briefing out as the same bytes. Nothing here touches the disk, and no name in it is looked up but the kinds of charts.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use super::record_file::TooNew;
pub use read::read;
pub use write::write;

/// What reading a briefing gives.
pub type Reading = super::record_file::Reading<crate::domain::Briefing>;

/// The newest format that this version reads, and the one it writes.
pub const FORMAT: i64 = 1;

/// All codes of diagnostics that reading a briefing can give, beyond those of a plan.
pub const CODES: &[&str] = &["briefing-missing", "briefing-chart-unknown"];
