//! Opening a workspace.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::error::{WorkspaceError, reason};
use super::prints::{self, Prints};
use super::{ACTUALS, actuals_name, filed, links};
use crate::base::{Diagnostic, Place};
use crate::domain::{Actuals, Briefing, Document, HouseStyle, Scenario};
use crate::io::actuals_file::{self, FileRead};
use crate::io::export::house;
use crate::io::findings::Findings;
use crate::io::{hash, plan_file};
use crate::view::house::palette;

/// A workspace that was opened.
#[derive(Debug)]
pub struct Opened {
    /// All that is sound.
    pub document: Document,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// What the files looked like.
    pub prints: Prints,
    /// True where nothing can be written into the folder.
    pub read_only: bool,
    /// True where something of the files is not in the document. Saving keeps a copy of such a file before it replaces it.
    pub lossy: bool,
}

/// The folder of the workspace that a path means: the folder itself, or that of a `plan.toml`.
pub fn folder_of(path: &Path) -> PathBuf {
    let is_plan = path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(plan_file::FILE)) && !path.is_dir();
    match path.parent() {
        Some(parent) if is_plan && parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) if is_plan => parent.to_owned(),
        _ => path.to_owned(),
    }
}

/// Opens the workspace in a folder (or of a `plan.toml`).
pub fn open(path: &Path) -> Result<Opened, WorkspaceError> {
    let folder = &*folder_of(path);
    match fs::metadata(folder) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => return Err(WorkspaceError::NotAFolder(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(WorkspaceError::Missing(folder.to_owned())),
        Err(error) => return Err(WorkspaceError::read(folder.display().to_string(), error)),
    }
    let mut prints = Prints::default();
    let filed = || (filed::read::<Scenario>(folder), filed::read::<Briefing>(folder));
    let (plan, (actuals, (of_scenarios, of_briefings))) = rayon::join(|| read_plan(folder), || rayon::join(|| read_actuals(folder), filed));
    let (reading, bytes) = plan?;
    let mut diagnostics = reading.diagnostics;
    prints.note(folder, plan_file::FILE, &bytes);
    let ReadActuals { files, units, groups, mut found } = actuals;
    let names: Vec<Arc<str>> = files.iter().map(|file| file.name.clone()).collect();
    let (actuals, refused) = Actuals::build(groups, names);
    let mut lossy_files = Vec::new();
    for file in files {
        let shown = actuals_name(&file.name);
        prints.files.insert(shown.clone(), file.print);
        let mut of_file = file.found;
        let twice: Vec<_> = refused.iter().filter(|(_, observation)| observation.file == file.name).collect();
        if !twice.is_empty()
            && let Ok(bytes) = fs::read(folder.join(&shown))
        {
            actuals_file::tell_twice(&twice, &file.name, &shown, &bytes, &mut of_file);
        }
        if of_file.is_lossy() || !twice.is_empty() {
            lossy_files.push(file.name);
        }
        diagnostics.extend(of_file.into_list(&shown));
    }
    links::check(&reading.plan, &actuals, &units, &mut found);
    let (scenarios, briefings) = (filed::gather(of_scenarios, &mut prints), filed::gather(of_briefings, &mut prints));
    let (house, house_told) = read_house(folder, &mut prints);
    diagnostics.extend(house_told);
    let lossy = reading.lossy || found.is_lossy() || !lossy_files.is_empty() || scenarios.lossy || briefings.lossy;
    diagnostics.extend(found.into_list(ACTUALS));
    diagnostics.extend(scenarios.told);
    diagnostics.extend(briefings.told);
    diagnostics.extend(filed::orphans(&reading.plan, &scenarios.table, &briefings.table));
    let (scenarios, briefings) = (Arc::new(scenarios.table), Arc::new(briefings.table));
    let document = Document { scenarios, briefings, house: Arc::new(house), ..Document::new(reading.plan, actuals) }.in_plan_years();
    if reading.lossy {
        mark(&mut prints, plan_file::FILE, &plan_file::write(&document.plan));
    }
    for name in lossy_files {
        mark(&mut prints, &actuals_name(&name), &actuals_file::write(&document.actuals, &name));
    }
    Ok(Opened { document, diagnostics, prints, read_only: is_read_only(folder), lossy })
}

/// The house style; where its file cannot be read, the program's own, and the file is left alone.
fn read_house(folder: &Path, prints: &mut Prints) -> (HouseStyle, Vec<Diagnostic>) {
    let bytes = match fs::read(folder.join(house::FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (HouseStyle::default(), Vec::new()),
        Err(error) => return (HouseStyle::default(), vec![reason("file-read-failed", house::FILE, &error)]),
    };
    prints.note(folder, house::FILE, &bytes);
    let parsed = text_of(&bytes, house::FILE).map_err(|error| error.diagnostic()).and_then(|(text, _)| HouseStyle::parse(text));
    match parsed {
        Ok(style) => {
            let wrong = palette(&style, false).1.into_iter();
            let told = wrong.map(|text| Diagnostic::warning("house-style-colour", Place::file(house::FILE)).arg("text", text)).collect();
            (style, told)
        }
        Err(told) => {
            if let Some(print) = prints.files.get_mut(house::FILE) {
                print.unread = true;
            }
            (HouseStyle::default(), vec![told])
        }
    }
}

fn mark(prints: &mut Prints, file: &str, sound: &str) {
    if let Some(print) = prints.files.get_mut(file) {
        print.sound = Some(hash::of(sound.as_bytes()));
    }
}

fn read_plan(folder: &Path) -> Result<(plan_file::Reading, Vec<u8>), WorkspaceError> {
    let bytes = match fs::read(folder.join(plan_file::FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(WorkspaceError::NoPlan(folder.to_owned())),
        Err(error) => return Err(WorkspaceError::read(plan_file::FILE, error)),
    };
    let (text, cut) = text_of(&bytes, plan_file::FILE)?;
    let reading = plan_file::read(text, cut)?;
    Ok((reading, bytes))
}

/// The text of a file's bytes, and whether it is cut within a character: then all before that is sound.
pub(super) fn text_of<'a>(bytes: &'a [u8], file: &str) -> Result<(&'a str, bool), WorkspaceError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text, false)),
        Err(error) if error.error_len().is_none() => Ok((std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), true)),
        Err(error) => {
            let offset = error.valid_up_to();
            let line = 1 + bytes[..offset].iter().filter(|b| **b == b'\n').count();
            Err(WorkspaceError::NotUtf8 { file: file.to_owned(), line, offset })
        }
    }
}

struct ReadFile {
    name: Arc<str>,
    print: prints::Print,
    found: Findings,
}

#[derive(Default)]
struct ReadActuals {
    files: Vec<ReadFile>,
    units: Vec<(String, Vec<crate::base::UnitId>)>,
    groups: Vec<(crate::domain::SeriesKey, Vec<crate::domain::Observation>)>,
    found: Findings,
}

fn read_actuals(folder: &Path) -> ReadActuals {
    let names: Vec<Arc<str>> = prints::actuals_files(folder).into_iter().map(Arc::from).collect();
    let read = |name: &Arc<str>| {
        let shown = actuals_name(name);
        let path = folder.join(&shown);
        let modified = fs::metadata(&path).and_then(|data| data.modified()).ok();
        let read = actuals_file::read(name, &shown, fs::File::open(path)?)?;
        let print = prints::Print { length: read.length, hash: read.hash, modified, sound: None, unread: false };
        Ok((read, print))
    };
    let read: Vec<io::Result<(FileRead, prints::Print)>> = names.par_iter().map(read).collect();
    let mut all = ReadActuals::default();
    for (name, read) in names.into_iter().zip(read) {
        let shown = actuals_name(&name);
        match read {
            Ok((file, print)) => {
                all.units.push((shown, file.units));
                if all.groups.is_empty() {
                    all.groups = file.groups;
                } else {
                    all.groups.extend(file.groups);
                }
                all.files.push(ReadFile { name, print, found: file.found });
            }
            Err(error) => all.found.left_out(reason("file-read-failed", &shown, &error)),
        }
    }
    all
}

/// Tried rather than asked: permissions alone do not tell it on network drives and under Windows.
fn is_read_only(folder: &Path) -> bool {
    let plan = fs::metadata(folder.join(plan_file::FILE)).is_ok_and(|data| data.permissions().readonly());
    plan || tempfile::Builder::new().prefix(".clusterplan-").suffix(".tmp").tempfile_in(folder).is_err()
}
