//! Files of every encoding and shape, and every kind of bad file: opening ends with rows or with a reason in words.
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use encoding_rs::Encoding;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;
use crate::base::{Diagnostic, Severity};
use crate::view::import::raw::{CellValue, FileKind, Merge, RawTable};
use crate::view::{Language, Words};

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| Language::ALL.into_iter().map(Words::new).collect());

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn opened(path: &Path) -> RawFile {
    open(path, &OpenChoices::default(), &mut |_| true).unwrap()
}

/// Opens bytes as a file; whatever is told has a whole sentence in both languages.
fn open_bytes(name: &str, bytes: &[u8], choices: &OpenChoices) -> Result<RawFile, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let result = open(&path, choices, &mut |_| true);
    match &result {
        Ok(file) => file.diagnostics.iter().for_each(has_words),
        Err(error) => has_words(&error.diagnostic()),
    }
    result
}

fn read(bytes: &[u8]) -> RawFile {
    open_bytes("file.csv", bytes, &OpenChoices::default()).unwrap()
}

fn failure(name: &str, bytes: &[u8]) -> &'static str {
    open_bytes(name, bytes, &OpenChoices::default()).map_or_else(|error| error.diagnostic().code, |_| "")
}

fn has_words(diagnostic: &Diagnostic) {
    // What a file holds may look like a gap in a sentence; only the sentence around it is asked about.
    let mut plain = diagnostic.clone();
    plain.args.iter_mut().for_each(|(_, text)| *text = text.replace('$', "S"));
    for words in &*WORDS {
        let sentence = words.diagnostic(&plain);
        assert!(!sentence.contains('$') && !sentence.contains("diagnostic-"), "{sentence}");
    }
}

fn told(file: &RawFile) -> Vec<(&'static str, Option<usize>, Option<usize>)> {
    file.diagnostics.iter().map(|d| (d.code, d.place.line, d.place.column)).collect()
}

fn texts(table: &RawTable) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    match encoding.name() {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding.encode(text).0.into_owned(),
    }
}

#[test]
fn every_code_has_a_sentence_in_both_languages() {
    for language in Language::ALL {
        let words = Words::new(language);
        codes().for_each(|code| assert!(words.has(&format!("diagnostic-{code}")), "{}: {code}", language.tag()));
    }
}

#[test]
fn the_corpus_opens_as_it_was_written() {
    let cases = [
        ("site-regions.csv", "GBK", Some(','), 9, 6, (4, 1, "3352.8")),
        ("site-indicators.csv", "GBK", Some(','), 9, 5, (7, 0, "注：利润总额为规模以上工业企业数据, 2012年缺")),
        ("site-years-as-rows.csv", "GBK", Some(','), 9, 4, (4, 0, "2014年")),
        ("site-unit-in-preamble.csv", "GBK", Some(','), 10, 4, (6, 3, "—")),
        ("site-months.csv", "GBK", Some(','), 7, 7, (5, 1, "660.1")),
        ("long.csv", "UTF-8", Some(','), 7, 8, (2, 4, "98,200")),
        ("long-bom.csv", "UTF-8", Some(','), 4, 8, (0, 0, "node")),
        ("wide-by-period.txt", "UTF-16LE", Some('\t'), 4, 6, (1, 5, "…")),
        ("wide-by-metric.csv", "windows-1252", Some(';'), 6, 5, (3, 2, "1.160,5")),
        ("wide-pipe.txt", "UTF-16BE", Some('|'), 4, 4, (3, 3, "-1.2")),
        ("running-totals.csv", "GBK", Some(','), 5, 6, (3, 1, "182,300")),
        ("transposed.csv", "UTF-8", Some(','), 6, 6, (4, 4, "1,204")),
        ("growth-and-index.csv", "GBK", Some(','), 6, 5, (3, 3, "增长3.6%")),
        ("traditional-big5.csv", "Big5", Some(','), 4, 5, (1, 0, "海寧市")),
        ("iamc.csv", "UTF-8", Some(','), 3, 8, (1, 7, "")),
        ("iamc-subannual.csv", "UTF-8", Some(','), 4, 8, (2, 5, "January")),
        ("firms.csv", "GBK", Some(','), 7, 8, (2, 5, "1,120,500")),
    ];
    for (name, encoding, delimiter, rows, width, (row, column, text)) in cases {
        let file = opened(&corpus(name));
        let table = file.table().unwrap();
        let size = (table.rows.len(), table.width());
        assert_eq!((file.encoding.as_deref(), file.delimiter, size), (Some(encoding), delimiter, (rows, width)), "{name}");
        assert_eq!(table.text(row, column), text, "{name}");
        assert_eq!((file.name.as_str(), file.size), (name, fs::metadata(corpus(name)).unwrap().len()));
        assert!(file.diagnostics.iter().all(|d| d.severity == Severity::Note), "{name}: {:?}", file.diagnostics);
    }
}

#[test]
fn every_file_of_the_corpus_says_what_has_to_come_out() {
    for entry in fs::read_dir(corpus("")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name == "README.md" || name.ends_with(".expected.csv") {
            continue;
        }
        let expected = opened(&corpus(&format!("{name}.expected.csv")));
        assert_eq!(texts(&expected.tables[0])[0], ["node", "metric", "coverage", "period", "value", "unit", "status"], "{name}");
        assert!(expected.tables[0].rows.len() > 1, "{name}");
    }
}

#[test]
fn workbooks_open_with_all_their_sheets() {
    let file = opened(&corpus("merged-header.xlsx"));
    let names: Vec<_> = file.tables.iter().map(|table| (table.name.as_str(), table.hidden)).collect();
    assert_eq!((file.kind, names.as_slice()), (FileKind::Xlsx, [("README", false), ("规上工业", false), ("代码", true)].as_slice()));
    assert_eq!(file.proposed, 1);
    let table = file.table().unwrap();
    assert_eq!(table.shown(2, 2).unwrap().text, "2011年");
    assert_eq!(table.shown(3, 0).unwrap().text, "地区");
    assert_eq!(table.cell(4, 1).unwrap().value, CellValue::Number(1203.5));
    assert_eq!((table.text(5, 4), table.cell(5, 4).unwrap().value), ("#N/A", CellValue::Error));
    assert_eq!(table.merged[2], Merge { first_row: 2, first_column: 1, last_row: 2, last_column: 2 });

    let table = opened(&corpus("years-as-text.xlsx")).tables.remove(0);
    assert_eq!((table.text(0, 3), table.cell(0, 3).unwrap().value), ("2011", CellValue::Text));

    let table = opened(&corpus("dates.xlsx")).tables.remove(0);
    assert_eq!(table.cell(1, 1).unwrap().value, CellValue::Date { year: 2011, month: 3, day: 31 });
    assert_eq!((table.text(1, 1), table.text(1, 3)), ("2011-03-31", "7.12%"));

    let file = opened(&corpus("wide.ods"));
    let table = file.table().unwrap();
    assert_eq!((file.kind, file.proposed, table.rows.len(), table.width()), (FileKind::Ods, 1, 5, 4));
    assert_eq!((table.text(2, 2), table.text(4, 3), table.text(1, 2)), ("1203.5", "5.61%", "2011"));
    assert_eq!(table.merged, [Merge { first_row: 0, first_column: 0, last_row: 0, last_column: 3 }]);

    let file = opened(&corpus("old-workbook.xls"));
    let table = file.table().unwrap();
    assert_eq!((file.kind, file.proposed, table.rows.len(), table.text(1, 3)), (FileKind::Xls, 1, 3, "138.2"));
}

#[test]
fn sheet_and_block_can_be_chosen() {
    let choose = |choices: OpenChoices| open(&corpus("merged-header.xlsx"), &choices, &mut |_| true).unwrap();
    let file = choose(OpenChoices { sheet: Some(0), ..OpenChoices::default() });
    assert_eq!((file.proposed, file.tables.len()), (0, 3));
    let range = "A5:C7".parse().ok();
    let file = choose(OpenChoices { sheet_name: Some("规上工业".to_owned()), range, ..OpenChoices::default() });
    let table = file.table().unwrap();
    assert_eq!(texts(table), [["海宁市", "1203.5", "68.9"], ["平湖市", "1042.2", "55.3"], ["桐乡市", "962.1", "48.7"]]);
    assert_eq!(table.row_number(0), 5);
    let file = choose(OpenChoices { sheet_name: Some("gone".to_owned()), ..OpenChoices::default() });
    assert_eq!((file.proposed, told(&file)[0].0), (1, "import-sheet-missing"));
    let file = choose(OpenChoices { rows: Some(2), ..OpenChoices::default() });
    assert!(file.tables.iter().all(|table| table.rows.len() <= 2) && file.tables[1].cut && file.diagnostics.is_empty());
}

#[test]
fn encoding_and_delimiter_can_be_chosen() {
    let choices = OpenChoices { encoding: Some("gb2312".to_owned()), delimiter: Some('、'), ..OpenChoices::default() };
    let bytes = encoded("甲、乙\n1、2\n", encoding_rs::GBK);
    let file = open_bytes("x.txt", &bytes, &choices).unwrap();
    assert_eq!(texts(&file.tables[0]), [["甲", "乙"], ["1", "2"]]);
    let choices = OpenChoices { encoding: Some("klingon".to_owned()), ..OpenChoices::default() };
    assert!(matches!(open_bytes("x.txt", &bytes, &choices), Err(ImportError::Encoding(_))));
    let wrong = OpenChoices { encoding: Some("UTF-8".to_owned()), ..OpenChoices::default() };
    assert_eq!(told(&open_bytes("x.txt", &bytes, &wrong).unwrap())[0], ("import-not-decodable", Some(1), Some(1)));
}

#[test]
fn a_pasted_table_comes_through_the_same_door() {
    let file = from_text("clipboard", "指标\t2011\r\n\"two\nlines\"\t1,234\r\n", &OpenChoices::default());
    assert_eq!((file.kind, file.delimiter, file.encoding.as_ref()), (FileKind::Pasted, Some('\t'), None));
    assert_eq!(texts(&file.tables[0]), [["指标", "2011"], ["two\nlines", "1,234"]]);
    assert_eq!(from_text("clipboard", "", &OpenChoices::default()).tables.len(), 1);
}

#[test]
fn what_looks_wrong_in_a_text_is_told_with_its_place() {
    assert_eq!(told(&read(b"a,b\n1,2\0\n")), [("import-nul", Some(2), Some(2))]);
    assert_eq!(told(&read(b"a,b\n\"1,2\n3,4\n")), [("import-quote-open", Some(2), Some(1))]);
    assert_eq!(told(&read(b"a,b\r\n1,2\n3,4\r5,6\n")), [("import-line-ends", Some(2), None)]);
    assert_eq!(told(&read(b"a,b\r\n\"1\n2\",2\r\n")), []);
    assert_eq!(told(&read(b"a,b\n1,2\n3,4,5\n6,7\n")), [("import-rows-longer", Some(3), Some(3))]);
    assert_eq!(
        told(&read(b"a,b,c\n1,2,3\n4,5,6\n4,5,6\n4,5,6\n4,5,6\n4,5,6\n4,5,6\n4,5,6\n7,8")),
        [("import-last-row-short", Some(10), Some(2))]
    );
    assert_eq!(told(&read("甲,\u{4e59}\n1,2\n".as_bytes().split_at(4).0)), []);
    let mut damaged = "销售收入,利润\n138.2,9.8\n总计,税收\n".as_bytes().to_vec();
    damaged[1] = b'?';
    assert_eq!(told(&read(&damaged))[0].0, "import-not-decodable");
    let ragged = read(b"title\n\na,b,c\n1,2,3\n4\n5,6,7\nnote\n");
    assert_eq!((told(&ragged), ragged.tables[0].rows.len(), ragged.tables[0].rows[1].len()), (vec![], 7, 0));
    assert_eq!(told(&read(b"sep=;\na;b\n1;2\n")), []);
    assert_eq!(read(b"sep=;\na;b\n1;2\n").tables[0].row_number(0), 2);
}

#[test]
fn a_text_beyond_all_bounds_is_cut_and_says_so() {
    let long = [vec![b'x'; 10 << 20], b",1\ny,2\n".to_vec()].concat();
    let file = read(&long);
    assert_eq!(told(&file), [("import-cell-cut", Some(1), Some(1))]);
    assert_eq!((file.tables[0].text(1, 1), file.tables[0].text(0, 0).len()), ("2", limits::CELL_CHARACTERS));
    let wide = format!("{}\n{}\n", "1,".repeat(16_383), "1,".repeat(20_000));
    let file = read(wide.as_bytes());
    assert_eq!(told(&file)[0], ("import-columns-cut", Some(2), Some(16_385)));
    assert_eq!((file.tables[0].rows[0].len(), file.tables[0].rows[1].len(), file.tables[0].cut), (16_384, 16_384, true));
    let many = "1,2,3\n".repeat(1_100_000);
    let file = read(many.as_bytes());
    assert_eq!((file.tables[0].rows.len(), file.tables[0].cut), (limits::CELLS / 4, true));
    assert_eq!(told(&file), [("import-rows-cut", Some(limits::CELLS / 4), None)]);
}

#[test]
fn a_file_larger_than_memory_is_read_in_part_and_streamed_in_full() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    let mut file = fs::File::create(&path).unwrap();
    let head: String = (0..1000).map(|row| format!("{row},{}\n", row * 2)).collect();
    file.write_all(head.as_bytes()).unwrap();
    // A hole costs no disk: two gigabytes of zero bytes within one row.
    file.set_len(2 << 30).unwrap();
    let mut calls = 0;
    let stopped = open(&path, &OpenChoices::default(), &mut |_| {
        calls += 1;
        calls < 3
    });
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
    let text = "甲,1\n".repeat(200_000);
    fs::write(&path, encoded(&text, encoding_rs::GBK)).unwrap();
    let look = look(&path, &OpenChoices::default()).unwrap();
    assert_eq!((look.encoding.name(), look.delimiter), ("GBK", Some(',')));
    let (mut sum, mut rows) = (0, 0);
    let streamed = each_row(&path, &look, &mut |_| true, &mut |row, cells| {
        assert_eq!((row, cells[0].as_ref()), (rows, "甲"));
        sum += cells[1].parse::<usize>().unwrap();
        rows += 1;
        true
    });
    let streamed = streamed.unwrap();
    assert_eq!((streamed.rows, sum, streamed.hash), (200_000, 200_000, opened(&path).hash));
}

#[test]
fn what_is_no_table_is_refused_with_a_reason() {
    let random: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&str, &[u8], &str); 11] = [
        ("empty.csv", b"", "import-empty"),
        ("a.csv", &random, "import-no-table"),
        ("zeros.csv", &[0; 4096], "import-no-table"),
        ("a.csv", b"%PDF-1.4\n...", "import-no-table"),
        ("a.xlsx", b"PK\x03\x04 not an archive", "import-damaged"),
        ("a.xls", b"<html><frameset><frame src=sheet001.htm></frameset></html>", "import-web-page"),
        ("a.xls", b"<?xml version=\"1.0\"?><Workbook></Workbook>", "import-xml-sheet"),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 not a workbook", "import-damaged"),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "import-password"),
        ("a.docx", &zipped(&[("word/document.xml", b"<x/>")]), "import-no-table"),
        ("a.zip", &zipped(&[("a.csv", b"1,2")]), "import-no-table"),
    ];
    for (name, bytes, code) in cases {
        assert_eq!(failure(name, bytes), code, "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &Path| open(path, &OpenChoices::default(), &mut |_| true).map_err(|error| error.diagnostic().code);
    assert_eq!(at(folder.path()).unwrap_err(), "import-folder");
    assert_eq!(at(&folder.path().join("none.csv")).unwrap_err(), "import-missing");
    let refused = |error: std::io::Error| ImportError::system("f", error).diagnostic();
    let denied = refused(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    assert_eq!(denied.code, "import-denied");
    let locked = ImportError::Locked { file: "f".to_owned(), source: std::io::Error::from_raw_os_error(32) }.diagnostic();
    [denied, locked].iter().for_each(has_words);
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The corpus workbook with one part replaced.
fn with_part(name: &str, part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(fs::File::open(corpus(name)).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let called = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        parts.push((called.clone(), if called == part { bytes.to_vec() } else { content }));
    }
    zipped(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let huge = vec![b' '; (limits::SHARED_BYTES + 1) as usize];
    let bomb = with_part("dates.xlsx", "xl/styles.xml", &huge);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(failure("bomb.xlsx", &bomb), "import-bomb");
    // The same with a size that lies.
    let mut lying = bomb.clone();
    let size = (huge.len() as u32).to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == size).collect();
    places.iter().for_each(|at| lying[*at..*at + 4].copy_from_slice(&100_u32.to_le_bytes()));
    assert!(matches!(failure("lying.xlsx", &lying), "import-bomb" | "import-damaged"));
}

#[test]
fn a_sheet_that_claims_to_be_endless_stays_small() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#;
    let file =
        open_bytes("a.xlsx", &with_part("dates.xlsx", "xl/worksheets/sheet1.xml", sheet.as_bytes()), &OpenChoices::default()).unwrap();
    assert_eq!((file.tables[0].text(1_048_575, 16_383), file.tables[0].rows[1].len()), ("2", 0));
    let rows: String = (1..400).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>2</v></c></row>"#)).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let file =
        open_bytes("a.xlsx", &with_part("dates.xlsx", "xl/worksheets/sheet1.xml", sheet.as_bytes()), &OpenChoices::default()).unwrap();
    assert_eq!((told(&file)[0].0, file.tables[0].cut), ("import-sheet-cut", true));
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="a">
        <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"
        office:value-type="float" office:value="1"><text:p>1<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#;
    let file = open_bytes("a.ods", &with_part("wide.ods", "content.xml", content.as_bytes()), &OpenChoices::default()).unwrap();
    assert!(file.tables[0].rows.len() < 1000 && file.tables[0].cut);
}

#[test]
fn workbooks_that_break_off_or_have_a_wrong_byte_never_crash() {
    for name in ["merged-header.xlsx", "wide.ods", "old-workbook.xls"] {
        let whole = fs::read(corpus(name)).unwrap();
        for cut in (0..whole.len()).step_by(whole.len() / 40 + 1) {
            let _ = open_bytes(name, &whole[..cut], &OpenChoices::default());
            let mut wrong = whole.clone();
            wrong[cut] ^= 0x55;
            let _ = open_bytes(name, &wrong, &OpenChoices::default());
        }
    }
}

/// Rows as statistics offices write them.
fn rows_of_words() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word =
        prop::sample::select(vec!["海宁市", "销售收入", "利润总额", "2011年", "规模以上工业", "亿元", "统计局", "上半年", "—", "合计"]);
    let number = (0.0..1e6_f64).prop_map(|value| format!("{value:.1}"));
    let cell = prop_oneof![word.prop_map(str::to_owned), number, Just(String::new()), Just("a, \"b\";\nc|d".to_owned())];
    prop::collection::vec(prop::collection::vec(cell, 3..6), 4..12)
}

fn written(rows: &[Vec<String>], delimiter: char, end: &str) -> String {
    let quoted = |cell: &String| {
        let needs = cell.contains([delimiter, '"', '\n', '\r']);
        if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string()) + end).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_table_written_in_any_encoding_reads_back(
        mut rows in rows_of_words(),
        delimiter in prop::sample::select(DELIMITERS.to_vec()),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        encoding in prop::sample::select(vec!["UTF-8", "GBK", "gb18030", "UTF-16LE", "UTF-16BE"]),
        marked in any::<bool>(),
    ) {
        // What every such file has: a header with words.
        rows.insert(0, ["地区", "指标（亿元）", "2011年", "2012年", "2013年"].map(str::to_owned).to_vec());
        let mark = if marked && encoding.starts_with("UTF") { "\u{FEFF}" } else { "" };
        let text = format!("{mark}{}", written(&rows, delimiter, end));
        let label = Encoding::for_label(encoding.as_bytes()).unwrap();
        let choices = OpenChoices { delimiter: Some(delimiter), ..OpenChoices::default() };
        let file = open_bytes("f.csv", &encoded(&text, label), &choices).unwrap();
        while rows.last().is_some_and(|row| row.iter().all(|cell| cell.trim().is_empty())) {
            rows.pop();
        }
        prop_assert_eq!(texts(&file.tables[0]), rows);
    }

    #[test]
    fn any_text_in_a_chosen_encoding_reads_back(cells in prop::collection::vec("[ -~、-〗一-龥Ａ-Ｚ]{1,9}", 1..20)) {
        for encoding in ["UTF-8", "gb18030", "UTF-16LE", "UTF-16BE"] {
            let rows: Vec<Vec<String>> = cells.iter().map(|cell| vec![cell.clone(), "x".to_owned()]).collect();
            let label = Encoding::for_label(encoding.as_bytes()).unwrap();
            let choices = OpenChoices { encoding: Some(encoding.to_owned()), delimiter: Some(','), ..OpenChoices::default() };
            let file = open_bytes("f.csv", &encoded(&written(&rows, ',', "\n"), label), &choices).unwrap();
            prop_assert_eq!(texts(&file.tables[0]), rows);
        }
    }

    #[test]
    fn any_bytes_end_with_rows_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = open_bytes("f.csv", &bytes, &OpenChoices::default());
        let _ = open_bytes("f.xlsx", &[b"PK\x03\x04".as_slice(), &bytes].concat(), &OpenChoices::default());
    }
}
