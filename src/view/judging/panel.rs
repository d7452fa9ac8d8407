//! How one node stands with each of its metrics: the verdict with its arithmetic, what the rest of the plan requires, the forecast
//! with the chance that the target is met, and stated growth beside computed growth. Sentences only.

use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Document, PlanInfo};
use crate::engine::Evaluation;
use crate::engine::assess::comparable_growth::{self, ComparableGrowth};
use crate::engine::assess::published_growth::{self, PublishedGrowth};
use crate::engine::assess::required::{self, Required, RestOfYear, Shares};
use crate::engine::assess::stated_growth::{self, StatedGrowth};
use crate::engine::assess::{Ask, Judged, Why, one};
use crate::engine::forecast::{self, NodeForecast};
use crate::engine::path::Reason;
use crate::view::grid::Mark;
use crate::view::{Words, number, requirement, wording};

/// How a node stands with one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricStanding {
    /// The metric.
    pub metric: MetricId,
    /// Its name.
    pub name: String,
    /// The mark of the state.
    pub mark: Mark,
    /// The state with the number that decided it.
    pub verdict: String,
    /// The arithmetic and its conditions, a sentence a line.
    pub lines: Vec<String>,
    /// What is required from now on.
    pub required: Vec<String>,
    /// Where it leads if things go on as they did.
    pub forecast: Vec<String>,
    /// Growth as sources state it beside growth as computed.
    pub growth: Vec<String>,
    /// True where it rests on illustrative values.
    pub illustrative: bool,
}

/// Every metric of a node that has a target or actuals, in the plan's order.
pub fn node_standings(document: &Document, evaluation: &Evaluation, words: &Words, node: &NodeId, ask: &Ask) -> Vec<MetricStanding> {
    let (firms, published) = (comparable_growth::is_told(document), published_growth::is_told(document));
    let metrics = document.plan.metrics.iter().map(|metric| &metric.id);
    let comparable = |metric: &MetricId| if firms { comparable_growth::of(document, evaluation, node, metric) } else { Vec::new() };
    let published = |metric: &MetricId| if published { published_growth::of(document, evaluation, node, metric) } else { Vec::new() };
    let of = |metric| standing(document, evaluation, words, (node, metric), (&published(metric), &comparable(metric)), ask);
    metrics.filter_map(of).collect()
}

fn standing(
    document: &Document,
    evaluation: &Evaluation,
    words: &Words,
    (node, metric): (&NodeId, &MetricId),
    (published, comparable): (&[PublishedGrowth], &[ComparableGrowth]),
    ask: &Ask,
) -> Option<MetricStanding> {
    let plan = &document.plan;
    let judged = one(document, evaluation, node, metric, ask);
    let stated = stated_growth::of(document, evaluation, node, metric);
    let growth = growth_lines(words, &plan.info, &stated, (published, comparable), ask.as_of);
    if judged.actual.is_none() && judged.target.is_none() && growth.is_empty() {
        return None;
    }
    let units = plan.units();
    let unit = plan.metrics.get(metric).map_or("", |of| wording::unit(words, &units, &of.unit));
    let required = required::of(document, evaluation, node, metric, ask, true);
    let last = ask.as_of.map(|period| plan.info.last_whole_year(period));
    let ahead = forecast::of(document, evaluation, node, metric, forecast::Method::Auto, last);
    let name = wording::metric(words, plan, metric).to_owned();
    Some(MetricStanding {
        metric: metric.clone(),
        name,
        mark: super::mark(judged.state),
        verdict: verdict(words, &judged),
        illustrative: judged.illustrative,
        lines: lines(words, &judged, unit),
        required: required_lines(words, &required, unit),
        forecast: forecast_lines(words, &ahead, unit),
        growth,
    })
}

fn verdict(words: &Words, judged: &Judged) -> String {
    let name = super::verdict(words, judged.verdict);
    let measure = super::measure(&judged.arithmetic);
    match judged.used {
        Some(used) if measure != number::MISSING => {
            words.with("standing-verdict", &[("verdict", name), ("method", super::method(words, used)), ("measure", &measure)])
        }
        _ => name.to_owned(),
    }
}

/// What the heading and the badge do not say already.
fn lines(words: &Words, judged: &Judged, unit: &str) -> Vec<String> {
    let said = usize::from(judged.used.is_some());
    let badge = words.text("illustrative-hint");
    super::lines(words, judged, unit).into_iter().skip(said).filter(|line| line != badge).collect()
}

fn required_lines(words: &Words, required: &Required, unit: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if required.yearly.per_year.is_some() {
        let [from, to] = [required.yearly.base.map(|(year, _)| year), required.yearly.target.map(|target| target.year)];
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        let sentence = requirement::sentence(words, &required.yearly, unit);
        lines.push(words.with("standing-rest", &[("from", &year(from)), ("to", &year(to)), ("sentence", &sentence)]));
    } else if matches!(required.yearly.reason, Some(Reason::TargetPast | Reason::OutOfRange)) {
        lines.push(requirement::sentence(words, &required.yearly, unit));
    }
    match &required.in_year {
        Ok(rest) => lines.extend(rest_of_year(words, rest, unit)),
        Err(why @ (Why::Incomplete | Why::ZeroPlan)) => lines.push(super::why(words, *why)),
        Err(_) => {}
    }
    lines
}

fn rest_of_year(words: &Words, rest: &RestOfYear, unit: &str) -> Vec<String> {
    let amount = |value: f64| wording::with_unit(&number::value(value), unit);
    let (year, months) = (rest.year.to_string(), rest.months.to_string());
    let plan = amount(rest.plan.value);
    if rest.rest <= 0.0 {
        return vec![words.with("standing-year-done", &[("year", &year), ("plan", &plan), ("done", &amount(rest.done))])];
    }
    let args = [("year", &*year), ("plan", &plan), ("months", &months), ("done", &amount(rest.done)), ("rest", &amount(rest.rest))];
    let mut lines = vec![words.with(if rest.months == 0 { "standing-year-ahead" } else { "standing-year" }, &args)];
    let part = |part: &required::Part| {
        let months = [part.first.to_string(), part.last.to_string()];
        let key = if part.first == part.last { "standing-month" } else { "standing-months" };
        words.with(key, &[("first", &months[0]), ("last", &months[1]), ("value", &amount(part.value))])
    };
    let parts: Vec<String> = rest.parts.iter().map(part).collect();
    if !parts.is_empty() {
        let shares = match rest.shares {
            Shares::Even => words.text("standing-shares-even").to_owned(),
            Shares::Seasonal { from, to } => words.with("standing-shares", &[("from", &from.to_string()), ("to", &to.to_string())]),
        };
        lines.push(words.with("standing-parts", &[("parts", &parts.join(words.text("list-separator"))), ("shares", &shares)]));
    }
    if let Some(growth) = rest.growth {
        lines.push(words.with("standing-rest-growth", &[("growth", &number::signed_percent(growth, 1))]));
    }
    lines
}

fn forecast_lines(words: &Words, ahead: &NodeForecast, unit: &str) -> Vec<String> {
    let amount = |value: f64| wording::with_unit(&number::fixed(value, number::decimals(value).min(1)), unit);
    let forecast = match &ahead.yearly {
        Ok(forecast) => forecast,
        // Without a single value there is nothing to forecast from, which the judgement says already.
        Err(_) if ahead.observed.is_empty() => return Vec::new(),
        Err(refusal) => return vec![words.with("standing-no-forecast", &[("why", &super::refusal(words, *refusal))])],
    };
    let Some(step) = forecast.steps.last() else { return Vec::new() };
    let args = [
        ("year", &*step.time.to_string()),
        ("value", &amount(step.value)),
        ("low", &amount(step.low)),
        ("high", &amount(step.high)),
        ("level", &number::percent(forecast::LEVEL, 0)),
        ("method", &super::forecast_method(words, forecast.method)),
        ("points", &forecast.points.to_string()),
    ];
    let mut lines = vec![words.with("standing-forecast", &args)];
    lines.extend(ahead.mixed_coverage.then(|| words.text("judged-mixed-coverage").to_owned()));
    lines.extend(ahead.chance.map(|chance| words.with("standing-chance", &[("chance", &number::percent(chance, 0))])));
    lines
}

/// Periods of which nominal and comparable growth are told at most, the last ones.
const PERIODS: usize = 3;

/// Growth in two ways side by side: as the plan and the sources of actuals state it and as the values come to, nominal and of the same
/// firms. Of what actuals tell, that which is known at the end of a period.
pub fn growth_lines(
    words: &Words,
    info: &PlanInfo,
    stated: &[StatedGrowth],
    (published, comparable): (&[PublishedGrowth], &[ComparableGrowth]),
    as_of: Option<Period>,
) -> Vec<String> {
    let known = |period: Period| as_of.is_none_or(|as_of| info.end_of(period) <= info.end_of(as_of));
    let published: Vec<&PublishedGrowth> = published.iter().filter(|of| known(of.period)).collect();
    let comparable: Vec<&ComparableGrowth> = comparable.iter().filter(|of| known(of.period)).collect();
    let mut lines: Vec<String> = stated.iter().map(|of| growth_line(words, of)).collect();
    lines.extend(published[published.len().saturating_sub(PERIODS)..].iter().map(|of| published_line(words, of)));
    lines.extend(comparable[comparable.len().saturating_sub(PERIODS)..].iter().map(|of| comparable_line(words, of)));
    lines
}

fn published_line(words: &Words, of: &PublishedGrowth) -> String {
    let rate = |rate: f64| number::signed_percent(rate, 1);
    let (period, stated) = (wording::period(words, of.period), rate(of.stated));
    let mut text = match (of.computed, of.difference()) {
        (Some(computed), Some(difference)) => words.with(
            "standing-published",
            &[("period", &period), ("stated", &stated), ("computed", &rate(computed)), ("points", &super::points(difference))],
        ),
        _ => words.with("standing-published-alone", &[("period", &period), ("stated", &stated)]),
    };
    if of.illustrative {
        text.push_str(words.text("standing-published-illustrative"));
    }
    text
}

fn comparable_line(words: &Words, of: &ComparableGrowth) -> String {
    let rate = |rate: f64| number::signed_percent(rate, 1);
    let (period, comparable) = (wording::period(words, of.period), rate(of.comparable));
    let firms = number::fixed(of.firms as f64, 0);
    let mut text = match (of.nominal, of.difference()) {
        (Some(nominal), Some(difference)) => words.with(
            "standing-comparable",
            &[
                ("period", &period),
                ("nominal", &rate(nominal)),
                ("comparable", &comparable),
                ("points", &super::points(difference)),
                ("firms", &firms),
            ],
        ),
        _ => words.with("standing-comparable-alone", &[("period", &period), ("comparable", &comparable), ("firms", &firms)]),
    };
    if of.n < of.of {
        text.push_str(&words.with("standing-comparable-of", &[("n", &of.n.to_string()), ("of", &of.of.to_string())]));
    }
    text
}

fn growth_line(words: &Words, of: &StatedGrowth) -> String {
    let rate = |rate: f64| number::signed_percent(rate, 1);
    let span = if of.to - of.from == 1 { of.to.to_string() } else { format!("{}–{}", of.from, of.to) };
    let stated = rate(of.stated);
    let mut text = match (of.computed, of.difference) {
        (Some(computed), Some(difference)) => words.with(
            "standing-growth",
            &[("span", &span), ("stated", &stated), ("computed", &rate(computed)), ("points", &super::points(difference))],
        ),
        _ => words.with("standing-growth-alone", &[("span", &span), ("stated", &stated)]),
    };
    if of.constant_prices == Some(true) {
        text.push_str(words.text("standing-constant-prices"));
    }
    text
}
