//! The view models of the briefing page on the sample: lists, forms, fresh briefings, in both languages.

use std::fmt::Write;
use std::path::Path;

use clusterplan::base::{Label, NodeId, Period};
use clusterplan::domain::{Briefing, Content, Document, FindingRule, Item, TableKind, When, Width, briefing_edit};
use clusterplan::engine::Evaluation;
use clusterplan::view::briefing_page::{FieldKind, Kind, fields, fresh, head_fields, items};
use clusterplan::view::report::builtin::BuiltIn;
use clusterplan::view::{Language, Words};

fn sample() -> (Document, Evaluation) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = clusterplan::io::workspace::open(&folder).unwrap().document;
    let evaluation = Evaluation::of(&document);
    (document, evaluation)
}

fn form(words: &Words, document: &Document, item: &Item) -> String {
    let mut text = String::new();
    for field in fields(words, document, &[Period::year(2013), Period::year(2012)], item) {
        let shown = match &field.kind {
            FieldKind::Text { text, hint } | FieldKind::Words { text, hint } => format!("“{text}” ({hint})"),
            FieldKind::Choice { options, chosen } => {
                let name = |(word, name): &(String, String)| if word == chosen { format!("[{name}]") } else { name.clone() };
                options.iter().take(12).map(name).collect::<Vec<_>>().join(" | ")
            }
            FieldKind::Node(_, name) => name.clone(),
            FieldKind::Several { options, chosen, none } => {
                let names = |list: &[(String, String)]| list.iter().take(4).map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
                format!("[{}] {none} + {}", names(chosen), names(options))
            }
        };
        let _ = writeln!(text, "{}: {shown}", field.label);
    }
    text
}

#[test]
fn the_built_in_deck_reads_as_a_list_in_both_languages() {
    let (document, evaluation) = sample();
    let briefing = fresh::built_in(BuiltIn::Deck, &document, &evaluation);
    for language in Language::ALL {
        let words = Words::new(language);
        let rows = items(&words, &document, &briefing);
        assert_eq!(rows.len(), briefing.items.len());
        assert!(rows.iter().all(|row| row.problems.is_empty()));
        let text: String = rows.iter().take(14).map(|row| format!("{:?} | {} | {}\n", row.kind, row.label, row.line)).collect();
        insta::assert_snapshot!(format!("deck-items-{}", language.tag()), text);
    }
}

#[test]
fn a_built_in_briefing_kept_in_the_workspace_reads_in_either_language_as_it_is_made() {
    let (document, evaluation) = sample();
    for kind in BuiltIn::ALL {
        let kept = fresh::built_in(kind, &document, &evaluation);
        for language in Language::ALL {
            let words = Words::new(language);
            let made = kind.briefing(&document, &evaluation, &words);
            assert_eq!(words.label(&kept.name), words.label(&made.name));
            let titles = |briefing: &Briefing| briefing.items.iter().map(|item| words.label(&item.title).to_owned()).collect::<Vec<_>>();
            assert_eq!(titles(&kept), titles(&made), "{kind:?} {language:?}");
        }
    }
}

#[test]
fn fresh_briefings_and_copies_bear_names_of_their_own() {
    let (mut document, evaluation) = sample();
    let mut names = Vec::new();
    for _ in 0..2 {
        for briefing in [fresh::empty(&document), fresh::built_in(BuiltIn::Deck, &document, &evaluation)] {
            let (id, edit) = briefing_edit::create(&document, briefing);
            document.apply(edit).unwrap();
            let copy = fresh::copy_name(&document, document.briefings.get(&id).unwrap());
            let (copy, edit) = briefing_edit::duplicate(&document, &id, copy).unwrap();
            document.apply(edit).unwrap();
            names.extend([id, copy].map(|id| document.briefings.get(&id).unwrap().name.clone()));
        }
    }
    for language in Language::ALL {
        let words = Words::new(language);
        let mut shown: Vec<&str> = names.iter().map(|name| words.label(name)).collect();
        shown.sort_unstable();
        shown.dedup();
        assert_eq!(shown.len(), names.len(), "{shown:?}");
    }
}

#[test]
fn every_kind_of_item_has_a_form() {
    let (document, _) = sample();
    let words = Words::new(Language::Chinese);
    let mut text = String::new();
    for kind in Kind::ALL {
        let _ = writeln!(text, "## {}\n{}", words.text(kind.key()), form(&words, &document, &kind.fresh(None)));
    }
    let overlay = Item {
        scenarios: vec![document.scenarios.iter().next().unwrap().id.clone()],
        ..Item::new("x".into(), Content::Chart { kind: "scenario-overlay".into() })
    };
    let _ = writeln!(text, "## 情景\n{}", form(&words, &document, &overlay));
    insta::assert_snapshot!("briefing-forms-zh-CN", text);
    let english = Words::new(Language::English);
    let briefing = Briefing { subtitle: Label::new("给领导"), ..fresh::empty(&document) };
    let labels: Vec<String> = head_fields(&english, &document, &[], &briefing).into_iter().map(|field| field.label).collect();
    assert_eq!(labels, ["Name", "Name (English)", "Subtitle", "Subtitle (English)", "Period", "Remark"]);
}

#[test]
fn a_new_item_is_about_what_the_one_before_it_is_about() {
    let before = Item {
        node: NodeId::new("n"),
        metrics: vec!["m".into()],
        when: Some(When::Latest),
        ..Item::new("a".into(), Content::Finding(FindingRule::Gaps))
    };
    let chart = Kind::Chart.fresh(Some(&before));
    assert_eq!((chart.node, chart.metrics, chart.when), (before.node.clone(), before.metrics.clone(), before.when));
    assert_eq!(Kind::Text.fresh(Some(&before)).node, NodeId::total(), "own words are about nobody");
}

#[test]
fn what_is_gone_is_listed_named_and_kept() {
    let (document, _) = sample();
    let words = Words::new(Language::Chinese);
    let item = Item {
        node: NodeId::new("gone-node"),
        metrics: vec!["gone-metric".into()],
        scenarios: vec!["gone-scenario".into()],
        dimension: Some("gone-dimension".into()),
        width: Width::Half,
        ..Item::new("x".into(), Content::Table(TableKind::Progress))
    };
    let briefing = Briefing { items: vec![item.clone()], ..Briefing::new("a".into(), Label::new("A")) };
    let rows = items(&words, &document, &briefing);
    assert_eq!(rows[0].problems.len(), 4, "{:?}", rows[0].problems);
    let text = form(&words, &document, &item);
    for id in ["gone-node", "gone-metric", "gone-scenario", "gone-dimension"] {
        assert!(text.contains(&format!("{id}（已不在规划中）")), "{text}");
    }
}
