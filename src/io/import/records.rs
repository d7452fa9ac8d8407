//! Splits text into rows of cells: quotes, any line end, any delimiter, and a quote that never closes.
//!
//! A row is what a spreadsheet would show as one: a quoted cell may go over several lines, an empty line is an empty row.

use std::borrow::Cow;

use super::limits::QUOTED_BYTES;

/// One row as it was split.
#[derive(Debug, Default)]
pub struct Record<'a> {
    /// The cells, without their quotes.
    pub cells: Vec<Cow<'a, str>>,
    /// The first cell that opens with a quote which never closes; its quote is kept as text.
    pub unclosed: Option<usize>,
}

/// Where splitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A row was split; the next one begins here.
    Next(usize),
    /// The row may go on in text that is still to come.
    More,
    /// There is nothing left.
    End,
}

/// Splits rows at one delimiter.
#[derive(Clone, Copy, Debug)]
pub struct Splitter {
    bytes: [u8; 4],
    length: usize,
}

/// What a quote at the start of a cell led to.
enum Quoted<'a> {
    Closed(Cow<'a, str>, usize),
    Unclosed,
    More,
}

impl Splitter {
    /// Splits at `delimiter`; without one, every line is one cell.
    pub fn new(delimiter: Option<char>) -> Self {
        let mut bytes = [0; 4];
        let length = delimiter.map_or(0, |c| c.encode_utf8(&mut bytes).len());
        Self { bytes, length }
    }

    /// Splits the row that begins at `at`. `last` says that no text follows.
    pub fn next<'a>(&self, text: &'a str, at: usize, last: bool, record: &mut Record<'a>) -> Step {
        let bytes = text.as_bytes();
        record.cells.clear();
        record.unclosed = None;
        if at >= bytes.len() {
            return if last { Step::End } else { Step::More };
        }
        let mut start = at;
        loop {
            let quoted = match bytes.get(start) {
                Some(b'"') => self.quoted(text, start, last),
                _ => Quoted::Unclosed,
            };
            let end = match quoted {
                Quoted::Closed(cell, end) => {
                    record.cells.push(cell);
                    end
                }
                Quoted::More => return Step::More,
                Quoted::Unclosed => {
                    if bytes.get(start) == Some(&b'"') {
                        record.unclosed.get_or_insert(record.cells.len());
                    }
                    let end = self.end_of_cell(bytes, start);
                    record.cells.push(Cow::Borrowed(&text[start..end]));
                    end
                }
            };
            match (bytes.get(end), bytes.get(end + 1)) {
                (None, _) => return if last { Step::Next(end) } else { Step::More },
                (Some(b'\r'), None) if !last => return Step::More,
                (Some(b'\r'), Some(b'\n')) => return Step::Next(end + 2),
                (Some(b'\r' | b'\n'), _) => return Step::Next(end + 1),
                _ => start = end + self.length,
            }
        }
    }

    /// The place of the delimiter or line end behind `at`, or the end of the text.
    fn end_of_cell(&self, bytes: &[u8], at: usize) -> usize {
        let first = self.bytes[0];
        for (ahead, byte) in bytes[at..].iter().enumerate() {
            let place = at + ahead;
            if matches!(byte, b'\n' | b'\r')
                || (*byte == first && self.length > 0 && bytes[place..].starts_with(&self.bytes[..self.length]))
            {
                return place;
            }
        }
        bytes.len()
    }

    /// Reads a cell that opens with a quote. A quote that closes in another line has to stand right before a delimiter or line
    /// end: otherwise it opens the next quoted cell, and the first one was never closed.
    fn quoted<'a>(&self, text: &'a str, start: usize, last: bool) -> Quoted<'a> {
        let bytes = text.as_bytes();
        let (mut doubled, mut crossed, mut place) = (false, false, start + 1);
        loop {
            match bytes.get(place) {
                None if last => return Quoted::Unclosed,
                None if place - start > QUOTED_BYTES => return Quoted::Unclosed,
                None => return Quoted::More,
                Some(b'"') if bytes.get(place + 1) == Some(&b'"') => {
                    doubled = true;
                    place += 2;
                }
                Some(b'"') => break,
                Some(byte) => {
                    crossed |= matches!(byte, b'\n' | b'\r');
                    place += 1;
                }
            }
            if place - start > QUOTED_BYTES {
                return Quoted::Unclosed;
            }
        }
        if place + 1 == bytes.len() && !last {
            return Quoted::More;
        }
        let end = self.end_of_cell(bytes, place + 1);
        let (inner, tail) = (&text[start + 1..place], &text[place + 1..end]);
        match tail.trim().is_empty() {
            true if doubled => Quoted::Closed(Cow::Owned(inner.replace("\"\"", "\"")), end),
            true => Quoted::Closed(Cow::Borrowed(inner), end),
            false if crossed => Quoted::Unclosed,
            false => Quoted::Closed(Cow::Owned(format!("{}{tail}", inner.replace("\"\"", "\""))), end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, delimiter: char) -> Vec<Vec<String>> {
        let splitter = Splitter::new(Some(delimiter));
        let (mut at, mut record, mut rows) = (0, Record::default(), Vec::new());
        while let Step::Next(next) = splitter.next(text, at, true, &mut record) {
            rows.push(record.cells.iter().map(|cell| cell.to_string()).collect());
            at = next;
        }
        rows
    }

    #[test]
    fn rows_are_split_as_spreadsheets_do() {
        let cases: [(&str, char, &[&[&str]]); 14] = [
            ("", ',', &[]),
            ("a,b\nc,d", ',', &[&["a", "b"], &["c", "d"]]),
            ("a,b\r\nc\rd\n", ',', &[&["a", "b"], &["c"], &["d"]]),
            ("a,\n,b", ',', &[&["a", ""], &["", "b"]]),
            ("\n\na", ',', &[&[""], &[""], &["a"]]),
            ("\"a,\"\"b\"\"\",c", ',', &[&["a,\"b\"", "c"]]),
            ("\"a\nb\",c\nd", ',', &[&["a\nb", "c"], &["d"]]),
            ("\"a\" ,b", ',', &[&["a", "b"]]),
            ("\"a\"x,b", ',', &[&["ax", "b"]]),
            ("12\" pipe,b", ',', &[&["12\" pipe", "b"]]),
            ("\"a,1\nb,2\n\"c\",3", ',', &[&["\"a", "1"], &["b", "2"], &["c", "3"]]),
            ("\"a,1\nb,2", ',', &[&["\"a", "1"], &["b", "2"]]),
            ("甲，1\n乙，2", '，', &[&["甲", "1"], &["乙", "2"]]),
            ("\"", ',', &[&["\""]]),
        ];
        for (text, delimiter, expected) in cases {
            assert_eq!(split(text, delimiter), expected, "{text:?}");
        }
    }

    #[test]
    fn a_row_that_goes_on_waits_for_more() {
        let splitter = Splitter::new(Some(','));
        let mut record = Record::default();
        for text in ["a,b", "a,\"b", "a,\"b\"", "a\r", ""] {
            assert_eq!(splitter.next(text, 0, false, &mut record), Step::More, "{text:?}");
        }
        assert_eq!(splitter.next("a\r\nb", 0, false, &mut record), Step::Next(3));
    }
}
