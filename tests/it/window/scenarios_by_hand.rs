//! Scenarios over a plan whose numbers can be followed with a pencil: what inherits, is locked, sought, spread and lost.
//!
//! The plan: A grows from 100 in 2020 by 10 % a year to 161.051 in 2025, B from 200 to 322.102, together 483.153. A project of A
//! yields 50 a year from 2023 on, once an assumption brings it on stream.

use std::path::Path;

use clusterplan::base::{NodeId, ScenarioId};
use clusterplan::domain::{Assumption, Lever, Scenario, SpreadRule};
use clusterplan::engine::Evaluation;
use clusterplan::engine::scenario::ScenarioEvaluation;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;

const PLAN: &str = r#"format = 1

[plan]
title = "手算规划"
total = "全区"
language = "zh-CN"
base-year = 2020
first-year = 2021
last-year = 2025
main-metric = "sales"

[[coverage]]
id = "all"
name = "全部企业"

[[dimension]]
id = "industry"
name = "产业"

[[member]]
id = "solar"
dimension = "industry"
name = "光伏产业"

[[cluster]]
id = "a"
name = "甲集聚区"
in = { industry = "solar" }

[[cluster]]
id = "b"
name = "乙集聚区"
in = { industry = "solar" }

[[metric]]
id = "sales"
name = "销售收入"
unit = "亿元"
kind = "flow"

[[project]]
id = "p"
name = "组件项目"
node = "a"
status = "building"
on-stream = "2023"
metric = "sales"
full-output = "50 亿元"
ramp = [1.0]

[figures]
list = [
  { id = "F1", node = "a", metric = "sales", coverage = "all", at = "2020", role = "baseline", value = "100", unit = "亿元" },
  { id = "F2", node = "a", metric = "sales", coverage = "all", at = "2025", role = "target", value = ">= 161.051", unit = "亿元" },
  { id = "F3", node = "b", metric = "sales", coverage = "all", at = "2020", role = "baseline", value = "200", unit = "亿元" },
  { id = "F4", node = "b", metric = "sales", coverage = "all", at = "2025", role = "target", value = ">= 322.102", unit = "亿元" },
]
"#;

/// Two points more growth in A in every year: 100 × 1.12⁵ = 176.2342 in 2025.
const FASTER: &str = r#"
[[assumption]]
id = "faster"
name = "甲提速"
kind = "growth-shift"
metric = "sales"
within = ["a"]
points = 0.02
"#;

/// The project on stream as planned: 161.051 + 50 in 2025.
const PROJECT: &str = r#"
[[assumption]]
id = "project"
name = "组件项目投产"
kind = "project"
project = "p"
"#;

/// A desk with the plan and scenarios, each a name of a file and what stands in it behind `[scenario]`; on the scenario page.
fn desk(scenarios: &[(&str, &str)]) -> Desk {
    desk_of(super::SIZE, scenarios)
}

fn desk_of(size: [f32; 2], scenarios: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::new();
    desk.size = size;
    let folder = desk.folder();
    std::fs::create_dir_all(folder.join("scenarios")).unwrap();
    std::fs::write(folder.join("plan.toml"), PLAN).unwrap();
    for (id, text) in scenarios {
        std::fs::write(file(&folder, id), format!("format = 1\n\n[scenario]\n{text}")).unwrap();
    }
    desk.open();
    desk.key(Modifiers::COMMAND, Key::Num4);
    desk
}

fn file(folder: &Path, id: &str) -> std::path::PathBuf {
    folder.join("scenarios").join(format!("{id}.toml"))
}

fn scenario<'a>(desk: &'a Desk, id: &str) -> &'a Scenario {
    desk.document().scenarios.get(&ScenarioId::new(id)).unwrap()
}

fn only(desk: &Desk, id: &str) -> Assumption {
    let all = &scenario(desk, id).assumptions;
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

/// A value of the scenario in 2025, computed apart from the window.
fn in_2025(desk: &Desk, id: &str, node: &str) -> f64 {
    let evaluation = Evaluation::of(desk.document());
    let scenario = ScenarioEvaluation::of(desk.document(), &evaluation, &ScenarioId::new(id));
    scenario.reading(&NodeId::new(node), &"sales".into(), 2025).value.unwrap()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-4, "{found} is not {expected}");
}

/// Looks at another scenario through the list at the head of the column.
fn choose(desk: &mut Desk, name: &str) {
    desk.press(Role::ComboBox, "选择情景");
    // One that inherits is set in by a space.
    let named = |label: Option<String>| label.is_some_and(|label| label.trim() == name);
    let entry = desk.window().query_all_by_role(Role::Button).rfind(|node| named(node.accesskit_node().label()));
    entry.unwrap_or_else(|| panic!("{name}: {}", desk.labels())).click();
    desk.settle();
}

/// What a list of choices offers.
fn offered(desk: &mut Desk, list: &str) -> Vec<String> {
    let before = buttons(desk);
    desk.press(Role::ComboBox, list);
    let mut after = buttons(desk);
    for known in before {
        if let Some(at) = after.iter().position(|name| *name == known) {
            after.remove(at);
        }
    }
    desk.key(Modifiers::NONE, Key::Escape);
    after
}

fn buttons(desk: &Desk) -> Vec<String> {
    let all = desk.window().query_all_by_role(Role::Button);
    all.filter_map(|node| node.accesskit_node().label().map(|label| label.to_string())).collect()
}

/// True where what has a role and label can be used.
fn is_enabled(desk: &Desk, role: Role, label: &str) -> bool {
    let found = desk.window().query_all_by_role_and_label(role, label).last();
    !found.unwrap_or_else(|| panic!("{label}: {}", desk.labels())).accesskit_node().is_disabled()
}

#[test]
fn an_assumption_given_to_the_parent_works_for_all_who_inherit_from_it() {
    let child = format!("name = \"下\"\nparent = \"up\"\n{FASTER}");
    let mut desk = desk(&[("up", "name = \"上\"\n"), ("down", &child), ("other", "name = \"旁\"\nparent = \"up\"\n")]);
    choose(&mut desk, "下");
    near(in_2025(&desk, "down", "a"), 176.2342);
    near(in_2025(&desk, "other", "a"), 161.051);
    desk.press(Role::Button, "甲提速");
    desk.press(Role::Button, "并入上级情景");
    assert!(scenario(&desk, "down").assumptions.is_empty());
    assert_eq!(only(&desk, "up").id.as_str(), "faster");
    assert!(desk.reads("还没有假设"), "the column shows what is left: {}", desk.labels());
    assert_eq!(desk.cell("下 · 2025"), "498.34", "176.2342 + 322.102: its own value stays");
    near(in_2025(&desk, "other", "a"), 176.2342);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(only(&desk, "down").id.as_str(), "faster");
    assert!(scenario(&desk, "up").assumptions.is_empty(), "one step");
}

#[test]
fn what_builds_on_the_plan_itself_has_no_parent_to_give_to() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{FASTER}"))]);
    desk.press(Role::Button, "甲提速");
    assert!(!is_enabled(&desk, Role::Button, "并入上级情景"));
}

#[test]
fn another_parent_brings_its_assumptions_and_a_ring_is_not_offered() {
    let child = format!("name = \"下\"\nparent = \"up\"\n{FASTER}");
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{PROJECT}")), ("down", &child)]);
    choose(&mut desk, "下");
    // The parent's project first, then two points more on what there is: 112, 125.44, × (183.1 / 121 + 0.02) = 192.3275,
    // × (196.41 / 183.1 + 0.02) = 210.1546, × (211.051 / 196.41 + 0.02) = 230.0235.
    near(in_2025(&desk, "down", "a"), 230.0235);
    assert_eq!(offered(&mut desk, "上级情景"), ["规划", "上"], "neither itself nor what is below it");
    desk.press(Role::ComboBox, "上级情景");
    desk.press(Role::Button, "规划");
    assert_eq!(scenario(&desk, "down").parent, None);
    assert_eq!(desk.cell("下 · 2025"), "498.34");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.cell("下 · 2025"), "552.13");
    choose(&mut desk, "上");
    assert_eq!(offered(&mut desk, "上级情景"), ["规划"], "its own child would close a ring");
    assert!(!desk.session().is_dirty());
}

#[test]
fn a_ring_in_the_files_opens_is_told_once_and_mended_in_the_window() {
    let one = format!("name = \"一\"\nparent = \"two\"\n{FASTER}");
    let mut desk = desk(&[("one", &one), ("two", "name = \"二\"\nparent = \"one\"\n")]);
    choose(&mut desk, "一");
    let told = desk.window().query_all_by_label_contains("绕成了一圈").count();
    assert_eq!(told, 1, "{}", desk.labels());
    assert!(desk.reads("一 → 二 → 一"), "with who is in it: {}", desk.labels());
    assert_eq!(desk.cell("一 · 2025"), "498.34", "its own assumption works once");
    desk.press(Role::ComboBox, "上级情景");
    desk.press(Role::Button, "规划");
    assert!(!desk.reads("绕成了一圈"), "{}", desk.labels());
}

#[test]
fn a_locked_scenario_refuses_the_cell_the_slider_the_pin_and_the_menu_with_a_sentence() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\nlocked = true\n{FASTER}"))]);
    let before = scenario(&desk, "up").clone();
    assert!(desk.reads("情景已锁定，不能改动"));
    assert!(!is_enabled(&desk, Role::Slider, "甲提速 滑块") && !is_enabled(&desk, Role::CheckBox, "停用 甲提速"));
    assert!(!is_enabled(&desk, Role::Button, "固定 全区") && !is_enabled(&desk, Role::Button, "+ 假设"));
    assert!(!is_enabled(&desk, Role::ComboBox, "上级情景"));
    desk.press(Role::Button, "甲集聚区");
    desk.type_cell("上 · 2023", "150");
    assert_eq!(*scenario(&desk, "up"), before);
    let told = |desk: &Desk| desk.window().query_all_by_label_contains("情景已锁定，不能改动").count();
    let before_hover = told(&desk);
    let cell = desk.cell_node("上 · 2023").unwrap().rect().center();
    desk.event(Event::PointerMoved(cell));
    desk.window_mut().run_steps(40);
    assert_eq!(told(&desk), before_hover + 1, "the cell says why: {}", desk.labels());
    desk.window().query_all_by_role_and_label(Role::Button, "情景").next().unwrap().click();
    desk.settle();
    desk.hover_on("删除情景");
    assert!(desk.reads("当前情景已锁定。先解锁，再改动"), "what cannot be chosen says why: {}", desk.labels());
    desk.key(Modifiers::NONE, Key::Escape);
    desk.press(Role::Button, "解锁");
    desk.type_cell("上 · 2023", "150");
    assert_eq!(scenario(&desk, "up").assumptions.len(), 2);
}

#[test]
fn nodes_are_pinned_shown_side_by_side_followed_and_let_go() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{FASTER}"))]);
    let pictures = |desk: &Desk| desk.window().query_all_by_role(Role::Image).count();
    let before = pictures(&desk);
    desk.press(Role::Button, "固定 全区");
    desk.press(Role::Button, "甲集聚区");
    desk.press(Role::Button, "固定 甲集聚区");
    assert_eq!(scenario(&desk, "up").pins, [NodeId::total(), NodeId::new("a")]);
    assert_eq!(pictures(&desk), before + 1, "one picture of all pinned nodes");
    desk.press(Role::Button, "取消固定 甲集聚区");
    assert_eq!(scenario(&desk, "up").pins, [NodeId::total()]);
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::S);
    let saved = std::fs::read_to_string(file(&desk.folder(), "up")).unwrap();
    assert!(saved.contains("pins = [\"total\", \"a\"]"), "{saved}");
}

#[test]
fn why_leads_from_the_whole_to_the_words_of_the_plan_and_back() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{FASTER}"))]);
    desk.click_cell("上 · 2025");
    desk.press(Role::Button, "检视");
    assert!(desk.reads("498.34"), "{}", desk.labels());
    assert!(desk.reads("甲提速") && desk.reads("+15.18"), "176.2342 − 161.051: {}", desk.labels());
    assert!(!desk.sees("返回"));
    let of_value = |label: Option<String>| label.is_some_and(|label| label.contains("176.23"));
    let link = desk.window().query_all_by_label_contains("甲").rfind(|node| of_value(node.accesskit_node().label()));
    link.unwrap_or_else(|| panic!("{}", desk.labels())).click();
    desk.settle();
    assert!(desk.reads("基期 · 2020 年") && desk.reads("176.23") && desk.sees("返回"), "{}", desk.labels());
    let figure = desk.window().query_all_by_role(Role::Button).find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("≥ 161.05")));
    figure.unwrap_or_else(|| panic!("{}", desk.labels())).click();
    desk.settle();
    assert!(desk.reads("161.05") && !desk.reads("基期 · 2020 年"), "the figure itself: {}", desk.labels());
    desk.click("返回");
    desk.click("返回");
    assert!(!desk.reads("基期 · 2020 年") && desk.reads("498.34") && !desk.sees("返回"), "{}", desk.labels());
}

#[test]
fn the_longest_delay_is_sought_in_months_and_saved_to_the_assumption() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{PROJECT}"))]);
    desk.press(Role::Button, "甲集聚区");
    near(in_2025(&desk, "up", "a"), 211.051);
    desk.menu("情景", "求解");
    desk.press(Role::Button, "最多可推迟多久");
    // 200 − 161.051 = 38.949 of 50 are needed in 2025: ten of its twelve months (41.667), nine (37.5) are too few. From January
    // 2023 to March 2025 are 26 months.
    desk.fill_in("要求", "≥200");
    desk.press(Role::Button, "求解");
    assert!(desk.reads("最多可推迟 26 个月") && desk.reads("202.7"), "{}", desk.labels());
    assert!(desk.reads("取 27 个月 时为 198.6"), "the next one fails: {}", desk.labels());
    desk.press(Role::Button, "存为假设");
    let saved = only(&desk, "up");
    assert_eq!(saved.id.as_str(), "project", "the assumption itself is moved");
    assert!(matches!(&saved.lever, Lever::Project(lever) if lever.delay_months == 26.0), "{saved:?}");
    near(in_2025(&desk, "up", "a"), 161.051 + 50.0 * 10.0 / 12.0);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(matches!(&only(&desk, "up").lever, Lever::Project(lever) if lever.delay_months == 0.0));
}

#[test]
fn the_setting_of_an_assumption_is_sought_and_saved_to_it() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{FASTER}"))]);
    desk.press(Role::Button, "甲集聚区");
    desk.menu("情景", "求解");
    desk.press(Role::Button, "某条假设取多少");
    // 100 × 1.15⁵ = 201.1357: five points above the plan's ten per cent.
    desk.fill_in("要求", "≥201.1357");
    desk.press(Role::Button, "求解");
    assert!(desk.reads("这条假设取 +5.0 点 时"), "{}", desk.labels());
    desk.press(Role::Button, "存为假设");
    let saved = only(&desk, "up");
    assert!(matches!(saved.lever, Lever::GrowthShift { points } if (points - 0.05).abs() < 1e-6), "{saved:?}");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(matches!(only(&desk, "up").lever, Lever::GrowthShift { points } if points == 0.02));
}

#[test]
fn a_delay_is_not_sought_where_there_is_no_project() {
    let mut desk = desk(&[("up", "name = \"上\"\n")]);
    desk.menu("情景", "求解");
    desk.press(Role::Button, "最多可推迟多久");
    assert!(desk.reads("还没有项目假设"), "{}", desk.labels());
}

#[test]
fn a_spread_keeps_its_holds_in_sight_and_takes_them_along_when_its_total_is_typed_again() {
    let mut desk = desk(&[("up", "name = \"上\"\n")]);
    desk.press(Role::Button, "光伏产业");
    desk.type_cell("上 · 2025", "600");
    desk.press(Role::CheckBox, "锁定 甲集聚区");
    // 600 − 161.051 = 438.949 for B.
    assert!(desk.reads("438.9"), "what each would have is seen before: {}", desk.labels());
    desk.press(Role::Button, "分摊");
    near(in_2025(&desk, "up", "a"), 161.051);
    near(in_2025(&desk, "up", "b"), 438.949);
    assert!(desk.reads("锁定 1 个"), "the card says that something is held: {}", desk.labels());
    desk.type_cell("上 · 2025", "700");
    let held = desk.window().query_all_by_role_and_label(Role::CheckBox, "锁定 甲集聚区").next().unwrap();
    assert_eq!(held.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True), "{}", desk.labels());
    desk.press(Role::Button, "分摊");
    near(in_2025(&desk, "up", "a"), 161.051);
    near(in_2025(&desk, "up", "b"), 538.949);
    let spread = only(&desk, "up");
    assert!(matches!(&spread.lever, Lever::Spread { rule: SpreadRule::Value, holds, .. } if holds == &[NodeId::new("a")]), "{spread:?}");
}

#[test]
fn the_other_button_on_a_point_of_the_chart_lets_its_hold_go() {
    let held = "name = \"上\"\n[[assumption]]\nid = \"hand\"\nkind = \"values\"\nmetric = \"sales\"\nwithin = [\"a\"]\nvalues = { 2025 = 120 }\nunit = \"亿元\"\n";
    let mut desk = desk(&[("up", held)]);
    desk.press(Role::Button, "甲集聚区");
    assert_eq!(desk.cell("上 · 2025"), "120.00");
    let dirty = desk.session().revision();
    let free = super::scenarios::point(&desk, "up", ("a", "sales"), 2023);
    right_click(&mut desk, free);
    assert_eq!(desk.session().revision(), dirty, "nothing is held there, nothing is changed");
    let point = super::scenarios::point(&desk, "up", ("a", "sales"), 2025);
    desk.event(Event::PointerMoved(point));
    assert!(desk.reads("已锁定") && desk.reads("比规划轨迹 −41.05"), "the hover says so: {}", desk.labels());
    right_click(&mut desk, point);
    assert!(scenario(&desk, "up").assumptions.is_empty());
    assert_eq!(desk.cell("上 · 2025"), "161.05");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.cell("上 · 2025"), "120.00");
}

fn right_click(desk: &mut Desk, at: egui::Pos2) {
    let button = |pressed| Event::PointerButton { pos: at, button: PointerButton::Secondary, pressed, modifiers: Modifiers::NONE };
    desk.event(Event::PointerMoved(at));
    desk.event(button(true));
    desk.event(button(false));
}

#[test]
fn what_the_plan_no_longer_has_is_listed_and_kept_on_saving() {
    let lost = "name = \"上\"\npins = [\"gone-park\"]\n\n[[assumption]]\nid = \"faster\"\nname = \"提速\"\nkind = \"growth-shift\"\nmetric = \"gone-metric\"\nwithin = [\"gone-park\"]\npoints = 0.02\n\n[[assumption]]\nid = \"late\"\nname = \"推迟\"\nkind = \"project\"\nproject = \"gone-project\"\n";
    let mut desk = desk(&[("up", lost)]);
    for id in ["gone-park", "gone-metric", "gone-project"] {
        assert!(desk.reads(id), "{id}: {}", desk.labels());
    }
    assert_eq!(desk.cell("上 · 2025"), "483.15", "nothing of it works");
    desk.press(Role::CheckBox, "停用 推迟");
    desk.key(Modifiers::COMMAND, Key::S);
    let saved = std::fs::read_to_string(file(&desk.folder(), "up")).unwrap();
    for kept in
        ["pins = [\"gone-park\"]", "metric = \"gone-metric\"", "within = [\"gone-park\"]", "project = \"gone-project\"", "on = false"]
    {
        assert!(saved.contains(kept), "{kept}: {saved}");
    }
}

#[test]
fn the_chart_of_the_page_is_exported_as_it_stands() {
    let mut desk = desk(&[("up", &format!("name = \"上\"\n{FASTER}"))]);
    let svg = String::from_utf8(super::taking_away::export(&mut desk, "SVG", "情景.svg")).unwrap();
    for text in ["全区", "上 498.3", "规划"] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
    desk.press(Role::Button, "瀑布");
    let svg = String::from_utf8(super::taking_away::export(&mut desk, "SVG", "瀑布.svg")).unwrap();
    for text in ["甲提速", "+15.18", "483.15", "498.34"] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
}

#[test]
fn a_project_is_edited_in_the_register_and_the_timeline_follows() {
    let mut desk = desk_of([2600.0, 900.0], &[("up", &format!("name = \"上\"\n{PROJECT}"))]);
    desk.key(Modifiers::COMMAND, Key::Num2);
    desk.window().query_all_by_label_contains("项目 1").next().unwrap().click();
    desk.settle();
    desk.type_cell("组件项目 · 投产时间", "2024年7月");
    desk.type_cell("组件项目 · 达产年产出", "80 亿元");
    desk.type_cell("组件项目 · 达产进度", "50%、100%");
    desk.menu("导出", "复制图表数据");
    let copied = desk.window().state().copied.last().cloned().unwrap_or_default();
    let row = copied.lines().find(|line| line.contains("组件项目")).unwrap_or_else(|| panic!("{copied}"));
    for part in ["甲集聚区", "2024 年 7 月", "80 亿元", "0.5"] {
        assert!(row.contains(part), "{part}: {copied}");
    }
    // July 2024: 12 months at half output by June 2025, then in full: 80 × (6/12 × 0.5 + 6/12) = 60 in 2025.
    near(in_2025(&desk, "up", "a"), 161.051 + 60.0);
    desk.type_cell("组件项目 · 达产进度", "很快");
    assert!(desk.reads("很快"), "refused in words: {}", desk.labels());
    near(in_2025(&desk, "up", "a"), 161.051 + 60.0);
    for _ in 0..3 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    near(in_2025(&desk, "up", "a"), 211.051);
}
