//! From a briefing to its report and workbook: all that goes into a file or a preview, in one place.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{Briefing, Document};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::view::Words;
use crate::view::judging::ReportJudge;
use crate::view::report::book::{Book, Spread, book};
use crate::view::report::{Inputs, Report, build};

/// The evaluations of the scenarios that a briefing shows and the workspace has, each once.
fn scenarios(briefing: &Briefing, document: &Document, evaluation: &Evaluation) -> Vec<Arc<ScenarioEvaluation>> {
    let named: BTreeSet<_> = briefing.items.iter().flat_map(|item| &item.scenarios).collect();
    let known = named.into_iter().filter(|id| document.scenarios.contains(*id));
    known.map(|id| Arc::new(ScenarioEvaluation::of(document, evaluation, id))).collect()
}

/// The report of a briefing, and its workbook where `with_book` asks for one.
pub fn report(briefing: &Briefing, document: &Document, evaluation: &Evaluation, words: &Words, with_book: bool) -> (Report, Option<Book>) {
    let scenarios = scenarios(briefing, document, evaluation);
    let judge = ReportJudge::new(document, evaluation, words, None);
    let inputs = Inputs { document, evaluation, words, when: None, scenarios: &scenarios, judge: Some(&judge) };
    let report = build(briefing, inputs);
    let book = with_book.then(|| book(&report, inputs, Spread::OneTable));
    (report, book)
}
