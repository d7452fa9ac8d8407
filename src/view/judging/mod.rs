//! How judgements are told: states as marks and words, methods, as of when.
//!
//! Reads what the engine judged; judges nothing itself.

mod nodes;
mod panel;
mod ranking;
mod report;
mod scores;
mod sentences;
mod warnings;

pub use nodes::{NodeState, clusters_sentence, node_state};
pub use panel::{MetricStanding, node_standings};
pub use ranking::{Ranking, RankingOptions};
pub use report::ReportJudge;
pub use scores::ScoreGrid;
pub use sentences::{
    aim, arithmetic, bands_of, forecast_method, lines, measure, method, method_hint, points, refusal, state, verdict, warning_fact,
    warning_kind, warning_takes, why,
};
pub use warnings::WarningTable;

use std::collections::BTreeSet;

use super::grid::Mark;
use super::{Words, wording};
use crate::base::Period;
use crate::domain::Document;
use crate::engine::assess::{Ask, State};

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

/// The periods that anything was reported of, the last first; whole years and what ends within a year.
pub fn reported_periods(document: &Document) -> Vec<Period> {
    let mut periods: BTreeSet<Period> = BTreeSet::new();
    for (_, list) in document.actuals.series() {
        // Years are few and months repeat in every series: the set stays small.
        periods.extend(list.iter().map(|observation| observation.period));
    }
    let mut periods: Vec<Period> = periods.into_iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.calendar_year(), period.last_month(), period.months())));
    periods.dedup_by_key(|period| (period.calendar_year(), period.last_month()));
    periods.truncate(MOST_PERIODS);
    periods
}
