//! The audit of parts, rests, tiers and outliers: plans that are sound and look broken, and plans that are broken and look sound.

use std::fmt::Write;

use crate::audit::{ids, plan_with};

/// A member beneath another that has clusters of its own, and a metric of the same size in another unit.
const MORE: &str = r#"
[[member]]
id = "noon"
dimension = "trade"
name = "noon"
parent = "sun"
[[unit]]
id = "USDk"
measure = "usd"
numerator = 1000
[[metric]]
id = "receipts"
name = "receipts"
unit = "USDk"
kind = "flow"
[[relation]]
metric = "receipts"
kind = "comparable"
of = "size"
"#;

/// The plans whose findings are not those named: name, found, named.
fn wrong<'a>(cases: &[(&'a str, &str, &'a [&'a str])]) -> Vec<(&'a str, Vec<String>, &'a [&'a str])> {
    let told = cases.iter().map(|(name, lines, expected)| (*name, ids(&plan_with(MORE, lines)), *expected));
    told.filter(|(_, found, expected)| found != expected).collect()
}

#[test]
fn parts_are_set_against_what_is_like_them() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "floors below zero that lie lower than the whole's",
            "sun gain 2024 baseline -30\nsun gain 2030 target >=-10\na gain 2024 baseline -15\na gain 2030 target >=-5
             b gain 2024 baseline -15\nb gain 2030 target >=-5.4",
            &[],
        ),
        (
            "floors below zero of which the whole's binds nothing",
            "sun gain 2024 baseline -30\nsun gain 2030 target >=-20\na gain 2024 baseline -15\na gain 2030 target >=-5
             b gain 2024 baseline -15\nb gain 2030 target >=-6",
            &["warning floor-below-parts:sun:gain:2030:clusters"],
        ),
        (
            "limits of parts are not what they plan",
            "sun size 2024 baseline 100\nsun size 2030 target 150\na size 2030 limit 100\nb size 2030 limit 100",
            &[],
        ),
        (
            "what parts are compared with is not what they plan",
            "sun size 2024 baseline 100\nsun size 2030 target 150\na size 2030 reference 100\nb size 2030 reference 100",
            &[],
        ),
        (
            "limits of parts beside their targets do not hide them",
            "sun size 2024 baseline 100\nsun size 2030 target 150\na size 2030 limit <=120\na size 2024 baseline 50\na size 2030 target 100
             b size 2024 baseline 50\nb size 2030 target 100",
            &["error parts-over:sun:size:2030:clusters"],
        ),
        (
            "limits of parts above the limit of the whole",
            "sun waste 2030 limit 150 吨\na waste 2030 limit 100 吨\nb waste 2030 limit 100 吨",
            &["warning ceilings-over:sun:waste:2030:clusters:limit"],
        ),
        ("limits of parts within the limit", "sun waste 2030 limit 150 吨\na waste 2030 limit 80 吨\nb waste 2030 limit 70 吨", &[]),
        (
            "ceilings of parts above the ceiling of the whole, where less is better",
            "sun waste 2024 baseline 300 吨\nsun waste 2030 target <=150 吨\na waste 2024 baseline 150 吨\na waste 2030 target <=100 吨
             b waste 2024 baseline 150 吨\nb waste 2030 target <=100 吨",
            &["warning ceilings-over:sun:waste:2030:clusters"],
        ),
        (
            "ceilings of parts that keep the ceiling of the whole",
            "sun waste 2024 baseline 300 吨\nsun waste 2030 target <=150 吨\na waste 2024 baseline 150 吨\na waste 2030 target <=80 吨
             b waste 2024 baseline 150 吨\nb waste 2030 target <=70 吨",
            &[],
        ),
        (
            "aspirations of parts above what is firm for the whole",
            "sun size 2024 baseline 600\nsun size 2030 target 1000\na size 2024 baseline 300\na size 2030 target 600 strength=aspirational
             b size 2024 baseline 300\nb size 2030 target 500 strength=aspirational",
            &["note aspirations-over:sun:size:2030:clusters"],
        ),
        (
            "firm parts above the whole with an aspiration among them",
            "sun size 2024 baseline 600\nsun size 2030 target 1000\na size 2024 baseline 500\na size 2030 target 1100
             b size 2024 baseline 100\nb size 2030 target 200 strength=aspirational",
            &["error parts-over:sun:size:2030:clusters"],
        ),
        (
            "a cluster that only its parts state",
            "sea size 2024 baseline 100\nd1 size 2024 baseline 60\nd2 size 2024 baseline 60",
            &["error parts-over:sea:size:2024:clusters"],
        ),
        ("a cluster that stands beside the members", "sun size 2024 baseline 100\nnoon size 2024 baseline 60", &[]),
    ];
    assert!(wrong(cases).is_empty(), "name, found, expected: {:#?}", wrong(cases));
}

#[test]
fn parts_are_looked_up_in_the_coverage_of_their_whole() {
    let of = |order: [&str; 2], parts: &str| format!("{}\n{}\n{parts}", order[0], order[1]);
    let (all, large) = ("sun size 2024 baseline 300 coverage=all", "sun size 2024 baseline 200 coverage=large");
    let in_large = "a size 2024 baseline 150 coverage=large\nb size 2024 baseline 120 coverage=large";
    let in_both = "a size 2024 baseline 150 coverage=all\na size 2024 baseline 95 coverage=large
                   b size 2024 baseline 150 coverage=all\nb size 2024 baseline 95 coverage=large";
    let in_all = "a size 2024 baseline 150 coverage=all\nb size 2024 baseline 150 coverage=all";
    let over: &[&str] = &["error parts-over:sun:size:2024:clusters:large"];
    let cases: &[(&str, &str, &[&str])] = &[
        ("parts in two coverages, the whole in one", &format!("{large}\n{in_both}"), &[]),
        ("parts in one coverage, the whole in two", &of([all, large], in_large), over),
        ("the same in the other order", &of([large, all], in_large), over),
        ("parts that fit the coverage they are of", &of([large, all], in_all), &[]),
        ("both in two coverages", &of([large, all], in_both), &[]),
        ("parts in another coverage alone", &format!("{large}\n{in_all}"), &["warning parts-over:sun:size:2024:clusters"]),
    ];
    assert!(wrong(cases).is_empty(), "name, found, expected: {:#?}", wrong(cases));
}

#[test]
fn what_is_left_outside_reads_the_bound_of_the_whole() {
    let sea = |target: &str, d: &str| format!("sea size 2024 baseline 70\nsea size 2030 target {target}\nd turnover 2024 baseline 60\n{d}");
    let cases: &[(&str, &str, &[&str])] = &[
        ("a little above a floor", &sea(">=100", "d turnover 2030 target 102"), &[]),
        ("far above a floor", &sea(">=100", "d turnover 2030 target 120"), &["warning floor-below-clusters:sea:size"]),
        ("within what about allows", &sea("~100", "d turnover 2030 target 103"), &[]),
        ("above what about allows", &sea("~100", "d turnover 2030 target 108"), &["warning rest-negative:sea:size"]),
        ("within a range", &sea("100..120", "d turnover 2030 target 118"), &[]),
        ("above a range", &sea("100..120", "d turnover 2030 target 130"), &["warning rest-negative:sea:size"]),
        ("an aspiration above", &sea("100", "d turnover 2030 target 130 strength=aspirational"), &["note rest-negative:sea:size"]),
        (
            "rounded in a larger unit",
            "sea receipts 2024 baseline 5000 USDk\nsea receipts 2030 target 9800 USDk\nd size 2024 baseline 4\nd size 2030 target 10",
            &[],
        ),
        (
            "less outside where less is better",
            "sun waste 2024 baseline 1000 吨\nsun waste 2030 target 600 吨\na waste 2024 baseline 300 吨\na waste 2030 target 250 吨
             b waste 2024 baseline 300 吨\nb waste 2030 target 250 吨",
            &[],
        ),
        (
            "less outside while the whole falls",
            "sea size 2024 baseline 1000\nsea size 2030 target 600\nd size 2024 baseline 600\nd size 2030 target 500",
            &["warning bound-met:sea:size:2030", "warning bound-met:d:size:2030"],
        ),
    ];
    assert!(wrong(cases).is_empty(), "name, found, expected: {:#?}", wrong(cases));
}

#[test]
fn firms_by_size_are_set_against_the_most_that_the_sum_may_be() {
    let a = |size: &str, big: &str| {
        format!("a size 2024 baseline 100\na size 2030 target {size}\na big 2024 baseline 1 家\na big 2030 target {big} 家")
    };
    let cases: &[(&str, &str, &[&str])] = &[
        ("within a range", &a("180..230", "4"), &[]),
        ("above a range", &a("180..230", "5"), &["error tiers-nested:a:size:2030"]),
        ("within what about allows", &a("~195", "4"), &[]),
        ("above what about allows", &a("~190", "4"), &["error tiers-nested:a:size:2030"]),
        ("a little above a floor", &a(">=190", "4"), &[]),
        ("far above a floor", &a(">=150", "4"), &["warning tiers-nested:a:size:2030"]),
        ("at most so many firms", &a("150", "<=4"), &[]),
        (
            "a little less in a smaller unit is less",
            "a receipts 2024 baseline 100000 USDk\na receipts 2030 target 199800 USDk\na big 2024 baseline 1 家\na big 2030 target 4 家",
            &["error tiers-nested:a:size:2030"],
        ),
    ];
    assert!(wrong(cases).is_empty(), "name, found, expected: {:#?}", wrong(cases));
}

/// Clusters of a member, each with the size it grows to from a hundred.
fn grown(member: &str, sizes: &[f64]) -> (String, String) {
    let (mut clusters, mut lines) = (String::new(), String::new());
    for (number, size) in sizes.iter().enumerate() {
        let id = format!("{member}{number}");
        write!(clusters, "[[cluster]]\nid = \"{id}\"\nname = \"{id}\"\nin = {{ trade = \"{member}\" }}\n").unwrap();
        write!(lines, "{id} size 2024 baseline 100\n{id} size 2030 target {size}\n").unwrap();
    }
    (clusters, lines)
}

#[test]
fn outliers_are_seen_among_equal_siblings_and_beside_large_members() {
    let rising = |from: i32, n: i32| (from..from + n).map(|step| f64::from(200 + 7 * step));
    let seven: Vec<f64> = rising(0, 6).chain([9000.0]).collect();
    let twelve: Vec<f64> = rising(0, 12).collect();
    for (name, members, expected) in [
        (
            "six alike and one not",
            vec![("wind", vec![200.0, 200.0, 200.0, 200.0, 200.0, 200.0, 5000.0])],
            vec!["note required-outlier:wind6:size"],
        ),
        ("all alike", vec![("wind", vec![200.0; 7])], vec![]),
        ("a member of seven", vec![("wind", seven.clone())], vec!["note required-outlier:wind6:size"]),
        ("a member of seven beside one of twelve", vec![("wind", seven), ("sea", twelve)], vec!["note required-outlier:wind6:size"]),
    ] {
        let plans = members.iter().map(|(member, sizes)| grown(member, sizes));
        let (clusters, lines): (Vec<_>, Vec<_>) = plans.unzip();
        assert_eq!(ids(&plan_with(&clusters.concat(), &lines.concat())), expected, "{name}");
    }
}
