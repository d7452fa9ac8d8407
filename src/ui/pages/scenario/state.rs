//! What the scenario page remembers between frames.

use std::sync::Arc;

use crate::base::{AssumptionId, MetricId, NodeId, ScenarioId};
use crate::domain::{Document, Scenario};
use crate::session::Made;
use crate::ui::chart::ChartView;
use crate::ui::context::{Stamp, View};
use crate::ui::grid::GridState;
use crate::ui::pages::Refusals;
use crate::view::chart::ChartSpec;
use crate::view::memo::Memo;
use crate::view::scenario_page::card::Card;
use crate::view::scenario_page::form::Field;
use crate::view::scenario_page::grid::YearGrid;
use crate::view::scenario_page::list::ScenarioRow;
use crate::view::scenario_page::results::Results;

/// What the chart in the middle shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Plan, actuals, parent and scenario over the years.
    #[default]
    Overlay,
    /// The way from the plan to the scenario in one year.
    Waterfall,
}

/// What stands at the right of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Key results.
    #[default]
    Results,
    /// Why a number is what it is.
    Why,
}

/// What is looked at in a frame: asked for once, and the same for all that is drawn of it.
pub(super) struct Looked<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it inherits from, where that is known.
    pub parent: Option<&'a ScenarioId>,
    /// The chosen node.
    pub node: NodeId,
    /// The chosen metric.
    pub metric: MetricId,
    /// What its view models are made from.
    pub key: Key,
}

/// What view models of the page are made from.
pub type Key = (u64, Stamp, Made, Option<ScenarioId>, NodeId, MetricId);

/// What the scenario page remembers between frames.
#[derive(Default)]
pub struct ScenarioState {
    /// The scenario that was chosen last.
    pub wanted: Option<ScenarioId>,
    /// The chosen node; the whole plan where none was chosen.
    pub node: Option<NodeId>,
    /// The chosen metric; the plan's main one where none was chosen.
    pub metric: Option<MetricId>,
    /// What the chart shows.
    pub shown: Shown,
    /// What stands at the right.
    pub side: Side,
    /// The assumption whose form is open.
    pub open: Option<AssumptionId>,
    /// True where the open form is to be brought into view.
    pub(super) reveal: bool,
    /// What was typed to find a node for a field.
    pub finder: String,
    pub(super) grid: GridState,
    pub(super) refusals: Refusals,
    pub(super) lost: Memo<Key, Vec<String>>,
    pub(super) rows: Memo<(u64, Stamp), Vec<ScenarioRow>>,
    pub(super) cards: Memo<Key, Vec<Card>>,
    pub(super) fields: Memo<(Key, AssumptionId), Vec<Field>>,
    pub(super) results: Memo<Key, Results>,
    pub(super) table: Memo<Key, YearGrid>,
    pub(super) chart: Memo<(Key, Shown), Result<Arc<ChartSpec>, &'static str>>,
    pub(super) drawn: ChartView,
    /// What the large chart shows, as an item of a briefing.
    pub seen: crate::ui::brief_add::AtHand,
    pub(super) pinned: Memo<Key, Result<Arc<ChartSpec>, &'static str>>,
    pub(super) pinned_drawn: ChartView,
}

impl ScenarioState {
    /// The scenario that is looked at: the chosen one, or the first where that is gone.
    pub fn chosen(&self, document: &Document) -> Option<ScenarioId> {
        let known = self.wanted.as_ref().filter(|id| document.scenarios.contains(*id));
        known.or_else(|| document.scenarios.iter().next().map(|scenario| &scenario.id)).cloned()
    }

    /// The node that is looked at.
    pub fn node(&self, document: &Document) -> NodeId {
        let known = self.node.clone().filter(|node| document.plan.node_kind(node).is_some());
        known.unwrap_or_else(NodeId::total)
    }

    /// The metric that is looked at; none where the plan has none.
    pub fn metric(&self, view: &View<'_>) -> Option<MetricId> {
        let plan = &view.document().plan;
        self.metric.clone().filter(|metric| plan.metrics.contains(metric)).or_else(|| view.main_metric.clone())
    }

    /// The chart as last drawn, where there is one.
    pub fn shown_chart(&self) -> Option<Arc<ChartSpec>> {
        self.chart.kept().and_then(|chart| chart.as_ref().ok().cloned())
    }

    /// What is looked at in this frame.
    pub(super) fn looked<'a>(&self, view: &View<'a>, scenario: &'a Scenario, metric: MetricId) -> Looked<'a> {
        let parent = scenario.parent.as_ref().filter(|parent| view.document().scenarios.contains(*parent));
        Looked { scenario, parent, node: self.node(view.document()), key: self.key(view, &metric), metric }
    }

    /// What view models are made from at the moment.
    pub(super) fn key(&self, view: &View<'_>, metric: &MetricId) -> Key {
        let (revision, stamp) = view.scenario_stamp();
        let (made, _) = view.scenario_made(view.scenario.as_ref());
        (revision, stamp, made, view.scenario.clone(), self.node(view.document()), metric.clone())
    }
}
