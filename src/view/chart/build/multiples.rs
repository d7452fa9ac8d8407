//! Small multiples: the overlay of several nodes side by side.

use super::foot::Foot;
use super::laid::Laid;
use super::look::Look;
use super::overlay;
use super::{ChartError, Subject};
use crate::base::NodeId;
use crate::engine::scenario::ScenarioEvaluation;
use crate::view::chart::more::{Legend, Multiples, Panel};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Dash, Ink, Plot};

/// Plots that a chart is made of at most; nobody reads more.
const MOST: usize = 60;
/// One scale serves all plots where the largest value of each is at least this share of the largest of all.
const SHARED: f64 = 0.2;

/// The overlay of the nodes of `laid`, or of what stands beneath the subject.
pub fn small_multiples(subject: &Subject<'_>, laid: &Laid<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let kind = ChartKind::SmallMultiples;
    let peers = look.components();
    let pinned = !laid.nodes.is_empty();
    let nodes: &[NodeId] = if pinned { laid.nodes } else { &peers.nodes };
    let title = if pinned { look.metric_name().to_owned() } else { look.title(look.metric_name()) };
    if laid.real().is_empty() {
        return Ok(look.empty(kind, title, "chart-empty-no-scenario"));
    }
    if nodes.is_empty() {
        return Ok(look.empty(kind, title, "chart-empty-no-panels"));
    }
    let mut foot = Foot::default();
    let mut panels: Vec<Panel> = Vec::new();
    for (place, node) in nodes.iter().take(MOST).enumerate() {
        // A pinned node may be gone from the plan meanwhile.
        if let Ok(look) = Look::of(&Subject { node, ..*subject }) {
            panels.push(panel(&look, laid, place, &mut foot));
        }
    }
    if panels.iter().all(|panel| !panel.empty.is_empty()) {
        return Ok(look.empty(kind, title, "chart-empty-overlay"));
    }
    let shared = share_scale(&mut panels);
    let info = &look.document.plan.info;
    let scale = look.words.text(if shared { "chart-note-shared-scale" } else { "chart-note-own-scales" }).to_owned();
    let by = if pinned { String::new() } else { look.words.with("chart-by-dimension", &[("dimension", &peers.kind)]) };
    let subtitle = vec![look.years(info.base_year, info.last_year), by, scale];
    let body = Multiples {
        panel_name: look.words.text("chart-panel-name").to_owned(),
        legend: legend(&look, laid, &panels),
        panels,
        more: look.words.with("chart-more-panels", &[("n", "{n}")]),
    };
    Ok(look.spec(kind, title, subtitle, look.unit(), Body::Multiples(body), &foot))
}

fn panel(look: &Look<'_>, laid: &Laid<'_>, place: usize, foot: &mut Foot) -> Panel {
    let node = look.subject.node;
    let info = &look.document.plan.info;
    let years = (info.base_year, info.last_year.max(info.base_year));
    let (empty, plot) = match overlay::extent(look, laid) {
        // All plots have the same years, so that they can be compared.
        Some(_) => (String::new(), overlay::plot(look, laid, years, false, foot)),
        None => (look.words.text("chart-panel-empty").to_owned(), Plot::default()),
    };
    let plot = Plot {
        grips: Vec::new(),
        lines: plot.lines.into_iter().map(|line| crate::view::chart::spec::Line { label: None, ..line }).collect(),
        ..plot
    };
    let value = lead(laid).and_then(|scenario| scenario.reading(node, look.subject.metric, info.last_year).value);
    let note = value.map(|value| look.number(value)).unwrap_or_default();
    Panel { name: look.short(node), ink: look.ink(node, place), note, empty, plot }
}

/// The scenario whose values are given.
fn lead<'a>(laid: &Laid<'a>) -> Option<&'a ScenarioEvaluation> {
    let mut all = laid.scenarios.iter().map(AsRef::as_ref).filter(|scenario: &&ScenarioEvaluation| scenario.scenario().is_some());
    let first = all.clone().next();
    all.find(|scenario| laid.is_chosen(scenario)).or(first)
}

/// Gives all plots one scale where none would be flat on it; true where it does.
fn share_scale(panels: &mut [Panel]) -> bool {
    let values =
        |panel: &Panel| -> Vec<f64> { panel.plot.lines.iter().flat_map(|line| line.points.iter().map(|point| point.value)).collect() };
    let size = |panel: &Panel| values(panel).into_iter().map(f64::abs).fold(0.0, f64::max);
    let sizes: Vec<f64> = panels.iter().filter(|panel| panel.empty.is_empty()).map(size).collect();
    let most = sizes.iter().copied().fold(0.0, f64::max);
    let least = sizes.iter().copied().fold(f64::INFINITY, f64::min);
    if least < most * SHARED {
        return false;
    }
    let (low, high) = panels.iter().flat_map(values).fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    panels.iter_mut().for_each(|panel| panel.plot.span = Some((low, high)));
    true
}

/// What the lines are; lines of one name share an entry.
fn legend(look: &Look<'_>, laid: &Laid<'_>, panels: &[Panel]) -> Vec<Legend> {
    let drawn = |name: &str| panels.iter().any(|panel| panel.plot.lines.iter().any(|line| line.name == name));
    let mut list = vec![
        Legend { name: look.words.text("chart-path").to_owned(), ink: Ink::Secondary, dash: Dash::Dashed },
        Legend { name: look.words.text("chart-actual").to_owned(), ink: Ink::Text, dash: Dash::Solid },
    ];
    list.extend(laid.real().into_iter().map(|scenario| {
        let (ink, dash) = look.scenario_ink(scenario);
        Legend { name: look.scenario(scenario), ink, dash }
    }));
    list.retain(|entry| drawn(&entry.name));
    list
}
