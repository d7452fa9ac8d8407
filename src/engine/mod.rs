//! Floor 2: the arithmetic, as pure functions: what follows from a document.
//!
//! One file per rule, each naming its source. No clock, no file system, no screen; the same input gives the same
//! output, bit for bit.
