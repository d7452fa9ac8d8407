//! Carries out what is asked of scenarios: choosing, making, copying, locking, deleting, seeking.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::background::{What, Work};
use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::base::{MetricId, NodeId, ScenarioId};
use crate::domain::Edit;
use crate::domain::scenario_edit::{self, Built};
use crate::engine::scenario::seek::seek;
use crate::ui::actions::Action;
use crate::ui::command::Command;
use crate::ui::dialogs::{Dialog, ScenarioDialog, SeekDialog, SpreadDialog};
use crate::ui::page::Page;
use crate::ui::pages::scenario::Side;
use crate::view::inspection::Subject;
use crate::view::scenario_page::change::{Way, way};
use crate::view::scenario_page::list;
use crate::view::scenario_page::seeking::{Answer, SeekDraft, answer};
use crate::view::scenario_page::spreading::SpreadDraft;

impl Workbench {
    /// The scenario that is looked at.
    pub(super) fn chosen_scenario(&self) -> Option<ScenarioId> {
        self.pages.scenario.chosen(self.session.document())
    }

    pub(super) fn choose_scenario(&mut self, id: ScenarioId) {
        if self.session.document().scenarios.contains(&id) {
            self.pages.scenario.wanted = Some(id);
            self.pages.scenario.open = None;
            self.pages.tabs.show(Page::Scenario);
        }
    }

    pub(super) fn act_on_scenarios(&mut self, ctx: &egui::Context, action: Action) {
        if action == Action::ScenarioPage {
            return self.pages.tabs.show(Page::Scenario);
        }
        if action == Action::NewScenario {
            let name = list::free_name(&self.words, self.session.document(), None);
            self.pages.tabs.show(Page::Scenario);
            self.dialog = Some(Dialog::Scenario(Box::new(ScenarioDialog::new(name))));
            return;
        }
        let Some(id) = self.chosen_scenario() else { return };
        match action {
            Action::DuplicateScenario => self.duplicate_scenario(ctx, &id),
            Action::EditScenario => self.edit_scenario(&id),
            Action::LockScenario => {
                let locked = self.session.document().scenarios.get(&id).is_some_and(|scenario| scenario.locked);
                self.change_scenarios(ctx, scenario_edit::lock(self.session.document(), &id, !locked), "step-scenario-lock");
            }
            Action::DeleteScenario => self.delete_scenario(ctx, &id),
            Action::Seek => self.ask_seek(&id),
            Action::Spread => self.ask_spread_of_chosen(&id),
            _ => {}
        }
    }

    fn change_scenarios(&mut self, ctx: &egui::Context, built: Built, label: &'static str) {
        match built {
            Ok(edit) => self.carry_out(ctx, Command::Edit { edit, label }),
            Err(refusal) => self.tell(refusal.diagnostic()),
        }
    }

    fn duplicate_scenario(&mut self, ctx: &egui::Context, id: &ScenarioId) {
        let document = self.session.document();
        let name = list::label(&self.words, document, None, &list::free_name(&self.words, document, Some(id)));
        match scenario_edit::duplicate(document, id, name) {
            Ok((copy, edit)) => {
                self.carry_out(ctx, Command::Edit { edit, label: "step-scenario-duplicate" });
                self.choose_scenario(copy);
            }
            Err(refusal) => self.tell(refusal.diagnostic()),
        }
    }

    fn edit_scenario(&mut self, id: &ScenarioId) {
        if let Some(scenario) = self.session.document().scenarios.get(id) {
            let dialog = ScenarioDialog::of(scenario, list::name(&self.words, self.session.document(), Some(id)));
            self.dialog = Some(Dialog::Scenario(Box::new(dialog)));
        }
    }

    /// What was looked at stays remembered: undo brings it back as the one that is looked at.
    fn delete_scenario(&mut self, ctx: &egui::Context, id: &ScenarioId) {
        match scenario_edit::delete(self.session.document(), id) {
            Ok(deletion) => {
                let told = deletion.told();
                self.carry_out(ctx, Command::Edit { edit: deletion.edit, label: "step-scenario-delete" });
                told.into_iter().for_each(|diagnostic| self.tell(diagnostic));
            }
            Err(refusal) => self.tell(refusal.diagnostic()),
        }
    }

    fn chosen_metric(&self) -> Option<MetricId> {
        let plan = &self.session.document().plan;
        self.pages.scenario.metric.clone().filter(|metric| plan.metrics.contains(metric)).or_else(|| plan.main_metric())
    }

    fn ask_seek(&mut self, id: &ScenarioId) {
        let Some(metric) = self.chosen_metric() else { return };
        let document = self.session.document();
        let node = self.pages.scenario.node(document);
        let (_, evaluation) = self.evaluation();
        let document = self.session.document();
        let made = (self.session.revision(), self.session.plan_revision());
        let (_, scenario) = self.session.scenario_memo().get(document, &evaluation, made, Some(id));
        let draft = SeekDraft::new(&self.words, document, &evaluation, &scenario, &node, &metric);
        self.dialog = Some(Dialog::Seek(Box::new(SeekDialog::new(draft))));
    }

    /// A spread of the chosen node's total; of the whole plan's where the chosen node has nothing beneath it.
    fn ask_spread_of_chosen(&mut self, id: &ScenarioId) {
        let Some(metric) = self.chosen_metric() else { return };
        let document = self.session.document();
        let metric = if document.plan.metrics.get(&metric).is_some_and(|m| m.roll_up() == crate::domain::RollUp::Sum) {
            metric
        } else {
            match crate::view::scenario_page::kind::spread_metrics(&document.plan).next() {
                Some(metric) => metric.clone(),
                None => return,
            }
        };
        let chosen = self.pages.scenario.node(document);
        let node = if way(&document.plan, &chosen, &metric) == Way::Spread { chosen } else { NodeId::total() };
        let year = document.plan.info.last_year;
        let (_, evaluation) = self.evaluation();
        let document = self.session.document();
        let made = (self.session.revision(), self.session.plan_revision());
        let (_, scenario) = self.session.scenario_memo().get(document, &evaluation, made, Some(id));
        let total = scenario.reading(&node, &metric, year).value.map_or(0.0, |value| (value * 100.0).round() / 100.0);
        self.ask_spread(&node, &metric, &[(year, total)].into());
    }

    pub(super) fn ask_spread(&mut self, node: &NodeId, metric: &MetricId, totals: &BTreeMap<i32, f64>) {
        let Some(id) = self.chosen_scenario() else { return };
        self.dialog =
            Some(Dialog::Spread(Box::new(SpreadDialog::new(SpreadDraft::new(self.session.document(), &id, node, metric, totals)))));
    }

    pub(super) fn look_at(&mut self, node: NodeId, metric: MetricId) {
        self.pages.scenario.node = Some(node);
        self.pages.scenario.metric = Some(metric);
    }

    /// Shows a subject where numbers are explained, and brings that to the front.
    pub(super) fn ask_why(&mut self, subject: Subject) {
        self.pages.hide_inspector = false;
        self.pages.scenario.side = Side::Why;
        self.pages.inspector.look_at(subject);
    }

    /// Looks for a setting off the drawing thread: it evaluates the scenario many times.
    pub(super) fn seek(&mut self, draft: SeekDraft) {
        let (_, evaluation) = self.evaluation();
        let (document, words) = (self.session.snapshot(), self.words.clone());
        self.jobs.spawn("job-seek", move |_| {
            let told = match draft.asked(&document) {
                Ok((handle, goal)) => {
                    let found = seek(&document, &evaluation, &draft.scenario, &handle, &goal);
                    answer(&words, &document, &draft, &goal, &found)
                }
                Err(diagnostic) => Answer { sentence: words.diagnostic(&diagnostic), ..Answer::default() },
            };
            Outcome::Sought(Box::new(draft), Box::new(told))
        });
    }

    pub(super) fn take_sought(&mut self, draft: &SeekDraft, answer: Answer) {
        if let Some(Dialog::Seek(dialog)) = &mut self.dialog {
            dialog.take(draft, answer);
        }
    }

    /// A part of a gesture: edits of one drag are one step.
    pub(super) fn gesture(&mut self, gesture: crate::session::GestureId, edit: Edit, label: &'static str) {
        if let Err(error) = self.session.apply_gesture(gesture, edit, label) {
            self.tell(error.diagnostic());
        }
    }

    /// Starts what drawing asked for and what is not computed while it waits.
    pub(super) fn evaluate_wanted(&mut self, evaluated: u64, evaluation: &Arc<crate::engine::Evaluation>) {
        use crate::engine::scenario::ScenarioEvaluation;
        for (scenario, kept) in self.session.scenario_memo().take_wanted() {
            let made = (self.session.revision(), evaluated);
            let work = Work { what: What::Scenario(scenario.clone()), of: made };
            if !self.background.wants(&work) {
                continue;
            }
            let (document, evaluation, entered) = (self.session.snapshot(), evaluation.clone(), self.entered);
            let job = self.jobs.spawn("job-evaluate", move |_| {
                let fresh = match (kept, &scenario) {
                    (Some(((_, of_plan), kept)), _) if of_plan == evaluated => kept.moved(&document, &evaluation),
                    (_, Some(id)) => ScenarioEvaluation::of(&document, &evaluation, id),
                    (_, None) => ScenarioEvaluation::plan(&document, &evaluation),
                };
                Outcome::ScenarioEvaluated(entered, scenario, made, Arc::new(fresh))
            });
            self.background.started(work, job);
        }
    }
}
