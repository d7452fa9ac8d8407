//! How cells and headings look. Everything that is painted comes ready made from the table's source.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::ui::fonts;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::view::grid::{Align, GridCell, GridColumn, Picture, RowKind, Tone};
use crate::view::palette::{Palette, Rgb, size};

/// Space at both sides of a cell.
pub const PAD: f32 = 8.0;
/// Width of a step of indentation.
const INDENT: f32 = 16.0;
/// Width of the zone of a group's chevron.
pub const CHEVRON: f32 = 18.0;

/// How strongly the heaviest cell of a heat table is tinted: as far as its text keeps its contrast.
const HEAT: f64 = 0.30;

/// Ground of a heat cell.
pub fn heat(palette: &Palette, share: f64) -> Rgb {
    palette.panel.mix(palette.accent, if share.is_finite() { share.clamp(0.0, 1.0) * HEAT } else { 0.0 })
}

/// Colour of a tone.
fn ink(palette: &Palette, tone: Tone, kind: RowKind) -> Rgb {
    match tone {
        Tone::Normal | Tone::Strong if kind == RowKind::New => palette.secondary,
        Tone::Normal | Tone::Strong => palette.text,
        Tone::Quiet | Tone::Computed => palette.secondary,
        Tone::Bad => palette.off_track,
        Tone::Good => palette.on_track,
        Tone::Warning => palette.slipping,
    }
}

/// Ground of a row.
pub fn row(painter: &Painter, palette: &Palette, rect: Rect, kind: RowKind, hovered: bool) {
    let ground = match (kind, hovered) {
        (RowKind::Group { .. }, false) => Some(palette.alternate),
        (RowKind::Group { .. }, true) => Some(palette.alternate.mix(palette.tertiary, 0.08)),
        (_, true) => Some(palette.panel.mix(palette.alternate, 0.6)),
        (_, false) => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, 0.0, colour(ground));
    }
}

/// Lines beneath a row, and above a sum.
pub fn row_lines(painter: &Painter, palette: &Palette, rect: Rect, kind: RowKind) {
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(theme::HAIRLINE, colour(palette.grid_line)));
    if kind == RowKind::Total {
        painter.hline(rect.x_range(), rect.top() - 0.5, Stroke::new(theme::HAIRLINE, colour(palette.tertiary)));
    }
}

/// Paints a cell within its rectangle. Returns true where its text did not fit.
pub fn cell(painter: &Painter, palette: &Palette, rect: Rect, cell: &GridCell, column: &GridColumn, kind: RowKind, first: bool) -> bool {
    let mut area = rect.shrink2(vec2(PAD, 0.0));
    area.min.x += f32::from(cell.indent) * INDENT;
    if first && let RowKind::Group { open } = kind {
        let chevron = Rect::from_center_size(pos2(area.left() + 5.0, area.center().y), egui::Vec2::splat(14.0));
        icons::paint(painter, chevron, if open { Icon::ChevronDown } else { Icon::ChevronRight }, colour(palette.secondary));
        area.min.x += CHEVRON;
    }
    if first && kind == RowKind::New {
        let plus = Rect::from_center_size(area.left_center() + vec2(6.0, 0.0), egui::Vec2::splat(12.0));
        icons::paint(painter, plus, Icon::Plus, colour(palette.tertiary));
        area.min.x += 18.0;
    }
    if let Some(strip) = cell.strip {
        let bar = Rect::from_center_size(pos2(area.left() + 1.5, area.center().y), vec2(3.0, 14.0));
        painter.rect_filled(bar, 0.0, colour(strip));
        area.min.x += 10.0;
    }
    if let Some(mark) = cell.mark {
        icons::mark(painter, pos2(area.left() + 5.0, area.center().y), 4.5, mark, palette);
        area.min.x += 16.0;
    }
    if let Some(shown) = &cell.picture {
        let room = if cell.text.is_empty() { area } else { area.with_max_x(area.right() - area.width() * 0.45) };
        picture(painter, palette, room, shown, cell.tone);
        area.min.x = if cell.text.is_empty() { area.min.x } else { room.right() + 4.0 };
    }
    let bold = cell.tone == Tone::Strong || matches!(kind, RowKind::Group { .. } | RowKind::Total);
    let font = if bold { fonts::bold(size::TABLE) } else { fonts::regular(size::TABLE) };
    let area = badge(painter, palette, area, cell, &font, column.align);
    let elided = text(painter, area, &cell.text, font, colour(ink(palette, cell.tone, kind)), column.align);
    if cell.error.is_some() {
        let corner = rect.right_top();
        let points = vec![corner + vec2(-7.0, 0.0), corner, corner + vec2(0.0, 7.0)];
        painter.add(Shape::convex_polygon(points, colour(palette.off_track), Stroke::NONE));
    }
    elided
}

/// The trailing remark: right of texts, left of numbers, so that numbers stay in line. Returns what is left for the text.
fn badge(painter: &Painter, palette: &Palette, area: Rect, cell: &GridCell, font: &egui::FontId, align: Align) -> Rect {
    if cell.badge.is_empty() {
        return area;
    }
    let galley = painter.layout_no_wrap(cell.badge.clone(), fonts::regular(size::CAPTION), colour(palette.tertiary));
    let width = galley.size().x;
    let top = area.center().y - galley.size().y / 2.0;
    // A number that is cut would say something else: the remark goes before it does.
    let number = align == Align::Right && !cell.text.is_empty();
    let least = if number { painter.layout_no_wrap(cell.text.clone(), font.clone(), Color32::PLACEHOLDER).size().x + 4.0 } else { 24.0 };
    if width + least > area.width() {
        return area;
    }
    let (left, rest) = match align {
        Align::Right => (area.left(), area.with_min_x(area.left() + width + 4.0)),
        Align::Left | Align::Center => (area.right() - width, area.with_max_x(area.right() - width - 4.0)),
    };
    painter.galley(pos2(left, top), galley, colour(palette.tertiary));
    rest
}

/// A line of text within an area, cut with an ellipsis where it does not fit. Returns true if it was cut.
pub fn text(painter: &Painter, area: Rect, text: &str, font: egui::FontId, ink: Color32, align: Align) -> bool {
    if text.is_empty() || area.width() <= 1.0 {
        return !text.is_empty();
    }
    let line = if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ") } else { text.to_owned() };
    let mut galley = painter.layout_no_wrap(line, font.clone(), Color32::PLACEHOLDER);
    let cut = galley.size().x > area.width() + 0.5;
    if cut {
        let format = TextFormat::simple(font, Color32::PLACEHOLDER);
        let mut job = LayoutJob::single_section(galley.text().to_owned(), format);
        job.wrap = TextWrapping { max_width: area.width(), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
        galley = painter.layout_job(job);
    }
    let width = galley.size().x;
    let left = match align {
        _ if cut => area.left(),
        Align::Left => area.left(),
        Align::Right => area.right() - width,
        Align::Center => area.center().x - width / 2.0,
    };
    painter.galley(pos2(left, area.center().y - galley.size().y / 2.0), galley, ink);
    cut
}

fn picture(painter: &Painter, palette: &Palette, area: Rect, picture: &Picture, tone: Tone) {
    match picture {
        Picture::Spark(values) => spark(painter, palette, area.shrink2(vec2(2.0, 7.0)), values),
        Picture::Bar(share) if share.is_finite() => {
            let room = area.shrink2(vec2(2.0, 0.0));
            let (middle, half) = (room.center().x, room.width() / 2.0);
            let end = middle + half * share.clamp(-1.0, 1.0) as f32;
            let fill = match tone {
                Tone::Bad | Tone::Good | Tone::Warning => ink(palette, tone, RowKind::Normal),
                _ => palette.tertiary,
            };
            let bar = Rect::from_x_y_ranges(
                middle.min(end)..=middle.max(end).max(middle.min(end) + 1.0),
                area.center().y - 4.0..=area.center().y + 4.0,
            );
            painter.rect_filled(bar, 0.0, colour(fill));
            painter.vline(middle, area.center().y - 6.0..=area.center().y + 6.0, theme::hairline(palette));
        }
        Picture::Bar(_) => {}
    }
}

/// A line through values; a gap breaks it, a value alone is a point.
fn spark(painter: &Painter, palette: &Palette, area: Rect, values: &[Option<f64>]) {
    let finite = |value: &Option<f64>| value.filter(|v| v.is_finite());
    let known: Vec<f64> = values.iter().filter_map(finite).collect();
    let (low, high) = known.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
    if known.is_empty() {
        return;
    }
    let place = |index: usize, value: f64| -> Pos2 {
        let x = if values.len() > 1 { index as f32 / (values.len() - 1) as f32 } else { 0.5 };
        let y = if high > low { ((value - low) / (high - low)) as f32 } else { 0.5 };
        pos2(area.left() + x * area.width(), area.bottom() - y * area.height())
    };
    let ink = colour(palette.secondary);
    let mut run: Vec<Pos2> = Vec::new();
    for (index, value) in values.iter().map(finite).chain([None]).enumerate() {
        match value {
            Some(value) => run.push(place(index, value)),
            None if run.len() == 1 => _ = painter.circle_filled(run.remove(0), 1.6, ink),
            None => _ = painter.add(Shape::line(std::mem::take(&mut run), Stroke::new(1.3, ink))),
        }
    }
    if let Some((index, value)) = values.iter().enumerate().rev().find_map(|(i, v)| finite(v).map(|v| (i, v))) {
        painter.circle_filled(place(index, value), 2.0, ink);
    }
}

/// A heading: title, unit, sorting. Returns true where not all of it fits.
pub fn header(painter: &Painter, palette: &Palette, rect: Rect, column: &GridColumn, hovered: bool) -> bool {
    if hovered && column.sortable {
        painter.rect_filled(rect.shrink2(vec2(1.0, 2.0)), size::CORNER, colour(palette.alternate));
    }
    let area = rect.shrink2(vec2(PAD, 0.0));
    let ink = colour(if column.sorted.is_some() { palette.text } else { palette.secondary });
    let font = fonts::regular(size::TABLE);
    let title = painter.layout_no_wrap(column.title.clone(), font.clone(), ink).size().x;
    let unit = painter.layout_no_wrap(column.unit.clone(), fonts::regular(size::CAPTION), colour(palette.tertiary));
    let arrow = if column.sorted.is_some() { 13.0 } else { 0.0 };
    let after = if column.unit.is_empty() { 0.0 } else { 4.0 + unit.size().x };
    let fits = title + after + arrow <= area.width();
    let wide = title + arrow + if fits { after } else { 0.0 };
    let left = match column.align {
        _ if wide > area.width() => area.left(),
        Align::Left => area.left(),
        Align::Right => area.right() - wide,
        Align::Center => area.center().x - wide / 2.0,
    };
    // The arrow stands before the title of numbers, so that the title stays in line with them, and behind any other.
    let before = if column.align == Align::Right { arrow } else { 0.0 };
    if let Some(upwards) = column.sorted {
        let x = if before > 0.0 { left + 5.0 } else { (left + wide - 5.0).min(area.right() - 5.0) };
        let icon = if upwards { Icon::SortUp } else { Icon::SortDown };
        icons::paint(painter, Rect::from_center_size(pos2(x, area.center().y), egui::Vec2::splat(11.0)), icon, colour(palette.accent));
    }
    let room = area.with_min_x(left + before).with_max_x(area.right() - (arrow - before));
    let cut = text(painter, room, &column.title, font, ink, Align::Left);
    if fits && after > 0.0 {
        let at = pos2(left + before + title + 4.0, area.center().y - unit.size().y / 2.0 + 0.5);
        painter.galley(at, unit, colour(palette.tertiary));
    }
    cut || !fits
}

/// The border about the cursor's cell.
pub fn cursor(painter: &Painter, palette: &Palette, rect: Rect, focused: bool) {
    let ink = if focused { palette.accent } else { palette.tertiary };
    painter.rect_stroke(rect, 0.0, Stroke::new(1.5, colour(ink)), StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_contrast_on_heat_and_selection() {
        for palette in [&Palette::LIGHT, &Palette::DARK] {
            for ground in [heat(palette, 1.0), palette.selection, palette.alternate] {
                assert!(palette.text.contrast(ground) >= 4.5, "{} on {}", palette.text.hex(), ground.hex());
            }
        }
    }
}
