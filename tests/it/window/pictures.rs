//! Pictures of every page, compared to the last pixel. Two languages and two themes where they tell something.

use std::path::Path;

use clusterplan::io::settings::ThemeChoice;
use clusterplan::view::Language;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::SnapshotResults;

use super::Desk;

/// A machine with the sample, in a language and a theme.
pub(super) fn desk(language: Language, theme: ThemeChoice) -> Desk {
    let mut desk = Desk::new();
    desk.settings.language = Some(language);
    desk.settings.theme = theme;
    desk.copy_sample();
    desk
}

pub(super) fn take(desk: &mut Desk, name: &str, results: &mut SnapshotResults) {
    desk.window().remove_cursor();
    desk.settle();
    desk.window_mut().snapshot(name);
    results.extend_harness(desk.window_mut());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        make_small(name);
    }
}

/// Writes a picture that was just recorded again, as small as PNG makes it: the harness writes fast and large.
fn make_small(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/snapshots/{name}.png"));
    let picture = image::open(&path).unwrap().into_rgb8();
    let filters = [png::Filter::NoFilter, png::Filter::Sub, png::Filter::Up, png::Filter::Adaptive];
    let encoded = filters.map(|filter| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(filter);
        encoder.write_header().unwrap().write_image_data(&picture).unwrap();
        bytes
    });
    let bytes = encoded.iter().min_by_key(|bytes| bytes.len()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

const ALL: [(Language, ThemeChoice, &str); 4] = [
    (Language::Chinese, ThemeChoice::Light, "zh-light"),
    (Language::Chinese, ThemeChoice::Dark, "zh-dark"),
    (Language::English, ThemeChoice::Light, "en-light"),
    (Language::English, ThemeChoice::Dark, "en-dark"),
];

#[test]
fn the_overview_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    for (language, theme, name) in ALL {
        let mut desk = desk(language, theme);
        desk.open();
        take(&mut desk, &format!("window-overview-{name}"), &mut results);
    }
}

#[test]
fn the_page_of_a_cluster_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    for (language, theme, name) in ALL {
        let mut desk = desk(language, theme);
        desk.open();
        let chinese = language == Language::Chinese;
        desk.press(Role::Button, if chinese { "海宁太阳能产业集聚区" } else { "Haining solar cluster" });
        desk.click_cell(if chinese { "销售收入 · 2013" } else { "Sales revenue · 2013" });
        take(&mut desk, &format!("window-node-{name}"), &mut results);
    }
}

#[test]
fn the_page_of_the_total_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    let mut desk = desk(Language::Chinese, ThemeChoice::Light);
    desk.open();
    desk.press(Role::Button, "嘉兴市");
    take(&mut desk, "window-total-zh-light", &mut results);
}

#[test]
fn the_structure_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    for (language, theme, name) in [ALL[0], ALL[3]] {
        let mut desk = desk(language, theme);
        desk.open();
        desk.key(Modifiers::COMMAND, Key::Num2);
        desk.click(if language == Language::Chinese { "集聚区 13" } else { "Clusters 13" });
        take(&mut desk, &format!("window-structure-{name}"), &mut results);
    }
}

#[test]
fn messages_look_as_recorded() {
    let mut results = SnapshotResults::new();
    let mut desk = desk(Language::Chinese, ThemeChoice::Light);
    let path = desk.folder().join("plan.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.replacen("formula = \"", "formula = \"nothing + ", 1).replacen("value = \"70.13\"", "value = \"seventy\"", 1);
    std::fs::write(&path, text.replacen("kind = \"flow\"", "kind = \"flood\"", 1)).unwrap();
    desk.open();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.type_cell("利润 · 2013", "很多");
    desk.key(Modifiers::COMMAND, Key::Num3);
    take(&mut desk, "window-messages-zh-light", &mut results);
}

#[test]
fn dialogs_look_as_recorded() {
    let mut results = SnapshotResults::new();
    for (language, theme, name) in [ALL[0], ALL[3]] {
        let mut desk = desk(language, theme);
        desk.open();
        let chinese = language == Language::Chinese;
        desk.press(Role::Button, if chinese { "海宁太阳能产业集聚区" } else { "Haining solar cluster" });
        desk.key(Modifiers::COMMAND, Key::E);
        take(&mut desk, &format!("window-export-{name}"), &mut results);
        desk.key(Modifiers::NONE, Key::Escape);
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
        desk.press(Role::Button, if chinese { "全部" } else { "All" });
        desk.press(Role::Button, "SVG");
        desk.press(Role::Button, if chinese { "排名" } else { "Ranking" });
        take(&mut desk, &format!("window-batch-{name}"), &mut results);
    }
    let mut desk = desk(Language::Chinese, ThemeChoice::Light);
    desk.open();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    desk.paste_into(
        "规划数清单",
        "节点\t指标\t年份\t数值\t单位\t角色\n平湖生物医药产业集聚区\t销售收入\t2013\t20\t亿元\t阶段目标\n\
         海宁太阳能产业集聚区\t销售收入\t2015\t≥450\t亿元\t目标\n不知何处\t利润\t2015\t5\t亿元\t目标\n\
         秀洲区LED产业集聚区\t利润\t2015\t很多\t亿元\t目标\n",
    );
    take(&mut desk, "window-figure-list-zh-light", &mut results);
}

#[test]
fn a_new_plan_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    let mut desk = desk(Language::Chinese, ThemeChoice::Light);
    desk.open();
    desk.key(Modifiers::COMMAND, Key::N);
    desk.fill_in("规划名称", "某市产业规划");
    desk.press(Role::Button, "新建");
    take(&mut desk, "window-new-plan-zh-light", &mut results);
    desk.key(Modifiers::COMMAND, Key::Num1);
    take(&mut desk, "window-new-overview-zh-light", &mut results);
}

#[test]
fn a_window_at_150_percent_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    let mut desk = desk(Language::Chinese, ThemeChoice::Light);
    desk.settings.zoom = 1.5;
    desk.open();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    take(&mut desk, "window-zoom-zh-light", &mut results);
}

#[test]
fn names_of_sixty_characters_look_as_recorded() {
    let mut results = SnapshotResults::new();
    let mut desk = desk(Language::Chinese, ThemeChoice::Light);
    let path = desk.folder().join("plan.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let long = "长三角生态绿色一体化发展示范区太阳能光伏与储能装备制造及其关联生产性服务业跨行政区协同创新先导集聚区（第一期北片）";
    let text = text.replace("海宁太阳能产业集聚区", long).replace("嘉兴市战略性新兴产业“十二五”发展规划", &format!("{long}规划"));
    let text = text.replace("short = \"海宁太阳能\"\n", "").replace("新能源产业", &long[..90]);
    std::fs::write(&path, text).unwrap();
    desk.open();
    take(&mut desk, "window-long-overview-zh-light", &mut results);
    desk.press(Role::Button, long);
    take(&mut desk, "window-long-node-zh-light", &mut results);
}

#[test]
fn the_pages_of_judging_look_as_recorded() {
    let mut results = SnapshotResults::new();
    for (language, theme, name) in [ALL[0], ALL[3]] {
        let mut desk = desk(language, theme);
        desk.open();
        let chinese = language == Language::Chinese;
        let view = if chinese { "视图" } else { "View" };
        for (page, of) in [("ranking", ["评价排名", "Ranking"]), ("scores", ["考核", "Scores"]), ("warnings", ["预警", "Warnings"])]
        {
            desk.menu(view, of[usize::from(!chinese)]);
            take(&mut desk, &format!("window-{page}-{name}"), &mut results);
        }
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
        take(&mut desk, &format!("window-audit-{name}"), &mut results);
        desk.press(Role::Button, if chinese { "海宁太阳能产业集聚区" } else { "Haining solar cluster" });
        desk.click(if chinese { "评价" } else { "Assessment" });
        take(&mut desk, &format!("window-standing-{name}"), &mut results);
    }
}
