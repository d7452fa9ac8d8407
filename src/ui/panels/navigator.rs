//! The tree at the left: which dimension, a filter, and the nodes.

use egui::{Key, Rect, Sense, Ui, pos2, vec2};

use crate::base::NodeId;
use crate::engine::assess::Ask;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::memo::Memo;
use crate::view::navigator::{NavigatorOptions, NavigatorRow, mark_rows, rows};
use crate::view::palette::size;
use crate::view::wording;

/// What the navigator remembers between frames.
#[derive(Default)]
pub struct NavigatorState {
    /// What it shows.
    pub options: NavigatorOptions,
    /// True until the dimension was chosen once.
    pub fresh: bool,
    /// True where the filter is to take the keys.
    pub focus_filter: bool,
    rows: Memo<RowsKey, Vec<NavigatorRow>>,
}

type RowsKey = ((Stamp, Ask, u64), NavigatorOptions);

/// Draws the navigator; `shown` is the node of the page at hand.
pub fn navigator_ui(ui: &mut Ui, view: &View<'_>, state: &mut NavigatorState, shown: Option<&NodeId>, out: &mut Vec<Command>) {
    dimensions_ui(ui, view, state);
    ui.add_space(theme::RELATED);
    filter_ui(ui, view, state, out);
    ui.add_space(theme::RELATED);
    let key = (view.judged_stamp(), state.options.clone());
    let rows = state.rows.get(key, || {
        let mut rows = rows(&view.document().plan, view.names, view.words, &state.options);
        mark_rows(&mut rows, view.words, view.document(), &view.evaluation, &view.assessments().1);
        rows
    });
    if rows.is_empty() {
        let words = view.words;
        let (title, text) = if state.options.filter.trim().is_empty() {
            (words.text("navigator-empty"), words.text("navigator-empty-text"))
        } else {
            (words.text("navigator-nothing-found"), words.text("navigator-nothing-found-text"))
        };
        widgets::empty_state(ui, title, text, None);
        return;
    }
    let height = if view.settings.compact_rows { size::COMPACT_ROW } else { size::ROW };
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut fold = None;
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, rows.len(), |ui, range| {
        for row in &rows[range] {
            if let Some(node) = row_ui(ui, view, row, height, row.node.as_ref() == shown, out) {
                fold = Some(node);
            }
        }
    });
    if let Some(node) = fold
        && !state.options.folded.remove(&node)
    {
        state.options.folded.insert(node);
    }
}

fn dimensions_ui(ui: &mut Ui, view: &View<'_>, state: &mut NavigatorState) {
    let plan = &view.document().plan;
    let known = state.options.dimension.as_ref().is_some_and(|d| plan.dimensions.contains(d));
    if !known {
        state.options.dimension = plan.dimensions.iter().next().map(|d| d.id.clone());
    }
    let names: Vec<&str> = plan.dimensions.iter().map(|d| wording::dimension(view.words, plan, &d.id)).collect();
    if names.len() < 2 {
        return;
    }
    let chosen = state.options.dimension.as_ref().and_then(|d| plan.dimensions.place(d)).unwrap_or(0);
    if names.len() <= 3 {
        if let Some(place) = widgets::segmented(ui, &names, chosen) {
            state.options.dimension = plan.dimensions.rows().get(place).map(|d| d.id.clone());
        }
        return;
    }
    let combo = widgets::combo("navigator-dimension").width(ui.available_width()).selected_text(names[chosen]);
    let shown = combo.show_ui(ui, |ui| {
        for (place, name) in names.iter().enumerate() {
            if ui.selectable_label(place == chosen, *name).clicked() {
                state.options.dimension = plan.dimensions.rows().get(place).map(|d| d.id.clone());
            }
        }
    });
    widgets::name_field(&shown.response, view.words.text("register-dimensions"));
}

fn filter_ui(ui: &mut Ui, view: &View<'_>, state: &mut NavigatorState, out: &mut Vec<Command>) {
    let hint = view.words.text("navigator-filter");
    let response = widgets::search_field(ui, &mut state.options.filter, hint, view.words.text("navigator-clear"));
    if std::mem::take(&mut state.focus_filter) {
        response.request_focus();
    }
    // Enter opens the first node that was found.
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) && !state.options.filter.trim().is_empty() {
        let first = view.names.find(&state.options.filter).next();
        out.extend(first.map(|node| Command::OpenNode(node.clone())));
    }
}

/// Draws a row; returns its node where it is to be folded or unfolded.
fn row_ui(ui: &mut Ui, view: &View<'_>, row: &NavigatorRow, height: f32, chosen: bool, out: &mut Vec<Command>) -> Option<NodeId> {
    let palette = view.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &row.full));
    if chosen || (response.hovered() && row.node.is_some()) {
        ui.painter().rect_filled(rect, size::CORNER, colour(if chosen { palette.selection } else { palette.alternate }));
    }
    let mut x = rect.left() + 4.0 + f32::from(row.depth) * 16.0;
    let mut fold = None;
    if let Some(open) = row.open {
        let square = Rect::from_center_size(pos2(x + 6.0, rect.center().y), vec2(16.0, height));
        let arrow = ui.interact(square, response.id.with("fold"), Sense::click());
        let label = view.words.text(if open { "navigator-fold" } else { "navigator-unfold" });
        arrow.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{label} {}", row.full)));
        let icon = if open { Icon::ChevronDown } else { Icon::ChevronRight };
        icons::paint(ui.painter(), Rect::from_center_size(square.center(), vec2(10.0, 10.0)), icon, colour(palette.tertiary));
        if arrow.clicked() {
            fold.clone_from(&row.node);
        }
    }
    x += 16.0;
    if let Some(state) = &row.state {
        icons::mark(ui.painter(), pos2(x + 5.0, rect.center().y), 4.5, state.mark, palette);
    }
    x += 16.0;
    if let Some(place) = row.colour {
        let bar = Rect::from_min_size(pos2(x, rect.center().y - 7.0), vec2(3.0, 14.0));
        ui.painter().rect_filled(bar, 0.0, colour(palette.member(place).0));
        x += 10.0;
    }
    let heading = row.open.is_some() || row.node.as_ref().is_some_and(NodeId::is_total);
    // Where a cluster belongs takes a third of the line at most.
    let ink = colour(palette.tertiary);
    let trailing = widgets::one_line(ui.painter(), &row.trailing, fonts::regular(size::CAPTION), ink, rect.width() / 3.0);
    let trailing_cut = trailing.elided;
    let right = rect.right() - 6.0 - trailing.size().x;
    ui.painter().galley(pos2(right, rect.center().y - trailing.size().y / 2.0), trailing, colour(palette.tertiary));
    let font = if heading { fonts::bold(size::BODY) } else { fonts::regular(size::BODY) };
    let ink = colour(if row.node.is_some() { palette.text } else { palette.secondary });
    let title = widgets::one_line(ui.painter(), &row.title, font, ink, right - 6.0 - x);
    let cut = title.elided;
    ui.painter().galley(pos2(x, rect.center().y - title.size().y / 2.0), title, ink);
    widgets::focus_ring(ui, &response);
    if response.clicked()
        && fold.is_none()
        && let Some(node) = &row.node
    {
        out.push(Command::OpenNode(node.clone()));
    }
    let mut hover = if row.full != row.title || cut { row.full.clone() } else { String::new() };
    if trailing_cut {
        let gap = if hover.is_empty() { "" } else { "\n" };
        hover = format!("{hover}{gap}{}", row.trailing);
    }
    if let Some(state) = &row.state {
        let gap = if hover.is_empty() { "" } else { "\n" };
        hover = format!("{hover}{gap}{}", state.text);
    }
    if !hover.is_empty() {
        response.on_hover_text(hover);
    }
    fold
}
