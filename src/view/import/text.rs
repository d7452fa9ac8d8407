//! Texts of foreign tables brought to one spelling: width, spaces, traditional characters, numbering in front.

use super::han::simplified;

/// Full-width digits, letters and signs as half-width ones, all kinds of spaces as one, without invisible characters.
pub fn half_width(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\0'))
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\t' | '\r' | '\n' => ' ',
            '−' | '‐' | '‑' | '‒' => '-',
            '【' | '﹙' => '(',
            '】' | '﹚' => ')',
            other => other,
        })
        .collect()
}

/// The text without spaces beside Chinese characters, where they mean nothing.
pub fn tight(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let wide = |place: usize| chars.get(place).is_some_and(|c| *c as u32 >= 0x2E80);
    let mut out = String::with_capacity(text.len());
    for (place, c) in chars.iter().enumerate() {
        let next = (place..chars.len()).find(|p| chars[*p] != ' ').unwrap_or(place);
        if *c != ' ' || !(wide(next) || out.chars().next_back().is_some_and(|c| c as u32 >= 0x2E80)) {
            out.push(*c);
        }
    }
    out
}

/// A name in its plainest spelling: half width, simplified characters, without numbering, `其中：`, footnote marks and indentation.
pub fn plain_name(text: &str) -> String {
    let text = simplified(&half_width(text));
    let (text, _) = super::number::without_marks(text.trim());
    let text = without_numbering(text);
    let text = ["其中:", "其中", "#"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    without_numbering(text.trim()).trim().to_owned()
}

/// The text without `1.`, `(一)`, `三、`, `A、` in front.
fn without_numbering(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('(')
        && let Some((number, rest)) = rest.split_once(')')
        && !number.is_empty()
        && number.chars().all(is_number)
        && !rest.is_empty()
    {
        return rest.trim_start();
    }
    let end = text.find(|c: char| !is_number(c)).unwrap_or(0);
    let rest = &text[end..];
    match rest.chars().next() {
        Some(sign @ ('、' | '.')) if end > 0 && end <= 6 && !rest[sign.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) => {
            rest[sign.len_utf8()..].trim_start()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_brought_to_their_plainest_spelling() {
        for (text, plain) in [
            ("　海宁市", "海宁市"),
            ("1.海宁市", "海宁市"),
            ("（一）海寧市", "海宁市"),
            ("三、新能源產業①", "新能源产业"),
            ("其中：平湖市", "平湖市"),
            ("2.5产业", "2.5产业"),
            ("ＬＥＤ产业", "LED产业"),
            ("一带一路", "一带一路"),
        ] {
            assert_eq!(plain_name(text), plain, "{text}");
        }
    }
}
