//! Opening files of others: plain text in any usual encoding, workbooks, pasted tables.
//!
//! Whatever a file holds, opening it ends with rows, or with a reason and a way out; memory stays bounded. Nothing here asks
//! what the cells mean.

mod decode;
mod delimiter;
mod encoding;
mod error;
pub mod firms;
mod kind;
mod limits;
mod markup;
mod noticed;
mod ods;
mod package;
mod ranges;
mod records;
mod rows;
mod sheet;
mod source;
mod text;
mod understand;
mod web_page;
mod workbook;
mod xml;
mod xml_sheet;

pub use encoding::OFFERED as ENCODINGS;
pub use error::ImportError;
pub use rows::{Look, Streamed, each_row, look};
pub use source::Progress;
pub use understand::{Understood, understand};

use std::path::Path;

use crate::view::import::raw::{OpenChoices, RawFile};

/// Delimiters that are offered to choose from.
pub const DELIMITERS: [char; 4] = delimiter::TRIED;

/// All codes of diagnostics that opening a file can give.
pub fn codes() -> impl Iterator<Item = &'static str> {
    error::CODES.iter().chain(noticed::CODES).copied()
}

/// The share of the progress that reading the bytes takes.
const READING: f64 = 0.4;

/// Opens a file. `progress` hears how much of the work is done (0 to 1) and stops it by answering false.
pub fn open(path: &Path, choices: &OpenChoices, progress: Progress<'_>) -> Result<RawFile, ImportError> {
    let source = source::read(path, limits::TEXT_BYTES, READING, progress)?;
    match kind::of(&source.head) {
        kind::Kind::Text => text::open(source, choices, READING, progress),
        kind::Kind::Zip => workbook::packed(source, path, choices, READING, progress),
        kind::Kind::Compound => workbook::compound(source, path, choices, READING, progress),
        kind::Kind::WebPage => markup::web_page(source, choices, READING, progress),
        kind::Kind::XmlSheet => markup::xml_sheet(source, choices, READING, progress),
        kind::Kind::Other(found) => Err(ImportError::NoTable { file: source.name, found }),
    }
}

/// Reads a pasted table.
pub fn from_text(name: &str, text: &str, choices: &OpenChoices) -> RawFile {
    text::pasted(name, text, choices)
}

#[cfg(test)]
mod tests;
