//! The two charts of the compare page: all scenarios over the years, and the way from the base to one of them.

use std::sync::Arc;

use egui::{Layout, Ui, vec2};

use super::{AtHand, CompareState, Shown};
use crate::base::{NodeId, Period};
use crate::domain::Item;
use crate::io::export::chart::font_measure;
use crate::ui::actions::Action;
use crate::ui::brief_add;
use crate::ui::chart::ChartView;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::{theme, widgets};
use crate::view::briefing_page::seen::Seen;
use crate::view::chart::{self, ChartError, ChartKind, ChartSpec, Laid, scenario_name};
use crate::view::compare::{CompareOptions, RowKey};

/// Width from which on the charts stand side by side.
const WIDE: f32 = 760.0;

/// Draws both charts; on a narrow page only the one touched last, with a choice.
pub(super) fn charts_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &Shown,
    options: &CompareOptions,
    state: &mut CompareState,
    height: f32,
    out: &mut Vec<Command>,
) {
    let row = row(shown, options, state, view);
    let width = ui.available_width();
    if width < WIDE {
        return card_ui(ui, view, shown, options, state, &row, state.at_hand, (height, true), out);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::AROUND;
        for (at, share) in [(AtHand::Overlay, 0.56), (AtHand::Waterfall, 0.44)] {
            let size = vec2((width - theme::AROUND) * share, height);
            ui.allocate_ui_with_layout(size, Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(size.x);
                card_ui(ui, view, shown, options, state, &row, at, (height, false), out);
            });
        }
    });
}

/// What the charts are of: the chosen row of the table, or its first one.
fn row(shown: &Shown, options: &CompareOptions, state: &CompareState, view: &View<'_>) -> Option<RowKey> {
    let _ = shown;
    let kept = state.row.clone().filter(|row| options.nodes.contains(&row.node) && options.metrics.contains(&row.metric));
    let year = options.year.unwrap_or(view.document().plan.info.last_year);
    let first = || {
        Some(RowKey { node: options.nodes.first().cloned().unwrap_or_else(NodeId::total), metric: options.metrics.first()?.clone(), year })
    };
    // With one year in the table the waterfall is of that year, whatever row was chosen before.
    kept.map(|row| RowKey { year: options.year.unwrap_or(row.year), ..row }).or_else(first)
}

#[allow(clippy::too_many_arguments, reason = "one card of two that share what they show")]
fn card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &Shown,
    options: &CompareOptions,
    state: &mut CompareState,
    row: &Option<RowKey>,
    at: AtHand,
    (height, alone): (f32, bool),
    out: &mut Vec<Command>,
) {
    let words = view.words;
    let frame = widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 2.0 * theme::AROUND);
        ui.horizontal(|ui| {
            if alone {
                for (other, kind) in [(AtHand::Overlay, ChartKind::ScenarioOverlay), (AtHand::Waterfall, ChartKind::Waterfall)] {
                    if widgets::chip(ui, words.text(kind.name_key()), other == at).clicked() {
                        state.at_hand = other;
                    }
                }
            }
            if at == AtHand::Waterfall {
                told_ui(ui, view, options, state);
            } else if !alone {
                widgets::secondary(ui, words.text("compare-overlay-of"));
            }
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                for (action, icon, key) in
                    [(Action::ExportChart, Icon::Download, "compare-export"), (Action::CopyChart, Icon::Copy, "compare-copy")]
                {
                    if widgets::icon_text_button(ui, icon, words.text(key)).on_hover_text(action.hint(words)).clicked() {
                        state.at_hand = at;
                        out.push(Command::Action(action));
                    }
                }
                if let Some(item) = seen(options, state, row, at) {
                    brief_add::chart_ui(ui, view, item, &mut state.seen[at as usize], out);
                }
            });
        });
        ui.add_space(theme::STEP);
        let made = match at {
            AtHand::Overlay => overlay(view, shown, state, row),
            AtHand::Waterfall => waterfall(view, shown, options, state, row),
        };
        let drawn = &mut state.drawn[at as usize];
        draw(ui, view, drawn, made);
    });
    let pressed = ui.input(|i| i.pointer.any_pressed());
    if pressed && ui.rect_contains_pointer(frame.response.rect) {
        state.at_hand = at;
    }
}

/// A chart as an item of a briefing: the overlay of all scenarios, the way from the base to the one that is told.
fn seen(options: &CompareOptions, state: &CompareState, row: &Option<RowKey>, at: AtHand) -> Option<Item> {
    let row = row.as_ref()?;
    let seen = Seen::of(&row.node, Some(&row.metric));
    let all = || std::iter::once(&options.base).chain(&options.others).map(Option::as_ref);
    Some(match at {
        AtHand::Overlay => seen.with_scenarios(all()).chart(ChartKind::ScenarioOverlay),
        AtHand::Waterfall => {
            let told = options.others.get(state.told_place(options)).and_then(Option::as_ref);
            let seen = Seen { base: options.base.clone(), as_of: Some(Period::year(row.year)), ..seen };
            seen.with_scenarios([told]).chart(ChartKind::Waterfall)
        }
    })
}

fn draw(ui: &mut Ui, view: &View<'_>, drawn: &mut ChartView, made: Result<Arc<ChartSpec>, ChartError>) {
    match made {
        Ok(spec) => _ = drawn.show(ui, &spec, ui.available_size(), true, font_measure()),
        Err(error) => _ = widgets::empty_state(ui, view.words.text("chart-none"), view.words.text(error.key), None),
    }
}

/// The scenario whose way from the base is told.
fn told_ui(ui: &mut Ui, view: &View<'_>, options: &CompareOptions, state: &mut CompareState) {
    let (document, words) = (view.document(), view.words);
    let name = |place: Option<&crate::base::ScenarioId>| scenario_name(words, document, place);
    let place = state.told_place(options);
    let shown = options.others.get(place).map(|told| name(told.as_ref())).unwrap_or_default();
    widgets::secondary(ui, &format!("{} →", name(options.base.as_ref())));
    let list = widgets::combo("compare-told").selected_text(shown).width(120.0).truncate().show_ui(ui, |ui| {
        for (number, other) in options.others.iter().enumerate() {
            if ui.selectable_label(number == place, name(other.as_ref())).clicked() {
                state.told = Some(other.clone());
            }
        }
    });
    widgets::name_field(&list.response, words.text("compare-with"));
}

fn overlay(view: &View<'_>, shown: &Shown, state: &mut CompareState, row: &Option<RowKey>) -> Result<Arc<ChartSpec>, ChartError> {
    let make = || {
        let all: Vec<_> = std::iter::once(&shown.base).chain(&shown.others).cloned().collect();
        build(view, row, ChartKind::ScenarioOverlay, &Laid { scenarios: &all, ..Laid::default() })
    };
    state.overlay.get((shown.key.clone(), row.clone()), make).clone()
}

fn waterfall(
    view: &View<'_>,
    shown: &Shown,
    options: &CompareOptions,
    state: &mut CompareState,
    row: &Option<RowKey>,
) -> Result<Arc<ChartSpec>, ChartError> {
    let place = state.told_place(options);
    let make = || {
        let other = &shown.others[place.min(shown.others.len().saturating_sub(1))..];
        let year = row.as_ref().map(|row| row.year);
        build(view, row, ChartKind::Waterfall, &Laid { scenarios: other, base: Some(&shown.base), year, ..Laid::default() })
    };
    state.waterfall.get((shown.key.clone(), row.clone(), place), make).clone()
}

fn build(view: &View<'_>, row: &Option<RowKey>, kind: ChartKind, laid: &Laid<'_>) -> Result<Arc<ChartSpec>, ChartError> {
    let Some(row) = row else { return Err(ChartError { key: "chart-no-metric" }) };
    let (document, evaluation) = (view.document(), &*view.evaluation);
    let subject = chart::Subject { document, evaluation, words: view.words, node: &row.node, metric: &row.metric, dimension: None };
    chart::build_with(kind, &subject, laid).map(Arc::new)
}
