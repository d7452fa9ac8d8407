//! What an import would change: new values, same ones, revisions, final over preliminary; questions and what stays out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checks::close;
use super::origin::Origin;
use super::reading::{Item, Reading};
use crate::base::date::Date;
use crate::base::id::free_text;
use crate::base::{Period, Units};
use crate::domain::actuals::counting;
use crate::domain::{Document, Edit, Observation, SeriesKey, Status};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Nothing real stood there.
    New,
    /// The same value stands there; nothing is written.
    Same,
    /// Another value stands there, which is kept as a vintage.
    Revision,
    /// It is final and what stands there is preliminary, which is kept as a vintage.
    Final,
    /// It is understood and a question about it is open; nothing is written.
    Questioned,
    /// A single period made from running totals; shown, not written.
    Derived,
    /// Left out, or not understood before a question is answered.
    Left,
}

impl Change {
    /// All changes.
    pub const ALL: [Self; 7] = [Self::New, Self::Same, Self::Revision, Self::Final, Self::Questioned, Self::Derived, Self::Left];

    /// The word of the change in machine-readable output and text keys (`import-change-<word>`).
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Revision => "revision",
            Self::Final => "final",
            Self::Questioned => "questioned",
            Self::Derived => "derived",
            Self::Left => "left",
        }
    }

    /// True where the value is written.
    pub fn is_written(self) -> bool {
        matches!(self, Self::New | Self::Revision | Self::Final)
    }
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// What becomes of it.
    pub change: Change,
    /// Place of the item, of the derived single ([`Change::Derived`]) or of the row left ([`Change::Left`]) in its list of the reading.
    pub place: usize,
    /// What stands there now.
    pub old: Option<Observation>,
    /// True where the new value will count for its period.
    pub counts: bool,
}

/// What an import would change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What was read.
    pub reading: Arc<Reading>,
    /// One line a value, derived single and row left.
    pub rows: Vec<DifferenceRow>,
}

impl Difference {
    /// Number of lines of one kind.
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }

    /// True where something waits for a person.
    pub fn needs_a_person(&self) -> bool {
        !self.reading.questions.is_empty()
    }

    /// The item of a line, where it has one.
    pub fn item(&self, row: &DifferenceRow) -> Option<&Item> {
        let is_item = !matches!(row.change, Change::Derived | Change::Left);
        is_item.then(|| self.reading.items.get(row.place)).flatten()
    }

    /// The actuals file that values go into so that none that stands there is overwritten: `stem`, or `stem-2`, `stem-3` ….
    pub fn free_stem(&self, stem: &str, document: &Document) -> String {
        let slots: BTreeSet<(&SeriesKey, Period)> = self.written().map(|item| (&item.key, item.period)).collect();
        free_text(stem, |stem| {
            slots.iter().any(|(key, period)| document.actuals.all_at(key, *period).iter().any(|observation| &*observation.file == stem))
        })
    }

    /// Whose, what and when the values are that are written.
    pub fn slots(&self) -> impl Iterator<Item = (&SeriesKey, Period)> {
        self.written().map(|item| (&item.key, item.period))
    }

    fn written(&self) -> impl Iterator<Item = &Item> {
        self.rows.iter().filter(|row| row.change.is_written()).filter_map(|row| self.item(row))
    }

    /// The change that writes what is new, revised or final into the actuals file `stem` (see [`Difference::free_stem`]); nothing that
    /// stands there is overwritten. `from` is the name of the file read and of its sheet, which may be empty; `read_on` is today.
    pub fn edit(&self, stem: &str, from: (&str, &str), read_on: Option<Date>, document: &Document) -> Edit {
        let file: Arc<str> = Arc::from(self.free_stem(stem, document));
        let edits = self.written().map(|item| {
            let observation = Observation {
                period: item.period,
                value: item.value,
                unit: item.unit.clone(),
                status: item.status,
                source: Arc::from(source(item, from)),
                file: file.clone(),
                read_on,
                pinned: false,
                stated_growth: item.stated_growth,
            };
            Edit::observation(item.key.clone(), item.period, &file, Some(observation))
        });
        Edit::Batch(edits.collect())
    }
}

/// Where a value was read, by the convention of origins, with what the row says itself of its source behind ` · `. In the program's own
/// tables a source that leads back by itself (an origin, a web address) stays word for word.
fn source(item: &Item, (file, sheet): (&str, &str)) -> String {
    let said = item.source.trim();
    if item.own_format && (said.contains("://") || said.parse::<Origin>().is_ok()) {
        return said.to_owned();
    }
    let origin = Origin {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        row: item.row,
        column: item.column,
        raw: item.raw.clone(),
        unit: item.unit.to_string(),
    };
    if said.is_empty() { origin.to_string() } else { format!("{origin} · {}", said.replace(['\r', '\n'], " ")) }
}

/// Sets what was read against what is there.
pub fn compare(reading: &Reading, document: &Document) -> Difference {
    let units = document.plan.units();
    let mut rows: Vec<DifferenceRow> =
        reading.items.iter().enumerate().map(|(place, item)| of_item(place, item, document, &units)).collect();
    let plain = |change, place| DifferenceRow { change, place, old: None, counts: false };
    rows.extend((0..reading.derived.len()).map(|place| plain(Change::Derived, place)));
    rows.extend((0..reading.left.len()).map(|place| plain(Change::Left, place)));
    Difference { reading: Arc::new(reading.clone()), rows }
}

fn of_item(place: usize, item: &Item, document: &Document, units: &Units) -> DifferenceRow {
    let standing = document.actuals.all_at(&item.key, item.period);
    // What is made up never stands in the way of what is real.
    let real: Vec<Observation> =
        standing.iter().filter(|o| o.status != Status::Illustrative || item.status == Status::Illustrative).cloned().collect();
    let old = counting(&real).cloned();
    let same_growth = |o: &Observation| match (o.stated_growth, item.stated_growth) {
        (_, None) => true,
        (known, Some(growth)) => known.is_some_and(|known| close(known, growth)),
    };
    let same = |o: &&Observation| same_growth(o) && units.convert(o.value, &o.unit, &item.unit).is_ok_and(|value| close(value, item.value));
    let change = match &old {
        _ if !item.questions.is_empty() => Change::Questioned,
        None => Change::New,
        // The same value of the same or a better status is there already, counting or as a vintage.
        Some(_) if real.iter().filter(same).any(|o| o.status >= item.status) => Change::Same,
        Some(o) if item.status == Status::Final && o.status < Status::Final => Change::Final,
        Some(_) => Change::Revision,
    };
    let counts = change.is_written()
        && old.as_ref().is_none_or(|o| !o.pinned && &*o.file != crate::domain::actuals::ENTERED && item.status >= o.status);
    DifferenceRow { change, place, old, counts }
}
