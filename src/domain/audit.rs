//! What a plan says for its own audit: relations between metrics, and answers to findings.
//!
//! Records only. Which findings there are, and whether an answer still fits one, is decided above.

use serde::{Deserialize, Serialize};

use super::structure::record;
use super::{Extra, Record};
use crate::base::{FindingId, MetricId, RelationId};

/// What two metrics have to do with each other, where no formula says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Identity.
    pub id: RelationId,
    /// The metric spoken of.
    pub metric: MetricId,
    /// What is said of it.
    pub kind: RelationKind,
    /// The metric it is set against.
    pub of: MetricId,
    /// Unknown keys.
    pub extra: Extra,
}

/// The kinds of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// The one is part of the other and does not exceed it: profit and sales revenue.
    #[default]
    AtMost,
    /// Both measure the same size, so that one may stand where the other is not stated: sales revenue and output.
    Comparable,
}

impl RelationKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::AtMost, Self::Comparable];

    /// The word of the kind in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::AtMost => "at-most",
            Self::Comparable => "comparable",
        }
    }
}

/// Why a finding of the audit is accepted. It keeps what the finding said, so that nothing is lost when the finding goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The finding answered.
    pub id: FindingId,
    /// The reason, in the user's words.
    pub text: String,
    /// Who answered, as typed in.
    pub name: String,
    /// When, as typed in.
    pub date: String,
    /// Fingerprint of the finding's arithmetic at that time; another one opens the finding again.
    pub fingerprint: String,
    /// What the finding said at that time.
    pub said: String,
    /// Unknown keys.
    pub extra: Extra,
}

record!(Relation => RelationId, Answer => FindingId);
