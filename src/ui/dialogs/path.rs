//! A path typed by hand: for machines where no file dialog answers.

use std::path::PathBuf;

use egui::{Key, TextEdit, Ui};

use super::{foot_ui, title_ui};
use crate::ui::command::{Command, PathPurpose};
use crate::ui::context::View;
use crate::ui::widgets;

/// The draft of a path.
#[derive(Debug)]
pub struct PathDialog {
    purpose: PathPurpose,
    typed: String,
    fresh: bool,
}

impl PathDialog {
    /// A path to be typed, with a start.
    pub fn new(purpose: PathPurpose, start: &str) -> Self {
        Self { purpose, typed: start.to_owned(), fresh: true }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        let (title, action) = match self.purpose {
            PathPurpose::OpenWorkspace => ("path-open", "path-open-action"),
            PathPurpose::SaveWorkspace => ("path-save", "path-save-action"),
            PathPurpose::ExportFile => ("path-export", "path-export-action"),
            PathPurpose::ExportFolder => ("path-export-folder", "path-export-action"),
            PathPurpose::FigureFile => ("path-figures", "path-open-action"),
            PathPurpose::ReportFile => ("path-report", "path-report-action"),
            PathPurpose::ActualsFiles => ("path-actuals", "path-open-action"),
            PathPurpose::Logo => ("path-logo", "path-open-action"),
            PathPurpose::Template => ("path-template", "path-open-action"),
        };
        title_ui(ui, words.text(title));
        let field = ui.add(TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).id_salt("path"));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("path-field")));
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
        widgets::caption(ui, words.text("path-hint"));
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let mut stays = true;
        foot_ui(ui, |ui| {
            let ready = !self.typed.trim().is_empty();
            let clicked = ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text(action)).clicked()).inner;
            if ready && (clicked || enter) {
                let path = PathBuf::from(self.typed.trim().trim_matches('"'));
                out.push(Command::PathChosen(self.purpose, path));
                stays = false;
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }
}
