//! A metric above the one it is part of: by a declared relation, or as a share above one hundred per cent.

use super::book::Book;
use super::finding::{Amount, Arg, Case, Finding, Line, Sign, Step};
use super::parts::stated;
use crate::base::{Period, Severity, Span};

/// All findings about order of one node.
pub(super) fn find(book: &Book<'_>, node: usize, out: &mut Vec<Finding>) {
    for (part, whole) in &book.at_most {
        pair(book, node, *part, *whole, None, out);
    }
    // One of two metrics in one unit is a part of the other only where the plan says so: exports may well exceed imports.
    for quotient in book.quotients.iter().filter(|q| q.share && q.part) {
        let declared = book.at_most.contains(&(quotient.upper, quotient.lower));
        if !declared && !book.comparable[quotient.upper].contains(&quotient.lower) {
            pair(book, node, quotient.upper, quotient.lower, Some(quotient.derived), out);
        }
    }
}

fn pair(book: &Book<'_>, node: usize, part: usize, whole: usize, derived: Option<usize>, out: &mut Vec<Finding>) {
    if book.all(node, part).is_empty() || book.all(node, whole).is_empty() {
        return;
    }
    let Some(scale) = book.factor(part, whole) else { return };
    for above in book.levels(node, part).filter(|s| !s.beside && s.bound.value().is_some()) {
        let Some(below) = book.level_with(node, whole, above.year, above).filter(|s| !s.beside && s.bound.value().is_some()) else {
            continue;
        };
        let (high, low) = (above.range(book).map(|v| scale.apply(v)), below.range(book));
        if high.low <= low.high || high.meets(low) {
            continue;
        }
        let (value, of) = (scale.apply(above.value()), below.value());
        let case = if derived.is_some() { Case::ShareAboveOne } else { Case::AboveWhole };
        let id = [book.metric_id(part).as_str(), book.metric_id(whole).as_str(), &above.year.to_string()];
        let mut found = Finding::new(case, Severity::Warning, book.node(node), &id)
            .metric(book.metric_id(derived.unwrap_or(part)))
            .at(Span::At(Period::year(above.year)))
            .arg("part", Arg::Metric(book.metric_id(part).clone()))
            .arg("whole", Arg::Metric(book.metric_id(whole).clone()))
            .number("value", Amount::Bound(above.bound, book.unit(part)))
            .number("limit", Amount::Bound(below.bound, book.unit(whole)));
        found.push(stated(book, node, part, above, Sign::Given));
        found.push(stated(book, node, whole, below, Sign::Over));
        if of > 0.0 {
            found.push(Step::new(Sign::Equals, Line::Share, Amount::Share(value / of)));
        }
        out.push(found);
    }
}
