//! How a table of firms is laid out: which columns say where and when, and which measures are added up.

use super::super::choices::DecimalMark;
use super::super::columns;
use super::super::facts_of::Facts;
use super::super::meaning::{Reader, Stop};
use super::super::period::Place;
use super::super::reading::{LeftReason, QuestionKind};
use super::super::shape::ColumnRole;
use super::sense::Sense;
use crate::base::MetricId;
use crate::domain::{Document, MetricKind};
use crate::engine::firms::{FirmColumns, FirmSpec, PeriodColumns, ValueColumn};

/// The layout; columns count from 0 in the table.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What the engine reads.
    pub columns: FirmColumns,
    /// How periods are read.
    pub sense: Sense,
    /// What the headings say of each measure.
    pub measures: Vec<Facts>,
    /// True where the comma is the decimal sign.
    pub decimal_comma: bool,
    /// Rows above the first row of a firm.
    pub header_rows: usize,
}

impl Layout {
    /// What the engine needs to read rows whose fields are parted by `delimiter`; `before` are the columns and rows of the file that
    /// the table leaves out.
    pub fn spec(&self, delimiter: u8, (rows, columns): (usize, usize)) -> FirmSpec {
        let moved = |column: &usize| column + columns;
        let of = &self.columns;
        let period = match of.period {
            PeriodColumns::One(column) => PeriodColumns::One(moved(&column)),
            PeriodColumns::YearAndMonth { year, month } => PeriodColumns::YearAndMonth { year: moved(&year), month: moved(&month) },
            PeriodColumns::Nowhere => PeriodColumns::Nowhere,
        };
        let values = of.values.iter().map(|value| ValueColumn { column: moved(&value.column), ..*value }).collect();
        let places = of.places.iter().map(moved).collect();
        let spec = FirmSpec::new(FirmColumns { firm: of.firm.as_ref().map(moved), places, period, values });
        let header_rows = self.header_rows + rows;
        FirmSpec { delimiter, decimal_comma: self.decimal_comma, header_rows, period: self.sense.reader(), ..spec }
    }
}

/// Rows from which only what firms are counted by is kept firm by firm: growth on the same firms is then told of that alone.
const LARGE: usize = 200_000;

/// Finds the layout; what is unclear about the columns is asked. Nothing where not one column can be added up.
pub fn find(reader: &mut Reader<'_>) -> Option<Layout> {
    let firm = reader.columns_of(ColumnRole::Firm).last().copied()?;
    let roles = [ColumnRole::Node, ColumnRole::Metric, ColumnRole::Coverage, ColumnRole::Unit, ColumnRole::Status];
    let places = roles.into_iter().flat_map(|role| reader.columns_of(role)).collect();
    let (period, period_places) = periods(reader);
    let dates = match reader.dates {
        Ok(dates) => Some(dates),
        Err(()) => {
            ask_dates(reader);
            return None;
        }
    };
    let mut layout = Layout {
        columns: FirmColumns { firm: Some(firm), places, period, values: Vec::new() },
        sense: Sense {
            headings: Vec::new(),
            places: period_places,
            above: reader.above.period,
            chosen: reader.choices.period,
            answers: reader.choices.periods.clone(),
            dates,
            months: reader.choices.months,
        },
        measures: Vec::new(),
        decimal_comma: reader.mark() == Some(DecimalMark::Comma),
        header_rows: reader.shape.body.start,
    };
    let headings: Vec<(usize, Facts)> = reader.headings.iter().map(|(column, facts)| (*column, facts.clone())).collect();
    for (column, heading) in headings.into_iter().filter(|(_, heading)| heading.growth.is_none() && !heading.leave) {
        measure(reader, &mut layout, column, heading);
    }
    let nowhere = layout.columns.period == PeriodColumns::Nowhere;
    if nowhere && (0..layout.columns.values.len()).all(|value| layout.sense.read(value, "").is_none()) {
        let header = reader.shape.header.end.saturating_sub(1);
        let asked = reader.ask(QuestionKind::PeriodMissing, "period-missing".to_owned(), String::new(), Vec::new(), Vec::new());
        reader.stop(header, None, asked, String::new());
        return None;
    }
    (!layout.columns.values.is_empty()).then_some(layout)
}

/// Adds a column of values to the layout, or tells why it stays out.
fn measure(reader: &mut Reader<'_>, layout: &mut Layout, column: usize, heading: Facts) {
    let header = reader.shape.header.end.saturating_sub(1);
    let by_row = !reader.columns_of(ColumnRole::Metric).is_empty();
    let title = columns::heading(reader.sheet, &reader.shape.header, column).to_owned();
    if title.is_empty() && reader.headings.len() > 1 {
        // Where a number was cut in two, its rows are told of by their number of fields.
        return reader.stop(header, Some(column), Stop::Left(LeftReason::UnknownColumn), title);
    }
    let known = heading.metric.clone().or_else(|| if by_row { None } else { reader.metric(&heading).ok() });
    if known.is_none() && !by_row {
        if let Err(stop) = reader.metric(&heading) {
            reader.stop(header, Some(column), stop, title);
        }
        return;
    }
    if known.as_ref().is_some_and(|metric| !adds_up(reader.document, metric)) {
        return reader.stop(header, Some(column), Stop::Left(LeftReason::Ratio), title);
    }
    let alike = |other: &Facts| (&other.metric, &other.coverage, &other.unit) == (&heading.metric, &heading.coverage, &heading.unit);
    let measure = layout.measures.iter().position(alike).unwrap_or(layout.measures.len());
    let by_firm = reader.sheet.table.rows.len() < LARGE || known.as_ref().is_none_or(|metric| is_sized(reader.document, metric));
    let adds = known.is_none_or(|metric| reader.document.plan.metrics.get(&metric).is_some_and(|m| m.kind == MetricKind::Flow));
    layout.columns.values.push(ValueColumn { column, adds, by_firm, measure });
    layout.sense.headings.push(heading.period);
    if measure == layout.measures.len() {
        layout.measures.push(heading);
    }
}

/// True for what may be added over firms.
pub fn adds_up(document: &Document, metric: &MetricId) -> bool {
    document.plan.metrics.get(metric).is_some_and(|m| matches!(m.kind, MetricKind::Flow | MetricKind::Stock | MetricKind::Count))
}

/// True for what firms are counted by.
fn is_sized(document: &Document, metric: &MetricId) -> bool {
    document.plan.info.main_metric.as_ref() == Some(metric)
        || document.plan.metrics.iter().any(|m| matches!(&m.kind, MetricKind::TierCount { of, .. } if of == metric))
}

/// The columns of periods, and what bare numbers are in them: of two the one with the year comes first.
fn periods(reader: &Reader<'_>) -> (PeriodColumns, Vec<Place>) {
    let place = |column: &usize| columns::place_of(columns::heading(reader.sheet, &reader.shape.header, *column));
    let found = reader.columns_of(ColumnRole::Period);
    match found.as_slice() {
        [] => (PeriodColumns::Nowhere, Vec::new()),
        [only] => (PeriodColumns::One(*only), vec![place(only)]),
        [first, second, ..] => {
            let later = matches!(place(first), Place::Months | Place::Quarters);
            let (year, month) = if later { (second, first) } else { (first, second) };
            (PeriodColumns::YearAndMonth { year: *year, month: *month }, vec![place(year), place(month)])
        }
    }
}

fn ask_dates(reader: &mut Reader<'_>) {
    let Some(column) = reader.columns_of(ColumnRole::Period).first().copied() else { return };
    let dated = |row: &usize| reader.sheet.partial(*row, column, Place::Any).filter(|said| said.day.is_some()).map(|said| (*row, said));
    let found = reader.shape.body.clone().find_map(|row| dated(&row));
    if let Some((row, said)) = found
        && let Err(stop) = reader.of_date(said)
    {
        let text = reader.sheet.text(row, column).to_owned();
        reader.stop(row, Some(column), stop, text);
    }
}
