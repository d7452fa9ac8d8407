//! The import of actuals: files on their way in, in four steps. Nothing is written before the last button.
//!
//! Drawing reads the state and changes only drafts in it (the step shown, decisions); reading, understanding and writing are
//! commands that the application carries out.

mod choose;
mod file;
mod foot;
mod meaning;
mod result;
mod shape;
mod state;
pub mod steps;

use egui::{Event, RichText, Ui, vec2};

pub use self::result::ResultStep;
pub use self::state::{ImportState, Origin, Queued, Stage, UnderstandingKey};
use self::steps::{Step, steps_ui};
use super::super::icons::Icon;
use crate::base::Diagnostic;
use crate::ui::actions::Action;
use crate::ui::command::{Command, ImportCommand};
use crate::ui::context::View;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::import::facts;
use crate::view::palette::size;

/// Height of the buttons at the foot with the space above them.
const FOOT: f32 = 44.0;

/// Draws the page. Returns the wording of the selection for the status line.
pub fn import_ui(ui: &mut Ui, view: &View<'_>, state: &mut ImportState, out: &mut Vec<Command>) -> String {
    paste(ui, out);
    if state.is_empty() {
        empty_ui(ui, view, out);
        return String::new();
    }
    queue_ui(ui, view, state, out);
    let Some(queued) = state.shown_mut() else { return String::new() };
    steps_bar_ui(ui, view, queued);
    ui.add_space(theme::AROUND);
    let room = vec2(ui.available_width(), (ui.available_height() - FOOT).max(120.0));
    let mut summary = String::new();
    ui.allocate_ui(room, |ui| {
        ui.set_min_size(room);
        summary = body_ui(ui, view, queued, out);
    });
    foot::foot_ui(ui, view, queued, out);
    wishes(view, queued, out);
    summary
}

/// What is pasted while no field has the keyboard is a table to import.
fn paste(ui: &Ui, out: &mut Vec<Command>) {
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let texts = ui.input(|input| {
        let pasted = input.events.iter().filter_map(|event| if let Event::Paste(text) = event { Some(text.clone()) } else { None });
        pasted.collect::<Vec<_>>()
    });
    out.extend(texts.into_iter().map(|text| Command::Import(ImportCommand::Text(text))));
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let words = view.words;
    widgets::card(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.add_space(ui.available_height() * 0.2);
        let action = words.text("import-empty-action");
        if widgets::empty_state(ui, words.text("import-empty"), words.text("import-empty-text"), Some(action)) {
            out.push(Command::Action(Action::Import));
        }
        ui.vertical_centered(|ui| {
            if widgets::icon_text_button(ui, Icon::Paste, words.text("import-empty-paste")).clicked() {
                out.push(Command::Action(Action::PasteActuals));
            }
        });
    });
}

/// The files that wait, where there are several.
fn queue_ui(ui: &mut Ui, view: &View<'_>, state: &mut ImportState, out: &mut Vec<Command>) {
    if state.queue().len() < 2 {
        return;
    }
    let shown = state.shown();
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        for queued in state.queue() {
            let (mark, key) = foot::mark(queued);
            widgets::state_mark(ui, mark, view.words.text(key));
            if widgets::chip(ui, &queued.name, queued.id == shown).clicked() {
                wanted = Some(queued.id);
            }
        }
        if widgets::icon_text_button(ui, Icon::Plus, view.words.text("import-add-files")).clicked() {
            out.push(Command::Action(Action::Import));
        }
    });
    let recognised: Vec<_> = state.queue().iter().filter(|queued| queued.profile.is_some() && !queued.straight).map(|q| q.id).collect();
    if recognised.len() > 1 {
        let text = view.words.with("import-all-same", &[("count", &recognised.len().to_string())]);
        if widgets::icon_text_button(ui, Icon::Tick, &text).clicked() {
            out.extend(recognised.into_iter().map(|id| Command::Import(ImportCommand::Same(id))));
        }
    }
    if let Some(id) = wanted {
        state.show(id);
    }
    ui.add_space(theme::RELATED);
}

/// What must run in the background for what was decided.
fn wishes(view: &View<'_>, queued: &Queued, out: &mut Vec<Command>) {
    if queued.wants_opening() {
        out.push(Command::Import(ImportCommand::Open(queued.id)));
    } else if queued.is_stale(view.session.revision()) {
        out.push(Command::Import(ImportCommand::Understand(queued.id)));
    }
}

fn steps_bar_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) {
    let key = (view.words.language(), queued.version, queued.step, queued.reached);
    let mut notes = std::mem::take(&mut queued.notes);
    let clicked = steps_ui(ui, view.words, queued.step, notes.get(key, || foot::step_views(view.words, queued)));
    queued.notes = notes;
    if let Some(step) = clicked {
        queued.go(step);
    }
}

fn body_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, out: &mut Vec<Command>) -> String {
    match queued.stage.clone() {
        Stage::Waiting | Stage::Opening(_) => {
            reading_ui(ui, view, queued, out);
            String::new()
        }
        Stage::Failed(diagnostic) => {
            failed_ui(ui, view, queued, &diagnostic, out);
            String::new()
        }
        Stage::Ready(_) => match queued.step {
            Step::File => file::file_ui(ui, view, queued, out),
            Step::Shape => shape::shape_ui(ui, view, queued),
            Step::Meaning => meaning::meaning_ui(ui, view, queued),
            Step::Result => result::result_ui(ui, view, queued),
        },
    }
}

/// While a file is read: how far it is, and the way out.
fn reading_ui(ui: &mut Ui, view: &View<'_>, queued: &Queued, out: &mut Vec<Command>) {
    let words = view.words;
    let jobs: Vec<_> = queued.jobs().collect();
    let job = view.jobs.iter().find(|job| jobs.contains(&job.id));
    widgets::card(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.add_space(ui.available_height() * 0.3);
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(words.with("import-reading", &[("name", &queued.name)])).font(fonts::bold(size::SECTION)));
            ui.add_space(theme::RELATED);
            progress_ui(ui, job.and_then(|job| job.fraction));
            ui.add_space(theme::RELATED);
            if ui.button(words.text("import-cancel-reading")).clicked() {
                out.push(Command::Import(ImportCommand::Remove(queued.id)));
            }
        });
    });
}

/// A bar of how much is done; only its ground while nobody knows.
fn progress_ui(ui: &mut Ui, fraction: Option<f64>) {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(280.0, 6.0), egui::Sense::hover());
    let share = fraction.unwrap_or(0.0).clamp(0.0, 1.0);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::new(egui::Role::ProgressIndicator);
        info.value = Some(share);
        info
    });
    ui.painter().rect_filled(rect, 3.0, colour(palette.alternate.mix(palette.tertiary, 0.2)));
    ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * share as f32), 3.0, colour(palette.accent));
}

/// A file that cannot be read: what happened, and the ways out.
fn failed_ui(ui: &mut Ui, view: &View<'_>, queued: &Queued, diagnostic: &Diagnostic, out: &mut Vec<Command>) {
    let words = view.words;
    widgets::card(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.add_space(ui.available_height() * 0.22);
        ui.vertical_centered(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 28.0), egui::Sense::hover());
            crate::ui::icons::paint(ui.painter(), rect, Icon::Error, colour(view.palette.off_track));
            ui.add_space(theme::RELATED);
            ui.label(RichText::new(words.text("import-failed")).font(fonts::bold(size::SECTION)));
            ui.scope(|ui| {
                ui.set_max_width(520.0_f32.min(ui.available_width()));
                ui.add(egui::Label::new(words.diagnostic(diagnostic)).wrap());
            });
            ui.add_space(theme::AROUND);
            ui.horizontal(|ui| {
                let buttons = [words.text("import-failed-again"), words.text("import-failed-other"), words.text("import-failed-remove")];
                let width: f32 = buttons.iter().map(|text| button_width(ui, text)).sum::<f32>() + 2.0 * theme::RELATED;
                ui.add_space((ui.available_width() - width).max(0.0) / 2.0);
                if widgets::primary_button(ui, buttons[0]).clicked() {
                    out.push(Command::Import(ImportCommand::Open(queued.id)));
                }
                if ui.button(buttons[1]).clicked() {
                    out.push(Command::Import(ImportCommand::Remove(queued.id)));
                    out.push(Command::Action(Action::Import));
                }
                if ui.button(buttons[2]).clicked() {
                    out.push(Command::Import(ImportCommand::Remove(queued.id)));
                }
            });
        });
    });
}

fn button_width(ui: &Ui, text: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::BODY), egui::Color32::PLACEHOLDER);
    galley.size().x + 2.0 * ui.spacing().button_padding.x
}

/// The line above a step's content: what it is, and beneath it what to do here.
fn heading_ui(ui: &mut Ui, title: &str, hint: &str) {
    ui.label(RichText::new(title).font(fonts::bold(size::SECTION)));
    if !hint.is_empty() {
        widgets::caption(ui, hint);
    }
}

/// Sentences about the file, the gravest first.
fn noticed_ui(ui: &mut Ui, view: &View<'_>, queued: &Queued) {
    let Some(file) = queued.raw() else { return };
    let told = queued.understood.as_ref().map_or(&[][..], |understood| &understood.difference.reading.told);
    let lines = facts::noticed(view.words, file, told);
    for (severity, sentence) in lines.iter().take(MOST_NOTICED) {
        let (icon, ink) = match severity {
            crate::base::Severity::Error => (Icon::Error, view.palette.off_track),
            crate::base::Severity::Warning => (Icon::Warning, view.palette.slipping),
            crate::base::Severity::Note => (Icon::Info, view.palette.tertiary),
        };
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), egui::Sense::hover());
            crate::ui::icons::paint(ui.painter(), rect, icon, colour(ink));
            ui.add(egui::Label::new(RichText::new(sentence).size(size::TABLE)).truncate()).on_hover_text(sentence);
        });
    }
    if lines.len() > MOST_NOTICED {
        let more = (lines.len() - MOST_NOTICED).to_string();
        widgets::caption(ui, &view.words.with("import-noticed-more", &[("count", &more)]));
    }
}

/// Sentences about a file that are shown at once.
const MOST_NOTICED: usize = 3;
