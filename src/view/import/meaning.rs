//! From the rows of a table to items: each value's node, metric, period and unit are taken from its row, its heading, the lines
//! above the table or a person's choice, in that order, and asked for where nobody says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::checks;
use super::choices::{Choices, DateSense, DecimalMark};
use super::columns;
use super::facts_of::{self, Facts};
use super::firm::{self, FirmRows};
use super::growth::GrowthColumn;
use super::matching::Matcher;
use super::number::{self, NumberText};
use super::period::{Part, Partial, Place};
use super::raw::{CellValue, RawTable};
use super::reading::{Candidate, Item, LeftReason, LeftRow, Question, QuestionKind, Reading};
use super::rows;
use super::shape::{ColumnRole, Shape};
use super::sheet::Sheet;
use crate::base::NodeId;
use crate::domain::{Document, SeriesKey};

/// Reads a table laid out as `shape` says; of a file of firms that did not fit, what was read from the file itself. Any other table
/// that did not fit whole gives nothing: what is known of a part of its rows would pass for the whole.
///
/// `going` is asked from time to time; nothing comes back where it says no.
pub fn read(
    table: &RawTable,
    shape: &Shape,
    choices: &Choices,
    document: &Document,
    firms: Option<&FirmRows>,
    going: &dyn Fn() -> bool,
) -> Option<Reading> {
    let of_firms = firm::is_firms(shape);
    if table.cut && !(of_firms && (firms.is_some() || firm::is_whole(table, choices))) {
        return Some(Reading::default());
    }
    let sheet = Sheet::new(table);
    let mut reader = Reader::new(&sheet, shape, choices, document);
    reader.columns_left_out();
    if of_firms {
        firm::read(&mut reader, firms);
    } else {
        for row in shape.body.clone() {
            if row.is_multiple_of(ROWS_A_CALL) && !going() {
                return None;
            }
            reader.row(row);
        }
    }
    let mut reading = reader.finish();
    if !going() {
        return None;
    }
    checks::all(&mut reading, choices, document);
    stay_out(&mut reading, choices);
    Some(reading)
}

/// Rows between two questions whether to go on.
const ROWS_A_CALL: usize = 1024;

/// Values whose question was answered with “stay out”.
fn stay_out(reading: &mut Reading, choices: &Choices) {
    let left: BTreeSet<usize> =
        (0..reading.questions.len()).filter(|place| choices.left.contains(&reading.questions[*place].key)).collect();
    if !left.is_empty() {
        let (out, items): (Vec<Item>, Vec<Item>) =
            std::mem::take(&mut reading.items).into_iter().partition(|item| item.questions.iter().any(|q| left.contains(q)));
        reading.items = items;
        reading.left.extend(out.into_iter().map(|item| LeftRow {
            row: item.row,
            column: Some(item.column),
            reason: LeftReason::Chosen,
            text: item.raw,
            question: None,
        }));
        for row in &mut reading.left {
            if row.question.is_some_and(|question| left.contains(&question)) {
                (row.reason, row.question) = (LeftReason::Chosen, None);
            }
        }
        // Places of questions move up.
        let moved: Vec<usize> = (0..reading.questions.len())
            .scan(0, |next, place| {
                let here = *next;
                *next += usize::from(!left.contains(&place));
                Some(here)
            })
            .collect();
        for question in reading
            .items
            .iter_mut()
            .flat_map(|item| &mut item.questions)
            .chain(reading.left.iter_mut().filter_map(|row| row.question.as_mut()))
        {
            *question = moved[*question];
        }
        let mut place = 0;
        reading.questions.retain(|_| {
            place += 1;
            !left.contains(&(place - 1))
        });
    }
    count(reading);
}

fn count(reading: &mut Reading) {
    reading.counts.values = reading.items.len();
    // Rows of firms were counted when they were added up.
    if reading.firms.is_some() {
        return;
    }
    let used: BTreeSet<usize> = reading.items.iter().filter(|item| item.questions.is_empty()).map(|item| item.row).collect();
    let asked: BTreeSet<usize> = reading
        .items
        .iter()
        .filter(|item| !item.questions.is_empty())
        .map(|item| item.row)
        .chain(reading.left.iter().filter(|row| row.question.is_some()).map(|row| row.row))
        .collect();
    let counts = &mut reading.counts;
    (counts.used, counts.questioned) = (used.len(), asked.len());
    counts.left = counts.rows.saturating_sub(used.union(&asked).count());
}

/// Rows that a label is looked for upwards where its cell is empty.
pub(super) const BLOCK: usize = 1000;

/// A refusal of one value: the question it waits for, or the reason why it is left.
pub(super) enum Stop {
    /// It waits for an answer.
    Ask(Box<Question>),
    /// It is left.
    Left(LeftReason),
}

/// A table on its way to a reading.
pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) shape: &'a Shape,
    pub(super) choices: &'a Choices,
    pub(super) document: &'a Document,
    pub(super) matcher: Matcher<'a>,
    pub(super) reading: Reading,
    pub(super) above: Facts,
    pub(super) headings: BTreeMap<usize, Facts>,
    /// Per column of levels: the column that states their growth.
    growth: BTreeMap<usize, GrowthColumn>,
    pub(super) labels: FxHashMap<String, Facts>,
    pub(super) group: Option<NodeId>,
    mark: Option<DecimalMark>,
    pub(super) dates: Result<DateSense, ()>,
    scenarios: Vec<String>,
    questions: FxHashMap<String, usize>,
    pub(super) own_format: bool,
    /// True where no row may lean on the one above it.
    pub(super) each_alone: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(sheet: &'a Sheet<'a>, shape: &'a Shape, choices: &'a Choices, document: &'a Document) -> Self {
        let mut matcher = Matcher::new(document, choices);
        let above_end = if shape.header.is_empty() { shape.body.start } else { shape.header.start };
        let above = facts_of::above(sheet, above_end, &mut matcher);
        let values = |role| (0..shape.columns.len()).filter(move |column| shape.columns[*column] == role);
        let headings =
            values(ColumnRole::Value).map(|column| (column, facts_of::heading(sheet, &shape.header, column, &mut matcher))).collect();
        let mut reader = Self {
            sheet,
            shape,
            choices,
            document,
            matcher,
            reading: Reading::default(),
            above,
            headings,
            growth: BTreeMap::new(),
            labels: FxHashMap::default(),
            group: None,
            mark: choices.decimal,
            dates: Ok(DateSense::Month),
            scenarios: Vec::new(),
            questions: FxHashMap::default(),
            own_format: shape.header.len() == 1
                && ["node", "metric", "period", "value", "unit"]
                    .iter()
                    .all(|name| (0..sheet.width).any(|c| sheet.text(shape.header.start, c) == *name)),
            each_alone: false,
        };
        reader.mark = reader.mark.or_else(|| reader.decimal_mark());
        reader.dates = reader.date_sense();
        reader.scenarios = reader.all_scenarios();
        // Rows of firms are added up, and growth does not add.
        if !firm::is_firms(shape) {
            reader.growth = reader.growth_beside();
        }
        reader
    }

    /// The sign between whole and fraction.
    pub(super) fn mark(&self) -> Option<DecimalMark> {
        self.mark
    }

    pub(super) fn columns_of(&self, role: ColumnRole) -> Vec<usize> {
        (0..self.shape.columns.len()).filter(|column| self.shape.columns[*column] == role).collect()
    }

    /// The sign between whole and fraction that the table cannot do without.
    fn decimal_mark(&self) -> Option<DecimalMark> {
        let (mut point, mut comma) = (false, false);
        let values = self.columns_of(ColumnRole::Value);
        for row in self.shape.body.clone().take(5000) {
            for cell in values.iter().filter_map(|column| self.sheet.table.cell(row, *column)).filter(|cell| cell.value == CellValue::Text)
            {
                match number::decimal_hint(&cell.text) {
                    Some(DecimalMark::Point) => point = true,
                    Some(DecimalMark::Comma) => comma = true,
                    None => {}
                }
            }
        }
        match (point, comma) {
            (false, true) => Some(DecimalMark::Comma),
            (true, _) => Some(DecimalMark::Point),
            (false, false) => None,
        }
    }

    /// What the table's dates stand for; an error where that must be asked.
    fn date_sense(&self) -> Result<DateSense, ()> {
        if let Some(sense) = self.choices.dates {
            return Ok(sense);
        }
        let mut dates: BTreeSet<(i32, u8, u8)> = BTreeSet::new();
        let periods = self.columns_of(ColumnRole::Period);
        let in_body = self.shape.body.clone().take(2000).flat_map(|row| periods.iter().map(move |column| (row, *column)));
        let in_header = self.shape.header.clone().flat_map(|row| (0..self.sheet.width).map(move |column| (row, column)));
        for (row, column) in in_body.chain(in_header) {
            if let Some(Partial { year: Some(year), part: Some(Part::Month(month)), day: Some(day), .. }) =
                self.sheet.partial(row, column, Place::Any)
            {
                dates.insert((year, month, day));
            }
        }
        let all = |is: &dyn Fn(&(i32, u8, u8)) -> bool| dates.iter().all(is);
        if dates.is_empty() {
            return Ok(DateSense::Month);
        }
        if dates.len() > 1 && (all(&|d| (d.1, d.2) == (12, 31)) || all(&|d| (d.1, d.2) == (1, 1))) {
            return Ok(DateSense::Year);
        }
        let edges = all(&|d| d.2 == 1) || all(&|d| d.2 >= 28);
        let quarters = dates.len() > 1 && (all(&|d| d.1 % 3 == 0) || all(&|d| d.1 % 3 == 1));
        if edges && !quarters { Ok(DateSense::Month) } else { Err(()) }
    }

    fn all_scenarios(&self) -> Vec<String> {
        let columns = self.columns_of(ColumnRole::Scenario);
        if columns.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<String> = Vec::new();
        for row in self.shape.body.clone() {
            let scenario = self.scenario(row, &columns);
            if found.len() < 50 && !found.contains(&scenario) {
                found.push(scenario);
            }
        }
        found
    }

    fn scenario(&self, row: usize, columns: &[usize]) -> String {
        columns.iter().map(|column| self.sheet.text(row, *column)).collect::<Vec<_>>().join(" / ")
    }

    /// Columns that hold numbers and are not read are told once.
    fn columns_left_out(&mut self) {
        let header = self.shape.header.end.saturating_sub(1);
        let taken = |column: usize| self.growth.values().any(|growth| growth.column == column);
        for column in (0..self.shape.columns.len()).filter(|column| !taken(*column)).collect::<Vec<_>>() {
            let reason = match (self.shape.columns[column], self.headings.get(&column)) {
                (ColumnRole::Value, Some(facts)) if facts.leave => LeftReason::Chosen,
                (ColumnRole::Value, Some(facts)) if facts.growth.is_some() => LeftReason::Growth,
                (ColumnRole::Note, _) if self.is_numeric(column) => {
                    let growth = number::growth_heading(columns::heading(self.sheet, &self.shape.header, column));
                    if growth.is_some() { LeftReason::Growth } else { LeftReason::UnknownColumn }
                }
                _ => continue,
            };
            let text = columns::heading(self.sheet, &self.shape.header, column).to_owned();
            let (row, column) = (self.sheet.table.row_number(header), Some(self.sheet.table.column_number(column)));
            self.reading.left.push(LeftRow { row, column, reason, text, question: None });
        }
    }

    pub(super) fn is_numeric(&self, column: usize) -> bool {
        let body = self.shape.body.clone().take(50);
        body.filter(|row| matches!(number::parse(self.sheet.text(*row, column), None), NumberText::Number(_))).count() > 0
    }

    fn row(&mut self, row: usize) {
        if self.sheet.filled(row).is_empty() {
            return;
        }
        self.reading.counts.rows += 1;
        let values: Vec<usize> = self.headings.keys().copied().filter(|column| !self.sheet.text(row, *column).is_empty()).collect();
        if rows::is_note(self.sheet, row) || values.is_empty() {
            if let Some(node) = facts_of::group(self.sheet, row, &mut self.matcher) {
                self.group = Some(node);
            }
            let text = self.sheet.filled(row).iter().map(|c| self.sheet.text(row, *c)).collect::<Vec<_>>().join(" ");
            self.leave(row, None, LeftReason::NoValue, text, None);
            return;
        }
        if let Err(stop) = self.check_scenario(row) {
            let text = self.scenario(row, &self.columns_of(ColumnRole::Scenario));
            self.stop(row, None, stop, text);
            return;
        }
        for column in values {
            let heading = self.headings.get(&column).cloned().unwrap_or_default();
            if heading.growth.is_none() && !heading.leave {
                self.value(row, column, heading);
            }
        }
        self.growth_alone(row);
    }

    /// Growth without the value beside it stays out, and that is told.
    fn growth_alone(&mut self, row: usize) {
        let alone: Vec<usize> =
            self.growth.iter().filter(|(level, _)| self.sheet.text(row, **level).is_empty()).map(|(_, growth)| growth.column).collect();
        for column in alone {
            let text = self.sheet.text(row, column);
            if !number::is_missing(text) {
                self.leave(row, Some(column), LeftReason::Growth, text.to_owned(), None);
            }
        }
    }

    fn check_scenario(&self, row: usize) -> Result<(), Stop> {
        if self.scenarios.len() < 2 && self.choices.scenario.is_none() {
            return Ok(());
        }
        let here = self.scenario(row, &self.columns_of(ColumnRole::Scenario));
        match &self.choices.scenario {
            Some(chosen) if *chosen == here || self.scenarios.is_empty() => Ok(()),
            Some(_) => Err(Stop::Left(LeftReason::OtherScenario)),
            None => {
                let candidates = self.scenarios.iter().cloned().map(Candidate::Scenario).collect();
                Err(self.ask(QuestionKind::ScenarioSeveral, "scenario".to_owned(), here, candidates, Vec::new()))
            }
        }
    }

    /// One cell of a value column.
    fn value(&mut self, row: usize, column: usize, heading: Facts) {
        if let Some((read, raw)) = self.number(row, column) {
            match self.item(row, column, heading, &read, &raw) {
                Ok(mut item) => {
                    item.stated_growth = self.growth.get(&column).copied().and_then(|growth| self.stated_growth(row, growth));
                    self.reading.items.push(item);
                }
                Err(stop) => self.stop(row, Some(column), stop, raw),
            }
        }
    }

    /// The number of a cell; one that is missing is counted, any other that is none is left or asked about.
    pub(super) fn number(&mut self, row: usize, column: usize) -> Option<(number::Number, String)> {
        let cell = self.sheet.cell(row, column)?;
        let raw = cell.text.trim().to_owned();
        let parsed = match cell.value {
            CellValue::Error => {
                self.leave(row, Some(column), LeftReason::Error, raw, None);
                return None;
            }
            CellValue::Number(value) => match number::parse(&raw, Some(DecimalMark::Point)) {
                // A workbook keeps 7.12 % as 0.0712: then the text is what a person saw.
                NumberText::Number(read) if read.unit.is_empty() => NumberText::Number(number::Number { value, ..read }),
                other => other,
            },
            _ => number::parse(&raw, self.mark),
        };
        match parsed {
            NumberText::Missing => self.reading.counts.missing += 1,
            NumberText::Growth(_) => self.leave(row, Some(column), LeftReason::Growth, raw, None),
            NumberText::Unclear => {
                let candidates = vec![Candidate::Decimal(DecimalMark::Point), Candidate::Decimal(DecimalMark::Comma), Candidate::Leave];
                let candidates = if raw.contains([',', '.']) { candidates } else { vec![Candidate::Leave] };
                let stop = self.ask(QuestionKind::NumberUnclear, format!("number:{raw}"), raw.clone(), candidates, Vec::new());
                self.stop(row, Some(column), stop, raw);
            }
            NumberText::Number(read) => return Some((read, raw)),
        }
        None
    }

    fn item(&mut self, row: usize, column: usize, heading: Facts, read: &number::Number, raw: &str) -> Result<Item, Stop> {
        let label = self.metric_label(row)?;
        if label.as_ref().is_some_and(|label| label.growth.is_some()) {
            return Err(Stop::Left(LeftReason::Growth));
        }
        let facts = label.unwrap_or_default().over(heading);
        if facts.leave {
            return Err(Stop::Left(LeftReason::Chosen));
        }
        let node = self.node(row, &facts)?;
        let metric = self.metric(&facts)?;
        let (period, doubt) = self.period(row, &facts)?;
        let coverage = self.coverage(row, &facts)?;
        let unit = self.unit(row, &facts, &metric, read)?;
        let status = self.status(row)?;
        let source = self.columns_of(ColumnRole::Source).first().map_or("", |column| self.sheet.text(row, *column));
        let mut item = Item {
            key: SeriesKey { node, metric, coverage },
            period,
            value: read.value,
            unit,
            status,
            raw: raw.to_owned(),
            row: self.sheet.table.row_number(row),
            column: self.sheet.table.column_number(column),
            rounding: read.rounding,
            stated_growth: None,
            source: Arc::from(source),
            own_format: self.own_format,
            questions: Vec::new(),
        };
        if let Some(Stop::Ask(question)) = doubt {
            let place = self.register(*question, row, Some(column));
            item.questions.push(place);
        }
        Ok(item)
    }

    pub(super) fn ask(
        &self,
        kind: QuestionKind,
        key: String,
        text: String,
        candidates: Vec<Candidate>,
        args: Vec<(&'static str, String)>,
    ) -> Stop {
        Stop::Ask(Box::new(Question { kind, key, text, row: 0, column: 0, values: 0, candidates, args }))
    }

    pub(super) fn register(&mut self, mut question: Question, row: usize, column: Option<usize>) -> usize {
        question.row = self.sheet.table.row_number(row);
        question.column = self.sheet.table.column_number(column.unwrap_or(0));
        self.register_at(question, 1)
    }

    /// Asks about so many values; the question knows its own place in the file.
    pub(super) fn register_at(&mut self, question: Question, values: usize) -> usize {
        let place = match self.questions.get(&question.key) {
            Some(place) => *place,
            None => {
                self.questions.insert(question.key.clone(), self.reading.questions.len());
                self.reading.questions.push(question);
                self.reading.questions.len() - 1
            }
        };
        self.reading.questions[place].values += values;
        place
    }

    pub(super) fn stop(&mut self, row: usize, column: Option<usize>, stop: Stop, text: String) {
        match stop {
            Stop::Left(reason) => self.leave(row, column, reason, text, None),
            Stop::Ask(question) => {
                let place = self.register(*question, row, column);
                self.leave(row, column, LeftReason::Question, text, Some(place));
            }
        }
    }

    pub(super) fn leave(&mut self, row: usize, column: Option<usize>, reason: LeftReason, text: String, question: Option<usize>) {
        let (row, column) = (self.sheet.table.row_number(row), column.map(|column| self.sheet.table.column_number(column)));
        self.reading.left.push(LeftRow { row, column, reason, text, question });
    }

    fn finish(self) -> Reading {
        self.reading
    }
}
