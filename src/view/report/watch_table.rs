//! Tables of what needs a look: early warnings as the rules of the plan raise them, and open findings of the audit.
//!
//! Raised by the engine, told in the sentences of the pages that show the same.

use super::build::Desk;
use super::judging_table::period;
use super::model::{Cell, Column, Row, Span, Table, What};
use super::table::{MOST, about};
use crate::base::Severity;
use crate::domain::{Item, When};
use crate::engine::audit::{Audit, Finding};
use crate::engine::warn::{self, Warning};
use crate::view::{audit, judging, number, wording};

/// The early warnings of a node and of what lies beneath it.
pub(super) fn warnings(desk: &Desk<'_>, item: &Item, when: When) -> Vec<What> {
    let (words, plan) = (desk.words(), &desk.inputs.document.plan);
    let about = about(desk, &item.node);
    let raised = warn::of(desk.inputs.document, desk.inputs.evaluation, period(when));
    let raised: Vec<&Warning> = raised.iter().filter(|warning| about(&warning.node)).collect();
    let heads = ["warning-node", "warning-metric", "warning-rule", "warning-what", "warning-since", "warning-takes"];
    let row = |warning: &Warning| {
        if let Some(metric) = &warning.metric {
            desk.cite_values(&warning.node, metric);
        }
        desk.shown_illustrative(warning.rests.illustrative);
        let mark = judging::warning_mark(words, warning);
        let mark = if mark.is_empty() { mark } else { format!(" ({mark})") };
        vec![
            desk.short(&warning.node),
            warning.metric.as_ref().map_or_else(|| number::MISSING.to_owned(), |metric| wording::metric(words, plan, metric).to_owned()),
            judging::warning_rule(words, plan, warning),
            judging::warning_fact(words, plan, warning) + &mark,
            warning.since.map_or_else(|| number::MISSING.to_owned(), |since| desk.period(since)),
            judging::warning_takes(words, plan, warning),
        ]
    };
    listed(desk, &heads, raised.iter().take(MOST).map(|warning| row(warning)).collect(), raised.len(), "report-no-warnings")
}

/// The open findings of the audit that are about a node or about what lies beneath it, the gravest first.
pub(super) fn findings(desk: &Desk<'_>, item: &Item) -> Vec<What> {
    let (words, plan, document) = (desk.words(), &desk.inputs.document.plan, desk.inputs.document);
    let about = about(desk, &item.node);
    let audited = Audit::of(document, desk.inputs.evaluation);
    let open = |finding: &&Finding| finding.standing(document).is_open() && finding.nodes.iter().any(&about);
    let found: Vec<&Finding> = audited.findings.iter().filter(open).collect();
    let heads = ["report-head-severity", "report-head-rule", "report-head-finding", "report-head-way"];
    let row = |finding: &Finding| {
        vec![
            words.text(severity_key(finding.severity)).to_owned(),
            words.text(finding.case.rule().name_key()).to_owned(),
            audit::sentence(words, plan, finding),
            audit::way(words, plan, finding),
        ]
    };
    desk.cite(words.text("report-foot-audit").to_owned());
    listed(desk, &heads, found.iter().take(MOST).map(|finding| row(finding)).collect(), found.len(), "report-no-findings")
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    }
}

/// Rows of sentences under their heads, with what is left out said; where there are none, that.
fn listed(desk: &Desk<'_>, heads: &[&'static str], rows: Vec<Vec<String>>, all: usize, none: &'static str) -> Vec<What> {
    let words = desk.words();
    if rows.is_empty() {
        return vec![What::Paragraph(vec![Span::plain(words.text(none).to_owned())])];
    }
    let mut notes = vec![words.with("report-note-count", &[("n", &all.to_string())])];
    if rows.len() < all {
        notes.push(words.with("report-note-first", &[("n", &rows.len().to_string())]));
    }
    let columns = heads.iter().map(|key| Column::text(words.text(key))).collect();
    let rows = rows.into_iter().map(|cells| Row { cells: cells.into_iter().map(Cell::text).collect(), strong: false }).collect();
    vec![What::Table(Table { columns, rows, notes, ..Table::default() })]
}
