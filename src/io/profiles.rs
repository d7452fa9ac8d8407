//! Import profiles on disk: `profiles/*.toml`, one file a sender. What this version does not know survives a load and save.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::plan_file::excerpt;
use super::write::write_file;
use crate::base::id::free_text;
use crate::base::{Date, Diagnostic, Place};
use crate::view::import::choices::Choices;
use crate::view::import::profile::{FORMAT, Look, Profile, actuals_stem};
use crate::view::import::raw::OpenChoices;

/// Folder of the profiles in a workspace.
pub const FOLDER: &str = "profiles";

/// All codes of diagnostics that profiles can give.
pub const CODES: &[&str] = &["profile-read-failed", "profile-damaged", "profile-too-new", "profile-write-failed"];

/// A profile as it stands in its file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Content {
    format: i64,
    name: String,
    looks_like: Look,
    open: OpenChoices,
    choices: Choices,
}

/// The name of a profile's file as messages show it.
fn shown(id: &str) -> String {
    format!("{FOLDER}/{id}.toml")
}

/// All profiles of a workspace in order of their files, and what could not be read.
pub fn list(folder: &Path) -> (Vec<Profile>, Vec<Diagnostic>) {
    let entries = fs::read_dir(folder.join(FOLDER)).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_profile(path)).collect();
    paths.sort_unstable();
    let (mut profiles, mut told) = (Vec::new(), Vec::new());
    for path in paths {
        match read(&path) {
            Ok(profile) => profiles.push(profile),
            Err(diagnostic) => told.push(diagnostic),
        }
    }
    (profiles, told)
}

fn is_profile(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with(".toml") && !name.starts_with(['.', '~']) && path.is_file()
}

/// Reads the profile in a file.
pub fn read(path: &Path) -> Result<Profile, Diagnostic> {
    let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    let text =
        fs::read_to_string(path).map_err(|error| Diagnostic::error("profile-read-failed", Place::file(shown(&id))).arg("reason", error))?;
    of_text(&id, &text)
}

fn of_text(id: &str, text: &str) -> Result<Profile, Diagnostic> {
    let place = || Place::file(shown(id));
    let damaged = |error: toml::de::Error| {
        let mut place = place();
        place.line = error.span().map(|span| 1 + text.get(..span.start).unwrap_or(text).matches('\n').count());
        Diagnostic::error("profile-damaged", place).arg("reason", excerpt(error.message()))
    };
    let table: Table = toml::from_str(text).map_err(damaged)?;
    let format = table.get("format").and_then(Value::as_integer).unwrap_or(FORMAT);
    if format > FORMAT {
        return Err(Diagnostic::error("profile-too-new", place()).arg("format", format).arg("known", FORMAT));
    }
    let content: Content = toml::from_str(text).map_err(damaged)?;
    let known = Table::try_from(Content { format, ..copy(&content) }).unwrap_or_default();
    let name = if content.name.is_empty() { id.to_owned() } else { content.name };
    let extra = less(&table, &known);
    Ok(Profile { id: id.to_owned(), name, look: content.looks_like, open: content.open, choices: content.choices, extra })
}

fn copy(content: &Content) -> Content {
    Content {
        format: content.format,
        name: content.name.clone(),
        looks_like: content.looks_like.clone(),
        open: content.open.clone(),
        choices: content.choices.clone(),
    }
}

/// What stands in a table and not in the other, at whatever depth.
fn less(table: &Table, known: &Table) -> Table {
    let mut rest = Table::new();
    for (key, value) in table {
        match (value, known.get(key)) {
            (Value::Table(inner), Some(Value::Table(known))) => {
                let inner = less(inner, known);
                if !inner.is_empty() {
                    rest.insert(key.clone(), Value::Table(inner));
                }
            }
            (_, Some(_)) => {}
            (value, None) => {
                rest.insert(key.clone(), value.clone());
            }
        }
    }
    rest
}

/// Adds what a table lacks.
fn add(table: &mut Table, more: &Table) {
    for (key, value) in more {
        match (table.get_mut(key), value) {
            (Some(Value::Table(inner)), Value::Table(more)) => add(inner, more),
            (Some(_), _) => {}
            (None, value) => {
                table.insert(key.clone(), value.clone());
            }
        }
    }
}

/// The text of a profile.
pub fn to_text(profile: &Profile) -> String {
    let content = Content {
        format: FORMAT,
        name: profile.name.clone(),
        looks_like: profile.look.clone(),
        open: profile.open.clone(),
        choices: profile.choices.clone(),
    };
    let mut table = Table::try_from(content).unwrap_or_default();
    add(&mut table, &profile.extra);
    toml::to_string_pretty(&table).unwrap_or_default()
}

/// Writes a profile into its file.
pub fn save(folder: &Path, profile: &Profile) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| Diagnostic::error("profile-write-failed", Place::file(shown(&profile.id))).arg("reason", error);
    write_file(&folder.join(FOLDER).join(format!("{}.toml", profile.id)), to_text(profile).as_bytes()).map_err(failed)
}

/// An id for a new profile of this name: what its file is called.
pub fn free_id(folder: &Path, name: &str) -> String {
    let taken = |id: &str| folder.join(FOLDER).join(format!("{id}.toml")).exists();
    // The rules for names of files are those of actuals; a day is never added here.
    free_text(&actuals_stem(name, Date::default(), |_| false), taken)
}

/// The profile of a word: its id, else its name.
pub fn find<'a>(profiles: &'a [Profile], word: &str) -> Option<&'a Profile> {
    profiles.iter().find(|profile| profile.id == word).or_else(|| profiles.iter().find(|profile| profile.name == word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use super::*;
    use crate::view::import::choices::{Answer, ColumnChoice};
    use crate::view::import::shape::{ColumnRole, ShapeKind};

    fn profile() -> Profile {
        let mut choices = Choices { kind: Some(ShapeKind::Long), metric: Some("sales".into()), header_rows: Some(2), ..Choices::default() };
        choices.nodes.insert("海宁市".into(), Answer::Is("haining".into()));
        choices.nodes.insert("合计, \"全部\"".into(), Answer::Leave);
        choices.columns.push(ColumnChoice { heading: "去年同期".into(), column: Some(4), role: ColumnRole::Ignored });
        let open = OpenChoices { encoding: Some("GBK".into()), delimiter: Some('\t'), ..OpenChoices::default() };
        let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let look = Look { file: "月报#.csv".into(), columns: 5, titles: set(&["#年#月"]), headings: set(&["集聚区", "#月"]) };
        Profile::new("monthly", "统计局月报", look, &open, &choices)
    }

    #[test]
    fn a_profile_comes_back_as_it_was_saved_and_always_in_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        save(folder.path(), &profile()).unwrap();
        let (profiles, told) = list(folder.path());
        assert_eq!((profiles, told), (vec![profile()], Vec::new()));
        let text = fs::read_to_string(folder.path().join("profiles/monthly.toml")).unwrap();
        assert!(text.starts_with("format = 1\n"), "{text}");
        save(folder.path(), &list(folder.path()).0[0]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("profiles/monthly.toml")).unwrap(), text);
        let (profiles, _) = list(folder.path());
        assert!(find(&profiles, "统计局月报").is_some() && find(&profiles, "monthly").is_some() && find(&profiles, "x").is_none());
        assert_eq!(free_id(folder.path(), "monthly"), "monthly-2");
        assert_eq!(free_id(folder.path(), "统计局: 月报"), "统计局--月报");
    }

    #[test]
    fn unknown_keys_survive_at_any_depth() {
        let text = "format = 1\nname = \"a\"\nfuture = 1\n\n[choices]\nmetric = \"sales\"\nwish = [1, 2]\n\n[choices.nodes]\nx = \"y\"\n\n[sender]\nphone = \"8\"\n";
        let mut profile = of_text("a", text).unwrap();
        profile.choices.metric = None;
        let again: Table = toml::from_str(&to_text(&profile)).unwrap();
        assert_eq!(again["future"].as_integer(), Some(1));
        assert_eq!(again["sender"]["phone"].as_str(), Some("8"));
        assert!(again["choices"].get("wish").is_some() && again["choices"].get("metric").is_none());
        assert_eq!(of_text("a", &to_text(&profile)).unwrap(), profile);
    }

    #[test]
    fn damaged_and_newer_profiles_are_told_and_spoil_no_other() {
        let folder = tempfile::tempdir().unwrap();
        save(folder.path(), &profile()).unwrap();
        for (file, text) in
            [("bad.toml", "format = 1\nname = \n"), ("new.toml", "format = 9\n"), ("wrong.toml", "\n[choices]\nkind = \"cube\"\n")]
        {
            fs::write(folder.path().join(FOLDER).join(file), text).unwrap();
        }
        fs::write(folder.path().join(FOLDER).join("bytes.toml"), b"\xff").unwrap();
        fs::write(folder.path().join(FOLDER).join("note.txt"), "x").unwrap();
        let (profiles, told) = list(folder.path());
        assert_eq!(profiles.len(), 1);
        let told: Vec<(&str, Option<usize>)> = told.iter().map(|d| (d.code, d.place.line)).collect();
        assert_eq!(
            told,
            [("profile-damaged", Some(2)), ("profile-read-failed", None), ("profile-too-new", None), ("profile-damaged", Some(3))]
        );
    }
}
