//! Scenarios side by side: what is compared, a table of values with differences, what their assumptions differ in.
//!
//! Pure: evaluations come from outside, ready; nothing here evaluates or draws.

mod assumptions;
mod detail;
mod table;

pub use assumptions::{AssumptionRow, AssumptionTable, Difference};
pub use table::{CompareTable, RowKey, no_difference, no_share};

use crate::base::{MetricId, NodeId, ScenarioId};
use crate::domain::Document;

/// What is compared: scenarios against a base, over nodes, metrics and years. `None` among scenarios is the plan itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CompareOptions {
    /// What is compared with.
    pub base: Option<ScenarioId>,
    /// What is compared, in the order of the columns.
    pub others: Vec<Option<ScenarioId>>,
    /// Of whom, in the order of the rows.
    pub nodes: Vec<NodeId>,
    /// What.
    pub metrics: Vec<MetricId>,
    /// Which year; `None` for all years of the plan.
    pub year: Option<i32>,
}

/// Scenarios compared when the page opens; of more the first ones.
const FIRST: usize = 4;

impl CompareOptions {
    /// What the page opens with: the first scenarios against the plan, the whole plan's main metric in the last year.
    pub fn of(document: &Document, main_metric: Option<&MetricId>) -> Self {
        let plan = &*document.plan;
        Self {
            base: None,
            others: document.scenarios.iter().take(FIRST).map(|scenario| Some(scenario.id.clone())).collect(),
            nodes: vec![NodeId::total()],
            metrics: first_metric(document, main_metric).into_iter().collect(),
            year: Some(plan.info.last_year),
        }
    }

    /// The same without what the document no longer has.
    #[must_use]
    pub fn known(&self, document: &Document) -> Self {
        let plan = &*document.plan;
        let known = |scenario: &Option<ScenarioId>| scenario.as_ref().is_none_or(|id| document.scenarios.contains(id));
        let base = self.base.clone().filter(|id| document.scenarios.contains(id));
        let others = self.others.iter().filter(|other| known(other) && **other != base).cloned().collect();
        let nodes: Vec<NodeId> = self.nodes.iter().filter(|node| plan.node_kind(node).is_some()).cloned().collect();
        let metrics: Vec<MetricId> = self.metrics.iter().filter(|metric| plan.metrics.contains(*metric)).cloned().collect();
        let nodes = if nodes.is_empty() { vec![NodeId::total()] } else { nodes };
        let metrics = if metrics.is_empty() { plan.main_metric().into_iter().collect() } else { metrics };
        let year = self.year.filter(|year| years(document).contains(year));
        Self { base, others, nodes, metrics, year }
    }

    /// All that can be compared: the plan, then the scenarios.
    pub fn choices(document: &Document) -> Vec<Option<ScenarioId>> {
        std::iter::once(None).chain(document.scenarios.iter().map(|scenario| Some(scenario.id.clone()))).collect()
    }

    /// Rows of a table of all that is chosen.
    pub fn row_count(&self, document: &Document) -> usize {
        let years = if self.year.is_some() { 1 } else { years(document).count() };
        self.nodes.len() * self.metrics.len() * years
    }

    /// Puts a scenario in or takes it out.
    pub fn toggle(&mut self, scenario: &Option<ScenarioId>) {
        if let Some(place) = self.others.iter().position(|known| known == scenario) {
            self.others.remove(place);
        } else if *scenario != self.base {
            self.others.push(scenario.clone());
        }
    }

    /// Compares with another base; the former one takes its place among what is compared.
    pub fn rebase(&mut self, base: Option<ScenarioId>) {
        if base == self.base {
            return;
        }
        let former = std::mem::replace(&mut self.base, base);
        match self.others.iter().position(|known| *known == self.base) {
            Some(place) => self.others[place] = former,
            None if !self.others.contains(&former) => self.others.insert(0, former),
            None => {}
        }
    }

    /// Puts something in a list or takes it out; the last one stays, since without any there is nothing to compare.
    pub fn toggle_in<T: PartialEq + Clone>(list: &mut Vec<T>, entry: &T) {
        match list.iter().position(|known| known == entry) {
            Some(_) if list.len() == 1 => {}
            Some(place) => _ = list.remove(place),
            None => list.push(entry.clone()),
        }
    }
}

/// The main metric where the plan states it for the whole, else the first that it does.
fn first_metric(document: &Document, main: Option<&MetricId>) -> Option<MetricId> {
    let plan = &*document.plan;
    let total = NodeId::total();
    let stated = |metric: &MetricId| plan.figures.iter().any(|f| f.node == total && f.metric == *metric && f.yearly_level().is_some());
    let all = || plan.metrics.iter().map(|metric| metric.id.clone());
    main.cloned().filter(|main| stated(main)).or_else(|| all().find(stated)).or_else(|| main.cloned())
}

/// The years of a plan, its base year first.
pub fn years(document: &Document) -> std::ops::RangeInclusive<i32> {
    document.plan.info.base_year.min(document.plan.info.first_year)..=document.plan.info.last_year
}

#[cfg(test)]
mod tests;
