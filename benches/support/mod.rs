//! Big plans for benches and tests: made by a rule, so that every run measures the same.

use std::sync::Arc;

use clusterplan::base::{Bound, Label, NodeId, Period, Span, UnitId};
use clusterplan::domain::{
    Actuals, Cluster, Dimension, Direction, Document, Extra, Figure, Form, Member, Metric, MetricKind, Observation, Plan, Role, SeriesKey,
    Source, Status,
};

/// First year of big plans.
pub const BASE_YEAR: i32 = 2010;
const DIMENSIONS: [(&str, usize); 2] = [("industry", 6), ("county", 8)];

/// A plan of so many clusters in two dimensions of 6 and 8 members, with so many metrics that add (flows in 亿元, every third
/// a stock in 亩) and two derived ones, base and target for each, and actuals for every year of which one in sixteen is missing.
pub fn big_document(clusters: usize, metrics: usize, years: usize) -> Document {
    let last = BASE_YEAR + years.max(2) as i32 - 1;
    let mut plan = Plan::default();
    (plan.info.base_year, plan.info.first_year, plan.info.last_year) = (BASE_YEAR, BASE_YEAR + 1, last);
    plan.info.title = Label::new("Big plan");
    plan.info.total = Label::new("All");
    for (dimension, count) in DIMENSIONS {
        plan.dimensions.push(Dimension { id: dimension.into(), name: Label::new(dimension), extra: Extra::new() });
        for number in 0..count {
            plan.members.push(member(dimension, number));
        }
    }
    plan.clusters = (0..clusters).map(cluster).collect();
    plan.metrics = (0..metrics).map(|number| metric(number, kind(number))).collect();
    for (id, unit, formula) in [("margin", "%", "m1 / m0"), ("yield", "万元/亩", "m0 / m2")].into_iter().take(metrics.saturating_sub(2))
    {
        let derived = metric(metrics, MetricKind::Derived { formula: formula.to_owned() });
        plan.metrics.push(Metric { id: id.into(), name: Label::new(id), unit: unit.into(), ..derived });
    }
    let units: [UnitId; 2] = ["亿元".into(), "亩".into()];
    let ids: Vec<_> = plan.metrics.iter().map(|m| m.id.clone()).collect();
    let nodes: Vec<NodeId> = plan.clusters.iter().map(|c| c.id.clone()).collect();
    let mut actuals = Actuals::default();
    let (source, file): (Arc<str>, Arc<str>) = (Arc::from("made by a rule"), Arc::from("big"));
    let mut figures = Vec::with_capacity(clusters * metrics * 2);
    for (c, node) in nodes.iter().enumerate() {
        for (m, id) in ids.iter().take(metrics).enumerate() {
            let unit = &units[usize::from(m % 3 == 2)];
            for (role, year) in [(Role::Baseline, BASE_YEAR), (Role::Target, last)] {
                figures.push(figure(figures.len(), node, id, unit, role, year, value(c, m, year)));
            }
            let list = (BASE_YEAR..=last).filter(|year| !mixed(c, m, *year).is_multiple_of(16)).map(|year| Observation {
                period: Period::year(year),
                value: value(c, m, year),
                unit: unit.clone(),
                status: Status::Final,
                source: source.clone(),
                file: file.clone(),
                read_on: None,
                pinned: false,
                stated_growth: None,
            });
            actuals.extend(SeriesKey { node: node.clone(), metric: id.clone(), coverage: None }, list.collect());
        }
    }
    plan.figures = figures.into_iter().collect();
    Document::new(plan, actuals)
}

/// A number that looks like chance and is the same every time.
fn mixed(cluster: usize, metric: usize, year: i32) -> u64 {
    let mut x = (cluster as u64) << 32 ^ (metric as u64) << 16 ^ year as u64;
    x = (x ^ (x >> 30)).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Hundredths, growing by about a tenth a year.
fn value(cluster: usize, metric: usize, year: i32) -> f64 {
    let start = (mixed(cluster, metric, 0) % 100_000 + 100) as f64;
    (start * 1.1_f64.powi(year - BASE_YEAR) * (0.9 + (mixed(cluster, metric, year) % 100) as f64 / 500.0)).round() / 100.0
}

fn kind(number: usize) -> MetricKind {
    if number % 3 == 2 { MetricKind::Stock } else { MetricKind::Flow }
}

fn metric(number: usize, kind: MetricKind) -> Metric {
    Metric {
        id: format!("m{number}").as_str().into(),
        name: Label::new(format!("Metric {number}")),
        unit: if number % 3 == 2 { "亩".into() } else { "亿元".into() },
        kind,
        direction: Direction::Up,
        roll_up: None,
        decimals: None,
        aliases: Vec::new(),
        note: String::new(),
        extra: Extra::new(),
    }
}

fn member(dimension: &str, number: usize) -> Member {
    let id = format!("{dimension}-{number}");
    Member {
        id: id.as_str().into(),
        dimension: dimension.into(),
        parent: None,
        name: Label::new(id),
        short: None,
        note: String::new(),
        key_fields: Vec::new(),
        aliases: Vec::new(),
        extra: Extra::new(),
    }
}

fn cluster(number: usize) -> Cluster {
    let of = |(dimension, count): (&str, usize)| {
        let member = mixed(number, count, 1) as usize % count;
        (dimension.into(), format!("{dimension}-{member}").as_str().into())
    };
    Cluster {
        id: format!("cluster-{number}").as_str().into(),
        name: Label::new(format!("Cluster {number}")),
        short: None,
        membership: DIMENSIONS.map(of).into(),
        place: String::new(),
        role: String::new(),
        lead_firms: Vec::new(),
        key_fields: Vec::new(),
        aliases: Vec::new(),
        extra: Extra::new(),
    }
}

fn figure(number: usize, node: &NodeId, metric: &clusterplan::base::MetricId, unit: &UnitId, role: Role, year: i32, value: f64) -> Figure {
    Figure {
        id: format!("f{number}").as_str().into(),
        node: node.clone(),
        metric: metric.clone(),
        coverage: None,
        price: None,
        time: Span::At(Period::year(year)),
        form: Form::Level,
        role,
        bound: Bound::AtLeast { value },
        strength: None,
        unit: Some(unit.clone()),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    }
}
