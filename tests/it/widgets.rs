//! The small shared pieces in both themes.

use clusterplan::ui::icons::{self, Icon};
use clusterplan::ui::{theme, widgets};
use clusterplan::view::grid::Mark;
use egui::{Sense, Ui, vec2};
use egui_kittest::kittest::Queryable;

use crate::painter::both_themes;

const ICONS: [Icon; 49] = [
    Icon::ChevronDown,
    Icon::ChevronRight,
    Icon::ChevronLeft,
    Icon::ChevronUp,
    Icon::SortUp,
    Icon::SortDown,
    Icon::Plus,
    Icon::Minus,
    Icon::Search,
    Icon::Download,
    Icon::Upload,
    Icon::Copy,
    Icon::Paste,
    Icon::Undo,
    Icon::Redo,
    Icon::Pin,
    Icon::Close,
    Icon::Table,
    Icon::Chart,
    Icon::Bars,
    Icon::Folder,
    Icon::File,
    Icon::Save,
    Icon::Warning,
    Icon::Error,
    Icon::Info,
    Icon::Tick,
    Icon::Pencil,
    Icon::Trash,
    Icon::Filter,
    Icon::Gear,
    Icon::Sun,
    Icon::Moon,
    Icon::Play,
    Icon::Pause,
    Icon::Menu,
    Icon::More,
    Icon::Link,
    Icon::Eye,
    Icon::Lock,
    Icon::ArrowUp,
    Icon::ArrowDown,
    Icon::ArrowLeft,
    Icon::ArrowRight,
    Icon::Refresh,
    Icon::Columns,
    Icon::Globe,
    Icon::Target,
    Icon::Split,
];

fn show(ui: &mut Ui) {
    ui.horizontal(|ui| {
        let number = widgets::KeyNumber {
            mark: Some(Mark::Slipping),
            title: "产值",
            before: "1,222",
            value: "3,600",
            unit: "亿元",
            note: "所需年均增长 24.1%",
        };
        widgets::key_number(ui, &number, 180.0);
        let number =
            widgets::KeyNumber { mark: Some(Mark::NoData), title: "研发占销售", value: "≥ 3", unit: "%", ..Default::default() };
        widgets::key_number(ui, &number, 150.0);
    });
    widgets::card(ui, |ui| {
        widgets::section(ui, "集聚区 × 指标", |ui| {
            widgets::icon_text_button(ui, Icon::Copy, "复制");
            widgets::icon_text_button(ui, Icon::Download, "导出");
        });
        ui.horizontal(|ui| {
            widgets::chip(ui, "销售收入", true);
            widgets::chip(ui, "按产业", false);
            widgets::badge(ui, "示例");
            let _ = ui.button("打开");
            widgets::primary_button(ui, "加入简报");
            let mut text = String::from("筛选");
            ui.add(egui::TextEdit::singleline(&mut text).hint_text("筛选（拼音首字母可用）").desired_width(90.0));
        });
        ui.horizontal(|ui| {
            for (mark, label) in [
                (Mark::Achieved, "达成"),
                (Mark::OnTrack, "正轨"),
                (Mark::Slipping, "滞后"),
                (Mark::OffTrack, "偏离"),
                (Mark::NoData, "无数据"),
            ] {
                widgets::state_mark(ui, mark, label);
            }
            let mut on = true;
            widgets::checkbox(ui, &mut on, "锁定");
            widgets::checkbox(ui, &mut false, "含估计");
            widgets::segmented(ui, &["产业", "县市区", "任务"], 0);
        });
        ui.horizontal_wrapped(|ui| {
            for icon in ICONS {
                let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
                icons::paint(ui.painter(), rect.shrink(1.0), icon, theme::colour(theme::palette(ui).text));
            }
        });
        ui.scope(|ui| {
            ui.set_width(260.0);
            widgets::search_field(ui, &mut "hn".to_owned(), "筛选（拼音首字母可用）", "清除");
            widgets::fact(ui, "来源", "统计月报6月.csv，第 14 行，F 列，原文“962,000”万元");
        });
        widgets::empty_state(ui, "还没有规划数", "从 Excel 粘贴，或逐条录入。", Some("录入规划数"));
    });
}

#[test]
fn the_small_pieces_look_as_drawn() {
    both_themes("widgets", [560.0, 520.0], show, |harness| {
        harness.get_by_label("录入规划数").focus();
        harness.run();
    });
}
