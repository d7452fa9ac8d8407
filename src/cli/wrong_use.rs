//! Wrong use of the command line, in the user's language: what is wrong, and what could be written instead.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::view::Words;

/// The sentence of an error. Kinds without a sentence of their own are said in the library's words.
pub fn sentence(error: &clap::Error, words: &Words) -> String {
    let args = [
        ("arg", context(error, &[ContextKind::InvalidArg, ContextKind::InvalidSubcommand])),
        ("value", context(error, &[ContextKind::InvalidValue])),
        ("other", context(error, &[ContextKind::PriorArg])),
        ("choices", context(error, &[ContextKind::ValidValue])),
        ("hint", context(error, &[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue])),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let is_empty = |name: &str| args.iter().all(|(known, value)| *known != name || value.is_empty());
    let key = match error.kind() {
        ErrorKind::UnknownArgument if is_empty("hint") => "cli-unknown-argument",
        ErrorKind::UnknownArgument => "cli-unknown-argument-hint",
        ErrorKind::InvalidSubcommand => "cli-unknown-argument",
        ErrorKind::InvalidValue if is_empty("value") => "cli-value-missing",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if is_empty("choices") => "cli-wrong-value",
        ErrorKind::InvalidValue => "cli-wrong-value-choices",
        ErrorKind::MissingRequiredArgument => "cli-argument-missing",
        ErrorKind::ArgumentConflict if !is_empty("other") => "cli-arguments-conflict",
        _ => return error.render().to_string(),
    };
    format!("{}\n{}", words.with(key, &args), words.text("cli-see-help"))
}

fn context(error: &clap::Error, kinds: &[ContextKind]) -> String {
    let value = kinds.iter().find_map(|kind| error.get(*kind));
    match value {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
