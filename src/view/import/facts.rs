//! What the import says about a file: size, rows, encoding and delimiter in words.

use super::raw::{RawFile, RawTable};
use crate::base::{Diagnostic, Severity};
use crate::view::{Words, number};

/// Encodings that can be chosen, the likeliest first.
pub const ENCODINGS: &[&str] = &["UTF-8", "GBK", "GB18030", "UTF-16LE", "UTF-16BE", "Big5", "windows-1252"];

/// Delimiters that can be chosen.
pub const DELIMITERS: &[char] = &[',', '\t', ';', '|', ' '];

/// The name of a delimiter.
pub fn delimiter(words: &Words, delimiter: char) -> String {
    let key = match delimiter {
        ',' => "import-delimiter-comma",
        '\t' => "import-delimiter-tab",
        ';' => "import-delimiter-semicolon",
        '|' => "import-delimiter-pipe",
        ' ' => "import-delimiter-space",
        other => return words.with("import-delimiter-other", &[("text", &other.to_string())]),
    };
    words.text(key).to_owned()
}

/// A size in words: `3.4 KB`, `420 MB`.
pub fn size(words: &Words, bytes: u64) -> String {
    let kilo = bytes as f64 / 1024.0;
    let (key, amount) = if kilo < 1024.0 { ("import-size-kb", kilo) } else { ("import-size-mb", kilo / 1024.0) };
    let text = number::fixed(if amount > 0.0 { amount.max(0.1) } else { 0.0 }, u8::from(amount < 10.0));
    words.with(key, &[("size", &text)])
}

/// Size, rows and columns of a file's chosen table.
pub fn file(words: &Words, file: &RawFile, table: &RawTable) -> String {
    let (rows, columns) = (number::fixed(table.rows.len() as f64, 0), table.width().to_string());
    words.with("import-facts-file", &[("size", &size(words, file.size)), ("rows", &rows), ("columns", &columns)])
}

/// Encoding and delimiter, or the sheet, in a few words.
pub fn opened(words: &Words, file: &RawFile, table: &RawTable) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(file.encoding.clone());
    parts.extend(file.delimiter.map(|d| delimiter(words, d)));
    if !table.name.is_empty() {
        parts.push(table.name.clone());
    }
    parts.join(" · ")
}

/// The sentences of what was noticed on reading and told of the table as a whole, the gravest first; true where it is more than a note.
pub fn noticed(words: &Words, file: &RawFile, told: &[Diagnostic]) -> Vec<(Severity, String)> {
    let mut list: Vec<(Severity, String)> = file.diagnostics.iter().chain(told).map(|d| (d.severity, words.diagnostic(d))).collect();
    list.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
    list
}
