//! Tables of scenarios: their values year by year beside the plan, their differences from a base, the targets and limits in them.
//!
//! Every number comes from the engine's evaluation of a scenario; what an item names and the workspace no longer has is said.

use std::sync::Arc;

use super::build::Desk;
use super::model::{Cell, Column, Row, Span, Table, What};
use super::scale::{Scale, percent};
use super::standing::is_preliminary;
use super::table::{MOST, PRELIMINARY, about, beneath, kind_of};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Item, MetricKind, TableKind};
use crate::engine::scenario::compare::difference;
use crate::engine::scenario::{LimitUse, ScenarioEvaluation, TargetOutcome};
use crate::engine::{Layer, Reading};
use crate::view::compare::{no_difference, no_share};
use crate::view::scenario_page::results::{fullest, limit_mark, missed_share, state_key, target_mark, used_share};
use crate::view::{number, wording};

/// Years of one table at most; of more, some between the first and the last are left out.
const MOST_YEARS: usize = 10;
/// Scenarios side by side in one table; more go on in another.
const BESIDE: usize = 2;
/// Sign behind a difference of sums that are not made of the same clusters.
const OTHER_PARTS: &str = "≠";
/// Sign behind what rests on values that do not fit together.
const DOUBTFUL: &str = "†";

/// The tables of an item, or what is lacking for them.
pub(super) fn of(desk: &Desk<'_>, kind: TableKind, item: &Item, metrics: &[MetricId]) -> Vec<What> {
    let paragraph = |text: String| What::Paragraph(vec![Span::plain(text)]);
    let chosen = desk.chosen(item);
    if chosen.scenarios.is_empty() {
        let key = if chosen.gone.is_empty() { vec![desk.words().text("report-no-scenario").to_owned()] } else { chosen.gone };
        return key.into_iter().map(paragraph).collect();
    }
    let scenarios = &chosen.scenarios;
    let tables: Vec<Table> = match kind {
        TableKind::Results => metrics.iter().map(|metric| results(desk, item, metric, scenarios)).collect(),
        TableKind::Comparison => match desk.base(item) {
            Ok(base) => {
                let others: Vec<_> = scenarios.iter().filter(|other| other.scenario() != base.scenario()).cloned().collect();
                let of = |metric| others.chunks(BESIDE).map(|others| comparison(desk, item, metric, &base, others)).collect::<Vec<_>>();
                metrics.iter().flat_map(of).collect()
            }
            Err(gone) => return vec![paragraph(gone)],
        },
        TableKind::Targets => scenarios.iter().map(|scenario| targets(desk, item, scenario)).collect(),
        _ => scenarios.iter().map(|scenario| limits(desk, item, scenario)).collect(),
    };
    cite(desk, scenarios);
    if tables.is_empty() {
        return vec![paragraph(desk.words().text("report-nothing-compared").to_owned())];
    }
    tables.into_iter().map(What::Table).chain(chosen.gone.into_iter().map(paragraph)).collect()
}

/// The name of a scenario, or of the plan.
pub(super) fn name(desk: &Desk<'_>, scenario: &ScenarioEvaluation) -> String {
    crate::view::chart::scenario_name(desk.words(), desk.inputs.document, scenario.scenario())
}

fn cite(desk: &Desk<'_>, scenarios: &[Arc<ScenarioEvaluation>]) {
    let words = desk.words();
    let names: Vec<String> = scenarios.iter().map(|scenario| name(desk, scenario)).collect();
    desk.cite(words.with("chart-note-scenarios", &[("list", &names.join(words.text("chart-list-join")))]));
    desk.cite(words.text("report-foot-scenarios").to_owned());
}

/// The node, and what lies beneath it; the node stands last, as the sum of the others.
fn rows_of(desk: &Desk<'_>, item: &Item) -> Vec<(NodeId, bool)> {
    let list = beneath(desk, &item.node, item.dimension.as_ref());
    let whole = list.iter().all(|node| *node != item.node).then(|| (item.node.clone(), true));
    list.into_iter().take(MOST).map(|node| (node, false)).chain(whole).collect()
}

/// What signs in a table of values mean.
#[derive(Default)]
pub(super) struct Signs {
    preliminary: bool,
    partial: bool,
}

impl Signs {
    /// A value with its signs: how many of how many it is made of, and whether it may be revised.
    pub fn cell(&mut self, desk: &Desk<'_>, scale: &Scale, reading: &Reading, of: (&NodeId, &MetricId, i32)) -> Cell {
        desk.shown(reading);
        let mut cell = scale.cell(reading.value);
        if reading.value.is_none() {
            return cell;
        }
        let (node, metric, year) = of;
        let (document, evaluation) = (desk.inputs.document, desk.inputs.evaluation);
        let observed = evaluation.reading(node, metric, Layer::Actual, year).value == reading.value;
        if observed && is_preliminary(document, evaluation, node, metric, Period::year(year)) {
            self.preliminary = true;
            cell.text.push_str(PRELIMINARY);
        }
        if !reading.is_complete() {
            self.partial = true;
            cell.text.push_str(&format!(" ({}/{})", reading.n, reading.of));
        }
        cell
    }

    pub fn notes(&self, desk: &Desk<'_>) -> Vec<String> {
        let words = desk.words();
        let mut notes = Vec::new();
        if self.preliminary {
            notes.push(words.with("report-note-preliminary", &[("mark", PRELIMINARY)]));
        }
        if self.partial {
            notes.push(words.text("report-note-n-of-m").to_owned());
        }
        notes
    }
}

/// The years of a plan, evenly spaced where there are many; its first and its last are among them.
pub(super) fn years(first: i32, last: i32, most: usize) -> Vec<i32> {
    let all: Vec<i32> = (first.min(last)..=last).collect();
    let step = (all.len().saturating_sub(1)).div_ceil(most.max(2) - 1).max(1);
    // Counted from the end, so that the target's year is there.
    let mut kept: Vec<i32> = all.iter().rev().step_by(step).copied().collect();
    if kept.last() != all.first() {
        kept.extend(all.first());
    }
    kept.reverse();
    kept
}

/// Values of the plan and of scenarios year by year.
fn results(desk: &Desk<'_>, item: &Item, metric: &MetricId, scenarios: &[Arc<ScenarioEvaluation>]) -> Table {
    let (words, info, scale) = (desk.words(), &desk.inputs.document.plan.info, desk.scales.get(metric));
    let years = years(info.base_year, info.last_year, MOST_YEARS);
    let nodes = rows_of(desk, item);
    let listed: Vec<NodeId> = nodes.iter().map(|(node, _)| node.clone()).collect();
    let last = info.last_year.to_string();
    let mut columns = vec![Column::text(kind_of(desk, &listed)), Column::text(words.text("report-head-scenario"))];
    columns.extend(years.iter().map(|year| Column::number(year.to_string())));
    columns.push(Column::number(words.with("report-head-of-plan", &[("year", &last)])));
    let mut table = Table { title: scale.head(words, &desk.metric_name(metric)), columns, ..Table::default() };
    let Some(plan) = desk.evaluated(None) else { return table };
    let mut signs = Signs::default();
    let others = scenarios.iter().filter(|scenario| scenario.scenario().is_some());
    let all: Vec<&Arc<ScenarioEvaluation>> = std::iter::once(&plan).chain(others).collect();
    for (node, strong) in &nodes {
        for scenario in &all {
            let is_plan = scenario.scenario().is_none();
            let name_of = if *strong { desk.name(node) } else { desk.short(node) };
            let mut cells = vec![Cell::text(if is_plan { name_of } else { String::new() }), Cell::text(name(desk, scenario))];
            cells.extend(years.iter().map(|year| {
                let reading = scenario.reading(node, metric, *year);
                signs.cell(desk, &scale, &reading, (node, metric, *year))
            }));
            let against = difference(&plan, scenario, node, metric, info.last_year).relative.filter(|_| !is_plan);
            cells.push(if is_plan { Cell::default() } else { percent(against, true) });
            table.rows.push(Row { cells, strong: *strong });
        }
        desk.cite_values(node, metric);
    }
    table.notes = signs.notes(desk);
    if years.len() < (info.last_year - info.base_year + 1).max(0) as usize {
        table.notes.push(words.text("report-note-some-years").to_owned());
    }
    table
}

/// Scenarios against a base, in one year.
fn comparison(
    desk: &Desk<'_>,
    item: &Item,
    metric: &MetricId,
    base: &Arc<ScenarioEvaluation>,
    others: &[Arc<ScenarioEvaluation>],
) -> Table {
    let (words, scale) = (desk.words(), desk.scales.get(metric));
    let year = item.when.and_then(|when| desk.year_of(when)).unwrap_or(desk.inputs.document.plan.info.last_year);
    let nodes = rows_of(desk, item);
    let listed: Vec<NodeId> = nodes.iter().map(|(node, _)| node.clone()).collect();
    let mut columns = vec![Column::text(kind_of(desk, &listed))];
    columns.extend(compared::columns(desk, base, others, false));
    let args = [("metric", &*scale.head(words, &desk.metric_name(metric))), ("year", &*year.to_string())];
    let mut table = Table { title: words.with("report-table-in-year", &args), columns, ..Table::default() };
    let mut found = compared::Compared::default();
    for (node, strong) in &nodes {
        let mut cells = vec![Cell::text(if *strong { desk.name(node) } else { desk.short(node) })];
        cells.extend(found.cells(desk, (node, metric, year), base, others));
        desk.cite_values(node, metric);
        table.rows.push(Row { cells, strong: *strong });
    }
    table.notes = found.notes(desk);
    table
}

/// Cells of a comparison: the base, then each scenario with its differences; what is lacking and why.
pub(super) mod compared {
    use super::*;

    /// The columns: every name of a difference with its scenario where `named`, for programs that sort.
    pub fn columns(desk: &Desk<'_>, base: &ScenarioEvaluation, others: &[Arc<ScenarioEvaluation>], named: bool) -> Vec<Column> {
        let words = desk.words();
        let mut columns = vec![Column::number(name(desk, base))];
        for other in others {
            let name = name(desk, other);
            let difference = |key: &str| {
                let text = words.text(key).to_owned();
                Column::number(if named { words.with("book-of-scenario", &[("scenario", &name), ("what", &text)]) } else { text })
            };
            let (absolute, relative) = (difference("compare-absolute"), difference("compare-relative"));
            columns.extend([Column::number(name), absolute, relative]);
        }
        columns
    }

    /// What was found while the cells of a table were made.
    #[derive(Default)]
    pub struct Compared {
        signs: Signs,
        other_parts: bool,
        reasons: Vec<&'static str>,
    }

    impl Compared {
        /// The cells of one node, metric and year.
        pub fn cells(
            &mut self,
            desk: &Desk<'_>,
            of: (&NodeId, &MetricId, i32),
            base: &ScenarioEvaluation,
            others: &[Arc<ScenarioEvaluation>],
        ) -> Vec<Cell> {
            let (node, metric, year) = of;
            let (words, scale) = (desk.words(), desk.scales.get(metric));
            let kind = desk.inputs.document.plan.metrics.get(metric).map(|metric| &metric.kind);
            // Differences of percentages are points.
            let points = scale.unit.starts_with('%') && matches!(kind, Some(MetricKind::Ratio | MetricKind::Derived { .. }));
            let mut cells = vec![self.signs.cell(desk, &scale, &base.reading(node, metric, year), of)];
            for other in others {
                let found = difference(base, other, node, metric, year);
                cells.push(self.signs.cell(desk, &scale, &found.other, of));
                let mut absolute = scale.signed_cell(found.absolute);
                if found.absolute.is_some() && points {
                    absolute.text = words.with("compare-points", &[("value", &absolute.text)]);
                }
                if found.absolute.is_some() && (found.base.n, found.base.of) != (found.other.n, found.other.of) {
                    self.other_parts = true;
                    absolute.text.push_str(OTHER_PARTS);
                }
                let (from, to) = (found.base.value, found.other.value);
                let missing = found.absolute.is_none().then(|| no_difference(from, to));
                let missing = missing.or_else(|| found.relative.is_none().then(|| no_share(from, to)));
                self.reasons.extend(missing.filter(|key| !self.reasons.contains(key)).into_iter().collect::<Vec<_>>());
                cells.extend([absolute, percent(found.relative, true)]);
            }
            cells
        }

        /// What the signs mean, and why something is lacking.
        pub fn notes(&self, desk: &Desk<'_>) -> Vec<String> {
            let words = desk.words();
            let said = |key: &str, mark: &str| words.with("report-note-sign", &[("mark", mark), ("text", words.text(key))]);
            let mut notes = self.signs.notes(desk);
            notes.extend(self.reasons.iter().map(|key| said(key, number::MISSING)));
            if self.other_parts {
                notes.push(said("compare-other-parts", OTHER_PARTS));
            }
            notes
        }
    }
}

/// The targets in a scenario: those missed by most first, then those met.
fn targets(desk: &Desk<'_>, item: &Item, scenario: &Arc<ScenarioEvaluation>) -> Table {
    let words = desk.words();
    let about = about(desk, &item.node);
    let wanted = |target: &&TargetOutcome| about(&target.node) && (item.metrics.is_empty() || item.metrics.contains(&target.metric));
    let mut list: Vec<&TargetOutcome> = scenario.targets().iter().filter(wanted).collect();
    let order = |target: &TargetOutcome| match target.met {
        Some(false) => 0,
        None => 1,
        Some(true) => 2,
    };
    list.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| missed_share(b).total_cmp(&missed_share(a))));
    let heads = ["report-head-node", "report-head-metric", "report-head-year", "report-head-target-bound"];
    let mut columns: Vec<Column> = heads.iter().map(|key| Column::text(words.text(key))).collect();
    columns.push(Column::number(words.text("report-head-scenario-value")));
    columns.push(Column::text(words.text("report-head-met")));
    columns.push(Column::number(words.text("report-head-shortfall")));
    columns.push(Column::number(words.text("report-head-shortfall-share")));
    let mut table = Table { title: name(desk, scenario), columns, ..Table::default() };
    let mut doubtful = false;
    for target in list.iter().take(MOST) {
        let scale = desk.scales.get(&target.metric);
        let reading = scenario.reading(&target.node, &target.metric, target.year);
        desk.shown(&reading);
        let bound = target.bound.map(|value| value * scale.factor);
        let mut value = scale.cell(target.value);
        if target.doubtful && target.value.is_some() {
            doubtful = true;
            value.text.push_str(DOUBTFUL);
        }
        let missed = target.met == Some(false);
        let share = target.bound.value().filter(|bound| *bound != 0.0).map(|_| missed_share(target));
        let cells = vec![
            Cell::text(desk.name(&target.node)),
            Cell::text(desk.metric_name(&target.metric)),
            Cell::text(target.year.to_string()),
            Cell::text(wording::bound_fixed(words, &bound, Some(&scale.unit), scale.decimals)),
            value,
            Cell::text(words.text(state_key(target_mark(target)))),
            if missed { scale.cell(target.shortfall) } else { Cell::default() },
            if missed { percent(share, false) } else { Cell::default() },
        ];
        table.rows.push(Row { cells, strong: false });
        desk.cite_values(&target.node, &target.metric);
    }
    let met = list.iter().filter(|target| target.met == Some(true)).count();
    let judged = list.iter().filter(|target| target.met.is_some()).count();
    let args = [("met", met.to_string()), ("judged", judged.to_string()), ("unknown", (list.len() - judged).to_string())];
    let args: Vec<(&str, &str)> = args.iter().map(|(key, text)| (*key, text.as_str())).collect();
    table.notes.push(words.with(if judged < list.len() { "report-targets-unknown" } else { "report-targets" }, &args));
    if doubtful {
        table.notes.push(words.with("report-note-sign", &[("mark", DOUBTFUL), ("text", words.text("report-note-doubtful"))]));
    }
    left_out(desk, &mut table, list.len());
    table
}

/// The limits in a scenario, each in the year in which it is used most; the fullest first.
fn limits(desk: &Desk<'_>, item: &Item, scenario: &Arc<ScenarioEvaluation>) -> Table {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let about = about(desk, &item.node);
    let wanted = |limit: &&LimitUse| about(&limit.node) && (item.metrics.is_empty() || item.metrics.contains(&limit.metric));
    let list: Vec<&LimitUse> = fullest(scenario).into_iter().filter(wanted).collect();
    let heads = ["report-head-limit", "report-head-node", "report-head-metric", "report-head-year", "report-head-allowed"];
    let mut columns: Vec<Column> = heads.iter().map(|key| Column::text(words.text(key))).collect();
    columns.push(Column::number(words.text("report-head-used")));
    columns.push(Column::number(words.text("report-head-used-share")));
    columns.push(Column::text(words.text("report-head-state")));
    columns.push(Column::number(words.text("report-head-excess")));
    let mut table = Table { title: name(desk, scenario), columns, ..Table::default() };
    let mut gaps = false;
    for limit in list.iter().take(MOST) {
        let scale = desk.scales.get(&limit.metric);
        desk.shown(&scenario.reading(&limit.node, &limit.metric, limit.year));
        let of_plan = limit.limit.as_ref().and_then(|id| plan.limits.get(id)).map(|limit| words.label(&limit.name).to_owned());
        let name_of = of_plan.filter(|name| !name.is_empty()).unwrap_or_else(|| words.text("report-limit-of-scenario").to_owned());
        let bound = limit.bound.map(|value| value * scale.factor);
        let mut used = scale.cell(limit.used);
        if limit.has_gaps && limit.used.is_some() {
            gaps = true;
            used.text.push_str(DOUBTFUL);
        }
        let share = limit.used.map(|_| used_share(limit)).filter(|share| share.is_finite() && *share >= 0.0);
        let cells = vec![
            Cell::text(name_of),
            Cell::text(desk.name(&limit.node)),
            Cell::text(desk.metric_name(&limit.metric)),
            Cell::text(limit.year.to_string()),
            Cell::text(wording::bound_fixed(words, &bound, Some(&scale.unit), scale.decimals)),
            used,
            percent(share, false),
            Cell::text(words.text(if limit.excess > 0.0 { "report-limit-exceeded" } else { state_key(limit_mark(limit)) })),
            if limit.excess > 0.0 { scale.cell(Some(limit.excess)) } else { Cell::default() },
        ];
        table.rows.push(Row { cells, strong: false });
    }
    if list.is_empty() {
        table.notes.push(words.text("report-no-limits").to_owned());
    } else {
        table.notes.push(words.text("report-note-limit-year").to_owned());
    }
    if gaps {
        table.notes.push(words.with("report-note-sign", &[("mark", DOUBTFUL), ("text", words.text("report-note-limit-gaps"))]));
    }
    left_out(desk, &mut table, list.len());
    table
}

fn left_out(desk: &Desk<'_>, table: &mut Table, all: usize) {
    if all > MOST {
        table.notes.push(desk.words().with("report-rows-left-out", &[("n", &(all - MOST).to_string())]));
    }
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn of_many_years_the_first_the_last_and_some_between_are_listed() {
        assert_eq!(years(2010, 2015, 10), [2010, 2011, 2012, 2013, 2014, 2015]);
        assert_eq!(years(2010, 2030, 10), [2010, 2012, 2015, 2018, 2021, 2024, 2027, 2030]);
        assert_eq!(years(2015, 2015, 10), [2015]);
        assert_eq!(years(2016, 2015, 10), [2015], "a base year behind the last is no reason to fail");
        for last in 2011..2120 {
            let found = years(2010, last, 10);
            assert!(found.len() <= 11 && found.first() == Some(&2010) && found.last() == Some(&last), "{found:?}");
        }
    }
}
