//! How narrow the columns of the overview's table may become before it scrolls sideways.

use super::Column;
use crate::view::grid::text_width;

/// Width down to which a column gives way, of the width it takes where there is room that of its content and its heading; numbers keep
/// theirs with what stands beside them.
pub(super) fn least(kind: &Column, width: f32, content: f32, title: &str) -> f32 {
    let least = match kind {
        Column::Name => 164.0,
        Column::Member(_) => content.max(text_width(title) + 20.0),
        Column::Required(_) => 72.0,
        Column::Trend(_) => 44.0,
        _ => width,
    };
    f32::min(least, width)
}
