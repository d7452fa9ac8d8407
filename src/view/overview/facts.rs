//! The key numbers of a plan: what is to be reached, and what growth that asks for.

use crate::base::{Bound, MetricId, NodeId};
use crate::domain::{Document, Metric, MetricKind, RollUp};
use crate::engine::{Evaluation, Layer, Requirement, Sum};
use crate::view::{Words, number, requirement, wording};

/// One key number of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFact {
    /// What it is.
    pub title: String,
    /// Value of the base year; empty where there is none.
    pub before: String,
    /// The target with its bound.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// What is required to get there, or why that is not known.
    pub note: String,
    /// The node it leads to.
    pub node: NodeId,
    /// The metric it is of.
    pub metric: MetricId,
}

/// The key numbers of a plan: the targets stated for the whole, and the sums of what is stated for its parts.
pub fn key_facts(document: &Document, evaluation: &Evaluation, words: &Words) -> Vec<KeyFact> {
    let plan = &document.plan;
    let total = NodeId::total();
    let mut facts = Vec::new();
    // What grows counts before shares, shares before land and counts: of many targets the first few are shown.
    let mut metrics: Vec<&Metric> = plan.metrics.iter().collect();
    metrics.sort_by_key(|metric| match metric.kind {
        MetricKind::Flow => 0,
        MetricKind::Derived { .. } | MetricKind::Ratio => 1,
        MetricKind::Stock => 2,
        MetricKind::Count | MetricKind::TierCount { .. } => 3,
    });
    for metric in metrics {
        if evaluation.stated(&total, &metric.id, Layer::Plan, plan.info.last_year).is_some() {
            facts.push(stated_fact(document, evaluation, words, &metric.id));
            facts.extend(members_fact(document, evaluation, words, &metric.id));
        }
    }
    let main = plan.main_metric();
    if let Some(fact) = main.and_then(|metric| clusters_fact(document, evaluation, words, &metric)) {
        facts.insert(facts.len().min(2), fact);
    }
    facts.truncate(6);
    facts
}

fn stated_fact(document: &Document, evaluation: &Evaluation, words: &Words, metric: &MetricId) -> KeyFact {
    let plan = &document.plan;
    let total = NodeId::total();
    let requirement = evaluation.requirement(&total, metric);
    let base = requirement.base.map(|(_, value)| number::value(value)).unwrap_or_default();
    let bound = target_bound(&requirement, plan.info.last_year);
    let value = bound.map_or_else(|| number::MISSING.to_owned(), |b| wording::bound(words, &b, None));
    KeyFact {
        title: wording::metric(words, plan, metric).to_owned(),
        before: base,
        value,
        unit: unit_of(document, words, metric),
        note: requirement::sentence(words, &requirement, &unit_of(document, words, metric)),
        node: total,
        metric: metric.clone(),
    }
}

fn unit_of(document: &Document, words: &Words, metric: &MetricId) -> String {
    let plan = &document.plan;
    plan.metrics.get(metric).map_or_else(String::new, |m| wording::unit(words, &plan.units(), &m.unit).to_owned())
}

/// The sum of what the members of the first dimension are to reach; nothing where fewer than two of them have a target.
fn members_fact(document: &Document, evaluation: &Evaluation, words: &Words, metric: &MetricId) -> Option<KeyFact> {
    let plan = &document.plan;
    if plan.metrics.get(metric)?.roll_up() != RollUp::Sum {
        return None;
    }
    let dimension = plan.dimensions.iter().next()?;
    let total = NodeId::total();
    let sum = |year| evaluation.members_sum(&total, &dimension.id, metric, Layer::Plan, year);
    let (base, target) = (sum(plan.info.base_year), sum(plan.info.last_year).filter(|s| s.n > 1)?);
    let title = words
        .with("overview-sum-of-members", &[("dimension", words.label(&dimension.name)), ("metric", wording::metric(words, plan, metric))]);
    Some(sum_fact(document, words, metric, title, base, &target))
}

/// The sum of what the clusters are to reach.
fn clusters_fact(document: &Document, evaluation: &Evaluation, words: &Words, metric: &MetricId) -> Option<KeyFact> {
    let plan = &document.plan;
    let total = NodeId::total();
    let base = evaluation.sum(&total, metric, Layer::Plan, plan.info.base_year);
    let target = evaluation.sum(&total, metric, Layer::Plan, plan.info.last_year)?;
    let title = words.with("overview-sum-of-clusters", &[("metric", wording::metric(words, plan, metric))]);
    Some(sum_fact(document, words, metric, title, base, &target))
}

fn sum_fact(document: &Document, words: &Words, metric: &MetricId, title: String, base: Option<Sum>, target: &Sum) -> KeyFact {
    let info = &document.plan.info;
    let counted = |sum: &Sum| format!("{}/{}", sum.n, sum.of);
    let complete = base.as_ref().is_some_and(|b| b.n == b.of && target.n == target.of && b.value > 0.0 && target.value > 0.0);
    let years = info.last_year - info.base_year;
    let note = match &base {
        Some(base) if complete && years > 0 => {
            let rate = (target.value / base.value).powf(1.0 / f64::from(years)) - 1.0;
            words.with("required-yearly", &[("rate", &number::percent(rate, 1))])
        }
        Some(base) => words.with("overview-sum-incomplete", &[("base", &counted(base)), ("target", &counted(target))]),
        None => words.with("overview-sum-without-base", &[("target", &counted(target))]),
    };
    KeyFact {
        title,
        before: base.map(|b| number::value(b.value)).unwrap_or_default(),
        value: number::value(target.value),
        unit: unit_of(document, words, metric),
        note,
        node: NodeId::total(),
        metric: metric.clone(),
    }
}

/// The bound of the target, where it is of the year asked for.
pub(super) fn target_bound(requirement: &Requirement, year: i32) -> Option<Bound> {
    requirement.target.filter(|target| target.year == year).map(|target| target.bound)
}
