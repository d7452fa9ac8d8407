//! What must hold for any scenario on any plan.

use proptest::prelude::*;

use super::scenario::{assume, case, doubling, put, values};
use super::*;
use crate::domain::{Assumption, BasisLine, Lever, ProjectLever, Reach, SpreadRule};
use crate::engine::ScenarioEvaluation;

/// Nodes that scopes name.
const NODES: [&str; 9] = ["total", "i0", "i1", "c0", "c1", "c2", "k0", "k1", "outside:i0"];
const METRICS: [&str; 4] = ["sales", "profit", "land", "margin"];

type Rows = Vec<(usize, usize, [Option<i32>; 6])>;

fn any_rows() -> impl Strategy<Value = Rows> {
    let value = proptest::option::weighted(0.8, -1_000..1_000_000_i32);
    proptest::collection::vec((0..3_usize, 0..4_usize, proptest::array::uniform6(value)), 2..12)
}

/// Clusters with base, milestone and target of sales and profit, some missing; the total and two members state some of their own.
fn built(rows: &Rows) -> Document {
    let mut build = Build::new().dimension("industry", &["i0", "i1"]).dimension("county", &["c0", "c1"]).member("c2", "county", Some("c1"));
    let years = ["2010 baseline", "2012 milestone", "2015 target"];
    for (number, (industry, county, cells)) in rows.iter().enumerate() {
        let (id, industry, county) = (format!("k{number}"), format!("i{industry}"), format!("c{county}"));
        let mut of = Vec::new();
        of.extend((industry != "i2").then_some(("industry", industry.as_str())));
        of.extend((county != "c3").then_some(("county", county.as_str())));
        build = build.cluster(&id, &of);
        for (place, value) in cells.iter().enumerate() {
            let Some(value) = value else { continue };
            let metric = if place < 3 { "sales" } else { "profit" };
            let amount = format!("{} 亿元", f64::from(*value) / 100.0);
            build = build.figure(&id, metric, years[place % 3], &amount);
            if place == 1 {
                build = build.actual(&id, metric, "2011", &amount);
            }
        }
    }
    for (node, value) in [("total", "90000 亿元"), ("i0", "40000 亿元"), ("c2", "20000 亿元"), ("c1", "50000 亿元")] {
        build = build.figure(node, "sales", "2010 baseline", value).figure(node, "sales", "2015 target", value);
    }
    build.part("k0p", "k0").figure("k0p", "sales", "2010 baseline", "3 亿元").figure("k0p", "sales", "2015 target", "5 亿元").document()
}

fn any_lever() -> impl Strategy<Value = Lever> {
    let by_year = || proptest::collection::btree_map(2010..2016_i32, 0.0..20_000.0_f64, 1..3);
    let unit = || "亿元".into();
    prop_oneof![
        (-0.9..2.0_f64).prop_map(|rate| Lever::GrowthSet { rate }),
        (-0.5..0.5_f64).prop_map(|points| Lever::GrowthShift { points }),
        (0.0..2.0_f64, proptest::option::of(0..3_u32)).prop_map(|(factor, recovery)| Lever::LevelShock { factor, recovery }),
        by_year().prop_map(move |values| Lever::Values { values, unit: unit() }),
        (by_year(), any_rule()).prop_map(move |(totals, rule)| Lever::Spread { totals, unit: unit(), rule, holds: vec!["k1".into()] }),
        Just(Lever::Basis(BasisLine::ActualsThenPlan)),
        Just(Lever::Basis(BasisLine::Growth { rate: Some(0.07) })),
        (1.0..30.0_f64).prop_map(|ratio| Lever::RatioPath { values: values(&[(2012, ratio)]), unit: "%".into() }),
        Just(Lever::Project(ProjectLever::default())),
    ]
}

/// Levers that need nothing but a metric of their own.
fn any_driver() -> impl Strategy<Value = Lever> {
    any_lever().prop_filter("drivers", |lever| !matches!(lever, Lever::RatioPath { .. } | Lever::Project(_)))
}

fn any_rule() -> impl Strategy<Value = SpreadRule> {
    prop_oneof![Just(SpreadRule::Value), Just(SpreadRule::Equal), Just(SpreadRule::Metric("profit".into())), Just(SpreadRule::Year(2010))]
}

/// Scope, metric, years, lever.
type Drawn = ((Vec<usize>, Reach), usize, Option<(i32, i32)>, Lever);

fn any_assumptions() -> impl Strategy<Value = Vec<Assumption>> {
    let reach = prop_oneof![Just(Reach::Clusters), Just(Reach::All), Just(Reach::Outside)];
    let scope = (proptest::collection::vec(0..NODES.len(), 0..2), reach);
    let one = (scope, 0..METRICS.len(), proptest::option::of((2009..2016_i32, 0..4_i32)), any_lever());
    proptest::collection::vec(one, 0..7).prop_map(|list| {
        let made = |(number, ((within, reach), metric, years, lever)): (usize, Drawn)| {
            let within: Vec<&str> = within.into_iter().map(|node| NODES[node]).collect();
            let mut a = assume(&format!("a{number}"), &within, METRICS[metric], lever);
            a.scope.reach = reach;
            a.years = years.map(|(from, more)| (from, from + more));
            a
        };
        list.into_iter().enumerate().map(made).collect()
    })
}

/// Every value, to the last bit, with where it comes from.
fn all(document: &Document, plan: &Evaluation, e: &ScenarioEvaluation) -> Vec<(Option<u64>, Reading)> {
    let mut found = Vec::new();
    for node in plan.nodes() {
        for metric in &document.plan.metrics {
            for year in plan.years() {
                let reading = e.reading(node, &metric.id, year);
                found.push((reading.value.map(f64::to_bits), reading));
            }
        }
    }
    found
}

fn evaluated(document: &Document, plan: &Evaluation) -> ScenarioEvaluation {
    ScenarioEvaluation::of(document, plan, &"s".into())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_assumptions_it_is_the_plan_path(rows in any_rows()) {
        let mut document = built(&rows);
        put(&mut document, "s", None, vec![]);
        let plan = Evaluation::of(&document);
        let (e, of_plan) = (evaluated(&document, &plan), ScenarioEvaluation::plan(&document, &plan));
        prop_assert!(e.diagnostics().is_empty());
        for node in plan.nodes() {
            for metric in &document.plan.metrics {
                for year in plan.years() {
                    let path = plan.reading(node, &metric.id, Layer::Path, year);
                    let found = e.reading(node, &metric.id, year);
                    prop_assert_eq!(found, of_plan.reading(node, &metric.id, year));
                    // Only residuals round clusters without a value are known here and not there.
                    let is_rest = node.outside_of().is_some() && path.value.is_none();
                    prop_assert!(found == path || (is_rest && found.basis == Basis::Residual && found.n < found.of.max(1)), "{:?} {:?}", path, found);
                }
            }
        }
    }

    #[test]
    fn contributions_add_up_and_numbers_are_numbers(rows in any_rows(), assumptions in any_assumptions()) {
        let mut document = built(&rows);
        put(&mut document, "s", None, assumptions);
        let plan = Evaluation::of(&document);
        let e = evaluated(&document, &plan);
        for node in plan.nodes() {
            for metric in &document.plan.metrics {
                for year in plan.years() {
                    let reading = e.reading(node, &metric.id, year);
                    let parts = e.contributions(node, &metric.id, year);
                    let Some(value) = reading.value else {
                        prop_assert!(parts.is_empty());
                        continue;
                    };
                    prop_assert!(value.is_finite());
                    let largest = parts.iter().fold(value.abs(), |most, part| most.max(part.amount.abs()));
                    let sum: f64 = parts.iter().map(|part| part.amount).sum();
                    prop_assert!((sum - value).abs() <= 1e-14 * largest * parts.len() as f64, "{sum} {value} {parts:?}");
                    let steps = e.explain(node, &metric.id, year);
                    let last = steps.last().and_then(|step| step.after).unwrap_or(f64::NAN);
                    prop_assert!((last - value).abs() <= 1e-12 * largest, "{node} {} {year} {last} {value} {steps:?}", metric.id);
                }
            }
        }
    }

    /// What the basis is left with is what the values start from, so that no part is hidden in it.
    #[test]
    fn the_basis_of_drivers_is_the_plan_path(rows in any_rows(), assumptions in any_assumptions()) {
        let mut document = built(&rows);
        let assumptions: Vec<Assumption> = assumptions.into_iter().filter(|a| !matches!(a.lever, Lever::Basis(_))).collect();
        put(&mut document, "s", None, assumptions);
        let plan = Evaluation::of(&document);
        let e = evaluated(&document, &plan);
        for node in plan.nodes() {
            for metric in ["sales", "profit"] {
                for year in plan.years() {
                    let path = plan.reading(node, &metric.into(), Layer::Path, year);
                    let parts = e.contributions(node, &metric.into(), year);
                    let (Some(path), Some(basis)) = (path.value, parts.first()) else { continue };
                    let largest = parts.iter().fold(path.abs(), |most, part| most.max(part.amount.abs()));
                    prop_assert!((basis.amount - path).abs() <= 1e-9 * largest.max(1.0), "{node} {metric} {year} {path} {parts:?}");
                }
            }
        }
    }

    #[test]
    fn moving_one_lever_gives_what_evaluating_anew_gives(
        rows in any_rows(),
        before in any_assumptions(),
        after in any_assumptions(),
        keep in 0..7_usize,
    ) {
        let mut document = built(&rows);
        put(&mut document, "s", None, before.clone());
        let plan = Evaluation::of(&document);
        let old = evaluated(&document, &plan);
        all(&document, &plan, &old);
        // Some of the old assumptions with one of the new in their midst.
        let mut changed = before;
        let at = keep.min(changed.len());
        changed.truncate(at);
        changed.extend(after);
        put(&mut document, "s", None, changed);
        let (moved, anew) = (old.moved(&document, &plan), evaluated(&document, &plan));
        prop_assert_eq!(all(&document, &plan, &moved), all(&document, &plan, &anew));
        prop_assert_eq!(moved.diagnostics(), anew.diagnostics());
        prop_assert_eq!(moved.targets(), anew.targets());
        for node in plan.nodes() {
            for metric in &document.plan.metrics {
                prop_assert_eq!(moved.contributions(node, &metric.id, 2014), anew.contributions(node, &metric.id, 2014));
            }
        }
    }

    #[test]
    fn the_order_of_assumptions_about_different_clusters_does_not_matter(rows in any_rows(), a in any_driver(), b in any_driver()) {
        let single = |id, node: &str, lever: Lever| assume(id, &[node], "sales", lever);
        let (x, y) = (single("x", "k0", a), single("y", "k1", b));
        let mut document = built(&rows);
        let plan = Evaluation::of(&document);
        put(&mut document, "s", None, vec![x.clone(), y.clone()]);
        let one = all(&document, &plan, &evaluated(&document, &plan));
        put(&mut document, "s", None, vec![y, x]);
        let other = all(&document, &plan, &evaluated(&document, &plan));
        for ((_, one), (_, other)) in one.iter().zip(&other) {
            let close = match (one.value, other.value) {
                (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
                (a, b) => a == b,
            };
            prop_assert!(close, "{one:?} {other:?}");
        }
    }

    /// A total that is held is met, wherever the clusters have anything that can take it.
    #[test]
    fn a_spread_total_is_met_or_refused(rows in any_rows(), total in 0.0..500_000.0_f64, node in 0..6_usize) {
        let lever = Lever::Spread { totals: values(&[(2013, total)]), unit: "亿元".into(), rule: SpreadRule::Value, holds: vec![] };
        let mut document = built(&rows);
        let mut assumption = assume("t", &[NODES[node]], "sales", lever);
        assumption.scope.reach = Reach::All;
        put(&mut document, "s", None, vec![assumption]);
        let plan = Evaluation::of(&document);
        let e = evaluated(&document, &plan);
        let reading = e.reading(&NODES[node].into(), &"sales".into(), 2013);
        let met = reading.value.is_none_or(|value| (value - total).abs() <= 1e-9 * total.max(100_000.0));
        prop_assert!(met || !e.diagnostics().is_empty(), "{reading:?} {total} {:?}", e.diagnostics());
    }
}

#[test]
fn a_ratio_is_offered_exactly_where_its_path_is_taken() {
    use crate::engine::scenario::is_movable_ratio;
    for (formula, offered) in [
        ("profit / sales", true),
        ("land / sales", true),
        ("profit - sales / 2", false),
        ("2 * profit / sales", false),
        ("margin / sales", false),
        ("sales / sales", false),
        ("profit / 2", false),
    ] {
        let lever = Lever::RatioPath { values: values(&[(2015, 5.0)]), unit: "%".into() };
        let build = doubling().derived("q", "%", formula);
        let case = case(build, vec![assume("r", &["a"], "q", lever)]);
        let refused = case.e.diagnostics().iter().any(|diagnostic| diagnostic.code == "lever-ratio-form");
        assert_eq!((is_movable_ratio(&case.document.plan, &"q".into()), refused), (offered, !offered), "{formula}");
    }
    let plan = Build::new().document().plan;
    let movable = |metric: &str| is_movable_ratio(&plan, &metric.into());
    assert_eq!((movable("rate"), movable("margin"), movable("sales"), movable("nothing")), (true, true, false, false));
}
