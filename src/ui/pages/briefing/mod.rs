//! The briefing page: briefings and items at the left, every page as it will be made in the middle, the form of what is chosen at
//! the right, in the place of the inspector.

mod form;
mod items;
mod list;
mod preview;
mod state;

use egui::{Layout, ScrollArea, Ui, vec2};

use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::{theme, widgets};
use crate::view::report::builtin::BuiltIn;

pub use form::side_ui;
pub use state::BriefingState;

/// Width of the column of items.
const COLUMN: f32 = 268.0;
/// Width from which on the columns stand side by side.
const WIDE: f32 = 600.0;

/// Draws the briefing page.
pub fn briefing_ui(ui: &mut Ui, view: &View<'_>, state: &mut BriefingState, out: &mut Vec<Command>) {
    let Some(briefing) = state.briefing(view.document()).cloned() else {
        return empty_ui(ui, view, out);
    };
    // What was deleted or undone is not looked at any more.
    if state.item.as_ref().is_some_and(|item| briefing.item(item).is_none()) {
        state.item = None;
    }
    state.chosen = Some(briefing.id.clone());
    if ui.available_width() < WIDE {
        let scroll = ScrollArea::vertical().id_salt("briefing-page").auto_shrink(false);
        scroll.show(ui, |ui| {
            list::column_ui(ui, view, &briefing, state, 420.0, out);
            ui.add_space(theme::AROUND);
            preview::preview_ui(ui, view, &briefing, state, 560.0, out);
        });
        return;
    }
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::AROUND;
        ui.allocate_ui_with_layout(vec2(COLUMN, height), Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(COLUMN);
            list::column_ui(ui, view, &briefing, state, height, out);
        });
        let rest = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(rest, Layout::top_down(egui::Align::Min), |ui| {
            preview::preview_ui(ui, view, &briefing, state, height, out);
        });
    });
}

/// What belongs here, and what brings it.
fn empty_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let words = view.words;
    if widgets::empty_state(ui, words.text("briefing-none"), words.text("briefing-none-text"), Some(words.text("briefing-none-action"))) {
        out.push(Command::NewBriefing(None));
    }
    ui.vertical_centered(|ui| widgets::secondary(ui, words.text("briefing-none-built-in")));
    ui.add_space(theme::STEP);
    let padding = 2.0 * ui.spacing().button_padding.x;
    let widths = BuiltIn::ALL.map(|kind| widgets::chip_width(ui, words.text(kind.name_key())) + padding + theme::RELATED);
    let left = (ui.available_width() - widths.iter().sum::<f32>()) / 2.0;
    ui.horizontal(|ui| {
        ui.add_space(left.max(0.0));
        ui.spacing_mut().item_spacing.x = theme::RELATED;
        for kind in BuiltIn::ALL {
            if ui.button(words.text(kind.name_key())).clicked() {
                out.push(Command::NewBriefing(Some(kind)));
            }
        }
    });
}
