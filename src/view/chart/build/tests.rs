#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::sync::Arc;

use super::super::measure::tests::Plain;
use super::super::spec::{Body, ChartKind, ChartSpec, Dash, Plot};
use super::super::table::{data_table, tab_separated};
use super::super::{ChartData, Style, layout};
use super::{ChartError, Subject, build};
use crate::base::{Bound, MetricId, NodeId, Period, Span};
use crate::domain::{
    Actuals, Cluster, Dimension, Document, Extra, Figure, Form, Member, Metric, MetricKind, Observation, Paper, Plan, Role, SeriesKey,
    Source, Status,
};
use crate::engine::Evaluation;
use crate::view::palette::Palette;
use crate::view::{Language, Words};

fn figure(number: usize, node: &str, metric: &str, year: i32, role: Role, bound: Bound) -> Figure {
    Figure {
        id: format!("F{number}").as_str().into(),
        node: node.into(),
        metric: metric.into(),
        coverage: None,
        price: None,
        time: Span::At(Period::year(year)),
        form: Form::Level,
        role,
        bound,
        strength: None,
        unit: Some(if metric == "land" { "亩" } else { "亿元" }.into()),
        source: Source { document: "p".into(), section: format!("附件{number}"), ..Source::default() },
        note: String::new(),
        extra: Extra::new(),
    }
}

fn metric(id: &str, unit: &str, kind: MetricKind) -> Metric {
    let extra = Extra::new();
    let (aliases, note) = (Vec::new(), String::new());
    let direction = Default::default();
    Metric { id: id.into(), name: id.into(), unit: unit.into(), kind, direction, roll_up: None, decimals: None, aliases, note, extra }
}

/// Two industries with three clusters: one with base and target, one without a base, one without anything.
fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.info.total = "全市".into();
    (plan.info.base_year, plan.info.first_year, plan.info.last_year) = (2010, 2011, 2015);
    plan.info.papers.push(Paper { id: "p".into(), number: "政发〔2011〕46号".into(), ..Paper::default() });
    plan.dimensions.push(Dimension { id: "industry".into(), name: "产业".into(), extra: Extra::new() });
    for id in ["solar", "materials"] {
        plan.members.push(Member {
            id: id.into(),
            dimension: "industry".into(),
            parent: None,
            name: id.into(),
            short: None,
            note: String::new(),
            key_fields: Vec::new(),
            aliases: Vec::new(),
            extra: Extra::new(),
        });
    }
    for (id, member) in [("a", "solar"), ("b", "solar"), ("c", "materials")] {
        plan.clusters.push(Cluster {
            id: id.into(),
            name: id.into(),
            short: None,
            membership: [("industry".into(), member.into())].into(),
            place: String::new(),
            role: String::new(),
            lead_firms: Vec::new(),
            key_fields: Vec::new(),
            aliases: Vec::new(),
            extra: Extra::new(),
        });
    }
    plan.metrics.push(metric("sales", "亿元", MetricKind::Flow));
    plan.metrics.push(metric("land", "亩", MetricKind::Stock));
    plan.metrics.push(metric("margin", "%", MetricKind::Ratio));
    plan.figures.push(figure(1, "a", "sales", 2010, Role::Baseline, Bound::Exactly { value: 100.0 }));
    plan.figures.push(figure(2, "a", "sales", 2015, Role::Target, Bound::AtLeast { value: 248.832 }));
    plan.figures.push(figure(3, "b", "sales", 2015, Role::Target, Bound::About { value: 80.0 }));
    plan
}

fn document(actuals: &[(&str, &str, i32, f64, Status)]) -> Document {
    let mut list = Actuals::default();
    for (node, metric, year, value, status) in actuals {
        let observation = Observation {
            period: Period::year(*year),
            value: *value,
            unit: "亿元".into(),
            status: *status,
            source: Arc::from("月报 第 3 行"),
            file: Arc::from("report"),
            read_on: None,
            pinned: false,
            stated_growth: None,
        };
        list.extend(SeriesKey { node: (*node).into(), metric: (*metric).into(), coverage: None }, vec![observation]);
    }
    Document::new(plan(), list)
}

fn chart(kind: ChartKind, document: &Document, node: &str, metric: &str) -> Result<ChartSpec, ChartError> {
    let evaluation = Evaluation::of(document);
    let words = Words::new(Language::Chinese);
    let (node, metric): (NodeId, MetricId) = (node.into(), metric.into());
    build(kind, &Subject { document, evaluation: &evaluation, words: &words, node: &node, metric: &metric, dimension: None })
}

fn plot(spec: &ChartSpec) -> &Plot {
    if let Body::Plot(plot) = &spec.body { plot } else { panic!("no plot: {spec:?}") }
}

const FINAL: [(&str, &str, i32, f64, Status); 2] = [("a", "sales", 2011, 110.0, Status::Final), ("a", "sales", 2012, 99.0, Status::Final)];

#[test]
fn a_trajectory_shows_base_path_target_and_actuals_with_their_sources() {
    let spec = chart(ChartKind::Trajectory, &document(&FINAL), "a", "sales").unwrap();
    assert_eq!((spec.title.as_str(), spec.subtitle.as_str(), spec.unit.as_str()), ("a·sales", "2010–2015 年", "亿元"));
    assert_eq!(
        spec.foot,
        "来源：政发〔2011〕46号 附件2、附件1；实绩：report.csv；实绩截至 2012 年；规划轨迹按年均等比增长推算；趋势按对数线性回归（3 个点），浅色为 80% 区间"
    );
    assert_eq!(spec.mark, None);
    let plot = plot(&spec);
    assert_eq!(plot.targets[0].label, "目标 ≥ 248.83");
    let path: Vec<f64> = plot.lines[0].points.iter().map(|p| p.value.round()).collect();
    assert_eq!(path, [100.0, 120.0, 144.0, 173.0, 207.0, 249.0]);
    assert_eq!(plot.lines[0].label.as_deref(), Some("规划轨迹 +20.0%/年"));
    let actual: Vec<(f64, Option<&str>)> = plot.lines[2].points.iter().map(|p| (p.value, p.label.as_deref())).collect();
    assert_eq!(actual, [(100.0, Some("100")), (110.0, None), (99.0, Some("实绩 99"))]);
    let hover = plot.lines[2].points[2].hover.as_ref().unwrap();
    assert_eq!((hover.title.as_str(), hover.value.as_str()), ("2012 年·实绩", "99 亿元"));
    assert_eq!(hover.lines, ["最终数 月报 第 3 行"]);
}

#[test]
fn a_missing_base_is_said_and_the_target_stands_alone() {
    let spec = chart(ChartKind::Trajectory, &document(&[]), "b", "sales").unwrap();
    assert_eq!(spec.subtitle, "2010–2015 年，没有基期数，只显示目标，尚无实绩");
    assert!(plot(&spec).lines.is_empty());
    assert_eq!(plot(&spec).targets[0].label, "目标 约 80");
}

#[test]
fn one_illustrative_value_marks_every_chart_that_shows_it() {
    let document = document(&[FINAL[0], ("a", "sales", 2012, 99.0, Status::Illustrative)]);
    for kind in ChartKind::ALL {
        for node in ["a", "solar", "total"] {
            let spec = chart(kind, &document, node, "sales").unwrap();
            // Growth of a parent needs complete sums, which this plan has not.
            let shown = !matches!(spec.body, Body::Empty(_));
            assert_eq!(spec.mark.is_some(), shown, "{kind:?} {node}: {spec:?}");
            assert_eq!(spec.foot.contains("report.csv（示例数据）"), shown, "{kind:?} {node}: {}", spec.foot);
        }
    }
}

#[test]
fn growth_stands_against_what_is_required_and_still_needed() {
    let spec = chart(ChartKind::Growth, &document(&FINAL), "a", "sales").unwrap();
    let plot = plot(&spec);
    let columns: Vec<(usize, Option<&str>)> = plot.columns[0].list.iter().map(|c| (c.slot, c.label.as_deref())).collect();
    assert_eq!(columns, [(0, Some("+10.0%")), (1, Some("−10.0%"))]);
    let levels: Vec<Option<&str>> = plot.lines.iter().map(|line| line.label.as_deref()).collect();
    assert_eq!(levels, [Some("规划要求 +20.0%"), Some("尚需 +36.0%")]);
    let loss = document(&[("a", "sales", 2011, -5.0, Status::Final), FINAL[1]]);
    let spec = chart(ChartKind::Growth, &loss, "a", "sales").unwrap();
    assert_eq!(spec.unit, "比上年增减（亿元）", "a rate from a loss would mislead");
}

#[test]
fn composition_and_ranking_count_what_is_missing() {
    let spec = chart(ChartKind::Composition, &document(&FINAL), "solar", "sales").unwrap();
    let columns: Vec<(&str, usize)> = plot(&spec).columns.iter().map(|c| (c.name.as_str(), c.list.len())).collect();
    assert_eq!(columns, [("a", 4), ("b", 1)]);
    let notes: Vec<&str> = plot(&spec).notes.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(notes, ["100（1/2 个）", "110（1/2 个）", "99（1/2 个）", "328.83"]);
    // Where a slot has one line only, a target still says that it is one.
    let slots = ["2010 基期", "2011", "2012", "2015 目标"];
    assert_eq!(ChartData::of(&spec).unwrap().categories, slots);
    let first: Vec<String> = data_table(&spec).into_iter().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(first[..4], slots);
    let spec = chart(ChartKind::Ranking, &document(&FINAL), "total", "sales").unwrap();
    let Body::Ranking(ranking) = &spec.body else { panic!("{spec:?}") };
    let rows: Vec<(&str, &str, &str)> =
        ranking.rows.iter().map(|r| (r.name.as_str(), r.actual_text.as_str(), r.target_text.as_str())).collect();
    assert_eq!(rows, [("a", "99", "≥ 248.83"), ("b", "—", "约 80")], "c has nothing to show");
}

#[test]
fn of_very_many_siblings_the_first_ones_and_the_subject_are_kept() {
    let mut plan = plan();
    let template = plan.clusters.get(&NodeId::new("a")).unwrap().clone();
    for number in 0..700 {
        let id = format!("n{number}");
        plan.clusters.push(Cluster { id: id.as_str().into(), ..template.clone() });
        let value = Bound::Exactly { value: f64::from(1000 - number) };
        plan.figures.push(figure(1000 + number as usize, &id, "sales", 2010, Role::Baseline, value));
        plan.figures.push(figure(9000 + number as usize, &id, "sales", 2015, Role::Target, Bound::AtLeast { value: 2000.0 }));
    }
    let document = Document::new(plan, Actuals::default());
    let spec = chart(ChartKind::Ranking, &document, "n699", "sales").unwrap();
    let Body::Ranking(ranking) = &spec.body else { panic!("{spec:?}") };
    assert_eq!((ranking.rows.len(), ranking.left_out), (500, 202));
    let scene = layout(&spec, 800.0, 450.0, &Plain, &Style::screen(&Palette::LIGHT, true));
    let texts: Vec<&str> = scene.texts().map(|(text, _)| text).collect();
    assert!(texts.contains(&"301"), "the subject is shown although it is one of the last: {texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("另有 6")), "{texts:?}");
    let spec = chart(ChartKind::Bubbles, &document, "n699", "sales").unwrap();
    let Body::Bubbles(field) = &spec.body else { panic!("{spec:?}") };
    assert!(field.list.len() == 300 && field.list.iter().any(|bubble| bubble.chosen));
    assert!(spec.subtitle.contains("只画最大的 300 个"));
}

#[test]
fn charts_without_data_say_so_and_unknown_subjects_are_errors() {
    let document = document(&[]);
    for kind in ChartKind::ALL {
        let spec = chart(kind, &document, "c", "margin").unwrap();
        assert!(matches!(&spec.body, Body::Empty(message) if !message.starts_with("chart-")), "{kind:?} {spec:?}");
        assert_eq!(chart(kind, &document, "x", "sales"), Err(ChartError { key: "chart-error-node" }));
        assert_eq!(chart(kind, &document, "a", "x"), Err(ChartError { key: "chart-error-metric" }));
        assert_eq!(ChartKind::of_id(kind.id()), Some(kind));
    }
    let spec = chart(ChartKind::Composition, &document, "total", "margin").unwrap();
    assert!(matches!(&spec.body, Body::Empty(message) if message.contains("不能加总")));
}

#[test]
fn the_data_of_a_chart_can_be_taken_away() {
    let rows = data_table(&chart(ChartKind::Trajectory, &document(&FINAL), "a", "sales").unwrap());
    let heads =
        ["年份", "规划轨迹 (亿元)", "趋势 (亿元)", "实绩 (亿元)", "趋势的 80% 区间 ↓ (亿元)", "趋势的 80% 区间 ↑ (亿元)", "目标 ≥ 248.83"];
    assert_eq!(rows[0], heads);
    assert_eq!(rows[1], ["2010", "100", "", "100", "", "", ""]);
    assert_eq!(rows[4][3], "", "a missing actual is no zero");
    assert!(tab_separated(&rows).starts_with("年份\t规划轨迹 (亿元)\t"));
    let rows = data_table(&chart(ChartKind::Ranking, &document(&FINAL), "total", "sales").unwrap());
    assert_eq!(rows[1], ["a", "99", "144", "248.832"]);
    assert!(data_table(&chart(ChartKind::Growth, &document(&[]), "c", "margin").unwrap()).is_empty());
}

#[test]
fn every_sentence_of_every_chart_is_in_both_languages() {
    let document = document(&FINAL);
    let evaluation = Evaluation::of(&document);
    for language in Language::ALL {
        let words = Words::new(language);
        for kind in ChartKind::ALL {
            assert!(words.has(kind.name_key()));
            for node in document.plan.nodes() {
                for metric in ["sales", "land", "margin"].map(MetricId::new) {
                    let subject = Subject {
                        document: &document,
                        evaluation: &evaluation,
                        words: &words,
                        node: &node,
                        metric: &metric,
                        dimension: None,
                    };
                    let spec = build(kind, &subject).unwrap();
                    let scene = layout(&spec, 800.0, 450.0, &Plain, &Style::screen(&Palette::LIGHT, true));
                    let hovers = scene.hits.iter().flat_map(|hit| hit.hover.lines.iter().chain([&hit.hover.title, &hit.hover.value]));
                    for text in scene.texts().map(|(text, _)| text).chain(hovers.map(String::as_str)) {
                        assert!(!text.contains("chart-") && !text.contains("role-") && !text.contains("{$"), "{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_only_the_clusters_reported_is_not_joined_to_the_base_of_more_than_them() {
    let mut plan = plan();
    plan.figures.push(figure(8, "solar", "sales", 2010, Role::Baseline, Bound::Exactly { value: 1000.0 }));
    plan.figures.push(figure(9, "solar", "sales", 2015, Role::Target, Bound::AtLeast { value: 2000.0 }));
    let given = document(&[("a", "sales", 2011, 110.0, Status::Final), ("b", "sales", 2011, 10.0, Status::Final)]);
    let spec = chart(ChartKind::Trajectory, &Document::new(plan, (*given.actuals).clone()), "solar", "sales").unwrap();
    let values = |dash: Dash| -> Vec<f64> {
        let lines = plot(&spec).lines.iter().filter(|line| line.dash == dash);
        lines.flat_map(|line| line.points.iter().map(|point| point.value)).collect()
    };
    assert_eq!((values(Dash::Dotted), values(Dash::Solid)), (vec![120.0], vec![1000.0]), "{spec:?}");
    assert!(spec.subtitle.contains("实绩只有集聚区合计"), "{}", spec.subtitle);
}
