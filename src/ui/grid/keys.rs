//! What keys, typed texts and the clipboard do: the keyboard of a spreadsheet.
//!
//! Takes the events of a frame one after the other and hands on those that are for the editor. Nothing here draws.

use egui::{Event, ImeEvent, Key, Modifiers};

use super::GridEvent;
use super::clipboard::{self, Paste};
use super::state::{At, CellRange, GridState};
use crate::view::grid::{CellWrite, GridSource, RowKind};
use crate::view::number;

/// The keyboard of a table in one frame.
pub(super) struct Keys<'a> {
    pub source: &'a dyn GridSource,
    pub state: &'a mut GridState,
    pub events: &'a mut Vec<GridEvent>,
    /// Text for the clipboard.
    pub copied: Option<String>,
    /// True where the table gives the keyboard away.
    pub leave: bool,
}

/// A direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Left,
    Right,
}

impl Way {
    fn of(key: Key) -> Option<Self> {
        match key {
            Key::ArrowUp => Some(Self::Up),
            Key::ArrowDown => Some(Self::Down),
            Key::ArrowLeft => Some(Self::Left),
            Key::ArrowRight => Some(Self::Right),
            _ => None,
        }
    }
}

impl Keys<'_> {
    /// Acts on the events and returns those that are left for the editor and for the rest of the window.
    pub fn run(&mut self, incoming: Vec<Event>) -> Vec<Event> {
        let mut rest = Vec::with_capacity(incoming.len());
        let mut typing = false;
        let mut incoming = incoming.into_iter();
        while let Some(event) = incoming.next() {
            if self.state.draft.is_none() {
                rest.extend(self.navigate(event));
                continue;
            }
            if let Event::Ime(ime) = &event {
                self.state.composing = matches!(ime, ImeEvent::Preedit { text, .. } if !text.is_empty());
            }
            if self.state.composing && leaves(&event) {
                // The key belongs to the input method; the text field would give up the keyboard.
                continue;
            }
            if self.ends_editing(&event) {
                if typing {
                    // What was typed before this key has to reach the text first: the rest waits for the next frame.
                    self.state.deferred.push(event);
                    self.state.deferred.extend(incoming.by_ref().filter(is_keyboard));
                    break;
                }
                self.edit_key(&event);
                continue;
            }
            typing |= matches!(event, Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Cut | Event::Key { pressed: true, .. });
            rest.push(event);
        }
        rest.extend(incoming);
        rest
    }

    /// True for keys that the editor of a cell does not get.
    fn ends_editing(&self, event: &Event) -> bool {
        let Event::Key { key, pressed: true, .. } = event else { return false };
        let Some(draft) = &self.state.draft else { return false };
        match key {
            Key::Enter | Key::Tab | Key::Escape => true,
            _ if self.state.composing => false,
            Key::ArrowUp | Key::ArrowDown => draft.quick || !draft.choices.is_empty(),
            Key::ArrowLeft | Key::ArrowRight => draft.quick,
            _ => false,
        }
    }

    fn edit_key(&mut self, event: &Event) {
        let Event::Key { key, modifiers, .. } = event else { return };
        if let (Some(draft), Key::ArrowUp | Key::ArrowDown) = (&mut self.state.draft, key)
            && !draft.choices.is_empty()
        {
            let last = draft.offered(&self.state.text).len().saturating_sub(1);
            draft.chosen = if *key == Key::ArrowDown { (draft.chosen + 1).min(last) } else { draft.chosen.saturating_sub(1).min(last) };
            return;
        }
        if *key == Key::Escape {
            self.state.draft = None;
            self.state.text.clear();
            return;
        }
        self.commit(None);
        match key {
            Key::Enter => self.enter(modifiers.shift),
            Key::Tab => self.tab(modifiers.shift),
            _ => {
                if let Some(way) = Way::of(*key) {
                    self.step(way, false);
                }
            }
        }
    }

    /// Ends the editing and writes its text, or the choice picked.
    pub fn commit(&mut self, picked: Option<String>) {
        let Some(draft) = self.state.draft.take() else { return };
        let text = std::mem::take(&mut self.state.text);
        self.state.composing = false;
        let emptied = draft.typed && text.trim().is_empty();
        let text = match picked {
            Some(choice) => choice,
            None if draft.choices.is_empty() || emptied => text,
            None => draft.offered(&text).get(draft.chosen).map_or(text.clone(), |choice| (*choice).to_owned()),
        };
        let At { row, column } = draft.at;
        if text != self.source.edit_text(row, column) {
            self.events.push(GridEvent::Write(vec![CellWrite { row, column, text }]));
        }
    }

    fn navigate(&mut self, event: Event) -> Option<Event> {
        match event {
            Event::Key { key, pressed: true, modifiers, .. } => (!self.key(key, modifiers)).then_some(event),
            Event::Text(text) => {
                self.text(&text);
                None
            }
            Event::Ime(ImeEvent::Preedit { ref text, .. } | ImeEvent::Commit(ref text)) if !text.is_empty() => {
                self.state.composing = matches!(event, Event::Ime(ImeEvent::Preedit { .. }));
                self.begin(Some("")).then_some(event)
            }
            Event::Ime(_) => None,
            Event::Copy => {
                self.copy(false);
                None
            }
            Event::Cut => {
                self.copy(false);
                self.clear();
                None
            }
            Event::Paste(text) => {
                self.paste(&text);
                None
            }
            other => Some(other),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(at) = self.state.cursor else { return };
        if text == " " && matches!(self.source.row_kind(at.row), RowKind::Group { .. }) {
            self.events.push(GridEvent::Toggle { row: at.row });
        } else if !text.chars().all(char::is_control) {
            self.begin(Some(text));
        }
    }

    /// Opens the editor, or says that the cell is locked.
    pub fn begin(&mut self, text: Option<&str>) -> bool {
        let begun = self.state.edit(self.source, text);
        if let (false, Some(at)) = (begun, self.state.cursor) {
            self.events.push(GridEvent::Locked { row: at.row, column: at.column });
        }
        begun
    }

    /// What a key does while nothing is being typed. False where it is none of the table's.
    fn key(&mut self, key: Key, modifiers: Modifiers) -> bool {
        let (rows, columns) = (self.source.row_count(), self.source.columns().len());
        if rows == 0 || columns == 0 {
            return false;
        }
        let Some(cursor) = self.state.cursor else {
            let first = Way::of(key).is_some() || matches!(key, Key::Home | Key::Enter | Key::Space);
            if first {
                self.state.put(At::default(), false);
            }
            return first;
        };
        let (shift, command) = (modifiers.shift, modifiers.command);
        if !matches!(key, Key::Tab | Key::Enter) {
            self.state.tab_from = None;
        }
        match key {
            Key::ArrowDown if modifiers.alt => _ = self.begin(None),
            _ if modifiers.alt => return false,
            Key::ArrowLeft | Key::ArrowRight if !shift && self.fold(cursor, key == Key::ArrowLeft) => {}
            Key::Home => self.to(At { row: if command { 0 } else { self.from(shift).row }, column: 0 }, shift),
            Key::End => self.to(At { row: if command { rows - 1 } else { self.from(shift).row }, column: columns - 1 }, shift),
            Key::PageUp | Key::PageDown if !command => {
                let (from, by) = (self.from(shift), self.state.page.max(1));
                let row = if key == Key::PageUp { from.row.saturating_sub(by) } else { (from.row + by).min(rows - 1) };
                self.to(At { row, ..from }, shift);
            }
            Key::A if command => {
                self.state.cursor = Some(At::default());
                self.state.head = At { row: rows - 1, column: columns - 1 };
            }
            Key::D if command => self.fill(true),
            Key::R if command => self.fill(false),
            Key::Space if command => self.whole(CellRange { top: 0, bottom: rows - 1, left: cursor.column, right: self.state.head.column }),
            Key::Space if shift => self.whole(CellRange { top: cursor.row, bottom: self.state.head.row, left: 0, right: columns - 1 }),
            Key::Enter if !command => self.enter_key(shift),
            Key::Tab if !command => self.tab(shift),
            Key::F2 => _ = self.begin(None),
            Key::Backspace => _ = self.begin(Some("")),
            Key::Delete => self.clear(),
            Key::Escape if self.state.head != cursor => self.state.head = cursor,
            Key::Escape => self.leave = true,
            _ => match Way::of(key) {
                Some(way) if command => self.to(self.jump(self.from(shift), way), shift),
                Some(way) => self.step(way, shift),
                None => return false,
            },
        }
        true
    }

    /// Where a move starts: at the far end of the range while it is being extended, otherwise at the cursor.
    fn from(&self, extend: bool) -> At {
        if extend { self.state.head } else { self.state.cursor.unwrap_or_default() }
    }

    fn to(&mut self, at: At, extend: bool) {
        self.state.put(at, extend);
    }

    fn whole(&mut self, range: CellRange) {
        self.state.cursor = Some(At { row: range.top, column: range.left });
        self.state.head = At { row: range.bottom, column: range.right };
    }

    /// Left folds a group's row, right unfolds it.
    fn fold(&mut self, cursor: At, left: bool) -> bool {
        let fits = cursor.column == 0 && matches!(self.source.row_kind(cursor.row), RowKind::Group { open } if open == left);
        if fits {
            self.events.push(GridEvent::Toggle { row: cursor.row });
        }
        fits
    }

    fn step(&mut self, way: Way, extend: bool) {
        let (rows, columns) = (self.source.row_count(), self.source.columns().len());
        let At { row, column } = self.from(extend);
        let at = match way {
            Way::Up => At { row: row.saturating_sub(1), column },
            Way::Down => At { row: (row + 1).min(rows - 1), column },
            Way::Left => At { row, column: column.saturating_sub(1) },
            Way::Right => At { row, column: (column + 1).min(columns - 1) },
        };
        self.to(at, extend);
    }

    /// Where Ctrl and an arrow lead: to the end of a run of filled cells, over a gap to the next filled one, or to the edge.
    fn jump(&self, from: At, way: Way) -> At {
        let last = At { row: self.source.row_count() - 1, column: self.source.columns().len() - 1 };
        let next = |at: At| match way {
            Way::Up => at.row.checked_sub(1).map(|row| At { row, ..at }),
            Way::Down => (at.row < last.row).then(|| At { row: at.row + 1, ..at }),
            Way::Left => at.column.checked_sub(1).map(|column| At { column, ..at }),
            Way::Right => (at.column < last.column).then(|| At { column: at.column + 1, ..at }),
        };
        let filled = |at: At| {
            let text = self.source.cell(at.row, at.column).text;
            !text.is_empty() && text != number::MISSING
        };
        let Some(mut at) = next(from) else { return from };
        let in_run = filled(from) && filled(at);
        while let Some(beyond) = next(at) {
            let stop = if in_run { !filled(beyond) } else { filled(at) };
            if stop {
                break;
            }
            at = beyond;
        }
        at
    }

    /// Enter on a row without anything to edit opens it or folds it; otherwise it goes down.
    fn enter_key(&mut self, back: bool) {
        let row = self.state.cursor.map_or(0, |at| at.row);
        let editable = (0..self.source.columns().len()).any(|column| self.source.cell(row, column).editable);
        match self.source.row_kind(row) {
            _ if editable => self.enter(back),
            RowKind::Group { .. } => self.events.push(GridEvent::Toggle { row }),
            RowKind::New => self.events.push(GridEvent::AddRow),
            RowKind::Normal | RowKind::Total => self.events.push(GridEvent::Open { row }),
        }
    }

    /// Down, and back to the column where a run of Tabs began.
    fn enter(&mut self, back: bool) {
        if let (Some(column), Some(cursor)) = (self.state.tab_from.take(), &mut self.state.cursor) {
            cursor.column = column;
        }
        self.step(if back { Way::Up } else { Way::Down }, false);
    }

    /// To the right, and from the end of a row to the next one.
    fn tab(&mut self, back: bool) {
        let (rows, columns) = (self.source.row_count(), self.source.columns().len());
        let Some(At { row, column }) = self.state.cursor else { return };
        self.state.tab_from.get_or_insert(column);
        let at = match back {
            false if column + 1 < columns => At { row, column: column + 1 },
            false if row + 1 < rows => At { row: row + 1, column: 0 },
            true if column > 0 => At { row, column: column - 1 },
            true if row > 0 => At { row: row - 1, column: columns - 1 },
            _ => At { row, column },
        };
        if at.row != row {
            self.state.tab_from = None;
        }
        self.to(at, false);
    }

    /// Puts the selection on the clipboard.
    pub fn copy(&mut self, headings: bool) {
        if let Some(range) = self.state.range() {
            self.copied = Some(clipboard::copy(self.source, range, headings));
        }
    }

    /// Writes a text from the clipboard over the selection.
    pub fn paste(&mut self, text: &str) {
        let block = clipboard::parse(text);
        if let Some(range) = self.state.range()
            && !block.is_empty()
        {
            let paste = clipboard::paste(self.source, range, &block);
            self.state.cursor = Some(At { row: paste.range.top, column: paste.range.left });
            self.state.head = At { row: paste.range.bottom, column: paste.range.right };
            self.write(paste);
        }
    }

    /// Empties the selection.
    pub fn clear(&mut self) {
        if let Some(range) = self.state.range() {
            self.write(clipboard::clear(self.source, range));
        }
    }

    /// Fills the selection downwards or to the right.
    pub fn fill(&mut self, down: bool) {
        if let Some(range) = self.state.range() {
            self.write(clipboard::fill(self.source, range, down));
        }
    }

    fn write(&mut self, paste: Paste) {
        if let Some(at) = paste.locked {
            self.events.push(GridEvent::Locked { row: at.row, column: at.column });
        }
        if !paste.writes.is_empty() {
            self.events.push(GridEvent::Write(paste.writes));
        }
    }
}

fn leaves(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter | Key::Tab | Key::Escape, pressed: true, .. })
}

fn is_keyboard(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Key { .. })
}
