//! Periods as senders write them, whole or in part: a year above a month, a month without a year, a running total, a date.
//!
//! What is said in several places (a year in the title, a month above a column) is put together by [`Partial::over`]. A text that
//! could be two periods is none.

use super::period_text::Cursor;
use super::text::{half_width, tight};
use crate::base::Period;

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole year.
    Year,
    /// A half, 1 or 2.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A single month.
    Month(u8),
    /// From January to a month.
    ToMonth(u8),
    /// The first months of a year that starts in another month.
    ToDate {
        /// The month it starts in, 1 to 12.
        first: u8,
        /// How many months, 1 to 12.
        months: u8,
    },
}

/// A column named by its relation to the table's own period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The period itself (本期, 本年), which may be a running total.
    This,
    /// Its last month alone (本月).
    Month,
    /// Its last quarter alone (本季).
    Quarter,
    /// The running total to it (本年累计, 1-本月).
    ToDate,
    /// The same a year before (上年同期).
    YearBefore,
    /// Its last month, a year before (上年同月).
    MonthYearBefore,
}

/// What a text says of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    /// The year.
    pub year: Option<i32>,
    /// Which part of the year.
    pub part: Option<Part>,
    /// True where it is said to be a running total.
    pub running: bool,
    /// The relation to a period said elsewhere.
    pub relation: Option<Relation>,
    /// The day, where the text is a date.
    pub day: Option<u8>,
    /// True for a fiscal year (FY2011).
    pub fiscal: bool,
    /// True for a quarter or half that is said by its months (4–6月).
    pub by_months: bool,
}

impl Partial {
    /// A date.
    pub fn date(year: i32, month: u8, day: u8) -> Self {
        Self { year: Some(year), part: Some(Part::Month(month)), day: Some(day), ..Self::default() }
    }

    /// What a period says.
    pub fn of(period: Period) -> Self {
        let part = period
            .as_month()
            .map(Part::Month)
            .or_else(|| period.as_quarter().map(Part::Quarter))
            .or_else(|| period.as_half().map(Part::Half))
            .or_else(|| period.to_date_from().zip(period.as_year_to_date()).map(to_date));
        let year = if period.as_month().is_some() { period.last_calendar_month().0 } else { period.plan_year() };
        Self { year: Some(year), part, ..Self::default() }
    }

    /// The single period that a running total ends with, where nobody says which month it starts in: “September to date”.
    #[must_use]
    pub fn without_running(self) -> Self {
        Self { running: false, relation: self.relation.filter(|relation| *relation != Relation::ToDate), ..self }
    }

    /// What both say together; where both speak, the first has the word.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            year: self.year.or(below.year),
            part: self.part.or(below.part),
            running: self.running || below.running,
            relation: self.relation.or(below.relation),
            day: self.day.or(below.day),
            fiscal: self.fiscal || below.fiscal,
            by_months: if self.part.is_some() { self.by_months } else { below.by_months },
        }
    }

    /// The period, where enough is said.
    pub fn period(self) -> Option<Period> {
        let (mut year, mut part, mut running) = (self.year?, self.part, self.running);
        match self.relation {
            Some(Relation::YearBefore) => year -= 1,
            Some(Relation::ToDate) => running = true,
            Some(relation @ (Relation::Month | Relation::MonthYearBefore)) => {
                year -= i32::from(relation == Relation::MonthYearBefore);
                if let Some(Part::ToMonth(month)) = part {
                    part = Some(Part::Month(month));
                }
            }
            Some(Relation::Quarter) => {
                if let Some(Part::ToMonth(month) | Part::Month(month)) = part {
                    // Only a month that ends a quarter tells which one it is.
                    part = Some(Part::Quarter(month / 3)).filter(|_| month % 3 == 0);
                    part?;
                }
            }
            Some(Relation::This) | None => {}
        }
        let whole = match part.unwrap_or(Part::Year) {
            Part::Year => return Some(Period::year(year)),
            Part::Half(half) => Period::half(year, half),
            Part::Quarter(quarter) => Period::quarter(year, quarter),
            Part::Month(month) => Period::month(year, month),
            Part::ToMonth(month) => Period::year_to_date(year, month),
            Part::ToDate { first, months } => Period::to_date(year, first, months),
        }?;
        if running && whole.as_year_to_date().is_none() { Period::year_to_date(year, whole.last_month()) } else { Some(whole) }
    }

    pub(super) fn says_nothing(&self) -> bool {
        self.year.is_none() && self.part.is_none() && self.relation.is_none() && !self.running
    }
}

/// A running total by the month it starts in and the number of its months.
pub(super) fn to_date((first, months): (u8, u8)) -> Part {
    if first == 1 { Part::ToMonth(months) } else { Part::ToDate { first, months } }
}

/// Where a text stands, which decides what a bare number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Any,
    /// In a column or row of years.
    Years,
    /// In a column or row of months.
    Months,
    /// In a column or row of quarters.
    Quarters,
}

/// Reads a text that is a period, or a part of one, and nothing else.
pub fn parse(text: &str, place: Place) -> Option<Partial> {
    if let Ok(period) = text.trim().parse::<Period>() {
        return Some(Partial::of(period));
    }
    let plain = plain(text);
    if plain.is_empty() {
        return None;
    }
    if let Ok(number) = plain.trim_end_matches(".0").parse::<u16>() {
        let part = u8::try_from(number).ok();
        return match (place, part) {
            (Place::Months, Some(month @ 1..=12)) => Some(Partial { part: Some(Part::Month(month)), ..Partial::default() }),
            (Place::Quarters, Some(quarter @ 1..=4)) => Some(Partial { part: Some(Part::Quarter(quarter)), ..Partial::default() }),
            _ if (1900..=2199).contains(&number) => Some(Partial { year: Some(i32::from(number)), ..Partial::default() }),
            _ => None,
        };
    }
    if let Some(relation) = relation(&plain) {
        return Some(Partial { relation: Some(relation), ..Partial::default() });
    }
    let chars: Vec<char> = plain.chars().collect();
    let (partial, length) = Cursor { chars: &chars, at: 0 }.period()?;
    (length == chars.len()).then_some(partial)
}

/// Finds the period said within a text, and what remains of it.
pub fn find(text: &str) -> Option<(Partial, String)> {
    if let Some(partial) = parse(text, Place::Any) {
        return Some((partial, String::new()));
    }
    let whole = tight(&half_width(text));
    let chars: Vec<char> = whole.chars().map(|c| dash(c.to_ascii_lowercase())).collect();
    let mut best: Option<(usize, usize, Partial)> = None;
    for start in 0..chars.len() {
        let after_digit =
            start > 0 && (chars[start - 1].is_ascii_alphanumeric() || chars[start - 1] == '.') && chars[start].is_ascii_alphanumeric();
        if after_digit || chars[start] == ' ' {
            continue;
        }
        // 最近20年 is no year.
        let short = chars[start].is_ascii_digit() && chars.get(start + 2) == Some(&'年') && start > 0;
        if short {
            continue;
        }
        let Some((partial, end)) = Cursor { chars: &chars, at: start }.period() else { continue };
        let cuts_word = chars[end - 1].is_ascii_alphanumeric() && chars.get(end).is_some_and(char::is_ascii_alphanumeric);
        let bare_number = partial.year.is_none() && !chars[start..end].iter().any(|c| !c.is_ascii_digit());
        let better = best.is_none_or(|(from, to, _)| end - start > to - from);
        if !cuts_word && !bare_number && better {
            best = Some((start, end, partial));
        }
    }
    let (start, end, partial) = best?;
    let original: Vec<char> = whole.chars().collect();
    let rest: String = original[..start].iter().chain(&original[end..]).collect();
    Some((partial, without_empty_brackets(&rest)))
}

fn without_empty_brackets(text: &str) -> String {
    text.replace("()", "").replace("[]", "").trim_matches([' ', '-', ',', ':', '_', '、', '·']).to_owned()
}

/// Words that name a column by its relation to the table's period.
fn relation(plain: &str) -> Option<Relation> {
    Some(match plain {
        "本月" | "当月" | "当月值" | "this month" | "current month" => Relation::Month,
        "本季" | "本季度" | "当季" | "当季值" | "this quarter" | "current quarter" => Relation::Quarter,
        "本期" | "当期" | "当期值" | "本年" => Relation::This,
        "累计" | "本年累计" | "累计值" | "本月止累计" | "本年止累计" | "自年初累计" | "年初至今" | "1-本月" | "1-本月累计"
        | "至本月累计" | "本期累计" | "本月累计" | "year to date" | "ytd" | "cumulative" => Relation::ToDate,
        "上年同期" | "去年同期" | "上年同期数" | "上年" | "去年" | "same period last year" | "last year" => {
            Relation::YearBefore
        }
        "上年同月" | "去年同月" | "same month last year" => Relation::MonthYearBefore,
        _ => return None,
    })
}

/// The relation a heading's last words say (`销售收入_累计值`, `产值 本月`), and what remains.
pub fn relation_in(text: &str) -> Option<(Relation, String)> {
    let half = half_width(text).to_lowercase();
    let half: String = half.chars().map(dash).collect();
    let trimmed = half.trim_end();
    const WORDS: &[(&str, Relation)] = &[
        ("本年累计", Relation::ToDate),
        ("本月止累计", Relation::ToDate),
        ("1-本月累计", Relation::ToDate),
        ("1-本月", Relation::ToDate),
        ("累计值", Relation::ToDate),
        ("(累计)", Relation::ToDate),
        ("累计", Relation::ToDate),
        ("year to date", Relation::ToDate),
        ("ytd", Relation::ToDate),
        ("当期值", Relation::This),
        ("当月值", Relation::Month),
        ("当季值", Relation::Quarter),
        ("(本月)", Relation::Month),
        ("(当月)", Relation::Month),
        ("本月", Relation::Month),
        ("当月", Relation::Month),
        ("本期", Relation::This),
        ("上年同月", Relation::MonthYearBefore),
        ("去年同月", Relation::MonthYearBefore),
        ("上年同期", Relation::YearBefore),
        ("去年同期", Relation::YearBefore),
    ];
    for (word, relation) in WORDS {
        let rest = trimmed.strip_suffix(word).or_else(|| trimmed.strip_prefix(word));
        if let Some(rest) = rest {
            return Some((*relation, rest.trim_matches(['_', ' ', '-', '(', ')', ':']).to_owned()));
        }
    }
    None
}

fn dash(c: char) -> char {
    match c {
        '–' | '—' | '~' | '～' | '〜' | '至' | '到' => '-',
        other => other,
    }
}

fn plain(text: &str) -> String {
    let half = tight(&half_width(text)).to_lowercase();
    let dashed: String = half.chars().map(dash).filter(|c| !matches!(c, '"' | '“' | '”' | '\'')).collect();
    let dashed = dashed.replace("--", "-");
    let trimmed = dashed.trim();
    let inner = trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|inner| !inner.contains(['(', ')']));
    inner.unwrap_or(trimmed).trim().to_owned()
}

#[cfg(test)]
mod tests;
