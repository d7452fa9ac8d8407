//! The form of a chart's export: format, size, resolution, ground, and where to, with the picture as it will be.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::picture::PictureForm;
use super::{field_ui, foot_ui, title_ui};
use crate::io::export::chart::{Format, Size, palette, scene_in};
use crate::ui::command::{Command, ExportRequest, PathPurpose};
use crate::ui::context::View;
use crate::ui::{chart, theme, widgets};
use crate::view::chart::{ChartSpec, Scene};
use crate::view::memo::Memo;
use crate::view::palette::Palette;

/// Height of the preview in points, at most.
const PREVIEW: f32 = 260.0;

/// The draft of an export.
pub struct ExportDialog {
    spec: Arc<ChartSpec>,
    format: Format,
    picture: PictureForm,
    stem: String,
    preview: Memo<(Size, u32), Scene>,
}

impl ExportDialog {
    /// An export of a chart; `stem` is the proposed file name without ending.
    pub fn new(spec: Arc<ChartSpec>, stem: String) -> Self {
        Self { spec, format: Format::Png, picture: PictureForm::default(), stem, preview: Memo::default() }
    }

    /// The request for the file that was chosen; an ending that was typed says the format, and one is added where none was.
    pub fn request(&self, path: PathBuf) -> ExportRequest {
        let typed = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        let known = typed.and_then(|ending| Format::of_id(&ending));
        let path = if known.is_some() { path } else { PathBuf::from(format!("{}.{}", path.display(), self.format.id())) };
        ExportRequest { spec: self.spec.clone(), path, format: known.unwrap_or(self.format), size: self.picture.size() }
    }

    /// The proposed file name.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.stem, self.format.id())
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        title_ui(ui, words.text("export-title"));
        self.preview_ui(ui, view);
        field_ui(ui, words.text("export-format"), |ui| {
            for format in Format::ALL {
                let chip = widgets::chip(ui, words.text(format_key(format)), self.format == format);
                if chip.on_hover_text(words.text(&format!("{}-hint", format_key(format)))).clicked() {
                    self.format = format;
                }
            }
        });
        self.picture.ui(ui, view, &[self.format]);
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

    /// The picture as it will be, made smaller to fit; beneath one without a ground, a pale one.
    fn preview_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), PREVIEW), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, view.words.text("export-preview")));
        let size = self.picture.size();
        let (width, height) = (size.width as f32, size.height as f32);
        let scale = (rect.width() / width).min(rect.height() / height);
        let shown = egui::Rect::from_center_size(rect.center(), egui::vec2(width, height) * scale);
        let spec = &self.spec;
        // The house style cannot change while the form is open.
        let house = &view.document().house;
        let scene = self.preview.get((size, scale.to_bits()), || scene_in(spec, size, &palette(size, house)).scaled(scale));
        let painter = ui.painter_at(rect.expand(1.0));
        if size.transparent {
            painter.rect_filled(shown, 0.0, theme::colour(Palette::of(size.dark).alternate));
        }
        chart::paint(&painter, scene, shown.min);
        painter.rect_stroke(shown, 0.0, theme::hairline(view.palette), egui::StrokeKind::Outside);
    }
}

/// Key of a format's name.
pub(super) fn format_key(format: Format) -> &'static str {
    match format {
        Format::Png => "format-png",
        Format::Svg => "format-svg",
        Format::Pdf => "format-pdf",
    }
}
