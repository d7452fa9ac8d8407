//! Tables from outside as data: what was read, what it means, and how it differs from what is there.
//!
//! Nothing here opens a file; nothing here writes into the document.

pub mod origin;
