//! What files looked like when they were read or written, to tell what changed since.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::{ACTUALS, BRIEFINGS, SCENARIOS, actuals_name};
use crate::io::export::house;
use crate::io::{hash, plan_file};

/// What one file looked like.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Print {
    pub(super) length: u64,
    pub(super) hash: u64,
    pub(super) modified: Option<SystemTime>,
    /// For a file that was not read whole: the hash of what the document would have been written as then. As long as the document
    /// still gives that, the file is left as it is.
    pub(super) sound: Option<u64>,
    /// True for a file of which nothing could be read. It is left alone, and kept as a copy before anything takes its name.
    pub(super) unread: bool,
}

impl Print {
    /// True where all of the file is in the document.
    pub(super) fn is_whole(&self) -> bool {
        self.sound.is_none() && !self.unread
    }
}

/// What the files of a workspace looked like when they were last read or written, by their path in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prints {
    pub(super) files: BTreeMap<String, Print>,
}

impl Prints {
    /// True where some file was not read whole: saving a change of it first keeps a copy.
    pub fn is_lossy(&self) -> bool {
        self.files.values().any(|print| !print.is_whole())
    }

    /// Paths of the files that are known.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The content of each file in a short text, to be written down and compared later. When a file was touched does not matter.
    pub fn marks(&self) -> BTreeMap<String, String> {
        self.files.iter().map(|(file, print)| (file.clone(), format!("{:x}-{:016x}", print.length, print.hash))).collect()
    }

    /// No longer knows what a file looked like: the next save writes it (or removes it, for a scenario that is gone) in any case and
    /// keeps a copy of what stands there.
    pub fn forget(&mut self, file: &str) {
        if let Some(print) = self.files.get_mut(file) {
            // No file is that long.
            (print.length, print.modified) = (u64::MAX, None);
        }
    }

    pub(super) fn note(&mut self, folder: &Path, file: &str, bytes: &[u8]) {
        let modified = fs::metadata(folder.join(file)).and_then(|data| data.modified()).ok();
        let print = Print { length: bytes.len() as u64, hash: hash::of(bytes), modified, sound: None, unread: false };
        self.files.insert(file.to_owned(), print);
    }
}

/// The files that changed, came or went since they were read or written, by their path in the workspace.
pub fn changed(folder: &Path, prints: &Prints) -> Vec<String> {
    let mut changed: Vec<String> =
        prints.files.iter().filter(|(file, print)| differs(folder, file, print)).map(|(file, _)| file.clone()).collect();
    let actuals = actuals_files(folder).into_iter().map(|file| actuals_name(&file));
    let of = |below: &'static str| toml_files(folder, below).into_iter().map(move |file| format!("{below}/{file}.toml"));
    let here = actuals.chain(of(SCENARIOS)).chain(of(BRIEFINGS));
    changed.extend(here.filter(|file| !prints.files.contains_key(file)));
    let alone = [plan_file::FILE, house::FILE].into_iter().filter(|file| !prints.files.contains_key(*file) && folder.join(file).exists());
    changed.extend(alone.map(str::to_owned));
    changed
}

/// True where the file no longer is what the print says. The clock is asked first; only where it moved are the bytes read.
pub(super) fn differs(folder: &Path, file: &str, print: &Print) -> bool {
    let path = folder.join(file);
    let Ok(data) = fs::metadata(&path) else { return true };
    if data.len() != print.length {
        return true;
    }
    if print.modified.is_some() && data.modified().ok() == print.modified {
        return false;
    }
    fs::read(&path).map_or(true, |bytes| hash::of(&bytes) != print.hash)
}

/// Names of the actuals files in a workspace, without folder and ending, in order.
pub(super) fn actuals_files(folder: &Path) -> Vec<String> {
    files_in(&folder.join(ACTUALS), ".csv")
}

/// Names of the files of scenarios or briefings in a workspace, without folder and ending, in order.
pub(super) fn toml_files(folder: &Path, below: &str) -> Vec<String> {
    files_in(&folder.join(below), ".toml")
}

/// Hidden files and those that other programs leave beside an open one are none.
fn files_in(folder: &Path, ending: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .filter(|name| !name.is_empty() && !name.starts_with(['.', '~']))
        .filter(|name| folder.join(format!("{name}{ending}")).is_file())
        .collect();
    names.sort_unstable();
    names
}
