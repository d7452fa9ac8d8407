//! What drawing code may look at: references to the session and what was made from it for this revision.

use std::sync::Arc;

use super::actions::Moment;
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::io::settings::Settings;
use crate::session::{JobView, Session};
use crate::view::audit::Audited;
use crate::view::palette::Palette;
use crate::view::search::NameIndex;
use crate::view::words::SharedWords;

/// What is shown, read-only.
pub struct View<'a> {
    /// The open document with its history.
    pub session: &'a Session,
    /// The results of the revision `evaluated`, which for a very large plan may lag behind an edit for a moment.
    pub evaluation: Arc<Evaluation>,
    /// The revision that the results are of.
    pub evaluated: u64,
    /// Whether the plan holds together; of the revision `audited`, which for a very large plan may lag behind as well.
    pub audit: Arc<Audited>,
    /// The revision that the audit is of.
    pub audited: u64,
    /// The texts.
    pub words: &'a SharedWords,
    /// The colours of the theme.
    pub palette: &'static Palette,
    /// The settings.
    pub settings: &'a Settings,
    /// The names of the nodes, for searching.
    pub names: &'a NameIndex,
    /// The metric that screens open with.
    pub main_metric: Option<crate::base::MetricId>,
    /// True where any actual of the workspace is illustrative.
    pub illustrative: bool,
    /// What can be done at the moment.
    pub moment: Moment,
    /// Jobs that run.
    pub jobs: &'a [JobView],
    /// What was told, newest last.
    pub told: &'a [crate::base::Diagnostic],
    /// Wording of the last save, or that there was none.
    pub saved: &'a str,
}

/// What a view model was made from: a new one is made when any of it changes.
pub type Stamp = (u64, u64, crate::view::Language, bool);

impl View<'_> {
    /// The document.
    pub fn document(&self) -> &Document {
        self.session.document()
    }

    /// Revision of the document and of the evaluation, language and theme.
    pub fn stamp(&self) -> Stamp {
        (self.session.revision(), self.evaluated, self.words.language(), self.palette.dark)
    }
}
