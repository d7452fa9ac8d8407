//! Taking many charts away at once: chosen, named, drawn off the screen, told at the end.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{Queryable, by};

use super::Desk;

fn form() -> Desk {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    assert!(desk.sees("选择文件夹并导出…"), "{}", texts(&desk));
    desk
}

/// All texts of the window that are no labels of anything: sentences.
fn texts(desk: &Desk) -> String {
    let all = desk.window().query_all(by().predicate(|node| node.value().is_some()));
    all.filter_map(|node| node.value()).collect::<Vec<_>>().join(" | ")
}

fn export_to(desk: &mut Desk, folder: &str) -> PathBuf {
    let path = desk.home.path().join(folder);
    desk.press(Role::Button, "选择文件夹并导出…");
    desk.fill_in("路径", &path.display().to_string());
    desk.press(Role::Button, "导出");
    path
}

fn names(folder: &PathBuf) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn charts_of_many_nodes_are_exported_under_the_names_shown_before() {
    let mut desk = form();
    desk.press(Role::Button, "集聚区");
    desk.press(Role::Button, "增速");
    desk.press(Role::Button, "PNG");
    desk.press(Role::Button, "SVG");
    desk.fill_in("文件名", "{number} {node}：{kind-id}");
    let clusters = desk.document().plan.clusters.len();
    assert!(desk.reads(&format!("共 {} 张图", clusters * 2)), "{}", texts(&desk));
    let first = "0001_海宁太阳能产业集聚区：trajectory.svg";
    assert!(desk.sees(first), "the first name is shown before: {}", texts(&desk));
    let folder = export_to(&mut desk, "图表");
    let names = names(&folder);
    let missing = clusters * 2 - names.len();
    assert!(missing > 0 && names[0] == first, "two clusters have no figure of sales: {names:?}");
    assert!(desk.reads(&format!("生成 {} 个文件。{missing} 张图不适用，已略过。", names.len())), "{}", texts(&desk));
    let svg = std::fs::read_to_string(folder.join(first)).unwrap();
    assert!(svg.contains("海宁太阳能") && svg.contains("示例数据"));
    assert!(!desk.session().is_dirty(), "exporting changes nothing");
}

#[test]
fn the_form_comes_back_as_it_was_where_no_folder_is_given() {
    let mut desk = form();
    desk.fill_in("文件名", "{number}");
    desk.press(Role::Button, "选择文件夹并导出…");
    assert!(desk.sees("路径") && !desk.sees("0001.png"));
    desk.press(Role::Button, "取消");
    assert!(desk.sees("0001.png"), "{}", texts(&desk));
    desk.press(Role::Button, "取消");
    assert!(!desk.sees("选择文件夹并导出…"));
}

#[test]
fn a_field_that_there_is_not_is_said_and_nothing_can_be_exported_until_it_is_gone() {
    let mut desk = form();
    desk.fill_in("文件名", "{node}-{颜色}");
    assert!(desk.reads("{颜色} 不是可用的字段") && desk.reads("{node}"), "{}", texts(&desk));
    desk.press(Role::Button, "选择文件夹并导出…");
    assert!(!desk.sees("路径"), "the button does nothing");
    desk.fill_in("文件名", "{node");
    assert!(desk.reads("缺少右花括号"));
    desk.fill_in("文件名", "x");
    // A pattern that tells no chart apart gives names that are single all the same.
    assert!(desk.sees("x.png") && desk.sees("x-2.png") && desk.sees("x-3.png"), "{}", texts(&desk));
    desk.press(Role::Button, "清空");
    assert!(desk.reads("至少选择一个对象"));
}

#[test]
fn charts_that_there_are_not_are_counted_and_a_folder_that_is_none_is_told() {
    let mut desk = form();
    desk.press(Role::Button, "清空");
    desk.press(Role::CheckBox, "秀洲区");
    desk.press(Role::CheckBox, "嘉兴市");
    desk.press(Role::CheckBox, "嘉兴市");
    desk.press(Role::Button, "轨迹");
    desk.press(Role::Button, "历次数据");
    desk.press(Role::Button, "SVG");
    desk.press(Role::Button, "PNG");
    let folder = desk.folder().join("plan.toml");
    let before = std::fs::read(&folder).unwrap();
    export_to(&mut desk, "嘉兴/plan.toml");
    assert!(desk.reads("没有生成文件"), "nothing was read twice: {}", texts(&desk));
    desk.key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    desk.press(Role::Button, "清空");
    desk.press(Role::Button, "总体与分组");
    export_to(&mut desk, "嘉兴/plan.toml");
    assert!(desk.reads("文件夹不存在、已移走"), "{}", texts(&desk));
    assert_eq!(std::fs::read(&folder).unwrap(), before);
}

#[test]
fn a_batch_is_stopped_and_what_is_written_is_whole() {
    let mut desk = form();
    for kind in ["增速", "排名", "构成"] {
        desk.press(Role::Button, kind);
    }
    desk.press(Role::Button, "选择文件夹并导出…");
    let path = desk.home.path().join("停");
    desk.fill_in("路径", &path.display().to_string());
    desk.window().query_all_by_role_and_label(Role::Button, "导出").last().unwrap().click();
    let window = desk.window_mut();
    // The job says how far it is, and can be stopped, while the window goes on.
    let mut seen = false;
    for _ in 0..2_000 {
        window.step();
        if window.query_all_by_label_contains("批量导出…").next().is_some() {
            seen = true;
            window.query_all_by_role_and_label(Role::Button, "取消").last().unwrap().click();
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(seen, "the job is shown while it runs");
    desk.settle();
    let written = if path.exists() { names(&path) } else { Vec::new() };
    // A machine may have made the last chart before it was told to stop; then all of them are there, and that is said.
    let finished = desk.reads(&format!("生成 {} 个文件", written.len()));
    assert!(desk.reads("已停止") || finished, "{}", texts(&desk));
    for name in written {
        let bytes = std::fs::read(path.join(&name)).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        assert!(reader.next_frame(&mut pixels).is_ok(), "{name}");
    }
}
