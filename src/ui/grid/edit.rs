//! The editor of a cell: a real text field, so that input methods, selection and undo of the text work as anywhere.
//!
//! The field is there all the time. While nothing is being typed it is not seen but holds the keyboard, so that the first
//! syllable of a Chinese input method already goes into the cell.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, Area, Color32, EventFilter, Frame, Id, Margin, Order, Rect, Role, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use super::layout::Layout;
use super::paint;
use super::state::GridState;
use crate::ui::fonts;
use crate::ui::theme::{self, colour};
use crate::view::grid::{Align, GridColumn};
use crate::view::palette::size;

/// Most choices shown at once.
const MOST_SHOWN: f32 = 9.0;

/// What came of showing the editor.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// A choice was clicked.
    pub picked: Option<String>,
    /// The keyboard went elsewhere.
    pub lost: bool,
}

/// Shows the field at the cursor's cell.
pub(super) fn show(ui: &mut Ui, id: Id, layout: &Layout, columns: &[GridColumn], state: &mut GridState, label: &str) -> Outcome {
    let editing = state.draft.is_some();
    let at = state.draft.as_ref().map(|draft| draft.at).or(state.cursor);
    let column = at.and_then(|at| columns.get(at.column));
    let align = column.map_or(Align::Left, |column| column.align);
    let clip = at.map_or(layout.body(), |at| layout.clip(at.column));
    let mut rect = at.map_or(Rect::from_min_size(layout.body().min, vec2(1.0, 1.0)), |at| layout.cell(at));
    if !clip.intersects(rect) {
        // A field that is not shown would lose the keyboard.
        rect = Rect::from_min_size(clip.min, vec2(1.0, 1.0));
    }
    if editing {
        rect = grown(ui, rect, clip, &state.text, align);
    }
    if std::mem::take(&mut state.caret_to_end) {
        // A state of its own for every text: undo within a cell must not bring back what was typed into another.
        let mut text_state = TextEditState::default();
        text_state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(state.text.chars().count()))));
        TextEdit::store_state(ui.ctx(), id, text_state);
    }
    let palette = theme::palette(ui);
    let mut field_ui = ui.new_child(UiBuilder::new().max_rect(rect));
    field_ui.shrink_clip_rect(clip.intersect(rect));
    // A field is as high as a button otherwise, and its text would stand lower than that of the cells.
    field_ui.spacing_mut().interact_size.y = 0.0;
    if editing {
        field_ui.painter().rect_filled(rect, 0.0, colour(palette.panel));
    } else {
        let caret = &mut field_ui.visuals_mut().text_cursor;
        (caret.blink, caret.stroke.width) = (false, 0.0);
    }
    let field = TextEdit::singleline(&mut state.text)
        .id(id)
        .frame(Frame::NONE.inner_margin(Margin { left: paint::PAD as i8, right: paint::PAD as i8, top: 0, bottom: 0 }))
        .font(fonts::regular(size::TABLE))
        .text_color(if editing { colour(palette.text) } else { Color32::TRANSPARENT })
        .desired_width(rect.width())
        .min_size(rect.size())
        .align(if align == Align::Right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER })
        .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true })
        .show(&mut field_ui);
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(label));
    let response = field.response.response;
    if let Some(draft) = &mut state.draft {
        if response.changed() {
            (draft.typed, draft.chosen) = (true, 0);
        }
        paint::cursor(&ui.painter().with_clip_rect(clip), palette, rect, true);
    }
    let picked = choices(ui, id, rect, state);
    Outcome { picked, lost: editing && response.lost_focus() }
}

/// A field grows over its neighbours while its text is longer than the cell.
fn grown(ui: &Ui, rect: Rect, clip: Rect, text: &str, align: Align) -> Rect {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::TABLE), Color32::PLACEHOLDER);
    let wide = (galley.size().x + 2.0 * paint::PAD + 4.0).min(420.0).max(rect.width());
    match align {
        Align::Right => rect.with_min_x((rect.right() - wide).max(clip.left().min(rect.left()))),
        Align::Left | Align::Center => rect.with_max_x((rect.left() + wide).min(clip.right().max(rect.right()))),
    }
}

/// The list of choices beneath the field. Returns the one that was clicked.
fn choices(ui: &Ui, id: Id, rect: Rect, state: &GridState) -> Option<String> {
    let draft = state.draft.as_ref().filter(|draft| !draft.choices.is_empty())?;
    let offered = draft.offered(&state.text);
    if offered.is_empty() {
        return None;
    }
    let high = size::COMPACT_ROW + 2.0;
    let room = ui.ctx().content_rect();
    let wanted = (offered.len() as f32).min(MOST_SHOWN) * high + 10.0;
    let above = rect.bottom() + wanted > room.bottom() && rect.top() - wanted > room.top();
    let at = if above { rect.left_top() - vec2(0.0, wanted + 2.0) } else { rect.left_bottom() + vec2(0.0, 2.0) };
    let mut picked = None;
    Area::new(id.with("choices")).order(Order::Foreground).fixed_pos(at).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(4).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(rect.width().max(120.0));
            let scroll = egui::ScrollArea::vertical().max_height(MOST_SHOWN * high).id_salt("list");
            scroll.show(ui, |ui| {
                for (place, choice) in offered.iter().enumerate() {
                    let (line, response) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::click());
                    let chosen = place == draft.chosen;
                    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, choice));
                    let palette = theme::palette(ui);
                    if chosen || response.hovered() {
                        ui.painter().rect_filled(line, size::CORNER, colour(if chosen { palette.selection } else { palette.alternate }));
                    }
                    if chosen {
                        ui.scroll_to_rect(line, None);
                    }
                    let area = line.shrink2(vec2(6.0, 0.0));
                    paint::text(ui.painter(), area, choice, fonts::regular(size::TABLE), colour(palette.text), Align::Left);
                    if response.clicked() {
                        picked = Some((*choice).to_owned());
                    }
                }
            });
        });
    });
    picked
}
