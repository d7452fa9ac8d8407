//! Charts as files: vector pictures with text as text, and pixels made from them.

pub mod chart;
pub mod png;
pub mod svg;
