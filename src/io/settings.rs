//! The user's settings: language, theme, sizes, recent workspaces and their window layouts.
//!
//! A damaged file is set aside and the defaults are used; settings never keep the program from starting.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folders::Folders;
use super::write::{free_beside, write_file};
use crate::base::{Diagnostic, Place};
use crate::view::words::Language;

/// How many workspaces are remembered.
pub const RECENT: usize = 12;

/// Name of the file in the folder of settings.
pub const FILE: &str = "settings.toml";

/// The codes of this module.
pub const CODES: &[&str] = &["settings-damaged", "settings-unreadable", "settings-unwritable", "folder-missing"];

/// Which colours the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The window as it was when it closed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// True where it filled the screen.
    #[serde(default)]
    pub maximized: bool,
}

/// The settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// Language of the program; `None` takes the system's.
    pub language: Option<Language>,
    /// Colours.
    pub theme: ThemeChoice,
    /// Scale of the whole window, 1 for 100 %.
    pub zoom: f32,
    /// True for tables with low rows.
    pub compact_rows: bool,
    /// Folders of the workspaces last opened, the latest first.
    pub recent: Vec<PathBuf>,
    /// Size of the window.
    pub window: Option<WindowSize>,
    /// Layout of the window by folder of the workspace; only the window knows what the text means.
    pub layouts: BTreeMap<String, String>,
    /// Where files of briefings went last, by folder of the workspace and id of the briefing.
    pub reports: BTreeMap<String, BTreeMap<String, ReportTarget>>,
    /// What this version does not know.
    #[serde(flatten)]
    pub extra: toml::Table,
}

/// Where files of a briefing went, so that next month's are one click.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ReportTarget {
    /// The folder.
    pub folder: PathBuf,
    /// Their name without ending.
    pub name: String,
    /// The formats, by their words.
    pub formats: Vec<String>,
    /// The parts of a workbook, by their words; empty for the usual ones.
    pub sheets: Vec<String>,
    /// True where each node has a sheet of a workbook.
    pub sheet_per_node: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: ThemeChoice::System,
            zoom: 1.0,
            compact_rows: false,
            recent: Vec::new(),
            window: None,
            layouts: BTreeMap::new(),
            reports: BTreeMap::new(),
            extra: toml::Table::new(),
        }
    }
}

impl Settings {
    /// Reads the settings of this user.
    pub fn load(folders: &Folders) -> (Self, Option<Diagnostic>) {
        Self::read(&folders.config.join(FILE))
    }

    /// Saves the settings of this user.
    pub fn save(&self, folders: &Folders) -> Result<(), Diagnostic> {
        self.write(&folders.config.join(FILE))
            .map_err(|error| Diagnostic::warning("settings-unwritable", place(&folders.config.join(FILE))).arg("reason", error))
    }

    /// Reads settings from a file. A file that is not there gives the defaults.
    pub fn read(path: &Path) -> (Self, Option<Diagnostic>) {
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes).ok(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => {
                let told = Diagnostic::warning("settings-unreadable", place(path)).arg("reason", error);
                return (Self::default(), Some(told));
            }
        };
        let text = text.as_deref().map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
        match text.and_then(|text| toml::from_str::<Self>(text).ok()) {
            Some(settings) => (settings.sound(), None),
            None => (Self::default(), Some(set_aside(path))),
        }
    }

    /// Writes settings to a file.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = toml::to_string(&self.clone().sound()).map_err(io::Error::other)?;
        write_file(path, text.as_bytes())
    }

    /// Puts a workspace in front of the recent ones.
    pub fn remember(&mut self, folder: &Path) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.recent.retain(|known| *known != folder);
        self.recent.insert(0, folder);
        *self = std::mem::take(self).sound();
    }

    /// Takes a workspace from the recent ones.
    pub fn forget(&mut self, folder: &Path) {
        self.recent.retain(|known| known != folder);
    }

    /// The layout of a workspace's window.
    pub fn layout(&self, folder: &Path) -> Option<&str> {
        self.layouts.get(&layout_key(folder)).map(String::as_str)
    }

    /// Remembers the layout of a workspace's window.
    pub fn set_layout(&mut self, folder: &Path, layout: String) {
        self.layouts.insert(layout_key(folder), layout);
    }

    /// Where files of a briefing of a workspace went last.
    pub fn report(&self, workspace: &Path, briefing: &str) -> Option<&ReportTarget> {
        self.reports.get(&layout_key(workspace))?.get(briefing)
    }

    /// Remembers where files of a briefing of a workspace went.
    pub fn remember_report(&mut self, workspace: &Path, briefing: &str, target: ReportTarget) {
        self.reports.entry(layout_key(workspace)).or_default().insert(briefing.to_owned(), target);
    }

    /// The same with values that a window can be built with, and no more of the past than is kept.
    fn sound(mut self) -> Self {
        self.zoom = if self.zoom.is_finite() { self.zoom.clamp(0.5, 3.0) } else { 1.0 };
        self.window = self.window.filter(|w| w.width.is_finite() && w.height.is_finite() && w.width >= 200.0 && w.height >= 150.0);
        // A path that is no text cannot stand in the file.
        self.recent.retain(|folder| folder.to_str().is_some());
        self.recent.truncate(RECENT);
        let keys: Vec<String> = self.recent.iter().map(|folder| layout_key(folder)).collect();
        self.layouts.retain(|folder, _| keys.contains(folder));
        self.reports.retain(|folder, _| keys.contains(folder));
        // A path that is no text cannot stand in the file.
        self.reports.values_mut().for_each(|of| of.retain(|_, target| target.folder.to_str().is_some()));
        self
    }
}

fn layout_key(folder: &Path) -> String {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).to_string_lossy().into_owned()
}

fn place(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

/// Renames a damaged file to the first free `settings.toml.damaged-<n>`.
fn set_aside(path: &Path) -> Diagnostic {
    let aside = free_beside(path, "damaged");
    match fs::rename(path, &aside) {
        Ok(()) => Diagnostic::warning("settings-damaged", place(path)).arg("text", aside.display()),
        Err(error) => Diagnostic::warning("settings-unreadable", place(path)).arg("reason", error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::below(home.path());
        assert_eq!(Settings::load(&folders), (Settings::default(), None));
        let mut settings = Settings { language: Some(Language::English), theme: ThemeChoice::Dark, zoom: 1.25, ..Settings::default() };
        settings.window = Some(WindowSize { width: 1200.0, height: 800.5, maximized: true });
        settings.extra.insert("later".to_owned(), "kept".into());
        for number in 0..20 {
            settings.remember(&home.path().join(format!("工作区 {number}")));
        }
        settings.remember(&home.path().join("工作区 15"));
        settings.set_layout(&home.path().join("工作区 15"), "{\"any\": \"text\"}\n".to_owned());
        settings.set_layout(&home.path().join("工作区 1"), "forgotten with its workspace".to_owned());
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[0], home.path().join("工作区 15"));
        settings.save(&folders).unwrap();
        let (read, told) = Settings::load(&folders);
        assert_eq!(told, None);
        settings.layouts.remove(&layout_key(&home.path().join("工作区 1")));
        assert_eq!(read, settings);
    }

    #[test]
    fn a_damaged_file_is_set_aside() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::below(home.path());
        let path = folders.config.join(FILE);
        for (number, content) in [&b"zoom = \"big"[..], b"\xff\xfe\x00", b"theme = \"neon\"\n"].iter().enumerate() {
            write_file(&path, content).unwrap();
            let (settings, told) = Settings::load(&folders);
            assert_eq!(settings, Settings::default());
            assert_eq!(told.map(|d| d.code), Some("settings-damaged"));
            assert_eq!(&fs::read(folders.config.join(format!("settings.toml.damaged-{}", number + 1))).unwrap(), content);
            assert!(!path.exists());
        }
    }

    #[test]
    fn odd_values_are_brought_into_range() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(FILE);
        write_file(&path, b"\xef\xbb\xbfzoom = 99.0\r\nwindow = { width = 1.0, height = nan }\r\n").unwrap();
        let (settings, told) = Settings::read(&path);
        assert_eq!((settings.zoom, settings.window, told), (3.0, None, None));
    }
}
