//! The scenario page as a planner uses it: made, moved, held, spread, sought, locked, copied, deleted; each step undone.

use std::sync::Arc;

use clusterplan::base::{AssumptionId, NodeId, ScenarioId};
use clusterplan::domain::{Assumption, Lever, Scenario};
use clusterplan::engine::Evaluation;
use clusterplan::engine::scenario::ScenarioEvaluation;
use clusterplan::io::export::chart::font_measure;
use clusterplan::view::palette::Palette;
use clusterplan::view::{Language, Words, chart};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;

/// The sample without its scenarios, on the scenario page.
fn bare() -> Desk {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::Num4);
    desk
}

/// A scenario called `低增长` on the plan, made through the window.
fn made() -> Desk {
    let mut desk = bare();
    assert!(desk.reads("还没有情景"), "an empty state says what belongs here");
    desk.press(Role::Button, "新建情景");
    desk.fill_in("名称", "低增长");
    desk.press(Role::Button, "新建");
    assert_eq!(desk.document().scenarios.len(), 1);
    desk
}

/// The same with a shift of growth over the whole plan.
fn shifted() -> Desk {
    let mut desk = made();
    add(&mut desk, "增速调整");
    desk
}

/// Adds an assumption of a kind through the menu at the foot of the column.
fn add(desk: &mut Desk, kind: &str) {
    desk.press(Role::Button, "+ 假设");
    desk.press(Role::Button, kind);
}

fn scenario(desk: &Desk) -> Scenario {
    desk.document().scenarios.iter().next().cloned().unwrap()
}

fn first(desk: &Desk) -> Assumption {
    scenario(desk).assumptions.first().cloned().unwrap()
}

fn points(desk: &Desk) -> f64 {
    match first(desk).lever {
        Lever::GrowthShift { points } => points,
        other => panic!("{other:?}"),
    }
}

/// The scenario's value, computed apart from the window.
fn value(desk: &Desk, id: &ScenarioId, node: &NodeId, year: i32) -> f64 {
    let evaluation = Evaluation::of(desk.document());
    let scenario = ScenarioEvaluation::of(desk.document(), &evaluation, id);
    scenario.reading(node, &"sales_revenue".into(), year).value.unwrap()
}

/// What the row of the scenario shows of a year, as a number.
fn shown(desk: &Desk, name: &str, year: i32) -> f64 {
    desk.cell(&format!("{name} · {year}")).split(' ').next_back().unwrap().replace(',', "").parse().unwrap()
}

fn slider_rect(desk: &Desk, label: &str) -> egui::Rect {
    desk.window().query_all_by_role_and_label(Role::Slider, label).next().unwrap_or_else(|| panic!("{}", desk.labels())).rect()
}

/// Drags from one place to another in several moves, and lets go where `release` says so.
fn drag(desk: &mut Desk, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    desk.event(Event::PointerMoved(from));
    desk.event(button(from, true));
    for step in 1..=6 {
        desk.event(Event::PointerMoved(from + (to - from) * (step as f32 / 6.0)));
    }
    desk.event(button(to, false));
}

#[test]
fn a_slider_moves_the_city_live_and_a_whole_drag_is_one_step_of_undo() {
    let mut desk = shifted();
    let before = shown(&desk, "低增长", 2015);
    let rect = slider_rect(&desk, "增速调整 滑块");
    let (left, right) = (rect.center(), rect.center() + egui::vec2(rect.width() * 0.2, 0.0));
    drag(&mut desk, left, right);
    let moved = points(&desk);
    assert!((0.05..0.12).contains(&moved), "{moved}");
    let after = shown(&desk, "低增长", 2015);
    assert!(after > before, "{before} {after}");
    let id = scenario(&desk).id;
    assert!((after - value(&desk, &id, &NodeId::total(), 2015)).abs() < 0.006, "what stands there is what follows");
    assert!(desk.reads("从规划到情景"), "and the results follow");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(points(&desk), 0.0, "one step");
    assert_eq!(shown(&desk, "低增长", 2015), before);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(points(&desk), moved);
}

#[test]
fn a_number_is_typed_and_a_wrong_one_is_refused_in_words() {
    let mut desk = shifted();
    desk.fill_in("上调", "-3.5");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(points(&desk), -0.035);
    assert!(desk.reads("-3.5") || desk.reads("−3.5 点"));
    desk.fill_in("上调", "很多");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(points(&desk), -0.035);
    assert!(desk.reads("“很多”不是数字"));
    desk.fill_in("年份", "2014–2013");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(first(&desk).years, None);
    assert!(desk.reads("起始年晚于终止年"));
    desk.fill_in("年份", "2013–2014");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(first(&desk).years, Some((2013, 2014)));
    desk.fill_in("来源", "商务局座谈");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(first(&desk).source, "商务局座谈");
}

#[test]
fn every_kind_of_assumption_can_be_added_and_opens_its_form() {
    let mut desk = made();
    let kinds = ["增速调整", "设定增速", "水平冲击", "新增项目", "比率变化", "手工数值", "总额分摊", "限额", "起点"];
    for (n, kind) in kinds.into_iter().enumerate() {
        add(&mut desk, kind);
        assert_eq!(scenario(&desk).assumptions.len(), n + 1, "{kind}");
        assert!(desk.sees("来源") && desk.sees("备注"), "the form of {kind} is open");
    }
    desk.press(Role::Button, "删除");
    assert_eq!(scenario(&desk).assumptions.len(), kinds.len() - 1, "the one whose form is open goes");
    for _ in 0..kinds.len() + 1 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert!(scenario(&desk).assumptions.is_empty());
}

#[test]
fn a_value_typed_into_the_scenarios_row_is_held_and_can_be_released() {
    let mut desk = made();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.type_cell("低增长 · 2013", "123.4");
    assert_eq!(shown(&desk, "低增长", 2013), 123.4);
    let held = first(&desk);
    assert_eq!(held.scope.within, [NodeId::new("haining-solar")]);
    assert!(matches!(&held.lever, Lever::Values { values, .. } if values.get(&2013) == Some(&123.4)), "{held:?}");
    desk.click_cell("低增长 · 2013");
    desk.press(Role::Button, "检视");
    assert!(desk.reads("123.4") && desk.reads("手工数值"), "the inspector says why: {}", desk.labels());
    let cell = desk.cell_node("低增长 · 2013").unwrap().rect().center();
    let right = |pressed| Event::PointerButton { pos: cell, button: PointerButton::Secondary, pressed, modifiers: Modifiers::NONE };
    desk.event(Event::PointerMoved(cell));
    desk.event(right(true));
    desk.event(right(false));
    desk.press(Role::Button, "解除锁定");
    assert!(scenario(&desk).assumptions.is_empty(), "the last value takes its assumption along");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(first(&desk), held);
    // Emptying the cell lets go as well.
    desk.click_cell("低增长 · 2013");
    desk.key(Modifiers::NONE, Key::Delete);
    assert!(scenario(&desk).assumptions.is_empty());
}

#[test]
fn a_typed_total_is_spread_with_holds_or_refused_with_the_numbers() {
    let mut desk = made();
    desk.press(Role::Button, "新能源产业");
    desk.type_cell("低增长 · 2015", "900");
    assert!(desk.reads("总额分摊"), "a total asks how: {}", desk.labels());
    desk.press(Role::CheckBox, "锁定 海宁太阳能");
    desk.fill_in("2015 年总额", "100");
    assert!(desk.reads("小于已锁定的合计"), "{}", desk.labels());
    assert!(scenario(&desk).assumptions.is_empty());
    desk.fill_in("2015 年总额", "1200");
    let before = value(&desk, &scenario(&desk).id, &"haining-solar".into(), 2015);
    desk.press(Role::Button, "分摊");
    let id = scenario(&desk).id;
    assert!((value(&desk, &id, &"new-energy".into(), 2015) - 1200.0).abs() < 1e-6);
    assert_eq!(value(&desk, &id, &"haining-solar".into(), 2015), before, "what is held stays");
    assert!(matches!(&first(&desk).lever, Lever::Spread { holds, .. } if holds.len() == 1));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(scenario(&desk).assumptions.is_empty());
}

#[test]
fn a_setting_is_sought_explained_and_saved() {
    let mut desk = made();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.menu("情景", "求解");
    desk.fill_in("要求", "≥500");
    desk.press(Role::Button, "求解");
    assert!(desk.reads("年增速需"), "{}", desk.labels());
    assert!(desk.reads("试算"), "with its arithmetic");
    desk.press(Role::Button, "存为假设");
    let id = scenario(&desk).id;
    let reached = value(&desk, &id, &"haining-solar".into(), 2015);
    assert!((500.0..=500.5).contains(&reached), "{reached}");
    assert!(first(&desk).note.contains("求解所得"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(scenario(&desk).assumptions.is_empty());
    desk.menu("情景", "求解");
    desk.fill_in("要求", "1");
    desk.press(Role::Button, "求解");
    assert!(desk.reads("不用调整就满足"), "{}", desk.labels());
    desk.fill_in("要求", "一批");
    desk.press(Role::Button, "求解");
    assert!(desk.reads("不是可以满足的要求"), "{}", desk.labels());
}

#[test]
fn a_scenario_is_copied_renamed_locked_deleted_and_all_of_it_undone() {
    let mut desk = shifted();
    let before = desk.document().clone();
    desk.menu("情景", "复制情景");
    assert_eq!(desk.document().scenarios.len(), 2);
    assert!(desk.reads("低增长 副本"), "the copy is looked at");
    desk.menu("情景", "名称、上级与说明");
    desk.fill_in("名称", "更低");
    desk.press(Role::Button, "保存");
    let copy = desk.document().scenarios.iter().find(|s| s.name.text == "更低").cloned().unwrap();
    assert_eq!(copy.assumptions.len(), 1);
    desk.menu("情景", "锁定或解锁");
    assert!(desk.reads("情景已锁定，不能改动"));
    let slider = desk.window().query_all_by_role_and_label(Role::Slider, "增速调整 滑块").next().unwrap();
    assert!(slider.accesskit_node().is_disabled(), "a locked scenario's controls are off");
    desk.press(Role::Button, "解锁");
    assert!(!desk.reads("情景已锁定，不能改动"));
    desk.menu("情景", "删除情景");
    assert_eq!(desk.document().scenarios.len(), 1);
    for _ in 0..5 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(*desk.document(), before);
}

#[test]
fn an_assumption_is_switched_moved_copied_and_given_to_the_parent() {
    let mut desk = shifted();
    desk.press(Role::CheckBox, "停用 增速调整");
    assert!(!first(&desk).on);
    desk.press(Role::CheckBox, "启用 增速调整");
    assert!(first(&desk).on);
    desk.press(Role::Button, "复制假设");
    let ids: Vec<AssumptionId> = scenario(&desk).assumptions.iter().map(|a| a.id.clone()).collect();
    assert_eq!(ids.len(), 2);
    desk.press(Role::Button, "下移");
    let turned: Vec<AssumptionId> = scenario(&desk).assumptions.iter().map(|a| a.id.clone()).collect();
    assert_eq!(turned, [ids[1].clone(), ids[0].clone()]);
    desk.menu("情景", "复制情景");
    desk.menu("情景", "名称、上级与说明");
    desk.press(Role::ComboBox, "上级情景");
    desk.press(Role::Button, "低增长");
    desk.press(Role::Button, "保存");
    let copy = desk.document().scenarios.iter().find(|s| s.parent.is_some()).cloned().unwrap();
    assert_eq!(copy.parent, Some(scenario(&desk).id.clone()), "{copy:?}");
}

/// Where a point of the scenario's line lies in a chart of a size: the same layout as the window's.
fn handle(desk: &Desk, id: &ScenarioId, (node, metric): (&str, &str), size: egui::Vec2, year: i32) -> chart::Pos {
    let (document, words) = (desk.document(), Words::new(Language::Chinese));
    let evaluation = Evaluation::of(document);
    let scenarios = [Arc::new(ScenarioEvaluation::of(document, &evaluation, id))];
    let laid = chart::Laid { scenarios: &scenarios, chosen: Some(id), draggable: true, ..chart::Laid::default() };
    let (node, metric) = (NodeId::new(node), metric.into());
    let subject = chart::Subject { document, evaluation: &evaluation, words: &words, node: &node, metric: &metric, dimension: None };
    let spec = chart::build_with(chart::ChartKind::ScenarioOverlay, &subject, &laid).unwrap();
    let style = chart::Style::screen(&Palette::LIGHT, false);
    let scene = chart::layout(&spec, size.x, size.y, font_measure(), &style);
    scene.handles.iter().find(|handle| handle.grip.year == year).unwrap().centre
}

/// Where a point of the scenario's line lies on the screen.
pub(super) fn point(desk: &Desk, scenario: &str, of: (&str, &str), year: i32) -> egui::Pos2 {
    let mut charts = desk.window().query_all_by_role(Role::Image);
    let chart = charts.find(|n| n.accesskit_node().label().is_some_and(|label| label.contains("销售收入")));
    let rect = chart.unwrap_or_else(|| panic!("{}", desk.labels())).rect();
    let place = handle(desk, &ScenarioId::new(scenario), of, rect.size(), year);
    rect.min + egui::vec2(place.x, place.y)
}

#[test]
fn a_point_of_the_line_is_dragged_and_becomes_a_hold() {
    let mut desk = made();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    let before = shown(&desk, "低增长", 2015);
    let id = scenario(&desk).id;
    let at = point(&desk, id.as_str(), ("haining-solar", "sales_revenue"), 2015);
    drag(&mut desk, at, at - egui::vec2(0.0, 30.0));
    assert!(matches!(first(&desk).lever, Lever::Values { .. }));
    assert!(value(&desk, &id, &"haining-solar".into(), 2015) >= before);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(scenario(&desk).assumptions.is_empty(), "one drag is one step");
}

#[test]
fn the_page_speaks_english_too() {
    let mut desk = shifted();
    desk.press(Role::Button, "EN");
    for text in ["Results", "Growth shift", "Targets met", "+ Assumption", "Overlay"] {
        assert!(desk.reads(text), "{text}: {}", desk.labels());
    }
}
