//! From a briefing to its report and workbook: all that goes into a file or a preview, in one place.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::Period;
use crate::domain::{Briefing, Document, When};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::view::Words;
use crate::view::judging::ReportJudge;
use crate::view::report::book::{Book, Sheets, book_of};
use crate::view::report::{Inputs, Report, build};

/// The evaluations of the scenarios that a briefing shows and the workspace has, each once.
fn scenarios(briefing: &Briefing, document: &Document, evaluation: &Evaluation) -> Vec<Arc<ScenarioEvaluation>> {
    let named: BTreeSet<_> = briefing.items.iter().flat_map(|item| &item.scenarios).collect();
    let known = named.into_iter().filter(|id| document.scenarios.contains(*id));
    known.map(|id| Arc::new(ScenarioEvaluation::of(document, evaluation, id))).collect()
}

/// The report of a briefing, and its workbook where `sheets` are asked for. `as_of` takes the place of the briefing's own period.
pub fn report(
    briefing: &Briefing,
    document: &Document,
    evaluation: &Evaluation,
    words: &Words,
    as_of: Option<Period>,
    sheets: Option<&Sheets>,
) -> (Report, Option<Book>) {
    let scenarios = scenarios(briefing, document, evaluation);
    let judge = ReportJudge::new(document, evaluation, words, as_of);
    let when = as_of.map(When::At);
    let inputs = Inputs { document, evaluation, words, when, scenarios: &scenarios, judge: Some(&judge) };
    let report = build(briefing, inputs);
    let book = sheets.map(|sheets| book_of(&report, inputs, sheets.spread, &sheets.parts));
    (report, book)
}
