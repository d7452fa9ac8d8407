//! Floor 4: files in and out, one adapter per format.
//!
//! Loading returns what is sound together with diagnostics; one place writes files, atomically.

pub mod export;
