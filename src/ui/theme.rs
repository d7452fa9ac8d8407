//! The look of the window: puts the tokens of [`crate::view::palette`] into egui's styles.
//!
//! Nothing else in the window names a colour or a size. Both themes are laid in at start; switching only picks one.

use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Ui, Vec2, Visuals};

use super::fonts;
use crate::view::palette::{Palette, Rgb, size};

/// The step of all spacing.
pub const STEP: f32 = 4.0;
/// Space between related things.
pub const RELATED: f32 = 2.0 * STEP;
/// Space around content.
pub const AROUND: f32 = 3.0 * STEP;
/// Space between groups.
pub const BETWEEN: f32 = 4.0 * STEP;
/// Width of hairlines.
pub const HAIRLINE: f32 = 1.0;
/// Width of the focus ring.
pub const FOCUS: f32 = 2.0;
/// Height of buttons and fields.
pub const CONTROL: f32 = 26.0;

/// Text style of dense tables.
pub const TABLE: &str = "table";
/// Text style of section titles.
pub const SECTION: &str = "section";
/// Text style of key numbers.
pub const KEY_NUMBER: &str = "key-number";

/// A token's colour as the window's colour.
pub const fn colour(rgb: Rgb) -> Color32 {
    Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

/// The palette that a piece of the window is drawn with.
pub fn palette(ui: &Ui) -> &'static Palette {
    Palette::of(ui.visuals().dark_mode)
}

/// A hairline's stroke.
pub fn hairline(palette: &Palette) -> Stroke {
    Stroke::new(HAIRLINE, colour(palette.hairline))
}

/// Fonts and both themes; once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_style_of(Theme::Light, style(&Palette::LIGHT));
    ctx.set_style_of(Theme::Dark, style(&Palette::DARK));
}

/// Picks the theme and the zoom (1.0 is 100 %; kept between 50 % and 300 %).
pub fn apply(ctx: &Context, dark: bool, zoom: f32) {
    ctx.set_theme(if dark { Theme::Dark } else { Theme::Light });
    ctx.set_zoom_factor(if zoom.is_finite() { zoom.clamp(0.5, 3.0) } else { 1.0 });
}

/// The style of one theme.
pub fn style(palette: &Palette) -> Style {
    let mut style = Style { text_styles: text_styles(), visuals: visuals(palette), ..Style::default() };
    style.drag_value_text_style = TextStyle::Body;
    style.animation_time = 0.0;
    style.compact_menu_style = true;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(RELATED, STEP);
    spacing.button_padding = Vec2::new(RELATED, 3.0);
    spacing.interact_size = Vec2::new(CONTROL, CONTROL);
    spacing.window_margin = Margin::same(12);
    spacing.menu_margin = Margin::same(4);
    spacing.indent = BETWEEN;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = RELATED;
    spacing.tooltip_width = 360.0;
    spacing.text_edit_width = 200.0;
    spacing.scroll = egui::style::ScrollStyle { bar_width: 8.0, handle_min_length: 24.0, ..egui::style::ScrollStyle::solid() };
    spacing.scroll.bar_inner_margin = 0.0;
    style
}

fn text_styles() -> std::collections::BTreeMap<TextStyle, FontId> {
    let regular = |points| FontId::new(points, FontFamily::Proportional);
    [
        (TextStyle::Small, regular(size::CAPTION)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, regular(size::BODY)),
        (TextStyle::Monospace, regular(size::BODY)),
        (TextStyle::Heading, fonts::bold(size::TITLE)),
        (TextStyle::Name(TABLE.into()), regular(size::TABLE)),
        (TextStyle::Name(SECTION.into()), fonts::bold(size::SECTION)),
        (TextStyle::Name(KEY_NUMBER.into()), fonts::bold(size::KEY_NUMBER)),
    ]
    .into()
}

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    let corner = CornerRadius::same(size::CORNER as u8);
    let shadow = Shadow { offset: [0, 4], blur: 12, spread: 0, color: Color32::from_black_alpha(if palette.dark { 110 } else { 36 }) };
    visuals.weak_text_color = Some(colour(palette.secondary));
    visuals.hyperlink_color = colour(palette.accent);
    visuals.faint_bg_color = colour(palette.alternate);
    visuals.extreme_bg_color = colour(palette.panel);
    visuals.text_edit_bg_color = Some(colour(palette.panel));
    visuals.code_bg_color = colour(palette.alternate);
    visuals.warn_fg_color = colour(palette.slipping);
    visuals.error_fg_color = colour(palette.off_track);
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    visuals.window_fill = colour(palette.panel);
    visuals.panel_fill = colour(palette.window);
    visuals.window_stroke = hairline(palette);
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.selection.bg_fill = colour(palette.selection);
    visuals.selection.stroke = Stroke::new(HAIRLINE, colour(palette.accent));
    visuals.text_cursor.stroke = Stroke::new(1.5, colour(palette.accent));
    visuals.indent_has_left_vline = false;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = egui::style::HandleShape::Circle;
    widgets(&mut visuals.widgets, palette, corner);
    visuals
}

fn widgets(widgets: &mut egui::style::Widgets, palette: &Palette, corner: CornerRadius) {
    let text = Stroke::new(1.0, colour(palette.text));
    for widget in [&mut widgets.noninteractive, &mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
        widget.corner_radius = corner;
        widget.expansion = 0.0;
        widget.fg_stroke = text;
        widget.bg_stroke = hairline(palette);
        widget.bg_fill = colour(palette.alternate);
        widget.weak_bg_fill = colour(palette.panel);
    }
    widgets.noninteractive.bg_fill = colour(palette.panel);
    // The handle of a scroll bar and the box of a checkbox take this fill: it has to stand out from both grounds.
    widgets.inactive.bg_fill = colour(palette.alternate.mix(palette.tertiary, 0.35));
    widgets.hovered.bg_fill = colour(palette.alternate.mix(palette.tertiary, 0.6));
    widgets.hovered.weak_bg_fill = colour(palette.alternate);
    widgets.hovered.bg_stroke = Stroke::new(HAIRLINE, colour(palette.tertiary));
    // egui draws the focused widget with the visuals of the pressed one, so this stroke is the focus ring.
    widgets.active.bg_fill = colour(palette.alternate.mix(palette.tertiary, 0.8));
    widgets.active.weak_bg_fill = colour(palette.selection);
    widgets.active.bg_stroke = Stroke::new(FOCUS, colour(palette.accent));
    widgets.open.weak_bg_fill = colour(palette.alternate);
}
