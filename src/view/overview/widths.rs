//! How narrow the columns of the overview's table may become before it scrolls sideways.

use super::Column;

/// Width down to which a column gives way, of the width it takes where there is room and that of its content; numbers keep theirs
/// with what stands beside them.
pub(super) fn least(kind: &Column, width: f32, content: f32) -> f32 {
    let least = match kind {
        Column::Name => 168.0,
        Column::Member(_) => content.max(44.0),
        Column::Required(_) => 72.0,
        Column::Trend(_) => 48.0,
        _ => width,
    };
    f32::min(least, width)
}
