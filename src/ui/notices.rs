//! Notices at the lower right: what was just told, newest below, gone after a while or with a click.

use egui::{Align2, Area, Frame, Id, Label, Order, RichText, vec2};

use super::command::Command;
use super::context::View;
use super::icons::{self, Icon};
use super::page::Page;
use super::theme::{self, colour};
use super::widgets;
use crate::base::{Diagnostic, Severity};
use crate::view::palette::size;

/// Seconds that a notice stays; errors stay until they are closed.
const STAYS: f64 = 8.0;
/// Notices shown at once.
const MOST: usize = 3;

/// The notices that are shown.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    list: Vec<(Diagnostic, Option<f64>)>,
}

impl Notices {
    /// Shows none any more: the list of messages is at hand, which has them all.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// Shows a notice.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.list.retain(|(known, _)| *known != diagnostic);
        self.list.push((diagnostic, None));
        while self.list.len() > MOST {
            self.list.remove(0);
        }
    }
}

/// Draws the notices.
pub fn notices_ui(ctx: &egui::Context, view: &View<'_>, notices: &mut Notices, out: &mut Vec<Command>) {
    if notices.list.is_empty() {
        return;
    }
    let now = ctx.input(|i| i.time);
    let mut next: Option<f64> = None;
    notices.list.retain_mut(|(diagnostic, shown)| {
        let since = *shown.get_or_insert(now);
        if diagnostic.severity == Severity::Error {
            return true;
        }
        let left = since + STAYS - now;
        next = Some(next.map_or(left, |n: f64| n.min(left)));
        left > 0.0
    });
    if let Some(left) = next {
        ctx.request_repaint_after_secs(left.max(0.05) as f32);
    }
    let mut closed = None;
    Area::new(Id::unique("notices")).order(Order::Foreground).anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0)).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = theme::RELATED;
        for (place, (diagnostic, _)) in notices.list.iter().enumerate() {
            if notice_ui(ui, view, diagnostic, out) {
                closed = Some(place);
            }
        }
    });
    if let Some(place) = closed {
        notices.list.remove(place);
    }
}

/// Draws a notice; true where it was closed.
fn notice_ui(ui: &mut egui::Ui, view: &View<'_>, diagnostic: &Diagnostic, out: &mut Vec<Command>) -> bool {
    let (icon, ink) = match diagnostic.severity {
        Severity::Error => (Icon::Error, view.palette.off_track),
        Severity::Warning => (Icon::Warning, view.palette.slipping),
        Severity::Note => (Icon::Info, view.palette.accent),
    };
    let mut closed = false;
    let visuals = ui.visuals();
    let frame = Frame::new().fill(visuals.window_fill).stroke(visuals.window_stroke).shadow(visuals.popup_shadow);
    frame.corner_radius(size::CORNER).inner_margin(10).show(ui, |ui| {
        ui.set_width(360.0);
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), egui::Sense::hover());
            icons::paint(ui.painter(), egui::Rect::from_center_size(rect.center(), vec2(14.0, 14.0)), icon, colour(ink));
            ui.vertical(|ui| {
                ui.set_width(300.0);
                ui.add(Label::new(RichText::new(view.words.diagnostic(diagnostic)).size(size::TABLE)).wrap());
                let leads = match diagnostic.code {
                    "briefing-added" => Some(("briefing-go", Page::Briefing)),
                    _ => (diagnostic.severity == Severity::Error).then_some(("page-messages", Page::Messages)),
                };
                if let Some((key, page)) = leads
                    && ui.link(view.words.text(key)).clicked()
                {
                    out.push(Command::Show(page));
                    closed = true;
                }
            });
            closed |= widgets::icon_button(ui, Icon::Close, view.words.text("close")).clicked();
        });
    });
    closed
}
