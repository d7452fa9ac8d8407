//! The form of a scenario itself: its name, what it inherits from, what it tells.

use egui::{TextEdit, Ui};

use super::{field_ui, foot_ui, title_ui};
use crate::base::ScenarioId;
use crate::domain::{Edit, Scenario, scenario_edit};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::widgets;
use crate::view::scenario_page::list;

/// The draft of a scenario's name, parent and note.
#[derive(Debug)]
pub struct ScenarioDialog {
    of: Option<ScenarioId>,
    name: String,
    parent: Option<ScenarioId>,
    note: String,
    fresh: bool,
}

impl ScenarioDialog {
    /// A new scenario on the plan.
    pub fn new(name: String) -> Self {
        Self { of: None, name, parent: None, note: String::new(), fresh: true }
    }

    /// A scenario that is there.
    pub fn of(scenario: &Scenario, name: String) -> Self {
        Self { of: Some(scenario.id.clone()), name, parent: scenario.parent.clone(), note: scenario.note.clone(), fresh: true }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(ui, words.text(if self.of.is_some() { "scenario-edit-title" } else { "scenario-new-title" }));
        let mut entered = false;
        field_ui(ui, words.text("scenario-name"), |ui| {
            let field = ui.add(TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY).id_salt("scenario-name"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("scenario-name")));
            if std::mem::take(&mut self.fresh) {
                field.request_focus();
            }
            entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        });
        field_ui(ui, words.text("scenario-parent"), |ui| self.parent_ui(ui, view));
        field_ui(ui, words.text("scenario-note"), |ui| {
            let field = ui.add(TextEdit::multiline(&mut self.note).desired_width(f32::INFINITY).desired_rows(3).id_salt("scenario-note"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, words.text("scenario-note")));
        });
        let mut stays = true;
        let ready = !self.name.trim().is_empty();
        foot_ui(ui, |ui| {
            let action = words.text(if self.of.is_some() { "scenario-edit-action" } else { "scenario-new-action" });
            let clicked = ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, action)).inner.clicked();
            if (clicked || entered) && ready {
                self.done(view, out);
                stays = false;
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn parent_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, document) = (view.words, view.document());
        let name = list::name(words, document, self.parent.as_ref());
        let shown = widgets::combo("scenario-dialog-parent").selected_text(name).width(ui.available_width()).truncate().show_ui(ui, |ui| {
            for (parent, name) in list::parents(words, document, self.of.as_ref()) {
                if ui.selectable_label(parent == self.parent, name).clicked() {
                    self.parent = parent;
                }
            }
        });
        widgets::name_field(&shown.response, words.text("scenario-parent"));
    }

    fn done(&self, view: &View<'_>, out: &mut Vec<Command>) {
        let document = view.document();
        let label = |before| list::label(view.words, document, before, self.name.trim());
        match self.of.as_ref().map(|id| (id, document.scenarios.get(id))) {
            Some((_, Some(before))) => {
                let scenario = Scenario {
                    name: label(Some(&before.name)),
                    parent: self.parent.clone(),
                    note: self.note.trim().to_owned(),
                    ..before.clone()
                };
                out.push(Command::Edit { edit: Edit::scenario(&document.scenarios, scenario), label: "step-scenario-edit" });
            }
            Some((_, None)) => {}
            None => match scenario_edit::create(document, label(None), self.parent.clone()) {
                Ok((id, Edit::Scenario(mut put))) => {
                    if let Some((_, scenario)) = &mut put.to {
                        self.note.trim().clone_into(&mut scenario.note);
                    }
                    out.push(Command::Edit { edit: Edit::Scenario(put), label: "step-scenario-new" });
                    out.push(Command::ChooseScenario(id));
                }
                Ok((id, edit)) => {
                    out.push(Command::Edit { edit, label: "step-scenario-new" });
                    out.push(Command::ChooseScenario(id));
                }
                Err(refusal) => out.push(Command::Tell(refusal.diagnostic())),
            },
        }
    }
}
