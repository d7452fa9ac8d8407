//! The register of documents that figures cite. They stand in the plan's frame, so that every change of one is a change
//! of the frame; a figure cites a document by a word that never changes.

use std::collections::{BTreeMap, BTreeSet};

use super::codec::{Name, Text};
use super::context::{Context, refusal};
use super::field::{Field, field};
use super::ids;
use super::sheet::{Sheet, column};
use crate::base::Diagnostic;
use crate::base::id::free_text;
use crate::domain::edit::Kept;
use crate::domain::{Document, Edit, Figure, Limit, Paper, PlanInfo, Project, ScoreEntry, ScoreScheme, Source, Task};
use crate::view::grid::{CellRefusal, CellWrite, GridCell, GridColumn, RowKind, Tone};
use crate::view::words::SharedWords;

/// The documents of a plan.
pub(super) struct Papers {
    context: Context,
    fields: Vec<Field<Paper>>,
    columns: Vec<GridColumn>,
}

impl Papers {
    /// The documents in a language.
    pub fn new(document: &Document, words: &SharedWords) -> Self {
        let context = Context::new(&document.plan, words);
        let title = |paper: &Paper, _: &Context| paper.title.clone();
        let write = |paper: &mut Paper, text: &str, _: &Context| {
            paper.title = Name::read(text)?;
            Ok(())
        };
        let fields = vec![
            Field::custom("name", 320.0, title, title, write).naming(),
            field!(Paper, "paper-number", 160.0, Text, number),
            field!(Paper, "paper-date", 120.0, Text, date),
            field!(Paper, "source-address", 260.0, Text, address),
        ];
        let columns = fields.iter().map(|field| column(field, &context)).collect();
        Self { context, fields, columns }
    }

    fn papers(&self) -> &[Paper] {
        &self.context.plan.info.papers
    }

    /// The paper of a row in the list as it is now, or a new one where the row names one.
    fn row_of<'a>(&self, row: usize, name: Option<&str>, papers: &'a mut Vec<Paper>) -> Result<&'a mut Paper, Diagnostic> {
        if let Some(known) = self.papers().get(row) {
            return papers.iter_mut().find(|paper| paper.id == known.id).ok_or_else(|| refusal("cell-record-gone", ""));
        }
        let title = Name::read(name.unwrap_or_default())?;
        papers.push(Paper { id: fresh(&title, papers), title, ..Paper::default() });
        papers.last_mut().ok_or_else(|| refusal("cell-record-gone", ""))
    }
}

fn fresh(title: &str, papers: &[Paper]) -> String {
    free_text(&ids::slug(title, "-", "document"), |id| papers.iter().any(|paper| paper.id == id))
}

/// The change to another list of documents.
fn listed(document: &Document, papers: Vec<Paper>) -> Vec<Edit> {
    if papers == document.plan.info.papers {
        return Vec::new();
    }
    vec![Edit::Info(Box::new(PlanInfo { papers, ..document.plan.info.clone() }))]
}

/// Statements that cite a document which goes name it by its title from then on.
fn by_title<R: Kept>(document: &Document, gone: &[Paper], source: fn(&mut R) -> &mut Source) -> Vec<Edit> {
    let cited = |record: &R| {
        let mut record = record.clone();
        let cites = &mut source(&mut record).document;
        let paper = gone.iter().find(|paper| paper.id == *cites && paper.title != *cites)?;
        cites.clone_from(&paper.title);
        Some(Edit::set(&document.plan, record))
    };
    R::table(&document.plan).iter().filter_map(cited).collect()
}

impl Sheet for Papers {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.papers().len() + 1
    }

    fn row_kind(&self, row: usize) -> RowKind {
        if row < self.papers().len() { RowKind::Normal } else { RowKind::New }
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(field) = self.fields.get(column) else { return GridCell::default() };
        match self.papers().get(row) {
            Some(paper) => (field.cell)(paper, &self.context),
            None => GridCell {
                hint: self.context.words.text("register-new").to_owned(),
                tone: Tone::Quiet,
                editable: true,
                ..GridCell::default()
            },
        }
    }

    fn exact(&self, row: usize, column: usize) -> String {
        let paper = self.papers().get(row);
        paper.zip(self.fields.get(column)).map_or_else(String::new, |(paper, field)| (field.exact)(paper, &self.context))
    }

    fn choices(&self, _: usize, _: usize) -> Vec<String> {
        Vec::new()
    }

    fn write(&self, writes: &[CellWrite], document: &Document) -> (Edit, Vec<CellRefusal>) {
        let mut rows: BTreeMap<usize, BTreeMap<usize, &str>> = BTreeMap::new();
        for write in writes {
            rows.entry(write.row).or_default().insert(write.column, &write.text);
        }
        let mut papers = document.plan.info.papers.clone();
        let mut refusals = Vec::new();
        for (row, texts) in rows {
            if row >= self.papers().len() && texts.values().all(|text| text.trim().is_empty()) {
                continue;
            }
            let first = texts.keys().next().copied().unwrap_or(0);
            let paper = match self.row_of(row, texts.get(&0).copied(), &mut papers) {
                Ok(paper) => paper,
                Err(diagnostic) => {
                    refusals.push(CellRefusal { row, column: first, diagnostic });
                    continue;
                }
            };
            for (column, text) in texts {
                let taken = match self.fields.get(column) {
                    Some(field) => (field.write)(paper, text, &self.context),
                    None => Err(refusal("cell-outside", text)),
                };
                if let Err(diagnostic) = taken {
                    refusals.push(CellRefusal { row, column, diagnostic });
                }
            }
        }
        (Edit::Batch(listed(document, papers)), refusals)
    }

    fn add(&self, document: &Document) -> Result<Edit, Diagnostic> {
        let mut papers = document.plan.info.papers.clone();
        let title = self.context.words.text("register-unnamed").to_owned();
        papers.push(Paper { id: fresh("", &papers), title, ..Paper::default() });
        Ok(Edit::Batch(listed(document, papers)))
    }

    fn remove(&self, rows: &[usize], document: &Document) -> Edit {
        let ids: BTreeSet<&str> = rows.iter().filter_map(|row| self.papers().get(*row)).map(|paper| paper.id.as_str()).collect();
        let (gone, kept): (Vec<Paper>, Vec<Paper>) =
            document.plan.info.papers.iter().cloned().partition(|paper| ids.contains(paper.id.as_str()));
        let mut edits = by_title::<Figure>(document, &gone, |figure| &mut figure.source);
        edits.extend(by_title::<Project>(document, &gone, |project| &mut project.source));
        edits.extend(by_title::<Limit>(document, &gone, |limit| &mut limit.source));
        edits.extend(by_title::<Task>(document, &gone, |task| &mut task.source));
        edits.extend(by_title::<ScoreScheme>(document, &gone, |scheme| &mut scheme.source));
        edits.extend(by_title::<ScoreEntry>(document, &gone, |entry| &mut entry.source));
        edits.extend(listed(document, kept));
        Edit::Batch(edits)
    }

    fn move_row(&self, from: usize, to: usize) -> Edit {
        let mut papers = self.papers().to_vec();
        let to = to.min(papers.len().saturating_sub(1));
        if from >= papers.len() || from == to {
            return Edit::Batch(Vec::new());
        }
        let paper = papers.remove(from);
        papers.insert(to, paper);
        Edit::Batch(vec![Edit::Info(Box::new(PlanInfo { papers, ..self.context.plan.info.clone() }))])
    }

    fn id_at(&self, row: usize) -> Option<String> {
        self.papers().get(row).map(|paper| paper.id.clone())
    }
}
