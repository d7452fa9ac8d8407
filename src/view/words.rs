//! The languages of the program: keys in, sentences out.
//!
//! All user-visible text comes from the Fluent files under `assets/lang`, which are built into the program. Nothing else
//! in the program holds a sentence. Texts of a plan itself are data and do not pass through here.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, Label};

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The language's tag, as in files.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The language for a system's tag (`zh_CN.UTF-8`, `en-GB`): Chinese for every Chinese, English for the rest.
    pub fn of_system(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }

    /// The texts of the language, one file a room: name and content.
    pub fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Chinese => CHINESE,
            Self::English => ENGLISH,
        }
    }
}

macro_rules! files {
    ($tag:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/lang/", $tag, "/", $name, ".ftl")))),*]
    };
}

const CHINESE: &[(&str, &str)] = files!("zh-CN": "actions", "app", "audit", "briefing", "briefing-page", "briefing-tables", "chart", "command-line", "compare", "diagnostic", "export", "grid", "house", "import-page", "judging", "judging-page", "pages", "records", "register", "scenario", "scenario-charts", "terms", "why");
const ENGLISH: &[(&str, &str)] = files!("en": "actions", "app", "audit", "briefing", "briefing-page", "briefing-tables", "chart", "command-line", "compare", "diagnostic", "export", "grid", "house", "import-page", "judging", "judging-page", "pages", "records", "register", "scenario", "scenario-charts", "terms", "why");

/// The texts of one language. Plain texts are resolved once, so that drawing code only looks them up.
pub struct Words {
    language: Language,
    plain: FxHashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the texts of a language.
    pub fn new(language: Language) -> Self {
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for (_, content) in language.files() {
            let resource = match FluentResource::try_new((*content).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            keys.extend(resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            bundle.add_resource_overriding(resource);
        }
        let mut words = Self { language, plain: FxHashMap::default(), bundle };
        for key in keys {
            if let Some((text, true)) = words.resolve(&key, None) {
                words.plain.insert(key, text);
            }
        }
        words
    }

    /// Which language these are.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a key; the key itself where there is none, so that the lack is seen.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// The text of a key with its arguments filled in. Arguments are texts; numbers are formatted before they come here.
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, FluentValue::from(*value));
        }
        self.resolve(key, Some(&values)).map_or_else(|| key.to_owned(), |(text, _)| text)
    }

    /// True where the language has a text for the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A label in this language.
    pub fn label<'a>(&self, label: &'a Label) -> &'a str {
        label.get(self.language.tag())
    }

    /// The sentence of a diagnostic: what happened, where, what to do.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let key = format!("diagnostic-{}", diagnostic.code);
        let args: Vec<(&str, &str)> = diagnostic.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sentence = self.with(&key, &args);
        let place = diagnostic.place.to_string();
        if place.is_empty() { sentence } else { self.with("diagnostic-at-place", &[("place", &place), ("sentence", &sentence)]) }
    }

    fn resolve(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<(String, bool)> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        Some((text, errors.is_empty()))
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

/// The texts of a language, shared.
pub type SharedWords = Arc<Words>;

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(language: Language, file: usize) -> Vec<String> {
        let (name, content) = language.files()[file];
        let resource = FluentResource::try_new(content.to_owned()).unwrap_or_else(|(_, e)| panic!("{}/{name}: {e:?}", language.tag()));
        let mut keys: Vec<String> = resource
            .entries()
            .map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => message.id.name.to_owned(),
                fluent_syntax::ast::Entry::Junk { content } => panic!("{}/{name}: junk {content}", language.tag()),
                _ => String::new(),
            })
            .filter(|key| !key.is_empty())
            .collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_once() {
        let mut all = Vec::new();
        for (place, (name, _)) in Language::Chinese.files().iter().enumerate() {
            let (chinese, english) = (keys(Language::Chinese, place), keys(Language::English, place));
            assert_eq!(chinese, english, "{name}");
            all.extend(chinese);
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a key stands twice");
    }
}
