//! The one table widget of the program: draws any [`GridSource`] and behaves as a spreadsheet user expects.
//!
//! It knows nothing of plans and changes nothing: what is typed, pasted, filled or clicked comes back as [`GridEvent`]s.
//! Only the cells that are seen are asked for, so the size of a table does not matter.

mod clipboard;
mod edit;
mod keys;
mod layout;
mod paint;
mod state;

use egui::{
    Button, Context, CursorIcon, Id, IdSalt, PointerButton, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, ViewportCommand,
    WidgetInfo, pos2, vec2,
};

use self::keys::Keys;
use self::layout::Layout;
pub use self::state::{At, CellRange, GridState, Summary};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::view::Words;
use crate::view::grid::{CellWrite, GridCell, GridSource, RowKind};
use crate::view::palette::{Palette, size};

/// What the user did in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridEvent {
    /// Typed, pasted, filled or emptied cells; one change of the document, one step to undo. Rows past the end are new records.
    Write(Vec<CellWrite>),
    /// Wants to see what a row stands for.
    Open {
        /// Row.
        row: usize,
    },
    /// Folds or unfolds a group.
    Toggle {
        /// Row.
        row: usize,
    },
    /// Clicked a heading that sorts.
    Sort {
        /// Column.
        column: usize,
    },
    /// Moved the cursor.
    Selected {
        /// Row.
        row: usize,
        /// Column.
        column: usize,
    },
    /// Tried to change a cell that cannot be edited.
    Locked {
        /// Row.
        row: usize,
        /// Column.
        column: usize,
    },
    /// Wants a new record.
    AddRow,
}

type ExtraMenu<'a> = Box<dyn FnMut(&mut Ui, At) + 'a>;

/// A table, ready to be shown.
pub struct Grid<'a> {
    id_salt: IdSalt,
    source: &'a dyn GridSource,
    words: &'a Words,
    compact: bool,
    whole_rows: bool,
    max_height: f32,
    fill: bool,
    menu: Option<ExtraMenu<'a>>,
}

/// What a frame of a table works with.
struct Pass<'a> {
    source: &'a dyn GridSource,
    words: &'a Words,
    layout: Layout,
    id: Id,
    focused: bool,
    palette: &'static Palette,
    whole_rows: bool,
}

/// The cell beneath the pointer as it was painted.
struct Hovered {
    rect: Rect,
    at: At,
    cell: GridCell,
    cut: bool,
}

/// True where the keyboard belongs to a table in which nothing is being typed. Shortcuts of the window (undo, save) hold then,
/// though egui reports a focused text field.
pub fn navigating(ctx: &Context) -> bool {
    let holder: Option<Id> = ctx.data(|data| data.get_temp(Id::unique("grid-navigating"))).flatten();
    holder.is_some() && holder == ctx.memory(|memory| memory.focused())
}

impl<'a> Grid<'a> {
    /// A table of a source. The salt tells apart tables of one page.
    pub fn new(id_salt: impl egui::AsIdSalt, source: &'a dyn GridSource, words: &'a Words) -> Self {
        let id_salt = IdSalt::new(id_salt);
        Self { id_salt, source, words, compact: false, whole_rows: false, max_height: f32::INFINITY, fill: false, menu: None }
    }

    /// Rows of 22 instead of 26 points.
    #[must_use]
    pub fn compact(mut self, compact: bool) -> Self {
        self.compact = compact;
        self
    }

    /// Tints the whole row of the cursor: for tables whose rows are chosen rather than edited.
    #[must_use]
    pub fn whole_rows(mut self, whole_rows: bool) -> Self {
        self.whole_rows = whole_rows;
        self
    }

    /// Never higher than this; the table scrolls inside.
    #[must_use]
    pub fn max_height(mut self, height: f32) -> Self {
        self.max_height = height;
        self
    }

    /// Takes all the height there is, even if the rows need less.
    #[must_use]
    pub fn fill(mut self, fill: bool) -> Self {
        self.fill = fill;
        self
    }

    /// More entries at the end of the context menu, for the cell that was clicked.
    #[must_use]
    pub fn menu(mut self, menu: impl FnMut(&mut Ui, At) + 'a) -> Self {
        self.menu = Some(Box::new(menu));
        self
    }

    /// Shows the table and returns what the user did.
    pub fn show(mut self, ui: &mut Ui, state: &mut GridState) -> Vec<GridEvent> {
        let mut events = Vec::new();
        let id = ui.make_persistent_id(self.id_salt);
        state.clamp(self.source.row_count(), self.source.columns().len());
        let before = state.cursor;
        let editor = id.with("editor");
        let focused = ui.memory(|memory| memory.has_focus(editor));
        if focused {
            run_keys(ui, editor, self.source, state, &mut events);
        }
        let layout = self.place(ui, id, state);
        let palette = theme::palette(ui);
        let pass = Pass { source: self.source, words: self.words, layout, id, focused, palette, whole_rows: self.whole_rows };
        // While nothing is typed the field lies beneath the cells, so that the pointer meets the cells; otherwise above them.
        let editing = state.draft.is_some();
        if !editing {
            show_editor(ui, &pass, state, &mut events);
        }
        let body = ui.interact(pass.layout.body(), id.with("body"), Sense::CLICK | Sense::DRAG);
        let mut grabbed = pointer(ui, &pass, &body, state, &mut events);
        let hovered = draw(ui, &pass, &body, state);
        headings(ui, &pass, state, &mut events);
        if let Some(hovered) = &hovered {
            explain(ui, &pass, hovered);
        }
        grabbed |= self.context_menu(&pass, &body, state, &mut events);
        if editing {
            grabbed |= show_editor(ui, &pass, state, &mut events);
        }
        keep_focus(ui, editor, state, grabbed);
        if state.cursor != before
            && let Some(at) = state.cursor
        {
            events.push(GridEvent::Selected { row: at.row, column: at.column });
        }
        events
    }

    /// Takes room, scrolls, and lays everything out.
    fn place(&self, ui: &mut Ui, id: Id, state: &mut GridState) -> Layout {
        let (rows, columns) = (self.source.row_count(), self.source.columns());
        let style = ui.spacing().scroll;
        let bar = if style.floating { 0.0 } else { style.bar_width + style.bar_inner_margin + style.bar_outer_margin };
        let room = ui.available_rect_before_wrap();
        let lay_out = |view: Rect| Layout::new(view, columns, &state.widths, self.source.frozen(), rows, self.compact);
        let wanted = lay_out(room).content();
        let most = room.height().min(self.max_height).max(3.0 * size::ROW);
        let overflows = wanted.y > most;
        let mut view = if overflows { room.with_max_x(room.right() - bar) } else { room };
        let wide = lay_out(view).content().x > view.width() + 0.5;
        let needed = wanted.y + if wide { bar } else { 0.0 };
        let outer =
            Rect::from_min_size(room.min, vec2(room.width(), if self.fill && room.height().is_finite() { most } else { needed.min(most) }));
        view.max.y = outer.bottom() - if wide { bar } else { 0.0 };
        let mut layout = lay_out(view);
        layout.offset = state.offset;
        let target = (std::mem::take(&mut state.reveal) && rows > 0 && !columns.is_empty()).then(|| layout.revealing(state.head));
        ui.advance_cursor_after_rect(outer);
        let mut child = ui.new_child(UiBuilder::new().max_rect(outer).id_salt(self.id_salt));
        child.shrink_clip_rect(outer);
        let bars = outer.with_min_x((outer.left() + layout.frozen_width()).min(outer.right())).with_min_y(view.top() + layout.header);
        let mut scroll = ScrollArea::both().id_salt(id).auto_shrink(false).animated(false).scroll_bar_rect(bars);
        if let Some(target) = target.filter(|target| *target != state.offset) {
            scroll = scroll.scroll_offset(target);
        }
        let content = layout.content();
        let scrolled = scroll.show_viewport(&mut child, |ui, viewport| {
            ui.set_min_size(content);
            viewport.min.to_vec2()
        });
        let offset = scrolled.inner.max(Vec2::ZERO).round();
        let mut layout = lay_out(scrolled.inner_rect);
        layout.offset = offset;
        state.offset = offset;
        state.page = ((layout.body().height() / layout.row) as usize).saturating_sub(1).max(1);
        layout
    }

    /// The menu on the right button. Returns true where an entry was used.
    fn context_menu(&mut self, pass: &Pass<'_>, body: &Response, state: &mut GridState, events: &mut Vec<GridEvent>) -> bool {
        let Some(at) = state.cursor else { return false };
        let at = state.menu_at.unwrap_or(at);
        let mut chosen = None;
        let extra = &mut self.menu;
        body.context_menu(|ui| {
            for (place, (key, shortcut)) in MENU.iter().enumerate() {
                if MENU_GAPS.contains(&place) {
                    ui.separator();
                }
                if ui.add(Button::new(pass.words.text(key)).shortcut_text(*shortcut)).clicked() {
                    chosen = Some(place);
                }
            }
            if let Some(extra) = extra {
                ui.separator();
                extra(ui, at);
            }
        });
        let Some(chosen) = chosen else { return false };
        let mut keys = Keys { source: pass.source, state, events, copied: None, leave: false };
        match chosen {
            0 => keys.copy(false),
            1 => keys.copy(true),
            2 => {
                keys.copy(false);
                keys.clear();
            }
            3 => body.ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            4 => keys.clear(),
            5 => keys.fill(true),
            _ => keys.fill(false),
        }
        if let Some(text) = keys.copied {
            body.ctx.copy_text(text);
        }
        true
    }
}

/// Entries of the context menu and their keys, in order; the places where a line goes before them.
const MENU: [(&str, &str); 7] = [
    ("grid-copy", "Ctrl+C"),
    ("grid-copy-with-headings", ""),
    ("grid-cut", "Ctrl+X"),
    ("grid-paste", "Ctrl+V"),
    ("grid-clear", "Del"),
    ("grid-fill-down", "Ctrl+D"),
    ("grid-fill-right", "Ctrl+R"),
];
const MENU_GAPS: [usize; 2] = [4, 5];

/// Acts on the keyboard, before egui's own text field sees it.
fn run_keys(ui: &Ui, editor: Id, source: &dyn GridSource, state: &mut GridState, events: &mut Vec<GridEvent>) {
    let mut incoming = std::mem::take(&mut state.deferred);
    incoming.extend(ui.input_mut(|input| std::mem::take(&mut input.events)));
    let mut keys = Keys { source, state, events, copied: None, leave: false };
    let rest = keys.run(incoming);
    let (copied, leave) = (keys.copied.take(), keys.leave);
    ui.input_mut(|input| input.events = rest);
    if let Some(text) = copied {
        ui.copy_text(text);
    }
    if leave {
        ui.memory_mut(|memory| memory.surrender_focus(editor));
    }
    if !state.deferred.is_empty() {
        ui.request_repaint();
    }
}

/// Shows the field and ends the editing where the keyboard went elsewhere. Returns true where a choice was clicked.
fn show_editor(ui: &mut Ui, pass: &Pass<'_>, state: &mut GridState, events: &mut Vec<GridEvent>) -> bool {
    let id = pass.id.with("editor");
    let outcome = edit::show(ui, id, &pass.layout, pass.source.columns(), state, pass.words.text("grid-editor"));
    let clicked = outcome.picked.is_some();
    if clicked || (outcome.lost && !ui.memory(|memory| memory.has_focus(id))) {
        Keys { source: pass.source, state, events, copied: None, leave: false }.commit(outcome.picked);
    }
    clicked
}

/// Gives the keyboard to the table where it was clicked, and says whether shortcuts of the window hold.
fn keep_focus(ui: &Ui, editor: Id, state: &mut GridState, grabbed: bool) {
    if std::mem::take(&mut state.take_focus) || grabbed {
        ui.memory_mut(|memory| memory.request_focus(editor));
        ui.request_repaint();
        if state.cursor.is_none() {
            state.cursor = Some(At::default());
        }
    }
    if ui.memory(|memory| memory.has_focus(editor)) {
        let free = state.draft.is_none();
        ui.data_mut(|data| data.insert_temp(Id::unique("grid-navigating"), free.then_some(editor)));
    }
}

/// Clicks and drags over the cells. Returns true where the table wants the keyboard.
fn pointer(ui: &Ui, pass: &Pass<'_>, body: &Response, state: &mut GridState, events: &mut Vec<GridEvent>) -> bool {
    let (pressed, shift) = ui.input(|input| (input.pointer.any_pressed(), input.modifiers.shift));
    let (primary, secondary) = ui.input(|input| (input.pointer.primary_pressed(), input.pointer.secondary_pressed()));
    let Some(point) = body.interact_pointer_pos().or_else(|| body.hover_pos()) else { return false };
    let hit = pass.layout.hit(point);
    if pressed && body.is_pointer_button_down_on() {
        Keys { source: pass.source, state, events, copied: None, leave: false }.commit(None);
        match hit {
            Some(at) if primary && on_chevron(pass, at, point.x) => events.push(GridEvent::Toggle { row: at.row }),
            Some(at) if primary => {
                state.put(at, shift);
                // Bringing a half-seen cell into view would move it away beneath the pointer.
                state.reveal = false;
            }
            Some(at) if secondary => {
                state.menu_at = Some(at);
                if !state.range().is_some_and(|range| range.contains(at)) {
                    state.put(at, false);
                    state.reveal = false;
                }
            }
            _ => {}
        }
        state.tab_from = None;
        return true;
    }
    if body.dragged_by(PointerButton::Primary)
        && state.cursor.is_some()
        && let Some(at) = pass.layout.nearest(point)
    {
        if at != state.head {
            state.put(at, true);
        }
        return true;
    }
    if body.double_clicked()
        && let Some(at) = hit
    {
        let editable = pass.source.cell(at.row, at.column).editable;
        state.put(at, false);
        match pass.source.row_kind(at.row) {
            _ if editable => _ = state.edit(pass.source, None),
            RowKind::Group { .. } | RowKind::Normal | RowKind::Total => events.push(GridEvent::Open { row: at.row }),
            RowKind::New => events.push(GridEvent::AddRow),
        }
    }
    body.clicked() || body.drag_stopped()
}

fn on_chevron(pass: &Pass<'_>, at: At, x: f32) -> bool {
    let group = at.column == 0 && matches!(pass.source.row_kind(at.row), RowKind::Group { .. });
    group && x < pass.layout.left(0) + paint::PAD + paint::CHEVRON + f32::from(pass.source.cell(at.row, 0).indent) * 16.0
}

/// Paints all cells that are seen. Returns the one beneath the pointer.
fn draw(ui: &Ui, pass: &Pass<'_>, body: &Response, state: &GridState) -> Option<Hovered> {
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
}

/// Headings: sorting by click, width by dragging their edges.
fn headings(ui: &Ui, pass: &Pass<'_>, state: &mut GridState, events: &mut Vec<GridEvent>) {
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

/// What a cell says on hover: its error, its whole text where it is cut, its explanation.
fn explain(ui: &Ui, pass: &Pass<'_>, hovered: &Hovered) {
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
