//! What once went wrong in the arithmetic of scenarios.

use super::scenario::{assume, case, doubling, near, parts, spread, values, years};
use crate::domain::{Lever, SpreadRule};

#[test]
fn a_shock_of_years_before_the_plan_reaches_every_sum() {
    let shock = Lever::LevelShock { factor: 0.5, recovery: None };
    let c = case(doubling(), vec![years(assume("shock", &[], "sales", shock), 2008, 2008)]);
    near(&c.sales("a"), &[5.0, 10.0, 20.0, 40.0, 80.0, 160.0]);
    near(&c.sales("north"), &[5.0, 10.0, 20.0, 40.0, 80.0, 160.0]);
    assert_eq!(c.parts("a", "sales", 2010), parts(&[("basis", 10.0), ("shock", -5.0)]));
    assert_eq!(c.parts("north", "sales", 2010), parts(&[("basis", 10.0), ("shock", -5.0)]));
}

#[test]
fn a_part_that_a_later_spread_leaves_alone_is_told_its_change_once() {
    let mut build = doubling();
    for part in ["a1", "a2"] {
        build = build.part(part, "a").figure(part, "sales", "2010 baseline", "5 亿元").figure(part, "sales", "2015 target", "160 亿元");
    }
    let first = assume("first", &["a"], "sales", spread(&[(2012, 20.0)], SpreadRule::Value, &[]));
    let second = assume("second", &[], "sales", Lever::Values { values: values(&[(2012, 70.0)]), unit: "亿元".into() });
    let c = case(build, vec![first, second]);
    assert_eq!(c.parts("a1", "sales", 2012), parts(&[("basis", 20.0), ("first", -10.0)]));
}
