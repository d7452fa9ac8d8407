//! Cuts a TOML file into top-level blocks without understanding them, so that one broken block spoils no other.
//!
//! A block is a header line (`[plan]`, `[[cluster]]`) with all that follows up to the next header; `[cluster.x]` belongs to the
//! block before it. Strings, comments and brackets are respected. Where a bracket or a multi-line string is never closed, the
//! next line that can only be a header ends it.

use std::ops::Range;

/// What a block is headed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head<'a> {
    /// What stands above the first header.
    Root,
    /// `[name]`
    Table(&'a str),
    /// `[[name]]`
    Record(&'a str),
}

/// One block: its head and where it stands in the file.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// The head.
    pub head: Head<'a>,
    /// Bytes of the block, header line included.
    pub range: Range<usize>,
    /// Bytes of the lines of `list = [ … ]` in the block of figures, brackets excluded; each holds one figure or is read on its own.
    pub rows: Option<Range<usize>>,
    /// False where the rows were never closed: the file is cut.
    pub closed: bool,
}

/// Cuts the text; `listed` names the table whose key `list` holds one row a line.
pub fn cut<'a>(text: &'a str, listed: &str) -> Vec<Block<'a>> {
    let mut blocks = vec![Block { head: Head::Root, range: 0..0, rows: None, closed: true }];
    let mut state = State::default();
    let mut place = 0;
    while place < text.len() {
        let end = line_end(text, place);
        let line = &text[place..end];
        let head = if state.is_open() { sure_head(line).filter(|_| !state.is_closed_in(&text[place..])) } else { head(line) };
        if let Some((head, below)) = head {
            state = State::default();
            if !(below && blocks.last().is_some_and(|last| name(last.head) == name(head))) {
                blocks.push(Block { head, range: place..end, rows: None, closed: true });
            }
        } else if !state.is_open() && blocks.last().is_some_and(|b| b.head == Head::Table(listed) && b.rows.is_none()) && opens_list(line) {
            let (rows, after, closed) = rows(text, end);
            if let Some(last) = blocks.last_mut() {
                (last.rows, last.closed) = (Some(rows), closed);
                last.range.end = after;
            }
            place = after;
            continue;
        } else {
            state.read(line);
        }
        if let Some(last) = blocks.last_mut() {
            last.range.end = end;
        }
        place = end;
    }
    blocks
}

/// The entries of an array's inside: byte ranges between commas that stand in no bracket or string, and the place where each
/// starts. The last one may be cut.
pub fn entries(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut state = State::default();
    let mut start = range.start;
    let mut place = range.start;
    while place < range.end {
        let end = line_end(text, place).min(range.end);
        state.each(&text[place..end], |at, byte, depth| {
            if byte == b',' && depth == 0 {
                found.push(start..place + at);
                start = place + at + 1;
            }
        });
        place = end;
    }
    found.push(start..range.end);
    found
}

/// The end of the line that starts at `place`, its line break included.
pub fn line_end(text: &str, place: usize) -> usize {
    text[place..].find('\n').map_or(text.len(), |at| place + at + 1)
}

fn name(head: Head<'_>) -> &str {
    match head {
        Head::Root => "",
        Head::Table(name) | Head::Record(name) => name,
    }
}

fn opens_list(line: &str) -> bool {
    line.trim().strip_prefix("list").and_then(|rest| rest.trim_start().strip_prefix('=')).is_some_and(|rest| rest.trim() == "[")
}

/// The lines up to the closing bracket: their range, where the line after it starts, and whether there was one.
fn rows(text: &str, start: usize) -> (Range<usize>, usize, bool) {
    let mut place = start;
    while place < text.len() {
        let end = line_end(text, place);
        let line = &text[place..end];
        match line.trim_start().as_bytes().first() {
            Some(b']') => return (start..place, end, true),
            Some(b'[') if sure_head(line).is_some() => return (start..place, place, false),
            _ => place = end,
        }
    }
    (start..text.len(), text.len(), false)
}

/// The head of a header line, and whether it names something below it (`[cluster.x]`).
fn head(line: &str) -> Option<(Head<'_>, bool)> {
    let line = line.trim_start();
    let rest = line.strip_prefix('[')?;
    let (rest, record) = rest.strip_prefix('[').map_or((rest, false), |rest| (rest, true));
    let rest = rest.trim_start();
    let (name, rest) = match rest.strip_prefix(['"', '\'']) {
        Some(inner) => inner.split_at(inner.find(['"', '\'']).unwrap_or(inner.len())),
        None => rest.split_at(rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len())),
    };
    let below = rest.trim_start_matches(['"', '\'']).trim_start().starts_with('.');
    Some((if record { Head::Record(name) } else { Head::Table(name) }, below))
}

/// The head of a line that can be nothing else, not even an element of an array that is still open.
fn sure_head(line: &str) -> Option<(Head<'_>, bool)> {
    let line = line.trim_end();
    let inside =
        line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")).or_else(|| line.strip_prefix('[').and_then(|l| l.strip_suffix(']')))?;
    let bare = inside.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    let word = inside.bytes().next().is_some_and(|b| b.is_ascii_alphabetic()) && !matches!(inside, "true" | "false" | "inf" | "nan");
    (bare && word).then(|| head(line)).flatten()
}

/// Open brackets and strings at some place of a file.
#[derive(Debug, Default)]
struct State {
    depth: usize,
    multi_line: Option<u8>,
}

impl State {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.multi_line.is_some()
    }

    /// True inside a multi-line string that `text` closes.
    fn is_closed_in(&self, text: &str) -> bool {
        match self.multi_line {
            Some(b'"') => text.contains("\"\"\""),
            Some(_) => text.contains("'''"),
            None => false,
        }
    }

    fn read(&mut self, line: &str) {
        self.each(line, |_, _, _| {});
    }

    /// Goes through one line and calls `f` with place, byte and depth of every byte outside of strings and comments.
    fn each(&mut self, line: &str, mut f: impl FnMut(usize, u8, usize)) {
        let bytes = line.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if let Some(quote) = self.multi_line {
                at = self.in_multi_line(bytes, at, quote);
                continue;
            }
            match bytes[at] {
                b'#' => return,
                quote @ (b'"' | b'\'') if bytes[at..].starts_with(&[quote; 3]) => {
                    self.multi_line = Some(quote);
                    at += 3;
                }
                quote @ (b'"' | b'\'') => at = after_string(bytes, at + 1, quote),
                byte => {
                    if matches!(byte, b']' | b'}') {
                        self.depth = self.depth.saturating_sub(1);
                    }
                    f(at, byte, self.depth);
                    if matches!(byte, b'[' | b'{') {
                        self.depth += 1;
                    }
                    at += 1;
                }
            }
        }
    }

    fn in_multi_line(&mut self, bytes: &[u8], at: usize, quote: u8) -> usize {
        if bytes[at] == b'\\' && quote == b'"' {
            return at + 2;
        }
        if !bytes[at..].starts_with(&[quote; 3]) {
            return at + 1;
        }
        self.multi_line = None;
        // Up to two more quotes belong to the string.
        at + bytes[at..].iter().take(5).take_while(|b| **b == quote).count()
    }
}

/// The place after a string of one line that starts at `at`; a string that is never closed ends with the line.
fn after_string(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(text: &str) -> Vec<(Head<'_>, &str)> {
        cut(text, "figures").into_iter().map(|b| (b.head, &text[b.range])).collect()
    }

    #[test]
    fn strings_comments_and_brackets_hide_headers() {
        let text = "a = 1\n[plan]\nx = \"\"\"\n[[no]]\n\"\"\"\ny = [\n  [1, 2],\n['x']\n]\n[[c]] # [x]\n[c.d]\nz = '['\n[[c]]\n";
        assert_eq!(
            heads(text),
            [
                (Head::Root, "a = 1\n"),
                (Head::Table("plan"), "[plan]\nx = \"\"\"\n[[no]]\n\"\"\"\ny = [\n  [1, 2],\n['x']\n]\n"),
                (Head::Record("c"), "[[c]] # [x]\n[c.d]\nz = '['\n"),
                (Head::Record("c"), "[[c]]\n"),
            ]
        );
    }

    #[test]
    fn an_unclosed_bracket_ends_with_the_next_header() {
        let text = "[[a]]\nx = [1,\n[[b]]\ny = \"open\n[[c]]\n";
        assert_eq!(
            heads(text).iter().map(|(head, _)| *head).collect::<Vec<_>>(),
            [Head::Root, Head::Record("a"), Head::Record("b"), Head::Record("c")]
        );
    }

    #[test]
    fn rows_and_entries() {
        let text = "[figures]\nnote = 1\nlist = [\n  { a = 1 },\n  { a = [1, 2], b = \"x,}\" },\n]\nmore = 2\n";
        let blocks = cut(text, "figures");
        let rows = blocks[1].rows.clone().unwrap_or_default();
        assert!(blocks[1].closed);
        let entries: Vec<&str> = entries(text, rows).into_iter().map(|r| text[r].trim()).collect();
        assert_eq!(entries, ["{ a = 1 }", "{ a = [1, 2], b = \"x,}\" }", ""]);
        assert!(!cut("[figures]\nlist = [\n  { a", "figures")[1].closed);
    }
}
