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
use crate::view::grid::GridSource;
use crate::view::inspection::Subject;
use crate::view::key_fields::KeyFieldCatalogue;
use crate::view::memo::Memo;
use crate::view::palette::size;
use crate::view::register::{RecordTable, Register};
use crate::view::tasks::{TaskChoices, TaskFilter};

/// Height of lists that drop down: members and clusters of a usual plan at a glance.
const LIST: f32 = 480.0;

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
    /// Which tasks are shown.
    pub tasks: TaskFilter,
    catalogue_grid: Option<GridState>,
    /// True for the catalogue of key fields instead of a register.
    pub catalogue: bool,
    table: Memo<(Stamp, Register, TaskFilter), RecordTable>,
    choices: Memo<(Stamp, TaskFilter), (TaskChoices, String)>,
    fields: Memo<Stamp, KeyFieldCatalogue>,
}

impl StructureState {
    /// What the timeline shows as an item of a briefing, where it is shown.
    pub fn seen(&self) -> Option<&crate::domain::Item> {
        self.timeline.seen.as_ref().filter(|_| self.shown_chart().is_some())
    }

    /// The timeline of projects as last drawn, where it is shown.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        let shown = self.timeline.shown_chart().filter(|_| self.register == Register::Projects);
        shown.filter(|spec| matches!(spec.body, Body::Timeline(_)) && !self.catalogue)
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
            if widgets::chip(ui, &text, register == state.register && !state.catalogue).clicked() {
                (state.register, state.catalogue) = (register, false);
            }
        }
        if widgets::chip(ui, view.words.text("key-field-catalogue"), state.catalogue).clicked() {
            state.catalogue = true;
        }
    });
    ui.add_space(theme::RELATED);
    let register = state.register;
    if state.catalogue {
        return widgets::card_frame(ui)
            .inner_margin(egui::Margin { left: 1, right: 1, top: 8, bottom: 1 })
            .show(ui, |ui| catalogue_ui(ui, view, state, out))
            .inner;
    }
    let tasks = register == Register::Tasks;
    let filter = if tasks { state.tasks.clone() } else { TaskFilter::default() };
    let StructureState { grids, table, timeline, refusals, choices, tasks: chosen, .. } = state;
    let table = table.get((view.stamp(), register, filter.clone()), || {
        if filter.is_all() {
            RecordTable::new(register, view.document(), view.words)
        } else {
            RecordTable::some_tasks(filter.rows(view.document(), &view.evaluation), view.document(), view.words)
        }
    });
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
            if tasks {
                let choices = choices.get((view.stamp(), filter.clone()), || {
                    let states = filter.states(view.document(), &view.evaluation, view.words);
                    let whole = filter.of_whole_plan(view.document(), &view.evaluation, view.words);
                    (TaskChoices { states, ..TaskChoices::of(&view.document().plan, view.words) }, whole)
                });
                task_filter_ui(ui, view, choices, chosen);
            }
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

/// What the tasks are chosen by: node, responsible body, state.
fn task_filter_ui(ui: &mut Ui, view: &View<'_>, (choices, whole): &(TaskChoices, String), filter: &mut TaskFilter) {
    let words = view.words;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(theme::AROUND);
        let any = words.text("tasks-any-node");
        let chosen = choices.nodes.iter().find(|(node, _)| filter.node.as_ref() == Some(node)).map_or(any, |(_, name)| name);
        let combo = widgets::combo("tasks-node").selected_text(chosen).width(130.0).height(LIST).show_ui(ui, |ui| {
            if ui.selectable_label(filter.node.is_none(), any).clicked() {
                filter.node = None;
            }
            for (node, name) in &choices.nodes {
                if ui.selectable_label(filter.node.as_ref() == Some(node), name).clicked() {
                    filter.node = Some(node.clone());
                }
            }
        });
        widgets::name_field(&combo.response, words.text("tasks-by-node"));
        let any = words.text("tasks-any-body");
        let combo = widgets::combo("tasks-body").selected_text(filter.body.as_deref().unwrap_or(any)).width(200.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            if ui.selectable_label(filter.body.is_none(), any).clicked() {
                filter.body = None;
            }
            for body in &choices.bodies {
                if ui.selectable_label(filter.body.as_ref() == Some(body), body).clicked() {
                    filter.body = Some(body.clone());
                }
            }
        });
        widgets::name_field(&combo.response, words.text("tasks-by-body"));
        for (state, name, count) in &choices.states {
            let on = filter.state == Some(*state);
            if widgets::chip(ui, &format!("{name} {count}"), on).clicked() {
                filter.state = if on { None } else { Some(*state) };
            }
        }
        if !filter.is_all() && widgets::chip(ui, words.text("tasks-all"), false).clicked() {
            *filter = TaskFilter::default();
        }
        if !whole.is_empty() {
            widgets::caption(ui, whole);
        }
    });
}

/// The catalogue of key fields, read-only: fields are kept with their industries, and who serves them with clusters and projects.
fn catalogue_ui(ui: &mut Ui, view: &View<'_>, state: &mut StructureState, out: &mut Vec<Command>) -> String {
    let words = view.words;
    let table = state.fields.get(view.stamp(), || KeyFieldCatalogue::new(view.document(), words));
    if table.row_count() == 0 {
        ui.set_min_size(ui.available_size());
        if widgets::empty_state(
            ui,
            words.text("key-field-empty"),
            words.text("key-field-empty-text"),
            Some(words.text("key-field-empty-action")),
        ) {
            (state.register, state.catalogue) = (Register::Members, false);
        }
        return String::new();
    }
    ui.horizontal(|ui| {
        ui.add_space(theme::AROUND);
        ui.label(RichText::new(words.text("key-field-catalogue")).font(fonts::bold(size::SECTION)));
        let (unserved, all) = table.unserved();
        widgets::secondary(ui, &words.with("key-field-unserved", &[("n", &unserved.to_string()), ("of", &all.to_string())]));
    });
    ui.add_space(theme::STEP);
    let grid = state.catalogue_grid.get_or_insert_with(GridState::default);
    let events = Grid::new("key-fields", table, words).compact(view.settings.compact_rows).fill(true).show(ui, grid);
    for event in events {
        if let GridEvent::Open { row } = event {
            out.extend(table.node(row).map(Command::OpenNode));
        }
    }
    summary_text(words, grid, table)
}

fn count(document: &Document, register: Register) -> usize {
    let plan = &document.plan;
    match register {
        Register::Frame | Register::Assessment | Register::AuditSettings => 0,
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
        Register::Relations => plan.relations.len(),
        Register::Tasks => plan.tasks.len(),
        Register::ScoreSchemes => plan.score_schemes.len(),
        Register::ScoreEntries => plan.score_entries.len(),
        Register::WarningRules => plan.warning_rules.len(),
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
