//! Targets against the growth there has been: a bound that needs less than the base year had or is met already, a bound that
//! no known growth supports, a milestone beyond the target behind it.
//!
//! Required growth is `(target / base)^(1 / years) − 1`. Known growth: what the plan states for the base year or before, and
//! the growth between actual years up to the base year. Where nothing is known nothing is said.

use super::book::{Book, CURRENT_PRICES, Kind, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Bound, Period, Severity, Span};
use crate::domain::{Direction, MetricKind, Role, Threshold};

/// All findings about bounds of one node and metric.
pub(super) fn find(book: &Book<'_>, node: usize, metric: usize, out: &mut Vec<Finding>) {
    let sign = match book.metric(metric).direction {
        Direction::Up => 1.0,
        Direction::Down => -1.0,
        Direction::Neutral => return,
    };
    let (Some(base), Some(target)) = (book.base(node, metric), book.target(node, metric)) else { return };
    if target.year <= base.year || target.bound.value().is_none() || base.bound.value().is_none() {
        return;
    }
    let of = Way { book, node, metric, base, target, sign };
    out.extend(of.met());
    if !matches!(book.metric(metric).kind, MetricKind::Flow | MetricKind::Stock | MetricKind::Count) {
        return;
    }
    out.extend(of.milestones());
    out.extend(of.growth());
}

/// A growth known of years up to the base year.
#[derive(Clone, Copy)]
struct Known<'a> {
    /// The first year of a span of several, else the year itself.
    from: i32,
    year: i32,
    /// Growth a year.
    rate: f64,
    /// What rounding allows.
    slack: f64,
    /// The statement it stands in; `None` where two actual years make it.
    of: Option<&'a Stmt>,
}

impl Known<'_> {
    fn time(&self) -> Span {
        if self.from == self.year { Span::At(Period::year(self.year)) } else { Span::Years { from: self.from, to: self.year } }
    }
}

/// The way from base to target of one node and metric.
struct Way<'a> {
    book: &'a Book<'a>,
    node: usize,
    metric: usize,
    base: &'a Stmt,
    target: &'a Stmt,
    /// The wanted direction: 1 or −1.
    sign: f64,
}

impl Way<'_> {
    fn finding(&self, case: Case, severity: Severity) -> Finding {
        let (book, unit) = (self.book, self.book.unit(self.metric));
        Finding::new(case, severity, book.node(self.node), &[book.metric_id(self.metric).as_str(), &self.target.year.to_string()])
            .metric(book.metric_id(self.metric))
            .at(Span::At(Period::year(self.target.year)))
            .number("base", Amount::Bound(self.base.bound, unit.clone()))
            .number("base-year", Amount::Year(self.base.year))
            .number("target", Amount::Bound(self.target.bound, unit))
            .step(stated(book, self.node, self.metric, self.base, Sign::Given))
            .step(stated(book, self.node, self.metric, self.target, Sign::Given))
    }

    /// A target that the base year meets already, by more than rounding.
    fn met(&self) -> Option<Finding> {
        let ahead = self.sign * (self.base.value() - self.target.value());
        let bounds_that_way =
            !matches!((self.target.bound, self.sign > 0.0), (Bound::AtMost { .. }, true) | (Bound::AtLeast { .. }, false));
        let slack = self.base.half() + self.target.half();
        (bounds_that_way && ahead > slack).then(|| self.finding(Case::BoundMet, Severity::Warning))
    }

    fn milestones(&self) -> Vec<Finding> {
        let between = |s: &&Stmt| s.role == Role::Milestone && s.year > self.base.year && s.year < self.target.year;
        let (book, target) = (self.book, self.target.start(self.book));
        let apart = |s: &Stmt| {
            let own = s.start(book);
            if self.sign > 0.0 { own.low > target.high } else { own.high < target.low }
        };
        let beyond = |s: &&Stmt| s.bound.value().is_some() && apart(s) && book.is_comparable(s, self.target);
        let list = self.book.levels(self.node, self.metric).filter(between).filter(beyond);
        list.map(|s| {
            let id = [self.book.metric_id(self.metric).as_str(), &s.year.to_string()];
            let unit = self.book.unit(self.metric);
            Finding::new(Case::MilestoneOver, Severity::Warning, self.book.node(self.node), &id)
                .metric(self.book.metric_id(self.metric))
                .at(Span::At(Period::year(s.year)))
                .number("milestone", Amount::Bound(s.bound, unit.clone()))
                .number("target", Amount::Bound(self.target.bound, unit))
                .number("target-year", Amount::Year(self.target.year))
                .step(stated(self.book, self.node, self.metric, s, Sign::Given))
                .step(stated(self.book, self.node, self.metric, self.target, Sign::Against))
        })
        .collect()
    }

    fn growth(&self) -> Option<Finding> {
        let (from, to) = (self.base.value(), self.target.value());
        let years = f64::from(self.target.year - self.base.year);
        if !(from > 0.0 && to > 0.0) || self.sign * (to - from) <= 0.0 {
            return None;
        }
        let required = (to / from).powf(1.0 / years) - 1.0;
        let limit = |of| self.book.limit(of);
        let known = self.known();
        let highest = *known.iter().max_by(|a, b| (self.sign * a.rate).total_cmp(&(self.sign * b.rate)))?;
        // Growth of the base year is that on the year before; an average of several years is none.
        let last = known.iter().find(|known| known.from == known.year && known.year == self.base.year).copied();
        let easy = last.filter(|last| self.sign * (last.rate * limit(Threshold::BoundEasy) - required) > last.slack);
        let beyond =
            self.sign * (required - highest.rate * limit(Threshold::BoundBeyond)) > highest.slack && self.sign * highest.rate > 0.0;
        let (case, severity, against, line) = if let Some(last) = easy {
            let hardly = self.sign * required < self.sign * last.rate * limit(Threshold::BoundHardly);
            (Case::BoundSlack, if hardly { Severity::Warning } else { Severity::Note }, last, Line::Growth)
        } else if beyond {
            (Case::BoundReach, Severity::Warning, highest, Line::Highest)
        } else {
            return None;
        };
        let mut finding = self
            .finding(case, severity)
            .number("required", Amount::Share(required))
            .number("known", Amount::Share(against.rate))
            .arg("known-year", Arg::Time(against.time()))
            .arg("direction", Arg::Text(if self.sign > 0.0 { "up" } else { "down" }.to_owned()))
            .step(Step::new(Sign::Given, Line::Years, Amount::Number(years)))
            .step(Step::new(Sign::Equals, Line::Required, Amount::Share(required)));
        let mut step = Step::new(Sign::Against, line, Amount::Share(against.rate)).arg("time", Arg::Time(against.time()));
        if let Some(stmt) = against.of {
            step = step.figure(self.book.id(stmt));
        }
        finding.push(step);
        Some(finding)
    }

    /// Growth up to the base year, of the coverage and in the prices of the base: as stated, else as actual years make it.
    fn known(&self) -> Vec<Known<'_>> {
        let (book, until) = (self.book, self.base.year);
        let of = |kind: Kind| {
            let told = book.of_kind(self.node, self.metric, kind).filter(move |s| s.year != 0 && s.year <= until);
            told.filter(|s| book.is_comparable(s, self.base))
        };
        let growth = of(Kind::Growth).map(|s| Known { from: s.year, year: s.year, rate: s.value(), slack: s.half(), of: Some(s) });
        let mut known: Vec<Known<'_>> = growth.collect();
        let stated: Vec<i32> = known.iter().map(|known| known.year).collect();
        known.extend(of(Kind::AverageGrowth).map(|s| Known { from: s.from, year: s.year, rate: s.value(), slack: s.half(), of: Some(s) }));
        // Actuals are in the prices of their years.
        let nominal = self.base.prices == CURRENT_PRICES;
        for year in (book.frame.first_year + 1..=until).filter(|year| nominal && !stated.contains(year)) {
            if let (Some(before), Some(now)) = (book.actual(self.node, self.metric, year - 1), book.actual(self.node, self.metric, year))
                && before > 0.0
                && now > 0.0
            {
                known.push(Known { from: year, year, rate: now / before - 1.0, slack: 0.0, of: None });
            }
        }
        known
    }
}
