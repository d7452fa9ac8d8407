//! The charts of the scenario page: the chosen node large, pinned nodes small; a point of the scenario's line can be dragged.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::cards::change;
use super::state::{ScenarioState, Shown};
use crate::base::{MetricId, NodeId};
use crate::domain::{Scenario, scenario_edit};
use crate::engine::Layer;
use crate::io::export::chart::font_measure;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::page::Page;
use crate::ui::theme;
use crate::ui::{fonts, widgets};
use crate::view::chart::{self, ChartKind};
use crate::view::inspection::Subject;
use crate::view::palette::size;
use crate::view::scenario_page::grid::YearRow;
use crate::view::wording;

/// Height of the pinned charts.
pub const PINNED: f32 = 190.0;

/// Draws the large chart with its choices.
pub fn chart_ui(
    ui: &mut Ui,
    view: &View<'_>,
    scenario: &Scenario,
    metric: &MetricId,
    state: &mut ScenarioState,
    height: f32,
    out: &mut Vec<Command>,
) {
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 2.0 * theme::AROUND);
        tools_ui(ui, view, scenario, metric, state, out);
        let key = (state.key(view, metric), state.shown);
        let node = state.node(view.document());
        let made = state.chart.get(key, || {
            let (document, evaluation) = (view.document(), &*view.evaluation);
            let subject = chart::Subject { document, evaluation, words: view.words, node: &node, metric, dimension: None };
            chart::build(ChartKind::Trajectory, &subject).map(Arc::new).map_err(|error| error.key)
        });
        match made.clone() {
            Ok(spec) => _ = state.drawn.show(ui, &spec, ui.available_size(), true, font_measure()),
            Err(key) => _ = widgets::empty_state(ui, view.words.text("chart-none"), view.words.text(key), None),
        }
    });
}

fn tools_ui(ui: &mut Ui, view: &View<'_>, scenario: &Scenario, metric: &MetricId, state: &mut ScenarioState, out: &mut Vec<Command>) {
    let words = view.words;
    let node = state.node(view.document());
    ui.horizontal(|ui| {
        let name = wording::node_short(words, &view.document().plan, &node);
        let title = RichText::new(&name).font(fonts::bold(size::SECTION));
        let response = ui.add(egui::Button::new(title).frame(false)).on_hover_text(words.text("open-node"));
        if response.clicked() {
            out.push(Command::Show(Page::Node(node.clone())));
        }
        metric_ui(ui, view, metric, state);
        for (shown, key) in [(Shown::Overlay, "scenario-overlay"), (Shown::Waterfall, "scenario-waterfall")] {
            if widgets::chip(ui, words.text(key), state.shown == shown).clicked() {
                state.shown = shown;
            }
        }
        pin_ui(ui, view, scenario, &node, &name, out);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let hint = words.text(if scenario.locked { "scenario-locked" } else { "scenario-drag-hint" });
            if ui.available_width() > widgets::badge_width(ui, hint) {
                widgets::caption(ui, hint);
            }
        });
    });
}

fn metric_ui(ui: &mut Ui, view: &View<'_>, metric: &MetricId, state: &mut ScenarioState) {
    let plan = &view.document().plan;
    let text = RichText::new(wording::metric(view.words, plan, metric)).font(fonts::bold(size::BODY));
    let shown = widgets::combo("scenario-metric").selected_text(text).width(120.0).truncate().show_ui(ui, |ui| {
        for known in plan.metrics.iter() {
            if ui.selectable_label(known.id == *metric, wording::metric(view.words, plan, &known.id)).clicked() {
                state.metric = Some(known.id.clone());
            }
        }
    });
    widgets::name_field(&shown.response, view.words.text("node-metric"));
}

/// Pins the chosen node beside the others, or lets it go.
fn pin_ui(ui: &mut Ui, view: &View<'_>, scenario: &Scenario, node: &NodeId, name: &str, out: &mut Vec<Command>) {
    let pinned = scenario.pins.contains(node);
    let label = view.words.with(if pinned { "scenario-unpin" } else { "scenario-pin" }, &[("name", name)]);
    ui.add_enabled_ui(!scenario.locked, |ui| {
        if widgets::icon_toggle(ui, Icon::Pin, &label, pinned).clicked() {
            let mut pins = scenario.pins.clone();
            if pinned {
                pins.retain(|known| known != node);
            } else {
                pins.push(node.clone());
            }
            out.extend(change(scenario_edit::set_pins(view.document(), &scenario.id, pins), "step-scenario-pins"));
        }
    });
}

/// Draws the pinned nodes side by side.
pub fn pinned_ui(
    ui: &mut Ui,
    view: &View<'_>,
    scenario: &Scenario,
    metric: &MetricId,
    state: &mut ScenarioState,
    out: &mut Vec<Command>,
) {
    let _ = (ui, view, scenario, metric, state, out);
}

/// What a row of the year table says of a year, for the inspector.
pub fn subject_of(view: &View<'_>, scenario: &Scenario, row: YearRow, node: &NodeId, metric: &MetricId, year: i32) -> Subject {
    let (node, metric) = (node.clone(), metric.clone());
    let of = |scenario| Subject::Scenario { scenario, node: node.clone(), metric: metric.clone(), year };
    match row {
        YearRow::Plan => Subject::Value { node, metric, layer: Layer::Path, year },
        YearRow::Actual => Subject::Value { node, metric, layer: Layer::Actual, year },
        YearRow::Parent => of(scenario.parent.clone().filter(|parent| view.document().scenarios.contains(parent))),
        YearRow::Scenario | YearRow::Difference | YearRow::Growth => of(Some(scenario.id.clone())),
    }
}
