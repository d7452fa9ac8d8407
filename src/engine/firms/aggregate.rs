//! Adds pieces of a file in their order: the state between them.

use rayon::prelude::*;

use super::chunk::{Chunk, PARTS, Reader};
use super::dictionary::Dictionary;
use super::gathered::Gathered;
use super::problem::{FirmError, Problems};
use super::store::Store;
use super::summary::FirmSummary;
use super::{PeriodColumns, ValueColumn};
use crate::base::Period;

/// Different places there may be.
const MOST_PLACES: usize = 200_000;
/// Different texts of periods there may be.
const MOST_PERIODS: usize = 20_000;
/// Values of single firms there may be; takes some 2 GB.
const MOST_VALUES: usize = 100_000_000;

/// Periods by their texts.
#[derive(Debug, Default)]
pub struct Periods {
    /// The texts.
    pub texts: Dictionary,
    /// For each value column and text the place of its period in the list; [`NO_PERIOD`] for none.
    pub of_text: Vec<Vec<u16>>,
    /// The periods, in the order in which they came.
    pub list: Vec<Period>,
}

/// Stands for no period.
pub const NO_PERIOD: u16 = u16::MAX;

impl Periods {
    fn add(&mut self, text: &[u8], periods: &[Option<Period>]) {
        if self.texts.get(text).is_some() {
            return;
        }
        self.texts.number(text);
        self.of_text.resize_with(self.of_text.len().max(periods.len()), Vec::new);
        for (period, of_text) in periods.iter().zip(&mut self.of_text) {
            let place = period.map_or(NO_PERIOD, |period| {
                let known = self.list.iter().position(|known| *known == period);
                let place = known.unwrap_or_else(|| {
                    self.list.push(period);
                    self.list.len() - 1
                });
                place as u16
            });
            of_text.push(place);
        }
    }
}

/// What pieces have in common: texts that are known.
#[derive(Debug, Default)]
pub struct Known {
    /// Texts of places; those of several columns in one.
    pub places: Dictionary,
    /// Periods.
    pub periods: Periods,
    /// Numbers of places whose text is damaged.
    pub damaged: Vec<u32>,
}

/// The sum of a value column over the rows of one place and period.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// In billionths.
    pub sum: i128,
    /// Number of rows with a value.
    pub rows: u64,
}

/// Sums of one measure, by number of the places and of the period.
pub type Sums = Vec<Vec<Sum>>;

/// The sums so far.
#[derive(Debug)]
pub struct Aggregate {
    reader: Reader,
    known: Known,
    /// For each place the row that it stands in first, from 1, and the number of its rows.
    seen: Vec<(u64, u64)>,
    sums: Vec<Sums>,
    stores: Vec<Store>,
    width: Option<usize>,
    problems: Problems,
    records: u64,
    blank: u64,
    used: u64,
    rounded: u64,
}

impl Aggregate {
    /// Nothing yet.
    pub fn new(reader: Reader) -> Self {
        let mut known = Known::default();
        if reader.spec.columns.period == PeriodColumns::Nowhere
            && let Some(periods) = reader.periods("")
        {
            known.periods.add(b"", &periods);
        }
        let sums = (0..measures(&reader.spec.columns.values)).map(|_| Sums::new()).collect();
        let stores = (0..PARTS).map(|_| Store::default()).collect();
        let records = reader.spec.header_rows as u64;
        let problems = Problems::default();
        Self { reader, known, seen: Vec::new(), sums, stores, width: None, problems, records, blank: 0, used: 0, rounded: 0 }
    }

    /// Looks at the beginning of the file; gives the place behind the header rows.
    pub fn begin(&mut self, bytes: &[u8]) -> usize {
        let (width, at) = self.reader.header(bytes);
        self.width = width;
        at
    }

    /// Reads pieces, each of which ends with a record, and adds them. `chunks` is room that is used again.
    pub fn add(&mut self, pieces: &[&[u8]], chunks: &mut Vec<Chunk>) -> Result<(), FirmError> {
        chunks.resize_with(chunks.len().max(pieces.len()), Chunk::default);
        let chunks = chunks.get_mut(..pieces.len()).unwrap_or_default();
        let (reader, known, width) = (&self.reader, &self.known, self.width);
        chunks.par_iter_mut().zip(pieces).for_each(|(chunk, piece)| chunk.read(piece, width, reader, known));
        for chunk in chunks.iter_mut() {
            self.merge(chunk);
        }
        self.within_limits()?;
        let chunks: &[Chunk] = chunks;
        let of_text = &self.known.periods.of_text;
        let columns = &self.reader.spec.columns;
        let kept = kept(&columns.values);
        let marks = columns.period != PeriodColumns::Nowhere;
        let (sums, stores, places) = (&mut self.sums, &mut self.stores, self.known.places.len());
        rayon::join(
            || {
                sums.par_iter_mut().enumerate().for_each(|(measure, sums)| {
                    sums.resize_with(places, Vec::new);
                    let values = columns.values.iter().enumerate().filter(|(_, column)| column.measure == measure);
                    for (value, _) in values {
                        let of_text = of_text.get(value).map_or(&[][..], Vec::as_slice);
                        chunks.iter().for_each(|chunk| add_sums(sums, chunk, value, of_text));
                    }
                });
            },
            || {
                stores.par_iter_mut().enumerate().with_max_len(4).for_each(|(part, store)| {
                    chunks.iter().filter_map(|chunk| chunk.parts.get(part)).for_each(|rows| store.add(rows, &kept, marks, of_text));
                });
            },
        );
        Ok(())
    }

    /// Takes over what a piece brought that was new, and its counts.
    fn merge(&mut self, chunk: &mut Chunk) {
        let known = &mut self.known;
        let places = chunk.new_places.merge(&mut known.places);
        self.seen.resize(known.places.len(), (0, 0));
        for (text, record) in chunk.new_places.new.texts().iter().zip(&chunk.new_place_records) {
            if let Some(seen) = known.places.get(text).and_then(|place| self.seen.get_mut(place as usize))
                && seen.0 == 0
            {
                seen.0 = self.records + record + 1;
            }
        }
        for (text, periods) in chunk.new_periods.new.texts().iter().zip(&chunk.read_periods) {
            known.periods.add(text, periods);
        }
        let periods = chunk.new_periods.merge(&mut known.periods.texts);
        known.damaged.extend(chunk.damaged.iter().map(|place| places.of(*place)));
        if !(places.is_nowhere() && periods.is_nowhere()) {
            chunk.places.iter_mut().for_each(|place| *place = places.of(*place));
            chunk.periods.iter_mut().for_each(|period| *period = periods.of(*period));
            chunk.parts.iter_mut().for_each(|part| part.renumber(&places, &periods));
        }
        for place in &chunk.places {
            if let Some(seen) = self.seen.get_mut(*place as usize) {
                seen.1 += 1;
            }
        }
        self.problems.add(&chunk.problems, self.records);
        self.records += chunk.records;
        self.blank += chunk.blank;
        self.used += chunk.places.len() as u64;
        self.rounded += chunk.rounded;
    }

    fn within_limits(&self) -> Result<(), FirmError> {
        if self.known.places.len() > MOST_PLACES {
            return Err(FirmError::TooManyPlaces { limit: MOST_PLACES });
        }
        if self.known.periods.texts.len() > MOST_PERIODS {
            return Err(FirmError::TooManyPeriods { limit: MOST_PERIODS });
        }
        if self.stores.iter().map(Store::room).sum::<usize>() > MOST_VALUES {
            return Err(FirmError::TooManyFirms { limit: MOST_VALUES });
        }
        Ok(())
    }

    /// The result by each column of places, and for all rows together.
    pub fn finish(self) -> FirmSummary {
        let tiers = self.reader.spec.tiers.clone();
        let gathered = self.gather();
        gathered.summary(&gathered.by_columns(), &tiers)
    }

    /// What was read, to be summed up by places that are matched first.
    pub fn gather(self) -> Gathered {
        let columns = self.reader.spec.columns;
        let stores = self.stores.into_par_iter().with_max_len(1).map(Store::sorted).collect();
        Gathered {
            kept: kept_measures(&columns.values),
            columns,
            places: self.known.places.into_texts(),
            seen: self.seen,
            periods: self.known.periods.list,
            sums: self.sums,
            stores,
            records: self.records,
            blank: self.blank,
            used: self.used,
            rounded: self.rounded,
            problems: self.problems,
        }
    }
}

fn add_sums(sums: &mut Sums, chunk: &Chunk, value: usize, of_text: &[u16]) {
    let Some(amounts) = chunk.values.get(value) else { return };
    for ((place, period), amount) in chunk.places.iter().zip(&chunk.periods).zip(amounts) {
        let Some(amount) = amount.billionths() else { continue };
        let period = of_text.get(*period as usize).copied().unwrap_or(NO_PERIOD);
        if period == NO_PERIOD {
            continue;
        }
        let period = usize::from(period);
        let Some(row) = sums.get_mut(*place as usize) else { continue };
        if row.len() <= period {
            row.resize(period + 1, Sum::default());
        }
        row[period].sum += amount;
        row[period].rows += 1;
    }
}

/// Number of measures.
fn measures(values: &[ValueColumn]) -> usize {
    values.iter().map(|column| column.measure + 1).max().unwrap_or(0)
}

/// The measures that are kept by firm, in order.
fn kept_measures(values: &[ValueColumn]) -> Vec<usize> {
    (0..measures(values)).filter(|measure| values.iter().any(|column| column.by_firm && column.measure == *measure)).collect()
}

/// For each value column that is kept by firm its place among the columns, and its measure's place among those kept.
fn kept(values: &[ValueColumn]) -> Vec<(usize, u8)> {
    let measures = kept_measures(values);
    let place = |column: &ValueColumn| measures.iter().position(|measure| *measure == column.measure).unwrap_or_default() as u8;
    values.iter().enumerate().filter(|(_, column)| column.by_firm).map(|(value, column)| (value, place(column))).collect()
}

/// True where the values of a measure make sense for a year as a sum of its parts.
pub fn adds(values: &[ValueColumn], measure: usize) -> bool {
    values.iter().find(|column| column.measure == measure).is_some_and(|column| column.adds)
}
