//! Formulas as a person types them: metric names become the ids that formulas are written with.
//!
//! Only words are translated here; whether the formula makes sense is the engine's to say.

use super::context::{Context, refusal};
use super::field::Codec;
use super::reference::MetricRef;
use crate::base::Diagnostic;

/// The formula with names of metrics replaced by their ids and full-width signs by plain ones.
pub(super) fn translated(text: &str, context: &Context) -> Result<String, Diagnostic> {
    let text: String = text.trim().chars().map(plain_sign).collect();
    let names = names(context);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        if let (Some(end), '[') = (rest.find(']'), first) {
            out.push_str(&rest[..=end]);
            rest = &rest[end + 1..];
            continue;
        }
        let word = word_at(rest);
        let name = names.iter().find(|(name, _)| begins_with(rest, name, word.len()));
        if let Some((name, id)) = name {
            out.push_str(id);
            rest = &rest[name.len()..];
        } else if word.is_empty() {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            let number = word.starts_with(|c: char| c.is_ascii_digit() || c == '.');
            let function = rest[word.len()..].trim_start().starts_with('(');
            if !number && !function && !context.plan.metrics.contains(word) {
                return Err(unknown(word, context));
            }
            out.push_str(word);
            rest = &rest[word.len()..];
        }
    }
    Ok(out.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn plain_sign(c: char) -> char {
    match c {
        '（' | '【' | '［' => '(',
        '）' | '】' | '］' => ')',
        '×' | '＊' | '·' => '*',
        '÷' | '／' => '/',
        '＋' => '+',
        '－' | '−' | '–' => '-',
        '，' => ',',
        '．' => '.',
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// All names of metrics with the id each stands for, longest first so that 利润总额 is not read as 利润.
fn names(context: &Context) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for metric in &context.plan.metrics {
        let known = metric.name.texts().chain(metric.aliases.iter().map(String::as_str));
        for name in known.filter(|name| !name.is_empty() && *name != metric.id.as_str()) {
            names.push((name.chars().map(plain_sign).collect(), spelled(metric.id.as_str())));
        }
    }
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// An id as formulas write it: bare where it is one word, in square brackets otherwise.
fn spelled(id: &str) -> String {
    if word_at(id) == id && !id.starts_with(|c: char| c.is_ascii_digit()) { id.to_owned() } else { format!("[{id}]") }
}

/// The run of letters, digits, underscores and points at the start.
fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(text.len());
    &text[..end]
}

/// True where the text begins with a name that ends where a word ends, or that is written without spaces between words.
fn begins_with(text: &str, name: &str, word: usize) -> bool {
    let Some(head) = text.get(..name.len()) else { return false };
    if !head.eq_ignore_ascii_case(name) {
        return false;
    }
    let last_is_ascii = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let goes_on = text[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    name.len() >= word || !(last_is_ascii && goes_on)
}

fn unknown(word: &str, context: &Context) -> Diagnostic {
    MetricRef.read(word, context).err().unwrap_or_else(|| refusal("cell-formula", word))
}
