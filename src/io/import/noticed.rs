//! What was noticed while a table was read: the first of each kind with its place and text, and how many there were.

use crate::base::{Diagnostic, Place, Severity};

/// Characters of an offending text that are shown.
const SHOWN: usize = 60;

/// The codes of this module.
pub const CODES: &[&str] = &[
    "import-not-decodable",
    "import-encoding-unsure",
    "import-nul",
    "import-quote-open",
    "import-line-ends",
    "import-cell-cut",
    "import-columns-cut",
    "import-rows-cut",
    "import-rows-longer",
    "import-last-row-short",
    "import-sheet-cut",
    "import-sheet-missing",
    "import-sheet-unreadable",
    "import-range-outside",
];

/// Diagnostics of one file by kind, each with a count.
#[derive(Debug, Default)]
pub struct Noticed {
    list: Vec<(Diagnostic, usize)>,
}

impl Noticed {
    /// Something at a place; only the first of a code and sheet is described, the others are counted.
    pub fn tell(&mut self, severity: Severity, code: &'static str, place: Place, describe: impl FnOnce(Diagnostic) -> Diagnostic) {
        match self.list.iter_mut().find(|(known, _)| known.code == code && known.place.record == place.record) {
            Some((_, count)) => *count += 1,
            None => self.list.push((describe(Diagnostic::new(severity, code, place)), 1)),
        }
    }

    /// The diagnostics in the order first noticed, each with its `count`.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list.into_iter().map(|(diagnostic, count)| diagnostic.arg("count", count)).collect()
    }
}

/// A text short enough for a sentence.
pub fn shown(text: &str) -> String {
    let plain = text.trim().replace(['\n', '\r', '\t'], " ");
    match plain.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}
