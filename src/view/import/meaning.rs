//! From the rows of a table to items: each value's node, metric, period and unit are taken from its row, its heading, the lines
//! above the table or a person's choice, in that order, and asked for where nobody says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::checks;
use super::choices::{Choices, DateSense, DecimalMark, YearSense};
use super::columns;
use super::facts_of::{self, Facts};
use super::matching::{Match, Matcher, answered};
use super::number::{self, NumberText};
use super::period::{Part, Partial, Place};
use super::raw::{CellValue, RawTable};
use super::reading::{Candidate, Item, LeftReason, LeftRow, Question, QuestionKind, Reading};
use super::rows;
use super::shape::{ColumnRole, Shape, ShapeKind};
use super::sheet::Sheet;
use super::unit;
use crate::base::{CoverageId, MetricId, NodeId, Period, UnitId};
use crate::domain::{Document, MetricKind, SeriesKey, Status};

/// Reads a table laid out as `shape` says.
pub fn read(table: &RawTable, shape: &Shape, choices: &Choices, document: &Document) -> Reading {
    let sheet = Sheet::new(table);
    let mut reader = Reader::new(&sheet, shape, choices, document);
    reader.columns_left_out();
    if shape.kind == ShapeKind::FirmLevel && shape.columns.contains(&ColumnRole::Firm) {
        super::firm::read(&mut reader);
    } else {
        for row in shape.body.clone() {
            reader.row(row);
        }
    }
    let mut reading = reader.finish();
    checks::all(&mut reading, choices, document);
    stay_out(&mut reading, choices);
    reading
}

/// Values whose question was answered with “stay out”.
fn stay_out(reading: &mut Reading, choices: &Choices) {
    let left: BTreeSet<usize> = (0..reading.questions.len()).filter(|place| choices.left.contains(&reading.questions[*place].key)).collect();
    if !left.is_empty() {
        let (out, items): (Vec<Item>, Vec<Item>) = std::mem::take(&mut reading.items).into_iter().partition(|item| item.questions.iter().any(|q| left.contains(q)));
        reading.items = items;
        reading.left.extend(out.into_iter().map(|item| LeftRow { row: item.row, column: Some(item.column), reason: LeftReason::Chosen, text: item.raw, question: None }));
        for row in &mut reading.left {
            if row.question.is_some_and(|question| left.contains(&question)) {
                (row.reason, row.question) = (LeftReason::Chosen, None);
            }
        }
        // Places of questions move up.
        let moved: Vec<usize> = (0..reading.questions.len()).scan(0, |next, place| {
            let here = *next;
            *next += usize::from(!left.contains(&place));
            Some(here)
        }).collect();
        for question in reading.items.iter_mut().flat_map(|item| &mut item.questions).chain(reading.left.iter_mut().filter_map(|row| row.question.as_mut())) {
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
    let used: BTreeSet<usize> = reading.items.iter().filter(|item| item.questions.is_empty()).map(|item| item.row).collect();
    let asked: BTreeSet<usize> = reading.items.iter().filter(|item| !item.questions.is_empty()).map(|item| item.row).chain(reading.left.iter().filter(|row| row.question.is_some()).map(|row| row.row)).collect();
    let counts = &mut reading.counts;
    (counts.used, counts.questioned, counts.values) = (used.len(), asked.len(), reading.items.len());
    counts.left = counts.rows.saturating_sub(used.union(&asked).count());
}

/// A refusal of one value: the question it waits for, or the reason why it is left.
pub(super) enum Stop {
    /// It waits for an answer.
    Ask(Question),
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
    above: Facts,
    pub(super) headings: BTreeMap<usize, Facts>,
    labels: FxHashMap<String, Facts>,
    group: Option<NodeId>,
    mark: Option<DecimalMark>,
    dates: Result<DateSense, ()>,
    scenarios: Vec<String>,
    questions: FxHashMap<String, usize>,
    pub(super) own_format: bool,
}

impl<'a> Reader<'a> {
    fn new(sheet: &'a Sheet<'a>, shape: &'a Shape, choices: &'a Choices, document: &'a Document) -> Self {
        let mut matcher = Matcher::new(document, choices);
        let above_end = if shape.header.is_empty() { shape.body.start } else { shape.header.start };
        let above = facts_of::above(sheet, above_end, &mut matcher);
        let values = |role| (0..shape.columns.len()).filter(move |column| shape.columns[*column] == role);
        let headings = values(ColumnRole::Value).map(|column| (column, facts_of::heading(sheet, &shape.header, column, &mut matcher))).collect();
        let mut reader = Self {
            sheet,
            shape,
            choices,
            document,
            matcher,
            reading: Reading::default(),
            above,
            headings,
            labels: FxHashMap::default(),
            group: None,
            mark: choices.decimal,
            dates: Ok(DateSense::Month),
            scenarios: Vec::new(),
            questions: FxHashMap::default(),
            own_format: shape.header.len() == 1 && ["node", "metric", "period", "value", "unit"].iter().all(|name| (0..sheet.width).any(|c| sheet.text(shape.header.start, c) == *name)),
        };
        reader.mark = reader.mark.or_else(|| reader.decimal_mark());
        reader.dates = reader.date_sense();
        reader.scenarios = reader.all_scenarios();
        reader
    }

    pub(super) fn columns_of(&self, role: ColumnRole) -> Vec<usize> {
        (0..self.shape.columns.len()).filter(|column| self.shape.columns[*column] == role).collect()
    }

    /// The sign between whole and fraction that the table cannot do without.
    fn decimal_mark(&self) -> Option<DecimalMark> {
        let (mut point, mut comma) = (false, false);
        let values = self.columns_of(ColumnRole::Value);
        for row in self.shape.body.clone().take(5000) {
            for cell in values.iter().filter_map(|column| self.sheet.table.cell(row, *column)).filter(|cell| cell.value == CellValue::Text) {
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
            if let Some(Partial { year: Some(year), part: Some(Part::Month(month)), day: Some(day), .. }) = self.sheet.partial(row, column, Place::Any) {
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
        for column in 0..self.shape.columns.len() {
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
                Ok(item) => self.reading.items.push(item),
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
                NumberText::Number(read) => NumberText::Number(number::Number { value, ..read }),
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
            source: Arc::from(source),
            own_format: self.own_format,
            questions: Vec::new(),
        };
        if let Some(Stop::Ask(question)) = doubt {
            let place = self.register(question, row, Some(column));
            item.questions.push(place);
        }
        Ok(item)
    }

    /// What the row's own label says of metric, unit and period.
    fn metric_label(&mut self, row: usize) -> Result<Option<Facts>, Stop> {
        let columns = self.columns_of(ColumnRole::Metric);
        let Some(text) = columns.iter().map(|column| self.sheet.text(row, *column)).find(|text| !text.is_empty()) else { return Ok(None) };
        let facts = match self.labels.get(text) {
            Some(facts) => facts.clone(),
            None => {
                let facts = facts_of::of(text, &mut self.matcher);
                self.labels.insert(text.to_owned(), facts.clone());
                facts
            }
        };
        if facts.metric.is_none() && facts.growth.is_none() && !facts.leave {
            let name = if facts.rest.is_empty() { text.to_owned() } else { facts.rest.clone() };
            return Err(self.unknown_metric(&name));
        }
        Ok(Some(facts))
    }

    fn unknown_metric(&mut self, name: &str) -> Stop {
        let (kind, ids) = match self.matcher.metric(name) {
            Match::Leave => return Stop::Left(LeftReason::Chosen),
            Match::Several(ids) => (QuestionKind::MetricSeveral, ids),
            Match::Unknown(ids) => (QuestionKind::MetricUnknown, ids),
            Match::One(id) => (QuestionKind::MetricUnknown, vec![id]),
        };
        let candidates = ids.into_iter().map(Candidate::Metric).chain([Candidate::Leave]).collect();
        self.ask(kind, format!("metric:{name}"), name.to_owned(), candidates, Vec::new())
    }

    pub(super) fn metric(&mut self, facts: &Facts) -> Result<MetricId, Stop> {
        if let Some(metric) = &facts.metric {
            return Ok(metric.clone());
        }
        if !facts.rest.is_empty() && self.choices.metric.is_none() {
            let name = facts.rest.clone();
            return Err(self.unknown_metric(&name));
        }
        let said = self.above.metric.clone().or_else(|| self.choices.metric.clone());
        said.ok_or_else(|| {
            let candidates = self.document.plan.metrics.iter().take(8).map(|m| Candidate::Metric(m.id.clone())).collect();
            self.ask(QuestionKind::MetricMissing, "metric-missing".to_owned(), String::new(), candidates, Vec::new())
        })
    }

    pub(super) fn node(&mut self, row: usize, facts: &Facts) -> Result<NodeId, Stop> {
        let texts: Vec<&str> = self.columns_of(ColumnRole::Node).iter().map(|column| self.node_text(row, *column)).filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            return self.node_of_texts(&texts);
        }
        let said = facts.node.clone().or_else(|| self.group.clone()).or_else(|| self.above.node.clone()).or_else(|| self.choices.node.clone());
        said.ok_or_else(|| self.ask(QuestionKind::NodeMissing, "node-missing".to_owned(), String::new(), vec![Candidate::Node(NodeId::total())], Vec::new()))
    }

    /// A label, or where its cell is empty beside another label the one above it.
    fn node_text(&self, row: usize, column: usize) -> &'a str {
        let text = self.sheet.text(row, column);
        let other_labels = self.shape.columns[..column].is_empty() || column == 0;
        if !text.is_empty() || !other_labels || self.group.is_some() {
            return text;
        }
        let labelled = self.columns_of(ColumnRole::Metric).into_iter().chain(self.columns_of(ColumnRole::Period)).any(|c| !self.sheet.text(row, c).is_empty());
        let above = (self.shape.body.start..row).rev().map(|above| self.sheet.text(above, column)).find(|text| !text.is_empty());
        above.filter(|_| labelled).unwrap_or("")
    }

    /// The node that one or more labels name: of an industry and a county the cluster they share.
    fn node_of_texts(&mut self, texts: &[&str]) -> Result<NodeId, Stop> {
        let mut nodes: Vec<NodeId> = Vec::new();
        for text in texts {
            match self.matcher.node(text) {
                Match::One(node) => nodes.push(node),
                Match::Leave => return Err(Stop::Left(LeftReason::Chosen)),
                Match::Several(ids) => return Err(self.ask_node(QuestionKind::NodeSeveral, text, ids)),
                Match::Unknown(ids) => return Err(self.ask_node(QuestionKind::NodeUnknown, text, ids)),
            }
        }
        let plan = &self.document.plan;
        let leaf = nodes.iter().find(|node| plan.clusters.contains(*node) || plan.parts.contains(*node));
        if let Some(node) = leaf.or(if nodes.len() == 1 { nodes.first() } else { None }) {
            return Ok(node.clone());
        }
        let shared: Vec<NodeId> = plan.clusters.iter().filter(|c| nodes.iter().all(|node| c.membership.values().any(|m| m == node))).map(|c| c.id.clone()).collect();
        match shared.as_slice() {
            [only] => Ok(only.clone()),
            _ => {
                let text = texts.join(" / ");
                match answered(&self.choices.nodes, &text) {
                    Some(Match::One(node)) => Ok(node),
                    Some(_) => Err(Stop::Left(LeftReason::Chosen)),
                    None => {
                        let candidates = if shared.is_empty() { nodes } else { shared };
                        Err(self.ask_node(QuestionKind::NodeSeveral, &text, candidates))
                    }
                }
            }
        }
    }

    fn ask_node(&self, kind: QuestionKind, text: &str, ids: Vec<NodeId>) -> Stop {
        let candidates = ids.into_iter().map(Candidate::Node).chain([Candidate::Leave]).collect();
        self.ask(kind, format!("node:{text}"), text.to_owned(), candidates, Vec::new())
    }

    /// The period, with a question where its year could be two.
    pub(super) fn period(&mut self, row: usize, facts: &Facts) -> Result<(Period, Option<Stop>), Stop> {
        let mut own = Partial::default();
        for column in self.columns_of(ColumnRole::Period) {
            let text = self.sheet.text(row, column);
            if text.is_empty() || matches!(text.to_ascii_lowercase().as_str(), "year" | "annual" | "全年") {
                continue;
            }
            match answered(&self.choices.periods, text) {
                Some(Match::One(period)) => {
                    if let Ok(period) = period.0.parse() {
                        return Ok((period, None));
                    }
                }
                Some(_) => return Err(Stop::Left(LeftReason::Chosen)),
                None => {}
            }
            let place = columns::place_of(columns::heading(self.sheet, &self.shape.header, column));
            let Some(partial) = self.sheet.partial(row, column, place) else {
                let key = format!("period:{text}");
                return Err(self.ask(QuestionKind::PeriodUnclear, key, text.to_owned(), vec![Candidate::Leave], Vec::new()));
            };
            own = own.over(partial);
        }
        let mut said = own.over(facts.period);
        if said.year.is_none() {
            said = said.over(self.above.period).over(self.choices.period.map(Partial::of).unwrap_or_default());
        }
        // A title that says 累计 speaks of all columns but those of the single month.
        said.running |= self.above.period.running && said.relation.is_none() && said.part.is_some();
        if said.day.is_some() {
            said = self.of_date(said)?;
        }
        if self.choices.months == Some(super::choices::MonthSense::RunningTotal) && matches!(said.part, Some(Part::Month(_))) {
            said.running = true;
        }
        let Some(period) = said.period() else {
            return Err(self.ask(QuestionKind::PeriodMissing, "period-missing".to_owned(), String::new(), Vec::new(), Vec::new()));
        };
        self.in_plan_years(period, said.fiscal)
    }

    fn of_date(&self, said: Partial) -> Result<Partial, Stop> {
        let Some(Part::Month(month)) = said.part else { return Ok(said) };
        match self.dates {
            Ok(DateSense::Month) => Ok(said),
            Ok(DateSense::Quarter) => Ok(Partial { part: Some(Part::Quarter(month.div_ceil(3))), ..said }),
            Ok(DateSense::Year) => Ok(Partial { part: None, ..said }),
            Err(()) => {
                let candidates = [DateSense::Month, DateSense::Quarter, DateSense::Year].map(Candidate::Dates).to_vec();
                let text = format!("{:04}-{month:02}-{:02}", said.year.unwrap_or(0), said.day.unwrap_or(0));
                Err(self.ask(QuestionKind::DatesUnclear, "dates".to_owned(), text, candidates, Vec::new()))
            }
        }
    }

    /// Years, halves, quarters and running totals of a plan whose year does not start in January; months are the same in both.
    fn in_plan_years(&self, period: Period, fiscal: bool) -> Result<(Period, Option<Stop>), Stop> {
        if self.document.plan.info.year_starts_in == 1 || fiscal || period.as_month().is_some() || self.own_format {
            return Ok((period, None));
        }
        match self.choices.years {
            Some(YearSense::Plan) => Ok((period, None)),
            Some(YearSense::Calendar) => Err(Stop::Left(LeftReason::CalendarYear)),
            None => {
                let candidates = vec![Candidate::Years(YearSense::Plan), Candidate::Years(YearSense::Calendar)];
                let args = vec![("month", self.document.plan.info.year_starts_in.to_string())];
                Ok((period, Some(self.ask(QuestionKind::YearsUnclear, "years".to_owned(), period.to_string(), candidates, args))))
            }
        }
    }

    pub(super) fn coverage(&self, row: usize, facts: &Facts) -> Result<Option<CoverageId>, Stop> {
        let columns = self.columns_of(ColumnRole::Coverage);
        if let Some(text) = columns.iter().map(|column| self.sheet.text(row, *column)).find(|text| !text.is_empty()) {
            return match self.matcher.coverage(text) {
                Match::One(coverage) => Ok(Some(coverage)),
                Match::Leave => Err(Stop::Left(LeftReason::Chosen)),
                Match::Several(ids) | Match::Unknown(ids) => {
                    let candidates = ids.into_iter().map(Candidate::Coverage).chain([Candidate::Leave]).collect();
                    Err(self.ask(QuestionKind::CoverageUnknown, format!("coverage:{text}"), text.to_owned(), candidates, Vec::new()))
                }
            };
        }
        Ok(facts.coverage.clone().or_else(|| self.above.coverage.clone()).or_else(|| self.choices.coverage.clone()))
    }

    pub(super) fn unit(&mut self, row: usize, facts: &Facts, metric: &MetricId, read: &number::Number) -> Result<UnitId, Stop> {
        if let Some(super::Answer::Is(unit)) = self.choices.metric_units.get(metric.as_str()) {
            return self.fitting(unit.clone(), metric);
        }
        let in_row = self.columns_of(ColumnRole::Unit).iter().map(|column| self.sheet.text(row, *column)).find(|text| !text.is_empty());
        let stated = in_row.map(str::to_owned).or_else(|| facts.unit.clone());
        let mut column = stated.as_deref().map(|text| self.known_unit(text)).transpose()?;
        if column.is_none() {
            let general = self.above.unit.clone();
            let general = general.as_deref().map(|text| self.known_unit(text)).transpose()?.or_else(|| self.choices.unit.clone());
            // A unit said for the whole table is that of its money; firms are not counted in it.
            column = general.filter(|unit| self.fits(unit, metric)).or_else(|| self.unit_of_count(metric));
        }
        if !read.unit.is_empty() {
            return match unit::of_number(&read.unit, column.as_ref(), &self.matcher.units) {
                Some(unit) => self.fitting(unit, metric),
                None => self.known_unit(&read.unit).and_then(|unit| self.fitting(unit, metric)),
            };
        }
        match column {
            Some(unit) => self.fitting(unit, metric),
            None => {
                // Candidates are the units of the metric's own measure.
                let measure = self.document.plan.metrics.get(metric).and_then(|m| self.matcher.units.get(&m.unit).ok()).map(|unit| unit.measure.clone());
                let candidates = self.matcher.units.iter().filter(|unit| Some(&unit.measure) == measure.as_ref()).map(|unit| Candidate::Unit(unit.id.clone())).collect();
                Err(self.ask(QuestionKind::UnitMissing, format!("unit-missing:{metric}"), String::new(), candidates, self.metric_args(metric)))
            }
        }
    }

    fn known_unit(&self, text: &str) -> Result<UnitId, Stop> {
        match self.matcher.unit(text) {
            Match::One(unit) => Ok(unit),
            Match::Leave => Err(Stop::Left(LeftReason::Chosen)),
            Match::Several(ids) | Match::Unknown(ids) => {
                let candidates = ids.into_iter().map(Candidate::Unit).chain([Candidate::Leave]).collect();
                Err(self.ask(QuestionKind::UnitUnknown, format!("unit:{text}"), text.to_owned(), candidates, Vec::new()))
            }
        }
    }

    fn fits(&self, unit: &UnitId, metric: &MetricId) -> bool {
        self.document.plan.metrics.get(metric).is_some_and(|m| self.matcher.units.factor(unit, &m.unit).is_ok())
    }

    fn fitting(&self, unit: UnitId, metric: &MetricId) -> Result<UnitId, Stop> {
        if self.fits(&unit, metric) {
            return Ok(unit);
        }
        let wanted = self.document.plan.metrics.get(metric).map(|m| m.unit.to_string()).unwrap_or_default();
        let candidates = vec![Candidate::Unit(UnitId::new(&wanted)), Candidate::Leave];
        let mut args = self.metric_args(metric);
        args.push(("unit", wanted));
        Err(self.ask(QuestionKind::UnitDoesNotFit, format!("unit-does-not-fit:{metric}:{unit}"), unit.to_string(), candidates, args))
    }

    fn metric_args(&self, metric: &MetricId) -> Vec<(&'static str, String)> {
        let name = self.document.plan.metrics.get(metric).map_or_else(|| metric.to_string(), |m| m.name.text.clone());
        vec![("metric", name), ("metric-id", metric.to_string())]
    }

    /// Whole things are counted one by one where nobody says otherwise.
    fn unit_of_count(&self, metric: &MetricId) -> Option<UnitId> {
        let metric = self.document.plan.metrics.get(metric)?;
        let counted = matches!(metric.kind, MetricKind::Count | MetricKind::TierCount { .. });
        let one = self.matcher.units.get(&metric.unit).is_ok_and(|unit| unit.numerator == unit.denominator);
        (counted && one).then(|| metric.unit.clone())
    }

    pub(super) fn status(&self, row: usize) -> Result<Status, Stop> {
        let default = self.choices.status.unwrap_or(Status::Preliminary);
        let columns = self.columns_of(ColumnRole::Status);
        let Some(text) = columns.iter().map(|column| self.sheet.text(row, *column)).find(|text| !text.is_empty()) else { return Ok(default) };
        match columns::status(text).or(self.choices.status) {
            Some(status) => Ok(status),
            None => {
                let candidates = [Status::Preliminary, Status::Final].map(Candidate::Status).to_vec();
                Err(self.ask(QuestionKind::StatusUnknown, format!("status:{text}"), text.to_owned(), candidates, Vec::new()))
            }
        }
    }

    fn ask(&self, kind: QuestionKind, key: String, text: String, candidates: Vec<Candidate>, args: Vec<(&'static str, String)>) -> Stop {
        Stop::Ask(Question { kind, key, text, row: 0, column: 0, values: 0, candidates, args })
    }

    pub(super) fn register(&mut self, mut question: Question, row: usize, column: Option<usize>) -> usize {
        let place = match self.questions.get(&question.key) {
            Some(place) => *place,
            None => {
                question.row = self.sheet.table.row_number(row);
                question.column = self.sheet.table.column_number(column.unwrap_or(0));
                self.questions.insert(question.key.clone(), self.reading.questions.len());
                self.reading.questions.push(question);
                self.reading.questions.len() - 1
            }
        };
        self.reading.questions[place].values += 1;
        place
    }

    pub(super) fn stop(&mut self, row: usize, column: Option<usize>, stop: Stop, text: String) {
        match stop {
            Stop::Left(reason) => self.leave(row, column, reason, text, None),
            Stop::Ask(question) => {
                let place = self.register(question, row, column);
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
