//! Vintages: what was read for the same period at different times, and which one counts.
//!
//! A list for one period (the inspector), and a table of periods × vintages for a node and metric. Which one counts is decided in
//! [`crate::domain::actuals`]; here it is only shown.

use std::sync::Arc;

use super::import::firm::told;
use super::import::origin::Origin;
use super::{Words, number, wording};
use crate::base::{CoverageId, Date, MetricId, NodeId, Period};
use crate::domain::actuals::ENTERED;
use crate::domain::{Document, Observation, SeriesKey, Status};
use crate::engine::firms::FirmsTold;
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, RowKind, Tone};
use crate::view::inspection::Subject;

/// One vintage of a period's value, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vintage {
    /// The actuals file it is kept in: by this it is chosen.
    pub file: Arc<str>,
    /// The value.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// How far it can be relied on.
    pub status: String,
    /// True for illustrative data.
    pub illustrative: bool,
    /// The day on which it was read, in words; empty where nobody noted it.
    pub read_on: String,
    /// The name of the file it is kept in, or that it was typed.
    pub kept_in: String,
    /// Where it was read; empty where nothing is known.
    pub place: String,
    /// What stood there; empty where nothing is known.
    pub as_read: String,
    /// True for the one that counts.
    pub counts: bool,
    /// True where a person chose it.
    pub pinned: bool,
}

/// The vintages of one period, the counting one first, then the later read before the earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Vintages {
    /// The series.
    pub key: SeriesKey,
    /// The period.
    pub period: Period,
    /// The vintages.
    pub list: Vec<Vintage>,
    /// True where a person chose the one that counts.
    pub chosen: bool,
}

/// The vintages of a series' period; `None` where it has no value.
pub fn vintages(document: &Document, words: &Words, key: &SeriesKey, period: Period) -> Option<Vintages> {
    let current = document.actuals.current(key, period)?;
    let mut all: Vec<&Observation> = document.actuals.all_at(key, period).iter().collect();
    all.sort_by(|a, b| {
        let order = |o: &Observation| (std::ptr::eq(o, current), o.read_on);
        order(b).cmp(&order(a)).then_with(|| b.file.cmp(&a.file))
    });
    let list = all.into_iter().map(|o| vintage(document, words, o, std::ptr::eq(o, current))).collect();
    Some(Vintages { key: key.clone(), period, list, chosen: current.pinned })
}

fn vintage(document: &Document, words: &Words, observation: &Observation, counts: bool) -> Vintage {
    let (place, as_read) = source(words, &observation.source);
    let growth =
        observation.stated_growth.map(|growth| words.with("vintage-growth", &[("growth", &number::signed_percent(growth / 100.0, 1))]));
    let as_read = [Some(as_read).filter(|text| !text.is_empty()), growth].into_iter().flatten().collect::<Vec<_>>();
    let as_read = as_read.join(words.text("list-separator"));
    Vintage {
        file: observation.file.clone(),
        value: number::value(observation.value),
        unit: wording::unit(words, &document.plan.units(), &observation.unit).to_owned(),
        status: wording::status(words, observation.status).to_owned(),
        illustrative: observation.status == Status::Illustrative,
        read_on: observation.read_on.map(|day| wording::date(words, day)).unwrap_or_default(),
        kept_in: kept_in(words, &observation.file),
        place,
        as_read,
        counts,
        pinned: observation.pinned,
    }
}

/// The name of the file a value is kept in, or that it was typed.
pub fn kept_in(words: &Words, file: &str) -> String {
    if file == ENTERED { words.text("inspector-entered").to_owned() } else { format!("actuals/{file}.csv") }
}

/// A source in words: the place and what stood there. A source that is no place in an imported file is given as it stands.
pub fn source(words: &Words, source: &str) -> (String, String) {
    match source.parse::<Origin>() {
        Ok(origin) => {
            let firms = FirmsTold::of_source(source).map(|of| told::text(&of, words));
            let as_read = [Some(origin.as_read(words)), firms].into_iter().flatten().collect::<Vec<_>>();
            (origin.place(words), as_read.join(words.text("list-separator")))
        }
        Err(_) => (source.to_owned(), String::new()),
    }
}

/// A vintage of a whole node and metric: all that one file holds of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The actuals file.
    pub file: Arc<str>,
    /// The last day on which a value of it was read.
    pub read_on: Option<Date>,
}

impl Edition {
    /// The editions of a node and metric in the order in which they were read; typed values stand last.
    pub fn of(document: &Document, node: &NodeId, metric: &MetricId) -> Vec<Self> {
        let mut list: Vec<Self> = Vec::new();
        for observation in document.actuals.of_node_metric(node, metric).flat_map(|(_, list)| list) {
            match list.iter_mut().find(|edition| edition.file == observation.file) {
                Some(known) => known.read_on = known.read_on.max(observation.read_on),
                None => list.push(Self { file: observation.file.clone(), read_on: observation.read_on }),
            }
        }
        list.sort_by(|a, b| {
            let order = |edition: &Self| (&*edition.file == ENTERED, edition.read_on);
            order(a).cmp(&order(b)).then_with(|| a.file.cmp(&b.file))
        });
        list
    }

    /// The edition's name: that of its file, or that it was typed.
    pub fn name(&self, words: &Words) -> String {
        if &*self.file == ENTERED { words.text("inspector-entered").to_owned() } else { self.file.to_string() }
    }

    /// The name with the day.
    pub fn full_name(&self, words: &Words) -> String {
        match self.read_on {
            Some(day) => words.with("vintage-name", &[("file", &self.name(words)), ("date", &wording::date(words, day))]),
            None => self.name(words),
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    /// Heads the periods of a coverage, where there are several.
    Coverage(Option<CoverageId>),
    Period(SeriesKey, Period),
}

/// The table of periods × vintages of a node and metric.
#[derive(Debug)]
pub struct VintageTable {
    document: Document,
    words: Arc<Words>,
    metric: MetricId,
    editions: Vec<Edition>,
    lines: Vec<Line>,
    columns: Vec<GridColumn>,
    decimals: u8,
}

/// Columns before those of the editions: period, counting value.
const BEFORE: usize = 2;

impl VintageTable {
    /// The table of a node and metric; with `revised` only periods that were read more than once with different values.
    pub fn new(document: &Document, words: Arc<Words>, node: &NodeId, metric: &MetricId, revised: bool) -> Self {
        let editions = Edition::of(document, node, metric);
        let mut table = Self {
            document: document.clone(),
            words,
            metric: metric.clone(),
            editions,
            lines: Vec::new(),
            columns: Vec::new(),
            decimals: 0,
        };
        let several = document.actuals.of_node_metric(node, metric).count() > 1;
        for (key, list) in document.actuals.of_node_metric(node, metric) {
            let kept = list.chunk_by(|a, b| a.period == b.period).filter(|of_period| !revised || table.is_revised(of_period));
            let periods: Vec<Line> = kept.filter_map(|of_period| Some(Line::Period(key.clone(), of_period.first()?.period))).collect();
            if several && !periods.is_empty() {
                table.lines.push(Line::Coverage(key.coverage.clone()));
            }
            table.lines.extend(periods);
        }
        let own = document.plan.metrics.get(metric).and_then(|m| m.decimals);
        let all = document.actuals.of_node_metric(node, metric).flat_map(|(_, list)| list);
        table.decimals = own.unwrap_or_else(|| number::column_decimals(all.filter_map(|o| table.value(o))));
        table.columns = table.headings();
        table
    }

    /// True without any value.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// True where any value is illustrative.
    pub fn has_illustrative(&self) -> bool {
        let periods = self.lines.iter().filter_map(|line| if let Line::Period(key, period) = line { Some((key, period)) } else { None });
        periods.flat_map(|(key, period)| self.document.actuals.all_at(key, *period)).any(|o| o.status == Status::Illustrative)
    }

    /// What the inspector is to show of a row.
    pub fn subject(&self, row: usize) -> Option<Subject> {
        let Some(Line::Period(key, period)) = self.lines.get(row) else { return None };
        Some(Subject::Actual { key: key.clone(), period: *period })
    }

    fn headings(&self) -> Vec<GridColumn> {
        let words = &self.words;
        let plan = &self.document.plan;
        let unit = plan.metrics.get(&self.metric).map(|m| wording::unit(words, &plan.units(), &m.unit).to_owned()).unwrap_or_default();
        let number = |title: String, unit: String, hint: String| GridColumn {
            title,
            unit,
            hint,
            width: 116.0,
            align: Align::Right,
            ..GridColumn::default()
        };
        let mut columns = vec![
            GridColumn { title: words.text("vintage-period").to_owned(), width: 150.0, ..GridColumn::default() },
            number(words.text("vintage-counting").to_owned(), unit, words.text("vintage-counting-hint").to_owned()),
        ];
        columns.extend(self.editions.iter().map(|edition| {
            let day = edition.read_on.map(|day| day.to_string()).unwrap_or_default();
            number(edition.name(words), day, kept_in(words, &edition.file))
        }));
        if self.editions.len() > 1 {
            columns.push(number(words.text("vintage-revision").to_owned(), String::new(), words.text("vintage-revision-hint").to_owned()));
        }
        columns
    }

    /// The value in the metric's unit.
    fn value(&self, observation: &Observation) -> Option<f64> {
        let plan = &self.document.plan;
        plan.units().convert(observation.value, &observation.unit, &plan.metrics.get(&self.metric)?.unit).ok()
    }

    /// True where the vintages of a period differ. What is made up was revised by nobody.
    fn is_revised(&self, of_period: &[Observation]) -> bool {
        let real: Vec<&Observation> = of_period.iter().filter(|o| o.status != Status::Illustrative).collect();
        let differ = |pair: &[&Observation]| match (self.value(pair[0]), self.value(pair[1])) {
            (Some(a), Some(b)) => a != b,
            _ => pair[0].value != pair[1].value || pair[0].unit != pair[1].unit,
        };
        real.windows(2).any(differ)
    }

    fn observation_cell(&self, observation: &Observation) -> GridCell {
        let plan = &self.document.plan;
        match self.value(observation) {
            Some(value) => GridCell {
                number: Some(value),
                unit: plan.metrics.get(&self.metric).map(|m| m.unit.to_string()).unwrap_or_default(),
                ..GridCell::text(number::fixed(value, self.decimals))
            },
            // A unit that does not convert is shown with the value: without it the number would pass for another.
            None => GridCell::text(format!("{} {}", number::value(observation.value), observation.unit)).tone(Tone::Warning),
        }
    }

    fn edition_cell(&self, key: &SeriesKey, period: Period, edition: &Edition) -> GridCell {
        let all = self.document.actuals.all_at(key, period);
        let Some(observation) = all.iter().find(|o| o.file == edition.file) else { return missing() };
        let counts = self.document.actuals.current(key, period).is_some_and(|current| std::ptr::eq(current, observation));
        let words = &self.words;
        let mut cell = self.observation_cell(observation);
        let badges = [
            (observation.status == Status::Illustrative, wording::status(words, observation.status)),
            (observation.pinned, words.text("vintage-chosen")),
            (counts && !observation.pinned && all.len() > 1, words.text("vintage-counts")),
        ];
        let badges: Vec<&str> = badges.iter().filter(|(applies, _)| *applies).map(|(_, text)| *text).collect();
        cell.badge = badges.join(" · ");
        if counts && cell.tone == Tone::Normal {
            cell.tone = Tone::Strong;
        }
        let (place, as_read) = source(words, &observation.source);
        let lines = [wording::status(words, observation.status), &place, &as_read];
        cell.hint = lines.iter().filter(|line| !line.is_empty()).copied().collect::<Vec<_>>().join("\n");
        cell
    }

    /// How far the value that was read last is from the one read first.
    fn revision_cell(&self, key: &SeriesKey, period: Period) -> GridCell {
        let all = self.document.actuals.all_at(key, period);
        let real = |o: &&Observation| o.status != Status::Illustrative;
        let mut read = self.editions.iter().filter_map(|edition| all.iter().filter(real).find(|o| o.file == edition.file));
        let (Some(first), Some(last)) = (read.next().and_then(|o| self.value(o)), read.next_back().and_then(|o| self.value(o))) else {
            return missing();
        };
        if first == 0.0 {
            return missing();
        }
        let rate = last / first - 1.0;
        GridCell { number: Some(rate), ..GridCell::text(number::signed_percent(rate, 1)) }.tone(Tone::Computed)
    }
}

fn missing() -> GridCell {
    GridCell::text(number::MISSING).tone(Tone::Quiet)
}

impl GridSource for VintageTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.lines.len()
    }

    fn row_kind(&self, row: usize) -> RowKind {
        if matches!(self.lines.get(row), Some(Line::Coverage(_))) { RowKind::Group { open: true } } else { RowKind::Normal }
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        match (self.lines.get(row), column) {
            (Some(Line::Coverage(id)), 0) => GridCell::text(wording::coverage(&self.words, &self.document.plan, id.as_ref())),
            (Some(Line::Period(_, period)), 0) => GridCell::text(wording::period(&self.words, *period)),
            (Some(Line::Period(key, period)), 1) => {
                let current = self.document.actuals.current(key, *period);
                current.map_or_else(missing, |o| self.observation_cell(o).tone(Tone::Strong))
            }
            (Some(Line::Period(key, period)), _) => match self.editions.get(column - BEFORE) {
                Some(edition) => self.edition_cell(key, *period, edition),
                None if column < self.columns.len() => self.revision_cell(key, *period),
                None => GridCell::default(),
            },
            _ => GridCell::default(),
        }
    }

    fn frozen(&self) -> usize {
        BEFORE
    }
}

#[cfg(test)]
mod tests;
