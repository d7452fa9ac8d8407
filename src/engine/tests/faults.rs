//! What cannot be used is left out, named, and has a sentence in every language; the rest is computed.

use super::*;
use crate::view::Words;
use crate::view::words::Language;

/// The diagnostics as `code: arguments`.
fn told(build: Build) -> Vec<String> {
    let e = build.evaluate();
    let shown = e.diagnostics().iter().map(|d| {
        for language in Language::ALL {
            let sentence = Words::new(language).diagnostic(d);
            assert!(!sentence.contains("diagnostic-") && !sentence.contains('{'), "{}: {sentence}", language.tag());
        }
        let args: Vec<&str> = d.args.iter().map(|(_, value)| value.as_str()).collect();
        format!("{}: {}", d.code, args.join(" | "))
    });
    shown.collect()
}

#[test]
fn formulas() {
    for (unit, formula, expected) in [
        ("%", "profit / / sales", "formula-syntax: x | profit / / sales | 10 | / sales | "),
        ("%", "5 * 3", "formula-without-metric: x | 5 * 3"),
        ("%", "profit / turnover", "formula-metric: x | profit / turnover | turnover"),
        ("亿元", "profit + land", "formula-units: x | profit | money | land | area"),
        ("%", "sales / land", "formula-result: x | sales / land | money/area | % | 1"),
        ("斗", "sales / land", "formula-unit: x | 斗 | x"),
        ("%", "margin - x", "formula-ring: x → x"),
        ("亿元", "sales - 1", "formula-units: x | sales | money | 1 | 1"),
    ] {
        let found = told(Build::crossed().derived("x", unit, formula));
        assert_eq!(found.len(), 1, "{formula}: {found:?}");
        assert!(found[0].starts_with(expected), "{formula}: {found:?}");
    }
    for (unit, formula) in
        [("1", "1 - margin"), ("百分点", "margin - rate"), ("亿元/平方公里", "sales / land"), ("万元", "-(sales - profit) * margin")]
    {
        assert_eq!(told(Build::crossed().derived("x", unit, formula)), Vec::<String>::new(), "{formula}");
    }
}

#[test]
fn units_inside_formulas_are_converted() {
    let e = Build::crossed()
        .metric("tax", "万元", MetricKind::Flow)
        .derived("net", "万元", "profit - tax")
        .derived("rest", "1", "1 - margin")
        .actual("a", "profit", "2011", "10 亿元")
        .actual("a", "tax", "2011", "20000 万元")
        .actual("a", "sales", "2011", "40 亿元")
        .evaluate();
    assert_eq!(e.shown("a", "net", Layer::Actual, 2011), "80000 derived 1/1");
    assert_eq!(e.shown("a", "rest", Layer::Actual, 2011), "0.75 derived 1/1");
}

#[test]
fn rings_are_named_and_the_rest_is_computed() {
    let build = Build::crossed()
        .derived("p", "亿元", "sales + q")
        .derived("q", "亿元", "p * 2")
        .derived("r", "亿元", "q + sales")
        .actual("a", "sales", "2011", "40 亿元")
        .actual("a", "profit", "2011", "10 亿元");
    assert_eq!(told(build.clone()), ["formula-ring: p → q → p"]);
    let e = build.actual("b", "q", "2011", "1 亿元").actual("b", "sales", "2011", "2 亿元").evaluate();
    assert_eq!(e.shown("a", "margin", Layer::Actual, 2011), "25 derived 1/1");
    assert_eq!(e.shown("a", "r", Layer::Actual, 2011), "- 0/0");
    assert_eq!(e.shown("b", "r", Layer::Actual, 2011), "3 derived 1/1", "on an own value of what is in the ring");
}

#[test]
fn figures_and_actuals() {
    let build = Build::crossed()
        .figure("a", "sales", "2015 target", "5")
        .figure("b", "sales", "2015 target", "5 亩")
        .figure("x", "sales", "2015 target", "5 亿元")
        .figure("a", "x", "2015 target", "5 亿元")
        .figure("c", "sales", "2015 target", "5 亿元")
        .actual("x", "sales", "2011", "5 亿元")
        .actual("a", "x", "2011", "5 亿元")
        .actual("a", "sales", "2011", "5 吨")
        .actual("a", "sales", "2012", "5 吨")
        .actual("a", "sales", "2013", "5 亿元");
    let expected = [
        "figure-without-unit: f0",
        "figure-unit: f1 | 亩 | sales | 亿元",
        "figure-node: f2 | x",
        "figure-metric: f3 | x",
        "actual-metric: x | a | x",
        "actual-node: x | x | sales",
        "actual-unit: a | sales | 吨 | 亿元",
    ];
    assert_eq!(told(build.clone()), expected);
    let e = build.evaluate();
    assert_eq!(e.shown("total", "sales", Layer::Plan, 2015), "5 sum 1/3");
    assert_eq!(e.shown("a", "sales", Layer::Actual, 2013), "5 actual 1/1");
}

#[test]
fn structure() {
    let build = Build::crossed()
        .member("ring-1", "county", Some("ring-2"))
        .member("ring-2", "county", Some("ring-1"))
        .member("below", "county", Some("ring-2"))
        .member("foreign", "county", Some("energy"))
        .cluster("lost", &[("county", "energy"), ("industry", "water"), ("colour", "red")])
        .cluster("deep", &[("county", "below")])
        .cluster("north", &[])
        .part("stray", "nowhere")
        .figure("deep", "sales", "2015 target", "5 亿元")
        .figure("lost", "sales", "2015 target", "7 亿元");
    let expected = [
        "node-twice: north",
        "member-parent: foreign | energy",
        "member-ring: ring-1 | ring-2",
        "membership: lost | red | colour",
        "membership: lost | energy | county",
        "part-cluster: stray | nowhere",
    ];
    assert_eq!(told(build.clone()), expected);
    let e = build.evaluate();
    for (node, expected) in
        [("below", "5 sum 1/1"), ("ring-2", "5 sum 1/1"), ("ring-1", "5 sum 1/1"), ("water", "7 sum 1/2"), ("total", "12 sum 2/5")]
    {
        assert_eq!(e.shown(node, "sales", Layer::Plan, 2015), expected, "{node}");
    }
}

#[test]
fn reasons_have_words() {
    for language in Language::ALL {
        let words = Words::new(language);
        for reason in crate::engine::Reason::ALL {
            let key = format!("requirement-{}", reason.word());
            assert!(words.has(&key), "{} {key}", language.tag());
        }
    }
}
