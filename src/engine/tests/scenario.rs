//! Scenarios worked by hand.
//!
//! The plan: clusters a 10, b 20, c 30 in 2010, doubling every year to 2015; energy (a, b and 20 outside) 50, the total (energy, c and
//! 20 more outside) 100, doubling too. Water and the counties state nothing of their own.

use super::*;
use crate::base::{Quantity, ScenarioId};
use crate::domain::{Assumption, BasisLine, Lever, Limit, Project, ProjectLever, ProjectStatus, Reach, Scenario, Scope, SpreadRule};
use crate::engine::ScenarioEvaluation;
use crate::engine::scenario::seek::{self, Goal, Handle, SeekRefusal};
use crate::engine::scenario::{By, How, Part as Share, compare};

pub(super) fn doubling() -> Build {
    let mut build = Build::crossed();
    for (node, start) in [("a", 10.0), ("b", 20.0), ("c", 30.0), ("energy", 50.0), ("total", 100.0)] {
        build = build.figure(node, "sales", "2010 baseline", &format!("{start} 亿元"));
        build = build.figure(node, "sales", "2015 target", &format!("{} 亿元", start * 32.0));
    }
    build
}

pub(super) fn assume(id: &str, within: &[&str], metric: &str, lever: Lever) -> Assumption {
    let scope = Scope { within: within.iter().map(|node| (*node).into()).collect(), reach: Reach::Clusters };
    Assumption::new(id.into(), scope, Some(metric.into()), lever)
}

pub(super) fn years(mut assumption: Assumption, from: i32, to: i32) -> Assumption {
    assumption.years = Some((from, to));
    assumption
}

fn all(mut assumption: Assumption) -> Assumption {
    assumption.scope.reach = Reach::All;
    assumption
}

pub(super) fn values(list: &[(i32, f64)]) -> std::collections::BTreeMap<i32, f64> {
    list.iter().copied().collect()
}

fn given(list: &[(i32, f64)]) -> Lever {
    Lever::Values { values: values(list), unit: "亿元".into() }
}

pub(super) fn spread(list: &[(i32, f64)], rule: SpreadRule, holds: &[&str]) -> Lever {
    Lever::Spread { totals: values(list), unit: "亿元".into(), rule, holds: holds.iter().map(|node| (*node).into()).collect() }
}

pub(super) fn put(document: &mut Document, id: &str, parent: Option<&str>, assumptions: Vec<Assumption>) {
    let mut scenario = Scenario::new(id.into(), Label::new(id), parent.map(ScenarioId::from));
    scenario.assumptions = assumptions;
    let edit = crate::domain::Edit::scenario(&document.scenarios, scenario);
    document.apply(edit).unwrap();
}

pub(super) struct Case {
    pub(super) document: Document,
    pub(super) plan: Evaluation,
    pub(super) e: ScenarioEvaluation,
}

pub(super) fn case(build: Build, assumptions: Vec<Assumption>) -> Case {
    let mut document = build.document();
    put(&mut document, "s", None, assumptions);
    let plan = Evaluation::of(&document);
    let e = ScenarioEvaluation::of(&document, &plan, &"s".into());
    Case { document, plan, e }
}

impl Case {
    fn value(&self, node: &str, metric: &str, year: i32) -> Option<f64> {
        self.e.reading(&node.into(), &metric.into(), year).value.map(|value| (value * 1e6).round() / 1e6)
    }

    /// Sales by year, 2010 to 2015.
    pub(super) fn sales(&self, node: &str) -> Vec<f64> {
        (2010..=2015).map(|year| self.value(node, "sales", year).unwrap_or(f64::NAN)).collect()
    }

    pub(super) fn parts(&self, node: &str, metric: &str, year: i32) -> Vec<(String, f64)> {
        let list = self.e.contributions(&node.into(), &metric.into(), year);
        let name = |part: &Share| part.by().map_or("basis".to_owned(), |by| by.assumption.to_string());
        list.iter().map(|c| (name(&c.part), (c.amount * 1e6).round() / 1e6)).collect()
    }

    fn codes(&self) -> Vec<&'static str> {
        self.e.diagnostics().iter().map(|d| d.code).collect()
    }
}

pub(super) fn near(found: &[f64], expected: &[f64]) {
    let close = |(f, e): (&f64, &f64)| (f.is_nan() && e.is_nan()) || (f - e).abs() < 1e-6;
    assert!(found.len() == expected.len() && found.iter().zip(expected).all(close), "{found:?} {expected:?}");
}

pub(super) fn parts(list: &[(&str, f64)]) -> Vec<(String, f64)> {
    list.iter().map(|(name, amount)| ((*name).to_owned(), *amount)).collect()
}

#[test]
fn growth_moves_later_levels_and_all_above() {
    let c = case(doubling(), vec![years(assume("slow", &["a"], "sales", Lever::GrowthSet { rate: 0.5 }), 2012, 2012)]);
    near(&c.sales("a"), &[10.0, 20.0, 30.0, 60.0, 120.0, 240.0]);
    near(&c.sales("energy"), &[50.0, 100.0, 190.0, 380.0, 760.0, 1520.0]);
    near(&c.sales("north"), &[10.0, 20.0, 30.0, 60.0, 120.0, 240.0]);
    near(&c.sales("total"), &[100.0, 200.0, 390.0, 780.0, 1560.0, 3120.0]);
    near(&c.sales("outside:total"), &[40.0, 80.0, 160.0, 320.0, 640.0, 1280.0]);
    assert_eq!(c.parts("total", "sales", 2012), parts(&[("basis", 400.0), ("slow", -10.0)]));
    assert_eq!(c.parts("south", "sales", 2012), parts(&[("basis", 200.0)]));
    let reading = c.e.reading(&"north".into(), &"sales".into(), 2012);
    assert_eq!((reading.basis, reading.n, reading.of), (Basis::Sum, 1, 1));
    assert_eq!(c.e.reading(&"a".into(), &"sales".into(), 2012).basis, Basis::Scenario);
    assert_eq!(c.e.reading(&"a".into(), &"sales".into(), 2011), c.plan.reading(&"a".into(), &"sales".into(), Layer::Path, 2011));
    let steps = c.e.explain(&"a".into(), &"sales".into(), 2012);
    let [_, step] = &steps[..] else { panic!("{steps:?}") };
    let How::Growth { before: Some(before), after: Some(after) } = step.how else { panic!("{step:?}") };
    near(&[before, after], &[1.0, 0.5]);
}

#[test]
fn a_shock_with_what_lies_outside_reaches_the_total_once() {
    let shock = Lever::LevelShock { factor: 0.5, recovery: Some(2) };
    let c = case(doubling(), vec![all(years(assume("shock", &["energy"], "sales", shock), 2011, 2012))]);
    near(&c.sales("energy"), &[50.0, 50.0, 100.0, 300.0, 800.0, 1600.0]);
    near(&c.sales("outside:energy"), &[20.0, 20.0, 40.0, 120.0, 320.0, 640.0]);
    // The total loses what energy loses: 50, 100, 100.
    near(&c.sales("total"), &[100.0, 150.0, 300.0, 700.0, 1600.0, 3200.0]);
    near(&c.sales("outside:total"), &[40.0, 60.0, 120.0, 280.0, 640.0, 1280.0]);
    // A county has a path of its own only where it states one.
    near(&c.sales("south"), &[50.0, 80.0, 160.0, 360.0, 800.0, 1600.0]);
    assert_eq!(c.parts("total", "sales", 2012), parts(&[("basis", 400.0), ("shock", -100.0)]));
    // The whole plan: every residual moves by its own.
    let factor = Lever::LevelShock { factor: 2.0, recovery: None };
    let c = case(doubling(), vec![all(assume("all", &[], "sales", factor))]);
    near(&c.sales("total"), &[100.0, 400.0, 800.0, 1600.0, 3200.0, 6400.0]);
    near(&c.sales("energy"), &[50.0, 200.0, 400.0, 800.0, 1600.0, 3200.0]);
    let affected = c.e.affected(&By { scenario: "s".into(), assumption: "all".into() });
    assert_eq!((affected.nodes.len(), affected.moved), (8, 5), "three clusters, five residuals of which two have a value");
}

#[test]
fn residuals_of_a_second_dimension_do_not_count_twice() {
    let mut build = doubling();
    for (when, value) in [("2010 baseline", "60 亿元"), ("2015 target", "1920 亿元")] {
        build = build.figure("south", "sales", when, value);
    }
    let shock = |id, within: &str| {
        let mut a = assume(id, &[within], "sales", Lever::LevelShock { factor: 0.5, recovery: None });
        a.scope.reach = Reach::Outside;
        a
    };
    let c = case(build, vec![shock("e", "energy"), shock("s", "south")]);
    // South has 60 − 50 = 10 outside, energy 20; the total loses energy's half only.
    assert_eq!(c.value("south", "sales", 2011), Some(110.0));
    assert_eq!(c.value("energy", "sales", 2011), Some(80.0));
    assert_eq!(c.value("total", "sales", 2011), Some(180.0));
    assert_eq!(c.codes(), ["lever-two-dimensions"]);
}

fn project(on_stream: &str) -> Project {
    let amount = |amount, unit: &str| Some(Quantity { amount, unit: unit.into() });
    Project {
        id: "p".into(),
        name: Label::new("p"),
        node: "a".into(),
        key_field: String::new(),
        status: ProjectStatus::Approved,
        investment: amount(5.0, "亿元"),
        land: amount(100.0, "亩"),
        energy: None,
        on_stream: on_stream.parse().ok(),
        metric: Some("sales".into()),
        full_output: amount(120_000.0, "万元"),
        ramp: vec![0.5],
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    }
}

fn with_project(mut build: Build) -> Build {
    build.plan.projects.push(project("2012-07"));
    build
}

fn bring(lever: ProjectLever) -> Assumption {
    Assumption::new("bring".into(), Scope::default(), None, Lever::Project(ProjectLever { project: Some("p".into()), ..lever }))
}

#[test]
fn a_project_counts_from_the_day_an_assumption_brings_it() {
    let none = case(with_project(doubling()), vec![]);
    near(&none.sales("a"), &[10.0, 20.0, 40.0, 80.0, 160.0, 320.0]);
    // Half a year at half of 12; half at half and half in full; in full.
    let c = case(with_project(doubling()), vec![bring(ProjectLever::default())]);
    near(&c.sales("a"), &[10.0, 20.0, 43.0, 89.0, 172.0, 332.0]);
    assert_eq!(c.value("total", "sales", 2013), Some(809.0));
    let list = c.e.contributions(&"total".into(), &"sales".into(), 2013);
    assert_eq!(list[1].part, Share::Project(By { scenario: "s".into(), assumption: "bring".into() }, "p".into()));
    for (lever, expected) in [
        (ProjectLever { delay_months: 6.0, ..ProjectLever::default() }, [10.0, 20.0, 40.0, 86.0, 172.0, 332.0]),
        (ProjectLever { scale: 2.0, ..ProjectLever::default() }, [10.0, 20.0, 46.0, 98.0, 184.0, 344.0]),
        (ProjectLever { cancelled: true, ..ProjectLever::default() }, [10.0, 20.0, 40.0, 80.0, 160.0, 320.0]),
        (ProjectLever { on_stream: "2014".parse().ok(), ..ProjectLever::default() }, [10.0, 20.0, 40.0, 80.0, 166.0, 332.0]),
    ] {
        near(&case(with_project(doubling()), vec![bring(lever)]).sales("a"), &expected);
    }
    // A scenario's own project; at a member it is outside the clusters.
    let own = Project { node: "energy".into(), ..project("2013") };
    let lever = ProjectLever { own: Some(Box::new(own)), ..ProjectLever::default() };
    let c = case(doubling(), vec![Assumption::new("own".into(), Scope::default(), None, Lever::Project(lever))]);
    assert_eq!((c.value("outside:energy", "sales", 2013), c.value("energy", "sales", 2013)), (Some(166.0), Some(406.0)));
    assert_eq!(c.value("total", "sales", 2013), Some(806.0));
    // Nothing to add to is said.
    let mut nowhere = with_project(Build::crossed());
    nowhere.plan.info.first_year = 2011;
    let c = case(
        nowhere.figure("b", "sales", "2010 baseline", "1 亿元").figure("b", "sales", "2015 target", "2 亿元"),
        vec![bring(ProjectLever::default())],
    );
    assert_eq!((c.value("a", "sales", 2014), c.codes()), (None, vec!["lever-project-nothing"]));
}

#[test]
fn of_several_assumptions_about_a_project_the_last_one_counts() {
    let mut document = with_project(doubling()).document();
    put(&mut document, "up", None, vec![bring(ProjectLever::default())]);
    put(&mut document, "down", Some("up"), vec![bring(ProjectLever { cancelled: true, ..ProjectLever::default() })]);
    let plan = Evaluation::of(&document);
    let at = |id: &str| ScenarioEvaluation::of(&document, &plan, &id.into()).reading(&"a".into(), &"sales".into(), 2014).value;
    near(&[at("up").unwrap(), at("down").unwrap()], &[172.0, 160.0]);
}

#[test]
fn a_ratio_moves_the_numerator_and_holds_whatever_moves_the_denominator() {
    let mut build = doubling();
    for node in ["a", "b"] {
        build = build.figure(node, "profit", "2010 baseline", "1 亿元").figure(node, "profit", "2015 target", "32 亿元");
    }
    let margin = Lever::RatioPath { values: values(&[(2011, 20.0), (2013, 10.0)]), unit: "%".into() };
    let grow = years(assume("grow", &["a"], "sales", Lever::GrowthSet { rate: 3.0 }), 2012, 2012);
    let c = case(build, vec![assume("margin", &["a"], "margin", margin), grow]);
    // Sales 20, 80, 160 …; margin 20 %, 15 %, 10 % and on.
    near(&[2011, 2012, 2013, 2014].map(|year| c.value("a", "profit", year).unwrap()), &[4.0, 12.0, 16.0, 32.0]);
    near(&[2010, 2011, 2012, 2013, 2015].map(|year| c.value("a", "margin", year).unwrap()), &[10.0, 20.0, 15.0, 10.0, 10.0]);
    // Energy: (12 + 4) of a and b over (80 + 80); it has own sales but no own profit.
    assert_eq!(c.value("energy", "margin", 2012), Some(10.0));
    assert_eq!(c.parts("a", "profit", 2012), parts(&[("basis", 4.0), ("margin", 8.0)]));
    // Of the margin of 15 %: 10 % in the plan; profit of 12 on 40 would be 30 %; sales of 80 halve that.
    assert_eq!(c.parts("a", "margin", 2012), parts(&[("basis", 10.0), ("margin", 20.0), ("grow", -15.0)]));
    assert_eq!(c.parts("energy", "margin", 2012), parts(&[("basis", 6.666667), ("margin", 6.666667), ("grow", -3.333333)]));
    let steps = c.e.explain(&"a".into(), &"profit".into(), 2012);
    assert!(matches!(steps[1].how, How::Ratio { of: Some(_), denominator: Some(sales), .. } if (sales - 80.0).abs() < 1e-9), "{steps:?}");
}

/// 10, 20, 30 in every year, nothing above them.
fn flat() -> Build {
    [("a", 10.0), ("b", 20.0), ("c", 30.0)].into_iter().fold(Build::crossed(), |build, (node, value)| {
        let value = format!("{value} 亿元");
        build.figure(node, "sales", "2010 baseline", &value).figure(node, "sales", "2015 target", &value)
    })
}

fn three(c: &Case, year: i32) -> Vec<f64> {
    ["a", "b", "c"].map(|node| c.value(node, "sales", year).unwrap()).to_vec()
}

#[test]
fn a_total_is_spread_over_what_is_free() {
    let at = |lever: Lever, more: Vec<Assumption>| {
        case(flat(), std::iter::once(assume("spread", &[], "sales", lever)).chain(more).collect::<Vec<_>>())
    };
    let c = at(spread(&[(2012, 100.0)], SpreadRule::Value, &["b"]), vec![]);
    near(&three(&c, 2012), &[20.0, 20.0, 60.0]);
    near(&three(&c, 2013), &[10.0, 20.0, 30.0]);
    assert_eq!(c.value("total", "sales", 2012), Some(100.0));
    assert_eq!(c.e.is_held(&"b".into(), &"sales".into(), 2012).unwrap().value, None);
    assert_eq!(c.e.is_held(&"total".into(), &"sales".into(), 2012).unwrap().value, Some(100.0));
    assert!(c.e.is_held(&"a".into(), &"sales".into(), 2012).is_none() && c.e.is_held(&"b".into(), &"sales".into(), 2013).is_none());
    near(&three(&at(spread(&[(2012, 90.0)], SpreadRule::Equal, &[]), vec![]), 2012), &[30.0, 30.0, 30.0]);
    let weights = SpreadRule::Weights([("a".into(), 1.0), ("c".into(), 2.0)].into());
    near(&three(&at(spread(&[(2012, 90.0)], weights, &[]), vec![]), 2012), &[30.0, 0.0, 60.0]);
    // A member holds all its clusters.
    near(&three(&at(spread(&[(2012, 100.0)], SpreadRule::Value, &["energy"]), vec![]), 2012), &[10.0, 20.0, 70.0]);
    // By another year, in which a was raised before.
    let raised = assume("raised", &["a"], "sales", given(&[(2011, 50.0)]));
    let by_year = assume("spread", &[], "sales", spread(&[(2012, 100.0)], SpreadRule::Year(2011), &[]));
    near(&three(&case(flat(), vec![raised.clone(), by_year]), 2012), &[50.0, 20.0, 30.0]);
    // By hand is a hold, also where it stands behind.
    let c = at(spread(&[(2011, 100.0)], SpreadRule::Value, &[]), vec![raised]);
    near(&three(&c, 2011), &[50.0, 20.0, 30.0]);
    let c = at(spread(&[(2012, 15.0)], SpreadRule::Value, &["b"]), vec![]);
    near(&three(&c, 2012), &[10.0, 20.0, 30.0]);
    let told = &c.e.diagnostics()[0];
    assert_eq!((told.code, told.args[2].1.as_str(), told.args[3].1.as_str()), ("lever-spread-held", "15", "20"));
}

#[test]
fn a_spread_over_another_metric_goes_by_what_that_is_in_the_scenario() {
    let mut build = flat();
    for (node, value) in [("a", "1 亩"), ("b", "1 亩"), ("c", "2 亩")] {
        build = build.figure(node, "land", "2010 baseline", value).figure(node, "land", "2015 target", value);
    }
    let by_land = assume("spread", &[], "sales", spread(&[(2012, 80.0)], SpreadRule::Metric("land".into()), &[]));
    let more = assume("land", &["a"], "land", Lever::LevelShock { factor: 5.0, recovery: None });
    near(&three(&case(build.clone(), vec![by_land.clone()]), 2012), &[20.0, 20.0, 40.0]);
    near(&three(&case(build, vec![by_land, more]), 2012), &[50.0, 10.0, 20.0]);
}

#[test]
fn a_total_by_hand_is_held_against_what_happens_beneath() {
    let total = assume("total", &["total"], "sales", given(&[(2012, 120.0)]));
    let grown = years(assume("grown", &["a"], "sales", Lever::LevelShock { factor: 3.0, recovery: None }), 2012, 2012);
    let hand = assume("hand", &["c"], "sales", given(&[(2012, 20.0)]));
    near(&three(&case(flat(), vec![total.clone()]), 2012), &[20.0, 40.0, 60.0]);
    let c = case(flat(), vec![total, grown, hand]);
    // 100 for a and b, which stand at 30 and 20.
    near(&three(&c, 2012), &[60.0, 40.0, 20.0]);
    assert_eq!(c.value("total", "sales", 2012), Some(120.0));
    // With a path of its own the node keeps what it has outside: 80 of 200 in 2011.
    let c = case(doubling(), vec![assume("total", &["total"], "sales", given(&[(2011, 320.0)]))]);
    near(&three(&c, 2011), &[40.0, 80.0, 120.0]);
    assert_eq!((c.value("total", "sales", 2011), c.value("outside:total", "sales", 2011)), (Some(320.0), Some(80.0)));
    let c = case(doubling(), vec![all(assume("total", &["total"], "sales", given(&[(2011, 300.0)])))]);
    near(&three(&c, 2011), &[30.0, 60.0, 90.0]);
    assert_eq!((c.value("total", "sales", 2011), c.value("outside:total", "sales", 2011)), (Some(300.0), Some(120.0)));
    assert_eq!(c.parts("total", "sales", 2011), parts(&[("basis", 200.0), ("total", 100.0)]));
}

#[test]
fn a_part_moves_its_cluster_and_a_cluster_spreads_over_its_parts() {
    let build = || {
        let mut build = flat().part("a1", "a").part("a2", "a");
        for (node, value) in [("a1", "2 亿元"), ("a2", "6 亿元")] {
            build = build.figure(node, "sales", "2010 baseline", value).figure(node, "sales", "2015 target", value);
        }
        build
    };
    let c = case(build(), vec![assume("part", &["a1"], "sales", Lever::LevelShock { factor: 2.0, recovery: None })]);
    assert_eq!((c.value("a1", "sales", 2012), c.value("a", "sales", 2012)), (Some(4.0), Some(12.0)));
    assert_eq!(c.value("total", "sales", 2012), Some(62.0));
    assert_eq!(c.parts("a1", "sales", 2012), parts(&[("basis", 2.0), ("part", 2.0)]));
    assert_eq!(c.parts("a", "sales", 2012), parts(&[("basis", 10.0), ("part", 2.0)]));
    // 18 for a, of which 2 lie beside its parts: 16 over 2 and 6.
    let c = case(build(), vec![assume("a", &["a"], "sales", spread(&[(2012, 18.0)], SpreadRule::Value, &[]))]);
    assert_eq!(["a", "a1", "a2"].map(|node| c.value(node, "sales", 2012)), [Some(18.0), Some(4.0), Some(12.0)]);
}

#[test]
fn a_basis_starts_from_actuals_which_nothing_moves() {
    let build = || {
        let of_a = doubling().actual("a", "sales", "2011", "15 亿元").actual("a", "sales", "2012", "30 亿元");
        of_a.actual("total", "sales", "2011", "190 亿元")
    };
    let basis = |line: BasisLine| assume("basis", &[], "sales", Lever::Basis(line));
    let shock = years(assume("shock", &["a"], "sales", Lever::LevelShock { factor: 0.5, recovery: None }), 2012, 2013);
    let c = case(build(), vec![shock.clone(), basis(BasisLine::ActualsThenPlan)]);
    near(&c.sales("a"), &[10.0, 15.0, 30.0, 30.0, 60.0, 120.0]);
    assert_eq!(c.parts("a", "sales", 2013), parts(&[("basis", 60.0), ("shock", -30.0)]));
    assert_eq!(c.codes(), ["lever-basis-few", "lever-actual-years"]);
    // The total as a whole starts from its own actual, whatever is known of its clusters.
    let c = case(build(), vec![all(basis(BasisLine::ActualsThenPlan))]);
    assert_eq!(c.value("total", "sales", 2011), Some(190.0));
    let rate = case(build(), vec![basis(BasisLine::Growth { rate: Some(0.1) })]);
    near(&rate.sales("a"), &[10.0, 15.0, 30.0, 33.0, 36.3, 39.93]);
    near(&rate.sales("b"), &[20.0, 22.0, 24.2, 26.62, 29.282, 32.2102]);
    // The last basis counts.
    let plan = case(build(), vec![basis(BasisLine::Growth { rate: Some(0.1) }), basis(BasisLine::PlanPath)]);
    near(&plan.sales("a"), &[10.0, 20.0, 40.0, 80.0, 160.0, 320.0]);
}

#[test]
fn a_child_works_behind_its_parent_and_a_faulty_chain_is_told() {
    let mut document = doubling().document();
    let double = Lever::LevelShock { factor: 2.0, recovery: None };
    put(&mut document, "p", None, vec![assume("x", &["a"], "sales", double)]);
    put(&mut document, "s", Some("p"), vec![assume("x", &["a"], "sales", given(&[(2012, 7.0)]))]);
    put(&mut document, "r", Some("q"), vec![]);
    put(&mut document, "q", Some("r"), vec![]);
    put(&mut document, "o", Some("gone"), vec![]);
    let plan = Evaluation::of(&document);
    let of = |id: &str| ScenarioEvaluation::of(&document, &plan, &id.into());
    let row = |e: &ScenarioEvaluation| [2011, 2012, 2013].map(|year| e.reading(&"a".into(), &"sales".into(), year).value.unwrap());
    near(&row(&of("s")), &[40.0, 7.0, 160.0]);
    for (id, code) in [("r", "lever-parent-ring"), ("o", "lever-parent"), ("none", "lever-scenario")] {
        let e = of(id);
        assert_eq!(e.diagnostics().iter().map(|d| d.code).collect::<Vec<_>>(), [code]);
        near(&row(&e), &[20.0, 40.0, 80.0]);
    }
    let difference = compare::difference(&of("p"), &of("s"), &"a".into(), &"sales".into(), 2012);
    near(&[difference.absolute.unwrap(), difference.relative.unwrap()], &[-73.0, -0.9125]);
    let waterfall = compare::waterfall(&of("p"), &of("s"), &"total".into(), &"sales".into(), 2012);
    let sum: f64 = waterfall.steps.iter().map(compare::WaterfallStep::amount).sum();
    near(&[sum], &[waterfall.to.unwrap() - waterfall.from.unwrap()]);
    assert_eq!(compare::assumptions(&of("p"), &of("s")).len(), 1);
}

#[test]
fn what_cannot_be_used_is_told_and_the_rest_works() {
    let shift = Lever::GrowthShift { points: 0.1 };
    let wrong = |values: &[(i32, f64)]| Lever::Values { values: self::values(values), unit: "亩".into() };
    for (assumption, code) in [
        (assume("x", &["gone"], "sales", shift.clone()), "lever-node"),
        (assume("x", &["a"], "gone", shift.clone()), "lever-metric"),
        (assume("x", &["a"], "sales", wrong(&[(2011, 1.0)])), "lever-unit"),
        (assume("x", &["a"], "margin", shift.clone()), "lever-derived"),
        (assume("x", &["a"], "sales", Lever::GrowthShift { points: f64::NAN }), "lever-number"),
        (assume("x", &["water", "north"], "sales", shift.clone()), "lever-nothing"),
        (assume("x", &["total"], "rate", spread(&[(2011, 1.0)], SpreadRule::Value, &[])), "lever-spread-metric"),
        (assume("x", &[], "sales", spread(&[(2011, 1.0)], SpreadRule::Year(1800), &[])), "lever-year"),
        (bring(ProjectLever::default()), "lever-project"),
    ] {
        let good = assume("good", &["a"], "sales", given(&[(2012, 7.0)]));
        let c = case(doubling(), vec![assumption.clone(), good]);
        assert_eq!((c.codes(), c.value("a", "sales", 2012)), (vec![code], Some(7.0)), "{assumption:?}");
    }
    let off = Assumption { on: false, ..assume("x", &["gone"], "sales", shift) };
    assert!(case(doubling(), vec![off]).codes().is_empty());
    // Two ratios that lean on one another.
    let build = doubling().derived("turn", "1", "sales / profit").figure("a", "profit", "2010 baseline", "1 亿元");
    let ratio =
        |id, metric: &str, unit: &str| assume(id, &["a"], metric, Lever::RatioPath { values: values(&[(2012, 10.0)]), unit: unit.into() });
    let c = case(build, vec![ratio("m", "margin", "%"), ratio("t", "turn", "1")]);
    assert_eq!(c.codes(), ["lever-metric-ring"]);
}

#[test]
fn what_only_industries_state_is_moved_outside_clusters() {
    // Sales of the clusters, profit and a tax rate of the industry alone.
    let build = || {
        let list = [("profit", "2010 baseline", "5 亿元"), ("profit", "2015 target", "160 亿元")];
        let build = list.into_iter().fold(doubling(), |build, (metric, when, value)| build.figure("energy", metric, when, value));
        build.figure("energy", "rate", "2010 baseline", "10 %").figure("energy", "rate", "2015 target", "10 %")
    };
    let margin = || assume("margin", &["energy"], "margin", Lever::RatioPath { values: values(&[(2012, 20.0)]), unit: "%".into() });
    let c = case(build(), vec![all(margin())]);
    assert_eq!((c.value("energy", "profit", 2012), c.value("energy", "margin", 2012)), (Some(40.0), Some(20.0)));
    let shift = || assume("shift", &["energy"], "profit", Lever::GrowthShift { points: 0.1 });
    assert_eq!(case(build(), vec![shift()]).codes(), ["lever-no-value"]);
    let c = case(build(), vec![all(shift())]);
    assert_eq!((c.codes().len(), c.value("energy", "profit", 2011)), (0, Some(10.5)));
    // What does not add is moved where it is named.
    let rate = |lever| case(build(), vec![assume("rate", &["energy"], "rate", lever)]);
    let c = rate(Lever::RatioPath { values: values(&[(2011, 12.0), (2013, 16.0)]), unit: "%".into() });
    assert_eq!((c.value("energy", "rate", 2012), c.parts("energy", "rate", 2012)[1].1), (Some(14.0), 4.0));
    let c = rate(Lever::Values { values: values(&[(2012, 7.0)]), unit: "%".into() });
    assert_eq!((c.value("energy", "rate", 2012), c.codes().len()), (Some(7.0), 0));
    assert_eq!(c.e.is_held(&"energy".into(), &"rate".into(), 2012).unwrap().value, Some(7.0));
}

#[test]
fn limits_count_what_projects_take() {
    let mut build = with_project(doubling());
    for (node, value) in [("a", "300 亩"), ("b", "100 亩")] {
        build = build.figure(node, "land", "2010 baseline", value).figure(node, "land", "2015 target", value);
    }
    let (source, note, extra) = (Source::default(), String::new(), Extra::new());
    let bound = Bound::AtMost { value: 0.045 };
    build.plan.limits.push(Limit {
        id: "land".into(),
        name: Label::new("land"),
        node: "energy".into(),
        metric: "land".into(),
        time: "2011..2013".parse().unwrap(),
        bound,
        unit: "万亩".into(),
        source,
        note,
        extra,
    });
    let used = |c: &Case| c.e.limits().iter().map(|l| (l.year, l.used, l.excess.round())).collect::<Vec<_>>();
    let c = case(build.clone(), vec![bring(ProjectLever::default())]);
    assert_eq!(used(&c), [(2011, Some(400.0), 0.0), (2012, Some(500.0), 50.0), (2013, Some(500.0), 50.0)]);
    assert_eq!(used(&case(build.clone(), vec![]))[2], (2013, Some(400.0), 0.0));
    let more = Lever::Limit { limit: Some("land".into()), bound: Bound::AtMost { value: 480.0 }, unit: "亩".into() };
    let c = case(build, vec![bring(ProjectLever::default()), years(assume("more", &[], "land", more), 2013, 2014)]);
    assert_eq!(used(&c), [(2011, Some(400.0), 0.0), (2012, Some(500.0), 50.0), (2013, Some(500.0), 20.0), (2014, Some(500.0), 20.0)]);
}

#[test]
fn targets_are_met_from_their_own_side() {
    let halve = assume("halve", &["a"], "sales", Lever::LevelShock { factor: 0.5, recovery: None });
    let c = case(doubling(), vec![halve]);
    let found: Vec<_> = c.e.targets().iter().map(|t| (t.node.to_string(), t.met, t.shortfall.map(|s| s.round()))).collect();
    let of = |node: &str, met, short| (node.to_owned(), Some(met), Some(short));
    let expected = [of("a", false, 160.0), of("b", true, 0.0), of("c", true, 0.0), of("energy", false, 160.0), of("total", false, 160.0)];
    assert_eq!(found, expected);
    for (bound, value, direction, expected) in [
        (Bound::Between { low: 10.0, high: 12.0 }, 11.0, Direction::Up, Some(0.0)),
        (Bound::Between { low: 10.0, high: 12.0 }, 13.0, Direction::Up, Some(0.0)),
        (Bound::Between { low: 10.0, high: 12.0 }, 13.0, Direction::Neutral, Some(1.0)),
        (Bound::Between { low: 10.0, high: 12.0 }, 9.0, Direction::Down, Some(0.0)),
        (Bound::Exactly { value: 10.0 }, 9.0, Direction::Up, Some(1.0)),
        (Bound::Exactly { value: 10.0 }, 9.0, Direction::Down, Some(0.0)),
        (Bound::AtMost { value: 10.0 }, 11.0, Direction::Down, Some(1.0)),
        (Bound::About { value: 100.0 }, 96.0, Direction::Up, Some(0.0)),
        (Bound::About { value: 100.0 }, 93.0, Direction::Up, Some(2.0)),
        (Bound::AtLeast { value: 400.0 }, 400.0 - 1e-8, Direction::Up, Some(0.0)),
        (Bound::Unstated, 1.0, Direction::Up, None),
    ] {
        assert_eq!(super::super::scenario::short_of(&bound, value, 0.05, direction), expected, "{bound:?} {value}");
    }
}

#[test]
fn growth_that_nobody_in_the_sector_had_is_flagged() {
    let mut build = doubling();
    for (year, value) in [("2008", "4 亿元"), ("2010", "9 亿元"), ("2011", "11 亿元")] {
        build = build.actual("b", "sales", year, value);
    }
    // b grew by half a year from 2008 to 2010: all of energy doubles beyond that, c has no history.
    let c = case(build.clone(), vec![]);
    let found: Vec<_> =
        c.e.beyond_history().iter().map(|b| (b.node.to_string(), b.most.node.to_string(), b.most.from, b.most.to)).collect();
    let of = |node: &str| (node.to_owned(), "b".to_owned(), 2008, 2010);
    // Water has no history; the counties and the total have b's.
    assert_eq!(found, ["total", "energy", "south", "a", "b"].map(of));
    let slow = all(assume("slow", &["energy"], "sales", Lever::GrowthSet { rate: 0.4 }));
    let c = case(build, vec![slow]);
    assert!(c.e.beyond_history().iter().all(|b| b.node.as_str() != "a" && b.node.as_str() != "energy"), "{:?}", c.e.beyond_history());
}

fn goal(node: &str, value: f64) -> Goal {
    Goal { node: node.into(), metric: "sales".into(), year: 2015, bound: Bound::AtLeast { value } }
}

#[test]
fn seek_finds_the_rate_that_just_meets_the_bound() {
    let half = || assume("half", &["a"], "sales", Lever::GrowthSet { rate: 0.5 });
    let c = case(doubling(), vec![half()]);
    let find = |handle: &Handle, goal: &Goal| seek::seek(&c.document, &c.plan, &"s".into(), handle, goal);
    // a stands at 10 × 1.5⁵; 320 needs doubling.
    let setting = Handle::Setting("half".into());
    let found = find(&setting, &goal("a", 320.0)).unwrap();
    assert!((found.value - 1.0).abs() < 1e-9 && found.reached >= 320.0 - 1e-6, "{found:?}");
    assert_eq!(found.assumption.lever, Lever::GrowthSet { rate: found.value });
    // All clusters of energy shifted alike: a × (2.5 + p)… is found by the total.
    let shift = Handle::Shift { scope: Scope::of(&"energy".into()), metric: "sales".into(), years: None };
    let found = find(&shift, &goal("total", 3200.0)).unwrap();
    let (a, b) = (10.0 * (1.5 + found.value).powi(5), 20.0 * (2.0 + found.value).powi(5));
    assert!((a + b - 960.0).abs() < 1e-5, "{found:?}");
    let found_reached = found.reached;
    let mut document = c.document.clone();
    put(&mut document, "s", None, vec![half(), found.assumption]);
    let met = ScenarioEvaluation::of(&document, &c.plan, &"s".into()).reading(&"total".into(), &"sales".into(), 2015).value.unwrap();
    // The bound is met by the number itself, in the search and in the scenario that takes the answer over.
    assert!(found_reached >= 3200.0 && (3200.0..3200.0 + 1e-5).contains(&met), "{found_reached} {met}");
    assert!(matches!(find(&setting, &goal("a", 50.0)), Err(SeekRefusal::AlreadyMet { .. })));
    assert!(matches!(find(&setting, &goal("b", 700.0)), Err(SeekRefusal::NotMoved { .. })));
    assert!(matches!(find(&setting, &goal("a", 1e6)), Err(SeekRefusal::None { nearest: (at, _), .. }) if at == 1.0));
    assert_eq!(find(&Handle::Setting("none".into()), &goal("a", 1.0)), Err(SeekRefusal::Unknown));
    assert_eq!(find(&Handle::Delay("half".into()), &goal("a", 1.0)), Err(SeekRefusal::NoNumber));
}

#[test]
fn a_target_is_met_in_a_scenario_as_in_a_judgement() {
    use crate::domain::Direction::{Down, Neutral, Up};
    let (about, exactly) = (Bound::About { value: 20.0 }, Bound::Exactly { value: 20.0 });
    for (bound, direction, value, missed) in [
        (about, Up, 30.0, 0.0),
        (about, Up, 18.0, 1.0),
        (about, Down, 23.0, 2.0),
        (about, Neutral, 23.0, 2.0),
        (exactly, Up, 25.0, 0.0),
        (exactly, Down, 25.0, 5.0),
        (exactly, Neutral, 25.0, 4.0),
        (Bound::AtLeast { value: 20.0 }, Down, 20.0 - 1e-9, 0.0),
    ] {
        let found = super::super::scenario::short_of(&bound, value, 0.05, direction).unwrap();
        assert!((found - missed).abs() < 1e-12, "{bound:?} {direction:?} {value}: {found}");
    }
}

#[test]
fn seek_says_where_several_settings_meet_the_bound() {
    // Margin = profit / (sales of a) with both moved by one total: a + b² has two roots in the factor by a product of two metrics.
    let build = doubling().derived("square", "亿元", "sales * sales / profit - sales");
    let build = build.figure("a", "profit", "2010 baseline", "400 亿元").figure("a", "profit", "2015 target", "400 亿元");
    let factor = assume("factor", &["a"], "sales", Lever::LevelShock { factor: 1.0, recovery: None });
    let c = case(build, vec![factor]);
    // 320 x (0.8 x − 1): zero at 0 and 1.25; at least −40 twice between.
    let goal = Goal { node: "a".into(), metric: "square".into(), year: 2015, bound: Bound::AtLeast { value: -40.0 } };
    let found = seek::seek(&c.document, &c.plan, &"s".into(), &Handle::Setting("factor".into()), &goal);
    assert!(matches!(&found, Err(SeekRefusal::Several(list)) if list.len() == 2), "{found:?}");
}

#[test]
fn seek_finds_the_longest_delay_that_keeps_the_bound() {
    let c = case(with_project(doubling()), vec![bring(ProjectLever::default())]);
    let find = |value: f64| seek::seek(&c.document, &c.plan, &"s".into(), &Handle::Delay("bring".into()), &goal("a", value));
    // From 2012-07: in full by 2015 as long as it starts by 2014-01, 18 months later. Then a month costs half of 1.
    assert_eq!(find(332.0).map(|found| found.value), Ok(18.0));
    assert_eq!(find(331.0).map(|found| found.value), Ok(20.0));
    assert!(matches!(find(333.0), Err(SeekRefusal::None { .. })));
    assert!(matches!(find(320.0), Err(SeekRefusal::AlwaysMet { .. })));
}
