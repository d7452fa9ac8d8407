//! The registers of a plan: projects, limits, tasks.

use serde::{Deserialize, Serialize};

use super::figure::Source;
use super::structure::record;
use super::{Extra, Record};
use crate::base::{Bound, Label, LimitId, MetricId, NodeId, Period, ProjectId, Quantity, Span, TaskId, UnitId};

/// An investment project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Identity.
    pub id: ProjectId,
    /// Name.
    pub name: Label,
    /// The node it belongs to.
    pub node: NodeId,
    /// The key field it serves; empty where none.
    pub key_field: String,
    /// How far it is.
    pub status: ProjectStatus,
    /// Investment.
    pub investment: Option<Quantity>,
    /// Land taken.
    pub land: Option<Quantity>,
    /// Energy used a year at full output.
    pub energy: Option<Quantity>,
    /// When it comes on stream.
    pub on_stream: Option<Period>,
    /// The metric its output counts towards.
    pub metric: Option<MetricId>,
    /// Output a year at full load.
    pub full_output: Option<Quantity>,
    /// Share of full output in the first, second … year, 0 to 1.
    pub ramp: Vec<f64>,
    /// Where it was read.
    pub source: Source,
    /// A remark.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// How far a project is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProjectStatus {
    /// Thought of.
    #[default]
    Proposed,
    /// Approved.
    Approved,
    /// Under construction.
    Building,
    /// Producing.
    OnStream,
    /// Given up.
    Cancelled,
}

impl ProjectStatus {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Proposed, Self::Approved, Self::Building, Self::OnStream, Self::Cancelled];

    /// The word of the status in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Building => "building",
            Self::OnStream => "on-stream",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A limit on what may be used: land, energy, emissions, fund.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// Identity.
    pub id: LimitId,
    /// Name.
    pub name: Label,
    /// The node it binds.
    pub node: NodeId,
    /// The metric it limits.
    pub metric: MetricId,
    /// When it holds.
    pub time: Span,
    /// How much.
    pub bound: Bound,
    /// Unit of the bound.
    pub unit: UnitId,
    /// Where it was read.
    pub source: Source,
    /// A remark.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// Whether an entry of the task register is something to do or a safeguard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// 主要任务
    #[default]
    Task,
    /// 保障措施
    Safeguard,
}

impl TaskKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Task, Self::Safeguard];

    /// The word of the kind in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Safeguard => "safeguard",
        }
    }
}

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskState {
    /// Nobody has said.
    #[default]
    Unstated,
    /// Not begun.
    Planned,
    /// Under way.
    UnderWay,
    /// Held up.
    Blocked,
    /// Done.
    Done,
}

impl TaskState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Unstated, Self::Planned, Self::UnderWay, Self::Blocked, Self::Done];

    /// The word of the state in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unstated => "unstated",
            Self::Planned => "planned",
            Self::UnderWay => "under-way",
            Self::Blocked => "blocked",
            Self::Done => "done",
        }
    }
}

/// An entry of the task register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Identity.
    pub id: TaskId,
    /// Task or safeguard.
    pub kind: TaskKind,
    /// Short title.
    pub title: Label,
    /// What is to be done, in own words.
    pub text: String,
    /// Nodes it concerns; empty for the whole plan.
    pub nodes: Vec<NodeId>,
    /// Responsible body; empty where the document names none.
    pub body: String,
    /// The stage it aims at or stands at; empty where none is named.
    pub stage: String,
    /// How far it is.
    #[serde(default)]
    pub state: TaskState,
    /// What is to be done next; empty where nobody has said.
    #[serde(default)]
    pub next_step: String,
    /// When it is due.
    pub due: Option<Period>,
    /// Where it was read.
    pub source: Source,
    /// Unknown keys.
    pub extra: Extra,
}

record!(Project => ProjectId, Limit => LimitId, Task => TaskId);
