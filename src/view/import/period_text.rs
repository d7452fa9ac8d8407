//! Reading a period out of a text, from one place as far as it goes.

use super::period::{Part, Partial, to_date};
use crate::base::Period;

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
pub(super) struct Cursor<'a> {
    /// The text.
    pub(super) chars: &'a [char],
    /// The place.
    pub(super) at: usize,
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
    pub(super) fn period(mut self) -> Option<(Partial, usize)> {
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
            // The running total as the program writes it: 2011-01..03, 2011-04..2012-02.
            let part = c.attempt(|c| {
                let first = month(c.digits(2, 2)?)?;
                c.word("..").then_some(())?;
                let next = c.attempt(|c| c.digits(4, 4).filter(|_| c.word("-")));
                let last = month(c.digits(2, 2)?)?;
                let from = year.year?;
                let to = next.map_or(Some(from), |next| i32::try_from(next).ok())?;
                let total = Period::from_to((from, first), (to, last))?;
                Some(Partial { part: Some(to_date((first, total.as_year_to_date()?))), ..Partial::default() })
            });
            part.or_else(|| c.part(signs))
        });
        Some(part.map_or(year, |part| Partial { part: part.part, running: part.running, by_months: part.by_months, ..year }))
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
        Some(year.map_or(part, |year| Partial { part: part.part, running: part.running, by_months: part.by_months, ..year }))
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
        let part = last.map_or(Some(Part::Month(first)), |last| run(first, last))?;
        Some(Partial { part: Some(part), by_months: is_quarter_or_half(part), ..Partial::default() })
    }

    fn month_name(&mut self) -> Option<u8> {
        let (place, _) = MONTHS.iter().enumerate().find(|(_, (long, short))| {
            let dotted = format!("{short}.");
            self.word(long) || self.word(&dotted) || *short == "sep" && self.word("sept") || self.word(short)
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
            Some(Partial { part: Some(part), by_months: is_quarter_or_half(part), ..Partial::default() })
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

fn is_quarter_or_half(part: Part) -> bool {
    matches!(part, Part::Quarter(_) | Part::Half(_))
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
