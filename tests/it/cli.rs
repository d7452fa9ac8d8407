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

fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = program(arguments).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn sample_copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    for file in ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"] {
        std::fs::copy(sample().join(file), folder.path().join(file)).unwrap();
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
    assert_eq!(messages.lines().count() - 1 + written, nodes * clusterplan::view::chart::ChartKind::ALL.len(), "{messages}");
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
    assert!(pdf.contains("/MediaBox [0 0 226.8 170.16]"), "and in points");
    let svg = std::fs::read_to_string(out.path().join("total-trajectory.svg")).unwrap();
    assert!(!svg.contains("<text") && svg.contains("<path"), "texts are outlines");
}
