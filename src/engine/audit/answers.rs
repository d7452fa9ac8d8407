//! Answers to findings: which findings rest, which stand open again because their numbers changed, which answers have lost theirs.

use super::Audit;
use super::finding::Finding;
use crate::domain::{Answer, Document};

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody has answered.
    Open,
    /// Answered, but the numbers have changed since.
    Reopened,
    /// Answered, and the numbers are those that were answered.
    Answered,
}

impl Standing {
    /// True where something is left to do.
    pub fn is_open(self) -> bool {
        self != Self::Answered
    }

    /// The word in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reopened => "reopened",
            Self::Answered => "answered",
        }
    }
}

impl Finding {
    /// How the finding stands in a document.
    pub fn standing(&self, document: &Document) -> Standing {
        match document.plan.answers.get(&self.id) {
            None => Standing::Open,
            Some(answer) if answer.fingerprint == self.fingerprint() => Standing::Answered,
            Some(_) => Standing::Reopened,
        }
    }
}

/// The answers whose finding is there no more, in the plan's order.
pub fn lost<'a>(audit: &Audit, document: &'a Document) -> Vec<&'a Answer> {
    document.plan.answers.iter().filter(|answer| audit.get(&answer.id).is_none()).collect()
}
