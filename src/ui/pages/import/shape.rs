//! Second step: what each region of the table was taken for, marked in colour and named at the edges; all of it can be changed.

use egui::{DragValue, Frame, Margin, Sense, Ui, vec2};

use super::state::Queued;
use super::{heading_ui, noticed_ui};
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::pages::summary_text;
use crate::ui::theme::{self, colour};
use crate::ui::widgets;
use crate::view::import::preview::Preview;
use crate::view::import::raw::column_letters;
use crate::view::import::understanding::Understanding;
use crate::view::import::{ColumnChoice, ColumnRole, ShapeKind, telling};
use crate::view::memo::Memo;

/// What the step remembers.
#[derive(Default)]
pub struct ShapeStep {
    grid: GridState,
    column: Option<usize>,
    preview: Memo<(Stamp, u64, usize), Preview>,
}

/// Draws the step.
pub fn shape_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) -> String {
    let words = view.words;
    let (Some(file), Some(understood)) = (queued.raw().cloned(), queued.understood.clone()) else { return String::new() };
    let mut summary = String::new();
    let frame = widgets::card_frame(ui).inner_margin(Margin { left: 1, right: 1, top: 10, bottom: 1 });
    frame.show(ui, |ui| {
        let key = (view.stamp(), queued.version, queued.table);
        let table = queued.table;
        let mut memo = std::mem::take(&mut queued.shape.preview);
        let preview = memo.get(key, || Preview::new(file.clone(), table, understood.shape.regions.clone(), words, view.palette));
        Frame::new().inner_margin(Margin::symmetric(theme::AROUND as i8, 0)).show(ui, |ui| {
            heading_ui(ui, words.text("import-shape-title"), words.text("import-shape-hint"));
            ui.add_space(theme::STEP);
            kind_ui(ui, view, queued, &understood);
            legend_ui(ui, preview);
            noticed_ui(ui, view, queued);
        });
        ui.add_space(theme::STEP);
        let events = Grid::new("import-shape", preview, words).compact(true).fill(true).show(ui, &mut queued.shape.grid);
        for event in events {
            if let GridEvent::Selected { column, .. } = event {
                queued.shape.column = column.checked_sub(1);
            }
        }
        summary = summary_text(words, &queued.shape.grid, preview);
        queued.shape.preview = memo;
    });
    summary
}

fn kind_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, understood: &Understanding) {
    let words = view.words;
    ui.horizontal_wrapped(|ui| {
        widgets::secondary(ui, words.text("import-kind"));
        let list = widgets::combo("import-kind").selected_text(telling::shape(words, &understood.shape)).width(150.0);
        let list = list.show_ui(ui, |ui| {
            if ui.selectable_label(queued.choices.kind.is_none(), words.text("import-automatic")).clicked() {
                queued.choices.kind = None;
            }
            for kind in ShapeKind::ALL {
                if ui.selectable_label(queued.choices.kind == Some(kind), telling::kind(words, kind)).clicked() {
                    queued.choices.kind = Some(kind);
                }
            }
        });
        widgets::name_field(&list.response, words.text("import-kind"));
        ui.add_space(theme::RELATED);
        rows_ui(ui, view, queued, understood);
        ui.add_space(theme::RELATED);
        column_ui(ui, view, queued, understood);
    });
}

/// Which rows are the header and which is the last with values, as the file numbers them.
fn rows_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, understood: &Understanding) {
    let words = view.words;
    let Some(table) = queued.raw_table() else { return };
    let (before, rows) = (table.first_row, table.rows.len().max(1));
    let shape = &understood.shape;
    widgets::secondary(ui, words.text("import-header-row"));
    let mut header = queued.choices.header_row.unwrap_or(shape.header.start + 1) + before;
    if number_ui(ui, &mut header, before + 1..=before + rows, words.text("import-header-row")) {
        queued.choices.header_row = Some(header - before);
    }
    let mut lines = queued.choices.header_rows.unwrap_or(shape.header.len());
    widgets::secondary(ui, words.text("import-header-lines"));
    if number_ui(ui, &mut lines, 0..=rows.min(12), words.text("import-header-lines")) {
        queued.choices.header_rows = Some(lines);
    }
    widgets::secondary(ui, words.text("import-last-row"));
    let mut last = queued.choices.last_row.unwrap_or(shape.body.end) + before;
    if number_ui(ui, &mut last, before + 1..=before + rows, words.text("import-last-row")) {
        queued.choices.last_row = Some(last - before);
    }
}

fn number_ui(ui: &mut Ui, value: &mut usize, range: std::ops::RangeInclusive<usize>, name: &str) -> bool {
    let response = ui.add(DragValue::new(value).range(range).speed(0.1));
    widgets::name_field(&response, name);
    response.changed()
}

/// What the column of the cursor is.
fn column_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, understood: &Understanding) {
    let words = view.words;
    let Some(column) = queued.shape.column else {
        widgets::caption(ui, words.text("import-column-choose"));
        return;
    };
    let Some(table) = queued.raw_table() else { return };
    let letters = column_letters(table.first_column + column);
    let heading_row = understood.shape.header.end.checked_sub(1);
    let heading = heading_row.and_then(|row| table.shown(row, column)).map(|cell| cell.text.trim().to_owned()).unwrap_or_default();
    let role = understood.shape.columns.get(column).copied().unwrap_or_default();
    let name = words.with("import-column-is", &[("column", &letters)]);
    widgets::secondary(ui, &name);
    let mut chosen = None;
    let list = widgets::combo("import-column-role").selected_text(telling::column(words, role)).width(110.0).show_ui(ui, |ui| {
        for known in ColumnRole::ALL {
            if ui.selectable_label(known == role, telling::column(words, known)).clicked() && known != role {
                chosen = Some(known);
            }
        }
    });
    widgets::name_field(&list.response, &name);
    if let Some(role) = chosen {
        let choice = ColumnChoice { heading, column: Some(column + 1), role };
        queued.choices.columns.retain(|known| known.column != choice.column);
        queued.choices.columns.push(choice);
    }
}

/// The colours and what they stand for.
fn legend_ui(ui: &mut Ui, preview: &Preview) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme::STEP;
        for (_, ink, name) in preview.legend() {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            let palette = theme::palette(ui);
            ui.painter().rect_filled(rect, 2.0, colour(crate::ui::grid::region_ground(palette, ink)));
            ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, colour(ink));
            widgets::caption(ui, &name);
            ui.add_space(theme::RELATED);
        }
    });
}
