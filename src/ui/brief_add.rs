//! “Add to briefing”, on every chart and every table: one small button that asks for the item of what is seen.

use egui::Ui;

use super::command::Command;
use super::context::View;
use super::icons::Icon;
use super::widgets;
use crate::domain::Item;

/// What a page shows at the moment as the item of a briefing: what the action of the menu adds.
pub type AtHand = Option<Item>;

/// The button on a chart, with its text where there is room for it; what it adds is at hand for the menu too.
pub fn chart_ui(ui: &mut Ui, view: &View<'_>, item: Item, at_hand: &mut AtHand, out: &mut Vec<Command>) {
    let text = view.words.text("briefing-add");
    let hint = view.words.text("briefing-add-chart");
    let wide = ui.available_width() > widgets::chip_width(ui, text) + 34.0;
    let button = if wide {
        widgets::icon_text_button(ui, Icon::AddToPage, text).on_hover_text(hint)
    } else {
        widgets::icon_button(ui, Icon::AddToPage, text)
    };
    if button.clicked() {
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

/// The entry in the menu of the other button, on what is too small for a button.
pub fn menu_ui(response: &egui::Response, view: &View<'_>, item: impl FnOnce() -> Item, out: &mut Vec<Command>) {
    response.context_menu(|ui| {
        if ui.button(view.words.text("briefing-add")).clicked() {
            out.push(Command::AddToBriefing(Box::new(item())));
            ui.close();
        }
    });
}
