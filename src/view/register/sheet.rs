//! The one way in which a list of records becomes a table and typed cells become one change.
//!
//! Writes are taken in two rounds, names first, so that a pasted block may refer to records that it creates. What is
//! wrong is refused cell by cell; the rest applies. Nothing here knows what a record means; that is [`Listed`].

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, refusal};
use super::field::Field;
use crate::base::Diagnostic;
use crate::domain::edit::Kept;
use crate::domain::{Document, Edit, Plan};
use crate::view::grid::{CellRefusal, CellWrite, GridCell, GridColumn, RowKind, Tone};
use crate::view::words::{SharedWords, Words};

/// A kind of record that a register lists.
pub(super) trait Listed: Kept + Send + Sync + 'static {
    /// The columns.
    fn fields(context: &Context) -> Vec<Field<Self>>;
    /// A free id for a new record of this name.
    fn fresh(name: &str, plan: &Plan) -> Self::Id;
    /// A new record with usual values; `previous` is the record above it.
    fn blank(id: Self::Id, context: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic>;
    /// The change that removes a record with all that refers to it.
    fn removal(document: &Document, id: &Self::Id) -> Edit {
        let _ = document;
        Edit::remove::<Self>(id)
    }
    /// What is wrong with a record as a whole; `before` is what it was.
    fn check(&self, before: Option<&Self>, context: &Context) -> Result<(), Diagnostic> {
        let _ = (before, context);
        Ok(())
    }
    /// What a record without a name can be called until it has one; `None` where the name is the identity.
    fn placeholder(words: &Words) -> Option<&str> {
        Some(words.text("register-unnamed"))
    }
    /// The id as text.
    fn id_text(id: &Self::Id) -> String;
}

/// What a register can do, whatever it lists.
pub(super) trait Sheet: Send + Sync {
    fn columns(&self) -> &[GridColumn];
    fn row_count(&self) -> usize;
    fn row_kind(&self, row: usize) -> RowKind;
    fn cell(&self, row: usize, column: usize) -> GridCell;
    fn exact(&self, row: usize, column: usize) -> String;
    fn choices(&self, row: usize, column: usize) -> Vec<String>;
    fn write(&self, writes: &[CellWrite], document: &Document) -> (Edit, Vec<CellRefusal>);
    fn add(&self, document: &Document) -> Result<Edit, Diagnostic>;
    fn remove(&self, rows: &[usize], document: &Document) -> Edit;
    fn move_row(&self, from: usize, to: usize) -> Edit;
    fn id_at(&self, row: usize) -> Option<String>;
}

/// A plan's list of records as a table.
pub(super) struct Records<R: Listed> {
    context: Context,
    fields: Vec<Field<R>>,
    columns: Vec<GridColumn>,
}

/// The texts of one row, by column.
type RowTexts<'a> = BTreeMap<usize, &'a str>;

/// A record while it is being written.
struct Draft<R> {
    before: Option<R>,
    record: R,
}

/// One try at a set of writes.
struct Attempt<R> {
    drafts: BTreeMap<usize, Draft<R>>,
    refusals: Vec<CellRefusal>,
    /// New rows that cannot be made, with why.
    dropped: Vec<CellRefusal>,
}

impl<R: Listed> Records<R> {
    /// The list of a document in a language.
    pub fn new(document: &Document, words: &SharedWords) -> Self {
        let context = Context::new(&document.plan, words);
        let fields = R::fields(&context);
        let columns = fields.iter().map(|field| column(field, &context)).collect();
        Self { context, fields, columns }
    }

    fn records(&self) -> &[R] {
        R::table(&self.context.plan).rows()
    }

    fn attempt(&self, rows: &BTreeMap<usize, RowTexts<'_>>, banned: &BTreeSet<usize>, document: &Document) -> Attempt<R> {
        let mut attempt = Attempt { drafts: BTreeMap::new(), refusals: Vec::new(), dropped: Vec::new() };
        let mut work = document.clone();
        let start = Context::new(&document.plan, &self.context.words);
        for (row, texts) in rows.iter().filter(|(row, _)| !banned.contains(row)) {
            self.first_round(*row, texts, &start, &mut work, &mut attempt);
        }
        // Names may have changed: references are read against the plan as it will be.
        let renamed = attempt.drafts.values().any(|draft| draft.before.as_ref() != Some(&draft.record));
        let context = if renamed { Context::new(&work.plan, &self.context.words) } else { start };
        for (row, texts) in rows {
            let Some(mut draft) = attempt.drafts.remove(row) else { continue };
            if self.second_round(*row, texts, &context, &mut draft, &mut attempt) {
                attempt.drafts.insert(*row, draft);
            }
        }
        attempt
    }

    /// Finds or makes the record of a row and gives it its name.
    fn first_round(&self, row: usize, texts: &RowTexts<'_>, context: &Context, work: &mut Document, attempt: &mut Attempt<R>) {
        let first = texts.keys().next().copied().unwrap_or(0);
        let refuse = |column, diagnostic| CellRefusal { row, column, diagnostic };
        let naming = self.fields.iter().position(|field| field.names);
        if let Some(known) = self.records().get(row) {
            let Some(current) = R::table(&context.plan).get(known.id()) else {
                attempt.refusals.push(refuse(first, refusal("cell-record-gone", "")));
                return;
            };
            let mut draft = Draft { before: Some(current.clone()), record: current.clone() };
            if let Some((column, text)) = naming.and_then(|column| texts.get(&column).map(|text| (column, *text)))
                && let Err(diagnostic) = self.put(column, text, context, &mut draft)
            {
                attempt.refusals.push(refuse(column, diagnostic));
            }
            if draft.before.as_ref() != Some(&draft.record) && work.apply(Edit::set(&work.plan, draft.record.clone())).is_err() {
                return;
            }
            attempt.drafts.insert(row, draft);
            return;
        }
        if texts.values().all(|text| text.trim().is_empty()) {
            return;
        }
        let name = naming.and_then(|column| texts.get(&column)).copied().unwrap_or("").trim();
        if naming.is_some() && name.is_empty() {
            attempt.dropped.push(refuse(first, refusal("cell-needs-name", "")));
            return;
        }
        match self.make(R::fresh(name, &work.plan), name, context, work) {
            Ok(record) => {
                attempt.drafts.insert(row, Draft { before: None, record });
            }
            Err(diagnostic) => attempt.dropped.push(refuse(naming.unwrap_or(first), diagnostic)),
        }
    }

    /// Makes a new record and keeps it in the working copy, so that the next one takes another id.
    fn make(&self, id: R::Id, name: &str, context: &Context, work: &mut Document) -> Result<R, Diagnostic> {
        let previous = R::table(&work.plan).rows().last().cloned();
        let record = R::blank(id, &Context::new(&work.plan, &context.words), previous.as_ref())?;
        let mut draft = Draft { before: None, record };
        if let Some(column) = self.fields.iter().position(|field| field.names) {
            self.put(column, name, context, &mut draft)?;
        }
        let edit = Edit::set(&work.plan, draft.record.clone());
        work.apply(edit).map_err(|_| refusal("cell-record-gone", ""))?;
        Ok(draft.record)
    }

    /// Writes the cells other than the name; false where a new record cannot be.
    fn second_round(&self, row: usize, texts: &RowTexts<'_>, context: &Context, draft: &mut Draft<R>, attempt: &mut Attempt<R>) -> bool {
        let mut refusals = Vec::new();
        let mut impossible = false;
        for (column, text) in texts {
            let Some(field) = self.fields.get(*column) else {
                refusals.push(CellRefusal { row, column: *column, diagnostic: refusal("cell-outside", text) });
                continue;
            };
            // A new record keeps its usual value where the pasted block has an empty cell.
            if field.names || (draft.before.is_none() && text.trim().is_empty()) {
                continue;
            }
            if let Err(diagnostic) = self.put(*column, text, context, draft) {
                impossible |= draft.before.is_none() && field.required;
                refusals.push(CellRefusal { row, column: *column, diagnostic });
            }
        }
        if let Err(diagnostic) = draft.record.check(draft.before.as_ref(), context) {
            let column = texts.keys().next_back().copied().unwrap_or(0);
            refusals.push(CellRefusal { row, column, diagnostic });
            match &draft.before {
                Some(before) => draft.record = before.clone(),
                None => impossible = true,
            }
        }
        if impossible {
            attempt.dropped.extend(refusals);
        } else {
            attempt.refusals.extend(refusals);
        }
        !impossible
    }

    /// Writes one cell; a text that says what already stands there changes nothing.
    fn put(&self, column: usize, text: &str, context: &Context, draft: &mut Draft<R>) -> Result<(), Diagnostic> {
        let field = &self.fields[column];
        if draft.before.is_some() && text == (field.exact)(&draft.record, context) {
            return Ok(());
        }
        if draft.before.is_some() {
            let cell = (field.cell)(&draft.record, context);
            // A rounded number is another number, any other text shown means the value it shows.
            if cell.number.is_none() && text == cell.text {
                return Ok(());
            }
        }
        let kept = draft.record.clone();
        (field.write)(&mut draft.record, text, context).inspect_err(|_| draft.record = kept)
    }
}

/// A field's heading.
pub(super) fn column<R>(field: &Field<R>, context: &Context) -> GridColumn {
    let key = format!("register-column-{}", field.key);
    let hint = format!("register-hint-{}", field.key);
    GridColumn {
        title: field.title.clone().unwrap_or_else(|| context.words.text(&key).to_owned()),
        hint: if context.words.has(&hint) { context.words.text(&hint).to_owned() } else { String::new() },
        width: field.width,
        align: field.align,
        ..GridColumn::default()
    }
}

impl<R: Listed> Sheet for Records<R> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.records().len() + 1
    }

    fn row_kind(&self, row: usize) -> RowKind {
        if row < self.records().len() { RowKind::Normal } else { RowKind::New }
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(field) = self.fields.get(column) else { return GridCell::default() };
        match self.records().get(row) {
            Some(record) => (field.cell)(record, &self.context),
            None => {
                let hint = self.context.words.text("register-new").to_owned();
                // The invitation stands where the name will: an empty row says nothing.
                let text = if field.names { hint.clone() } else { String::new() };
                GridCell { text, hint, tone: Tone::Quiet, editable: true, ..GridCell::default() }
            }
        }
    }

    fn exact(&self, row: usize, column: usize) -> String {
        let record = self.records().get(row);
        record.zip(self.fields.get(column)).map_or_else(String::new, |(record, field)| (field.exact)(record, &self.context))
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        let Some(field) = self.fields.get(column) else { return Vec::new() };
        match self.records().get(row) {
            Some(record) => (field.choices)(record, &self.context),
            None => {
                let blank = R::blank(R::fresh("", &self.context.plan), &self.context, self.records().last());
                blank.map_or_else(|_| Vec::new(), |record| (field.choices)(&record, &self.context))
            }
        }
    }

    fn write(&self, writes: &[CellWrite], document: &Document) -> (Edit, Vec<CellRefusal>) {
        let mut rows: BTreeMap<usize, RowTexts<'_>> = BTreeMap::new();
        for write in writes {
            rows.entry(write.row).or_default().insert(write.column, &write.text);
        }
        let mut banned = BTreeSet::new();
        let mut refusals = Vec::new();
        // A row that cannot be made may be what other rows refer to, so the rest is read anew without it.
        loop {
            let attempt = self.attempt(&rows, &banned, document);
            if attempt.dropped.is_empty() {
                refusals.extend(attempt.refusals);
                refusals.sort_by_key(|refused| (refused.row, refused.column));
                let changed = attempt.drafts.into_values().filter(|draft| draft.before.as_ref() != Some(&draft.record));
                return (Edit::Batch(changed.map(|draft| Edit::set(&document.plan, draft.record)).collect()), refusals);
            }
            banned.extend(attempt.dropped.iter().map(|refused| refused.row));
            refusals.extend(attempt.dropped);
        }
    }

    fn add(&self, document: &Document) -> Result<Edit, Diagnostic> {
        let context = Context::new(&document.plan, &self.context.words);
        let name = R::placeholder(&context.words).ok_or_else(|| refusal("cell-type-symbol", ""))?;
        // The id of a record that has no name yet says nothing, so that a later name does not contradict it.
        let record = self.make(R::fresh("", &document.plan), name, &context, &mut document.clone())?;
        Ok(Edit::Batch(vec![Edit::set(&document.plan, record)]))
    }

    fn remove(&self, rows: &[usize], document: &Document) -> Edit {
        let mut work = document.clone();
        let mut edits = Vec::new();
        let rows: BTreeSet<usize> = rows.iter().copied().collect();
        for record in rows.iter().rev().filter_map(|row| self.records().get(*row)) {
            if !R::table(&work.plan).contains(record.id()) {
                continue;
            }
            let edit = R::removal(&work, record.id());
            if work.apply(edit.clone()).is_ok() {
                edits.push(edit);
            }
        }
        Edit::Batch(edits)
    }

    fn move_row(&self, from: usize, to: usize) -> Edit {
        let records = self.records();
        let to = to.min(records.len().saturating_sub(1));
        match records.get(from).filter(|_| from != to) {
            Some(record) => Edit::Batch(vec![Edit::place(record.clone(), to)]),
            None => Edit::Batch(Vec::new()),
        }
    }

    fn id_at(&self, row: usize) -> Option<String> {
        self.records().get(row).map(|record| R::id_text(record.id()))
    }
}
