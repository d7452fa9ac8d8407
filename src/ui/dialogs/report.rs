//! Which files are made of which briefing, and where.

use std::path::PathBuf;

use egui::{Key, TextEdit, Ui};

use super::{field_ui, foot_ui, title_ui};
use crate::io::export::report::ReportFormat;
use crate::ui::command::{Command, PathPurpose, ReportOf, ReportRequest};
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::widgets;
use crate::view::Words;
use crate::view::briefing_page::name;
use crate::view::report::book::{BookPart, Sheets, Spread};
use crate::view::report::builtin::BuiltIn;

/// The draft of files to be made.
pub struct ReportDialog {
    of: ReportOf,
    formats: Vec<ReportFormat>,
    sheets: Sheets,
    /// The path as typed.
    path: String,
    fresh: bool,
}

impl ReportDialog {
    /// A draft that begins with what was asked for last.
    pub fn new(request: ReportRequest) -> Self {
        let ReportRequest { of, formats, sheets, path } = request;
        Self { of, formats, sheets, path: path.display().to_string(), fresh: true }
    }

    /// The path as it stands, for the system's dialog.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Takes a path that was chosen elsewhere.
    pub fn set_path(&mut self, path: &std::path::Path) {
        self.path = without_ending(path.display().to_string());
    }

    fn request(&self) -> ReportRequest {
        let typed = self.path.trim().trim_matches('"').to_owned();
        let formats = ReportFormat::ALL.into_iter().filter(|format| self.formats.contains(format)).collect();
        ReportRequest { of: self.of.clone(), formats, sheets: self.sheets.clone(), path: PathBuf::from(without_ending(typed)) }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(ui, words.text("report-dialog"));
        field_ui(ui, words.text("report-of"), |ui| self.of_ui(ui, view));
        field_ui(ui, words.text("export-format"), |ui| {
            for format in ReportFormat::ALL {
                let mut on = self.formats.contains(&format);
                let key = format!("report-format-{}", format.id());
                if widgets::hinted_checkbox(ui, &mut on, &format.id().to_ascii_uppercase(), words.text(&key)) {
                    self.formats.retain(|known| *known != format);
                    if on {
                        self.formats.push(format);
                    }
                }
                ui.add_space(4.0);
            }
        });
        if self.formats.contains(&ReportFormat::Xlsx) {
            self.sheets_ui(ui, words);
        }
        let mut entered = false;
        field_ui(ui, words.text("report-path"), |ui| {
            let width = ui.available_width() - 34.0;
            let field = ui.add(TextEdit::singleline(&mut self.path).desired_width(width).id_salt("report-path"));
            widgets::name_field(&field, words.text("report-path"));
            if std::mem::take(&mut self.fresh) {
                field.request_focus();
            }
            entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if widgets::icon_button(ui, Icon::Folder, words.text("report-path-choose")).clicked() {
                out.push(Command::AskPath(PathPurpose::ReportFile));
            }
        });
        let request = self.request();
        let names = request.formats.iter().filter_map(|format| Some(request.file(*format).file_name()?.to_string_lossy().into_owned()));
        let names = names.collect::<Vec<_>>().join(words.text("list-separator"));
        let told =
            if names.is_empty() { words.text("report-no-format").to_owned() } else { words.with("report-files", &[("files", &names)]) };
        widgets::caption(ui, &told);
        let folder = request.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        if !folder.is_empty() {
            widgets::caption(ui, &words.with("report-folder", &[("folder", &folder)]));
        }
        let empty_book = request.formats.contains(&ReportFormat::Xlsx) && request.sheets.parts.is_empty();
        let ready = !request.formats.is_empty() && !empty_book && request.path.file_name().is_some();
        let mut stays = true;
        foot_ui(ui, |ui| {
            let clicked = ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("report-action"))).inner.clicked();
            if ready && (clicked || entered) {
                out.push(Command::MakeReport(Box::new(request)));
                stays = false;
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }

    /// What a workbook holds, and how it is laid over sheets.
    fn sheets_ui(&mut self, ui: &mut Ui, words: &Words) {
        field_ui(ui, words.text("report-sheets"), |ui| {
            ui.horizontal_wrapped(|ui| {
                for part in BookPart::ALL {
                    let mut on = self.sheets.parts.contains(&part);
                    if widgets::checkbox(ui, &mut on, words.text(&format!("book-part-{}", part.word()))) {
                        self.sheets.parts.retain(|known| *known != part);
                        if on {
                            self.sheets.parts.push(part);
                        }
                    }
                    ui.add_space(4.0);
                }
            });
        });
        field_ui(ui, words.text("report-spread"), |ui| {
            for (spread, key) in [(Spread::OneTable, "report-one-table"), (Spread::SheetPerNode, "report-sheet-per-node")] {
                if widgets::chip(ui, words.text(key), self.sheets.spread == spread).clicked() {
                    self.sheets.spread = spread;
                }
            }
        });
        if self.sheets.parts.is_empty() {
            widgets::caption(ui, words.text("report-no-sheet"));
        }
    }

    /// The briefings of the workspace, and the built-in ones.
    fn of_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, document) = (view.words, view.document());
        let name_of = |of: &ReportOf| match of {
            ReportOf::Own(id) => document.briefings.get(id).map(|briefing| name(words, briefing)).unwrap_or_default(),
            ReportOf::BuiltIn(kind) => words.with("report-built-in", &[("name", words.text(kind.name_key()))]),
        };
        let own = document.briefings.iter().map(|briefing| ReportOf::Own(briefing.id.clone()));
        let all: Vec<ReportOf> = own.chain(BuiltIn::ALL.map(ReportOf::BuiltIn)).collect();
        let shown = widgets::combo("report-of").selected_text(name_of(&self.of)).width(ui.available_width()).truncate();
        let shown = shown.show_ui(ui, |ui| {
            for of in all {
                if ui.selectable_label(of == self.of, name_of(&of)).clicked() {
                    self.of = of;
                }
            }
        });
        widgets::name_field(&shown.response, words.text("report-of"));
    }
}

/// A path without the ending of a format, which comes from the formats chosen.
fn without_ending(mut path: String) -> String {
    let ending = ReportFormat::ALL.into_iter().map(|format| format!(".{}", format.id()));
    if let Some(ending) = ending.into_iter().find(|ending| path.to_ascii_lowercase().ends_with(ending)) {
        path.truncate(path.len() - ending.len());
    }
    path
}
