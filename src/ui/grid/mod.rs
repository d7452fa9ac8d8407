//! The one table widget of the program: draws any [`GridSource`] and behaves as a spreadsheet user expects.
//!
//! It knows nothing of plans and changes nothing: what is typed, pasted, filled or clicked comes back as [`GridEvent`]s.
//! Only the cells that are seen are asked for, so the size of a table does not matter.

mod cells;
mod clipboard;
mod edit;
mod header;
mod keys;
mod layout;
mod paint;
mod pointer;
mod state;

use egui::{Button, Context, Id, IdSalt, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, Vec2, ViewportCommand, vec2};

use self::keys::Keys;
use self::layout::Layout;
pub use self::paint::tint as region_ground;
pub use self::state::{At, CellRange, GridState, Summary};
use crate::ui::theme;
use crate::view::Words;
use crate::view::grid::{CellWrite, GridSource};
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
        let mut grabbed = pointer::pointer(ui, &pass, &body, state, &mut events);
        let hovered = cells::draw(ui, &pass, &body, state);
        header::headings(ui, &pass, state, &mut events);
        if let Some(hovered) = &hovered {
            cells::explain(ui, &pass, hovered);
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
        let formatted = (chosen == 1).then(|| state.range()).flatten().map(|range| clipboard::formatted(pass.source, range));
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
        match (keys.copied, formatted) {
            (Some(text), Some(table)) => body.ctx.data_mut(|data| {
                data.insert_temp(Id::unique(FORMATTED), (table, text));
            }),
            (Some(text), None) => body.ctx.copy_text(text),
            (None, _) => {}
        }
        true
    }
}

/// Where a formatted table waits for who puts it on the clipboard: egui itself takes only texts and pictures there.
const FORMATTED: &str = "formatted-table";

/// The table that was copied with its headings in this frame: formatted, and as text.
pub fn take_formatted(ctx: &Context) -> Option<(String, String)> {
    ctx.data_mut(|data| data.remove_temp(Id::unique(FORMATTED)))
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
