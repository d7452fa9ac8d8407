//! Assumptions as cards: name, number, and a line that says on whom, on what and when they work.

use super::setting::{Measure, Setting, own, setting};
use crate::base::{AssumptionId, Diagnostic, NodeId, UnitId};
use crate::domain::scenario_check::{orphans, says_already};
use crate::domain::{Assumption, BasisLine, Document, Lever, Plan, ProjectLever, Reach, Scenario, SpreadRule};
use crate::engine::scenario::{ScenarioEvaluation, place};
use crate::view::{Words, number, wording};

/// One assumption, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which.
    pub id: AssumptionId,
    /// Its name, or what it does where it has none.
    pub title: String,
    /// False where it is switched off.
    pub on: bool,
    /// Its number in words.
    pub value: String,
    /// On whom, on what, when.
    pub line: String,
    /// Number and line together, for readers of the screen.
    pub spoken: String,
    /// What its slider moves.
    pub setting: Option<Setting>,
    /// What is wrong with it, in sentences.
    pub problems: Vec<String>,
    /// The remark and the source, for the hover.
    pub hint: String,
}

/// The cards of a scenario in the order in which its assumptions work.
pub fn cards(document: &Document, words: &Words, scenario: &Scenario, evaluated: &ScenarioEvaluation) -> Vec<Card> {
    let lost = orphans(&document.plan, &document.scenarios, scenario);
    let plan = &document.plan;
    let card = |assumption: &Assumption| {
        let (value, line) = (value(words, plan, assumption), line(words, plan, assumption));
        Card {
            id: assumption.id.clone(),
            title: title(words, plan, assumption),
            on: assumption.on,
            spoken: format!("{value} {line}").trim().to_owned(),
            value,
            line,
            setting: setting(assumption),
            problems: problems(words, scenario, &assumption.id, &lost, evaluated.diagnostics()),
            hint: [assumption.note.as_str(), assumption.source.as_str()]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
        }
    };
    scenario.assumptions.iter().map(card).collect()
}

/// What is said of an assumption, without the place: that is the card itself.
fn problems(words: &Words, scenario: &Scenario, id: &AssumptionId, lost: &[Diagnostic], told: &[Diagnostic]) -> Vec<String> {
    let lost: Vec<&Diagnostic> = lost.iter().filter(|d| d.place.record.as_deref() == Some(id.as_str())).collect();
    // The evaluation tells of parents too, whose assumptions may bear the same id.
    let place = place(&scenario.id, id);
    let told = told.iter().filter(|found| found.place == place && !lost.iter().any(|lost| says_already(lost, found)));
    let mut sentences = Vec::new();
    for diagnostic in lost.iter().copied().chain(told) {
        let bare = Diagnostic { place: crate::base::Place::default(), ..diagnostic.clone() };
        let sentence = words.diagnostic(&bare);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

/// An assumption's name; without one, what it does.
pub fn title(words: &Words, plan: &Plan, assumption: &Assumption) -> String {
    let name = words.label(&assumption.name);
    if !name.is_empty() {
        return name.to_owned();
    }
    match &assumption.lever {
        Lever::Project(project) => project_name(words, plan, project),
        Lever::Limit { limit: Some(limit), .. } => {
            plan.limits.get(limit).map_or_else(|| limit.to_string(), |limit| words.label(&limit.name).to_owned())
        }
        lever => words.text(&format!("lever-{}", lever.word())).to_owned(),
    }
}

fn project_name(words: &Words, plan: &Plan, lever: &ProjectLever) -> String {
    let known = lever.project.as_ref().and_then(|id| plan.projects.get(id));
    match known.or(lever.own.as_deref()) {
        Some(project) if !words.label(&project.name).is_empty() => words.label(&project.name).to_owned(),
        Some(_) => words.text("scenario-own-project").to_owned(),
        None => lever.project.as_ref().map_or_else(|| words.text("scenario-project-none").to_owned(), ToString::to_string),
    }
}

/// The number of an assumption in words: `−35%`, `+4.0 点`, `3,600 亿元`.
pub fn value(words: &Words, plan: &Plan, assumption: &Assumption) -> String {
    let unit = |id: &UnitId| wording::unit(words, &plan.units(), id).to_owned();
    let count = |n: usize| words.with("scenario-values", &[("n", &n.to_string())]);
    match &assumption.lever {
        Lever::Basis(BasisLine::Growth { rate: Some(rate) }) => number::signed_percent(*rate, 1),
        Lever::Basis(_) => String::new(),
        Lever::Project(project) => project_value(words, plan, project),
        Lever::Values { values, .. } | Lever::Spread { totals: values, .. } if values.len() > 1 => count(values.len()),
        Lever::Values { values, unit: of } | Lever::RatioPath { values, unit: of } | Lever::Spread { totals: values, unit: of, .. } => {
            values.values().next_back().map_or_else(|| count(0), |value| wording::with_unit(&number::value(*value), &unit(of)))
        }
        Lever::Limit { bound, unit: of, .. } => wording::bound(words, bound, Some(&unit(of))),
        lever => own(lever).map_or_else(String::new, |(measure, own)| measured(words, measure, own)),
    }
}

/// A number in the measure it is shown in.
pub fn measured(words: &Words, measure: Measure, own: f64) -> String {
    match measure {
        Measure::Rate | Measure::Change => number::signed_percent(measure.shown(own) / 100.0, 1),
        Measure::Points => points(words, own),
        Measure::Scale => number::percent(own, 0),
        Measure::Amount => number::value(own),
    }
}

fn points(words: &Words, own: f64) -> String {
    let shown = number::fixed(Measure::Points.shown(own), 1);
    let sign = if own > 0.0 && shown != "0.0" { "+" } else { "" };
    words.with("scenario-points", &[("value", &format!("{sign}{shown}"))])
}

/// Full output at the scale assumed; the delay or that it is given up.
fn project_value(words: &Words, plan: &Plan, lever: &ProjectLever) -> String {
    if lever.cancelled {
        return words.text("project-status-cancelled").to_owned();
    }
    if lever.delay_months != 0.0 {
        return words.with("scenario-delay", &[("months", &number::value(lever.delay_months))]);
    }
    let project = lever.project.as_ref().and_then(|id| plan.projects.get(id)).or(lever.own.as_deref());
    match project.and_then(|project| project.full_output.as_ref()) {
        Some(full) => {
            let text = number::value(Measure::Amount.shown(full.amount * lever.scale));
            wording::with_unit(&text, wording::unit(words, &plan.units(), &full.unit))
        }
        None => number::percent(lever.scale, 0),
    }
}

/// On whom, on what and when an assumption works, and what else is to be known.
pub fn line(words: &Words, plan: &Plan, assumption: &Assumption) -> String {
    let mut parts = Vec::new();
    if let Lever::Project(lever) = &assumption.lever {
        parts.extend(project_parts(words, plan, lever));
    } else {
        parts.push(scope(words, plan, assumption));
        parts.extend(assumption.metric.as_ref().map(|metric| wording::metric(words, plan, metric).to_owned()));
        parts.push(years(plan, assumption));
    }
    parts.extend(more(words, plan, assumption));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// On whom: the nodes that all must contain a leaf, and which leaves beneath them count.
pub fn scope(words: &Words, plan: &Plan, assumption: &Assumption) -> String {
    let within = &assumption.scope.within;
    let names: Vec<String> = within.iter().map(|node| wording::node_short(words, plan, node)).collect();
    let name = if names.is_empty() { wording::node_short(words, plan, &NodeId::total()) } else { names.join(words.text("scenario-and")) };
    let leaf = within.iter().any(|node| is_leaf(plan, node));
    match assumption.scope.reach {
        _ if leaf || matches!(assumption.lever, Lever::Spread { .. } | Lever::Limit { .. }) => name,
        Reach::Clusters => words.with("scenario-reach-clusters", &[("name", &name)]),
        Reach::All => words.with("scenario-reach-all", &[("name", &name)]),
        Reach::Outside => words.with("scenario-reach-outside", &[("name", &name)]),
    }
}

/// True for a node with nothing beneath it that an assumption could concern apart.
pub fn is_leaf(plan: &Plan, node: &NodeId) -> bool {
    !node.is_total() && !plan.members.contains(node)
}

/// When: the years named, those with values, or the plan's horizon.
fn years(plan: &Plan, assumption: &Assumption) -> String {
    let own = match &assumption.lever {
        Lever::Values { values, .. } | Lever::RatioPath { values, .. } | Lever::Spread { totals: values, .. } => {
            values.keys().next().copied().zip(values.keys().next_back().copied())
        }
        _ => assumption.years,
    };
    match own {
        Some((from, to)) if from == to => from.to_string(),
        Some((from, to)) => format!("{from}–{to}"),
        None if matches!(assumption.lever, Lever::Basis(_)) => String::new(),
        None => format!("{}–{}", plan.info.first_year, plan.info.last_year),
    }
}

fn project_parts(words: &Words, plan: &Plan, lever: &ProjectLever) -> Vec<String> {
    let project = lever.project.as_ref().and_then(|id| plan.projects.get(id)).or(lever.own.as_deref());
    let on_stream = lever.on_stream.or_else(|| project.and_then(|project| project.on_stream));
    let node = project.map(|project| wording::node_short(words, plan, &project.node));
    let when = on_stream.map(|period| words.with("scenario-on-stream", &[("period", &wording::period(words, period))]));
    let scale = (lever.delay_months != 0.0 && lever.scale != 1.0).then(|| number::percent(lever.scale, 0));
    [Some(words.text("lever-project").to_owned()), node, when, scale].into_iter().flatten().collect()
}

/// What the number alone does not tell: recovery, basis, rule and holds.
fn more(words: &Words, plan: &Plan, assumption: &Assumption) -> Vec<String> {
    match &assumption.lever {
        Lever::Basis(basis) => vec![basis_name(words, basis).to_owned()],
        Lever::LevelShock { recovery: None, .. } => vec![words.text("scenario-recovery-never").to_owned()],
        Lever::LevelShock { recovery: Some(0), .. } => vec![words.text("scenario-recovery-at-once").to_owned()],
        Lever::LevelShock { recovery: Some(n), .. } => vec![words.with("scenario-recovery", &[("n", &n.to_string())])],
        Lever::Spread { rule, holds, .. } => {
            let held = (!holds.is_empty()).then(|| words.with("scenario-spread-holds", &[("n", &holds.len().to_string())]));
            std::iter::once(rule_name(words, plan, rule)).chain(held).collect()
        }
        _ => Vec::new(),
    }
}

/// What a basis is called.
pub fn basis_name<'a>(words: &'a Words, basis: &BasisLine) -> &'a str {
    words.text(match basis {
        BasisLine::PlanPath => "basis-line-plan-path",
        BasisLine::ActualsThenPlan => "basis-line-actuals-then-plan",
        BasisLine::Growth { rate: None } => "basis-line-growth-observed",
        BasisLine::Growth { rate: Some(_) } => "basis-line-growth",
        BasisLine::Forecast => "basis-line-forecast",
    })
}

/// What a rule of a spread is called.
pub fn rule_name(words: &Words, plan: &Plan, rule: &SpreadRule) -> String {
    match rule {
        SpreadRule::Value => words.text("spread-rule-value").to_owned(),
        SpreadRule::Metric(metric) => words.with("spread-rule-metric-of", &[("metric", wording::metric(words, plan, metric))]),
        SpreadRule::Year(year) => words.with("spread-rule-year-of", &[("year", &year.to_string())]),
        SpreadRule::Equal => words.text("spread-rule-equal").to_owned(),
        SpreadRule::Weights(_) => words.text("spread-rule-weights").to_owned(),
    }
}
