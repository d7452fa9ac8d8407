//! A laid-out chart: shapes and texts with places and colours, and the regions a pointer finds. Drawn by the window and by
//! the export from the same value.

use super::more::Grip;
use super::spec::Hover;
use super::ticks::Axis;
use crate::view::palette::Rgb;

/// A place, from the top left, in the units of the chart's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pos {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl Pos {
    /// A place.
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A rectangle with sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left side.
    pub left: f32,
    /// Upper side.
    pub top: f32,
    /// Right side.
    pub right: f32,
    /// Lower side.
    pub bottom: f32,
}

impl Rect {
    /// A rectangle from its sides, put in order.
    pub fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self { left: left.min(right), top: top.min(bottom), right: left.max(right), bottom: top.max(bottom) }
    }

    /// A square around a place.
    pub fn around(centre: Pos, radius: f32) -> Self {
        Self::new(centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius)
    }

    /// Width.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Middle.
    pub fn centre(&self) -> Pos {
        Pos::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The rectangle with all sides moved out by `by`.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// True where the two share an area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// True where `other` lies inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }

    /// True where the place lies inside.
    pub fn contains(&self, place: Pos) -> bool {
        place.x >= self.left && place.x <= self.right && place.y >= self.top && place.y <= self.bottom
    }
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub colour: Rgb,
    /// Width.
    pub width: f32,
    /// Length of dash and gap.
    pub dash: Option<(f32, f32)>,
}

/// Which end of a text its place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line through places.
    Line {
        /// The places.
        points: Vec<Pos>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled area; need not be convex.
    Area {
        /// The upper border from left to right.
        upper: Vec<Pos>,
        /// The lower border from left to right.
        lower: Vec<Pos>,
        /// Colour.
        fill: Rgb,
    },
    /// A filled rectangle.
    Rect {
        /// The rectangle.
        rect: Rect,
        /// Radius of the corners.
        corner: f32,
        /// Colour inside.
        fill: Option<Rgb>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Centre.
        centre: Pos,
        /// Radius.
        radius: f32,
        /// Colour inside and how much it covers, 0 to 1.
        fill: Option<(Rgb, f32)>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A square on its corner.
    Diamond {
        /// Centre.
        centre: Pos,
        /// From centre to corner.
        radius: f32,
        /// Colour inside.
        fill: Option<Rgb>,
        /// Outline.
        stroke: Stroke,
    },
    /// A text in one line.
    Text {
        /// End or middle of the base line.
        at: Pos,
        /// Which of them.
        anchor: Anchor,
        /// The text.
        text: String,
        /// Size.
        size: f32,
        /// Weight.
        bold: bool,
        /// Colour.
        colour: Rgb,
        /// The space it takes.
        rect: Rect,
    },
}

impl Shape {
    fn scaled(&self, factor: f32) -> Self {
        let place = |at: &Pos| Pos::new(at.x * factor, at.y * factor);
        let places = |list: &[Pos]| list.iter().map(place).collect();
        let sides = |r: &Rect| Rect::new(r.left * factor, r.top * factor, r.right * factor, r.bottom * factor);
        let drawn = |stroke: &Stroke| Stroke {
            width: stroke.width * factor,
            dash: stroke.dash.map(|(dash, gap)| (dash * factor, gap * factor)),
            ..*stroke
        };
        match self {
            Self::Line { points, stroke } => Self::Line { points: places(points), stroke: drawn(stroke) },
            Self::Area { upper, lower, fill } => Self::Area { upper: places(upper), lower: places(lower), fill: *fill },
            Self::Rect { rect, corner, fill, stroke } => {
                Self::Rect { rect: sides(rect), corner: corner * factor, fill: *fill, stroke: stroke.as_ref().map(drawn) }
            }
            Self::Circle { centre, radius, fill, stroke } => {
                Self::Circle { centre: place(centre), radius: radius * factor, fill: *fill, stroke: stroke.as_ref().map(drawn) }
            }
            Self::Diamond { centre, radius, fill, stroke } => {
                Self::Diamond { centre: place(centre), radius: radius * factor, fill: *fill, stroke: drawn(stroke) }
            }
            Self::Text { at, anchor, text, size, bold, colour, rect } => Self::Text {
                at: place(at),
                anchor: *anchor,
                text: text.clone(),
                size: size * factor,
                bold: *bold,
                colour: *colour,
                rect: sides(rect),
            },
        }
    }
}

/// What to emphasise under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Focus {
    /// A point with its radius.
    Point(Pos, f32),
    /// A column or a row.
    Area(Rect),
}

impl Focus {
    /// The middle of what is emphasised.
    pub fn centre(&self) -> Pos {
        match self {
            Self::Point(place, _) => *place,
            Self::Area(rect) => rect.centre(),
        }
    }
}

/// A region that tells something to the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The region.
    pub rect: Rect,
    /// What to emphasise.
    pub focus: Focus,
    /// What to tell.
    pub hover: Hover,
    /// Which step or row it is, where the chart has such: what a click chooses.
    pub pick: Option<usize>,
}

/// A point that can be dragged, where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// What is dragged.
    pub grip: Grip,
    /// Where it lies.
    pub centre: Pos,
    /// Where a pointer takes it.
    pub rect: Rect,
    /// The axis that it moves on.
    pub axis: Axis,
    /// The area between the axes.
    pub area: Rect,
}

impl Handle {
    /// The value at a height, rounded to what one unit of the height can tell apart; above and below the axis it goes on.
    pub fn value_at(&self, y: f32) -> f64 {
        let height = f64::from(self.area.height().max(1.0));
        let span = self.axis.high - self.axis.low;
        let value = self.axis.low + f64::from(self.area.bottom - y) / height * span;
        let step = round_step(span / height);
        let value = (value / step).round() * step;
        // 0.1 + 0.2 would be shown with all its digits where a person reads 0.3.
        let digits = (-step.log10().floor()).clamp(0.0, 15.0) as i32;
        let scale = 10_f64.powi(digits);
        let tidy = (value * scale).round() / scale;
        if tidy.is_finite() { tidy + 0.0 } else { value }
    }
}

/// The next of 1, 2, 5 × a power of ten not above `size`.
fn round_step(size: f64) -> f64 {
    if !(size.is_finite() && size > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powf(size.log10().floor());
    let head = size / power;
    let round = [5.0, 2.0, 1.0].into_iter().find(|round| *round <= head * (1.0 + 1e-9)).unwrap_or(1.0);
    round * power
}

/// A chart with every stroke in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Colour of the ground; `None` for none.
    pub ground: Option<Rgb>,
    /// The area between the axes, for a crosshair; `None` where there is none.
    pub plot: Option<Rect>,
    /// What to draw, in order.
    pub shapes: Vec<Shape>,
    /// What a pointer finds.
    pub hits: Vec<Hit>,
    /// Points that can be dragged.
    pub handles: Vec<Handle>,
}

impl Scene {
    /// The region under a place: of several the one whose focus is nearest.
    pub fn hit(&self, place: Pos) -> Option<&Hit> {
        let distance = |hit: &&Hit| {
            let centre = hit.focus.centre();
            (centre.x - place.x).hypot(centre.y - place.y)
        };
        // A point lies above the column that holds it.
        let rank = |hit: &&Hit| matches!(hit.focus, Focus::Area(_));
        self.hits
            .iter()
            .filter(|hit| hit.rect.contains(place))
            .min_by(|a, b| rank(a).cmp(&rank(b)).then(distance(a).total_cmp(&distance(b))))
    }

    /// The point to drag under a place: of several the nearest.
    pub fn handle(&self, place: Pos) -> Option<&Handle> {
        let distance = |handle: &&Handle| (handle.centre.x - place.x).hypot(handle.centre.y - place.y);
        let found = self.handles.iter().filter(|handle| handle.rect.contains(place));
        found.min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The drawing larger or smaller, for a look at it; the regions that a pointer finds do not come with it.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        let shapes = self.shapes.iter().map(|shape| shape.scaled(factor)).collect();
        let (width, height) = (self.width * factor, self.height * factor);
        Self { width, height, ground: self.ground, plot: None, shapes, hits: Vec::new(), handles: Vec::new() }
    }

    /// The spaces that texts take.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Rect)> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text { text, rect, .. } => Some((text.as_str(), *rect)),
            _ => None,
        })
    }
}
