//! The column at the left: the briefings of the workspace, and beneath them the items of the chosen one.

use egui::{Layout, RichText, ScrollArea, Sense, Ui, vec2};

use super::items;
use super::state::BriefingState;
use crate::domain::{Briefing, Edit, briefing_edit};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::briefing_page::list::{BriefingRow, briefings};
use crate::view::briefing_page::{Kind, fresh};
use crate::view::palette::size;
use crate::view::report::builtin::BuiltIn;

/// Height of a briefing's row.
const ROW: f32 = size::ROW;
/// Rows of briefings shown at once.
const MOST: usize = 5;

/// Draws the column.
pub(super) fn column_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, height: f32, out: &mut Vec<Command>) {
    let frame = widgets::card_frame(ui).inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 6 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 16.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        line_ui(ui, |ui| briefings_head_ui(ui, view, briefing, state, out));
        ui.add_space(theme::STEP);
        briefings_ui(ui, view, briefing, state);
        ui.add_space(theme::RELATED);
        let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        ui.painter().hline(line.x_range(), line.center().y, theme::hairline(view.palette));
        ui.add_space(theme::STEP);
        line_ui(ui, |ui| items_head_ui(ui, view, briefing, state, out));
        ui.add_space(theme::STEP);
        let foot = theme::CONTROL + theme::STEP;
        let room = (ui.available_height() - foot).max(items::ROW);
        items::items_ui(ui, view, briefing, state, room, out);
        ui.add_space(theme::STEP);
        line_ui(ui, |ui| tools_ui(ui, view, briefing, state, out));
    });
}

/// A line with room at both ends.
fn line_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 8, top: 0, bottom: 0 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            ui.spacing_mut().item_spacing.x = 0.0;
            content(ui);
        });
    });
}

fn briefings_head_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, out: &mut Vec<Command>) {
    let (words, document) = (view.words, view.document());
    ui.label(RichText::new(words.text("briefings")).font(fonts::bold(size::SECTION)));
    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        new_ui(ui, view, out);
        if widgets::icon_button(ui, Icon::Trash, words.text("briefing-delete")).clicked() {
            out.push(Command::Edit { edit: Edit::remove_briefing(&briefing.id), label: "step-briefing-delete" });
        }
        if widgets::icon_button(ui, Icon::Copy, words.text("briefing-duplicate")).clicked()
            && let Some((id, edit)) = briefing_edit::duplicate(document, &briefing.id, fresh::copy_name(document, briefing))
        {
            out.push(Command::Edit { edit, label: "step-briefing-duplicate" });
            state.look_at(&id, None);
        }
    });
}

/// An icon that opens a menu.
fn menu_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let button = egui::Button::new(RichText::new("+").font(fonts::regular(size::TITLE))).frame(false).min_size(vec2(24.0, 24.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, content);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
}

fn new_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let words = view.words;
    menu_ui(ui, words.text("action-new-briefing"), |ui| {
        ui.set_min_width(180.0);
        let kinds = std::iter::once(None).chain(BuiltIn::ALL.map(Some));
        for kind in kinds {
            let name = words.text(kind.map_or("briefing-empty", BuiltIn::name_key));
            if ui.button(name).clicked() {
                out.push(Command::NewBriefing(kind));
                ui.close();
            }
        }
    });
}

fn briefings_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState) {
    let rows = state.rows.get(BriefingState::key(view), || briefings(view.words, view.document()).into()).clone();
    let room = ROW * rows.len().min(MOST) as f32;
    let scroll = ScrollArea::vertical().id_salt("briefings").max_height(room).min_scrolled_height(room);
    scroll.show_rows(ui, ROW, rows.len(), |ui, range| {
        for row in &rows[range] {
            let chosen = row.id == briefing.id;
            if row_ui(ui, view, row, chosen, chosen && state.item.is_none()) {
                state.look_at(&row.id, None);
            }
        }
    });
}

/// A briefing; `whole` where it is itself what is chosen and not an item of it. True where it was clicked.
fn row_ui(ui: &mut Ui, view: &View<'_>, row: &BriefingRow, chosen: bool, whole: bool) -> bool {
    let palette = view.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &row.name));
    if whole {
        ui.painter().rect_filled(rect, 0.0, colour(palette.selection));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, colour(palette.alternate));
    }
    if chosen {
        let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, colour(palette.accent));
    }
    let count = ui.painter().layout_no_wrap(row.count.clone(), fonts::regular(size::CAPTION), colour(palette.tertiary));
    let room = rect.width() - 24.0 - count.size().x - theme::RELATED;
    let font = if chosen { fonts::bold(size::BODY) } else { fonts::regular(size::BODY) };
    let name = widgets::one_line(ui.painter(), &row.name, font, colour(palette.text), room);
    let cut = name.elided;
    let middle = rect.center().y;
    ui.painter().galley(egui::pos2(rect.left() + 12.0, middle - name.size().y / 2.0), name, colour(palette.text));
    let left = rect.right() - 12.0 - count.size().x;
    ui.painter().galley(egui::pos2(left, middle - count.size().y / 2.0), count, colour(palette.tertiary));
    widgets::focus_ring(ui, &response);
    let clicked = response.clicked();
    if cut {
        response.on_hover_text(&row.name);
    }
    clicked
}

fn items_head_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, out: &mut Vec<Command>) {
    let words = view.words;
    ui.label(RichText::new(words.text("briefing-items")).font(fonts::bold(size::SECTION)));
    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
        menu_ui(ui, words.text("briefing-add-item"), |ui| {
            ui.set_min_width(150.0);
            for kind in Kind::ALL {
                let text = ui.button(words.text(kind.key())).on_hover_text(words.text(&format!("{}-hint", kind.key())));
                if text.clicked() {
                    add(view, briefing, state, kind, out);
                    ui.close();
                }
            }
        });
    });
}

/// Adds an item behind the chosen one, else at the end.
fn add(view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, kind: Kind, out: &mut Vec<Command>) {
    let place = state.item.as_ref().and_then(|item| briefing.items.iter().position(|known| known.id == *item));
    let before = place.map_or_else(|| briefing.items.last(), |place| briefing.items.get(place));
    let to = place.map_or(usize::MAX, |place| place + 1);
    if let Some((id, edit)) = briefing_edit::add(view.document(), &briefing.id, kind.fresh(before), to) {
        out.push(Command::Edit { edit, label: "step-briefing-add" });
        state.choose(Some(id));
    }
}

/// What can be done with the chosen item.
fn tools_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState, out: &mut Vec<Command>) {
    let words = view.words;
    let place = state.item.as_ref().and_then(|item| briefing.items.iter().position(|known| known.id == *item));
    let last = briefing.items.len().saturating_sub(1);
    let buttons = [
        (Icon::ArrowUp, "briefing-item-up", place.is_some_and(|place| place > 0)),
        (Icon::ArrowDown, "briefing-item-down", place.is_some_and(|place| place < last)),
        (Icon::Copy, "briefing-item-duplicate", place.is_some()),
        (Icon::Trash, "briefing-item-remove", place.is_some()),
    ];
    for (icon, key, possible) in buttons {
        ui.add_enabled_ui(possible, |ui| {
            if widgets::icon_button(ui, icon, words.text(key)).clicked() {
                items::act(view, briefing, state, key, out);
            }
        });
    }
    if view.session.is_read_only() {
        widgets::caption(ui, words.text("read-only"));
    }
}
