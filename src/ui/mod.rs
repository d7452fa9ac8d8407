//! Floor 6: drawing. Reads view models and emits commands; never changes the document, never computes a business number.

pub mod actions;
pub mod brief_add;
pub mod chart;
pub mod command;
pub mod command_palette;
pub mod context;
pub mod dialogs;
pub mod drop;
pub mod fonts;
pub mod grid;
pub mod icons;
pub mod notices;
pub mod page;
pub mod pages;
pub mod panels;
pub mod slider;
pub mod tabs;
pub mod theme;
pub mod trial;
pub mod widgets;
