//! What all drawings write to: shapes, hit regions and the spaces already taken, with the search for a free place for a label.

use crate::view::chart::measure::{self, Measure};
use crate::view::chart::scene::{Anchor, Focus, Handle, Hit, Pos, Rect, Shape, Stroke};
use crate::view::chart::spec::{Hover, Ink};
use crate::view::chart::style::Style;
use crate::view::chart::ticks::Axis;
use crate::view::palette::Rgb;

/// How a text is written.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub size: f32,
    pub bold: bool,
    pub colour: Rgb,
}

/// Part of the size above and below the base line that a text takes.
const ASCENT: f32 = 0.88;
const DESCENT: f32 = 0.14;

/// A scene in the making.
pub(super) struct Canvas<'a> {
    pub measure: &'a dyn Measure,
    pub style: &'a Style,
    pub shapes: Vec<Shape>,
    pub hits: Vec<Hit>,
    pub handles: Vec<Handle>,
    /// The axis to keep while a point is dragged.
    pub held: Option<Axis>,
    /// Spaces of the texts written so far.
    taken: Vec<Rect>,
    /// Marks that labels avoid where they can.
    obstacles: Vec<Rect>,
    /// Strokes that labels avoid where they can.
    strokes: Vec<(Pos, Pos)>,
}

impl<'a> Canvas<'a> {
    pub fn new(measure: &'a dyn Measure, style: &'a Style) -> Self {
        let (shapes, hits, handles) = (Vec::new(), Vec::new(), Vec::new());
        let (taken, obstacles, strokes) = (Vec::new(), Vec::new(), Vec::new());
        Self { measure, style, shapes, hits, handles, held: None, taken, obstacles, strokes }
    }

    pub fn width(&self, text: &str, size: f32, bold: bool) -> f32 {
        self.measure.width(text, size, bold)
    }

    /// The base line that centres a text of a size at a height.
    pub fn middle(&self, y: f32, size: f32) -> f32 {
        y + size * (ASCENT - DESCENT) / 2.0
    }

    /// The space that a text would take.
    pub fn space(&self, at: Pos, anchor: Anchor, text: &str, pen: Pen) -> Rect {
        let width = self.width(text, pen.size, pen.bold);
        let left = match anchor {
            Anchor::Start => at.x,
            Anchor::Middle => at.x - width / 2.0,
            Anchor::End => at.x - width,
        };
        Rect::new(left, at.y - pen.size * ASCENT, left + width, at.y + pen.size * DESCENT)
    }

    /// Writes a text, whatever stands there; an empty one is left out.
    pub fn text(&mut self, at: Pos, anchor: Anchor, text: &str, pen: Pen) -> Rect {
        let rect = self.space(at, anchor, text, pen);
        if !text.is_empty() {
            self.taken.push(rect);
            self.shapes.push(Shape::Text { at, anchor, text: text.to_owned(), size: pen.size, bold: pen.bold, colour: pen.colour, rect });
        }
        rect
    }

    /// Writes a text unless it would touch another one.
    pub fn text_if_free(&mut self, at: Pos, anchor: Anchor, text: &str, pen: Pen) -> bool {
        let free = self.is_free(&self.space(at, anchor, text, pen));
        if free {
            self.text(at, anchor, text, pen);
        }
        free
    }

    pub fn is_free(&self, rect: &Rect) -> bool {
        let wide = Rect::new(rect.left - self.style.text * 0.25, rect.top, rect.right + self.style.text * 0.25, rect.bottom);
        !self.taken.iter().any(|taken| taken.overlaps(&wide))
    }

    pub fn line(&mut self, points: Vec<Pos>, stroke: Stroke) {
        self.shapes.push(Shape::Line { points, stroke });
    }

    /// A straight line that labels need not avoid: grid, axis, leader.
    pub fn rule(&mut self, from: Pos, to: Pos, colour: Rgb, width: f32) {
        self.line(vec![from, to], Stroke { colour, width, dash: None });
    }

    pub fn hit(&mut self, rect: Rect, focus: Focus, hover: &Hover) {
        self.hits.push(Hit { rect, focus, hover: hover.clone(), pick: None });
    }

    /// A region that a click chooses.
    pub fn pick(&mut self, rect: Rect, hover: &Hover, place: usize) {
        self.hits.push(Hit { rect, focus: Focus::Area(rect), hover: hover.clone(), pick: Some(place) });
    }

    /// A mark that labels avoid.
    pub fn avoid(&mut self, rect: Rect) {
        self.obstacles.push(rect);
    }

    /// A stroke that labels avoid.
    pub fn avoid_strokes(&mut self, points: &[Pos]) {
        self.strokes.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }

    /// The colour of an ink as text: moved towards the text colour until it can be read.
    pub fn text_ink(&self, ink: Ink) -> Rgb {
        self.readable_on(self.style.ink(ink), self.style.panel())
    }

    pub fn readable_on(&self, colour: Rgb, ground: Rgb) -> Rgb {
        (0..=10)
            .map(|n| colour.mix(self.style.palette.text, f64::from(n) / 10.0))
            .find(|c| c.contrast(ground) >= 4.5)
            .unwrap_or(self.style.palette.text)
    }

    /// Writes a label beside a mark of a radius, at the best free place inside `bounds`; false where there
    /// is none or the best one covers more than `most` (see [`Self::clutter`]).
    pub fn label(&mut self, (mark, radius): (Pos, f32), text: &str, pen: Pen, order: &[Side], bounds: Rect, most: f32) -> bool {
        let best = order
            .iter()
            .enumerate()
            .filter_map(|(place, side)| {
                let (at, anchor) = side.place(mark, radius + pen.size * 0.3, pen.size);
                let rect = self.space(at, anchor, text, pen);
                (bounds.holds(&rect) && self.is_free(&rect)).then(|| (self.clutter(&rect) + place as f32 * 0.4, at, anchor))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(cost, ..)| *cost <= most);
        if let Some((_, at, anchor)) = best {
            self.text(at, anchor, text, pen);
        }
        best.is_some()
    }

    /// How much a label would cover.
    pub fn clutter(&self, rect: &Rect) -> f32 {
        let marks = self.obstacles.iter().filter(|mark| mark.overlaps(rect)).count() as f32;
        let strokes = self.strokes.iter().filter(|(from, to)| crosses(*from, *to, rect)).count() as f32;
        marks * 4.0 + strokes * 4.0
    }

    /// The same, cutting the name before a number, never the number.
    pub fn fit_name(&self, text: &str, pen: Pen, room: f32) -> String {
        measure::fit_name(self.measure, text, pen.size, pen.bold, room)
    }

    pub fn fit(&self, text: &str, pen: Pen, room: f32) -> String {
        measure::fit(self.measure, text, pen.size, pen.bold, room)
    }
}

/// Where a label stands beside its mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    Above,
    Below,
    AboveLeft,
    AboveRight,
    BelowLeft,
    BelowRight,
    Left,
    Right,
    /// Above at twice the distance.
    Over,
    /// Below at twice the distance.
    Under,
}

impl Side {
    pub const ALL: [Self; 10] = [
        Self::Above,
        Self::Below,
        Self::AboveLeft,
        Self::AboveRight,
        Self::BelowLeft,
        Self::BelowRight,
        Self::Left,
        Self::Right,
        Self::Over,
        Self::Under,
    ];

    fn place(self, mark: Pos, gap: f32, size: f32) -> (Pos, Anchor) {
        let above = mark.y - gap - size * DESCENT;
        let below = mark.y + gap + size * ASCENT;
        let middle = mark.y + size * (ASCENT - DESCENT) / 2.0;
        let (x, y, anchor) = match self {
            Self::Above => (mark.x, above, Anchor::Middle),
            Self::Below => (mark.x, below, Anchor::Middle),
            Self::AboveLeft => (mark.x - gap * 0.5, above, Anchor::End),
            Self::AboveRight => (mark.x + gap * 0.5, above, Anchor::Start),
            Self::BelowLeft => (mark.x - gap * 0.5, below, Anchor::End),
            Self::BelowRight => (mark.x + gap * 0.5, below, Anchor::Start),
            Self::Left => (mark.x - gap, middle, Anchor::End),
            Self::Right => (mark.x + gap, middle, Anchor::Start),
            Self::Over => (mark.x, above - size * 1.1, Anchor::Middle),
            Self::Under => (mark.x, below + size * 1.1, Anchor::Middle),
        };
        (Pos::new(x, y), anchor)
    }
}

/// True where the segment passes through the rectangle (Liang and Barsky 1984).
fn crosses(from: Pos, to: Pos, rect: &Rect) -> bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (step, room) in [(-dx, from.x - rect.left), (dx, rect.right - from.x), (-dy, from.y - rect.top), (dy, rect.bottom - from.y)] {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter <= leave
}
