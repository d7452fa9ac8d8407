//! Figures, one a line: a fast way for lines as the program writes them, and TOML proper for all others.
//!
//! Both ways end in the same raw figure, which is then checked once.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use toml::de::{DeTable, DeValue};

use super::blocks;
use super::fields::{Text, excerpt, owned};
use super::number_text::parse_bound;
use crate::base::{CoverageId, Diagnostic, MetricId, NodeId, Span, UnitId};
use crate::domain::{Extra, Figure, Form, PriceBasis, Role, Source, Strength};
use crate::io::findings::Findings;

/// The codes of this module.
pub const CODES: &[&str] = &["figure-unreadable", "figure-key-missing", "figure-value-unfit"];

/// The keys of a figure in the order of the file; [`Raw`] keeps their texts in the same order.
pub const KEYS: [&str; 19] = [
    "id",
    "node",
    "metric",
    "coverage",
    "at",
    "role",
    "form",
    "base",
    "of",
    "value",
    "unit",
    "price",
    "strength",
    "doc",
    "section",
    "printed",
    "address",
    "source-note",
    "note",
];

/// Places in [`KEYS`].
mod key {
    pub const ID: usize = 0;
    pub const NODE: usize = 1;
    pub const METRIC: usize = 2;
    pub const COVERAGE: usize = 3;
    pub const AT: usize = 4;
    pub const ROLE: usize = 5;
    pub const FORM: usize = 6;
    pub const BASE: usize = 7;
    pub const OF: usize = 8;
    pub const VALUE: usize = 9;
    pub const UNIT: usize = 10;
    pub const PRICE: usize = 11;
    pub const STRENGTH: usize = 12;
    pub const DOC: usize = 13;
    pub const SECTION: usize = 14;
    pub const PRINTED: usize = 15;
    pub const ADDRESS: usize = 16;
    pub const SOURCE_NOTE: usize = 17;
    pub const NOTE: usize = 18;
}

/// How many lines are read as one piece of work.
const PIECE: usize = 4096;

/// A figure as its texts.
#[derive(Default)]
struct Raw<'a> {
    texts: [Option<Cow<'a, str>>; KEYS.len()],
    extra: Extra,
    start: usize,
}

/// A figure that was read, with the byte where it starts.
pub type Found = (usize, Figure);

/// Reads the lines between the brackets of `list = [ … ]`.
pub fn rows(text: &Text<'_>, range: Range<usize>, closed: bool) -> (Vec<Found>, Findings) {
    let pieces: Vec<(Vec<Found>, Findings)> = units(text.all(), range)
        .par_chunks(PIECE)
        .map(|piece| {
            let (mut figures, mut found, mut names) = (Vec::with_capacity(piece.len()), Findings::default(), Names::default());
            for unit in piece {
                match fast(text.all(), unit) {
                    Some(raw) => figures.extend(figure(raw, text, unit.clone(), &mut names, &mut found)),
                    None => slow(text, unit.clone(), closed, &mut names, &mut figures, &mut found),
                }
            }
            (figures, found)
        })
        .collect();
    let (mut figures, mut found) = (Vec::with_capacity(pieces.iter().map(|p| p.0.len()).sum()), Findings::default());
    for (piece, of_piece) in pieces {
        figures.extend(piece);
        found.absorb(of_piece);
    }
    (figures, found)
}

/// Reads figures that stand in a list of another layout.
pub fn tables(text: &Text<'_>, tables: Vec<(Range<usize>, DeTable<'_>)>) -> (Vec<Found>, Findings) {
    let (mut figures, mut found, mut names) = (Vec::new(), Findings::default(), Names::default());
    for (range, table) in tables {
        let raw = of_table(table, range.start, text, range.clone(), &mut found);
        figures.extend(figure(raw, text, range, &mut names, &mut found));
    }
    (figures, found)
}

/// Cuts the lines into pieces that are read on their own: a line that looks like one whole figure, or all that stands between two
/// such lines.
fn units(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::with_capacity(range.len() / 160);
    let mut odd: Option<usize> = None;
    let mut place = range.start;
    while place < range.end {
        let end = blocks::line_end(text, place).min(range.end);
        let line = text[place..end].trim();
        if line.starts_with('{') && (line.ends_with("},") || line.ends_with('}')) {
            units.extend(odd.take().map(|start| start..place));
            units.push(place..end);
        } else if !line.is_empty() {
            odd.get_or_insert(place);
        }
        place = end;
    }
    units.extend(odd.map(|start| start..range.end));
    units
}

/// Reads a line of keys with texts in plain quotes; `None` for everything else.
fn fast<'a>(text: &'a str, unit: &Range<usize>) -> Option<Raw<'a>> {
    let line = text[unit.clone()].trim();
    let mut rest = line.strip_suffix(',').unwrap_or(line).strip_prefix('{')?.strip_suffix('}')?.trim_ascii();
    let mut raw = Raw { start: unit.start, ..Raw::default() };
    // Keys mostly come in their order, so the next one is looked for behind the last.
    let mut expected = 0;
    while !rest.is_empty() {
        let (name, after) = rest.split_at(rest.bytes().position(|b| !(b.is_ascii_lowercase() || b == b'-'))?);
        let place = KEYS[expected..].iter().position(|key| *key == name).map(|n| expected + n).or_else(|| place_of(name))?;
        expected = place + 1;
        let slot = &mut raw.texts[place];
        let quoted = after.trim_ascii_start().strip_prefix('=')?.trim_ascii_start().strip_prefix('"')?;
        let (value, after) = string(quoted)?;
        if slot.replace(value).is_some() {
            return None;
        }
        rest = after.trim_ascii_start();
        if !rest.is_empty() {
            rest = rest.strip_prefix(',')?.trim_ascii_start();
        }
    }
    Some(raw)
}

fn place_of(name: &str) -> Option<usize> {
    KEYS.iter().position(|key| *key == name)
}

/// The inside of a string up to its closing quote, and what follows. `None` where it needs more than the usual escapes.
fn string(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let stop = text.bytes().position(|b| b == b'"' || b == b'\\' || b < 0x20 || b == 0x7f)?;
    if text.as_bytes()[stop] == b'"' {
        // Three quotes in a row open a string of several lines.
        let after = &text[stop + 1..];
        return (stop > 0 || !after.starts_with('"')).then_some((Cow::Borrowed(&text[..stop]), after));
    }
    let mut value = String::from(&text[..stop]);
    let mut rest = &text[stop..];
    loop {
        let stop = rest.bytes().position(|b| b == b'"' || b == b'\\' || b < 0x20 || b == 0x7f)?;
        value.push_str(&rest[..stop]);
        let after = &rest[stop + 1..];
        match (rest.as_bytes()[stop], after.as_bytes().first()) {
            (b'"', _) => return Some((Cow::Owned(value), after)),
            (b'\\', Some(b'"')) => value.push('"'),
            (b'\\', Some(b'\\')) => value.push('\\'),
            (b'\\', Some(b'n')) => value.push('\n'),
            (b'\\', Some(b't')) => value.push('\t'),
            _ => return None,
        }
        rest = &after[1..];
    }
}

/// Reads whatever stands there with the TOML library, entry by entry.
fn slow(text: &Text<'_>, unit: Range<usize>, closed: bool, names: &mut Names, figures: &mut Vec<Found>, found: &mut Findings) {
    for entry in blocks::entries(text.all(), unit) {
        let range = without_comments(text.all(), entry);
        if range.is_empty() {
            continue;
        }
        // A key in front, so that the entry may hold comments and line breaks wherever TOML allows them.
        let document = format!("x={}", &text.all()[range.clone()]);
        let parsed = DeTable::parse(&document).ok().and_then(|table| table.into_inner().remove("x"));
        match parsed.map(|value| value.into_inner()) {
            Some(DeValue::Table(table)) => {
                let raw = of_table(table, range.start, text, range.clone(), found);
                figures.extend(figure(raw, text, range, names, found));
            }
            _ => {
                let code = if !closed && range.end == text.all().trim_end().len() { "file-cut" } else { "figure-unreadable" };
                let broken = Diagnostic::error(code, text.place(range.start));
                found.left_out(broken.arg("text", text.excerpt(range)));
            }
        }
    }
}

/// The range without blank space, and without comments before the first byte that is none.
fn without_comments(text: &str, mut range: Range<usize>) -> Range<usize> {
    loop {
        let slice = &text[range.clone()];
        range.start += slice.len() - slice.trim_start().len();
        if !text[range.clone()].starts_with('#') {
            break;
        }
        range.start = blocks::line_end(text, range.start).min(range.end);
    }
    range.end = range.start + text[range.clone()].trim_end().len();
    range
}

fn of_table<'a>(table: DeTable<'a>, start: usize, text: &Text<'_>, range: Range<usize>, found: &mut Findings) -> Raw<'a> {
    let mut raw = Raw { start, ..Raw::default() };
    for (name, value) in table {
        let (name, value) = (name.into_inner(), value.into_inner());
        match (place_of(&name), value) {
            (Some(place), DeValue::String(text)) => raw.texts[place] = Some(text),
            (Some(place), DeValue::Integer(number)) => raw.texts[place] = Some(Cow::Owned(number.to_string())),
            (Some(place), DeValue::Float(number)) => raw.texts[place] = Some(Cow::Owned(number.as_str().to_owned())),
            (Some(_), _) => {
                let unfit = Diagnostic::error("figure-value-unfit", text.place(start)).arg("key", &name);
                found.left_out(unfit.arg("value", "").arg("text", text.excerpt(range.clone())));
            }
            (None, value) => match owned(value) {
                Some(value) => {
                    raw.extra.insert(name.into_owned(), value);
                }
                None => {
                    found.left_out(Diagnostic::error("value-too-large", text.place(start)).arg("key", &name).arg("text", ""));
                }
            },
        }
    }
    raw
}

/// Ids that come again and again share their text. One set a piece of work: shared counters between threads would cost more.
#[derive(Default)]
struct Names {
    nodes: FxHashMap<Arc<str>, NodeId>,
    metrics: FxHashMap<Arc<str>, MetricId>,
    coverages: FxHashMap<Arc<str>, CoverageId>,
    units: FxHashMap<Arc<str>, UnitId>,
}

fn named<T: Clone>(known: &mut FxHashMap<Arc<str>, T>, text: &str, new: impl Fn(&str) -> T) -> T {
    if let Some(id) = known.get(text) {
        return id.clone();
    }
    let id = new(text);
    known.insert(Arc::from(text), id.clone());
    id
}

/// The figure, or nothing where a part that it cannot do without is missing or unfit; that is reported then.
fn figure(mut raw: Raw<'_>, text: &Text<'_>, range: Range<usize>, names: &mut Names, found: &mut Findings) -> Option<Found> {
    let mut check = Check { text, range, record: raw.texts[key::ID].as_deref().unwrap_or_default().to_owned(), failed: false, found };
    let node = check.needed(&raw, key::NODE);
    let metric = check.needed(&raw, key::METRIC);
    let bound = check.needed(&raw, key::VALUE).then(|| check.read(&raw, key::VALUE, parse_bound)).flatten();
    let role = check.needed(&raw, key::ROLE).then(|| check.read(&raw, key::ROLE, |t| Role::ALL.into_iter().find(|r| r.word() == t)));
    let time = check.read(&raw, key::AT, |text| text.parse().ok()).unwrap_or(Span::Unstated);
    let form = check.form(&raw);
    let price = check.read(&raw, key::PRICE, price);
    let strength = check.read(&raw, key::STRENGTH, |text| Strength::ALL.into_iter().find(|s| s.word() == text));
    // What is missing or unfit has been told; half a figure would pass for another statement.
    if check.failed || !node || !metric {
        return None;
    }
    let (start, extra) = (raw.start, std::mem::take(&mut raw.extra));
    let mut id = |place: usize| raw.texts[place].take().filter(|text| !text.trim().is_empty());
    let figure = Figure {
        id: id(key::ID).as_deref().unwrap_or_default().into(),
        node: named(&mut names.nodes, &id(key::NODE)?, |t| t.into()),
        metric: named(&mut names.metrics, &id(key::METRIC)?, |t| t.into()),
        coverage: id(key::COVERAGE).map(|text| named(&mut names.coverages, &text, |t| t.into())),
        price,
        time,
        form,
        role: role.flatten()?,
        bound: bound?,
        strength,
        unit: id(key::UNIT).map(|text| named(&mut names.units, &text, |t| t.into())),
        source: Source {
            document: owned_text(&mut raw, key::DOC),
            section: owned_text(&mut raw, key::SECTION),
            printed: owned_text(&mut raw, key::PRINTED),
            address: owned_text(&mut raw, key::ADDRESS),
            note: owned_text(&mut raw, key::SOURCE_NOTE),
        },
        note: owned_text(&mut raw, key::NOTE),
        extra,
    };
    Some((start, figure))
}

fn owned_text(raw: &mut Raw<'_>, place: usize) -> String {
    raw.texts[place].take().map(Cow::into_owned).unwrap_or_default()
}

/// Reads a price basis: `current`, or the year of constant prices.
fn price(text: &str) -> Option<PriceBasis> {
    if text == "current" {
        return Some(PriceBasis::Current);
    }
    text.parse().ok().filter(|year| (1..=9999).contains(year)).map(|year| PriceBasis::Constant { year })
}

/// Checks the texts of one figure and reports what does not fit.
struct Check<'a, 'f> {
    text: &'a Text<'a>,
    range: Range<usize>,
    record: String,
    failed: bool,
    found: &'f mut Findings,
}

impl Check<'_, '_> {
    fn tell(&mut self, code: &'static str, key: &str, value: &str) {
        self.failed = true;
        let mut place = self.text.place(self.range.start);
        if !self.record.is_empty() {
            place = place.record(&self.record);
        }
        let told = Diagnostic::error(code, place).arg("key", key).arg("value", excerpt(value));
        self.found.left_out(told.arg("text", self.text.excerpt(self.range.clone())));
    }

    fn needed(&mut self, raw: &Raw<'_>, place: usize) -> bool {
        let there = raw.texts[place].as_deref().is_some_and(|text| !text.trim().is_empty());
        if !there {
            self.tell("figure-key-missing", KEYS[place], "");
        }
        there
    }

    /// What `parse` makes of a text that is there. A text it refuses makes the whole figure unfit: half a figure would pass for
    /// another statement.
    fn read<T>(&mut self, raw: &Raw<'_>, place: usize, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = raw.texts[place].as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        let value = parse(text);
        if value.is_none() {
            self.tell("figure-value-unfit", KEYS[place], text);
        }
        value
    }

    fn form(&mut self, raw: &Raw<'_>) -> Form {
        let Some(word) = raw.texts[key::FORM].as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Form::Level };
        match word {
            "level" => Form::Level,
            "growth" => Form::Growth,
            "average-growth" => Form::AverageGrowth,
            "annual-change" => Form::AnnualChange,
            "multiple" if self.needed(raw, key::BASE) => {
                self.read(raw, key::BASE, |text| text.parse().ok()).map_or(Form::Level, |base| Form::Multiple { base })
            }
            "share" if self.needed(raw, key::OF) => {
                self.read(raw, key::OF, |text| Some(MetricId::new(text))).map_or(Form::Level, |of| Form::Share { of })
            }
            "multiple" | "share" => Form::Level,
            other => {
                self.tell("figure-value-unfit", KEYS[key::FORM], other);
                Form::Level
            }
        }
    }
}
