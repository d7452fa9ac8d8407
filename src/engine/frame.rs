//! The frame of an evaluation: nodes, metrics and years as dense places, and who stands beneath whom.
//!
//! Places follow the plan's own order: the total, members, clusters, parts, then the outside-clusters residuals of the total
//! and of each member. Broken references (a parent in a ring, a membership in a missing member) are left out and reported.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::{Diagnostic, DimensionId, MetricId, NodeId, Place};
use crate::domain::{Document, NodeKind, Observation, Plan, PlanInfo, SeriesKey};

/// No place.
pub(super) const NOWHERE: u32 = u32::MAX;
/// How far before the first and after the last year of the plan values are still read, in years.
const REACH: i32 = 30;
/// Longest window of years.
const LONGEST: i32 = 200;

/// Nodes, metrics and years as places in dense tables.
#[derive(Clone, Debug)]
pub struct Frame {
    pub(super) nodes: Vec<NodeId>,
    places: FxHashMap<NodeId, u32>,
    pub(super) members: Range<usize>,
    pub(super) clusters: Range<usize>,
    pub(super) parts: Range<usize>,
    pub(super) outside: Range<usize>,
    pub(super) dimensions: Vec<DimensionId>,
    /// Per member (by its place less one): place of its dimension.
    pub(super) dimension_of: Vec<usize>,
    /// Per node: the member above a member, the cluster above a part; nowhere for others.
    pub(super) parent: Vec<u32>,
    /// Per dimension and cluster (by its number): the member it stands in directly.
    pub(super) direct: Vec<Vec<u32>>,
    /// Members from the deepest up, so that each is complete before it is added to its parent.
    pub(super) deepest_first: Vec<u32>,
    /// Per cluster (by its number): its parts.
    pub(super) parts_of: Vec<Vec<u32>>,
    /// Per node: its row in tables of sums; nowhere for nodes with nothing beneath.
    pub(super) slot: Vec<u32>,
    /// Per row of the tables of sums: how many clusters (or parts) are beneath.
    pub(super) beneath: Vec<u32>,
    children: Vec<Vec<NodeId>>,
    pub(super) metrics: Vec<MetricId>,
    metric_places: FxHashMap<MetricId, u32>,
    pub(super) first_year: i32,
    pub(super) years: usize,
}

impl Frame {
    /// The frame of a document without its years ([`Self::set_years`]); what had to be left out is reported.
    pub fn of(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let plan = &*document.plan;
        let mut frame = Self::with_nodes(plan, diagnostics);
        frame.place_members(plan, diagnostics);
        frame.place_clusters(plan, diagnostics);
        frame.count_beneath();
        frame.list_children();
        frame
    }

    fn with_nodes(plan: &Plan, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut nodes = Vec::with_capacity(2 + 2 * plan.members.len() + plan.clusters.len() + plan.parts.len());
        let mut places: FxHashMap<NodeId, u32> = FxHashMap::default();
        places.reserve(nodes.capacity());
        let mut add = |id: NodeId, diagnostics: &mut Vec<Diagnostic>| {
            if places.contains_key(&id) {
                diagnostics.push(Diagnostic::error("node-twice", Place::default().record(&id)).arg("text", &id));
            } else {
                places.insert(id.clone(), nodes.len() as u32);
                nodes.push(id);
            }
            nodes.len()
        };
        let mut end = add(NodeId::total(), diagnostics);
        let mut run = |ids: &mut dyn Iterator<Item = NodeId>, diagnostics: &mut Vec<Diagnostic>| {
            let start = end;
            for id in ids {
                end = add(id, diagnostics);
            }
            start..end
        };
        let members = run(&mut plan.members.iter().map(|m| m.id.clone()), diagnostics);
        let clusters = run(&mut plan.clusters.iter().map(|c| c.id.clone()), diagnostics);
        let parts = run(&mut plan.parts.iter().map(|p| p.id.clone()), diagnostics);
        let parents = std::iter::once(NodeId::total()).chain(plan.members.iter().map(|m| m.id.clone()));
        let outside = run(&mut parents.map(|id| NodeId::outside(&id)), diagnostics);
        let count = nodes.len();
        let metrics: Vec<MetricId> = plan.metrics.iter().map(|m| m.id.clone()).collect();
        Self {
            metric_places: metrics.iter().enumerate().map(|(place, id)| (id.clone(), place as u32)).collect(),
            metrics,
            dimensions: plan.dimensions.iter().map(|d| d.id.clone()).collect(),
            dimension_of: Vec::new(),
            parent: vec![NOWHERE; count],
            direct: Vec::new(),
            deepest_first: Vec::new(),
            parts_of: vec![Vec::new(); clusters.len()],
            slot: vec![NOWHERE; count],
            beneath: Vec::new(),
            children: vec![Vec::new(); count],
            first_year: 0,
            years: 0,
            nodes,
            places,
            members,
            clusters,
            parts,
            outside,
        }
    }

    fn place_members(&mut self, plan: &Plan, diagnostics: &mut Vec<Diagnostic>) {
        let known = |id: &DimensionId| self.dimensions.iter().position(|d| d == id).unwrap_or(usize::MAX);
        let rows: Vec<_> = self.members.clone().filter_map(|place| plan.members.get(&self.nodes[place])).collect();
        self.dimension_of = rows.iter().map(|m| known(&m.dimension)).collect();
        for (member, place) in rows.iter().zip(self.members.clone()) {
            let Some(parent) = &member.parent else { continue };
            match self.member_place(parent) {
                Some(above) if self.dimension_of[above - 1] == self.dimension_of[place - 1] => self.parent[place] = above as u32,
                _ => diagnostics.push(broken("member-parent", &member.id, parent)),
            }
        }
        let mut depths = Vec::with_capacity(rows.len());
        for place in self.members.clone() {
            let mut depth = 0_usize;
            let mut above = self.parent[place];
            while above != NOWHERE && depth <= self.members.len() {
                depth += 1;
                above = self.parent[above as usize];
            }
            if above != NOWHERE {
                // Part of a ring, or below one: it stands at the top instead.
                diagnostics.push(broken("member-ring", &self.nodes[place], &self.nodes[self.parent[place] as usize]));
                self.parent[place] = NOWHERE;
                depth = 0;
            }
            depths.push((std::cmp::Reverse(depth), place as u32));
        }
        // A ring is opened at the member that comes first, so depths below it are counted again.
        for (depth, place) in &mut depths {
            let (mut count, mut above) = (0, self.parent[*place as usize]);
            while above != NOWHERE {
                count += 1;
                above = self.parent[above as usize];
            }
            depth.0 = count;
        }
        depths.sort();
        self.deepest_first = depths.into_iter().map(|(_, place)| place).collect();
    }

    fn place_clusters(&mut self, plan: &Plan, diagnostics: &mut Vec<Diagnostic>) {
        self.direct = vec![vec![NOWHERE; self.clusters.len()]; self.dimensions.len()];
        for (number, place) in self.clusters.clone().enumerate() {
            let Some(cluster) = plan.clusters.get(&self.nodes[place]) else { continue };
            for (dimension, member) in &cluster.membership {
                let of = self.dimensions.iter().position(|d| d == dimension);
                let above = self.member_place(member);
                match (of, above) {
                    (Some(of), Some(above)) if self.dimension_of[above - 1] == of => self.direct[of][number] = above as u32,
                    _ => diagnostics.push(broken("membership", &cluster.id, member).arg("dimension", dimension)),
                }
            }
        }
        for place in self.parts.clone() {
            let Some(part) = plan.parts.get(&self.nodes[place]) else { continue };
            match self.place(&part.cluster).filter(|above| self.clusters.contains(above)) {
                Some(above) => {
                    self.parent[place] = above as u32;
                    self.parts_of[above - self.clusters.start].push(place as u32);
                }
                None => diagnostics.push(broken("part-cluster", &part.id, &part.cluster)),
            }
        }
    }

    fn count_beneath(&mut self) {
        let tops = self.clusters.start;
        for place in 0..tops {
            self.slot[place] = place as u32;
        }
        self.beneath = vec![0; tops];
        self.beneath[0] = self.clusters.len() as u32;
        for of in &self.direct {
            for above in of.iter().filter(|above| **above != NOWHERE) {
                self.beneath[*above as usize] += 1;
            }
        }
        for place in &self.deepest_first {
            let above = self.parent[*place as usize];
            if above != NOWHERE {
                self.beneath[above as usize] += self.beneath[*place as usize];
            }
        }
        for (number, parts) in self.parts_of.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
            self.slot[self.clusters.start + number] = self.beneath.len() as u32;
            self.beneath.push(parts.len() as u32);
        }
    }

    fn list_children(&mut self) {
        for place in self.members.clone() {
            let above = if self.parent[place] == NOWHERE { 0 } else { self.parent[place] };
            self.children[above as usize].push(self.nodes[place].clone());
        }
        for (number, place) in self.clusters.clone().enumerate() {
            let mut alone = true;
            for of in &self.direct {
                if of[number] != NOWHERE {
                    alone = false;
                    self.children[of[number] as usize].push(self.nodes[place].clone());
                }
            }
            if alone {
                self.children[0].push(self.nodes[place].clone());
            }
            let parts = self.parts_of[number].iter().map(|part| self.nodes[*part as usize].clone()).collect();
            self.children[place] = parts;
        }
    }

    /// Sets the years: from the earliest yearly figure or actual within reach of the plan to the latest, and always from base
    /// year to last year.
    pub(super) fn set_years(&mut self, info: &PlanInfo, figures: impl Iterator<Item = i32>, series: &[(&SeriesKey, &[Observation])]) {
        let sane = |year: i32| year.clamp(1, 9999);
        let (base, first, last) = (sane(info.base_year), sane(info.first_year), sane(info.last_year));
        let (low, high) = (base.min(first).min(last), base.max(first).max(last));
        let reach = first.saturating_sub(REACH).min(low)..=last.saturating_add(REACH).max(high);
        let widen = |(low, high): (i32, i32), year: i32| if reach.contains(&year) { (low.min(year), high.max(year)) } else { (low, high) };
        let of_figures = figures.fold((low, high), widen);
        let of_series = |(_, list): &(&SeriesKey, &[Observation])| {
            // Observations stand in order of period: those at the ends decide, unless they are out of reach.
            let ends = [list.first(), list.last()].map(|o| o.map_or(base, |o| o.period.plan_year()));
            if ends.iter().all(|year| reach.contains(year)) {
                return ends.into_iter().fold((low, high), widen);
            }
            list.iter().map(|o| o.period.plan_year()).fold((low, high), widen)
        };
        let both = |a: (i32, i32), b: (i32, i32)| (a.0.min(b.0), a.1.max(b.1));
        let (low, high) = both(of_figures, series.par_iter().map(of_series).reduce(|| (low, high), both));
        (self.first_year, self.years) = (low, (high - low + 1).min(LONGEST) as usize);
    }

    /// The place of a node.
    pub(super) fn place(&self, node: &NodeId) -> Option<usize> {
        self.places.get(node).map(|place| *place as usize)
    }

    /// The place of a metric.
    pub(super) fn metric(&self, metric: &MetricId) -> Option<usize> {
        self.metric_places.get(metric).map(|place| *place as usize)
    }

    fn member_place(&self, node: &NodeId) -> Option<usize> {
        self.place(node).filter(|place| self.members.contains(place))
    }

    /// The place of a year on the yearly axis.
    pub(super) fn year(&self, year: i32) -> Option<usize> {
        usize::try_from(i64::from(year) - i64::from(self.first_year)).ok().filter(|place| *place < self.years)
    }

    /// What the node at a place is.
    pub(super) fn kind(&self, place: usize) -> NodeKind {
        if place == 0 {
            NodeKind::Total
        } else if self.members.contains(&place) {
            NodeKind::Member
        } else if self.clusters.contains(&place) {
            NodeKind::Cluster
        } else if self.parts.contains(&place) {
            NodeKind::Part
        } else {
            NodeKind::Outside
        }
    }

    /// The place of the node whose outside-clusters residual stands at `place`.
    pub(super) fn inside(&self, place: usize) -> Option<usize> {
        self.outside.contains(&place).then(|| place - self.outside.start)
    }

    /// What stands directly beneath a node: members, then clusters, then parts.
    pub(super) fn children(&self, place: usize) -> &[NodeId] {
        &self.children[place]
    }

    /// The members of a dimension at the top, or directly beneath a member of that dimension.
    pub(super) fn members_beneath(&self, place: usize, dimension: usize) -> impl Iterator<Item = usize> + '_ {
        let above = if place == 0 { NOWHERE } else { place as u32 };
        self.members.clone().filter(move |member| self.dimension_of[member - 1] == dimension && self.parent[*member] == above)
    }

    /// The clusters beneath a node, in the plan's order; a cluster is beneath itself.
    pub(super) fn clusters_beneath(&self, place: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        match self.kind(place) {
            NodeKind::Total => Box::new(self.clusters.clone()),
            NodeKind::Cluster => Box::new(std::iter::once(place)),
            NodeKind::Member => match self.direct.get(self.dimension_of[place - 1]) {
                Some(of) => Box::new(self.clusters.clone().filter(move |c| self.is_within(of[c - self.clusters.start], place as u32))),
                None => Box::new(std::iter::empty()),
            },
            NodeKind::Part | NodeKind::Outside => Box::new(std::iter::empty()),
        }
    }

    fn is_within(&self, mut member: u32, above: u32) -> bool {
        while member != NOWHERE && member != above {
            member = self.parent[member as usize];
        }
        member == above
    }
}

fn broken(code: &'static str, record: &NodeId, text: &NodeId) -> Diagnostic {
    Diagnostic::error(code, Place::default().record(record)).arg("node", record).arg("text", text)
}
