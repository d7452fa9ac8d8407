//! The bar and the mark of a project: how far it is, told by fill, outline and shape.

use super::canvas::Canvas;
use crate::domain::ProjectStatus;
use crate::view::chart::scene::{Pos, Rect, Shape, Stroke};
use crate::view::chart::spec::Ink;
use crate::view::palette::Rgb;

/// How a project's bar and mark look.
pub(super) struct Looks {
    status: ProjectStatus,
    colour: Rgb,
    ground: Rgb,
}

impl Looks {
    pub fn of(canvas: &Canvas<'_>, status: ProjectStatus, ink: Ink, chosen: bool) -> Self {
        let ink = if status == ProjectStatus::Cancelled { Ink::Tertiary } else { ink };
        let ground = if chosen { canvas.style.palette.selection } else { canvas.style.panel() };
        Self { status, colour: canvas.style.ink(ink), ground }
    }

    fn fill(&self) -> Option<Rgb> {
        match self.status {
            ProjectStatus::Proposed | ProjectStatus::Cancelled => None,
            ProjectStatus::Approved => Some(self.ground.mix(self.colour, 0.2)),
            ProjectStatus::Building => Some(self.ground.mix(self.colour, 0.14)),
            ProjectStatus::OnStream => Some(self.colour),
        }
    }
}

/// A bar in steps (from, to, share of the height), standing on one line around a height.
pub(super) fn bar(canvas: &mut Canvas<'_>, looks: &Looks, steps: &[(f32, f32, f32)], y: f32, half: f32) {
    let em = canvas.style.text;
    // A year with next to nothing still shows that it is there.
    let rect = |(from, to, share): &(f32, f32, f32)| Rect::new(*from, y + half - (half * 2.0 * share).max(em * 0.14), *to, y + half);
    let rects: Vec<Rect> = steps.iter().map(rect).collect();
    let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
    if let Some(fill) = looks.fill() {
        for rect in &rects {
            canvas.shapes.push(Shape::Rect { rect: *rect, corner: 0.0, fill: Some(fill), stroke: None });
        }
    }
    if looks.status == ProjectStatus::Building {
        rects.iter().for_each(|rect| hatch(canvas, looks, *rect));
    }
    let mut outline = vec![Pos::new(first.left, first.bottom)];
    for rect in &rects {
        outline.extend([Pos::new(rect.left, rect.top), Pos::new(rect.right, rect.top)]);
    }
    outline.extend([Pos::new(last.right, last.bottom), Pos::new(first.left, first.bottom)]);
    let dash = (looks.status == ProjectStatus::Proposed).then_some((em * 0.35, em * 0.25));
    canvas.line(outline, Stroke { colour: looks.colour, width: em / 11.0, dash });
    if looks.status == ProjectStatus::Cancelled {
        let ends = vec![Pos::new(first.left, y), Pos::new(last.right, y)];
        canvas.line(ends, Stroke { colour: looks.colour, width: em / 9.0, dash: None });
    }
}

/// Slanted lines inside a rectangle.
fn hatch(canvas: &mut Canvas<'_>, looks: &Looks, rect: Rect) {
    let em = canvas.style.text;
    let (height, gap) = (rect.height(), em * 0.5);
    let stroke = Stroke { colour: looks.ground.mix(looks.colour, 0.6), width: em / 14.0, dash: None };
    let count = ((rect.width() + height) / gap).ceil().clamp(0.0, 400.0) as usize;
    for number in 1..count {
        // The line rises to the right from the bottom at `x`; its ends are cut at the sides.
        let x = rect.left - height + gap * number as f32;
        let (from, to) = (x.max(rect.left), (x + height).min(rect.right));
        if to > from {
            canvas.line(vec![Pos::new(from, rect.bottom - (from - x)), Pos::new(to, rect.bottom - (to - x))], stroke);
        }
    }
}

/// The mark at the start: ring, ring with a dot, diamond, disc, cross.
pub(super) fn mark(canvas: &mut Canvas<'_>, looks: &Looks, centre: Pos) {
    let em = canvas.style.text;
    let radius = em * 0.36;
    let stroke = Stroke { colour: looks.colour, width: em / 7.5, dash: None };
    let circle = |fill: Rgb, radius: f32, stroke: Option<Stroke>| Shape::Circle { centre, radius, fill: Some((fill, 1.0)), stroke };
    match looks.status {
        ProjectStatus::Proposed => canvas.shapes.push(circle(looks.ground, radius, Some(stroke))),
        ProjectStatus::Approved => {
            canvas.shapes.push(circle(looks.ground, radius, Some(stroke)));
            canvas.shapes.push(circle(looks.colour, radius * 0.42, None));
        }
        ProjectStatus::Building => {
            canvas.shapes.push(Shape::Diamond { centre, radius: radius * 1.25, fill: Some(looks.ground), stroke });
        }
        ProjectStatus::OnStream => canvas.shapes.push(circle(looks.colour, radius, None)),
        ProjectStatus::Cancelled => {
            canvas.shapes.push(circle(looks.ground, radius, None));
            for sign in [-1.0, 1.0] {
                let reach = radius * 0.85;
                let ends = vec![Pos::new(centre.x - reach, centre.y - reach * sign), Pos::new(centre.x + reach, centre.y + reach * sign)];
                canvas.line(ends, stroke);
            }
        }
    }
}
