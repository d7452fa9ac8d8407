//! What the words of a document say a multiple is: 翻一番 and 倍增 are ×2, 增长两倍 is ×3, 是…的三倍 is ×3.
//!
//! Reads the few wordings that leave no doubt; anything else says nothing.

/// The multiple that a text names, where exactly one wording is found in it.
pub(super) fn multiple(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let mut found: Vec<f64> = Vec::new();
    for rest in text.match_indices("翻").map(|(at, word)| &text[at + word.len()..]) {
        if let Some((count, after)) = number(rest)
            && after.starts_with('番')
        {
            found.push(2.0_f64.powf(count));
        }
    }
    for word in ["增长", "增加", "提高", "扩大"] {
        for rest in text.match_indices(word).map(|(at, word)| &text[at + word.len()..]) {
            if let Some((count, after)) = number(rest.trim_start_matches("了"))
                && after.starts_with('倍')
            {
                found.push(count + 1.0);
            }
        }
    }
    for rest in text.match_indices("的").map(|(at, word)| &text[at + word.len()..]) {
        if let Some((count, after)) = number(rest)
            && after.starts_with('倍')
        {
            found.push(count);
        }
    }
    for (word, times) in [("doubl", 2.0), ("twofold", 2.0), ("tripl", 3.0), ("trebl", 3.0), ("threefold", 3.0), ("quadrupl", 4.0)] {
        if lower.contains(word) {
            found.push(times);
        }
    }
    if found.is_empty() && text.contains("倍增") {
        found.push(2.0);
    }
    found.dedup();
    (found.len() == 1).then(|| found[0])
}

/// A number at the start of a text, in digits or one Chinese numeral, and what follows.
fn number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    if digits > 0 {
        return Some((text[..digits].parse().ok()?, text[digits..].trim_start()));
    }
    let first = text.chars().next()?;
    let count = "零一二三四五六七八九十".chars().position(|c| c == first).or((first == '两').then_some(2))?;
    Some((count as f64, &text[first.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_read_from_words() {
        for (text, meant) in [
            ("产值在2010年的基础上增长两倍", Some(3.0)),
            ("五年翻一番", Some(2.0)),
            ("翻两番", Some(4.0)),
            ("实施倍增计划", Some(2.0)),
            ("增加1.5倍", Some(2.5)),
            ("达到2010年的3倍", Some(3.0)),
            ("to double by 2030", Some(2.0)),
            ("实现产值200亿元", None),
            ("增长15%", None),
            ("翻一番，其中出口增长两倍", None),
        ] {
            assert_eq!(multiple(text), meant, "{text}");
        }
    }
}
