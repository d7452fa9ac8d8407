//! What was found while reading and computing, and what was told since, each with its place and a way out.

use egui::{Label, RichText, Ui};

use crate::base::{Diagnostic, Severity};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::{self, Icon};
use crate::ui::page::Page;
use crate::ui::theme::{self, colour};
use crate::ui::widgets;
use crate::view::palette::size;

/// Draws the list.
pub fn messages_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let words = view.words;
    let found: Vec<&Diagnostic> = view.session.diagnostics().iter().chain(view.evaluation.diagnostics()).collect();
    if found.is_empty() && view.told.is_empty() && view.audit.open.iter().sum::<usize>() == 0 {
        widgets::empty_state(ui, words.text("messages-empty"), words.text("messages-empty-text"), None);
        return;
    }
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(ui.available_height());
        let lines: Vec<&Diagnostic> = view.told.iter().rev().chain(found).collect();
        widgets::section(ui, words.text("page-messages"), |ui| {
            if !view.told.is_empty() && widgets::chip(ui, words.text("messages-clear"), false).clicked() {
                out.push(Command::ClearMessages);
            }
        });
        audit_ui(ui, view, out);
        ui.add_space(theme::RELATED);
        egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, size::ROW * 1.5, lines.len(), |ui, range| {
            for diagnostic in &lines[range] {
                line_ui(ui, view, diagnostic);
            }
        });
    });
}

/// What the audit found, counted; its page lists it.
fn audit_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let [errors, warnings, notes] = view.audit.open.map(|count| count.to_string());
    if view.audit.open.iter().sum::<usize>() == 0 {
        return;
    }
    ui.horizontal(|ui| {
        let args = [("errors", errors.as_str()), ("warnings", warnings.as_str()), ("notes", notes.as_str())];
        widgets::secondary(ui, &view.words.with("audit-messages", &args));
        if widgets::chip(ui, view.words.text("audit-messages-show"), false).clicked() {
            out.push(Command::Show(Page::Audit));
        }
    });
}

fn line_ui(ui: &mut Ui, view: &View<'_>, diagnostic: &Diagnostic) {
    let (icon, ink) = match diagnostic.severity {
        Severity::Error => (Icon::Error, view.palette.off_track),
        Severity::Warning => (Icon::Warning, view.palette.slipping),
        Severity::Note => (Icon::Info, view.palette.tertiary),
    };
    let sentence = view.words.diagnostic(diagnostic);
    ui.horizontal(|ui| {
        ui.set_height(size::ROW * 1.5 - ui.spacing().item_spacing.y);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(18.0, 18.0), egui::Sense::hover());
        icons::paint(ui.painter(), rect.shrink(2.0), icon, colour(ink));
        ui.add(Label::new(RichText::new(&sentence).size(size::BODY)).selectable(true).truncate()).on_hover_text(&sentence);
    });
}
