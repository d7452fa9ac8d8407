//! From what a person types or pastes to bounds and periods: the common spellings in Chinese and English.
//!
//! What is accepted is wider than what is shown; [`super::wording`] holds the way forth. Nothing here guesses: a text
//! that could be two things is refused.

use super::number;
use crate::base::{Bound, Period, Span};
use crate::domain::PlanInfo;

/// How a word or sign before or behind a number binds it.
#[derive(Clone, Copy)]
enum Sense {
    Exactly,
    AtLeast,
    AtMost,
    About,
}

impl Sense {
    fn of(self, value: f64) -> Bound {
        match self {
            Self::Exactly => Bound::Exactly { value },
            Self::AtLeast => Bound::AtLeast { value },
            Self::AtMost => Bound::AtMost { value },
            Self::About => Bound::About { value },
        }
    }
}

/// Words and signs before the number. Longer ones stand before those they begin with.
const BEFORE: &[(&str, Sense)] = &[
    (">=", Sense::AtLeast),
    ("=>", Sense::AtLeast),
    ("≥", Sense::AtLeast),
    ("⩾", Sense::AtLeast),
    (">", Sense::AtLeast),
    ("不低于", Sense::AtLeast),
    ("不少于", Sense::AtLeast),
    ("不小于", Sense::AtLeast),
    ("至少", Sense::AtLeast),
    ("超过", Sense::AtLeast),
    ("突破", Sense::AtLeast),
    ("高于", Sense::AtLeast),
    ("大于等于", Sense::AtLeast),
    ("大于", Sense::AtLeast),
    ("超", Sense::AtLeast),
    ("at least", Sense::AtLeast),
    ("more than", Sense::AtLeast),
    ("over", Sense::AtLeast),
    ("min", Sense::AtLeast),
    ("<=", Sense::AtMost),
    ("=<", Sense::AtMost),
    ("≤", Sense::AtMost),
    ("⩽", Sense::AtMost),
    ("<", Sense::AtMost),
    ("不超过", Sense::AtMost),
    ("不高于", Sense::AtMost),
    ("不多于", Sense::AtMost),
    ("不大于", Sense::AtMost),
    ("控制在", Sense::AtMost),
    ("至多", Sense::AtMost),
    ("最多", Sense::AtMost),
    ("低于", Sense::AtMost),
    ("小于等于", Sense::AtMost),
    ("小于", Sense::AtMost),
    ("at most", Sense::AtMost),
    ("no more than", Sense::AtMost),
    ("less than", Sense::AtMost),
    ("under", Sense::AtMost),
    ("max", Sense::AtMost),
    ("大约", Sense::About),
    ("约为", Sense::About),
    ("约", Sense::About),
    ("≈", Sense::About),
    ("~", Sense::About),
    ("about", Sense::About),
    ("around", Sense::About),
    ("approximately", Sense::About),
    ("approx.", Sense::About),
    ("ca.", Sense::About),
    ("达到", Sense::Exactly),
    ("达", Sense::Exactly),
    ("等于", Sense::Exactly),
    ("exactly", Sense::Exactly),
    ("=", Sense::Exactly),
];

/// Words behind the number and its unit.
const BEHIND: &[(&str, Sense)] = &[
    ("及以上", Sense::AtLeast),
    ("以上", Sense::AtLeast),
    ("or more", Sense::AtLeast),
    ("and more", Sense::AtLeast),
    ("+", Sense::AtLeast),
    ("及以下", Sense::AtMost),
    ("以下", Sense::AtMost),
    ("以内", Sense::AtMost),
    ("之内", Sense::AtMost),
    ("or less", Sense::AtMost),
    ("左右", Sense::About),
    ("上下", Sense::About),
];

/// Texts for a statement without a number.
const UNSTATED: &[&str] = &["?", "？", "一批", "若干", "未定量", "未给数", "未定", "unstated", "no number", "not stated", "some"];

/// Signs and words between the ends of a range. A hyphen comes last: it may also be a sign.
const RANGE: &[&str] = &["..", "～", "~", "〜", "—", "–", "到", "至", " to ", " and ", "-", "－", "−"];

/// Reads a bound without unit: `400`, `≥400`, `400以上`, `超400`, `≤10`, `约18`, `18左右`, `1-2`, `1～2`, `?`.
pub fn parse_bound(text: &str) -> Option<Bound> {
    parse_bound_with_unit(text).filter(|(_, unit)| unit.is_empty()).map(|(bound, _)| bound)
}

/// Reads a bound with a unit behind its number: `≥ 400 亿元`, `30亿元以上`, `12%左右`. The unit's text may be empty and is not
/// looked up.
pub fn parse_bound_with_unit(text: &str) -> Option<(Bound, String)> {
    let text = half_width(text);
    let text = text.trim();
    if UNSTATED.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Some((Bound::Unstated, String::new()));
    }
    if let Some(value) = number::parse(text) {
        return Some((Bound::Exactly { value }, String::new()));
    }
    let (sense_before, rest) = strip_before(text);
    let rest = if sense_before.is_none() { strip_word(rest, "between").unwrap_or(rest) } else { rest };
    let (sense_behind, rest) = strip_behind(rest);
    let repeated = without_repeated_unit(rest);
    let (numbers, unit) = split_unit(repeated.as_deref().unwrap_or(rest));
    if let Some((low, high)) = range(numbers) {
        return (sense_before.is_none() && sense_behind.is_none() && low <= high).then(|| (Bound::Between { low, high }, unit.to_owned()));
    }
    let value = number::parse(numbers)?;
    // A trailing word after a leading one must agree in kind with it (控制在 10 以内), or the text says two things.
    let sense = match (sense_before, sense_behind) {
        (Some(before), Some(behind)) if std::mem::discriminant(&before) != std::mem::discriminant(&behind) => match before {
            Sense::Exactly => behind,
            _ => return None,
        },
        (Some(sense), _) | (None, Some(sense)) => sense,
        (None, None) => Sense::Exactly,
    };
    Some((sense.of(value), unit.to_owned()))
}

/// Reads a word or sign that binds a number standing elsewhere: `≥`, `以上`, `约`, `at least`; `None` where it is none.
pub fn bind(word: &str, value: f64) -> Option<Bound> {
    let word = half_width(word);
    let word = word.trim();
    let found = BEFORE.iter().chain(BEHIND).find(|(known, _)| known.eq_ignore_ascii_case(word));
    found.map(|(_, sense)| sense.of(value))
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text[word.len()..].trim_start())
}

fn strip_before(text: &str) -> (Option<Sense>, &str) {
    for (word, sense) in BEFORE {
        if let Some(rest) = strip_word(text, word) {
            return (Some(*sense), rest);
        }
    }
    (None, text)
}

fn strip_behind(text: &str) -> (Option<Sense>, &str) {
    for (word, sense) in BEHIND {
        let start = text.len().saturating_sub(word.len());
        if let Some(tail) = text.get(start..)
            && tail.eq_ignore_ascii_case(word)
        {
            return (Some(*sense), text[..start].trim_end());
        }
    }
    (None, text)
}

/// `10%-20%` and `30亿元～40亿元` with the unit said once; `None` where it is not repeated.
fn without_repeated_unit(text: &str) -> Option<String> {
    let end = text.char_indices().rev().find(|(_, c)| c.is_ascii_digit()).map(|(place, _)| place + 1)?;
    let (front, unit) = text.split_at(end);
    let bare = unit.trim();
    (!bare.is_empty() && front.contains(bare)).then(|| format!("{}{unit}", front.replace(bare, "")))
}

/// Numbers in front and the unit behind: `1-2亿元`, `18%/年`.
fn split_unit(text: &str) -> (&str, &str) {
    if let Some(start) = range_unit_start(text) {
        return (text[..start].trim_end(), text[start..].trim());
    }
    (text, "")
}

/// Where the last number ends; a unit that is `1` cannot be told from a number and never stands here.
fn range_unit_start(text: &str) -> Option<usize> {
    let last_digit = text.char_indices().rev().find(|(_, c)| c.is_ascii_digit()).map(|(place, _)| place + 1)?;
    let first = text.char_indices().find(|(place, c)| *place < last_digit && is_unit_letter(text, *place, *c)).map(|(place, _)| place);
    match first {
        // `30亿元-40亿元` and `m²`-like units with digits are left to the caller.
        Some(place) => Some(place),
        None => (last_digit < text.len()).then_some(last_digit),
    }
}

/// A letter that begins a unit: not the e of an exponent and no word between the ends of a range.
fn is_unit_letter(text: &str, place: usize, letter: char) -> bool {
    if !(letter.is_alphabetic() || matches!(letter, '%' | '‰')) {
        return false;
    }
    if matches!(letter, '到' | '至') || text[place..].starts_with("to ") || text[place..].starts_with("and ") {
        return false;
    }
    let before = text[..place].chars().next_back();
    let within_word = text[..place].ends_with(" t") || text[..place].ends_with(" a") || text[..place].ends_with(" an");
    let exponent = matches!(letter, 'e' | 'E') && before.is_some_and(|c| c.is_ascii_digit());
    !(exponent || within_word)
}

fn range(text: &str) -> Option<(f64, f64)> {
    for separator in RANGE {
        for (place, _) in text.match_indices(separator).filter(|(place, _)| *place > 0) {
            let (low, high) = (&text[..place], &text[place + separator.len()..]);
            if let (Some(low), Some(high)) = (number::parse(low), number::parse(high)) {
                return Some((low, high));
            }
        }
    }
    None
}

/// Full-width digits, letters and signs as half-width ones, ideographic spaces as spaces.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='｝' if c != '～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' => ' ',
            other => other,
        })
        .collect()
}

/// English month names; three letters are enough.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a period: `2011`, `2011年`, `2011-03`, `2011年3月`, `2011Q1`, `2011年一季度`, `2011年上半年`, `2011年1-3月(累计)`,
/// `Mar 2011`, `Q1 2011`, `Jan–Mar 2011 to date`.
pub fn parse_period(text: &str) -> Option<Period> {
    let plain = plain_period(text);
    if plain.is_empty() {
        return None;
    }
    if let Ok(period) = plain.parse() {
        return Some(period);
    }
    let (plain, running) = match ["累计", "累积", "todate", "ytd"].iter().find_map(|word| plain.strip_suffix(word)) {
        Some(rest) => (rest.to_owned(), true),
        None => (plain, false),
    };
    if let Some(total) = running.then(|| month_to_month(&plain)).flatten() {
        return Some(total);
    }
    let (year, rest) = split_year(&plain)?;
    let period = within_year(year, &rest)?;
    if running { Period::year_to_date(year, period.last_month()) } else { Some(period) }
}

/// Reads a period in a plan with this frame: months are counted in the plan's years, and a quarter or half that is written by its months
/// (`2011年4-6月`) is the plan's own with those months, where there is one.
pub fn parse_period_in(text: &str, info: &PlanInfo) -> Option<Period> {
    let period = parse_period(text)?;
    let part = period.as_quarter().or(period.as_half()).is_some();
    let by_word = plain_period(text).contains(['q', '季', '半']) || plain_period(text).contains("h1") || plain_period(text).contains("h2");
    if part && !by_word { info.of_calendar(period) } else { Some(period.in_years_from(info.first_month())) }
}

/// A running total that names the month it starts in, which is that of the plan's year: `2011年4-9月`, `2011年4月-2012年2月`,
/// `apr-sep2011`, `apr2011-feb2012`. One that names no more than its end starts in January.
fn month_to_month(plain: &str) -> Option<Period> {
    let of = |text: &str| {
        let (year, rest) = split_year(text)?;
        let rest = rest.trim_start_matches(['年', '-', '.']);
        Some((year, month(rest.strip_suffix('月').unwrap_or(rest))?))
    };
    let named = |text: &str| month(text.trim_start_matches(['年', '-', '.']).trim_end_matches('月'));
    plain.match_indices('-').find_map(|(at, _)| {
        let (from, to) = (&plain[..at], &plain[at + 1..]);
        match (of(from), of(to)) {
            (Some(from), Some(to)) => Period::from_to(from, to),
            (Some((year, first)), None) => Period::from_to((year, first), (year, named(to)?)),
            (None, Some((year, last))) => Period::from_to((year, named(from)?), (year, last)),
            (None, None) => None,
        }
    })
}

/// Lower case without spaces, brackets and dots, Chinese year digits as digits.
fn plain_period(text: &str) -> String {
    let half = half_width(text).to_ascii_lowercase();
    half.chars()
        .filter_map(|c| match c {
            ' ' | '(' | ')' | '第' | ',' | '，' | '"' => None,
            '〇' | '○' | '零' => Some('0'),
            '–' | '—' | '~' | '～' | '−' | '至' | '到' => Some('-'),
            '/' => Some('-'),
            other => Some(other),
        })
        .collect()
}

/// The year at the front or the back, and what remains.
fn split_year(text: &str) -> Option<(i32, String)> {
    let text = text.strip_prefix("fy").unwrap_or(text).trim_start_matches('-');
    let chinese: String = text.chars().take(4).map(|c| chinese_digit(c).unwrap_or(c)).collect();
    let front: Option<i32> = (chinese.len() == 4 && chinese.bytes().all(|b| b.is_ascii_digit())).then(|| chinese.parse().ok()).flatten();
    if let Some(year) = front {
        let rest: String = text.chars().skip(4).collect();
        return Some((year, rest)).filter(|(year, _)| *year > 0);
    }
    let cut = text.len().checked_sub(4)?;
    let (rest, back) = text.split_at_checked(cut)?;
    let year: i32 = back.bytes().all(|b| b.is_ascii_digit()).then(|| back.parse().ok()).flatten()?;
    (year > 0 && rest.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| (year, rest.to_owned()))
}

fn chinese_digit(c: char) -> Option<char> {
    let place = "零一二三四五六七八九".chars().position(|digit| digit == c)?;
    char::from_digit(u32::try_from(place).ok()?, 10)
}

fn within_year(year: i32, rest: &str) -> Option<Period> {
    let rest = ["年度", "年底", "年末", "年"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.trim_start_matches(['-', '.']);
    match rest {
        "" | "全年" => return Some(Period::year(year)),
        "上半年" | "h1" => return Period::half(year, 1),
        "下半年" | "h2" => return Period::half(year, 2),
        "前三季度" => return Period::year_to_date(year, 9),
        _ => {}
    }
    if let Some(quarter) = rest.strip_suffix("季度").or_else(|| rest.strip_prefix('q')) {
        return Period::quarter(year, small_number(quarter)?);
    }
    let months = rest.strip_suffix("月份").or_else(|| rest.strip_suffix('月')).unwrap_or(rest);
    match months.split_once('-') {
        Some((first, last)) => months_of(year, month(first.trim_end_matches('月'))?, month(last)?),
        None => Period::month(year, month(months)?),
    }
}

/// Months from January are a running total; other runs only where they are a quarter or a half year.
fn months_of(year: i32, first: u8, last: u8) -> Option<Period> {
    match (first, last) {
        (1, last) => Period::year_to_date(year, last),
        (4, 6) => Period::quarter(year, 2),
        (7, 9) => Period::quarter(year, 3),
        (10, 12) => Period::quarter(year, 4),
        (7, 12) => Period::half(year, 2),
        _ => None,
    }
}

fn month(text: &str) -> Option<u8> {
    let named = MONTHS.iter().position(|name| text.len() >= 3 && text.starts_with(name));
    named.and_then(|place| u8::try_from(place + 1).ok()).or_else(|| small_number(text))
}

/// A number up to 19 in digits or Chinese (三, 十二).
fn small_number(text: &str) -> Option<u8> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |text: &str| {
        let mut chars = text.chars();
        let digit = chars.next().and_then(chinese_digit).and_then(|c| c.to_digit(10)).and_then(|n| u8::try_from(n).ok());
        digit.filter(|_| chars.next().is_none())
    };
    match text.strip_prefix('十') {
        Some("") => Some(10),
        Some(ones) => digit(ones).map(|n| n + 10),
        None => digit(text),
    }
}

/// Reads a span: a period, `2011-2015`, `2011–2015 年`, `2011年至2015年`, `2011..2015`; the empty text and `未说明` are unstated.
pub fn parse_span(text: &str) -> Option<Span> {
    let trimmed = text.trim();
    if trimmed.is_empty() || ["—", "?", "？", "未说明", "未说明时间", "unstated", "not stated", "time not stated"].contains(&trimmed)
    {
        return Some(Span::Unstated);
    }
    if let Ok(span) = trimmed.parse() {
        return Some(span);
    }
    if let Some((from, to)) = years_of(&plain_period(trimmed)) {
        return (from <= to).then_some(Span::Years { from, to });
    }
    parse_period(trimmed).map(Span::At)
}

fn years_of(plain: &str) -> Option<(i32, i32)> {
    let plain = plain.strip_prefix("from").unwrap_or(plain).replace("to", "-");
    let (from, to) = plain.split_once('-').or_else(|| plain.split_once(".."))?;
    let year = |text: &str| -> Option<i32> {
        let text = text.strip_suffix('年').unwrap_or(text);
        (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten().filter(|year| *year > 0)
    };
    Some((year(from)?, year(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_in_their_common_spellings() {
        let at_least = |value| Bound::AtLeast { value };
        let at_most = |value| Bound::AtMost { value };
        let about = |value| Bound::About { value };
        let exactly = |value| Bound::Exactly { value };
        let between = |low, high| Bound::Between { low, high };
        for (texts, bound) in [
            (&["400", " 400 ", "４００", "=400", "达到400"][..], exactly(400.0)),
            (
                &[
                    "≥400",
                    ">=400",
                    "≥ 400",
                    "＞＝400",
                    "400以上",
                    "超400",
                    "超过400",
                    "突破400",
                    "不低于 400",
                    "at least 400",
                    "400+",
                    "400 or more",
                ],
                at_least(400.0),
            ),
            (&["≤10", "<=10", "10以内", "10以下", "不超过10", "控制在10以内", "At most 10"], at_most(10.0)),
            (&["约18", "~18", "18左右", "≈18", "about 18", "大约18", "约18左右"], about(18.0)),
            (&["1-2", "1～2", "1~2", "1–2", "1..2", "1 .. 2", "1至2", "1到2", "between 1 and 2", "1 to 2", "1－2"], between(1.0, 2.0)),
            (&["-3--1", "-3..-1", "−3 – −1"], between(-3.0, -1.0)),
            (&["1,000-1,100"], between(1000.0, 1100.0)),
            (&["1e-5"], exactly(1e-5)),
            (&["-5", "−5"], exactly(-5.0)),
            (&["?", "一批", "unstated"], Bound::Unstated),
        ] {
            for text in texts {
                assert_eq!(parse_bound(text), Some(bound), "{text}");
            }
        }
        for text in ["", "abc", "2-1", "≥", "≥400以下", "400 亿元", "1-2-3", "约1-2以上"] {
            assert_eq!(parse_bound(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_may_follow_the_number() {
        for (text, bound, unit) in [
            ("≥ 400 亿元", Bound::AtLeast { value: 400.0 }, "亿元"),
            ("400亿元以上", Bound::AtLeast { value: 400.0 }, "亿元"),
            ("约 18%", Bound::About { value: 18.0 }, "%"),
            ("10%-20%", Bound::Between { low: 10.0, high: 20.0 }, "%"),
            ("30亿元～40亿元", Bound::Between { low: 30.0, high: 40.0 }, "亿元"),
            ("1–2 家", Bound::Between { low: 1.0, high: 2.0 }, "家"),
            ("1,222 m²", Bound::Exactly { value: 1222.0 }, "m²"),
            ("20%/年", Bound::Exactly { value: 20.0 }, "%/年"),
        ] {
            assert_eq!(parse_bound_with_unit(text), Some((bound, unit.to_owned())), "{text}");
        }
    }

    #[test]
    fn months_that_make_a_quarter_are_the_plans_own_quarter() {
        let info = |first| PlanInfo { year_starts_in: first, ..PlanInfo::default() };
        for (text, first, written) in [
            ("2011年4-6月", 1, Some("2011Q2")),
            ("2011年4-6月", 4, Some("2011Q1")),
            ("2011年1-3月累计", 4, Some("2011-01..03")),
            ("2011年7-12月", 7, Some("2011H1")),
            ("Apr-Jun 2011", 7, Some("2010Q4")),
            ("2011年4-6月", 5, None),
            ("2011Q2", 4, Some("2011Q2")),
            ("2011年二季度", 4, Some("2011Q2")),
            ("H2 2011", 4, Some("2011H2")),
            ("2011年3月", 4, Some("2011-03")),
        ] {
            assert_eq!(parse_period_in(text, &info(first)).map(|p| p.to_string()).as_deref(), written, "{text} {first}");
        }
    }

    #[test]
    fn periods_are_read_in_their_common_spellings() {
        for (texts, written) in [
            (
                &["2011", "2011年", "2011 年", "2011年度", "２０１１年", "二〇一一年", "二○一一年", "FY2011", "2011年底", "2011年全年"][..],
                "2011",
            ),
            (
                &[
                    "2011-03",
                    "2011-3",
                    "2011/3",
                    "2011.03",
                    "2011年3月",
                    "2011 年 3 月",
                    "2011年03月份",
                    "2011年三月",
                    "Mar 2011",
                    "March 2011",
                ],
                "2011-03",
            ),
            (&["2011-12", "2011年十二月", "Dec 2011"], "2011-12"),
            (&["2011Q1", "2011q1", "Q1 2011", "2011年一季度", "2011年第一季度", "2011年1季度"], "2011Q1"),
            (&["2011年4-6月"], "2011Q2"),
            (&["2011H1", "2011年上半年", "H1 2011"], "2011H1"),
            (&["2011年下半年", "2011年7-12月"], "2011H2"),
            (
                &[
                    "2011年1-3月",
                    "2011年1-3月(累计)",
                    "2011年1–3月累计",
                    "2011 年 1–3 月累计",
                    "2011年1月-3月",
                    "2011-01..03",
                    "Jan–Mar 2011 to date",
                    "2011年一季度累计",
                ],
                "2011-01..03",
            ),
            (&["2011年1月累计", "Jan 2011 to date"], "2011-01..01"),
            (&["2011年前三季度"], "2011-01..09"),
            (&["2011年4-9月累计", "2011 年 4–9 月累计", "Apr–Sep 2011 to date", "2011-04..09"], "2011-04..09"),
            (&["2011 年 4 月–2012 年 2 月累计", "Apr 2011–Feb 2012 to date", "2011-04..2012-02"], "2011-04..2012-02"),
        ] {
            for text in texts {
                assert_eq!(parse_period(text).map(|p| p.to_string()).as_deref(), Some(written), "{text}");
            }
        }
        for text in ["", "11", "2011年13月", "2011Q5", "2011年2-3月", "year", "400", "2011-2015"] {
            assert_eq!(parse_period(text), None, "{text}");
        }
        for (text, written) in [
            ("2011-2015", "2011..2015"),
            ("2011–2015 年", "2011..2015"),
            ("2011年至2015年", "2011..2015"),
            ("from 2011 to 2015", "2011..2015"),
            ("", ""),
            ("未说明", ""),
            ("2015年", "2015"),
        ] {
            assert_eq!(parse_span(text).map(|s| s.to_string()).as_deref(), Some(written), "{text}");
        }
        assert_eq!(parse_span("2015-2011"), None);
    }
}
