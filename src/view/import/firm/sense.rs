//! When a row of a firm speaks of: what the row says, what stands above its column and above the table, and what a person said.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::choices::{Answer, DateSense, MonthSense, PeriodText};
use super::super::matching::{Match, answered};
use super::super::period::{self, Part, Partial, Place};
use super::super::said::is_whole_year;
use crate::base::Period;
use crate::engine::firms::PeriodReader;

/// Everything that the period of a value depends on. Two readings of a file with equal senses give equal periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sense {
    /// What stands above each column of values.
    pub headings: Vec<Partial>,
    /// What bare numbers are in each column of periods.
    pub places: Vec<Place>,
    /// What the lines above the table say.
    pub above: Partial,
    /// The period of all values that name none.
    pub chosen: Option<Period>,
    /// Confirmed spellings.
    pub answers: BTreeMap<String, Answer<PeriodText>>,
    /// What dates stand for.
    pub dates: Option<DateSense>,
    /// What the values of months are.
    pub months: Option<MonthSense>,
}

impl Sense {
    /// The period of a value in a column, by what its row says.
    pub fn read(&self, column: usize, text: &str) -> Option<Period> {
        // Two columns of periods come as one text.
        let parts: Vec<&str> = if self.places.len() > 1 { text.splitn(2, '-').collect() } else { vec![text] };
        let mut own = Partial::default();
        for (part, place) in parts.into_iter().map(str::trim).zip(&self.places) {
            if part.is_empty() || is_whole_year(part) {
                continue;
            }
            match answered(&self.answers, part) {
                Some(Match::One(period)) => return period.0.parse().ok(),
                Some(_) => return None,
                None => own = own.over(period::parse(part, *place)?),
            }
        }
        let heading = self.headings.get(column).copied().unwrap_or_default();
        // A row that leaves its period out is no row of the whole year that the title names.
        if !self.places.is_empty() && own.says_nothing() && heading.says_nothing() {
            return None;
        }
        let mut said = together(own, heading, self.above, self.chosen);
        if said.day.is_some() {
            said = of_date(said, self.dates?);
        }
        in_months(said, self.months).period()
    }

    /// The sense as the engine asks for it.
    pub fn reader(&self) -> PeriodReader {
        let sense = self.clone();
        PeriodReader(Arc::new(move |column, text| sense.read(column, text)))
    }
}

/// What a row, its column's heading and the lines above the table say together; nearer words go before.
pub fn together(own: Partial, heading: Partial, above: Partial, chosen: Option<Period>) -> Partial {
    let mut said = own.over(heading);
    if said.year.is_none() {
        said = said.over(above).over(chosen.map(Partial::of).unwrap_or_default());
    }
    // A title that says 累计 speaks of all columns but those of the single month.
    said.running |= above.running && said.relation.is_none() && said.part.is_some();
    said
}

/// A date as the period it stands for.
pub fn of_date(said: Partial, sense: DateSense) -> Partial {
    let Some(Part::Month(month)) = said.part else { return said };
    match sense {
        DateSense::Month => said,
        DateSense::Quarter => Partial { part: Some(Part::Quarter(month.div_ceil(3))), ..said },
        DateSense::Year => Partial { part: None, ..said },
    }
}

/// Months as the running totals that a person says they are.
pub fn in_months(mut said: Partial, sense: Option<MonthSense>) -> Partial {
    said.running |= sense == Some(MonthSense::RunningTotal) && matches!(said.part, Some(Part::Month(_)));
    said
}
