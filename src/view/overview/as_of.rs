//! Which actuals the overview's table shows as of the period asked for: those of the last whole year that counts then.

use super::{Overview, OverviewRow};
use crate::base::{MetricId, NodeId};
use crate::engine::{Layer, Reading};
use crate::view::wording;

impl Overview {
    /// The latest actual of a whole year that counts as of the period asked for, with its year.
    pub fn latest_actual(&self, node: &NodeId, metric: &MetricId) -> Option<(i32, Reading)> {
        let Some(last) = self.last_year() else { return self.evaluation.latest_actual(node, metric) };
        let years = self.evaluation.years();
        let readings = (*years.start()..=last.min(*years.end())).rev();
        let readings = readings.map(|year| (year, self.evaluation.reading(node, metric, Layer::Actual, year)));
        readings.into_iter().find(|(_, reading)| reading.value.is_some())
    }

    /// The last year that is over as of the period asked for; `None` where none is asked for.
    pub(super) fn last_year(&self) -> Option<i32> {
        self.assessments.ask.as_of.map(|period| self.document.plan.info.last_whole_year(period))
    }

    /// The heading of actuals: of the year that counts where a period is asked for, else the latest.
    pub(super) fn actual_title(&self, metric: &MetricId) -> String {
        match self.latest_year(metric).filter(|_| self.last_year().is_some()) {
            Some(year) => self.words.with("overview-actual-of", &[("year", &year.to_string())]),
            None => self.words.text("overview-actual").to_owned(),
        }
    }

    /// A hint, with the year whose actuals a column shows as of the period asked for.
    pub(super) fn as_of_hint(&self, hint: &str, metric: &MetricId) -> String {
        let Some(period) = self.assessments.ask.as_of else { return hint.to_owned() };
        let period = wording::period(&self.words, period);
        let said = match self.latest_year(metric) {
            Some(year) => self.words.with("overview-as-of", &[("period", &period), ("year", &year.to_string())]),
            None => self.words.with("overview-as-of-none", &[("period", &period)]),
        };
        if hint.is_empty() { said } else { format!("{hint}\n{said}") }
    }

    /// The year whose actuals are shown: that of the latest actual of any cluster, so that a column never mixes years
    /// without saying so; a cluster that lacks it shows its own latest with the year beside it.
    pub(super) fn actual_year(&self, row: &OverviewRow, metric: &MetricId) -> Option<i32> {
        match row {
            OverviewRow::Cluster(node) => self.latest_actual(node, metric).map(|(year, _)| year),
            _ => self.latest_year(metric),
        }
    }
}
