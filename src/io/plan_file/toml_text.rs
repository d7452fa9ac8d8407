//! TOML values as text, laid out by hand: always on one line, always the same for the same value.

use std::fmt::Write;

use toml::Value;

/// Appends a string in quotes.
pub fn string(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (place, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && !matches!(byte, b'"' | b'\\' | 0x7f) {
            continue;
        }
        out.push_str(&text[plain..place]);
        plain = place + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => {
                let _ = write!(out, "\\u{other:04X}");
            }
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Appends a key, bare where it may be.
pub fn key(out: &mut String, key: &str) {
    if !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
        out.push_str(key);
    } else {
        string(out, key);
    }
}

/// Appends any value on one line.
pub fn value(out: &mut String, of: &Value) {
    match of {
        Value::String(text) => string(out, text),
        Value::Integer(number) => {
            let _ = write!(out, "{number}");
        }
        Value::Float(number) => float(out, *number),
        Value::Boolean(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Datetime(time) => {
            let _ = write!(out, "{time}");
        }
        Value::Array(list) => array(out, list, value),
        Value::Table(table) => inline_table(out, table.iter()),
    }
}

/// Appends an array on one line.
pub fn array<T>(out: &mut String, list: &[T], mut item: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (place, entry) in list.iter().enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        item(out, entry);
    }
    out.push(']');
}

/// Appends a float; the text always reads back as a float, never as an integer.
pub fn float(out: &mut String, number: f64) {
    if number.is_nan() {
        out.push_str("nan");
    } else if number.is_infinite() {
        out.push_str(if number > 0.0 { "inf" } else { "-inf" });
    } else {
        let _ = write!(out, "{number:?}");
    }
}

fn inline_table<'a>(out: &mut String, entries: impl Iterator<Item = (&'a String, &'a Value)>) {
    let mut any = false;
    for (name, of) in entries {
        out.push_str(if any { ", " } else { "{ " });
        any = true;
        key(out, name);
        out.push_str(" = ");
        value(out, of);
    }
    out.push_str(if any { " }" } else { "{}" });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use super::*;

    #[test]
    fn values_read_back_as_they_were() {
        let text = "a = 1\nb = [1.0, -0.0, 1e300, inf]\n\"odd key\" = { x = { y = [] }, z = {}, t = 1979-05-27T07:32:00Z }\n\
            s = \"\\\" \\\\ \\u0000 \\u007f \\n \\r \\t 嘉兴 ]}#'''\"\nt = true\n";
        let table: toml::Table = toml::from_str(text).unwrap();
        let mut out = String::new();
        for (name, of) in &table {
            key(&mut out, name);
            out.push_str(" = ");
            value(&mut out, of);
            out.push('\n');
        }
        assert_eq!(out.lines().count(), 5);
        assert_eq!(toml::from_str::<toml::Table>(&out).unwrap(), table);
    }
}
