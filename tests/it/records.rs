//! Actuals come in and are chosen from: vintages in the session, and `import` as other programs call it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use clusterplan::base::{Date, Period};
use clusterplan::domain::{Edit, Observation, SeriesKey, Status};
use clusterplan::engine::Layer;
use clusterplan::io::import;
use clusterplan::io::profiles;
use clusterplan::io::settings::Settings;
use clusterplan::io::workspace;
use clusterplan::session::Session;
use clusterplan::ui::actions::Moment;
use clusterplan::ui::command::Command as UiCommand;
use clusterplan::ui::context::View;
use clusterplan::ui::pages::node::{Lower, NodeState, node_ui};
use clusterplan::ui::panels::inspector::{InspectorState, inspector_ui};
use clusterplan::view::chart::ChartKind;
use clusterplan::view::grid::{CellWrite, GridSource};
use clusterplan::view::import::profile::{Look, Profile};
use clusterplan::view::import::raw::OpenChoices;
use clusterplan::view::import::{Answer, Choices, detect};
use clusterplan::view::inspection::Subject;
use clusterplan::view::node_page::{NodeTable, TableOptions};
use clusterplan::view::palette::Palette;
use clusterplan::view::search::NameIndex;
use clusterplan::view::words::SharedWords;
use clusterplan::view::{Language, Words};
use egui::Ui;
use egui_kittest::kittest::Queryable;

use crate::painter::harness_state;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011")
}

fn sample_copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    for file in ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"] {
        std::fs::copy(sample().join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn key() -> SeriesKey {
    SeriesKey { node: "haining-solar".into(), metric: "sales_revenue".into(), coverage: Some("above-threshold".into()) }
}

fn read(year: i32, value: f64, file: &str, day: i8) -> Edit {
    let (period, file) = (Period::year(year), Arc::from(file));
    let observation = Observation {
        period,
        value,
        unit: "亿元".into(),
        status: Status::Final,
        source: Arc::from("a.xlsx!表#R3C4 \"80\" 亿元"),
        file: Arc::clone(&file),
        read_on: Some(Date::constant(2012, 3, day)),
        pinned: false,
        stated_growth: None,
    };
    Edit::observation(key(), period, &file, Some(observation))
}

/// Every file of a workspace but those of the program's own folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for below in ["", "actuals", "profiles"] {
        let entries = std::fs::read_dir(folder.join(below)).into_iter().flatten().flatten();
        all.extend(entries.filter(|e| e.path().is_file()).map(|e| {
            let name = format!("{below}/{}", e.file_name().to_string_lossy());
            (name, std::fs::read(e.path()).unwrap())
        }));
    }
    all.sort();
    all
}

#[test]
fn a_chosen_vintage_counts_everywhere_is_undone_and_survives_a_save() {
    let folder = sample_copy();
    let mut session = Session::open(folder.path(), None).unwrap().session;
    session.save().unwrap();
    let before = (session.document().clone(), files(folder.path()));
    let both = Edit::Batch(vec![read(2012, 80.0, "first", 1), read(2012, 90.0, "second", 9)]);
    session.apply(both, "step-values").unwrap();
    let value = |session: &Session| session.evaluation().reading(&key().node, &key().metric, Layer::Actual, 2012).value;
    assert_eq!(value(&session), Some(90.0), "the one read later");
    let pin = Edit::pin(&session.document().actuals, &key(), Period::year(2012), Some("first"));
    session.apply(pin, "step-vintage").unwrap();
    assert_eq!(value(&session), Some(80.0));
    session.undo();
    assert_eq!(value(&session), Some(90.0));
    session.redo();
    session.save().unwrap();
    let again = workspace::open(folder.path()).unwrap();
    assert_eq!(&again.document, session.document());
    assert!(again.document.actuals.current(&key(), Period::year(2012)).unwrap().pinned);
    session.undo();
    session.undo();
    assert_eq!(*session.document(), before.0);
    session.save().unwrap();
    let left: Vec<_> =
        files(folder.path()).into_iter().filter(|(name, _)| !name.ends_with("first.csv") && !name.ends_with("second.csv")).collect();
    assert_eq!(left, before.1, "files without days and choices stay to the byte");
}

fn program(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clusterplan"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8");
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn put(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const HEADER: &str = "集聚区,指标,口径,年份,数值,单位,状态\n";

fn long(value: &str) -> String {
    format!("{HEADER}海宁太阳能产业集聚区,销售收入,规上,2012年,{value},亿元,final\n")
}

#[test]
fn a_file_is_tried_read_logged_and_read_again_as_a_vintage() {
    let (folder, inbox) = (sample_copy(), tempfile::tempdir().unwrap());
    let workspace = folder.path().to_str().unwrap();
    let before = files(folder.path());
    let first = put(inbox.path(), "march.csv", &long("80"));
    let (code, json, messages) = program(&["import", workspace, &first, "--dry-run", "--format", "json"]);
    assert_eq!(code, 0, "{json}{messages}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json[0]["changes"]["new"], &json[0]["needs_a_person"]), (&1.into(), &false.into()), "{json}");
    assert_eq!((&json[0]["values"][0]["node"], &json[0]["values"][0]["value"]), (&"haining-solar".into(), &80.0.into()), "{json}");
    assert_eq!(files(folder.path()), before, "a dry run writes nothing");
    let (code, text, messages) = program(&["import", workspace, &first]);
    assert_eq!(code, 0, "{text}{messages}");
    assert!(text.contains("march.csv") && text.contains("→ actuals/march.csv"), "{text}");
    let counting = || {
        let opened = workspace::open(folder.path()).unwrap();
        assert!(opened.diagnostics.iter().all(|d| !d.code.starts_with("row-")), "{:?}", opened.diagnostics);
        let o = opened.document.actuals.current(&key(), Period::year(2012)).unwrap().clone();
        (o.value, o.file.to_string(), o.source.to_string(), o.read_on.is_some())
    };
    let (value, file, source, dated) = counting();
    assert_eq!((value, file.as_str(), dated), (80.0, "march", true));
    assert!(source.starts_with("march.csv") && source.contains("#R2C"), "back to the cell: {source}");
    let (code, json, _) = program(&["import", workspace, &first, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json[0]["changes"]["same"], &json[0]["actuals"]), (0, &1.into(), &serde_json::Value::Null), "{json}");
    let revised = put(inbox.path(), "march.csv", &long("90"));
    let (code, text, messages) = program(&["import", workspace, &revised]);
    assert_eq!(code, 0, "{text}{messages}");
    let (value, file, ..) = counting();
    assert!(value == 90.0 && file.starts_with("march-"), "{value} {file}");
    let vintages = workspace::open(folder.path()).unwrap().document.actuals.all_at(&key(), Period::year(2012)).len();
    assert!(vintages >= 2, "the old value is kept");
    let (code, log, _) = program(&["import", workspace, "--log", "--format", "json"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    let used: Vec<(&str, u64, u64)> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["file"].as_str().unwrap(), e["new"].as_u64().unwrap(), e["same"].as_u64().unwrap()))
        .collect();
    assert_eq!((code, used), (0, vec![("march.csv", 1, 0), ("march.csv", 0, 1), ("march.csv", 0, 0)]));
    assert!(
        log[0]["hash"].as_str().is_some_and(|hash| !hash.is_empty()) && log[0]["size"].as_u64() == Some(long("80").len() as u64),
        "{log}"
    );
}

#[test]
fn where_anything_needs_a_person_nothing_is_written() {
    let (folder, inbox) = (sample_copy(), tempfile::tempdir().unwrap());
    let workspace = folder.path().to_str().unwrap();
    let before = files(folder.path());
    let good = put(inbox.path(), "good.csv", &long("80"));
    let bad = put(inbox.path(), "bad.csv", &format!("{}no such place,销售收入,规上,2012年,1,亿元,final\n", long("81")));
    for arguments in [vec!["import", workspace, &good, &bad], vec!["import", workspace, &bad, "--dry-run", "--format", "json"]] {
        let (code, text, messages) = program(&arguments);
        assert_eq!(code, 1, "{text}{messages}");
        assert!(text.contains("no such place") && messages.contains("--profile"), "{text}{messages}");
    }
    assert_eq!(files(folder.path()), before);
    assert!(!folder.path().join(".clusterplan/import-log.jsonl").exists());
    // What a person confirmed once is a profile, and then it goes in.
    std::fs::create_dir(folder.path().join("profiles")).unwrap();
    let profile = "format = 1\nname = \"月报\"\n\n[choices.nodes]\n\"no such place\" = \"\"\n";
    put(&folder.path().join("profiles"), "monthly.toml", profile);
    let (code, text, messages) = program(&["import", workspace, &bad, "--profile", "monthly"]);
    assert_eq!(code, 0, "{text}{messages}");
    assert_ne!(files(folder.path()), before);
}

#[test]
fn what_cannot_be_read_and_wrong_use_have_exits_of_their_own() {
    let folder = sample_copy();
    let workspace = folder.path().to_str().unwrap();
    let before = files(folder.path());
    let there = put(folder.path(), "notes.csv", &long("80"));
    let (code, text, _) = program(&["import", workspace, "no/such/file.csv"]);
    assert!(code == 3 && text.contains("no/such/file.csv") || text.contains("file.csv"), "{code} {text}");
    assert_eq!(code, 3);
    assert_eq!(program(&["import", workspace, workspace]).0, 3, "a folder instead of a file");
    assert_eq!(program(&["import", "no/such/workspace", &there]).0, 3);
    let (code, _, messages) = program(&["import", workspace, &there, "--profile", "monthly"]);
    assert!(code == 2 && messages.contains("monthly"), "{messages}");
    for arguments in
        [vec!["import", workspace], vec!["import", workspace, &there, "--log"], vec!["import", workspace, &there, "--status", "sure"]]
    {
        let (code, results, messages) = program(&arguments);
        assert_eq!((code, results.as_str()), (2, ""), "{messages}");
    }
    let (code, json, messages) = program(&["import", workspace, "--log", "--format", "json"]);
    assert_eq!((code, json.as_str()), (0, "[]\n"), "{messages}");
    std::fs::remove_file(there).unwrap();
    assert_eq!(files(folder.path()), before);
    std::fs::create_dir(folder.path().join("profiles")).unwrap();
    put(&folder.path().join("profiles"), "new.toml", "format = 9\n");
    assert_eq!(program(&["import", workspace, "x.csv", "--profile", "new"]).0, 3, "a profile of a newer version is refused in words");
}

/// A window's part that shows vintages, and the session behind it.
struct Shown {
    session: Session,
    inspector: InspectorState,
    node: NodeState,
    words: SharedWords,
    settings: Settings,
}

fn show(ui: &mut Ui, shown: &mut Shown, with_page: bool) {
    let session = &shown.session;
    let view = View {
        session,
        evaluation: session.evaluation(),
        evaluated: session.revision(),
        audit: Arc::default(),
        audited: 0,
        words: &shown.words,
        palette: &Palette::LIGHT,
        settings: &shown.settings,
        names: &NameIndex::of(&session.document().plan),
        main_metric: None,
        scenario: None,
        illustrative: false,
        ask: clusterplan::engine::assess::Ask::default(),
        periods: &[],
        moment: Moment::default(),
        jobs: &[],
        told: &[],
        saved: "",
    };
    let mut out = Vec::new();
    if with_page {
        node_ui(ui, &view, &key().node, &mut shown.node, &mut out);
    } else {
        inspector_ui(ui, &view, &mut shown.inspector, &mut out);
    }
    for command in out {
        match command {
            UiCommand::Edit { edit, label } => shown.session.apply(edit, label).unwrap(),
            UiCommand::Inspect(subject) => shown.inspector.subject = Some(subject),
            _ => {}
        }
    }
}

fn shown() -> (tempfile::TempDir, Shown) {
    let folder = sample_copy();
    let mut session = Session::open(folder.path(), None).unwrap().session;
    session.apply(Edit::Batch(vec![read(2012, 80.0, "first", 1), read(2012, 90.0, "second", 9)]), "step-values").unwrap();
    let (mut inspector, node, settings) = (InspectorState::default(), NodeState::default(), Settings::default());
    inspector.subject = Some(Subject::Actual { key: key(), period: Period::year(2012) });
    (folder, Shown { session, inspector, node, words: Arc::new(Words::new(Language::Chinese)), settings })
}

#[test]
fn a_click_in_the_inspector_makes_another_vintage_count() {
    let (_folder, state) = shown();
    let mut harness = harness_state([320.0, 900.0], false, state, |ui, shown: &mut Shown| show(ui, shown, false));
    harness.run();
    let value = |shown: &Shown| shown.session.evaluation().reading(&key().node, &key().metric, Layer::Actual, 2012).value;
    let places = harness.get_all_by_label("a.xlsx，工作表“表”，第 3 行第 4 列（D3）").count();
    assert_eq!(places, 3, "of the counting value, and of each vintage");
    assert_eq!(value(harness.state()), Some(90.0));
    harness.get_by_label("计入 actuals/first.csv 的数：80 亿元").click();
    harness.run();
    assert_eq!(value(harness.state()), Some(80.0));
    harness.get_by_label("选定");
    harness.get_by_label("自动").click();
    harness.run();
    assert_eq!(value(harness.state()), Some(90.0), "by rule again");
    for expected in [80.0, 90.0] {
        harness.state_mut().session.undo();
        assert_eq!(value(harness.state()), Some(expected), "each click is one step");
    }
}

#[test]
fn the_page_of_a_node_sets_vintages_side_by_side() {
    let (_folder, mut state) = shown();
    state.node.metric = Some(key().metric);
    let mut harness = harness_state([1400.0, 900.0], false, state, |ui, shown: &mut Shown| show(ui, shown, true));
    harness.run();
    let chips: Vec<_> = harness.get_all_by_label("历次数据").collect();
    assert_eq!(chips.len(), 2, "one for the chart, one for the table");
    chips.into_iter().for_each(|chip| chip.click());
    harness.run();
    assert_eq!(harness.state().node.kind, ChartKind::Vintages);
    assert_eq!(harness.state().node.lower, Lower::Vintages { revised: false });
    assert!(harness.state().node.shown_chart().is_some_and(|chart| chart.title.contains("历次数据")));
    harness.get_by_label("只看有修订的").click();
    harness.run();
    assert_eq!(harness.state().node.lower, Lower::Vintages { revised: true });
}

#[test]
fn next_months_file_is_recognised_and_goes_in_without_a_question() {
    let (folder, inbox) = (sample_copy(), tempfile::tempdir().unwrap());
    let workspace = folder.path().to_str().unwrap();
    let file = |year: i32| {
        format!("{HEADER}海宁太阳能产业集聚区,销售收入,规上,{year}年,80,亿元,final\n某园区,销售收入,规上,{year}年,1,亿元,final\n")
    };
    let march = put(inbox.path(), "月报2012.csv", &file(2012));
    assert_eq!(program(&["import", workspace, &march]).0, 1, "a name that nobody knows yet");
    // What a person decides in the window is kept as a profile.
    let raw = import::open(Path::new(&march), &OpenChoices::default(), &mut |_| true).unwrap();
    let table = raw.table().unwrap();
    let document = workspace::open(folder.path()).unwrap().document;
    let look = Look::of(&raw.name, table, &detect(table, &document));
    let mut choices = Choices::default();
    choices.nodes.insert("某园区".into(), Answer::Is("pinghu-solar".into()));
    profiles::save(folder.path(), &Profile::new("monthly", "月报", look, &OpenChoices::default(), &choices)).unwrap();
    let april = put(inbox.path(), "月报2013.csv", &file(2013));
    let (code, json, messages) = program(&["import", workspace, &march, &april, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(code, 0, "{json}{messages}");
    for file in [&json[0], &json[1]] {
        assert_eq!((&file["profile"], &file["changes"]["new"]), (&"monthly".into(), &2.into()), "{json}");
    }
    let actuals = workspace::open(folder.path()).unwrap().document.actuals;
    let other = SeriesKey { node: "pinghu-solar".into(), ..key() };
    assert_eq!(actuals.current(&other, Period::year(2013)).map(|o| (o.value, &*o.file)), Some((1.0, "月报2013")));
    let other = put(inbox.path(), "another.csv", "集聚区,指标,数值\n某园区,销售收入,1\n");
    let (code, json, _) = program(&["import", workspace, &other, "--dry-run", "--format", "json"]);
    assert!(code == 1 && json.contains("\"profile\":null"), "a table of another form is not taken for it: {json}");
}

#[test]
fn what_is_typed_counts_even_where_another_vintage_was_chosen() {
    let (_folder, Shown { mut session, words, .. }) = shown();
    let period = Period::year(2012);
    session.apply(Edit::pin(&session.document().actuals, &key(), period, Some("first")), "step-vintage").unwrap();
    let before = session.document().clone();
    let table = NodeTable::new(&before, session.evaluation(), words, &key().node, TableOptions::default());
    let wanted = Subject::Actual { key: key(), period };
    let cells = (0..table.row_count()).flat_map(|row| (0..table.columns().len()).map(move |column| (row, column)));
    let (row, column) = cells.into_iter().find(|(row, column)| table.subject(*row, *column).as_ref() == Some(&wanted)).unwrap();
    assert!(table.cell(row, column).hint.contains("历次数据"), "{}", table.cell(row, column).hint);
    let (edit, refused) = table.write(&[CellWrite { row, column, text: "85".into() }]);
    assert!(refused.is_empty());
    session.apply(edit, "step-values").unwrap();
    assert_eq!(session.document().actuals.current(&key(), period).map(|o| o.value), Some(85.0));
    session.undo();
    assert_eq!(*session.document(), before);
}
