//! The form of a new plan: its name, its area, its years, and whether it takes over a structure.

use egui::{DragValue, TextEdit, Ui};

use super::{field_ui, foot_ui, title_ui};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::widgets;
use crate::view::new_plan;

/// The draft of a new plan.
#[derive(Debug)]
pub struct NewPlanDialog {
    title: String,
    area: String,
    base: i32,
    last: i32,
    with_structure: bool,
    fresh: bool,
}

impl NewPlanDialog {
    /// A draft for the five years after a base year.
    pub fn new(base: i32, with_structure: bool) -> Self {
        Self { title: String::new(), area: String::new(), base, last: base + 5, with_structure, fresh: true }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(ui, words.text(if self.with_structure { "new-plan-structure-title" } else { "new-plan-title" }));
        field_ui(ui, words.text("new-plan-name"), |ui| {
            let field = ui.add(TextEdit::singleline(&mut self.title).desired_width(f32::INFINITY).id_salt("new-plan-name"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("new-plan-name")));
            if std::mem::take(&mut self.fresh) {
                field.request_focus();
            }
        });
        field_ui(ui, words.text("new-plan-area"), |ui| {
            let field = ui.add(TextEdit::singleline(&mut self.area).desired_width(f32::INFINITY).id_salt("new-plan-area"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("new-plan-area")));
        });
        year_ui(ui, &mut self.base, 1900..=2200, words.text("new-plan-base"));
        year_ui(ui, &mut self.last, self.base + 1..=self.base + 50, words.text("new-plan-last"));
        widgets::caption(ui, words.text(if self.with_structure { "new-plan-structure-text" } else { "new-plan-text" }));
        let mut stays = true;
        foot_ui(ui, |ui| {
            let ready = !self.title.trim().is_empty();
            if ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("new-plan-action"))).inner.clicked() {
                out.push(Command::NewPlan(Box::new(self.plan(view))));
                stays = false;
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn plan(&self, view: &View<'_>) -> crate::domain::Plan {
        let title = self.title.trim();
        let (first, last) = (self.base + 1, self.last);
        let mut plan = if self.with_structure {
            new_plan::with_structure_of(&view.document().plan, title, self.base, first, last)
        } else {
            new_plan::empty(title, view.words.language(), self.base, first, last)
        };
        if !self.area.trim().is_empty() {
            plan.info.total = crate::base::Label::new(self.area.trim());
        }
        plan
    }
}

/// A year that is typed or dragged, beside its name.
fn year_ui(ui: &mut Ui, year: &mut i32, range: std::ops::RangeInclusive<i32>, name: &str) {
    let response = field_ui(ui, name, |ui| ui.add(DragValue::new(year).range(range)));
    widgets::name_field(&response, name);
}
