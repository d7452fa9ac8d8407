//! The head of the scenario page: which scenario, what it inherits from, and what can be done with it.

use egui::{Label, RichText, Ui};

use super::cards::change;
use super::state::{Looked, ScenarioState};
use crate::base::ScenarioId;
use crate::domain::{Scenario, scenario_edit};
use crate::ui::actions::Action;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::palette::size;
use crate::view::scenario_page::list::{self, ScenarioRow, lost, scenarios};

/// Draws the head of the column of assumptions.
pub(super) fn head_ui(ui: &mut Ui, view: &View<'_>, at: &Looked<'_>, state: &mut ScenarioState, out: &mut Vec<Command>) {
    let scenario = at.scenario;
    let rows = rows(view, state).to_vec();
    ui.horizontal(|ui| {
        let room = ui.available_width() - 34.0;
        chooser_ui(ui, view, &rows, Some(&scenario.id), fonts::bold(size::SECTION), room, out);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| actions_ui(ui, view, out));
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::STEP;
        widgets::caption(ui, view.words.text("scenario-inherits"));
        parent_ui(ui, view, scenario, out);
    });
    if !scenario.note.is_empty() {
        let text = RichText::new(&scenario.note).size(size::CAPTION).color(colour(view.palette.secondary));
        ui.add(Label::new(text).truncate()).on_hover_text(&scenario.note);
    }
    if scenario.locked {
        locked_ui(ui, view, scenario, out);
    }
    for sentence in state.lost.get(at.key.clone(), || lost(view.words, view.document(), scenario)) {
        super::cards::problem_ui(ui, view, sentence);
    }
}

/// The list of scenarios, made once for a revision.
pub(super) fn rows<'a>(view: &View<'_>, state: &'a mut ScenarioState) -> &'a [ScenarioRow] {
    state.rows.get(view.scenario_stamp(), || scenarios(view.words, view.document()))
}

/// A list of the scenarios to choose one from.
pub fn chooser_ui(
    ui: &mut Ui,
    view: &View<'_>,
    rows: &[ScenarioRow],
    chosen: Option<&ScenarioId>,
    font: egui::FontId,
    width: f32,
    out: &mut Vec<Command>,
) {
    let name = rows.iter().find(|row| Some(&row.id) == chosen).map_or("", |row| row.name.as_str());
    let text = RichText::new(name).font(font);
    let combo = |ui: &mut Ui, content: &mut dyn FnMut(&mut Ui)| {
        ui.set_max_width(width);
        widgets::combo("scenario-chooser").selected_text(text).width(width).truncate().height(420.0).show_ui(ui, |ui| content(ui)).response
    };
    let mut entries = |ui: &mut Ui| {
        ui.set_min_width(240.0);
        ui.set_max_width(420.0);
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        for row in rows {
            let response = ui.selectable_label(Some(&row.id) == chosen, &row.entry);
            if response.on_hover_ui(|ui| _ = ui.label(&row.hint)).clicked() {
                out.push(Command::ChooseScenario(row.id.clone()));
            }
        }
        ui.separator();
        if ui.selectable_label(false, format!("+ {}", Action::NewScenario.name(view.words))).clicked() {
            out.push(Command::Action(Action::NewScenario));
        }
    };
    let response = ui.scope(|ui| combo(ui, &mut entries)).inner;
    let response = response.on_hover_text(name);
    widgets::name_field(&response, view.words.text("scenario-chooser"));
}

fn actions_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let button = egui::Button::new(RichText::new("…").size(size::SECTION)).frame(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(200.0);
        for action in ACTIONS {
            if let Some(action) = action {
                let entry = egui::Button::new(action.name(view.words)).shortcut_text(RichText::new(action.keys()).size(size::CAPTION));
                if widgets::tell_action(ui.add_enabled(action.enabled(&view.moment), entry), action, view).clicked() {
                    out.push(Command::Action(action));
                    ui.close();
                }
            } else {
                ui.separator();
            }
        }
    });
    let name = view.words.text("scenario-actions");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
}

/// What can be done with the scenario at hand; `None` is a hairline.
const ACTIONS: [Option<Action>; 6] = [
    Some(Action::NewScenario),
    Some(Action::DuplicateScenario),
    Some(Action::EditScenario),
    Some(Action::LockScenario),
    None,
    Some(Action::DeleteScenario),
];

/// What the scenario inherits from, to be changed.
fn parent_ui(ui: &mut Ui, view: &View<'_>, scenario: &Scenario, out: &mut Vec<Command>) {
    let (document, words) = (view.document(), view.words);
    let name = list::name(words, document, scenario.parent.as_ref());
    ui.add_enabled_ui(!scenario.locked, |ui| {
        let text = RichText::new(name).size(size::CAPTION);
        let width = ui.available_width().min(170.0);
        let shown = widgets::combo("scenario-parent").selected_text(text).width(width).truncate().show_ui(ui, |ui| {
            for (parent, name) in list::parents(words, document, Some(&scenario.id)) {
                let on = parent == scenario.parent;
                if ui.selectable_label(on, name).clicked() && !on {
                    out.extend(change(scenario_edit::set_parent(document, &scenario.id, parent), "step-scenario-parent"));
                }
            }
        });
        widgets::name_field(&shown.response, words.text("scenario-parent"));
    });
}

fn locked_ui(ui: &mut Ui, view: &View<'_>, scenario: &Scenario, out: &mut Vec<Command>) {
    let ground = colour(view.palette.alternate);
    egui::Frame::new().fill(ground).corner_radius(size::CORNER).inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme::STEP;
            let (square, _) = ui.allocate_exact_size(egui::vec2(14.0, 14.0), egui::Sense::hover());
            crate::ui::icons::paint(ui.painter(), square, Icon::Lock, colour(view.palette.secondary));
            widgets::caption(ui, view.words.text("scenario-locked"));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button(RichText::new(view.words.text("scenario-unlock")).size(size::TABLE)).clicked() {
                    out.extend(change(scenario_edit::lock(view.document(), &scenario.id, false), "step-scenario-lock"));
                }
            });
        });
    });
}
