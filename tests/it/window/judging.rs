//! Judging in the window: by which method and as of when, ranking, scores tried out, early warnings and their rules.

use clusterplan::domain::judging::{Method, WarningKind};
use clusterplan::view::Language;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable, by};

use super::Desk;

/// Names of a table from top to bottom: the cells of the column with the heading.
fn column(desk: &Desk, heading: &str) -> Vec<String> {
    let ending = format!(" · {heading}");
    let cells = desk.window().query_all_by_role(Role::Cell).filter(|n| n.accesskit_node().label().is_some_and(|l| l.ends_with(&ending)));
    let mut rows: Vec<(i32, String)> = cells.map(|n| (n.rect().top() as i32, n.value().unwrap_or_default())).collect();
    rows.sort();
    rows.into_iter().map(|(_, value)| value).collect()
}

fn ask(desk: &mut Desk, entry: &str) {
    desk.press(Role::ComboBox, "评估的时点与方法");
    // Earlier periods lie further down in the list than it shows at once.
    match desk.window().query_all_by_label(entry).last() {
        Some(node) => node.click_accesskit(),
        None => panic!("{entry:?} is not offered:\n{}", desk.labels()),
    }
    desk.settle();
}

/// True where a sentence stands somewhere, whatever kind of blanks keeps its numbers and units together.
fn says(desk: &Desk, sentence: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = bare(sentence);
    let texts = |node: &egui_kittest::Node<'_>| [node.value(), node.accesskit_node().label().map(|label| label.to_string())];
    let all = desk.window().query_all(by().predicate(|_| true));
    all.flat_map(|node| texts(&node)).flatten().any(|text| bare(&text).contains(&wanted))
}

fn weigh(desk: &mut Desk, field: &str, weight: &str) {
    desk.click(field);
    desk.key(Modifiers::COMMAND, Key::A);
    desk.type_text(weight);
    desk.key(Modifiers::NONE, Key::Enter);
}

#[test]
fn another_method_and_an_earlier_period_change_states_everywhere() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.click("评价");
    assert!(says(&desk, "2010 年 70.13 亿元 到 2013 年 86.63 亿元，年均 +7.3%；规划要求到 199.34 亿元，年均 +41.7%；增速比 17.5%"));
    assert!(desk.reads("明显滞后 · 增速比"));
    ask(&mut desk, "轨迹偏差");
    assert!(says(&desk, "2013 年实绩 86.63 亿元，规划轨迹 199.34 亿元"), "{}", desk.labels());
    assert!(desk.reads("明显滞后 · 轨迹偏差"));
    ask(&mut desk, "2011 年");
    ask(&mut desk, "增速比");
    assert!(says(&desk, "2010 年 70.13 亿元 到 2011 年 96.57 亿元"), "{}", desk.labels());
    assert!(desk.reads("进度偏慢 · 增速比"), "in 2011 it was only slipping");
    assert!(!desk.session().is_dirty(), "looking changes nothing");
}

#[test]
fn nodes_are_ranked_by_county_and_sorted_both_ways() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "评价排名");
    assert_eq!(column(&desk, "名称").len(), 11, "all clusters with a target or an actual");
    assert_eq!(column(&desk, "名称")[0], "海宁经编新材料产业集聚区", "the one on track comes first");
    desk.press(Role::Button, "县市区");
    let counties = column(&desk, "名称");
    assert!(counties.contains(&"平湖市".to_owned()) && !counties.iter().any(|name| name.ends_with("集聚区")), "{counties:?}");
    desk.click("实绩");
    let actuals = |desk: &Desk| -> Vec<f64> {
        column(desk, "实绩").iter().filter_map(|text| text.replace(['\u{2009}', ','], "").parse().ok()).collect()
    };
    let falling = actuals(&desk);
    assert!(falling.len() > 4 && falling.is_sorted_by(|a, b| a >= b), "{falling:?}");
    desk.click("实绩");
    assert!(actuals(&desk).is_sorted(), "{:?}", actuals(&desk));
    desk.click("实绩");
    assert_eq!(column(&desk, "名称"), counties, "back to the ranking");
}

#[test]
fn weights_are_tried_out_without_touching_the_plan() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "考核");
    let before = column(&desk, "总分");
    assert!(before.iter().any(|total| total.parse::<f64>().is_ok()), "{before:?}");
    weigh(&mut desk, "销售收入的权重", "10");
    let tried = column(&desk, "总分");
    assert_ne!(before, tried);
    assert!(desk.sees("试算，不改规划"));
    assert!(!desk.session().is_dirty());
    desk.press(Role::Button, "恢复原权重");
    assert_eq!(column(&desk, "总分"), before);
    assert!(!desk.sees("试算，不改规划"));
}

#[test]
fn early_warnings_are_counted_listed_and_lead_to_their_nodes() {
    let mut desk = Desk::with_sample();
    let count = clusterplan::engine::warn::of(desk.document(), &desk.session().evaluation(), None).len();
    desk.press(Role::Button, &format!("{count} 条预警"));
    assert!(desk.sees(&format!("{count} 条")));
    assert!(desk.reads("连续两期明显滞后"));
    desk.click_cell("新能源产业");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.cell_node("销售收入 · 2010 基数").is_some(), "{}", desk.labels());
}

/// What stands small beside the cells of a column, from top to bottom.
fn beside(desk: &Desk, heading: &str) -> Vec<String> {
    let ending = format!(" · {heading}");
    let cells = desk.window().query_all_by_role(Role::Cell).filter(|n| n.accesskit_node().label().is_some_and(|l| l.ends_with(&ending)));
    let mut rows: Vec<(i32, String)> =
        cells.map(|n| (n.rect().top() as i32, n.accesskit_node().description().unwrap_or_default())).collect();
    rows.sort();
    rows.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn warnings_on_made_up_values_are_marked_row_by_row_in_the_window() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "预警");
    let warnings = clusterplan::engine::warn::of(desk.document(), &desk.session().evaluation(), None);
    let marks = beside(&desk, "情况");
    assert!(marks.len() > 5 && marks.contains(&"示例数据".to_owned()) && marks.contains(&String::new()), "{marks:?}");
    for (warning, mark) in warnings.iter().zip(&marks) {
        assert_eq!(warning.rests.illustrative, mark == "示例数据", "{warning:?}");
    }
    assert!(desk.sees("示例数据"), "the heading says so too");
}

#[test]
fn a_county_scored_without_one_of_its_clusters_says_so_in_the_window() {
    let mut desk = Desk::with_sample();
    desk.menu("视图", "考核");
    assert!(beside(&desk, "销售收入").iter().all(String::is_empty), "clusters are made of themselves");
    desk.press(Role::ComboBox, "考核办法");
    match desk.window().query_all_by_label("县市区考核（示例）").last() {
        Some(node) => node.click_accesskit(),
        None => panic!("the scheme is not offered:\n{}", desk.labels()),
    }
    desk.settle();
    let (names, marks) = (column(&desk, "名称"), beside(&desk, "销售收入"));
    let at = names.iter().position(|name| name == "海宁市").unwrap();
    assert_eq!(marks[at], "3/4", "{names:?} {marks:?}");
}

#[test]
fn a_rule_added_in_the_register_warns_and_undone_no_longer_does() {
    let mut desk = Desk::with_sample();
    let rules = desk.document().plan.warning_rules.len();
    desk.menu("视图", "预警");
    let named = |desk: &Desk| column(desk, "规则").into_iter().filter(|rule| rule == "比上年下降两成").count();
    assert_eq!(named(&desk), 0);
    desk.press(Role::Button, "预警规则…");
    desk.click_cell("在此输入或粘贴即可新增");
    desk.paste("比上年下降两成\t\t大幅下降\t1%");
    assert_eq!(desk.document().plan.warning_rules.len(), rules + 1);
    assert_eq!(desk.document().plan.warning_rules.rows()[rules].kind, WarningKind::Fall { more_than: 0.01 });
    let fresh = clusterplan::engine::warn::of(desk.document(), &desk.session().evaluation(), None);
    let raised = fresh.iter().filter(|warning| warning.rule == desk.document().plan.warning_rules.rows()[rules].id).count();
    assert!(raised > 0);
    desk.menu("视图", "预警");
    assert!(desk.sees(&format!("{} 条预警", fresh.len())), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.document().plan.warning_rules.len(), rules);
    assert!(!desk.sees(&format!("{} 条预警", fresh.len())));
    assert_eq!(named(&desk), 0);
}

#[test]
fn settings_typed_in_the_register_decide_how_nodes_are_judged() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::Num2);
    desk.click("评价设定");
    desk.type_cell("评价方法 · 值", "轨迹偏差");
    assert_eq!(desk.document().plan.assessment.method, Some(Method::Gap));
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.click("评价");
    assert!(desk.reads("明显滞后 · 轨迹偏差"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.reads("明显滞后 · 增速比"));
}

#[test]
fn the_trajectory_goes_on_as_the_actuals_went_unless_told_otherwise() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    let heads = |desk: &mut Desk| {
        desk.menu("导出", "复制图表数据");
        desk.window().state().copied.last().unwrap().lines().next().unwrap().to_owned()
    };
    assert!(heads(&mut desk).contains("趋势 (亿元)\t"), "the dotted line is in the data");
    desk.press(Role::Button, "预测");
    assert!(!heads(&mut desk).contains("趋势"));
    desk.press(Role::Button, "预测");
    assert!(heads(&mut desk).contains("趋势的 80% 区间"));
    // As of an earlier period the line starts where actuals ended then, and says so.
    let started = |desk: &mut Desk| {
        desk.menu("导出", "复制图表数据");
        let text = desk.window().state().copied.last().unwrap().clone();
        let column = text.lines().next().unwrap().split('\t').position(|head| head.starts_with("趋势 (")).unwrap();
        let filled = text.lines().skip(1).find(|line| line.split('\t').nth(column).is_some_and(|cell| !cell.is_empty())).unwrap();
        filled.split('\t').next().unwrap().to_owned()
    };
    assert_eq!(started(&mut desk), "2013");
    ask(&mut desk, "2012 年");
    assert_eq!(started(&mut desk), "2012");
}

#[test]
fn thresholds_of_the_audit_typed_in_the_register_decide_what_is_found() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    desk.press(Role::Button, "核查设定…");
    let found = |desk: &Desk| {
        let audit = clusterplan::engine::Audit::of(desk.document(), &desk.session().evaluation());
        audit.findings.iter().filter(|finding| finding.case == clusterplan::engine::audit::Case::RatioDrift).count()
    };
    let before = found(&desk);
    assert!(before > 0);
    desk.type_cell("占比从基年到目标年变为多少倍（或其倒数） · 值", "500");
    assert!(found(&desk) < before, "{}", desk.labels());
    desk.type_cell("占比从基年到目标年变为多少倍（或其倒数） · 值", "很多");
    assert!(says(&desk, "“很多”不是 1 到 1000 之间的数"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(found(&desk), before);
}

#[test]
fn a_large_plan_is_judged_scored_and_watched_in_the_background() {
    use std::fmt::Write;
    let (clusters, metrics) = (2_000, 11);
    let mut plan = String::from(
        "format = 1\n[plan]\ntitle = \"大规划\"\ntotal = \"全市\"\nlanguage = \"zh-CN\"\nbase-year = 2010\nfirst-year = 2011\nlast-year = 2015\nmain-metric = \"m0\"\n",
    );
    for n in 0..clusters {
        writeln!(plan, "[[cluster]]\nid = \"c{n}\"\nname = \"集聚区 {n}\"").unwrap();
    }
    for n in 0..metrics {
        writeln!(plan, "[[metric]]\nid = \"m{n}\"\nname = \"指标 {n}\"\nunit = \"亿元\"\nkind = \"flow\"").unwrap();
    }
    plan.push_str(
        "[[score-scheme]]\nid = \"s\"\nname = \"考核\"\nscored = \"clusters\"\nindicators = [{ metric = \"m0\", weight = 60.0 }]\n",
    );
    plan.push_str("[[warning-rule]]\nid = \"w\"\nname = \"滞后\"\nkind = \"off-track\"\nperiods = 1\n[figures]\nlist = [\n");
    let mut actuals = String::from("node,metric,coverage,period,value,unit,status,source\n");
    for n in 0..clusters {
        for (role, year, value) in [("baseline", 2010, 100), ("target", 2015, 200)] {
            writeln!(plan, "  {{ id = \"{role}{n}\", node = \"c{n}\", metric = \"m0\", at = \"{year}\", role = \"{role}\", value = \"{value}\", unit = \"亿元\" }},").unwrap();
        }
        writeln!(actuals, "c{n},m0,,2012,{},亿元,final,x", if n % 2 == 0 { 101 } else { 140 }).unwrap();
    }
    plan.push_str("]\n");
    let mut desk = Desk::new();
    std::fs::create_dir_all(desk.folder().join("actuals")).unwrap();
    std::fs::write(desk.folder().join("plan.toml"), plan).unwrap();
    std::fs::write(desk.folder().join("actuals/own.csv"), actuals).unwrap();
    desk.open();
    let late = clusters / 2;
    // The total, half of which is ahead, is slipping only.
    desk.menu("视图", "预警");
    assert!(desk.sees(&format!("{late} 条")), "{}", desk.labels());
    desk.menu("视图", "考核");
    // The page asks for them once it is drawn.
    desk.settle();
    let totals = column(&desk, "总分");
    assert!(totals.first().is_some_and(|total| total == "60.00"), "{totals:?}");
    weigh(&mut desk, "指标 0的权重", "10");
    desk.settle();
    assert_eq!(column(&desk, "总分")[0], "10.00", "weights tried out arrive too");
    assert!(!desk.session().is_dirty());
    desk.menu("视图", "评价排名");
    assert!(column(&desk, "状态").iter().all(|state| state == "符合进度"), "the best stand first");
}

#[test]
fn the_pages_of_judging_speak_english() {
    let mut desk = Desk::new();
    desk.settings.language = Some(Language::English);
    desk.copy_sample();
    desk.open();
    for page in ["Ranking", "Warnings", "Scores"] {
        desk.menu("View", page);
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let headings =
            desk.window().query_all_by_role(Role::ColumnHeader).filter_map(|n| n.accesskit_node().label().map(|l| l.to_string()));
        let wrong: Vec<String> = headings.filter(|label| label.contains(chinese)).collect();
        assert!(wrong.is_empty(), "{page}: {wrong:?}");
    }
}
