//! The house style: edited, seen, kept, undone; what cannot be used is said.

use egui::Key;
use egui::Modifiers;
use egui::accesskit::Role;

use super::Desk;

fn open(desk: &mut Desk) {
    desk.menu("导出", "统一样式");
    assert!(desk.sees("统一样式"), "{}", desk.labels());
}

fn file(desk: &Desk) -> Option<String> {
    std::fs::read_to_string(desk.folder().join("house-style.toml")).ok()
}

#[test]
fn a_style_is_edited_saved_with_the_workspace_and_undone() {
    let mut desk = Desk::with_sample();
    open(&mut desk);
    assert!(desk.sees("预览第 1 页") && desk.sees("预览第 2 页"), "{}", desk.labels());
    desk.fill_in("页脚", "嘉兴市发展和改革委员会");
    desk.fill_in("颜色 1", "#1c5a8a");
    desk.fill_in("中文字体", "仿宋");
    desk.press(Role::Button, "保存样式");
    let house = desk.document().house.clone();
    assert_eq!((house.footer.as_str(), house.member(0), house.chinese_font.as_str()), ("嘉兴市发展和改革委员会", "#1c5a8a", "仿宋"));
    assert!(file(&desk).is_none(), "nothing is written before it is saved");
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(file(&desk).unwrap().contains("嘉兴市发展和改革委员会"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*desk.document().house, Default::default());
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(!file(&desk).unwrap().contains("委员会"), "the style taken back is what stands in the file");
    desk.key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    desk.key(Modifiers::COMMAND, Key::S);
    desk.close();
    desk.open();
    assert_eq!(desk.document().house, house, "it comes back with the workspace");
}

#[test]
fn a_colour_that_is_none_is_said_and_cannot_be_saved() {
    let mut desk = Desk::with_sample();
    open(&mut desk);
    desk.fill_in("强调色", "red");
    assert!(desk.reads("“red”不是颜色"), "{}", desk.labels());
    desk.press(Role::Button, "保存样式");
    assert_eq!(*desk.document().house, Default::default());
    desk.fill_in("强调色", "#ffee99");
    assert!(desk.reads("对比度"), "{}", desk.labels());
}

#[test]
fn a_logo_is_brought_into_the_workspace_and_what_is_none_is_refused_in_words() {
    let mut desk = Desk::with_sample();
    let logo = desk.home.path().join("标志.png");
    std::fs::copy(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon/clusterplan-64.png"), &logo).unwrap();
    let none = desk.home.path().join("文字.png");
    std::fs::write(&none, "no picture").unwrap();
    let deck = desk.home.path().join("模板.pptx");
    std::fs::write(&deck, "no deck").unwrap();
    open(&mut desk);
    for (button, path, said) in [("选择标志", &none, "不是完好的 PNG"), ("选择幻灯模板", &deck, "模板读不出")] {
        desk.press(Role::Button, button);
        desk.fill_in("路径", &path.display().to_string());
        desk.key(Modifiers::NONE, Key::Enter);
        assert!(desk.reads(said), "{said}: {}", desk.labels());
    }
    desk.press(Role::Button, "选择标志");
    desk.fill_in("路径", &logo.display().to_string());
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.sees("house-style/标志.png") && !desk.reads("不是完好的 PNG"), "{}", desk.labels());
    desk.press(Role::Button, "保存样式");
    assert_eq!(desk.document().house.logo, "house-style/标志.png");
    assert!(desk.folder().join("house-style/标志.png").exists());
}

#[test]
fn a_style_changed_from_outside_is_noticed_and_a_damaged_one_is_left_alone() {
    let mut desk = Desk::with_sample();
    let path = desk.folder().join("house-style.toml");
    desk.close();
    std::fs::write(&path, "footer = 3\n").unwrap();
    desk.open();
    assert!(desk.reads("统一样式文件读不出") || desk.session().document().house.footer.is_empty());
    desk.key(Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "footer = 3\n", "what could not be read is not written over");
    open(&mut desk);
    desk.fill_in("页脚", "新页脚");
    desk.press(Role::Button, "保存样式");
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(std::fs::read_to_string(&path).unwrap().contains("新页脚"));
    let copy = desk.folder().join("house-style.toml.bak-1");
    assert_eq!(std::fs::read_to_string(copy).unwrap(), "footer = 3\n", "a copy of it is kept");
}
