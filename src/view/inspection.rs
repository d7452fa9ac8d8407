//! The inspector: where a number comes from, how it was computed, and what stood there before.
//!
//! Every number on a screen can be asked why it is what it is; the answer leads down to a source.

use super::vintages::{Vintages, kept_in, source, vintages};
use super::{Words, number, requirement, wording};
use crate::base::{FigureId, MetricId, NodeId, Period, ScenarioId, WarningRuleId};
use crate::domain::{Document, Figure, Observation, SeriesKey, Status};
use crate::engine::{Basis, Evaluation, Layer};

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A node as a whole.
    Node(NodeId),
    /// A figure of the plan.
    Figure(FigureId),
    /// The actual of a series at a period.
    Actual {
        /// The series.
        key: SeriesKey,
        /// The period.
        period: Period,
    },
    /// The value of the base year.
    Base {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
    },
    /// The target.
    Target {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
    },
    /// The growth that is required.
    Required {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
    },
    /// How a node stands with a metric.
    Judged {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
    },
    /// An early warning.
    Warning {
        /// Its place among the warnings.
        row: usize,
        /// The rule that raised it.
        rule: WarningRuleId,
        /// Of whom.
        node: NodeId,
        /// Of what; `None` where the rule is of no metric.
        metric: Option<MetricId>,
    },
    /// The sum over clusters.
    Sum {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
        /// Figures or actuals.
        layer: Layer,
        /// Year.
        year: i32,
    },
    /// A value of a scenario, or of the plan as one.
    Scenario {
        /// The scenario.
        scenario: Option<ScenarioId>,
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
        /// Year.
        year: i32,
    },
    /// Any computed value.
    Value {
        /// Of whom.
        node: NodeId,
        /// What.
        metric: MetricId,
        /// Figures, path or actuals.
        layer: Layer,
        /// Year.
        year: i32,
    },
}

/// What the inspector shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// What it is.
    pub title: String,
    /// The value.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// True where it is or contains illustrative data.
    pub illustrative: bool,
    /// Facts: name and text.
    pub facts: Vec<(String, String)>,
    /// The arithmetic, a step a line.
    pub arithmetic: Vec<String>,
    /// For an actual: all that was read for the same period, and which of it counts.
    pub vintages: Option<Vintages>,
    /// For an actual: the observation whose status can be changed.
    pub status_of: Option<(SeriesKey, Observation)>,
}

/// Lines of arithmetic at most; a longer sum says how many it leaves out.
const MOST_LINES: usize = 24;

/// What the inspector shows of a subject; `None` where it is gone.
pub fn inspect(document: &Document, evaluation: &Evaluation, words: &Words, subject: &Subject) -> Option<Inspection> {
    let look = Look { document, evaluation, words };
    match subject {
        Subject::Node(node) => look.node(node),
        Subject::Figure(id) => look.figure(document.plan.figures.get(id)?),
        Subject::Actual { key, period } => look.actual(key, *period),
        Subject::Base { node, metric } => look.stated_or_value(node, metric, document.plan.info.base_year, Role::Base),
        Subject::Target { node, metric } => look.stated_or_value(node, metric, document.plan.info.last_year, Role::Target),
        Subject::Required { node, metric } => look.required(node, metric),
        Subject::Sum { node, metric, layer, year } => look.sum(node, metric, *layer, *year),
        // What follows from a scenario is told by `why`, with the scenario's own evaluation at hand; judgements and warnings by
        // `judging`, which knows as of when they are asked for.
        Subject::Scenario { .. } | Subject::Judged { .. } | Subject::Warning { .. } => None,
        Subject::Value { node, metric, layer, year } => look.value(node, metric, *layer, *year),
    }
}

#[derive(Clone, Copy)]
enum Role {
    Base,
    Target,
}

struct Look<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    words: &'a Words,
}

impl Look<'_> {
    fn fact(&self, facts: &mut Vec<(String, String)>, key: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            facts.push((self.words.text(key).to_owned(), text));
        }
    }

    fn metric_name(&self, metric: &MetricId) -> String {
        wording::metric(self.words, &self.document.plan, metric).to_owned()
    }

    fn unit(&self, metric: &MetricId) -> String {
        let plan = &self.document.plan;
        plan.metrics.get(metric).map_or_else(String::new, |m| wording::unit(self.words, &plan.units(), &m.unit).to_owned())
    }

    fn node_name(&self, node: &NodeId) -> String {
        wording::node(self.words, &self.document.plan, node)
    }

    fn node(&self, node: &NodeId) -> Option<Inspection> {
        let plan = &self.document.plan;
        let facts = super::node_page::facts(self.document, self.words, node)?;
        let mut out = Inspection { title: facts.title.clone(), ..Inspection::default() };
        self.fact(&mut out.facts, "inspector-kind", facts.kind);
        self.fact(&mut out.facts, "inspector-belongs", facts.belongs.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>().join(" · "));
        self.fact(&mut out.facts, "inspector-place", facts.place);
        self.fact(&mut out.facts, "inspector-role", facts.role);
        let figures = plan.figures.iter().filter(|f| f.node == *node).count();
        self.fact(&mut out.facts, "inspector-figures", figures.to_string());
        let actuals: usize = self.document.actuals.of_node(node).map(|(_, list)| list.len()).sum();
        self.fact(&mut out.facts, "inspector-actuals", actuals.to_string());
        self.fact(&mut out.facts, "inspector-id", node.as_str());
        Some(out)
    }

    fn figure(&self, figure: &Figure) -> Option<Inspection> {
        let (words, plan) = (self.words, &self.document.plan);
        let unit = figure.unit.as_ref().map(|u| wording::unit(words, &plan.units(), u).to_owned()).unwrap_or_default();
        let title = words
            .with("inspector-figure-title", &[("metric", &self.metric_name(&figure.metric)), ("role", wording::role(words, figure.role))]);
        let mut out = Inspection { title, value: wording::bound(words, &figure.bound, None), unit, ..Inspection::default() };
        self.fact(&mut out.facts, "inspector-node", self.node_name(&figure.node));
        self.fact(&mut out.facts, "inspector-period", wording::span(words, figure.time));
        self.fact(&mut out.facts, "inspector-form", wording::form_of(words, plan, &figure.form));
        self.fact(&mut out.facts, "inspector-coverage", wording::coverage(words, plan, figure.coverage.as_ref()));
        self.fact(&mut out.facts, "inspector-strength", figure.strength.map_or("", |s| wording::strength(words, s)));
        self.fact(&mut out.facts, "inspector-price", figure.price.map(|p| wording::price(words, p)).unwrap_or_default());
        self.fact(&mut out.facts, "inspector-source", wording::source_place(words, plan, &figure.source));
        self.fact(&mut out.facts, "inspector-printed", figure.source.printed.clone());
        self.fact(&mut out.facts, "inspector-address", figure.source.address.clone());
        self.fact(&mut out.facts, "inspector-note", figure.note.clone());
        self.fact(&mut out.facts, "inspector-id", figure.id.as_str());
        if figure.yearly_level().is_some() && matches!(figure.role, crate::domain::Role::Target | crate::domain::Role::Milestone) {
            out.arithmetic = self.requirement_lines(&figure.node, &figure.metric);
        }
        Some(out)
    }

    fn actual(&self, key: &SeriesKey, period: Period) -> Option<Inspection> {
        let (words, plan) = (self.words, &self.document.plan);
        let Some(current) = self.document.actuals.current(key, period) else {
            return match period.as_year() {
                Some(year) => self.value(&key.node, &key.metric, Layer::Actual, year),
                None => Some(self.empty_actual(key, period)),
            };
        };
        let mut out = Inspection {
            title: words.with("inspector-actual-title", &[("metric", &self.metric_name(&key.metric))]),
            value: number::value(current.value),
            unit: wording::unit(words, &plan.units(), &current.unit).to_owned(),
            illustrative: current.status == Status::Illustrative,
            status_of: Some((key.clone(), current.clone())),
            ..Inspection::default()
        };
        self.fact(&mut out.facts, "inspector-node", self.node_name(&key.node));
        self.fact(&mut out.facts, "inspector-period", wording::period(words, period));
        self.fact(&mut out.facts, "inspector-status", wording::status(words, current.status));
        self.fact(&mut out.facts, "inspector-coverage", wording::coverage(words, plan, key.coverage.as_ref()));
        self.origin(&mut out.facts, current);
        out.vintages = vintages(self.document, words, key, period).filter(|vintages| vintages.list.len() > 1 || vintages.chosen);
        if let Some(year) = period.as_year() {
            out.arithmetic = self.remaining_lines(&key.node, &key.metric, year);
        }
        Some(out)
    }

    fn empty_actual(&self, key: &SeriesKey, period: Period) -> Inspection {
        let mut out = Inspection {
            title: self.words.with("inspector-actual-title", &[("metric", &self.metric_name(&key.metric))]),
            value: number::MISSING.to_owned(),
            unit: self.unit(&key.metric),
            ..Inspection::default()
        };
        self.fact(&mut out.facts, "inspector-node", self.node_name(&key.node));
        self.fact(&mut out.facts, "inspector-period", wording::period(self.words, period));
        out
    }

    /// Where an observation was read, back to the cell and its text, and where it is kept.
    fn origin(&self, facts: &mut Vec<(String, String)>, observation: &Observation) {
        let (place, as_read) = source(self.words, &observation.source);
        let kept_in = kept_in(self.words, &observation.file);
        if place.is_empty() {
            self.fact(facts, "inspector-source", kept_in);
        } else {
            self.fact(facts, "inspector-source", place);
            self.fact(facts, "inspector-as-read", as_read);
            self.fact(facts, "inspector-kept-in", kept_in);
        }
        let growth = observation.stated_growth.map(|growth| number::signed_percent(growth / 100.0, 1));
        self.fact(facts, "inspector-stated-growth", growth.unwrap_or_default());
        self.fact(facts, "inspector-read-on", observation.read_on.map(|day| wording::date(self.words, day)).unwrap_or_default());
    }

    fn stated_or_value(&self, node: &NodeId, metric: &MetricId, year: i32, role: Role) -> Option<Inspection> {
        let wanted = match role {
            Role::Base => crate::domain::Role::Baseline,
            Role::Target => crate::domain::Role::Target,
        };
        let coverage = self.evaluation.coverage_of(node, metric);
        let figures = self.document.plan.figures.iter().filter(|f| f.node == *node && f.metric == *metric && f.role == wanted);
        let own = figures.filter(|f| f.yearly_level().is_some()).min_by_key(|f| (f.coverage != coverage, f.yearly_level() != Some(year)));
        match own {
            Some(figure) => self.figure(figure),
            None => self.value(node, metric, Layer::Plan, year),
        }
    }

    fn required(&self, node: &NodeId, metric: &MetricId) -> Option<Inspection> {
        let mut out = Inspection {
            title: self.words.with("inspector-required-title", &[("metric", &self.metric_name(metric))]),
            value: requirement::short(&self.evaluation.requirement(node, metric)),
            arithmetic: self.requirement_lines(node, metric),
            ..Inspection::default()
        };
        self.fact(&mut out.facts, "inspector-node", self.node_name(node));
        if let Some((year, _)) = self.evaluation.latest_actual(node, metric) {
            out.arithmetic.extend(self.remaining_lines(node, metric, year));
        }
        Some(out)
    }

    fn requirement_lines(&self, node: &NodeId, metric: &MetricId) -> Vec<String> {
        requirement::lines(self.words, &self.evaluation.requirement(node, metric), &self.unit(metric))
    }

    /// What is required from an actual on, where that actual is the latest.
    fn remaining_lines(&self, node: &NodeId, metric: &MetricId, year: i32) -> Vec<String> {
        if self.evaluation.latest_actual(node, metric).map(|(latest, _)| latest) != Some(year) {
            return Vec::new();
        }
        let remaining = self.evaluation.remaining(node, metric);
        let mut lines = Vec::new();
        if let Some(path) = self.evaluation.path(node, metric, year) {
            let text = wording::with_unit(&number::value(path), &self.unit(metric));
            lines.push(self.words.with("inspector-path-then", &[("year", &year.to_string()), ("value", &text)]));
        }
        lines.extend(requirement::lines(self.words, &remaining, &self.unit(metric)));
        lines
    }

    fn sum(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Option<Inspection> {
        let words = self.words;
        let sum = self.evaluation.sum(node, metric, layer, year)?;
        let (n, of) = (sum.n.to_string(), sum.of.to_string());
        let mut out = Inspection {
            title: words.with("inspector-sum-title", &[("metric", &self.metric_name(metric))]),
            value: number::value(sum.value),
            unit: self.unit(metric),
            illustrative: sum.illustrative,
            ..Inspection::default()
        };
        self.fact(&mut out.facts, "inspector-node", self.node_name(node));
        self.fact(&mut out.facts, "inspector-period", wording::period(words, Period::year(year)));
        self.fact(&mut out.facts, "inspector-counted", words.with("sum-coverage", &[("n", &n), ("of", &of)]));
        if sum.mixed_coverage {
            self.fact(&mut out.facts, "inspector-coverage", words.text("sum-mixed-coverage"));
        }
        out.arithmetic = self.sum_lines(node, metric, layer, year);
        if let Some(stated) = self.evaluation.stated(node, metric, layer, year) {
            let difference = number::value(stated - sum.value);
            out.arithmetic
                .push(words.with("inspector-stated-less-sum", &[("stated", &number::value(stated)), ("difference", &difference)]));
        }
        Some(out)
    }

    fn sum_lines(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Vec<String> {
        let (mut lines, mut missing, mut more) = (Vec::new(), 0_usize, 0_usize);
        for cluster in self.evaluation.clusters_of(node) {
            match self.evaluation.reading(&cluster, metric, layer, year).value {
                Some(value) if lines.len() < MOST_LINES => {
                    lines.push(format!("{}  {}", wording::node_short(self.words, &self.document.plan, &cluster), number::value(value)));
                }
                Some(_) => more += 1,
                None => missing += 1,
            }
        }
        if more > 0 {
            lines.push(self.words.with("inspector-sum-more", &[("n", &more.to_string())]));
        }
        if missing > 0 {
            lines.push(self.words.with("inspector-sum-missing", &[("n", &missing.to_string())]));
        }
        lines
    }

    fn value(&self, node: &NodeId, metric: &MetricId, layer: Layer, year: i32) -> Option<Inspection> {
        let (words, plan) = (self.words, &self.document.plan);
        let reading = self.evaluation.reading(node, metric, layer, year);
        if reading.basis == Basis::Sum {
            return self.sum(node, metric, layer, year);
        }
        let mut out = Inspection {
            title: self.metric_name(metric),
            value: reading.value.map_or_else(|| number::MISSING.to_owned(), number::value),
            unit: self.unit(metric),
            illustrative: reading.illustrative,
            ..Inspection::default()
        };
        self.fact(&mut out.facts, "inspector-node", self.node_name(node));
        self.fact(&mut out.facts, "inspector-period", wording::period(words, Period::year(year)));
        self.fact(&mut out.facts, "inspector-basis", words.text(&format!("basis-{}", reading.basis.word())).to_owned());
        if let Some(crate::domain::MetricKind::Derived { formula }) = plan.metrics.get(metric).map(|m| &m.kind) {
            out.arithmetic.push(format!("{} = {formula}", self.metric_name(metric)));
            for input in crate::engine::formula::parse(formula).map(|f| f.metrics()).unwrap_or_default() {
                let value = self.evaluation.reading(node, &input, layer, year).value;
                out.arithmetic.push(format!("{} = {} {}", self.metric_name(&input), number_or_missing(value), self.unit(&input)));
            }
        } else if reading.basis == Basis::Residual
            && let (Some(stated), Some(sum)) =
                (self.evaluation.stated(node, metric, layer, year), self.evaluation.sum(node, metric, layer, year))
        {
            out.arithmetic.push(format!("{} − {}", number::value(stated), number::value(sum.value)));
        } else if layer == Layer::Actual && reading.value.is_some() {
            out.arithmetic.push(words.text("node-from-periods").to_owned());
        }
        Some(out)
    }
}

fn number_or_missing(value: Option<f64>) -> String {
    value.map_or_else(|| number::MISSING.to_owned(), number::value)
}
