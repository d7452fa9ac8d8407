//! Clusters grouped by where they belong.
//!
//! All clusters of one group stand in the same members of all dimensions, so that an assumption about members concerns a group
//! whole or not at all, and a change of a group is a change of the same sums.

use rustc_hash::FxHashMap;

use crate::engine::frame::{Frame, NOWHERE};

/// The groups of a plan's clusters.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Groups {
    /// Per group: places of its clusters, in the plan's order.
    pub(super) clusters: Vec<Vec<u32>>,
    /// Per group: places of the members that its clusters stand in, also of those above; without the total.
    pub(super) within: Vec<Vec<u32>>,
    /// Per cluster (by its number): its group and its number there.
    pub(super) of: Vec<(u32, u32)>,
    /// Per top (the total, members): the groups beneath it.
    pub(super) beneath: Vec<Vec<u32>>,
}

impl Groups {
    /// Groups the clusters of a frame.
    pub(in crate::engine) fn of(frame: &Frame) -> Self {
        let mut groups = Self { beneath: vec![Vec::new(); frame.clusters.start], ..Self::default() };
        let mut known: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut direct = Vec::with_capacity(frame.direct.len());
        for (number, place) in frame.clusters.clone().enumerate() {
            direct.clear();
            direct.extend(frame.direct.iter().map(|of| of[number]));
            let group = known.get(&direct).copied().unwrap_or_else(|| {
                let group = groups.add(frame, &direct);
                known.insert(direct.clone(), group);
                group
            });
            let list = &mut groups.clusters[group as usize];
            groups.of.push((group, list.len() as u32));
            list.push(place as u32);
        }
        groups
    }

    fn add(&mut self, frame: &Frame, direct: &[u32]) -> u32 {
        let group = self.clusters.len() as u32;
        let mut within = Vec::new();
        for member in direct {
            let mut above = *member;
            while above != NOWHERE {
                within.push(above);
                above = frame.parent[above as usize];
            }
        }
        within.sort_unstable();
        within.dedup();
        self.beneath[0].push(group);
        within.iter().for_each(|member| self.beneath[*member as usize].push(group));
        self.clusters.push(Vec::new());
        self.within.push(within);
        group
    }
}
