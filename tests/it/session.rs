//! The session on the sample workspace: opened, edited, undone, saved in the background, recovered.

use std::path::{Path, PathBuf};

use clusterplan::base::{Bound, FigureId, Label};
use clusterplan::domain::{Edit, Figure};
use clusterplan::session::{JobResult, Jobs, SaveOutcome, Session};

fn sample_copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    for file in ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"] {
        std::fs::copy(sample.join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn retarget(session: &Session, value: f64) -> Edit {
    let plan = &session.document().plan;
    let figure = plan.figures.rows().first().unwrap().clone();
    Edit::set(plan, Figure { bound: Bound::Exactly { value }, ..figure })
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"]
        .into_iter()
        .map(|file| (PathBuf::from(file), std::fs::read(folder.join(file)).unwrap()))
        .collect()
}

#[test]
fn an_edit_that_is_undone_leaves_the_files_byte_for_byte() {
    let folder = sample_copy();
    let mut session = Session::open(folder.path(), None).unwrap().session;
    // As the program itself writes them; a file written by hand may be laid out otherwise.
    session.save().unwrap();
    let before = files(folder.path());
    let evaluation = session.evaluation();
    let edit = retarget(&session, 1e13);
    session.apply(edit, "edit").unwrap();
    assert!(session.is_dirty() && !std::sync::Arc::ptr_eq(&evaluation, &session.evaluation()));
    session.undo();
    assert!(!session.is_dirty());
    session.save().unwrap();
    assert!(files(folder.path()) == before);
    let edit = retarget(&session, 0.0001);
    session.apply(edit, "edit").unwrap();
    session.save().unwrap();
    let after = files(folder.path());
    let changed: Vec<_> = after.iter().zip(&before).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0.clone()).collect();
    assert_eq!(changed, [PathBuf::from("plan.toml")]);
}

#[test]
fn saving_runs_beside_editing_and_a_crash_loses_neither() {
    let folder = sample_copy();
    let mut session = Session::open(folder.path(), None).unwrap().session;
    let mut jobs: Jobs<SaveOutcome> = Jobs::new(|| {});
    let edit = retarget(&session, 1.0);
    session.apply(edit, "edit").unwrap();
    let task = session.begin_save().unwrap();
    jobs.spawn("saving", |_| task.run());
    let title = clusterplan::domain::PlanInfo { title: Label::new("改"), ..session.document().plan.info.clone() };
    session.apply(Edit::Info(Box::new(title)), "rename").unwrap();
    match jobs.wait().unwrap().result {
        JobResult::Done(outcome) => session.finish_save(outcome).unwrap(),
        JobResult::Broken(fault) => panic!("{fault}"),
    }
    assert!(session.is_dirty());
    let (first, after) = (session.document().plan.figures.rows()[0].id.clone(), session.snapshot());
    drop(session);
    let opened = Session::open(folder.path(), None).unwrap();
    let mut session = opened.session;
    assert_eq!(bound(&session, &first), Bound::Exactly { value: 1.0 });
    assert_ne!(session.document(), &after);
    session.recover(opened.recoverable.unwrap(), "recovered").unwrap();
    assert_eq!(session.document(), &after);
}

fn bound(session: &Session, id: &FigureId) -> Bound {
    session.document().plan.figures.get(id).unwrap().bound
}
