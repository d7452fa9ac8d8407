//! The audit: sound plans raise nothing, broken ones exactly what is broken, and the sample all that follows from its figures.

use std::fmt::Write;

use clusterplan::base::{FindingId, Severity};
use clusterplan::domain::{Actuals, Document, Edit};
use clusterplan::engine::audit::{Case, Line, Rule, lost};
use clusterplan::engine::{Audit, Evaluation, Standing};
use clusterplan::io::{plan_file, workspace};
use clusterplan::view::audit::{answer, sentence, steps, way};
use clusterplan::view::{Language, Words};

use crate::cli::run;
use crate::painter::both_themes;

/// The sample plan with its actuals.
fn sample() -> Document {
    workspace::open(std::path::Path::new("sample-data/jiaxing-2011")).unwrap().document
}

fn audit(document: &Document) -> Audit {
    Audit::of(document, &Evaluation::of(document))
}

/// The findings of a document as `severity id`.
pub(crate) fn ids(document: &Document) -> Vec<String> {
    audit(document).findings.iter().map(|finding| format!("{} {}", finding.severity.as_str(), finding.id)).collect()
}

/// A plan in dollars from 2024 to 2030 with three industries, four clusters and relations; no metric has a name known elsewhere.
const FRAME: &str = r#"
format = 1
[plan]
title = "A plan"
total = "The region"
language = "en"
base-year = 2024
first-year = 2025
last-year = 2030
about-tolerance = 0.05
[[unit]]
id = "USD m"
measure = "usd"
numerator = 1000000
[[coverage]]
id = "all"
name = "all firms"
[[coverage]]
id = "large"
name = "large firms"
[[dimension]]
id = "trade"
name = "Trade"
"#;

const MEMBERS: [&str; 3] = ["sun", "wind", "sea"];
const CLUSTERS: [(&str, &str); 4] = [("a", "sun"), ("b", "sun"), ("c", "wind"), ("d", "sea")];
const METRICS: &str = r#"
[[metric]]
id = "size"
name = "size"
unit = "USD m"
kind = "flow"
[[metric]]
id = "turnover"
name = "turnover"
unit = "USD m"
kind = "flow"
[[metric]]
id = "gain"
name = "gain"
unit = "USD m"
kind = "flow"
[[metric]]
id = "levy"
name = "levy"
unit = "USD m"
kind = "flow"
[[metric]]
id = "everything"
name = "everything"
unit = "USD m"
kind = "flow"
roll-up = "none"
[[metric]]
id = "weight"
name = "weight"
unit = "%"
kind = "derived"
formula = "size / everything"
[[metric]]
id = "big"
name = "big"
unit = "家"
kind = "tier-count"
of = "size"
above = "50 USD m"
[[metric]]
id = "middling"
name = "middling"
unit = "家"
kind = "tier-count"
of = "size"
above = "10 USD m"
[[metric]]
id = "waste"
name = "waste"
unit = "吨"
kind = "flow"
direction = "down"
[[relation]]
metric = "levy"
kind = "at-most"
of = "gain"
[[relation]]
metric = "gain"
kind = "at-most"
of = "size"
[[relation]]
metric = "turnover"
kind = "comparable"
of = "size"
"#;

/// A sound plan: sums close, targets ask more than the last growth, shares and rates fit.
const SOUND: &str = "
total size 2024 baseline 1000
total size 2030 target >=2000
sun size 2024 baseline 500
sun size 2030 target >=1000
wind size 2024 baseline 300
wind size 2030 target >=600
sea size 2024 baseline 200
sea size 2030 target >=400
a size 2024 baseline 200
a size 2030 target 400
b size 2024 baseline 150
b size 2030 target 300
c size 2024 baseline 200
c size 2030 target 400
d size 2024 baseline 100
d size 2030 target 200
total size 2024 baseline 11 % growth
sun size 2024 baseline 11 % growth
wind size 2024 baseline 11.1 % growth
sea size 2024 baseline 10.9 % growth
a gain 2024 baseline 20
a gain 2030 target 42
a levy 2024 baseline 8
total everything 2024 baseline 10000
total everything 2030 target 14000
total weight 2024 baseline 10 %
a big 2024 baseline 2 家
a middling 2024 baseline 9 家
a big 2030 target 3 家
a middling 2030 target 12 家
total size 2030 target 2 倍 multiple=2024
d waste 2024 baseline 90 吨
d waste 2030 target <=60 吨
";

/// Base and target of the whole.
const PAIR: &str = "total size 2024 baseline 1000\ntotal size 2030 target 2000\n";

/// A plan of lines `node metric time role value [unit] [form] [key=value …]`.
pub(crate) fn plan(lines: &str) -> Document {
    plan_with("", lines)
}

/// The same with more members, clusters, units or metrics.
pub(crate) fn plan_with(more: &str, lines: &str) -> Document {
    let mut text = String::from(FRAME);
    for member in MEMBERS {
        write!(text, "[[member]]\nid = \"{member}\"\ndimension = \"trade\"\nname = \"{member}\"\n").unwrap();
    }
    for (cluster, member) in CLUSTERS {
        write!(text, "[[cluster]]\nid = \"{cluster}\"\nname = \"{cluster}\"\nin = {{ trade = \"{member}\" }}\n").unwrap();
    }
    text.push_str("[[part]]\nid = \"d1\"\ncluster = \"d\"\nname = \"d1\"\n[[part]]\nid = \"d2\"\ncluster = \"d\"\nname = \"d2\"\n");
    text.push_str(METRICS);
    text.push_str(more);
    text.push_str("[figures]\nlist = [\n");
    for (number, line) in lines.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        text.push_str(&figure(number, line));
    }
    text.push_str("]\n");
    let reading = plan_file::read(&text, false).unwrap();
    assert!(!reading.lossy && reading.diagnostics.iter().all(|d| d.severity != Severity::Error), "{:?}", reading.diagnostics);
    Document::new(reading.plan, Actuals::default())
}

fn figure(number: usize, line: &str) -> String {
    let (quoted, printed) = line.split_once(" | ").unwrap_or((line, ""));
    let mut words = quoted.split_whitespace();
    let [node, metric, time, role, value] = std::array::from_fn(|_| words.next().unwrap());
    let (mut unit, mut more) = (Some("USD m"), String::new());
    for word in words {
        match word.split_once('=') {
            Some(("multiple", base)) => write!(more, ", form = \"multiple\", base = \"{base}\"").unwrap(),
            Some((key, value)) => write!(more, ", {key} = \"{value}\"").unwrap(),
            None if matches!(word, "growth" | "average-growth" | "annual-change") => write!(more, ", form = \"{word}\"").unwrap(),
            None if word == "none" => unit = None,
            None => unit = Some(word),
        }
    }
    let at = if time == "-" { String::new() } else { format!(", at = \"{time}\"") };
    let unit = unit.map(|unit| format!(", unit = \"{unit}\"")).unwrap_or_default();
    let printed = if printed.is_empty() { String::new() } else { format!(", printed = \"{printed}\"") };
    format!(
        "  {{ id = \"F{number:03}\", node = \"{node}\", metric = \"{metric}\"{at}, role = \"{role}\", value = \"{value}\"{unit}{more}{printed} }},\n"
    )
}

/// The sound plan with lines exchanged: `from => to`; an empty `from` adds, an empty `to` takes away.
fn changed(changes: &[(&str, &str)]) -> String {
    let mut lines = SOUND.to_owned();
    for (from, to) in changes {
        if from.is_empty() {
            lines.push_str(to);
            lines.push('\n');
        } else {
            assert!(lines.contains(from), "{from}");
            lines = lines.replace(from, to);
        }
    }
    lines
}

#[test]
fn thresholds_of_the_plan_decide_from_where_on_something_is_said() {
    use clusterplan::domain::{AuditSettings, Threshold};
    // Each: what is exchanged, the case, the threshold, one at which it is said and one at which it is not.
    let of = |changes: &[(&str, &str)]| plan(&changed(changes));
    let slack = of(&[
        ("total size 2024 baseline 11 % growth", "total size 2024 baseline 18 % growth"),
        ("sun size 2024 baseline 11 % growth", ""),
        ("wind size 2024 baseline 11.1 % growth", ""),
        ("sea size 2024 baseline 10.9 % growth", ""),
    ]);
    let reach = of(&[
        ("total size 2024 baseline 11 % growth", "total size 2024 baseline 8 % growth"),
        ("sun size 2024 baseline 11 % growth", ""),
        ("wind size 2024 baseline 11.1 % growth", ""),
        ("sea size 2024 baseline 10.9 % growth", ""),
    ]);
    let floors =
        of(&[("total size 2030 target >=2000", "total size 2030 target >=1900"), ("total size 2030 target 2 倍 multiple=2024", "")]);
    let drift = of(&[("a gain 2030 target 42", "a gain 2030 target 48")]);
    for (document, case, threshold, said, silent) in [
        (&slack, Case::BoundSlack, Threshold::BoundEasy, 0.75, 0.5),
        (&reach, Case::BoundReach, Threshold::BoundBeyond, 4.0 / 3.0, 2.0),
        (&floors, Case::FloorBelowParts, Threshold::FloorsAbove, 1.0, 1.1),
        (&drift, Case::RatioDrift, Threshold::DriftShare, 1.1, 1.25),
    ] {
        let cases = |value: f64| {
            let mut document = document.clone();
            let settings = AuditSettings { thresholds: [(threshold, value)].into(), ..AuditSettings::default() };
            document.apply(Edit::Audit(Box::new(settings))).unwrap();
            audit(&document).findings.iter().map(|finding| finding.case).collect::<Vec<_>>()
        };
        assert!(cases(said).contains(&case), "{case:?} at {said}: {:?}", cases(said));
        assert!(!cases(silent).contains(&case), "{case:?} at {silent}: {:?}", cases(silent));
    }
    let grave = |hardly: f64| {
        let mut document = slack.clone();
        let settings = AuditSettings { thresholds: [(Threshold::BoundHardly, hardly)].into(), ..AuditSettings::default() };
        document.apply(Edit::Audit(Box::new(settings))).unwrap();
        audit(&document).findings.iter().find(|finding| finding.case == Case::BoundSlack).map(|finding| finding.severity)
    };
    assert_eq!((grave(0.5), grave(0.7)), (Some(Severity::Note), Some(Severity::Warning)));
}

#[test]
fn a_sound_plan_raises_nothing() {
    let sound = [
        ("as it is", SOUND.to_owned()),
        ("nothing at all", String::new()),
        // Sums that differ by no more than rounding as printed.
        ("rounding", changed(&[("sun size 2024 baseline 500", "sun size 2024 baseline 501")])),
        // A floor that the parts exceed a little, and clusters that leave a rest as large as it was.
        ("a little more", changed(&[("sun size 2030 target >=1000", "sun size 2030 target >=1050")])),
        // Growth as a rate that leads to the target, and a share that fits part and whole.
        ("a rate", changed(&[("", "total everything 2025..2030 target 5.77 %/年 average-growth")])),
        // The same value in another unit, and one figure twice with different coverage.
        ("coverage", "a size 2024 baseline 200 coverage=all\na size 2024 reference 180 coverage=large".to_owned()),
        // Firms above 50 are among those above 10.
        ("tiers", "a size 2024 baseline 100\na big 2024 baseline 1 家\na middling 2024 baseline 4 家".to_owned()),
        // A limit beside a target is no contradiction.
        ("limit", "d waste 2024 baseline 90 吨\nd waste 2030 target <=60 吨\nd waste 2030 limit <=70 吨".to_owned()),
        // A floor with an ambition.
        (
            "ambition",
            changed(&[("", "a size 2030 target >=420 strength=aspirational"), ("a size 2030 target 400", "a size 2030 target >=400")]),
        ),
        // A ratio above one between metrics that are declared comparable.
        ("comparable", "a turnover 2024 baseline 210\na size 2024 baseline 200".to_owned()),
        // One of two metrics of a quotient may be larger, unless the plan states it as a part.
        ("a ratio above one", "total size 2024 baseline 300\ntotal everything 2024 baseline 200".to_owned()),
        // Real growth is not the quotient of nominal levels, and a multiple in constant prices is not that of nominal ones.
        ("prices", format!("{PAIR}total size 2025..2030 target 5 %/年 average-growth price=2024\ntotal size 2024 baseline 4 % growth price=2024\ntotal size 2030 target 1.3 倍 multiple=2024 price=2024")),
        ("level in other prices", "total size 2024 baseline 1000\ntotal size 2025 milestone 1100\ntotal size 2025 reference 5 % growth price=2024".to_owned()),
        // Nor are levels, rates and multiples of other coverage.
        ("coverage of a rate", "total size 2024 baseline 1000 coverage=all\ntotal size 2030 target 2000 coverage=all\ntotal size 2025..2030 target 8 %/年 average-growth coverage=large".to_owned()),
        // An average of years before is no growth of the base year.
        ("average before", format!("{PAIR}total size 2024 baseline 5 % growth\ntotal size 2020..2024 baseline 21 %/年 average-growth")),
        // Base and target in two coverages, in whatever order: each has its own.
        ("two coverages", "total size 2024 baseline 100 coverage=all\ntotal size 2024 baseline 150 coverage=large\ntotal size 2030 target 300 coverage=large\ntotal size 2030 target 200 coverage=all".to_owned()),
        // 14.6 % less 9.4 % fits a share from 9.6 % to 12.1 %: what is printed are 15, 9, 10 and 12.
        ("rounded identity", "total size 2025..2030 target 15 %/年 average-growth\ntotal everything 2025..2030 target 9 %/年 average-growth\ntotal weight 2024 baseline 10 %\ntotal weight 2030 target 13 %".to_owned()),
        // At least threefold is met by more; a range and a rough number leave room.
        ("multiple at least", "total size 2024 baseline 1222\ntotal size 2030 target 4000\ntotal size 2030 target >=3 倍 multiple=2024".to_owned()),
        ("multiple between", "total size 2024 baseline 1222\ntotal size 2030 target 3600..3800\ntotal size 2030 target 3 倍 multiple=2024".to_owned()),
        // 3000 growing by 30 % is more than a floor of 3600; a rough base leaves room too.
        ("growth above a floor", "total size 2024 baseline 3000\ntotal size 2025 milestone >=3600\ntotal size 2025 milestone 30 % growth".to_owned()),
        ("rough base", "total size 2024 baseline ~1000\ntotal size 2030 target 1600\ntotal size 2025..2030 target 7.5 %/年 average-growth".to_owned()),
        // 2 and 3 are what 2.4 and 2.6 are printed as.
        ("drift of small numbers", "a gain 2024 baseline 2\na gain 2030 target 3\na size 2024 baseline 100\na size 2030 target 115".to_owned()),
        // A rate, or a multiple, leads to a target as well as a base does.
        ("rate as a base", "a size 2030 target 300\na size 2025..2030 target 8 %/年 average-growth".to_owned()),
        ("multiple as a base", "a size 2030 target 300\na size 2030 target 2 倍 multiple=2024".to_owned()),
        // A yearbook prints a digit more.
        ("a digit more", "a size 2024 baseline 1222 doc=plan\na size 2024 reference 1222.3 doc=yearbook".to_owned()),
        // A sum with gaps says nothing about the whole.
        ("gaps", "total size 2024 baseline 1000\nsun size 2024 baseline 300".to_owned()),
    ];
    let told = sound.map(|(name, lines)| (name, ids(&plan(&lines))));
    let told: Vec<_> = told.into_iter().filter(|(_, ids)| !ids.is_empty()).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn a_broken_plan_raises_exactly_what_is_broken() {
    type Changed<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: &[Changed<'_>] = &[
        (
            "members above the whole",
            &[
                ("total size 2024 baseline 1000\n", "total size 2024 baseline 900\n"),
                ("total weight 2024 baseline 10 %", "total weight 2024 baseline 9 %"),
                ("total size 2030 target 2 倍 multiple=2024", ""),
            ],
            &["error parts-over:total:size:2024:trade", "warning growth-whole:total:size:2024"],
        ),
        (
            "members below the whole",
            &[
                ("sun size 2024 baseline 500", "sun size 2024 baseline 450"),
                ("total size 2024 baseline 11 % growth", ""),
                ("sun size 2024 baseline 11 % growth", ""),
            ],
            &["warning parts-under:total:size:2024:trade"],
        ),
        (
            "clusters above their member, in exact numbers",
            &[("sun size 2030 target >=1000", "sun size 2030 target 650"), ("sun size 2024 baseline 11 % growth", "")],
            &["error parts-over:sun:size:2030:clusters", "warning floors-short:total:size:2030:trade"],
        ),
        (
            "floors that leave the target to nobody",
            &[("sun size 2030 target >=1000", "sun size 2030 target >=800")],
            &["warning floors-short:total:size:2030:trade", "warning rest-shrinks:sun:size"],
        ),
    ];
    let mut told = Vec::new();
    for (name, changes, expected) in cases {
        told.push((*name, ids(&plan(&changed(changes))), *expected));
    }
    let alone: &[(&str, &str, &[&str])] = &[
        (
            "clusters in another metric exceed the whole",
            "sea size 2024 baseline 200\nsea size 2030 target 300\nd turnover 2024 baseline 100\nd turnover 2030 target 400",
            &["warning rest-negative:sea:size"],
        ),
        (
            "what is outside shrinks",
            "sea size 2024 baseline 200\nsea size 2030 target >=300\nd size 2024 baseline 100\nd size 2030 target 260",
            &["warning rest-shrinks:sea:size"],
        ),
        (
            "what is outside leaps",
            "sea size 2024 baseline 200\nsea size 2030 target >=600\nd size 2024 baseline 100\nd size 2030 target 150",
            &["warning rest-leaps:sea:size"],
        ),
        (
            "a bound that hardly binds",
            "a size 2024 baseline 100\na size 2024 baseline 20 % growth\na size 2030 target >=150",
            &["warning bound-slack:a:size:2030"],
        ),
        (
            "a bound that needs a little less",
            "a size 2024 baseline 100\na size 2024 baseline 10 % growth\na size 2030 target >=150",
            &["note bound-slack:a:size:2030"],
        ),
        ("a bound met already", "a size 2024 baseline 100\na size 2030 target >=90", &["warning bound-met:a:size:2030"]),
        ("less is better, met already", "d waste 2024 baseline 90 吨\nd waste 2030 target <=95 吨", &["warning bound-met:d:waste:2030"]),
        (
            "a bound that no growth supports",
            "a size 2024 baseline 100\na size 2024 baseline 8 % growth\na size 2030 target >=400",
            &["warning bound-reach:a:size:2030"],
        ),
        (
            "a milestone beyond the target",
            "a size 2024 baseline 100\na size 2027 milestone 300\na size 2030 target 200",
            &["warning milestone-over:a:size:2027"],
        ),
        (
            "a rate that misses the target",
            "a size 2024 baseline 100\na size 2025..2030 target 10 %/年 average-growth\na size 2030 target 250",
            &["error rate-level:a:size:2030"],
        ),
        (
            "growth that misses the level",
            "a size 2023 reference 100\na size 2024 baseline 130\na size 2024 baseline 20 % growth",
            &["error growth-levels:a:size:2024"],
        ),
        (
            "a multiple that misses the level",
            "a size 2024 baseline 100\na size 2030 target 2 倍(增幅) multiple=2024\na size 2030 target 200",
            &["error multiple-level:a:size:2030"],
        ),
        (
            "a multiple that fits as rounded",
            "a size 2024 baseline 100\na size 2030 target 3 倍 multiple=2024\na size 2030 target 295",
            &["note multiple-rounding:a:size:2030"],
        ),
        (
            "words that mean another multiple",
            "a size 2024 baseline 100\na size 2030 target 3 倍 multiple=2024 | 翻一番",
            &["warning multiple-words:a:size:2030"],
        ),
        (
            "a share that levels contradict",
            "total size 2024 baseline 1000\ntotal everything 2024 baseline 10000\ntotal weight 2024 baseline 20 %",
            &["error share-levels:total:weight:2024"],
        ),
        (
            "a share that rates contradict",
            "total size 2025..2030 target 10 %/年 average-growth\ntotal everything 2025..2030 target 8 %/年 average-growth\ntotal weight 2024 baseline 10 %\ntotal weight 2030 target 15 %",
            &["error share-identity:total:weight:2030"],
        ),
        (
            "a whole that would hardly grow",
            "total size 2025..2030 target 10 %/年 average-growth\ntotal weight 2024 baseline 10 %\ntotal weight 2030 target 16 %",
            &["warning implied-whole:total:weight:2030"],
        ),
        (
            "a ratio that drifts",
            "a size 2024 baseline 100\na size 2030 target 300\na gain 2024 baseline 10\na gain 2030 target 15",
            &["warning ratio-drift:a:gain:size"],
        ),
        (
            "firms that need more than the sum",
            "a size 2024 baseline 100\na big 2024 baseline 2 家\na middling 2024 baseline 8 家",
            &["error tiers-nested:a:size:2024"],
        ),
        (
            "firms that fit in one reading only",
            "a size 2024 baseline 100\na big 2024 baseline 1 家\na middling 2024 baseline 6 家",
            &["warning tiers-exclusive:a:size:2024"],
        ),
        (
            "a higher class with more firms",
            "a size 2024 baseline 300\na big 2024 baseline 3 家\na middling 2024 baseline 1 家",
            &["note tiers-order:a:size:2024"],
        ),
        ("a base of another year", "a size 2023 baseline 100\na size 2030 target 200", &["warning base-year:a"]),
        ("base and target in different metrics", "a turnover 2024 baseline 100\na size 2030 target 200", &["warning measure-ends:a:size"]),
        (
            "siblings in different metrics",
            "a size 2024 baseline 100\nb turnover 2024 baseline 100",
            &["warning measure-siblings:total:size:turnover:2024", "warning measure-siblings:sun:size:turnover:2024"],
        ),
        (
            "base and target of different coverage",
            "a size 2024 baseline 100 coverage=all\na size 2030 target 200 coverage=large",
            &["warning coverage-ends:a:size"],
        ),
        (
            "siblings of different coverage",
            "a size 2024 baseline 100 coverage=all\nb size 2024 baseline 100 coverage=large",
            &["warning coverage-siblings:sun:size"],
        ),
        ("a target without a base", "a size 2030 target 200", &["warning no-base:a"]),
        (
            "no year, no unit, no number",
            "a size - reference 200\na size 2024 reference 5 none\na big 2030 target ? 家",
            &["warning no-unit:a:F001", "note no-year:a:F000", "note no-number:a:F002"],
        ),
        ("part above whole", "a gain 2024 baseline 20\na levy 2024 baseline 30", &["warning above-whole:a:levy:gain:2024"]),
        (
            "a share above one",
            "total size 2024 baseline 300\ntotal everything 2024 baseline 200\na weight 2024 baseline 40 %",
            &["warning share-above-one:total:size:everything:2024"],
        ),
        (
            "a target above its limit",
            "d waste 2024 baseline 90 吨\nd waste 2030 target 80 吨\nd waste 2030 limit <=70 吨",
            &["error conflict:d:waste:2030:level:F001"],
        ),
        (
            "a yearly change that does not lead there",
            "total weight 2024 baseline 10 %\ntotal weight 2030 target 15 %\ntotal weight 2025..2030 target 2 百分点/年 annual-change",
            &["error rate-level:total:weight:2030"],
        ),
        (
            "three values in two papers",
            "a size 2024 baseline 1000 doc=first\na size 2024 baseline 1200 doc=second\na size 2024 baseline 1300 doc=second",
            &["error conflict:a:size:2024:level:F002", "warning revised:a:size:2024:level:F001"],
        ),
        ("beyond the horizon", "a size 2024 baseline 100\na size 2035 milestone 300", &["note beyond-horizon:a:2035"]),
        ("said twice", "a size 2024 baseline 100\na size 2024 baseline 100", &["note duplicate:a:size:2024:level:F001"]),
        ("said in contradiction", "a size 2024 baseline 100\na size 2024 baseline 120", &["error conflict:a:size:2024:level:F001"]),
        (
            "revised",
            "a size 2024 baseline 100 doc=first\na size 2024 reference 120 doc=second",
            &["warning revised:a:size:2024:level:F001"],
        ),
        (
            "revised by parts",
            "d size 2024 baseline 100 doc=first\nd1 size 2024 reference 80 doc=second\nd2 size 2024 reference 50 doc=second",
            &["warning revised-by-parts:d:size:2024:parts"],
        ),
    ];
    for (name, lines, expected) in alone {
        told.push((*name, ids(&plan(lines)), *expected));
    }
    told.retain(|(_, found, expected)| found != expected);
    assert!(told.is_empty(), "name, found, expected: {told:#?}");
}

#[test]
fn siblings_make_outliers_seen_and_leave_close_ones_alone() {
    let member = |growth: [f64; 3]| {
        let lines = MEMBERS.iter().zip(growth).map(|(m, g)| format!("{m} size 2024 baseline 100\n{m} size 2024 baseline {g} % growth\n"));
        lines.collect::<String>()
    };
    assert_eq!(ids(&plan(&member([8.0, 9.0, 900.0]))), Vec::<String>::new(), "three say nothing about one of them");
}

#[test]
fn all_that_follows_from_the_figures_of_the_sample_is_found() {
    insta::assert_snapshot!(ids(&sample()).join("\n"));
}

#[test]
fn the_sample_reads_in_both_languages_with_every_word_filled_in() {
    let document = sample();
    let audit = audit(&document);
    for language in Language::ALL {
        let words = Words::new(language);
        let mut told = String::new();
        for finding in &audit.findings {
            let plan = &document.plan;
            writeln!(told, "{} {}\n  → {}", finding.severity.as_str(), sentence(&words, plan, finding), way(&words, plan, finding))
                .unwrap();
            for step in steps(&words, plan, finding) {
                writeln!(told, "    {} {} {}", step.sign, step.label, step.amount).unwrap();
            }
        }
        assert!(!told.contains('$') && !told.contains("audit-") && !told.contains("NaN"), "{told}");
        insta::assert_snapshot!(format!("audit_sample_{}", language.tag()), told);
    }
}

#[test]
fn every_case_line_and_rule_has_its_words() {
    for words in Language::ALL.map(Words::new) {
        for case in Case::ALL {
            assert!(words.has(case.sentence_id()) && words.has(case.way_id()), "{case:?}");
        }
        assert!(Line::ALL.iter().all(|line| words.has(line.text_id())));
        assert!(Rule::ALL.iter().all(|rule| words.has(rule.name_key())));
    }
}

#[test]
fn an_answer_rests_until_the_numbers_change_and_is_never_lost() {
    let mut document = plan("a size 2024 baseline 100\na size 2030 target >=90");
    let words = Words::new(Language::English);
    let id = FindingId::new("bound-met:a:size:2030");
    let found = audit(&document);
    let finding = found.get(&id).unwrap();
    assert_eq!(finding.standing(&document), Standing::Open);
    let before = document.clone();
    let undo = document.apply(answer(&document, &words, finding, " a floor on purpose ", "Li", "2026-11-25")).unwrap();
    assert_eq!(audit(&document).get(&id).unwrap().standing(&document), Standing::Answered);
    assert_eq!(audit(&document).open(&document), [0, 0, 0]);
    // It stands in the file, with what it said, and comes back.
    let text = plan_file::write(&document.plan);
    assert!(text.contains("a floor on purpose") && text.contains("[[answer]]") && text.contains("[[relation]]"), "{text}");
    assert_eq!(plan_file::read(&text, false).unwrap().plan, *document.plan);
    // Another number opens it again; without the figure the answer is listed as having lost its finding.
    let mut figure = document.plan.figures.rows()[1].clone();
    figure.bound = clusterplan::base::Bound::AtLeast { value: 80.0 };
    let mut other = document.clone();
    other.apply(Edit::set(&document.plan, figure.clone())).unwrap();
    assert_eq!(audit(&other).get(&id).unwrap().standing(&other), Standing::Reopened);
    other.apply(Edit::remove::<clusterplan::domain::Figure>(&figure.id)).unwrap();
    let gone = audit(&other);
    assert_eq!(lost(&gone, &other).iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>(), ["a floor on purpose"]);
    document.apply(undo).unwrap();
    assert_eq!(document, before);
}

#[test]
fn units_and_order_change_no_finding() {
    let document = sample();
    let known = ids(&document);
    // The same figures in ten thousand yuan.
    let mut plan = (*document.plan).clone();
    let units = plan.units();
    let rows: Vec<_> = plan.figures.iter().cloned().collect();
    plan.figures = rows
        .into_iter()
        .map(|mut figure| {
            if figure.unit.as_ref().is_some_and(|unit| unit.as_str() == "万元") {
                figure.bound = figure.bound.map(|value| units.convert(value, &"万元".into(), &"元".into()).unwrap());
                figure.unit = Some("元".into());
            }
            figure
        })
        .collect();
    let converted = Document::new(plan.clone(), (*document.actuals).clone());
    assert_eq!(ids(&converted), known);
    // And in the other order, up to the order of the list.
    let rows: Vec<_> = plan.figures.iter().rev().cloned().collect();
    plan.figures = rows.into_iter().collect();
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids
    };
    assert_eq!(sorted(ids(&Document::new(plan, (*document.actuals).clone()))), sorted(known));
}

#[test]
fn the_command_lists_findings_in_every_form_and_an_open_error_is_exit_one() {
    let (code, text, messages) = run(&["check", "sample-data/jiaxing-2011", "--audit"]);
    assert_eq!(code, 0, "warnings are no errors: {messages}");
    assert!(
        text.contains("还有 1,200 亿元没有着落") && text.contains("→ 把 1,200 亿元分解到各产业") && messages.contains("规划核查"),
        "{text}{messages}"
    );
    let (_, csv, _) = run(&["check", "sample-data/jiaxing-2011", "--audit", "--format", "csv"]);
    let found = audit(&sample()).findings.len();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(rows.headers().unwrap().iter().take(5).collect::<Vec<_>>(), ["severity", "rule", "case", "id", "standing"]);
    assert_eq!(rows.records().count(), found);
    let (_, json, _) = run(&["--language", "en", "check", "sample-data/jiaxing-2011", "--audit", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), found);
    assert!(json[0]["steps"].as_array().unwrap().len() > 3 && json[0]["figures"].as_array().unwrap().len() == 7, "{}", json[0]);
    // An error that nobody answered fails the command; answered it does not.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(plan_file::FILE);
    let mut document = plan("a size 2024 baseline 100\na size 2024 baseline 120");
    let write = |document: &Document| std::fs::write(&path, plan_file::write(&document.plan)).unwrap();
    write(&document);
    let folder = folder.path().to_str().unwrap();
    assert_eq!(run(&["check", folder]).0, 0);
    assert_eq!(run(&["check", folder, "--audit"]).0, 1);
    let found = audit(&document);
    let edit = answer(&document, &Words::new(Language::English), &found.findings[0], "two surveys", "Li", "2026");
    document.apply(edit).unwrap();
    write(&document);
    let (code, text, _) = run(&["check", folder, "--audit"]);
    assert!(code == 0 && text.contains("two surveys"), "{text}");
}

#[test]
fn a_very_large_plan_is_listed_without_wording_what_nobody_looks_at() {
    use clusterplan::view::audit::Audited;
    use clusterplan::view::audit::list::{AuditFilter, AuditList};
    use std::sync::Arc;
    let document = sample();
    let audited = Arc::new(Audited::of(&document, &Evaluation::of(&document)));
    let words = Arc::new(Words::new(Language::Chinese));
    let list = AuditList::new(&document, &audited, &words, &AuditFilter::default());
    assert_eq!(list.len(), audited.audit.findings.len());
    assert_eq!(list.open, audited.open);
    assert!(list.row(0).unwrap().sentence.contains("1,200") && list.row(list.len()).is_none());
    let rule = AuditFilter { rule: Some(Rule::Tiers), ..AuditFilter::default() };
    assert_eq!(AuditList::new(&document, &audited, &words, &rule).len(), 2);
    let node = AuditFilter { node: Some("haiyan-nuclear".into()), ..AuditFilter::default() };
    let of_node = AuditList::new(&document, &audited, &words, &node);
    assert!((0..of_node.len()).all(|row| of_node.row(row).unwrap().nodes.contains("海盐核电")) && of_node.len() >= 4);
}

#[test]
fn the_consistency_of_totals_looks_as_recorded() {
    use clusterplan::io::export::chart::font_measure;
    use clusterplan::ui::chart::ChartView;
    use clusterplan::view::chart::{Body, ChartKind, Subject, build};
    use std::sync::Arc;
    let document = sample();
    let (evaluation, words) = (Evaluation::of(&document), Words::new(Language::Chinese));
    let of = |node: &str, metric: &str| {
        let (node, metric) = (node.into(), metric.into());
        let subject =
            Subject { document: &document, evaluation: &evaluation, words: &words, node: &node, metric: &metric, dimension: None };
        Arc::new(build(ChartKind::Consistency, &subject).unwrap())
    };
    let specs = [of("total", "output"), of("energy-saving", "output"), of("total", "land")];
    assert!(matches!(specs[2].body, Body::Empty(_)), "nothing to set side by side is said");
    let show = |ui: &mut egui::Ui| {
        for spec in &specs[..2] {
            ChartView::default().show(ui, spec, egui::vec2(760.0, 340.0), true, font_measure());
        }
    };
    both_themes("chart-consistency", [780.0, 700.0], show, |_| {});
}
