//! The scenario page as data, on the sample: cards, forms, the year table, key results; what is entered and what is refused.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clusterplan::base::{MetricId, NodeId, ScenarioId};
use clusterplan::domain::scenario_edit::{add, create};
use clusterplan::domain::{Assumption, Document, Edit, Lever, SpreadRule};
use clusterplan::engine::Evaluation;
use clusterplan::engine::scenario::ScenarioEvaluation;
use clusterplan::io::workspace;
use clusterplan::view::grid::{CellWrite, GridSource};
use clusterplan::view::scenario_page::card::cards;
use clusterplan::view::scenario_page::change::{Entered, Way, put, release, way};
use clusterplan::view::scenario_page::enter::enter;
use clusterplan::view::scenario_page::form::{FieldId, FieldKind, Input, as_text, fields};
use clusterplan::view::scenario_page::grid::{Typed, YearGrid, YearGridOf};
use clusterplan::view::scenario_page::kind::{About, Kind, fresh};
use clusterplan::view::scenario_page::list::{free_name, parents, scenarios};
use clusterplan::view::scenario_page::results::{ResultsOf, results};
use clusterplan::view::scenario_page::spreading::SpreadDraft;
use clusterplan::view::{Language, Words};

fn sample() -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    workspace::open(&folder).unwrap().document
}

/// The sample with one empty scenario `a` beside its own.
fn with_empty() -> Document {
    let mut document = sample();
    let (id, edit) = create(&document, "a".into(), None).unwrap();
    assert_eq!(id.as_str(), "a");
    document.apply(edit).unwrap();
    document
}

fn sales() -> MetricId {
    "sales_revenue".into()
}

fn evaluated(document: &Document, scenario: &str) -> ScenarioEvaluation {
    ScenarioEvaluation::of(document, &Evaluation::of(document), &scenario.into())
}

#[test]
fn the_samples_scenarios_read_as_cards() {
    let document = sample();
    let mut out = String::new();
    for language in Language::ALL {
        let words = Words::new(language);
        for row in scenarios(&words, &document) {
            out.push_str(&format!("{}{} ← {} ({})\n", "  ".repeat(row.depth.into()), row.name, row.parent, row.count));
            let scenario = document.scenarios.get(&row.id).unwrap();
            for card in cards(&document, &words, scenario, &evaluated(&document, row.id.as_str())) {
                let slider = card.setting.map_or_else(String::new, |s| format!(" [{} … {} … {}]", s.track.low, s.value, s.track.high));
                out.push_str(&format!("    {} | {} | {}{slider}\n", card.title, card.value, card.line));
                card.problems.iter().for_each(|problem| out.push_str(&format!("      ! {problem}\n")));
            }
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_fresh_assumption_of_every_kind_has_a_form_and_moves_nothing() {
    let document = with_empty();
    let words = Words::new(Language::Chinese);
    let before = evaluated(&document, "a");
    let value = |node: &NodeId, metric: &MetricId, year: i32| before.reading(node, metric, year).value;
    let mut out = String::new();
    for (node, metric) in [("new-energy", "sales_revenue"), ("haining-solar", "sales_revenue")] {
        let node = NodeId::new(node);
        let metric = MetricId::new(metric);
        let about = About { document: &document, node: &node, metric: &metric, value: &value };
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_possible(&document.plan)) {
            let assumption = fresh(&about, kind);
            out.push_str(&format!("{kind:?} of {node}: {}", as_text(&words, &document.plan, &assumption)));
            if kind == Kind::Basis || kind == Kind::GrowthSet {
                continue;
            }
            let mut with = document.clone();
            let (_, edit) = add(&with, &"a".into(), assumption).unwrap();
            with.apply(edit).unwrap();
            let after = evaluated(&with, "a");
            for year in 2010..=2015 {
                let (was, is) = (before.reading(&node, &metric, year).value, after.reading(&node, &metric, year).value);
                let (was, is) = (was.unwrap_or(0.0), is.unwrap_or(0.0));
                assert!((was - is).abs() <= was.abs() * 1e-4, "{kind:?} {node} {year}: {was} {is}");
            }
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn whatever_stands_in_a_form_can_be_entered_again_unchanged() {
    let document = sample();
    let plan = &document.plan;
    for language in Language::ALL {
        let words = Words::new(language);
        for assumption in document.scenarios.iter().flat_map(|scenario| &scenario.assumptions) {
            for field in fields(&words, plan, assumption) {
                let input = match &field.kind {
                    FieldKind::Number { text, .. } | FieldKind::Text { text, .. } => Input::Text(text.clone()),
                    FieldKind::Choice { chosen, .. } if field.id != FieldId::NewYear => Input::Choice(chosen.clone()),
                    FieldKind::Tick(on) => Input::Tick(*on),
                    FieldKind::Nodes { .. } | FieldKind::Choice { .. } => continue,
                };
                // A name that stands in one language only is kept apart for the other.
                if matches!(field.id, FieldId::Name | FieldId::OwnName) && language == Language::English {
                    continue;
                }
                let again =
                    enter(&words, plan, assumption, &field.id, &input).unwrap_or_else(|d| panic!("{field:?}: {}", words.diagnostic(&d)));
                assert_eq!(again, *assumption, "{field:?}");
            }
        }
    }
}

#[test]
fn wrong_entries_are_refused_in_words() {
    let document = with_empty();
    let (words, plan) = (Words::new(Language::Chinese), &document.plan);
    let of = |lever| Assumption::new("x".into(), clusterplan::domain::Scope::default(), Some(sales()), lever);
    let shift = of(Lever::GrowthShift { points: 0.0 });
    let values = of(Lever::Values { values: [(2012, 3.0)].into(), unit: "亿元".into() });
    let own =
        fresh(&About { document: &document, node: &"haining-solar".into(), metric: &sales(), value: &|_, _, _| None }, Kind::OwnProject);
    let weights = of(Lever::Spread {
        totals: BTreeMap::new(),
        unit: "亿元".into(),
        rule: SpreadRule::Weights([(NodeId::new("haining-solar"), 1.0)].into()),
        holds: Vec::new(),
    });
    for (assumption, field, text, code) in [
        (&shift, FieldId::Number, "多", "cell-no-number"),
        (&shift, FieldId::Years, "去年", "assumption-no-years"),
        (&shift, FieldId::Years, "2014–2012", "assumption-years-turned-about"),
        (&values, FieldId::Value(2012), "", "cell-no-number"),
        (&own, FieldId::OwnOutput, "很大", "assumption-no-quantity"),
        (&own, FieldId::OwnLand, "300", "assumption-no-unit"),
        (&own, FieldId::OwnRamp, "30%、120%", "assumption-no-ramp"),
        (&own, FieldId::OnStream, "不久", "assumption-no-period"),
        (&weights, FieldId::Weight("haining-solar".into()), "-1", "assumption-weight-negative"),
    ] {
        let refused = enter(&words, plan, assumption, &field, &Input::Text(text.to_owned())).unwrap_err();
        assert_eq!(refused.code, code, "{field:?} {text}");
        assert!(words.diagnostic(&refused).contains("未作修改") || code.starts_with("cell"), "{}", words.diagnostic(&refused));
    }
    let turned = Assumption { range: Some((0.01, 0.03)), ..shift.clone() };
    let refused = enter(&words, plan, &turned, &FieldId::Low, &Input::Text("5".to_owned())).unwrap_err();
    assert_eq!(refused.code, "assumption-range-turned");
    let taken = enter(&words, plan, &own, &FieldId::OwnRamp, &Input::Text("30%、60%、100%".to_owned())).unwrap();
    assert!(matches!(&taken.lever, Lever::Project(p) if p.own.as_ref().is_some_and(|own| own.ramp == [0.3, 0.6, 1.0])));
}

#[test]
fn a_value_entered_is_held_spread_or_followed_and_let_go_again() {
    let mut document = with_empty();
    let id = ScenarioId::new("a");
    let cases = [("haining-solar", "sales_revenue", Way::Hold, 500.0), ("new-energy", "sales_revenue", Way::Spread, 1500.0)];
    for (node, metric, expected, wanted) in cases {
        let (node, metric) = (NodeId::new(node), MetricId::new(metric));
        assert_eq!(way(&document.plan, &node, &metric), expected);
        for value in [wanted / 2.0, wanted] {
            // A drag enters many values: one assumption takes them all.
            let values = [(2015, value)].into();
            let edit = put(&document, &Entered { scenario: &id, node: &node, metric: &metric, values }).unwrap();
            document.apply(edit).unwrap();
            let is = evaluated(&document, "a").reading(&node, &metric, 2015).value.unwrap();
            assert!((is - value).abs() < 1e-6, "{node} {value} {is}");
        }
        assert_eq!(document.scenarios.get(&id).unwrap().assumptions.len(), 1);
        let edit = release(&document, &id, &node, &metric, &[2015]).unwrap();
        document.apply(edit).unwrap();
        assert!(document.scenarios.get(&id).unwrap().assumptions.is_empty());
    }
}

fn grid(document: &Document, scenario: &str, node: &str) -> YearGrid {
    let evaluation = Arc::new(Evaluation::of(document));
    let id = ScenarioId::new(scenario);
    let parent = document.scenarios.get(&id).unwrap().parent.clone();
    YearGrid::new(YearGridOf {
        document: document.clone(),
        plan: Arc::new(ScenarioEvaluation::plan(document, &evaluation)),
        parent: parent.map(|parent| Arc::new(ScenarioEvaluation::of(document, &evaluation, &parent))),
        scenario: Arc::new(ScenarioEvaluation::of(document, &evaluation, &id)),
        evaluation,
        id,
        node: node.into(),
        metric: sales(),
        words: Arc::new(Words::new(Language::Chinese)),
    })
}

fn rows(grid: &YearGrid) -> String {
    let line = |row: usize| {
        (0..grid.columns().len())
            .map(|column| {
                let cell = grid.cell(row, column);
                format!("{}{}{}", cell.text, if cell.badge.is_empty() { "" } else { " " }, cell.badge)
            })
            .collect::<Vec<_>>()
            .join(" | ")
    };
    (0..grid.row_count()).map(|row| line(row) + "\n").collect()
}

#[test]
fn the_year_table_shows_plan_actuals_parent_and_scenario() {
    let document = sample();
    let mut out = String::new();
    for node in ["total", "new-energy", "haining-solar"] {
        out.push_str(&rows(&grid(&document, "catch-up", node)));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_typed_into_the_table_is_a_hold_a_spread_or_a_refusal() {
    let document = with_empty();
    let write = |grid: &YearGrid, row: usize, text: &str| grid.write(&[CellWrite { row, column: 3, text: text.to_owned() }]);
    let leaf = grid(&document, "a", "haining-solar");
    let (typed, refused) = write(&leaf, 2, "123.4");
    assert!(refused.is_empty());
    let Some(Typed::Edit(edit)) = typed else { panic!() };
    let mut held = document.clone();
    held.apply(edit).unwrap();
    let after = grid(&held, "a", "haining-solar");
    assert_eq!((after.cell(2, 3).text.as_str(), after.cell(2, 3).badge.as_str()), ("123.40", "锁定"));
    assert!(after.cell(2, 3).hint.contains("手工数值"), "{}", after.cell(2, 3).hint);
    assert!(after.is_held(3) && !after.is_held(4));
    let (typed, _) = write(&after, 2, "");
    let Some(Typed::Edit(edit)) = typed else { panic!() };
    held.apply(edit).unwrap();
    assert_eq!(held, document, "emptying lets go");
    let total = grid(&document, "a", "total");
    assert_eq!(write(&total, 2, "700").0, Some(Typed::Spread([(2012, 700.0)].into())));
    assert_eq!(write(&leaf, 2, "很多").1[0].diagnostic.code, "cell-no-number");
    assert_eq!(write(&leaf, 0, "5").1[0].diagnostic.code, "cell-computed", "the plan's row is no entry");
    let mut locked = document.clone();
    let edit = clusterplan::domain::scenario_edit::lock(&locked, &"a".into(), true).unwrap();
    locked.apply(edit).unwrap();
    let locked = grid(&locked, "a", "haining-solar");
    assert!(!locked.cell(2, 3).editable);
    assert_eq!(write(&locked, 2, "5").1[0].diagnostic.code, "scenario-locked");
}

#[test]
fn key_results_say_what_is_met_missed_used_and_without_example() {
    let document = sample();
    let evaluation = Evaluation::of(&document);
    let plan = ScenarioEvaluation::plan(&document, &evaluation);
    let words = Words::new(Language::Chinese);
    let mut out = String::new();
    for scenario in ["solar-trade-shock", "catch-up"] {
        let scenario = evaluated(&document, scenario);
        let node = NodeId::new("new-energy");
        let made =
            results(&ResultsOf { document: &document, words: &words, plan: &plan, scenario: &scenario, node: &node, metric: &sales() });
        for line in made.lines.iter().chain(&made.limits).chain(&made.missed).chain(&made.beyond) {
            out.push_str(&format!("{:?} {} | {} {} | {} | {}\n", line.mark, line.title, line.value, line.unit, line.trailing, line.note));
        }
        let ends: f64 = made.steps.iter().filter(|step| step.end).map(|step| step.amount).sum::<f64>();
        let start = made.steps[0].amount;
        let between: f64 = made.steps.iter().filter(|step| !step.end).map(|step| step.amount).sum();
        assert!((start + between - (ends - start)).abs() < 1e-6, "the steps lead from the plan to the scenario");
        made.steps.iter().for_each(|step| out.push_str(&format!("  {} {}\n", step.name, step.text)));
        made.notes.iter().for_each(|note| out.push_str(&format!("  - {note}\n")));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_spread_is_shown_before_it_is_made_and_refused_under_what_is_held() {
    let mut document = with_empty();
    let words = Words::new(Language::Chinese);
    let evaluation = Evaluation::of(&document);
    let now = evaluated(&document, "a");
    let mut draft = SpreadDraft::new(&document, &"a".into(), &"new-energy".into(), &sales(), &[(2015, 1200.0)].into());
    draft.holds.push("haining-solar".into());
    let preview = draft.preview(&words, &document, &evaluation, &now);
    assert!(preview.refused.is_none(), "{preview:?}");
    let solar = preview.rows.iter().find(|row| row.node.as_str() == "haining-solar").unwrap();
    assert!(solar.held && solar.before == solar.after);
    let edit = draft.edit(&document).unwrap();
    document.apply(edit).unwrap();
    let after = evaluated(&document, "a");
    for row in &preview.rows {
        let value = after.reading(&row.node, &sales(), 2015).value;
        assert_eq!(value.map_or("—".to_owned(), clusterplan::view::scenario_page::results::shown), row.after, "{}", row.name);
    }
    *draft.totals.get_mut(&2015).unwrap() = "100".to_owned();
    let refused = draft.preview(&words, &document, &evaluation, &now).refused.unwrap();
    assert!(refused.contains("小于已锁定的合计") && refused.contains("100"), "{refused}");
    *draft.totals.get_mut(&2015).unwrap() = "许多".to_owned();
    assert!(draft.preview(&words, &document, &evaluation, &now).refused.is_some());
    assert!(draft.edit(&document).is_err());
}

#[test]
fn names_and_parents_are_offered_that_can_be_taken() {
    let document = sample();
    let words = Words::new(Language::Chinese);
    let shock = ScenarioId::new("solar-trade-shock");
    let offered = parents(&words, &document, Some(&shock));
    assert!(offered[0].0.is_none(), "the plan comes first");
    assert!(!offered.iter().any(|(id, _)| id.as_ref().is_some_and(|id| *id == shock || id.as_str() == "catch-up")), "{offered:?}");
    let copy = free_name(&words, &document, Some(&shock));
    assert!(copy.ends_with("副本"));
    let mut document = document.clone();
    let (_, edit) = create(&document, copy.as_str().into(), None).unwrap();
    document.apply(edit).unwrap();
    assert!(free_name(&words, &document, Some(&shock)).ends_with("副本 2"));
    assert_eq!(free_name(&words, &document, None), "情景 1");
    assert!(Edit::default().leaves_plan_alone(), "nothing changes the plan");
}
