//! Rows of firms: added up to nodes, firms counted by size, growth of the firms of both times beside growth of all.
//!
//! One rule for every source: the engine adds up ([`crate::engine::firms`]), whether the rows come from a table in memory or, where
//! that does not hold the whole file, from the file itself. Names are matched afterwards, so that an answer needs no second reading.
//! Names and codes of firms only tell firms apart while rows are added. None of them reaches a result.

mod feed;
mod layout;
mod places;
mod sense;
mod sums;
pub mod told;

pub(super) use sense::{in_months, of_date, together};

use std::sync::Arc;

use self::layout::Layout;
use self::sense::Sense;
use super::choices::Choices;
use super::meaning::{Reader, Stop};
use super::raw::RawTable;
use super::reading::{Candidate, LeftReason, LeftRow, QuestionKind};
use super::shape::{ColumnRole, Shape, ShapeKind};
use super::sheet::Sheet;
use crate::base::Diagnostic;
use crate::domain::Document;
use crate::engine::firms::problem::Problems;
use crate::engine::firms::{FirmSpec, Gathered, Problem};

/// What has to be read from the file itself, as its table in memory does not hold all of it.
#[derive(Clone, Debug)]
pub struct FirmWish {
    /// What the engine reads.
    pub spec: FirmSpec,
    sense: Sense,
}

impl PartialEq for FirmWish {
    /// Wishes are equal where they read the same from a file.
    fn eq(&self, other: &Self) -> bool {
        let of = |spec: &FirmSpec| (spec.columns.clone(), spec.delimiter, spec.decimal_comma, spec.header_rows);
        self.sense == other.sense && of(&self.spec) == of(&other.spec)
    }
}

/// The rows of a file, read for a wish; or why they could not be.
#[derive(Clone, Debug)]
pub struct FirmRows {
    /// What was asked for.
    pub wish: FirmWish,
    /// What was read.
    pub gathered: Result<Arc<Gathered>, Diagnostic>,
}

/// True for a table whose rows are firms.
pub fn is_firms(shape: &Shape) -> bool {
    shape.kind == ShapeKind::FirmLevel && shape.columns.contains(&ColumnRole::Firm)
}

/// What has to be read from the file: nothing where the table in memory holds all rows that count. `delimiter` is that of the file.
pub fn wish(table: &RawTable, delimiter: Option<char>, shape: &Shape, choices: &Choices, document: &Document) -> Option<FirmWish> {
    if !is_firms(shape) || is_whole(table, choices) {
        return None;
    }
    let delimiter = delimiter.and_then(|sign| u8::try_from(sign).ok()).filter(u8::is_ascii)?;
    let sheet = Sheet::new(table);
    let layout = layout::find(&mut Reader::new(&sheet, shape, choices, document))?;
    Some(FirmWish { spec: layout.spec(delimiter, (table.first_row, table.first_column)), sense: layout.sense })
}

/// True where the table holds all rows that are to be read.
pub(super) fn is_whole(table: &RawTable, choices: &Choices) -> bool {
    !table.cut || choices.last_row.is_some()
}

/// Reads all rows of a table of firms, or what was read from its file.
pub(super) fn read(reader: &mut Reader<'_>, rows: Option<&FirmRows>) {
    let Some(layout) = layout::find(reader) else { return };
    let (gathered, before) = match rows {
        Some(rows) => (rows.gathered.clone(), 0),
        None if is_whole(reader.sheet.table, reader.choices) => {
            let gathered = feed::gather(reader, &layout).map(Arc::new).map_err(|error| error.diagnostic(""));
            (gathered, reader.sheet.table.first_row)
        }
        None => return,
    };
    match gathered {
        Ok(gathered) => understand(reader, &layout, &gathered, before),
        Err(diagnostic) => reader.reading.told.push(diagnostic),
    }
}

/// `before` are the rows of the file that stand before the first that was counted.
fn understand(reader: &mut Reader<'_>, layout: &Layout, gathered: &Gathered, before: usize) {
    let found = places::find(reader, layout, gathered, before);
    let summary = sums::add(reader, layout, gathered, &found);
    let header = reader.shape.body.start + if before == 0 { reader.sheet.table.first_row } else { 0 };
    let counts = &mut reader.reading.counts;
    counts.rows = usize::try_from(summary.rows.saturating_sub(summary.blank)).unwrap_or(usize::MAX).saturating_sub(header);
    (counts.used, counts.questioned) = (found.used, found.asked);
    counts.left = counts.rows.saturating_sub(found.used + found.asked);
    problems(reader, &summary.problems, summary.repeated, before);
}

/// Rows that do not count, or not wholly: totals are listed; of all others a person says whether the sums may do without them.
fn problems(reader: &mut Reader<'_>, problems: &Problems, repeated: u64, before: usize) {
    for example in problems.examples.iter().filter(|example| example.problem == Problem::Total) {
        let row = example.row as usize + before;
        let (column, text) = (example.column, example.text.clone());
        reader.reading.left.push(LeftRow { row, column, reason: LeftReason::Total, text, question: None });
    }
    for problem in Problem::ALL.into_iter().filter(|problem| *problem != Problem::Total) {
        // What a person said of a period's text stands.
        let chosen = |text: &str| reader.choices.periods.get(text.trim()).is_some_and(|answer| *answer == super::Answer::Leave);
        let of =
            |example: &&crate::engine::firms::Example| example.problem == problem && !(problem == Problem::Period && chosen(&example.text));
        let examples: Vec<_> = problems.examples.iter().filter(of).collect();
        if problem == Problem::Period {
            let unclear = examples.iter().filter(|example| !example.text.trim().is_empty());
            let unclear: Vec<_> = unclear.map(|example| (example.text.clone(), example.row as usize + before, example.column)).collect();
            unclear.into_iter().for_each(|(text, row, column)| ask_period(reader, &text, (row, column.unwrap_or(1))));
        }
        let Some(first) = examples.first().filter(|first| problem != Problem::Period || first.text.trim().is_empty()) else { continue };
        let rows = examples.iter().map(|example| (example.row as usize + before).to_string()).collect::<Vec<_>>().join(", ");
        let at = (first.row as usize + before, first.column.unwrap_or(1));
        ask(reader, problem.word(), problems.count(problem), at, rows, &first.text);
    }
    if repeated > 0 {
        ask(reader, "repeated", repeated, (reader.shape.body.start + 1 + before, 1), String::new(), "");
    }
}

/// Asks what a period's text means; the sums wait for it, as they lack its rows.
fn ask_period(reader: &mut Reader<'_>, text: &str, (row, column): (usize, usize)) {
    let asked = reader.ask(QuestionKind::PeriodUnclear, format!("period:{text}"), text.to_owned(), vec![Candidate::Leave], Vec::new());
    let Stop::Ask(mut question) = asked else { return };
    (question.row, question.column) = (row, column);
    let place = reader.register_at(*question, 1);
    for item in &mut reader.reading.items {
        if !item.questions.contains(&place) {
            item.questions.push(place);
        }
    }
}

/// Asks whether sums that lack rows, or count some twice, may be taken.
fn ask(reader: &mut Reader<'_>, what: &str, count: u64, (row, column): (usize, usize), rows: String, text: &str) {
    let key = format!("firm-rows:{what}:{count}");
    if reader.choices.accepted.contains(&key) {
        return;
    }
    let args = vec![("what", what.to_owned()), ("rows", rows), ("number", count.to_string())];
    let asked = reader.ask(QuestionKind::FirmRows, key, text.to_owned(), vec![Candidate::Accept, Candidate::Leave], args);
    let Stop::Ask(mut question) = asked else { return };
    (question.row, question.column) = (row, column);
    question.values = reader.reading.items.len();
    let place = reader.register_at(*question, 0);
    for item in &mut reader.reading.items {
        item.questions.push(place);
    }
}
