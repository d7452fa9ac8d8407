//! Reads a file's bytes once: its hash and size, and as much of its beginning as may become a table.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::ImportError;
use crate::io::hash;

/// Told how far the work is (0 to 1); answers false to stop it.
pub type Progress<'a> = &'a mut dyn FnMut(f64) -> bool;

/// What reading the bytes gave.
#[derive(Debug)]
pub struct Source {
    /// File name without folder.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// Hash of all bytes.
    pub hash: String,
    /// The beginning, at most as long as asked for.
    pub head: Vec<u8>,
}

impl Source {
    /// True where `head` is all of the file.
    pub fn is_whole(&self) -> bool {
        self.head.len() as u64 == self.size
    }
}

/// File name without folder, as shown.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Opens a file, or says why not.
pub fn open(path: &Path) -> Result<(File, u64), ImportError> {
    let name = name_of(path);
    let system = |error| ImportError::system(&name, error);
    let about = path.metadata().map_err(system)?;
    if about.is_dir() {
        return Err(ImportError::Folder(name));
    }
    if !about.is_file() {
        // A device or a pipe may never end.
        return Err(ImportError::Read { file: name, source: io::Error::from(io::ErrorKind::Unsupported) });
    }
    let file = File::open(path).map_err(system)?;
    Ok((file, about.len()))
}

/// Reads all bytes of a file and keeps the first `keep`. Progress runs from 0 to `share`.
pub fn read(path: &Path, keep: usize, share: f64, progress: Progress<'_>) -> Result<Source, ImportError> {
    let name = name_of(path);
    let (mut file, length) = open(path)?;
    let mut head: Vec<u8> = Vec::with_capacity(keep.min(length as usize));
    let mut running = hash::Running::default();
    let mut piece = Vec::new();
    loop {
        piece.clear();
        (&mut file).take(hash::PIECE as u64).read_to_end(&mut piece).map_err(|error| ImportError::system(&name, error))?;
        if piece.is_empty() {
            break;
        }
        running.take(&piece);
        head.extend_from_slice(&piece[..piece.len().min(keep - head.len())]);
        let done = running.length() as f64 / length.max(running.length()) as f64;
        if !progress(share * done) {
            return Err(ImportError::Cancelled);
        }
        // A multiple of the piece is needed for the hash; a shorter one is the last.
        if piece.len() < hash::PIECE {
            break;
        }
    }
    if running.length() == 0 {
        return Err(ImportError::Empty(name));
    }
    Ok(Source { name, size: running.length(), hash: hexadecimal(running.finish()), head })
}

/// The hash as it stands in logs.
pub fn hexadecimal(hash: u64) -> String {
    format!("{hash:016x}")
}
