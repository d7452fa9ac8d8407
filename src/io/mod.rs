//! Floor 4: files in and out, one adapter per format.
//!
//! Loading returns what is sound together with diagnostics; one place writes files, atomically.

pub mod actuals_file;
pub mod briefing_file;
mod findings;
pub mod folders;
mod hash;
pub mod import;
pub mod import_log;
pub mod plan_file;
pub mod profiles;
pub mod record_file;
pub mod sample;
pub mod scenario_file;
pub mod settings;
pub mod workspace;
pub mod write;

pub use write::write_file;
pub mod export;
