//! What all builders read: the subject with its metric, the figures of that metric by node, and the wording of values.

use rustc_hash::FxHashMap;

use super::foot::Foot;
use super::{ChartError, Subject};
use crate::base::{Bound, DimensionId, NodeId, Period, Units};
use crate::domain::actuals::counting;
use crate::domain::{Document, Figure, Form, Metric, MetricKind, Observation, Plan, Role, Strength};
use crate::engine::accept::aim;
use crate::engine::{Basis, Evaluation, Reading};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Hover, Ink};
use crate::view::vintages::source;
use crate::view::{Words, number, wording};

/// A subject, looked up.
pub(super) struct Look<'a> {
    pub document: &'a Document,
    pub evaluation: &'a Evaluation,
    pub words: &'a Words,
    pub subject: Subject<'a>,
    pub metric: &'a Metric,
    pub units: Units,
    figures: FxHashMap<&'a NodeId, Vec<&'a Figure>>,
}

impl<'a> Look<'a> {
    pub fn of(subject: &Subject<'a>) -> Result<Self, ChartError> {
        let plan = &*subject.document.plan;
        if plan.node_kind(subject.node).is_none() {
            return Err(ChartError { key: "chart-error-node" });
        }
        let metric = plan.metrics.get(subject.metric).ok_or(ChartError { key: "chart-error-metric" })?;
        let mut figures: FxHashMap<&NodeId, Vec<&Figure>> = FxHashMap::default();
        for figure in plan.figures.iter().filter(|figure| figure.metric == *subject.metric) {
            figures.entry(&figure.node).or_default().push(figure);
        }
        let Subject { document, evaluation, words, .. } = *subject;
        Ok(Self { document, evaluation, words, subject: *subject, metric, units: plan.units(), figures })
    }

    /// A chart's frame around its body; what the foot gathered decides mark and notes.
    pub fn spec(&self, kind: ChartKind, title: String, subtitle: Vec<String>, unit: String, body: Body, foot: &Foot) -> ChartSpec {
        let mut phrases = subtitle;
        let notes = [(foot.partial, "chart-note-partial"), (foot.mixed, "chart-note-mixed")];
        phrases.extend(notes.iter().filter(|(applies, _)| *applies).map(|(_, key)| self.words.text(key).to_owned()));
        phrases.retain(|phrase| !phrase.is_empty());
        ChartSpec {
            kind,
            title,
            subtitle: phrases.join(self.words.text("chart-phrase-join")),
            foot: foot.text(self),
            mark: foot.illustrative.then(|| self.words.text("chart-illustrative").to_owned()),
            unit,
            body,
        }
    }

    /// A chart with nothing but the reason why.
    pub fn empty(&self, kind: ChartKind, title: String, key: &str) -> ChartSpec {
        let message = self.words.with(key, &[("metric", self.metric_name())]);
        self.spec(kind, title, vec![self.coverage()], String::new(), Body::Empty(message), &Foot::default())
    }

    pub fn title(&self, what: &str) -> String {
        let node = self.name(self.subject.node);
        self.words.with("chart-title", &[("node", &node), ("what", what)])
    }

    pub fn name(&self, node: &NodeId) -> String {
        wording::node(self.words, &self.document.plan, node)
    }

    pub fn short(&self, node: &NodeId) -> String {
        wording::node_short(self.words, &self.document.plan, node)
    }

    pub fn metric_name(&self) -> &str {
        self.metric.name.get(self.words.language().tag())
    }

    pub fn formula(&self) -> String {
        if let MetricKind::Derived { formula } = &self.metric.kind { formula.clone() } else { String::new() }
    }

    pub fn unit(&self) -> String {
        wording::unit(self.words, &self.units, &self.metric.unit).to_owned()
    }

    /// The coverage that stands for the subject, in words; empty where none is stated.
    pub fn coverage(&self) -> String {
        let id = self.evaluation.coverage_of(self.subject.node, self.subject.metric);
        id.map(|id| wording::coverage(self.words, &self.document.plan, Some(&id)).to_owned()).unwrap_or_default()
    }

    pub fn years(&self, from: i32, to: i32) -> String {
        if from == to {
            return wording::period(self.words, Period::year(from));
        }
        self.words.with("span-years", &[("from", &from.to_string()), ("to", &to.to_string())])
    }

    pub fn number(&self, value: f64) -> String {
        self.metric.decimals.map_or_else(|| number::value(value), |decimals| number::fixed(value, decimals))
    }

    pub fn with_unit(&self, value: f64) -> String {
        wording::with_unit(&self.number(value), &self.unit())
    }

    /// The short name of a document: its number where it has one.
    pub fn paper(&self, id: &str) -> String {
        let paper = self.document.plan.info.papers.iter().find(|paper| paper.id == id);
        match paper {
            Some(paper) if !paper.number.is_empty() => paper.number.clone(),
            _ => wording::document(self.words, &self.document.plan, id),
        }
    }

    /// The yearly level figures of a node with their years.
    pub fn levels(&self, node: &NodeId) -> impl Iterator<Item = (i32, &'a Figure)> + '_ {
        let list = self.figures.get(node).into_iter().flatten().copied();
        list.filter_map(|figure| Some((figure.yearly_level()?, figure)))
    }

    /// Growth figures of the node (on the year before, in %) with their years.
    pub fn stated_growth(&self, node: &NodeId) -> impl Iterator<Item = (i32, f64, &'a Figure)> + '_ {
        let list = self.figures.get(node).into_iter().flatten().copied().filter(|figure| figure.form == Form::Growth);
        list.filter_map(|figure| {
            let year = figure.time.period().and_then(Period::as_year)?;
            let rate = self.units.convert(figure.bound.value()?, figure.unit.as_ref()?, &"%".into()).ok()?;
            Some((year, rate, figure))
        })
    }

    /// The figure's bound in the metric's unit; `None` where it has no number or no unit that converts.
    pub fn bound(&self, figure: &Figure) -> Option<Bound> {
        let unit = figure.unit.as_ref()?;
        self.units.factor(unit, &self.metric.unit).ok()?;
        let bound = figure.bound.map(|value| self.units.convert(value, unit, &self.metric.unit).unwrap_or(f64::NAN));
        bound.value().filter(|value| value.is_finite()).map(|_| bound)
    }

    /// The figure that a stated value of a year comes from.
    pub fn figure_at(&self, node: &NodeId, year: i32, value: f64) -> Option<&'a Figure> {
        let alike = |figure: &Figure| {
            let of = self.bound(figure).and_then(|bound| aim(&bound, self.metric.direction));
            of.is_some_and(|of| (of - value).abs() <= value.abs() * 1e-9)
        };
        self.levels(node).find(|(of, figure)| *of == year && alike(figure)).map(|(_, figure)| figure)
    }

    /// The observations of a node within a year that count, whatever their period.
    pub fn observations(&self, node: &NodeId, year: i32) -> Vec<&'a Observation> {
        let series: Vec<_> = self.document.actuals.of_node_metric(node, self.subject.metric).collect();
        let of_year = |list: &'a [Observation]| {
            let start = list.partition_point(|o| o.period.plan_year() < year);
            let end = start + list[start..].partition_point(|o| o.period.plan_year() == year);
            list[start..end].chunk_by(|a, b| a.period == b.period).filter_map(counting)
        };
        series.into_iter().flat_map(|(_, list)| of_year(list)).collect()
    }

    /// What a pointer is told about a figure.
    pub fn figure_hover(&self, figure: &Figure, year: i32) -> Hover {
        let role = wording::role(self.words, figure.role);
        let mut lines = Vec::new();
        if let Some(strength) = figure.strength {
            lines.push(wording::strength(self.words, strength).to_owned());
        }
        lines.push(wording::source(self.words, &self.document.plan, &figure.source));
        lines.retain(|line| !line.is_empty());
        let bound = self.bound(figure).unwrap_or(figure.bound);
        let value = wording::bound(self.words, &bound, Some(&self.unit()));
        Hover { title: self.hover_title(&self.years(year, year), role), value, lines }
    }

    /// What a pointer is told about a reading.
    pub fn reading_hover(&self, node: &NodeId, year: i32, what: &str, reading: &Reading) -> Hover {
        let value = reading.value.map_or_else(|| number::MISSING.to_owned(), |value| self.with_unit(value));
        Hover { title: self.hover_title(&self.years(year, year), what), value, lines: self.origin(node, year, reading) }
    }

    pub fn hover_title(&self, name: &str, what: &str) -> String {
        self.words.with("chart-hover-title", &[("name", name), ("what", what)])
    }

    /// Where a reading comes from, a line each.
    pub fn origin(&self, node: &NodeId, year: i32, reading: &Reading) -> Vec<String> {
        let words = self.words;
        let mut lines = Vec::new();
        match reading.basis {
            Basis::Actual => {
                let list = self.observations(node, year);
                let whole = list.iter().rfind(|o| o.period.as_year().is_some()).or(list.last());
                lines.extend(
                    whole.map(|o| format!("{} {}", wording::status(words, o.status), source(words, &o.source).0).trim().to_owned()),
                );
            }
            Basis::Stated => {
                let figure = reading.value.and_then(|value| self.figure_at(node, year, value));
                lines.extend(figure.map(|figure| wording::source(words, &self.document.plan, &figure.source)));
            }
            Basis::Sum => lines.push(words.with("chart-hover-sum", &[("n", &reading.n.to_string()), ("of", &reading.of.to_string())])),
            Basis::Path => lines.push(words.text("chart-hover-path").to_owned()),
            Basis::Derived => lines.push(words.with("chart-hover-derived", &[("formula", &self.formula())])),
            Basis::Residual => lines.push(words.text("chart-hover-residual").to_owned()),
            Basis::Scenario => lines.push(words.text("basis-scenario").to_owned()),
            Basis::None => {}
        }
        if reading.mixed_coverage {
            lines.push(words.text("chart-hover-mixed").to_owned());
        }
        if reading.illustrative {
            lines.push(words.text("chart-illustrative").to_owned());
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// The word for a target figure with its bound: 目标 ≥ 400, 力争 1,100.
    pub fn target_label(&self, figure: &Figure, bound: &Bound) -> String {
        let role = match (figure.strength, figure.role) {
            (Some(Strength::Aspirational), Role::Target) => wording::strength(self.words, Strength::Aspirational),
            (_, role) => wording::role(self.words, role),
        };
        let unit = if self.metric.unit.as_str().starts_with('%') { Some("%") } else { None };
        let bound = wording::bound(self.words, bound, unit);
        self.words.with("chart-target-bound", &[("role", role), ("bound", &bound)])
    }

    /// The colour of a node: that of its member in the chosen dimension, which it keeps on every screen.
    pub fn ink(&self, node: &NodeId, place: usize) -> Ink {
        let dimension = self.subject.dimension.or_else(|| self.document.plan.dimensions.iter().map(|d| &d.id).next());
        node_ink(&self.document.plan, dimension, node, place)
    }
}

/// The colour of a node in a dimension; `place` decides for a node of another kind.
pub(super) fn node_ink(plan: &Plan, dimension: Option<&DimensionId>, node: &NodeId, place: usize) -> Ink {
    if let Some(member) = plan.members.get(node) {
        let siblings = plan.members_of(&member.dimension);
        return siblings.into_iter().position(|m| m.id == *node).map_or(Ink::Secondary, Ink::Member);
    }
    let Some(cluster) = plan.clusters.get(node) else { return Ink::Member(place) };
    let member = dimension.and_then(|dimension| cluster.membership.get(dimension).map(|member| (dimension, member)));
    member.and_then(|(dimension, member)| plan.members_of(dimension).position(|m| m.id == *member)).map_or(Ink::Secondary, Ink::Member)
}
