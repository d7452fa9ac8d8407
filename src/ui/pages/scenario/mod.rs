//! The scenario page: assumptions at the left, charts in the middle, key results at the right, all live while dragging.

mod cards;
mod chart;
mod form;
mod head;
mod results;
mod state;
mod table;

use egui::{Layout, ScrollArea, Ui, vec2};

use crate::ui::actions::Action;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::{theme, widgets};

pub use form::{choice_ui, committed, finder_ui, nodes_ui};
pub use head::chooser_ui;
pub use results::side_ui;
use state::Looked;
pub use state::{ScenarioState, Shown, Side};

/// Width of the column of assumptions.
const COLUMN: f32 = 288.0;
/// Width from which on the columns stand side by side.
const WIDE: f32 = 620.0;

/// Draws the scenario page. Returns the wording of the selection for the status line.
pub fn scenario_ui(ui: &mut Ui, view: &View<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) -> String {
    let words = view.words;
    let scenario = view.scenario.as_ref().and_then(|id| view.document().scenarios.get(id));
    let (Some(scenario), Some(metric)) = (scenario, state.metric(view)) else {
        let ready = view.main_metric.is_some();
        let (text, action) =
            if ready { ("scenario-none-text", Some(words.text("scenario-none-action"))) } else { ("chart-no-metric", None) };
        if widgets::empty_state(ui, words.text("scenario-none"), words.text(text), action) {
            out.push(Command::Action(Action::NewScenario));
        }
        return String::new();
    };
    let at = &state.looked(view, scenario, metric);
    if ui.available_width() < WIDE {
        let scroll = ScrollArea::vertical().id_salt("scenario-page").auto_shrink(false);
        return scroll
            .show(ui, |ui| {
                column_ui(ui, view, at, state, 420.0, out);
                ui.add_space(theme::AROUND);
                parts_ui(ui, view, at, state, CHART, out)
            })
            .inner;
    }
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::AROUND;
        ui.allocate_ui_with_layout(vec2(COLUMN, height), Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(COLUMN);
            column_ui(ui, view, at, state, height, out);
        });
        let rest = vec2(ui.available_width(), height);
        let middle = Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(rest, middle, |ui| middle_ui(ui, view, at, state, out)).inner
    })
    .inner
}

/// Head, cards, and what adds to them.
fn column_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, height: f32, out: &mut Vec<Command>) {
    let frame = widgets::card_frame(ui).inner_margin(egui::Margin { left: 12, right: 12, top: 10, bottom: 10 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let inside = height - 22.0;
        ui.set_height(inside);
        head::head_ui(ui, view, at, state, out);
        ui.add_space(theme::STEP);
        let foot = theme::CONTROL + theme::RELATED;
        let room = (ui.available_height() - foot).max(120.0);
        ScrollArea::vertical().id_salt(("cards", &at.scenario.id)).max_height(room).min_scrolled_height(room).show(ui, |ui| {
            ui.set_width(ui.available_width() - theme::STEP);
            cards::cards_ui(ui, view, at, state, out);
            ui.add_space(theme::STEP);
        });
        ui.with_layout(Layout::bottom_up(egui::Align::Min), |ui| {
            ui.horizontal(|ui| {
                cards::add_ui(ui, view, at, state, out);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    let enabled = Action::Seek.enabled(&view.moment);
                    let response = ui.add_enabled(enabled, egui::Button::new(view.words.text("scenario-seek")));
                    if widgets::tell_action(response, Action::Seek, view).clicked() {
                        out.push(Command::Action(Action::Seek));
                    }
                });
            });
        });
    });
}

/// Heights of the chart and of the small ones beneath.
const CHART: f32 = 290.0;

/// Chart, table, and the pinned nodes.
fn middle_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) -> String {
    let table = table::height(view, at);
    let pins = chart::pinned_height(ui.available_width(), at.scenario.pins.len());
    let pins = if pins > 0.0 { pins + theme::AROUND } else { 0.0 };
    let rest = ui.available_height();
    let chart = (rest - table - pins - theme::AROUND - 4.0).max(CHART);
    if chart + table + pins + theme::AROUND > rest + 1.0 {
        let scroll = ScrollArea::vertical().id_salt("scenario-middle").auto_shrink(false);
        return scroll
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - theme::STEP);
                parts_ui(ui, view, at, state, chart, out)
            })
            .inner;
    }
    parts_ui(ui, view, at, state, chart, out)
}

/// The parts one below the other, the chart as high as asked.
fn parts_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, chart: f32, out: &mut Vec<Command>) -> String {
    chart::chart_ui(ui, view, at, state, chart, out);
    ui.add_space(theme::AROUND);
    let text = table::table_ui(ui, view, at, state, table::height(view, at), out);
    if !at.scenario.pins.is_empty() {
        ui.add_space(theme::AROUND);
        chart::pinned_ui(ui, view, at, state, out);
    }
    text
}
