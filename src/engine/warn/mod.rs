//! Early warning: what the plan's rules raise, since when, and what it would take.
//!
//! The engine has no clock: "now" is the period asked for, else the last one that anything was reported of.

mod observed;

use rayon::prelude::*;

pub use observed::Rests;

use self::observed::Observed;
use super::assess::{Ask, Course, Judged, Scene, State, judge, latest_period, required};
use super::{Evaluation, measure};
use crate::base::{Bound, FigureId, LimitId, MetricId, NodeId, Period, Span, UnitId, WarningRuleId};
use crate::domain::judging::{Method, WarningKind};
use crate::domain::{Direction, Document, Metric, MetricKind, Observation, Role, Status, WarningRule};
use crate::engine::path::Requirement;

/// One warning.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The rule that raised it.
    pub rule: WarningRuleId,
    /// Of whom.
    pub node: NodeId,
    /// Of what; `None` where a rule watches whether anything at all is reported.
    pub metric: Option<MetricId>,
    /// Since when it holds; `None` where nothing was ever reported.
    pub since: Option<Period>,
    /// What holds.
    pub fact: Fact,
    /// What it would take.
    pub takes: Takes,
    /// What its numbers rest on; of a rule that watches whether anything is reported, the last report.
    pub rests: Rests,
}

/// What holds. Shares are fractions.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Off track so many periods running.
    OffTrack {
        /// How many periods.
        periods: u32,
        /// The judgement of the last of them.
        judged: Box<Judged>,
    },
    /// A limit is used above the share.
    LimitUse {
        /// The limit.
        limit: LimitOf,
        /// What is used, in the metric's unit.
        used: f64,
        /// How much there is, in the metric's unit.
        bound: f64,
        /// Used ÷ bound; `None` where the bound is not above zero, of which nothing is a share.
        share: Option<f64>,
    },
    /// The value fell.
    Fall {
        /// The period before and its value.
        from: (Period, f64),
        /// The last period and its value.
        to: (Period, f64),
        /// Growth (−0.2 for a fall of 20 %).
        growth: f64,
    },
    /// Nothing was reported.
    NoReport {
        /// The last period that was; `None` where nothing ever was.
        last: Option<Period>,
        /// How many months ago that ended (from the start of the plan's first year where nothing ever was).
        months: u32,
    },
}

/// Where a limit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitOf {
    /// In the register of limits.
    Register(LimitId),
    /// Among the figures, with the role of a limit.
    Figure(FigureId),
}

/// What it would take.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// Growth from now on to the target.
    Growth(Requirement),
    /// Staying within what is left, in the metric's unit; negative where the limit is exceeded.
    Room(f64),
    /// Growth that brings the value back to where it was (0.25 after a fall of 20 %); `None` where nothing is left to grow.
    Back(Option<f64>),
    /// A report of the periods after the last one.
    Report,
}

/// What all rules of the plan raise: rules in the plan's order, then nodes, then metrics.
pub fn of(document: &Document, evaluation: &Evaluation, as_of: Option<Period>) -> Vec<Warning> {
    let Some(now) = as_of.or_else(|| latest_period(document)) else { return Vec::new() };
    let watch = Watch { document, evaluation, now, asked: as_of, observed: Observed::of(document, evaluation) };
    let rules = document.plan.warning_rules.iter().filter(|rule| rule.on);
    rules.flat_map(|rule| watch.rule(rule)).collect()
}

struct Watch<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    now: Period,
    asked: Option<Period>,
    observed: Observed<'a>,
}

impl Watch<'_> {
    fn rule(&self, rule: &WarningRule) -> Vec<Warning> {
        match rule.kind {
            WarningKind::OffTrack { periods } => self.off_track(rule, periods.max(1)),
            WarningKind::LimitUse { above } => self.limits(rule, above),
            WarningKind::Fall { more_than } => self.cells(rule, |node, metric| self.fall(rule, node, metric, more_than)),
            WarningKind::NoReport { months } => self.silent(rule, months.max(1)),
        }
    }

    fn watches(rule: &WarningRule, node: &NodeId, metric: &MetricId) -> bool {
        (rule.nodes.is_empty() || rule.nodes.contains(node)) && (rule.metrics.is_empty() || rule.metrics.contains(metric))
    }

    /// Every node and metric that a rule watches; residuals outside clusters only where they are named.
    fn cells(&self, rule: &WarningRule, warn: impl Fn(&NodeId, &Metric) -> Option<Warning> + Sync) -> Vec<Warning> {
        let all: Vec<NodeId> = if rule.nodes.is_empty() { self.document.plan.nodes().collect() } else { rule.nodes.clone() };
        let metrics: Vec<&Metric> =
            self.document.plan.metrics.iter().filter(|metric| rule.metrics.is_empty() || rule.metrics.contains(&metric.id)).collect();
        all.par_iter().flat_map_iter(|node| metrics.iter().filter_map(|metric| warn(node, metric)).collect::<Vec<_>>()).collect()
    }

    fn off_track(&self, rule: &WarningRule, periods: u32) -> Vec<Warning> {
        let ask = Ask { as_of: self.asked, method: None };
        let frame = self.evaluation.frame();
        let nodes = if rule.nodes.is_empty() { frame.nodes.len() } else { rule.nodes.len() };
        let scene = Scene::of_nodes(self.document, self.evaluation, &ask, nodes);
        self.cells(rule, |node, metric| {
            let mut course = Course::default();
            let asked = scene.fill(&mut course, frame.place(node)?, frame.metric(&metric.id)?);
            let now = judge(&course, asked, &self.document.plan.assessment);
            if now.state != State::OffTrack {
                return None;
            }
            let judged_on = Rests { illustrative: course.illustrative, ..Rests::default() };
            let run = if now.used == Some(Method::Pace) {
                self.months_running(&scene, course, node, metric)
            } else {
                self.years_running(course, asked, node, metric)
            };
            let Run { count, since, rests } = run.filter(|run| run.count >= periods)?;
            // Of what came together within a year the years before are no part.
            let rests = if now.used == Some(Method::Pace) { rests } else { rests.and(judged_on) };
            let takes = Takes::Growth(required::of(self.document, self.evaluation, node, &metric.id, &ask, false).yearly);
            let fact = Fact::OffTrack { periods: count, judged: Box::new(now) };
            Some(Self::warning(rule, node, Some(&metric.id), Some(since), fact, takes, rests))
        })
    }

    /// Years off track without a break, from the last one back. A year of which nothing can be judged is a break.
    fn years_running(&self, mut course: Course, asked: Method, node: &NodeId, metric: &Metric) -> Option<Run> {
        let mut run: Option<Run> = None;
        while let Some((year, _)) = course.actuals.last().copied() {
            let gap = run.is_some_and(|run| run.since.plan_year() - 1 != year);
            if gap || judge(&course, asked, &self.document.plan.assessment).state != State::OffTrack {
                break;
            }
            let since = Period::year(year);
            run = Some(Run::back(run, since, self.observed.rests(node, metric, since)));
            course.actuals.pop();
        }
        run
    }

    /// Reported months off the pace without a break, from the last one back into the year before. A year that was not reported to its
    /// end is a break.
    fn months_running(&self, scene: &Scene<'_>, mut course: Course, node: &NodeId, metric: &Metric) -> Option<Run> {
        let last = course.pace.ok()?;
        let (mut year, mut months) = (last.period.plan_year(), last.months);
        let mut run: Option<Run> = None;
        let first = last.period.plan_year() - 1;
        while year >= first {
            let Ok(input) = scene.pace_at(node, metric, year, months) else { break };
            let gap = year == first && months == 12 && input.months < 12;
            course.pace = Ok(input);
            if gap || judge(&course, Method::Pace, &self.document.plan.assessment).state != State::OffTrack {
                break;
            }
            let rests = Rests { illustrative: input.illustrative, preliminary: input.preliminary };
            run = Some(Run::back(run, input.period, rests));
            (year, months) = if input.months > 1 { (year, input.months - 1) } else { (year - 1, 12) };
            if scene.pace_at(node, metric, year, months).is_err() && year > first {
                (year, months) = (year - 1, 12);
            }
        }
        run
    }

    fn limits(&self, rule: &WarningRule, above: f64) -> Vec<Warning> {
        let plan = &self.document.plan;
        let of_register = plan
            .limits
            .iter()
            .map(|limit| (LimitOf::Register(limit.id.clone()), &limit.node, &limit.metric, limit.time, limit.bound, Some(&limit.unit)));
        let of_figures = plan.figures.iter().filter(|figure| figure.role == Role::Limit && figure.form == crate::domain::Form::Level);
        let of_figures = of_figures.map(|figure| {
            (LimitOf::Figure(figure.id.clone()), &figure.node, &figure.metric, figure.time, figure.bound, figure.unit.as_ref())
        });
        let units = plan.units();
        let all = of_register.chain(of_figures).filter(|(_, node, metric, ..)| Self::watches(rule, node, metric));
        all.filter_map(|(limit, node, metric, time, bound, unit): (LimitOf, _, _, Span, Bound, Option<&UnitId>)| {
            let metric = plan.metrics.get(metric)?;
            let most = match bound {
                Bound::AtLeast { .. } | Bound::Unstated => return None,
                Bound::Between { high, .. } => high,
                other => other.value()?,
            };
            let bound = measure::factor(&units, unit?, &metric.unit).ok()?.apply(most);
            let steps = self.used(node, metric, time);
            let (_, used) = *steps.last()?;
            let share = Some(used / bound).filter(|share| bound > 0.0 && share.is_finite());
            // Of nothing there is no share: whatever is used of it is too much.
            let over = |used: f64| if bound > 0.0 { used / bound > above } else { used > bound };
            let since = steps.iter().rev().take_while(|(_, used)| over(*used)).last()?.0;
            // What came together rests on every year, a level on its own.
            let on = if Self::adds(metric, time) { &steps[..] } else { &steps[steps.len() - 1..] };
            let rests = on.iter().map(|(period, _)| self.observed.rests(node, metric, *period)).fold(Rests::default(), Rests::and);
            let fact = Fact::LimitUse { limit, used, bound, share };
            let takes = Takes::Room(bound - used);
            over(used).then(|| Self::warning(rule, node, Some(&metric.id), Some(since), fact, takes, rests))
        })
        .collect()
    }

    /// True where a limit holds what comes together over its years.
    fn adds(metric: &Metric, time: Span) -> bool {
        metric.adds_in_year() && time != Span::Unstated
    }

    /// How much of a limit is used, step by step: what has come together over the years of a span for a metric that adds over time,
    /// the value itself for others. Of a year without a value the last month counts that was reported of it.
    fn used(&self, node: &NodeId, metric: &Metric, time: Span) -> Vec<(Period, f64)> {
        let years = self.evaluation.years();
        let (from, to) = match time {
            Span::At(period) => (period.plan_year(), period.plan_year()),
            Span::Years { from, to } => (from, to),
            Span::Unstated => (*years.start(), *years.end()),
        };
        let adds = Self::adds(metric, time);
        let (mut steps, mut sum) = (Vec::new(), 0.0);
        let now = (self.now.plan_year(), self.elapsed(self.now));
        for year in from.max(*years.start())..=to.min(*years.end()).min(now.0) {
            let months = if year == now.0 { now.1 } else { 12 };
            let whole = self.observed.whole(node, &metric.id, year).filter(|_| months == 12);
            let within = || {
                // A flow of part of a year is no measure of a limit that has no year.
                let of = (adds || metric.kind != MetricKind::Flow).then(|| self.observed.months(node, metric, year, true))?;
                let (months, total) = Observed::latest(&of, months)?;
                Some((self.observed.period(metric, year, months), total.value))
            };
            if let Some((period, value)) = whole.or_else(within) {
                sum = if adds { sum + value } else { value };
                steps.push((period, sum));
            }
        }
        steps
    }

    /// The last whole year against the one before, or, where a later part of a year was reported, that part against the same months
    /// of the year before. A fall is none where less is better.
    fn fall(&self, rule: &WarningRule, node: &NodeId, metric: &Metric, more_than: f64) -> Option<Warning> {
        if metric.direction == Direction::Down
            || !self.evaluation.frame().metric(&metric.id).is_some_and(|place| self.evaluation.has_actuals(place))
        {
            return None;
        }
        let (from, to) = self.last_two(node, metric)?;
        let growth = to.1 / from.1 - 1.0;
        let fell = from.1 > 0.0 && growth.is_finite() && growth < -more_than;
        if !fell {
            return None;
        }
        let back = (to.1 > 0.0).then(|| from.1 / to.1 - 1.0).filter(|back| back.is_finite());
        let rests = self.observed.rests(node, metric, from.0).and(self.observed.rests(node, metric, to.0));
        let fact = Fact::Fall { from, to, growth };
        Some(Self::warning(rule, node, Some(&metric.id), Some(to.0), fact, Takes::Back(back), rests))
    }

    /// The last observation and the one to compare it with: whole years, or the same months of two years. Within a year only the
    /// running one and the one before are looked at.
    fn last_two(&self, node: &NodeId, metric: &Metric) -> Option<(At, At)> {
        let (now, months) = (self.now.plan_year(), self.elapsed(self.now));
        let within = |year: i32| {
            let of = |year: i32| self.observed.months(node, metric, year, false);
            let upto = if year == now { months } else { 12 };
            let (month, total) = Observed::latest(&of(year), upto).filter(|(month, _)| *month < 12)?;
            let known = of(year - 1).get(usize::from(month) - 1).copied().flatten().filter(|total| total.n == total.of)?;
            let at = |year, value| (self.observed.period(metric, year, month), value);
            Some((at(year - 1, known.value), at(year, total.value)))
        };
        for year in (*self.evaluation.years().start()..=now).rev() {
            let whole = (year < now || months == 12).then(|| self.observed.whole(node, &metric.id, year)).flatten();
            if let Some(whole) = whole {
                return Some((self.observed.whole(node, &metric.id, year - 1)?, whole));
            }
            if let Some(pair) = (year + 1 >= now).then(|| within(year)).flatten() {
                return Some(pair);
            }
        }
        None
    }

    /// Months of the plan's year that have passed at the end of a period.
    fn elapsed(&self, period: Period) -> u8 {
        self.document.plan.info.end_of(period).1
    }

    /// Nodes that have reported nothing for so many months or more: per metric where the rule names metrics, else of anything. Watched are the
    /// clusters and whoever has reported before, or the nodes that the rule names.
    fn silent(&self, rule: &WarningRule, months: u32) -> Vec<Warning> {
        let plan = &self.document.plan;
        let number = |period: Period| period.plan_year() * 12 + i32::from(self.elapsed(period));
        let now = number(self.now);
        let reported = |node: &NodeId| self.document.actuals.of_node(node).any(|(_, list)| list.iter().any(|o| number(o.period) <= now));
        let watched = plan.nodes().filter(|node| match rule.nodes.is_empty() {
            true => plan.clusters.contains(node) || reported(node),
            false => rule.nodes.contains(node),
        });
        let start = plan.info.first_year * 12;
        let mut found = Vec::new();
        for node in watched {
            let mut check = |metric: Option<&MetricId>| {
                let series = self.document.actuals.of_node(&node).filter(|(key, _)| metric.is_none_or(|metric| key.metric == *metric));
                let reports: Vec<&Observation> = series.flat_map(|(_, list)| list).filter(|o| number(o.period) <= now).collect();
                let last = reports.iter().map(|o| o.period).max_by_key(|period| number(*period));
                let gone = now - last.map_or(start, number);
                if gone >= months as i32 {
                    let mut latest = reports.iter().filter(|o| last.is_some_and(|last| number(last) == number(o.period)));
                    let illustrative = last.is_some() && latest.all(|o| o.status == Status::Illustrative);
                    let fact = Fact::NoReport { last, months: gone.unsigned_abs() };
                    // How much was reported, which might be revised, is no part of this warning.
                    let rests = Rests { illustrative, preliminary: false };
                    found.push(Self::warning(rule, &node, metric, last, fact, Takes::Report, rests));
                }
            };
            if rule.metrics.is_empty() {
                check(None);
            } else {
                rule.metrics.iter().for_each(|metric| check(Some(metric)));
            }
        }
        found
    }

    fn warning(
        rule: &WarningRule,
        node: &NodeId,
        metric: Option<&MetricId>,
        since: Option<Period>,
        fact: Fact,
        takes: Takes,
        rests: Rests,
    ) -> Warning {
        Warning { rule: rule.id.clone(), node: node.clone(), metric: metric.cloned(), since, fact, takes, rests }
    }
}

/// An observation: its period and its value in the metric's unit.
type At = (Period, f64);

/// Periods off track without a break.
#[derive(Clone, Copy)]
struct Run {
    /// How many.
    count: u32,
    /// The first of them.
    since: Period,
    /// What their values rest on.
    rests: Rests,
}

impl Run {
    /// The run with one more period before it.
    fn back(run: Option<Self>, since: Period, rests: Rests) -> Self {
        let (count, known) = run.map_or((0, Rests::default()), |run| (run.count, run.rests));
        Self { count: count + 1, since, rests: known.and(rests) }
    }
}
