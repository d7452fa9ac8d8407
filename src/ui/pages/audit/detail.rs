//! One finding in full: what was found, what would resolve it, the arithmetic with its sources, and the answer.

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::list::severity_mark;
use super::{AuditState, Draft};
use crate::domain::{Answer, Edit};
use crate::engine::Standing;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, icons, widgets};
use crate::view::audit::StepText;
use crate::view::audit::list::AuditDetail;
use crate::view::inspection::Subject;
use crate::view::palette::size;
use crate::view::{audit, wording};

/// The finding chosen in the list.
pub(super) fn detail_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState, out: &mut Vec<Command>) {
    let words = view.words;
    let Some(id) = state.chosen.clone() else {
        // Where nothing was found there is nothing to choose.
        if !view.audit.audit.findings.is_empty() {
            widgets::secondary(ui, words.text("audit-choose"));
        }
        return;
    };
    let AuditState { detail, draft, .. } = state;
    let shown = detail.get((super::key(view), id.clone()), || AuditDetail::new(view.document(), &view.audit.audit, words, &id));
    let Some(shown) = shown else {
        widgets::secondary(ui, words.text("audit-resolved"));
        return;
    };
    if draft.of.as_ref() != Some(&id) {
        draft.open(shown);
    }
    ScrollArea::vertical().id_salt("audit-detail").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme::RELATED;
        head_ui(ui, view, shown, out);
        steps_ui(ui, view, &shown.steps, out);
        answer_ui(ui, view, shown, draft, out);
    });
}

fn head_ui(ui: &mut Ui, view: &View<'_>, shown: &AuditDetail, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let (icon, ink) = severity_mark(view.palette, shown.severity);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(14.0, 14.0), egui::Sense::hover());
        icons::paint(ui.painter(), rect, icon, colour(ink));
        widgets::secondary(ui, wording::severity(view.words, shown.severity));
        widgets::secondary(ui, &shown.rule);
        if shown.standing != Standing::Open {
            widgets::badge(ui, wording::standing(view.words, shown.standing));
        }
    });
    ui.add(Label::new(RichText::new(&shown.sentence).font(fonts::bold(size::SECTION))).wrap());
    ui.add(Label::new(&shown.way).wrap());
    ui.horizontal_wrapped(|ui| {
        for (node, name) in &shown.nodes {
            if widgets::chip(ui, name, false).clicked() {
                out.push(Command::OpenNode(node.clone()));
            }
        }
    });
}

/// The arithmetic as a table: sign, what it is, number; a line read from a figure leads to it.
fn steps_ui(ui: &mut Ui, view: &View<'_>, steps: &[StepText], out: &mut Vec<Command>) {
    if steps.is_empty() {
        return;
    }
    ui.add_space(theme::STEP);
    widgets::section(ui, view.words.text("audit-arithmetic"), |_| {});
    egui::Frame::new().fill(colour(view.palette.alternate)).corner_radius(size::CORNER).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = theme::STEP;
        for (place, step) in steps.iter().enumerate() {
            step_ui(ui, view, place, step, out);
        }
    });
}

fn step_ui(ui: &mut Ui, view: &View<'_>, place: usize, step: &StepText, out: &mut Vec<Command>) {
    const SIGN: f32 = 18.0;
    const AMOUNT: f32 = 112.0;
    let font = if step.result { fonts::bold(size::TABLE) } else { fonts::regular(size::TABLE) };
    ui.push_id(place, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::STEP;
            let room = ui.available_width();
            let label_room = (room - SIGN - AMOUNT - 2.0 * theme::STEP).max(60.0);
            fixed(ui, SIGN, Layout::top_down(Align::Center), |ui| {
                ui.label(RichText::new(step.sign).font(fonts::regular(size::TABLE)).color(colour(view.palette.secondary)));
            });
            fixed(ui, label_room, Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                match &step.figure {
                    Some((figure, node)) => {
                        let link = ui.link(RichText::new(&step.label).font(font.clone()));
                        if link.on_hover_text(view.words.text("audit-figure-hint")).clicked() {
                            out.push(Command::OpenNode(node.clone()));
                            out.push(Command::Inspect(Subject::Figure(figure.clone())));
                        }
                        if !step.source.is_empty() {
                            widgets::caption(ui, &step.source).on_hover_text(&step.full_source);
                        }
                    }
                    None => {
                        ui.add(Label::new(RichText::new(&step.label).font(font.clone())).wrap());
                    }
                }
            });
            fixed(ui, AMOUNT, Layout::top_down(Align::Max), |ui| {
                ui.add(Label::new(RichText::new(&step.amount).font(font)).wrap());
            });
        });
    });
}

fn fixed(ui: &mut Ui, width: f32, layout: Layout, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(egui::vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        content(ui);
    });
}

impl Draft {
    /// Begins with the answer there is; name and date stay from the one before where there is none.
    fn open(&mut self, shown: &AuditDetail) {
        self.of = Some(shown.id.clone());
        self.text.clear();
        if let Some(answer) = &shown.answer {
            (self.text, self.name, self.date) = (answer.text.clone(), answer.name.clone(), answer.date.clone());
        }
    }
}

fn answer_ui(ui: &mut Ui, view: &View<'_>, shown: &AuditDetail, draft: &mut Draft, out: &mut Vec<Command>) {
    let words = view.words;
    ui.add_space(theme::STEP);
    widgets::section(ui, words.text("audit-answer"), |_| {});
    match shown.standing {
        Standing::Reopened => widgets::secondary(ui, words.text("audit-reopened-hint")),
        Standing::Answered => widgets::secondary(ui, &shown.signed),
        Standing::Open => widgets::secondary(ui, words.text("audit-answer-hint")),
    };
    let field = |ui: &mut Ui, text: &mut String, key: &'static str, rows: usize, width: f32| {
        let edit = if rows > 1 { TextEdit::multiline(text).desired_rows(rows) } else { TextEdit::singleline(text) };
        let response = ui.add(edit.desired_width(width).hint_text(words.text(key)).id_salt(key));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, words.text(key)));
    };
    field(ui, &mut draft.text, "audit-answer-text", 2, f32::INFINITY);
    ui.horizontal(|ui| {
        let half = (ui.available_width() - theme::RELATED) / 2.0 - theme::RELATED;
        field(ui, &mut draft.name, "audit-answer-name", 1, half);
        field(ui, &mut draft.date, "audit-answer-date", 1, half);
    });
    ui.horizontal(|ui| {
        let ready = [&draft.text, &draft.name, &draft.date].iter().all(|text| !text.trim().is_empty());
        let save = ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("audit-answer-save"))).inner;
        if save.on_disabled_hover_text(words.text("audit-answer-needs")).clicked()
            && let Some(finding) = view.audit.audit.get(&shown.id)
        {
            let edit = audit::answer(view.document(), words, finding, &draft.text, &draft.name, &draft.date);
            out.push(Command::Edit { edit, label: "step-answer" });
        }
        if shown.answer.is_some() && ui.button(words.text("audit-answer-remove")).clicked() {
            draft.of = None;
            out.push(Command::Edit { edit: Edit::remove::<Answer>(&shown.id), label: "step-answer-remove" });
        }
    });
}
