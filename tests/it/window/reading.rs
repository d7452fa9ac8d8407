//! Reading a plan: opened, searched, sorted, shown in another language, theme and arrangement.

use clusterplan::io::settings::ThemeChoice;
use clusterplan::view::Language;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;

/// First column of the overview from top to bottom.
fn rows(desk: &Desk) -> Vec<String> {
    let cells = desk.window().query_all_by_role(Role::Cell).filter(|n| n.accesskit_node().label().is_some_and(|l| !l.contains(" · ")));
    let mut rows: Vec<(i32, String)> =
        cells.map(|n| (n.rect().top() as i32, n.accesskit_node().label().unwrap_or_default().to_string())).collect();
    rows.sort();
    rows.into_iter().map(|(_, label)| label).collect()
}

#[test]
fn a_planner_opens_a_workspace_and_sees_the_overview() {
    let desk = Desk::with_sample();
    assert_eq!(desk.document().plan.clusters.len(), 13);
    assert!(desk.sees("产值 1,222 ≥ 3,600 亿元 所需年均增长 24.1%"));
    assert_eq!(desk.cell("海宁太阳能产业集聚区 · 2010 基数"), "70.13");
    assert_eq!(desk.cell("海宁太阳能产业集聚区 · 2015 目标"), "400");
    assert_eq!(desk.cell("海宁太阳能产业集聚区 · 所需年均"), "41.7%");
    assert_eq!(desk.cell("杭州湾LED产业集聚区 · 2010 基数"), "—", "missing is not zero");
    assert!(desk.reads("含示例数据"), "illustrative data says so");
    assert!(!desk.session().is_dirty());
}

#[test]
fn a_planner_filters_the_navigator_by_initials_and_opens_the_node() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::F);
    desk.type_text("hnty");
    let buttons: Vec<_> =
        desk.window().query_all_by_role(Role::Button).filter_map(|n| n.accesskit_node().label().map(|l| l.to_string())).collect();
    assert!(buttons.iter().any(|label| label == "海宁太阳能产业集聚区"), "{buttons:?}");
    assert!(!buttons.iter().any(|label| label == "平湖生物医药产业集聚区"), "{buttons:?}");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.cell("销售收入 · 2010 基数"), "70.13");
    assert!(desk.reads("海宁太阳能"));
}

#[test]
fn a_filter_that_finds_nothing_says_so_and_escape_brings_all_back() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::F);
    desk.type_text("qqqq");
    assert!(desk.sees("没有找到"));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(!desk.sees("没有找到"));
}

#[test]
fn the_overview_is_sorted_by_a_heading_and_back_to_the_order_of_the_plan() {
    let mut desk = Desk::with_sample();
    let before = rows(&desk);
    desk.click("2015 目标");
    let sorted = rows(&desk);
    assert_ne!(before, sorted);
    let first = |rows: &[String]| rows.iter().find(|row| row.ends_with("集聚区")).cloned();
    assert_eq!(first(&sorted).as_deref(), Some("嘉善太阳能光伏产业集聚区"), "{sorted:?}");
    desk.click("2015 目标");
    assert_ne!(rows(&desk), sorted);
    desk.click("2015 目标");
    assert_eq!(rows(&desk), before);
}

#[test]
fn the_overview_is_grouped_by_county_and_not_at_all() {
    let mut desk = Desk::with_sample();
    assert_eq!(rows(&desk)[0], "新能源产业");
    desk.press(Role::ComboBox, "分组");
    desk.click("按县市区");
    let rows_by_county = rows(&desk);
    assert!(rows_by_county.iter().any(|row| row == "海宁市"), "{rows_by_county:?}");
    desk.press(Role::ComboBox, "分组");
    desk.click("不分组");
    assert_eq!(rows(&desk).len(), 14, "13 clusters and their sum");
}

#[test]
fn the_palette_finds_a_node_and_an_action() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::K);
    desk.type_text("phsw");
    assert!(desk.window().query_all_by_role_and_label(Role::Button, "平湖生物医药产业集聚区").count() >= 2, "navigator and palette");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.cell("销售收入 · 2010 基数"), "6.59");
    desk.key(Modifiers::COMMAND, Key::K);
    desk.type_text("深色");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.window().state().bench.settings().theme, ThemeChoice::Dark);
}

#[test]
fn the_language_is_switched_while_the_program_runs() {
    let mut desk = Desk::with_sample();
    desk.click("EN");
    assert_eq!(desk.window().state().bench.settings().language, Some(Language::English));
    assert_eq!(desk.cell("Haining solar cluster · Base 2010"), "70.13");
    assert!(!desk.sees("文件"));
    desk.menu("View", "切换为中文");
    assert_eq!(desk.cell("海宁太阳能产业集聚区 · 2010 基数"), "70.13");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(desk.sees("File"));
    desk.close();
    desk.open();
    assert!(desk.sees("File"), "the language is remembered");
}

#[test]
fn the_theme_is_switched_while_the_program_runs() {
    let mut desk = Desk::with_sample();
    assert!(!desk.window().ctx.global_style().visuals.dark_mode);
    desk.menu("视图", "深色");
    assert!(desk.window().ctx.global_style().visuals.dark_mode);
    desk.menu("视图", "浅色");
    assert!(!desk.window().ctx.global_style().visuals.dark_mode);
}

#[test]
fn tabs_are_opened_split_and_closed_and_come_back_after_a_restart() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.press(Role::Button, "平湖生物医药产业集聚区");
    desk.key(Modifiers::COMMAND, Key::Backslash);
    assert!(desk.cell_node("销售收入 · 2010 基数").is_some());
    let both = desk.window().query_all_by_role_and_label(Role::Cell, "销售收入 · 2010 基数").count();
    assert_eq!(both, 2, "two nodes side by side");
    desk.key(Modifiers::COMMAND, Key::B);
    assert!(!desk.sees("筛选（拼音首字母可用）"));
    desk.close();
    desk.open();
    assert_eq!(desk.window().query_all_by_role_and_label(Role::Cell, "销售收入 · 2010 基数").count(), 2, "the layout survives");
    assert!(!desk.sees("筛选（拼音首字母可用）"));
    desk.key(Modifiers::COMMAND, Key::W);
    assert_eq!(desk.window().query_all_by_role_and_label(Role::Cell, "销售收入 · 2010 基数").count(), 1);
    desk.key(Modifiers::COMMAND, Key::Num1);
    assert!(desk.cell_node("海宁太阳能产业集聚区 · 2010 基数").is_some());
}

#[test]
fn a_double_click_on_a_row_of_the_overview_opens_its_node() {
    let mut desk = Desk::with_sample();
    let node = desk.cell_node("海宁磁性材料产业集聚区 · 2010 基数").unwrap();
    let at = node.rect().center();
    for pressed in [true, false, true, false] {
        desk.window().event(Event::PointerMoved(at));
        desk.window().event(Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
    }
    desk.settle();
    assert_eq!(desk.cell("销售收入 · 2010 基数"), "23.00");
}

#[test]
fn a_number_of_the_overview_says_where_it_comes_from() {
    let mut desk = Desk::with_sample();
    desk.click_cell("海宁太阳能产业集聚区 · 2010 基数");
    assert!(desk.reads("2010年规上企业实现销售收入70.13亿元"), "as printed");
    desk.click_cell("海宁太阳能产业集聚区 · 所需年均");
    assert!(desk.reads("(400 ÷ 70.13)^(1/5) − 1 = 41.7%"), "the arithmetic");
}
