//! The composition: a parent by what stands beneath it, stacked, in the base year, every year with actuals, and the target year.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::base::NodeId;
use crate::engine::{Layer, Reading};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Column, Columns, Hover, Ink, Note, Plot, Slot, Zone};
use crate::view::{number, wording};

/// Parts shown by name; more than that are the largest of them and the rest.
const MOST: usize = 8;

/// A year that is shown.
struct Year {
    year: i32,
    layer: Layer,
    /// Word under the year.
    note: &'static str,
}

/// One part of the whole: its values by shown year.
struct Part {
    name: String,
    ink: Ink,
    cells: Vec<Cell>,
}

/// A value of a part, or its absence.
#[derive(Clone, Default)]
struct Cell {
    value: Option<f64>,
    lines: Vec<String>,
    reported: u32,
    of: u32,
}

/// The composition of a node.
pub fn composition(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let title = look.title(&look.words.with("chart-what-composition", &[("metric", look.metric_name())]));
    let peers = look.components();
    let empty = |key| Ok(look.empty(ChartKind::Composition, title.clone(), key));
    if peers.nodes.is_empty() {
        return empty("chart-empty-no-children");
    }
    if !look.evaluation.adds(subject.metric) {
        return empty("chart-empty-not-additive");
    }
    let years = years(&look, &peers.nodes);
    if years.is_empty() {
        return empty("chart-empty-composition");
    }
    let mut foot = Foot::default();
    let mut parts: Vec<Part> = peers.nodes.iter().enumerate().map(|(place, node)| part(&look, node, place, &years, &mut foot)).collect();
    parts.extend(outside(&look, &years));
    parts.retain(|part| part.cells.iter().any(|cell| cell.value.is_some_and(|value| value != 0.0)));
    let parts = grouped(&look, parts);
    let plot = plot(&look, &parts, &years);
    let by = look.words.with("chart-by-dimension", &[("dimension", &peers.kind)]);
    let (first, last) = (years.first().map_or(0, |y| y.year), years.last().map_or(0, |y| y.year));
    let subtitle = vec![look.years(first, last), by, look.coverage()];
    Ok(look.spec(ChartKind::Composition, title, subtitle, look.unit(), Body::Plot(plot), &foot))
}

/// The years with values: the base, those with actuals, the target's.
fn years(look: &Look<'_>, nodes: &[NodeId]) -> Vec<Year> {
    let info = &look.document.plan.info;
    let has =
        |layer: Layer, year: i32| nodes.iter().any(|node| look.evaluation.reading(node, look.subject.metric, layer, year).value.is_some());
    let of_year = |year: i32| {
        if has(Layer::Actual, year) {
            Some(Year { year, layer: Layer::Actual, note: "" })
        } else if year == info.base_year && has(Layer::Plan, year) {
            Some(Year { year, layer: Layer::Plan, note: "role-baseline" })
        } else if year == info.last_year && has(Layer::Plan, year) {
            Some(Year { year, layer: Layer::Plan, note: "role-target" })
        } else {
            None
        }
    };
    look.evaluation.years().filter_map(of_year).collect()
}

fn part(look: &Look<'_>, node: &NodeId, place: usize, years: &[Year], foot: &mut Foot) -> Part {
    let cell = |year: &Year| {
        let reading = look.evaluation.reading(node, look.subject.metric, year.layer, year.year);
        if reading.value.is_some() {
            if year.layer == Layer::Actual {
                foot.actual(look, node, year.year, &reading);
            } else {
                foot.plan(look, node, year.year, &reading);
            }
        }
        cell(look, node, year, &reading)
    };
    Part { name: look.short(node), ink: look.ink(node, place), cells: years.iter().map(cell).collect() }
}

fn cell(look: &Look<'_>, node: &NodeId, year: &Year, reading: &Reading) -> Cell {
    let lines = look.origin(node, year.year, reading);
    Cell { value: reading.value, lines, reported: u32::from(reading.value.is_some()), of: 1 }
}

/// What the parent has outside its clusters, where that can be told.
fn outside(look: &Look<'_>, years: &[Year]) -> Option<Part> {
    let outside = NodeId::outside(look.subject.node);
    look.document.plan.node_kind(&outside)?;
    // Beside members the rest of the whole is no residual of clusters.
    let of_clusters = look.components().nodes.iter().all(|node| look.document.plan.clusters.contains(node));
    let cell = |year: &Year| {
        let reading = look.evaluation.reading(&outside, look.subject.metric, year.layer, year.year);
        Cell { of: 0, reported: 0, ..cell(look, &outside, year, &reading) }
    };
    let name = wording::node_kind(look.words, crate::domain::NodeKind::Outside).to_owned();
    of_clusters.then(|| Part { name, ink: Ink::Tertiary, cells: years.iter().map(cell).collect() })
}

/// The largest parts by name in their own order, the others as one.
fn grouped(look: &Look<'_>, mut parts: Vec<Part>) -> Vec<Part> {
    distinguish(&mut parts);
    if parts.len() <= MOST {
        return parts;
    }
    let size = |part: &Part| part.cells.iter().filter_map(|cell| cell.value).map(f64::abs).fold(0.0, f64::max);
    let mut sizes: Vec<f64> = parts.iter().map(size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let least = sizes[MOST - 1];
    let mut left = MOST - 1;
    let (mut kept, mut rest) = (Vec::new(), Vec::new());
    for part in parts {
        // Strictly larger than the first one that must go; of equals the later ones go.
        if size(&part) > least && left > 0 {
            left -= 1;
            kept.push(part);
        } else {
            rest.push(part);
        }
    }
    let merge = |number: usize| {
        let cells = rest.iter().map(|part| &part.cells[number]);
        let values: Vec<f64> = cells.clone().filter_map(|cell| cell.value).collect();
        let reported = cells.clone().map(|cell| cell.reported).sum();
        let of = cells.map(|cell| cell.of).sum();
        Cell { value: (!values.is_empty()).then(|| values.iter().sum()), lines: Vec::new(), reported, of }
    };
    let count = rest.first().map_or(0, |part| part.cells.len());
    let name = look.words.with("chart-rest", &[("n", &rest.len().to_string())]);
    kept.push(Part { name, ink: Ink::Tertiary, cells: (0..count).map(merge).collect() });
    kept
}

/// Parts of one member share its colour elsewhere; in one stack each needs its own.
fn distinguish(parts: &mut [Part]) {
    let taken: Vec<Ink> = parts.iter().map(|part| part.ink).collect();
    let clash = (0..taken.len()).any(|n| taken[n] != Ink::Tertiary && taken[..n].contains(&taken[n]));
    if clash {
        let named = parts.iter_mut().filter(|part| part.ink != Ink::Tertiary);
        named.enumerate().for_each(|(place, part)| part.ink = Ink::Member(place));
    }
}

fn plot(look: &Look<'_>, parts: &[Part], years: &[Year]) -> Plot {
    let mut stacks = vec![Stack::default(); years.len()];
    for part in parts {
        for (stack, cell) in stacks.iter_mut().zip(&part.cells) {
            stack.whole += cell.value.unwrap_or(0.0);
            stack.n += cell.reported;
            stack.of += cell.of;
        }
    }
    let series = |part: &Part| {
        let cells = part.cells.iter().enumerate();
        let list = cells.filter_map(|(slot, cell)| column(look, part, cell, slot, &years[slot], &mut stacks[slot])).collect();
        Columns { name: part.name.clone(), ink: part.ink, lane: 0, named: true, list }
    };
    let columns: Vec<Columns> = parts.iter().map(series).collect();
    let slot = |year: &Year| {
        let note = if year.note.is_empty() { String::new() } else { look.words.text(year.note).to_owned() };
        Slot { label: year.year.to_string(), note }
    };
    let note = |(slot, stack): (usize, &Stack)| {
        let whole = look.number(stack.whole);
        let (n, of) = (stack.n.to_string(), stack.of.to_string());
        let key = "chart-total-partial";
        let text = if stack.n < stack.of { look.words.with(key, &[("value", &whole), ("n", &n), ("of", &of)]) } else { whole };
        Note { slot: slot as f64, value: stack.up, text }
    };
    let target = years.iter().position(|year| year.note == "role-target");
    let zones = target.map(|slot| Zone { from: slot as f64, to: slot as f64, label: String::new() });
    Plot {
        slot_name: look.words.text("chart-year-axis").to_owned(),
        slots: years.iter().map(slot).collect(),
        zones: zones.into_iter().collect(),
        columns,
        notes: stacks.iter().enumerate().map(note).collect(),
        ..Plot::default()
    }
}

/// How high a stack has grown; what is below zero is stacked downwards.
#[derive(Clone, Default)]
struct Stack {
    up: f64,
    down: f64,
    whole: f64,
    n: u32,
    of: u32,
}

fn column(look: &Look<'_>, part: &Part, cell: &Cell, slot: usize, year: &Year, stack: &mut Stack) -> Option<Column> {
    let value = cell.value.filter(|value| value.is_finite())?;
    let end = if value < 0.0 { &mut stack.down } else { &mut stack.up };
    let from = *end;
    *end += value;
    let to = *end;
    let mut lines = cell.lines.clone();
    if stack.whole > 0.0 && stack.down == 0.0 {
        lines.insert(0, look.words.with("chart-hover-share", &[("share", &number::percent(value / stack.whole, 1))]));
    }
    let title = look.hover_title(&part.name, &look.years(year.year, year.year));
    let hover = Hover { title, value: look.with_unit(value), lines };
    Some(Column { slot, from, to, value, planned: year.note == "role-target", label: None, hover })
}
