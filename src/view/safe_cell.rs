//! Texts that leave the program in cells of a spreadsheet: none of them is ever a formula there, and a number stays a number.

use std::borrow::Cow;

/// What a formula begins with; the wide ones are read as the others where Chinese or Japanese is typed.
const BEGINS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A text as a cell that no spreadsheet takes for a formula: with an apostrophe before it where it begins like one, also after spaces.
pub fn safe_cell(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`safe_cell`] made safe, as it was.
pub fn plain_cell(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    let head = text.trim_start_matches([' ', '\n', '\u{3000}']);
    head.starts_with(BEGINS) && head != "-" && !is_number(text)
}

/// True for a number with its sign, also in per cent.
fn is_number(text: &str) -> bool {
    let digits = text.strip_suffix('%').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    plain && digits.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text_and_a_number_stays_one() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-3 亿元", "'-3 亿元"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            (" =1", "' =1"),
            ("＝1+1", "'＝1+1"),
            ("--1", "'--1"),
            ("-1+1", "'-1+1"),
            ("-inf", "'-inf"),
            ("-3.5", "-3.5"),
            ("+3", "+3"),
            ("-1e-7", "-1e-7"),
            ("-12.5%", "-12.5%"),
            ("-", "-"),
            ("—", "—"),
            ("嘉兴", "嘉兴"),
            ("'quoted'", "'quoted'"),
            ("", ""),
        ] {
            assert_eq!(safe_cell(text), safe);
            assert_eq!(plain_cell(safe), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_formula(head in "[=+\\-@\t\r ＝＋－＠']{0,3}", text in any::<String>(), number in any::<f64>()) {
            let text = format!("{head}{text}");
            let safe = safe_cell(&text);
            let first = safe.trim_start_matches([' ', '\n', '\u{3000}']).chars().next();
            let begins = first.is_some_and(|c| BEGINS.contains(&c));
            prop_assert!(!begins || safe.trim() == "-" || safe.trim_end_matches('%').parse::<f64>().is_ok(), "{safe:?}");
            prop_assert_eq!(plain_cell(&safe), if text.starts_with('\'') { plain_cell(&text) } else { &text });
            if number.is_finite() {
                let written = crate::view::number::exact(number);
                prop_assert_eq!(safe_cell(&written), written.as_str());
            }
        }
    }
}
