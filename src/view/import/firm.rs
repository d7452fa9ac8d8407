//! Rows of firms: summed to nodes, firms counted by size, growth of the firms of both times beside growth of all.
//!
//! Names and codes of firms only tell firms apart while a table is read. None of them reaches a result.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts_of::Facts;
use super::meaning::{Reader, Stop};
use super::number;
use super::reading::{FirmFacts, Item};
use super::shape::ColumnRole;
use crate::base::{Period, UnitId};
use crate::domain::{MetricKind, SeriesKey, Status};

/// The sum of a series at a period, with the first cell that went into it.
struct Sum {
    value: f64,
    unit: UnitId,
    status: Status,
    rounding: f64,
    cells: usize,
    row: usize,
    column: usize,
    by_firm: BTreeMap<usize, f64>,
}

/// Reads all rows of a table of firms.
pub(super) fn read(reader: &mut Reader<'_>) {
    let mut sums: BTreeMap<(SeriesKey, Period), Sum> = BTreeMap::new();
    let mut firms: BTreeMap<String, usize> = BTreeMap::new();
    let Some(firm_column) = reader.columns_of(ColumnRole::Firm).last().copied() else { return };
    for row in reader.shape.body.clone() {
        if reader.sheet.filled(row).is_empty() {
            continue;
        }
        reader.reading.counts.rows += 1;
        let next = firms.len();
        let firm = *firms.entry(reader.sheet.text(row, firm_column).to_owned()).or_insert(next);
        let columns: Vec<usize> = reader.headings.keys().copied().collect();
        for column in columns {
            let heading = reader.headings.get(&column).cloned().unwrap_or_default();
            if heading.growth.is_some() || heading.leave || reader.sheet.text(row, column).is_empty() {
                continue;
            }
            let Some((read, raw)) = reader.number(row, column) else { continue };
            if let Err(stop) = add(reader, &mut sums, (row, column, firm), &heading, &read) {
                reader.stop(row, Some(column), stop, raw);
            }
        }
    }
    tiers(reader, &sums);
    facts(reader, &sums);
    for ((key, period), sum) in sums {
        reader.reading.items.push(item(key, period, &sum, crate::view::number::exact(sum.value)));
    }
}

fn add(
    reader: &mut Reader<'_>,
    sums: &mut BTreeMap<(SeriesKey, Period), Sum>,
    (row, column, firm): (usize, usize, usize),
    heading: &Facts,
    read: &number::Number,
) -> Result<(), Stop> {
    let node = reader.node(row, heading)?;
    let metric = reader.metric(heading)?;
    let (period, doubt) = reader.period(row, heading)?;
    if let Some(doubt) = doubt {
        return Err(doubt);
    }
    let coverage = reader.coverage(row, heading)?;
    let unit = reader.unit(row, heading, &metric, read)?;
    let status = reader.status(row)?;
    let (row, column) = (reader.sheet.table.row_number(row), reader.sheet.table.column_number(column));
    let sum = sums.entry((SeriesKey { node, metric, coverage }, period)).or_insert_with(|| Sum {
        value: 0.0,
        unit: unit.clone(),
        status,
        rounding: 0.0,
        cells: 0,
        row,
        column,
        by_firm: BTreeMap::new(),
    });
    let amount = reader.matcher.units.convert(read.value, &unit, &sum.unit).unwrap_or(read.value);
    sum.value += amount;
    sum.rounding += read.rounding;
    sum.cells += 1;
    sum.status = sum.status.min(status);
    *sum.by_firm.entry(firm).or_default() += amount;
    Ok(())
}

fn item(key: SeriesKey, period: Period, sum: &Sum, raw: String) -> Item {
    Item {
        key,
        period,
        value: sum.value,
        unit: sum.unit.clone(),
        status: sum.status,
        raw,
        row: sum.row,
        column: sum.column,
        rounding: sum.rounding,
        source: Arc::from(""),
        own_format: false,
        questions: Vec::new(),
    }
}

/// Firms above the plan's sizes, counted from whole years.
fn tiers(reader: &mut Reader<'_>, sums: &BTreeMap<(SeriesKey, Period), Sum>) {
    let plan = &reader.document.plan;
    let mut items = Vec::new();
    for metric in &plan.metrics {
        let MetricKind::TierCount { of, above } = &metric.kind else { continue };
        for ((key, period), sum) in sums.iter().filter(|((key, period), _)| key.metric == *of && period.as_year().is_some()) {
            let Ok(least) = reader.matcher.units.convert(above.amount, &above.unit, &sum.unit) else { continue };
            let count = sum.by_firm.values().filter(|value| **value >= least).count();
            let key = SeriesKey { metric: metric.id.clone(), ..key.clone() };
            let counted = item(key, *period, sum, count.to_string());
            items.push(Item { value: count as f64, unit: metric.unit.clone(), rounding: 0.0, ..counted });
        }
    }
    reader.reading.items.extend(items);
}

/// Numbers of firms and growth, shown beside the sums.
fn facts(reader: &mut Reader<'_>, sums: &BTreeMap<(SeriesKey, Period), Sum>) {
    let threshold = reader.choices.firm_threshold.as_deref().and_then(crate::view::spelling::parse_bound_with_unit);
    let mut out = Vec::new();
    for ((key, period), sum) in sums {
        let least =
            threshold.as_ref().and_then(|(bound, unit)| reader.matcher.units.convert(bound.value()?, &UnitId::new(unit), &sum.unit).ok());
        let above = least.map(|least| sum.by_firm.values().filter(|value| **value >= least).count());
        let before = year_before(*period).and_then(|before| sums.get(&(key.clone(), before)));
        let growth = |now: f64, before: f64| (before > 0.0).then(|| now / before - 1.0);
        let comparable = before.and_then(|before| {
            let both: BTreeSet<&usize> = sum.by_firm.keys().filter(|firm| before.by_firm.contains_key(firm)).collect();
            let total = |sum: &Sum| both.iter().filter_map(|firm| sum.by_firm.get(firm)).sum::<f64>();
            growth(total(sum), total(before))
        });
        out.push(FirmFacts {
            node: key.node.clone(),
            metric: key.metric.clone(),
            period: *period,
            firms: sum.by_firm.len(),
            above,
            nominal: before.and_then(|before| growth(sum.value, before.value)),
            comparable,
        });
    }
    reader.reading.firms = out;
}

fn year_before(period: Period) -> Option<Period> {
    let year = period.calendar_year() - 1;
    if period.as_year().is_some() {
        return Some(Period::year(year));
    }
    period
        .as_month()
        .and_then(|m| Period::month(year, m))
        .or_else(|| period.as_quarter().and_then(|q| Period::quarter(year, q)))
        .or_else(|| period.as_half().and_then(|h| Period::half(year, h)))
        .or_else(|| period.as_year_to_date().and_then(|m| Period::year_to_date(year, m)))
}
