//! Why a workspace could not be opened or saved at all.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostic, Place};
use crate::io::plan_file::{FILE, FORMAT, TooNew};

/// The codes of this module.
pub const CODES: &[&str] = &[
    "workspace-missing",
    "workspace-no-folder",
    "workspace-no-plan",
    "workspace-too-new",
    "workspace-exists",
    "file-not-utf8",
    "file-read-failed",
    "file-write-failed",
    "file-locked",
    "file-denied",
    "disk-full",
    "file-name-unfit",
];

/// A workspace that cannot be opened or saved.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// There is no such folder.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// A file stands where a folder is needed.
    #[error("{} is no folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds no plan.
    #[error("{} holds no {FILE}", .0.display())]
    NoPlan(PathBuf),
    /// A newer version of the program wrote the plan.
    #[error(transparent)]
    TooNew(#[from] TooNew),
    /// A new workspace was to be laid where one is.
    #[error("{} holds a plan already", .0.display())]
    Exists(PathBuf),
    /// A file is not UTF-8.
    #[error("{file} is not UTF-8: byte {offset} in line {line}")]
    NotUtf8 {
        /// The file, relative to the workspace.
        file: String,
        /// Line of the first byte that does not fit.
        line: usize,
        /// That byte's place, counted from 0.
        offset: usize,
    },
    /// A file could not be read.
    #[error("{file} cannot be read: {source}")]
    Read {
        /// The file.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("{file} cannot be written: {source}")]
    Write {
        /// The file.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A name that no file can have everywhere.
    #[error("“{0}” cannot be the name of a file")]
    Name(String),
}

impl WorkspaceError {
    pub(super) fn read(file: impl Into<String>, source: io::Error) -> Self {
        Self::Read { file: file.into(), source }
    }

    pub(super) fn write(file: impl Into<String>, source: io::Error) -> Self {
        Self::Write { file: file.into(), source }
    }

    /// What the user is told: what happened and what to do.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |code| Diagnostic::error(code, Place::default());
        let at = |code: &'static str, path: &Path| error(code).arg("text", path.display());
        match self {
            Self::Missing(path) => at("workspace-missing", path),
            Self::NotAFolder(path) => at("workspace-no-folder", path),
            Self::NoPlan(path) => at("workspace-no-plan", path),
            Self::Exists(path) => at("workspace-exists", path),
            Self::TooNew(TooNew { format }) => {
                Diagnostic::error("workspace-too-new", Place::file(FILE)).arg("format", format).arg("known", FORMAT)
            }
            Self::NotUtf8 { file, line, offset } => {
                Diagnostic::error("file-not-utf8", Place::file(file).line(*line)).arg("offset", offset).arg("line", line)
            }
            Self::Read { file, source } => reason("file-read-failed", file, source),
            Self::Write { file, source } => reason("file-write-failed", file, source),
            Self::Name(name) => error("file-name-unfit").arg("text", name),
        }
    }
}

/// The sentence for a system error; `other` where it has no sentence of its own.
pub(super) fn reason(other: &'static str, file: &str, source: &io::Error) -> Diagnostic {
    let locked = cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33));
    let code = match source.kind() {
        _ if locked => "file-locked",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "file-denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk-full",
        _ => other,
    };
    Diagnostic::error(code, Place::file(file)).arg("reason", source)
}
