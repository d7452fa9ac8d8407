//! The audit in words: what was found, the arithmetic line by line with its sources, what would resolve it, and the answers.
//!
//! Findings are data; every sentence comes from the language files and is filled in here. Nothing is judged here.

pub mod consistency;
pub mod list;
pub mod whatif;

use super::{Words, number, wording};
use crate::base::{FigureId, NodeId};
use crate::domain::{Answer, Document, Edit, Extra, Plan, Source};
use crate::engine::Evaluation;
use crate::engine::audit::{Amount, Arg, Audit, Finding, Group, Sign, Step};

/// An audit with how much of it is open, for the status bar: made once a revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audited {
    /// The audit.
    pub audit: Audit,
    /// Open findings: errors, warnings, notes.
    pub open: [usize; 3],
}

impl Audited {
    /// The audit of a document; `evaluation` must be of the same document.
    pub fn of(document: &Document, evaluation: &Evaluation) -> Self {
        let audit = Audit::of(document, evaluation);
        Self { open: audit.open(document), audit }
    }
}

/// One line of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepText {
    /// How it joins the lines above it; empty for a given value.
    pub sign: &'static str,
    /// What it is.
    pub label: String,
    /// The number with its unit.
    pub amount: String,
    /// Where it was read: section and words as printed; empty for what is computed.
    pub source: String,
    /// The same with the document.
    pub full_source: String,
    /// The figure it was read from, and its node.
    pub figure: Option<(FigureId, NodeId)>,
    /// True for a line that comes out of those above it.
    pub result: bool,
}

/// The sentence of a finding: what was found.
pub fn sentence(words: &Words, plan: &Plan, finding: &Finding) -> String {
    filled(words, plan, finding.case.sentence_id(), &finding.args)
}

/// What would resolve a finding.
pub fn way(words: &Words, plan: &Plan, finding: &Finding) -> String {
    filled(words, plan, finding.case.way_id(), &finding.args)
}

/// The arithmetic of a finding.
pub fn steps(words: &Words, plan: &Plan, finding: &Finding) -> Vec<StepText> {
    finding.steps.iter().map(|step| step_text(words, plan, step)).collect()
}

fn step_text(words: &Words, plan: &Plan, step: &Step) -> StepText {
    let figure = step.figure.as_ref().and_then(|id| plan.figures.get(id));
    StepText {
        sign: step.sign.symbol(),
        label: filled(words, plan, step.line.text_id(), &step.args),
        amount: amount(words, plan, &step.amount),
        source: figure.map(|figure| near(words, plan, &figure.source)).unwrap_or_default(),
        full_source: figure.map(|figure| wording::source(words, plan, &figure.source)).unwrap_or_default(),
        figure: figure.map(|figure| (figure.id.clone(), figure.node.clone())),
        result: step.sign == Sign::Equals,
    }
}

/// Section and words as printed: most figures of a plan are of one document, which the full source names.
fn near(words: &Words, plan: &Plan, source: &Source) -> String {
    let place = if source.section.is_empty() { wording::source_place(words, plan, source) } else { source.section.clone() };
    match (place.is_empty(), source.printed.is_empty()) {
        (_, true) => place,
        (true, false) => words.with("source-printed", &[("printed", &source.printed)]),
        (false, false) => words.with("source-place-printed", &[("place", &place), ("printed", &source.printed)]),
    }
}

fn filled(words: &Words, plan: &Plan, key: &str, args: &[(&'static str, Arg)]) -> String {
    let texts: Vec<(&str, String)> = args.iter().map(|(name, value)| (*name, arg(words, plan, value))).collect();
    let args: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.with(key, &args)
}

fn arg(words: &Words, plan: &Plan, arg: &Arg) -> String {
    match arg {
        Arg::Node(node) => wording::node_short(words, plan, node),
        Arg::Metric(metric) => wording::metric(words, plan, metric).to_owned(),
        Arg::Metrics(metrics) => {
            let names: Vec<&str> = metrics.iter().map(|metric| wording::metric(words, plan, metric)).collect();
            names.join(words.text("audit-list-separator"))
        }
        Arg::Group(of) => group(words, plan, of),
        Arg::Time(time) => wording::span(words, *time),
        Arg::Amount(of) => amount(words, plan, of),
        Arg::Text(text) => text.clone(),
        Arg::Label(label) => words.label(label).to_owned(),
        Arg::Coverage(None) => words.text("audit-coverage-unstated").to_owned(),
        Arg::Coverage(coverage) => wording::coverage(words, plan, coverage.as_ref()).to_owned(),
    }
}

/// A group of parts in words: 各产业.
pub fn group(words: &Words, plan: &Plan, group: &Group) -> String {
    match group {
        Group::Members(dimension) => words.with("audit-group-members", &[("dimension", wording::dimension(words, plan, dimension))]),
        Group::Clusters => words.text("audit-group-clusters").to_owned(),
        Group::Parts => words.text("audit-group-parts").to_owned(),
    }
}

/// A number of the arithmetic in words.
pub fn amount(words: &Words, plan: &Plan, amount: &Amount) -> String {
    match amount {
        Amount::Value(value, unit) => wording::with_unit(&number::value(*value), wording::unit(words, &plan.units(), unit)),
        Amount::Bound(bound, unit) => wording::bound(words, bound, Some(wording::unit(words, &plan.units(), unit))),
        Amount::Share(rate) => number::percent(*rate, 1),
        Amount::Points(points) => words.with("audit-points", &[("value", &number::value(points * 100.0))]),
        Amount::Factor(factor) => words.with("audit-times", &[("value", &number::fixed(*factor, 3.min(number::decimals(*factor))))]),
        Amount::Number(count) => number::value(*count),
        Amount::Year(year) => year.to_string(),
        Amount::None => words.text("audit-unknown").to_owned(),
    }
}

/// The change that answers a finding, or changes its answer. What it says and its print are kept with the answer.
pub fn answer(document: &Document, words: &Words, finding: &Finding, text: &str, name: &str, date: &str) -> Edit {
    let plan = &document.plan;
    let extra = plan.answers.get(&finding.id).map_or_else(Extra::new, |known| known.extra.clone());
    let said = sentence(words, plan, finding);
    let trimmed = |text: &str| text.trim().to_owned();
    Edit::set(
        plan,
        Answer {
            id: finding.id.clone(),
            text: trimmed(text),
            name: trimmed(name),
            date: trimmed(date),
            fingerprint: finding.fingerprint(),
            said,
            extra,
        },
    )
}
