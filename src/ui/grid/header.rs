//! The headings of a table: sorting by click or key, width by dragging their edges.

use egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::state::{At, GridState};
use super::{GridEvent, Pass, layout, paint};
use crate::ui::theme::{self, colour};
use crate::view::palette::size;

/// Headings: sorting by click, width by dragging their edges.
pub(super) fn headings(ui: &Ui, pass: &Pass<'_>, state: &mut GridState, events: &mut Vec<GridEvent>) {
    let layout = &pass.layout;
    let band = Rect::from_min_max(layout.view.min, pos2(layout.view.right(), layout.body().top()));
    for column in (0..layout.frozen).chain(layout.visible_columns()) {
        let clip = layout.clip(column).with_min_y(band.top()).with_max_y(band.bottom()).intersect(ui.clip_rect());
        let rect = Rect::from_min_size(pos2(layout.left(column), band.top()), vec2(layout.widths[column], band.height()));
        let heading = &pass.source.columns()[column];
        // Headings that do something can be reached with Tab; the field of the cells holds the keyboard for all the rest.
        let sense = if heading.sortable { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect.intersect(clip), pass.id.with(("heading", column)), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &heading.title));
        let cut = paint::header(&ui.painter().with_clip_rect(clip), pass.palette, rect, heading, response.hovered());
        crate::ui::widgets::focus_ring(ui, &response);
        if response.clicked() {
            if heading.sortable {
                events.push(GridEvent::Sort { column });
            } else if layout.rows > 0 {
                state.select_range(At { row: 0, column }, At { row: layout.rows - 1, column });
                (state.reveal, state.take_focus) = (false, true);
            }
        }
        if cut || !heading.hint.is_empty() {
            response.on_hover_ui(|ui| {
                ui.label(if heading.unit.is_empty() { heading.title.clone() } else { format!("{} {}", heading.title, heading.unit) });
                if !heading.hint.is_empty() {
                    crate::ui::widgets::caption(ui, &heading.hint);
                }
            });
        }
    }
    ui.painter().hline(band.x_range(), band.bottom() - 0.5, theme::hairline(pass.palette));
    edges(ui, pass, state, band);
}

/// The zones between headings that resize columns; a double click fits the column to what is seen of it.
fn edges(ui: &Ui, pass: &Pass<'_>, state: &mut GridState, band: Rect) {
    let layout = &pass.layout;
    for column in (0..layout.frozen).chain(layout.visible_columns()) {
        let right = layout.left(column) + layout.widths[column];
        let zone = Rect::from_x_y_ranges(right - layout::EDGE..=right + layout::EDGE, band.y_range()).intersect(band);
        if column >= layout.frozen && right < layout.moving().left() || !zone.is_positive() {
            continue;
        }
        let response = ui.interact(zone, pass.id.with(("edge", column)), Sense::CLICK | Sense::DRAG);
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeColumn);
            ui.painter().vline(right - 0.5, band.y_range(), egui::Stroke::new(2.0, colour(pass.palette.accent)));
        }
        let by = if response.dragged() { response.drag_delta().x } else { 0.0 };
        let fitted = response.double_clicked().then(|| fitting(ui, pass, column));
        if by != 0.0 || fitted.is_some() {
            if state.widths.is_empty() {
                state.widths.clone_from(&layout.widths);
            }
            state.widths.resize(layout.widths.len(), 0.0);
            let wanted = fitted.unwrap_or(layout.widths[column] + by);
            state.widths[column] = wanted.clamp(layout::LEAST_WIDTH, 1200.0);
        }
    }
}

/// The width at which the heading and all cells that are seen show whole.
fn fitting(ui: &Ui, pass: &Pass<'_>, column: usize) -> f32 {
    let wide = |text: String| ui.painter().layout_no_wrap(text, crate::ui::fonts::bold(size::TABLE), egui::Color32::PLACEHOLDER).size().x;
    let heading = &pass.source.columns()[column];
    let title = wide(format!("{} {}", heading.title, heading.unit)) + 12.0;
    let cells = pass.layout.visible_rows().map(|row| {
        let cell = pass.source.cell(row, column);
        let before =
            f32::from(cell.indent) * 16.0 + if cell.mark.is_some() { 16.0 } else { 0.0 } + if cell.strip.is_some() { 10.0 } else { 0.0 };
        wide(cell.text) + before + if cell.badge.is_empty() { 0.0 } else { wide(cell.badge) + 6.0 }
    });
    cells.fold(title, f32::max) + 2.0 * paint::PAD
}
