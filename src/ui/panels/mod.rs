//! What stands around the pages: the bar at the top, the navigator, the inspector, the status line.

pub mod inspector;
pub mod navigator;
pub mod status_bar;
pub mod top_bar;
pub mod why;
