#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use super::super::measure::tests::Plain;
use super::*;
use crate::view::palette::Palette;

/// What must hold for every scene: no two texts touch, none leaves the frame, no number is missing.
fn sound(name: &str, scene: &Scene) {
    let texts: Vec<(&str, Rect)> = scene.texts().collect();
    let frame = Rect::new(0.0, 0.0, scene.width, scene.height).grown(0.5);
    for (number, (text, rect)) in texts.iter().enumerate() {
        assert!(frame.holds(rect), "{name} {}×{}: “{text}” leaves the frame: {rect:?}", scene.width, scene.height);
        assert!(!text.contains("NaN") && !text.contains("inf"), "{name}: {text}");
        for (other, space) in &texts[number + 1..] {
            assert!(!rect.overlaps(space), "{name} {}×{}: “{text}” {rect:?} lies on “{other}” {space:?}", scene.width, scene.height);
        }
    }
    let finite = |p: &Pos| p.x.is_finite() && p.y.is_finite();
    for shape in &scene.shapes {
        match shape {
            Shape::Line { points, .. } => assert!(points.iter().all(finite), "{name}: {shape:?}"),
            Shape::Rect { rect, .. } => assert!(rect.width() >= 0.0 && rect.height() >= 0.0, "{name}: {shape:?}"),
            _ => {}
        }
    }
}

fn styles(width: f32, height: f32) -> [Style; 3] {
    [Style::export(width, height, &Palette::LIGHT, true), Style::screen(&Palette::DARK, false), Style::screen(&Palette::LIGHT, true)]
}

#[test]
fn texts_never_touch_and_stay_inside_at_any_size() {
    for (name, spec) in samples::all() {
        for (width, height) in [(1920.0, 1080.0), (860.0, 360.0), (560.0, 300.0), (1000.0, 1400.0), (3000.0, 600.0)] {
            for style in styles(width, height) {
                sound(name, &layout(&spec, width, height, &Plain, &style));
            }
        }
    }
}

#[test]
fn a_place_too_small_for_a_chart_does_no_harm() {
    for (name, spec) in samples::all() {
        for (width, height) in [(0.0, 0.0), (40.0, 30.0), (120.0, 90.0), (30.0, 900.0)] {
            for style in styles(width, height) {
                let scene = layout(&spec, width, height, &Plain, &style);
                assert!(scene.shapes.iter().all(|shape| !matches!(shape, Shape::Text { text, .. } if text.contains("NaN"))), "{name}");
            }
        }
    }
}
