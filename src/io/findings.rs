//! Collects what a reader has to say, and whether anything of the file did not make it into the document.

use rustc_hash::FxHashMap;

use crate::base::{Diagnostic, Place};

/// How many diagnostics of one code are listed; the rest is counted. Nobody reads ten thousand lines of one kind.
const LISTED: usize = 100;

/// The codes of this module.
pub const CODES: &[&str] = &["more-of-same"];

/// Diagnostics in the order found, and the mark that something was left out.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    counts: FxHashMap<&'static str, usize>,
    lossy: bool,
}

impl Findings {
    /// Something to look at; all of the file was kept.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= LISTED {
            self.list.push(diagnostic);
        }
    }

    /// Something that could not be kept: writing the document over the file would lose it.
    pub fn left_out(&mut self, diagnostic: Diagnostic) {
        self.lossy = true;
        self.tell(diagnostic);
    }

    /// Takes over all of another collection.
    pub fn absorb(&mut self, other: Self) {
        self.lossy |= other.lossy;
        let mut listed: FxHashMap<&'static str, usize> = FxHashMap::default();
        for diagnostic in other.list {
            *listed.entry(diagnostic.code).or_default() += 1;
            self.tell(diagnostic);
        }
        for (code, count) in other.counts {
            *self.counts.entry(code).or_default() += count - listed.get(code).copied().unwrap_or(0);
        }
    }

    /// True where something was left out.
    pub fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// The diagnostics, with one line for those of a kind that were only counted.
    pub fn into_list(mut self, file: &str) -> Vec<Diagnostic> {
        let mut more: Vec<(&'static str, usize)> = self.counts.into_iter().filter(|(_, count)| *count > LISTED).collect();
        more.sort_unstable();
        for (code, count) in more {
            let severity = self.list.iter().find(|d| d.code == code).map(|d| d.severity);
            if let Some(severity) = severity {
                let last = self.list.iter().rfind(|d| d.code == code).and_then(|d| d.place.line).unwrap_or(0);
                let more = Diagnostic::new(severity, "more-of-same", Place::file(file));
                self.list.push(more.arg("count", count - LISTED).arg("line", last));
            }
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_of_a_kind_are_counted() {
        let mut all = Findings::default();
        for part in 0..3 {
            let mut findings = Findings::default();
            for line in 0..150 {
                findings.left_out(Diagnostic::error("x", Place::file("a").line(part * 150 + line)));
            }
            all.absorb(findings);
        }
        assert!(all.is_lossy());
        let list = all.into_list("a");
        assert_eq!(list.len(), LISTED + 1);
        assert_eq!(list.last().and_then(|d| d.args.first()), Some(&("count", "350".to_owned())));
    }
}
