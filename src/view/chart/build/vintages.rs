//! Vintages: what was read for the same periods at different times, a line each, beside what counts.

use super::foot::Foot;
use super::look::Look;
use super::{ChartError, Subject};
use crate::base::Period;
use crate::domain::{Observation, SeriesKey, Status};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Dash, Hover, Ink, Line, Marker, Plot, Point, Slot};
use crate::view::vintages::{Edition, source};
use crate::view::wording;

/// The vintages of a node and metric over the periods that were read most often.
pub fn vintages(subject: &Subject<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let title = look.title(&look.words.with("chart-vintages", &[("metric", look.metric_name())]));
    let Some((key, periods)) = shown(&look) else {
        return Ok(look.empty(ChartKind::Vintages, title, "chart-empty-vintages"));
    };
    let mut foot = Foot::default();
    let editions = Edition::of(look.document, subject.node, subject.metric);
    let mut lines: Vec<Line> = Vec::new();
    for edition in &editions {
        let of = |period: &Period| look.document.actuals.all_at(&key, *period).iter().filter(is_real).find(|o| o.file == edition.file);
        let points = points(&look, &periods, of, &mut foot);
        if points.is_empty() {
            continue;
        }
        let name = edition.full_name(look.words);
        let (ink, dash) = (Ink::Member(lines.len()), if lines.len() < 8 { Dash::Solid } else { Dash::Dashed });
        lines.push(Line {
            label: Some(edition.name(look.words)),
            name,
            label_at_end: true,
            ink,
            dash,
            marker: Marker::Disc,
            wide: false,
            points,
        });
    }
    let counting = points(&look, &periods, |period| look.document.actuals.current(&key, *period), &mut foot);
    let name = look.words.text("vintage-counting").to_owned();
    // Above the others and dashed, so that the vintage it follows shows through.
    lines.push(Line {
        name,
        label: None,
        label_at_end: false,
        ink: Ink::Text,
        dash: Dash::Dashed,
        marker: Marker::Ring,
        wide: false,
        points: counting,
    });
    let slots = periods.iter().map(|period| Slot { label: label(&look, *period), note: String::new() }).collect();
    let coverage = key.coverage.as_ref().map(|id| wording::coverage(look.words, &look.document.plan, Some(id)).to_owned());
    let subtitle = vec![extent(&look, &periods), coverage.unwrap_or_default()];
    let plot = Plot { slot_name: look.words.text("vintage-period").to_owned(), slots, lines, ..Plot::default() };
    Ok(look.spec(ChartKind::Vintages, title, subtitle, look.unit(), Body::Plot(plot), &foot))
}

/// How often periods were read, whether the coverage is the one that stands for the node, and how many periods there are.
type Rank = (usize, bool, usize);

/// The series and its periods of one kind: those of which most were read more than once. `None` where nothing was.
fn shown(look: &Look<'_>) -> Option<(SeriesKey, Vec<Period>)> {
    let own = look.evaluation.coverage_of(look.subject.node, look.subject.metric);
    let mut best: Option<(Rank, SeriesKey, Vec<Period>)> = None;
    for (key, list) in look.document.actuals.of_node_metric(look.subject.node, look.subject.metric) {
        for kind in [is_year, is_to_date, is_month, is_quarter, is_half] {
            let of_kind = list.iter().filter(is_real).filter(|o| kind(o.period) && value(look, o).is_some());
            let mut periods: Vec<(Period, usize)> = Vec::new();
            for observation in of_kind {
                match periods.last_mut() {
                    Some((period, count)) if *period == observation.period => *count += 1,
                    _ => periods.push((observation.period, 1)),
                }
            }
            let often = periods.iter().filter(|(_, count)| *count > 1).count();
            let rank = (often, key.coverage == own, periods.len());
            if often > 0 && best.as_ref().is_none_or(|(known, ..)| rank > *known) {
                best = Some((rank, key.clone(), periods.into_iter().map(|(period, _)| period).collect()));
            }
        }
    }
    best.map(|(_, key, periods)| (key, periods))
}

/// What is made up is no vintage of what is real.
fn is_real(observation: &&Observation) -> bool {
    observation.status != Status::Illustrative
}

fn is_year(period: Period) -> bool {
    period.as_year().is_some()
}

fn is_to_date(period: Period) -> bool {
    period.as_year_to_date().is_some()
}

fn is_month(period: Period) -> bool {
    period.as_month().is_some()
}

fn is_quarter(period: Period) -> bool {
    period.as_quarter().is_some()
}

fn is_half(period: Period) -> bool {
    period.as_half().is_some()
}

fn value(look: &Look<'_>, observation: &Observation) -> Option<f64> {
    look.units.convert(observation.value, &observation.unit, &look.metric.unit).ok()
}

fn points<'a>(look: &Look<'a>, periods: &[Period], of: impl Fn(&Period) -> Option<&'a Observation>, foot: &mut Foot) -> Vec<Point> {
    let point = |(slot, period): (usize, &Period)| {
        let observation = of(period)?;
        let value = value(look, observation)?;
        foot.file(&observation.file, observation.status == Status::Illustrative);
        Some(Point { slot: slot as f64, value, label: None, marked: true, hover: Some(hover(look, observation, value)) })
    };
    periods.iter().enumerate().filter_map(point).collect()
}

fn hover(look: &Look<'_>, observation: &Observation, value: f64) -> Hover {
    let edition = Edition { file: observation.file.clone(), read_on: observation.read_on };
    let (place, as_read) = source(look.words, &observation.source);
    let mut lines = vec![wording::status(look.words, observation.status).to_owned(), place, as_read];
    lines.retain(|line| !line.is_empty());
    let title = look.hover_title(&wording::period(look.words, observation.period), &edition.full_name(look.words));
    Hover { title, value: look.with_unit(value), lines }
}

/// A period under the axis: a year stands alone.
fn label(look: &Look<'_>, period: Period) -> String {
    period.as_year().map_or_else(|| wording::period(look.words, period), |year| year.to_string())
}

fn extent(look: &Look<'_>, periods: &[Period]) -> String {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return String::new() };
    match (first.as_year(), last.as_year()) {
        (Some(first), Some(last)) => look.years(first, last),
        _ if first == last => wording::period(look.words, *first),
        _ => look
            .words
            .with("vintage-extent", &[("from", &wording::period(look.words, *first)), ("to", &wording::period(look.words, *last))]),
    }
}
