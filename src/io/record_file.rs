//! Files of one record, as scenarios and briefings have them: a format, a table of the record's own, and a list of tables in order.
//!
//! Cuts the text into blocks, reads each on its own, and hands the tables to the record. Reading never stops at an error but returns
//! all that is sound and says what is not. Nothing here touches the disk.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::findings::Findings;
use super::plan_file::blocks::{self, Block, Head};
use super::plan_file::fields::{Fields, Text, owned};
use super::plan_file::read::{check_format, first_line, keep_extra, last_line, repair, shifted, table_unfit};
use crate::base::{Diagnostic, Place};
use crate::domain::Extra;

/// A record that has such a file.
pub trait FileRecord: Sized {
    /// The newest format that this version reads.
    const FORMAT: i64;
    /// Name of the table of the record's own.
    const HEAD: &'static str;
    /// Name of the tables of its list.
    const ENTRY: &'static str;
    /// Code of what is told where the record's own table is missing.
    const MISSING: &'static str;
    /// An entry of its list.
    type Entry;

    /// Takes the record's own table; the name stands for itself where there is none.
    fn head(&mut self, fields: Fields<'_, '_>, found: &mut Findings);
    /// Takes its id for its name, without a table of its own.
    fn unnamed(&mut self);
    /// Reads an entry; `None` where it cannot be used, which is said.
    fn entry(fields: Fields<'_, '_>, found: &mut Findings) -> Option<Self::Entry>;
    /// Adds an entry; its id where there is one of it already.
    fn add(&mut self, entry: Self::Entry) -> Result<(), String>;
    /// Unknown keys at the top of the file.
    fn extra(&mut self) -> &mut Extra;
}

/// What reading a record gives.
#[derive(Debug)]
pub struct Reading<R> {
    /// All that is sound.
    pub record: R,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// True where something of the file is not in the record.
    pub lossy: bool,
}

/// A file that cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file has format {format}; this version reads up to {known}")]
pub struct TooNew {
    /// The format that the file names.
    pub format: i64,
    /// The newest that this version reads.
    pub known: i64,
}

/// Reads a text into an empty record. `file` is its path as messages show it; `cut` says that the text is known to end too early.
pub fn read<R: FileRecord>(record: R, file: &str, text: &str, cut: bool) -> Result<Reading<R>, TooNew> {
    let text = Text::new(file, text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut found = Findings::default();
    if cut {
        found.left_out(Diagnostic::error("file-cut", text.place(text.all().len())).arg("text", last_line(text.all())));
    }
    let mut builder = Builder { text: &text, record, format: false, head: false };
    // No table of such a file has its rows one a line.
    for block in blocks::cut(text.all(), "\n") {
        builder.block(&block, &mut found)?;
    }
    let record = builder.finish(file, &mut found);
    Ok(Reading { record, lossy: found.is_lossy(), diagnostics: found.into_list(file) })
}

struct Builder<'a, R> {
    text: &'a Text<'a>,
    record: R,
    /// True where the file names its format.
    format: bool,
    /// True where the record's own table was read.
    head: bool,
}

impl<R: FileRecord> Builder<'_, R> {
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
                check_format(format, R::FORMAT, self.text.place(start), found).map_err(|format| TooNew { format, known: R::FORMAT })?;
            }
            (key, DeValue::Table(_)) if key == R::HEAD && self.head => {
                found.left_out(Diagnostic::error("table-twice", self.text.place(start)).arg("key", R::HEAD));
            }
            (key, DeValue::Table(table)) if key == R::HEAD => {
                self.head = true;
                self.record.head(Fields::new(table, self.text, base, start), found);
            }
            (key, DeValue::Array(list)) if key == R::ENTRY => {
                for value in list {
                    let range = shifted(value.span(), base);
                    match value.into_inner() {
                        DeValue::Table(table) => self.list(Fields::new(table, self.text, base, range.start), found),
                        _ => table_unfit(R::ENTRY, range, self.text, found),
                    }
                }
            }
            // One entry under a single pair of brackets.
            (key, DeValue::Table(table)) if key == R::ENTRY => self.list(Fields::new(table, self.text, base, start), found),
            (key, _) if key == R::HEAD || key == R::ENTRY => table_unfit(key, range, self.text, found),
            (key, value) => {
                let place = || self.text.place(start);
                match owned(value) {
                    Some(value) => keep_extra(self.record.extra(), key.to_owned(), value, place, found),
                    None => {
                        let text = self.text.excerpt(range);
                        found.left_out(Diagnostic::error("value-too-large", place()).arg("key", key).arg("text", text));
                    }
                }
            }
        }
        Ok(())
    }

    fn list(&mut self, fields: Fields<'_, '_>, found: &mut Findings) {
        let at = fields.start();
        let Some(entry) = R::entry(fields, found) else { return };
        if let Err(id) = self.record.add(entry) {
            let line = self.text.excerpt(at..blocks::line_end(self.text.all(), at));
            found.left_out(Diagnostic::error("id-twice", self.text.place(at).record(&id)).arg("id", &id).arg("text", line));
        }
    }

    fn finish(mut self, file: &str, found: &mut Findings) -> R {
        let missing = |code| Diagnostic::warning(code, Place::file(file).line(1));
        if !self.format {
            found.tell(missing("format-missing"));
        }
        if !self.head {
            self.record.unnamed();
            found.tell(missing(R::MISSING));
        }
        self.record
    }
}
