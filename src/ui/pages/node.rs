//! The page of one node: who it is, a chart, and its table of figures and actuals.

use std::sync::Arc;

use egui::{Label, RichText, Ui};

use crate::base::{MetricId, NodeId};
use crate::domain::{Item, MetricKind};
use crate::engine::assess::Ask;
use crate::io::export::chart::font_measure;
use crate::ui::actions::Action;
use crate::ui::brief_add::{self, AtHand};
use crate::ui::chart::ChartView;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::{Grid, GridEvent, GridState};
use crate::ui::icons::Icon;
use crate::ui::pages::standing::standing_ui;
use crate::ui::pages::{Refusals, Refused, summary_text};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::briefing_page::seen::{Seen, SeenTable, node_metrics};
use crate::view::chart::{self, ChartKind, ChartSpec};
use crate::view::inspection::Subject;
use crate::view::judging::{self, MetricStanding, node_standings};
use crate::view::memo::Memo;
use crate::view::node_page::{NodeFacts, NodeTable, Span, TableOptions, facts};
use crate::view::palette::size;
use crate::view::register::RecordTable;
use crate::view::vintages::VintageTable;
use crate::view::wording;

/// What the lower table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lower {
    /// Figures and actuals by metric.
    Table(TableOptions),
    /// Every figure of the node, one a row.
    Figures,
    /// How the node stands with each metric, with the arithmetic.
    Standing,
    /// What was read for each period of the chart's metric; `revised` leaves out periods that never changed.
    Vintages {
        /// Only revised periods.
        revised: bool,
    },
}

impl Default for Lower {
    fn default() -> Self {
        Self::Table(TableOptions::default())
    }
}

type VintageKey = (Stamp, Option<MetricId>, bool);
type ChartKey = (Stamp, ChartKind, Option<MetricId>, bool, Option<i32>);

/// What a node's page remembers between frames.
#[derive(Default)]
pub struct NodeState {
    /// The chart's kind.
    pub kind: ChartKind,
    /// The chart's metric; `None` takes the plan's main metric, or the first the node has.
    pub metric: Option<MetricId>,
    /// True where the trajectory is drawn without its forecast.
    pub known_only: bool,
    /// What the lower table shows.
    pub lower: Lower,
    /// Selection and scroll of the table.
    pub grid: GridState,
    /// What the chart shows, as an item of a briefing.
    pub seen: AtHand,
    facts: Memo<Stamp, Option<NodeFacts>>,
    first: Memo<Stamp, Option<MetricId>>,
    chart: Memo<ChartKey, Result<Arc<ChartSpec>, &'static str>>,
    drawn: ChartView,
    refusals: Refusals,
    table: TableMemo,
    figures: Memo<Stamp, RecordTable>,
    vintages: Memo<VintageKey, VintageTable>,
    standings: Memo<(Stamp, Ask), Vec<MetricStanding>>,
    standing: Memo<(Stamp, Ask, u64), Option<judging::NodeState>>,
}

impl NodeState {
    /// The chart as last drawn, where there is one.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        self.chart.kept().and_then(|chart| chart.as_ref().ok().cloned())
    }

    fn metric(&mut self, view: &View<'_>, node: &NodeId) -> Option<MetricId> {
        let plan = &view.document().plan;
        let chosen = self.metric.clone().filter(|m| plan.metrics.contains(m));
        chosen.or_else(|| self.first.get(view.stamp(), || first_metric(view, node)).clone())
    }

    fn chart_memo(&mut self, view: &View<'_>, node: &NodeId, metric: Option<MetricId>) -> &Result<Arc<ChartSpec>, &'static str> {
        let (kind, known_only) = (self.kind, self.known_only);
        // As of an earlier period the trend rests on what was known then.
        let as_of = view.ask.as_of.map(|period| view.document().plan.info.last_whole_year(period));
        self.chart.get((view.stamp(), kind, metric.clone(), known_only, as_of), || match metric {
            Some(metric) => {
                let (document, evaluation) = (view.document(), &*view.evaluation);
                let subject = chart::Subject { document, evaluation, words: view.words, node, metric: &metric, dimension: None };
                let spec = if known_only && kind == ChartKind::Trajectory {
                    chart::trajectory_known(&subject)
                } else if kind == ChartKind::Trajectory {
                    chart::trajectory_as_of(&subject, as_of)
                } else {
                    chart::build(kind, &subject)
                };
                spec.map(Arc::new).map_err(|error| error.key)
            }
            None => Err("chart-no-metric"),
        })
    }
}

/// The metric a page opens with: the main one where the node has a value of it, else the first that it has.
fn first_metric(view: &View<'_>, node: &NodeId) -> Option<MetricId> {
    let plan = &view.document().plan;
    let has = |metric: &MetricId| {
        plan.figures.iter().any(|f| f.node == *node && f.metric == *metric && f.yearly_level().is_some())
            || view.document().actuals.of_node_metric(node, metric).next().is_some()
    };
    let main = plan.main_metric();
    main.clone().filter(&has).or_else(|| plan.metrics.iter().map(|m| m.id.clone()).find(has)).or(main)
}

/// Draws the page of a node. Returns the wording of the selection for the status line.
pub fn node_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, out: &mut Vec<Command>) -> String {
    let known = state.facts.get(view.stamp(), || facts(view.document(), view.words, node));
    let Some(facts) = known else {
        widgets::empty_state(ui, view.words.text("node-gone"), view.words.text("node-gone-text"), None);
        return String::new();
    };
    let standing = state
        .standing
        .get(view.judged_stamp(), || judging::node_state(view.words, view.document(), &view.evaluation, &view.assessments().1, node));
    if head_ui(ui, view, facts, standing.as_ref(), out) {
        state.lower = Lower::Standing;
    }
    ui.add_space(theme::RELATED);
    let rest = ui.available_height();
    if rest < LEAST_CHART + LEAST_TABLE + 60.0 {
        // Neither would be of use in what is left of a low window: the page scrolls instead.
        let scroll = egui::ScrollArea::vertical().id_salt(("node", node)).auto_shrink(false);
        return scroll.show(ui, |ui| parts_ui(ui, view, node, state, (320.0, 240.0), out)).inner;
    }
    let chart = (rest * 0.5).clamp(LEAST_CHART, 520.0);
    parts_ui(ui, view, node, state, (chart, f32::INFINITY), out)
}

/// Heights below which a chart and a table are of no use.
const LEAST_CHART: f32 = 220.0;
const LEAST_TABLE: f32 = 200.0;

/// The chart, and the table beneath it.
fn parts_ui(
    ui: &mut Ui,
    view: &View<'_>,
    node: &NodeId,
    state: &mut NodeState,
    (chart, table): (f32, f32),
    out: &mut Vec<Command>,
) -> String {
    chart_card_ui(ui, view, node, state, chart, out);
    ui.add_space(theme::AROUND);
    let size = egui::vec2(ui.available_width(), table.min(ui.available_height()));
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(size, layout, |ui| lower_ui(ui, view, node, state, out)).inner
}

/// Draws the head; true where the node's state was clicked.
fn head_ui(ui: &mut Ui, view: &View<'_>, facts: &NodeFacts, standing: Option<&judging::NodeState>, out: &mut Vec<Command>) -> bool {
    let asked = ui.horizontal(|ui| {
        if let Some(place) = facts.colour {
            widgets::strip(ui, view.palette.member(place).0, 24.0);
        }
        ui.add(Label::new(RichText::new(&facts.title).font(fonts::bold(size::TITLE))).truncate()).on_hover_text(&facts.title);
        let Some(standing) = standing else { return false };
        let mark = widgets::state_mark(ui, standing.mark, &standing.text).interact(egui::Sense::click());
        mark.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme::STEP;
        for (node, name) in &facts.belongs {
            if ui
                .add(egui::Button::new(RichText::new(name).size(size::TABLE)).frame(false))
                .on_hover_text(view.words.text("open-node"))
                .clicked()
            {
                out.push(Command::OpenNode(node.clone()));
            }
            dot(ui, view);
        }
        widgets::secondary(ui, if facts.place.is_empty() { &facts.kind } else { &facts.place });
        ui.add_space(theme::RELATED);
        badges_ui(ui, &facts.lead_firms);
    });
    if !facts.role.is_empty() {
        let text = RichText::new(&facts.role).size(size::TABLE).color(colour(view.palette.secondary));
        ui.add(Label::new(text).truncate()).on_hover_text(&facts.role);
    }
    links_ui(ui, view, facts, out);
    asked.inner
}

fn dot(ui: &mut Ui, view: &View<'_>) {
    ui.label(RichText::new("·").color(colour(view.palette.tertiary)));
}

/// As many as fit on the line as badges, the rest behind a count.
fn badges_ui(ui: &mut Ui, texts: &[String]) {
    let gap = ui.spacing().item_spacing.x;
    let wide = |text: &str| widgets::badge_width(ui, text) + gap;
    let mut room = ui.available_size_before_wrap().x - wide("+99");
    let most = texts.iter().take_while(|text| {
        room -= wide(text);
        room >= 0.0
    });
    let most = most.count();
    for text in &texts[..most] {
        widgets::badge(ui, text);
    }
    if texts.len() > most {
        let count = if most == 0 { texts.len().to_string() } else { format!("+{}", texts.len() - most) };
        widgets::badge(ui, &count).on_hover_text(texts[most..].join("\n"));
    }
}

/// Key fields with their text on hover; nothing where there are none.
fn fields_ui(ui: &mut Ui, heading: &str, fields: &[(String, String)]) {
    if fields.is_empty() {
        return;
    }
    widgets::caption(ui, heading);
    for (name, text) in fields.iter().take(6) {
        let badge = widgets::badge(ui, name);
        if !text.is_empty() {
            badge.on_hover_text(text);
        }
    }
    if fields.len() > 6 {
        let rest: Vec<String> = fields.iter().skip(6).map(|(name, text)| format!("{name}: {text}")).collect();
        widgets::badge(ui, &format!("+{}", rest.len())).on_hover_text(rest.join("\n"));
    }
    ui.add_space(theme::RELATED);
}

/// Key fields with their text on hover, and what lies below the node.
fn links_ui(ui: &mut Ui, view: &View<'_>, facts: &NodeFacts, out: &mut Vec<Command>) {
    if facts.key_fields.is_empty() && facts.member_fields.is_empty() && facts.below.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme::STEP;
        fields_ui(ui, view.words.text("node-key-fields"), &facts.key_fields);
        fields_ui(ui, view.words.text("node-member-fields"), &facts.member_fields);
        let places = ((ui.available_width() - 80.0) / 110.0).max(0.0) as usize;
        if !facts.below.is_empty() && places > 0 {
            widgets::caption(ui, view.words.text("node-below"));
            for (node, name) in facts.below.iter().take(places) {
                if widgets::chip(ui, name, false).clicked() {
                    out.push(Command::OpenNode(node.clone()));
                }
            }
            if facts.below.len() > places {
                widgets::badge(ui, &format!("+{}", facts.below.len() - places));
            }
        }
    });
}

fn chart_card_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, height: f32, out: &mut Vec<Command>) {
    let metric = state.metric(view, node);
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height);
        let kinds: f32 = shown_kinds().map(|kind| widgets::chip_width(ui, view.words.text(kind.name_key())) + theme::RELATED).sum();
        let narrow = ui.available_width() < kinds + 430.0;
        ui.horizontal(|ui| {
            metric_choice_ui(ui, view, metric.as_ref(), state);
            if !narrow {
                kinds_ui(ui, view, state);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for (action, icon) in [(Action::ExportChart, Icon::Download), (Action::CopyChart, Icon::Copy)] {
                    ui.add_enabled_ui(view.moment.chart, |ui| {
                        if widgets::icon_text_button(ui, icon, view.words.text(&format!("node-{}", action.id()))).clicked() {
                            out.push(Command::Action(action));
                        }
                    });
                }
                let item = Seen::of(node, metric.as_ref()).chart(state.kind);
                brief_add::chart_ui(ui, view, item, &mut state.seen, out);
            });
        });
        if narrow {
            ui.horizontal_wrapped(|ui| kinds_ui(ui, view, state));
        }
        ui.add_space(theme::STEP);
        let room = ui.available_size();
        match state.chart_memo(view, node, metric).clone() {
            Ok(spec) => {
                state.drawn.show(ui, &spec, room, true, font_measure());
            }
            Err(key) => {
                widgets::empty_state(ui, view.words.text("chart-none"), view.words.text(key), None);
            }
        }
    });
}

/// The kinds that a node's page shows; those of scenarios stand on pages of their own.
fn shown_kinds() -> impl Iterator<Item = ChartKind> {
    ChartKind::ALL.into_iter().filter(|kind| !kind.needs_scenario())
}

/// Whether the trajectory goes on as the actuals went; offered where there is a forecast.
fn forecast_ui(ui: &mut Ui, view: &View<'_>, state: &mut NodeState) {
    let has_band = |spec: &ChartSpec| matches!(&spec.body, chart::Body::Plot(plot) if !plot.bands.is_empty());
    let offered = state.known_only || state.shown_chart().is_some_and(|spec| has_band(&spec));
    if state.kind == ChartKind::Trajectory && offered {
        let chip = widgets::chip(ui, view.words.text("node-forecast"), !state.known_only);
        if chip.on_hover_text(view.words.text("node-forecast-hint")).clicked() {
            state.known_only = !state.known_only;
        }
    }
}

fn kinds_ui(ui: &mut Ui, view: &View<'_>, state: &mut NodeState) {
    for kind in shown_kinds() {
        if widgets::chip(ui, view.words.text(kind.name_key()), kind == state.kind).clicked() {
            state.kind = kind;
        }
    }
    ui.add_space(theme::RELATED);
    forecast_ui(ui, view, state);
}

fn metric_choice_ui(ui: &mut Ui, view: &View<'_>, metric: Option<&MetricId>, state: &mut NodeState) {
    let plan = &view.document().plan;
    let name = metric.map_or("", |m| wording::metric(view.words, plan, m));
    let text = RichText::new(name).font(fonts::bold(size::BODY));
    let shown = widgets::combo("chart-metric").selected_text(text).width(150.0).show_ui(ui, |ui| {
        for known in plan.metrics.iter() {
            let on = metric == Some(&known.id);
            if ui.selectable_label(on, wording::metric(view.words, plan, &known.id)).clicked() {
                state.metric = Some(known.id.clone());
            }
        }
    });
    widgets::name_field(&shown.response, view.words.text("node-metric"));
    let formula = metric.and_then(|m| plan.metrics.get(m)).and_then(|m| match &m.kind {
        MetricKind::Derived { formula } => Some(formula.clone()),
        _ => None,
    });
    if let Some(formula) = formula {
        widgets::badge(ui, view.words.text("node-computed")).on_hover_text(formula);
    }
}

fn lower_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, out: &mut Vec<Command>) -> String {
    let illustrative = match state.lower {
        Lower::Table(options) => node_table(view, node, &mut state.table, options).has_illustrative(),
        Lower::Figures => false,
        Lower::Standing => standings(view, node, &mut state.standings).iter().any(|of| of.illustrative),
        Lower::Vintages { revised } => vintage_table(view, node, state, revised).has_illustrative(),
    };
    let frame = widgets::card_frame(ui).inner_margin(egui::Margin { left: 1, right: 1, top: 8, bottom: 1 });
    frame
        .show(ui, |ui| {
            let around = egui::Margin::symmetric(theme::AROUND as i8, 0);
            egui::Frame::new()
                .inner_margin(around)
                .show(ui, |ui| ui.horizontal_wrapped(|ui| lower_tools_ui(ui, view, node, state, illustrative, out)));
            ui.add_space(theme::STEP);
            match state.lower {
                Lower::Table(options) => table_ui(ui, view, node, state, options, out),
                Lower::Figures => figures_ui(ui, view, node, state, out),
                Lower::Standing => {
                    standing_ui(ui, view, node, standings(view, node, &mut state.standings), out);
                    String::new()
                }
                Lower::Vintages { revised } => vintages_ui(ui, view, node, state, revised, out),
            }
        })
        .inner
}

fn standings<'a>(view: &View<'_>, node: &NodeId, memo: &'a mut Memo<(Stamp, Ask), Vec<MetricStanding>>) -> &'a [MetricStanding] {
    memo.get((view.stamp(), view.ask), || node_standings(view.document(), &view.evaluation, view.words, node, &view.ask))
}

type TableMemo = Memo<(Stamp, TableOptions), NodeTable>;

fn node_table<'a>(view: &View<'_>, node: &NodeId, memo: &'a mut TableMemo, options: TableOptions) -> &'a NodeTable {
    let make = || NodeTable::new(view.document(), view.evaluation.clone(), view.words.clone(), node, options);
    memo.get((view.stamp(), options), make)
}

/// The lower table as an item of a briefing.
fn seen(view: &View<'_>, node: &NodeId, state: &mut NodeState) -> Item {
    let metric = state.metric(view, node);
    let (table, metric) = match state.lower {
        Lower::Table(_) => (SeenTable::NodeYears, None),
        Lower::Figures => (SeenTable::NodeFigures, None),
        Lower::Standing => (SeenTable::NodeStanding, None),
        Lower::Vintages { .. } => (SeenTable::NodeVintages, metric),
    };
    // A table of a node's metrics names those that it has.
    let metrics = match (table, metric) {
        (SeenTable::NodeYears | SeenTable::NodeStanding, _) => node_metrics(view.document(), node),
        (_, metric) => metric.into_iter().collect(),
    };
    Seen { node: Some(node.clone()), metrics, as_of: view.ask.as_of, ..Seen::default() }.table(table)
}

fn lower_tools_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, illustrative: bool, out: &mut Vec<Command>) {
    ui.label(RichText::new(view.words.text("node-table")).font(fonts::bold(size::SECTION)));
    spans_ui(ui, view, &mut state.lower);
    if illustrative {
        widgets::badge(ui, view.words.text("illustrative")).on_hover_text(view.words.text("illustrative-hint"));
    }
    let hint = view.words.text("node-paste-hint");
    let typed = !matches!(state.lower, Lower::Vintages { .. } | Lower::Standing);
    let add = 24.0 + theme::RELATED;
    let hinted = typed && ui.available_size_before_wrap().x > widgets::badge_width(ui, hint) + theme::AROUND + add;
    let adding = |ui: &mut Ui, state: &mut NodeState, out: &mut Vec<Command>| {
        brief_add::table_ui(ui, view, || seen(view, node, state), out);
    };
    if ui.available_size_before_wrap().x < add + theme::AROUND {
        return adding(ui, state, out);
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        adding(ui, state, out);
        if hinted {
            widgets::caption(ui, hint);
        }
    });
}

fn spans_ui(ui: &mut Ui, view: &View<'_>, lower: &mut Lower) {
    let options = if let Lower::Table(options) = *lower { Some(options) } else { None };
    for span in Span::ALL {
        let chosen = options.is_some_and(|o| o.span == span);
        if widgets::chip(ui, view.words.text(span.key()), chosen).clicked() {
            *lower = Lower::Table(TableOptions { span, ..options.unwrap_or_default() });
        }
    }
    if widgets::chip(ui, view.words.text("node-all-figures"), *lower == Lower::Figures).clicked() {
        *lower = Lower::Figures;
    }
    if widgets::chip(ui, view.words.text("node-standing"), *lower == Lower::Standing).clicked() {
        *lower = Lower::Standing;
    }
    let vintages = if let Lower::Vintages { revised } = *lower { Some(revised) } else { None };
    if widgets::chip(ui, view.words.text("vintages"), vintages.is_some()).clicked() {
        *lower = Lower::Vintages { revised: vintages.unwrap_or_default() };
    }
    if let Some(revised) = vintages {
        ui.add_space(theme::RELATED);
        if widgets::chip(ui, view.words.text("vintage-only-revised"), revised).clicked() {
            *lower = Lower::Vintages { revised: !revised };
        }
    }
    if let Some(options) = options {
        ui.add_space(theme::RELATED);
        if widgets::chip(ui, view.words.text("node-all-metrics"), options.all_metrics).clicked() {
            *lower = Lower::Table(TableOptions { all_metrics: !options.all_metrics, ..options });
        }
    }
}

fn table_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, options: TableOptions, out: &mut Vec<Command>) -> String {
    let table = node_table(view, node, &mut state.table, options);
    if table.is_empty() {
        let words = view.words;
        let action = words.text("node-all-metrics");
        if widgets::empty_state(ui, words.text("node-empty"), words.text("node-empty-text"), Some(action)) {
            state.lower = Lower::Table(TableOptions { all_metrics: true, ..options });
        }
        return String::new();
    }
    let salt = egui::Id::unique(("node-table", node.as_str(), options.span));
    let shown = Refused { source: table, refusals: &state.refusals };
    let events = Grid::new(salt, &shown, view.words).compact(view.settings.compact_rows).fill(true).show(ui, &mut state.grid);
    for event in events {
        match event {
            GridEvent::Toggle { .. } => state.lower = Lower::Table(TableOptions { fold_tiers: !options.fold_tiers, ..options }),
            GridEvent::Write(writes) => {
                let (edit, refused) = table.write(&writes);
                if !edit.is_empty() {
                    out.push(Command::Edit { edit, label: "step-values" });
                }
                state.refusals.take(view.words, refused, out);
            }
            GridEvent::Selected { row, column } => {
                out.push(Command::Inspect(table.subject(row, column).unwrap_or_else(|| Subject::Node(node.clone()))));
            }
            _ => {}
        }
    }
    summary_text(view.words, &state.grid, table)
}

fn figures_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, out: &mut Vec<Command>) -> String {
    let table = state.figures.get(view.stamp(), || RecordTable::figures_of(node, view.document(), view.words));
    super::structure::record_grid_ui(ui, view, ("node-figures", node.as_str()), table, &mut state.grid, &mut state.refusals, out)
}

fn vintage_table<'a>(view: &View<'_>, node: &NodeId, state: &'a mut NodeState, revised: bool) -> &'a VintageTable {
    let metric = state.metric(view, node);
    let key = (view.stamp(), metric.clone(), revised);
    let metric = metric.unwrap_or_else(|| MetricId::new(""));
    state.vintages.get(key, || VintageTable::new(view.document(), view.words.clone(), node, &metric, revised))
}

fn vintages_ui(ui: &mut Ui, view: &View<'_>, node: &NodeId, state: &mut NodeState, revised: bool, out: &mut Vec<Command>) -> String {
    let mut grid = std::mem::take(&mut state.grid);
    let table = vintage_table(view, node, state, revised);
    let mut show_all = false;
    let text = if table.is_empty() {
        let words = view.words;
        let (title, text) =
            if revised { ("vintage-none-revised", "vintage-none-revised-text") } else { ("vintage-empty", "vintage-empty-text") };
        let action = revised.then(|| words.text("vintage-all-periods"));
        show_all = widgets::empty_state(ui, words.text(title), words.text(text), action);
        String::new()
    } else {
        let salt = egui::Id::unique(("node-vintages", node.as_str()));
        for event in Grid::new(salt, table, view.words).compact(view.settings.compact_rows).fill(true).show(ui, &mut grid) {
            if let GridEvent::Selected { row, .. } = event {
                out.push(Command::Inspect(table.subject(row).unwrap_or_else(|| Subject::Node(node.clone()))));
            }
        }
        summary_text(view.words, &grid, table)
    };
    state.grid = grid;
    if show_all {
        state.lower = Lower::Vintages { revised: false };
    }
    text
}
