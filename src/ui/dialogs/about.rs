//! All shortcuts, and what the program is.

use egui::{RichText, Ui};

use super::{foot_ui, title_ui};
use crate::ui::actions::Action;
use crate::ui::context::View;
use crate::ui::theme::colour;
use crate::ui::widgets;

/// The table of shortcuts.
pub fn shortcuts_ui(ui: &mut Ui, view: &View<'_>) -> bool {
    title_ui(ui, view.words.text("shortcuts-title"));
    egui::Grid::new("shortcuts").num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
        for action in Action::ALL.iter().filter(|action| action.shortcut().is_some()) {
            ui.label(action.name(view.words));
            ui.label(RichText::new(action.keys()).color(colour(view.palette.secondary)));
            ui.end_row();
        }
    });
    let mut stays = true;
    foot_ui(ui, |ui| stays = !ui.button(view.words.text("close")).clicked());
    stays
}

/// Name, version, licence.
pub fn about_ui(ui: &mut Ui, view: &View<'_>) -> bool {
    title_ui(ui, view.words.text("about-title"));
    ui.label(view.words.with("about-version", &[("version", env!("CARGO_PKG_VERSION"))]));
    ui.label(view.words.text("about-text"));
    widgets::secondary(ui, view.words.text("about-licence"));
    let mut stays = true;
    foot_ui(ui, |ui| stays = !ui.button(view.words.text("close")).clicked());
    stays
}
