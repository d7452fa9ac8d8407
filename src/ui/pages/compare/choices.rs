//! What is compared: the base, the scenarios, nodes, metrics and the year.

use egui::{PopupCloseBehavior, ScrollArea, Ui};

use super::{CompareState, name_ui};
use crate::base::{MetricId, NodeId};
use crate::ui::context::View;
use crate::ui::{theme, widgets};
use crate::view::chart::scenario_name;
use crate::view::compare::{CompareOptions, years};
use crate::view::wording;

/// Nodes offered at once.
const MOST: usize = 60;

/// Draws the choices above the page.
pub(super) fn choices_ui(ui: &mut Ui, view: &View<'_>, options: &mut CompareOptions, state: &mut CompareState) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::RELATED, theme::STEP);
        base_ui(ui, view, options);
        name_ui(ui, view.words.text("compare-with"));
        let choices = CompareOptions::choices(view.document());
        let others: Vec<_> = choices.into_iter().filter(|scenario| *scenario != options.base).collect();
        for scenario in &others {
            let name = scenario_name(view.words, view.document(), scenario.as_ref());
            if widgets::chip(ui, &name, options.others.contains(scenario)).clicked() {
                options.toggle(scenario);
            }
        }
    });
    ui.add_space(theme::STEP);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::RELATED, theme::STEP);
        nodes_ui(ui, view, options, &mut state.finder);
        metrics_ui(ui, view, options);
        year_ui(ui, view, options);
    });
}

fn base_ui(ui: &mut Ui, view: &View<'_>, options: &mut CompareOptions) {
    let (document, words) = (view.document(), view.words);
    name_ui(ui, words.text("compare-base"));
    let chosen = scenario_name(words, document, options.base.as_ref());
    let list = widgets::combo("compare-base").selected_text(chosen).width(130.0).truncate().show_ui(ui, |ui| {
        for scenario in CompareOptions::choices(document) {
            let name = scenario_name(words, document, scenario.as_ref());
            if ui.selectable_label(scenario == options.base, name).clicked() {
                options.rebase(scenario);
            }
        }
    });
    widgets::name_field(&list.response, words.text("compare-base"));
}

/// One name, or the first with the number of all.
fn chosen_text(view: &View<'_>, key: &str, first: String, count: usize) -> String {
    if count > 1 { view.words.with(key, &[("name", &first), ("n", &count.to_string())]) } else { first }
}

fn nodes_ui(ui: &mut Ui, view: &View<'_>, options: &mut CompareOptions, finder: &mut String) {
    let (words, plan) = (view.words, &view.document().plan);
    name_ui(ui, words.text("compare-nodes"));
    let first = options.nodes.first().map(|node| wording::node_short(words, plan, node)).unwrap_or_default();
    let text = chosen_text(view, "compare-chosen-nodes", first, options.nodes.len());
    let combo = widgets::combo("compare-nodes").selected_text(text).width(190.0).truncate();
    let list = combo.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show_ui(ui, |ui| {
        ui.set_min_width(240.0);
        sets_ui(ui, view, options);
        widgets::search_field(ui, finder, words.text("compare-find-node"), words.text("compare-clear"));
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            // Chosen ones stand first, so that they can be taken out without searching.
            let chosen: Vec<NodeId> = options.nodes.iter().take(MOST).cloned().collect();
            let found = view.names.find(finder).filter(|node| !chosen.contains(node)).take(MOST).cloned();
            let found: Vec<NodeId> = found.collect();
            for node in chosen.iter().chain(&found) {
                if ui.selectable_label(options.nodes.contains(node), wording::node_short(words, plan, node)).clicked() {
                    CompareOptions::toggle_in(&mut options.nodes, node);
                }
            }
        });
    });
    widgets::name_field(&list.response, words.text("compare-nodes"));
}

/// Sets of nodes that are chosen at once: the whole, the members of a dimension, all clusters.
fn sets_ui(ui: &mut Ui, view: &View<'_>, options: &mut CompareOptions) {
    let (words, plan) = (view.words, &view.document().plan);
    ui.horizontal_wrapped(|ui| {
        if widgets::chip(ui, &wording::node_short(words, plan, &NodeId::total()), false).clicked() {
            options.nodes = vec![NodeId::total()];
        }
        for dimension in &plan.dimensions {
            let members: Vec<NodeId> = plan.members_of(&dimension.id).map(|member| member.id.clone()).collect();
            if !members.is_empty() && widgets::chip(ui, words.label(&dimension.name), options.nodes == members).clicked() {
                options.nodes = members;
            }
        }
        if !plan.clusters.is_empty() && widgets::chip(ui, words.text("compare-all-clusters"), false).clicked() {
            options.nodes = plan.clusters.iter().map(|cluster| cluster.id.clone()).collect();
        }
    });
}

fn metrics_ui(ui: &mut Ui, view: &View<'_>, options: &mut CompareOptions) {
    let (words, plan) = (view.words, &view.document().plan);
    name_ui(ui, words.text("compare-metrics"));
    let first = options.metrics.first().map(|metric| wording::metric(words, plan, metric).to_owned()).unwrap_or_default();
    let text = chosen_text(view, "compare-chosen-metrics", first, options.metrics.len());
    let combo = widgets::combo("compare-metrics").selected_text(text).width(150.0).truncate();
    let list = combo.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show_ui(ui, |ui| {
        let all: Vec<MetricId> = plan.metrics.iter().map(|metric| metric.id.clone()).collect();
        for metric in &all {
            if ui.selectable_label(options.metrics.contains(metric), wording::metric(words, plan, metric)).clicked() {
                CompareOptions::toggle_in(&mut options.metrics, metric);
            }
        }
    });
    widgets::name_field(&list.response, words.text("compare-metrics"));
}

fn year_ui(ui: &mut Ui, view: &View<'_>, options: &mut CompareOptions) {
    let words = view.words;
    name_ui(ui, words.text("compare-years"));
    let text = |year: Option<i32>| match year {
        Some(year) => words.with("compare-year-of", &[("year", &year.to_string())]),
        None => words.text("compare-all-years").to_owned(),
    };
    let list = widgets::combo("compare-year").selected_text(text(options.year)).width(96.0).show_ui(ui, |ui| {
        let choices = std::iter::once(None).chain(years(view.document()).map(Some));
        for year in choices {
            if ui.selectable_label(year == options.year, text(year)).clicked() {
                options.year = year;
            }
        }
    });
    widgets::name_field(&list.response, words.text("compare-years"));
}
