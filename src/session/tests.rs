//! Properties of the session: undo is exact, redo too, and nothing written down is lost.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::base::{Label, NodeId, Period, UnitId};
use crate::domain::{
    Assumption, Briefing, Cluster, Content, Dimension, Item, Lever, Member, Observation, Scenario, Scope, SeriesKey, Status,
};

fn dimension(id: &str) -> Dimension {
    Dimension { id: id.into(), name: Label::new(id), extra: toml::Table::new() }
}

fn member(id: &str, name: &str) -> Member {
    Member {
        id: id.into(),
        dimension: "d".into(),
        parent: None,
        name: Label::new(name),
        short: None,
        note: String::new(),
        key_fields: Vec::new(),
        aliases: Vec::new(),
        extra: toml::toml! { when = 2011-03-01
        share = 0.1 },
    }
}

fn cluster(id: &str, name: &str) -> Cluster {
    Cluster {
        id: id.into(),
        name: Label::new(name),
        short: None,
        membership: [("d".into(), NodeId::new("m"))].into(),
        place: String::new(),
        role: String::new(),
        lead_firms: Vec::new(),
        key_fields: Vec::new(),
        aliases: Vec::new(),
        extra: toml::Table::new(),
    }
}

fn observed(node: &str, year: i32, value: Option<f64>) -> Edit {
    let key = SeriesKey { node: node.into(), metric: "sales".into(), coverage: None };
    let (period, file): (_, Arc<str>) = (Period::year(year), Arc::from("entered"));
    let to = value.map(|value| Observation {
        period,
        value,
        unit: UnitId::new("亿元"),
        status: Status::Final,
        source: Arc::from("typed"),
        file: file.clone(),
        read_on: None,
        pinned: false,
        stated_growth: None,
    });
    Edit::observation(key, period, &file, to)
}

fn scenario(id: &str, name: &str, rate: i32) -> Scenario {
    let mut scenario = Scenario::new(id.into(), Label::new(name), None);
    let lever = Lever::Values { values: [(2011, f64::from(rate) / 3.0)].into(), unit: "亿元".into() };
    scenario.assumptions.push(Assumption::new("v".into(), Scope::of(&"a".into()), Some("sales".into()), lever));
    scenario
}

fn briefing(id: &str, name: &str) -> Briefing {
    let mut briefing = Briefing::new(id.into(), Label::new(name));
    briefing.items.push(Item::new("i".into(), Content::Text { markdown: name.to_owned() }));
    briefing
}

fn start() -> Document {
    let mut document = Document::default();
    for edit in [
        Edit::place(dimension("d"), 0),
        Edit::place(member("m", "M"), 0),
        Edit::place(cluster("a", "A"), 0),
        Edit::place(cluster("b", "B"), 1),
        observed("a", 2011, Some(0.1 + 0.2)),
        Edit::scenario(&crate::domain::Table::default(), scenario("b", "B", 1)),
    ] {
        document.apply(edit).unwrap();
    }
    document
}

fn an_edit() -> impl Strategy<Value = Edit> {
    let id = prop::sample::select(vec!["a", "b", "c", "e"]);
    let single = prop_oneof![
        (id.clone(), "[a-z甲乙]{0,3}", 0..5_usize).prop_map(|(id, name, place)| Edit::place(cluster(id, &name), place)),
        id.clone().prop_map(|id| Edit::remove::<Cluster>(&id.into())),
        (id.clone(), "[a-z]{0,2}", 0..3_usize).prop_map(|(id, name, place)| Edit::place(member(&format!("m{id}"), &name), place)),
        (id, 2010..2014, prop::option::of(any::<f64>().prop_filter("files hold no such numbers", |v| v.is_finite())))
            .prop_map(|(id, year, value)| observed(id, year, value)),
        ("[a-d]", "[a-z]{0,2}", 0..3_i32, any::<usize>()).prop_map(|(id, name, rate, place)| {
            let to = Some((place, scenario(&id, &name, rate)));
            Edit::Scenario(Box::new(crate::domain::Put { id: id.as_str().into(), to }))
        }),
        "[a-d]".prop_map(|id| Edit::remove_scenario(&id.as_str().into())),
        ("[a-d]", "[a-z]{0,2}", any::<usize>()).prop_map(|(id, name, place)| {
            let to = Some((place, briefing(&id, &name)));
            Edit::Briefing(Box::new(crate::domain::Put { id: id.as_str().into(), to }))
        }),
        "[a-d]".prop_map(|id| Edit::remove_briefing(&id.as_str().into())),
        "[a-z]{0,2}".prop_map(|title| Edit::Info(Box::new(crate::domain::PlanInfo { title: Label::new(title), ..Default::default() }))),
    ];
    single.prop_recursive(2, 8, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Edit::Batch))
}

/// An edit and the gesture it belongs to, and whether that ends with it.
fn acts() -> impl Strategy<Value = Vec<(Edit, Option<u64>, bool)>> {
    prop::collection::vec((an_edit(), prop::option::of(0..2_u64), prop::bool::weighted(0.2)), 1..25)
}

fn carry_out(session: &mut Session, acts: Vec<(Edit, Option<u64>, bool)>) {
    for (edit, gesture, ends) in acts {
        match gesture {
            Some(id) => session.apply_gesture(GestureId(id), edit, "drag").unwrap(),
            None => session.apply(edit, "step").unwrap(),
        }
        if ends {
            session.end_gesture();
        }
    }
}

proptest! {
    #[test]
    fn undoing_all_leads_back_and_redoing_all_leads_forth(acts in acts()) {
        let before = start();
        let mut session = Session::unsaved(before.clone(), None);
        carry_out(&mut session, acts);
        let (after, revision, end) = (session.snapshot(), session.revision(), session.history.state());
        for _ in 0..2 {
            while session.undo().is_some() {}
            prop_assert_eq!(session.document(), &before);
            while session.redo().is_some() {}
            prop_assert_eq!(session.document(), &after);
            prop_assert_eq!(session.history.state(), end);
        }
        prop_assert!(session.document().scenarios.rows().is_sorted_by(|a, b| a.id < b.id), "in the order of their files");
        prop_assert!(session.document().briefings.rows().is_sorted_by(|a, b| a.id < b.id), "in the order of their files");
        prop_assert!(session.revision() >= revision);
    }

}

proptest! {
    // Each case writes files.
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn the_journal_brings_back_what_was_done_and_undone(acts in acts(), undone in 0..4_usize) {
        let root = tempfile::tempdir().unwrap();
        let mut session = Session::unsaved(start(), Some(root.path()));
        carry_out(&mut session, acts);
        for _ in 0..undone {
            session.undo();
        }
        let (after, touched) = (session.snapshot(), session.revision() > 0);
        drop(session);
        let mut orphans = journal::orphans(root.path());
        prop_assert_eq!(orphans.len(), usize::from(touched));
        if let Some(recovery) = orphans.pop() {
            let mut again = Session::unsaved(Document::default(), Some(root.path()));
            again.recover(recovery, "recovered").unwrap();
            prop_assert_eq!(again.document(), &after);
            prop_assert!(again.is_dirty());
        }
    }
}

fn rename(name: &str) -> Edit {
    Edit::place(cluster("a", name), 0)
}

#[test]
fn a_gesture_is_one_step_until_it_ends() {
    let mut session = Session::unsaved(start(), None);
    for name in ["x", "y", "z"] {
        session.apply_gesture(GestureId(1), rename(name), "drag").unwrap();
    }
    session.end_gesture();
    session.apply_gesture(GestureId(1), rename("w"), "drag").unwrap();
    assert_eq!(session.history.len(), 2);
    assert_eq!(session.undo(), Some("drag"));
    assert_eq!(session.document().plan.clusters.get("a").unwrap().name.text, "z");
    session.undo();
    assert_eq!(session.document(), &start());
    session.apply(rename("v"), "rename").unwrap();
    assert_eq!((session.redo(), session.undo_label(), session.redo_label()), (None, Some("rename"), None));
}

#[test]
fn an_edit_that_changes_nothing_leaves_no_trace() {
    let root = tempfile::tempdir().unwrap();
    let mut session = Session::unsaved(start(), Some(root.path()));
    session.apply(Edit::Batch(vec![rename("A"), observed("a", 2011, Some(0.1 + 0.2))]), "nothing").unwrap();
    assert_eq!((session.revision(), session.undo_label()), (0, None));
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn an_edit_that_is_refused_changes_nothing() {
    let mut session = Session::unsaved(start(), None);
    let wrong = crate::domain::Put { id: "b".into(), to: Some((0, cluster("a", "A"))) };
    let result = session.apply(Edit::Batch(vec![rename("x"), Edit::Cluster(Box::new(wrong))]), "wrong");
    assert!(result.is_err());
    assert_eq!((session.document(), session.revision()), (&start(), 0));
}

#[test]
fn a_locked_scenario_refuses_at_the_gate_and_undo_still_leads_back() {
    let root = tempfile::tempdir().unwrap();
    let mut session = Session::unsaved(start(), Some(root.path()));
    let put = |session: &Session, change: &dyn Fn(&mut Scenario)| {
        let mut scenario = session.document().scenarios.get("b").unwrap().clone();
        change(&mut scenario);
        Edit::scenario(&session.document().scenarios, scenario)
    };
    let rename = put(&session, &|scenario| scenario.name = Label::new("renamed"));
    session.apply(rename, "rename").unwrap();
    let lock = put(&session, &|scenario| scenario.locked = true);
    session.apply(lock, "lock").unwrap();
    let after = session.snapshot();
    let refused = session.apply(put(&session, &|scenario| scenario.note = "x".to_owned()), "note").unwrap_err();
    assert_eq!(refused.diagnostic().code, "scenario-locked");
    assert!(session.apply_gesture(GestureId(1), Edit::remove_scenario(&"b".into()), "drag").is_err());
    assert_eq!(session.document(), &after);
    while session.undo().is_some() {}
    assert_eq!(session.document(), &start());
    while session.redo().is_some() {}
    drop(session);
    let mut again = Session::unsaved(Document::default(), Some(root.path()));
    let recovery = journal::orphans(root.path()).pop().unwrap();
    again.recover(recovery, "recovered").unwrap();
    assert_eq!(again.document(), &after, "what was done before the lock comes back with it");
}

#[test]
fn a_drag_of_a_scenarios_lever_is_one_step_with_one_inverse() {
    let mut session = Session::unsaved(start(), None);
    for rate in 2..200 {
        let edit = Edit::scenario(&session.document().scenarios, scenario("b", "B", rate));
        session.apply_gesture(GestureId(7), edit, "drag").unwrap();
    }
    assert_eq!(session.history.len(), 1);
    session.undo();
    assert_eq!(session.document(), &start());
}

#[test]
fn the_evaluation_is_computed_once_a_revision() {
    let mut session = Session::unsaved(start(), None);
    let first = session.evaluation();
    assert!(Arc::ptr_eq(&first, &session.evaluation()));
    session.apply(rename("x"), "rename").unwrap();
    assert!(!Arc::ptr_eq(&first, &session.evaluation()));
}

fn journals_in(folder: &Path) -> Vec<String> {
    let hidden = folder.join(lock::HIDDEN);
    let names = std::fs::read_dir(hidden).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("journal")).collect();
    names.sort();
    names
}

/// A workspace on disk, saved from the start document.
fn workspace_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::unsaved(start(), None);
    assert!(matches!(session.save(), Err(SaveError::NoFolder)));
    session.save_as(folder.path()).unwrap();
    assert!(!session.is_dirty());
    session.close();
    folder
}

fn open(folder: &Path) -> OpenedSession {
    Session::open(folder, None).unwrap()
}

#[test]
fn the_saved_state_is_known_through_undo_past_the_save() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    session.apply(rename("x"), "rename").unwrap();
    session.save().unwrap();
    session.apply(rename("y"), "rename").unwrap();
    assert!(session.is_dirty());
    session.undo();
    assert!(!session.is_dirty());
    session.undo();
    assert!(session.is_dirty(), "before the save is not the saved state");
    session.redo();
    assert!(!session.is_dirty());
    session.undo();
    session.apply(rename("z"), "rename").unwrap();
    session.undo();
    assert!(session.is_dirty(), "the saved state cannot be reached any more");
}

#[test]
fn edits_made_while_saving_stay_dirty_and_in_the_journal() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    session.apply(rename("x"), "rename").unwrap();
    let task = session.begin_save().unwrap();
    assert!(matches!(session.begin_save(), Err(SaveError::Busy)));
    session.apply(rename("y"), "rename").unwrap();
    let outcome = std::thread::spawn(move || task.run()).join().unwrap();
    session.finish_save(outcome).unwrap();
    assert!(session.is_dirty());
    drop(session);
    let OpenedSession { mut session, recoverable, .. } = open(folder.path());
    assert_eq!(session.document().plan.clusters.get("a").unwrap().name.text, "x");
    let recovery = recoverable.unwrap();
    assert_eq!((recovery.len(), recovery.time().is_some(), recovery.is_damaged()), (1, true, false));
    session.recover(recovery, "recovered").unwrap();
    assert_eq!(session.document().plan.clusters.get("a").unwrap().name.text, "y");
    session.save().unwrap();
    assert_eq!(journals_in(folder.path()), Vec::<String>::new());
}

#[test]
fn a_crash_after_a_recovery_still_loses_nothing() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    session.apply(rename("x"), "rename").unwrap();
    drop(session);
    let OpenedSession { mut session, recoverable, .. } = open(folder.path());
    session.recover(recoverable.unwrap(), "recovered").unwrap();
    drop(session);
    let OpenedSession { mut session, recoverable, .. } = open(folder.path());
    session.recover(recoverable.unwrap(), "recovered").unwrap();
    assert_eq!(session.document().plan.clusters.get("a").unwrap().name.text, "x");
    assert_eq!(session.undo(), Some("recovered"));
    assert!(!session.is_dirty());
}

#[test]
fn what_is_not_wanted_back_is_set_aside_and_not_deleted() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    session.apply(rename("x"), "rename").unwrap();
    drop(session);
    let OpenedSession { session, recoverable, .. } = open(folder.path());
    assert!(session.discard(recoverable.unwrap()).unwrap().exists());
    drop(session);
    let OpenedSession { mut session, recoverable, .. } = open(folder.path());
    assert!(recoverable.is_none());
    session.apply(rename("y"), "rename").unwrap();
    session.close();
    let aside = journals_in(folder.path());
    assert!(aside.len() == 2 && aside.iter().all(|name| name.starts_with("journal-")), "{aside:?}");
}

#[test]
fn a_line_that_was_cut_off_is_ignored_and_one_that_is_damaged_is_said() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    for name in ["x", "y", "z"] {
        session.apply(rename(name), "rename").unwrap();
    }
    drop(session);
    let path = folder.path().join(lock::HIDDEN).join("journal.jsonl");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 9]).unwrap();
    let recovery = open(folder.path()).recoverable.unwrap();
    assert_eq!((recovery.len(), recovery.is_damaged()), (2, false));
    let mut damaged = whole.clone();
    let second = whole.iter().enumerate().filter(|(_, b)| **b == b'\n').nth(1).unwrap().0;
    damaged[second + 3] = 0xff;
    std::fs::write(&path, damaged).unwrap();
    let opened = open(folder.path());
    assert!(opened.session.diagnostics().iter().any(|d| d.code == "journal-damaged"));
    let recovery = opened.recoverable.unwrap();
    assert_eq!((recovery.len(), recovery.is_damaged()), (1, true));
}

#[test]
fn a_journal_that_does_not_fit_the_files_is_set_aside_and_said() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    session.apply(rename("x"), "rename").unwrap();
    drop(session);
    let plan = folder.path().join("plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, format!("{text}\n# by another hand\n")).unwrap();
    let opened = open(folder.path());
    assert!(opened.recoverable.is_none());
    assert!(opened.session.diagnostics().iter().any(|d| d.code == "journal-does-not-fit"));
    assert_eq!(journals_in(folder.path()).len(), 1);
}

#[test]
fn a_second_window_is_read_only_until_told_otherwise_and_keeps_its_journal_apart() {
    let (folder, root) = (workspace_folder(), tempfile::tempdir().unwrap());
    let mut first = open(folder.path()).session;
    first.apply(rename("x"), "rename").unwrap();
    let OpenedSession { mut session, holder, recoverable } = Session::open(folder.path(), Some(root.path())).unwrap();
    assert!(holder.is_some() && recoverable.is_none() && session.is_read_only());
    session.apply(rename("y"), "rename").unwrap();
    assert!(matches!(session.save(), Err(SaveError::ReadOnly)));
    assert!(journal::orphans(root.path()).is_empty(), "it belongs to a workspace and is in use");
    session.save_anyway();
    drop(session);
    drop(first);
    let opened = Session::open(folder.path(), Some(root.path())).unwrap();
    assert_eq!(opened.recoverable.map(|recovery| recovery.len()), Some(1), "the workspace's own comes first");
}

#[test]
fn saving_elsewhere_moves_the_session_with_its_lock() {
    let (folder, other) = (workspace_folder(), tempfile::tempdir().unwrap());
    let mut session = open(folder.path()).session;
    session.apply(rename("x"), "rename").unwrap();
    session.save_as(other.path()).unwrap();
    assert_eq!(session.folder(), Some(other.path()));
    assert!(!session.is_dirty());
    assert!(open(folder.path()).holder.is_none(), "the old folder is free");
    assert!(open(other.path()).holder.is_some());
    assert_eq!(journals_in(folder.path()), Vec::<String>::new());
    assert!(matches!(session.save_as(folder.path()), Err(SaveError::Files(_))), "a plan lies there");
    assert_eq!((session.folder(), session.is_saving()), (Some(other.path()), false));
}

#[test]
fn changes_on_disk_are_seen_and_taken_over() {
    let folder = workspace_folder();
    let mut session = open(folder.path()).session;
    assert_eq!(session.disk_check()(), Vec::<String>::new());
    session.apply(rename("mine"), "rename").unwrap();
    let plan = folder.path().join("plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, text.replace("\"A\"", "\"theirs\"")).unwrap();
    assert_eq!(session.disk_check()(), ["plan.toml"]);
    let opened = session.disk_reload()().unwrap();
    session.take_over(opened);
    assert_eq!(session.document().plan.clusters.get("a").unwrap().name.text, "theirs");
    assert!(!session.is_dirty() && session.undo().is_none());
    assert!(journals_in(folder.path()).iter().all(|name| name.starts_with("journal-")));
}
