//! Which leaves a scope names: groups of clusters, one cluster, one part, residuals.

use super::Groups;
use crate::base::NodeId;
use crate::domain::{NodeKind, Reach, Scope};
use crate::engine::frame::{Frame, NOWHERE};

/// The leaves of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    /// Groups of clusters that are in it whole.
    pub(super) groups: Vec<u32>,
    /// A cluster that is named itself.
    pub(super) cluster: Option<u32>,
    /// A part that is named itself.
    pub(super) part: Option<u32>,
    /// Residuals, by the place of the node that they lie inside; in order.
    pub(super) outside: Vec<u32>,
    /// The member or the total, where the scope names just one node and that is it.
    pub(super) top: Option<u32>,
}

impl Reached {
    /// A project's or a hand's leaf: the node itself; for a member or the total what lies outside its clusters.
    pub(super) fn node(frame: &Frame, place: usize) -> Self {
        let at = Some(place as u32);
        match frame.kind(place) {
            NodeKind::Cluster => Self { cluster: at, ..Self::default() },
            NodeKind::Part => Self { part: at, ..Self::default() },
            NodeKind::Outside => Self { outside: frame.inside(place).map(|p| p as u32).into_iter().collect(), ..Self::default() },
            NodeKind::Member | NodeKind::Total => Self { outside: vec![place as u32], ..Self::default() },
        }
    }

    /// The leaves of a scope; the first node that does not exist, where there is one.
    pub(super) fn of(frame: &Frame, groups: &Groups, scope: &Scope) -> Result<Self, NodeId> {
        let mut places = Vec::with_capacity(scope.within.len());
        for node in &scope.within {
            places.push(frame.place(node).ok_or_else(|| node.clone())?);
        }
        places.sort_unstable();
        places.dedup();
        let mut reached = Self::default();
        if let [one] = places[..]
            && one < frame.clusters.start
        {
            reached.top = Some(one as u32);
        } else if places.is_empty() {
            reached.top = Some(0);
        }
        // The smallest of the named nodes is the leaf, if there is one below the members.
        match places.last().copied().filter(|place| *place >= frame.clusters.start) {
            Some(leaf) if places.iter().all(|place| contains(frame, groups, *place, leaf)) => {
                let single = Self::node(frame, leaf);
                return Ok(Self { top: None, ..single });
            }
            Some(_) => return Ok(reached),
            None => {}
        }
        let members: Vec<u32> = places.iter().map(|p| *p as u32).filter(|p| *p != 0).collect();
        if scope.reach != Reach::Outside {
            let first = members.first().map_or(0, |first| *first as usize);
            let within = |group: &&u32| members.iter().all(|member| groups.within[**group as usize].binary_search(member).is_ok());
            reached.groups = groups.beneath[first].iter().filter(within).copied().collect();
        }
        if scope.reach != Reach::Clusters {
            let tops = 0..frame.clusters.start as u32;
            reached.outside = tops.filter(|top| members.iter().all(|member| is_within(frame, *top, *member))).collect();
        }
        Ok(reached)
    }

    /// True where the scope has no leaf at all.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.cluster.is_none() && self.part.is_none() && self.outside.is_empty()
    }

    /// The places of all leaves, in order: clusters, parts, residuals.
    pub(super) fn places(&self, frame: &Frame, groups: &Groups) -> Vec<usize> {
        let mut places: Vec<usize> = self.groups.iter().flat_map(|group| &groups.clusters[*group as usize]).map(|p| *p as usize).collect();
        places.extend(self.cluster.iter().chain(&self.part).map(|p| *p as usize));
        places.extend(self.outside.iter().map(|top| frame.outside.start + *top as usize));
        places.sort_unstable();
        places
    }
}

/// True where the member `above` is `member` or stands above it. The total stands in no member.
pub(super) fn is_within(frame: &Frame, mut member: u32, above: u32) -> bool {
    while member != NOWHERE && member != above {
        member = frame.parent[member as usize];
    }
    member == above
}

/// True where the node at `place` contains the leaf (a cluster, a part or a residual), or is it.
pub(super) fn contains(frame: &Frame, groups: &Groups, place: usize, leaf: usize) -> bool {
    if place == leaf || place == 0 {
        return true;
    }
    let cluster = match frame.kind(leaf) {
        NodeKind::Part => frame.parent[leaf] as usize,
        NodeKind::Outside => {
            let inside = frame.inside(leaf).unwrap_or(0) as u32;
            return frame.kind(place) == NodeKind::Member && is_within(frame, inside, place as u32);
        }
        _ => leaf,
    };
    let of = cluster.checked_sub(frame.clusters.start).and_then(|number| groups.of.get(number));
    place == cluster || of.is_some_and(|(group, _)| groups.within[*group as usize].binary_search(&(place as u32)).is_ok())
}
