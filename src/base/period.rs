//! Periods: year, half, quarter, month, and the running total (year to date), which is a kind of its own.
//!
//! Months are those of the calendar, whoever writes them: `2025-03` is March 2025. Years, halves and quarters are those of a plan, which
//! may start its year in another month than January; its year 2024 from April runs from April 2024 to March 2025. A running total starts
//! with the year. So that periods of one year stand together and in order, a month knows in which month the years start that it is
//! counted in: [`Period::in_years_from`] counts it in those of a plan.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of a period and its number within the year; months are numbered from the start of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Month(u8),
    Quarter(u8),
    Half(u8),
    Year,
    YearToDate(u8),
}

/// A stretch of time that a value belongs to.
///
/// Written `2011`, `2011H1`, `2011Q1`, `2011-03`, and `2011-01..03` for the running total from January to March; in a year from April
/// `2011-04..09`, or `2011-04..2012-02` where it ends in the next calendar year.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    year: i16,
    kind: Kind,
    /// The month that the years start in which the period is counted in; 1 for whole years, halves and quarters.
    first: u8,
}

/// A text that is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no period; write 2011, 2011H1, 2011Q1, 2011-03 or 2011-01..03")]
pub struct PeriodError(pub String);

impl Period {
    /// A whole year. Years run from 1 to 9999; others are clamped.
    pub fn year(year: i32) -> Self {
        Self::of(year, Kind::Year)
    }

    /// A half year; `half` is 1 or 2.
    pub fn half(year: i32, half: u8) -> Option<Self> {
        (1..=2).contains(&half).then(|| Self::of(year, Kind::Half(half)))
    }

    /// A quarter; `quarter` is 1 to 4.
    pub fn quarter(year: i32, quarter: u8) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| Self::of(year, Kind::Quarter(quarter)))
    }

    /// A single month; `month` is 1 to 12.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then(|| Self::of(year, Kind::Month(month)))
    }

    /// A month by its number (1 to 12) within a year that starts in the month `first`.
    pub fn month_of_year(year: i32, first: u8, number: u8) -> Option<Self> {
        let period = Self::month(year, number)?;
        (1..=12).contains(&first).then_some(Self { first, ..period })
    }

    /// The running total from January to `month` (1 to 12).
    pub fn year_to_date(year: i32, month: u8) -> Option<Self> {
        Self::to_date(year, 1, month)
    }

    /// The running total of the first `months` (1 to 12) of a year that starts in the month `first`.
    pub fn to_date(year: i32, first: u8, months: u8) -> Option<Self> {
        let both = (1..=12).contains(&first) && (1..=12).contains(&months);
        both.then(|| Self { first, ..Self::of(year, Kind::YearToDate(months)) })
    }

    /// The running total from a month to another one (both as calendar year and number), at most twelve months.
    pub fn from_to(from: (i32, u8), to: (i32, u8)) -> Option<Self> {
        let number = |(year, month): (i32, u8)| (1..=12).contains(&month).then_some(year * 12 + i32::from(month));
        let months = number(to)? - number(from)? + 1;
        Self::to_date(from.0, from.1, u8::try_from(months).ok()?)
    }

    /// A month counted in years that start in another month (1 to 12); other periods stay as they are: years, halves and quarters are
    /// those of the plan already, and a running total starts where it starts.
    #[must_use]
    pub fn in_years_from(self, first: u8) -> Self {
        let first = first.clamp(1, 12);
        let (Kind::Month(_), false) = (self.kind, self.first == first) else { return self };
        let (year, month) = self.last_calendar_month();
        let year = if month < first { year - 1 } else { year };
        Self { year: year as i16, kind: Kind::Month((month + 12 - first) % 12 + 1), first }
    }

    /// The same period a year before; `None` before the first year.
    pub fn year_before(self) -> Option<Self> {
        let year = self.year.checked_sub(1).filter(|year| *year > 0)?;
        Some(Self { year, ..self })
    }

    fn of(year: i32, kind: Kind) -> Self {
        Self { year: year.clamp(1, 9999) as i16, kind, first: 1 }
    }

    /// The year the period lies in, as its plan counts years: March 2025 lies in 2024 where years start in April. The calendar's own year
    /// of a month is that of [`Self::last_calendar_month`].
    pub fn plan_year(self) -> i32 {
        i32::from(self.year)
    }

    /// The year, if the period is a whole year.
    pub fn as_year(self) -> Option<i32> {
        (self.kind == Kind::Year).then(|| i32::from(self.year))
    }

    /// The month's number on the calendar, if the period is a single month.
    pub fn as_month(self) -> Option<u8> {
        matches!(self.kind, Kind::Month(_)).then(|| self.last_calendar_month().1)
    }

    /// How many months of its year a running total covers, if the period is one: the number of its last month where years start in
    /// January.
    pub fn as_year_to_date(self) -> Option<u8> {
        if let Kind::YearToDate(months) = self.kind { Some(months) } else { None }
    }

    /// The number of the month in which the year of a running total starts, if the period is one.
    pub fn to_date_from(self) -> Option<u8> {
        matches!(self.kind, Kind::YearToDate(_)).then_some(self.first)
    }

    /// Calendar year and number of the month that a single month is or that a running total ends with. Of other periods the last month,
    /// as if years started in January.
    pub fn last_calendar_month(self) -> (i32, u8) {
        let months = i32::from(self.first) + i32::from(self.last_month()) - 2;
        (i32::from(self.year) + months / 12, (months % 12) as u8 + 1)
    }

    /// The quarter's number, if the period is a quarter.
    pub fn as_quarter(self) -> Option<u8> {
        if let Kind::Quarter(quarter) = self.kind { Some(quarter) } else { None }
    }

    /// The half's number, if the period is a half year.
    pub fn as_half(self) -> Option<u8> {
        if let Kind::Half(half) = self.kind { Some(half) } else { None }
    }

    /// Number of the last month that the period covers, from the start of the year (12 for a year).
    pub fn last_month(self) -> u8 {
        match self.kind {
            Kind::Year => 12,
            Kind::Half(half) => half * 6,
            Kind::Quarter(quarter) => quarter * 3,
            Kind::Month(month) | Kind::YearToDate(month) => month,
        }
    }

    /// Number of months covered.
    pub fn months(self) -> u8 {
        match self.kind {
            Kind::Year => 12,
            Kind::Half(_) => 6,
            Kind::Quarter(_) => 3,
            Kind::Month(_) => 1,
            Kind::YearToDate(month) => month,
        }
    }

    /// Share of the year elapsed at the end of the period, 0 to 1.
    pub fn elapsed(self) -> f64 {
        f64::from(self.last_month()) / 12.0
    }
}

impl Ord for Period {
    /// By the end of the period; of those with one end the shortest first, a running total after the single period.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |of: &Self| (of.year, of.last_month(), of.months(), of.kind, of.first);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.kind {
            Kind::Year => write!(f, "{year:04}"),
            Kind::Half(half) => write!(f, "{year:04}H{half}"),
            Kind::Quarter(quarter) => write!(f, "{year:04}Q{quarter}"),
            Kind::Month(_) => {
                let (year, month) = self.last_calendar_month();
                write!(f, "{year:04}-{month:02}")
            }
            Kind::YearToDate(_) => match self.last_calendar_month() {
                (last, month) if last == i32::from(year) => write!(f, "{year:04}-{:02}..{month:02}", self.first),
                (last, month) => write!(f, "{year:04}-{:02}..{last:04}-{month:02}", self.first),
            },
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        parse(text.trim()).ok_or_else(|| PeriodError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    let (year, rest) = year_of(text)?;
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    if rest.is_empty() {
        return Some(Period::year(year));
    }
    if let Some((first, last)) = rest.strip_prefix('-').and_then(|rest| rest.split_once("..")) {
        let (last_year, last) = year_of(last).map_or((year, last), |(year, rest)| (year, rest.strip_prefix('-').unwrap_or_default()));
        return Period::from_to((year, number(first)?), (last_year, number(last)?));
    }
    let (sign, tail) = rest.split_at_checked(1)?;
    match sign {
        "H" => Period::half(year, number(tail)?),
        "Q" => Period::quarter(year, number(tail)?),
        "-" => Period::month(year, number(tail)?),
        _ => None,
    }
}

/// The year that a text starts with, and what follows.
fn year_of(text: &str) -> Option<(i32, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let digits = year.bytes().all(|b| b.is_ascii_digit());
    let year = digits.then(|| year.parse().ok()).flatten().filter(|year| *year > 0)?;
    Some((year, rest))
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// When a figure holds: at a period, over a span of years, or not said.
///
/// Written like a period, or `2011..2015` for a span; an unstated time is the empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// One period.
    At(Period),
    /// From the first year to the last, both included.
    Years {
        /// First year.
        from: i32,
        /// Last year.
        to: i32,
    },
    /// The source names no time.
    Unstated,
}

impl Span {
    /// The year in which the figure is to be read on a yearly axis: the last year of the span.
    pub fn last_year(self) -> Option<i32> {
        match self {
            Self::At(period) => Some(period.plan_year()),
            Self::Years { to, .. } => Some(to),
            Self::Unstated => None,
        }
    }

    /// The period, if the figure holds at one.
    pub fn period(self) -> Option<Period> {
        if let Self::At(period) = self { Some(period) } else { None }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(period) => period.fmt(f),
            Self::Years { from, to } => write!(f, "{from:04}..{to:04}"),
            Self::Unstated => Ok(()),
        }
    }
}

impl FromStr for Span {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::Unstated);
        }
        if let Ok(period) = text.parse() {
            return Ok(Self::At(period));
        }
        let error = || PeriodError(text.to_owned());
        let (from, to) = text.split_once("..").ok_or_else(error)?;
        let year = |text: &str| text.parse::<Period>().ok().and_then(Period::as_year).ok_or_else(error);
        let (from, to) = (year(from)?, year(to)?);
        if from > to { Err(error()) } else { Ok(Self::Years { from, to }) }
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stays_the_same_month_whichever_month_years_start_in() {
        for (text, first, year, number) in [
            ("2025-03", 4, 2024, 12),
            ("2024-04", 4, 2024, 1),
            ("2024-12", 4, 2024, 9),
            ("2024-12", 10, 2024, 3),
            ("2024-09", 10, 2023, 12),
            ("0001-01", 4, 0, 10),
            ("2024-06", 1, 2024, 6),
        ] {
            let month: Period = text.parse().unwrap_or(Period::year(1));
            let counted = month.in_years_from(first);
            assert_eq!((counted.to_string().as_str(), counted.plan_year(), counted.last_month()), (text, year, number), "{first}");
            assert_eq!((counted.as_month(), counted.in_years_from(1)), (month.as_month(), month), "{text} {first}");
            assert!(year < 1 || Period::month_of_year(year, first, number) == Some(counted), "{text} {first}");
        }
        let order = ["2024-04", "2024Q1", "2024-04..09", "2024-12", "2025-03", "2024", "2025-04"];
        let periods: Vec<Period> = order.iter().filter_map(|text| Some(text.parse::<Period>().ok()?.in_years_from(4))).collect();
        assert!(periods.is_sorted(), "{periods:?}");
    }

    #[test]
    fn texts_and_periods_match_both_ways() {
        for text in ["2011", "2011H1", "2011Q4", "2011-03", "2011-01..11", "2011-04..09", "2011-04..2012-03", "2011-12..2012-01"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["", "11", "2011Q5", "2011-13", "2011-00", "2011x", "0000", "２０１１", "2011-03..02", "2011-04..2012-04", "2011-04..2012"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        for text in ["2011..2015", "2011", ""] {
            assert_eq!(text.parse::<Span>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        assert!("2015..2011".parse::<Span>().is_err());
    }

    #[test]
    fn periods_order_by_their_end_and_a_running_total_is_no_month() {
        let order = ["2011-01", "2011-01..01", "2011-03", "2011Q1", "2011-01..03", "2011H1", "2011", "2012-01"];
        let periods: Vec<Period> = order.iter().filter_map(|t| t.parse().ok()).collect();
        assert!(periods.is_sorted(), "{periods:?}");
        assert_ne!(Period::month(2011, 1), Period::year_to_date(2011, 1));
        assert!((Period::quarter(2011, 2).map_or(0.0, Period::elapsed) - 0.5).abs() < 1e-12);
    }
}
