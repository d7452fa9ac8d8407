//! Reading a plan: opened, searched, sorted, shown in another language, theme and arrangement.

use egui::{Key, Modifiers};

use super::Desk;

#[test]
fn a_planner_opens_a_workspace_and_sees_the_overview() {
    let desk = Desk::with_sample();
    assert_eq!(desk.document().plan.clusters.len(), 13);
    println!("{}", desk.labels());
}
