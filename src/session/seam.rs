//! Stand-ins for the rooms below that are still being built; each goes when the real one is there.

use std::path::Path;

use crate::base::Diagnostic;
use crate::domain::Document;

/// Stands in for the engine's evaluation.
#[derive(Debug)]
pub struct Evaluation;

impl Evaluation {
    /// Evaluates a document.
    pub fn of(_document: &Document) -> Self {
        Self
    }

    /// What was found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &[]
    }
}

/// Stands in for the files room.
pub mod workspace {
    use super::*;

    /// What the files of a workspace looked like when they were last read or written.
    #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
    pub struct Prints(std::collections::BTreeMap<String, u64>);

    /// A workspace as read.
    #[derive(Debug)]
    pub struct Opened {
        /// The document.
        pub document: Document,
        /// What was found while reading.
        pub diagnostics: Vec<Diagnostic>,
        /// The files as read.
        pub prints: Prints,
        /// True where nothing can be written.
        pub read_only: bool,
    }

    /// A workspace that cannot be read or written.
    #[derive(Debug, thiserror::Error)]
    #[error("{0}")]
    pub struct WorkspaceError(pub String);

    fn print(folder: &Path) -> Prints {
        let bytes = std::fs::read(folder.join("plan.toml")).unwrap_or_default();
        let sum = bytes.iter().fold(1469598103934665603_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(1099511628211));
        Prints([("plan.toml".to_owned(), sum)].into())
    }

    /// Reads a workspace.
    pub fn open(folder: &Path) -> Result<Opened, WorkspaceError> {
        let text = std::fs::read_to_string(folder.join("plan.toml")).map_err(|e| WorkspaceError(e.to_string()))?;
        let edit: crate::domain::Edit =
            serde_json::from_str(text.lines().next().unwrap_or_default()).map_err(|e| WorkspaceError(e.to_string()))?;
        let mut document = Document::default();
        document.apply(edit).map_err(|e| WorkspaceError(e.to_string()))?;
        Ok(Opened { document, diagnostics: Vec::new(), prints: print(folder), read_only: false })
    }

    /// Writes a workspace.
    pub fn save(folder: &Path, document: &Document, _prints: &Prints) -> Result<Prints, WorkspaceError> {
        let text = serde_json::to_string(&super::super::rebuild::from_nothing(document)).map_err(|e| WorkspaceError(e.to_string()))?;
        std::fs::write(folder.join("plan.toml"), text).map_err(|e| WorkspaceError(e.to_string()))?;
        Ok(print(folder))
    }

    /// The files that changed on disk.
    pub fn changed(folder: &Path, prints: &Prints) -> Vec<String> {
        if print(folder) == *prints { Vec::new() } else { vec!["plan.toml".to_owned()] }
    }
}

impl workspace::WorkspaceError {
    /// What to tell.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::error("unreadable", crate::base::Place::default())
    }
}
