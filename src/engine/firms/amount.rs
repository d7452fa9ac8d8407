//! Amounts as read: whole numbers with up to nine decimals, so that sums are exact and no order of rows changes them.
//!
//! A yearly total that reaches a threshold to the last digit must count; sums of binary fractions cannot promise that.

/// Decimals that sums keep.
pub const DECIMALS: u32 = 9;
/// One in sums.
const ONE: i128 = 1_000_000_000;
/// Mantissas stay below, so that the decimals fit into the same 64 bits.
const LARGEST: i128 = 1 << 59;
const POWERS: [i64; 10] = [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1];
/// Digits that fit for certain.
const DIGITS: u32 = 17;
/// Marks of values that are not there.
const MISSING: [&str; 14] = ["-", "--", "—", "——", "–", "…", "……", "..", "...", "n.a.", "N.A.", "NA", "N/A", "*"];

/// A decimal number in 64 bits (mantissa and number of decimals), or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount(i64);

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number; true where decimals had to be rounded away.
    Number(Amount, bool),
    /// Empty, or a mark for "no value".
    Missing,
    /// No number.
    Unreadable,
    /// A number that is too large to be one.
    TooLarge,
}

impl Amount {
    /// No value.
    pub const NONE: Self = Self(15);

    /// A number of so many decimals (at most nine); the mantissa has to be below 2^59.
    fn new(mantissa: i64, decimals: u32) -> Self {
        Self(mantissa << 4 | i64::from(decimals))
    }

    /// True where there is no value.
    pub fn is_none(self) -> bool {
        self.0 & 15 == 15
    }

    /// The value in billionths; `None` where there is none.
    #[inline]
    pub fn billionths(self) -> Option<i128> {
        let power = POWERS.get((self.0 & 15) as usize)?;
        Some(i128::from(self.0 >> 4) * i128::from(*power))
    }

    /// Reads a plain number (`-12.5`) that begins at `from` and ends before a byte that `stops`; gives it with the place of that
    /// byte, or nothing where the cell needs a closer look.
    #[inline]
    pub fn plain(bytes: &[u8], from: usize, stops: &[bool; 256]) -> Option<(Self, usize)> {
        let negative = bytes.get(from) == Some(&b'-');
        let begin = from + usize::from(negative);
        let mut at = begin;
        let mut mantissa: i64 = 0;
        let mut digits = |at: &mut usize| {
            let start = *at;
            while let Some(digit) = bytes.get(*at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
                // Wraps only beyond the digits allowed, which is looked at below.
                mantissa = mantissa.wrapping_mul(10).wrapping_add(i64::from(digit));
                *at += 1;
            }
            (*at - start) as u32
        };
        let whole = digits(&mut at);
        let mut decimals = 0;
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            decimals = digits(&mut at);
        }
        let ends = bytes.get(at).is_none_or(|byte| stops[usize::from(*byte)]);
        if !ends || whole == 0 || decimals > DECIMALS || whole + decimals > DIGITS {
            return None;
        }
        Some((Self::new(if negative { -mantissa } else { mantissa }, decimals), at))
    }
}

/// A number in billionths as the nearest binary fraction.
pub fn to_f64(billionths: i128) -> f64 {
    if billionths % ONE == 0 {
        return (billionths / ONE) as f64;
    }
    let size = billionths.unsigned_abs();
    let text = format!("{}{}.{:09}", if billionths < 0 { "-" } else { "" }, size / ONE as u128, size % ONE as u128);
    text.parse().unwrap_or_default()
}

/// A threshold or another given number in billionths, to nine decimals; `None` where it is beyond all bounds.
pub fn from_f64(value: f64) -> Option<i128> {
    if !value.is_finite() || value.abs() >= 1e27 {
        return None;
    }
    match read(&format!("{value:.9}"), false) {
        Cell::Number(amount, _) => amount.billionths(),
        _ => Some(value as i128 * ONE),
    }
}

/// Reads a cell that is no plain number: spaces, thousands separators, full-width digits, brackets for negative, exponents.
pub fn read(text: &str, decimal_comma: bool) -> Cell {
    let narrow: String = text.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
    if narrow.is_empty() || MISSING.contains(&narrow.as_str()) {
        return Cell::Missing;
    }
    let bracketed = narrow.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let body = bracketed.unwrap_or(&narrow);
    let (negative, body) = match body.strip_prefix(['-', '−', '－']) {
        Some(rest) => (bracketed.is_none(), rest),
        None => (bracketed.is_some(), body.strip_prefix('+').unwrap_or(body)),
    };
    let (body, exponent) = match body.split_once(['e', 'E']) {
        Some((body, exponent)) => match exponent.parse::<i32>() {
            Ok(exponent) if exponent.abs() < 100 => (body, exponent),
            _ => return Cell::Unreadable,
        },
        None => (body, 0),
    };
    let (group, point) = if decimal_comma { ('.', ',') } else { (',', '.') };
    let (whole, fraction) = body.split_once(point).unwrap_or((body, ""));
    match ungrouped(whole, group) {
        Some(whole) if fraction.bytes().all(|b| b.is_ascii_digit()) && whole.len() + fraction.len() > 0 => {
            scaled(negative, &whole, fraction, exponent)
        }
        _ => Cell::Unreadable,
    }
}

/// The digits without thousands separators; `None` where these stand anywhere else than before groups of three or four.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let mut parts = whole.split([group, '\'', '，']);
    let mut digits = parts.next()?.to_owned();
    let first_is_empty = digits.is_empty();
    for part in parts {
        if first_is_empty || !(3..=4).contains(&part.len()) {
            return None;
        }
        digits.push_str(part);
    }
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

fn half_width(sign: char) -> char {
    match sign {
        '０'..='９' | '．' | '（' | '）' | '－' | '＋' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        other => other,
    }
}

/// The number `whole.fraction × 10^exponent`, rounded to nine decimals and to what fits.
fn scaled(negative: bool, whole: &str, fraction: &str, exponent: i32) -> Cell {
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let mut decimals = fraction.len() as i32 - exponent;
    // Beyond 36 digits the rest cannot matter any more, except for the size.
    let kept = digits.len().min(36);
    decimals -= (digits.len() - kept) as i32;
    let mut rounded = digits.get(kept..).is_some_and(|rest| rest.bytes().any(|b| b != b'0'));
    let mut mantissa: i128 = digits.get(..kept).unwrap_or_default().parse().unwrap_or(0);
    while decimals < 0 && mantissa != 0 && mantissa < LARGEST {
        mantissa *= 10;
        decimals += 1;
    }
    if mantissa == 0 {
        decimals = 0;
    }
    let mut lost = 0;
    while decimals > DECIMALS as i32 || (mantissa >= LARGEST && decimals > 0) {
        // Half away from zero, on the last digit taken off; what went before only says that something did.
        lost = mantissa % 10;
        rounded |= lost != 0;
        mantissa /= 10;
        decimals -= 1;
    }
    mantissa += i128::from(lost >= 5);
    if mantissa >= LARGEST || decimals < 0 {
        return Cell::TooLarge;
    }
    let mantissa = mantissa as i64;
    Cell::Number(Amount::new(if negative { -mantissa } else { mantissa }, decimals.max(0) as u32), rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        match read(text, false) {
            Cell::Number(amount, _) => amount.billionths().map(to_f64),
            _ => None,
        }
    }

    #[test]
    fn numbers_as_offices_write_them() {
        let cases = [
            ("12", 12.0),
            (" 1,234.5 ", 1234.5),
            ("１２３．４", 123.4),
            ("(12.3)", -12.3),
            ("-0.5", -0.5),
            ("+7", 7.0),
            ("1.2e3", 1200.0),
            ("1E-3", 0.001),
            (".5", 0.5),
            ("1234.5600000000001", 1234.56),
            ("0.0000000004", 0.0),
            ("123456789012345678901", f64::NAN),
            ("12345，6789", 123_456_789.0),
        ];
        for (text, expected) in cases {
            assert_eq!(
                number(text).map_or("none".to_owned(), |n| n.to_string()),
                if expected.is_nan() { "none".to_owned() } else { expected.to_string() },
                "{text}"
            );
        }
        for text in ["abc", "1,2", "12%", "1.2.3", "1-2", ",123", ".", "1e999"] {
            assert_eq!(read(text, false), Cell::Unreadable, "{text}");
        }
        for text in ["", "  ", "—", "..", "n.a.", "-"] {
            assert_eq!(read(text, false), Cell::Missing, "{text}");
        }
        assert_eq!(read("1e60", false), Cell::TooLarge);
        assert_eq!(read("1.234,5", true), read("1234.5", false));
    }

    #[test]
    fn plain_numbers_are_read_in_place() {
        let mut stops = [false; 256];
        stops[usize::from(b',')] = true;
        for text in ["12.50", "-3", "0", "12345678901234567", "0.123456789"] {
            let line = format!("{text},x");
            let plain = Amount::plain(line.as_bytes(), 0, &stops);
            let Cell::Number(expected, false) = read(text, false) else { panic!("{text}") };
            assert_eq!(plain.and_then(|(amount, end)| Some((amount.billionths()?, end))), expected.billionths().map(|n| (n, text.len())));
        }
        for text in ["", "1e3", "123456789012345678", "1.", "-", "1 "] {
            let line = format!("{text},");
            let whole = Amount::plain(line.as_bytes(), 0, &stops);
            assert!(whole.is_none() || text == "1.", "{text}");
        }
    }

    #[test]
    fn given_numbers_come_back() {
        for value in [0.0, 1.0, 0.1, -2.5, 1_000_000.0, 1e20, 123_456.789] {
            assert_eq!(from_f64(value).map(to_f64), Some(value));
        }
        assert_eq!(from_f64(f64::NAN), None);
    }
}
