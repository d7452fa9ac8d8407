//! The command line as other programs see it: exit codes, results on standard output, messages on standard error.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011")
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clusterplan"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8");
    command
}

pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = program(arguments).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn sample_copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in clusterplan::io::sample::FILES {
        std::fs::create_dir_all(folder.path().join(file).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(file), content).unwrap();
    }
    folder
}

#[test]
fn the_sample_is_checked_without_errors_in_every_form() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    let (code, text, messages) = run(&["check", sample]);
    assert_eq!(code, 0, "{text}{messages}");
    assert!(messages.starts_with("错误 0 个"), "{messages}");
    let (code, csv, _) = run(&["check", sample, "--format", "csv"]);
    assert_eq!((code, csv.lines().next()), (0, Some("severity,code,file,line,column,record,sentence")));
    let (code, json, _) = run(&["check", sample, "--format=json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, json.as_array().map(Vec::len)), (0, Some(text.lines().count())));
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count(), text.lines().count());
}

#[test]
fn a_missing_folder_is_unreadable_input_and_said_in_the_language_asked_for() {
    let (code, results, messages) = run(&["check", "there/is/no/such/folder"]);
    assert_eq!((code, results.as_str()), (3, ""));
    assert!(messages.contains("there/is/no/such/folder") && messages.contains("找不到"), "{messages}");
    let (code, _, messages) = run(&["--language", "en", "evaluate", "there/is/no/such/folder"]);
    assert_eq!(code, 3);
    assert!(messages.contains("no folder"), "{messages}");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(&["check", empty.path().to_str().unwrap()]).0, 3, "a folder without a plan");
}

#[test]
fn a_file_cut_in_the_middle_is_a_finding_with_its_line() {
    let folder = sample_copy();
    let plan = folder.path().join("plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    let mut cut = text.len() / 2;
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    std::fs::write(&plan, &text[..cut]).unwrap();
    let folder = folder.path().to_str().unwrap();
    let (code, csv, messages) = run(&["check", folder, "--format", "csv"]);
    assert_eq!(code, 1, "{csv}{messages}");
    let errors: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).filter(|finding| &finding[0] == "error").collect();
    assert!(errors.iter().any(|finding| &finding[2] == "plan.toml" && finding[3].parse::<usize>().is_ok()), "{errors:?}");
    let (code, rows, messages) = run(&["evaluate", folder]);
    assert!(code == 1 && rows.lines().count() > 1 && messages.contains("check"), "what is sound is evaluated: {messages}");
}

#[test]
fn wrong_use_says_what_could_be_written() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    for (arguments, said) in [
        (vec!["export", sample, "--chart", "pie", "--out", "x"], "trajectory"),
        (vec!["export", sample, "--out", "x"], "--chart"),
        (vec!["check", sample, "--format", "xml"], "json"),
        (vec!["check"], "WORKSPACE"),
        (vec!["check", sample, "--no-such-flag"], "--no-such-flag"),
        (vec!["--frame-stats", "x", "check", sample], "--frame-stats"),
        (vec!["evaluate", sample, "--scenario", "optimistic"], "optimistic"),
        (vec!["evaluate", sample, "--scenario", "catch-up", "--scenario", "optimistic"], "catch-up"),
        (vec!["compare", sample, "--base", "plan", "--with", "optimistic"], "solar-trade-shock"),
        (vec!["compare", sample, "--base", "plan"], "--with"),
        (vec!["compare", sample, "--base", "plan", "--with", "catch-up", "--metric", "joy"], "sales_revenue"),
        (vec!["--language", "tlh", "check", sample], "tlh"),
    ] {
        let (code, results, messages) = run(&arguments);
        assert_eq!((code, results.as_str()), (2, ""), "{arguments:?} {messages}");
        assert!(messages.contains(said), "{arguments:?}: {messages}");
    }
}

#[test]
fn help_and_version_are_results() {
    let (code, help, messages) = run(&["--help"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(help.contains("用法") && help.contains("evaluate"), "{help}");
    assert!(run(&["--language=en", "export", "--help"]).1.contains("Folder for the pictures"));
    assert_eq!(run(&["--version"]).1, format!("clusterplan {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_value_is_evaluated_once_and_by_name_of_its_basis() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    let (code, csv, _) = run(&["evaluate", sample]);
    assert_eq!((code, csv.lines().next()), (0, Some("scenario,node,node_name,metric,period,value,unit,basis,n,of,illustrative")));
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    let mut keys: Vec<[&str; 4]> = rows.iter().map(|row| [&row[0], &row[1], &row[3], &row[4]]).collect();
    keys.sort_unstable();
    assert!(keys.is_sorted_by(|a, b| a < b), "no two rows are about the same");
    let known = ["stated", "actual", "sum", "residual", "path", "derived"];
    assert!(rows.iter().all(|row| known.contains(&&row[7]) && row[5].parse::<f64>().is_ok_and(f64::is_finite)));
    let stated = rows.iter().find(|row| &row[1] == "haining-solar" && &row[3] == "sales_revenue" && &row[4] == "2015" && &row[0] == "plan");
    assert_eq!(
        stated.map(|row| (row[5].to_owned(), row[6].to_owned(), row[7].to_owned())),
        Some(("400".into(), "亿元".into(), "stated".into()))
    );
    let (_, json, _) = run(&["evaluate", sample, "--scenario", "plan", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(rows.len()));
}

/// The rows of a table by their columns' names.
fn rows(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).into_deserialize().map(Result::unwrap).collect()
}

#[test]
fn scenarios_are_evaluated_with_parts_that_add_up() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    let asked = ["evaluate", sample, "--scenario", "solar-trade-shock", "--scenario", "catch-up", "--contributions"];
    let (code, csv, messages) = run(&asked);
    assert_eq!(code, 0, "{messages}");
    let rows = rows(&csv);
    let mut values = std::collections::BTreeMap::new();
    let mut sums: std::collections::BTreeMap<_, f64> = std::collections::BTreeMap::new();
    for row in &rows {
        let key = ["scenario", "node", "metric", "period"].map(|column| row[column].as_str());
        let value: f64 = row["value"].parse().unwrap();
        if row["basis"] == "part" {
            assert!(!row["part"].is_empty());
            *sums.entry(key).or_default() += value;
        } else {
            assert!(row["part"].is_empty() && values.insert(key, value).is_none(), "no two rows are about the same: {row:?}");
        }
    }
    assert!(values.len() > 500 && values.keys().len() == sums.keys().len());
    for (key, value) in &values {
        let error = (sums[key] - value).abs() / value.abs().max(1.0);
        assert!(error < 1e-12, "{key:?}: {value} is not {}", sums[key]);
    }
    let parts: std::collections::BTreeSet<&str> = rows.iter().map(|row| row["part"].as_str()).collect();
    for part in ["basis", "solar-trade-shock/exports-blocked", "catch-up/jiashan-inverters/example-jiashan-inverters"] {
        assert!(parts.contains(part), "{part} is not in {parts:?}");
    }
    let (_, json, _) = run(&[&asked[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(rows.len()));
}

#[test]
fn two_scenarios_are_compared_and_the_plan_with_itself_without_a_difference() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    let asked =
        ["compare", sample, "--base", "plan", "--with", "catch-up", "--node", "total", "--metric", "sales_revenue", "--year", "2015"];
    let (code, csv, messages) = run(&[&asked[..], &["--contributions"]].concat());
    assert_eq!(code, 0, "{messages}");
    let found = rows(&csv);
    let number = |row: &std::collections::BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    let (value, parts) = found.split_first().unwrap();
    assert_eq!((value["kind"].as_str(), number(value, "base")), ("value", 2630.0));
    assert!((number(value, "with") - number(value, "base") - number(value, "absolute")).abs() < 1e-9);
    assert!((number(value, "absolute") / 2630.0 - number(value, "relative")).abs() < 1e-12);
    let way: f64 = parts.iter().map(|row| number(row, "absolute")).sum();
    assert!(parts.len() > 3 && (way - number(value, "absolute")).abs() < 1e-9, "{csv}");
    let (_, json, _) = run(&[&asked[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["with"].as_f64(), Some(number(value, "with")));
    let (_, csv, _) = run(&["compare", sample, "--base", "plan", "--with", "plan-as-written"]);
    let same = rows(&csv);
    assert!(same.len() > 300 && same.iter().all(|row| row["base"] == row["with"] && row["absolute"] == "0"));
}

#[test]
fn what_is_wrong_with_a_scenario_is_checked_like_the_plan() {
    let folder = sample_copy();
    let file = folder.path().join("scenarios/catch-up.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let broken = text.replace("\"jiashan-solar\"", "\"atlantis\"").replace("points = 0.02", "points = \"some\"");
    std::fs::write(&file, broken.replace("parent = \"solar-trade-shock\"", "parent = \"gone\"")).unwrap();
    let (code, csv, messages) = run(&["check", folder.path().to_str().unwrap(), "--format", "csv"]);
    assert_eq!(code, 1, "{messages}");
    let found: Vec<(String, String, String)> =
        rows(&csv).into_iter().map(|row| (row["severity"].clone(), row["code"].clone(), row["file"].clone())).collect();
    let is = |severity: &str, code: &str| found.contains(&(severity.to_owned(), code.to_owned(), "scenarios/catch-up.toml".to_owned()));
    assert!(is("error", "value-not-number") && is("error", "key-missing"), "{found:?}");
    assert!(is("warning", "scenario-parent-unknown") && is("warning", "scenario-node-unknown"), "{found:?}");
    let told = found.iter().filter(|(_, code, _)| code == "scenario-parent-unknown").count();
    assert_eq!(told, 1, "once");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let sample = sample();
    let mut child =
        program(&["evaluate", sample.to_str().unwrap(), "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!((first.as_str(), status.code(), String::from_utf8_lossy(&stderr).as_ref()), ("[\n", Some(0), ""));
}

#[test]
fn no_cell_can_become_a_formula() {
    let folder = sample_copy();
    let plan = folder.path().join("plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, text.replacen("total = \"", "total = \"=HYPERLINK(1)", 1)).unwrap();
    let (_, csv, _) = run(&["evaluate", folder.path().to_str().unwrap()]);
    assert!(csv.contains(",'=HYPERLINK(1)") && !csv.contains(",=HYPERLINK"), "{}", &csv[..200]);
}

/// Every text of the plan begins like a formula; no command gives a cell that is one, and numbers below zero stay numbers.
#[test]
fn no_cell_of_any_table_can_become_a_formula() {
    let folder = sample_copy();
    let plan = folder.path().join("plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    let dangerous = text
        .replace("zh-CN = \"", "zh-CN = \"=cmd|")
        .replace("title = \"", "title = \"@")
        .replace("name = \"", "name = \"+")
        .replace("total = \"", "total = \"-x");
    assert!(dangerous.matches("\"=cmd|").count() + dangerous.matches("\"+").count() > 10, "the sample has names to change");
    std::fs::write(&plan, dangerous).unwrap();
    let workspace = folder.path().to_str().unwrap();
    let (mut cells, mut below) = (0, 0);
    for command in [
        &["evaluate", workspace, "--contributions"][..],
        &["evaluate", workspace, "--scenario", "solar-trade-shock"],
        &["compare", workspace, "--base", "plan", "--with", "solar-trade-shock", "--contributions"],
        &["check", workspace, "--format", "csv"],
        &["check", workspace, "--audit", "--format", "csv"],
        &["assess", workspace, "--format", "csv"],
        &["score", workspace, "--format", "csv"],
        &["forecast", workspace, "--format", "csv"],
        &["warnings", workspace, "--format", "csv"],
    ] {
        let (_, csv, messages) = run(command);
        for record in csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes()).records() {
            for cell in &record.unwrap_or_else(|error| panic!("{command:?} {error} {messages}")) {
                let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                below += usize::from(begins);
                cells += 1;
                assert!(!begins || cell == "-" || cell.parse::<f64>().is_ok(), "{command:?}: {cell}");
            }
        }
    }
    assert!(cells > 1000 && below > 0, "{cells} {below}");
}

#[test]
fn a_table_begins_with_the_mark_that_excel_needs_where_that_is_asked_for() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    let (_, plain, _) = run(&["evaluate", sample]);
    let (_, marked, _) = run(&["--bom", "evaluate", sample]);
    assert_eq!(marked.strip_prefix('\u{feff}'), Some(plain.as_str()), "and is the same otherwise, every time");
    let (_, json, _) = run(&["evaluate", sample, "--format", "json", "--bom"]);
    assert!(json.starts_with('['), "no mark before anything else");
}

#[test]
fn charts_are_exported_under_names_from_a_pattern() {
    let out = tempfile::tempdir().unwrap();
    let (sample, folder) = (sample(), out.path().join("图"));
    let (sample, folder) = (sample.to_str().unwrap(), folder.to_str().unwrap());
    let export = |name: &str, more: &[&str]| {
        let base = [
            "export",
            sample,
            "--chart",
            "trajectory,ranking",
            "--node",
            "total,haining-solar",
            "--format",
            "svg",
            "--out",
            folder,
            "--name",
        ];
        run(&[&base[..], &[name], more].concat())
    };
    let (code, results, messages) = export("{number}{scenario} {node}/{kind-id}:{metric}.", &[]);
    assert_eq!(code, 0, "{messages}");
    let names: Vec<&str> = results.lines().map(|line| line.rsplit('/').next().unwrap()).collect();
    assert_eq!(names[0], "0001_嘉兴市_trajectory_销售收入.svg", "{names:?}");
    assert!(names.iter().all(|name| Path::new(folder).join(name).is_file()), "in one folder, whatever the pattern says");
    let (_, results, _) = export("CON", &[]);
    let names: Vec<&str> = results.lines().map(|line| line.rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["CON_.svg", "CON_-2.svg", "CON_-3.svg", "CON_-4.svg"]);
    std::fs::write(Path::new(folder).join("CON_-2.svg"), "mine").unwrap();
    let (code, results, messages) = export("CON", &["--keep-existing"]);
    assert!(code == 0 && results.is_empty() && messages.contains("保留未动 4"), "{code} {results} {messages}");
    assert_eq!(std::fs::read_to_string(Path::new(folder).join("CON_-2.svg")).unwrap(), "mine");
    let (code, results, messages) = export("{node}-{farbe}", &[]);
    assert!(code == 2 && results.is_empty() && messages.contains("{farbe}") && messages.contains("{kind-id}"), "{messages}");
    let (code, _, messages) = run(&["--language", "en", "export", sample, "--chart", "growth", "--out", folder, "--name", "{node"]);
    assert!(code == 2 && messages.contains("closing brace"), "{messages}");
}

#[test]
fn charts_are_exported_as_pictures_under_names_made_of_ids() {
    let out = tempfile::tempdir().unwrap();
    let (sample, folder) = (sample(), out.path().join("pictures"));
    let (sample, folder) = (sample.to_str().unwrap(), folder.to_str().unwrap());
    let (code, results, messages) = run(&[
        "export",
        sample,
        "--chart",
        "trajectory,ranking",
        "--node",
        "total,haining-solar",
        "--format",
        "svg,png",
        "--width",
        "960",
        "--height",
        "540",
        "--out",
        folder,
    ]);
    assert_eq!(code, 0, "{messages}");
    let mut names: Vec<String> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(results.lines().count(), names.len());
    assert!(names.contains(&"haining-solar-trajectory.png".to_owned()) && names.contains(&"total-ranking.svg".to_owned()), "{names:?}");
    let svg = std::fs::read_to_string(Path::new(folder).join("total-trajectory.svg")).unwrap();
    assert!(svg.contains("嘉兴市") && svg.contains("示例数据"), "in the language of the user, and marked");
    let png = std::fs::read(Path::new(folder).join("total-trajectory.png")).unwrap();
    assert_eq!((&png[1..4], &png[16..24]), (&b"PNG"[..], &[0, 0, 3, 192, 0, 0, 2, 28][..]));
    let (code, _, messages) = run(&["export", sample, "--chart", "all", "--node", "no-such-node", "--out", folder]);
    assert!(code == 2 && messages.contains("no-such-node"), "{messages}");
    let blocked = out.path().join("a file");
    std::fs::write(&blocked, "").unwrap();
    assert_eq!(run(&["export", sample, "--chart", "ranking", "--out", blocked.to_str().unwrap()]).0, 3);
}

#[test]
fn a_chart_that_does_not_apply_is_said_and_left_out() {
    let out = tempfile::tempdir().unwrap();
    let (sample, folder) = (sample(), out.path().to_str().unwrap());
    let (_, results, messages) =
        run(&["export", sample.to_str().unwrap(), "--chart", "all", "--node", "all", "--format", "svg", "--out", folder]);
    let written = std::fs::read_dir(folder).unwrap().count();
    let nodes = clusterplan::io::workspace::open(&sample).unwrap().document.plan.nodes().count();
    assert_eq!(results.lines().count(), written);
    // Without a scenario “all” means all that can be drawn without one.
    let kinds = clusterplan::view::chart::ChartKind::ALL.into_iter().filter(|kind| !kind.needs_scenario()).count();
    assert_eq!(messages.lines().count() - 1 + written, nodes * kinds, "{messages}");
}

#[test]
fn charts_of_scenarios_are_exported_a_waterfall_each() {
    let out = tempfile::tempdir().unwrap();
    let (sample, folder) = (sample(), out.path().to_str().unwrap());
    let export = |chart: &str, more: &[&str]| {
        let base =
            ["--language", "zh-CN", "export", sample.to_str().unwrap(), "--chart", chart, "--metric", "output", "--format", "svg", "--out"];
        run(&[&base[..], &[folder], more].concat())
    };
    let shocks = ["--scenario", "solar-trade-shock,catch-up"];
    let (_, results, messages) = export("scenario-overlay,waterfall,small-multiples", &shocks);
    assert_eq!(results.lines().count(), 4, "{results} {messages}");
    for name in ["scenario-overlay", "solar-trade-shock-waterfall", "catch-up-waterfall", "small-multiples"] {
        let svg = std::fs::read_to_string(out.path().join(format!("total-output-{name}.svg"))).unwrap();
        assert!(svg.contains("光伏贸易冲击") || svg.contains("冲击后的追赶方案"), "{name}");
    }
    let of = |name: &str| std::fs::read_to_string(out.path().join(format!("total-output-{name}.svg"))).unwrap();
    assert!(of("catch-up-waterfall").contains("规划 → 冲击后的追赶方案"));
    let (_, results, messages) = export("waterfall", &["--scenario", "catch-up", "--base", "solar-trade-shock", "--year", "2014"]);
    assert_eq!(results.lines().count(), 1, "{messages}");
    assert!(of("catch-up-waterfall").contains("光伏贸易冲击 → 冲击后的追赶方案"));
    let (_, results, messages) = export("waterfall", &[]);
    assert!(results.is_empty() && messages.contains("要有情景"), "{results} {messages}");
    let (code, _, messages) = export("waterfall", &["--scenario", "no-such"]);
    assert!(code == 2 && messages.contains("no-such") && messages.contains("catch-up"), "{messages}");
}

#[test]
fn firms_are_told_with_growth_on_the_same_firms_and_without_a_name() {
    let folder = sample_copy();
    let workspace = folder.path().to_str().unwrap();
    let rows =
        "甲公司,海宁太阳能产业集聚区,2013,1200000\n甲公司,海宁太阳能产业集聚区,2014,1320000\n丙公司,海宁太阳能产业集聚区,2014,1500\n";
    for title in [String::new(), format!("明细{}\n", ",".repeat(17_000))] {
        let file = folder.path().join("企业.csv");
        std::fs::write(&file, format!("{title}企业名称,集聚区,年份,销售收入(万元)\n{rows}")).unwrap();
        let file = file.to_str().unwrap();
        let (code, text, messages) = run(&["import", workspace, file, "--dry-run"]);
        assert_eq!(code, 0, "{text}{messages}");
        assert!(text.contains("2014 年共 2 家企业") && text.contains("同口径 +10.0%（两期都有的 1 家，本期 2 家）"), "{text}");
        let (_, json, _) = run(&["import", workspace, file, "--dry-run", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let growth = &json[0]["firms"]["growth"][1];
        assert_eq!((&growth["period"], &growth["firms_same"]), (&"2014".into(), &1.into()), "{json}");
        assert!((growth["comparable"].as_f64().unwrap() - 0.1).abs() < 1e-9);
        assert!(!text.contains("甲公司") && !json.to_string().contains("甲公司"));
    }
}

#[test]
fn growth_of_the_same_firms_stands_beside_nominal_growth_once_firms_are_imported() {
    let folder = sample_copy();
    let workspace = folder.path().to_str().unwrap();
    // Four firms of both years grow by a tenth; a fifth comes: nominal growth is higher.
    let firm = |name: &str, year: i32, value: i32| format!("{name},海宁太阳能产业集聚区,{year},{value}\n");
    let both = ["甲公司", "乙公司", "丙公司", "丁公司"].map(|name| firm(name, 2016, 1_000_000) + &firm(name, 2017, 1_100_000)).concat();
    let file = folder.path().join("企业.csv");
    std::fs::write(&file, format!("企业名称,集聚区,年份,销售收入(万元)\n{both}{}", firm("戊公司", 2017, 600_000))).unwrap();
    let (code, text, messages) = run(&["import", workspace, file.to_str().unwrap()]);
    assert_eq!(code, 0, "{text}{messages}");
    let assess = |format: &str| run(&["assess", workspace, "--node", "haining-solar", "--metric", "sales_revenue", "--format", format]).1;
    let json: serde_json::Value = serde_json::from_str(&assess("json")).unwrap();
    let growth = &json[0]["comparable_growth"][0];
    assert_eq!((&growth["period"], &growth["firms"], &growth["of"]), (&"2017".into(), &4.into(), &1.into()), "{json}");
    let near = |key: &str, expected: f64| growth[key].as_f64().is_some_and(|found| (found - expected).abs() < 1e-9);
    assert!(near("nominal", 0.25) && near("comparable", 0.1), "{json}");
    assert!(
        assess("text").contains("2017 年：名义增速 +25.0%，同口径 +10.0%（两期都有的 4 家企业），相差 +15.0 个百分点"),
        "{}",
        assess("text")
    );
    let csv = assess("csv");
    let (head, row) = csv.split_once('\n').unwrap();
    assert!(head.trim_end().ends_with("stated_growth,computed_growth,published_growth,nominal_growth,comparable_growth"), "{head}");
    assert!(row.trim_end().ends_with(",0.25,0.1"), "{row}");
}

#[test]
fn an_import_leaves_a_workspace_alone_that_a_window_has_open() {
    use clusterplan::session::lock::{Lock, Taken};
    let folder = sample_copy();
    let workspace = folder.path().to_str().unwrap();
    let file = folder.path().join("a.csv");
    std::fs::write(&file, "节点,指标,口径,时期,数值,单位\n平湖光伏产业集聚区,销售收入,规上,2016年,40,亿元\n").unwrap();
    let file = file.to_str().unwrap();
    let held = Lock::take(folder.path());
    assert!(matches!(held, Taken::Held(_)));
    let (code, text, messages) = run(&["import", workspace, file]);
    assert_eq!((code, text.as_str()), (3, ""), "{messages}");
    assert!(messages.contains("别的窗口") && messages.contains("没有导入"), "{messages}");
    assert_eq!(run(&["import", workspace, file, "--dry-run"]).0, 0, "looking is always allowed");
    drop(held);
    let (code, _, messages) = run(&["import", workspace, file]);
    assert_eq!(code, 0, "{messages}");
}

/// Rows of a CSV as maps from column to cell.
fn table(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_sample_is_assessed_by_every_method_in_every_form() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    for method in ["gap", "growth", "trend", "progress", "pace"] {
        let (code, csv, messages) = run(&["assess", sample, "--method", method, "--metric", "sales_revenue", "--format", "csv"]);
        assert_eq!(code, 0, "{messages}");
        let rows = table(&csv);
        let solar = rows.iter().find(|row| row["node"] == "haining-solar").unwrap();
        assert_eq!((&*solar["asked"], &*solar["method"], &*solar["base"]), (method, method, "70.13"), "{solar:?}");
        assert!(rows.iter().all(|row| row["state"] != "no-data" || !row["reason"].is_empty()));
        assert!(!csv.contains("NaN") && !csv.contains("inf"), "{csv}");
    }
    // As of June 2013 the pace is that of half a year; growth is that of the last whole year before.
    let (_, json, _) = run(&[
        "assess",
        sample,
        "--as-of",
        "2013-06",
        "--method",
        "pace",
        "--node",
        "haining-solar",
        "--metric",
        "sales_revenue",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json[0]["period"], &json[0]["arithmetic"]["elapsed"], &json[0]["illustrative"]),
        (&"2013-01..06".into(), &0.5.into(), &true.into())
    );
    let (_, csv, _) = run(&["assess", sample, "--as-of", "2013-06", "--method", "growth", "--node", "haining-solar", "--format", "csv"]);
    assert_eq!(table(&csv)[0]["period"], "2012");
    let (code, text, messages) = run(&["--language", "en", "assess", sample, "--node", "haining-solar", "--metric", "sales_revenue"]);
    assert!(code == 0 && text.contains("growth ratio") && messages.contains("off track"), "{text}{messages}");
    for wrong in [["--as-of", "yesterday"], ["--method", "guess"], ["--node", "nobody"], ["--node", "all,nobody"], ["--metric", "nothing"]]
    {
        let (code, results, messages) = run(&["assess", sample, wrong[0], wrong[1]]);
        let unknown = wrong[1].rsplit(',').next().unwrap();
        assert!(code == 2 && results.is_empty() && messages.contains(unknown), "{code} {messages}");
    }
}

#[test]
fn the_sample_is_scored_forecast_and_warned_about() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    let (code, csv, messages) = run(&["score", sample, "--scheme", "clusters", "--as-of", "2013", "--since", "2012", "--format", "csv"]);
    assert_eq!(code, 0, "{messages}");
    let rows = table(&csv);
    let ranks: Vec<u32> = rows.iter().filter(|row| row["indicator"].is_empty()).filter_map(|row| row["rank"].parse().ok()).collect();
    assert!(ranks.len() > 5 && ranks.is_sorted() && ranks[0] == 1, "{ranks:?}");
    assert!(rows.iter().any(|row| row["change"].starts_with('-')), "the solar clusters fell back");
    assert!(run(&["score", sample]).1.contains("示例"));
    assert_eq!(run(&["score", sample, "--scheme", "none"]).0, 2);
    let (code, csv, _) = run(&["forecast", sample, "--node", "haining-solar", "--metric", "sales_revenue", "--format", "csv"]);
    let rows = table(&csv);
    let last = rows.last().unwrap();
    assert_eq!((code, &*last["year"], &*last["target"], &*last["points"], &*last["illustrative"]), (0, "2015", "400", "4", "true"));
    let number = |key: &str| last[key].parse::<f64>().unwrap();
    assert!(number("low") < number("value") && number("value") < number("high") && number("chance") < 0.5);
    let (code, text, _) = run(&["forecast", sample, "--metric", "sales_revenue", "--method", "seasonal", "--language", "en"]);
    assert!(code == 0 && text.contains("seasons") && text.contains("chance"), "{text}");
    for (as_of, expected) in [("2012", vec!["fall", "off-track"]), ("2014-06", vec!["no-report", "off-track"])] {
        let (code, json, messages) = run(&["warnings", sample, "--as-of", as_of, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let kinds: std::collections::BTreeSet<&str> =
            json.as_array().unwrap().iter().filter_map(|warning| warning["kind"].as_str()).collect();
        assert_eq!((code, kinds.into_iter().collect::<Vec<_>>()), (0, expected), "{messages}");
    }
}

#[test]
fn a_briefing_is_made_into_every_format() {
    let (folder, out) = (sample_copy(), tempfile::tempdir().unwrap());
    let workspace = folder.path().to_str().unwrap();
    let file = out.path().join("deck.pptx");
    let file = file.to_str().unwrap();
    let all = ["brief", workspace, "--briefing", "bulletin", "--format", "pptx,docx,xlsx,pdf", "--out", file];
    let (code, results, messages) = run(&all);
    assert_eq!((code, results.lines().count()), (0, 4), "{messages}");
    let read = |ending: &str| std::fs::read(out.path().join(format!("deck.{ending}"))).unwrap();
    assert!(["pptx", "docx", "xlsx"].iter().all(|ending| read(ending).starts_with(b"PK")) && read("pdf").starts_with(b"%PDF"));
    let (code, _, messages) = run(&["brief", workspace, "--briefing", "none", "--out", file]);
    assert!(code == 2 && messages.contains("none") && messages.contains("bulletin"), "{messages}");
    std::fs::create_dir(folder.path().join("briefings")).unwrap();
    let text =
        "format = 1\n\n[briefing]\nname = \"三月\"\nperiod = \"2012\"\n\n[[item]]\nid = \"a\"\nkind = \"key-numbers\"\nnode = \"total\"\n";
    std::fs::write(folder.path().join("briefings/march.toml"), text).unwrap();
    let (code, _, messages) = run(&["brief", workspace, "--format", "pdf", "--out", out.path().join("march.pdf").to_str().unwrap()]);
    assert_eq!(code, 0, "{messages}");
    std::fs::write(out.path().join("no.pptx"), "none").unwrap();
    let template = out.path().join("no.pptx");
    let (code, _, messages) = run(&["brief", workspace, "--template", template.to_str().unwrap(), "--out", file]);
    assert!(code == 0 && messages.contains("模板"), "{messages}");
    let blocked = out.path().join("a file");
    std::fs::write(&blocked, "").unwrap();
    assert_eq!(run(&["brief", workspace, "--out", blocked.join("x.pptx").to_str().unwrap()]).0, 3);
}

#[test]
fn a_chart_is_exported_for_what_it_is_to_fill() {
    let out = tempfile::tempdir().unwrap();
    let (sample, folder) = (sample(), out.path().to_str().unwrap());
    let (sample, preset) = (sample.to_str().unwrap(), ["--preset", "a4-column", "--dpi", "300"]);
    let export = ["export", sample, "--chart", "trajectory", "--format", "png,svg,pdf", "--outlines", "--out", folder];
    let (code, _, messages) = run(&[&export[..], &preset[..]].concat());
    assert_eq!(code, 0, "{messages}");
    let png = std::fs::read(out.path().join("total-trajectory.png")).unwrap();
    assert_eq!(&png[16..24], &[0, 0, 3, 177, 0, 0, 2, 197], "80 mm × 60 mm at 300 dots per inch");
    let pdf = String::from_utf8_lossy(&std::fs::read(out.path().join("total-trajectory.pdf")).unwrap()).into_owned();
    assert!(pdf.contains("/MediaBox[0 0 226.8 170.16]"), "and in points");
    let svg = std::fs::read_to_string(out.path().join("total-trajectory.svg")).unwrap();
    assert!(!svg.contains("<text") && svg.contains("<path"), "texts are outlines");
}
