//! The kinds of items that can be added, and a fresh item of each.

use crate::base::ItemId;
use crate::domain::{Content, FindingRule, Item, TableKind};
use crate::view::chart::ChartKind;

/// A kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A chart.
    Chart,
    /// A table.
    Table,
    /// Figures that matter, large.
    KeyNumbers,
    /// Sentences made by a rule.
    Finding,
    /// Own words.
    Text,
    /// A page that announces what follows.
    Section,
    /// A new page.
    Break,
}

impl Kind {
    /// All kinds, in the order of the menu.
    pub const ALL: [Self; 7] = [Self::Chart, Self::Table, Self::KeyNumbers, Self::Finding, Self::Text, Self::Section, Self::Break];

    /// The kind of what an item shows.
    pub fn of(content: &Content) -> Self {
        match content {
            Content::Chart { .. } => Self::Chart,
            Content::Table(_) => Self::Table,
            Content::KeyNumbers => Self::KeyNumbers,
            Content::Finding(_) => Self::Finding,
            Content::Text { .. } => Self::Text,
            Content::Section { .. } => Self::Section,
            Content::Break => Self::Break,
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Chart => "briefing-kind-chart",
            Self::Table => "briefing-kind-table",
            Self::KeyNumbers => "briefing-kind-key-numbers",
            Self::Finding => "briefing-kind-finding",
            Self::Text => "briefing-kind-text",
            Self::Section => "briefing-kind-section",
            Self::Break => "briefing-kind-break",
        }
    }

    fn content(self) -> Content {
        match self {
            Self::Chart => Content::Chart { kind: ChartKind::default().id().to_owned() },
            Self::Table => Content::Table(TableKind::default()),
            Self::KeyNumbers => Content::KeyNumbers,
            Self::Finding => Content::Finding(FindingRule::default()),
            Self::Text => Content::Text { markdown: String::new() },
            Self::Section => Content::Section { text: String::new() },
            Self::Break => Content::Break,
        }
    }

    /// A fresh item; about whom and what the item before it is.
    pub fn fresh(self, after: Option<&Item>) -> Item {
        let item = Item::new(ItemId::new(""), self.content());
        match after.filter(|_| item.content.shows_figures()) {
            Some(before) => Item {
                node: before.node.clone(),
                metrics: before.metrics.clone(),
                dimension: before.dimension.clone(),
                when: before.when,
                ..item
            },
            None => item,
        }
    }
}
