//! Floor 0: the words everything else is spelled with.
//!
//! Ids, periods, units, bounds, labels and diagnostics. Nothing here knows what a plan is, and
//! nothing touches files, clocks, threads or the screen.

pub mod bound;
pub mod date;
pub mod diagnostic;
pub mod id;
pub mod label;
pub mod period;
pub mod unit;

pub use bound::Bound;
pub use date::Date;
pub use diagnostic::{Diagnostic, Place, Severity};
pub use id::{
    AssumptionId, BriefingId, CoverageId, DimensionId, FigureId, FindingId, ItemId, LimitId, MetricId, NodeId, ProjectId, RelationId,
    ScenarioId, SchemeId, ScoreEntryId, TaskId, UnitId, WarningRuleId,
};
pub use label::Label;
pub use period::{Period, Span};
pub use unit::{Quantity, Unit, Units};
