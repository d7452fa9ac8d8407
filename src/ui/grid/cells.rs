//! Which cells are drawn, on which ground, and what they tell on hover and to readers of the screen.

use egui::{Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::state::{At, GridState};
use super::{Pass, paint};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::view::grid::{GridCell, RowKind};

/// The cell beneath the pointer as it was painted.
pub(super) struct Hovered {
    rect: Rect,
    at: At,
    cell: GridCell,
    cut: bool,
}

/// Paints all cells that are seen. Returns the one beneath the pointer.
pub(super) fn draw(ui: &Ui, pass: &Pass<'_>, body: &Response, state: &GridState) -> Option<Hovered> {
    let layout = &pass.layout;
    let accessible = ui.ctx().accesskit_node_builder(body.id, |node| node.set_role(Role::Grid)).is_some();
    let under = body.hover_pos().filter(|_| body.hovered()).and_then(|point| layout.hit(point));
    let painter = ui.painter().with_clip_rect(layout.view.intersect(ui.clip_rect()));
    painter.rect_filled(layout.view, 0.0, colour(pass.palette.panel));
    let rows = painter.with_clip_rect(layout.body().intersect(ui.clip_rect()));
    let mut hovered = None;
    for row in layout.visible_rows() {
        let line = Rect::from_min_size(pos2(layout.view.left(), layout.top(row)), vec2(layout.view.width(), layout.row));
        let kind = pass.source.row_kind(row);
        paint::row(&rows, pass.palette, line, kind, under.is_some_and(|at| at.row == row));
        if pass.whole_rows && state.cursor.is_some_and(|at| at.row == row) {
            rows.rect_filled(line, 0.0, colour(pass.palette.selection));
        }
        let title = if accessible { pass.source.row_title(row) } else { String::new() };
        for column in (0..layout.frozen).chain(layout.visible_columns()) {
            let at = At { row, column };
            let (cell, cut) = draw_cell(ui, pass, state, at, kind);
            if accessible {
                name_cell(ui, pass, at, &title, &cell);
            }
            if under == Some(at) {
                hovered = Some(Hovered { rect: layout.cell(at).intersect(layout.clip(column)), at, cell, cut });
            }
        }
        paint::row_lines(&rows, pass.palette, line, kind);
    }
    if layout.frozen > 0 && layout.offset.x > 0.0 {
        painter.vline(layout.moving().left() - 0.5, layout.view.y_range(), theme::hairline(pass.palette));
    }
    draw_cursor(ui, pass, state);
    hovered
}

fn draw_cell(ui: &Ui, pass: &Pass<'_>, state: &GridState, at: At, kind: RowKind) -> (GridCell, bool) {
    let layout = &pass.layout;
    let rect = layout.cell(at);
    let painter = ui.painter().with_clip_rect(layout.clip(at.column).intersect(rect).intersect(ui.clip_rect()));
    let cell = pass.source.cell(at.row, at.column);
    let range = state.range().filter(|range| range.cells() > 1 && range.contains(at));
    if range.is_some() && state.cursor != Some(at) {
        painter.rect_filled(rect, 0.0, colour(pass.palette.selection));
    } else if let Some(share) = cell.heat {
        painter.rect_filled(rect, 0.0, colour(paint::heat(pass.palette, share)));
    } else if let Some(tint) = cell.tint {
        painter.rect_filled(rect, 0.0, colour(paint::tint(pass.palette, tint)));
    }
    let cut = paint::cell(&painter, pass.palette, rect, &cell, &pass.source.columns()[at.column], kind, at.column == 0);
    (cell, cut)
}

fn draw_cursor(ui: &Ui, pass: &Pass<'_>, state: &GridState) {
    let (Some(at), None) = (state.cursor, &state.draft) else { return };
    let layout = &pass.layout;
    let painter = ui.painter().with_clip_rect(layout.clip(at.column).intersect(ui.clip_rect()));
    let rect = layout.cell(at);
    if !painter.clip_rect().intersects(rect) || pass.whole_rows && !pass.focused {
        return;
    }
    paint::cursor(&painter, pass.palette, rect, pass.focused);
    let choices = pass.focused && pass.source.cell(at.row, at.column).editable && !pass.source.choices(at.row, at.column).is_empty();
    if choices {
        let square = Rect::from_center_size(pos2(rect.right() - 10.0, rect.center().y), Vec2::splat(12.0));
        painter.rect_filled(square.expand(2.0), 0.0, colour(pass.palette.panel));
        icons::paint(&painter, square, Icon::ChevronDown, colour(pass.palette.secondary));
    }
}

/// Lets a cell be found by readers of the screen: the first by its text, any other by row and column, with its text as value.
fn name_cell(ui: &Ui, pass: &Pass<'_>, at: At, title: &str, cell: &GridCell) {
    let rect = pass.layout.cell(at).intersect(pass.layout.clip(at.column));
    if !rect.is_positive() {
        return;
    }
    let response = ui.interact(rect, pass.id.with(("cell", at.row, at.column)), Sense::hover());
    let label = if at.column == 0 { cell.text.clone() } else { format!("{title} · {}", pass.source.columns()[at.column].title) };
    response.widget_info(|| WidgetInfo { current_text_value: Some(cell.text.clone()), ..WidgetInfo::labeled(Role::Cell, true, &label) });
    // What is drawn small beside the text is no part of it, but must not be for eyes only.
    let said = cell.error.as_deref().or(Some(cell.badge.as_str())).filter(|said| !said.is_empty());
    if let Some(said) = said {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(said));
    }
}

/// What a cell says on hover: its error, its whole text where it is cut, its explanation.
pub(super) fn explain(ui: &Ui, pass: &Pass<'_>, hovered: &Hovered) {
    let cell = &hovered.cell;
    if cell.error.is_none() && !hovered.cut && cell.hint.is_empty() {
        return;
    }
    let response = ui.interact(hovered.rect, pass.id.with(("explain", hovered.at)), Sense::hover());
    response.on_hover_ui_at_pointer(|ui| {
        if hovered.cut {
            ui.label(&cell.text);
        }
        if let Some(error) = &cell.error {
            ui.colored_label(colour(pass.palette.off_track), error);
        }
        if !cell.hint.is_empty() {
            ui.label(&cell.hint);
        }
    });
}
