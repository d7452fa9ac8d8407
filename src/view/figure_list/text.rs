//! From pasted or read text to cells: tab-separated as spreadsheets paste it, or CSV with comma or semicolon.

/// The rows of a text; rows without any text are left out.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    // Text in memory is valid UTF-8 and the reader is told to take rows of any length, so nothing can fail here.
    for record in reader.records().flatten() {
        let row: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// A tab anywhere says that it comes from a spreadsheet; otherwise whichever of the usual signs is most frequent.
fn delimiter(text: &str) -> u8 {
    if text.contains('\t') {
        return b'\t';
    }
    let count = |sign: char| text.matches(sign).count();
    if count(';') > count(',') { b';' } else { b',' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_and_csv_texts_are_split() {
        let expected = vec![vec!["a".to_owned(), "1,5".to_owned()], vec!["b\nc".to_owned(), String::new()]];
        assert_eq!(rows("a\t1,5\r\n\t\n\"b\nc\"\t\n"), expected);
        assert_eq!(rows("\u{feff}a,\"1,5\"\n\"b\nc\",\n"), expected);
        assert_eq!(rows("a;1,5\n\"b\nc\";"), expected);
        assert!(rows("\n \n").is_empty());
    }
}
