//! Fourth step: what would change against what is there, and under which name it is kept.

use egui::{Frame, Margin, TextEdit, Ui};

use super::heading_ui;
use super::state::Queued;
use crate::base::Date;
use crate::domain::actuals::ENTERED;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridState};
use crate::ui::pages::summary_text;
use crate::ui::{theme, widgets};
use crate::view::import::difference_table::DifferenceTable;
use crate::view::import::firm_table::{self, FirmTable};
use crate::view::import::profile::actuals_stem;
use crate::view::import::{Change, answered, telling};
use crate::view::memo::Memo;

/// What the step remembers.
#[derive(Default)]
pub struct ResultStep {
    /// Name of the actuals file that takes the values, without folder and ending.
    pub stem: String,
    /// Keep the way of reading for next month.
    pub remember: bool,
    /// The name it is kept under.
    pub profile: String,
    /// Keep confirmed names as aliases in the plan.
    pub aliases: bool,
    shown: Option<Change>,
    /// Firms are shown instead of the difference.
    firms: bool,
    firm_grid: GridState,
    firm_table: Memo<(Stamp, u64), FirmTable>,
    grid: GridState,
    table: Memo<(Stamp, u64, Option<Change>), DifferenceTable>,
}

impl ResultStep {
    /// The step for a file: its name is proposed.
    pub(super) fn new(file: &str) -> Self {
        // Where another import took the name, the writing adds a number: nothing is overwritten.
        let stem = actuals_stem(file, Date::default(), |_| false);
        Self { profile: stem.clone(), stem, ..Self::default() }
    }

    /// True where the name can be one of a file.
    pub fn names_a_file(&self) -> bool {
        let stem = self.stem.trim();
        !stem.is_empty() && stem != ENTERED && !stem.starts_with('.') && !stem.chars().any(|c| c.is_control() || "<>:\"/\\|?*".contains(c))
    }
}

/// Draws the step.
pub fn result_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) -> String {
    let words = view.words;
    let Some(understood) = queued.understood.clone() else { return String::new() };
    let mut summary = String::new();
    let frame = widgets::card_frame(ui).inner_margin(Margin { left: 1, right: 1, top: 10, bottom: 1 });
    frame.show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(theme::AROUND as i8, 0)).show(ui, |ui| {
            heading_ui(ui, words.text("import-result-title"), words.text("import-result-hint"));
            ui.add_space(theme::STEP);
            let names = answered::names_records(&queued.choices);
            keep_ui(ui, view, &mut queued.result, names);
            if let Some(firms) = &understood.difference.reading.firms {
                ui.label(firm_table::summary(firms, words));
            }
            filter_ui(ui, view, queued, &understood.difference);
        });
        ui.add_space(theme::STEP);
        if let Some(firms) = understood.difference.reading.firms.as_ref().filter(|_| queued.result.firms) {
            let key = (view.stamp(), queued.version);
            let step = &mut queued.result;
            let table = step.firm_table.get(key, || FirmTable::new(firms, view.document(), view.words));
            Grid::new("import-firms", table, words).compact(true).whole_rows(true).fill(true).show(ui, &mut step.firm_grid);
            summary = summary_text(words, &step.firm_grid, table);
            return;
        }
        let key = (view.stamp(), queued.version, queued.result.shown);
        let shown = queued.result.shown;
        let step = &mut queued.result;
        let table = step.table.get(key, || DifferenceTable::new(understood.clone(), shown, view.document(), view.words.clone()));
        Grid::new("import-result", table, words).compact(true).whole_rows(true).fill(true).show(ui, &mut step.grid);
        summary = summary_text(words, &step.grid, table);
    });
    summary
}

fn keep_ui(ui: &mut Ui, view: &View<'_>, step: &mut ResultStep, names: bool) {
    let words = view.words;
    ui.horizontal_wrapped(|ui| {
        widgets::secondary(ui, words.text("import-keep-as"));
        let field = ui.add(TextEdit::singleline(&mut step.stem).desired_width(180.0));
        widgets::name_field(&field, words.text("import-keep-as"));
        field.on_hover_text(words.text("import-keep-as-hint"));
        ui.add_space(theme::RELATED);
        let remember = ui.scope(|ui| widgets::checkbox(ui, &mut step.remember, words.text("import-remember")));
        remember.response.on_hover_text(words.text("import-remember-hint"));
        if step.remember {
            let field = ui.add(TextEdit::singleline(&mut step.profile).desired_width(140.0));
            widgets::name_field(&field, words.text("import-profile-name"));
        }
        if names {
            widgets::checkbox(ui, &mut step.aliases, words.text("import-aliases"));
        }
    });
}

fn filter_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, difference: &crate::view::import::Difference) {
    let words = view.words;
    ui.horizontal_wrapped(|ui| {
        let all = words.with("import-change-all", &[("count", &difference.rows.len().to_string())]);
        let of_values = !queued.result.firms;
        if widgets::chip(ui, &all, of_values && queued.result.shown.is_none()).clicked() {
            (queued.result.shown, queued.result.firms) = (None, false);
        }
        for change in Change::ALL {
            let count = difference.count(change);
            let on = of_values && queued.result.shown == Some(change);
            if (count > 0 || on) && widgets::chip(ui, &format!("{} {count}", telling::change(words, change)), on).clicked() {
                (queued.result.shown, queued.result.firms) = (Some(change), false);
            }
        }
        if difference.reading.firms.is_some() && widgets::chip(ui, words.text("import-firms-growth"), queued.result.firms).clicked() {
            queued.result.firms = true;
        }
    });
}
