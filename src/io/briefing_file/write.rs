//! Lays a briefing out as text: keys in a fixed order, a blank line between items.

use toml::Value;

use super::FORMAT;
use super::read::LATEST;
use crate::base::Label;
use crate::domain::{Briefing, Content, Item, When, Width};
use crate::io::plan_file::lines::Lines;
use crate::io::plan_file::write::is_block;

/// The briefing as the text of its file.
pub fn write(briefing: &Briefing) -> String {
    let mut out = Lines { text: String::with_capacity(512 + briefing.items.len() * 200) };
    out.whole("format", FORMAT);
    let (tables, values): (Vec<_>, Vec<_>) = briefing.extra.iter().partition(|(_, of): &(_, &Value)| is_block(of));
    for (name, of) in values {
        out.value(name, of);
    }
    out.text.push_str("\n[briefing]\n");
    out.label("name", &briefing.name);
    label(&mut out, "subtitle", &briefing.subtitle);
    out.string("period", &when(briefing.when));
    out.filled("note", &briefing.note);
    out.extra(&briefing.briefing_extra);
    briefing.items.iter().for_each(|row| item(&mut out, row));
    for (name, of) in tables {
        out.block(name, of);
    }
    out.text
}

fn item(out: &mut Lines, row: &Item) {
    out.head("item", row.id.as_str());
    out.string("kind", row.content.word());
    label(out, "title", &row.title);
    match &row.content {
        Content::Section { text } | Content::Text { markdown: text } => out.filled("text", text),
        Content::Chart { kind } => out.string("chart", kind),
        Content::Table(kind) => out.string("table", kind.word()),
        Content::Finding(rule) => out.string("rule", rule.word()),
        Content::Break | Content::KeyNumbers => {}
    }
    if row.content.shows_figures() || !row.node.is_total() {
        out.string("node", row.node.as_str());
    }
    let texts = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<String>>();
    out.strings("metrics", &texts(row.metrics.iter().map(|metric| metric.as_str()).collect()));
    row.dimension.iter().for_each(|dimension| out.string("dimension", dimension.as_str()));
    out.strings("scenarios", &texts(row.scenarios.iter().map(|scenario| scenario.as_str()).collect()));
    row.base.iter().for_each(|base| out.string("base", base.as_str()));
    row.scheme.iter().for_each(|scheme| out.string("scheme", scheme.as_str()));
    row.when.iter().for_each(|of| out.string("period", &when(*of)));
    if row.width != Width::default() {
        out.string("width", row.width.word());
    }
    out.extra(&row.extra);
}

fn label(out: &mut Lines, name: &str, label: &Label) {
    if !label.text.is_empty() || !label.translations.is_empty() {
        out.label(name, label);
    }
}

fn when(when: When) -> String {
    match when {
        When::Latest => LATEST.to_owned(),
        When::At(period) => period.to_string(),
    }
}
