//! Taking charts away: to files and to the clipboard.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::Desk;

/// A window on a cluster's page.
fn solar() -> Desk {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk
}

pub(super) fn export(desk: &mut Desk, format: &str, file: &str) -> Vec<u8> {
    let path = desk.home.path().join(file);
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click(format);
    desk.click("选择位置并导出…");
    desk.fill_in("路径", &path.display().to_string());
    desk.press(Role::Button, "导出");
    assert!(desk.reads("图.") || desk.reads(file), "a notice names the file:\n{}", desk.labels());
    std::fs::read(path).unwrap()
}

#[test]
fn a_chart_is_exported_as_png_at_the_size_of_a_slide() {
    let mut desk = solar();
    let bytes = export(&mut desk, "PNG", "图.png");
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (1920, 1080));
}

#[test]
fn a_chart_is_exported_as_svg_with_its_text_as_text() {
    let mut desk = solar();
    let svg = String::from_utf8(export(&mut desk, "SVG", "图.svg")).unwrap();
    for text in ["海宁太阳能", "示例数据", "亿元"] {
        assert!(svg.contains(text), "{text}");
    }
}

#[test]
fn a_size_offered_by_name_is_taken() {
    let mut desk = solar();
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("A4 半栏");
    assert!(desk.reads("打印约 80.0 × 60.0 毫米"), "{}", desk.labels());
    desk.click("选择位置并导出…");
    let path = desk.home.path().join("半栏");
    desk.fill_in("路径", &path.display().to_string());
    desk.key(Modifiers::NONE, Key::Enter);
    let bytes = std::fs::read(path.with_extension("png")).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (945, 709), "80 mm × 60 mm at 300 dots per inch");
    assert_eq!(reader.info().pixel_dims.map(|dims| dims.xppu), Some(11_811));
}

#[test]
fn a_chart_is_exported_as_a_page_with_its_fonts_inside() {
    let mut desk = solar();
    let pdf = export(&mut desk, "PDF", "图.pdf");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF") && text.contains("/MediaBox[0 0 960 540]") && text.contains("NotoSansSC"), "a slide in points");
}

#[test]
fn texts_of_an_svg_are_outlines_where_that_is_chosen_and_the_ground_goes() {
    let mut desk = solar();
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(!desk.sees("轮廓"), "only an SVG knows it");
    desk.click("SVG");
    desk.click("轮廓");
    desk.click("透明背景");
    let svg = String::from_utf8(export(&mut desk, "SVG", "轮廓.svg")).unwrap();
    assert!(!svg.contains("<text") && svg.contains("<path"), "texts are outlines");
    assert!(!svg.contains("fill=\"#ffffff\" stroke=\"none\" d=\"M 0 0 L 1920 0"), "no ground");
}

#[test]
fn a_path_that_is_too_long_or_a_folder_is_told_in_words_and_nothing_is_left() {
    let mut desk = solar();
    for (name, said) in [("长".repeat(100), "太长"), ("占位.png".to_owned(), "文件夹")] {
        std::fs::create_dir_all(desk.home.path().join("占位.png/内")).unwrap();
        desk.key(Modifiers::COMMAND, Key::E);
        desk.click("选择位置并导出…");
        let path = desk.home.path().join(format!("{}.png", name.trim_end_matches(".png")));
        desk.fill_in("路径", &path.display().to_string());
        desk.press(Role::Button, "导出");
        assert!(desk.reads(said), "{}", desk.labels());
    }
    let left = std::fs::read_dir(desk.home.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count();
    assert_eq!(left, 0);
}

#[test]
fn a_chart_is_copied_as_a_formatted_table_with_its_units() {
    let mut desk = solar();
    desk.menu("导出", "复制为表格");
    let tables = desk.window().state().tables.borrow().clone();
    let [(formatted, text)] = &tables[..] else { panic!("{tables:?}") };
    assert!(formatted.contains("<th") && formatted.contains("(亿元)</th>") && formatted.contains(">70.13</td>"), "{formatted}");
    assert!(text.starts_with("年份\t") && text.contains("70.13"), "{text}");
    assert_eq!(formatted.matches("<tr>").count(), text.lines().count());
    assert!(desk.reads("表格已复制"));
}

#[test]
fn a_path_that_cannot_be_written_is_told_and_nothing_breaks() {
    let mut desk = solar();
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("选择位置并导出…");
    // A file stands where a folder would have to be.
    let path = desk.folder().join("plan.toml/图.png");
    desk.fill_in("路径", &path.display().to_string());
    desk.press(Role::Button, "导出");
    assert!(desk.reads("图.png"), "{}", desk.labels());
    assert!(!desk.session().is_dirty());
}

#[test]
fn the_data_of_a_chart_are_copied_as_a_table() {
    let mut desk = solar();
    desk.menu("导出", "复制图表数据");
    let copied = desk.window().state().copied.join("\n");
    assert!(copied.lines().count() > 3 && copied.contains('\t') && copied.contains("70.13"), "{copied}");
}

#[test]
fn the_picture_of_a_chart_is_copied() {
    let mut desk = solar();
    desk.menu("导出", "复制图片");
    assert_eq!(desk.window().state().pictures, 1);
}

#[test]
fn charts_are_not_offered_where_there_is_none() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(!desk.sees("选择位置并导出…"));
}

#[test]
fn a_range_of_a_table_is_copied_for_other_programs() {
    let mut desk = solar();
    desk.click_cell("销售收入 · 2010 基数");
    desk.window().key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    desk.settle();
    desk.event(egui::Event::Copy);
    let next = desk.actual("haining-solar", "sales_revenue", 2011).unwrap().value;
    assert_eq!(desk.window().state().copied.last(), Some(&format!("70.13\t{next}")));
}

#[test]
fn a_table_copied_with_its_headings_is_formatted_too() {
    let mut desk = solar();
    desk.click_cell("销售收入 · 2010 基数");
    desk.cell_node("销售收入 · 2010 基数").unwrap().click_secondary();
    desk.settle();
    desk.window().query_all_by_label_contains("连同表头复制").last().unwrap().click();
    desk.settle();
    let tables = desk.window().state().tables.borrow().clone();
    let [(formatted, text)] = &tables[..] else { panic!("{tables:?}") };
    assert_eq!(text, "2010 基数\n70.13");
    assert!(formatted.contains("2010 基数</th>") && formatted.contains(">70.13</td>"), "{formatted}");
    assert!(desk.window().state().copied.is_empty(), "put there once");
}
