//! The growth identity of a share as a small table that can be solved: part, whole and share at base and target, and what
//! each grows by.
//!
//! `part = base × (1 + rate)^years` for part and whole, `share = base + change × years`, `share = part / whole`. What is not
//! stated follows from the rest as far as it does; what a user assumes takes the place of what is stated. For every place the
//! table also says which value would reconcile it with all others.

use super::book::{Book, Kind};
use super::identities::{observed, planned};
use crate::base::{MetricId, NodeId};
use crate::domain::Role;

/// The places of the table, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The part at the base.
    PartBase,
    /// The part at the target.
    PartTarget,
    /// Growth of the part a year, as a fraction.
    PartRate,
    /// The whole at the base.
    WholeBase,
    /// The whole at the target.
    WholeTarget,
    /// Growth of the whole a year, as a fraction.
    WholeRate,
    /// The share at the base, as a fraction.
    ShareBase,
    /// The share at the target, as a fraction.
    ShareTarget,
    /// Change of the share a year, as a fraction.
    ShareChange,
}

/// How many places there are.
pub const PLACES: usize = 9;

impl Place {
    /// All places in order.
    pub const ALL: [Self; PLACES] = [
        Self::PartBase,
        Self::PartTarget,
        Self::PartRate,
        Self::WholeBase,
        Self::WholeTarget,
        Self::WholeRate,
        Self::ShareBase,
        Self::ShareTarget,
        Self::ShareChange,
    ];
}

/// Where a value of the table comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A figure of the plan.
    Stated,
    /// Assumed by the user; the plan does not change.
    Assumed,
    /// Follows from the others.
    Implied,
    /// Neither stated nor implied.
    Missing,
}

/// One place of a solved table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The value; `None` where nothing implies one.
    pub value: Option<f64>,
    /// Where it comes from.
    pub known: Known,
    /// The value that all other given ones imply, where it differs.
    pub reconciled: Option<f64>,
}

/// The identity of one share of one node.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Of whom.
    pub node: NodeId,
    /// The share.
    pub share: MetricId,
    /// What it is a share of what: the part.
    pub part: MetricId,
    /// The whole.
    pub whole: MetricId,
    /// Base year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// Growth of the whole a year that was observed, from and to which year.
    pub observed: Option<(i32, i32, f64)>,
    /// What the plan states, by place.
    stated: [Option<f64>; PLACES],
    /// One unit of the part in units of the whole.
    scale: f64,
}

/// All identities of a plan of which enough is stated to say anything: two places that are no level of one kind alone.
pub(super) fn of(book: &Book<'_>) -> Vec<Identity> {
    let mut found = Vec::new();
    for quotient in book.quotients.iter().filter(|quotient| quotient.share) {
        let nodes = (0..book.frame.nodes.len()).filter(|node| !book.all(*node, quotient.derived).is_empty());
        for node in nodes {
            let (Some(scale), Some(fraction)) = (book.factor(quotient.upper, quotient.lower), book.fraction(quotient.derived)) else {
                continue;
            };
            let (from, to) = (book.plan.info.base_year, book.plan.info.last_year);
            let mut stated = [None; PLACES];
            for (metric, at) in [(quotient.upper, 0), (quotient.lower, 3)] {
                stated[at] = book.level(node, metric, from).filter(|s| !s.beside).and_then(|s| s.bound.value());
                stated[at + 1] = book.level(node, metric, to).filter(|s| !s.beside).and_then(|s| s.bound.value());
                let rate = planned(book, node, metric).filter(|span| span.of.0.is_none());
                stated[at + 2] = rate.map(|span| span.rate());
            }
            let share = |year: i32, role: Role| book.level(node, quotient.derived, year).filter(|s| s.role == role);
            stated[6] = share(from, Role::Baseline).and_then(|s| s.bound.value()).map(|v| fraction.apply(v));
            stated[7] = share(to, Role::Target).and_then(|s| s.bound.value()).map(|v| fraction.apply(v));
            stated[8] = book.of_kind(node, quotient.derived, Kind::AnnualChange).find(|s| s.year == to).map(super::book::Stmt::value);
            if stated.iter().flatten().count() < 2 || to <= from {
                continue;
            }
            found.push(Identity {
                node: book.node(node).clone(),
                share: book.metric_id(quotient.derived).clone(),
                part: book.metric_id(quotient.upper).clone(),
                whole: book.metric_id(quotient.lower).clone(),
                from,
                to,
                observed: observed(book, node, quotient.lower),
                stated,
                scale: scale.apply(1.0),
            });
        }
    }
    // What was observed says most; then what states most.
    found.sort_by_key(|identity| std::cmp::Reverse((identity.observed.is_some(), identity.stated.iter().flatten().count())));
    found
}

impl Identity {
    /// The table with some places assumed; what is assumed takes the place of what is stated.
    pub fn solve(&self, assumed: &[(Place, f64)]) -> [Cell; PLACES] {
        let mut given = self.stated;
        let mut known = self.stated.map(|value| if value.is_some() { Known::Stated } else { Known::Missing });
        for (place, value) in assumed {
            given[*place as usize] = Some(*value).filter(|value| value.is_finite());
            known[*place as usize] = Known::Assumed;
        }
        let solved = self.closed(given);
        let mut cells = [Cell { value: None, known: Known::Missing, reconciled: None }; PLACES];
        for (place, cell) in cells.iter_mut().enumerate() {
            cell.value = solved[place];
            cell.known = if given[place].is_none() && solved[place].is_some() { Known::Implied } else { known[place] };
            if let Some(value) = given[place] {
                let mut others = given;
                others[place] = None;
                let reconciled = self.closed(others)[place];
                cell.reconciled = reconciled.filter(|r| (r - value).abs() > 1e-6 * r.abs().max(value.abs()));
            }
        }
        cells
    }

    /// All that follows from some places. Places that are given stay as they are, also where they contradict each other.
    fn closed(&self, mut v: [Option<f64>; PLACES]) -> [Option<f64>; PLACES] {
        let years = f64::from(self.to - self.from);
        // Every round finds at least one place or none further will.
        for _ in 0..PLACES {
            let before = v;
            for at in [0, 3] {
                growing(&mut v, at, years);
            }
            let [.., share_base, share_target, change] = v;
            fill(&mut v[7], share_base.zip(change).map(|(base, change)| base + years * change));
            fill(&mut v[6], share_target.zip(change).map(|(target, change)| target - years * change));
            fill(&mut v[8], share_base.zip(share_target).map(|(base, target)| (target - base) / years));
            for (part, whole, share) in [(0, 3, 6), (1, 4, 7)] {
                let [p, w, s] = [v[part], v[whole], v[share]];
                fill(&mut v[share], p.zip(w).map(|(p, w)| p * self.scale / w));
                fill(&mut v[part], s.zip(w).map(|(s, w)| s * w / self.scale));
                fill(&mut v[whole], p.zip(s).map(|(p, s)| p * self.scale / s));
            }
            let factor = |rate: Option<f64>| rate.map(|rate| (1.0 + rate).powf(years));
            let (part, whole) = (factor(v[2]), factor(v[5]));
            let share = v[7].zip(v[6]).map(|(target, base)| target / base);
            let rate = |factor: f64| factor.powf(1.0 / years) - 1.0;
            fill(&mut v[5], part.zip(share).map(|(part, share)| rate(part / share)));
            fill(&mut v[2], whole.zip(share).map(|(whole, share)| rate(whole * share)));
            let ratio = part.zip(whole).map(|(part, whole)| part / whole);
            let (base, target, step) = (v[6], v[7], v[8]);
            fill(&mut v[7], ratio.zip(base).map(|(ratio, base)| base * ratio));
            fill(&mut v[6], ratio.zip(target).map(|(ratio, target)| target / ratio));
            // With both rates and the yearly change given, the change decides the size of the share.
            fill(&mut v[6], ratio.zip(step).map(|(ratio, step)| years * step / (ratio - 1.0)));
            if v == before {
                break;
            }
        }
        v
    }
}

/// Base, target and rate of one metric: two give the third.
fn growing(v: &mut [Option<f64>; PLACES], at: usize, years: f64) {
    let (base, target, rate) = (v[at], v[at + 1], v[at + 2]);
    let factor = rate.map(|rate| (1.0 + rate).powf(years));
    fill(&mut v[at + 1], base.zip(factor).map(|(base, factor)| base * factor));
    fill(&mut v[at], target.zip(factor).map(|(target, factor)| target / factor));
    fill(&mut v[at + 2], base.zip(target).map(|(base, target)| (target / base).powf(1.0 / years) - 1.0));
}

fn fill(place: &mut Option<f64>, value: Option<f64>) {
    if place.is_none() {
        *place = value.filter(|value| value.is_finite());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(stated: [Option<f64>; PLACES]) -> Identity {
        let id = |text: &str| MetricId::new(text);
        let (node, scale) = (NodeId::total(), 1.0);
        Identity { node, share: id("s"), part: id("p"), whole: id("w"), from: 2010, to: 2015, observed: None, stated, scale }
    }

    #[test]
    fn part_and_share_imply_the_growth_of_the_whole() {
        // 15 % a year, the share up 1.5 points a year to 18 %: the whole grows by (1.15^5 / (18 / 10.5))^(1/5) − 1.
        let mut stated = [None; PLACES];
        (stated[2], stated[7], stated[8]) = (Some(0.15), Some(0.18), Some(0.015));
        let identity = identity(stated);
        let cells = identity.solve(&[]);
        let value = |place: Place| cells[place as usize].value.unwrap_or(f64::NAN);
        assert!((value(Place::ShareBase) - 0.105).abs() < 1e-12);
        assert!((value(Place::WholeRate) - 0.032_46).abs() < 1e-4, "{}", value(Place::WholeRate));
        assert_eq!(cells[Place::WholeRate as usize].known, Known::Implied);
        assert_eq!(cells[Place::PartBase as usize].known, Known::Missing);
        assert!(cells.iter().all(|cell| cell.reconciled.is_none()));
        // With the whole growing by 9 % a year, the part would have to grow by 21.4 %, or the share end lower.
        let cells = identity.solve(&[(Place::WholeRate, 0.09)]);
        let reconciled = |place: Place| cells[place as usize].reconciled.unwrap_or(f64::NAN);
        assert!((reconciled(Place::PartRate) - 0.214_05).abs() < 1e-4, "{}", reconciled(Place::PartRate));
        assert!((reconciled(Place::WholeRate) - 0.032_46).abs() < 1e-4);
        assert!(reconciled(Place::ShareTarget).is_finite() && reconciled(Place::ShareChange).is_finite());
    }

    #[test]
    fn nothing_impossible_is_filled_in() {
        let mut stated = [None; PLACES];
        (stated[0], stated[1], stated[6]) = (Some(0.0), Some(5.0), Some(0.0));
        for cell in identity(stated).solve(&[]) {
            assert!(cell.value.is_none_or(f64::is_finite), "{cell:?}");
        }
    }
}
