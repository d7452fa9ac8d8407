//! The column of assumptions: each a card with a switch, its name and number, and a slider; a click opens its form.

use egui::{RichText, Sense, Ui, vec2};

use super::form::form_ui;
use super::state::{Looked, ScenarioState};
use crate::base::{AssumptionId, MetricId};
use crate::domain::scenario_edit::{self, Built};
use crate::domain::{Assumption, Scenario};
use crate::session::GestureId;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::{self, Icon};
use crate::ui::slider::slider;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::grid::Mark;
use crate::view::palette::size;
use crate::view::scenario_page::card::{Card, cards};
use crate::view::scenario_page::kind::{About, Kind, fresh};
use crate::view::scenario_page::setting::with_setting;

/// Draws the cards of a scenario.
pub(super) fn cards_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) {
    let scenario = at.scenario;
    let evaluated = view.scenario_evaluation(Some(&scenario.id));
    let list = state.cards.get(at.key.clone(), || cards(view.document(), view.words, scenario, &evaluated)).clone();
    if list.is_empty() {
        widgets::empty_state(ui, view.words.text("scenario-no-assumptions"), view.words.text("scenario-no-assumptions-text"), None);
    }
    for card in &list {
        let Some(assumption) = scenario.assumption(&card.id) else { continue };
        ui.push_id(&card.id, |ui| card_ui(ui, view, at, assumption, card, state, out));
    }
}

fn card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    at: &Looked<'_>,
    assumption: &Assumption,
    card: &Card,
    state: &mut ScenarioState,
    out: &mut Vec<Command>,
) {
    let scenario = at.scenario;
    let open = state.open.as_ref() == Some(&card.id);
    ui.add_space(theme::STEP);
    ui.add_enabled_ui(!scenario.locked, |ui| {
        let head = head_ui(ui, view, scenario, card, open, out);
        if open && std::mem::take(&mut state.reveal) {
            head.scroll_to_me(Some(egui::Align::Min));
        }
        if head.clicked() {
            state.open = (!open).then(|| card.id.clone());
        }
        if let Some(setting) = &card.setting {
            ui.horizontal(|ui| {
                ui.add_space(INDENT);
                let width = ui.available_width();
                let label = view.words.with("scenario-slider", &[("name", &card.title)]);
                ui.add_enabled_ui(card.on, |ui| {
                    if let Some(moved) = slider(ui, "setting", setting, &label, &card.value, width) {
                        out.extend(moved_to(view, scenario, with_setting(assumption, moved.value), moved.gesture));
                    }
                });
            });
        }
        for problem in &card.problems {
            problem_ui(ui, view, problem);
        }
        if open {
            form_ui(ui, view, at, assumption, state, out);
        }
    });
    ui.add_space(theme::STEP);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(line.x_range(), line.center().y, theme::hairline(view.palette));
}

/// Room before what stands under the name.
const INDENT: f32 = 22.0;

/// Share of a card's width from which on its number is wide.
const WIDE_NUMBER: f32 = 0.42;

/// Switch, name, number and line. A click on the name opens the form.
fn head_ui(ui: &mut Ui, view: &View<'_>, scenario: &Scenario, card: &Card, open: bool, out: &mut Vec<Command>) -> egui::Response {
    let palette = view.palette;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::RELATED;
        let mut on = card.on;
        let label = view.words.with(if card.on { "scenario-switch-off" } else { "scenario-switch-on" }, &[("name", &card.title)]);
        if widgets::named_checkbox(ui, &mut on, &label) {
            out.extend(change(scenario_edit::switch(view.document(), &scenario.id, &card.id, on), "step-assumption-switch"));
        }
        let width = ui.available_width();
        let ink = colour(if card.on { palette.text } else { palette.tertiary });
        let quiet = colour(if card.on { palette.secondary } else { palette.tertiary });
        let value = ui.painter().layout_no_wrap(card.value.clone(), fonts::bold(size::BODY), ink);
        let chevron = 14.0;
        // A number with a long unit gives the first line to the name and stands beneath.
        let wide = value.size().x > width * WIDE_NUMBER;
        let title_room = width - chevron - 2.0 * theme::STEP - if wide { 0.0 } else { value.size().x };
        let title = widgets::one_line(ui.painter(), &card.title, fonts::bold(size::BODY), ink, title_room);
        let cut = title.elided;
        let line = widgets::parts(ui.painter(), &card.line, fonts::regular(size::CAPTION), quiet, width);
        let third = if wide { value.size().y + 2.0 } else { 0.0 };
        let wanted = vec2(width, 22.0 + line.size().y + third);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), open, &card.title));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(card.spoken.as_str()));
        if response.hovered() {
            ui.painter().rect_filled(rect.expand2(vec2(theme::STEP, 1.0)), size::CORNER, colour(palette.alternate));
        }
        let middle = rect.top() + 10.0;
        ui.painter().galley(egui::pos2(rect.left(), middle - title.size().y / 2.0), title, ink);
        let right = rect.right() - chevron;
        let value_middle = if wide { rect.bottom() - value.size().y / 2.0 } else { middle };
        ui.painter().galley(egui::pos2(right - value.size().x, value_middle - value.size().y / 2.0), value, ink);
        let square = egui::Rect::from_center_size(egui::pos2(rect.right() - 5.0, middle), vec2(10.0, 10.0));
        icons::paint(ui.painter(), square, if open { Icon::ChevronDown } else { Icon::ChevronRight }, colour(palette.tertiary));
        ui.painter().galley(egui::pos2(rect.left(), rect.top() + 21.0), line, quiet);
        widgets::focus_ring(ui, &response);
        match (cut, card.hint.is_empty()) {
            (false, true) => response,
            (true, true) => response.on_hover_text(&card.title),
            _ => response.on_hover_text(format!("{}\n{}", card.title, card.hint)),
        }
    })
    .inner
}

/// A sentence about what is wrong, behind the mark of a warning.
pub(super) fn problem_ui(ui: &mut Ui, view: &View<'_>, sentence: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.x = theme::STEP;
        widgets::state_mark(ui, Mark::Slipping, "");
        widgets::prose(ui, sentence, size::CAPTION, false, colour(view.palette.slipping));
    });
}

/// The command of a changed assumption: part of a gesture while a slider is dragged, else a step of its own.
pub(super) fn moved_to(view: &View<'_>, scenario: &Scenario, assumption: Assumption, gesture: Option<u64>) -> Option<Command> {
    let built = scenario_edit::replace(view.document(), &scenario.id, assumption);
    match (built, gesture) {
        (Ok(edit), Some(gesture)) => Some(Command::Gesture { gesture: GestureId(gesture), edit, label: "step-assumption" }),
        (built, _) => change(built, "step-assumption"),
    }
}

/// The command of a built change, or that it was refused.
pub(super) fn change(built: Built, label: &'static str) -> Option<Command> {
    match built {
        Ok(edit) if edit.is_empty() => None,
        Ok(edit) => Some(Command::Edit { edit, label }),
        Err(refusal) => Some(Command::Tell(refusal.diagnostic())),
    }
}

/// The menu of kinds that can be added.
pub(super) fn add_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) {
    let text = RichText::new(view.words.text("scenario-add"));
    ui.add_enabled_ui(!at.scenario.locked, |ui| {
        ui.menu_button(text, |ui| {
            ui.set_min_width(180.0);
            for kind in Kind::ALL {
                let possible = kind.is_possible(&view.document().plan);
                let button = egui::Button::new(view.words.text(kind.key()));
                let hint_key = format!("{}-hint", kind.key());
                let hint = view.words.text(&hint_key);
                if ui.add_enabled(possible, button).on_hover_text(hint).on_disabled_hover_text(hint).clicked() {
                    if let Some((id, command)) = added(view, at, kind) {
                        (state.open, state.reveal) = (Some(id), true);
                        out.push(command);
                    }
                    ui.close();
                }
            }
        });
    });
}

fn added(view: &View<'_>, at: &Looked<'_>, kind: Kind) -> Option<(AssumptionId, Command)> {
    let evaluated = view.scenario_evaluation(Some(&at.scenario.id));
    let value = |node: &crate::base::NodeId, metric: &MetricId, year: i32| evaluated.reading(node, metric, year).value;
    let about = About { document: view.document(), node: &at.node, metric: &at.metric, value: &value };
    let assumption = fresh(&about, kind);
    match scenario_edit::add(view.document(), &at.scenario.id, assumption) {
        Ok((id, edit)) => Some((id, Command::Edit { edit, label: "step-assumption-add" })),
        Err(_) => None,
    }
}
