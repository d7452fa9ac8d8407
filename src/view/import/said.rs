//! What is said of one value: node, metric, period, coverage, unit and status, each from the nearest place that says it.

use super::choices::{DateSense, YearSense};
use super::columns;
use super::facts_of::{self, Facts};
use super::firm;
use super::matching::{Match, answered};
use super::meaning::{BLOCK, Reader, Stop};
use super::number;
use super::period::{Part, Partial};
use super::reading::{Candidate, LeftReason, QuestionKind};
use super::shape::ColumnRole;
use super::unit;
use crate::base::{CoverageId, MetricId, NodeId, Period, UnitId};
use crate::domain::{MetricKind, Status};

/// Words for the whole year in a column of parts of years.
pub(super) fn is_whole_year(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "year" | "annual" | "全年")
}

impl<'a> Reader<'a> {
    /// What the row's own label says of metric, unit and period.
    pub(super) fn metric_label(&mut self, row: usize) -> Result<Option<Facts>, Stop> {
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

    pub(super) fn unknown_metric(&mut self, name: &str) -> Stop {
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
        let texts: Vec<&str> =
            self.columns_of(ColumnRole::Node).iter().map(|column| self.node_text(row, *column)).filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            return self.node_of_texts(&texts);
        }
        let said =
            facts.node.clone().or_else(|| self.group.clone()).or_else(|| self.above.node.clone()).or_else(|| self.choices.node.clone());
        said.ok_or_else(|| {
            self.ask(
                QuestionKind::NodeMissing,
                "node-missing".to_owned(),
                String::new(),
                vec![Candidate::Node(NodeId::total())],
                Vec::new(),
            )
        })
    }

    /// A label, or where its cell is empty beside another label the one above it.
    pub(super) fn node_text(&self, row: usize, column: usize) -> &'a str {
        let text = self.sheet.text(row, column);
        let other_labels = self.shape.columns[..column].is_empty() || column == 0;
        if !text.is_empty() || !other_labels || self.group.is_some() || self.each_alone {
            return text;
        }
        let labelled = self
            .columns_of(ColumnRole::Metric)
            .into_iter()
            .chain(self.columns_of(ColumnRole::Period))
            .any(|c| !self.sheet.text(row, c).is_empty());
        let above =
            (self.shape.body.start..row).rev().take(BLOCK).map(|above| self.sheet.text(above, column)).find(|text| !text.is_empty());
        above.filter(|_| labelled).unwrap_or("")
    }

    /// The node that one or more labels name: of an industry and a county the cluster they share.
    pub(super) fn node_of_texts(&mut self, texts: &[&str]) -> Result<NodeId, Stop> {
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
        let shared: Vec<NodeId> = plan
            .clusters
            .iter()
            .filter(|c| nodes.iter().all(|node| c.membership.values().any(|m| m == node)))
            .map(|c| c.id.clone())
            .collect();
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

    pub(super) fn ask_node(&self, kind: QuestionKind, text: &str, ids: Vec<NodeId>) -> Stop {
        let candidates = ids.into_iter().map(Candidate::Node).chain([Candidate::Leave]).collect();
        self.ask(kind, format!("node:{text}"), text.to_owned(), candidates, Vec::new())
    }

    /// The period, with a question where its year could be two.
    pub(super) fn period(&mut self, row: usize, facts: &Facts) -> Result<(Period, Option<Stop>), Stop> {
        let mut own = Partial::default();
        for column in self.columns_of(ColumnRole::Period) {
            let text = self.sheet.text(row, column);
            if text.is_empty() || is_whole_year(text) {
                continue;
            }
            match answered(&self.choices.periods, text) {
                Some(Match::One(period)) => {
                    if let Ok(period) = period.0.parse::<Period>() {
                        let info = &self.document.plan.info;
                        let counts = info.counts(period).then_some((period.in_years_from(info.first_month()), None));
                        return counts.ok_or(Stop::Left(LeftReason::RunningTotal));
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
        let mut said = firm::together(own, facts.period, self.above.period, self.choices.period);
        if said.day.is_some() {
            said = self.of_date(said)?;
        }
        let said = firm::in_months(said, self.choices.months);
        let Some(period) = said.period() else {
            return Err(self.ask(QuestionKind::PeriodMissing, "period-missing".to_owned(), String::new(), Vec::new(), Vec::new()));
        };
        if said.by_months && !said.running && period.as_year_to_date().is_none() {
            // A quarter said by its months is of the calendar, whatever the plan's year is.
            return self.document.plan.info.of_calendar(period).map(|period| (period, None)).ok_or(Stop::Left(LeftReason::CalendarYear));
        }
        let ends = said.without_running().period().filter(|ends| ends.as_year_to_date().is_none());
        self.in_plan_years(period, ends, said.fiscal)
    }

    pub(super) fn of_date(&self, said: Partial) -> Result<Partial, Stop> {
        let Some(Part::Month(month)) = said.part else { return Ok(said) };
        match self.dates {
            Ok(sense) => Ok(firm::of_date(said, sense)),
            Err(()) => {
                let candidates = [DateSense::Month, DateSense::Quarter, DateSense::Year].map(Candidate::Dates).to_vec();
                let text = format!("{:04}-{month:02}-{:02}", said.year.unwrap_or(0), said.day.unwrap_or(0));
                Err(self.ask(QuestionKind::DatesUnclear, "dates".to_owned(), text, candidates, Vec::new()))
            }
        }
    }

    /// A period counted in the plan's years. Years, halves and quarters may be the plan's or the calendar's where those differ, which is
    /// asked; a month is the same in both. A running total that names the month it starts in must start with the plan's year; one that
    /// only says where it ends (`ends`) starts with the year that is meant.
    pub(super) fn in_plan_years(&self, period: Period, ends: Option<Period>, fiscal: bool) -> Result<(Period, Option<Stop>), Stop> {
        let info = &self.document.plan.info;
        let first = info.first_month();
        let period = period.in_years_from(first);
        let of_plan = match ends.filter(|_| !info.counts(period)) {
            Some(ends) => {
                let (year, months) = info.end_of(ends);
                Period::to_date(year, first, months).unwrap_or(period)
            }
            None => period,
        };
        if !info.counts(of_plan) {
            return Err(Stop::Left(LeftReason::RunningTotal));
        }
        let named = period.as_month().is_some() || (period.as_year_to_date().is_some() && info.counts(period));
        if first == 1 || fiscal || named || self.own_format {
            return Ok((of_plan, None));
        }
        match self.choices.years {
            Some(YearSense::Plan) => Ok((of_plan, None)),
            Some(YearSense::Calendar) => info.of_calendar(period).map(|period| (period, None)).ok_or(Stop::Left(LeftReason::CalendarYear)),
            None => {
                let candidates = vec![Candidate::Years(YearSense::Plan), Candidate::Years(YearSense::Calendar)];
                let args = vec![("month", info.year_starts_in.to_string())];
                Ok((of_plan, Some(self.ask(QuestionKind::YearsUnclear, "years".to_owned(), period.to_string(), candidates, args))))
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
                let measure = self
                    .document
                    .plan
                    .metrics
                    .get(metric)
                    .and_then(|m| self.matcher.units.get(&m.unit).ok())
                    .map(|unit| unit.measure.clone());
                let candidates = self
                    .matcher
                    .units
                    .iter()
                    .filter(|unit| Some(&unit.measure) == measure.as_ref())
                    .map(|unit| Candidate::Unit(unit.id.clone()))
                    .collect();
                Err(self.ask(
                    QuestionKind::UnitMissing,
                    format!("unit-missing:{metric}"),
                    String::new(),
                    candidates,
                    self.metric_args(metric),
                ))
            }
        }
    }

    pub(super) fn known_unit(&self, text: &str) -> Result<UnitId, Stop> {
        match self.matcher.unit(text) {
            Match::One(unit) => Ok(unit),
            Match::Leave => Err(Stop::Left(LeftReason::Chosen)),
            Match::Several(ids) | Match::Unknown(ids) => {
                let candidates = ids.into_iter().map(Candidate::Unit).chain([Candidate::Leave]).collect();
                Err(self.ask(QuestionKind::UnitUnknown, format!("unit:{text}"), text.to_owned(), candidates, Vec::new()))
            }
        }
    }

    pub(super) fn fits(&self, unit: &UnitId, metric: &MetricId) -> bool {
        self.document.plan.metrics.get(metric).is_some_and(|m| self.matcher.units.factor(unit, &m.unit).is_ok())
    }

    pub(super) fn fitting(&self, unit: UnitId, metric: &MetricId) -> Result<UnitId, Stop> {
        if self.fits(&unit, metric) {
            return Ok(unit);
        }
        let wanted = self.document.plan.metrics.get(metric).map(|m| m.unit.to_string()).unwrap_or_default();
        let candidates = vec![Candidate::Unit(UnitId::new(&wanted)), Candidate::Leave];
        let mut args = self.metric_args(metric);
        args.push(("unit", wanted));
        Err(self.ask(QuestionKind::UnitDoesNotFit, format!("unit-does-not-fit:{metric}:{unit}"), unit.to_string(), candidates, args))
    }

    pub(super) fn metric_args(&self, metric: &MetricId) -> Vec<(&'static str, String)> {
        let name = self.document.plan.metrics.get(metric).map_or_else(|| metric.to_string(), |m| m.name.text.clone());
        vec![("metric", name), ("metric-id", metric.to_string())]
    }

    /// Whole things are counted one by one where nobody says otherwise.
    pub(super) fn unit_of_count(&self, metric: &MetricId) -> Option<UnitId> {
        let metric = self.document.plan.metrics.get(metric)?;
        let counted = matches!(metric.kind, MetricKind::Count | MetricKind::TierCount { .. });
        let one = self.matcher.units.get(&metric.unit).is_ok_and(|unit| unit.numerator == unit.denominator);
        (counted && one).then(|| metric.unit.clone())
    }

    pub(super) fn status(&self, row: usize) -> Result<Status, Stop> {
        let default = self.choices.status.unwrap_or(Status::Preliminary);
        let columns = self.columns_of(ColumnRole::Status);
        let Some(text) = columns.iter().map(|column| self.sheet.text(row, *column)).find(|text| !text.is_empty()) else {
            return Ok(default);
        };
        match columns::status(text).or(self.choices.status) {
            Some(status) => Ok(status),
            None => {
                let candidates = [Status::Preliminary, Status::Final].map(Candidate::Status).to_vec();
                Err(self.ask(QuestionKind::StatusUnknown, format!("status:{text}"), text.to_owned(), candidates, Vec::new()))
            }
        }
    }
}
