//! The scenarios of a workspace: read beside the plan, written where they changed, removed where they are gone.
//!
//! A file of which nothing can be read (of a newer version, in another encoding) spoils no other and is never written over or
//! removed.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::{WorkspaceError, reason};
use super::prints::{self, Print, Prints};
use super::{open, save, scenario_name};
use crate::base::{Diagnostic, Place, ScenarioId};
use crate::domain::{Document, Plan, Scenario, Table, scenario_check};
use crate::io::write::{keep_copy, remove_file};
use crate::io::{hash, scenario_file};

/// The codes of this module.
pub(super) const CODES: &[&str] = &["scenario-too-new"];

/// A scenario file as it was read.
pub(super) struct ReadScenario {
    shown: String,
    print: Print,
    /// What it holds and whether that is all of it; `None` where nothing could be read.
    scenario: Option<(Scenario, bool)>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads all scenario files of a workspace, in the order of their names.
pub(super) fn read(folder: &Path) -> Vec<ReadScenario> {
    prints::scenario_files(folder).par_iter().map(|name| read_one(folder, name)).collect()
}

fn read_one(folder: &Path, name: &str) -> ReadScenario {
    let shown = scenario_name(name);
    let path = folder.join(&shown);
    let data = fs::metadata(&path).ok();
    let (length, modified) = (data.as_ref().map_or(0, fs::Metadata::len), data.and_then(|data| data.modified().ok()));
    let print = Print { length, hash: 0, modified, sound: None, unread: true };
    let unread = |print, diagnostic| ReadScenario { shown: shown.clone(), print, scenario: None, diagnostics: vec![diagnostic] };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return unread(print, reason("file-read-failed", &shown, &error)),
    };
    let print = Print { length: bytes.len() as u64, hash: hash::of(&bytes), ..print };
    let (text, cut) = match open::text_of(&bytes, &shown) {
        Ok(text) => text,
        Err(error) => return unread(print, error.diagnostic()),
    };
    match scenario_file::read(&ScenarioId::new(name), &shown, text, cut) {
        Ok(scenario_file::Reading { scenario, diagnostics, lossy }) => {
            // As long as the scenario stays as it was read, a file that was not read whole is left alone.
            let sound = lossy.then(|| hash::of(scenario_file::write(&scenario).as_bytes()));
            let print = Print { sound, unread: false, ..print };
            ReadScenario { shown, print, scenario: Some((scenario, lossy)), diagnostics }
        }
        Err(scenario_file::TooNew { format }) => {
            let newer = Diagnostic::error("scenario-too-new", Place::file(&shown));
            unread(print, newer.arg("format", format).arg("known", scenario_file::FORMAT))
        }
    }
}

/// Puts the scenarios together and tells what they name that nobody has. The last part says whether something was not read.
pub(super) fn gather(read: Vec<ReadScenario>, plan: &Plan, prints: &mut Prints) -> (Table<Scenario>, Vec<Diagnostic>, bool) {
    let (mut rows, mut diagnostics, mut lossy) = (Vec::with_capacity(read.len()), Vec::new(), false);
    for file in read {
        lossy |= file.scenario.as_ref().is_none_or(|(_, lossy)| *lossy);
        prints.files.insert(file.shown, file.print);
        diagnostics.extend(file.diagnostics);
        rows.extend(file.scenario.map(|(scenario, _)| scenario));
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    let scenarios: Table<Scenario> = rows.into_iter().collect();
    for scenario in &scenarios {
        let file = Place::file(scenario_name(scenario.id.as_str())).file;
        let told = scenario_check::orphans(plan, &scenarios, scenario).into_iter();
        diagnostics.extend(told.map(|d| Diagnostic { place: Place { file: file.clone(), ..d.place }, ..d }));
    }
    (scenarios, diagnostics, lossy)
}

/// Writes the scenarios that changed and removes the files of those that are gone.
pub(super) fn write(folder: &Path, document: &Document, prints: &mut Prints) -> Result<(), WorkspaceError> {
    for scenario in document.scenarios.iter() {
        save::save_text(folder, &scenario_name(scenario.id.as_str()), &scenario_file::write(scenario), prints)?;
    }
    let gone: Vec<String> = prints.files.keys().filter(|file| is_gone(document, prints, file)).cloned().collect();
    for file in gone {
        remove(folder, &file, prints).map_err(|error| WorkspaceError::write(&*file, error))?;
    }
    Ok(())
}

/// True for the path of a scenario file that was read and whose scenario is no longer there.
pub(super) fn is_gone(document: &Document, prints: &Prints, file: &str) -> bool {
    let id = file.strip_prefix(super::SCENARIOS).and_then(|rest| rest.strip_prefix('/')).and_then(|rest| rest.strip_suffix(".toml"));
    let was_read = || prints.files.get(file).is_some_and(|print| !print.unread);
    id.is_some_and(|id| !document.scenarios.contains(id) && was_read())
}

/// A file that was not read whole, or that changed on disk since, is kept as a copy.
fn remove(folder: &Path, file: &str, prints: &mut Prints) -> io::Result<()> {
    let path = folder.join(file);
    let whole = prints.files.get(file).is_some_and(|print| print.is_whole() && !prints::differs(folder, file, print));
    if path.exists() {
        if !whole {
            keep_copy(&path)?;
        }
        remove_file(&path)?;
    }
    prints.files.remove(file);
    Ok(())
}

/// Refuses ids that cannot be the name of a file everywhere, and two that some systems take for one. What was read has a name that
/// this system can bear.
pub(super) fn check_names(document: &Document, prints: &Prints) -> Result<(), WorkspaceError> {
    let mut taken = std::collections::BTreeSet::new();
    let is_known = |scenario: &&Scenario| prints.files.contains_key(&scenario_name(scenario.id.as_str()));
    let (known, new): (Vec<&Scenario>, Vec<&Scenario>) = document.scenarios.iter().partition(is_known);
    taken.extend(known.into_iter().map(|scenario| scenario.id.as_str().to_lowercase()));
    for scenario in new {
        let id = scenario.id.as_str();
        save::check_name(id)?;
        if !taken.insert(id.to_lowercase()) {
            return Err(WorkspaceError::Name(id.to_owned()));
        }
    }
    Ok(())
}
