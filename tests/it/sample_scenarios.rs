//! The sample's scenarios: they open without a finding, say what their sources say, and give what the sample's README states.

use std::path::Path;

use clusterplan::base::{MetricId, NodeId, ScenarioId, Severity};
use clusterplan::domain::{Assumption, Document, Lever};
use clusterplan::engine::scenario::ScenarioEvaluation;
use clusterplan::engine::{Evaluation, Layer};
use clusterplan::io::workspace::{self, Opened};

const ALL: [&str; 4] = ["catch-up", "growth-as-observed", "plan-as-written", "solar-trade-shock"];

fn opened() -> Opened {
    workspace::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011")).unwrap()
}

fn evaluated(document: &Document) -> (Evaluation, [ScenarioEvaluation; 4]) {
    let evaluation = Evaluation::of(document);
    let scenarios = ALL.map(|id| ScenarioEvaluation::of(document, &evaluation, &ScenarioId::new(id)));
    (evaluation, scenarios)
}

#[test]
fn they_open_without_a_finding_and_are_named_and_told_in_words() {
    let opened = opened();
    assert_eq!(opened.diagnostics, []);
    assert_eq!(opened.document.scenarios.iter().map(|scenario| scenario.id.as_str()).collect::<Vec<_>>(), ALL);
    for scenario in opened.document.scenarios.iter() {
        assert!(scenario.name.translations.contains_key("en") && !scenario.note.is_empty() && !scenario.pins.is_empty(), "{}", scenario.id);
        for assumption in &scenario.assumptions {
            assert!(assumption.name.translations.contains_key("en"), "{}", assumption.id);
            assert!(!assumption.note.is_empty() || !assumption.source.is_empty(), "{}", assumption.id);
            let own = match &assumption.lever {
                Lever::Project(lever) => lever.own.as_deref(),
                _ => None,
            };
            // What the plan does not have is never passed for the plan's.
            assert!(own.is_none_or(|project| project.name.text.contains('例') && project.note.contains("不是规划所列")), "{own:?}");
        }
    }
    let (_, scenarios) = evaluated(&opened.document);
    for scenario in &scenarios {
        let grave: Vec<_> = scenario.diagnostics().iter().filter(|finding| finding.severity > Severity::Note).collect();
        assert!(grave.is_empty(), "{:?}: {grave:?}", scenario.scenario());
    }
}

#[test]
fn the_sizes_of_the_shock_are_those_of_the_published_figures() {
    let document = opened().document;
    let shock = document.scenarios.get("solar-trade-shock").unwrap();
    let lever = |id: &str| shock.assumption(&id.into()).map(|Assumption { lever, .. }| lever.clone()).unwrap();
    let round = |value: f64, digits: i32| (value * 10_f64.powi(digits)).round() / 10_f64.powi(digits);
    // Net revenues of one group by quarter of 2011, in million dollars.
    let [q1, q2, q3, q4] = [359.2, 249.3, 189.1, 187.7];
    let (year, halves) = (round((q1 + q2 + q3 + q4) / (2.0 * (q1 + q2)), 2), round((q3 + q4) / (q1 + q2), 2));
    for (id, expected) in [("orders-fall", year), ("output-falls", year), ("exports-blocked", halves), ("output-blocked", halves)] {
        let Lever::LevelShock { factor, .. } = lever(id) else { panic!("{id} is no shock") };
        assert!((factor - expected).abs() < 1e-12, "{id}: {factor} is not {expected}");
    }
    let margins = [
        (2011, -4_520_304.0 / 985_300_000.0),
        (2012, -1_233_487_204.0 / 4_794_768_449.0),
        (2013, 645_545_392.0 / 7_078_838_515.0),
        (2014, 931_612_035.0 / 9_978_528_648.0),
    ];
    let Lever::RatioPath { values, .. } = lever("margin-squeeze") else { panic!("no path of a ratio") };
    assert_eq!(values.into_iter().collect::<Vec<_>>(), margins.map(|(year, margin)| (year, round(margin * 100.0, 1))));
}

#[test]
fn the_plan_as_written_is_the_plan_path_everywhere() {
    let document = opened().document;
    let (evaluation, [_, _, written, _]) = evaluated(&document);
    for node in evaluation.nodes() {
        for metric in document.plan.metrics.iter() {
            for year in evaluation.years() {
                let (path, value) = (evaluation.reading(node, &metric.id, Layer::Path, year), written.reading(node, &metric.id, year));
                // What lies outside clusters has no path of its own: it is what is left of the whole's.
                let left = path.value.is_none() && node.outside_of().is_some();
                assert!(left || value.value == path.value, "{node} {} {year}: {value:?} {path:?}", metric.id);
            }
        }
    }
}

#[test]
fn they_give_what_the_readme_of_the_sample_states() {
    let document = opened().document;
    let (_, [catch_up, observed, written, shock]) = evaluated(&document);
    let value = |of: &ScenarioEvaluation, node: &str, metric: &str, year: i32| {
        let value = of.reading(&NodeId::new(node), &MetricId::new(metric), year).value.unwrap();
        (value * 10.0).round() / 10.0
    };
    for (of, node, metric, year, expected) in [
        (&written, "total", "sales_revenue", 2015, 2630.0),
        (&written, "new-energy", "sales_revenue", 2015, 1250.0),
        (&written, "total", "output", 2015, 3600.0),
        (&observed, "total", "sales_revenue", 2013, 646.5),
        (&observed, "total", "sales_revenue", 2015, 817.2),
        (&observed, "new-energy", "sales_revenue", 2015, 224.5),
        (&shock, "total", "sales_revenue", 2012, 735.6),
        (&shock, "total", "sales_revenue", 2015, 2471.7),
        (&shock, "new-energy", "sales_revenue", 2015, 1091.7),
        (&shock, "haining-solar", "sales_revenue", 2015, 349.3),
        (&shock, "new-energy", "profit", 2012, -62.4),
        (&shock, "new-energy", "profit", 2015, 101.5),
        (&shock, "total", "output", 2015, 3473.3),
        (&catch_up, "total", "sales_revenue", 2015, 2615.2),
        (&catch_up, "haining-solar", "sales_revenue", 2015, 409.3),
        (&catch_up, "total", "output", 2015, 3512.2),
    ] {
        let found = value(of, node, metric, year);
        assert!((found - expected).abs() < 1e-9, "{:?} {node} {metric} {year}: {found}, not {expected}", of.scenario());
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011/README.md")).unwrap();
        let stated = format!("{expected:.1}").replace('-', "−");
        assert!(text.contains(&stated), "the README does not state {stated}");
    }
    let outcome = |of: &ScenarioEvaluation, figure: &str| {
        let found = of.targets().iter().find(|target| target.figure.as_str() == figure).unwrap();
        (found.met, found.shortfall.map(|shortfall| (shortfall * 10.0).round() / 10.0))
    };
    assert_eq!(outcome(&written, "F068"), (Some(true), Some(0.0)));
    assert_eq!(outcome(&shock, "F068"), (Some(false), Some(126.7)));
    assert_eq!(outcome(&catch_up, "F068"), (Some(false), Some(87.8)));
    let land: Vec<_> = catch_up.limits().iter().filter(|limit| limit.excess > 0.0).map(|limit| (limit.year, limit.excess)).collect();
    assert_eq!(land, [(2014, 20.0), (2015, 20.0)]);
    let year = 2014;
    assert!(
        observed.reading(&NodeId::total(), &MetricId::new("sales_revenue"), year).illustrative,
        "what follows from made-up data is marked"
    );
    assert!(!shock.reading(&NodeId::total(), &MetricId::new("sales_revenue"), year).illustrative);
}
