//! What is noted of imports: the log, and how a sender's files are read. Both are written with the values they are about, so that
//! the log never speaks of what was undone or never saved.

use std::path::Path;

use super::workbench::Workbench;
use crate::base::id::free_text;
use crate::base::{Date, Diagnostic, Period};
use crate::domain::{Document, SeriesKey};
use crate::io::{import_log, profiles};
use crate::ui::page::Page;
use crate::ui::pages::import::Queued;
use crate::view::import::detect;
use crate::view::import::log::LogEntry;
use crate::view::import::profile::{Look, Profile, actuals_stem};
use crate::view::import::understanding::Understanding;

/// An import whose values are not saved yet.
#[derive(Clone, Debug)]
pub(super) struct Unsaved {
    number: u64,
    entry: LogEntry,
    profile: Option<Profile>,
    stem: String,
    slots: Vec<(SeriesKey, Period)>,
}

/// What came of noting: which imports were noted, and what went wrong.
#[derive(Debug, Default)]
pub(super) struct Noted {
    numbers: Vec<u64>,
    told: Vec<Diagnostic>,
}

impl Unsaved {
    /// True where any of its values is in the document: it was not undone.
    fn stands(&self, document: &Document) -> bool {
        let kept = |(key, period): &(SeriesKey, Period)| document.actuals.all_at(key, *period).iter().any(|o| *o.file == *self.stem);
        self.slots.iter().any(kept)
    }
}

/// Notes imports in the folder that their values were just saved to.
pub(super) fn note(folder: &Path, unsaved: Vec<Unsaved>) -> Noted {
    let mut noted = Noted::default();
    let entries: Vec<LogEntry> = unsaved.iter().map(|unsaved| unsaved.entry.clone()).collect();
    noted.told.extend(import_log::add(folder, &entries).err());
    for unsaved in unsaved {
        noted.told.extend(unsaved.profile.and_then(|profile| profiles::save(folder, &profile).err()));
        noted.numbers.push(unsaved.number);
    }
    noted
}

impl Workbench {
    /// Keeps what is to be noted of an import once its values are saved.
    pub(super) fn note_import(&mut self, queued: &Queued, understood: &Understanding, stem: &str, now: &jiff::Zoned) {
        let Some(file) = queued.raw().cloned() else { return };
        let sheet = queued.raw_table().map_or("", |table| table.name.as_str());
        let time = now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let profile = queued.result.remember.then(|| self.profile_of(queued));
        let known = queued.profile.as_ref().filter(|profile| profile.choices == queued.choices);
        let id = profile.as_ref().or(known).map_or("", |profile| profile.id.as_str());
        let entry = LogEntry { unsaved: true, ..LogEntry::new(&time, &file, sheet, id, stem, &understood.difference) };
        let slots = understood.difference.slots().map(|(key, period)| (key.clone(), period)).collect();
        self.noted += 1;
        self.unsaved.push(Unsaved { number: self.noted, entry, profile, stem: stem.to_owned(), slots });
    }

    fn profile_of(&self, queued: &Queued) -> Profile {
        let name = queued.result.profile.trim();
        let name = if name.is_empty() { &queued.name } else { name };
        // Recognising looks at tables as they are found, before anybody decides.
        let found = |table| Look::of(&queued.name, table, &detect(table, self.session.document()));
        let look = queued.raw_table().map(found).unwrap_or_default();
        let same = queued.profile.as_ref().filter(|profile| profile.name == name).map(|profile| profile.id.clone());
        let id = same.unwrap_or_else(|| {
            let folder = self.session.folder();
            let free = folder.map_or_else(|| actuals_stem(name, Date::default(), |_| false), |folder| profiles::free_id(folder, name));
            free_text(&free, |id| self.unsaved.iter().any(|unsaved| unsaved.profile.as_ref().is_some_and(|profile| profile.id == id)))
        });
        Profile::new(&id, name, look, &queued.open, &queued.choices)
    }

    /// The imports of which something is in the document and not noted yet.
    pub(super) fn unsaved_imports(&self) -> Vec<Unsaved> {
        self.unsaved.iter().filter(|unsaved| unsaved.stands(self.session.document())).cloned().collect()
    }

    /// Their lines for the log, before they are in it.
    pub(super) fn unsaved_entries(&self) -> Vec<LogEntry> {
        self.unsaved_imports().into_iter().map(|unsaved| unsaved.entry).collect()
    }

    /// How senders' files are read that is not on disk yet.
    pub(super) fn unsaved_profiles(&self) -> Vec<Profile> {
        self.unsaved.iter().filter_map(|unsaved| unsaved.profile.clone()).collect()
    }

    /// Imports were noted with the values they brought.
    pub(super) fn take_noted(&mut self, noted: Noted) {
        self.unsaved.retain(|unsaved| !noted.numbers.contains(&unsaved.number));
        noted.told.into_iter().for_each(|diagnostic| self.tell(diagnostic));
        if !noted.numbers.is_empty() && self.pages.tabs.pages().any(|page| *page == Page::ImportLog) {
            self.read_import_log();
        }
    }
}
