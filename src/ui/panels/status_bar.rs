//! The line at the bottom: saved or not, the sum of the selection, running jobs, early warnings, what was found, and 示例数据.

use egui::{Align, Layout, RichText, Ui};

use crate::base::Severity;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::page::Page;
use crate::ui::theme::colour;
use crate::ui::widgets;
use crate::view::grid::Mark;
use crate::view::palette::{Rgb, size};

/// Draws the line; `selection` is the wording of what is selected.
pub fn status_bar_ui(ui: &mut Ui, view: &View<'_>, selection: &str, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        text(ui, view, view.saved);
        text(ui, view, selection);
        // A preview is made anew with every letter typed; its own page says where it takes long.
        for job in view.jobs.iter().filter(|job| job.name != "job-preview") {
            job_ui(ui, view, job, out);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            if view.illustrative {
                text(ui, view, view.words.text("illustrative-in-workspace"));
            }
            findings_ui(ui, view, out);
            audit_ui(ui, view, out);
            warnings_ui(ui, view, out);
            if view.session.is_read_only() {
                text(ui, view, view.words.text("read-only"));
            }
        });
    });
}

fn text(ui: &mut Ui, view: &View<'_>, text: &str) {
    if !text.is_empty() {
        ui.label(RichText::new(text).size(size::CAPTION).color(colour(view.palette.secondary)));
    }
}

fn job_ui(ui: &mut Ui, view: &View<'_>, job: &crate::session::JobView, out: &mut Vec<Command>) {
    let name = view.words.text(job.name);
    let stage = job.stage.map(|key| view.words.text(key)).unwrap_or_default();
    let share = job.fraction.map(|f| format!(" {}%", (f * 100.0).round())).unwrap_or_default();
    text(ui, view, &format!("{name}… {stage}{share}"));
    if !job.cancelled && widgets::chip(ui, view.words.text("cancel"), false).clicked() {
        out.push(Command::CancelJob(job.id));
    }
}

/// Number of early warnings; a click lists them.
fn warnings_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let count = view.warnings().1.len();
    if count > 0 {
        let label = view.words.with("status-warnings", &[("n", &count.to_string())]);
        // Laid out from the right: the mark comes behind its text.
        let clicked = link_ui(ui, &label, view.palette.slipping);
        ui.add_space(-12.0);
        widgets::state_mark(ui, Mark::Slipping, "");
        if clicked {
            out.push(Command::Show(Page::Warnings));
        }
    }
}

/// Number of findings by severity; a click shows them.
fn findings_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let all = || view.session.diagnostics().iter().chain(view.evaluation.diagnostics());
    let errors = all().filter(|d| d.severity == Severity::Error).count();
    let warnings = all().filter(|d| d.severity == Severity::Warning).count();
    if errors + warnings == 0 {
        return;
    }
    let label = view.words.with("status-findings", &[("errors", &errors.to_string()), ("warnings", &warnings.to_string())]);
    let ink = if errors > 0 { view.palette.off_track } else { view.palette.slipping };
    if link_ui(ui, &label, ink) {
        out.push(Command::Show(Page::Messages));
    }
}

/// What the audit found and nobody has answered, notes left out; a click shows it.
fn audit_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let [errors, warnings, _] = view.audit.open;
    if errors + warnings == 0 {
        return;
    }
    let label = view.words.with("status-audit", &[("n", &(errors + warnings).to_string())]);
    let ink = if errors > 0 { view.palette.off_track } else { view.palette.slipping };
    if link_ui(ui, &label, ink) {
        out.push(Command::Show(Page::Audit));
    }
}

/// A text that can be clicked; true when it was. A button would stand on another base line than the texts beside it.
fn link_ui(ui: &mut Ui, label: &str, ink: Rgb) -> bool {
    let text = egui::Label::new(RichText::new(label).size(size::CAPTION).color(colour(ink))).sense(egui::Sense::click()).selectable(false);
    let response = ui.add(text).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    widgets::focus_ring(ui, &response);
    response.clicked()
}
