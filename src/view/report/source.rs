//! The sources of a section: what the feet of its charts and values say, each place, file and method once.

use crate::view::Words;

/// Places or files named at most behind one word; a longer list ends with “and others”.
const MOST: usize = 5;

/// Lines of sources joined into one: lists behind the same word become one list.
pub fn merged(lines: &[String], words: &Words) -> Vec<String> {
    let (between, join) = (words.text("chart-sentence-join"), words.text("chart-list-join"));
    let etc = words.with("chart-foot-etc", &[("list", "")]);
    let mut phrases: Vec<(String, Vec<String>)> = Vec::new();
    let mut shortened: Vec<String> = Vec::new();
    for phrase in lines.iter().flat_map(|line| line.split(between)).filter(|phrase| !phrase.is_empty()) {
        let (head, list) = match phrase.find(['：', ':']) {
            Some(at) => {
                let end = at + phrase[at..].chars().next().map_or(0, char::len_utf8);
                (&phrase[..end], &phrase[end..])
            }
            None => (phrase, ""),
        };
        let place = phrases.iter().position(|(known, _)| known == head).unwrap_or_else(|| {
            phrases.push((head.to_owned(), Vec::new()));
            phrases.len() - 1
        });
        let whole = list.strip_suffix(etc.as_str()).unwrap_or(list);
        if whole.len() < list.len() && !shortened.iter().any(|known| known == head) {
            shortened.push(head.to_owned());
        }
        for item in whole.split(join).filter(|item| !item.trim().is_empty()) {
            if !phrases[place].1.iter().any(|known| known == item) {
                phrases[place].1.push(item.to_owned());
            }
        }
    }
    let written = phrases.iter().map(|(head, items)| {
        let list = items.iter().take(MOST).cloned().collect::<Vec<_>>().join(join);
        let more = items.len() > MOST || shortened.contains(head);
        if more { format!("{head}{}", words.with("chart-foot-etc", &[("list", &list)])) } else { format!("{head}{list}") }
    });
    let text = written.collect::<Vec<_>>().join(between);
    if text.is_empty() { Vec::new() } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    #[test]
    fn lists_behind_the_same_word_become_one() {
        let words = Words::new(Language::Chinese);
        let lines = ["来源：甲、乙；实绩：a.csv；按增长推算", "来源：甲、丙等；实绩：a.csv；截至 2013 年"].map(str::to_owned);
        assert_eq!(merged(&lines, &words), ["来源：甲、乙、丙等；实绩：a.csv；按增长推算；截至 2013 年"]);
        assert!(merged(&[], &words).is_empty());
    }
}
