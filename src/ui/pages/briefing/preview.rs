//! The pages as they will be made: on the paper chosen, only those in sight painted; a click on one chooses what stands there.

use std::sync::Arc;

use egui::{Align, CornerRadius, Layout, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::state::BriefingState;
use crate::domain::Briefing;
use crate::session::Preview;
use crate::session::previews::PaperKind;
use crate::ui::actions::Action;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::theme::{self, colour};
use crate::ui::{chart, fonts, widgets};
use crate::view::briefing_page::name;
use crate::view::chart::Pos;
use crate::view::palette::size;

/// Room between pages, where their numbers stand.
const GAP: f32 = 26.0;
/// Steps of a page's width: a window that is dragged wider does not lay every page out at every pixel.
const STEP: f32 = 16.0;
/// A page is not enlarged beyond its size on paper by more than this.
const LARGEST: f32 = 1.6;

/// Draws the preview in a height.
pub(super) fn preview_ui(
    ui: &mut Ui,
    view: &View<'_>,
    briefing: &Briefing,
    state: &mut BriefingState,
    height: f32,
    out: &mut Vec<Command>,
) {
    let made = (view.session.revision(), view.evaluated);
    let preview = view.session.preview_memo().get(made, &briefing.id, view.words.language(), state.paper);
    tools_ui(ui, view, briefing, state, preview.as_deref(), out);
    ui.add_space(theme::RELATED);
    let room = (height - theme::CONTROL - 2.0 * theme::RELATED).max(160.0);
    match preview {
        Some(preview) => {
            let current = view.session.preview_memo().is_current(&preview, made);
            pages_ui(ui, view, state, &preview, current, room);
        }
        None => {
            ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
                ui.set_min_height(room);
                ui.vertical_centered(|ui| {
                    ui.add_space(room * 0.3);
                    widgets::secondary(ui, view.words.text("briefing-laying-out"));
                });
            });
        }
    }
}

/// The paper, how many pages, and what makes files of them.
fn tools_ui(
    ui: &mut Ui,
    view: &View<'_>,
    briefing: &Briefing,
    state: &mut BriefingState,
    preview: Option<&Preview>,
    out: &mut Vec<Command>,
) {
    let words = view.words;
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL);
        ui.spacing_mut().item_spacing.x = theme::STEP;
        for kind in PaperKind::ALL {
            if widgets::chip(ui, words.text(kind.key()), kind == state.paper).clicked() {
                state.paper = kind;
                state.reveal.1 = true;
            }
        }
        if let Some(preview) = preview {
            ui.add_space(theme::STEP);
            widgets::caption(ui, &words.with("briefing-pages", &[("n", &preview.sheets.len().to_string())]));
            for told in &preview.told {
                widgets::state_mark(ui, crate::view::grid::Mark::Slipping, &words.diagnostic(told));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = theme::RELATED;
            let title = name(words, briefing);
            let hint = |action: Action| format!("{}\n{}  {}", title, action.hint(words), action.keys());
            if widgets::primary_button(ui, words.text("briefing-make")).on_hover_text(hint(Action::MakeReport)).clicked() {
                out.push(Command::Action(Action::MakeReport));
            }
            if view.moment.made_before {
                let button = ui.button(words.text("briefing-make-again"));
                if button.on_hover_text(hint(Action::MakeReportAgain)).clicked() {
                    out.push(Command::Action(Action::MakeReportAgain));
                }
            }
        });
    });
}

/// Size of a page and of the step from one to the next.
struct Pace {
    scale: f32,
    width: f32,
    height: f32,
    step: f32,
}

impl Pace {
    fn of(preview: &Preview, room: f32) -> Self {
        let paper = preview.paper();
        let wanted = room.min(paper.width * LARGEST);
        let width = ((wanted / STEP).floor() * STEP).max(160.0);
        let scale = width / paper.width;
        let height = paper.height * scale;
        Self { scale, width, height, step: height + GAP }
    }
}

fn pages_ui(ui: &mut Ui, view: &View<'_>, state: &mut BriefingState, preview: &Arc<Preview>, current: bool, room: f32) {
    let margin = 2.0 * theme::STEP;
    let pace = Pace::of(preview, ui.available_width() - 2.0 * margin - theme::AROUND);
    let mut scroll = ScrollArea::vertical().id_salt("briefing-preview").auto_shrink(false).max_height(room).min_scrolled_height(room);
    if let Some(offset) = reveal(state, preview, current, &pace) {
        scroll = scroll.vertical_scroll_offset(offset);
    }
    let count = preview.sheets.len();
    scroll.show_viewport(ui, |ui, seen| {
        state.seen = (seen.top(), seen.height());
        ui.set_height(pace.step * count as f32);
        ui.set_width(ui.available_width());
        let whole = ui.max_rect();
        let first = (seen.top() / pace.step).floor().max(0.0) as usize;
        let last = ((seen.bottom() / pace.step).ceil().max(0.0) as usize).min(count);
        state.scenes.tidy(preview, pace.scale, &(first..last));
        let left = (whole.left() + margin + (whole.width() - 2.0 * margin - pace.width).max(0.0) / 2.0).round();
        for page in first..last {
            let top = (whole.top() + pace.step * page as f32).round() + 1.0;
            let rect = Rect::from_min_size(pos2(left, top), vec2(pace.width, pace.height));
            page_ui(ui, view, state, preview, page, rect, pace.scale);
        }
    });
}

/// How far to scroll so that the chosen item is seen; `None` where it is, or where its page is still to come.
fn reveal(state: &mut BriefingState, preview: &Preview, current: bool, pace: &Pace) -> Option<f32> {
    if !state.reveal.1 {
        return None;
    }
    let (seen_top, seen_height) = state.seen;
    if seen_height <= 0.0 {
        return None;
    }
    let Some(item) = state.item.clone() else {
        state.reveal.1 = false;
        return None;
    };
    let Some(page) = preview.page_of(&item) else {
        state.reveal.1 = !current;
        return None;
    };
    state.reveal.1 = !current;
    let place = preview.places(page, &item).into_iter().next();
    let page_top = pace.step * page as f32;
    let (top, bottom) =
        place.map_or((page_top, page_top + pace.height), |place| (page_top + place.top * pace.scale, page_top + place.bottom * pace.scale));
    if top >= seen_top && bottom <= seen_top + seen_height {
        return None;
    }
    // A page that fits is shown whole, or else what is chosen of it stands near the top.
    let fits = pace.height <= seen_height;
    Some(if fits { page_top - (seen_height - pace.height) / 2.0 } else { top - theme::BETWEEN * 2.0 }.max(0.0))
}

/// The house's picture, where it stands on a page. The screen keeps it until it is another one.
fn logo_ui(ui: &Ui, state: &mut BriefingState, preview: &Preview, page: usize, rect: Rect, scale: f32) {
    let (Some(picture), Some(place)) = (&preview.logo, preview.logo_place(page)) else { return };
    if state.logo.as_ref().is_none_or(|(known, _)| known != picture) {
        let image = egui::ColorImage::from_rgba_unmultiplied(picture.size, &picture.bytes);
        state.logo = Some((picture.clone(), ui.ctx().load_texture("briefing-logo", image, egui::TextureOptions::LINEAR)));
    }
    let Some((_, texture)) = &state.logo else { return };
    let corner = rect.min + vec2(place.left, place.top) * scale;
    egui::Image::new(texture).paint_at(ui, Rect::from_min_size(corner, vec2(place.width(), place.height()) * scale));
}

fn page_ui(ui: &mut Ui, view: &View<'_>, state: &mut BriefingState, preview: &Arc<Preview>, page: usize, rect: Rect, scale: f32) {
    let palette = view.palette;
    let response = ui.interact(rect, ui.scope_id().with(("page", page)), Sense::click());
    let title = preview.sheets.get(page).map_or("", |sheet| sheet.title.as_str());
    let number = (page + 1).to_string();
    let label = view.words.with("briefing-page-of", &[("n", &number), ("title", title)]);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, label.trim()));
    if let Some(scene) = state.scenes.get(preview, page, scale) {
        chart::paint(&ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), &scene, rect.min);
    }
    logo_ui(ui, state, preview, page, rect, scale);
    let border = if response.hovered() { Stroke::new(1.0, colour(palette.tertiary)) } else { theme::hairline(palette) };
    ui.painter().rect_stroke(rect, CornerRadius::ZERO, border, StrokeKind::Outside);
    let below = pos2(rect.center().x, rect.bottom() + GAP / 2.0);
    let text = RichText::new(&number).size(size::CAPTION);
    ui.painter().text(below, egui::Align2::CENTER_CENTER, text.text(), fonts::regular(size::CAPTION), colour(palette.tertiary));
    if let Some(item) = &state.item {
        for place in preview.places(page, item) {
            let of = |x: f32, y: f32| pos2(rect.left() + x * scale, rect.top() + y * scale);
            let place =
                Rect::from_min_max(of(place.left, place.top), of(place.right, place.bottom)).expand(4.0).intersect(rect.shrink(1.0));
            let accent = Stroke::new(theme::FOCUS, colour(palette.accent));
            ui.painter().rect_stroke(place, size::CORNER, accent, StrokeKind::Inside);
        }
    }
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let at = Pos::new((at.x - rect.left()) / scale, (at.y - rect.top()) / scale);
        state.item = preview.item_at(page, at).cloned();
        state.reveal.0 = true;
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}
