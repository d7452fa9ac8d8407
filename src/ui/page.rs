//! The pages that tabs show.

use serde::{Deserialize, Serialize};

use crate::base::NodeId;
use crate::view::{Words, wording};

/// A page; one tab shows one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// Key numbers and the table of clusters × metrics.
    Overview,
    /// One node.
    Node(NodeId),
    /// The plan's structure and registers.
    Structure,
    /// A scenario: assumptions, charts, key results.
    Scenario,
    /// Scenarios side by side.
    Compare,
    /// What was found while reading and computing.
    Messages,
    /// Whether the plan holds together.
    Audit,
    /// Files on their way into the actuals.
    Import,
    /// What was imported, and when.
    ImportLog,
    /// Nodes ranked by how they stand.
    Ranking,
    /// Early warnings.
    Warnings,
    /// Scores.
    Scores,
    /// Briefings: what goes into a deck or a bulletin.
    Briefing,
}

impl Page {
    /// The tab's title.
    pub fn title(&self, words: &Words, plan: &crate::domain::Plan) -> String {
        match self {
            Self::Overview => words.text("page-overview").to_owned(),
            Self::Node(node) => wording::node_short(words, plan, node),
            Self::Structure => words.text("page-structure").to_owned(),
            Self::Scenario => words.text("page-scenario").to_owned(),
            Self::Compare => words.text("page-compare").to_owned(),
            Self::Messages => words.text("page-messages").to_owned(),
            Self::Audit => words.text("page-audit").to_owned(),
            Self::Import => words.text("page-import").to_owned(),
            Self::ImportLog => words.text("page-import-log").to_owned(),
            Self::Ranking => words.text("page-ranking").to_owned(),
            Self::Warnings => words.text("page-warnings").to_owned(),
            Self::Scores => words.text("page-scores").to_owned(),
            Self::Briefing => words.text("page-briefing").to_owned(),
        }
    }
}
