//! A plan whose year starts in April, from its files to what is said of it: months as on the calendar, running totals from April.

use std::fmt::Write;
use std::path::Path;

use clusterplan::domain::{Actuals, Document};
use clusterplan::io::import::from_text;
use clusterplan::io::workspace;
use clusterplan::view::import::raw::OpenChoices;
use clusterplan::view::import::{Choices, LeftReason, Reading, detect_with, read};

use crate::cli::run;

const PLAN: &str = "format = 1\n\n[plan]\ntitle = \"Growth plan\"\ntotal = \"The group\"\nlanguage = \"en\"\nbase-year = 2023\nfirst-year = 2024\n\
    last-year = 2026\nyear-starts-in = 4\nmain-metric = \"sales\"\n\n[[unit]]\nid = \"INR m\"\nname = \"INR million\"\nmeasure = \"inr\"\n\
    numerator = 1000000\ndenominator = 1\n\n[[dimension]]\nid = \"line\"\nname = \"Line\"\n\n[[member]]\nid = \"pumps\"\ndimension = \"line\"\n\
    name = \"Pumps\"\n\n[[metric]]\nid = \"sales\"\nname = \"Sales\"\nunit = \"INR m\"\nkind = \"flow\"\n\n";

/// The clusters `a` to `d`: months of a whole year, a running total from April, one from January, and a quarter.
pub fn workspace() -> tempfile::TempDir {
    let mut plan = PLAN.to_owned();
    let mut figures = String::new();
    for cluster in ["a", "b", "c", "d"] {
        let _ = write!(plan, "[[cluster]]\nid = \"{cluster}\"\nname = \"{cluster}\"\nin = {{ line = \"pumps\" }}\n\n");
        for (year, role, value) in [(2023, "baseline", 1000), (2024, "milestone", 1000), (2026, "target", 1200)] {
            let id = format!("{cluster}-{role}");
            let _ = writeln!(
                figures,
                "  {{ id = \"{id}\", node = \"{cluster}\", metric = \"sales\", at = \"{year}\", role = \"{role}\", value = \"{value}\", unit = \"INR m\" }},"
            );
        }
    }
    let months = (4..=12).map(|month| format!("2024-{month:02}")).chain((1..=3).map(|month| format!("2025-{month:02}")));
    let months: String = months.map(|month| format!("a,sales,,{month},90,INR m,final,\n")).collect();
    let others = "b,sales,,2024-04..09,566,INR m,final,\nc,sales,,2024-01..06,566,INR m,final,\nc,sales,,2024-01..12,1100,INR m,final,\n\
        d,sales,,2024Q1,240,INR m,final,\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    std::fs::write(folder.path().join("plan.toml"), format!("{plan}[figures]\nlist = [\n{figures}]\n")).unwrap();
    let head = "node,metric,coverage,period,value,unit,status,source\n";
    std::fs::write(folder.path().join("actuals/a.csv"), format!("{head}{months}{others}")).unwrap();
    folder
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().unwrap()
}

#[test]
fn a_running_total_that_starts_elsewhere_is_told_with_what_to_give_instead() {
    let folder = workspace();
    for (language, sentences) in
        [("en", ["do not start in month 4", "(2024-04..06)"]), ("zh-CN", ["不是从规划年度的起始月份（4 月）起算", "（2024-04..06）"])]
    {
        let (code, found, _) = run(&["--language", language, "check", path(&folder)]);
        assert_eq!((code, found.lines().count()), (0, 1), "{found}");
        assert!(sentences.iter().all(|sentence| found.contains(sentence)) && found.contains("2024-01..06, 2024-01..12"), "{found}");
    }
}

#[test]
fn a_period_that_ends_no_stretch_of_the_plans_year_is_refused() {
    let folder = workspace();
    let scored = ["score", path(&folder), "--since", "2024-01..12"];
    let deck = folder.path().join("deck.pptx");
    let brief = ["brief", path(&folder), "--as-of", "2024-01..06", "--out", deck.to_str().unwrap()];
    for command in
        [&["assess", path(&folder), "--as-of", "2024-01..06"][..], &["warnings", path(&folder), "--as-of", "2024-01..06"], &scored, &brief]
    {
        for (language, sentence) in [("en", "does not start with the plan’s year"), ("zh-CN", "不是从规划年度的起始月份")] {
            let (code, results, messages) = run(&[&["--language", language], command].concat());
            assert_eq!((code, results.as_str()), (2, ""), "{command:?}");
            assert!(messages.contains(sentence), "{messages}");
        }
    }
    assert!(!deck.exists());
}

#[test]
fn months_as_on_the_calendar_make_the_plans_year_and_its_parts_are_named_as_running_totals() {
    let folder = workspace();
    let pace = |language: &str, node: &str, as_of: &[&str]| {
        let (code, text, _) =
            run(&[&["--language", language, "assess", path(&folder), "--method", "pace", "--node", node], as_of].concat());
        assert_eq!(code, 0);
        text
    };
    // April 2024 to March 2025 is the plan's year 2024, all of it.
    let whole = pace("en", "a", &[]);
    assert!(whole.contains("1,080 INR million in 2024 is 108.0%") && whole.contains("100.0% of the year has elapsed"), "{whole}");
    let tenth = pace("en", "a", &["--as-of", "2025-01"]);
    assert!(tenth.contains("900 INR million in Apr 2024–Jan 2025 to date is 90.0%") && tenth.contains("83.3%"), "{tenth}");
    let tenth = pace("zh-CN", "a", &["--as-of", "2025-01"]);
    assert!(tenth.contains("2024 年 4 月–2025 年 1 月累计"), "{tenth}");
    // Six months together are no month.
    let half = [pace("en", "b", &[]), pace("zh-CN", "b", &[])];
    assert!(half[0].contains("566 INR million in Apr–Sep 2024 to date is 56.6%") && half[1].contains("2024 年 4–9 月累计"), "{half:?}");
    assert!(pace("en", "b", &["--format", "json"]).contains("\"period\":\"2024-04..09\""));
    let (_, values, _) = run(&["evaluate", path(&folder)]);
    assert!(values.lines().any(|line| line.starts_with("actual,a,a,sales,2024,1080,")), "{values}");
    // What is written is what was read: months of the calendar, none moved into another year.
    let document = workspace::open(folder.path()).unwrap().document;
    let written = clusterplan::io::actuals_file::write(&document.actuals, "a");
    assert!(written.contains("a,sales,,2025-03,90") && written.contains("b,sales,,2024-04..09,566"), "{written}");
}

fn understood(content: &str, choices: &Choices, document: &Document) -> Reading {
    let file = from_text("pasted", content, &OpenChoices::default());
    let table = file.table().unwrap();
    read(table, &detect_with(table, choices, document), choices, document)
}

fn periods(reading: &Reading) -> Vec<String> {
    reading.items.iter().map(|item| item.period.to_string()).collect()
}

#[test]
fn an_import_takes_running_totals_that_start_with_the_plans_year_and_leaves_others_with_their_reason() {
    let folder = workspace();
    let document = Document { actuals: Actuals::default().into(), ..workspace::open(Path::new(folder.path())).unwrap().document };
    let own = "node,metric,coverage,period,value,unit,status,source\na,sales,,2024-04..2025-01,900,INR m,final,\n\
        a,sales,,2024-01..06,566,INR m,final,\na,sales,,2025-02,90,INR m,final,\n";
    let reading = understood(own, &Choices::default(), &document);
    assert_eq!(periods(&reading), ["2024-04..2025-01", "2025-02"]);
    assert_eq!(reading.left.iter().map(|row| row.reason).collect::<Vec<_>>(), [LeftReason::RunningTotal]);
    assert_eq!(reading.items[1].period.plan_year(), 2024, "February 2025 lies in the plan's year 2024");
    // A quarter said by its months is that of the plan with those months, without a question.
    let quarter = "node,metric,period,amount,unit\na,sales,2024年7-9月,250,INR m\n";
    let reading = understood(quarter, &Choices::default(), &document);
    assert_eq!((periods(&reading), reading.questions.len()), (vec!["2024Q2".to_owned()], 0));
    // “September to date” names no start: whose year it is is asked, and it starts with that one.
    let said = "node,metric,period,amount,unit\na,sales,2024年9月累计,566,INR m\na,sales,2025年2月累计,990,INR m\n";
    let asked = understood(said, &Choices::default(), &document);
    assert_eq!(asked.questions.iter().map(|question| question.key.as_str()).collect::<Vec<_>>(), ["years"]);
    let mut choices = Choices::default();
    choices.answer(&asked.questions[0], &asked.questions[0].candidates[0]);
    let reading = understood(said, &choices, &document);
    assert_eq!((periods(&reading), reading.questions.len()), (vec!["2024-04..09".to_owned(), "2024-04..2025-02".to_owned()], 0));
}
