//! Shares against what they are shares of: `share = part / whole` at base and target, and the growth of the whole that part
//! and share imply.
//!
//! With the part growing by the factor P over the plan and the share by S, the whole grows by P / S. That growth is set
//! against what the plan states for the whole, else against what was observed, else against the part itself.

use super::book::{Book, Kind, Quotient, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use super::range::Range;
use crate::base::{MetricId, Period, Severity, Span};
use crate::domain::Threshold;
use crate::engine::measure::Scale;

/// A growth over a span of years.
#[derive(Clone, Copy)]
pub(super) struct Span2<'a> {
    /// Base year and last year.
    pub(super) from: i32,
    pub(super) to: i32,
    /// Factor over the span.
    pub(super) factor: f64,
    /// What rounding, and what the plan leaves open, allow for it.
    pub(super) range: Range,
    /// The statements it follows from: base and target, or the one that states a rate or a multiple.
    pub(super) of: (Option<&'a Stmt>, Option<&'a Stmt>),
}

impl Span2<'_> {
    fn years(&self) -> f64 {
        f64::from(self.to - self.from)
    }

    /// Growth a year.
    pub(super) fn rate(&self) -> f64 {
        self.factor.powf(1.0 / self.years()) - 1.0
    }

    /// The factor over another number of years at the same rate.
    pub(super) fn over(&self, years: f64) -> f64 {
        self.factor.powf(years / self.years())
    }

    /// The same of all that rounding allows.
    fn range_over(&self, years: f64) -> Range {
        self.range.map(|factor| factor.max(0.0).powf(years / self.years()))
    }
}

/// How much a metric is planned to grow: by an average rate, else from base to target, else by a multiple.
pub(super) fn planned<'a>(book: &'a Book<'_>, node: usize, metric: usize) -> Option<Span2<'a>> {
    let ahead = |s: &&Stmt| s.year > book.plan.info.base_year && s.from <= s.year && !s.beside;
    // Of several spans the one that ends last and is longest: it is the plan's, whichever stands first.
    let rate = book
        .of_kind(node, metric, Kind::AverageGrowth)
        .filter(ahead)
        .max_by_key(|s| (s.year, -s.from, !s.aspiration, -i64::from(s.figure)));
    if let Some(rate) = rate {
        let from = (rate.from - 1).min(rate.year - 1);
        let over = |by: f64| (1.0 + by).max(0.0).powi(rate.year - from);
        let (factor, range) = (over(rate.value()), rate.start(book).map(over));
        return (rate.value() > -1.0).then_some(Span2 { from, to: rate.year, factor, range, of: (None, Some(rate)) });
    }
    if let (Some(base), Some(target)) = (book.base(node, metric), book.target(node, metric))
        && base.value() > 0.0
        && target.value() > 0.0
        && target.year > base.year
    {
        let (from, to) = (base.start(book), target.start(book));
        let range = Range { low: to.low.max(0.0) / from.high, high: to.high / from.low.max(f64::MIN_POSITIVE) };
        let factor = target.value() / base.value();
        return Some(Span2 { from: base.year, to: target.year, factor, range, of: (Some(base), Some(target)) });
    }
    let times = book.of_kind(node, metric, Kind::Multiple).find(|s| !s.beside && s.value() > 0.0)?;
    let crate::domain::Form::Multiple { base } = &book.figure(times).form else { return None };
    let from = base.as_year().filter(|from| *from < times.year)?;
    Some(Span2 { from, to: times.year, factor: times.value(), range: times.start(book), of: (None, Some(times)) })
}

/// A share at base and target as fractions.
struct Shares<'a> {
    base: f64,
    target: f64,
    /// What rounding allows for the factor from one to the other.
    range: Range,
    from: i32,
    to: i32,
    target_stmt: &'a Stmt,
    base_stmt: Option<&'a Stmt>,
    change: Option<&'a Stmt>,
}

fn shares<'a>(book: &'a Book<'_>, node: usize, quotient: Quotient) -> Option<Shares<'a>> {
    let scale = book.fraction(quotient.derived)?;
    let target = book.target(node, quotient.derived)?;
    let at = scale.apply(target.value());
    let over = |to: Range, from: Range| Range { low: to.low.max(0.0) / from.high, high: to.high / from.low.max(f64::MIN_POSITIVE) };
    let end = target.start(book).map(|v| scale.apply(v));
    if let Some(base) = book.base(node, quotient.derived).filter(|base| base.year < target.year) {
        let (from, to) = (base.year, target.year);
        return Some(Shares {
            base: scale.apply(base.value()),
            target: at,
            range: over(end, base.start(book).map(|v| scale.apply(v))),
            from,
            to,
            target_stmt: target,
            base_stmt: Some(base),
            change: None,
        });
    }
    let change = book.of_kind(node, quotient.derived, Kind::AnnualChange).find(|s| s.year == target.year)?;
    let from = change.from - 1;
    let years = f64::from(target.year - from);
    let base = at - change.value() * years;
    let step = change.start(book).map(|points| points * years);
    let range = over(end, Range { low: end.low - step.high, high: end.high - step.low });
    Some(Shares { base, target: at, range, from, to: target.year, target_stmt: target, base_stmt: None, change: Some(change) })
}

/// All findings about shares of one node.
pub(super) fn find(book: &Book<'_>, node: usize, out: &mut Vec<Finding>) {
    for quotient in &book.quotients {
        if book.all(node, quotient.derived).is_empty() {
            continue;
        }
        levels(book, node, *quotient, out);
        if quotient.share {
            out.extend(implied(book, node, *quotient));
        }
    }
    for metric in 0..book.plan.metrics.len() {
        for share in book.of_kind(node, metric, Kind::Share).filter(|s| s.year != 0) {
            if let crate::domain::Form::Share { of } = &book.figure(share).form {
                out.extend(stated_share(book, node, metric, share, of));
            }
        }
    }
}

/// A share or another quotient stated as a derived metric against stated levels of the same year.
fn levels(book: &Book<'_>, node: usize, quotient: Quotient, out: &mut Vec<Finding>) {
    let Some(scale) = book.ratio(quotient) else { return };
    let unit = book.unit(quotient.derived);
    let fraction = book.fraction(quotient.derived).filter(|_| quotient.share);
    let amount = |value: f64| match fraction {
        Some(fraction) => Amount::Share(fraction.apply(value)),
        None => Amount::Value(value, unit.clone()),
    };
    for share in book.levels(node, quotient.derived).filter(|s| s.bound.value().is_some()) {
        let upper = book.level_with(node, quotient.upper, share.year, share);
        let lower =
            upper.and_then(|upper| book.level_with(node, quotient.lower, share.year, upper)).filter(|s| book.is_comparable(s, share));
        let (Some(upper), Some(lower)) = (upper, lower) else { continue };
        let of = Against { book, node, metric: quotient.derived, share, scale };
        out.extend(of.levels((upper, quotient.upper), (lower, quotient.lower), &amount));
    }
}

/// A share stated on the metric itself against stated levels of the same year.
fn stated_share(book: &Book<'_>, node: usize, metric: usize, share: &Stmt, of: &MetricId) -> Option<Finding> {
    let whole = book.frame.metric(of)?;
    let upper = book.level_with(node, metric, share.year, share)?;
    let lower = book.level_with(node, whole, share.year, upper).filter(|s| book.is_comparable(s, share))?;
    let scale = book.factor(metric, whole)?;
    Against { book, node, metric, share, scale }.levels((upper, metric), (lower, whole), &Amount::Share)
}

/// A stated quotient to be set against the levels it is of.
struct Against<'a> {
    book: &'a Book<'a>,
    node: usize,
    metric: usize,
    share: &'a Stmt,
    /// From the quotient of both levels in their units to what is stated.
    scale: Scale,
}

impl Against<'_> {
    fn levels(
        &self,
        (upper, upper_metric): (&Stmt, usize),
        (lower, lower_metric): (&Stmt, usize),
        amount: &dyn Fn(f64) -> Amount,
    ) -> Option<Finding> {
        let (book, node, share) = (self.book, self.node, self.share);
        if lower.value().is_nan() || lower.value() <= 0.0 {
            return None;
        }
        let made = upper.range(book).quotient(lower.range(book)).map(|v| self.scale.apply(v));
        if made.meets(share.range(book)) {
            return None;
        }
        let levels = self.scale.apply(upper.value() / lower.value());
        let id = [book.metric_id(self.metric).as_str(), &share.year.to_string()];
        let mut found = Finding::new(Case::ShareLevels, Severity::Error, book.node(node), &id)
            .metric(book.metric_id(self.metric))
            .at(Span::At(Period::year(share.year)))
            .number("share", amount(share.value()))
            .number("levels", amount(levels));
        found.push(stated(book, node, upper_metric, upper, Sign::Given));
        found.push(stated(book, node, lower_metric, lower, Sign::Over));
        found.push(Step::new(Sign::Equals, Line::Share, amount(levels)));
        found.push(stated(book, node, self.metric, share, Sign::Against));
        Some(found)
    }
}

/// The growth of the whole that part and share imply.
fn implied(book: &Book<'_>, node: usize, quotient: Quotient) -> Option<Finding> {
    let shares = shares(book, node, quotient)?;
    let part = planned(book, node, quotient.upper)?;
    let years = f64::from(shares.to - shares.from);
    if !(shares.base > 0.0 && shares.target > 0.0 && years > 0.0) {
        return None;
    }
    let factor = part.over(years) / (shares.target / shares.base);
    let rate = factor.powf(1.0 / years) - 1.0;
    let whole = planned(book, node, quotient.lower);
    let observed = observed(book, node, quotient.lower);
    let (case, severity, known) = match (whole, observed) {
        (Some(whole), _) => {
            // Every number printed leaves room, and so does an “about”.
            let part = part.range_over(years);
            let yearly = |factor: f64| factor.max(0.0).powf(1.0 / years) - 1.0;
            let implied = Range { low: yearly(part.low / shares.range.high), high: yearly(part.high / shares.range.low) };
            let planned = whole.range_over(years).map(yearly);
            let apart = (implied.low - planned.high).max(planned.low - implied.high);
            (apart > book.limit(Threshold::RateGap)).then_some((Case::ShareIdentity, Severity::Error, Some(whole.rate())))?
        }
        (None, Some((_, _, known))) => {
            let share = book.limit(Threshold::ImpliedUnlike);
            let unlike = rate < known * share || rate > known / share;
            (unlike && known > 0.0).then_some((Case::ImpliedWhole, Severity::Warning, Some(known)))?
        }
        (None, None) => {
            let slow = rate < part.rate() * book.limit(Threshold::ImpliedSlow) && part.rate() > 0.0;
            slow.then_some((Case::ImpliedWhole, Severity::Warning, None))?
        }
    };
    Some(shown(book, node, quotient, case, severity, &shares, &part, (factor, rate), known, whole, observed))
}

#[allow(clippy::too_many_arguments, reason = "lays out one calculation; a struct for a single call would only rename its parts")]
fn shown(
    book: &Book<'_>,
    node: usize,
    quotient: Quotient,
    case: Case,
    severity: Severity,
    shares: &Shares<'_>,
    part: &Span2<'_>,
    (factor, rate): (f64, f64),
    known: Option<f64>,
    whole: Option<Span2<'_>>,
    observed: Option<(i32, i32, f64)>,
) -> Finding {
    let years = f64::from(shares.to - shares.from);
    let mut found = Finding::new(case, severity, book.node(node), &[book.metric_id(quotient.derived).as_str(), &shares.to.to_string()])
        .metric(book.metric_id(quotient.derived))
        .at(Span::Years { from: shares.from, to: shares.to })
        .arg("part", Arg::Metric(book.metric_id(quotient.upper).clone()))
        .arg("whole", Arg::Metric(book.metric_id(quotient.lower).clone()))
        .number("part-rate", Amount::Share(part.rate()))
        .number("base", Amount::Share(shares.base))
        .number("target", Amount::Share(shares.target))
        .number("rate", Amount::Share(rate))
        .number("known", known.map_or(Amount::None, Amount::Share));
    found.push(stated(book, node, quotient.derived, shares.target_stmt, Sign::Given));
    for stmt in [shares.base_stmt, shares.change].into_iter().flatten() {
        found.push(stated(book, node, quotient.derived, stmt, if shares.change.is_some() { Sign::Minus } else { Sign::Given }));
    }
    if shares.change.is_some() {
        found.push(Step::new(Sign::Times, Line::Years, Amount::Number(years)));
        let base = Step::new(Sign::Equals, Line::ImpliedBase, Amount::Share(shares.base));
        found.push(base.arg("time", Arg::Time(Span::At(Period::year(shares.from)))));
    }
    let name = |metric: usize| Arg::Metric(book.metric_id(metric).clone());
    found.push(Step::new(Sign::Equals, Line::Factor, Amount::Factor(shares.target / shares.base)).arg("metric", name(quotient.derived)));
    for stmt in [part.of.0, part.of.1].into_iter().flatten() {
        found.push(stated(book, node, quotient.upper, stmt, Sign::Given));
    }
    found.push(Step::new(Sign::Equals, Line::Factor, Amount::Factor(part.over(years))).arg("metric", name(quotient.upper)));
    found.push(Step::new(Sign::Equals, Line::Factor, Amount::Factor(factor)).arg("metric", name(quotient.lower)));
    found.push(Step::new(Sign::Equals, Line::ImpliedGrowth, Amount::Share(rate)).arg("metric", name(quotient.lower)));
    if let Some(whole) = whole {
        for stmt in [whole.of.0, whole.of.1].into_iter().flatten() {
            found.push(stated(book, node, quotient.lower, stmt, Sign::Against));
        }
    } else if let Some((from, to, rate)) = observed {
        let step = Step::new(Sign::Against, Line::Observed, Amount::Share(rate)).arg("metric", name(quotient.lower));
        found.push(step.arg("time", Arg::Time(Span::Years { from, to })));
    }
    found
}

/// The growth observed for a metric: stated for the base year, else the yearly average over all actual years.
pub(super) fn observed(book: &Book<'_>, node: usize, metric: usize) -> Option<(i32, i32, f64)> {
    let stated =
        book.of_kind(node, metric, Kind::Growth).filter(|s| s.year != 0 && s.year <= book.plan.info.base_year).max_by_key(|s| s.year);
    if let Some(stated) = stated {
        return Some((stated.year, stated.year, stated.value()));
    }
    let frame = book.frame;
    let years: Vec<(i32, f64)> = (frame.first_year..frame.first_year + frame.years as i32)
        .filter_map(|year| Some((year, book.actual(node, metric, year).or_else(|| baseline(book, node, metric, year))?)))
        .filter(|(_, value)| *value > 0.0)
        .collect();
    let (first, last) = (years.first()?, years.last()?);
    (last.0 > first.0).then(|| (first.0, last.0, (last.1 / first.1).powf(1.0 / f64::from(last.0 - first.0)) - 1.0))
}

fn baseline(book: &Book<'_>, node: usize, metric: usize, year: i32) -> Option<f64> {
    book.level(node, metric, year).filter(|s| s.role == crate::domain::Role::Baseline).map(Stmt::value)
}
