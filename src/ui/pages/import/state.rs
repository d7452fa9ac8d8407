//! What the import remembers between frames: the files that wait, and for each what was decided about it.
//!
//! Opening and understanding run in jobs; what they bring is taken in here with the version of the decisions it was made
//! for, so that a late answer to an old question is passed over. Nothing here changes the document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::steps::Step;
use crate::base::Diagnostic;
use crate::session::JobId;
use crate::ui::command::QueueId;
use crate::ui::grid::GridState;
use crate::view::import::raw::{OpenChoices, RawFile};

/// Where a table comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    Path(PathBuf),
    /// A pasted text.
    Text(Arc<str>),
}

/// How far a file has come.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Waits for others to be read.
    Waiting,
    /// Is being read.
    Opening(JobId),
    /// Was read.
    Ready(Arc<RawFile>),
    /// Could not be read.
    Failed(Diagnostic),
}
