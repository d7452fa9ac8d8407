//! Reports: what a briefing says of a document, as pages of blocks, ready for every format.
//!
//! Numbers, sentences, titles, sources and marks are decided here once; writers of formats and the preview only lay them out. The
//! same document, briefing, language and inputs give the same report. Nothing here knows a file or a picture format.

pub mod book;
mod book_values;
pub mod build;
pub mod builtin;
pub mod finding;
mod judging_table;
pub mod layout;
pub mod markdown;
pub mod model;
pub mod paint;
pub mod scale;
mod scenario_table;
pub mod source;
pub mod standing;
pub mod table;
mod watch_table;

pub use build::{Inputs, Judge, Verdict, build};
pub use model::{Block, Bullet, Cell, Column, KeyNumber, NumberForm, Report, Row, Section, Span, Start, Table, What};
