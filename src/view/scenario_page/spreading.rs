//! A spread as a form: the total, the rule, what is held, and what each would have before anything is changed.

use std::collections::BTreeMap;

use super::change::{Entered, SpreadBy, spread, spread_before, unit};
use super::kind::spread_metrics;
use super::results::shown;
use crate::base::{Diagnostic, MetricId, NodeId, Place, ScenarioId};
use crate::domain::{Document, Edit, Plan, SpreadRule};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::scenario::spread::{Leaf, SpreadRefusal, spread as share_out};
use crate::view::{Words, number, wording};

/// The draft of a spread.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadDraft {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Whose total.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// Total by year as typed.
    pub totals: BTreeMap<i32, String>,
    /// The rule.
    pub rule: SpreadRule,
    /// What must not move.
    pub holds: Vec<NodeId>,
}

/// One that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadRow {
    /// Who.
    pub node: NodeId,
    /// Name.
    pub name: String,
    /// Its value as it is.
    pub before: String,
    /// Its value after; the sign for nothing where the spread is refused.
    pub after: String,
    /// True where it is held by this spread.
    pub held: bool,
    /// True where another assumption holds it already.
    pub fixed: bool,
}

/// What a spread would do, in the last of its years.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The year shown.
    pub year: i32,
    /// Who takes part.
    pub rows: Vec<SpreadRow>,
    /// How many more there are.
    pub left_out: usize,
    /// Why it cannot be done.
    pub refused: Option<String>,
}

/// Rows shown at most.
const MOST: usize = 200;

impl SpreadDraft {
    /// A spread of typed totals. Where the scenario spreads this total already, its rule and what it holds stay as they are.
    pub fn new(document: &Document, scenario: &ScenarioId, node: &NodeId, metric: &MetricId, totals: &BTreeMap<i32, f64>) -> Self {
        let (rule, holds) = spread_before(document, scenario, node, metric);
        let totals = totals.iter().map(|(year, value)| (*year, number::exact(*value))).collect();
        Self { scenario: scenario.clone(), node: node.clone(), metric: metric.clone(), totals, rule, holds }
    }

    /// The rules that can be chosen, each with a word and a name; weights only where they are set already, since the form has no
    /// place for them.
    pub fn rules(&self, words: &Words, plan: &Plan) -> Vec<(String, String, SpreadRule)> {
        let rule = |word: &str, name: String, rule| (word.to_owned(), name, rule);
        let mut rules = vec![
            rule("value", words.text("spread-rule-value").to_owned(), SpreadRule::Value),
            rule("equal", words.text("spread-rule-equal").to_owned(), SpreadRule::Equal),
        ];
        rules.extend(spread_metrics(plan).filter(|metric| **metric != self.metric).map(|metric| {
            let name = words.with("spread-rule-metric-of", &[("metric", wording::metric(words, plan, metric))]);
            rule(&format!("m:{metric}"), name, SpreadRule::Metric(metric.clone()))
        }));
        rules.extend((plan.info.base_year..=plan.info.last_year).map(|year| {
            let name = words.with("spread-rule-year-of", &[("year", &year.to_string())]);
            rule(&format!("y:{year}"), name, SpreadRule::Year(year))
        }));
        if matches!(self.rule, SpreadRule::Weights(_)) {
            rules.push(rule("weights", words.text("spread-rule-weights").to_owned(), self.rule.clone()));
        }
        rules
    }

    fn numbers(&self) -> Result<BTreeMap<i32, f64>, Diagnostic> {
        let read = |(year, text): (&i32, &String)| {
            let value = number::parse(text).ok_or_else(|| Diagnostic::error("cell-no-number", Place::default()).arg("text", text.trim()));
            value.map(|value| (*year, value))
        };
        self.totals.iter().map(read).collect()
    }

    /// The change; refused where the preview is.
    pub fn edit(&self, document: &Document) -> Result<Edit, Diagnostic> {
        let entered = Entered { scenario: &self.scenario, node: &self.node, metric: &self.metric, values: self.numbers()? };
        let by = SpreadBy { rule: Some(self.rule.clone()), holds: Some(self.holds.clone()) };
        spread(document, &entered, &by).map_err(|refusal| refusal.diagnostic())
    }

    /// What each would have.
    pub fn preview(&self, words: &Words, document: &Document, plan: &Evaluation, now: &ScenarioEvaluation) -> Preview {
        let year = self.totals.keys().next_back().copied().unwrap_or(document.plan.info.last_year);
        let mut nodes = self.leaves(plan);
        let value = |node: &NodeId, metric: &MetricId, year: i32| now.reading(node, metric, year).value;
        // Whoever has no value takes no part: nothing is invented for it.
        nodes.retain(|node| value(node, &self.metric, year).is_some());
        let weight = |node: &NodeId| match &self.rule {
            SpreadRule::Value => value(node, &self.metric, year).unwrap_or(0.0),
            SpreadRule::Metric(metric) => value(node, metric, year).unwrap_or(0.0),
            SpreadRule::Year(year) => value(node, &self.metric, *year).unwrap_or(0.0),
            SpreadRule::Equal => 1.0,
            SpreadRule::Weights(weights) => weights.get(node).copied().unwrap_or(0.0),
        };
        let fixed = |node: &NodeId| now.is_held(node, &self.metric, year).is_some_and(|hold| hold.value.is_some());
        let leaf = |node: &NodeId| Leaf {
            value: value(node, &self.metric, year).unwrap_or(0.0),
            held: self.holds.contains(node) || fixed(node),
            weight: weight(node),
        };
        let leaves: Vec<Leaf> = nodes.iter().map(leaf).collect();
        let total = self.totals.get(&year).and_then(|text| number::parse(text));
        let shared = total.map(|total| share_out(total, &leaves));
        let refused = match &shared {
            None => Some(words.text("spread-no-total").to_owned()),
            Some(Err(refusal)) => Some(self.refusal(words, document, refusal)),
            Some(Ok(_)) => None,
        };
        let after = shared.and_then(Result::ok);
        let row = |(place, node): (usize, &NodeId)| SpreadRow {
            node: node.clone(),
            name: wording::node_short(words, &document.plan, node),
            before: value(node, &self.metric, year).map_or_else(|| number::MISSING.to_owned(), shown),
            after: after.as_ref().and_then(|after| after.get(place)).map_or_else(|| number::MISSING.to_owned(), |value| shown(*value)),
            held: self.holds.contains(node),
            fixed: fixed(node),
        };
        let rows = nodes.iter().enumerate().take(MOST).map(row).collect();
        Preview { year, rows, left_out: nodes.len().saturating_sub(MOST), refused }
    }

    /// The clusters beneath the node, and what lies outside them where there is any.
    fn leaves(&self, plan: &Evaluation) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = plan.clusters_of(&self.node).filter(|node| *node != self.node).collect();
        let outside = NodeId::outside(&self.node);
        if plan.nodes().contains(&outside) {
            nodes.push(outside);
        }
        nodes
    }

    fn refusal(&self, words: &Words, document: &Document, refusal: &SpreadRefusal) -> String {
        let id = unit(&document.plan, &self.metric);
        let units = document.plan.units();
        let amount = |value: f64| wording::with_unit(&shown(value), wording::unit(words, &units, &id));
        let (key, total, held) = match refusal {
            SpreadRefusal::UnderHeld { total, held } => ("spread-under-held", total, held),
            SpreadRefusal::NothingFree { total, held } => ("spread-nothing-free", total, held),
        };
        words.with(key, &[("total", &amount(*total)), ("held", &amount(*held))])
    }
}
