//! What a file is, told from its first bytes: names lie, and statistics sites send web pages that call themselves workbooks.

/// The kind of a file's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Perhaps a text.
    Text,
    /// A ZIP archive, as most workbooks are.
    Zip,
    /// A compound file, as old workbooks are.
    Compound,
    /// A web page.
    WebPage,
    /// A workbook as one XML text.
    XmlSheet,
    /// Something that holds no table; the word names it.
    Other(&'static str),
}

/// First bytes of files that hold no table.
const OTHERS: [(&[u8], &str); 13] = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "EXE"),
    (b"\x7FELF", "ELF"),
    (b"\xFD7zXZ", "xz"),
];

/// The kind told from the beginning of a file.
pub fn of(head: &[u8]) -> Kind {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Kind::Compound;
    }
    // `MZ` begins many words; programs are no texts.
    if let Some((_, name)) = OTHERS.iter().find(|(first, _)| head.starts_with(first))
        && (*name != "EXE" || super::encoding::is_binary(head))
    {
        return Kind::Other(name);
    }
    let plain: String = head.iter().take(2048).filter(|byte| **byte != 0).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let begins = plain.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'ï' | '»' | '¿' | 'ÿ' | 'þ'));
    if begins.starts_with("<?xml") || begins.starts_with("<workbook") {
        return if plain.contains("<html") { Kind::WebPage } else { Kind::XmlSheet };
    }
    if ["<html", "<!doctype html", "<table", "<head", "<meta"].iter().any(|tag| begins.starts_with(tag)) {
        return Kind::WebPage;
    }
    Kind::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_from_content() {
        assert_eq!(of(b"PK\x03\x04..."), Kind::Zip);
        assert_eq!(of(b"%PDF-1.7"), Kind::Other("PDF"));
        assert_eq!(of(b"\xEF\xBB\xBF\r\n<html><table>"), Kind::WebPage);
        assert_eq!(of(b"<?xml version=\"1.0\"?><Workbook>"), Kind::XmlSheet);
        assert_eq!(of(b"MZ,2011,2012\nx,1,2\n"), Kind::Text);
        assert_eq!(of(b""), Kind::Text);
    }
}
