//! First step: the file as it was read; encoding, delimiter, sheet and block of cells can be changed.

use egui::{Frame, Margin, TextEdit, Ui};

use super::state::Queued;
use super::{heading_ui, noticed_ui};
use crate::ui::command::{Command, ImportCommand};
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridState};
use crate::ui::pages::summary_text;
use crate::ui::theme;
use crate::ui::widgets;
use crate::view::import::facts;
use crate::view::import::preview::Preview;
use crate::view::import::raw::{CellRange, RawFile};
use crate::view::memo::Memo;
use crate::view::palette::size;

/// What the step remembers.
#[derive(Default)]
pub struct FileStep {
    grid: GridState,
    preview: Memo<(Stamp, u64, usize), Preview>,
    range: String,
    wrong_range: bool,
}

/// Draws the step.
pub fn file_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, out: &mut Vec<Command>) -> String {
    let Some(file) = queued.raw().cloned() else { return String::new() };
    let mut summary = String::new();
    let frame = widgets::card_frame(ui).inner_margin(Margin { left: 1, right: 1, top: 10, bottom: 1 });
    frame.show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(theme::AROUND as i8, 0)).show(ui, |ui| {
            let facts = file.tables.get(queued.table).map(|table| facts::file(view.words, &file, table)).unwrap_or_default();
            heading_ui(ui, &queued.name, &facts);
            recognised_ui(ui, view, queued, out);
            ui.add_space(theme::STEP);
            choices_ui(ui, view, queued, &file);
            noticed_ui(ui, view, queued);
        });
        ui.add_space(theme::STEP);
        let key = (view.stamp(), queued.version, queued.table);
        let table = queued.table;
        let preview = queued.file.preview.get(key, || Preview::new(file.clone(), table, Vec::new(), view.words, view.palette));
        Grid::new("import-file", preview, view.words).compact(true).fill(true).show(ui, &mut queued.file.grid);
        summary = summary_text(view.words, &queued.file.grid, preview);
    });
    summary
}

/// Whose file it was recognised as, and the one click that reads it as before.
fn recognised_ui(ui: &mut Ui, view: &View<'_>, queued: &Queued, out: &mut Vec<Command>) {
    let Some(profile) = &queued.profile else { return };
    let words = view.words;
    ui.add_space(theme::RELATED);
    let frame = Frame::new().fill(theme::colour(view.palette.selection)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(words.with("import-recognised", &[("name", &profile.name)]));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let button = widgets::primary_button(ui, words.text("import-same"));
                if button.clicked() {
                    out.push(Command::Import(ImportCommand::Same(queued.id)));
                }
                button.on_hover_text(words.text("import-same-hint"));
            });
        });
    });
}

fn choices_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, file: &RawFile) {
    let words = view.words;
    ui.horizontal_wrapped(|ui| {
        if let Some(encoding) = &file.encoding {
            labelled(ui, words.text("import-encoding"));
            encoding_ui(ui, view, queued, encoding);
            ui.add_space(theme::RELATED);
        }
        if file.kind.is_text() {
            labelled(ui, words.text("import-delimiter"));
            delimiter_ui(ui, view, queued, file.delimiter);
        }
        if file.tables.len() > 1 {
            labelled(ui, words.text("import-sheet"));
            sheet_ui(ui, view, queued, file);
            ui.add_space(theme::RELATED);
        }
        if !file.kind.is_text() {
            labelled(ui, words.text("import-range"));
            range_ui(ui, view, queued);
        }
    });
}

fn labelled(ui: &mut Ui, text: &str) {
    widgets::secondary(ui, text);
}

fn encoding_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, present: &str) {
    let words = view.words;
    let list = widgets::combo("import-encoding").selected_text(present).width(150.0).show_ui(ui, |ui| {
        if ui.selectable_label(queued.open.encoding.is_none(), words.text("import-automatic")).clicked() {
            queued.open.encoding = None;
        }
        for name in facts::ENCODINGS {
            if ui.selectable_label(queued.open.encoding.as_deref() == Some(*name), *name).clicked() {
                queued.open.encoding = Some((*name).to_owned());
            }
        }
    });
    widgets::name_field(&list.response, words.text("import-encoding"));
}

fn delimiter_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, present: Option<char>) {
    let words = view.words;
    let text = present.map_or_else(|| words.text("import-delimiter-none").to_owned(), |d| facts::delimiter(words, d));
    let list = widgets::combo("import-delimiter").selected_text(text).width(110.0).show_ui(ui, |ui| {
        if ui.selectable_label(queued.open.delimiter.is_none(), words.text("import-automatic")).clicked() {
            queued.open.delimiter = None;
        }
        for delimiter in facts::DELIMITERS {
            if ui.selectable_label(queued.open.delimiter == Some(*delimiter), facts::delimiter(words, *delimiter)).clicked() {
                queued.open.delimiter = Some(*delimiter);
            }
        }
    });
    widgets::name_field(&list.response, words.text("import-delimiter"));
}

fn sheet_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, file: &RawFile) {
    let name = file.tables.get(queued.table).map_or("", |table| table.name.as_str());
    let list = widgets::combo("import-sheet").selected_text(name).width(150.0).show_ui(ui, |ui| {
        for (place, table) in file.tables.iter().enumerate() {
            let quiet = table.is_empty();
            let name = if quiet { view.words.with("import-sheet-empty", &[("name", &table.name)]) } else { table.name.clone() };
            if ui.selectable_label(place == queued.table, name).clicked() && place != queued.table {
                queued.table = place;
                // The sheet was read with the others; only next month's file has to be told.
                queued.open.sheet_name = Some(table.name.clone());
                queued.opened_for.sheet_name = Some(table.name.clone());
            }
        }
    });
    widgets::name_field(&list.response, view.words.text("import-sheet"));
}

/// The block of cells to be read; all of the sheet where the field is empty.
fn range_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) {
    let words = view.words;
    let step = &mut queued.file;
    let field = ui.add(TextEdit::singleline(&mut step.range).desired_width(90.0).hint_text(words.text("import-range-all")));
    widgets::name_field(&field, words.text("import-range"));
    if field.lost_focus() {
        let text = step.range.trim();
        let range = if text.is_empty() { Ok(None) } else { text.parse::<CellRange>().map(Some) };
        step.wrong_range = range.is_err();
        if let Ok(range) = range {
            queued.open.range = range;
        }
    }
    if step.wrong_range {
        ui.colored_label(theme::colour(view.palette.off_track), words.text("import-range-wrong"));
    } else {
        field.on_hover_text(words.text("import-range-hint"));
    }
}
