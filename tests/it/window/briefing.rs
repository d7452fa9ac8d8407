//! Briefings as a planner makes them: new, filled, ordered, added to from other pages, made into files.

use calamine::Reader;
use std::io::Cursor;
use std::path::Path;

use clusterplan::base::{NodeId, ScenarioId};
use clusterplan::domain::{Briefing, Content, FindingRule, TableKind, Width};
use clusterplan::io::settings::ThemeChoice;
use clusterplan::session::previews::PaperKind;
use clusterplan::view::Language;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::{NodeT, Queryable};

use super::Desk;
use super::pictures::{desk, take};

/// The sample with its scenarios.
fn with_scenarios(mut desk: Desk) -> Desk {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011/scenarios");
    std::fs::create_dir_all(desk.folder().join("scenarios")).unwrap();
    for entry in std::fs::read_dir(sample).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, desk.folder().join("scenarios").join(path.file_name().unwrap())).unwrap();
    }
    desk.open();
    desk
}

/// The briefing page with an empty briefing.
fn started() -> Desk {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::Num6);
    desk.press(Role::Button, "新建空白简报");
    desk
}

fn briefing(desk: &Desk) -> Briefing {
    desk.document().briefings.iter().next().cloned().unwrap()
}

/// Draws until the pages are those of what is there: they are laid out once a frame has asked for them.
fn rest(desk: &mut Desk) {
    desk.settle();
    desk.settle();
}

fn kinds(desk: &Desk) -> Vec<&'static str> {
    briefing(desk).items.iter().map(|item| item.content.word()).collect()
}

/// Adds an item through the menu; the menu's entry lies above whatever bears the same name.
fn add(desk: &mut Desk, kind: &str) {
    desk.press(Role::Button, "添加内容");
    let menu = desk.window().query_all_by_role_and_label(Role::Button, kind).last().unwrap();
    menu.click();
    desk.settle();
}

fn choose(desk: &mut Desk, field: &str, entry: &str) {
    desk.press(Role::ComboBox, field);
    desk.window().query_all_by_role_and_label(Role::Button, entry).last().unwrap().click();
    desk.settle();
}

/// Labels of the pages that are drawn.
fn pages(desk: &mut Desk) -> Vec<String> {
    rest(desk);
    let labels = desk.window().query_all_by_role(Role::Image).filter_map(|node| node.accesskit_node().label().map(|l| l.to_owned()));
    labels.filter(|label| label.starts_with("第 ") || label.starts_with("Page ")).collect()
}

#[test]
fn a_planner_makes_a_briefing_fills_it_and_takes_every_step_back() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::Num6);
    assert!(desk.sees("还没有简报") && desk.document().briefings.is_empty());
    desk.press(Role::Button, "新建空白简报");
    assert_eq!(briefing(&desk).name.text, "嘉兴市战略性新兴产业“十二五”发展规划简报");
    assert!(!briefing(&desk).name.get("en").contains('嘉'), "named in both languages");
    assert!(desk.sees("这份简报还是空的。") && pages(&mut desk) == ["第 1 页 嘉兴市战略性新兴产业“十二五”发展规划简报"]);
    for kind in ["关键数字", "图表", "表格", "要点", "文字", "分节页", "分页"] {
        add(&mut desk, kind);
    }
    assert_eq!(kinds(&desk), ["key-numbers", "chart", "table", "finding", "text", "section", "break"]);
    for rest in (0..7).rev() {
        desk.key(Modifiers::COMMAND, Key::Z);
        assert_eq!(briefing(&desk).items.len(), rest);
    }
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.document().briefings.is_empty() && desk.sees("还没有简报"));
    for _ in 0..8 {
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    assert_eq!(kinds(&desk).len(), 7);
    desk.key(Modifiers::COMMAND, Key::S);
    desk.close();
    desk.open();
    assert_eq!(kinds(&desk).len(), 7, "it lies in the workspace");
    assert_eq!(std::fs::read_dir(desk.folder().join("briefings")).unwrap().count(), 1);
}

#[test]
fn briefings_are_renamed_in_both_languages_copied_and_deleted() {
    let mut desk = started();
    desk.fill_in("名称", "月度汇报");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.fill_in("名称（英文）", "Monthly");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.fill_in("副标题", "市政府常务会");
    desk.key(Modifiers::NONE, Key::Enter);
    let made = briefing(&desk);
    assert_eq!((made.name.text.as_str(), made.name.get("en"), made.subtitle.text.as_str()), ("月度汇报", "Monthly", "市政府常务会"));
    assert!(pages(&mut desk)[0].contains("月度汇报"), "the cover follows: {:?}", pages(&mut desk));
    desk.press(Role::Button, "复制简报");
    let names: Vec<String> = desk.document().briefings.iter().map(|briefing| briefing.name.text.clone()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"月度汇报 副本".to_owned()), "{names:?}");
    desk.press(Role::Button, "删除简报");
    assert_eq!(desk.document().briefings.len(), 1, "the copy that is looked at goes");
    assert_eq!(briefing(&desk).name.text, "月度汇报");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.document().briefings.len(), 2);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(desk.sees("Monthly"), "{}", desk.labels());
}

#[test]
fn items_are_moved_by_buttons_keys_and_dragging_copied_and_removed() {
    let mut desk = started();
    for kind in ["关键数字", "图表", "表格"] {
        add(&mut desk, kind);
    }
    desk.press(Role::Button, "1 关键数字");
    desk.press(Role::Button, "下移");
    assert_eq!(kinds(&desk), ["chart", "key-numbers", "table"]);
    desk.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(kinds(&desk), ["chart", "key-numbers", "table"], "the keys are the list's only once a row was clicked");
    desk.press(Role::Button, "2 关键数字");
    desk.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(kinds(&desk), ["chart", "table", "key-numbers"]);
    desk.key(Modifiers::NONE, Key::ArrowUp);
    desk.key(Modifiers::NONE, Key::Delete);
    assert_eq!(kinds(&desk), ["chart", "key-numbers"], "the arrow chose the table");
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.press(Role::Button, "1 轨迹");
    desk.press(Role::Button, "复制此项");
    assert_eq!(kinds(&desk), ["chart", "chart", "table", "key-numbers"]);
    desk.press(Role::Button, "移除此项");
    // The last is dragged above the first.
    let of = |desk: &Desk, label: &str| desk.window().query_all_by_role_and_label(Role::Button, label).next().unwrap().rect();
    let (from, to) = (of(&desk, "3 关键数字").center(), of(&desk, "1 轨迹"));
    let to = Pos2::new(from.x, to.top() + 4.0);
    let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    desk.event(Event::PointerMoved(from));
    desk.event(button(from, true));
    for step in 1..=6 {
        desk.event(Event::PointerMoved(from + (to - from) * (step as f32 / 6.0)));
    }
    desk.event(button(to, false));
    assert_eq!(kinds(&desk), ["key-numbers", "chart", "table"]);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(kinds(&desk), ["chart", "table", "key-numbers"], "a drag is one step");
}

#[test]
fn an_item_is_changed_field_by_field_and_words_typed_are_one_step() {
    let mut desk = started();
    add(&mut desk, "图表");
    choose(&mut desk, "图表", "构成");
    choose(&mut desk, "版面宽度", "半栏");
    choose(&mut desk, "按维度", "县市区");
    desk.fill_in("标题", "结构");
    desk.key(Modifiers::NONE, Key::Enter);
    let item = briefing(&desk).items[0].clone();
    assert_eq!(item.content, Content::Chart { kind: "composition".to_owned() });
    assert_eq!((item.width, item.dimension.as_ref().map(|id| id.as_str()), &*item.title.text), (Width::Half, Some("county"), "结构"));
    desk.press(Role::Button, "选择节点");
    desk.type_text("海宁太阳能");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_ne!(briefing(&desk).items[0].node, NodeId::total(), "{}", desk.labels());
    add(&mut desk, "文字");
    let before = desk.session().plan_revision();
    desk.fill_in("正文", "# 说明");
    desk.type_text("\n\n- 甲");
    desk.type_text("乙");
    let text = |desk: &Desk| match &briefing(desk).items[1].content {
        Content::Text { markdown } => markdown.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(text(&desk), "# 说明\n\n- 甲乙");
    assert_eq!(desk.session().plan_revision(), before, "what follows from the plan is not computed anew");
    // A click beside the field ends the step; undo takes all that was typed.
    desk.press(Role::Button, "1 结构");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&desk), "");
}

#[test]
fn a_click_on_a_page_chooses_the_item_and_a_click_in_the_list_shows_its_page() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND, Key::Num6);
    desk.press(Role::Button, "规划进展汇报");
    assert!(briefing(&desk).items.len() > 60);
    let shown = pages(&mut desk);
    assert!(shown.len() < 5, "only pages in sight are drawn: {shown:?}");
    let second = desk
        .window()
        .query_all_by_role(Role::Image)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("第 2 页")));
    second.unwrap().click();
    desk.settle();
    assert!(desk.sees("标题") && !desk.sees("副标题"), "the form is that of an item");
    desk.press(Role::Button, "7 完成情况");
    for _ in 0..24 {
        desk.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert!(!pages(&mut desk).iter().any(|label| label.starts_with("第 2 页")), "{:?}", pages(&mut desk));
    // At rest nothing is laid out anew.
    let memo = desk.session().preview_memo();
    let made = (desk.session().revision(), desk.session().plan_revision());
    let kept = memo.get(made, &briefing(&desk).id, Language::Chinese, PaperKind::Slides).unwrap();
    assert!(memo.take_wanted().is_none() && memo.is_current(&kept, made));
    let slides = kept.sheets.len();
    desk.click("A4 文稿");
    rest(&mut desk);
    assert!(desk.reads(" 页") && !desk.sees(&format!("{slides} 页")), "{}", desk.labels());
}

#[test]
fn what_is_seen_is_added_to_a_briefing_named_by_the_plan_and_the_notice_leads_there() {
    let mut desk = Desk::with_sample();
    desk.press(Role::Button, "海宁太阳能产业集聚区");
    desk.press(Role::Button, "增速");
    desk.press(Role::Button, "加入简报");
    let made = briefing(&desk);
    assert_eq!(made.name.text, "嘉兴市战略性新兴产业“十二五”发展规划简报");
    let item = &made.items[0];
    assert_eq!((item.content.clone(), item.node.as_str()), (Content::Chart { kind: "growth".to_owned() }, "haining-solar"));
    assert_eq!(item.metrics.iter().map(|metric| metric.as_str()).collect::<Vec<_>>(), ["sales_revenue"]);
    assert!(desk.reads("已加入《嘉兴市"), "{}", desk.labels());
    desk.press(Role::Button, "把这张表加入简报");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert_eq!(kinds(&desk), ["chart", "table", "chart"]);
    assert_eq!(briefing(&desk).items[1].content, Content::Table(TableKind::Years));
    desk.click("打开简报");
    assert!(desk.sees("3 增速"), "{}", desk.labels());
    for _ in 0..3 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert!(desk.document().briefings.is_empty(), "the briefing and its first item are one step");
}

#[test]
fn every_page_with_charts_and_tables_adds_what_it_shows() {
    let mut desk = with_scenarios({
        let desk = Desk::new();
        desk.copy_sample();
        desk
    });
    let last = |desk: &Desk| briefing(desk).items.last().cloned().unwrap();
    desk.press(Role::Button, "把这张表加入简报");
    assert!(matches!(last(&desk).content, Content::Table(_)), "the overview");
    assert_eq!(last(&desk).dimension.as_ref().map(|id| id.as_str()), Some("industry"));
    for page in ["评价排名", "考核", "预警"] {
        desk.menu("视图", page);
        let before = briefing(&desk).items.len();
        if desk.sees("把这张表加入简报") {
            desk.press(Role::Button, "把这张表加入简报");
            assert_eq!(briefing(&desk).items.len(), before + 1, "{page}");
        } else {
            assert_eq!(page, "考核", "without a scheme there is no table of scores");
        }
    }
    let scenario: ScenarioId = desk.document().scenarios.iter().next().unwrap().id.clone();
    desk.key(Modifiers::COMMAND, Key::Num4);
    desk.press(Role::Button, "加入简报");
    assert_eq!(last(&desk).content, Content::Chart { kind: "scenario-overlay".to_owned() });
    assert!(last(&desk).scenarios.contains(&scenario));
    desk.key(Modifiers::COMMAND, Key::Num5);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert_eq!(last(&desk).scenarios.len(), desk.document().scenarios.len());
    desk.press(Role::Button, "把这张表加入简报");
    assert_eq!(last(&desk).scenarios.len(), desk.document().scenarios.len());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    desk.press(Role::Button, "把这张表加入简报");
    assert_eq!(last(&desk).content, Content::Table(TableKind::Audit));
    desk.press(Role::Button, "一致性");
    desk.press(Role::Button, "加入简报");
    assert_eq!(last(&desk).content, Content::Chart { kind: "consistency".to_owned() });
    // All of it can be laid out.
    desk.key(Modifiers::COMMAND, Key::Num6);
    assert!(pages(&mut desk).len() > 1);
}

#[test]
fn what_a_plan_no_longer_has_is_listed_and_kept() {
    let mut desk = Desk::new();
    desk.copy_sample();
    std::fs::create_dir_all(desk.folder().join("briefings")).unwrap();
    let text = "format = 1\n\n[briefing]\nname = \"旧\"\n\n[[item]]\nid = \"a\"\nkind = \"table\"\ntable = \"progress\"\nnode = \"gone\"\n";
    let path = desk.folder().join("briefings/old.toml");
    std::fs::write(&path, text).unwrap();
    desk.open();
    desk.key(Modifiers::COMMAND, Key::Num6);
    desk.press(Role::Button, "1 完成情况");
    assert!(desk.reads("gone（已不在规划中）") && desk.reads("没有的节点“gone”"), "{}", desk.labels());
    desk.press(Role::Button, "复制此项");
    assert_eq!(briefing(&desk).items.iter().filter(|item| item.node.as_str() == "gone").count(), 2);
}

#[test]
fn files_are_made_told_and_made_again_with_one_press() {
    for (language, make, action, again) in
        [(Language::Chinese, "生成文件…", "生成", "再次生成"), (Language::English, "Make files…", "Make", "Make again")]
    {
        let mut desk = desk(language, ThemeChoice::Light);
        desk.open();
        desk.key(Modifiers::COMMAND, Key::Num6);
        desk.press(Role::Button, if language == Language::Chinese { "考核通报" } else { "Assessment bulletin" });
        rest(&mut desk);
        let made = (desk.session().revision(), desk.session().plan_revision());
        let id = briefing(&desk).id;
        let slides = desk.session().preview_memo().get(made, &id, language, PaperKind::Slides).unwrap().sheets.len();
        assert!(!desk.sees(again), "nothing was made yet");
        desk.press(Role::Button, make);
        let out = desk.home.path().join("输出/通报");
        desk.fill_in(if language == Language::Chinese { "位置与名称" } else { "Place and name" }, &format!("{}.pptx", out.display()));
        desk.press(Role::CheckBox, "PDF");
        desk.press(Role::Button, action);
        let deck = out.with_extension("pptx");
        let parts = |path: &Path| {
            let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
            (0..archive.len()).map(|n| archive.by_index(n).unwrap().name().unwrap().into_owned()).collect::<Vec<_>>()
        };
        let count = parts(&deck).iter().filter(|name| name.starts_with("ppt/slides/slide") && name.ends_with(".xml")).count();
        assert_eq!(count, slides, "as many slides as were previewed");
        assert!(std::fs::read(out.with_extension("pdf")).unwrap().starts_with(b"%PDF"));
        assert!(desk.reads(&deck.display().to_string()), "the notice tells where: {}", desk.labels());
        std::fs::remove_file(&deck).unwrap();
        desk.press(Role::Button, again);
        assert!(deck.exists(), "one press makes them anew");
        desk.key(Modifiers::COMMAND, Key::S);
        desk.close();
        desk.open();
        std::fs::remove_file(&deck).unwrap();
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
        assert!(deck.exists(), "next month too");
    }
}

#[test]
fn a_built_in_briefing_is_made_without_keeping_it_and_a_path_that_cannot_be_written_is_told() {
    let mut desk = Desk::with_sample();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    let blocked = desk.home.path().join("blocked");
    std::fs::write(&blocked, "a file where a folder is asked for").unwrap();
    desk.fill_in("位置与名称", &blocked.join("x").display().to_string());
    desk.press(Role::Button, "生成");
    assert!(desk.reads("文件夹不存在、已移走，或那里是一个文件"), "{}", desk.labels());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    desk.press(Role::CheckBox, "PPTX");
    assert!(desk.sees("请至少选一种格式。"));
    desk.press(Role::CheckBox, "XLSX");
    let out = desk.home.path().join("deck");
    desk.fill_in("位置与名称", &out.display().to_string());
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(out.with_extension("xlsx").exists() && !out.with_extension("pptx").exists());
    assert!(desk.document().briefings.is_empty() && !desk.session().is_dirty());
}

#[test]
fn the_sheets_of_a_workbook_are_chosen_and_remembered() {
    let mut desk = Desk::with_sample();
    let out = desk.home.path().join("book");
    let names = || calamine::open_workbook_auto(out.with_extension("xlsx")).unwrap().sheet_names();
    let ask = |desk: &mut Desk| desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    ask(&mut desk);
    assert!(!desk.sees("考核得分"), "sheets are asked for where a workbook is made");
    for format in ["PPTX", "XLSX"] {
        desk.press(Role::CheckBox, format);
    }
    desk.fill_in("位置与名称", &out.display().to_string());
    for part in ["简报所列图表", "规划数", "实绩", "分年度"] {
        desk.press(Role::CheckBox, part);
    }
    assert!(desk.sees("请至少选一种工作表。"));
    desk.press(Role::CheckBox, "分年度");
    desk.press(Role::CheckBox, "考核得分");
    desk.press(Role::Button, "生成");
    let together = names();
    ask(&mut desk);
    desk.press(Role::Button, "每个节点一张表");
    desk.press(Role::Button, "生成");
    let apart = names();
    let plan = &desk.document().plan;
    assert!(together.len() < plan.clusters.len() && apart.len() > plan.clusters.len(), "{together:?} {apart:?}");
    std::fs::remove_file(out.with_extension("xlsx")).unwrap();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(names(), apart, "the same sheets again");
}

#[test]
fn a_briefing_of_five_hundred_items_draws_only_what_is_seen() {
    let mut desk = started();
    add(&mut desk, "要点");
    choose(&mut desk, "要点", "各指标合成一段");
    assert_eq!(briefing(&desk).items[0].content, Content::Finding(FindingRule::Paragraph));
    let path = desk.folder().join("briefings/many.toml");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let items: String = (0..500)
        .map(|n| format!("[[item]]\nid = \"i-{n}\"\nkind = \"text\"\ntext = \"{n}\"\n\n[[item]]\nid = \"b-{n}\"\nkind = \"break\"\n\n"))
        .collect();
    std::fs::write(&path, format!("format = 1\n\n[briefing]\nname = \"多\"\n\n{items}")).unwrap();
    desk.crash();
    desk.open();
    desk.key(Modifiers::COMMAND, Key::Num6);
    assert_eq!(briefing(&desk).items.len(), 1000);
    rest(&mut desk);
    assert!(desk.sees("501 页"), "{}", desk.labels());
    assert!(pages(&mut desk).len() < 5);
    let rows =
        desk.window().query_all_by_role(Role::Button).filter(|node| node.accesskit_node().label().is_some_and(|l| l.ends_with(" 分页")));
    assert!(rows.count() < 30);
}

#[test]
fn the_briefing_page_looks_as_recorded() {
    let mut results = SnapshotResults::new();
    for (language, theme, name) in [(Language::Chinese, ThemeChoice::Light, "zh-light"), (Language::English, ThemeChoice::Dark, "en-dark")]
    {
        let mut desk = desk(language, theme);
        desk.open();
        desk.key(Modifiers::COMMAND, Key::Num6);
        desk.press(Role::Button, if language == Language::Chinese { "规划进展汇报" } else { "Progress of the plan" });
        desk.press(Role::Button, if language == Language::Chinese { "6 构成" } else { "6 Composition" });
        rest(&mut desk);
        take(&mut desk, &format!("window-briefing-{name}"), &mut results);
    }
}
