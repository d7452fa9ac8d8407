//! A list of figures, pasted or read from a file: preview, mend, then one change of the plan.

use egui::{TextEdit, Ui};

use super::{foot_ui, title_ui};
use crate::ui::command::{Command, PathPurpose};
use crate::ui::context::View;
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::{theme, widgets};
use crate::view::Language;
use crate::view::figure_list::FigureList;

/// The draft of a list.
#[derive(Default)]
pub struct FigureListDialog {
    text: String,
    list: Option<FigureList>,
    made_for: Option<(u64, Language)>,
    grid: GridState,
}

impl FigureListDialog {
    /// Takes a text that was read from a file.
    pub fn set_text(&mut self, text: String) {
        self.text = text;
        self.list = None;
        self.made_for = None;
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        title_ui(ui, view.words.text("figure-list-title"));
        self.read(view);
        match &self.list {
            Some(list) if !list.is_empty() => self.preview_ui(ui, view, out),
            _ => self.text_ui(ui, view, out),
        }
    }

    /// Reads the text against the document, again where either has changed.
    fn read(&mut self, view: &View<'_>) {
        let now = (view.session.revision(), view.words.language());
        if self.made_for == Some(now) || self.text.trim().is_empty() {
            return;
        }
        match &mut self.list {
            Some(list) => list.refresh(view.document(), view.words),
            None => self.list = Some(FigureList::from_text(&self.text, view.document(), view.words)),
        }
        self.made_for = Some(now);
    }

    fn text_ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        ui.label(words.text("figure-list-text"));
        let field = TextEdit::multiline(&mut self.text).desired_width(f32::INFINITY).desired_rows(12).id_salt("figure-list");
        let response = ui.add(field.hint_text(words.text("figure-list-hint")));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, words.text("figure-list-field")));
        if !response.has_focus() && self.text.is_empty() {
            response.request_focus();
        }
        let mut stays = true;
        foot_ui(ui, |ui| {
            if widgets::primary_button(ui, words.text("figure-list-read")).clicked() {
                out.push(Command::AskPath(PathPurpose::FigureFile));
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn preview_ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        let Some(list) = &mut self.list else { return true };
        let counts = list.counts();
        let text = |n: usize| n.to_string();
        let numbers = [text(counts.new), text(counts.replaces), text(counts.same), text(counts.questioned)];
        ui.label(words.with(
            "figure-list-counts",
            &[("new", &numbers[0]), ("replaces", &numbers[1]), ("same", &numbers[2]), ("questioned", &numbers[3])],
        ));
        if !list.unknown_headings().is_empty() {
            let headings = list.unknown_headings().join("、");
            widgets::secondary(ui, &words.with("figure-list-unknown", &[("headings", &headings)]));
        }
        let height = (ui.ctx().content_rect().height() - 320.0).clamp(160.0, 520.0);
        let events = Grid::new("figure-list-preview", &*list, words).compact(true).max_height(height).show(ui, &mut self.grid);
        for event in events {
            if let GridEvent::Write(writes) = event {
                list.write(&writes);
            }
        }
        ui.add_space(theme::STEP);
        let (mut stays, mut again) = (true, false);
        foot_ui(ui, |ui| {
            let ready = counts.new + counts.replaces > 0;
            if ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("figure-list-apply"))).inner.clicked() {
                out.push(Command::Edit { edit: list.edit(view.document()), label: "step-figure-list" });
                stays = false;
            }
            again = ui.button(words.text("figure-list-again")).clicked();
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        if again {
            self.set_text(String::new());
        }
        stays
    }
}
