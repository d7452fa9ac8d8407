//! What went wrong, where, and what to do: data that any language can put into words.
//!
//! A diagnostic names a message key of the language files and its arguments; it holds no sentence.

use std::fmt;
use std::sync::Arc;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Kept and usable, but to be looked at.
    Warning,
    /// Something could not be used as it stands.
    Error,
}

impl Severity {
    /// The word used in machine-readable output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where something was found. All parts are optional; lines and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// File, relative to the workspace where it lies inside.
    pub file: Option<Arc<str>>,
    /// Line, or row of a table.
    pub line: Option<usize>,
    /// Column number.
    pub column: Option<usize>,
    /// The id of the record concerned.
    pub record: Option<String>,
}

impl Place {
    /// A place in a file.
    pub fn file(file: impl AsRef<str>) -> Self {
        Self { file: Some(Arc::from(file.as_ref())), ..Self::default() }
    }

    /// The same place with a line.
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place with a column.
    #[must_use]
    pub fn column(mut self, column: usize) -> Self {
        self.column = Some(column);
        self
    }

    /// The same place with the record's id.
    #[must_use]
    pub fn record(mut self, record: impl fmt::Display) -> Self {
        self.record = Some(record.to_string());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        if let Some(record) = &self.record {
            write!(f, "{}[{record}]", if self.file.is_some() { " " } else { "" })?;
        }
        Ok(())
    }
}

/// One message to the user: `code` is the key of its sentence in the language files (`diagnostic-…`), `args` fill it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Message key in the language files, without the prefix `diagnostic-`.
    pub code: &'static str,
    /// Where it was found.
    pub place: Place,
    /// Arguments of the sentence, by name; `text` is the offending text.
    pub args: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A diagnostic of any severity.
    pub fn new(severity: Severity, code: &'static str, place: Place) -> Self {
        Self { severity, code, place, args: Vec::new() }
    }

    /// An error.
    pub fn error(code: &'static str, place: Place) -> Self {
        Self::new(Severity::Error, code, place)
    }

    /// A warning.
    pub fn warning(code: &'static str, place: Place) -> Self {
        Self::new(Severity::Warning, code, place)
    }

    /// A note.
    pub fn note(code: &'static str, place: Place) -> Self {
        Self::new(Severity::Note, code, place)
    }

    /// The same diagnostic with one more argument.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
