//! The briefing page: briefings and items as lists, the form of what is chosen, fresh briefings and items, and which item shows what
//! another page shows.
//!
//! Names and sentences are made here once for a revision; nothing here draws, writes files or changes the document.

pub mod enter;
pub mod form;
pub mod fresh;
pub mod kind;
pub mod list;
pub mod make;
pub mod seen;

pub use enter::{Input, enter, enter_head};
pub use form::{Field, FieldId, FieldKind, fields, head_fields};
pub use kind::Kind;
pub use list::{BriefingRow, ItemRow, briefings, items, name};
