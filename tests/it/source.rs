//! The program's own sources, read just well enough to hold rules about them: comments and test code are blanked, string literals
//! are set apart, paths of `crate`, `clusterplan` and `super` are resolved.

use std::path::{Path, PathBuf};

/// A string literal.
pub struct Literal {
    /// Byte at which the opening quote stands.
    pub at: usize,
    /// What stands between the quotes, escapes as written.
    pub text: String,
}

/// A source file.
pub struct Source {
    /// Path from the package's folder, with forward slashes.
    pub path: String,
    /// The text as it stands.
    pub text: String,
    /// The text, byte for byte in place, with comments, test code and what stands in literals blanked.
    pub code: String,
    /// String literals outside of comments and test code.
    pub literals: Vec<Literal>,
    /// True for a file that is part of tests alone.
    pub test: bool,
}

impl Source {
    /// Module that the file belongs to: the first folder or file under `src`.
    pub fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split_once('/').map_or(inside.trim_end_matches(".rs"), |(room, _)| room)
    }

    /// The file's module path: `view`, `chart`, `layout`.
    fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs");
        inside.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).collect()
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// A place for a message.
    pub fn place(&self, at: usize) -> String {
        format!("{}:{}: {}", self.path, self.line(at), self.text[at..].lines().next().unwrap_or_default().trim())
    }

    /// Every place in the code where `word` stands as a word: no letter, digit or underscore beside it.
    pub fn words<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let bytes = self.code.as_bytes();
        self.code.match_indices(word).map(|(at, _)| at).filter(move |at| {
            let starts = !part(word.as_bytes().first()) || !part(at.checked_sub(1).and_then(|before| bytes.get(before)));
            starts && (!part(word.as_bytes().last()) || !part(bytes.get(at + word.len())))
        })
    }

    /// The literal that opens at a byte.
    pub fn literal_at(&self, at: usize) -> Option<&Literal> {
        let place = self.literals.binary_search_by_key(&at, |literal| literal.at).ok()?;
        self.literals.get(place)
    }

    /// The literals between two bytes.
    pub fn literals_in(&self, from: usize, to: usize) -> impl Iterator<Item = &Literal> {
        self.literals.iter().filter(move |literal| literal.at >= from && literal.at < to)
    }

    /// The byte after the bracket that closes the one at `open`.
    pub fn end_of(&self, open: usize) -> usize {
        end_of(self.code.as_bytes(), open)
    }

    /// Modules of the library that the file names: top-level module and place.
    pub fn imports(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for root in ["crate", "clusterplan", "super"] {
            for at in self.words(root).collect::<Vec<_>>() {
                let before = self.code[..at].trim_end();
                if !before.ends_with("::") {
                    let mut paths = Vec::new();
                    tree(&self.code, at, &mut Vec::new(), &mut paths);
                    found.extend(paths.iter().filter_map(|path| Some((self.top(path)?, at))));
                }
            }
        }
        found
    }

    /// The top-level module that a path leads to.
    fn top(&self, path: &[String]) -> Option<String> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        if ups == 0 {
            return path.get(1).cloned();
        }
        let module = self.module();
        match module.len().checked_sub(ups) {
            None | Some(0) => path.get(ups).cloned(),
            Some(_) => module.first().map(|top| (*top).to_owned()),
        }
    }
}

/// Reads a path or a tree of paths: `a::b`, `a::{b, c::d}`. Returns the byte behind it.
fn tree(code: &str, mut at: usize, prefix: &mut Vec<String>, out: &mut Vec<Vec<String>>) -> usize {
    let depth = prefix.len();
    loop {
        at += code[at..].len() - code[at..].trim_start().len();
        let length = code[at..].find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(code.len() - at);
        if length > 0 {
            prefix.push(code[at..at + length].to_owned());
            at += length;
        } else if code[at..].starts_with('{') {
            at += 1;
            loop {
                at += code[at..].len() - code[at..].trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
                if at >= code.len() || code[at..].starts_with('}') {
                    break;
                }
                let next = tree(code, at, prefix, out);
                // `a as b` and the like: whatever is not understood ends with the comma or the bracket.
                at = next + code[next..].find([',', '}']).unwrap_or(code.len() - next);
            }
            prefix.truncate(depth);
            return at + 1;
        }
        let rest = code[at..].trim_start();
        if !rest.starts_with("::") {
            out.push(prefix.clone());
            prefix.truncate(depth);
            return at;
        }
        at = code.len() - rest.len() + 2;
    }
}

fn end_of(bytes: &[u8], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    bytes.len()
}

/// Blanks comments and what stands in literals.
fn blanked(text: &str) -> (Vec<u8>, Vec<Literal>) {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut literals = Vec::new();
    let blank = |out: &mut Vec<u8>, from: usize, to: usize| out[from..to].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            blank(&mut out, at, end);
            at = end;
        } else if rest.starts_with("/*") {
            let end = at + rest.find("*/").map_or(rest.len(), |end| end + 2);
            blank(&mut out, at, end);
            at = end;
        } else if let Some((skip, close)) = raw_start(rest, at.checked_sub(1).map(|before| bytes[before])) {
            let from = at + skip;
            let end = from + text[from..].find(&close).unwrap_or(text.len() - from);
            literals.push(Literal { at, text: text[from..end].to_owned() });
            blank(&mut out, from, end);
            at = end + close.len();
        } else if bytes[at] == b'"' {
            let mut end = at + 1;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            literals.push(Literal { at, text: text[at + 1..end.min(text.len())].to_owned() });
            blank(&mut out, at + 1, end.min(bytes.len()));
            at = end + 1;
        } else if bytes[at] == b'\'' {
            let inner = &rest[1..];
            // A character, or else a lifetime.
            let length = if inner.starts_with('\\') {
                inner[2..].find('\'').map(|end| end + 2)
            } else {
                inner.chars().next().map(char::len_utf8).filter(|length| inner[*length..].starts_with('\''))
            };
            match length {
                Some(length) => {
                    blank(&mut out, at + 1, at + 1 + length);
                    at += length + 2;
                }
                None => at += 1,
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    (out, literals)
}

/// Bytes before the text of a raw string that opens here, and what closes it.
fn raw_start(rest: &str, before: Option<u8>) -> Option<(usize, String)> {
    if before.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let inner = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    inner[hashes..].starts_with('"').then(|| (rest.len() - inner.len() + hashes + 1, format!("\"{}", "#".repeat(hashes))))
}

/// A source file from its text.
pub fn source(path: &str, text: &str) -> Source {
    let (mut code, mut literals) = blanked(text);
    let mark = b"#[cfg(test)]";
    let mut from = 0;
    while let Some(at) = code[from..].windows(mark.len()).position(|window| window == mark).map(|at| at + from) {
        let after = at + mark.len();
        let stop = after + code[after..].iter().position(|b| matches!(b, b'{' | b';')).unwrap_or(code.len() - after - 1);
        let end = if code[stop] == b'{' { end_of(&code, stop) } else { stop + 1 };
        code[at..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        literals.retain(|literal| literal.at < at || literal.at >= end);
        from = end;
    }
    let code = String::from_utf8(code).unwrap();
    Source { path: path.to_owned(), text: text.to_owned(), code, literals, test: false }
}

/// Every source file under `src`, in order. Files that are modules of tests alone are marked.
pub fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join("src"), &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    let mut sources: Vec<Source> = paths.iter().map(|path| source(&name(path), &std::fs::read_to_string(path).unwrap())).collect();
    let tests: Vec<String> = sources.iter().flat_map(test_modules).collect();
    for source in &mut sources {
        let stem = source.path.trim_end_matches(".rs").to_owned();
        source.test = tests.iter().any(|test| stem == *test || stem.starts_with(&format!("{test}/")));
    }
    assert!(sources.len() > 100 && tests.len() > 3, "the sources are found");
    sources
}

/// Paths, without their ending, of the modules that a file declares for tests alone.
fn test_modules(source: &Source) -> Vec<String> {
    let stem = source.path.trim_end_matches(".rs");
    let folder = stem.strip_suffix("/mod").unwrap_or(stem);
    let declared = source.text.split("#[cfg(test)]").skip(1).filter_map(|rest| {
        let line = rest.trim_start().lines().next()?;
        line.split_once("mod ")?.1.strip_suffix(';').map(str::to_owned)
    });
    declared.map(|name| format!("{folder}/{name}")).collect()
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tops(text: &str) -> Vec<String> {
        source("src/view/chart/foot.rs", text).imports().into_iter().map(|(top, _)| top).collect()
    }

    #[test]
    fn imports_are_found_however_they_are_written() {
        assert_eq!(tops("use crate::{base::Bound, domain::{Plan, figure}, engine};"), ["base", "domain", "domain", "engine"]);
        assert_eq!(tops("use clusterplan::io::{self, export as e};\nfn f(x: &crate::ui::Theme) {}"), ["ui", "io", "io"]);
        assert_eq!(tops("use super::look::Look;\nuse super::super::super::session::Session;"), ["view", "session"]);
        assert_eq!(tops("// crate::ui\nconst A: &str = \"crate::ui\"; /* crate::ui */"), Vec::<String>::new());
        assert_eq!(tops("fn a() {}\n#[cfg(test)]\nmod tests {\n    use crate::ui::Theme;\n}\nuse crate::io;"), ["io"]);
    }

    #[test]
    fn literals_are_set_apart_and_the_rest_stays_in_place() {
        let text = "f('\"', \"a\\\"b // no comment\", r#\"raw \"x\"\"#, &'a str, '\\'', '年'); // \"c\"";
        let source = source("src/a.rs", text);
        assert_eq!(source.literals.iter().map(|l| &*l.text).collect::<Vec<_>>(), ["a\\\"b // no comment", "raw \"x\""]);
        assert_eq!(source.code.len(), text.len());
        assert!(source.code.contains("&'a str") && !source.code.contains("raw") && !source.code.contains('年'));
    }
}
