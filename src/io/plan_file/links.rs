//! What records say of each other: ids that are taken, references that lead nowhere, rings of parents.
//!
//! A reference that leads nowhere is kept and told where the rest of the program can live with it, and taken out where it could
//! not: a ring of parents, a member of another dimension.

use std::fmt::Display;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::FILE;
use crate::base::{CoverageId, Diagnostic, MetricId, NodeId, Place, UnitId, Units};
use crate::domain::edit::Kept;
use crate::domain::judging::Scored;
use crate::domain::{Cluster, Figure, Form, Member, MetricKind, Part, Plan, Table};
use crate::io::findings::Findings;

/// The codes of this module.
pub const CODES: &[&str] = &[
    "id-reserved",
    "node-id-twice",
    "unknown-node",
    "unknown-metric",
    "unknown-coverage",
    "unknown-unit",
    "unknown-dimension",
    "unknown-member",
    "unknown-parent",
    "unknown-cluster",
    "unknown-scheme",
    "member-elsewhere",
    "parent-elsewhere",
    "parent-ring",
];

/// Checks a plan just read and takes out what nothing could work with.
pub fn check(plan: &mut Plan, found: &mut Findings) {
    node_ids(plan, found);
    parents(plan, found);
    memberships(plan, found);
    registers(plan, found);
    judging(plan, found);
    metrics(plan, found);
    figures(plan, found);
}

fn at(record: impl Display) -> Place {
    Place::file(FILE).record(record)
}

fn unknown(code: &'static str, record: impl Display, id: impl Display) -> Diagnostic {
    Diagnostic::warning(code, at(record)).arg("id", id)
}

/// One namespace for members, clusters and parts; the names of the total and of residuals are not to be had.
fn node_ids(plan: &mut Plan, found: &mut Findings) {
    let mut taken: FxHashSet<NodeId> = FxHashSet::default();
    keep_free(&mut plan.members, &mut taken, found);
    keep_free(&mut plan.clusters, &mut taken, found);
    keep_free(&mut plan.parts, &mut taken, found);
}

fn keep_free<R: Kept<Id = NodeId>>(table: &mut Table<R>, taken: &mut FxHashSet<NodeId>, found: &mut Findings) {
    let reserved = |id: &NodeId| id.is_total() || id.outside_of().is_some();
    if !table.iter().any(|row| reserved(row.id()) || taken.contains(row.id())) {
        taken.extend(table.iter().map(|row| row.id().clone()));
        return;
    }
    let rows: Vec<R> = table.iter().cloned().collect();
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id().clone();
        if reserved(&id) {
            found.left_out(Diagnostic::error("id-reserved", at(&id)).arg("id", &id));
        } else if taken.insert(id.clone()) {
            kept.push(row);
        } else {
            found.left_out(Diagnostic::error("node-id-twice", at(&id)).arg("id", &id));
        }
    }
    *table = kept.into_iter().collect();
}

/// Replaces rows of a table that `change` has something else for.
fn amend<R: Kept>(table: &mut Table<R>, mut change: impl FnMut(&R) -> Option<R>) {
    let changed: FxHashMap<usize, R> = table.iter().enumerate().filter_map(|(place, row)| Some((place, change(row)?))).collect();
    if !changed.is_empty() {
        *table = table.iter().enumerate().map(|(place, row)| changed.get(&place).unwrap_or(row).clone()).collect();
    }
}

fn parents(plan: &mut Plan, found: &mut Findings) {
    for member in plan.members.iter().filter(|member| !plan.dimensions.contains(&member.dimension)) {
        found.tell(unknown("unknown-dimension", &member.id, &member.dimension));
    }
    let mut loose: FxHashSet<NodeId> = FxHashSet::default();
    for member in &plan.members {
        let Some(parent) = &member.parent else { continue };
        let code = match plan.members.get(parent) {
            None => "unknown-parent",
            Some(above) if above.dimension != member.dimension => "parent-elsewhere",
            Some(_) if is_in_ring(&plan.members, member, &loose) => "parent-ring",
            Some(_) => continue,
        };
        found.left_out(Diagnostic::error(code, at(&member.id)).arg("id", parent));
        loose.insert(member.id.clone());
    }
    amend(&mut plan.members, |member| loose.contains(&member.id).then(|| Member { parent: None, ..member.clone() }));
}

fn is_in_ring(members: &Table<Member>, start: &Member, loose: &FxHashSet<NodeId>) -> bool {
    let mut member = start;
    for _ in 0..members.len() {
        let above = member.parent.as_ref().filter(|_| !loose.contains(&member.id)).and_then(|parent| members.get(parent));
        match above {
            Some(above) if above.id == start.id => return true,
            Some(above) => member = above,
            None => return false,
        }
    }
    false
}

fn memberships(plan: &mut Plan, found: &mut Findings) {
    let (members, dimensions) = (&plan.members, &plan.dimensions);
    amend(&mut plan.clusters, |cluster| {
        let mut kept = cluster.membership.clone();
        for (dimension, member) in &cluster.membership {
            let code = match members.get(member) {
                None => "unknown-member",
                Some(known) if known.dimension != *dimension => "member-elsewhere",
                Some(_) if !dimensions.contains(dimension) => {
                    found.tell(unknown("unknown-dimension", &cluster.id, dimension));
                    continue;
                }
                Some(_) => continue,
            };
            found.left_out(Diagnostic::error(code, at(&cluster.id)).arg("id", member).arg("dimension", dimension));
            kept.remove(dimension);
        }
        (kept.len() < cluster.membership.len()).then(|| Cluster { membership: kept, ..cluster.clone() })
    });
    let clusters = &plan.clusters;
    let homeless = |part: &&Part| !clusters.contains(&part.cluster);
    for part in plan.parts.iter().filter(homeless) {
        found.tell(unknown("unknown-cluster", &part.id, &part.cluster));
    }
}

fn metrics(plan: &Plan, found: &mut Findings) {
    let units = plan.units();
    for metric in &plan.metrics {
        unit(&units, &metric.unit, &metric.id, found);
        if let MetricKind::TierCount { of, above } = &metric.kind {
            metric_known(plan, of, &metric.id, found);
            unit(&units, &above.unit, &metric.id, found);
        }
    }
    for relation in &plan.relations {
        metric_known(plan, &relation.metric, &relation.id, found);
        metric_known(plan, &relation.of, &relation.id, found);
    }
    if let Some(main) = &plan.info.main_metric {
        metric_known(plan, main, "main-metric", found);
    }
}

fn metric_known(plan: &Plan, metric: &MetricId, record: impl Display, found: &mut Findings) {
    if !plan.metrics.contains(metric) {
        found.tell(unknown("unknown-metric", record, metric));
    }
}

fn node_known(plan: &Plan, node: &NodeId, record: impl Display, found: &mut Findings) {
    if plan.node_kind(node).is_none() {
        found.tell(unknown("unknown-node", record, node));
    }
}

fn unit(units: &Units, unit: &UnitId, record: impl Display, found: &mut Findings) {
    if !units.knows(unit) {
        found.tell(unknown("unknown-unit", record, unit));
    }
}

fn registers(plan: &Plan, found: &mut Findings) {
    let units = plan.units();
    for project in &plan.projects {
        node_known(plan, &project.node, &project.id, found);
        if let Some(metric) = &project.metric {
            metric_known(plan, metric, &project.id, found);
        }
        for quantity in [&project.investment, &project.land, &project.energy, &project.full_output].into_iter().flatten() {
            unit(&units, &quantity.unit, &project.id, found);
        }
    }
    for limit in &plan.limits {
        node_known(plan, &limit.node, &limit.id, found);
        metric_known(plan, &limit.metric, &limit.id, found);
        unit(&units, &limit.unit, &limit.id, found);
    }
    for task in &plan.tasks {
        for node in &task.nodes {
            node_known(plan, node, &task.id, found);
        }
    }
}

fn judging(plan: &Plan, found: &mut Findings) {
    let settings = &plan.assessment;
    for metric in settings.metric_methods.keys().chain(settings.metric_weights.keys()) {
        metric_known(plan, metric, "assessment", found);
    }
    for node in settings.node_weights.keys() {
        node_known(plan, node, "assessment", found);
    }
    for scheme in &plan.score_schemes {
        match &scheme.scored {
            Scored::Members(dimension) if !plan.dimensions.contains(dimension) => {
                found.tell(unknown("unknown-dimension", &scheme.id, dimension));
            }
            Scored::Nodes(nodes) => nodes.iter().for_each(|node| node_known(plan, node, &scheme.id, found)),
            Scored::Members(_) | Scored::Clusters => {}
        }
        scheme.indicators.iter().for_each(|indicator| metric_known(plan, &indicator.metric, &scheme.id, found));
        scheme.published.keys().for_each(|node| node_known(plan, node, &scheme.id, found));
    }
    for entry in &plan.score_entries {
        node_known(plan, &entry.node, &entry.id, found);
        if !plan.score_schemes.contains(&entry.scheme) {
            found.tell(unknown("unknown-scheme", &entry.id, &entry.scheme));
        }
    }
    for rule in &plan.warning_rules {
        rule.nodes.iter().for_each(|node| node_known(plan, node, &rule.id, found));
        rule.metrics.iter().for_each(|metric| metric_known(plan, metric, &rule.id, found));
    }
}

/// Figures are many: looked through in pieces, each asking once per name.
fn figures(plan: &Plan, found: &mut Findings) {
    let units = plan.units();
    let pieces: Vec<Findings> = plan
        .figures
        .rows()
        .par_chunks(16_384)
        .map(|piece| {
            let mut found = Findings::default();
            let mut nodes: FxHashMap<&NodeId, bool> = FxHashMap::default();
            let mut units_known: FxHashMap<&UnitId, bool> = FxHashMap::default();
            for figure in piece {
                if !*nodes.entry(&figure.node).or_insert_with(|| plan.node_kind(&figure.node).is_some()) {
                    found.tell(unknown("unknown-node", &figure.id, &figure.node));
                }
                if let Some(unit) = &figure.unit
                    && !*units_known.entry(unit).or_insert_with(|| units.knows(unit))
                {
                    found.tell(unknown("unknown-unit", &figure.id, unit));
                }
                figure_names(plan, figure, &mut found);
            }
            found
        })
        .collect();
    for piece in pieces {
        found.absorb(piece);
    }
}

fn figure_names(plan: &Plan, figure: &Figure, found: &mut Findings) {
    metric_known(plan, &figure.metric, &figure.id, found);
    if let Form::Share { of } = &figure.form {
        metric_known(plan, of, &figure.id, found);
    }
    let lost = |coverage: &&CoverageId| !plan.coverages.contains(*coverage);
    if let Some(coverage) = figure.coverage.as_ref().filter(lost) {
        found.tell(unknown("unknown-coverage", &figure.id, coverage));
    }
}
