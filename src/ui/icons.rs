//! Small vector icons, painted as strokes so that no icon font is needed and every size is sharp.
//!
//! All are drawn in a square of 16 units. A state mark has shape and colour: never colour alone.

use std::f32::consts::{PI, TAU};

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2};

use super::theme::colour;
use crate::view::grid::Mark;
use crate::view::palette::{Palette, Rgb};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say what is drawn")]
pub enum Icon {
    ChevronDown,
    ChevronRight,
    ChevronLeft,
    ChevronUp,
    SortUp,
    SortDown,
    Plus,
    Minus,
    Search,
    Download,
    Upload,
    Copy,
    Paste,
    Undo,
    Redo,
    Pin,
    Close,
    Table,
    Chart,
    Bars,
    Folder,
    File,
    Save,
    Warning,
    Error,
    Info,
    Tick,
    Pencil,
    Trash,
    Filter,
    Gear,
    Sun,
    Moon,
    Play,
    Pause,
    Menu,
    More,
    Link,
    Eye,
    Lock,
    ArrowUp,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    Refresh,
    Columns,
    Globe,
    Target,
    Split,
    Slide,
    AddToPage,
    Text,
    Number,
}

/// Strokes of an icon being drawn: maps its 16 units onto the rectangle asked for.
struct Pen<'a> {
    painter: &'a Painter,
    origin: Pos2,
    scale: f32,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.origin + Vec2::new(x, y) * self.scale
    }

    fn line(&self, points: &[(f32, f32)]) {
        self.painter.add(Shape::line(points.iter().map(|p| self.at(*p)).collect(), self.stroke));
    }

    fn closed(&self, points: &[(f32, f32)]) {
        self.painter.add(Shape::closed_line(points.iter().map(|p| self.at(*p)).collect(), self.stroke));
    }

    fn filled(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|p| self.at(*p)).collect();
        self.painter.add(Shape::convex_polygon(points, self.stroke.color, Stroke::NONE));
    }

    fn circle(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_stroke(self.at(centre), radius * self.scale, self.stroke);
    }

    fn dot(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_filled(self.at(centre), radius * self.scale, self.stroke.color);
    }

    /// An arc; angles in radians, clockwise from the right.
    fn arc(&self, centre: (f32, f32), radius: f32, from: f32, to: f32) {
        let steps = 14;
        let points: Vec<(f32, f32)> = (0..=steps)
            .map(|step| {
                let angle = from + (to - from) * step as f32 / steps as f32;
                (centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin())
            })
            .collect();
        self.line(&points);
    }
}

/// Paints an icon into the largest centred square of a rectangle.
pub fn paint(painter: &Painter, rect: Rect, icon: Icon, ink: Color32) {
    let side = rect.width().min(rect.height());
    let scale = side / 16.0;
    let origin = rect.center() - Vec2::splat(side / 2.0);
    let pen = Pen { painter, origin, scale, stroke: Stroke::new((1.4 * scale).max(1.0), ink) };
    if !arrows(&pen, icon) && !objects(&pen, icon) {
        signs(&pen, icon);
    }
}

fn arrows(pen: &Pen<'_>, icon: Icon) -> bool {
    match icon {
        Icon::ChevronDown => pen.line(&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]),
        Icon::ChevronUp => pen.line(&[(4.0, 10.0), (8.0, 6.0), (12.0, 10.0)]),
        Icon::ChevronRight => pen.line(&[(6.0, 4.0), (10.0, 8.0), (6.0, 12.0)]),
        Icon::ChevronLeft => pen.line(&[(10.0, 4.0), (6.0, 8.0), (10.0, 12.0)]),
        Icon::SortUp => pen.filled(&[(8.0, 5.0), (12.5, 11.0), (3.5, 11.0)]),
        Icon::SortDown => pen.filled(&[(3.5, 5.0), (12.5, 5.0), (8.0, 11.0)]),
        Icon::ArrowUp => {
            pen.line(&[(8.0, 14.0), (8.0, 2.5)]);
            pen.line(&[(4.0, 6.5), (8.0, 2.5), (12.0, 6.5)]);
        }
        Icon::ArrowDown => {
            pen.line(&[(8.0, 2.0), (8.0, 13.5)]);
            pen.line(&[(4.0, 9.5), (8.0, 13.5), (12.0, 9.5)]);
        }
        Icon::ArrowLeft => {
            pen.line(&[(14.0, 8.0), (2.5, 8.0)]);
            pen.line(&[(6.5, 4.0), (2.5, 8.0), (6.5, 12.0)]);
        }
        Icon::ArrowRight => {
            pen.line(&[(2.0, 8.0), (13.5, 8.0)]);
            pen.line(&[(9.5, 4.0), (13.5, 8.0), (9.5, 12.0)]);
        }
        Icon::Download | Icon::Upload => {
            let down = icon == Icon::Download;
            pen.line(&[(8.0, 2.0), (8.0, 10.5)]);
            let (tip, wing) = if down { (10.5, 7.0) } else { (2.0, 5.5) };
            pen.line(&[(4.5, wing), (8.0, tip), (11.5, wing)]);
            pen.line(&[(2.5, 11.0), (2.5, 14.0), (13.5, 14.0), (13.5, 11.0)]);
        }
        Icon::Undo | Icon::Redo => {
            let x = |v: f32| if icon == Icon::Undo { v } else { 16.0 - v };
            pen.line(&[(x(6.0), 2.5), (x(2.5), 6.0), (x(6.0), 9.5)]);
            pen.line(&[
                (x(2.5), 6.0),
                (x(9.5), 6.0),
                (x(11.8), 6.7),
                (x(13.2), 8.4),
                (x(13.2), 10.6),
                (x(11.8), 12.3),
                (x(9.5), 13.0),
                (x(6.0), 13.0),
            ]);
        }
        Icon::Refresh => {
            pen.arc((8.0, 8.0), 5.5, -PI * 0.35, PI * 1.35);
            pen.line(&[(10.0, 0.8), (10.6, 3.2), (8.2, 4.2)]);
        }
        _ => return false,
    }
    true
}

fn objects(pen: &Pen<'_>, icon: Icon) -> bool {
    match icon {
        Icon::Copy => {
            pen.closed(&[(5.5, 5.5), (13.5, 5.5), (13.5, 14.0), (5.5, 14.0)]);
            pen.line(&[(3.5, 10.5), (2.5, 10.5), (2.5, 2.0), (10.5, 2.0), (10.5, 3.5)]);
        }
        Icon::Paste => {
            pen.closed(&[(3.0, 3.5), (13.0, 3.5), (13.0, 14.5), (3.0, 14.5)]);
            pen.filled(&[(5.5, 1.5), (10.5, 1.5), (10.5, 5.0), (5.5, 5.0)]);
        }
        Icon::Pin => {
            pen.line(&[(5.0, 2.0), (11.0, 2.0)]);
            pen.line(&[(6.0, 2.0), (6.0, 7.0), (4.0, 9.5), (12.0, 9.5), (10.0, 7.0), (10.0, 2.0)]);
            pen.line(&[(8.0, 9.5), (8.0, 14.5)]);
        }
        Icon::Table | Icon::Columns => {
            pen.closed(&[(2.0, 3.0), (14.0, 3.0), (14.0, 13.0), (2.0, 13.0)]);
            pen.line(&[(6.5, 3.0), (6.5, 13.0)]);
            if icon == Icon::Table {
                pen.line(&[(2.0, 6.5), (14.0, 6.5)]);
                pen.line(&[(2.0, 9.75), (14.0, 9.75)]);
            } else {
                pen.line(&[(10.25, 3.0), (10.25, 13.0)]);
            }
        }
        Icon::Chart => {
            pen.line(&[(2.0, 2.0), (2.0, 14.0), (14.0, 14.0)]);
            pen.line(&[(4.5, 10.5), (7.5, 7.0), (10.0, 9.0), (13.5, 4.0)]);
        }
        Icon::Bars => {
            for (x, top) in [(2.0, 10.0), (6.5, 6.5), (11.0, 2.0)] {
                pen.filled(&[(x, top), (x + 3.0, top), (x + 3.0, 14.0), (x, 14.0)]);
            }
        }
        Icon::Folder => pen.closed(&[(1.5, 3.0), (6.0, 3.0), (7.5, 5.0), (14.5, 5.0), (14.5, 13.5), (1.5, 13.5)]),
        Icon::File => {
            pen.closed(&[(3.5, 1.5), (9.5, 1.5), (12.5, 4.5), (12.5, 14.5), (3.5, 14.5)]);
            pen.line(&[(9.0, 1.5), (9.0, 5.0), (12.5, 5.0)]);
        }
        Icon::Slide => {
            pen.closed(&[(1.5, 3.0), (14.5, 3.0), (14.5, 11.0), (1.5, 11.0)]);
            pen.line(&[(8.0, 11.0), (8.0, 14.0)]);
            pen.line(&[(5.0, 14.0), (11.0, 14.0)]);
        }
        Icon::AddToPage => {
            pen.line(&[(8.5, 13.0), (1.5, 13.0), (1.5, 3.0), (14.5, 3.0), (14.5, 7.5)]);
            pen.line(&[(12.5, 9.5), (12.5, 15.0)]);
            pen.line(&[(9.75, 12.25), (15.25, 12.25)]);
        }
        Icon::Text => {
            pen.line(&[(3.0, 4.0), (13.0, 4.0)]);
            pen.line(&[(3.0, 8.0), (13.0, 8.0)]);
            pen.line(&[(3.0, 12.0), (9.0, 12.0)]);
        }
        Icon::Number => {
            pen.line(&[(6.5, 2.5), (4.5, 13.5)]);
            pen.line(&[(11.5, 2.5), (9.5, 13.5)]);
            pen.line(&[(3.5, 6.0), (13.5, 6.0)]);
            pen.line(&[(2.5, 10.0), (12.5, 10.0)]);
        }
        Icon::Save => {
            pen.closed(&[(2.5, 2.5), (11.0, 2.5), (13.5, 5.0), (13.5, 13.5), (2.5, 13.5)]);
            pen.line(&[(5.0, 2.5), (5.0, 6.0), (10.0, 6.0), (10.0, 2.5)]);
            pen.line(&[(4.5, 13.5), (4.5, 9.0), (11.5, 9.0), (11.5, 13.5)]);
        }
        Icon::Pencil => {
            pen.closed(&[(2.5, 13.5), (3.2, 10.4), (10.8, 2.8), (13.2, 5.2), (5.6, 12.8)]);
            pen.line(&[(9.0, 4.6), (11.4, 7.0)]);
        }
        Icon::Trash => {
            pen.line(&[(2.5, 4.0), (13.5, 4.0)]);
            pen.line(&[(6.0, 4.0), (6.0, 2.0), (10.0, 2.0), (10.0, 4.0)]);
            pen.line(&[(4.0, 4.0), (4.7, 14.0), (11.3, 14.0), (12.0, 4.0)]);
        }
        Icon::Filter => pen.closed(&[(2.0, 3.0), (14.0, 3.0), (9.5, 8.5), (9.5, 13.0), (6.5, 11.5), (6.5, 8.5)]),
        Icon::Lock => {
            pen.closed(&[(3.5, 7.0), (12.5, 7.0), (12.5, 14.0), (3.5, 14.0)]);
            pen.line(&[(5.5, 7.0), (5.5, 4.5)]);
            pen.arc((8.0, 4.5), 2.5, PI, TAU);
            pen.line(&[(10.5, 4.5), (10.5, 7.0)]);
        }
        Icon::Split => {
            pen.closed(&[(2.0, 3.0), (14.0, 3.0), (14.0, 13.0), (2.0, 13.0)]);
            pen.line(&[(8.0, 3.0), (8.0, 13.0)]);
        }
        _ => return false,
    }
    true
}

fn signs(pen: &Pen<'_>, icon: Icon) {
    match icon {
        Icon::Plus => {
            pen.line(&[(8.0, 3.0), (8.0, 13.0)]);
            pen.line(&[(3.0, 8.0), (13.0, 8.0)]);
        }
        Icon::Minus => pen.line(&[(3.0, 8.0), (13.0, 8.0)]),
        Icon::Close => {
            pen.line(&[(4.0, 4.0), (12.0, 12.0)]);
            pen.line(&[(12.0, 4.0), (4.0, 12.0)]);
        }
        Icon::Tick => pen.line(&[(3.0, 8.5), (6.5, 12.0), (13.0, 4.5)]),
        Icon::Search => {
            pen.circle((7.0, 7.0), 4.5);
            pen.line(&[(10.3, 10.3), (14.0, 14.0)]);
        }
        Icon::Warning => {
            pen.closed(&[(8.0, 2.0), (14.5, 13.5), (1.5, 13.5)]);
            pen.line(&[(8.0, 6.0), (8.0, 9.8)]);
            pen.dot((8.0, 11.7), 0.9);
        }
        Icon::Error | Icon::Info => {
            pen.circle((8.0, 8.0), 6.0);
            let (bar, dot) = if icon == Icon::Error { ((4.6, 8.8), 11.0) } else { ((7.4, 11.4), 5.0) };
            pen.line(&[(8.0, bar.0), (8.0, bar.1)]);
            pen.dot((8.0, dot), 0.9);
        }
        Icon::Gear => {
            pen.circle((8.0, 8.0), 2.2);
            pen.circle((8.0, 8.0), 4.8);
            rays(pen, 4.8, 6.8);
        }
        Icon::Sun => {
            pen.circle((8.0, 8.0), 3.0);
            rays(pen, 5.0, 7.0);
        }
        Icon::Moon => {
            pen.arc((8.0, 8.0), 5.5, PI * 0.05, PI * 1.45);
            pen.arc((11.0, 5.2), 4.6, PI * 0.22, PI * 1.1);
        }
        Icon::Play => pen.filled(&[(5.0, 3.0), (13.0, 8.0), (5.0, 13.0)]),
        Icon::Pause => {
            pen.filled(&[(4.0, 3.0), (6.5, 3.0), (6.5, 13.0), (4.0, 13.0)]);
            pen.filled(&[(9.5, 3.0), (12.0, 3.0), (12.0, 13.0), (9.5, 13.0)]);
        }
        Icon::Menu => [4.0, 8.0, 12.0].into_iter().for_each(|y| pen.line(&[(2.5, y), (13.5, y)])),
        Icon::More => [3.5, 8.0, 12.5].into_iter().for_each(|x| pen.dot((x, 8.0), 1.2)),
        Icon::Link => {
            pen.line(&[(7.0, 3.5), (3.0, 3.5), (3.0, 13.0), (12.5, 13.0), (12.5, 9.0)]);
            pen.line(&[(7.0, 9.0), (13.5, 2.5)]);
            pen.line(&[(9.5, 2.5), (13.5, 2.5), (13.5, 6.5)]);
        }
        Icon::Eye => {
            pen.closed(&[(1.5, 8.0), (4.0, 5.0), (8.0, 3.6), (12.0, 5.0), (14.5, 8.0), (12.0, 11.0), (8.0, 12.4), (4.0, 11.0)]);
            pen.circle((8.0, 8.0), 2.0);
        }
        Icon::Globe => {
            pen.circle((8.0, 8.0), 6.0);
            pen.line(&[(2.0, 8.0), (14.0, 8.0)]);
            pen.closed(&[(8.0, 2.0), (10.6, 5.0), (10.6, 11.0), (8.0, 14.0), (5.4, 11.0), (5.4, 5.0)]);
        }
        Icon::Target => pen.closed(&[(8.0, 2.0), (14.0, 8.0), (8.0, 14.0), (2.0, 8.0)]),
        _ => {}
    }
}

fn rays(pen: &Pen<'_>, from: f32, to: f32) {
    for step in 0..8 {
        let angle = TAU * step as f32 / 8.0;
        pen.line(&[(8.0 + from * angle.cos(), 8.0 + from * angle.sin()), (8.0 + to * angle.cos(), 8.0 + to * angle.sin())]);
    }
}

/// Colour of a state mark.
pub fn mark_colour(palette: &Palette, mark: Mark) -> Rgb {
    match mark {
        Mark::Achieved => palette.achieved,
        Mark::OnTrack => palette.on_track,
        Mark::Slipping => palette.slipping,
        Mark::OffTrack => palette.off_track,
        Mark::NoData => palette.no_data,
    }
}

/// Paints a state mark about a centre; 5 is the usual radius in lists and tables.
pub fn mark(painter: &Painter, centre: Pos2, radius: f32, mark: Mark, palette: &Palette) {
    let ink = colour(mark_colour(palette, mark));
    let r = radius;
    match mark {
        Mark::Achieved => {
            painter.circle_filled(centre, r, ink);
            let tick = [(-0.48, 0.03), (-0.12, 0.40), (0.50, -0.36)];
            let points = tick.iter().map(|(x, y)| centre + Vec2::new(x * r, y * r)).collect();
            painter.add(Shape::line(points, Stroke::new((r * 0.28).max(1.2), colour(palette.panel))));
        }
        Mark::OnTrack => {
            painter.circle_filled(centre, r * 0.9, ink);
        }
        Mark::Slipping => {
            let points = vec![pos2(centre.x, centre.y - r), pos2(centre.x + r, centre.y + r * 0.8), pos2(centre.x - r, centre.y + r * 0.8)];
            painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
        }
        Mark::OffTrack => {
            let points = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)].iter().map(|(x, y)| centre + Vec2::new(x * r, y * r)).collect();
            painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
        }
        Mark::NoData => {
            painter.circle_stroke(centre, r * 0.8, Stroke::new(1.4, ink));
        }
    }
}
