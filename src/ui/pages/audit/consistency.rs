//! The consistency of totals: whole and sums side by side with their gaps, and the growth identities to try values in.

use std::sync::Arc;

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::AuditState;
use crate::base::{MetricId, NodeId};
use crate::engine::audit::{Known, Place};
use crate::io::export::chart::font_measure;
use crate::ui::actions::Action;
use crate::ui::brief_add;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::audit::consistency::metrics;
use crate::view::audit::whatif::{self, WhatIf, WhatIfRow};
use crate::view::briefing_page::seen::Seen;
use crate::view::chart::{self, ChartKind, ChartSpec};
use crate::view::palette::size;

/// Height of the chart, least and most.
const CHART: (f32, f32) = (240.0, 420.0);

/// Draws the view.
pub(super) fn consistency_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState, out: &mut Vec<Command>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let height = (ui.available_height() * 0.52).clamp(CHART.0, CHART.1);
        widgets::card(ui, |ui| {
            ui.set_width(ui.available_width());
            chart_ui(ui, view, state, height, out);
        });
        ui.add_space(theme::AROUND);
        widgets::card(ui, |ui| {
            ui.set_width(ui.available_width());
            whatif_ui(ui, view, state);
        });
    });
}

fn chart_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState, height: f32, out: &mut Vec<Command>) {
    let words = view.words;
    let list = state.metrics.get(view.stamp(), || metrics(view.document(), &view.evaluation, words));
    let chosen = state.metric.clone().filter(|metric| list.iter().any(|(known, _)| known == metric));
    let Some(metric) = chosen.or_else(|| list.first().map(|(metric, _)| metric.clone())) else {
        widgets::empty_state(ui, words.text("audit-consistency-empty"), words.text("audit-consistency-empty-text"), None);
        return;
    };
    widgets::section(ui, words.text("audit-tab-consistency"), |ui| {
        if widgets::icon_text_button(ui, Icon::Download, words.text("action-export-chart")).clicked() {
            out.push(Command::Action(Action::ExportChart));
        }
        let item = Seen::of(&NodeId::total(), Some(&metric)).chart(ChartKind::Consistency);
        brief_add::chart_ui(ui, view, item, &mut state.seen, out);
        let name = list.iter().find(|(known, _)| *known == metric).map_or("", |(_, name)| name);
        let combo = widgets::combo("consistency-metric").selected_text(name).width(180.0).show_ui(ui, |ui| {
            for (id, name) in list {
                if ui.selectable_label(*id == metric, name).clicked() {
                    state.metric = Some(id.clone());
                }
            }
        });
        widgets::name_field(&combo.response, words.text("node-metric"));
    });
    let spec = state.chart.get((view.stamp(), metric.clone()), || spec(view, &metric));
    if let Some(spec) = spec {
        let size = vec2(ui.available_width(), height);
        let spec = spec.clone();
        state.drawn.show(ui, &spec, size, true, font_measure());
    }
}

fn spec(view: &View<'_>, metric: &MetricId) -> Option<Arc<ChartSpec>> {
    let (document, evaluation) = (view.document(), &*view.evaluation);
    let node = NodeId::total();
    let subject = chart::Subject { document, evaluation, words: view.words, node: &node, metric, dimension: None };
    chart::build(ChartKind::Consistency, &subject).ok().map(Arc::new)
}

fn whatif_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState) {
    let words = view.words;
    let identities = &view.audit.audit.identities;
    widgets::section(ui, words.text("whatif"), |ui| {
        let tried = state.assumed.now().iter().any(Option::is_some);
        if tried && widgets::chip(ui, words.text("whatif-reset"), false).clicked() {
            state.assumed.clear();
            state.typing = None;
        }
    });
    widgets::caption(ui, words.text("whatif-hint"));
    if identities.is_empty() {
        widgets::secondary(ui, words.text("whatif-empty"));
        return;
    }
    state.identity = state.identity.min(identities.len() - 1);
    ui.horizontal_wrapped(|ui| {
        for (place, identity) in identities.iter().enumerate() {
            let title = WhatIf::new(&view.document().plan, words, identity, &[]).title;
            if widgets::chip(ui, &title, place == state.identity).clicked() && place != state.identity {
                (state.identity, state.typing) = (place, None);
                state.assumed.clear();
            }
        }
    });
    let given = whatif::given(state.assumed.now());
    let print = given.iter().map(|(place, value)| (*place as usize, value.to_bits())).collect();
    let number = state.identity;
    let table = state
        .table
        .get((super::key(view), number, print), || Some(WhatIf::new(&view.document().plan, words, identities.get(number)?, &given)));
    let Some(table) = table.clone() else { return };
    ui.horizontal_wrapped(|ui| {
        let ink = if table.fits { view.palette.on_track } else { view.palette.off_track };
        ui.label(RichText::new(&table.verdict).font(fonts::bold(size::BODY)).color(colour(ink)));
        if let Some((.., rate)) = identities.get(number).and_then(|identity| identity.observed)
            && widgets::chip(ui, &table.observed, state.assumed.now()[Place::WholeRate as usize] == Some(rate))
                .on_hover_text(words.text("whatif-observed-hint"))
                .clicked()
        {
            state.typing = None;
            assume(state, Place::WholeRate as usize, Some(rate));
        }
    });
    head_ui(ui, view);
    for (place, row) in table.rows.iter().enumerate() {
        row_ui(ui, view, state, place, row);
    }
}

/// Widths of the columns: what it is takes the rest.
const VALUE: f32 = 150.0;
const ORIGIN: f32 = 70.0;
const RECONCILED: f32 = 140.0;

fn cells(ui: &mut Ui, name: impl FnOnce(&mut Ui), value: impl FnOnce(&mut Ui), origin: impl FnOnce(&mut Ui), last: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::RELATED;
        let rest = (ui.available_width() - VALUE - ORIGIN - RECONCILED - 3.0 * theme::RELATED).clamp(120.0, 380.0);
        let mut cell = |width: f32, layout: Layout, content: &mut dyn FnMut(&mut Ui)| {
            ui.allocate_ui_with_layout(vec2(width, size::ROW - 4.0), layout, |ui| {
                ui.set_width(width);
                content(ui);
            });
        };
        let left = Layout::left_to_right(Align::Center);
        let right = Layout::right_to_left(Align::Center);
        let (mut name, mut value, mut origin, mut last) = (Some(name), Some(value), Some(origin), Some(last));
        cell(rest, left, &mut |ui| {
            if let Some(f) = name.take() {
                f(ui)
            }
        });
        cell(VALUE, right, &mut |ui| {
            if let Some(f) = value.take() {
                f(ui)
            }
        });
        cell(ORIGIN, left, &mut |ui| {
            if let Some(f) = origin.take() {
                f(ui)
            }
        });
        cell(RECONCILED, right, &mut |ui| {
            if let Some(f) = last.take() {
                f(ui)
            }
        });
    });
}

fn head_ui(ui: &mut Ui, view: &View<'_>) {
    let head = |key: &'static str| move |ui: &mut Ui| drop(widgets::caption(ui, view.words.text(key)));
    cells(ui, head("whatif-column-name"), head("whatif-column-value"), head("whatif-column-origin"), head("whatif-column-reconciled"));
}

fn row_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState, place: usize, row: &WhatIfRow) {
    let mut text = match &state.typing {
        Some((typed, text)) if *typed == place => text.clone(),
        _ => row.value.clone(),
    };
    let (mut changed, mut focused, mut left) = (false, false, false);
    cells(
        ui,
        |ui| drop(ui.add(Label::new(&row.name).truncate())),
        |ui| {
            let field =
                TextEdit::singleline(&mut text).desired_width(VALUE - 16.0).align(egui::Align2::RIGHT_CENTER).id_salt(("whatif", place));
            let response = ui.add(field);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &row.name));
            (changed, focused, left) = (response.changed(), response.gained_focus(), response.lost_focus());
        },
        |ui| {
            let ink = if row.known == Known::Assumed { view.palette.accent } else { view.palette.secondary };
            ui.label(RichText::new(&row.origin).size(size::CAPTION).color(colour(ink)));
        },
        |ui| {
            if !row.reconciled.is_empty() {
                ui.label(RichText::new(&row.reconciled).font(fonts::bold(size::TABLE)).color(colour(view.palette.off_track)));
            }
        },
    );
    if focused {
        // The editor opens with the bare number, as in every table.
        state.typing = Some((place, row.exact.clone()));
    } else if changed {
        state.typing = Some((place, text.clone()));
    }
    if left && let Some((_, text)) = state.typing.take() {
        take(state, place, &text, row);
    }
}

/// Takes a typed text: a number is assumed, an empty text gives the place back to the plan.
fn take(state: &mut AuditState, place: usize, text: &str, row: &WhatIfRow) {
    if text.trim().is_empty() {
        assume(state, place, None);
    } else if text != row.exact
        && let Some(value) = whatif::typed(row.place, text)
    {
        assume(state, place, Some(value));
    }
}

fn assume(state: &mut AuditState, place: usize, value: Option<f64>) {
    let mut assumed = *state.assumed.now();
    assumed[place] = value;
    state.assumed.set(assumed);
}
