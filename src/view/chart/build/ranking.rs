//! The ranking of siblings: actual, path and target of each.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::base::NodeId;
use crate::domain::Direction;
use crate::engine::{Layer, Reading};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Hover, Ranking, RankingRow};
use crate::view::{number, wording};

/// Rows at most: more than any picture holds.
const MOST: usize = 500;

/// The ranking of a node among its siblings; of the total: of all clusters.
pub fn ranking(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let peers = look.peers();
    let what = look.words.with("chart-what-ranking", &[("metric", look.metric_name())]);
    let group = look.name(&peers.parent);
    let title = look.words.with("chart-title", &[("node", &group), ("what", &what)]);
    let mut foot = Foot::default();
    let shown = Shown::of(&look, &peers.nodes);
    let (ranked, left_out) = ranked(&look, &peers.nodes, &shown);
    if ranked.is_empty() {
        return Ok(look.empty(ChartKind::Ranking, title, "chart-empty-ranking"));
    }
    let rows: Vec<RankingRow> = ranked.iter().map(|place| row(&look, &peers.nodes[*place], *place, &shown, &mut foot)).collect();
    let words = look.words;
    let year = |key: &str, year: i32| words.with(key, &[("year", &year.to_string())]);
    let has = |pick: fn(&RankingRow) -> Option<f64>| rows.iter().any(|row| pick(row).is_some());
    let head = |wanted: bool, key: &str, of: i32| if wanted { year(key, of) } else { String::new() };
    let actual_key = if shown.layer == Layer::Actual { "chart-actual-year" } else { "chart-base-year" };
    let actual_name = head(has(|row| row.actual), actual_key, shown.year);
    let target_name = head(has(|row| row.target), "chart-target-year", look.document.plan.info.last_year);
    let path_name = head(has(|row| row.path), "chart-path-year", shown.year);
    let heads = [actual_name.clone(), target_name.clone()].into_iter().filter(|head| !head.is_empty()).collect::<Vec<_>>();
    let subtitle = vec![peers.kind.clone(), heads.join(words.text("chart-list-join")), look.coverage()];
    let more = words.with("chart-more-rows", &[("n", "{n}")]);
    let body = Body::Ranking(Ranking { row_name: peers.kind, actual_name, path_name, target_name, rows, left_out, more });
    Ok(look.spec(ChartKind::Ranking, title, subtitle, look.unit(), body, &foot))
}

/// Which year's values stand for the siblings: the last with actuals, else the base year of the plan.
pub(super) struct Shown {
    pub year: i32,
    pub layer: Layer,
}

impl Shown {
    pub fn of(look: &Look<'_>, nodes: &[NodeId]) -> Self {
        let latest = nodes.iter().filter_map(|node| look.evaluation.latest_actual(node, look.subject.metric)).map(|(year, _)| year).max();
        match latest {
            Some(year) => Self { year, layer: Layer::Actual },
            None => Self { year: look.document.plan.info.base_year, layer: Layer::Plan },
        }
    }

    pub fn reading(&self, look: &Look<'_>, node: &NodeId) -> Reading {
        look.evaluation.reading(node, look.subject.metric, self.layer, self.year)
    }
}

fn row(look: &Look<'_>, node: &NodeId, place: usize, shown: &Shown, foot: &mut Foot) -> RankingRow {
    let words = look.words;
    let name = look.short(node);
    let reading = shown.reading(look, node);
    let path = look.evaluation.reading(node, look.subject.metric, Layer::Path, shown.year);
    let path_value = path.value.filter(|_| shown.layer == Layer::Actual && path.is_complete());
    let (target, target_text) = target(look, node, foot);
    let mut lines = Vec::new();
    if reading.value.is_some() {
        if shown.layer == Layer::Actual {
            foot.actual(look, node, shown.year, &reading);
        } else {
            foot.plan(look, node, shown.year, &reading);
        }
        lines.extend(look.origin(node, shown.year, &reading));
    }
    let path_text = path_value.map(|value| look.with_unit(value)).unwrap_or_default();
    if !path_text.is_empty() {
        lines.push(words.with("chart-hover-path-of", &[("value", &path_text)]));
    }
    if target.is_some() {
        let value = wording::with_unit(&target_text, &look.unit());
        lines.push(words.with("chart-hover-target-of", &[("value", &value)]));
    }
    let actual_text = reading.value.map_or_else(|| number::MISSING.to_owned(), |value| look.number(value));
    let value = reading.value.map_or_else(|| number::MISSING.to_owned(), |value| look.with_unit(value));
    let hover = Hover { title: look.hover_title(&name, &look.years(shown.year, shown.year)), value, lines };
    let ink = look.ink(node, place);
    let chosen = node == look.subject.node;
    RankingRow { name, ink, chosen, actual: reading.value, actual_text, path: path_value, path_text, target, target_text, hover }
}

/// The target of a node and its bound in words; a sum of targets beneath where it has none of its own.
fn target(look: &Look<'_>, node: &NodeId, foot: &mut Foot) -> (Option<f64>, String) {
    let requirement = look.evaluation.requirement(node, look.subject.metric);
    if let Some(target) = requirement.target {
        let figure = look.figure_at(node, target.year, target.value);
        figure.into_iter().for_each(|figure| foot.figure(look, figure));
        return (Some(target.value), wording::bound(look.words, &target.bound, None));
    }
    let reading = look.evaluation.reading(node, look.subject.metric, Layer::Plan, look.document.plan.info.last_year);
    match reading.value.filter(|_| reading.is_complete()) {
        Some(value) => {
            foot.plan(look, node, look.document.plan.info.last_year, &reading);
            (Some(value), look.number(value))
        }
        None => (None, number::MISSING.to_owned()),
    }
}

/// Places of the nodes with something to show, best first; those without an actual after the others, by their targets. Of
/// very many only the first ones and the subject, with the number of the others.
fn ranked(look: &Look<'_>, nodes: &[NodeId], shown: &Shown) -> (Vec<usize>, usize) {
    let sign = if look.metric.direction == Direction::Down { 1.0 } else { -1.0 };
    let key = |node: &NodeId| match (shown.reading(look, node).value, target_value(look, node)) {
        (Some(actual), _) => Some((false, sign * actual)),
        (None, Some(target)) => Some((true, sign * target)),
        (None, None) => None,
    };
    let mut keyed: Vec<((bool, f64), usize)> = nodes.iter().enumerate().filter_map(|(place, node)| Some((key(node)?, place))).collect();
    keyed.sort_by(|(a, _), (b, _)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let left_out = keyed.len().saturating_sub(MOST);
    let chosen = keyed.iter().skip(MOST).find(|(_, place)| nodes[*place] == *look.subject.node).copied();
    keyed.truncate(MOST);
    if let (Some(chosen), Some(last)) = (chosen, keyed.last_mut()) {
        *last = chosen;
    }
    (keyed.into_iter().map(|(_, place)| place).collect(), left_out)
}

fn target_value(look: &Look<'_>, node: &NodeId) -> Option<f64> {
    let own = look.evaluation.requirement(node, look.subject.metric).target.map(|target| target.value);
    let reading = || look.evaluation.reading(node, look.subject.metric, Layer::Plan, look.document.plan.info.last_year);
    own.or_else(|| Some(reading()).filter(Reading::is_complete)?.value)
}
