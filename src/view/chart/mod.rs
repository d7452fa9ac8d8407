//! Charts as data: what is shown ([`ChartSpec`]), and where each stroke of it goes ([`Scene`]).
//!
//! A chart is drawn twice from one value: `layout()` turns a specification into a scene of lines, shapes and texts; the
//! window paints that scene, the export writes it as SVG and PNG. One layout for both instead of a plotting widget for the
//! window and a second drawing for files: the picture taken away is the picture seen, its labels are measured and kept
//! apart by one rule, and it can be tested without a screen. Nothing here knows a screen, a file or a picture format.

pub mod build;
pub mod data;
pub mod layout;
pub mod measure;
pub mod more;
pub mod scene;
pub mod spec;
pub mod style;
pub mod table;
pub mod ticks;

pub use build::{
    ChartError, Laid, Subject, bubbles, build, build_with, composition, growth, project_timeline, ranking, scenario_name, scenario_overlay,
    small_multiples, trajectory, trajectory_as_of, trajectory_known, waterfall,
};
pub use data::{ChartData, DataSeries, DataShape, SeriesLook};
pub use layout::{layout, layout_held};
pub use measure::{FontMeasure, Measure};
pub use more::{Grip, Legend, Multiples, Panel, Series, Step, Timeline, TimelineRow, TimelineState, Waterfall};
pub use scene::{Anchor, Focus, Handle, Hit, Pos, Rect, Scene, Shape, Stroke};
pub use spec::{
    Band, Body, Bubble, BubbleField, ChartKind, ChartSpec, Column, Columns, Dash, Hover, Ink, Line, Marker, Note, Plot, Point, Ranking,
    RankingRow, Slot, Target, Zone,
};
pub use style::Style;
pub use table::{data_table, hypertext, tab_separated};
