//! Saving a workspace: only what changed, nothing lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::WorkspaceError;
use super::prints::{self, Prints};
use super::{ACTUALS, actuals_name, filed};
use crate::domain::{Briefing, Document, HouseStyle, Scenario};
use crate::io::export::house;
use crate::io::write::{keep_copy, write_file};
use crate::io::{actuals_file, hash, plan_file};

/// Saves a document into its folder and returns the new prints. Only files whose bytes changed are written; a file that was not
/// read whole, or that changed on disk since, is kept as a copy (`<name>.bak-1` …) before it is replaced. The file of a scenario
/// or briefing that is gone is removed.
pub fn save(folder: &Path, document: &Document, prints: &Prints) -> Result<Prints, WorkspaceError> {
    let mut saved = prints.clone();
    // A file that was read has a name that this system can bear.
    document.actuals.files().iter().filter(|file| !prints.files.contains_key(&actuals_name(file))).try_for_each(|file| check_name(file))?;
    filed::check_names::<Scenario>(document, prints)?;
    filed::check_names::<Briefing>(document, prints)?;
    save_text(folder, plan_file::FILE, &plan_file::write(&document.plan), &mut saved)?;
    for file in document.actuals.files() {
        let shown = actuals_name(file);
        save_text(folder, &shown, &actuals_file::write(&document.actuals, file), &mut saved)?;
    }
    filed::write::<Scenario>(folder, document, &mut saved)?;
    filed::write::<Briefing>(folder, document, &mut saved)?;
    let known = saved.files.get(house::FILE).is_some_and(|print| !print.unread);
    // A style that could not be read stays as it is until another is set; a copy of it is kept then.
    if known || *document.house != HouseStyle::default() {
        save_text(folder, house::FILE, &document.house.text(), &mut saved)?;
    }
    Ok(saved)
}

pub(super) fn save_text(folder: &Path, file: &str, text: &str, prints: &mut Prints) -> Result<(), WorkspaceError> {
    let path = folder.join(file);
    let exists = path.exists();
    if exists && let Some(known) = prints.files.get(file) {
        let hash = hash::of(text.as_bytes());
        if known.sound.map_or(known.length == text.len() as u64 && known.hash == hash, |sound| sound == hash) {
            return Ok(());
        }
    }
    let failed = |error| WorkspaceError::write(file, error);
    let whole = prints.files.get(file).is_some_and(|print| print.is_whole() && !prints::differs(folder, file, print));
    if exists && !whole {
        keep_copy(&path).map_err(failed)?;
    }
    write_file(&path, text.as_bytes()).map_err(failed)?;
    prints.note(folder, file, text.as_bytes());
    Ok(())
}

/// Lays a new workspace in a folder, which may exist but must not hold a plan.
pub fn create(folder: &Path, document: &Document) -> Result<Prints, WorkspaceError> {
    if folder.is_file() {
        return Err(WorkspaceError::NotAFolder(folder.to_owned()));
    }
    if folder.join(plan_file::FILE).exists() {
        return Err(WorkspaceError::Exists(folder.to_owned()));
    }
    fs::create_dir_all(folder.join(ACTUALS)).map_err(|error| WorkspaceError::write(folder.display().to_string(), error))?;
    save(folder, document, &Prints::default())
}

/// Saves a document as a new workspace in another folder, together with all other files that lie in the workspace at `from`
/// (profiles, notes, scenarios that could not be read), of which `prints` tells what the document was read from; what the program
/// itself keeps in hidden folders stays behind.
pub fn save_as(from: Option<(&Path, &Prints)>, folder: &Path, document: &Document) -> Result<Prints, WorkspaceError> {
    let mut saved = create(folder, document)?;
    if let Some((from, prints)) = from {
        copy_others(&Others { from, to: folder, document, prints }, Path::new(""))?;
        for (file, print) in prints.files.iter().filter(|(file, print)| print.unread && folder.join(file).exists()) {
            let modified = fs::metadata(folder.join(file)).and_then(|data| data.modified()).ok();
            saved.files.insert(file.clone(), prints::Print { modified, ..print.clone() });
        }
    }
    Ok(saved)
}

/// What goes along when a workspace is saved elsewhere.
struct Others<'a> {
    from: &'a Path,
    to: &'a Path,
    document: &'a Document,
    prints: &'a Prints,
}

fn copy_others(others: &Others<'_>, below: &Path) -> Result<(), WorkspaceError> {
    let Others { from, to, document, prints } = *others;
    let shown = |path: &Path| path.display().to_string();
    let entries = fs::read_dir(from.join(below)).map_err(|error| WorkspaceError::read(shown(&from.join(below)), error))?;
    for entry in entries.flatten() {
        let (name, inner) = (entry.file_name(), below.join(entry.file_name()));
        let source = entry.path();
        let hidden = name.to_string_lossy().starts_with('.');
        let own = to.join(&inner).exists() && !source.is_dir();
        let file = inner.to_string_lossy().replace('\\', "/");
        // A new workspace inside the old one must not swallow itself.
        if hidden || own || to.starts_with(&source) || is_actuals_of(document, &inner) || filed::is_gone(document, prints, &file) {
            continue;
        }
        if source.is_dir() {
            copy_others(others, &inner)?;
        } else {
            let bytes = fs::read(&source).map_err(|error| WorkspaceError::read(shown(&source), error))?;
            write_file(&to.join(&inner), &bytes).map_err(|error| WorkspaceError::write(shown(&to.join(&inner)), error))?;
        }
    }
    Ok(())
}

fn is_actuals_of(document: &Document, path: &Path) -> bool {
    document.actuals.files().iter().any(|file: &Arc<str>| path == Path::new(&actuals_name(file)))
}

/// Refuses names that are none on some system that the workspace may be carried to.
pub(super) fn check_name(name: &str) -> Result<(), WorkspaceError> {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let lower = name.to_ascii_lowercase();
    let port = lower.len() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) && lower.ends_with(|c: char| c.is_ascii_digit());
    let unfit = name.trim() != name
        || name.is_empty()
        || name.len() > 200
        || name.starts_with(['.', '~'])
        || name.ends_with('.')
        || DEVICES.contains(&lower.as_str())
        || port
        || name.contains(|c: char| c.is_control() || r#"<>:"/\|?*"#.contains(c));
    if unfit { Err(WorkspaceError::Name(name.to_owned())) } else { Ok(()) }
}
