//! Removing a record together with all that refers to it, as one change that one undo takes back.
//!
//! Nothing here changes the document: each function builds the [`Edit`] that does.

use super::judging::Scored;
use super::{
    Assessment, Cluster, Coverage, Dimension, Document, Edit, Figure, Limit, Member, Metric, Part, Plan, Project, Relation, ScoreEntry,
    ScoreScheme, WarningRule,
};
use crate::base::{CoverageId, DimensionId, MetricId, NodeId, SchemeId};

/// Removes a node (member, cluster or part) with its figures, actuals, limits, projects and parts. Clusters and
/// members below a removed member stay, without that membership.
pub fn node(document: &Document, node: &NodeId) -> Edit {
    let plan = &*document.plan;
    let mut gone = vec![node.clone()];
    gone.extend(plan.parts_of(node).map(|part| part.id.clone()));
    let mut edits = Vec::new();
    for id in &gone {
        edits.extend(statements(document, id));
        edits.extend(statements(document, &NodeId::outside(id)));
    }
    edits.extend(without_membership(plan, node));
    for task in plan.tasks.iter().filter(|task| task.nodes.iter().any(|n| gone.contains(n))) {
        let mut task = task.clone();
        task.nodes.retain(|n| !gone.contains(n));
        edits.push(Edit::set(plan, task));
    }
    edits.extend(judging_without(plan, &|node| gone.contains(node), &|_| false));
    for id in gone.iter().rev() {
        edits.push(removal_of(plan, id));
    }
    Edit::Batch(edits)
}

/// Removes a dimension with its members and all of theirs.
pub fn dimension(document: &Document, id: &DimensionId) -> Edit {
    let mut work = document.clone();
    let mut edits = Vec::new();
    let members: Vec<NodeId> = document.plan.members_of(id).map(|member| member.id.clone()).collect();
    for member in members {
        let edit = node(&work, &member);
        if work.apply(edit.clone()).is_ok() {
            edits.push(edit);
        }
    }
    let of = |scheme: &ScoreScheme| scheme.scored == Scored::Members(id.clone());
    for scheme in work.plan.score_schemes.iter().filter(|scheme| of(scheme)) {
        let entries = removals::<ScoreEntry>(&work.plan.score_entries, |entry| entry.scheme == scheme.id);
        edits.extend(entries);
    }
    edits.extend(removals::<ScoreScheme>(&work.plan.score_schemes, of));
    edits.push(Edit::remove::<Dimension>(id));
    Edit::Batch(edits)
}

/// Removes a metric with its figures, actuals, limits and relations. Formulas that name it stay and are reported as broken.
pub fn metric(document: &Document, id: &MetricId) -> Edit {
    let plan = &*document.plan;
    let mut edits = Vec::new();
    edits.extend(removals::<Figure>(&plan.figures, |figure| figure.metric == *id));
    edits.extend(removals::<Limit>(&plan.limits, |limit| limit.metric == *id));
    edits.extend(removals::<Relation>(&plan.relations, |relation| relation.metric == *id || relation.of == *id));
    for project in plan.projects.iter().filter(|project| project.metric.as_ref() == Some(id)) {
        edits.push(Edit::set(plan, Project { metric: None, ..project.clone() }));
    }
    for (key, list) in document.actuals.series().filter(|(key, _)| key.metric == *id) {
        edits.extend(list.iter().map(|o| Edit::observation(key.clone(), o.period, &o.file, None)));
    }
    edits.extend(judging_without(plan, &|_| false, &|metric| metric == id));
    edits.push(Edit::remove::<Metric>(id));
    Edit::Batch(edits)
}

/// Removes a coverage; figures of it become figures without a stated coverage, actuals likewise where that slot is free.
pub fn coverage(document: &Document, id: &CoverageId) -> Edit {
    let plan = &*document.plan;
    let mut edits: Vec<Edit> = plan
        .figures
        .iter()
        .filter(|figure| figure.coverage.as_ref() == Some(id))
        .map(|figure| Edit::set(plan, Figure { coverage: None, ..figure.clone() }))
        .collect();
    for (key, list) in document.actuals.series().filter(|(key, _)| key.coverage.as_ref() == Some(id)) {
        let bare = super::SeriesKey { coverage: None, ..key.clone() };
        for observation in list {
            edits.push(Edit::observation(key.clone(), observation.period, &observation.file, None));
            let free = document.actuals.all_at(&bare, observation.period).iter().all(|known| known.file != observation.file);
            if free {
                edits.push(Edit::observation(bare.clone(), observation.period, &observation.file, Some(observation.clone())));
            }
        }
    }
    edits.push(Edit::remove::<Coverage>(id));
    Edit::Batch(edits)
}

fn statements(document: &Document, node: &NodeId) -> Vec<Edit> {
    let plan = &*document.plan;
    let mut edits = Vec::new();
    edits.extend(removals::<Figure>(&plan.figures, |figure| figure.node == *node));
    edits.extend(removals::<Limit>(&plan.limits, |limit| limit.node == *node));
    edits.extend(removals::<Project>(&plan.projects, |project| project.node == *node));
    for (key, list) in document.actuals.of_node(node) {
        edits.extend(list.iter().map(|o| Edit::observation(key.clone(), o.period, &o.file, None)));
    }
    edits
}

/// Removes a scheme of scoring with the bonuses and deductions that count in it.
pub fn scheme(document: &Document, id: &SchemeId) -> Edit {
    let mut edits = removals::<ScoreEntry>(&document.plan.score_entries, |entry| entry.scheme == *id);
    edits.push(Edit::remove::<ScoreScheme>(id));
    Edit::Batch(edits)
}

/// Removals from the back, so that undoing them puts each record into its old place.
fn removals<R: super::edit::Kept>(table: &super::Table<R>, goes: impl Fn(&R) -> bool) -> Vec<Edit> {
    table.iter().rev().filter(|row| goes(row)).map(|row| Edit::remove::<R>(row.id())).collect()
}

/// Settings of judging without nodes and metrics that go: entries, weights, indicators. A rule that watched only what goes would
/// watch everything if its list became empty, so it goes too; of a scheme the last indicator may go.
fn judging_without(plan: &Plan, node: &dyn Fn(&NodeId) -> bool, metric: &dyn Fn(&MetricId) -> bool) -> Vec<Edit> {
    let mut edits = removals::<ScoreEntry>(&plan.score_entries, |entry| node(&entry.node));
    let mut settings = plan.assessment.clone();
    settings.node_weights.retain(|id, _| !node(id));
    settings.metric_weights.retain(|id, _| !metric(id));
    settings.metric_methods.retain(|id, _| !metric(id));
    if settings != plan.assessment {
        edits.push(Edit::Assessment(Box::<Assessment>::new(settings)));
    }
    for scheme in &plan.score_schemes {
        let mut changed = scheme.clone();
        changed.indicators.retain(|indicator| !metric(&indicator.metric));
        changed.published.retain(|id, _| !node(id));
        if let Scored::Nodes(nodes) = &mut changed.scored {
            nodes.retain(|id| !node(id));
        }
        if changed != *scheme {
            edits.push(Edit::set(plan, changed));
        }
    }
    for rule in plan.warning_rules.iter().rev() {
        let mut changed = rule.clone();
        changed.nodes.retain(|id| !node(id));
        changed.metrics.retain(|id| !metric(id));
        let emptied = changed.nodes.is_empty() != rule.nodes.is_empty() || changed.metrics.is_empty() != rule.metrics.is_empty();
        if emptied {
            edits.push(Edit::remove::<WarningRule>(&rule.id));
        } else if changed != *rule {
            edits.push(Edit::set(plan, changed));
        }
    }
    edits
}

fn without_membership(plan: &Plan, member: &NodeId) -> Vec<Edit> {
    let parent = plan.members.get(member).and_then(|m| m.parent.clone());
    let mut edits = Vec::new();
    for below in plan.members.iter().filter(|m| m.parent.as_ref() == Some(member)) {
        edits.push(Edit::set(plan, Member { parent: parent.clone(), ..below.clone() }));
    }
    for cluster in plan.clusters.iter().filter(|c| c.membership.values().any(|m| m == member)) {
        let mut cluster = cluster.clone();
        cluster.membership.retain(|_, m| m != member);
        edits.push(Edit::set(plan, cluster));
    }
    edits
}

fn removal_of(plan: &Plan, node: &NodeId) -> Edit {
    if plan.members.contains(node) {
        Edit::remove::<Member>(node)
    } else if plan.clusters.contains(node) {
        Edit::remove::<Cluster>(node)
    } else if plan.parts.contains(node) {
        Edit::remove::<Part>(node)
    } else {
        Edit::Batch(Vec::new())
    }
}
