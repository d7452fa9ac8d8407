//! Opening files of others: plain text in any usual encoding, workbooks, pasted tables.
//!
//! Whatever a file holds, opening it ends with rows, or with a reason and a way out; memory stays bounded. Nothing here asks
//! what the cells mean.

mod error;

pub use error::ImportError;

use std::path::Path;

use crate::view::import::raw::{OpenChoices, RawFile};

/// Opens a file. `progress` hears how much of the work is done (0 to 1) and stops it by answering false.
pub fn open(path: &Path, choices: &OpenChoices, progress: &mut dyn FnMut(f64) -> bool) -> Result<RawFile, ImportError> {
    let _ = (choices, progress);
    Err(ImportError::Missing(path.display().to_string()))
}

/// A pasted table.
pub fn from_text(name: &str, _text: &str, _choices: &OpenChoices) -> RawFile {
    RawFile { name: name.to_owned(), ..RawFile::default() }
}
