//! What a target requires, in words: as a short text for a cell, as a sentence, and as the arithmetic in full.

use super::{Words, number, wording};
use crate::engine::{How, Requirement};

/// For a cell: `41.7%`, `+1.5`, or the sign for missing.
pub fn short(requirement: &Requirement) -> String {
    match (requirement.how, requirement.per_year) {
        (How::Geometric, Some(rate)) => number::percent(rate, 1),
        (How::Linear, Some(step)) => signed(step),
        (_, None) => number::MISSING.to_owned(),
    }
}

/// The yearly rate where the way is geometric.
pub fn rate(requirement: &Requirement) -> Option<f64> {
    requirement.per_year.filter(|_| requirement.how == How::Geometric)
}

/// As a sentence: what is required a year, or why nothing can be said.
pub fn sentence(words: &Words, requirement: &Requirement, unit: &str) -> String {
    match (requirement.how, requirement.per_year) {
        (How::Geometric, Some(rate)) => words.with("required-yearly", &[("rate", &number::percent(rate, 1))]),
        (How::Linear, Some(step)) => words.with("required-yearly-step", &[("step", &wording::with_unit(&signed(step), unit))]),
        (_, None) => match requirement.reason {
            Some(reason) => words.text(&format!("requirement-{}", reason.word())).to_owned(),
            None => String::new(),
        },
    }
}

/// The arithmetic, a step a line: `(400 ÷ 70.13)^(1/5) − 1 = 41.7%`.
pub fn lines(words: &Words, requirement: &Requirement, unit: &str) -> Vec<String> {
    let (Some((from_year, from)), Some(target), Some(per_year)) = (requirement.base, requirement.target, requirement.per_year) else {
        return vec![sentence(words, requirement, unit)];
    };
    let years = target.year - from_year;
    let (from_text, to_text, span) = (number::value(from), number::value(target.value), years.to_string());
    let (from_year, to_year) = (from_year.to_string(), target.year.to_string());
    let heading = words.with("requirement-heading", &[("from", &from_year), ("to", &to_year)]);
    let arithmetic = match requirement.how {
        How::Geometric => words.with(
            "requirement-geometric",
            &[("from", &from_text), ("to", &to_text), ("years", &span), ("rate", &number::percent(per_year, 1))],
        ),
        How::Linear => words.with(
            "requirement-linear",
            &[("from", &from_text), ("to", &to_text), ("years", &span), ("step", &wording::with_unit(&signed(per_year), unit))],
        ),
    };
    let mut lines = vec![heading, arithmetic];
    lines.push(words.with("requirement-bound", &[("bound", &wording::bound(words, &target.bound, Some(unit)))]));
    if requirement.mixed_coverage {
        lines.push(words.text("requirement-mixed-coverage").to_owned());
    }
    if requirement.illustrative {
        lines.push(words.text("illustrative-hint").to_owned());
    }
    lines
}

fn signed(step: f64) -> String {
    let text = number::value(step);
    if step > 0.0 { format!("+{text}") } else { text }
}
