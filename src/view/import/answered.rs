//! What a person answered about a file, in words, so that each answer can be taken back.

use super::choices::{Answer, Choices, PeriodText};
use super::reading::Candidate;
use crate::domain::Plan;
use crate::view::{Words, wording};

/// Which list of the decisions an answer stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Nodes,
    Metrics,
    Coverages,
    Units,
    MetricUnits,
    Periods,
    Accepted,
    Left,
    Columns,
    Dates,
    Years,
    Scenario,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    list: List,
    key: String,
    /// What was asked about, as it stands in the file.
    pub text: String,
    /// What it was said to mean.
    pub meaning: String,
}

/// All answers in the order of their kinds.
pub fn list(words: &Words, plan: &Plan, choices: &Choices) -> Vec<Answered> {
    let units = plan.units();
    let mut out = Vec::new();
    let mut add = |list, key: &String, meaning: Option<String>| {
        let meaning = meaning.unwrap_or_else(|| words.text("import-leave").to_owned());
        out.push(Answered { list, key: key.clone(), text: key.clone(), meaning });
    };
    for (key, answer) in &choices.nodes {
        add(List::Nodes, key, is(answer).map(|node| wording::node(words, plan, node)));
    }
    for (key, answer) in &choices.metrics {
        add(List::Metrics, key, is(answer).map(|metric| wording::metric(words, plan, metric).to_owned()));
    }
    for (key, answer) in &choices.coverages {
        add(List::Coverages, key, is(answer).map(|coverage| wording::coverage(words, plan, Some(coverage)).to_owned()));
    }
    for (key, answer) in &choices.units {
        add(List::Units, key, is(answer).map(|unit| wording::unit(words, &units, unit).to_owned()));
    }
    for (key, answer) in &choices.metric_units {
        add(List::MetricUnits, key, is(answer).map(|unit| wording::unit(words, &units, unit).to_owned()));
    }
    for (key, answer) in &choices.periods {
        add(List::Periods, key, is(answer).map(period_text(words)));
    }
    for key in &choices.accepted {
        add(List::Accepted, key, Some(words.text("import-accept").to_owned()));
    }
    for key in &choices.left {
        add(List::Left, key, None);
    }
    for answer in out.iter_mut().filter(|answer| matches!(answer.list, List::Accepted | List::Left)) {
        answer.text = key_text(words, plan, &answer.key);
    }
    for answer in out.iter_mut().filter(|answer| answer.list == List::MetricUnits) {
        answer.text = wording::metric(words, plan, &answer.key.as_str().into()).to_owned();
    }
    for choice in &choices.columns {
        let key = choice.column.map(|column| column.to_string()).unwrap_or_default();
        let letters = choice.column.map(|column| super::raw::column_letters(column.saturating_sub(1))).unwrap_or_default();
        let text = if choice.heading.is_empty() { letters } else { choice.heading.clone() };
        out.push(Answered { list: List::Columns, key, text, meaning: super::telling::column(words, choice.role).to_owned() });
    }
    out.extend(senses(words, plan, choices));
    out
}

/// True where a name was said to be a node or a metric: such names can become aliases.
pub fn names_records(choices: &Choices) -> bool {
    choices.nodes.values().any(|answer| is(answer).is_some()) || choices.metrics.values().any(|answer| is(answer).is_some())
}

/// What dates, years and the scenario were said to be.
fn senses(words: &Words, plan: &Plan, choices: &Choices) -> Vec<Answered> {
    let dates = choices.dates.map(|sense| (List::Dates, "import-key-dates", Candidate::Dates(sense)));
    let years = choices.years.map(|sense| (List::Years, "import-key-years", Candidate::Years(sense)));
    let scenario = choices.scenario.clone().map(|name| (List::Scenario, "import-key-scenario", Candidate::Scenario(name)));
    let said = |(list, key, candidate): (List, &str, Candidate)| Answered {
        list,
        key: String::new(),
        text: words.text(key).to_owned(),
        meaning: super::telling::candidate(words, plan, &candidate),
    };
    [dates, years, scenario].into_iter().flatten().map(said).collect()
}

/// A question's key in words: what kind of question, and about whom, what and when.
fn key_text(words: &Words, plan: &Plan, key: &str) -> String {
    let mut parts = key.split(':');
    let kind = format!("import-key-{}", parts.next().unwrap_or_default());
    let named = parts.map(|part| {
        let (node, metric) = (part.into(), part.into());
        if plan.node_kind(&node).is_some() {
            wording::node(words, plan, &node)
        } else if plan.metrics.contains(&metric) {
            wording::metric(words, plan, &metric).to_owned()
        } else {
            part.parse().map_or_else(|_| part.to_owned(), |period| wording::period(words, period))
        }
    });
    let kind = words.has(&kind).then(|| words.text(&kind).to_owned());
    kind.into_iter().chain(named).collect::<Vec<_>>().join(" · ")
}

fn is<I>(answer: &Answer<I>) -> Option<&I> {
    if let Answer::Is(id) = answer { Some(id) } else { None }
}

fn period_text(words: &Words) -> impl Fn(&PeriodText) -> String {
    |text| text.0.parse().map_or_else(|_| text.0.clone(), |period| wording::period(words, period))
}

/// Takes an answer back: what it settled is asked again.
pub fn take_back(choices: &mut Choices, answer: &Answered) {
    match answer.list {
        List::Nodes => drop(choices.nodes.remove(&answer.key)),
        List::Metrics => drop(choices.metrics.remove(&answer.key)),
        List::Coverages => drop(choices.coverages.remove(&answer.key)),
        List::Units => drop(choices.units.remove(&answer.key)),
        List::MetricUnits => drop(choices.metric_units.remove(&answer.key)),
        List::Periods => drop(choices.periods.remove(&answer.key)),
        List::Accepted => drop(choices.accepted.remove(&answer.key)),
        List::Left => drop(choices.left.remove(&answer.key)),
        List::Dates => choices.dates = None,
        List::Years => choices.years = None,
        List::Scenario => choices.scenario = None,
        List::Columns => choices.columns.retain(|choice| choice.column.map(|c| c.to_string()).unwrap_or_default() != answer.key),
    }
}
