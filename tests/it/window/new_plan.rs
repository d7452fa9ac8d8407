//! Plans of one's own, typed entirely in the window.

use clusterplan::base::{Bound, MetricId, NodeId};
use clusterplan::domain::Role as FigureRole;
use clusterplan::io::workspace;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::Desk;

const INDUSTRIES: [&str; 6] = ["装备制造", "新材料", "电子信息", "生物医药", "节能环保", "现代物流"];
const COUNTIES: [&str; 4] = ["甲县", "乙市", "丙区", "丁区"];

/// A window with a new plan, nothing typed yet.
fn started() -> Desk {
    let mut desk = Desk::new();
    desk.start(None);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.fill_in("规划名称", "某市产业规划");
    desk.fill_in("地区或主体", "某市");
    desk.press(Role::Button, "新建");
    assert_eq!(desk.document().plan.info.title.text, "某市产业规划", "{}", desk.labels());
    desk
}

/// Pastes a block into the empty row of a list.
fn paste_new(desk: &mut Desk, list: &str, block: &str) {
    desk.click(list);
    desk.click_cell("在此输入或粘贴即可新增");
    desk.paste(block);
}

fn cluster(n: usize) -> String {
    format!("{}第{}集聚区", COUNTIES[n % 4], n + 1)
}

fn typed() -> Desk {
    let mut desk = started();
    let members: Vec<String> =
        INDUSTRIES.iter().map(|name| format!("{name}\t\t产业")).chain(COUNTIES.iter().map(|name| format!("{name}\t\t县市区"))).collect();
    paste_new(&mut desk, "维度成员 0", &members.join("\n"));
    assert_eq!(desk.document().plan.members.len(), 10, "{}", desk.labels());
    let clusters: Vec<String> = (0..13).map(|n| format!("{}\t\t{}\t{}", cluster(n), INDUSTRIES[n % 6], COUNTIES[n % 4])).collect();
    paste_new(&mut desk, "集聚区 0", &clusters.join("\n"));
    desk
}

#[test]
fn a_plan_of_six_industries_and_thirteen_clusters_is_typed_in_the_window_saved_and_reopened() {
    let mut desk = typed();
    let plan = &desk.document().plan;
    assert_eq!(plan.clusters.len(), 13);
    assert!(plan.clusters.iter().all(|c| c.membership.len() == 2), "{:?}", plan.clusters.rows()[0]);
    let (base, last) = (plan.info.base_year, plan.info.last_year);
    let mut list = String::from("节点\t指标\t年份\t数值\t单位\t角色\n");
    for n in 0..13 {
        list.push_str(&format!("{}\t销售收入\t{base}\t{}\t亿元\t\n", cluster(n), 10 + n));
        list.push_str(&format!("{}\t销售收入\t{last}\t≥{}\t亿元\t目标\n", cluster(n), 100 + n));
    }
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    desk.paste_into("规划数清单", &list);
    assert!(desk.reads("新增 26 条"), "{}", desk.labels());
    desk.click("写入规划");
    let plan = &desk.document().plan;
    assert_eq!(plan.figures.len(), 26, "{}", desk.labels());
    let target = plan.figures.iter().find(|f| f.role == FigureRole::Target).unwrap();
    assert_eq!((target.bound, &target.metric), (Bound::AtLeast { value: 100.0 }, &MetricId::new("sales_revenue")));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.document().plan.figures.len(), 0, "the whole list is one step");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    let folder = desk.home.path().join("某市");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.fill_in("路径", &folder.display().to_string());
    desk.press(Role::Button, "保存");
    assert_eq!(desk.session().folder(), Some(folder.as_path()));
    assert!(!desk.session().is_dirty());
    let document = desk.document().clone();
    desk.close();
    assert_eq!(workspace::open(&folder).unwrap().document, document);
    desk.start(Some(&folder));
    assert_eq!(*desk.document(), document);
    desk.key(Modifiers::COMMAND, Key::Num1);
    assert_eq!(desk.cell(&format!("{} · {last} 目标", cluster(0))), "≥ 100");
}

#[test]
fn an_empty_plan_says_what_belongs_where() {
    let mut desk = started();
    desk.key(Modifiers::COMMAND, Key::Num1);
    assert!(desk.sees("还没有集聚区"));
    desk.press(Role::Button, "添加集聚区");
    assert!(
        desk.sees("在此输入或粘贴即可新增") && desk.sees(" · 县市区") || desk.sees("在此输入或粘贴即可新增 · 县市区"),
        "the list of clusters, ready to be typed into"
    );
}

#[test]
fn a_new_plan_takes_over_the_structure_of_the_open_one() {
    let mut desk = Desk::with_sample();
    let before = desk.document().clone();
    desk.menu("文件", "沿用结构新建…");
    desk.fill_in("规划名称", "十三五规划");
    desk.press(Role::Button, "新建");
    let plan = &desk.document().plan;
    assert_eq!(plan.info.title.text, "十三五规划");
    assert_eq!((plan.clusters.len(), plan.figures.len()), (13, 0));
    assert!(plan.clusters.contains(&NodeId::new("haining-solar")), "ids are kept");
    assert!(desk.document().actuals.is_empty());
    assert_eq!((plan.info.base_year, plan.info.last_year), (2015, 2020));
    assert_eq!(workspace::open(&desk.folder()).unwrap().document, before, "the open plan's files stay");
}

#[test]
fn rows_in_question_are_mended_in_the_preview_before_anything_is_written() {
    let mut desk = Desk::with_sample();
    let before = desk.document().plan.figures.len();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    desk.paste_into(
        "规划数清单",
        "节点\t指标\t年份\t数值\t单位\n不知何处\t销售收入\t2014\t5\t亿元\n平湖生物医药产业集聚区\t销售收入\t2014\t30\t亿元\n",
    );
    assert!(desk.reads("新增 1 条") && desk.reads("待确认 1 条"), "{}", desk.labels());
    desk.click("写入规划");
    assert_eq!(desk.document().plan.figures.len(), before + 1);
}

#[test]
fn a_list_of_figures_is_read_from_a_file_in_the_encoding_of_chinese_offices() {
    let mut desk = Desk::with_sample();
    let path = desk.home.path().join("清单.csv");
    let (bytes, ..) = encoding_rs::GB18030.encode("节点,指标,年份,数值,单位\n平湖生物医药产业集聚区,销售收入,2014,30,亿元\n");
    std::fs::write(&path, bytes).unwrap();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    desk.click("从文件读取…");
    desk.fill_in("路径", &path.display().to_string());
    desk.press(Role::Button, "打开");
    assert!(desk.reads("新增 1 条"), "{}", desk.labels());
}

#[test]
fn a_new_plan_shows_nothing_of_the_plan_before_it() {
    // Both count their revisions from the same number.
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::K);
    desk.type_text("hnty");
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.fill_in("规划名称", "某市产业规划");
    desk.press(Role::Button, "新建");
    assert!(!desk.reads("含示例数据"));
    desk.key(Modifiers::COMMAND, Key::K);
    desk.type_text("hnty");
    assert!(!desk.reads("海宁太阳能") && desk.sees("没有找到"));
}
