//! A plan whose year starts in April in the window: what cannot count is listed, months of the calendar stand in the plan's year, and
//! no period is offered that ends no stretch of it.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::Desk;

fn desk() -> Desk {
    let mut desk = Desk { size: [3000.0, 900.0], ..Desk::new() };
    let files = crate::fiscal::workspace();
    std::fs::create_dir_all(desk.folder().join("actuals")).unwrap();
    for file in ["plan.toml", "actuals/a.csv"] {
        std::fs::copy(files.path().join(file), desk.folder().join(file)).unwrap();
    }
    desk.open();
    desk
}

#[test]
fn a_running_total_that_counts_nowhere_is_listed_and_its_period_not_offered() {
    let mut desk = desk();
    desk.press(Role::ComboBox, "评估的时点与方法");
    for offered in ["2025 年 3 月", "2024 年 4–9 月累计", "2024 年 12 月"] {
        assert!(desk.sees(offered), "{offered}:\n{}", desk.labels());
    }
    assert!(!desk.reads("2024 年 1–6 月累计") && !desk.reads("2024 年 1–12 月累计"), "{}", desk.labels());
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::COMMAND, Key::Num3);
    assert!(desk.reads("不是从规划年度的起始月份（4 月）起算"), "{}", desk.labels());
}

#[test]
fn a_month_of_the_next_plan_year_is_typed_into_the_plans_year() {
    let mut desk = desk();
    let before = desk.document().clone();
    desk.press(Role::Button, "a");
    desk.click("单月");
    assert_eq!(desk.cell("Sales · 2025 年 3 月"), "90");
    desk.type_cell("Sales · 2025 年 3 月", "100");
    assert_eq!(desk.cell("Sales · 2025 年 3 月"), "100");
    desk.click("年度");
    assert_eq!(desk.cell("Sales · 2024"), "1,090", "the last month of the plan's year 2024");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*desk.document(), before);
    desk.press(Role::Button, "b");
    desk.click("月度累计");
    assert_eq!(desk.cell("Sales · 2024 年 4–9 月累计"), "566");
}
