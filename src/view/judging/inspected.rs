//! What the inspector shows of a row of a ranking and of an early warning: the sentences whole, which a table cuts.

use super::{lines, rest, verdict, warning_fact, warning_rule, warning_takes};
use crate::base::{MetricId, NodeId, WarningRuleId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::assess::{Ask, one};
use crate::engine::warn::Warning;
use crate::view::inspection::Inspection;
use crate::view::{Words, number, requirement, wording};

/// The judgement of a node and metric, with the arithmetic and what is now required.
pub fn inspect_judged(
    document: &Document,
    evaluation: &Evaluation,
    words: &Words,
    (node, metric): (&NodeId, &MetricId),
    ask: &Ask,
) -> Option<Inspection> {
    let plan = &document.plan;
    plan.node_kind(node)?;
    let of = plan.metrics.get(metric)?;
    let units = plan.units();
    let unit = wording::unit(words, &units, &of.unit);
    let judged = one(document, evaluation, node, metric, ask);
    let rest = rest(document, evaluation, (node, metric), &judged, ask);
    let mut arithmetic = lines(words, &judged, unit);
    arithmetic.extend(requirement::lines(words, &rest, unit).into_iter().filter(|line| !line.is_empty()));
    let mut once: Vec<String> = Vec::new();
    arithmetic.into_iter().for_each(|line| once.extend(Some(line).filter(|line| !once.contains(line))));
    Some(Inspection {
        title: words.with("inspector-judged-title", &[("metric", wording::metric(words, plan, metric))]),
        value: verdict(words, judged.verdict).to_owned(),
        illustrative: judged.illustrative,
        facts: vec![
            (words.text("inspector-node").to_owned(), wording::node(words, plan, node)),
            (words.text("inspector-as-of").to_owned(), super::ask(words, document, ask)),
        ],
        arithmetic: once,
        ..Inspection::default()
    })
}

/// A warning among those raised: the one of the row, or another of the same rule, node and metric where rows moved.
pub fn inspect_warning(
    document: &Document,
    words: &Words,
    warnings: &[Warning],
    (row, rule, node, metric): (usize, &WarningRuleId, &NodeId, Option<&MetricId>),
) -> Option<Inspection> {
    let plan = &document.plan;
    let is_same = |warning: &&Warning| warning.rule == *rule && warning.node == *node && warning.metric.as_ref() == metric;
    let warning = warnings.get(row).filter(is_same).or_else(|| warnings.iter().find(is_same))?;
    let since = warning.since.map_or_else(|| number::MISSING.to_owned(), |since| wording::period(words, since));
    let facts = [
        ("warning-node", wording::node(words, plan, node)),
        ("warning-metric", metric.map_or("", |metric| wording::metric(words, plan, metric)).to_owned()),
        ("warning-what", warning_fact(words, plan, warning)),
        ("warning-since", since),
        ("warning-takes", warning_takes(words, plan, warning)),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (words.text(key).to_owned(), text));
    Some(Inspection { title: warning_rule(words, plan, warning), facts: facts.collect(), ..Inspection::default() })
}
