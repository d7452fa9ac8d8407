//! What comes in from others, as data: raw tables, what their regions mean, and how they differ from what is there.
//!
//! Nothing here opens a file; `io::import` fills the raw tables.

pub mod raw;
