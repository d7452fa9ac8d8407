//! How a plan is judged: methods and thresholds of assessment, schemes of scoring (考核), rules of early warning.
//!
//! Settings only; what follows from them is computed by the engine. Thresholds are shares (0.95 for 95 %) and differences of
//! shares (0.02 for two percentage points). All of it may be missing: the defaults are those of the methods' sources.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::figure::Source;
use super::structure::record;
use super::{Extra, NodeKind, Record};
use crate::base::{DimensionId, Label, MetricId, NodeId, Period, SchemeId, ScoreEntryId, WarningRuleId};

/// How progress towards a target is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Distance to the plan path.
    Gap,
    /// Observed growth against the growth that is required.
    #[default]
    Growth,
    /// Where the average of the last yearly changes leads to.
    Trend,
    /// Where a regression that weighs recent years more leads to.
    Progress,
    /// Share of the year's plan done against the share of the year elapsed (序时进度).
    Pace,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 5] = [Self::Gap, Self::Growth, Self::Trend, Self::Progress, Self::Pace];

    /// The word in files and on the command line, and the end of its keys in the language files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Growth => "growth",
            Self::Trend => "trend",
            Self::Progress => "progress",
            Self::Pace => "pace",
        }
    }

    /// The bands where the plan sets none. For `gap` and `pace` the choice is ours; the others are those of their sources.
    pub fn usual(self) -> Bands {
        match self {
            Self::Gap => Bands { on_track: -0.03, slipping: -0.10 },
            Self::Growth => Bands { on_track: 0.95, slipping: 0.60 },
            Self::Trend => Bands { on_track: 0.05, slipping: 0.20 },
            Self::Progress => Bands { on_track: 0.10, slipping: 1.0 },
            Self::Pace => Bands { on_track: -0.02, slipping: -0.05 },
        }
    }
}

/// Where one state ends and the next begins.
///
/// `gap`: actual ÷ path − 1 from which on; `growth`: ratio of observed to required growth from which on; `trend`: miss ÷ way to go
/// up to which; `progress`: anticipated gap ÷ whole way up to which; `pace`: completion less elapsed share from which on. The end
/// itself belongs to the better state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Bands {
    /// The end of "on track".
    pub on_track: f64,
    /// The end of "slipping"; beyond is "off track".
    pub slipping: f64,
}

/// From which mean on a roll-up of states is on track, or slipping: each on-track or achieved node counts 1, each slipping one 0.5.
pub const USUAL_ROLL_UP: Bands = Bands { on_track: 0.8, slipping: 0.5 };

/// The table `[assessment]`: how the plan judges progress.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The method for all metrics without one of their own; `None` for growth ratio.
    pub method: Option<Method>,
    /// Methods of single metrics.
    pub metric_methods: BTreeMap<MetricId, Method>,
    /// Bands that are not the usual ones.
    pub bands: BTreeMap<Method, Bands>,
    /// Bands of the roll-up of states, where they are not the usual ones.
    pub roll_up: Option<Bands>,
    /// Weights of nodes in a roll-up of states; a node without one weighs 1.
    pub node_weights: BTreeMap<NodeId, f64>,
    /// Weights of metrics in a node's state over all metrics; where any is given, a metric without one weighs nothing, otherwise
    /// all weigh alike.
    pub metric_weights: BTreeMap<MetricId, f64>,
    /// A remark, as on who set this.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

impl Assessment {
    /// The method for a metric.
    pub fn method_for(&self, metric: &MetricId) -> Method {
        self.metric_methods.get(metric).copied().or(self.method).unwrap_or_default()
    }

    /// The bands of a method.
    pub fn bands_of(&self, method: Method) -> Bands {
        self.bands.get(&method).copied().unwrap_or_else(|| method.usual())
    }

    /// The bands of the roll-up of states.
    pub fn roll_up_bands(&self) -> Bands {
        self.roll_up.unwrap_or(USUAL_ROLL_UP)
    }

    /// True where nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A scheme of scoring: which nodes are scored, by which indicators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreScheme {
    /// Identity.
    pub id: SchemeId,
    /// Name.
    pub name: Label,
    /// Which nodes are scored.
    pub scored: Scored,
    /// The indicators in order.
    pub indicators: Vec<Indicator>,
    /// When scores were last published; the period they were about.
    pub published_at: Option<Period>,
    /// The scores last published, to tell the change since.
    pub published: BTreeMap<NodeId, f64>,
    /// Where the scheme was read.
    pub source: Source,
    /// A remark.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// Which nodes a scheme scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scored {
    /// All clusters.
    Clusters,
    /// All members of a dimension.
    Members(DimensionId),
    /// These nodes.
    Nodes(Vec<NodeId>),
}

impl Scored {
    /// What kind of nodes these are; `None` for a list, which may mix.
    pub fn kind(&self) -> Option<NodeKind> {
        match self {
            Self::Clusters => Some(NodeKind::Cluster),
            Self::Members(_) => Some(NodeKind::Member),
            Self::Nodes(_) => None,
        }
    }
}

/// One indicator of a scheme: completion (a share, 1 for done) between floor and cap, times the weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// What is scored.
    pub metric: MetricId,
    /// Points for a completion of 100 %.
    pub weight: f64,
    /// What completion is measured against.
    pub aim: Aim,
    /// The least completion that counts; `None` for 0.
    pub floor: Option<f64>,
    /// The highest completion that counts; `None` for 1.
    pub cap: Option<f64>,
    /// Unknown keys.
    pub extra: Extra,
}

/// What completion is measured against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// The plan of the year: its milestone or target, else its value on the plan path. Within a year, that plan times the share of
    /// the year elapsed.
    #[default]
    YearPlan,
    /// The value on the plan path; only whole years.
    Path,
    /// The target, whatever its year.
    Target,
    /// The way from the baseline to the target; completion is the share of it gone.
    Increase,
}

impl Aim {
    /// All aims.
    pub const ALL: [Self; 4] = [Self::YearPlan, Self::Path, Self::Target, Self::Increase];

    /// The word in files, and the end of its keys in the language files.
    pub fn word(self) -> &'static str {
        match self {
            Self::YearPlan => "year-plan",
            Self::Path => "path",
            Self::Target => "target",
            Self::Increase => "increase",
        }
    }
}

/// A bonus or a deduction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreEntry {
    /// Identity.
    pub id: ScoreEntryId,
    /// The scheme it counts in.
    pub scheme: SchemeId,
    /// Whose.
    pub node: NodeId,
    /// Points added, or taken away where negative.
    pub points: f64,
    /// Why.
    pub reason: String,
    /// The period it belongs to: it counts in assessments of that year as of its end or later; `None` counts always.
    pub at: Option<Period>,
    /// Where it was read.
    pub source: Source,
    /// Unknown keys.
    pub extra: Extra,
}

/// A rule of early warning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarningRule {
    /// Identity.
    pub id: WarningRuleId,
    /// Name.
    pub name: Label,
    /// When it warns.
    pub kind: WarningKind,
    /// Nodes it watches; empty for all.
    pub nodes: Vec<NodeId>,
    /// Metrics it watches; empty for all.
    pub metrics: Vec<MetricId>,
    /// False where it rests.
    pub on: bool,
    /// A remark.
    pub note: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// When a rule warns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum WarningKind {
    /// The state is "off track" so many periods running.
    OffTrack {
        /// How many periods; at least 1.
        periods: u32,
    },
    /// A limit of the plan is used above a share.
    LimitUse {
        /// The share (0.9 for 90 %).
        above: f64,
    },
    /// The value fell by more than a share on the year before.
    Fall {
        /// The share (0.1 for 10 %).
        more_than: f64,
    },
    /// Nothing was reported for so many months.
    NoReport {
        /// How many months.
        months: u32,
    },
}

impl WarningKind {
    /// One of each kind, with the parameters that a new rule starts with.
    pub const USUAL: [Self; 4] =
        [Self::OffTrack { periods: 2 }, Self::LimitUse { above: 0.9 }, Self::Fall { more_than: 0.1 }, Self::NoReport { months: 3 }];

    /// The word of the kind in files, and the end of its keys in the language files.
    pub fn word(self) -> &'static str {
        match self {
            Self::OffTrack { .. } => "off-track",
            Self::LimitUse { .. } => "limit-use",
            Self::Fall { .. } => "fall",
            Self::NoReport { .. } => "no-report",
        }
    }
}

record!(ScoreScheme => SchemeId, ScoreEntry => ScoreEntryId, WarningRule => WarningRuleId);
