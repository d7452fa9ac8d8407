//! Actuals: what was observed, with status and source. Illustrative values are kept apart by their status.
//!
//! A series is node × metric × coverage; within it several observations may stand for one period, one a file: its vintages.
//! Which one counts is decided here and nowhere else ([`Actuals::current`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{CoverageId, Date, MetricId, NodeId, Period, UnitId};

/// What a series of observations is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SeriesKey {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// What the value counts; `None` where the source does not say.
    pub coverage: Option<CoverageId>,
}

/// How far a value can be relied on. Later ones count before earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Made up to show the program; never passes for real.
    Illustrative,
    /// Reported, may be revised.
    Preliminary,
    /// Reported for good.
    Final,
}

impl Status {
    /// All statuses.
    pub const ALL: [Self; 3] = [Self::Illustrative, Self::Preliminary, Self::Final];

    /// The word of the status in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Illustrative => "illustrative",
            Self::Preliminary => "preliminary",
            Self::Final => "final",
        }
    }
}

/// One observed value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// When.
    pub period: Period,
    /// The value, in `unit`.
    pub value: f64,
    /// Unit as read.
    pub unit: UnitId,
    /// How far it can be relied on.
    pub status: Status,
    /// Where it was read: an address, or file, row and column.
    pub source: Arc<str>,
    /// Name of the actuals file it is kept in, without folder and ending (`published`).
    pub file: Arc<str>,
    /// The day on which it was read from its source; `None` where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<Date>,
    /// True where a person chose it to count, whatever else was read for the period.
    #[serde(default, skip_serializing_if = "is_not")]
    pub pinned: bool,
    /// Growth on the same period a year before as the source states it beside the value, in per cent (8.4 for 8.4 %). Sources mostly
    /// state it of the same firms or at constant prices, so that it is not the quotient of two values; it never stands for a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_growth: Option<f64>,
}

fn is_not(flag: &bool) -> bool {
    !flag
}

/// Name of the actuals file for values typed in the window; they count before all others of their status rank
/// except illustrative ones, which never count before a real value.
pub const ENTERED: &str = "entered";

/// An observation whose place was taken, with its series.
pub type Refused = (SeriesKey, Observation);

/// All observations of a workspace. Two are equal where their observations are, whatever files they know.
#[derive(Clone, Debug, Default)]
pub struct Actuals {
    series: BTreeMap<SeriesKey, Vec<Observation>>,
    files: Vec<Arc<str>>,
}

impl PartialEq for Actuals {
    fn eq(&self, other: &Self) -> bool {
        self.series == other.series
    }
}

impl Actuals {
    /// All series in order of their keys, observations in order of period and file.
    pub fn series(&self) -> impl Iterator<Item = (&SeriesKey, &[Observation])> {
        self.series.iter().map(|(key, list)| (key, list.as_slice()))
    }

    /// The observations of one series, in order of period; several of one period stand side by side.
    pub fn of(&self, key: &SeriesKey) -> &[Observation] {
        self.series.get(key).map_or(&[], Vec::as_slice)
    }

    /// The series of a node and metric, whatever their coverage.
    pub fn of_node_metric<'a>(&'a self, node: &NodeId, metric: &MetricId) -> impl Iterator<Item = (&'a SeriesKey, &'a [Observation])> {
        let first = SeriesKey { node: node.clone(), metric: metric.clone(), coverage: None };
        let (node, metric) = (node.clone(), metric.clone());
        self.series
            .range(first..)
            .take_while(move |(key, _)| key.node == node && key.metric == metric)
            .map(|(key, list)| (key, list.as_slice()))
    }

    /// The series of a node, whatever metric and coverage.
    pub fn of_node<'a>(&'a self, node: &NodeId) -> impl Iterator<Item = (&'a SeriesKey, &'a [Observation])> {
        let first = SeriesKey { node: node.clone(), metric: MetricId::new(""), coverage: None };
        let node = node.clone();
        self.series.range(first..).take_while(move |(key, _)| key.node == node).map(|(key, list)| (key, list.as_slice()))
    }

    /// The observation that counts for a period: a pinned one; else a real before an illustrative one, a typed before a read
    /// one, a final before a preliminary one, the one read later, and of equals the one whose file sorts last.
    pub fn current(&self, key: &SeriesKey, period: Period) -> Option<&Observation> {
        counting(at(self.of(key), period))
    }

    /// All observations of one period, the counting one among them.
    pub fn all_at(&self, key: &SeriesKey, period: Period) -> &[Observation] {
        at(self.of(key), period)
    }

    /// The counting observation of every period of a series, in order.
    pub fn counting_of<'a>(&'a self, key: &SeriesKey) -> impl Iterator<Item = &'a Observation> {
        self.of(key).chunk_by(|a, b| a.period == b.period).filter_map(counting)
    }

    /// Names of the actuals files, in order; a file stays listed when its last value goes.
    pub fn files(&self) -> &[Arc<str>] {
        &self.files
    }

    /// True where any value is illustrative.
    pub fn has_illustrative(&self) -> bool {
        self.series.values().flatten().any(|observation| observation.status == Status::Illustrative)
    }

    /// Number of observations.
    pub fn len(&self) -> usize {
        self.series.values().map(Vec::len).sum()
    }

    /// True without observations.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// Makes a file known even without values.
    pub fn add_file(&mut self, file: &Arc<str>) {
        if let Err(place) = self.files.binary_search(file) {
            self.files.insert(place, file.clone());
        }
    }

    /// All series of a workspace at once, for loading: far quicker than one by one. Keys may come again and in any order; of
    /// observations of equal period and file the first stays, and the others are returned.
    pub fn build(mut groups: Vec<(SeriesKey, Vec<Observation>)>, files: impl IntoIterator<Item = Arc<str>>) -> (Self, Vec<Refused>) {
        let mut refused = Vec::new();
        if !groups.is_sorted_by(|a, b| a.0 < b.0) {
            groups.sort_by(|a, b| a.0.cmp(&b.0));
            groups.dedup_by(|later, first| {
                let same = later.0 == first.0;
                if same {
                    first.1.append(&mut later.1);
                }
                same
            });
        }
        for (key, list) in &mut groups {
            if !list.is_sorted_by(|a, b| slot(a) < slot(b)) {
                list.sort_by(|a, b| slot(a).cmp(&slot(b)));
                let mut kept: Vec<Observation> = Vec::with_capacity(list.len());
                for observation in list.drain(..) {
                    if kept.last().is_some_and(|last| slot(last) == slot(&observation)) {
                        refused.push((key.clone(), observation));
                    } else {
                        kept.push(observation);
                    }
                }
                *list = kept;
            }
        }
        groups.retain(|(_, list)| !list.is_empty());
        let mut files: Vec<Arc<str>> = files.into_iter().collect();
        files.sort_unstable();
        files.dedup();
        (Self { series: groups.into_iter().collect(), files }, refused)
    }

    /// Changes periods of every series; each is put in order again. Two of one file must not come to the same period.
    pub(super) fn each_series(&mut self, change: impl Fn(&mut [Observation])) {
        for list in self.series.values_mut() {
            change(list);
            list.sort_by(|a, b| slot(a).cmp(&slot(b)));
        }
    }

    /// Adds a whole series at once, for loading; observations of equal period and file after the first are returned.
    pub fn extend(&mut self, key: SeriesKey, list: Vec<Observation>) -> Vec<Observation> {
        let mut refused = Vec::new();
        let series = self.series.entry(key).or_default();
        let sorted = series.is_empty() && list.is_sorted_by(|a, b| slot(a) < slot(b));
        if let Some(first) = list.first() {
            let file = first.file.clone();
            if let Err(place) = self.files.binary_search(&file) {
                self.files.insert(place, file);
            }
        }
        if sorted {
            *series = list;
            return refused;
        }
        for observation in list {
            match series.binary_search_by(|known| slot(known).cmp(&slot(&observation))) {
                Ok(_) => refused.push(observation),
                Err(place) => series.insert(place, observation),
            }
        }
        refused
    }

    /// Sets the observation of a series, period and file, and returns what stood there before.
    pub(super) fn put(&mut self, key: &SeriesKey, period: Period, file: &str, to: Option<Observation>) -> Option<Observation> {
        if let Some(observation) = &to {
            self.add_file(&observation.file.clone());
        }
        let series = self.series.entry(key.clone()).or_default();
        let place = series.binary_search_by(|known| slot(known).cmp(&(period, file)));
        let before = match (place, to) {
            (Ok(place), Some(observation)) => Some(std::mem::replace(&mut series[place], observation)),
            (Ok(place), None) => Some(series.remove(place)),
            (Err(place), Some(observation)) => {
                series.insert(place, observation);
                None
            }
            (Err(_), None) => None,
        };
        if series.is_empty() {
            self.series.remove(key);
        }
        before
    }
}

fn slot(observation: &Observation) -> (Period, &str) {
    (observation.period, &observation.file)
}

fn at(list: &[Observation], period: Period) -> &[Observation] {
    let start = list.partition_point(|observation| observation.period < period);
    let end = start + list[start..].partition_point(|observation| observation.period == period);
    &list[start..end]
}

/// The observation that counts among those of one period (see [`Actuals::current`]).
pub fn counting(list: &[Observation]) -> Option<&Observation> {
    if let [only] = list {
        return Some(only);
    }
    let rank = |observation: &&Observation| {
        let real = observation.status != Status::Illustrative;
        (observation.pinned, real, real && &*observation.file == ENTERED, observation.status, observation.read_on)
    };
    list.iter().max_by_key(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation(value: f64, status: Status, file: &str) -> Observation {
        let (source, file) = (Arc::from(""), Arc::from(file));
        Observation {
            period: Period::year(2011),
            value,
            unit: "亿元".into(),
            status,
            source,
            file,
            read_on: None,
            pinned: false,
            stated_growth: None,
        }
    }

    fn key() -> SeriesKey {
        SeriesKey { node: "a".into(), metric: "m".into(), coverage: None }
    }

    /// Adds an observation and says which value counts then.
    fn add(actuals: &mut Actuals, observation: Observation) -> Option<f64> {
        let file = observation.file.clone();
        actuals.put(&key(), observation.period, &file, Some(observation));
        actuals.current(&key(), Period::year(2011)).map(|o| o.value)
    }

    #[test]
    fn what_counts_is_real_before_illustrative_and_typed_before_read() {
        let mut actuals = Actuals::default();
        let mut add = |o| add(&mut actuals, o);
        assert_eq!(add(observation(1.0, Status::Illustrative, "z")), Some(1.0));
        assert_eq!(add(observation(2.0, Status::Illustrative, ENTERED)), Some(1.0), "typed but illustrative: no rank of its own");
        assert_eq!(add(observation(3.0, Status::Preliminary, "a")), Some(3.0));
        assert_eq!(add(observation(4.0, Status::Final, "b")), Some(4.0));
        assert_eq!(add(observation(5.0, Status::Preliminary, ENTERED)), Some(5.0));
    }

    #[test]
    fn of_vintages_the_later_read_counts_unless_one_is_pinned() {
        let read = |value, status, file, day: Option<i8>| Observation {
            read_on: day.map(|day| jiff::civil::date(2012, 3, day)),
            ..observation(value, status, file)
        };
        let mut actuals = Actuals::default();
        let mut add = |o| add(&mut actuals, o);
        assert_eq!(add(read(1.0, Status::Preliminary, "y", None)), Some(1.0));
        assert_eq!(add(read(2.0, Status::Preliminary, "b", Some(1))), Some(2.0), "a day before none, whatever the files are called");
        assert_eq!(add(read(3.0, Status::Preliminary, "a", Some(2))), Some(3.0), "the later day");
        assert_eq!(add(read(4.0, Status::Preliminary, "c", Some(2))), Some(4.0), "of one day the file that sorts last");
        assert_eq!(add(read(5.0, Status::Final, "aa", Some(1))), Some(5.0), "final before preliminary, though read earlier");
        let pinned = |o| Observation { pinned: true, ..o };
        assert_eq!(add(pinned(read(2.0, Status::Preliminary, "b", Some(1)))), Some(2.0), "pinned before all");
        assert_eq!(add(read(6.0, Status::Final, ENTERED, None)), Some(2.0), "even before a typed one");
        assert_eq!(add(pinned(read(7.0, Status::Illustrative, "i", None))), Some(2.0), "of two pinned ones the real");
        assert_eq!(add(read(2.0, Status::Preliminary, "b", Some(1))), Some(7.0), "an illustrative one can be chosen, knowingly");
    }
}
