//! The timeline above the table of projects: a click on a bar chooses its row, the chosen row stands out.

use std::sync::Arc;

use egui::{Layout, Ui};

use crate::base::{NodeId, ProjectId};
use crate::io::export::chart::font_measure;
use crate::ui::actions::Action;
use crate::ui::brief_add::{self, AtHand};
use crate::ui::chart::ChartView;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::GridState;
use crate::ui::icons::Icon;
use crate::ui::theme;
use crate::ui::widgets;
use crate::view::briefing_page::seen::Seen;
use crate::view::chart::spec::Body;
use crate::view::chart::{ChartKind, ChartSpec, project_timeline};
use crate::view::memo::Memo;
use crate::view::palette::size;
use crate::view::register::RecordTable;

/// What the timeline remembers between frames.
#[derive(Default)]
pub struct TimelineView {
    spec: Memo<(Stamp, Option<ProjectId>), Arc<ChartSpec>>,
    drawn: ChartView,
    /// What it shows, as an item of a briefing.
    pub seen: AtHand,
}

impl TimelineView {
    /// The chart as last drawn.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        self.spec.kept().cloned()
    }

    /// Draws the timeline of all projects in a card, at most so high; nothing where there are none.
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, table: &RecordTable, grid: &mut GridState, most: f32, out: &mut Vec<Command>) {
        let chosen = grid.cursor().and_then(|at| table.id_at(at.row)).map(|id| ProjectId::new(&id));
        let spec = self.spec.get((view.stamp(), chosen.clone()), || {
            let total = NodeId::total();
            Arc::new(project_timeline(view.document(), &view.evaluation, view.words, &total, None, chosen.as_ref()))
        });
        let Body::Timeline(timeline) = &spec.body else { return };
        let height = wanted_height(timeline.rows.len()).min(most);
        let ids: Vec<ProjectId> = timeline.rows.iter().map(|row| row.id.clone()).collect();
        let spec = spec.clone();
        widgets::card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height(height);
            ui.horizontal(|ui| {
                widgets::secondary(ui, &spec.subtitle);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    for (action, icon) in [(Action::ExportChart, Icon::Download), (Action::CopyChart, Icon::Copy)] {
                        if widgets::icon_text_button(ui, icon, view.words.text(&format!("node-{}", action.id()))).clicked() {
                            out.push(Command::Action(action));
                        }
                    }
                    let item = Seen::default().chart(ChartKind::ProjectTimeline);
                    brief_add::chart_ui(ui, view, item, &mut self.seen, out);
                });
            });
            ui.add_space(theme::STEP);
            let touch = self.drawn.touch(ui, &spec, ui.available_size(), false, font_measure());
            let row = touch.picked.and_then(|place| ids.get(place)).and_then(|id| table.row_of(id.as_str()));
            if let Some(row) = row {
                grid.select(row, 0);
                grid.request_focus();
            }
        });
        ui.add_space(theme::AROUND);
    }
}

/// Height that shows all rows: tools, legend, heads, rows and foot.
fn wanted_height(rows: usize) -> f32 {
    theme::CONTROL + size::TABLE * 8.5 + size::TABLE * 2.1 * rows as f32
}
