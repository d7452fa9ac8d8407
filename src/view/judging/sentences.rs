//! Judgements, forecasts, scores and warnings in words: names of states and methods, the arithmetic as sentences.

use crate::base::Period;
use crate::domain::Plan;
use crate::domain::judging::{Aim, Bands, Method, WarningKind};
use crate::engine::assess::{Arithmetic, Judged, Point, State, Verdict, Why};
use crate::engine::forecast::{self, Refusal};
use crate::engine::warn::{Fact, LimitOf, Takes, Warning};
use crate::view::{Words, number, requirement, wording};

/// The name of a state.
pub fn state(words: &Words, state: State) -> &str {
    words.text(match state {
        State::Achieved => "state-achieved",
        State::OnTrack => "state-on-track",
        State::Slipping => "state-slipping",
        State::OffTrack => "state-off-track",
        State::NoData => "state-no-data",
    })
}

/// The name of a verdict.
pub fn verdict(words: &Words, verdict: Verdict) -> &str {
    words.text(match verdict {
        Verdict::Achieved => "state-achieved",
        Verdict::OnTrack => "state-on-track",
        Verdict::Slipping => "state-slipping",
        Verdict::OffTrack => "state-off-track",
        Verdict::Away => "verdict-away",
        Verdict::Missed => "verdict-missed",
        Verdict::None => "state-no-data",
    })
}

/// The name of a method.
pub fn method(words: &Words, method: Method) -> &str {
    words.text(match method {
        Method::Gap => "method-gap",
        Method::Growth => "method-growth",
        Method::Trend => "method-trend",
        Method::Progress => "method-progress",
        Method::Pace => "method-pace",
    })
}

/// What a method does, in a sentence.
pub fn method_hint(words: &Words, method: Method) -> &str {
    words.text(match method {
        Method::Gap => "method-gap-hint",
        Method::Growth => "method-growth-hint",
        Method::Trend => "method-trend-hint",
        Method::Progress => "method-progress-hint",
        Method::Pace => "method-pace-hint",
    })
}

/// Why a method does not apply, or nothing can be said.
pub fn why(words: &Words, why: Why) -> String {
    words.text(&format!("assess-why-{}", why.word())).to_owned()
}

/// The name of what completion is measured against.
pub fn aim(words: &Words, aim: Aim) -> &str {
    words.text(match aim {
        Aim::YearPlan => "aim-year-plan",
        Aim::Path => "aim-path",
        Aim::Target => "aim-target",
        Aim::Increase => "aim-increase",
    })
}

/// A difference of shares in percentage points with its sign: `+6.6`.
pub fn points(difference: f64) -> String {
    let text = number::fixed(difference * 100.0, 1);
    if text.starts_with('−') || !text.bytes().any(|b| (b'1'..=b'9').contains(&b)) { text } else { format!("+{text}") }
}

/// The number that a method decides by, for a cell: `−3.2%`, `0.89`, `+6.6`; the sign for missing where there is none.
pub fn measure(arithmetic: &Arithmetic) -> String {
    match *arithmetic {
        Arithmetic::None => number::MISSING.to_owned(),
        Arithmetic::Gap { gap, .. } => number::signed_percent(gap, 1),
        Arithmetic::Growth { ratio, .. } => number::percent(ratio, 0),
        Arithmetic::Trend { miss, .. } => number::percent(miss, 1),
        Arithmetic::Progress { gap, .. } => number::percent(gap, 1),
        Arithmetic::Pace { ahead, .. } => points(ahead),
    }
}

/// The arithmetic of a judgement in one sentence; empty where nothing was computed.
pub fn arithmetic(words: &Words, of: &Arithmetic, unit: &str) -> String {
    let amount = |value: f64| wording::with_unit(&number::value(value), unit);
    let at = |(_, value): Point| amount(value);
    let year = |(year, _): Point| year.to_string();
    match *of {
        Arithmetic::None => String::new(),
        Arithmetic::Gap { actual, path, gap, of_way } => {
            let args = [("year", year(actual)), ("actual", at(actual)), ("path", amount(path)), ("gap", number::signed_percent(gap, 1))];
            said(words, if of_way { "judged-gap-of-way" } else { "judged-gap" }, &args)
        }
        Arithmetic::Growth { base, actual, observed, required, ratio, due } => {
            let rate = |rate| number::signed_percent(rate, 1);
            let args = [
                ("base-year", year(base)),
                ("base", at(base)),
                ("year", year(actual)),
                ("actual", at(actual)),
                ("due", amount(due)),
                ("observed", rate(observed)),
                ("required", rate(required)),
                ("ratio", number::percent(ratio, 1)),
            ];
            said(words, "judged-growth", &args)
        }
        Arithmetic::Trend { from, actual, target, per_year, geometric, predicted, miss, .. } => {
            let step = if geometric { number::signed_percent(per_year, 1) } else { amount(per_year) };
            let args = [
                ("from", year(from)),
                ("year", year(actual)),
                ("actual", at(actual)),
                ("step", step),
                ("target-year", year(target)),
                ("predicted", amount(predicted)),
                ("target", at(target)),
                ("miss", number::percent(miss, 1)),
            ];
            said(words, "judged-trend", &args)
        }
        Arithmetic::Progress { base, actual, target, points, predicted, gap } => {
            let args = [
                ("points", points.to_string()),
                ("from", year(base)),
                ("year", year(actual)),
                ("target-year", year(target)),
                ("predicted", amount(predicted)),
                ("target", at(target)),
                ("gap", number::percent(gap, 1)),
            ];
            said(words, "judged-progress", &args)
        }
        Arithmetic::Pace { period, done, plan, stated, completion, elapsed, ahead } => {
            let args = [
                ("period", wording::period(words, period)),
                ("done", amount(done)),
                ("plan", amount(plan)),
                ("completion", number::percent(completion, 1)),
                ("elapsed", number::percent(elapsed, 1)),
                ("points", points(ahead)),
            ];
            said(words, if stated { "judged-pace" } else { "judged-pace-path" }, &args)
        }
    }
}

/// A judgement, a line for each thing to know: the verdict and its method, the arithmetic, the bands, methods passed over, what is
/// missing or made up.
pub fn lines(words: &Words, judged: &Judged, unit: &str) -> Vec<String> {
    let mut lines = Vec::new();
    match (judged.used, judged.why) {
        (Some(used), _) => {
            lines.push(said(
                words,
                "judged-verdict",
                &[("verdict", verdict(words, judged.verdict).to_owned()), ("method", method(words, used).to_owned())],
            ));
        }
        (None, Some(reason)) => lines.push(said(words, "judged-nothing", &[("why", why(words, reason))])),
        (None, None) => {}
    }
    let text = arithmetic(words, &judged.arithmetic, unit);
    lines.extend((!text.is_empty()).then_some(text));
    if let (Some(used), Some(bands), false) = (judged.used, judged.bands, judged.verdict == Verdict::Achieved) {
        lines.push(bands_of(words, used, bands));
    }
    // Where nothing can be said, that is one reason; a method that handed over to another has its own.
    for (passed, reason) in judged.passed_over.iter().filter(|_| judged.used.is_some()) {
        let args = [("method", method(words, *passed).to_owned()), ("why", why(words, *reason))];
        lines.push(said(words, "judged-passed-over", &args));
    }
    if let Some((far, reached)) = judged.ambition {
        let key = if reached { "judged-ambition-reached" } else { "judged-ambition" };
        lines.push(said(words, key, &[("value", wording::with_unit(&number::value(far), unit))]));
    }
    if judged.used.is_some() && judged.n < judged.of {
        lines.push(said(words, "judged-coverage", &[("n", judged.n.to_string()), ("of", judged.of.to_string())]));
    }
    if judged.of_clusters {
        lines.push(words.text("judged-of-clusters").to_owned());
    }
    if let Some(year) = judged.left_out {
        lines.push(said(words, "judged-left-out", &[("year", year.to_string())]));
    }
    let marks = [
        (judged.illustrative, "illustrative-hint"),
        (judged.preliminary, "judged-preliminary"),
        (judged.mixed_coverage, "judged-mixed-coverage"),
    ];
    lines.extend(marks.into_iter().filter(|(set, _)| *set).map(|(_, key)| words.text(key).to_owned()));
    lines
}

/// The bands of a method in words.
pub fn bands_of(words: &Words, method: Method, bands: Bands) -> String {
    let (show, key): (fn(f64) -> String, _) = match method {
        Method::Gap => (|value| number::signed_percent(value, 0), "bands-from"),
        Method::Growth => (|value| number::percent(value, 0), "bands-from"),
        Method::Pace => (points, "bands-from-points"),
        Method::Trend | Method::Progress => (|value| number::percent(value, 0), "bands-upto"),
    };
    said(words, key, &[("on-track", show(bands.on_track)), ("slipping", show(bands.slipping))])
}

/// The name of a method of forecasting.
pub fn forecast_method(words: &Words, method: forecast::Method) -> String {
    let steps = if let forecast::Method::LastGrowth { steps } = method { steps } else { 0 };
    said(words, &format!("forecast-method-{}", method.word()), &[("steps", steps.to_string())])
}

/// Why there is no forecast.
pub fn refusal(words: &Words, refusal: Refusal) -> String {
    let (have, need, time) = match refusal {
        Refusal::TooFew { have, need } => (have.to_string(), need.to_string(), String::new()),
        Refusal::Twice { time } | Refusal::Gap { time } => (String::new(), String::new(), time.to_string()),
        _ => Default::default(),
    };
    said(words, &format!("forecast-refusal-{}", refusal.word()), &[("have", have), ("need", need), ("time", time)])
}

/// The name of a kind of warning.
pub fn warning_kind(words: &Words, kind: WarningKind) -> &str {
    words.text(match kind {
        WarningKind::OffTrack { .. } => "warning-kind-off-track",
        WarningKind::LimitUse { .. } => "warning-kind-limit-use",
        WarningKind::Fall { .. } => "warning-kind-fall",
        WarningKind::NoReport { .. } => "warning-kind-no-report",
    })
}

/// What a warning says holds.
pub fn warning_fact(words: &Words, plan: &Plan, warning: &Warning) -> String {
    let unit = &*unit_of(words, plan, warning);
    let amount = |value: f64| wording::with_unit(&number::value(value), unit);
    let period = |period: Period| wording::period(words, period);
    match &warning.fact {
        Fact::OffTrack { periods, judged } => {
            let reason = arithmetic(words, &judged.arithmetic, unit);
            let key = if *periods == 1 { "warning-off-track-once" } else { "warning-off-track" };
            said(words, key, &[("periods", periods.to_string()), ("arithmetic", reason)])
        }
        Fact::LimitUse { limit, used, bound, share } => {
            let name = match limit {
                LimitOf::Register(id) => plan.limits.get(id).map_or(id.as_str(), |limit| words.label(&limit.name)).to_owned(),
                LimitOf::Figure(_) => warning.metric.as_ref().map_or("", |metric| wording::metric(words, plan, metric)).to_owned(),
            };
            let mut args = vec![("limit", name), ("used", amount(*used)), ("bound", amount(*bound))];
            args.extend(share.map(|share| ("share", number::percent(share, 1))));
            said(words, if share.is_some() { "warning-limit-use" } else { "warning-limit-nothing" }, &args)
        }
        Fact::Fall { from, to, growth } => {
            let args = [
                ("before", period(from.0)),
                ("from", amount(from.1)),
                ("now", period(to.0)),
                ("to", amount(to.1)),
                ("growth", number::signed_percent(*growth, 1)),
            ];
            said(words, "warning-fall", &args)
        }
        Fact::NoReport { last: Some(last), months } => {
            said(words, "warning-no-report", &[("last", period(*last)), ("months", months.to_string())])
        }
        Fact::NoReport { last: None, months } => said(words, "warning-never-reported", &[("months", months.to_string())]),
    }
}

/// What a warning would take to end; empty where nothing can be said.
pub fn warning_takes(words: &Words, plan: &Plan, warning: &Warning) -> String {
    let unit = &*unit_of(words, plan, warning);
    match &warning.takes {
        Takes::Growth(required) => said(words, "warning-takes-growth", &[("sentence", requirement::sentence(words, required, unit))]),
        Takes::Room(left) if *left < 0.0 => said(words, "warning-takes-over", &[("left", wording::with_unit(&number::value(-left), unit))]),
        Takes::Room(left) => said(words, "warning-takes-room", &[("left", wording::with_unit(&number::value(*left), unit))]),
        Takes::Back(Some(back)) => said(words, "warning-takes-back", &[("growth", number::percent(*back, 1))]),
        Takes::Back(None) => String::new(),
        Takes::Report => words.text("warning-takes-report").to_owned(),
    }
}

fn unit_of(words: &Words, plan: &Plan, warning: &Warning) -> String {
    let metric = warning.metric.as_ref().and_then(|metric| plan.metrics.get(metric));
    metric.map_or_else(String::new, |metric| wording::unit(words, &plan.units(), &metric.unit).to_owned())
}

fn said(words: &Words, key: &str, args: &[(&str, String)]) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.with(key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    #[test]
    fn every_word_of_the_engine_has_a_text_in_both_languages() {
        for language in Language::ALL {
            let words = Words::new(language);
            let mut keys: Vec<String> = Why::ALL.iter().map(|why| format!("assess-why-{}", why.word())).collect();
            keys.extend(forecast::Method::YEARLY.iter().map(|method| format!("forecast-method-{}", method.word())));
            keys.push("forecast-method-seasonal".to_owned());
            let refusals = [
                Refusal::TooFew { have: 2, need: 3 },
                Refusal::NotPositive,
                Refusal::Twice { time: 2010 },
                Refusal::Gap { time: 2010 },
                Refusal::NotAhead,
                Refusal::OutOfRange,
                Refusal::NoActuals,
                Refusal::NotAdding,
            ];
            keys.extend(refusals.iter().map(|refusal| format!("forecast-refusal-{}", refusal.word())));
            for key in keys {
                assert!(words.has(&key), "{key} {language:?}");
            }
            for method_of in Method::ALL {
                assert!(words.has(&format!("method-{}-hint", method_of.word())) && !method(&words, method_of).starts_with("method-"));
            }
            for refusal_of in refusals {
                assert!(!refusal(&words, refusal_of).contains('$'), "{refusal_of:?}");
            }
        }
    }

    #[test]
    fn the_pace_of_half_a_year_reads_as_a_bureau_writes_it() {
        let period = Period::year_to_date(2013, 6).unwrap_or(Period::year(2013));
        let pace = Arithmetic::Pace { period, done: 566.0, plan: 1000.0, stated: true, completion: 0.566, elapsed: 0.5, ahead: 0.066 };
        let text = arithmetic(&Words::new(Language::Chinese), &pace, "亿元");
        assert!(text.contains("56.6%") && text.contains("50.0%") && text.contains("+6.6"), "{text}");
        assert_eq!(measure(&pace), "+6.6");
        assert!(arithmetic(&Words::new(Language::English), &pace, "亿元").contains("+6.6"));
    }
}
