//! Ratios that drift: what one metric is per unit of another, at the base and at the target.
//!
//! Looked at are the quotients that the plan defines as metrics and the pairs it declares as part and whole. With both
//! growing by known factors the ratio changes by `P / W`; that needs no level of the ratio itself.

use super::book::Book;
use super::finding::{Amount, Arg, Case, Finding, Line, Sign, Step};
use super::identities::planned;
use super::parts::stated;
use super::range::Range;
use crate::base::{Severity, Span};
use crate::domain::Threshold;

/// All drifting ratios of one node.
pub(super) fn find(book: &Book<'_>, node: usize, out: &mut Vec<Finding>) {
    let quotients = book.quotients.iter().map(|q| (Some(q.derived), q.upper, q.lower, q.share));
    let pairs = book.at_most.iter().map(|(part, whole)| (None, *part, *whole, true));
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for (derived, upper, lower, share) in quotients.chain(pairs) {
        // A ratio that is stated itself is looked at as a share; a pair that a formula names already is not told twice.
        let stated_itself = derived.is_some_and(|derived| !book.all(node, derived).is_empty());
        if seen.contains(&(upper, lower)) || stated_itself || book.all(node, upper).is_empty() || book.all(node, lower).is_empty() {
            continue;
        }
        seen.push((upper, lower));
        out.extend(of(book, node, derived, upper, lower, share));
    }
}

fn of(book: &Book<'_>, node: usize, derived: Option<usize>, upper: usize, lower: usize, share: bool) -> Option<Finding> {
    let (part, whole) = (planned(book, node, upper)?, planned(book, node, lower)?);
    if part.from != whole.from || part.to != whole.to {
        return None;
    }
    let change = part.factor / whole.factor;
    let most = book.limit(if share { Threshold::DriftShare } else { Threshold::DriftRatio });
    // Small numbers as printed leave much room.
    let range = Range { low: part.range.low / whole.range.high, high: part.range.high / whole.range.low };
    if !change.is_finite() || (1.0 / most..=most).contains(&change) || range.meets(Range { low: 1.0 / most, high: most }) {
        return None;
    }
    let name = |metric: usize| Arg::Metric(book.metric_id(metric).clone());
    let subject = derived.unwrap_or(upper);
    let id = [book.metric_id(upper).as_str(), book.metric_id(lower).as_str()];
    let mut found = Finding::new(Case::RatioDrift, Severity::Warning, book.node(node), &id)
        .metric(book.metric_id(subject))
        .at(Span::Years { from: part.from, to: part.to })
        .arg("part", name(upper))
        .arg("whole", name(lower))
        .number("part-rate", Amount::Share(part.rate()))
        .number("whole-rate", Amount::Share(whole.rate()))
        .number("change", Amount::Share(change - 1.0));
    for (metric, of) in [(upper, &part), (lower, &whole)] {
        for stmt in [of.of.0, of.of.1].into_iter().flatten() {
            found.push(stated(book, node, metric, stmt, Sign::Given));
        }
        found.push(Step::new(Sign::Equals, Line::Factor, Amount::Factor(of.factor)).arg("metric", name(metric)));
    }
    // Where all four levels are stated, the ratios themselves are shown too.
    if let (Some(part_base), Some(part_target), Some(base), Some(target)) = (part.of.0, part.of.1, whole.of.0, whole.of.1) {
        for (stmt, of, year) in [(part_base, base, part.from), (part_target, target, part.to)] {
            if let Some(scale) = book.factor(upper, lower).filter(|_| share) {
                let ratio = scale.apply(stmt.value()) / of.value();
                let step = Step::new(Sign::Equals, Line::Ratio, Amount::Share(ratio));
                found.push(step.arg("time", Arg::Time(Span::At(crate::base::Period::year(year)))));
            }
        }
    }
    Some(found.step(Step::new(Sign::Equals, Line::Drift, Amount::Share(change - 1.0))))
}
