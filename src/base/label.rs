//! A name in one or more languages.
//!
//! The first text is the plan's own; translations are optional. Labels never identify anything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A name with optional translations, keyed by language tag (`en`, `zh-CN`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The text in the plan's own language.
    pub text: String,
    /// Texts in other languages.
    pub translations: BTreeMap<String, String>,
}

impl Label {
    /// A label without translations.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), translations: BTreeMap::new() }
    }

    /// The same label with one more translation.
    #[must_use]
    pub fn with(mut self, language: &str, text: &str) -> Self {
        self.translations.insert(language.to_owned(), text.to_owned());
        self
    }

    /// The text for `language`; the plan's own where there is no translation.
    pub fn get(&self, language: &str) -> &str {
        self.translations.get(language).map_or(self.text.as_str(), String::as_str)
    }

    /// Every text the label is known by.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.translations.values().map(String::as_str))
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
