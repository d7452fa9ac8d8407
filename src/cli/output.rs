//! Results on standard output: text, CSV and JSON, and what may go wrong with that.

use std::io::{self, BufWriter, Write};

use super::Exit;
use crate::base::{Diagnostic, Severity};
use crate::io::workspace::WorkspaceError;
use crate::view::Words;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// Who read the results has gone.
    NobodyReads,
    /// Results could not be written.
    Output(io::Error),
    /// A message in the user's language, and the exit it means.
    Said(String, Exit),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::NobodyReads } else { Self::Output(error) }
    }
}

/// Where results go.
pub struct Out {
    writer: BufWriter<Box<dyn Write>>,
    bom: bool,
}

/// The mark by which Excel knows UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

impl Out {
    /// Standard output; CSV begins with a byte order mark where `bom` is true.
    pub fn stdout(bom: bool) -> Self {
        Self { writer: BufWriter::with_capacity(1 << 16, Box::new(io::stdout().lock())), bom }
    }

    /// Writes text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// Writes one line.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.text(text)?;
        self.text("\n")
    }

    /// A CSV writer onto the results.
    pub fn csv(&mut self) -> Result<csv::Writer<&mut BufWriter<Box<dyn Write>>>, Failure> {
        if self.bom {
            self.writer.write_all(BOM)?;
        }
        Ok(csv::WriterBuilder::new().from_writer(&mut self.writer))
    }

    /// Writes a JSON array, one element a line.
    pub fn json(&mut self, rows: impl IntoIterator<Item = serde_json::Value>) -> Result<(), Failure> {
        let mut open = "[\n";
        for row in rows {
            self.text(open)?;
            serde_json::to_writer(&mut self.writer, &row).map_err(io::Error::from)?;
            open = ",\n";
        }
        self.text(if open == "[\n" { "[]\n" } else { "\n]\n" })
    }

    /// Writes out what is still held back.
    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// A text as a cell that no spreadsheet takes for a formula.
pub use crate::view::safe_cell::safe_cell as cell;

/// The sentence of a diagnostic without its place.
pub fn sentence(diagnostic: &Diagnostic, words: &Words) -> String {
    words.diagnostic(&Diagnostic { place: crate::base::Place::default(), ..diagnostic.clone() })
}

/// The sentence of a workspace that could not be read or written.
pub fn workspace_error(error: &WorkspaceError, words: &Words) -> String {
    words.diagnostic(&error.diagnostic())
}

/// Says how many errors stand in the way of a result, and gives the exit that this means.
pub fn hint_at_findings<'a>(findings: impl Iterator<Item = &'a Diagnostic>, workspace: &std::path::Path, words: &Words) -> Exit {
    let errors = findings.filter(|finding| finding.severity == Severity::Error).count();
    if errors == 0 {
        return Exit::Fine;
    }
    let (errors, workspace) = (errors.to_string(), workspace.display().to_string());
    super::tell(&words.with("cli-has-errors", &[("errors", &errors), ("workspace", &workspace)]));
    Exit::Findings
}
