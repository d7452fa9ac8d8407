//! Scenarios side by side, and projects over time, as a planner uses them.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;

/// The sample with its scenarios, on the compare page.
fn comparing() -> Desk {
    let mut desk = Desk::new();
    desk.copy_sample();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011/scenarios");
    std::fs::create_dir_all(desk.folder().join("scenarios")).unwrap();
    for entry in std::fs::read_dir(sample).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, desk.folder().join("scenarios").join(path.file_name().unwrap())).unwrap();
    }
    desk.open();
    desk.key(Modifiers::COMMAND, Key::Num5);
    desk
}

fn charts(desk: &Desk) -> Vec<String> {
    let all = desk.window().query_all_by_role(Role::Image);
    all.filter_map(|node| node.accesskit_node().label().map(|label| label.to_string())).collect()
}

#[test]
fn a_planner_compares_scenarios_with_the_plan_and_with_each_other() {
    let mut desk = comparing();
    let names: Vec<String> = desk.document().scenarios.iter().map(|scenario| scenario.name.get("zh-CN").to_owned()).collect();
    let row = "嘉兴市 产值 2015";
    assert_eq!(desk.cell(&format!("{row} · 规划")), "3,600.0");
    let shown = charts(&desk);
    assert!(shown.iter().any(|label| names.iter().all(|name| label.contains(name))), "the overlay names them: {shown:?}");
    assert!(shown.iter().any(|label| label.contains("规划 → ")), "{shown:?}");
    // One scenario is taken out, another becomes the base.
    desk.press(Role::Button, &names[0]);
    assert!(!charts(&desk).iter().any(|label| label.contains(&format!("、{}", names[0]))), "{:?}", charts(&desk));
    desk.press(Role::ComboBox, "基准");
    desk.press(Role::Button, &names[1]);
    assert_eq!(desk.cell(&format!("{row} · 规划")), "3,600.0", "the former base is compared now");
    assert!(charts(&desk).iter().any(|label| label.contains(&format!("{} → ", names[1]))), "{:?}", charts(&desk));
    assert!(!desk.session().is_dirty(), "looking changes nothing");
}

#[test]
fn nodes_metrics_and_years_are_chosen_and_the_charts_follow_the_row() {
    let mut desk = comparing();
    desk.press(Role::ComboBox, "节点");
    desk.press(Role::Button, "产业");
    desk.key(Modifiers::NONE, Key::Escape);
    assert_eq!(
        desk.window().query_all_by_role(Role::Cell).filter(|n| n.accesskit_node().label().is_some_and(|l| l.contains(" · 单位"))).count(),
        6
    );
    desk.press(Role::ComboBox, "年份");
    desk.press(Role::Button, "逐年");
    assert_eq!(desk.cell("新能源 产值 2012 · 年份"), "2012");
    let before = charts(&desk);
    desk.click_cell("新材料 产值 2010 · 指标");
    assert_ne!(charts(&desk), before, "the charts show the chosen row");
}

#[test]
fn the_differences_of_assumptions_are_listed_and_a_chart_is_taken_away() {
    let mut desk = comparing();
    desk.window().query_all_by_label_contains("假设异同").next().unwrap().click();
    desk.settle();
    let only: Vec<String> =
        desk.window().query_all_by_role(Role::Cell).filter_map(|n| n.value()).filter(|text| text.starts_with("仅")).collect();
    assert!(!only.is_empty() && only.iter().all(|text| !text.contains("规划")), "the plan assumes nothing: {only:?}");
    desk.menu("导出", "复制图表数据");
    let copied = desk.window().state().copied.last().cloned().unwrap_or_default();
    assert!(copied.starts_with("年份\t") && copied.contains("2015"), "{copied}");
}

#[test]
fn projects_are_added_shown_over_time_and_the_page_survives_a_restart() {
    let mut desk = comparing();
    desk.key(Modifiers::COMMAND, Key::Num2);
    let chip = desk.window().query_all_by_label_contains("项目 0").next().unwrap();
    chip.click();
    desk.settle();
    assert!(desk.reads("还没有项目"), "an empty register says what belongs here");
    desk.press(Role::Button, "添加第一个项目");
    assert_eq!(desk.document().plan.projects.len(), 1);
    assert!(charts(&desk).iter().any(|label| label.contains("项目进度")), "{:?}", charts(&desk));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.document().plan.projects.is_empty() && desk.reads("还没有项目"));
    desk.key(Modifiers::COMMAND, Key::Num5);
    desk.close();
    desk.open();
    assert!(desk.sees("对比"), "the tab is there again: {}", desk.labels());
}
