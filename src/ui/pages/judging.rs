//! The pages of judging: nodes ranked by how they stand, early warnings, scores.

use egui::{DragValue, Margin, RichText, Ui};

use crate::base::{DimensionId, MetricId, Period, SchemeId};
use crate::domain::{Item, ScoreScheme};
use crate::engine::assess::{Ask, State};
use crate::ui::brief_add::{self, AtHand};
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::pages::summary_text;
use crate::ui::{fonts, theme, widgets};
use crate::view::briefing_page::seen::{Seen, SeenTable};
use crate::view::inspection::Subject;
use crate::view::judging::{self, Ranking, RankingOptions, ScoreGrid, WarningTable};
use crate::view::memo::Memo;
use crate::view::palette::size;
use crate::view::{number, wording};

/// What the pages of judging remember.
#[derive(Default)]
pub struct JudgingState {
    /// What ranking, warnings and scores show, as items of a briefing.
    pub seen: [AtHand; 3],
    metric: Option<MetricId>,
    dimension: Option<DimensionId>,
    sort: Option<(usize, bool)>,
    ranking: Memo<(Stamp, Ask, RankingOptions), Ranking>,
    ranking_grid: GridState,
    warnings: Memo<(Stamp, Option<Period>, u64), WarningTable>,
    warning_grid: GridState,
    scheme: Option<SchemeId>,
    /// Weights tried out; the plan stays as it is.
    weights: Option<Vec<f64>>,
    scores: Memo<ScoreKey, ScoreGrid>,
    score_grid: GridState,
}

type ScoreKey = (Stamp, SchemeId, u64);

fn card(ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> String) -> String {
    let frame = widgets::card_frame(ui).inner_margin(Margin { left: 1, right: 1, top: 8, bottom: 1 });
    frame
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            draw(ui)
        })
        .inner
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(theme::AROUND);
    ui.label(RichText::new(text).font(fonts::bold(size::SECTION)));
    ui.add_space(theme::RELATED);
}

/// At the right end of a table's line: what adds it to a briefing.
fn add_ui(ui: &mut Ui, view: &View<'_>, item: Item, seen: &mut AtHand, out: &mut Vec<Command>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add_space(theme::RELATED);
        brief_add::table_ui(ui, view, || item.clone(), out);
    });
    *seen = Some(item);
}

/// Draws the ranking. Returns the wording of the selection for the status line.
pub fn ranking_ui(ui: &mut Ui, view: &View<'_>, state: &mut JudgingState, out: &mut Vec<Command>) -> String {
    let (words, plan) = (view.words, &view.document().plan);
    let metric = state.metric.clone().filter(|metric| plan.metrics.contains(metric)).or_else(|| view.main_metric.clone());
    let Some(metric) = metric else {
        widgets::empty_state(ui, words.text("chart-none"), words.text("chart-no-metric"), None);
        return String::new();
    };
    state.dimension = state.dimension.take().filter(|dimension| plan.dimensions.contains(dimension));
    card(ui, |ui| {
        let options = RankingOptions { metric: metric.clone(), dimension: state.dimension.clone(), sort: state.sort };
        let make = || Ranking::new(view.document(), &view.evaluation, view.words.clone(), view.palette, &options, &view.ask);
        let table = state.ranking.get((view.stamp(), view.ask, options.clone()), make);
        let mut choice = (metric.clone(), state.dimension.clone());
        let seen = Seen { metrics: vec![metric.clone()], dimension: state.dimension.clone(), as_of: view.ask.as_of, ..Seen::default() };
        ui.horizontal(|ui| {
            ranking_tools_ui(ui, view, &mut choice, table);
            add_ui(ui, view, seen.table(SeenTable::Ranking), &mut state.seen[0], out);
        });
        ui.add_space(theme::STEP);
        let mut text = String::new();
        if table.is_empty() {
            let action = Some(words.text("ranking-empty-action"));
            if widgets::empty_state(ui, words.text("ranking-empty"), words.text("ranking-empty-text"), action) {
                out.push(Command::ShowRegister(crate::view::register::Register::Figures));
            }
        } else {
            let grid = Grid::new("ranking", table, words).compact(view.settings.compact_rows).whole_rows(true).fill(true);
            for event in grid.show(ui, &mut state.ranking_grid) {
                match event {
                    GridEvent::Open { row } => out.extend(table.node(row).cloned().map(Command::OpenNode)),
                    GridEvent::Selected { row, .. } => {
                        let subject = table.node(row).map(|node| Subject::Required { node: node.clone(), metric: metric.clone() });
                        out.extend(subject.map(Command::Inspect));
                    }
                    GridEvent::Sort { column } => {
                        state.sort = match state.sort {
                            Some((known, false)) if known == column => Some((column, true)),
                            Some((known, true)) if known == column => None,
                            _ => Some((column, false)),
                        };
                    }
                    _ => {}
                }
            }
            text = summary_text(words, &state.ranking_grid, table);
        }
        if choice != (metric, state.dimension.clone()) {
            (state.metric, state.dimension, state.sort) = (Some(choice.0), choice.1, None);
        }
        text
    })
}

fn ranking_tools_ui(ui: &mut Ui, view: &View<'_>, choice: &mut (MetricId, Option<DimensionId>), table: &Ranking) {
    let (words, plan) = (view.words, &view.document().plan);
    heading(ui, words.text("page-ranking"));
    let name = wording::metric(words, plan, &choice.0).to_owned();
    let list = widgets::combo("ranking-metric").selected_text(name).width(150.0).show_ui(ui, |ui| {
        for metric in &plan.metrics {
            if ui.selectable_label(choice.0 == metric.id, wording::metric(words, plan, &metric.id)).clicked() {
                choice.0 = metric.id.clone();
            }
        }
    });
    widgets::name_field(&list.response, words.text("node-metric"));
    let kinds = std::iter::once(None).chain(plan.dimensions.iter().map(|dimension| Some(dimension.id.clone())));
    let kinds: Vec<Option<DimensionId>> = kinds.collect();
    for kind in kinds {
        let name = kind.as_ref().map_or_else(|| words.text("ranking-clusters"), |dimension| wording::dimension(words, plan, dimension));
        if widgets::chip(ui, name, choice.1 == kind).clicked() {
            choice.1 = kind;
        }
    }
    ui.add_space(theme::RELATED);
    for (state, count) in State::ALL.into_iter().zip(table.counts()).filter(|(_, count)| *count > 0) {
        widgets::state_mark(ui, judging::mark(state), judging::state(words, state));
        widgets::caption(ui, &count.to_string());
    }
    if table.has_illustrative() {
        widgets::badge(ui, words.text("illustrative")).on_hover_text(words.text("illustrative-hint"));
    }
}

/// Draws the early warnings. Returns the wording of the selection for the status line.
pub fn warnings_ui(ui: &mut Ui, view: &View<'_>, state: &mut JudgingState, out: &mut Vec<Command>) -> String {
    let words = view.words;
    let (of, warnings) = view.warnings();
    let make = || WarningTable::new(view.document(), view.words.clone(), warnings.clone());
    let table = state.warnings.get((view.stamp(), view.ask.as_of, of), make);
    card(ui, |ui| {
        ui.horizontal(|ui| {
            heading(ui, words.text("page-warnings"));
            widgets::caption(ui, &words.with("warning-count", &[("n", &table.len().to_string())]));
            if table.has_illustrative() {
                widgets::badge(ui, words.text("illustrative")).on_hover_text(words.text("illustrative-hint"));
            }
            if widgets::chip(ui, words.text("warning-rules"), false).clicked() {
                out.push(Command::ShowRegister(crate::view::register::Register::WarningRules));
            }
            let seen = Seen { as_of: view.ask.as_of, ..Seen::default() };
            add_ui(ui, view, seen.table(SeenTable::Warnings), &mut state.seen[1], out);
        });
        ui.add_space(theme::STEP);
        if table.is_empty() {
            let (title, text, action) = if view.document().plan.warning_rules.is_empty() {
                ("warning-no-rules", "warning-no-rules-text", Some(words.text("warning-no-rules-action")))
            } else {
                ("warning-none", "warning-none-text", None)
            };
            if widgets::empty_state(ui, words.text(title), words.text(text), action) {
                out.push(Command::ShowRegister(crate::view::register::Register::WarningRules));
            }
            return String::new();
        }
        let grid = Grid::new("warnings", table, words).compact(view.settings.compact_rows).whole_rows(true).fill(true);
        for event in grid.show(ui, &mut state.warning_grid) {
            match event {
                GridEvent::Open { row } => out.extend(table.subject(row).map(|(node, _)| Command::OpenNode(node.clone()))),
                GridEvent::Selected { row, .. } => out.extend(table.subject(row).map(|(node, metric)| {
                    Command::Inspect(match metric {
                        Some(metric) => Subject::Required { node: node.clone(), metric: metric.clone() },
                        None => Subject::Node(node.clone()),
                    })
                })),
                _ => {}
            }
        }
        summary_text(words, &state.warning_grid, table)
    })
}

/// Draws the scores. Returns the wording of the selection for the status line.
pub fn scores_ui(ui: &mut Ui, view: &View<'_>, state: &mut JudgingState, out: &mut Vec<Command>) -> String {
    let (words, plan) = (view.words, &view.document().plan);
    let known = state.scheme.as_ref().and_then(|id| plan.score_schemes.get(id));
    let Some(scheme) = known.or_else(|| plan.score_schemes.iter().next()) else {
        return card(ui, |ui| {
            ui.horizontal(|ui| heading(ui, words.text("page-scores")));
            let action = words.text("score-no-scheme-action");
            if widgets::empty_state(ui, words.text("score-no-scheme"), words.text("score-no-scheme-text"), Some(action)) {
                out.push(Command::ShowRegister(crate::view::register::Register::ScoreSchemes));
            }
            String::new()
        });
    };
    if state.weights.as_ref().is_some_and(|weights| weights.len() != scheme.indicators.len()) {
        state.weights = None;
    }
    card(ui, |ui| {
        let chosen = score_tools_ui(ui, view, scheme, &mut state.weights, &mut state.seen[2], out);
        ui.add_space(theme::STEP);
        let (number, scored) = view.scores(&scheme.id, state.weights.clone());
        let Some(scored) = scored else {
            widgets::empty_state(ui, words.text("score-underway"), words.text("score-underway-text"), None);
            return String::new();
        };
        let make = || ScoreGrid::new(view.document(), words.clone(), &scored.scheme, scored.scores.clone(), scored.since);
        let table = state.scores.get((view.stamp(), scheme.id.clone(), number), make);
        if let Some(period) = table.period() {
            ui.horizontal(|ui| {
                ui.add_space(theme::AROUND);
                widgets::caption(ui, &words.with("judge-as-of", &[("period", &wording::period(words, period))]));
                if table.has_illustrative() {
                    widgets::badge(ui, words.text("illustrative")).on_hover_text(words.text("illustrative-hint"));
                }
            });
        }
        let mut text = String::new();
        if table.is_empty() {
            widgets::empty_state(ui, words.text("score-nobody"), words.text("score-nobody-text"), None);
        } else {
            let grid = Grid::new("scores", table, words).compact(view.settings.compact_rows).fill(true);
            for event in grid.show(ui, &mut state.score_grid) {
                match event {
                    GridEvent::Open { row } => out.extend(table.node(row).cloned().map(Command::OpenNode)),
                    GridEvent::Selected { row, .. } => {
                        out.extend(table.node(row).cloned().map(|node| Command::Inspect(Subject::Node(node))))
                    }
                    _ => {}
                }
            }
            text = summary_text(words, &state.score_grid, table);
        }
        if let Some(id) = chosen {
            (state.scheme, state.weights) = (Some(id), None);
        }
        text
    })
}

/// The choice of the scheme and the weights to try; returns another scheme that was chosen.
fn score_tools_ui(
    ui: &mut Ui,
    view: &View<'_>,
    scheme: &ScoreScheme,
    weights: &mut Option<Vec<f64>>,
    seen: &mut AtHand,
    out: &mut Vec<Command>,
) -> Option<SchemeId> {
    let (words, plan) = (view.words, &view.document().plan);
    let mut chosen = None;
    ui.horizontal(|ui| {
        heading(ui, words.text("page-scores"));
        let combo = widgets::combo("score-scheme").selected_text(words.label(&scheme.name)).width(180.0);
        let list = combo.show_ui(ui, |ui| {
            for known in &plan.score_schemes {
                if ui.selectable_label(known.id == scheme.id, words.label(&known.name)).clicked() {
                    chosen = Some(known.id.clone());
                }
            }
        });
        widgets::name_field(&list.response, words.text("score-scheme"));
        if widgets::chip(ui, words.text("score-edit-schemes"), false).clicked() {
            out.push(Command::ShowRegister(crate::view::register::Register::ScoreSchemes));
        }
        if weights.is_some() {
            widgets::badge(ui, words.text("score-what-if"));
            if widgets::chip(ui, words.text("score-weights-back"), false).clicked() {
                *weights = None;
            }
        }
        let of = Seen { scheme: Some(scheme.id.clone()), as_of: view.ask.as_of, ..Seen::default() };
        add_ui(ui, view, of.table(SeenTable::Scores), seen, out);
    });
    ui.horizontal_wrapped(|ui| {
        ui.add_space(theme::AROUND);
        widgets::caption(ui, words.text("score-weights"));
        let mut tried: Vec<f64> = weights.clone().unwrap_or_else(|| scheme.indicators.iter().map(|of| of.weight).collect());
        let mut changed = false;
        for (indicator, weight) in scheme.indicators.iter().zip(&mut tried) {
            let name = wording::metric(words, plan, &indicator.metric);
            widgets::caption(ui, name);
            let field = ui.add(DragValue::new(weight).range(0.0..=1000.0).speed(0.5).custom_formatter(|value, _| number::value(value)));
            widgets::name_field(&field, &words.with("score-weight-of", &[("metric", name)]));
            changed |= field.changed();
        }
        if changed {
            *weights = Some(tried);
        }
    });
    chosen
}
