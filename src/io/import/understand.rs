//! From an opened file to what it would change; goes back to the file where its table in memory does not hold all that counts.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::firms::{self, FirmsError};
use super::source::Progress;
use crate::base::Diagnostic;
use crate::domain::Document;
use crate::view::import::firm::{FirmRows, FirmWish, wish};
use crate::view::import::raw::RawFile;
use crate::view::import::understanding::Understanding;
use crate::view::import::{Choices, detect_with};

/// What a file was understood as, with what was read of its firms, to be given again next time.
#[derive(Clone, Debug)]
pub struct Understood {
    /// What it was understood as.
    pub understanding: Understanding,
    /// The rows of its firms, where they were read from the file itself.
    pub firms: Option<Arc<FirmRows>>,
}

/// Understands a table of a file. `path` is where the file is, `kept` what was read of its firms before. Nothing comes back where
/// `progress` stopped it.
pub fn understand(
    (file, table): (&RawFile, usize),
    path: Option<&Path>,
    kept: Option<Arc<FirmRows>>,
    choices: &Choices,
    document: &Document,
    progress: Progress<'_>,
) -> Option<Understood> {
    let empty = Default::default();
    let table = file.tables.get(table).unwrap_or(&empty);
    let shape = detect_with(table, choices, document);
    let firms = match (wish(table, file.delimiter, &shape, choices, document), path) {
        (Some(wish), _) if kept.as_ref().is_some_and(|kept| kept.wish == wish) => kept,
        (Some(wish), Some(path)) => Some(Arc::new(rows(path, file, wish, progress)?)),
        _ => None,
    };
    let progress = RefCell::new(progress);
    let going = || (*progress.borrow_mut())(1.0);
    let understanding = Understanding::of_shape(table, &shape, choices, document, firms.as_deref(), &going)?;
    Some(Understood { understanding, firms })
}

/// Reads the rows of a file of firms; nothing where that was stopped.
fn rows(path: &Path, file: &RawFile, wish: FirmWish, progress: Progress<'_>) -> Option<FirmRows> {
    let encoding = file.encoding.as_deref().and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let gathered = match firms::gather(path, encoding.unwrap_or(encoding_rs::UTF_8), &wish.spec, progress) {
        Ok(gathered) => Ok(Arc::new(gathered)),
        Err(FirmsError::Cancelled) => return None,
        Err(error) => {
            Err(error.diagnostic(&file.name).unwrap_or_else(|| Diagnostic::error("firms-read", crate::base::Place::file(&file.name))))
        }
    };
    Some(FirmRows { wish, gathered })
}
