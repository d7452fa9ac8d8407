//! Holds the sample plan against a list of every quantity of its document, made apart from the plan file.
//!
//! `plan-figures.csv` is that list; `plan-figures-exceptions.csv` names its rows that are no figures, each with a reason;
//! `plan-figures-names.csv` says which node, metric, form and coverage the list's wordings mean.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clusterplan::base::{Bound, DimensionId, FigureId, NodeId, Severity, Span};
use clusterplan::domain::figure::{Form, Strength};
use clusterplan::domain::{Document, Figure, Role, Status, TaskKind};
use clusterplan::io::workspace;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011")
}

fn document() -> Document {
    workspace::open(&folder()).unwrap().document
}

fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(name);
    csv::Reader::from_path(path).unwrap().into_deserialize().map(|row| row.unwrap()).collect()
}

/// What the wordings of the list mean.
struct Names(BTreeMap<(String, String), BTreeMap<String, String>>);

impl Names {
    fn read() -> Self {
        let key = |row: &BTreeMap<String, String>| (row["kind"].clone(), row["wording"].clone());
        Self(table("plan-figures-names.csv").into_iter().map(|row| (key(&row), row)).collect())
    }

    fn get(&self, kind: &str, wording: &str) -> Option<&BTreeMap<String, String>> {
        self.0.get(&(kind.to_owned(), wording.to_owned()))
    }

    /// The node of a row: named for the row itself where the list puts the figure of a part under its cluster.
    fn node(&self, row: &BTreeMap<String, String>) -> String {
        let found = self.get("row", &row["id"]).or_else(|| self.get("node", &row["node"]));
        found.unwrap_or_else(|| panic!("no node for {row:?}"))["id"].clone()
    }
}

/// The bound that the list's qualifier and numbers say.
fn bound(row: &BTreeMap<String, String>) -> Bound {
    let number = |key: &str| row[key].parse::<f64>();
    let exact = || {
        assert_eq!(row["min"], row["max"], "{row:?}");
        number("min").unwrap()
    };
    match row["qualifier"].as_str() {
        "一批(未定)" => {
            assert!(row["min"].is_empty() && row["max"].is_empty());
            Bound::Unstated
        }
        text if text.ends_with("1～2") => Bound::Between { low: number("min").unwrap(), high: number("max").unwrap() },
        "=" | "将达到" | "增长两倍" | "逐步形成" => Bound::Exactly { value: exact() },
        text if text.contains('~') => Bound::About { value: exact() },
        text if text.contains('>') => {
            assert!(row["max"].is_empty(), "{row:?}");
            Bound::AtLeast { value: number("min").unwrap() }
        }
        other => panic!("unknown qualifier {other}"),
    }
}

fn span(text: &str) -> Span {
    text.replace('-', "..").parse().unwrap()
}

fn role(kind: &str) -> Role {
    match kind {
        "baseline" | "baseline_growth" => Role::Baseline,
        "milestone" => Role::Milestone,
        "target" => Role::Target,
        "context" => Role::Reference,
        other => panic!("a row of kind {other} is no figure and belongs on the list of exceptions"),
    }
}

/// What differs between a row of the list and its figure.
fn differences(row: &BTreeMap<String, String>, figure: &Figure, names: &Names) -> Vec<String> {
    let metric = names.get("metric", &row["metric"]).unwrap_or_else(|| panic!("no metric for {row:?}"));
    let coverage = figure.coverage.as_ref().map_or("", |c| c.as_str());
    let unit = figure.unit.as_ref().map_or("", |u| u.as_str());
    let strength = row["qualifier"].contains("力争").then_some(Strength::Aspirational);
    let mut found = Vec::new();
    let mut hold = |what: &str, same: bool, is: String, should: String| {
        if !same {
            found.push(format!("{} {what}: {is}, list: {should}", row["id"]));
        }
    };
    let node = names.node(row);
    hold("node", figure.node.as_str() == node, figure.node.to_string(), node);
    hold("metric", figure.metric.as_str() == metric["id"], figure.metric.to_string(), metric["id"].clone());
    hold("form", figure.form.word() == metric["form"], figure.form.word().to_owned(), metric["form"].clone());
    hold("coverage", coverage == metric["coverage"], coverage.to_owned(), metric["coverage"].clone());
    hold("time", figure.time == span(&row["period"]), figure.time.to_string(), row["period"].clone());
    hold("bound", figure.bound == bound(row), format!("{:?}", figure.bound), format!("{:?}", bound(row)));
    hold("unit", unit == row["unit"], unit.to_owned(), row["unit"].clone());
    hold("role", figure.role == role(&row["kind"]), figure.role.word().to_owned(), row["kind"].clone());
    hold("strength", figure.strength == strength, format!("{:?}", figure.strength), format!("{strength:?}"));
    hold("section", figure.source.section == row["section"], figure.source.section.clone(), row["section"].clone());
    let printed = &figure.source.printed;
    hold("print", !printed.is_empty() && row["as_printed"].contains(printed), printed.clone(), row["as_printed"].clone());
    found
}

#[test]
fn every_quantity_of_the_document_is_a_figure_or_an_exception() {
    let (document, names) = (document(), Names::read());
    let exceptions: BTreeMap<String, String> =
        table("plan-figures-exceptions.csv").into_iter().map(|row| (row["id"].clone(), row["reason"].clone())).collect();
    let list = table("plan-figures.csv");
    assert_eq!(list.len(), 182);
    let mut wrong = Vec::new();
    for row in &list {
        let figure = document.plan.figures.get(&FigureId::new(&row["id"]));
        match (figure, exceptions.get(&row["id"])) {
            (Some(figure), None) => wrong.extend(differences(row, figure, &names)),
            (None, Some(reason)) if !reason.is_empty() => {}
            (Some(_), Some(_)) => wrong.push(format!("{} is an exception and yet a figure", row["id"])),
            (None, _) => wrong.push(format!("{} is neither figure nor exception with a reason", row["id"])),
        }
    }
    let listed: BTreeSet<&str> = list.iter().map(|row| row["id"].as_str()).collect();
    wrong.extend(exceptions.keys().filter(|id| !listed.contains(id.as_str())).map(|id| format!("{id} is no row of the list")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for figure in &document.plan.figures {
        let listed = listed.contains(figure.id.as_str());
        assert_eq!(figure.source.document == "plan-2011", listed, "{} is cited from where it is not", figure.id);
        assert!(listed || (figure.role == Role::Reference && !figure.source.address.is_empty()), "{}", figure.id);
    }
}

#[test]
fn the_whole_structure_is_there() {
    let plan = document().plan;
    let members = |dimension: &str| plan.members_of(&DimensionId::new(dimension)).map(|m| m.id.to_string()).collect::<Vec<_>>();
    assert_eq!(plan.clusters.len(), 13);
    assert_eq!(members("industry").len(), 6);
    assert_eq!(members("county").len(), 8);
    for cluster in &plan.clusters {
        // The document names no firm for these three.
        let none = ["nanhu-sensor-network", "hangzhou-bay-led", "pinghu-bio"].contains(&cluster.id.as_str());
        assert_eq!(cluster.lead_firms.is_empty(), none, "{}", cluster.id);
        assert!(!cluster.place.is_empty() && !cluster.role.is_empty() && cluster.short.is_some(), "{}", cluster.id);
        assert_eq!(cluster.membership.len(), 2, "{}", cluster.id);
        for (dimension, member) in &cluster.membership {
            assert_eq!(plan.members.get(member).map(|m| &m.dimension), Some(dimension), "{}", cluster.id);
        }
        assert!(plan.figures.iter().any(|f| f.node == cluster.id || plan.parts_of(&cluster.id).any(|p| p.id == f.node)), "{}", cluster.id);
    }
    let fields = |id: &str| plan.members.get(&NodeId::new(id)).map(|m| m.key_fields.len());
    let counts: Vec<_> = members("industry").iter().map(|id| fields(id)).collect();
    assert_eq!(counts, [Some(6), Some(5), Some(3), Some(4), Some(4), Some(3)]);
    let tasks = |kind| plan.tasks.iter().filter(|t| t.kind == kind).map(|t| t.source.section.clone()).collect::<BTreeSet<_>>();
    let main = ["四(一)", "四(二)", "四(三)", "四(四)", "四(五)", "四(六)"];
    assert!(main.iter().all(|section| tasks(TaskKind::Task).contains(*section)));
    assert_eq!(tasks(TaskKind::Safeguard).len(), 7);
}

#[test]
fn every_reference_leads_somewhere_and_every_unit_fits() {
    let plan = document().plan;
    let units = plan.units();
    for metric in &plan.metrics {
        assert!(units.knows(&metric.unit), "{}", metric.id);
    }
    for figure in &plan.figures {
        assert!(plan.node_kind(&figure.node).is_some(), "{} node", figure.id);
        let metric = plan.metrics.get(&figure.metric).unwrap_or_else(|| panic!("{} metric", figure.id));
        assert!(figure.coverage.as_ref().is_none_or(|c| plan.coverages.contains(c)), "{} coverage", figure.id);
        assert!(plan.info.papers.iter().any(|p| p.id == figure.source.document), "{} document", figure.id);
        let unit = figure.unit.as_ref().unwrap();
        if figure.form == Form::Level {
            assert!(units.convert(1.0, unit, &metric.unit).is_ok(), "{}: {unit} in {}", figure.id, metric.unit);
        } else {
            assert!(units.get(unit).is_ok(), "{}", figure.id);
        }
    }
    for task in &plan.tasks {
        assert!(task.nodes.iter().all(|node| plan.node_kind(node).is_some()), "{}", task.id);
    }
    for (key, list) in document().actuals.series() {
        assert!(plan.node_kind(&key.node).is_some(), "{key:?}");
        assert!(key.coverage.as_ref().is_none_or(|c| plan.coverages.contains(c)), "{key:?}");
        let unit = &plan.metrics.get(&key.metric).unwrap_or_else(|| panic!("{key:?}")).unit;
        assert!(list.iter().all(|o| units.convert(o.value, &o.unit, unit).is_ok()), "{key:?}");
    }
}

#[test]
fn illustrative_values_never_pass_for_real_and_every_real_one_has_a_source() {
    let document = document();
    let plan = &document.plan;
    let mut clusters = BTreeSet::new();
    for (key, list) in document.actuals.series() {
        for observation in list {
            assert!(!observation.source.is_empty(), "{key:?} {}", observation.period);
            let made_up = &*observation.file == "illustrative";
            assert_eq!(observation.status == Status::Illustrative, made_up, "{key:?} {}", observation.period);
            if made_up {
                assert!(observation.source.starts_with("示例"), "{key:?}");
                clusters.insert(key.node.clone());
            }
        }
        // The year is the running total of its twelve months.
        for year in list.iter().filter(|o| o.period.as_year().is_some()) {
            let last = list.iter().find(|o| o.file == year.file && o.period.to_string() == format!("{}-01..12", year.period));
            assert!(last.is_none_or(|last| last.value == year.value && last.unit == year.unit), "{key:?} {}", year.period);
        }
    }
    for cluster in &plan.clusters {
        assert!(clusters.contains(&cluster.id), "{} has no illustrative value", cluster.id);
    }
}

#[test]
fn the_sample_loads_without_a_complaint_and_is_saved_as_it_stands() {
    let opened = workspace::open(&folder()).unwrap();
    let complaints: Vec<_> = opened.diagnostics.iter().filter(|d| d.severity >= Severity::Warning).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
    let copy = tempfile::tempdir().unwrap();
    workspace::save(copy.path(), &opened.document, &workspace::Prints::default()).unwrap();
    let again = workspace::open(copy.path()).unwrap();
    assert_eq!(again.document, opened.document);
    for file in ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"] {
        let (kept, saved) =
            (std::fs::read_to_string(folder().join(file)).unwrap(), std::fs::read_to_string(copy.path().join(file)).unwrap());
        let line = kept.lines().zip(saved.lines()).position(|(a, b)| a != b).map(|place| place + 1);
        assert!(kept == saved, "{file} would be saved otherwise, first in line {line:?}");
    }
}
