//! Assessment, requirements, scores and warnings of small documents, worked by hand.

use super::*;
use crate::domain::judging::{Aim, Bands, Indicator, Method, Scored, WarningKind};
use crate::domain::{Edit, Limit, PriceBasis, ScoreEntry, ScoreScheme, WarningRule};
use crate::engine::assess::{self, Arithmetic, Ask, Assessments, State, Verdict, Why, required, stated_growth};
use crate::engine::in_year::InYear;
use crate::engine::score;
use crate::engine::warn::{self, Fact, Takes};

fn ask(as_of: &str, method: Method) -> Ask {
    Ask { as_of: as_of.parse().ok(), method: Some(method) }
}

/// a and b with base and target, running totals of 2012 and what came before.
fn build() -> Build {
    let mut build = Build::crossed()
        .figure("a", "sales", "2010 baseline", "100 亿元")
        .figure("a", "sales", "2012 milestone", "150 亿元")
        .figure("a", "sales", "2015 target", "300 亿元")
        .figure("b", "sales", "2010 baseline", "100 亿元")
        .figure("b", "sales", "2015 target", "200 亿元")
        .actual("a", "sales", "2011", "120 亿元")
        .actual("b", "sales", "2011", "1010000 万元");
    for (month, value) in [(2, "20"), (3, "36.2"), (6, "84.9")] {
        build = build.actual("a", "sales", &format!("2012-01..{month:02}"), &format!("{value} 亿元"));
    }
    build.actual("b", "sales", "2012Q1", "20 亿元").actual("b", "sales", "2012Q2", "26 亿元")
}

#[test]
fn pace_comes_from_running_totals_or_from_parts_of_the_year() {
    let document = build().document();
    let e = Evaluation::of(&document);
    let pace = |node: &str, as_of: &str| assess::one(&document, &e, &node.into(), &"sales".into(), &ask(as_of, Method::Pace));
    let judged = pace("a", "2012-01..06");
    // 84.9 of 150 is 56.6 %: 6.6 points ahead. The year's plan is its milestone.
    let Arithmetic::Pace { completion, ahead, stated, plan, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert!((completion - 0.566).abs() < 1e-12 && (ahead - 0.066).abs() < 1e-12 && stated && plan == 150.0);
    assert_eq!((judged.state, judged.n, judged.of), (State::OnTrack, 1, 1));
    // As of March the total to March counts, as of April too.
    for as_of in ["2012-01..03", "2012-03", "2012Q1", "2012-04"] {
        assert!(matches!(pace("a", as_of).arithmetic, Arithmetic::Pace { done: 36.2, elapsed: 0.25, .. }), "{as_of}");
    }
    // b: two quarters make the half year; its plan lies on the path: 100 · 2^0.4 = 131.95, and 46 of it is 34.9 %.
    let judged = pace("b", "2012H1");
    let Arithmetic::Pace { completion, stated, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert!((completion - 46.0 / 131.950_791).abs() < 1e-8 && !stated);
    assert_eq!((judged.state, judged.verdict), (State::OffTrack, Verdict::OffTrack));
    // The whole: of three clusters two have reported, set against their own plans.
    let judged = pace("total", "2012-06");
    let Arithmetic::Pace { done, plan, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert!((done - 130.9).abs() < 1e-9 && (plan - 281.950_791).abs() < 1e-5);
    assert_eq!((judged.n, judged.of), (2, 3));
    // A whole year is paced like any other period; where nothing was reported the path is what is left.
    assert!(matches!(pace("a", "2011").arithmetic, Arithmetic::Pace { done: 120.0, elapsed: 1.0, .. }));
    let judged = pace("a", "2013-06");
    assert_eq!((judged.used, judged.passed_over[0]), (Some(Method::Gap), (Method::Pace, Why::NothingInYear)));
    let judged = assess::one(&document, &e, &"a".into(), &"land".into(), &ask("2012", Method::Pace));
    assert_eq!((judged.state, judged.passed_over[0].1, judged.why), (State::NoData, Why::NotCumulative, Some(Why::NoActual)));
}

#[test]
fn what_is_gathered_for_many_nodes_is_what_is_looked_up_for_one() {
    // Gaps, quarters, illustrative and preliminary values, a second coverage, a member with a value of its own, years of nobody else.
    let document = build()
        .figure("c", "sales", "2010 baseline", "50 亿元")
        .observed("c", "sales", Some("all"), "2009-01..05", "7 亿元", Status::Illustrative)
        .observed("c", "sales", None, "2012-01..06", "0.1 亿元", Status::Preliminary)
        .observed("a", "sales", Some("all"), "2013Q1", "9 亿元", Status::Final)
        .observed("b", "profit", None, "2011-01", "0.3 亿元", Status::Illustrative)
        .observed("a", "profit", None, "2010-01..01", "0.7 亿元", Status::Final)
        .actual("north", "profit", "2014-01..03", "4 亿元")
        .actual("a", "land", "2012", "30 亩")
        .document();
    let e = Evaluation::of(&document);
    let (single, many) = (InYear::of(&document, &e), InYear::gathered(&document, &e));
    let mut known = 0;
    for node in e.nodes() {
        for metric in document.plan.metrics.iter().map(|metric| &metric.id) {
            for year in 2007..=2017 {
                assert_eq!(single.running(node, metric, year), many.running(node, metric, year), "{node} {metric} {year}");
                for months in 1..=12 {
                    let of = document.plan.metrics.get(metric).unwrap();
                    assert_eq!(single.matched(node, of, year, months), many.matched(node, of, year, months), "{node} {metric} {year}");
                }
            }
            let last = e.years().rev().find_map(|year| Some((year, single.latest(node, metric, year, 12)?.0)));
            assert_eq!((single.last(node, metric), many.last(node, metric)), (last, last), "{node} {metric}");
            known += usize::from(last.is_some());
        }
    }
    assert!(known >= 12, "{known}");
    for ask in [ask("2012-06", Method::Pace), ask("2013", Method::Pace), Ask { as_of: None, method: Some(Method::Pace) }] {
        let all = Assessments::of(&document, &e, &ask);
        for node in e.nodes() {
            for metric in document.plan.metrics.iter().map(|metric| &metric.id) {
                let (one, cell) = (assess::one(&document, &e, node, metric, &ask), all.cell(&e, node, metric));
                assert_eq!((one.state, one.verdict, one.used, one.why), (cell.state, cell.verdict, cell.used, cell.why), "{node} {metric}");
                let planned = (one.target.is_some(), one.used.is_some() && one.illustrative);
                assert_eq!(planned, (cell.planned, cell.used.is_some() && cell.illustrative), "{node} {metric}");
            }
        }
    }
}

#[test]
fn the_last_period_of_a_fiscal_year_is_the_one_that_ends_last() {
    let mut build = Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2015 target", "120 亿元");
    build.plan.score_schemes.push(scheme(&[("sales", 100.0, Aim::YearPlan, None, None)]));
    for month in ["2012-04", "2012-12", "2012-03"] {
        build = build.actual("a", "sales", month, "9 亿元");
    }
    let last = |starts: u8| {
        let mut build = build.clone();
        build.plan.info.year_starts_in = starts;
        let document = build.document();
        let e = Evaluation::of(&document);
        let scores = score::of(&document, &e, document.plan.score_schemes.get("s").unwrap(), None, None);
        (assess::latest_period(&document), scores.period)
    };
    let december = |first| Period::month(2012, 12).map(|month| month.in_years_from(first));
    // In a year from April, December is the ninth month; March 2012 is the twelfth of the year before.
    assert_eq!(last(4), (december(4), Period::to_date(2012, 4, 9)));
    assert_eq!(last(1), (december(1), Some(Period::year(2012))));
    // A year from October: December is its third month.
    assert_eq!(last(10), (december(10), Period::to_date(2012, 10, 3)));
    let info = |starts| crate::domain::PlanInfo { year_starts_in: starts, ..crate::domain::PlanInfo::default() };
    for (starts, period, end, whole, counts) in [
        (1, "2012-06", (2012, 6), 2011, true),
        (1, "2012-01..12", (2012, 12), 2012, true),
        (1, "2012-04..09", (2012, 9), 2011, false),
        (4, "2013-03", (2012, 12), 2012, true),
        (4, "2012-04", (2012, 1), 2011, true),
        (4, "2012-04..09", (2012, 6), 2011, true),
        (4, "2012-04..2013-03", (2012, 12), 2012, true),
        (4, "2012-01..06", (2012, 3), 2011, false),
        (4, "2012Q1", (2012, 3), 2011, true),
        (4, "2012", (2012, 12), 2012, true),
    ] {
        let (info, period): (_, Period) = (info(starts), period.parse().unwrap());
        let found = (info.end_of(period), info.last_whole_year(period), info.counts(period));
        assert_eq!(found, (end, whole, counts), "{starts} {period}");
    }
}

#[test]
fn a_node_that_reports_a_stock_is_told_that_it_has_no_pace() {
    let document = build().actual("a", "land", "2012", "30 亩").figure("a", "land", "2010 baseline", "20 亩").document();
    let e = Evaluation::of(&document);
    for as_of in [None, Some("2012")] {
        let ask = Ask { as_of: as_of.and_then(|text| text.parse().ok()), method: Some(Method::Pace) };
        let judged = assess::one(&document, &e, &"a".into(), &"land".into(), &ask);
        assert_eq!(judged.passed_over.first(), Some(&(Method::Pace, Why::NotCumulative)), "{as_of:?}");
    }
}

#[test]
fn growth_of_the_same_firms_stands_beside_nominal_growth() {
    use crate::engine::assess::comparable_growth::{self, ComparableGrowth};
    let mut build = Build::crossed();
    for (node, period, value, told) in [
        ("a", "2011", "100 亿元", "made up · firms 9"),
        ("a", "2012", "150 亿元", "made up · firms 12; 8 >= 2000 万元; same 8: 90 -> 99"),
        ("b", "2011", "500000 万元", "made up · firms 4"),
        ("b", "2012", "550000 万元", "made up · firms 4; same 4: 500000 -> 550000"),
        ("c", "2012", "7 亿元", "made up · firms 1"),
        ("c", "2013-01..03", "2 亿元", "made up · firms 1; same 1: 0 -> 2"),
    ] {
        build = build.actual(node, "sales", period, value);
        let key = SeriesKey { node: node.into(), metric: "sales".into(), coverage: None };
        let list: Vec<Observation> = build
            .actuals
            .of(&key)
            .iter()
            .cloned()
            .map(|o| {
                let of = o.period.to_string() == period;
                Observation { source: if of { Arc::from(told) } else { o.source.clone() }, ..o }
            })
            .collect();
        let others = build.actuals.series().filter(|(known, _)| **known != key).map(|(known, list)| (known.clone(), list.to_vec()));
        let all: Vec<_> = others.chain([(key.clone(), list)]).collect();
        build.actuals = Actuals::build(all, []).0;
    }
    let document = build.document();
    let e = Evaluation::of(&document);
    let of = |node: &str| comparable_growth::of(&document, &e, &node.into(), &"sales".into());
    let rounded = |rate: f64| (rate * 1e9).round() / 1e9;
    let shown = |of: &ComparableGrowth| (of.nominal.map(rounded), rounded(of.comparable), of.firms, of.n, of.of);
    // All firms grew by a half, those of both years by a tenth: what is new explains the rest.
    assert_eq!(of("a").iter().map(shown).collect::<Vec<_>>(), [(Some(0.5), 0.1, 8, 1, 1)]);
    assert_eq!(of("a")[0].difference().map(rounded), Some(0.4));
    // Of the industry both clusters tell: 200 of 150, and 99 + 55 of 90 + 50. Units convert.
    assert_eq!(of("energy").iter().map(shown).collect::<Vec<_>>(), [(Some(rounded(205.0 / 150.0 - 1.0)), 0.1, 12, 2, 2)]);
    // Of the whole two of three; nothing grows from zero.
    assert_eq!(of("total").iter().map(shown).collect::<Vec<_>>(), [(Some(rounded(205.0 / 150.0 - 1.0)), 0.1, 12, 2, 3)]);
    assert_eq!(of("c"), [] as [ComparableGrowth; 0]);
    assert_eq!(comparable_growth::of_year(&of("a"), 2012).map(|of| of.firms), Some(8));
    assert_eq!(comparable_growth::of_year(&of("a"), 2011), None);
}

#[test]
fn growth_as_published_stands_beside_what_the_values_come_to() {
    use crate::engine::assess::published_growth::{self, PublishedGrowth};
    let mut build = Build::crossed();
    for (node, period, value, growth) in [
        ("a", "2011-01..03", "100 亿元", None),
        ("a", "2012-01..03", "1200000 万元", Some(8.4)),
        ("a", "2012", "500 亿元", Some(9.0)),
        ("b", "2011", "0 亿元", None),
        ("b", "2012", "5 亿元", Some(-3.0)),
    ] {
        build = build.actual(node, "sales", period, value);
        let key = SeriesKey { node: node.into(), metric: "sales".into(), coverage: None };
        let told = |o: &Observation| Observation {
            stated_growth: growth.filter(|_| o.period.to_string() == period).or(o.stated_growth),
            ..o.clone()
        };
        let list: Vec<Observation> = build.actuals.of(&key).iter().map(told).collect();
        let others = build.actuals.series().filter(|(known, _)| **known != key).map(|(known, list)| (known.clone(), list.to_vec()));
        let all: Vec<_> = others.chain([(key.clone(), list)]).collect();
        build.actuals = Actuals::build(all, []).0;
    }
    let document = build.document();
    assert!(published_growth::is_told(&document) && !published_growth::is_told(&Build::crossed().document()));
    let e = Evaluation::of(&document);
    let rounded = |rate: f64| (rate * 1e9).round() / 1e9;
    let shown = |of: &PublishedGrowth| (of.period.to_string(), rounded(of.stated), of.computed.map(rounded), of.difference().map(rounded));
    let of = |node: &str| published_growth::of(&document, &e, &node.into(), &"sales".into()).iter().map(shown).collect::<Vec<_>>();
    // Units convert; without the year before there is nothing to compare, and nothing grows from zero.
    let wanted = [("2012-01..03".to_owned(), 0.084, Some(0.2), Some(-0.116)), ("2012".to_owned(), 0.09, None, None)];
    assert_eq!(of("a"), wanted);
    assert_eq!(of("b"), [("2012".to_owned(), -0.03, None, None)]);
    assert_eq!(of("total"), []);
    let all = published_growth::of(&document, &e, &"a".into(), &"sales".into());
    assert_eq!(published_growth::of_year(&all, 2012).map(|of| rounded(of.stated)), Some(0.09));
}

#[test]
fn as_of_an_earlier_period_later_values_do_not_count() {
    let document = build().actual("a", "sales", "2013", "180 亿元").document();
    let e = Evaluation::of(&document);
    let year = |as_of: Option<&str>| {
        let ask = Ask { as_of: as_of.and_then(|text| text.parse().ok()), method: Some(Method::Growth) };
        assess::one(&document, &e, &"a".into(), &"sales".into(), &ask).actual.map(|(year, _)| year)
    };
    for (as_of, expected) in
        [(None, Some(2013)), (Some("2013"), Some(2013)), (Some("2013-06"), Some(2011)), (Some("2012"), Some(2011)), (Some("2010"), None)]
    {
        assert_eq!(year(as_of), expected, "{as_of:?}");
    }
    let before = assess::one(&document, &e, &"a".into(), &"sales".into(), &ask("2009", Method::Growth));
    assert_eq!((before.state, before.why), (State::NoData, Some(Why::NoActual)));
}

#[test]
fn sums_with_gaps_are_not_judged_and_nodes_without_figures_have_the_path_of_what_is_beneath() {
    let build = build().figure("c", "sales", "2010 baseline", "50 亿元").figure("c", "sales", "2015 target", "100 亿元");
    let document = build.clone().document();
    let e = Evaluation::of(&document);
    let at = |document: &Document, e: &Evaluation, node: &str| {
        assess::one(document, e, &node.into(), &"sales".into(), &ask("2011", Method::Gap))
    };
    let south = at(&document, &e, "south");
    assert_eq!((south.state, south.why, south.n, south.of, south.left_out), (State::NoData, Some(Why::Incomplete), 1, 2, Some(2011)));
    let document = build.observed("c", "sales", None, "2011", "60 亿元", Status::Illustrative).document();
    let e = Evaluation::of(&document);
    let south = at(&document, &e, "south");
    assert_eq!((south.base, south.n, south.of, south.illustrative), (Some((2010, 150.0)), 2, 2, true));
    assert_eq!(south.target.unwrap().value, 300.0);
    // (101 + 60) / (150 · 2^0.2) − 1 = −6.6 %.
    let Arithmetic::Gap { gap, .. } = south.arithmetic else { panic!("{south:?}") };
    assert!((gap - (161.0 / (150.0 * 2.0_f64.powf(0.2)) - 1.0)).abs() < 1e-9);
    assert_eq!(south.state, State::Slipping);
}

#[test]
fn the_whole_and_the_single_judgement_agree_and_states_roll_up_by_weights() {
    let mut build = build().figure("c", "sales", "2010 baseline", "50 亿元").figure("c", "sales", "2015 target", "100 亿元");
    let roll_up = |build: &Build, node: &str| {
        let document = build.clone().document();
        let e = Evaluation::of(&document);
        let ask = ask("2011", Method::Gap);
        let all = Assessments::of(&document, &e, &ask);
        for node in e.nodes() {
            for metric in document.plan.metrics.iter() {
                let (one, cell) = (assess::one(&document, &e, node, &metric.id, &ask), all.cell(&e, node, &metric.id));
                assert_eq!(
                    (one.state, one.verdict, one.used, one.why),
                    (cell.state, cell.verdict, cell.used, cell.why),
                    "{node} {}",
                    metric.id
                );
            }
        }
        assess::of_metric(&document, &e, &all, &node.into(), &"sales".into())
    };
    // a: 120 on a path of 122.5, on track. b: 101 on 114.9, off track. c: nothing.
    let total = roll_up(&build, "total");
    assert_eq!((total.state, total.mean, total.counts, total.n, total.of), (State::Slipping, Some(0.5), [0, 1, 0, 1, 1], 2, 3));
    assert!((total.covered - 2.0 / 3.0).abs() < 1e-12);
    build.plan.assessment.node_weights.insert("a".into(), 4.0);
    let total = roll_up(&build, "total");
    assert_eq!((total.state, total.mean), (State::OnTrack, Some(0.8)));
    build.plan.assessment.roll_up = Some(Bands { on_track: 0.9, slipping: 0.85 });
    assert_eq!(roll_up(&build, "total").state, State::OffTrack);
    assert_eq!(roll_up(&build, "water").state, State::NoData);
    assert_eq!((roll_up(&build, "water").n, roll_up(&build, "water").of), (0, 1));
}

#[test]
fn the_rest_of_the_year_is_spread_evenly_or_by_the_seasons_of_three_years() {
    let base = Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2015 target", "200 亿元");
    let rest = |build: &Build, as_of: &str, quarters| {
        let document = build.clone().document();
        let e = Evaluation::of(&document);
        required::of(&document, &e, &"a".into(), &"sales".into(), &Ask { as_of: as_of.parse().ok(), method: None }, quarters)
    };
    let even = base.clone().actual("a", "sales", "2014", "150 亿元").actual("a", "sales", "2015-01..09", "140 亿元");
    let found = rest(&even, "2015-09", false);
    let year = found.in_year.unwrap();
    assert_eq!((year.months, year.done, year.rest, year.shares), (9, 140.0, 60.0, required::Shares::Even));
    assert_eq!(year.parts.iter().map(|part| (part.first, part.last)).collect::<Vec<_>>(), [(10, 10), (11, 11), (12, 12)]);
    assert!(year.parts.iter().all(|part| (part.value - 20.0).abs() < 1e-9) && year.growth.is_none());
    assert!((found.yearly.per_year.unwrap() - (200.0_f64 / 150.0 - 1.0)).abs() < 1e-12);
    // Three years with 10, 20, 30 and 40 % in their quarters.
    let mut seasonal = base;
    for year in 2012..=2014 {
        for (quarter, value) in [(1, 10), (2, 20), (3, 30), (4, 40)] {
            seasonal = seasonal.actual("a", "sales", &format!("{year}Q{quarter}"), &format!("{value} 亿元"));
        }
    }
    let seasonal = seasonal.actual("a", "sales", "2015Q1", "20 亿元");
    let year = rest(&seasonal, "2015Q1", true).in_year.unwrap();
    assert_eq!(year.shares, required::Shares::Seasonal { from: 2012, to: 2014 });
    let parts: Vec<_> = year.parts.iter().map(|part| (part.first, part.last, (part.value * 1e6).round() / 1e6)).collect();
    assert_eq!(parts, [(4, 6, 40.0), (7, 9, 60.0), (10, 12, 80.0)], "180 left, by 20, 30 and 40 of 90");
    assert!((year.growth.unwrap() - 1.0).abs() < 1e-12, "180 on 90");
    assert_eq!(rest(&seasonal, "2009-06", false).in_year.unwrap_err(), Why::NoYearPlan);
}

#[test]
fn the_rest_of_a_year_is_not_measured_against_a_sum_with_gaps() {
    let document = build()
        .actual("a", "sales", "2014", "120 亿元")
        .actual("a", "sales", "2014-01..06", "50 亿元")
        .actual("b", "sales", "2014", "100 亿元")
        .actual("a", "sales", "2015-01..06", "60 亿元")
        .actual("b", "sales", "2015-01..06", "70 亿元")
        .document();
    let e = Evaluation::of(&document);
    let rest = |node: &str| {
        let ask = Ask { as_of: "2015-06".parse().ok(), method: None };
        required::of(&document, &e, &node.into(), &"sales".into(), &ask, false).in_year.unwrap()
    };
    // 240 left of 300 on 70 of the year before. Of energy only a is known of the first half of 2014.
    assert!((rest("a").growth.unwrap() - (240.0 / 70.0 - 1.0)).abs() < 1e-12);
    let energy = rest("energy");
    assert!((energy.rest - 370.0).abs() < 1e-9 && energy.growth.is_none(), "{energy:?}");
}

#[test]
fn entries_of_a_fiscal_year_count_by_its_own_months() {
    let mut build = Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2012 target", "120 亿元");
    build.plan.info.year_starts_in = 4;
    build.plan.score_schemes.push(scheme(&[("sales", 100.0, Aim::YearPlan, None, None)]));
    build.plan.score_entries =
        [entry("may", "a", 1.0, Some("2012-05")), entry("february", "a", 2.0, Some("2013-02"))].into_iter().collect();
    let document = build.actual("a", "sales", "2012-04", "11 亿元").document();
    let e = Evaluation::of(&document);
    let scheme = document.plan.score_schemes.get("s").unwrap();
    // February 2013 is the eleventh month of the year 2012 from April: not yet over in June 2012, over in March 2013.
    let period = |text: &str| text.parse().ok().map(|period: Period| period.in_years_from(4));
    let bonus = |as_of: &str| score::of(&document, &e, scheme, period(as_of), None).row(&"a".into()).unwrap().bonus;
    assert_eq!((bonus("2012-06"), bonus("2013-03")), (1.0, 3.0));
}

#[test]
fn stated_growth_stands_beside_what_the_levels_come_to() {
    let mut build = build().figure("a", "sales", "2011 reference", "120 亿元").figure("a", "sales", "2011 reference", "22.5 %");
    let mut figure = build.plan.figures.rows().last().unwrap().clone();
    (figure.form, figure.price) = (Form::Growth, Some(PriceBasis::Constant { year: 2010 }));
    let mut document = build.clone().document();
    document.apply(Edit::set(&document.plan, figure)).unwrap();
    build.plan = (*document.plan).clone();
    let e = Evaluation::of(&document);
    let found = stated_growth::of(&document, &e, &"a".into(), &"sales".into());
    assert_eq!(found.len(), 1);
    assert!((found[0].stated - 0.225).abs() < 1e-12 && (found[0].computed.unwrap() - 0.2).abs() < 1e-12);
    assert!((found[0].difference.unwrap() - 0.025).abs() < 1e-12);
    assert_eq!((found[0].from, found[0].to, found[0].constant_prices, found[0].of_actuals), (2010, 2011, Some(true), false));
}

/// Metric, weight, aim, floor, cap.
pub(super) type Asked = (&'static str, f64, Aim, Option<f64>, Option<f64>);

pub(super) fn scheme(indicators: &[Asked]) -> ScoreScheme {
    let of = |&(metric, weight, aim, floor, cap): &Asked| Indicator { metric: metric.into(), weight, aim, floor, cap, extra: Extra::new() };
    ScoreScheme {
        id: "s".into(),
        name: Label::new("s"),
        scored: Scored::Clusters,
        indicators: indicators.iter().map(of).collect(),
        published_at: None,
        published: [("b".into(), 50.0)].into(),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    }
}

fn entry(id: &str, node: &str, points: f64, at: Option<&str>) -> ScoreEntry {
    ScoreEntry {
        id: id.into(),
        scheme: "s".into(),
        node: node.into(),
        points,
        reason: String::new(),
        at: at.and_then(|at| at.parse().ok()),
        source: Source::default(),
        extra: Extra::new(),
    }
}

#[test]
fn scores_by_hand() {
    let mut build = build().figure("a", "land", "2011 target", "1000 亩").actual("a", "land", "2011", "1300 亩");
    build.plan.score_schemes.push(scheme(&[("sales", 60.0, Aim::YearPlan, None, Some(1.1)), ("land", 40.0, Aim::Target, None, None)]));
    build.plan.score_entries =
        [entry("bonus", "a", 3.0, Some("2011")), entry("late", "a", 9.0, Some("2012")), entry("cut", "b", -2.5, None)]
            .into_iter()
            .collect();
    let document = build.document();
    let e = Evaluation::of(&document);
    let scheme = document.plan.score_schemes.get("s").unwrap();
    let as_of = |text: &str| text.parse().ok();
    let table = score::of(&document, &e, scheme, as_of("2011"), None);
    let a = table.row(&"a".into()).unwrap();
    // a: 120 on a plan of 100 · 1.5^0.5 = 122.474, 97.98 % of 60; land 1300 of 1000, capped at 1.
    let sales = 120.0 / (100.0 * 1.5_f64.sqrt());
    assert!((a.indicators[0].completion.unwrap() - sales).abs() < 1e-9, "{:?}", a.indicators[0]);
    assert_eq!((a.indicators[1].completion, a.indicators[1].points), (Some(1.3), Some(40.0)));
    assert!((a.total.unwrap() - (60.0 * sales + 40.0 + 3.0)).abs() < 1e-9 && a.bonus == 3.0 && a.covered == 1.0);
    assert_eq!((a.rank, a.tied), (Some(1), false));
    // b: without land; 101 on 114.87; ranked by its points on 60 of 100.
    let b = table.row(&"b".into()).unwrap();
    let sales = 101.0 / (100.0 * 2.0_f64.powf(0.2));
    assert!((b.points.unwrap() - 60.0 * sales).abs() < 1e-9 && (b.ranked_by.unwrap() - (100.0 * sales - 2.5)).abs() < 1e-9);
    assert_eq!((b.covered, b.indicators[1].why, b.published, b.deduction), (0.6, Some(Why::NoActual), Some(50.0), -2.5));
    let c = table.row(&"c".into()).unwrap();
    assert_eq!((c.total, c.rank, c.covered), (None, None, 0.0));
    assert_eq!(table.rows.iter().map(|row| row.node.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    // Half-way through 2012: 84.9 on half of 150 is 113.2 %, capped at 110 %.
    let later = score::of(&document, &e, scheme, as_of("2012H1"), None).since(&table);
    let a = later.row(&"a".into()).unwrap();
    assert!((a.indicators[0].completion.unwrap() - 1.132).abs() < 1e-9 && (a.indicators[0].points.unwrap() - 66.0).abs() < 1e-9);
    assert!(a.change.is_some_and(|(points, ranks)| points > 0.0 && ranks == 0), "{a:?}");
    // What if land weighed nothing: the plan stays as it is.
    let what_if = score::of(&document, &e, scheme, as_of("2011"), Some(&[100.0, 0.0]));
    assert_eq!((what_if.full, scheme.indicators[1].weight), (100.0, 40.0));
    assert!((what_if.row(&"b".into()).unwrap().total.unwrap() - (100.0 * sales - 2.5)).abs() < 1e-9);
}

#[test]
fn equal_scores_share_a_rank_and_less_is_better_turns_completion_round() {
    let mut build = Build::crossed();
    for (node, value) in [("a", "90"), ("b", "90"), ("c", "120")] {
        build = build.figure(node, "land", "2011 target", "100 亩").actual(node, "land", "2011", &format!("{value} 亩"));
    }
    build.plan.score_schemes.push(scheme(&[("land", 100.0, Aim::Target, Some(0.0), Some(2.0))]));
    let ranks = |document: &Document| {
        let e = Evaluation::of(document);
        let table = score::of(document, &e, document.plan.score_schemes.get("s").unwrap(), "2011".parse().ok(), None);
        table.rows.iter().map(|row| (row.node.to_string(), row.rank.unwrap(), row.tied, row.total.unwrap().round())).collect::<Vec<_>>()
    };
    let row = |node: &str, rank, tied, total| (node.to_owned(), rank, tied, total);
    let mut document = build.document();
    assert_eq!(ranks(&document), [row("c", 1, false, 120.0), row("a", 2, true, 90.0), row("b", 2, true, 90.0)]);
    let mut land = document.plan.metrics.get("land").unwrap().clone();
    land.direction = Direction::Down;
    // "At least" would still pull upwards; the plan's bound becomes exact.
    for mut figure in document.plan.figures.rows().to_vec() {
        figure.bound = Bound::Exactly { value: 100.0 };
        document.apply(Edit::set(&document.plan, figure)).unwrap();
    }
    document.apply(Edit::set(&document.plan, land)).unwrap();
    assert_eq!(ranks(&document), [row("a", 1, true, 110.0), row("b", 1, true, 110.0), row("c", 3, false, 80.0)]);
}

pub(super) fn rule(id: &str, kind: WarningKind) -> WarningRule {
    WarningRule {
        id: id.into(),
        name: Label::new(id),
        kind,
        nodes: Vec::new(),
        metrics: Vec::new(),
        on: true,
        note: String::new(),
        extra: Extra::new(),
    }
}

#[test]
fn rules_warn_since_when_and_what_it_would_take() {
    let mut build = build()
        .actual("b", "sales", "2013", "102 亿元")
        .actual("b", "sales", "2012", "101.5 亿元")
        .actual("a", "sales", "2012", "120 亿元")
        .actual("a", "sales", "2013", "90 亿元")
        .actual("a", "land", "2012", "880 亩")
        .actual("a", "land", "2013", "95 公顷")
        .actual("c", "sales", "2012-06", "1 亿元");
    build.plan.limits.push(Limit {
        id: "land".into(),
        name: Label::new("land"),
        node: "a".into(),
        metric: "land".into(),
        time: Span::Years { from: 2011, to: 2015 },
        bound: Bound::AtMost { value: 1500.0 },
        unit: "亩".into(),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    });
    build.plan.warning_rules = [
        WarningRule { nodes: vec!["b".into(), "a".into(), "energy".into()], ..rule("off", WarningKind::OffTrack { periods: 3 }) },
        rule("limit", WarningKind::LimitUse { above: 0.9 }),
        WarningRule { nodes: vec!["a".into(), "b".into()], ..rule("fall", WarningKind::Fall { more_than: 0.2 }) },
        rule("silent", WarningKind::NoReport { months: 3 }),
        WarningRule { on: false, ..rule("rests", WarningKind::NoReport { months: 0 }) },
    ]
    .into_iter()
    .collect();
    let document = build.document();
    let e = Evaluation::of(&document);
    let found = warn::of(&document, &e, "2013".parse().ok());
    let shown: Vec<String> = found
        .iter()
        .map(|w| {
            format!(
                "{} {} {} {}",
                w.rule,
                w.node,
                w.metric.as_ref().map_or("-", |m| m.as_str()),
                w.since.map_or("-".to_owned(), |p| p.to_string())
            )
        })
        .collect();
    // a is off track in two years only; the county of a falls as well but is not watched.
    let expected = ["off b sales 2011", "off energy sales 2011", "limit a land 2013", "fall a sales 2013", "silent c - 2012-06"];
    assert_eq!(shown, expected, "{found:#?}");
    assert!(matches!(&found[0], warn::Warning { fact: Fact::OffTrack { periods: 3, .. }, takes: Takes::Growth(growth), .. }
        if (growth.per_year.unwrap() - ((200.0_f64 / 102.0).sqrt() - 1.0)).abs() < 1e-9));
    let Fact::LimitUse { used, share, .. } = &found[2].fact else { panic!("{found:?}") };
    assert!(
        (used - 1425.0).abs() < 1e-9
            && (share.unwrap() - 0.95).abs() < 1e-12
            && matches!(found[2].takes, Takes::Room(left) if (left - 75.0).abs() < 1e-9)
    );
    let Fact::Fall { from, to, growth } = &found[3].fact else { panic!("{found:?}") };
    assert_eq!((from.1, to.1, *growth), (120.0, 90.0, -0.25));
    assert!(matches!(found[3].takes, Takes::Back(Some(back)) if (back - 1.0 / 3.0).abs() < 1e-12));
    assert!(matches!(found[4].fact, Fact::NoReport { months: 18, .. }));
    assert!(warn::of(&document, &e, "2009".parse().ok()).iter().all(|w| !matches!(w.fact, Fact::OffTrack { .. } | Fact::Fall { .. })));
}

#[test]
fn a_cluster_planned_in_parts_without_base_counts_among_those_to_be_judged() {
    let build = build().part("c1", "c").figure("c1", "sales", "2015 target", "50 亿元").actual("c", "sales", "2011", "20 亿元");
    let document = build.document();
    let e = Evaluation::of(&document);
    let all = Assessments::of(&document, &e, &ask("2011", Method::Growth));
    let cell = all.cell(&e, &"c".into(), &"sales".into());
    assert_eq!((cell.state, cell.planned), (State::NoData, true));
    let rolled = assess::of_metric(&document, &e, &all, &NodeId::total(), &"sales".into());
    assert_eq!((rolled.n, rolled.of), (2, 3));
}
