//! Scores that hid what their values miss, and early warnings that came late or not at all.

use super::judging::{rule, scheme};
use super::*;
use crate::domain::Limit;
use crate::domain::judging::{Aim, Scored, WarningKind};
use crate::engine::score::{self, ScoreTable};
use crate::engine::warn::{self, Fact, Rests, Takes, Warning};

/// Clusters with a plan of 2012 each; industries are scored by the plan of the year.
fn scored(mut build: Build, as_of: &str) -> ScoreTable {
    for cluster in ["a", "b", "c"] {
        build = build.figure(cluster, "sales", "2011 baseline", "100 亿元").figure(cluster, "sales", "2012 target", "120 亿元");
    }
    let mut scheme = scheme(&[("sales", 100.0, Aim::YearPlan, None, None)]);
    scheme.scored = Scored::Members("industry".into());
    build.plan.score_schemes.push(scheme.clone());
    let document = build.document();
    score::of(&document, &Evaluation::of(&document), &scheme, as_of.parse().ok(), None)
}

#[test]
fn a_score_made_of_one_cluster_of_two_is_not_complete() {
    let table = scored(Build::crossed().actual("a", "sales", "2012", "120 亿元").actual("c", "sales", "2012", "96 亿元"), "2012");
    let (energy, water) = (table.row(&"energy".into()).unwrap(), table.row(&"water".into()).unwrap());
    let of = energy.indicators[0];
    assert_eq!((energy.rank, of.n, of.of, of.period, of.earlier), (Some(1), 1, 2, Some(Period::year(2012)), false), "{energy:?}");
    assert_eq!((energy.covered, energy.weighed, energy.is_complete()), (0.5, 1.0, false));
    let of = water.indicators[0];
    assert_eq!((of.n, of.of, water.covered, water.is_complete()), (1, 1, 1.0, true));
}

#[test]
fn a_score_of_january_to_march_in_june_says_so() {
    let build = Build::crossed().actual("a", "sales", "2012-01..03", "30 亿元").actual("c", "sales", "2012-01..06", "60 亿元");
    let table = scored(build, "2012-06");
    let (energy, water) = (table.row(&"energy".into()).unwrap(), table.row(&"water".into()).unwrap());
    assert_eq!(table.period, Period::year_to_date(2012, 6));
    let of = energy.indicators[0];
    assert_eq!((of.n, of.of, of.period, of.earlier), (1, 2, Period::year_to_date(2012, 3), true));
    assert_eq!((water.indicators[0].period, water.is_complete(), energy.is_complete()), (Period::year_to_date(2012, 6), true, false));
}

#[test]
fn what_is_known_of_the_year_before_only_is_no_complete_score_of_june() {
    let mut build = Build::crossed().actual("a", "sales", "2012-01..06", "60 亿元");
    build = build.figure("a", "sales", "2010 baseline", "80 亿元").figure("a", "sales", "2012 target", "120 亿元");
    let indicators = [("sales", 50.0, Aim::YearPlan, None, None), ("sales", 50.0, Aim::Path, None, None)];
    build = build.actual("a", "sales", "2011", "100 亿元");
    build.plan.score_schemes.push(scheme(&indicators));
    let document = build.document();
    let table = score::of(&document, &Evaluation::of(&document), &scheme(&indicators), "2012-06".parse().ok(), None);
    let [now, before] = table.row(&"a".into()).unwrap().indicators[..] else { panic!("{table:?}") };
    assert_eq!((now.earlier, before.earlier, before.period, before.is_complete()), (false, true, Some(Period::year(2011)), false));
}

#[test]
fn no_bonus_is_zero_and_not_less_than_it() {
    let table = scored(Build::crossed().actual("a", "sales", "2012", "120 亿元"), "2012");
    let row = &table.rows[0];
    assert_eq!((row.bonus.to_bits(), row.deduction.to_bits()), (0, 0));
}

fn warned(mut build: Build, kind: WarningKind, as_of: &str) -> Vec<Warning> {
    build.plan.warning_rules = [rule("r", kind)].into_iter().collect();
    let document = build.document();
    let as_of = as_of.parse().ok().map(|period: Period| period.in_years_from(document.plan.info.first_month()));
    warn::of(&document, &Evaluation::of(&document), as_of)
}

fn of_node<'a>(found: &'a [Warning], node: &str) -> Option<&'a Warning> {
    found.iter().find(|warning| warning.node.as_str() == node)
}

#[test]
fn a_fall_of_the_first_half_still_warns_when_the_year_is_over() {
    let build = Build::crossed().actual("a", "sales", "2011-01..06", "80 亿元").actual("a", "sales", "2012-01..06", "60 亿元");
    for as_of in ["2012-06", "2012-11", "2012-12", "2012", "2013-03"] {
        let found = warned(build.clone(), WarningKind::Fall { more_than: 0.2 }, as_of);
        let Some(Warning { fact: Fact::Fall { from, to, growth }, .. }) = of_node(&found, "a") else { panic!("{as_of} {found:?}") };
        assert_eq!((from.1, to.1, *growth, Some(to.0)), (80.0, 60.0, -0.25, Period::year_to_date(2012, 6)), "{as_of}");
    }
    // Once the whole years are known they count, and then it did not fall.
    let whole = build.actual("a", "sales", "2011", "150 亿元").actual("a", "sales", "2012", "150 亿元");
    assert_eq!(warned(whole.clone(), WarningKind::Fall { more_than: 0.2 }, "2012-12"), []);
    assert!(of_node(&warned(whole, WarningKind::Fall { more_than: 0.2 }, "2012-11"), "a").is_some());
}

#[test]
fn a_month_that_all_clusters_reported_is_compared_though_one_reported_later() {
    let mut build = Build::crossed().actual("a", "sales", "2012-01..05", "31 亿元");
    for (cluster, value) in [("a", "30"), ("b", "30")] {
        build = build.actual(cluster, "sales", "2011-01..04", "50 亿元").actual(cluster, "sales", "2012-01..04", &format!("{value} 亿元"));
    }
    let found = warned(build, WarningKind::Fall { more_than: 0.2 }, "2012-06");
    assert!(matches!(of_node(&found, "energy"), Some(Warning { fact: Fact::Fall { to: (_, 60.0), .. }, .. })), "{found:?}");
}

/// A limit of a metric of a node in 2012.
fn limited(mut build: Build, node: &str, metric: &str, bound: f64, unit: &str) -> Build {
    build.plan.limits.push(Limit {
        id: "l".into(),
        name: Label::new("l"),
        node: node.into(),
        metric: metric.into(),
        time: Span::At(Period::year(2012)),
        bound: Bound::AtMost { value: bound },
        unit: unit.into(),
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    });
    build
}

#[test]
fn whatever_is_used_of_a_limit_of_nothing_warns() {
    let limited = |used: &str| limited(Build::crossed().actual("a", "land", "2012", used), "a", "land", 0.0, "亩");
    let found = warned(limited("5 亩"), WarningKind::LimitUse { above: 0.9 }, "2012");
    let [Warning { fact: Fact::LimitUse { used, share, .. }, takes: Takes::Room(left), .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!((*used, *share, *left), (5.0, None, -5.0));
    assert_eq!(warned(limited("0 亩"), WarningKind::LimitUse { above: 0.9 }, "2012"), []);
}

#[test]
fn a_level_reported_in_november_is_set_against_its_limit() {
    let month = |month| Period::month(2012, month);
    let above = WarningKind::LimitUse { above: 0.9 };
    let one = Build::crossed().actual("a", "land", "2012-10", "50 亩").actual("a", "land", "2012-11", "91 亩");
    for as_of in ["2012-11", "2012-12", "2013-02"] {
        let found = warned(limited(one.clone(), "a", "land", 100.0, "亩"), above, as_of);
        let [Warning { since, fact: Fact::LimitUse { used: 91.0, .. }, .. }] = &found[..] else { panic!("{as_of} {found:?}") };
        assert_eq!(*since, month(11));
    }
    assert_eq!(warned(limited(one.clone(), "a", "land", 100.0, "亩"), above, "2012-10"), []);
    // Of an industry the last month that all its clusters reported.
    let both = one.actual("b", "land", "2012-10", "45 亩");
    let found = warned(limited(both, "energy", "land", 100.0, "亩"), above, "2012-12");
    assert!(matches!(&found[..], [Warning { since, fact: Fact::LimitUse { used: 95.0, .. }, .. }] if *since == month(10)), "{found:?}");
    // In a year from April, February of the next calendar year is the eleventh month.
    let mut fiscal = Build::crossed().actual("a", "land", "2012-12", "50 亩").actual("a", "land", "2013-02", "91 亩");
    fiscal.plan.info.year_starts_in = 4;
    let found = warned(limited(fiscal, "a", "land", 100.0, "亩"), above, "2013-03");
    let february = Period::month_of_year(2012, 4, 11);
    assert!(matches!(&found[..], [Warning { since, fact: Fact::LimitUse { used: 91.0, .. }, .. }] if *since == february), "{found:?}");
    // A count is a level where no running total says otherwise.
    let count = Build::crossed().metric("firms", "家", MetricKind::Count).actual("a", "firms", "2012-11", "91 家");
    let found = warned(limited(count, "a", "firms", 100.0, "家"), above, "2012-12");
    assert!(matches!(&found[..], [Warning { fact: Fact::LimitUse { used: 91.0, .. }, .. }]), "{found:?}");
}

#[test]
fn three_months_without_a_report_warn_in_the_third() {
    let build = Build::crossed().actual("a", "sales", "2012-09", "5 亿元");
    let silent = |as_of: &str| of_node(&warned(build.clone(), WarningKind::NoReport { months: 3 }, as_of), "a").cloned();
    assert_eq!(silent("2012-11"), None);
    assert!(matches!(silent("2012-12"), Some(Warning { fact: Fact::NoReport { months: 3, .. }, .. })));
}

fn slow() -> Build {
    Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2015 target", "200 亿元")
}

#[test]
fn a_year_without_a_report_breaks_a_run() {
    let gap = slow().actual("a", "sales", "2011", "101 亿元").actual("a", "sales", "2013", "103 亿元");
    assert_eq!(warned(gap.clone(), WarningKind::OffTrack { periods: 2 }, "2013"), []);
    let found = warned(gap.actual("a", "sales", "2012", "102 亿元"), WarningKind::OffTrack { periods: 2 }, "2013");
    assert!(matches!(of_node(&found, "a"), Some(Warning { fact: Fact::OffTrack { periods: 3, .. }, .. })), "{found:?}");
}

#[test]
fn a_year_not_reported_to_its_end_breaks_a_run_of_months() {
    let paced = |year_before: &str| {
        let mut build = slow().actual("a", "sales", "2012-01..03", "5 亿元").actual("a", "sales", year_before, "20 亿元");
        build.plan.assessment.method = Some(crate::domain::judging::Method::Pace);
        of_node(&warned(build, WarningKind::OffTrack { periods: 2 }, "2012-03"), "a").is_some()
    };
    assert!(paced("2011-01..12") && !paced("2011-01..06"));
}

#[test]
fn a_warning_says_on_what_its_numbers_rest() {
    let rests = |build: Build, node: &str, kind: WarningKind, as_of: &str| of_node(&warned(build, kind, as_of), node).unwrap().rests;
    let (made_up, open) = (Rests { illustrative: true, preliminary: false }, Rests { illustrative: false, preliminary: true });
    let off = WarningKind::OffTrack { periods: 2 };
    let years = |first: Status, last: Status| {
        let build = slow().observed("a", "sales", None, "2011", "101 亿元", first);
        build.observed("a", "sales", None, "2012", "102 亿元", last)
    };
    use Status::{Final, Illustrative, Preliminary};
    for (first, last, expected) in [
        (Final, Final, Rests::default()),
        (Final, Illustrative, made_up),
        (Illustrative, Final, made_up),
        (Final, Preliminary, open),
        (Preliminary, Final, open),
    ] {
        assert_eq!(rests(years(first, last), "a", off, "2012"), expected, "{first:?} {last:?}");
    }
    // Sums, formulas and parts of a year rest on what they are made of.
    let fall = WarningKind::Fall { more_than: 0.2 };
    let both = |status: Status, parts: [&str; 2]| {
        let mut build = Build::crossed();
        for (period, value) in parts.into_iter().zip(["50 亿元", "20 亿元"]) {
            build = build.observed("a", "sales", None, period, value, status).actual("b", "sales", period, value);
        }
        build
    };
    for periods in [["2011", "2012"], ["2011-01..06", "2012-01..06"]] {
        assert_eq!(rests(both(Preliminary, periods), "energy", fall, "2012"), open, "{periods:?}");
        assert_eq!(rests(both(Illustrative, periods), "energy", fall, "2012"), made_up, "{periods:?}");
        assert_eq!(rests(both(Final, periods), "energy", fall, "2012"), Rests::default(), "{periods:?}");
    }
    let margin = both(Preliminary, ["2011", "2012"]).actual("a", "profit", "2011", "5 亿元").actual("a", "profit", "2012", "1 亿元");
    let found = warned(margin, fall, "2012");
    assert_eq!(found.iter().find(|w| w.metric.as_ref().is_some_and(|m| m.as_str() == "margin")).unwrap().rests, open);
    // A final year is final though its months were not.
    let months = Build::crossed().observed("a", "sales", None, "2012-01..11", "19 亿元", Preliminary);
    let months = months.actual("a", "sales", "2011", "50 亿元").actual("a", "sales", "2012", "20 亿元");
    assert_eq!(rests(months, "a", fall, "2012"), Rests::default());
    let level = Build::crossed().observed("a", "land", None, "2012-11", "91 亩", Preliminary);
    assert_eq!(rests(limited(level, "a", "land", 100.0, "亩"), "a", WarningKind::LimitUse { above: 0.9 }, "2012"), open);
    let last = |status| Build::crossed().observed("a", "sales", None, "2011", "5 亿元", status);
    assert_eq!(rests(last(Illustrative), "a", WarningKind::NoReport { months: 3 }, "2012"), made_up);
    assert_eq!(rests(last(Preliminary), "a", WarningKind::NoReport { months: 3 }, "2012"), Rests::default());
}
