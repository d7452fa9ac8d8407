//! The whole window without the system's part: state, one frame, and what follows from it.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::background::{Background, What, Work};
use super::files::file_dialog;
use super::import_notes::Unsaved;
use super::tasks::{Outcome, PathAnswer};
use crate::base::{Diagnostic, NodeId, Period};
use crate::engine::Evaluation;
use crate::engine::assess::Ask;
use crate::io::folders::Folders;
use crate::io::settings::{Settings, ThemeChoice, WindowSize};
use crate::session::{Jobs, Recovery, Session};
use crate::ui::actions::{self, Action, Moment};
use crate::ui::command::{Command, PathPurpose};
use crate::ui::command_palette::{PaletteState, command_palette_ui};
use crate::ui::context::View;
use crate::ui::dialogs::{Dialog, dialog_ui};
use crate::ui::page::Page;
use crate::ui::pages::audit::{AuditState, audit_ui};
use crate::ui::pages::briefing::{BriefingState, briefing_ui, side_ui as briefing_side_ui};
use crate::ui::pages::compare::{CompareState, compare_ui};
use crate::ui::pages::import::{ImportState, import_ui};
use crate::ui::pages::import_log::{ImportLogState, import_log_ui};
use crate::ui::pages::judging::{JudgingState, ranking_ui, scores_ui, warnings_ui};
use crate::ui::pages::messages::messages_ui;
use crate::ui::pages::node::{NodeState, node_ui};
use crate::ui::pages::overview::{OverviewState, overview_ui};
use crate::ui::pages::scenario::{ScenarioState, scenario_ui, side_ui};
use crate::ui::pages::structure::{StructureState, structure_ui};
use crate::ui::panels::inspector::{InspectorState, inspector_ui};
use crate::ui::panels::navigator::{NavigatorState, navigator_ui};
use crate::ui::panels::status_bar::status_bar_ui;
use crate::ui::panels::top_bar::top_bar_ui;
use crate::ui::tabs::Tabs;
use crate::ui::theme::{self, colour};
use crate::ui::{drop, grid, notices};
use crate::view::audit::Audited;
use crate::view::judging::reported_periods;
use crate::view::memo::Memo;
use crate::view::search::NameIndex;
use crate::view::words::SharedWords;
use crate::view::{Language, Words};

/// What is to happen once the open plan is saved or given up.
#[derive(Debug)]
pub(super) enum Next {
    /// The program ends.
    Quit,
    /// Another workspace is opened.
    Open(PathBuf),
    /// A new plan takes its place.
    New(Box<crate::domain::Plan>),
}

/// What the pages and panels remember.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) tabs: Tabs,
    pub(super) navigator: NavigatorState,
    pub(super) inspector: InspectorState,
    pub(super) overview: OverviewState,
    pub(super) nodes: BTreeMap<NodeId, NodeState>,
    pub(super) structure: StructureState,
    pub(super) briefing: BriefingState,
    pub(super) compare: CompareState,
    pub(super) audit: AuditState,
    pub(super) import: ImportState,
    pub(super) import_log: ImportLogState,
    pub(super) scenario: ScenarioState,
    pub(super) ask: Ask,
    pub(super) judging: JudgingState,
    pub(super) hide_navigator: bool,
    pub(super) hide_inspector: bool,
}

impl Pages {
    /// Whether the page in front shows values tried out that can be taken back, and some taken back that can be tried again.
    pub(super) fn trial_steps(&self) -> (bool, bool) {
        match self.tabs.current() {
            Page::Scores => (self.judging.weights.can_go_back(), self.judging.weights.can_go_on()),
            Page::Audit => self.audit.trial_steps(),
            _ => (false, false),
        }
    }
}

/// The window.
pub struct Workbench {
    pub(super) session: Session,
    pub(super) pages: Pages,
    pub(super) settings: Settings,
    pub(super) folders: Option<Folders>,
    pub(super) words: SharedWords,
    pub(super) jobs: Jobs<Outcome>,
    pub(super) dialog: Option<Dialog>,
    pub(super) palette: Option<PaletteState>,
    pub(super) told: VecDeque<Diagnostic>,
    pub(super) notices: notices::Notices,
    pub(super) recovery: Option<Recovery>,
    /// A form that waits for a path typed into another.
    pub(super) beneath: Option<Dialog>,
    /// Files that changed on disk and were asked about, and those the user wants to write over.
    pub(super) changed_files: Vec<String>,
    pub(super) acknowledged: Vec<String>,
    /// What is computed in the background.
    pub(super) background: Background,
    /// The audit made last, with its revision.
    pub(super) audited: Option<(u64, Arc<Audited>)>,
    /// Counts the sessions entered, to tell what belongs to one that was left.
    pub(super) entered: u64,
    pub(super) next: Option<Next>,
    pub(super) quit: bool,
    pub(super) saved_at: Option<String>,
    pub(super) focused: bool,
    pub(super) clock: fn() -> String,
    /// Asks the system for a path: what for, under which title, starting where.
    pub(super) file_dialog: fn(PathPurpose, &str, &str) -> PathAnswer,
    /// Puts a table on the system's clipboard: formatted, and as text.
    pub(super) table_clipboard: TableClipboard,
    /// Frames left in which a text asked of the clipboard may come.
    pub(super) paste_wanted: Option<u8>,
    /// Imports whose values are not saved yet, and how many there were.
    pub(super) unsaved: Vec<Unsaved>,
    pub(super) noted: u64,
    names: Memo<u64, Arc<NameIndex>>,
    illustrative: Memo<u64, bool>,
    main_metric: Memo<u64, Option<crate::base::MetricId>>,
    periods: Memo<u64, Arc<[Period]>>,
    selection: String,
}

/// Takes a table, formatted and as text.
pub type TableClipboard = Box<dyn Fn(String, String) -> Result<(), arboard::Error>>;

/// Nodes × metrics from which on results are computed in the background.
const LARGE: usize = 20_000;
/// Messages kept at most.
const MOST_TOLD: usize = 200;

impl Workbench {
    /// A window on a session. `wake` is called from background threads when there is something new to draw.
    pub fn new(
        session: Session,
        settings: Settings,
        folders: Option<Folders>,
        system_language: Language,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let language = settings.language.unwrap_or(system_language);
        let mut workbench = Self {
            session,
            pages: Pages::default(),
            settings,
            folders,
            words: Arc::new(Words::new(language)),
            jobs: Jobs::new(wake),
            dialog: None,
            palette: None,
            told: VecDeque::new(),
            notices: notices::Notices::default(),
            recovery: None,
            beneath: None,
            unsaved: Vec::new(),
            noted: 0,
            changed_files: Vec::new(),
            acknowledged: Vec::new(),
            background: Background::default(),
            audited: None,
            entered: 0,
            next: None,
            quit: false,
            saved_at: None,
            focused: true,
            clock: local_time,
            file_dialog,
            table_clipboard: Box::new(super::exports::table_clipboard),
            paste_wanted: None,
            names: Memo::default(),
            illustrative: Memo::default(),
            main_metric: Memo::default(),
            periods: Memo::default(),
            selection: String::new(),
        };
        workbench.take_layout();
        workbench
    }

    /// The open session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The settings as they are now.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Replaces the clock, so that pictures in tests do not change with the hour.
    pub fn set_clock(&mut self, clock: fn() -> String) {
        self.clock = clock;
    }

    /// Never asks the system for a path, as on a machine without a file dialog: the window's own form takes its place.
    pub fn without_file_dialogs(&mut self) {
        self.file_dialog = |_, _, _| PathAnswer::Unavailable;
    }

    /// Puts tables elsewhere than on the system's clipboard, which a test must leave alone.
    pub fn set_table_clipboard(&mut self, clipboard: TableClipboard) {
        self.table_clipboard = clipboard;
    }

    /// True once the program may end.
    pub fn wants_to_quit(&self) -> bool {
        self.quit
    }

    /// True while background jobs run.
    pub fn is_busy(&self) -> bool {
        !self.jobs.is_idle()
    }

    /// True where closing the window must first be asked about; the question is then shown.
    pub fn ask_before_closing(&mut self) -> bool {
        if self.quit {
            return false;
        }
        if self.session.is_dirty() {
            self.next = Some(Next::Quit);
            self.dialog = Some(Dialog::Close);
            return true;
        }
        false
    }

    /// Takes in what background jobs brought; called before drawing and while the window is hidden.
    pub fn poll(&mut self, ctx: &egui::Context) {
        for done in self.jobs.poll() {
            self.take_outcome(ctx, done);
        }
        let focused = ctx.input(|i| i.focused);
        if focused && !self.focused {
            self.check_disk();
        }
        self.focused = focused;
    }

    /// Draws one frame and carries out what it asked for.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.apply_theme(&ctx);
        let mut out = Vec::new();
        self.incoming(&ctx, &mut out);
        self.keys(&ctx, &mut out);
        self.draw(ui, &mut out);
        self.take_copied_table(&ctx);
        // A gesture lasts while the pointer is down.
        if ctx.input(|i| i.pointer.any_released()) {
            self.session.end_gesture();
        }
        for command in out {
            self.carry_out(&ctx, command);
        }
    }

    fn apply_theme(&self, ctx: &egui::Context) {
        let dark = match self.settings.theme {
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
            ThemeChoice::System => ctx.system_theme() == Some(egui::Theme::Dark),
        };
        theme::apply(ctx, dark, self.settings.zoom);
    }

    /// Shortcuts. While a text field has the keys, those that a text field understands stay with it.
    fn keys(&self, ctx: &egui::Context, out: &mut Vec<Command>) {
        if self.dialog.is_some() || self.palette.is_some() {
            return;
        }
        let typing = ctx.egui_wants_keyboard_input() && !grid::navigating(ctx);
        out.extend(actions::pressed(ctx, typing).into_iter().map(Command::Action));
    }

    fn draw(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let names = self.names.get(self.session.plan_revision(), || Arc::new(NameIndex::of(&self.session.document().plan))).clone();
        let main_metric = self.main_metric.get(self.session.plan_revision(), || self.session.document().plan.main_metric()).clone();
        let illustrative = *self.illustrative.get(self.session.plan_revision(), || self.session.document().actuals.has_illustrative());
        let told: Vec<Diagnostic> = self.told.iter().cloned().collect();
        let jobs: Vec<_> = self.jobs.running().collect();
        let words = self.words.clone();
        let (evaluated, evaluation) = self.evaluation();
        let periods = self.periods.get(self.session.plan_revision(), || reported_periods(self.session.document()).into()).clone();
        let (audited, audit) = self.audit(evaluated, &evaluation);
        let saved = self.saved_text(&words);
        let settings = self.settings.clone();
        let scenario = self.chosen_scenario();
        let view = View {
            session: &self.session,
            evaluation: evaluation.clone(),
            evaluated,
            audit,
            audited,
            words: &words,
            palette: theme::palette(ui),
            settings: &settings,
            names: &names,
            illustrative,
            main_metric,
            scenario,
            ask: self.pages.ask,
            periods: &periods,
            moment: self.moment(),
            jobs: &jobs,
            told: &told,
            saved: &saved,
        };
        draw_panels(ui, &view, &mut self.pages, &mut self.selection, out);
        drop::hover_ui(ui.ctx(), &view);
        notices::notices_ui(ui.ctx(), &view, &mut self.notices, out);
        if let Some(palette) = &mut self.palette
            && !command_palette_ui(ui.ctx(), &view, palette, out)
        {
            self.palette = None;
        }
        if let Some(dialog) = &mut self.dialog
            && !dialog_ui(ui.ctx(), &view, dialog, out)
        {
            // The form that asked for a path comes back, whether there was an answer or not.
            self.dialog = self.beneath.take();
        }
        self.evaluate_wanted(evaluated, &evaluation);
        self.judge_wanted(evaluated, &evaluation);
        self.score_wanted(evaluated, &evaluation);
        self.preview_wanted(&evaluation);
    }

    /// The results to show. Those of a very large plan are computed off the drawing thread after an edit; until they are there
    /// the ones before stay on the screen, so that the window never stops.
    pub(super) fn evaluation(&mut self) -> (u64, Arc<Evaluation>) {
        let revision = self.session.plan_revision();
        let large = self.is_large();
        self.session.scenario_memo().compute_elsewhere(large);
        self.session.judgement_memo().compute_elsewhere(large);
        match self.session.kept_evaluation() {
            Some((kept, evaluation)) if kept != revision && large => {
                let work = Work::of(What::Evaluation, revision);
                if self.background.wants(&work) {
                    let (snapshot, entered) = (self.session.snapshot(), self.entered);
                    let evaluate = move || Outcome::Evaluated(entered, revision, Arc::new(Evaluation::of(&snapshot)));
                    let job = self.jobs.spawn("job-evaluate", move |_| evaluate());
                    self.background.started(work, job);
                }
                (kept, evaluation)
            }
            _ => (revision, self.session.evaluation()),
        }
    }

    pub(super) fn is_large(&self) -> bool {
        let plan = &self.session.document().plan;
        (plan.clusters.len() + plan.members.len()) * plan.metrics.len() > LARGE
    }

    fn saved_text(&self, words: &Words) -> String {
        let state = if self.session.is_saving() {
            "status-saving"
        } else if self.session.is_dirty() {
            "unsaved-changes"
        } else if let Some(time) = &self.saved_at {
            return words.with("status-saved-at", &[("time", time)]);
        } else {
            return String::new();
        };
        words.text(state).to_owned()
    }

    fn moment(&self) -> Moment {
        let chart = match self.pages.tabs.current() {
            Page::Node(_) | Page::Scenario => true,
            Page::Compare => self.pages.compare.shown_chart().is_some(),
            Page::Audit => self.pages.audit.shown_chart().is_some(),
            Page::Structure => self.pages.structure.shown_chart().is_some(),
            _ => false,
        };
        let scenario = self.chosen_scenario().and_then(|id| self.session.document().scenarios.get(&id).map(|scenario| scenario.locked));
        let (back, on) = self.pages.trial_steps();
        Moment {
            writable: !self.session.is_saving(),
            undo: back || self.session.undo_label().is_some(),
            redo: on || self.session.redo_label().is_some(),
            chart,
            scenario: scenario.is_some(),
            unlocked: scenario == Some(false),
            seen: self.seen_item().is_some(),
            made_before: self.made_before(),
        }
    }

    /// Another session counts its revisions anew: nothing made for those of the one before may be taken for its own.
    pub(super) fn forget_what_was_made(&mut self) {
        self.names = Memo::default();
        self.illustrative = Memo::default();
        self.main_metric = Memo::default();
        self.periods = Memo::default();
        self.audited = None;
        self.pages.audit = AuditState::default();
        self.selection.clear();
    }

    pub(super) fn tell(&mut self, diagnostic: Diagnostic) {
        self.notices.tell(diagnostic.clone());
        self.told.push_back(diagnostic);
        while self.told.len() > MOST_TOLD {
            self.told.pop_front();
        }
    }

    pub(super) fn set_language(&mut self, language: Language) {
        self.settings.language = Some(language);
        self.words = Arc::new(Words::new(language));
        self.save_settings();
    }

    /// Goes on with what the start found.
    pub fn begin(&mut self, start: super::Start, damaged: Option<Diagnostic>) {
        self.enter(start.opened);
        start.told.into_iter().chain(damaged).for_each(|diagnostic| self.tell(diagnostic));
        if let Some(folder) = start.later {
            self.open_workspace(folder);
        }
    }

    /// Remembers the size of the window.
    pub(super) fn note_window(&mut self, ctx: &egui::Context) {
        let (rect, maximized) = ctx.input(|i| (i.viewport().inner_rect, i.viewport().maximized.unwrap_or(false)));
        if let Some(rect) = rect {
            let zoom = ctx.zoom_factor();
            let before = self.settings.window;
            let (width, height) = match before {
                // The size to go back to from a filled screen is the one before it.
                Some(size) if maximized => (size.width, size.height),
                _ => (rect.width() * zoom, rect.height() * zoom),
            };
            self.settings.window = Some(WindowSize { width, height, maximized });
        }
    }

    /// The title of the system's window: the plan, and whether it has unsaved changes.
    pub fn window_title(&self) -> String {
        let title = self.words.label(&self.session.document().plan.info.title);
        let mark = if self.session.is_dirty() { "• " } else { "" };
        if title.is_empty() { format!("{mark}Clusterplan") } else { format!("{mark}{title} — Clusterplan") }
    }

    /// Calls an action as a menu would; for tests and for the window's own wishes.
    pub fn call(&mut self, ctx: &egui::Context, action: Action) {
        self.carry_out(ctx, Command::Action(action));
    }
}

fn local_time() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
}

fn draw_panels(ui: &mut Ui, view: &View<'_>, pages: &mut Pages, selection: &mut String, out: &mut Vec<Command>) {
    let palette = view.palette;
    let bar = |x: i8, y: i8| Frame::new().fill(colour(palette.panel)).inner_margin(Margin::symmetric(x, y));
    Panel::top("top-bar").exact_size(40.0).frame(bar(12, 4)).show(ui, |ui| top_bar_ui(ui, view, out));
    Panel::bottom("status-bar").exact_size(26.0).frame(bar(12, 2)).show(ui, |ui| status_bar_ui(ui, view, selection, out));
    // Whatever the panels were dragged to, the pages keep half of a narrow window.
    let most = |wanted: f32, least: f32| (ui.available_width() * 0.25).clamp(least, wanted);
    let (navigator_most, inspector_most) = (most(480.0, 160.0), most(520.0, 180.0));
    if !pages.hide_navigator {
        let shown = match pages.tabs.current() {
            Page::Node(node) => Some(node.clone()),
            Page::Scenario => Some(pages.scenario.node(view.document())),
            _ => None,
        };
        Panel::left("navigator").default_size(240.0).min_size(160.0).max_size(navigator_most).frame(bar(10, 10)).show(ui, |ui| {
            navigator_ui(ui, view, &mut pages.navigator, shown.as_ref(), out);
        });
    }
    if !pages.hide_inspector {
        Panel::right("inspector").default_size(270.0).min_size(180.0).max_size(inspector_most).frame(bar(16, 12)).show(
            ui,
            |ui| match pages.tabs.current() {
                Page::Scenario => side_ui(ui, view, &mut pages.scenario, &mut pages.inspector, out),
                Page::Briefing => briefing_side_ui(ui, view, &mut pages.briefing, out),
                _ => inspector_ui(ui, view, &mut pages.inspector, out),
            },
        );
    }
    CentralPanel::default().frame(Frame::new().fill(colour(palette.window))).show(ui, |ui| {
        let Pages { tabs, overview, nodes, structure, audit, briefing, compare, import, import_log, scenario, judging, .. } = pages;
        let plan = &view.document().plan;
        let closing = tabs.ui(ui, view.words, plan, &mut |ui, page| {
            let text = Frame::new().inner_margin(12).show(ui, |ui| match page {
                Page::Overview => overview_ui(ui, view, overview, out),
                Page::Node(node) => node_ui(ui, view, node, nodes.entry(node.clone()).or_default(), out),
                Page::Structure => structure_ui(ui, view, structure, out),
                Page::Scenario => scenario_ui(ui, view, scenario, out),
                Page::Compare => compare_ui(ui, view, compare, out),
                Page::Import => import_ui(ui, view, import, out),
                Page::ImportLog => import_log_ui(ui, view, import_log, out),
                Page::Audit => {
                    audit_ui(ui, view, audit, out);
                    String::new()
                }
                Page::Ranking => ranking_ui(ui, view, judging, out),
                Page::Warnings => warnings_ui(ui, view, judging, out),
                Page::Scores => scores_ui(ui, view, judging, out),
                Page::Briefing => {
                    briefing_ui(ui, view, briefing, out);
                    String::new()
                }
                Page::Messages => {
                    messages_ui(ui, view, out);
                    String::new()
                }
            });
            *selection = text.inner;
        });
        closing.iter().for_each(|page| tabs.close(page));
    });
}
