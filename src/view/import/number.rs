//! Numbers as statistics offices write them, and growth, which is never a level.
//!
//! A text that could be two numbers is unclear and is asked about; nothing here guesses. What stands for a missing value is
//! missing, not zero.

use super::choices::DecimalMark;
use super::text::half_width;

/// What the text of a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberText {
    /// There is no value.
    Missing,
    /// A number.
    Number(Number),
    /// Growth in words: the factor on what it is compared with (增长7.7倍 is 8.7).
    Growth(f64),
    /// A number that could be two, or none at all.
    Unclear,
}

/// A number as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// The number as it stands before its unit.
    pub value: f64,
    /// Half a unit of its last digit.
    pub rounding: f64,
    /// What stands behind the number: `%`, `万`, `亿元`; empty for nothing.
    pub unit: String,
    /// Footnote marks and flags that were taken off.
    pub marks: String,
}

/// Signs and words for a value that is not there.
const MISSING: &[&str] = &[
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "−",
    "…",
    "……",
    "..",
    "...",
    "....",
    "·",
    ":",
    "/",
    "\\",
    "x",
    "×",
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "#n/a",
    "nd",
    "n.d.",
    "nan",
    "null",
    "none",
    "nil",
    "missing",
    "无",
    "暂无",
    "缺",
    "空",
    "无数据",
    "暂缺",
    "不详",
    "未统计",
    "保密",
];

/// True for what stands for a missing value; the empty text does.
pub fn is_missing(text: &str) -> bool {
    let plain = half_width(text);
    let plain = plain.trim();
    plain.is_empty() || MISSING.iter().any(|word| plain.eq_ignore_ascii_case(word))
}

/// Reads a cell's text; `mark` is the table's sign between whole and fraction where that is known.
pub fn parse(text: &str, mark: Option<DecimalMark>) -> NumberText {
    if is_missing(text) {
        return NumberText::Missing;
    }
    let half = half_width(text);
    let (plain, marks) = without_marks(half.trim());
    if is_missing(plain) {
        return NumberText::Missing;
    }
    if let Some(factor) = growth(plain) {
        return NumberText::Growth(factor);
    }
    let (negative, plain) = match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner.trim()),
        None => (false, plain),
    };
    let plain = plain.strip_prefix(['¥', '￥']).unwrap_or(plain);
    let (digits, unit) = split_unit(plain);
    let Some((value, rounding)) = number(digits, mark) else { return NumberText::Unclear };
    if negative && value < 0.0 {
        return NumberText::Unclear;
    }
    NumberText::Number(Number { value: if negative { -value } else { value }, rounding, unit: unit.to_owned(), marks: marks.to_owned() })
}

/// The text without footnote marks at its ends (`①`, `[1]`, `*`, `¹`, `(1)` behind a number, `p`), and the marks.
pub fn without_marks(text: &str) -> (&str, &str) {
    let start = text.trim_start_matches(is_mark);
    let mut rest = start.trim_end();
    loop {
        let shorter = rest.trim_end_matches(is_mark).trim_end();
        // The ² of m² is no mark.
        let shorter = if shorter.ends_with(|c: char| c.is_ascii_alphabetic()) { rest } else { shorter };
        let shorter = bracketed_mark(shorter).unwrap_or(shorter);
        let shorter = flag(shorter).unwrap_or(shorter);
        if shorter.len() == rest.len() || shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    (rest, start[rest.len()..].trim())
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '①'..='⑳' | '❶'..='❿' | '⓵'..='⓾' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '^')
}

/// The text before a note's number in brackets: `12.3[1]`, `12.3(2)`, `12.3[注1]`.
fn bracketed_mark(text: &str) -> Option<&str> {
    let (open, note) = if text.ends_with(']') {
        ('[', text.strip_suffix(']')?)
    } else if text.ends_with('〕') {
        ('〔', text.strip_suffix('〕')?)
    } else {
        ('(', text.strip_suffix(')')?)
    };
    let (front, inner) = note.rsplit_once(open)?;
    let inner = inner.trim_start_matches(['注', '#']).trim();
    let is_note = inner.chars().count() <= 2 && inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    (is_note && (open != '(' || front.ends_with(|c: char| !c.is_whitespace()))).then(|| front.trim_end())
}

/// The text before a flag letter that stands apart: `123.4 p`.
fn flag(text: &str) -> Option<&str> {
    let (front, last) = text.rsplit_once(' ')?;
    (matches!(last, "p" | "r" | "e" | "b" | "P" | "R" | "E") && front.ends_with(|c: char| c.is_ascii_digit())).then(|| front.trim_end())
}

/// Digits in front and what stands behind.
fn split_unit(text: &str) -> (&str, &str) {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '+' | '-');
    let mut end = text.len();
    for (place, c) in text.char_indices() {
        let exponent = matches!(c, 'e' | 'E')
            && text[..place].ends_with(|c: char| c.is_ascii_digit())
            && text[place + 1..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        if !is_digit(c) && !exponent {
            end = place;
            break;
        }
    }
    (text[..end].trim(), text[end..].trim())
}

/// The sign between whole and fraction that a text cannot do without; `None` where it fits both ways.
pub fn decimal_hint(text: &str) -> Option<DecimalMark> {
    let half = half_width(text);
    let (plain, _) = without_marks(half.trim());
    let (digits, _) = split_unit(plain.trim_start_matches('(').trim_end_matches(')'));
    let as_point = number(digits, Some(DecimalMark::Point)).is_some();
    let as_comma = number(digits, Some(DecimalMark::Comma)).is_some();
    match (as_point, as_comma) {
        (true, false) => Some(DecimalMark::Point),
        (false, true) => Some(DecimalMark::Comma),
        _ => None,
    }
}

/// A number of digits and signs alone, with half a unit of its last digit.
fn number(text: &str, mark: Option<DecimalMark>) -> Option<(f64, f64)> {
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest.trim_start()),
        None => ("", text),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')) || !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if digits.contains(['e', 'E']) {
        let value: f64 = format!("{sign}{digits}").parse().ok().filter(|v: &f64| v.is_finite())?;
        return Some((value, value.abs() * 1e-9));
    }
    let (whole, fraction) = parts(digits, mark)?;
    let decimals = i32::try_from(fraction.len()).ok()?;
    let value: f64 = format!("{sign}{whole}.{fraction}0").parse().ok().filter(|v: &f64| v.is_finite())?;
    Some((value, 0.5 * 10_f64.powi(-decimals)))
}

/// Whole and fraction, without separators; `None` where separators stand where none can.
fn parts(digits: &str, mark: Option<DecimalMark>) -> Option<(String, String)> {
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let comma_is_decimal = match mark {
        Some(DecimalMark::Comma) => true,
        Some(DecimalMark::Point) => false,
        // Without knowledge of the table: the sign that comes last, or a single comma that parts no group of three.
        None => match (commas, points) {
            (0, 0 | 1) => false,
            (0, _) => true,
            (1, 0) => grouped(digits, ',').is_none(),
            (_, 0) => false,
            _ => digits.rfind(',') > digits.rfind('.'),
        },
    };
    let (decimal, group) = if comma_is_decimal { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = match digits.matches(decimal).count() {
        0 => (digits, ""),
        1 => digits.split_once(decimal)?,
        _ => return None,
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let separators: Vec<char> = [group, ' ', '\''].into_iter().filter(|c| whole.contains(*c)).collect();
    let whole = match separators.as_slice() {
        [] => whole.to_owned(),
        [separator] => grouped(whole, *separator)?,
        _ => return None,
    };
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    whole.bytes().all(|b| b.is_ascii_digit()).then(|| (whole, fraction.to_owned()))
}

/// Groups of three digits joined.
fn grouped(whole: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = whole.split(separator).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    let of = |size: usize| (1..=size).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == size);
    let leading_zero = groups[0].starts_with('0');
    (digits && !leading_zero && of(3)).then(|| groups.concat())
}

/// What a heading says its numbers are, if not levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrowthKind {
    /// Growth in per cent.
    Percent,
    /// Growth as a multiple (增长7.7倍).
    Times,
    /// An index number (上年=100).
    Index,
    /// A difference in percentage points.
    Points,
}

impl GrowthKind {
    /// The factor that a number of this kind stands for.
    pub fn factor(self, value: f64) -> Option<f64> {
        match self {
            Self::Percent => Some(1.0 + value / 100.0),
            Self::Times => Some(1.0 + value),
            Self::Index => Some(value / 100.0),
            Self::Points => None,
        }
    }
}

/// Words that make a heading one of growth.
const GROWTH: &[&str] = &[
    "同比",
    "环比",
    "增长",
    "增速",
    "增幅",
    "涨幅",
    "升降",
    "±",
    "+-%",
    "比上年",
    "比去年",
    "较上年",
    "较去年",
    "为上年",
    "上年为100",
    "growth",
    "yoy",
    "y/y",
    "y-o-y",
    "year-on-year",
    "year on year",
    "% change",
    "change on",
    "change over",
    "rate of change",
];

/// What kind of growth a heading announces; `None` for levels.
pub fn growth_heading(text: &str) -> Option<GrowthKind> {
    let plain: String = half_width(text).to_lowercase();
    let tight: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    if ["=100", "＝100", "为100", "是100"].iter().any(|mark| tight.contains(mark)) {
        return Some(GrowthKind::Index);
    }
    let grows = GROWTH.iter().any(|word| plain.contains(word) || tight.contains(word));
    if !grows || tight.contains("增长极") || tight.contains("增长点") {
        return None;
    }
    if tight.contains("百分点") || tight.contains("points") {
        Some(GrowthKind::Points)
    } else if tight.contains('倍') || tight.contains("times") {
        Some(GrowthKind::Times)
    } else {
        Some(GrowthKind::Percent)
    }
}

/// Growth said in words in a cell, as a factor.
fn growth(text: &str) -> Option<f64> {
    for (words, doublings) in [(["翻一番", "倍增"], 1), (["翻两番", "翻二番"], 2), (["翻三番", "翻3番"], 3)] {
        if words.iter().any(|word| text.contains(word)) {
            return Some(2_f64.powi(doublings));
        }
    }
    let up = ["增长", "上升", "提高", "增加", "上涨", "up "].iter().find_map(|word| after(text, word));
    let down = ["下降", "减少", "降低", "下滑", "down "].iter().find_map(|word| after(text, word));
    let of = ["上年的", "去年的", "同期的", "年的"].iter().find_map(|word| after(text, word));
    let (rest, sign) = match (up, down, of) {
        (Some(rest), None, _) => (rest, 1.0),
        (None, Some(rest), _) => (rest, -1.0),
        (None, None, Some(rest)) => (rest, 0.0),
        _ => return None,
    };
    let (digits, unit) = split_unit(rest.trim_start_matches(['了', '到', '至', '约', '为', ' ']));
    let (value, _) = number(digits, None)?;
    let reached = rest.starts_with(['到', '至']);
    match (unit.chars().next()?, sign) {
        ('倍', 0.0) => Some(value),
        ('倍', _) if reached => Some(value),
        ('倍', sign) => Some(1.0 + sign * value).filter(|factor| *factor >= 0.0),
        ('%', 0.0) => Some(value / 100.0),
        ('%', sign) => Some(1.0 + sign * value / 100.0),
        _ => None,
    }
}

fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.find(word).map(|place| &text[place + word.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, String)> {
        match parse(text, None) {
            NumberText::Number(number) => Some((number.value, number.unit)),
            _ => None,
        }
    }

    #[test]
    fn numbers_of_all_spellings_are_read() {
        for (text, value, unit) in [
            ("962,000", 962_000.0, ""),
            ("962，000", 962_000.0, ""),
            ("９６２，０００．５", 962_000.5, ""),
            ("1 234 567", 1_234_567.0, ""),
            ("1'234", 1234.0, ""),
            ("1,234.5", 1234.5, ""),
            ("1.234,5", 1234.5, ""),
            ("1.234.567", 1_234_567.0, ""),
            ("12,5", 12.5, ""),
            ("0,25", 0.25, ""),
            ("0,125", 0.125, ""),
            (".5", 0.5, ""),
            ("(12.3)", -12.3, ""),
            ("（1,234）", -1234.0, ""),
            ("-12.3", -12.3, ""),
            ("−12.3", -12.3, ""),
            ("+3", 3.0, ""),
            ("12.3%", 12.3, "%"),
            ("１２．３％", 12.3, "%"),
            ("3.5万", 3.5, "万"),
            ("3.5亿元", 3.5, "亿元"),
            ("1.2e3", 1200.0, ""),
            ("1.2E+05", 120_000.0, ""),
            ("96.2①", 96.2, ""),
            ("96.2[1]", 96.2, ""),
            ("96.2 [注2]", 96.2, ""),
            ("96.2(1)", 96.2, ""),
            ("96.2*", 96.2, ""),
            ("*96.2**", 96.2, ""),
            ("96.2²", 96.2, ""),
            ("96.2 p", 96.2, ""),
            ("¥1,000", 1000.0, ""),
            ("007", 7.0, ""),
            ("2,000,000", 2_000_000.0, ""),
            ("0", 0.0, ""),
        ] {
            assert_eq!(read(text), Some((value, unit.to_owned())), "{text}");
        }
    }

    #[test]
    fn missing_is_not_zero_and_doubt_is_unclear() {
        for text in ["", " ", "—", "-", "…", "……", "..", "n.a.", "N/A", "－", "——", "无", "\u{3000}", "#N/A", "—①"] {
            assert_eq!(parse(text, None), NumberText::Missing, "{text}");
        }
        for text in ["abc", "1,23,4", "12,3456,7", "1.2.3", "约12", ">5", "--5", "1-2", "(-3)", "12 34", "01,234,5"] {
            assert_eq!(parse(text, None), NumberText::Unclear, "{text}");
        }
    }

    #[test]
    fn the_tables_decimal_mark_decides_what_fits_both_ways() {
        let with = |text, mark| match parse(text, Some(mark)) {
            NumberText::Number(number) => Some(number.value),
            _ => None,
        };
        for (text, point, comma) in [
            ("1,234", Some(1234.0), Some(1.234)),
            ("1.234", Some(1.234), Some(1234.0)),
            ("12,5", None, Some(12.5)),
            ("12.5", Some(12.5), None),
            ("1.234,5", None, Some(1234.5)),
            ("1,234,567", Some(1_234_567.0), None),
            ("12", Some(12.0), Some(12.0)),
        ] {
            assert_eq!((with(text, DecimalMark::Point), with(text, DecimalMark::Comma)), (point, comma), "{text}");
            let hint = match (point, comma) {
                (Some(_), None) => Some(DecimalMark::Point),
                (None, Some(_)) => Some(DecimalMark::Comma),
                _ => None,
            };
            assert_eq!(decimal_hint(text), hint, "{text}");
        }
    }

    #[test]
    fn growth_is_told_from_levels() {
        for (text, factor) in [
            ("增长7.7倍", 8.7),
            ("增长12.5%", 1.125),
            ("下降3%", 0.97),
            ("翻一番", 2.0),
            ("翻两番", 4.0),
            ("是上年的2.5倍", 2.5),
            ("增长到3倍", 3.0),
        ] {
            let NumberText::Growth(read) = parse(text, None) else { panic!("{text}") };
            assert!((read - factor).abs() < 1e-9, "{text} {read}");
        }
        for (text, kind) in [
            ("同比增长(%)", Some(GrowthKind::Percent)),
            ("增长倍数（倍）", Some(GrowthKind::Times)),
            ("工业增加值指数(上年=100)", Some(GrowthKind::Index)),
            ("比上年±%", Some(GrowthKind::Percent)),
            ("YoY growth", Some(GrowthKind::Percent)),
            ("占比提高（同比，百分点）", Some(GrowthKind::Points)),
            ("增加值", None),
            ("销售收入", None),
            ("新增就业人数", None),
        ] {
            assert_eq!(growth_heading(text), kind, "{text}");
        }
        assert_eq!(GrowthKind::Times.factor(7.7), Some(8.7));
        assert_eq!(GrowthKind::Index.factor(108.5), Some(1.085));
    }

    #[test]
    fn rounding_is_half_of_the_last_digit() {
        for (text, rounding) in [("96.25", 0.005), ("96", 0.5), ("1,000.0", 0.05)] {
            let NumberText::Number(number) = parse(text, None) else { panic!("{text}") };
            assert!((number.rounding - rounding).abs() < 1e-12, "{text}");
        }
    }
}
