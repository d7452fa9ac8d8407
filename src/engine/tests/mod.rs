//! Tests of the engine as a whole: small documents, and tables worked by hand.
#![allow(clippy::unwrap_used, reason = "a missing value is a failed test")]

mod by_hand;
mod compared;
mod faults;
mod fiscal;
mod judging;
mod properties;
mod scenario;
mod scenario_properties;
mod scenario_regressions;
mod watched;

use std::sync::Arc;

use super::{Basis, Evaluation, Layer, Reading};
use crate::base::{Bound, Label, NodeId, Period, Span};
use crate::domain::{
    Actuals, Cluster, Coverage, Dimension, Direction, Document, Extra, Figure, Form, Member, Metric, MetricKind, Observation, Part, Plan,
    Role, SeriesKey, Source, Status,
};

/// A small document, put together line by line.
#[derive(Clone, Default)]
struct Build {
    plan: Plan,
    actuals: Actuals,
}

impl Build {
    /// A plan from 2010 to 2015 with sales (亿元), profit (亿元), land (亩), margin in % by formula and a tax rate that never adds.
    fn new() -> Self {
        let mut build = Self::default();
        (build.plan.info.base_year, build.plan.info.first_year, build.plan.info.last_year) = (2010, 2011, 2015);
        build
            .metric("sales", "亿元", MetricKind::Flow)
            .metric("profit", "亿元", MetricKind::Flow)
            .metric("land", "亩", MetricKind::Stock)
            .metric("rate", "%", MetricKind::Ratio)
            .derived("margin", "%", "profit / sales")
    }

    /// Two industries and two counties, three clusters: a and b in the first industry, b and c in the second county.
    fn crossed() -> Self {
        Self::new()
            .dimension("industry", &["energy", "water"])
            .dimension("county", &["north", "south"])
            .cluster("a", &[("industry", "energy"), ("county", "north")])
            .cluster("b", &[("industry", "energy"), ("county", "south")])
            .cluster("c", &[("industry", "water"), ("county", "south")])
    }

    fn metric(mut self, id: &str, unit: &str, kind: MetricKind) -> Self {
        self.plan.metrics.push(Metric {
            id: id.into(),
            name: Label::new(id),
            unit: unit.into(),
            kind,
            direction: Direction::Up,
            roll_up: None,
            decimals: None,
            aliases: Vec::new(),
            note: String::new(),
            extra: Extra::new(),
        });
        self
    }

    fn derived(self, id: &str, unit: &str, formula: &str) -> Self {
        self.metric(id, unit, MetricKind::Derived { formula: formula.to_owned() })
    }

    fn coverages(mut self, ids: &[&str]) -> Self {
        for id in ids {
            self.plan.coverages.push(Coverage { id: (*id).into(), name: Label::new(*id), extra: Extra::new() });
        }
        self
    }

    fn dimension(mut self, id: &str, members: &[&str]) -> Self {
        self.plan.dimensions.push(Dimension { id: id.into(), name: Label::new(id), extra: Extra::new() });
        members.iter().fold(self, |build, member| build.member(member, id, None))
    }

    fn member(mut self, id: &str, dimension: &str, parent: Option<&str>) -> Self {
        self.plan.members.push(Member {
            id: id.into(),
            dimension: dimension.into(),
            parent: parent.map(NodeId::from),
            name: Label::new(id),
            short: None,
            note: String::new(),
            key_fields: Vec::new(),
            aliases: Vec::new(),
            extra: Extra::new(),
        });
        self
    }

    fn cluster(mut self, id: &str, membership: &[(&str, &str)]) -> Self {
        self.plan.clusters.push(Cluster {
            id: id.into(),
            name: Label::new(id),
            short: None,
            membership: membership.iter().map(|(dimension, member)| ((*dimension).into(), (*member).into())).collect(),
            place: String::new(),
            role: String::new(),
            lead_firms: Vec::new(),
            key_fields: Vec::new(),
            aliases: Vec::new(),
            extra: Extra::new(),
        });
        self
    }

    fn part(mut self, id: &str, cluster: &str) -> Self {
        self.plan.parts.push(Part { id: id.into(), cluster: cluster.into(), name: Label::new(id), extra: Extra::new() });
        self
    }

    /// A figure as `2010 baseline`, `2015 target`, `2012 milestone`, `2015 reference`; the value as `400 亿元`.
    fn figure(self, node: &str, metric: &str, when: &str, value: &str) -> Self {
        self.covered(node, metric, None, when, value)
    }

    fn covered(mut self, node: &str, metric: &str, coverage: Option<&str>, when: &str, value: &str) -> Self {
        let (time, role) = when.split_once(' ').unwrap();
        let (value, unit) = quantity(value);
        self.plan.figures.push(Figure {
            id: format!("f{}", self.plan.figures.len()).as_str().into(),
            node: node.into(),
            metric: metric.into(),
            coverage: coverage.map(Into::into),
            price: None,
            time: time.parse::<Span>().unwrap(),
            form: Form::Level,
            role: *Role::ALL.iter().find(|known| known.word() == role).unwrap(),
            bound: Bound::AtLeast { value },
            strength: None,
            unit,
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        });
        self
    }

    fn actual(self, node: &str, metric: &str, period: &str, value: &str) -> Self {
        self.observed(node, metric, None, period, value, Status::Final)
    }

    fn observed(mut self, node: &str, metric: &str, coverage: Option<&str>, period: &str, value: &str, status: Status) -> Self {
        let (value, unit) = quantity(value);
        let key = SeriesKey { node: node.into(), metric: metric.into(), coverage: coverage.map(Into::into) };
        let (period, source, file) = (period.parse::<Period>().unwrap(), Arc::from("test"), Arc::from("test"));
        let refused = self.actuals.extend(
            key,
            vec![Observation {
                period,
                value,
                unit: unit.unwrap(),
                status,
                source,
                file,
                read_on: None,
                pinned: false,
                stated_growth: None,
            }],
        );
        assert!(refused.is_empty(), "the same period twice");
        self
    }

    fn document(self) -> Document {
        Document::new(self.plan, self.actuals)
    }

    fn evaluate(self) -> Evaluation {
        Evaluation::of(&self.document())
    }
}

fn quantity(text: &str) -> (f64, Option<crate::base::UnitId>) {
    let (value, unit) = text.split_once(' ').unwrap_or((text, ""));
    (value.parse().unwrap(), (!unit.is_empty()).then(|| unit.into()))
}

/// Short ways to ask, so that tables stay tables.
trait Ask {
    fn at(&self, node: &str, metric: &str, layer: Layer, year: i32) -> Reading;
    /// A reading as `value basis n/of`, with `!` for illustrative, `~` for estimated and `*` for mixed coverage.
    fn shown(&self, node: &str, metric: &str, layer: Layer, year: i32) -> String;
    fn codes(&self) -> Vec<&'static str>;
}

impl Ask for Evaluation {
    fn at(&self, node: &str, metric: &str, layer: Layer, year: i32) -> Reading {
        self.reading(&node.into(), &metric.into(), layer, year)
    }

    fn shown(&self, node: &str, metric: &str, layer: Layer, year: i32) -> String {
        let r = self.at(node, metric, layer, year);
        let marks: String =
            [(r.illustrative, '!'), (r.estimated, '~'), (r.mixed_coverage, '*')].iter().filter(|(set, _)| *set).map(|(_, c)| *c).collect();
        match r.value {
            Some(value) => format!("{} {} {}/{}{marks}", (value * 1e9).round() / 1e9, r.basis.word(), r.n, r.of),
            None => format!("- {}/{}", r.n, r.of),
        }
    }

    fn codes(&self) -> Vec<&'static str> {
        self.diagnostics().iter().map(|d| d.code).collect()
    }
}
