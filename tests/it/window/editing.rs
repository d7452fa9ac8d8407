//! Typing, pasting, undoing; wrong input; the structure changed in place.

use clusterplan::base::{Bound, MetricId, NodeId};
use clusterplan::domain::{Figure, Role as FigureRole, Status};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::Desk;

const SOLAR: &str = "海宁太阳能产业集聚区";

fn figure(desk: &Desk, node: &str, metric: &str, role: FigureRole) -> Option<Figure> {
    let wanted = |f: &&Figure| f.node == NodeId::new(node) && f.metric == MetricId::new(metric) && f.role == role;
    desk.document().plan.figures.iter().find(wanted).cloned()
}

fn solar() -> Desk {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, SOLAR);
    desk
}

#[test]
fn a_planner_types_an_actual_sees_it_explained_undoes_and_redoes() {
    let mut desk = solar();
    let before = desk.actual("haining-solar", "sales_revenue", 2013);
    desk.type_cell("销售收入 · 2013", "96.2");
    let typed = desk.actual("haining-solar", "sales_revenue", 2013).unwrap();
    assert_eq!((typed.value, typed.unit.as_str(), &*typed.file, typed.status), (96.2, "亿元", "entered", Status::Preliminary));
    assert_eq!(desk.cell("销售收入 · 2013"), "96.20");
    assert!(desk.session().is_dirty() && desk.sees("有未保存的改动"));
    desk.click_cell("销售收入 · 2013");
    assert!(desk.sees("96.2") && desk.reads("手工录入"), "the inspector says where it comes from");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.actual("haining-solar", "sales_revenue", 2013), before);
    assert!(!desk.session().is_dirty());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.actual("haining-solar", "sales_revenue", 2013).unwrap(), typed);
}

#[test]
fn base_and_target_are_typed_with_bounds_and_units() {
    let mut desk = solar();
    desk.type_cell("销售收入 · 2015 目标", "≥400");
    let target = figure(&desk, "haining-solar", "sales_revenue", FigureRole::Target).unwrap();
    assert_eq!((target.bound, target.id.as_str()), (Bound::AtLeast { value: 400.0 }, "F086"));
    assert_eq!(desk.cell("销售收入 · 2015 目标"), "≥ 400.00");
    desk.type_cell("销售收入 · 2010 基数", "701300 万元");
    let base = figure(&desk, "haining-solar", "sales_revenue", FigureRole::Baseline).unwrap();
    assert_eq!((base.bound, base.unit.as_ref().map(|u| u.as_str())), (Bound::Exactly { value: 701_300.0 }, Some("万元")));
    assert_eq!(desk.cell("销售收入 · 2010 基数"), "70.13", "shown in the metric's unit");
    desk.click_cell("销售收入 · 2015 目标");
    assert!(desk.reads("≥ 400"), "the inspector follows");
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(!desk.session().is_dirty());
}

#[test]
fn a_pasted_range_is_one_step_of_undo() {
    let mut desk = solar();
    desk.click_cell("销售收入 · 2011");
    desk.paste("91.1\t92.2\t93.3\r\n8.1\t8.2\t-3.4\r\n");
    let value = |desk: &Desk, metric: &str, year| desk.actual("haining-solar", metric, year).map(|o| (o.value, o.file.to_string()));
    for (metric, values) in [("sales_revenue", [91.1, 92.2, 93.3]), ("profit", [8.1, 8.2, -3.4])] {
        for (year, wanted) in (2011..).zip(values) {
            assert_eq!(value(&desk, metric, year), Some((wanted, "entered".to_owned())), "{metric} {year}");
        }
    }
    assert_eq!(desk.cell("利润 · 2013"), "−3.40");
    assert!(desk.reads("选中 6 格"), "the pasted range stays selected");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(!desk.session().is_dirty(), "one step");
    assert_ne!(value(&desk, "profit", 2013).map(|v| v.1), Some("entered".to_owned()));
}

#[test]
fn wrong_input_is_refused_the_cell_keeps_its_value_and_a_notice_says_why() {
    let mut desk = solar();
    let before = desk.cell("销售收入 · 2012");
    desk.type_cell("销售收入 · 2012", "很多");
    assert_eq!(desk.cell("销售收入 · 2012"), before);
    assert!(!desk.session().is_dirty());
    assert!(desk.reads("很多"), "the notice quotes what was typed:\n{}", desk.labels());
    desk.type_cell("销售收入 · 2015 目标", "400 公顷");
    assert!(!desk.session().is_dirty());
    assert!(desk.reads("公顷"));
    desk.click("消息");
    assert!(desk.reads("很多"), "the list of messages keeps it");
}

#[test]
fn a_cluster_is_renamed_moved_and_removed_and_all_of_it_is_undone() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, SOLAR);
    desk.key(Modifiers::COMMAND, Key::Num2);
    desk.click("集聚区 13");
    let before = desk.document().clone();
    desk.type_cell(SOLAR, "海宁光伏集聚区");
    let renamed = desk.document().plan.clusters.get(&NodeId::new("haining-solar")).unwrap();
    assert_eq!(renamed.name.text, "海宁光伏集聚区", "the id stays");
    desk.click_cell("海宁光伏集聚区");
    desk.click("下移");
    assert_eq!(desk.document().plan.clusters.rows()[1].id.as_str(), "haining-solar");
    desk.click_cell("海宁光伏集聚区");
    desk.press(Role::Button, "删除");
    assert_eq!(desk.document().plan.clusters.len(), 12);
    assert!(desk.document().plan.figures.iter().all(|f| f.node.as_str() != "haining-solar"), "its figures go with it");
    assert!(desk.actual("haining-solar", "sales_revenue", 2013).is_none());
    for _ in 0..3 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(*desk.document(), before);
    assert!(!desk.session().is_dirty());
}

#[test]
fn emptying_a_typed_actual_shows_again_what_was_read() {
    let mut desk = solar();
    let read = desk.cell("销售收入 · 2011");
    desk.type_cell("销售收入 · 2011", "1");
    desk.click_cell("销售收入 · 2011");
    desk.key(Modifiers::NONE, Key::Delete);
    assert_eq!(desk.cell("销售收入 · 2011"), read);
}

#[test]
fn the_status_of_an_actual_is_changed_in_the_inspector() {
    let mut desk = solar();
    desk.type_cell("销售收入 · 2013", "96.2");
    desk.click_cell("销售收入 · 2013");
    desk.press(Role::Button, "最终数");
    assert_eq!(desk.actual("haining-solar", "sales_revenue", 2013).unwrap().status, Status::Final);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.actual("haining-solar", "sales_revenue", 2013).unwrap().status, Status::Preliminary);
    assert_eq!(desk.window().query_all_by_role_and_label(Role::Button, "最终数").count(), 1);
}

#[test]
fn lines_of_firm_tiers_fold_away_beneath_their_heading() {
    let mut desk = solar();
    assert!(desk.cell_node("销售超10亿元企业数").is_some());
    desk.click_cell("企业梯队（按规模）");
    desk.type_text(" ");
    assert!(desk.cell_node("销售超10亿元企业数").is_none());
    desk.type_text(" ");
    assert!(desk.cell_node("销售超10亿元企业数").is_some());
}

#[test]
fn a_member_shows_the_sum_of_its_clusters_which_cannot_be_typed_into() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "新能源产业");
    let sum = desk.cell("集聚区之和 · 2015 目标");
    desk.type_cell("集聚区之和 · 2015 目标", "1");
    assert_eq!(desk.cell("集聚区之和 · 2015 目标"), sum);
    assert!(!desk.session().is_dirty());
}
