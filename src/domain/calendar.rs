//! The plan's years: every month of a document is counted in them, whoever brought it and in whichever month they start.
//!
//! Files, typing and imports name months of the calendar; a document counts them in its plan's years ([`Period::in_years_from`]), so that
//! the periods of one year stand together and in order. This is done where a document is made and where a change is applied, and
//! nowhere else. It loses nothing: counting in years from January again gives the same months.

use std::sync::Arc;

use super::briefing::When;
use super::edit::{Edit, PutObservation};
use super::{
    Actuals, Briefing, Document, Figure, Form, Lever, Limit, Observation, Plan, Project, Put, Record, Scenario, ScoreEntry, ScoreScheme,
    Task,
};
use crate::base::{Period, Span};

/// What may hold months.
trait Dated {
    /// Counts its months in years from the month `first`.
    fn count_from(&mut self, first: u8);
}

impl Dated for Period {
    fn count_from(&mut self, first: u8) {
        *self = self.in_years_from(first);
    }
}

impl<D: Dated> Dated for Option<D> {
    fn count_from(&mut self, first: u8) {
        if let Some(dated) = self {
            dated.count_from(first);
        }
    }
}

impl Dated for Span {
    fn count_from(&mut self, first: u8) {
        if let Self::At(period) = self {
            period.count_from(first);
        }
    }
}

impl Dated for When {
    fn count_from(&mut self, first: u8) {
        if let Self::At(period) = self {
            period.count_from(first);
        }
    }
}

impl Dated for Figure {
    fn count_from(&mut self, first: u8) {
        self.time.count_from(first);
        if let Form::Multiple { base } = &mut self.form {
            base.count_from(first);
        }
    }
}

impl Dated for Project {
    fn count_from(&mut self, first: u8) {
        self.on_stream.count_from(first);
    }
}

impl Dated for Limit {
    fn count_from(&mut self, first: u8) {
        self.time.count_from(first);
    }
}

impl Dated for Task {
    fn count_from(&mut self, first: u8) {
        self.due.count_from(first);
    }
}

impl Dated for ScoreScheme {
    fn count_from(&mut self, first: u8) {
        self.published_at.count_from(first);
    }
}

impl Dated for ScoreEntry {
    fn count_from(&mut self, first: u8) {
        self.at.count_from(first);
    }
}

impl Dated for Scenario {
    fn count_from(&mut self, first: u8) {
        for assumption in &mut self.assumptions {
            if let Lever::Project(lever) = &mut assumption.lever {
                lever.on_stream.count_from(first);
                if let Some(own) = &mut lever.own {
                    own.count_from(first);
                }
            }
        }
    }
}

impl Dated for Briefing {
    fn count_from(&mut self, first: u8) {
        self.when.count_from(first);
        for item in &mut self.items {
            item.when.count_from(first);
        }
    }
}

impl Dated for Observation {
    fn count_from(&mut self, first: u8) {
        self.period.count_from(first);
    }
}

impl Dated for PutObservation {
    fn count_from(&mut self, first: u8) {
        self.period.count_from(first);
        self.to.count_from(first);
    }
}

impl<R: Record + Dated> Dated for Put<R> {
    fn count_from(&mut self, first: u8) {
        if let Some((_, record)) = &mut self.to {
            record.count_from(first);
        }
    }
}

/// Counts the months of what one change puts; those of a batch are counted when each of its changes is applied.
pub(super) fn of_edit(edit: &mut Edit, first: u8) {
    match edit {
        Edit::Figure(put) => put.count_from(first),
        Edit::Project(put) => put.count_from(first),
        Edit::Limit(put) => put.count_from(first),
        Edit::Task(put) => put.count_from(first),
        Edit::ScoreScheme(put) => put.count_from(first),
        Edit::ScoreEntry(put) => put.count_from(first),
        Edit::Scenario(put) => put.count_from(first),
        Edit::Briefing(put) => put.count_from(first),
        Edit::Observation(put) => put.count_from(first),
        _ => {}
    }
}

fn of_plan(plan: &mut Plan, first: u8) {
    fn all<R: Record + Dated>(rows: &mut [R], first: u8) {
        rows.iter_mut().for_each(|row| row.count_from(first));
    }
    all(plan.figures.rows_mut(), first);
    all(plan.projects.rows_mut(), first);
    all(plan.limits.rows_mut(), first);
    all(plan.tasks.rows_mut(), first);
    all(plan.score_schemes.rows_mut(), first);
    all(plan.score_entries.rows_mut(), first);
}

/// Counts all months of a document in its plan's years.
pub(super) fn of_document(document: &mut Document) {
    let first = document.plan.info.year_starts_in;
    of_plan(Arc::make_mut(&mut document.plan), first);
    Actuals::each_series(Arc::make_mut(&mut document.actuals), |list| list.iter_mut().for_each(|o| o.count_from(first)));
    Arc::make_mut(&mut document.scenarios).rows_mut().iter_mut().for_each(|scenario| scenario.count_from(first));
    Arc::make_mut(&mut document.briefings).rows_mut().iter_mut().for_each(|briefing| briefing.count_from(first));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PlanInfo, SeriesKey, Status};

    fn observation(period: &str) -> Observation {
        let (source, file) = (Arc::from(""), Arc::from("a"));
        let period = period.parse().unwrap_or(Period::year(1));
        Observation {
            period,
            value: 1.0,
            unit: "亿元".into(),
            status: Status::Final,
            source,
            file,
            read_on: None,
            pinned: false,
            stated_growth: None,
        }
    }

    fn order(document: &Document, key: &SeriesKey) -> Vec<String> {
        document.actuals.of(key).iter().map(|o| o.period.to_string()).collect()
    }

    #[test]
    fn months_of_the_calendar_stand_in_the_plans_year_and_come_back_when_its_start_is_undone() {
        let key = SeriesKey { node: "a".into(), metric: "m".into(), coverage: None };
        let list = ["2024", "2025-03", "2024-04", "2024-03", "2025-04"].map(observation).to_vec();
        let (actuals, _) = Actuals::build(vec![(key.clone(), list)], []);
        let calendar = Document::new(Plan::default(), actuals);
        assert_eq!(order(&calendar, &key), ["2024-03", "2024-04", "2024", "2025-03", "2025-04"]);
        let mut document = calendar.clone();
        let info = PlanInfo { year_starts_in: 4, ..PlanInfo::default() };
        let start = document.apply(Edit::Info(Box::new(info)));
        assert_eq!(order(&document, &key), ["2024-03", "2024-04", "2025-03", "2024", "2025-04"]);
        let years: Vec<i32> = document.actuals.of(&key).iter().map(|o| o.period.plan_year()).collect();
        assert_eq!(years, [2023, 2024, 2024, 2024, 2025]);
        // What is put is counted in the same way, and found by its calendar month.
        let march: Period = "2025-03".parse().unwrap_or(Period::year(1));
        let changed = Observation { value: 7.0, ..observation("2025-03") };
        let put = document.apply(Edit::observation(key.clone(), march, &Arc::from("a"), Some(changed)));
        assert_eq!(document.actuals.current(&key, march.in_years_from(4)).map(|o| o.value), Some(7.0));
        for inverse in [put, start] {
            assert!(inverse.is_ok_and(|inverse| document.apply(inverse).is_ok()));
        }
        assert_eq!(document, calendar);
    }
}
