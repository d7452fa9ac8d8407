//! A briefing read from its tables.

use super::{FORMAT, Reading, TooNew};
use crate::base::{BriefingId, Diagnostic, ItemId, Label, NodeId};
use crate::domain::{Briefing, Content, Extra, FindingRule, Item, TableKind, When, Width};
use crate::io::findings::Findings;
use crate::io::plan_file::fields::Fields;
use crate::io::plan_file::records::{id, optional};
use crate::io::record_file::{self, FileRecord};
use crate::view::chart::ChartKind;

/// The word for the last period with actuals.
pub(super) const LATEST: &str = "latest";

/// Reads the briefing of an id. `file` is its path as messages show it; `cut` says that the text is known to end too early.
pub fn read(id: &BriefingId, file: &str, text: &str, cut: bool) -> Result<Reading, TooNew> {
    record_file::read(Briefing::new(id.clone(), Label::default()), file, text, cut)
}

impl FileRecord for Briefing {
    const FORMAT: i64 = FORMAT;
    const HEAD: &'static str = "briefing";
    const ENTRY: &'static str = "item";
    const MISSING: &'static str = "briefing-missing";
    type Entry = Item;

    fn head(&mut self, mut fields: Fields<'_, '_>, found: &mut Findings) {
        let f = &mut fields;
        self.name = f.label("name", found).unwrap_or_else(|| {
            found.tell(Diagnostic::warning("name-missing", f.place()).arg("key", "name"));
            Label::new(self.id.as_str())
        });
        self.subtitle = f.label("subtitle", found).unwrap_or_default();
        self.when = when(f, found).unwrap_or_default();
        self.note = f.text_or_empty("note", found);
        self.briefing_extra = fields.rest(found);
    }

    fn unnamed(&mut self) {
        self.name = Label::new(self.id.as_str());
    }

    fn entry(fields: Fields<'_, '_>, found: &mut Findings) -> Option<Item> {
        item(fields, found)
    }

    fn add(&mut self, entry: Item) -> Result<(), String> {
        if self.item(&entry.id).is_some() {
            return Err(entry.id.to_string());
        }
        self.items.push(entry);
        Ok(())
    }

    fn extra(&mut self) -> &mut Extra {
        &mut self.extra
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
        base: optional(f, "base", found),
        scheme: optional(f, "scheme", found),
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
