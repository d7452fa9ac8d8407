//! What the pointer does over the cells: selecting, dragging a range, folding, editing by double click.

use egui::{PointerButton, Response, Ui};

use super::keys::Keys;
use super::state::{At, GridState};
use super::{GridEvent, Pass, paint};
use crate::view::grid::RowKind;

/// Clicks and drags over the cells. Returns true where the table wants the keyboard.
pub(super) fn pointer(ui: &Ui, pass: &Pass<'_>, body: &Response, state: &mut GridState, events: &mut Vec<GridEvent>) -> bool {
    let (pressed, shift) = ui.input(|input| (input.pointer.any_pressed(), input.modifiers.shift));
    let (primary, secondary) = ui.input(|input| (input.pointer.primary_pressed(), input.pointer.secondary_pressed()));
    let Some(point) = body.interact_pointer_pos().or_else(|| body.hover_pos()) else { return false };
    let hit = pass.layout.hit(point);
    // A quick click comes with its release in one frame, and then nothing is held down any more.
    let quick = (body.clicked() || body.secondary_clicked()) && !body.double_clicked();
    if pressed && (body.is_pointer_button_down_on() || quick) {
        Keys { source: pass.source, state, events, copied: None, leave: false }.commit(None);
        match hit {
            Some(at) if primary && on_chevron(pass, at, point.x) => events.push(GridEvent::Toggle { row: at.row }),
            Some(at) if primary => {
                state.put(at, shift);
                // Bringing a half-seen cell into view would move it away beneath the pointer.
                state.reveal = false;
            }
            Some(at) if secondary => {
                state.menu_at = Some(at);
                if !state.range().is_some_and(|range| range.contains(at)) {
                    state.put(at, false);
                    state.reveal = false;
                }
            }
            _ => {}
        }
        state.tab_from = None;
        return true;
    }
    if body.dragged_by(PointerButton::Primary)
        && state.cursor.is_some()
        && let Some(at) = pass.layout.nearest(point)
    {
        if at != state.head {
            state.put(at, true);
        }
        if !body.rect.contains(point) {
            // Held outside, the table goes on scrolling though the pointer rests.
            ui.request_repaint();
        }
        return true;
    }
    if body.double_clicked()
        && let Some(at) = hit
    {
        let editable = pass.source.cell(at.row, at.column).editable;
        state.put(at, false);
        match pass.source.row_kind(at.row) {
            _ if editable => _ = state.edit(pass.source, None),
            RowKind::Group { .. } | RowKind::Normal | RowKind::Total => events.push(GridEvent::Open { row: at.row }),
            RowKind::New => events.push(GridEvent::AddRow),
        }
    }
    body.clicked() || body.drag_stopped()
}

fn on_chevron(pass: &Pass<'_>, at: At, x: f32) -> bool {
    let group = at.column == 0 && matches!(pass.source.row_kind(at.row), RowKind::Group { .. });
    group && x < pass.layout.left(0) + paint::PAD + paint::CHEVRON + f32::from(pass.source.cell(at.row, 0).indent) * 16.0
}
