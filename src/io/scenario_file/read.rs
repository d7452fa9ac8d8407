//! The whole file: cuts it into blocks, reads each on its own, and puts the scenario together.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::lever::lever;
use super::{FORMAT, TooNew};
use crate::base::{AssumptionId, Diagnostic, Label, Place, ScenarioId};
use crate::domain::{Assumption, Reach, Scenario, Scope};
use crate::io::findings::Findings;
use crate::io::plan_file::blocks::{self, Block, Head};
use crate::io::plan_file::fields::{Fields, Text, owned};
use crate::io::plan_file::read::{check_format, first_line, keep_extra, last_line, repair, shifted, table_unfit};
use crate::io::plan_file::records::{id, optional};

/// What reading a scenario gives.
#[derive(Debug)]
pub struct Reading {
    /// All that is sound.
    pub scenario: Scenario,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// True where something of the file is not in the scenario.
    pub lossy: bool,
}

/// Reads the scenario of an id. `file` is its path as messages show it; `cut` says that the text is known to end too early.
pub fn read(id: &ScenarioId, file: &str, text: &str, cut: bool) -> Result<Reading, TooNew> {
    let text = Text::new(file, text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut found = Findings::default();
    if cut {
        found.left_out(Diagnostic::error("file-cut", text.place(text.all().len())).arg("text", last_line(text.all())));
    }
    let mut builder = Builder { text: &text, scenario: Scenario::new(id.clone(), Label::default(), None), format: false, head: false };
    // No table of a scenario has its rows one a line.
    for block in blocks::cut(text.all(), "\n") {
        builder.block(&block, &mut found)?;
    }
    let scenario = builder.finish(file, &mut found);
    Ok(Reading { scenario, lossy: found.is_lossy(), diagnostics: found.into_list(file) })
}

struct Builder<'a> {
    text: &'a Text<'a>,
    scenario: Scenario,
    /// True where the file names its format.
    format: bool,
    /// True where the table of the scenario itself was read.
    head: bool,
}

impl Builder<'_> {
    fn block(&mut self, block: &Block<'_>, found: &mut Findings) -> Result<(), TooNew> {
        let source = Cow::Borrowed(&self.text.all()[block.range.clone()]);
        let Some((source, repaired)) = repair(self.text, block, source, found) else { return Ok(()) };
        let Ok(table) = DeTable::parse(&source) else { return Ok(()) };
        let table = table.into_inner();
        if repaired && table.is_empty() && block.head != Head::Root {
            let place = self.text.place(block.range.start);
            found.left_out(Diagnostic::error("block-unreadable", place).arg("text", first_line(self.text, block)));
        }
        for (key, value) in table {
            let range = shifted(value.span(), block.range.start);
            self.entry(key.get_ref(), value.into_inner(), range, block.range.start, found)?;
        }
        Ok(())
    }

    fn entry(&mut self, key: &str, value: DeValue<'_>, range: Range<usize>, base: usize, found: &mut Findings) -> Result<(), TooNew> {
        // The span of a table under a header may be the header's only; what it is about starts there either way.
        let start = range.start.max(base);
        match (key, value) {
            ("format", value) => {
                let number = if let DeValue::Integer(number) = &value { number.as_str().parse().ok() } else { None };
                self.format = true;
                let format = number.ok_or_else(|| self.text.excerpt(range));
                check_format(format, FORMAT, self.text.place(start), found).map_err(|format| TooNew { format })?;
            }
            ("scenario", DeValue::Table(_)) if self.head => {
                found.left_out(Diagnostic::error("table-twice", self.text.place(start)).arg("key", "scenario"));
            }
            ("scenario", DeValue::Table(table)) => self.head(Fields::new(table, self.text, base, start), found),
            ("assumption", DeValue::Array(list)) => {
                for value in list {
                    let range = shifted(value.span(), base);
                    match value.into_inner() {
                        DeValue::Table(table) => self.assumption(Fields::new(table, self.text, base, range.start), found),
                        _ => table_unfit("assumption", range, self.text, found),
                    }
                }
            }
            // One assumption under a single pair of brackets.
            ("assumption", DeValue::Table(table)) => self.assumption(Fields::new(table, self.text, base, start), found),
            ("scenario" | "assumption", _) => table_unfit(key, range, self.text, found),
            (key, value) => {
                let place = || self.text.place(start);
                match owned(value) {
                    Some(value) => keep_extra(&mut self.scenario.extra, key.to_owned(), value, place, found),
                    None => {
                        let text = self.text.excerpt(range);
                        found.left_out(Diagnostic::error("value-too-large", place()).arg("key", key).arg("text", text));
                    }
                }
            }
        }
        Ok(())
    }

    fn head(&mut self, mut fields: Fields<'_, '_>, found: &mut Findings) {
        let f = &mut fields;
        self.head = true;
        let scenario = &mut self.scenario;
        scenario.name = f.label("name", found).unwrap_or_else(|| {
            found.tell(Diagnostic::warning("name-missing", f.place()).arg("key", "name"));
            Label::new(scenario.id.as_str())
        });
        scenario.parent = optional(f, "parent", found);
        scenario.note = f.text_or_empty("note", found);
        scenario.locked = f.truth("locked", found).unwrap_or(false);
        scenario.pins = f.texts("pins", found).iter().map(|node| node.as_str().into()).collect();
        scenario.scenario_extra = fields.rest(found);
    }

    fn assumption(&mut self, fields: Fields<'_, '_>, found: &mut Findings) {
        let at = fields.start();
        let Some(assumption) = assumption(fields, found) else { return };
        let id = assumption.id.clone();
        if self.scenario.assumption(&id).is_some() {
            let line = self.text.excerpt(at..blocks::line_end(self.text.all(), at));
            found.left_out(Diagnostic::error("id-twice", self.text.place(at).record(&id)).arg("id", &id).arg("text", line));
        } else {
            self.scenario.assumptions.push(assumption);
        }
    }

    fn finish(mut self, file: &str, found: &mut Findings) -> Scenario {
        let missing = |code| Diagnostic::warning(code, Place::file(file).line(1));
        if !self.format {
            found.tell(missing("format-missing"));
        }
        if !self.head {
            self.scenario.name = Label::new(self.scenario.id.as_str());
            found.tell(missing("scenario-missing"));
        }
        self.scenario
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
