//! Decodes a text, on all processors where its encoding allows to begin anywhere behind a line end.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use rayon::prelude::*;

/// Encodings of which no character holds a byte that is a line end; those of UTF-16 do, and others are decoded fast enough at once.
const PARTED: [&Encoding; 3] = [GBK, GB18030, BIG5];
/// Bytes of a part, about.
const PART: usize = 256 << 10;

/// The text, and whether anything did not fit the encoding. A byte order mark is expected to be gone.
pub fn whole<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, bool) {
    if bytes.len() < 2 * PART || !PARTED.contains(&encoding) {
        return encoding.decode_without_bom_handling(bytes);
    }
    let decoded: Vec<(Cow<'_, str>, bool)> = parts(bytes).par_iter().map(|part| encoding.decode_without_bom_handling(part)).collect();
    let mut text = String::with_capacity(decoded.iter().map(|(part, _)| part.len()).sum());
    decoded.iter().for_each(|(part, _)| text.push_str(part));
    (Cow::Owned(text), decoded.iter().any(|(_, damaged)| *damaged))
}

/// The bytes in parts that end behind a line end.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let from = rest.len().min(PART);
        let end = memchr::memchr(b'\n', &rest[from..]).map_or(rest.len(), |at| from + at + 1);
        let (part, behind) = rest.split_at(end);
        parts.push(part);
        rest = behind;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_to_the_same_as_the_whole() {
        let text = "海宁太阳能产业集聚区,主营业务收入,1.5\r\n".repeat(40_000);
        for encoding in PARTED {
            let bytes = encoding.encode(&text).0.into_owned();
            assert!(parts(&bytes).len() > 2);
            assert_eq!(whole(encoding, &bytes), encoding.decode_without_bom_handling(&bytes), "{}", encoding.name());
            let mut damaged = bytes.clone();
            damaged.truncate(bytes.len() - 60);
            damaged.push(0xFF);
            assert_eq!(whole(encoding, &damaged), encoding.decode_without_bom_handling(&damaged));
        }
        let endless = vec![b'7'; 3 * PART];
        assert_eq!(whole(GBK, &endless).0.len(), 3 * PART);
    }
}
