//! The import log on disk: `.clusterplan/import-log.jsonl`, a line a file that came in. Lines are only ever added.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::write::append;
use crate::base::{Diagnostic, Place};
use crate::view::import::log::LogEntry;

/// The file, relative to the workspace.
pub const FILE: &str = ".clusterplan/import-log.jsonl";

/// All codes of diagnostics that the log can give.
pub const CODES: &[&str] = &["import-log-failed", "import-log-damaged"];

fn path(folder: &Path) -> PathBuf {
    FILE.split('/').fold(folder.to_owned(), |path, part| path.join(part))
}

/// Adds entries to the log of a workspace, all of them or none.
pub fn add(folder: &Path, entries: &[LogEntry]) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| Diagnostic::warning("import-log-failed", Place::file(FILE)).arg("reason", error);
    let mut lines = String::new();
    for entry in entries {
        lines.push_str(&serde_json::to_string(entry).map_err(|error| failed(error.into()))?);
        lines.push('\n');
    }
    if lines.is_empty() { Ok(()) } else { append(&path(folder), lines.as_bytes()).map_err(failed) }
}

/// The entries in the order they were added, and what could not be read.
pub fn read(folder: &Path) -> (Vec<LogEntry>, Vec<Diagnostic>) {
    let bytes = match fs::read(path(folder)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Vec::new(), Vec::new()),
        Err(error) => return (Vec::new(), vec![Diagnostic::warning("import-log-failed", Place::file(FILE)).arg("reason", error)]),
    };
    let text = String::from_utf8_lossy(&bytes);
    let (mut entries, mut bad) = (Vec::new(), None);
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(entry) => entries.push(entry),
            // One word for all of them: nobody can mend a log.
            Err(_) => bad = bad.or(Some(number + 1)),
        }
    }
    let told = bad.map(|line| Diagnostic::note("import-log-damaged", Place::file(FILE).line(line)));
    (entries, told.into_iter().collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use super::*;
    use crate::view::grid::GridSource;
    use crate::view::import::log::LogTable;
    use crate::view::{Language, Words};

    fn entry(file: &str, read: usize) -> LogEntry {
        let time = "2012-04-09T08:30:00+08:00".to_owned();
        LogEntry { time, file: file.into(), size: 1234, hash: "00ff".into(), read, used: read, actuals: "a".into(), ..LogEntry::default() }
    }

    #[test]
    fn entries_are_added_and_come_back_even_after_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), (Vec::new(), Vec::new()));
        add(folder.path(), &[entry("a.csv", 3), entry("二 \"b\".xlsx", 4)]).unwrap();
        let path = path(folder.path());
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 10]).unwrap();
        add(folder.path(), &[entry("c.csv", 5)]).unwrap();
        let (entries, told) = read(folder.path());
        assert_eq!(entries, [entry("a.csv", 3), entry("c.csv", 5)]);
        assert_eq!(told.iter().map(|d| (d.code, d.place.line)).collect::<Vec<_>>(), [("import-log-damaged", Some(2))]);
        assert!(fs::read(&path).unwrap().starts_with(&whole[..whole.len() - 10]), "what stands there is never touched");
    }

    #[test]
    fn a_log_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".clusterplan"), "a file").unwrap();
        assert_eq!(add(folder.path(), &[entry("a", 1)]).unwrap_err().code, "import-log-failed");
    }

    #[test]
    fn the_log_is_shown_newest_first_with_headings_in_both_languages() {
        for language in Language::ALL {
            let table = LogTable::new(vec![entry("a.csv", 3), entry("b.csv", 4)], &Words::new(language));
            assert!(table.columns().iter().all(|column| !column.title.starts_with("import-log")), "{language:?}");
            let row = |row| (0..4).map(|column| table.cell(row, column).text).collect::<Vec<_>>();
            assert_eq!(row(0), ["2012-04-09 08:30", "b.csv", "", "4"]);
            assert_eq!(table.cell(1, 11).text, "actuals/a.csv");
        }
    }
}
