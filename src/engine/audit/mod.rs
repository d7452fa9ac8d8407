//! The audit: does the plan hold together at all?
//!
//! One file a rule or family of rules. Every rule is general: which metrics have to do with each other comes from formulas,
//! units, the roll-up, the metric that a count of firms names, and the relations that a plan declares; no name is known
//! here. A finding carries its arithmetic as data, with the figures it was read from, and what would resolve it.
//!
//! What rounding as printed explains is no finding; nor is what other coverage explains, unless parts exceed a whole.

mod answers;
mod book;
mod bounds;
mod case;
mod counted;
mod drift;
mod finding;
mod gaps;
mod identities;
mod identity;
mod line;
mod measures;
mod order;
mod outliers;
mod parts;
mod printed;
mod range;
mod rates;
mod reader;
mod rest;
mod statements;
mod tiers;
mod triangle;

pub use answers::{Standing, lost};
pub use finding::{Amount, Arg, Case, Finding, Group, Line, Rule, Sign, Step};
pub use identity::{Cell, Identity, Known, PLACES, Place};
pub use triangle::{Corner, Part, Triangle, triangle};

use rayon::prelude::*;

use super::Evaluation;
use crate::base::{FindingId, Severity};
use crate::domain::Document;
use book::Book;

/// All findings of a plan, the gravest first, then in the order of rules and of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// The findings.
    pub findings: Vec<Finding>,
    /// The growth identities that the plan's shares make up, as stated.
    pub identities: Vec<Identity>,
}

/// A family of rules that looks at more than one node; it is given the clusters beneath every member.
type Family = fn(&Book<'_>, &[Vec<usize>], &mut Vec<Finding>);

/// Nodes that one piece of parallel work takes.
const BLOCK: usize = 512;

impl Audit {
    /// Audits a document; `evaluation` must be of the same document.
    pub fn of(document: &Document, evaluation: &Evaluation) -> Self {
        let book = Book::of(document, evaluation);
        let ladders = tiers::ladders(&book);
        let lists = parts::clusters_of(&book);
        let nodes: Vec<usize> = (0..book.frame.nodes.len()).filter(|node| !book.is_silent(*node)).collect();
        let block = |nodes: &[usize]| {
            let (mut found, mut tiers) = (Vec::new(), Vec::new());
            nodes.iter().for_each(|node| node_rules(&book, *node, &ladders, &mut tiers, &mut found));
            (found, tiers)
        };
        let blocks: Vec<_> = nodes.par_chunks(BLOCK).map(block).collect();
        let (mut findings, mut tiers) = (Vec::new(), Vec::new());
        for (found, of_tiers) in blocks {
            findings.extend(found);
            tiers.extend(of_tiers);
        }
        gaps::no_base_tiers(&book, &tiers, &mut findings);
        let families: [Family; 7] = [
            |book, _, out| parts::find(book, out),
            |book, _, out| rest::find(book, out),
            |book, _, out| parts::wholes(book).iter().for_each(|(node, group, children)| rates::whole(book, *node, group, children, out)),
            |book, lists, out| measures::siblings(book, lists, out),
            |book, lists, out| measures::coverages(book, lists, out),
            |book, lists, out| outliers::find(book, lists, out),
            |book, _, out| {
                gaps::incomplete(book, out);
                gaps::horizon(book, out);
            },
        ];
        let of_families: Vec<Vec<Finding>> = families
            .par_iter()
            .map(|family| {
                let mut found = Vec::new();
                family(&book, &lists, &mut found);
                found
            })
            .collect();
        findings.extend(of_families.into_iter().flatten());
        let rank = |finding: &Finding| Rule::ALL.iter().position(|rule| *rule == finding.case.rule());
        // Stable: within a rule and severity the plan's own order stays.
        findings.sort_by_cached_key(|finding| (std::cmp::Reverse(finding.severity), rank(finding)));
        Self { findings, identities: identity::of(&book) }
    }

    /// The finding with this id.
    pub fn get(&self, id: &FindingId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == *id)
    }

    /// True where a finding at error level is not answered.
    pub fn has_open_errors(&self, document: &Document) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error && finding.standing(document).is_open())
    }

    /// How many findings are open: errors, warnings, notes.
    pub fn open(&self, document: &Document) -> [usize; 3] {
        let mut counts = [0; 3];
        for finding in self.findings.iter().filter(|finding| finding.standing(document).is_open()) {
            let place = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Note => 2,
            };
            counts[place] += 1;
        }
        counts
    }
}

/// The rules that look at one node alone.
fn node_rules(book: &Book<'_>, node: usize, ladders: &[tiers::Ladder], counts: &mut Vec<(usize, u32)>, out: &mut Vec<Finding>) {
    for metric in 0..book.plan.metrics.len() {
        if book.all(node, metric).is_empty() {
            continue;
        }
        statements::find(book, node, metric, out);
        rates::find(book, node, metric, out);
        bounds::find(book, node, metric, out);
        measures::coverage(book, node, metric, out);
    }
    identities::find(book, node, out);
    drift::find(book, node, out);
    order::find(book, node, out);
    ladders.iter().for_each(|ladder| tiers::find(book, node, ladder, out));
    measures::base_year(book, node, out);
    let told = measures::measure(book, node, out);
    gaps::no_base(book, node, &told, counts, out);
}
