//! What is compared with what: wholes with clusters, ranges, coverages, and values that take each other's place.

use super::*;
use crate::domain::judging::Method;
use crate::engine::assess::{self, Arithmetic, Ask, State, Verdict, Why, required};

fn ask(as_of: &str, method: Method) -> Ask {
    Ask { as_of: as_of.parse().ok(), method: Some(method) }
}

/// An industry of 1000 on the way to 2000 with two clusters of 100 each on theirs to 200; what lies outside them reports nothing.
fn with_outside() -> Build {
    let mut build =
        Build::crossed().figure("energy", "sales", "2010 baseline", "1000 亿元").figure("energy", "sales", "2015 target", "2000 亿元");
    for cluster in ["a", "b"] {
        build = build.figure(cluster, "sales", "2010 baseline", "100 亿元").figure(cluster, "sales", "2015 target", "200 亿元");
        for (year, value) in [("2011", "114.8698355"), ("2012", "131.9507911"), ("2013-01..06", "75.8")] {
            build = build.actual(cluster, "sales", year, &format!("{value} 亿元"));
        }
    }
    build
}

#[test]
fn clusters_are_never_set_against_the_plan_of_more_than_them() {
    let document = with_outside().document();
    let e = Evaluation::of(&document);
    let judged = |document: &Document, e: &Evaluation, method: Method| {
        assess::one(document, e, &"energy".into(), &"sales".into(), &ask("2013-06", method))
    };
    for method in Method::ALL {
        // Both clusters are on their path, and so is what they are together; that only they are meant is said.
        let judged = judged(&document, &e, method);
        assert_eq!((judged.state, judged.used, judged.of_clusters), (State::OnTrack, Some(method), true), "{judged:?}");
    }
    let growth = judged(&document, &e, Method::Growth);
    assert!((growth.base.unwrap().1 - 200.0).abs() < 1e-9 && (growth.target.unwrap().value - 400.0).abs() < 1e-9 && growth.of_clusters);
    // Growth needed from now is that of the clusters too, and no rest of the year is left of a plan that is of more.
    let rest = required::of(&document, &e, &"energy".into(), &"sales".into(), &Ask::default(), true);
    assert!((rest.yearly.per_year.unwrap() - (2.0_f64.powf(0.2) - 1.0)).abs() < 1e-6, "{rest:?}");
    assert_eq!(rest.in_year, Err(Why::OutsideMissing));
    assert_eq!(e.remaining(&"energy".into(), &"sales".into()).reason, Some(crate::engine::Reason::OutsideMissing));
    // One cluster or two: the same.
    let one = Build::new()
        .dimension("industry", &["energy"])
        .cluster("a", &[("industry", "energy")])
        .figure("energy", "sales", "2010 baseline", "1000 亿元")
        .figure("energy", "sales", "2015 target", "2000 亿元")
        .figure("a", "sales", "2010 baseline", "100 亿元")
        .figure("a", "sales", "2015 target", "200 亿元")
        .actual("a", "sales", "2012", "131.9507911 亿元")
        .actual("a", "sales", "2013-01..06", "75.8 亿元")
        .document();
    let of_one = Evaluation::of(&one);
    for method in Method::ALL {
        assert_eq!(judged(&one, &of_one, method).state, State::OnTrack, "{method:?}");
    }
}

#[test]
fn without_a_plan_of_every_cluster_nothing_is_said_of_a_whole_that_did_not_report() {
    let document = Build::crossed()
        .figure("energy", "sales", "2010 baseline", "20 亿元")
        .figure("energy", "sales", "2015 target", "100 亿元")
        .figure("a", "sales", "2015 target", "50 亿元")
        .actual("a", "sales", "2011", "8.3 亿元")
        .actual("b", "sales", "2011", "1 亿元")
        .actual("a", "sales", "2012", "19.9 亿元")
        .actual("b", "sales", "2012", "2 亿元")
        .document();
    let e = Evaluation::of(&document);
    for method in Method::ALL.into_iter().filter(|method| *method != Method::Pace) {
        let judged = assess::one(&document, &e, &"energy".into(), &"sales".into(), &ask("2012", method));
        assert_eq!((judged.state, judged.why, judged.actual), (State::NoData, Some(Why::OutsideMissing), None), "{method:?}");
        assert_eq!(judged.base, Some((2010, 20.0)));
    }
    // Once the whole reports itself it is judged by that alone; sums of clusters are no continuation of it.
    let document = with_outside().actual("energy", "sales", "2011", "1148.698355 亿元").document();
    let e = Evaluation::of(&document);
    let judged = assess::one(&document, &e, &"energy".into(), &"sales".into(), &ask("2012", Method::Growth));
    assert_eq!((judged.state, judged.actual.map(|(year, _)| year), judged.of_clusters), (State::OnTrack, Some(2011), false), "{judged:?}");
}

#[test]
fn clusters_that_plan_all_of_the_whole_are_judged_as_the_whole() {
    // 200.4 against 200: what rounding leaves.
    let document = Build::crossed()
        .figure("energy", "sales", "2010 baseline", "200 亿元")
        .figure("energy", "sales", "2015 target", "400 亿元")
        .figure("a", "sales", "2010 baseline", "100.4 亿元")
        .figure("a", "sales", "2015 target", "200 亿元")
        .figure("b", "sales", "2010 baseline", "100 亿元")
        .figure("b", "sales", "2015 target", "200 亿元")
        .actual("a", "sales", "2012", "130 亿元")
        .actual("b", "sales", "2012", "130 亿元")
        .document();
    let e = Evaluation::of(&document);
    let judged = assess::one(&document, &e, &"energy".into(), &"sales".into(), &ask("2012", Method::Gap));
    assert_eq!((judged.state, judged.of_clusters, judged.base), (State::OnTrack, false, Some((2010, 200.0))), "{judged:?}");
}

#[test]
fn a_range_leads_to_the_end_that_has_to_be_met() {
    let ranged = |direction: Direction, base: &str, low: f64, high: f64, actuals: &[(&str, &str)]| {
        let mut build = Build::crossed().figure("a", "rate", "2010 baseline", base).figure("a", "rate", "2015 target", "1 %");
        let mut metrics: Vec<Metric> = build.plan.metrics.iter().cloned().collect();
        metrics.iter_mut().filter(|metric| metric.id == "rate".into()).for_each(|metric| metric.direction = direction);
        build.plan.metrics = metrics.into_iter().collect();
        let mut figures: Vec<Figure> = build.plan.figures.iter().cloned().collect();
        figures[1].bound = Bound::Between { low, high };
        build.plan.figures = figures.into_iter().collect();
        actuals.iter().fold(build, |build, (year, value)| build.actual("a", "rate", year, value)).document()
    };
    let judged = |document: &Document, as_of: &str, method: Method| {
        assess::one(document, &Evaluation::of(document), &"a".into(), &"rate".into(), &ask(as_of, method))
    };
    // Less is better, from 4 to 1–2: 2 has to be met, 1 is the ambition. On the straight way to 2.
    let less = ranged(Direction::Down, "4 %", 1.0, 2.0, &[("2011", "3.6 %"), ("2012", "3.2 %")]);
    for method in [Method::Gap, Method::Trend] {
        let found = judged(&less, "2012", method);
        assert_eq!((found.state, found.target.unwrap().value), (State::OnTrack, 2.0), "{method:?}: {found:?}");
    }
    // Without a direction any value inside is right, before the target's year and in it.
    let near = ranged(Direction::Neutral, "100 %", 90.0, 110.0, &[("2012", "106 %"), ("2015", "112 %")]);
    assert_eq!(judged(&near, "2012", Method::Gap).state, State::OnTrack);
    // 112 misses 110 by 1.8 %.
    let late = judged(&near, "2015", Method::Gap);
    let Arithmetic::Gap { path, gap, .. } = late.arithmetic else { panic!("{late:?}") };
    assert!((path, late.state, late.verdict) == (110.0, State::Slipping, Verdict::Missed) && (gap - 2.0 / 110.0).abs() < 1e-12, "{late:?}");
}

#[test]
fn other_coverage_is_said_whatever_the_order_of_coverages_and_the_method() {
    for order in [["park", "above"], ["above", "park"]] {
        let document = Build::crossed()
            .coverages(&order)
            .covered("a", "sales", Some("above"), "2010 baseline", "100 亿元")
            .covered("a", "sales", Some("above"), "2015 target", "200 亿元")
            .observed("a", "sales", Some("park"), "2012", "66 亿元", Status::Final)
            .observed("a", "sales", Some("park"), "2013-01..06", "400 亿元", Status::Final)
            .covered("b", "sales", Some("above"), "2010 baseline", "100 亿元")
            .covered("b", "sales", Some("above"), "2015 target", "200 亿元")
            .observed("b", "sales", Some("park"), "2011", "400 亿元", Status::Final)
            .observed("b", "sales", Some("above"), "2012", "132 亿元", Status::Final)
            .document();
        let e = Evaluation::of(&document);
        let mixed = |node: &str, as_of: &str, method: Method| {
            assess::one(&document, &e, &node.into(), &"sales".into(), &ask(as_of, method)).mixed_coverage
        };
        assert!(mixed("a", "2012", Method::Gap), "{order:?}");
        assert!(mixed("a", "2013-06", Method::Pace), "{order:?}");
        // The last year alone is of the plan's coverage; a trend rests on the year before as well.
        assert!(!mixed("b", "2012", Method::Gap) && mixed("b", "2012", Method::Trend) && mixed("b", "2012", Method::Progress), "{order:?}");
        let ahead = crate::engine::forecast::of(&document, &e, &"b".into(), &"sales".into(), crate::engine::forecast::Method::Auto, None);
        assert!(ahead.mixed_coverage, "{order:?}");
    }
}

#[test]
fn a_final_year_takes_the_place_of_a_running_total_that_was_to_be_revised() {
    let document = Build::crossed()
        .figure("a", "sales", "2010 baseline", "100 亿元")
        .figure("a", "sales", "2015 target", "1000 亿元")
        .observed("a", "sales", None, "2012-01..12", "1000 亿元", Status::Preliminary)
        .observed("a", "sales", None, "2012", "900 亿元", Status::Final)
        .document();
    let e = Evaluation::of(&document);
    let judged = assess::one(&document, &e, &"a".into(), &"sales".into(), &ask("2012", Method::Pace));
    assert!(matches!(judged.arithmetic, Arithmetic::Pace { done: 900.0, .. }) && !judged.preliminary, "{judged:?}");
    assert_eq!(e.latest_actual(&"a".into(), &"sales".into()).and_then(|(_, reading)| reading.value), Some(900.0));
}

#[test]
fn an_industry_is_scored_by_what_its_clusters_plan_where_only_they_report() {
    use crate::domain::ScoreScheme;
    use crate::domain::judging::{Aim, Indicator, Scored};
    let scheme = |aim: Aim| ScoreScheme {
        id: "s".into(),
        name: Label::new("s"),
        scored: Scored::Members("industry".into()),
        indicators: vec![Indicator { metric: "sales".into(), weight: 100.0, aim, floor: None, cap: None, extra: Extra::new() }],
        published_at: None,
        published: std::collections::BTreeMap::new(),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    };
    let scored = |document: &Document, aim: Aim| {
        let e = Evaluation::of(document);
        let table = crate::engine::score::of(document, &e, &scheme(aim), "2012".parse().ok(), None);
        let found = table.row(&"energy".into()).unwrap().indicators[0];
        (found.completion, found.why)
    };
    // 263.9 of the 263.9 that both clusters plan for 2012, and of the 400 for 2015; never of the industry's 1319.5 and 2000.
    let document = with_outside().document();
    for (aim, wanted) in [(Aim::Path, 1.0), (Aim::YearPlan, 1.0), (Aim::Target, 263.901_582_2 / 400.0)] {
        let (completion, why) = scored(&document, aim);
        assert!(completion.is_some_and(|found| (found - wanted).abs() < 1e-6), "{aim:?}: {completion:?} {why:?}");
    }
    let mut lone = with_outside();
    lone.plan.figures = lone.plan.figures.iter().filter(|figure| figure.node != "b".into()).cloned().collect();
    assert_eq!(scored(&lone.document(), Aim::Target), (None, Some(Why::OutsideMissing)));
}
