//! What the audit finds, as data: the rule, whom it concerns, the arithmetic step by step, and what would resolve it.
//!
//! No sentence stands here. Cases and lines name the texts of the language files; arguments are values that any language
//! can word.

use crate::base::{Bound, DimensionId, FigureId, FindingId, MetricId, NodeId, Severity, Span, UnitId};

/// A rule of the audit: the heading under which findings stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Parts against totals.
    Parts,
    /// Floors of parts against the target of the whole.
    Floors,
    /// What is left outside the clusters.
    Rest,
    /// A bound against the growth there has been.
    Bounds,
    /// Level, rate and share against each other.
    Identities,
    /// Ratios between metrics that drift.
    Drift,
    /// Counts of firms by size against the sum they must at least make.
    Tiers,
    /// Base years, measures and coverages that differ.
    Measures,
    /// A multiple against its level.
    Multiples,
    /// What a statement lacks.
    Gaps,
    /// A metric above the one it is part of.
    Order,
    /// Outliers among siblings.
    Outliers,
    /// Periods beyond the horizon.
    Horizon,
    /// The same thing stated more than once.
    Statements,
}

impl Rule {
    /// All rules, in the order of lists.
    pub const ALL: [Self; 14] = [
        Self::Parts,
        Self::Floors,
        Self::Rest,
        Self::Identities,
        Self::Multiples,
        Self::Bounds,
        Self::Drift,
        Self::Tiers,
        Self::Order,
        Self::Outliers,
        Self::Measures,
        Self::Statements,
        Self::Gaps,
        Self::Horizon,
    ];

    /// The word of the rule in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Floors => "floors",
            Self::Rest => "rest",
            Self::Bounds => "bounds",
            Self::Identities => "identities",
            Self::Drift => "drift",
            Self::Tiers => "tiers",
            Self::Measures => "measures",
            Self::Multiples => "multiples",
            Self::Gaps => "gaps",
            Self::Order => "order",
            Self::Outliers => "outliers",
            Self::Horizon => "horizon",
            Self::Statements => "statements",
        }
    }

    /// Key of the rule's name.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Parts => "audit-rule-parts",
            Self::Floors => "audit-rule-floors",
            Self::Rest => "audit-rule-rest",
            Self::Bounds => "audit-rule-bounds",
            Self::Identities => "audit-rule-identities",
            Self::Drift => "audit-rule-drift",
            Self::Tiers => "audit-rule-tiers",
            Self::Measures => "audit-rule-measures",
            Self::Multiples => "audit-rule-multiples",
            Self::Gaps => "audit-rule-gaps",
            Self::Order => "audit-rule-order",
            Self::Outliers => "audit-rule-outliers",
            Self::Horizon => "audit-rule-horizon",
            Self::Statements => "audit-rule-statements",
        }
    }
}

macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident, $rule:ident, $word:literal;)*) => {
        /// What exactly a rule found; each has its own sentence and its own way out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Case {
            $($(#[$doc])* $name,)*
        }

        impl Case {
            /// All cases.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The rule that finds it.
            pub fn rule(self) -> Rule {
                match self {
                    $(Self::$name => Rule::$rule,)*
                }
            }

            /// The word of the case: the first part of a finding's id.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// Key of the sentence.
            pub fn sentence_key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("audit-case-", $word),)*
                }
            }

            /// Key of the way out.
            pub fn way_key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("audit-way-", $word),)*
                }
            }
        }
    };
}

cases! {
    /// The parts together exceed what the whole allows.
    PartsOver, Parts, "parts-over";
    /// All parts together stay below the whole.
    PartsUnder, Parts, "parts-under";
    /// The floors of all parts together stay below the target of the whole.
    FloorsShort, Floors, "floors-short";
    /// The floor of the whole asks less than its parts do together.
    FloorBelowParts, Floors, "floor-below-parts";
    /// What the clusters plan exceeds what is planned for the whole, measured in comparable metrics.
    RestNegative, Rest, "rest-negative";
    /// What is outside the clusters would shrink while the whole grows.
    RestShrinks, Rest, "rest-shrinks";
    /// What is outside the clusters would have to leap.
    RestLeaps, Rest, "rest-leaps";
    /// A target needs less growth than the base year had.
    BoundSlack, Bounds, "bound-slack";
    /// A target is met in the base year already.
    BoundMet, Bounds, "bound-met";
    /// A target needs more growth than any known.
    BoundReach, Bounds, "bound-reach";
    /// A milestone lies beyond the target that follows it.
    MilestoneOver, Bounds, "milestone-over";
    /// Base, rate and target do not fit together.
    RateLevel, Identities, "rate-level";
    /// Two levels and the stated growth between them do not fit together.
    GrowthLevels, Identities, "growth-levels";
    /// Growth of the whole and growth of its parts do not fit together.
    GrowthWhole, Identities, "growth-whole";
    /// Share, rate and the stated growth of what it is a share of do not fit together.
    ShareIdentity, Identities, "share-identity";
    /// Stated share and stated levels do not fit together.
    ShareLevels, Identities, "share-levels";
    /// Share and rate imply a growth of the whole unlike any known.
    ImpliedWhole, Identities, "implied-whole";
    /// A ratio changes much between base and target.
    RatioDrift, Drift, "ratio-drift";
    /// Firms counted by size, each in the highest class only once, make more than the sum stated.
    TiersNested, Tiers, "tiers-nested";
    /// The counts fit the sum only if each class includes those above it.
    TiersExclusive, Tiers, "tiers-exclusive";
    /// A higher class counts more firms than a lower one.
    TiersOrder, Tiers, "tiers-order";
    /// The base stands in another year than the plan's.
    BaseYear, Measures, "base-year";
    /// Base and target are stated in different metrics.
    MeasureEnds, Measures, "measure-ends";
    /// Siblings are stated in different metrics.
    MeasureSiblings, Measures, "measure-siblings";
    /// Base and target are of different coverage.
    CoverageEnds, Measures, "coverage-ends";
    /// Siblings are of different coverage.
    CoverageSiblings, Measures, "coverage-siblings";
    /// A multiple and the level for the same time do not fit together.
    MultipleLevel, Multiples, "multiple-level";
    /// A multiple and the level fit only within the rounding of the multiple.
    MultipleRounding, Multiples, "multiple-rounding";
    /// The words printed mean another multiple than the figure.
    MultipleWords, Multiples, "multiple-words";
    /// Targets without a base.
    NoBase, Gaps, "no-base";
    /// Targets for counts of firms by size without a base.
    NoBaseTiers, Gaps, "no-base-tiers";
    /// A figure without a year.
    NoYear, Gaps, "no-year";
    /// A figure without a unit.
    NoUnit, Gaps, "no-unit";
    /// A figure without a number.
    NoNumber, Gaps, "no-number";
    /// A metric exceeds the one it is part of.
    AboveWhole, Order, "above-whole";
    /// A share above one hundred per cent.
    ShareAboveOne, Order, "share-above-one";
    /// A ratio unlike those of its siblings.
    RatioOutlier, Outliers, "ratio-outlier";
    /// A growth unlike that of its siblings.
    GrowthOutlier, Outliers, "growth-outlier";
    /// A required growth unlike that of its siblings.
    RequiredOutlier, Outliers, "required-outlier";
    /// Figures for years beyond the plan's last.
    BeyondHorizon, Horizon, "beyond-horizon";
    /// A task due beyond the plan's last year.
    TaskBeyondHorizon, Horizon, "task-beyond-horizon";
    /// The same statement twice.
    Duplicate, Statements, "duplicate";
    /// Two statements that cannot both hold.
    Conflict, Statements, "conflict";
    /// A later document states another value.
    Revised, Statements, "revised";
    /// The parts, in a later document, make another value.
    RevisedByParts, Statements, "revised-by-parts";
}

macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident, $word:literal;)*) => {
        /// What a step of the arithmetic is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Line {
            $($(#[$doc])* $name,)*
        }

        impl Line {
            /// All lines.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Key of the text.
            pub fn text_key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("audit-line-", $word),)*
                }
            }
        }
    };
}

lines! {
    /// A figure as stated: node, metric, time.
    Figure, "figure";
    /// What is stated for the node, found by reading: node, metric, year.
    Value, "value";
    /// The sum over n of m.
    Sum, "sum";
    /// Further parts that the list leaves out.
    More, "more";
    /// The whole less the sum.
    Difference, "difference";
    /// What is left outside at the base.
    RestBase, "rest-base";
    /// What is left outside at the target.
    RestTarget, "rest-target";
    /// A share of the whole.
    Share, "share";
    /// What rounding as printed allows.
    Tolerance, "tolerance";
    /// Growth a year required from base to target.
    Required, "required";
    /// Growth on the year before, as stated.
    Growth, "growth";
    /// Highest growth known.
    Highest, "highest";
    /// Value that base and rate lead to.
    Led, "led";
    /// Number of years.
    Years, "years";
    /// Base that share and yearly change imply.
    ImpliedBase, "implied-base";
    /// Factor over the span.
    Factor, "factor";
    /// Growth a year implied for the whole.
    ImpliedGrowth, "implied-growth";
    /// Growth a year observed for the whole.
    Observed, "observed";
    /// Value of the year before that level and growth imply.
    Before, "before";
    /// Sum of the values of the year before.
    BeforeSum, "before-sum";
    /// A ratio at base or target.
    Ratio, "ratio";
    /// How far a ratio changes.
    Drift, "drift";
    /// Firms of one class: count times lower end.
    Tier, "tier";
    /// What the firms make at least, nested.
    Nested, "nested";
    /// What the firms make at least, exclusive.
    Exclusive, "exclusive";
    /// Value that the multiple leads to.
    Multiplied, "multiplied";
    /// Median of the siblings.
    Median, "median";
    /// Usual deviation of the siblings.
    Deviation, "deviation";
    /// The last year of the plan.
    LastYear, "last-year";
    /// The base year of the plan.
    BaseYear, "base-year";
    /// How many siblings state one metric.
    Count, "count";
    /// What coverage a figure has.
    Coverage, "coverage";
}

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

    /// A print of the arithmetic: two findings of one id with the same print say the same numbers. Sixteen hexadecimal digits.
    pub fn print(&self) -> String {
        let mut hash = Fnv::default();
        hash.text(self.case.word());
        self.args.iter().for_each(|(_, arg)| {
            if let Arg::Amount(amount) = arg {
                hash.amount(amount)
            }
        });
        for step in &self.steps {
            hash.text(step.line.text_key());
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
