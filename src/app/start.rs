//! What a start opens: the workspace named, the one open last, or the sample.

use std::path::{Path, PathBuf};

use crate::base::Diagnostic;
use crate::domain::Document;
use crate::io::folders::Folders;
use crate::io::sample::ensure_sample;
use crate::io::settings::Settings;
use crate::session::{OpenedSession, Session};

/// A workspace up to this size is read before the first frame; a larger one in the background.
const SMALL: u64 = 4_000_000;

/// What a window starts with.
pub struct Start {
    /// The session: the workspace, or an empty plan while a large one is read or where none could be read.
    pub opened: OpenedSession,
    /// A workspace to be opened in the background.
    pub later: Option<PathBuf>,
    /// What is to be told.
    pub told: Vec<Diagnostic>,
}

impl Start {
    /// Finds and opens what there is to show.
    pub fn find(asked: Option<&Path>, settings: &Settings, folders: Option<&Folders>) -> Self {
        let mut told = Vec::new();
        let folder = match asked {
            Some(folder) => Some(folder.to_owned()),
            None => last_or_sample(settings, folders, &mut told),
        };
        let recovery = folders.map(|f| f.data.join("recovery"));
        let empty = || OpenedSession { session: Session::unsaved(Document::default(), None), recoverable: None, holder: None };
        let Some(folder) = folder else { return Self { opened: empty(), later: None, told } };
        if size(&folder) > SMALL {
            return Self { opened: empty(), later: Some(folder), told };
        }
        match Session::open(&folder, recovery.as_deref()) {
            Ok(opened) => Self { opened, later: None, told },
            Err(error) => {
                told.push(error.diagnostic());
                Self { opened: empty(), later: None, told }
            }
        }
    }
}

fn last_or_sample(settings: &Settings, folders: Option<&Folders>, told: &mut Vec<Diagnostic>) -> Option<PathBuf> {
    let last = settings.recent.iter().find(|folder| folder.join("plan.toml").is_file());
    if let Some(last) = last {
        return Some(last.clone());
    }
    let folders = folders?;
    match ensure_sample(folders) {
        Ok(folder) => Some(folder),
        Err(error) => {
            told.push(super::carry_out::sample_failed(folders, &error));
            None
        }
    }
}

/// Bytes of the plan and its actuals.
fn size(folder: &Path) -> u64 {
    let length = |path: &Path| path.metadata().map_or(0, |m| m.len());
    let actuals = std::fs::read_dir(folder.join("actuals")).into_iter().flatten().flatten();
    length(&folder.join("plan.toml")) + actuals.map(|entry| length(&entry.path())).sum::<u64>()
}
