//! The fonts of the window: the bundled Noto Sans SC in two weights, so that every machine shows the same.
//!
//! No font of the system is asked for: texts look alike in the window, in exports and in tests.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

pub use crate::view::fonts::{BOLD, REGULAR};

/// Name of the bold family.
pub const BOLD_FAMILY: &str = "bold";

/// The bundled fonts, bound to their families. There is no second design: monospace is the regular one too.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert("regular".to_owned(), Arc::new(FontData::from_static(REGULAR)));
    fonts.font_data.insert("bold".to_owned(), Arc::new(FontData::from_static(BOLD)));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["regular".to_owned()]);
    }
    fonts.families.insert(FontFamily::Name(BOLD_FAMILY.into()), vec!["bold".to_owned()]);
    fonts
}

/// The regular weight at a size in points.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The bold weight at a size in points.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD_FAMILY.into()))
}
