//! The tree at the left: the total, the members of one dimension with their clusters, filtered by what is typed.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Words;
use super::grid::Mark;
use super::judging::{NodeState, node_state};
use super::search::NameIndex;
use crate::base::{DimensionId, NodeId};
use crate::domain::{Cluster, Document, Member, Plan};
use crate::engine::Evaluation;
use crate::engine::assess::Assessments;

/// What the navigator is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavigatorOptions {
    /// The dimension whose members head the tree; `None` lists clusters alone.
    pub dimension: Option<DimensionId>,
    /// What was typed into the filter.
    pub filter: String,
    /// Members whose clusters are folded away.
    pub folded: BTreeSet<NodeId>,
}

/// One line of the navigator.
#[derive(Clone, Debug, PartialEq)]
pub struct NavigatorRow {
    /// The node; `None` for the heading of clusters that have no member of the dimension.
    pub node: Option<NodeId>,
    /// Steps of indentation.
    pub depth: u8,
    /// Short name.
    pub title: String,
    /// Full name, for the hover.
    pub full: String,
    /// Small text at the right: the cluster's members of other dimensions, or the number of clusters.
    pub trailing: String,
    /// The place of the member's colour, for a strip before the name.
    pub colour: Option<usize>,
    /// `Some(open)` where the row has rows below it.
    pub open: Option<bool>,
    /// How the node stands; `None` on a heading, which is of no node, and until rows are marked.
    pub state: Option<NodeState>,
}

/// Where a node's colour stands among the members': that of its topmost member in its dimension, for a cluster in the
/// plan's first dimension.
pub fn colour_place(plan: &Plan, node: &NodeId) -> Option<usize> {
    let first = plan.dimensions.iter().next()?;
    let inner = node.outside_of();
    let node = inner.as_ref().unwrap_or(node);
    let cluster = plan.clusters.get(node).or_else(|| plan.clusters.get(&plan.parts.get(node)?.cluster));
    let member = match cluster {
        Some(cluster) => cluster.membership.get(&first.id)?,
        None => node,
    };
    let mut member = plan.members.get(member)?;
    for _ in 0..64 {
        match member.parent.as_ref().and_then(|parent| plan.members.get(parent)) {
            Some(parent) => member = parent,
            None => break,
        }
    }
    plan.members.iter().filter(|m| m.dimension == member.dimension && m.parent.is_none()).position(|m| m.id == member.id)
}

/// The rows of the navigator.
pub fn rows(plan: &Plan, names: &NameIndex, words: &Words, options: &NavigatorOptions) -> Vec<NavigatorRow> {
    let found: Option<FxHashSet<&NodeId>> =
        if options.filter.trim().is_empty() { None } else { Some(names.find(&options.filter).collect()) };
    let mut builder =
        Builder { plan, words, options, found, clusters: FxHashMap::default(), members: FxHashMap::default(), rows: Vec::new() };
    builder.gather();
    builder.build();
    builder.rows
}

/// Gives every row its node's state.
pub fn mark_rows(rows: &mut [NavigatorRow], words: &Words, document: &Document, evaluation: &Evaluation, assessments: &Assessments) {
    for row in rows {
        let state = |node| node_state(words, document, evaluation, assessments, node);
        // A node without targets has the mark of what cannot be judged: a gap in the column of marks would say nothing.
        let none = || NodeState { mark: Mark::NoData, text: words.text("navigator-no-target").to_owned() };
        row.state = row.node.as_ref().map(|node| state(node).unwrap_or_else(none));
    }
}

struct Builder<'a> {
    plan: &'a Plan,
    words: &'a Words,
    options: &'a NavigatorOptions,
    found: Option<FxHashSet<&'a NodeId>>,
    clusters: FxHashMap<Option<&'a NodeId>, Vec<&'a Cluster>>,
    members: FxHashMap<Option<&'a NodeId>, Vec<&'a Member>>,
    rows: Vec<NavigatorRow>,
}

impl<'a> Builder<'a> {
    fn gather(&mut self) {
        let dimension = self.options.dimension.as_ref();
        for cluster in &self.plan.clusters {
            let member = dimension.and_then(|d| cluster.membership.get(d)).filter(|m| self.plan.members.contains(*m));
            self.clusters.entry(member).or_default().push(cluster);
        }
        for member in self.plan.members.iter().filter(|m| Some(&m.dimension) == dimension) {
            let parent = member.parent.as_ref().filter(|p| self.plan.members.contains(*p));
            self.members.entry(parent).or_default().push(member);
        }
    }

    fn build(&mut self) {
        let total = NodeId::total();
        if self.shows(&total) || self.found.is_none() {
            let name = self.words.label(&self.plan.info.total).to_owned();
            self.rows.push(NavigatorRow {
                node: Some(total),
                depth: 0,
                title: name.clone(),
                full: name,
                trailing: String::new(),
                colour: None,
                open: None,
                state: None,
            });
        }
        for member in self.members.get(&None).cloned().unwrap_or_default() {
            self.member(member, 0);
        }
        let loose = self.clusters.get(&None).cloned().unwrap_or_default();
        let shown: Vec<&Cluster> = loose.into_iter().filter(|c| self.shows(&c.id)).collect();
        if shown.is_empty() {
            return;
        }
        let heading = self.options.dimension.is_some();
        if heading {
            let title = self.words.text("navigator-without-member").to_owned();
            self.rows.push(NavigatorRow {
                node: None,
                depth: 0,
                full: title.clone(),
                title,
                trailing: shown.len().to_string(),
                colour: None,
                open: None,
                state: None,
            });
        }
        for cluster in shown {
            self.cluster(cluster, u8::from(heading));
        }
    }

    fn shows(&self, node: &NodeId) -> bool {
        self.found.as_ref().is_none_or(|found| found.contains(node))
    }

    /// The member with what is below it; nothing at all where a filter leaves neither it nor anything below.
    fn member(&mut self, member: &'a Member, depth: u8) -> bool {
        let place = self.rows.len();
        let below_members = self.members.get(&Some(&member.id)).cloned().unwrap_or_default();
        let clusters = self.clusters.get(&Some(&member.id)).cloned().unwrap_or_default();
        let folds = !below_members.is_empty() || !clusters.is_empty();
        let open = self.found.is_some() || !self.options.folded.contains(&member.id);
        let itself = self.shows(&member.id);
        let short = self.plan.node_short(&member.id).unwrap_or(&member.name);
        self.rows.push(NavigatorRow {
            node: Some(member.id.clone()),
            depth,
            title: self.words.label(short).to_owned(),
            full: self.words.label(&member.name).to_owned(),
            trailing: if clusters.is_empty() { String::new() } else { clusters.len().to_string() },
            colour: colour_place(self.plan, &member.id),
            open: folds.then_some(open),
            state: None,
        });
        let mut any = itself;
        if open && depth < 32 {
            for below in below_members {
                any |= self.member(below, depth + 1);
            }
            for cluster in clusters {
                // A member that was found shows all its clusters: whoever types an industry's name wants to see them.
                if itself || self.shows(&cluster.id) {
                    self.cluster(cluster, depth + 1);
                    any = true;
                }
            }
        }
        if !any {
            self.rows.truncate(place);
        }
        any
    }

    fn cluster(&mut self, cluster: &Cluster, depth: u8) {
        let others: Vec<&str> = self
            .plan
            .dimensions
            .iter()
            .filter(|d| Some(&d.id) != self.options.dimension.as_ref())
            .filter_map(|d| self.plan.node_short(cluster.membership.get(&d.id)?))
            .map(|label| self.words.label(label))
            .collect();
        let short = self.plan.node_short(&cluster.id).unwrap_or(&cluster.name);
        self.rows.push(NavigatorRow {
            node: Some(cluster.id.clone()),
            depth,
            title: self.words.label(short).to_owned(),
            full: self.words.label(&cluster.name).to_owned(),
            trailing: others.join(" · "),
            colour: None,
            open: None,
            state: None,
        });
    }
}
