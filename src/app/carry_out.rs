//! Carries commands out, after the frame in which they were asked for.

use super::workbench::Workbench;
use crate::base::{Diagnostic, NodeId, Place};
use crate::io::settings::ThemeChoice;
use crate::ui::actions::Action;
use crate::ui::command::{Command, PathPurpose};
use crate::ui::command_palette::PaletteState;
use crate::ui::dialogs::{Dialog, FigureListDialog, NewPlanDialog, YearPlanDialog};
use crate::ui::page::Page;
use crate::view::Language;
use crate::view::inspection::Subject;
use crate::view::node_page::YearPlanDraft;

impl Workbench {
    pub(super) fn carry_out(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Action(action) => self.act(ctx, action),
            Command::Edit { edit, label } => {
                if let Err(error) = self.session.apply(edit, label) {
                    self.tell(error.diagnostic());
                }
                self.forget_pages_that_are_gone();
            }
            Command::Gesture { gesture, edit, label } => self.gesture(gesture, edit, label),
            Command::ChooseScenario(id) => self.choose_scenario(id),
            Command::LookAt(node, metric) => self.look_at(node, metric),
            Command::AskSpread(node, metric, totals) => self.ask_spread(&node, &metric, &totals),
            Command::AskYearPlan(node, metric, year) => {
                let draft = YearPlanDraft::new(node, metric, year);
                self.dialog = Some(Dialog::YearPlan(Box::new(YearPlanDialog::new(draft))));
            }
            Command::Seek(draft) => self.seek(*draft),
            Command::Tell(diagnostic) => self.tell(diagnostic),
            Command::Show(page) => self.show_page(page),
            Command::ShowRegister(register) => {
                self.pages.structure.register = register;
                self.pages.structure.catalogue = false;
                self.pages.tabs.show(Page::Structure);
            }
            Command::OpenNode(node) => self.open_node(node),
            Command::Judge(ask) => self.pages.ask = ask,
            Command::Inspect(subject) => self.pages.inspector.look_at(subject),
            Command::AskWhy(subject) => self.ask_why(subject),
            Command::OpenWorkspace(folder) => self.open_workspace(folder),
            Command::NewPlan(plan) => self.enter_new(*plan),
            Command::Close(answer) => self.answer_close(ctx, answer),
            Command::Reload(again) => self.answer_reload(again),
            Command::Recover(yes) => self.answer_recover(yes),
            Command::SaveAnyway => self.session.save_anyway(),
            Command::AskPath(purpose) => self.ask_path(ctx, purpose),
            Command::PathChosen(purpose, path) => {
                self.path_chosen(ctx, purpose, path);
            }
            Command::AddToBriefing(item) => self.add_to_briefing(*item),
            Command::NewBriefing(kind) => self.new_briefing(kind),
            Command::MakeReport(request) => self.make_report(*request),
            Command::Import(command) => self.import(command),
            Command::CheckHouse(style) => self.check_house(*style),
            Command::CancelJob(id) => self.jobs.cancel(id),
            Command::ClearMessages => self.told.clear(),
        }
    }

    fn show_page(&mut self, page: Page) {
        if page == Page::Messages {
            self.notices.clear();
        }
        self.pages.tabs.show(page);
    }

    fn open_node(&mut self, node: NodeId) {
        if self.session.document().plan.node_kind(&node).is_some() {
            // On the scenario page the navigator chooses whom it is about; its title leads to the node's own page.
            if *self.pages.tabs.current() == Page::Scenario {
                self.pages.scenario.node = Some(node);
                return;
            }
            self.pages.inspector.look_at(Subject::Node(node.clone()));
            self.pages.tabs.show(Page::Node(node));
        }
    }

    fn act(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::NewPlan => self.new_plan(false),
            Action::NewFromStructure => self.new_plan(true),
            Action::Open => self.ask_path(ctx, PathPurpose::OpenWorkspace),
            Action::OpenSample => self.open_sample(),
            Action::Save => self.save(ctx),
            Action::SaveAs => self.ask_path(ctx, PathPurpose::SaveWorkspace),
            Action::Reload => self.reload(),
            Action::Quit => self.leave(ctx),
            Action::Undo | Action::Redo => self.travel(action),
            Action::Palette => self.palette = Some(PaletteState::open()),
            Action::Filter => {
                self.pages.hide_navigator = false;
                self.pages.navigator.focus_filter = true;
            }
            Action::Import => self.ask_for_actuals(ctx),
            Action::PasteActuals => self.ask_for_paste(ctx),
            Action::ImportLog => self.show_import_log(),
            Action::FigureList => self.dialog = Some(Dialog::FigureList(Box::default())),
            Action::ExportChart | Action::CopyChart | Action::CopyChartData | Action::CopyChartTable => self.act_on_chart(ctx, action),
            Action::ExportBatch => self.ask_for_batch(),
            Action::HouseStyle => self.edit_house(),
            Action::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Action::About => self.dialog = Some(Dialog::About),
            Action::Overview => self.pages.tabs.show(Page::Overview),
            Action::Structure => self.pages.tabs.show(Page::Structure),
            Action::BriefingPage | Action::NewBriefing | Action::AddToBriefing | Action::MakeReport | Action::MakeReportAgain => {
                self.act_on_briefings(action);
            }
            Action::ComparePage => self.pages.tabs.show(Page::Compare),
            Action::Audit => self.pages.tabs.show(Page::Audit),
            Action::Messages => self.show_page(Page::Messages),
            Action::Ranking => self.show_page(Page::Ranking),
            Action::Warnings => self.show_page(Page::Warnings),
            Action::Scores => self.show_page(Page::Scores),
            Action::ScenarioPage
            | Action::NewScenario
            | Action::DuplicateScenario
            | Action::EditScenario
            | Action::LockScenario
            | Action::DeleteScenario
            | Action::Seek
            | Action::Spread => self.act_on_scenarios(ctx, action),
            Action::CloseTab => {
                let page = self.pages.tabs.current().clone();
                self.pages.tabs.close(&page);
            }
            Action::SplitTab => self.pages.tabs.split(),
            Action::NextTab => self.pages.tabs.step(1),
            Action::PreviousTab => self.pages.tabs.step(-1),
            Action::ToggleNavigator => self.pages.hide_navigator = !self.pages.hide_navigator,
            Action::ToggleInspector => self.pages.hide_inspector = !self.pages.hide_inspector,
            _ => self.act_on_settings(action),
        }
    }

    fn act_on_settings(&mut self, action: Action) {
        let settings = &mut self.settings;
        match action {
            Action::ToggleCompact => settings.compact_rows = !settings.compact_rows,
            Action::ThemeLight => settings.theme = ThemeChoice::Light,
            Action::ThemeDark => settings.theme = ThemeChoice::Dark,
            Action::ThemeSystem => settings.theme = ThemeChoice::System,
            Action::ZoomIn => settings.zoom = (settings.zoom + 0.1).min(3.0),
            Action::ZoomOut => settings.zoom = (settings.zoom - 0.1).max(0.5),
            Action::ZoomReset => settings.zoom = 1.0,
            Action::SwitchLanguage => {
                let other = if self.words.language() == Language::Chinese { Language::English } else { Language::Chinese };
                return self.set_language(other);
            }
            _ => return,
        }
        self.save_settings();
    }

    fn new_plan(&mut self, with_structure: bool) {
        let base = self.session.document().plan.info.last_year;
        self.dialog = Some(Dialog::NewPlan(Box::new(NewPlanDialog::new(base, with_structure))));
    }

    fn open_sample(&mut self) {
        let Some(folders) = self.folders.clone() else {
            return self.tell(Diagnostic::error("folder-missing", Place::default()));
        };
        match crate::io::sample::ensure_sample(&folders) {
            Ok(folder) => self.open_workspace(folder),
            Err(error) => self.tell(sample_failed(&folders, &error)),
        }
    }

    fn reload(&mut self) {
        if self.session.folder().is_none() {
            return;
        }
        if self.session.is_dirty() {
            self.dialog = Some(Dialog::Changed(vec!["plan.toml".to_owned()]));
        } else {
            self.answer_reload(true);
        }
    }

    fn leave(&mut self, ctx: &egui::Context) {
        if !self.ask_before_closing() {
            self.quit = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn travel(&mut self, action: Action) {
        if self.travel_in_trial(action) {
            return;
        }
        if action == Action::Undo {
            self.session.undo();
            // What is redone next is this step, not a trial that was taken back before it.
            self.pages.judging.weights.forget_after();
            self.pages.audit.forget_trials_taken_back();
        } else {
            self.session.redo();
        }
        self.forget_pages_that_are_gone();
    }

    /// What is tried out on the page in front is taken back before anything of the document is. False where there is nothing of it.
    fn travel_in_trial(&mut self, action: Action) -> bool {
        let (back, on) = self.pages.trial_steps();
        let undo = action == Action::Undo;
        if !(if undo { back } else { on }) {
            return false;
        }
        if *self.pages.tabs.current() == Page::Scores {
            self.pages.judging.weights.travel(undo);
        } else {
            self.pages.audit.travel(undo);
        }
        true
    }

    pub(super) fn take_figure_text(&mut self, text: String) {
        match &mut self.dialog {
            Some(Dialog::FigureList(draft)) => draft.set_text(text),
            _ => {
                let mut draft = FigureListDialog::default();
                draft.set_text(text);
                self.dialog = Some(Dialog::FigureList(Box::new(draft)));
            }
        }
    }
}

/// The sample could not be laid into the user's folder.
pub(super) fn sample_failed(folders: &crate::io::folders::Folders, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("sample-failed", Place::file(folders.data.display().to_string())).arg("reason", error)
}
