//! Levels, rates and multiples against each other: base and rate against the target, two levels and the growth between them,
//! growth of the whole against growth of its parts, a multiple against its level.
//!
//! Every number is taken as the range that was rounded to what is printed; a finding needs ranges that have nothing in common. Set
//! against each other are only numbers of one coverage and in the same prices: real growth is not the quotient of nominal levels.

use super::book::{Book, Kind, Stmt};
use super::finding::{Amount, Arg, Case, Finding, Group, Line, Sign, Step};
use super::parts::stated;
use super::range::Range;
use crate::base::{Bound, Period, Severity, Span};
use crate::domain::Form;

/// All findings about rates of one node and metric.
pub(super) fn find(book: &Book<'_>, node: usize, metric: usize, out: &mut Vec<Finding>) {
    let all = book.all(node, metric);
    // Most rows are levels alone and have nothing to be set against.
    if all.iter().all(|s| s.kind == Kind::Level) {
        return;
    }
    for stmt in all.iter().filter(|s| s.year != 0 && s.bound.value().is_some()) {
        match stmt.kind {
            Kind::AverageGrowth => out.extend(average(book, node, metric, stmt)),
            Kind::AnnualChange => out.extend(change(book, node, metric, stmt)),
            Kind::Growth => out.extend(growth(book, node, metric, stmt)),
            Kind::Multiple => {
                out.extend(multiple(book, node, metric, stmt));
                out.extend(words(book, node, metric, stmt));
            }
            Kind::Level | Kind::Share => {}
        }
    }
}

fn finding(book: &Book<'_>, case: Case, severity: Severity, node: usize, metric: usize, stmt: &Stmt) -> Finding {
    Finding::new(case, severity, book.node(node), &[book.metric_id(metric).as_str(), &stmt.year.to_string()])
        .metric(book.metric_id(metric))
        .at(book.figure(stmt).time)
}

/// The range of a growth as one of factors: 15 % is ×1.15.
fn factor(range: Range) -> Range {
    range.map(|rate| (1.0 + rate).max(0.0))
}

/// `base × (1 + rate)^years` against the target.
fn average(book: &Book<'_>, node: usize, metric: usize, rate: &Stmt) -> Option<Finding> {
    let target = book.level_with(node, metric, rate.year, rate)?;
    let base = start_of(book, node, metric, rate).filter(|base| book.is_comparable(base, target))?;
    let years = rate.year - base.year;
    let led = base.start(book).times(factor(rate.range(book)).map(|f| f.powi(years)));
    if led.meets(target.range(book)) || base.value() <= 0.0 {
        return None;
    }
    let value = base.value() * (1.0 + rate.value()).powi(years);
    let unit = book.unit(metric);
    let mut found = finding(book, Case::RateLevel, Severity::Error, node, metric, rate)
        .number("rate", Amount::Share(rate.value()))
        .number("led", Amount::Value(value, unit.clone()))
        .number("target", Amount::Bound(target.bound, unit.clone()))
        .number("required", Amount::Share((target.value() / base.value()).powf(1.0 / f64::from(years)) - 1.0));
    found.push(stated(book, node, metric, base, Sign::Given));
    found.push(stated(book, node, metric, rate, Sign::Times));
    found.push(Step::new(Sign::Given, Line::Years, Amount::Number(f64::from(years))));
    found.push(Step::new(Sign::Equals, Line::Led, Amount::Value(value, unit)));
    found.push(stated(book, node, metric, target, Sign::Against));
    Some(found)
}

/// The level that a span of years starts from: that of 2010 for the years 2011 to 2015.
fn start_of<'a>(book: &'a Book<'_>, node: usize, metric: usize, span: &Stmt) -> Option<&'a Stmt> {
    [span.from - 1, span.from].into_iter().find_map(|year| book.level_with(node, metric, year, span).filter(|s| s.year < span.year))
}

/// `base + change × years` against the target, for a share or another rate that changes by so many points a year.
fn change(book: &Book<'_>, node: usize, metric: usize, change: &Stmt) -> Option<Finding> {
    let scale = book.fraction(metric)?;
    let target = book.level_with(node, metric, change.year, change)?;
    let base = start_of(book, node, metric, change).filter(|base| book.is_comparable(base, target))?;
    let years = f64::from(change.year - base.year);
    let level = |range: Range| range.map(|value| scale.apply(value));
    let led = level(base.start(book)).plus(change.range(book).map(|points| points * years));
    if led.meets(level(target.range(book))) {
        return None;
    }
    let points = change.value() * years;
    // Back into the metric's own unit.
    let value = base.value() + points / scale.apply(1.0);
    let unit = book.unit(metric);
    let mut found = finding(book, Case::RateLevel, Severity::Error, node, metric, change)
        .number("rate", Amount::Points(change.value()))
        .number("led", Amount::Value(value, unit.clone()))
        .number("target", Amount::Bound(target.bound, unit.clone()))
        .number("required", Amount::Points(scale.apply(target.value() - base.value()) / years));
    found.push(stated(book, node, metric, base, Sign::Given));
    found.push(stated(book, node, metric, change, Sign::Plus));
    found.push(Step::new(Sign::Times, Line::Years, Amount::Number(years)));
    found.push(Step::new(Sign::Equals, Line::Led, Amount::Value(value, unit)));
    found.push(stated(book, node, metric, target, Sign::Against));
    Some(found)
}

/// Two neighbouring levels against the growth stated between them.
fn growth(book: &Book<'_>, node: usize, metric: usize, rate: &Stmt) -> Option<Finding> {
    let now = book.level_with(node, metric, rate.year, rate)?;
    let before = book.level_with(node, metric, rate.year - 1, now).filter(|before| book.is_comparable(before, rate))?;
    let led = before.start(book).times(factor(rate.range(book)));
    if before.value() <= 0.0 || led.meets(now.range(book)) {
        return None;
    }
    let (value, unit) = (before.value() * (1.0 + rate.value()), book.unit(metric));
    let mut found = finding(book, Case::GrowthLevels, Severity::Error, node, metric, rate)
        .number("rate", Amount::Share(rate.value()))
        .number("led", Amount::Value(value, unit.clone()))
        .number("target", Amount::Bound(now.bound, unit.clone()))
        .number("required", Amount::Share(now.value() / before.value() - 1.0));
    found.push(stated(book, node, metric, before, Sign::Given));
    found.push(stated(book, node, metric, rate, Sign::Times));
    found.push(Step::new(Sign::Equals, Line::Led, Amount::Value(value, unit)));
    found.push(stated(book, node, metric, now, Sign::Against));
    Some(found)
}

/// Growth of a whole against that of its members: all of them state level and growth of one year.
pub(super) fn whole(book: &Book<'_>, node: usize, group: &Group, children: &[usize], out: &mut Vec<Finding>) {
    if !matches!(group, Group::Members(_)) {
        return;
    }
    for metric in (0..book.plan.metrics.len()).filter(|metric| book.evaluation.adds(book.metric_id(*metric))) {
        for rate in book.of_kind(node, metric, Kind::Growth).filter(|s| s.year != 0) {
            out.extend(of_whole(book, node, group, children, metric, rate));
        }
    }
}

fn before(level: &Stmt, rate: &Stmt) -> Option<Range> {
    let by = factor(rate.printed());
    (by.low > 0.0 && level.value() > 0.0).then(|| level.printed().over(by))
}

fn of_whole(book: &Book<'_>, node: usize, group: &Group, children: &[usize], metric: usize, rate: &Stmt) -> Option<Finding> {
    let level = book.level_with(node, metric, rate.year, rate)?;
    let whole = before(level, rate)?;
    let (mut sum, mut value) = (Range { low: 0.0, high: 0.0 }, 0.0);
    let mut parts = Vec::with_capacity(children.len());
    for child in children {
        let of_child = book.level_with(*child, metric, rate.year, level)?;
        let by = book.of_kind(*child, metric, Kind::Growth).find(|s| s.year == rate.year && book.is_comparable(s, of_child))?;
        sum = sum.plus(before(of_child, by)?);
        value += of_child.value() / (1.0 + by.value());
        parts.push((*child, of_child, by));
    }
    if sum.meets(whole) {
        return None;
    }
    let unit = book.unit(metric);
    let total: f64 = parts.iter().map(|(_, level, _)| level.value()).sum();
    let mut found = finding(book, Case::GrowthWhole, Severity::Warning, node, metric, rate)
        .arg("group", Arg::Group(group.clone()))
        .number("rate", Amount::Share(rate.value()))
        .number("implied", Amount::Share(total / value - 1.0));
    for (child, level, by) in &parts {
        found.push(stated(book, *child, metric, level, Sign::Given));
        found.push(stated(book, *child, metric, by, Sign::Over));
        found.push(Step::new(Sign::Equals, Line::Before, Amount::Value(level.value() / (1.0 + by.value()), unit.clone())));
    }
    found.push(Step::new(Sign::Equals, Line::BeforeSum, Amount::Value(value, unit.clone())));
    found.push(stated(book, node, metric, level, Sign::Given));
    found.push(stated(book, node, metric, rate, Sign::Over));
    found.push(Step::new(Sign::Against, Line::Before, Amount::Value(level.value() / (1.0 + rate.value()), unit)));
    Some(found)
}

/// `base × multiple` against the level of the same year.
fn multiple(book: &Book<'_>, node: usize, metric: usize, times: &Stmt) -> Option<Finding> {
    let Form::Multiple { base: since } = &book.figure(times).form else { return None };
    let base = book.level_with(node, metric, since.as_year()?, times)?;
    let level = book.level_with(node, metric, times.year, times).filter(|level| book.is_comparable(level, base))?;
    if base.value() <= 0.0 {
        return None;
    }
    let value = base.value() * times.value();
    let exact = Range::around(value, base.half() * times.value());
    if level.printed().meets(exact) {
        return None;
    }
    // What is open above, around or between leaves room for more than rounding.
    let open = !matches!(times.bound, Bound::Exactly { .. }) || matches!(level.bound, Bound::About { .. } | Bound::Between { .. });
    if open && base.start(book).times(times.range(book)).meets(level.range(book)) {
        return None;
    }
    let rounded = base.printed().times(times.range(book)).meets(level.range(book));
    let near = (value / level.value() - 1.0).abs() <= book.plan.info.about_tolerance;
    let (case, severity) = if rounded && near { (Case::MultipleRounding, Severity::Note) } else { (Case::MultipleLevel, Severity::Error) };
    // A floor that the multiple exceeds by far is a weaker demand, not a contradiction.
    let weaker = matches!(level.bound, Bound::AtLeast { value: floor } if value > floor);
    let severity = if case == Case::MultipleLevel && weaker { Severity::Warning } else { severity };
    let unit = book.unit(metric);
    let mut found = finding(book, case, severity, node, metric, times)
        .number("times", Amount::Factor(times.value()))
        .number("led", Amount::Value(value, unit.clone()))
        .number("target", Amount::Bound(level.bound, unit.clone()))
        .number("gap", Amount::Value((value - level.value()).abs(), unit.clone()))
        .number("actual", Amount::Factor(level.value() / base.value()));
    found.push(stated(book, node, metric, base, Sign::Given));
    found.push(stated(book, node, metric, times, Sign::Times));
    found.push(Step::new(Sign::Equals, Line::Multiplied, Amount::Value(value, unit)));
    found.push(stated(book, node, metric, level, Sign::Against));
    Some(found)
}

/// The words printed against the number of the figure.
fn words(book: &Book<'_>, node: usize, metric: usize, times: &Stmt) -> Option<Finding> {
    let printed = &book.figure(times).source.printed;
    let meant = super::printed::multiple(printed)?;
    if (meant - times.value()).abs() <= times.half() * 0.5 {
        return None;
    }
    let mut found = finding(book, Case::MultipleWords, Severity::Warning, node, metric, times)
        .arg("printed", Arg::Text(printed.clone()))
        .number("meant", Amount::Factor(meant))
        .number("times", Amount::Factor(times.value()));
    found.period = Span::At(Period::year(times.year));
    found.push(stated(book, node, metric, times, Sign::Given));
    Some(found.step(Step::new(Sign::Against, Line::Factor, Amount::Factor(meant))))
}
