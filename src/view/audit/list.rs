//! The list of findings as the page shows it: filtered, in order, with the answered ones apart, and one finding in full.

use std::sync::{Arc, OnceLock};

use super::{Audited, StepText, sentence, steps, way};
use crate::base::{FindingId, NodeId, Severity};
use crate::domain::{Answer, Document};
use crate::engine::audit::{Audit, Finding, Rule, Standing, lost};
use crate::view::words::SharedWords;
use crate::view::{Words, wording};

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only findings of this severity.
    pub severity: Option<Severity>,
    /// Only findings of this rule.
    pub rule: Option<Rule>,
    /// Only findings about this node.
    pub node: Option<NodeId>,
    /// The answered ones instead of the open ones.
    pub answered: bool,
}

/// One finding of the list, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its id.
    pub id: FindingId,
    /// How grave it is.
    pub severity: Severity,
    /// How it stands.
    pub standing: Standing,
    /// The rule's name.
    pub rule: String,
    /// The nodes concerned, the first few.
    pub nodes: String,
    /// What was found.
    pub sentence: String,
}

/// An answer whose finding is there no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostAnswer {
    /// The finding's id.
    pub id: FindingId,
    /// What it said.
    pub said: String,
    /// The answer, by whom and when.
    pub answer: String,
}

/// The list of findings. A row is put into words when it is first asked for: a very large plan has very many.
#[derive(Debug)]
pub struct AuditList {
    document: Document,
    audited: Arc<Audited>,
    words: SharedWords,
    rows: Vec<(usize, OnceLock<AuditRow>)>,
    /// Answers without a finding; only beside the answered ones.
    pub lost: Vec<LostAnswer>,
    /// How many findings are open, by severity: errors, warnings, notes.
    pub open: [usize; 3],
    /// How many are answered.
    pub answered: usize,
    /// The rules that found something, with their names and how many open findings each has.
    pub rules: Vec<(Rule, String, usize)>,
    /// The nodes that findings are about, with their names, in the plan's order.
    pub nodes: Vec<(NodeId, String)>,
}

/// Nodes to choose from at most: the total and members come first, so that a very large plan is narrowed down by them.
const CHOICES: usize = 300;
/// Nodes named in a row.
const NAMED: usize = 3;

impl AuditList {
    /// The list for a filter.
    pub fn new(document: &Document, audited: &Arc<Audited>, words: &SharedWords, filter: &AuditFilter) -> Self {
        let (plan, audit) = (&document.plan, &audited.audit);
        let mut list = Self {
            document: document.clone(),
            audited: audited.clone(),
            words: words.clone(),
            rows: Vec::new(),
            lost: Vec::new(),
            open: audited.open,
            answered: 0,
            rules: Vec::new(),
            nodes: Vec::new(),
        };
        let mut concerned: rustc_hash::FxHashSet<&NodeId> = rustc_hash::FxHashSet::default();
        for (place, finding) in audit.findings.iter().enumerate() {
            let standing = finding.standing(document);
            list.answered += usize::from(!standing.is_open());
            list.count(words, finding, standing);
            concerned.extend(&finding.nodes);
            let fits = filter.answered != standing.is_open()
                && filter.severity.is_none_or(|severity| severity == finding.severity)
                && filter.rule.is_none_or(|rule| rule == finding.case.rule())
                && filter.node.as_ref().is_none_or(|node| finding.nodes.contains(node));
            if fits {
                list.rows.push((place, OnceLock::new()));
            }
        }
        list.rules.sort_by_key(|(rule, ..)| Rule::ALL.iter().position(|known| known == rule));
        list.nodes = plan.nodes().filter(|node| concerned.contains(node)).take(CHOICES).map(|node| named(words, document, node)).collect();
        if filter.answered {
            list.lost = lost(audit, document).into_iter().map(|answer| lost_answer(words, answer)).collect();
        }
        list
    }

    /// How many findings the filter lets through.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True where it lets none through.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row in words.
    pub fn row(&self, row: usize) -> Option<&AuditRow> {
        let (place, text) = self.rows.get(row)?;
        let finding = self.audited.audit.findings.get(*place)?;
        Some(text.get_or_init(|| {
            let (words, plan) = (&*self.words, &*self.document.plan);
            let names: Vec<String> = finding.nodes.iter().take(NAMED).map(|node| wording::node_short(words, plan, node)).collect();
            AuditRow {
                id: finding.id.clone(),
                severity: finding.severity,
                standing: finding.standing(&self.document),
                rule: words.text(finding.case.rule().name_key()).to_owned(),
                nodes: names.join(words.text("audit-list-separator")),
                sentence: sentence(words, plan, finding),
            }
        }))
    }

    fn count(&mut self, words: &Words, finding: &Finding, standing: Standing) {
        let rule = finding.case.rule();
        let open = usize::from(standing.is_open());
        match self.rules.iter_mut().find(|(known, ..)| *known == rule) {
            Some((.., count)) => *count += open,
            None => self.rules.push((rule, words.text(rule.name_key()).to_owned(), open)),
        }
    }
}

fn named(words: &Words, document: &Document, node: NodeId) -> (NodeId, String) {
    let name = wording::node_short(words, &document.plan, &node);
    (node, name)
}

fn lost_answer(words: &Words, answer: &Answer) -> LostAnswer {
    LostAnswer { id: answer.id.clone(), said: answer.said.clone(), answer: signed(words, answer) }
}

/// An answer with who gave it and when.
fn signed(words: &Words, answer: &Answer) -> String {
    words.with("audit-answer-signed", &[("text", &answer.text), ("name", &answer.name), ("date", &answer.date)])
}

/// One finding in full.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditDetail {
    /// The finding.
    pub id: FindingId,
    /// How grave it is.
    pub severity: Severity,
    /// How it stands.
    pub standing: Standing,
    /// The rule's name.
    pub rule: String,
    /// What was found.
    pub sentence: String,
    /// What would resolve it.
    pub way: String,
    /// The arithmetic.
    pub steps: Vec<StepText>,
    /// The nodes concerned with their names.
    pub nodes: Vec<(NodeId, String)>,
    /// The answer so far.
    pub answer: Option<Answer>,
    /// The answer with who gave it and when; empty without one.
    pub signed: String,
}

impl AuditDetail {
    /// The finding with this id; `None` where it is there no more.
    pub fn new(document: &Document, audit: &Audit, words: &Words, id: &FindingId) -> Option<Self> {
        let finding = audit.get(id)?;
        let plan = &document.plan;
        let answer = plan.answers.get(id).cloned();
        Some(Self {
            id: id.clone(),
            severity: finding.severity,
            standing: finding.standing(document),
            rule: words.text(finding.case.rule().name_key()).to_owned(),
            sentence: sentence(words, plan, finding),
            way: way(words, plan, finding),
            steps: steps(words, plan, finding),
            nodes: finding.nodes.iter().map(|node| named(words, document, node.clone())).collect(),
            signed: answer.as_ref().map(|answer| signed(words, answer)).unwrap_or_default(),
            answer,
        })
    }
}
