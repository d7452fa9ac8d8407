//! Briefings: named, ordered lists of what goes into a deck, a bulletin or a workbook.
//!
//! An item names what it shows (node, metric, scenarios, period) and holds no number itself, so that next month's deck is made of
//! next month's figures. References may dangle (the plan changes under a briefing) and are then kept as they are.

use serde::{Deserialize, Serialize};

use super::structure::record;
use super::{Extra, Record};
use crate::base::{BriefingId, DimensionId, ItemId, Label, MetricId, NodeId, Period, ScenarioId, SchemeId};

/// A briefing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Briefing {
    /// Identity; also the name of its file.
    pub id: BriefingId,
    /// Name; also the title of what is made from it.
    pub name: Label,
    /// A line under the title: for whom, at what occasion.
    pub subtitle: Label,
    /// The period that it is about, for every item that does not fix its own.
    pub when: When,
    /// A remark for its author.
    pub note: String,
    /// What it holds, in order.
    pub items: Vec<Item>,
    /// Unknown keys at the top of the file.
    pub extra: Extra,
    /// Unknown keys of the briefing's own table.
    pub briefing_extra: Extra,
}

/// One thing to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Identity within its briefing.
    pub id: ItemId,
    /// Its title; empty for the one that follows from what is shown.
    pub title: Label,
    /// How much of a page's width it takes.
    pub width: Width,
    /// Of whom; the whole plan where it does not matter.
    pub node: NodeId,
    /// What is measured; empty for the plan's main metric.
    pub metrics: Vec<MetricId>,
    /// By which dimension the whole is broken down; `None` for the plan's first.
    pub dimension: Option<DimensionId>,
    /// Scenarios shown beside the plan.
    pub scenarios: Vec<ScenarioId>,
    /// What scenarios are compared with; `None` for the plan.
    #[serde(default)]
    pub base: Option<ScenarioId>,
    /// The scheme whose scores are shown; `None` for all of the plan's.
    #[serde(default)]
    pub scheme: Option<SchemeId>,
    /// When; `None` for the briefing's own period. Of scenarios, which are about years to come, the plan's last year then.
    pub when: Option<When>,
    /// What it shows.
    pub content: Content,
    /// Unknown keys.
    pub extra: Extra,
}

/// Which period an item is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The last one with actuals, whenever it is made.
    #[default]
    Latest,
    /// One period for good.
    At(Period),
}

/// How much of a page's width an item takes. Two halves that follow each other stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// All of it.
    #[default]
    Full,
    /// Half of it.
    Half,
}

impl Width {
    /// All widths.
    pub const ALL: [Self; 2] = [Self::Full, Self::Half];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Half => "half",
        }
    }
}

/// What an item shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A new page with a title: a section of the deck. The text is a line under it.
    Section {
        /// The line under the title.
        text: String,
    },
    /// A new page starts here.
    Break,
    /// A chart of a kind, by the kind's word.
    Chart {
        /// The word.
        kind: String,
    },
    /// A table.
    Table(TableKind),
    /// The figures that matter, large.
    KeyNumbers,
    /// What the figures say, in sentences built by a rule.
    Finding(FindingRule),
    /// Own words in simple Markdown.
    Text {
        /// The words.
        markdown: String,
    },
}

impl Content {
    /// The word of the kind in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Section { .. } => "section",
            Self::Break => "break",
            Self::Chart { .. } => "chart",
            Self::Table(_) => "table",
            Self::KeyNumbers => "key-numbers",
            Self::Finding(_) => "finding",
            Self::Text { .. } => "text",
        }
    }

    /// True for what shows figures of a node.
    pub fn shows_figures(&self) -> bool {
        matches!(self, Self::Chart { .. } | Self::Table(_) | Self::KeyNumbers | Self::Finding(_))
    }
}

/// The tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// What lies beneath the node, a row each: actual, growth, completion against path and target.
    #[default]
    Progress,
    /// The node's metrics, a row each: base, path, actuals and target by year.
    Years,
    /// What the plan states of the node: every figure with its source.
    Figures,
    /// How what lies beneath the node stands: verdict, method, growth observed and required.
    Assessment,
    /// The scores of the plan's schemes: points, rank and change.
    Scores,
    /// Scenarios year by year beside the plan, of the node and what lies beneath it.
    Results,
    /// Scenarios against a base: differences absolute and in percent.
    Comparison,
    /// The targets in scenarios: met or missed, and by how much.
    Targets,
    /// The limits in scenarios: how much of each is used, and by how much it is exceeded.
    Limits,
    /// Early warnings: what, since when, what it would take.
    Warnings,
    /// Open findings of the audit, with what would resolve them.
    Audit,
}

impl TableKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Progress,
        Self::Years,
        Self::Figures,
        Self::Assessment,
        Self::Scores,
        Self::Results,
        Self::Comparison,
        Self::Targets,
        Self::Limits,
        Self::Warnings,
        Self::Audit,
    ];

    /// True for what is about chosen metrics.
    pub fn has_metrics(self) -> bool {
        !matches!(self, Self::Scores | Self::Limits | Self::Warnings | Self::Audit)
    }

    /// The word in files, and the end of its name's key in the language files (`table-kind-…`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Years => "years",
            Self::Figures => "figures",
            Self::Assessment => "assessment",
            Self::Scores => "scores",
            Self::Results => "results",
            Self::Comparison => "comparison",
            Self::Targets => "targets",
            Self::Limits => "limits",
            Self::Warnings => "warnings",
            Self::Audit => "audit",
        }
    }

    /// True for tables that are empty unless an item names a scenario.
    pub fn needs_scenario(self) -> bool {
        matches!(self, Self::Results | Self::Comparison | Self::Targets | Self::Limits)
    }
}

/// The rules by which figures become sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingRule {
    /// Where the node stands: actual, growth, share of path and of target, and what is now required a year.
    #[default]
    Progress,
    /// The same of all metrics as one paragraph.
    Paragraph,
    /// Who beneath the node leads and who lags, by completion of the path.
    Ranking,
    /// What is lacking: no actual, no base, no target.
    Gaps,
}

impl FindingRule {
    /// All rules.
    pub const ALL: [Self; 4] = [Self::Progress, Self::Paragraph, Self::Ranking, Self::Gaps];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Paragraph => "paragraph",
            Self::Ranking => "ranking",
            Self::Gaps => "gaps",
        }
    }
}

impl Briefing {
    /// An empty briefing about the latest period.
    pub fn new(id: BriefingId, name: Label) -> Self {
        let (subtitle, note, extra) = (Label::default(), String::new(), Extra::new());
        Self { id, name, subtitle, when: When::Latest, note, items: Vec::new(), extra: extra.clone(), briefing_extra: extra }
    }

    /// The item of this id.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }
}

impl Item {
    /// An item about the whole plan, over the whole width.
    pub fn new(id: ItemId, content: Content) -> Self {
        let (title, width, node) = (Label::default(), Width::Full, NodeId::total());
        let (metrics, scenarios, extra) = (Vec::new(), Vec::new(), Extra::new());
        Self { id, title, width, node, metrics, dimension: None, scenarios, base: None, scheme: None, when: None, content, extra }
    }
}

record!(Briefing => BriefingId);
