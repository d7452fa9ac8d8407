//! Identities as types. An id never changes and is never shown; names are labels.
//!
//! Ids are cheap to clone (shared text). They must not be compared across kinds, which the types forbid.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a text as an id of this kind.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The id as text, as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

id_type! {
    /// A node: the total, a member, a cluster, a part of a cluster or an outside-clusters residual. One namespace for all.
    NodeId;
    /// A metric.
    MetricId;
    /// A dimension (industry, county …).
    DimensionId;
    /// A coverage (firms above the reporting threshold, all firms …).
    CoverageId;
    /// A figure: one statement of the plan.
    FigureId;
    /// A project of the register.
    ProjectId;
    /// A limit (land, energy, emissions, fund).
    LimitId;
    /// A task or safeguard of the task register.
    TaskId;
    /// A scenario; also the name of its file.
    ScenarioId;
    /// An assumption within its scenario.
    AssumptionId;
    /// A scheme of scoring.
    SchemeId;
    /// A bonus or deduction of a scheme of scoring.
    ScoreEntryId;
    /// A rule of early warning.
    WarningRuleId;
    /// A finding of the audit: its rule and what it is about.
    FindingId;
    /// A relation between two metrics.
    RelationId;
    /// A briefing; also the name of its file.
    BriefingId;
    /// An item within its briefing.
    ItemId;
    /// A unit, named by its symbol (亿元, 亩, %).
    UnitId;
}

/// Text of the id of the node that stands for the whole plan.
const TOTAL: &str = "total";
/// Prefix of the ids of outside-clusters residuals; what follows is the member's id.
const OUTSIDE: &str = "outside:";

impl NodeId {
    /// The node of the whole plan.
    pub fn total() -> Self {
        Self::new(TOTAL)
    }

    /// True for the node of the whole plan.
    pub fn is_total(&self) -> bool {
        self.as_str() == TOTAL
    }

    /// The outside-clusters residual of `parent` (a member, or the total).
    pub fn outside(parent: &Self) -> Self {
        Self::new(format!("{OUTSIDE}{parent}"))
    }

    /// The node whose residual this is, if it is one.
    pub fn outside_of(&self) -> Option<Self> {
        self.as_str().strip_prefix(OUTSIDE).map(Self::new)
    }
}

/// The first of `stem`, `stem-2`, `stem-3` … that `taken` does not know.
pub fn free_text(stem: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(stem) {
        return stem.to_owned();
    }
    let mut number = 2_u64;
    loop {
        let candidate = format!("{stem}-{number}");
        if !taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residual_ids_lead_back_to_their_member() {
        let member = NodeId::new("new-energy");
        let outside = NodeId::outside(&member);
        assert_eq!(outside.as_str(), "outside:new-energy");
        assert_eq!(outside.outside_of(), Some(member.clone()));
        assert_eq!(member.outside_of(), None);
    }

    #[test]
    fn free_text_counts_up() {
        let taken = ["a", "a-2"];
        assert_eq!(free_text("a", |t| taken.contains(&t)), "a-3");
        assert_eq!(free_text("b", |t| taken.contains(&t)), "b");
    }
}
