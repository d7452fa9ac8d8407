//! What scores miss and what warnings rest on, as it is read: command line, tables of the window, tables of briefings, both languages.

use std::sync::Arc;

use clusterplan::domain::{Briefing, Content, Document, Item, TableKind, When};
use clusterplan::engine::{Evaluation, score, warn};
use clusterplan::io::workspace;
use clusterplan::view::grid::GridSource;
use clusterplan::view::judging::{ScoreGrid, WarningTable};
use clusterplan::view::report::{Inputs, build};
use clusterplan::view::{Language, Words};

use super::cli::run;

/// m1 with a, b and c, m2 with e and g, all planned from 100 to 150; of 2024 nobody reported g, of 2025 only a (to March) and e (to June).
/// What a reported of 2024 may be revised, what e reported is made up.
fn workspace_of_five() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = String::from(
        r#"format = 1
[plan]
title = "T"
total = "All"
language = "en"
base-year = 2023
first-year = 2024
last-year = 2025
main-metric = "f"
[[paper]]
id = "p"
title = "P"
[[unit]]
id = "USD m"
name = "USD million"
measure = "usd"
numerator = 1000000
denominator = 1
[[dimension]]
id = "d"
name = "d"
[[member]]
id = "m1"
dimension = "d"
name = "m1"
[[member]]
id = "m2"
dimension = "d"
name = "m2"
"#,
    );
    let clusters = [("a", "m1"), ("b", "m1"), ("c", "m1"), ("e", "m2"), ("g", "m2")];
    for (id, member) in clusters {
        plan += &format!("[[cluster]]\nid = \"{id}\"\nname = \"{id}\"\nin = {{ d = \"{member}\" }}\n");
    }
    plan += r#"[[metric]]
id = "f"
name = "sales"
unit = "USD m"
kind = "flow"
[[score-scheme]]
id = "m"
name = "M"
scored = "members"
dimension = "d"
indicators = [ { metric = "f", weight = 100.0, aim = "year-plan", cap = 1.2 } ]
[[warning-rule]]
id = "off"
name = "Off"
kind = "off-track"
periods = 1
[figures]
list = [
"#;
    for (number, (id, _)) in clusters.iter().enumerate() {
        for (at, role, value) in [("2023", "baseline", "100"), ("2024", "milestone", "120"), ("2025", "target", ">= 150")] {
            let figure = format!("F{number}{at}");
            plan += &format!(
                "{{ id = \"{figure}\", node = \"{id}\", metric = \"f\", at = \"{at}\", role = \"{role}\", value = \"{value}\", unit = \"USD m\", doc = \"p\" }},\n"
            );
        }
    }
    plan += "]\n";
    std::fs::write(folder.path().join("plan.toml"), plan).unwrap();
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    let actuals = "node,metric,coverage,period,value,unit,status,source
a,f,,2024,60,USD m,preliminary,x
b,f,,2024,12,USD m,final,x
c,f,,2024,120,USD m,final,x
e,f,,2024,99,USD m,illustrative,x
a,f,,2025-01..03,30,USD m,final,x
e,f,,2025-01..06,75,USD m,final,x
";
    std::fs::write(folder.path().join("actuals/a.csv"), actuals).unwrap();
    folder
}

fn opened(folder: &tempfile::TempDir) -> (Document, Evaluation) {
    let document = workspace::open(folder.path()).unwrap().document;
    let evaluation = Evaluation::of(&document);
    (document, evaluation)
}

fn json(arguments: &[&str]) -> Vec<serde_json::Value> {
    let (code, text, messages) = run(arguments);
    assert_eq!(code, 0, "{messages}");
    serde_json::from_str::<serde_json::Value>(&text).unwrap().as_array().unwrap().clone()
}

#[test]
fn league_tables_no_longer_hide_missing_clusters() {
    let folder = workspace_of_five();
    let path = folder.path().to_str().unwrap();
    let text = |language: &str, as_of: &str| run(&["--language", language, "score", path, "--scheme", "m", "--as-of", as_of]).1;
    for (language, as_of, wanted) in [
        ("en", "2024", vec!["m2 82.50 points; sales: Made of 1 of 2 nodes, reported for 2024"]),
        ("zh-CN", "2024", vec!["只含 2 个单位中的 1 个"]),
        ("en", "2025-06", vec!["Made of 1 of 2 nodes, reported for Jan–Jun 2025", "Made of 1 of 3 nodes, reported only for Jan–Mar 2025"]),
        ("zh-CN", "2025-06", vec!["只含 2 个单位中的 1 个", "只含 3 个单位中的 1 个，只报到2025"]),
    ] {
        let text = text(language, as_of);
        let said: Vec<&&str> = wanted.iter().filter(|part| !text.contains(**part)).collect();
        assert!(said.is_empty(), "{said:?} in {text}");
    }
    let rows = json(&["score", path, "--scheme", "m", "--as-of", "2025-06", "--format", "json"]);
    let of = |node: &str| rows.iter().find(|row| row["node"] == node).unwrap().clone();
    let (m1, m2) = (of("m1"), of("m2"));
    assert_eq!((&m2["covered"], &m2["complete"], &m1["complete"]), (&0.5.into(), &false.into(), &false.into()));
    let part = &m1["indicators"][0];
    assert_eq!((&part["n"], &part["of"], &part["reported"]), (&1.into(), &3.into(), &"2025-01..03".into()));
    let (_, csv, _) = run(&["score", path, "--scheme", "m", "--as-of", "2024", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, head: &str| row[heads.iter().position(|of| of == head).unwrap()].to_owned();
    let of =
        |node: &str, indicator: &str| rows.iter().find(|row| cell(row, "node") == node && cell(row, "indicator") == indicator).unwrap();
    let said = |row: &csv::StringRecord| ["n", "of", "reported", "covered", "complete"].map(|head| cell(row, head));
    assert_eq!(said(of("m2", "f")), ["1", "2", "2024", "", "false"]);
    assert_eq!(said(of("m2", "")), ["", "", "", "0.5", "false"]);
    assert_eq!(said(of("m1", "")), ["", "", "", "1", "true"]);
}

#[test]
fn no_bonus_is_written_without_a_sign() {
    let folder = workspace_of_five();
    let (_, text, _) = run(&["score", folder.path().to_str().unwrap(), "--as-of", "2024", "--format", "json"]);
    assert!(text.contains("\"bonus\":0.0") && !text.contains("-0.0"), "{text}");
}

#[test]
fn a_score_table_shows_of_how_many_nodes_and_up_to_when() {
    let folder = workspace_of_five();
    let (document, evaluation) = opened(&folder);
    let scheme = document.plan.score_schemes.get("m").unwrap();
    for language in Language::ALL {
        let grid = |as_of: &str| {
            let scores = score::of(&document, &evaluation, scheme, as_of.parse().ok(), None);
            ScoreGrid::new(&document, Arc::new(Words::new(language)), scheme, scores, None)
        };
        let badges = |grid: &ScoreGrid, column: usize| [0, 1].map(|row| grid.cell(row, column).badge);
        let year = grid("2024");
        let [first, second] = [0, 1].map(|row| year.cell(row, 1).text);
        assert_eq!([first.as_str(), second.as_str()], ["m2", "m1"]);
        assert_eq!((badges(&year, 2), badges(&year, 5)), (["1/2".to_owned(), String::new()], ["50%".to_owned(), String::new()]));
        assert!(year.cell(0, 2).hint.contains("2024") && year.cell(0, 5).hint.contains("2024"), "{}", year.cell(0, 2).hint);
        let june = grid("2025-06");
        let [whole, part] = badges(&june, 2);
        assert!(whole == "1/2" && part.starts_with("1/3 ") && part.contains("2025"), "{whole} {part}");
        // The column is wide enough for what stands beside the points.
        assert!(june.columns()[2].width > year.columns()[2].width);
    }
    let mut briefing = Briefing::new("t".into(), "T".into());
    let period = "2025-06".parse().unwrap();
    briefing.when = When::At(period);
    briefing.items = vec![Item::new("a".into(), Content::Table(TableKind::Scores))];
    for language in Language::ALL {
        let words = Words::new(language);
        let inputs = Inputs { document: &document, evaluation: &evaluation, words: &words, when: None, scenarios: &[], judge: None };
        let report = build(&briefing, inputs);
        let (_, table) = report.tables().next().unwrap();
        assert!(table.rows[0].cells[2].text.ends_with(" (1/2)") && table.rows[1].cells[2].text.contains(" (1/3 "), "{:?}", table.rows);
        assert!(table.notes.iter().any(|note| note == words.text("report-note-score-partial")), "{:?}", table.notes);
    }
}

#[test]
fn every_warning_says_whether_its_numbers_are_made_up_or_preliminary() {
    let folder = workspace_of_five();
    let path = folder.path().to_str().unwrap();
    let rows = json(&["warnings", path, "--as-of", "2024", "--format", "json"]);
    let of = |node: &str| rows.iter().find(|row| row["node"] == node).map(|row| (row["illustrative"].clone(), row["preliminary"].clone()));
    assert_eq!(of("a"), Some((false.into(), true.into())));
    assert_eq!(of("b"), Some((false.into(), false.into())));
    assert_eq!(of("e"), Some((true.into(), false.into())));
    assert_eq!(of("m1"), Some((false.into(), true.into())), "the sum of its clusters");
    let (_, csv, _) = run(&["warnings", path, "--as-of", "2024", "--format", "csv"]);
    assert!(csv.lines().next().unwrap().ends_with(",illustrative,preliminary"), "{csv}");
    let line = |text: &str, node: &str| text.lines().find(|line| line.contains(node)).unwrap().to_owned();
    assert!(line(&csv, ",e,e,").ends_with(",true,false") && line(&csv, ",a,a,").ends_with(",false,true"), "{csv}");
    for (language, made_up, open) in [("en", "illustrative data", "preliminary"), ("zh-CN", "示例数据", "初步数")] {
        let (_, text, _) = run(&["--language", language, "warnings", path, "--as-of", "2024"]);
        let says = |node: &str| [made_up, open].map(|word| line(&text, &format!("Off · {node} ")).contains(word));
        assert_eq!((says("e"), says("a"), says("b")), ([true, false], [false, true], [false, false]), "{text}");
        assert!(text.contains(if language == "en" { "Off track in the last period." } else { "最近一期明显滞后" }), "{text}");
    }
    let (document, evaluation) = opened(&folder);
    let warnings = Arc::new(warn::of(&document, &evaluation, "2024".parse().ok()));
    for language in Language::ALL {
        let words = Arc::new(Words::new(language));
        let table = WarningTable::new(&document, words.clone(), warnings.clone());
        let badge = |node: &str| (0..table.row_count()).find(|row| table.cell(*row, 0).text == node).map(|row| table.cell(row, 3).badge);
        let [made_up, open] = ["illustrative", "status-preliminary"].map(|key| Some(words.text(key).to_owned()));
        assert_eq!((badge("e"), badge("a"), badge("b")), (made_up.clone(), open.clone(), Some(String::new())));
        assert!(table.has_illustrative());
        let mut briefing = Briefing::new("t".into(), "T".into());
        briefing.when = When::At("2024".parse().unwrap());
        briefing.items = vec![Item::new("a".into(), Content::Table(TableKind::Warnings))];
        let inputs = Inputs { document: &document, evaluation: &evaluation, words: &words, when: None, scenarios: &[], judge: None };
        let report = build(&briefing, inputs);
        let (_, table) = report.tables().next().unwrap();
        let what = |node: &str| table.rows.iter().find(|row| row.cells[0].text == node).map(|row| row.cells[3].text.clone()).unwrap();
        let ends = |node: &str, mark: &Option<String>| what(node).ends_with(&format!(" ({})", mark.as_deref().unwrap_or_default()));
        assert!(ends("e", &made_up) && ends("a", &open) && !what("b").ends_with(')'), "{:?}", table.rows);
        assert!(report.sections.iter().any(|section| section.mark.is_some()));
    }
}
