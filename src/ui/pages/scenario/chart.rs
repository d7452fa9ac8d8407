//! The charts of the scenario page: the chosen node large, pinned nodes small; a point of the scenario's line can be dragged.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::cards::change;
use super::state::{Looked, ScenarioState, Shown};
use crate::base::{MetricId, NodeId};
use crate::domain::{Item, Scenario, scenario_edit};
use crate::engine::Layer;
use crate::io::export::chart::font_measure;
use crate::session::GestureId;
use crate::ui::brief_add;
use crate::ui::chart::Touch;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::page::Page;
use crate::ui::theme;
use crate::ui::{fonts, widgets};
use crate::view::briefing_page::seen::Seen;
use crate::view::chart::{self, ChartKind, ChartSpec, Laid, Series};
use crate::view::inspection::Subject;
use crate::view::palette::size;
use crate::view::scenario_page::change::{Entered, Way, put, release, way};
use crate::view::scenario_page::grid::YearRow;
use crate::view::wording;

/// Height of one row of pinned charts with its heading, and of each further row.
const PINNED: (f32, f32) = (178.0, 118.0);
/// Least width of a pinned chart.
const PINNED_WIDTH: f32 = 180.0;

/// Height of the pinned charts in a width: as many rows as they need, three at most; nothing without any.
pub fn pinned_height(width: f32, pins: usize) -> f32 {
    if pins == 0 {
        return 0.0;
    }
    let beside = ((width - 2.0 * theme::AROUND) / PINNED_WIDTH).floor().max(1.0) as usize;
    let rows = pins.div_ceil(beside).min(3);
    PINNED.0 + PINNED.1 * (rows - 1) as f32
}

/// Draws the large chart with its choices.
pub(super) fn chart_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, height: f32, out: &mut Vec<Command>) {
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 2.0 * theme::AROUND);
        tools_ui(ui, view, at, state, out);
        ui.add_space(theme::STEP);
        let shown = state.shown;
        let made = state.chart.get((at.key.clone(), shown), || build(view, at, shown)).clone();
        match made {
            Ok(spec) => {
                let touch = state.drawn.touch(ui, &spec, ui.available_size(), false, font_measure());
                touched(view, at, &touch, out);
            }
            Err(key) => _ = widgets::empty_state(ui, view.words.text("chart-none"), view.words.text(key), None),
        }
    });
}

/// The specification of the large chart.
fn build(view: &View<'_>, at: &Looked<'_>, shown: Shown) -> Result<Arc<ChartSpec>, &'static str> {
    let Looked { scenario, node, metric, .. } = at;
    let mut scenarios: Vec<_> = at.parent.map(|parent| view.scenario_evaluation(Some(parent))).into_iter().collect();
    if shown == Shown::Waterfall {
        scenarios.clear();
    }
    scenarios.push(view.scenario_evaluation(Some(&scenario.id)));
    let draggable = !scenario.locked && way(&view.document().plan, node, metric) != Way::Computed;
    let laid = Laid { scenarios: &scenarios, chosen: Some(&scenario.id), draggable, ..Laid::default() };
    let kind = if shown == Shown::Overlay { ChartKind::ScenarioOverlay } else { ChartKind::Waterfall };
    spec(view, kind, metric, node, &laid)
}

fn spec(view: &View<'_>, kind: ChartKind, metric: &MetricId, node: &NodeId, laid: &Laid<'_>) -> Result<Arc<ChartSpec>, &'static str> {
    let (document, evaluation) = (view.document(), &*view.evaluation);
    let subject = chart::Subject { document, evaluation, words: view.words, node, metric, dimension: None };
    chart::build_with(kind, &subject, laid).map(Arc::new).map_err(|error| error.key)
}

/// The large chart as an item of a briefing: the scenario, and over the years the one that it inherits from too.
fn seen(view: &View<'_>, scenario: &Scenario, metric: &MetricId, node: &NodeId, shown: Shown) -> Item {
    let parent = scenario.parent.as_ref().filter(|parent| view.document().scenarios.contains(*parent));
    let (parent, kind) = if shown == Shown::Overlay { (parent, ChartKind::ScenarioOverlay) } else { (None, ChartKind::Waterfall) };
    Seen::of(node, Some(metric)).with_scenarios([parent, Some(&scenario.id)]).chart(kind)
}

/// What was done to the chart: a point dragged is a value entered, the other button lets it go, a step asks why.
fn touched(view: &View<'_>, at: &Looked<'_>, touch: &Touch, out: &mut Vec<Command>) {
    let scenario = at.scenario;
    // With the last of the movement the gesture is over; what it says was said before.
    if let Some(dragged) = touch.dragged.as_ref().filter(|dragged| !dragged.done) {
        let values = [(dragged.year, dragged.value)].into();
        let Series { node, metric, .. } = &dragged.series;
        let gesture = GestureId(egui::Id::unique(("drag", node, metric, dragged.year)).value());
        out.push(match put(view.document(), &Entered { scenario: &scenario.id, node, metric, values }) {
            Ok(edit) => Command::Gesture { gesture, edit, label: "step-hold" },
            Err(diagnostic) => Command::Tell(diagnostic),
        });
    }
    if let Some((series, year)) = &touch.asked {
        out.extend(released(view, scenario, &series.node, &series.metric, &[*year]));
    }
    if touch.picked.is_some() {
        out.push(Command::AskWhy(view.scenario_subject(&at.node, &at.metric, view.document().plan.info.last_year)));
    }
}

/// The command that lets held values go; none where nothing is held.
pub(super) fn released(view: &View<'_>, scenario: &Scenario, node: &NodeId, metric: &MetricId, years: &[i32]) -> Option<Command> {
    match release(view.document(), &scenario.id, node, metric, years) {
        Ok(edit) => change(Ok(edit), "step-release"),
        Err(diagnostic) => Some(Command::Tell(diagnostic)),
    }
}

fn tools_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) {
    let words = view.words;
    let Looked { scenario, node, metric, .. } = at;
    ui.horizontal(|ui| {
        let name = wording::node_short(words, &view.document().plan, node);
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
        pin_ui(ui, view, scenario, node, &name, out);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let item = seen(view, scenario, metric, node, state.shown);
            brief_add::chart_ui(ui, view, item, &mut state.seen, out);
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
pub(super) fn pinned_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) {
    let Looked { scenario, metric, .. } = at;
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        let height = pinned_height(ui.available_width() + 2.0 * theme::AROUND, scenario.pins.len());
        ui.set_height(height - 2.0 * theme::AROUND);
        let made = state.pinned.get(at.key.clone(), || {
            let scenarios = [view.scenario_evaluation(Some(&scenario.id))];
            let laid = Laid { scenarios: &scenarios, chosen: Some(&scenario.id), nodes: &scenario.pins, ..Laid::default() };
            let made = spec(view, ChartKind::SmallMultiples, metric, &NodeId::total(), &laid)?;
            // The large chart above says where all of it comes from.
            Ok(Arc::new(ChartSpec { foot: String::new(), ..ChartSpec::clone(&made) }))
        });
        match made.clone() {
            Ok(spec) => {
                let touch = state.pinned_drawn.touch(ui, &spec, ui.available_size(), false, font_measure());
                let seen = || Seen::of(&NodeId::total(), Some(metric)).with_scenarios([Some(&scenario.id)]);
                brief_add::menu_ui(&touch.response, view, || seen().chart(ChartKind::SmallMultiples), out);
                let picked = touch.picked.and_then(|place| scenario.pins.get(place));
                out.extend(picked.map(|node| Command::LookAt(node.clone(), metric.clone())));
            }
            Err(key) => _ = widgets::secondary(ui, view.words.text(key)),
        }
    });
}

/// What a row of the year table says of a year, for the inspector.
pub(super) fn subject_of(at: &Looked<'_>, row: YearRow, year: i32) -> Subject {
    let (node, metric) = (at.node.clone(), at.metric.clone());
    let of = |scenario| Subject::Scenario { scenario, node: node.clone(), metric: metric.clone(), year };
    match row {
        YearRow::Plan => Subject::Value { node, metric, layer: Layer::Path, year },
        YearRow::Actual => Subject::Value { node, metric, layer: Layer::Actual, year },
        YearRow::Parent => of(at.parent.cloned()),
        YearRow::Scenario | YearRow::Difference | YearRow::Growth => of(Some(at.scenario.id.clone())),
    }
}
