//! “Why is this 431.7?”: the chain behind a number of a scenario, one link at a time.
//!
//! A value opens into the parts it is made of, each with the steps of its arithmetic and the assumption's own source; and into what
//! it was computed from: figures and actuals with their sources, values beneath, inputs of a formula, the year before. A link to
//! another value is asked again, until sources are reached. Data only; what is not opened is not computed.

mod links;
mod steps;

use super::inspection::{Inspection, Subject};
use super::scenario_page::card;
use super::{Words, number, wording};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Assumption, Document};
use crate::engine::scenario::{By, Contribution, Part, ScenarioEvaluation};
use crate::engine::{Basis, Evaluation};

/// Whom and what is asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The plan, its actuals and its scenarios.
    pub document: &'a Document,
    /// What follows from the plan.
    pub evaluation: &'a Evaluation,
    /// What follows from the scenario.
    pub scenario: &'a ScenarioEvaluation,
    /// The language.
    pub words: &'a Words,
}

/// Why a value is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// What, of whom, when.
    pub title: String,
    /// The value, without its unit.
    pub value: String,
    /// The unit.
    pub unit: String,
    /// True where any part of it is illustrative.
    pub illustrative: bool,
    /// The scenario, where the value comes from, how many it counts, what holds it: name and text.
    pub facts: Vec<(String, String)>,
    /// What the value is made of; the amounts add up to it.
    pub parts: Vec<WhyPart>,
    /// The sum of the parts as one line; empty where there is but one part.
    pub sum: String,
    /// What it was computed from.
    pub links: Vec<WhyLink>,
}

/// One part of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyPart {
    /// What it comes from.
    pub part: Part,
    /// Its name: the assumption's, the project's, or what the value starts from.
    pub name: String,
    /// How much of the value, with its sign; the value itself for what it starts from. In the unit of the whole.
    pub amount: String,
    /// What the assumption says: its number, on whom, when.
    pub says: String,
    /// The steps of the arithmetic.
    pub steps: Vec<String>,
    /// Where the author of the assumption has it from.
    pub source: String,
    /// The author's remark.
    pub note: String,
}

/// What a value was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyLink {
    /// As what: a figure, an actual, a value beneath, an input, the year before.
    pub kind: WhyKind,
    /// Its name.
    pub name: String,
    /// Its value; with a unit where it is not of the metric in question, or was stated in one of its own.
    pub value: String,
    /// Where it was read; empty for what is computed.
    pub source: String,
    /// Where it leads.
    pub leads: Leads,
}

/// As what something went into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyKind {
    /// A figure of the plan.
    Figure,
    /// An actual.
    Actual,
    /// The value of the year before.
    YearBefore,
    /// An input of a formula or a ratio.
    Input,
    /// A value beneath.
    Beneath,
    /// What has not been listed one by one.
    More,
}

impl WhyKind {
    /// Key of the heading under which links of this kind stand.
    pub fn key(self) -> &'static str {
        match self {
            Self::Figure => "why-figures",
            Self::Actual => "why-actuals",
            Self::YearBefore => "why-year-before",
            Self::Input => "why-inputs",
            Self::Beneath | Self::More => "why-beneath-list",
        }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Leads {
    /// To another value of the scenario, to be asked again.
    Value {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
        /// When.
        year: i32,
    },
    /// To what the inspector shows with its source.
    Subject(Subject),
    /// Nowhere.
    Nowhere,
}

/// Why a value of the scenario is what it is; `None` where there is none.
pub fn why(asked: Asked<'_>, node: &NodeId, metric: &MetricId, year: i32) -> Option<Why> {
    let Asked { document, scenario, words, .. } = asked;
    let plan = &*document.plan;
    let reading = scenario.reading(node, metric, year);
    let value = reading.value?;
    let contributions = scenario.contributions(node, metric, year);
    let decimals = number::column_decimals(std::iter::once(value).chain(contributions.iter().map(|part| part.amount)));
    let steps = scenario.explain(node, metric, year);
    let at = Place { asked, node, metric, year, decimals };
    // Where everything comes from assumptions there is no start to speak of.
    let only_moved = |part: &&Contribution| part.part == Part::Basis && part.amount == 0.0 && contributions.len() > 1;
    let parts = contributions.iter().filter(|part| !only_moved(part));
    let parts: Vec<WhyPart> = parts.map(|part| at.part(&part.part, part.amount, &steps)).collect();
    let title =
        [wording::metric(words, plan, metric), &wording::node_short(words, plan, node), &wording::period(words, Period::year(year))];
    let unit = at.unit(metric);
    let whole = wording::with_unit(&number::fixed(value, decimals), &unit);
    let sum = if parts.len() > 1 { words.with("why-sum", &[("n", &parts.len().to_string()), ("value", &whole)]) } else { String::new() };
    Some(Why {
        title: title.join(" · "),
        value: number::fixed(value, decimals),
        unit,
        illustrative: reading.illustrative,
        facts: at.facts(),
        parts,
        sum,
        links: at.links(&steps),
    })
}

impl Why {
    /// The same as the inspector shows any number, the chain as lines.
    pub fn inspection(&self, words: &Words) -> Inspection {
        let mut arithmetic = Vec::new();
        for part in &self.parts {
            arithmetic.push(format!("{}  {}", part.name, part.amount));
            arithmetic.extend(part.steps.iter().cloned());
            arithmetic.extend((!part.source.is_empty()).then(|| words.with("why-source", &[("source", &part.source)])));
        }
        arithmetic.extend((!self.sum.is_empty()).then(|| self.sum.clone()));
        let mut last = None;
        for link in &self.links {
            if last.replace(link.kind.key()) != Some(link.kind.key()) {
                arithmetic.push(words.text(link.kind.key()).to_owned());
            }
            let texts = [&link.name, &link.value, &link.source].into_iter().filter(|text| !text.is_empty());
            arithmetic.push(texts.map(String::as_str).collect::<Vec<_>>().join("  "));
        }
        Inspection {
            title: self.title.clone(),
            value: self.value.clone(),
            unit: self.unit.clone(),
            illustrative: self.illustrative,
            facts: self.facts.clone(),
            arithmetic,
            ..Inspection::default()
        }
    }
}

/// One value in question.
#[derive(Clone, Copy)]
struct Place<'a> {
    asked: Asked<'a>,
    node: &'a NodeId,
    metric: &'a MetricId,
    year: i32,
    /// Decimals in which the value and all its parts are written, so that they add up as they stand.
    decimals: u8,
}

impl Place<'_> {
    fn unit(&self, metric: &MetricId) -> String {
        let Asked { document, words, .. } = self.asked;
        let plan = &*document.plan;
        plan.metrics.get(metric).map_or_else(String::new, |m| wording::unit(words, &plan.units(), &m.unit).to_owned())
    }

    /// An amount of the metric in question; its unit stands beside the whole and need not be said again.
    fn amount(&self, value: f64) -> String {
        number::fixed(value, self.decimals)
    }

    /// A value of any metric, with its unit where that is another one.
    fn value_of(&self, metric: &MetricId, value: f64) -> String {
        if metric == self.metric { self.amount(value) } else { wording::with_unit(&number::value(value), &self.unit(metric)) }
    }

    fn assumption(&self, by: &By) -> Option<&Assumption> {
        self.asked.scenario.assumptions().find(|(known, _)| *known == by).map(|(_, assumption)| assumption)
    }

    /// A scenario's name; an unknown one shows its id.
    fn scenario_name(&self, id: &crate::base::ScenarioId) -> String {
        let Asked { document, words, .. } = self.asked;
        document.scenarios.get(id).map_or_else(|| id.to_string(), |scenario| words.label(&scenario.name).to_owned())
    }

    fn facts(&self) -> Vec<(String, String)> {
        let Asked { scenario, words, .. } = self.asked;
        let reading = scenario.reading(self.node, self.metric, self.year);
        let fact = |key: &str, text: String| (words.text(key).to_owned(), text);
        let plan = || words.text("why-the-plan").to_owned();
        let name = scenario.scenario().map_or_else(plan, |id| self.scenario_name(id));
        let mut facts = vec![fact("why-scenario", name)];
        facts.push(fact("inspector-basis", words.text(&format!("basis-{}", reading.basis.word())).to_owned()));
        if reading.of > 1 {
            let (n, of) = (reading.n.to_string(), reading.of.to_string());
            facts.push(fact("inspector-counted", words.with("sum-coverage", &[("n", &n), ("of", &of)])));
        }
        if reading.mixed_coverage {
            facts.push(fact("inspector-coverage", words.text("sum-mixed-coverage").to_owned()));
        }
        if let Some(held) = scenario.is_held(self.node, self.metric, self.year) {
            let by = self.assumption(&held.by).map_or_else(String::new, |assumption| self.title(assumption));
            facts.push(fact("why-held", by));
        }
        facts
    }

    fn title(&self, assumption: &Assumption) -> String {
        card::title(self.asked.words, &self.asked.document.plan, assumption)
    }

    /// True where the value is added up from what lies beneath it.
    fn is_sum(&self) -> bool {
        let reading = self.asked.scenario.reading(self.node, self.metric, self.year);
        reading.basis == Basis::Sum || reading.of > 1
    }
}
