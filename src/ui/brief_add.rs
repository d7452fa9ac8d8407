//! “Add to briefing”, on every chart and every table: one small button that asks for the item of what is seen.

use egui::Ui;

use super::command::Command;
use super::context::View;
use super::icons::Icon;
use super::{theme, widgets};
use crate::domain::Item;

/// What a page shows at the moment as the item of a briefing: what the action of the menu adds.
pub type AtHand = Option<Item>;

/// The button on a chart, with its text; what it adds is at hand for the menu too.
pub fn chart_ui(ui: &mut Ui, view: &View<'_>, item: Item, at_hand: &mut AtHand, out: &mut Vec<Command>) {
    let text = view.words.text("briefing-add");
    if widgets::icon_text_button(ui, Icon::AddToPage, text).on_hover_text(view.words.text("briefing-add-chart")).clicked() {
        out.push(Command::AddToBriefing(Box::new(item.clone())));
    }
    *at_hand = Some(item);
}

/// The button on a table, as an icon.
pub fn table_ui(ui: &mut Ui, view: &View<'_>, item: impl FnOnce() -> Item, out: &mut Vec<Command>) {
    if widgets::icon_button(ui, Icon::AddToPage, view.words.text("briefing-add-table")).clicked() {
        out.push(Command::AddToBriefing(Box::new(item())));
    }
}

/// The button in the corner of what has no line of its own for tools.
pub fn corner_ui(ui: &mut Ui, view: &View<'_>, item: Item, out: &mut Vec<Command>) {
    let whole = ui.max_rect();
    let corner = egui::Rect::from_min_size(whole.right_top() - egui::vec2(24.0, theme::STEP), egui::Vec2::splat(24.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(corner).id_salt("brief-corner"));
    if widgets::icon_button(&mut child, Icon::AddToPage, view.words.text("briefing-add-chart")).clicked() {
        out.push(Command::AddToBriefing(Box::new(item)));
    }
}

/// The entry in the menu of the other button, on what is too small for a button.
pub fn menu_ui(response: &egui::Response, view: &View<'_>, item: impl FnOnce() -> Item, out: &mut Vec<Command>) {
    response.context_menu(|ui| {
        if ui.button(view.words.text("briefing-add")).clicked() {
            out.push(Command::AddToBriefing(Box::new(item())));
            ui.close();
        }
    });
}
