//! The compare page: any number of scenarios over any nodes and metrics, against a chosen base.

mod charts;
mod choices;

use std::sync::Arc;

use egui::{Layout, Margin, RichText, Ui, vec2};

use crate::base::{Period, ScenarioId};
use crate::domain::Item;
use crate::engine::scenario::ScenarioEvaluation;
use crate::session::Made;
use crate::ui::actions::Action;
use crate::ui::brief_add;
use crate::ui::chart::ChartView;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::pages::summary_text;
use crate::ui::{theme, widgets};
use crate::view::briefing_page::seen::{Seen, SeenTable};
use crate::view::chart::{ChartError, ChartSpec, scenario_name};
use crate::view::compare::{AssumptionTable, CompareOptions, CompareTable, RowKey};
use crate::view::inspection::Subject;
use crate::view::memo::Memo;
use crate::view::palette::size;

/// What the table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lower {
    /// Values with their differences.
    #[default]
    Values,
    /// What the assumptions of the base and of one scenario differ in.
    Assumptions,
}

/// Which of the two charts was touched last: the one that the menu exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AtHand {
    /// The overlay.
    #[default]
    Overlay,
    /// The waterfall.
    Waterfall,
}

/// What a view model of the page was made from: the revision, what every evaluation was made from, and the options.
type Key = (Stamp, Vec<Made>, CompareOptions);
type ChartMemo<K> = Memo<K, Result<Arc<ChartSpec>, ChartError>>;

/// What the compare page remembers between frames.
#[derive(Default)]
pub struct CompareState {
    /// What is compared; `None` until first drawn.
    pub options: Option<CompareOptions>,
    /// What the table shows.
    pub lower: Lower,
    /// The scenario whose way from the base is told; the first compared where it is none of them.
    pub told: Option<Option<ScenarioId>>,
    /// The chart touched last.
    pub at_hand: AtHand,
    /// What the two charts show, as items of a briefing.
    seen: [brief_add::AtHand; 2],
    /// What was typed to find a node.
    pub finder: String,
    grid: GridState,
    differences: GridState,
    row: Option<RowKey>,
    table: Memo<Key, CompareTable>,
    assumptions: Memo<(Key, usize), AssumptionTable>,
    overlay: ChartMemo<(Key, Option<RowKey>)>,
    waterfall: ChartMemo<(Key, Option<RowKey>, usize)>,
    drawn: [ChartView; 2],
}

impl CompareState {
    /// The chart touched last, where there is one.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        let kept = match self.at_hand {
            AtHand::Overlay => self.overlay.kept(),
            AtHand::Waterfall => self.waterfall.kept(),
        };
        kept.and_then(|chart| chart.as_ref().ok().cloned())
    }

    /// The chart touched last as an item of a briefing.
    pub fn seen(&self) -> Option<&Item> {
        self.seen[self.at_hand as usize].as_ref()
    }

    /// The place of the scenario whose way from the base is told.
    fn told_place(&self, options: &CompareOptions) -> usize {
        let told = self.told.as_ref().and_then(|told| options.others.iter().position(|other| other == told));
        told.unwrap_or(0)
    }
}

/// The evaluations that the page shows: the base, then the others in their order.
pub(super) struct Shown {
    key: Key,
    base: Arc<ScenarioEvaluation>,
    others: Vec<Arc<ScenarioEvaluation>>,
}

impl Shown {
    fn of(view: &View<'_>, options: &CompareOptions) -> Self {
        let (made, base) = view.scenario_made(options.base.as_ref());
        let (mut all, mut others) = (vec![made], Vec::new());
        for other in &options.others {
            let (made, evaluation) = view.scenario_made(other.as_ref());
            all.push(made);
            others.push(evaluation);
        }
        Self { key: (view.stamp(), all, options.clone()), base, others }
    }
}

/// Heights below which charts and the table are of no use.
const LEAST_CHART: f32 = 220.0;
const LEAST_TABLE: f32 = 180.0;
/// Height above which a chart gains nothing.
const MOST_CHART: f32 = 460.0;

/// Draws the page. Returns the wording of the selection for the status line.
pub fn compare_ui(ui: &mut Ui, view: &View<'_>, state: &mut CompareState, out: &mut Vec<Command>) -> String {
    let (document, words) = (view.document(), view.words);
    if document.scenarios.is_empty() {
        let action = Some(words.text("scenario-none-action"));
        if widgets::empty_state(ui, words.text("compare-none"), words.text("compare-none-text"), action) {
            out.push(Command::Action(Action::NewScenario));
        }
        return String::new();
    }
    if document.plan.metrics.is_empty() {
        widgets::empty_state(ui, words.text("compare-no-metric"), words.text("compare-no-metric-text"), None);
        return String::new();
    }
    let options = state.options.take().unwrap_or_else(|| CompareOptions::of(document, view.main_metric.as_ref()));
    let mut options = options.known(document);
    choices::choices_ui(ui, view, &mut options, state);
    ui.add_space(theme::RELATED);
    let mut summary = String::new();
    if options.others.is_empty() {
        widgets::empty_state(ui, words.text("compare-nothing"), words.text("compare-nothing-text"), None);
    } else {
        let shown = Shown::of(view, &options);
        let rest = ui.available_height();
        if rest < LEAST_CHART + LEAST_TABLE + theme::AROUND {
            let scroll = egui::ScrollArea::vertical().id_salt("compare").auto_shrink(false);
            scroll.show(ui, |ui| summary = parts_ui(ui, view, &shown, &options, state, (340.0, 240.0), out));
        } else {
            // A short table leaves its room to the charts.
            let rows = options.row_count(document) as f32 + 2.0;
            let row = if view.settings.compact_rows { size::COMPACT_ROW } else { size::ROW };
            let table = if state.lower == Lower::Values { (rows * row + 56.0).max(LEAST_TABLE) } else { rest * 0.5 };
            let chart = (rest - theme::AROUND - table).clamp((rest * 0.5).clamp(LEAST_CHART, MOST_CHART), MOST_CHART.max(LEAST_CHART));
            summary = parts_ui(ui, view, &shown, &options, state, (chart, f32::INFINITY), out);
        }
    }
    state.options = Some(options);
    summary
}

/// The two charts, and the table beneath them.
fn parts_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &Shown,
    options: &CompareOptions,
    state: &mut CompareState,
    (chart, table): (f32, f32),
    out: &mut Vec<Command>,
) -> String {
    charts::charts_ui(ui, view, shown, options, state, chart, out);
    ui.add_space(theme::AROUND);
    let size = vec2(ui.available_width(), table.min(ui.available_height()));
    ui.allocate_ui_with_layout(size, Layout::top_down(egui::Align::Min), |ui| lower_ui(ui, view, shown, options, state, out)).inner
}

fn lower_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &Shown,
    options: &CompareOptions,
    state: &mut CompareState,
    out: &mut Vec<Command>,
) -> String {
    let words = view.words;
    let told = state.told_place(options);
    let frame = widgets::card_frame(ui).inner_margin(Margin { left: 1, right: 1, top: 8, bottom: 1 });
    frame
        .show(ui, |ui| {
            let CompareState { table, assumptions, grid, differences, lower, row, .. } = state;
            let table = table
                .get(shown.key.clone(), || CompareTable::new(view.document(), words, options, shown.base.clone(), shown.others.clone()));
            let other = shown.others.get(told).unwrap_or(&shown.base);
            let list = assumptions.get((shown.key.clone(), told), || AssumptionTable::new(view.document(), words, &shown.base, other));
            ui.horizontal(|ui| {
                ui.add_space(theme::AROUND);
                if widgets::chip(ui, words.text("compare-values"), *lower == Lower::Values).clicked() {
                    *lower = Lower::Values;
                }
                let count = words.with("compare-assumptions-count", &[("n", &list.rows().len().to_string())]);
                if widgets::chip(ui, &count, *lower == Lower::Assumptions).clicked() {
                    *lower = Lower::Assumptions;
                }
                if *lower == Lower::Assumptions {
                    let name = |one: &ScenarioEvaluation| scenario_name(words, view.document(), one.scenario());
                    widgets::secondary(ui, &format!("{} → {}", name(&shown.base), name(other)));
                } else if table.has_illustrative() {
                    widgets::badge(ui, words.text("illustrative")).on_hover_text(words.text("illustrative-hint"));
                }
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.add_space(theme::RELATED);
                    let item = || {
                        let (node, metrics) = (options.nodes.first().cloned(), options.metrics.clone());
                        let (base, as_of) = (options.base.clone(), options.year.map(Period::year));
                        let seen = Seen { node, metrics, base, as_of, ..Seen::default() };
                        seen.with_scenarios(options.others.iter().map(Option::as_ref)).table(SeenTable::Comparison)
                    };
                    brief_add::table_ui(ui, view, item, out);
                });
            });
            ui.add_space(theme::STEP);
            match *lower {
                Lower::Values => values_ui(ui, view, table, grid, row, out),
                Lower::Assumptions => differences_ui(ui, view, shown, other, list, differences),
            }
        })
        .inner
}

fn values_ui(
    ui: &mut Ui,
    view: &View<'_>,
    table: &CompareTable,
    grid: &mut GridState,
    row: &mut Option<RowKey>,
    out: &mut Vec<Command>,
) -> String {
    let events = Grid::new("compare", table, view.words).compact(view.settings.compact_rows).whole_rows(true).fill(true).show(ui, grid);
    for event in events {
        match event {
            GridEvent::Open { row } => out.extend(table.key(row).map(|key| Command::OpenNode(key.node))),
            GridEvent::Selected { row: place, column } => {
                // The charts show what the chosen row is of, the inspector why the chosen number is what it is.
                *row = table.key(place);
                out.extend(subject(table, place, column).map(Command::Inspect));
            }
            _ => {}
        }
    }
    summary_text(view.words, grid, table)
}

/// What the inspector explains for a cell.
fn subject(table: &CompareTable, row: usize, column: usize) -> Option<Subject> {
    let (key, scenario) = (table.key(row)?, table.evaluation(column)?.scenario().cloned());
    Some(Subject::Scenario { scenario, node: key.node, metric: key.metric, year: key.year })
}

fn differences_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &Shown,
    other: &ScenarioEvaluation,
    list: &AssumptionTable,
    grid: &mut GridState,
) -> String {
    let words = view.words;
    if list.rows().is_empty() {
        let name = |one: &ScenarioEvaluation| scenario_name(words, view.document(), one.scenario());
        let text = words.with("compare-none-different-text", &[("base", &name(&shown.base)), ("other", &name(other))]);
        widgets::empty_state(ui, words.text("compare-none-different"), &text, None);
        return String::new();
    }
    Grid::new("compare-assumptions", list, words).compact(view.settings.compact_rows).whole_rows(true).fill(true).show(ui, grid);
    summary_text(words, grid, list)
}

/// A quiet name before a choice.
fn name_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).size(size::TABLE).color(theme::colour(theme::palette(ui).secondary)));
}
