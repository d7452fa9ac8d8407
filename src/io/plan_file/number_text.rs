//! Numbers, bounds and quantities as texts of a plan file: `>= 400`, `1 .. 2`, `30 亿元`.
//!
//! Every finite number comes back bit for bit; what is no finite number is refused.

use crate::base::{Bound, Quantity, UnitId};

/// The shortest text that reads back as the same number.
pub fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-7..1e16).contains(&size) { format!("{value}") } else { format!("{value:e}") }
}

/// Reads a number; `None` where the text is none or not finite.
pub fn parse_number(text: &str) -> Option<f64> {
    let first = text.bytes().find(|b| !matches!(b, b'+' | b'-'))?;
    // Rust also takes “inf” and “nan”.
    (first.is_ascii_digit() || first == b'.').then(|| text.parse::<f64>().ok()).flatten().filter(|value| value.is_finite())
}

/// A bound as text.
pub fn bound(bound: &Bound) -> String {
    match *bound {
        Bound::Exactly { value } => number(value),
        Bound::AtLeast { value } => format!(">= {}", number(value)),
        Bound::AtMost { value } => format!("<= {}", number(value)),
        Bound::About { value } => format!("~ {}", number(value)),
        Bound::Between { low, high } => format!("{} .. {}", number(low), number(high)),
        Bound::Unstated => "?".to_owned(),
    }
}

/// Reads a bound.
pub fn parse_bound(text: &str) -> Option<Bound> {
    let text = text.trim();
    if text == "?" {
        return Some(Bound::Unstated);
    }
    let after = |signs: &[&str]| signs.iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim_start);
    if let Some(rest) = after(&[">=", "≥"]) {
        return parse_number(rest).map(|value| Bound::AtLeast { value });
    }
    if let Some(rest) = after(&["<=", "≤"]) {
        return parse_number(rest).map(|value| Bound::AtMost { value });
    }
    if let Some(rest) = after(&["~", "≈"]) {
        return parse_number(rest).map(|value| Bound::About { value });
    }
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (parse_number(low.trim())?, parse_number(high.trim())?);
        return Some(Bound::Between { low, high });
    }
    parse_number(text).map(|value| Bound::Exactly { value })
}

/// A quantity as text: number, space, unit.
pub fn quantity(quantity: &Quantity) -> String {
    format!("{} {}", number(quantity.amount), quantity.unit).trim_end().to_owned()
}

/// Reads a quantity; the space before the unit may be missing.
pub fn parse_quantity(text: &str) -> Option<Quantity> {
    let text = text.trim();
    let (amount, unit) = match text.split_once(char::is_whitespace) {
        Some((amount, unit)) => (amount, unit.trim_start()),
        None => text.split_at(text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(text.len())),
    };
    Some(Quantity { amount: parse_number(amount)?, unit: UnitId::new(unit) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_and_their_texts_match_both_ways() {
        for text in ["400", ">= 400", "<= 10", "~ 18", "1 .. 2", "?", "-5.5 .. -2", "0.0001", "10000000000000", "1e300", "-1.5e-9"] {
            assert_eq!(parse_bound(text).map(|b| bound(&b)).as_deref(), Some(text));
        }
        assert_eq!(parse_bound(" ≥400 "), Some(Bound::AtLeast { value: 400.0 }));
        for text in ["", "abc", "inf", "nan", ">=", "1 ..", "1e999", "１２"] {
            assert_eq!(parse_bound(text), None, "{text}");
        }
    }

    #[test]
    fn quantities_and_their_texts_match_both_ways() {
        for text in ["30 亿元", "-0.5 万 元", "7"] {
            assert_eq!(parse_quantity(text).map(|q| quantity(&q)).as_deref(), Some(text));
        }
        assert_eq!(parse_quantity("100亿元"), Some(Quantity::new(100.0, "亿元")));
        assert_eq!(parse_quantity("亿元"), None);
    }
}
