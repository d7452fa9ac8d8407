//! Choosing a record out of many: a button that opens a list with a field to search it.

use egui::{PopupCloseBehavior, ScrollArea, TextEdit, Ui};

use crate::base::{CoverageId, MetricId, NodeId, UnitId};
use crate::ui::context::View;
use crate::ui::widgets;
use crate::view::search::matches;
use crate::view::wording;

/// Entries shown at most: a person who sees more than these types another letter.
const MOST: usize = 60;

/// Draws the choice. `shown` stands on the button; `name` is its accessible name. `entries` gives what a typed text lets through.
pub fn choose_ui<T>(
    ui: &mut Ui,
    view: &View<'_>,
    name: &str,
    shown: &str,
    width: f32,
    entries: impl Fn(&str) -> Vec<(T, String)>,
) -> Option<T> {
    let id = ui.make_persistent_id(("choose", name));
    let mut chosen = None;
    let salt = format!("choose {name}");
    let combo = widgets::combo(&salt).selected_text(shown).width(width).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let list = combo.show_ui(ui, |ui| {
        ui.set_min_width(240.0);
        let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let field = ui.add(TextEdit::singleline(&mut typed).desired_width(f32::INFINITY).hint_text(view.words.text("import-search")));
        widgets::name_field(&field, view.words.text("import-search"));
        if !field.has_focus() && ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            let found = entries(typed.trim());
            if found.is_empty() {
                widgets::caption(ui, view.words.text("import-search-nothing"));
            }
            for (entry, text) in found.into_iter().take(MOST) {
                if ui.selectable_label(false, text).clicked() {
                    chosen = Some(entry);
                }
            }
        });
        if chosen.is_some() {
            typed.clear();
            ui.close();
        }
        ui.data_mut(|data| data.insert_temp(id, typed));
    });
    widgets::name_field(&list.response, name);
    chosen
}

/// Nodes whose names a typed text fits.
pub fn nodes(view: &View<'_>, typed: &str) -> Vec<(NodeId, String)> {
    let plan = &view.document().plan;
    let named = |id: &NodeId| (id.clone(), wording::node(view.words, plan, id));
    if typed.is_empty() {
        return plan.nodes().take(MOST).map(|id| named(&id)).collect();
    }
    view.names.find(typed).take(MOST).map(named).collect()
}

/// Metrics whose names a typed text fits.
pub fn metrics(view: &View<'_>, typed: &str) -> Vec<(MetricId, String)> {
    let plan = &view.document().plan;
    let named = plan.metrics.iter().map(|metric| (metric.id.clone(), wording::metric(view.words, plan, &metric.id).to_owned()));
    named.filter(|(_, name)| matches(name, typed)).collect()
}

/// Units whose names a typed text fits.
pub fn units(view: &View<'_>, typed: &str) -> Vec<(UnitId, String)> {
    let units = view.document().plan.units();
    let named = units.iter().map(|unit| (unit.id.clone(), wording::unit(view.words, &units, &unit.id).to_owned()));
    named.filter(|(_, name)| matches(name, typed)).collect()
}

/// Coverages whose names a typed text fits.
pub fn coverages(view: &View<'_>, typed: &str) -> Vec<(CoverageId, String)> {
    let plan = &view.document().plan;
    let named = plan.coverages.iter().map(|coverage| (coverage.id.clone(), view.words.label(&coverage.name).to_owned()));
    named.filter(|(_, name)| matches(name, typed)).collect()
}
