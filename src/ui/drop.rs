//! Files that hover over the window: says what will happen when they are let go.

use std::path::{Path, PathBuf};

use egui::{Align2, Area, Color32, Id, Order, Sense, Stroke, StrokeKind, vec2};

use super::context::View;
use super::icons::{self, Icon};
use super::theme::colour;
use super::{fonts, widgets};
use crate::view::palette::size;

/// Endings of files that are read as tables.
pub const ENDINGS: &[&str] = &["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"];

/// True for a file whose name says that it holds a table.
pub fn is_table(path: &Path) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| ENDINGS.contains(&e.to_ascii_lowercase().as_str()))
}

/// The files that were let go over the window in this frame.
pub fn dropped(ctx: &egui::Context) -> Vec<PathBuf> {
    ctx.input(|i| i.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect())
}

/// Draws the overlay while files hover over the window.
pub fn hover_ui(ctx: &egui::Context, view: &View<'_>) {
    let hovered: Vec<Option<PathBuf>> = ctx.input(|i| i.raw.hovered_files.iter().map(|file| file.path.clone()).collect());
    if hovered.is_empty() {
        return;
    }
    let palette = view.palette;
    let (title, names) = wording(view, &hovered);
    let room = ctx.content_rect();
    Area::new(Id::unique("drop-overlay")).order(Order::Foreground).fixed_pos(room.min).interactable(false).show(ctx, |ui| {
        let (_, response) = ui.allocate_exact_size(room.size(), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &title));
        let painter = ui.painter();
        painter.rect_filled(room, 0.0, colour(palette.window).gamma_multiply(0.82));
        let card = egui::Rect::from_center_size(room.center(), vec2(460.0_f32.min(room.width() - 40.0), 180.0));
        painter.rect(card, size::CORNER, colour(palette.panel), Stroke::new(2.0, colour(palette.accent)), StrokeKind::Inside);
        let square = egui::Rect::from_center_size(card.center() - vec2(0.0, 42.0), vec2(34.0, 34.0));
        icons::paint(painter, square, Icon::Upload, colour(palette.accent));
        painter.text(card.center() + vec2(0.0, 8.0), Align2::CENTER_CENTER, &title, fonts::bold(size::SECTION), colour(palette.text));
        let line = widgets::one_line(painter, &names, fonts::regular(size::TABLE), colour(palette.secondary), card.width() - 32.0);
        painter.galley(card.center() + vec2(-line.size().x / 2.0, 28.0), line, Color32::PLACEHOLDER);
        let hint = view.words.text("drop-nothing-yet");
        let at = card.center() + vec2(0.0, 66.0);
        painter.text(at, Align2::CENTER_CENTER, hint, fonts::regular(size::CAPTION), colour(palette.secondary));
    });
}

/// What will happen, and with which files.
fn wording(view: &View<'_>, hovered: &[Option<PathBuf>]) -> (String, String) {
    let words = view.words;
    let known: Vec<&PathBuf> = hovered.iter().flatten().collect();
    let tables = known.iter().filter(|path| is_table(path)).count() + (hovered.len() - known.len());
    let names: Vec<String> = known.iter().filter_map(|path| path.file_name().map(|n| n.to_string_lossy().into_owned())).collect();
    let title = match tables {
        0 => words.text("drop-no-table").to_owned(),
        count => words.with("drop-read", &[("count", &count.to_string())]),
    };
    (title, names.join(words.text("list-separator")))
}
