//! The sums of one metric side by side: what is stated for the whole (a member, a cluster), what the members of each dimension state together, and
//! what the clusters state together, at the base and at the target.

use super::book::Book;
use super::finding::Group;
use crate::base::{MetricId, NodeId};
use crate::domain::Document;
use crate::engine::Evaluation;

/// A sum with how much it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The sum, in the metric's unit.
    pub value: f64,
    /// How many state a value.
    pub n: usize,
    /// Of how many.
    pub of: usize,
    /// True where floors are among them: the sum is a least one.
    pub floor: bool,
    /// True where some stand in a comparable metric.
    pub comparable: bool,
    /// True where some are of another coverage than others.
    pub mixed: bool,
}

/// One corner: the whole, the members of a dimension, the clusters.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// What is added up; `None` for the whole as stated.
    pub group: Option<Group>,
    /// At the base year.
    pub base: Option<Part>,
    /// At the last year.
    pub target: Option<Part>,
}

impl Corner {
    /// Growth a year from base to target, as a fraction. Sums of different parts have none.
    pub fn rate(&self, years: i32) -> Option<f64> {
        let (base, target) = (self.base?, self.target?);
        (base.value > 0.0 && target.value > 0.0 && years > 0).then(|| (target.value / base.value).powf(1.0 / f64::from(years)) - 1.0)
    }
}

/// The corners of one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Triangle {
    /// The metric.
    pub metric: MetricId,
    /// Base year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// The whole first, then each dimension, then the clusters; those that state nothing are left out.
    pub corners: Vec<Corner>,
}

/// The corners of every metric of a node for which at least two have values, in the plan's order.
pub fn triangle(document: &Document, evaluation: &Evaluation, node: &NodeId) -> Vec<Triangle> {
    let book = Book::of(document, evaluation);
    let info = &book.plan.info;
    let Some(place) = book.frame.place(node) else { return Vec::new() };
    let wholes: Vec<_> = super::parts::wholes(&book).into_iter().filter(|(node, ..)| *node == place).collect();
    let adds = |metric: &usize| book.evaluation.adds(book.metric_id(*metric));
    let of = |metric: usize| {
        let mut corners = vec![Corner {
            group: None,
            base: sum(&book, &[place], metric, info.base_year, false),
            target: sum(&book, &[place], metric, info.last_year, false),
        }];
        corners.extend(wholes.iter().map(|(_, group, children)| {
            let like = *group == Group::Clusters;
            Corner {
                group: Some(group.clone()),
                base: sum(&book, children, metric, info.base_year, like),
                target: sum(&book, children, metric, info.last_year, like),
            }
        }));
        corners.retain(|corner| corner.base.is_some() || corner.target.is_some());
        Triangle { metric: book.metric_id(metric).clone(), from: info.base_year, to: info.last_year, corners }
    };
    (0..book.plan.metrics.len()).filter(adds).map(of).filter(|triangle| triangle.corners.len() > 1).collect()
}

/// The levels that nodes set for a year, in the metric or (`like`) in a comparable one; parts stand for a cluster that sets none.
fn sum(book: &Book<'_>, nodes: &[usize], metric: usize, year: i32, like: bool) -> Option<Part> {
    let mut part = Part { value: 0.0, n: 0, of: nodes.len(), floor: false, comparable: false, mixed: false };
    let mut coverage: Option<Option<&crate::base::CoverageId>> = None;
    let level = |node: usize| {
        let found = if like { book.level_like(node, metric, year) } else { book.level(node, metric, year).map(|stmt| (stmt, metric)) };
        found.filter(|(stmt, _)| !stmt.beside && stmt.bound.value().is_some())
    };
    for node in nodes {
        let mut found: Vec<_> = level(*node).into_iter().collect();
        if found.is_empty() && book.frame.clusters.contains(node) {
            let parts = &book.frame.parts_of[node - book.frame.clusters.start];
            found = parts.iter().filter_map(|of| level(*of as usize)).collect();
        }
        part.n += usize::from(!found.is_empty());
        for (stmt, of) in found {
            part.value += book.factor(of, metric)?.apply(stmt.value());
            part.floor |= stmt.is_floor();
            part.comparable |= of != metric;
            let own = book.figure(stmt).coverage.as_ref();
            part.mixed |= coverage.is_some_and(|known| known != own);
            coverage = Some(own);
        }
    }
    (part.n > 0 && part.value.is_finite()).then_some(part)
}
