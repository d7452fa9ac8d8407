//! The plan of one year: where its number comes from, and a form in which it is entered as a milestone.

use crate::base::id::free_text;
use crate::base::{Diagnostic, FigureId, MetricId, NodeId, Period, Place, Span};
use crate::domain::{Document, Edit, Extra, Figure, Form, MetricKind, Role, Source};
use crate::engine::Evaluation;
use crate::engine::assess::required::Required;
use crate::engine::assess::{Ask, year_plan};
use crate::view::{Words, number, wording};

/// The plan of the running year, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct YearPlanLine {
    /// The year.
    pub year: i32,
    /// What its plan is and where that comes from, or that there is none.
    pub text: String,
    /// True where it can be entered: the year lies before that of the target, which is entered as the target.
    pub can_enter: bool,
}

/// The plan of the running year of a node and metric; `None` past the end of the plan.
pub fn year_plan_line(
    document: &Document,
    evaluation: &Evaluation,
    words: &Words,
    (node, metric): (&NodeId, &MetricId),
    required: &Required,
    ask: &Ask,
) -> Option<YearPlanLine> {
    let info = &document.plan.info;
    let known = required.in_year.as_ref().ok().map(|rest| rest.year);
    let asked = || ask.as_of.map(|period| info.last_whole_year(period) + 1);
    let after = || evaluation.latest_actual(node, metric).map_or(info.base_year + 1, |(year, _)| year + 1);
    let year = known.or_else(asked).unwrap_or_else(after).max(info.base_year + 1);
    if year > info.last_year {
        return None;
    }
    let text = said(document, evaluation, words, (node, metric), year);
    Some(YearPlanLine { year, text, can_enter: years(document, metric, node).is_some_and(|(_, last)| year <= last) })
}

/// What the plan of a year is, with where that comes from.
fn said(document: &Document, evaluation: &Evaluation, words: &Words, (node, metric): (&NodeId, &MetricId), year: i32) -> String {
    let plan = &document.plan;
    let shown = year.to_string();
    let Some(found) = year_plan(evaluation, node, metric, year) else {
        return words.with("year-plan-none", &[("year", &shown)]);
    };
    let units = plan.units();
    let unit = plan.metrics.get(metric).map_or("", |of| wording::unit(words, &units, &of.unit));
    let value = wording::with_unit(&number::value(found.value), unit);
    words.with(if found.stated { "year-plan-stated" } else { "year-plan-path" }, &[("year", &shown), ("value", &value)])
}

/// The years whose plan can be entered: after the base year and before that of the target.
fn years(document: &Document, metric: &MetricId, node: &NodeId) -> Option<(i32, i32)> {
    let plan = &document.plan;
    let kind = &plan.metrics.get(metric)?.kind;
    if matches!(kind, MetricKind::Derived { .. }) {
        return None;
    }
    let targets = plan.figures.iter().filter(|figure| figure.node == *node && figure.metric == *metric && figure.role == Role::Target);
    let target = targets.filter_map(Figure::yearly_level).max();
    let (first, last) = (plan.info.base_year + 1, target.map_or(plan.info.last_year, |year| (year - 1).min(plan.info.last_year)));
    (first <= last).then_some((first, last))
}

/// The form being filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct YearPlanDraft {
    /// Whose plan.
    pub node: NodeId,
    /// Of what.
    pub metric: MetricId,
    /// The year as typed.
    pub year: String,
    /// The value as typed; with a bound or a unit where it has one.
    pub value: String,
}

impl YearPlanDraft {
    /// A form for a year.
    pub fn new(node: NodeId, metric: MetricId, year: i32) -> Self {
        Self { node, metric, year: year.to_string(), value: String::new() }
    }

    fn typed_year(&self, document: &Document) -> Result<i32, Diagnostic> {
        let (first, last) = years(document, &self.metric, &self.node).ok_or_else(|| refusal("cell-not-editable", &self.year))?;
        let year = self.year.trim().parse().ok().filter(|year| (first..=last).contains(year));
        year.ok_or_else(|| refusal("cell-whole-number", &self.year).arg("min", first).arg("max", last))
    }

    /// What the plan of the typed year is now, with where that comes from; empty where the year is none.
    pub fn now(&self, document: &Document, evaluation: &Evaluation, words: &Words) -> String {
        match self.typed_year(document) {
            Ok(year) => said(document, evaluation, words, (&self.node, &self.metric), year),
            Err(_) => String::new(),
        }
    }

    /// The change that enters the plan: a milestone of the year, in place of one there is already.
    pub fn edit(&self, document: &Document, evaluation: &Evaluation) -> Result<Edit, Diagnostic> {
        let plan = &document.plan;
        let year = self.typed_year(document)?;
        let (bound, unit) = wording::parse_bound_with_unit(&self.value).ok_or_else(|| refusal("cell-no-bound", &self.value))?;
        let metric = plan.metrics.get(&self.metric).ok_or_else(|| refusal("cell-not-editable", &self.value))?;
        let unit = if unit.is_empty() { metric.unit.clone() } else { unit.as_str().into() };
        if plan.units().factor(&unit, &metric.unit).is_err() {
            return Err(refusal("cell-unit-does-not-fit", unit.as_str()).arg("unit", metric.unit.as_str()));
        }
        let coverage = evaluation.coverage_of(&self.node, &self.metric);
        let is_same = |figure: &&Figure| {
            figure.node == self.node
                && figure.metric == self.metric
                && figure.coverage == coverage
                && figure.role == Role::Milestone
                && figure.yearly_level() == Some(year)
        };
        if let Some(known) = plan.figures.iter().find(is_same) {
            return Ok(Edit::set(plan, Figure { bound, unit: Some(unit), ..known.clone() }));
        }
        let stem = format!("{}-{}-{year}", self.node, self.metric);
        let figure = Figure {
            id: FigureId::new(free_text(&stem, |taken| plan.figures.contains(taken))),
            node: self.node.clone(),
            metric: self.metric.clone(),
            coverage,
            price: None,
            time: Span::At(Period::year(year)),
            form: Form::Level,
            role: Role::Milestone,
            bound,
            strength: None,
            unit: Some(unit),
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        };
        Ok(Edit::set(plan, figure))
    }
}

fn refusal(code: &'static str, text: &str) -> Diagnostic {
    Diagnostic::error(code, Place::default()).arg("text", text.trim())
}
