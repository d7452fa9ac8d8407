//! The questions: save before closing, files changed on disk, edits of an earlier run, a workspace open elsewhere.

use egui::Ui;

use super::{foot_ui, title_ui};
use crate::ui::command::{CloseAnswer, Command};
use crate::ui::context::View;
use crate::ui::widgets;

/// Save before closing?
pub fn close_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
    let words = view.words;
    title_ui(ui, words.text("ask-close"));
    ui.label(words.text("ask-close-text"));
    let mut answer = None;
    foot_ui(ui, |ui| {
        if widgets::primary_button(ui, words.text("ask-close-save")).clicked() {
            answer = Some(CloseAnswer::Save);
        }
        if ui.button(words.text("ask-close-discard")).clicked() {
            answer = Some(CloseAnswer::Discard);
        }
        if ui.button(words.text("cancel")).clicked() {
            answer = Some(CloseAnswer::Stay);
        }
    });
    out.extend(answer.map(Command::Close));
    answer.is_none()
}

/// Files changed on disk: read again or keep mine?
pub fn changed_ui(ui: &mut Ui, view: &View<'_>, files: &[String], out: &mut Vec<Command>) -> bool {
    let words = view.words;
    title_ui(ui, words.text("ask-changed"));
    ui.label(words.with("ask-changed-text", &[("files", &files.join("、"))]));
    if view.session.is_dirty() {
        ui.label(words.text("ask-changed-dirty"));
    }
    let mut answer = None;
    foot_ui(ui, |ui| {
        if widgets::primary_button(ui, words.text("ask-changed-reload")).clicked() {
            answer = Some(true);
        }
        if ui.button(words.text("ask-changed-keep")).clicked() {
            answer = Some(false);
        }
    });
    out.extend(answer.map(Command::Reload));
    answer.is_none()
}

/// Edits of an earlier run: bring them back or set them aside?
pub fn recover_ui(ui: &mut Ui, view: &View<'_>, edits: usize, time: &str, out: &mut Vec<Command>) -> bool {
    let words = view.words;
    title_ui(ui, words.text("ask-recover"));
    ui.label(words.with("ask-recover-text", &[("edits", &edits.to_string()), ("time", time)]));
    let mut answer = None;
    foot_ui(ui, |ui| {
        if widgets::primary_button(ui, words.text("ask-recover-yes")).clicked() {
            answer = Some(true);
        }
        if ui.button(words.text("ask-recover-no")).clicked() {
            answer = Some(false);
        }
    });
    out.extend(answer.map(Command::Recover));
    answer.is_none()
}

/// Another window has the workspace open.
pub fn held_ui(ui: &mut Ui, view: &View<'_>, holder: &str, out: &mut Vec<Command>) -> bool {
    let words = view.words;
    title_ui(ui, words.text("ask-held"));
    ui.label(words.with("ask-held-text", &[("holder", holder)]));
    let mut done = false;
    foot_ui(ui, |ui| {
        if widgets::primary_button(ui, words.text("ask-held-read")).clicked() {
            done = true;
        }
        if ui.button(words.text("ask-held-anyway")).clicked() {
            out.push(Command::SaveAnyway);
            done = true;
        }
    });
    !done
}
