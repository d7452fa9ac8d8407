//! Spread: a total, the rule, what is held; and what each would have, before anything is changed.

use egui::{Label, RichText, TextEdit, Ui, vec2};

use super::{field_ui, foot_ui, title_ui};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::pages::scenario::choice_ui;
use crate::ui::theme::colour;
use crate::ui::{fonts, widgets};
use crate::view::palette::size;
use crate::view::scenario_page::list::subject_title;
use crate::view::scenario_page::spreading::{Preview, SpreadDraft};
use crate::view::wording;

/// The draft of a spread.
pub struct SpreadDialog {
    draft: SpreadDraft,
    fresh: bool,
    preview: crate::view::memo::Memo<(SpreadDraft, u64), Preview>,
}

impl SpreadDialog {
    /// A spread of typed totals.
    pub fn new(draft: SpreadDraft) -> Self {
        Self { draft, fresh: true, preview: crate::view::memo::Memo::default() }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(
            ui,
            &words.with("spread-title", &[("what", &subject_title(words, view.document(), &self.draft.node, &self.draft.metric))]),
        );
        self.totals_ui(ui, view);
        self.rule_ui(ui, view);
        let key = (self.draft.clone(), view.session.revision());
        let draft = self.draft.clone();
        let scenario = view.scenario_evaluation(Some(&draft.scenario));
        let preview = self.preview.get(key, || draft.preview(words, view.document(), &view.evaluation, &scenario)).clone();
        self.rows_ui(ui, view, &preview);
        if let Some(refused) = &preview.refused {
            ui.horizontal_top(|ui| {
                widgets::state_mark(ui, crate::view::grid::Mark::OffTrack, "");
                ui.add(Label::new(RichText::new(refused).color(colour(view.palette.off_track))).wrap());
            });
        }
        let mut stays = true;
        foot_ui(ui, |ui| {
            let ready = preview.refused.is_none();
            if ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("spread-action"))).inner.clicked() {
                out.push(match self.draft.edit(view.document()) {
                    Ok(edit) => Command::Edit { edit, label: "step-spread" },
                    Err(diagnostic) => Command::Tell(diagnostic),
                });
                stays = false;
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn totals_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let plan = &view.document().plan;
        let unit = plan.metrics.get(&self.draft.metric).map_or("", |m| m.unit.as_str());
        let fresh = std::mem::take(&mut self.fresh);
        for (place, (year, text)) in self.draft.totals.iter_mut().enumerate() {
            let label = view.words.with("spread-total", &[("year", &year.to_string())]);
            field_ui(ui, &label, |ui| {
                let field = ui.add(TextEdit::singleline(text).desired_width(140.0).id_salt(("spread-total", *year)));
                field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &label));
                if fresh && place == 0 {
                    field.request_focus();
                }
                widgets::secondary(ui, wording::unit(view.words, &plan.units(), &unit.into()));
            });
        }
    }

    fn rule_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let words = view.words;
        field_ui(ui, words.text("field-rule"), |ui| {
            let options = self.draft.rules(words, &view.document().plan);
            let named: Vec<(String, String)> = options.iter().map(|(word, name, _)| (word.clone(), name.clone())).collect();
            let chosen = options.iter().find(|(.., rule)| *rule == self.draft.rule).map_or("", |(word, ..)| word.as_str());
            if let Some(word) = choice_ui(ui, words.text("field-rule"), &named, chosen)
                && let Some((.., rule)) = options.iter().find(|(known, ..)| *known == word)
            {
                self.draft.rule = rule.clone();
            }
        });
    }

    /// Everyone who takes part: a box holds, then the value before and after.
    fn rows_ui(&mut self, ui: &mut Ui, view: &View<'_>, preview: &Preview) {
        let words = view.words;
        widgets::caption(ui, &words.with("spread-rows", &[("year", &preview.year.to_string())]));
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in &preview.rows {
                ui.horizontal(|ui| {
                    let mut held = row.held || row.fixed;
                    ui.add_enabled_ui(!row.fixed, |ui| {
                        let label = words.with("spread-hold", &[("name", &row.name)]);
                        if hold_ui(ui, &mut held, &label) {
                            if held {
                                self.draft.holds.push(row.node.clone());
                            } else {
                                self.draft.holds.retain(|node| *node != row.node);
                            }
                        }
                    });
                    let name_room = (ui.available_width() - 190.0).max(80.0);
                    ui.allocate_ui_with_layout(vec2(name_room, 22.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.set_width(name_room);
                        ui.add(Label::new(RichText::new(&row.name).size(size::TABLE)).truncate());
                    });
                    number_ui(ui, view, &row.before, false);
                    number_ui(ui, view, &row.after, true);
                });
            }
            if preview.left_out > 0 {
                widgets::caption(ui, &words.with("spread-more", &[("n", &preview.left_out.to_string())]));
            }
        });
    }
}

fn number_ui(ui: &mut Ui, view: &View<'_>, text: &str, strong: bool) {
    ui.allocate_ui_with_layout(vec2(84.0, 22.0), egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.set_width(84.0);
        let font = if strong { fonts::bold(size::TABLE) } else { fonts::regular(size::TABLE) };
        let ink = if strong { view.palette.text } else { view.palette.secondary };
        ui.add(Label::new(RichText::new(text).font(font).color(colour(ink))));
    });
}

/// A box that holds a row; its label says whom.
fn hold_ui(ui: &mut Ui, held: &mut bool, label: &str) -> bool {
    let before = *held;
    ui.push_id(label, |ui| widgets::named_checkbox(ui, held, label));
    before != *held
}
