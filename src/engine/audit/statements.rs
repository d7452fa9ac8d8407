//! The same thing stated more than once: twice alike, in contradiction, or with another value in a later document.

use super::book::{Book, Stmt};
use super::finding::{Amount, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Severity, Span};

/// All findings about repeated statements of one node and metric.
pub(super) fn find(book: &Book<'_>, node: usize, metric: usize, out: &mut Vec<Finding>) {
    let all = book.all(node, metric);
    for (place, later) in all.iter().enumerate().skip(1) {
        let earlier = all[..place].iter().find(|earlier| same_subject(book, earlier, later));
        if let Some(earlier) = earlier {
            out.extend(pair(book, node, metric, earlier, later));
        }
    }
}

/// True where both are about the same time, in the same form, of the same coverage and prices.
fn same_subject(book: &Book<'_>, a: &Stmt, b: &Stmt) -> bool {
    // What the statements themselves tell apart needs no look at their figures.
    if a.kind != b.kind || (a.from, a.year) != (b.from, b.year) {
        return false;
    }
    let (first, second) = (book.figure(a), book.figure(b));
    first.time == second.time
        && first.time != Span::Unstated
        && first.coverage == second.coverage
        && first.price == second.price
        && first.form == second.form
}

fn pair(book: &Book<'_>, node: usize, metric: usize, earlier: &Stmt, later: &Stmt) -> Option<Finding> {
    let (Some(first), Some(second)) = (earlier.bound.value(), later.bound.value()) else { return None };
    let differ = (first - second).abs() > 1e-9 * first.abs().max(second.abs());
    let apart = !earlier.range(book).meets(later.range(book));
    let (case, severity) = if differ && (book.other_paper(earlier, later) || later.beside != earlier.beside) {
        // A limit beside a target, or a value of another place told for comparison, contradicts only as a revision.
        let limit = [earlier, later].iter().any(|s| s.role == crate::domain::Role::Limit);
        if limit || !book.other_paper(earlier, later) {
            return None;
        }
        (Case::Revised, Severity::Warning)
    } else if apart {
        (Case::Conflict, Severity::Error)
    } else if earlier.bound == later.bound && earlier.role == later.role && !book.other_paper(earlier, later) {
        (Case::Duplicate, Severity::Note)
    } else {
        return None;
    };
    let unit = book.unit(metric);
    let figure = book.figure(later);
    let amount = |stmt: &Stmt| match stmt.kind {
        super::book::Kind::Level => Amount::Bound(stmt.bound, unit.clone()),
        super::book::Kind::Multiple => Amount::Factor(stmt.value()),
        super::book::Kind::AnnualChange => Amount::Points(stmt.value()),
        _ => Amount::Share(stmt.value()),
    };
    let id = [book.metric_id(metric).as_str(), &figure.time.to_string(), figure.form.word(), figure.id.as_str()];
    let mut found = Finding::new(case, severity, book.node(node), &id)
        .metric(book.metric_id(metric))
        .at(figure.time)
        .number("first", amount(earlier))
        .number("second", amount(later));
    found.push(stated(book, node, metric, earlier, Sign::Given));
    found.push(stated(book, node, metric, later, Sign::Against));
    if case != Case::Duplicate && earlier.kind == super::book::Kind::Level {
        found.push(Step::new(Sign::Equals, Line::Difference, Amount::Value(second - first, unit)));
    }
    Some(found)
}
