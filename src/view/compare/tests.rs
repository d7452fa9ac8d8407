#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AssumptionTable, CompareOptions, CompareTable, Difference};
use crate::base::{Bound, Label, NodeId, Period, ScenarioId, Span};
use crate::domain::{
    Assumption, Cluster, Document, Edit, Extra, Figure, Form, Lever, Metric, MetricKind, Plan, Role, Scenario, Scope, Source,
};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::view::grid::GridSource;
use crate::view::{Language, Words};

fn metric(id: &str, unit: &str, kind: MetricKind) -> Metric {
    let (aliases, note, extra) = (Vec::new(), String::new(), Extra::new());
    let direction = Default::default();
    Metric { id: id.into(), name: id.into(), unit: unit.into(), kind, direction, roll_up: None, decimals: None, aliases, note, extra }
}

fn figure(number: usize, node: &str, metric: &str, year: i32, value: f64) -> Figure {
    Figure {
        id: format!("f{number}").as_str().into(),
        node: node.into(),
        metric: metric.into(),
        coverage: None,
        price: None,
        time: Span::At(Period::year(year)),
        form: Form::Level,
        role: if year == 2010 { Role::Baseline } else { Role::Target },
        bound: Bound::AtLeast { value },
        strength: None,
        unit: Some(if metric == "margin" { "%" } else { "亿元" }.into()),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    }
}

/// Values by hand for one node and year.
fn by_hand(id: &str, node: &str, metric: &str, year: i32, value: f64) -> Assumption {
    let unit = if metric == "margin" { "%" } else { "亿元" };
    let lever = Lever::Values { values: BTreeMap::from([(year, value)]), unit: unit.into() };
    Assumption { name: Label::new(id), ..Assumption::new(id.into(), Scope::of(&node.into()), Some(metric.into()), lever) }
}

/// Clusters a and b with sales, c without any; losses of a; a margin that adds up to nothing. Two scenarios.
fn document() -> Document {
    let mut plan = Plan::default();
    plan.info.total = "全市".into();
    (plan.info.base_year, plan.info.first_year, plan.info.last_year) = (2010, 2011, 2015);
    for id in ["a", "b", "c"] {
        let (aliases, extra) = (Vec::new(), Extra::new());
        let (place, role, lead_firms) = (String::new(), String::new(), Vec::new());
        plan.clusters.push(Cluster {
            id: id.into(),
            name: id.into(),
            short: None,
            membership: BTreeMap::new().into_iter().collect(),
            place,
            role,
            lead_firms,
            key_fields: Vec::new(),
            aliases,
            extra,
        });
    }
    plan.metrics.push(metric("sales", "亿元", MetricKind::Flow));
    plan.metrics.push(metric("profit", "亿元", MetricKind::Flow));
    plan.metrics.push(metric("margin", "%", MetricKind::Ratio));
    for (number, (node, of, year, value)) in [
        ("a", "sales", 2010, 100.0),
        ("a", "sales", 2015, 200.0),
        ("b", "sales", 2010, 50.0),
        ("b", "sales", 2015, 80.0),
        ("a", "profit", 2010, -4.0),
        ("a", "profit", 2015, 0.0),
        ("b", "profit", 2010, -8.0),
        ("b", "profit", 2015, -2.0),
        ("a", "margin", 2010, 5.0),
        ("a", "margin", 2015, 8.0),
    ]
    .into_iter()
    .enumerate()
    {
        plan.figures.push(figure(number, node, of, year, value));
    }
    let mut document = Document::new(plan, Default::default());
    let mut low = Scenario::new("low".into(), Label::new("低"), None);
    low.assumptions = vec![
        by_hand("cut", "a", "sales", 2015, 150.0),
        by_hand("loss", "b", "profit", 2015, -3.0),
        by_hand("even", "a", "profit", 2015, 1.0),
        by_hand("thin", "a", "margin", 2015, 6.5),
    ];
    let mut high = Scenario::new("high".into(), Label::new("高"), Some("low".into()));
    high.assumptions = vec![by_hand("push", "a", "sales", 2015, 240.0)];
    for scenario in [low, high] {
        let edit = Edit::scenario(&document.scenarios, scenario);
        document.apply(edit).unwrap();
    }
    document
}

fn table(document: &Document, options: &CompareOptions) -> CompareTable {
    let evaluation = Evaluation::of(document);
    let of = |scenario: &Option<ScenarioId>| {
        Arc::new(match scenario {
            Some(id) => ScenarioEvaluation::of(document, &evaluation, id),
            None => ScenarioEvaluation::plan(document, &evaluation),
        })
    };
    let words = Arc::new(Words::new(Language::Chinese));
    CompareTable::new(document, &words, options, of(&options.base), options.others.iter().map(of).collect())
}

fn options(base: Option<&str>, others: &[Option<&str>], nodes: &[&str], metrics: &[&str]) -> CompareOptions {
    CompareOptions {
        base: base.map(ScenarioId::new),
        others: others.iter().map(|other| other.map(ScenarioId::new)).collect(),
        nodes: nodes.iter().map(|node| NodeId::new(*node)).collect(),
        metrics: metrics.iter().map(|metric| (*metric).into()).collect(),
        year: Some(2015),
    }
}

/// A row as texts, with what its last two cells say where they say nothing else.
fn row(table: &CompareTable, row: usize) -> String {
    (0..table.columns().len()).map(|column| table.cell(row, column).text).collect::<Vec<_>>().join(" | ")
}

#[test]
fn values_stand_beside_the_base_with_both_differences() {
    let document = document();
    let found = table(&document, &options(None, &[Some("low"), Some("high")], &["a"], &["sales"]));
    assert_eq!(row(&found, 0), "a | sales | 亿元 | 200 | 150 | −50 | −25.0% | 240 | +40 | +20.0%");
    let turned = table(&document, &options(Some("low"), &[None], &["a"], &["sales"]));
    assert_eq!(row(&turned, 0), "a | sales | 亿元 | 150 | 200 | +50 | +33.3%");
    assert_eq!(found.cell(0, 5).number, Some(-50.0), "a selection of differences can be summed");
}

#[test]
fn a_percentage_without_a_positive_base_is_no_number_and_says_why() {
    let document = document();
    for (node, metric, base, text, key) in [
        ("a", "profit", "0", "+1", "compare-zero-base"),
        ("b", "profit", "−2", "−1", "compare-negative-base"),
        ("c", "profit", "—", "—", "compare-no-value"),
    ] {
        let found = table(&document, &options(None, &[Some("low")], &[node], &[metric]));
        let cells: Vec<_> = (3..7).map(|column| found.cell(0, column)).collect();
        assert_eq!((cells[0].text.as_str(), cells[2].text.as_str(), cells[3].text.as_str()), (base, text, "—"), "{node} {metric}");
        assert_eq!(cells[3].hint, Words::new(Language::Chinese).text(key), "{node} {metric}");
    }
}

#[test]
fn a_sum_with_gaps_says_of_how_many_and_a_ratio_differs_by_points() {
    let document = document();
    let found = table(&document, &options(None, &[Some("low")], &["total"], &["sales"]));
    assert_eq!((found.cell(0, 3).text.as_str(), found.cell(0, 3).badge.as_str()), ("280", "2/3"));
    let found = table(&document, &options(None, &[Some("low")], &["a"], &["margin"]));
    assert_eq!(found.cell(0, 5).text, "−1.5 点");
}

#[test]
fn rows_are_nodes_by_metrics_by_years() {
    let document = document();
    let all = CompareOptions { year: None, ..options(None, &[Some("low")], &["total", "a"], &["sales", "profit"]) };
    let found = table(&document, &all);
    assert_eq!(found.row_count(), 2 * 2 * 6);
    let key = found.key(13).unwrap();
    assert_eq!((key.node.as_str(), key.metric.as_str(), key.year), ("a", "sales", 2011));
    assert_eq!(found.row_of(&"a".into(), &"sales".into()), Some(12));
    assert!(found.key(24).is_none());
}

#[test]
fn what_only_one_has_and_what_both_have_otherwise_is_told_field_by_field() {
    let mut document = document();
    let evaluation = Evaluation::of(&document);
    let before = ScenarioEvaluation::of(&document, &evaluation, &"high".into());
    let mut low = document.scenarios.get("low").unwrap().clone();
    low.assumptions.remove(1);
    low.assumptions[0] = Assumption { on: true, note: "新订单".to_owned(), ..by_hand("cut", "a", "sales", 2015, 160.0) };
    low.assumptions.push(by_hand("new", "b", "sales", 2014, 70.0));
    let edit = Edit::scenario(&document.scenarios, low);
    document.apply(edit).unwrap();
    let after = ScenarioEvaluation::of(&document, &evaluation, &"high".into());
    let found = AssumptionTable::new(&document, &Words::new(Language::Chinese), &before, &after);
    let told: Vec<_> = found
        .rows()
        .iter()
        .map(|row| (row.difference, row.name.as_str(), row.of.as_str(), row.field.as_str(), row.base.as_str(), row.other.as_str()))
        .collect();
    assert!(told.contains(&(Difference::Changed, "cut", "低", "2015", "150 亿元", "160 亿元")), "{told:?}");
    assert!(told.contains(&(Difference::Changed, "cut", "低", "备注", "—", "新订单")), "{told:?}");
    assert!(told.iter().any(|row| row.0 == Difference::OnlyBase && row.1 == "loss" && row.5 == "—"), "{told:?}");
    assert!(told.iter().any(|row| row.0 == Difference::OnlyOther && row.1 == "new" && row.4 == "—"), "{told:?}");
    assert_eq!(told.len(), 4, "{told:?}");
    let place = found.rows().iter().position(|row| row.field == "2015").unwrap();
    assert_eq!(found.cell(place, 4).text, "150 亿元");
}

#[test]
fn choices_keep_the_base_apart_and_something_to_compare() {
    let document = document();
    let mut chosen = CompareOptions::of(&document, Some(&"sales".into()));
    assert_eq!(chosen.others, [Some("high".into()), Some("low".into())], "in the order of the document");
    chosen.rebase(Some("low".into()));
    assert_eq!((chosen.base.clone(), chosen.others.clone()), (Some("low".into()), vec![Some("high".into()), None]));
    chosen.toggle(&Some("low".into()));
    assert_eq!(chosen.others.len(), 2, "the base is not compared with itself");
    chosen.toggle(&None);
    assert_eq!(chosen.others, [Some("high".into())]);
    CompareOptions::toggle_in(&mut chosen.nodes, &NodeId::total());
    assert_eq!(chosen.nodes, [NodeId::total()], "the last one stays");
    let gone = CompareOptions { nodes: vec!["x".into()], metrics: vec!["y".into()], others: vec![Some("z".into())], ..chosen };
    let known = gone.known(&document);
    assert!(known.nodes == [NodeId::total()] && known.metrics.len() == 1 && known.others.is_empty());
}
