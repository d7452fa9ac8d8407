//! What has files of its own in a workspace, scenarios and briefings: read beside the plan, written where they changed, removed where
//! they are gone.
//!
//! A file of which nothing can be read (of a newer version, in another encoding) spoils no other and is never written over or
//! removed.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::{WorkspaceError, reason};
use super::prints::{self, Print, Prints};
use super::{BRIEFINGS, SCENARIOS, open, save};
use crate::base::{Diagnostic, Place};
use crate::domain::{Briefing, Document, Plan, Record, Scenario, Table, briefing_check, scenario_check};
use crate::io::record_file::{Reading, TooNew};
use crate::io::write::{keep_copy, remove_file};
use crate::io::{briefing_file, hash, scenario_file};

/// The codes of this module.
pub(super) const CODES: &[&str] = &["scenario-too-new", "briefing-too-new"];

/// A record that has a file of its own, named after its id.
pub(super) trait Filed: Record<Id: Ord> + Send {
    /// Its folder in the workspace.
    const FOLDER: &'static str;
    /// The records of a document.
    fn table(document: &Document) -> &Table<Self>;
    /// The id as text.
    fn name(&self) -> &str;
    /// Reads the text of a file.
    fn parse(name: &str, shown: &str, text: &str, cut: bool) -> Result<Reading<Self>, Diagnostic>;
    /// The text of its file.
    fn text(&self) -> String;
}

impl Filed for Scenario {
    const FOLDER: &'static str = SCENARIOS;

    fn table(document: &Document) -> &Table<Self> {
        &document.scenarios
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn parse(name: &str, shown: &str, text: &str, cut: bool) -> Result<Reading<Self>, Diagnostic> {
        scenario_file::read(&name.into(), shown, text, cut).map_err(|newer| too_new("scenario-too-new", shown, newer))
    }

    fn text(&self) -> String {
        scenario_file::write(self)
    }
}

impl Filed for Briefing {
    const FOLDER: &'static str = BRIEFINGS;

    fn table(document: &Document) -> &Table<Self> {
        &document.briefings
    }

    fn name(&self) -> &str {
        self.id.as_str()
    }

    fn parse(name: &str, shown: &str, text: &str, cut: bool) -> Result<Reading<Self>, Diagnostic> {
        briefing_file::read(&name.into(), shown, text, cut).map_err(|newer| too_new("briefing-too-new", shown, newer))
    }

    fn text(&self) -> String {
        briefing_file::write(self)
    }
}

fn too_new(code: &'static str, shown: &str, newer: TooNew) -> Diagnostic {
    Diagnostic::error(code, Place::file(shown)).arg("format", newer.format).arg("known", newer.known)
}

/// The path of a record's file as messages and prints show it.
pub(super) fn file_name<R: Filed>(name: &str) -> String {
    format!("{}/{name}.toml", R::FOLDER)
}

/// A file as it was read.
pub(super) struct ReadFiled<R> {
    shown: String,
    print: Print,
    /// What it holds and whether that is all of it; `None` where nothing could be read.
    record: Option<(R, bool)>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads all files of a kind in a workspace, in the order of their names.
pub(super) fn read<R: Filed>(folder: &Path) -> Vec<ReadFiled<R>> {
    prints::toml_files(folder, R::FOLDER).par_iter().map(|name| read_one(folder, name)).collect()
}

fn read_one<R: Filed>(folder: &Path, name: &str) -> ReadFiled<R> {
    let shown = file_name::<R>(name);
    let path = folder.join(&shown);
    let data = fs::metadata(&path).ok();
    let (length, modified) = (data.as_ref().map_or(0, fs::Metadata::len), data.and_then(|data| data.modified().ok()));
    let print = Print { length, hash: 0, modified, sound: None, unread: true };
    let unread = |print, diagnostic| ReadFiled { shown: shown.clone(), print, record: None, diagnostics: vec![diagnostic] };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return unread(print, reason("file-read-failed", &shown, &error)),
    };
    let print = Print { length: bytes.len() as u64, hash: hash::of(&bytes), ..print };
    let (text, cut) = match open::text_of(&bytes, &shown) {
        Ok(text) => text,
        Err(error) => return unread(print, error.diagnostic()),
    };
    match R::parse(name, &shown, text, cut) {
        Ok(Reading { record, diagnostics, lossy }) => {
            // As long as the record stays as it was read, a file that was not read whole is left alone.
            let sound = lossy.then(|| hash::of(record.text().as_bytes()));
            let print = Print { sound, unread: false, ..print };
            ReadFiled { shown, print, record: Some((record, lossy)), diagnostics }
        }
        Err(newer) => unread(print, newer),
    }
}

/// What was read of a kind.
pub(super) struct Gathered<R: Record> {
    /// The records, in the order of their ids.
    pub table: Table<R>,
    /// What was found on the way.
    pub told: Vec<Diagnostic>,
    /// True where something was not read.
    pub lossy: bool,
}

/// Puts the records of a kind together and notes their files.
pub(super) fn gather<R: Filed>(read: Vec<ReadFiled<R>>, prints: &mut Prints) -> Gathered<R> {
    let (mut rows, mut told, mut lossy) = (Vec::with_capacity(read.len()), Vec::new(), false);
    for file in read {
        lossy |= file.record.as_ref().is_none_or(|(_, lossy)| *lossy);
        prints.files.insert(file.shown, file.print);
        told.extend(file.diagnostics);
        rows.extend(file.record.map(|(record, _)| record));
    }
    rows.sort_by(|a, b| a.id().cmp(b.id()));
    Gathered { table: rows.into_iter().collect(), told, lossy }
}

/// What scenarios and briefings name that nobody has.
pub(super) fn orphans(plan: &Plan, scenarios: &Table<Scenario>, briefings: &Table<Briefing>) -> Vec<Diagnostic> {
    fn placed<R: Filed>(record: &R, told: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
        let file = Place::file(file_name::<R>(record.name())).file;
        told.into_iter().map(move |d| Diagnostic { place: Place { file: file.clone(), ..d.place }, ..d })
    }
    let of_scenarios = scenarios.iter().flat_map(|scenario| placed(scenario, scenario_check::orphans(plan, scenarios, scenario)));
    let of_briefings = briefings.iter().flat_map(|briefing| placed(briefing, briefing_check::orphans(plan, scenarios, briefing)));
    of_scenarios.chain(of_briefings).collect()
}

/// Writes the records of a kind that changed and removes the files of those that are gone.
pub(super) fn write<R: Filed>(folder: &Path, document: &Document, prints: &mut Prints) -> Result<(), WorkspaceError> {
    for record in R::table(document).iter() {
        save::save_text(folder, &file_name::<R>(record.name()), &record.text(), prints)?;
    }
    let gone: Vec<String> = prints.files.keys().filter(|file| is_gone_of::<R>(document, prints, file)).cloned().collect();
    for file in gone {
        if is_written_as_another::<R>(folder, document, &file) {
            prints.files.remove(&file);
        } else {
            remove(folder, &file, prints).map_err(|error| WorkspaceError::write(&*file, error))?;
        }
    }
    Ok(())
}

/// True for the path of a file that was read and whose scenario or briefing is no longer there.
pub(super) fn is_gone(document: &Document, prints: &Prints, file: &str) -> bool {
    is_gone_of::<Scenario>(document, prints, file) || is_gone_of::<Briefing>(document, prints, file)
}

fn is_gone_of<R: Filed>(document: &Document, prints: &Prints, file: &str) -> bool {
    let id = file.strip_prefix(R::FOLDER).and_then(|rest| rest.strip_prefix('/')).and_then(|rest| rest.strip_suffix(".toml"));
    let was_read = || prints.files.get(file).is_some_and(|print| !print.unread);
    id.is_some_and(|id| !R::table(document).iter().any(|record| record.name() == id) && was_read())
}

/// True where a gone file and that of a record still there are one file: where case makes no difference, `a.toml` has just taken the
/// place of `A.toml`, and removing the one would remove the other.
fn is_written_as_another<R: Filed>(folder: &Path, document: &Document, file: &str) -> bool {
    let Ok(gone) = fs::canonicalize(folder.join(file)) else { return false };
    let alike =
        R::table(document).iter().map(|record| file_name::<R>(record.name())).filter(|other| other.to_lowercase() == file.to_lowercase());
    alike.into_iter().any(|other| fs::canonicalize(folder.join(other)).is_ok_and(|other| other == gone))
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
pub(super) fn check_names<R: Filed>(document: &Document, prints: &Prints) -> Result<(), WorkspaceError> {
    let is_known = |record: &&R| prints.files.contains_key(&file_name::<R>(record.name()));
    let (known, new): (Vec<&R>, Vec<&R>) = R::table(document).iter().partition(is_known);
    let mut taken: std::collections::BTreeSet<String> = known.into_iter().map(|record| record.name().to_lowercase()).collect();
    for record in new {
        save::check_name(record.name())?;
        if !taken.insert(record.name().to_lowercase()) {
            return Err(WorkspaceError::Name(record.name().to_owned()));
        }
    }
    Ok(())
}
