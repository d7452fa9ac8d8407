//! The same thing stated more than once: twice alike, in contradiction, or with another value in a later document.

use super::book::{Book, Stmt};
use super::finding::{Amount, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Bound, Severity, Span};
use crate::domain::Role;

/// All findings about repeated statements of one node and metric.
pub(super) fn find(book: &Book<'_>, node: usize, metric: usize, out: &mut Vec<Finding>) {
    let all = book.all(node, metric);
    for (place, later) in all.iter().enumerate().skip(1) {
        let earlier = all[..place].iter().filter(|earlier| same_subject(book, earlier, later));
        // One finding a statement: the gravest, of equals that with the first.
        let found = earlier.filter_map(|earlier| pair(book, node, metric, earlier, later));
        out.extend(found.reduce(|first, next| if next.severity > first.severity { next } else { first }));
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
    match (earlier.role == Role::Limit, later.role == Role::Limit) {
        (true, false) => return beyond_limit(book, node, metric, earlier, later),
        (false, true) => return beyond_limit(book, node, metric, later, earlier),
        _ => {}
    }
    // A floor beside an ambition (力争) is what a plan says of one target.
    if earlier.aspiration != later.aspiration {
        return None;
    }
    // What rounds to one number is no other value.
    let differ = differ && !earlier.printed().meets(later.printed());
    let (case, severity) = if differ && (book.other_paper(earlier, later) || later.beside != earlier.beside) {
        // A value of another place told for comparison contradicts only as a revision.
        if !book.other_paper(earlier, later) {
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
    Some(told(book, node, metric, (case, severity), earlier, later))
}

/// A target or milestone beyond the limit of the same year.
fn beyond_limit(book: &Book<'_>, node: usize, metric: usize, limit: &Stmt, set: &Stmt) -> Option<Finding> {
    let bound = match limit.bound {
        Bound::Exactly { value } => Bound::AtMost { value },
        bound => bound,
    };
    let beyond = !set.range(book).meets(Stmt { bound, ..*limit }.range(book));
    (beyond && !set.beside).then(|| told(book, node, metric, (Case::Conflict, Severity::Error), limit, set))
}

fn told(book: &Book<'_>, node: usize, metric: usize, (case, severity): (Case, Severity), earlier: &Stmt, later: &Stmt) -> Finding {
    let (first, second) = (earlier.value(), later.value());
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
    found
}
