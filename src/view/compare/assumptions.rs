//! What the assumptions of two scenarios differ in: what only one of them has, and what both have otherwise, old and new.

use super::detail::{self, Detail};
use crate::base::ScenarioId;
use crate::domain::{Assumption, Document};
use crate::engine::scenario::compare::{AssumptionDifference, assumptions};
use crate::engine::scenario::{By, ScenarioEvaluation};
use crate::view::chart::scenario_name;
use crate::view::grid::{GridCell, GridColumn, GridSource, Tone};
use crate::view::scenario_page::card;
use crate::view::{Words, number};

/// How an assumption differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Only the base has it.
    OnlyBase,
    /// Only the other has it.
    OnlyOther,
    /// Both have it, with another content.
    Changed,
}

/// One difference: of a changed assumption one a field.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionRow {
    /// How it differs.
    pub difference: Difference,
    /// The assumption and the scenario it stands in.
    pub by: By,
    /// The assumption's name.
    pub name: String,
    /// The scenario it stands in, in words.
    pub of: String,
    /// What of it differs.
    pub field: String,
    /// What the base has; empty for nothing.
    pub base: String,
    /// What the other has; empty for nothing.
    pub other: String,
}

/// The differences of two scenarios as a table.
pub struct AssumptionTable {
    rows: Vec<AssumptionRow>,
    columns: Vec<GridColumn>,
    kinds: [String; 3],
}

impl AssumptionTable {
    /// The differences of the assumptions at work in two evaluated scenarios, those of their parents among them.
    pub fn new(document: &Document, words: &Words, base: &ScenarioEvaluation, other: &ScenarioEvaluation) -> Self {
        let mut rows = Vec::new();
        for found in assumptions(base, other) {
            match found {
                AssumptionDifference::OnlyBase(by, assumption) => rows.push(alone(document, words, by, &assumption, Difference::OnlyBase)),
                AssumptionDifference::OnlyOther(by, assumption) => {
                    rows.push(alone(document, words, by, &assumption, Difference::OnlyOther))
                }
                AssumptionDifference::Changed(by, before, after) => rows.extend(changed(document, words, &by, &before, &after)),
            }
        }
        let (first, second) = (scenario_name(words, document, base.scenario()), scenario_name(words, document, other.scenario()));
        let only = |name: &str| words.with("compare-only", &[("name", name)]);
        let column = |title: String, width: f32| GridColumn { title, width, ..GridColumn::default() };
        let columns = vec![
            column(words.text("compare-assumption").to_owned(), 200.0),
            column(words.text("compare-difference").to_owned(), 120.0),
            column(words.text("compare-of").to_owned(), 120.0),
            column(words.text("compare-field").to_owned(), 96.0),
            column(first.clone(), 260.0),
            column(second.clone(), 260.0),
        ];
        Self { rows, columns, kinds: [only(&first), only(&second), words.text("compare-changed").to_owned()] }
    }

    /// The differences.
    pub fn rows(&self) -> &[AssumptionRow] {
        &self.rows
    }
}

fn row(document: &Document, words: &Words, by: By, assumption: &Assumption, difference: Difference) -> AssumptionRow {
    let of = scenario_name(words, document, Some(&ScenarioId::clone(&by.scenario)));
    let name = card::title(words, &document.plan, assumption);
    let (field, base, other) = (String::new(), String::new(), String::new());
    AssumptionRow { difference, by, name, of, field, base, other }
}

fn alone(document: &Document, words: &Words, by: By, assumption: &Assumption, difference: Difference) -> AssumptionRow {
    let plan = &document.plan;
    let texts = [card::value(words, plan, assumption), card::line(words, plan, assumption)];
    let text = texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut row = row(document, words, by, assumption, difference);
    row.field = words.text("compare-whole").to_owned();
    if difference == Difference::OnlyBase {
        (row.base, row.other) = (text, number::MISSING.to_owned());
    } else {
        (row.base, row.other) = (number::MISSING.to_owned(), text);
    }
    row
}

fn changed(document: &Document, words: &Words, by: &By, before: &Assumption, after: &Assumption) -> Vec<AssumptionRow> {
    let of_field = |Detail { field, old, new }: Detail| AssumptionRow {
        field,
        base: old,
        other: new,
        ..row(document, words, by.clone(), after, Difference::Changed)
    };
    detail::details(words, &document.plan, before, after).into_iter().map(of_field).collect()
}

impl GridSource for AssumptionTable {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(found) = self.rows.get(row) else { return GridCell::default() };
        let text = match column {
            0 => &found.name,
            1 => &self.kinds[found.difference as usize],
            2 => &found.of,
            3 => &found.field,
            4 => &found.base,
            _ => &found.other,
        };
        let tone = if matches!(column, 2 | 3) || text == number::MISSING { Tone::Quiet } else { Tone::Normal };
        // Long texts are cut in the cell and whole on hover.
        GridCell { hint: if column == 0 || column > 3 { text.clone() } else { String::new() }, ..GridCell::text(text).tone(tone) }
    }
}
