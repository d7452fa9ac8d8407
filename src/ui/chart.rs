//! A chart in the window: paints the scene that the layout made, and tells what lies under the pointer.
//!
//! Nothing is laid out or measured anew while specification, size and theme stay the same, and no number is made here.

use std::sync::Arc;

use egui::{Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{fonts, theme};
use crate::view::chart::{Anchor, ChartSpec, Focus, Hit, Measure, Pos, Scene, Shape, Stroke, Style, layout, scene};
use crate::view::palette::{Palette, Rgb, size};

/// What a scene was laid out for.
struct Key {
    spec: Arc<ChartSpec>,
    size: Vec2,
    heading: bool,
    dark: bool,
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.spec, &other.spec) && self.size == other.size && self.heading == other.heading && self.dark == other.dark
    }
}

/// A chart's place in the window; keeps its layout between frames.
#[derive(Default)]
pub struct ChartView {
    kept: Option<(Key, Scene)>,
}

impl ChartView {
    /// Draws a chart in a size; `heading` draws title and subtitle too. The response tells of clicks on the whole.
    pub fn show(&mut self, ui: &mut Ui, spec: &Arc<ChartSpec>, size: Vec2, heading: bool, measure: &dyn Measure) -> Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let label = [spec.title.as_str(), spec.subtitle.as_str(), spec.mark.as_deref().unwrap_or_default()].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, label.trim()));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let palette = theme::palette(ui);
        let key = Key { spec: spec.clone(), size, heading, dark: palette.dark };
        if self.kept.as_ref().is_none_or(|(kept, _)| !kept.is(&key)) {
            let scene = layout(spec, size.x, size.y, measure, &Style::screen(palette, heading));
            self.kept = Some((key, scene));
        }
        let Some((_, scene)) = &self.kept else { return response };
        let painter = ui.painter_at(rect);
        paint(&painter, scene, rect.min);
        let pointer = response.hover_pos().map(|at| Pos::new(at.x - rect.min.x, at.y - rect.min.y));
        if let Some(hit) = pointer.and_then(|at| scene.hit(at)) {
            emphasise(&painter, scene, hit, rect.min, palette);
            tell(&response, hit, palette);
        }
        response
    }
}

/// Paints a scene with its top left corner at a place.
pub fn paint(painter: &Painter, scene: &Scene, origin: Pos2) {
    if let Some(ground) = scene.ground {
        painter.rect_filled(Rect::from_min_size(origin, vec2(scene.width, scene.height)), CornerRadius::ZERO, theme::colour(ground));
    }
    for shape in &scene.shapes {
        paint_shape(painter, shape, origin);
    }
}

fn paint_shape(painter: &Painter, shape: &Shape, origin: Pos2) {
    let at = |p: &Pos| pos2(origin.x + p.x, origin.y + p.y);
    match shape {
        Shape::Line { points, stroke } => line(painter, points.iter().map(at).collect(), stroke),
        Shape::Area { upper, lower, fill } => {
            painter.add(strip(upper.iter().map(at), lower.iter().map(at), theme::colour(*fill)));
        }
        Shape::Rect { rect, corner, fill, stroke } => {
            let fill = fill.map_or(Color32::TRANSPARENT, theme::colour);
            let stroke = stroke.as_ref().map_or(egui::Stroke::NONE, outline);
            painter.rect(place(rect, origin), CornerRadius::same(corner.round() as u8), fill, stroke, StrokeKind::Middle);
        }
        Shape::Circle { centre, radius, fill, stroke } => {
            let fill = fill.map_or(Color32::TRANSPARENT, |(colour, cover)| theme::colour(colour).gamma_multiply(cover));
            painter.circle(at(centre), *radius, fill, stroke.as_ref().map_or(egui::Stroke::NONE, outline));
        }
        Shape::Diamond { centre, radius, fill, stroke } => {
            let (c, r) = (at(centre), *radius);
            let corners = vec![c - vec2(0.0, r), c + vec2(r, 0.0), c + vec2(0.0, r), c - vec2(r, 0.0)];
            let fill = fill.map_or(Color32::TRANSPARENT, theme::colour);
            painter.add(egui::Shape::convex_polygon(corners, fill, outline(stroke)));
        }
        Shape::Text { at: base, anchor, text, size, bold, colour, .. } => write(painter, at(base), *anchor, text, *size, *bold, *colour),
    }
}

fn place(rect: &scene::Rect, origin: Pos2) -> Rect {
    Rect::from_min_max(pos2(origin.x + rect.left, origin.y + rect.top), pos2(origin.x + rect.right, origin.y + rect.bottom))
}

fn outline(stroke: &Stroke) -> egui::Stroke {
    egui::Stroke::new(stroke.width, theme::colour(stroke.colour))
}

fn line(painter: &Painter, mut points: Vec<Pos2>, stroke: &Stroke) {
    if let [from, to] = &mut points[..] {
        // Straight rules fall on whole pixels, or they would be pale and thick.
        if from.y == to.y {
            (from.y, to.y) = (painter.round_to_pixel_center(from.y), painter.round_to_pixel_center(to.y));
        } else if from.x == to.x {
            (from.x, to.x) = (painter.round_to_pixel_center(from.x), painter.round_to_pixel_center(to.x));
        }
    }
    match stroke.dash {
        None => {
            painter.add(egui::Shape::line(points, outline(stroke)));
        }
        Some((dash, gap)) if dash < stroke.width => {
            painter.extend(egui::Shape::dotted_line(&points, theme::colour(stroke.colour), dash + gap, stroke.width / 2.0));
        }
        Some((dash, gap)) => {
            painter.extend(egui::Shape::dashed_line(&points, outline(stroke), dash, gap));
        }
    }
}

/// A strip between two borders with equally many places.
fn strip(upper: impl Iterator<Item = Pos2>, lower: impl Iterator<Item = Pos2>, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for (number, (above, below)) in upper.zip(lower).enumerate() {
        mesh.colored_vertex(above, colour);
        mesh.colored_vertex(below, colour);
        if let Some(before) = (number as u32).checked_sub(1) {
            let first = before * 2;
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first + 1, first + 2, first + 3);
        }
    }
    mesh
}

fn write(painter: &Painter, base: Pos2, anchor: Anchor, text: &str, size: f32, bold: bool, colour: Rgb) {
    let font = if bold { fonts::bold(size) } else { fonts::regular(size) };
    let galley = painter.layout_no_wrap(text.to_owned(), font, theme::colour(colour));
    let ascent = galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y)).unwrap_or(size);
    let align = match anchor {
        Anchor::Start => Align2::LEFT_TOP,
        Anchor::Middle => Align2::CENTER_TOP,
        Anchor::End => Align2::RIGHT_TOP,
    };
    let rect = align.anchor_size(pos2(base.x, base.y - ascent), galley.size());
    painter.galley(rect.min, galley, theme::colour(colour));
}

/// The mark under the pointer, drawn again so that it stands out.
fn emphasise(painter: &Painter, scene: &Scene, hit: &Hit, origin: Pos2, palette: &Palette) {
    let accent = egui::Stroke::new(theme::FOCUS, theme::colour(palette.accent));
    match &hit.focus {
        Focus::Point(centre, radius) => {
            let centre = pos2(origin.x + centre.x, origin.y + centre.y);
            if let Some(area) = scene.plot {
                let hair = egui::Stroke::new(theme::HAIRLINE, theme::colour(palette.tertiary).gamma_multiply(0.6));
                let y = (origin.y + area.top)..=(centre.y - radius);
                painter.vline(painter.round_to_pixel_center(centre.x), y, hair);
                painter.vline(painter.round_to_pixel_center(centre.x), (centre.y + radius)..=(origin.y + area.bottom), hair);
            }
            painter.circle_stroke(centre, radius + 2.5, accent);
        }
        Focus::Area(rect) => {
            painter.rect_stroke(place(rect, origin), CornerRadius::same(2), accent, StrokeKind::Outside);
        }
    }
}

fn tell(response: &Response, hit: &Hit, palette: &Palette) {
    egui::Tooltip::for_widget(response).at_pointer().gap(12.0).show(|ui| {
        let text = |text: &str, font, colour| egui::RichText::new(text).font(font).color(theme::colour(colour));
        ui.label(text(&hit.hover.title, fonts::regular(size::CAPTION), palette.secondary));
        if !hit.hover.value.is_empty() {
            ui.label(text(&hit.hover.value, fonts::bold(size::SECTION), palette.text));
        }
        for line in &hit.hover.lines {
            ui.label(text(line, fonts::regular(size::CAPTION), palette.secondary));
        }
    });
}
