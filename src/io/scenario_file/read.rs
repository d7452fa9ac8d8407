//! A scenario read from its tables.

use super::lever::lever;
use super::{FORMAT, Reading, TooNew};
use crate::base::{AssumptionId, Diagnostic, Label, ScenarioId};
use crate::domain::{Assumption, Extra, Reach, Scenario, Scope};
use crate::io::findings::Findings;
use crate::io::plan_file::fields::Fields;
use crate::io::plan_file::records::{id, optional};
use crate::io::record_file::{self, FileRecord};

/// Reads the scenario of an id. `file` is its path as messages show it; `cut` says that the text is known to end too early.
pub fn read(id: &ScenarioId, file: &str, text: &str, cut: bool) -> Result<Reading, TooNew> {
    record_file::read(Scenario::new(id.clone(), Label::default(), None), file, text, cut)
}

impl FileRecord for Scenario {
    const FORMAT: i64 = FORMAT;
    const HEAD: &'static str = "scenario";
    const ENTRY: &'static str = "assumption";
    const MISSING: &'static str = "scenario-missing";
    type Entry = Assumption;

    fn head(&mut self, mut fields: Fields<'_, '_>, found: &mut Findings) {
        let f = &mut fields;
        self.name = f.label("name", found).unwrap_or_else(|| {
            found.tell(Diagnostic::warning("name-missing", f.place()).arg("key", "name"));
            Label::new(self.id.as_str())
        });
        self.parent = optional(f, "parent", found);
        self.note = f.text_or_empty("note", found);
        self.locked = f.truth("locked", found).unwrap_or(false);
        self.pins = f.texts("pins", found).iter().map(|node| node.as_str().into()).collect();
        self.scenario_extra = fields.rest(found);
    }

    fn unnamed(&mut self) {
        self.name = Label::new(self.id.as_str());
    }

    fn entry(fields: Fields<'_, '_>, found: &mut Findings) -> Option<Assumption> {
        assumption(fields, found)
    }

    fn add(&mut self, entry: Assumption) -> Result<(), String> {
        if self.assumption(&entry.id).is_some() {
            return Err(entry.id.to_string());
        }
        self.assumptions.push(entry);
        Ok(())
    }

    fn extra(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

fn assumption(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Assumption> {
    let f = &mut fields;
    let id = AssumptionId::new(id(f, found)?);
    let lever = lever(f, found)?;
    let within = f.texts("within", found).iter().map(|node| node.as_str().into()).collect();
    let reach = f.word("reach", &Reach::ALL, Reach::word, found).unwrap_or_default();
    Some(Assumption {
        id,
        name: f.label("name", found).unwrap_or_default(),
        note: f.text_or_empty("note", found),
        source: f.text_or_empty("source", found),
        on: f.truth("on", found).unwrap_or(true),
        scope: Scope { within, reach },
        metric: optional(f, "metric", found),
        years: years(f, found),
        lever,
        range: range(f, found),
        extra: fields.rest(found),
    })
}

/// First and last year. One of them alone means that year; turned round they are set right.
fn years(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<(i32, i32)> {
    match (f.whole::<i32>("from", found), f.whole::<i32>("to", found)) {
        (Some(from), Some(to)) if from > to => {
            found.tell(Diagnostic::warning("assumption-years-turned", f.place()).arg("from", from).arg("to", to));
            Some((to, from))
        }
        (Some(from), Some(to)) => Some((from, to)),
        (Some(year), None) | (None, Some(year)) => {
            found.tell(Diagnostic::warning("assumption-years-half", f.place()).arg("year", year));
            Some((year, year))
        }
        (None, None) => None,
    }
}

fn range(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<(f64, f64)> {
    match (f.number("low", found), f.number("high", found)) {
        (Some(low), Some(high)) => Some((low, high)),
        (Some(_), None) | (None, Some(_)) => {
            found.left_out(Diagnostic::error("assumption-range-half", f.place()));
            None
        }
        (None, None) => None,
    }
}
