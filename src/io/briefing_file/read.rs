//! The whole file: cuts it into blocks, reads each on its own, and puts the briefing together.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{FORMAT, TooNew};
use crate::base::{BriefingId, Diagnostic, ItemId, Label, NodeId, Place};
use crate::domain::{Briefing, Content, FindingRule, Item, TableKind, When, Width};
use crate::io::findings::Findings;
use crate::io::plan_file::blocks::{self, Block, Head};
use crate::io::plan_file::fields::{Fields, Text, owned};
use crate::io::plan_file::read::{check_format, first_line, keep_extra, last_line, repair, shifted, table_unfit};
use crate::io::plan_file::records::{id, optional};
use crate::view::chart::ChartKind;

/// The word for the last period with actuals.
pub(super) const LATEST: &str = "latest";

/// What reading a briefing gives.
#[derive(Debug)]
pub struct Reading {
    /// All that is sound.
    pub briefing: Briefing,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// True where something of the file is not in the briefing.
    pub lossy: bool,
}

/// Reads the briefing of an id. `file` is its path as messages show it; `cut` says that the text is known to end too early.
pub fn read(id: &BriefingId, file: &str, text: &str, cut: bool) -> Result<Reading, TooNew> {
    let text = Text::new(file, text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut found = Findings::default();
    if cut {
        found.left_out(Diagnostic::error("file-cut", text.place(text.all().len())).arg("text", last_line(text.all())));
    }
    let mut builder = Builder { text: &text, briefing: Briefing::new(id.clone(), Label::default()), format: false, head: false };
    // No table of a briefing has its rows one a line.
    for block in blocks::cut(text.all(), "\n") {
        builder.block(&block, &mut found)?;
    }
    let briefing = builder.finish(file, &mut found);
    Ok(Reading { briefing, lossy: found.is_lossy(), diagnostics: found.into_list(file) })
}

struct Builder<'a> {
    text: &'a Text<'a>,
    briefing: Briefing,
    /// True where the file names its format.
    format: bool,
    /// True where the table of the briefing itself was read.
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
            ("briefing", DeValue::Table(_)) if self.head => {
                found.left_out(Diagnostic::error("table-twice", self.text.place(start)).arg("key", "briefing"));
            }
            ("briefing", DeValue::Table(table)) => self.head(Fields::new(table, self.text, base, start), found),
            ("item", DeValue::Array(list)) => {
                for value in list {
                    let range = shifted(value.span(), base);
                    match value.into_inner() {
                        DeValue::Table(table) => self.item(Fields::new(table, self.text, base, range.start), found),
                        _ => table_unfit("item", range, self.text, found),
                    }
                }
            }
            // One item under a single pair of brackets.
            ("item", DeValue::Table(table)) => self.item(Fields::new(table, self.text, base, start), found),
            ("briefing" | "item", _) => table_unfit(key, range, self.text, found),
            (key, value) => {
                let place = || self.text.place(start);
                match owned(value) {
                    Some(value) => keep_extra(&mut self.briefing.extra, key.to_owned(), value, place, found),
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
        let briefing = &mut self.briefing;
        briefing.name = f.label("name", found).unwrap_or_else(|| {
            found.tell(Diagnostic::warning("name-missing", f.place()).arg("key", "name"));
            Label::new(briefing.id.as_str())
        });
        briefing.subtitle = f.label("subtitle", found).unwrap_or_default();
        briefing.when = when(f, found).unwrap_or_default();
        briefing.note = f.text_or_empty("note", found);
        briefing.briefing_extra = fields.rest(found);
    }

    fn item(&mut self, fields: Fields<'_, '_>, found: &mut Findings) {
        let at = fields.start();
        let Some(item) = item(fields, found) else { return };
        let id = item.id.clone();
        if self.briefing.item(&id).is_some() {
            let line = self.text.excerpt(at..blocks::line_end(self.text.all(), at));
            found.left_out(Diagnostic::error("id-twice", self.text.place(at).record(&id)).arg("id", &id).arg("text", line));
        } else {
            self.briefing.items.push(item);
        }
    }

    fn finish(mut self, file: &str, found: &mut Findings) -> Briefing {
        let missing = |code| Diagnostic::warning(code, Place::file(file).line(1));
        if !self.format {
            found.tell(missing("format-missing"));
        }
        if !self.head {
            self.briefing.name = Label::new(self.briefing.id.as_str());
            found.tell(missing("briefing-missing"));
        }
        self.briefing
    }
}

fn item(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Item> {
    let f = &mut fields;
    let id = ItemId::new(id(f, found)?);
    let content = content(f, found)?;
    Some(Item {
        id,
        title: f.label("title", found).unwrap_or_default(),
        width: f.word("width", &Width::ALL, Width::word, found).unwrap_or_default(),
        node: optional(f, "node", found).unwrap_or_else(NodeId::total),
        metrics: f.texts("metrics", found).iter().map(|metric| metric.as_str().into()).collect(),
        dimension: optional(f, "dimension", found),
        scenarios: f.texts("scenarios", found).iter().map(|scenario| scenario.as_str().into()).collect(),
        when: when(f, found),
        content,
        extra: fields.rest(found),
    })
}

fn content(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<Content> {
    let text = String::new;
    let kinds = [
        Content::Section { text: text() },
        Content::Break,
        Content::Chart { kind: text() },
        Content::Table(TableKind::default()),
        Content::KeyNumbers,
        Content::Finding(FindingRule::default()),
        Content::Text { markdown: text() },
    ];
    let words: Vec<usize> = (0..kinds.len()).collect();
    let Some(kind) = f.word("kind", &words, |place| kinds[place].word(), found) else {
        found.left_out(Diagnostic::error("key-missing", f.place()).arg("key", "kind"));
        return None;
    };
    Some(match &kinds[kind] {
        Content::Section { .. } => Content::Section { text: f.text_or_empty("text", found) },
        Content::Text { .. } => Content::Text { markdown: f.text_or_empty("text", found) },
        Content::Chart { .. } => {
            let kind = f.text("chart", found).unwrap_or_else(|| ChartKind::default().id().to_owned());
            if ChartKind::of_id(&kind).is_none() {
                found.tell(Diagnostic::warning("briefing-chart-unknown", f.place()).arg("text", &kind));
            }
            Content::Chart { kind }
        }
        Content::Table(_) => Content::Table(f.word("table", &TableKind::ALL, TableKind::word, found).unwrap_or_default()),
        Content::Finding(_) => Content::Finding(f.word("rule", &FindingRule::ALL, FindingRule::word, found).unwrap_or_default()),
        Content::Break => Content::Break,
        Content::KeyNumbers => Content::KeyNumbers,
    })
}

fn when(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<When> {
    f.parsed("period", "value-not-period", found, |text| if text == LATEST { Some(When::Latest) } else { text.parse().ok().map(When::At) })
}
