//! Plans whose year starts in another month than January, and what a value that may be revised is made of; worked by hand.

use super::*;
use crate::domain::judging::Method;
use crate::engine::assess::{self, Arithmetic, Ask};

fn ask(as_of: &str, method: Method) -> Ask {
    Ask { as_of: as_of.parse().ok(), method: Some(method) }
}

#[test]
fn a_fiscal_year_is_paced_by_its_own_months() {
    let mut build = Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2012 target", "120 亿元");
    build.plan.info.year_starts_in = 4;
    for month in [4, 5, 6] {
        build = build.actual("a", "sales", &format!("2012-{month:02}"), "11 亿元");
    }
    let document = build.actual("a", "sales", "2012-01..12", "999 亿元").document();
    let e = Evaluation::of(&document);
    let judged = assess::one(&document, &e, &"a".into(), &"sales".into(), &ask("2012-06", Method::Pace));
    // April to June is a quarter of the year; a running total from January says nothing of it.
    let Arithmetic::Pace { done, elapsed, ahead, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert!((done, elapsed) == (33.0, 0.25) && (ahead - 0.025).abs() < 1e-12);
    // That it counts nowhere is told, with what to give instead.
    let told: Vec<_> = e.diagnostics().iter().map(|told| (told.code, told.args.clone())).collect();
    let [("actual-running-total", args)] = &told[..] else { panic!("{told:?}") };
    let arg = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone());
    assert_eq!((arg("text"), arg("example")), (Some("2012-01..12".to_owned()), Some("2012-04..12".to_owned())));
}

#[test]
fn a_running_total_of_a_fiscal_year_counts_and_is_named_by_its_own_months() {
    let mut build = Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2012 target", "120 亿元");
    build.plan.info.year_starts_in = 4;
    let document = build.actual("a", "sales", "2012-04..09", "66 亿元").actual("a", "sales", "2012-04..2013-02", "121 亿元").document();
    let e = Evaluation::of(&document);
    for (as_of, period, done, elapsed) in [
        (Some("2012-09"), "2012-04..09", 66.0, 0.5),
        (Some("2012-04..09"), "2012-04..09", 66.0, 0.5),
        (None, "2012-04..2013-02", 121.0, 11.0 / 12.0),
    ] {
        let ask = Ask { as_of: as_of.and_then(|text| text.parse().ok()), method: Some(Method::Pace) };
        let judged = assess::one(&document, &e, &"a".into(), &"sales".into(), &ask);
        let Arithmetic::Pace { period: found, done: total, elapsed: share, .. } = judged.arithmetic else { panic!("{judged:?}") };
        assert_eq!((found.to_string().as_str(), total, share), (period, done, elapsed), "{as_of:?}");
    }
    assert!(e.diagnostics().is_empty());
}

#[test]
fn months_as_on_the_calendar_make_a_fiscal_year() {
    let mut build = Build::crossed().figure("a", "sales", "2010 baseline", "100 亿元").figure("a", "sales", "2015 target", "200 亿元");
    build.plan.info.year_starts_in = 4;
    let months = (4..=12).map(|month| format!("2012-{month:02}")).chain((1..=4).map(|month| format!("2013-{month:02}")));
    for (month, value) in months.zip(1..) {
        build = build.actual("a", "sales", &month, &format!("{value} 亿元")).actual("a", "land", &month, &format!("{value} 亩"));
    }
    let document = build.document();
    let e = Evaluation::of(&document);
    let whole = |metric: &str, year| e.reading(&"a".into(), &metric.into(), Layer::Actual, year).value;
    // April 2012 to March 2013: 1 + … + 12; a stock stands at its last month. April 2013 begins the next year.
    assert_eq!((whole("sales", 2012), whole("sales", 2013), whole("land", 2012)), (Some(78.0), None, Some(12.0)));
    let last = assess::one(&document, &e, &"a".into(), &"sales".into(), &Ask { as_of: None, method: Some(Method::Pace) });
    let Arithmetic::Pace { period, done, .. } = last.arithmetic else { panic!("{last:?}") };
    assert_eq!((period.to_string().as_str(), done), ("2013-04..04", 13.0));
    // As of a month of the next calendar year the plan's year is not yet over.
    let ask = Ask { as_of: "2013-01".parse().ok(), method: Some(Method::Pace) };
    let Arithmetic::Pace { done, elapsed, .. } = assess::one(&document, &e, &"a".into(), &"sales".into(), &ask).arithmetic else {
        panic!()
    };
    assert_eq!((done, elapsed), (55.0, 10.0 / 12.0));
}

#[test]
fn a_value_is_preliminary_where_an_observation_it_is_made_of_is() {
    let figures =
        |build: Build, node| build.figure(node, "sales", "2010 baseline", "100 亿元").figure(node, "sales", "2015 target", "200 亿元");
    let mut build = ["a", "b", "c"].into_iter().fold(Build::crossed(), figures);
    build = build.observed("a", "sales", None, "2012-01..12", "900 亿元", Status::Preliminary).actual("a", "sales", "2012", "120 亿元");
    for month in 1..=12 {
        let status = if month == 3 { Status::Preliminary } else { Status::Final };
        build = build.observed("b", "sales", None, &format!("2012-{month:02}"), "10 亿元", status);
    }
    let document = build.actual("c", "sales", "2012", "120 亿元").document();
    let e = Evaluation::of(&document);
    let judged = |node: &str| assess::one(&document, &e, &node.into(), &"sales".into(), &Ask { as_of: None, method: Some(Method::Gap) });
    let marks = ["a", "b", "c"].map(|node| judged(node).preliminary);
    assert_eq!(marks, [false, true, false], "a flash of the running total is not the final year; a month of twelve is part of it");
    // A sum is as sure as what is summed: b makes that of the whole preliminary.
    assert!(judged("total").preliminary);
}
