//! Records and fields of delimited text: where they end, with quotes that fit and quotes that do not.
//!
//! Cutting a file into pieces and reading a piece use the same rules, so that a cut never falls inside a record.

/// Longest quoted field with line ends inside. What has no end by then is taken for a stray quote.
const LONGEST_QUOTED: usize = 64 << 10;

/// Longest record; longer ones are set aside.
pub const LONGEST_RECORD: usize = 1 << 20;

/// The bytes that end a field.
#[derive(Clone, Debug)]
pub struct Stops {
    /// True for the delimiter and both signs of a line end.
    pub any: [bool; 256],
    delimiter: u8,
}

/// A field within a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// First byte of its text, inside the quotes.
    pub from: usize,
    /// Byte behind its text.
    pub to: usize,
    /// Byte behind the field: the delimiter, a line end or the end of all.
    pub end: usize,
    /// True where the text holds doubled quotes.
    pub doubled: bool,
}

impl Stops {
    /// The stops of a file with this delimiter.
    pub fn new(delimiter: u8) -> Self {
        let mut any = [false; 256];
        for stop in [delimiter, b'\n', b'\r'] {
            any[usize::from(stop)] = true;
        }
        Self { any, delimiter }
    }

    /// True for the delimiter.
    #[inline]
    pub fn is_delimiter(&self, byte: u8) -> bool {
        byte == self.delimiter
    }

    /// The end of an unquoted field that begins at `from`.
    #[inline]
    pub fn unquoted(&self, bytes: &[u8], from: usize) -> usize {
        bytes.get(from..).and_then(|rest| rest.iter().position(|byte| self.any[usize::from(*byte)])).map_or(bytes.len(), |n| from + n)
    }

    /// The field that begins at `from`; `None` where its quotes do not fit.
    #[inline]
    pub fn field(&self, bytes: &[u8], from: usize) -> Option<Field> {
        if bytes.get(from) == Some(&b'"') {
            return self.quoted(bytes, from);
        }
        let end = self.unquoted(bytes, from);
        Some(Field { from, to: end, end, doubled: false })
    }

    fn quoted(&self, bytes: &[u8], from: usize) -> Option<Field> {
        let limit = bytes.len().min(from + LONGEST_QUOTED);
        let mut at = from + 1;
        let mut doubled = false;
        loop {
            let quote = at + memchr::memchr(b'"', bytes.get(at..limit)?)?;
            match bytes.get(quote + 1) {
                Some(b'"') => {
                    doubled = true;
                    at = quote + 2;
                }
                Some(byte) if !self.any[usize::from(*byte)] => return None,
                _ => return Some(Field { from: from + 1, to: quote, end: quote + 1, doubled }),
            }
        }
    }

    /// The end of the record that begins at `from` (behind its line end), or `None` where the bytes end before it does.
    pub fn record_end(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let end = match self.field(bytes, at) {
                Some(field) => field.end,
                // Too few bytes to know, or a stray quote: then the record ends with its line.
                None if bytes.len() < at + LONGEST_QUOTED && self.may_go_on(bytes, at) => return None,
                None => return line_end(bytes, at),
            };
            match bytes.get(end) {
                Some(byte) if self.is_delimiter(*byte) => at = end + 1,
                Some(_) => return line_end(bytes, end),
                None => return None,
            }
        }
    }

    /// True where the quoted field at `from` is not closed within the bytes at hand.
    fn may_go_on(&self, bytes: &[u8], from: usize) -> bool {
        let mut rest = bytes.get(from + 1..).unwrap_or_default();
        while let Some(quote) = memchr::memchr(b'"', rest) {
            match rest.get(quote + 1) {
                Some(b'"') => rest = rest.get(quote + 2..).unwrap_or_default(),
                Some(_) => return false,
                None => return true,
            }
        }
        true
    }
}

/// The place behind the next line end (`\n`, `\r\n` or `\r`) from `from` on; `None` where there is none, or a `\r` comes last.
pub fn line_end(bytes: &[u8], from: usize) -> Option<usize> {
    let end = from + memchr::memchr2(b'\n', b'\r', bytes.get(from..)?)?;
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(end + 2),
        (Some(b'\r'), None) => None,
        _ => Some(end + 1),
    }
}

/// The text from one place to another without the white space around it: what ASCII knows as such, and the wide space.
#[inline]
pub fn trimmed(bytes: &[u8], from: usize, to: usize) -> (usize, usize) {
    match bytes.get(from..to) {
        Some([first, .., last]) if *first > b' ' && *last > b' ' && *first != 0xE3 && *last != 0x80 => (from, to),
        Some(text) => trim_slowly(text, from),
        None => (from, from),
    }
}

fn trim_slowly(text: &[u8], mut from: usize) -> (usize, usize) {
    const WIDE: &[u8] = "\u{3000}".as_bytes();
    let mut text = text;
    loop {
        let shorter = text.trim_ascii_start();
        let shorter = shorter.strip_prefix(WIDE).unwrap_or(shorter);
        from += text.len() - shorter.len();
        let behind = shorter.trim_ascii_end();
        let behind = behind.strip_suffix(WIDE).unwrap_or(behind);
        if behind.len() == text.len() {
            return (from, from + text.len());
        }
        text = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_end_where_they_should() {
        let stops = Stops::new(b',');
        let cases: [(&str, Option<usize>); 9] = [
            ("a,b\nc", Some(4)),
            ("a,b\r\nc", Some(5)),
            ("a,b\rc", Some(4)),
            ("a,b", None),
            ("a,b\r", None),
            ("\"a\nb\",c\nd", Some(8)),
            ("\"a\"\"b\",c\nd", Some(9)),
            // A stray quote takes its own line with it and no more.
            ("\"a,b\n\"c\",d\n", Some(5)),
            ("5\" pipe,b\nc", Some(10)),
        ];
        for (text, end) in cases {
            assert_eq!(stops.record_end(text.as_bytes(), 0), end, "{text:?}");
        }
    }

    #[test]
    fn white_space_goes() {
        for (text, expected) in [("　 a b　", "a b"), ("　", ""), ("", ""), ("光伏", "光伏"), (" \t a", "a"), ("〇", "〇")] {
            let text = format!("x{text}x");
            let (from, to) = trimmed(text.as_bytes(), 1, text.len() - 1);
            assert_eq!(&text[from..to], expected, "{text:?}");
        }
    }
}
