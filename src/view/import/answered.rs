//! What a person answered about a file, in words, so that each answer can be taken back.

use super::choices::{Answer, Choices, PeriodText};
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
    Columns,
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
    for answer in out.iter_mut().filter(|answer| answer.list == List::MetricUnits) {
        answer.text = wording::metric(words, plan, &answer.key.as_str().into()).to_owned();
    }
    for choice in &choices.columns {
        let key = choice.column.map(|column| column.to_string()).unwrap_or_default();
        let letters = choice.column.map(|column| super::raw::column_letters(column.saturating_sub(1))).unwrap_or_default();
        let text = if choice.heading.is_empty() { letters } else { choice.heading.clone() };
        out.push(Answered { list: List::Columns, key, text, meaning: super::telling::column(words, choice.role).to_owned() });
    }
    out
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
        List::Columns => choices.columns.retain(|choice| choice.column.map(|c| c.to_string()).unwrap_or_default() != answer.key),
    }
}
