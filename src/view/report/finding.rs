//! What figures say, in sentences built by rules. No sentence tells more than its figures; where they lack, it says that.

use super::build::Desk;
use super::model::{Bullet, Span, What};
use super::standing::Standing;
use super::table::beneath;
use crate::base::{MetricId, NodeId};
use crate::domain::{FindingRule, Item, When};
use crate::engine::How;
use crate::view::{number, wording};

/// Names at most in one sentence.
const MOST: usize = 3;

/// The findings of an item: bullets of a deck, one for each metric or group.
pub(super) fn of(desk: &Desk<'_>, rule: FindingRule, item: &Item, when: When) -> What {
    let metrics = desk.metrics(item);
    let list: Vec<String> = match rule {
        FindingRule::Progress => metrics.iter().map(|metric| progress(desk, &item.node, metric, when)).collect(),
        FindingRule::Paragraph => {
            let all: Vec<String> = metrics.iter().map(|metric| progress(desk, &item.node, metric, when)).collect();
            if all.is_empty() { all } else { vec![all.join(desk.words().text("finding-between"))] }
        }
        FindingRule::Ranking => metrics.iter().flat_map(|metric| ranking(desk, item, metric, when)).collect(),
        FindingRule::Gaps => metrics.iter().flat_map(|metric| gaps(desk, item, metric)).collect(),
    };
    let list = if list.is_empty() { vec![desk.words().text("report-no-finding").to_owned()] } else { list };
    // One sentence is a paragraph; several are a list.
    match <[String; 1]>::try_from(list) {
        Ok([text]) => What::Paragraph(vec![Span::plain(text)]),
        Err(list) => What::Bullets(list.into_iter().map(|text| Bullet { level: 0, spans: vec![Span::plain(text)] }).collect()),
    }
}

/// Where the node stands: actual, growth, shares of path and target, what is now required.
fn progress(desk: &Desk<'_>, node: &NodeId, metric: &MetricId, when: When) -> String {
    let (words, scale) = (desk.words(), desk.scales.get(metric));
    let standing = desk.standing(node, metric, when);
    desk.cite_values(node, metric);
    let (name, metric_name) = (desk.name(node), desk.metric_name(metric));
    let period = standing.period.map(|period| desk.period(period)).unwrap_or_default();
    let subject = [("name", name.as_str()), ("metric", &metric_name), ("period", &period)];
    let Some(value) = standing.actual.value else {
        let mut parts = vec![words.with("finding-no-actual", &subject)];
        parts.extend(target(desk, &standing, &scale));
        return sentence(desk, &parts);
    };
    let value = scale.with_unit(value);
    let mut parts = vec![words.with("finding-actual", &[subject[0], subject[1], subject[2], ("value", &value)])];
    if standing.is_partial() {
        let (n, of) = (standing.actual.n.to_string(), standing.actual.of.to_string());
        parts.push(words.with("report-n-of-m", &[("n", &n), ("of", &of)]));
    }
    if standing.preliminary {
        parts.push(words.text("report-preliminary").to_owned());
    }
    if let Some(growth) = standing.growth {
        parts.push(words.with("report-growth", &[("rate", &number::signed_percent(growth, 1))]));
    }
    if let (Some(share), Some(path)) = (standing.of_path(), standing.path) {
        let args = [("share", &*number::percent(share, 1)), ("path", &*scale.with_unit(path))];
        parts.push(words.with(if share < 1.0 { "finding-below-path" } else { "finding-above-path" }, &args));
    }
    parts.extend(target(desk, &standing, &scale));
    if let (Some(per_year), false) = (standing.remaining.per_year, standing.is_partial()) {
        let rate = match standing.remaining.how {
            How::Geometric => number::signed_percent(per_year, 1),
            How::Linear => scale.with_unit(per_year),
        };
        parts.push(words.with("finding-required", &[("rate", &rate)]));
    }
    if let Some(judge) = desk.inputs.judge {
        parts.push(judge.verdict(node, metric).sentence);
    }
    sentence(desk, &parts)
}

fn target(desk: &Desk<'_>, standing: &Standing, scale: &super::scale::Scale) -> Option<String> {
    let words = desk.words();
    let target = standing.requirement.target?;
    let bound = target.bound.map(|value| value * scale.factor);
    let bound = wording::bound_fixed(words, &bound, Some(&scale.unit), scale.decimals);
    let year = target.year.to_string();
    Some(match standing.of_target() {
        Some(share) => words.with("finding-of-target", &[("year", &year), ("bound", &bound), ("share", &number::percent(share, 1))]),
        None => words.with("finding-target", &[("year", &year), ("bound", &bound)]),
    })
}

fn sentence(desk: &Desk<'_>, parts: &[String]) -> String {
    let words = desk.words();
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    words.with("finding-sentence", &[("parts", &parts.join(words.text("finding-join")))])
}

/// Who beneath the node leads and who lags, by completion of the path.
fn ranking(desk: &Desk<'_>, item: &Item, metric: &MetricId, when: When) -> Vec<String> {
    let words = desk.words();
    let nodes = beneath(desk, &item.node, item.dimension.as_ref());
    let share = |node: &NodeId| desk.standing(node, metric, when).of_path().map(|share| (desk.short(node), share));
    let mut shares: Vec<(String, f64)> = nodes.iter().filter_map(share).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    if shares.is_empty() {
        return Vec::new();
    }
    nodes.iter().for_each(|node| desk.cite_values(node, metric));
    let list = |rows: &[(String, f64)]| {
        let one =
            |(name, share): &(String, f64)| words.with("finding-name-share", &[("name", name), ("share", &number::percent(*share, 1))]);
        rows.iter().take(MOST).map(one).collect::<Vec<_>>().join(words.text("chart-list-join"))
    };
    let name = desk.metric_name(metric);
    let (ahead, mut behind): (Vec<_>, Vec<_>) = shares.into_iter().partition(|(_, share)| *share >= 1.0);
    behind.reverse();
    let mut out = Vec::new();
    for (rows, key) in [(&ahead, "finding-ahead"), (&behind, "finding-behind")] {
        if !rows.is_empty() {
            let count = rows.len().to_string();
            out.push(words.with(key, &[("metric", &name), ("count", &count), ("list", &list(rows)), ("of", &nodes.len().to_string())]));
        }
    }
    out
}

/// What is lacking beneath the node.
fn gaps(desk: &Desk<'_>, item: &Item, metric: &MetricId) -> Vec<String> {
    let (words, evaluation) = (desk.words(), desk.inputs.evaluation);
    let nodes = beneath(desk, &item.node, item.dimension.as_ref());
    let without =
        |lacks: &dyn Fn(&NodeId) -> bool| -> Vec<String> { nodes.iter().filter(|node| lacks(node)).map(|node| desk.short(node)).collect() };
    // What clusters beneath have counts as in tables: a sum of theirs stands for what a node does not state.
    let at = |node: &NodeId| Standing::of(desk.inputs.document, evaluation, node, metric, When::Latest);
    let groups = [
        ("finding-without-actual", without(&|node| evaluation.latest_actual(node, metric).is_none())),
        ("finding-without-target", without(&|node| at(node).target.is_none())),
        ("finding-without-base", without(&|node| at(node).path.is_none() && at(node).requirement.base.is_none())),
    ];
    let name = desk.metric_name(metric);
    let said = groups.iter().filter(|(_, names)| !names.is_empty()).map(|(key, names)| {
        let shown = names.iter().take(MOST * 2).cloned().collect::<Vec<_>>().join(words.text("chart-list-join"));
        let shown = if names.len() > MOST * 2 { words.with("chart-foot-etc", &[("list", &shown)]) } else { shown };
        words.with(key, &[("metric", &name), ("count", &names.len().to_string()), ("list", &shown)])
    });
    said.collect()
}
