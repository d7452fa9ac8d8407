#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::base::{Diagnostic, Period};
use crate::domain::{Actuals, Document, Edit, Observation, Plan, Scenario, SeriesKey, Status};
use crate::io::{plan_file, settings};
use crate::view::words::{Language, Words};

const HEADER: &str = "node,metric,coverage,period,value,unit,status,source\n";

fn plan() -> Plan {
    let text = "format = 1\n\n[plan]\ntitle = \"x\"\ntotal = \"y\"\nlanguage = \"en\"\nbase-year = 2010\nfirst-year = 2011\nlast-year = 2015\n\
        about-tolerance = 0.05\n\n[[metric]]\nid = \"m\"\nname = \"m\"\nunit = \"亿元\"\nkind = \"flow\"\n";
    let reading = plan_file::read(text, false).unwrap();
    assert_eq!(plan_file::write(&reading.plan), text);
    reading.plan
}

fn key(node: &str) -> SeriesKey {
    SeriesKey { node: node.into(), metric: "m".into(), coverage: None }
}

fn observation(period: &str, value: f64, file: &str) -> Observation {
    let period = period.parse().unwrap();
    let (status, source) = (Status::Final, Arc::from("a, \"b\"\nc"));
    Observation {
        period,
        value,
        unit: "亿元".into(),
        status,
        source,
        file: Arc::from(file),
        read_on: None,
        pinned: false,
        stated_growth: None,
    }
}

fn document() -> Document {
    let list = vec![observation("2011", 1.5, "one"), observation("2012-03", -2.0, "one"), observation("2012", 3.0, "two")];
    let (actuals, refused) = Actuals::build(vec![(key("total"), list)], [Arc::from("one"), Arc::from("two")]);
    assert!(refused.is_empty());
    Document::new(plan(), actuals)
}

fn workspace() -> (tempfile::TempDir, Document) {
    let folder = tempfile::tempdir().unwrap();
    let document = document();
    create(folder.path(), &document).unwrap();
    (folder, document)
}

fn put(folder: &Path, file: &str, content: impl AsRef<[u8]>) {
    fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
    fs::write(folder.join(file), content).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn codes_of(list: &[Diagnostic]) -> Vec<(&'static str, Option<usize>)> {
    list.iter().map(|d| (d.code, d.place.line)).collect()
}

#[test]
fn what_is_saved_opens_alike_and_saving_again_writes_nothing() {
    let (folder, document) = workspace();
    let folder = folder.path();
    let opened = open(folder).unwrap();
    assert_eq!(opened.diagnostics, []);
    assert_eq!(opened.document, document);
    assert_eq!(opened.document.actuals.files(), document.actuals.files());
    assert!(!opened.lossy && !opened.read_only);
    assert_eq!(open(&folder.join("plan.toml")).unwrap().document, document, "a plan file stands for its folder");
    let before = fs::metadata(folder.join("plan.toml")).unwrap().modified().unwrap();
    assert_eq!(save(folder, &document, &opened.prints).unwrap(), opened.prints);
    assert_eq!(fs::metadata(folder.join("plan.toml")).unwrap().modified().unwrap(), before);
    assert_eq!(names(folder), ["actuals", "plan.toml"]);
    assert_eq!(names(&folder.join("actuals")), ["one.csv", "two.csv"]);
}

#[test]
fn only_files_that_changed_are_written() {
    let (folder, mut document) = workspace();
    let folder = folder.path();
    let opened = open(folder).unwrap();
    let period: Period = "2013".parse().unwrap();
    document.apply(Edit::observation(key("total"), period, &Arc::from("entered"), Some(observation("2013", 4.0, "entered")))).unwrap();
    fs::remove_file(folder.join("actuals/two.csv")).unwrap();
    assert_eq!(changed(folder, &opened.prints), ["actuals/two.csv"]);
    let saved = save(folder, &document, &opened.prints).unwrap();
    assert_eq!(names(&folder.join("actuals")), ["entered.csv", "one.csv", "two.csv"]);
    assert_eq!(changed(folder, &saved), Vec::<String>::new());
    assert_eq!(open(folder).unwrap().document, document);
}

#[test]
fn changes_from_outside_are_seen_and_never_overwritten_without_a_copy() {
    let (folder, document) = workspace();
    let folder = folder.path();
    let prints = open(folder).unwrap().prints;
    assert_eq!(changed(folder, &prints), Vec::<String>::new());
    put(folder, "actuals/one.csv", HEADER);
    put(folder, "actuals/three.csv", HEADER);
    put(folder, "actuals/~$three.csv", "x");
    assert_eq!(changed(folder, &prints), ["actuals/one.csv", "actuals/three.csv"]);
    let mut changed_plan = (*document.plan).clone();
    changed_plan.info.note = "new".to_owned();
    put(folder, "plan.toml", "from outside");
    save(folder, &Document { plan: Arc::new(changed_plan), ..document }, &prints).unwrap();
    assert_eq!(fs::read_to_string(folder.join("plan.toml.bak-1")).unwrap(), "from outside");
}

#[test]
fn a_file_with_errors_is_kept_before_it_is_replaced() {
    let (folder, _) = workspace();
    let folder = folder.path();
    let rows = "total,m,,2011,1,亿元,final,\ntotal,m,,2012,many,亿元,final,\n";
    put(folder, "actuals/bad.csv", format!("{HEADER}{rows}"));
    let broken = format!("{}\n[[cluster]]\nname = \"no id\"\n", plan_file::write(&plan()));
    put(folder, "plan.toml", &broken);
    let opened = open(folder).unwrap();
    assert!(opened.lossy && opened.prints.is_lossy());
    assert_eq!(codes_of(&opened.diagnostics), [("record-no-id", Some(18)), ("row-value", Some(3))]);
    let unchanged = save(folder, &opened.document, &opened.prints).unwrap();
    assert_eq!(
        fs::read_to_string(folder.join("plan.toml")).unwrap(),
        broken,
        "nothing changed, so nothing is written over the broken file"
    );

    let mut document = opened.document;
    let period: Period = "2013".parse().unwrap();
    document.apply(Edit::observation(key("total"), period, &Arc::from("bad"), Some(observation("2013", 4.0, "bad")))).unwrap();
    let mut plan = (*document.plan).clone();
    plan.info.note = "changed".to_owned();
    document.plan = Arc::new(plan);
    put(folder, "plan.toml.bak-1", "an older copy");
    let saved = save(folder, &document, &unchanged).unwrap();
    assert!(!saved.is_lossy());
    assert_eq!(fs::read_to_string(folder.join("plan.toml.bak-1")).unwrap(), "an older copy");
    assert_eq!(fs::read_to_string(folder.join("plan.toml.bak-2")).unwrap(), broken);
    assert!(fs::read_to_string(folder.join("actuals/bad.csv.bak-1")).unwrap().contains("many"));
    let again = open(folder).unwrap();
    assert_eq!(again.diagnostics, []);
    assert_eq!(again.document, document);
    assert_eq!(names(&folder.join("actuals")), ["bad.csv", "bad.csv.bak-1", "one.csv", "two.csv"]);
}

#[test]
fn bad_rows_are_told_and_the_others_read() {
    let (folder, _) = workspace();
    let folder = folder.path();
    let text = format!(
        "\u{feff}{}{}",
        HEADER.replace('\n', ",extra\r\n"),
        "total,m,,2011,1,亿元,final,\"a\r\nb\",\r\n\r\n\
         total,m,,2012,2,亿元,final,,\r\n\
         total,m,,2012,3,亿元,final,,\r\n\
         total,m,,12,3,亿元,final,,\r\n\
         total,m,,2013,,亿元,final,,\r\n\
         total,m,,2014,1e5,亿元,sure,,\r\n\
         total,m,,2015,1\r\n\
         ,m,,2015,1,亿元,,,\r\n\
         total,m,,2016,5,亿元,,\"open,\r\n\
         nowhere,n,c,2016,-0.5,斗,preliminary,x,\r\n"
    );
    put(folder, "actuals/a.csv", &text);
    let opened = open(folder).unwrap();
    assert_eq!(
        codes_of(&opened.diagnostics),
        [
            ("actuals-column-unknown", Some(1)),
            ("row-period", Some(7)),
            ("row-value", Some(8)),
            ("row-status", Some(9)),
            ("row-fields", Some(10)),
            ("row-empty", Some(11)),
            ("row-fields", Some(12)),
            ("row-twice", Some(6)),
            ("actuals-node-unknown", None),
            ("actuals-metric-unknown", None),
            ("actuals-coverage-unknown", None),
            ("actuals-unit-unknown", None),
        ]
    );
    let rows: Vec<f64> = opened.document.actuals.of(&key("total")).iter().filter(|o| &*o.file == "a").map(|o| o.value).collect();
    assert_eq!(rows, [1.0, 2.0]);
    assert_eq!(&*opened.document.actuals.of(&key("total"))[0].source, "a\r\nb");
    assert_eq!(opened.document.actuals.len(), 6);
}

#[test]
fn days_and_choices_stand_only_in_files_that_need_them() {
    let (folder, document) = workspace();
    let folder = folder.path();
    let before = fs::read(folder.join("actuals/one.csv")).unwrap();
    let opened = open(folder).unwrap();
    let mut changed = document.clone();
    let period = Period::year(2012);
    let day = Some(crate::base::Date::constant(2013, 1, 31));
    let value = |value, read_on| Observation { value, read_on, source: Arc::from("x"), ..observation("2012", value, "two") };
    let list = [
        value(4.0, day),
        Observation { period: Period::year(2013), ..value(5.0, day) },
        Observation { period: Period::year(2014), ..value(6.0, None) },
    ];
    for observation in list {
        changed.apply(Edit::observation(key("total"), observation.period, &Arc::from("two"), Some(observation))).unwrap();
    }
    let prints = save(folder, &changed, &opened.prints).unwrap();
    let two = |rows: &str| format!("node,metric,coverage,period,value,unit,status,source,read_on{rows}");
    let rows = "\ntotal,m,,2012,4,亿元,final,x,2013-01-31\ntotal,m,,2013,5,亿元,final,x,2013-01-31\ntotal,m,,2014,6,亿元,final,x,\n";
    assert_eq!(fs::read_to_string(folder.join("actuals/two.csv")).unwrap(), two(rows));
    changed.apply(Edit::pin(&changed.actuals, &key("total"), period, Some("two"))).unwrap();
    save(folder, &changed, &prints).unwrap();
    let rows =
        ",pinned\ntotal,m,,2012,4,亿元,final,x,2013-01-31,yes\ntotal,m,,2013,5,亿元,final,x,2013-01-31,\ntotal,m,,2014,6,亿元,final,x,,\n";
    assert_eq!(fs::read_to_string(folder.join("actuals/two.csv")).unwrap(), two(rows));
    assert_eq!(fs::read(folder.join("actuals/one.csv")).unwrap(), before, "a file that needs neither stays to the byte");
    let again = open(folder).unwrap();
    assert_eq!((again.document, again.diagnostics.len()), (changed, 0));
    put(
        folder,
        "actuals/two.csv",
        "pinned,read_on,node,metric,period,value,unit,coverage,status,source\nyes,2013-01-31,total,m,2012,4,亿元,,final,x\n\
         ,31.1.2013,total,m,2013,5,亿元,,final,x\nmaybe,,total,m,2014,5,亿元,,final,x\n",
    );
    let again = open(folder).unwrap();
    assert_eq!(codes_of(&again.diagnostics), [("row-read-on", Some(3)), ("row-pinned", Some(4))]);
    let chosen = again.document.actuals.current(&key("total"), period).unwrap();
    assert_eq!((chosen.value, chosen.read_on, chosen.pinned), (4.0, day, true), "in any order of columns");
}

#[test]
fn a_file_without_its_columns_or_in_another_encoding_spoils_no_other() {
    let (folder, document) = workspace();
    let folder = folder.path();
    put(folder, "actuals/a.csv", "node,metric,period\ntotal,m,2011\n");
    put(folder, "actuals/b.csv", b"node,metric,period,value,unit\ntotal,m,2011,1,\xd2\xda\xd4\xaa\n");
    put(folder, "actuals/c.csv", "");
    let opened = open(folder).unwrap();
    let codes: Vec<_> = opened.diagnostics.iter().map(|d| d.code).collect();
    assert!(codes.contains(&"actuals-column-missing") && codes.contains(&"row-not-utf8"), "{codes:?}");
    assert_eq!(opened.document.actuals, document.actuals);
    assert!(opened.lossy);
}

#[test]
fn what_cannot_be_opened_is_refused_in_words() {
    let (folder, _) = workspace();
    let folder = folder.path();
    let code = |path: &Path| open(path).unwrap_err().diagnostic().code;
    assert_eq!(code(&folder.join("nowhere")), "workspace-missing");
    assert_eq!(code(&folder.join("actuals")), "workspace-no-plan");
    assert_eq!(code(&folder.join("actuals/one.csv")), "workspace-no-folder");
    put(folder, "plan.toml", "format = 7\nanything [[[");
    assert_eq!(code(folder), "workspace-too-new");
    put(folder, "plan.toml", b"format = 1\n[plan]\ntitle = \"\xbc\xce\xd0\xcb\"\n");
    let refused = open(folder).unwrap_err();
    assert_eq!(refused.diagnostic().place.line, Some(3));
    assert_eq!(refused.to_string(), "plan.toml is not UTF-8: byte 27 in line 3");
    put(folder, "plan.toml", &"format = 1\n[plan]\ntitle = \"嘉兴\"\n".as_bytes()[..31]);
    let opened = open(folder).unwrap();
    assert!(opened.lossy && opened.diagnostics.iter().any(|d| d.code == "file-cut"));
}

#[test]
fn saving_where_nothing_can_be_written_says_so_and_loses_nothing() {
    let (folder, document) = workspace();
    let folder = folder.path();
    let below_a_file = folder.join("plan.toml/below");
    assert_eq!(create(&below_a_file, &document).unwrap_err().diagnostic().code, "file-write-failed");
    assert_eq!(create(folder, &document).unwrap_err().diagnostic().code, "workspace-exists");
    let list = vec![observation("2011", 1.0, "a/../b")];
    let (actuals, _) = Actuals::build(vec![(key("total"), list)], [Arc::from("a/../b")]);
    let prints = open(folder).unwrap().prints;
    let refused = save(folder, &Document::new(Plan::default(), actuals), &prints).unwrap_err();
    assert_eq!(refused.diagnostic().code, "file-name-unfit");
    assert_eq!(open(folder).unwrap().document, document, "nothing was touched");
}

#[test]
fn a_workspace_is_saved_elsewhere_with_all_that_lies_in_it() {
    let (folder, document) = workspace();
    let from = folder.path();
    put(from, "scenarios/notes.md", "x");
    put(from, "profiles/p.toml", "x = 1\n");
    put(from, ".clusterplan/journal", "x");
    let to = from.join("copy");
    save_as(Some((from, &Prints::default())), &to, &document).unwrap();
    assert_eq!(names(&to), ["actuals", "plan.toml", "profiles", "scenarios"]);
    assert_eq!(open(&to).unwrap().document, document);
}

fn scenario(id: &str, name: &str) -> Scenario {
    Scenario::new(id.into(), name.into(), None)
}

fn put_scenario(document: &mut Document, scenario: Scenario) -> Edit {
    document.apply(Edit::scenario(&document.scenarios, scenario)).unwrap()
}

#[test]
fn scenarios_come_back_in_the_order_of_their_ids_and_only_what_changed_is_written() {
    let (folder, mut document) = workspace();
    let folder = folder.path();
    for id in ["b", "低", "a"] {
        put_scenario(&mut document, scenario(id, "x"));
    }
    let prints = save(folder, &document, &open(folder).unwrap().prints).unwrap();
    let opened = open(folder).unwrap();
    assert_eq!((&opened.document, opened.diagnostics.len(), opened.lossy), (&document, 0, false));
    assert_eq!(opened.prints, prints);
    let ids: Vec<&str> = opened.document.scenarios.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "低"]);
    let time = |file: &str| fs::metadata(folder.join(file)).unwrap().modified().unwrap();
    let before = (time("scenarios/a.toml"), time("plan.toml"));
    put_scenario(&mut document, scenario("b", "y"));
    let prints = save(folder, &document, &prints).unwrap();
    assert_eq!((time("scenarios/a.toml"), time("plan.toml")), before);
    assert_eq!(open(folder).unwrap().document, document);
    put(folder, "scenarios/a.toml", "format = 1\n");
    put(folder, "scenarios/new.toml", "format = 1\n");
    put(folder, "scenarios/~$new.toml", "x");
    assert_eq!(changed(folder, &prints), ["scenarios/a.toml", "scenarios/new.toml"]);
}

#[test]
fn a_deleted_scenario_loses_its_file_and_undo_after_the_save_brings_it_back() {
    let (folder, mut document) = workspace();
    let folder = folder.path();
    put_scenario(&mut document, scenario("a", "x"));
    put_scenario(&mut document, scenario("b", "x"));
    let prints = save(folder, &document, &open(folder).unwrap().prints).unwrap();
    let whole = document.clone();
    let back = document.apply(Edit::remove_scenario(&"a".into())).unwrap();
    let other = document.apply(Edit::remove_scenario(&"b".into())).unwrap();
    put(folder, "scenarios/b.toml", "changed by another hand");
    let prints = save(folder, &document, &prints).unwrap();
    assert_eq!(names(&folder.join("scenarios")), ["b.toml.bak-1"], "what another hand wrote is kept");
    assert_eq!(changed(folder, &prints), Vec::<String>::new());
    let mut forgotten = open(folder).unwrap().prints;
    put(folder, "scenarios/b.toml", "format = 1\n");
    forgotten.files.extend(open(folder).unwrap().prints.files);
    forgotten.forget("scenarios/b.toml");
    save(folder, &document, &forgotten).unwrap();
    assert_eq!(names(&folder.join("scenarios")), ["b.toml.bak-1", "b.toml.bak-2"], "mine counts: it stays deleted, and a copy is kept");
    for edit in [other, back] {
        document.apply(edit).unwrap();
    }
    assert_eq!(document, whole);
    save(folder, &document, &prints).unwrap();
    assert_eq!(names(&folder.join("scenarios")), ["a.toml", "b.toml", "b.toml.bak-1", "b.toml.bak-2"]);
    assert_eq!(open(folder).unwrap().document, document);
}

#[test]
#[cfg(unix)]
fn a_scenario_that_differs_from_a_deleted_one_by_case_is_not_removed_with_it() {
    let (folder, mut document) = workspace();
    let folder = folder.path();
    put_scenario(&mut document, scenario("A", "before"));
    let prints = save(folder, &document, &open(folder).unwrap().prints).unwrap();
    document.apply(Edit::remove_scenario(&"A".into())).unwrap();
    put_scenario(&mut document, scenario("a", "after"));
    let at = |name: &str| folder.join("scenarios").join(name);
    // As where case makes no difference: both names reach one file.
    fs::rename(at("A.toml"), at("a.toml")).unwrap();
    std::os::unix::fs::symlink(at("a.toml"), at("A.toml")).unwrap();
    let prints = save(folder, &document, &prints).unwrap();
    assert!(fs::read_to_string(at("a.toml")).unwrap().contains("after"), "what was just written stands");
    assert!(!prints.files.contains_key("scenarios/A.toml"));
    // Where it makes one, the file of the deleted scenario goes.
    fs::remove_file(at("A.toml")).unwrap();
    put_scenario(&mut document, scenario("B", "x"));
    let prints = save(folder, &document, &prints).unwrap();
    document.apply(Edit::remove_scenario(&"B".into())).unwrap();
    put_scenario(&mut document, scenario("b", "x"));
    save(folder, &document, &prints).unwrap();
    assert!(at("b.toml").exists() && !at("B.toml").exists());
}

#[test]
fn a_bad_scenario_file_spoils_no_other_and_is_never_lost() {
    let (folder, _) = workspace();
    let folder = folder.path();
    let broken = "format = 1\n\n[scenario]\nname = \"x\"\n\n[[assumption]]\nkind = \"growth-set\"\n";
    put(folder, "scenarios/broken.toml", broken);
    put(folder, "scenarios/newer.toml", "format = 9\n[[[");
    put(folder, "scenarios/other.toml", b"format = 1\n[scenario]\nname = \"\xbc\xce\"\n");
    put(folder, "scenarios/sound.toml", "format = 1\n\n[scenario]\nname = \"y\"\n");
    let opened = open(folder).unwrap();
    assert!(opened.lossy && opened.prints.is_lossy());
    assert_eq!(codes_of(&opened.diagnostics), [("record-no-id", Some(6)), ("scenario-too-new", None), ("file-not-utf8", Some(3))]);
    let mut document = opened.document;
    assert_eq!(document.scenarios.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["broken", "sound"]);
    assert_eq!(changed(folder, &opened.prints), Vec::<String>::new());
    let prints = save(folder, &document, &opened.prints).unwrap();
    assert_eq!(names(&folder.join("scenarios")), ["broken.toml", "newer.toml", "other.toml", "sound.toml"]);
    assert_eq!(fs::read_to_string(folder.join("scenarios/broken.toml")).unwrap(), broken);

    put_scenario(&mut document, scenario("broken", "mended"));
    put_scenario(&mut document, scenario("newer", "takes its place"));
    let prints = save(folder, &document, &prints).unwrap();
    assert_eq!(fs::read_to_string(folder.join("scenarios/broken.toml.bak-1")).unwrap(), broken);
    assert_eq!(fs::read_to_string(folder.join("scenarios/newer.toml.bak-1")).unwrap(), "format = 9\n[[[");
    assert!(folder.join("scenarios/other.toml").exists(), "a file that could not be read is not taken for a deleted scenario");

    document.apply(Edit::remove_scenario(&"sound".into())).unwrap();
    let to = folder.join("copy");
    let saved = save_as(Some((folder, &prints)), &to, &document).unwrap();
    assert!(to.join("scenarios/other.toml").exists() && !to.join("scenarios/sound.toml").exists());
    assert_eq!(changed(&to, &saved), Vec::<String>::new());
}

#[test]
fn what_a_scenario_names_and_nobody_has_is_told_and_kept() {
    let (folder, _) = workspace();
    let folder = folder.path();
    let text = "format = 1\n\n[scenario]\nname = \"x\"\nparent = \"gone\"\npins = [\"total\", \"nowhere\"]\n\n[[assumption]]\nid = \"a\"\nkind = \"spread\"\n\
        metric = \"n\"\nwithin = [\"nowhere\", \"outside:total\"]\ntotals = { 2012 = 1 }\nunit = \"斗\"\nrule = \"metric\"\nrule-metric = \"n\"\nholds = [\"nowhere\"]\n\n\
        [[assumption]]\nid = \"b\"\nkind = \"project\"\nproject = \"p\"\n\n[[assumption]]\nid = \"c\"\nkind = \"limit\"\nlimit = \"l\"\nvalue = \"<= 1\"\nunit = \"亿元\"\n";
    put(folder, "scenarios/head.toml", text);
    put(folder, "scenarios/b.toml", "format = 1\n\n[scenario]\nname = \"b\"\nparent = \"c\"\n");
    put(folder, "scenarios/c.toml", "format = 1\n\n[scenario]\nname = \"c\"\nparent = \"b\"\n");
    let opened = open(folder).unwrap();
    let told: Vec<(&str, &str, &str)> = opened
        .diagnostics
        .iter()
        .map(|d| (d.place.file.as_deref().unwrap_or(""), d.place.record.as_deref().unwrap_or(""), d.code))
        .collect();
    let head = "scenarios/head.toml";
    assert_eq!(
        told,
        [
            ("scenarios/b.toml", "b", "scenario-parent-ring"),
            ("scenarios/c.toml", "c", "scenario-parent-ring"),
            (head, "head", "scenario-parent-unknown"),
            (head, "head", "scenario-node-unknown"),
            (head, "a", "scenario-node-unknown"),
            (head, "a", "scenario-metric-unknown"),
            (head, "a", "scenario-unit-unknown"),
            (head, "b", "scenario-project-unknown"),
            (head, "c", "scenario-limit-unknown"),
        ]
    );
    let is_ring = |d: &Diagnostic| d.code == "scenario-parent-ring" && d.severity == crate::base::Severity::Error;
    assert!(!opened.lossy && opened.diagnostics.iter().all(|d| is_ring(d) || d.severity == crate::base::Severity::Warning));
    save(folder, &opened.document, &opened.prints).unwrap();
    assert_eq!(fs::read_to_string(folder.join(head)).unwrap(), text, "to the byte");
}

#[test]
fn an_id_that_is_no_file_name_everywhere_is_refused_before_anything_is_written() {
    let (folder, document) = workspace();
    let folder = folder.path();
    let prints = open(folder).unwrap().prints;
    for ids in [&["a/b"][..], &["CON"], &["x "], &["x."], &["low", "Low"]] {
        let mut changed = document.clone();
        ids.iter().for_each(|id| _ = put_scenario(&mut changed, scenario(id, "x")));
        let refused = save(folder, &changed, &prints).unwrap_err();
        assert_eq!(refused.diagnostic().code, "file-name-unfit", "{ids:?}");
        assert!(!folder.join("scenarios").exists());
    }
}

#[test]
fn every_code_has_a_sentence_in_both_languages() {
    for language in Language::ALL {
        let words = Words::new(language);
        for code in codes().chain(settings::CODES.iter().copied()) {
            assert!(words.has(&format!("diagnostic-{code}")), "{}: {code}", language.tag());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_actuals_come_back(rows in prop::collection::vec(
        ("[a-c]{1,2}|[^\\s][,\"嘉]{0,2}[^\\s]", "[mn]", prop::option::of("[xy]"), 2010..2013_i32, any::<f64>().prop_filter("finite", |v| v.is_finite()),
            "[元%,\"]{1,2}", prop::sample::select(Status::ALL.to_vec()), any::<String>(), "[fgh]", prop::option::of(1..29_i8), any::<bool>(),
            prop::option::of(-100.0..1e6_f64)),
        0..24,
    )) {
        let groups = rows.into_iter().map(|(node, metric, coverage, year, value, unit, status, source, file, day, pinned, growth)| {
            let key = SeriesKey { node: node.as_str().into(), metric: metric.as_str().into(), coverage: coverage.map(|c| c.as_str().into()) };
            let noted = file != "f";
            let (period, unit, source, file) = (Period::year(year), unit.as_str().into(), Arc::from(source), Arc::from(file));
            // One file has days, choices and growth, one days, one none, as files from before there were any.
            let read_on = day.filter(|_| noted).map(|day| crate::base::Date::constant(2012, 2, day));
            let (pinned, stated_growth) = (pinned && &*file == "h", growth.filter(|_| &*file == "h"));
            (key, vec![Observation { period, value, unit, status, source, file, read_on, pinned, stated_growth }])
        });
        let (actuals, _) = Actuals::build(groups.collect(), ["f", "g", "h"].map(Arc::from));
        let folder = tempfile::tempdir().unwrap();
        let document = Document::new(plan(), actuals);
        create(folder.path(), &document).unwrap();
        let opened = open(folder.path()).unwrap();
        prop_assert!(!opened.lossy, "{:?}", opened.diagnostics);
        prop_assert_eq!(&opened.document, &document);
        prop_assert_eq!(save(folder.path(), &opened.document, &opened.prints).unwrap(), opened.prints);
    }

    #[test]
    fn rows_with_quotes_are_read_as_the_csv_library_reads_them(fields in prop::collection::vec("[a\",\n\r 嘉]{0,5}", 1..9)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&fields).unwrap();
        let bytes = writer.into_inner().unwrap();
        let (read, length) = crate::io::actuals_file::quoted(&bytes);
        let read: Vec<&[u8]> = read.iter().map(|field| &**field).collect();
        prop_assert_eq!(read, fields.iter().map(String::as_bytes).collect::<Vec<_>>());
        prop_assert_eq!(length, bytes.len());
    }
}

#[test]
fn briefings_are_kept_beside_scenarios_and_what_they_name_and_nobody_has_is_told() {
    use crate::domain::{Briefing, Content, Item};
    let (folder, mut document) = workspace();
    let folder = folder.path();
    let mut briefing = Briefing::new("march".into(), crate::base::Label::new("x"));
    briefing.items.push(Item { node: "gone".into(), ..Item::new("a".into(), Content::KeyNumbers) });
    let put_back = document.apply(Edit::briefing(&document.briefings, briefing.clone())).unwrap();
    let prints = save(folder, &document, &open(folder).unwrap().prints).unwrap();
    let opened = open(folder).unwrap();
    assert_eq!(opened.document, document);
    assert_eq!(codes_of(&opened.diagnostics), [("briefing-node-unknown", None)]);
    assert_eq!(opened.diagnostics[0].place.file.as_deref(), Some("briefings/march.toml"));
    put(folder, "briefings/newer.toml", "format = 9\n");
    assert_eq!(changed(folder, &prints), ["briefings/newer.toml"]);
    document.apply(put_back).unwrap();
    save(folder, &document, &prints).unwrap();
    assert_eq!(names(&folder.join("briefings")), ["newer.toml"], "what could not be read is not taken for a deleted briefing");
}
