//! What a chart shows: every number, text and hover text, ready for any drawing. No place, size or colour value.

use super::more::{Grip, Multiples, Timeline, Waterfall};

/// The kinds of charts.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartKind {
    /// Base, plan path, milestones, target and actuals by year.
    #[default]
    Trajectory,
    /// Actual growth by year against required growth.
    Growth,
    /// A parent by its children, stacked, by year.
    Composition,
    /// Siblings by size: actual, path, target.
    Ranking,
    /// Siblings by growth and size.
    Bubbles,
    /// What was read for the same periods at different times.
    Vintages,
    /// Projects by when they come on stream and how they ramp up.
    ProjectTimeline,
    /// Plan path and actuals with one line a scenario.
    ScenarioOverlay,
    /// The way from one scenario's value to another's by contribution.
    Waterfall,
    /// The overlay of several nodes side by side.
    SmallMultiples,
    /// The whole beside the sums of its parts.
    Consistency,
}

impl ChartKind {
    /// All kinds, in the order of menus.
    pub const ALL: [Self; 11] = [
        Self::Trajectory,
        Self::Growth,
        Self::Composition,
        Self::Ranking,
        Self::Bubbles,
        Self::Vintages,
        Self::Consistency,
        Self::ProjectTimeline,
        Self::ScenarioOverlay,
        Self::Waterfall,
        Self::SmallMultiples,
    ];

    /// True for kinds that show scenarios beside the plan; the others show plan and actuals alone.
    pub fn needs_scenario(self) -> bool {
        matches!(self, Self::ScenarioOverlay | Self::Waterfall | Self::SmallMultiples)
    }

    /// The word of the kind on the command line and in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Trajectory => "trajectory",
            Self::Growth => "growth",
            Self::Composition => "composition",
            Self::Ranking => "ranking",
            Self::Bubbles => "bubbles",
            Self::Vintages => "vintages",
            Self::ProjectTimeline => "project-timeline",
            Self::ScenarioOverlay => "scenario-overlay",
            Self::Waterfall => "waterfall",
            Self::SmallMultiples => "small-multiples",
            Self::Consistency => "consistency",
        }
    }

    /// The kind of a word.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Key of the kind's name in the language files.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Trajectory => "chart-kind-trajectory",
            Self::Growth => "chart-kind-growth",
            Self::Composition => "chart-kind-composition",
            Self::Ranking => "chart-kind-ranking",
            Self::Bubbles => "chart-kind-bubbles",
            Self::Vintages => "chart-kind-vintages",
            Self::ProjectTimeline => "chart-kind-project-timeline",
            Self::ScenarioOverlay => "chart-kind-scenario-overlay",
            Self::Waterfall => "chart-kind-waterfall",
            Self::SmallMultiples => "chart-kind-small-multiples",
            Self::Consistency => "chart-kind-consistency",
        }
    }
}

/// A chart, complete: all that any drawing of it needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// Which kind it is.
    pub kind: ChartKind,
    /// What is shown.
    pub title: String,
    /// Where and when; what is missing and why.
    pub subtitle: String,
    /// Source, method, date.
    pub foot: String,
    /// A mark that must be seen (示例数据); `None` where all values are real.
    pub mark: Option<String>,
    /// Unit of the values, shown at the top left.
    pub unit: String,
    /// The drawing's content.
    pub body: Body,
}

/// The content of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing to show, and why.
    Empty(String),
    /// Lines and columns over years or categories.
    Plot(Plot),
    /// Rows of bullets.
    Ranking(Ranking),
    /// Bubbles over two axes of numbers.
    Bubbles(BubbleField),
    /// Steps from one value to another.
    Waterfall(Waterfall),
    /// Several plots side by side.
    Multiples(Multiples),
    /// Bars over time, a row a project.
    Timeline(Timeline),
}

/// What a colour stands for; the palette gives the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The colour of text: actuals.
    Text,
    /// Grey: the plan.
    Secondary,
    /// Lighter grey: what stands for the rest.
    Tertiary,
    /// The one accent.
    Accent,
    /// A member, by its place among its siblings.
    Member(usize),
    /// A scenario, by its place among the scenarios of the workspace; the first one has the accent.
    Scenario(usize),
    /// Better, reached.
    Good,
    /// Worse, missed.
    Bad,
}

/// What a pointer is told about a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hover {
    /// Of what: name and year.
    pub title: String,
    /// The value with its unit.
    pub value: String,
    /// Further lines: how it came about, source, status.
    pub lines: Vec<String>,
}

/// A place on the axis of years or categories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// The year or the name.
    pub label: String,
    /// A second line under it (base, target); empty for none.
    pub note: String,
}

impl Slot {
    /// Both lines as one, for where there is one line only: a target must not read like what was reached.
    pub fn name(&self) -> String {
        if self.note.is_empty() { self.label.clone() } else { format!("{} {}", self.label, self.note) }
    }
}

/// Lines, columns, bands and targets over slots; amounts go upwards from zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// What the slots are (year); head of the first column of the data table.
    pub slot_name: String,
    /// The slots in order.
    pub slots: Vec<Slot>,
    /// Text put behind the numbers of the axis (`%`); empty for amounts.
    pub suffix: String,
    /// Stretches with a pale ground.
    pub zones: Vec<Zone>,
    /// Bands behind lines: intervals, fans.
    pub bands: Vec<Band>,
    /// Columns.
    pub columns: Vec<Columns>,
    /// Lines, later ones above earlier ones.
    pub lines: Vec<Line>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Free labels above a value at a slot, as the total of a stack.
    pub notes: Vec<Note>,
    /// Lowest and highest value that the axis holds at least, so that several plots share one scale.
    pub span: Option<(f64, f64)>,
    /// Points that can be dragged up and down.
    pub grips: Vec<Grip>,
}

/// A stretch of slots with a pale ground, with a word at its top.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// First slot.
    pub from: f64,
    /// Last slot.
    pub to: f64,
    /// The word; may be empty.
    pub label: String,
}

/// A band between two values over slots.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What it is.
    pub name: String,
    /// Its colour, drawn pale.
    pub ink: Ink,
    /// Slot, lower and upper value.
    pub points: Vec<(f64, f64, f64)>,
}

/// A series of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// What they are; also the label beside the last one.
    pub name: String,
    /// Their colour.
    pub ink: Ink,
    /// Side-by-side place within a slot; series of one lane lie above each other.
    pub lane: usize,
    /// True where the name is to stand beside the last column.
    pub named: bool,
    /// The columns.
    pub list: Vec<Column>,
}

/// One column, from one value to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its slot.
    pub slot: usize,
    /// Where it starts: zero, or what lies below it in a stack.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The value it stands for.
    pub value: f64,
    /// True for a plan's value: drawn pale with an outline.
    pub planned: bool,
    /// Text at its end; `None` for none.
    pub label: Option<String>,
    /// What a pointer is told.
    pub hover: Hover,
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Not.
    Solid,
    /// Dashed: the plan.
    Dashed,
    /// Dotted: a forecast.
    Dotted,
    /// Long dashes: a scenario past the last colour.
    Long,
}

/// What stands at the points of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// Nothing.
    None,
    /// A ring: an actual.
    Ring,
    /// A small disc: a base or a milestone.
    Disc,
}

/// A line over slots. Points that are not in neighbouring slots are joined all the same, so leave no gap unsaid.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// Text at its last point (`end`) or along it.
    pub label: Option<String>,
    /// True: the label stands beside the last point in the margin; false: along the line.
    pub label_at_end: bool,
    /// Its colour.
    pub ink: Ink,
    /// How it is broken.
    pub dash: Dash,
    /// What stands at its points.
    pub marker: Marker,
    /// True where it runs over the whole width of its first and last slot: a level over columns.
    pub wide: bool,
    /// The points, in order of slots.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Slot, or between two.
    pub slot: f64,
    /// Value.
    pub value: f64,
    /// Text at the point; `None` for most.
    pub label: Option<String>,
    /// True for a point that carries the line's marker.
    pub marked: bool,
    /// What a pointer is told; `None` where the point is only a bend.
    pub hover: Option<Hover>,
}

/// A target: a hollow diamond with its bound in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Slot.
    pub slot: f64,
    /// Its value, or the lower end of a range.
    pub value: f64,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// The bound in words.
    pub label: String,
    /// Its colour.
    pub ink: Ink,
    /// What a pointer is told.
    pub hover: Hover,
}

/// A label above a value at a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Slot.
    pub slot: f64,
    /// Value.
    pub value: f64,
    /// Text.
    pub text: String,
}

/// Rows of bullets: a bar for the actual, a tick for the path, a diamond for the target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// What the rows are; head of the first column of the data table.
    pub row_name: String,
    /// Head of the actuals (实绩 2013).
    pub actual_name: String,
    /// Head of the path; empty where no row has one.
    pub path_name: String,
    /// Head of the targets; empty where no row has one.
    pub target_name: String,
    /// The rows in order.
    pub rows: Vec<RankingRow>,
    /// How many more there are that the list leaves out.
    pub left_out: usize,
    /// Sentence for rows that find no room, with `{n}` for their number.
    pub more: String,
}

/// One row of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingRow {
    /// Name.
    pub name: String,
    /// Colour of the bar.
    pub ink: Ink,
    /// True for the node that the chart is about.
    pub chosen: bool,
    /// The actual.
    pub actual: Option<f64>,
    /// The actual in words.
    pub actual_text: String,
    /// The plan path in the same year.
    pub path: Option<f64>,
    /// The path in words.
    pub path_text: String,
    /// The target.
    pub target: Option<f64>,
    /// The target in words.
    pub target_text: String,
    /// What a pointer is told.
    pub hover: Hover,
}

/// Bubbles over two axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BubbleField {
    /// What the bubbles are; head of the first column of the data table.
    pub name: String,
    /// Name of the horizontal axis with its unit.
    pub x_name: String,
    /// Name of the vertical axis with its unit.
    pub y_name: String,
    /// What the area stands for.
    pub area_name: String,
    /// Text behind the numbers of the vertical axis (`%`).
    pub y_suffix: String,
    /// A level across, with its label.
    pub level: Option<(f64, String)>,
    /// The bubbles.
    pub list: Vec<Bubble>,
}

/// One bubble.
#[derive(Clone, Debug, PartialEq)]
pub struct Bubble {
    /// Name.
    pub name: String,
    /// Colour.
    pub ink: Ink,
    /// True for the node that the chart is about.
    pub chosen: bool,
    /// Place on the horizontal axis.
    pub x: f64,
    /// Place on the vertical axis.
    pub y: f64,
    /// Area; `None` where unknown: a small ring.
    pub area: Option<f64>,
    /// What a pointer is told.
    pub hover: Hover,
}
