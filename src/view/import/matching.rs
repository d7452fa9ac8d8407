//! Names of a sender matched to a plan's nodes, metrics, coverages and units.
//!
//! In this order: a person's word, the exact name or alias, the name without usual endings, all of these with simplified
//! characters and without numbering. What remains is proposed by likeness and never taken by itself.

use rustc_hash::FxHashMap;

use super::choices::{Answer, Choices};
use super::text::{half_width, plain_name};
use super::unit;
use crate::base::{CoverageId, MetricId, NodeId, UnitId, Units};
use crate::domain::Document;
use crate::view::names::{Found, Index, Names, folded};

/// What a name is.
#[derive(Clone, Debug, PartialEq)]
pub enum Match<I> {
    /// This record.
    One(I),
    /// A person said that its rows stay out.
    Leave,
    /// Several records of one rank.
    Several(Vec<I>),
    /// None; these are like it.
    Unknown(Vec<I>),
}

/// Matches names, each text once.
pub struct Matcher<'a> {
    /// The plan's names.
    pub names: Names,
    /// The plan's units.
    pub units: Units,
    document: &'a Document,
    choices: &'a Choices,
    nodes: FxHashMap<String, Match<NodeId>>,
    metrics: FxHashMap<String, Match<MetricId>>,
}

/// Words for the whole; they are only proposed, as they may be the sum of the sender's own part.
const WHOLE: &[&str] = &["合计", "总计", "全市", "全省", "全县", "全区", "总量", "全国", "全部", "total", "all", "grandtotal"];

impl<'a> Matcher<'a> {
    /// A matcher for a document and what a person said before.
    pub fn new(document: &'a Document, choices: &'a Choices) -> Self {
        let names = Names::new(&document.plan);
        let units = document.plan.units();
        Self { names, units, document, choices, nodes: FxHashMap::default(), metrics: FxHashMap::default() }
    }

    /// The node of a name.
    pub fn node(&mut self, text: &str) -> Match<NodeId> {
        if let Some(known) = self.nodes.get(text) {
            return known.clone();
        }
        let mut found = answered(&self.choices.nodes, text).unwrap_or_else(|| matched(self.names.nodes(), text));
        if let Match::Unknown(candidates) = &mut found
            && WHOLE.contains(&folded(&plain_name(text)).as_str())
        {
            candidates.retain(|node| !node.is_total());
            candidates.insert(0, NodeId::total());
        }
        if let Match::One(node) = &found
            && node.is_total()
            && WHOLE.contains(&folded(&plain_name(text)).as_str())
            && !self.document.plan.info.total.texts().any(|name| folded(name) == folded(text))
            && answered(&self.choices.nodes, text).is_none()
            && folded(text) != "total"
        {
            found = Match::Unknown(vec![NodeId::total()]);
        }
        self.nodes.insert(text.to_owned(), found.clone());
        found
    }

    /// The metric of a name.
    pub fn metric(&mut self, text: &str) -> Match<MetricId> {
        if let Some(known) = self.metrics.get(text) {
            return known.clone();
        }
        let found = answered(&self.choices.metrics, text).unwrap_or_else(|| {
            // A metric has no ending that may be left off: 工业总产值 is not 工业.
            let index = self.names.metrics();
            let exact = [half_width(text), plain_name(text)].iter().find_map(|text| match index.find(text, |_| true) {
                Found::One(id) => Some(Match::One(id)),
                Found::Several(ids) => Some(Match::Several(ids)),
                Found::Nothing => None,
            });
            exact.unwrap_or_else(|| Match::Unknown(index.similar(&plain_name(text), 5, |_| true)))
        });
        self.metrics.insert(text.to_owned(), found.clone());
        found
    }

    /// The coverage of a name.
    pub fn coverage(&self, text: &str) -> Match<CoverageId> {
        answered(&self.choices.coverages, text).unwrap_or_else(|| matched(self.names.coverages(), text))
    }

    /// The unit of a spelling.
    pub fn unit(&self, text: &str) -> Match<UnitId> {
        if let Some(answer) = answered(&self.choices.units, text) {
            return answer;
        }
        unit::lookup(text, &self.units).map_or_else(|| Match::Unknown(self.names.units().similar(text, 5, |_| true)), Match::One)
    }

    /// The document whose names these are.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// True where the text names a node without any doubt.
    pub fn is_node(&mut self, text: &str) -> bool {
        matches!(self.node(text), Match::One(_) | Match::Several(_))
    }

    /// True where the text names a metric without any doubt.
    pub fn is_metric(&mut self, text: &str) -> bool {
        matches!(self.metric(text), Match::One(_) | Match::Several(_))
    }
}

/// A person's word on a text, whatever its width, letter case and spaces.
pub fn answered<I: Clone>(answers: &std::collections::BTreeMap<String, Answer<I>>, text: &str) -> Option<Match<I>> {
    let answer = answers.get(text.trim()).or_else(|| {
        let wanted = folded(&plain_name(text));
        answers.iter().find(|(known, _)| folded(&plain_name(known)) == wanted).map(|(_, answer)| answer)
    })?;
    Some(match answer {
        Answer::Is(id) => Match::One(id.clone()),
        Answer::Leave => Match::Leave,
    })
}

fn matched<I: Clone + Ord>(index: &Index<I>, text: &str) -> Match<I> {
    let half = half_width(text);
    let plain = plain_name(text);
    for text in [half.trim(), &plain] {
        match index.find(text, |_| true) {
            Found::One(id) => return Match::One(id),
            Found::Several(ids) => return Match::Several(ids),
            Found::Nothing => {}
        }
    }
    match index.find_loosely(&plain, |_| true) {
        Found::One(id) => Match::One(id),
        Found::Several(ids) => Match::Several(ids),
        Found::Nothing => Match::Unknown(index.similar(&plain, 5, |_| true)),
    }
}
