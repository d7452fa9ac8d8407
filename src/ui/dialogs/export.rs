//! The form of a chart's export: format, size, resolution, ground, and where to.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{DragValue, Ui};

use super::{field_ui, foot_ui, title_ui};
use crate::io::export::chart::font_measure;
use crate::ui::command::{Command, ExportRequest, PathPurpose};
use crate::ui::context::View;
use crate::ui::{chart, theme, widgets};
use crate::view::chart::{ChartSpec, Style, layout};
use crate::view::palette::Palette;

/// Sizes offered: key of the name, width, height.
const PRESETS: [(&str, u32, u32); 4] =
    [("export-slide", 1920, 1080), ("export-slide-4-3", 1600, 1200), ("export-half-slide", 960, 1080), ("export-a4-column", 1240, 800)];

/// The draft of an export.
pub struct ExportDialog {
    spec: Arc<ChartSpec>,
    svg: bool,
    width: u32,
    height: u32,
    dpi: u32,
    transparent: bool,
    stem: String,
}

impl ExportDialog {
    /// An export of a chart; `stem` is the proposed file name without ending.
    pub fn new(spec: Arc<ChartSpec>, stem: String) -> Self {
        Self { spec, svg: false, width: 1920, height: 1080, dpi: 192, transparent: false, stem }
    }

    /// The request for the file that was chosen; the ending follows the format where none was typed.
    pub fn request(&self, path: PathBuf) -> ExportRequest {
        let known = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        let svg = match known.as_deref() {
            Some("svg") => true,
            Some("png") => false,
            _ => self.svg,
        };
        let path = if matches!(known.as_deref(), Some("svg" | "png")) {
            path
        } else {
            PathBuf::from(format!("{}.{}", path.display(), self.ending()))
        };
        ExportRequest {
            spec: self.spec.clone(),
            path,
            svg,
            width: self.width,
            height: self.height,
            dpi: self.dpi,
            transparent: self.transparent,
        }
    }

    fn ending(&self) -> &'static str {
        if self.svg { "svg" } else { "png" }
    }

    /// The proposed file name.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.stem, self.ending())
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(ui, words.text("export-title"));
        let width = ui.available_width();
        let height = (width * self.height as f32 / self.width.max(1) as f32).clamp(80.0, 300.0);
        egui::Frame::new().stroke(theme::hairline(view.palette)).show(ui, |ui| {
            preview_ui(ui, self, egui::vec2(width - 2.0, height));
        });
        field_ui(ui, words.text("export-format"), |ui| {
            for (name, svg) in [("PNG", false), ("SVG", true)] {
                if widgets::chip(ui, name, self.svg == svg).clicked() {
                    self.svg = svg;
                }
            }
        });
        field_ui(ui, words.text("export-size"), |ui| {
            number_ui(ui, &mut self.width, 200..=10_000, words.text("export-width"));
            ui.label("×");
            number_ui(ui, &mut self.height, 150..=10_000, words.text("export-height"));
            widgets::secondary(ui, words.text("export-pixels"));
        });
        field_ui(ui, "", |ui| {
            for (key, width, height) in PRESETS {
                if widgets::chip(ui, words.text(key), self.width == width && self.height == height).clicked() {
                    (self.width, self.height) = (width, height);
                }
            }
        });
        if !self.svg {
            field_ui(ui, words.text("export-dpi"), |ui| number_ui(ui, &mut self.dpi, 36..=1200, words.text("export-dpi")));
        }
        field_ui(ui, "", |ui| widgets::checkbox(ui, &mut self.transparent, words.text("export-transparent")));
        let mut stays = true;
        foot_ui(ui, |ui| {
            if widgets::primary_button(ui, words.text("export-action")).clicked() {
                out.push(Command::AskPath(PathPurpose::ExportFile));
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }
}

/// A number that is typed or dragged, named on hover and for readers of the screen.
fn number_ui(ui: &mut Ui, value: &mut u32, range: std::ops::RangeInclusive<u32>, name: &str) {
    let response = ui.add(DragValue::new(value).range(range));
    widgets::name_field(&response, name);
    response.on_hover_text(name);
}

/// The picture as it will be, made smaller to fit.
fn preview_ui(ui: &mut Ui, dialog: &ExportDialog, room: egui::Vec2) {
    let (rect, _) = ui.allocate_exact_size(room, egui::Sense::hover());
    let (width, height) = (dialog.width as f32, dialog.height as f32);
    let scale = (rect.width() / width).min(rect.height() / height);
    let shown = egui::Rect::from_center_size(rect.center(), egui::vec2(width, height) * scale);
    let scene = layout(
        &dialog.spec,
        shown.width(),
        shown.height(),
        font_measure(),
        &Style::export(shown.width(), shown.height(), &Palette::LIGHT, true),
    );
    chart::paint(&ui.painter_at(rect), &scene, shown.min);
}
