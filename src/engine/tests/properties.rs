//! What must hold for any plan.

use proptest::prelude::*;

use super::*;
use crate::domain::judging::Method;
use crate::engine::Audit;
use crate::engine::assess::{self, Assessments};

const YEARS: [i32; 3] = [2010, 2013, 2015];

/// Clusters as (industry, county, values in 0.01 亿元 or nothing) with two metrics each.
type Rows = Vec<(usize, usize, [Option<i32>; 6])>;

fn any_rows() -> impl Strategy<Value = Rows> {
    let value = proptest::option::weighted(0.8, -100_000..10_000_000_i32);
    proptest::collection::vec((0..4_usize, 0..3_usize, proptest::array::uniform6(value)), 0..40)
}

/// The document of the rows, taken in an order, with values in a unit of so many 亿元.
fn built(rows: &Rows, order: &[usize], unit: &str, per_unit: f64) -> Evaluation {
    let industries = ["i0", "i1", "i2"];
    let mut build = Build::new().dimension("industry", &industries).dimension("county", &["c0", "c1"]).member("c2", "county", Some("c1"));
    for number in order {
        let (industry, county, values) = &rows[*number];
        let (id, industry, county) = (format!("k{number}"), format!("i{industry}"), format!("c{county}"));
        let mut of = vec![("county", county.as_str())];
        // Every fourth cluster belongs to no industry.
        of.extend(industries.contains(&industry.as_str()).then_some(("industry", industry.as_str())));
        build = build.cluster(&id, &of);
        for (place, value) in values.iter().enumerate() {
            if let Some(value) = value {
                let metric = if place < 3 { "sales" } else { "profit" };
                let amount = f64::from(*value) / 100.0 / per_unit;
                build = build.actual(&id, metric, &YEARS[place % 3].to_string(), &format!("{amount} {unit}"));
            }
        }
    }
    build.evaluate()
}

/// The same rows as plans and actuals: of each metric base, actual of 2013 and target; everything in an order and a unit.
fn planned(rows: &Rows, order: &[usize], unit: &str, per_unit: f64) -> Document {
    let mut build = Build::new().dimension("industry", &["i0", "i1", "i2", "i3"]).dimension("county", &["c0", "c1", "c2"]);
    for number in order {
        let (industry, county, values) = &rows[*number];
        let id = format!("k{number}");
        build = build.cluster(&id, &[("industry", &format!("i{industry}")), ("county", &format!("c{county}"))]);
        for (place, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let metric = if place < 3 { "sales" } else { "profit" };
            let amount = format!("{} {unit}", f64::from(*value) / 100.0 / per_unit);
            build = match place % 3 {
                0 => build.figure(&id, metric, "2010 baseline", &amount),
                1 => build.actual(&id, metric, "2013", &amount),
                _ => build.figure(&id, metric, "2015 target", &amount),
            };
        }
    }
    build.document()
}

/// How every node stands with every metric by a method, by name.
fn states(document: &Document, method: Method) -> Vec<(String, String)> {
    let e = Evaluation::of(document);
    let all = Assessments::of(document, &e, &assess::Ask { as_of: None, method: Some(method) });
    let mut list = Vec::new();
    for node in e.nodes() {
        for metric in document.plan.metrics.iter().map(|metric| &metric.id) {
            let cell = all.cell(&e, node, metric);
            list.push((format!("{node} {metric}"), format!("{:?} {:?} {:?} {:?}", cell.state, cell.verdict, cell.used, cell.why)));
        }
    }
    list.sort();
    list
}

/// What the audit finds, without the order of what is equally grave.
fn found(document: &Document) -> Vec<String> {
    let audit = Audit::of(document, &Evaluation::of(document));
    let mut ids: Vec<String> = audit.findings.iter().map(|finding| format!("{:?} {}", finding.severity, finding.id)).collect();
    // Statements twice over are named by their figure, which the order numbers.
    ids.retain(|id| !id.contains(":f"));
    ids.sort();
    ids
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (None, None) => true,
        _ => false,
    }
}

const NODES: [&str; 7] = ["total", "i0", "i1", "i2", "c0", "c1", "c2"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_close(rows in any_rows()) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let e = built(&rows, &order, "亿元", 1.0);
        for (place, year) in YEARS.iter().enumerate() {
            let of = |node: &str| e.sum(&node.into(), &"sales".into(), Layer::Actual, *year);
            // Whole hundredths, so that the expected sum is exact.
            let all: i64 = rows.iter().filter_map(|(_, _, values)| values[place]).map(i64::from).sum();
            let count = rows.iter().filter(|(_, _, values)| values[place].is_some()).count() as u32;
            prop_assert_eq!(of("total").map_or(0, |s| s.n), count);
            prop_assert!(near(of("total").map(|s| s.value), (count > 0).then_some(all as f64 / 100.0)));
            let counties = ["c0", "c1"].iter().filter_map(|c| of(c)).fold((0.0, 0), |(v, n), s| (v + s.value, n + s.n));
            prop_assert_eq!(counties.1, count, "every cluster is in a county");
            prop_assert!(near(Some(counties.0), Some(all as f64 / 100.0)));
            let without: i64 = rows.iter().filter(|(i, ..)| *i == 3).filter_map(|(_, _, v)| v[place]).map(i64::from).sum();
            let industries: f64 = ["i0", "i1", "i2"].iter().filter_map(|i| of(i)).map(|s| s.value).sum();
            prop_assert!(near(Some(industries), Some((all - without) as f64 / 100.0)));
        }
    }

    #[test]
    fn the_order_of_clusters_changes_nothing(rows in any_rows(), seed in any::<u64>()) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let mut other = order.clone();
        other.sort_by_key(|n| (*n as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let (e, f) = (built(&rows, &order, "亿元", 1.0), built(&rows, &other, "亿元", 1.0));
        for node in NODES {
            for year in YEARS {
                for metric in ["sales", "profit", "margin"] {
                    prop_assert_eq!(e.at(node, metric, Layer::Actual, year), f.at(node, metric, Layer::Actual, year));
                }
            }
        }
    }

    #[test]
    fn order_and_units_change_no_state_and_order_no_finding(rows in any_rows(), seed in any::<u64>()) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let mut other = order.clone();
        other.sort_by_key(|n| (*n as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let (plan, turned, finer) = (planned(&rows, &order, "亿元", 1.0), planned(&rows, &other, "亿元", 1.0), planned(&rows, &order, "万元", 1e-4));
        for method in Method::ALL {
            let expected = states(&plan, method);
            prop_assert_eq!(&states(&turned, method), &expected, "{:?} in another order", method);
            prop_assert_eq!(&states(&finer, method), &expected, "{:?} in another unit", method);
        }
        prop_assert_eq!(found(&turned), found(&plan));
    }

    #[test]
    fn the_unit_of_the_sender_changes_nothing(rows in any_rows()) {
        let order: Vec<usize> = (0..rows.len()).collect();
        let (e, f) = (built(&rows, &order, "亿元", 1.0), built(&rows, &order, "万元", 1e-4));
        for node in NODES {
            for year in YEARS {
                for metric in ["sales", "margin"] {
                    let (a, b) = (e.at(node, metric, Layer::Actual, year), f.at(node, metric, Layer::Actual, year));
                    prop_assert!(near(a.value, b.value) && (a.n, a.of, a.basis) == (b.n, b.of, b.basis), "{a:?} {b:?}");
                }
            }
        }
    }
}
