//! Where an imported value was read, as one text that a file can keep and a person can read: `report.xlsx!Sheet1#R14C6 "962,000" 万元`.
//!
//! Written when a table is read, read again wherever an observation's source is shown. A source of any other kind is no origin
//! and stays as it is.

use std::fmt;
use std::str::FromStr;

use crate::view::Words;

/// A place in a file that was imported, with what stood there. Rows and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Name of the file, without its folder.
    pub file: String,
    /// Name of the sheet; empty where the file has none.
    pub sheet: String,
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// The text as read.
    pub raw: String,
    /// The unit as read; empty where none was stated.
    pub unit: String,
}

/// A text that names no place in an imported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no origin")]
pub struct NoOrigin;

impl Origin {
    /// The place of the cell as spreadsheets name it: `F14`.
    pub fn cell(&self) -> String {
        format!("{}{}", column_name(self.column), self.row)
    }

    /// The place in words: file, sheet, row and column.
    pub fn place(&self, words: &Words) -> String {
        let args = [
            ("file", self.file.as_str()),
            ("sheet", self.sheet.as_str()),
            ("row", &self.row.to_string()),
            ("column", &column_name(self.column)),
            ("number", &self.column.to_string()),
        ];
        words.with(if self.sheet.is_empty() { "origin-place" } else { "origin-place-sheet" }, &args)
    }

    /// What stood there, as read, with its unit.
    pub fn as_read(&self, words: &Words) -> String {
        if self.unit.is_empty() {
            return words.with("origin-raw", &[("raw", &self.raw)]);
        }
        words.with("origin-raw-unit", &[("raw", &self.raw), ("unit", &self.unit)])
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The signs that part the text are kept out of its parts: a file's name may hold any of them.
        f.write_str(&escaped(&self.file))?;
        if !self.sheet.is_empty() {
            write!(f, "!{}", escaped(&self.sheet))?;
        }
        write!(f, "#R{}C{} \"{}\"", self.row, self.column, self.raw.replace(['\r', '\n'], " ").replace('"', "\"\""))?;
        if self.unit.is_empty() { Ok(()) } else { write!(f, " {}", self.unit) }
    }
}

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        parse(text).ok_or(NoOrigin)
    }
}

fn parse(text: &str) -> Option<Origin> {
    let (place, rest) = split_cell(text)?;
    let (file, sheet) = place.split_once('!').unwrap_or((place, ""));
    let (row, column, rest) = cell(rest)?;
    let (raw, unit) = quoted(rest)?;
    let unit = unit.strip_prefix(' ').unwrap_or(unit);
    // What the row itself said of its source follows the unit.
    let unit = unit.split_once("· ").map_or(unit, |(unit, _)| unit.trim_end());
    let origin = Origin { file: plain(file), sheet: plain(sheet), row, column, raw, unit: unit.to_owned() };
    (!origin.file.is_empty()).then_some(origin)
}

/// The part before the mark of the cell and what follows it.
fn split_cell(text: &str) -> Option<(&str, &str)> {
    text.match_indices("#R").map(|(at, mark)| (&text[..at], &text[at + mark.len()..])).find(|(_, rest)| cell(rest).is_some())
}

/// Row, column, and the rest from the opening quote on.
fn cell(text: &str) -> Option<(usize, usize, &str)> {
    let (row, rest) = text.split_once('C')?;
    let (column, rest) = rest.split_once(' ').filter(|(_, rest)| rest.starts_with('"'))?;
    let digits = |text: &str| text.parse::<usize>().ok().filter(|n| *n > 0 && text.bytes().all(|b| b.is_ascii_digit()));
    Some((digits(row)?, digits(column)?, rest))
}

/// The text in quotes at the start, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let quote = from + inside[from..].find('"')?;
        if inside[quote + 1..].starts_with('"') {
            from = quote + 2;
        } else {
            return Some((inside[..quote].replace("\"\"", "\""), &inside[quote + 1..]));
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('!', "%21").replace('#', "%23").replace(['\r', '\n'], " ")
}

fn plain(text: &str) -> String {
    text.replace("%23", "#").replace("%21", "!").replace("%25", "%")
}

/// The letters of a column as spreadsheets count: 1 is A, 27 is AA.
pub fn column_name(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(b'A' + ((column - 1) % 26) as u8);
        column = (column - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    #[test]
    fn an_origin_comes_back_as_it_was_written() {
        let texts = ["x", "a!b#R1C1 \"", "月报 3月.xlsx", "100%21", "\"", "962,000", "#R2C3 \"4\""];
        for file in texts {
            for raw in texts.into_iter().chain([""]) {
                for (sheet, unit) in [("", ""), ("表1", "万元"), ("!#%", "百万 美元")] {
                    let origin = Origin { file: file.into(), sheet: sheet.into(), row: 14, column: 6, raw: raw.into(), unit: unit.into() };
                    assert_eq!(origin.to_string().parse(), Ok(origin.clone()), "{origin}");
                }
            }
        }
        let plain =
            Origin { file: "报表.xlsx".into(), sheet: "Sheet1".into(), row: 14, column: 6, raw: "962,000".into(), unit: "万元".into() };
        assert_eq!(plain.to_string(), "报表.xlsx!Sheet1#R14C6 \"962,000\" 万元");
        assert_eq!((plain.cell().as_str(), column_name(16_384).as_str()), ("F14", "XFD"));
    }

    #[test]
    fn other_sources_are_no_origins() {
        for text in ["", "https://example.org/a#R1C2", "月报 第 3 行", "#R1C1 \"x\"", "a#R0C1 \"x\"", "a#R1C1", "a#R1C1 \"x"] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_origin_is_told_in_words() {
        let origin: Origin = "a.csv#R14C6 \"962,000\" 万元".parse().unwrap_or_default();
        let words = Words::new(Language::Chinese);
        assert_eq!(origin.place(&words), "a.csv，第 14 行第 6 列（F14）");
        assert_eq!(origin.as_read(&words), "“962,000”，单位 万元");
        let origin = Origin { sheet: "Sales".into(), unit: String::new(), ..origin };
        let words = Words::new(Language::English);
        assert_eq!(origin.place(&words), "a.csv, sheet “Sales”, row 14, column 6 (F14)");
        assert_eq!(origin.as_read(&words), "“962,000”");
    }
}
