//! Which level of a part counts against a level of its whole: the one of the same coverage and prices before any other.
//!
//! Like is set against like: what a plan sets against what it sets, limits against limits. What another document tells for
//! comparison can only revise a whole.

use super::book::{Book, CURRENT_PRICES, Stmt};
use super::range::Range;
use crate::base::Bound;
use crate::domain::Role;

/// Which levels of the parts count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// What the plan sets.
    Set,
    /// What must not be exceeded.
    Limits,
    /// What the plan sets, and what other documents tell for comparison.
    Told,
}

/// One level of a whole, by which the levels of its parts are looked up.
pub(super) struct Subject<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) whole: &'a Stmt,
    /// What the whole states for the same year in other coverage or at other prices.
    rivals: Vec<&'a Stmt>,
}

/// True where both are of the same coverage and at the same prices.
pub(super) fn alike(book: &Book<'_>, a: &Stmt, b: &Stmt) -> bool {
    a.prices == b.prices && book.same_coverage(a, b)
}

/// The levels of a whole that its parts are set against: per year, coverage and prices one target or base, a firm one before
/// an aspiration, and one limit.
pub(super) fn subjects<'a>(book: &'a Book<'a>, node: usize, metric: usize) -> Vec<Subject<'a>> {
    let mut found: Vec<&Stmt> = Vec::new();
    for stmt in book.levels(node, metric).filter(|s| s.role != Role::Reference && s.bound.value().is_some()) {
        match found.iter_mut().find(|known| known.year == stmt.year && known.beside == stmt.beside && alike(book, known, stmt)) {
            Some(known) if known.aspiration && !stmt.aspiration => *known = stmt,
            Some(_) => {}
            None => found.push(stmt),
        }
    }
    let rivals =
        |of: &Stmt| found.iter().copied().filter(|s| s.year == of.year && s.beside == of.beside && !std::ptr::eq(*s, of)).collect();
    found.iter().map(|whole| Subject { book, whole, rivals: rivals(whole) }).collect()
}

impl<'a> Subject<'a> {
    /// The subject that a statement of a whole is of.
    pub(super) fn of(book: &'a Book<'a>, node: usize, metric: usize, stmt: &'a Stmt) -> Self {
        let same = |subject: &Subject<'_>| subject.whole.year == stmt.year && subject.whole.beside == stmt.beside;
        let found = subjects(book, node, metric).into_iter().find(|subject| same(subject) && alike(book, subject.whole, stmt));
        Self { whole: stmt, ..found.unwrap_or(Self { book, whole: stmt, rivals: Vec::new() }) }
    }

    /// The level of a part for the year: of the same coverage and prices first, a firm one before an aspiration. None where it
    /// is of the coverage and prices of another statement of the whole: there it is counted.
    pub(super) fn level(&self, node: usize, metric: usize, counted: Counted) -> Option<&'a Stmt> {
        let (book, whole) = (self.book, self.whole);
        let counts = |s: &&Stmt| match (counted, s.role) {
            (Counted::Limits, role) => role == Role::Limit,
            (Counted::Told, Role::Reference) => book.other_paper(whole, s),
            (Counted::Set | Counted::Told, _) => !s.beside,
        };
        let levels = book.levels(node, metric).filter(|s| s.year == whole.year && s.bound.value().is_some()).filter(counts);
        let best = levels.min_by_key(|s| (!alike(book, whole, s), s.beside, s.aspiration))?;
        let elsewhere = !self.rivals.is_empty() && !alike(book, whole, best) && self.rivals.iter().any(|rival| alike(book, rival, best));
        (!elsewhere).then_some(best)
    }

    /// True where the whole states the year in other coverage or at other prices as well.
    pub(super) fn is_one_of_several(&self) -> bool {
        !self.rivals.is_empty()
    }

    /// What tells the statement apart in an id from others of the whole for the year; nothing where there are none.
    pub(super) fn words(&self) -> Vec<String> {
        let limit = self.whole.beside.then(|| Role::Limit.word().to_owned());
        let coverage = || self.book.figure(self.whole).coverage.as_ref().map_or_else(String::new, |id| id.as_str().to_owned());
        let coverage = self.is_one_of_several().then(coverage);
        let constant = self.is_one_of_several() && self.whole.prices != CURRENT_PRICES;
        let prices = constant.then(|| self.whole.prices.to_string());
        [limit, coverage, prices].into_iter().flatten().collect()
    }
}

/// Where a plan's own number stands for what is planned: a floor and a ceiling as printed, else all that the bound admits.
pub(super) fn planned(book: &Book<'_>, stmt: &Stmt) -> Range {
    match stmt.bound {
        Bound::AtLeast { .. } | Bound::AtMost { .. } => stmt.printed(),
        _ => stmt.range(book),
    }
}

/// What a part makes at the least; what adds is not negative unless it is stated so.
pub(super) fn least(book: &Book<'_>, stmt: &Stmt) -> f64 {
    let low = stmt.range(book).low;
    if stmt.value() >= 0.0 { low.max(0.0) } else { low }
}

/// A floor of a whole with what its parts may make above it: `floor + (times − 1) · |floor|`.
pub(super) fn above_floor(floor: f64, times: f64) -> f64 {
    floor + (times - 1.0) * floor.abs()
}

/// True where a sum lies above a limit by more than a billionth.
pub(super) fn exceeds(sum: f64, limit: f64) -> bool {
    sum > limit + 1e-9 * sum.abs().min(limit.abs())
}
