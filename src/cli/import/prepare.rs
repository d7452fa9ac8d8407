//! One file on its way in: opened, recognised, read, and set against what is there.

use std::path::Path;

use crate::base::{Date, Diagnostic, Severity};
use crate::domain::actuals::ENTERED;
use crate::domain::{Document, Edit, Status};
use crate::io::import;
use crate::view::import::profile::{Look, Profile, actuals_stem, recognise};
use crate::view::import::raw::{OpenChoices, RawFile};
use crate::view::import::{Change, Choices, Difference, detect};

/// What was asked for, for all files.
pub struct Wishes<'a> {
    /// The profile to read by; without one it is recognised.
    pub profile: Option<&'a Profile>,
    /// All profiles of the workspace.
    pub profiles: &'a [Profile],
    /// The sheet.
    pub sheet: Option<&'a str>,
    /// The encoding.
    pub encoding: Option<&'a str>,
    /// The status of values that name none.
    pub status: Option<Status>,
}

/// A file that was read.
pub struct Prepared {
    /// The file.
    pub file: RawFile,
    /// Id of the profile it was read by; empty without one.
    pub profile: String,
    /// The actuals file that its values go into.
    pub stem: String,
    /// What would change.
    pub difference: Difference,
    /// The change; taken by whoever applies it.
    pub edit: Edit,
}

impl Prepared {
    /// The sheet that was read; empty for a text.
    pub fn sheet(&self) -> &str {
        self.file.table().map_or("", |table| table.name.as_str())
    }

    /// Number of values that are written.
    pub fn written(&self) -> usize {
        [Change::New, Change::Revision, Change::Final].into_iter().map(|change| self.difference.count(change)).sum()
    }

    /// True where something of the file waits for a person: a question, something that could not be read, or nothing understood.
    pub fn needs_a_person(&self) -> bool {
        let nothing = self.difference.reading.items.is_empty();
        let told = !self.difference.reading.told.is_empty();
        nothing || told || self.difference.needs_a_person() || self.file.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

/// Opens a file and finds out what it would change.
pub fn prepare(path: &Path, wishes: &Wishes<'_>, document: &Document, today: Date) -> Result<Prepared, Diagnostic> {
    let mut open = wishes.profile.map(|profile| profile.open.clone()).unwrap_or_default();
    wish(&mut open, wishes);
    let mut file = load(path, &open)?;
    let profile = wishes.profile.or_else(|| recognised(&file, wishes.profiles, document));
    if let Some(profile) = profile.filter(|_| wishes.profile.is_none()) {
        let mut again = profile.open.clone();
        wish(&mut again, wishes);
        // Only where the profile opens the file in another way is it worth reading it twice.
        if again != open {
            file = load(path, &again)?;
        }
    }
    let mut choices = profile.map(|profile| profile.choices.clone()).unwrap_or_default();
    choices.status = wishes.status.or(choices.status);
    Ok(understood(file, path, &choices, profile, document, today))
}

fn wish(open: &mut OpenChoices, wishes: &Wishes<'_>) {
    if let Some(sheet) = wishes.sheet {
        (open.sheet_name, open.sheet) = (Some(sheet.to_owned()), None);
    }
    if let Some(encoding) = wishes.encoding {
        open.encoding = Some(encoding.to_owned());
    }
}

fn load(path: &Path, choices: &OpenChoices) -> Result<RawFile, Diagnostic> {
    import::open(path, choices, &mut |_| true).map_err(|error| error.diagnostic())
}

fn recognised<'a>(file: &RawFile, profiles: &'a [Profile], document: &Document) -> Option<&'a Profile> {
    let table = file.table().filter(|_| !profiles.is_empty())?;
    recognise(profiles, &Look::of(&file.name, table, &detect(table, document)))
}

fn understood(file: RawFile, path: &Path, choices: &Choices, profile: Option<&Profile>, document: &Document, today: Date) -> Prepared {
    let understood = import::understand((&file, file.proposed), Some(path), None, choices, document, &mut |_| true);
    let difference = understood.map(|understood| understood.understanding.difference).unwrap_or_default();
    let taken = |stem: &str| stem == ENTERED || document.actuals.files().iter().any(|known| &**known == stem);
    let stem = actuals_stem(&file.name, today, taken);
    let sheet = file.table().map_or("", |table| table.name.as_str());
    let edit = difference.edit(&stem, (&file.name, sheet), Some(today), document);
    Prepared { profile: profile.map(|profile| profile.id.clone()).unwrap_or_default(), stem, difference, edit, file }
}
