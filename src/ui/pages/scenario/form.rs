//! The form of an assumption, drawn from its list of fields; every entry is a change at once.

use egui::{Key as Keyboard, Label, PopupCloseBehavior, RichText, TextEdit, Ui, vec2};

use super::cards::{change, moved_to};
use super::state::{Looked, ScenarioState};
use crate::base::NodeId;
use crate::domain::scenario_edit;
use crate::domain::{Assumption, Scenario};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::slider::slider;
use crate::ui::theme::{self, colour};
use crate::ui::widgets;
use crate::view::palette::size;
use crate::view::scenario_page::enter::enter;
use crate::view::scenario_page::form::{Field, FieldId, FieldKind, Input, fields};
use crate::view::wording;

/// Width of the names of fields.
const NAME: f32 = 68.0;
/// Letters of an entry that a field may not show whole.
const LONG_ENTRY: usize = 10;
/// Nodes offered at once.
const MOST: usize = 40;

/// Draws the form and turns what is entered into changes.
pub(super) fn form_ui(
    ui: &mut Ui,
    view: &View<'_>,
    at: &Looked<'_>,
    assumption: &Assumption,
    state: &mut ScenarioState,
    out: &mut Vec<Command>,
) {
    let scenario = at.scenario;
    let made = (at.key.clone(), assumption.id.clone());
    let list = state.fields.get(made, || fields(view.words, &view.document().plan, assumption)).clone();
    let ground = colour(view.palette.alternate);
    egui::Frame::new().fill(ground).corner_radius(size::CORNER).inner_margin(theme::RELATED).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = theme::STEP;
        for field in &list {
            // The number that stands on the card has its slider there.
            let Some((input, gesture)) = field_ui(ui, view, field, &mut state.finder) else { continue };
            match enter(view.words, &view.document().plan, assumption, &field.id, &input) {
                Ok(changed) if changed == *assumption => {}
                Ok(changed) => out.extend(moved_to(view, scenario, changed, gesture)),
                Err(diagnostic) => out.push(Command::Tell(diagnostic)),
            }
        }
        foot_ui(ui, view, scenario, assumption, out);
    });
    ui.add_space(theme::STEP);
}

/// Order, the parent, away with it.
fn foot_ui(ui: &mut Ui, view: &View<'_>, scenario: &Scenario, assumption: &Assumption, out: &mut Vec<Command>) {
    let (document, words) = (view.document(), view.words);
    let place = scenario.assumptions.iter().position(|known| known.id == assumption.id).unwrap_or(0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let mut moves = |ui: &mut Ui, icon, key: &str, to: usize, possible: bool| {
            ui.add_enabled_ui(possible, |ui| {
                if widgets::icon_button(ui, icon, words.text(key)).clicked() {
                    out.extend(change(scenario_edit::move_to(document, &scenario.id, &assumption.id, to), "step-move"));
                }
            });
        };
        moves(ui, Icon::ArrowUp, "assumption-up", place.saturating_sub(1), place > 0);
        moves(ui, Icon::ArrowDown, "assumption-down", place + 1, place + 1 < scenario.assumptions.len());
        if widgets::icon_button(ui, Icon::Copy, words.text("assumption-duplicate")).clicked() {
            let copy = scenario_edit::add(document, &scenario.id, assumption.clone()).map(|(_, edit)| edit);
            out.extend(change(copy, "step-assumption-add"));
        }
        ui.add_enabled_ui(scenario.parent.is_some(), |ui| {
            let label = words.text("assumption-promote");
            let response = widgets::icon_button(ui, Icon::Upload, label).on_disabled_hover_text(words.text("assumption-promote-none"));
            if response.clicked() {
                out.extend(change(scenario_edit::promote(document, &scenario.id, &assumption.id), "step-assumption-promote"));
            }
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_text_button(ui, Icon::Trash, words.text("assumption-remove")).clicked() {
                out.extend(change(scenario_edit::remove(document, &scenario.id, &assumption.id), "step-assumption-remove"));
            }
        });
    });
}

/// One field: its name and what it takes. Returns what was entered, and the gesture of a drag.
fn field_ui(ui: &mut Ui, view: &View<'_>, field: &Field, finder: &mut String) -> Option<(Input, Option<u64>)> {
    ui.push_id(&field.id, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::RELATED;
            ui.allocate_ui_with_layout(vec2(NAME, 24.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_width(NAME);
                let text = RichText::new(&field.label).size(size::TABLE).color(colour(view.palette.secondary));
                ui.add(Label::new(text).truncate()).on_hover_text(&field.label);
            });
            ui.vertical(|ui| entry_ui(ui, view, field, finder)).inner
        })
        .inner
    })
    .inner
}

fn entry_ui(ui: &mut Ui, view: &View<'_>, field: &Field, finder: &mut String) -> Option<(Input, Option<u64>)> {
    match &field.kind {
        FieldKind::Number { text, unit, setting, removable } => number_ui(ui, view, field, text, unit, setting.as_ref(), *removable),
        FieldKind::Text { text, hint } => {
            let width = ui.available_width();
            committed(ui, &field.label, text, hint, width).map(|text| (Input::Text(text), None))
        }
        FieldKind::Choice { options, chosen } => choice_ui(ui, &field.label, options, chosen).map(|word| (Input::Choice(word), None)),
        FieldKind::Tick(on) => {
            let mut on = *on;
            let clicked = ui.push_id("tick", |ui| widgets::checkbox(ui, &mut on, "")).inner;
            clicked.then_some((Input::Tick(on), None))
        }
        FieldKind::Nodes { chosen, single } => nodes_ui(ui, view, &field.label, chosen, *single, finder).map(|input| (input, None)),
    }
}

fn number_ui(
    ui: &mut Ui,
    view: &View<'_>,
    field: &Field,
    text: &str,
    unit: &str,
    setting: Option<&crate::view::scenario_page::setting::Setting>,
    removable: bool,
) -> Option<(Input, Option<u64>)> {
    let mut entered = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::STEP;
        if let Some(text) = committed(ui, &field.label, text, "", 62.0) {
            entered = Some((Input::Text(text), None));
        }
        if !unit.is_empty() {
            widgets::caption(ui, unit);
        }
        if removable {
            let label = view.words.with("field-remove", &[("name", &field.label)]);
            if widgets::icon_button(ui, Icon::Close, &label).clicked() {
                entered = Some((Input::Clear, None));
            }
        }
    });
    // The main number of an assumption has its slider on the card above.
    if let Some(setting) = setting.filter(|_| field.id != FieldId::Number) {
        let width = ui.available_width();
        let label = view.words.with("scenario-slider", &[("name", &field.label)]);
        if let Some(moved) = slider(ui, "slider", setting, &label, text, width) {
            entered = Some((Input::Number(moved.value), moved.gesture));
        }
    }
    entered
}

/// A text field that gives its text when it is left or Enter is pressed; Escape gives nothing.
pub fn committed(ui: &mut Ui, label: &str, text: &str, hint: &str, width: f32) -> Option<String> {
    let id = ui.make_persistent_id("entry");
    let draft = id.with("draft");
    let mut buffer: String = ui.data(|data| data.get_temp(draft)).unwrap_or_else(|| text.to_owned());
    let edit = TextEdit::singleline(&mut buffer).id(id).hint_text(hint).desired_width(width);
    let response = ui.add(edit.font(egui::FontId::proportional(size::TABLE)).margin(egui::Margin::symmetric(6, 3)));
    widgets::name_field(&response, label);
    // A long text stands in a narrow column: the whole of it is told on hover.
    let response = if text.chars().count() > LONG_ENTRY { response.on_hover_text(text) } else { response };
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(draft, buffer));
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(draft));
    let given_up = ui.input(|input| input.key_pressed(Keyboard::Escape));
    (response.lost_focus() && !given_up && buffer.trim() != text.trim()).then_some(buffer)
}

/// A list of names to choose one from; returns its word.
pub fn choice_ui(ui: &mut Ui, label: &str, options: &[(String, String)], chosen: &str) -> Option<String> {
    let name = options.iter().find(|(word, _)| word == chosen).map_or(chosen, |(_, name)| name);
    let mut picked = None;
    let width = ui.available_width();
    let text = RichText::new(name).size(size::TABLE);
    let shown = widgets::combo("choice").selected_text(text).width(width).truncate().show_ui(ui, |ui| {
        for (word, name) in options {
            if ui.selectable_label(word == chosen, name).clicked() {
                picked = Some(word.clone());
            }
        }
    });
    widgets::name_field(&shown.response, label);
    picked.filter(|word| word != chosen)
}

/// Nodes as badges with a cross each, and a field that finds others.
pub fn nodes_ui(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    chosen: &[(NodeId, String)],
    single: bool,
    finder: &mut String,
) -> Option<Input> {
    let mut entered = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme::STEP, theme::STEP);
        for (node, name) in chosen {
            let label = if single { name.clone() } else { format!("{name} ×") };
            let response = widgets::chip(ui, &label, true);
            if !single && response.on_hover_text(view.words.with("field-remove", &[("name", name)])).clicked() {
                entered = Some(Input::Remove(node.clone()));
            }
        }
        let name = view.words.with(if single { "field-choose" } else { "field-add" }, &[("name", label)]);
        let button = egui::Button::new(RichText::new(if single { "…" } else { "+" }).size(size::TABLE));
        let config = egui::containers::menu::MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).config(config).ui(ui, |ui| {
            ui.set_min_width(220.0);
            if let Some(node) = finder_ui(ui, view, finder) {
                entered = Some(Input::Add(node));
                finder.clear();
                ui.close();
            }
        });
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        response.on_hover_text(&name);
    });
    entered
}

/// Finds a node by part of its name, pinyin or initials.
pub fn finder_ui(ui: &mut Ui, view: &View<'_>, finder: &mut String) -> Option<NodeId> {
    let hint = view.words.text("scenario-find-node");
    let field = widgets::search_field(ui, finder, hint, view.words.text("navigator-clear"));
    // Asked before the field takes the keys again, after which it would not have lost them.
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Keyboard::Enter));
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    let plan = &view.document().plan;
    let mut picked = None;
    let found: Vec<&NodeId> = view.names.find(finder).take(MOST).collect();
    if entered {
        picked = found.first().map(|node| (*node).clone());
    }
    egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        for node in found {
            let with_rest = [Some(node.clone()), outside(view, node)];
            for node in with_rest.into_iter().flatten() {
                if ui.selectable_label(false, wording::node(view.words, plan, &node)).clicked() {
                    picked = Some(node);
                }
            }
        }
    });
    picked
}

/// What lies outside the clusters of a node, where it can be told apart.
fn outside(view: &View<'_>, node: &NodeId) -> Option<NodeId> {
    let outside = NodeId::outside(node);
    view.document().plan.node_kind(&outside).is_some().then_some(outside)
}
