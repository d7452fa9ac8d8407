//! What drawing code may look at: references to the session and what was made from it for this revision.

use std::sync::Arc;

use super::actions::Moment;
use crate::base::{MetricId, NodeId, Period, ScenarioId, SchemeId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::assess::{Ask, Assessments};
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::warn::Warning;
use crate::io::settings::Settings;
use crate::session::{JobView, Made, ScoreAsk, Scored, Session};
use crate::view::audit::Audited;
use crate::view::inspection::Subject;
use crate::view::palette::Palette;
use crate::view::search::NameIndex;
use crate::view::words::SharedWords;

/// What is shown, read-only.
pub struct View<'a> {
    /// The open document with its history.
    pub session: &'a Session,
    /// The results of the revision `evaluated`, which for a very large plan may lag behind an edit for a moment.
    pub evaluation: Arc<Evaluation>,
    /// The revision that the results are of.
    pub evaluated: u64,
    /// Whether the plan holds together; of the revision `audited`, which for a very large plan may lag behind as well.
    pub audit: Arc<Audited>,
    /// The revision that the audit is of.
    pub audited: u64,
    /// The texts.
    pub words: &'a SharedWords,
    /// The colours of the theme.
    pub palette: &'static Palette,
    /// The settings.
    pub settings: &'a Settings,
    /// The names of the nodes, for searching.
    pub names: &'a NameIndex,
    /// The metric that screens open with.
    pub main_metric: Option<MetricId>,
    /// True where any actual of the workspace is illustrative.
    pub illustrative: bool,
    /// The scenario that is looked at.
    pub scenario: Option<ScenarioId>,
    /// As of when and by which method nodes are judged.
    pub ask: Ask,
    /// The periods that anything was reported of, the last first.
    pub periods: &'a [Period],
    /// What can be done at the moment.
    pub moment: Moment,
    /// Jobs that run.
    pub jobs: &'a [JobView],
    /// What was told, newest last.
    pub told: &'a [crate::base::Diagnostic],
    /// Wording of the last save, or that there was none.
    pub saved: &'a str,
}

/// What a view model was made from: a new one is made when any of it changes.
pub type Stamp = (u64, u64, crate::view::Language, bool);

impl View<'_> {
    /// The document.
    pub fn document(&self) -> &Document {
        self.session.document()
    }

    /// Revision of plan and actuals and of the evaluation, language and theme: what shows no scenario stays when one changes.
    pub fn stamp(&self) -> Stamp {
        (self.session.plan_revision(), self.evaluated, self.words.language(), self.palette.dark)
    }

    /// The judgements of all nodes as they are asked for; those of a very large plan may lag behind an edit for a moment. The
    /// revision of the results that they are of stands before them.
    pub fn assessments(&self) -> (u64, Arc<Assessments>) {
        self.session.judgement_memo().get(self.document(), &self.evaluation, self.evaluated, &self.ask)
    }

    /// The early warnings as of the period that is looked at, with the revision of the results that they are of.
    pub fn warnings(&self) -> (u64, Arc<Vec<Warning>>) {
        self.session.judgement_memo().warnings(self.document(), &self.evaluation, self.evaluated, self.ask.as_of)
    }

    /// The scores of a scheme with the weights tried out, as of the period that is looked at, with a number that changes with them;
    /// those of a very large plan may lag behind for a moment.
    pub fn scores(&self, scheme: &SchemeId, weights: Option<Vec<f64>>) -> (u64, Option<Arc<Scored>>) {
        let ask = ScoreAsk { scheme: scheme.clone(), as_of: self.ask.as_of, weights };
        self.session.judgement_memo().scores(self.document(), &self.evaluation, self.evaluated, &ask)
    }

    /// What is made from judgements too: the question and the results that they are of stand behind the rest.
    pub fn judged_stamp(&self) -> (Stamp, Ask, u64) {
        (self.stamp(), self.ask, self.assessments().0)
    }

    /// What is made from scenarios too: the revision of the whole document stands before the rest.
    pub fn scenario_stamp(&self) -> (u64, Stamp) {
        (self.session.revision(), self.stamp())
    }

    /// The evaluation of a scenario, or of the plan as a scenario without assumptions. What it was made from stands before it:
    /// that of a very large plan may lag behind an edit for a moment.
    pub fn scenario_made(&self, scenario: Option<&ScenarioId>) -> (Made, Arc<ScenarioEvaluation>) {
        let made = (self.session.revision(), self.evaluated);
        self.session.scenario_memo().get(self.document(), &self.evaluation, made, scenario)
    }

    /// The value of the scenario at hand as something to be looked at.
    pub fn scenario_subject(&self, node: &NodeId, metric: &MetricId, year: i32) -> Subject {
        Subject::Scenario { scenario: self.scenario.clone(), node: node.clone(), metric: metric.clone(), year }
    }

    /// The evaluation of a scenario, or of the plan as a scenario without assumptions.
    pub fn scenario_evaluation(&self, scenario: Option<&ScenarioId>) -> Arc<ScenarioEvaluation> {
        self.scenario_made(scenario).1
    }
}
