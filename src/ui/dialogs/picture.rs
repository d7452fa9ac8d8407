//! How large pictures are to be and on what ground: the part that the export of one chart and of many have in common.

use egui::{DragValue, Ui};

use super::field_ui;
use crate::io::export::chart::{Format, Size};
use crate::io::export::preset::Preset;
use crate::ui::context::View;
use crate::ui::widgets;
use crate::view::number;

/// The draft of a picture's size.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureForm {
    /// What it is to fill; `None` where width and height are typed.
    preset: Option<Preset>,
    width: u32,
    height: u32,
    dpi: u32,
    transparent: bool,
    outlines: bool,
}

impl Default for PictureForm {
    fn default() -> Self {
        let size = Size::default();
        let dpi = size.dpi.round() as u32;
        Self { preset: Some(Preset::Slide), width: size.width, height: size.height, dpi, transparent: false, outlines: false }
    }
}

impl PictureForm {
    /// The size that is asked for.
    pub fn size(&self) -> Size {
        let dpi = f64::from(self.dpi);
        let (width, height) = self.preset.map_or((self.width, self.height), |preset| preset.pixels(dpi));
        Size { width, height, dpi, transparent: self.transparent, outlines: self.outlines, ..Size::default() }
    }

    /// Draws the fields; what only one format knows is shown where that is among `formats`.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, formats: &[Format]) {
        let words = view.words;
        field_ui(ui, words.text("export-preset"), |ui| {
            ui.horizontal_wrapped(|ui| {
                for preset in Preset::ALL {
                    if widgets::chip(ui, words.text(preset.name_key()), self.preset == Some(preset)).clicked() {
                        (self.preset, self.dpi) = (Some(preset), preset.usual_dpi());
                    }
                }
            });
        });
        field_ui(ui, words.text("export-size"), |ui| {
            let Size { width, height, .. } = self.size();
            let (mut typed_width, mut typed_height) = (width, height);
            number_ui(ui, &mut typed_width, 200..=10_000, words.text("export-width"));
            ui.label("×");
            number_ui(ui, &mut typed_height, 150..=10_000, words.text("export-height"));
            widgets::secondary(ui, words.text("export-pixels"));
            if (typed_width, typed_height) != (width, height) {
                (self.preset, self.width, self.height) = (None, typed_width, typed_height);
            }
        });
        field_ui(ui, words.text("export-dpi"), |ui| {
            number_ui(ui, &mut self.dpi, 36..=1200, words.text("export-dpi"));
            let (width, height) = self.size().millimetres();
            let [width, height] = [width, height].map(|length| number::fixed(length, 1));
            widgets::secondary(ui, &words.with("export-printed", &[("width", &width), ("height", &height)]));
        });
        field_ui(ui, words.text("export-ground"), |ui| {
            for (key, transparent) in [("export-white", false), ("export-transparent", true)] {
                if widgets::chip(ui, words.text(key), self.transparent == transparent).clicked() {
                    self.transparent = transparent;
                }
            }
        });
        if formats.contains(&Format::Svg) {
            field_ui(ui, words.text("export-texts"), |ui| {
                for (key, outlines) in [("export-as-text", false), ("export-as-outlines", true)] {
                    let chip = widgets::chip(ui, words.text(key), self.outlines == outlines);
                    if chip.on_hover_text(words.text(&format!("{key}-hint"))).clicked() {
                        self.outlines = outlines;
                    }
                }
            });
        }
    }
}

/// A number that is typed or dragged, named on hover and for readers of the screen.
fn number_ui(ui: &mut Ui, value: &mut u32, range: std::ops::RangeInclusive<u32>, name: &str) {
    let response = ui.add(DragValue::new(value).range(range));
    widgets::name_field(&response, name);
    response.on_hover_text(name);
}
