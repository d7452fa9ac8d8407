//! The items of a briefing: chosen with a click or the arrow keys, moved by dragging or Alt and an arrow, removed with Delete.

use egui::{Key, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::state::BriefingState;
use crate::base::ItemId;
use crate::domain::{Briefing, briefing_edit};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::briefing_page::{ItemRow, Kind, items};
use crate::view::grid::Mark;
use crate::view::palette::size;

/// Height of an item's row.
pub(super) const ROW: f32 = 40.0;
/// How near the border of the list a dragged item makes it move, and how far a frame.
const EDGE: (f32, f32) = (20.0, 8.0);

/// Draws the list in a height.
pub(super) fn items_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, room: f32, out: &mut Vec<Command>) {
    let key = (BriefingState::key(view), briefing.id.clone());
    let rows = state.items.get(key, || items(view.words, view.document(), briefing).into()).clone();
    let mut scroll = ScrollArea::vertical().id_salt(("briefing-items", &briefing.id)).auto_shrink(false);
    let chosen = state.item.as_ref().and_then(|item| rows.iter().position(|row| row.id == *item));
    if std::mem::take(&mut state.reveal.0)
        && let Some(place) = chosen
    {
        scroll = scroll.vertical_scroll_offset((place as f32 * ROW - (room - ROW) / 2.0).max(0.0));
    }
    let list = ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
        ui.set_min_height(room);
        if rows.is_empty() {
            return empty_ui(ui, view);
        }
        scroll.show_viewport(ui, |ui, seen| {
            ui.set_height(ROW * rows.len() as f32);
            let origin = ui.max_rect().min;
            let first = (seen.top() / ROW).floor().max(0.0) as usize;
            let last = ((seen.bottom() / ROW).ceil().max(0.0) as usize).min(rows.len());
            for (place, row) in rows.iter().enumerate().take(last).skip(first) {
                let rect = Rect::from_min_size(origin + vec2(0.0, ROW * place as f32), vec2(ui.available_width(), ROW));
                let response = row_ui(ui, view, row, rect, Some(place) == chosen, state);
                if response.clicked() || response.drag_started() {
                    state.item = Some(row.id.clone());
                    state.reveal.1 = true;
                    state.has_keys = true;
                    // The keys go to the list and no longer to a field.
                    ui.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
                }
                if response.drag_started() {
                    state.dragged = Some(row.id.clone());
                }
            }
            drag(ui, view, briefing, state, origin.y, out);
        });
    });
    let pressed = ui.input(|input| input.pointer.any_pressed());
    if pressed && !ui.rect_contains_pointer(list.response.rect) {
        state.has_keys = false;
    }
    keys(ui, view, briefing, state, &rows, out);
}

fn empty_ui(ui: &mut Ui, view: &View<'_>) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
        widgets::secondary(ui, view.words.text("briefing-no-items"));
        ui.add_space(theme::STEP);
        widgets::caption(ui, view.words.text("briefing-no-items-text"));
    });
}

fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::Chart => Icon::Chart,
        Kind::Table => Icon::Table,
        Kind::KeyNumbers => Icon::Number,
        Kind::Finding => Icon::Pencil,
        Kind::Text => Icon::Text,
        Kind::Section => Icon::Slide,
        Kind::Break => Icon::Split,
    }
}

fn row_ui(ui: &mut Ui, view: &View<'_>, row: &ItemRow, rect: Rect, chosen: bool, state: &BriefingState) -> Response {
    let palette = view.palette;
    let response = ui.interact(rect, ui.scope_id().with(&row.id), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &row.label));
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, 0.0, colour(palette.selection));
    } else if response.hovered() && state.dragged.is_none() {
        painter.rect_filled(rect, 0.0, colour(palette.alternate));
    }
    let faded = state.dragged.as_ref() == Some(&row.id);
    let ink = colour(if faded { palette.tertiary } else { palette.text });
    let quiet = colour(if faded { palette.tertiary } else { palette.secondary });
    let square = Rect::from_center_size(pos2(rect.left() + 19.0, rect.center().y), vec2(14.0, 14.0));
    icons::paint(painter, square, icon(row.kind), quiet);
    let (left, mut right) = (rect.left() + 34.0, rect.right() - 12.0);
    if !row.problems.is_empty() {
        icons::mark(painter, pos2(right - 5.0, rect.center().y), 5.0, Mark::Slipping, palette);
        right -= 18.0;
    }
    let title = widgets::one_line(painter, &row.title, fonts::regular(size::BODY), ink, right - left);
    let line = widgets::one_line(painter, &row.line, fonts::regular(size::CAPTION), quiet, right - left);
    let cut = title.elided || line.elided;
    let top = if row.line.is_empty() { rect.center().y - title.size().y / 2.0 } else { rect.top() + 3.0 };
    painter.galley(pos2(left, top), title, ink);
    painter.galley(pos2(left, rect.top() + 21.0), line, quiet);
    widgets::focus_ring(ui, &response);
    if state.dragged.is_some() {
        return response;
    }
    match (row.problems.is_empty(), cut) {
        (false, _) => response.on_hover_text(row.problems.join("\n")),
        (true, true) => response.on_hover_text(format!("{}\n{}", row.title, row.line)),
        _ => response,
    }
}

/// An item under way: where it would land, and that it landed.
fn drag(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, top: f32, out: &mut Vec<Command>) {
    let Some(item) = state.dragged.clone() else { return };
    let Some(from) = briefing.items.iter().position(|known| known.id == item) else { return state.dragged = None };
    let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let gap = (((pointer.y - top) / ROW).round().max(0.0) as usize).min(briefing.items.len());
    let clip = ui.clip_rect();
    if ui.input(|input| input.pointer.primary_down()) {
        let y = (top + ROW * gap as f32).clamp(clip.top() + 1.0, clip.bottom() - 1.0);
        let stroke = Stroke::new(theme::FOCUS, colour(view.palette.accent));
        ui.painter().hline(clip.left()..=clip.right(), y, stroke);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let by = if pointer.y < clip.top() + EDGE.0 { EDGE.1 } else { -EDGE.1 };
        if pointer.y < clip.top() + EDGE.0 || pointer.y > clip.bottom() - EDGE.0 {
            ui.scroll_with_delta(vec2(0.0, by));
            ui.ctx().request_repaint();
        }
        return;
    }
    state.dragged = None;
    // Past its own place everything stands one further up once it is taken out.
    let to = if gap > from { gap - 1 } else { gap };
    move_to(view, briefing, state, &item, to, out);
}

fn move_to(view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, item: &ItemId, to: usize, out: &mut Vec<Command>) {
    let edit = briefing_edit::move_to(view.document(), &briefing.id, item, to);
    if !edit.is_empty() {
        out.push(Command::Edit { edit, label: "step-briefing-move" });
        state.choose(Some(item.clone()));
    }
}

/// Does something with the chosen item, by the key of its button.
pub(super) fn act(view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, what: &str, out: &mut Vec<Command>) {
    let Some(item) = state.item.clone() else { return };
    let Some(place) = briefing.items.iter().position(|known| known.id == item) else { return };
    let document = view.document();
    match what {
        "briefing-item-up" => move_to(view, briefing, state, &item, place.saturating_sub(1), out),
        "briefing-item-down" => move_to(view, briefing, state, &item, place + 1, out),
        "briefing-item-duplicate" => {
            if let Some((id, edit)) = briefing_edit::duplicate_item(document, &briefing.id, &item) {
                out.push(Command::Edit { edit, label: "step-briefing-add" });
                state.choose(Some(id));
            }
        }
        _ => {
            let edit = briefing_edit::remove(document, &briefing.id, &item);
            out.push(Command::Edit { edit, label: "step-briefing-remove" });
            // What stood behind it is at hand next.
            let next = briefing.items.get(place + 1).or_else(|| place.checked_sub(1).and_then(|place| briefing.items.get(place)));
            state.choose(next.map(|item| item.id.clone()));
        }
    }
}

fn keys(ui: &Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, rows: &[ItemRow], out: &mut Vec<Command>) {
    if !state.has_keys || ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    for (key, what, by) in [(Key::ArrowUp, "briefing-item-up", -1), (Key::ArrowDown, "briefing-item-down", 1)] {
        if pressed(Modifiers::ALT, key) {
            act(view, briefing, state, what, out);
        } else if pressed(Modifiers::NONE, key) {
            let place = state.item.as_ref().and_then(|item| rows.iter().position(|row| row.id == *item));
            let next = place.and_then(|place| place.checked_add_signed(by)).and_then(|place| rows.get(place));
            if let Some(next) = next {
                state.choose(Some(next.id.clone()));
            }
        }
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        act(view, briefing, state, "briefing-item-remove", out);
    }
}
