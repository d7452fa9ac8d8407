//! Small shared pieces of the window: cards, chips, headings, key numbers, empty states.
//!
//! Every piece that can be clicked has an accessible label and shows hover and focus. Texts come in ready made.

use egui::{
    Align2, Button, Color32, CornerRadius, Frame, InnerResponse, Label, Layout, Margin, Response, RichText, Role, Sense, Stroke,
    StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, vec2,
};

use super::actions::Action;
use super::context::View;
use super::fonts;
use super::icons::{self, Icon};
use super::theme::{self, colour};
use crate::io::export::chart::font_measure;
use crate::view::grid::Mark;
use crate::view::palette::{Rgb, size};

/// The frame of a card: panel ground within hairlines.
pub fn card_frame(ui: &Ui) -> Frame {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(colour(palette.panel))
        .stroke(theme::hairline(palette))
        .corner_radius(size::CORNER)
        .inner_margin(Margin::same(theme::AROUND as i8))
}

/// A card.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(ui).show(ui, content)
}

/// Secondary text of caption size.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    let ink = colour(theme::palette(ui).secondary);
    ui.add(Label::new(RichText::new(text).text_style(TextStyle::Small).color(ink)))
}

/// Secondary text of body size.
pub fn secondary(ui: &mut Ui, text: &str) -> Response {
    let ink = colour(theme::palette(ui).secondary);
    ui.add(Label::new(RichText::new(text).color(ink)))
}

/// A section's title with what stands at the right end of its line.
pub fn section<R>(ui: &mut Ui, title: &str, trailing: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        ui.add(Label::new(RichText::new(title).font(fonts::bold(size::SECTION))));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), trailing).inner
    })
    .inner
}

/// Paints the ring about a widget that has the focus.
pub fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(theme::FOCUS, colour(theme::palette(ui).accent));
        ui.painter().rect_stroke(response.rect, size::CORNER, stroke, StrokeKind::Inside);
    }
}

/// A chip: a small quiet button that may be chosen.
pub fn chip(ui: &mut Ui, text: &str, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let font = fonts::regular(size::TABLE);
    let room = ui.max_rect().width().min(CHIP) - 2.0 * theme::RELATED;
    let galley = one_line(ui.painter(), text, font, Color32::PLACEHOLDER, room);
    let cut = galley.elided;
    let wanted = vec2(galley.size().x + 2.0 * theme::RELATED, 22.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, text));
    let (ground, ink) = match (chosen, response.hovered()) {
        (true, _) => (palette.selection, palette.text),
        (false, true) => (palette.alternate.mix(palette.tertiary, 0.18), palette.text),
        (false, false) => (resting(palette), palette.secondary),
    };
    ui.painter().rect_filled(rect, size::CORNER, colour(ground));
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour(ink));
    focus_ring(ui, &response);
    if cut { response.on_hover_text(text) } else { response }
}

/// Tells what an entry of a menu does, or why it cannot be chosen.
pub fn tell_action(response: Response, action: Action, view: &View<'_>) -> Response {
    let response = response.on_hover_ui(|ui| _ = ui.label(action.hint(view.words)));
    response.on_disabled_hover_ui(|ui| _ = ui.label(action.why_not(view.words, &view.moment).unwrap_or_default()))
}

/// Width that no chip exceeds; a longer text is cut and told on hover.
const CHIP: f32 = 280.0;

/// A row of choices in one frame, one of them chosen. Returns the place clicked, if another.
pub fn segmented(ui: &mut Ui, labels: &[&str], chosen: usize) -> Option<usize> {
    let count = labels.len().max(1);
    let width = ui.available_width().min(140.0 * count as f32);
    let (rect, _) = ui.allocate_exact_size(vec2(width, theme::CONTROL), Sense::hover());
    let palette = theme::palette(ui);
    let radius = CornerRadius::same(size::CORNER as u8);
    ui.painter().rect(rect, radius, colour(palette.panel), theme::hairline(palette), StrokeKind::Inside);
    let mut clicked = None;
    for (place, label) in labels.iter().enumerate() {
        let part = width / count as f32;
        let cell = egui::Rect::from_min_size(rect.min + vec2(part * place as f32, 0.0), vec2(part, rect.height()));
        let response = ui.interact(cell, ui.scope_id().with(("segment", *label)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), place == chosen, label));
        if place == chosen || response.hovered() {
            let ground = if place == chosen { palette.selection } else { palette.alternate };
            ui.painter().rect_filled(cell.shrink(1.0), radius, colour(ground));
        }
        if place > 0 {
            ui.painter().vline(cell.left(), cell.y_range(), theme::hairline(palette));
        }
        let font = if place == chosen { fonts::bold(size::BODY) } else { fonts::regular(size::BODY) };
        let galley = one_line(ui.painter(), label, font, colour(palette.text), cell.width() - 2.0 * theme::STEP);
        ui.painter().with_clip_rect(cell.intersect(ui.clip_rect())).galley(
            cell.center() - galley.size() / 2.0,
            galley,
            colour(palette.text),
        );
        focus_ring(ui, &response);
        if response.clicked() && place != chosen {
            clicked = Some(place);
        }
    }
    clicked
}

/// A list to choose from, with the program's own arrow.
pub fn combo(salt: &str) -> egui::ComboBox<'_> {
    egui::ComboBox::from_id_salt(salt).icon(|ui, rect, _, _| {
        let square = egui::Rect::from_center_size(rect.center(), Vec2::splat(12.0));
        icons::paint(ui.painter(), square, Icon::ChevronDown, colour(theme::palette(ui).secondary));
    })
}

/// Gives a field a name for readers of the screen, where its own text does not say what it is.
pub fn name_field(response: &Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// Width that a chip takes.
pub fn chip_width(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::TABLE), Color32::PLACEHOLDER).size().x + 2.0 * theme::RELATED
}

/// Width that a badge takes.
pub fn badge_width(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::CAPTION), Color32::PLACEHOLDER).size().x + theme::RELATED
}

/// A small trailing remark on a tinted ground.
pub fn badge(ui: &mut Ui, text: &str) -> Response {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::CAPTION), colour(palette.secondary));
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(theme::RELATED, 2.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, size::CORNER, colour(resting(palette)));
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour(palette.secondary));
    response
}

/// The ground of chips and badges: seen on a panel as well as on the window.
fn resting(palette: &crate::view::palette::Palette) -> Rgb {
    palette.alternate.mix(palette.tertiary, 0.05)
}

/// The one button of a view that matters most.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let palette = theme::palette(ui);
    let ink = if palette.dark { palette.window } else { palette.panel };
    let response = ui.add(Button::new(RichText::new(text).color(colour(ink))).fill(colour(palette.accent)).stroke(Stroke::NONE));
    if response.has_focus() {
        // A ring of the accent on the accent would not be seen: it stands off by a gap.
        let stroke = Stroke::new(theme::FOCUS, colour(palette.accent));
        ui.painter().rect_stroke(response.rect.expand(2.0), size::CORNER + 2.0, stroke, StrokeKind::Outside);
    }
    response
}

/// A square button with an icon; the label is its hover text and its accessible name.
pub fn icon_button(ui: &mut Ui, icon: Icon, label: &str) -> Response {
    icon_toggle(ui, icon, label, false)
}

/// An icon button that may be switched on.
pub fn icon_toggle(ui: &mut Ui, icon: Icon, label: &str, on: bool) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, label));
    if on || response.hovered() {
        ui.painter().rect_filled(rect, size::CORNER, colour(if on { palette.selection } else { palette.alternate }));
    }
    let ink = if !ui.is_enabled() {
        palette.tertiary
    } else if on || response.hovered() {
        palette.text
    } else {
        palette.secondary
    };
    icons::paint(ui.painter(), rect.shrink(5.0), icon, colour(ink));
    focus_ring(ui, &response);
    response.on_hover_text(label)
}

/// A quiet button with an icon before its text.
pub fn icon_text_button(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::TABLE), Color32::PLACEHOLDER);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 14.0 + 5.0 * theme::STEP, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    let hot = response.hovered() && ui.is_enabled();
    if hot {
        ui.painter().rect_filled(rect, size::CORNER, colour(palette.alternate));
    }
    let ink = colour(if hot { palette.text } else { palette.secondary });
    let square = egui::Rect::from_center_size(rect.left_center() + vec2(theme::RELATED + 7.0, 0.0), Vec2::splat(14.0));
    icons::paint(ui.painter(), square, icon, ink);
    let at = rect.left_center() + vec2(theme::RELATED + 14.0 + theme::STEP, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    focus_ring(ui, &response);
    response
}

/// A state mark as a piece of its own; the label says what it means.
pub fn state_mark(ui: &mut Ui, mark: Mark, label: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, label));
    icons::mark(ui.painter(), rect.center(), 5.0, mark, theme::palette(ui));
    if label.is_empty() { response } else { response.on_hover_text(label) }
}

/// A strip of a member's colour, as high as a line.
pub fn strip(ui: &mut Ui, ink: Rgb, height: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(3.0, height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, colour(ink));
}

/// A box with a tick and its label. True when it was clicked; the value is already changed then.
pub fn checkbox(ui: &mut Ui, on: &mut bool, text: &str) -> bool {
    checkbox_response(ui, on, text).clicked()
}

/// The same with a hint that shows while the pointer rests on it.
pub fn hinted_checkbox(ui: &mut Ui, on: &mut bool, text: &str, hint: &str) -> bool {
    checkbox_response(ui, on, text).on_hover_text(hint).clicked()
}

fn checkbox_response(ui: &mut Ui, on: &mut bool, text: &str) -> Response {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::BODY), Color32::PLACEHOLDER);
    let gap = if text.is_empty() { 0.0 } else { theme::RELATED };
    let (rect, response) = ui.allocate_exact_size(vec2(14.0 + gap + galley.size().x, theme::CONTROL), Sense::click());
    if response.clicked() {
        *on = !*on;
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, text));
    let square = egui::Rect::from_center_size(rect.left_center() + vec2(7.0, 0.0), Vec2::splat(14.0));
    if *on {
        ui.painter().rect_filled(square, 3.0, colour(palette.accent));
        icons::paint(ui.painter(), square.shrink(1.0), Icon::Tick, colour(palette.panel));
    } else {
        let ink = if response.hovered() { palette.secondary } else { palette.tertiary };
        ui.painter().rect(square, 3.0, colour(palette.panel), Stroke::new(1.0, colour(ink)), StrokeKind::Inside);
    }
    ui.painter().galley(rect.left_center() + vec2(14.0 + gap, -galley.size().y / 2.0), galley, colour(palette.text));
    if response.has_focus() {
        ui.painter().rect_stroke(square.expand(2.0), 4.0, Stroke::new(theme::FOCUS, colour(palette.accent)), StrokeKind::Outside);
    }
    response
}

/// A box with a tick alone; its label is its accessible name and its hover text. True when it was clicked.
pub fn named_checkbox(ui: &mut Ui, on: &mut bool, label: &str) -> bool {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::click());
    if response.clicked() {
        *on = !*on;
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, label));
    let square = egui::Rect::from_center_size(rect.center(), Vec2::splat(14.0));
    if *on {
        let ground = if ui.is_enabled() { palette.accent } else { palette.tertiary };
        ui.painter().rect_filled(square, 3.0, colour(ground));
        icons::paint(ui.painter(), square.shrink(1.0), Icon::Tick, colour(palette.panel));
    } else {
        let ink = if response.hovered() { palette.secondary } else { palette.tertiary };
        ui.painter().rect(square, 3.0, colour(palette.panel), Stroke::new(1.0, colour(ink)), StrokeKind::Inside);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(square.expand(2.0), 4.0, Stroke::new(theme::FOCUS, colour(palette.accent)), StrokeKind::Outside);
    }
    let clicked = response.clicked();
    response.on_hover_text(label);
    clicked
}

/// A field that filters, as wide as there is room; the hint is its accessible name. Escape or the cross empties it.
pub fn search_field(ui: &mut Ui, text: &mut String, hint: &str, clear: &str) -> Response {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let margin = Margin { left: 26, right: 24, top: 4, bottom: 4 };
    let response = ui.add(egui::TextEdit::singleline(text).hint_text(hint).desired_width(width).margin(margin));
    name_field(&response, hint);
    let square = |x: f32| egui::Rect::from_center_size(egui::pos2(x, response.rect.center().y), Vec2::splat(14.0));
    icons::paint(ui.painter(), square(response.rect.left() + 14.0), Icon::Search, colour(palette.tertiary));
    if !text.is_empty() {
        let cross = square(response.rect.right() - 13.0);
        let button = ui.interact(cross.expand(3.0), response.id.with("clear"), Sense::CLICK);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, clear));
        icons::paint(ui.painter(), cross.shrink(1.0), Icon::Close, colour(if button.hovered() { palette.text } else { palette.tertiary }));
        if button.clicked() || response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            text.clear();
        }
    }
    response
}

/// A fact: its name in a column of its own, and its text, which wraps and can be copied.
pub fn fact(ui: &mut Ui, name: &str, text: &str) {
    const NAME: f32 = 64.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::RELATED;
        let ink = colour(theme::palette(ui).secondary);
        ui.allocate_ui(vec2(NAME, 18.0), |ui| {
            ui.set_width(NAME);
            ui.add(Label::new(RichText::new(name).size(size::TABLE).color(ink)).wrap());
        });
        ui.vertical(|ui| {
            let response = ui.add(Label::new(RichText::new(text).size(size::TABLE)).wrap().selectable(true));
            response.on_hover_text(text);
        });
    });
}

/// What a block of a key number shows.
#[derive(Clone, Debug, Default)]
pub struct KeyNumber<'a> {
    /// State before the title.
    pub mark: Option<Mark>,
    /// What it is.
    pub title: &'a str,
    /// Where it comes from, before an arrow; empty for none.
    pub before: &'a str,
    /// The number.
    pub value: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// The sentence beneath; empty for none.
    pub note: &'a str,
}

/// A card with a key number that can be clicked.
pub fn key_number(ui: &mut Ui, number: &KeyNumber<'_>, width: f32) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 88.0), Sense::click());
    response.widget_info(|| {
        let label = [number.title, number.before, number.value, number.unit, number.note];
        WidgetInfo::labeled(Role::Button, ui.is_enabled(), label.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" "))
    });
    let border = if response.hovered() { Stroke::new(1.0, colour(palette.tertiary)) } else { theme::hairline(palette) };
    ui.painter().rect(rect, size::CORNER, colour(palette.panel), border, StrokeKind::Inside);
    let painter = ui.painter().with_clip_rect(rect.shrink(theme::STEP).intersect(ui.clip_rect()));
    let left = rect.left() + theme::AROUND;
    let room = rect.width() - 2.0 * theme::AROUND;
    let mut x = left;
    if let Some(mark) = number.mark {
        icons::mark(&painter, egui::pos2(x + 5.0, rect.top() + 20.0), 5.0, mark, palette);
        x += 18.0;
    }
    // A unit that does not fit beside its number stands behind the title.
    let beside = key_number_width(ui, number) <= room;
    let title = if beside || number.unit.is_empty() { number.title.to_owned() } else { format!("{} · {}", number.title, number.unit) };
    let line = |text: &str, font: egui::FontId, room: f32| one_line(&painter, text, font, colour(palette.secondary), room);
    let title = line(&title, fonts::regular(size::BODY), left + room - x);
    let cut = title.elided;
    painter.galley(egui::pos2(x, rect.top() + 20.0 - title.size().y / 2.0), title, colour(palette.secondary));
    key_number_line(&painter, egui::pos2(left, rect.top() + 56.0), number, beside, palette);
    let note = line(number.note, fonts::regular(size::CAPTION), room);
    let cut = cut || note.elided;
    painter.galley(egui::pos2(left, rect.top() + 74.0 - note.size().y / 2.0), note, colour(palette.secondary));
    focus_ring(ui, &response);
    if cut { response.on_hover_text(format!("{}\n{}", number.title, number.note)) } else { response }
}

/// A text on one line, with dots at the end where it does not fit.
pub fn one_line(painter: &egui::Painter, text: &str, font: egui::FontId, ink: Color32, room: f32) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
    painter.layout_job(job)
}

/// A text of parts with dots between in two lines at most: it breaks between parts, within one only where that alone is too long.
pub fn parts(painter: &egui::Painter, text: &str, font: egui::FontId, ink: Color32, room: f32) -> std::sync::Arc<egui::Galley> {
    const BETWEEN: &str = " · ";
    let width = |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), ink).size().x;
    let (mut whole, mut line) = (String::new(), String::new());
    for part in text.split(BETWEEN) {
        let longer = if line.is_empty() { part.to_owned() } else { format!("{line}{BETWEEN}{part}") };
        if line.is_empty() || whole.contains('\n') || width(&longer) <= room {
            line = longer;
        } else {
            whole = format!("{line}\n");
            line = part.to_owned();
        }
    }
    let mut job = egui::text::LayoutJob::simple(whole + &line, font, ink, room);
    job.wrap.max_rows = 2;
    painter.layout_job(job)
}

/// A text of several sentences, broken as Chinese is: no closing mark begins a line, no opening one ends it, addresses break behind
/// their signs. The lines are kept as long as text and width stay the same.
pub fn prose(ui: &mut Ui, text: &str, size: f32, bold: bool, ink: Color32) -> Response {
    let room = ui.available_width().floor().max(24.0);
    let id = egui::Id::unique(("prose", text, room as u32, size as u32, bold));
    let lines: std::sync::Arc<str> = ui.data_mut(|data| data.get_temp(id)).unwrap_or_else(|| {
        // A hair less than there is: the window rounds the places of letters.
        let lines = crate::view::chart::measure::flow(font_measure(), text, size, bold, room - 2.0).join("\n");
        let lines: std::sync::Arc<str> = lines.into();
        ui.data_mut(|data| data.insert_temp(id, lines.clone()));
        lines
    });
    let font = if bold { fonts::bold(size) } else { fonts::regular(size) };
    let response = ui.add(Label::new(RichText::new(&*lines).font(font).color(ink)).wrap());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Width of before, arrow, number and unit together.
pub fn key_number_width(ui: &Ui, number: &KeyNumber<'_>) -> f32 {
    let painter = ui.painter();
    let width = |text: &str, font: egui::FontId| {
        if text.is_empty() { 0.0 } else { painter.layout_no_wrap(text.to_owned(), font, Color32::BLACK).size().x + 6.0 }
    };
    let before = if number.before.is_empty() {
        0.0
    } else {
        width(number.before, fonts::regular(size::SECTION)) + width("→", fonts::regular(size::BODY))
    };
    before + width(number.value, fonts::bold(size::KEY_NUMBER)) + width(number.unit, fonts::regular(size::BODY))
}

/// Before, arrow, number and unit, all on one base line.
fn key_number_line(
    painter: &egui::Painter,
    base: egui::Pos2,
    number: &KeyNumber<'_>,
    with_unit: bool,
    palette: &crate::view::palette::Palette,
) {
    let mut x = base.x;
    let mut put = |text: &str, font: egui::FontId, ink: Rgb| {
        if !text.is_empty() {
            // The descent of the font is about a fifth of its height: texts of two sizes meet on the base line.
            let drop = font.size * 0.29;
            x = painter.text(egui::pos2(x, base.y + drop), Align2::LEFT_BOTTOM, text, font, colour(ink)).right() + 6.0;
        }
    };
    if !number.before.is_empty() {
        put(number.before, fonts::regular(size::SECTION), palette.secondary);
        put("→", fonts::regular(size::BODY), palette.secondary);
    }
    put(number.value, fonts::bold(size::KEY_NUMBER), palette.text);
    if with_unit {
        put(number.unit, fonts::regular(size::BODY), palette.secondary);
    }
}

/// What stands where nothing is yet: what belongs here and the one action that brings it. True when it is clicked.
pub fn empty_state(ui: &mut Ui, title: &str, sentence: &str, action: Option<&str>) -> bool {
    let mut clicked = false;
    ui.vertical_centered(|ui| {
        ui.add_space(8.0 * theme::STEP);
        ui.add(Label::new(RichText::new(title).font(fonts::bold(size::SECTION))));
        ui.add_space(theme::STEP);
        ui.scope(|ui| {
            ui.set_max_width(420.0_f32.min(ui.available_width()));
            secondary(ui, sentence);
        });
        if let Some(action) = action {
            ui.add_space(theme::AROUND);
            clicked = primary_button(ui, action).clicked();
        }
        ui.add_space(8.0 * theme::STEP);
    });
    clicked
}
