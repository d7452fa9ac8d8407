//! Floor 1: what a plan is, and how it changes.
//!
//! Plain data with no arithmetic beyond finding a record, and the one vocabulary of changes ([`Edit`]) with its
//! inverse. Nothing here touches files, clocks, threads or the screen.

pub mod actuals;
pub mod audit;
pub mod audit_settings;
pub mod briefing;
pub mod briefing_check;
pub mod briefing_edit;
mod calendar;
pub mod document;
pub mod edit;
pub mod figure;
pub mod house;
pub mod judging;
pub mod lever;
pub mod metric;
pub mod plan;
pub mod register;
pub mod removal;
pub mod scenario;
pub mod scenario_check;
pub mod scenario_edit;
pub mod structure;
pub mod table;

pub use actuals::{Actuals, Observation, SeriesKey, Status};
pub use audit::{Answer, Relation, RelationKind};
pub use audit_settings::{AuditSettings, Threshold};
pub use briefing::{Briefing, Content, FindingRule, Item, TableKind, When, Width};
pub use document::Document;
pub use edit::{Edit, EditError, Put};
pub use figure::{Figure, Form, PriceBasis, Role, Source, Strength};
pub use house::HouseStyle;
pub use judging::{Assessment, ScoreEntry, ScoreScheme, WarningRule};
pub use lever::{BasisLine, Lever, ProjectLever, SpreadRule};
pub use metric::{Direction, Metric, MetricKind, RollUp};
pub use plan::{Paper, Plan, PlanInfo};
pub use register::{Limit, Project, ProjectStatus, Task, TaskKind, TaskState};
pub use scenario::{Assumption, Reach, Scenario, Scope};
pub use structure::{Cluster, Coverage, Dimension, KeyField, Member, NodeKind, Part};
pub use table::{Record, Table};

/// Keys of a file that this version does not know; they are kept and written back.
pub type Extra = toml::Table;
