//! Changes of the document: what can be changed, how one is carried out, and its inverse.
//!
//! Every change puts whole records: inserting, replacing, moving and removing are one operation whose inverse is of
//! the same kind. That makes undo exact by construction.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::actuals::{Actuals, Observation, SeriesKey};
use super::calendar;
use super::{
    Answer, Assessment, AuditSettings, Briefing, Cluster, Coverage, Dimension, Document, Figure, HouseStyle, Limit, Member, Metric, Part,
    Plan, PlanInfo, Project, Record, Relation, Scenario, ScoreEntry, ScoreScheme, Table, Task, WarningRule,
};
use crate::base::{BriefingId, Diagnostic, Period, Place, ScenarioId, Unit};

/// Sets one record: to a place and a content, or to nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(serialize = "R: Serialize, R::Id: Serialize", deserialize = "R: Deserialize<'de>, R::Id: Deserialize<'de>"))]
pub struct Put<R: Record> {
    /// The record's id.
    pub id: R::Id,
    /// Where it is to stand and with which content; `None` removes it.
    pub to: Option<(usize, R)>,
}

/// One change of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// Several changes as one step.
    Batch(Vec<Edit>),
    /// The plan's frame.
    Info(Box<PlanInfo>),
    /// A unit of the plan.
    Unit(Box<Put<Unit>>),
    /// A coverage.
    Coverage(Box<Put<Coverage>>),
    /// A dimension.
    Dimension(Box<Put<Dimension>>),
    /// A member of a dimension.
    Member(Box<Put<Member>>),
    /// A cluster.
    Cluster(Box<Put<Cluster>>),
    /// A part of a cluster.
    Part(Box<Put<Part>>),
    /// A metric.
    Metric(Box<Put<Metric>>),
    /// A figure.
    Figure(Box<Put<Figure>>),
    /// A project.
    Project(Box<Put<Project>>),
    /// A limit.
    Limit(Box<Put<Limit>>),
    /// A task.
    Task(Box<Put<Task>>),
    /// How progress is judged.
    Assessment(Box<Assessment>),
    /// From where on the audit says something.
    Audit(Box<AuditSettings>),
    /// A scheme of scoring.
    ScoreScheme(Box<Put<ScoreScheme>>),
    /// A bonus or deduction.
    ScoreEntry(Box<Put<ScoreEntry>>),
    /// A rule of early warning.
    WarningRule(Box<Put<WarningRule>>),
    /// A relation between two metrics.
    Relation(Box<Put<Relation>>),
    /// An answer to a finding of the audit.
    Answer(Box<Put<Answer>>),
    /// A scenario with its assumptions.
    Scenario(Box<Put<Scenario>>),
    /// A briefing with its items.
    Briefing(Box<Put<Briefing>>),
    /// What all files have in common.
    House(Box<HouseStyle>),
    /// An observation of a series, period and file.
    Observation(Box<PutObservation>),
}

/// Sets the observation of a series, period and file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutObservation {
    /// The series.
    pub key: SeriesKey,
    /// The period.
    pub period: Period,
    /// The actuals file, without folder and ending.
    pub file: Arc<str>,
    /// The value; `None` removes it.
    pub to: Option<Observation>,
}

/// A change that cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// A record was to be put under an id that is not its own.
    #[error("the record {record} cannot stand under the id {id}")]
    WrongId {
        /// The id asked for.
        id: String,
        /// The record's own id.
        record: String,
    },
    /// A locked scenario was to be changed.
    #[error("the scenario {name} is locked")]
    ScenarioLocked {
        /// Its name.
        name: String,
    },
}

impl EditError {
    /// What the user is told.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::WrongId { .. } => Diagnostic::error("edit-failed", Place::default()).arg("text", self),
            Self::ScenarioLocked { name } => Diagnostic::error("scenario-locked", Place::default()).arg("name", name),
        }
    }
}

/// A record type that a plan keeps in a table and that edits can put.
pub trait Kept: Record {
    /// The table of the plan.
    fn table(plan: &Plan) -> &Table<Self>;
    /// The table of the plan, to be changed.
    fn table_mut(plan: &mut Plan) -> &mut Table<Self>;
    /// The edit that carries a `Put` of this type.
    fn edit(put: Put<Self>) -> Edit;
}

macro_rules! kept {
    ($($record:ty, $field:ident, $variant:ident;)*) => {$(
        impl Kept for $record {
            fn table(plan: &Plan) -> &Table<Self> {
                &plan.$field
            }
            fn table_mut(plan: &mut Plan) -> &mut Table<Self> {
                &mut plan.$field
            }
            fn edit(put: Put<Self>) -> Edit {
                Edit::$variant(Box::new(put))
            }
        }
    )*

    impl Edit {
        pub(super) fn apply(mut self, document: &mut Document) -> Result<Self, EditError> {
            calendar::of_edit(&mut self, document.plan.info.year_starts_in);
            match self {
                Self::Batch(edits) => apply_batch(edits, document),
                Self::Info(info) => {
                    let plan = Arc::make_mut(&mut document.plan);
                    let before = std::mem::replace(&mut plan.info, *info);
                    if before.year_starts_in != plan.info.year_starts_in {
                        calendar::of_document(document);
                    }
                    Ok(Self::Info(Box::new(before)))
                }
                Self::Assessment(settings) => {
                    let plan = Arc::make_mut(&mut document.plan);
                    Ok(Self::Assessment(Box::new(std::mem::replace(&mut plan.assessment, *settings))))
                }
                Self::Audit(settings) => {
                    let plan = Arc::make_mut(&mut document.plan);
                    Ok(Self::Audit(Box::new(std::mem::replace(&mut plan.audit, *settings))))
                }
                Self::Scenario(put) => apply_scenario(*put, document),
                Self::Briefing(put) => apply_briefing(*put, document),
                Self::House(style) => {
                    let before = std::mem::replace(Arc::make_mut(&mut document.house), *style);
                    Ok(Self::House(Box::new(before)))
                }
                Self::Observation(put) => Ok(apply_observation(*put, document)),
                $(Self::$variant(put) => apply_put(*put, document),)*
            }
        }
    }
    };
}

kept! {
    Unit, units, Unit;
    Coverage, coverages, Coverage;
    Dimension, dimensions, Dimension;
    Member, members, Member;
    Cluster, clusters, Cluster;
    Part, parts, Part;
    Metric, metrics, Metric;
    Figure, figures, Figure;
    Project, projects, Project;
    Limit, limits, Limit;
    Task, tasks, Task;
    ScoreScheme, score_schemes, ScoreScheme;
    ScoreEntry, score_entries, ScoreEntry;
    WarningRule, warning_rules, WarningRule;
    Relation, relations, Relation;
    Answer, answers, Answer;
}

impl Default for Edit {
    /// Nothing changes.
    fn default() -> Self {
        Self::Batch(Vec::new())
    }
}

impl Edit {
    /// Adds a record at the end, or replaces the one of its id in its place.
    pub fn set<R: Kept>(plan: &Plan, record: R) -> Self {
        let place = R::table(plan).place(record.id()).unwrap_or(usize::MAX);
        R::edit(Put { id: record.id().clone(), to: Some((place, record)) })
    }

    /// Puts a record at a place of its table.
    pub fn place<R: Kept>(record: R, place: usize) -> Self {
        R::edit(Put { id: record.id().clone(), to: Some((place, record)) })
    }

    /// Removes a record, and nothing that refers to it (for that see `removal`).
    pub fn remove<R: Kept>(id: &R::Id) -> Self {
        R::edit(Put { id: id.clone(), to: None })
    }

    /// Adds a scenario, or replaces the one of its id.
    pub fn scenario(scenarios: &Table<Scenario>, scenario: Scenario) -> Self {
        Self::Scenario(Box::new(Put { id: scenario.id.clone(), to: Some((place_of(scenarios, &scenario.id), scenario)) }))
    }

    /// Removes a scenario, and nothing that refers to it.
    pub fn remove_scenario(id: &ScenarioId) -> Self {
        Self::Scenario(Box::new(Put { id: id.clone(), to: None }))
    }

    /// Adds a briefing, or replaces the one of its id.
    pub fn briefing(briefings: &Table<Briefing>, briefing: Briefing) -> Self {
        Self::Briefing(Box::new(Put { id: briefing.id.clone(), to: Some((place_of(briefings, &briefing.id), briefing)) }))
    }

    /// Removes a briefing.
    pub fn remove_briefing(id: &BriefingId) -> Self {
        Self::Briefing(Box::new(Put { id: id.clone(), to: None }))
    }

    /// Sets or removes an observation.
    pub fn observation(key: SeriesKey, period: Period, file: &Arc<str>, to: Option<Observation>) -> Self {
        Self::Observation(Box::new(PutObservation { key, period, file: file.clone(), to }))
    }

    /// Makes the observation of a file count for a period, and no other by choice; without a file the choice is left to the
    /// rule ([`Actuals::current`]). Empty where that is so already.
    pub fn pin(actuals: &Actuals, key: &SeriesKey, period: Period, file: Option<&str>) -> Self {
        let put = |observation: &Observation| {
            let pinned = file == Some(&*observation.file);
            let to = Observation { pinned, ..observation.clone() };
            (observation.pinned != pinned).then(|| Self::observation(key.clone(), period, &observation.file.clone(), Some(to)))
        };
        Self::Batch(actuals.all_at(key, period).iter().filter_map(put).collect())
    }

    /// True where nothing but scenarios, briefings and the look of files changes: what follows from the plan and its actuals alone stays as it is.
    pub fn leaves_plan_alone(&self) -> bool {
        match self {
            Self::Batch(edits) => edits.iter().all(Self::leaves_plan_alone),
            Self::Scenario(_) | Self::Briefing(_) | Self::House(_) => true,
            _ => false,
        }
    }

    /// True where nothing would change hands: an empty batch.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Batch(edits) if edits.iter().all(Self::is_empty))
    }
}

fn apply_batch(edits: Vec<Edit>, document: &mut Document) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(document) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    inverse.apply(document)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Batch(inverses))
}

fn check_id<R: Record>(put: &Put<R>) -> Result<(), EditError> {
    match &put.to {
        Some((_, record)) if *record.id() != put.id => {
            Err(EditError::WrongId { id: format!("{:?}", put.id), record: format!("{:?}", record.id()) })
        }
        _ => Ok(()),
    }
}

/// Where a record with a file of its own stands: in the order of ids, as the files come back when the workspace is opened again.
fn place_of<R: Record<Id: Ord>>(table: &Table<R>, id: &R::Id) -> usize {
    table.place(id).unwrap_or_else(|| table.rows().partition_point(|known| known.id() < id))
}

fn apply_briefing(put: Put<Briefing>, document: &mut Document) -> Result<Edit, EditError> {
    check_id(&put)?;
    let place = place_of(&document.briefings, &put.id);
    let before = Arc::make_mut(&mut document.briefings).put(&put.id, put.to.map(|(_, briefing)| (place, briefing)));
    Ok(Edit::Briefing(Box::new(Put { id: put.id, to: before })))
}

fn apply_scenario(put: Put<Scenario>, document: &mut Document) -> Result<Edit, EditError> {
    check_id(&put)?;
    let place = place_of(&document.scenarios, &put.id);
    let before = Arc::make_mut(&mut document.scenarios).put(&put.id, put.to.map(|(_, scenario)| (place, scenario)));
    Ok(Edit::Scenario(Box::new(Put { id: put.id, to: before })))
}

fn apply_put<R: Kept>(put: Put<R>, document: &mut Document) -> Result<Edit, EditError> {
    check_id(&put)?;
    let plan = Arc::make_mut(&mut document.plan);
    let before = R::table_mut(plan).put(&put.id, put.to);
    Ok(R::edit(Put { id: put.id, to: before }))
}

fn apply_observation(put: PutObservation, document: &mut Document) -> Edit {
    let actuals = Arc::make_mut(&mut document.actuals);
    let before = actuals.put(&put.key, put.period, &put.file, put.to);
    Edit::Observation(Box::new(PutObservation { to: before, ..put }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Status;

    #[test]
    fn pinning_moves_the_choice_and_can_be_taken_back() {
        let key = SeriesKey { node: "a".into(), metric: "m".into(), coverage: None };
        let period = Period::year(2011);
        let observation = |value: f64, file: &str| {
            let (unit, status, source) = ("亿元".into(), Status::Preliminary, Arc::from(""));
            Observation { period, value, unit, status, source, file: Arc::from(file), read_on: None, pinned: false, stated_growth: None }
        };
        let (actuals, _) = Actuals::build(vec![(key.clone(), ["a", "b", "c"].map(|f| observation(1.0, f)).to_vec())], []);
        let mut document = Document::new(Plan::default(), actuals);
        let counts = |document: &Document| document.actuals.current(&key, period).map(|o| o.file.to_string());
        let mut states = vec![document.clone()];
        let mut inverses = Vec::new();
        for (file, expected) in [(Some("a"), "a"), (Some("b"), "b"), (None, "c"), (Some("c"), "c")] {
            let edit = Edit::pin(&document.actuals, &key, period, file);
            inverses.extend(document.apply(edit));
            assert_eq!(counts(&document).as_deref(), Some(expected));
            assert!(document.actuals.all_at(&key, period).iter().filter(|o| o.pinned).count() <= 1);
            assert!(Edit::pin(&document.actuals, &key, period, file).is_empty(), "a choice that stands is no change");
            states.push(document.clone());
        }
        assert_eq!(inverses.len(), 4);
        states.pop();
        for (inverse, before) in inverses.into_iter().rev().zip(states.into_iter().rev()) {
            assert!(document.apply(inverse).is_ok());
            assert_eq!(document, before);
        }
    }
}
