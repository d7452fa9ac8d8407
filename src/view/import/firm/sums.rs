//! From the sums of a file of firms to values of the plan: sums, firms counted by size, and what is shown beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::meaning::{Reader, Stop};
use super::super::reading::{FirmFacts, FirmReading, Item, LeftReason, LeftRow};
use super::layout::Layout;
use super::places::{Group, Places};
use crate::base::{MetricId, Period, UnitId};
use crate::domain::{MetricKind, SeriesKey, Status};
use crate::engine::firms::{FirmCount, FirmGrowth, FirmSummary, FirmsTold, Gathered, SameFirms, Tier, amount};
use crate::view::{number, spelling};

/// Fewest firms whose sums are kept with a value: the sum of one or two would tell what a single firm sells.
const FEWEST_SAME: u64 = 3;

/// Why firms of a size are counted.
#[derive(Clone, Debug, PartialEq)]
enum Purpose {
    /// For a metric of the plan.
    Metric(MetricId),
    /// For the reporting threshold.
    Threshold,
}

/// A size, in the unit of one series.
#[derive(Debug)]
struct Size {
    purpose: Purpose,
    of: MetricId,
    unit: UnitId,
    tier: Tier,
}

/// Adds up, and takes the results over into the reading.
pub fn add(reader: &mut Reader<'_>, layout: &Layout, gathered: &Gathered, places: &Places) -> FirmSummary {
    let (main, threshold) = (main(reader, places), threshold(reader));
    let sizes = sizes(reader, places, main.as_ref(), threshold.as_ref());
    let tiers: Vec<Tier> = sizes.iter().map(|size| size.tier).collect();
    let summary = gathered.summary(&places.grouped(), &tiers);
    let mut out =
        Out { reader, layout, places, sizes: &sizes, threshold: threshold.map(|(_, _, text)| text), main, items: BTreeMap::new() };
    summary.sums.iter().for_each(|sum| out.sum(sum, gathered, &summary));
    summary.counts.iter().for_each(|count| out.count(count));
    let facts = out.facts(&summary);
    let items = std::mem::take(&mut out.items);
    for ((key, period), item) in items {
        settle(reader, key, period, item);
    }
    reader.reading.firms = Some(facts);
    summary
}

/// The metric whose sizes the reporting threshold speaks of: the plan's main one where the file has it.
fn main(reader: &Reader<'_>, places: &Places) -> Option<MetricId> {
    let plan = &reader.document.plan;
    let metrics = || places.groups.iter().flat_map(|group| group.series.iter().flatten()).map(|(key, _)| &key.metric);
    let sized = |metric: &&MetricId| plan.metrics.iter().any(|m| matches!(&m.kind, MetricKind::TierCount { of, .. } if of == *metric));
    let main = metrics().find(|metric| plan.info.main_metric.as_ref() == Some(*metric));
    main.or_else(|| metrics().find(sized)).or_else(|| metrics().next()).cloned()
}

/// The reporting threshold that was chosen: amount, unit, and both as written.
fn threshold(reader: &Reader<'_>) -> Option<(f64, UnitId, String)> {
    let text = reader.choices.firm_threshold.as_deref()?;
    let (bound, unit) = spelling::parse_bound_with_unit(text)?;
    Some((bound.value()?, super::super::unit::lookup(&unit, &reader.matcher.units)?, text.trim().to_owned()))
}

/// All sizes that firms are counted by, for each measure and unit that occurs.
fn sizes(reader: &Reader<'_>, places: &Places, main: Option<&MetricId>, threshold: Option<&(f64, UnitId, String)>) -> Vec<Size> {
    let units = &reader.matcher.units;
    let mut sizes: Vec<Size> = Vec::new();
    let mut add = |purpose: Purpose, of: &MetricId, value: usize, unit: &UnitId, (least, in_unit): (f64, &UnitId)| {
        let known = sizes.iter().any(|s| s.purpose == purpose && s.of == *of && s.tier.value == value && s.unit == *unit);
        let least = units.convert(least, in_unit, unit).ok().and_then(amount::from_f64).filter(|_| !known);
        sizes.extend(least.map(|least| Size { purpose, of: of.clone(), unit: unit.clone(), tier: Tier { value, least } }));
    };
    for group in &places.groups {
        for (value, (key, unit)) in group.series.iter().enumerate().filter_map(|(value, series)| Some((value, series.as_ref()?))) {
            for metric in &reader.document.plan.metrics {
                if let MetricKind::TierCount { of, above } = &metric.kind
                    && *of == key.metric
                {
                    add(Purpose::Metric(metric.id.clone()), of, value, unit, (above.amount, &above.unit));
                }
            }
            if let Some((least, in_unit, _)) = threshold.filter(|_| main == Some(&key.metric)) {
                add(Purpose::Threshold, &key.metric, value, unit, (*least, in_unit));
            }
        }
    }
    sizes
}

/// A value on its way.
struct Sum {
    value: f64,
    unit: UnitId,
    status: Status,
    row: usize,
    column: usize,
    told: Option<FirmsTold>,
}

/// What the summary comes to.
struct Out<'a, 'r> {
    reader: &'a Reader<'r>,
    layout: &'a Layout,
    places: &'a Places,
    sizes: &'a [Size],
    threshold: Option<String>,
    main: Option<MetricId>,
    items: BTreeMap<(SeriesKey, Period), Sum>,
}

impl Out<'_, '_> {
    fn sum(&mut self, sum: &crate::engine::firms::FirmSum, gathered: &Gathered, summary: &FirmSummary) {
        let Some(group) = self.places.group(&sum.place) else { return };
        let Some((key, unit)) = group.series.get(sum.value).and_then(Option::as_ref) else { return };
        let has = |place: usize| gathered.periods_of(place, sum.value).any(|period| period == sum.period);
        let statuses = group.members.iter().filter(|(place, _)| has(*place)).map(|(_, status)| *status);
        let status = statuses.min().unwrap_or(Status::Preliminary);
        let count = summary.counts.iter().find(|count| count.place == sum.place && count.period == sum.period);
        let above = count.and_then(|count| self.above(count, Some((sum.value, key, unit))));
        // Of all months of the period only: growth of a part of it is no growth of the value.
        let same = summary.growth.iter().find(|growth| {
            (&growth.place, growth.value, growth.period) == (&sum.place, sum.value, sum.period) && growth.months == sum.period.months()
        });
        let same = same.map(|of| SameFirms { firms: u64::from(of.firms_same), before: of.same_before, now: of.same });
        let same = same.filter(|same| same.firms >= FEWEST_SAME);
        let told = sum.firms.map(|firms| FirmsTold { firms: u64::from(firms), above: above.zip(self.threshold.clone()), same });
        self.put(group, (key.clone(), sum.period), sum.value, (sum.sum, unit), status, told);
    }

    /// Firms above the plan's sizes, counted from whole years.
    fn count(&mut self, count: &FirmCount) {
        let Some(group) = self.places.group(&count.place) else { return };
        if count.period.as_year().is_none() || count.months < 12 {
            return;
        }
        for (size, reaching) in self.sizes.iter().zip(&count.reaching) {
            let Purpose::Metric(metric) = &size.purpose else { continue };
            let Some((of, unit)) = group.series.get(size.tier.value).and_then(Option::as_ref) else { continue };
            if of.metric != size.of || *unit != size.unit {
                continue;
            }
            let Some(counted) = self.reader.document.plan.metrics.get(metric).map(|m| m.unit.clone()) else { continue };
            let key = SeriesKey { metric: metric.clone(), ..of.clone() };
            let status = self.items.get(&(of.clone(), count.period)).map_or(Status::Preliminary, |sum| sum.status);
            let told = FirmsTold { firms: u64::from(count.firms), ..FirmsTold::default() };
            self.put(group, (key, count.period), size.tier.value, (f64::from(*reaching), &counted), status, Some(told));
        }
    }

    fn put(
        &mut self,
        group: &Group,
        at: (SeriesKey, Period),
        measure: usize,
        (value, unit): (f64, &UnitId),
        status: Status,
        told: Option<FirmsTold>,
    ) {
        let columns = &self.layout.columns.values;
        let heads = |n: &usize| {
            let (year, _) = at.1.last_calendar_month();
            columns[*n].measure == measure && self.layout.sense.headings[*n].year.is_none_or(|of| of == year)
        };
        let place = (0..columns.len()).find(heads).or_else(|| columns.iter().position(|column| column.measure == measure));
        let column = place.map_or(1, |place| self.reader.sheet.table.column_number(columns[place].column));
        let units = &self.reader.matcher.units;
        match self.items.get_mut(&at) {
            None => {
                self.items.insert(at, Sum { value, unit: unit.clone(), status, row: group.row, column, told });
            }
            // One series in two units: the numbers of firms of both may overlap and are not told.
            Some(known) => {
                known.value += units.convert(value, unit, &known.unit).unwrap_or(value);
                (known.status, known.row, known.told) = (known.status.min(status), known.row.min(group.row), None);
            }
        }
    }

    /// Firms that reach the threshold, of a series or, without one, of the main metric.
    fn above(&self, count: &FirmCount, series: Option<(usize, &SeriesKey, &UnitId)>) -> Option<u64> {
        let fits = |size: &Size| {
            size.purpose == Purpose::Threshold
                && series.is_none_or(|(value, key, unit)| (size.tier.value, &size.of, &size.unit) == (value, &key.metric, unit))
        };
        let mut found = self.sizes.iter().zip(&count.reaching).filter(|(size, _)| fits(size)).map(|(_, reaching)| u64::from(*reaching));
        // Of several units there is no one number.
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }

    /// Numbers of firms and growth, shown beside the sums.
    fn facts(&self, summary: &FirmSummary) -> FirmReading {
        let last = summary.counts.iter().filter(|count| count.place.column.is_none()).max_by_key(|count| count.period);
        let firms = last.map_or(summary.firms, |count| u64::from(count.firms));
        let above = last.and_then(|count| self.above(count, None));
        let facts = summary.growth.iter().filter_map(|growth| self.growth(growth, &summary.counts)).collect();
        let mut reading = FirmReading { firms, above, period: last.map(|count| count.period), threshold: self.threshold.clone(), facts };
        // Years without a year before, so that the number of firms is told of every year.
        for count in summary.counts.iter().filter(|count| count.place.column.is_some()) {
            let Some(group) = self.places.group(&count.place) else { continue };
            let series = group.series.iter().enumerate().filter_map(|(value, series)| Some((value, series.as_ref()?)));
            for (value, (key, unit)) in series.filter(|(_, (key, _))| Some(&key.metric) == self.main.as_ref()) {
                if reading.facts.iter().any(|fact| fact.key == *key && fact.period == count.period) {
                    continue;
                }
                let above = self.above(count, Some((value, key, unit)));
                let fact = FirmFacts { firms: u64::from(count.firms), above, ..FirmFacts::new(key.clone(), count.period, count.months) };
                reading.facts.push(fact);
            }
        }
        reading.facts.sort_by(|a, b| (&a.key, a.period).cmp(&(&b.key, b.period)));
        reading
    }

    fn growth(&self, growth: &FirmGrowth, counts: &[FirmCount]) -> Option<FirmFacts> {
        let group = self.places.group(&growth.place)?;
        let (key, unit) = group.series.get(growth.value)?.as_ref()?;
        let count = counts.iter().find(|count| count.place == growth.place && count.period == growth.period);
        Some(FirmFacts {
            firms: u64::from(growth.firms),
            above: count.and_then(|count| self.above(count, Some((growth.value, key, unit)))),
            before: Some(u64::from(growth.firms_before)),
            same: Some(u64::from(growth.firms_same)),
            nominal: growth.nominal(),
            comparable: growth.comparable(),
            ..FirmFacts::new(key.clone(), growth.period, growth.months)
        })
    }
}

/// Takes a value over, with the question of whose years it speaks where the plan's year is not the calendar's.
fn settle(reader: &mut Reader<'_>, key: SeriesKey, period: Period, sum: Sum) {
    let raw = number::exact(sum.value);
    let (row, column) = (sum.row, sum.column);
    let left = |reason, question| LeftRow { row, column: Some(column), reason, text: number::exact(sum.value), question };
    let (period, doubt) = match reader.in_plan_years(period, None, false) {
        Ok(found) => found,
        Err(Stop::Left(reason)) => return reader.reading.left.push(left(reason, None)),
        Err(Stop::Ask(question)) => {
            let place = reader.register_at(*question, 1);
            return reader.reading.left.push(left(LeftReason::Question, Some(place)));
        }
    };
    let questions = match doubt {
        Some(Stop::Ask(mut question)) => {
            (question.row, question.column) = (row, column);
            vec![reader.register_at(*question, 1)]
        }
        _ => Vec::new(),
    };
    reader.reading.items.push(Item {
        key,
        period,
        value: sum.value,
        unit: sum.unit,
        status: sum.status,
        raw,
        row,
        column,
        rounding: 0.0,
        stated_growth: None,
        source: sum.told.map_or_else(|| Arc::from(""), |told| Arc::from(told.to_string())),
        own_format: false,
        questions,
    });
}
