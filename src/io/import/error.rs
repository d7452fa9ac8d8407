//! Why a file could not be opened for import at all, and what was noticed in one that could.

use std::io;

use crate::base::{Diagnostic, Place};

/// All codes of diagnostics that opening a file can give.
pub const CODES: &[&str] = &[
    "import-missing",
    "import-folder",
    "import-empty",
    "import-locked",
    "import-denied",
    "import-read-failed",
    "import-no-table",
    "import-web-page",
    "import-xml-sheet",
    "import-password",
    "import-damaged",
    "import-bomb",
    "import-too-large",
    "import-encoding-unknown",
    "import-cancelled",
];

/// A file that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such file.
    #[error("{0} does not exist")]
    Missing(String),
    /// A folder, not a file.
    #[error("{0} is a folder")]
    Folder(String),
    /// Nothing in it.
    #[error("{0} is empty")]
    Empty(String),
    /// Another program holds it (Windows).
    #[error("{file} is in use: {source}")]
    Locked {
        /// The file.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// No right to read it.
    #[error("{file} may not be read: {source}")]
    Denied {
        /// The file.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// The system could not read it.
    #[error("{file} cannot be read: {source}")]
    Read {
        /// The file.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// It is something else than a table: a picture, a document, an archive; `found` names what, where that is known.
    #[error("{file} holds no table ({found})")]
    NoTable {
        /// The file.
        file: String,
        /// What it is (`PDF`, `ZIP`, `DOCX` …); `?` where that is unknown.
        found: &'static str,
    },
    /// A web page under the name of a workbook, as some statistics sites send them.
    #[error("{0} is a web page")]
    WebPage(String),
    /// A workbook as one XML text (Excel 2003), which is not read.
    #[error("{0} is an XML spreadsheet")]
    XmlSheet(String),
    /// The workbook is protected by a password.
    #[error("{0} needs a password")]
    Password(String),
    /// The workbook is damaged or ends too early.
    #[error("{file} is damaged: {reason}")]
    Damaged {
        /// The file.
        file: String,
        /// What the reader stumbled over.
        reason: String,
    },
    /// Unpacked, the workbook would fill the memory.
    #[error("{file} unpacks to more than {allowed} MB")]
    Bomb {
        /// The file.
        file: String,
        /// The part that is too large.
        part: String,
        /// What is allowed, in megabytes.
        allowed: u64,
    },
    /// A workbook that is larger than can be read.
    #[error("{file} is larger than {allowed} MB")]
    TooLarge {
        /// The file.
        file: String,
        /// What is allowed, in megabytes.
        allowed: u64,
    },
    /// The chosen encoding is none.
    #[error("{0} is no encoding")]
    Encoding(String),
    /// Stopped on request.
    #[error("stopped")]
    Cancelled,
}

impl ImportError {
    /// The error for a failure of the system on reading `file`.
    pub(super) fn system(file: &str, source: io::Error) -> Self {
        let file = file.to_owned();
        // 32 is a sharing violation and 33 a lock violation; only Windows locks files that way.
        if cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33)) {
            return Self::Locked { file, source };
        }
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(file),
            io::ErrorKind::IsADirectory => Self::Folder(file),
            io::ErrorKind::PermissionDenied => Self::Denied { file, source },
            _ => Self::Read { file, source },
        }
    }

    /// What the user is told: what happened and what to do.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |code, file: &str| Diagnostic::error(code, Place::file(file));
        match self {
            Self::Missing(file) => error("import-missing", file),
            Self::Folder(file) => error("import-folder", file),
            Self::Empty(file) => error("import-empty", file),
            Self::Locked { file, source } => error("import-locked", file).arg("reason", source),
            Self::Denied { file, source } => error("import-denied", file).arg("reason", source),
            Self::Read { file, source } => error("import-read-failed", file).arg("reason", source),
            Self::NoTable { file, found } => error("import-no-table", file).arg("text", found),
            Self::WebPage(file) => error("import-web-page", file),
            Self::XmlSheet(file) => error("import-xml-sheet", file),
            Self::Password(file) => error("import-password", file),
            Self::Damaged { file, reason } => error("import-damaged", file).arg("reason", reason),
            Self::Bomb { file, part, allowed } => error("import-bomb", file).arg("text", part).arg("allowed", allowed),
            Self::TooLarge { file, allowed } => error("import-too-large", file).arg("allowed", allowed),
            Self::Encoding(text) => Diagnostic::error("import-encoding-unknown", Place::default()).arg("text", text),
            Self::Cancelled => Diagnostic::note("import-cancelled", Place::default()),
        }
    }
}
