//! Periods: year, half, quarter, month, and the running total (year to date), which is a kind of its own.
//!
//! A period belongs to a plan year. Where a plan starts its year in another month than January, months
//! still carry their calendar number; [`Period::elapsed`] takes the first month into account.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of a period and its number within the year.
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
/// Written `2011`, `2011H1`, `2011Q1`, `2011-03`, and `2011-01..03` for the running total from January to March.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    year: i16,
    kind: Kind,
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

    /// The running total from January to `month` (1 to 12).
    pub fn year_to_date(year: i32, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then(|| Self::of(year, Kind::YearToDate(month)))
    }

    /// The same period a year before; `None` before the first year.
    pub fn year_before(self) -> Option<Self> {
        let year = self.year.checked_sub(1).filter(|year| *year > 0)?;
        Some(Self { year, ..self })
    }

    fn of(year: i32, kind: Kind) -> Self {
        Self { year: year.clamp(1, 9999) as i16, kind }
    }

    /// The year the period lies in.
    pub fn calendar_year(self) -> i32 {
        i32::from(self.year)
    }

    /// The year, if the period is a whole year.
    pub fn as_year(self) -> Option<i32> {
        (self.kind == Kind::Year).then(|| i32::from(self.year))
    }

    /// The month's number, if the period is a single month.
    pub fn as_month(self) -> Option<u8> {
        if let Kind::Month(month) = self.kind { Some(month) } else { None }
    }

    /// The last month of a running total, if the period is one.
    pub fn as_year_to_date(self) -> Option<u8> {
        if let Kind::YearToDate(month) = self.kind { Some(month) } else { None }
    }

    /// The quarter's number, if the period is a quarter.
    pub fn as_quarter(self) -> Option<u8> {
        if let Kind::Quarter(quarter) = self.kind { Some(quarter) } else { None }
    }

    /// The half's number, if the period is a half year.
    pub fn as_half(self) -> Option<u8> {
        if let Kind::Half(half) = self.kind { Some(half) } else { None }
    }

    /// Number of the last month in the year that the period covers (12 for a year).
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
        (self.year, self.last_month(), self.months(), self.kind).cmp(&(other.year, other.last_month(), other.months(), other.kind))
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
            Kind::Month(month) => write!(f, "{year:04}-{month:02}"),
            Kind::YearToDate(month) => write!(f, "{year:04}-01..{month:02}"),
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
    let (year, rest) = text.split_at_checked(4)?;
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = year.parse().ok().filter(|year| *year > 0)?;
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    if rest.is_empty() {
        return Some(Period::year(year));
    }
    if let Some(last) = rest.strip_prefix("-01..") {
        return Period::year_to_date(year, number(last)?);
    }
    let (sign, tail) = rest.split_at_checked(1)?;
    match sign {
        "H" => Period::half(year, number(tail)?),
        "Q" => Period::quarter(year, number(tail)?),
        "-" => Period::month(year, number(tail)?),
        _ => None,
    }
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
            Self::At(period) => Some(period.calendar_year()),
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
    fn texts_and_periods_match_both_ways() {
        for text in ["2011", "2011H1", "2011Q4", "2011-03", "2011-01..11"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "11", "2011Q5", "2011-13", "2011-00", "2011x", "0000", "２０１１", "2011-02..03"] {
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
