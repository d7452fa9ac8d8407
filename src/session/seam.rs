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

    /// Reads a workspace.
    pub fn open(folder: &Path) -> Result<Opened, WorkspaceError> {
        Err(WorkspaceError(folder.display().to_string()))
    }

    /// Writes a workspace.
    pub fn save(_folder: &Path, _document: &Document, prints: &Prints) -> Result<Prints, WorkspaceError> {
        Ok(prints.clone())
    }

    /// The files that changed on disk.
    pub fn changed(_folder: &Path, _prints: &Prints) -> Vec<String> {
        Vec::new()
    }
}
