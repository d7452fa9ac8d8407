//! The waterfall: the way from one scenario's value to another's by what contributes to the difference.

use super::foot::Foot;
use super::laid::Laid;
use super::look::Look;
use super::{ChartError, Subject};
use crate::domain::Direction;
use crate::engine::Layer;
use crate::engine::scenario::compare::{WaterfallStep, waterfall as way};
use crate::engine::scenario::{Part, ScenarioEvaluation};
use crate::view::chart::more::{Step, Waterfall};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Hover};
use crate::view::scenario_page::card;

/// Steps shown by name; of more the largest ones, and the rest as one.
const MOST: usize = 9;

/// The way from the base of `laid` (the plan without one) to its first scenario.
pub fn waterfall(subject: &Subject<'_>, laid: &Laid<'_>) -> Result<ChartSpec, ChartError> {
    let look = Look::of(subject)?;
    let kind = ChartKind::Waterfall;
    let Some(other) = laid.scenarios.first() else {
        return Ok(look.empty(kind, look.title(look.metric_name()), "chart-empty-no-scenario"));
    };
    let plan = laid.base.is_none().then(|| ScenarioEvaluation::plan(look.document, look.evaluation));
    let base = laid.base.or(plan.as_ref()).unwrap_or(other);
    let year = laid.year.unwrap_or(look.document.plan.info.last_year);
    let (from, to) = (look.scenario(base), look.scenario(other));
    let what = look.words.with("chart-what-waterfall", &[("metric", look.metric_name()), ("from", &from), ("to", &to)]);
    let title = look.title(&what);
    let found = way(base, other, subject.node, subject.metric, year);
    let (Some(start), Some(end)) = (found.from, found.to) else {
        return Ok(look.empty(kind, title, "chart-empty-waterfall"));
    };
    let mut foot = Foot::default();
    foot.plan(&look, subject.node, year, &look.evaluation.reading(subject.node, subject.metric, Layer::Path, year));
    for evaluated in [base, other.as_ref()] {
        foot.reading(&look, &evaluated.reading(subject.node, subject.metric, year));
    }
    foot.method(look.words.text("chart-foot-contributions").to_owned());
    let steps = folded(&look, steps(&look, &found.steps, start.abs().max(end.abs())));
    let mut subtitle = vec![look.years(year, year), look.coverage()];
    if steps.is_empty() {
        subtitle.push(look.words.text("chart-note-no-difference").to_owned());
    }
    let words = look.words;
    let end_of = |name: String, amount: f64| {
        let hover = Hover { title: look.hover_title(&look.years(year, year), &name), value: look.with_unit(amount), lines: Vec::new() };
        Step { name, amount, text: look.number(amount), good: None, hover }
    };
    let body = Waterfall {
        step_name: words.text("chart-step-name").to_owned(),
        amount_name: words.text("chart-step-amount").to_owned(),
        level_name: words.text("chart-step-level").to_owned(),
        start: end_of(from, start),
        steps,
        end: end_of(to, end),
    };
    Ok(look.spec(kind, title, subtitle, look.unit(), Body::Waterfall(body), &foot))
}

/// The steps that add anything, in their order.
fn steps(look: &Look<'_>, found: &[WaterfallStep], size: f64) -> Vec<Step> {
    // What remains of sums that cancel each other is no step.
    let counts = |step: &&WaterfallStep| step.amount().is_finite() && step.amount().abs() > size * 1e-9;
    found
        .iter()
        .filter(counts)
        .map(|step| self::step(look, part_name(look, &step.part), step.amount(), Some((step.base, step.other))))
        .collect()
}

fn step(look: &Look<'_>, name: String, amount: f64, sides: Option<(f64, f64)>) -> Step {
    let good = match look.metric.direction {
        Direction::Up => Some(amount > 0.0),
        Direction::Down => Some(amount < 0.0),
        Direction::Neutral => None,
    };
    let text = look.signed(amount);
    let lines = sides
        .filter(|(base, other)| *base != 0.0 && *other != 0.0)
        .map(|(base, other)| look.words.with("chart-hover-step", &[("from", &look.number(base)), ("to", &look.number(other))]));
    let hover =
        Hover { title: name.clone(), value: crate::view::wording::with_unit(&text, &look.unit()), lines: lines.into_iter().collect() };
    Step { name, amount, text, good, hover }
}

/// What a step comes from, in words.
pub(super) fn part_name(look: &Look<'_>, part: &Part) -> String {
    let plan = &*look.document.plan;
    let Some(by) = part.by() else { return look.words.text("chart-step-basis").to_owned() };
    if let Part::Project(_, project) = part
        && let Some(project) = plan.projects.get(project)
    {
        return look.words.label(&project.name).to_owned();
    }
    let scenario = look.document.scenarios.get(&by.scenario);
    let assumption = scenario.and_then(|scenario| scenario.assumption(&by.assumption));
    assumption.map_or_else(|| by.assumption.to_string(), |assumption| card::title(look.words, plan, assumption))
}

/// The largest steps by name in their own order, the others as one.
fn folded(look: &Look<'_>, steps: Vec<Step>) -> Vec<Step> {
    if steps.len() <= MOST {
        return steps;
    }
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by(|a, b| steps[*b].amount.abs().total_cmp(&steps[*a].amount.abs()).then(a.cmp(b)));
    let kept: std::collections::BTreeSet<usize> = order.into_iter().take(MOST - 1).collect();
    let (named, rest): (Vec<_>, Vec<_>) = steps.into_iter().enumerate().partition(|(place, _)| kept.contains(place));
    let amount = rest.iter().map(|(_, step)| step.amount).sum();
    let mut last = step(look, look.words.with("chart-rest", &[("n", &rest.len().to_string())]), amount, None);
    last.hover.lines = rest.iter().take(12).map(|(_, step)| format!("{} {}", step.name, step.text)).collect();
    named.into_iter().map(|(_, step)| step).chain([last]).collect()
}
