//! Pictures of every page. Two languages and two themes where they tell something.

use super::Desk;
use egui::{Key, Modifiers};

#[test]
fn look() {
    let mut desk = Desk::with_sample();
    desk.window_mut().render().unwrap().save("/tmp/cp/shots/flows-1.png").unwrap();
}
