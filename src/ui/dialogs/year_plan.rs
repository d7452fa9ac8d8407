//! A year's plan: of whom, of what, which year, and the number that the plan sets for it.

use egui::{TextEdit, Ui};

use super::{field_ui, foot_ui, title_ui};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::widgets;
use crate::view::node_page::YearPlanDraft;
use crate::view::wording;

/// The form.
pub struct YearPlanDialog {
    draft: YearPlanDraft,
    fresh: bool,
    /// What was wrong with what was typed, until something else is typed.
    refused: String,
}

impl YearPlanDialog {
    /// A form with the node, the metric and the year filled in.
    pub fn new(draft: YearPlanDraft) -> Self {
        Self { draft, fresh: true, refused: String::new() }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let (words, document) = (view.words, view.document());
        let (plan, units) = (&document.plan, document.plan.units());
        title_ui(ui, words.text("year-plan-title"));
        field_ui(ui, words.text("year-plan-node"), |ui| ui.label(wording::node(words, plan, &self.draft.node)));
        field_ui(ui, words.text("node-metric"), |ui| ui.label(wording::metric(words, plan, &self.draft.metric)));
        let mut typed = false;
        field_ui(ui, words.text("year-plan-year"), |ui| {
            let field = ui.add(TextEdit::singleline(&mut self.draft.year).desired_width(80.0).id_salt("year-plan-year"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("year-plan-year")));
            typed |= field.changed();
        });
        let mut entered = false;
        field_ui(ui, words.text("year-plan-value"), |ui| {
            let field = ui.add(TextEdit::singleline(&mut self.draft.value).desired_width(120.0).id_salt("year-plan-value"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("year-plan-value")));
            if std::mem::take(&mut self.fresh) {
                field.request_focus();
            }
            typed |= field.changed();
            entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let unit = plan.metrics.get(&self.draft.metric).map_or("", |metric| wording::unit(words, &units, &metric.unit));
            widgets::secondary(ui, unit);
        });
        let now = self.draft.now(document, &view.evaluation, words);
        if !now.is_empty() {
            field_ui(ui, words.text("year-plan-now"), |ui| widgets::secondary(ui, &now));
        }
        if typed {
            self.refused.clear();
        }
        if !self.refused.is_empty() {
            ui.horizontal_top(|ui| {
                widgets::state_mark(ui, crate::view::grid::Mark::OffTrack, "");
                widgets::secondary(ui, &self.refused);
            });
        }
        let mut stays = true;
        foot_ui(ui, |ui| {
            if widgets::primary_button(ui, words.text("year-plan-action")).clicked() || entered {
                match self.draft.edit(document, &view.evaluation) {
                    Ok(edit) => {
                        out.push(Command::Edit { edit, label: "step-year-plan" });
                        stays = false;
                    }
                    Err(diagnostic) => self.refused = words.diagnostic(&diagnostic),
                }
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }
}
