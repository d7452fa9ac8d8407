//! The cells of the overview's table: amounts with their bound, rates, trends, coverage.

use super::facts::target_bound;
use super::{Column, Overview, OverviewRow};
use crate::base::{MetricId, NodeId};
use crate::domain::Direction;
use crate::engine::assess::{State, of_metric};
use crate::engine::{Layer, Sum};
use crate::view::grid::{GridCell, Picture, Tone};
use crate::view::{judging, number, wording};

impl Overview {
    pub(super) fn amount_cell(&self, row: &OverviewRow, kind: &Column, place: usize) -> GridCell {
        let (Column::Base(metric) | Column::Target(metric) | Column::Actual(metric)) = kind else { return GridCell::default() };
        let mut cell = GridCell { unit: self.unit(metric), ..GridCell::default() };
        let decimals = self.decimals.get(place).copied().unwrap_or(0);
        if let OverviewRow::Cluster(node) = row {
            self.fill_cluster_amount(&mut cell, node, kind, metric, decimals);
        } else {
            let info = &self.document.plan.info;
            let (layer, year) = match kind {
                Column::Base(_) => (Layer::Plan, Some(info.base_year)),
                Column::Target(_) => (Layer::Plan, Some(info.last_year)),
                _ => (Layer::Actual, self.actual_year(row, metric)),
            };
            let sum = year.and_then(|year| self.sum(row, metric, layer, year));
            cell.text = number::optional(sum.as_ref().map(|s| s.value), decimals);
            cell.number = sum.as_ref().map(|s| s.value);
            if let Some(sum) = sum {
                self.note_sum(&mut cell, &sum);
            }
        }
        if let (Some((low, high)), Some(value), OverviewRow::Cluster(_)) = (self.spreads.get(place).copied().flatten(), cell.number, row) {
            cell.heat = Some((value - low) / (high - low));
        }
        cell
    }

    fn fill_cluster_amount(&self, cell: &mut GridCell, node: &NodeId, kind: &Column, metric: &MetricId, decimals: u8) {
        let info = &self.document.plan.info;
        let words = &*self.words;
        if let Column::Actual(_) = kind {
            let Some((year, reading)) = self.latest_actual(node, metric) else {
                cell.text = number::MISSING.to_owned();
                return;
            };
            cell.number = reading.value;
            cell.text = number::optional(reading.value, decimals);
            if self.latest_year(metric) != Some(year) {
                cell.badge = year.to_string();
            }
            if reading.illustrative {
                cell.tone = Tone::Quiet;
                cell.hint = words.text("illustrative-hint").to_owned();
            }
            return;
        }
        let requirement = self.evaluation.requirement(node, metric);
        if let Column::Target(_) = kind {
            let reading = self.evaluation.reading(node, metric, Layer::Plan, info.last_year);
            cell.number = reading.value;
            cell.text = match target_bound(&requirement, info.last_year) {
                Some(bound) => wording::bound_fixed(words, &bound, None, decimals),
                None => number::optional(reading.value, decimals),
            };
            return;
        }
        let reading = self.evaluation.reading(node, metric, Layer::Plan, info.base_year);
        cell.number = reading.value;
        cell.text = number::optional(reading.value, decimals);
        // A baseline of another year is shown with its year and left out of sums.
        if let (None, Some((year, value))) = (reading.value, requirement.base)
            && year != info.base_year
        {
            cell.text = number::fixed(value, decimals.max(number::decimals(value)));
            cell.badge = year.to_string();
            cell.hint = words.with("overview-other-base-year", &[("year", &year.to_string())]);
            cell.tone = Tone::Quiet;
        }
    }

    fn note_sum(&self, cell: &mut GridCell, sum: &Sum) {
        let words = &*self.words;
        let (n, of) = (sum.n.to_string(), sum.of.to_string());
        let mut hints = vec![words.with("sum-coverage", &[("n", &n), ("of", &of)])];
        if sum.n < sum.of {
            cell.badge = format!("{n}/{of}");
        }
        if sum.mixed_coverage {
            hints.push(words.text("sum-mixed-coverage").to_owned());
        }
        if sum.illustrative {
            hints.push(words.text("illustrative-hint").to_owned());
        }
        cell.hint = hints.join("\n");
    }

    pub(super) fn rate_cell(&self, row: &OverviewRow, kind: &Column) -> GridCell {
        let value = self.value(row, kind);
        let Some(value) = value else {
            let missing = matches!(row, OverviewRow::Cluster(_)) || matches!(kind, Column::Required(_));
            return GridCell::text(if missing { number::MISSING } else { "" }).tone(Tone::Quiet);
        };
        if let Column::Gap(_) = kind {
            let tone = self.gap_tone(kind, value);
            let picture = Some(Picture::Bar(value.clamp(-1.0, 1.0)));
            return GridCell { text: number::signed_percent(value, 0), number: Some(value), tone, picture, ..GridCell::default() };
        }
        let tone = if matches!(row, OverviewRow::Cluster(_)) { Tone::Normal } else { Tone::Strong };
        GridCell { text: number::percent(value, 1), number: Some(value), tone, ..GridCell::default() }
    }

    /// Worse than wanted by more than a tenth, or not worse at all; which way is worse the metric says.
    fn gap_tone(&self, kind: &Column, gap: f64) -> Tone {
        let Column::Gap(metric) = kind else { return Tone::Normal };
        let ahead = match self.document.plan.metrics.get(metric).map(|m| m.direction) {
            Some(Direction::Down) => -gap,
            Some(Direction::Neutral) | None => return Tone::Normal,
            Some(Direction::Up) => gap,
        };
        if ahead < -0.1 {
            Tone::Bad
        } else if ahead >= 0.0 {
            Tone::Good
        } else {
            Tone::Normal
        }
    }

    pub(super) fn state_cell(&self, row: &OverviewRow, metric: &MetricId) -> GridCell {
        let words = &*self.words;
        let (document, evaluation, assessments) = (&self.document, &self.evaluation, &self.assessments);
        if let OverviewRow::Cluster(node) = row {
            let cell = assessments.cell(evaluation, node, metric);
            if !cell.planned && cell.state == State::NoData {
                return GridCell::text(number::MISSING).tone(Tone::Quiet);
            }
            let by = cell.used.map(|method| judging::method(words, method).to_owned()).unwrap_or_default();
            let tone = if cell.state == State::NoData { Tone::Quiet } else { Tone::Normal };
            let mark = Some(judging::mark(cell.state));
            return GridCell { text: judging::state(words, cell.state).to_owned(), mark, tone, hint: by, ..GridCell::default() };
        }
        let node = match row {
            OverviewRow::Group(node) => node.clone(),
            _ => NodeId::total(),
        };
        let rolled = of_metric(document, evaluation, assessments, &node, metric);
        if matches!(row, OverviewRow::Loose) || rolled.of == 0 {
            return GridCell::default();
        }
        let badge = if rolled.n < rolled.of { format!("{}/{}", rolled.n, rolled.of) } else { String::new() };
        let mark = Some(judging::mark(rolled.state));
        let hint = judging::clusters_sentence(words, &rolled);
        GridCell { text: judging::state(words, rolled.state).to_owned(), mark, badge, hint, tone: Tone::Strong, ..GridCell::default() }
    }

    pub(super) fn trend_cell(&self, row: &OverviewRow, metric: &MetricId) -> GridCell {
        let OverviewRow::Cluster(node) = row else { return GridCell::default() };
        let info = &self.document.plan.info;
        let last = self.last_year().map_or(info.last_year, |last| last.min(info.last_year));
        let mut values: Vec<Option<f64>> = (info.base_year..=last)
            .map(|year| {
                let actual = self.evaluation.reading(node, metric, Layer::Actual, year).value;
                actual.or_else(|| if year == info.base_year { self.evaluation.stated(node, metric, Layer::Plan, year) } else { None })
            })
            .collect();
        while values.last().is_some_and(Option::is_none) {
            values.pop();
        }
        let enough = values.iter().flatten().count() > 1;
        GridCell { picture: enough.then_some(Picture::Spark(values)), ..GridCell::default() }
    }

    pub(super) fn coverage_cell(&self, row: &OverviewRow, metric: &MetricId) -> GridCell {
        let words = &*self.words;
        let info = &self.document.plan.info;
        if let OverviewRow::Cluster(node) = row {
            let coverage = self.evaluation.coverage_of(node, metric);
            let name = coverage.as_ref().map(|c| wording::coverage(words, &self.document.plan, Some(c)).to_owned()).unwrap_or_default();
            return GridCell::text(name).tone(Tone::Quiet);
        }
        match self.sum(row, metric, Layer::Plan, info.base_year) {
            Some(sum) => GridCell::text(words.with("overview-with-base", &[("n", &sum.n.to_string()), ("of", &sum.of.to_string())]))
                .tone(Tone::Quiet),
            None => GridCell::default(),
        }
    }
}
