//! Why a picture was not made or not written, as what the user is told: what happened and what to do.

use std::io;
use std::path::Path;

use super::chart::PictureError;
use crate::base::{Diagnostic, Place};

/// The codes of this module.
pub const CODES: &[&str] = &[
    "export-failed",
    "export-not-drawn",
    "export-target-open",
    "export-disk-full",
    "export-denied",
    "export-name-too-long",
    "export-folder-gone",
    "export-target-folder",
];

/// Codes of system errors of Windows: no access, a sharing violation, a lock violation, a path that is too long.
const WINDOWS: [(i32, &str); 4] =
    [(5, "export-target-open"), (32, "export-target-open"), (33, "export-target-open"), (206, "export-name-too-long")];

/// A file could not be written.
pub fn unwritten(error: &io::Error, path: &Path) -> Diagnostic {
    let code = code(error.kind(), error.raw_os_error().filter(|_| cfg!(windows)));
    Diagnostic::error(code, Place::file(path.display().to_string())).arg("reason", error)
}

/// A picture could not be drawn; `path` is where it was to go.
pub fn undrawn(error: &PictureError, path: &Path) -> Diagnostic {
    Diagnostic::error("export-not-drawn", Place::file(path.display().to_string())).arg("reason", error)
}

/// The code of a failure. `windows` is the system's own code where that is Windows, where an open file is told by it alone.
fn code(kind: io::ErrorKind, windows: Option<i32>) -> &'static str {
    let known = windows.and_then(|code| WINDOWS.iter().find(|(known, _)| *known == code));
    if let Some((_, code)) = known {
        return code;
    }
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => "export-disk-full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "export-denied",
        io::ErrorKind::InvalidFilename => "export-name-too-long",
        // A file where a folder is to be made exists already.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "export-folder-gone",
        io::ErrorKind::IsADirectory => "export-target-folder",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "export-target-open",
        _ => "export-failed",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::unwrap_in_result, reason = "a test stops at the first thing that fails")]

    use std::fs;

    use super::*;
    use crate::io::write_file;
    use crate::view::{Language, Words};

    fn told(path: &Path) -> Diagnostic {
        unwritten(&write_file(path, b"x").unwrap_err(), path)
    }

    #[test]
    fn what_the_system_refuses_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "kept").unwrap();
        let within = file.join("a.png");
        let long = folder.path().join(format!("{}.png", "长".repeat(200)));
        let as_folder = folder.path().join("sub");
        fs::create_dir(&as_folder).unwrap();
        fs::write(as_folder.join("inside"), "").unwrap();
        for (path, code) in [(&within, "export-folder-gone"), (&long, "export-name-too-long"), (&as_folder, "export-target-folder")] {
            let told = told(path);
            assert_eq!(told.code, code, "{told:?}");
            for language in Language::ALL {
                let said = Words::new(language).diagnostic(&told);
                assert!(said.contains(&*path.display().to_string()), "{said}");
            }
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
    }

    /// What cannot be brought about on every machine: a full disk, and a file that another program of Windows holds.
    #[test]
    fn a_full_disk_and_an_open_file_are_told() {
        use io::ErrorKind as Kind;
        for (kind, windows, wanted) in [
            (Kind::StorageFull, None, "export-disk-full"),
            (Kind::QuotaExceeded, None, "export-disk-full"),
            (Kind::PermissionDenied, None, "export-denied"),
            (Kind::PermissionDenied, Some(5), "export-target-open"),
            (Kind::Other, Some(32), "export-target-open"),
            (Kind::Other, Some(33), "export-target-open"),
            (Kind::Other, Some(206), "export-name-too-long"),
            (Kind::StorageFull, Some(112), "export-disk-full"),
            (Kind::ReadOnlyFilesystem, None, "export-denied"),
            (Kind::Other, None, "export-failed"),
        ] {
            assert_eq!(code(kind, windows), wanted, "{kind:?} {windows:?}");
            assert!(CODES.contains(&wanted));
        }
    }
}
