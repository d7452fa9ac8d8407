//! Briefings as files: read back as other programs read them, in both languages, the same bytes each time.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use clusterplan::base::Label;
use clusterplan::domain::{Briefing, Content, Document, FindingRule, Item, TableKind, When};
use clusterplan::engine::Evaluation;
use clusterplan::io::export::chart::font_measure;
use clusterplan::io::export::house::House;
use clusterplan::io::export::report::{Made, Making, ReportFormat, make};
use clusterplan::view::report::book::{BookPart, Spread, book_of};
use clusterplan::view::report::builtin::BuiltIn;
use clusterplan::view::report::layout::{Paper, sheets};
use clusterplan::view::report::{Inputs, Report, Span, What, build};
use clusterplan::view::{Language, Words};

fn sample() -> (Document, Evaluation) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = clusterplan::io::workspace::open(&folder).unwrap().document;
    let evaluation = Evaluation::of(&document);
    (document, evaluation)
}

fn report_of(briefing: &Briefing, document: &Document, evaluation: &Evaluation, words: &Words) -> Report {
    let judge = clusterplan::view::judging::ReportJudge::new(document, evaluation, words, None);
    build(briefing, Inputs { document, evaluation, words, when: None, scenarios: &[], judge: Some(&judge) })
}

fn made(kind: BuiltIn, language: Language, format: ReportFormat, template: Option<&[u8]>) -> Made {
    let (document, evaluation) = sample();
    let words = Words::new(language);
    let report = report_of(&kind.briefing(&document, &evaluation, &words), &document, &evaluation, &words);
    let inputs = Inputs { document: &document, evaluation: &evaluation, words: &words, when: None, scenarios: &[], judge: None };
    let book = book_of(&report, inputs, Spread::OneTable, &BookPart::USUAL);
    let template = template.map(|bytes| (bytes, "house.pptx"));
    make(Making { report: &report, book: &book, house: &House::default(), template, measure: font_measure() }, format).unwrap()
}

/// The parts of a package.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

fn tags(content: &[u8], of: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(content).unwrap();
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) if tag.local_name().as_ref() == of => {
                let all = tag.attributes().map(|a| a.unwrap()).map(|a| (a.key.as_ref().to_owned(), a.value.to_string()));
                found.push(all.collect());
            }
            quick_xml::events::Event::Eof => return found,
            _ => {}
        }
    }
}

/// Every part can be read, has a type, and every relation leads to a part.
fn assert_sound(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let parts = parts(bytes);
    let types = &parts["[Content_Types].xml"];
    let endings: BTreeSet<String> = tags(types, "Default").into_iter().map(|tag| tag["Extension"].clone()).collect();
    let named: BTreeSet<String> =
        tags(types, "Override").into_iter().map(|tag| tag["PartName"].trim_start_matches('/').to_owned()).collect();
    assert!(named.iter().all(|name| parts.contains_key(name)), "a type of a part that is not there");
    for (name, content) in &parts {
        let ending = name.rsplit('.').next().unwrap();
        assert!(name == "[Content_Types].xml" || named.contains(name) || endings.contains(ending), "{name} has no type");
        if ["xml", "rels"].contains(&ending) {
            tags(content, "");
        }
        if ending == "rels" {
            let part = name.replace("_rels/", "").trim_end_matches(".rels").to_owned();
            for tag in tags(content, "Relationship") {
                let target = &tag["Target"];
                let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
                let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
                for step in target.split('/').filter(|step| !step.is_empty()) {
                    if step == ".." {
                        steps.pop();
                    } else {
                        steps.push(step);
                    }
                }
                let target = steps.join("/").trim_start_matches('/').to_owned();
                assert!(parts.contains_key(&target), "{name} leads to {target}, which is not there");
            }
        }
    }
    parts
}

/// Cached categories and values of a chart, by the cell that they are cached from.
fn caches(chart: &[u8]) -> Vec<(String, usize, String)> {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(chart).unwrap());
    let (mut formula, mut index, mut open, mut found) = (String::new(), 0, String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                open = tag.local_name().as_ref().to_owned();
                if open == "pt" {
                    let idx = tag.attributes().map(|a| a.unwrap()).find(|a| a.key.as_ref() == "idx").unwrap();
                    index = idx.value.parse().unwrap();
                }
                if open == "f" {
                    formula.clear();
                }
                if open == "v" {
                    found.push((formula.clone(), index, String::new()));
                }
            }
            quick_xml::events::Event::Text(text) if open == "f" => formula.push_str(&text),
            quick_xml::events::Event::Text(text) if open == "v" => found.last_mut().unwrap().2.push_str(&text),
            quick_xml::events::Event::End(_) => open.clear(),
            quick_xml::events::Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_deck_and_a_bulletin_are_sound_packages_the_same_each_time_with_native_charts() {
    use calamine::{Data, Reader, Xlsx};
    for (format, kind) in [(ReportFormat::Pptx, BuiltIn::Deck), (ReportFormat::Docx, BuiltIn::Bulletin)] {
        for language in Language::ALL {
            let bytes = made(kind, language, format, None).bytes;
            assert_eq!(bytes, made(kind, language, format, None).bytes, "the same input gives the same bytes");
            let parts = assert_sound(&bytes);
            let charts: Vec<&String> = parts.keys().filter(|name| name.contains("/charts/") && name.ends_with(".xml")).collect();
            assert!(charts.len() >= 2, "{charts:?}");
            for chart in charts {
                let content = &parts[chart];
                assert_eq!(tags(content, "externalData").len(), 1, "{chart} can be edited");
                let number = chart.trim_end_matches(".xml").trim_start_matches(|c: char| !c.is_ascii_digit());
                let workbook = parts.keys().find(|name| name.ends_with(&format!("ata{number}.xlsx")));
                let mut book: Xlsx<_> = Xlsx::new(Cursor::new(parts[workbook.unwrap()].clone())).unwrap();
                let sheet = book.worksheet_range("Data").unwrap();
                let cached = caches(content);
                assert!(!cached.is_empty());
                for (formula, index, value) in cached {
                    let cell = formula.trim_start_matches("Data!$").split(':').next().unwrap().to_owned();
                    let (letters, row) = cell.split_once('$').unwrap();
                    let column = letters.bytes().fold(0_u32, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
                    let at = (row.parse::<u32>().unwrap() - 1 + index as u32, column);
                    let same = match sheet.get_value(at).unwrap() {
                        Data::Float(number) => value.parse::<f64>().unwrap() == *number,
                        Data::String(text) => quick_xml::escape::unescape(&value).unwrap() == *text || text.contains(['&', '<', '>', '"']),
                        other => panic!("{formula} {index}: {other:?}"),
                    };
                    assert!(same, "{chart} {formula} {index} {value}");
                }
            }
        }
    }
}

#[test]
fn every_page_with_illustrative_figures_says_so_and_names_its_sources() {
    let (document, evaluation) = sample();
    for language in Language::ALL {
        let words = Words::new(language);
        let report = report_of(&BuiltIn::Deck.briefing(&document, &evaluation, &words), &document, &evaluation, &words);
        for sheet in sheets(&report, &Paper::WIDE, font_measure()) {
            let shows = |what: &What| matches!(what, What::Chart { .. } | What::Table(_) | What::KeyNumbers(_));
            if sheet.parts.iter().any(|part| shows(&part.what)) {
                assert!(!sheet.sources.is_empty(), "{}", sheet.title);
            }
            let charts = sheet.parts.iter().filter_map(|part| if let What::Chart { spec, .. } = &part.what { Some(spec) } else { None });
            for spec in charts.filter(|spec| spec.mark.is_some()) {
                assert_eq!(sheet.mark, spec.mark, "{}", sheet.title);
            }
            for part in &sheet.parts {
                assert!(part.rect.bottom <= Paper::WIDE.height && part.rect.right <= Paper::WIDE.width, "{} {:?}", sheet.title, part.rect);
            }
        }
        assert_eq!(report.mark.as_deref(), Some(words.text("chart-illustrative")));
    }
}

#[test]
fn a_workbook_is_read_back_with_its_numbers_and_without_formulas() {
    use calamine::{Data, Reader, Xlsx};
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let text = std::fs::read_to_string(sample.join("plan.toml")).unwrap();
    std::fs::write(folder.path().join("plan.toml"), text.replacen("total = \"", "total = \"=HYPERLINK(1)", 1)).unwrap();
    let document = clusterplan::io::workspace::open(folder.path()).unwrap().document;
    let evaluation = Evaluation::of(&document);
    let words = Words::new(Language::Chinese);
    let report = report_of(&BuiltIn::Deck.briefing(&document, &evaluation, &words), &document, &evaluation, &words);
    let inputs = Inputs { document: &document, evaluation: &evaluation, words: &words, when: None, scenarios: &[], judge: None };
    for spread in [Spread::OneTable, Spread::SheetPerNode] {
        let book = book_of(&report, inputs, spread, &BookPart::USUAL);
        let bytes = clusterplan::io::export::xlsx::write(&book, &House::default()).unwrap();
        assert_eq!(bytes, clusterplan::io::export::xlsx::write(&book, &House::default()).unwrap());
        assert_sound(&bytes);
        let mut read: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = read.sheet_names();
        assert_eq!(names.len(), book.sheets.len() + 1);
        for name in &names {
            assert!(read.worksheet_formula(name).unwrap().used_cells().next().is_none(), "{name}");
        }
        let figures = read.worksheet_range(words.text("book-figures")).unwrap();
        let shown = figures.used_cells().any(|(_, _, cell)| matches!(cell, Data::String(text) if text.starts_with("=HYPERLINK(1)")));
        assert!(shown, "the text stands there as text");
        let stated = document.plan.figures.iter().filter_map(|figure| figure.bound.value()).count();
        let numbers = figures.used_cells().filter(|(_, column, cell)| *column == 4 && matches!(cell, Data::Float(_))).count();
        assert_eq!(numbers, stated);
    }
}

#[test]
fn a_deck_takes_the_layouts_of_a_template_and_says_where_they_are_missing() {
    let template = made(BuiltIn::Bulletin, Language::English, ReportFormat::Pptx, None).bytes;
    let taken = made(BuiltIn::Deck, Language::Chinese, ReportFormat::Pptx, Some(&template));
    assert!(taken.told.is_empty(), "{:?}", taken.told);
    let parts = assert_sound(&taken.bytes);
    let own = made(BuiltIn::Deck, Language::Chinese, ReportFormat::Pptx, None);
    let count = |parts: &BTreeMap<String, Vec<u8>>| parts.keys().filter(|name| name.starts_with("ppt/slides/slide")).count();
    assert_eq!(count(&parts), count(&assert_sound(&own.bytes)), "the template's own slides are gone");
    for (bytes, code) in [
        (b"no deck".to_vec(), "template-unreadable"),
        (made(BuiltIn::Bulletin, Language::English, ReportFormat::Docx, None).bytes, "template-unreadable"),
    ] {
        let made = made(BuiltIn::Bulletin, Language::English, ReportFormat::Pptx, Some(&bytes));
        assert_eq!(made.told.iter().map(|d| d.code).collect::<Vec<_>>(), [code]);
        assert_sound(&made.bytes);
    }
}

#[test]
fn a_pdf_has_its_pages_and_its_faces_in_it() {
    let bytes = made(BuiltIn::Bulletin, Language::Chinese, ReportFormat::Pdf, None).bytes;
    assert_eq!(bytes, made(BuiltIn::Bulletin, Language::Chinese, ReportFormat::Pdf, None).bytes);
    assert!(bytes.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("NotoSansSC") && text.contains("/FontFile"), "its faces are in it");
    assert!(bytes.len() < 3_000_000, "only the used glyphs are: {}", bytes.len());
}

/// A report as text, to be read by a person.
fn text_of(report: &Report) -> String {
    let mut out = format!("# {}\n{}\n{}\n", report.title, report.lines.join(" | "), report.mark.as_deref().unwrap_or_default());
    for section in &report.sections {
        out += &format!("\n## {} [{}]\n", section.title, section.mark.as_deref().unwrap_or_default());
        for block in &section.blocks {
            out += &match &block.what {
                What::Heading(text) => format!("### {text}\n"),
                What::Paragraph(spans) => format!("{}\n", Span::text_of(spans)),
                What::Bullets(list) => list.iter().map(|bullet| format!("- {}\n", Span::text_of(&bullet.spans))).collect(),
                What::Chart { spec, .. } => format!("({}: {})\n", spec.kind.id(), spec.title),
                What::KeyNumbers(list) => list.iter().map(|n| format!("{} {} {}\n", n.label, n.value, n.note)).collect(),
                What::Table(table) => {
                    let heads = table.columns.iter().map(|column| column.head.as_str()).collect::<Vec<_>>().join(" | ");
                    let rows =
                        table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ") + "\n");
                    format!("{heads}\n{}{}\n", rows.collect::<String>(), table.notes.join("\n"))
                }
            };
        }
        out += &section.sources.iter().map(|source| format!("> {source}\n")).collect::<String>();
    }
    out
}

#[test]
fn the_bulletin_says_what_the_figures_say() {
    let (document, evaluation) = sample();
    for language in Language::ALL {
        let words = Words::new(language);
        let briefing = BuiltIn::Bulletin.briefing(&document, &evaluation, &words);
        let text = text_of(&report_of(&briefing, &document, &evaluation, &words));
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("bulletin-{}", language.tag()), text);
        });
    }
}

#[test]
fn an_item_of_what_is_gone_says_so_and_a_fixed_period_stays() {
    let (document, evaluation) = sample();
    let words = Words::new(Language::English);
    let mut briefing = Briefing::new("x".into(), Label::new("X"));
    let item = |id: &str, node: &str, content: Content| Item { node: node.into(), ..Item::new(id.into(), content) };
    briefing.items = vec![
        item("a", "nowhere", Content::Chart { kind: "trajectory".to_owned() }),
        item("b", "total", Content::Chart { kind: "pie".to_owned() }),
        Item { metrics: vec!["none".into()], ..item("c", "total", Content::KeyNumbers) },
        Item { when: Some(When::At("2012".parse().unwrap())), ..item("d", "total", Content::Finding(FindingRule::Progress)) },
        item("e", "total", Content::Table(TableKind::Figures)),
    ];
    let text = text_of(&report_of(&briefing, &document, &evaluation, &words));
    for said in ["“nowhere”", "“pie”", "no longer has the metric", "2012"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
