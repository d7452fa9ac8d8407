//! What was imported, and when: the import log of the workspace as a table.

use egui::{Margin, RichText, Ui};

use crate::ui::actions::Action;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridState};
use crate::ui::icons::Icon;
use crate::ui::pages::summary_text;
use crate::ui::{fonts, theme, widgets};
use crate::view::import::log::{LogEntry, LogTable};
use crate::view::memo::Memo;
use crate::view::palette::size;

/// What the page remembers.
#[derive(Default)]
pub struct ImportLogState {
    entries: Vec<LogEntry>,
    version: u64,
    grid: GridState,
    table: Memo<(Stamp, u64), LogTable>,
}

impl ImportLogState {
    /// Takes in what was read from disk.
    pub fn take(&mut self, entries: Vec<LogEntry>) {
        self.entries = entries;
        self.version += 1;
    }
}

/// Draws the page. Returns the wording of the selection for the status line.
pub fn import_log_ui(ui: &mut Ui, view: &View<'_>, state: &mut ImportLogState, out: &mut Vec<Command>) -> String {
    let words = view.words;
    let frame = widgets::card_frame(ui).inner_margin(Margin { left: 1, right: 1, top: 8, bottom: 1 });
    let shown = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(theme::AROUND);
            ui.label(RichText::new(words.text("page-import-log")).font(fonts::bold(size::SECTION)));
            if widgets::icon_text_button(ui, Icon::Refresh, words.text("import-log-refresh")).clicked() {
                out.push(Command::Action(Action::ImportLog));
            }
        });
        if state.entries.is_empty() {
            ui.set_min_size(ui.available_size());
            let action = words.text("import-empty-action");
            if widgets::empty_state(ui, words.text("import-log-nothing"), words.text("import-log-nothing-text"), Some(action)) {
                out.push(Command::Action(Action::Import));
            }
            return String::new();
        }
        ui.add_space(theme::STEP);
        let table = state.table.get((view.stamp(), state.version), || LogTable::new(state.entries.clone(), words));
        Grid::new("import-log", table, words).compact(view.settings.compact_rows).whole_rows(true).fill(true).show(ui, &mut state.grid);
        summary_text(words, &state.grid, table)
    });
    shown.inner
}
