//! What a value was computed from, and where each of it leads.

use super::{Leads, Place, WhyKind, WhyLink};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{BasisLine, Figure, Form, MetricKind, Role, SeriesKey};
use crate::engine::scenario::{Explained, How};
use crate::engine::{Layer, formula};
use crate::view::inspection::Subject;
use crate::view::vintages;
use crate::view::{number, wording};

/// Values beneath that are listed one by one at most.
const MOST: usize = 40;

impl Place<'_> {
    /// Everything that the value was computed from, sources first.
    pub(super) fn links(&self, steps: &[Explained]) -> Vec<WhyLink> {
        if let Some(formula) = self.formula() {
            return self.inputs(formula);
        }
        let beneath = self.is_sum() || steps.iter().any(|step| step.how == How::Beneath);
        if beneath && !self.beneath_nodes().is_empty() {
            let mut links = self.figures(self.node);
            links.extend(self.beneath());
            return links;
        }
        let mut links = self.figures(&self.node.outside_of().unwrap_or_else(|| self.node.clone()));
        links.extend(self.actual());
        if let Some(of) = self.node.outside_of() {
            // What lies outside clusters is the stated whole less the clusters.
            links.extend(self.evaluation_clusters(&of).take(MOST).filter_map(|node| self.value_link(WhyKind::Beneath, &node)));
        }
        if steps.iter().any(|step| matches!(step.how, How::Growth { .. })) {
            links.extend(self.year_before());
        }
        links.extend(self.denominators(steps));
        links
    }

    fn formula(&self) -> Option<&str> {
        match self.asked.document.plan.metrics.get(self.metric).map(|metric| &metric.kind) {
            Some(MetricKind::Derived { formula }) => Some(formula),
            _ => None,
        }
    }

    fn inputs(&self, formula: &str) -> Vec<WhyLink> {
        let metrics = formula::parse(formula).map(|formula| formula.metrics()).unwrap_or_default();
        metrics.iter().map(|metric| self.input(metric)).collect()
    }

    fn input(&self, metric: &MetricId) -> WhyLink {
        let plan = &*self.asked.document.plan;
        let value = self.asked.scenario.reading(self.node, metric, self.year).value;
        WhyLink {
            kind: WhyKind::Input,
            name: wording::metric(self.asked.words, plan, metric).to_owned(),
            value: value.map_or_else(|| number::MISSING.to_owned(), |value| self.value_of(metric, value)),
            source: String::new(),
            leads: value.map_or(Leads::Nowhere, |_| Leads::Value { node: self.node.clone(), metric: metric.clone(), year: self.year }),
        }
    }

    /// Denominators of the ratios that moved the value.
    fn denominators(&self, steps: &[Explained]) -> Vec<WhyLink> {
        let mut metrics: Vec<&MetricId> = Vec::new();
        for step in steps {
            if let How::Ratio { of: Some(of), .. } = &step.how
                && !metrics.contains(&of)
            {
                metrics.push(of);
            }
        }
        metrics.into_iter().map(|metric| self.input(metric)).collect()
    }

    /// The figures that the plan path of the node runs through.
    fn figures(&self, node: &NodeId) -> Vec<WhyLink> {
        let plan = &*self.asked.document.plan;
        let runs = |figure: &&Figure| {
            let on_path = matches!(figure.role, Role::Baseline | Role::Milestone | Role::Target);
            // How much the base had grown before says nothing of the path.
            let before = figure.form == Form::Growth && figure.role == Role::Baseline;
            figure.node == *node && figure.metric == *self.metric && on_path && !before
        };
        plan.figures.iter().filter(runs).map(|figure| self.figure(figure)).collect()
    }

    fn figure(&self, figure: &Figure) -> WhyLink {
        let (words, plan) = (self.asked.words, &*self.asked.document.plan);
        let unit = figure.unit.as_ref().map(|unit| wording::unit(words, &plan.units(), unit).to_owned());
        let form = wording::form_of(words, plan, &figure.form);
        let name = [wording::role(words, figure.role), &wording::span(words, figure.time), &form];
        WhyLink {
            kind: WhyKind::Figure,
            name: name.join(" · "),
            value: wording::bound(words, &figure.bound, unit.as_deref()),
            source: wording::source(words, plan, &figure.source),
            leads: Leads::Subject(Subject::Figure(figure.id.clone())),
        }
    }

    /// The actual that the value starts from, where its basis is actuals: that of the year, or the latest before.
    fn actual(&self) -> Option<WhyLink> {
        if self.basis_line().is_none_or(|line| *line == BasisLine::PlanPath) {
            return None;
        }
        let (document, words) = (self.asked.document, self.asked.words);
        let coverage = self.asked.evaluation.coverage_of(self.node, self.metric);
        let key = SeriesKey { node: self.node.clone(), metric: self.metric.clone(), coverage };
        let (year, value) = self.latest_actual()?;
        let period = Period::year(year);
        let source = document.actuals.current(&key, period).map(|observation| {
            let (place, as_read) = vintages::source(words, &observation.source);
            let status = wording::status(words, observation.status).to_owned();
            let file = vintages::kept_in(words, &observation.file);
            [status, place, as_read, file].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        Some(WhyLink {
            kind: WhyKind::Actual,
            name: wording::period(words, period),
            value: wording::with_unit(&self.amount(value), &self.unit(self.metric)),
            source: source.unwrap_or_default(),
            leads: Leads::Subject(Subject::Actual { key, period }),
        })
    }

    /// The latest actual up to the year in question.
    pub(super) fn latest_actual(&self) -> Option<(i32, f64)> {
        let evaluation = self.asked.evaluation;
        let read = |year: i32| evaluation.reading(self.node, self.metric, Layer::Actual, year).value.map(|value| (year, value));
        evaluation.years().rev().filter(|year| *year <= self.year).find_map(read)
    }

    fn year_before(&self) -> Option<WhyLink> {
        let (words, year) = (self.asked.words, self.year - 1);
        let value = self.asked.scenario.reading(self.node, self.metric, year).value?;
        let leads = Leads::Value { node: self.node.clone(), metric: self.metric.clone(), year };
        let (name, value) = (wording::period(words, Period::year(year)), self.amount(value));
        Some(WhyLink { kind: WhyKind::YearBefore, name, value, source: String::new(), leads })
    }

    fn evaluation_clusters(&self, node: &NodeId) -> impl Iterator<Item = NodeId> {
        let plan = &*self.asked.document.plan;
        self.asked.evaluation.clusters_of(node).filter(|node| plan.clusters.contains(node))
    }

    /// What the value is added up from: clusters and what lies outside them, or the parts of a cluster.
    pub(super) fn beneath_nodes(&self) -> Vec<NodeId> {
        let plan = &*self.asked.document.plan;
        if plan.clusters.contains(self.node) {
            return plan.parts_of(self.node).map(|part| part.id.clone()).collect();
        }
        if !self.node.is_total() && !plan.members.contains(self.node) {
            return Vec::new();
        }
        self.evaluation_clusters(self.node).chain([NodeId::outside(self.node)]).collect()
    }

    fn beneath(&self) -> Vec<WhyLink> {
        let (words, nodes) = (self.asked.words, self.beneath_nodes());
        let mut links = Vec::new();
        let (mut more, mut rest, mut missing) = (0_usize, 0.0, 0_usize);
        for node in &nodes {
            match self.value_link(WhyKind::Beneath, node) {
                None => missing += usize::from(node.outside_of().is_none()),
                Some(link) if links.len() < MOST => links.push(link),
                Some(_) => {
                    more += 1;
                    rest += self.asked.scenario.reading(node, self.metric, self.year).value.unwrap_or_default();
                }
            }
        }
        let line = |name: String, value: String| {
            let (source, leads) = (String::new(), Leads::Nowhere);
            WhyLink { kind: WhyKind::More, name, value, source, leads }
        };
        if more > 0 {
            links.push(line(words.with("inspector-sum-more", &[("n", &more.to_string())]), self.amount(rest)));
        }
        if missing > 0 {
            links.push(line(words.with("inspector-sum-missing", &[("n", &missing.to_string())]), String::new()));
        }
        links
    }

    fn value_link(&self, kind: WhyKind, node: &NodeId) -> Option<WhyLink> {
        let (words, plan) = (self.asked.words, &*self.asked.document.plan);
        let value = self.asked.scenario.reading(node, self.metric, self.year).value?;
        let leads = Leads::Value { node: node.clone(), metric: self.metric.clone(), year: self.year };
        Some(WhyLink { kind, name: wording::node_short(words, plan, node), value: self.amount(value), source: String::new(), leads })
    }
}
