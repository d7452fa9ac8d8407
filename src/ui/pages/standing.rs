//! How a node stands with each metric: marks with their arithmetic in words, one metric beneath another.

use egui::{Label, Margin, RichText, Ui};

use crate::base::NodeId;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::judging::MetricStanding;
use crate::view::palette::size;

/// Draws the standings.
pub fn standing_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, standings: &[MetricStanding], out: &mut Vec<Command>) {
    if standings.is_empty() {
        widgets::empty_state(ui, view.words.text("node-standing-empty"), view.words.text("node-standing-empty-text"), None);
        return;
    }
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("standings").show(ui, |ui| {
        egui::Frame::new().inner_margin(Margin::symmetric(theme::AROUND as i8, 4)).show(ui, |ui| {
            for (place, standing) in standings.iter().enumerate() {
                if place > 0 {
                    ui.separator();
                }
                one_ui(ui, view, node, standing, out);
            }
        });
    });
}

fn one_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, standing: &MetricStanding, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        widgets::state_mark(ui, standing.mark, "");
        ui.label(RichText::new(&standing.name).font(fonts::bold(size::BODY)));
        ui.label(RichText::new(&standing.verdict).size(size::BODY));
        if standing.illustrative {
            widgets::badge(ui, view.words.text("illustrative")).on_hover_text(view.words.text("illustrative-hint"));
        }
    });
    let groups = [
        (None, &standing.lines),
        (Some("standing-required"), &standing.required),
        (Some("standing-ahead"), &standing.forecast),
        (Some("standing-stated"), &standing.growth),
    ];
    for (key, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        group_ui(ui, view, key, |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for line in lines {
                    ui.add(Label::new(RichText::new(line).size(size::TABLE).color(colour(view.palette.secondary))).wrap().selectable(true));
                }
            });
        });
    }
    if let Some(plan) = &standing.year_plan {
        group_ui(ui, view, Some("year-plan"), |ui| {
            ui.label(RichText::new(&plan.text).size(size::TABLE).color(colour(view.palette.secondary)));
            let enter = view.words.text("year-plan-enter");
            if plan.can_enter && widgets::chip(ui, enter, false).on_hover_text(view.words.text("year-plan-enter-hint")).clicked() {
                out.push(Command::AskYearPlan(node.clone(), standing.metric.clone(), plan.year));
            }
        });
    }
    ui.add_space(theme::STEP);
}

/// What stands under one heading at the left.
fn group_ui(ui: &mut Ui, view: &View<'_>, key: Option<&str>, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.add_space(22.0);
        let width = 72.0;
        ui.allocate_ui(egui::vec2(width, 16.0), |ui| {
            ui.set_width(width);
            if let Some(key) = key {
                widgets::caption(ui, view.words.text(key));
            }
        });
        content(ui);
    });
}
