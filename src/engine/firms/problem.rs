//! What can be wrong with rows of firms, and with a file as a whole.

use crate::base::{Diagnostic, Place};

/// What is wrong with a row. Every such row is counted; the first of each kind are kept as examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// More or fewer fields than the header has; the row is left out.
    Fields,
    /// Quotes that do not fit; the line is left out.
    Quotes,
    /// Longer than any row can be; the line is left out.
    Long,
    /// A row of totals (合计) among the firms; it is left out, so that nothing counts twice.
    Total,
    /// The period cannot be read; the row is left out.
    Period,
    /// A value that is no number; it is left out, the rest of the row counts.
    Number,
    /// A number too large to be one; it is left out, the rest of the row counts.
    TooLarge,
    /// No firm; the row counts in sums, not among the firms.
    Firm,
    /// A place that is not text in the file's encoding; the row counts.
    Damaged,
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 9] =
        [Self::Fields, Self::Quotes, Self::Long, Self::Total, Self::Period, Self::Number, Self::TooLarge, Self::Firm, Self::Damaged];

    /// True where nothing of the row counts.
    pub fn leaves_row_out(self) -> bool {
        matches!(self, Self::Fields | Self::Quotes | Self::Long | Self::Total | Self::Period)
    }

    /// The word of the problem in keys and sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::Quotes => "quotes",
            Self::Long => "long",
            Self::Total => "total",
            Self::Period => "period",
            Self::Number => "number",
            Self::TooLarge => "too-large",
            Self::Firm => "no-firm",
            Self::Damaged => "damaged",
        }
    }
}

/// Number of examples kept of each problem.
pub const EXAMPLES: usize = 5;

/// Characters kept of an offending text.
const TEXT: usize = 60;

/// A row with a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What is wrong.
    pub problem: Problem,
    /// Number of the row in the file, from 1, header rows and empty ones counted.
    pub row: u64,
    /// Number of the column from 1, where one is concerned.
    pub column: Option<usize>,
    /// The text found; for a wrong number of fields that number. Never a firm's name.
    pub text: String,
}

/// Problems counted, with examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    counts: [u64; Problem::ALL.len()],
    /// The first examples of each problem, by row.
    pub examples: Vec<Example>,
}

impl Problems {
    /// Number of cells or rows with this problem.
    pub fn count(&self, problem: Problem) -> u64 {
        self.counts[problem as usize]
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|count| *count == 0)
    }

    pub(super) fn clear(&mut self) {
        self.counts = Default::default();
        self.examples.clear();
    }

    pub(super) fn found(&mut self, problem: Problem, row: u64, column: Option<usize>, text: &[u8]) {
        self.more(problem, 1);
        self.example(problem, row, column, text);
    }

    /// Counts without an example.
    pub(super) fn more(&mut self, problem: Problem, count: u64) {
        self.counts[problem as usize] += count;
    }

    /// Keeps an example, if there are not enough, without counting it.
    pub(super) fn example(&mut self, problem: Problem, row: u64, column: Option<usize>, text: &[u8]) {
        let is_new = |kept: &&Example| kept.problem == problem;
        if self.examples.iter().filter(is_new).count() < EXAMPLES {
            let text = text.get(..text.len().min(4 * TEXT)).unwrap_or_default();
            let text = String::from_utf8_lossy(text).chars().take(TEXT).collect();
            self.examples.push(Example { problem, row: row + 1, column: column.map(|column| column + 1), text });
        }
    }

    /// Adds those of the next part of the file, whose rows begin behind the first `before` rows.
    pub(super) fn add(&mut self, next: &Self, before: u64) {
        for example in &next.examples {
            let kept = self.examples.iter().filter(|kept| kept.problem == example.problem).count();
            if kept < EXAMPLES {
                self.examples.push(Example { row: example.row + before, ..example.clone() });
            }
        }
        for (count, more) in self.counts.iter_mut().zip(next.counts) {
            *count += more;
        }
    }
}

/// Why a file of firms could not be summed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FirmError {
    /// More different places than a plan can have: a column of firms or numbers was taken for one of places.
    #[error("more than {limit} different places: the column of places is another one")]
    TooManyPlaces {
        /// How many there may be.
        limit: usize,
    },
    /// More different periods than there can be.
    #[error("more than {limit} different texts of periods: the column of periods is another one")]
    TooManyPeriods {
        /// How many there may be.
        limit: usize,
    },
    /// Firms and their values do not fit into the memory allowed.
    #[error("too many firms and periods: more than {limit} values of single firms")]
    TooManyFirms {
        /// How many there may be.
        limit: usize,
    },
}

impl FirmError {
    /// What is told to the user; `file` is the file's name.
    pub fn diagnostic(self, file: &str) -> Diagnostic {
        let (code, limit) = match self {
            Self::TooManyPlaces { limit } => (Self::CODES[0], limit),
            Self::TooManyPeriods { limit } => (Self::CODES[1], limit),
            Self::TooManyFirms { limit } => (Self::CODES[2], limit),
        };
        Diagnostic::error(code, Place::file(file)).arg("count", limit)
    }

    const CODES: [&'static str; 3] = ["firms-too-many-places", "firms-too-many-periods", "firms-too-many-firms"];
}
