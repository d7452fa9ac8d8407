//! Raw records: the keys of one table of the file, taken one by one. What nobody takes is kept as unknown.
//!
//! A value of the wrong kind is reported with its line and text and left out; the record itself stays.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use toml::Value;
use toml::de::{DeTable, DeValue};

use crate::base::{Diagnostic, Label, Place};
use crate::domain::Extra;
use crate::io::findings::Findings;

/// The codes of this module.
pub const CODES: &[&str] = &[
    "value-not-text",
    "value-not-number",
    "value-not-whole",
    "value-not-list",
    "value-not-table",
    "value-not-period",
    "value-not-bound",
    "value-not-quantity",
    "value-not-word",
    "value-not-truth",
    "value-not-year",
    "value-too-large",
];

/// A file's text with its name: turns bytes into places.
pub struct Text<'a> {
    file: &'a str,
    text: &'a str,
    lines: OnceLock<Vec<usize>>,
}

impl<'a> Text<'a> {
    /// A text of a file.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, lines: OnceLock::new() }
    }

    /// The whole text.
    pub fn all(&self) -> &'a str {
        self.text
    }

    /// The place of a byte. The line starts are looked for once, at the first question: a sound file asks none.
    pub fn place(&self, byte: usize) -> Place {
        let lines = self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(place, _)| place + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        Place::file(self.file).line(lines.partition_point(|start| *start <= byte).max(1))
    }

    /// The text of some bytes, shortened for a message.
    pub fn excerpt(&self, range: Range<usize>) -> String {
        excerpt(self.text.get(range).unwrap_or_default())
    }
}

/// A text on one line and no longer than a message bears.
pub fn excerpt(text: &str) -> String {
    const LENGTH: usize = 120;
    let text = text.trim();
    let mut short: String = text.chars().take(LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LENGTH).is_some() {
        short.push('…');
    }
    short
}

struct Entry<'i> {
    key: Cow<'i, str>,
    range: Range<usize>,
    value: Option<DeValue<'i>>,
}

/// The keys of one table that nobody has taken yet.
pub struct Fields<'a, 'i> {
    entries: Vec<Entry<'i>>,
    text: &'a Text<'a>,
    start: usize,
    base: usize,
    record: String,
}

impl<'a, 'i> Fields<'a, 'i> {
    /// The keys of `table`, whose spans count from byte `base`; the record starts at byte `start`.
    pub fn new(table: DeTable<'i>, text: &'a Text<'a>, base: usize, start: usize) -> Self {
        let entries = table.into_iter().map(|(key, value)| {
            let range = value.span().start + base..value.span().end + base;
            Entry { key: key.into_inner(), range, value: Some(value.into_inner()) }
        });
        Self { entries: entries.collect(), text, start, base, record: String::new() }
    }

    /// Names the record in messages.
    pub fn call(&mut self, id: &str) {
        id.clone_into(&mut self.record);
    }

    /// Where the record starts.
    pub fn place(&self) -> Place {
        self.mark(self.text.place(self.start))
    }

    /// The byte where the record starts.
    pub fn start(&self) -> usize {
        self.start
    }

    fn mark(&self, place: Place) -> Place {
        if self.record.is_empty() { place } else { place.record(&self.record) }
    }

    fn take(&mut self, key: &str) -> Option<(Range<usize>, DeValue<'i>)> {
        let entry = self.entries.iter_mut().find(|entry| entry.key == key)?;
        entry.value.take().map(|value| (entry.range.clone(), value))
    }

    fn refuse(&self, code: &'static str, key: &str, range: Range<usize>, findings: &mut Findings) {
        let place = self.mark(self.text.place(range.start));
        findings.left_out(Diagnostic::error(code, place).arg("key", key).arg("text", self.text.excerpt(range)));
    }

    /// The text of a key, empty texts included.
    pub fn text(&mut self, key: &str, findings: &mut Findings) -> Option<String> {
        match self.take(key)? {
            (_, DeValue::String(text)) => Some(text.into_owned()),
            (range, _) => {
                self.refuse("value-not-text", key, range, findings);
                None
            }
        }
    }

    /// The text of a key, empty where it is missing.
    pub fn text_or_empty(&mut self, key: &str, findings: &mut Findings) -> String {
        self.text(key, findings).unwrap_or_default()
    }

    /// A text, or the literal of a number, a truth value or a date: what a person may have left without quotes.
    pub fn literal(&mut self, key: &str, findings: &mut Findings) -> Option<String> {
        let (range, value) = self.take(key)?;
        match value {
            DeValue::String(text) => Some(text.into_owned()),
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            DeValue::Datetime(time) => Some(time.to_string()),
            _ => {
                self.refuse("value-not-text", key, range, findings);
                None
            }
        }
    }

    /// What `parse` makes of the literal of a key; `code` says that it could not. An empty text counts as missing.
    pub fn parsed<T>(&mut self, key: &str, code: &'static str, findings: &mut Findings, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let range = self.entries.iter().find(|entry| entry.key == key)?.range.clone();
        let literal = self.literal(key, findings).filter(|literal| !literal.trim().is_empty())?;
        let parsed = parse(literal.trim());
        if parsed.is_none() {
            self.refuse(code, key, range, findings);
        }
        parsed
    }

    /// The value of `all` whose word stands at the key.
    pub fn word<T: Copy>(&mut self, key: &str, all: &[T], word: impl Fn(T) -> &'static str, findings: &mut Findings) -> Option<T> {
        let range = self.entries.iter().find(|entry| entry.key == key)?.range.clone();
        let literal = self.literal(key, findings)?;
        let found = all.iter().copied().find(|value| word(*value) == literal.trim());
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|value| word(*value)).collect();
            let place = self.mark(self.text.place(range.start));
            let unknown = Diagnostic::error("value-not-word", place).arg("key", key).arg("text", excerpt(&literal));
            findings.left_out(unknown.arg("words", words.join(", ")));
        }
        found
    }

    /// A whole number.
    pub fn whole<T: TryFrom<i64>>(&mut self, key: &str, findings: &mut Findings) -> Option<T> {
        self.parsed(key, "value-not-whole", findings, |literal| literal.parse::<i64>().ok().and_then(|n| T::try_from(n).ok()))
    }

    /// A number.
    pub fn number(&mut self, key: &str, findings: &mut Findings) -> Option<f64> {
        self.parsed(key, "value-not-number", findings, super::number_text::parse_number)
    }

    /// A list; each item goes through `item`, and what that refuses is reported with `code`.
    fn list<T>(&mut self, key: &str, code: &'static str, findings: &mut Findings, item: impl Fn(DeValue<'i>) -> Option<T>) -> Vec<T> {
        let list = match self.take(key) {
            None => return Vec::new(),
            Some((_, DeValue::Array(list))) => list,
            Some((range, _)) => {
                self.refuse("value-not-list", key, range, findings);
                return Vec::new();
            }
        };
        let mut taken = Vec::with_capacity(list.len());
        for value in list {
            let range = value.span().start + self.base..value.span().end + self.base;
            match item(value.into_inner()) {
                Some(value) => taken.push(value),
                None => self.refuse(code, key, range, findings),
            }
        }
        taken
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str, findings: &mut Findings) -> Vec<String> {
        self.list(key, "value-not-text", findings, |value| match value {
            DeValue::String(text) => Some(text.into_owned()),
            _ => None,
        })
    }

    /// A list of numbers.
    pub fn numbers(&mut self, key: &str, findings: &mut Findings) -> Vec<f64> {
        self.list(key, "value-not-number", findings, |value| match value {
            DeValue::Float(number) => super::number_text::parse_number(number.as_str()),
            DeValue::Integer(number) => super::number_text::parse_number(&number.to_string()),
            _ => None,
        })
    }

    /// A list of tables.
    pub fn tables(&mut self, key: &str, findings: &mut Findings) -> Vec<Self> {
        let (text, base) = (self.text, self.base);
        self.list(key, "value-not-table", findings, move |value| match value {
            DeValue::Table(table) => Some(Fields::new(table, text, base, 0)),
            _ => None,
        })
        .into_iter()
        .map(|mut fields| {
            fields.start = fields.entries.first().map_or(base, |entry| entry.range.start);
            fields.record.clone_from(&self.record);
            fields
        })
        .collect()
    }

    /// A table below this one.
    pub fn table(&mut self, key: &str, findings: &mut Findings) -> Option<Self> {
        match self.take(key)? {
            (range, DeValue::Table(table)) => {
                let mut fields = Self::new(table, self.text, self.base, range.start);
                fields.record.clone_from(&self.record);
                Some(fields)
            }
            (range, _) => {
                self.refuse("value-not-table", key, range, findings);
                None
            }
        }
    }

    /// A label: the text at `key` and its translations at `key-<language>`. `None` where neither stands there.
    pub fn label(&mut self, key: &str, findings: &mut Findings) -> Option<Label> {
        let text = self.text(key, findings);
        let translated: Vec<String> = self
            .entries
            .iter()
            .filter(|entry| matches!(entry.value, Some(DeValue::String(_))))
            .filter_map(|entry| entry.key.strip_prefix(key).and_then(|rest| rest.strip_prefix('-')).map(str::to_owned))
            .collect();
        let mut label = Label::new(text.clone().unwrap_or_default());
        for language in translated {
            if let Some(text) = self.text(&format!("{key}-{language}"), findings) {
                label.translations.insert(language, text);
            }
        }
        (text.is_some() || !label.translations.is_empty()).then_some(label)
    }

    /// The keys that are left with their texts, for tables of free keys; other kinds of values are reported.
    pub fn remaining_texts(&mut self, findings: &mut Findings) -> Vec<(String, String)> {
        let keys: Vec<String> = self.entries.iter().filter(|e| e.value.is_some()).map(|e| e.key.clone().into_owned()).collect();
        keys.into_iter().filter_map(|key| self.text(&key, findings).map(|text| (key, text))).collect()
    }

    /// True or false; `None` where the key is missing.
    pub fn truth(&mut self, key: &str, findings: &mut Findings) -> Option<bool> {
        match self.take(key)? {
            (_, DeValue::Boolean(truth)) => Some(truth),
            (range, _) => {
                self.refuse("value-not-truth", key, range, findings);
                None
            }
        }
    }

    /// The keys that are left with their numbers, for tables of free keys; `name` reads a key. What does not fit is reported.
    pub fn remaining_numbers<K>(&mut self, findings: &mut Findings, name: impl Fn(&str) -> Option<K>) -> Vec<(K, f64)> {
        let keys: Vec<(String, Range<usize>)> =
            self.entries.iter().filter(|e| e.value.is_some()).map(|e| (e.key.clone().into_owned(), e.range.clone())).collect();
        let mut found = Vec::with_capacity(keys.len());
        for (key, range) in keys {
            let number = self.number(&key, findings);
            match name(&key) {
                Some(name) => found.extend(number.map(|number| (name, number))),
                None => self.refuse("value-not-year", &key, range, findings),
            }
        }
        found
    }

    /// All that nobody took, to be written back as it was.
    pub fn rest(mut self, findings: &mut Findings) -> Extra {
        let mut extra = Extra::new();
        for place in 0..self.entries.len() {
            let Some(value) = self.entries[place].value.take() else { continue };
            let (key, range) = (self.entries[place].key.clone().into_owned(), self.entries[place].range.clone());
            match owned(value) {
                Some(value) => {
                    extra.insert(key, value);
                }
                None => self.refuse("value-too-large", &key, range, findings),
            }
        }
        extra
    }
}

/// A value on its own; `None` where it holds a number beyond what the file format can carry.
pub fn owned(value: DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(number) => Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?),
        DeValue::Float(number) => Value::Float(number.as_str().parse().ok()?),
        DeValue::Boolean(truth) => Value::Boolean(truth),
        DeValue::Datetime(time) => Value::Datetime(time),
        DeValue::Array(list) => Value::Array(list.into_iter().map(|item| owned(item.into_inner())).collect::<Option<_>>()?),
        DeValue::Table(table) => {
            let entries = table.into_iter().map(|(key, item)| Some((key.into_inner().into_owned(), owned(item.into_inner())?)));
            Value::Table(entries.collect::<Option<_>>()?)
        }
    })
}
