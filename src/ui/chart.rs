//! A chart in the window: paints the scene that the layout made, and tells what lies under the pointer.
//!
//! Nothing is laid out or measured anew while specification, size and theme stay the same, and no number is made here.

use std::sync::Arc;

use egui::{Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{fonts, theme};
use crate::view::chart::ticks::Axis;
use crate::view::chart::{Anchor, ChartSpec, Focus, Handle, Hit, Measure, Pos, Scene, Series, Shape, Stroke, Style, layout_held, scene};
use crate::view::palette::{Palette, Rgb, size};

/// What a scene was laid out for.
struct Key {
    spec: Arc<ChartSpec>,
    size: Vec2,
    heading: bool,
    dark: bool,
    held: Option<Axis>,
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        let same = (self.size, self.heading, self.dark) == (other.size, other.heading, other.dark) && self.held == other.held;
        same && Arc::ptr_eq(&self.spec, &other.spec)
    }
}

/// A point that is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub struct Dragged {
    /// What is dragged.
    pub series: Series,
    /// The year of the point.
    pub year: i32,
    /// The value under the pointer, in the unit of the chart, rounded to what a pixel can tell apart.
    pub value: f64,
    /// True once the pointer lets go.
    pub done: bool,
}

/// What was done to a chart in a frame.
pub struct Touch {
    /// The response of the whole.
    pub response: Response,
    /// A point that moved.
    pub dragged: Option<Dragged>,
    /// A point that was asked about with the other button: what it is of, and its year.
    pub asked: Option<(Series, i32)>,
    /// The step, row or plot that was clicked, by its place.
    pub picked: Option<usize>,
}

/// A drag under way: its handle as it was taken, so that the scale stays under the pointer.
struct Drag {
    handle: Handle,
    /// From the pointer to the middle of the point where it was taken.
    offset: f32,
    value: f64,
}

/// A chart's place in the window; keeps its layout between frames.
#[derive(Default)]
pub struct ChartView {
    kept: Option<(Key, Scene)>,
    drag: Option<Drag>,
}

impl ChartView {
    /// Draws a chart in a size; `heading` draws title and subtitle too. The response tells of clicks on the whole.
    pub fn show(&mut self, ui: &mut Ui, spec: &Arc<ChartSpec>, size: Vec2, heading: bool, measure: &dyn Measure) -> Response {
        self.touch(ui, spec, size, heading, measure).response
    }

    /// Draws a chart and tells what was done to it: points dragged, steps and rows clicked.
    pub fn touch(&mut self, ui: &mut Ui, spec: &Arc<ChartSpec>, size: Vec2, heading: bool, measure: &dyn Measure) -> Touch {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let label = [spec.title.as_str(), spec.subtitle.as_str(), spec.mark.as_deref().unwrap_or_default()].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, label.trim()));
        let mut touch = Touch { response, dragged: None, asked: None, picked: None };
        if !ui.is_rect_visible(rect) {
            self.drag = None;
            return touch;
        }
        let palette = theme::palette(ui);
        let held = self.drag.as_ref().map(|drag| drag.handle.axis.clone());
        let key = Key { spec: spec.clone(), size, heading, dark: palette.dark, held };
        if self.kept.as_ref().is_none_or(|(kept, _)| !kept.is(&key)) {
            let scene = layout_held(spec, size.x, size.y, measure, &Style::screen(palette, heading), key.held.as_ref());
            self.kept = Some((key, scene));
        }
        let Some((_, scene)) = &self.kept else { return touch };
        let painter = ui.painter_at(rect);
        paint(&painter, scene, rect.min);
        let place = |at: Pos2| Pos::new(at.x - rect.min.x, at.y - rect.min.y);
        // Where nothing can be dragged a chart leaves the pointer to what it lies in, as a page that scrolls.
        if !scene.handles.is_empty() || self.drag.is_some() {
            let grab = ui.interact(rect, touch.response.id.with("grab"), Sense::click_and_drag());
            touch.dragged = drag(&mut self.drag, scene, &grab, place);
            let asked = grab.secondary_clicked().then(|| grab.interact_pointer_pos()).flatten();
            let handle = asked.and_then(|at| scene.handle(place(at)));
            touch.asked = handle.map(|handle| (handle.grip.series.clone(), handle.grip.year));
            touch.response = grab;
        }
        let pointer = touch.response.hover_pos().map(place);
        if let Some(drag) = &self.drag {
            let centre = rect.min + vec2(drag.handle.centre.x, 0.0);
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
            let y = rect.min.y + height_of(&drag.handle, drag.value);
            painter.circle_stroke(pos2(centre.x, y), 7.0, egui::Stroke::new(theme::FOCUS, theme::colour(palette.accent)));
        } else if let Some(at) = pointer {
            let handle = scene.handle(at);
            if handle.is_some() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
            }
            if let Some(hit) = scene.hit(handle.map_or(at, |handle| handle.centre)) {
                emphasise(&painter, scene, hit, rect.min, palette);
                tell(&touch.response, hit, palette);
            }
        }
        let clicked = touch.response.clicked().then(|| touch.response.interact_pointer_pos()).flatten();
        touch.picked = clicked.and_then(|at| scene.hit(place(at))).and_then(|hit| hit.pick);
        touch
    }
}

/// Takes a point up, moves it, lets it go.
fn drag(drag: &mut Option<Drag>, scene: &Scene, grab: &Response, place: impl Fn(Pos2) -> Pos) -> Option<Dragged> {
    if grab.drag_started_by(egui::PointerButton::Primary) {
        let origin = grab.ctx.input(|i| i.pointer.press_origin()).map(&place);
        let handle = origin.and_then(|at| scene.handle(at).map(|handle| (at, handle)));
        *drag = handle.map(|(at, handle)| Drag { handle: handle.clone(), offset: handle.centre.y - at.y, value: handle.grip.value });
    }
    let taken = drag.as_mut()?;
    let done = !grab.dragged();
    let moved = grab.interact_pointer_pos().map(|at| taken.handle.value_at(place(at).y + taken.offset));
    let changed = moved.is_some_and(|value| value != taken.value);
    taken.value = moved.unwrap_or(taken.value);
    let (series, year, value) = (taken.handle.grip.series.clone(), taken.handle.grip.year, taken.value);
    if done {
        *drag = None;
    }
    (changed || done).then_some(Dragged { series, year, value, done })
}

/// The height of a value on the axis of a handle.
fn height_of(handle: &Handle, value: f64) -> f32 {
    handle.area.bottom - handle.axis.share(value).clamp(-1.0, 2.0) * handle.area.height()
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
