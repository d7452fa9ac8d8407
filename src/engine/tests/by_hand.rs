//! Roll-ups, residuals, derived metrics and paths against tables worked by hand.

use super::*;
use crate::engine::{EvaluatedRow, How, Reason, evaluate};

const PLAN: Layer = Layer::Plan;
const ACTUAL: Layer = Layer::Actual;

#[test]
fn sums_say_how_many_of_how_many() {
    let build = Build::crossed()
        .figure("a", "sales", "2015 target", "100 亿元")
        .figure("b", "sales", "2015 target", "25000 万元")
        .figure("energy", "sales", "2015 target", "120 亿元")
        .figure("total", "sales", "2015 target", "200 亿元");
    let e = build.clone().evaluate();
    for (node, expected) in [
        ("a", "100 stated 1/1"),
        ("b", "2.5 stated 1/1"),
        ("c", "- 0/0"),
        ("energy", "120 stated 1/1"),
        ("water", "- 0/1"),
        ("north", "100 sum 1/1"),
        ("south", "2.5 sum 1/2"),
        ("total", "200 stated 1/1"),
        ("outside:energy", "17.5 residual 1/1"),
        ("outside:total", "- 0/0"),
        ("outside:south", "- 0/0"),
        ("nobody", "- 0/0"),
    ] {
        assert_eq!(e.shown(node, "sales", PLAN, 2015), expected, "{node}");
    }
    let sum = e.sum(&"total".into(), &"sales".into(), PLAN, 2015).unwrap();
    assert_eq!((sum.value, sum.n, sum.of), (102.5, 2, 3));
    assert_eq!(e.residual(&"total".into(), &"sales".into(), PLAN, 2015), None, "c is missing");
    assert_eq!(e.residual(&"energy".into(), &"sales".into(), PLAN, 2015), Some(17.5));
    assert_eq!(e.sum(&"total".into(), &"sales".into(), PLAN, 2014), None, "missing is not zero");
    let e = build.figure("c", "sales", "2015 target", "0 亿元").evaluate();
    assert_eq!(e.shown("outside:total", "sales", PLAN, 2015), "97.5 residual 1/1");
    assert_eq!(e.shown("water", "sales", PLAN, 2015), "0 sum 1/1");
}

#[test]
fn units_mix_exactly_and_sums_do_not_show_rounding() {
    let e = Build::crossed()
        .figure("a", "sales", "2015 target", "33.3 亿元")
        .figure("b", "sales", "2015 target", "333000 万元")
        .figure("c", "sales", "2015 target", "3340000000 元")
        .figure("total", "sales", "2015 target", "100 亿元")
        .actual("a", "sales", "2011", "837 万元")
        .actual("b", "sales", "2011", "0.9163 亿元")
        .evaluate();
    assert_eq!(e.at("total", "sales", PLAN, 2015).value, Some(100.0));
    assert_eq!(e.sum(&"total".into(), &"sales".into(), PLAN, 2015).unwrap().value, 100.0);
    assert_eq!(e.residual(&"total".into(), &"sales".into(), PLAN, 2015), Some(0.0));
    assert_eq!(e.sum(&"energy".into(), &"sales".into(), ACTUAL, 2011).unwrap().value, 1.0);
}

#[test]
fn members_with_parents_take_in_what_is_below() {
    let e = Build::new()
        .dimension("region", &["east"])
        .member("coast", "region", Some("east"))
        .member("bay", "region", Some("coast"))
        .cluster("x", &[("region", "bay")])
        .cluster("y", &[("region", "coast")])
        .cluster("z", &[("region", "east")])
        .cluster("alone", &[])
        .figure("x", "land", "2015 target", "1 亩")
        .figure("y", "land", "2015 target", "20 亩")
        .figure("z", "land", "2015 target", "20 公顷")
        .figure("coast", "land", "2015 target", "50 亩")
        .evaluate();
    for (node, expected) in [("bay", "1 sum 1/1"), ("coast", "50 stated 1/1"), ("east", "321 sum 3/3"), ("total", "321 sum 3/4")] {
        assert_eq!(e.shown(node, "land", PLAN, 2015), expected, "{node}");
    }
    assert_eq!(e.shown("outside:coast", "land", PLAN, 2015), "29 residual 1/1");
    let ids = |list: &[NodeId]| list.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(e.children(&"total".into())), ["east", "alone"]);
    assert_eq!(ids(e.children(&"east".into())), ["coast", "z"]);
    assert_eq!(ids(&e.clusters_of(&"east".into()).collect::<Vec<_>>()), ["x", "y", "z"]);
    assert_eq!(ids(&e.clusters_of(&"total".into()).collect::<Vec<_>>()), ["x", "y", "z", "alone"]);
    let of = |node: &str| e.members_sum(&node.into(), &"region".into(), &"land".into(), PLAN, 2015).map(|s| (s.value, s.n, s.of));
    assert_eq!(of("east"), Some((50.0, 1, 1)));
    assert_eq!(of("total"), None, "east states nothing of its own");
}

#[test]
fn parts_make_a_cluster_only_when_all_are_given() {
    let build = Build::crossed().part("a1", "a").part("a2", "a").figure("a1", "sales", "2015 target", "30 亿元").figure(
        "b",
        "sales",
        "2015 target",
        "1 亿元",
    );
    let e = build.clone().evaluate();
    assert_eq!(e.shown("a", "sales", PLAN, 2015), "30 sum 1/2");
    assert_eq!(e.shown("energy", "sales", PLAN, 2015), "1 sum 1/2", "an incomplete cluster is a gap");
    let e = build.figure("a2", "sales", "2015 target", "12 亿元").evaluate();
    assert_eq!(e.shown("a", "sales", PLAN, 2015), "42 sum 2/2");
    assert_eq!(e.shown("energy", "sales", PLAN, 2015), "43 sum 2/2");
    assert_eq!(e.shown("total", "sales", PLAN, 2015), "43 sum 2/3");
    assert_eq!(e.children(&"a".into()), ["a1".into(), "a2".into()]);
}

#[test]
fn ratios_never_add() {
    let e = Build::crossed()
        .figure("a", "rate", "2015 target", "10 %")
        .figure("b", "rate", "2015 target", "20 %")
        .figure("c", "rate", "2015 target", "30 %")
        .evaluate();
    assert_eq!(e.shown("total", "rate", PLAN, 2015), "- 0/3");
    assert_eq!(e.sum(&"total".into(), &"rate".into(), PLAN, 2015), None);
}

#[test]
fn derived_metrics_use_matched_sums() {
    let build = Build::crossed()
        .actual("a", "sales", "2011", "100 亿元")
        .actual("b", "sales", "2011", "50 亿元")
        .actual("c", "sales", "2011", "10 亿元")
        .actual("a", "profit", "2011", "100000 万元")
        .actual("c", "profit", "2011", "0.1 亿元");
    let e = build.clone().evaluate();
    // a: 10 of 100, c: 0.1 of 10; b has no profit, so that the total is 10.1 of 110.
    for (node, expected) in [
        ("a", "10 derived 1/1"),
        ("b", "- 0/0"),
        ("c", "1 derived 1/1"),
        ("energy", "10 derived 1/2"),
        ("south", "1 derived 1/2"),
        ("total", "9.181818182 derived 2/3"),
    ] {
        assert_eq!(e.shown(node, "margin", ACTUAL, 2011), expected, "{node}");
    }
    let build = build.actual("energy", "sales", "2011", "200 亿元");
    let e = build.clone().evaluate();
    assert_eq!(e.shown("energy", "margin", ACTUAL, 2011), "10 derived 1/2", "a stated input is never set against a summed one");
    let build = build.actual("energy", "profit", "2011", "30 亿元");
    let e = build.clone().evaluate();
    assert_eq!(e.shown("energy", "margin", ACTUAL, 2011), "15 derived 1/1", "both stated at the node itself");
    let build = build.actual("energy", "margin", "2011", "16 %").actual("b", "profit", "2011", "5 亿元");
    let e = build.evaluate();
    assert_eq!(e.shown("energy", "margin", ACTUAL, 2011), "16 actual 1/1", "stated itself");
    // Outside the clusters: (30 - 15) of (200 - 150).
    assert_eq!(e.shown("outside:energy", "margin", ACTUAL, 2011), "30 derived 1/1");
}

#[test]
fn derived_metrics_of_derived_ones_and_of_parts() {
    let e = Build::crossed()
        .derived("cost", "亿元", "sales - profit")
        .derived("cost_share", "1", "cost / sales")
        .derived("yield", "万元/亩", "sales / land")
        .part("a1", "a")
        .part("a2", "a")
        .actual("a1", "sales", "2011", "60 亿元")
        .actual("a2", "sales", "2011", "40 亿元")
        .actual("a1", "profit", "2011", "15 亿元")
        .actual("b", "sales", "2011", "100 亿元")
        .actual("b", "profit", "2011", "10 亿元")
        .actual("b", "land", "2011", "2 平方公里")
        .evaluate();
    assert_eq!(e.shown("a1", "cost_share", ACTUAL, 2011), "0.75 derived 1/1");
    assert_eq!(e.shown("a", "cost_share", ACTUAL, 2011), "0.75 derived 1/2", "only the part that has both");
    assert_eq!(e.shown("b", "cost_share", ACTUAL, 2011), "0.9 derived 1/1");
    assert_eq!(e.shown("energy", "cost_share", ACTUAL, 2011), "0.9 derived 1/2", "a lacks the profit of a part");
    assert_eq!(e.shown("b", "yield", ACTUAL, 2011), "333.333333333 derived 1/1", "10^6 万元 on 3000 亩");
}

#[test]
fn a_division_by_zero_is_a_missing_value() {
    let e = Build::crossed().actual("a", "sales", "2011", "0 亿元").actual("a", "profit", "2011", "1 亿元").evaluate();
    assert_eq!(e.shown("a", "margin", ACTUAL, 2011), "- 0/0");
    assert_eq!(e.shown("total", "margin", ACTUAL, 2011), "- 0/3");
}

#[test]
fn paths_add_up_and_growth_is_on_the_year_before() {
    let e = Build::crossed()
        .figure("a", "sales", "2010 baseline", "70.13 亿元")
        .figure("a", "sales", "2015 target", "400 亿元")
        .figure("b", "sales", "2010 baseline", "11.4 亿元")
        .figure("b", "sales", "2012 milestone", "50 亿元")
        .figure("b", "sales", "2015 target", "200 亿元")
        .figure("c", "sales", "2015 target", "10 亿元")
        .evaluate();
    let path = |node: &str, year| e.path(&node.into(), &"sales".into(), year).map(|v| (v * 100.0).round() / 100.0);
    assert_eq!(
        [2010, 2011, 2012, 2013, 2014, 2015].map(|y| path("a", y)).map(Option::unwrap),
        [70.13, 99.34, 140.72, 199.34, 282.38, 400.0]
    );
    assert_eq!([2010, 2011, 2012, 2013, 2014, 2015].map(|y| path("b", y)).map(Option::unwrap), [11.4, 23.87, 50.0, 79.37, 125.99, 200.0]);
    assert_eq!([path("c", 2014), path("c", 2015)], [None, Some(10.0)]);
    let energy = e.at("energy", "sales", Layer::Path, 2013);
    assert!((energy.value.unwrap() - 278.7115).abs() < 1e-4, "{energy:?}");
    assert_eq!((energy.basis, energy.n, energy.of, energy.estimated), (Basis::Sum, 2, 2, true));
    assert_eq!(e.at("a", "sales", Layer::Path, 2013).basis, Basis::Path);
    assert_eq!(e.shown("a", "sales", Layer::Path, 2015), "400 stated 1/1");
    let growth = |node: &str, layer, year| e.growth(&node.into(), &"sales".into(), layer, year).map(|g| (g * 1e4).round() / 1e4);
    assert_eq!(growth("a", Layer::Path, 2011), Some(0.4165));
    assert_eq!(growth("a", Layer::Path, 2010), None);
    assert_eq!(growth("a", PLAN, 2015), None, "2014 is not stated");
    assert_eq!(growth("total", Layer::Path, 2015), None, "c has no 2014");
}

#[test]
fn requirements_from_base_and_from_the_last_actual() {
    let e = Build::crossed()
        .figure("a", "sales", "2010 baseline", "70.13 亿元")
        .figure("a", "sales", "2015 target", "4000000 万元")
        .figure("b", "sales", "2015 target", "10 亿元")
        .figure("c", "sales", "2010 baseline", "0 亿元")
        .figure("c", "sales", "2015 target", "10 亿元")
        .figure("c", "rate", "2015 baseline", "5 %")
        .figure("c", "rate", "2015 reference", "7 %")
        .figure("a", "land", "2010 baseline", "300 亩")
        .figure("a", "land", "2015 target", "1 平方公里")
        .observed("a", "sales", None, "2012", "100 亿元", Status::Illustrative)
        .actual("b", "sales", "2015", "9 亿元")
        .evaluate();
    let of = |node: &str, metric: &str| e.requirement(&node.into(), &metric.into());
    let left = |node: &str, metric: &str| e.remaining(&node.into(), &metric.into());
    let a = of("a", "sales");
    assert_eq!((a.base, a.how, a.reason), (Some((2010, 70.13)), How::Geometric, None));
    assert_eq!(a.target.unwrap().bound, Bound::AtLeast { value: 400.0 }, "in the metric's unit");
    assert!((a.per_year.unwrap() - 0.416_548).abs() < 1e-6);
    assert_eq!((of("b", "sales").reason, of("b", "sales").target.unwrap().value), (Some(Reason::NoBaseline), 10.0));
    assert_eq!((of("c", "sales").how, of("c", "sales").per_year), (How::Linear, Some(2.0)));
    assert_eq!(of("c", "rate").reason, Some(Reason::NoTarget));
    assert_eq!((of("a", "land").how, of("a", "land").per_year), (How::Linear, Some(240.0)));
    assert_eq!(of("nobody", "sales").reason, Some(Reason::NoTarget));
    let rest = left("a", "sales");
    assert_eq!((rest.base, rest.illustrative), (Some((2012, 100.0)), true));
    assert!((rest.per_year.unwrap() - (4.0_f64.cbrt() - 1.0)).abs() < 1e-12);
    assert_eq!(left("b", "sales").reason, Some(Reason::TargetPast));
    assert_eq!(left("c", "sales").reason, Some(Reason::NoActual));
    assert_eq!(e.latest_actual(&"total".into(), &"sales".into()).map(|(year, r)| (year, r.n, r.of)), Some((2015, 1, 3)));
}

#[test]
fn coverage_is_the_first_of_the_plan_and_other_values_are_marked() {
    let e = Build::crossed()
        .coverages(&["above", "all"])
        .covered("a", "sales", Some("all"), "2010 baseline", "12 亿元")
        .covered("a", "sales", Some("above"), "2010 baseline", "10 亿元")
        .covered("a", "sales", Some("all"), "2015 target", "90 亿元")
        .covered("b", "sales", Some("all"), "2010 baseline", "5 亿元")
        .covered("c", "sales", None, "2010 baseline", "1 亿元")
        .observed("a", "sales", Some("above"), "2011", "11 亿元", Status::Final)
        .observed("a", "sales", None, "2011", "13 亿元", Status::Final)
        .observed("a", "sales", None, "2012", "14 亿元", Status::Final)
        .evaluate();
    assert_eq!(e.coverage_of(&"a".into(), &"sales".into()), Some("above".into()));
    assert_eq!(e.coverage_of(&"b".into(), &"sales".into()), Some("all".into()));
    assert_eq!(e.coverage_of(&"c".into(), &"sales".into()), None);
    assert_eq!(e.shown("a", "sales", PLAN, 2010), "10 stated 1/1");
    assert_eq!(e.shown("a", "sales", PLAN, 2015), "90 stated 1/1*");
    assert_eq!(e.shown("a", "sales", ACTUAL, 2011), "11 actual 1/1");
    assert_eq!(e.shown("a", "sales", ACTUAL, 2012), "14 actual 1/1*");
    assert_eq!(e.shown("energy", "sales", PLAN, 2010), "15 sum 2/2*", "above and all");
    assert_eq!(e.shown("north", "sales", PLAN, 2010), "10 sum 1/1");
    assert!(e.requirement(&"a".into(), &"sales".into()).mixed_coverage);
}

#[test]
fn illustrative_values_stain_every_sum() {
    let e = Build::crossed()
        .observed("a", "sales", None, "2011", "1 亿元", Status::Illustrative)
        .actual("b", "sales", "2011", "2 亿元")
        .actual("c", "sales", "2011", "3 亿元")
        .actual("a", "profit", "2011", "1 亿元")
        .evaluate();
    for (node, expected) in
        [("energy", "3 sum 2/2!"), ("south", "5 sum 2/2"), ("water", "3 sum 1/1"), ("total", "6 sum 3/3!"), ("north", "1 sum 1/1!")]
    {
        assert_eq!(e.shown(node, "sales", ACTUAL, 2011), expected, "{node}");
    }
    assert_eq!(e.shown("a", "margin", ACTUAL, 2011), "100 derived 1/1!");
    assert_eq!(e.shown("total", "margin", ACTUAL, 2011), "100 derived 1/3!");
}

#[test]
fn of_several_statements_the_target_counts_and_the_firm_one() {
    let mut build = Build::crossed()
        .figure("a", "sales", "2015 reference", "1 亿元")
        .figure("a", "sales", "2015 target", "1100 亿元")
        .figure("a", "sales", "2015 target", "1000 亿元");
    let aspiration = build.plan.figures.get("f1").cloned().unwrap();
    let firm = build.plan.figures.get("f2").cloned().unwrap();
    assert_eq!(build.clone().evaluate().shown("a", "sales", PLAN, 2015), "1100 stated 1/1", "the first in the plan");
    build.plan.figures = [Figure { strength: Some(crate::domain::Strength::Aspirational), ..aspiration }, firm].into_iter().collect();
    assert_eq!(build.evaluate().shown("a", "sales", PLAN, 2015), "1000 stated 1/1");
}

#[test]
fn the_window_of_years_reaches_for_values_but_not_for_ever() {
    let plain = Build::crossed().evaluate();
    assert_eq!(plain.years(), 2010..=2015);
    let e = Build::crossed()
        .actual("a", "sales", "2008", "1 亿元")
        .actual("a", "sales", "1950", "1 亿元")
        .figure("a", "sales", "2020 target", "9 亿元")
        .figure("a", "sales", "2999 target", "9 亿元")
        .evaluate();
    assert_eq!(e.years(), 2008..=2020);
    assert_eq!(e.shown("a", "sales", ACTUAL, 2008), "1 actual 1/1");
    assert_eq!(e.at("a", "sales", PLAN, 2999), Reading::default());
    let mut wild = Build::crossed();
    (wild.plan.info.base_year, wild.plan.info.last_year) = (i32::MIN, i32::MAX);
    assert_eq!(wild.evaluate().years().count(), 200);
}

#[test]
fn rows_for_other_programs_name_basis_and_side() {
    let document = Build::crossed()
        .figure("a", "sales", "2010 baseline", "1 亿元")
        .figure("a", "sales", "2012 target", "4 亿元")
        .figure("north", "sales", "2012 target", "5 亿元")
        .actual("a", "sales", "2011", "2.5 亿元")
        .document();
    let e = Evaluation::of(&document);
    let word = |row: EvaluatedRow| format!("{} {} {} {} {}", row.node, row.year, row.layer.word(), row.value, row.basis.word());
    let rows: Vec<String> = evaluate::rows(&e, &document).map(word).filter(|row| !row.starts_with("energy")).collect();
    assert_eq!(
        rows,
        [
            "total 2010 plan 1 sum".replace("plan", "path"),
            "total 2011 path 2 sum".into(),
            "total 2011 actual 2.5 sum".into(),
            "total 2012 path 4 sum".into(),
            "north 2010 path 1 sum".into(),
            "north 2011 path 2 sum".into(),
            "north 2011 actual 2.5 sum".into(),
            "north 2012 plan 5 stated".into(),
            "a 2010 plan 1 stated".into(),
            "a 2011 path 2 path".into(),
            "a 2011 actual 2.5 actual".into(),
            "a 2012 plan 4 stated".into(),
            "outside:north 2012 path 1 residual".into(),
        ]
    );
}

#[test]
fn an_empty_document_evaluates() {
    let e = Evaluation::of(&Document::default());
    assert_eq!(e.codes(), Vec::<&str>::new());
    assert_eq!(e.shown("total", "sales", PLAN, 2025), "- 0/0");
    assert_eq!(e.children(&NodeId::total()).len(), 0);
}
