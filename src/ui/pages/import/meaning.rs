//! Third step: what names, periods and units mean. What is unclear is asked with proposals; nothing is taken without a yes.

use egui::{Align, Layout, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::choose::{choose_ui, coverages, metrics, nodes, units};
use super::state::Queued;
use crate::base::Period;
use crate::domain::Status;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::import::choices::{self, DecimalMark, MonthSense};
use crate::view::import::firm::is_firms;
use crate::view::import::telling::{self, Others, Subject};
use crate::view::import::{Candidate, Choices, Question, answered};
use crate::view::palette::size;
use crate::view::wording;

/// What the step remembers.
#[derive(Default)]
pub struct MeaningStep {
    period: String,
    wrong_period: bool,
    threshold: String,
    wrong_threshold: bool,
    typed_for: std::collections::BTreeMap<String, String>,
}

/// Proposals shown beside a question; more are in its list.
const MOST_PROPOSED: usize = 3;
/// Width of the column with what holds for the whole table.
const SIDE: f32 = 268.0;

/// Draws the step.
pub fn meaning_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) -> String {
    let Some(understood) = queued.understood.clone() else { return String::new() };
    let room = ui.available_size();
    let between = ui.spacing().item_spacing.x;
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = theme::AROUND;
        let left = vec2((room.x - SIDE - theme::AROUND).max(240.0), room.y);
        ui.allocate_ui_with_layout(left, Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = between;
            widgets::card(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ScrollArea::vertical().id_salt("import-questions").auto_shrink(false).show(ui, |ui| {
                    questions_ui(ui, view, queued, &understood.difference.reading.questions);
                    answers_ui(ui, view, &mut queued.choices);
                });
            });
        });
        ui.allocate_ui_with_layout(vec2(ui.available_width(), room.y), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = between;
            widgets::card(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ScrollArea::vertical().id_salt("import-defaults").auto_shrink(false).show(ui, |ui| defaults_ui(ui, view, queued));
            });
        });
    });
    String::new()
}

fn questions_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, questions: &[Question]) {
    let words = view.words;
    let title = telling::questions(words, questions.len());
    widgets::section(ui, &title, |ui| {
        let ready = questions.iter().filter(|question| has_proposal(question)).count();
        if ready > 1 {
            let text = words.with("import-take-all", &[("count", &ready.to_string())]);
            if widgets::icon_text_button(ui, Icon::Tick, &text).on_hover_text(words.text("import-take-all-hint")).clicked() {
                for question in questions.iter().filter(|question| has_proposal(question)) {
                    queued.choices.answer(question, &question.candidates[0]);
                }
            }
        }
    });
    if questions.is_empty() {
        widgets::secondary(ui, words.text("import-all-clear-text"));
    } else {
        widgets::caption(ui, words.text("import-questions-hint"));
    }
    for subject in Subject::ALL {
        let of: Vec<&Question> = questions.iter().filter(|question| Subject::of(question.kind) == subject).collect();
        if of.is_empty() {
            continue;
        }
        ui.add_space(theme::AROUND);
        ui.label(RichText::new(words.text(subject.key())).font(fonts::bold(size::BODY)));
        for question in of {
            question_ui(ui, view, queued, question);
        }
    }
}

/// True where the first possible answer names a record or sense, rather than leaving things as they are or out. Values that do
/// not go together are for a person alone: no proposal about them is more likely than another.
fn has_proposal(question: &Question) -> bool {
    Subject::of(question.kind) != Subject::Checks
        && question.candidates.first().is_some_and(|candidate| !matches!(candidate, Candidate::Accept | Candidate::Leave))
}

fn question_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, question: &Question) {
    let words = view.words;
    let plan = &view.document().plan;
    let line = ui.cursor().top() + 3.0;
    ui.painter().hline(ui.max_rect().x_range(), line, theme::hairline(view.palette));
    ui.add_space(theme::RELATED);
    ui.push_id((&question.key, question.kind), |ui| {
        let sentence = telling::sentence(words, question);
        ui.add(egui::Label::new(sentence).wrap());
        ui.horizontal_wrapped(|ui| {
            widgets::caption(ui, &telling::place(words, question));
            let mut given = None;
            for (place, candidate) in question.candidates.iter().filter(|c| !matches!(c, Candidate::Leave)).take(MOST_PROPOSED).enumerate()
            {
                let text = telling::answer(words, plan, question, candidate);
                let response =
                    if place == 0 && has_proposal(question) { proposal(ui, view, &text) } else { widgets::chip(ui, &text, false) };
                if response.clicked() {
                    given = Some(candidate.clone());
                }
            }
            given = given.or_else(|| other_ui(ui, view, &mut queued.meaning, question));
            let leave = question.candidates.iter().find(|candidate| matches!(candidate, Candidate::Leave));
            if leave.is_some() && widgets::chip(ui, words.text("import-leave"), false).clicked() {
                given = leave.cloned();
            }
            if let Some(candidate) = given {
                queued.choices.answer(question, &candidate);
            }
        });
    });
}

/// The likeliest answer: a chip within a line of the accent.
fn proposal(ui: &mut Ui, view: &View<'_>, text: &str) -> egui::Response {
    let response = widgets::chip(ui, text, true);
    let stroke = egui::Stroke::new(theme::HAIRLINE, colour(view.palette.accent));
    ui.painter().rect_stroke(response.rect, size::CORNER, stroke, egui::StrokeKind::Inside);
    response
}

/// Any other record, for questions that one answers.
fn other_ui(ui: &mut Ui, view: &View<'_>, step: &mut MeaningStep, question: &Question) -> Option<Candidate> {
    let words = view.words;
    let name = words.with("import-other-for", &[("text", &question.text)]);
    let shown = words.text("import-other");
    match telling::others(question.kind) {
        Others::Nodes => choose_ui(ui, view, &name, shown, 90.0, |typed| nodes(view, typed)).map(Candidate::Node),
        Others::Metrics => choose_ui(ui, view, &name, shown, 90.0, |typed| metrics(view, typed)).map(Candidate::Metric),
        Others::Units => choose_ui(ui, view, &name, shown, 90.0, |typed| units(view, typed)).map(Candidate::Unit),
        Others::Coverages => choose_ui(ui, view, &name, shown, 90.0, |typed| coverages(view, typed)).map(Candidate::Coverage),
        Others::Periods => {
            let typed = step.typed_for.entry(question.key.clone()).or_default();
            let field = ui.add(TextEdit::singleline(typed).desired_width(90.0).hint_text(words.text("import-period-hint")));
            widgets::name_field(&field, &name);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if entered { typed.parse().ok().map(Candidate::Period) } else { None }
        }
        Others::Nothing => None,
    }
}

/// What was answered, each to be taken back.
fn answers_ui(ui: &mut Ui, view: &View<'_>, choices: &mut Choices) {
    let words = view.words;
    let given = answered::list(words, &view.document().plan, choices);
    if given.is_empty() {
        return;
    }
    ui.add_space(theme::BETWEEN);
    ui.label(RichText::new(words.text("import-answered")).font(fonts::bold(size::BODY)));
    let mut back = None;
    for (place, answer) in given.iter().enumerate() {
        ui.push_id(("answer", place), |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(&answer.text).size(size::TABLE));
                ui.label(RichText::new("→").size(size::TABLE).color(colour(view.palette.tertiary)));
                ui.label(RichText::new(&answer.meaning).size(size::TABLE));
                let name = words.with("import-take-back", &[("text", &answer.text)]);
                if widgets::icon_button(ui, Icon::Close, &name).clicked() {
                    back = Some(place);
                }
            });
        });
    }
    if let Some(answer) = back.and_then(|place| given.get(place)) {
        answered::take_back(choices, answer);
    }
}

/// What holds for all values that name nothing themselves.
fn defaults_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) {
    let words = view.words;
    let plan = &view.document().plan;
    widgets::section(ui, words.text("import-defaults"), |_| {});
    widgets::caption(ui, words.text("import-defaults-hint"));
    ui.add_space(theme::RELATED);
    let choices = &mut queued.choices;
    let unset = words.text("import-as-stated");
    let shown = choices.node.as_ref().map_or_else(|| unset.to_owned(), |node| wording::node(words, plan, node));
    default_ui(ui, view, "import-default-node", &shown, &mut choices.node, |typed| nodes(view, typed));
    let shown = choices.metric.as_ref().map_or(unset, |metric| wording::metric(words, plan, metric)).to_owned();
    default_ui(ui, view, "import-default-metric", &shown, &mut choices.metric, |typed| metrics(view, typed));
    let units_known = plan.units();
    let shown = choices.unit.as_ref().map_or(unset, |unit| wording::unit(words, &units_known, unit)).to_owned();
    default_ui(ui, view, "import-default-unit", &shown, &mut choices.unit, |typed| units(view, typed));
    let shown = choices.coverage.as_ref().map_or(unset, |_| wording::coverage(words, plan, choices.coverage.as_ref())).to_owned();
    default_ui(ui, view, "import-default-coverage", &shown, &mut choices.coverage, |typed| coverages(view, typed));
    status_ui(ui, view, choices);
    months_ui(ui, view, choices);
    decimal_ui(ui, view, choices);
    period_ui(ui, view, queued);
    if queued.understood.as_ref().is_some_and(|understood| is_firms(&understood.shape)) {
        threshold_ui(ui, view, queued);
    }
}

/// The size from which firms are above the reporting threshold: they are counted beside all firms.
fn threshold_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) {
    let words = view.words;
    let name = words.text("import-default-threshold");
    let step = &mut queued.meaning;
    if step.threshold.is_empty()
        && !step.wrong_threshold
        && let Some(known) = &queued.choices.firm_threshold
    {
        step.threshold.clone_from(known);
    }
    line_ui(ui, name, |ui| {
        let hint = words.text("import-threshold-hint");
        let field = ui.add(TextEdit::singleline(&mut step.threshold).desired_width(f32::INFINITY).hint_text(hint));
        widgets::name_field(&field, name);
        if field.changed() {
            let text = step.threshold.trim();
            step.wrong_threshold = !text.is_empty() && !choices::is_amount(text, &view.document().plan.units());
            queued.choices.firm_threshold = (!text.is_empty() && !step.wrong_threshold).then(|| text.to_owned());
        }
    });
    if step.wrong_threshold {
        ui.colored_label(colour(view.palette.off_track), words.text("import-threshold-wrong"));
    }
}

/// A line of the column: what, and the choice beneath the same edge.
fn line_ui(ui: &mut Ui, name: &str, field: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(64.0, theme::CONTROL), egui::Sense::hover());
        let ink = colour(theme::palette(ui).secondary);
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, name, fonts::regular(size::BODY), ink);
        field(ui);
    });
}

fn default_ui<T>(ui: &mut Ui, view: &View<'_>, key: &str, shown: &str, value: &mut Option<T>, entries: impl Fn(&str) -> Vec<(T, String)>) {
    let name = view.words.text(key);
    line_ui(ui, name, |ui| {
        let width = ui.available_width() - if value.is_some() { 32.0 } else { 0.0 };
        if let Some(chosen) = choose_ui(ui, view, name, shown, width, entries) {
            *value = Some(chosen);
        } else if value.is_some() && widgets::icon_button(ui, Icon::Close, view.words.text("import-as-stated")).clicked() {
            *value = None;
        }
    });
}

/// A short list of which one, or none, is chosen.
fn list_ui<T: Copy + PartialEq>(ui: &mut Ui, view: &View<'_>, key: &str, value: &mut Option<T>, entries: &[(T, &str)]) {
    let words = view.words;
    let name = words.text(key);
    line_ui(ui, name, |ui| {
        let unset = words.text("import-as-stated");
        let shown = entries.iter().find(|(entry, _)| Some(*entry) == *value).map_or(unset, |(_, text)| *text);
        let list = widgets::combo(key).selected_text(shown).width(ui.available_width()).show_ui(ui, |ui| {
            if ui.selectable_label(value.is_none(), unset).clicked() {
                *value = None;
            }
            for (entry, text) in entries {
                if ui.selectable_label(*value == Some(*entry), *text).clicked() {
                    *value = Some(*entry);
                }
            }
        });
        widgets::name_field(&list.response, name);
    });
}

fn status_ui(ui: &mut Ui, view: &View<'_>, choices: &mut Choices) {
    let entries = Status::ALL.map(|status| (status, wording::status(view.words, status)));
    list_ui(ui, view, "import-default-status", &mut choices.status, &entries);
}

fn months_ui(ui: &mut Ui, view: &View<'_>, choices: &mut Choices) {
    let words = view.words;
    let entries =
        [(MonthSense::Single, words.text("import-months-single")), (MonthSense::RunningTotal, words.text("import-months-running"))];
    list_ui(ui, view, "import-default-months", &mut choices.months, &entries);
}

fn decimal_ui(ui: &mut Ui, view: &View<'_>, choices: &mut Choices) {
    let words = view.words;
    let entries = [(DecimalMark::Point, words.text("import-decimal-point")), (DecimalMark::Comma, words.text("import-decimal-comma"))];
    list_ui(ui, view, "import-default-decimal", &mut choices.decimal, &entries);
}

fn period_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) {
    let words = view.words;
    let name = words.text("import-default-period");
    let step = &mut queued.meaning;
    if step.period.is_empty()
        && !step.wrong_period
        && let Some(period) = queued.choices.period
    {
        step.period = period.to_string();
    }
    line_ui(ui, name, |ui| {
        let field = ui.add(TextEdit::singleline(&mut step.period).desired_width(f32::INFINITY).hint_text(words.text("import-period-hint")));
        widgets::name_field(&field, name);
        if field.changed() {
            let text = step.period.trim();
            let period = if text.is_empty() { Ok(None) } else { text.parse::<Period>().map(Some) };
            step.wrong_period = period.is_err();
            queued.choices.period = period.unwrap_or_default();
        }
    });
    if step.wrong_period {
        ui.colored_label(colour(view.palette.off_track), words.text("import-period-wrong"));
    }
}
