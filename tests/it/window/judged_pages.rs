//! What pages of judging say of periods, of a year's plan, of what is not there yet, and of what is wide.

use clusterplan::base::NodeId;
use clusterplan::domain::Role as FigureRole;
use clusterplan::engine::Layer;
use clusterplan::view::number;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;
use super::judging::{ask, column, says};

const SOLAR: &str = "海宁太阳能产业集聚区";

fn actual(desk: &Desk, year: i32) -> f64 {
    let evaluation = desk.session().evaluation();
    evaluation.reading(&NodeId::from("haining-solar"), &"sales_revenue".into(), Layer::Actual, year).value.unwrap()
}

fn of(desk: &Desk, row: &str, heading: &str) -> String {
    desk.cell(&format!("{row} · {heading}"))
}

#[test]
fn half_a_year_is_no_start_for_the_growth_now_required_and_is_shown_with_its_months() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "评价排名");
    ask(&mut desk, "2013 年 1–6 月累计");
    ask(&mut desk, "序时进度");
    // The last whole year is 2012: 400 of 2015 from there, not from what the first half of 2013 brought.
    let required = (400.0 / actual(&desk, 2012)).powf(1.0 / 3.0) - 1.0;
    let row = column(&desk, "名称").iter().position(|name| name == SOLAR).unwrap();
    assert_eq!(column(&desk, "今后年均")[row], number::percent(required, 1));
    let cells = desk.window().query_all_by_role(Role::Cell).filter(|n| n.accesskit_node().label().is_some_and(|l| l.ends_with(" · 实绩")));
    let said: Vec<String> = cells.filter_map(|n| n.accesskit_node().description().map(|said| said.to_string())).collect();
    // Two have nothing within the year and are judged by a whole one.
    assert_eq!(said.iter().filter(|said| said.contains("1–6")).count(), 9, "{said:?}");
}

#[test]
fn the_overview_shows_the_actuals_that_counted_at_the_period_asked_for() {
    let mut desk = Desk::with_sample();
    let shown = |desk: &Desk, year| number::fixed(actual(desk, year), 2);
    assert!(of(&desk, SOLAR, "最新实绩").starts_with(&shown(&desk, 2013)));
    let gap = of(&desk, SOLAR, "距轨迹");
    ask(&mut desk, "2013 年 1–6 月累计");
    assert!(of(&desk, SOLAR, "2012 实绩").starts_with(&shown(&desk, 2012)), "{}", desk.labels());
    assert_ne!(of(&desk, SOLAR, "距轨迹"), gap);
    let total: String = of(&desk, "全部集聚区", "2012 实绩");
    let sum = desk.session().evaluation().sum(&NodeId::total(), &"sales_revenue".into(), Layer::Actual, 2012).unwrap();
    assert!(total.contains(&number::fixed(sum.value, 2)), "{total}");
    ask(&mut desk, "2011 年");
    assert!(of(&desk, SOLAR, "2011 实绩").starts_with(&shown(&desk, 2011)));
}

#[test]
fn a_years_plan_is_entered_beside_its_path_value_and_taken_back() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, SOLAR);
    desk.click("评价");
    assert!(desk.reads("（按规划轨迹）"), "{}", desk.labels());
    let before = desk.document().clone();
    let first = |desk: &Desk| desk.window().query_all_by_role_and_label(Role::Button, "录入年度计划…").next().unwrap().click();
    let milestone = |desk: &Desk| {
        let of = |f: &&clusterplan::domain::Figure| f.node.as_str() == "haining-solar" && f.role == FigureRole::Milestone;
        desk.document()
            .plan
            .figures
            .iter()
            .filter(of)
            .map(|f| (f.metric.to_string(), f.time.to_string(), f.bound.value()))
            .collect::<Vec<_>>()
    };
    assert!(milestone(&desk).is_empty());
    first(&desk);
    desk.settle();
    assert!(desk.reads("（按规划轨迹）"), "the value on the path stands beside the field");
    desk.fill_in("计划数", "很多");
    desk.press(Role::Button, "录入计划");
    assert!(desk.reads("不是数值或界限"), "{}", desk.labels());
    desk.fill_in("计划数", "120");
    desk.press(Role::Button, "录入计划");
    assert_eq!(milestone(&desk), [("sales_revenue".to_owned(), "2014".to_owned(), Some(120.0))]);
    assert!(says(&desk, "2014 年 120 亿元（规划数）"), "{}", desk.labels());
    // Another number for the same year takes its place.
    first(&desk);
    desk.settle();
    desk.fill_in("计划数", "130 亿元");
    desk.press(Role::Button, "录入计划");
    assert_eq!(milestone(&desk), [("sales_revenue".to_owned(), "2014".to_owned(), Some(130.0))]);
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.document().plan, before.plan);
    // The year of the target is no year of a milestone.
    first(&desk);
    desk.settle();
    desk.fill_in("年度", "2015");
    desk.fill_in("计划数", "400");
    desk.press(Role::Button, "录入计划");
    assert!(says(&desk, "不是 2011 到 2014 之间的整数"), "{}", desk.labels());
}

#[test]
fn ranks_by_a_rescaled_score_show_it_and_the_weights_that_have_data() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "考核");
    desk.press(Role::ComboBox, "考核办法");
    desk.click("产业考核（示例）");
    let numbers = |heading: &str| -> Vec<f64> { column(&desk, heading).iter().filter_map(|text| text.parse().ok()).collect() };
    let (rescaled, totals) = (numbers("折算得分"), numbers("总分"));
    assert!(rescaled.len() > 3 && rescaled.is_sorted_by(|a, b| a >= b), "ranks go by it: {rescaled:?}");
    let pairs = rescaled.iter().zip(&totals);
    assert!(pairs.into_iter().all(|(rescaled, total)| (rescaled * 0.6 - total).abs() < 0.01), "{rescaled:?} of {totals:?}");
    assert!(column(&desk, "有数权重").contains(&"60%".to_owned()));
}

#[test]
fn entries_are_offered_for_whom_the_scheme_scores_and_told_where_they_count_nowhere() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "考核");
    desk.press(Role::Button, "加分/扣分…");
    let known = desk.document().plan.score_entries.len();
    desk.click_cell(" · 节点");
    desk.key(Modifiers::NONE, Key::ArrowLeft);
    desk.paste("集聚区考核（示例）\t新能源产业\t2\t获评示范");
    assert_eq!(desk.document().plan.score_entries.len(), known + 1, "{}", desk.labels());
    desk.menu("视图", "考核");
    assert!(says(&desk, "有 1 条加分或扣分不计分：新能源产业不在本办法的考核对象之内"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(!desk.reads("不计分：新能源产业"));
}

#[test]
fn pages_without_actuals_or_indicators_say_so_and_lead_on() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(desk.folder()).unwrap();
    let plan = "format = 1\n[plan]\ntitle = \"小规划\"\ntotal = \"全市\"\nlanguage = \"zh-CN\"\nbase-year = 2010\nfirst-year = 2011\n\
                last-year = 2015\nmain-metric = \"m\"\n[[cluster]]\nid = \"a\"\nname = \"甲\"\n\
                [[metric]]\nid = \"m\"\nname = \"产值\"\nunit = \"亿元\"\nkind = \"flow\"\n\
                [[score-scheme]]\nid = \"s\"\nname = \"考核\"\nscored = \"clusters\"\nindicators = [{ metric = \"m\", weight = 60.0 }]\n\
                [[score-scheme]]\nid = \"t\"\nname = \"空办法\"\nscored = \"clusters\"\nindicators = []\n\
                [[warning-rule]]\nid = \"w\"\nname = \"滞后\"\nkind = \"off-track\"\nperiods = 1\n";
    std::fs::write(desk.folder().join("plan.toml"), plan).unwrap();
    desk.open();
    desk.menu("视图", "考核");
    assert!(desk.sees("还没有上报实绩"), "{}", desk.labels());
    desk.press(Role::ComboBox, "考核办法");
    desk.click("空办法");
    assert!(desk.sees("还没有考核指标"), "{}", desk.labels());
    desk.press(Role::Button, "填写考核指标");
    assert!(desk.cell_node("空办法 · 考核对象").is_some() || desk.sees("考核办法"), "{}", desk.labels());
    desk.menu("视图", "预警");
    assert!(desk.sees("还没有上报实绩"), "{}", desk.labels());
}

#[test]
fn an_entry_added_by_the_button_is_of_a_node_that_is_scored() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "考核");
    desk.press(Role::Button, "加分/扣分…");
    desk.press(Role::Button, "添加");
    let entry = desk.document().plan.score_entries.rows()[0].clone();
    assert!(desk.document().plan.clusters.contains(&entry.node), "{entry:?}");
}

/// Right end of a column's heading.
fn right_of(desk: &Desk, heading: &str) -> f32 {
    let found = desk.window().query_all_by_role_and_label(Role::ColumnHeader, heading).next();
    found.unwrap_or_else(|| panic!("no heading {heading:?}:\n{}", desk.labels())).rect().right()
}

#[test]
fn wide_tables_fit_their_window_and_sentences_stand_whole_in_the_inspector() {
    let mut desk = Desk::with_sample();
    // The pages end where the inspector begins.
    let edge = 1440.0 - 270.0;
    assert!(right_of(&desk, "距轨迹") <= edge && right_of(&desk, "口径 / 覆盖") <= edge, "{}", right_of(&desk, "口径 / 覆盖"));
    desk.menu("视图", "评价排名");
    assert!(right_of(&desk, "依据") <= edge, "{}", right_of(&desk, "依据"));
    let why = column(&desk, "依据")[0].clone();
    desk.click_cell("1 · 名称");
    assert!(desk.sees("销售收入 · 评价"), "{}", desk.labels());
    let lines = desk.window().query_all_by_role_and_label(Role::Label, &why).count();
    assert!(lines > 0, "{why:?} stands whole:\n{}", desk.labels());
    desk.menu("视图", "预警");
    assert!(right_of(&desk, "怎样解除") <= edge, "{}", right_of(&desk, "怎样解除"));
    let said = column(&desk, "情况")[0].clone();
    desk.click_cell("新能源产业");
    assert!(
        says(&desk, &said) && desk.window().query_all_by_role_and_label(Role::Label, &said).count() > 0,
        "{said:?}:\n{}",
        desk.labels()
    );
}

#[test]
fn every_control_of_a_narrow_overview_lies_within_it() {
    let mut desk = Desk::new();
    desk.size = [960.0, 640.0];
    desk.copy_sample();
    desk.open();
    for (role, label) in [(Role::ComboBox, "分组"), (Role::Button, "任务 17"), (Role::Button, "把这张表加入简报")] {
        let found = desk.window().query_all_by_role_and_label(role, label).next();
        let right = found.unwrap_or_else(|| panic!("no {label:?}:\n{}", desk.labels())).rect().right();
        let edge = desk.find("检视").unwrap().rect().left();
        assert!(right < edge, "{label} ends at {right}, the inspector begins at {edge}");
    }
}

#[test]
fn tasks_of_no_node_stay_under_a_countys_filter_and_are_counted_with_it() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "任务 17");
    let (whole, all) = {
        let tasks = &desk.document().plan.tasks;
        (tasks.iter().filter(|task| task.nodes.is_empty()).count(), tasks.len())
    };
    assert!(whole > 0 && whole < all);
    desk.press(Role::ComboBox, "按节点筛选任务");
    desk.click("嘉善");
    assert!(says(&desk, &format!("其中 {whole} 项未指明节点，面向整个规划")), "{}", desk.labels());
    assert!(desk.reads(&format!("未填 {whole}")), "the counts follow:\n{}", desk.labels());
    assert_eq!(column(&desk, "涉及节点").iter().filter(|name| *name == "嘉兴市").count(), whole.min(column(&desk, "涉及节点").len()));
}

#[test]
fn a_clusters_own_key_fields_stand_apart_from_its_industrys() {
    let desk = Desk::with_sample();
    let words = clusterplan::view::Words::new(clusterplan::view::Language::Chinese);
    let plan = &desk.document().plan;
    let cluster = plan.clusters.iter().find(|cluster| !cluster.key_fields.is_empty()).expect("the sample states some");
    let facts = clusterplan::view::node_page::facts(desk.document(), &words, &cluster.id).unwrap();
    let own: Vec<&String> = facts.key_fields.iter().map(|(name, _)| name).collect();
    assert_eq!(own, cluster.key_fields.iter().collect::<Vec<_>>());
    assert!(!facts.member_fields.is_empty() && facts.member_fields.iter().all(|(name, _)| !cluster.key_fields.contains(name)));
}

#[test]
fn nodes_without_targets_have_the_ring_in_both_trees() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "县市区");
    let session = desk.session();
    let (document, evaluation) = (session.document(), session.evaluation());
    let words = clusterplan::view::Words::new(clusterplan::view::Language::Chinese);
    let assessments = clusterplan::engine::assess::Assessments::of(document, &evaluation, &Default::default());
    let names = clusterplan::view::search::NameIndex::of(&document.plan);
    let county = document.plan.dimensions.rows()[1].id.clone();
    let options = clusterplan::view::navigator::NavigatorOptions { dimension: Some(county), ..Default::default() };
    let mut rows = clusterplan::view::navigator::rows(&document.plan, &names, &words, &options);
    clusterplan::view::navigator::mark_rows(&mut rows, &words, document, &evaluation, &assessments);
    assert!(rows.iter().all(|row| row.node.is_none() || row.state.as_ref().is_some_and(|state| !state.text.is_empty())));
    assert!(rows.iter().any(|row| row.state.as_ref().is_some_and(|state| state.text == "没有目标，无法评价")));
}
