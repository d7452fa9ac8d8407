//! Bringing actuals in: from a file, from several, by drag and drop, from the clipboard; nothing is written before the last button.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clusterplan::io::settings::ThemeChoice;
use clusterplan::view::Language;
use egui::accesskit::Role;
use egui::{DroppedFile, Event, HoveredFile, Key, Modifiers};
use egui_kittest::SnapshotResults;

use super::Desk;
use super::pictures::{desk, take};

const LONG: &str = "节点,指标,口径,时期,数值,单位,状态\n\
    平湖光伏产业集聚区,销售收入,规上,2014年,1382000,万元,初步\n\
    海宁太阳能园,销售收入,规上,2014年,121.4,亿元,初步\n";

/// A file that is let go over the window.
#[derive(Debug)]
pub(super) struct Dropped(pub(super) PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

impl Desk {
    pub(super) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Chooses a file through the form that stands in for the system's dialog.
    pub(super) fn import(&mut self, path: &Path) {
        self.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
        self.fill_in("路径", &path.display().to_string());
        self.press(Role::Button, "打开");
    }

    fn drop_files(&mut self, paths: &[PathBuf]) {
        for path in paths {
            self.window_mut().input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
        }
        self.settle();
    }

    fn value(&self, node: &str, year: i32) -> Option<(f64, String)> {
        self.actual(node, "sales_revenue", year).map(|o| (o.value, o.unit.to_string()))
    }
}

#[test]
fn a_planner_brings_a_file_in_confirms_a_name_writes_and_undoes() {
    let mut desk = Desk::with_sample();
    let before = desk.document().clone();
    let path = desk.file("统计月报6月.csv", LONG);
    desk.import(&path);
    assert!(desk.sees("统计月报6月.csv"), "{}", desk.labels());
    assert_eq!(desk.cell("3 · A"), "海宁太阳能园");
    desk.press(Role::Button, "下一步");
    assert!(desk.sees("各部分被当作什么"));
    assert!(desk.reads("长表"), "{}", desk.labels());
    desk.press(Role::Button, "下一步");
    assert!(desk.sees("1 处待确认"), "{}", desk.labels());
    assert!(!desk.session().is_dirty(), "nothing is written before the last step");
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    assert!(desk.sees("没有疑问"), "{}", desk.labels());
    assert!(desk.sees("海宁太阳能园"), "the answer can be taken back");
    desk.press(Role::Button, "下一步");
    assert!(desk.sees("将写入 2 个数"), "{}", desk.labels());
    desk.press(Role::Button, "写入实绩");
    assert_eq!(desk.value("haining-solar", 2014), Some((121.4, "亿元".to_owned())));
    assert_eq!(desk.value("pinghu-solar", 2014), Some((1_382_000.0, "万元".to_owned())));
    assert!(desk.reads("新增 2"), "a notice with counts: {}", desk.labels());
    assert!(!desk.sees("写入实绩"), "the page is closed");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*desk.document(), before, "one step takes all of it back");
    assert!(!desk.session().is_dirty());
}

#[test]
fn growth_that_the_file_states_stands_beside_what_the_values_come_to() {
    let mut desk = Desk::with_sample();
    let path = desk.file("快报.csv", "2017年\n集聚区,口径,销售收入（亿元）,同比增长(%)\n平湖光伏产业集聚区,规上,150,8.4\n");
    let before = desk.document().clone();
    desk.import(&path);
    desk.press(Role::Tab, "4 结果");
    assert!(desk.sees("公布同比") && desk.reads("+8.4%"), "{}", desk.labels());
    desk.press(Role::Button, "写入实绩");
    assert_eq!(desk.actual("pinghu-solar", "sales_revenue", 2017).and_then(|o| o.stated_growth), Some(8.4));
    desk.press(Role::Button, "平湖光伏产业集聚区");
    desk.click("评价");
    assert!(desk.reads("来源公布同比 +8.4%"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*desk.document(), before, "one step takes growth and value back");
}

#[test]
fn going_back_keeps_what_was_decided() {
    let mut desk = Desk::with_sample();
    let path = desk.file("a.csv", LONG);
    desk.import(&path);
    desk.press(Role::Tab, "3 含义");
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.press(Role::Tab, "1 文件与编码");
    desk.press(Role::Tab, "3 含义");
    assert!(desk.sees("没有疑问"));
    desk.press(Role::Button, "收回“海宁太阳能园”");
    assert!(desk.sees("1 处待确认"), "{}", desk.labels());
}

#[test]
fn values_in_question_are_not_written_and_the_rest_is() {
    let mut desk = Desk::with_sample();
    let path = desk.file("a.csv", LONG);
    desk.import(&path);
    desk.press(Role::Tab, "4 结果");
    desk.press(Role::Button, "写入实绩");
    assert_eq!(desk.value("pinghu-solar", 2014), Some((1_382_000.0, "万元".to_owned())));
    assert_ne!(desk.value("haining-solar", 2014), Some((121.4, "亿元".to_owned())));
}

#[test]
fn two_files_are_let_go_over_the_window_and_come_in_one_after_the_other() {
    let mut desk = Desk::with_sample();
    let head = "节点,指标,口径,时期,数值,单位\n";
    let first = desk.file("一.csv", format!("{head}平湖光伏产业集聚区,销售收入,规上,2014年,40,亿元\n"));
    let second = desk.file("二.csv", format!("{head}海宁太阳能产业集聚区,销售收入,规上,2014年,130,亿元\n"));
    desk.window_mut().input_mut().hovered_files = vec![
        HoveredFile { path: Some(first.clone()), ..HoveredFile::default() },
        HoveredFile { path: Some(second.clone()), ..HoveredFile::default() },
    ];
    desk.settle();
    assert!(desk.sees("松开后读取 2 个文件为实绩"), "the overlay says what will happen");
    desk.window_mut().input_mut().hovered_files.clear();
    desk.drop_files(&[first, second]);
    assert!(desk.reads("一.csv") && desk.reads("二.csv"), "{}", desk.labels());
    for _ in 0..2 {
        desk.press(Role::Tab, "4 结果");
        desk.press(Role::Button, "写入实绩");
    }
    assert_eq!(desk.value("pinghu-solar", 2014), Some((40.0, "亿元".to_owned())));
    assert_eq!(desk.value("haining-solar", 2014), Some((130.0, "亿元".to_owned())));
    assert!(!desk.sees("写入实绩"));
}

#[test]
fn an_import_that_is_left_changes_nothing() {
    let mut desk = Desk::with_sample();
    let path = desk.file("a.csv", LONG);
    desk.import(&path);
    desk.press(Role::Tab, "4 结果");
    desk.press(Role::Button, "放弃导入");
    assert!(!desk.session().is_dirty());
    assert!(!desk.sees("写入实绩"));
    assert!(desk.cell_node("海宁太阳能产业集聚区 · 2010 基数").is_some(), "the overview is shown again");
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_what_to_do() {
    let mut desk = Desk::with_sample();
    let damaged = desk.file("坏.xlsx", b"PK\x03\x04 this is cut");
    let folder = desk.home.path().join("空");
    std::fs::create_dir(&folder).unwrap();
    desk.drop_files(&[damaged, folder]);
    assert!(desk.sees("这个文件没有读出来"), "{}", desk.labels());
    assert!(desk.reads("坏.xlsx"));
    desk.press(Role::Button, "不导入这个文件");
    assert!(desk.reads("文件夹"), "{}", desk.labels());
    desk.press(Role::Button, "不导入这个文件");
    assert!(!desk.session().is_dirty() && !desk.sees("这个文件没有读出来"));
}

#[test]
fn a_copied_table_goes_through_the_same_door() {
    let mut desk = Desk::with_sample();
    desk.menu("文件", "粘贴表格为实绩");
    desk.event(Event::Paste("节点\t指标\t口径\t时期\t数值\t单位\n海宁太阳能产业集聚区\t销售收入\t规上\t2014年\t130\t亿元\n".to_owned()));
    assert!(desk.sees("剪贴板"), "{}", desk.labels());
    desk.press(Role::Tab, "4 结果");
    desk.press(Role::Button, "写入实绩");
    assert_eq!(desk.value("haining-solar", 2014), Some((130.0, "亿元".to_owned())));
}

#[test]
fn next_months_file_comes_in_with_one_click_and_both_stand_in_the_log() {
    let mut desk = Desk::with_sample();
    let first = desk.file("月报5月.csv", LONG);
    desk.import(&first);
    desk.press(Role::Tab, "3 含义");
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.press(Role::Tab, "4 结果");
    desk.press(Role::CheckBox, "下月同样读");
    desk.press(Role::Button, "写入实绩");
    let second = desk.file("月报6月.csv", LONG.replace("121.4", "131.4").replace("2014", "2015"));
    desk.import(&second);
    desk.press(Role::Button, "与上月相同方式导入");
    assert_eq!(desk.value("haining-solar", 2015), Some((131.4, "亿元".to_owned())), "{}", desk.labels());
    assert!(!desk.sees("写入实绩"), "no step was asked for");
    desk.menu("文件", "导入记录");
    assert!(desk.reads("月报5月.csv") && desk.reads("月报6月.csv"), "{}", desk.labels());
}

const REPORT: &str = "海宁市等地战略性新兴产业统计月报（规模以上）,,,,,\n\
    集聚区,指标,单位,2011年,2012年,2013年\n\
    海宁太阳能产业集聚区,销售收入,亿元,138.2,160.5,…\n\
    海宁太阳能园,利润总额,亿元,8.1,9.4,10.1\n\
    海宁经编新材料产业集聚区,税收,万元,\"52,300\",\"55,100\",\"61,800\"\n\
    平湖光伏产业集聚区,销售收入,亿元,21.4,26.9,38.5\n\
    海宁磁性材料产业集聚区,销售收入,亿元,23.9,24.4,251\n\
    嘉善太阳能光伏产业集聚区,利润总额,亿元,(0.4),1.2,3.1\n\
    注：2013 年为快报数，口径为规模以上企业。,,,,,\n";

#[test]
fn the_import_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    let looks = [
        (Language::Chinese, ThemeChoice::Light, "zh-light", ["1 文件与编码", "2 形状", "3 含义", "4 结果"]),
        (Language::English, ThemeChoice::Dark, "en-dark", ["1 File and encoding", "2 Shape", "3 Meaning", "4 Result"]),
    ];
    for (language, theme, name, steps) in looks {
        let mut desk = desk(language, theme);
        desk.open();
        let path = desk.file("统计月报6月.csv", REPORT);
        let hovered = HoveredFile { path: Some(path.clone()), ..HoveredFile::default() };
        desk.window_mut().input_mut().hovered_files = vec![hovered];
        desk.settle();
        take(&mut desk, &format!("import-drop-{name}"), &mut results);
        desk.window_mut().input_mut().hovered_files.clear();
        desk.drop_files(&[path]);
        for (place, step) in steps.into_iter().enumerate() {
            desk.press(Role::Tab, step);
            take(&mut desk, &format!("import-{}-{name}", place + 1), &mut results);
        }
    }
}
