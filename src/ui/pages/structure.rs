//! The plan's structure and registers: every list of the plan as a table that can be typed into.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::domain::Document;
use crate::ui::actions::Action;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::icons::Icon;
use crate::ui::pages::timeline::TimelineView;
use crate::ui::pages::{Refusals, Refused, summary_text};
use crate::ui::theme;
use crate::ui::{fonts, widgets};
use crate::view::chart::ChartSpec;
use crate::view::chart::spec::Body;
use crate::view::inspection::Subject;
use crate::view::memo::Memo;
use crate::view::palette::size;
use crate::view::register::{RecordTable, Register};

/// What the page remembers between frames.
#[derive(Default)]
pub struct StructureState {
    /// The list shown.
    pub register: Register,
    /// Selection and scroll of each list.
    pub grids: std::collections::BTreeMap<Register, GridState>,
    /// Cells that were refused, until the next write.
    pub refusals: Refusals,
    timeline: TimelineView,
    table: Memo<(Stamp, Register), RecordTable>,
}

impl StructureState {
    /// The timeline of projects as last drawn, where it is shown.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        let shown = self.timeline.shown_chart().filter(|_| self.register == Register::Projects);
        shown.filter(|spec| matches!(spec.body, Body::Timeline(_)))
    }
}

/// Height that the table of projects keeps beneath its timeline.
const LEAST_TABLE: f32 = 200.0;

/// Draws the page. Returns the wording of the selection for the status line.
pub fn structure_ui(ui: &mut Ui, view: &View<'_>, state: &mut StructureState, out: &mut Vec<Command>) -> String {
    ui.horizontal_wrapped(|ui| {
        for register in Register::ALL {
            let count = count(view.document(), register);
            let name = register.name(view.words);
            let text = if register.is_list() { format!("{name} {count}") } else { name.to_owned() };
            if widgets::chip(ui, &text, register == state.register).clicked() {
                state.register = register;
            }
        }
    });
    ui.add_space(theme::RELATED);
    let register = state.register;
    let StructureState { grids, table, timeline, refusals, .. } = state;
    let table = table.get((view.stamp(), register), || RecordTable::new(register, view.document(), view.words));
    let grid = grids.entry(register).or_default();
    if register == Register::Projects {
        let most = (ui.available_height() - LEAST_TABLE).min(ui.available_height() * 0.55);
        if !view.document().plan.projects.is_empty() && most > LEAST_TABLE {
            timeline.show(ui, view, table, grid, most, out);
        }
    }
    let frame = widgets::card_frame(ui).inner_margin(egui::Margin { left: 1, right: 1, top: 8, bottom: 1 });
    frame
        .show(ui, |ui| {
            tools_ui(ui, view, register, table, grid, out);
            ui.add_space(theme::STEP);
            if register == Register::Projects && view.document().plan.projects.is_empty() {
                return no_projects_ui(ui, view, table, out);
            }
            record_grid_ui(ui, view, ("register", register), table, grid, refusals, out)
        })
        .inner
}

/// What belongs among the projects, and the action that brings the first one.
fn no_projects_ui(ui: &mut Ui, view: &View<'_>, table: &RecordTable, out: &mut Vec<Command>) -> String {
    let words = view.words;
    ui.set_min_size(ui.available_size());
    let action = Some(words.text("projects-none-action"));
    if widgets::empty_state(ui, words.text("projects-none"), words.text("projects-none-text"), action) {
        match table.add(view.document()) {
            Ok(edit) => out.push(Command::Edit { edit, label: "step-add" }),
            Err(diagnostic) => out.push(Command::Tell(diagnostic)),
        }
    }
    String::new()
}

fn count(document: &Document, register: Register) -> usize {
    let plan = &document.plan;
    match register {
        Register::Frame => 0,
        Register::Papers => plan.info.papers.len(),
        Register::Units => plan.units.len(),
        Register::Coverages => plan.coverages.len(),
        Register::Dimensions => plan.dimensions.len(),
        Register::Members => plan.members.len(),
        Register::Clusters => plan.clusters.len(),
        Register::Parts => plan.parts.len(),
        Register::Metrics => plan.metrics.len(),
        Register::Figures => plan.figures.len(),
        Register::Projects => plan.projects.len(),
        Register::Limits => plan.limits.len(),
        Register::Tasks => plan.tasks.len(),
    }
}

fn tools_ui(ui: &mut Ui, view: &View<'_>, register: Register, table: &RecordTable, grid: &mut GridState, out: &mut Vec<Command>) {
    let words = view.words;
    ui.horizontal(|ui| {
        ui.add_space(theme::AROUND);
        ui.label(RichText::new(register.name(words)).font(fonts::bold(size::SECTION)));
        if !register.is_list() {
            return;
        }
        if widgets::icon_text_button(ui, Icon::Plus, words.text("register-add")).clicked() {
            match table.add(view.document()) {
                Ok(edit) => out.push(Command::Edit { edit, label: "step-add" }),
                Err(diagnostic) => out.push(Command::Tell(diagnostic)),
            }
        }
        let rows = chosen_rows(grid, table);
        ui.add_enabled_ui(!rows.is_empty(), |ui| {
            if widgets::icon_text_button(ui, Icon::Trash, words.text("register-remove")).clicked() {
                out.push(Command::Edit { edit: table.remove(&rows, view.document()), label: "step-remove" });
            }
            let first = rows.first().copied().unwrap_or(0);
            if widgets::icon_text_button(ui, Icon::ArrowUp, words.text("register-up")).clicked() && first > 0 {
                out.push(Command::Edit { edit: table.move_row(first, first - 1), label: "step-move" });
                grid.select(first - 1, grid.cursor().map_or(0, |at| at.column));
            }
            if widgets::icon_text_button(ui, Icon::ArrowDown, words.text("register-down")).clicked() && table.id_at(first + 1).is_some() {
                out.push(Command::Edit { edit: table.move_row(first, first + 1), label: "step-move" });
                grid.select(first + 1, grid.cursor().map_or(0, |at| at.column));
            }
        });
        if register == Register::Figures && widgets::icon_text_button(ui, Icon::Paste, &Action::FigureList.name(words)).clicked() {
            out.push(Command::Action(Action::FigureList));
        }
    });
}

/// The rows of the selection that hold a record.
fn chosen_rows(grid: &GridState, table: &RecordTable) -> Vec<usize> {
    grid.range().into_iter().flat_map(|range| range.top..=range.bottom).filter(|row| table.id_at(*row).is_some()).collect()
}

/// Draws a list of records as a table and turns what is typed into changes.
pub fn record_grid_ui(
    ui: &mut Ui,
    view: &View<'_>,
    salt: impl egui::AsIdSalt,
    table: &RecordTable,
    grid: &mut GridState,
    refusals: &mut Refusals,
    out: &mut Vec<Command>,
) -> String {
    let shown = Refused { source: table, refusals };
    let events = Grid::new(salt, &shown, view.words).compact(view.settings.compact_rows).fill(true).show(ui, grid);
    for event in events {
        match event {
            GridEvent::Write(writes) => {
                let (edit, refused) = table.write(&writes, view.document());
                if !edit.is_empty() {
                    out.push(Command::Edit { edit, label: "step-values" });
                }
                refusals.take(view.words, refused, out);
            }
            GridEvent::Open { row } => out.extend(table.node_at(row).map(Command::OpenNode)),
            GridEvent::Selected { row, .. } => {
                if let Some(node) = table.node_at(row) {
                    out.push(Command::Inspect(Subject::Node(node)));
                } else if table.register() == Register::Figures
                    && let Some(id) = table.id_at(row)
                {
                    out.push(Command::Inspect(Subject::Figure(id.as_str().into())));
                }
            }
            _ => {}
        }
    }
    summary_text(view.words, grid, table)
}
