//! The consistency of one metric: what is stated for the whole beside what the members of each dimension and the clusters make
//! together, at the base and at the target, with the gaps to the whole drawn to scale.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::engine::audit::{Corner, Part, triangle};
use crate::view::audit::group;
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Column, Columns, Dash, Hover, Ink, Line, Marker, Plot, Point, Slot, Zone};
use crate::view::{number, wording};

/// Gaps smaller than this share of the whole are within what rounding explains and not drawn.
const SMALL: f64 = 0.005;

/// The consistency of a node's totals.
pub fn consistency(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let title = look.title(&look.words.with("chart-what-consistency", &[("metric", look.metric_name())]));
    let found =
        triangle(subject.document, subject.evaluation, subject.node).into_iter().find(|triangle| triangle.metric == *subject.metric);
    let Some(triangle) = found else { return Ok(look.empty(ChartKind::Consistency, title, "chart-empty-consistency")) };
    let mut foot = Foot::default();
    let corners = &triangle.corners;
    for part in corners.iter().flat_map(|corner| [corner.base, corner.target]).flatten() {
        foot.mixed |= part.mixed;
        foot.partial |= part.n < part.of;
    }
    let stated = corners.iter().find(|corner| corner.group.is_none());
    let draw = Draw { look: &look, corners, years: (triangle.from, triangle.to) };
    let (base, target) = (stated.and_then(|w| w.base), stated.and_then(|w| w.target));
    // One group of slots a year: each sum stands beside its own whole.
    let groups = [
        Group { year: triangle.from, first: 0, ink: Ink::Secondary, planned: false, whole: base, of: |corner: &Corner| corner.base },
        Group { year: triangle.to, first: corners.len(), ink: Ink::Accent, planned: true, whole: target, of: |corner| corner.target },
    ];
    let mut columns: Vec<Columns> = groups.iter().map(|group| draw.series(group)).collect();
    columns.extend(groups.iter().filter_map(|group| draw.gaps(group)));
    let last = corners.len() as f64;
    let zone = |group: &Group| {
        let from = group.first as f64;
        Zone { from, to: from + last - 1.0, label: String::new() }
    };
    let plot = Plot {
        slot_name: look.words.text("chart-consistency-axis").to_owned(),
        slots: groups.iter().flat_map(|group| corners.iter().map(|corner| draw.slot(corner, group))).collect(),
        zones: vec![zone(&groups[1])],
        columns,
        lines: groups.iter().filter_map(|group| draw.level(group)).collect(),
        ..Plot::default()
    };
    let mut subtitle = vec![look.years(triangle.from, triangle.to)];
    if corners.iter().flat_map(|c| [c.base, c.target]).flatten().any(|part| part.comparable) {
        subtitle.push(look.words.text("chart-note-comparable").to_owned());
    }
    Ok(look.spec(ChartKind::Consistency, title, subtitle, look.unit(), Body::Plot(plot), &foot))
}

/// The slots of one year.
struct Group {
    year: i32,
    /// The first slot.
    first: usize,
    ink: Ink,
    planned: bool,
    /// What is stated for the whole.
    whole: Option<Part>,
    of: fn(&Corner) -> Option<Part>,
}

struct Draw<'a> {
    look: &'a Look<'a>,
    corners: &'a [Corner],
    years: (i32, i32),
}

impl Draw<'_> {
    fn name(&self, corner: &Corner) -> String {
        match &corner.group {
            None => self.look.words.text("chart-consistency-whole").to_owned(),
            Some(of) => group(self.look.words, &self.look.document.plan, of),
        }
    }

    /// The name, and under it the year with how many are counted or, at the target, the growth a year.
    fn slot(&self, corner: &Corner, group: &Group) -> Slot {
        let words = self.look.words;
        let mut notes = vec![group.year.to_string()];
        if let Some(part) = (group.of)(corner).filter(|part| corner.group.is_some() && part.n < part.of) {
            notes.push(format!("{}/{}", part.n, part.of));
        }
        let rate = corner.rate(self.years.1 - self.years.0).filter(|_| group.planned && self.same_parts(corner));
        notes.extend(rate.map(|rate| words.with("chart-consistency-rate", &[("rate", &number::percent(rate, 1))])));
        Slot { label: self.name(corner), note: notes.join(" · ") }
    }

    /// A growth rate of sums needs sums over the same number of parts.
    fn same_parts(&self, corner: &Corner) -> bool {
        corner.base.zip(corner.target).is_some_and(|(base, target)| base.n == target.n)
    }

    fn series(&self, group: &Group) -> Columns {
        let list = self.corners.iter().enumerate().filter_map(|(place, corner)| {
            let part = (group.of)(corner)?;
            // What exceeds the whole is drawn as a gap of its own.
            let gap = self.has_gap(corner, &part, group.whole);
            let to = group.whole.filter(|_| gap).map_or(part.value, |whole| part.value.min(whole.value));
            let label = (!gap).then(|| self.value(&part));
            let hover = self.hover(corner, group.year, &part);
            Some(Column { slot: group.first + place, from: 0.0, to, value: part.value, planned: group.planned, label, hover })
        });
        Columns { name: group.year.to_string(), ink: group.ink, lane: 0, named: false, list: list.collect() }
    }

    fn has_gap(&self, corner: &Corner, part: &Part, whole: Option<Part>) -> bool {
        corner.group.is_some() && whole.is_some_and(|whole| (whole.value - part.value).abs() > whole.value.abs() * SMALL)
    }

    /// The gaps between sums and the whole, above what they make together.
    fn gaps(&self, group: &Group) -> Option<Columns> {
        let whole = group.whole?;
        let words = self.look.words;
        let list: Vec<Column> = self
            .corners
            .iter()
            .enumerate()
            .filter_map(|(place, corner)| {
                let part = (group.of)(corner).filter(|part| self.has_gap(corner, part, Some(whole)))?;
                let (from, to) = (part.value.min(whole.value), part.value.max(whole.value));
                let gap = whole.value - part.value;
                let key = if gap > 0.0 { "chart-consistency-short" } else { "chart-consistency-over" };
                let text = words.with(key, &[("value", &self.value(&part)), ("gap", &number::value(gap.abs()))]);
                let mut hover = self.hover(corner, group.year, &part);
                hover.lines.insert(0, text.clone());
                Some(Column { slot: group.first + place, from, to, value: gap, planned: true, label: Some(text), hover })
            })
            .collect();
        let name = words.with("chart-consistency-gap", &[("year", &group.year.to_string())]);
        (!list.is_empty()).then_some(Columns { name, ink: Ink::Bad, lane: 0, named: false, list })
    }

    fn value(&self, part: &Part) -> String {
        let text = number::value(part.value);
        if part.floor { format!("≥ {text}") } else { text }
    }

    fn hover(&self, corner: &Corner, year: i32, part: &Part) -> Hover {
        let words = self.look.words;
        let mut lines = Vec::new();
        if corner.group.is_some() {
            lines.push(words.with("sum-coverage", &[("n", &part.n.to_string()), ("of", &part.of.to_string())]));
        }
        if part.comparable {
            lines.push(words.text("chart-note-comparable").to_owned());
        }
        if part.mixed {
            lines.push(words.text("sum-mixed-coverage").to_owned());
        }
        let title = self.look.hover_title(&self.name(corner), &self.look.years(year, year));
        Hover { title, value: wording::with_unit(&self.value(part), &self.look.unit()), lines }
    }

    /// The whole as a level across its year.
    fn level(&self, group: &Group) -> Option<Line> {
        let whole = group.whole?;
        let last = group.first + self.corners.len() - 1;
        let point = |slot: usize| Point { slot: slot as f64, value: whole.value, label: None, marked: false, hover: None };
        let name = [self.look.words.text("chart-consistency-whole"), &group.year.to_string()].join(" ");
        Some(Line {
            name,
            label: None,
            label_at_end: false,
            ink: Ink::Text,
            dash: Dash::Dashed,
            marker: Marker::None,
            wide: true,
            points: vec![point(group.first), point(last)],
        })
    }
}
