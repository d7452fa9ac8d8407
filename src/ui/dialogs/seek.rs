//! Seek: which lever, which figure, which bound; the answer with its arithmetic, to be saved as an assumption.

use egui::{Label, RichText, TextEdit, Ui};

use super::{field_ui, foot_ui, title_ui};
use crate::base::NodeId;
use crate::domain::{Reach, Scope, scenario_edit};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::pages::scenario::{choice_ui, nodes_ui};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::palette::size;
use crate::view::scenario_page::card::title;
use crate::view::scenario_page::form::Input;
use crate::view::scenario_page::kind::driver_metrics;
use crate::view::scenario_page::seeking::{Answer, Question, SeekDraft, target_text};
use crate::view::wording;

/// The draft of a question, and its answer once there is one.
pub struct SeekDialog {
    draft: SeekDraft,
    answer: Option<Answer>,
    running: bool,
    finder: String,
}

impl SeekDialog {
    /// A question that was not asked yet.
    pub fn new(draft: SeekDraft) -> Self {
        Self { draft, answer: None, running: false, finder: String::new() }
    }

    /// Takes the answer to a question; one to another question than stands in the form is let go.
    pub fn take(&mut self, draft: &SeekDraft, answer: Answer) {
        self.running = false;
        if *draft == self.draft {
            self.answer = Some(answer);
        }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(ui, words.text("seek-title"));
        let before = self.draft.clone();
        self.question_ui(ui, view);
        self.moved_ui(ui, view);
        ui.add_space(theme::STEP);
        self.goal_ui(ui, view);
        if before != self.draft {
            self.answer = None;
        }
        if self.running {
            ui.horizontal(|ui| {
                ui.spinner();
                widgets::secondary(ui, words.text("seek-running"));
            });
        }
        if let Some(answer) = &self.answer {
            answer_ui(ui, view, answer);
        }
        self.foot_ui(ui, view, out)
    }

    fn question_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        ui.horizontal_wrapped(|ui| {
            for question in Question::ALL {
                if widgets::chip(ui, view.words.text(question.key()), question == self.draft.question).clicked() {
                    self.draft.question = question;
                }
            }
        });
    }

    /// What is moved: the growth of a scope, or an assumption.
    fn moved_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, plan) = (view.words, &view.document().plan);
        match self.draft.question {
            Question::Growth | Question::Shift => {
                field_ui(ui, words.text("seek-scope"), |ui| {
                    let chosen: Vec<(NodeId, String)> =
                        self.draft.scope.within.iter().map(|node| (node.clone(), wording::node_short(words, plan, node))).collect();
                    match nodes_ui(ui, view, words.text("seek-scope"), &chosen, false, &mut self.finder) {
                        Some(Input::Add(node)) if !self.draft.scope.within.contains(&node) => self.draft.scope.within.push(node),
                        Some(Input::Remove(node)) => self.draft.scope.within.retain(|known| *known != node),
                        _ => {}
                    }
                });
                field_ui(ui, words.text("field-reach"), |ui| {
                    let options: Vec<(String, String)> =
                        Reach::ALL.iter().map(|r| (r.word().to_owned(), words.text(&format!("reach-{}", r.word())).to_owned())).collect();
                    if let Some(word) =
                        ui.push_id("reach", |ui| choice_ui(ui, words.text("field-reach"), &options, self.draft.scope.reach.word())).inner
                    {
                        let reach = Reach::ALL.into_iter().find(|reach| reach.word() == word).unwrap_or_default();
                        self.draft.scope = Scope { reach, ..self.draft.scope.clone() };
                    }
                });
                field_ui(ui, words.text("seek-moved"), |ui| {
                    let options: Vec<(String, String)> =
                        driver_metrics(plan).map(|id| (id.to_string(), wording::metric(words, plan, id).to_owned())).collect();
                    let chosen =
                        ui.push_id("moved", |ui| choice_ui(ui, words.text("seek-moved"), &options, self.draft.moved.as_str())).inner;
                    if let Some(word) = chosen {
                        self.draft.moved = word.as_str().into();
                    }
                });
            }
            Question::Delay | Question::Setting => self.assumption_ui(ui, view),
        }
    }

    fn assumption_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, plan) = (view.words, &view.document().plan);
        let movable = self.draft.movable(view.document());
        if movable.is_empty() {
            widgets::secondary(
                ui,
                words.text(if self.draft.question == Question::Delay { "seek-no-projects" } else { "seek-no-settings" }),
            );
            return;
        }
        let options: Vec<(String, String)> = movable.iter().map(|a| (a.id.to_string(), title(words, plan, a))).collect();
        let known = self.draft.assumption.as_ref().filter(|id| movable.iter().any(|a| a.id == **id));
        let chosen = known.map_or_else(|| options[0].0.clone(), ToString::to_string);
        field_ui(ui, words.text("seek-assumption"), |ui| {
            if let Some(word) = ui.push_id("assumption", |ui| choice_ui(ui, words.text("seek-assumption"), &options, &chosen)).inner {
                self.draft.assumption = Some(word.as_str().into());
            }
        });
    }

    /// Which figure is to meet which bound.
    fn goal_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, document) = (view.words, view.document());
        let plan = &document.plan;
        let before = (self.draft.node.clone(), self.draft.metric.clone(), self.draft.year);
        field_ui(ui, words.text("seek-node"), |ui| {
            let chosen = [(self.draft.node.clone(), wording::node_short(words, plan, &self.draft.node))];
            if let Some(Input::Add(node)) = nodes_ui(ui, view, words.text("seek-node"), &chosen, true, &mut self.finder) {
                self.draft.node = node;
            }
        });
        field_ui(ui, words.text("seek-metric"), |ui| {
            let options: Vec<(String, String)> =
                plan.metrics.iter().map(|m| (m.id.to_string(), wording::metric(words, plan, &m.id).to_owned())).collect();
            if let Some(word) =
                ui.push_id("goal", |ui| choice_ui(ui, words.text("seek-metric"), &options, self.draft.metric.as_str())).inner
            {
                self.draft.metric = word.as_str().into();
            }
        });
        field_ui(ui, words.text("seek-year"), |ui| {
            let info = &plan.info;
            let options: Vec<(String, String)> =
                (info.first_year..=info.last_year).map(|year| (year.to_string(), year.to_string())).collect();
            if let Some(word) =
                ui.push_id("year", |ui| choice_ui(ui, words.text("seek-year"), &options, &self.draft.year.to_string())).inner
            {
                self.draft.year = word.parse().unwrap_or(self.draft.year);
            }
        });
        if before != (self.draft.node.clone(), self.draft.metric.clone(), self.draft.year) {
            // Another figure has another target.
            let scenario = view.scenario_evaluation(Some(&self.draft.scenario));
            self.draft.bound = target_text(words, scenario.targets(), &self.draft.node, &self.draft.metric, self.draft.year);
        }
        let unit = plan.metrics.get(&self.draft.metric).map_or("", |m| m.unit.as_str());
        field_ui(ui, words.text("seek-bound"), |ui| {
            let field = ui.add(TextEdit::singleline(&mut self.draft.bound).desired_width(120.0).id_salt("seek-bound").hint_text("≥"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text("seek-bound")));
            widgets::secondary(ui, wording::unit(words, &plan.units(), &unit.into()));
        });
    }

    fn foot_ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        let mut stays = true;
        foot_ui(ui, |ui| {
            let found = self.answer.as_ref().and_then(|answer| answer.assumption.as_ref());
            match found {
                Some(assumption) => {
                    if widgets::primary_button(ui, words.text("seek-save")).clicked() {
                        let document = view.document();
                        let known = document.scenarios.get(&self.draft.scenario).is_some_and(|s| s.assumption(&assumption.id).is_some());
                        let fresh = matches!(self.draft.question, Question::Growth | Question::Shift) || !known;
                        let built = if fresh {
                            scenario_edit::add(document, &self.draft.scenario, assumption.clone()).map(|(_, edit)| edit)
                        } else {
                            scenario_edit::replace(document, &self.draft.scenario, assumption.clone())
                        };
                        out.push(match built {
                            Ok(edit) => Command::Edit { edit, label: "step-seek" },
                            Err(refusal) => Command::Tell(refusal.diagnostic()),
                        });
                        stays = false;
                    }
                    if ui.button(words.text("seek-again")).clicked() {
                        self.answer = None;
                    }
                }
                None => {
                    let ask = ui.add_enabled_ui(!self.running, |ui| widgets::primary_button(ui, words.text("seek-ask"))).inner;
                    if ask.clicked() {
                        self.ask(view, out);
                    }
                }
            }
            if ui.button(words.text("close")).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn ask(&mut self, view: &View<'_>, out: &mut Vec<Command>) {
        match self.draft.asked(view.document()) {
            Ok(_) => {
                self.running = true;
                out.push(Command::Seek(Box::new(self.draft.clone())));
            }
            Err(diagnostic) => {
                self.answer = Some(Answer { sentence: view.words.diagnostic(&diagnostic), ..Answer::default() });
            }
        }
    }
}

/// The answer and its arithmetic.
fn answer_ui(ui: &mut Ui, view: &View<'_>, answer: &Answer) {
    egui::Frame::new().fill(colour(view.palette.alternate)).corner_radius(size::CORNER).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.add(Label::new(RichText::new(&answer.sentence).font(fonts::bold(size::BODY))).wrap());
        for line in &answer.lines {
            ui.add(Label::new(RichText::new(line).size(size::TABLE).color(colour(view.palette.secondary))).wrap());
        }
    });
}
