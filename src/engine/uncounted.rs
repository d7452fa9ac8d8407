//! Observations that can count in no year of the plan, which is told rather than passed over: running totals that start in another month
//! than the plan's year.

use crate::base::{Diagnostic, Place};
use crate::domain::{Observation, PlanInfo, SeriesKey};

/// Periods named in one sentence at most.
const NAMED: usize = 6;

/// Tells of the running totals of a series that do not start with the plan's year.
pub(super) fn running_totals(key: &SeriesKey, list: &[Observation], info: &PlanInfo) -> Option<Diagnostic> {
    let mut found: Vec<&Observation> = list.iter().filter(|o| !info.counts(o.period)).collect();
    let file = &found.first()?.file;
    let place = Place::default().record(format!("{} {}", key.node, key.metric));
    let instead = info.to_date(found.first()?.period);
    found.dedup_by_key(|o| o.period);
    let more = if found.len() > NAMED { ", …" } else { "" };
    let periods: Vec<String> = found.iter().take(NAMED).map(|o| o.period.to_string()).collect();
    let told = Diagnostic::warning("actual-running-total", place).arg("node", &key.node).arg("metric", &key.metric);
    let told = told.arg("actuals", file);
    Some(told.arg("text", periods.join(", ") + more).arg("month", info.first_month()).arg("example", instead))
}
