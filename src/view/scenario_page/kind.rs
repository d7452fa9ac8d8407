//! The kinds of assumptions that can be added, and what a fresh one of each says: nothing that is not so already.

use std::collections::BTreeMap;

use super::card::is_leaf;
use crate::base::{AssumptionId, Bound, Label, MetricId, NodeId, ProjectId, UnitId};
use crate::domain::{
    Assumption, BasisLine, Document, Extra, Lever, MetricKind, Plan, Project, ProjectLever, ProjectStatus, Scope, Source, SpreadRule,
};
use crate::engine::scenario::is_movable_ratio;

/// A kind of assumption, as offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Growth shifted by points.
    GrowthShift,
    /// Growth set to a rate.
    GrowthSet,
    /// Level multiplied, with recovery.
    LevelShock,
    /// A project of the plan.
    Project,
    /// A project of the scenario's own.
    OwnProject,
    /// A ratio along a path.
    RatioPath,
    /// Values by hand.
    Values,
    /// A total spread downwards.
    Spread,
    /// A limit moved or set.
    Limit,
    /// What values start from.
    Basis,
}

impl Kind {
    /// All kinds, in the order of menus.
    pub const ALL: [Self; 10] = [
        Self::GrowthShift,
        Self::GrowthSet,
        Self::LevelShock,
        Self::Project,
        Self::OwnProject,
        Self::RatioPath,
        Self::Values,
        Self::Spread,
        Self::Limit,
        Self::Basis,
    ];

    /// Key of the kind's name in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::GrowthShift => "lever-growth-shift",
            Self::GrowthSet => "lever-growth-set",
            Self::LevelShock => "lever-level-shock",
            Self::Project => "lever-project",
            Self::OwnProject => "lever-own-project",
            Self::RatioPath => "lever-ratio-path",
            Self::Values => "lever-values",
            Self::Spread => "lever-spread",
            Self::Limit => "lever-limit",
            Self::Basis => "lever-basis",
        }
    }

    /// True where the plan has what the kind needs: projects for a project, a ratio for its path.
    pub fn is_possible(self, plan: &Plan) -> bool {
        match self {
            Self::Project => !plan.projects.is_empty(),
            Self::RatioPath => plan.metrics.iter().any(|metric| is_ratio(plan, &metric.id)),
            Self::Spread => spread_metrics(plan).next().is_some(),
            _ => driver_metrics(plan).next().is_some(),
        }
    }
}

/// Metrics whose values levers can move: all but those that follow by formula.
pub fn driver_metrics(plan: &Plan) -> impl Iterator<Item = &MetricId> {
    plan.metrics.iter().filter(|metric| !matches!(metric.kind, MetricKind::Derived { .. })).map(|metric| &metric.id)
}

/// Metrics that a total can be spread of: those that add over clusters.
pub fn spread_metrics(plan: &Plan) -> impl Iterator<Item = &MetricId> {
    let adds = |metric: &&crate::domain::Metric| metric.roll_up() == crate::domain::RollUp::Sum;
    plan.metrics.iter().filter(adds).map(|metric| &metric.id)
}

/// True for a ratio that an assumption can set: one that is reported, or one driver divided by another.
pub fn is_ratio(plan: &Plan, metric: &MetricId) -> bool {
    is_movable_ratio(plan, metric)
}

/// What a fresh assumption is about.
pub struct About<'a> {
    /// The document.
    pub document: &'a Document,
    /// Of whom.
    pub node: &'a NodeId,
    /// What.
    pub metric: &'a MetricId,
    /// The scenario's value of a node, metric and year, so that a fresh assumption moves nothing.
    pub value: &'a dyn Fn(&NodeId, &MetricId, i32) -> Option<f64>,
}

/// A fresh assumption of a kind, about a node and a metric where it can be.
pub fn fresh(about: &About<'_>, kind: Kind) -> Assumption {
    let plan = &about.document.plan;
    let driver = || if driver_metrics(plan).any(|m| m == about.metric) { Some(about.metric) } else { driver_metrics(plan).next() };
    let metric = match kind {
        Kind::Project | Kind::OwnProject | Kind::Basis => None,
        Kind::RatioPath if is_ratio(plan, about.metric) => Some(about.metric),
        Kind::RatioPath => {
            let ratios = || plan.metrics.iter().map(|m| &m.id).filter(|id| is_ratio(plan, id));
            let has = |id: &&MetricId| (about.value)(about.node, id, plan.info.last_year).is_some();
            ratios().find(has).or_else(|| ratios().next())
        }
        Kind::Spread if spread_metrics(plan).any(|m| m == about.metric) => Some(about.metric),
        Kind::Spread => spread_metrics(plan).next(),
        _ => driver(),
    };
    let scope = match kind {
        Kind::Project | Kind::OwnProject => Scope::default(),
        Kind::Spread if is_leaf(plan, about.node) => Scope::of(&NodeId::total()),
        _ => Scope::of(about.node),
    };
    let (values, unit) = now(about, &scope, metric);
    let lever = match kind {
        Kind::GrowthShift => Lever::GrowthShift { points: 0.0 },
        Kind::GrowthSet => Lever::GrowthSet { rate: growth(about, metric).unwrap_or(0.0) },
        Kind::LevelShock => Lever::LevelShock { factor: 1.0, recovery: None },
        Kind::Values => Lever::Values { values, unit },
        Kind::RatioPath => Lever::RatioPath { values: path(about, metric), unit },
        Kind::Spread => Lever::Spread { totals: values, unit, rule: SpreadRule::default(), holds: Vec::new() },
        Kind::Basis => Lever::Basis(BasisLine::ActualsThenPlan),
        Kind::Limit => limit(about, &scope, values, unit),
        Kind::Project => Lever::Project(ProjectLever { project: project(about), ..ProjectLever::default() }),
        Kind::OwnProject => {
            Lever::Project(ProjectLever { own: Some(Box::new(own_project(plan, about.node, driver()))), ..ProjectLever::default() })
        }
    };
    Assumption::new(AssumptionId::new(lever.word()), scope, metric.cloned(), lever)
}

/// The value of the last year as it is, in the metric's unit; nothing where there is none.
fn now(about: &About<'_>, scope: &Scope, metric: Option<&MetricId>) -> (BTreeMap<i32, f64>, UnitId) {
    let plan = &about.document.plan;
    let unit = metric.and_then(|metric| plan.metrics.get(metric)).map_or_else(|| UnitId::new("1"), |metric| metric.unit.clone());
    let year = plan.info.last_year;
    let node = scope.within.first().unwrap_or(about.node);
    let value = metric.and_then(|metric| (about.value)(node, metric, year));
    (value.map(|value| (year, super::setting::rounded(value))).into_iter().collect(), unit)
}

/// The ratio of every year of the horizon as it is: before its first year a path would be level.
fn path(about: &About<'_>, metric: Option<&MetricId>) -> BTreeMap<i32, f64> {
    let info = &about.document.plan.info;
    let value = |year| metric.and_then(|metric| (about.value)(about.node, metric, year)).map(super::setting::rounded);
    (info.first_year..=info.last_year).filter_map(|year| Some((year, value(year)?))).collect()
}

/// The average growth over the horizon as it is, rounded to a tenth of a point.
fn growth(about: &About<'_>, metric: Option<&MetricId>) -> Option<f64> {
    let info = &about.document.plan.info;
    let metric = metric?;
    let from = (about.value)(about.node, metric, info.base_year).filter(|value| *value > 0.0)?;
    let to = (about.value)(about.node, metric, info.last_year).filter(|value| *value > 0.0)?;
    let years = info.last_year - info.base_year;
    let rate = (to / from).powf(1.0 / f64::from(years.max(1))) - 1.0;
    rate.is_finite().then(|| (rate * 1000.0).round() / 1000.0)
}

/// The plan's limit on the node or, without one, a new one at what is used.
fn limit(about: &About<'_>, scope: &Scope, values: BTreeMap<i32, f64>, unit: UnitId) -> Lever {
    let of_node = about.document.plan.limits.iter().find(|limit| scope.within.contains(&limit.node));
    match of_node {
        Some(limit) => Lever::Limit { limit: Some(limit.id.clone()), bound: limit.bound, unit: limit.unit.clone() },
        None => {
            let bound = values.values().next_back().map_or(Bound::Unstated, |value| Bound::AtMost { value: *value });
            Lever::Limit { limit: None, bound, unit }
        }
    }
}

/// The first project of the node, else of the plan.
fn project(about: &About<'_>) -> Option<ProjectId> {
    let projects = &about.document.plan.projects;
    projects.iter().find(|project| project.node == *about.node).or_else(|| projects.iter().next()).map(|project| project.id.clone())
}

fn own_project(plan: &Plan, node: &NodeId, metric: Option<&MetricId>) -> Project {
    let node = if is_leaf(plan, node) { node.clone() } else { plan.clusters.iter().next().map_or_else(|| node.clone(), |c| c.id.clone()) };
    Project {
        id: ProjectId::new("own"),
        name: Label::default(),
        node,
        key_field: String::new(),
        status: ProjectStatus::Proposed,
        investment: None,
        land: None,
        energy: None,
        on_stream: Some(crate::base::Period::year(plan.info.first_year)),
        metric: metric.cloned(),
        full_output: None,
        ramp: Vec::new(),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    }
}
