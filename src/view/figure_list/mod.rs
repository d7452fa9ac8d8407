//! A pasted table or CSV of figures, shown before it becomes part of the plan.
//!
//! Every row of the list stands in the preview with what it would do; rows that are not understood are asked about, never
//! dropped. The planner mends cells in the preview; then all rows without question apply as one change. Cells in one
//! list may come in any order of columns, with headings in Chinese or English or without.

mod heading;
mod row;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::Diagnostic;
use crate::domain::{Document, Edit, Figure};
use crate::view::grid::{CellWrite, GridCell, GridColumn, GridSource, Tone};
use crate::view::register::codec::{Maybe, SpanText, WordOf};
use crate::view::register::context::{Context, refusal};
use crate::view::register::field::Codec;
use crate::view::register::figure::{FORMS, ROLES, STRENGTHS};
use crate::view::register::ids::FigureNumbers;
use crate::view::register::reference::{ANY_NODE, CoverageRef, MetricRef, NodeRef, UnitRef};
use crate::view::wording;
use crate::view::words::SharedWords;
use heading::{Headings, Part};
use row::{Known, Row, State, Texts};

/// How many rows do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that add a figure.
    pub new: usize,
    /// Rows that change a figure.
    pub replaces: usize,
    /// Rows that say what the plan says already.
    pub same: usize,
    /// Rows that wait for an answer.
    pub questioned: usize,
}

/// A list of figures against a plan at one revision, in one language.
pub struct FigureList {
    context: Context,
    columns: Vec<GridColumn>,
    heading_unit: String,
    unknown_headings: Vec<String>,
    texts: Vec<Texts>,
    rows: Vec<Row>,
}

impl std::fmt::Debug for FigureList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FigureList({:?})", self.counts())
    }
}

/// Number of the preview's column of states.
const STATE: usize = 0;

impl FigureList {
    /// Reads a pasted text (tab-separated or CSV).
    pub fn from_text(text: &str, document: &Document, words: &SharedWords) -> Self {
        Self::from_rows(text::rows(text), document, words)
    }

    /// Reads rows of cells, the first of which may be headings.
    pub fn from_rows(rows: Vec<Vec<String>>, document: &Document, words: &SharedWords) -> Self {
        let context = Context::new(&document.plan, words);
        let found = rows.first().and_then(|row| Headings::read(row));
        let start = usize::from(found.is_some());
        let headings = found.unwrap_or_else(Headings::usual);
        let texts = rows.into_iter().skip(start).map(|cells| {
            let parts = headings.parts.iter().copied().zip(cells);
            let mut texts: Texts = parts.filter_map(|(part, text)| part.map(|part| (part, text))).collect();
            row::join_bound(&mut texts, &context);
            texts
        });
        let mut list = Self {
            columns: columns(words),
            heading_unit: headings.unit.clone(),
            unknown_headings: headings.unknown.clone(),
            texts: texts.collect(),
            rows: Vec::new(),
            context,
        };
        list.understand();
        list
    }

    /// The same list against another state of the document, or in another language.
    pub fn refresh(&mut self, document: &Document, words: &SharedWords) {
        self.context = Context::new(&document.plan, words);
        self.columns = columns(words);
        self.understand();
    }

    /// True where the text held no row.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// How many rows do what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.state {
                State::New => counts.new += 1,
                State::Replaces(_) => counts.replaces += 1,
                State::Same(_) => counts.same += 1,
                State::Questioned => counts.questioned += 1,
            }
        }
        counts
    }

    /// Headings of columns that are not understood and whose cells are therefore not read.
    pub fn unknown_headings(&self) -> &[String] {
        &self.unknown_headings
    }

    /// What is in question, row by row.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Diagnostic)> {
        self.rows.iter().enumerate().flat_map(|(place, row)| row.problems.iter().map(move |(_, diagnostic)| (place, diagnostic)))
    }

    /// Takes what was typed into the preview. Only the list changes, not the document.
    pub fn write(&mut self, writes: &[CellWrite]) {
        for write in writes {
            let part = write.column.checked_sub(1).and_then(|place| Part::SHOWN.get(place));
            if let (Some(texts), Some(part)) = (self.texts.get_mut(write.row), part) {
                texts.insert(*part, write.text.trim().to_owned());
            }
        }
        self.understand();
    }

    /// Leaves rows out of the list.
    pub fn remove(&mut self, rows: &[usize]) {
        let mut place = 0;
        self.texts.retain(|_| {
            place += 1;
            !rows.contains(&(place - 1))
        });
        self.understand();
    }

    /// The change that applies every row without question, against the document as it is now.
    pub fn edit(&self, document: &Document) -> Edit {
        let context = Context::new(&document.plan, &self.context.words);
        let mut numbers = FigureNumbers::of(&document.plan);
        let mut edits = Vec::new();
        for row in understood(&self.texts, &self.heading_unit, &context) {
            match (row.state, row.figure) {
                (State::New, Some(figure)) => edits.push(Edit::set(&document.plan, Figure { id: numbers.take(), ..figure })),
                (State::Replaces(_), Some(figure)) => edits.push(Edit::set(&document.plan, figure)),
                _ => {}
            }
        }
        Edit::Batch(edits)
    }

    fn understand(&mut self) {
        self.rows = understood(&self.texts, &self.heading_unit, &self.context);
    }

    fn raw(&self, row: usize, part: Part) -> &str {
        self.texts.get(row).and_then(|texts| texts.get(&part)).map_or("", String::as_str)
    }

    fn state_cell(&self, row: &Row) -> GridCell {
        let words = &self.context.words;
        let (key, tone) = match row.state {
            State::New => ("list-state-new", Tone::Good),
            State::Replaces(_) => ("list-state-replaces", Tone::Strong),
            State::Same(_) => ("list-state-same", Tone::Quiet),
            State::Questioned => ("list-state-questioned", Tone::Warning),
        };
        let problems: Vec<String> = row.problems.iter().map(|(_, diagnostic)| words.diagnostic(diagnostic)).collect();
        let old = match &row.state {
            State::Replaces(id) => self.context.plan.figures.get(id).map(|figure| {
                let unit = figure.unit.as_ref().map(|unit| self.context.unit_name(unit));
                words.with("list-replaces", &[("old", &wording::bound(words, &figure.bound, unit.as_deref()))])
            }),
            _ => None,
        };
        GridCell {
            text: words.text(key).to_owned(),
            tone,
            error: (!problems.is_empty()).then(|| problems.join("\n")),
            hint: old.unwrap_or_default(),
            ..GridCell::default()
        }
    }
}

/// Reads all rows; a row that states what an earlier one states already is asked about.
fn understood(texts: &[Texts], heading_unit: &str, context: &Context) -> Vec<Row> {
    let plan = Arc::clone(&context.plan);
    let known = Known::of(&plan);
    let mut seen: FxHashMap<_, usize> = FxHashMap::default();
    let mut rows: Vec<Row> = Vec::with_capacity(texts.len());
    for (place, texts) in texts.iter().enumerate() {
        let mut row = row::read(texts, heading_unit, &known, context);
        if let Some(f) = &row.figure {
            let key = (f.node.clone(), f.metric.clone(), f.coverage.clone(), f.time, f.form.word(), f.role);
            let first = *seen.entry(key).or_insert(place);
            if first != place {
                row.state = State::Questioned;
                row.problems.push((None, refusal("list-repeats", &(first + 1).to_string())));
            }
        }
        rows.push(row);
    }
    rows
}

fn columns(words: &SharedWords) -> Vec<GridColumn> {
    let column = |key: &str, width: f32| GridColumn { title: words.text(key).to_owned(), width, ..GridColumn::default() };
    let shown = Part::SHOWN.map(|part| match part {
        Part::Node => column("register-column-node", 180.0),
        Part::Metric => column("register-column-metric", 150.0),
        Part::Coverage => column("register-column-coverage", 90.0),
        Part::Time => column("register-column-time", 110.0),
        Part::Role => column("register-column-role", 90.0),
        Part::Value | Part::Bound => column("register-column-bound", 110.0),
        Part::Unit => column("register-column-unit", 90.0),
        Part::Strength => column("register-column-strength", 90.0),
        Part::Form => column("register-column-form", 100.0),
        Part::Document => column("register-column-source-document", 150.0),
        Part::Section => column("register-column-source-section", 110.0),
        Part::Printed => column("register-column-source-printed", 200.0),
        Part::Note => column("register-column-note", 160.0),
    });
    std::iter::once(column("list-column-state", 90.0)).chain(shown).collect()
}

/// A part of an understood figure as text.
fn shown(part: Part, figure: &Figure, context: &Context) -> String {
    let words = &context.words;
    match part {
        Part::Node => NodeRef(ANY_NODE).show(&figure.node, context),
        Part::Metric => MetricRef.show(&figure.metric, context),
        Part::Coverage => Maybe(CoverageRef).show(&figure.coverage, context),
        Part::Time => SpanText.show(&figure.time, context),
        Part::Role => wording::role(words, figure.role).to_owned(),
        Part::Value | Part::Bound => wording::bound(words, &figure.bound, None),
        Part::Unit => Maybe(UnitRef).show(&figure.unit, context),
        Part::Strength => figure.strength.map_or("", |strength| wording::strength(words, strength)).to_owned(),
        Part::Form => wording::form(words, &figure.form).to_owned(),
        Part::Document => wording::document(words, &context.plan, &figure.source.document),
        Part::Section => figure.source.section.clone(),
        Part::Printed => figure.source.printed.clone(),
        Part::Note => figure.note.clone(),
    }
}

impl GridSource for FigureList {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn frozen(&self) -> usize {
        2
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(understood) = self.rows.get(row) else { return GridCell::default() };
        if column == STATE {
            return self.state_cell(understood);
        }
        let Some(part) = Part::SHOWN.get(column - 1).copied() else { return GridCell::default() };
        let raw = self.raw(row, part);
        let problem = understood.problems.iter().find(|(at, _)| *at == Some(part));
        let text = understood.figure.as_ref().map_or_else(|| raw.to_owned(), |figure| shown(part, figure, &self.context));
        let value = understood.figure.as_ref().filter(|_| part == Part::Value);
        GridCell {
            text,
            number: value.and_then(|figure| figure.bound.value()),
            unit: value.and_then(|figure| figure.unit.as_ref()).map_or_else(String::new, ToString::to_string),
            // What the list does not say and the program fills in is told apart from what it says.
            tone: if raw.is_empty() { Tone::Quiet } else { Tone::Normal },
            editable: true,
            error: problem.map(|(_, diagnostic)| self.context.words.diagnostic(diagnostic)),
            ..GridCell::default()
        }
    }

    fn edit_text(&self, row: usize, column: usize) -> String {
        let part = column.checked_sub(1).and_then(|place| Part::SHOWN.get(place).copied());
        part.map_or_else(String::new, |part| match self.raw(row, part) {
            "" => self.cell(row, column).text,
            raw => raw.to_owned(),
        })
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        let context = &self.context;
        let Some(part) = column.checked_sub(1).and_then(|place| Part::SHOWN.get(place).copied()) else { return Vec::new() };
        let raw = self.raw(row, part);
        let likely = |similar: Vec<String>, all: Vec<String>| {
            let rest: Vec<String> = all.into_iter().filter(|name| !similar.contains(name)).collect();
            similar.into_iter().chain(rest).collect()
        };
        match part {
            Part::Node => {
                let similar = context.names.nodes().similar(raw, 5, |_| true);
                likely(similar.iter().map(|id| context.node_choice(id)).collect(), NodeRef(ANY_NODE).choices(context))
            }
            Part::Metric => {
                let similar = context.names.metrics().similar(raw, 5, |_| true);
                likely(similar.iter().map(|id| MetricRef.show(id, context)).collect(), MetricRef.choices(context))
            }
            Part::Coverage => CoverageRef.choices(context),
            Part::Role => WordOf { prefix: "role", all: ROLES }.choices(context),
            Part::Strength => WordOf { prefix: "strength", all: STRENGTHS }.choices(context),
            Part::Unit => UnitRef.choices(context),
            Part::Form => FORMS.iter().map(|word| context.words.text(&format!("form-{word}")).to_owned()).collect(),
            Part::Document => context.plan.info.papers.iter().map(|paper| paper.title.clone()).collect(),
            _ => Vec::new(),
        }
    }
}
