//! Early warning: what the plan's rules raise, since when, and what it would take.
//!
//! The engine has no clock: "now" is the period asked for, else the last one that anything was reported of.

use rayon::prelude::*;

use super::assess::{Ask, Course, Judged, Scene, State, judge, latest_period, required};
use super::in_year::InYear;
use super::{Evaluation, Layer, measure};
use crate::base::{Bound, FigureId, LimitId, MetricId, NodeId, Period, Span, UnitId, WarningRuleId};
use crate::domain::judging::{Method, WarningKind};
use crate::domain::{Direction, Document, Metric, MetricKind, Role, WarningRule};
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
        /// Used ÷ bound.
        share: f64,
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
    let watch = Watch { document, evaluation, now, asked: as_of, in_year: InYear::of(document, evaluation) };
    let rules = document.plan.warning_rules.iter().filter(|rule| rule.on);
    rules.flat_map(|rule| watch.rule(rule)).collect()
}

struct Watch<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    now: Period,
    asked: Option<Period>,
    in_year: InYear<'a>,
}

impl Watch<'_> {
    fn rule(&self, rule: &WarningRule) -> Vec<Warning> {
        match rule.kind {
            WarningKind::OffTrack { periods } => self.off_track(rule, periods.max(1)),
            WarningKind::LimitUse { above } => self.limits(rule, above),
            WarningKind::Fall { more_than } => self.cells(rule, |node, metric| self.fall(rule, node, metric, more_than)),
            WarningKind::NoReport { months } => self.silent(rule, months),
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
            let run = if now.used == Some(Method::Pace) {
                self.months_running(&scene, course, node, metric)
            } else {
                self.years_running(course, asked)
            };
            let (count, since) = run?;
            let takes = Takes::Growth(required::of(self.document, self.evaluation, node, &metric.id, &ask, false).yearly);
            let fact = Fact::OffTrack { periods: count, judged: Box::new(now) };
            (count >= periods).then(|| self.warning(rule, node, Some(&metric.id), Some(since), fact, takes))
        })
    }

    /// Years off track without a break, from the last one back.
    fn years_running(&self, mut course: Course, asked: Method) -> Option<(u32, Period)> {
        let (mut count, mut since) = (0, None);
        while let Some((year, _)) = course.actuals.last().copied() {
            if judge(&course, asked, &self.document.plan.assessment).state != State::OffTrack {
                break;
            }
            (count, since) = (count + 1, Some(Period::year(year)));
            course.actuals.pop();
        }
        Some((count, since?))
    }

    /// Reported months off the pace without a break, from the last one back into the year before.
    fn months_running(&self, scene: &Scene<'_>, mut course: Course, node: &NodeId, metric: &Metric) -> Option<(u32, Period)> {
        let last = course.pace.ok()?;
        let (mut year, mut months) = (last.period.calendar_year(), last.months);
        let (mut count, mut since) = (0, None);
        let first = last.period.calendar_year() - 1;
        while year >= first {
            let Ok(input) = scene.pace_at(node, metric, year, months) else { break };
            course.pace = Ok(input);
            if judge(&course, Method::Pace, &self.document.plan.assessment).state != State::OffTrack {
                break;
            }
            (count, since) = (count + 1, Some(input.period));
            (year, months) = if input.months > 1 { (year, input.months - 1) } else { (year - 1, 12) };
            if scene.pace_at(node, metric, year, months).is_err() && year > first {
                (year, months) = (year - 1, 12);
            }
        }
        Some((count, since?))
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
            let share = used / bound;
            let over = |used: f64| bound > 0.0 && used / bound > above;
            let since = steps.iter().rev().take_while(|(_, used)| over(*used)).last()?.0;
            let fact = Fact::LimitUse { limit, used, bound, share };
            over(used).then(|| self.warning(rule, node, Some(&metric.id), Some(since), fact, Takes::Room(bound - used)))
        })
        .collect()
    }

    /// How much of a limit is used, step by step: what has come together over the years of a span for a metric that adds over time,
    /// the value itself for others.
    fn used(&self, node: &NodeId, metric: &Metric, time: Span) -> Vec<(Period, f64)> {
        let years = self.evaluation.years();
        let (from, to) = match time {
            Span::At(period) => (period.calendar_year(), period.calendar_year()),
            Span::Years { from, to } => (from, to),
            Span::Unstated => (*years.start(), *years.end()),
        };
        let adds = matches!(metric.kind, MetricKind::Flow | MetricKind::Count) && time != Span::Unstated;
        let (mut steps, mut sum) = (Vec::new(), 0.0);
        let now = (self.now.calendar_year(), self.in_year.elapsed(self.now).unwrap_or(12));
        for year in from.max(*years.start())..=to.min(*years.end()).min(now.0) {
            let months = if year == now.0 { now.1 } else { 12 };
            let whole = self.evaluation.reading(node, &metric.id, Layer::Actual, year);
            let whole = whole.value.filter(|_| whole.is_complete() && months == 12).map(|value| (Period::year(year), value));
            let running = || {
                let (months, running) = self.in_year.latest(node, &metric.id, year, months)?;
                (running.n == running.of).then(|| (self.in_year.period(year, months), running.value))
            };
            if let Some((period, value)) = whole.or_else(|| running().filter(|_| adds)) {
                sum = if adds { sum + value } else { value };
                steps.push((period, sum));
            }
        }
        steps
    }

    /// The last whole year against the one before, and where more is known of the running year, its running total against the same
    /// months of the year before. A fall is none where less is better.
    fn fall(&self, rule: &WarningRule, node: &NodeId, metric: &Metric, more_than: f64) -> Option<Warning> {
        if metric.direction == Direction::Down {
            return None;
        }
        let (year, months) = (self.now.calendar_year(), self.in_year.elapsed(self.now).unwrap_or(12));
        let whole = |year: i32| {
            let reading = self.evaluation.reading(node, &metric.id, Layer::Actual, year);
            reading.value.filter(|_| reading.is_complete()).map(|value| (Period::year(year), value))
        };
        let within = |year: i32| {
            let (months, total) = self.in_year.latest(node, &metric.id, year, months).filter(|_| months < 12)?;
            let before = self.in_year.running(node, &metric.id, year - 1)[usize::from(months) - 1]?;
            let of = |total: super::in_year::Running, year| (total.n == total.of).then(|| (self.in_year.period(year, months), total.value));
            Some((of(before, year - 1)?, of(total, year)?))
        };
        let last = if months == 12 { year } else { year - 1 };
        let (from, to) = within(year).or_else(|| {
            let last = (*self.evaluation.years().start()..=last).rev().find(|year| whole(*year).is_some())?;
            Some((whole(last - 1)?, whole(last)?))
        })?;
        let growth = to.1 / from.1 - 1.0;
        let fell = from.1 > 0.0 && growth.is_finite() && growth < -more_than;
        let back = (to.1 > 0.0).then(|| from.1 / to.1 - 1.0).filter(|back| back.is_finite());
        fell.then(|| self.warning(rule, node, Some(&metric.id), Some(to.0), Fact::Fall { from, to, growth }, Takes::Back(back)))
    }

    /// Nodes that have reported nothing for too long: per metric where the rule names metrics, else of anything. Watched are the
    /// clusters and whoever has reported before, or the nodes that the rule names.
    fn silent(&self, rule: &WarningRule, months: u32) -> Vec<Warning> {
        let plan = &self.document.plan;
        let number = |period: Period| period.calendar_year() * 12 + i32::from(self.in_year.elapsed(period).unwrap_or(12));
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
                let periods = series.flat_map(|(_, list)| list.iter().map(|o| o.period)).filter(|period| number(*period) <= now);
                let last = periods.max_by_key(|period| number(*period));
                let gone = now - last.map_or(start, number);
                if gone > months as i32 {
                    let fact = Fact::NoReport { last, months: gone.unsigned_abs() };
                    found.push(self.warning(rule, &node, metric, last, fact, Takes::Report));
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
        &self,
        rule: &WarningRule,
        node: &NodeId,
        metric: Option<&MetricId>,
        since: Option<Period>,
        fact: Fact,
        takes: Takes,
    ) -> Warning {
        Warning { rule: rule.id.clone(), node: node.clone(), metric: metric.cloned(), since, fact, takes }
    }
}
