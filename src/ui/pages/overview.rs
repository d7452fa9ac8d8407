//! The overview: key numbers and the table of clusters × metrics.

use egui::{RichText, Ui};

use crate::domain::Item;
use crate::engine::assess::Ask;
use crate::ui::brief_add::{self, AtHand};
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::fonts;
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::pages::summary_text;
use crate::ui::theme;
use crate::ui::widgets::{self, KeyNumber};
use crate::view::briefing_page::seen::{Seen, SeenTable};
use crate::view::inspection::Subject;
use crate::view::memo::Memo;
use crate::view::overview::{CellSubject, KeyFact, Overview, OverviewOptions, OverviewRow, Shown, key_facts};
use crate::view::palette::size;
use crate::view::register::Register;
use crate::view::tasks::counts;
use crate::view::wording;

/// What the overview remembers between frames.
#[derive(Default)]
pub struct OverviewState {
    /// What it shows; `None` until first drawn.
    pub options: Option<OverviewOptions>,
    /// Selection and scroll of the table.
    pub grid: GridState,
    /// What the table shows, as an item of a briefing.
    pub seen: AtHand,
    table: Memo<((Stamp, Ask, u64), OverviewOptions), Overview>,
    facts: Memo<Stamp, Vec<KeyFact>>,
    tasks: Memo<Stamp, String>,
}

/// Draws the overview. Returns the wording of the selection for the status line.
pub fn overview_ui(ui: &mut Ui, view: &View<'_>, state: &mut OverviewState, out: &mut Vec<Command>) -> String {
    let mut options = state.options.take().unwrap_or_else(|| OverviewOptions::of(view.document()));
    if options.group.as_ref().is_some_and(|g| !view.document().plan.dimensions.contains(g)) {
        options = OverviewOptions::of(view.document());
    }
    let facts = state.facts.get(view.stamp(), || key_facts(view.document(), &view.evaluation, view.words));
    facts_ui(ui, view, facts, out);
    let mut summary = String::new();
    if view.document().plan.clusters.is_empty() {
        let words = view.words;
        if widgets::empty_state(
            ui,
            words.text("overview-empty"),
            words.text("overview-empty-text"),
            Some(words.text("overview-empty-action")),
        ) {
            out.push(Command::ShowRegister(Register::Clusters));
        }
    } else {
        let frame = widgets::card_frame(ui).inner_margin(egui::Margin { left: 1, right: 1, top: 8, bottom: 1 });
        frame.show(ui, |ui| {
            let tasks = state.tasks.get(view.stamp(), || counts(&view.document().plan, view.words));
            let item = seen(view, &options);
            tools_ui(ui, view, &mut options, tasks, item.clone(), out);
            state.seen = Some(item);
            ui.add_space(theme::STEP);
            let key = (view.judged_stamp(), options.clone());
            let table = state.table.get(key, || {
                let results = (view.evaluation.clone(), view.assessments().1);
                Overview::new(view.document(), results, view.words.clone(), view.palette, options.clone())
            });
            summary = table_ui(ui, view, table, &mut state.grid, &mut options, out);
        });
    }
    state.options = Some(options);
    summary
}

fn facts_ui(ui: &mut Ui, view: &View<'_>, facts: &[KeyFact], out: &mut Vec<Command>) {
    if facts.is_empty() {
        return;
    }
    let gap = theme::AROUND;
    let room = ui.available_width();
    // As many as show their numbers whole, or nearly so where a unit is long.
    let wanted = facts.iter().map(|fact| widgets::key_number_width(ui, &key_number(fact)) + 2.0 * theme::AROUND);
    let wanted = wanted.fold(160.0, f32::max).min(290.0);
    let count = (((room + gap) / (wanted + gap)).floor() as usize).clamp(1, facts.len());
    let width = ((room - gap * (count as f32 - 1.0)) / count as f32).min(300.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for fact in &facts[..count] {
            let card = widgets::key_number(ui, &key_number(fact), width);
            if card.clicked() {
                out.push(Command::OpenNode(fact.node.clone()));
                out.push(Command::Inspect(Subject::Required { node: fact.node.clone(), metric: fact.metric.clone() }));
            }
            let item = || Seen::of(&fact.node, Some(&fact.metric)).table(SeenTable::KeyNumbers);
            brief_add::menu_ui(&card, view, item, out);
        }
    });
    ui.add_space(theme::AROUND);
}

fn key_number(fact: &KeyFact) -> KeyNumber<'_> {
    KeyNumber { mark: None, title: &fact.title, before: &fact.before, value: &fact.value, unit: &fact.unit, note: &fact.note }
}

/// The table as an item of a briefing: by the dimension that it is grouped by, as of the period that it is judged by.
fn seen(view: &View<'_>, options: &OverviewOptions) -> Item {
    let metrics = options.metric.clone().filter(|_| options.shown == Shown::Detail).into_iter().collect();
    let seen = Seen { metrics, dimension: options.group.clone(), as_of: view.ask.as_of, ..Seen::default() };
    seen.table(SeenTable::Overview)
}

fn tools_ui(ui: &mut Ui, view: &View<'_>, options: &mut OverviewOptions, tasks: &str, item: Item, out: &mut Vec<Command>) {
    // What does not fit on one line goes on to the next: nothing is cut off.
    let end = end_width(ui, tasks);
    if tools_width(ui, view, options) + end <= ui.available_width() {
        ui.horizontal(|ui| {
            ui.add_space(theme::AROUND);
            choices_ui(ui, view, options);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(theme::RELATED);
                brief_add::table_ui(ui, view, || item, out);
                tasks_ui(ui, view, tasks, out);
            });
        });
    } else {
        let margin = egui::Margin::symmetric(theme::AROUND as i8, 0);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                choices_ui(ui, view, options);
                tasks_ui(ui, view, tasks, out);
                brief_add::table_ui(ui, view, || item, out);
            });
        });
    }
}

/// Widths of the lists to choose from.
const METRIC: f32 = 150.0;
const SHOWN: f32 = 130.0;
const GROUP: f32 = 120.0;

/// Width of what stands at the left of the line above the table.
fn tools_width(ui: &Ui, view: &View<'_>, options: &OverviewOptions) -> f32 {
    let (words, plan) = (view.words, &view.document().plan);
    let gap = ui.spacing().item_spacing.x;
    let mut width = 2.0 * theme::AROUND + widgets::chip_width(ui, words.text("overview-table")) + SHOWN + GROUP + 4.0 * gap;
    if options.shown == Shown::Detail {
        let chosen = options.metric.as_ref().or(view.main_metric.as_ref()).and_then(|metric| plan.metrics.get(metric));
        let unit = chosen.map_or(0.0, |metric| widgets::chip_width(ui, wording::unit(words, &plan.units(), &metric.unit)));
        width += METRIC + unit + 2.0 * gap;
    }
    if options.sort.is_some() {
        width += widgets::chip_width(ui, words.text("overview-plan-order")) + gap;
    }
    if view.illustrative {
        width += widgets::badge_width(ui, words.text("illustrative")) + gap;
    }
    width
}

/// Width of what stands at the right end of it.
fn end_width(ui: &Ui, tasks: &str) -> f32 {
    let tasks = if tasks.is_empty() { 0.0 } else { widgets::chip_width(ui, tasks) };
    tasks + theme::CONTROL + theme::RELATED + 3.0 * ui.spacing().item_spacing.x
}

fn tasks_ui(ui: &mut Ui, view: &View<'_>, tasks: &str, out: &mut Vec<Command>) {
    if !tasks.is_empty() && widgets::chip(ui, tasks, false).on_hover_text(view.words.text("tasks-count-hint")).clicked() {
        out.push(Command::ShowRegister(Register::Tasks));
    }
}

/// What the table shows, and how it is grouped and sorted.
fn choices_ui(ui: &mut Ui, view: &View<'_>, options: &mut OverviewOptions) {
    let words = view.words;
    let plan = &view.document().plan;
    ui.label(RichText::new(words.text("overview-table")).font(fonts::bold(size::SECTION)));
    ui.add_space(theme::RELATED);
    if options.shown == Shown::Detail {
        let chosen = options.metric.clone().or_else(|| view.main_metric.clone());
        let name = chosen.as_ref().map_or("", |m| wording::metric(words, plan, m));
        list_ui(ui, ("overview-metric", words.text("node-metric")), METRIC, name, |ui| {
            for metric in &plan.metrics {
                let on = chosen.as_ref() == Some(&metric.id);
                if ui.selectable_label(on, wording::metric(words, plan, &metric.id)).clicked() {
                    options.metric = Some(metric.id.clone());
                    options.sort = None;
                }
            }
        });
        if let Some(metric) = chosen.as_ref().and_then(|m| plan.metrics.get(m)) {
            widgets::caption(ui, wording::unit(words, &plan.units(), &metric.unit));
        }
    }
    let shown = words.text(options.shown.key());
    list_ui(ui, ("overview-shown", words.text("overview-shown")), SHOWN, shown, |ui| {
        for shown in Shown::ALL {
            if ui.selectable_label(shown == options.shown, words.text(shown.key())).clicked() {
                options.shown = shown;
                options.sort = None;
            }
        }
    });
    group_ui(ui, view, options);
    if options.sort.is_some() && widgets::chip(ui, words.text("overview-plan-order"), false).clicked() {
        options.sort = None;
    }
    if view.illustrative && !matches!(options.shown, Shown::Base | Shown::Target | Shown::Required) {
        widgets::badge(ui, words.text("illustrative")).on_hover_text(words.text("illustrative-hint"));
    }
}

/// A list to choose from that is no wider than asked for, whatever is chosen.
fn list_ui(ui: &mut Ui, (salt, name): (&str, &str), width: f32, chosen: &str, choices: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(width, theme::CONTROL), layout, |ui| {
        ui.set_max_width(width);
        let list = widgets::combo(salt).selected_text(chosen).truncate().width(width).show_ui(ui, choices);
        widgets::name_field(&list.response, name);
    });
}

fn group_ui(ui: &mut Ui, view: &View<'_>, options: &mut OverviewOptions) {
    let words = view.words;
    let plan = &view.document().plan;
    let by = |name: &str| words.with("overview-by", &[("dimension", name)]);
    let chosen =
        options.group.as_ref().map_or_else(|| words.text("overview-ungrouped").to_owned(), |d| by(wording::dimension(words, plan, d)));
    list_ui(ui, ("overview-group", words.text("overview-grouping")), GROUP, &chosen, |ui| {
        for dimension in &plan.dimensions {
            let on = options.group.as_ref() == Some(&dimension.id);
            if ui.selectable_label(on, by(words.label(&dimension.name))).clicked() {
                options.group = Some(dimension.id.clone());
                options.sort = None;
            }
        }
        if ui.selectable_label(options.group.is_none(), words.text("overview-ungrouped")).clicked() {
            options.group = None;
            options.sort = None;
        }
    });
}

fn table_ui(
    ui: &mut Ui,
    view: &View<'_>,
    table: &Overview,
    grid: &mut GridState,
    options: &mut OverviewOptions,
    out: &mut Vec<Command>,
) -> String {
    let events = Grid::new("overview", table, view.words).compact(view.settings.compact_rows).whole_rows(true).fill(true).show(ui, grid);
    for event in events {
        match event {
            GridEvent::Open { row } => out.extend(table.node(row).map(Command::OpenNode)),
            GridEvent::Sort { column } => {
                options.sort = match options.sort {
                    Some((known, false)) if known == column => Some((column, true)),
                    Some((known, true)) if known == column => None,
                    _ => Some((column, false)),
                };
            }
            GridEvent::Toggle { row } => {
                if let Some(OverviewRow::Group(node)) = table.row(row)
                    && !options.folded.remove(node)
                {
                    options.folded.insert(node.clone());
                }
            }
            GridEvent::Selected { row, column } => out.extend(subject(view, table, row, column).map(Command::Inspect)),
            _ => {}
        }
    }
    summary_text(view.words, grid, table)
}

/// What the inspector shows for a cell.
fn subject(view: &View<'_>, table: &Overview, row: usize, column: usize) -> Option<Subject> {
    use crate::engine::Layer;
    let info = &view.document().plan.info;
    let Some((node, metric, what)) = table.subject(row, column) else { return table.node(row).map(Subject::Node) };
    if !matches!(table.row(row), Some(OverviewRow::Cluster(_))) {
        return Some(match what {
            CellSubject::Base => Subject::Sum { node, metric, layer: Layer::Plan, year: info.base_year },
            CellSubject::Target => Subject::Sum { node, metric, layer: Layer::Plan, year: info.last_year },
            CellSubject::Actual => {
                let year = table.latest_year(&metric)?;
                Subject::Sum { node, metric, layer: Layer::Actual, year }
            }
            CellSubject::Required | CellSubject::State => Subject::Node(node),
        });
    }
    Some(match what {
        CellSubject::Base => Subject::Base { node, metric },
        CellSubject::Target => Subject::Target { node, metric },
        CellSubject::Required | CellSubject::State => Subject::Required { node, metric },
        CellSubject::Actual => {
            let (year, _) = table.latest_actual(&node, &metric)?;
            let coverage = view.evaluation.coverage_of(&node, &metric);
            let key = crate::domain::SeriesKey { node, metric, coverage };
            Subject::Actual { key, period: crate::base::Period::year(year) }
        }
    })
}
