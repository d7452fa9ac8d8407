//! What the charts of scenarios and projects show: steps, small plots side by side, bars over time, points that can be dragged.
//! Data only, as everything in [`super::spec`].

use super::spec::{Dash, Hover, Ink, Plot};
use crate::base::{MetricId, NodeId, ProjectId, ScenarioId};
use crate::domain::ProjectStatus;

/// The series of values that a drag changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// Of which scenario.
    pub scenario: ScenarioId,
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
}

/// A point that can be dragged up and down.
#[derive(Clone, Debug, PartialEq)]
pub struct Grip {
    /// What is dragged.
    pub series: Series,
    /// The year.
    pub year: i32,
    /// Slot of the point.
    pub slot: f64,
    /// Its value, in the unit of the chart.
    pub value: f64,
    /// Colour of its line.
    pub ink: Ink,
    /// True where the value is held: it stands as it was entered.
    pub held: bool,
}

/// Steps from one value to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waterfall {
    /// What the steps are; head of the first column of the data table.
    pub step_name: String,
    /// Head of the amounts.
    pub amount_name: String,
    /// Head of what they add up to.
    pub level_name: String,
    /// Where it starts.
    pub start: Step,
    /// The steps in order; their amounts add up to the end less the start.
    pub steps: Vec<Step>,
    /// Where it ends.
    pub end: Step,
}

/// A step, or one of the two ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What it comes from.
    pub name: String,
    /// What it adds; of an end, the whole value.
    pub amount: f64,
    /// The amount in words, with its sign.
    pub text: String,
    /// True for the better, false for the worse; `None` where the metric has no wanted direction.
    pub good: Option<bool>,
    /// What a pointer is told.
    pub hover: Hover,
}

/// Several plots side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Multiples {
    /// Head of the first column of the data table.
    pub panel_name: String,
    /// What the lines are, once for all plots.
    pub legend: Vec<Legend>,
    /// The plots.
    pub panels: Vec<Panel>,
    /// Sentence for plots that find no room, with `{n}` for their number.
    pub more: String,
}

/// What a line stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// How it is broken.
    pub dash: Dash,
}

/// One of several plots.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Of whom.
    pub name: String,
    /// Colour of the strip before the name.
    pub ink: Ink,
    /// What stands at the right of the name: the value of the last year.
    pub note: String,
    /// Why there is nothing to draw; empty where there is.
    pub empty: String,
    /// The plot.
    pub plot: Plot,
}

/// Bars over time, a row a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// First year on the axis.
    pub first: i32,
    /// Last year on the axis.
    pub last: i32,
    /// First and last year of the plan's horizon: a pale ground.
    pub horizon: (i32, i32),
    /// Head of the names.
    pub row_name: String,
    /// Head of where projects belong.
    pub place_name: String,
    /// Head of the shares of a year, with `{n}` for its number.
    pub ramp_name: String,
    /// Head of the statuses.
    pub state_name: String,
    /// Head of the column of when it comes on stream.
    pub time_name: String,
    /// Head of the investments; empty where none is known.
    pub investment_name: String,
    /// Head of the outputs; empty where none is known.
    pub output_name: String,
    /// The statuses that occur, with their names.
    pub states: Vec<TimelineState>,
    /// The rows, earliest first, those without a date last.
    pub rows: Vec<TimelineRow>,
    /// Sentence for rows that find no room, with `{n}` for their number.
    pub more: String,
}

/// A status with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineState {
    /// The status.
    pub status: ProjectStatus,
    /// Its name.
    pub name: String,
}

/// One project.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineRow {
    /// Which.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Where it belongs.
    pub place: String,
    /// Colour of its bar.
    pub ink: Ink,
    /// How far it is.
    pub status: ProjectStatus,
    /// The status in words.
    pub status_text: String,
    /// When it comes on stream, in years (2013.5 for the middle of 2013); `None` where no date is stated.
    pub start: Option<f64>,
    /// When it comes on stream, in words; says that no date is stated where none is.
    pub start_text: String,
    /// Shares of full output in the first, second … year, 0 to 1; full output from then on.
    pub ramp: Vec<f64>,
    /// Investment in words.
    pub investment: String,
    /// Full output in words.
    pub output: String,
    /// True for the row that is chosen elsewhere.
    pub chosen: bool,
    /// What a pointer is told.
    pub hover: Hover,
}
