//! The assessment as reports show it: a state for every row of a table of progress, and the score and rank by the plan's scheme.

use crate::base::{MetricId, NodeId, Period};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::assess::{Ask, State, one};
use crate::engine::score::{self, ScoreTable};
use crate::view::report::{Cell, Column, Judge, NumberForm, Verdict};
use crate::view::{Words, number};

/// The assessment by the plan's own settings as of a period, with the scores of all its schemes.
pub struct ReportJudge<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    words: &'a Words,
    ask: Ask,
    scores: Vec<ScoreTable>,
}

impl<'a> ReportJudge<'a> {
    /// Scores every scheme; states are judged as they are asked for.
    pub fn new(document: &'a Document, evaluation: &'a Evaluation, words: &'a Words, as_of: Option<Period>) -> Self {
        let schemes = document.plan.score_schemes.iter();
        let scores = schemes.map(|scheme| score::of(document, evaluation, scheme, as_of, None)).collect();
        Self { document, evaluation, words, ask: Ask { as_of, method: None }, scores }
    }

    /// Total and rank by the first scheme that scores the node.
    fn score(&self, node: &NodeId) -> [Cell; 2] {
        let row = self.scores.iter().find_map(|table| table.row(node));
        let number = |text: Option<String>, value, decimals| Cell {
            value,
            form: NumberForm { decimals, ..NumberForm::default() },
            ..Cell::text(text.unwrap_or_else(|| number::MISSING.to_owned()))
        };
        let total = row.and_then(|row| row.total);
        let rank = row.and_then(|row| row.rank);
        [number(total.map(|total| number::fixed(total, 2)), total, 2), number(rank.map(|rank| rank.to_string()), rank.map(f64::from), 0)]
    }
}

impl Judge for ReportJudge<'_> {
    fn heads(&self) -> Vec<Column> {
        let mut heads = vec![Column::text(self.words.text("ranking-state"))];
        if !self.scores.is_empty() {
            heads.extend(["score-total", "ranking-rank"].map(|key| Column::number(self.words.text(key))));
        }
        heads
    }

    fn verdict(&self, node: &NodeId, metric: &MetricId) -> Verdict {
        let judged = one(self.document, self.evaluation, node, metric, &self.ask);
        let known = judged.state != State::NoData;
        let state = if known { super::verdict(self.words, judged.verdict) } else { number::MISSING };
        let mut cells = vec![Cell::text(state)];
        if !self.scores.is_empty() {
            cells.extend(self.score(node));
        }
        let sentence = match judged.used {
            Some(used) if known => self.words.with("report-judged", &[("verdict", state), ("method", super::method(self.words, used))]),
            _ => String::new(),
        };
        Verdict { cells, sentence }
    }

    fn method(&self) -> String {
        let schemes = self.document.plan.score_schemes.iter().map(|scheme| self.words.label(&scheme.name));
        let names: Vec<&str> = schemes.collect();
        let by = super::method(self.words, self.document.plan.assessment.method.unwrap_or_default());
        let names = names.join(self.words.text("list-separator"));
        let key = if names.is_empty() { "report-judge-method" } else { "report-judge-method-scores" };
        self.words.with(key, &[("method", by), ("schemes", &names)])
    }
}
