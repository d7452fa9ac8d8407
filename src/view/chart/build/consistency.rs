//! The consistency of one metric: what is stated for the whole beside what the members of each dimension and the clusters make
//! together, at the base and at the target, with the gaps to the whole drawn to scale.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::engine::audit::{Corner, Part, triangle};
use crate::view::audit::group;
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Column, Columns, Dash, Hover, Ink, Line, Marker, Plot, Point, Slot};
use crate::view::{number, wording};

/// Gaps smaller than this share of the whole are within what rounding explains and not drawn.
const SMALL: f64 = 0.005;

/// The consistency of the plan's totals.
pub fn consistency(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let total = crate::base::NodeId::total();
    let whole = look.name(&total);
    let title = look
        .words
        .with("chart-title", &[("node", &whole), ("what", &look.words.with("chart-what-consistency", &[("metric", look.metric_name())]))]);
    let found = triangle(subject.document, subject.evaluation).into_iter().find(|triangle| triangle.metric == *subject.metric);
    let Some(triangle) = found else { return Ok(look.empty(ChartKind::Consistency, title, "chart-empty-consistency")) };
    let mut foot = Foot::default();
    let corners = &triangle.corners;
    for part in corners.iter().flat_map(|corner| [corner.base, corner.target]).flatten() {
        foot.mixed |= part.mixed;
        foot.partial |= part.n < part.of;
    }
    let stated = corners.iter().find(|corner| corner.group.is_none());
    let draw = Draw { look: &look, corners, years: (triangle.from, triangle.to) };
    let mut columns = vec![
        draw.series(triangle.from, 0, Ink::Secondary, |corner| corner.base, stated.and_then(|w| w.base)),
        draw.series(triangle.to, 1, Ink::Accent, |corner| corner.target, stated.and_then(|w| w.target)),
    ];
    columns.extend(draw.gaps(triangle.from, 0, |corner| corner.base, stated.and_then(|w| w.base)));
    columns.extend(draw.gaps(triangle.to, 1, |corner| corner.target, stated.and_then(|w| w.target)));
    let lines = stated.and_then(|w| w.target).map(|target| draw.level(&target)).into_iter().collect();
    let plot = Plot {
        slot_name: look.words.text("chart-consistency-axis").to_owned(),
        slots: corners.iter().map(|corner| draw.slot(corner)).collect(),
        columns,
        lines,
        ..Plot::default()
    };
    let mut subtitle = vec![look.years(triangle.from, triangle.to)];
    if corners.iter().flat_map(|c| [c.base, c.target]).flatten().any(|part| part.comparable) {
        subtitle.push(look.words.text("chart-note-comparable").to_owned());
    }
    Ok(look.spec(ChartKind::Consistency, title, subtitle, look.unit(), Body::Plot(plot), &foot))
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

    fn slot(&self, corner: &Corner) -> Slot {
        let count = |part: Option<Part>| part.map_or_else(|| number::MISSING.to_owned(), |part| format!("{}/{}", part.n, part.of));
        let rate = corner.rate(self.years.1 - self.years.0).filter(|_| self.same_parts(corner));
        let note = match (&corner.group, rate) {
            (None, Some(rate)) => self.look.words.with("chart-consistency-rate", &[("rate", &number::percent(rate, 1))]),
            (Some(_), rate) => {
                let counts =
                    self.look.words.with("chart-consistency-count", &[("base", &count(corner.base)), ("target", &count(corner.target))]);
                match rate {
                    Some(rate) => {
                        let rate = self.look.words.with("chart-consistency-rate", &[("rate", &number::percent(rate, 1))]);
                        format!("{counts} · {rate}")
                    }
                    None => counts,
                }
            }
            (None, None) => String::new(),
        };
        Slot { label: self.name(corner), note }
    }

    /// A growth rate of sums needs sums over the same number of parts.
    fn same_parts(&self, corner: &Corner) -> bool {
        corner.base.zip(corner.target).is_some_and(|(base, target)| base.n == target.n)
    }

    fn series(&self, year: i32, lane: usize, ink: Ink, of: impl Fn(&Corner) -> Option<Part>, whole: Option<Part>) -> Columns {
        let list = self.corners.iter().enumerate().filter_map(|(slot, corner)| {
            let part = of(corner)?;
            // What exceeds the whole is drawn as a gap of its own.
            let to = whole.filter(|_| corner.group.is_some()).map_or(part.value, |whole| part.value.min(whole.value));
            let over = whole.is_some_and(|whole| part.value > whole.value * (1.0 + SMALL)) && corner.group.is_some();
            let label = (!over && !self.has_gap(corner, &part, whole)).then(|| self.value(&part));
            Some(Column { slot, from: 0.0, to, value: part.value, planned: lane == 1, label, hover: self.hover(corner, year, &part) })
        });
        Columns { name: year.to_string(), ink, lane, named: true, list: list.collect() }
    }

    fn has_gap(&self, corner: &Corner, part: &Part, whole: Option<Part>) -> bool {
        corner.group.is_some() && whole.is_some_and(|whole| (whole.value - part.value).abs() > whole.value.abs() * SMALL)
    }

    /// The gaps between sums and the whole, above what they make together.
    fn gaps(&self, year: i32, lane: usize, of: impl Fn(&Corner) -> Option<Part>, whole: Option<Part>) -> Option<Columns> {
        let whole = whole?;
        let list: Vec<Column> = self
            .corners
            .iter()
            .enumerate()
            .filter_map(|(slot, corner)| {
                let part = of(corner).filter(|part| self.has_gap(corner, part, Some(whole)))?;
                let (from, to) = (part.value.min(whole.value), part.value.max(whole.value));
                let gap = whole.value - part.value;
                let key = if gap > 0.0 { "chart-consistency-short" } else { "chart-consistency-over" };
                let text = self.look.words.with(key, &[("value", &self.value(&part)), ("gap", &number::value(gap.abs()))]);
                let mut hover = self.hover(corner, year, &part);
                hover.lines.insert(0, text.clone());
                Some(Column { slot, from, to, value: gap, planned: true, label: Some(text), hover })
            })
            .collect();
        let name = self.look.words.text("chart-consistency-gap").to_owned();
        (!list.is_empty()).then_some(Columns { name, ink: Ink::Bad, lane, named: false, list })
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

    /// The whole's target as a level across.
    fn level(&self, target: &Part) -> Line {
        let last = self.corners.len().saturating_sub(1);
        let point = |slot: usize| Point { slot: slot as f64, value: target.value, label: None, marked: false, hover: None };
        Line {
            name: self.look.words.text("chart-consistency-whole").to_owned(),
            label: None,
            label_at_end: false,
            ink: Ink::Text,
            dash: Dash::Dashed,
            marker: Marker::None,
            wide: true,
            points: vec![point(0), point(last)],
        }
    }
}
