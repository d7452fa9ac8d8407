//! Charts in the window: all kinds of the sample plan in both themes, what the pointer is told, and that texts are as wide on
//! the screen as the layout measured them.

use std::path::Path;
use std::sync::Arc;

use clusterplan::engine::Evaluation;
use clusterplan::io::export::chart::font_measure;
use clusterplan::io::workspace;
use clusterplan::ui::chart::ChartView;
use clusterplan::ui::{fonts, theme};
use clusterplan::view::chart::{ChartKind, ChartSpec, Measure, Subject, build};
use clusterplan::view::{Language, Words};
use egui::{Ui, pos2, vec2};
use egui_kittest::kittest::Queryable;

use crate::painter::{both_themes, harness};

fn specs() -> Vec<Arc<ChartSpec>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = workspace::open(&folder).unwrap().document;
    let (evaluation, words) = (Evaluation::of(&document), Words::new(Language::Chinese));
    let (cluster, total, metric) = ("haining-solar".into(), "total".into(), "sales_revenue".into());
    let of = |kind: ChartKind| {
        let node = if matches!(kind, ChartKind::Composition | ChartKind::Bubbles) { &total } else { &cluster };
        let subject = Subject { document: &document, evaluation: &evaluation, words: &words, node, metric: &metric, dimension: None };
        Arc::new(build(kind, &subject).unwrap())
    };
    // The sample has no vintages and no projects to draw; those kinds and the ones of scenarios have tests of their own.
    let own = |kind: &ChartKind| matches!(kind, ChartKind::Vintages | ChartKind::ProjectTimeline) || kind.needs_scenario();
    ChartKind::ALL.into_iter().filter(|kind| !own(kind)).map(of).collect()
}

fn show(ui: &mut Ui, specs: &[Arc<ChartSpec>]) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme::colour(theme::palette(ui).panel));
    egui::Grid::new("charts").spacing(vec2(24.0, 20.0)).show(ui, |ui| {
        for (place, spec) in specs.iter().enumerate() {
            ChartView::default().show(ui, spec, vec2(600.0, 300.0), place != 0, font_measure());
            if place % 2 == 1 {
                ui.end_row();
            }
        }
    });
}

#[test]
fn charts_of_all_kinds() {
    let specs = specs();
    both_themes("charts", [1250.0, 970.0], |ui| show(ui, &specs), |_| {});
}

#[test]
fn the_pointer_is_told_value_and_source() {
    let specs = specs();
    let target = pos2(600.0 - 56.0, 42.0);
    both_themes(
        "chart-pointer",
        [640.0, 330.0],
        |ui| show(ui, &specs[..1]),
        |harness| {
            harness.hover_at(target);
            harness.run();
        },
    );
    let mut window = harness([640.0, 330.0], false, |ui| show(ui, &specs[..1]));
    window.run();
    assert!(window.query_by_label_contains("海宁太阳能").is_some(), "the chart has a name for readers");
}

#[test]
fn texts_are_as_wide_on_the_screen_as_measured() {
    let texts =
        ["目标 ≥ 400", "规划轨迹 +41.7%/年", "1,222.05", "来源：嘉政发〔2011〕46号 附件一1", "Average yearly growth, AVATAR To", "−5.5"];
    let mut seen = Vec::new();
    let mut window = harness([300.0, 100.0], false, |ui| {
        for (text, size, bold) in texts.iter().flat_map(|text| [(*text, 11.0, false), (*text, 12.0, true), (*text, 14.0, true)]) {
            let font = if bold { fonts::bold(size) } else { fonts::regular(size) };
            let shown = ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::BLACK).size().x;
            seen.push((text, shown, font_measure().width(text, size, bold)));
        }
    });
    window.run();
    drop(window);
    for (text, shown, measured) in seen {
        // Pairs of letters move together (AV, To), which only makes room.
        let agrees = shown <= measured + 1.0 && shown >= measured * 0.96 - 1.0;
        assert!(agrees, "{text}: {shown} shown, {measured} measured");
    }
}
