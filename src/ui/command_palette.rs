//! The command palette: every action, every node and the metrics of the page, found by name, pinyin or initials.

use egui::{Align2, Key, Modal, Rect, Sense, TextEdit, Ui, pos2, vec2};

use super::actions::Action;
use super::command::Command;
use super::context::View;
use super::theme::{self, colour};
use super::{fonts, widgets};
use crate::base::NodeId;
use crate::view::palette::size;
use crate::view::{search, wording};

/// What the palette remembers while it is open.
#[derive(Debug, Default)]
pub struct PaletteState {
    typed: String,
    chosen: usize,
    fresh: bool,
}

impl PaletteState {
    /// A palette just opened.
    pub fn open() -> Self {
        Self { fresh: true, ..Self::default() }
    }
}

/// Lines shown at most.
const MOST: usize = 12;

enum Hit {
    Action(Action),
    Node(NodeId, String, String),
}

/// Draws the palette. Returns false when it is to close.
pub fn command_palette_ui(ctx: &egui::Context, view: &View<'_>, state: &mut PaletteState, out: &mut Vec<Command>) -> bool {
    let mut open = true;
    let area = Modal::default_area(egui::Id::unique("command-palette")).anchor(Align2::CENTER_TOP, vec2(0.0, 80.0));
    let modal = Modal::new(egui::Id::unique("command-palette")).area(area).backdrop_color(egui::Color32::from_black_alpha(40));
    let response = modal.show(ctx, |ui| {
        ui.set_width(560.0_f32.min(ctx.content_rect().width() - 40.0));
        let hits = hits(view, &state.typed);
        step(ui, state, hits.len());
        let hint = view.words.text("palette-hint");
        let edit = ui.add(TextEdit::singleline(&mut state.typed).hint_text(hint).desired_width(f32::INFINITY).id_salt("palette"));
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        if std::mem::take(&mut state.fresh) || !edit.has_focus() {
            edit.request_focus();
        }
        if edit.changed() {
            state.chosen = 0;
        }
        ui.add_space(theme::STEP);
        ui.spacing_mut().item_spacing.y = 0.0;
        let enter = ui.input(|i| i.key_pressed(Key::Enter));
        for (place, hit) in hits.iter().enumerate() {
            let clicked = hit_ui(ui, view, hit, place == state.chosen);
            if clicked || (enter && place == state.chosen) {
                open = false;
                out.push(match hit {
                    Hit::Action(action) => Command::Action(*action),
                    Hit::Node(node, ..) => Command::OpenNode(node.clone()),
                });
            }
        }
        if hits.is_empty() {
            widgets::secondary(ui, view.words.text("palette-nothing"));
        }
    });
    open && !response.should_close()
}

fn step(ui: &Ui, state: &mut PaletteState, count: usize) {
    let (down, up) =
        ui.input_mut(|i| (i.consume_key(egui::Modifiers::NONE, Key::ArrowDown), i.consume_key(egui::Modifiers::NONE, Key::ArrowUp)));
    if down {
        state.chosen += 1;
    }
    if up {
        state.chosen = state.chosen.saturating_sub(1);
    }
    state.chosen = state.chosen.min(count.saturating_sub(1));
}

/// What is found: actions that can be used now first, then nodes.
fn hits(view: &View<'_>, typed: &str) -> Vec<Hit> {
    let usable = Action::ALL.iter().copied().filter(|action| *action != Action::Palette && action.enabled(&view.moment));
    let actions = usable.filter(|action| search::matches(&action.name(view.words), typed)).map(Hit::Action);
    let plan = &view.document().plan;
    let nodes = view.names.find(typed).take(MOST).map(|node| {
        let kind = plan.node_kind(node).map_or("", |kind| wording::node_kind(view.words, kind));
        Hit::Node(node.clone(), wording::node(view.words, plan, node), kind.to_owned())
    });
    if typed.trim().is_empty() { actions.take(MOST).collect() } else { nodes.take(MOST / 2 + 2).chain(actions).take(MOST).collect() }
}

fn hit_ui(ui: &mut Ui, view: &View<'_>, hit: &Hit, chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    let (name, trailing) = match hit {
        Hit::Action(action) => (action.name(view.words), action.keys()),
        Hit::Node(_, name, kind) => (name.clone(), kind.clone()),
    };
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, size::CORNER, colour(if chosen { view.palette.selection } else { view.palette.alternate }));
    }
    let right = ui.painter().text(
        rect.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        trailing,
        fonts::regular(size::CAPTION),
        colour(view.palette.secondary),
    );
    let clip = Rect::from_min_max(rect.min, pos2(right.left() - 8.0, rect.bottom())).intersect(ui.clip_rect());
    ui.painter().with_clip_rect(clip).text(
        rect.left_center() + vec2(8.0, 0.0),
        Align2::LEFT_CENTER,
        name,
        fonts::regular(size::BODY),
        colour(view.palette.text),
    );
    response.clicked()
}
