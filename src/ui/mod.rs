//! Floor 6: drawing. Reads view models and emits commands; never changes the document, never computes a business number.

pub mod chart;
pub mod fonts;
pub mod grid;
pub mod icons;
pub mod theme;
pub mod widgets;
