#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

use proptest::prelude::*;

use super::*;
use crate::base::AssumptionId;
use crate::domain::{Assumption, BasisLine, Lever, Reach, Scope};

fn id(text: &str) -> ScenarioId {
    ScenarioId::new(text)
}

fn growth(name: &str) -> Assumption {
    Assumption::new(name.into(), Scope::default(), Some("m".into()), Lever::GrowthSet { rate: 0.1 })
}

/// `low` on the plan, `lower` on `low`, `lowest` on `lower`, each with one assumption of its own name.
fn chain() -> Document {
    let mut document = Document::default();
    for (scenario, parent) in [("low", None), ("lower", Some("low")), ("lowest", Some("lower"))] {
        let mut scenario = Scenario::new(id(scenario), scenario.into(), parent.map(id));
        scenario.assumptions.push(growth(scenario.id.as_str()));
        document.apply(Edit::scenario(&document.scenarios, scenario)).unwrap();
    }
    document
}

fn get<'a>(document: &'a Document, scenario: &str) -> &'a Scenario {
    document.scenarios.get(scenario).unwrap()
}

/// Carries an edit out, sees that taking it back leads to the same document, and leaves it carried out.
fn done(document: &mut Document, edit: Edit) {
    check_locks(document, &edit).unwrap();
    let before = document.clone();
    let back = document.apply(edit.clone()).unwrap();
    let after = document.clone();
    document.apply(back).unwrap();
    assert_eq!(*document, before);
    document.apply(edit).unwrap();
    assert_eq!(*document, after);
}

fn ids(document: &Document, scenario: &str) -> Vec<String> {
    get(document, scenario).assumptions.iter().map(|a| a.id.to_string()).collect()
}

#[test]
fn scenarios_are_made_duplicated_renamed_and_described() {
    let mut document = chain();
    let (made, edit) = create(&document, "Low".into(), Some(id("low"))).unwrap();
    done(&mut document, edit);
    assert_eq!(made, id("low-2"), "a name in other letters is no other file");
    let edit = lock(&document, &id("low"), true).unwrap();
    done(&mut document, edit);
    let (copy, edit) = duplicate(&document, &id("low"), "A copy".into()).unwrap();
    done(&mut document, edit);
    assert_eq!((copy.as_str(), get(&document, "a-copy").locked, ids(&document, "a-copy")), ("a-copy", false, vec!["low".to_owned()]));
    let edit = rename(&document, &copy, "Another".into()).unwrap();
    done(&mut document, edit);
    let edit = describe(&document, &copy, "why").unwrap();
    done(&mut document, edit);
    let edit = set_pins(&document, &copy, vec!["a".into()]).unwrap();
    done(&mut document, edit);
    let copy = get(&document, "a-copy");
    assert_eq!((copy.name.text.as_str(), copy.note.as_str(), copy.pins.len()), ("Another", "why", 1));
    assert!(document.scenarios.rows().is_sorted_by(|a, b| a.id < b.id));
    assert_eq!(create(&document, "x".into(), Some(id("gone"))).unwrap_err(), ScenarioRefusal::Gone { name: "gone".to_owned() });
}

#[test]
fn a_ring_of_parents_is_refused() {
    let mut document = chain();
    for parent in ["low", "lower", "lowest"] {
        let refused = set_parent(&document, &id("low"), Some(id(parent))).unwrap_err();
        assert_eq!(refused, ScenarioRefusal::OwnParent { name: "low".to_owned(), parent: parent.to_owned() });
    }
    let edit = set_parent(&document, &id("lowest"), Some(id("low"))).unwrap();
    done(&mut document, edit);
    let edit = set_parent(&document, &id("low"), None).unwrap();
    done(&mut document, edit);
    // A ring that came from outside holds no walk up.
    for (below, above) in [("x", "y"), ("y", "x")] {
        let scenario = Scenario::new(id(below), below.into(), Some(id(above)));
        document.apply(Edit::scenario(&document.scenarios, scenario)).unwrap();
    }
    assert!(set_parent(&document, &id("low"), Some(id("x"))).is_ok());
    assert!(set_parent(&document, &id("x"), None).is_ok(), "and can be mended");
}

#[test]
fn who_inherits_from_a_deleted_scenario_goes_on_with_what_it_inherited_from() {
    let mut document = chain();
    let deletion = delete(&document, &id("lower")).unwrap();
    assert_eq!(deletion.children, [id("lowest")]);
    let told = deletion.told().unwrap();
    assert_eq!((told.code, told.args[1].1.as_str()), ("scenario-children-moved", "1"));
    done(&mut document, deletion.edit);
    assert_eq!(get(&document, "lowest").parent, Some(id("low")));
    let edit = lock(&document, &id("lowest"), true).unwrap();
    done(&mut document, edit);
    assert_eq!(delete(&document, &id("low")).unwrap_err(), ScenarioRefusal::ChildLocked { name: "lowest".to_owned() });
    let edit = lock(&document, &id("lowest"), false).unwrap();
    done(&mut document, edit);
    let deletion = delete(&document, &id("lowest")).unwrap();
    assert_eq!(deletion.told(), None);
    done(&mut document, deletion.edit);
    assert_eq!(document.scenarios.len(), 1);
}

#[test]
fn a_locked_scenario_is_changed_by_nothing_but_unlocking_it() {
    let mut document = chain();
    let edit = lock(&document, &id("lower"), true).unwrap();
    done(&mut document, edit);
    let locked = Err(ScenarioRefusal::Locked { name: "lower".to_owned() });
    let lower = &id("lower");
    let own: &AssumptionId = &"lower".into();
    let (node, metric) = (&NodeId::total(), &"m".into());
    let refusals = [
        rename(&document, lower, "x".into()),
        describe(&document, lower, "x"),
        set_parent(&document, lower, None),
        set_pins(&document, lower, Vec::new()),
        delete(&document, lower).map(|deletion| deletion.edit),
        add(&document, lower, growth("x")).map(|(_, edit)| edit),
        replace(&document, lower, growth("lower")),
        move_to(&document, lower, own, 0),
        remove(&document, lower, own),
        switch(&document, lower, own, false),
        promote(&document, lower, own),
        promote(&document, &id("lowest"), &"lowest".into()),
        hold(&document, lower, (node, metric), &[(2012, 1.0)].into(), &"亿元".into()),
        release(&document, lower, (node, metric), &[2012]),
    ];
    for (place, refused) in refusals.into_iter().enumerate() {
        assert_eq!(refused, locked, "{place}");
    }
    let by_hand = |scenario: Scenario| check_locks(&document, &Edit::scenario(&document.scenarios, scenario));
    let refused = Err(EditError::ScenarioLocked { name: "lower".to_owned() });
    let held = get(&document, "lower").clone();
    assert_eq!(by_hand(Scenario { note: "x".to_owned(), ..held.clone() }), refused);
    assert_eq!(by_hand(Scenario { note: "x".to_owned(), locked: false, ..held.clone() }), refused, "not even together with its lock");
    assert_eq!(by_hand(Scenario { locked: false, ..held.clone() }), Ok(()));
    assert_eq!(check_locks(&document, &Edit::remove_scenario(lower)), refused);
    let unlock = Edit::scenario(&document.scenarios, Scenario { locked: false, ..held.clone() });
    let change = Edit::scenario(&document.scenarios, Scenario { note: "x".to_owned(), ..held });
    assert_eq!(check_locks(&document, &Edit::Batch(vec![unlock.clone(), change.clone()])), Ok(()));
    assert_eq!(check_locks(&document, &Edit::Batch(vec![change, unlock])), refused);
}

#[test]
fn assumptions_are_added_replaced_moved_switched_removed_and_given_to_the_parent() {
    let mut document = chain();
    let lower = &id("lower");
    for name in ["b", "lower"] {
        let (_, edit) = add(&document, lower, growth(name)).unwrap();
        done(&mut document, edit);
    }
    assert_eq!(ids(&document, "lower"), ["lower", "b", "lower-2"]);
    let edit = move_to(&document, lower, &"lower".into(), 9).unwrap();
    done(&mut document, edit);
    assert_eq!(ids(&document, "lower"), ["b", "lower-2", "lower"]);
    let edit = move_to(&document, lower, &"lower".into(), 0).unwrap();
    done(&mut document, edit);
    assert_eq!(ids(&document, "lower"), ["lower", "b", "lower-2"]);
    let edit = replace(&document, lower, Assumption { lever: Lever::GrowthShift { points: 1.0 }, ..growth("b") }).unwrap();
    done(&mut document, edit);
    let edit = switch(&document, lower, &"lower-2".into(), false).unwrap();
    done(&mut document, edit);
    assert!(!get(&document, "lower").assumptions[2].on);
    let edit = remove(&document, lower, &"lower-2".into()).unwrap();
    done(&mut document, edit);
    let (_, edit) = add(&document, &id("low"), growth("b")).unwrap();
    done(&mut document, edit);
    let edit = promote(&document, lower, &"b".into()).unwrap();
    done(&mut document, edit);
    assert_eq!((ids(&document, "low"), ids(&document, "lower")), (vec!["low".into(), "b".into(), "b-2".into()], vec!["lower".to_owned()]));
    assert_eq!(get(&document, "low").assumptions[2].lever, Lever::GrowthShift { points: 1.0 });
    let no_parent = promote(&document, &id("low"), &"b".into()).unwrap_err();
    assert_eq!(no_parent, ScenarioRefusal::WithoutParent { name: "low".to_owned() });
    assert_eq!(remove(&document, lower, &"b".into()).unwrap_err(), ScenarioRefusal::NoAssumption { name: "b".to_owned() });
}

#[test]
fn a_hold_is_taken_up_where_it_has_the_last_word_and_let_go_where_it_stands() {
    let mut document = chain();
    let (lower, node, metric) = (&id("lower"), &NodeId::new("a"), &"m".into());
    let on = (node, metric);
    let held = |document: &Document, scenario: &str| -> Vec<(Vec<(i32, f64)>, String)> {
        let values = get(document, scenario).assumptions.iter().filter_map(|assumption| match &assumption.lever {
            Lever::Values { values, unit } => Some((values.iter().map(|(y, v)| (*y, *v)).collect(), unit.to_string())),
            _ => None,
        });
        values.collect()
    };
    let yuan = "亿元".to_owned();
    let edit = hold(&document, lower, on, &[(2012, 5.0)].into(), &"亿元".into()).unwrap();
    done(&mut document, edit);
    let edit = hold(&document, lower, on, &[(2012, 6.0), (2013, 7.0)].into(), &"亿元".into()).unwrap();
    done(&mut document, edit);
    let edit = hold(&document, lower, on, &[(2014, 80000.0)].into(), &"万元".into()).unwrap();
    done(&mut document, edit);
    assert_eq!(held(&document, "lower"), [(vec![(2012, 6.0), (2013, 7.0), (2014, 8.0)], yuan.clone())]);
    // What comes behind would move it again, so that the value goes behind that.
    let (_, edit) = add(&document, lower, growth("later")).unwrap();
    done(&mut document, edit);
    let edit = hold(&document, lower, on, &[(2013, 9.0)].into(), &"亿元".into()).unwrap();
    done(&mut document, edit);
    assert_eq!(held(&document, "lower"), [(vec![(2012, 6.0), (2014, 8.0)], yuan.clone()), (vec![(2013, 9.0)], yuan.clone())]);
    assert_eq!(ids(&document, "lower"), ["lower", "values", "later", "values-2"]);
    let edit = release(&document, lower, on, &[2013, 2014]).unwrap();
    done(&mut document, edit);
    assert_eq!((held(&document, "lower"), ids(&document, "lower").len()), (vec![(vec![(2012, 6.0)], yuan)], 3));
    let above = release(&document, &id("lowest"), on, &[2012]).unwrap_err();
    assert_eq!(above, ScenarioRefusal::HeldAbove { name: "lower".to_owned() });
    assert!(release(&document, lower, on, &[2015]).unwrap().is_empty(), "nothing is held there");
    let no_number = hold(&document, lower, on, &[(2012, f64::NAN)].into(), &"亿元".into()).unwrap_err();
    assert_eq!(no_number.diagnostic().code, "hold-not-number");
}

/// An act of a user on one of four scenarios.
#[derive(Clone, Debug)]
enum Act {
    Create(Option<usize>),
    Duplicate(usize),
    Delete(usize),
    Parent(usize, Option<usize>),
    Lock(usize, bool),
    Add(usize, u8),
    Move(usize, usize, usize),
    Promote(usize, usize),
    Hold(usize, i32, f64),
    Release(usize, i32),
}

fn act() -> impl Strategy<Value = Act> {
    let at = || 0..4_usize;
    prop_oneof![
        2 => prop::option::of(at()).prop_map(Act::Create),
        1 => at().prop_map(Act::Duplicate),
        1 => at().prop_map(Act::Delete),
        2 => (at(), prop::option::of(at())).prop_map(|(a, b)| Act::Parent(a, b)),
        1 => (at(), prop::bool::weighted(0.3)).prop_map(|(a, on)| Act::Lock(a, on)),
        3 => (at(), any::<u8>()).prop_map(|(a, kind)| Act::Add(a, kind)),
        1 => (at(), at(), at()).prop_map(|(a, b, c)| Act::Move(a, b, c)),
        2 => (at(), at()).prop_map(|(a, b)| Act::Promote(a, b)),
        2 => (at(), 2011..2014_i32, -9.0..9.0).prop_map(|(a, year, value)| Act::Hold(a, year, value)),
        1 => (at(), 2011..2014_i32).prop_map(|(a, year)| Act::Release(a, year)),
    ]
}

fn lever(kind: u8) -> Lever {
    match kind % 4 {
        0 => Lever::GrowthSet { rate: f64::from(kind) },
        1 => Lever::Basis(BasisLine::Forecast),
        2 => Lever::LevelShock { factor: 0.5, recovery: None },
        _ => Lever::Values { values: [(2012, 1.0)].into(), unit: "亿元".into() },
    }
}

fn build(document: &Document, act: &Act) -> Built {
    let rows = document.scenarios.rows();
    let at = |place: usize| rows.get(place % rows.len().max(1)).map_or_else(|| id("gone"), |scenario| scenario.id.clone());
    let own = |scenario: &ScenarioId, place: usize| {
        let all = document.scenarios.get(scenario).map(|s| s.assumptions.as_slice()).unwrap_or_default();
        all.get(place).map_or_else(|| "gone".into(), |assumption| assumption.id.clone())
    };
    let (node, metric) = (&NodeId::total(), &"m".into());
    match *act {
        Act::Create(parent) => create(document, "甲 x".into(), parent.map(at)).map(|(_, edit)| edit),
        Act::Duplicate(a) => duplicate(document, &at(a), "b".into()).map(|(_, edit)| edit),
        Act::Delete(a) => delete(document, &at(a)).map(|deletion| deletion.edit),
        Act::Parent(a, parent) => set_parent(document, &at(a), parent.map(at)),
        Act::Lock(a, on) => lock(document, &at(a), on),
        Act::Add(a, kind) => {
            let scope = Scope { within: vec![node.clone()], reach: Reach::All };
            add(document, &at(a), Assumption::new("x".into(), scope, Some("m".into()), lever(kind))).map(|(_, edit)| edit)
        }
        Act::Move(a, b, to) => move_to(document, &at(a), &own(&at(a), b), to),
        Act::Promote(a, b) => promote(document, &at(a), &own(&at(a), b)),
        Act::Hold(a, year, value) => hold(document, &at(a), (node, metric), &[(year, value)].into(), &"亿元".into()),
        Act::Release(a, year) => release(document, &at(a), (node, metric), &[year]),
    }
}

proptest! {
    #[test]
    fn every_step_can_be_taken_back_and_no_ring_comes_about(acts in prop::collection::vec(act(), 1..30)) {
        let mut document = chain();
        let mut trail = Vec::new();
        for act in acts {
            let Ok(edit) = build(&document, &act) else { continue };
            prop_assert_eq!(check_locks(&document, &edit), Ok(()), "{:?}", act);
            let before = document.clone();
            trail.push((document.apply(edit).unwrap(), before));
            for scenario in document.scenarios.iter() {
                prop_assert!(!ring(&document.scenarios, &scenario.id, scenario.parent.as_ref()), "{:?}", act);
                prop_assert!(scenario.parent.as_ref().is_none_or(|parent| document.scenarios.contains(parent)), "{:?}", act);
                let mut known = std::collections::BTreeSet::new();
                prop_assert!(scenario.assumptions.iter().all(|assumption| known.insert(&assumption.id)), "{:?}", act);
            }
            prop_assert!(document.scenarios.rows().is_sorted_by(|a, b| a.id < b.id));
        }
        while let Some((back, before)) = trail.pop() {
            document.apply(back).unwrap();
            prop_assert_eq!(&document, &before);
        }
    }
}
