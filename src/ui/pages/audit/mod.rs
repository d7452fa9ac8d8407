//! The audit page: what was found, the arithmetic in full, answers; and the consistency of totals with a table to try values in.

mod consistency;
mod detail;
mod list;

use std::sync::Arc;

use egui::{Frame, Ui, vec2};

use crate::base::{FindingId, MetricId};
use crate::ui::brief_add::{self, AtHand};
use crate::ui::chart::ChartView;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::trial::Trial;
use crate::ui::{theme, widgets};
use crate::view::audit::list::{AuditDetail, AuditFilter, AuditList};
use crate::view::audit::whatif::{Assumed, WhatIf};
use crate::view::briefing_page::seen::{Seen, SeenTable};
use crate::view::chart::ChartSpec;
use crate::view::memo::Memo;

/// Revision of the audit with the stamp of what it is shown with.
type Key = (Stamp, u64);
/// What a table of identities was made for: the identity, and the values tried by place.
type Tried = (Key, usize, Vec<(usize, u64)>);

/// What the page remembers between frames.
#[derive(Default)]
pub struct AuditState {
    /// What the list shows.
    pub filter: AuditFilter,
    /// The finding shown in full.
    pub chosen: Option<FindingId>,
    /// True for the consistency of totals instead of the findings.
    pub consistency: bool,
    /// What the page shows, as an item of a briefing.
    pub seen: AtHand,
    list: Memo<(Key, AuditFilter), AuditList>,
    detail: Memo<(Key, FindingId), Option<AuditDetail>>,
    draft: Draft,
    metric: Option<MetricId>,
    metrics: Memo<Stamp, Vec<(MetricId, String)>>,
    chart: Memo<(Stamp, MetricId), Option<Arc<ChartSpec>>>,
    drawn: ChartView,
    identity: usize,
    /// Values tried out; the plan stays as it is.
    assumed: Trial<Assumed>,
    /// The text being typed into the table, by place.
    typing: Option<(usize, String)>,
    table: Memo<Tried, Option<WhatIf>>,
}

/// An answer being written.
#[derive(Clone, Debug, Default)]
struct Draft {
    of: Option<FindingId>,
    text: String,
    /// Kept from one answer to the next: one person answers several.
    name: String,
    date: String,
}

impl AuditState {
    /// Takes the value tried last back, or tries again what was taken back last.
    pub fn travel(&mut self, back: bool) {
        self.assumed.travel(back);
        self.typing = None;
    }

    /// What was taken back cannot be tried again: another step was taken since.
    pub fn forget_trials_taken_back(&mut self) {
        self.assumed.forget_after();
    }

    /// True where the page shows values tried out that can be taken back, and where some taken back can be tried again.
    pub fn trial_steps(&self) -> (bool, bool) {
        (self.consistency && self.assumed.can_go_back(), self.consistency && self.assumed.can_go_on())
    }

    /// The chart as last drawn, where the page shows one.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        self.chart.kept().and_then(Option::clone).filter(|_| self.consistency)
    }
}

/// Width from which on list and finding stand side by side.
const WIDE: f32 = 720.0;

/// Draws the page.
pub fn audit_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState, out: &mut Vec<Command>) {
    let words = view.words;
    // What is wide in one row must not make the cards beneath it wider than the page.
    let width = ui.available_width();
    state.seen = None;
    ui.horizontal_wrapped(|ui| {
        let tabs = [words.text("audit-tab-findings"), words.text("audit-tab-consistency")];
        ui.scope(|ui| {
            ui.set_max_width(240.0);
            if let Some(place) = widgets::segmented(ui, &tabs, usize::from(state.consistency)) {
                state.consistency = place == 1;
            }
        });
        if !state.consistency {
            list::filter_ui(ui, view, state);
        }
        let settings = widgets::chip(ui, words.text("audit-settings"), false).on_hover_text(words.text("audit-settings-hint"));
        if settings.clicked() {
            out.push(Command::ShowRegister(crate::view::register::Register::AuditSettings));
        }
        if !state.consistency {
            let item = Seen { node: state.filter.node.clone(), ..Seen::default() }.table(SeenTable::Findings);
            brief_add::table_ui(ui, view, || item.clone(), out);
            state.seen = Some(item);
        }
    });
    ui.add_space(theme::RELATED);
    if state.consistency {
        return consistency::consistency_ui(ui, view, state, out);
    }
    let room = vec2(width, ui.available_height());
    let gap = theme::AROUND;
    if room.x >= WIDE {
        let left = (room.x * 0.5).round();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            part_ui(ui, vec2(left, room.y), |ui| list::list_ui(ui, view, state, out));
            part_ui(ui, vec2(room.x - left - gap, room.y), |ui| detail::detail_ui(ui, view, state, out));
        });
    } else {
        let upper = (room.y * 0.45).round();
        part_ui(ui, vec2(room.x, upper), |ui| list::list_ui(ui, view, state, out));
        ui.add_space(gap);
        part_ui(ui, vec2(room.x, room.y - upper - gap), |ui| detail::detail_ui(ui, view, state, out));
    }
}

/// A card that fills a part of the page.
fn part_ui(ui: &mut Ui, size: egui::Vec2, content: impl FnOnce(&mut Ui)) {
    ui.push_id((size.x.to_bits(), "audit-part"), |ui| {
        ui.allocate_ui(size, |ui| {
            let frame: Frame = widgets::card_frame(ui);
            let inner = size - frame.total_margin().sum();
            frame.show(ui, |ui| {
                ui.set_min_size(inner);
                ui.set_max_size(inner);
                ui.vertical(|ui| content(ui));
            });
        })
    });
}

fn key(view: &View<'_>) -> Key {
    (view.stamp(), view.audited)
}
