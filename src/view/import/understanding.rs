//! What a table was understood as under the decisions made so far: its shape and how it differs from what is there.

use super::choices::Choices;
use super::difference::{Change, Difference, compare};
use super::firm::FirmRows;
use super::meaning;
use super::raw::RawTable;
use super::shape::{Shape, detect_with};
use crate::domain::Document;

/// A table, understood.
#[derive(Clone, Debug)]
pub struct Understanding {
    /// What each region was taken for.
    pub shape: Shape,
    /// What it would change; the reading with its questions is part of it.
    pub difference: Difference,
}

impl Understanding {
    /// Understands a table. Slow for long ones: not for the drawing thread.
    pub fn of(table: &RawTable, choices: &Choices, document: &Document) -> Self {
        let shape = detect_with(table, choices, document);
        let stopped = || Self { shape: shape.clone(), difference: Difference::default() };
        Self::of_shape(table, &shape, choices, document, None, &|| true).unwrap_or_else(stopped)
    }

    /// Understands a table whose shape is known; `firms` are the rows of its file, where it is one of firms that does not fit into
    /// memory. `going` is asked from time to time; nothing comes back where it says no.
    pub fn of_shape(
        table: &RawTable,
        shape: &Shape,
        choices: &Choices,
        document: &Document,
        firms: Option<&FirmRows>,
        going: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let reading = meaning::read(table, shape, choices, document, firms, going)?;
        let difference = compare(&reading, document);
        Some(Self { shape: shape.clone(), difference })
    }

    /// Number of values that would be written.
    pub fn writes(&self) -> usize {
        [Change::New, Change::Revision, Change::Final].into_iter().map(|change| self.difference.count(change)).sum()
    }

    /// Number of questions that are open.
    pub fn questions(&self) -> usize {
        self.difference.reading.questions.len()
    }
}
