#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use super::super::measure::tests::Plain;
use super::super::spec::{Body, ChartSpec};
use super::*;
use crate::view::palette::Palette;

fn everything() -> Vec<(&'static str, ChartSpec)> {
    samples::all().into_iter().chain(samples_scenarios::all()).collect()
}

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
    for (name, spec) in everything() {
        for (width, height) in [(1920.0, 1080.0), (860.0, 360.0), (560.0, 300.0), (1000.0, 1400.0), (3000.0, 600.0)] {
            for style in styles(width, height) {
                sound(name, &layout(&spec, width, height, &Plain, &style));
            }
        }
    }
}

#[test]
fn a_place_too_small_for_a_chart_does_no_harm() {
    for (name, spec) in everything() {
        for (width, height) in [(0.0, 0.0), (40.0, 30.0), (120.0, 90.0), (30.0, 900.0)] {
            for style in styles(width, height) {
                let scene = layout(&spec, width, height, &Plain, &style);
                assert!(scene.shapes.iter().all(|shape| !matches!(shape, Shape::Text { text, .. } if text.contains("NaN"))), "{name}");
            }
        }
    }
}

#[test]
fn every_mark_tells_the_pointer_what_it_is() {
    let scene = layout(&samples::trajectory(), 860.0, 360.0, &Plain, &Style::screen(&Palette::LIGHT, false));
    let target = scene.hits.iter().find(|hit| hit.hover.title == "目标").unwrap();
    let found = scene.hit(target.focus.centre()).unwrap();
    assert_eq!(found.hover.value, "400 亿元");
    assert!(!found.hover.lines.is_empty(), "the source is told");
    assert_eq!(scene.hits.len(), 6 + 4 + 1, "path, actuals, target");
    assert!(scene.hit(Pos::new(1.0, 1.0)).is_none());
    for hit in &scene.hits {
        assert!(hit.rect.contains(hit.focus.centre()), "{hit:?}");
    }
}

#[test]
fn labels_move_before_they_go_and_the_important_ones_stay() {
    let (_, spec) = samples::all().into_iter().find(|(name, _)| *name == "overlay").unwrap();
    let scene = layout(&spec, 1920.0, 1080.0, &Plain, &Style::export(1920.0, 1080.0, &Palette::LIGHT, true));
    let texts: Vec<&str> = scene.texts().map(|(text, _)| text).collect();
    for text in ["规划 ≥ 3,600", "追赶 2,610", "冲击 2,580", "趋势 2,560", "实绩 1,610"] {
        assert!(texts.contains(&text), "{text} is missing from {texts:?}");
    }
}

#[test]
fn a_small_chart_is_laid_out_as_recorded() {
    let scene = layout(&samples::trajectory(), 640.0, 360.0, &Plain, &Style::screen(&Palette::LIGHT, true));
    let lines: Vec<String> = scene.texts().map(|(text, r)| format!("{:>5.0} {:>5.0}  {text}", r.left, r.bottom)).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

mod random {
    use proptest::prelude::*;

    use super::{Body, ChartSpec, Plain, layout, samples, sound, styles};

    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![-1e13..1e13, -1.0..1.0, 0.0..1000.0, Just(0.0), Just(1e13), Just(1e-4), Just(f64::NAN)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn any_numbers_make_a_sound_picture(
            path in prop::collection::vec(value(), 1..32),
            actual in prop::collection::vec(value(), 0..32),
            target in value(),
            // No n, so that no label reads like a number that is none.
            label in "[目标≥ 0-9a-mo-z]{0,40}",
            (width, height) in (480.0_f32..2400.0, 300.0_f32..1400.0),
        ) {
            let mut plot = samples::trajectory_of(&path, &actual[..actual.len().min(path.len())], target, &label);
            plot.columns = samples::composition_of(actual.len() % 9 + 1, |n| format!("{n}{label}")).columns;
            plot.columns.iter_mut().for_each(|series| series.list.retain(|column| column.slot < path.len()));
            if path.len() % 2 == 0 {
                plot.columns.clear();
            }
            let spec = ChartSpec { body: Body::Plot(plot), ..samples::trajectory() };
            for style in styles(width, height) {
                sound("random", &layout(&spec, width, height, &Plain, &style));
            }
        }
    }
}
