//! The end of adding up: from places to groups by column, and from the values of single firms to counts and growth.

use rayon::prelude::*;

use super::Tier;
use super::aggregate::{Sum, Sums};
use super::amount::to_f64;
use super::gathered::Gathered;
use super::groups::{Axis, Groups, yearly};
use super::store::{Entry, FirmValue, Sorted};
use super::summary::{FirmCount, FirmGrowth, FirmSum, FirmSummary};

/// Most states that are added side by side; each may be as large as the result.
const TASKS: usize = 4;

/// What does not change while firms are added.
struct Frame<'a> {
    axis: Axis,
    groups: &'a [Groups],
    /// For each value kept by firm whether it adds over a year.
    adds: Vec<bool>,
    /// Value kept and least amount of each tier.
    tiers: Vec<(usize, i128)>,
}

/// Growth of one value in one period.
#[derive(Clone, Copy, Default)]
struct Growth {
    now: i128,
    before: i128,
    firms: u32,
    firms_before: u32,
    firms_same: u32,
}

/// The firms of one group.
struct Tally {
    /// By year.
    firms: Vec<u32>,
    /// By year and tier.
    reaching: Vec<u32>,
    /// By value kept and period; the years made from periods follow the periods.
    growth: Vec<Growth>,
}

/// The firms of all groups.
struct Tallies {
    columns: Vec<Vec<Option<Box<Tally>>>>,
    firms: u64,
    several: Vec<u64>,
    repeated: u64,
}

/// The values of a firm.
struct Series {
    /// By value kept and period.
    values: Vec<Option<i128>>,
    /// By period: whether the firm has a row, and one of the first value kept.
    there: Vec<bool>,
    seen: Vec<bool>,
    /// By year: whether the firm has a row.
    years: Vec<bool>,
    /// By year and tier.
    reaches: Vec<bool>,
    /// By value kept and year made from periods: now and before.
    pairs: Vec<(Option<i128>, Option<i128>)>,
    repeated: u64,
}

/// The result by groups, without the counts of rows.
pub fn finish(input: &Gathered, groups: &[Groups], tiers: &[Tier]) -> FirmSummary {
    let place_of = |value: usize| input.kept.iter().position(|kept| *kept == value);
    let frame = Frame {
        axis: Axis::new(&input.periods),
        groups,
        adds: input.kept.iter().map(|measure| super::aggregate::adds(&input.columns.values, *measure)).collect(),
        // A tier of a value that is not kept by firm is reached by nobody.
        tiers: tiers.iter().map(|tier| (place_of(tier.value).unwrap_or(usize::MAX), tier.least)).collect(),
    };
    let sums = group_sums(&frame, &input.sums);
    let tallies = tallies(&frame, &input.stores);
    let mut summary = FirmSummary { sums: list_sums(&frame, &sums, &tallies, &input.kept), ..FirmSummary::default() };
    for (groups, (column, sums)) in groups.iter().zip(tallies.columns.iter().zip(&sums)) {
        for (group, tally) in column.iter().enumerate() {
            let (Some(tally), Some(place)) = (tally, groups.names.get(group)) else { continue };
            frame.list_counts(place, tally, &mut summary.counts);
            for (kept, value) in input.kept.iter().enumerate() {
                if let Some(sums) = sums.get(*value).and_then(|sums| sums.get(group)) {
                    frame.list_growth(place, tally, kept, *value, sums, &mut summary.growth);
                }
            }
        }
    }
    (summary.firms, summary.firms_in_several, summary.repeated) = (tallies.firms, tallies.several, tallies.repeated);
    summary
}

/// Sums by column of places, value, group and period in order.
type GroupSums = Vec<Vec<Vec<Vec<Sum>>>>;

fn group_sums(frame: &Frame<'_>, sums: &[Sums]) -> GroupSums {
    let empty = || vec![Sum::default(); frame.axis.periods.len()];
    let mut all: GroupSums =
        frame.groups.iter().map(|groups| sums.iter().map(|_| groups.names.iter().map(|_| empty()).collect()).collect()).collect();
    for (value, sums) in sums.iter().enumerate() {
        for (place, row) in sums.iter().enumerate() {
            for (column, groups) in all.iter_mut().zip(frame.groups) {
                let Some(group) = groups.of(place).and_then(|group| column[value].get_mut(group)) else { continue };
                for (period, sum) in row.iter().enumerate() {
                    let target = &mut group[usize::from(frame.axis.rank[period])];
                    target.sum += sum.sum;
                    target.rows += sum.rows;
                }
            }
        }
    }
    all
}

fn list_sums(frame: &Frame<'_>, sums: &GroupSums, tallies: &Tallies, kept: &[usize]) -> Vec<FirmSum> {
    let mut list = Vec::new();
    for ((groups, values), tallies) in frame.groups.iter().zip(sums).zip(&tallies.columns) {
        for ((group, place), tally) in groups.names.iter().enumerate().zip(tallies) {
            for (value, by_group) in values.iter().enumerate() {
                let from = kept.iter().position(|kept| *kept == value).map(|kept| kept * frame.stride());
                let firms = |period: usize| Some(tally.as_ref()?.growth.get(from? + period)?.firms);
                for (n, sum) in by_group[group].iter().enumerate().filter(|(_, sum)| sum.rows > 0) {
                    let (place, period) = (place.clone(), frame.axis.periods[n]);
                    list.push(FirmSum { place, period, value, sum: to_f64(sum.sum), rows: sum.rows, firms: firms(n) });
                }
            }
        }
    }
    list
}

/// Counts all firms, some parts side by side.
fn tallies(frame: &Frame<'_>, stores: &[Sorted]) -> Tallies {
    let tasks = rayon::current_num_threads().clamp(1, TASKS);
    let tally = |stores: &[Sorted]| {
        let mut tallies = Tallies::new(frame);
        let mut series = Series::new(frame);
        stores.iter().for_each(|store| tallies.add_store(store, frame, &mut series));
        tallies
    };
    let parts: Vec<Tallies> = stores.par_chunks(stores.len().div_ceil(tasks).max(1)).with_max_len(1).map(tally).collect();
    parts.into_iter().reduce(Tallies::join).unwrap_or_else(|| Tallies::new(frame))
}

impl Tallies {
    fn new(frame: &Frame<'_>) -> Self {
        let columns = frame.groups.iter().map(|groups| groups.names.iter().map(|_| None).collect()).collect();
        Self { columns, firms: 0, several: vec![0; frame.groups.len().saturating_sub(1)], repeated: 0 }
    }

    fn join(mut self, other: Self) -> Self {
        for (mine, theirs) in self.columns.iter_mut().flatten().zip(other.columns.into_iter().flatten()) {
            match (mine, theirs) {
                (Some(mine), Some(theirs)) => mine.add(&theirs),
                (mine @ None, theirs) => *mine = theirs,
                (_, None) => {}
            }
        }
        self.several.iter_mut().zip(other.several).for_each(|(mine, theirs)| *mine += theirs);
        self.firms += other.firms;
        self.repeated += other.repeated;
        self
    }

    fn add_store(&mut self, (entries, values): &Sorted, frame: &Frame<'_>, series: &mut Series) {
        let (mut at, mut first) = (0, 0);
        for firm in entries.chunk_by(|a, b| a.key == b.key) {
            let behind = first + firm.len();
            let end = at + values[at..].iter().take_while(|value| (value.entry as usize) < behind).count();
            // A firm in no place that is asked for is not counted.
            self.firms += u64::from(firm.iter().any(|entry| frame.groups.iter().any(|groups| groups.of(entry.place as usize).is_some())));
            self.add_firm(firm, first, &values[at..end], frame, series);
            (at, first) = (end, behind);
        }
    }

    /// Adds a firm, whose entries are numbered from `first` on.
    fn add_firm(&mut self, firm: &[Entry], first: usize, values: &[FirmValue], frame: &Frame<'_>, series: &mut Series) {
        if let [entry] = firm {
            series.fill(values.iter(), frame);
            self.repeated += series.repeated;
            for (column, groups) in frame.groups.iter().enumerate() {
                if let Some(group) = groups.of(entry.place as usize) {
                    self.tally(column, group, frame).add_firm(series, frame);
                }
            }
            return;
        }
        for entry in first..first + firm.len() {
            series.fill(values.iter().filter(|value| value.entry as usize == entry), frame);
            self.repeated += series.repeated;
        }
        for (column, groups) in frame.groups.iter().enumerate() {
            let of = |entry: &Entry| groups.of(entry.place as usize);
            let mut own: Vec<usize> = firm.iter().filter_map(of).collect();
            own.sort_unstable();
            own.dedup();
            if let Some(several) = self.several.get_mut(column) {
                *several += u64::from(own.len() > 1);
            }
            for group in own {
                series.fill(values.iter().filter(|value| of(&firm[value.entry as usize - first]) == Some(group)), frame);
                self.tally(column, group, frame).add_firm(series, frame);
            }
        }
    }

    fn tally(&mut self, column: usize, group: usize, frame: &Frame<'_>) -> &mut Tally {
        self.columns[column][group].get_or_insert_with(|| Box::new(Tally::new(frame)))
    }
}

impl Series {
    fn new(frame: &Frame<'_>) -> Self {
        let (periods, years) = (frame.axis.periods.len(), frame.axis.years.len());
        Self {
            values: vec![None; periods * frame.adds.len().max(1)],
            there: vec![false; periods],
            seen: vec![false; periods],
            years: vec![false; years],
            reaches: vec![false; years * frame.tiers.len()],
            pairs: vec![(None, None); frame.adds.len() * frame.axis.pairs.len()],
            repeated: 0,
        }
    }

    fn fill<'a>(&mut self, values: impl Iterator<Item = &'a FirmValue>, frame: &Frame<'_>) {
        self.values.fill(None);
        self.seen.fill(false);
        self.there.fill(false);
        self.repeated = 0;
        for value in values {
            let rank = usize::from(frame.axis.rank[usize::from(value.period)]);
            self.there[rank] = true;
            if value.kept == 0 {
                self.repeated += u64::from(self.seen[rank]);
                self.seen[rank] = true;
            }
            if let Some(amount) = value.amount.billionths() {
                let sum = &mut self.values[usize::from(value.kept) * self.seen.len() + rank];
                *sum = Some(sum.unwrap_or(0) + amount);
            }
        }
        self.fill_years(frame);
    }

    /// What follows for years from the values of periods.
    fn fill_years(&mut self, frame: &Frame<'_>) {
        for (year, (_, range)) in frame.axis.years.iter().enumerate() {
            self.years[year] = self.there[range.clone()].iter().any(|seen| *seen);
            let mut known: Option<(usize, Option<i128>)> = None;
            for (tier, (kept, least)) in frame.tiers.iter().enumerate() {
                let value = match known {
                    Some((of, value)) if of == *kept => value,
                    _ if !self.years[year] => None,
                    _ => {
                        let adds = frame.adds.get(*kept).copied().unwrap_or(true);
                        let values = self.of(*kept).get(range.clone()).unwrap_or_default();
                        yearly(&frame.axis.periods[range.clone()], values, adds)
                    }
                };
                known = Some((*kept, value));
                self.reaches[year * frame.tiers.len() + tier] = value.is_some_and(|value| value >= *least);
            }
        }
        let sum = |sum: Option<i128>, value: Option<i128>| value.map_or(sum, |value| Some(sum.unwrap_or(0) + value));
        for kept in 0..frame.adds.len() {
            for (n, pair) in frame.axis.pairs.iter().enumerate() {
                let values = self.of(kept);
                let now = pair.pairs.iter().map(|(now, _)| values[*now]).fold(None, sum);
                let before = pair.pairs.iter().map(|(_, before)| values[*before]).fold(None, sum);
                self.pairs[kept * frame.axis.pairs.len() + n] = (now, before);
            }
        }
    }

    fn of(&self, kept: usize) -> &[Option<i128>] {
        let periods = self.seen.len();
        self.values.get(kept.saturating_mul(periods)..).and_then(|rest| rest.get(..periods)).unwrap_or_default()
    }
}

impl Tally {
    fn new(frame: &Frame<'_>) -> Self {
        let years = frame.axis.years.len();
        Self {
            firms: vec![0; years],
            reaching: vec![0; years * frame.tiers.len()],
            growth: vec![Growth::default(); frame.adds.len() * frame.stride()],
        }
    }

    fn add(&mut self, other: &Self) {
        self.firms.iter_mut().zip(&other.firms).for_each(|(mine, theirs)| *mine += theirs);
        self.reaching.iter_mut().zip(&other.reaching).for_each(|(mine, theirs)| *mine += theirs);
        for (mine, theirs) in self.growth.iter_mut().zip(&other.growth) {
            mine.now += theirs.now;
            mine.before += theirs.before;
            mine.firms += theirs.firms;
            mine.firms_before += theirs.firms_before;
            mine.firms_same += theirs.firms_same;
        }
    }

    fn add_firm(&mut self, series: &Series, frame: &Frame<'_>) {
        self.firms.iter_mut().zip(&series.years).for_each(|(firms, there)| *firms += u32::from(*there));
        self.reaching.iter_mut().zip(&series.reaches).for_each(|(firms, reaches)| *firms += u32::from(*reaches));
        for kept in 0..frame.adds.len() {
            let values = series.of(kept);
            let growth = &mut self.growth[kept * frame.stride()..(kept + 1) * frame.stride()];
            for (n, now) in values.iter().enumerate() {
                growth[n].take(*now, frame.axis.before[n].and_then(|before| values[before]));
            }
            let pairs = series.pairs.get(kept * frame.axis.pairs.len()..).unwrap_or_default();
            for (growth, (now, before)) in growth[values.len()..].iter_mut().zip(pairs) {
                growth.take(*now, *before);
            }
        }
    }
}

impl Growth {
    #[inline]
    fn take(&mut self, now: Option<i128>, before: Option<i128>) {
        self.firms += u32::from(now.is_some());
        self.firms_before += u32::from(before.is_some());
        if let (Some(now), Some(before)) = (now, before) {
            self.now += now;
            self.before += before;
            self.firms_same += 1;
        }
    }
}

impl Frame<'_> {
    /// Growths of one value: a place for each period and each year made from periods.
    fn stride(&self) -> usize {
        self.axis.periods.len() + self.axis.pairs.len()
    }

    fn list_counts(&self, place: &super::Place, tally: &Tally, list: &mut Vec<FirmCount>) {
        for (year, firms) in tally.firms.iter().enumerate().filter(|(_, firms)| **firms > 0) {
            let (months, period) = self.axis.covered(year);
            let reaching = tally.reaching[year * self.tiers.len()..(year + 1) * self.tiers.len()].to_vec();
            list.push(FirmCount { place: place.clone(), period, months, firms: *firms, reaching });
        }
    }

    fn list_growth(&self, place: &super::Place, tally: &Tally, kept: usize, value: usize, sums: &[Sum], list: &mut Vec<FirmGrowth>) {
        let growth = &tally.growth[kept * self.stride()..(kept + 1) * self.stride()];
        let from = list.len();
        let mut push = |period, months, growth: &Growth, all: i128, all_before: i128| {
            list.push(FirmGrowth {
                place: place.clone(),
                value,
                period,
                months,
                all: to_f64(all),
                all_before: to_f64(all_before),
                same: to_f64(growth.now),
                same_before: to_f64(growth.before),
                firms: growth.firms,
                firms_before: growth.firms_before,
                firms_same: growth.firms_same,
            });
        };
        for (n, period) in self.axis.periods.iter().enumerate() {
            let Some(before) = self.axis.before[n].filter(|before| sums[*before].rows > 0 && sums[n].rows > 0) else { continue };
            push(*period, period.months(), &growth[n], sums[n].sum, sums[before].sum);
        }
        for (n, pair) in self.axis.pairs.iter().enumerate().filter(|_| self.adds[kept]) {
            let now = pair.pairs.iter().map(|(now, _)| sums[*now].sum).sum();
            let before = pair.pairs.iter().map(|(_, before)| sums[*before].sum).sum();
            let growth = &growth[self.axis.periods.len() + n];
            if growth.firms > 0 && growth.firms_before > 0 {
                push(pair.period, pair.months, growth, now, before);
            }
        }
        list[from..].sort_by_key(|growth| growth.period);
    }
}
