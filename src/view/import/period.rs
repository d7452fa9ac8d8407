//! Periods as senders write them, whole or in part: a year above a month, a month without a year, a running total, a date.
//!
//! What is said in several places (a year in the title, a month above a column) is put together by [`Partial::over`]. A text that
//! could be two periods is none.

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
}

/// A column named by its relation to the table's own period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The period itself (本月, 本期).
    This,
    /// The running total to it (本年累计, 1-本月).
    ToDate,
    /// The same a year before (上年同期).
    YearBefore,
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
            .or_else(|| period.as_year_to_date().map(Part::ToMonth));
        Self { year: Some(period.calendar_year()), part, ..Self::default() }
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
        }
    }

    /// The period, where enough is said.
    pub fn period(self) -> Option<Period> {
        let (mut year, mut part, mut running) = (self.year?, self.part, self.running);
        match self.relation {
            Some(Relation::YearBefore) => year -= 1,
            Some(Relation::ToDate) => running = true,
            Some(Relation::This) => {
                if let Some(Part::ToMonth(month)) = part {
                    part = Some(Part::Month(month));
                }
            }
            None => {}
        }
        let whole = match part.unwrap_or(Part::Year) {
            Part::Year => return Some(Period::year(year)),
            Part::Half(half) => Period::half(year, half),
            Part::Quarter(quarter) => Period::quarter(year, quarter),
            Part::Month(month) => Period::month(year, month),
            Part::ToMonth(month) => Period::year_to_date(year, month),
        }?;
        if running { Period::year_to_date(year, whole.last_month()) } else { Some(whole) }
    }

    fn says_nothing(&self) -> bool {
        self.year.is_none() && self.part.is_none() && self.relation.is_none() && !self.running
    }
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
        "本月" | "当月" | "本期" | "本季" | "本季度" | "当期" | "当季" | "当月值" | "当期值" | "本年" | "this month" | "current month" => {
            Relation::This
        }
        "累计" | "本年累计" | "累计值" | "本月止累计" | "本年止累计" | "自年初累计" | "年初至今" | "1-本月" | "1-本月累计"
        | "至本月累计" | "本期累计" | "本月累计" | "year to date" | "ytd" | "cumulative" => Relation::ToDate,
        "上年同期" | "去年同期" | "上年同期数" | "上年同月" | "上年" | "去年" | "same period last year" | "last year" => {
            Relation::YearBefore
        }
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
        ("当月值", Relation::This),
        ("当季值", Relation::This),
        ("(本月)", Relation::This),
        ("(当月)", Relation::This),
        ("本月", Relation::This),
        ("当月", Relation::This),
        ("本期", Relation::This),
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

/// English names of months.
const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// A place in a text, from which periods are read as far as they go.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn word(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let here = self.chars.get(self.at..self.at + length).is_some_and(|chars| chars.iter().copied().eq(word.chars()));
        if here {
            self.at += length;
        }
        here
    }

    fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(word))
    }

    fn spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// So many digits and no more.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let end = self.chars[self.at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if end < least || end > most {
            return None;
        }
        let number = self.chars[self.at..self.at + end].iter().collect::<String>().parse().ok()?;
        self.at += end;
        Some(number)
    }

    /// The period that starts here and where it ends.
    fn period(mut self) -> Option<(Partial, usize)> {
        let mut partial = self.date().or_else(|| self.compact()).or_else(|| self.year_first()).or_else(|| self.part_first())?;
        self.trailer(&mut partial);
        (!partial.says_nothing()).then_some((partial, self.at))
    }

    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let result = read(self);
        if result.is_none() {
            self.at = before;
        }
        result
    }

    /// 2011-03-31, 2011/3/31, 2011年3月31日, 31.03.2011.
    fn date(&mut self) -> Option<Partial> {
        self.attempt(|c| {
            let year = c.digits(4, 4)?;
            let chinese = c.word("年");
            let sign = if chinese { '月' } else { c.peek().filter(|s| matches!(s, '-' | '/' | '.'))? };
            c.at += usize::from(!chinese);
            let month = c.digits(1, 2)?;
            if c.peek()? != sign {
                return None;
            }
            c.at += 1;
            let day = c.digits(1, 2)?;
            if chinese && !c.any(&["日", "号"]) {
                return None;
            }
            // The time of day that databases add.
            c.attempt(|c| {
                let started = c.any(&[" 00:00:00", "t00:00:00", " 0:00:00", " 0:00"]);
                started.then_some(())
            });
            of_date(year, month, day)
        })
        .or_else(|| {
            self.attempt(|c| {
                let first = c.digits(1, 2)?;
                let sign = c.peek().filter(|s| matches!(s, '/' | '.'))?;
                c.at += 1;
                let second = c.digits(1, 2)?;
                if c.peek()? != sign {
                    return None;
                }
                c.at += 1;
                let year = c.digits(4, 4)?;
                match (first > 12, second > 12, sign) {
                    (true, false, _) | (false, false, '.') => of_date(year, second, first),
                    (false, true, _) => of_date(year, first, second),
                    // 3/4/2011 is a day in April or in March: the same month only where both are equal.
                    _ => (first == second).then(|| of_date(year, first, second)).flatten(),
                }
            })
        })
    }

    /// 201103, 20110331.
    fn compact(&mut self) -> Option<Partial> {
        self.attempt(|c| {
            let number = c.digits(6, 8)?;
            let (year, month, day) = if number < 1_000_000 {
                (number / 100, number % 100, None)
            } else if number >= 10_000_000 {
                (number / 10_000, number / 100 % 100, Some(number % 100))
            } else {
                return None;
            };
            if let Some(day) = day {
                return of_date(year, month, day);
            }
            let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
            Some(Partial { part: Some(Part::Month(month)), ..of_year(year)? })
        })
    }

    fn year(&mut self) -> Option<Partial> {
        self.attempt(|c| {
            let fiscal = c.word("fy") || c.word("财年");
            c.spaces();
            if let Some(year) = c.attempt(|c| c.digits(4, 4)) {
                c.any(&["财年", "年度", "年底", "年末", "年全年", "年"]);
                return Some(Partial { fiscal, ..of_year(year)? });
            }
            if let Some(short) = c.attempt(|c| c.digits(2, 2))
                && (c.any(&["年度", "年底", "年末", "年"]) || fiscal)
            {
                return Some(Partial { fiscal, ..of_year(century(short))? });
            }
            let digits: Option<String> = c.chars.get(c.at..c.at + 4)?.iter().map(|d| chinese_digit(*d)).collect();
            let year = digits?.parse().ok()?;
            c.at += 4;
            c.any(&["年度", "年底", "年末", "年"]).then(|| of_year(year)).flatten()
        })
    }

    fn year_first(&mut self) -> Option<Partial> {
        let year = self.year()?;
        let part = self.attempt(|c| {
            c.spaces();
            let signs = c.any(&["-", "/", ".", "_", ","]);
            c.spaces();
            // The running total as the program writes it: 2011-01..03.
            let part = c.attempt(|c| {
                c.digits(2, 2).filter(|first| *first == 1)?;
                c.word("..").then_some(())?;
                let last = c.digits(2, 2)?;
                Some(Partial { part: Some(Part::ToMonth(month(last)?)), ..Partial::default() })
            });
            part.or_else(|| c.part(signs))
        });
        Some(part.map_or(year, |part| Partial { part: part.part, running: part.running, ..year }))
    }

    /// Mar 2011, Mar-11, Q1 2011, 一季度, 1-3月, Jan–Nov 2011, 上半年.
    fn part_first(&mut self) -> Option<Partial> {
        let start = self.at;
        let part = self.part(false)?;
        let named = self.chars[start..self.at].iter().any(char::is_ascii_alphabetic);
        let year = self.attempt(|c| {
            c.spaces();
            c.any(&["-", "/", ",", "'", "’", " of ", "of "]);
            c.spaces();
            c.any(&["'", "’"]);
            if let Some(year) = c.attempt(|c| c.digits(4, 4)) {
                c.word("年");
                return of_year(year);
            }
            // Two digits are a year only behind a name (Mar-11), never behind a number.
            let short = named.then(|| c.digits(2, 2)).flatten()?;
            of_year(century(short))
        });
        // 1Q11, 1Q2011
        Some(year.map_or(part, |year| Partial { part: part.part, running: part.running, ..year }))
    }

    /// A part of a year; `behind_sign` where a sign behind a year makes bare digits a month.
    fn part(&mut self, behind_sign: bool) -> Option<Partial> {
        let just = |part| Some(Partial { part: Some(part), ..Partial::default() });
        self.word("第");
        for (words, part) in [
            (&["上半年", "h1", "1h"][..], Part::Half(1)),
            (&["下半年", "h2", "2h"], Part::Half(2)),
            (&["前三季度", "前3季度", "1-3季度", "一-三季度"], Part::ToMonth(9)),
            (&["前两季度", "前二季度", "1-2季度", "一-二季度"], Part::ToMonth(6)),
            (&["全年"], Part::Year),
        ] {
            if self.any(words) {
                return just(part);
            }
        }
        if let Some(quarter) = self.quarter() {
            return just(Part::Quarter(quarter));
        }
        self.named_months().or_else(|| self.numbered_months(behind_sign))
    }

    fn quarter(&mut self) -> Option<u8> {
        self.attempt(|c| {
            if c.word("q") {
                return c.digits(1, 1).and_then(quarter);
            }
            let number = c.small_number()?;
            let said = c.any(&["季度", "季"]) || c.word("q");
            said.then(|| quarter(number)).flatten()
        })
    }

    fn named_months(&mut self) -> Option<Partial> {
        let first = self.month_name()?;
        let last = self.attempt(|c| {
            c.spaces();
            let joined = c.any(&["-", "to ", "through "]);
            c.spaces();
            joined.then(|| c.month_name()).flatten()
        });
        Some(Partial { part: Some(last.map_or(Some(Part::Month(first)), |last| run(first, last))?), ..Partial::default() })
    }

    fn month_name(&mut self) -> Option<u8> {
        let (place, _) = MONTHS.iter().enumerate().find(|(_, (long, short))| {
            let taken =
                self.word(long) || self.any(&[&format!("{short}."), "sept"][..if *short == "sep" { 2 } else { 1 }]) || self.word(short);
            taken
        })?;
        // Part of another word, as the mar of market.
        if self.peek().is_some_and(|c| c.is_ascii_alphabetic() && c != 't') {
            return None;
        }
        u8::try_from(place + 1).ok()
    }

    /// 3月, 1-3月, 1月-3月, 前三个月; behind a year and a sign also 03.
    fn numbered_months(&mut self, behind_sign: bool) -> Option<Partial> {
        self.attempt(|c| {
            let up_to = c.word("前") || c.word("-");
            let first = month(c.small_number()?)?;
            c.spaces();
            let first_said = c.any(&["个月", "月份", "月"]);
            let last = c.attempt(|c| {
                c.spaces();
                c.word("-").then_some(())?;
                c.spaces();
                let last = month(c.small_number()?)?;
                c.spaces();
                c.any(&["月份", "月"]).then_some(last)
            });
            let part = match last {
                Some(last) => run(first, last)?,
                None if first_said && up_to => Part::ToMonth(first),
                None if first_said || behind_sign => Part::Month(first),
                None => return None,
            };
            c.any(&["末", "底"]);
            Some(Partial { part: Some(part), ..Partial::default() })
        })
    }

    /// A number up to 19 in digits or Chinese.
    fn small_number(&mut self) -> Option<u32> {
        if let Some(number) = self.attempt(|c| c.digits(1, 2)) {
            return Some(number);
        }
        let digit = |c: Option<char>| c.and_then(chinese_digit).and_then(|d| d.to_digit(10)).filter(|d| *d > 0);
        if self.word("十") {
            let ones = digit(self.peek());
            self.at += usize::from(ones.is_some());
            return Some(10 + ones.unwrap_or(0));
        }
        let number = digit(self.peek())?;
        self.at += 1;
        Some(number)
    }

    /// Words behind a period that make it a running total, or say nothing.
    fn trailer(&mut self, partial: &mut Partial) {
        let running = self.attempt(|c| {
            c.spaces();
            let open = c.word("(");
            let said = c.any(&["止累计", "累计数", "累计值", "累计", "累积", "to date", "year to date", "ytd", "cumulative"]);
            let closed = !open || c.word(")");
            (said && closed).then_some(())
        });
        if running.is_some() {
            partial.running = true;
            return;
        }
        self.attempt(|c| {
            c.spaces();
            c.any(&["(当月)", "(本月)", "当月", "份"]).then_some(())
        });
    }
}

fn of_year(year: u32) -> Option<Partial> {
    let year = i32::try_from(year).ok().filter(|year| (1900..=2199).contains(year))?;
    Some(Partial { year: Some(year), ..Partial::default() })
}

fn of_date(year: u32, month_number: u32, day: u32) -> Option<Partial> {
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some(Partial { part: Some(Part::Month(month(month_number)?)), day: Some(day), ..of_year(year)? })
}

fn month(number: u32) -> Option<u8> {
    u8::try_from(number).ok().filter(|month| (1..=12).contains(month))
}

fn quarter(number: u32) -> Option<u8> {
    u8::try_from(number).ok().filter(|quarter| (1..=4).contains(quarter))
}

/// Two digits of a year: 70 to 99 lie in the last century.
fn century(short: u32) -> u32 {
    if short >= 70 { 1900 + short } else { 2000 + short }
}

fn chinese_digit(c: char) -> Option<char> {
    let c = if matches!(c, '〇' | '○') { '零' } else { c };
    let place = "零一二三四五六七八九".chars().position(|digit| digit == c)?;
    char::from_digit(u32::try_from(place).ok()?, 10)
}

/// Months from January are a running total; other runs only where they are a quarter or a half year.
fn run(first: u8, last: u8) -> Option<Part> {
    match (first, last) {
        (1, last) => Some(Part::ToMonth(last)),
        (4, 6) => Some(Part::Quarter(2)),
        (7, 9) => Some(Part::Quarter(3)),
        (10, 12) => Some(Part::Quarter(4)),
        (7, 12) => Some(Part::Half(2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_all_spellings_are_read() {
        for (texts, written) in [
            (
                &[
                    "2011",
                    "2011年",
                    "2011 年",
                    "FY2011",
                    "FY 2011",
                    "FY11",
                    "2011年度",
                    "2011年末",
                    "二〇一一年",
                    "11年",
                    "２０１１年",
                    "2011年全年",
                ][..],
                "2011",
            ),
            (
                &["2011Q1", "2011q1", "2011年一季度", "2011年第一季度", "2011年1季度", "Q1 2011", "2011-Q1", "1Q11", "1Q2011", "Q1-11"],
                "2011Q1",
            ),
            (&["2011H1", "2011年上半年", "H1 2011"], "2011H1"),
            (
                &[
                    "2011-03",
                    "2011年3月",
                    "2011年03月",
                    "2011年三月",
                    "Mar-11",
                    "Mar 2011",
                    "March, 2011",
                    "201103",
                    "2011/3",
                    "2011.03",
                    "2011年3月份",
                    "11年3月",
                    "Mar '11",
                    "2011年3月末",
                ],
                "2011-03",
            ),
            (&["2011-03-31", "2011/3/31", "31.03.2011", "20110331", "2011年3月31日", "3/31/2011", "2011-03-31 00:00:00"], "2011-03"),
            (
                &[
                    "2011年1-3月",
                    "2011年1—3月",
                    "2011年1-3月累计",
                    "2011年1～3月（累计）",
                    "2011年3月累计",
                    "2011年一季度累计",
                    "Jan–Mar 2011",
                    "2011年前三个月",
                    "2011-01..03",
                    "2011年1月-3月",
                ],
                "2011-01..03",
            ),
            (&["2011年1—11月累计", "Jan–Nov 2011", "Jan-Nov 11", "2011年1至11月", "2011 年 1-11 月"], "2011-01..11"),
            (&["2011年1-2月", "Jan-Feb 2011"], "2011-01..02"),
            (&["2011年前三季度", "2011年1-3季度"], "2011-01..09"),
            (&["2011年4-6月"], "2011Q2"),
            (&["2011年十二月", "Dec-11", "201112"], "2011-12"),
        ] {
            for text in texts {
                let period = parse(text, Place::Any).and_then(Partial::period);
                assert_eq!(period.map(|p| p.to_string()).as_deref(), Some(written), "{text}");
            }
        }
    }

    #[test]
    fn parts_wait_for_their_year() {
        for (text, part, running) in [
            ("1-3月", Some(Part::ToMonth(3)), false),
            ("1—11月累计", Some(Part::ToMonth(11)), true),
            ("上半年", Some(Part::Half(1)), false),
            ("3月", Some(Part::Month(3)), false),
            ("三季度", Some(Part::Quarter(3)), false),
            ("Jan–Nov", Some(Part::ToMonth(11)), false),
            ("Sept.", None, false),
            ("全年", Some(Part::Year), false),
        ] {
            let partial = parse(text, Place::Any);
            if let Some(part) = part {
                assert_eq!(partial.map(|p| (p.year, p.part, p.running)), Some((None, Some(part), running)), "{text}");
            }
        }
        let year = Partial { year: Some(2011), ..Partial::default() };
        let period = |text: &str| parse(text, Place::Any).and_then(|p| p.over(year).period()).map(|p| p.to_string());
        assert_eq!(period("1—11月累计").as_deref(), Some("2011-01..11"));
        assert_eq!(period("上半年").as_deref(), Some("2011H1"));
        let march = Partial::of(Period::month(2011, 3).unwrap_or(Period::year(1)));
        let of = |text: &str| parse(text, Place::Any).and_then(|p| p.over(march).period()).map(|p| p.to_string());
        assert_eq!(of("本月").as_deref(), Some("2011-03"));
        assert_eq!(of("本年累计").as_deref(), Some("2011-01..03"));
        assert_eq!(of("上年同期").as_deref(), Some("2010-03"));
    }

    #[test]
    fn what_could_be_two_things_or_none_is_no_period() {
        for text in [
            "",
            "11",
            "2011年13月",
            "2011Q5",
            "2011年2-3月",
            "year",
            "400",
            "2011-2015",
            "3/4/2011",
            "企业数",
            "market",
            "12.5",
            "海宁",
            "1",
            "20111301",
        ] {
            assert_eq!(parse(text, Place::Any), None, "{text}");
        }
        assert_eq!(parse("3", Place::Months).and_then(|p| p.part), Some(Part::Month(3)));
        assert_eq!(parse("3", Place::Quarters).and_then(|p| p.part), Some(Part::Quarter(3)));
    }

    #[test]
    fn periods_are_found_within_headings() {
        for (text, written, rest) in [
            ("2011年销售收入(亿元)", "2011", "销售收入(亿元)"),
            ("销售收入2011年1-3月", "2011-01..03", "销售收入"),
            ("嘉兴市2011年1—11月累计主要指标", "2011-01..11", "嘉兴市主要指标"),
            ("Sales, Q1 2011", "2011Q1", "Sales"),
            ("产值（2011年3月）", "2011-03", "产值"),
        ] {
            let found = find(text).map(|(partial, rest)| (partial.period().map(|p| p.to_string()).unwrap_or_default(), rest));
            assert_eq!(found, Some((written.to_owned(), rest.to_owned())), "{text}");
        }
        for text in ["销售收入", "market share", "超100亿元企业数", "最近20年", "R2000"] {
            assert_eq!(find(text).and_then(|(p, _)| p.period()), None, "{text}");
        }
        assert_eq!(relation_in("社会消费品零售总额_累计值"), Some((Relation::ToDate, "社会消费品零售总额".to_owned())));
        assert_eq!(relation_in("销售收入"), None);
    }
}
