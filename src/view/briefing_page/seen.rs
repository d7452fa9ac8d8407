//! What is seen on a page as an item of a briefing: of the same node, metrics, dimension, scenarios and period, in the nearest kind.
//!
//! A table that another page shows is a line in [`SeenTable::content`].

use std::collections::BTreeSet;

use super::form::has_period;
use crate::base::{DimensionId, ItemId, MetricId, NodeId, Period, ScenarioId, SchemeId};
use crate::domain::{Content, Document, FindingRule, Item, TableKind, When};
use crate::view::chart::ChartKind;

/// A table of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeenTable {
    /// The overview: what lies beneath the whole, a row each.
    Overview,
    /// The key numbers above it.
    KeyNumbers,
    /// A node's metrics by year.
    NodeYears,
    /// All figures of a node.
    NodeFigures,
    /// How a node stands, in sentences.
    NodeStanding,
    /// What was read for a node's periods.
    NodeVintages,
    /// Nodes ranked by how they stand.
    Ranking,
    /// Early warnings.
    Warnings,
    /// Open findings of the audit.
    Findings,
    /// Scores.
    Scores,
    /// A scenario year by year.
    ScenarioYears,
    /// The key results of a scenario.
    ScenarioResults,
    /// Scenarios against a base.
    Comparison,
}

impl SeenTable {
    /// What an item shows of it.
    pub fn content(self) -> Content {
        match self {
            Self::Overview => Content::Table(TableKind::Progress),
            Self::Ranking => Content::Table(TableKind::Assessment),
            Self::Scores => Content::Table(TableKind::Scores),
            Self::KeyNumbers => Content::KeyNumbers,
            Self::NodeYears => Content::Table(TableKind::Years),
            Self::NodeFigures => Content::Table(TableKind::Figures),
            Self::NodeStanding => Content::Finding(FindingRule::Paragraph),
            Self::NodeVintages => chart_of(ChartKind::Vintages),
            Self::Warnings => Content::Table(TableKind::Warnings),
            Self::Findings => Content::Table(TableKind::Audit),
            Self::ScenarioYears => Content::Table(TableKind::Results),
            Self::ScenarioResults => Content::Table(TableKind::Targets),
            Self::Comparison => Content::Table(TableKind::Comparison),
        }
    }
}

fn chart_of(kind: ChartKind) -> Content {
    Content::Chart { kind: kind.id().to_owned() }
}

/// The metrics that a node has figures or actuals of, in the plan's order.
pub fn node_metrics(document: &Document, node: &NodeId) -> Vec<MetricId> {
    let figures: BTreeSet<&MetricId> =
        document.plan.figures.iter().filter(|figure| figure.node == *node).map(|figure| &figure.metric).collect();
    let has = |metric: &&MetricId| figures.contains(metric) || document.actuals.of_node_metric(node, metric).next().is_some();
    document.plan.metrics.iter().map(|metric| &metric.id).filter(has).cloned().collect()
}

/// What is seen, to be made an item of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Of whom; `None` for the whole plan.
    pub node: Option<NodeId>,
    /// What.
    pub metrics: Vec<MetricId>,
    /// By which dimension.
    pub dimension: Option<DimensionId>,
    /// The scenarios beside the plan; the plan among them is left out.
    pub scenarios: Vec<ScenarioId>,
    /// What scenarios are compared with; `None` for the plan.
    pub base: Option<ScenarioId>,
    /// The scheme of the scores.
    pub scheme: Option<SchemeId>,
    /// As of when, where that was chosen.
    pub as_of: Option<Period>,
}

impl Seen {
    /// A node with a metric.
    pub fn of(node: &NodeId, metric: Option<&MetricId>) -> Self {
        Self { node: Some(node.clone()), metrics: metric.into_iter().cloned().collect(), ..Self::default() }
    }

    /// The same with scenarios, of which `None` stands for the plan.
    #[must_use]
    pub fn with_scenarios<'a>(mut self, scenarios: impl IntoIterator<Item = Option<&'a ScenarioId>>) -> Self {
        for scenario in scenarios.into_iter().flatten() {
            if !self.scenarios.contains(scenario) {
                self.scenarios.push(scenario.clone());
            }
        }
        self
    }

    /// The item of a chart.
    pub fn chart(self, kind: ChartKind) -> Item {
        self.item(chart_of(kind))
    }

    /// The item of a table.
    pub fn table(self, table: SeenTable) -> Item {
        self.item(table.content())
    }

    fn item(self, content: Content) -> Item {
        let Self { node, metrics, dimension, scenarios, base, scheme, as_of } = self;
        // A chart goes over the years whatever period is looked at, but for one of a single year.
        let when = as_of.filter(|_| has_period(&content)).map(When::At);
        let item = Item::new(ItemId::new(""), content);
        Item { node: node.unwrap_or_else(NodeId::total), metrics, dimension, scenarios, base, scheme, when, ..item }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_becomes_an_item_of_the_same_node_metric_scenarios_and_period() {
        let period = Period::year(2013);
        let (node, metric) = (NodeId::new("n"), MetricId::new("m"));
        let seen = Seen { as_of: Some(period), dimension: Some("d".into()), ..Seen::of(&node, Some(&metric)) };
        let table = seen.clone().table(SeenTable::Ranking);
        assert_eq!(
            (&table.node, &*table.metrics, table.dimension.clone(), table.when),
            (&node, &[metric][..], Some("d".into()), Some(When::At(period)))
        );
        assert_eq!(seen.clone().chart(ChartKind::Growth).when, None, "a chart goes over all years");
        let (a, b) = (ScenarioId::new("a"), ScenarioId::new("b"));
        let laid = seen.with_scenarios([None, Some(&a), Some(&b), Some(&a)]).chart(ChartKind::ScenarioOverlay);
        assert_eq!(laid.scenarios, [a, b], "each once, the plan left out");
        assert_eq!(Seen::default().table(SeenTable::Overview).node, NodeId::total());
    }
}
