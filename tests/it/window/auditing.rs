//! Does the plan hold together: findings read, followed to their figures, answered and taken back; totals set side by side;
//! tasks and key fields looked through.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;

const SHORT: &str = "嘉兴市 2015 年的产值目标 ≥ 3,600 亿元，各产业的下限相加只有 2,400 亿元（66.7%），还有 1,200 亿元没有着落。";

/// A machine with the sample on the page of the audit.
fn auditing() -> Desk {
    let mut desk = tall();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    desk
}

/// A machine with the sample in a window so tall that nothing has to be scrolled to.
fn tall() -> Desk {
    let mut desk = Desk::new();
    desk.size = [1440.0, 3000.0];
    desk.copy_sample();
    desk.open();
    desk
}

#[test]
fn a_planner_goes_from_the_count_to_a_finding_and_from_there_to_its_figures() {
    let mut desk = tall();
    assert!(desk.reads("项规划核查"), "the status line counts:\n{}", desk.labels());
    let count = desk.window().query_all_by_label_contains("项规划核查").next().unwrap().accesskit_node().label().unwrap();
    desk.press(Role::Button, &count);
    desk.press(Role::Button, SHORT);
    assert!(desk.reads("把 1,200 亿元分解到各产业"), "{}", desk.labels());
    assert!(desk.reads("力争新能源、新材料两个产业产值分别超千亿元"), "the words as printed stand beside the number");
    desk.press(Role::Link, "新能源 · 产值 · 2015 年");
    assert!(desk.reads("新能源产业"), "the node's page is open");
    assert!(desk.reads("二(三)1产业规模"), "and the inspector shows the source");
}

#[test]
fn an_answer_rests_is_kept_in_the_plan_and_is_taken_back_exactly() {
    let mut desk = auditing();
    let before = desk.document().clone();
    desk.press(Role::Button, SHORT);
    desk.fill_in("接受的理由", "四个小产业另有专项规划");
    desk.fill_in("答复人", "王工");
    desk.fill_in("日期，如 2026-11-25", "2026-11-25");
    desk.press(Role::Button, "保存答复");
    assert_eq!(desk.document().plan.answers.len(), 1);
    let open = |desk: &Desk| desk.window().query_all_by_role_and_label(Role::Button, SHORT).count();
    assert_eq!(open(&desk), 0, "an answered finding leaves the open ones");
    desk.press(Role::Button, "已答复 1");
    assert_eq!(open(&desk), 1);
    assert!(desk.reads("四个小产业另有专项规划（王工，2026-11-25）"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::S);
    let text = std::fs::read_to_string(desk.folder().join("plan.toml")).unwrap();
    assert!(text.contains("[[answer]]\nid = \"floors-short:total:output:2015:industry\"") && text.contains("王工"), "kept in the plan");
    desk.press(Role::Button, "撤回答复");
    assert_eq!(desk.document().plan.answers.len(), 0);
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*desk.document(), before, "undo restores exactly");
}

#[test]
fn findings_are_filtered_by_severity_rule_and_node() {
    let mut desk = auditing();
    assert!(desk.sees(SHORT));
    let notes = desk.window().query_all_by_label_contains("提示 ").next().unwrap().accesskit_node().label().unwrap();
    desk.press(Role::Button, &notes);
    assert_eq!(desk.window().query_all_by_role_and_label(Role::Button, SHORT).count(), 0);
    assert!(desk.reads("没有写明年份"), "{}", desk.labels());
}

#[test]
fn totals_stand_side_by_side_and_a_rate_can_be_tried_without_touching_the_plan() {
    let mut desk = auditing();
    let before = desk.document().clone();
    desk.press(Role::Button, "一致性");
    assert!(desk.reads("总数与各部分之和"), "{}", desk.labels());
    assert!(desk.reads("所列各数相互吻合"));
    desk.fill_in("地区生产总值年均增长", "9");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.reads("所列各数不能同时成立"), "{}", desk.labels());
    assert!(desk.reads("21.4%"), "with the whole growing by 9 % the part has to grow by 21.4 %:\n{}", desk.labels());
    // What was tried is taken back before anything of the document is.
    desk.fill_in("地区生产总值年均增长", "8");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.reads("21.4%"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.reads("所列各数相互吻合"));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(desk.reads("所列各数不能同时成立"));
    desk.press(Role::Button, "恢复规划原数");
    assert!(desk.reads("所列各数相互吻合"));
    assert_eq!(*desk.document(), before);
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(desk.reads("导出图表"), "the chart can be taken away");
}

#[test]
fn a_repaired_plan_loses_the_finding_and_the_answer_stays_listed() {
    let mut desk = auditing();
    desk.press(Role::Button, "海盐核电 2010 年的税收（0.2 亿元）高于利润（0.07 亿元）。");
    desk.fill_in("接受的理由", "核电企业增值税高");
    desk.fill_in("答复人", "李工");
    desk.fill_in("日期，如 2026-11-25", "2026-11-25");
    desk.press(Role::Button, "保存答复");
    // The tax is corrected on the page of the node.
    let figure = desk.document().plan.figures.iter().find(|f| f.node.as_str() == "haiyan-nuclear" && f.metric.as_str() == "tax").unwrap();
    assert_eq!(figure.bound.value(), Some(0.2));
    desk.click("海盐核电关联产业集聚区");
    desk.type_cell("税收 · 2010 基数", "0.02");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    desk.press(Role::Button, "已答复 0");
    assert!(desk.reads("核查项已不存在的答复") && desk.reads("核电企业增值税高（李工，2026-11-25）"), "{}", desk.labels());
}

#[test]
fn tasks_are_found_by_county_and_key_fields_by_who_serves_them() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "任务 17");
    assert!(desk.reads("任务与保障措施 17"), "{}", desk.labels());
    assert!(desk.window().query_all_by_role(Role::Cell).any(|n| n.value().as_deref() == Some("平湖光伏核心区")));
    desk.press(Role::ComboBox, "按节点筛选任务");
    desk.click("南湖");
    let titles =
        |desk: &Desk| desk.window().query_all_by_role(Role::Cell).filter(|n| n.value().as_deref() == Some("平湖光伏核心区")).count();
    assert_eq!(titles(&desk), 0, "{}", desk.labels());
    assert!(desk.window().query_all_by_role(Role::Cell).any(|n| n.value().as_deref() == Some("组建嘉兴物联网研究院")));
    desk.press(Role::Button, "重点领域目录");
    assert!(desk.reads("个重点领域中有"), "{}", desk.labels());
    assert!(desk.window().query_all_by_role(Role::Cell).any(|n| n.value().as_deref() == Some("暂无集聚区承接")));
}
