#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

use proptest::prelude::*;

use super::*;
use crate::base::{Bound, Label, Quantity, Severity, Span, Unit};
use crate::domain::*;

fn codes_of(reading: &Reading) -> Vec<&'static str> {
    reading.diagnostics.iter().map(|d| d.code).collect()
}

fn line_of(reading: &Reading, code: &str) -> Option<usize> {
    reading.diagnostics.iter().find(|d| d.code == code).and_then(|d| d.place.line)
}

const SOUND: &str = r#"format = 1

[plan]
title = "规划"
title-en = "Plan"
total = "全市"
language = "zh-CN"
base-year = 2010
first-year = 2011
last-year = 2015
about-tolerance = 0.05
main-metric = "sales"

[[paper]]
id = "p"
title = "文件"

[[unit]]
id = "百万美元"
name = "百万美元"
measure = "usd"
numerator = 1
denominator = 1

[[coverage]]
id = "big"
name = "规上"

[[dimension]]
id = "industry"
name = "产业"

[[member]]
id = "energy"
dimension = "industry"
name = "新能源"
short = "能"
aliases = ["新能源产业"]
key-fields = [
  { name = "光伏", text = "电池、组件" },
]

[[member]]
id = "solar"
dimension = "industry"
parent = "energy"
name = "太阳能"

[[cluster]]
id = "a"
name = "甲集聚区"
in = { industry = "solar" }
lead-firms = ["一厂", "二厂"]

[[part]]
id = "a-1"
cluster = "a"
name = "分项"

[[metric]]
id = "sales"
name = "销售收入"
unit = "亿元"
kind = "flow"

[[metric]]
id = "large_firms"
name = "百亿企业"
unit = "家"
kind = "tier-count"
of = "sales"
above = "100 亿元"

[[project]]
id = "pr"
name = "项目"
node = "a"
status = "building"
investment = "30 亿元"
on-stream = "2012H1"
ramp = [0.5, 1.0]

[[limit]]
id = "l"
name = "用地"
node = "total"
metric = "sales"
at = "2011..2015"
value = "<= 10"
unit = "亿元"

[[task]]
id = "t"
kind = "safeguard"
title = "保障"
nodes = ["a", "outside:energy"]
due = "2012"

[figures]
list = [
  { id = "F1", node = "a", metric = "sales", coverage = "big", at = "2015", role = "target", value = ">= 400", unit = "亿元", strength = "expected", doc = "p", section = "一", printed = "400亿元" },
  { id = "F2", node = "a", metric = "sales", at = "2011..2015", role = "target", form = "average-growth", value = "~ 18", unit = "%" },
  { id = "F3", node = "total", metric = "sales", role = "milestone", form = "share", of = "large_firms", value = "1 .. 2", price = "2010" },
  { id = "F4", node = "a-1", metric = "sales", role = "reference", form = "multiple", base = "2010", value = "?" },
]
"#;

#[test]
fn a_file_of_the_program_comes_back_byte_for_byte() {
    let reading = read(SOUND, false).unwrap();
    assert_eq!(reading.diagnostics, []);
    assert!(!reading.lossy);
    assert_eq!(write(&reading.plan), SOUND);
    let plan = reading.plan;
    assert_eq!(plan.figures.len(), 4);
    assert_eq!(plan.info.title.get("en"), "Plan");
    assert_eq!(plan.figures.get("F1").unwrap().bound, Bound::AtLeast { value: 400.0 });
    assert_eq!(plan.figures.get("F3").unwrap().price, Some(PriceBasis::Constant { year: 2010 }));
    assert_eq!(plan.projects.get("pr").unwrap().investment, Some(Quantity::new(30.0, "亿元")));
    assert_eq!(plan.limits.get("l").unwrap().time, Span::Years { from: 2011, to: 2015 });
}

#[test]
fn windows_line_breaks_and_a_byte_order_mark_change_nothing() {
    let text = format!("\u{feff}{}", SOUND.replace('\n', "\r\n"));
    let reading = read(&text, false).unwrap();
    assert_eq!(reading.diagnostics, []);
    assert_eq!(write(&reading.plan), SOUND);
}

#[test]
fn other_layouts_of_the_same_plan_are_read_alike() {
    let text = r#"
format = 1 # comment
cluster = [{ id = "a", name = "甲" }, { id = "b", name = "乙" }]
[metric]
id = "m"
name = "m"
unit = "亿元"
kind = "flow"
[plan]
base-year = 2010
first-year = 2011
last-year = 2015
[dimension]
id = "d"
name = "d"
[[member]]
id = "m1"
dimension = "d"
name = "m1"
[member.later]
x = 1
[figures]
list = [
  # a comment
  { id = "F1", node = "a", metric = "m", at = 2015, role = 'target', value = 400, }, # another
  {
    id = "F2",
    node = "b", metric = "m", role = "target", value = "1", note = """a
b""",
  }, { id = "F3", node = "b", metric = "m", role = "target", value = 1.5 }
]
after = 1
"#;
    let reading = read(text, false).unwrap();
    assert_eq!(reading.diagnostics, []);
    let plan = reading.plan;
    assert_eq!(plan.clusters.len(), 2);
    assert_eq!(plan.members.get("m1").unwrap().extra["later"]["x"].as_integer(), Some(1));
    assert_eq!(plan.figures.len(), 3);
    assert_eq!(plan.figures.get("F1").unwrap().yearly_level(), Some(2015));
    assert_eq!(plan.figures.get("F2").unwrap().note, "a\nb");
    assert!(write(&plan).contains("after = 1"));
    let flat = text.replace("list = [", "list = [ { id = \"F0\", node = \"a\", metric = \"m\", role = \"target\", value = 1 },");
    assert_eq!(read(&flat, false).unwrap().plan.figures.len(), 4);
}

#[test]
fn unknown_keys_survive_at_every_level() {
    let text = SOUND
        .replace("format = 1\n", "format = 1\nlater = [1, { a = 2 }]\n")
        .replace("main-metric", "mode = \"x\"\nmain-metric")
        .replace("[figures]\n", "[scoring]\nweights = { a = 1.5 }\nnested = { b = { c = [] } }\n\n[[rule]]\nid = 1\n\n[[rule]]\nid = 2\n\n[figures]\norder = \"x\"\n")
        .replace("\"400亿元\" }", "\"400亿元\", seen = true }")
        .replace("组件\" }", "组件\", rank = 1 }")
        .replace("title = \"文件\"", "title = \"文件\"\npages = 10")
        .replace("denominator = 1", "denominator = 1\nrate = 6.5")
        .replace("name = \"规上\"", "name = \"规上\"\n\"odd key\" = 1979-05-27");
    let first = read(&text, false).unwrap();
    assert_eq!(first.diagnostics, []);
    let written = write(&first.plan);
    for part in [
        "later = [1, { a = 2 }]",
        "mode = \"x\"",
        "[scoring]\nweights = { a = 1.5 }",
        "[[rule]]\nid = 2",
        "order = \"x\"",
        "seen = true",
        "rank = 1",
        "pages = 10",
        "rate = 6.5",
        "\"odd key\" = 1979-05-27",
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
    let second = read(&written, false).unwrap();
    assert_eq!(second.plan, first.plan);
    assert_eq!(write(&second.plan), written);
}

#[test]
fn a_newer_format_is_refused() {
    assert_eq!(read("format = 2\n[plan]\n", false).unwrap_err(), TooNew { format: 2 });
    assert!(codes_of(&read("[plan]\nbase-year=2010\nfirst-year=2011\nlast-year=2015", false).unwrap()).contains(&"format-missing"));
}

#[test]
fn a_file_cut_anywhere_opens_with_what_is_sound_and_says_so() {
    let whole = read(SOUND, false).unwrap().plan;
    for end in (0..SOUND.len()).filter(|end| SOUND.is_char_boundary(*end)) {
        let reading = read(&SOUND[..end], false).unwrap();
        for figure in &reading.plan.figures {
            assert_eq!(whole.figures.get(&figure.id), Some(figure), "cut at {end}");
        }
        let lines = SOUND[..end].matches('\n').count() + 1;
        assert!(
            reading.diagnostics.iter().all(|d| d.place.line.is_none_or(|line| line <= lines)),
            "cut at {end}: {:?}",
            reading.diagnostics
        );
        // A cut within the figures is always seen.
        if SOUND[..end].contains("list = [") && end < SOUND.len() - 2 {
            assert!(codes_of(&reading).contains(&"file-cut"), "cut at {end}: {:?}", reading.diagnostics);
        }
    }
    let in_record = SOUND.find("太阳").unwrap();
    let reading = read(&SOUND[..in_record], false).unwrap();
    assert!(reading.lossy);
    assert_eq!(line_of(&reading, "file-cut"), Some(SOUND[..in_record].matches('\n').count() + 1));
    assert!(reading.plan.members.contains("solar"), "what stands before the cut is sound");
}

#[test]
fn broken_lines_and_figures_are_left_out_and_the_rest_opens() {
    let text = SOUND
        .replace("name = \"甲集聚区\"", "name = \"甲集聚区")
        .replace("name = \"产业\"", "name = \"产业\"\n??? what")
        .replace("kind = \"tier-count\"", "kind = \"tier\"")
        .replace("role = \"reference\"", "role = \"wish\"")
        .replace("value = \"~ 18\"", "value = \"about 18\"")
        .replace("\"1 .. 2\", price = \"2010\" }", "\"1 .. 2\", price = \"2010\"");
    let reading = read(&text, false).unwrap();
    assert!(reading.lossy);
    let line = |part: &str| text[..text.find(part).unwrap()].matches('\n').count() + 1;
    let lines: Vec<usize> = reading.diagnostics.iter().filter(|d| d.code == "line-unreadable").filter_map(|d| d.place.line).collect();
    assert_eq!(lines, [line("??? what"), line("name = \"甲集聚区")]);
    assert_eq!(line_of(&reading, "value-not-word"), Some(line("kind = \"tier\"")));
    assert_eq!(line_of(&reading, "figure-value-unfit"), Some(line("about 18")));
    let plan = reading.plan;
    assert_eq!((plan.clusters.len(), plan.dimensions.len(), plan.metrics.len()), (1, 1, 1));
    assert_eq!(plan.clusters.get("a").unwrap().lead_firms.len(), 2);
    assert_eq!(plan.figures.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["F1"], "{:?}", reading.diagnostics);
}

#[test]
fn ids_and_references_are_checked() {
    let text = SOUND
        .replace("id = \"solar\"\ndimension = \"industry\"\nparent = \"energy\"", "id = \"solar\"\ndimension = \"industry\"\nparent = \"solar\"")
        .replace("[[part]]\nid = \"a-1\"", "[[part]]\nid = \"energy\"\ncluster = \"a\"\nname = \"x\"\n\n[[part]]\nid = \"total\"\ncluster = \"a\"\nname = \"x\"\n\n[[part]]\nid = \"a-1\"")
        .replace("cluster = \"a\"\nname = \"分项\"", "cluster = \"zz\"\nname = \"分项\"")
        .replace("[[cluster]]", "[[coverage]]\nid = \"big\"\nname = \"twice\"\n\n[[cluster]]")
        .replace("in = { industry = \"solar\" }", "in = { industry = \"nowhere\" }")
        .replace("node = \"a\", metric = \"sales\", coverage = \"big\"", "node = \"b\", metric = \"profit\", coverage = \"small\"")
        .replace("unit = \"%\" }", "unit = \"斗\" }")
        .replace("id = \"F4\"", "id = \"F2\"");
    let reading = read(&text, false).unwrap();
    let mut codes = codes_of(&reading);
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "id-reserved",
            "id-twice",
            "id-twice",
            "node-id-twice",
            "parent-ring",
            "unknown-cluster",
            "unknown-coverage",
            "unknown-member",
            "unknown-metric",
            "unknown-node",
            "unknown-unit",
        ]
    );
    assert!(
        reading
            .diagnostics
            .iter()
            .all(|d| (d.severity == Severity::Error) == !matches!(d.code, c if c.starts_with("unknown") && c != "unknown-member"))
    );
    assert!(reading.lossy);
    assert_eq!(reading.plan.figures.len(), 3);
    assert_eq!(reading.plan.members.get("solar").unwrap().parent, None);
}

fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        2 => "[a-z\"'\\\\\n\r\t#\\[\\]{}=,. 嘉兴]{0,12}",
        1 => Just("名".repeat(60)),
        1 => Just(String::new()),
    ]
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z][a-z0-9-]{0,6}", 1 => "[^ \\s][a-z\"\\\\\n嘉, ]{0,4}[^ \\s]"]
}

fn label() -> impl Strategy<Value = Label> {
    (odd_text(), prop::collection::btree_map(prop_oneof![Just("en".to_owned()), odd_text()], odd_text(), 0..3))
        .prop_map(|(text, translations)| Label { text, translations })
}

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(1e13),
        Just(0.0001),
        Just(-12.5),
        Just(-0.0),
        Just(f64::MIN_POSITIVE),
        Just(f64::MAX),
        any::<f64>().prop_filter("finite", |v| v.is_finite())
    ]
}

fn any_bound() -> impl Strategy<Value = Bound> {
    prop_oneof![
        amount().prop_map(|value| Bound::Exactly { value }),
        amount().prop_map(|value| Bound::AtLeast { value }),
        amount().prop_map(|value| Bound::AtMost { value }),
        amount().prop_map(|value| Bound::About { value }),
        (amount(), amount()).prop_map(|(low, high)| Bound::Between { low, high }),
        Just(Bound::Unstated),
    ]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (amount(), "[a-z亿元%]{1,4}( [a-z]{1,3})?").prop_map(|(amount, unit)| Quantity { amount, unit: unit.as_str().into() })
}

fn time() -> impl Strategy<Value = Span> {
    prop::sample::select(vec!["", "2011", "2011H1", "2011Q3", "2011-03", "2011-01..11", "2011..2015"]).prop_map(|t| t.parse().unwrap())
}

fn value() -> impl Strategy<Value = toml::Value> {
    let leaf = prop_oneof![
        odd_text().prop_map(toml::Value::String),
        any::<i64>().prop_map(toml::Value::Integer),
        amount().prop_map(toml::Value::Float),
        any::<bool>().prop_map(toml::Value::Boolean),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(toml::Value::Array),
            prop::collection::vec((odd_text(), inner), 0..3).prop_map(|list| toml::Value::Table(list.into_iter().collect())),
        ]
    })
}

/// Unknown keys; the prefix keeps them from being known ones.
fn extra() -> impl Strategy<Value = Extra> {
    prop::collection::vec((odd_text().prop_map(|key| format!("x {key}")), value()), 0..3).prop_map(|list| list.into_iter().collect())
}

fn source() -> impl Strategy<Value = Source> {
    (odd_text(), odd_text(), odd_text(), odd_text(), odd_text()).prop_map(|(document, section, printed, address, note)| Source {
        document,
        section,
        printed,
        address,
        note,
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let form = prop_oneof![
        Just(Form::Level),
        Just(Form::Growth),
        Just(Form::AverageGrowth),
        Just(Form::AnnualChange),
        Just(Form::Multiple { base: "2010".parse().unwrap() }),
        id().prop_map(|of| Form::Share { of: of.as_str().into() })
    ];
    let what = (id(), id(), id(), prop::option::of(id()), prop::option::of(id()), odd_text());
    let price = prop_oneof![Just(None), Just(Some(PriceBasis::Current)), Just(Some(PriceBasis::Constant { year: 2010 }))];
    let how = (
        form,
        prop::sample::select(Role::ALL.to_vec()),
        any_bound(),
        prop::option::of(prop::sample::select(Strength::ALL.to_vec())),
        time(),
        price,
    );
    (what, how, source(), extra()).prop_map(
        |((id, node, metric, coverage, unit, note), (form, role, bound, strength, time, price), source, extra)| Figure {
            id: id.as_str().into(),
            node: node.as_str().into(),
            metric: metric.as_str().into(),
            coverage: coverage.map(|c| c.as_str().into()),
            unit: unit.map(|u| u.as_str().into()),
            price,
            time,
            form,
            role,
            bound,
            strength,
            source,
            note,
            extra,
        },
    )
}

fn metric() -> impl Strategy<Value = Metric> {
    let kind = prop_oneof![
        Just(MetricKind::Flow),
        Just(MetricKind::Stock),
        Just(MetricKind::Ratio),
        Just(MetricKind::Count),
        (id(), quantity()).prop_map(|(of, above)| MetricKind::TierCount { of: of.as_str().into(), above }),
        odd_text().prop_map(|formula| MetricKind::Derived { formula }),
    ];
    let direction = prop::sample::select(vec![Direction::Up, Direction::Down, Direction::Neutral]);
    let rule = prop::option::of(prop::sample::select(vec![RollUp::Sum, RollUp::None, RollUp::Recompute]));
    (id(), label(), odd_text(), kind, (direction, rule, any::<Option<u8>>()), prop::collection::vec(odd_text(), 0..3), odd_text(), extra())
        .prop_map(|(id, name, unit, kind, (direction, roll_up, decimals), aliases, note, extra)| Metric {
            id: id.as_str().into(),
            name,
            unit: unit.as_str().into(),
            kind,
            direction,
            roll_up,
            decimals,
            aliases,
            note,
            extra,
        })
}

fn project() -> impl Strategy<Value = Project> {
    let quantities =
        (prop::option::of(quantity()), prop::option::of(quantity()), prop::option::of(quantity()), prop::option::of(quantity()));
    let state = (prop::sample::select(ProjectStatus::ALL.to_vec()), prop::collection::vec(amount(), 0..3));
    (id(), label(), odd_text(), quantities, state, source(), odd_text(), extra()).prop_map(
        |(id, name, key_field, (investment, land, energy, full_output), (status, ramp), source, note, extra)| Project {
            id: id.as_str().into(),
            name,
            node: "total".into(),
            key_field,
            status,
            investment,
            land,
            energy,
            on_stream: Some("2012Q2".parse().unwrap()),
            metric: Some("m".into()),
            full_output,
            ramp,
            source,
            note,
            extra,
        },
    )
}

fn structure() -> impl Strategy<Value = Plan> {
    let unit = (id(), label(), odd_text(), 1_u32..9_999_999, extra());
    let member = (id(), label(), prop::option::of(label()), odd_text(), prop::collection::vec((odd_text(), odd_text()), 0..3), extra());
    let cluster = (id(), label(), prop::option::of(label()), odd_text(), odd_text(), prop::collection::vec(odd_text(), 0..3), extra());
    let task = (id(), label(), odd_text(), odd_text(), source(), any_bound(), time(), extra());
    let (units, members) = (prop::collection::vec(unit, 0..3), prop::collection::vec(member, 0..4));
    let (clusters, tasks) = (prop::collection::vec(cluster, 0..4), prop::collection::vec(task, 0..3));
    (units, members, clusters, tasks, label(), odd_text()).prop_map(|(units, members, clusters, tasks, title, authority)| {
        let mut plan = Plan::default();
        plan.info.title = title;
        plan.info.authority = authority;
        plan.dimensions.push(Dimension { id: "d".into(), name: "d".into(), extra: Extra::new() });
        for (id, name, measure, numerator, extra) in units {
            let measure = crate::base::unit::Measure::new(&format!("u{measure}"));
            let unit = Unit { id: id.as_str().into(), name, measure, numerator: numerator.into(), denominator: 0.5 };
            if plan.units.push(unit) && !extra.is_empty() {
                let known = plan.info.extra.entry("unit").or_insert_with(|| Extra::new().into());
                known.as_table_mut().unwrap().insert(id, extra.into());
            }
        }
        for (id, name, short, note, fields, extra) in members {
            let key_fields = fields.into_iter().map(|(name, text)| KeyField { name, text }).collect();
            let parent = plan.members.iter().next().map(|m| m.id.clone());
            let id = format!("m-{id}");
            plan.members.push(Member {
                id: id.as_str().into(),
                dimension: "d".into(),
                parent,
                name,
                short,
                note,
                key_fields,
                aliases: vec![],
                extra,
            });
        }
        for (id, name, short, place, role, lead_firms, extra) in clusters {
            let membership = plan.members.iter().next().map(|m| ("d".into(), m.id.clone())).into_iter().collect();
            plan.clusters.push(Cluster {
                id: format!("c-{id}").as_str().into(),
                name,
                short,
                membership,
                place,
                role,
                aliases: lead_firms.clone(),
                key_fields: lead_firms.clone(),
                lead_firms,
                extra,
            });
        }
        for (id, title, text, body, source, bound, time, extra) in tasks {
            let limit = Limit {
                id: id.as_str().into(),
                name: title.clone(),
                node: "total".into(),
                metric: "m".into(),
                time,
                bound,
                unit: body.as_str().into(),
                source: source.clone(),
                note: text.clone(),
                extra: extra.clone(),
            };
            plan.limits.push(limit);
            plan.tasks.push(Task {
                id: id.as_str().into(),
                kind: TaskKind::Safeguard,
                title,
                text,
                nodes: vec!["total".into()],
                stage: body.clone(),
                body,
                state: TaskState::UnderWay,
                next_step: id.clone(),
                due: None,
                source,
                extra,
            });
        }
        plan
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_plan_comes_back(plan in structure(), figures in prop::collection::vec(figure(), 0..4), metrics in prop::collection::vec(metric(), 0..3),
        projects in prop::collection::vec(project(), 0..3), top in extra(), own in extra()) {
        let mut plan = plan;
        plan.figures = figures.into_iter().collect();
        plan.metrics = metrics.into_iter().collect();
        plan.projects = projects.into_iter().collect();
        plan.info.extra.extend(top);
        plan.info.plan_extra = own;
        let text = write(&plan);
        let reading = read(&text, false).unwrap();
        prop_assert!(!reading.lossy, "{:?}\n{text}", reading.diagnostics);
        prop_assert_eq!(&reading.plan, &plan, "{}", text);
        prop_assert_eq!(write(&reading.plan), text.clone());
        prop_assert!(text.parse::<toml::Table>().is_ok(), "the whole is TOML: {text}");
    }

    #[test]
    fn no_text_makes_reading_fail(text in prop_oneof![any::<String>(), "(\\[\\[?[a-z.]{0,7}\\]?\\]?|[a-z]{1,6}|=|\"|'''|\"\"\"|\\{|\\}|,|\n| |#|figures|list = \\[|嘉){0,40}"]) {
        let _ = read(&text, false);
    }
}
