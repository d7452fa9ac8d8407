//! Who carries figures: dimensions with their members, clusters and parts of clusters; and coverages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Extra, Record};
use crate::base::{CoverageId, DimensionId, Label, NodeId};

/// A way to group clusters: industry, county.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// Identity.
    pub id: DimensionId,
    /// Name, as “产业”.
    pub name: Label,
    /// Unknown keys.
    pub extra: Extra,
}

/// A member of a dimension: one industry, one county.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Identity, in the namespace of all nodes.
    pub id: NodeId,
    /// The dimension it belongs to.
    pub dimension: DimensionId,
    /// The member above it in the same dimension; none below the total.
    pub parent: Option<NodeId>,
    /// Name as printed.
    pub name: Label,
    /// Short name for narrow places.
    pub short: Option<Label>,
    /// What the member is, in own words.
    pub note: String,
    /// Key fields (重点领域).
    pub key_fields: Vec<KeyField>,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// Unknown keys.
    pub extra: Extra,
}

/// A key field of an industry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyField {
    /// Name.
    pub name: String,
    /// What it covers, in own words.
    pub text: String,
}

/// A cluster of firms: what a planner works on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Identity, in the namespace of all nodes.
    pub id: NodeId,
    /// Name as printed.
    pub name: Label,
    /// Short name for narrow places.
    pub short: Option<Label>,
    /// Its member of each dimension.
    pub membership: BTreeMap<DimensionId, NodeId>,
    /// Where it lies, in own words.
    pub place: String,
    /// What it is for, in own words.
    pub role: String,
    /// Lead firms.
    pub lead_firms: Vec<String>,
    /// Key fields of its industry that it serves, by name.
    #[serde(default)]
    pub key_fields: Vec<String>,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// Unknown keys.
    pub extra: Extra,
}

/// A part of a cluster with figures of its own (分项).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Identity, in the namespace of all nodes.
    pub id: NodeId,
    /// The cluster it is part of.
    pub cluster: NodeId,
    /// Name.
    pub name: Label,
    /// Unknown keys.
    pub extra: Extra,
}

/// What a value counts: firms above the reporting threshold, all firms, a park, a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Identity.
    pub id: CoverageId,
    /// Name, as “规上”.
    pub name: Label,
    /// Unknown keys.
    pub extra: Extra,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// The whole plan.
    Total,
    /// A member of a dimension.
    Member,
    /// A cluster.
    Cluster,
    /// A part of a cluster.
    Part,
    /// What a member (or the total) has outside its clusters.
    Outside,
}

macro_rules! record {
    ($($record:ty => $id:ty),* $(,)?) => {$(
        impl Record for $record {
            type Id = $id;
            fn id(&self) -> &$id {
                &self.id
            }
        }
    )*};
}
pub(super) use record;

record!(Dimension => DimensionId, Member => NodeId, Cluster => NodeId, Part => NodeId, Coverage => CoverageId);
