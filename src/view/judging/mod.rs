//! How judgements are told: states as marks and words, methods, as of when.
//!
//! Reads what the engine judged; judges nothing itself.

mod inspected;
mod nodes;
mod panel;
mod ranking;
mod report;
mod scores;
mod sentences;
mod warnings;

pub use inspected::{inspect_judged, inspect_warning};
pub use nodes::{NodeState, clusters_sentence, node_state};
pub use panel::{MetricStanding, growth_lines, node_standings};
pub use ranking::{Ranking, RankingOptions, best_first};
pub use report::ReportJudge;
pub use scores::{ScoreGrid, is_scored, missing_of, scores_with_change, why_not_scored};
pub use sentences::{
    aim, arithmetic, bands_of, forecast_method, lines, measure, method, method_hint, points, refusal, state, verdict, warning_fact,
    warning_kind, warning_takes, why,
};
pub use warnings::{WarningTable, warning_mark, warning_rests, warning_rule};

use rustc_hash::FxHashSet;

use super::grid::Mark;
use super::{Words, wording};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Document, Observation};
use crate::engine::assess::{Arithmetic, Ask, Judged, State, required};
use crate::engine::{Evaluation, Reason, Requirement};

/// Periods offered for looking back at most.
const MOST_PERIODS: usize = 60;

/// The mark of a state.
pub fn mark(state: State) -> Mark {
    match state {
        State::Achieved => Mark::Achieved,
        State::OnTrack => Mark::OnTrack,
        State::Slipping => Mark::Slipping,
        State::OffTrack => Mark::OffTrack,
        State::NoData => Mark::NoData,
    }
}

/// The part of a year that what was judged came together in, where it was not a whole one.
pub fn part_of_year(judged: &Judged) -> Option<Period> {
    match judged.arithmetic {
        Arithmetic::Pace { period, .. } => Some(period).filter(|period| period.months() < 12),
        _ => None,
    }
}

/// What the rest of the way requires a year, from the last whole year on: what came together within a year is no start.
pub fn rest(document: &Document, evaluation: &Evaluation, (node, metric): (&NodeId, &MetricId), judged: &Judged, ask: &Ask) -> Requirement {
    if part_of_year(judged).is_some() {
        return required::of(document, evaluation, node, metric, ask, true).yearly;
    }
    let geometric = document.plan.metrics.get(metric).is_some_and(|of| of.grows_geometrically());
    Requirement::between(judged.start(), judged.target, geometric, Reason::TargetPast)
}

/// As of when and by which method, in a few words.
pub fn ask(words: &Words, document: &Document, ask: &Ask) -> String {
    let as_of = match ask.as_of {
        Some(period) => words.with("judge-as-of", &[("period", &wording::period(words, period))]),
        None => words.text("judge-as-of-latest").to_owned(),
    };
    let assessment = &document.plan.assessment;
    let by = match ask.method {
        Some(of) => method(words, of).to_owned(),
        None if assessment.metric_methods.is_empty() => method(words, assessment.method.unwrap_or_default()).to_owned(),
        None => words.text("judge-by-plan").to_owned(),
    };
    format!("{as_of} · {by}")
}

/// The periods that anything was reported of that counts in the plan's years, the last first; whole years and what ends within a year.
pub fn reported_periods(document: &Document) -> Vec<Period> {
    let mut periods: FxHashSet<Period> = FxHashSet::default();
    let mut before: &[Observation] = &[];
    for (_, list) in document.actuals.series() {
        // Most series are of the same periods as the one before: those need not be gathered again.
        let same = list.len() == before.len() && list.iter().zip(before).all(|(a, b)| a.period == b.period);
        if !same {
            periods.extend(list.iter().map(|observation| observation.period));
        }
        before = list;
    }
    let mut periods: Vec<Period> = periods.into_iter().collect();
    let info = &document.plan.info;
    periods.retain(|period| info.counts(*period));
    periods.sort_by_key(|period| (std::cmp::Reverse((info.end_of(*period), period.months())), *period));
    periods.dedup_by_key(|period| info.end_of(*period));
    periods.truncate(MOST_PERIODS);
    periods
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Actuals, Plan, SeriesKey, Status};

    #[test]
    fn periods_stand_once_each_the_last_first_and_a_year_goes_before_its_running_total() {
        let key = |node: &str| SeriesKey { node: node.into(), metric: "sales".into(), coverage: None };
        let list = |periods: &[Period]| {
            let (unit, source, file): (_, Arc<str>, Arc<str>) = ("1".into(), "".into(), "a".into());
            let of = |period: &Period| Observation {
                period: *period,
                value: 1.0,
                unit: crate::base::UnitId::clone(&unit),
                status: Status::Final,
                source: source.clone(),
                file: file.clone(),
                read_on: None,
                pinned: false,
                stated_growth: None,
            };
            periods.iter().map(of).collect::<Vec<_>>()
        };
        let [june, december] = [6, 12].map(|month| Period::year_to_date(2012, month).unwrap_or(Period::year(1)));
        let series = vec![
            (key("a"), list(&[Period::year(2011), june])),
            (key("b"), list(&[Period::year(2011), june])),
            (key("c"), list(&[december, Period::year(2012)])),
        ];
        let (actuals, _) = Actuals::build(series, []);
        let periods = reported_periods(&Document::new(Plan::default(), actuals));
        assert_eq!(periods, [Period::year(2012), june, Period::year(2011)]);
        // In a year from April a quarter of the plan's year and a month of the same number end at different times.
        // A running total that starts elsewhere ends no stretch of that year and is not offered.
        let [quarter, march, april, elsewhere] =
            ["2012Q1", "2013-03", "2012-04", "2012-01..06"].map(|text| text.parse().unwrap_or(Period::year(1)));
        let (actuals, _) = Actuals::build(vec![(key("a"), list(&[march, quarter, april, elsewhere]))], []);
        let mut plan = Plan::default();
        plan.info.year_starts_in = 4;
        let in_plan = [march, quarter, april].map(|period| period.in_years_from(4));
        assert_eq!(reported_periods(&Document::new(plan, actuals)), in_plan);
    }
}
