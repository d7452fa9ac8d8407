//! From raw records to how a plan is judged: `[assessment]`, `[audit]`, `[[score-scheme]]`, `[[score-entry]]`, `[[warning-rule]]`.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::records::{id, name, needed, period, reference, source};
use crate::base::Diagnostic;
use crate::domain::judging::{Aim, Bands, Indicator, Method, Scored, WarningKind};
use crate::domain::{Assessment, AuditSettings, ScoreEntry, ScoreScheme, Threshold, WarningRule};
use crate::io::findings::Findings;

/// Key of the bands of the roll-up among those of the methods.
pub(super) const ROLL_UP: &str = "roll-up";

/// The codes of this module.
pub const CODES: &[&str] = &["bands-unfit", "threshold-unfit"];

/// The table `[assessment]`.
pub fn assessment(mut fields: Fields<'_, '_>, found: &mut Findings) -> Assessment {
    fields.call("assessment");
    let f = &mut fields;
    let method = f.word("method", &Method::ALL, Method::word, found);
    let metric_methods = map(f, "methods", found, |inner, key, found| inner.word(key, &Method::ALL, Method::word, found));
    let mut all = map(f, "bands", found, bands);
    let roll_up = all.remove(ROLL_UP);
    let of = |method: Method| all.remove(method.word()).map(|bands| (method, bands));
    Assessment {
        method,
        metric_methods: ids(metric_methods),
        bands: Method::ALL.into_iter().filter_map(of).collect(),
        roll_up,
        node_weights: ids(map(f, "node-weights", found, |inner, key, found| inner.number(key, found))),
        metric_weights: ids(map(f, "metric-weights", found, |inner, key, found| inner.number(key, found))),
        note: f.text_or_empty("note", found),
        extra: fields.rest(found),
    }
}

/// The table `[audit]`.
pub fn audit(mut fields: Fields<'_, '_>, found: &mut Findings) -> AuditSettings {
    fields.call("audit");
    let f = &mut fields;
    let mut thresholds = BTreeMap::new();
    for of in Threshold::ALL {
        let Some(value) = f.number(of.word(), found) else { continue };
        if of.accepts(value) {
            thresholds.insert(of, value);
        } else {
            let (min, max) = of.range().into_inner();
            let unfit = Diagnostic::error("threshold-unfit", f.place()).arg("key", of.word()).arg("text", value);
            found.left_out(unfit.arg("min", min).arg("max", max));
        }
    }
    AuditSettings { thresholds, note: f.text_or_empty("note", found), extra: fields.rest(found) }
}

/// Two numbers: where "on track" ends, and where "slipping" does.
fn bands(inner: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Option<Bands> {
    let known = key == ROLL_UP || Method::ALL.iter().any(|method| method.word() == key);
    let numbers = inner.numbers(key, found);
    match numbers[..] {
        [on_track, slipping] if known => Some(Bands { on_track, slipping }),
        _ => {
            found.left_out(Diagnostic::error("bands-unfit", inner.place()).arg("key", key));
            None
        }
    }
}

/// A table of free keys.
fn map<T>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    found: &mut Findings,
    value: impl Fn(&mut Fields<'_, '_>, &str, &mut Findings) -> Option<T>,
) -> BTreeMap<String, T> {
    let Some(mut inner) = fields.table(key, found) else { return BTreeMap::new() };
    let keys = inner.keys();
    keys.into_iter().filter_map(|key| Some((key.clone(), value(&mut inner, &key, found)?))).collect()
}

fn ids<I: for<'t> From<&'t str> + Ord, T>(map: BTreeMap<String, T>) -> BTreeMap<I, T> {
    map.into_iter().map(|(key, value)| (I::from(&key), value)).collect()
}

fn list<I: for<'t> From<&'t str>>(fields: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Vec<I> {
    fields.texts(key, found).iter().map(|text| I::from(text)).collect()
}

/// A `[[score-scheme]]`.
pub fn scheme(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<ScoreScheme> {
    let f = &mut fields;
    let id = id(f, found)?;
    let name = name(f, "name", &id, found);
    let word = f.word("scored", &["clusters", "members", "nodes"], |word| word, found);
    let scored = match word.unwrap_or("clusters") {
        "members" => Scored::Members(reference(f, "dimension", found)?.as_str().into()),
        "nodes" => Scored::Nodes(list(f, "nodes", found)),
        _ => Scored::Clusters,
    };
    let indicators = f.tables("indicators", found).into_iter().filter_map(|inner| indicator(inner, found)).collect();
    Some(ScoreScheme {
        id: id.as_str().into(),
        name,
        scored,
        indicators,
        published_at: period(f, "published-at", found),
        published: ids(map(f, "published", found, |inner, key, found| inner.number(key, found))),
        source: source(f, found),
        note: f.text_or_empty("note", found),
        extra: fields.rest(found),
    })
}

fn indicator(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Indicator> {
    let f = &mut fields;
    let metric = reference(f, "metric", found)?;
    let weight = f.number("weight", found);
    Some(Indicator {
        metric: metric.as_str().into(),
        weight: needed(weight, "weight", f, found)?,
        aim: f.word("aim", &Aim::ALL, Aim::word, found).unwrap_or_default(),
        floor: f.number("floor", found),
        cap: f.number("cap", found),
        extra: fields.rest(found),
    })
}

/// A `[[score-entry]]`.
pub fn entry(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<ScoreEntry> {
    let f = &mut fields;
    let id = id(f, found)?;
    let scheme = reference(f, "scheme", found)?;
    let node = reference(f, "node", found)?;
    let points = f.number("points", found);
    Some(ScoreEntry {
        id: id.as_str().into(),
        scheme: scheme.as_str().into(),
        node: node.as_str().into(),
        points: needed(points, "points", f, found)?,
        reason: f.text_or_empty("reason", found),
        at: period(f, "at", found),
        source: source(f, found),
        extra: fields.rest(found),
    })
}

/// A `[[warning-rule]]`.
pub fn rule(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<WarningRule> {
    let f = &mut fields;
    let id = id(f, found)?;
    let name = name(f, "name", &id, found);
    let kind = f.word("kind", &WarningKind::USUAL, WarningKind::word, found);
    // A parameter that is missing has its usual value.
    let kind = match needed(kind, "kind", f, found)? {
        WarningKind::OffTrack { periods } => WarningKind::OffTrack { periods: f.whole("periods", found).unwrap_or(periods) },
        WarningKind::LimitUse { above } => WarningKind::LimitUse { above: f.number("above", found).unwrap_or(above) },
        WarningKind::Fall { more_than } => WarningKind::Fall { more_than: f.number("more-than", found).unwrap_or(more_than) },
        WarningKind::NoReport { months } => WarningKind::NoReport { months: f.whole("months", found).unwrap_or(months) },
    };
    Some(WarningRule {
        id: id.as_str().into(),
        name,
        kind,
        nodes: list(f, "nodes", found),
        metrics: list(f, "metrics", found),
        on: f.truth("on", found).unwrap_or(true),
        note: f.text_or_empty("note", found),
        extra: fields.rest(found),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use crate::domain::judging::{Bands, Method, Scored, USUAL_ROLL_UP, WarningKind};
    use crate::domain::{Document, Edit, Threshold};
    use crate::io::plan_file::{read, write};

    const HEAD: &str = r#"format = 1

[plan]
title = "规划"
total = "全市"
language = "zh-CN"
base-year = 2010
first-year = 2011
last-year = 2015
about-tolerance = 0.05

[[dimension]]
id = "county"
name = "县"

[[member]]
id = "north"
dimension = "county"
name = "北县"

[[cluster]]
id = "a"
name = "甲集聚区"
in = { county = "north" }

[[metric]]
id = "sales"
name = "销售收入"
unit = "亿元"
kind = "flow"
"#;

    const SOUND: &str = r#"
[assessment]
method = "gap"
methods = { sales = "pace" }
bands = { gap = [-0.05, -0.15], pace = [0.0, -0.1], roll-up = [0.9, 0.6] }
node-weights = { a = 2.0 }
metric-weights = { sales = 0.7 }
note = "示例"
later = "kept"

[audit]
bound-easy = 0.8
drift-share = 1.5
outlier-siblings = 8.0
note = "示例"
later = "kept"

[[score-scheme]]
id = "counties"
name = "县市区考核"
name-en = "Counties"
scored = "members"
dimension = "county"
indicators = [
  { metric = "sales", weight = 60.0, aim = "target", floor = 0.5, cap = 1.2, later = 1 },
]
published-at = "2012"
published = { north = 88.5 }
doc = "p"
note = "示例"
later = [1]

[[score-scheme]]
id = "some"
name = "某些"
scored = "nodes"
nodes = ["a", "total"]

[[score-entry]]
id = "e"
scheme = "counties"
node = "north"
points = -2.5
reason = "超能耗"
at = "2013"
later = true

[[warning-rule]]
id = "off"
name = "连续偏离"
kind = "off-track"
periods = 2
nodes = ["a"]
metrics = ["sales"]

[[warning-rule]]
id = "limit"
name = "限额"
kind = "limit-use"
above = 0.9

[[warning-rule]]
id = "fall"
name = "下降"
kind = "fall"
more-than = 0.1
on = false

[[warning-rule]]
id = "silent"
name = "未报"
kind = "no-report"
months = 3
later = "kept"
"#;

    #[test]
    fn what_the_program_wrote_comes_back_byte_for_byte() {
        let text = format!("{HEAD}{SOUND}");
        let reading = read(&text, false).unwrap();
        assert_eq!(reading.diagnostics, []);
        assert!(!reading.lossy);
        assert_eq!(write(&reading.plan), text);
        let plan = reading.plan;
        assert_eq!(plan.assessment.method_for(&"sales".into()), Method::Pace);
        assert_eq!(plan.assessment.method_for(&"other".into()), Method::Gap);
        assert_eq!(plan.assessment.bands_of(Method::Gap), Bands { on_track: -0.05, slipping: -0.15 });
        assert_eq!(plan.assessment.bands_of(Method::Growth), Method::Growth.usual());
        assert_eq!(plan.score_schemes.get("counties").unwrap().scored, Scored::Members("county".into()));
        assert_eq!(plan.warning_rules.get("silent").unwrap().kind, WarningKind::NoReport { months: 3 });
        assert!(!plan.warning_rules.get("fall").unwrap().on);
        let json = serde_json::to_string(&Edit::Assessment(Box::new(plan.assessment.clone()))).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), Edit::Assessment(Box::new(plan.assessment)), "as the journal keeps it");
        let of = |threshold| plan.audit.threshold(threshold);
        assert_eq!((of(Threshold::BoundEasy), of(Threshold::DriftShare), of(Threshold::DriftRatio)), (0.8, 1.5, 3.0));
        let json = serde_json::to_string(&Edit::Audit(Box::new(plan.audit.clone()))).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), Edit::Audit(Box::new(plan.audit)), "as the journal keeps it");
    }

    #[test]
    fn a_plan_without_settings_has_the_usual_ones_and_writes_none() {
        let plan = read(HEAD, false).unwrap().plan;
        assert_eq!(write(&plan), HEAD);
        assert_eq!(plan.assessment.method_for(&"sales".into()), Method::Growth);
        assert_eq!(plan.assessment.roll_up_bands(), USUAL_ROLL_UP);
    }

    #[test]
    fn what_does_not_fit_is_told_and_the_rest_stays() {
        let broken = [
            ("method = \"gap\"", "method = \"guess\"", "value-not-word"),
            ("gap = [-0.05, -0.15]", "gap = [-0.05]", "bands-unfit"),
            ("gap = [-0.05, -0.15]", "guess = [1, 2]", "bands-unfit"),
            ("weight = 60.0, ", "", "key-missing"),
            ("kind = \"fall\"", "kind = \"rise\"", "value-not-word"),
            ("on = false", "on = \"no\"", "value-not-truth"),
            ("scheme = \"counties\"", "scheme = \"gone\"", "unknown-scheme"),
            ("node = \"north\"", "node = \"gone\"", "unknown-node"),
            ("metrics = [\"sales\"]", "metrics = [\"gone\"]", "unknown-metric"),
            ("dimension = \"county\"\nind", "dimension = \"gone\"\nind", "unknown-dimension"),
            ("[[score-entry]]", "[assessment]\n[[score-entry]]", "table-twice"),
            ("[[score-entry]]", "[audit]\n[[score-entry]]", "table-twice"),
            ("bound-easy = 0.8", "bound-easy = 80", "threshold-unfit"),
            ("outlier-siblings = 8.0", "outlier-siblings = 7.5", "threshold-unfit"),
            ("drift-share = 1.5", "drift-share = 0.5", "threshold-unfit"),
            ("drift-share = 1.5", "drift-share = \"much\"", "value-not-number"),
        ];
        for (from, to, code) in broken {
            assert!(SOUND.contains(from), "{from}");
            let reading = read(&format!("{HEAD}{}", SOUND.replacen(from, to, 1)), false).unwrap();
            assert!(reading.diagnostics.iter().any(|d| d.code == code), "{to}: {:?}", reading.diagnostics);
            assert_eq!(reading.plan.score_schemes.len(), 2, "{to}");
        }
    }

    #[test]
    fn what_is_removed_takes_its_settings_with_it_and_comes_back() {
        let plan = read(&format!("{HEAD}{SOUND}"), false).unwrap().plan;
        let mut document = Document::new(plan, crate::domain::Actuals::default());
        let before = document.clone();
        for (edit, check) in [
            (crate::domain::removal::node(&document, &"north".into()), "score-entry"),
            (crate::domain::removal::metric(&document, &"sales".into()), "metric = \"sales\""),
            (crate::domain::removal::dimension(&document, &"county".into()), "[[score-entry]]"),
        ] {
            let inverse = document.apply(edit).unwrap();
            assert!(!write(&document.plan).contains(check), "{check}: {}", write(&document.plan));
            document.apply(inverse).unwrap();
            assert_eq!(document, before);
        }
        let inverse = document.apply(Edit::Assessment(Box::default())).unwrap();
        assert!(document.plan.assessment.is_empty());
        document.apply(inverse).unwrap();
        let inverse = document.apply(Edit::Audit(Box::default())).unwrap();
        assert!(document.plan.audit.is_empty());
        document.apply(inverse).unwrap();
        assert_eq!(document, before);
    }
}
