//! The slider of an assumption: a thin track, filled from where nothing changes to where it stands.
//!
//! A drag keeps the track it began with, so that the handle stays under the pointer while the value moves. Arrow keys step,
//! with Shift ten steps. It changes nothing itself.

use egui::{EventFilter, Id, Key, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2, vec2};

use super::theme::{self, colour};
use crate::view::scenario_page::setting::{Setting, Track};

/// Height of the slider.
const HEIGHT: f32 = 18.0;
/// Radius of its handle.
const HANDLE: f32 = 6.5;
/// Thickness of its track.
const RAIL: f32 = 4.0;

/// Where a slider was moved to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The number, as shown.
    pub value: f64,
    /// The gesture it belongs to, while it is dragged.
    pub gesture: Option<u64>,
}

/// Draws a slider as wide as asked; `label` is its accessible name, `text` what it stands at in words.
pub fn slider(ui: &mut Ui, salt: impl egui::AsIdSalt, setting: &Setting, label: &str, text: &str, width: f32) -> Option<Moved> {
    let id = ui.make_persistent_id(salt);
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let enabled = ui.is_enabled();
    let track = kept_track(ui, id, &response, setting.track);
    response.widget_info(|| WidgetInfo::slider(enabled, setting.value, label));
    describe(ui, id, setting.value, track, text);
    let rail = rect.shrink2(vec2(HANDLE, 0.0));
    let mut moved = None;
    if enabled
        && (response.dragged() || response.clicked() || response.drag_started())
        && let Some(at) = response.interact_pointer_pos()
    {
        let share = f64::from(((at.x - rail.left()) / rail.width().max(1.0)).clamp(0.0, 1.0));
        moved = Some(Moved {
            value: stepped(track.low + share * (track.high - track.low), track),
            gesture: response.dragged().then(|| id.value()),
        });
    }
    if enabled && response.has_focus() {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, EventFilter { horizontal_arrows: true, ..EventFilter::default() }));
        moved = moved.or(keys(ui, setting.value, track));
    }
    moved = moved.or_else(|| asked(ui, id).map(|value| Moved { value: value.clamp(track.low, track.high), gesture: None }));
    if ui.is_rect_visible(rect) {
        let value = moved.map_or(setting.value, |moved| moved.value);
        paint(ui, rail, value, track, &response);
    }
    moved.filter(|moved| moved.value != setting.value)
}

/// The track of a running drag; else the one given.
fn kept_track(ui: &Ui, id: Id, response: &egui::Response, given: Track) -> Track {
    let key = id.with("track");
    if response.dragged() || response.drag_stopped() {
        let known: Option<(f64, f64, f64, f64)> = ui.data(|data| data.get_temp(key));
        if let Some((low, high, step, origin)) = known.filter(|_| !response.drag_started()) {
            return Track { low, high, step, origin };
        }
        ui.data_mut(|data| data.insert_temp(key, (given.low, given.high, given.step, given.origin)));
    }
    given
}

/// A value on the steps of the track.
fn stepped(value: f64, track: Track) -> f64 {
    if track.step <= 0.0 {
        return value;
    }
    let steps = ((value - track.low) / track.step).round();
    // Thirteen digits: 0.1 × 3 is 0.3 on the screen and in the file.
    let on_step: f64 = format!("{:.12e}", track.low + steps * track.step).parse().unwrap_or(value);
    on_step.clamp(track.low, track.high)
}

fn keys(ui: &Ui, value: f64, track: Track) -> Option<Moved> {
    let (by, to) = ui.input(|input| {
        let fine = if input.modifiers.shift { 10.0 } else { 1.0 };
        let pressed = |key| f64::from(input.num_presses(key) as u32);
        let by = (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)) * fine;
        let to = if input.key_pressed(Key::Home) { Some(track.low) } else { input.key_pressed(Key::End).then_some(track.high) };
        (by, to)
    });
    let value = to.or((by != 0.0).then(|| stepped(value + by * track.step, track)))?;
    Some(Moved { value, gesture: None })
}

/// What a reader of the screen asked for.
fn asked(ui: &Ui, id: Id) -> Option<f64> {
    ui.input(|input| {
        let requests = input.accesskit_action_requests(id, accesskit::Action::SetValue);
        requests.filter_map(|r| if let Some(accesskit::ActionData::NumericValue(value)) = r.data { Some(value) } else { None }).last()
    })
}

fn describe(ui: &Ui, id: Id, value: f64, track: Track, text: &str) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::Slider);
        node.set_numeric_value(value);
        node.set_min_numeric_value(track.low);
        node.set_max_numeric_value(track.high);
        node.set_numeric_value_step(track.step);
        node.set_value(text);
        node.add_action(accesskit::Action::SetValue);
    });
}

fn paint(ui: &Ui, rail: egui::Rect, value: f64, track: Track, response: &egui::Response) {
    let palette = theme::palette(ui);
    let span = (track.high - track.low).max(f64::MIN_POSITIVE);
    let x = |value: f64| rail.left() + rail.width() * (((value - track.low) / span) as f32).clamp(0.0, 1.0);
    let y = rail.center().y;
    let strip = |from: f32, to: f32| egui::Rect::from_min_max(pos2(from.min(to), y - RAIL / 2.0), pos2(from.max(to), y + RAIL / 2.0));
    let painter = ui.painter();
    painter.rect_filled(strip(rail.left(), rail.right()), RAIL / 2.0, colour(palette.hairline));
    let ink = if ui.is_enabled() { palette.accent } else { palette.tertiary };
    painter.rect_filled(strip(x(track.origin), x(value)), RAIL / 2.0, colour(ink));
    let hot = ui.is_enabled() && (response.hovered() || response.dragged());
    let radius = if hot { HANDLE + 0.5 } else { HANDLE };
    painter.circle(pos2(x(value), y), radius, colour(palette.panel), Stroke::new(2.0, colour(ink)));
    if response.has_focus() {
        let ring = egui::Rect::from_center_size(pos2(x(value), y), vec2(2.0 * radius + 6.0, 2.0 * radius + 6.0));
        painter.rect_stroke(ring, ring.width() / 2.0, Stroke::new(theme::FOCUS, colour(palette.accent)), StrokeKind::Inside);
    }
}
