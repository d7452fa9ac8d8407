#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::base::{Bound, Diagnostic, Label, NodeId, ScenarioId};
use crate::domain::*;

const FILE: &str = "scenarios/low.toml";

fn opened(text: &str) -> Reading {
    read(&ScenarioId::new("low"), FILE, text, false).unwrap()
}

fn codes_of(list: &[Diagnostic]) -> Vec<(&'static str, Option<usize>)> {
    list.iter().map(|d| (d.code, d.place.line)).collect()
}

const SOUND: &str = r#"format = 1
department = "x"

[scenario]
name = "低情景"
name-en = "Low"
parent = "plan-as-written"
note = "一"
locked = true
pins = ["a", "outside:energy"]
author = "someone"

[[assumption]]
id = "start"
kind = "basis"
basis = "growth"
rate = 0.12

[[assumption]]
id = "observed"
kind = "basis"
within = ["a"]
basis = "growth"

[[assumption]]
id = "faster"
name = "提速"
name-en = "Faster"
on = false
kind = "growth-set"
metric = "sales"
within = ["energy", "haining"]
reach = "all"
from = 2012
to = 2014
rate = 0.1
low = -0.05
high = 0.2
note = "n"
source = "s"
colour = { x = 1 }

[[assumption]]
id = "shift"
kind = "growth-shift"
points = -0.02

[[assumption]]
id = "shock"
kind = "level-shock"
factor = 0.65
recovery = "never"

[[assumption]]
id = "by-hand"
kind = "values"
metric = "sales"
within = ["a"]
values = { 2012 = 30.5, 2013 = 31 }
unit = "亿元"

[[assumption]]
id = "late"
kind = "project"
project = "p1"
on-stream = "2013H1"
delay-months = 6
scale = 0.5

[[assumption]]
id = "own"
kind = "project"
cancelled = true
[assumption.own]
id = "new"
name = "新项目"
node = "a"
status = "proposed"
full-output = "30 亿元"
ramp = [0.5, 1.0]
note = "例"
permit = "none"

[[assumption]]
id = "margin"
kind = "ratio-path"
metric = "margin"
values = { 2011 = 8, 2015 = 6.5 }
unit = "%"

[[assumption]]
id = "land"
kind = "limit"
limit = "l"
value = "<= 10"
unit = "亩"

[[assumption]]
id = "total"
kind = "spread"
metric = "sales"
within = ["total"]
totals = { 2015 = 4000 }
unit = "亿元"
rule = "weights"
weights = { a = 1, "outside:energy" = 0.5 }
holds = ["b"]

[[review]]
by = "y"
"#;

#[test]
fn a_file_of_the_program_comes_back_byte_for_byte() {
    let reading = opened(SOUND);
    assert_eq!(reading.diagnostics, []);
    assert!(!reading.lossy);
    assert_eq!(write(&reading.record), SOUND);
    let scenario = reading.record;
    assert_eq!((scenario.id.as_str(), scenario.name.get("en"), scenario.locked), ("low", "Low", true));
    assert_eq!(scenario.assumptions.len(), 11);
    let lever = |id: &str| scenario.assumption(&id.into()).unwrap().lever.clone();
    assert_eq!(lever("observed"), Lever::Basis(BasisLine::Growth { rate: None }));
    assert_eq!(lever("shock"), Lever::LevelShock { factor: 0.65, recovery: None });
    assert_eq!(lever("by-hand"), Lever::Values { values: [(2012, 30.5), (2013, 31.0)].into(), unit: "亿元".into() });
    let Lever::Project(ProjectLever { own: Some(own), cancelled: true, .. }) = lever("own") else { panic!("no project of its own") };
    assert_eq!((own.note.as_str(), own.extra.len(), own.ramp.as_slice()), ("例", 1, &[0.5, 1.0][..]));
}

#[test]
fn windows_line_breaks_and_a_byte_order_mark_change_nothing() {
    let reading = opened(&format!("\u{feff}{}", SOUND.replace('\n', "\r\n")));
    assert_eq!((reading.diagnostics.len(), write(&reading.record).as_str()), (0, SOUND));
}

#[test]
fn other_layouts_of_the_same_scenario_are_read_alike() {
    let text = r#"
scenario.name = "x"
assumption = [{ id = 1, kind = "level-shock", factor = "0.5" }, { kind = "growth-set", id = "b", rate = 1, from = 2012, to = "2013" }]
format = 1
"#;
    let reading = opened(text);
    assert_eq!(codes_of(&reading.diagnostics), []);
    let [a, b] = reading.record.assumptions.as_slice() else { panic!("not two") };
    assert_eq!((a.id.as_str(), a.lever.clone()), ("1", Lever::LevelShock { factor: 0.5, recovery: Some(0) }));
    assert_eq!((b.lever.clone(), b.years), (Lever::GrowthSet { rate: 1.0 }, Some((2012, 2013))));
}

#[test]
fn what_does_not_fit_is_told_with_its_line_and_spoils_nothing_else() {
    let text = r#"format = 1
[scenario]
name = 7
locked = "yes"
[[assumption]]
id = "a"
kind = "magic"
[[assumption]]
kind = "growth-set"
rate = 1
[[assumption]]
id = "b"
kind = "growth-set"
rate = "fast"
[[assumption]]
id = "c"
kind = "values"
values = { 2011h = 1, 2012 = "x", 2013 = 5 }
to = 2011
low = 1
[[assumption]]
id = "c"
kind = "level-shock"
factor = 1
[[assumption]]
id = "d"
kind = "growth-shift"
points = 0.1
from = 2014
to = 2012
broken = [
[[assumption]]
id = "e"
kind = "level-shock"
factor = 0.5
recovery = "soon"
"#;
    let reading = opened(text);
    assert!(reading.lossy);
    assert_eq!(
        codes_of(&reading.diagnostics),
        [
            ("value-not-text", Some(3)),
            ("name-missing", Some(2)),
            ("value-not-truth", Some(4)),
            ("value-not-word", Some(7)),
            ("key-missing", Some(5)),
            ("record-no-id", Some(8)),
            ("value-not-number", Some(14)),
            ("key-missing", Some(11)),
            ("value-not-year", Some(18)),
            ("value-not-number", Some(18)),
            ("assumption-years-half", Some(15)),
            ("assumption-range-half", Some(15)),
            ("id-twice", Some(21)),
            ("line-unreadable", Some(31)),
            ("assumption-years-turned", Some(25)),
            ("value-not-whole", Some(36)),
        ]
    );
    let ids: Vec<&str> = reading.record.assumptions.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["c", "d", "e"]);
    let c = &reading.record.assumptions[0];
    assert_eq!((c.lever.clone(), c.years), (Lever::Values { values: [(2013, 5.0)].into(), unit: "1".into() }, Some((2011, 2011))));
    assert_eq!(reading.record.assumptions[1].years, Some((2012, 2014)));
}

#[test]
fn a_newer_format_is_refused_and_an_empty_file_is_a_scenario_without_assumptions() {
    let newer = read(&"low".into(), FILE, "[scenario]\nname = \"x\"\n[other]\n", false);
    assert!(newer.is_ok(), "a file without a format is read as the first one");
    assert_eq!(read(&"low".into(), FILE, "format = 2\n[[[", false).unwrap_err(), TooNew { format: 2, known: 1 });
    let empty = opened("");
    assert_eq!(codes_of(&empty.diagnostics), [("format-missing", Some(1)), ("scenario-missing", Some(1))]);
    assert_eq!((empty.lossy, empty.record.name.text.as_str()), (false, "low"));
    let cut = read(&"low".into(), FILE, &SOUND[..SOUND.len() / 2 - 3], true).unwrap();
    assert!(cut.lossy && cut.diagnostics.iter().any(|d| d.code == "file-cut"));
}

fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-z嘉兴 ,.]{0,8}", 1 => any::<String>()]
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z][a-z0-9-]{0,6}", 1 => "[^ \\s][a-z\"\\\\\n嘉, ]{0,4}[^ \\s]"]
}

fn label() -> impl Strategy<Value = Label> {
    (odd_text(), prop::collection::btree_map(prop_oneof![Just("en".to_owned()), odd_text()], odd_text(), 0..2))
        .prop_map(|(text, translations)| Label { text, translations })
}

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>().prop_filter("files hold no such numbers", |v| v.is_finite()), (-1000..1000_i32).prop_map(f64::from), Just(0.1)]
}

fn extra() -> impl Strategy<Value = Extra> {
    let value = prop_oneof![
        odd_text().prop_map(toml::Value::String),
        any::<i64>().prop_map(toml::Value::Integer),
        any::<bool>().prop_map(toml::Value::Boolean),
        prop::collection::vec(odd_text().prop_map(toml::Value::String), 0..3).prop_map(toml::Value::Array),
        (odd_text(), any::<i64>()).prop_map(|(key, n)| toml::Value::Table([(key, toml::Value::Integer(n))].into_iter().collect())),
    ];
    prop::collection::vec((odd_text().prop_map(|key| format!("x {key}")), value), 0..3).prop_map(|list| list.into_iter().collect())
}

fn years_of_numbers() -> impl Strategy<Value = BTreeMap<i32, f64>> {
    prop::collection::btree_map(prop_oneof![2000..2100_i32, any::<i32>()], amount(), 0..4)
}

fn nodes() -> impl Strategy<Value = Vec<NodeId>> {
    prop::collection::vec(id().prop_map(NodeId::new), 0..3)
}

fn project() -> impl Strategy<Value = Project> {
    let quantity =
        || prop::option::of((amount(), id()).prop_map(|(amount, unit)| crate::base::Quantity { amount, unit: unit.as_str().into() }));
    let source = (odd_text(), odd_text(), odd_text(), odd_text(), odd_text())
        .prop_map(|(document, section, printed, address, note)| Source { document, section, printed, address, note });
    let state = (prop::sample::select(ProjectStatus::ALL.to_vec()), prop::collection::vec(amount(), 0..3));
    ((id(), id(), label(), odd_text(), odd_text()), (quantity(), quantity(), quantity(), quantity()), state, source, extra()).prop_map(
        |((id, node, name, key_field, note), (investment, land, energy, full_output), (status, ramp), source, extra)| Project {
            id: id.as_str().into(),
            name,
            node: node.as_str().into(),
            key_field,
            status,
            investment,
            land,
            energy,
            on_stream: Some("2012Q2".parse().unwrap()),
            metric: Some("m".into()),
            full_output,
            ramp,
            source,
            note,
            extra,
        },
    )
}

fn project_lever() -> impl Strategy<Value = ProjectLever> {
    let on_stream = prop::option::of(prop::sample::select(vec!["2012", "2013H2", "2012-03"]));
    (prop::option::of(id()), prop::option::of(project()), on_stream, amount(), amount(), any::<bool>()).prop_map(
        |(project, own, on_stream, delay_months, scale, cancelled)| ProjectLever {
            project: project.map(|p| p.as_str().into()),
            own: own.map(Box::new),
            on_stream: on_stream.map(|p| p.parse().unwrap()),
            delay_months,
            scale,
            cancelled,
        },
    )
}

fn lever() -> impl Strategy<Value = Lever> {
    let basis = prop_oneof![
        Just(BasisLine::PlanPath),
        Just(BasisLine::ActualsThenPlan),
        prop::option::of(amount()).prop_map(|rate| BasisLine::Growth { rate }),
        Just(BasisLine::Forecast),
    ];
    let bound = prop_oneof![
        amount().prop_map(|value| Bound::AtMost { value }),
        (amount(), amount()).prop_map(|(low, high)| Bound::Between { low, high }),
        Just(Bound::Unstated)
    ];
    let rule = prop_oneof![
        Just(SpreadRule::Value),
        Just(SpreadRule::Equal),
        id().prop_map(|m| SpreadRule::Metric(m.as_str().into())),
        any::<i32>().prop_map(SpreadRule::Year),
        prop::collection::btree_map(id().prop_map(NodeId::new), amount(), 0..3).prop_map(SpreadRule::Weights),
    ];
    prop_oneof![
        basis.prop_map(Lever::Basis),
        amount().prop_map(|rate| Lever::GrowthSet { rate }),
        amount().prop_map(|points| Lever::GrowthShift { points }),
        (amount(), any::<Option<u32>>()).prop_map(|(factor, recovery)| Lever::LevelShock { factor, recovery }),
        (years_of_numbers(), id()).prop_map(|(values, unit)| Lever::Values { values, unit: unit.as_str().into() }),
        project_lever().prop_map(Lever::Project),
        (years_of_numbers(), id()).prop_map(|(values, unit)| Lever::RatioPath { values, unit: unit.as_str().into() }),
        (prop::option::of(id()), bound, id()).prop_map(|(limit, bound, unit)| Lever::Limit {
            limit: limit.map(|l| l.as_str().into()),
            bound,
            unit: unit.as_str().into()
        }),
        (years_of_numbers(), id(), rule, nodes()).prop_map(|(totals, unit, rule, holds)| Lever::Spread {
            totals,
            unit: unit.as_str().into(),
            rule,
            holds
        }),
    ]
}

fn assumption() -> impl Strategy<Value = Assumption> {
    let texts = (id(), label(), odd_text(), odd_text(), any::<bool>());
    let scope = (nodes(), prop::sample::select(Reach::ALL.to_vec())).prop_map(|(within, reach)| Scope { within, reach });
    let years = prop::option::of((1900..2200_i32, 0..50_i32).prop_map(|(from, more)| (from, from + more)));
    (texts, scope, prop::option::of(id()), years, lever(), prop::option::of((amount(), amount())), extra()).prop_map(
        |((id, name, note, source, on), scope, metric, years, lever, range, extra)| Assumption {
            id: id.as_str().into(),
            name,
            note,
            source,
            on,
            scope,
            metric: metric.map(|m| m.as_str().into()),
            years,
            lever,
            range,
            extra,
        },
    )
}

/// Any scenario that a file can hold.
fn scenario() -> impl Strategy<Value = Scenario> {
    let head = (id(), label(), odd_text(), prop::option::of(id()), any::<bool>(), nodes());
    (head, prop::collection::vec(assumption(), 0..5), extra(), extra()).prop_map(
        |((id, name, note, parent, locked, pins), assumptions, extra, scenario_extra)| {
            let mut known = std::collections::BTreeSet::new();
            let assumptions = assumptions.into_iter().filter(|a| known.insert(a.id.clone())).collect();
            let parent = parent.map(|p| ScenarioId::new(&p));
            Scenario { id: id.as_str().into(), name, note, parent, locked, assumptions, pins, extra, scenario_extra }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_scenario_comes_back(scenario in scenario()) {
        let text = write(&scenario);
        let reading = read(&scenario.id, FILE, &text, false).unwrap();
        prop_assert!(!reading.lossy, "{:?}\n{text}", reading.diagnostics);
        prop_assert_eq!(&reading.record, &scenario, "{}", text);
        prop_assert_eq!(write(&reading.record), text.clone());
        prop_assert!(text.parse::<toml::Table>().is_ok(), "the whole is TOML: {text}");
    }

    #[test]
    fn every_scenario_can_be_written_down_in_a_journal(scenario in scenario()) {
        let edit = Edit::scenario(&Table::default(), scenario);
        let line = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edit>(&line).unwrap(), edit);
    }

    #[test]
    fn no_text_makes_reading_fail(text in prop_oneof![any::<String>(), "(\\[\\[?[a-z.]{0,7}\\]?\\]?|assumption|scenario|kind = |[a-z]{1,6}|=|\"|'''|\\{|\\}|,|\n| |#|嘉){0,40}"]) {
        let _ = read(&"low".into(), FILE, &text, false);
    }
}
