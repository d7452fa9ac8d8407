//! Seek as a form: which lever is moved, which figure is to meet which bound, and the answer in words with its arithmetic.

use super::card::{measured, title};
use super::list;
use super::results::shown;
use super::setting::{Measure, own};
use crate::base::{AssumptionId, Bound, Diagnostic, MetricId, NodeId, Place, ScenarioId};
use crate::domain::{Assumption, Document, Lever, Reach, Scope};
use crate::engine::scenario::seek::{Found, Goal, Handle, SeekRefusal};
use crate::engine::scenario::{ScenarioEvaluation, TargetOutcome};
use crate::view::{Words, number, wording};

/// Which question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Which yearly growth?
    Growth,
    /// Which uniform shift of growth?
    Shift,
    /// How much delay can we bear?
    Delay,
    /// Which setting of an assumption?
    Setting,
}

impl Question {
    /// All questions.
    pub const ALL: [Self; 4] = [Self::Growth, Self::Shift, Self::Delay, Self::Setting];

    /// Key of the question in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Growth => "seek-growth",
            Self::Shift => "seek-shift",
            Self::Delay => "seek-delay",
            Self::Setting => "seek-setting",
        }
    }
}

/// The draft of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct SeekDraft {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Which question.
    pub question: Question,
    /// Whose growth is moved.
    pub scope: Scope,
    /// The metric that is moved.
    pub moved: MetricId,
    /// The assumption that is moved.
    pub assumption: Option<AssumptionId>,
    /// Whose figure is to meet the bound.
    pub node: NodeId,
    /// The figure's metric.
    pub metric: MetricId,
    /// When.
    pub year: i32,
    /// The bound as typed.
    pub bound: String,
}

impl SeekDraft {
    /// A question about a node and metric: its own target in the last year is what is to be met.
    pub fn new(
        words: &Words,
        document: &Document,
        scenario: &ScenarioEvaluation,
        id: &ScenarioId,
        node: &NodeId,
        metric: &MetricId,
    ) -> Self {
        let year = document.plan.info.last_year;
        let moved = super::kind::driver_metrics(&document.plan)
            .find(|m| *m == metric)
            .or_else(|| super::kind::driver_metrics(&document.plan).next());
        Self {
            scenario: id.clone(),
            question: Question::Growth,
            scope: Scope { within: vec![node.clone()], reach: Reach::Clusters },
            moved: moved.unwrap_or(metric).clone(),
            assumption: None,
            node: node.clone(),
            metric: metric.clone(),
            year,
            bound: target_text(words, scenario.targets(), node, metric, year),
        }
    }

    /// The assumptions that the question can move.
    pub fn movable<'a>(&self, document: &'a Document) -> Vec<&'a Assumption> {
        let Some(scenario) = document.scenarios.get(&self.scenario) else { return Vec::new() };
        let fits = |assumption: &&Assumption| match self.question {
            Question::Delay => matches!(&assumption.lever, Lever::Project(project) if !project.cancelled),
            Question::Setting => own(&assumption.lever).is_some_and(|(measure, _)| measure != Measure::Amount),
            Question::Growth | Question::Shift => false,
        };
        scenario.assumptions.iter().filter(fits).collect()
    }

    /// The lever and the goal; a refusal where something is not said.
    pub fn asked(&self, document: &Document) -> Result<(Handle, Goal), Diagnostic> {
        let refusal = |code: &'static str| Diagnostic::error(code, Place::default()).arg("text", self.bound.trim());
        let bound = wording::parse_bound(&self.bound).filter(|bound| bound.value().is_some()).ok_or_else(|| refusal("seek-no-bound"))?;
        // A bare number is a floor: that is how plans state what is to be reached.
        let bound = if let Bound::Exactly { value } = bound { Bound::AtLeast { value } } else { bound };
        let of = || {
            let movable = self.movable(document);
            let chosen = movable.iter().find(|a| Some(&a.id) == self.assumption.as_ref()).or_else(|| movable.first());
            chosen.map(|assumption| assumption.id.clone()).ok_or_else(|| refusal("seek-no-assumption"))
        };
        let (scope, metric) = (self.scope.clone(), self.moved.clone());
        let handle = match self.question {
            Question::Growth => Handle::GrowthSet { scope, metric, years: None },
            Question::Shift => Handle::Shift { scope, metric, years: None },
            Question::Delay => Handle::Delay(of()?),
            Question::Setting => Handle::Setting(of()?),
        };
        Ok((handle, Goal { node: self.node.clone(), metric: self.metric.clone(), year: self.year, bound }))
    }
}

/// The target of a node, metric and year as it is typed; empty without one.
pub fn target_text(words: &Words, targets: &[TargetOutcome], node: &NodeId, metric: &MetricId, year: i32) -> String {
    let target = targets.iter().find(|target| target.node == *node && target.metric == *metric && target.year == year);
    target.map_or_else(String::new, |target| wording::bound_exact(words, &target.bound))
}

/// An answer, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The answer in a sentence.
    pub sentence: String,
    /// The arithmetic, a step a line.
    pub lines: Vec<String>,
    /// The assumption to be saved; none where there is no answer.
    pub assumption: Option<Assumption>,
}

/// What was sought, in words.
pub fn answer(words: &Words, document: &Document, draft: &SeekDraft, goal: &Goal, found: &Result<Found, SeekRefusal>) -> Answer {
    let told = Telling { words, document, draft, goal };
    match found {
        Ok(found) => told.found(found),
        Err(refusal) => told.refused(refusal),
    }
}

struct Telling<'a> {
    words: &'a Words,
    document: &'a Document,
    draft: &'a SeekDraft,
    goal: &'a Goal,
}

impl Telling<'_> {
    /// A setting in the measure of the lever moved.
    fn setting(&self, value: f64) -> String {
        match self.draft.question {
            Question::Growth => number::signed_percent(value, 2),
            Question::Shift => {
                let text = number::fixed(value * 100.0, 2);
                let sign = if value > 0.0 { "+" } else { "" };
                self.words.with("scenario-points", &[("value", &format!("{sign}{text}"))])
            }
            Question::Delay => self.words.with("seek-months", &[("n", &number::value(value))]),
            Question::Setting => {
                let movable = self.draft.movable(self.document);
                let chosen = movable.iter().find(|a| Some(&a.id) == self.draft.assumption.as_ref()).or_else(|| movable.first());
                match chosen.and_then(|assumption| own(&assumption.lever)) {
                    Some((measure, _)) => measured(self.words, measure, value),
                    None => number::value(value),
                }
            }
        }
    }

    fn amount(&self, value: f64) -> String {
        let plan = &self.document.plan;
        let unit = plan.metrics.get(&self.goal.metric).map_or("", |metric| metric.unit.as_str());
        let unit = wording::unit(self.words, &plan.units(), &unit.into()).to_owned();
        wording::with_unit(&shown(value), &unit)
    }

    fn maybe(&self, value: Option<f64>) -> String {
        value.map_or_else(|| number::MISSING.to_owned(), |value| self.amount(value))
    }

    fn figure(&self) -> String {
        format!("{} {}", list::subject_title(self.words, self.document, &self.goal.node, &self.goal.metric), self.goal.year)
    }

    fn bound(&self) -> String {
        wording::bound(self.words, &self.goal.bound, None)
    }

    fn found(&self, found: &Found) -> Answer {
        let words = self.words;
        let setting = self.setting(found.value);
        let key = match self.draft.question {
            Question::Growth => "seek-found-growth",
            Question::Shift => "seek-found-shift",
            Question::Delay => "seek-found-delay",
            Question::Setting => "seek-found-setting",
        };
        let reached = self.amount(found.reached);
        let sentence =
            words.with(key, &[("setting", &setting), ("figure", &self.figure()), ("bound", &self.bound()), ("reached", &reached)]);
        let before = self.maybe(found.before);
        let mut lines = vec![words.with("seek-before", &[("figure", &self.figure()), ("value", &before), ("bound", &self.bound())])];
        let range = (self.setting(found.range.0), self.setting(found.range.1));
        lines.push(words.with("seek-range", &[("low", &range.0), ("high", &range.1), ("n", &found.tried.len().to_string())]));
        lines.extend(
            nearest(&found.tried, found.value)
                .map(|(at, value)| words.with("seek-step", &[("setting", &self.setting(at)), ("value", &self.maybe(value))])),
        );
        Answer { sentence, lines, assumption: Some(self.named(&found.assumption)) }
    }

    /// The answer as an assumption that says where it comes from.
    fn named(&self, assumption: &Assumption) -> Assumption {
        let mut named = assumption.clone();
        if named.note.is_empty() {
            named.note = self.words.with("seek-note", &[("figure", &self.figure()), ("bound", &self.bound())]);
        }
        named
    }

    fn refused(&self, refusal: &SeekRefusal) -> Answer {
        let words = self.words;
        let (figure, bound) = (self.figure(), self.bound());
        let at = |(setting, value): (f64, Option<f64>)| {
            words.with("seek-step", &[("setting", &self.setting(setting)), ("value", &self.maybe(value))])
        };
        let mut lines = Vec::new();
        let sentence = match refusal {
            SeekRefusal::Unknown => words.text("seek-unknown").to_owned(),
            SeekRefusal::NoNumber => words.text("seek-no-number").to_owned(),
            SeekRefusal::NoBound => words.text("seek-no-bound-number").to_owned(),
            SeekRefusal::NoFigure => words.with("seek-no-figure", &[("figure", &figure)]),
            SeekRefusal::AlreadyMet { value } => {
                words.with("seek-already-met", &[("figure", &figure), ("value", &self.amount(*value)), ("bound", &bound)])
            }
            SeekRefusal::NotMoved { value } => words.with("seek-not-moved", &[("figure", &figure), ("value", &self.amount(*value))]),
            SeekRefusal::AlwaysMet { at_high: (setting, value) } => words.with(
                "seek-always-met",
                &[("figure", &figure), ("setting", &self.setting(*setting)), ("value", &self.amount(*value)), ("bound", &bound)],
            ),
            SeekRefusal::None { at_low, at_high, nearest } => {
                lines = vec![at(*at_low), at((nearest.0, Some(nearest.1))), at(*at_high)];
                lines.dedup();
                words.with("seek-none", &[("figure", &figure), ("bound", &bound)])
            }
            SeekRefusal::Several(list) => {
                let list: Vec<String> = list.iter().map(|value| self.setting(*value)).collect();
                words.with("seek-several", &[("list", &list.join(words.text("list-separator")))])
            }
        };
        Answer { sentence, lines, assumption: None }
    }
}

/// The tried settings next to the answer, in their order, and both ends: enough to follow, not all of them.
fn nearest(tried: &[(f64, Option<f64>)], at: f64) -> impl Iterator<Item = (f64, Option<f64>)> {
    let place = tried.partition_point(|(setting, _)| *setting < at);
    let last = tried.len().saturating_sub(1);
    let keep = move |number: usize| number == 0 || number == last || number.abs_diff(place) <= 1;
    tried.to_vec().into_iter().enumerate().filter(move |(number, _)| keep(*number)).map(|(_, tried)| tried)
}

/// What moves when the question is about growth: a sentence for the form.
pub fn handle_text(words: &Words, document: &Document, draft: &SeekDraft) -> String {
    let movable = draft.movable(document);
    let chosen = movable.iter().find(|a| Some(&a.id) == draft.assumption.as_ref()).or_else(|| movable.first());
    chosen.map_or_else(String::new, |assumption| title(words, &document.plan, assumption))
}
