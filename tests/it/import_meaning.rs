//! What the files under `tests/data/import` come to, and what is asked about them. Each file has its expected values beside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clusterplan::base::{MetricId, NodeId, Period};
use clusterplan::domain::{Actuals, Document, SeriesKey};
use clusterplan::io::import::{from_text, open, understand};
use clusterplan::io::{actuals_file, workspace};
use clusterplan::view::import::raw::{OpenChoices, RawFile};
use clusterplan::view::import::{Candidate, Change, Choices, LeftReason, Reading, ShapeKind, compare, detect_with, read};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

/// The sample plan without actuals.
fn plan() -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = workspace::open(&folder).unwrap().document;
    Document { actuals: Actuals::default().into(), ..document }
}

fn understood(file: &RawFile, choices: &Choices, document: &Document) -> (ShapeKind, Reading) {
    let table = file.table().unwrap();
    let shape = detect_with(table, choices, document);
    (shape.kind, read(table, &shape, choices, document))
}

fn text(content: &str) -> RawFile {
    from_text("pasted", content, &OpenChoices::default())
}

/// Node, metric, coverage, period, value, unit: one line a value.
fn lines(reading: &Reading) -> BTreeSet<String> {
    let line = |item: &clusterplan::view::import::Item| {
        let coverage = item.key.coverage.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{},{},{},{},{},{}", item.key.node, item.key.metric, coverage, item.period, item.value, item.unit)
    };
    reading.items.iter().map(line).collect()
}

/// All files that are to be read.
fn files_of_the_corpus() -> BTreeSet<String> {
    let names = std::fs::read_dir(corpus("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "README.md" && !name.ends_with(".expected.csv")).collect()
}

fn expected(name: &str) -> BTreeSet<String> {
    let content = std::fs::read_to_string(corpus(&format!("{name}.expected.csv"))).unwrap();
    content
        .trim_start_matches('\u{feff}')
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.rsplit_once(',').unwrap().0.to_owned())
        .collect()
}

/// Everything of a file's observations but where they were read.
fn facts(actuals: &Actuals, stem: &str) -> Vec<String> {
    let of = |(key, list): (&SeriesKey, &[clusterplan::domain::Observation])| -> Vec<String> {
        let own = list.iter().filter(|o| &*o.file == stem);
        own.map(|o| format!("{key:?} {} {} {} {:?}", o.period, o.value, o.unit, o.status)).collect()
    };
    actuals.series().flat_map(of).collect()
}

fn keys(reading: &Reading) -> Vec<&str> {
    reading.questions.iter().map(|question| question.key.as_str()).collect()
}

#[test]
fn every_file_of_the_corpus_comes_to_what_is_expected() {
    let cases: &[(&str, ShapeKind, &[&str])] = &[
        ("site-regions.csv", ShapeKind::StatisticsSite, &[]),
        ("site-indicators.csv", ShapeKind::StatisticsSite, &[]),
        ("site-years-as-rows.csv", ShapeKind::StatisticsSite, &[]),
        ("site-unit-in-preamble.csv", ShapeKind::StatisticsSite, &[]),
        ("site-months.csv", ShapeKind::StatisticsSite, &[]),
        ("long.csv", ShapeKind::Long, &[]),
        ("long-bom.csv", ShapeKind::Long, &[]),
        ("wide-by-period.txt", ShapeKind::WideByPeriod, &[]),
        ("wide-by-metric.csv", ShapeKind::WideByMetric, &["unit-jump:sales_revenue:亿元:1:2012"]),
        ("wide-pipe.txt", ShapeKind::WideByMetric, &["scope-jump:haiyan-nuclear:profit:2012", "unit-jump:sales_revenue:亿元:1:2012"]),
        ("running-totals.csv", ShapeKind::Transposed, &[]),
        ("transposed.csv", ShapeKind::Transposed, &[]),
        ("traditional-big5.csv", ShapeKind::Long, &[]),
        ("iamc.csv", ShapeKind::Iamc, &[]),
        ("iamc-subannual.csv", ShapeKind::Iamc, &[]),
        ("firms.csv", ShapeKind::FirmLevel, &["scope-jump:pinghu-solar:profit:2011"]),
        ("merged-header.xlsx", ShapeKind::WideByPeriod, &[]),
        ("years-as-text.xlsx", ShapeKind::WideByPeriod, &[]),
        ("dates.xlsx", ShapeKind::WideByMetric, &[]),
        ("wide.ods", ShapeKind::Transposed, &[]),
        ("old-workbook.xls", ShapeKind::WideByPeriod, &[]),
        ("growth-and-index.csv", ShapeKind::Long, &[]),
        ("binary.xlsb", ShapeKind::WideByPeriod, &[]),
        ("web-page.xls", ShapeKind::WideByPeriod, &[]),
        ("xml-workbook.xls", ShapeKind::WideByMetric, &[]),
    ];
    let listed: BTreeSet<String> = cases.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(listed, files_of_the_corpus(), "every file of the corpus is run");
    let document = plan();
    let mut wrong = String::new();
    for (name, kind, questions) in cases {
        let file = open(&corpus(name), &OpenChoices::default(), &mut |_| true).unwrap();
        let (found, reading) = understood(&file, &Choices::default(), &document);
        let tiers = |line: &String| line.contains(",firms_");
        let got: BTreeSet<String> = lines(&reading).into_iter().filter(|line| *kind != ShapeKind::FirmLevel || !tiers(line)).collect();
        let wanted = expected(name);
        let missing: Vec<&String> = wanted.difference(&got).collect();
        let surplus: Vec<&String> = got.difference(&wanted).collect();
        if !missing.is_empty() || !surplus.is_empty() || found != *kind || keys(&reading) != *questions {
            wrong.push_str(&format!(
                "{name}: {found:?}\n  missing {missing:?}\n  surplus {surplus:?}\n  questions {:?}\n  left {:?}\n",
                keys(&reading),
                reading.left
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_the_program_writes_it_reads_unchanged() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let whole = workspace::open(&folder).unwrap().document;
    for stem in whole.actuals.files() {
        let content = actuals_file::write(&whole.actuals, stem);
        let file = text(&content);
        let again = compare(&understood(&file, &Choices::default(), &whole).1, &whole);
        let open: Vec<Change> =
            again.rows.iter().map(|row| row.change).filter(|change| !matches!(change, Change::Same | Change::Derived)).collect();
        assert!(open.is_empty(), "{stem}: {open:?} {:?} {:?}", again.reading.questions.first(), again.reading.left.first());

        let mut bare = plan();
        let reading = understood(&file, &Choices::default(), &bare).1;
        let mut choices = Choices::default();
        reading.questions.iter().for_each(|question| choices.answer(question, &Candidate::Accept));
        let difference = compare(&understood(&file, &choices, &bare).1, &bare);
        assert!(!difference.needs_a_person());
        bare.apply(difference.edit(stem, ("pasted", ""), None, &bare)).unwrap();
        assert_eq!(facts(&bare.actuals, stem), facts(&whole.actuals, stem));
    }
}

#[test]
fn questions_are_named_and_their_answers_settle_them() {
    let document = plan();
    let cases = [
        ("node,metric,period,value,unit\n火星市,gdp,2011,1,亿元\n", vec!["node:火星市"]),
        ("node,metric,period,value,unit\ntotal,gdpx,2011,1,亿元\n", vec!["metric:gdpx"]),
        ("node,metric,period,value,unit\ntotal,gdp,2011,1,斗\n", vec!["unit:斗"]),
        ("node,metric,period,value,unit\ntotal,gdp,2011,1,亩\n", vec!["unit-does-not-fit:gdp:亩"]),
        ("node,metric,period,value\ntotal,gdp,2011,1\n", vec!["unit-missing:gdp"]),
        ("node,metric,period,value,unit\ntotal,gdp,2011年2-3月,1,亿元\n", vec!["period:2011年2-3月"]),
        ("node,metric,period,value,unit\ntotal,gdp,2011,约12,亿元\n", vec!["number:约12"]),
        ("node,metric,period,value,unit\ntotal,gdp,2011,5,亿元\ntotal,gdp,2011,6,亿元\n", vec!["twice:total:gdp:2011"]),
        ("node,metric,period,value,unit\nhaining,tax,2011,5,亿元\nhaining,tax,2012,55000,亿元\n", vec!["unit-jump:tax:亿元:4:2012"]),
        ("node,metric,period,value,unit\nhaining,tax,2011,5,亿元\nhaining,tax,2012,125,亿元\n", vec!["scope-jump:haining:tax:2012"]),
        (
            "node,metric,period,value,unit\nhaining,tax,2011年1-2月,5,亿元\nhaining,tax,2011年3月,3,亿元\nhaining,tax,2011年1-3月,12,亿元\n",
            vec!["running-total:haining:tax:2011-01..03"],
        ),
        ("地区,指标,数值,单位\n海宁市,税收,5,亿元\n", vec!["period-missing"]),
        ("指标,2011年\n税收(亿元),5\n", vec!["node-missing"]),
        ("地区,2011年\n合计,5\n海宁市,4\n", vec!["node:合计", "metric-missing"]),
    ];
    for (content, wanted) in cases {
        let (_, reading) = understood(&text(content), &Choices::default(), &document);
        assert_eq!(keys(&reading), wanted, "{content} {reading:?}");
        let mut choices = Choices::default();
        for question in &reading.questions {
            choices.answer(question, &Candidate::Leave);
        }
        let (_, reading) = understood(&text(content), &choices, &document);
        if !wanted.iter().any(|key| key.ends_with("missing")) {
            assert_eq!(keys(&reading), Vec::<&str>::new(), "{content} {choices:?}");
        }
    }
}

#[test]
fn answers_are_kept_as_a_profile_and_used_again() {
    let document = plan();
    let content = "地区,税收\n海宁城区,5\n";
    let mut choices = Choices { unit: Some("亿元".into()), period: Some(Period::year(2011)), ..Choices::default() };
    let (_, reading) = understood(&text(content), &choices, &document);
    assert_eq!(keys(&reading), ["node:海宁城区"]);
    assert!(reading.questions[0].candidates.contains(&Candidate::Node(NodeId::new("haining"))));
    choices.answer(&reading.questions[0], &Candidate::Node(NodeId::new("haining")));
    let saved = toml::to_string(&choices).unwrap();
    let choices: Choices = toml::from_str(&saved).unwrap();
    let (_, reading) = understood(&text(content), &choices, &document);
    assert_eq!(lines(&reading), ["haining,tax,,2011,5,亿元".to_owned()].into());
}

#[test]
fn growth_is_left_and_never_a_level() {
    let document = plan();
    let content = "2011年各县市区税收\n单位：亿元\n地区,本年,上年同期,同比增长(%),指数(上年=100)\n海宁市,5,4.5,11.1,111.1\n平湖市,增长7.7倍,1,770,870\n";
    let (_, reading) = understood(&text(content), &Choices::default(), &document);
    let wanted = ["haining,tax,,2010,4.5,亿元", "haining,tax,,2011,5,亿元", "pinghu,tax,,2010,1,亿元"];
    assert_eq!(lines(&reading), wanted.map(str::to_owned).into());
    // Growth in words where a level should stand, and the index number beside the growth that says the same.
    assert_eq!(reading.left.iter().filter(|row| row.reason == LeftReason::Growth).count(), 2);
    assert_eq!(growths(&reading), ["haining,tax,2011: 11.1"]);
}

#[test]
fn the_period_itself_may_be_a_running_total_and_the_month_is_its_last() {
    let document = plan();
    for (heading, wanted) in [
        ("本期", "2011-01..06"),
        ("本年", "2011-01..06"),
        ("上年同期", "2010-01..06"),
        ("本年累计", "2011-01..06"),
        ("本月", "2011-06"),
        ("当月值", "2011-06"),
        ("本季", "2011Q2"),
        ("上年同月", "2010-06"),
    ] {
        let (_, reading) =
            understood(&text(&format!("2011年1-6月税收\n单位：亿元\n地区,{heading}\n海宁市,5\n")), &Choices::default(), &document);
        let periods: Vec<String> = reading.items.iter().map(|item| item.period.to_string()).collect();
        assert_eq!(periods, [wanted], "{heading}: {:?}", reading.questions);
    }
}

/// Node, metric and period with the growth stated beside the value, of those that have one.
fn growths(reading: &Reading) -> Vec<String> {
    let items = reading.items.iter();
    items.filter_map(|item| Some(format!("{},{},{}: {}", item.key.node, item.key.metric, item.period, item.stated_growth?))).collect()
}

#[test]
fn growth_stays_with_the_level_it_is_of() {
    let document = plan();
    let cases: &[(&str, &str, &[&str], usize)] = &[
        // One level, one growth; a level that is missing leaves its growth alone, and that is told.
        (
            "one",
            "地区,税收（亿元）,同比增长(%)\n海宁市,5,8.4\n平湖市,4,-3.2%\n桐乡市,,7\n嘉善县,6,-\n",
            &["haining: 8.4", "pinghu: -3.2"],
            1,
        ),
        // Several levels, each with its own.
        ("pairs", "地区,税收（亿元）,比上年±%,利润（亿元）,增长（%）\n海宁市,5,8.4,3,9\n", &["haining: 8.4", "haining: 9"], 0),
        // A heading over both.
        ("merged", "地区,税收（亿元）,,利润（亿元）,\n,绝对额,增长%,绝对额,增长%\n海宁市,5,8.4,3,9\n", &["haining: 8.4", "haining: 9"], 0),
        // Growth that names its metric is found wherever it stands.
        ("named", "地区,税收（亿元）,利润（亿元）,税收同比增长(%),利润同比增长(%)\n海宁市,5,3,8.4,9\n", &["haining: 8.4", "haining: 9"], 0),
        // Whose it is cannot be said.
        ("doubt", "地区,税收（亿元）,利润（亿元）,同比增长(%)\n海宁市,5,3,8.4\n", &[], 1),
        // Not on the year before, an amount, a rank, points.
        ("other", "地区,税收（亿元）,环比增长(%),比上年增加额（亿元）,增速排名,增速比上年提高（百分点）\n海宁市,5,8.4,0.4,3,1.2\n", &[], 4),
        // Shares or per cent: nobody says.
        ("share", "地区,税收（亿元）,同比增长\n海宁市,5,0.084\n", &[], 1),
        ("per cent", "地区,税收（亿元）,同比增长\n海宁市,5,0.9\n平湖市,5,12.5\n", &["haining: 0.9", "pinghu: 12.5"], 0),
        // An index number, and a multiple.
        ("index", "地区,税收（亿元）,指数(上年=100)\n海宁市,5,108.4\n", &["haining: 8.4"], 0),
        // Words in a cell of growth; what is none is told.
        (
            "words",
            "地区,税收（亿元）,同比增长(%)\n海宁市,5,增长8.4%\n平湖市,5,与上年持平\n嘉善县,5,略增\n",
            &["haining: 8.4", "pinghu: 0"],
            1,
        ),
        // A running total and a month, each with its growth.
        (
            "spans",
            "地区,1-6月累计税收（亿元）,6月税收（亿元）,累计同比(%),当月同比(%)\n海宁市,50,9,8.4,7\n",
            &["haining: 8.4", "haining: 7"],
            0,
        ),
    ];
    for (name, content, wanted, left) in cases {
        let (_, reading) = understood(&text(&format!("2011年各县市区指标\n{content}")), &Choices::default(), &document);
        let kept: Vec<String> =
            reading.items.iter().filter_map(|item| Some(format!("{}: {}", item.key.node, item.stated_growth?))).collect();
        assert_eq!(kept, *wanted, "{name}: {:?}", reading.items);
        assert_eq!(reading.left.iter().filter(|row| row.reason == LeftReason::Growth).count(), *left, "{name}: {:?}", reading.left);
    }
    // In a long table too, and in the program's own.
    let (_, reading) =
        understood(&text("地区,指标,时间,数值,单位,同比（%）\n海宁市,税收,2011年,5,亿元,8.4\n"), &Choices::default(), &document);
    assert_eq!(growths(&reading), ["haining,tax,2011: 8.4"]);
}

#[test]
fn growth_of_the_source_is_written_with_the_value_and_comes_back() {
    let mut document = plan();
    let content = "2011年\n地区,税收（亿元）,同比增长(%)\n海宁市,5,8.4\n";
    let difference = compare(&understood(&text(content), &Choices::default(), &document).1, &document);
    document.apply(difference.edit("a", ("a.csv", ""), None, &document)).unwrap();
    let written = actuals_file::write(&document.actuals, "a");
    assert!(written.lines().next().unwrap().ends_with(",growth_percent"), "{written}");
    assert!(written.lines().nth(1).unwrap().ends_with(",8.4"), "{written}");
    // The same table again changes nothing; another growth is a revision.
    let again = |content: &str| compare(&understood(&text(content), &Choices::default(), &document).1, &document);
    assert_eq!(again(content).count(Change::Same), 1);
    assert_eq!(again(&content.replace("8.4", "8.6")).count(Change::Revision), 1);
    assert_eq!(again(&content.replace(",8.4", ",-")).count(Change::Same), 1);
}

#[test]
fn revisions_keep_what_stood_there_and_finals_take_its_place() {
    let mut document = plan();
    let take = |document: &mut Document, content: &str| {
        let (_, reading) = understood(&text(content), &Choices::default(), document);
        let difference = compare(&reading, document);
        let edit = difference.edit("a", ("a.csv", ""), None, document);
        document.apply(edit).unwrap();
        difference
    };
    let head = "node,metric,period,value,unit,status\n";
    assert_eq!(take(&mut document, &format!("{head}haining,tax,2011,5,亿元,初步\n")).count(Change::New), 1);
    assert_eq!(take(&mut document, &format!("{head}haining,tax,2011,50000,万元,初步\n")).count(Change::Same), 1);
    assert_eq!(take(&mut document, &format!("{head}haining,tax,2011,5.1,亿元,初步\n")).count(Change::Revision), 1);
    let last = take(&mut document, &format!("{head}haining,tax,2011,5.2,亿元,最终\n"));
    assert_eq!((last.count(Change::Final), last.rows[0].counts), (1, true));
    let key = SeriesKey { node: "haining".into(), metric: MetricId::new("tax"), coverage: None };
    let vintages: Vec<(f64, &str)> = document.actuals.all_at(&key, Period::year(2011)).iter().map(|o| (o.value, &*o.file)).collect();
    assert_eq!(vintages, [(5.0, "a"), (5.1, "a-2"), (5.2, "a-3")]);
    let source = &document.actuals.all_at(&key, Period::year(2011))[0].source;
    assert_eq!(&**source, "a.csv#R2C4 \"5\" 亿元");
}

#[test]
fn running_totals_stay_and_singles_are_shown_beside_them() {
    let document = plan();
    let (_, reading) = understood(
        &text("node,metric,period,value,unit\nhaining,tax,2011年1-2月,5,亿元\nhaining,tax,2011年1-3月,8,亿元\n"),
        &Choices::default(),
        &document,
    );
    assert_eq!(reading.items.len(), 2);
    let singles: Vec<(String, f64)> = reading.derived.iter().map(|single| (single.period.to_string(), single.value)).collect();
    assert_eq!(singles, [("2011-03".to_owned(), 3.0), ("2011Q1".to_owned(), 8.0)]);
    assert_eq!(compare(&reading, &document).count(Change::Derived), 2);
}

/// Content, what comes out, and the keys of the questions.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

#[test]
fn tables_of_many_shapes_are_understood() {
    let document = plan();
    let cases: &[Case] = &[
        (
            "某市统计局月报\n报告期：2011年3月\n单位：万元\n,销售收入,,,税收,,\n地区,本月,本年累计,同比±%,本月,本年累计,同比±%\n海宁市,100,300,12.5,10,30,8\n平湖市,90,280,-3,9,27,1\n",
            &[
                "haining,sales_revenue,,2011-03,100,万元",
                "haining,sales_revenue,,2011-01..03,300,万元",
                "haining,tax,,2011-03,10,万元",
                "haining,tax,,2011-01..03,30,万元",
                "pinghu,sales_revenue,,2011-03,90,万元",
                "pinghu,sales_revenue,,2011-01..03,280,万元",
                "pinghu,tax,,2011-03,9,万元",
                "pinghu,tax,,2011-01..03,27,万元",
            ],
            &[],
        ),
        (
            "地区,2011年,,2012年,\n,销售收入(亿元),税收(亿元),销售收入(亿元),税收(亿元)\n海宁市,10,1,11,1.1\n平湖市,—,2,…,2.2\n",
            &[
                "haining,sales_revenue,,2011,10,亿元",
                "haining,tax,,2011,1,亿元",
                "haining,sales_revenue,,2012,11,亿元",
                "haining,tax,,2012,1.1,亿元",
                "pinghu,tax,,2011,2,亿元",
                "pinghu,tax,,2012,2.2,亿元",
            ],
            &[],
        ),
        (
            "产业,县市区,年份,销售收入（亿元）\n新能源产业,海宁市,2011,138.2\n生物产业,平湖市,2011,12.5\n",
            &["haining-solar,sales_revenue,,2011,138.2,亿元", "pinghu-bio,sales_revenue,,2011,12.5,亿元"],
            &[],
        ),
        (
            "指标,2011年,2012年\n海宁市,,\n税收(亿元),5,6\n利润总额(亿元),8,9\n平湖市,,\n税收(亿元),3,4\n",
            &[
                "haining,tax,,2011,5,亿元",
                "haining,tax,,2012,6,亿元",
                "haining,profit,,2011,8,亿元",
                "haining,profit,,2012,9,亿元",
                "pinghu,tax,,2011,3,亿元",
                "pinghu,tax,,2012,4,亿元",
            ],
            &[],
        ),
        ("年份,海宁市,平湖市\n2011,5,3\n2012,6,4\n", &[], &["metric-missing"]),
        (
            "各县市区税收（亿元）\n年份,海宁市,平湖市\n2011,5,3\n2012,6,4\n",
            &["haining,tax,,2011,5,亿元", "pinghu,tax,,2011,3,亿元", "haining,tax,,2012,6,亿元", "pinghu,tax,,2012,4,亿元"],
            &[],
        ),
        ("地区,年,月,税收(亿元)\n海宁市,2011,3,5\n海宁市,2011,4,6\n", &["haining,tax,,2011-03,5,亿元", "haining,tax,,2011-04,6,亿元"], &[]),
        (
            "地区,2011年规上销售收入(亿元)\n海宁太阳能,138.2[1]\n平湖光伏,(3.2)\n",
            &["haining-solar,sales_revenue,above-threshold,2011,138.2,亿元", "pinghu-solar,sales_revenue,above-threshold,2011,-3.2,亿元"],
            &[],
        ),
        ("序号,地区,2011年税收\n1,海宁市,5亿元\n2,平湖市,300万元\n", &["haining,tax,,2011,5,亿元", "pinghu,tax,,2011,300,万元"], &[]),
        ("Model,Scenario,Region,Variable,Unit,2011\nA,one,Haining City,税收,亿元,5\nA,two,Haining City,税收,亿元,6\n", &[], &["scenario"]),
        ("地区,指标,单位,2011-12-31,2012-12-31\n海宁市,税收,亿元,5,6\n", &["haining,tax,,2011,5,亿元", "haining,tax,,2012,6,亿元"], &[]),
        ("地区,指标,单位,2011-03-31,2011-06-30\n海宁市,税收,亿元,5,6\n", &[], &["dates"]),
        (
            "地区,指标,单位,Jan–Feb 2011,Mar-11,2011年一季度,Jan–Nov 2011\n海宁市,税收,亿元,5,2,7.1,30\n",
            &[
                "haining,tax,,2011-01..02,5,亿元",
                "haining,tax,,2011-03,2,亿元",
                "haining,tax,,2011Q1,7.1,亿元",
                "haining,tax,,2011-01..11,30,亿元",
            ],
            &[],
        ),
        ("地区,税收(亿元),企业数\n海宁市,5,120\n平湖市,3,88\n注：2011年数,,\n", &[], &["period-missing"]),
    ];
    let mut wrong = String::new();
    for (content, wanted, questions) in cases {
        let (kind, reading) = understood(&text(content), &Choices::default(), &document);
        let wanted: BTreeSet<String> = wanted.iter().map(|line| (*line).to_owned()).collect();
        if lines(&reading) != wanted || keys(&reading) != *questions {
            wrong.push_str(&format!("{content}{kind:?} {:#?}\n{:?}\n{:?}\n\n", lines(&reading), keys(&reading), reading.left));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_plan_year_that_starts_in_april_is_asked_about_and_months_are_not() {
    let mut document = plan();
    let mut whole = (*document.plan).clone();
    whole.info.year_starts_in = 4;
    document.plan = whole.into();
    let content = "node,metric,period,amount,unit\nhaining,tax,2011,5,亿元\nhaining,tax,FY2012,6,亿元\nhaining,tax,2011-05,0.5,亿元\n";
    let (_, reading) = understood(&text(content), &Choices::default(), &document);
    assert_eq!(keys(&reading), ["years"]);
    let asked: Vec<usize> = reading.items.iter().map(|item| item.questions.len()).collect();
    assert_eq!(asked, [1, 0, 0]);
    let mut choices = Choices::default();
    choices.answer(&reading.questions[0], &reading.questions[0].candidates[1]);
    let (_, reading) = understood(&text(content), &choices, &document);
    assert_eq!((reading.items.len(), reading.left.len(), reading.questions.len()), (2, 1, 0));
    assert_eq!(reading.left[0].reason, LeftReason::CalendarYear);
}

#[test]
fn firms_are_counted_by_size_and_compared_on_the_same_firms_and_never_named() {
    let document = plan();
    let content = "企业名称,集聚区,年份,销售收入(万元)\n甲公司,海宁太阳能,2011,120000\n乙公司,海宁太阳能,2011,9000\n甲公司,海宁太阳能,2012,132000\n丙公司,海宁太阳能,2012,40000\n";
    let choices = Choices { firm_threshold: Some("10000 万元".to_owned()), ..Choices::default() };
    let (kind, reading) = understood(&text(content), &choices, &document);
    assert_eq!(kind, ShapeKind::FirmLevel);
    let all = lines(&reading);
    for line in
        ["haining-solar,sales_revenue,,2011,129000,万元", "haining-solar,firms_over_10,,2011,1,家", "haining-solar,firms_over_1,,2012,2,家"]
    {
        assert!(all.contains(line), "{line} {all:?}");
    }
    let firms = reading.firms.as_ref().unwrap();
    assert_eq!((firms.firms, firms.above, firms.period), (2, Some(2), Some(Period::year(2012))));
    let facts = firms.facts.iter().find(|facts| facts.period == Period::year(2012)).unwrap();
    assert_eq!((facts.firms, facts.above, facts.same), (2, Some(2), Some(1)));
    let sum = reading.items.iter().find(|item| item.value == 172_000.0).unwrap();
    assert_eq!(&*sum.source, "firms 2; 2 >= 10000 万元");
    assert!((facts.nominal.unwrap() - (172_000.0 / 129_000.0 - 1.0)).abs() < 1e-12);
    assert!((facts.comparable.unwrap() - 0.1).abs() < 1e-12);
    assert!(!format!("{reading:?}").contains("甲公司"));
}

#[test]
fn sentences_of_questions_stand_in_both_languages() {
    use clusterplan::view::import::QuestionKind;
    use clusterplan::view::{Language, Words};
    for language in Language::ALL {
        let words = Words::new(language);
        for kind in QuestionKind::ALL {
            assert!(words.has(&format!("diagnostic-{}", kind.code())), "{kind:?}");
        }
    }
}

#[test]
fn long_tables_are_read_in_good_time() {
    let document = plan();
    let mut content = String::from("集聚区,年份,销售收入(亿元),利润(亿元)\n");
    for row in 0..20_000 {
        content.push_str(&format!("海宁太阳能,{},{},{}\n", 2011 + row % 4, 100 + row % 7, 8));
    }
    let file = text(&content);
    let start = std::time::Instant::now();
    let (_, reading) = understood(&file, &Choices::default(), &document);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(reading.counts.rows, 20_000);
}

mod properties {
    use std::sync::Arc;

    use clusterplan::domain::{Observation, Status};
    use proptest::prelude::*;

    use super::*;

    fn period() -> impl Strategy<Value = Period> {
        (1990_i32..2100, 0_u8..4, 1_u8..13).prop_map(|(year, kind, month)| {
            let period = match kind {
                0 => Some(Period::year(year)),
                1 => Period::month(year, month),
                2 => Period::quarter(year, month.div_ceil(3)),
                _ => Period::year_to_date(year, month),
            };
            period.unwrap_or(Period::year(year))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_actuals_come_back_as_they_were_written(values in prop::collection::vec((0_usize..20, 0_usize..4, period(), -1e9_f64..1e9, 0_usize..3), 1..40)) {
            let empty = plan();
            let metrics = ["sales_revenue", "tax", "profit", "output"];
            let groups = values.into_iter().map(|(node, metric, period, value, status)| {
                let node = empty.plan.nodes().nth(node).unwrap();
                let key = SeriesKey { node, metric: MetricId::new(metrics[metric]), coverage: None };
                let (file, source) = (Arc::from("f"), Arc::from("来源, “甲”\n第二行"));
                let unit = ["亿元", "万元", "元"][status].into();
                (key, vec![Observation { period, value, unit, status: Status::ALL[status], source, file, read_on: None, pinned: false, stated_growth: None }])
            });
            let (actuals, _) = Actuals::build(groups.collect(), [Arc::from("f")]);
            let content = actuals_file::write(&actuals, "f");
            let mut document = empty;
            let mut choices = Choices::default();
            let mut reading = understood(&text(&content), &choices, &document).1;
            while !reading.questions.is_empty() {
                // An answer may raise the next question, as it moves what neighbours are set against.
                reading.questions.iter().for_each(|question| choices.answer(question, &Candidate::Accept));
                reading = understood(&text(&content), &choices, &document).1;
            }
            let difference = compare(&reading, &document);
            document.apply(difference.edit("f", ("f.csv", ""), None, &document)).unwrap();
            prop_assert_eq!(facts(&document.actuals, "f"), facts(&actuals, "f"));
            prop_assert!(compare(&understood(&text(&content), &Choices::default(), &document).1, &document).rows.iter().all(|row| matches!(row.change, Change::Same | Change::Derived)));
        }
    }
}

/// A file of firms, understood from its table in memory and from the file itself.
fn both_ways(path: &Path, choices: &Choices, document: &Document) -> [Reading; 2] {
    let file = open(path, &OpenChoices::default(), &mut |_| true).unwrap();
    let mut cut = file.clone();
    cut.tables[0].cut = true;
    let of = |file: &RawFile| {
        let understood = understand((file, 0), Some(path), None, choices, document, &mut |_| true).unwrap();
        (*understood.understanding.difference.reading).clone()
    };
    [of(&file), of(&cut)]
}

#[test]
fn firms_come_to_the_same_from_memory_and_from_the_file() {
    let document = plan();
    let monthly = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/firms/monthly.csv");
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let head = "企业名称,集聚区,年份,销售收入(万元)\n";
    let wide = "企业名称,集聚区,2011年销售收入(万元),2012年销售收入(万元),利润率(%)\n甲公司,海宁太阳能,120000,132000,8\n乙公司,海宁太阳能,9000,,7\n丙公司,海宁太阳能,,40000,6\n";
    let units = "企业名称,集聚区,年份,单位,指标,数值\n甲公司,海宁太阳能,2011,万元,销售收入,120000\n甲公司,海宁太阳能,2012,亿元,销售收入,13.2\n甲公司,海宁太阳能,2012,亿元,税收,1.5\n";
    let parts =
        "企业名称,产业,县市区,年份,月份,销售收入(万元)\n甲公司,新能源产业,海宁市,2011,3,5\n甲公司,新能源产业,海宁市,2011,4,\"1,006\"\n";
    let cases = [
        (monthly, 6, vec![]),
        (corpus("firms.csv"), 12, vec![]),
        (write("spellings.csv", &format!("{head}甲公司,海宁太阳能,2011,60000\n甲公司,海宁太阳能产业集聚区,2011,50000\n")), 1, vec![]),
        (write("wide.csv", wide), 2, vec!["haining-solar,sales_revenue,,2012,172000,万元"]),
        (write("units.csv", units), 3, vec!["haining-solar,tax,,2012,1.5,亿元"]),
        (write("parts.csv", parts), 2, vec!["haining-solar,sales_revenue,,2011-04,1006,万元"]),
    ];
    for (path, least, wanted) in cases {
        let choices = Choices { firm_threshold: Some("2000 万元".to_owned()), ..Choices::default() };
        let [memory, file] = both_ways(&path, &choices, &document);
        let plain = |reading: &Reading| -> Vec<String> {
            reading
                .items
                .iter()
                .map(|i| format!("{:?} {} {} {} {} {} {}", i.key, i.period, i.value, i.unit, i.row, i.column, i.source))
                .collect()
        };
        assert_eq!(plain(&memory), plain(&file), "{}", path.display());
        assert_eq!(memory.firms, file.firms);
        // The note below a table in memory is none of its rows.
        assert_eq!(memory.counts.used, file.counts.used, "{}", path.display());
        assert!(memory.items.len() >= least, "{} {:?}", path.display(), plain(&memory));
        let all = lines(&memory);
        assert!(wanted.iter().all(|line| all.contains(*line)), "{all:?}");
        for reading in [memory, file] {
            let text = format!("{reading:?}");
            assert!(!["甲", "乙", "丙", "F001"].iter().any(|name| text.contains(name)), "no firm is named: {text}");
        }
    }
}

#[test]
fn two_spellings_of_a_place_are_one_firm_in_it() {
    let document = plan();
    let content =
        "企业名称,集聚区,年份,销售收入(万元)\n甲公司,海宁太阳能,2011,60000\n甲公司,海宁太阳能产业集聚区,2011,50000\n乙公司,火星园,2011,1\n";
    let (_, reading) = understood(&text(content), &Choices::default(), &document);
    assert_eq!(keys(&reading), ["node:火星园"]);
    assert_eq!((reading.questions[0].row, reading.questions[0].values, reading.counts.used, reading.counts.questioned), (4, 1, 2, 1));
    let all = lines(&reading);
    for line in ["haining-solar,sales_revenue,,2011,110000,万元", "haining-solar,firms_over_10,,2011,1,家"] {
        assert!(all.contains(line), "half of 11 亿元 in each spelling is above 10 亿元 in all: {all:?}");
    }
    assert_eq!(reading.firms.unwrap().firms, 1);
}

#[test]
fn sums_that_lack_rows_wait_for_a_yes() {
    let document = plan();
    let head = "企业名称,集聚区,年份,销售收入(万元)\n甲公司,海宁太阳能,2011,1120000\n丙公司,平湖光伏,2011,210000\n";
    for (row, key) in [
        ("乙公司,海宁太阳能,2011,1,234\n", "firm-rows:fields:1"),
        ("乙公司,海宁太阳能,2011,约12\n", "firm-rows:number:1"),
        ("甲公司,海宁太阳能,2011,6\n", "firm-rows:repeated:1"),
        ("乙公司,海宁太阳能,某年,6\n", "period:某年"),
        (",海宁太阳能,2011,6\n", "firm-rows:no-firm:1"),
    ] {
        let file = text(&format!("{head}{row}"));
        let (_, reading) = understood(&file, &Choices::default(), &document);
        assert_eq!(keys(&reading), [key], "{row}");
        assert!(reading.items.iter().all(|item| !item.questions.is_empty()), "{row}");
        let mut choices = Choices::default();
        let yes = if key.starts_with("period") { Candidate::Leave } else { Candidate::Accept };
        choices.answer(&reading.questions[0], &yes);
        let (_, reading) = understood(&file, &choices, &document);
        assert_eq!(keys(&reading), Vec::<&str>::new(), "{row}");
        assert!(!reading.items.is_empty(), "{row}");
    }
    let (_, reading) = understood(&text(&format!("{head}合计,,2011,6\n")), &Choices::default(), &document);
    assert_eq!(
        (reading.items.iter().any(|item| item.value == 1_120_000.0), reading.left[0].reason),
        (true, LeftReason::Total),
        "a row of totals is listed and does not count"
    );
}
