//! Every file of the corpus through the window's four steps, and what must not go wrong around an import: firms, undo, the log,
//! profiles that are damaged, other workspaces, work that is stopped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clusterplan::base::Period;
use clusterplan::domain::SeriesKey;
use clusterplan::io::import::open;
use clusterplan::io::settings::ThemeChoice;
use clusterplan::view::Language;
use clusterplan::view::import::raw::OpenChoices;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable;

use super::Desk;

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_input = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name != "README.md" && !name.ends_with(".expected.csv")
    };
    files.retain(is_input);
    files.sort();
    files
}

fn expected(path: &Path) -> BTreeSet<String> {
    let content = std::fs::read_to_string(format!("{}.expected.csv", path.display())).unwrap();
    let lines = content.trim_start_matches('\u{feff}').lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| line.rsplit_once(',').unwrap().0.to_owned()).collect()
}

impl Desk {
    /// A machine with the sample's plan and no actuals.
    fn without_actuals() -> Self {
        let mut desk = Self::new();
        desk.copy_sample();
        std::fs::remove_dir_all(desk.folder().join("actuals")).unwrap();
        desk.open();
        desk
    }

    /// All actuals, a line a value, but for numbers of firms.
    fn actuals(&self) -> BTreeSet<String> {
        let mut lines = BTreeSet::new();
        for (key, observations) in self.document().actuals.series() {
            let coverage = key.coverage.as_ref().map(ToString::to_string).unwrap_or_default();
            for o in observations.iter().filter(|_| !key.metric.as_str().starts_with("firms_")) {
                lines.insert(format!("{},{},{coverage},{},{},{}", key.node, key.metric, o.period, o.value, o.unit));
            }
        }
        lines
    }

    /// From the first step to the last, saying yes where values look odd.
    fn through_all_steps(&mut self) {
        for step in ["2 形状", "3 含义"] {
            self.press(Role::Tab, step);
        }
        for _ in 0..8 {
            if self.window().query_all_by_role_and_label(Role::Button, "数值无误，照此读入").next().is_none() {
                break;
            }
            self.press(Role::Button, "数值无误，照此读入");
        }
        self.press(Role::Tab, "4 结果");
        self.press(Role::Button, "写入实绩");
    }
}

#[test]
fn every_file_of_the_corpus_comes_in_through_the_window_and_goes_out_with_one_undo() {
    let mut desk = Desk::without_actuals();
    let mut wrong = String::new();
    for path in corpus() {
        desk.import(&path);
        desk.through_all_steps();
        let (got, wanted) = (desk.actuals(), expected(&path));
        if got != wanted {
            let (missing, surplus) = (wanted.difference(&got).collect::<Vec<_>>(), got.difference(&wanted).collect::<Vec<_>>());
            wrong.push_str(&format!("{}: missing {missing:?} surplus {surplus:?}\n", path.display()));
        }
        desk.key(Modifiers::COMMAND, Key::Z);
        assert!(desk.actuals().is_empty() && !desk.session().is_dirty(), "{}", path.display());
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_text_of_the_corpus_comes_in_when_it_is_pasted() {
    let mut desk = Desk::without_actuals();
    let mut pasted = 0;
    for path in corpus() {
        let file = open(&path, &OpenChoices::default(), &mut |_| true).unwrap();
        let (Some(encoding), true) = (&file.encoding, file.kind.is_text()) else { continue };
        let bytes = std::fs::read(&path).unwrap();
        let (text, ..) = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap().decode(&bytes);
        desk.menu("文件", "粘贴表格为实绩");
        desk.event(Event::Paste(text.into_owned()));
        assert!(desk.sees("剪贴板"), "{}", path.display());
        desk.through_all_steps();
        assert_eq!(desk.actuals(), expected(&path), "{}", path.display());
        desk.key(Modifiers::COMMAND, Key::Z);
        pasted += 1;
    }
    assert!(pasted > 15);
}

/// Firms as an office sends them. The title's row is wider than any table can be, so that the rows are read from the file itself.
fn firms(rows: &str, wide: bool) -> String {
    let title = if wide { format!("某市企业明细{}\n", ",".repeat(17_000)) } else { String::new() };
    format!("{title}企业名称,集聚区,年份,销售收入(万元)\n{rows}")
}

const FIRMS: &str = "甲太阳能公司,海宁太阳能园,2013,1200000\n乙光伏公司,海宁太阳能园,2013,150000\n\
    甲太阳能公司,海宁太阳能产业集聚区,2014,1320000\n丙电池公司,海宁太阳能产业集聚区,2014,1500\n";

#[test]
fn firms_are_added_up_counted_and_compared_and_never_named() {
    for wide in [false, true] {
        let mut desk = Desk::without_actuals();
        let path = desk.file("企业明细.csv", firms(FIRMS, wide));
        desk.import(&path);
        desk.press(Role::Tab, "2 形状");
        assert!(desk.reads("企业明细"), "{}", desk.labels());
        desk.press(Role::Tab, "3 含义");
        desk.press(Role::Button, "海宁太阳能产业集聚区");
        assert!(desk.sees("没有疑问"), "{wide} {}", desk.labels());
        desk.fill_in("规上标准", "2000 万元");
        desk.press(Role::Tab, "4 结果");
        assert!(desk.reads("2014 年共 2 家企业，其中 1 家在规上标准（2000 万元）以上"), "{wide} {}", desk.labels());
        desk.press(Role::Button, "企业与同口径增速");
        // 132.15 over 135 for all, 132 over 120 for the one firm of both years.
        // The row of 2013 has no year before.
        let second = |column: &str| {
            let label = format!("海宁太阳能产业集聚区 · {column}");
            desk.window().query_all_by_role_and_label(Role::Cell, &label).nth(1).and_then(|cell| cell.value())
        };
        assert_eq!((second("名义增速"), second("同口径增速")), (Some("−2.1%".to_owned()), Some("+10.0%".to_owned())));
        desk.press(Role::CheckBox, "下月同样读");
        desk.press(Role::Button, "写入实绩");
        let told = |metric: &str, year: i32| {
            let key = SeriesKey { node: "haining-solar".into(), metric: metric.into(), coverage: None };
            let all = desk.document().actuals.all_at(&key, Period::year(year));
            all.first().map(|o| (o.value, o.source.rsplit(" · ").next().unwrap().to_owned()))
        };
        assert_eq!(told("sales_revenue", 2014), Some((1_321_500.0, "firms 2; 1 >= 2000 万元".to_owned())));
        assert_eq!(told("firms_over_10", 2013).map(|told| told.0), Some(2.0));
        desk.key(Modifiers::COMMAND, Key::S);
        desk.menu("文件", "导入记录");
        assert!(desk.reads("企业明细.csv"));
        let log = std::fs::read_to_string(desk.folder().join(".clusterplan/import-log.jsonl")).unwrap();
        assert!(log.contains("\"firms\":2,\"firms_above\":1"), "{log}");
        let files = ["actuals/企业明细.csv", "profiles/企业明细.toml", ".clusterplan/import-log.jsonl"];
        for file in files.map(|file| desk.folder().join(file)) {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(!["甲太阳能", "乙光伏", "丙电池"].iter().any(|firm| text.contains(firm)), "{}: {text}", file.display());
        }
    }
}

#[test]
fn the_log_and_the_way_of_reading_are_written_with_the_values_and_not_before() {
    let mut desk = Desk::without_actuals();
    let content = "节点,指标,时期,数值,单位\n平湖光伏产业集聚区,销售收入,2014年,40,亿元\n";
    let (log, profile) = (desk.folder().join(".clusterplan/import-log.jsonl"), desk.folder().join("profiles"));
    let path = desk.file("一.csv", content);
    let take_in = |desk: &mut Desk| {
        desk.import(&path);
        desk.press(Role::Tab, "4 结果");
        desk.press(Role::CheckBox, "下月同样读");
        desk.press(Role::Button, "写入实绩");
    };
    take_in(&mut desk);
    desk.menu("文件", "导入记录");
    assert!(desk.reads("未保存") && desk.reads("一.csv"), "{}", desk.labels());
    assert!(!log.exists() && !profile.exists(), "nothing is on disk before it is saved");
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(!log.exists() && !profile.exists(), "what was undone is not noted");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    desk.key(Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(&log).unwrap().lines().count(), 1);
    assert!(profile.join("一.toml").exists());
    assert!(!desk.reads("未保存"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(&log).unwrap().lines().count(), 1, "noted once");
}

#[test]
fn a_damaged_way_of_reading_is_said_once_with_its_file() {
    let mut desk = Desk::without_actuals();
    let folder = desk.folder().join("profiles");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("月报.toml"), "format = 1\nname = \n").unwrap();
    let path = desk.file("一.csv", "节点,指标,时期,数值,单位\n平湖光伏产业集聚区,销售收入,2014年,40,亿元\n");
    desk.import(&path);
    assert!(desk.reads("profiles/月报.toml"), "{}", desk.labels());
}

#[test]
fn files_that_wait_go_along_into_another_workspace() {
    let mut desk = Desk::without_actuals();
    let path = desk.file("一.csv", "节点,指标,时期,数值,单位\n平湖光伏产业集聚区,销售收入,2014年,40,亿元\n");
    desk.import(&path);
    desk.press(Role::Tab, "4 结果");
    let other = desk.home.path().join("另一份");
    std::fs::create_dir(&other).unwrap();
    std::fs::copy(desk.folder().join("plan.toml"), other.join("plan.toml")).unwrap();
    desk.key(Modifiers::COMMAND, Key::O);
    desk.fill_in("路径", &other.display().to_string());
    desk.press(Role::Button, "打开");
    assert_eq!(desk.session().folder(), Some(other.as_path()));
    assert!(desk.reads("已带到这个工作区") && desk.sees("一.csv"), "{}", desk.labels());
    desk.press(Role::Tab, "4 结果");
    desk.press(Role::Button, "写入实绩");
    assert_eq!(desk.actuals().len(), 1);
}

#[test]
fn understanding_a_long_table_can_be_stopped_and_taken_up_again() {
    let mut desk = Desk::without_actuals();
    let rows: String = (0..150_000).map(|n| format!("平湖光伏产业集聚区,销售收入,{},{n},亿元\n", 1900 + n % 250)).collect();
    let path = desk.file("长.csv", format!("节点,指标,时期,数值,单位\n{rows}"));
    desk.window_mut().input_mut().dropped_files.push(std::sync::Arc::new(super::importing::Dropped(path)));
    let mut stopped = false;
    for _ in 0..super::PATIENCE {
        std::thread::sleep(std::time::Duration::from_millis(2));
        desk.window_mut().step();
        if let Some(button) = desk.window().query_all_by_role_and_label(Role::Button, "停止").next() {
            button.click();
            stopped = true;
            break;
        }
    }
    assert!(stopped, "{}", desk.labels());
    desk.settle();
    assert!(desk.sees("已停止辨认"), "{}", desk.labels());
    assert!(desk.sees("长.csv"), "the file stays");
    desk.press(Role::Button, "继续辨认");
    assert!(!desk.sees("已停止辨认"), "{}", desk.labels());
    desk.press(Role::Button, "放弃导入");
    assert!(!desk.session().is_dirty() && !desk.sees("长.csv"));
}

#[test]
fn firms_look_as_recorded() {
    let mut results = SnapshotResults::new();
    for (theme, zoom, name) in [(ThemeChoice::Dark, 1.0, "zh-dark"), (ThemeChoice::Light, 1.5, "zh-light-150")] {
        let mut desk = super::pictures::desk(Language::Chinese, theme);
        desk.settings.zoom = zoom;
        desk.open();
        let rows = format!(
            "{FIRMS}丁组件公司,海宁太阳能产业集聚区,2014,9千\n丙新材料公司,平湖光伏产业集聚区,2013,20000\n丙新材料公司,平湖光伏产业集聚区,2014,23000\n"
        );
        let path = desk.file("企业明细.csv", firms(&rows, false));
        desk.import(&path);
        desk.press(Role::Tab, "3 含义");
        desk.fill_in("规上标准", "2000 万元");
        desk.settle();
        super::pictures::take(&mut desk, &format!("import-firms-3-{name}"), &mut results);
        desk.press(Role::Button, "海宁太阳能产业集聚区");
        desk.press(Role::Button, "知道了，照此合计");
        desk.press(Role::Tab, "4 结果");
        desk.press(Role::Button, "企业与同口径增速");
        super::pictures::take(&mut desk, &format!("import-firms-4-{name}"), &mut results);
    }
}
