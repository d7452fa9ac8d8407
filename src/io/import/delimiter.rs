//! Which character stands between two cells: the one that cuts most rows to one width, and into the cleanest cells.

use super::records::{Record, Splitter, Step};

/// The characters that are tried; of equals the earlier wins.
pub const TRIED: [char; 4] = ['\t', ',', ';', '|'];

/// Rows that are looked at.
const ROWS: usize = 200;
/// Bytes that are looked at.
const BYTES: usize = 256 << 10;

/// Finds the delimiter; `None` for a text of one column.
pub fn find(text: &str) -> Option<char> {
    let mut best: Option<(char, f64)> = None;
    for delimiter in TRIED {
        let score = score(text, delimiter);
        if score > 0.0 && best.is_none_or(|(_, known)| score > known) {
            best = Some((delimiter, score));
        }
    }
    best.map(|(delimiter, _)| delimiter)
}

/// `sep=;` in the first line, as Excel writes and reads it: the delimiter and where the table begins.
pub fn declared(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let delimiter = rest.chars().next().filter(|c| !matches!(c, '\r' | '\n' | '"'))?;
    let after = &rest[delimiter.len_utf8()..];
    let begins = ["\r\n", "\n", "\r"].iter().find(|end| after.starts_with(**end))?.len();
    Some((delimiter, text.len() - after.len() + begins))
}

/// Rows of the most frequent width above one, times how clean their cells are (1 to 2).
fn score(text: &str, delimiter: char) -> f64 {
    let splitter = Splitter::new(Some(delimiter));
    let mut record = Record::default();
    let mut widths: Vec<(usize, usize, usize)> = Vec::new(); // width, rows, clean cells
    let (mut at, mut rows) = (0, 0);
    while rows < ROWS && at < BYTES {
        let Step::Next(next) = splitter.next(text, at, true, &mut record) else { break };
        at = next;
        let width = record.cells.len();
        rows += 1;
        if width < 2 || record.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let clean = record.cells.iter().filter(|cell| is_clean(cell)).count();
        match widths.iter_mut().find(|known| known.0 == width) {
            Some(known) => (known.1, known.2) = (known.1 + 1, known.2 + clean),
            None => widths.push((width, 1, clean)),
        }
    }
    let Some(&(width, count, clean)) = widths.iter().max_by_key(|known| (known.1, known.0)) else { return 0.0 };
    // One row alone may hold a comma by chance.
    let lone = if count == 1 && rows > 2 { 0.25 } else { 1.0 };
    count as f64 * lone * (1.0 + clean as f64 / (width * count) as f64)
}

/// Empty, or a number as people write it.
fn is_clean(cell: &str) -> bool {
    let cell = cell.trim();
    let number = cell.chars().all(|c| c.is_ascii_digit() || "+-.,%() '".contains(c));
    cell.is_empty() || (number && cell.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_found() {
        let cases = [
            ("a,b,c\n1,2,3\n", Some(',')),
            ("a;b;c\n1,5;2,5;3,5\n2,5;1;7,25\n", Some(';')),
            ("a;b\nx;1,5\ny;2,5\n", Some(';')),
            ("名称\t2011\n甲\t1,234\n乙\t5,678\n", Some('\t')),
            ("a|b|c\n1|2|3\n", Some('|')),
            ("数据库：年度\n指标：产值\n\n地区,2011年,2010年\n甲,1,2\n乙,3,4\n\"注：a;b;c\"\n", Some(',')),
            ("only\none\ncolumn\n", None),
            ("", None),
            ("title, with a comma\nx\ny\nz\n", Some(',')),
            ("title, with a comma\nx\t1\ny\t2\n", Some('\t')),
            ("a,\"b;c;d\",e\n1,\"2;3;4\",5\n", Some(',')),
        ];
        for (text, expected) in cases {
            assert_eq!(find(text), expected, "{text}");
        }
    }

    #[test]
    fn a_declared_delimiter_is_taken_off() {
        assert_eq!(declared("sep=;\r\na;b"), Some((';', 7)));
        assert_eq!(declared("sep=\nab"), None);
        assert_eq!(declared("sep,1"), None);
    }
}
