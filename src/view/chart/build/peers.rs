//! Who is compared with whom: the siblings of a node, and who stands beneath it.

use super::look::Look;
use crate::base::{DimensionId, NodeId};
use crate::domain::NodeKind;
use crate::view::wording;

/// Nodes to compare, and what they are.
pub(super) struct Peers {
    pub nodes: Vec<NodeId>,
    /// What a node of the list is (集聚区, 产业).
    pub kind: String,
    /// The node above all of them.
    pub parent: NodeId,
}

impl Look<'_> {
    /// The dimension that the chart goes by.
    pub fn dimension(&self) -> Option<DimensionId> {
        self.subject.dimension.cloned().or_else(|| self.document.plan.dimensions.iter().map(|d| d.id.clone()).next())
    }

    fn clusters_word(&self) -> String {
        self.words.text("chart-peers-clusters").to_owned()
    }

    /// The siblings of the subject; for the total all clusters.
    pub fn peers(&self) -> Peers {
        let plan = &*self.document.plan;
        let node = self.subject.node;
        let total = NodeId::total();
        match plan.node_kind(node) {
            Some(NodeKind::Member) => {
                let member = plan.members.get(node);
                let alike = |m: &&crate::domain::Member| member.is_some_and(|of| m.dimension == of.dimension && m.parent == of.parent);
                let nodes = plan.members.iter().filter(alike).map(|m| m.id.clone()).collect();
                let kind = member.map(|m| wording::dimension(self.words, plan, &m.dimension).to_owned()).unwrap_or_default();
                Peers { nodes, kind, parent: member.and_then(|m| m.parent.clone()).unwrap_or(total) }
            }
            Some(NodeKind::Part) => {
                let cluster = plan.parts.get(node).map_or(total, |part| part.cluster.clone());
                let nodes = plan.parts_of(&cluster).map(|part| part.id.clone()).collect();
                Peers { nodes, kind: self.words.text("chart-peers-parts").to_owned(), parent: cluster }
            }
            Some(NodeKind::Cluster) => {
                let dimension = self.dimension();
                let member = dimension.and_then(|d| plan.clusters.get(node).and_then(|c| c.membership.get(&d)).cloned());
                let within: Vec<NodeId> = member.iter().flat_map(|member| self.evaluation.clusters_of(member)).collect();
                // One or two make no ranking: then all clusters of the plan are compared.
                match member {
                    Some(member) if within.len() > 2 => Peers { nodes: within, kind: self.clusters_word(), parent: member },
                    _ => self.all_clusters(),
                }
            }
            _ => self.all_clusters(),
        }
    }

    fn all_clusters(&self) -> Peers {
        let nodes = self.document.plan.clusters.iter().map(|c| c.id.clone()).collect();
        Peers { nodes, kind: self.clusters_word(), parent: NodeId::total() }
    }

    /// Who makes up the subject, and what they are.
    pub fn components(&self) -> Peers {
        let plan = &*self.document.plan;
        let node = self.subject.node;
        let members = self.dimension().map(|d| (self.evaluation.members_beneath(node, &d), d));
        match (plan.node_kind(node), members) {
            (Some(NodeKind::Total | NodeKind::Member), Some((nodes, dimension))) if !nodes.is_empty() => {
                Peers { nodes, kind: wording::dimension(self.words, plan, &dimension).to_owned(), parent: node.clone() }
            }
            (Some(NodeKind::Cluster), _) => {
                let kind = self.words.text("chart-peers-parts").to_owned();
                Peers { nodes: plan.parts_of(node).map(|part| part.id.clone()).collect(), kind, parent: node.clone() }
            }
            _ => {
                let nodes: Vec<NodeId> = self.evaluation.clusters_of(node).filter(|cluster| cluster != node).collect();
                Peers { nodes, kind: self.clusters_word(), parent: node.clone() }
            }
        }
    }
}
