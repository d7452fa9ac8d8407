//! The year table under the chart: the scenario's row takes values by hand, a right click lets them go.

use egui::Ui;

use super::chart::{released, subject_of};
use super::state::{Looked, ScenarioState};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::grid::{Grid, GridEvent};
use crate::ui::pages::{Refused, summary_text};
use crate::ui::widgets;
use crate::view::briefing_page::seen::{Seen, SeenTable};
use crate::view::palette::size;
use crate::view::scenario_page::grid::{Typed, YearGrid, YearGridOf, YearRow};

/// Height of the table with its frame.
pub(super) fn height(view: &View<'_>, at: &Looked<'_>) -> f32 {
    let rows = if at.parent.is_some() { 6.0 } else { 5.0 };
    let row = if view.settings.compact_rows { size::COMPACT_ROW } else { size::ROW };
    (rows + 1.0) * row + 16.0
}

/// Draws the table and turns what is typed into changes. Returns the wording of the selection.
pub(super) fn table_ui(
    ui: &mut Ui,
    view: &View<'_>,
    at: &Looked<'_>,
    state: &mut ScenarioState,
    height: f32,
    out: &mut Vec<Command>,
) -> String {
    let Looked { scenario, node, metric, .. } = at;
    let ScenarioState { table, grid, refusals, .. } = state;
    let made = table.get(at.key.clone(), || {
        YearGrid::new(YearGridOf {
            document: view.document().clone(),
            evaluation: view.evaluation.clone(),
            plan: view.scenario_evaluation(None),
            parent: at.parent.map(|parent| view.scenario_evaluation(Some(parent))),
            scenario: view.scenario_evaluation(Some(&scenario.id)),
            id: scenario.id.clone(),
            node: node.clone(),
            metric: metric.clone(),
            words: view.words.clone(),
        })
    });
    let (mut let_go, mut asked, mut added) = (Vec::new(), None, None);
    let frame = widgets::card_frame(ui).inner_margin(egui::Margin::same(1));
    let events = frame
        .show(ui, |ui| {
            ui.set_height(height - 4.0);
            let shown = Refused { source: made, refusals };
            let name = view.words.text("scenario-release");
            let grid_ui = Grid::new("scenario-years", &shown, view.words).compact(view.settings.compact_rows).menu(|ui, cell| {
                let held = made.row_at(cell.row) == Some(YearRow::Scenario) && made.is_held(cell.column) && !scenario.locked;
                if let (Some(row), Some(year)) = (made.row_at(cell.row), made.year_at(cell.column))
                    && ui.button(view.words.text("scenario-why")).clicked()
                {
                    asked = Some(subject_of(at, row, year));
                    ui.close();
                }
                if ui.button(view.words.text("briefing-add-table")).clicked() {
                    let seen = Seen::of(node, Some(metric)).with_scenarios([Some(&scenario.id)]);
                    added = Some(seen.table(SeenTable::ScenarioYears));
                    ui.close();
                }
                if ui.add_enabled(held, egui::Button::new(name)).clicked() {
                    let_go.extend(made.year_at(cell.column));
                    ui.close();
                }
            });
            grid_ui.show(ui, grid)
        })
        .inner;
    for event in events {
        match event {
            GridEvent::Write(writes) => {
                let (typed, refused) = made.write(&writes);
                match typed {
                    Some(Typed::Edit(edit)) if !edit.is_empty() => out.push(Command::Edit { edit, label: "step-hold" }),
                    Some(Typed::Spread(totals)) => out.push(Command::AskSpread(node.clone(), metric.clone(), totals)),
                    _ => {}
                }
                refusals.take(view.words, refused, out);
            }
            GridEvent::Selected { row, column } => {
                if let (Some(row), Some(year)) = (made.row_at(row), made.year_at(column)) {
                    out.push(Command::Inspect(subject_of(at, row, year)));
                }
            }
            _ => {}
        }
    }
    out.extend(asked.map(Command::AskWhy));
    out.extend(added.map(|item| Command::AddToBriefing(Box::new(item))));
    if !let_go.is_empty() {
        out.extend(released(view, scenario, node, metric, &let_go));
    }
    summary_text(view.words, grid, made)
}
