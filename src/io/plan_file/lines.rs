//! Lines of `key = value` and inline tables, in which the program's own files are laid out.

use std::fmt::Write;

use toml::Value;

use super::number_text::{number, quantity};
use super::toml_text::{array, float, key, string, value};
use crate::base::{Label, Quantity};
use crate::domain::{Extra, Source};

/// Lines of `key = value`.
pub struct Lines {
    /// What was written so far.
    pub text: String,
}

impl Lines {
    /// Opens a record: `[[table]]` and its id.
    pub fn head(&mut self, table: &str, id: &str) {
        let _ = write!(self.text, "\n[[{table}]]\n");
        self.string("id", id);
    }

    /// `key = `, to be followed by a value.
    pub fn key(&mut self, name: &str) {
        key(&mut self.text, name);
        self.text.push_str(" = ");
    }

    /// A text.
    pub fn string(&mut self, name: &str, text: &str) {
        self.key(name);
        string(&mut self.text, text);
        self.text.push('\n');
    }

    /// A text, where it is not empty.
    pub fn filled(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.string(name, text);
        }
    }

    /// A name with its translations.
    pub fn label(&mut self, name: &str, label: &Label) {
        self.string(name, &label.text);
        for (language, text) in &label.translations {
            self.string(&format!("{name}-{language}"), text);
        }
    }

    /// A list of texts, where there are any.
    pub fn strings(&mut self, name: &str, list: &[String]) {
        if !list.is_empty() {
            self.key(name);
            array(&mut self.text, list, |text, item| string(text, item));
            self.text.push('\n');
        }
    }

    /// A whole number.
    pub fn whole(&mut self, name: &str, number: i64) {
        self.key(name);
        let _ = writeln!(self.text, "{number}");
    }

    /// A number.
    pub fn float(&mut self, name: &str, number: f64) {
        self.key(name);
        float(&mut self.text, number);
        self.text.push('\n');
    }

    /// A factor of a unit, without a fraction where it is whole.
    pub fn factor(&mut self, name: &str, of: f64) {
        if of.fract() == 0.0 && of.abs() < 1e15 {
            self.key(name);
            self.text.push_str(&number(of));
            self.text.push('\n');
        } else {
            self.float(name, of);
        }
    }

    /// A quantity, where there is one.
    pub fn quantity(&mut self, name: &str, of: Option<&Quantity>) {
        of.into_iter().for_each(|of| self.string(name, &quantity(of)));
    }

    /// A source, its empty parts left out.
    pub fn source(&mut self, source: &Source) {
        self.filled("doc", &source.document);
        self.filled("section", &source.section);
        self.filled("printed", &source.printed);
        self.filled("address", &source.address);
        self.filled("source-note", &source.note);
    }

    /// Any value.
    pub fn value(&mut self, name: &str, of: &Value) {
        self.key(name);
        value(&mut self.text, of);
        self.text.push('\n');
    }

    /// Unknown keys.
    pub fn extra(&mut self, extra: &Extra) {
        extra.iter().for_each(|(name, of)| self.value(name, of));
    }

    /// An unknown table, or list of tables, of the top level.
    pub fn block(&mut self, name: &str, of: &Value) {
        let (open, close, tables) = match of {
            Value::Array(list) => ("[[", "]]", list.as_slice()),
            one => ("[", "]", std::slice::from_ref(one)),
        };
        for table in tables.iter().filter_map(Value::as_table) {
            self.text.push('\n');
            self.text.push_str(open);
            key(&mut self.text, name);
            self.text.push_str(close);
            self.text.push('\n');
            self.extra(table);
        }
    }
}

/// One inline table.
pub struct Inline<'a> {
    /// Where it is written.
    pub text: &'a mut String,
    any: bool,
}

impl<'a> Inline<'a> {
    /// Opens the table.
    pub fn new(out: &'a mut Lines, indent: &str) -> Self {
        out.text.push_str(indent);
        out.text.push('{');
        Self { text: &mut out.text, any: false }
    }

    /// A key, to be followed by a value.
    pub fn name(&mut self, name: &str) {
        self.text.push_str(if self.any { ", " } else { " " });
        self.any = true;
        key(self.text, name);
        self.text.push_str(" = ");
    }

    /// A text.
    pub fn string(&mut self, name: &str, text: &str) {
        self.name(name);
        string(self.text, text);
    }

    /// Unknown keys.
    pub fn extra(&mut self, extra: &Extra) {
        for (name, of) in extra {
            self.name(name);
            value(self.text, of);
        }
    }

    /// Closes the table; `after` follows it.
    pub fn end(self, after: &str) {
        self.text.push_str(if self.any { " }" } else { "}" });
        self.text.push_str(after);
    }
}
