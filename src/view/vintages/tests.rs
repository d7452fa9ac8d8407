#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use super::*;
use crate::domain::{Actuals, Coverage, Edit, Extra, Metric, MetricKind, Plan};
use crate::engine::Evaluation;
use crate::view::Language;
use crate::view::chart::spec::Body;
use crate::view::chart::{self, ChartKind};
use crate::view::inspection::inspect;

fn key(coverage: Option<&str>) -> SeriesKey {
    SeriesKey { node: NodeId::total(), metric: "sales".into(), coverage: coverage.map(CoverageId::from) }
}

fn observed(period: &str, value: f64, file: &str, day: Option<(i16, i8, i8)>, source: &str) -> Observation {
    Observation {
        period: period.parse().unwrap(),
        value,
        unit: "亿元".into(),
        status: Status::Preliminary,
        source: Arc::from(source),
        file: Arc::from(file),
        read_on: day.map(|(year, month, day)| Date::constant(year, month, day)),
        pinned: false,
        stated_growth: None,
    }
}

/// Three periods: one read three times and revised, one read twice alike, one typed.
fn document() -> Document {
    let mut plan = Plan::default();
    plan.info.total = "全市".into();
    (plan.info.base_year, plan.info.first_year, plan.info.last_year) = (2010, 2011, 2015);
    let (aliases, note) = (Vec::new(), String::new());
    let (direction, extra) = (Default::default(), Extra::new());
    let kind = MetricKind::Flow;
    plan.metrics.push(Metric {
        id: "sales".into(),
        name: "销售收入".into(),
        unit: "亿元".into(),
        kind,
        direction,
        roll_up: None,
        decimals: None,
        aliases,
        note,
        extra,
    });
    plan.coverages.push(Coverage { id: "above".into(), name: "规上".into(), extra: Extra::new() });
    let list = vec![
        observed("2011", 120.0, "bulletin", Some((2012, 3, 1)), "bulletin.xlsx!表1#R14C6 \"1,200,000\" 万元"),
        Observation { unit: "万元".into(), ..observed("2011", 1_260_000.0, "yearbook", Some((2012, 10, 8)), "年鉴 第 8 页") },
        observed("2011", 118.0, "express", Some((2012, 1, 20)), ""),
        observed("2012", 130.0, "bulletin", Some((2012, 3, 1)), ""),
        Observation { unit: "万元".into(), ..observed("2012", 1_300_000.0, "yearbook", Some((2012, 10, 8)), "") },
        observed("2013", 140.0, ENTERED, None, ""),
    ];
    let (actuals, refused) = Actuals::build(vec![(key(None), list)], []);
    assert!(refused.is_empty());
    Document::new(plan, actuals)
}

fn words(language: Language) -> Arc<Words> {
    Arc::new(Words::new(language))
}

fn texts(table: &VintageTable) -> Vec<Vec<String>> {
    let row = |row| {
        (0..table.columns().len())
            .map(|column| table.cell(row, column))
            .map(|c| format!("{}{}", c.text, if c.badge.is_empty() { String::new() } else { format!(" [{}]", c.badge) }))
            .collect()
    };
    (0..table.row_count()).map(row).collect()
}

#[test]
fn vintages_stand_side_by_side_in_the_order_they_were_read() {
    let document = document();
    let table = VintageTable::new(&document, words(Language::Chinese), &NodeId::total(), &"sales".into(), false);
    let titles: Vec<(&str, &str)> = table.columns().iter().map(|c| (c.title.as_str(), c.unit.as_str())).collect();
    assert_eq!(
        titles,
        [
            ("期间", ""),
            ("计入数", "亿元"),
            ("express", "2012-01-20"),
            ("bulletin", "2012-03-01"),
            ("yearbook", "2012-10-08"),
            ("手工录入", ""),
            ("修订", "")
        ]
    );
    assert_eq!(
        texts(&table),
        [
            ["2011 年", "126", "118", "120", "126 [计入]", "—", "+6.8%"],
            ["2012 年", "130", "—", "130", "130 [计入]", "—", "0.0%"],
            ["2013 年", "140", "—", "—", "—", "140", "—"],
        ]
    );
    assert_eq!(table.subject(0), Some(Subject::Actual { key: key(None), period: Period::year(2011) }));
    let revised = VintageTable::new(&document, words(Language::English), &NodeId::total(), &"sales".into(), true);
    assert_eq!(revised.row_count(), 1, "130 亿元 is 1,300,000 万元: no revision");
    assert!(table.cell(0, 3).hint.contains("第 14 行第 6 列（F14）"), "{}", table.cell(0, 3).hint);
}

#[test]
fn a_click_on_a_vintage_makes_it_count_and_can_be_undone() {
    let before = document();
    let mut document = before.clone();
    let (key, period) = (key(None), Period::year(2011));
    let words = words(Language::Chinese);
    let listed = |document: &Document| vintages(document, &words, &key, period).unwrap();
    let order = |v: &Vintages| v.list.iter().map(|v| v.file.to_string()).collect::<Vec<_>>();
    assert_eq!(order(&listed(&document)), ["yearbook", "bulletin", "express"]);
    let undo = document.apply(Edit::pin(&document.actuals, &key, period, Some("express"))).unwrap();
    let after = listed(&document);
    assert_eq!((order(&after), after.chosen), (["express", "yearbook", "bulletin"].map(str::to_owned).to_vec(), true));
    assert!(after.list[0].counts && after.list[0].pinned && !after.list[1].counts);
    let value = |document: &Document| Evaluation::of(document).latest_actual(&NodeId::total(), &"sales".into()).map(|(year, _)| year);
    assert_eq!(value(&document), Some(2013));
    let reading = Evaluation::of(&document).reading(&NodeId::total(), &"sales".into(), crate::engine::Layer::Actual, 2011);
    assert_eq!(reading.value, Some(118.0), "what a person chose is what everything computes with");
    document.apply(undo).unwrap();
    assert_eq!(document, before);
}

#[test]
fn the_inspector_leads_back_to_the_cell_and_lists_the_vintages() {
    let mut document = document();
    let period = Period::year(2011);
    document.apply(Edit::pin(&document.actuals, &key(None), period, Some("bulletin"))).unwrap();
    let words = words(Language::Chinese);
    let look = |period| inspect(&document, &Evaluation::of(&document), &words, &Subject::Actual { key: key(None), period }).unwrap();
    let shown = look(period);
    let fact = |name: &str| shown.facts.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str());
    assert_eq!(fact("来源"), Some("bulletin.xlsx，工作表“表1”，第 14 行第 6 列（F14）"));
    assert_eq!(fact("原文"), Some("“1,200,000”，单位 万元"));
    assert_eq!(fact("存于"), Some("actuals/bulletin.csv"));
    assert_eq!(fact("读入"), Some("2012 年 3 月 1 日"));
    let list = shown.vintages.as_ref().map(|v| v.list.iter().map(|v| (v.value.as_str(), v.kept_in.as_str(), v.counts)).collect::<Vec<_>>());
    let expected =
        [("120", "actuals/bulletin.csv", true), ("1,260,000", "actuals/yearbook.csv", false), ("118", "actuals/express.csv", false)];
    assert_eq!(list, Some(expected.to_vec()));
    let typed = look(Period::year(2013));
    assert_eq!((typed.vintages, typed.facts.iter().filter(|(_, text)| text == "手工录入").count()), (None, 1));
}

#[test]
fn the_chart_draws_a_line_a_vintage_and_says_where_there_is_nothing_to_compare() {
    let mut document = document();
    for language in Language::ALL {
        let words = words(language);
        let evaluation = Evaluation::of(&document);
        let (node, metric) = (NodeId::total(), MetricId::new("sales"));
        let subject =
            chart::Subject { document: &document, evaluation: &evaluation, words: &words, node: &node, metric: &metric, dimension: None };
        let spec = chart::build(ChartKind::Vintages, &subject).unwrap();
        let Body::Plot(plot) = &spec.body else { panic!("{spec:?}") };
        let lines: Vec<(usize, Option<f64>)> = plot.lines.iter().map(|l| (l.points.len(), l.points.first().map(|p| p.value))).collect();
        assert_eq!(lines, [(1, Some(118.0)), (2, Some(120.0)), (2, Some(126.0)), (1, Some(140.0)), (3, Some(126.0))]);
        let last = plot.lines.last().unwrap();
        assert_eq!(last.name, words.text("vintage-counting"));
        assert!(spec.foot.contains("bulletin.csv") && spec.mark.is_none(), "{}", spec.foot);
        assert!(!spec.title.contains("chart-") && !spec.title.contains('{'), "{}", spec.title);
    }
    for file in ["express", "yearbook"] {
        for year in [2011, 2012] {
            document.apply(Edit::observation(key(None), Period::year(year), &Arc::from(file), None)).unwrap();
        }
    }
    let evaluation = Evaluation::of(&document);
    let (node, metric, words) = (NodeId::total(), MetricId::new("sales"), words(Language::Chinese));
    let subject =
        chart::Subject { document: &document, evaluation: &evaluation, words: &words, node: &node, metric: &metric, dimension: None };
    let spec = chart::build(ChartKind::Vintages, &subject).unwrap();
    assert!(matches!(&spec.body, Body::Empty(message) if message.contains("销售收入")), "{spec:?}");
}

#[test]
fn what_is_made_up_is_no_vintage_of_what_is_real() {
    let mut document = document();
    let made_up = Observation { status: Status::Illustrative, ..observed("2013", 70.0, "illustrative", None, "") };
    document.apply(Edit::observation(key(None), made_up.period, &made_up.file.clone(), Some(made_up))).unwrap();
    let revised = VintageTable::new(&document, words(Language::Chinese), &NodeId::total(), &"sales".into(), true);
    assert_eq!(revised.row_count(), 1, "only 2011 was read again with another value");
    let all = VintageTable::new(&document, words(Language::Chinese), &NodeId::total(), &"sales".into(), false);
    assert!(all.has_illustrative());
    assert_eq!(texts(&all)[2], ["2013 年", "140", "70 [示例]", "—", "—", "—", "140 [计入]", "—"]);
}

#[test]
fn several_coverages_stand_in_groups_and_a_strange_unit_is_shown() {
    let mut document = document();
    let strange = Observation { unit: "斗".into(), ..observed("2011", 5.0, "x", None, "") };
    document.apply(Edit::observation(key(Some("above")), Period::year(2011), &Arc::from("x"), Some(strange))).unwrap();
    let table = VintageTable::new(&document, words(Language::Chinese), &NodeId::total(), &"sales".into(), false);
    let first: Vec<String> = (0..table.row_count()).map(|row| table.cell(row, 0).text).collect();
    assert_eq!(first, ["口径未说明", "2011 年", "2012 年", "2013 年", "规上", "2011 年"]);
    assert_eq!(table.row_kind(4), RowKind::Group { open: true });
    let cell = table.cell(5, 2);
    assert_eq!((cell.text.as_str(), cell.tone), ("5 斗", Tone::Warning));
    assert_eq!(table.subject(4), None);
}
