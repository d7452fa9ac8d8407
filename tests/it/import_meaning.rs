//! What the files under `tests/data/import` come to, and what is asked about them. Each file has its expected values beside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clusterplan::base::{MetricId, NodeId, Period};
use clusterplan::domain::{Actuals, Document, SeriesKey};
use clusterplan::io::import::{from_text, open};
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

fn expected(name: &str) -> BTreeSet<String> {
    let content = std::fs::read_to_string(corpus(&format!("{name}.expected.csv"))).unwrap();
    content.trim_start_matches('\u{feff}').lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.rsplit_once(',').unwrap().0.to_owned()).collect()
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
        ("wide-by-metric.csv", ShapeKind::WideByMetric, &[]),
        ("wide-pipe.txt", ShapeKind::WideByMetric, &[]),
        ("running-totals.csv", ShapeKind::Transposed, &[]),
        ("transposed.csv", ShapeKind::Transposed, &[]),
        ("traditional-big5.csv", ShapeKind::Long, &[]),
        ("iamc.csv", ShapeKind::Iamc, &[]),
        ("iamc-subannual.csv", ShapeKind::Iamc, &[]),
        ("firms.csv", ShapeKind::FirmLevel, &[]),
        ("merged-header.xlsx", ShapeKind::WideByMetric, &[]),
        ("years-as-text.xlsx", ShapeKind::WideByPeriod, &[]),
        ("dates.xlsx", ShapeKind::WideByMetric, &[]),
        ("wide.ods", ShapeKind::WideByMetric, &[]),
        ("old-workbook.xls", ShapeKind::WideByMetric, &[]),
    ];
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
            wrong.push_str(&format!("{name}: {found:?}\n  missing {missing:?}\n  surplus {surplus:?}\n  questions {:?}\n  left {:?}\n", keys(&reading), reading.left));
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
        let open: Vec<Change> = again.rows.iter().map(|row| row.change).filter(|change| !matches!(change, Change::Same | Change::Derived)).collect();
        assert!(open.is_empty(), "{stem}: {open:?} {:?} {:?}", again.reading.questions.first(), again.reading.left.first());

        let mut bare = plan();
        let reading = understood(&file, &Choices::default(), &bare).1;
        let mut choices = Choices::default();
        reading.questions.iter().for_each(|question| choices.answer(question, &Candidate::Accept));
        let difference = compare(&understood(&file, &choices, &bare).1, &bare);
        assert!(!difference.needs_a_person());
        bare.apply(difference.edit(stem, ("pasted", ""), None, &bare)).unwrap();
        assert_eq!(actuals_file::write(&bare.actuals, stem), content);
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
        (
            "node,metric,period,value,unit\nhaining,tax,2011,5,亿元\nhaining,tax,2012,55000,亿元\n",
            vec!["unit-jump:tax:亿元:4"],
        ),
        ("node,metric,period,value,unit\nhaining,tax,2011,5,亿元\nhaining,tax,2012,125,亿元\n", vec!["scope-jump:haining:tax"]),
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
    assert_eq!(reading.left.iter().filter(|row| row.reason == LeftReason::Growth).count(), 3);
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
    let (_, reading) = understood(&text("node,metric,period,value,unit\nhaining,tax,2011年1-2月,5,亿元\nhaining,tax,2011年1-3月,8,亿元\n"), &Choices::default(), &document);
    assert_eq!(reading.items.len(), 2);
    let singles: Vec<(String, f64)> = reading.derived.iter().map(|single| (single.period.to_string(), single.value)).collect();
    assert_eq!(singles, [("2011-03".to_owned(), 3.0), ("2011Q1".to_owned(), 8.0)]);
    assert_eq!(compare(&reading, &document).count(Change::Derived), 2);
}
