//! The tables of scenarios and judgements in briefings, and the sheets of workbooks: their numbers are those of the engine, and what
//! is gone or lacking is said.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use clusterplan::base::{Label, NodeId, ScenarioId};
use clusterplan::domain::{Briefing, Content, Document, Item, TableKind, When};
use clusterplan::engine::Evaluation;
use clusterplan::engine::assess::{Ask, one};
use clusterplan::engine::audit::Audit;
use clusterplan::engine::scenario::ScenarioEvaluation;
use clusterplan::engine::scenario::compare::difference;
use clusterplan::engine::{score, warn};
use clusterplan::io::export::chart::font_measure;
use clusterplan::io::export::house::House;
use clusterplan::io::export::{pptx, xlsx};
use clusterplan::view::chart::{Body, ChartKind};
use clusterplan::view::report::book::{Book, BookPart, Spread, book_of};
use clusterplan::view::report::layout::{Paper, sheets};
use clusterplan::view::report::{Inputs, Report, Span, Table, What, build};
use clusterplan::view::{Language, Words, audit, judging, number};

const SCENARIOS: [&str; 2] = ["catch-up", "solar-trade-shock"];

struct Desk {
    document: Document,
    evaluation: Evaluation,
    words: Words,
}

impl Desk {
    fn new(language: Language) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
        let document = clusterplan::io::workspace::open(&folder).unwrap().document;
        let evaluation = Evaluation::of(&document);
        Self { document, evaluation, words: Words::new(language) }
    }

    fn inputs<'a>(&'a self, scenarios: &'a [Arc<ScenarioEvaluation>]) -> Inputs<'a> {
        Inputs { document: &self.document, evaluation: &self.evaluation, words: &self.words, when: None, scenarios, judge: None }
    }

    fn report(&self, items: Vec<Item>) -> Report {
        let mut briefing = Briefing::new("t".into(), Label::new("T"));
        briefing.items = items;
        build(&briefing, self.inputs(&[]))
    }

    fn tables(&self, item: Item) -> Vec<Table> {
        self.report(vec![item]).tables().map(|(_, table)| table.clone()).collect()
    }

    fn scenario(&self, id: &str) -> ScenarioEvaluation {
        ScenarioEvaluation::of(&self.document, &self.evaluation, &ScenarioId::new(id))
    }

    fn book(&self, spread: Spread, parts: &[BookPart], items: Vec<Item>) -> Book {
        book_of(&self.report(items), self.inputs(&[]), spread, parts)
    }
}

fn table(kind: TableKind, scenarios: &[&str]) -> Item {
    let scenarios = scenarios.iter().copied().map(ScenarioId::new).collect();
    Item { scenarios, dimension: Some("industry".into()), ..Item::new("a".into(), Content::Table(kind)) }
}

fn chart(kind: ChartKind, scenarios: &[&str]) -> Item {
    Item { content: Content::Chart { kind: kind.id().to_owned() }, ..table(TableKind::Progress, scenarios) }
}

/// All that a report says.
fn text_of(report: &Report) -> String {
    let mut out = String::new();
    for section in &report.sections {
        out += &format!("{}\n{}\n", section.title, section.sources.join("\n"));
        for block in &section.blocks {
            out += &match &block.what {
                What::Heading(text) => text.clone(),
                What::Paragraph(spans) => Span::text_of(spans),
                What::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str());
                    let heads = table.columns.iter().map(|column| column.head.as_str());
                    let all: Vec<&str> = heads.chain(cells).chain(table.notes.iter().map(String::as_str)).collect();
                    format!("{}|{}", table.title, all.join("|"))
                }
                What::Chart { spec, .. } => spec.title.clone(),
                _ => String::new(),
            };
            out.push('\n');
        }
    }
    out
}

/// The row of a node, by the first cell.
fn row<'a>(table: &'a Table, name: &str) -> &'a clusterplan::view::report::Row {
    table.rows.iter().find(|row| row.cells[0].text == name).unwrap_or_else(|| panic!("{name}: {:?}", table.rows))
}

#[test]
fn every_kind_of_table_has_rows_in_both_languages_and_no_word_is_missing() {
    for language in Language::ALL {
        let desk = Desk::new(language);
        for kind in TableKind::ALL {
            assert!(desk.words.has(&format!("table-kind-{}", kind.word())) && desk.words.has(&format!("report-table-{}", kind.word())));
            let report = desk.report(vec![table(kind, &SCENARIOS)]);
            let tables: Vec<&Table> = report.tables().map(|(_, table)| table).collect();
            assert!(!tables.is_empty() && tables.iter().any(|table| !table.rows.is_empty()), "{kind:?}");
            for table in tables {
                assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{kind:?}");
            }
            let text = text_of(&report);
            for lack in ["report-", "book-", "compare-", "assess-", "NaN", "inf|", "{ $"] {
                assert!(!text.contains(lack), "{kind:?} {lack}: {text}");
            }
        }
        for part in BookPart::ALL {
            assert!(desk.words.has(&format!("book-part-{}", part.word())));
        }
    }
}

#[test]
fn results_and_differences_are_those_of_the_engine_in_the_units_of_the_report() {
    let desk = Desk::new(Language::Chinese);
    let (plan, catch_up) = (ScenarioEvaluation::plan(&desk.document, &desk.evaluation), desk.scenario("catch-up"));
    let (node, metric): (NodeId, _) = ("new-energy".into(), "sales_revenue".into());
    let results = desk.tables(table(TableKind::Results, &SCENARIOS));
    let [results] = results.as_slice() else { panic!("one table a metric") };
    let place = results.rows.iter().position(|row| row.cells[0].text == "新能源").unwrap();
    for (year, column) in (2010..=2015).zip(2..) {
        assert_eq!(results.rows[place].cells[column].value, plan.reading(&node, &metric, year).value, "{year}");
        assert_eq!(results.rows[place + 1].cells[column].value, catch_up.reading(&node, &metric, year).value, "{year}");
    }
    let found = difference(&plan, &catch_up, &node, &metric, 2015);
    assert_eq!(results.rows[place + 1].cells.last().unwrap().value, found.relative);
    let compared = desk.tables(table(TableKind::Comparison, &SCENARIOS));
    let cells = &row(&compared[0], "新能源").cells;
    assert_eq!((cells[1].value, cells[2].value), (found.base.value, found.other.value));
    assert_eq!((cells[3].value, cells[4].value), (found.absolute, found.relative));
    assert!(cells[3].text.starts_with('−') && cells[4].text.ends_with('%'), "{cells:?}");
    // Against another scenario, in the year that the item fixes.
    let item = Item {
        base: Some("solar-trade-shock".into()),
        when: Some(When::At("2014".parse().unwrap())),
        ..table(TableKind::Comparison, &["catch-up"])
    };
    let tables = desk.tables(item);
    let found = difference(&desk.scenario("solar-trade-shock"), &catch_up, &node, &metric, 2014);
    let cells = &row(&tables[0], "新能源").cells;
    assert_eq!((cells[3].value, cells[4].value), (found.absolute, found.relative));
    assert!(tables[0].title.contains("2014"), "{}", tables[0].title);
    // A sum with gaps says so; what cannot be compared has no number.
    let whole = &compared[0].rows.last().unwrap();
    assert!(whole.strong && whole.cells[1].text.ends_with(" (10/13)"), "{:?}", whole.cells[1]);
    assert!(row(&compared[0], "物联网").cells[1..].iter().all(|cell| cell.text == number::MISSING && cell.value.is_none()));
}

#[test]
fn targets_and_limits_say_what_is_missed_and_by_how_much() {
    let desk = Desk::new(Language::Chinese);
    let catch_up = desk.scenario("catch-up");
    let tables = desk.tables(table(TableKind::Targets, &["catch-up"]));
    let all = catch_up.targets();
    let count = |met: Option<bool>| all.iter().filter(|target| target.met == met).count();
    assert_eq!(tables[0].rows.len(), all.len());
    let said = |text: &str| tables[0].rows.iter().filter(|row| row.cells[5].text == text).count();
    assert_eq!((said("达到"), said("无法判断")), (count(Some(true)), count(None)));
    assert_eq!(said("未达到") + said("接近"), count(Some(false)));
    assert!(tables[0].rows.iter().take(count(Some(false))).all(|row| row.cells[6].value.is_some_and(|short| short > 0.0)));
    assert!(tables[0].notes[0].contains(&count(Some(true)).to_string()), "{:?}", tables[0].notes);
    let limits = desk.tables(table(TableKind::Limits, &["catch-up"]));
    let over: Vec<_> = catch_up.limits().iter().filter(|limit| limit.excess > 0.0).collect();
    assert!(!over.is_empty() && limits[0].rows[0].cells[7].text == "超出" && limits[0].rows[0].cells[8].value.is_some());
    // Of a county only what lies in it.
    let item = Item { node: "haiyan".into(), ..table(TableKind::Targets, &["catch-up"]) };
    let county = desk.tables(item);
    assert!(!county[0].rows.is_empty() && county[0].rows.len() < all.len() / 2);
}

#[test]
fn judgements_and_scores_are_those_of_the_engine() {
    let desk = Desk::new(Language::Chinese);
    let tables = desk.tables(table(TableKind::Assessment, &[]));
    let ask = Ask { as_of: None, method: None };
    for (node, name) in [("new-materials", "新材料"), ("new-energy", "新能源")] {
        let judged = one(&desk.document, &desk.evaluation, &node.into(), &"sales_revenue".into(), &ask);
        let cells = &row(&tables[0], name).cells;
        assert_eq!(cells[1].text, judging::verdict(&desk.words, judged.verdict), "{name}");
        assert_eq!(cells[4].value, judged.actual.map(|(_, value)| value));
        if let clusterplan::engine::assess::Arithmetic::Growth { observed, .. } = judged.arithmetic {
            assert!((cells[5].value.unwrap() - observed).abs() < 1e-9, "{name}");
        }
    }
    let report = desk.report(vec![table(TableKind::Scores, &[])]);
    let tables: Vec<&Table> = report.tables().map(|(_, table)| table).collect();
    assert_eq!(tables.len(), desk.document.plan.score_schemes.len());
    for (table, scheme) in tables.iter().zip(&desk.document.plan.score_schemes) {
        let scores = score::of(&desk.document, &desk.evaluation, scheme, None, None);
        for (row, of) in table.rows.iter().zip(&scores.rows) {
            let total = &row.cells[row.cells.len() - 3];
            assert_eq!((row.cells[0].text.as_str(), total.value), (&*of.rank.map_or("—".to_owned(), |rank| rank.to_string()), of.total));
        }
    }
    assert_eq!(report.mark.as_deref(), Some("示例数据"), "scores rest on illustrative data");
    let item = Item { scheme: Some("counties".into()), ..table(TableKind::Scores, &[]) };
    assert_eq!(desk.tables(item).len(), 1);
}

#[test]
fn a_scenario_or_scheme_that_is_gone_is_said_and_nothing_is_put_in_its_place() {
    for language in Language::ALL {
        let desk = Desk::new(language);
        let gone = |item: Item, said: &str, tables: usize| {
            let report = desk.report(vec![item]);
            let text = text_of(&report);
            assert!(text.contains(said), "{said}: {text}");
            assert_eq!(report.tables().count(), tables, "{text}");
            assert_eq!(report.charts().count(), 0, "{text}");
        };
        for kind in TableKind::ALL.into_iter().filter(|kind| kind.needs_scenario()) {
            gone(table(kind, &["no-such"]), "no-such", 0);
            gone(table(kind, &["no-such", "catch-up"]), "no-such", 1);
            gone(table(kind, &[]), desk.words.text("report-no-scenario"), 0);
        }
        gone(Item { base: Some("lost".into()), ..table(TableKind::Comparison, &SCENARIOS) }, "lost", 0);
        gone(table_against_itself(), desk.words.text("report-nothing-compared"), 0);
        gone(Item { scheme: Some("lost".into()), ..table(TableKind::Scores, &[]) }, "lost", 0);
        for kind in [ChartKind::ScenarioOverlay, ChartKind::Waterfall, ChartKind::SmallMultiples] {
            gone(chart(kind, &["no-such"]), "no-such", 0);
        }
        gone(Item { base: Some("lost".into()), ..chart(ChartKind::Waterfall, &SCENARIOS) }, "lost", 0);
    }
}

fn table_against_itself() -> Item {
    Item { base: Some("catch-up".into()), ..table(TableKind::Comparison, &["catch-up"]) }
}

#[test]
fn charts_of_scenarios_stand_in_briefings() {
    let desk = Desk::new(Language::Chinese);
    let with_base = Item { base: Some("growth-as-observed".into()), ..chart(ChartKind::Waterfall, &SCENARIOS) };
    let items = vec![
        chart(ChartKind::ScenarioOverlay, &SCENARIOS),
        with_base,
        chart(ChartKind::SmallMultiples, &SCENARIOS),
        chart(ChartKind::ProjectTimeline, &[]),
    ];
    let report = desk.report(items);
    let kinds: Vec<ChartKind> = report.charts().map(|spec| spec.kind).collect();
    // A waterfall leads to one scenario: each gets its own. The sample has no project to be drawn, which is said.
    assert_eq!(kinds, [ChartKind::ScenarioOverlay, ChartKind::Waterfall, ChartKind::Waterfall, ChartKind::SmallMultiples]);
    assert!(report.charts().all(|spec| !matches!(spec.body, Body::Empty(_))));
    let text = text_of(&report);
    assert!(text.contains("按已见增速外推") && text.contains("项目"), "{text}");
}

#[test]
fn a_workbook_has_the_sheets_chosen_with_charts_of_its_cells() {
    use calamine::{Data, Reader, Xlsx};
    let desk = Desk::new(Language::Chinese);
    let items = || vec![chart(ChartKind::Waterfall, &["catch-up"]), table(TableKind::Comparison, &SCENARIOS)];
    let book = desk.book(Spread::OneTable, &BookPart::ALL, items());
    for name in ["规划数", "实绩", "分年度", "情景测算", "情景对比", "评价", "县市区考核（示例）"] {
        assert!(book.sheets.iter().any(|sheet| sheet.name == name), "{name}");
    }
    let bytes = xlsx::write(&book, &House::default()).unwrap();
    assert_eq!(bytes, xlsx::write(&book, &House::default()).unwrap(), "the same bytes each time");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let names: Vec<String> = (0..archive.len()).map(|place| archive.by_index(place).unwrap().name().unwrap().into_owned()).collect();
    let count = |part: &str| names.iter().filter(|name| name.starts_with(part)).count();
    assert_eq!(count("xl/charts/chart"), 2, "by year, and scenarios by year");
    assert_eq!(count("xl/media/"), 1, "Excel has no waterfall: its picture");
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.sheets.iter().find(|sheet| sheet.name == "情景测算").unwrap();
    let lines = sheet.lines.as_ref().unwrap();
    assert_eq!(lines.rows.len(), 5, "the plan and four scenarios");
    let range = read.worksheet_range("情景测算").unwrap();
    for (row, ..) in &lines.rows {
        let cells = &sheet.table.as_ref().unwrap().rows[*row].cells;
        let at = |column: usize| range.get_value((row.to_owned() as u32 + 4, column as u32)).cloned().unwrap_or_default();
        assert_eq!(at(lines.names), Data::String(cells[lines.names].text.clone()));
        for (cell, column) in cells[lines.columns.0..=lines.columns.1].iter().zip(lines.columns.0..) {
            match cell.value {
                Some(value) => assert_eq!(at(column), Data::Float(value)),
                None => assert_eq!(at(column), Data::String(number::MISSING.to_owned()), "missing is no zero"),
            }
        }
    }
    // Only what was asked for; a sheet for each node holds its scenarios.
    let some = desk.book(Spread::OneTable, &[BookPart::Scores], items());
    assert_eq!(some.sheets.len(), desk.document.plan.score_schemes.len());
    let nodes = desk.book(Spread::SheetPerNode, &[BookPart::Years, BookPart::Results], Vec::new());
    assert_eq!(nodes.sheets.len(), desk.document.plan.nodes().count());
    assert_eq!(nodes.sheets[0].lines.as_ref().unwrap().rows.len(), 6, "plan path, actuals, four scenarios");
    let without = Desk { document: Document { scenarios: Arc::default(), ..desk.document.clone() }, ..Desk::new(Language::Chinese) };
    let book = without.book(Spread::OneTable, &[BookPart::Results, BookPart::Comparison], Vec::new());
    assert!(book.sheets.is_empty(), "no scenario, no sheet");
}

#[test]
fn numbers_of_a_wide_table_are_never_cut() {
    let desk = Desk::new(Language::Chinese);
    for kind in [TableKind::Comparison, TableKind::Results, TableKind::Targets, TableKind::Assessment] {
        let report = desk.report(vec![table(kind, &["catch-up", "solar-trade-shock", "growth-as-observed"])]);
        for paper in [Paper::A4, Paper::WIDE, Paper::OLD] {
            let measure = font_measure();
            for sheet in sheets(&report, &paper, measure) {
                for part in &sheet.parts {
                    let What::Table(table) = &part.what else { continue };
                    let widths = clusterplan::view::report::layout::column_widths(table, part.size, part.rect.width(), measure);
                    for row in &table.rows {
                        for ((cell, column), width) in
                            row.cells.iter().zip(&table.columns).zip(&widths).filter(|((_, column), _)| column.number)
                        {
                            use clusterplan::view::chart::Measure;
                            // A bracket behind a number may go on in the next line; the number itself may not.
                            let number = cell.text.split(' ').next().unwrap_or_default();
                            let wide = measure.width(number, part.size, row.strong);
                            assert!(wide <= width - part.size * 0.8, "{kind:?} {}: {number} {wide} in {width}", column.head);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_deck_of_five_hundred_slides_is_made() {
    let desk = Desk::new(Language::English);
    let nodes: Vec<NodeId> = desk.document.plan.nodes().collect();
    let kinds = [ChartKind::Trajectory, ChartKind::Growth, ChartKind::Composition];
    let page = |place: usize| {
        let content = Content::Chart { kind: kinds[place % kinds.len()].id().to_owned() };
        let item = Item { node: nodes[place % nodes.len()].clone(), ..Item::new(format!("i{place}").as_str().into(), content) };
        [Item::new(format!("b{place}").as_str().into(), Content::Break), item]
    };
    let report = desk.report((0..500).flat_map(page).collect());
    let made = pptx::write(&report, &House::default(), None, font_measure()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(made.bytes)).unwrap();
    let names: Vec<String> = (0..archive.len()).map(|place| archive.by_index(place).unwrap().name().unwrap().into_owned()).collect();
    let slides = names.iter().filter(|name| name.starts_with("ppt/slides/slide")).count();
    assert!(slides >= 500, "{slides}");
}

#[test]
fn a_template_without_the_layouts_is_not_used_and_that_is_said() {
    use std::io::{Read, Write};
    let desk = Desk::new(Language::Chinese);
    let report = desk.report(vec![table(TableKind::Progress, &[])]);
    let own = pptx::write(&report, &House::default(), None, font_measure()).unwrap().bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(&own)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let (name, mut content) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut content).unwrap();
        if name.starts_with("ppt/slideLayouts/slideLayout") {
            let text = String::from_utf8(content).unwrap();
            content = text.replace("type=\"titleOnly\"", "type=\"blank\"").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    let template = out.finish().unwrap().into_inner();
    let made = pptx::write(&report, &House::default(), Some((&template, "house.pptx")), font_measure()).unwrap();
    let [told] = made.told.as_slice() else { panic!("{:?}", made.told) };
    let sentence = desk.words.diagnostic(told);
    assert!(told.code == "template-without-layouts" && sentence.contains("titleOnly") && sentence.contains("house.pptx"), "{sentence}");
    assert_eq!(made.bytes, own, "the program's own layouts are used");
}

#[test]
fn pictures_are_drawn_in_the_colours_of_the_house() {
    use clusterplan::domain::HouseStyle;
    use clusterplan::io::export::chart::{Format, Size, palette, render_in};
    let desk = Desk::new(Language::Chinese);
    let report = desk.report(vec![chart(ChartKind::Composition, &[])]);
    let spec = report.charts().next().unwrap();
    let drawn = |style: &HouseStyle| {
        let svg = render_in(spec, Format::Svg, Size::default(), &palette(Size::default(), style)).unwrap();
        String::from_utf8(svg).unwrap().to_lowercase()
    };
    let style = HouseStyle { members: vec!["#123456".to_owned()], ..HouseStyle::default() };
    assert!(drawn(&style).contains("#123456") && !drawn(&HouseStyle::default()).contains("#123456"));
    // The same member has the same colour in a deck.
    let folder = tempfile::tempdir().unwrap();
    let (house, told) = style.house(folder.path());
    let deck = pptx::write(&report, &house, None, font_measure()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(deck.bytes)).unwrap();
    let mut chart = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("ppt/charts/briefChart1.xml").unwrap(), &mut chart).unwrap();
    assert!(told.is_empty() && chart.contains("123456"), "{told:?}");
}

#[test]
fn open_findings_of_the_audit_are_listed_in_its_own_words() {
    let desk = Desk::new(Language::Chinese);
    let plan = &desk.document.plan;
    let audited = Audit::of(&desk.document, &desk.evaluation);
    let [all] = &desk.tables(table(TableKind::Audit, &[]))[..] else { panic!("one table") };
    let wanted: Vec<String> = audited.findings.iter().map(|finding| audit::sentence(&desk.words, plan, finding)).collect();
    let listed: Vec<&str> = all.rows.iter().map(|row| row.cells[2].text.as_str()).collect();
    assert_eq!(listed, wanted[..listed.len()], "in the order of the page");
    assert!(all.notes.iter().any(|note| note.contains(&wanted.len().to_string())), "{:?}", all.notes);
    // Of one cluster: what is about it alone.
    let node = NodeId::new("pinghu-solar");
    let about = audited.findings.iter().filter(|finding| finding.nodes.contains(&node)).count();
    let of_one = desk.tables(Item { node, ..table(TableKind::Audit, &[]) });
    assert_eq!((about > 0 && about < wanted.len(), of_one[0].rows.len()), (true, about));
    // What is answered rests.
    let mut desk = desk;
    let edit = audit::answer(&desk.document, &desk.words, &audited.findings[0], "已知", "张", "2014-01-01");
    desk.document.apply(edit).unwrap();
    assert_eq!(desk.tables(table(TableKind::Audit, &[]))[0].rows[0].cells[2].text, wanted[1]);
}

#[test]
fn warnings_are_listed_with_since_when_and_what_it_takes() {
    let mut desk = Desk::new(Language::English);
    let raised = warn::of(&desk.document, &desk.evaluation, None);
    let report = desk.report(vec![table(TableKind::Warnings, &[])]);
    let [all] = &desk.tables(table(TableKind::Warnings, &[]))[..] else { panic!("one table") };
    assert_eq!(all.rows.len(), raised.len());
    let takes: Vec<String> = raised.iter().map(|warning| judging::warning_takes(&desk.words, &desk.document.plan, warning)).collect();
    assert!(all.rows.iter().zip(&takes).all(|(row, takes)| row.cells[5].text == *takes && row.cells.len() == all.columns.len()));
    assert!(report.sections.iter().any(|section| section.mark.is_some()), "made-up values are marked");
    let marked = all.rows.iter().map(|row| row.cells[3].text.ends_with(" (Illustrative)"));
    assert!(marked.eq(raised.iter().map(|warning| warning.rests.illustrative)), "each warning says so itself");
    Arc::make_mut(&mut desk.document.plan).warning_rules = Default::default();
    let none = text_of(&desk.report(vec![table(TableKind::Warnings, &[])]));
    assert!(none.contains("there is no warning now"), "{none}");
}

#[test]
fn an_item_is_about_what_lies_beneath_its_node_at_any_depth_and_nothing_else() {
    let desk = Desk::new(Language::English);
    let listed = |node: &str| {
        let item = Item { node: node.into(), dimension: None, ..table(TableKind::Targets, &["catch-up"]) };
        desk.tables(item).iter().map(|table| table.rows.len()).sum::<usize>()
    };
    let of = |node: &str| desk.scenario("catch-up").targets().iter().filter(|target| target.node.as_str() == node).count();
    // The environmental cluster with its two parts; an industry with the clusters in it, and no county that they lie in.
    let cluster: usize = ["haining-env", "haining-env-protection", "haining-env-led"].iter().map(|node| of(node)).sum();
    assert!(of("haining-env-led") > 0);
    assert_eq!(listed("haining-env"), cluster);
    let of_industry: usize = ["energy-saving", "hangzhou-bay-led", "xiuzhou-led"].iter().map(|node| of(node)).sum();
    assert_eq!(listed("energy-saving"), of_industry + cluster);
}
