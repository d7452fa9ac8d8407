//! What the audit finds, as data: the rule, whom it concerns, the arithmetic step by step, and what would resolve it.
//!
//! No sentence stands here. Cases and lines name the texts of the language files; arguments are values that any language
//! can word.

pub use super::case::{Case, Rule};
pub use super::line::Line;
use crate::base::{Bound, DimensionId, FigureId, FindingId, Label, MetricId, NodeId, Severity, Span, UnitId};

/// A number of the arithmetic with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// An amount in a unit.
    Value(f64, UnitId),
    /// A bound in a unit.
    Bound(Bound, UnitId),
    /// A share or rate; 0.1 is 10 %.
    Share(f64),
    /// A change in points; 0.015 is 1.5 points.
    Points(f64),
    /// A factor: 3 is ×3.
    Factor(f64),
    /// A plain number.
    Number(f64),
    /// A year.
    Year(i32),
    /// Nothing to count.
    None,
}

/// How a step joins those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Given.
    Given,
    /// Added.
    Plus,
    /// Taken off.
    Minus,
    /// Multiplied by.
    Times,
    /// Divided by.
    Over,
    /// What comes out.
    Equals,
    /// Set against what came out.
    Against,
}

impl Sign {
    /// The sign as printed; empty for a given value.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Given => "",
            Self::Plus => "+",
            Self::Minus => "−",
            Self::Times => "×",
            Self::Over => "÷",
            Self::Equals => "=",
            Self::Against => "↔",
        }
    }
}

/// A value that a sentence or a line takes in.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A node.
    Node(NodeId),
    /// A metric.
    Metric(MetricId),
    /// Several metrics.
    Metrics(Vec<MetricId>),
    /// A dimension, the clusters or the parts.
    Group(Group),
    /// A time.
    Time(Span),
    /// A number.
    Amount(Amount),
    /// A text of the plan.
    Text(String),
    /// A name of the plan, in its languages.
    Label(Label),
    /// A coverage; `None` where none is stated.
    Coverage(Option<crate::base::CoverageId>),
}

/// What a whole is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The members of a dimension.
    Members(DimensionId),
    /// The clusters beneath.
    Clusters,
    /// The parts of a cluster.
    Parts,
}

impl Group {
    /// The word in ids.
    pub fn word(&self) -> &str {
        match self {
            Self::Members(dimension) => dimension.as_str(),
            Self::Clusters => "clusters",
            Self::Parts => "parts",
        }
    }
}

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// How it joins those before it.
    pub sign: Sign,
    /// What it is.
    pub line: Line,
    /// What the text takes in.
    pub args: Vec<(&'static str, Arg)>,
    /// The number.
    pub amount: Amount,
    /// The figure it was read from.
    pub figure: Option<FigureId>,
}

/// One result of the audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Case and subjects: the same finding keeps its id as long as it is about the same things.
    pub id: FindingId,
    /// What was found.
    pub case: Case,
    /// How grave it is.
    pub severity: Severity,
    /// The nodes concerned, the most concerned first.
    pub nodes: Vec<NodeId>,
    /// The metric concerned, where it is one.
    pub metric: Option<MetricId>,
    /// When.
    pub period: Span,
    /// The figures involved.
    pub figures: Vec<FigureId>,
    /// What the sentence and the way out take in.
    pub args: Vec<(&'static str, Arg)>,
    /// The arithmetic in full.
    pub steps: Vec<Step>,
}

impl Finding {
    /// A finding about a node; `subjects` make up the rest of the id.
    pub(super) fn new(case: Case, severity: Severity, node: &NodeId, subjects: &[&str]) -> Self {
        let mut id = format!("{}:{node}", case.word());
        for subject in subjects {
            id.push(':');
            id.push_str(subject);
        }
        Self {
            id: FindingId::new(id),
            case,
            severity,
            nodes: vec![node.clone()],
            metric: None,
            period: Span::Unstated,
            figures: Vec::new(),
            args: vec![("node", Arg::Node(node.clone()))],
            steps: Vec::new(),
        }
    }

    /// The same about a metric.
    pub(super) fn metric(mut self, metric: &MetricId) -> Self {
        self.metric = Some(metric.clone());
        self.arg("metric", Arg::Metric(metric.clone()))
    }

    /// The same at a time.
    pub(super) fn at(mut self, period: Span) -> Self {
        self.period = period;
        self.arg("time", Arg::Time(period))
    }

    /// The same with a value for the sentence.
    pub(super) fn arg(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }

    /// The same with a number for the sentence.
    pub(super) fn number(self, name: &'static str, amount: Amount) -> Self {
        self.arg(name, Arg::Amount(amount))
    }

    /// The same concerning one more node.
    pub(super) fn with_node(mut self, node: &NodeId) -> Self {
        if !self.nodes.contains(node) {
            self.nodes.push(node.clone());
        }
        self
    }

    /// The same with one more step.
    pub(super) fn step(mut self, step: Step) -> Self {
        self.push(step);
        self
    }

    /// One more step.
    pub(super) fn push(&mut self, step: Step) {
        if let Some(figure) = &step.figure
            && !self.figures.contains(figure)
        {
            self.figures.push(figure.clone());
        }
        self.steps.push(step);
    }

    /// A fingerprint of the arithmetic: two findings of one id with the same one say the same numbers. Sixteen hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        let mut hash = Fnv::default();
        hash.text(self.case.word());
        self.args.iter().for_each(|(_, arg)| {
            if let Arg::Amount(amount) = arg {
                hash.amount(amount)
            }
        });
        for step in &self.steps {
            hash.text(step.line.text_id());
            hash.amount(&step.amount);
        }
        format!("{:016x}", hash.0)
    }
}

impl Step {
    /// A step with a number.
    pub(super) fn new(sign: Sign, line: Line, amount: Amount) -> Self {
        Self { sign, line, args: Vec::new(), amount, figure: None }
    }

    /// The same with a value for its text.
    pub(super) fn arg(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }

    /// The same, read from a figure.
    pub(super) fn figure(mut self, figure: &FigureId) -> Self {
        self.figure = Some(figure.clone());
        self
    }
}

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits): the same on every machine.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0]);
    }

    /// Ten digits: what an order of adding may change is no change.
    fn float(&mut self, value: f64) {
        self.text(&format!("{value:.9e}"));
    }

    fn amount(&mut self, amount: &Amount) {
        match amount {
            Amount::Value(value, unit) => {
                self.float(*value);
                self.text(unit.as_str());
            }
            Amount::Bound(bound, unit) => {
                self.text(&format!("{bound:?}"));
                self.text(unit.as_str());
            }
            Amount::Share(value) | Amount::Points(value) | Amount::Factor(value) | Amount::Number(value) => self.float(*value),
            Amount::Year(year) => self.text(&year.to_string()),
            Amount::None => {}
        }
    }
}
