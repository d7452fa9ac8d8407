//! Losing nothing: saving, closing, other programs, breakdowns, damaged settings.

use clusterplan::base::NodeId;
use clusterplan::io::workspace;
use clusterplan::session::Session;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::Desk;

const CELL: &str = "销售收入 · 2013";

/// A window on the sample with one actual typed.
fn edited() -> Desk {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.type_cell(CELL, "96.2");
    assert!(desk.session().is_dirty());
    desk
}

fn value(desk: &Desk) -> Option<f64> {
    desk.actual("haining-solar", "sales_revenue", 2013).map(|o| o.value)
}

#[test]
fn saving_writes_only_what_changed_and_reopening_gives_the_same_plan() {
    let mut desk = edited();
    let folder = desk.folder();
    let before = desk.files(&folder);
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(!desk.session().is_dirty());
    assert!(desk.sees("已保存 09:41"));
    let after = desk.files(&folder);
    let changed: Vec<_> = after.iter().filter(|file| !before.contains(file)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(changed, ["actuals/entered.csv"]);
    let document = desk.document().clone();
    desk.close();
    desk.open();
    assert_eq!(*desk.document(), document);
    assert_eq!(desk.cell(CELL), "96.20", "the tab is still there");
}

#[test]
fn closing_with_unsaved_changes_asks_and_stays_where_it_is_told_to() {
    let mut desk = edited();
    desk.key(Modifiers::COMMAND, Key::Q);
    assert!(desk.sees("保存改动？") && !desk.window().state().bench.wants_to_quit());
    desk.click("取消");
    assert!(!desk.sees("保存改动？") && !desk.window().state().bench.wants_to_quit());
    assert!(desk.session().is_dirty());
    desk.key(Modifiers::COMMAND, Key::Q);
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(!desk.sees("保存改动？") && !desk.window().state().bench.wants_to_quit());
}

#[test]
fn closing_saves_where_it_is_told_to() {
    let mut desk = edited();
    desk.key(Modifiers::COMMAND, Key::Q);
    desk.press(Role::Button, "保存");
    assert!(desk.window().state().bench.wants_to_quit());
    let document = desk.document().clone();
    desk.close();
    assert_eq!(workspace::open(&desk.folder()).unwrap().document, document);
}

#[test]
fn closing_gives_changes_up_where_it_is_told_to() {
    let mut desk = edited();
    let folder = desk.folder();
    let before = desk.files(&folder);
    desk.key(Modifiers::COMMAND, Key::Q);
    desk.click("不保存");
    assert!(desk.window().state().bench.wants_to_quit());
    desk.close();
    assert_eq!(desk.files(&folder), before);
    desk.open();
    assert!(!desk.sees("恢复未保存的改动？"), "what was given up is not offered again");
}

#[test]
fn opening_another_workspace_asks_about_unsaved_changes_first() {
    let mut desk = edited();
    desk.menu("文件", "打开示例工作区");
    assert!(desk.sees("保存改动？"));
    desk.press(Role::Button, "保存");
    assert_eq!(desk.session().folder().unwrap().file_name().unwrap(), "jiaxing-2011");
    assert!(!desk.session().is_dirty());
    assert_eq!(workspace::open(&desk.folder()).unwrap().document.actuals.files().len(), 3);
}

/// Another program changes the plan's title; the planner comes back to the window.
fn changed_elsewhere(desk: &mut Desk) {
    let path = desk.folder().join("plan.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("title = \"", "title = \"别处改过 ", 1)).unwrap();
    desk.window_mut().input_mut().focused = false;
    desk.settle();
    desk.window_mut().input_mut().focused = true;
    desk.settle();
    desk.settle();
    assert!(desk.sees("文件已在别处改动"), "{}", desk.labels());
    assert!(desk.reads("plan.toml"));
}

#[test]
fn files_changed_by_another_program_are_read_again() {
    let mut desk = Desk::with_sample();
    changed_elsewhere(&mut desk);
    desk.click("重新读取");
    assert!(desk.document().plan.info.title.text.starts_with("别处改过"));
    assert!(!desk.session().is_dirty());
}

#[test]
fn what_is_in_the_window_is_kept_over_files_changed_by_another_program() {
    let mut desk = edited();
    changed_elsewhere(&mut desk);
    desk.click("保留这里的内容");
    assert!(!desk.document().plan.info.title.text.starts_with("别处改过"));
    assert_eq!(value(&desk), Some(96.2));
    desk.window_mut().input_mut().focused = false;
    desk.settle();
    desk.window_mut().input_mut().focused = true;
    desk.settle();
    assert!(!desk.sees("文件已在别处改动"), "it is asked once");
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(!desk.session().is_dirty(), "{}", desk.labels());
    let saved = workspace::open(&desk.folder()).unwrap().document;
    assert_eq!(saved, *desk.document());
    let copy = std::fs::read_to_string(desk.folder().join("plan.toml.bak-1")).unwrap();
    assert!(copy.contains("别处改过"), "what stood there is kept as a copy");
}

#[test]
fn changes_that_a_breakdown_left_unsaved_come_back_as_one_step() {
    let mut desk = edited();
    desk.type_cell("利润 · 2013", "-3.4");
    let document = desk.document().clone();
    desk.crash();
    desk.open();
    assert!(desk.sees("恢复未保存的改动？") && desk.reads("上次有 2 处改动没有保存"));
    assert_eq!(value(&desk), Some(86.63));
    desk.click("恢复");
    assert_eq!(*desk.document(), document);
    assert!(desk.session().is_dirty());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(!desk.session().is_dirty(), "one undo takes all of it back");
}

#[test]
fn changes_that_a_breakdown_left_may_be_set_aside() {
    let mut desk = edited();
    desk.crash();
    desk.open();
    desk.click("暂不恢复");
    assert!(!desk.session().is_dirty());
    assert_eq!(value(&desk), Some(86.63));
    desk.crash();
    desk.open();
    assert!(!desk.sees("恢复未保存的改动？"), "asked once");
}

#[test]
fn a_damaged_settings_file_is_set_aside_and_the_program_starts() {
    let mut desk = Desk::new();
    desk.copy_sample();
    let config = desk.folders().config;
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("settings.toml"), "zoom = \"gro").unwrap();
    desk.open();
    assert_eq!(desk.document().plan.clusters.len(), 13);
    assert!(config.join("settings.toml.damaged-1").exists());
    assert!(desk.reads("settings.toml"), "{}", desk.labels());
    desk.close();
    desk.open();
    assert!(config.join("settings.toml").exists() && !config.join("settings.toml.damaged-2").exists());
}

#[test]
fn the_first_start_copies_the_sample_and_opens_it() {
    let mut desk = Desk::new();
    desk.start(None);
    let folder = desk.folders().data.join("jiaxing-2011");
    assert_eq!(desk.session().folder(), Some(folder.as_path()));
    assert!(desk.cell_node("海宁太阳能产业集聚区 · 2010 基数").is_some());
    assert!(folder.join("actuals/illustrative.csv").is_file());
    desk.close();
    desk.start(None);
    assert_eq!(desk.session().folder(), Some(folder.as_path()), "and opens it again the next time");
}

#[test]
fn recent_workspaces_are_listed_and_opened() {
    let mut desk = Desk::with_sample();
    desk.menu("文件", "打开示例工作区");
    assert_eq!(desk.window().state().bench.settings().recent.len(), 2);
    desk.press(Role::Button, "文件");
    desk.hover_on("最近打开");
    desk.click("嘉兴");
    assert_eq!(desk.session().folder(), Some(desk.folder().as_path()));
}

#[test]
fn a_workspace_is_opened_by_a_path_where_no_file_dialog_answers() {
    let mut desk = Desk::new();
    desk.copy_sample();
    desk.start(None);
    let folder = desk.folder();
    desk.key(Modifiers::COMMAND, Key::O);
    desk.fill_in("路径", &folder.display().to_string());
    desk.press(Role::Button, "打开");
    assert_eq!(desk.session().folder(), Some(folder.as_path()));
}

#[test]
fn a_folder_without_a_plan_is_refused_in_words_and_the_open_plan_stays() {
    let mut desk = Desk::with_sample();
    let nowhere = desk.home.path().join("空文件夹");
    std::fs::create_dir(&nowhere).unwrap();
    desk.key(Modifiers::COMMAND, Key::O);
    desk.fill_in("路径", &nowhere.display().to_string());
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.reads("空文件夹"), "{}", desk.labels());
    assert_eq!(desk.session().folder(), Some(desk.folder().as_path()));
    assert_eq!(desk.document().plan.clusters.len(), 13);
}

#[test]
fn a_workspace_that_another_window_has_open_is_only_read_until_told_otherwise() {
    let mut desk = Desk::new();
    desk.copy_sample();
    let other = Session::open(&desk.folder(), None).unwrap().session;
    desk.open();
    assert!(desk.sees("工作区已在别处打开"));
    desk.click("只读查看");
    assert!(desk.sees("只读") && desk.session().is_read_only());
    drop(other);
    assert!(desk.document().plan.clusters.contains(&NodeId::new("haining-solar")));
}

#[test]
fn save_as_makes_a_workspace_of_its_own() {
    let mut desk = edited();
    let first = desk.folder();
    let before = desk.files(&first);
    let other = desk.home.path().join("副本");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    desk.fill_in("路径", &other.display().to_string());
    desk.press(Role::Button, "保存");
    assert_eq!(desk.session().folder(), Some(other.as_path()));
    assert!(!desk.session().is_dirty());
    assert_eq!(desk.files(&first), before, "the first workspace stays as it was");
    assert_eq!(workspace::open(&other).unwrap().document, *desk.document());
}
