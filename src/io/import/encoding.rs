//! Which encoding a text is in: byte order mark, then UTF-8 by its strict form, UTF-16 by its zeros, then by likelihood.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Encodings that are offered to choose from, the likeliest first.
pub const OFFERED: [&str; 7] = ["UTF-8", "GBK", "gb18030", "UTF-16LE", "UTF-16BE", "Big5", "windows-1252"];

/// Bytes that likelihood is judged by.
const SAMPLE: usize = 1 << 20;
/// Bytes that likelihood among many encodings is judged by: it is slow, and a page of text says as much as a book.
const JUDGED: usize = 64 << 10;
/// Fewer bytes beyond ASCII than these say little about an encoding.
const FEW: usize = 12;
/// Places that are no UTF-8 after which nothing is expected of the rest.
const SURELY_NOT: usize = 200;
/// Encodings of Latin alphabets that a few characters do not tell apart.
const LATIN: [&str; 7] = ["ISO-8859-2", "ISO-8859-4", "ISO-8859-13", "windows-1250", "windows-1254", "windows-1257", "windows-1258"];

/// An encoding and where the text begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Length of the byte order mark.
    pub mark: usize,
    /// True where it is little more than a guess.
    pub unsure: bool,
}

/// The encoding of this name, with the byte order mark of `bytes` if it has the one of that encoding.
pub fn named(name: &str, bytes: &[u8]) -> Option<Found> {
    let encoding = Encoding::for_label(name.trim().as_bytes()).filter(|found| *found != encoding_rs::REPLACEMENT)?;
    let mark = Encoding::for_bom(bytes).filter(|(of, _)| *of == encoding).map_or(0, |(_, length)| length);
    Some(Found { encoding, mark, unsure: false })
}

/// Finds the encoding of a text. `whole` says that `bytes` is all of it and not its beginning.
pub fn find(bytes: &[u8], whole: bool) -> Found {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Found { encoding, mark, unsure: false };
    }
    let sure = |encoding| Found { encoding, mark: 0, unsure: false };
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return sure(encoding);
    }
    if is_utf_8(bytes, whole) {
        return sure(UTF_8);
    }
    let sample = around_first_beyond_ascii(bytes);
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, whole && sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    // A handful of Chinese characters can pass for other scripts; the common characters of GB 2312 lie close together.
    let encoding = match guess {
        guess if guess != GBK && guess != BIG5 && is_common_chinese(sample) => GBK,
        // A few accents could be of any Latin alphabet; the one of western Europe is by far the commonest.
        guess if beyond < FEW && LATIN.contains(&guess.name()) => WINDOWS_1252,
        guess => guess,
    };
    Found { encoding, mark: 0, unsure: beyond < FEW }
}

/// UTF-8 throughout, or with so little damage that it cannot be anything else.
fn is_utf_8(bytes: &[u8], whole: bool) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        if bad > SURELY_NOT && good < bad {
            return false;
        }
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        // One wrong byte makes its neighbours wrong too; places count, not bytes.
        bad += usize::from(!chunk.invalid().is_empty() && (bad == 0 || !chunk.valid().is_empty()));
    }
    // The last character of a beginning may be cut in two.
    bad == 0 || (bad == 1 && !whole && good > 0) || good >= 4 * bad
}

/// Zeros at every second place: ASCII characters within UTF-16. Text in other encodings has none.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let (zeros, other, encoding) = if odd > even { (odd, even, UTF_16LE) } else { (even, odd, UTF_16BE) };
    let plausible = zeros >= 2 && zeros * 20 >= sample.len() && other * 20 <= zeros;
    (plausible && !encoding.decode_without_bom_handling(&sample[..sample.len() & !1]).1).then_some(encoding)
}

fn around_first_beyond_ascii(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    // From the start of its line, so that the detector sees what stands before.
    let start = bytes[..first].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1).max(first.saturating_sub(JUDGED / 2));
    &bytes[start..bytes.len().min(start + JUDGED)]
}

/// Nine in ten of the pairs are signs or common characters of GB 2312.
fn is_common_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut common, mut place) = (0_usize, 0_usize, 0);
    while place < bytes.len() {
        if bytes[place].is_ascii() {
            place += 1;
            continue;
        }
        pairs += 1;
        let lead = matches!(bytes[place], 0xA1..=0xA3 | 0xB0..=0xD7);
        common += usize::from(lead && bytes.get(place + 1).is_some_and(|trail| *trail >= 0xA1));
        place += 2;
    }
    pairs >= 2 && common * 10 >= pairs * 9
}

/// True where the bytes are no text of any encoding: too many control characters, or too many zeros.
pub fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if Encoding::for_bom(sample).is_some() || utf_16_without_mark(sample).is_some() {
        return false;
    }
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    let control = sample.iter().filter(|byte| matches!(byte, 1..=8 | 0x0E..=0x1F | 0x7F) && **byte != 0x1A).count();
    // One or two stray bytes within a short text are damage, not a program.
    zeros == sample.len() || (zeros > 3 && zeros * 10 > sample.len()) || (control > 2 && control * 50 > sample.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "指标,2011年,2010年\n销售收入(亿元),400,312.5\n税收,21,18\n";

    fn in_encoding(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        match encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        }
    }

    #[test]
    fn encodings_are_found_without_a_mark() {
        let traditional = "指標,2011年,2010年\n銷售收入(億元),400,312.5\n稅收,21,18\n";
        let french = "Région,Année,Valeur\nÎle-de-France,2011,«400»\nRhône-Alpes,2011,312\n";
        let cases = [(TABLE, UTF_8), (TABLE, GBK), (TABLE, UTF_16LE), (TABLE, UTF_16BE), (traditional, BIG5)];
        for (text, encoding) in cases.into_iter().chain([(french, WINDOWS_1252), ("a,b\n1,2\n", UTF_8)]) {
            let bytes = in_encoding(text, encoding);
            assert_eq!(find(&bytes, true).encoding.name(), encoding.name(), "{text}");
            assert!(!is_binary(&bytes), "{text}");
        }
    }

    #[test]
    fn a_few_characters_are_enough_for_chinese() {
        for text in ["嘉兴市,1", "销售收入", "年份,工业总产值\n2011,5", "县（市、区）;2011年;2012年"] {
            assert_eq!(find(&in_encoding(text, GBK), true).encoding.name(), "GBK", "{text}");
        }
    }

    #[test]
    fn marks_and_damage() {
        let marked = [b"\xEF\xBB\xBF".as_slice(), TABLE.as_bytes()].concat();
        assert_eq!(find(&marked, true), Found { encoding: UTF_8, mark: 3, unsure: false });
        let mut damaged = TABLE.as_bytes().to_vec();
        damaged[1] = 0xFF;
        assert_eq!(find(&damaged, true).encoding, UTF_8);
        assert_eq!(find(&TABLE.as_bytes()[..1 + TABLE.len() / 2], true).encoding, UTF_8);
        assert_eq!(named(" gb2312 ", b"").map(|found| found.encoding.name()), Some("GBK"));
        assert_eq!(named("klingon", b""), None);
        assert!(OFFERED.iter().all(|name| named(name, b"").is_some_and(|found| found.encoding.name() == *name)));
        assert!(is_binary(&[0; 100]) && is_binary(b"\x01\x02\x03abc") && !is_binary(b"a,b\0\nc,dddddddddddddddd\n"));
    }
}
