//! How numbers are written: thousands separators, decimals, signs, growth, missing values.
//!
//! Rounding happens here and only for the eye; values stay as they are everywhere else.

/// What stands for a missing value.
pub const MISSING: &str = "—";

/// From this size on a number is written with a power of ten: nobody reads twenty digits, and no column holds hundreds.
const SCIENTIFIC: f64 = 1e18;

/// A number with so many decimals and thousands separators: `1,222.0`. A negative zero loses its sign. What is no finite number is
/// written like a missing one, what is beyond all measure as `1.25e82`.
pub fn fixed(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return MISSING.to_owned();
    }
    if value.abs() >= SCIENTIFIC {
        return format!("{value:.2e}").replace('-', "−");
    }
    let text = format!("{value:.*}", usize::from(decimals));
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) if rest.bytes().any(|b| (b'1'..=b'9').contains(&b)) => ("−", rest),
        Some(rest) => ("", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && whole.bytes().all(|b| b.is_ascii_digit()) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The least number of decimals, up to a bound that depends on size, that shows the value as it is.
pub fn decimals(value: f64) -> u8 {
    let size = value.abs();
    let most: u8 = match size {
        _ if size >= 1000.0 => 1,
        _ if size >= 1.0 => 2,
        _ if size >= 0.01 => 4,
        _ => 6,
    };
    (0..most).find(|n| shows(value, *n)).unwrap_or(most)
}

fn shows(value: f64, decimals: u8) -> bool {
    let scale = 10_f64.powi(i32::from(decimals));
    ((value * scale).round() / scale - value).abs() <= value.abs() * 1e-9
}

/// Decimals that suit a whole column: the most that any of its values wants.
pub fn column_decimals(values: impl IntoIterator<Item = f64>) -> u8 {
    values.into_iter().filter(|v| v.is_finite()).map(decimals).max().unwrap_or(0)
}

/// A value with the decimals that suit it.
pub fn value(value: f64) -> String {
    fixed(value, decimals(value))
}

/// A value, or the sign for a missing one.
pub fn optional(value: Option<f64>, decimals: u8) -> String {
    value.map_or_else(|| MISSING.to_owned(), |v| fixed(v, decimals))
}

/// A growth rate (0.241 → `24.1%`).
pub fn percent(rate: f64, decimals: u8) -> String {
    let text = fixed(rate * 100.0, decimals);
    if text == MISSING { text } else { format!("{text}%") }
}

/// A growth rate or difference with its sign (`+24.1%`, `−3.0%`).
pub fn signed_percent(rate: f64, decimals: u8) -> String {
    let text = percent(rate, decimals);
    if text.starts_with('−') || !text.bytes().any(|b| (b'1'..=b'9').contains(&b)) { text } else { format!("+{text}") }
}

/// The number as it stands in an editor and in files: shortest text that reads back to the same value, no separators.
pub fn exact(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { format!("{value}") }
}

/// A computed number for other programs: 15 significant digits, so that a sum of figures in hundredths does not end in the
/// noise of binary fractions.
pub fn computed(value: f64) -> String {
    exact(format!("{value:.14e}").parse().unwrap_or(value))
}

/// Reads a number as a person types or pastes it: thousands separators, full-width digits and signs, `−`, spaces.
/// `None` where the text is no number.
pub fn parse(text: &str) -> Option<f64> {
    let plain: String = text
        .trim()
        .chars()
        .filter_map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
            '．' => Some('.'),
            '−' | '－' | '–' => Some('-'),
            '＋' => Some('+'),
            ',' | '，' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' => None,
            other => Some(other),
        })
        .collect();
    let shaped = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    plain.parse().ok().filter(|v: &f64| shaped && v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_a_reader_expects() {
        for (number, text) in [
            (1222.0, "1,222"),
            (70.13, "70.13"),
            (0.0837, "0.0837"),
            (-3.4, "−3.4"),
            (1e13, "10,000,000,000,000"),
            (0.0001, "0.0001"),
            (0.1 + 0.2, "0.3"),
            (999.999, "1,000.00"),
            (-0.0, "0"),
        ] {
            assert_eq!(value(number), text);
        }
        assert_eq!(signed_percent(0.241, 1), "+24.1%");
        assert_eq!(signed_percent(-0.0001, 1), "0.0%");
    }

    #[test]
    fn what_is_beyond_all_measure_or_no_number_stays_short_and_says_no_nan() {
        assert_eq!(fixed(1.246e82, 2), "1.25e82");
        assert_eq!(value(-3e20), "−3.00e20");
        assert_eq!(fixed(1e17, 1), "100,000,000,000,000,000.0");
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!((value(odd), percent(odd, 1), signed_percent(odd, 1)), (MISSING.into(), MISSING.into(), MISSING.into()));
        }
    }

    #[test]
    fn computed_numbers_lose_the_noise_of_binary_fractions() {
        assert_eq!(computed(70.13 + 72.5 + 11.4 + 19.3), "173.33");
        assert_eq!(computed(0.1 + 0.2), "0.3");
        assert_eq!(computed(1e12 + 0.01), "1000000000000.01");
        assert_eq!(computed(-0.0), "0");
    }

    #[test]
    fn typed_numbers_are_read() {
        for (text, number) in [
            ("1,222", Some(1222.0)),
            ("１２．５", Some(12.5)),
            ("−3", Some(-3.0)),
            ("1e3", Some(1000.0)),
            ("abc", None),
            ("", None),
            ("inf", None),
        ] {
            assert_eq!(parse(text), number, "{text}");
        }
    }
}
